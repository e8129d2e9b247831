//! Ids and titles of all entries, by type, before any of them is read: what references are looked up in.
//!
//! Entry point: [`Index`]. Invariant: what is looked up is recorded as read, so that an entry is read again when the answer differs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Names;
use crate::model::EntryKey;
use crate::model::discover::Unparsed;
use crate::schema::{Entries, Schema, TypeRole};
use crate::tracking::{self, CellKind, Changes};

/// All ids, by type, before any entry is read.
#[derive(Debug, Default)]
pub(in crate::model) struct Index {
    by_type: HashMap<Arc<str>, BTreeMap<Arc<str>, EntryKey>>,
    /// Ids by type and title in lower case.
    by_title: HashMap<(Arc<str>, String), Arc<str>>,
    /// The ids by type, once one of them is misspelt.
    names: OnceLock<HashMap<Arc<str>, Names<Arc<str>>>>,
    pub(in crate::model) unparsed: Arc<Unparsed>,
    /// The type of those who can have a postal address.
    pub(in crate::model) organisation: Option<Arc<str>>,
}

impl Index {
    pub(in crate::model) fn new(schema: &Schema, unparsed: Unparsed) -> Self {
        let organisation = schema.with_role(TypeRole::Organisation);
        let organisation = organisation.map(|content_type| content_type.id.clone());
        Self { unparsed: Arc::new(unparsed), organisation, ..Self::default() }
    }

    pub(in crate::model) fn add(&mut self, key: &EntryKey, title: Option<&str>) {
        self.by_type.entry(key.type_id.clone()).or_default().insert(key.id.clone(), key.clone());
        if let Some(title) = title {
            self.by_title.insert((key.type_id.clone(), title.to_lowercase()), key.id.clone());
        }
    }

    /// What differs from the ids and titles of an earlier run.
    pub(in crate::model) fn changes_since(&self, last: &Self, changes: &mut Changes) {
        let keys = |index: &Self| -> BTreeSet<EntryKey> {
            index.by_type.values().flat_map(BTreeMap::values).cloned().collect()
        };
        if self.by_type != last.by_type {
            for key in keys(self).symmetric_difference(&keys(last)) {
                changes.add(CellKind::Id, (&key.type_id, &key.id));
            }
        }
        if self.by_type != last.by_type
            || self.by_title != last.by_title
            || self.unparsed != last.unparsed
        {
            changes.add(CellKind::Index, ());
        }
    }
}

impl Entries for Index {
    fn get(&self, type_id: &str, id: &str) -> Option<&EntryKey> {
        tracking::read(CellKind::Id, (type_id, id));
        self.by_type.get(type_id)?.get(id)
    }

    fn organisation(&self) -> Option<&Arc<str>> {
        self.organisation.as_ref()
    }

    fn is_unparsed(&self, type_id: &str, id: &str) -> bool {
        tracking::read(CellKind::Index, ());
        self.unparsed.holds(type_id, id)
    }

    fn suggestion(&self, types: &[Arc<str>], written: &str) -> Option<&str> {
        tracking::read(CellKind::Index, ());
        let title = written.to_lowercase();
        let titled =
            types.iter().find_map(|target| self.by_title.get(&(target.clone(), title.clone())));
        titled.map(|id| &**id).or_else(|| {
            let names = self.names.get_or_init(|| {
                let names = |ids: &BTreeMap<Arc<str>, _>| Names::new(ids.keys().cloned());
                self.by_type.iter().map(|(target, ids)| (target.clone(), names(ids))).collect()
            });
            Names::nearest_of(written, types.iter().filter_map(|target| names.get(target)))
        })
    }
}
