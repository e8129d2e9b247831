//! Finds the entries of one part: those that it names, or those that it selects, sorted and in groups.
//!
//! Entry points: `PublicationResolver::named`, `PublicationResolver::select`. Invariant: what is found is published and may be printed.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::resolve::{PublicationResolver, Selection};
use super::written::WrittenSelection;
use super::{Group, empty};
use crate::diagnostic::{Diagnostic, problem};
use crate::model::{Channel, Collation, Entry, EntryKey, Value, compare, compare_by};
use crate::query::expect_field;
use crate::schema::{Ability, Field, SortKey};
use crate::yaml::{self, Spanned, WrittenNames};

impl<'a> PublicationResolver<'a> {
    /// The entries that a list names as `type:id`.
    pub(super) fn named(
        &self,
        written: Spanned<WrittenNames>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<EntryKey> {
        let mut keys = Vec::new();
        if written.value.is_empty() {
            findings.push(empty(written.span, Some("entries"), None));
        }
        for (name, span) in written.value {
            match self.find().entry(&name, &span) {
                Ok(key) if keys.contains(&key) => findings.push(Diagnostic::at(
                    problem::ItemTwice { field: &"entries", value: &name },
                    span,
                )),
                // Whoever has not agreed to print is not printed.
                Ok(key) if !self.catalog.get(&key).is_some_and(|e| e.is_for(Channel::Print)) => {}
                Ok(key) => keys.push(key),
                Err(finding) => findings.push(*finding),
            }
        }
        keys
    }

    /// What is selected. `None` when something in it is wrong, which was reported.
    pub(super) fn select(
        &self,
        written: &WrittenSelection,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Selection<'a>> {
        let before = findings.len();
        let word = written.content_type.as_ref()?;
        let content_type = match self.find().content_type(&word.value, word.span.clone()) {
            Ok(content_type) => content_type,
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        };
        let conditions =
            self.find().filter(content_type, self.file, written.filter.as_ref(), findings);
        let mut keys = Vec::new();
        for (written, span) in &written.sort {
            let key = SortKey::parse(written);
            match expect_field(content_type, &key.field, span.clone()) {
                Ok(field) if field.kind.can(Ability::Sort) => keys.push(key),
                Ok(_) => {
                    findings.push(yaml::bad_value(
                        span.clone(),
                        "sort",
                        written,
                        problem::Expected::SortField,
                    ));
                }
                Err(finding) => findings.push(*finding),
            }
        }
        let group = written.group.as_ref().and_then(|word| {
            match expect_field(content_type, &word.value, word.span.clone()) {
                Ok(field) if field.kind.choices().is_some() || field.kind.relation().is_some() => {
                    Some(field)
                }
                Ok(_) => {
                    let span = word.span.clone();
                    findings.push(yaml::bad_value(
                        span,
                        "group",
                        &word.value,
                        problem::Expected::GroupField,
                    ));
                    None
                }
                Err(finding) => {
                    findings.push(*finding);
                    None
                }
            }
        });
        if written.is_wrong || findings.len() > before {
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
        entries.truncate(written.limit.unwrap_or(usize::MAX));
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
