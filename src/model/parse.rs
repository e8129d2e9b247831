//! From files to entries: the fields of an entry are read by their kinds (`schema/kinds`), with all entries and files at hand.
//!
//! Entry point: [`EntryReader`]. Invariant: what is looked up in the collection while reading is recorded.

mod entry;
mod index;

pub(super) use entry::EntryReader;
pub(super) use index::Index;
