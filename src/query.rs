//! What files that select entries have in common: their own ids, names of entries, types and fields, and filters.
//!
//! Entry point: `Selector`. Invariant: what is returned is there; what is named and is not there is a finding at its place.

use std::sync::Arc;

use crate::address::path::{self, Use};
use crate::diagnostic::problem::{Expected, Unpublished};
use crate::diagnostic::{Diagnostic, Severity, nearest, problem};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, Entry, EntryKey, Value};
use crate::schema::{Ability, ContentType, Field, FieldKind, Relation};
use crate::yaml::{self, Node, Reader};

/// Finds what files name.
#[derive(Clone, Copy)]
pub(crate) struct Selector<'a> {
    /// The collection.
    pub(crate) catalog: &'a Catalog,
    /// The language in which entries must exist, if only in the default one's words.
    pub(crate) language: &'a str,
}

impl<'a> Selector<'a> {
    /// The published entry that is written as `type:id`.
    pub(crate) fn entry(&self, written: &str, span: &Span) -> Result<EntryKey, Box<Diagnostic>> {
        let (type_id, id) = written.split_once(':').unwrap_or(("", written));
        let content_type = self.catalog.schema.get(type_id).ok_or_else(|| {
            let known = self.catalog.schema.types().map(|content_type| &*content_type.id);
            let suggestion = nearest(type_id, known);
            let found = problem::UnknownType { type_: &type_id, suggestion };
            Box::new(Diagnostic::at(found, span.clone()))
        })?;
        let key = EntryKey::new(content_type.id.clone(), id);
        let Some(entry) = self.catalog.localized(&key, self.language) else {
            let suggestion = self.catalog.id_meant(&content_type.id, id);
            let suggestion = suggestion.map(|suggestion| format!("{type_id}:{suggestion}"));
            let found = problem::NoSuchEntry {
                type_: &type_id,
                id: &id,
                problem: None,
                suggestion: suggestion.as_deref(),
            };
            return Err(Box::new(Diagnostic::at(found, span.clone()).with_fix()));
        };
        if !entry.published {
            // Approved, and yet not published: its day has not come.
            let (status, severity) = match entry.status.as_str() {
                _ if entry.withdrawn => (Unpublished::Consent, Severity::Warning),
                "approved" | "archived" => (Unpublished::Scheduled, Severity::Error),
                "review" => (Unpublished::Review, Severity::Error),
                _ => (Unpublished::Draft, Severity::Error),
            };
            return Err(Box::new(
                Diagnostic::at(
                    problem::ReferenceToUnpublished {
                        field: &"entries",
                        target: &entry.key,
                        title: &entry.title(),
                        status,
                        file: &entry.file,
                    },
                    span.clone(),
                )
                .with_severity(severity),
            ));
        }
        Ok(key)
    }

    /// The types that a list names.
    pub(crate) fn types(
        &self,
        names: &[(String, Span)],
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<str>> {
        let mut types = Vec::new();
        for (name, span) in names {
            match self.content_type(name, span.clone()) {
                Ok(content_type) => types.push(content_type.id.clone()),
                Err(finding) => findings.push(*finding),
            }
        }
        types
    }

    /// The type of this name.
    pub(crate) fn content_type(
        &self,
        name: &str,
        span: Span,
    ) -> Result<&'a ContentType, Box<Diagnostic>> {
        self.catalog.schema.get(name).ok_or_else(|| {
            let known = self.catalog.schema.types().map(|content_type| &*content_type.id);
            Box::new(
                Diagnostic::at(
                    problem::UnknownType { type_: &name, suggestion: nearest(name, known) },
                    span,
                )
                .with_fix(),
            )
        })
    }

    /// The filter of a selection in `file`; without one, there are no conditions.
    pub(crate) fn filter(
        &self,
        content_type: &ContentType,
        file: &SitePath,
        filter: Option<&Node>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Condition> {
        let Some(node) = filter else { return Vec::new() };
        if node.as_map().is_none() {
            let span = Span::new(file, node.beginning());
            findings.push(yaml::bad_value(span, "where", node.quoted(), Expected::Map));
            return Vec::new();
        }
        match Reader::new(file, node, findings) {
            Some(mut r) => self.conditions(content_type, node, &mut r),
            None => Vec::new(),
        }
    }

    /// The filter under `where`.
    pub(crate) fn conditions(
        &self,
        content_type: &ContentType,
        node: &Node,
        r: &mut Reader<'_, '_>,
    ) -> Vec<Condition> {
        let Some(pairs) = node.as_map() else {
            r.bad("where", node, Expected::Map);
            return Vec::new();
        };
        let mut conditions = Vec::new();
        for pair in pairs {
            let span = r.at(pair.key_span.clone());
            let field = match expect_field(content_type, &pair.key, span) {
                Ok(field) => field,
                Err(finding) => {
                    r.findings.push(*finding);
                    continue;
                }
            };
            let nodes = pair.value.as_list().unwrap_or_else(|| std::slice::from_ref(&pair.value));
            let wanted = nodes.iter().filter_map(|node| self.wanted(field, node, r)).collect();
            conditions.push(Condition { field: field.name.clone(), wanted });
        }
        conditions
    }

    /// A value to compare with, when the field can have it.
    fn wanted(&self, field: &Field, node: &Node, r: &mut Reader<'_, '_>) -> Option<Wanted> {
        let kind = field.kind.item();
        if node.as_map().is_some() && kind.can(Ability::Range) {
            return range(field, node, r);
        }
        let Some(written) = node.as_str() else {
            r.bad(&field.name, node, Expected::Word);
            return None;
        };
        if kind.is_box() {
            let value = yaml::parse_boolean(written);
            if value.is_none() {
                r.bad(&field.name, node, Expected::Boolean);
            }
            return value.map(Wanted::Boolean);
        }
        if let Some(relation) = kind.relation() {
            return self.target(relation, written, node, r).map(Wanted::Entry);
        }
        if let Some(values) = kind.choices()
            && !values.contains_key(written)
        {
            bad_choice(r, &field.name, node, values.keys().map(String::as_str));
            return None;
        }
        match kind.plain(written) {
            _ if kind.can(Ability::Select) => Some(Wanted::Text(written.to_owned())),
            // The same value may be written in several ways.
            Some(value) => {
                let (min, max) = (Some(value.clone()), Some(value));
                Some(Wanted::Range { kind: kind.clone(), min, max })
            }
            None => {
                let ranged = kind.can(Ability::Range);
                let expected = if ranged { Expected::Range } else { Expected::FilterField };
                r.bad(&field.name, node, expected);
                None
            }
        }
    }

    /// The entry that is written as a value of a relation.
    fn target(
        &self,
        relation: &Relation,
        written: &str,
        node: &Node,
        r: &mut Reader<'_, '_>,
    ) -> Option<EntryKey> {
        let (type_id, id) = match written.split_once(':') {
            Some((type_id, id)) => (Some(type_id), id),
            None => (None, written),
        };
        let found =
            relation.to.iter().filter(|to| type_id.is_none_or(|wanted| wanted == &***to)).find_map(
                |to| {
                    let key = EntryKey::new(to.clone(), id);
                    self.catalog.get(&key).map(|_| key)
                },
            );
        if let (None, Some(to)) = (&found, relation.to.first()) {
            let mut suggestion = relation.to.iter();
            let suggestion = suggestion.find_map(|to| self.catalog.id_meant(to, id));
            let span = r.at(node.span.clone());
            r.findings.push(
                Diagnostic::at(
                    problem::NoSuchEntry { type_: to, id: &id, problem: None, suggestion },
                    span,
                )
                .with_fix(),
            );
        }
        found
    }
}

/// What an entry must have to be selected: one of several values in a field.
pub(crate) struct Condition {
    field: Arc<str>,
    wanted: Vec<Wanted>,
}

enum Wanted {
    Boolean(bool),
    Entry(EntryKey),
    Text(String),
    /// Neither below the one nor above the other.
    Range {
        kind: FieldKind,
        min: Option<Value>,
        max: Option<Value>,
    },
}

impl Condition {
    /// Whether an entry has what is asked for.
    pub(crate) fn holds(&self, entry: &Entry) -> bool {
        let value = entry.get(&self.field);
        self.wanted.iter().any(|wanted| match wanted {
            // A box that nobody ticked says no.
            Wanted::Boolean(wanted) => entry.is(&self.field) == *wanted,
            Wanted::Entry(key) => entry.references(&self.field).contains(&key),
            Wanted::Text(text) => value.is_some_and(|value| {
                value.items().iter().any(|item| item.written().as_deref() == Some(text))
            }),
            Wanted::Range { kind, min, max } => value.is_some_and(|value| {
                let is_within = |item| kind.is_within(item, min.as_ref(), max.as_ref());
                value.items().iter().any(is_within)
            }),
        })
    }
}

/// The smallest and the largest value under `min` and `max`, one of which may be left out.
fn range(field: &Field, node: &Node, r: &mut Reader<'_, '_>) -> Option<Wanted> {
    let kind = field.kind.item();
    let mut inner = Reader::new(r.file(), node, r.findings)?;
    let before = inner.findings.len();
    let mut limit = |key| {
        let node = inner.node(key)?;
        let value = node.as_str().and_then(|written| kind.plain(written));
        if value.is_none() {
            inner.bad(key, node, Expected::Range);
        }
        value
    };
    let (min, max) = (limit("min"), limit("max"));
    let is_sound = inner.findings.len() == before;
    inner.finish();
    if is_sound && min.is_none() && max.is_none() {
        r.bad(&field.name, node, Expected::Range);
        return None;
    }
    is_sound.then(|| Wanted::Range { kind: kind.clone(), min, max })
}

/// The field of this name.
pub(crate) fn expect_field<'a>(
    content_type: &'a ContentType,
    name: &str,
    span: Span,
) -> Result<&'a Field, Box<Diagnostic>> {
    content_type.field(name).ok_or_else(|| {
        let known = content_type.fields.keys().map(|key| &**key);
        Box::new(
            Diagnostic::at(
                problem::NoSuchField { field: &name, suggestion: nearest(name, known) },
                span,
            )
            .with_fix(),
        )
    })
}

/// Reports that a key has none of the values that it can have.
pub(crate) fn bad_choice<'a>(
    r: &mut Reader<'_, '_>,
    key: &str,
    node: &Node,
    known: impl Iterator<Item = &'a str>,
) {
    let known: Vec<&str> = known.collect();
    r.no_choice(key, node, node.quoted(), &known);
}

/// Finds what is wrong with the id of a publication or an edition, which is a part of addresses. Names that not every system takes are
/// found where files are read.
pub(crate) fn check_file_id(file: &SitePath, findings: &mut Vec<Diagnostic>) {
    let id = file.stem();
    if let (Ok(()), Err(fault)) = (path::piece(id, Use::Name), path::piece(id, Use::Address)) {
        findings.push(Diagnostic::unusable(Span::start_of(file), id, fault, Use::Address));
    }
}
