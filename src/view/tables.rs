//! The entries of a type as a table: what `docs/data.md` promises to those who work with the data.
//!
//! Entry point: [`data_table`]. Invariant: a cell holds what the pages of the site show or could show: references lead to
//! entries that the site may name, and formatted text is plain text whose links have words.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value as Json;

use super::{ViewContext, cards, links};
use crate::location::SitePath;
use crate::model::{CONSENT, Entry, EntryKey, REVIEWED, Value};
use crate::plan::{self, tabled};
use crate::schema::common;
use crate::schema::{ContentType, DerivedRule, Field, Parts, object, words};

/// Fields that are between the editors and the program: they steer what is published, and say nothing about the entry.
const EDITORIAL: [&str; 8] = [
    common::STATUS,
    common::REVIEW_DUE,
    common::ALIASES,
    common::EDITIONS,
    common::FEATURED,
    common::SUPPRESS,
    CONSENT,
    REVIEWED,
];
/// The column with the address of an entry's page.
const PAGE_COLUMN: &str = "page_url";

/// The listed entries of a type in a language, as far as they may be handed on.
pub(crate) struct DataTable<'a> {
    cx: &'a ViewContext<'a>,
    content_type: &'a ContentType,
    language: &'a str,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Column<'a> {
    /// The id of the entry.
    Id,
    /// The address of its page.
    Page,
    /// A field.
    Field(&'a Field),
    /// What is reached by way of others.
    Derived(&'a DerivedRule),
}

impl<'a> Column<'a> {
    /// What stands at its head.
    pub(crate) fn name(&self) -> &'a str {
        match self {
            Self::Id => "id",
            Self::Page => PAGE_COLUMN,
            Self::Field(field) => &field.name,
            Self::Derived(rule) => &rule.name,
        }
    }
}

/// The listed entries of a type in a language as a table.
pub(crate) fn data_table<'s>(
    cx: &'s ViewContext<'_>,
    content_type: &'s ContentType,
    language: &'s str,
) -> DataTable<'s> {
    DataTable { cx, content_type, language }
}

impl<'a> DataTable<'a> {
    /// The columns, in the order of the type's fields.
    pub(crate) fn columns(&self) -> Vec<Column<'a>> {
        let mut columns = vec![Column::Id];
        // Without the address of the site, and for a type that calls a field so, there is no such column.
        let addressed = self.cx.config.base_url.is_some();
        if addressed && self.content_type.field(PAGE_COLUMN).is_none() {
            columns.push(Column::Page);
        }
        let fields = self.content_type.fields.values();
        let told = fields.filter(|field| !EDITORIAL.contains(&&*field.name));
        columns.extend(told.map(Column::Field));
        columns.extend(self.content_type.derived.iter().map(Column::Derived));
        columns
    }

    /// The entries, in the order of the list of their type.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.rows(&self.content_type.id)
    }

    fn rows(&self, type_id: &str) -> impl Iterator<Item = &'a Entry> {
        tabled(self.cx.catalog, &self.cx.plan.scope, type_id, self.language)
    }

    /// What an entry has in a column; `null` for nothing.
    pub(crate) fn cell(&self, column: Column<'_>, entry: &Entry) -> Json {
        let (cx, language) = (self.cx, self.language);
        match column {
            Column::Id => self.id(&entry.key).into(),
            Column::Page => {
                let href = cx.plan.routes.entry(&entry.key, language);
                href.map(|href| cx.whole_address(href)).into()
            }
            Column::Derived(rule) => {
                let all = plan::derived(cx.catalog, &cx.plan.scope, entry, self.content_type);
                let derived = all.iter().find(|derived| derived.rule.name == rule.name);
                let Some(derived) = derived else { return Json::Null };
                derived.targets().map(|key| Json::from(self.id(key))).collect()
            }
            Column::Field(field) => {
                let value = self.value(field, entry);
                value.map_or(Json::Null, |value| self.datum(field, &value, entry))
            }
        }
    }

    /// Whether every row has a value in the column of a field.
    pub(crate) fn is_filled(&self, field: &Field) -> bool {
        self.entries().all(|entry| self.value(field, entry).is_some())
    }

    /// Whether every value of a field is the id of a row in the table of the one type that the field refers to.
    pub(crate) fn all_refer(&self, field: &Field) -> bool {
        let Some(relation) = field.kind.relation() else { return false };
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
        &self.cx.plan.scope.replaced(key).id
    }

    /// The value of a field, as far as the site may name what it refers to.
    fn value<'e>(&self, field: &Field, entry: &'e Entry) -> Option<Cow<'e, Value>> {
        let cx = self.cx;
        let nameable =
            |key: &EntryKey| cx.catalog.get(key).is_some_and(|e| cx.plan.scope.may_name(e));
        match cards::shown(cx, entry, &field.name)? {
            Cow::Borrowed(value) => value.with_references(&nameable),
            Cow::Owned(value) => Some(Cow::Owned(value.with_references(&nameable)?.into_owned())),
        }
    }

    fn datum(&self, field: &Field, value: &Value, entry: &Entry) -> Json {
        match (field.kind.parts(), value) {
            (_, Value::Text(document)) => {
                words(&links::plain(self.cx, document, &entry.file, self.language))
            }
            (_, Value::Image(image)) => object([
                ("file", self.file(&image.file)),
                ("alt", image.alt.as_deref().into()),
                ("caption", image.caption.as_deref().into()),
                ("credit", image.credit.as_deref().into()),
            ]),
            (_, Value::File(file)) => {
                object([("file", self.file(&file.file)), ("title", file.title.as_deref().into())])
            }
            (Parts::Items(of), Value::List(items)) => {
                items.iter().map(|item| self.datum(of, item, entry)).collect()
            }
            (Parts::Fields(fields), Value::Object(values)) => {
                let known = values.iter().filter_map(|(name, value)| {
                    Some((name.to_string(), self.datum(fields.get(name)?, value, entry)))
                });
                Json::Object(known.collect())
            }
            (Parts::Pairs(keys, of), Value::Map(pairs)) => {
                let pair = |(key, value): &(Value, Option<Value>)| {
                    let key = self.datum(keys, key, entry);
                    let name = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
                    (name, value.as_ref().map_or(Json::Null, |value| self.datum(of, value, entry)))
                };
                Json::Object(pairs.iter().map(pair).collect())
            }
            (_, value) => field.kind.data(value),
        }
    }

    /// Where a file is: its address, else the way from the root of the site.
    fn file(&self, file: &SitePath) -> Json {
        let href = self.cx.plan.media.get(file).map(|media| self.cx.whole_address(&media.href));
        href.into()
    }
}
