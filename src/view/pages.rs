//! Whole pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entries::flags;
use super::linked_data::About;
use super::titles::LONGEST;
use super::types::{
    AlternateView, BrandView, CardView, CollectionView, DataView, EmbedsView, EntryView, FeedLink,
    FormLink, HomeView, LinkView, ListView, NavView, PageView, PublisherView, RelationView,
    SiteView,
};
use super::{NewsletterView, Scope, Shared, TextFrame, Views};
use crate::config::{NavItem, NavTarget};
use crate::i18n::territorial;
use crate::model::{Entry, EntryKey};
use crate::plan::{FeedFormat, HOME};
use crate::schema::ContentType;
use crate::syntax::excerpt;

/// Types with more entries than this are no cards on the home page.
const HOME_CARDS: usize = 24;
/// How many featured entries the home page shows.
const FEATURED: usize = 6;

/// A web page, ready for its template.
#[derive(Clone, Debug)]
pub struct Page {
    /// Templates that would do, the most specific first.
    pub templates: Vec<String>,
    /// Way from the page to the root of the site.
    pub root: String,
    /// What every page has.
    pub page: PageView,
    /// What this one is about.
    pub content: Content,
    /// The site as it is shown on it.
    pub site: Shared,
}

/// What a page is about.
#[derive(Clone, Debug, Serialize)]
pub enum Content {
    /// The home page.
    Home(Box<HomeView>),
    /// A list.
    List(Box<ListView>),
    /// An entry.
    Entry(Box<EntryView>),
    /// A relation of an entry that goes on.
    Relation(Box<RelationView>),
    /// Nothing: there is no such address.
    NotFound,
    /// Something that is elsewhere now.
    Redirect(LinkView),
    /// An entry as a card, for the pages of others.
    Card(Box<CardView>),
    /// What others can show on their pages.
    Embeds(Box<EmbedsView>),
    /// What is new, to be sent.
    Newsletter(Box<NewsletterView>),
    /// The entries as data.
    Data(Box<DataView>),
}

impl Views<'_> {
    /// A page, with what of the site it shows.
    pub(super) fn on_site(
        &self,
        templates: Vec<String>,
        root: String,
        page: PageView,
        content: Content,
    ) -> Option<Page> {
        let site = self.site_for(&page, &templates)?;
        Some(Page { templates, root, page, content, site })
    }

    pub(super) fn site_view(&self, language: &str) -> SiteView {
        let routes = &self.plan.routes;
        let nav =
            |items: &[NavItem]| items.iter().filter_map(|item| self.nav(item, language)).collect();
        let mut collections: Vec<CollectionView> = self
            .catalog
            .schema
            .types()
            .filter_map(|content_type| {
                Some(CollectionView {
                    type_id: content_type.id.to_string(),
                    plural: content_type.plural.get(language).to_owned(),
                    description: content_type
                        .description
                        .as_ref()
                        .map(|text| text.get(language).to_owned()),
                    href: routes.list(&content_type.id, language)?.to_owned(),
                    count: self.listed(&content_type.id, language).count(),
                    index: content_type.index,
                })
            })
            .collect();
        let collation = crate::model::Collation::new(language);
        collections.sort_by(|a, b| collation.compare(&a.plural, &b.plural));
        let say = |text: &Option<crate::schema::Text>| {
            text.as_ref().map(|text| text.get(language).to_owned())
        };
        SiteView {
            title: self.config.title.get(language).to_owned(),
            tagline: say(&self.config.tagline),
            description: say(&self.config.description),
            lang: language.to_owned(),
            home: routes.home(language).unwrap_or_default().to_owned(),
            publisher: PublisherView {
                name: say(&self.config.publisher.name),
                email: self.config.publisher.email.clone(),
                url: self.config.publisher.url.clone(),
            },
            navigation: nav(&self.config.navigation),
            footer: nav(&self.config.footer),
            collections,
            downloads: routes
                .downloads(language)
                .map(|(title, href)| LinkView {
                    href: Some(href.to_owned()),
                    text: self.say_with(language, "brochure", "title", title),
                    ..LinkView::default()
                })
                .collect(),
            feed: routes.feed(language).map(|atom| FeedLink {
                title: self.config.title.get(language).to_owned(),
                href: atom.to_owned(),
                json: FeedFormat::Json.of_atom(atom),
            }),
            base_url: self.config.base_url.clone(),
            drafts: self.plan.options.drafts,
            brand: BrandView {
                style: self.theme.brand_style(&self.config.brand).map(|style| style.path),
                logo: self.plan.logo().and_then(|logo| self.picture(logo)),
            },
            embeds: self.has_embeds(language).then(|| routes.embeds_page(language)),
            data: self.has_data(language).then(|| routes.data_page(language)),
            part_of: self.plan.part.main_site().map(|main| LinkView {
                href: (*main.base).clone(),
                text: main.title.get(language).to_owned(),
                external: true,
                ..LinkView::default()
            }),
        }
    }

    /// An item of a navigation; in the default language where the page's own lacks the target.
    fn nav(&self, item: &NavItem, language: &str) -> Option<NavView> {
        let label =
            |language: &str| item.label.as_ref().map(|label| label.get(language).to_owned());
        let routes = &self.plan.routes;
        match &item.target {
            NavTarget::Url(href) => Some(NavView {
                text: label(language).unwrap_or_else(|| super::web_link(href).text),
                href: href.clone(),
                external: true,
                lang: None,
            }),
            NavTarget::Type(id) => {
                let content_type = self.catalog.schema.get(id)?;
                let default = &self.config.language;
                let (href, used) = routes
                    .list(id, language)
                    .map(|href| (href, language))
                    .or_else(|| Some((routes.list(id, default)?, default.as_str())))?;
                Some(NavView {
                    text: label(used).unwrap_or_else(|| content_type.plural.get(used).to_owned()),
                    href: href.to_owned(),
                    external: false,
                    lang: (used != language).then(|| used.to_owned()),
                })
            }
            NavTarget::Entry(type_id, id) => {
                let link = self.link(&EntryKey::new(type_id.as_str(), id.as_str()), language)?;
                let used = link.lang.clone();
                Some(NavView {
                    text: label(used.as_deref().unwrap_or(language)).unwrap_or(link.text),
                    href: link.href?,
                    external: link.external,
                    lang: used,
                })
            }
        }
    }

    /// The home page of a language, when it has one.
    pub fn home_page(&self, language: &str) -> Option<Page> {
        let href = self.plan.routes.home(language)?.to_owned();
        let root = root_of(&href);
        let site_title = self.config.title.get(language);
        let entry = self
            .catalog
            .get_in(&self.plan.part.home(), language)
            .filter(|entry| self.plan.part.has(entry));
        let scope = Scope::page(language, &root);
        let full = entry.and_then(|entry| self.entry(&entry.key, &scope));
        let tagline = self.config.tagline.as_ref().map(|text| text.get(language).to_owned());
        let description =
            self.config.description.as_ref().map(|text| text.get(language).to_owned());
        let lead = entry
            .and_then(|entry| self.summary_plain(entry, self.catalog.schema.get(HOME.0)?))
            .or_else(|| tagline.clone());
        let mut cards = BTreeMap::new();
        let mut featured = Vec::new();
        for content_type in self.catalog.schema.types().filter(|content_type| content_type.index) {
            let count = self.listed(&content_type.id, language).count();
            let news = content_type.field("date").is_some();
            if count > 0 && (count <= HOME_CARDS || news) {
                let few = self.cards(&content_type.id, language, HOME_CARDS.min(count));
                cards.insert(content_type.id.to_string(), few);
            }
            featured.extend(
                self.listed(&content_type.id, language)
                    .filter(|entry| entry.is("featured"))
                    .filter_map(|entry| self.card(entry, language)),
            );
        }
        featured.truncate(FEATURED);
        let title = entry.map_or(site_title, |entry| entry.title()).to_owned();
        let head_title = self.page_titles(language)?.home.clone();
        let mut page = self.base_page("home", title, head_title, language, href);
        page.description = description.or_else(|| lead.clone());
        self.set_versions(&mut page, |routes_language| {
            self.plan.routes.home(routes_language).map(str::to_owned)
        });
        let image = full.as_ref().and_then(|full| full.image.clone());
        self.set_social_image(&mut page, image.as_ref().map(|image| image.href.as_str()));
        page.linked_data = self.linked_data(&page, About::default());
        let body = full.and_then(|full| full.body);
        self.on_site(
            vec!["home.html".to_owned()],
            root,
            page,
            Content::Home(Box::new(HomeView { lead, body, image, featured, cards })),
        )
    }

    /// A page of the list of a type, counted from one, when the list has so many.
    pub fn list_page(&self, type_id: &str, language: &str, number: usize) -> Option<Page> {
        let content_type = self.catalog.schema.get(type_id)?;
        let routes = &self.plan.routes;
        let href = routes.list_page(type_id, language, number)?;
        let root = root_of(&href);
        let list = self.list_view(content_type, number, &Scope::page(language, &root))?;
        let plural = content_type.plural.get(language);
        let pages = list.pager.as_ref().map_or(1, |pager| pager.count);
        let title = self.list_title(plural, number, pages, language);
        let head_title = self.page_titles(language)?.lists.get(type_id)?.get(number - 1)?.clone();
        let mut page = self.base_page("list", title, head_title, language, href);
        page.description = list.description.clone();
        let first = routes.list(type_id, language).map(str::to_owned);
        page.breadcrumb = vec![self.home_crumb(language)];
        if number > 1 {
            let text = plural.to_owned();
            page.breadcrumb.push(LinkView { href: first.clone(), text, ..LinkView::default() });
        }
        page.section = first;
        self.set_versions(&mut page, |other| routes.list_page(type_id, other, number));
        self.set_social_image(&mut page, None);
        page.linked_data = self.linked_data(&page, self.about_list(&list, language));
        self.on_site(
            vec![format!("list/{type_id}.html"), "list.html".to_owned()],
            root,
            page,
            Content::List(Box::new(list)),
        )
    }

    /// The page of an entry, when it has one.
    pub fn entry_page(&self, key: &EntryKey, language: &str) -> Option<Page> {
        let entry = self.catalog.get_in(key, language)?;
        let content_type = self.catalog.schema.get(&key.type_id)?;
        let href = self.plan.routes.entry(key, language)?.to_owned();
        let root = root_of(&href);
        let mut view = self.entry(key, &Scope::page(language, &root))?;
        let files = self.plan.entry_files(self.catalog, self.config, entry, content_type);
        view.downloads.extend(files.iter().map(|file| LinkView {
            href: Some(file.href.clone()),
            text: self.say(language, file.text),
            ..LinkView::default()
        }));
        let head_title = self.entry_title(key, language)?.to_owned();
        let mut page =
            self.base_page("entry", entry.title().to_owned(), head_title, language, href);
        page.description = self.description(entry, content_type);
        page.section = self.plan.routes.list(&key.type_id, language).map(str::to_owned);
        page.breadcrumb = self.breadcrumb(key, content_type, language);
        page.noindex |= view.flags.draft;
        page.feed = self.plan.routes.topic_feed(key, language).and_then(|atom| {
            Some(FeedLink {
                title: self.feed_title(key, language)?,
                href: atom.to_owned(),
                json: FeedFormat::Json.of_atom(atom),
            })
        });
        self.set_versions(&mut page, |other| self.plan.routes.entry(key, other).map(str::to_owned));
        page.forms = files
            .into_iter()
            .filter_map(|file| {
                let media_type = file.form_of_page?;
                Some(FormLink { title: self.say(language, file.text), href: file.href, media_type })
            })
            .collect();
        self.set_social_image(&mut page, view.image.as_ref().map(|image| image.href.as_str()));
        match self.plan.part.original(key, language) {
            // That is what search engines read.
            Some(original) => {
                page.canonical = Some(original);
                // Versions in other languages are those of the page that search engines show.
                for alternate in &mut page.alternates {
                    alternate.canonical = None;
                }
            }
            None => {
                let about = self.about_entry(entry, content_type);
                page.linked_data = self.linked_data(&page, about);
            }
        }
        self.on_site(
            vec![format!("entry/{}.html", key.type_id), "entry.html".to_owned()],
            root,
            page,
            Content::Entry(Box::new(view)),
        )
    }

    /// A page on which a relation of an entry goes on, counted from two, when it has so many.
    pub fn relation_page(
        &self,
        key: &EntryKey,
        language: &str,
        name: &str,
        number: usize,
    ) -> Option<Page> {
        let entry = self.catalog.get_in(key, language)?;
        let content_type = self.catalog.schema.get(&key.type_id)?;
        let routes = &self.plan.routes;
        let relation = self.plan.relations.long(key, language)?.get(name)?;
        let href = routes.relation_page(key, language, relation, number)?;
        let root = root_of(&href);
        let view = self.part_of(entry, relation, number, &Scope::page(language, &root))?;
        let about = format!("{}: {}", entry.title(), relation.label);
        let title = self.list_title(&about, number, relation.pages, language);
        // The page of the entry has a title of its own among all pages.
        let place = self.list_title(&relation.label, number, relation.pages, language);
        let room = LONGEST.saturating_sub(place.chars().count() + 3);
        let head_title = format!("{place} – {}", excerpt(self.entry_title(key, language)?, room));
        let mut page = self.base_page("relation", title, head_title, language, href);
        page.section = routes.list(&key.type_id, language).map(str::to_owned);
        page.breadcrumb = self.breadcrumb(key, content_type, language);
        page.breadcrumb.extend(self.link(key, language));
        page.noindex |= flags(entry).draft;
        self.set_switch(&mut page);
        self.set_social_image(&mut page, None);
        self.on_site(
            vec!["relation.html".to_owned()],
            root,
            page,
            Content::Relation(Box::new(view)),
        )
    }

    /// The page for addresses where nothing is.
    pub fn not_found_page(&self) -> Option<Page> {
        let language = &self.config.language;
        let title = self.say(language, "not-found");
        let head_title =
            self.page_titles(language).map(|titles| titles.not_found.clone()).unwrap_or_default();
        let mut page =
            self.base_page("not_found", title, head_title, language, "404.html".to_owned());
        page.noindex = true;
        page.canonical = None;
        self.set_switch(&mut page);
        // Servers show this page at any address, so that relative links would lead astray.
        let base = self.config.base_url.as_deref().and_then(|base| url::Url::parse(base).ok());
        // An edition may be in any folder: without its address it has no links here.
        let without_base_url = base.is_none() && self.plan.part.main_site().is_some();
        let template = if without_base_url { "404-plain.html" } else { "404.html" };
        self.on_site(
            vec![template.to_owned()],
            base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned()),
            page,
            Content::NotFound,
        )
    }

    /// The page at a former address that leads to an entry. `path` is where it is.
    pub fn redirect_page(&self, key: &EntryKey, language: &str, path: &str) -> Option<Page> {
        let entry = self.catalog.get_in(key, language)?;
        let href = self.plan.routes.entry(key, language)?.to_owned();
        let title = self.say(language, "moved");
        let head_title = excerpt(&format!("{title}: {}", entry.title()), 70);
        let mut page = self.base_page("redirect", title, head_title, language, href.clone());
        page.noindex = true;
        self.on_site(
            vec!["redirect.html".to_owned()],
            root_of(path),
            page,
            Content::Redirect(LinkView {
                href: Some(href),
                text: entry.title().to_owned(),
                ..LinkView::default()
            }),
        )
    }

    pub(super) fn base_page(
        &self,
        kind: &'static str,
        title: String,
        head_title: String,
        language: &str,
        href: String,
    ) -> PageView {
        let canonical = self.config.base_url.as_ref().map(|base| format!("{base}{href}"));
        PageView {
            kind,
            title,
            head_title,
            description: None,
            lang: language.to_owned(),
            locale: territorial(language),
            href,
            section: None,
            canonical,
            alternates: Vec::new(),
            breadcrumb: Vec::new(),
            noindex: self.plan.options.drafts,
            social_image: None,
            has_code: false,
            feed: None,
            forms: Vec::new(),
            linked_data: None,
        }
    }

    pub(super) fn home_crumb(&self, language: &str) -> LinkView {
        LinkView {
            href: Some(self.plan.routes.home(language).unwrap_or_default().to_owned()),
            text: self.say(language, "home"),
            ..LinkView::default()
        }
    }

    fn breadcrumb(
        &self,
        key: &EntryKey,
        content_type: &ContentType,
        language: &str,
    ) -> Vec<LinkView> {
        let mut crumbs = vec![self.home_crumb(language)];
        if let Some(list) = self.plan.routes.list(&key.type_id, language) {
            crumbs.push(LinkView {
                href: Some(list.to_owned()),
                text: content_type.plural.get(language).to_owned(),
                ..LinkView::default()
            });
        }
        let above = self.catalog.ancestors(key);
        crumbs.extend(above.into_iter().rev().filter_map(|key| self.link(key, language)));
        crumbs
    }

    /// The page in other languages, from where each of them has it.
    fn set_versions(&self, page: &mut PageView, href: impl Fn(&str) -> Option<String>) {
        self.set_switch(page);
        for alternate in &mut page.alternates {
            if let Some(version) = href(&alternate.lang) {
                alternate.canonical =
                    self.config.base_url.as_ref().map(|base| format!("{base}{version}"));
                alternate.href = version;
                alternate.same_page = true;
            }
        }
        if page.alternates.iter().filter(|alternate| alternate.same_page).count() < 2 {
            for alternate in &mut page.alternates {
                alternate.canonical = None;
            }
        }
    }

    /// The home pages of all languages, for pages that exist in one language only.
    fn set_switch(&self, page: &mut PageView) {
        let homes: Vec<_> = self.plan.routes.homes().collect();
        if homes.len() < 2 {
            return;
        }
        page.alternates = homes
            .into_iter()
            .map(|(language, href)| AlternateView {
                lang: language.to_string(),
                name: self.language_name(language),
                href: href.to_owned(),
                canonical: None,
                current: **language == *page.lang,
                same_page: false,
            })
            .collect();
    }

    fn set_social_image(&self, page: &mut PageView, image: Option<&str>) {
        let image =
            image.map(str::to_owned).or_else(|| self.theme.asset("social.png").map(str::to_owned));
        if let (Some(base), Some(image)) = (&self.config.base_url, image) {
            page.social_image = Some(format!("{base}{image}"));
        }
    }

    /// Formatted text on no page in particular, such as the entries of a feed: with whole addresses.
    pub fn standalone_text(&self, entry: &Entry, field: &str) -> Option<super::TextView> {
        let root = self.config.base_url.as_deref()?;
        let document = entry.get_for(field, self.channel)?.as_text()?;
        let scope = Scope::page(&entry.language, root);
        let frame = TextFrame { heading_shift: 0, anchor_prefix: "", language: &entry.language };
        Some(self.text(document, &entry.file, &frame, &scope))
    }
}

/// The way from a page to the root: `./` at the root, `../../` two folders down.
pub(crate) fn root_of(href: &str) -> String {
    match href.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
