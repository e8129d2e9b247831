//! What an entry refers to, read off its values and its texts.
//!
//! Entry point: [`edges`]. Invariant: each target of a text is named once, and nothing is left out because it is not there.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Edge, Entry, EntryKey, FieldValues, Value};
use crate::location::Span;
use crate::schema::{ContentType, Field, Parts};

/// What an entry refers to, in the order of its fields and then of its texts; also what does not exist.
pub(super) fn edges(entry: &Entry, content_type: &ContentType) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (name, value) in &entry.values {
        if let Some(field) = content_type.field(name) {
            collect(entry, name, field, value, Around::default(), &mut edges);
        }
    }
    collect_mentions(entry, &mut edges);
    edges
}

/// What stands beside a value.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    /// The values of the object that holds it.
    values: Option<&'a FieldValues>,
    /// Whether that object is one of a list: one that stands alone tells of the entry, and of each entry in a list that it holds it tells nothing.
    in_list: bool,
}

fn collect(
    entry: &Entry,
    name: &Arc<str>,
    field: &Field,
    value: &Value,
    around: Around<'_>,
    edges: &mut Vec<Edge>,
) {
    match (field.kind.parts(), value) {
        (_, Value::Reference(reference)) => {
            let Some(relation) = field.kind.relation() else { return };
            let attributes = around
                .values
                .into_iter()
                .flatten()
                .filter(|(_, other)| !std::ptr::eq(*other, value))
                .map(|(key, other)| (key.clone(), other.clone()))
                .collect();
            edges.push(Edge {
                from: entry.key.clone(),
                to: reference.key.clone(),
                field: name.clone(),
                relation: Some(relation.clone()),
                attributes,
                span: reference.span.clone(),
            });
        }
        (Parts::Items(of), Value::List(items)) => {
            let values = around.values.filter(|_| around.in_list);
            for item in items {
                collect(entry, name, of, item, Around { values, in_list: true }, edges);
            }
        }
        (Parts::Fields(fields), Value::Object(values)) => {
            for (key, inner) in values {
                if let Some(field) = fields.get(key) {
                    let around = Around { values: Some(values), ..around };
                    collect(entry, name, field, inner, around, edges);
                }
            }
        }
        (Parts::Pairs(keys, of), Value::Map(pairs)) => {
            for (key, inner) in pairs {
                let around: FieldValues =
                    inner.iter().map(|inner| (Arc::from("value"), inner.clone())).collect();
                let around = Around { values: Some(&around), in_list: true };
                collect(entry, name, keys, key, around, edges);
                if let Some(inner) = inner {
                    collect(entry, name, of, inner, Around::default(), edges);
                }
            }
        }
        _ => {}
    }
}

fn collect_mentions(entry: &Entry, edges: &mut Vec<Edge>) {
    let mut seen = HashSet::new();
    // What a text says is said by the entry in whose file it stands.
    for (name, document) in entry.own_documents() {
        for link in document.links() {
            let Some(key) = EntryKey::linked(&link.destination) else { continue };
            if key != entry.key && seen.insert(key.clone()) {
                edges.push(Edge {
                    from: entry.key.clone(),
                    to: key,
                    field: name.into(),
                    relation: None,
                    attributes: FieldValues::default(),
                    span: Span::new(&entry.file, link.span.clone()),
                });
            }
        }
    }
}
