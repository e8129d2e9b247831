//! What lies over a page, and beside it: errors and warnings, in the same words as in the terminal.
//!
//! Entry points: [`render`] and [`warnings`], which `live.js` gives their looks; [`page`] and [`beside`], pages of the preview's own.

use std::fmt::Write;

use crate::diagnostic::emit::text::{Order, TextStyle, grouped, told};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::render::html::escape;
use crate::source::Snapshot;

/// More findings than this are counted, not shown.
const SHOWN: usize = 20;

/// What there is to be seen below the errors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// The last pages without errors.
    LastGood,
    /// Nothing yet: there have been errors from the beginning.
    Nothing,
}

/// The errors as HTML, with a button that puts them away and one that brings them back; `None` when nothing keeps the site from being
/// published.
pub(super) fn render(
    findings: &[Diagnostic],
    texts: &Texts,
    snapshot: &Snapshot,
    below: Below,
) -> Option<String> {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let errors: Vec<&Diagnostic> = findings.iter().filter(is_error).collect();
    if errors.is_empty() {
        return None;
    }
    let mut html = String::from("<section role=alert><button type=button data-does=close>");
    escape(&texts.get("serve-close", &[]), &mut html);
    html.push_str("</button><h1>");
    escape(&texts.get("serve-errors", &[("count", &errors.len())]), &mut html);
    html.push_str("</h1>");
    list(&errors, texts, snapshot, &mut html);
    html.push_str("<p>");
    let last = match below {
        Below::LastGood => "serve-last-good",
        Below::Nothing => "serve-nothing-yet",
    };
    escape(&texts.get(last, &[]), &mut html);
    html.push_str("</p></section><button type=button data-does=open hidden>");
    escape(&texts.get("serve-errors", &[("count", &errors.len())]), &mut html);
    html.push_str("</button>");
    Some(html)
}

/// What an edit gives reason to look at, as HTML that is folded up; `None` when that is nothing.
pub(super) fn warnings(
    warnings: &[&Diagnostic],
    texts: &Texts,
    snapshot: &Snapshot,
) -> Option<String> {
    if warnings.is_empty() {
        return None;
    }
    let mut html = String::from("<details><summary>");
    escape(&texts.get("serve-warnings", &[("count", &warnings.len())]), &mut html);
    html.push_str("</summary>");
    list(warnings, texts, snapshot, &mut html);
    html.push_str("</details>");
    Some(html)
}

/// Findings, those that say the same as one.
fn list(findings: &[&Diagnostic], texts: &Texts, snapshot: &Snapshot, html: &mut String) {
    let sources = Sources::of(snapshot);
    let groups = grouped(findings, Order::Mended);
    for group in groups.iter().take(SHOWN) {
        html.push_str("<pre>");
        escape(told(group, texts, &sources, TextStyle::Plain).trim_end(), html);
        html.push_str("</pre>");
    }
    let more: usize = groups.iter().skip(SHOWN).map(Vec::len).sum();
    if more > 0 {
        let _ = write!(html, "<p>… +{more}</p>");
    }
}

/// A page that says one thing.
pub(super) fn page(texts: &Texts, text: &str) -> String {
    let mut html = String::from("<!DOCTYPE html><html lang=");
    html.push_str(texts.language().tag());
    html.push_str(
        "><meta charset=utf-8><meta name=color-scheme content=\"light dark\"><title>broschur</title>\
        <body style=\"font:1.1rem/1.5 system-ui,sans-serif;margin:4rem 2rem\"><p>",
    );
    escape(&texts.get(text, &[]), &mut html);
    html.push_str("</body></html>");
    html
}

/// The page that shows another one of the preview, and its PDF beside it.
pub(super) fn beside(texts: &Texts) -> String {
    let mut html = String::from("<!DOCTYPE html><html lang=");
    html.push_str(texts.language().tag());
    html.push_str(
        "><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>broschur</title>\
        <link rel=stylesheet href=\"/__broschur/beside.css\"><body><iframe title=\"",
    );
    escape(&texts.get("serve-page", &[]), &mut html);
    html.push_str("\"></iframe><section><header><h1>PDF</h1><a href=\"/\">");
    escape(&texts.get("serve-without-pdf", &[]), &mut html);
    html.push_str("</a></header><iframe title=PDF></iframe><p>");
    escape(&texts.get("serve-no-pdf", &[]), &mut html);
    html.push_str("</p></section><script src=\"/__broschur/beside.js\"></script></body></html>");
    html
}
