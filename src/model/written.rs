//! Entries as their files have them, before any of their fields is read.
//!
//! Entry points: [`Written`], [`Unparsed`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::EntryKey;
use crate::location::SitePath;
use crate::yaml::Node;

/// An entry as written.
#[derive(Debug)]
pub(super) struct Written {
    pub(crate) key: EntryKey,
    /// The language, when the file's name says one.
    pub(crate) language: Option<String>,
    pub(crate) file: SitePath,
    /// What it is called, where it says so.
    pub(crate) title: Option<String>,
    /// Its fields, a map, until they are read: trees take many times the room of what is read from them.
    pub(super) fields: Mutex<Option<Node>>,
    /// Whether others are in the same file.
    pub(super) shared: bool,
    /// Where findings about the entry as a whole point.
    pub(crate) place: Range<usize>,
    pub(crate) body: Range<usize>,
}

impl Written {
    /// The fields. Those of a file of its own can be had once; then the file has to be cut up again. Doing that for each of the
    /// many entries of a shared file would take long, so that these stay.
    pub(super) fn take_fields(&self) -> Option<Node> {
        let mut fields = self.fields.lock().unwrap_or_else(PoisonError::into_inner);
        if self.shared { fields.clone() } else { fields.take() }
    }
}

/// Entries that are there but cannot be read. A reference to one of them is not wrong: said once, at its own file, is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unparsed {
    pub(super) entries: BTreeSet<EntryKey>,
    /// Types with a shared file that cannot be read: any entry may be in there.
    pub(super) types: BTreeSet<Arc<str>>,
}

impl Unparsed {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.types.is_empty() && self.entries.is_empty()
    }

    /// Those of each type of which there are any.
    pub(super) fn by_type(&self) -> BTreeMap<Arc<str>, Self> {
        let mut by_type: BTreeMap<Arc<str>, Self> = BTreeMap::new();
        for key in &self.entries {
            by_type.entry(key.type_id.clone()).or_default().entries.insert(key.clone());
        }
        for type_id in &self.types {
            by_type.entry(type_id.clone()).or_default().types.insert(type_id.clone());
        }
        by_type
    }

    /// Whether this entry may be one of them.
    pub(super) fn holds(&self, type_id: &str, id: &str) -> bool {
        self.types.contains(type_id) || self.entries.contains(&EntryKey::new(type_id, id))
    }
}
