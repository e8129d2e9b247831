//! Dates and contacts of entries, for calendars and address books.

use std::collections::BTreeMap;

use super::types::{ColumnView, ProfileGroup, ProfileRow, RowView, ValueView};
use super::{Scope, ViewContext};
use super::{cards, links, values};
use crate::model::{Address, Entry, EntryKey, Value};
use crate::plan::{self, date, dates};
use crate::schema::part;
use crate::schema::{ContactsRule, ContentType, VcardKind};

/// Stands in for the address of a site that has none yet (RFC 6761).
const NOWHERE: &str = "broschur.invalid";
/// The column with the name of a contact; no field is called so.
const NAME: &str = "contacts.name";

/// What somebody is to those who look for a contact.
struct Role {
    label: String,
    /// Its place among the roles of the same type.
    rank: usize,
}

/// Those who are the same to somebody who looks for a contact, with their types.
struct Alike<'a> {
    label: String,
    others: Vec<(&'a Entry, &'a ContentType)>,
}

/// As the field says that the rule names, else as the type says.
fn role(rule: &ContactsRule, entry: &Entry, content_type: &ContentType, language: &str) -> Role {
    let field = rule.role.as_deref().and_then(|name| content_type.field(name));
    if let Some(field) = field
        && let (Some(values), Some(Value::Enum(value))) =
            (field.kind.choices(), entry.get(&field.name))
        && let Some((rank, _, known)) = values.get_full(value)
    {
        return Role { label: known.label.get(language).to_owned(), rank };
    }
    Role { label: content_type.label.get(language).to_owned(), rank: usize::MAX }
}

/// Days on which something takes place.
#[derive(Clone, Debug)]
pub(crate) struct DateEvent {
    /// The same in every run, on the main site and in its editions, whatever day the event is moved to.
    pub(crate) uid: String,
    /// When it was last said: the day that the entry carries, else its own.
    pub(crate) stamp: jiff::civil::Date,
    /// The first day.
    pub(crate) from: jiff::civil::Date,
    /// The last day.
    pub(crate) to: jiff::civil::Date,
    /// What it is; an illustrative entry says so.
    pub(crate) title: String,
    /// Where it takes place.
    pub(crate) place: Option<String>,
    /// The title of the entry that says so, and what that is about.
    pub(crate) about: String,
    /// The page of the entry, when the address of the site is known.
    pub(crate) address: Option<String>,
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reach {
    /// A page on the web.
    Web(String),
    /// A mailbox.
    Mail(String),
    /// A telephone number, as people write it.
    Phone(String),
    /// A postal address.
    Address(Address),
}

/// Who can be reached, and how.
#[derive(Clone, Debug)]
pub(crate) struct ContactView {
    /// Who it is.
    pub(crate) kind: VcardKind,
    /// What it is called; an illustrative entry says so.
    pub(crate) name: String,
    /// What it does, where it is one of several that can be turned to.
    pub(crate) roles: Vec<String>,
    /// The ways, in the order of the fields.
    pub(crate) ways: Vec<Reach>,
    /// The day that the entry carries.
    pub(crate) as_of: Option<jiff::civil::Date>,
}

/// The dates of an entry, or of all entries of the site, by day.
pub(crate) fn calendar(
    cx: &ViewContext<'_>,
    about: Option<&EntryKey>,
    language: &str,
) -> Vec<DateEvent> {
    let mut events: Vec<DateEvent> = match about {
        Some(key) => dated(cx, key, language).into_iter().flatten().collect(),
        None => cx
            .plan
            .dated(cx.catalog, language)
            .flat_map(|(entry, content_type)| self::events(cx, entry, content_type))
            .collect(),
    };
    events.sort_by(|a, b| (a.from, a.to, &a.uid).cmp(&(b.from, b.to, &b.uid)));
    events
}

/// What the calendar about an entry, or of the site, is called.
pub(crate) fn calendar_title(
    cx: &ViewContext<'_>,
    about: Option<&EntryKey>,
    language: &str,
) -> String {
    let entry = about.and_then(|key| cx.catalog.localized(key, language));
    entry.map_or(cx.config.title.get(language), Entry::title).to_owned()
}

fn dated(cx: &ViewContext<'_>, key: &EntryKey, language: &str) -> Option<Vec<DateEvent>> {
    let entry = cx.catalog.get_in(key, language)?;
    Some(events(cx, entry, cx.catalog.schema.get(&key.type_id)?))
}

/// The dates of an entry that are known to the day.
pub(super) fn events(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
) -> Vec<DateEvent> {
    let key = &entry.key;
    let main = cx.plan.scope.main_site().and_then(|main| main.base.as_deref());
    let base = main.or(cx.config.base_url.as_deref());
    let base = base.and_then(|base| url::Url::parse(base).ok());
    let host = base.as_ref().and_then(url::Url::host_str).unwrap_or(NOWHERE);
    let summary = cards::summary_plain(cx, entry, content_type);
    let about = [Some(entry.title().to_owned()), summary];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let href = cx.plan.routes.entry(key, &entry.language);
    let address = href.zip(cx.config.base_url.as_deref());
    let event = |dates: crate::plan::Dates<'_>| {
        let words = |name: &str| dates.fields.get(name).and_then(Value::as_str);
        let title = words(part::TITLE).unwrap_or_else(|| entry.title());
        DateEvent {
            uid: format!("{}-{}-{}@{host}", key.type_id, key.id, dates.number),
            stamp: date(cx.catalog, entry)
                .map_or(dates.from, crate::schema::PartialDate::first_day),
            from: dates.from,
            to: dates.to,
            title: marked(cx, title, entry),
            place: words(part::PLACE).map(str::to_owned),
            about: about.clone(),
            address: address.map(|(href, base)| format!("{base}{href}")),
        }
    };
    dates(entry, content_type, cx.channel).map(event).collect()
}

/// How what an entry is about can be reached; `None` when its type has no contacts.
pub(crate) fn contact(cx: &ViewContext<'_>, key: &EntryKey, language: &str) -> Option<ContactView> {
    let entry = cx.catalog.get_in(key, language)?;
    let content_type = cx.catalog.schema.get(&key.type_id)?;
    let kind = content_type.vcard?;
    Some(self::reached(cx, entry, content_type, kind))
}

/// Those whom readers can turn to about an entry; the first is the entry itself, when it is about somebody.
pub(crate) fn contacts(cx: &ViewContext<'_>, key: &EntryKey, language: &str) -> Vec<ContactView> {
    let entry = cx.catalog.get_in(key, language);
    let found = entry.zip(cx.catalog.schema.get(&key.type_id));
    let Some((entry, content_type)) = found else { return Vec::new() };
    let Some(rule) = &content_type.contacts else { return Vec::new() };
    let others = plan::contacts(cx.catalog, &cx.plan.scope, entry, content_type, cx.channel);
    let contact = |other: &Entry| {
        let of_type = cx.catalog.schema.get(&other.key.type_id)?;
        let kind = of_type.vcard.unwrap_or(VcardKind::Org);
        let mut contact = reached(cx, other, of_type, kind);
        contact.roles = vec![role(rule, other, of_type, language).label];
        contact.roles.extend(functions(cx, rule, other, language));
        if contact.ways.is_empty() {
            // Nobody has said how; the page on the site is better than nothing.
            let href = cx.plan.routes.localized(&other.key, language);
            let address = href.zip(cx.config.base_url.as_deref());
            contact
                .ways
                .extend(address.map(|((href, _), base)| Reach::Web(format!("{base}{href}"))));
        }
        Some(contact)
    };
    let itself = content_type.vcard.map(|_| entry).filter(|entry| entry.is_for(cx.channel));
    itself.into_iter().chain(others).filter_map(contact).collect()
}

/// What somebody does, as the fields that a type names for that say it in words.
fn functions(
    cx: &ViewContext<'_>,
    rule: &ContactsRule,
    entry: &Entry,
    language: &str,
) -> Vec<String> {
    let values = rule.fields.iter().filter_map(|field| entry.get_for(field, cx.channel));
    let word = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Reference(reference) => Some(links::link(cx, &reference.key, language)?.text),
        _ => None,
    };
    values.flat_map(Value::items).filter_map(word).collect()
}

/// Those whom readers can turn to about an entry, by what they are: a part of its profile table. Their values are put into
/// `fields`, under names that no field has.
pub(super) fn contact_rows(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    fields: &mut BTreeMap<String, ValueView>,
    scope: &Scope<'_>,
) -> Option<ProfileGroup> {
    let rule = content_type.contacts.as_ref()?;
    let language = scope.language;
    let others = plan::contacts(cx.catalog, &cx.plan.scope, entry, content_type, cx.channel);
    let mut types: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<(usize, usize), Alike<'_>> = BTreeMap::new();
    for other in others {
        let Some(of_type) = cx.catalog.schema.get(&other.key.type_id) else { continue };
        if !types.contains(&&*of_type.id) {
            types.push(&of_type.id);
        }
        let at = types.iter().position(|id| *id == &*of_type.id).unwrap_or_default();
        let role = role(rule, other, of_type, language);
        let group = groups
            .entry((at, role.rank))
            .or_insert(Alike { label: role.label, others: Vec::new() });
        group.others.push((other, of_type));
    }
    let mut rows = Vec::new();
    for (number, Alike { label, others }) in groups.into_values().enumerate() {
        let name = format!("contacts.{number}");
        fields.insert(name.clone(), contact_table(cx, rule, &others, scope));
        rows.push(ProfileRow { name, label });
    }
    let label = Some(rule.label.get(language).to_owned());
    (!rows.is_empty()).then_some(ProfileGroup { label, rows })
}

/// Names, and what else is known of them; a list where that is nothing.
fn contact_table(
    cx: &ViewContext<'_>,
    rule: &ContactsRule,
    others: &[(&Entry, &ContentType)],
    scope: &Scope<'_>,
) -> ValueView {
    let language = scope.language;
    let mut columns: Vec<ColumnView> = Vec::new();
    let mut rows = Vec::new();
    for (other, of_type) in others {
        let Some(link) = links::link(cx, &other.key, language) else { continue };
        let mut cells = BTreeMap::from([(NAME.to_owned(), ValueView::Link { link })]);
        for name in &rule.fields {
            let Some(field) = of_type.field(name) else { continue };
            let value = cards::shown(cx, other, name);
            let Some(value) =
                value.and_then(|value| values::value(cx, field, &value, other, scope))
            else {
                continue;
            };
            if !columns.iter().any(|column| column.name == *name) {
                let label = field.label.get(language).to_owned();
                columns.push(ColumnView { name: name.clone(), label, numeric: false });
            }
            cells.insert(name.clone(), value);
        }
        rows.push(RowView { cells, uncertain: false, adapted: false });
    }
    if columns.is_empty() {
        let items = rows.into_iter().filter_map(|mut row| row.cells.remove(NAME)).collect();
        return ValueView::List { items, long: false };
    }
    columns.sort_by_key(|column| rule.fields.iter().position(|name| *name == column.name));
    let label = others.first().map_or("", |(_, of_type)| of_type.label.get(language));
    let name = ColumnView { name: NAME.to_owned(), label: label.to_owned(), numeric: false };
    columns.insert(0, name);
    ValueView::Table { columns, rows }
}

/// The ways to reach what an entry is about.
fn reached(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    kind: VcardKind,
) -> ContactView {
    let mut ways = Vec::new();
    for field in content_type.fields.values().filter(|field| !field.hidden) {
        ways.extend(cards::shown(cx, entry, &field.name).and_then(|value| match &*value {
            Value::Url(address) => Some(Reach::Web(address.clone())),
            Value::Email(address) => Some(Reach::Mail(address.clone())),
            Value::Phone(number) => Some(Reach::Phone(number.clone())),
            Value::Address(address) => Some(Reach::Address((**address).clone())),
            _ => None,
        }));
    }
    ContactView {
        kind,
        name: marked(cx, entry.title(), entry),
        roles: Vec::new(),
        ways,
        as_of: date(cx.catalog, entry).map(crate::schema::PartialDate::first_day),
    }
}

/// A title that says so when the entry is illustrative, for what stands alone.
pub(super) fn marked(cx: &ViewContext<'_>, title: &str, entry: &Entry) -> String {
    if cards::flags(entry).sample {
        return format!("{title} ({})", cx.say(&entry.language, "sample"));
    }
    title.to_owned()
}
