//! What the columns of a table are about: fields by their names or labels, also parts of them, the id, and the body.
//!
//! Entry point: [`columns`]. Invariant: a column that is about nothing is a finding and never left out silently; two columns are never about the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::cells::{self, Leaf};
use super::table::{ImportTable, TableCell};
use crate::diagnostic::problem::ColumnProblem;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, listing, nearest, problem};
use crate::edit::Step;
use crate::location::{SitePath, Span};
use crate::model::Catalog;
use crate::schema::{ContentType, Field, FieldKind, Parts};

/// What stands between the name of a field and that of a part of it.
const BETWEEN: [char; 5] = ['.', ':', '/', '>', '›'];

/// What a column is about.
#[derive(Clone, Debug)]
pub(super) enum ColumnTarget<'a> {
    /// The id of the entry.
    Id,
    /// The text under the front matter.
    Body,
    /// A field, or a part of one.
    Field(FieldTarget<'a>),
    /// Nothing, as somebody has said.
    Nothing,
}

/// A field, or a part of one.
#[derive(Clone, Debug)]
pub(super) struct FieldTarget<'a> {
    /// The way to it in an entry.
    pub(super) steps: Vec<Step>,
    /// The place of each step among its neighbours.
    pub(super) ranks: Vec<usize>,
    /// What is written there.
    pub(super) leaf: Leaf<'a>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct TableColumn<'a> {
    /// Its number in the table.
    pub(super) number: usize,
    /// What stands above it.
    pub(super) name: String,
    /// Where.
    pub(super) span: std::ops::Range<usize>,
    /// What it is about.
    pub(super) target: ColumnTarget<'a>,
}

impl TableColumn<'_> {
    /// What spreadsheets call it: A, B, …
    pub(super) fn letters(&self) -> String {
        let (mut left, mut letters) = (self.number + 1, Vec::new());
        while left > 0 {
            letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
            left = (left - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

/// What is needed to tell what columns are about.
pub(super) struct ColumnReader<'a> {
    /// The type of the entries.
    pub(super) content_type: &'a ContentType,
    /// All entries.
    pub(super) catalog: &'a Catalog,
    /// The table's path in findings.
    pub(super) file: &'a SitePath,
    /// Whether the entries can have a body where they will be.
    pub(super) has_body: bool,
    /// The words of all languages of messages, in which columns may be called.
    pub(super) words: Vec<Texts>,
}

/// The columns of a table, in its order. `mapped` says by its name what a column is about.
pub(super) fn columns<'a>(
    reader: &ColumnReader<'a>,
    table: &ImportTable,
    mapped: &[(String, String)],
    findings: &mut Vec<Diagnostic>,
) -> Vec<TableColumn<'a>> {
    let Some(head) = table.rows.first() else { return Vec::new() };
    let names: Vec<&str> = head.cells.iter().map(|cell| cell.value.text()).collect();
    let known: Vec<String> = names.iter().map(|name| normal(name)).collect();
    for (name, _) in mapped.iter().filter(|(name, _)| !names.iter().any(|it| same(it, name))) {
        let near = nearest(&normal(name), known.iter().map(String::as_str));
        let at = near.and_then(|near| known.iter().position(|it| it == near));
        let suggestion = at.map(|at| names[at]);
        let (column, problem) = (name, ColumnProblem::Absent);
        let found = reader.unknown(column, problem, suggestion);
        findings.push(Diagnostic::at_file(found, reader.file));
    }
    let mut columns: Vec<TableColumn<'a>> = Vec::new();
    for (number, cell) in head.cells.iter().enumerate() {
        let is_used = || {
            let mut below = table.rows.iter().skip(1).filter_map(|row| row.cells.get(number));
            below.any(|cell| !cell.value.text().is_empty())
        };
        let name = cell.value.text();
        if name.is_empty() && !is_used() {
            continue;
        }
        if let Some(target) = reader.target(cell, mapped, findings) {
            let column =
                TableColumn { number, name: name.to_owned(), span: cell.span.clone(), target };
            columns.push(column);
        }
    }
    twice(reader, columns, findings)
}

/// Reports columns that are about what an earlier one is about; what one is about of which another is about a part is the same.
fn twice<'a>(
    reader: &ColumnReader<'_>,
    columns: Vec<TableColumn<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<TableColumn<'a>> {
    let mut kept: Vec<TableColumn<'a>> = Vec::new();
    for column in columns {
        let other = kept.iter().find(|other| match (&other.target, &column.target) {
            (ColumnTarget::Id, ColumnTarget::Id) | (ColumnTarget::Body, ColumnTarget::Body) => true,
            (ColumnTarget::Field(a), ColumnTarget::Field(b)) => {
                a.steps.starts_with(&b.steps) || b.steps.starts_with(&a.steps)
            }
            _ => false,
        });
        match other {
            Some(other) => findings.push(
                Diagnostic::at(
                    problem::ColumnTwice { column: &column.name, other: &other.name },
                    Span::new(reader.file, column.span.clone()),
                )
                .related("first", Span::new(reader.file, other.span.clone())),
            ),
            None => kept.push(column),
        }
    }
    kept
}

impl<'a> ColumnReader<'a> {
    /// What a column is about; a finding where that is not clear.
    fn target(
        &self,
        cell: &TableCell,
        mapped: &[(String, String)],
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ColumnTarget<'a>> {
        let written = cell.value.text();
        let span = Span::new(self.file, cell.span.clone());
        let said = mapped.iter().find(|(name, _)| same(name, written)).map(|(_, to)| to.as_str());
        if said.is_some_and(|said| said.trim().is_empty()) {
            return Some(ColumnTarget::Nothing);
        }
        let meant = said.unwrap_or(written);
        let shown = &written;
        if meant.is_empty() {
            let found = self.unknown(&"", ColumnProblem::Unnamed, None);
            findings.push(Diagnostic::at(found, span));
            return None;
        }
        let mut fields = self.under(&self.content_type.fields, meant);
        let is_id = self.is_word(meant, "id", "cli-import-column-id");
        let is_body = self.is_word(meant, "body", "cli-import-column-body");
        if fields.is_empty() && !is_id && !is_body {
            fields = self.parts_called(meant);
        }
        match fields.len() {
            0 => {}
            1 => return fields.pop().map(ColumnTarget::Field),
            _ => {
                let known: Vec<String> = fields.iter().map(|field| path_of(&field.steps)).collect();
                let known = listing(&known);
                let problem = ColumnProblem::Several { known: &known };
                let found = self.unknown(shown, problem, None);
                findings.push(Diagnostic::at(found, span));
                return None;
            }
        }
        if is_id {
            return Some(ColumnTarget::Id);
        }
        if is_body && self.has_body {
            return Some(ColumnTarget::Body);
        }
        let problem = match said {
            _ if is_body => ColumnProblem::NoBody,
            Some(_) => ColumnProblem::Mapped,
            None => ColumnProblem::Unknown,
        };
        let suggestion = self.suggestion(meant);
        let found = self.unknown(&meant, problem, suggestion.as_deref());
        findings.push(Diagnostic::at(found, span));
        None
    }

    fn unknown<'f>(
        &'f self,
        column: &'f dyn std::fmt::Display,
        problem: ColumnProblem<'f>,
        suggestion: Option<&'f str>,
    ) -> problem::UnknownColumn<'f> {
        problem::UnknownColumn { column, type_: &self.content_type.id, problem, suggestion }
    }

    /// The name or label that was probably meant by something else.
    fn suggestion(&self, written: &str) -> Option<String> {
        let written = normal(written);
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        self.content_type.fields.iter().for_each(|(name, field)| {
            let inner = match field.kind.parts() {
                Parts::Fields(fields) => Some(fields),
                _ => None,
            };
            for (_, label) in field.label.iter() {
                known.insert(normal(label), label.to_owned());
                for inner in inner.into_iter().flat_map(IndexMap::values) {
                    let labels = inner.label.iter().map(|(_, it)| format!("{label}: {it}"));
                    known.extend(labels.map(|label| (normal(&label), label)));
                }
            }
            known.insert(normal(name), name.to_string());
            for inner in inner.into_iter().flat_map(IndexMap::keys) {
                let path = format!("{name}.{inner}");
                known.insert(normal(&path), path);
            }
        });
        let near = nearest(&written, known.keys().map(String::as_str))?.to_owned();
        known.remove(&near)
    }

    /// What of these fields is called so: all of them, where several are.
    fn under(&self, fields: &'a IndexMap<Arc<str>, Field>, written: &str) -> Vec<FieldTarget<'a>> {
        let found = called(fields, written);
        if !found.is_empty() {
            let whole = |(rank, name, field): (usize, &str, &'a Field)| FieldTarget {
                steps: vec![Step::from(name)],
                ranks: vec![rank],
                leaf: Leaf::Value(field),
            };
            return found.into_iter().map(whole).collect();
        }
        for (at, sign) in written.char_indices().filter(|(_, sign)| BETWEEN.contains(sign)) {
            let (head, rest) = (&written[..at], &written[at + sign.len_utf8()..]);
            let mut targets = Vec::new();
            for (rank, name, field) in called(fields, head) {
                for mut target in self.inside(&field.kind, rest) {
                    target.steps.insert(0, Step::from(name));
                    target.ranks.insert(0, rank);
                    targets.push(target);
                }
            }
            if !targets.is_empty() {
                return targets;
            }
        }
        Vec::new()
    }

    /// What parts of fields are called so by their label alone, such as the town of an address: in whichever field they are.
    fn parts_called(&self, written: &str) -> Vec<FieldTarget<'a>> {
        let mut targets = Vec::new();
        for (rank, (name, field)) in self.content_type.fields.iter().enumerate() {
            for mut target in self.inside(&field.kind, written) {
                // A key of a map can be anything.
                let is_named = match field.kind.parts() {
                    Parts::None | Parts::Fields(_) => true,
                    Parts::Items(_) | Parts::Pairs(..) => false,
                };
                if is_named {
                    target.steps.insert(0, Step::from(&**name));
                    target.ranks.insert(0, rank);
                    targets.push(target);
                }
            }
        }
        targets
    }

    /// Whether somebody means this word, or what it is called in one of the languages of messages.
    fn is_word(&self, written: &str, word: &str, id: &str) -> bool {
        same(written, word) || self.words.iter().any(|words| same(written, &words.get(id, &[])))
    }

    /// What of a value is called so.
    fn inside(&self, kind: &'a FieldKind, written: &str) -> Vec<FieldTarget<'a>> {
        match kind.parts() {
            Parts::Fields(fields) => self.under(fields, written),
            // Of a list of groups, a row of a table can have one.
            Parts::Items(of) => {
                let mut targets = match of.kind.parts() {
                    Parts::Fields(fields) => self.under(fields, written),
                    _ => Vec::new(),
                };
                for target in &mut targets {
                    target.steps.insert(0, Step::Item(0));
                    target.ranks.insert(0, 0);
                }
                targets
            }
            Parts::Pairs(keys, of) => {
                let key = cells::key_meant(&keys.kind, written, self.catalog);
                let steps = vec![Step::Key(key)];
                vec![FieldTarget { steps, ranks: vec![0], leaf: Leaf::Value(of) }]
            }
            Parts::None => {
                let parts = || kind.control().parts().iter().enumerate();
                let by_key = parts().find(|(_, (key, _))| same(key, written));
                let is_label = |key: &str| self.is_word(written, key, &part_label(key));
                let part = by_key.or_else(|| parts().find(|(_, (key, _))| is_label(key)));
                part.map(|(rank, (key, part))| FieldTarget {
                    steps: vec![Step::from(*key)],
                    ranks: vec![rank],
                    leaf: Leaf::Part(*part),
                })
                .into_iter()
                .collect()
            }
        }
    }
}

/// The fields that are called so: the one of this name, else those with this label.
fn called<'a>(
    fields: &'a IndexMap<Arc<str>, Field>,
    written: &str,
) -> Vec<(usize, &'a str, &'a Field)> {
    let all = || fields.iter().enumerate().map(|(rank, (name, field))| (rank, &**name, field));
    let named: Vec<_> = all().filter(|(_, name, _)| same(name, written)).collect();
    if !named.is_empty() {
        return named;
    }
    let is_label = |field: &Field| field.label.iter().any(|(_, label)| same(label, written));
    all().filter(|(_, _, field)| is_label(field)).collect()
}

/// The text with the label of a part of an address, a picture or a file, as the forms of the preview have it.
fn part_label(key: &str) -> String {
    format!("editor-part-{}", key.replace('_', "-"))
}

/// A way as people write it.
pub(super) fn path_of(steps: &[Step]) -> String {
    let words = steps.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item(_) => None,
    });
    words.collect::<Vec<_>>().join(".")
}

/// Whether two names are the same to whoever reads them in a table.
fn same(a: &str, b: &str) -> bool {
    normal(a) == normal(b)
}

/// A name without what tables put around it: capital letters, stars at what is required, spaces.
fn normal(name: &str) -> String {
    let words: Vec<&str> =
        name.trim().trim_end_matches(['*', ':', ' ']).split_whitespace().collect();
    words.join(" ").to_lowercase()
}
