//! What a piece of work has read, so that it need not be done again while all of that is as it was.
//!
//! Entry points: [`record`] around the work; [`Tracked`] and its siblings for everything that the work may read; `compared!` for what is made
//! of them. Invariant: nothing can be read of a collection that is not recorded and compared. The parts of a container are private to this
//! room, reading one notes its cell, and a structure is only comparable when each of its fields is: a plain map among them does not compile.
//!
//! | A field is | Reading it | When it differs |
//! | --- | --- | --- |
//! | [`Tracked`], [`TrackedValue`], [`TrackedOrder`], [`TrackedTable`], [`TrackedPart`], [`TrackedChunks`] | is recorded | whoever has read that key is done again |
//! | [`Given`] | is free | everything is done again: it is said by settings, types and the theme |
//! | [`Workings`] | takes `&mut`: only whoever brings a state up to date has that | nobody has seen it |
//! | [`Memo`] | records what it was worked out from | as what it was worked out from |
//! | [`Remembered`] | cannot be read but by who knows what differs | not |
//!
//! Whoever plans or checks reads like all others: outside [`record`] nothing is noted, and that takes no time. Reading without a record
//! even inside it takes `&mut` ([`Workings::unrecorded`]), which drafting cannot get.
//!
//! A `Cell` names something that can be read: an entry, the list of a type, the address of a page. It is a hash: should two
//! things share a cell, then the one is done again when the other changes, which costs time and nothing else.

mod chunks;
mod fingerprint;
mod given;
mod kinds;
mod map;
mod moved;
mod order;
mod table;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::hash::{Set, hash};

pub(crate) use chunks::TrackedChunks;
pub(crate) use fingerprint::Fingerprint;
pub(crate) use given::{Given, Memo, Remembered, Same, Workings};
pub(crate) use kinds::CellKind;
pub(crate) use map::{Tracked, TrackedValue};
pub(crate) use order::TrackedOrder;
pub(crate) use table::{Item, Lists, TrackedPart, TrackedTable};

/// Something that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Cell(u32);

/// The cells of a container: their kind, and what tells them from those of other containers of that kind.
#[derive(Clone, Copy, Debug)]
struct Cells {
    kind: CellKind,
    scope: u64,
}

impl Cells {
    fn new(kind: CellKind, scope: impl Hash) -> Self {
        Self { kind, scope: hash(scope) }
    }

    /// The cell of a key.
    fn of(self, key: impl Hash) -> Cell {
        // Half of the bits are enough for some hundred thousand things, and what every page has read is held.
        Cell((hash((self.kind, self.scope, key)) >> 32) as u32)
    }

    /// Notes that a key is read, when somebody wants to know.
    fn note(self, key: impl Hash) {
        OPEN.with_borrow_mut(|open| {
            if let Some(cells) = open {
                cells.push(self.of(key));
            }
        });
    }
}

thread_local! {
    static OPEN: RefCell<Option<Vec<Cell>>> = const { RefCell::new(None) };
}

/// Does a piece of work and says what it has read. It must stay on its thread.
pub(crate) fn record<T>(work: impl FnOnce() -> T) -> (T, ReadSet) {
    let outer = OPEN.replace(Some(Vec::new()));
    let value = work();
    let mut cells = OPEN.replace(outer).unwrap_or_default();
    cells.sort_unstable();
    cells.dedup();
    (value, ReadSet(cells.into()))
}

/// What a piece of work has read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadSet(Box<[Cell]>);

impl ReadSet {
    /// Whether something of it is among the changes.
    pub(crate) fn any(&self, changes: &Changes) -> bool {
        if changes.everything {
            return true;
        }
        // Mostly little has changed, and much was read.
        let halvings = self.0.len().checked_ilog2().unwrap_or_default() as usize + 1;
        if changes.cells.len() * halvings < self.0.len() {
            return changes.cells.iter().any(|cell| self.has(*cell));
        }
        self.0.iter().any(|cell| changes.cells.contains(cell))
    }

    fn has(&self, cell: Cell) -> bool {
        self.0.binary_search(&cell).is_ok()
    }

    /// Notes all of it as read by whoever is at work now.
    fn note_again(&self) {
        OPEN.with_borrow_mut(|open| {
            if let Some(cells) = open {
                cells.extend(&self.0);
            }
        });
    }
}

/// What differs between two states of a collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    cells: Set<Cell>,
    /// Whether more may differ than can be named.
    everything: bool,
}

impl Changes {
    /// That everything may differ.
    #[cfg(test)]
    pub(crate) fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Notes everything that was noted elsewhere.
    pub(crate) fn extend<'a>(&mut self, others: impl IntoIterator<Item = &'a Self>) {
        for other in others {
            self.cells.extend(&other.cells);
            self.everything |= other.everything;
        }
    }

    /// Whether nothing differs.
    pub(crate) fn is_empty(&self) -> bool {
        !self.everything && self.cells.is_empty()
    }

    fn add(&mut self, cells: Cells, key: impl Hash) {
        self.cells.insert(cells.of(key));
    }

    fn has(&self, cell: Cell) -> bool {
        self.everything || self.cells.contains(&cell)
    }
}

/// What says itself how it differs from an earlier state of it. Implemented here for containers, and by `compared!` for what is made of
/// them; nowhere by hand.
pub(crate) trait Compare {
    /// Notes what differs from an earlier state.
    fn changes_since(&self, last: &Self, changes: &mut Changes);
}

/// Makes a structure comparable, field by field. A field that is left out, or that does not know how to compare itself, does not compile.
macro_rules! compared {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::tracking::Compare for $name {
            fn changes_since(&self, last: &Self, changes: &mut $crate::tracking::Changes) {
                let Self { $($field),* } = self;
                $($crate::tracking::Compare::changes_since($field, &last.$field, changes);)*
            }
        }
    };
}
pub(crate) use compared;

/// Puts a state in the place of an earlier one, and notes what differs.
pub(crate) fn update<T: Compare>(place: &mut T, new: T, changes: &mut Changes) {
    new.changes_since(place, changes);
    *place = new;
}

impl<T: Compare> Compare for Arc<T> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        if !Self::ptr_eq(self, last) {
            (**self).changes_since(last, changes);
        }
    }
}

impl<T: Compare> Compare for Option<T> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        match (self, last) {
            (Some(new), Some(last)) => new.changes_since(last, changes),
            (None, None) => {}
            _ => changes.everything = true,
        }
    }
}

impl<K: Ord, T: Compare> Compare for BTreeMap<K, T> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        // Which keys there are can be seen by anybody.
        if !self.keys().eq(last.keys()) {
            changes.everything = true;
            return;
        }
        for (new, last) in self.values().zip(last.values()) {
            new.changes_since(last, changes);
        }
    }
}

#[cfg(test)]
mod tests;
