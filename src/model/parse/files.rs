//! Reads files: `image` and `file`.
//!
//! Entry points: [`ValueReader::image`], [`ValueReader::file_value`]. Invariant: a file that is named is there, and readers may get it;
//! otherwise that is a finding and no value.

use std::ops::Range;

use super::ValueReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::i18n::Locale;
use crate::location::{SitePath, Span};
use crate::model::offered::{FileProblem, Purpose, find_file};
use crate::model::{FileValue, ImageValue};
use crate::picture::PixelBounds;
use crate::schema::{Field, FieldKind};
use crate::source::Snapshot;
use crate::yaml::{self, Node, Pair, Text};

impl ValueReader<'_> {
    pub(super) fn image(&mut self, field: &Field, node: &Node) -> Option<ImageValue> {
        let keys = ["file", "alt", "decorative", "caption", "credit"];
        let (pairs, misspelt) = self.fixed(field, node, &keys)?;
        let alt =
            self.part(field, pairs, "alt").map(|(text, _)| text).filter(|text| !text.is_empty());
        let decorative = node
            .get("decorative")
            .and_then(Node::as_str)
            .and_then(yaml::parse_boolean)
            .unwrap_or(false);
        let caption = self.part(field, pairs, "caption").map(|(text, _)| text);
        let credit = self.part(field, pairs, "credit").map(|(text, _)| text);
        let (file, span) = self.file_part(field, node, pairs, &misspelt)?;
        if alt.is_none() && !decorative && !misspelt.contains(&"alt") {
            self.findings.push(
                Diagnostic::at(Code::MissingAlt, self.at(&span))
                    .arg("file", &file)
                    .arg("where", "field"),
            );
        }
        let file = self.existing(&file, &span, Code::MissingImage)?;
        Some(ImageValue { file, alt: alt.filter(|_| !decorative), caption, credit })
    }

    pub(super) fn file_value(&mut self, field: &Field, node: &Node) -> Option<FileValue> {
        if let Some(file) = node.as_str() {
            return Some(FileValue {
                file: self.existing(file, &node.span, Code::LinkToMissingFile)?,
                title: None,
            });
        }
        let (pairs, misspelt) = self.fixed(field, node, &["file", "title"])?;
        let title = self.part(field, pairs, "title").map(|(text, _)| text);
        let (file, span) = self.file_part(field, node, pairs, &misspelt)?;
        Some(FileValue { file: self.existing(&file, &span, Code::LinkToMissingFile)?, title })
    }

    /// The name of the file in an image or a file with a title, which must be there.
    fn file_part(
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
            let part = Field { label, kind: FieldKind::File, ..field.clone() };
            self.missing(&part, &at, &format!("{}.file", field.name));
        }
        self.part(field, pairs, "file")
    }

    /// The path of a file of the site; a finding with `code` when it is not there.
    fn existing(&mut self, written: &str, span: &Range<usize>, code: Code) -> Option<SitePath> {
        let span = self.at(span);
        let purpose = if code == Code::MissingImage { Purpose::Picture } else { Purpose::Download };
        match find_file(self.snapshot, self.kinds, self.file, written, purpose) {
            Ok(path) => Some(path),
            Err(FileProblem::Outside) => {
                self.findings.push(Diagnostic::at(Code::PathOutside, span).arg("path", written));
                None
            }
            Err(FileProblem::Missing { suggestion }) => {
                self.findings.push(
                    Diagnostic::at(code, span).arg("file", written).suggest(suggestion.as_deref()),
                );
                None
            }
            Err(FileProblem::Refused(refused)) => {
                self.findings.push(refused.finding(span, "field"));
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
    let finding = Diagnostic::at(Code::BrokenImage, span.clone());
    Some(finding.arg("file", file).arg("problem", problem.name()))
}
