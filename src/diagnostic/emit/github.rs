//! Workflow commands of GitHub Actions: one line per finding, shown in the pull request.
//!
//! Source: GitHub Docs, “Workflow commands for GitHub Actions”, section “Setting a notice/warning/error message”; the escapes are those of
//! `@actions/core`.

use std::fmt::Write;

use super::EmitContext;
use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::visible;

/// The findings as workflow commands, a line each.
pub fn render(findings: &[Diagnostic], context: EmitContext<'_>) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = String::new();
        if let Some(span) = &finding.span {
            let place = context.place(span);
            let _ = write!(properties, "file={},line={}", property(&place.file), place.start.line);
            let _ = write!(properties, ",endLine={}", place.end.line);
            // Columns are shown only when the place is within one line.
            if place.start.line == place.end.line {
                let _ = write!(
                    properties,
                    ",col={},endColumn={}",
                    place.start.column, place.end.column
                );
            }
            properties.push(',');
        }
        let _ = writeln!(
            out,
            "::{command} {properties}title={}::{}",
            property(finding.code.number()),
            data(&context.sentence(finding))
        );
    }
    out
}

fn data(text: &str) -> String {
    // GitHub does not decode other characters: what is not seen is shown.
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
