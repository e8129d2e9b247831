//! Which entries a figure is about, as far as a site shows them.
//!
//! Entry points: [`rows`], [`columns`], [`related`]. Invariant: rows are entries that the site shows; columns it may at least name.

use std::collections::HashSet;

use super::SiteScope;
use crate::model::{Catalog, Entry, EntryKey};
use crate::schema::{Axis, FigureRule};

/// The entries that are the rows of a figure, on the page of `entry` where it is on pages. None where that has what the figure stands in for.
pub(crate) fn rows(
    catalog: &Catalog,
    scope: &SiteScope,
    rule: &FigureRule,
    entry: Option<&EntryKey>,
    language: &str,
) -> Vec<EntryKey> {
    let leads_on =
        |name: &str| entry.is_some_and(|entry| !related(catalog, entry, name, language).is_empty());
    if rule.unless.iter().any(|name| leads_on(name)) {
        return Vec::new();
    }
    let mut rows = on_axis(catalog, &rule.rows, entry, language);
    rows.retain(|key| catalog.localized(key, language).is_some_and(|entry| scope.has(entry)));
    rows
}

/// The entries that are its columns; the entry of the page where it has none of its own.
pub(crate) fn columns(
    catalog: &Catalog,
    scope: &SiteScope,
    rule: &FigureRule,
    entry: Option<&EntryKey>,
    language: &str,
) -> Vec<EntryKey> {
    let Some(axis) = &rule.columns else { return entry.into_iter().cloned().collect() };
    let mut columns = on_axis(catalog, axis, entry, language);
    columns
        .retain(|key| catalog.localized(key, language).is_some_and(|entry| scope.may_name(entry)));
    columns
}

fn on_axis(
    catalog: &Catalog,
    axis: &Axis,
    entry: Option<&EntryKey>,
    language: &str,
) -> Vec<EntryKey> {
    match axis {
        // What has not been translated yet is there all the same.
        Axis::All(type_id) | Axis::Values { of: type_id, .. } => {
            let all = catalog.list(type_id, catalog.default_language());
            all.map(|entry| entry.key.clone()).collect()
        }
        Axis::Path(path) => {
            let mut reached: Vec<EntryKey> = entry.into_iter().cloned().collect();
            for name in path {
                let next = reached.iter().flat_map(|key| related(catalog, key, name, language));
                let mut seen = HashSet::new();
                reached = next.filter(|key| seen.insert(key.clone())).collect();
            }
            reached
        }
    }
}

/// The listed entries that a relation leads to, own field or inverse, in the order of their list.
pub(crate) fn related(
    catalog: &Catalog,
    key: &EntryKey,
    name: &str,
    language: &str,
) -> Vec<EntryKey> {
    let mut found: Vec<EntryKey> = catalog
        .related(key, name)
        .filter(|key| catalog.localized(key, language).is_some_and(Entry::listed))
        .cloned()
        .collect();
    found
        .sort_by_cached_key(|key| (key.type_id.clone(), catalog.rank_in_list(key), key.id.clone()));
    found.dedup();
    found
}
