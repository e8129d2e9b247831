//! Maps with a fast hash, for keys that come from the collection itself: nobody else chooses them, so that nobody can have them collide.
//!
//! What is hashed with [`std`]'s own maps may come from anywhere.

use foldhash::fast::{FixedState, RandomState};

/// A map that is asked often.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set that is asked often.
pub(crate) type Set<K> = std::collections::HashSet<K, RandomState>;

/// The hash of a value, the same throughout a process.
pub(crate) fn hash(value: impl std::hash::Hash) -> u64 {
    std::hash::BuildHasher::hash_one(&FixedState::default(), value)
}
