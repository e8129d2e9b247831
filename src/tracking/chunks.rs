//! A sorted map of which copies share what they have in common, recorded as it is read.
//!
//! Entry point: [`TrackedChunks`]. Invariant: where it is known which values may differ from those of an earlier map, only these are compared.

use std::cmp::Ordering;
use std::sync::{Arc, Weak};

use rayon::prelude::*;

use super::{CellKind, Cells, Changes, Compare};
use crate::chunk_map::ChunkMap;

/// Values by keys, sorted by these.
#[derive(Clone, Debug)]
pub(crate) struct TrackedChunks<K, V> {
    each: Cells,
    all: Cells,
    /// Shared with copies.
    values: Arc<ChunkMap<K, V>>,
    /// The map that this one was but for the values of these keys, which may differ.
    since: Option<Since<K, V>>,
}

/// A map, and the keys whose values may differ from it.
type Since<K, V> = (Weak<ChunkMap<K, V>>, Vec<K>);

impl<K: Ord + Clone, V: Clone> TrackedChunks<K, V> {
    /// An empty map: each key is a cell of one kind, all together are one of the other.
    pub(crate) fn new(each: CellKind, all: CellKind) -> Self {
        let (each, all) = (Cells::new(each, ()), Cells::new(all, ()));
        Self { each, all, values: Arc::default(), since: None }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &K) -> Option<&V>
    where
        K: std::hash::Hash,
    {
        self.each.note(key);
        self.values.get(key)
    }

    /// Keys and values, sorted by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.all.note(());
        self.values.iter()
    }

    /// Those from a key on.
    pub(crate) fn starting_at<'s>(
        &'s self,
        key: &K,
    ) -> impl Iterator<Item = (&'s K, &'s V)> + use<'s, K, V> {
        self.all.note(());
        self.values.starting_at(key)
    }

    /// Keys and values; sorted by key again when they are collected.
    pub(crate) fn par_iter(&self) -> impl ParallelIterator<Item = (&K, &V)>
    where
        K: Send + Sync,
        V: Send + Sync,
    {
        self.all.note(());
        self.values.par_iter()
    }

    /// Gives a key a value, in place of what it had.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        Arc::make_mut(&mut self.values).insert(key, value);
    }

    /// Gives a key a value unless it has one; whether it had none.
    pub(crate) fn insert_new(&mut self, key: K, value: V) -> bool {
        Arc::make_mut(&mut self.values).insert_new(key, value)
    }

    /// Takes the value of a key away.
    pub(crate) fn remove(&mut self, key: &K) -> Option<V> {
        Arc::make_mut(&mut self.values).remove(key)
    }

    /// Remembers that nothing but the values of these keys may differ from an earlier map.
    pub(crate) fn remember(&mut self, last: &Self, keys: Vec<K>) {
        self.since = Some((Arc::downgrade(&last.values), keys));
    }

    /// The keys whose values differ from those of an earlier map.
    pub(crate) fn differing(&self, last: &Self) -> Vec<K>
    where
        V: PartialEq,
    {
        if Arc::ptr_eq(&self.values, &last.values) {
            return Vec::new();
        }
        let differs = |key: &&K| self.values.get(*key) != last.values.get(*key);
        if let Some((base, keys)) = &self.since
            && std::ptr::eq(base.as_ptr(), Arc::as_ptr(&last.values))
        {
            return keys.iter().filter(differs).cloned().collect();
        }
        // Both are sorted: looking each key up in the other would take longer than all the rest of an edit.
        let (mut new, mut old) = (self.values.iter().peekable(), last.values.iter().peekable());
        let mut keys = Vec::new();
        loop {
            let order = match (new.peek(), old.peek()) {
                (Some((key, _)), Some((last, _))) => key.cmp(last),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return keys,
            };
            let new = new.next_if(|_| order.is_le());
            let old = old.next_if(|_| order.is_ge());
            if new.map(|(_, value)| value) != old.map(|(_, value)| value) {
                keys.extend(new.or(old).map(|(key, _)| key.clone()));
            }
        }
    }
}

impl<K: Ord + Clone + std::hash::Hash, V: Clone + PartialEq> Compare for TrackedChunks<K, V> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        let keys = self.differing(last);
        for key in &keys {
            changes.add(self.each, key);
        }
        if !keys.is_empty() {
            changes.add(self.all, ());
        }
    }
}
