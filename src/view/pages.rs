//! Whole pages.

use std::collections::BTreeMap;

use super::cards::{self, flags};
use super::linked_data::About;
use super::page::{
    Content, Page, base_page, breadcrumb, home_crumb, on_site, root_of, set_social_image,
    set_switch, set_versions,
};
use super::titles::LONGEST;
use super::types::{
    BrandView, CollectionView, DoorView, FeedLink, FormLink, HomeView, LinkView, NavView,
    PublisherView, SiteView,
};
use super::{Scope, ViewContext};
use super::{data, embeds, entries, feeds, linked_data, links, lists, search, titles, values};
use crate::config::{NavItem, NavTarget};
use crate::model::EntryKey;
use crate::plan::{self, FeedFormat, HOME, Menu};
use crate::schema::FieldRole;
use crate::schema::{Text, common};
use crate::syntax::excerpt;

/// Types with more entries than this are no cards on the home page.
const HOME_CARDS: usize = 24;
/// How many featured entries the home page shows.
const FEATURED: usize = 6;

/// The site as the pages of a language see it.
pub(super) fn site_view(cx: &ViewContext<'_>, language: &str) -> SiteView {
    let routes = &cx.plan.routes;
    let nav = |items: &[NavItem], menu: Menu| {
        let said = items.iter().filter_map(|item| self::nav(cx, item, language));
        let led_to = plan::led_to(cx.catalog, &cx.plan.scope, cx.config, menu, language);
        let more =
            led_to.into_iter().filter_map(|entry| entry_item(cx, &entry.key, None, language));
        said.chain(more).collect()
    };
    let mut collections: Vec<CollectionView> = cx
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
                count: cx.listed(&content_type.id, language).count(),
                index: content_type.index,
            })
        })
        .collect();
    let collation = crate::model::Collation::new(language);
    collections.sort_by(|a, b| collation.compare(&a.plural, &b.plural));
    let say = |text: &Option<Text>| text.as_ref().map(|text| text.get(language).to_owned());
    SiteView {
        title: cx.config.title.get(language).to_owned(),
        tagline: say(&cx.config.tagline),
        description: say(&cx.config.description),
        lang: language.to_owned(),
        home: routes.home(language).unwrap_or_default().to_owned(),
        publisher: PublisherView {
            name: say(&cx.config.publisher.name),
            email: cx.config.publisher.email.clone(),
            url: cx.config.publisher.url.clone(),
        },
        navigation: nav(&cx.config.navigation, Menu::Header),
        footer: nav(&cx.config.footer, Menu::Footer),
        collections,
        downloads: routes
            .downloads(language)
            .map(|(title, href)| LinkView {
                href: Some(href.to_owned()),
                text: cx.say_with(language, "brochure", "title", title),
                ..LinkView::default()
            })
            .collect(),
        feed: routes.feed(language).map(|atom| FeedLink {
            title: cx.config.title.get(language).to_owned(),
            href: atom.to_owned(),
            json: FeedFormat::Json.of_atom(atom),
        }),
        base_url: cx.config.base_url.clone(),
        drafts: cx.plan.options.drafts,
        brand: BrandView {
            style: cx.theme.brand_style(&cx.config.brand).map(|style| style.path),
            logo: cx.plan.logo().and_then(|logo| values::picture(cx, logo)),
        },
        embeds: embeds::has_embeds(cx, language).then(|| routes.embeds_page(language)),
        data: data::has_data(cx, language).then(|| routes.data_page(language)),
        search: search::field(cx, language),
        part_of: cx.plan.scope.main_site().map(|main| LinkView {
            href: (*main.base).clone(),
            text: main.title.get(language).to_owned(),
            external: true,
            ..LinkView::default()
        }),
    }
}

/// An item of a navigation; in the default language where the page's own lacks the target.
fn nav(cx: &ViewContext<'_>, item: &NavItem, language: &str) -> Option<NavView> {
    let label = |language: &str| item.label.as_ref().map(|label| label.get(language).to_owned());
    let routes = &cx.plan.routes;
    match &item.target {
        NavTarget::Url(href) => Some(NavView {
            text: label(language).unwrap_or_else(|| links::web_link(href).text),
            href: href.clone(),
            external: true,
            lang: None,
        }),
        NavTarget::Type(id) => {
            let content_type = cx.catalog.schema.get(id)?;
            let default = &cx.config.language;
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
            let key = EntryKey::new(type_id.as_str(), id.as_str());
            entry_item(cx, &key, item.label.as_ref(), language)
        }
    }
}

/// An item that leads to an entry, and says `label` or its name.
fn entry_item(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    label: Option<&Text>,
    language: &str,
) -> Option<NavView> {
    let link = links::link(cx, key, language)?;
    let used = link.lang.clone();
    let label = label.map(|label| label.get(used.as_deref().unwrap_or(language)).to_owned());
    Some(NavView {
        text: label.unwrap_or(link.text),
        href: link.href?,
        external: link.external,
        lang: used,
    })
}

/// The home page of a language, when it has one.
pub(crate) fn home_page(cx: &ViewContext<'_>, language: &str) -> Option<Page> {
    let href = cx.plan.routes.home(language)?.to_owned();
    let root = root_of(&href);
    let site_title = cx.config.title.get(language);
    let entry =
        cx.catalog.get_in(&cx.plan.scope.home(), language).filter(|entry| cx.plan.scope.has(entry));
    let scope = Scope::page(language, &root);
    let full = entry.and_then(|entry| entries::entry(cx, &entry.key, &scope));
    let tagline = cx.config.tagline.as_ref().map(|text| text.get(language).to_owned());
    let description = cx.config.description.as_ref().map(|text| text.get(language).to_owned());
    let lead = entry
        .and_then(|entry| cards::summary_plain(cx, entry, cx.catalog.schema.get(HOME.0)?))
        .or_else(|| tagline.clone());
    let mut cards = BTreeMap::new();
    let mut featured = Vec::new();
    for content_type in cx.catalog.schema.types().filter(|content_type| content_type.index) {
        let count = cx.listed(&content_type.id, language).count();
        let news = content_type.field_with(FieldRole::Date).is_some();
        if count > 0 && (count <= HOME_CARDS || news) {
            let few = lists::cards(cx, &content_type.id, language, HOME_CARDS.min(count));
            cards.insert(content_type.id.to_string(), few);
        }
        featured.extend(
            cx.listed(&content_type.id, language)
                .filter(|entry| entry.is(common::FEATURED))
                .filter_map(|entry| cards::card(cx, entry, language)),
        );
    }
    featured.truncate(FEATURED);
    let title = entry.map_or(site_title, |entry| entry.title()).to_owned();
    let head_title = titles::page_titles(cx, language)?.home.clone();
    let mut page = base_page(cx, "home", title, head_title, language, href);
    page.description = description.or_else(|| lead.clone());
    set_versions(cx, &mut page, |routes_language| {
        cx.plan.routes.home(routes_language).map(str::to_owned)
    });
    let image = full.as_ref().and_then(|full| full.image.clone());
    set_social_image(cx, &mut page, image.as_ref().map(|image| image.href.as_str()));
    page.linked_data = linked_data::linked_data(cx, &page, About::default());
    let body = full.and_then(|full| full.body);
    let doors = cx.config.doors.iter().filter_map(|item| {
        let about = item.text.as_ref().map(|text| text.get(language).to_owned());
        let said = item.label.as_ref().and_then(|label| label.said_in(language));
        let mut item = nav(cx, item, language)?;
        // What readers say of themselves is no name of what is there: they say it in their own language.
        let own_words = item.lang.is_none() || said.is_some();
        if let Some(said) = said {
            item.text = said.to_owned();
        }
        Some(DoorView { item, own_words, about })
    });
    let doors = doors.collect();
    on_site(
        cx,
        vec!["home.html".to_owned()],
        root,
        page,
        Content::Home(Box::new(HomeView { lead, doors, body, image, featured, cards })),
    )
}

/// A page of the list of a type, counted from one, when the list has so many.
pub(crate) fn list_page(
    cx: &ViewContext<'_>,
    type_id: &str,
    language: &str,
    number: usize,
) -> Option<Page> {
    let content_type = cx.catalog.schema.get(type_id)?;
    let routes = &cx.plan.routes;
    let href = routes.list_page(type_id, language, number)?;
    let root = root_of(&href);
    let list = lists::list_view(cx, content_type, number, &Scope::page(language, &root))?;
    let plural = content_type.plural.get(language);
    let pages = list.pager.as_ref().map_or(1, |pager| pager.count);
    let title = titles::list_title(cx, plural, number, pages, language);
    let head_title =
        titles::page_titles(cx, language)?.lists.get(type_id)?.get(number - 1)?.clone();
    let mut page = base_page(cx, "list", title, head_title, language, href);
    page.description = list.description.clone();
    let first = routes.list(type_id, language).map(str::to_owned);
    page.breadcrumb = vec![home_crumb(cx, language)];
    if number > 1 {
        let text = plural.to_owned();
        page.breadcrumb.push(LinkView { href: first.clone(), text, ..LinkView::default() });
    }
    page.section = first;
    if !list.facets.is_empty() {
        page.directory = routes.directory(type_id, language);
    }
    set_versions(cx, &mut page, |other| routes.list_page(type_id, other, number));
    set_social_image(cx, &mut page, None);
    page.linked_data =
        linked_data::linked_data(cx, &page, linked_data::about_list(cx, &list, language));
    on_site(
        cx,
        vec![format!("list/{type_id}.html"), "list.html".to_owned()],
        root,
        page,
        Content::List(Box::new(list)),
    )
}

/// The page of an entry, when it has one.
pub(crate) fn entry_page(cx: &ViewContext<'_>, key: &EntryKey, language: &str) -> Option<Page> {
    let entry = cx.catalog.get_in(key, language)?;
    let content_type = cx.catalog.schema.get(&key.type_id)?;
    let href = cx.plan.routes.entry(key, language)?.to_owned();
    let root = root_of(&href);
    let mut view = entries::entry(cx, key, &Scope::page(language, &root))?;
    let files = cx.plan.entry_files(cx.catalog, cx.config, entry, content_type);
    lists::set_neighbours(cx, &mut view, language);
    view.downloads.extend(files.iter().map(|file| LinkView {
        href: Some(file.href.clone()),
        text: cx.say(language, file.text),
        ..LinkView::default()
    }));
    let head_title = titles::entry_title(cx, key, language)?.to_owned();
    let mut page = base_page(cx, "entry", entry.title().to_owned(), head_title, language, href);
    page.description = cards::description(cx, entry, content_type);
    page.section = cx.plan.routes.list(&key.type_id, language).map(str::to_owned);
    page.breadcrumb = breadcrumb(cx, key, content_type, language);
    page.noindex |= view.flags.draft;
    page.feed = cx.plan.routes.topic_feed(key, language).and_then(|atom| {
        Some(FeedLink {
            title: feeds::feed_title(cx, key, language)?,
            href: atom.to_owned(),
            json: FeedFormat::Json.of_atom(atom),
        })
    });
    set_versions(cx, &mut page, |other| cx.plan.routes.entry(key, other).map(str::to_owned));
    page.forms = files
        .into_iter()
        .filter_map(|file| {
            let media_type = file.form_of_page?;
            Some(FormLink { title: cx.say(language, file.text), href: file.href, media_type })
        })
        .collect();
    set_social_image(cx, &mut page, view.image.as_ref().map(|image| image.href.as_str()));
    match cx.plan.scope.original(key, language) {
        // That is what search engines read.
        Some(original) => {
            page.canonical = Some(original);
            // Versions in other languages are those of the page that search engines show.
            for alternate in &mut page.alternates {
                alternate.canonical = None;
            }
        }
        None => {
            let about = linked_data::about_entry(cx, entry, content_type);
            page.linked_data = linked_data::linked_data(cx, &page, about);
        }
    }
    on_site(
        cx,
        vec![format!("entry/{}.html", key.type_id), "entry.html".to_owned()],
        root,
        page,
        Content::Entry(Box::new(view)),
    )
}

/// A page on which a relation of an entry goes on, counted from two, when it has so many.
pub(crate) fn relation_page(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    language: &str,
    name: &str,
    number: usize,
) -> Option<Page> {
    let entry = cx.catalog.get_in(key, language)?;
    let content_type = cx.catalog.schema.get(&key.type_id)?;
    let routes = &cx.plan.routes;
    let relation = cx.plan.relations.long(key, language)?.get(name)?;
    let href = routes.relation_page(key, language, relation, number)?;
    let root = root_of(&href);
    let view = entries::part_of(cx, entry, relation, number, &Scope::page(language, &root))?;
    let about = format!("{}: {}", entry.title(), relation.label);
    let title = titles::list_title(cx, &about, number, relation.pages, language);
    // The page of the entry has a title of its own among all pages.
    let place = titles::list_title(cx, &relation.label, number, relation.pages, language);
    let room = LONGEST.saturating_sub(place.chars().count() + 3);
    let head_title =
        format!("{place} – {}", excerpt(titles::entry_title(cx, key, language)?, room));
    let mut page = base_page(cx, "relation", title, head_title, language, href);
    page.section = routes.list(&key.type_id, language).map(str::to_owned);
    page.breadcrumb = breadcrumb(cx, key, content_type, language);
    page.breadcrumb.extend(links::link(cx, key, language));
    page.noindex |= flags(entry).draft;
    set_switch(cx, &mut page);
    set_social_image(cx, &mut page, None);
    on_site(cx, vec!["relation.html".to_owned()], root, page, Content::Relation(Box::new(view)))
}

/// The page for addresses where nothing is.
pub(crate) fn not_found_page(cx: &ViewContext<'_>) -> Option<Page> {
    let language = &cx.config.language;
    let title = cx.say(language, "not-found");
    let head_title = titles::page_titles(cx, language)
        .map(|titles| titles.not_found.clone())
        .unwrap_or_default();
    let mut page = base_page(cx, "not_found", title, head_title, language, "404.html".to_owned());
    page.noindex = true;
    page.canonical = None;
    set_switch(cx, &mut page);
    // Servers show this page at any address, so that relative links would lead astray.
    let base = cx.config.base_url.as_deref().and_then(|base| url::Url::parse(base).ok());
    // An edition may be in any folder: without its address it has no links here.
    let without_base_url = base.is_none() && cx.plan.scope.main_site().is_some();
    let template = if without_base_url { "404-plain.html" } else { "404.html" };
    on_site(
        cx,
        vec![template.to_owned()],
        base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned()),
        page,
        Content::NotFound,
    )
}

/// The page at a former address that leads to an entry. `path` is where it is.
pub(crate) fn redirect_page(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    language: &str,
    path: &str,
) -> Option<Page> {
    let entry = cx.catalog.get_in(key, language)?;
    let href = cx.plan.routes.entry(key, language)?.to_owned();
    let title = cx.say(language, "moved");
    let head_title = excerpt(&format!("{title}: {}", entry.title()), 70);
    let mut page = base_page(cx, "redirect", title, head_title, language, href.clone());
    page.noindex = true;
    on_site(
        cx,
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
