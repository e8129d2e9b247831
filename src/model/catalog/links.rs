//! Relations between entries: what one side writes, the other side is told.
//!
//! Entry point: [`Links`]. Invariant: what leads to an entry is the exact inverse of what others refer to.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::Catalog;
use crate::diagnostic::{Diagnostic, problem};
use crate::model::{Edge, EdgePlace, Entry, EntryKey, InverseGroup};
use crate::tracking::{CellKind, Tracked, TrackedTable, compared};

/// All edges, and what follows from them.
#[derive(Debug)]
pub(super) struct Links {
    /// What each entry refers to.
    from: Tracked<EntryKey, Edges>,
    /// What refers to each entry, in the order of the entries that do.
    to: Tracked<EntryKey, Vec<Incoming>>,
}

compared!(Links { from, to });

/// What an entry refers to. Mostly shared with the entry and with earlier states.
#[derive(Clone, Debug, Default)]
struct Edges(Arc<[Edge]>);

impl PartialEq for Edges {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Edge, &Edge)| a.says_the_same(b);
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.len() == other.0.len() && self.0.iter().zip(&*other.0).all(same))
    }
}

/// One of the edges of another entry.
#[derive(Clone, Debug)]
struct Incoming {
    edges: Arc<[Edge]>,
    at: usize,
}

impl Incoming {
    fn edge(&self) -> &Edge {
        &self.edges[self.at]
    }
}

impl PartialEq for Incoming {
    fn eq(&self, other: &Self) -> bool {
        (Arc::ptr_eq(&self.edges, &other.edges) && self.at == other.at)
            || self.edge().says_the_same(other.edge())
    }
}

impl Links {
    /// Links the entries of the default language; `entries` finds what is there.
    pub(in crate::model) fn new(entries: &TrackedTable<Entry>, default_language: &str) -> Self {
        let mut links = Self { from: Tracked::new(CellKind::From), to: Tracked::new(CellKind::To) };
        for entry in entries.all().iter().filter(|entry| *entry.language == *default_language) {
            let edges = existing(entries, entry);
            for (at, edge) in edges.iter().enumerate() {
                let incoming = Incoming { edges: edges.clone(), at };
                links.to.complete(edge.to.clone()).push(incoming);
            }
            links.from.insert(entry.key.clone(), Edges(edges.clone()));
        }
        links
    }

    /// What is wrong between entries that refer to each other.
    pub(in crate::model) fn findings(
        &self,
        entries: &TrackedTable<Entry>,
        default_language: &str,
    ) -> Vec<Diagnostic> {
        let originals = entries.all().iter().filter(|entry| *entry.language == *default_language);
        let all: Vec<&Edge> = originals.flat_map(|entry| self.from(&entry.key)).collect();
        let mut findings = Vec::new();
        self.check_symmetry(all.iter().copied(), &mut findings);
        check_hierarchy(all.into_iter(), &mut findings);
        findings
    }

    /// Whether an entry refers to what it did, wherever that stands in its file.
    pub(in crate::model) fn stay(&self, entries: &TrackedTable<Entry>, entry: &Entry) -> bool {
        let new = Edges(existing(entries, entry));
        self.from.get(&entry.key).is_some_and(|old| *old == new)
    }

    /// Puts the edges of an entry in place of its old ones, which [stay](Self::stay): nothing is to be noted.
    pub(in crate::model) fn update_entry(&mut self, entries: &TrackedTable<Entry>, entry: &Entry) {
        let (key, edges) = (&entry.key, &existing(entries, entry));
        let Some(old) = self.from.get(key).cloned() else { return };
        self.from.insert(key.clone(), Edges(edges.clone()));
        let targets: BTreeSet<&EntryKey> = edges.iter().map(|edge| &edge.to).collect();
        for target in targets {
            let mut incoming = self.to.get(target).cloned().unwrap_or_default();
            for known in incoming.iter_mut().filter(|known| Arc::ptr_eq(&known.edges, &old.0)) {
                known.edges = edges.clone();
            }
            self.to.insert(target.clone(), incoming);
        }
    }

    pub(in crate::model) fn to(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.to.get(key).into_iter().flatten().map(Incoming::edge)
    }

    /// Where both sides write a symmetric relation, they must say the same.
    fn check_symmetry<'a>(
        &self,
        edges: impl Iterator<Item = &'a Edge>,
        findings: &mut Vec<Diagnostic>,
    ) {
        for edge in edges {
            if edge.from >= edge.to {
                continue;
            }
            let Some(back) = self.mirror(edge) else {
                continue;
            };
            let different: Vec<&str> = edge
                .attributes
                .iter()
                .filter(|(name, value)| {
                    back.attributes.get(name).is_some_and(|other| other != *value)
                })
                .map(|(name, _)| &**name)
                .collect();
            if !different.is_empty() {
                findings.push(
                    Diagnostic::at(
                        problem::AsymmetricRelation {
                            field: &edge.field,
                            other: &edge.to.id,
                            attributes: &different.join(", "),
                        },
                        edge.span.clone(),
                    )
                    .related("other-side", back.span.clone()),
                );
            }
        }
    }

    /// The same symmetric relation as written on the other side.
    fn mirror(&self, edge: &Edge) -> Option<&Edge> {
        if !edge.relation.as_ref()?.symmetric {
            return None;
        }
        self.to(&edge.from).find(|back| {
            back.from == edge.to
                && back.field == edge.field
                && back.relation.as_ref().is_some_and(|r| r.symmetric)
        })
    }

    pub(in crate::model) fn from(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.from.get(key).into_iter().flat_map(|edges| edges.0.iter())
    }

    pub(in crate::model) fn place_of(&self, edge: &Edge) -> EdgePlace {
        let mut edges = self.from(&edge.from);
        let at = edges.position(|known| std::ptr::eq(known, edge)).unwrap_or(usize::MAX);
        EdgePlace { from: edge.from.clone(), at }
    }

    pub(in crate::model) fn at(&self, place: &EdgePlace) -> Option<&Edge> {
        self.from(&place.from).nth(place.at)
    }

    pub(in crate::model) fn ancestors(&self, key: &EntryKey) -> Vec<&EntryKey> {
        let mut path: Vec<&EntryKey> = Vec::new();
        let mut at = key;
        while let Some(Edge { to: parent, .. }) = self.from(at).find(|edge| leads_up(edge)) {
            if path.contains(&parent) || parent == key {
                break;
            }
            path.push(parent);
            at = parent;
        }
        path
    }

    pub(in crate::model) fn inverse(
        &self,
        catalog: &Catalog,
        key: &EntryKey,
    ) -> Vec<InverseGroup<'_>> {
        // Typed relations in the order of types and fields, mentions last.
        let mut groups: BTreeMap<(bool, Arc<str>, usize, String), InverseGroup<'_>> =
            BTreeMap::new();
        for edge in self.to(key) {
            let Some(from) = catalog.get(&edge.from).filter(|from| from.listed()) else {
                continue;
            };
            let content_type = catalog.schema.get(&from.key.type_id);
            let position =
                content_type.and_then(|t| t.fields.get_index_of(&edge.field)).unwrap_or(usize::MAX);
            let (name, label) = match &edge.relation {
                None => {
                    let typed = self
                        .from(&edge.from)
                        .any(|other| other.to == edge.to && other.relation.is_some());
                    if typed {
                        continue; // said already, and better
                    }
                    ("mentions".to_owned(), None)
                }
                Some(relation) if relation.symmetric => {
                    if self.mirror(edge).is_some() {
                        continue; // both sides wrote it: it stands in the field itself
                    }
                    let label = content_type
                        .and_then(|t| t.field(&edge.field))
                        .map(|field| field.label.clone());
                    (edge.field.to_string(), label)
                }
                Some(relation) => match &relation.inverse {
                    Some(inverse) => (inverse.name.clone(), Some(inverse.label.clone())),
                    None => (
                        format!("{}_{}", from.key.type_id, edge.field),
                        content_type.map(|content_type| content_type.plural.clone()),
                    ),
                },
            };
            let mention = label.is_none();
            let group_type = if mention { Arc::from("") } else { from.key.type_id.clone() };
            let order = (mention, group_type, if mention { 0 } else { position }, name.clone());
            groups
                .entry(order)
                .or_insert_with(|| InverseGroup { name, label, edges: Vec::new() })
                .edges
                .push(edge);
        }
        let mut groups: Vec<InverseGroup<'_>> = groups.into_values().collect();
        for group in &mut groups {
            let mut ranked: Vec<(usize, &Edge)> =
                group.edges.iter().map(|edge| (catalog.rank_in_list(&edge.from), *edge)).collect();
            ranked.sort_unstable_by(|(a_rank, a), (b_rank, b)| {
                (&a.from.type_id, a_rank, &a.from, &a.span).cmp(&(
                    &b.from.type_id,
                    b_rank,
                    &b.from,
                    &b.span,
                ))
            });
            group.edges = ranked.into_iter().map(|(_, edge)| edge).collect();
        }
        groups
    }
}

/// What an entry refers to, as far as it is there.
fn existing(entries: &TrackedTable<Entry>, entry: &Entry) -> Arc<[Edge]> {
    let exists = |edge: &&Edge| entries.get(&edge.to).is_some();
    match entry.edges.iter().all(|edge| exists(&edge)) {
        true => entry.edges.clone(),
        false => entry.edges.iter().filter(exists).cloned().collect(),
    }
}

/// Whether an edge leads to what is directly above an entry.
fn leads_up(edge: &Edge) -> bool {
    edge.relation.as_ref().is_some_and(|relation| relation.parent)
}

/// What is above something must not be below it.
fn check_hierarchy<'a>(edges: impl Iterator<Item = &'a Edge>, findings: &mut Vec<Diagnostic>) {
    let mut parents: BTreeMap<&EntryKey, &Edge> = BTreeMap::new();
    for edge in edges {
        if leads_up(edge) {
            parents.entry(&edge.from).or_insert(edge);
        }
    }
    let mut reported: HashSet<&EntryKey> = HashSet::new();
    for start in parents.keys() {
        let mut path = vec![*start];
        while let Some(edge) = path.last().and_then(|last| parents.get(last)) {
            let parent = &edge.to;
            if let Some(at) = path.iter().position(|seen| *seen == parent) {
                let circle = &path[at..];
                if !circle.iter().any(|key| reported.contains(key))
                    && let Some(Edge { field, span, .. }) =
                        circle.iter().min().and_then(|first| parents.get(first))
                {
                    let names: Vec<&str> =
                        circle.iter().chain([&circle[0]]).map(|key| &*key.id).collect();
                    findings.push(Diagnostic::at(
                        problem::Circle { field: &field, circle: &(names.join(" → ")) },
                        span.clone(),
                    ));
                }
                reported.extend(circle);
                break;
            }
            path.push(parent);
        }
    }
}
