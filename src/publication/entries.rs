//! Finds the entries of one part: those that it names, or those that it selects, sorted and in groups.
//!
//! Entry points: `Loader::named`, `Loader::select`. Invariant: what is found is published and may be printed.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Group;
use super::load::Loader;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Channel, Collation, Entry, EntryKey, Value, compare, compare_by};
use crate::query::expect_field;
use crate::schema::{Ability, ContentType, Field, SortKey};
use crate::yaml::{Node, Reader};

/// What `select` finds.
pub(super) struct Selection<'a> {
    pub(super) content_type: &'a ContentType,
    pub(super) groups: Vec<Group>,
    /// The field that they are grouped by.
    pub(super) grouped_by: Option<Arc<str>>,
    /// Whether entries would be found if the persons that they are about had consented to that.
    pub(super) is_withheld: bool,
}

impl<'a> Loader<'a> {
    /// The entries that a list names as `type:id`.
    pub(super) fn named(&self, node: &Node, r: &mut Reader<'_, '_>) -> Vec<EntryKey> {
        let written = r.strings_of("entries", node).unwrap_or_default();
        let mut keys = Vec::new();
        if written.is_empty() {
            let span = r.at(node.span.clone());
            r.findings.push(self.empty(span, "entries"));
        }
        for (name, span) in written {
            match self.find().entry(&name, &span) {
                Ok(key) if keys.contains(&key) => {
                    r.findings.push(
                        Diagnostic::at(Code::ItemTwice, span)
                            .arg("field", "entries")
                            .arg("item", name),
                    );
                }
                // Whoever has not agreed to print is not printed.
                Ok(key) if !self.catalog.get(&key).is_some_and(|e| e.is_for(Channel::Print)) => {}
                Ok(key) => keys.push(key),
                Err(finding) => r.findings.push(*finding),
            }
        }
        keys
    }

    /// `select: {type, where, sort, group, limit}`. `None` when something in it is wrong, which was reported.
    pub(super) fn select(
        &self,
        node: &Node,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Selection<'a>> {
        let mut r = Reader::new(self.file, node, findings)?;
        let before = r.findings.len();
        let type_node = r.required("type");
        let filter = r.node("where");
        let sort = r.strings("sort").unwrap_or_default();
        let group = r.node("group");
        let limit = r.count("limit");
        let type_node = type_node?;
        let name = type_node.as_str().unwrap_or_default();
        let content_type = match self.find().content_type(name, r.at(type_node.span.clone())) {
            Ok(content_type) => content_type,
            Err(finding) => {
                r.findings.push(*finding);
                r.finish();
                return None;
            }
        };
        let conditions = filter
            .map(|node| self.find().conditions(content_type, node, &mut r))
            .unwrap_or_default();
        let mut keys = Vec::new();
        for (written, span) in sort {
            let key = SortKey::parse(&written);
            match expect_field(content_type, &key.field, span.clone()) {
                Ok(field) if field.kind.can(Ability::Sort) => keys.push(key),
                Ok(_) => r.findings.push(
                    Diagnostic::at(Code::BadValue, span)
                        .arg("key", "sort")
                        .arg("value", &written)
                        .arg("expected", "sort-field")
                        .arg("known", ""),
                ),
                Err(finding) => r.findings.push(*finding),
            }
        }
        let group = group.and_then(|node| {
            let span = r.at(node.span.clone());
            match expect_field(content_type, node.as_str().unwrap_or_default(), span) {
                Ok(field) if field.kind.choices().is_some() || field.kind.relation().is_some() => {
                    Some(field)
                }
                Ok(_) => {
                    r.bad("group", node, "group-field");
                    None
                }
                Err(finding) => {
                    r.findings.push(*finding);
                    None
                }
            }
        });
        let wrong = r.findings.len() > before;
        r.finish();
        if wrong {
            return None;
        }
        let holds = |entry: &&Entry| conditions.iter().all(|condition| condition.holds(entry));
        let (mut entries, withheld): (Vec<&Entry>, Vec<&Entry>) = self
            .catalog
            .list(&content_type.id, self.language)
            .filter(holds)
            .partition(|entry| entry.is_for(Channel::Print));
        let mut withdrawn = self.catalog.entries().iter().map(|entry| &**entry).filter(|entry| {
            entry.withdrawn
                && entry.key.type_id == content_type.id
                && *entry.language == *self.language
        });
        let is_withheld = !withheld.is_empty() || withdrawn.any(|entry| holds(&entry));
        if !keys.is_empty() {
            let collation = Collation::new(self.language);
            entries.sort_by(|a, b| {
                keys.iter()
                    .map(|key| compare_by(content_type, &collation, key, a, b))
                    .find(|order| *order != Ordering::Equal)
                    .unwrap_or_else(|| compare(content_type, &collation, a, b))
            });
        }
        entries.truncate(limit.unwrap_or(usize::MAX));
        Some(Selection {
            groups: self.grouped(group, &entries),
            grouped_by: group.map(|field| field.name.clone()),
            content_type,
            is_withheld,
        })
    }

    fn grouped(&self, field: Option<&Field>, entries: &[&Entry]) -> Vec<Group> {
        let Some(field) = field else {
            let entries = entries.iter().map(|entry| entry.key.clone()).collect();
            return vec![Group { label: None, key: None, entries }];
        };
        // Groups in the order of the allowed values or of the list of the type referred to; what has no value comes last.
        let mut groups: BTreeMap<(usize, String), Group> = BTreeMap::new();
        for entry in entries {
            let (order, group) = match (entry.get(&field.name), field.kind.choices()) {
                (Some(Value::Enum(value)), Some(values)) => {
                    let label =
                        values.get(value).map(|value| value.label.get(self.language).to_owned());
                    let order = values.get_index_of(value).unwrap_or(usize::MAX - 1);
                    ((order, value.clone()), Group { label, key: None, entries: Vec::new() })
                }
                (Some(Value::Reference(reference)), _) => {
                    let target = self.catalog.localized(&reference.key, self.language);
                    let label = target.map(|target| target.title().to_owned());
                    let order = self.catalog.rank(&reference.key).min(usize::MAX - 1);
                    let key = Some(reference.key.clone());
                    ((order, reference.key.to_string()), Group { label, key, entries: Vec::new() })
                }
                _ => (
                    (usize::MAX, String::new()),
                    Group { label: None, key: None, entries: Vec::new() },
                ),
            };
            groups.entry(order).or_insert(group).entries.push(entry.key.clone());
        }
        groups.into_values().collect()
    }
}
