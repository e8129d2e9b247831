//! Errors over the last good page: the same words as in the terminal.

use std::fmt::Write;

use crate::diagnostic::emit::text::{Style, render as in_words};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::render::html::escape;
use crate::source::Snapshot;

/// More errors than this are counted, not shown.
const SHOWN: usize = 20;

/// The overlay as HTML, which `live.js` gives its looks; `None` when nothing keeps the site from being published.
pub(super) fn render(
    findings: &[Diagnostic],
    texts: &Texts,
    snapshot: &Snapshot,
) -> Option<String> {
    let errors: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    if errors.is_empty() {
        return None;
    }
    let mut html = String::from("<section role=alert><h1>");
    escape(&texts.get("serve-errors", &[("count", &errors.len())]), &mut html);
    html.push_str("</h1>");
    let sources = Sources::of(snapshot);
    for error in errors.iter().take(SHOWN) {
        html.push_str("<pre>");
        escape(in_words(error, texts, &sources, Style::Plain).trim_end(), &mut html);
        html.push_str("</pre>");
    }
    if errors.len() > SHOWN {
        let _ = write!(html, "<p>… +{}</p>", errors.len() - SHOWN);
    }
    html.push_str("<p>");
    escape(&texts.get("serve-last-good", &[]), &mut html);
    html.push_str("</p></section>");
    Some(html)
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
