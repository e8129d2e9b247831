//! What `image` and `file` have in common: a file that is named is there, and readers may get it; otherwise that is a finding and no value.

use std::ops::Range;

use super::{FieldKind, ValueReader, file};
use crate::diagnostic::{Diagnostic, problem};
use crate::i18n::Locale;
use crate::location::{SitePath, Span};
use crate::picture::PixelBounds;
use crate::schema::Field;
use crate::schema::offered::{FileProblem, Purpose, find_file};
use crate::source::Snapshot;
use crate::yaml::{Node, Pair, Text};

impl ValueReader<'_> {
    /// The name of the file in an image or a file with a title, which must be there.
    pub(super) fn file_part(
        &mut self,
        field: &Field,
        node: &Node,
        pairs: &[Pair],
        misspelt: &[&str],
    ) -> Option<(String, Range<usize>)> {
        let pair = pairs.iter().find(|pair| pair.key == "file");
        if pair.is_none_or(|pair| pair.value.is_null()) && !misspelt.contains(&"file") {
            let at = pair.map_or_else(|| node.beginning(), |pair| pair.key_span.clone());
            let label =
                Text::of(Locale::all().map(|(tag, locale)| (tag, locale.words.file.as_str())));
            let part = Field { label, kind: FieldKind::new(file::File), ..field.clone() };
            self.missing(&part, &at, &format!("{}.file", field.name));
        }
        self.part(field, pairs, "file")
    }

    /// The path of a file of the site; a finding when it is not there.
    pub(super) fn existing(
        &mut self,
        written: &str,
        span: &Range<usize>,
        purpose: Purpose,
    ) -> Option<SitePath> {
        let span = self.at(span);
        match find_file(self.snapshot, self.kinds, self.file, written, purpose) {
            Ok(path) => Some(path),
            Err(FileProblem::Outside) => {
                self.findings.push(Diagnostic::at(
                    problem::PathOutside { path: &written, where_: None },
                    span,
                ));
                None
            }
            Err(FileProblem::Missing { suggestion }) => {
                let (file, suggestion) = (&written, suggestion.as_deref());
                let finding = match purpose {
                    Purpose::Picture => {
                        Diagnostic::at(problem::MissingImage { file, suggestion }, span)
                    }
                    Purpose::Download => Diagnostic::at(
                        problem::LinkToMissingFile { file, meant: None, suggestion },
                        span,
                    ),
                };
                self.findings.push(finding.with_fix());
                None
            }
            Err(FileProblem::Refused(refused)) => {
                self.findings.push(refused.finding(span, problem::NamedIn::Field));
                None
            }
        }
    }
}

/// What is wrong with a picture that is named in `span`; `None` when it can be shown and printed.
pub(crate) fn broken_image(
    snapshot: &Snapshot,
    bounds: PixelBounds,
    file: &SitePath,
    span: &Span,
) -> Option<Diagnostic> {
    let problem = snapshot.get(file)?.picture(bounds).err()?;
    Some(Diagnostic::at(problem::BrokenImage { file, problem }, span.clone()))
}
