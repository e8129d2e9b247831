//! All entries of a site, and what can be asked about them: by key, by type, by language, and how they are linked.
//!
//! Entry point: [`Catalog`]; it is made in `catalog/load.rs`, and an edit of one entry is taken into it in `catalog/update.rs`. Invariant: all of
//! it lies in containers that record who reads, and compare themselves ([`crate::tracking`]).

mod links;
mod load;
mod update;

use std::collections::HashMap;
use std::sync::Arc;

use super::written::Unparsed;
use super::{Edge, EdgePlace, Entry, EntryKey, InverseGroup};
use crate::diagnostic::Names;
use crate::schema::Schema;
use crate::tracking::{
    CellKind, Changes, Given, Memo, Same, Tracked, TrackedTable, TrackedValue, compared,
};

use links::Links;
pub(crate) use update::EntryUpdate;

/// All entries of a site and how they are linked. A run that links anew makes another one, which is compared with the last; an
/// edit of one entry is mostly taken into the last one ([`Catalog::update_file`]). Either way what differs is noted as [`Changes`].
#[derive(Debug)]
pub struct Catalog {
    /// The types.
    pub(crate) schema: Given<Same<Schema>>,
    default_language: Given<Arc<str>>,
    entries: TrackedTable<Entry>,
    links: Links,
    unread: Unread,
    next_change: TrackedValue<Option<jiff::civil::Date>>,
    /// By type, once one of them is misspelt.
    names: Memo<HashMap<Arc<str>, TypeNames>>,
}

compared!(Catalog { schema, default_language, entries, links, unread, next_change, names });

/// What cannot be read.
#[derive(Debug)]
struct Unread {
    /// By type, where there is any.
    types: Tracked<Arc<str>, Unparsed>,
    is_any: TrackedValue<bool>,
}

compared!(Unread { types, is_any });

impl Unread {
    fn new(unparsed: &Unparsed) -> Self {
        let mut types = Tracked::new(CellKind::Unread);
        for (type_id, of_type) in unparsed.by_type() {
            types.insert(type_id, of_type);
        }
        Self { types, is_any: TrackedValue::new(CellKind::AnyUnread, !unparsed.is_empty()) }
    }
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
    pub(crate) fn next_change(&self) -> Option<jiff::civil::Date> {
        *self.next_change.get()
    }

    /// The language of entries whose file name names none.
    pub(crate) fn default_language(&self) -> &Arc<str> {
        &self.default_language
    }

    /// All entries in all languages; those of the default language first, by type and id.
    pub(crate) fn entries(&self) -> &[Arc<Entry>] {
        self.entries.all()
    }

    /// The entries of a type in the default language, by id.
    pub(crate) fn originals_of(&self, type_id: &str) -> &[Arc<Entry>] {
        let all = self.entries();
        let translated = all.partition_point(|entry| entry.language == *self.default_language);
        let originals = &all[..translated];
        let from = originals.partition_point(|entry| *entry.key.type_id < *type_id);
        let rest = &originals[from..];
        &rest[..rest.partition_point(|entry| *entry.key.type_id == *type_id)]
    }

    /// The entry in the default language.
    pub fn get(&self, key: &EntryKey) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Whether this entry is, or may be, in a file that cannot be read, which a finding says already.
    pub(crate) fn is_unread(&self, key: &EntryKey) -> bool {
        let of_type = self.unread.types.get(&*key.type_id);
        of_type.is_some_and(|unread| unread.holds(&key.type_id, &key.id))
    }

    /// Whether all files could be read: else what leads to an entry may be in one that could not.
    pub(crate) fn is_whole(&self) -> bool {
        !*self.unread.is_any.get()
    }

    /// Whether there are, or may be, entries of this type in files that cannot be read.
    pub(crate) fn has_unread(&self, type_id: &str) -> bool {
        self.unread.types.contains(type_id)
    }

    /// The entry of this type that was probably meant: its title was written, or something like its id.
    pub(crate) fn suggestion(&self, type_id: &str, written: &str) -> Option<&Entry> {
        let names = self.names().get(type_id)?;
        let titled = names.titles.get(&written.to_lowercase()).map(|id| &**id);
        let id = titled.or_else(|| names.ids.nearest(written))?;
        self.get(&EntryKey::new(type_id, id))
    }

    /// The id of this type that was probably meant.
    pub(crate) fn id_meant(&self, type_id: &str, written: &str) -> Option<&str> {
        self.names().get(type_id)?.ids.nearest(written)
    }

    fn names(&self) -> &HashMap<Arc<str>, TypeNames> {
        self.names.get(|| {
            type IdsAndTitles = (Vec<Arc<str>>, HashMap<String, Arc<str>>);
            let mut by_type: HashMap<Arc<str>, IdsAndTitles> = HashMap::new();
            for entry in self.entries() {
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
        self.entries.get_in(key, language)
    }

    /// The entry in `language`, else in the default one.
    pub(crate) fn localized(&self, key: &EntryKey, language: &str) -> Option<&Entry> {
        self.get_in(key, language).or_else(|| self.get(key))
    }

    /// The listed entries of a type that exist in `language`, in the order of the type's list.
    pub fn list(&self, type_id: &str, language: &str) -> impl Iterator<Item = &Entry> {
        self.entries.list(type_id, language)
    }

    /// The relations that an entry writes, in the order of its fields.
    pub(crate) fn edges_from(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.links.from(key)
    }

    /// Everything that refers to an entry, in no particular order.
    pub(crate) fn edges_to(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.links.to(key)
    }

    /// Those whom a relation leads to from an entry, by the name of its field or by what the other side is called; some perhaps twice, in no
    /// particular order.
    pub(crate) fn related<'a>(
        &'a self,
        key: &'a EntryKey,
        name: &'a str,
    ) -> impl Iterator<Item = &'a EntryKey> {
        let edges = self.edges_from(key).chain(self.edges_to(key));
        edges.filter(|edge| edge.is_called(name, key)).map(|edge| edge.other_than(key))
    }

    /// Where an edge of this collection is, for those who outlive it.
    pub(crate) fn edge_place(&self, edge: &Edge) -> EdgePlace {
        self.links.place_of(edge)
    }

    /// The edge at a place.
    pub(crate) fn edge(&self, place: &EdgePlace) -> Option<&Edge> {
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

    /// The place of an entry in the list of its type, to be compared with places in the same list.
    pub(crate) fn rank_in_list(&self, key: &EntryKey) -> usize {
        self.entries.rank_in_list(key)
    }

    /// The place of an entry in the list of its type, to be compared with places in any list.
    pub(crate) fn rank(&self, key: &EntryKey) -> usize {
        self.entries.rank(key, &key.type_id)
    }

    /// Whether the list of a type is among what differs.
    pub(crate) fn is_list_in(&self, changes: &Changes, type_id: &str, language: &str) -> bool {
        self.entries.is_list_in(changes, type_id, language)
    }

    /// Whether the place of an entry in the list of its type is among what differs.
    pub(crate) fn is_rank_in(&self, changes: &Changes, key: &EntryKey) -> bool {
        self.entries.is_rank_in(changes, key)
    }
}
