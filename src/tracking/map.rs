//! Values that are recorded as they are read: by key, or as a whole.
//!
//! Entry points: [`Tracked`], [`TrackedValue`]. Invariant: with a shared reference nothing is read without a record.

use std::borrow::Borrow;
use std::hash::Hash;

use super::{CellKind, Cells, Changes, Compare, ReadSet};
use crate::hash::Map;

/// A map whose values are noted as they are looked up, and that says itself what differs from an earlier state.
#[derive(Clone, Debug)]
pub(crate) struct Tracked<K, V> {
    cells: Cells,
    values: Map<K, V>,
}

impl<K: Eq + Hash, V> Tracked<K, V> {
    /// An empty map whose keys are cells of a kind.
    pub(crate) fn new(kind: CellKind) -> Self {
        Self::within(kind, ())
    }

    /// An empty map whose keys are cells of a kind within something, such as a language.
    pub(crate) fn within(kind: CellKind, scope: impl Hash) -> Self {
        Self { cells: Cells::new(kind, scope), values: Map::default() }
    }

    /// The map with these values.
    #[must_use]
    pub(crate) fn with(mut self, values: impl IntoIterator<Item = (K, V)>) -> Self {
        self.values.extend(values);
        self
    }

    /// The value of a key.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.cells.note(key);
        self.values.get(key)
    }

    /// Whether a key has a value.
    pub(crate) fn contains<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }

    /// All keys and values, sorted by key.
    pub(crate) fn sorted(&self) -> Vec<(&K, &V)>
    where
        K: Ord,
    {
        self.cells.note(Whole);
        let mut all: Vec<(&K, &V)> = self.values.iter().collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    /// Puts a value in place.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.values.insert(key, value);
    }

    /// The value of a key, to be completed.
    pub(crate) fn complete(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.values.entry(key).or_default()
    }

    /// Puts a value in the place of an earlier one, and notes whether it differs.
    pub(crate) fn replace(&mut self, key: K, value: V, changes: &mut Changes)
    where
        V: PartialEq,
    {
        if self.values.get(&key) != Some(&value) {
            changes.add(self.cells, &key);
            changes.add(self.cells, Whole);
        }
        self.values.insert(key, value);
    }
}

/// All keys of a map at once.
#[derive(Hash)]
struct Whole;

impl<K: Eq + Hash, V: PartialEq> Compare for Tracked<K, V> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        let mut differs = false;
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for (key, value) in &self.values {
            if last.values.get(key) != Some(value) {
                changes.add(self.cells, key);
                differs = true;
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for key in last.values.keys() {
            if !self.values.contains_key(key) {
                changes.add(self.cells, key);
                differs = true;
            }
        }
        if differs {
            changes.add(self.cells, Whole);
        }
    }
}

/// A value that is noted as a whole when something of it is read.
#[derive(Clone, Debug)]
pub(crate) struct TrackedValue<T> {
    cells: Cells,
    value: T,
}

impl<T> TrackedValue<T> {
    /// A value that is a cell of a kind.
    pub(crate) fn new(kind: CellKind, value: T) -> Self {
        Self::within(kind, (), value)
    }

    /// A value that is a cell of a kind within something, such as a language.
    pub(crate) fn within(kind: CellKind, scope: impl Hash, value: T) -> Self {
        Self { cells: Cells::new(kind, scope), value }
    }

    /// The value.
    pub(crate) fn get(&self) -> &T {
        self.cells.note(());
        &self.value
    }

    /// The value, to be completed.
    pub(crate) fn complete(&mut self) -> &mut T {
        &mut self.value
    }

    /// Puts a value in the place of the earlier one, and notes whether it differs.
    pub(crate) fn replace(&mut self, value: T, changes: &mut Changes)
    where
        T: PartialEq,
    {
        if self.value != value {
            changes.add(self.cells, ());
        }
        self.value = value;
    }

    /// Whether a piece of work has read it.
    pub(crate) fn was_read(&self, reads: &ReadSet) -> bool {
        reads.has(self.cells.of(()))
    }

    /// Whether it is among what differs.
    pub(crate) fn is_in(&self, changes: &Changes) -> bool {
        changes.has(self.cells.of(()))
    }
}

impl<T: PartialEq> Compare for TrackedValue<T> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        if self.value != last.value {
            changes.add(self.cells, ());
        }
    }
}
