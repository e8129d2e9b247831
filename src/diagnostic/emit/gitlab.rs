//! A Code Quality report of GitLab, shown in the merge request.
//!
//! Source: GitLab Docs, “Code Quality”, section “Code Quality report format”.

use serde::Serialize;

use super::EmitContext;
use crate::diagnostic::fingerprint::fingerprints;
use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::visible_json;

/// The file that stands in for findings about the site as a whole.
const SETTINGS: &str = "content/site.yaml";

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// The findings as a JSON list. Findings without a place stand at the settings of the site, since every issue needs a file.
pub fn render(findings: &[Diagnostic], context: EmitContext<'_>) -> String {
    let issues: Vec<Issue> = findings
        .iter()
        .zip(fingerprints(findings, context.sources))
        .map(|(finding, fingerprint)| {
            let place = finding.span.as_ref().map(|span| context.place(span));
            Issue {
                description: context.sentence(finding),
                check_name: format!("{} {}", finding.code.number(), finding.code.slug()),
                fingerprint,
                severity: match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                location: Location {
                    lines: Lines { begin: place.as_ref().map_or(1, |place| place.start.line) },
                    path: place.map_or_else(
                        || format!("{}{}", context.base, SETTINGS),
                        |place| place.file,
                    ),
                },
            }
        })
        .collect();
    let text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    let mut text = visible_json(&text).into_owned();
    text.push('\n');
    text
}
