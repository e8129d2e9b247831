//! What an entry is related to, as its page shows it.
//!
//! Entry points: [`relations`] for any entry; [`Relations`] for those of which so much is to be said that it goes on on pages of its own.
//! Invariant: a page of these depends on the entries that it shows and on their order, not on all of them.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{EntryRelation, LongRelation, MENTIONS, SiteScope, list_length};
use crate::config::Config;
use crate::model::{Catalog, Edge, EdgePlace, Entry, EntryKey};
use crate::schema::{ContentType, Field, FieldKind, Parts};
use crate::theme::Theme;
use crate::tracking::{CellKind, Changes, Remembered, Tracked, compared};

/// Both sides of symmetric relations, and what refers to the entry: as far as a site shows it, by relation.
pub(crate) fn relations<'a>(
    catalog: &'a Catalog,
    scope: &SiteScope,
    theme: &Theme,
    entry: &Entry,
    language: &str,
) -> Vec<EntryRelation<'a>> {
    let mut found: Vec<EntryRelation<'a>> = Vec::new();
    let Some(content_type) = catalog.schema.get(&entry.key.type_id) else { return found };
    for field in symmetric_fields(content_type) {
        let edges = catalog.edges_from(&entry.key).filter(|edge| *edge.field == *field.name);
        found.push(EntryRelation {
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
            None => theme.texts(language).plain(MENTIONS),
        };
        found.push(EntryRelation { name: group.name, label, edges: group.edges });
    }
    // Readers cannot tell relations of one label apart.
    let mut shown: Vec<EntryRelation<'a>> = Vec::new();
    for mut relation in found {
        relation
            .edges
            .retain(|edge| shows(catalog, scope, (entry, &relation.name), edge, language));
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
    scope: &SiteScope,
    (entry, relation): (&Entry, &str),
    edge: &Edge,
    language: &str,
) -> bool {
    let key = edge.other_than(&entry.key);
    // The home page leads everywhere; that it leads here says nothing.
    if scope.is_home(key) {
        return false;
    }
    catalog.localized(key, language).is_some_and(|other| {
        match scope.leaves_out(&entry.key.type_id, relation) {
            true => scope.has(other),
            false => scope.may_name(other),
        }
    })
}

/// The fields of a type that hold relations which both sides have.
pub(crate) fn symmetric_fields(content_type: &ContentType) -> impl Iterator<Item = &Field> {
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
#[derive(Debug)]
pub(crate) struct Relations {
    /// By entry and language.
    long: Tracked<Name, Arc<LongRelations>>,
    /// What is on each page of them.
    pages: Tracked<PageName, Arc<[EdgePlace]>>,
    /// What came of each entry, where that is something.
    remembered: Remembered<Name, Option<Long>>,
}

compared!(Relations { long, pages, remembered });

/// An entry in a language.
type Name = (EntryKey, Arc<str>);

/// Entry, language, name of a relation, and the number of one of its pages from one.
type PageName = (EntryKey, Arc<str>, String, usize);

/// What all pages say of the relations of an entry.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LongRelations(Vec<LongRelation>);

/// The relations of an entry, and what is on their pages.
type Long = (Arc<LongRelations>, Vec<(PageName, Arc<[EdgePlace]>)>);

impl Relations {
    /// Collects them; those of an entry are taken from the last ones where nothing differs that was read for them.
    pub(super) fn collect(
        (catalog, config, theme): (&Catalog, &Config, &Theme),
        scope: &SiteScope,
        last: Option<(&Self, &Changes)>,
    ) -> Self {
        let entries = catalog.entries().par_iter().filter(|entry| scope.has(entry));
        let found = entries.filter_map(|entry| {
            let name = (entry.key.clone(), entry.language.clone());
            let known = last.and_then(|(last, changes)| last.remembered.unless(&name, changes));
            let work = || long_relations(catalog, config, scope, theme, entry);
            let piece = known.unwrap_or_else(|| Remembered::<Name, _>::done(work));
            piece.0.is_some().then_some((name, piece))
        });
        let mut relations = Self {
            long: Tracked::new(CellKind::Relations),
            pages: Tracked::new(CellKind::RelationPage),
            remembered: Remembered::default(),
        };
        for (name, piece) in found.collect::<Vec<_>>() {
            if let Some((long, pages)) = &piece.0 {
                relations.long.insert(name.clone(), long.clone());
                for (name, page) in pages {
                    relations.pages.insert(name.clone(), page.clone());
                }
            }
            relations.remembered.keep(name, piece);
        }
        relations
    }

    /// Brings the relations up to date with an entry that has another place in the list of its type, and the same relations.
    pub(crate) fn update_entry(
        &mut self,
        catalog: &Catalog,
        config: &Config,
        scope: &SiteScope,
        theme: &Theme,
        moved: &EntryKey,
        changes: &mut Changes,
    ) {
        if !catalog.is_rank_in(changes, moved) {
            return;
        }
        let (from, to) = (catalog.edges_from(moved), catalog.edges_to(moved));
        let beside: HashSet<&EntryKey> = from.chain(to).map(|e| e.other_than(moved)).collect();
        let long = self.long.sorted().into_par_iter().filter(|((key, _), _)| beside.contains(key));
        let now = long.filter_map(|(name, _)| {
            let entry = catalog.get_in(&name.0, &name.1)?;
            let work = || long_relations(catalog, config, scope, theme, entry);
            Some((name.clone(), Remembered::<Name, _>::done(work)))
        });
        // How long they are stays: only which of them stands on which page follows from the order.
        for (name, piece) in now.collect::<Vec<_>>() {
            for (name, page) in piece.0.iter().flat_map(|(_, pages)| pages) {
                self.pages.replace(name.clone(), page.clone(), changes);
            }
            self.remembered.keep(name, piece);
        }
    }

    /// The relations of an entry, when they go on on pages of their own.
    pub(crate) fn long(&self, key: &EntryKey, language: &str) -> Option<&LongRelations> {
        self.long.get(&(key.clone(), Arc::from(language))).map(|long| &**long)
    }

    /// What of a long relation of an entry stands on a page, counted from one: the first is that of the entry itself.
    pub(crate) fn on_page(
        &self,
        (key, language): (&EntryKey, &str),
        relation: &LongRelation,
        number: usize,
    ) -> &[EdgePlace] {
        let name = (key.clone(), Arc::from(language), relation.name.clone(), number);
        self.pages.get(&name).map_or(&[], |page| &**page)
    }

    /// The pages on which relations go on: entry, language, the relation, number from two.
    pub(crate) fn pages(
        &self,
    ) -> impl Iterator<Item = (&EntryKey, &Arc<str>, &LongRelation, usize)> {
        self.long.sorted().into_iter().flat_map(|((key, language), long)| {
            long.iter().flat_map(move |relation| {
                (2..=relation.pages).map(move |number| (key, language, relation, number))
            })
        })
    }
}

impl LongRelations {
    /// The relations, in the order in which they are shown.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &LongRelation> {
        self.0.iter()
    }

    /// The relation of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&LongRelation> {
        self.iter().find(|relation| relation.name == name)
    }
}

/// The relations of an entry in pages, when one of them has more entries than fit on one.
fn long_relations(
    catalog: &Catalog,
    config: &Config,
    scope: &SiteScope,
    theme: &Theme,
    entry: &Entry,
) -> Option<Long> {
    let content_type = catalog.schema.get(&entry.key.type_id)?;
    let length = list_length(content_type, config)?.get();
    // Most entries have so few edges that they need not be looked at.
    let count = catalog.edges_from(&entry.key).count() + catalog.edges_to(&entry.key).count();
    if count <= length || scope.is_home(&entry.key) {
        return None;
    }
    let relations = relations(catalog, scope, theme, entry, &entry.language);
    relations.iter().any(|relation| relation.edges.len() > length).then(|| {
        let (mut heads, mut all) = (Vec::new(), Vec::new());
        for EntryRelation { name, label, edges } in relations {
            let pages = edges.chunks(length);
            let (count, of) = (edges.len(), pages.len());
            for (number, page) in (1..).zip(pages) {
                let places = page.iter().map(|edge| catalog.edge_place(edge)).collect();
                let page = (entry.key.clone(), entry.language.clone(), name.clone(), number);
                all.push((page, places));
            }
            heads.push(LongRelation { name, label, count, pages: of });
        }
        (Arc::new(LongRelations(heads)), all)
    })
}
