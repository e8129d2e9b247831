//! The shortcut that takes one file into a catalog.
//!
//! Entry point: [`Catalog::update_file`]. Invariant: taking in a file gives the state that a reload would give, findings included, and notes what differs by that.

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
    /// It holds this entry.
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
    /// Takes in the entry of a file, read anew, when it differs only in what does not change how entries are linked or where
    /// they are; or what is found in a file that can still not be read. `None` when more may differ and the collection has to be linked anew; then
    /// nothing has happened.
    pub(crate) fn update_file(
        &mut self,
        scope: &Reading<'_>,
        memory: &mut Memory,
        file: &SitePath,
    ) -> Option<FileUpdate> {
        let read = memory.read_anew(scope, file)?;
        let Some(new) = read.entry().cloned() else {
            memory.keep(scope, read, &Changes::default());
            return Some(FileUpdate::Unread);
        };
        let old = self.entries.shared(&new.key)?.clone();
        // What an adaptation takes over, from it or by it, is only known once all entries have been read.
        let adapts = |entry: &Entry, base: &EntryKey| {
            entry.adaptation().is_some_and(|adaptation| adaptation.base == *base)
        };
        let is_alone = old.adaptation().is_none()
            && new.adaptation().is_none()
            && !self.entries.all().iter().any(|entry| adapts(entry, &new.key));
        let same = is_alone
            && !self.entries.has_others(&new.key)
            && old.same_but_prose(&new)
            && self.links.update_entry(&self.entries, &new);
        if !same {
            return None;
        }
        let mut changes = Changes::default();
        self.entries.replace(new.clone(), &mut changes);
        self.names.forget();
        if !old.same_but_text(&new) {
            self.place(&new, &mut changes);
        }
        memory.keep(scope, read, &changes);
        // Relations are the same, but may stand elsewhere in the file.
        if !memory.found.linked.is_empty() {
            memory.found.linked = self.links.findings(&self.entries, &self.default_language);
        }
        Some(FileUpdate::Entry(EntryUpdate { old, new }))
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
