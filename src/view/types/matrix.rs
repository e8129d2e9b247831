//! What templates see of ratings as a table.

use serde::Serialize;

use super::{FactView, FlagsView, LinkView, RelationView, ScaleStep, ValueView};

/// Ratings as a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MatrixView {
    /// What is rated, one per column.
    pub(crate) columns: Vec<LinkView>,
    /// One per entry.
    pub(crate) rows: Vec<MatrixRow>,
    /// The steps of the scale.
    pub(crate) scale: Vec<ScaleStep>,
}

/// A row of a rating table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MatrixRow {
    /// Its anchor.
    pub(crate) id: String,
    /// What it says.
    pub(crate) title: String,
    /// Heading that begins above this row.
    pub(crate) heading: Option<String>,
    /// One per column; `None` where nothing was written.
    pub(crate) cells: Vec<Option<ValueView>>,
    /// Its other fields.
    pub(crate) notes: Vec<FactView>,
    /// What has to be said about it.
    pub(crate) flags: FlagsView,
    /// Links to entries that refer to it.
    pub(crate) relations: Vec<RelationView>,
}
