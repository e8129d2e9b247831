//! Whole documents as templates get them: sheets about one entry, and publications.
//!
//! Entry points: [`DocumentBuilder::sheet`] and [`DocumentBuilder::publication`]. Invariant: a document depends on nothing but its [`DocumentBuilder`] and
//! on what it is asked for. What is in it is described for theme authors in `themes/standard/print/README.md`.
//!
//! What every document has (its frame, its typesetter) is here, each kind of document in a file of its own: [`sheet`],
//! [`publication`]. These are made of [`section`]s, [`entry`] values, [`table`]s and [`back_matter`].

mod back_matter;
mod contact_form;
mod entry;
mod publication;
mod section;
mod sheet;
mod table;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;

use super::text::{Typesetter, shown};
use super::{Paper, qr};
use crate::config::Config;
use crate::location::SitePath;
use crate::model::Catalog;
use crate::plan::BuildPlan;
use crate::source::Snapshot;
use crate::syntax::tree::Document;
use crate::theme::Theme;
use crate::view::types::TextView;
use crate::view::{self, ViewContext};

/// Documents without any date carry this one.
const NO_DATE: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

/// Everything that documents are made from.
#[derive(Clone, Copy)]
pub(crate) struct DocumentBuilder<'a> {
    /// The inputs, for pictures.
    pub(crate) snapshot: &'a Snapshot,
    /// The entries.
    pub(crate) catalog: &'a Catalog,
    /// The settings.
    pub(crate) config: &'a Config,
    /// Its UI texts are used.
    pub(crate) theme: &'a Theme,
    /// Where everything is.
    pub(crate) plan: &'a BuildPlan,
    /// Entries as values, with text as trees: see [`Paper`].
    pub(crate) views: &'a ViewContext<'a>,
}

/// What stands on every document.
#[derive(Serialize)]
struct Frame {
    title: String,
    description: Option<String>,
    publisher: String,
    keywords: Vec<String>,
    language: String,
    format: String,
    site_title: String,
    web: Option<Address>,
    texts: BTreeMap<&'static str, String>,
}

/// Where something is on the web.
#[derive(Serialize)]
struct Address {
    url: String,
    /// As people read it.
    shown: String,
    /// A drawing (SVG).
    qr: Option<String>,
}

impl Address {
    fn new(url: String) -> Self {
        Self { shown: shown(&url), qr: qr::svg(&url), url }
    }
}

impl DocumentBuilder<'_> {
    /// A text as templates get it.
    pub(crate) fn text(&self, document: &Document, language: &str) -> Option<serde_json::Value> {
        serde_json::to_value(self.typesetter(language).document(document)).ok()
    }

    /// For a document that has no place for entries yet.
    fn typesetter<'a>(&'a self, language: &'a str) -> Typesetter<'a> {
        Typesetter {
            snapshot: self.snapshot,
            catalog: self.catalog,
            plan: self.plan,
            base_url: self.config.base_url.as_deref(),
            language,
            printed: HashSet::new(),
            indexed: BTreeSet::new(),
            is_one_page: false,
            unnumbered: BTreeSet::new(),
            cited: BTreeMap::new(),
            pictures: RefCell::new(BTreeMap::new()),
            drawings: RefCell::default(),
            numbered: RefCell::new(HashSet::new()),
            notes: RefCell::default(),
        }
    }

    fn frame(
        &self,
        language: &str,
        title: &str,
        description: Option<String>,
        keywords: Vec<String>,
        format: &str,
        web: Option<String>,
    ) -> Frame {
        let words = self.theme.texts(language);
        let texts = [
            ("page", "print-page"),
            ("see_page", "print-see-page"),
            ("qr", "print-qr"),
            ("contents", "print-contents"),
            ("imprint", "print-imprint"),
            ("at_a_glance", "print-at-a-glance"),
            ("see_also", "print-see-also"),
            ("cover_picture", "print-cover-picture"),
            ("scale", "print-scale"),
            ("not_stated_short", "print-not-stated"),
            ("not_stated", "not-stated"),
            ("lost", "lost"),
            ("adapted", "adapted"),
            ("as_of", "as-of"),
            ("source", "source"),
            ("note", "note"),
            ("uncertain", "uncertain"),
            ("uncertain_note", "uncertain-explained"),
        ];
        Frame {
            title: title.to_owned(),
            description: description.filter(|text| !text.is_empty()),
            publisher: self
                .config
                .publisher
                .name
                .as_ref()
                .map(|name| name.get(language).to_owned())
                .unwrap_or_default(),
            keywords,
            language: language.to_owned(),
            format: format.to_owned(),
            site_title: self.config.title.get(language).to_owned(),
            web: web.map(Address::new),
            texts: texts.into_iter().map(|(name, key)| (name, words.plain(key))).collect(),
        }
    }

    fn resolved(&self, document: &Document, file: &SitePath, language: &str) -> Document {
        Paper::resolve(document, &view::resolver(self.views, file, language))
    }
}

/// The tree of a text for paper.
fn tree(text: &TextView) -> Option<&Document> {
    match text {
        TextView::Tree(document) => Some(document),
        TextView::Html(_) => None,
    }
}
