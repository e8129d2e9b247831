//! Findings as text for people and as data for machines, one file per format.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod text;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use self::text::Excerpts;
use super::Diagnostic;
use super::texts::Texts;
use crate::source::{Position, Span, position};

/// What every format for machines needs beside the findings.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// The files that findings point into.
    pub sources: &'a dyn Excerpts,
    /// The way from the root of the repository to that of the site: empty, or with a `/` at its end.
    pub base: &'a str,
}

/// A span as lines and columns, both from 1; columns count characters. The end is the first place behind the span.
struct Place {
    file: String,
    start: Position,
    end: Position,
}

impl Context<'_> {
    fn place(&self, span: &Span) -> Place {
        let first = Position { line: 1, column: 1 };
        let (start, end) = self.sources.text_of(&span.file).map_or((first, first), |text| {
            (position(text, span.start), position(text, span.end.max(span.start)))
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

    /// A name for each finding that stays the same when lines move: made of rule, file, the words of the line and the values of the
    /// message, and of how many like it came before.
    fn fingerprints(&self, findings: &[Diagnostic]) -> Vec<String> {
        let mut seen: HashMap<Vec<u8>, usize> = HashMap::new();
        findings
            .iter()
            .map(|finding| {
                let mut parts = vec![finding.code.number().to_owned()];
                if let Some(span) = &finding.span {
                    parts.push(span.file.to_string());
                    parts.extend(self.line(span));
                }
                parts.extend(finding.args.iter().map(|(name, value)| format!("{name}={value}")));
                let mut digest = Sha256::new();
                for part in parts {
                    digest.update(part.as_bytes());
                    digest.update([0]);
                }
                let like_it = digest.finalize().to_vec();
                let before = seen.entry(like_it.clone()).or_default();
                let name = Sha256::new().chain_update(&like_it).chain_update(before.to_le_bytes());
                *before += 1;
                format!("{:.40x}", name.finalize())
            })
            .collect()
    }

    /// The line a span begins in, without the blanks around it.
    fn line(&self, span: &Span) -> Option<String> {
        let text = self.sources.text_of(&span.file)?;
        let line = text.get(..span.start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        text[line..].lines().next().map(|line| line.trim().to_owned())
    }
}

#[cfg(test)]
mod tests;
