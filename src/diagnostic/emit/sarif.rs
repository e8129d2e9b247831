//! SARIF 2.1.0 (OASIS Standard, 27 March 2020): results for code scanning and editors, with rules, fingerprints and fixes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{EmitContext, Place};
use crate::diagnostic::fingerprint::fingerprints;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::escape::{uri_path, visible_json};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// The findings as a log with one run. Columns count characters (`unicodeCodePoints`, section 3.14.17).
pub fn render(findings: &[Diagnostic], context: EmitContext<'_>) -> String {
    let mut codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let index: BTreeMap<Code, usize> =
        codes.iter().enumerate().map(|(i, code)| (*code, i)).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, &context)).collect();
    let results: Vec<Value> = findings
        .iter()
        .zip(fingerprints(findings, context.sources))
        .map(|(finding, fingerprint)| result(finding, &index, &fingerprint, &context))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "broschur",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": context.texts.language().tag(),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let text = serde_json::to_string_pretty(&log).unwrap_or_default();
    let mut text = visible_json(&text).into_owned();
    text.push('\n');
    text
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn rule(code: Code, context: &EmitContext<'_>) -> Value {
    let mut rule = json!({
        "id": code.number(),
        "name": format!("{code:?}"),
        "defaultConfiguration": {"level": level(code.severity())},
    });
    if let Some(explanation) = context.texts.explanation(code) {
        rule["help"] = json!({"text": explanation});
    }
    rule
}

fn result(
    finding: &Diagnostic,
    index: &BTreeMap<Code, usize>,
    fingerprint: &str,
    context: &EmitContext<'_>,
) -> Value {
    let mut result = json!({
        "ruleId": finding.code.number(),
        "ruleIndex": index.get(&finding.code),
        "level": level(finding.severity),
        "message": {"text": context.sentence(finding)},
        "partialFingerprints": {"broschur/v1": fingerprint},
    });
    if let Some(span) = &finding.span {
        result["locations"] = json!([{"physicalLocation": location(&context.place(span))}]);
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|related| {
            json!({
                "physicalLocation": location(&context.place(&related.span)),
                "message": {"text": context.texts.related(finding, related.key).unwrap_or_default()},
            })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = &finding.fix {
        let place = context.place(&fix.span);
        result["fixes"] = json!([{"artifactChanges": [{
            "artifactLocation": artifact(&place),
            "replacements": [{
                "deletedRegion": region(&place),
                "insertedContent": {"text": fix.replacement},
            }],
        }]}]);
    }
    result
}

fn location(place: &Place) -> Value {
    json!({"artifactLocation": artifact(place), "region": region(place)})
}

/// A relative reference (RFC 3986, section 4.2).
fn artifact(place: &Place) -> Value {
    json!({"uri": uri_path(&place.file), "uriBaseId": "%SRCROOT%"})
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}
