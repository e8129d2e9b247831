//! What a piece of work has read, so that it need not be done again while all of that is as it was.
//!
//! Entry points: [`record`] around the work, [`read`] in whatever hands out values. Invariant: everything that a recorded piece
//! of work can learn about a collection comes from an accessor that calls [`read`]; nobody writes lists of dependencies.
//!
//! A [`Cell`] names something that can be read: an entry, the list of a type, the address of a page. It is a hash: should two
//! things share a cell, then the one is done again when the other changes, which costs time and nothing else.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use crate::hash::{Map, Set, hash};
use siphasher::sip128::{Hasher128, SipHasher13};

/// What kind of thing a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// A file of the site: whether it is there, and what is in it. Key: its path.
    File,
    /// Which files there are, and everything in them.
    Files,
    /// Whether there is an entry. Key: type and id.
    Id,
    /// All ids and titles.
    Index,
    /// An entry without its text. Key: type, id and language.
    Entry,
    /// All entries.
    Entries,
    /// All entries without their texts.
    Heads,
    /// Whether an entry belongs to an edition. Key: type and id.
    Member,
    /// The text of an entry. Key: type, id and language.
    Body,
    /// The languages of an entry. Key: type and id.
    Languages,
    /// Which entries the list of a type has, and in which order. Key: type and language.
    List,
    /// The place of an entry in the list of its type, seen from the others there. Key: type and id.
    Rank,
    /// How many pages the list of a type has. Key: type and language.
    ListPages,
    /// What a page of a list has on it, as far as it is not said by the entries. Key: language, type and number.
    ListPage,
    /// What an entry refers to. Key: type and id.
    From,
    /// What refers to an entry. Key: type and id.
    To,
    /// What is directly above an entry. Key: type and id.
    Parent,
    /// What is directly below an entry. Key: type and id.
    Children,
    /// Addresses of an entry and of its sheet. Key: type and id.
    Route,
    /// Addresses of lists, home pages, feeds and publications.
    Routes,
    /// All outputs.
    Jobs,
    /// An image or a file that is published. Key: its path.
    Media,
    /// The images and files that the texts of a file name. Key: the file's path.
    Named,
    /// What all pages of a language share, the lists of the site apart. Key: the language.
    Site,
    /// The lists of a site, with how much is on each. Key: the language.
    Collections,
    /// The titles in tabs of pages that are no entries. Key: the language.
    Titles,
    /// The title in the tab of an entry. Key: language, type and id.
    Title,
    /// What stands before and after an entry in its list. Key: language, type and id.
    Neighbours,
    /// The entries that have something in common by referring to an entry. Key: type and id.
    Shared,
    /// The names and lengths of an entry's relations, where they go on on pages of their own. Key: type and id, and the language.
    Relations,
    /// What stands on a page of a relation. Key: type and id, the language, the relation, the number.
    RelationPage,
    /// A publication. Key: id and language.
    Publication,
}

/// Something that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(u32);

impl Cell {
    /// The cell of a thing.
    pub fn new(kind: CellKind, key: impl Hash) -> Self {
        // Half of the bits are enough for some hundred thousand things, and what every page has read is held.
        Self((hash((kind, key)) >> 32) as u32)
    }
}

/// What a piece of work has read.
#[derive(Clone, Debug, Default)]
pub struct ReadSet(Box<[Cell]>);

impl ReadSet {
    /// Whether something of it is among the changes.
    pub fn any(&self, changes: &Changes) -> bool {
        // Mostly little has changed, and much was read.
        let halvings = self.0.len().checked_ilog2().unwrap_or_default() as usize + 1;
        if changes.0.len() * halvings < self.0.len() {
            return changes.0.iter().any(|cell| self.0.binary_search(cell).is_ok());
        }
        self.0.iter().any(|cell| changes.0.contains(cell))
    }
}

/// What differs between two states of a collection.
#[derive(Clone, Debug, Default)]
pub struct Changes(Set<Cell>);

impl Changes {
    /// Notes that something has changed.
    pub fn add(&mut self, kind: CellKind, key: impl Hash) {
        self.0.insert(Cell::new(kind, key));
    }

    /// Whether something was noted.
    pub fn has(&self, kind: CellKind, key: impl Hash) -> bool {
        self.0.contains(&Cell::new(kind, key))
    }

    /// Notes everything that was noted elsewhere.
    pub fn extend<'a>(&mut self, others: impl IntoIterator<Item = &'a Self>) {
        for other in others {
            self.0.extend(&other.0);
        }
    }

    /// Notes what differs between two maps: `cell` names the cells of a key.
    pub fn compare<'a, K: Ord + 'a, V: PartialEq + 'a>(
        &mut self,
        old: impl IntoIterator<Item = (&'a K, &'a V)>,
        new: impl IntoIterator<Item = (&'a K, &'a V)>,
        mut cell: impl FnMut(&mut Self, &K),
    ) {
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (Some((a, _)), Some((b, _))) => a.cmp(b),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (None, None) => return,
            };
            let before = if order.is_le() { old.next() } else { None };
            let after = if order.is_ge() { new.next() } else { None };
            match (before, after) {
                (Some((_, a)), Some((_, b))) if a == b => {}
                (Some((key, _)), _) | (None, Some((key, _))) => cell(self, key),
                (None, None) => return,
            }
        }
    }
}

/// A map whose values are noted as they are looked up, and that says itself what differs from an earlier state. There is no other way to
/// read it.
#[derive(Debug)]
pub struct Tracked<K, V> {
    kind: CellKind,
    values: Map<K, V>,
}

impl<K: Eq + Hash, V: PartialEq> Tracked<K, V> {
    /// An empty map whose keys are cells of a kind.
    pub fn new(kind: CellKind) -> Self {
        Self { kind, values: Map::default() }
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        read(self.kind, key);
        self.values.get(key)
    }

    /// Puts a value in place.
    pub fn insert(&mut self, key: K, value: V) {
        self.values.insert(key, value);
    }

    /// The value of a key, to be completed.
    pub fn complete(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.values.entry(key).or_default()
    }

    /// Notes what differs from an earlier state.
    pub fn changes_since(&self, last: &Self, changes: &mut Changes) {
        let differs = |key: &&K| self.values.get(*key) != last.values.get(*key);
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for key in self.values.keys().chain(last.values.keys()).filter(differs) {
            changes.add(self.kind, key);
        }
    }
}

/// A value that is noted as a whole when something of it is read.
#[derive(Debug)]
pub struct TrackedValue<T> {
    kind: CellKind,
    value: T,
}

impl<T: PartialEq> TrackedValue<T> {
    /// A value that is a cell of a kind.
    pub fn new(kind: CellKind, value: T) -> Self {
        Self { kind, value }
    }

    /// The value.
    pub fn get(&self) -> &T {
        read(self.kind, ());
        &self.value
    }

    /// The value, to be completed.
    pub fn complete(&mut self) -> &mut T {
        &mut self.value
    }

    /// Notes whether it differs from an earlier state.
    pub fn changes_since(&self, last: &Self, changes: &mut Changes) {
        if self.value != last.value {
            changes.add(self.kind, ());
        }
    }
}

thread_local! {
    static OPEN: RefCell<Option<Vec<Cell>>> = const { RefCell::new(None) };
}

/// Notes that something is read, when somebody wants to know.
pub fn read(kind: CellKind, key: impl Hash) {
    OPEN.with_borrow_mut(|open| {
        if let Some(cells) = open {
            cells.push(Cell::new(kind, key));
        }
    });
}

/// Does a piece of work and says what it has read. It must stay on its thread.
pub fn record<T>(work: impl FnOnce() -> T) -> (T, ReadSet) {
    let outer = OPEN.replace(Some(Vec::new()));
    let value = work();
    let mut cells = OPEN.replace(outer).unwrap_or_default();
    cells.sort_unstable();
    cells.dedup();
    (value, ReadSet(cells.into()))
}

/// The hash of a value: equal values have equal ones, and nobody will see different values have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// That of something that can be hashed.
    pub fn of(value: impl Hash) -> Self {
        let mut hasher = SipHasher13::new();
        value.hash(&mut hasher);
        Self(hasher.finish128().as_u128())
    }

    /// That of something that can be serialised.
    pub fn of_view(value: &impl serde::Serialize) -> Self {
        struct Sink(SipHasher13);
        impl std::io::Write for Sink {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.write(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let mut sink = std::io::BufWriter::new(Sink(SipHasher13::new()));
        let written = serde_json::to_writer(&mut sink, value).is_ok();
        let hasher = sink.into_inner().map(|sink| sink.0.finish128().as_u128());
        Self::of((written, hasher.unwrap_or_default()))
    }
}

impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        u128::from_str_radix(&written, 16).map(Self).map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_knows_what_it_read() {
        let (value, reads) = record(|| {
            read(CellKind::Entry, ("case", "a", "de"));
            read(CellKind::Entry, ("case", "a", "de"));
            7
        });
        assert_eq!((value, reads.0.len()), (7, 1));
        let mut changes = Changes::default();
        changes.add(CellKind::Entry, ("case", "b", "de"));
        changes.add(CellKind::Body, ("case", "a", "de"));
        assert!(!reads.any(&changes));
        changes.add(CellKind::Entry, ("case", "a", "de"));
        assert!(reads.any(&changes));
        read(CellKind::Entry, ("nobody", "wants", "to know"));
    }

    #[test]
    fn what_is_looked_up_in_a_tracked_map_is_noted_also_when_it_is_not_there() {
        let mut old = Tracked::new(CellKind::Route);
        old.insert("a", 1);
        old.insert("b", 2);
        let mut new = Tracked::new(CellKind::Route);
        new.insert("b", 2);
        new.insert("c", 3);
        let mut changes = Changes::default();
        new.changes_since(&old, &mut changes);
        for (key, stale) in [("a", true), ("b", false), ("c", true), ("d", false)] {
            let (_, reads) = record(|| old.get(&key).copied());
            assert_eq!(reads.any(&changes), stale, "{key}");
        }
        let (was, is) =
            (TrackedValue::new(CellKind::Routes, 1), TrackedValue::new(CellKind::Routes, 2));
        let (_, reads) = record(|| *was.get());
        is.changes_since(&was, &mut changes);
        assert!(reads.any(&changes));
    }

    #[test]
    fn maps_are_compared_by_key_and_value() {
        use std::collections::BTreeMap;
        let old = BTreeMap::from([(1, 'a'), (2, 'b'), (3, 'c')]);
        let new = BTreeMap::from([(2, 'b'), (3, 'x'), (4, 'd')]);
        let mut found = Vec::new();
        Changes::default().compare(&old, &new, |_, key| found.push(*key));
        assert_eq!(found, [1, 3, 4]);
    }
}
