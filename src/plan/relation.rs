//! What an entry is related to in one way.

use crate::model::Edge;

/// What an entry is related to in one way.
#[derive(Clone, Debug)]
pub struct Relation<'a> {
    /// Its name: as the relation or its inverse is called.
    pub name: String,
    /// What readers see.
    pub label: String,
    /// One for each related entry, in the order in which they are shown.
    pub edges: Vec<&'a Edge>,
}

/// What all pages say of a relation.
#[derive(Debug, PartialEq)]
pub struct LongRelation {
    /// Its name, as that of a [`Relation`].
    pub name: String,
    /// What readers see.
    pub label: String,
    /// How many entries it has.
    pub count: usize,
    /// How many pages.
    pub pages: usize,
}
