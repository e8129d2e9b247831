//! What needs no record: because everybody is done again when it differs, because nobody can read it, or because it records others.
//!
//! Entry points: [`Given`], [`Workings`], [`Memo`], [`Remembered`]. Invariant: none of them lets a piece of work learn what is not compared.

use std::hash::Hash;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{Changes, Compare, ReadSet, record};
use crate::hash::Map;

/// A value that can be read freely, since everything is done again when it is another one: what settings, types and the theme say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Given<T>(T);

impl<T> Given<T> {
    /// A value that is given.
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, to be completed.
    pub(crate) fn complete(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> Deref for Given<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: PartialEq> Compare for Given<T> {
    fn changes_since(&self, last: &Self, changes: &mut Changes) {
        if self.0 != last.0 {
            changes.everything = true;
        }
    }
}

/// A value that is another one as soon as it is made anew.
#[derive(Debug, Default)]
pub(crate) struct Same<T>(Arc<T>);

impl<T> From<Arc<T>> for Same<T> {
    fn from(value: Arc<T>) -> Self {
        Self(value)
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What only those look at who bring a state up to date: it takes a reference that drafting does not have.
#[derive(Debug, Default)]
pub(crate) struct Workings<T>(T);

impl<T> Workings<T> {
    /// Something to work with.
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// What there is to work with.
    pub(crate) fn unrecorded(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> Compare for Workings<T> {
    fn changes_since(&self, _: &Self, _: &mut Changes) {}
}

/// What is worked out once, when somebody first asks. Whoever asks later is noted as having read what it was worked out from.
#[derive(Debug, Default)]
pub(crate) struct Memo<T>(OnceLock<(T, ReadSet)>);

impl<T> Memo<T> {
    /// The value, worked out by `make` from what is tracked.
    pub(crate) fn get(&self, make: impl FnOnce() -> T) -> &T {
        let (value, reads) = self.0.get_or_init(|| record(make));
        reads.note_again();
        value
    }

    /// Has it worked out anew.
    pub(crate) fn forget(&mut self) {
        self.0.take();
    }
}

/// What pieces of work came to, with what each has read: the next state takes over what came of those of which nothing differs. Whoever takes it
/// knows what differs, which drafting does not.
#[derive(Debug)]
pub(crate) struct Remembered<K, V>(Map<K, Arc<(V, ReadSet)>>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Map::default())
    }
}

/// A piece of work that is remembered.
pub(crate) type WorkDone<V> = Arc<(V, ReadSet)>;

impl<K: Eq + Hash, V> Remembered<K, V> {
    /// Does a piece of work.
    pub(crate) fn done(work: impl FnOnce() -> V) -> WorkDone<V> {
        Arc::new(record(work))
    }

    /// A piece of work, unless something differs that it has read.
    pub(crate) fn unless(&self, key: &K, changes: &Changes) -> Option<WorkDone<V>> {
        self.0.get(key).filter(|piece| !piece.1.any(changes)).cloned()
    }

    /// Remembers a piece of work.
    pub(crate) fn keep(&mut self, key: K, piece: WorkDone<V>) {
        self.0.insert(key, piece);
    }
}

impl<K, V> Compare for Remembered<K, V> {
    fn changes_since(&self, _: &Self, _: &mut Changes) {}
}

impl<T> Compare for Memo<T> {
    fn changes_since(&self, _: &Self, _: &mut Changes) {}
}
