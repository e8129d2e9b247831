//! Relations between entries: what one side writes, the other side is told.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{Catalog, Entry, EntryKey, FieldValues, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Map;
use crate::location::Span;
use crate::schema::{ContentType, Field, Parts, Relation, Text};
use crate::syntax::{Destination, classify};
use crate::tracking::{self, CellKind, Changes};

/// One entry refers to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Who refers.
    pub from: EntryKey,
    /// To whom.
    pub to: EntryKey,
    /// The field of `from` that says so; `body` or a text field for a mention.
    pub field: Arc<str>,
    /// The relation; `None` for a mention in running text.
    pub relation: Option<Arc<Relation>>,
    /// What else is said about the relation: the other fields of the object that holds the reference.
    pub attributes: FieldValues,
    /// Where it was written.
    pub span: Span,
}

impl Edge {
    /// The side that is not `key`.
    pub fn other_than(&self, key: &EntryKey) -> &EntryKey {
        if self.from == *key { &self.to } else { &self.from }
    }
}

/// Which of the edges of an entry is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgePlace {
    from: EntryKey,
    at: usize,
}

/// Everything that refers to an entry by one relation.
#[derive(Clone, Debug)]
pub struct InverseGroup<'a> {
    /// The name of the inverse: as the relation names it, else `<type>_<field>`, else `mentions`.
    pub name: String,
    /// What readers see; `None` for mentions, which the theme names.
    pub label: Option<Text>,
    /// The edges, in the list order of the entries they come from. In a group of a symmetric relation the entry itself may be
    /// [`Edge::from`]; then the other side is [`Edge::to`].
    pub edges: Vec<&'a Edge>,
}

/// What an entry refers to, in the order of its fields and then of its texts; also what does not exist.
pub(super) fn edges(entry: &Entry, content_type: &ContentType) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (name, value) in &entry.values {
        if let Some(field) = content_type.field(name) {
            collect(entry, name, field, value, None, &mut edges);
        }
    }
    collect_mentions(entry, &mut edges);
    edges
}

fn collect(
    entry: &Entry,
    name: &Arc<str>,
    field: &Field,
    value: &Value,
    around: Option<&FieldValues>,
    edges: &mut Vec<Edge>,
) {
    match (field.kind.parts(), value) {
        (_, Value::Reference(reference)) => {
            let Some(relation) = field.kind.relation() else { return };
            let attributes = around
                .into_iter()
                .flatten()
                .filter(|(_, other)| !std::ptr::eq(*other, value))
                .map(|(key, other)| (key.clone(), other.clone()))
                .collect();
            edges.push(Edge {
                from: entry.key.clone(),
                to: reference.key.clone(),
                field: name.clone(),
                relation: Some(relation.clone()),
                attributes,
                span: reference.span.clone(),
            });
        }
        (Parts::Items(of), Value::List(items)) => {
            for item in items {
                collect(entry, name, of, item, around, edges);
            }
        }
        (Parts::Fields(fields), Value::Object(values)) => {
            for (key, inner) in values {
                if let Some(field) = fields.get(key) {
                    collect(entry, name, field, inner, Some(values), edges);
                }
            }
        }
        (Parts::Pairs(keys, of), Value::Map(pairs)) => {
            for (key, inner) in pairs {
                let around: FieldValues =
                    inner.iter().map(|inner| (Arc::from("value"), inner.clone())).collect();
                collect(entry, name, keys, key, Some(&around), edges);
                if let Some(inner) = inner {
                    collect(entry, name, of, inner, None, edges);
                }
            }
        }
        _ => {}
    }
}

fn collect_mentions(entry: &Entry, edges: &mut Vec<Edge>) {
    let mut seen = HashSet::new();
    // What a text says is said by the entry in whose file it stands.
    for (name, document) in entry.own_documents() {
        for link in document.links() {
            let Destination::Entry { type_id, id, .. } = classify(&link.destination) else {
                continue;
            };
            let key = EntryKey::new(type_id, id);
            if key != entry.key && seen.insert(key.clone()) {
                edges.push(Edge {
                    from: entry.key.clone(),
                    to: key,
                    field: name.into(),
                    relation: None,
                    attributes: FieldValues::default(),
                    span: Span::new(&entry.file, link.span.clone()),
                });
            }
        }
    }
}

/// All edges.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// By the entry that they come from, in the order of the entries.
    edges: Vec<Arc<[Edge]>>,
    from: Map<EntryKey, usize>,
    to: Map<EntryKey, Vec<(usize, usize)>>,
    parents: Map<EntryKey, EntryKey>,
    children: Map<EntryKey, Vec<EntryKey>>,
    ranks: Map<EntryKey, usize>,
}

impl Links {
    pub(super) fn new(catalog: &Catalog, findings: &mut Vec<Diagnostic>) -> Self {
        let mut links = Self::default();
        for content_type in catalog.schema.types() {
            for (rank, entry) in
                catalog.list(&content_type.id, catalog.default_language()).enumerate()
            {
                links.ranks.insert(entry.key.clone(), rank);
            }
        }
        for entry in &catalog.entries {
            if entry.language != *catalog.default_language() {
                continue;
            }
            let exists = |edge: &&Edge| catalog.by_key.contains_key(&edge.to);
            let edges = if entry.edges.iter().all(|edge| exists(&edge)) {
                entry.edges.clone()
            } else {
                entry.edges.iter().filter(exists).cloned().collect()
            };
            let at = links.edges.len();
            for (i, edge) in edges.iter().enumerate() {
                links.to.entry(edge.to.clone()).or_default().push((at, i));
            }
            links.from.insert(entry.key.clone(), at);
            links.edges.push(edges);
        }
        links.check_symmetry(findings);
        links.build_hierarchy(catalog, findings);
        links
    }

    /// Puts the edges of an entry in place of its old ones when they are the same but for where they stand in its file.
    pub(super) fn update_entry(&mut self, key: &EntryKey, edges: &Arc<[Edge]>) -> bool {
        let Some(old) = self.from.get(key).and_then(|at| self.edges.get_mut(*at)) else {
            return false;
        };
        let same = |(a, b): (&Edge, &Edge)| {
            (&a.to, &a.field, &a.relation, &a.attributes)
                == (&b.to, &b.field, &b.relation, &b.attributes)
        };
        let all = old.len() == edges.len() && old.iter().zip(&**edges).all(same);
        if all {
            *old = edges.clone();
        }
        all
    }

    /// Takes the new places of entries in the list of their type, of which only `key` has moved.
    pub(super) fn place(
        &mut self,
        key: &EntryKey,
        ranks: impl Iterator<Item = (EntryKey, usize)>,
        changes: &mut Changes,
    ) {
        self.ranks.extend(ranks);
        let Some(parent) = self.parents.get(key) else { return };
        if let Some(children) = self.children.get_mut(parent) {
            let before = children.clone();
            sort_children(children, &self.ranks);
            if *children != before {
                changes.add(CellKind::Children, parent);
            }
        }
    }

    /// What differs from an earlier state, when only the entries `read` were read anew.
    pub(super) fn changes_since(&self, last: &Self, read: &[&EntryKey], changes: &mut Changes) {
        let of = |links: &Self, key: &EntryKey| -> Arc<[Edge]> {
            links.from.get(key).map(|at| links.edges[*at].clone()).unwrap_or_default()
        };
        let appeared = |links: &Self, other: &Self| -> Vec<Arc<[Edge]>> {
            // A mention becomes an edge when its target appears, without its own entry being read anew.
            let mut all = Vec::new();
            for key in read {
                let gone = links.from.contains_key(*key) && !other.from.contains_key(*key);
                for (at, _) in links.to.get(*key).filter(|_| gone).into_iter().flatten() {
                    all.push(links.edges[*at].clone());
                }
            }
            all
        };
        for edges in appeared(self, last).into_iter().chain(appeared(last, self)) {
            if let Some(edge) = edges.first() {
                changes.add(CellKind::From, &edge.from);
            }
            for edge in &*edges {
                changes.add(CellKind::To, &edge.to);
            }
        }
        for key in read {
            let (before, after) = (of(last, key), of(self, key));
            if before == after {
                continue;
            }
            changes.add(CellKind::From, key);
            for edge in before.iter().chain(&*after) {
                changes.add(CellKind::To, &edge.to);
            }
        }
        let parents = |links: &Self| links.parents.clone().into_iter().collect::<BTreeMap<_, _>>();
        changes.compare(&parents(last), &parents(self), |changes, key| {
            changes.add(CellKind::Parent, key);
        });
        let children =
            |links: &Self| links.children.clone().into_iter().collect::<BTreeMap<_, _>>();
        changes.compare(&children(last), &children(self), |changes, key| {
            changes.add(CellKind::Children, key);
        });
    }

    fn all(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().flat_map(|edges| edges.iter())
    }

    pub(super) fn to(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        tracking::read(CellKind::To, key);
        self.to.get(key).into_iter().flatten().map(|(at, i)| &self.edges[*at][*i])
    }

    /// Where both sides write a symmetric relation, they must say the same.
    fn check_symmetry(&self, findings: &mut Vec<Diagnostic>) {
        for edge in self.all() {
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
                    Diagnostic::at(Code::AsymmetricRelation, edge.span.clone())
                        .arg("field", &edge.field)
                        .arg("other", &edge.to.id)
                        .arg("attributes", different.join(", "))
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

    fn build_hierarchy(&mut self, catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
        let mut spans: HashMap<EntryKey, (Arc<str>, Span)> = HashMap::new();
        for edge in self.edges.iter().flat_map(|edges| edges.iter()) {
            if edge.relation.as_ref().is_some_and(|relation| relation.parent) {
                self.parents.entry(edge.from.clone()).or_insert_with(|| edge.to.clone());
                spans
                    .entry(edge.from.clone())
                    .or_insert_with(|| (edge.field.clone(), edge.span.clone()));
            }
        }
        let mut keys: Vec<&EntryKey> = self.parents.keys().collect();
        keys.sort_unstable();
        let mut reported: HashSet<EntryKey> = HashSet::new();
        for start in &keys {
            let mut path = vec![(*start).clone()];
            while let Some(parent) = path.last().and_then(|last| self.parents.get(last)) {
                if let Some(at) = path.iter().position(|seen| seen == parent) {
                    let circle = &path[at..];
                    if !circle.iter().any(|key| reported.contains(key))
                        && let Some(first) = circle.iter().min()
                        && let Some((field, span)) = spans.get(first)
                    {
                        let names: Vec<&str> =
                            circle.iter().chain([&circle[0]]).map(|key| &*key.id).collect();
                        findings.push(
                            Diagnostic::at(Code::Circle, span.clone())
                                .arg("field", field)
                                .arg("circle", names.join(" → ")),
                        );
                    }
                    reported.extend(circle.iter().cloned());
                    break;
                }
                path.push(parent.clone());
            }
        }
        for (child, parent) in &self.parents.iter().collect::<BTreeMap<_, _>>() {
            if catalog.get(child).is_some_and(Entry::listed) {
                self.children.entry((*parent).clone()).or_default().push((*child).clone());
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for children in self.children.values_mut() {
            sort_children(children, &self.ranks);
        }
    }

    pub(super) fn from(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        tracking::read(CellKind::From, key);
        self.from.get(key).into_iter().flat_map(|at| self.edges[*at].iter())
    }

    pub(super) fn place_of(&self, edge: &Edge) -> EdgePlace {
        let mut edges = self.from(&edge.from);
        let at = edges.position(|known| std::ptr::eq(known, edge)).unwrap_or(usize::MAX);
        EdgePlace { from: edge.from.clone(), at }
    }

    pub(super) fn at(&self, place: &EdgePlace) -> Option<&Edge> {
        self.from(&place.from).nth(place.at)
    }

    pub(super) fn rank(&self, key: &EntryKey) -> usize {
        self.ranks.get(key).copied().unwrap_or(usize::MAX)
    }

    pub(super) fn ancestors(&self, key: &EntryKey) -> Vec<&EntryKey> {
        let mut path: Vec<&EntryKey> = Vec::new();
        let mut at = key;
        let above = |key: &EntryKey| {
            tracking::read(CellKind::Parent, key);
            self.parents.get(key)
        };
        while let Some(parent) = above(at) {
            if path.contains(&parent) || parent == key {
                break;
            }
            path.push(parent);
            at = parent;
        }
        path
    }

    pub(super) fn children(&self, key: &EntryKey) -> Vec<&EntryKey> {
        tracking::read(CellKind::Children, key);
        self.children.get(key).into_iter().flatten().collect()
    }

    pub(super) fn inverse(&self, catalog: &Catalog, key: &EntryKey) -> Vec<InverseGroup<'_>> {
        // Typed relations in the order of types and fields, mentions last.
        let mut groups: BTreeMap<(bool, Arc<str>, usize, String), InverseGroup<'_>> =
            BTreeMap::new();
        for edge in self.to(key) {
            let Some(from) = catalog.get(&edge.from).filter(|from| from.listed()) else {
                continue;
            };
            // The edges of a group are sorted by the places of entries in their list.
            tracking::read(CellKind::Rank, &from.key);
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
                group.edges.iter().map(|edge| (self.rank(&edge.from), *edge)).collect();
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

/// By type, and then as in the list of the type.
fn sort_children(children: &mut [EntryKey], ranks: &Map<EntryKey, usize>) {
    children.sort_by_key(|key| {
        (key.type_id.clone(), ranks.get(key).copied().unwrap_or(usize::MAX), key.id.clone())
    });
}
