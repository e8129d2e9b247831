//! From what entries are read.

use std::sync::Arc;

use super::Publishing;
use crate::config::Config;
use crate::schema::Schema;
use crate::source::Snapshot;

/// From what entries are read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The files.
    pub snapshot: &'a Snapshot,
    /// The types.
    pub schema: &'a Arc<Schema>,
    /// The settings.
    pub config: &'a Config,
    /// What is published, and for which day.
    pub publishing: Publishing,
}
