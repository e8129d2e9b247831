//! The entries of a type as a table: what `docs/data.md` promises to those who work with the data.
//!
//! Entry point: [`Views::data_table`]. Invariant: a cell holds what the pages of the site show or could show: references lead to
//! entries that the site may name, and formatted text is plain text whose links have words.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Number, Value as Json};

use super::Views;
use crate::location::SitePath;
use crate::model::{CONSENT, Entry, EntryKey, REVIEWED, Rating, Value};
use crate::plan::tabled;
use crate::schema::{ContentType, Field, FieldKind};

/// Fields that are between the editors and the program: they steer what is published, and say nothing about the entry.
const EDITORIAL: [&str; 8] =
    ["status", "review_due", "aliases", "editions", "featured", "suppress", CONSENT, REVIEWED];
/// The column with the address of an entry's page.
const PAGE_COLUMN: &str = "page_url";

/// The listed entries of a type in a language, as far as they may be handed on.
pub struct Table<'a> {
    views: &'a Views<'a>,
    content_type: &'a ContentType,
    language: &'a str,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// The id of the entry.
    Id,
    /// The address of its page.
    Page,
    /// A field.
    Field(&'a Field),
}

impl<'a> Column<'a> {
    /// What stands at its head.
    pub fn name(&self) -> &'a str {
        match self {
            Self::Id => "id",
            Self::Page => PAGE_COLUMN,
            Self::Field(field) => &field.name,
        }
    }
}

impl Views<'_> {
    /// The listed entries of a type in a language as a table.
    pub fn data_table<'s>(&'s self, content_type: &'s ContentType, language: &'s str) -> Table<'s> {
        Table { views: self, content_type, language }
    }
}

impl<'a> Table<'a> {
    /// The columns, in the order of the type's fields.
    pub fn columns(&self) -> Vec<Column<'a>> {
        let mut columns = vec![Column::Id];
        // Without the address of the site, and for a type that calls a field so, there is no such column.
        let addressed = self.views.config.base_url.is_some();
        if addressed && self.content_type.field(PAGE_COLUMN).is_none() {
            columns.push(Column::Page);
        }
        let fields = self.content_type.fields.values();
        let told = fields.filter(|field| !EDITORIAL.contains(&&*field.name));
        columns.extend(told.map(Column::Field));
        columns
    }

    /// The entries, in the order of the list of their type.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.rows(&self.content_type.id)
    }

    fn rows(&self, type_id: &str) -> impl Iterator<Item = &'a Entry> {
        tabled(self.views.catalog, &self.views.plan.part, type_id, self.language)
    }

    /// What an entry has in a column; `null` for nothing.
    pub fn cell(&self, column: Column<'_>, entry: &Entry) -> Json {
        let (views, language) = (self.views, self.language);
        match column {
            Column::Id => self.id(&entry.key).into(),
            Column::Page => {
                let href = views.plan.routes.entry(&entry.key, language);
                href.map(|href| views.whole_address(href)).into()
            }
            Column::Field(field) => {
                let value = self.value(field, entry);
                value.map_or(Json::Null, |value| self.datum(field, &value, entry))
            }
        }
    }

    /// Whether every row has a value in the column of a field.
    pub fn is_filled(&self, field: &Field) -> bool {
        self.entries().all(|entry| self.value(field, entry).is_some())
    }

    /// Whether every value of a field is the id of a row in the table of the one type that the field refers to.
    pub fn all_refer(&self, field: &Field) -> bool {
        let FieldKind::Reference(relation) = &field.kind else { return false };
        let [target] = relation.to.as_slice() else { return false };
        let rows = self.rows(target);
        let known: HashSet<&str> = rows.map(|target| self.id(&target.key)).collect();
        self.entries().filter_map(|entry| self.value(field, entry)).all(|value| match &*value {
            Value::Reference(reference) => known.contains(&*reference.key.id),
            _ => true,
        })
    }

    /// The id by which an entry has its address.
    fn id<'k>(&'k self, key: &'k EntryKey) -> &'k str {
        &self.views.plan.part.replaced(key).id
    }

    /// The value of a field, as far as the site may name what it refers to.
    fn value<'e>(&self, field: &Field, entry: &'e Entry) -> Option<Cow<'e, Value>> {
        let views = self.views;
        let nameable =
            |key: &EntryKey| views.catalog.get(key).is_some_and(|e| views.plan.part.may_name(e));
        match views.shown(entry, &field.name)? {
            Cow::Borrowed(value) => value.with_references(&nameable),
            Cow::Owned(value) => Some(Cow::Owned(value.with_references(&nameable)?.into_owned())),
        }
    }

    fn datum(&self, field: &Field, value: &Value, entry: &Entry) -> Json {
        match (&field.kind, value) {
            (_, Value::Text(document)) => {
                words(&self.views.plain(document, &entry.file, self.language))
            }
            (FieldKind::List { of, .. }, Value::List(items)) => {
                items.iter().map(|item| self.datum(of, item, entry)).collect()
            }
            (FieldKind::Object(fields), Value::Object(values)) => {
                let known = values.iter().filter_map(|(name, value)| {
                    Some((name.to_string(), self.datum(fields.get(name)?, value, entry)))
                });
                Json::Object(known.collect())
            }
            (FieldKind::Map { keys, of, .. }, Value::Map(pairs)) => {
                let pair = |(key, value): &(Value, Option<Value>)| {
                    let key = self.datum(keys, key, entry);
                    let name = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
                    (name, value.as_ref().map_or(Json::Null, |value| self.datum(of, value, entry)))
                };
                Json::Object(pairs.iter().map(pair).collect())
            }
            (FieldKind::Reference(relation), Value::Reference(reference)) => {
                match relation.to.as_slice() {
                    [_] => (*reference.key.id).into(),
                    _ => reference.key.to_string().into(),
                }
            }
            (_, value) => self.single(value),
        }
    }

    /// A value that is the same whatever field it is in.
    fn single(&self, value: &Value) -> Json {
        match value {
            Value::String(text)
            | Value::Enum(text)
            | Value::Url(text)
            | Value::Email(text)
            | Value::Phone(text) => words(text),
            Value::Integer(integer) => (*integer).into(),
            Value::Number(value) | Value::Percent(value) => number(*value),
            Value::Money(money) => object([
                ("amount", number(money.amount)),
                ("currency", money.currency.as_str().into()),
            ]),
            Value::Boolean(value) => (*value).into(),
            Value::Date(date) => date.to_string().into(),
            Value::Rating(Rating::Value(value)) => (*value).into(),
            Value::Rating(Rating::NotStated) => "ka".into(),
            Value::Address(address) => object([
                ("organisation", address.organisation.as_ref().map(|o| &*o.key.id).into()),
                ("lines", address.lines.clone().into()),
                ("street", address.street.as_deref().into()),
                ("postal_code", address.postal_code.as_deref().into()),
                ("city", address.city.as_deref().into()),
                ("country", address.country.as_deref().into()),
            ]),
            Value::Geo { latitude, longitude } => {
                object([("lon", number(*longitude)), ("lat", number(*latitude))])
            }
            Value::Image(image) => object([
                ("file", self.file(&image.file)),
                ("alt", image.alt.as_deref().into()),
                ("caption", image.caption.as_deref().into()),
                ("credit", image.credit.as_deref().into()),
            ]),
            Value::File(file) => {
                object([("file", self.file(&file.file)), ("title", file.title.as_deref().into())])
            }
            // Their fields say what is in them.
            Value::Text(_)
            | Value::Reference(_)
            | Value::List(_)
            | Value::Object(_)
            | Value::Map(_) => Json::Null,
        }
    }

    /// Where a file is: its address, else the way from the root of the site.
    fn file(&self, file: &SitePath) -> Json {
        let href =
            self.views.plan.media.get(file).map(|media| self.views.whole_address(&media.href));
        href.into()
    }
}

/// An object of what is there.
pub(super) fn object<const N: usize>(pairs: [(&str, Json); N]) -> Json {
    let there = |value: &Json| !value.is_null() && value.as_array().is_none_or(|a| !a.is_empty());
    let pairs = pairs.into_iter().filter(|(_, value)| there(value));
    Json::Object(pairs.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// Text; nothing in place of no text.
fn words(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { text.into() }
}

/// A number as it was written: whole ones without a point.
pub(crate) fn number(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return (value as i64).into();
    }
    Number::from_f64(value).map_or(Json::Null, Json::Number)
}
