//! An entry in one language: its values, its text, and how far it is on its way to readers.
//!
//! Entry point: [`Entry`]; entries are read in `parse/entry.rs`. Invariant: an entry is immutable, and what is personal in it is not among its
//! values ([`Personal`]).

use std::ops::Range;
use std::sync::Arc;

use super::{Adaptation, Channel, Edge, EntryKey, FieldValues, Personal, Value};
use crate::location::{SitePath, Span};
use crate::schema::PartialDate;
use crate::schema::common;
use crate::syntax::Document;
use crate::tracking::{CellKind, Item, TrackedPart};

/// Where an entry stands on its way to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Being written.
    Draft,
    /// Being read by a colleague.
    Review,
    /// To be published.
    Approved,
    /// No longer current: keeps its address, leaves lists and feeds.
    Archived,
}

impl Status {
    pub(super) fn parse(written: &str) -> Option<Self> {
        Some(match written {
            "draft" => Self::Draft,
            "review" => Self::Review,
            "approved" => Self::Approved,
            "archived" => Self::Archived,
            _ => return None,
        })
    }

    /// The value as written in front matter.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Archived => "archived",
        }
    }
}

/// Which entries are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publishing {
    /// Whether drafts and entries in review count as published.
    pub drafts: bool,
    /// The day for which the site is built.
    pub today: jiff::civil::Date,
}

/// An entry in one language.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Type and id.
    pub(crate) key: EntryKey,
    /// The language.
    pub(crate) language: Arc<str>,
    /// Its file.
    pub(crate) file: SitePath,
    /// Where findings about the entry as a whole point.
    pub(crate) place: Range<usize>,
    /// Its values, in the order of the type's fields, without personal data. A translation has the default language's values
    /// where it has none of its own.
    pub(crate) values: FieldValues,
    /// The fields that were written in its file, in the order of the type's fields, with the bytes of their keys.
    pub(super) written: Box<[(Arc<str>, Range<usize>)]>,
    pub(super) body: TrackedPart<Arc<Document>>,
    /// Where the text is.
    pub(crate) body_file: SitePath,
    /// On its way to readers.
    pub(crate) status: Status,
    /// Whether it gets a page.
    pub published: bool,
    /// Whether it would be published if the person it is about had consented to that.
    pub(crate) withdrawn: bool,
    pub(super) personal: Option<Box<Personal>>,
    pub(super) adaptation: Option<Box<Adaptation>>,
    pub(super) title: String,
    /// That of the title as it is compared with others.
    pub(super) title_hash: u64,
    /// Whether it belongs to editions.
    pub(super) in_editions: bool,
    /// What it refers to, also what is not there; none for translations.
    pub(super) edges: Arc<[Edge]>,
}

impl Item for Entry {
    type Key = EntryKey;
    type Text = Arc<Document>;

    fn key(&self) -> &EntryKey {
        &self.key
    }

    fn version(&self) -> &Arc<str> {
        &self.language
    }

    fn text(&self) -> &TrackedPart<Arc<Document>> {
        &self.body
    }

    fn has_same_head(&self, other: &Self) -> bool {
        self.same_but_text(other)
    }
}

/// The text of an entry, to be noted as a part of it.
pub(super) fn body_of(
    key: &EntryKey,
    language: &str,
    text: Arc<Document>,
) -> TrackedPart<Arc<Document>> {
    TrackedPart::new(CellKind::Body, (key, language), text)
}

impl Entry {
    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text under the front matter.
    pub fn body(&self) -> &Document {
        self.body.get()
    }

    /// The value of a field, as far as everybody may see it: without personal data.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.values.get(field)
    }

    /// The value of a field as readers of a channel may see it today: with the personal data that its consent covers.
    pub(crate) fn get_for(&self, field: &str, channel: Channel) -> Option<&Value> {
        let personal = self.personal.as_ref().and_then(|personal| personal.shown(channel));
        personal.and_then(|fields| fields.get(field)).or_else(|| self.get(field))
    }

    /// The value of a field as it was recorded, whoever may see it. Not for outputs: for rules and reports, which say that something
    /// is there, and never what.
    pub(crate) fn recorded(&self, field: &str) -> Option<&Value> {
        let personal = self.personal.as_ref().and_then(|personal| personal.recorded(field));
        personal.or_else(|| self.get(field))
    }

    /// What of the entry depends on a consent.
    pub(crate) fn personal(&self) -> Option<&Personal> {
        self.personal.as_deref()
    }

    /// What the entry makes of another one, when it adapts one.
    pub(crate) fn adaptation(&self) -> Option<&Adaptation> {
        self.adaptation.as_deref()
    }

    /// What the entry's own file says in a field, as far as everybody may see it; not what it takes over from elsewhere.
    pub(crate) fn own(&self, field: &str) -> Option<&Value> {
        let part = self.adaptation.as_ref().and_then(|adaptation| adaptation.own(field));
        part.or_else(|| self.get(field).filter(|_| self.wrote(field)))
    }

    /// Everything that the entry's own file says, as [`Entry::own`].
    pub(crate) fn own_values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.keys().filter_map(|name| Some((&**name, self.own(name)?)))
    }

    /// Whether readers of a channel may see the entry at all.
    pub(crate) fn is_for(&self, channel: Channel) -> bool {
        let person = self.personal.as_ref().filter(|personal| personal.is_whole());
        person.is_none_or(|person| person.allows(channel.scope()))
    }

    /// The values that the website shows.
    pub(crate) fn web_values(&self) -> impl Iterator<Item = (&str, &Value)> {
        let personal = self.personal.as_ref().and_then(|personal| personal.shown(Channel::Website));
        let shown = move |name: &str| personal.is_some_and(|fields| fields.contains_key(name));
        let public = self.values.iter().filter(move |(name, _)| !shown(name));
        personal.into_iter().flatten().chain(public).map(|(name, value)| (&**name, value))
    }

    /// Whether somebody who does not read the text sees no difference.
    pub(super) fn same_but_text(&self, other: &Self) -> bool {
        // Names them all, so that the compiler asks about a new one. What is written where is for findings, which are looked for anew when the
        // entry is read; status, title and the last ones follow from others, and relations are compared by themselves.
        let Self {
            key: _,
            language: _,
            file,
            place: _,
            values,
            written,
            body: _,
            body_file,
            status: _,
            published,
            withdrawn,
            personal,
            adaptation,
            title: _,
            title_hash: _,
            in_editions: _,
            edges: _,
        } = self;
        let names = |written: &[(Arc<str>, Range<usize>)]| -> Vec<Arc<str>> {
            written.iter().map(|(name, _)| name.clone()).collect()
        };
        *file == other.file
            && *body_file == other.body_file
            && *published == other.published
            && *withdrawn == other.withdrawn
            && *personal == other.personal
            && *adaptation == other.adaptation
            && *values == other.values
            && names(written) == names(&other.written)
    }

    /// Whether only texts and numbers differ, and these name the same entries and files.
    pub(super) fn same_but_prose(&self, other: &Self) -> bool {
        let named = |entry: &Self| -> Vec<(String, String)> {
            let mut named = Vec::new();
            for (field, document) in entry.documents() {
                let images = document.images().into_iter().map(|image| image.image.file.clone());
                let links =
                    document.links().into_iter().map(|link| link.destination.written().to_owned());
                named.extend(images.chain(links).map(|name| (field.to_owned(), name)));
            }
            named
        };
        let mut fields: Vec<&Arc<str>> = self.values.keys().chain(other.values.keys()).collect();
        fields.sort();
        fields.dedup();
        let same = |field: &str| match (self.values.get(field), other.values.get(field)) {
            // These name addresses, sites and rules, whatever their kind.
            (before, after)
                if matches!(field, common::ALIASES | common::EDITIONS | common::SUPPRESS) =>
            {
                before == after
            }
            (Some(before), Some(after)) => before.same_but_prose(after),
            (before, after) => before.or(after).is_none_or(Value::is_prose),
        };
        (&self.language, &self.file, &self.body_file)
            == (&other.language, &other.file, &other.body_file)
            && (self.status, self.published, self.withdrawn)
                == (other.status, other.published, other.withdrawn)
            && self.personal == other.personal
            && self.body().is_empty() == other.body().is_empty()
            && fields.into_iter().all(|field| same(field))
            && named(self) == named(other)
    }

    /// Whether lists and feeds show it.
    pub(crate) fn listed(&self) -> bool {
        self.published && self.status != Status::Archived
    }

    /// The later days on which the entry will be something else although nobody edits it.
    pub(super) fn changes_after(&self, now: Publishing) -> impl Iterator<Item = jiff::civil::Date> {
        let ready = matches!(self.status, Status::Approved | Status::Archived);
        let day = |field| self.get(field).and_then(Value::as_date);
        let appears = day(common::PUBLISH_FROM).filter(|_| ready && !now.drafts);
        let personal = self.personal.as_ref().filter(|_| ready || now.drafts);
        let consents = personal
            .filter(|personal| personal.is_whole() || personal.fields().next().is_some())
            .map(|personal| {
                let consent = personal.consent();
                [consent.given_on, consent.expires]
            });
        let dates = appears.into_iter().chain(consents.into_iter().flatten().flatten());
        dates.map(PartialDate::first_day).filter(move |day| *day > now.today)
    }

    /// Whether a boolean field says yes.
    pub(crate) fn is(&self, field: &str) -> bool {
        self.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The entries that a field refers to, also inside lists and objects.
    pub fn references(&self, field: &str) -> Vec<&EntryKey> {
        let mut keys = Vec::new();
        if let Some(value) = self.get(field) {
            value.walk(&mut |value| {
                if let Value::Reference(reference) = value {
                    keys.push(&reference.key);
                }
            });
        }
        keys
    }

    /// Whether the entry's own file says something about `field`, or holds its text when that is `body`: a translation has
    /// the rest from the default language.
    pub(crate) fn wrote(&self, field: &str) -> bool {
        match field {
            "body" => self.body_file == self.file,
            field => self.written_at(field).is_some(),
        }
    }

    /// The fields that its own file says something about, with the bytes of their keys.
    pub(crate) fn written_keys(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.written.iter().map(|(name, span)| (&**name, span))
    }

    /// Whether the entry belongs to editions only.
    pub(crate) fn is_in_editions(&self) -> bool {
        self.in_editions
    }

    /// Whether it is called the same as another one, whatever the spaces and the capital letters.
    pub(crate) fn is_called_like(&self, other: &Self) -> bool {
        self.title_hash == other.title_hash
            && title_letters(&self.title).eq(title_letters(&other.title))
    }

    /// The same for all entries that are [called the same](Self::is_called_like), and hardly for others.
    pub(crate) fn title_hash(&self) -> u64 {
        self.title_hash
    }

    /// The editions that the entry belongs to; none for an entry of the collection itself.
    pub(crate) fn editions(&self) -> impl Iterator<Item = &str> {
        self.get(common::EDITIONS).map(Value::items).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Where the entry begins.
    pub(crate) fn span(&self) -> Span {
        Span::new(&self.file, self.place.clone())
    }

    /// Where a field was written in its file.
    pub(crate) fn written_at(&self, field: &str) -> Option<Span> {
        let (_, key) = self.written.iter().find(|(name, _)| **name == *field)?;
        Some(Span::new(&self.file, key.clone()))
    }

    /// Where a field was written, else where the entry begins.
    pub(crate) fn field_span(&self, field: &str) -> Span {
        self.written_at(field).unwrap_or_else(|| self.span())
    }

    /// Where a field and its value are in the file, as bytes: from its key to the next one, behind the last key without an end.
    /// `body` is what stands behind all keys. `None` for a field that was not written.
    pub(crate) fn area(&self, field: &str) -> Option<Range<usize>> {
        let keys = || self.written.iter().map(|(_, key)| key);
        if field == "body" {
            return Some(keys().map(|key| key.end).max().unwrap_or_default()..usize::MAX);
        }
        let start = self.written_at(field)?.start;
        let next = keys().map(|key| key.start).filter(|next| *next > start).min();
        Some(start..next.unwrap_or(usize::MAX))
    }

    /// The Markdown texts that the website shows of the entry, with the field that holds each; the body under the name `body`.
    pub(crate) fn documents(&self) -> Vec<(&str, &Document)> {
        let mut documents = Vec::new();
        for (name, value) in self.web_values() {
            documents.extend(texts_in(name, value));
        }
        documents.push(("body", self.body()));
        documents
    }

    /// Those of [`Entry::documents`] that stand in the entry's own file: the others are judged where they were written.
    pub(crate) fn own_documents(&self) -> Vec<(&str, &Document)> {
        let mut documents = self.documents();
        documents.retain(|(name, _)| self.wrote(name));
        if let Some(adaptation) = &self.adaptation {
            documents.retain(|(name, _)| adaptation.own(name).is_none());
            for (name, value) in self.own_values() {
                if adaptation.own(name).is_some() {
                    documents.splice(0..0, texts_in(name, value));
                }
            }
        }
        documents
    }
}

/// The Markdown texts in the value of a field, with its name.
fn texts_in<'v>(name: &'v str, value: &'v Value) -> Vec<(&'v str, &'v Document)> {
    let mut texts = Vec::new();
    value.walk(&mut |value| {
        if let Value::Text(document) = value {
            texts.push((name, document));
        }
    });
    texts
}

pub(super) fn title_letters(title: &str) -> impl Iterator<Item = char> {
    let words = title.split_whitespace();
    words.flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
}
