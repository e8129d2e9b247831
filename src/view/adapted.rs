//! Entries that adapt others: what readers are told about it.

use std::collections::BTreeMap;

use super::ViewContext;
use super::links;
use super::types::{AdaptationView, ValueView};
use crate::model::{Entry, TARGET, Value, key_of};
use crate::schema::ContentType;

/// Marks what an entry does not have from the one that it adapts, in the values that are shown of it, and says so. `None` for an
/// entry that adapts none.
pub(super) fn adaptation(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    fields: &mut BTreeMap<String, ValueView>,
    language: &str,
) -> Option<AdaptationView> {
    let adaptation = entry.adaptation()?;
    let base = links::link(cx, &adaptation.base, language)?;
    let mut parts = Vec::new();
    for (name, field) in &content_type.fields {
        let Some(ValueView::Table { rows, .. }) = fields.get_mut(&**name) else { continue };
        let items = entry.get(name).map(Value::items).unwrap_or_default();
        let mut numbers = Vec::new();
        for ((number, row), item) in (1..).zip(rows).zip(items) {
            row.adapted = key_of(item).is_some_and(|key| adaptation.replaces(name, key));
            if row.adapted {
                numbers.push(number.to_string());
            }
        }
        if !numbers.is_empty() {
            parts.push(format!("{} {}", field.label.get(language), numbers.join(", ")));
        }
    }
    let targets = entry.references(TARGET).into_iter();
    let targets = targets.filter_map(|key| links::link(cx, key, language)).collect();
    Some(AdaptationView { base, targets, parts: parts.join("; ") })
}
