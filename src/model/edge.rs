//! One entry refers to another, by a field or in running text.
//!
//! Entry point: [`Edge`]. Invariant: an edge is written on one side only; the other side is told by the catalog.

use std::sync::Arc;

use super::{EntryKey, FieldValues};
use crate::location::Span;
use crate::schema::{Relation, Text};

/// One entry refers to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Who refers.
    pub from: EntryKey,
    /// To whom.
    pub(crate) to: EntryKey,
    /// The field of `from` that says so; `body` or a text field for a mention.
    pub(crate) field: Arc<str>,
    /// The relation; `None` for a mention in running text.
    pub(crate) relation: Option<Arc<Relation>>,
    /// What else is said about the relation: the other fields of the object that holds the reference.
    pub attributes: FieldValues,
    /// Where it was written.
    pub(crate) span: Span,
}

impl Edge {
    /// Whether another one says the same, wherever it is written: no output shows that, and findings that point to other files are looked
    /// for in every run.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let Self { from, to, field, relation, attributes, span: _ } = self;
        (from, to, field, relation, attributes)
            == (&other.from, &other.to, &other.field, &other.relation, &other.attributes)
    }

    /// Whether an entry at one of its ends knows the relation by a name: by that of its own field, or by what the other side is called.
    /// Mentions have no name.
    pub(crate) fn is_called(&self, name: &str, key: &EntryKey) -> bool {
        self.relation.as_ref().is_some_and(|relation| {
            (*self.field == *name && self.from == *key)
                || (relation.is_inverse(name, &self.from.type_id, &self.field) && self.to == *key)
        })
    }

    /// The side that is not `key`.
    pub(crate) fn other_than(&self, key: &EntryKey) -> &EntryKey {
        if self.from == *key { &self.to } else { &self.from }
    }
}

/// Which of the edges of an entry is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EdgePlace {
    pub(super) from: EntryKey,
    pub(super) at: usize,
}

/// Everything that refers to an entry by one relation.
#[derive(Clone, Debug)]
pub struct InverseGroup<'a> {
    /// The name of the inverse: as the relation names it, else `<type>_<field>`, else `mentions`.
    pub name: String,
    /// What readers see; `None` for mentions, which the theme names.
    pub label: Option<Text>,
    /// The edges, in the list order of the entries they come from. In a group of a symmetric relation the entry itself may be
    /// [`Edge::from`]; then the other side is [`Edge::to`].
    pub edges: Vec<&'a Edge>,
}
