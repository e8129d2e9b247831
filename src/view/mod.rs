//! What a theme sees: plain values with everything resolved, formatted and translated.
//!
//! Entry points: [`Prepared::new`] for what many pages share, then [`ViewContext::over`], and with that a function for each kind of view: [`entry_page`]
//! and its like for web pages, [`entry`] for single entries, also on paper. Invariant: a view is a value; templates decide what it
//! looks like and nothing else. The types in [`types`] are the contract with theme authors.
//!
//! Here is what all views are made from. A [`ViewContext`] holds references and nothing of its own; what many views ask for it looks up. Nobody here
//! knows who builds on them: links and values are below cards, cards below entries, these below lists, and pages are made of them all.
//!
//! Two kinds of output see the same views; how formatted text looks in them is the business of a [`Medium`].

mod adapted;
mod cards;
mod contact_forms;
mod contacts;
mod data;
mod directory;
mod embeds;
mod entries;
mod facets;
mod feeds;
mod figures;
mod linked_data;
mod links;
mod lists;
mod newsletter;
mod page;
mod pager;
mod pages;
mod parts;
mod places;
mod prepared;
mod search;
mod sections;
mod shared;
mod tables;
mod titles;
pub(crate) mod types;
mod values;

use std::sync::Arc;

use crate::config::Config;
use crate::model::{Catalog, Channel, Entry, EntryKey};
use crate::plan::BuildPlan;
use crate::schema::{Body, ContentType, Format, Pages};
use crate::syntax::tree::Document;
use crate::theme::{TextValue, Theme, UiTexts};

use prepared::LanguageViews;
use types::TextView;

pub(crate) use cards::card;
pub(crate) use contact_forms::contact_form;
pub(crate) use contacts::{
    ContactView, DateEvent, Reach, calendar, calendar_title, contact, contacts,
};
pub(crate) use data::data_page;
pub(crate) use directory::directory;
pub(crate) use embeds::{embed_data, embedded, embedded_list, embeds_page};
pub(crate) use entries::entry;
pub(crate) use facets::has_values_page;
pub(crate) use feeds::{FeedItem, FeedView, feed};
pub(crate) use figures::{FigureView, named_figure};
pub(crate) use links::{Resolver, resolver};
pub(crate) use lists::matrix;
pub use newsletter::Period;
pub(crate) use newsletter::newsletter;
pub(crate) use page::{Content, Page, root_of};
pub(crate) use pages::{
    entry_page, home_page, list_page, not_found_page, redirect_page, relation_page,
};
pub(crate) use parts::{choice_page, facet_values_page};
pub(crate) use prepared::Prepared;
pub(crate) use search::{FoundEntry, findable, found_entry, other_names, search_page};
pub(crate) use shared::{Extent, Shared, site};
pub(crate) use tables::{Column, DataTable, data_table};

/// How formatted text looks in an output.
pub(crate) trait Medium: Sync {
    /// By what way readers get to see the output.
    fn channel(&self) -> Channel;

    /// Makes a text out of its tree.
    fn text(&self, document: &Document, frame: &TextFrame<'_>, resolver: &Resolver<'_>)
    -> TextView;

    /// Who writes figures, where there are any in the output.
    fn figure_writer(&self) -> Option<FigureWriter> {
        None
    }
}

/// Writes a figure: with the way from the page to the root of the site, and whether its title stands under it.
pub(crate) type FigureWriter = fn(&FigureView, &str, bool) -> String;

/// Where in a page a text stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextFrame<'a> {
    /// Added to the level of every heading.
    pub(crate) heading_shift: u8,
    /// Put before every anchor, so that several texts can share a page.
    pub(crate) anchor_prefix: &'a str,
    /// Language of the text.
    pub(crate) language: &'a str,
}

/// Types whose entries are articles show related ones: by what they refer to together.
fn has_related(content_type: &ContentType) -> bool {
    content_type.index && content_type.pages == Pages::Entry && content_type.body == Body::Required
}

/// From where an entry is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    /// Language of the page.
    pub(crate) language: &'a str,
    /// Way from the page to the root of the site, put before addresses in formatted text.
    pub(crate) root: &'a str,
    /// Added to the level of headings in the body.
    pub(crate) body_shift: u8,
    /// Added to the level of headings in values.
    pub(crate) value_shift: u8,
    /// Put before anchors in texts.
    pub(crate) prefix: &'a str,
}

impl<'a> Scope<'a> {
    /// A page of its own.
    pub(crate) fn page(language: &'a str, root: &'a str) -> Self {
        Self { language, root, body_shift: 0, value_shift: 2, prefix: "" }
    }
}

/// What views are made from: a collection, what a site shows of it and where, and for whom.
pub(crate) struct ViewContext<'a> {
    catalog: &'a Catalog,
    config: &'a Config,
    theme: &'a Theme,
    plan: &'a BuildPlan,
    medium: &'a dyn Medium,
    /// Whose readers see the views: decides which personal data they hold.
    channel: Channel,
    prepared: Arc<Prepared>,
}

impl<'a> ViewContext<'a> {
    /// Prepares what pages share.
    pub(crate) fn new(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
    ) -> Self {
        let prepared = Prepared::new(catalog, config, theme, plan, medium);
        Self::over(catalog, config, theme, plan, medium, Arc::new(prepared))
    }

    /// That of a collection for which everything is prepared.
    pub(crate) fn over(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
        prepared: Arc<Prepared>,
    ) -> Self {
        Self { catalog, config, theme, plan, medium, channel: medium.channel(), prepared }
    }

    /// The same for another kind of output.
    pub(crate) fn for_medium<'b>(&'b self, medium: &'b dyn Medium) -> ViewContext<'b> {
        ViewContext { medium, channel: medium.channel(), prepared: self.prepared.clone(), ..*self }
    }

    /// The same for readers who get to see the views by another way.
    pub(crate) fn for_channel(&self, channel: Channel) -> ViewContext<'_> {
        ViewContext { channel, prepared: self.prepared.clone(), ..*self }
    }

    /// The languages that have pages.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &str> {
        self.prepared.languages.keys().map(|language| &**language)
    }

    fn of(&self, language: &str) -> Option<&LanguageViews> {
        self.prepared.languages.get(language)
    }

    /// The entries that refer to `target`, where it has something to say.
    fn sharing(&self, target: &EntryKey) -> &[EntryKey] {
        self.prepared.shared.get(target).map_or(&[], Vec::as_slice)
    }

    fn format(&self, language: &str) -> Format {
        self.of(language).map_or_else(
            || Format::new(language, &self.config.language),
            |prepared| *prepared.format,
        )
    }

    fn texts(&self, language: &str) -> &UiTexts {
        self.theme.texts(language)
    }

    fn say(&self, language: &str, key: &str) -> String {
        self.texts(language).plain(key)
    }

    /// What a language is called in itself; its tag where there are no words in it.
    fn language_name(&self, language: &str) -> String {
        match self.texts(language).foreign() {
            Some(_) => language.to_owned(),
            None => self.say(language, "language-name"),
        }
    }

    fn say_with(&self, language: &str, key: &str, name: &str, value: &str) -> String {
        let values = [(name, TextValue::Text(value.to_owned()))];
        self.texts(language).get(key, values).unwrap_or_else(|| value.to_owned())
    }

    /// A text of the theme in which what is filled in later stands as its name in braces.
    pub(crate) fn text_with(&self, language: &str, key: &str, names: &[&'static str]) -> String {
        let values = names.iter().map(|name| (*name, TextValue::Text(format!("{{{name}}}"))));
        self.texts(language).get(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// The listed entries of a type that the site shows, in the order of the type's list.
    fn listed(&self, type_id: &str, language: &str) -> impl Iterator<Item = &Entry> {
        self.plan.scope.list(self.catalog, type_id, language)
    }

    /// What stands at `href` on this site: its address where that of the site is known, else the way from its root.
    fn whole_address(&self, href: &str) -> String {
        format!("{}{href}", self.config.base_url.as_deref().unwrap_or_default())
    }
}
