//! Dates and contacts of entries, for calendars and address books.

use super::types::LinkView;
use super::{Views, flags};
use crate::model::{Address, Entry, EntryKey, Value};
use crate::plan::{date, dates};
use crate::schema::{ContentType, VcardKind};

/// Stands in for the address of a site that has none yet (RFC 6761).
const NOWHERE: &str = "broschur.invalid";

/// Days on which something takes place.
#[derive(Clone, Debug)]
pub struct DateEvent {
    /// The same in every run, on the main site and in its editions, whatever day the event is moved to.
    pub uid: String,
    /// When it was last said: the day that the entry carries, else its own.
    pub stamp: jiff::civil::Date,
    /// The first day.
    pub from: jiff::civil::Date,
    /// The last day.
    pub to: jiff::civil::Date,
    /// What it is; an illustrative entry says so.
    pub title: String,
    /// Where it takes place.
    pub place: Option<String>,
    /// The title of the entry that says so, and what that is about.
    pub about: String,
    /// The page of the entry, when the address of the site is known.
    pub address: Option<String>,
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq)]
pub enum Reach {
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
pub struct ContactView {
    /// Who it is.
    pub kind: VcardKind,
    /// What it is called; an illustrative entry says so.
    pub name: String,
    /// The ways, in the order of the fields.
    pub ways: Vec<Reach>,
    /// The day that the entry carries.
    pub as_of: Option<jiff::civil::Date>,
}

impl Views<'_> {
    /// The dates of an entry, or of all entries of the site, by day.
    pub fn calendar(&self, about: Option<&EntryKey>, language: &str) -> Vec<DateEvent> {
        let mut events: Vec<DateEvent> = match about {
            Some(key) => self.dated(key, language).into_iter().flatten().collect(),
            None => self
                .plan
                .dated(self.catalog, language)
                .flat_map(|(entry, content_type)| self.events(entry, content_type))
                .collect(),
        };
        events.sort_by(|a, b| (a.from, a.to, &a.uid).cmp(&(b.from, b.to, &b.uid)));
        events
    }

    /// What the calendar about an entry, or of the site, is called.
    pub fn calendar_title(&self, about: Option<&EntryKey>, language: &str) -> String {
        let entry = about.and_then(|key| self.catalog.localized(key, language));
        entry.map_or(self.config.title.get(language), Entry::title).to_owned()
    }

    fn dated(&self, key: &EntryKey, language: &str) -> Option<Vec<DateEvent>> {
        let entry = self.catalog.get_in(key, language)?;
        Some(self.events(entry, self.catalog.schema.get(&key.type_id)?))
    }

    /// The dates of an entry that are known to the day.
    pub(super) fn events(&self, entry: &Entry, content_type: &ContentType) -> Vec<DateEvent> {
        let key = &entry.key;
        let main = self.plan.part.main_site().and_then(|main| main.base.as_deref());
        let base = main.or(self.config.base_url.as_deref());
        let base = base.and_then(|base| url::Url::parse(base).ok());
        let host = base.as_ref().and_then(url::Url::host_str).unwrap_or(NOWHERE);
        let summary = super::entries::summary_plain(entry, content_type, self.channel);
        let about = [Some(entry.title().to_owned()), summary];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join("\n");
        let href = self.plan.routes.entry(key, &entry.language);
        let address = href.zip(self.config.base_url.as_deref());
        let event = |dates: crate::plan::Dates<'_>| {
            let words = |name: &str| dates.fields.get(name).and_then(Value::as_str);
            let title = words("title").unwrap_or_else(|| entry.title());
            DateEvent {
                uid: format!("{}-{}-{}@{host}", key.type_id, key.id, dates.number),
                stamp: date(entry).map_or(dates.from, crate::schema::PartialDate::first_day),
                from: dates.from,
                to: dates.to,
                title: self.marked(title, entry),
                place: words("place").map(str::to_owned),
                about: about.clone(),
                address: address.map(|(href, base)| format!("{base}{href}")),
            }
        };
        dates(entry, content_type, self.channel).map(event).collect()
    }

    /// How what an entry is about can be reached; `None` when its type has no contacts.
    pub fn contact(&self, key: &EntryKey, language: &str) -> Option<ContactView> {
        let entry = self.catalog.get_in(key, language)?;
        let content_type = self.catalog.schema.get(&key.type_id)?;
        let mut ways = Vec::new();
        for field in content_type.fields.values().filter(|field| !field.hidden) {
            ways.extend(self.shown(entry, &field.name).and_then(|value| match &*value {
                Value::Url(address) => Some(Reach::Web(address.clone())),
                Value::Email(address) => Some(Reach::Mail(address.clone())),
                Value::Phone(number) => Some(Reach::Phone(number.clone())),
                Value::Address(address) => Some(Reach::Address((**address).clone())),
                _ => None,
            }));
        }
        Some(ContactView {
            kind: content_type.vcard?,
            name: self.marked(entry.title(), entry),
            ways,
            as_of: date(entry).map(crate::schema::PartialDate::first_day),
        })
    }

    /// A title that says so when the entry is illustrative, for what stands alone.
    pub(super) fn marked(&self, title: &str, entry: &Entry) -> String {
        if flags(entry).sample {
            return format!("{title} ({})", self.say(&entry.language, "sample"));
        }
        title.to_owned()
    }

    /// The calendar and the contact of an entry, to download.
    pub(super) fn takeaways(&self, entry: &Entry, content_type: &ContentType) -> Vec<LinkView> {
        let calendar = self.plan.entry_calendar(entry, content_type).map(|href| (href, "calendar"));
        let contact = self.plan.entry_contact(entry, content_type).map(|href| (href, "contact"));
        let link = |(href, key): (String, &str)| LinkView {
            href: Some(href),
            text: self.say(&entry.language, key),
            ..LinkView::default()
        };
        calendar.into_iter().chain(contact).map(link).collect()
    }
}
