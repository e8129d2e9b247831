//! What an editor-in-chief asks of a collection: how far it spreads, what is missing, what is due, which consents there
//! are, who links back.
//!
//! Entry points: one function per report. Invariant: reports are about published entries in the default language and say nothing of
//! the values of personal fields, only that they are there. How they look is decided in [`crate::cli`].

mod links;
mod partner_page;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Catalog, Collation, ConsentStatus, Entry, EntryKey, Value};

pub use links::{Found, OwnSite, links};
pub use partner_page::SavedPage;

/// A table: rows of cells under the names of their columns.
#[derive(Debug)]
pub struct Table {
    /// Names of the columns, the same in every language.
    pub columns: &'static [&'static str],
    /// Each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// Nothing.
    Empty,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// For whom a report is.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The collection.
    pub catalog: &'a Catalog,
    /// The language of titles and labels, where there are any in it.
    pub language: &'a str,
    /// The day for which the collection is read.
    pub today: jiff::civil::Date,
}

impl<'a> Reader<'a> {
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

/// What a [`spread`] counts by.
pub const BY_REGION: &str = "region_sector";
/// What a [`spread`] counts by, too.
pub const BY_GROUP: &str = "trade_group";

/// Cases by region and sector, and by trade group: a row for each pair, also where there is no case. A case counts once in each of its
/// regions, sectors and groups.
pub fn spread(reader: &Reader<'_>) -> Table {
    let cases: Vec<&Entry> = reader.list("case").collect();
    let collation = Collation::new(reader.language);
    let mut sectors: Vec<&str> = cases.iter().flat_map(|case| sectors(case)).collect();
    sectors.sort_by(|a, b| collation.compare(a, b).then_with(|| a.cmp(b)));
    sectors.dedup();
    let mut rows = Vec::new();
    let mut row = |by: &str, key: &EntryKey, sector: Cell, cases: usize| {
        let title = reader.title(key);
        rows.push(vec![by.into(), (*key.id).into(), title.into(), sector, number(cases)]);
    };
    // A place holder for the whole state is no region that could have cases of its own.
    let is_region = |entry: &&Entry| entry.get("kind").and_then(Value::as_str) != Some("land");
    for region in reader.list("region").filter(is_region) {
        let here = |case: &&&Entry| case.references("regions").contains(&&region.key);
        for sector in &sectors {
            let count = cases
                .iter()
                .filter(here)
                .filter(|case| self::sectors(case).contains(sector))
                .count();
            row(BY_REGION, &region.key, (*sector).into(), count);
        }
        if sectors.is_empty() {
            row(BY_REGION, &region.key, Cell::Empty, 0);
        }
    }
    let groups: BTreeMap<&EntryKey, BTreeSet<&EntryKey>> =
        cases.iter().map(|case| (&case.key, groups(reader.catalog, case))).collect();
    for group in reader.list("trade_group") {
        let count = groups.values().filter(|groups| groups.contains(&group.key)).count();
        row(BY_GROUP, &group.key, Cell::Empty, count);
    }
    Table { columns: &["by", "id", "title", "sector", "cases"], rows }
}

fn sectors(case: &Entry) -> Vec<&str> {
    case.get("sectors")
        .map(Value::items)
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

fn groups<'a>(catalog: &'a Catalog, case: &Entry) -> BTreeSet<&'a EntryKey> {
    let trades = case.references("trades").into_iter().filter_map(|trade| catalog.get(trade));
    trades.flat_map(|trade| trade.references("group")).collect()
}

/// How many entries of each type fill each field in; fields that every type has count where the collection makes use of them.
pub fn completeness(reader: &Reader<'_>) -> Table {
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
    Table { columns: &["type", "field", "label", "filled", "entries", "percent"], rows }
}

/// Fields of every type that a chief editor asks for.
const ASKED: [&str; 3] = ["as_of", "image", "review_due"];

fn is_filled(value: &Value) -> bool {
    match value {
        Value::List(items) => !items.is_empty(),
        Value::Map(pairs) => !pairs.is_empty(),
        Value::Text(text) => !text.is_empty(),
        value => value.as_str().is_none_or(|text| !text.is_empty()),
    }
}

/// Why an entry is to be reviewed: its day comes.
pub const BY_DATE: &str = "date";
/// Why an entry is to be reviewed, too: what it adapts has changed since it was last compared with it.
pub const BY_BASE: &str = "base";

/// Which entries are to be reviewed: those whose base has changed, then by their days, the earliest first; `days` are those left, below
/// zero those past.
pub fn review(reader: &Reader<'_>) -> Table {
    let mut due: Vec<_> = reader
        .entries()
        .filter_map(|entry| Some((entry.get("review_due")?.as_date()?, entry)))
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
            Cell::Empty,
            Cell::Empty,
            entry.key.to_string().into(),
            reader.title(&entry.key).into(),
            entry.file.to_string().into(),
            BY_BASE.into(),
        ]
    });
    let columns = &["due", "days", "entry", "title", "file", "why"];
    Table { columns, rows: adapted.chain(rows).collect() }
}

/// Which consents there are, those that end first before the others, and which entries lack one that they need. `state` is `valid`,
/// `ended`, `future` or `missing`.
pub fn consents(reader: &Reader<'_>) -> Table {
    let mut found = Vec::new();
    for entry in reader.originals().filter(|entry| entry.listed() || entry.withdrawn) {
        let Some(personal) = entry.personal() else { continue };
        let fields: Vec<&str> = personal.fields().collect();
        let (consent, status) = (personal.consent(), personal.status());
        let expires = consent.expires;
        let text = |value: Option<String>| value.map_or(Cell::Empty, Cell::Text);
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
                expires.map_or(Cell::Empty, |date| days(reader.today, date.first_day())),
                consent.scope.join(" ").into(),
                fields.join(" ").into(),
            ],
        ));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let rows = found.into_iter().map(|(_, row)| row).collect();
    let columns = &["entry", "state", "role", "given_on", "expires", "days", "scope", "fields"];
    Table { columns, rows }
}

fn number(count: usize) -> Cell {
    Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn days(from: jiff::civil::Date, to: jiff::civil::Date) -> Cell {
    to.since(from).map_or(Cell::Empty, |span| Cell::Number(i64::from(span.get_days())))
}
