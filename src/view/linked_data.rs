//! What search engines are told: JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>) in the words of <https://schema.org>.
//!
//! Entry point: [`linked_data`]. Every page says what it is and where it stands; what its entry is, the type declares (`schema_org`
//! in the type file). Invariant: it holds nothing that the page does not show, and no sign of HTML markup.

use serde_json::{Map, Value as Json, json};

use super::ViewContext;
use super::types::{LinkView, ListView, PageView};
use super::{cards, contacts, links};
use crate::escape::json_in_html;
use crate::model::{Entry, EntryKey, Value};
use crate::schema::{ContentType, Field, Parts, SchemaOrg, Thing, object, words};

/// What an entry is whose type does not say it.
const THING: &str = "Thing";

/// What a page is about, beside itself.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The one thing.
    pub(crate) main: Option<Json>,
    /// What takes place.
    pub(crate) events: Vec<Json>,
}

/// What search engines are told about a page, ready for `<script type="application/ld+json">`; `None` for pages that they should
/// leave out.
pub(super) fn linked_data(cx: &ViewContext<'_>, page: &PageView, about: About) -> Option<String> {
    if page.noindex {
        return None;
    }
    let is_home = page.kind == "home";
    let kind = match page.kind {
        "home" => "WebSite",
        "list" | "part" => "CollectionPage",
        _ => "WebPage",
    };
    let site = cx.config.title.get(&page.lang);
    let home = cx.plan.routes.home(&page.lang).and_then(|href| address_of(cx, href));
    let website =
        || object([("@type", "WebSite".into()), ("name", site.into()), ("url", home.into())]);
    let name = if is_home { site } else { &page.title };
    let node = object([
        ("@type", kind.into()),
        ("name", name.into()),
        ("description", page.description.as_deref().into()),
        ("inLanguage", page.lang.as_str().into()),
        ("url", page.canonical.as_deref().into()),
        ("isPartOf", if is_home { Json::Null } else { website() }),
        ("publisher", self::publisher(cx, &page.lang)),
        ("breadcrumb", trail(cx, page)),
        ("mainEntity", about.main.into()),
    ]);
    let graph: Vec<Json> = [node].into_iter().chain(about.events).collect();
    let json = json!({"@context": "https://schema.org", "@graph": graph});
    Some(json_in_html(&json.to_string()))
}

/// What the page of an entry is about.
pub(super) fn about_entry(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
) -> About {
    About { main: thing(cx, entry, content_type), events: happenings(cx, entry, content_type) }
}

/// What a list is about whose entries have no pages of their own: these entries.
pub(super) fn about_list(cx: &ViewContext<'_>, list: &ListView, language: &str) -> About {
    let mut seen = Vec::new();
    let entries = list.groups.iter().flat_map(|group| &group.entries);
    for view in entries {
        let key = EntryKey::new(view.type_id.as_str(), view.id.as_str());
        if !seen.contains(&key) {
            seen.push(key);
        }
    }
    let things = seen.iter().filter_map(|key| {
        let entry = cx.catalog.localized(key, language)?;
        self::thing(cx, entry, cx.catalog.schema.get(&key.type_id)?)
    });
    let items = (1..).zip(things);
    let items: Vec<Json> = items
        .map(|(position, thing)| json!({"@type": "ListItem", "position": position, "item": thing}))
        .collect();
    let main = json!({"@type": "ItemList", "numberOfItems": items.len(), "itemListElement": items});
    About { main: (!items.is_empty()).then_some(main), events: Vec::new() }
}

/// An entry in the words that its type declares.
fn thing(cx: &ViewContext<'_>, entry: &Entry, content_type: &ContentType) -> Option<Json> {
    let declared = declared(entry, content_type)?;
    let href = cx.plan.routes.entry(&entry.key, &entry.language);
    let mut thing = Map::new();
    thing.insert("@type".to_owned(), declared.kind.as_str().into());
    thing.insert("name".to_owned(), contacts::marked(cx, entry.title(), entry).into());
    let url = href.and_then(|href| address_of(cx, href));
    let summary = content_type.summary.iter().map(|name| ("description", name));
    let declared = declared.properties.iter().map(|(property, name)| (property.as_str(), name));
    let told = summary.chain(declared).filter_map(|(property, name)| {
        let field = content_type.field(name)?;
        let value = cards::shown(cx, entry, name)?;
        // A title says wherever it stands whether the entry is made up.
        let told = match *name == content_type.title {
            true => contacts::marked(cx, entry.title(), entry).into(),
            false => self::told(cx, field, &value, entry)?,
        };
        Some((property, told))
    });
    for (property, value) in [("url", url.into())].into_iter().chain(told) {
        if !value.is_null() {
            thing.insert(property.to_owned(), value);
        }
    }
    Some(thing.into())
}

/// The dates of an entry that are known to the day.
fn happenings(cx: &ViewContext<'_>, entry: &Entry, content_type: &ContentType) -> Vec<Json> {
    let events = contacts::events(cx, entry, content_type).into_iter();
    let event = |event: contacts::DateEvent| {
        object([
            ("@type", "Event".into()),
            ("name", event.title.into()),
            ("description", event.about.into()),
            ("startDate", event.from.to_string().into()),
            ("endDate", event.to.to_string().into()),
            ("location", event.place.into()),
            ("url", event.address.into()),
        ])
    };
    events.map(event).collect()
}

/// A value in the notation of schema.org; `None` when there is nothing to tell.
fn told(cx: &ViewContext<'_>, field: &Field, value: &Value, entry: &Entry) -> Option<Json> {
    let language = &*entry.language;
    let told = match (field.kind.parts(), value) {
        (Parts::Items(of), Value::List(items)) => {
            let items: Vec<Json> =
                items.iter().filter_map(|item| self::told(cx, of, item, entry)).collect();
            (!items.is_empty()).then_some(items).into()
        }
        (_, Value::Text(document)) => words(&links::plain(cx, document, &entry.file, language)),
        (_, Value::Reference(reference)) => named(cx, &reference.key, language).into(),
        (_, value) => field.kind.linked(value, language),
    };
    (!told.is_null()).then_some(told)
}

/// An entry that another one refers to.
fn named(cx: &ViewContext<'_>, key: &EntryKey, language: &str) -> Option<Json> {
    let link = links::link(cx, key, language)?;
    let entry = cx.catalog.localized(key, language)?;
    let declared = declared(entry, cx.catalog.schema.get(&key.type_id)?);
    Some(object([
        ("@type", declared.map_or(THING, |declared| &declared.kind).into()),
        ("url", link_address(cx, &link).into()),
        ("name", link.text.into()),
    ]))
}

/// The way from the home page, where addresses are known.
fn trail(cx: &ViewContext<'_>, page: &PageView) -> Json {
    let own =
        LinkView { href: Some(page.href.clone()), text: page.title.clone(), ..LinkView::default() };
    let crumbs = page.breadcrumb.iter().chain([&own]);
    let placed = crumbs.filter_map(|crumb| Some((&crumb.text, link_address(cx, crumb)?)));
    let step = |(position, (text, address)): (usize, (&String, String))| {
        let page = json!({"@id": address});
        json!({"@type": "ListItem", "position": position, "name": text, "item": page})
    };
    let steps: Vec<Json> = (1..).zip(placed).map(step).collect();
    if page.breadcrumb.is_empty() || steps.is_empty() {
        return Json::Null;
    }
    json!({"@type": "BreadcrumbList", "itemListElement": steps})
}

fn publisher(cx: &ViewContext<'_>, language: &str) -> Json {
    let publisher = &cx.config.publisher;
    publisher.name.as_ref().map_or(Json::Null, |name| {
        object([
            ("@type", "Organization".into()),
            ("name", name.get(language).into()),
            ("url", publisher.url.as_deref().into()),
        ])
    })
}

/// The address of a page of this site, when that of the site is known.
fn address_of(cx: &ViewContext<'_>, href: &str) -> Option<String> {
    cx.config.base_url.as_ref().map(|base| format!("{base}{href}"))
}

fn link_address(cx: &ViewContext<'_>, link: &LinkView) -> Option<String> {
    let href = link.href.as_deref()?;
    if link.external { Some(href.to_owned()) } else { address_of(cx, href) }
}

/// What an entry is, as its type declares it.
fn declared<'a>(entry: &Entry, content_type: &'a ContentType) -> Option<&'a Thing> {
    match content_type.schema_org.as_ref()? {
        SchemaOrg::All(thing) => Some(thing),
        SchemaOrg::By { field, things } => things.get(entry.get(field)?.as_str()?),
    }
}
