//! What a field says about its kind in a type file.
//!
//! Entry point: [`Declaration`]. Invariant: only keys that the kind has registered are asked for.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::problem::{Contradiction, Expected};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::{SitePath, Span};
use crate::schema::{Count, Field};
use crate::yaml::{Node, NodeValue, Reader, Text};

/// Reads fields, for kinds whose values hold others.
pub(in crate::schema) trait Fields {
    /// Where findings go.
    fn findings(&mut self) -> &mut Vec<Diagnostic>;

    /// The field that `node` declares; `None` when it cannot be read, which is then a finding.
    fn field(&mut self, name: &str, node: &Node) -> Option<Field>;

    /// The fields that `node` declares, and the names of those that cannot be read, which is then a finding.
    fn fields(&mut self, node: &Node) -> (IndexMap<Arc<str>, Field>, Vec<String>);
}

/// The keys of one field.
pub(in crate::schema) struct Declaration<'d> {
    /// The type file.
    pub(in crate::schema) file: &'d SitePath,
    /// Whether it came with broschur: its places say nothing to anybody.
    pub(in crate::schema) is_standard: bool,
    /// The map of keys.
    pub(in crate::schema) node: &'d Node,
    /// The place for what is missing.
    pub(in crate::schema) at: &'d Range<usize>,
    /// Reads fields inside this one.
    pub(in crate::schema) inner: &'d mut dyn Fields,
}

impl<'d> Declaration<'d> {
    /// What is written behind a key.
    pub(super) fn node(&self, key: &str) -> Option<&'d Node> {
        let node = self.node;
        node.get(key).filter(|node| !node.is_null())
    }

    /// A reader of the keys.
    pub(super) fn reader(&mut self) -> Option<Reader<'_, '_>> {
        Reader::new(self.file, self.node, self.inner.findings())
    }

    /// A text in one or several languages.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        self.reader()?.text(key)
    }

    /// A piece of text.
    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        self.reader()?.string(key)
    }

    /// Yes or no; no where nothing is written.
    pub(super) fn boolean(&mut self, key: &'static str) -> bool {
        self.reader().and_then(|mut r| r.boolean(key)).unwrap_or(false)
    }

    /// A smallest and a largest count, in the keys of these names.
    pub(super) fn count(&mut self, [min, max]: [&'static str; 2]) -> Count {
        let Some(mut r) = self.reader() else { return Count::default() };
        let count = Count { min: r.count(min), max: r.count(max) };
        if let Count { min: Some(least), max: Some(most) } = count
            && least > most
        {
            let at = self.node.get(min).map_or(self.at.clone(), |node| node.span.clone());
            self.contradiction(
                Contradiction::MinAboveMax,
                &least.to_string(),
                &most.to_string(),
                at,
            );
        }
        count
    }

    /// How many items there may be.
    pub(super) fn items(&mut self) -> Count {
        match self.reader().and_then(|mut r| r.count("items")) {
            Some(exactly) => Count { min: Some(exactly), max: Some(exactly) },
            None => self.count(["min_items", "max_items"]),
        }
    }

    /// The values of a list; the keys of a map.
    pub(super) fn values(&mut self) -> Vec<String> {
        let Some(node) = self.node("values") else { return Vec::new() };
        match &node.value {
            NodeValue::List(items) => {
                items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
            }
            NodeValue::Map(pairs) => pairs.iter().map(|pair| pair.key.clone()).collect(),
            _ => {
                self.bad("values", node, Expected::List);
                Vec::new()
            }
        }
    }

    /// The field that stands behind a key that must be there.
    pub(super) fn field(&mut self, key: &'static str, name: &str) -> Option<Box<Field>> {
        match self.node(key) {
            Some(node) => self.inner.field(name, node).map(Box::new),
            None => {
                self.missing(key);
                None
            }
        }
    }

    /// Reports that a key has a value it cannot have.
    pub(super) fn bad(&mut self, key: &str, node: &Node, expected: Expected<'_>) {
        if let Some(mut r) = self.reader() {
            r.bad(key, node, expected);
        }
    }

    /// Reports that a key is not there.
    pub(super) fn missing(&mut self, key: &str) {
        let span = Span::new(self.file, self.at.clone());
        self.inner
            .findings()
            .push(Diagnostic::at(problem::MissingKey { key: &key, where_: None }, span));
    }

    /// Reports that keys contradict each other.
    pub(super) fn contradiction(
        &mut self,
        what: Contradiction,
        name: &str,
        other: &str,
        at: Range<usize>,
    ) {
        self.inner.findings().push(Diagnostic::at(
            problem::TypeContradiction { what, name: &name, other: &other },
            Span::new(self.file, at),
        ));
    }
}
