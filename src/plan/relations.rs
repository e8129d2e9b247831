//! What an entry is related to, as its page shows it.
//!
//! Entry points: [`relations`] for any entry; [`Relations`] for those of which so much is to be said that it goes on on pages of its own.
//! Invariant: a page of these depends on the entries that it shows and on their order, not on all of them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{SiteScope, list_length};
use crate::config::Config;
use crate::hash::Map;
use crate::model::{Catalog, Edge, EdgePlace, Entry, EntryKey};
use crate::schema::{ContentType, Field, FieldKind, Parts};
use crate::theme::Theme;
use crate::tracking::{self, CellKind, Changes};

/// What an entry is related to in one way.
#[derive(Clone, Debug)]
pub struct Relation<E> {
    /// Its name: as the relation or its inverse is called.
    pub name: String,
    /// What readers see.
    pub label: String,
    /// One for each related entry, in the order in which they are shown.
    pub edges: Vec<E>,
}

/// Both sides of symmetric relations, and what refers to the entry: as far as a site shows it, by relation.
pub fn relations<'a>(
    catalog: &'a Catalog,
    part: &SiteScope,
    theme: &Theme,
    entry: &Entry,
    language: &str,
) -> Vec<Relation<&'a Edge>> {
    let mut found: Vec<Relation<&'a Edge>> = Vec::new();
    let Some(content_type) = catalog.schema.get(&entry.key.type_id) else { return found };
    for field in symmetric_fields(content_type) {
        let edges = catalog.edges_from(&entry.key).filter(|edge| *edge.field == *field.name);
        found.push(Relation {
            name: field.name.to_string(),
            label: field.label.get(language).to_owned(),
            edges: edges.collect(),
        });
    }
    let typed = catalog.edges_from(&entry.key).filter(|edge| edge.relation.is_some());
    let named: HashSet<&EntryKey> = typed.map(|edge| &edge.to).collect();
    for mut group in catalog.inverse(&entry.key) {
        if group.label.is_none() {
            // What the profile table names already is not news.
            group.edges.retain(|edge| !named.contains(&edge.from));
        }
        let label = match &group.label {
            Some(label) => label.get(language).to_owned(),
            None => theme.texts(language).plain("mentions"),
        };
        found.push(Relation { name: group.name, label, edges: group.edges });
    }
    // Readers cannot tell relations of one label apart.
    let mut shown: Vec<Relation<&'a Edge>> = Vec::new();
    for mut relation in found {
        relation.edges.retain(|edge| shows(catalog, part, (entry, &relation.name), edge, language));
        match shown.iter_mut().find(|known| known.label == relation.label) {
            Some(known) => known.edges.extend(relation.edges),
            None if relation.edges.is_empty() => {}
            None => shown.push(relation),
        }
    }
    shown
}

/// Whether the other side of an edge is named on the page of an entry.
fn shows(
    catalog: &Catalog,
    part: &SiteScope,
    (entry, relation): (&Entry, &str),
    edge: &Edge,
    language: &str,
) -> bool {
    let key = edge.other_than(&entry.key);
    // The home page leads everywhere; that it leads here says nothing.
    if part.is_home(key) {
        return false;
    }
    catalog.localized(key, language).is_some_and(|other| {
        match part.leaves_out(&entry.key.type_id, relation) {
            true => part.has(other),
            false => part.may_name(other),
        }
    })
}

/// The fields of a type that hold relations which both sides have.
pub fn symmetric_fields(content_type: &ContentType) -> impl Iterator<Item = &Field> {
    fn is_symmetric(kind: &FieldKind) -> bool {
        match kind.parts() {
            Parts::Items(of) => is_symmetric(&of.kind),
            Parts::Fields(fields) => fields.values().any(|field| is_symmetric(&field.kind)),
            _ => kind.relation().is_some_and(|relation| relation.symmetric),
        }
    }
    content_type.fields.values().filter(|field| is_symmetric(&field.kind))
}

/// The relations of entries that have more in one of them than fits on a page.
#[derive(Debug, Default)]
pub struct Relations(Map<(EntryKey, Arc<str>), LongRelations>);

/// The relations of an entry, in pages.
#[derive(Debug)]
pub struct LongRelations {
    /// How many entries of a relation a page shows.
    length: usize,
    relations: Vec<Relation<EdgePlace>>,
}

impl Relations {
    pub(super) fn collect(
        catalog: &Catalog,
        config: &Config,
        part: &SiteScope,
        theme: &Theme,
    ) -> Self {
        let entries = catalog.entries().par_iter().filter(|entry| part.has(entry));
        let long = entries.filter_map(|entry| {
            let content_type = catalog.schema.get(&entry.key.type_id)?;
            let length = list_length(content_type, config)?.get();
            let relations = long_relations(catalog, part, theme, entry, length)?;
            let key = (entry.key.clone(), entry.language.clone());
            Some((key, LongRelations { length, relations }))
        });
        Self(long.collect())
    }

    /// Brings the relations up to date with an entry that has another place in the list of its type, and the same relations.
    pub fn update_entry(
        &mut self,
        catalog: &Catalog,
        part: &SiteScope,
        theme: &Theme,
        moved: &EntryKey,
        changes: &mut Changes,
    ) {
        if !changes.has(CellKind::Rank, moved) {
            return;
        }
        let (from, to) = (catalog.edges_from(moved), catalog.edges_to(moved));
        let beside: HashSet<&EntryKey> = from.chain(to).map(|e| e.other_than(moved)).collect();
        let long = self.0.par_iter_mut().filter(|((key, _), _)| beside.contains(key));
        let differing = long.map(|((key, language), long)| {
            let mut changes = Changes::default();
            let entry = catalog.get_in(key, language);
            let now = entry.and_then(|e| long_relations(catalog, part, theme, e, long.length));
            let now = LongRelations { relations: now.unwrap_or_default(), ..*long };
            now.changes_since(long, (key, language), &mut changes);
            *long = now;
            changes
        });
        changes.extend(&differing.collect::<Vec<_>>());
    }

    /// The relations of an entry, when they go on on pages of their own.
    pub fn long(&self, key: &EntryKey, language: &str) -> Option<&LongRelations> {
        tracking::read(CellKind::Relations, (key, language));
        self.0.get(&(key.clone(), Arc::from(language)))
    }

    /// A relation of an entry that goes on on pages of its own.
    pub fn get(&self, key: &EntryKey, language: &str, name: &str) -> Option<&Relation<EdgePlace>> {
        self.long(key, language)?.get(name)
    }

    /// The pages on which relations go on: entry, language, name of the relation, number from two.
    pub fn pages(&self) -> impl Iterator<Item = (&EntryKey, &Arc<str>, &str, usize)> {
        self.0.iter().flat_map(|((key, language), long)| {
            long.relations.iter().flat_map(move |relation| {
                let numbers = 2..=long.pages(relation);
                numbers.map(move |number| (key, language, relation.name.as_str(), number))
            })
        })
    }

    pub(super) fn changes_since(&self, last: &Self, changes: &mut Changes) {
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for ((key, language), long) in &self.0 {
            match last.0.get(&(key.clone(), language.clone())) {
                Some(last) => long.changes_since(last, (key, language), changes),
                None => changes.add(CellKind::Relations, (key, &**language)),
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for name @ (key, language) in last.0.keys() {
            if !self.0.contains_key(name) {
                changes.add(CellKind::Relations, (key, &**language));
            }
        }
    }
}

impl LongRelations {
    /// The relations, in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = &Relation<EdgePlace>> {
        self.relations.iter()
    }

    /// The relation of a name.
    pub fn get(&self, name: &str) -> Option<&Relation<EdgePlace>> {
        self.iter().find(|relation| relation.name == name)
    }

    /// How many pages a relation has.
    pub fn pages(&self, relation: &Relation<EdgePlace>) -> usize {
        relation.edges.len().div_ceil(self.length)
    }

    /// What of a relation of `key` stands on a page, counted from one: the first is that of the entry itself.
    pub fn on_page<'a>(
        &self,
        (key, language): (&EntryKey, &str),
        relation: &'a Relation<EdgePlace>,
        number: usize,
    ) -> &'a [EdgePlace] {
        tracking::read(CellKind::RelationPage, (key, language, &relation.name, number));
        relation.edges.get(self.range(relation, number)).unwrap_or_default()
    }

    fn range(&self, relation: &Relation<EdgePlace>, number: usize) -> Range<usize> {
        let all = relation.edges.len();
        let start = number.saturating_sub(1).saturating_mul(self.length).min(all);
        start..start.saturating_add(self.length).min(all)
    }

    fn changes_since(
        &self,
        last: &Self,
        (key, language): (&EntryKey, &str),
        changes: &mut Changes,
    ) {
        let heads = |long: &Self| -> Vec<_> {
            let head = |r: &Relation<EdgePlace>| (r.name.clone(), r.label.clone(), r.edges.len());
            long.relations.iter().map(head).collect()
        };
        if heads(self) != heads(last) {
            changes.add(CellKind::Relations, (key, language));
        }
        for now in &self.relations {
            let Some(was) = last.relations.iter().find(|was| was.name == now.name) else {
                continue;
            };
            for number in 1..=self.pages(now).max(last.pages(was)) {
                if now.edges.get(self.range(now, number)) != was.edges.get(last.range(was, number))
                {
                    changes.add(CellKind::RelationPage, (key, language, &now.name, number));
                }
            }
        }
    }
}

/// The relations of an entry, when one of them has more than `length` entries.
fn long_relations(
    catalog: &Catalog,
    part: &SiteScope,
    theme: &Theme,
    entry: &Entry,
    length: usize,
) -> Option<Vec<Relation<EdgePlace>>> {
    // Most entries have so few edges that they need not be looked at.
    let count = catalog.edges_from(&entry.key).count() + catalog.edges_to(&entry.key).count();
    if count <= length || part.is_home(&entry.key) {
        return None;
    }
    let relations = relations(catalog, part, theme, entry, &entry.language);
    relations.iter().any(|relation| relation.edges.len() > length).then(|| {
        let placed = relations.into_iter().map(|Relation { name, label, edges }| {
            let edges = edges.into_iter().map(|edge| catalog.edge_place(edge)).collect();
            Relation { name, label, edges }
        });
        placed.collect()
    })
}
