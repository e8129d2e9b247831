//! All entries of a site, and what can be asked about them: by key, by type, by language, and how they are linked.
//!
//! Entry point: [`Catalog`]; it is made in `catalog/load.rs` and compared with earlier states in `catalog/update.rs`. Invariant: whoever asks
//! leaves a record of the cells that the answer comes from.

mod load;
mod moved;
mod update;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::discover::Unparsed;
use super::link::Links;
use super::{Edge, EdgePlace, Entry, EntryKey, InverseGroup};
use crate::diagnostic::Names;
use crate::hash::Map;
use crate::schema::Schema;
use crate::tracking::{self, CellKind};

pub use load::Reading;
pub use update::EntryUpdate;

/// All entries of a site and how they are linked.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The types.
    pub schema: Arc<Schema>,
    default_language: Arc<str>,
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) by_key: Map<EntryKey, usize>,
    translations: Map<EntryKey, BTreeMap<Arc<str>, usize>>,
    orders: Map<(Arc<str>, Arc<str>), Vec<usize>>,
    links: Links,
    unparsed: Arc<Unparsed>,
    next_change: Option<jiff::civil::Date>,
    /// By type, once one of them is misspelt.
    names: OnceLock<HashMap<Arc<str>, TypeNames>>,
}

/// What entries of a type are called.
#[derive(Debug, Default)]
struct TypeNames {
    ids: Names<Arc<str>>,
    /// The first id by title in lower case.
    titles: HashMap<String, Arc<str>>,
}

impl Catalog {
    /// The next day on which the same entries say something else, because one is to be published or a consent begins or ends.
    pub fn next_change(&self) -> Option<jiff::civil::Date> {
        self.next_change
    }

    /// The language of entries whose file name names none.
    pub fn default_language(&self) -> &Arc<str> {
        &self.default_language
    }

    /// All entries in all languages; those of the default language first, by type and id.
    pub fn entries(&self) -> &[Arc<Entry>] {
        tracking::read(CellKind::Entries, ());
        &self.entries
    }

    /// All entries without their texts: as [`Catalog::entries`], for those who do not read them.
    pub fn heads(&self) -> &[Arc<Entry>] {
        tracking::read(CellKind::Heads, ());
        &self.entries
    }

    /// The entries of a type in the default language, by id, for those who do not read their texts.
    pub fn originals_of(&self, type_id: &str) -> &[Arc<Entry>] {
        tracking::read(CellKind::Heads, ());
        let translated =
            self.entries.partition_point(|entry| entry.language == self.default_language);
        let originals = &self.entries[..translated];
        let from = originals.partition_point(|entry| *entry.key.type_id < *type_id);
        let rest = &originals[from..];
        &rest[..rest.partition_point(|entry| *entry.key.type_id == *type_id)]
    }

    /// The entry in the default language.
    pub fn get(&self, key: &EntryKey) -> Option<&Entry> {
        tracking::read(CellKind::Entry, (key, &self.default_language));
        self.by_key.get(key).map(|i| &*self.entries[*i])
    }

    /// Whether this entry is, or may be, in a file that cannot be read, which a finding says already.
    pub fn is_unread(&self, key: &EntryKey) -> bool {
        tracking::read(CellKind::Index, ());
        self.unparsed.holds(&key.type_id, &key.id)
    }

    /// The entry of this type that was probably meant: its title was written, or something like its id.
    pub fn suggestion(&self, type_id: &str, written: &str) -> Option<&Entry> {
        let names = self.names().get(type_id)?;
        let titled = names.titles.get(&written.to_lowercase()).map(|id| &**id);
        let id = titled.or_else(|| names.ids.nearest(written))?;
        self.get(&EntryKey::new(type_id, id))
    }

    /// The id of this type that was probably meant.
    pub fn id_meant(&self, type_id: &str, written: &str) -> Option<&str> {
        self.names().get(type_id)?.ids.nearest(written)
    }

    fn names(&self) -> &HashMap<Arc<str>, TypeNames> {
        tracking::read(CellKind::Entries, ());
        self.names.get_or_init(|| {
            type IdsAndTitles = (Vec<Arc<str>>, HashMap<String, Arc<str>>);
            let mut by_type: HashMap<Arc<str>, IdsAndTitles> = HashMap::new();
            for entry in &self.entries {
                let (type_id, id) = (&entry.key.type_id, &entry.key.id);
                let (ids, titles) = by_type.entry(type_id.clone()).or_default();
                ids.push(id.clone());
                let first = titles.entry(entry.title.to_lowercase()).or_insert_with(|| id.clone());
                if id < first {
                    *first = id.clone();
                }
            }
            let names =
                |(type_id, (ids, titles))| (type_id, TypeNames { ids: Names::new(ids), titles });
            by_type.into_iter().map(names).collect()
        })
    }

    /// The entry in `language`, when it exists in it.
    pub fn get_in(&self, key: &EntryKey, language: &str) -> Option<&Entry> {
        if *language == *self.default_language {
            return self.get(key);
        }
        tracking::read(CellKind::Entry, (key, language));
        self.translations.get(key)?.get(language).map(|i| &*self.entries[*i])
    }

    /// The entry in `language`, else in the default one.
    pub fn localized(&self, key: &EntryKey, language: &str) -> Option<&Entry> {
        self.get_in(key, language).or_else(|| self.get(key))
    }

    /// The languages in which a published version of the entry exists, the default one first.
    pub fn languages(&self, key: &EntryKey) -> Vec<&Arc<str>> {
        tracking::read(CellKind::Languages, key);
        let translations =
            self.translations.get(key).into_iter().flatten().map(|(language, i)| (language, *i));
        let original = self.by_key.get(key).map(|i| (&self.default_language, *i));
        original
            .into_iter()
            .chain(translations)
            .filter(|(_, i)| self.entries[*i].published)
            .map(|(language, _)| language)
            .collect()
    }

    /// The listed entries of a type that exist in `language`, in the order of the type's list.
    pub fn list(&self, type_id: &str, language: &str) -> impl Iterator<Item = &Entry> {
        tracking::read(CellKind::List, (type_id, language));
        let order = self.orders.get(&(Arc::from(type_id), Arc::from(language)));
        order.into_iter().flatten().map(|i| {
            let entry = &*self.entries[*i];
            tracking::read(CellKind::Entry, (&entry.key, &entry.language));
            entry
        })
    }

    /// The relations that an entry writes, in the order of its fields.
    pub fn edges_from(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.links.from(key)
    }

    /// Everything that refers to an entry, in no particular order.
    pub fn edges_to(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.links.to(key)
    }

    /// Where an edge of this collection is, for those who outlive it.
    pub fn edge_place(&self, edge: &Edge) -> EdgePlace {
        self.links.place_of(edge)
    }

    /// The edge at a place.
    pub fn edge(&self, place: &EdgePlace) -> Option<&Edge> {
        self.links.at(place)
    }

    /// Everything that refers to an entry, grouped by relation; the exact inverse of what the others write. Only
    /// listed entries appear.
    pub fn inverse(&self, key: &EntryKey) -> Vec<InverseGroup<'_>> {
        self.links.inverse(self, key)
    }

    /// The entries directly above in the hierarchy of its type, nearest first. Ends also when the hierarchy runs in a
    /// circle.
    pub fn ancestors(&self, key: &EntryKey) -> Vec<&EntryKey> {
        self.links.ancestors(key)
    }

    /// The listed entries directly below, in list order.
    pub fn children(&self, key: &EntryKey) -> Vec<&EntryKey> {
        self.links.children(key)
    }

    /// The place of an entry in the list of its type, to be compared with places in the same list.
    pub fn rank_in_list(&self, key: &EntryKey) -> usize {
        tracking::read(CellKind::Rank, key);
        self.links.rank(key)
    }

    /// The place of an entry in the list of its type, to be compared with places in any list.
    pub fn rank(&self, key: &EntryKey) -> usize {
        tracking::read(CellKind::List, (&key.type_id, &self.default_language));
        self.links.rank(key)
    }
}
