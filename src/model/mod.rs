//! Typed, linked entries: what the files of a site say, with every reference resolved or reported.
//!
//! Entry point: [`Catalog::load`]. Invariant: a catalog is immutable; each relation is written on one side and derived on the other, so
//! back-links are its exact inverse; whatever an entry refers to is in the catalog.

mod adapt;
mod collation;
mod consent;
mod discover;
mod link;
mod memory;
mod offered;
mod order;
mod parse;
mod partner;
mod value;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Names, Severity};
use crate::hash::{Map, hash};
use crate::schema::{Body, ContentType, FieldKind, PartialDate, Schema, SortKey};
use crate::source::{SitePath, Snapshot, Span};
use crate::syntax::{self, Document};
use crate::trace::{self, Changes, Kind};
use crate::yaml::Node;

pub use adapt::{Adaptation, BASE, REVIEWED, TARGET, key_of, may_adapt};
pub use collation::Collation;
pub use consent::{CONSENT, Channel, Consent, Personal, Standing};
pub(crate) use discover::entry_in;
pub use link::{Edge, EdgePlace, InverseGroup};
pub use memory::Memory;
pub(crate) use offered::{FileProblem, Purpose, Refused, faults, find_file, is_publishable};
pub(crate) use parse::broken_image;
pub use partner::{BACKLINKS, Backlink, Partner};
pub use value::{
    Address, EntryKey, FieldValues, FileValue, ImageValue, Money, Rating, Reference, Value,
};

/// Where an entry stands on its way to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
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
    fn parse(written: &str) -> Option<Self> {
        Some(match written {
            "draft" => Self::Draft,
            "review" => Self::Review,
            "approved" => Self::Approved,
            "archived" => Self::Archived,
            _ => return None,
        })
    }

    /// The value as written in front matter.
    pub fn as_str(self) -> &'static str {
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
    pub key: EntryKey,
    /// The language.
    pub language: Arc<str>,
    /// Its file.
    pub file: SitePath,
    /// Where findings about the entry as a whole point.
    pub place: Range<usize>,
    /// Its values, in the order of the type's fields, without personal data. A translation has the default language's values
    /// where it has none of its own.
    pub values: FieldValues,
    /// The fields that were written in its file, in the order of the type's fields, with the bytes of their keys.
    written: Box<[(Arc<str>, Range<usize>)]>,
    body: Arc<Document>,
    /// Where the text is.
    pub body_file: SitePath,
    /// On its way to readers.
    pub status: Status,
    /// Whether it gets a page.
    pub published: bool,
    /// Whether it would be published if the person it is about had consented to that.
    pub withdrawn: bool,
    personal: Option<Box<Personal>>,
    adaptation: Option<Box<Adaptation>>,
    title: String,
    /// That of the title as it is compared with others.
    title_hash: u64,
    /// Whether it belongs to editions.
    in_editions: bool,
    /// What it refers to, also what is not there; none for translations.
    edges: Arc<[Edge]>,
}

impl Entry {
    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text under the front matter.
    pub fn body(&self) -> &Document {
        trace::read(Kind::Body, (&self.key, &self.language));
        &self.body
    }

    /// The value of a field, as far as everybody may see it: without personal data.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.values.get(field)
    }

    /// The value of a field as readers of a channel may see it today: with the personal data that its consent covers.
    pub fn get_for(&self, field: &str, channel: Channel) -> Option<&Value> {
        let personal = self.personal.as_ref().and_then(|personal| personal.shown(channel));
        personal.and_then(|fields| fields.get(field)).or_else(|| self.get(field))
    }

    /// The value of a field as it was recorded, whoever may see it. Not for outputs: for rules and reports, which say that something
    /// is there, and never what.
    pub fn recorded(&self, field: &str) -> Option<&Value> {
        let personal = self.personal.as_ref().and_then(|personal| personal.recorded(field));
        personal.or_else(|| self.get(field))
    }

    /// What of the entry depends on a consent.
    pub fn personal(&self) -> Option<&Personal> {
        self.personal.as_deref()
    }

    /// What the entry makes of another one, when it adapts one.
    pub fn adaptation(&self) -> Option<&Adaptation> {
        self.adaptation.as_deref()
    }

    /// What the entry's own file says in a field, as far as everybody may see it; not what it takes over from elsewhere.
    pub fn own(&self, field: &str) -> Option<&Value> {
        let part = self.adaptation.as_ref().and_then(|adaptation| adaptation.own(field));
        part.or_else(|| self.get(field).filter(|_| self.wrote(field)))
    }

    /// Everything that the entry's own file says, as [`Entry::own`].
    pub fn own_values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.keys().filter_map(|name| Some((&**name, self.own(name)?)))
    }

    /// Whether readers of a channel may see the entry at all.
    pub fn is_for(&self, channel: Channel) -> bool {
        let person = self.personal.as_ref().filter(|personal| personal.is_whole());
        person.is_none_or(|person| person.allows(channel.scope()))
    }

    /// The values that the website shows.
    pub fn web_values(&self) -> impl Iterator<Item = (&str, &Value)> {
        let personal = self.personal.as_ref().and_then(|personal| personal.shown(Channel::Website));
        let shown = move |name: &str| personal.is_some_and(|fields| fields.contains_key(name));
        let public = self.values.iter().filter(move |(name, _)| !shown(name));
        personal.into_iter().flatten().chain(public).map(|(name, value)| (&**name, value))
    }

    /// Whether somebody who does not read the text sees no difference.
    fn same_but_text(&self, other: &Self) -> bool {
        self.file == other.file
            && self.body_file == other.body_file
            && (self.status, self.published, self.withdrawn)
                == (other.status, other.published, other.withdrawn)
            && self.personal == other.personal
            && self.adaptation == other.adaptation
            && self.title == other.title
            && self.values == other.values
            && self.values.keys().eq(other.values.keys())
            && self
                .written
                .iter()
                .map(|(name, _)| name)
                .eq(other.written.iter().map(|(name, _)| name))
    }

    /// Whether only texts and numbers differ, and these name the same entries and files.
    fn same_but_prose(&self, other: &Self) -> bool {
        let named = |entry: &Self| -> Vec<(String, String)> {
            let mut named = Vec::new();
            for (field, document) in entry.documents() {
                let images = document.images().into_iter().map(|image| image.image.file.clone());
                let links = document.links().into_iter().map(|link| link.destination.clone());
                named.extend(images.chain(links).map(|name| (field.to_owned(), name)));
            }
            named
        };
        let mut fields: Vec<&Arc<str>> = self.values.keys().chain(other.values.keys()).collect();
        fields.sort();
        fields.dedup();
        let same = |field: &str| match (self.values.get(field), other.values.get(field)) {
            // These name addresses, sites and rules, whatever their kind.
            (before, after) if matches!(field, "aliases" | "editions" | "suppress") => {
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
            && self.body.is_empty() == other.body.is_empty()
            && fields.into_iter().all(|field| same(field))
            && named(self) == named(other)
    }

    /// Whether lists and feeds show it.
    pub fn listed(&self) -> bool {
        self.published && self.status != Status::Archived
    }

    /// The later days on which the entry will be something else although nobody edits it.
    fn changes_after(&self, now: Publishing) -> impl Iterator<Item = jiff::civil::Date> {
        let ready = matches!(self.status, Status::Approved | Status::Archived);
        let day = |field| self.get(field).and_then(Value::as_date);
        let appears = day("publish_from").filter(|_| ready && !now.drafts);
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
    pub fn is(&self, field: &str) -> bool {
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
    pub fn wrote(&self, field: &str) -> bool {
        match field {
            "body" => self.body_file == self.file,
            field => self.written_at(field).is_some(),
        }
    }

    /// Whether the entry belongs to editions only.
    pub fn is_in_editions(&self) -> bool {
        self.in_editions
    }

    /// Whether it is called the same as another one, whatever the spaces and the capital letters.
    pub fn is_called_like(&self, other: &Self) -> bool {
        self.title_hash == other.title_hash
            && title_letters(&self.title).eq(title_letters(&other.title))
    }

    /// The same for all entries that are [called the same](Self::is_called_like), and hardly for others.
    pub fn title_hash(&self) -> u64 {
        self.title_hash
    }

    /// The editions that the entry belongs to; none for an entry of the collection itself.
    pub fn editions(&self) -> impl Iterator<Item = &str> {
        self.get("editions").map(Value::items).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Where the entry begins.
    pub fn span(&self) -> Span {
        Span::new(&self.file, self.place.clone())
    }

    /// Where a field was written in its file.
    pub fn written_at(&self, field: &str) -> Option<Span> {
        let (_, key) = self.written.iter().find(|(name, _)| **name == *field)?;
        Some(Span::new(&self.file, key.clone()))
    }

    /// Where a field was written, else where the entry begins.
    pub fn field_span(&self, field: &str) -> Span {
        self.written_at(field).unwrap_or_else(|| self.span())
    }

    /// Where a field and its value are in the file, as bytes: from its key to the next one, behind the last key without an end.
    /// `body` is what stands behind all keys. `None` for a field that was not written.
    pub fn area(&self, field: &str) -> Option<Range<usize>> {
        let keys = || self.written.iter().map(|(_, key)| key);
        if field == "body" {
            return Some(keys().map(|key| key.end).max().unwrap_or_default()..usize::MAX);
        }
        let start = self.written_at(field)?.start;
        let next = keys().map(|key| key.start).filter(|next| *next > start).min();
        Some(start..next.unwrap_or(usize::MAX))
    }

    /// The Markdown texts that the website shows of the entry, with the field that holds each; the body under the name `body`.
    pub fn documents(&self) -> Vec<(&str, &Document)> {
        let mut documents = Vec::new();
        for (name, value) in self.web_values() {
            documents.extend(texts_in(name, value));
        }
        documents.push(("body", self.body()));
        documents
    }

    /// Those of [`Entry::documents`] that stand in the entry's own file: the others are judged where they were written.
    pub fn own_documents(&self) -> Vec<(&str, &Document)> {
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

/// An entry that was read anew and taken into the collection.
#[derive(Debug)]
pub struct Renewed {
    /// As it was.
    pub old: Arc<Entry>,
    /// As it is.
    pub new: Arc<Entry>,
    /// What differs in the collection.
    pub changes: Changes,
}

impl Renewed {
    /// Whether only the text under the front matter differs.
    pub fn is_text(&self) -> bool {
        self.old.same_but_text(&self.new)
    }
}

/// From what entries are read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The files.
    pub snapshot: &'a Snapshot,
    /// The types.
    pub schema: &'a Arc<Schema>,
    /// The settings.
    pub config: &'a Config,
    /// What is published, and for which day.
    pub publishing: Publishing,
}

/// All entries of a site and how they are linked.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The types.
    pub schema: Arc<Schema>,
    default_language: Arc<str>,
    entries: Vec<Arc<Entry>>,
    by_key: Map<EntryKey, usize>,
    translations: Map<EntryKey, BTreeMap<Arc<str>, usize>>,
    orders: Map<(Arc<str>, Arc<str>), Vec<usize>>,
    links: link::Links,
    unread: Arc<discover::Unread>,
    next_change: Option<jiff::civil::Date>,
    /// By type, once one of them is misspelt.
    names: OnceLock<HashMap<Arc<str>, TypeNames>>,
}

/// What entries of a type are called.
#[derive(Debug, Default)]
struct TypeNames {
    ids: Names<Arc<str>>,
    /// The first id by title in lower case.
    titles: HashMap<String, Arc<str>>,
}

impl Catalog {
    /// Reads all entries.
    pub fn load(
        snapshot: &Snapshot,
        schema: Schema,
        config: &Config,
        publishing: Publishing,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let scope = Reading { snapshot, schema: &Arc::new(schema), config, publishing };
        Self::reload(&scope, &mut Memory::default(), findings)
    }

    /// Reads what has changed since `memory` was last used, and links all entries anew.
    pub fn reload(
        scope: &Reading<'_>,
        memory: &mut Memory,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let Reading { snapshot: _, schema, config, publishing } = *scope;
        memory.begin(scope);
        let (written, unread) = discover::discover(scope, memory, findings);
        let mut index = parse::Index::new(unread);
        for entry in written.iter().filter(|entry| entry.language.is_none()) {
            index.add(&entry.key, entry.title.as_deref());
        }
        memory.look_up_in(index);
        let (originals, translations): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|entry| entry.language.is_none());
        let mut entries = Vec::with_capacity(originals.len() + translations.len());
        let none = |_: &EntryKey| None;
        for (entry, found) in memory.read_entries(scope, &originals, none) {
            entries.push(entry);
            findings.extend(found);
        }
        entries.sort_by(|a: &Arc<Entry>, b| a.key.cmp(&b.key));
        let by_key: Map<EntryKey, usize> =
            entries.iter().enumerate().map(|(i, entry)| (entry.key.clone(), i)).collect();
        let base = |key: &EntryKey| by_key.get(key).map(|i| entries[*i].clone());
        let translated = memory.read_entries(scope, &translations, base);
        memory.end();
        let mut catalog = Self {
            default_language: config.language.as_str().into(),
            by_key,
            entries,
            ..Self::default()
        };
        for (entry, found) in translated {
            findings.extend(found);
            catalog
                .translations
                .entry(entry.key.clone())
                .or_default()
                .insert(entry.language.clone(), catalog.entries.len());
            catalog.entries.push(entry);
        }
        catalog.schema = schema.clone();
        adapt::complete(schema, &mut catalog.entries, &catalog.by_key, findings);
        catalog.unread = memory.unread();
        catalog.next_change =
            catalog.entries.iter().flat_map(|entry| entry.changes_after(publishing)).min();
        catalog.sort_lists(config);
        catalog.links = link::Links::new(&catalog, findings);
        catalog
    }

    /// The next day on which the same entries say something else, because one is to be published or a consent begins or ends.
    pub fn next_change(&self) -> Option<jiff::civil::Date> {
        self.next_change
    }

    /// The language of entries whose file name names none.
    pub fn default_language(&self) -> &Arc<str> {
        &self.default_language
    }

    /// All entries in all languages; those of the default language first, by type and id.
    pub fn entries(&self) -> &[Arc<Entry>] {
        trace::read(Kind::Entries, ());
        &self.entries
    }

    /// All entries without their texts: as [`Catalog::entries`], for those who do not read them.
    pub fn heads(&self) -> &[Arc<Entry>] {
        trace::read(Kind::Heads, ());
        &self.entries
    }

    /// The entries of a type in the default language, by id, for those who do not read their texts.
    pub fn originals_of(&self, type_id: &str) -> &[Arc<Entry>] {
        trace::read(Kind::Heads, ());
        let translated =
            self.entries.partition_point(|entry| entry.language == self.default_language);
        let originals = &self.entries[..translated];
        let from = originals.partition_point(|entry| *entry.key.type_id < *type_id);
        let rest = &originals[from..];
        &rest[..rest.partition_point(|entry| *entry.key.type_id == *type_id)]
    }

    /// Takes in the entry of a file, read anew, when it differs only in what does not change how entries are linked or where
    /// they are. `None` when more may differ and the collection has to be linked anew, or when anything was found in it; then
    /// nothing has happened.
    pub fn renew(
        &mut self,
        scope: &Reading<'_>,
        memory: &mut Memory,
        file: &SitePath,
    ) -> Option<Renewed> {
        let read = memory.read_anew(scope, file)?;
        let new = read.entry().clone();
        let at = self.by_key.get(&new.key).copied()?;
        let old = self.entries[at].clone();
        // What an adaptation takes over, from it or by it, is only known once all entries have been read.
        let adapts = |entry: &Entry, base: &EntryKey| {
            entry.adaptation().is_some_and(|adaptation| adaptation.base == *base)
        };
        let is_alone = old.adaptation().is_none()
            && new.adaptation().is_none()
            && !self.entries.iter().any(|entry| adapts(entry, &new.key));
        let same = is_alone
            && !self.translations.contains_key(&new.key)
            && old.same_but_prose(&new)
            && self.links.renew(&new.key, &new.edges);
        if !same {
            return None;
        }
        let mut changes = Changes::default();
        changes.add(Kind::Entries, ());
        let name = (&new.key, &new.language);
        if old.body != new.body {
            changes.add(Kind::Body, name);
        }
        self.entries[at] = new.clone();
        if !old.same_but_text(&new) {
            changes.add(Kind::Heads, ());
            changes.add(Kind::Entry, name);
            changes.add(Kind::Languages, &new.key);
            self.place(at, &mut changes);
        }
        memory.keep(scope, read, &changes);
        Some(Renewed { old, new, changes })
    }

    /// Puts an entry where it now belongs in the list of its type.
    fn place(&mut self, at: usize, changes: &mut Changes) {
        let entry = self.entries[at].clone();
        let list = (entry.key.type_id.clone(), entry.language.clone());
        let (Some(content_type), Some(order)) =
            (self.schema.get(&entry.key.type_id), self.orders.get_mut(&list))
        else {
            return;
        };
        let Some(from) = order.iter().position(|i| *i == at) else { return };
        let collation = Collation::new(&entry.language);
        let comes_first =
            |i: &usize| compare(content_type, &collation, &self.entries[*i], &entry).is_lt();
        order.remove(from);
        let to = order.partition_point(comes_first);
        order.insert(to, at);
        if from == to {
            return;
        }
        changes.add(Kind::List, &list);
        changes.add(Kind::Rank, &entry.key);
        let between = from.min(to)..=from.max(to);
        let moved = between.map(|rank| (self.entries[order[rank]].key.clone(), rank));
        self.links.place(&entry.key, moved, changes);
    }

    /// What differs from an earlier state of the collection with the same settings and types.
    pub fn changes_since(&self, last: &Self, changes: &mut Changes) {
        fn named(catalog: &Catalog) -> BTreeMap<(&EntryKey, &Arc<str>), &Arc<Entry>> {
            catalog.entries.iter().map(|entry| ((&entry.key, &entry.language), entry)).collect()
        }
        let (old, new) = (named(last), named(self));
        let (mut any, mut any_head) = (false, false);
        let mut edges = Vec::new();
        for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
            let (before, after) = (old.get(name), new.get(name));
            match (before, after) {
                (Some(a), Some(b)) if Arc::ptr_eq(a, b) => continue,
                (Some(a), Some(b)) => {
                    if !a.same_but_text(b) {
                        changes.add(Kind::Entry, name);
                        changes.add(Kind::Languages, name.0);
                        any_head = true;
                    }
                    if a.body != b.body {
                        changes.add(Kind::Body, name);
                    }
                }
                _ => {
                    changes.add(Kind::Entry, name);
                    changes.add(Kind::Body, name);
                    changes.add(Kind::Languages, name.0);
                    any_head = true;
                }
            }
            any = true;
            edges.push(name.0);
        }
        if any {
            changes.add(Kind::Entries, ());
        }
        if any_head {
            changes.add(Kind::Heads, ());
        }
        // A list is its entries in their order; positions mean nothing between two states.
        fn keys<'a>(catalog: &'a Catalog, list: &(Arc<str>, Arc<str>)) -> Vec<&'a EntryKey> {
            let order = catalog.orders.get(list).into_iter().flatten();
            order.map(|i| &catalog.entries[*i].key).collect()
        }
        let lists: BTreeSet<_> = last.orders.keys().chain(self.orders.keys()).collect();
        for list in lists {
            let (before, after) = (keys(last, list), keys(self, list));
            if before == after {
                continue;
            }
            changes.add(Kind::List, list);
            if list.1 == self.default_language {
                for key in order::moved(&before, &after) {
                    changes.add(Kind::Rank, key);
                }
            }
        }
        self.links.changes_since(&last.links, &edges, changes);
    }

    /// The entry in the default language.
    pub fn get(&self, key: &EntryKey) -> Option<&Entry> {
        trace::read(Kind::Entry, (key, &self.default_language));
        self.by_key.get(key).map(|i| &*self.entries[*i])
    }

    /// Whether this entry is, or may be, in a file that cannot be read, which a finding says already.
    pub fn is_unread(&self, key: &EntryKey) -> bool {
        trace::read(Kind::Index, ());
        self.unread.holds(&key.type_id, &key.id)
    }

    /// The entry of this type that was probably meant: its title was written, or something like its id.
    pub fn meant(&self, type_id: &str, written: &str) -> Option<&Entry> {
        let names = self.names().get(type_id)?;
        let titled = names.titles.get(&written.to_lowercase()).map(|id| &**id);
        let id = titled.or_else(|| names.ids.nearest(written))?;
        self.get(&EntryKey::new(type_id, id))
    }

    /// The id of this type that was probably meant.
    pub fn id_meant(&self, type_id: &str, written: &str) -> Option<&str> {
        self.names().get(type_id)?.ids.nearest(written)
    }

    fn names(&self) -> &HashMap<Arc<str>, TypeNames> {
        trace::read(Kind::Entries, ());
        self.names.get_or_init(|| {
            type IdsAndTitles = (Vec<Arc<str>>, HashMap<String, Arc<str>>);
            let mut by_type: HashMap<Arc<str>, IdsAndTitles> = HashMap::new();
            for entry in &self.entries {
                let (type_id, id) = (&entry.key.type_id, &entry.key.id);
                let (ids, titles) = by_type.entry(type_id.clone()).or_default();
                ids.push(id.clone());
                let first = titles.entry(entry.title.to_lowercase()).or_insert_with(|| id.clone());
                if id < first {
                    *first = id.clone();
                }
            }
            let names =
                |(type_id, (ids, titles))| (type_id, TypeNames { ids: Names::new(ids), titles });
            by_type.into_iter().map(names).collect()
        })
    }

    /// The entry in `language`, when it exists in it.
    pub fn get_in(&self, key: &EntryKey, language: &str) -> Option<&Entry> {
        if *language == *self.default_language {
            return self.get(key);
        }
        trace::read(Kind::Entry, (key, language));
        self.translations.get(key)?.get(language).map(|i| &*self.entries[*i])
    }

    /// The entry in `language`, else in the default one.
    pub fn localized(&self, key: &EntryKey, language: &str) -> Option<&Entry> {
        self.get_in(key, language).or_else(|| self.get(key))
    }

    /// The languages in which a published version of the entry exists, the default one first.
    pub fn languages(&self, key: &EntryKey) -> Vec<&Arc<str>> {
        trace::read(Kind::Languages, key);
        let translations =
            self.translations.get(key).into_iter().flatten().map(|(language, i)| (language, *i));
        let original = self.by_key.get(key).map(|i| (&self.default_language, *i));
        original
            .into_iter()
            .chain(translations)
            .filter(|(_, i)| self.entries[*i].published)
            .map(|(language, _)| language)
            .collect()
    }

    /// The listed entries of a type that exist in `language`, in the order of the type's list.
    pub fn list(&self, type_id: &str, language: &str) -> impl Iterator<Item = &Entry> {
        trace::read(Kind::List, (type_id, language));
        let order = self.orders.get(&(Arc::from(type_id), Arc::from(language)));
        order.into_iter().flatten().map(|i| {
            let entry = &*self.entries[*i];
            trace::read(Kind::Entry, (&entry.key, &entry.language));
            entry
        })
    }

    /// The relations that an entry writes, in the order of its fields.
    pub fn edges_from(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.links.from(key)
    }

    /// Everything that refers to an entry, in no particular order.
    pub fn edges_to(&self, key: &EntryKey) -> impl Iterator<Item = &Edge> {
        self.links.to(key)
    }

    /// Where an edge of this collection is, for those who outlive it.
    pub fn edge_place(&self, edge: &Edge) -> EdgePlace {
        self.links.place_of(edge)
    }

    /// The edge at a place.
    pub fn edge(&self, place: &EdgePlace) -> Option<&Edge> {
        self.links.at(place)
    }

    /// Everything that refers to an entry, grouped by relation; the exact inverse of what the others write. Only
    /// listed entries appear.
    pub fn inverse(&self, key: &EntryKey) -> Vec<InverseGroup<'_>> {
        self.links.inverse(self, key)
    }

    /// The entries directly above in the hierarchy of its type, nearest first. Ends also when the hierarchy runs in a
    /// circle.
    pub fn ancestors(&self, key: &EntryKey) -> Vec<&EntryKey> {
        self.links.ancestors(key)
    }

    /// The listed entries directly below, in list order.
    pub fn children(&self, key: &EntryKey) -> Vec<&EntryKey> {
        self.links.children(key)
    }

    /// The place of an entry in the list of its type, to be compared with places in the same list.
    pub fn rank_in_list(&self, key: &EntryKey) -> usize {
        trace::read(Kind::Rank, key);
        self.links.rank(key)
    }

    /// The place of an entry in the list of its type, to be compared with places in any list.
    pub fn rank(&self, key: &EntryKey) -> usize {
        trace::read(Kind::List, (&key.type_id, &self.default_language));
        self.links.rank(key)
    }

    fn sort_lists(&mut self, config: &Config) {
        for language in &config.languages {
            let collation = Collation::new(language);
            let mut by_type: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
            for (i, entry) in self.entries.iter().enumerate() {
                if *entry.language == **language && entry.listed() {
                    by_type.entry(entry.key.type_id.clone()).or_default().push(i);
                }
            }
            for (type_id, mut order) in by_type {
                if let Some(content_type) = self.schema.get(&type_id) {
                    order.sort_by(|a, b| {
                        compare(content_type, &collation, &self.entries[*a], &self.entries[*b])
                    });
                }
                self.orders.insert((type_id, language.as_str().into()), order);
            }
        }
    }
}

/// The order of two entries in the list of their type: its sort fields, then title, then id.
pub fn compare(
    content_type: &ContentType,
    collation: &Collation,
    a: &Entry,
    b: &Entry,
) -> Ordering {
    for key in &content_type.sort {
        let order = compare_by(content_type, collation, key, a, b);
        if order != Ordering::Equal {
            return order;
        }
    }
    collation.compare(a.title(), b.title()).then_with(|| a.key.cmp(&b.key))
}

/// The order of two entries by one field. An entry without a value comes last, whichever way the others are sorted.
pub fn compare_by(
    content_type: &ContentType,
    collation: &Collation,
    key: &SortKey,
    a: &Entry,
    b: &Entry,
) -> Ordering {
    let (x, y) = match (sort_value(a, key), sort_value(b, key)) {
        (Some(x), Some(y)) => (x, y),
        (x, y) => return y.is_some().cmp(&x.is_some()),
    };
    let order = match (x, y) {
        (Value::Integer(x), Value::Integer(y)) => x.cmp(y),
        (Value::Number(x), Value::Number(y)) | (Value::Percent(x), Value::Percent(y)) => {
            x.total_cmp(y)
        }
        (Value::Money(x), Value::Money(y)) => x.amount.total_cmp(&y.amount),
        (Value::Boolean(x), Value::Boolean(y)) => x.cmp(y),
        (Value::Date(x), Value::Date(y)) => x.cmp(y),
        (Value::Enum(x), Value::Enum(y)) => {
            match content_type.field(&key.field).map(|field| &field.kind) {
                Some(FieldKind::Enum(values)) => {
                    values.get_index_of(x).cmp(&values.get_index_of(y))
                }
                _ => x.cmp(y),
            }
        }
        (Value::Rating(Rating::Value(x)), Value::Rating(Rating::Value(y))) => x.cmp(y),
        (Value::Reference(x), Value::Reference(y)) => x.key.cmp(&y.key),
        (x, y) => collation.compare(x.as_str().unwrap_or_default(), y.as_str().unwrap_or_default()),
    };
    if key.descending { order.reverse() } else { order }
}

/// What an entry is sorted by. A rating that says *k. A.* is no place on its scale.
fn sort_value<'a>(entry: &'a Entry, key: &SortKey) -> Option<&'a Value> {
    entry.get(&key.field).filter(|value| !matches!(value, Value::Rating(Rating::NotStated)))
}

struct EntryReader<'a> {
    snapshot: &'a Snapshot,
    content_type: &'a ContentType,
    index: &'a parse::Index,
    config: &'a Config,
    publishing: Publishing,
    findings: &'a mut Vec<Diagnostic>,
}

impl EntryReader<'_> {
    fn read(&mut self, written: &discover::Written, fields: &Node, base: Option<&Entry>) -> Entry {
        let language = written.language.as_deref().unwrap_or(&self.config.language);
        let mut values: FieldValues = FieldValues::default();
        let mut keys = Vec::new();
        let mut missing = Vec::new();
        let before = self.findings.len();
        let pairs = fields.as_map().unwrap_or_default();
        let mut reader = parse::ValueReader {
            index: self.index,
            snapshot: self.snapshot,
            file: &written.file,
            language,
            kinds: &self.config.files,
            findings: self.findings,
        };
        // What was written for a field that cannot be read is left alone.
        let unread = self.content_type.unread.iter().map(String::as_str);
        let known: Vec<&str> =
            self.content_type.fields.keys().map(|key| &**key).chain(unread).collect();
        let fields = Some(&self.content_type.fields);
        let misspelt = reader.unknown_fields(pairs, &known, fields, &self.content_type.id);
        let names_base = pairs.iter().any(|pair| pair.key == adapt::BASE && !pair.value.is_null());
        let adapts = adapt::base_field(self.content_type).is_some()
            && (names_base || base.is_some_and(|base| base.adaptation.is_some()));
        for (name, field) in &self.content_type.fields {
            let pair = pairs.iter().find(|pair| pair.key == **name);
            if let Some(pair) = pair {
                keys.push((name.clone(), pair.key_span.clone()));
            }
            let unfinished = reader.findings.len();
            let value = match pair {
                Some(pair) if !pair.value.is_null() => reader.value(field, &pair.value),
                _ => base
                    .and_then(|base| base.recorded(name).cloned())
                    .or_else(|| default_value(&mut reader, self.content_type, name)),
            };
            if adapts && adapt::is_keyed(field) {
                // What is taken over is not there yet.
                let later = |finding: &Diagnostic| match finding.code {
                    Code::BadCount => true,
                    Code::MissingField => {
                        !finding.args.get("field").is_some_and(|field| field.ends_with(".key"))
                    }
                    _ => false,
                };
                let mut found = reader.findings.split_off(unfinished);
                found.retain(|finding| !later(finding));
                reader.findings.extend(found);
            }
            if &**name == "aliases"
                && let Some(pair) = pair
            {
                reader.check_aliases(&pair.value);
            }
            let empty = parse::is_empty(value.as_ref(), pair);
            if field.required && empty && !adapts && !misspelt.contains(&&**name) {
                missing.push((
                    field,
                    pair.map_or(written.place.clone(), |pair| pair.key_span.clone()),
                ));
            }
            if let Some(value) = value {
                values.insert(name.clone(), value);
            }
        }
        // Whom it is for is what makes an adaptation one; what adapts nothing is for everybody.
        if adapt::base_field(self.content_type).is_some() && base.is_none() {
            let (lacking, there) = match names_base {
                true => (adapt::TARGET, adapt::BASE),
                false => (adapt::BASE, adapt::TARGET),
            };
            let at = pairs.iter().find(|pair| pair.key == there && !pair.value.is_null());
            if let (Some(field), Some(at)) = (self.content_type.field(lacking), at)
                && !values.contains_key(lacking)
            {
                missing.push((field, at.key_span.clone()));
            }
        }
        let personal = Personal::withhold(self.content_type, &mut values, self.publishing.today);
        let mut adaptation = Adaptation::begin(self.content_type, &values);
        if let Some(adaptation) = &mut adaptation {
            for pair in pairs {
                if let Some(field) = self.content_type.field(&pair.key) {
                    adaptation.note(field, &pair.value, values.get(&field.name));
                }
            }
        }
        values.shrink_to_fit();
        let status = values
            .get("status")
            .and_then(Value::as_str)
            .and_then(Status::parse)
            .unwrap_or(Status::Draft);
        let publish_from = values.get("publish_from").and_then(Value::as_date);
        let ready = matches!(status, Status::Approved | Status::Archived)
            && publish_from.is_none_or(|date| date.first_day() <= self.publishing.today);
        let allowed = personal.as_ref().is_none_or(|personal| personal.lacking().is_empty());
        let due = base.is_none_or(|base| base.published) && (ready || self.publishing.drafts);
        let (published, withdrawn) = (due && allowed, due && !allowed);
        for (field, at) in missing {
            reader.missing(field, &at, &field.name);
        }
        // A file that many entries share is not opened for each of them.
        let text = match written.body.is_empty() {
            true => Cow::Borrowed(""),
            false => self.snapshot.text(&written.file).unwrap_or_default(),
        };
        let body =
            syntax::parse(&written.file, &text, written.body.clone(), language, self.findings);
        let body_problem = match self.content_type.body {
            Body::Required if body.is_empty() && base.is_none_or(|base| base.body.is_empty()) => {
                Some("missing")
            }
            Body::None if !body.is_empty() => Some("unwanted"),
            _ => None,
        };
        if let Some(problem) = body_problem {
            let shared = !written.file.extension().starts_with('m');
            let at = match problem {
                "unwanted" => {
                    let body = text[written.body.clone()].trim_start();
                    let start = written.body.end - body.len();
                    start..start + body.find(['\n', '\r']).unwrap_or(body.len())
                }
                _ => written.place.clone(),
            };
            let own = format!("content/{}/{}.md", self.content_type.folder, written.key.id);
            self.findings.push(
                Diagnostic::at(Code::BadBody, Span::new(&written.file, at))
                    .arg("problem", if shared { "shared" } else { problem })
                    .arg("type", &self.content_type.id)
                    .arg("file", own),
            );
        }
        // What a draft still lacks does not keep the site from being published.
        if !ready {
            for finding in &mut self.findings[before..] {
                if matches!(finding.code, Code::MissingField | Code::BadBody | Code::BadCount) {
                    finding.severity = Severity::Warning;
                }
            }
        }
        let title = values
            .get(&self.content_type.title)
            .and_then(Value::as_str)
            .filter(|title| !title.is_empty())
            .unwrap_or(&written.key.id)
            .to_owned();
        let (body, body_file) = match base {
            Some(base) if body.is_empty() => (base.body.clone(), base.body_file.clone()),
            _ => (Arc::new(body), written.file.clone()),
        };
        let mut entry = Entry {
            language: language.into(),
            key: written.key.clone(),
            place: written.place.clone(),
            values,
            written: keys.into(),
            body,
            body_file,
            status,
            published,
            withdrawn,
            personal,
            adaptation,
            title_hash: hash(title_letters(&title).collect::<String>()),
            title,
            in_editions: false,
            edges: Arc::default(),
            file: written.file.clone(),
        };
        let in_editions = entry.editions().next().is_some();
        entry.in_editions = in_editions;
        if base.is_none() {
            entry.edges = link::edges(&entry, self.content_type).into();
        }
        entry
    }
}

fn title_letters(title: &str) -> impl Iterator<Item = char> {
    let words = title.split_whitespace();
    words.flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
}

fn default_value(
    reader: &mut parse::ValueReader<'_>,
    content_type: &ContentType,
    name: &str,
) -> Option<Value> {
    let node = content_type.defaults.get(name)?;
    let field = content_type.field(name)?;
    let mut found = Vec::new();
    let value = parse::ValueReader {
        index: reader.index,
        snapshot: reader.snapshot,
        file: &content_type.span.file,
        language: reader.language,
        kinds: reader.kinds,
        findings: &mut found,
    }
    .value(field, node);
    reader.findings.extend(found);
    value
}
