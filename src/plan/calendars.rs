//! Calendars and contacts: which there are, and where.
//!
//! Entry point: [`dates`]. An entry has a calendar when a field of its type holds dates (`calendar` in the type file) and one of them is a
//! day, and a contact when its type has them (`vcard`) and there is a way to reach it. It leads to the [`contacts`] of others where its type
//! names relations to them (`contacts`). A site has one calendar per language with all dates. A preview has neither: nobody should take them over.

use super::routes::folder_of;
use super::ways::{follow, neighbours};
use super::{BuildPlan, Routes, SiteScope};
use crate::model::{Catalog, Channel, Entry, EntryKey, FieldValues, Value};
use crate::schema::part;
use crate::schema::{ContentType, PartialDate, Way};

/// Days on which something takes place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dates<'a> {
    /// Its place in the field, from one.
    pub(crate) number: usize,
    /// The first day.
    pub(crate) from: jiff::civil::Date,
    /// The last day, never before the first.
    pub(crate) to: jiff::civil::Date,
    /// What else is said about it.
    pub(crate) fields: &'a FieldValues,
}

/// The dates of an entry that are known to the day, as far as they may be told there. What is known to the month is no entry in a
/// calendar.
pub(crate) fn dates<'a>(
    entry: &'a Entry,
    content_type: &ContentType,
    channel: Channel,
) -> impl Iterator<Item = Dates<'a>> {
    let field = content_type.calendar.as_deref().filter(|_| entry.is_for(channel));
    let value = field.and_then(|field| entry.get_for(field, channel));
    let items = value.map(Value::items).unwrap_or_default().iter().enumerate();
    items.filter_map(|(at, item)| {
        let Value::Object(fields) = item else { return None };
        let date = |name: &str| fields.get(name).and_then(Value::as_date);
        let day = |date: PartialDate| date.day.map(|_| date.first_day());
        let from = day(date(part::DATE)?)?;
        let to = match date(part::DATE_TO) {
            Some(date) => day(date)?,
            None => from,
        };
        (from <= to).then_some(Dates { number: at + 1, from, to, fields })
    })
}

/// Whether there is a way to reach what an entry is about that may be handed on.
fn has_contact(entry: &Entry, content_type: &ContentType) -> bool {
    content_type.vcard.is_some() && is_reachable(entry, content_type, Channel::Feed)
}

/// Whether a value is a way to reach somebody.
pub(crate) fn is_way(value: &Value) -> bool {
    matches!(value, Value::Url(_) | Value::Email(_) | Value::Phone(_) | Value::Address(_))
}

/// Whether an entry is about somebody who has contact details, as its type says.
pub(crate) fn is_body(entry: &Entry, content_type: &ContentType) -> bool {
    let bodies = content_type.nearest.as_ref().and_then(|rule| rule.bodies.as_ref());
    content_type.vcard.is_some()
        && bodies.is_none_or(|(field, values)| {
            let value = entry.get(field).and_then(Value::as_str);
            value.is_some_and(|value| values.iter().any(|known| known == value))
        })
}

/// Whether readers of a channel are told a way to reach what an entry is about.
pub(crate) fn is_reachable(entry: &Entry, content_type: &ContentType, channel: Channel) -> bool {
    let visible = content_type.fields.values().filter(|field| !field.hidden);
    let mut values = visible.filter_map(|field| entry.get_for(&field.name, channel));
    entry.is_for(channel) && values.any(is_way)
}

/// Those to whom a way leads that a type declares, as far as they can be reached.
#[derive(Clone, Debug)]
pub(crate) struct Nearest<'a> {
    /// The way.
    pub(crate) path: &'a Way,
    /// Who was found, each once, with the entry at which the last step began.
    pub(crate) found: Vec<(&'a Entry, &'a Entry)>,
}

/// Whom readers of a channel can turn to about an entry, the nearest first: only ways that lead to somebody who can be reached.
pub(crate) fn nearest<'a>(
    catalog: &'a Catalog,
    scope: &SiteScope,
    entry: &'a Entry,
    content_type: &'a ContentType,
    channel: Channel,
) -> Vec<Nearest<'a>> {
    let mut seen: Vec<&EntryKey> = Vec::new();
    let mut ways = Vec::new();
    for path in content_type.nearest.iter().flat_map(|rule| &rule.from) {
        let mut found = follow(catalog, scope, entry, path, channel);
        // Readers who were led elsewhere first are not led back to where they are.
        let is_led_back = |other: &Entry| !seen.is_empty() && other.key == entry.key;
        found.retain(|(other, _)| {
            catalog
                .schema
                .get(&other.key.type_id)
                .is_some_and(|of_type| is_reachable(other, of_type, channel))
                && !seen.contains(&&other.key)
                && !is_led_back(other)
        });
        seen.extend(found.iter().map(|(other, _)| &other.key));
        if !found.is_empty() {
            ways.push(Nearest { path, found });
        }
    }
    ways
}

/// Whom readers of a channel can turn to about an entry, each once, in the order of the relations that its type names.
pub(crate) fn contacts<'a>(
    catalog: &'a Catalog,
    scope: &SiteScope,
    entry: &Entry,
    content_type: &ContentType,
    channel: Channel,
) -> Vec<&'a Entry> {
    let mut found: Vec<&Entry> = Vec::new();
    for (name, _) in content_type.contacts.iter().flat_map(|contacts| &contacts.from) {
        for other in neighbours(catalog, scope, entry, name, &entry.language, channel) {
            if !found.iter().any(|known| known.key == other.key) {
                found.push(other);
            }
        }
    }
    found
}

/// The entries of a language that have dates, with their types.
fn dated<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    language: &'a str,
) -> impl Iterator<Item = (&'a Entry, &'a ContentType)> {
    let types = catalog.schema.types().filter(|content_type| content_type.calendar.is_some());
    let entries = types.flat_map(move |content_type| {
        scope.list(catalog, &content_type.id, language).map(move |entry| (entry, content_type))
    });
    entries
        .filter(|(entry, content_type)| dates(entry, content_type, Channel::Feed).next().is_some())
}

impl BuildPlan {
    /// The entries of a language whose dates are in the calendar of the site, with their types.
    pub(crate) fn dated<'a>(
        &'a self,
        catalog: &'a Catalog,
        language: &'a str,
    ) -> impl Iterator<Item = (&'a Entry, &'a ContentType)> {
        dated(catalog, &self.scope, language).filter(|_| !self.options.drafts)
    }

    /// The calendar of an entry, when it has one.
    pub(crate) fn entry_calendar(
        &self,
        entry: &Entry,
        content_type: &ContentType,
    ) -> Option<String> {
        self.routes.entry_calendar(entry, content_type).filter(|_| !self.options.drafts)
    }

    /// The contact of an entry, when it has one.
    pub(crate) fn entry_contact(
        &self,
        entry: &Entry,
        content_type: &ContentType,
    ) -> Option<String> {
        self.routes.entry_contact(entry, content_type).filter(|_| !self.options.drafts)
    }

    /// The contacts of those whom readers can turn to about an entry, when there are any.
    pub(crate) fn entry_contacts(
        &self,
        catalog: &Catalog,
        entry: &Entry,
        content_type: &ContentType,
    ) -> Option<String> {
        let path = self.routes.entry_contacts(catalog, &self.scope, entry, content_type);
        path.filter(|_| !self.options.drafts)
    }
}

impl Routes {
    /// The calendar of the site in a language.
    pub(crate) fn calendar(&self, language: &str) -> String {
        format!("{}{}", self.prefix(language), self.calendar_name(language))
    }

    fn entry_calendar(&self, entry: &Entry, content_type: &ContentType) -> Option<String> {
        dates(entry, content_type, Channel::Feed).next()?;
        self.beside(entry, &self.calendar_name(&entry.language))
    }

    fn entry_contact(&self, entry: &Entry, content_type: &ContentType) -> Option<String> {
        let name = format!("{}.vcf", self.files(&entry.language).contact);
        has_contact(entry, content_type).then(|| self.beside(entry, &name)).flatten()
    }

    fn entry_contacts(
        &self,
        catalog: &Catalog,
        scope: &SiteScope,
        entry: &Entry,
        content_type: &ContentType,
    ) -> Option<String> {
        let name = format!("{}.vcf", self.files(&entry.language).contacts);
        let any = !contacts(catalog, scope, entry, content_type, Channel::Feed).is_empty();
        any.then(|| self.beside(entry, &name)).flatten()
    }

    fn calendar_name(&self, language: &str) -> String {
        format!("{}.ics", self.files(language).calendar)
    }

    /// A file beside the page of an entry; `None` without a page of its own.
    fn beside(&self, entry: &Entry, name: &str) -> Option<String> {
        let page = self.entry(&entry.key, &entry.language).filter(|_| entry.listed())?;
        (!page.contains('#')).then(|| format!("{}{name}", folder_of(page)))
    }
}
