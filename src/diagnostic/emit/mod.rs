//! Findings as text for people and as data for machines, one file per format.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod text;

use super::Diagnostic;
use super::sources::Sources;
use super::texts::Texts;
use crate::location::{Position, Span};

/// What every format for machines needs beside the findings.
#[derive(Clone, Copy)]
pub struct EmitContext<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// The files that findings point into.
    pub sources: &'a Sources<'a>,
    /// The way from the root of the repository to that of the site: empty, or with a `/` at its end.
    pub base: &'a str,
}

/// A span as lines and columns, both from 1; columns count characters. The end is the first place behind the span.
struct Place {
    file: String,
    start: Position,
    end: Position,
}

impl EmitContext<'_> {
    fn place(&self, span: &Span) -> Place {
        let first = Position { line: 1, column: 1 };
        let (start, end) = self.sources.get(&span.file).map_or((first, first), |text| {
            (text.position(span.start), text.position(span.end.max(span.start)))
        });
        Place { file: format!("{}{}", self.base, span.file), start, end }
    }

    /// What is wrong and what to do, as one text.
    fn sentence(&self, finding: &Diagnostic) -> String {
        let message = self.texts.message(finding);
        match self.texts.help(finding) {
            Some(help) => format!("{message} {help}"),
            None => message,
        }
    }
}

#[cfg(test)]
mod tests;
