//! In which order the list of a type has its entries.
//!
//! Entry point: [`compare`]. Invariant: two entries are never equal, and one without a value comes last, whichever way the others are sorted.

use std::cmp::Ordering;

use super::{Collation, Entry, Rating, Value};
use crate::schema::{ContentType, FieldKind, SortKey};

/// The order of two entries in the list of their type: its sort fields, then title, then id.
pub fn compare(
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
pub fn compare_by(
    content_type: &ContentType,
    collation: &Collation,
    key: &SortKey,
    a: &Entry,
    b: &Entry,
) -> Ordering {
    let (x, y) = match (sort_value(a, key), sort_value(b, key)) {
        (Some(x), Some(y)) => (x, y),
        (x, y) => return y.is_some().cmp(&x.is_some()),
    };
    let order = match (x, y) {
        (Value::Integer(x), Value::Integer(y)) => x.cmp(y),
        (Value::Number(x), Value::Number(y)) | (Value::Percent(x), Value::Percent(y)) => {
            x.total_cmp(y)
        }
        (Value::Money(x), Value::Money(y)) => x.amount.total_cmp(&y.amount),
        (Value::Boolean(x), Value::Boolean(y)) => x.cmp(y),
        (Value::Date(x), Value::Date(y)) => x.cmp(y),
        (Value::Enum(x), Value::Enum(y)) => {
            match content_type.field(&key.field).map(|field| &field.kind) {
                Some(FieldKind::Enum(values)) => {
                    values.get_index_of(x).cmp(&values.get_index_of(y))
                }
                _ => x.cmp(y),
            }
        }
        (Value::Rating(Rating::Value(x)), Value::Rating(Rating::Value(y))) => x.cmp(y),
        (Value::Reference(x), Value::Reference(y)) => x.key.cmp(&y.key),
        (x, y) => collation.compare(x.as_str().unwrap_or_default(), y.as_str().unwrap_or_default()),
    };
    if key.descending { order.reverse() } else { order }
}

/// What an entry is sorted by. A rating that says *k. A.* is no place on its scale.
fn sort_value<'a>(entry: &'a Entry, key: &SortKey) -> Option<&'a Value> {
    entry.get(&key.field).filter(|value| !matches!(value, Value::Rating(Rating::NotStated)))
}
