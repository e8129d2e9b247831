//! What is not let through as it is written, or is out of order: raw HTML, signs that nobody sees, levels of headings.
//!
//! Entry points: [`Builder::html`], [`Builder::unseen`], [`Builder::check_headings`]. Invariant: what is found here is
//! reported once, where it begins.

use std::ops::Range;

use super::builder::{Builder, MAX_FINDINGS, trimmed};
use super::text::clean;
use crate::diagnostic::{problem, unseen};
use crate::escape;
use crate::syntax::tree::{Document, plain_text};

impl Builder<'_> {
    /// Reports signs that nobody sees and that are written as `&#7;`; those that stand there as they are have been reported.
    pub(super) fn unseen(&mut self, text: &str, range: &Range<usize>) {
        if let Some(sign) = text.chars().find(|c| escape::is_unseen(*c))
            && self.findings.len() < MAX_FINDINGS
            && self.source.get(range.clone()).is_some_and(|text| !text.contains(escape::is_unseen))
        {
            self.findings.push(unseen::finding(self.place.span(range), sign));
        }
    }

    /// Reports a piece of HTML, an end tag only when nothing has opened it.
    pub(super) fn html(&mut self, range: &Range<usize>) {
        let range = trimmed(self.source, range);
        let line = self.first_line(&range);
        let written = self.source.get(line).unwrap_or_default();
        let tag = tag_of(written);
        if written.starts_with("</") {
            if let Some(open) = self.open_tags.get_mut(&tag).filter(|open| **open > 0) {
                *open -= 1;
                return;
            }
        } else if !written.ends_with("/>") {
            *self.open_tags.entry(tag.clone()).or_default() += 1;
        }
        let shown: String = written.chars().take(60).collect();
        let html = clean(&shown);
        self.report(
            &range,
            problem::RawHtml { html: &html.trim(), what: html_kind(written, &tag) },
        );
    }

    /// Level 1 is the page's title; below it, no level is skipped on the way down.
    pub(super) fn check_headings(&mut self, document: &Document) {
        let mut above = 1;
        // A wrong level and the right one: headings beside it are judged alike.
        let mut wrong: Option<(u8, u8)> = None;
        for heading in document.headings() {
            if wrong.is_some_and(|(written, _)| heading.level < written) {
                wrong = None;
            }
            let expected = match wrong {
                Some((written, right)) if written == heading.level => right,
                _ if heading.level == 1 => 2,
                _ => above + 1,
            };
            if heading.level == 1 || heading.level > expected {
                wrong = Some((heading.level, expected));
                let range = self.headings.get(heading.id).cloned().unwrap_or_default();
                let title = plain_text(heading.content);
                let level = heading.level;
                self.report(&range, problem::HeadingOrder { level, expected, title: &title });
            }
            above = heading.level.min(expected).max(2);
        }
    }
}

/// The name of an HTML tag in lower case; empty for a comment.
fn tag_of(html: &str) -> String {
    html.trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
        .collect::<String>()
        .to_ascii_lowercase()
}

/// What a piece of HTML is for, as the messages know it.
fn html_kind(html: &str, tag: &str) -> problem::HtmlKind {
    match tag {
        _ if html.starts_with("<!--") => problem::HtmlKind::Comment,
        "b" | "strong" | "i" | "em" | "u" | "mark" | "font" | "span" => problem::HtmlKind::Emphasis,
        "br" => problem::HtmlKind::Break,
        "img" | "picture" | "figure" => problem::HtmlKind::Image,
        "a" | "iframe" | "video" | "audio" | "embed" | "object" => problem::HtmlKind::Link,
        "sub" | "sup" => problem::HtmlKind::Script,
        "p" | "div" | "section" | "article" | "center" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "ul" | "ol" | "li" | "table" | "thead" | "tbody" | "tr" | "td" | "th" | "hr"
        | "blockquote" | "style" | "button" | "form" | "details" | "summary" | "pre" | "code"
        | "small" | "big" | "s" | "del" | "ins" | "script" | "o:p" => problem::HtmlKind::Other,
        // What nobody knows was perhaps meant as text.
        _ => problem::HtmlKind::Unknown,
    }
}
