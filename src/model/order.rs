//! In which order the list of a type has its entries.
//!
//! Entry point: [`compare`]. Invariant: two entries are never equal, and one without a value comes last, whichever way the others are sorted.

use std::cmp::Ordering;

use super::{Collation, Entry, Value};
use crate::schema::{ContentType, Field, SortKey};

/// The order of two entries in the list of their type: its sort fields, then title, then id.
pub(crate) fn compare(
    content_type: &ContentType,
    collation: &Collation,
    a: &Entry,
    b: &Entry,
) -> Ordering {
    for key in &content_type.sort {
        let order = compare_by(content_type, collation, key, a, b);
        if order != Ordering::Equal {
            return order;
        }
    }
    collation.compare(a.title(), b.title()).then_with(|| a.key.cmp(&b.key))
}

/// The order of two entries by one field. An entry without a value comes last, whichever way the others are sorted.
pub(crate) fn compare_by(
    content_type: &ContentType,
    collation: &Collation,
    key: &SortKey,
    a: &Entry,
    b: &Entry,
) -> Ordering {
    let Some(field) = content_type.field(&key.field) else { return Ordering::Equal };
    let (x, y) = match (sort_value(a, field), sort_value(b, field)) {
        (Some(x), Some(y)) => (x, y),
        (x, y) => return y.is_some().cmp(&x.is_some()),
    };
    let order = field.kind.compare(x, y, collation);
    if key.descending { order.reverse() } else { order }
}

/// What an entry is sorted by.
fn sort_value<'a>(entry: &'a Entry, field: &Field) -> Option<&'a Value> {
    entry.get(&field.name).filter(|value| field.kind.is_placed(value))
}
