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
    let written = catalog.edges_from(&entry.key);
    let mut keys: Vec<&EntryKey> = written
        .filter(|edge| edge.relation.is_some() && *edge.field == *name)
        .map(|edge| &edge.to)
        .collect();
    // Much may refer to an entry: only what is called so is looked at more closely.
    let told = catalog.edges_to(&entry.key).filter(|edge| edge.is_called(name, &entry.key));
    let mut told: Vec<_> = told
        .filter(|edge| catalog.get(&edge.from).is_some_and(Entry::listed))
        .map(|edge| {
            let content_type = catalog.schema.get(&edge.from.type_id);
            let position = content_type.and_then(|known| known.fields.get_index_of(&edge.field));
            let rank = catalog.rank_in_list(&edge.from);
            ((&edge.from.type_id, position, rank, &edge.from, &edge.span), &edge.from)
        })
        .collect();
    told.sort();
    keys.extend(told.into_iter().map(|(_, from)| from));
    let alone = scope.leaves_out(&entry.key.type_id, name);
    let others = keys.into_iter().filter_map(|key| catalog.localized(key, language));
    let others = others.filter(|other| other.listed() && other.is_for(channel));
    let shown = |other: &&Entry| if alone { scope.has(other) } else { scope.may_name(other) };
    others.filter(|other| shown(other) && other.key != entry.key).collect()
}
