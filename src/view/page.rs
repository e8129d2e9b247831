//! What all pages are made of: the page itself, its head, and the ways from it to others.
//!
//! Entry points: [`base_page`], and [`on_site`] once it is complete. Invariant: a page carries the site as it may show it.

use serde::Serialize;

use super::types::{
    AlternateView, CardView, DataView, EmbedsView, EntryView, HomeView, LinkView, ListView,
    NewsletterView, PageView, PartView, RelationView, SearchView,
};
use super::{Shared, ViewContext};
use super::{links, shared};
use crate::i18n::territorial;
use crate::model::EntryKey;
use crate::schema::ContentType;

/// A web page, ready for its template.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// Templates that would do, the most specific first.
    pub(crate) templates: Vec<String>,
    /// Way from the page to the root of the site.
    pub(crate) root: String,
    /// What every page has.
    pub(crate) page: PageView,
    /// What this one is about.
    pub(crate) content: Content,
    /// The site as it is shown on it.
    pub(crate) site: Shared,
}

/// What a page is about.
#[derive(Clone, Debug, Serialize)]
pub(crate) enum Content {
    /// The home page.
    Home(Box<HomeView>),
    /// A list.
    List(Box<ListView>),
    /// A part of a list.
    Part(Box<PartView>),
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
    /// Everything from A to Z, and a place for results.
    Search(Box<SearchView>),
}

/// A page, with what of the site it shows.
pub(super) fn on_site(
    cx: &ViewContext<'_>,
    templates: Vec<String>,
    root: String,
    page: PageView,
    content: Content,
) -> Option<Page> {
    let site = shared::site_for(cx, &page, &templates)?;
    Some(Page { templates, root, page, content, site })
}

/// A page of which only what all have is known yet.
pub(super) fn base_page(
    cx: &ViewContext<'_>,
    kind: &'static str,
    title: String,
    head_title: String,
    language: &str,
    href: String,
) -> PageView {
    let canonical = cx.config.base_url.as_ref().map(|base| format!("{base}{href}"));
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
        noindex: cx.plan.options.drafts,
        social_image: None,
        has_code: false,
        directory: None,
        feed: None,
        forms: Vec::new(),
        linked_data: None,
    }
}

/// The first step of the way to a page.
pub(super) fn home_crumb(cx: &ViewContext<'_>, language: &str) -> LinkView {
    LinkView {
        href: Some(cx.plan.routes.home(language).unwrap_or_default().to_owned()),
        text: cx.say(language, "home"),
        ..LinkView::default()
    }
}

/// The way to an entry from the home page, through what is above it.
pub(super) fn breadcrumb(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    content_type: &ContentType,
    language: &str,
) -> Vec<LinkView> {
    let mut crumbs = vec![home_crumb(cx, language)];
    if let Some(list) = cx.plan.routes.list(&key.type_id, language) {
        crumbs.push(LinkView {
            href: Some(list.to_owned()),
            text: content_type.plural.get(language).to_owned(),
            ..LinkView::default()
        });
    }
    let above = cx.catalog.ancestors(key);
    crumbs.extend(above.into_iter().rev().filter_map(|key| links::link(cx, key, language)));
    crumbs
}

/// The page in other languages, from where each of them has it.
pub(super) fn set_versions(
    cx: &ViewContext<'_>,
    page: &mut PageView,
    href: impl Fn(&str) -> Option<String>,
) {
    set_switch(cx, page);
    for alternate in &mut page.alternates {
        if let Some(version) = href(&alternate.lang) {
            alternate.canonical =
                cx.config.base_url.as_ref().map(|base| format!("{base}{version}"));
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
pub(super) fn set_switch(cx: &ViewContext<'_>, page: &mut PageView) {
    let homes: Vec<_> = cx.plan.routes.homes().collect();
    if homes.len() < 2 {
        return;
    }
    page.alternates = homes
        .into_iter()
        .map(|(language, href)| AlternateView {
            lang: language.to_string(),
            name: cx.language_name(language),
            href: href.to_owned(),
            canonical: None,
            current: **language == *page.lang,
            same_page: false,
        })
        .collect();
}

/// The picture that others show beside a link to the page: its own, else that of the theme.
pub(super) fn set_social_image(cx: &ViewContext<'_>, page: &mut PageView, image: Option<&str>) {
    let image =
        image.map(str::to_owned).or_else(|| cx.theme.asset("social.png").map(str::to_owned));
    if let (Some(base), Some(image)) = (&cx.config.base_url, image) {
        page.social_image = Some(format!("{base}{image}"));
    }
}

/// The way from a page to the root: `./` at the root, `../../` two folders down.
pub(crate) fn root_of(href: &str) -> String {
    match href.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
