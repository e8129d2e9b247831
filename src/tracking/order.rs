//! An order of things of which each is read beside its neighbours.
//!
//! Entry point: [`TrackedOrder`]. Invariant: what is noted of a thing is what stands before and after it, not where in the order it is.

use std::hash::Hash;

use super::{CellKind, Cells, Changes, Compare};
use crate::hash::Map;

/// An order of things, each of them once.
#[derive(Debug)]
pub(crate) struct TrackedOrder<K> {
    cells: Cells,
    order: Vec<K>,
    places: Map<K, usize>,
}

impl<K: Clone + Eq + Hash> TrackedOrder<K> {
    /// An order whose neighbours are cells of a kind within something, such as a language.
    pub(crate) fn within(kind: CellKind, scope: impl Hash, order: Vec<K>) -> Self {
        let places = order.iter().enumerate().map(|(place, key)| (key.clone(), place)).collect();
        Self { cells: Cells::new(kind, scope), order, places }
    }

    /// What stands directly before a thing.
    pub(crate) fn before(&self, key: &K) -> Option<&K> {
        self.cells.note(key);
        self.order.get(self.places.get(key)?.checked_sub(1)?)
    }

    /// What stands directly after a thing.
    pub(crate) fn after(&self, key: &K) -> Option<&K> {
        self.cells.note(key);
        self.order.get(self.places.get(key)? + 1)
    }

    fn beside(&self) -> impl Iterator<Item = (&K, [Option<&K>; 2])> {
        let at = |place: Option<usize>| self.order.get(place?);
        let beside = move |place: usize| [at(place.checked_sub(1)), at(Some(place + 1))];
        self.order.iter().enumerate().map(move |(place, key)| (key, beside(place)))
    }
}

impl<K: Clone + Eq + Hash> Compare for TrackedOrder<K> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        if self.order == last.order {
            return;
        }
        let before: Map<&K, [Option<&K>; 2]> = last.beside().collect();
        for (key, beside) in self.beside() {
            if before.get(key) != Some(&beside) {
                changes.add(self.cells, key);
            }
        }
        for key in last.order.iter().filter(|key| !self.places.contains_key(*key)) {
            changes.add(self.cells, key);
        }
    }
}
