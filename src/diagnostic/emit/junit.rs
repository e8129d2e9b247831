//! A JUnit report: a suite per file, a case per finding; for everything that shows test results.
//!
//! Source: the schema of the Jenkins xUnit plug-in, `junit-10.xsd`. Errors are failures; warnings are cases that passed, with the finding as
//! their output.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::EmitContext;
use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::{visible, xml};

/// The findings as XML. Without findings, one case that passed.
pub fn render(findings: &[Diagnostic], context: EmitContext<'_>) -> String {
    let mut files: BTreeMap<String, Vec<(&Diagnostic, String)>> = BTreeMap::new();
    for finding in findings {
        let (file, name) = match finding.span.as_ref().map(|span| context.place(span)) {
            Some(place) => {
                let at = format!("{}:{}", place.start.line, place.start.column);
                (place.file, format!("{} {at}", finding.code.number()))
            }
            None => ("broschur".to_owned(), finding.code.number().to_owned()),
        };
        files.entry(file).or_default().push((finding, name));
    }
    let failures = |cases: &[(&Diagnostic, String)]| {
        cases.iter().filter(|(finding, _)| finding.severity == Severity::Error).count()
    };
    let mut suites = String::new();
    for (file, cases) in &files {
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">",
            escaped(file),
            cases.len(),
            failures(cases)
        );
        for (finding, name) in cases {
            let _ = writeln!(
                suites,
                "    <testcase classname=\"{}\" name=\"{}\">",
                escaped(file),
                escaped(name)
            );
            let said = escaped(&context.sentence(finding));
            let _ = if finding.severity == Severity::Error {
                writeln!(
                    suites,
                    "      <failure type=\"{}\" message=\"{}\">{said}</failure>",
                    finding.code.slug(),
                    escaped(&context.texts.message(finding)),
                )
            } else {
                writeln!(suites, "      <system-out>{said}</system-out>")
            };
            suites.push_str("    </testcase>\n");
        }
        suites.push_str("  </testsuite>\n");
    }
    if files.is_empty() {
        suites.push_str(
            "  <testsuite name=\"broschur\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    \
             <testcase classname=\"broschur\" name=\"check\"/>\n  </testsuite>\n",
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"broschur\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{suites}</testsuites>\n",
        findings.len().max(1),
        files.values().map(|cases| failures(cases)).sum::<usize>()
    )
}

/// Text for XML. Line ends are written as references: in an attribute a bare one would be read as a blank.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    xml(&visible(text), &mut out);
    out.replace('\r', "").replace('\n', "&#10;")
}
