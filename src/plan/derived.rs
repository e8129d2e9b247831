//! What entries are related to by way of others.
//!
//! Entry point: [`derived`]. Invariant: what an entry states itself, or what states it, is never among what is derived; nothing leads through or
//! to what the site may not name. All of it is read from the relations of the catalog, whose containers note who asks.

use std::collections::{BTreeMap, BTreeSet};

use super::SiteScope;
use crate::model::{Catalog, Entry, EntryKey};
use crate::schema::{ContentType, DerivedRule};

/// What an entry reaches by a way.
#[derive(Clone, Debug)]
pub(crate) struct Derived<'a> {
    /// The way.
    pub(crate) rule: &'a DerivedRule,
    /// The entries at its end, in the order of their lists, by those before them.
    pub(crate) groups: Vec<(Vec<EntryKey>, Vec<EntryKey>)>,
}

impl Derived<'_> {
    /// The entries at the end of the way.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &EntryKey> {
        self.groups.iter().flat_map(|(_, targets)| targets)
    }
}

/// What an entry of a type is related to by way of others, where that is anything.
pub(crate) fn derived<'a>(
    catalog: &Catalog,
    scope: &SiteScope,
    entry: &Entry,
    content_type: &'a ContentType,
) -> Vec<Derived<'a>> {
    let mut found: Vec<Derived<'a>> = Vec::new();
    for rule in &content_type.derived {
        let is_there = |name: &str| {
            found.iter().any(|derived| *derived.rule.name == *name)
                || catalog.related(&entry.key, name).any(|key| names(catalog, scope, key))
        };
        if rule.unless.iter().any(|(name, _)| is_there(name)) {
            continue;
        }
        let groups = groups(catalog, scope, entry, rule);
        if !groups.is_empty() {
            found.push(Derived { rule, groups });
        }
    }
    found
}

/// What an entry reaches by one way, whatever else it reaches.
pub(super) fn groups(
    catalog: &Catalog,
    scope: &SiteScope,
    entry: &Entry,
    rule: &DerivedRule,
) -> Vec<(Vec<EntryKey>, Vec<EntryKey>)> {
    // What was reached last, and from where: each entry goes on once, so that circles cost nothing.
    let mut reached: BTreeMap<EntryKey, BTreeSet<EntryKey>> = BTreeMap::new();
    reached.insert(entry.key.clone(), BTreeSet::new());
    for (step, _) in &rule.via {
        let mut next: BTreeMap<EntryKey, BTreeSet<EntryKey>> = BTreeMap::new();
        for from in reached.keys() {
            for to in catalog.related(from, step) {
                if *to != entry.key && names(catalog, scope, to) {
                    next.entry(to.clone()).or_default().insert(from.clone());
                }
            }
        }
        reached = next;
    }
    let edges = catalog.edges_from(&entry.key).chain(catalog.edges_to(&entry.key));
    let stated: BTreeSet<&EntryKey> = edges
        .filter(|edge| edge.relation.is_some())
        .map(|edge| edge.other_than(&entry.key))
        .collect();
    let leaves_out = scope.leaves_out(&entry.key.type_id, &rule.name);
    let is_shown = |key: &EntryKey| {
        let other = catalog.get(key);
        !stated.contains(key)
            && !scope.is_home(key)
            && other.is_some_and(|other| other.listed() && (!leaves_out || scope.has(other)))
    };
    let mut groups: BTreeMap<Vec<(usize, EntryKey)>, Vec<EntryKey>> = BTreeMap::new();
    let ranked = |key: &EntryKey| (catalog.rank(key), key.clone());
    for (target, through) in reached.into_iter().filter(|(key, _)| is_shown(key)) {
        let mut through: Vec<_> = through.iter().map(ranked).collect();
        through.sort();
        groups.entry(through).or_default().push(target);
    }
    let group = |(through, mut targets): (Vec<(usize, EntryKey)>, Vec<EntryKey>)| {
        targets.sort_by_cached_key(ranked);
        (through.into_iter().map(|(_, key)| key).collect(), targets)
    };
    groups.into_iter().map(group).collect()
}

/// Whether the site may name an entry.
fn names(catalog: &Catalog, scope: &SiteScope, key: &EntryKey) -> bool {
    catalog.get(key).is_some_and(|entry| scope.may_name(entry))
}
