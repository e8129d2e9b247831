//! `table`: nothing but the table that stands behind every figure.

use super::Kind;

pub(super) const KIND: Kind =
    Kind { name: "table", has_columns: true, has_places: false, draw: None };
