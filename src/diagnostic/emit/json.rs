//! Findings as one JSON object with a list `findings`.

use serde::Serialize;

use super::text::Excerpts;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::position;

#[derive(Serialize)]
struct Report {
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    help: Option<String>,
}

/// The findings as JSON text. `file` is relative to the site's root; `line` and `column` count from 1, columns in
/// characters; all three are `null` for findings about the run as a whole.
pub fn render(findings: &[Diagnostic], texts: &Texts, sources: &dyn Excerpts) -> String {
    let findings = findings
        .iter()
        .map(|finding| {
            let place = finding.span.as_ref().map(|span| {
                (
                    span.file.to_string(),
                    sources.text_of(&span.file).map(|text| position(text, span.start)),
                )
            });
            let (file, position) = match place {
                Some((file, position)) => (Some(file), position),
                None => (None, None),
            };
            Finding {
                code: finding.code.number(),
                name: finding.code.slug(),
                severity: finding.severity,
                line: position.map(|p| p.line).or(file.as_ref().map(|_| 1)),
                column: position.map(|p| p.column).or(file.as_ref().map(|_| 1)),
                file,
                message: texts.message(finding),
                help: texts.help(finding),
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&Report { findings }).unwrap_or_default();
    text.push('\n');
    text
}
