//! `table`: nothing but the table that stands behind every figure.

use super::FigureKind;

pub(super) const KIND: FigureKind =
    FigureKind { name: "table", has_columns: true, has_places: false, draw: None };
