//! What an editor-in-chief asks of a collection: how far it spreads, what is missing, what is due, which consents there
//! are, who links back, who can be reached.
//!
//! Entry points: one function per report. Invariant: reports are about published entries in the default language ([`list`] about all) and say nothing of
//! the values of personal fields, only that they are there. How they look is decided in [`crate::cli`].

mod contacts;
mod links;
mod partner_page;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Catalog, Collation, ConsentStatus, Entry, EntryKey, Value};
use crate::schema::common;
use crate::schema::{ContentType, Field, FieldRole};

pub(crate) use contacts::{Known, contacts};
pub(crate) use links::{Found, OwnSite, links};
pub(crate) use partner_page::SavedPage;

/// A table: rows of cells under the names of their columns.
#[derive(Debug)]
pub(crate) struct ReportTable {
    /// Names of the columns, the same in every language.
    pub(crate) columns: &'static [&'static str],
    /// Each as long as there are columns.
    pub(crate) rows: Vec<Vec<ReportCell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReportCell {
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// Nothing.
    Empty,
}

impl<T: Into<String>> From<T> for ReportCell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// For whom a report is.
#[derive(Clone, Copy)]
pub(crate) struct ReportContext<'a> {
    /// The collection.
    pub(crate) catalog: &'a Catalog,
    /// The language of titles and labels, where there are any in it.
    pub(crate) language: &'a str,
    /// The day for which the collection is read.
    pub(crate) today: jiff::civil::Date,
}

impl<'a> ReportContext<'a> {
    /// All entries in the default language.
    fn originals(&self) -> impl Iterator<Item = &'a Entry> {
        let catalog = self.catalog;
        let entries = catalog.entries().iter().map(|entry| &**entry);
        entries.filter(|entry| entry.language == *catalog.default_language())
    }

    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.originals().filter(|entry| entry.listed())
    }

    fn list(&self, type_id: &str) -> impl Iterator<Item = &'a Entry> {
        self.catalog.list(type_id, self.catalog.default_language())
    }

    fn title(&self, key: &EntryKey) -> String {
        self.catalog
            .localized(key, self.language)
            .map_or_else(|| key.to_string(), |entry| entry.title().to_owned())
    }
}

/// All entries of a type, or of all types in their order, by id, whatever their status: for those who look for an id.
pub(crate) fn list(reader: &ReportContext<'_>, type_id: Option<&str>) -> ReportTable {
    let schema = &reader.catalog.schema;
    let types = schema.types().filter(|known| type_id.is_none_or(|asked| *known.id == *asked));
    let mut rows = Vec::new();
    for content_type in types {
        let of_type = |entry: &&Entry| entry.key.type_id == content_type.id;
        let mut entries: Vec<&Entry> = reader.originals().filter(of_type).collect();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        rows.extend(entries.into_iter().map(|entry| {
            vec![
                (*entry.key.type_id).into(),
                (*entry.key.id).into(),
                reader.title(&entry.key).into(),
                entry.status.as_str().into(),
                entry.file.to_string().into(),
            ]
        }));
    }
    ReportTable { columns: &["type", "id", "title", "status", "file"], rows }
}

/// What a [`spread`] counts by.
pub(crate) const BY_PLACE: &str = "place_topic";
/// What a [`spread`] counts by, too.
pub(crate) const BY_GROUP: &str = "group";

/// Entries by place and topic, and by group, of the types whose fields say what these are ([`FieldRole::Place`]): a row for each pair, also
/// where there is no entry. An entry counts once in each of its places, topics and groups.
pub(crate) fn spread(reader: &ReportContext<'_>) -> ReportTable {
    let mut rows = Vec::new();
    for content_type in reader.catalog.schema.types() {
        if let Some(place) = content_type.field_with(FieldRole::Place) {
            rows.extend(spread_of(reader, content_type, place));
        }
    }
    ReportTable { columns: &["by", "id", "title", "topic", "entries"], rows }
}

fn spread_of(
    reader: &ReportContext<'_>,
    content_type: &ContentType,
    place: &Field,
) -> Vec<Vec<ReportCell>> {
    let entries: Vec<&Entry> = reader.list(&content_type.id).collect();
    let topic = content_type.field_with(FieldRole::Topic);
    let topics_of = |entry| topic.map(|field| words(entry, field)).unwrap_or_default();
    let collation = Collation::new(reader.language);
    let mut topics: Vec<&str> = entries.iter().flat_map(|entry| topics_of(entry)).collect();
    topics.sort_by(|a, b| collation.compare(a, b).then_with(|| a.cmp(b)));
    topics.dedup();
    let mut rows = Vec::new();
    let mut row = |by: &str, key: &EntryKey, topic: ReportCell, count: usize| {
        let title = reader.title(key);
        rows.push(vec![by.into(), (*key.id).into(), title.into(), topic, number(count)]);
    };
    for target in targets(reader, place).filter(|target| is_place(reader, target)) {
        let here: Vec<&&Entry> = entries
            .iter()
            .filter(|entry| entry.references(&place.name).contains(&&target.key))
            .collect();
        for topic in &topics {
            let count = here.iter().filter(|entry| topics_of(entry).contains(topic)).count();
            row(BY_PLACE, &target.key, (*topic).into(), count);
        }
        if topics.is_empty() {
            row(BY_PLACE, &target.key, ReportCell::Empty, 0);
        }
    }
    // Groups are those of the lists of what entries refer to.
    let Some(member) = content_type.field_with(FieldRole::Member) else { return rows };
    let groups: BTreeMap<&EntryKey, BTreeSet<&EntryKey>> =
        entries.iter().map(|entry| (&entry.key, groups(reader.catalog, entry, member))).collect();
    for group in relation_types(member).filter_map(|target| group_field(reader.catalog, target)) {
        for target in targets(reader, group) {
            let count = groups.values().filter(|groups| groups.contains(&target.key)).count();
            row(BY_GROUP, &target.key, ReportCell::Empty, count);
        }
    }
    rows
}

/// The types that the references in a field lead to.
fn relation_types(field: &Field) -> impl Iterator<Item = &str> {
    let relation = field.kind.item().relation();
    relation.into_iter().flat_map(|relation| relation.to.iter().map(|target| &**target))
}

/// All entries that a field can lead to.
fn targets<'a>(reader: &ReportContext<'a>, field: &Field) -> impl Iterator<Item = &'a Entry> {
    let lists: Vec<&Entry> = relation_types(field).flat_map(|target| reader.list(target)).collect();
    lists.into_iter()
}

/// Whether an entry is a place of its own, and no place holder for all of them.
fn is_place(reader: &ReportContext<'_>, entry: &Entry) -> bool {
    let content_type = reader.catalog.schema.get(&entry.key.type_id);
    let extent = content_type.and_then(|content_type| content_type.field_with(FieldRole::Extent));
    let Some(extent) = extent else { return true };
    let first = extent.kind.choices().and_then(|values| values.keys().next());
    let said = entry.get(&extent.name).and_then(Value::as_str);
    said.is_none() || said == first.map(String::as_str)
}

/// The field by whose values the list of a type is grouped.
fn group_field<'a>(catalog: &'a Catalog, type_id: &str) -> Option<&'a Field> {
    let content_type = catalog.schema.get(type_id)?;
    content_type.field(content_type.group.as_deref()?)
}

/// What an entry says in a field of words.
fn words<'a>(entry: &'a Entry, field: &Field) -> Vec<&'a str> {
    let items = entry.get(&field.name).map(Value::items).unwrap_or_default();
    items.iter().filter_map(Value::as_str).collect()
}

fn groups<'a>(catalog: &'a Catalog, entry: &Entry, member: &Field) -> BTreeSet<&'a EntryKey> {
    let members = entry.references(&member.name).into_iter().filter_map(|key| catalog.get(key));
    members
        .flat_map(|member| {
            let field = group_field(catalog, &member.key.type_id);
            field.map(|field| member.references(&field.name)).unwrap_or_default()
        })
        .collect()
}

/// How many entries of each type fill each field in; fields that every type has count where the collection makes use of them.
pub(crate) fn completeness(reader: &ReportContext<'_>) -> ReportTable {
    let mut rows = Vec::new();
    for content_type in reader.catalog.schema.types() {
        let entries: Vec<&Entry> = reader.list(&content_type.id).collect();
        if entries.is_empty() {
            continue;
        }
        for (name, field) in &content_type.fields {
            let filled =
                entries.iter().filter(|entry| entry.recorded(name).is_some_and(is_filled)).count();
            if field.common && (filled == 0 || !ASKED.contains(&&**name)) {
                continue;
            }
            rows.push(vec![
                (*content_type.id).into(),
                (**name).into(),
                field.label.get(reader.language).into(),
                number(filled),
                number(entries.len()),
                number(filled * 100 / entries.len()),
            ]);
        }
    }
    ReportTable { columns: &["type", "field", "label", "filled", "entries", "percent"], rows }
}

/// Fields of every type that a chief editor asks for.
const ASKED: [&str; 3] = [common::AS_OF, common::IMAGE, common::REVIEW_DUE];

fn is_filled(value: &Value) -> bool {
    match value {
        Value::List(items) => !items.is_empty(),
        Value::Map(pairs) => !pairs.is_empty(),
        Value::Text(text) => !text.is_empty(),
        value => value.as_str().is_none_or(|text| !text.is_empty()),
    }
}

/// Why an entry is to be reviewed: its day comes.
pub(crate) const BY_DATE: &str = "date";
/// Why an entry is to be reviewed, too: what it adapts has changed since it was last compared with it.
pub(crate) const BY_BASE: &str = "base";

/// Which entries are to be reviewed: those whose base has changed, then by their days, the earliest first; `days` are those left, below
/// zero those past.
pub(crate) fn review(reader: &ReportContext<'_>) -> ReportTable {
    let mut due: Vec<_> = reader
        .entries()
        .filter_map(|entry| Some((entry.get(common::REVIEW_DUE)?.as_date()?, entry)))
        .collect();
    due.sort_by(|a, b| (a.0, &a.1.key).cmp(&(b.0, &b.1.key)));
    let rows = due.into_iter().map(|(date, entry)| {
        vec![
            date.to_string().into(),
            days(reader.today, date.last_day()),
            entry.key.to_string().into(),
            reader.title(&entry.key).into(),
            entry.file.to_string().into(),
            BY_DATE.into(),
        ]
    });
    let adapted = reader
        .entries()
        .filter(|entry| entry.adaptation().is_some_and(|adaptation| adaptation.is_due(entry)));
    let adapted = adapted.map(|entry| {
        vec![
            ReportCell::Empty,
            ReportCell::Empty,
            entry.key.to_string().into(),
            reader.title(&entry.key).into(),
            entry.file.to_string().into(),
            BY_BASE.into(),
        ]
    });
    let columns = &["due", "days", "entry", "title", "file", "why"];
    ReportTable { columns, rows: adapted.chain(rows).collect() }
}

/// Which consents there are, those that end first before the others, and which entries lack one that they need. `state` is `valid`,
/// `ended`, `future` or `missing`.
pub(crate) fn consents(reader: &ReportContext<'_>) -> ReportTable {
    let mut found = Vec::new();
    for entry in reader.originals().filter(|entry| entry.listed() || entry.withdrawn) {
        let Some(personal) = entry.personal() else { continue };
        let fields: Vec<&str> = personal.fields().collect();
        let (consent, status) = (personal.consent(), personal.status());
        let expires = consent.expires;
        let text = |value: Option<String>| value.map_or(ReportCell::Empty, ReportCell::Text);
        // What has no end comes last.
        let order = (expires.is_none() && status != ConsentStatus::Missing, expires, &entry.key);
        found.push((
            order,
            vec![
                entry.key.to_string().into(),
                status.as_str().into(),
                text(consent.role.clone()),
                text(consent.given_on.map(|date| date.to_string())),
                text(expires.map(|date| date.to_string())),
                expires.map_or(ReportCell::Empty, |date| days(reader.today, date.first_day())),
                consent.scope.join(" ").into(),
                fields.join(" ").into(),
            ],
        ));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let rows = found.into_iter().map(|(_, row)| row).collect();
    let columns = &["entry", "state", "role", "given_on", "expires", "days", "scope", "fields"];
    ReportTable { columns, rows }
}

fn number(count: usize) -> ReportCell {
    ReportCell::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn days(from: jiff::civil::Date, to: jiff::civil::Date) -> ReportCell {
    to.since(from).map_or(ReportCell::Empty, |span| ReportCell::Number(i64::from(span.get_days())))
}
