//! What an entry is related to in one way.

use crate::model::Edge;

/// What an entry is related to in one way.
#[derive(Clone, Debug)]
pub(crate) struct EntryRelation<'a> {
    /// Its name: as the relation or its inverse is called.
    pub(crate) name: String,
    /// What readers see.
    pub(crate) label: String,
    /// One for each related entry, in the order in which they are shown.
    pub(crate) edges: Vec<&'a Edge>,
}

/// What all pages say of a relation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LongRelation {
    /// Its name, as that of an [`EntryRelation`].
    pub(crate) name: String,
    /// What readers see.
    pub(crate) label: String,
    /// How many entries it has.
    pub(crate) count: usize,
    /// How many pages.
    pub(crate) pages: usize,
}
