//! Which entries are in an edition.
//!
//! Entry point: [`Gathering`]. Invariant: only published entries are gathered, and none that belongs to another edition or that an own one
//! takes the place of.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::{Edition, MENTIONS, RelationName, Rule, Rules};
use crate::diagnostic::{Diagnostic, problem};
use crate::model::{Catalog, Entry, EntryKey};
use crate::schema::Pages;

/// Gathers the entries of an edition.
pub(super) struct Gathering<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) rules: &'a Rules,
    /// Entries of the main site that own ones take the place of.
    pub(super) replaced: &'a BTreeMap<EntryKey, EntryKey>,
}

impl Gathering<'_> {
    /// What is said about a relation of a type.
    fn said(&self, type_id: &Arc<str>, name: &Arc<str>) -> Option<Rule> {
        self.rules.get(&Some((type_id.clone(), name.clone()))).map(|(rule, _)| *rule)
    }

    fn default(&self) -> Rule {
        self.rules.get(&None).map_or(Rule::Link, |(rule, _)| *rule)
    }

    /// What holds for a relation to entries of a type. What has no page of its own, such as a term, costs a line and is missed
    /// where it lacks: it comes along unless somebody says otherwise.
    fn rule(&self, type_id: &Arc<str>, name: &Arc<str>, target: &EntryKey) -> Rule {
        self.said(type_id, name).unwrap_or_else(|| {
            let target = self.catalog.schema.get(&target.type_id);
            if target.is_some_and(|target| target.pages == Pages::List) {
                Rule::Include
            } else {
                self.default()
            }
        })
    }

    /// Everything that is selected, written for one of these editions, or brought along.
    pub(super) fn all(&self, ids: &BTreeSet<&str>, selected: Vec<EntryKey>) -> HashSet<EntryKey> {
        let own = |entry: &Entry| {
            entry.published && entry.editions().any(|edition| ids.contains(edition))
        };
        let entries = self.catalog.entries().iter();
        let mut next: Vec<EntryKey> =
            entries.filter(|entry| own(entry)).map(|entry| entry.key.clone()).collect();
        next.extend(selected);
        // Types that bring along those who refer to them.
        let inverse = self.rules.iter().filter_map(|(name, (rule, _))| {
            name.as_ref().filter(|_| *rule == Rule::Include).map(|(type_id, _)| type_id)
        });
        let inverse: HashSet<&Arc<str>> = inverse.collect();
        let mut members = HashSet::new();
        while let Some(key) = next.pop() {
            let Some(entry) = self.catalog.get(&key) else { continue };
            let elsewhere = entry.editions().next().is_some() && !own(entry);
            if !entry.published
                || elsewhere
                || self.replaced.contains_key(&key)
                || !members.insert(key.clone())
            {
                continue;
            }
            let mentions = Arc::from(MENTIONS);
            for edge in self.catalog.edges_from(&key) {
                let name = if edge.relation.is_some() { &edge.field } else { &mentions };
                if self.rule(&key.type_id, name, &edge.to) == Rule::Include {
                    next.push(edge.to.clone());
                }
            }
            if !inverse.contains(&key.type_id) {
                continue;
            }
            for group in self.catalog.inverse(&key) {
                if self.said(&key.type_id, &group.name.as_str().into()) == Some(Rule::Include) {
                    next.extend(group.edges.iter().map(|edge| edge.from.clone()));
                }
            }
        }
        members
    }

    /// The relations of which only what is in the edition is shown.
    pub(super) fn left_out(&self) -> BTreeSet<RelationName> {
        let mut left_out = BTreeSet::new();
        for content_type in self.catalog.schema.types() {
            let said = |name: &Arc<str>| self.said(&content_type.id, name);
            if self.default() != Rule::LeaveOut
                && !self.rules.keys().flatten().any(|(type_id, _)| *type_id == content_type.id)
            {
                continue;
            }
            for name in self.catalog.schema.relations_of(content_type) {
                if said(&name).unwrap_or(self.default()) == Rule::LeaveOut {
                    left_out.insert((content_type.id.clone(), name));
                }
            }
        }
        left_out
    }

    /// What a page cannot do without is not left out of it.
    pub(super) fn check_parts(&self, edition: &Edition, findings: &mut Vec<Diagnostic>) {
        let has = |key: &EntryKey| edition.members.contains(key);
        for (type_id, name) in &edition.left_out {
            let Some(content_type) = self.catalog.schema.get(type_id) else { continue };
            let Some(field) = content_type.field(name).filter(|field| field.required) else {
                continue;
            };
            let Some((_, span)) =
                self.rules.get(&Some((type_id.clone(), name.clone()))).or(self.rules.get(&None))
            else {
                continue;
            };
            let mut bare: Vec<&Entry> = edition
                .members
                .iter()
                .filter(|key| key.type_id == *type_id)
                .filter_map(|key| self.catalog.get(key))
                .filter(|entry| {
                    entry.get(name).is_some_and(|value| value.with_references(&has).is_none())
                })
                .collect();
            bare.sort_by_key(|entry| &entry.key);
            if let Some(first) = bare.first() {
                findings.push(Diagnostic::at(
                    problem::EditionParts {
                        edition: &edition.id,
                        relation: &format!("{type_id}.{name}"),
                        field: &field.name,
                        count: bare.len(),
                        example: &first.title(),
                    },
                    span.clone(),
                ));
            }
        }
    }
}
