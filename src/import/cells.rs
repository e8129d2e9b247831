//! From what a cell says to a value as files of the collection write it.
//!
//! Entry point: [`CellReader::value`]. Invariant: a value is put into the form that files have when it can mean nothing else; whatever else is
//! written stays as it is, for the reader of entries to judge.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::CellValue;
use crate::diagnostic::{Certainty, Diagnostic};
use crate::edit::NewValue;
use crate::files::FileKinds;
use crate::i18n;
use crate::location::SitePath;
use crate::model::Catalog;
use crate::schema::{
    Control, Entries, EntryKey, Field, FieldKind, PartControl, Parts, ValueReader,
};
use crate::source::Snapshot;
use crate::syntax::slug::slug;
use crate::yaml::{Node, NodeValue};

/// What is between several values in a cell.
const BETWEEN: [char; 3] = [';', '\n', '\r'];
/// Signs by which tables say yes, and the words of spreadsheets for it.
const TICKS: [&str; 6] = ["x", "✓", "✔", "1", "true", "wahr"];
/// Signs by which tables say no.
const CROSSES: [&str; 3] = ["0", "false", "falsch"];

/// What is written at the end of a way.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leaf<'a> {
    /// The value of a field.
    Value(&'a Field),
    /// A piece of a value.
    Part(PartControl),
}

/// Why a cell has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CellFault {
    /// The spreadsheet could not work it out.
    Fault(String),
    /// A number that can be read in two ways: as written, and without the points.
    Readings(String, String),
}

/// Why an answer is no value.
#[derive(Debug)]
pub(crate) enum Misread {
    /// This is found in it.
    Found(Box<Diagnostic>),
    /// There is no such entry; perhaps this one is meant.
    NoEntry(Option<String>),
    /// It can be read in two ways; this is the other one.
    Readings(String),
}

/// Reads cells.
pub(super) struct CellReader<'a> {
    /// All entries.
    pub(super) catalog: &'a Catalog,
    /// All files.
    pub(super) snapshot: &'a Snapshot,
    /// Which files readers may get.
    pub(super) kinds: &'a FileKinds,
    /// The table's path in findings.
    pub(super) file: &'a SitePath,
    /// The type of the entries, and the ids of those that are new by their titles in lower case.
    pub(super) new: (Arc<str>, BTreeMap<String, String>),
    /// All entries by their titles in lower case, once one is asked for.
    pub(super) titles: OnceCell<BTreeMap<String, Vec<EntryKey>>>,
}

impl CellReader<'_> {
    /// The value that a cell has; `None` for nothing.
    pub(super) fn value(
        &self,
        cell: &CellValue,
        leaf: Leaf<'_>,
    ) -> Result<Option<NewValue>, CellFault> {
        let text = cell.text();
        if text.is_empty() {
            return Ok(None);
        }
        if let CellValue::Fault(fault) = cell {
            return Err(CellFault::Fault(fault.clone()));
        }
        let is_text = matches!(cell, CellValue::Text(_));
        let field = match leaf {
            Leaf::Value(field) => field,
            Leaf::Part(PartControl::Tick) => return Ok(Some(NewValue::plain(&answer(text)))),
            Leaf::Part(_) => return Ok(Some(NewValue::Text(lines(text)))),
        };
        if let Parts::Items(of) = field.kind.parts() {
            let items = text.split(BETWEEN).map(str::trim).filter(|item| !item.is_empty());
            let items: Result<_, _> = items.map(|item| self.one(item, of, is_text)).collect();
            return Ok(Some(NewValue::List(items?)));
        }
        self.one(text, field, is_text).map(Some)
    }

    /// The value that somebody has written for a field of one piece; `Err` says why it is none.
    pub(super) fn judged(&self, text: &str, field: &Field) -> Result<NewValue, Misread> {
        let value = self.one(text, field, true).map_err(|fault| match fault {
            CellFault::Fault(other) | CellFault::Readings(_, other) => Misread::Readings(other),
        })?;
        let written = match &value {
            NewValue::Text(written) | NewValue::Literal(written) => written.clone(),
            _ => return Ok(value),
        };
        if let Some(relation) = field.kind.relation() {
            let (typed, id) = match written.split_once(':') {
                Some((type_id, id)) => (Some(type_id), id),
                None => (None, written.as_str()),
            };
            let to = || relation.to.iter().filter(|to| typed.is_none_or(|typed| typed == &***to));
            if to().any(|to| self.catalog.get(&EntryKey::new(to.clone(), id)).is_some()) {
                return Ok(value);
            }
            let mut meant = to().filter_map(|to| self.catalog.suggestion(to, id));
            return Err(Misread::NoEntry(meant.next().map(|entry| entry.key.id.to_string())));
        }
        match self.read(&written, field).into_iter().next() {
            Some(finding) => Err(Misread::Found(Box::new(finding))),
            None => Ok(value),
        }
    }

    /// A value that is one piece.
    fn one(&self, text: &str, field: &Field, is_text: bool) -> Result<NewValue, CellFault> {
        let control = field.kind.control();
        let written = match control {
            Control::Reference => self.reference(&field.kind, text),
            Control::Choice => choice(&field.kind, text).unwrap_or_else(|| text.to_owned()),
            Control::Answer => answer(text),
            Control::Number if is_text => self.number(text, field)?,
            _ => self.certain(text, field),
        };
        Ok(match control.is_literal() {
            true => NewValue::plain(&written),
            false => NewValue::Text(lines(&written)),
        })
    }

    /// A number that somebody has written in their own way.
    fn number(&self, text: &str, field: &Field) -> Result<String, CellFault> {
        let is_grouped = |text: &str| {
            let mut groups = text.trim_start_matches(['-', '+']).split('.');
            let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
            let mut others = groups.peekable();
            first && others.peek().is_some() && others.all(|group| group.len() == 3)
        };
        if is_grouped(text) && self.is_read(text, field) {
            let whole = text.replace('.', "");
            if self.is_read(&whole, field) {
                return Err(CellFault::Readings(text.to_owned(), whole));
            }
        }
        Ok(self.certain(text, field))
    }

    /// The entry that is named by its id or its title.
    fn reference(&self, kind: &FieldKind, text: &str) -> String {
        let Some(relation) = kind.relation() else { return text.to_owned() };
        let (new_type, new) = &self.new;
        let is_id = |id: &str| {
            let of = |target: &Arc<str>| self.catalog.get(&EntryKey::new(target.clone(), id));
            relation.to.iter().any(|target| of(target).is_some())
                || (relation.to.contains(new_type) && new.values().any(|known| known == id))
        };
        // Also with capital letters, or spaces in place of hyphens: that can mean nothing else.
        for id in [text.to_owned(), text.to_lowercase(), slug(text)] {
            if is_id(&id) {
                return id;
            }
        }
        let titles = self.titles.get_or_init(|| titles(self.catalog));
        let titled = titles.get(&text.to_lowercase()).into_iter().flatten();
        let mut keys: Vec<EntryKey> =
            titled.filter(|key| relation.to.contains(&key.type_id)).cloned().collect();
        if let Some(id) = new.get(&text.to_lowercase()).filter(|_| relation.to.contains(new_type)) {
            keys.push(EntryKey::new(new_type.clone(), id.as_str()));
        }
        keys.sort();
        keys.dedup();
        match keys.as_slice() {
            [key] if relation.to.len() > 1 => key.to_string(),
            [key] => key.id.to_string(),
            _ => text.to_owned(),
        }
    }

    /// Whether a text is a value of a field.
    fn is_read(&self, text: &str, field: &Field) -> bool {
        self.read(text, field).is_empty()
    }

    /// A text in the form that files have, when it can mean nothing else.
    fn certain(&self, text: &str, field: &Field) -> String {
        let found = self.read(text, field);
        let fix = match found.as_slice() {
            [finding] => finding.fix.as_ref(),
            _ => None,
        };
        let certain = fix.filter(|fix| fix.certainty == Certainty::Certain);
        certain.map_or_else(|| text.to_owned(), |fix| fix.replacement.clone())
    }

    /// What is found in a text as the value of a field.
    fn read(&self, text: &str, field: &Field) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let value = NodeValue::Scalar { text: text.to_owned(), quoted: false };
        let node = Node { value, span: 0..text.len() };
        ValueReader {
            entries: &Nobody,
            snapshot: self.snapshot,
            file: self.file,
            language: self.catalog.default_language(),
            kinds: self.kinds,
            findings: &mut findings,
        }
        .value(field, &node);
        findings
    }
}

/// No entries: references are looked up elsewhere.
struct Nobody;

impl Entries for Nobody {
    fn get(&self, _: &str, _: &str) -> Option<&EntryKey> {
        None
    }

    fn organisation(&self) -> Option<&Arc<str>> {
        None
    }

    fn is_unparsed(&self, _: &str, _: &str) -> bool {
        false
    }

    fn suggestion(&self, _: &[Arc<str>], _: &str) -> Option<&str> {
        None
    }
}

/// All entries by their titles in lower case.
fn titles(catalog: &Catalog) -> BTreeMap<String, Vec<EntryKey>> {
    let mut titles: BTreeMap<String, Vec<EntryKey>> = BTreeMap::new();
    for entry in catalog.entries() {
        titles.entry(entry.title().to_lowercase()).or_default().push(entry.key.clone());
    }
    titles
}

/// The key of a map that somebody means.
pub(super) fn key_meant(kind: &FieldKind, written: &str, catalog: &Catalog) -> String {
    let written = written.trim();
    if let Some(relation) = kind.relation() {
        let mut titled = titles(catalog).remove(&written.to_lowercase()).unwrap_or_default();
        titled.retain(|key| relation.to.contains(&key.type_id));
        titled.sort();
        titled.dedup();
        if let [key] = titled.as_slice() {
            return key.id.to_string();
        }
    }
    choice(kind, written).unwrap_or_else(|| written.to_owned())
}

/// The value that is named by its key or its label.
fn choice(kind: &FieldKind, text: &str) -> Option<String> {
    let choices = kind.choices()?;
    let written = text.to_lowercase();
    if let Some(key) = choices.keys().find(|key| key.to_lowercase() == written) {
        return Some(key.clone());
    }
    let mut labelled = choices
        .iter()
        .filter(|(_, value)| value.label.iter().any(|(_, label)| label.to_lowercase() == written));
    match (labelled.next(), labelled.next()) {
        (Some((key, _)), None) => Some(key.clone()),
        _ => None,
    }
}

/// An answer as files have it; what is none stays as it is.
fn answer(text: &str) -> String {
    let small = text.to_lowercase();
    let is_yes = match small.as_str() {
        tick if TICKS.contains(&tick) => Some(true),
        cross if CROSSES.contains(&cross) => Some(false),
        word => i18n::affirms(word),
    };
    is_yes.map_or_else(|| text.to_owned(), |is_yes| is_yes.to_string())
}

/// A text whose lines end in one way.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
