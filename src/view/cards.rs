//! Entries as others show them: cards, and what is said of an entry wherever it is named.
//!
//! Entry points: [`card`], [`shown`]. Invariant: what a consent or an edition leaves out is in none of them.

use std::borrow::Cow;

use super::types::{CardView, DateView, FactView, FlagsView};
use super::{Scope, ViewContext};
use super::{links, values};
use crate::model::{Entry, EntryKey, Status, Value};
use crate::plan;
use crate::schema::common;
use crate::schema::{Ability, ContentType, FieldRole, PartialDate};
use crate::syntax::excerpt;

/// How many characters of a text describe a page to search engines.
const DESCRIPTION: usize = 200;

/// An entry as others show it.
pub(crate) fn card(cx: &ViewContext<'_>, entry: &Entry, language: &str) -> Option<CardView> {
    let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
    card_with(cx, entry, content_type.card.iter().map(|name| &**name), language)
}

/// An entry as others show it, with these fields.
pub(super) fn card_with<'n>(
    cx: &ViewContext<'_>,
    entry: &Entry,
    facts: impl Iterator<Item = &'n str>,
    language: &str,
) -> Option<CardView> {
    let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
    let scope = Scope::page(language, "");
    let facts = facts
        .filter_map(|name| {
            let field = content_type.field(name)?;
            Some(FactView {
                name: name.to_owned(),
                label: field.label.get(language).to_owned(),
                value: values::value(cx, field, &*shown(cx, entry, name)?, entry, &scope)?,
            })
        })
        .filter(|fact| {
            let field = content_type.field(&fact.name);
            field.is_none_or(|field| field.role != Some(FieldRole::Date))
        })
        .collect();
    Some(CardView {
        type_id: entry.key.type_id.to_string(),
        id: entry.key.id.to_string(),
        label: content_type.label.get(language).to_owned(),
        title: entry.title().to_owned(),
        href: cx.plan.routes.localized(&entry.key, language).map(|(href, _)| href.to_owned()),
        lang: (*entry.language != *language).then(|| entry.language.to_string()),
        summary: summary_plain(cx, entry, content_type),
        facts,
        image: entry.get_for(common::IMAGE, cx.channel).and_then(|value| match value {
            Value::Image(image) => values::image(cx, image),
            _ => None,
        }),
        date: news_date(cx, entry, content_type, language),
        contact: None,
        flags: flags(entry),
    })
}

/// The value of a field, as far as the site shows what it refers to.
pub(super) fn shown<'e>(
    cx: &ViewContext<'_>,
    entry: &'e Entry,
    field: &str,
) -> Option<Cow<'e, Value>> {
    let value = entry.get_for(field, cx.channel)?;
    if !cx.plan.scope.leaves_out(&entry.key.type_id, field) {
        return Some(Cow::Borrowed(value));
    }
    let has = |key: &EntryKey| cx.catalog.get(key).is_some_and(|other| cx.plan.scope.has(other));
    value.with_references(&has)
}

/// The date of news; other entries have dates, too, but are not read for them.
pub(super) fn news_date(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    language: &str,
) -> Option<DateView> {
    let field = content_type.field_with(FieldRole::Date)?;
    field.kind.can(Ability::Day).then_some(())?;
    plan::date(cx.catalog, entry).map(|date| date_view(cx, date, language))
}

/// A date in words.
pub(super) fn date_view(cx: &ViewContext<'_>, date: PartialDate, language: &str) -> DateView {
    DateView { text: cx.format(language).date(date), iso: date.to_string() }
}

/// What describes a page to search engines: the summary, else the beginning of the text.
pub(super) fn description(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
) -> Option<String> {
    let (summary, body) = (summary_plain(cx, entry, content_type), entry.body());
    summary
        .map(|summary| excerpt(&summary, DESCRIPTION))
        .or_else(|| {
            let resolver = links::resolver(cx, &entry.body_file, &entry.language);
            Some(body.excerpt(DESCRIPTION, &|to| Some(resolver.link(to)?.text)))
        })
        .filter(|text| !text.is_empty())
}

/// The summary as plain text.
pub(super) fn summary_plain(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
) -> Option<String> {
    let summary = match entry.get_for(content_type.summary.as_deref()?, cx.channel)? {
        Value::Text(document) => links::plain(cx, document, &entry.file, &entry.language),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    (!summary.is_empty()).then_some(summary)
}

/// What has to be said about an entry.
pub(super) fn flags(entry: &Entry) -> FlagsView {
    FlagsView {
        sample: entry.is(common::SAMPLE),
        uncertain: entry.is(common::UNCERTAIN),
        draft: matches!(entry.status, Status::Draft | Status::Review),
        archived: entry.status == Status::Archived,
    }
}
