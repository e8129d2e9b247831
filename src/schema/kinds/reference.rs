//! `reference`: an entry that is there, of a type that the field refers to.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization;

use super::reader::shorten;
use super::{
    Ability, Control, Declaration, EntryKey, FieldKind, Kind, Reference, Registration, Value,
    ValueReader, Vocabulary,
};
use crate::address::path;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, listing, nearest, problem};
use crate::i18n::Collation;
use crate::location::Span;
use crate::schema::Field;
use crate::yaml::{Node, Reader, Text};

pub(super) const KIND: Registration =
    Registration { name: "reference", keys: &["inverse", "parent", "symmetric", "to"], declare };

/// A reference field: a relation to entries of one or several types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// Types of the target.
    pub(crate) to: Vec<Arc<str>>,
    /// Where each of them is written; empty in the standard types.
    pub(crate) to_spans: Vec<Span>,
    /// The other side.
    pub(crate) inverse: Option<Inverse>,
    /// Whether it holds in both directions.
    pub(crate) symmetric: bool,
    /// Whether the entry is below the target in a hierarchy.
    pub(crate) parent: bool,
}

impl Relation {
    /// What the other side is called: as the field of `type_id` that holds the relation says, else after both.
    pub(crate) fn inverse_name<'a>(&'a self, type_id: &str, field: &'a str) -> Cow<'a, str> {
        match &self.inverse {
            Some(inverse) => inverse.name.as_str().into(),
            None if self.symmetric => field.into(),
            None => format!("{type_id}_{field}").into(),
        }
    }

    /// Whether the other side is called so; makes no text, since it is asked of everything that refers to an entry.
    pub(crate) fn is_inverse(&self, name: &str, type_id: &str, field: &str) -> bool {
        match &self.inverse {
            Some(inverse) => inverse.name == name,
            None if self.symmetric => field == name,
            None => {
                let rest = name.strip_prefix(type_id).and_then(|rest| rest.strip_prefix('_'));
                rest == Some(field)
            }
        }
    }
}

/// The derived other side of a relation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Inverse {
    /// Its name.
    pub(crate) name: String,
    /// What readers see on the target's page.
    pub(crate) label: Text,
    /// Where the name is written; `None` in the standard types.
    pub(crate) span: Option<Span>,
}

#[derive(Debug)]
struct ReferenceKind(Arc<Relation>);

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let to = d.reader().and_then(|mut r| r.strings("to")).unwrap_or_default();
    let (symmetric, parent) = (d.boolean("symmetric"), d.boolean("parent"));
    let mut inverse = inverse(d);
    if to.is_empty() {
        d.missing("to");
        return None;
    }
    let (to, mut to_spans): (Vec<_>, Vec<_>) = to.into_iter().unzip();
    if d.is_standard {
        to_spans.clear();
        inverse = inverse.map(|inverse| Inverse { span: None, ..inverse });
    }
    let to = to.into_iter().map(Into::into).collect();
    let relation = Relation { to, to_spans, inverse, symmetric, parent };
    Some(FieldKind::new(ReferenceKind(Arc::new(relation))))
}

fn inverse(d: &mut Declaration<'_>) -> Option<Inverse> {
    let node = d.node("inverse")?;
    let mut r = Reader::new(d.file, node, d.inner.findings())?;
    let name_node = r.required("name");
    let span = name_node.map(|node| r.at(node.span.clone()));
    let name = name_node.and_then(|node| node.as_str().map(str::to_owned));
    let label = r.required("label").and_then(|node| r.text_of("label", node));
    r.finish();
    // Where its label has no letters, it is a part of addresses.
    if let (Some(name), Some(span)) = (&name, &span)
        && let Err(fault) = path::piece(name, path::Use::Address)
    {
        let used = path::Use::Address;
        d.inner.findings().push(Diagnostic::unusable(span.clone(), name, fault, used));
    }
    let (name, label) = name.zip(label)?;
    Some(Inverse { name, label, span })
}

impl Kind for ReferenceKind {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Reference
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        known.entries(&self.0.to)
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Facet, Group, Key, Linked, Register, Select, Sort};
        matches!(what, Sort | Group | Facet | Register | Select | Key | Linked)
    }

    fn relation(&self) -> Option<&Arc<Relation>> {
        Some(&self.0)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        reader.reference(field, &self.0, text, node).map(Value::Reference)
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        let key = |value: &Value| match value {
            Value::Reference(reference) => Some(reference.key.clone()),
            _ => None,
        };
        key(a).cmp(&key(b))
    }

    fn data(&self, value: &Value) -> Json {
        let Value::Reference(reference) = value else { return Json::Null };
        match self.0.to.as_slice() {
            [_] => (*reference.key.id).into(),
            _ => reference.key.to_string().into(),
        }
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", None)
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        Some(texts.get("new-reference", &[("types", &self.0.to.join(", "))]))
    }
}

impl ValueReader<'_> {
    pub(super) fn reference(
        &mut self,
        field: &Field,
        relation: &Relation,
        text: &str,
        node: &Node,
    ) -> Option<Reference> {
        let written: String = text.trim().nfc().collect();
        let span = self.at(&node.span);
        let to = relation.to.join(", ");
        let typed = written.split_once(':').map(|(type_id, id)| (type_id.trim(), id.trim()));
        let names_type = |(word, _): &(&str, &str)| {
            word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if let Some((type_id, id)) = typed.filter(names_type) {
            if !relation.to.iter().any(|target| **target == *type_id) {
                self.findings.push(
                    Diagnostic::at(
                        problem::WrongTarget {
                            field: &field.name,
                            value: Some(&written),
                            type_: &type_id,
                            to: &to,
                            suggestion: nearest(type_id, relation.to.iter().map(|t| &**t))
                                .map(|t| format!("{t}:{id}"))
                                .as_deref(),
                        },
                        span,
                    )
                    .with_fix(),
                );
                return None;
            }
            if let Some(key) = self.entries.get(type_id, id) {
                return Some(Reference { key: key.clone(), span });
            }
            if !self.entries.is_unparsed(type_id, id) {
                let suggestion = self.entries.suggestion(&[type_id.into()], id);
                let suggestion = suggestion.map(|id| format!("{type_id}:{id}"));
                self.dangling(field, &written, &to, span, suggestion.as_deref());
            }
            return None;
        }
        let matches: Vec<&EntryKey> =
            relation.to.iter().filter_map(|target| self.entries.get(target, &written)).collect();
        match matches.as_slice() {
            [key] => Some(Reference { key: (*key).clone(), span }),
            [] => {
                if !relation.to.iter().any(|target| self.entries.is_unparsed(target, &written)) {
                    let suggestion = self.entries.suggestion(&relation.to, &written);
                    self.dangling(field, &written, &to, span, suggestion);
                }
                None
            }
            several => {
                let known: Vec<String> = several.iter().map(ToString::to_string).collect();
                self.findings.push(Diagnostic::at(
                    problem::AmbiguousReference {
                        field: &field.name,
                        value: &written,
                        known: &listing(&known),
                    },
                    span,
                ));
                None
            }
        }
    }

    fn dangling(
        &mut self,
        field: &Field,
        written: &str,
        to: &str,
        span: Span,
        suggestion: Option<&str>,
    ) {
        self.findings.push(
            Diagnostic::at(
                problem::DanglingReference {
                    field: &field.name,
                    value: &shorten(written),
                    to: &to,
                    suggestion,
                },
                span,
            )
            .with_fix(),
        );
    }
}
