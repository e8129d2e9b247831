//! The shortcut that takes one file into a catalog.
//!
//! Entry point: [`Catalog::update_file`]. Invariant: taking in a file gives the state that a reload would give, findings included, and notes what differs by that.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Catalog;
use crate::location::SitePath;
use crate::model::order::compare;
use crate::model::{Collation, Entry, EntryKey, Memory, Reading};
use crate::tracking::Changes;

/// An entry that was read anew and taken into the collection.
#[derive(Debug)]
pub(crate) struct EntryUpdate {
    /// As it was.
    pub(crate) old: Arc<Entry>,
    /// As it is.
    pub(crate) new: Arc<Entry>,
}

impl EntryUpdate {
    /// Whether only the text under the front matter differs.
    pub(crate) fn is_text(&self) -> bool {
        self.old.same_but_text(&self.new)
    }
}

/// A file that was read anew and taken into the collection.
#[derive(Debug)]
pub(crate) enum FileUpdate {
    /// It can still not be read: only what is found in it may differ.
    Unread,
    /// Of what it holds, only this entry is another one.
    Entry(EntryUpdate),
}

impl FileUpdate {
    /// The entry that is another one by it.
    pub(crate) fn entry(&self) -> Option<&EntryUpdate> {
        match self {
            Self::Unread => None,
            Self::Entry(update) => Some(update),
        }
    }

    /// Whether at most the text under the front matter differs.
    pub(crate) fn is_text(&self) -> bool {
        self.entry().is_none_or(EntryUpdate::is_text)
    }
}

impl Catalog {
    /// Takes in the entries of a file, read anew, when one of them differs, and only in what does not change how entries are linked or where
    /// they are; or what is found in a file that can still not be read. `None` when more may differ and the collection has to be linked anew; then
    /// nothing has happened.
    pub(crate) fn update_file(
        &mut self,
        scope: &Reading<'_>,
        memory: &mut Memory,
        file: &SitePath,
    ) -> Option<FileUpdate> {
        let read = memory.read_anew(scope, file)?;
        let mut updates: Vec<EntryUpdate> = Vec::new();
        for new in read.entries() {
            let old = self.entries.shared(&new.key)?.clone();
            updates.push(EntryUpdate { old, new: new.clone() });
        }
        let stays = |EntryUpdate { old, new }: &EntryUpdate| {
            // What an adaptation takes over, from it or by it, is only known once all entries have been read.
            old.adaptation().is_none()
                && new.adaptation().is_none()
                && old.same_but_prose(new)
                && self.links.stay(&self.entries, new)
        };
        let differing: Vec<usize> = (0..updates.len()).filter(|n| !updates[*n].is_text()).collect();
        if differing.len() > 1 || !updates.iter().all(stays) || !self.are_alone(&updates) {
            return None;
        }
        let mut changes = Changes::default();
        for EntryUpdate { new, .. } in &updates {
            self.links.update_entry(&self.entries, new);
            self.entries.replace(new.clone(), &mut changes);
        }
        self.names.forget();
        let at = differing.first().copied();
        if let Some(at) = at {
            self.place(&updates[at].new, &mut changes);
        }
        memory.keep(scope, read, &changes);
        // Relations are the same, but may stand elsewhere in the file.
        if !memory.found.linked.is_empty() {
            memory.found.linked = self.links.findings(&self.entries, &self.default_language);
        }
        let at = at.unwrap_or_default();
        let differing = (at < updates.len()).then(|| updates.swap_remove(at));
        Some(differing.map_or(FileUpdate::Unread, FileUpdate::Entry))
    }

    /// Whether nothing is made of these entries in other files: neither translations nor adaptations.
    fn are_alone(&mut self, updates: &[EntryUpdate]) -> bool {
        let keys: BTreeSet<&EntryKey> = updates.iter().map(|update| &update.new.key).collect();
        let is_adapted = |entry: &Arc<Entry>| {
            entry.adaptation().is_some_and(|adaptation| keys.contains(&adaptation.base))
        };
        !keys.iter().any(|key| self.entries.has_others(key))
            && !self.entries.all().iter().any(is_adapted)
    }

    /// Puts an entry where it now belongs in the list of its type.
    fn place(&mut self, entry: &Entry, changes: &mut Changes) {
        let Self { schema, entries, .. } = self;
        let Some(content_type) = schema.get(&entry.key.type_id) else { return };
        let collation = Collation::new(&entry.language);
        let comes_first = |other: &Entry| compare(content_type, &collation, other, entry).is_lt();
        entries.place(&entry.key, &entry.key.type_id, comes_first, changes);
    }
}
