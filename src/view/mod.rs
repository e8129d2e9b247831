//! What a theme sees: plain values with everything resolved, formatted and translated.
//!
//! Entry point: [`Views::new`], then [`Views::page`] for web pages and [`Views::entry`] for single entries, also on paper.
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
mod shared;
mod tables;
mod titles;
pub mod types;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::hash::Map;
use crate::location::SitePath;
use crate::model::{Catalog, Channel, Collation, Entry, EntryKey, EntryUpdate};
use crate::plan::{BuildPlan, Place, SiteScope};
use crate::schema::{Body, ContentType, Format, Pages, TypeRole, short_address};
use crate::syntax::tree::Document;
use crate::syntax::{Destination, classify, typographic};
use crate::theme::{TextValue, Theme, UiTexts};
use crate::tracking::{self, CellKind, Changes};

use types::{ImageView, LinkView, PageView, TextView};

use lists::List;
use shared::Sites;
use titles::{Claims, Taken, Titles};

pub use contacts::{ContactView, DateEvent, Reach};
pub use entries::Scope;
use entries::flags;
pub use feeds::{FeedItem, FeedView};
pub use newsletter::{NewsView, NewsletterView, Period};
pub(crate) use pages::root_of;
pub use pages::{Content, Page};
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

/// What many pages share, worked out once.
#[derive(Default)]
pub struct Prepared {
    languages: BTreeMap<Arc<str>, LanguageViews>,
    /// For types with related entries: the entries of the type by what they refer to.
    shared: Map<EntryKey, Vec<EntryKey>>,
    claims: Claims,
}

/// What all pages of a language share.
struct LanguageViews {
    format: Format,
    collation: Collation,
    sites: Sites,
    /// By type.
    lists: BTreeMap<Arc<str>, List>,
    /// Where an entry is in the list of its type.
    positions: Map<EntryKey, usize>,
    /// What stands in the `<title>` of each page.
    titles: Titles,
}

/// More entries than this refer to things so common that sharing them says nothing.
const TOO_COMMON: usize = 40;

impl<'a> Views<'a> {
    /// Prepares what pages share.
    pub fn new(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
    ) -> Self {
        let views = Self::over(catalog, config, theme, plan, medium, Arc::default());
        let mut taken = Taken::default();
        let languages = config
            .languages
            .iter()
            .map(|language| (language.as_str().into(), views.prepare(language, &mut taken)))
            .collect();
        let (shared, claims) = (shared_targets(catalog, &plan.part), taken.claims);
        let prepared = Arc::new(Prepared { languages, shared, claims });
        Self { prepared, ..views }
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

    /// What was prepared, to be compared with what is prepared next time.
    pub fn prepared(&self) -> &Arc<Prepared> {
        &self.prepared
    }

    fn prepare(&self, language: &str, taken: &mut Taken) -> LanguageViews {
        let mut prepared = LanguageViews {
            format: Format::new(language, &self.config.language),
            collation: Collation::new(language),
            sites: Sites::new(self.site_view(language)),
            lists: BTreeMap::new(),
            positions: Map::default(),
            titles: self.titles(language, taken),
        };
        for content_type in self.catalog.schema.types() {
            if content_type.pages == Pages::None {
                continue;
            }
            let list = self.list_of(content_type, language);
            for (position, key) in list.entries.iter().enumerate() {
                prepared.positions.insert(key.clone(), position);
            }
            prepared.lists.insert(content_type.id.clone(), list);
        }
        prepared
    }

    /// Brings what was prepared up to date with an entry that was updated, and says what differs by that; `false` when
    /// everything has to be prepared anew.
    pub fn update_entry(
        &self,
        prepared: &mut Prepared,
        update: &EntryUpdate,
        changes: &mut Changes,
    ) -> bool {
        let EntryUpdate { old, new, .. } = update;
        let Some(own_type) = self.catalog.schema.get(&new.key.type_id) else { return false };
        for (language, views) in &mut prepared.languages {
            let is_own = *language == new.language;
            if is_own && old.title() != new.title() {
                let site = self.config.title.get(language);
                let names = (&**old, &**new);
                if !views.titles.change(&mut prepared.claims, names, own_type, site) {
                    return false;
                }
                changes.add(CellKind::Title, (language, &new.key));
            }
            let site = self.site_view(language);
            if !views.sites.shows(&site) {
                let sites = Sites::new(site);
                sites.changes_since(&views.sites, language, changes);
                views.sites = sites;
            }
            for content_type in self.catalog.schema.types() {
                let has_new = is_own && content_type.id == own_type.id;
                if !has_new && !self.is_grouped_by(content_type, &own_type.id) {
                    continue;
                }
                let Some(last) = views.lists.get_mut(&content_type.id) else { continue };
                let list = self.list_renewed(content_type, language, (last, update), changes);
                list_changes((language, &content_type.id), last, &list, changes);
                for (position, key) in list.entries.iter().enumerate() {
                    if last.entries.get(position) != Some(key) {
                        views.positions.insert(key.clone(), position);
                    }
                }
                *last = list;
            }
        }
        let place = |key: &EntryKey| {
            let of_type = self.catalog.schema.types().position(|of_type| of_type.id == key.type_id);
            (of_type, self.catalog.rank_in_list(key))
        };
        for edge in self.catalog.edges_from(&new.key) {
            let Some(sharing) = prepared.shared.get_mut(&edge.to) else { continue };
            let before = sharing.clone();
            sharing.sort_by_key(place);
            if *sharing != before {
                changes.add(CellKind::Shared, &edge.to);
            }
        }
        true
    }

    /// Whether the list of a type has groups or registers of entries of another one.
    fn is_grouped_by(&self, content_type: &ContentType, other: &Arc<str>) -> bool {
        let names = content_type.group.iter().chain(&content_type.registers);
        names.filter_map(|name| content_type.field(name)).any(|field| {
            let relation = field.kind.item().relation();
            relation.is_some_and(|relation| relation.to.contains(other))
        })
    }

    /// The languages that have pages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.prepared.languages.keys().map(|language| &**language)
    }

    fn of(&self, language: &str) -> Option<&LanguageViews> {
        self.prepared.languages.get(language)
    }

    /// What stands in the `<title>` of pages that are no entries.
    fn page_titles(&self, language: &str) -> Option<&Titles> {
        tracking::read(CellKind::Titles, language);
        Some(&self.of(language)?.titles)
    }

    /// What stands in the `<title>` of an entry.
    fn entry_title(&self, key: &EntryKey, language: &str) -> Option<&str> {
        tracking::read(CellKind::Title, (language, key));
        self.of(language)?.titles.entries.get(key).map(String::as_str)
    }

    /// The entry so many steps after another one in its list.
    fn in_list(&self, key: &EntryKey, language: &str, step: isize) -> Option<&EntryKey> {
        tracking::read(CellKind::Neighbours, (language, key));
        self.of(language)?.neighbour(key, step)
    }

    /// The entries that refer to `target`, where it has something to say.
    fn sharing(&self, target: &EntryKey) -> &[EntryKey] {
        tracking::read(CellKind::Shared, target);
        self.prepared.shared.get(target).map_or(&[], Vec::as_slice)
    }

    fn format(&self, language: &str) -> Format {
        self.of(language).map_or_else(
            || Format::new(language, &self.config.language),
            |prepared| prepared.format,
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

impl LanguageViews {
    fn neighbour(&self, key: &EntryKey, step: isize) -> Option<&EntryKey> {
        let position = self.positions.get(key)?.checked_add_signed(step)?;
        self.lists.get(&key.type_id)?.entries.get(position)
    }
}

impl Prepared {
    /// What differs from what was prepared from an earlier state with the same settings and theme.
    pub fn changes_since(&self, last: &Self, changes: &mut Changes) {
        // Names them all, so that the compiler asks about a new one. Claims only serve to give out titles.
        let Self { languages, shared, claims: _ } = self;
        for (language, new) in languages {
            let Some(old) = last.languages.get(language) else { continue };
            // What a format and a collation are is said by the language; positions are those in the lists.
            let LanguageViews { format: _, collation: _, sites, lists, positions: _, titles } = new;
            sites.changes_since(&old.sites, language, changes);
            let Titles { home, not_found, lists: of_lists, entries } = titles;
            let was = &old.titles;
            if (&was.home, &was.not_found, &was.lists) != (home, not_found, of_lists) {
                changes.add(CellKind::Titles, language);
            }
            differing(&was.entries, entries, |key| changes.add(CellKind::Title, (language, key)));
            for (type_id, list) in lists {
                // The types are the same, and so are the lists that there are.
                let Some(last) = old.lists.get(type_id) else { continue };
                list_changes((language, type_id), last, list, changes);
            }
        }
        differing(&last.shared, shared, |key| changes.add(CellKind::Shared, key));
    }
}

/// What differs between two states of the list of a type.
fn list_changes(
    (language, type_id): (&Arc<str>, &Arc<str>),
    last: &List,
    list: &List,
    changes: &mut Changes,
) {
    for number in list.changed_pages(last) {
        changes.add(CellKind::ListPage, (language, type_id, number));
    }
    if last.entries == list.entries {
        return;
    }
    fn neighbours(list: &List) -> Map<&EntryKey, [Option<&EntryKey>; 2]> {
        let at = |place: Option<usize>| list.entries.get(place?);
        let beside = |place: usize| [at(place.checked_sub(1)), at(Some(place + 1))];
        list.entries.iter().enumerate().map(|(place, key)| (key, beside(place))).collect()
    }
    differing(&neighbours(last), &neighbours(list), |key| {
        changes.add(CellKind::Neighbours, (language, *key));
    });
}

fn differing<K: Eq + std::hash::Hash, V: PartialEq>(
    old: &Map<K, V>,
    new: &Map<K, V>,
    mut found: impl FnMut(&K),
) {
    #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
    for key in new.keys().filter(|key| old.get(*key) != new.get(*key)) {
        found(key);
    }
    #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        found(key);
    }
}

/// Types whose entries are articles show related ones: by what they refer to together.
fn has_related(content_type: &ContentType) -> bool {
    content_type.index && content_type.pages == Pages::Entry && content_type.body == Body::Required
}

fn shared_targets(catalog: &Catalog, part: &SiteScope) -> Map<EntryKey, Vec<EntryKey>> {
    let mut shared: Map<EntryKey, Vec<EntryKey>> = Map::default();
    for content_type in catalog.schema.types().filter(|content_type| has_related(content_type)) {
        for entry in part.list(catalog, &content_type.id, catalog.default_language()) {
            for edge in catalog.edges_from(&entry.key).filter(|edge| edge.relation.is_some()) {
                shared.entry(edge.to.clone()).or_default().push(entry.key.clone());
            }
        }
    }
    shared.retain(|_, entries| entries.len() <= TOO_COMMON);
    shared
}
