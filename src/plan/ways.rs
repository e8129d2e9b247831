//! Ways from an entry to others: along relations, one after the other.
//!
//! Entry point: [`follow`]. Invariant: a way leads to entries only that pages of the site may name, in the order in which they are linked.

use std::collections::BTreeSet;

use super::SiteScope;
use crate::model::{Catalog, Channel, Entry, EntryKey};
use crate::schema::Way;

/// Those at the end of a way, each once, with the entry at which the last step began; without any step the entry itself.
pub(crate) fn follow<'a>(
    catalog: &'a Catalog,
    scope: &SiteScope,
    entry: &'a Entry,
    way: &Way,
    channel: Channel,
) -> Vec<(&'a Entry, &'a Entry)> {
    let mut found: Vec<(&Entry, &Entry)> = vec![(entry, entry)];
    for (step, _) in &way.steps {
        let mut next: Vec<(&Entry, &Entry)> = Vec::new();
        let mut seen: BTreeSet<&EntryKey> = BTreeSet::new();
        for (at, _) in found {
            for other in neighbours(catalog, scope, at, step, &entry.language, channel) {
                if seen.insert(&other.key) {
                    next.push((other, at));
                }
            }
        }
        found = next;
    }
    found
}

/// The entries that a relation leads to from an entry, as far as pages may name them.
pub(super) fn neighbours<'a>(
    catalog: &'a Catalog,
    scope: &SiteScope,
    entry: &Entry,
    name: &str,
    language: &str,
    channel: Channel,
) -> Vec<&'a Entry> {
    let mut keys: Vec<&EntryKey> = Vec::new();
    let written = catalog.edges_from(&entry.key).filter(|edge| edge.relation.is_some());
    keys.extend(written.filter(|edge| *edge.field == *name).map(|edge| &edge.to));
    for group in catalog.inverse(&entry.key).iter().filter(|group| group.name == name) {
        keys.extend(group.edges.iter().map(|edge| &edge.from));
    }
    let alone = scope.leaves_out(&entry.key.type_id, name);
    let others = keys.into_iter().filter_map(|key| catalog.localized(key, language));
    let others = others.filter(|other| other.listed() && other.is_for(channel));
    let shown = |other: &&Entry| if alone { scope.has(other) } else { scope.may_name(other) };
    others.filter(|other| shown(other) && other.key != entry.key).collect()
}
