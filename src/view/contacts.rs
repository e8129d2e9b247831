//! Dates and contacts of entries, for calendars and address books.

use std::collections::BTreeMap;

use super::types::{
    ColumnView, ContactBoxView, FactView, LinkView, NearestView, ProfileGroup, ProfileRow, RowView,
    ValueView,
};
use super::{Scope, TextFrame, ViewContext};
use super::{cards, links, values};
use crate::model::{Address, Channel, Entry, EntryKey, Value};
use crate::plan::{self, date, dates};
use crate::schema::part;
use crate::schema::{ContactsRule, ContentType, Field, FieldRole, VcardKind, Way};

/// Stands in for the address of a site that has none yet (RFC 6761).
const NOWHERE: &str = "broschur.invalid";
/// How many of those who are near are shown in full.
const NEAREST: usize = 3;
/// So many entries may be named in place of the one whom nobody knows.
const OTHERS: usize = 12;
/// The column with the name of a contact; no field is called so.
const NAME: &str = "contacts.name";

/// What the names of the rows of contacts begin with; no field is called so.
const ROWS: &str = "contacts.";

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
    /// Where the ways are from, and when they were right.
    pub(crate) note: Option<String>,
    /// The day that they carry, else the entry.
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
        contact.roles.insert(0, role(rule, other, of_type, language).label);
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

/// Those whom readers can turn to about an entry, by what they are; on the website without those whom a part of the page shows.
/// Their values are put into `fields`, under names that no field has.
pub(super) fn contact_rows(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    fields: &mut BTreeMap<String, ValueView>,
    scope: &Scope<'_>,
) -> Option<ProfileGroup> {
    let rule = content_type.contacts.as_ref()?;
    let language = scope.language;
    let mut others = plan::contacts(cx.catalog, &cx.plan.scope, entry, content_type, cx.channel);
    // Paper and the pages of others have no such parts.
    let has_sections = cx.channel == Channel::Website;
    let sections = content_type.sections.iter().filter(|section| section.reached && has_sections);
    for way in sections.flat_map(|section| &section.from) {
        let shown = plan::follow(cx.catalog, &cx.plan.scope, entry, way, cx.channel);
        others.retain(|other| shown.iter().all(|(shown, _)| shown.key != other.key));
    }
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
        let name = format!("{ROWS}{number}");
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
        return values::in_lines(items);
    }
    columns.sort_by_key(|column| rule.fields.iter().position(|name| *name == column.name));
    let label = others.first().map_or("", |(_, of_type)| of_type.label.get(language));
    let name = ColumnView { name: NAME.to_owned(), label: label.to_owned(), numeric: false };
    columns.insert(0, name);
    ValueView::Table { columns, rows }
}

/// Whom readers can turn to about an entry: the nearest who can be reached, by the rule of its type.
pub(super) fn contact_box(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    scope: &Scope<'_>,
) -> Option<ContactBoxView> {
    let rule = content_type.nearest.as_ref()?;
    let language = scope.language;
    let ways = plan::nearest(cx.catalog, &cx.plan.scope, entry, content_type, cx.channel);
    let met = ways.iter().take(2).flat_map(|way| &way.found);
    let found: Vec<&EntryKey> = met.map(|(other, _)| &other.key).collect();
    let mut ways = ways.iter();
    let mut view =
        ContactBoxView { nearest: Vec::new(), also: Vec::new(), others: Vec::new(), all: None };
    if let Some(first) = ways.next() {
        for (number, (other, via)) in first.found.iter().enumerate() {
            if number < NEAREST {
                let how = first.path.how.as_ref();
                let how = how.map(|how| how.get(language).replace(Way::VIA, via.title()));
                view.nearest.extend(near(cx, other, other.key == entry.key, how, scope));
            } else {
                view.also.extend(links::link(cx, &other.key, language));
            }
        }
    }
    if let Some(next) = ways.next() {
        let found = next.found.iter().take(NEAREST);
        view.also.extend(found.filter_map(|(other, _)| links::link(cx, &other.key, language)));
    }
    let asked = rule.otherwise.as_ref().and_then(|(name, _)| cx.catalog.schema.get(name));
    if let Some(of_type) = asked.filter(|of_type| of_type.id != entry.key.type_id) {
        view.all = all(cx, content_type, language);
        // Who is near is one of them already.
        if !found.iter().any(|key| key.type_id == of_type.id) {
            let listed: Vec<&Entry> = cx.listed(&of_type.id, language).take(OTHERS + 1).collect();
            if listed.len() <= OTHERS {
                let link = |other: &&Entry| links::link(cx, &other.key, language);
                view.others = listed.iter().filter_map(link).collect();
            }
        }
    }
    Some(view)
}

/// The ways to somebody that fit into a line: what can be tapped.
pub(super) fn short_ways(cx: &ViewContext<'_>, entry: &Entry, scope: &Scope<'_>) -> Vec<FactView> {
    let near = near(cx, entry, false, None, scope);
    let mut ways = near.map(|near| near.ways).unwrap_or_default();
    ways.retain(|way| matches!(way.value, ValueView::Link { .. }));
    ways
}

/// The list of those who are named where nobody is known, as the rule of a type says.
pub(super) fn all(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    language: &str,
) -> Option<LinkView> {
    let (name, _) = content_type.nearest.as_ref()?.otherwise.as_ref()?;
    let of_type = cx.catalog.schema.get(name).filter(|of_type| of_type.id != content_type.id)?;
    let href = cx.plan.routes.list(&of_type.id, language)?;
    let text = of_type.plural.get(language).to_owned();
    Some(LinkView { href: Some(href.to_owned()), text, ..LinkView::default() })
}

/// How somebody can be reached, or else whoever the rule of their type leads to first.
pub(super) fn contacts_of(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    scope: &Scope<'_>,
) -> Vec<NearestView> {
    let reachable = |near: &NearestView| !near.ways.is_empty();
    if let Some(own) = near(cx, entry, false, None, scope).filter(reachable) {
        return vec![own];
    }
    let ways = plan::nearest(cx.catalog, &cx.plan.scope, entry, content_type, cx.channel);
    let found = ways.iter().take(1).flat_map(|way| &way.found).take(NEAREST);
    found.filter_map(|(other, _)| near(cx, other, false, None, scope)).filter(reachable).collect()
}

/// Somebody who can be reached, as readers see them, perhaps on their own page, and how they were found.
fn near(
    cx: &ViewContext<'_>,
    other: &Entry,
    itself: bool,
    how: Option<String>,
    scope: &Scope<'_>,
) -> Option<NearestView> {
    let language = scope.language;
    let of_type = cx.catalog.schema.get(&other.key.type_id)?;
    let mut link = links::link(cx, &other.key, language)?;
    if itself {
        link.href = None;
    }
    let shown = |field: &Field| {
        let value = cards::shown(cx, other, &field.name)?;
        values::value(cx, field, &value, other, scope)
    };
    let of_role = |role| of_type.field_with(role);
    let mut ways = Vec::new();
    for field in of_type.fields.values().filter(|field| is_shown_as_contact(cx, other, field)) {
        ways.extend(shown(field).map(|value| FactView {
            name: field.name.to_string(),
            label: field.label.get(language).to_owned(),
            value,
        }));
    }
    let date =
        of_role(FieldRole::ContactAsOf).and_then(|field| cards::shown(cx, other, &field.name));
    let frame =
        TextFrame { heading_shift: scope.value_shift, anchor_prefix: scope.prefix, language };
    let note =
        of_role(FieldRole::ContactNote).and_then(|field| cards::shown(cx, other, &field.name));
    Some(NearestView {
        link,
        itself,
        label: of_type.label.get(language).to_owned(),
        how,
        ways,
        as_of: date
            .and_then(|date| date.as_date())
            .map(|date| cards::date_view(cx, date, language)),
        basis: of_role(FieldRole::ContactBasis).and_then(shown),
        note: note
            .as_deref()
            .and_then(Value::as_text)
            .filter(|text| !text.is_empty())
            .map(|text| links::text(cx, text, &other.file, &frame, scope)),
    })
}

/// Whether a field says how an entry is reached, or who answers then.
fn is_shown_as_contact(cx: &ViewContext<'_>, entry: &Entry, field: &Field) -> bool {
    let way = || entry.get_for(&field.name, cx.channel).is_some_and(plan::is_way);
    !field.hidden && (field.role == Some(FieldRole::ContactDesk) || way())
}

/// Takes out of a profile table what the contact box says of the entry itself.
pub(super) fn without_contact(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    profile: &mut Vec<ProfileGroup>,
) {
    let said = |name: &str| {
        content_type.field(name).is_some_and(|field| {
            is_shown_as_contact(cx, entry, field)
                || matches!(
                    field.role,
                    Some(FieldRole::ContactAsOf | FieldRole::ContactBasis | FieldRole::ContactNote)
                )
        })
    };
    for group in profile.iter_mut() {
        group.rows.retain(|row| !said(&row.name));
    }
    profile.retain(|group| !group.rows.is_empty());
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
    let said = |role| {
        let field = content_type.field_with(role)?;
        cards::shown(cx, entry, &field.name)
    };
    let own = said(FieldRole::ContactAsOf).and_then(|value| value.as_date());
    let as_of = own.or_else(|| date(cx.catalog, entry));
    let language = &entry.language;
    let scope = Scope::page(language, "");
    let basis = content_type.field_with(FieldRole::ContactBasis).and_then(|field| {
        match values::value(cx, field, &*said(FieldRole::ContactBasis)?, entry, &scope)? {
            ValueView::Choice { text, .. } => Some(text),
            _ => None,
        }
    });
    let stated = own.map(|own| {
        let date = cx.format(language).date(own);
        format!("{} {date}", cx.say(language, "as-of"))
    });
    let note: Vec<String> = basis.into_iter().chain(stated).collect();
    let desk = said(FieldRole::ContactDesk);
    ContactView {
        kind,
        name: marked(cx, entry.title(), entry),
        roles: desk.iter().filter_map(|desk| desk.as_str()).map(str::to_owned).collect(),
        ways,
        note: (!note.is_empty()).then(|| note.join(", ")),
        as_of: as_of.map(crate::schema::PartialDate::first_day),
    }
}

/// A title that says so when the entry is illustrative, for what stands alone.
pub(super) fn marked(cx: &ViewContext<'_>, title: &str, entry: &Entry) -> String {
    if cards::flags(entry).sample {
        return format!("{title} ({})", cx.say(&entry.language, "sample"));
    }
    title.to_owned()
}
