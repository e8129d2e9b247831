//! What differs between two states of a catalog, and the shortcut that takes in one entry.
//!
//! Entry points: [`Catalog::update_entry`], [`Catalog::changes_since`]. Invariant: a cell is among the changes whenever its value differs; taking in an
//! entry gives the state that a reload would give.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Catalog, moved};
use crate::location::SitePath;
use crate::model::order::compare;
use crate::model::{Collation, Entry, EntryKey, Memory, Reading};
use crate::tracking::{CellKind, Changes};

/// An entry that was read anew and taken into the collection.
#[derive(Debug)]
pub struct EntryUpdate {
    /// As it was.
    pub old: Arc<Entry>,
    /// As it is.
    pub new: Arc<Entry>,
    /// What differs in the collection.
    pub changes: Changes,
}

impl EntryUpdate {
    /// Whether only the text under the front matter differs.
    pub fn is_text(&self) -> bool {
        self.old.same_but_text(&self.new)
    }
}

impl Catalog {
    /// Takes in the entry of a file, read anew, when it differs only in what does not change how entries are linked or where
    /// they are. `None` when more may differ and the collection has to be linked anew, or when anything was found in it; then
    /// nothing has happened.
    pub fn update_entry(
        &mut self,
        scope: &Reading<'_>,
        memory: &mut Memory,
        file: &SitePath,
    ) -> Option<EntryUpdate> {
        let read = memory.read_anew(scope, file)?;
        let new = read.entry().clone();
        let at = self.by_key.get(&new.key).copied()?;
        let old = self.entries[at].clone();
        // What an adaptation takes over, from it or by it, is only known once all entries have been read.
        let adapts = |entry: &Entry, base: &EntryKey| {
            entry.adaptation().is_some_and(|adaptation| adaptation.base == *base)
        };
        let is_alone = old.adaptation().is_none()
            && new.adaptation().is_none()
            && !self.entries.iter().any(|entry| adapts(entry, &new.key));
        let same = is_alone
            && !self.translations.contains_key(&new.key)
            && old.same_but_prose(&new)
            && self.links.update_entry(&new.key, &new.edges);
        if !same {
            return None;
        }
        let mut changes = Changes::default();
        changes.add(CellKind::Entries, ());
        let name = (&new.key, &new.language);
        if old.body != new.body {
            changes.add(CellKind::Body, name);
        }
        self.entries[at] = new.clone();
        if !old.same_but_text(&new) {
            changes.add(CellKind::Heads, ());
            changes.add(CellKind::Entry, name);
            changes.add(CellKind::Languages, &new.key);
            self.place(at, &mut changes);
        }
        memory.keep(scope, read, &changes);
        Some(EntryUpdate { old, new, changes })
    }

    /// Puts an entry where it now belongs in the list of its type.
    fn place(&mut self, at: usize, changes: &mut Changes) {
        let entry = self.entries[at].clone();
        let list = (entry.key.type_id.clone(), entry.language.clone());
        let (Some(content_type), Some(order)) =
            (self.schema.get(&entry.key.type_id), self.orders.get_mut(&list))
        else {
            return;
        };
        let Some(from) = order.iter().position(|i| *i == at) else { return };
        let collation = Collation::new(&entry.language);
        let comes_first =
            |i: &usize| compare(content_type, &collation, &self.entries[*i], &entry).is_lt();
        order.remove(from);
        let to = order.partition_point(comes_first);
        order.insert(to, at);
        if from == to {
            return;
        }
        changes.add(CellKind::List, &list);
        changes.add(CellKind::Rank, &entry.key);
        let between = from.min(to)..=from.max(to);
        let moved = between.map(|rank| (self.entries[order[rank]].key.clone(), rank));
        self.links.place(&entry.key, moved, changes);
    }

    /// What differs from an earlier state of the collection with the same settings and types.
    pub fn changes_since(&self, last: &Self, changes: &mut Changes) {
        fn named(catalog: &Catalog) -> BTreeMap<(&EntryKey, &Arc<str>), &Arc<Entry>> {
            catalog.entries.iter().map(|entry| ((&entry.key, &entry.language), entry)).collect()
        }
        let (old, new) = (named(last), named(self));
        let (mut any, mut any_head) = (false, false);
        let mut edges = Vec::new();
        for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
            let (before, after) = (old.get(name), new.get(name));
            match (before, after) {
                (Some(a), Some(b)) if Arc::ptr_eq(a, b) => continue,
                (Some(a), Some(b)) => {
                    if !a.same_but_text(b) {
                        changes.add(CellKind::Entry, name);
                        changes.add(CellKind::Languages, name.0);
                        any_head = true;
                    }
                    if a.body != b.body {
                        changes.add(CellKind::Body, name);
                    }
                }
                _ => {
                    changes.add(CellKind::Entry, name);
                    changes.add(CellKind::Body, name);
                    changes.add(CellKind::Languages, name.0);
                    any_head = true;
                }
            }
            any = true;
            edges.push(name.0);
        }
        if any {
            changes.add(CellKind::Entries, ());
        }
        if any_head {
            changes.add(CellKind::Heads, ());
        }
        // A list is its entries in their order; positions mean nothing between two states.
        fn keys<'a>(catalog: &'a Catalog, list: &(Arc<str>, Arc<str>)) -> Vec<&'a EntryKey> {
            let order = catalog.orders.get(list).into_iter().flatten();
            order.map(|i| &catalog.entries[*i].key).collect()
        }
        let lists: BTreeSet<_> = last.orders.keys().chain(self.orders.keys()).collect();
        for list in lists {
            let (before, after) = (keys(last, list), keys(self, list));
            if before == after {
                continue;
            }
            changes.add(CellKind::List, list);
            if list.1 == self.default_language {
                for key in moved::moved(&before, &after) {
                    changes.add(CellKind::Rank, key);
                }
            }
        }
        self.links.changes_since(&last.links, &edges, changes);
    }
}
