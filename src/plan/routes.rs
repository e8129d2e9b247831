//! Where everything is.
//!
//! Entry point: [`Routes`]; the addresses are worked out in `routes/build.rs`. Invariant: whoever asks leaves a record of the cells that
//! the answer comes from.

mod build;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{EMBEDS, EmbedShape, LongRelation, page_file};
use crate::address::path;
use crate::config::Addresses;
use crate::i18n::{Files, Locale};
use crate::model::{Entry, EntryKey};
use crate::syntax::slug::slug;
use crate::tracking::{CellKind, Given, Tracked, TrackedValue, compared};

/// One address per language, the default language first.
type Versions = Vec<(Arc<str>, String)>;
/// What is printed about an entry: language, title where readers know it by that, and address.
type Leaflets = Vec<(Arc<str>, Option<String>, String)>;

/// The addresses of a site.
#[derive(Debug)]
pub(crate) struct Routes {
    common: TrackedValue<Common>,
    /// How many pages each list has.
    list_pages: Tracked<(Arc<str>, Arc<str>), usize>,
    entries: Tracked<EntryKey, Versions>,
    sheets: Tracked<EntryKey, Versions>,
    leaflets: Tracked<EntryKey, Leaflets>,
    /// Of entries whose type has feeds.
    topic_feeds: Tracked<EntryKey, Versions>,
    default_language: Given<Arc<str>>,
    addresses: Given<Addresses>,
    /// First parts of the addresses by type and language, for aliases.
    folders: Given<Folders>,
}

/// First parts of addresses by type and language.
type Folders = BTreeMap<(Arc<str>, Arc<str>), String>;

compared!(Routes {
    common,
    list_pages,
    entries,
    sheets,
    leaflets,
    topic_feeds,
    default_language,
    addresses,
    folders,
});

/// Addresses that are few, and are compared as a whole.
#[derive(Debug, Default, PartialEq)]
struct Common {
    homes: BTreeMap<Arc<str>, String>,
    lists: BTreeMap<(Arc<str>, Arc<str>), String>,
    publications: BTreeMap<(Arc<str>, Arc<str>), String>,
    /// Language, title and address.
    downloads: Vec<(Arc<str>, String, String)>,
    feeds: BTreeMap<Arc<str>, String>,
}

impl Default for Routes {
    fn default() -> Self {
        Self {
            common: TrackedValue::new(CellKind::Routes, Common::default()),
            list_pages: Tracked::new(CellKind::ListPages),
            entries: Tracked::new(CellKind::Route),
            sheets: Tracked::new(CellKind::Route),
            leaflets: Tracked::new(CellKind::Route),
            topic_feeds: Tracked::new(CellKind::Route),
            default_language: Given::default(),
            addresses: Given::default(),
            folders: Given::default(),
        }
    }
}

impl Routes {
    /// The address of a page that is a folder.
    pub(super) fn page(&self, folder: String) -> String {
        match *self.addresses {
            Addresses::Folders => folder,
            Addresses::Files => page_file(&folder),
        }
    }

    /// The folder of a language: empty for the default one.
    pub(crate) fn prefix(&self, language: &str) -> String {
        if *language == **self.default_language { String::new() } else { format!("{language}/") }
    }

    /// Parts of addresses in a language: those of the site's own where it has none.
    pub(super) fn files(&self, language: &str) -> &'static Files {
        &Locale::of_or(language, &self.default_language).files
    }

    /// The folder of what others show on their pages in a language.
    pub(crate) fn embeds(&self, language: &str) -> String {
        format!("{}{EMBEDS}", self.prefix(language))
    }

    /// The page about it.
    pub(crate) fn embeds_page(&self, language: &str) -> String {
        self.page(self.embeds(language))
    }

    /// The file in which others find an entry.
    pub(crate) fn embed(&self, key: &EntryKey, shape: EmbedShape, language: &str) -> String {
        let folder = self.embeds(language);
        format!("{folder}{}/{}.{}", key.type_id, key.id, shape.ending())
    }

    /// The home page of a language, when it has one.
    pub(crate) fn home(&self, language: &str) -> Option<&str> {
        self.common.get().homes.get(language).map(String::as_str)
    }

    /// The home pages with their languages, the default one first.
    pub(crate) fn homes(&self) -> impl Iterator<Item = (&Arc<str>, &str)> {
        let homes = &self.common.get().homes;
        let first = homes.get_key_value(&*self.default_language);
        let others = homes.iter().filter(|(language, _)| **language != *self.default_language);
        first.into_iter().chain(others).map(|(language, href)| (language, href.as_str()))
    }

    /// The list of a type in a language, when there is anything on it.
    pub(crate) fn list(&self, type_id: &str, language: &str) -> Option<&str> {
        self.common.get().lists.get(&(type_id.into(), language.into())).map(String::as_str)
    }

    /// What a script reads to narrow the list of a type in a language.
    pub(crate) fn directory(&self, type_id: &str, language: &str) -> Option<String> {
        Some(format!("{}entries.js", folder_of(self.list(type_id, language)?)))
    }

    /// A page of the list of a type in a language, counted from one, when the list has so many.
    pub(crate) fn list_page(&self, type_id: &str, language: &str, number: usize) -> Option<String> {
        let first = self.list(type_id, language)?;
        let pages = self.list_pages.get(&(type_id.into(), language.into()))?;
        match number {
            1 => Some(first.to_owned()),
            number if (2..=*pages).contains(&number) => {
                let page = &self.files(language).page;
                Some(self.page(format!("{}{page}-{number}/", folder_of(first))))
            }
            _ => None,
        }
    }

    /// All pages of the list of a type in a language, with their numbers.
    pub(crate) fn list_pages(
        &self,
        type_id: &str,
        language: &str,
    ) -> impl Iterator<Item = (usize, String)> {
        (1..).map_while(move |number| Some((number, self.list_page(type_id, language, number)?)))
    }

    /// The page of an entry in a language, or its place on a list.
    pub(crate) fn entry(&self, key: &EntryKey, language: &str) -> Option<&str> {
        in_language(self.entries.get(key)?, language)
    }

    /// The page on which a relation of an entry goes on; the first is that of the entry.
    pub(crate) fn relation_page(
        &self,
        key: &EntryKey,
        language: &str,
        relation: &LongRelation,
        number: usize,
    ) -> Option<String> {
        let entry = self.entry(key, language)?;
        if number < 2 {
            return Some(entry.to_owned());
        }
        let folder = slug(&relation.label);
        let folder = if folder.is_empty() { &relation.name } else { &folder };
        Some(self.page(format!("{}{folder}-{number}/", folder_of(entry))))
    }

    /// The page of an entry in a language, else in the default one, with the language that it is in.
    pub(crate) fn localized(&self, key: &EntryKey, language: &str) -> Option<(&str, &Arc<str>)> {
        let known = self.entries.get(key)?;
        let found =
            known.iter().find(|(other, _)| **other == *language).or_else(|| known.first())?;
        Some((found.1.as_str(), &found.0))
    }

    /// The pages of an entry in all languages.
    pub(crate) fn versions(&self, key: &EntryKey) -> impl Iterator<Item = (&Arc<str>, &str)> {
        self.entries
            .get(key)
            .into_iter()
            .flatten()
            .map(|(language, href)| (language, href.as_str()))
    }

    /// The sheet (PDF) of an entry.
    pub(crate) fn sheet(&self, key: &EntryKey, language: &str) -> Option<&str> {
        in_language(self.sheets.get(key)?, language)
    }

    /// The leaflets and pages (PDF) about an entry: their titles, where readers know them by these, and addresses.
    pub(crate) fn leaflets<'a>(
        &'a self,
        key: &EntryKey,
        language: &'a str,
    ) -> impl Iterator<Item = (Option<&'a str>, &'a str)> {
        let known = self.leaflets.get(key).into_iter().flatten();
        let here = known.filter(move |(other, ..)| **other == *language);
        here.map(|(_, title, href)| (title.as_deref(), href.as_str()))
    }

    /// The PDF of a publication.
    pub(crate) fn publication(&self, id: &str, language: &str) -> Option<&str> {
        self.common.get().publications.get(&(id.into(), language.into())).map(String::as_str)
    }

    /// Titles and addresses of the publications in a language, without leaflets about an entry.
    pub(crate) fn downloads<'a>(
        &'a self,
        language: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.common
            .get()
            .downloads
            .iter()
            .filter(move |(other, ..)| **other == *language)
            .map(|(_, title, href)| (title.as_str(), href.as_str()))
    }

    /// The feed of a language.
    pub(crate) fn feed(&self, language: &str) -> Option<&str> {
        self.common.get().feeds.get(language).map(String::as_str)
    }

    /// The feed about an entry.
    pub(crate) fn topic_feed(&self, key: &EntryKey, language: &str) -> Option<&str> {
        in_language(self.topic_feeds.get(key)?, language)
    }

    /// The file that leads from a former address to an entry's page. A name without a slash is a former id of the same
    /// type, everything else a path from the root; `None` when it leaves the site.
    pub(crate) fn alias(&self, entry: &Entry, written: &str) -> Option<String> {
        let key = (entry.key.type_id.clone(), entry.language.clone());
        let whole = if written.contains('/') {
            written.to_owned()
        } else {
            format!("{}{written}", self.folders.get(&key).map_or("", String::as_str))
        };
        let path = whole.trim_matches('/');
        path::path(path, path::Use::Address).ok()?;
        Some(if path.ends_with(".html") { path.to_owned() } else { format!("{path}/index.html") })
    }
}

/// The folder of a page.
pub(super) fn folder_of(href: &str) -> &str {
    href.strip_suffix("index.html").unwrap_or(href)
}

fn in_language<'a>(versions: &'a [(Arc<str>, String)], language: &str) -> Option<&'a str> {
    versions.iter().find(|(other, _)| **other == *language).map(|(_, href)| href.as_str())
}
