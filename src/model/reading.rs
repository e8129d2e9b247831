//! From what entries are read.

use std::sync::Arc;

use super::Publishing;
use crate::config::EntrySettings;
use crate::schema::Schema;
use crate::source::Snapshot;

/// From what entries are read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The files.
    pub(crate) snapshot: &'a Snapshot,
    /// The types.
    pub(crate) schema: &'a Arc<Schema>,
    /// What the settings say about entries.
    pub(crate) settings: EntrySettings<'a>,
    /// What is published, and for which day.
    pub(crate) publishing: Publishing,
}
