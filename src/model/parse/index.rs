//! Ids and titles of all entries, by type, before any of them is read: what references are looked up in.
//!
//! Entry point: [`Index`]. Invariant: what is looked up is recorded as read, so that an entry is read again when the answer differs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Names;
use crate::model::EntryKey;
use crate::model::written::Unparsed;
use crate::schema::{Entries, Schema, TypeRole};
use crate::tracking::{CellKind, Given, ReadSet, Tracked, TrackedValue, compared};

/// All ids, by type, before any entry is read.
#[derive(Debug)]
pub(in crate::model) struct Index {
    /// For every type there is.
    ids: BTreeMap<Arc<str>, Tracked<Arc<str>, EntryKey>>,
    names: TrackedValue<AllNames>,
    unparsed: TrackedValue<Arc<Unparsed>>,
    /// The type of those who can have a postal address.
    organisation: Given<Option<Arc<str>>>,
}

compared!(Index { ids, names, unparsed, organisation });

/// What entries are called, to find what was meant by something else.
#[derive(Debug, Default)]
struct AllNames {
    by_type: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Ids by type and title in lower case.
    by_title: HashMap<(Arc<str>, String), Arc<str>>,
    /// The ids by type, once one of them is misspelt.
    similar: OnceLock<HashMap<Arc<str>, Names<Arc<str>>>>,
}

impl PartialEq for AllNames {
    fn eq(&self, other: &Self) -> bool {
        let Self { by_type, by_title, similar: _ } = self;
        (by_type, by_title) == (&other.by_type, &other.by_title)
    }
}

impl Default for Index {
    fn default() -> Self {
        Self::new(&Schema::default(), Unparsed::default())
    }
}

impl Index {
    pub(in crate::model) fn new(schema: &Schema, unparsed: Unparsed) -> Self {
        let ids = |type_id: &Arc<str>| (type_id.clone(), Tracked::within(CellKind::Id, type_id));
        let organisation = schema.with_role(TypeRole::Organisation);
        Self {
            ids: schema.types().map(|content_type| ids(&content_type.id)).collect(),
            names: TrackedValue::new(CellKind::Index, AllNames::default()),
            unparsed: TrackedValue::new(CellKind::Index, Arc::new(unparsed)),
            organisation: Given::new(organisation.map(|content_type| content_type.id.clone())),
        }
    }

    /// What cannot be read.
    pub(in crate::model) fn unparsed(&self) -> &Arc<Unparsed> {
        self.unparsed.get()
    }

    pub(in crate::model) fn add(&mut self, key: &EntryKey, title: Option<&str>) {
        if let Some(ids) = self.ids.get_mut(&key.type_id) {
            ids.insert(key.id.clone(), key.clone());
        }
        let AllNames { by_type, by_title, .. } = self.names.complete();
        by_type.entry(key.type_id.clone()).or_default().insert(key.id.clone());
        if let Some(title) = title {
            by_title.insert((key.type_id.clone(), title.to_lowercase()), key.id.clone());
        }
    }

    /// Whether a piece of work has looked for what was probably meant, or for what cannot be read.
    pub(in crate::model) fn were_names_read(&self, reads: &ReadSet) -> bool {
        self.names.was_read(reads) || self.unparsed.was_read(reads)
    }
}

impl Entries for Index {
    fn get(&self, type_id: &str, id: &str) -> Option<&EntryKey> {
        self.ids.get(type_id)?.get(id)
    }

    fn organisation(&self) -> Option<&Arc<str>> {
        self.organisation.as_ref()
    }

    fn is_unparsed(&self, type_id: &str, id: &str) -> bool {
        self.unparsed.get().holds(type_id, id)
    }

    fn suggestion(&self, types: &[Arc<str>], written: &str) -> Option<&str> {
        let AllNames { by_type, by_title, similar } = self.names.get();
        let title = written.to_lowercase();
        let titled = types.iter().find_map(|target| by_title.get(&(target.clone(), title.clone())));
        titled.map(|id| &**id).or_else(|| {
            let names = similar.get_or_init(|| {
                let names = |ids: &BTreeSet<Arc<str>>| Names::new(ids.iter().cloned());
                by_type.iter().map(|(target, ids)| (target.clone(), names(ids))).collect()
            });
            Names::nearest_of(written, types.iter().filter_map(|target| names.get(target)))
        })
    }
}
