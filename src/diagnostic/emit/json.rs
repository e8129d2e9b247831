//! Findings as one JSON object with a list `findings`.

use serde::Serialize;

use super::EmitContext;
use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::visible_json;

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

/// The findings as JSON text. `file` is relative to the site's root unless the context has another base; `line` and `column`
/// count from 1, columns in characters; all three are `null` for findings about the run as a whole.
pub fn render(findings: &[Diagnostic], context: EmitContext<'_>) -> String {
    let findings = findings
        .iter()
        .map(|finding| {
            let place = finding.span.as_ref().map(|span| context.place(span));
            Finding {
                code: finding.code.number(),
                name: finding.code.slug(),
                severity: finding.severity,
                line: place.as_ref().map(|place| place.start.line),
                column: place.as_ref().map(|place| place.start.column),
                file: place.map(|place| place.file),
                message: context.texts.message(finding),
                help: context.texts.help(finding),
            }
        })
        .collect();
    let text = serde_json::to_string_pretty(&Report { findings }).unwrap_or_default();
    let mut text = visible_json(&text).into_owned();
    text.push('\n');
    text
}
