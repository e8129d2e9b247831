//! From what was written to typed values, and the findings that several kinds share.
//!
//! Entry point: [`ValueReader::value`]. Invariant: a value that is wrong is a finding and no value; a suggestion is a valid value of the kind and
//! differs from what was written; when two readings are possible there is none. What was written is quoted in at most sixty characters.

use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::{Count, EntryKey, FieldKind, Value};
use crate::diagnostic::problem::CountProblem;
use crate::diagnostic::{Certainty, Diagnostic, listing, nearest, problem};
use crate::files::FileKinds;
use crate::location::{SitePath, Span};
use crate::schema::Field;
use crate::source::Snapshot;
use crate::yaml::{self, Node, Pair};

/// Which entries there are: what references are looked up in.
pub(crate) trait Entries {
    /// The key of an entry that is there.
    fn get(&self, type_id: &str, id: &str) -> Option<&EntryKey>;

    /// The type of those who can have a postal address.
    fn organisation(&self) -> Option<&Arc<str>>;

    /// Whether this entry is, or may be, in a file that cannot be read.
    fn is_unparsed(&self, type_id: &str, id: &str) -> bool;

    /// The id of an entry of these types that was probably meant: its title was written, or something like its id.
    fn suggestion(&self, types: &[Arc<str>], written: &str) -> Option<&str>;
}

/// Reads the values of one entry.
pub struct ValueReader<'a> {
    /// All entries.
    pub(crate) entries: &'a dyn Entries,
    /// All files.
    pub(crate) snapshot: &'a Snapshot,
    /// The file of the entry.
    pub(crate) file: &'a SitePath,
    /// The language of the entry.
    pub(crate) language: &'a str,
    /// Which files readers may get.
    pub(crate) kinds: &'a FileKinds,
    /// Where findings go.
    pub(crate) findings: &'a mut Vec<Diagnostic>,
}

impl ValueReader<'_> {
    /// The value of `node` in `field`; `None` when nothing was written or it is wrong, which is then a finding.
    pub(crate) fn value(&mut self, field: &Field, node: &Node) -> Option<Value> {
        if node.is_null() {
            return None;
        }
        field.kind.read(self, field, node)
    }

    /// The text of a value that is one piece of text; a finding when it is something else.
    pub(super) fn one_text<'n>(&mut self, field: &Field, node: &'n Node) -> Option<&'n str> {
        let text = node.as_str();
        if text.is_none() {
            // The one value of a list: brackets or a hyphen too many.
            let only = match node.as_list() {
                Some([item]) => item.as_str(),
                _ => None,
            };
            self.wrong(field, node, only.filter(|text| !text.contains([':', '#', '\n'])));
        }
        text
    }

    /// A place in the file of the entry.
    pub(crate) fn at(&self, span: &Range<usize>) -> Span {
        Span::new(self.file, span.clone())
    }

    /// The place of a value; of a list or a map, the beginning is enough to find it.
    fn beginning(&self, node: &Node) -> Span {
        Span::new(self.file, node.beginning())
    }

    pub(super) fn wrong(&mut self, field: &Field, node: &Node, suggestion: Option<&str>) {
        self.wrong_as(field, node, suggestion, Certainty::Likely);
    }

    /// The same, with how sure it is that the suggestion is what was meant.
    pub(super) fn wrong_as(
        &mut self,
        field: &Field,
        node: &Node,
        suggestion: Option<&str>,
        certainty: Certainty,
    ) {
        let shown = match &node.value {
            yaml::NodeValue::Scalar { text, .. } => text.clone(),
            yaml::NodeValue::Null => "null".to_owned(),
            yaml::NodeValue::List(_) => "[…]".to_owned(),
            yaml::NodeValue::Map(_) => "{…}".to_owned(),
        };
        let found = match &node.value {
            yaml::NodeValue::Scalar { .. } => problem::FoundNode::Scalar,
            yaml::NodeValue::Null => problem::FoundNode::Nothing,
            yaml::NodeValue::List(_) => problem::FoundNode::List,
            yaml::NodeValue::Map(_) => problem::FoundNode::Map,
        };
        // A patch needs the whole value.
        let span = if suggestion.is_some() { self.at(&node.span) } else { self.beginning(node) };
        let finding = Diagnostic::at(
            problem::WrongKind {
                field: &field.name,
                expected: problem::KindName(field.kind.name()),
                found,
                value: &shorten(&shown),
                suggestion,
            },
            span,
        );
        self.findings.push(match certainty {
            Certainty::Certain => finding.with_certain_fix(),
            Certainty::Likely => finding.with_fix(),
        });
    }

    pub(super) fn out_of_range<T: Display>(
        &mut self,
        field: &Field,
        min: Option<&T>,
        max: Option<&T>,
        node: &Node,
    ) {
        let limits = match (min, max) {
            (Some(min), Some(max)) => problem::Limits::Both { min, max },
            (Some(min), None) => problem::Limits::Min { min, max: None },
            (None, Some(max)) => problem::Limits::Max { max, min: None },
            (None, None) => return,
        };
        let value = node.quoted();
        self.findings.push(Diagnostic::at(
            problem::OutOfRange { field: &field.name, value: &value, limits },
            self.at(&node.span),
        ));
    }

    pub(super) fn not_allowed(&mut self, field: &Field, text: &str, known: &[String], node: &Node) {
        self.findings.push(
            Diagnostic::at(
                problem::NotAllowed {
                    field: &field.name,
                    value: &shorten(text),
                    known: &listing(known),
                    suggestion: nearest(text, known.iter().map(String::as_str)),
                },
                self.at(&node.span),
            )
            .with_fix(),
        );
    }

    pub(crate) fn missing(&mut self, field: &Field, at: &Range<usize>, path: &str) {
        self.findings.push(Diagnostic::at(
            problem::MissingField {
                field: &path,
                label: &field.label.get(self.language),
                kind: problem::KindName(field.kind.name()),
            },
            self.at(at),
        ));
    }

    /// Reports keys that are no fields. Returns the fields that were probably meant, by their names or by the labels that `fields` have:
    /// a misspelt field is one mistake and not also a missing one.
    pub(crate) fn unknown_fields<'k>(
        &mut self,
        pairs: &[Pair],
        known: &[&'k str],
        fields: Option<&'k IndexMap<Arc<str>, Field>>,
        of: &str,
    ) -> Vec<&'k str> {
        // A field that is there already is hardly meant.
        let free: Vec<&str> =
            known.iter().copied().filter(|name| !pairs.iter().any(|p| p.key == *name)).collect();
        let mut misspelt = Vec::new();
        for pair in pairs.iter().filter(|pair| !known.contains(&pair.key.as_str())) {
            let by_label = || called(&pair.key, fields?).filter(|name| free.contains(name));
            let suggestion = nearest(&pair.key, free.iter().copied()).or_else(by_label);
            // The fields of a group fit on a line.
            let choice = if known.len() <= 12 { free.join(", ") } else { String::new() };
            self.findings.push(
                Diagnostic::at(
                    problem::UnknownField {
                        field: &shorten(&pair.key),
                        of: &of,
                        known: Some(&choice),
                        suggestion,
                    },
                    self.at(&pair.key_span),
                )
                .with_fix(),
            );
            misspelt.extend(suggestion);
        }
        misspelt
    }

    pub(super) fn count(&mut self, field: &Field, count: Count, found: usize, node: &Node) {
        let (problem, limit) = match count {
            Count { min: Some(min), max: Some(max) } if min == max && found != min => {
                (CountProblem::Exactly, min)
            }
            Count { min: Some(min), .. } if found < min => (CountProblem::Few, min),
            Count { max: Some(max), .. } if found > max => (CountProblem::Many, max),
            _ => return,
        };
        self.findings.push(Diagnostic::at(
            problem::BadCount { field: &field.name, problem, limit, found },
            self.beginning(node),
        ));
    }

    /// The pairs of a kind that is an object with fixed keys; unknown ones are findings. Then the keys that were probably
    /// meant by those. `suggestion` is what was meant by something else.
    pub(super) fn fixed<'n>(
        &mut self,
        field: &Field,
        node: &'n Node,
        known: &[&'static str],
        suggestion: Option<&str>,
    ) -> Option<(&'n [Pair], Vec<&'static str>)> {
        let Some(pairs) = node.as_map() else {
            self.wrong(field, node, suggestion);
            return None;
        };
        let misspelt = self.unknown_fields(pairs, known, None, &field.name);
        Some((pairs, misspelt))
    }

    pub(super) fn part(
        &mut self,
        field: &Field,
        pairs: &[Pair],
        key: &str,
    ) -> Option<(String, Range<usize>)> {
        let node = pairs
            .iter()
            .find(|pair| pair.key == key)
            .map(|pair| &pair.value)
            .filter(|node| !node.is_null())?;
        match node.as_str() {
            Some(text) => Some((text.trim().nfc().collect(), node.span.clone())),
            None => {
                let part = Field {
                    name: format!("{}.{key}", field.name).into(),
                    kind: FieldKind::line(),
                    ..field.clone()
                };
                self.wrong(&part, node, None);
                None
            }
        }
    }
}

/// Whether nothing was written that counts: no value, an empty list, an empty text.
pub(crate) fn is_empty(value: Option<&Value>, pair: Option<&Pair>) -> bool {
    match value {
        None => pair.is_none_or(|pair| pair.value.is_null()),
        Some(Value::List(items)) => {
            items.is_empty()
                && pair.is_none_or(|p| p.value.as_list().is_none_or(<[Node]>::is_empty))
        }
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Text(document)) => document.is_empty(),
        Some(Value::Object(fields)) => fields.is_empty(),
        Some(_) => false,
    }
}

/// The field whose label, in whatever language, is what somebody wrote as its name.
fn called<'k>(written: &str, fields: &'k IndexMap<Arc<str>, Field>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let is_label = |field: &Field| field.label.iter().any(|(_, it)| it.to_lowercase() == written);
    fields.iter().find(|(_, field)| is_label(field)).map(|(name, _)| &**name)
}

pub(super) fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { format!("{short}…") } else { short }
}
