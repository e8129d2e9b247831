//! What the columns of a table are about: fields by their names or labels, also parts of them, the id, and the body, in which language.
//!
//! Entry point: [`columns`]. Invariant: a column that is about nothing is a finding and never left out silently; two columns are never about the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::cells::{self, Leaf};
use super::languages::{self, MarkedLanguage, MarkedName};
use super::table::{ImportTable, TableCell};
use crate::diagnostic::problem::ColumnProblem;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, listing, nearest, problem};
use crate::edit::Step;
use crate::location::{SitePath, Span};
use crate::model::Catalog;
use crate::schema::{ContentType, Field, FieldKind, Parts, common};

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
    /// Whether that says something in words of a language.
    has_words: bool,
    /// Whether the key of a map is on the way: that can be anything.
    has_key: bool,
}

impl FieldTarget<'_> {
    /// Whether translations have a word of their own there. They also say by themselves how far they are.
    pub(super) fn is_translated(&self, of: &ContentType) -> bool {
        let Some(Step::Key(name)) = self.steps.first() else { return false };
        let says_so = of.field(name).is_some_and(|field| of.is_translated(field));
        // The title counts, whatever it is made of.
        let has_words = self.has_words || *name == of.title;
        self.is_status() || (says_so && has_words)
    }

    /// Whether it says how far something is.
    pub(super) fn is_status(&self) -> bool {
        self.steps == [Step::from(common::STATUS)]
    }
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
    /// The language of the translation that it is about; none for the entry itself.
    pub(super) language: Option<&'a str>,
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
    /// The languages of the site, the default one first.
    pub(super) languages: &'a [String],
}

/// What is called so.
#[derive(Default)]
struct Called<'a> {
    fields: Vec<FieldTarget<'a>>,
    is_id: bool,
    is_body: bool,
}

impl Called<'_> {
    fn is_something(&self) -> bool {
        !self.fields.is_empty() || self.is_id || self.is_body
    }

    /// Whether it is something only because keys of maps can be anything.
    fn is_loose(&self) -> bool {
        !self.is_id && !self.is_body && self.fields.iter().all(|field| field.has_key)
    }
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
        if let Some((target, language)) = reader.target(cell, mapped, findings) {
            let (name, span) = (name.to_owned(), cell.span.clone());
            columns.push(TableColumn { number, name, span, target, language });
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
        let alike = kept.iter().filter(|other| other.language == column.language);
        let other = alike.into_iter().find(|other| match (&other.target, &column.target) {
            (ColumnTarget::Id, ColumnTarget::Id) | (ColumnTarget::Body, ColumnTarget::Body) => true,
            (ColumnTarget::Field(a), ColumnTarget::Field(b)) => {
                a.steps.starts_with(&b.steps) || b.steps.starts_with(&a.steps)
            }
            _ => false,
        });
        match other {
            Some(other) => {
                // „Titel“ and “Title” are labels of one field.
                let translated = reader.translated_name(&column);
                let found = problem::ColumnTwice {
                    column: &column.name,
                    other: &other.name,
                    translated: translated.as_deref(),
                };
                findings.push(
                    Diagnostic::at(found, Span::new(reader.file, column.span.clone()))
                        .related("first", Span::new(reader.file, other.span.clone())),
                );
            }
            None => kept.push(column),
        }
    }
    kept
}

impl<'a> ColumnReader<'a> {
    /// What a column is about, and in which language; a finding where that is not clear.
    fn target(
        &self,
        cell: &TableCell,
        mapped: &[(String, String)],
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(ColumnTarget<'a>, Option<&'a str>)> {
        let written = cell.value.text();
        let said = mapped.iter().find(|(name, _)| same(name, written)).map(|(_, to)| to.as_str());
        if said.is_some_and(|said| said.trim().is_empty()) {
            return Some((ColumnTarget::Nothing, None));
        }
        let meant = said.unwrap_or(written);
        let mut refuse = |column: &str, problem: ColumnProblem<'_>, suggestion: Option<&str>| {
            let found = self.unknown(&column, problem, suggestion);
            findings.push(Diagnostic::at(found, Span::new(self.file, cell.span.clone())));
            None
        };
        if meant.is_empty() {
            return refuse("", ColumnProblem::Unnamed, None);
        }
        let (mut called, mut mark) = self.called(meant);
        let mut fields = called.fields.iter();
        let is_translated =
            called.is_body || fields.any(|field| field.is_translated(self.content_type));
        if said.is_some() && is_translated && mark.is_none() {
            // `--map "Result (en)=result"` says nothing against the language.
            let of_column = languages::marked(written, self.languages);
            mark = of_column.filter(|mark| matches!(mark.language, MarkedLanguage::Known(_)));
        }
        let language = match mark.map(|mark| mark.language) {
            Some(MarkedLanguage::Unknown(language)) => {
                let known = listing(self.languages);
                let problem = ColumnProblem::NoLanguage { language: &language, languages: &known };
                return refuse(written, problem, None);
            }
            Some(MarkedLanguage::Known(language)) => {
                Some(language).filter(|language| Some(*language) != self.default_language())
            }
            None => None,
        };
        if let Some(mark) = mark.filter(|_| language.is_some() && !is_translated) {
            let problem = ColumnProblem::Untranslated { field: &mark.rest };
            return refuse(written, problem, None);
        }
        match called.fields.len() {
            0 => {}
            1 => return called.fields.pop().map(|field| (ColumnTarget::Field(field), language)),
            _ => {
                let known = called.fields.iter().map(|field| path_of(&field.steps));
                let known = listing(&known.collect::<Vec<_>>());
                return refuse(written, ColumnProblem::Several { known: &known }, None);
            }
        }
        if called.is_id {
            return Some((ColumnTarget::Id, None));
        }
        if called.is_body && self.has_body {
            return Some((ColumnTarget::Body, language));
        }
        let problem = match said {
            _ if called.is_body => ColumnProblem::NoBody,
            Some(_) => ColumnProblem::Mapped,
            None => ColumnProblem::Unknown,
        };
        let suggestion = self.suggestion(meant);
        refuse(meant, problem, suggestion.as_deref())
    }

    fn default_language(&self) -> Option<&'a str> {
        self.languages.first().map(String::as_str)
    }

    /// What is called so, and the language that is named behind that, where one is.
    fn called<'n>(&self, name: &'n str) -> (Called<'a>, Option<MarkedName<'n, 'a>>) {
        let whole = self.called_exactly(name);
        let mark = languages::marked(name, self.languages);
        // What is called so with all that is there, is meant.
        let is_marked = |mark: &MarkedName<'_, '_>| {
            !whole.is_something() || (mark.is_bracketed && whole.is_loose())
        };
        if let Some(mark) = mark.filter(is_marked) {
            let rest = self.called_exactly(mark.rest);
            let has_language = match mark.language {
                MarkedLanguage::Known(_) => rest.is_something(),
                // Behind a number, it is more likely a unit.
                MarkedLanguage::Unknown(_) => {
                    rest.is_body
                        || rest.fields.iter().any(|field| field.is_translated(self.content_type))
                }
            };
            if has_language {
                return (rest, Some(mark));
            }
        }
        (whole, None)
    }

    fn called_exactly(&self, name: &str) -> Called<'a> {
        let mut fields = self.under(&self.content_type.fields, name);
        let is_id = self.is_word(name, "id", "cli-import-column-id");
        let is_body = self.is_word(name, "body", "cli-import-column-body");
        if fields.is_empty() && !is_id && !is_body {
            fields = self.parts_called(name);
        }
        Called { fields, is_id, is_body }
    }

    /// The name of a column for the translation of what this one is about.
    fn translated_name(&self, column: &TableColumn<'_>) -> Option<String> {
        let is_translated = match &column.target {
            ColumnTarget::Field(target) => target.is_translated(self.content_type),
            ColumnTarget::Body => true,
            ColumnTarget::Id | ColumnTarget::Nothing => false,
        };
        let language = self.languages.get(1)?;
        let is_asked = is_translated && column.language.is_none();
        let (_, mark) = self.called(&column.name);
        let name = mark.map_or(column.name.as_str(), |mark| mark.rest);
        is_asked.then(|| format!("{name} ({language})"))
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
        if let Some(mark) = languages::marked(written, self.languages)
            && let MarkedLanguage::Known(language) = mark.language
            && let Some(near) = self.suggestion(mark.rest)
        {
            return Some(format!("{near} ({language})"));
        }
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
                has_words: has_words(field),
                has_key: false,
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
                vec![FieldTarget {
                    steps: vec![Step::Key(key)],
                    ranks: vec![0],
                    leaf: Leaf::Value(of),
                    has_words: has_words(of),
                    has_key: true,
                }]
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
                    has_words: kind.is_picture(),
                    has_key: false,
                })
                .into_iter()
                .collect()
            }
        }
    }
}

/// Whether a field says something in words that readers see.
fn has_words(field: &Field) -> bool {
    field.kind.has_words() && !field.personal && !field.hidden
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
