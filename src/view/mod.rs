//! What a theme sees: plain values with everything resolved, formatted and translated.
//!
//! Entry point: [`Views::new`], then [`Views::entry_page`] and its like for web pages, [`Views::entry`] for single entries, also on paper.
//! Invariant: a view is a value; templates decide what it looks like and nothing else. The types in [`types`] are the
//! contract with theme authors.
//!
//! Two kinds of output see the same views; how formatted text looks in them is the business of a [`Medium`].

mod adapted;
mod contacts;
mod data;
mod embeds;
mod entries;
mod feeds;
mod linked_data;
mod lists;
mod newsletter;
mod pages;
mod prepared;
mod shared;
mod tables;
mod titles;
pub mod types;
mod values;

use std::sync::Arc;

use crate::config::Config;
use crate::location::SitePath;
use crate::model::{Catalog, Channel, Entry, EntryKey};
use crate::plan::{BuildPlan, Place};
use crate::schema::{Body, ContentType, Format, Pages, TypeRole, short_address};
use crate::syntax::tree::Document;
use crate::syntax::{Destination, classify, typographic};
use crate::theme::{TextValue, Theme, UiTexts};

use types::{ImageView, LinkView, PageView, TextView};

use prepared::LanguageViews;

pub use contacts::{ContactView, DateEvent, Reach};
pub use entries::Scope;
use entries::flags;
pub use feeds::{FeedItem, FeedView};
pub use newsletter::{NewsView, NewsletterView, Period};
pub(crate) use pages::root_of;
pub use pages::{Content, Page};
pub use prepared::Prepared;
pub use shared::{Extent, Shared};
pub use tables::{Column, Table};

/// How formatted text looks in an output.
pub trait Medium: Sync {
    /// By what way readers get to see the output.
    fn channel(&self) -> Channel;

    /// Makes a text out of its tree.
    fn text(&self, document: &Document, frame: &TextFrame<'_>, resolver: &Resolver<'_>)
    -> TextView;
}

/// Where in a page a text stands.
#[derive(Clone, Copy, Debug)]
pub struct TextFrame<'a> {
    /// Added to the level of every heading.
    pub heading_shift: u8,
    /// Put before every anchor, so that several texts can share a page.
    pub anchor_prefix: &'a str,
    /// Language of the text.
    pub language: &'a str,
}

/// Resolves what a text points to, as seen from the page that shows it.
pub struct Resolver<'a> {
    views: &'a Views<'a>,
    /// The file that the text is in.
    from: &'a SitePath,
    /// Language of the page.
    language: &'a str,
    /// Way from the page to the root of the site.
    root: &'a str,
}

impl Resolver<'_> {
    /// The language of the site, whose words stand in for those that another language lacks.
    pub fn default_language(&self) -> &str {
        &self.views.config.language
    }

    /// Whether a target, `type:id`, is a word of the glossary.
    pub fn is_explained(&self, target: &str) -> bool {
        let glossary = self.views.catalog.schema.with_role(TypeRole::Glossary);
        let type_id = target.split(':').next();
        glossary.is_some_and(|glossary| type_id == Some(&*glossary.id))
    }

    /// Where a link leads; `None` when it leads nowhere (any more). The text is the target's own name.
    pub fn link(&self, destination: &str) -> Option<LinkView> {
        match classify(destination) {
            Destination::Entry { type_id, id, fragment } => {
                let key = EntryKey::new(type_id, id);
                let mut link = self.views.link(&key, self.language)?;
                // The name becomes part of a sentence: its spaces hold and its signs are those of the sentence.
                link.text = typographic(&link.text, self.language).into_owned();
                if let (Some(href), Some(fragment)) = (&mut link.href, fragment) {
                    // An entry on a list has an anchor already.
                    if !href.contains('#') {
                        href.push('#');
                        href.push_str(fragment);
                    }
                }
                Some(link)
            }
            Destination::File { fragment, .. } => {
                let file = self.views.plan.media.named(self.from, destination)?;
                let mut href = file.href.clone();
                if let Some(fragment) = fragment {
                    href.push('#');
                    href.push_str(fragment);
                }
                let text = file.source.path().file_name().to_owned();
                Some(LinkView { href: Some(href), text, ..LinkView::default() })
            }
            Destination::Web(address) => Some(web_link(address)),
            Destination::Mail(address) => Some(LinkView {
                href: Some(format!("mailto:{address}")),
                text: address.split('?').next().unwrap_or(address).to_owned(),
                external: true,
                ..LinkView::default()
            }),
            Destination::Phone(number) => Some(LinkView {
                href: Some(format!("tel:{number}")),
                text: number.to_owned(),
                external: true,
                ..LinkView::default()
            }),
            Destination::Anchor(_) | Destination::Unsafe(_) => None,
        }
    }

    /// The image that a text names, without its words.
    pub fn image(&self, written: &str) -> Option<ImageView> {
        let file = self.views.plan.media.named(self.from, written)?;
        let (width, height) = file.size.unwrap_or_default();
        Some(ImageView {
            href: file.href.clone(),
            width,
            height,
            alt: String::new(),
            caption: None,
            credit: None,
        })
    }

    /// The file in the site behind an image that a text names.
    pub fn image_file(&self, written: &str) -> Option<&SitePath> {
        Some(self.views.plan.media.named(self.from, written)?.source.path())
    }

    /// Way from the page to the root of the site, put before every address of this site.
    pub fn root(&self) -> &str {
        self.root
    }
}

/// A link to an address on the web, shown without what everybody knows.
fn web_link(address: &str) -> LinkView {
    LinkView {
        href: Some(address.to_owned()),
        text: short_address(address).to_owned(),
        external: true,
        ..LinkView::default()
    }
}

/// Makes views. Everything that many pages share is worked out once, when it is made.
pub struct Views<'a> {
    catalog: &'a Catalog,
    config: &'a Config,
    theme: &'a Theme,
    plan: &'a BuildPlan,
    medium: &'a dyn Medium,
    /// Whose readers see the views: decides which personal data they hold.
    channel: Channel,
    prepared: Arc<Prepared>,
}

impl<'a> Views<'a> {
    /// Prepares what pages share.
    pub fn new(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
    ) -> Self {
        let prepared = Prepared::new(catalog, config, theme, plan, medium);
        Self::over(catalog, config, theme, plan, medium, Arc::new(prepared))
    }

    /// Views over a collection for which everything is prepared.
    pub fn over(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
        prepared: Arc<Prepared>,
    ) -> Self {
        Self { catalog, config, theme, plan, medium, channel: medium.channel(), prepared }
    }

    /// The same views for another kind of output.
    pub fn for_medium<'b>(&'b self, medium: &'b dyn Medium) -> Views<'b> {
        Views { medium, channel: medium.channel(), prepared: self.prepared.clone(), ..*self }
    }

    /// The same views for readers who get to see them by another way.
    pub fn for_channel(&self, channel: Channel) -> Views<'_> {
        Views { channel, prepared: self.prepared.clone(), ..*self }
    }

    /// The languages that have pages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
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

    /// The listed entries of a type that the site shows, in the order of the type's list.
    fn listed(&self, type_id: &str, language: &str) -> impl Iterator<Item = &Entry> {
        self.plan.part.list(self.catalog, type_id, language)
    }

    /// A link to an entry under its own name: to its page here, else to that on the main site, else without an address.
    /// `None` when there is no such entry among the published ones.
    pub fn link(&self, key: &EntryKey, language: &str) -> Option<LinkView> {
        let key = self.plan.part.replacement(key);
        let entry = self.catalog.localized(key, language).filter(|entry| entry.published);
        let entry = entry.or_else(|| self.catalog.get(key))?;
        let (href, external) = match self.plan.place(key, language) {
            Place::Here { href, .. } => (Some(href.to_owned()), false),
            Place::MainSite { address } => (Some(address), true),
            Place::Nowhere => (None, false),
        };
        Some(LinkView {
            href,
            text: entry.title().to_owned(),
            external,
            lang: (*entry.language != *language).then(|| entry.language.to_string()),
            target: Some(key.to_string()),
        })
    }

    /// What a text in `from` points to, as seen from the root of the site.
    pub fn resolver<'s>(&'s self, from: &'s SitePath, language: &'s str) -> Resolver<'s> {
        Resolver { views: self, from, language, root: "" }
    }

    /// A text without marks, one block a line; what it links to is called by name.
    fn plain(&self, document: &Document, from: &SitePath, language: &str) -> String {
        let resolver = self.resolver(from, language);
        document.plain_text_with(&|destination| Some(resolver.link(destination)?.text))
    }

    /// What stands at `href` on this site: its address where that of the site is known, else the way from its root.
    fn whole_address(&self, href: &str) -> String {
        format!("{}{href}", self.config.base_url.as_deref().unwrap_or_default())
    }

    fn text(
        &self,
        document: &Document,
        from: &SitePath,
        frame: &TextFrame<'_>,
        scope: &Scope<'_>,
    ) -> TextView {
        let resolver = Resolver { views: self, from, language: scope.language, root: scope.root };
        self.medium.text(document, frame, &resolver)
    }
}

/// Types whose entries are articles show related ones: by what they refer to together.
fn has_related(content_type: &ContentType) -> bool {
    content_type.index && content_type.pages == Pages::Entry && content_type.body == Body::Required
}
