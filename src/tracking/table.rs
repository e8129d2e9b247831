//! Items in versions, and ordered lists of them: what a catalog is made of.
//!
//! Entry point: [`TrackedTable`]. Invariant: whichever way an item is handed out, a cell is noted that differs when the item does; positions
//! never leave the table, since they mean nothing to the next one.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use super::moved::moved;
use super::{CellKind, Cells, Changes, Compare};
use crate::hash::Map;

/// What a table is made of.
pub(crate) trait Item {
    /// What all versions of an item have in common.
    type Key: Clone + Eq + Hash;
    /// What is read by a way of its own, and compared by itself.
    type Text: PartialEq;

    /// Which item it is.
    fn key(&self) -> &Self::Key;

    /// Which version of it.
    fn version(&self) -> &Arc<str>;

    /// What is read by a way of its own.
    fn text(&self) -> &TrackedPart<Self::Text>;

    /// Whether nothing else differs.
    fn has_same_head(&self, other: &Self) -> bool;
}

/// A part of something, which is noted by itself when it is read.
#[derive(Clone, Debug)]
pub(crate) struct TrackedPart<T> {
    cells: Cells,
    value: T,
}

impl<T: PartialEq> TrackedPart<T> {
    /// A part that is the cell of a kind within what it is a part of.
    pub(crate) fn new(kind: CellKind, scope: impl Hash, value: T) -> Self {
        Self { cells: Cells::new(kind, scope), value }
    }

    /// The value.
    pub(crate) fn get(&self) -> &T {
        self.cells.note(());
        &self.value
    }

    /// Whether it is the same as that of something else.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.value == other.value
    }

    fn add_to(&self, changes: &mut Changes) {
        changes.add(self.cells, ());
    }
}

/// The places of items in lists: by what these are of, and by the version of the items.
pub(crate) type Lists = BTreeMap<Arc<str>, BTreeMap<Arc<str>, Vec<usize>>>;

/// Items in versions, and lists of them.
#[derive(Debug)]
pub(crate) struct TrackedTable<T: Item> {
    /// The version that every item has.
    original: Arc<str>,
    items: Vec<Arc<T>>,
    originals: Map<T::Key, usize>,
    others: Map<T::Key, BTreeMap<Arc<str>, usize>>,
    lists: Lists,
    /// Places in the lists of originals, in which each item is once.
    ranks: Map<T::Key, usize>,
    cells: TableCells,
}

#[derive(Debug)]
struct TableCells {
    all: Cells,
    item: Cells,
    list: Cells,
    rank: Cells,
}

impl<T: Item> TrackedTable<T> {
    /// A table of these items. `original` is the version of those that others are versions of; lists are places in `items`.
    pub(crate) fn new(original: Arc<str>, items: Vec<Arc<T>>, lists: Lists) -> Self {
        let mut originals = Map::default();
        let mut others: Map<T::Key, BTreeMap<Arc<str>, usize>> = Map::default();
        for (at, item) in items.iter().enumerate() {
            if *item.version() == original {
                originals.insert(item.key().clone(), at);
            } else {
                let versions = others.entry(item.key().clone()).or_default();
                versions.insert(item.version().clone(), at);
            }
        }
        let of_originals = lists.values().filter_map(|versions| versions.get(&original));
        let ranked = of_originals.flat_map(|order| order.iter().enumerate());
        let ranks = ranked.map(|(rank, at)| (items[*at].key().clone(), rank)).collect();
        let cells = |kind| Cells::new(kind, ());
        let cells = TableCells {
            all: cells(CellKind::Entries),
            item: cells(CellKind::Entry),
            list: cells(CellKind::List),
            rank: cells(CellKind::Rank),
        };
        Self { original, items, originals, others, lists, ranks, cells }
    }

    /// All items, originals first. Whoever reads an [`Item::text`] is noted as having read that.
    pub(crate) fn all(&self) -> &[Arc<T>] {
        self.cells.all.note(());
        &self.items
    }

    /// The original of an item.
    pub(crate) fn get(&self, key: &T::Key) -> Option<&T> {
        self.shared(key).map(|item| &**item)
    }

    /// The original of an item, to be held on to.
    pub(crate) fn shared(&self, key: &T::Key) -> Option<&Arc<T>> {
        self.cells.item.note((key, &self.original));
        self.originals.get(key).map(|at| &self.items[*at])
    }

    /// A version of an item.
    pub(crate) fn get_in(&self, key: &T::Key, version: &str) -> Option<&T> {
        self.cells.item.note((key, version));
        self.find(key, version).map(|at| &*self.items[at])
    }

    fn find(&self, key: &T::Key, version: &str) -> Option<usize> {
        if *version == *self.original {
            return self.originals.get(key).copied();
        }
        self.others.get(key)?.get(version).copied()
    }

    /// The items of a list, in its order.
    pub(crate) fn list(&self, of: &str, version: &str) -> impl Iterator<Item = &T> {
        self.cells.list.note((of, version));
        self.order(of, version).iter().map(|at| {
            let item = &*self.items[*at];
            self.cells.item.note((item.key(), item.version()));
            item
        })
    }

    fn order(&self, of: &str, version: &str) -> &[usize] {
        let known = self.lists.get(of).and_then(|versions| versions.get(version));
        known.map_or(&[], Vec::as_slice)
    }

    /// The place of an item in the list of originals that it is on, to be compared with places in the same list.
    pub(crate) fn rank_in_list(&self, key: &T::Key) -> usize {
        self.cells.rank.note(key);
        self.ranks.get(key).copied().unwrap_or(usize::MAX)
    }

    /// The same, to be compared with places in any list; `of` is what its list is of.
    pub(crate) fn rank(&self, key: &T::Key, of: &str) -> usize {
        self.cells.list.note((of, &self.original));
        self.ranks.get(key).copied().unwrap_or(usize::MAX)
    }

    /// Whether an item has versions beside the original. Takes `&mut`, since it notes nothing: for whoever replaces it.
    pub(crate) fn has_others(&mut self, key: &T::Key) -> bool {
        self.others.contains_key(key)
    }

    /// Puts an original in the place of the earlier one, and notes what differs. Lists stay as they are: see [`Self::place`].
    pub(crate) fn replace(&mut self, new: Arc<T>, changes: &mut Changes) {
        let Some(at) = self.originals.get(new.key()).copied() else { return };
        let old = std::mem::replace(&mut self.items[at], new);
        self.cells.compare(Some(&old), Some(&self.items[at]), changes);
    }

    /// Puts an original where it belongs in the list of `of`, and notes what has moved by that. `comes_first` says whether another item of the
    /// list stands before it.
    pub(crate) fn place(
        &mut self,
        key: &T::Key,
        of: &str,
        comes_first: impl Fn(&T) -> bool,
        changes: &mut Changes,
    ) {
        let list = self.lists.get_mut(of).and_then(|versions| versions.get_mut(&self.original));
        let (Some(at), Some(order)) = (self.originals.get(key), list) else { return };
        let Some(from) = order.iter().position(|known| known == at) else { return };
        order.remove(from);
        let to = order.partition_point(|other| comes_first(&self.items[*other]));
        order.insert(to, *at);
        if from == to {
            return;
        }
        changes.add(self.cells.list, (of, &self.original));
        changes.add(self.cells.rank, key);
        let (first, last) = (from.min(to), from.max(to));
        for (rank, at) in order.iter().enumerate().take(last + 1).skip(first) {
            self.ranks.insert(self.items[*at].key().clone(), rank);
        }
    }

    /// Whether a list is among what differs.
    pub(crate) fn is_list_in(&self, changes: &Changes, of: &str, version: &str) -> bool {
        changes.has(self.cells.list.of((of, version)))
    }

    /// Whether the place of an item in its list is among what differs.
    pub(crate) fn is_rank_in(&self, changes: &Changes, key: &T::Key) -> bool {
        changes.has(self.cells.rank.of(key))
    }
}

impl TableCells {
    /// Notes what differs between two states of an item, of which at least one is there.
    fn compare<T: Item>(&self, old: Option<&Arc<T>>, new: Option<&Arc<T>>, changes: &mut Changes) {
        let (has_other_head, has_other_text) = match (old, new) {
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) => return,
            (Some(old), Some(new)) => (!old.has_same_head(new), !old.text().is_same(new.text())),
            _ => (true, true),
        };
        let Some(item) = new.or(old) else { return };
        if has_other_head {
            changes.add(self.all, ());
            changes.add(self.item, (item.key(), item.version()));
        }
        if has_other_text {
            item.text().add_to(changes);
        }
    }
}

impl<T: Item> Compare for TrackedTable<T> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        if self.original != last.original {
            changes.everything = true;
            return;
        }
        for item in &self.items {
            let old = last.find(item.key(), item.version()).map(|at| &last.items[at]);
            self.cells.compare(old, Some(item), changes);
        }
        for old in &last.items {
            if self.find(old.key(), old.version()).is_none() {
                self.cells.compare(Some(old), None, changes);
            }
        }
        fn keys<'a, T: Item>(
            table: &'a TrackedTable<T>,
            (of, version): Name<'_>,
        ) -> Vec<&'a T::Key> {
            table.order(of, version).iter().map(|at| table.items[*at].key()).collect()
        }
        let names: BTreeSet<Name<'_>> = names(&self.lists).chain(names(&last.lists)).collect();
        for name @ (of, version) in names {
            // A list is its items in their order.
            let (before, after) = (keys(last, name), keys(self, name));
            if before == after {
                continue;
            }
            changes.add(self.cells.list, (of, version));
            if *version == *self.original {
                for key in moved(&before, &after) {
                    changes.add(self.cells.rank, key);
                }
            }
        }
    }
}

/// What a list is of, and the version of its items.
type Name<'a> = (&'a str, &'a str);

fn names(lists: &Lists) -> impl Iterator<Item = Name<'_>> {
    lists.iter().flat_map(|(of, versions)| versions.keys().map(move |version| (&**of, &**version)))
}
