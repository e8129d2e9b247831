//! From what entries are read.

use std::sync::Arc;

use super::Publishing;
use crate::config::Config;
use crate::schema::Schema;
use crate::source::Snapshot;

/// From what entries are read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The files.
    pub(crate) snapshot: &'a Snapshot,
    /// The types.
    pub(crate) schema: &'a Arc<Schema>,
    /// The settings.
    pub(crate) config: &'a Config,
    /// What is published, and for which day.
    pub(crate) publishing: Publishing,
}
