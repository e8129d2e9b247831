//! Markdown text → tree.
//!
//! Entry points: [`parse`] for the body of a file, [`parse_fragment`] for a text inside YAML. Invariant: they never
//! fail and never recurse deeper than [`MAX_NESTING`]; raw HTML never reaches the tree; the tree holds no control
//! characters; every link and image knows its place.
//!
//! CommonMark with tables, footnotes, ~~struck out~~ text, definition lists, and `CO~2~`, `m^2^` also inside words.

//!
//! What the parser tells is put together in `builder.rs`, with the finished text of a line from `inlines.rs` and the numbers of
//! footnotes from `footnotes.rs`; `checks.rs` finds what is not let through or out of order, `depth.rs` what nests too deep to
//! be parsed at all.

mod builder;
mod checks;
mod depth;
mod footnotes;
mod inlines;
mod text;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::tree::Document;
use crate::diagnostic::{Diagnostic, problem, unseen};
use crate::location::{SitePath, Span};
use builder::Builder;
use depth::line_too_deep;

/// How deep blocks and inlines may nest.
pub(crate) const MAX_NESTING: usize = 32;

/// Reads the Markdown in the bytes `body` of `text`, which is the whole text of `file`. `locale` chooses the quotation
/// marks. What is wrong is added to `findings` at its exact place.
pub(crate) fn parse(
    file: &SitePath,
    text: &str,
    body: Range<usize>,
    locale: &str,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    let offset = body.start;
    let source = text.get(body).unwrap_or_default();
    let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let place = Place::File { file, offset: offset + mark };
    let source = source.get(mark..).unwrap_or_default();
    findings.extend(unseen::findings(file, source, offset + mark));
    read(source, place, locale, findings)
}

/// Reads Markdown that is a value in YAML. What stands where in a folded or quoted value cannot be traced back, so
/// everything, also links and images, is reported at `origin`, the place of the value.
pub(crate) fn parse_fragment(
    text: &str,
    origin: &Span,
    locale: &str,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    read(text, Place::Value(origin), locale, findings)
}

fn read(source: &str, place: Place<'_>, locale: &str, findings: &mut Vec<Diagnostic>) -> Document {
    if let Some(line) = line_too_deep(source) {
        findings
            .push(Diagnostic::at(problem::MarkdownTooDeep { max: MAX_NESTING }, place.span(&line)));
        return Document::default();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_DEFINITION_LIST;
    let mut builder = Builder::new(source, place, locale);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish(findings)
}

/// Where the text comes from.
#[derive(Clone, Copy)]
enum Place<'a> {
    File { file: &'a SitePath, offset: usize },
    Value(&'a Span),
}

impl Place<'_> {
    fn range(self, range: &Range<usize>) -> Range<usize> {
        match self {
            Self::File { offset, .. } => range.start + offset..range.end + offset,
            Self::Value(origin) => origin.start..origin.end,
        }
    }

    fn span(self, range: &Range<usize>) -> Span {
        match self {
            Self::File { file, .. } => Span::new(file, self.range(range)),
            Self::Value(origin) => origin.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
