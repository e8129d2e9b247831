//! Errors over the last good page: the same words as in the terminal.

use std::fmt::Write;

use crate::diagnostic::emit::text::{Style, render as in_words};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::html::escape;
use crate::source::Snapshot;

/// More errors than this are counted, not shown.
const SHOWN: usize = 20;

/// The overlay as HTML; `None` when nothing keeps the site from being published.
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
    let mut html = String::from(STYLE);
    html.push_str("<section role=alert><h1>");
    escape(&texts.get("serve-errors", &[("count", &errors.len())]), &mut html);
    html.push_str("</h1>");
    for error in errors.iter().take(SHOWN) {
        html.push_str("<pre>");
        escape(in_words(error, texts, snapshot, Style::Plain).trim_end(), &mut html);
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
    html.push_str(texts.language().code());
    html.push_str(
        "><meta charset=utf-8><meta name=color-scheme content=\"light dark\"><title>broschur</title>\
        <body style=\"font:1.1rem/1.5 system-ui,sans-serif;margin:4rem 2rem\"><p>",
    );
    escape(&texts.get(text, &[]), &mut html);
    html.push_str("</body></html>");
    html
}

const STYLE: &str = "<style>:host{all:initial}section{position:fixed;inset:0;z-index:2147483647;overflow:auto;\
    background:rgba(24,24,28,.94);color:#f4f4f4;padding:2rem 4vw;font:1rem/1.5 system-ui,sans-serif}\
    h1{font-size:1.3rem;margin:0 0 1rem;color:#ff9d8f}\
    pre{font:.95rem/1.45 ui-monospace,monospace;background:#101013;border-left:4px solid #ff7a66;\
    padding:1rem;margin:0 0 1rem;overflow-x:auto;white-space:pre-wrap}</style>";
