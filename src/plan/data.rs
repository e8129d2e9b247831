//! Files with the entries as data: which there are, and where.
//!
//! Entry point: [`BuildPlan::tables`]. Invariant: whatever is in these files is on the site as well; a preview has none of them, since nobody
//! should work with what is not published.

use super::{BuildPlan, PlanOptions, Routes, SiteScope};
use crate::config::Config;
use crate::model::{Catalog, Channel, Entry};
use crate::schema::ContentType;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableFormat {
    /// A list of objects.
    Json,
    /// Rows of cells.
    Csv,
}

impl TableFormat {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// How the file is named behind the dot.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// The entries of a type that are in its table: those that are listed and may be handed on.
pub(crate) fn tabled<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    type_id: &str,
    language: &str,
) -> impl Iterator<Item = &'a Entry> {
    scope.list(catalog, type_id, language).filter(|entry| entry.is_for(Channel::Feed))
}

/// The types that have a table in a language: those with entries in it.
fn tables<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    options: PlanOptions,
    language: &'a str,
) -> impl Iterator<Item = &'a ContentType> {
    let types = catalog.schema.types().filter(move |_| !options.drafts);
    types.filter(move |content_type| {
        tabled(catalog, scope, &content_type.id, language).next().is_some()
    })
}

/// A file with what is said about an entry, for readers to take along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryFile {
    /// The way to it from the root of the site.
    pub(crate) href: String,
    /// The text of the theme that names it.
    pub(crate) text: &'static str,
    /// Its media type, when it is the page in another form.
    pub(crate) form_of_page: Option<&'static str>,
}

impl BuildPlan {
    /// The files that go with the page of an entry, in the order in which readers find them.
    pub(crate) fn entry_files(
        &self,
        catalog: &Catalog,
        config: &Config,
        entry: &Entry,
        content_type: &ContentType,
    ) -> Vec<EntryFile> {
        let file = |text, form_of_page| move |href| EntryFile { href, text, form_of_page };
        let calendar = self.entry_calendar(entry, content_type).map(file("calendar", None));
        let contact = self.entry_contact(entry, content_type).map(file("contact", None));
        let contacts = self.entry_contacts(catalog, entry, content_type);
        let contacts = contacts.map(file("contacts", None));
        let markdown = self.entry_markdown(config, entry);
        let markdown = markdown.map(file("markdown", Some("text/markdown")));
        [calendar, contact, contacts, markdown].into_iter().flatten().collect()
    }

    /// Where an entry is as Markdown, when the settings want that and it may be handed on.
    pub(crate) fn entry_markdown(&self, config: &Config, entry: &Entry) -> Option<String> {
        let (key, language) = (&entry.key, &entry.language);
        let is_wanted = config.data.markdown.iter().any(|(id, _)| **id == *key.type_id);
        let is_told = is_wanted
            && !self.options.drafts
            && entry.listed()
            && self.scope.has(entry)
            && entry.is_for(Channel::Feed);
        let id = &self.scope.replaced(key).id;
        is_told.then(|| format!("{}{}/{id}.md", self.routes.data(language), key.type_id))
    }

    /// The types that have a table in a language: those with entries in it.
    pub(crate) fn tables<'a>(
        &'a self,
        catalog: &'a Catalog,
        language: &'a str,
    ) -> impl Iterator<Item = &'a ContentType> {
        tables(catalog, &self.scope, *self.options, language)
    }
}

impl Routes {
    /// The folder of data files in a language.
    fn data(&self, language: &str) -> String {
        format!("{}{}/", self.prefix(language), self.files(language).data)
    }

    /// The page that leads to them.
    pub(crate) fn data_page(&self, language: &str) -> String {
        self.page(self.data(language))
    }

    /// The description of all tables of a language.
    pub(crate) fn data_package(&self, language: &str) -> String {
        format!("{}datapackage.json", self.data(language))
    }

    /// The table of a type.
    pub(crate) fn table(
        &self,
        content_type: &ContentType,
        format: TableFormat,
        language: &str,
    ) -> String {
        let name = table_name(content_type, language);
        format!("{}{name}.{}", self.data(language), format.ending())
    }
}

/// What the table of a type is called in addresses and in the data package: as its list is.
pub(crate) fn table_name(content_type: &ContentType, language: &str) -> String {
    match content_type.route.get(language).trim_matches('/') {
        "" => content_type.folder.clone(),
        route => route.replace('/', "-"),
    }
}
