//! From what was written to typed values. A kind of field is read, with the words about it and the value that was probably meant, in the file of
//! its group.
//!
//! Entry point: [`ValueReader::value`]. Invariant: a value that is wrong is a finding and no value; a suggestion is a valid value of the kind and
//! differs from what was written; when two readings are possible there is none.

mod choices;
mod contact;
mod dates;
mod entry;
mod files;
mod index;
mod numbers;
mod places;
mod problems;
mod references;
mod structures;
mod text;

use std::ops::Range;

use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::files::FileKinds;
use crate::location::{SitePath, Span};
use crate::schema::{Field, FieldKind};
use crate::source::Snapshot;
use crate::yaml::{Node, Pair};

pub(super) use entry::EntryReader;
pub(crate) use files::broken_image;
pub(super) use index::Index;

/// Reads the values of one entry.
pub(super) struct ValueReader<'a> {
    pub index: &'a Index,
    pub snapshot: &'a Snapshot,
    pub file: &'a SitePath,
    pub language: &'a str,
    /// Which files readers may get.
    pub kinds: &'a FileKinds,
    pub findings: &'a mut Vec<Diagnostic>,
}

impl ValueReader<'_> {
    /// The value of `node` in `field`; `None` when nothing was written or it is wrong, which is then a finding.
    pub(super) fn value(&mut self, field: &Field, node: &Node) -> Option<Value> {
        if node.is_null() {
            return None;
        }
        match &field.kind {
            FieldKind::List { of, count } => self.list(field, of, *count, node),
            FieldKind::Object(fields) => self.object(field, fields, node),
            FieldKind::Map { keys, of, count } => self.map(field, keys, of, *count, node),
            FieldKind::Address => {
                self.address(field, node).map(|address| Value::Address(address.into()))
            }
            FieldKind::Image => self.image(field, node).map(|image| Value::Image(image.into())),
            FieldKind::File => self.file_value(field, node).map(Value::File),
            FieldKind::Geo => self.geo(field, node),
            _ => match node.as_str() {
                Some(text) => self.scalar(field, text, node),
                None => {
                    // The one value of a list: brackets or a hyphen too many.
                    let only = match node.as_list() {
                        Some([item]) => item.as_str(),
                        _ => None,
                    };
                    self.wrong(field, node, only.filter(|text| !text.contains([':', '#', '\n'])));
                    None
                }
            },
        }
    }

    fn scalar(&mut self, field: &Field, text: &str, node: &Node) -> Option<Value> {
        match &field.kind {
            FieldKind::String(rule) => self.string(field, rule, text, node),
            FieldKind::Text(length) => self.text(field, *length, text, node),
            FieldKind::Integer { bounds, values, .. } => {
                self.integer(field, bounds, values, text, node)
            }
            FieldKind::Number { bounds, .. } => self.number(field, bounds, text, node),
            FieldKind::Percent(bounds) => self.percent(field, bounds, text, node),
            FieldKind::Money { bounds, currency } => {
                self.money(field, bounds, currency, text, node)
            }
            FieldKind::Boolean => self.boolean(field, text, node),
            FieldKind::Date(bounds) => self.date(field, bounds, text, node, 3),
            FieldKind::Month(bounds) => self.date(field, bounds, text, node, 2),
            FieldKind::Year(bounds) => self.date(field, bounds, text, node, 1),
            FieldKind::PartialDate(bounds) => self.date(field, bounds, text, node, 0),
            FieldKind::Enum(values) => self.enumerated(field, values, text, node),
            FieldKind::Rating(scale) => self.rating(field, scale, text, node),
            FieldKind::Url => self.url(field, text, node),
            FieldKind::Email => self.email(field, text, node),
            FieldKind::Phone => self.phone(field, text, node),
            FieldKind::Reference(relation) => {
                self.reference(field, relation, text, node).map(Value::Reference)
            }
            // These read the node as a whole.
            FieldKind::Address
            | FieldKind::Geo
            | FieldKind::Image
            | FieldKind::File
            | FieldKind::List { .. }
            | FieldKind::Object(_)
            | FieldKind::Map { .. } => None,
        }
    }

    fn at(&self, span: &Range<usize>) -> Span {
        Span::new(self.file, span.clone())
    }

    /// The place of a value; of a list or a map, the beginning is enough to find it.
    fn beginning(&self, node: &Node) -> Span {
        Span::new(self.file, node.beginning())
    }
}

/// Whether nothing was written that counts: no value, an empty list, an empty text.
pub(super) fn is_empty(value: Option<&Value>, pair: Option<&Pair>) -> bool {
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
