//! Feeds: what they are called and what is in them, with whole addresses.

use super::types::TextView;
use super::{Scope, TextFrame, ViewContext};
use super::{contacts, links};
use crate::model::{Entry, EntryKey};
use crate::plan;
use crate::schema::PartialDate;

/// A feed, whatever it is written in.
#[derive(Clone, Debug)]
pub(crate) struct FeedView {
    /// What it is called.
    pub(crate) title: String,
    /// One line under that.
    pub(crate) subtitle: Option<String>,
    /// The page that it belongs to.
    pub(crate) home: String,
    /// Who publishes it.
    pub(crate) author: String,
    /// When it was brought up to date: with the newest of what is in it, or else of what is in that of the site.
    pub(crate) updated: String,
    /// What is in it, newest first; nothing only where there is one in any case.
    pub(crate) items: Vec<FeedItem>,
}

/// An entry in a feed.
#[derive(Clone, Debug)]
pub(crate) struct FeedItem {
    /// Its title; an illustrative entry says so.
    pub(crate) title: String,
    /// Its page, which is also its identity.
    pub(crate) address: String,
    /// The day that it carries, as a time (RFC 3339).
    pub(crate) time: String,
    /// Its type, as id and name.
    pub(crate) category: (String, String),
    /// What it is about, as HTML.
    pub(crate) summary: Option<String>,
}

/// What the feed about an entry is called; `None` when its type has no feeds.
pub(crate) fn feed_title(cx: &ViewContext<'_>, about: &EntryKey, language: &str) -> Option<String> {
    let entry = cx.catalog.localized(about, language)?;
    let rule = cx.catalog.schema.get(&about.type_id)?.feed.as_ref()?;
    let own = rule.title.as_deref().and_then(|field| entry.get(field)?.as_str());
    let made = || format!("{}: {}", rule.label.get(language), entry.title());
    Some(own.map_or_else(made, str::to_owned))
}

/// The feed of the site, or about an entry; `None` without the address of the site or without anything in it.
pub(crate) fn feed(
    cx: &ViewContext<'_>,
    about: Option<&EntryKey>,
    language: &str,
) -> Option<FeedView> {
    let base = cx.config.base_url.as_deref()?;
    let routes = &cx.plan.routes;
    let site = cx.config.title.get(language);
    let entries = plan::feed(cx.catalog, &cx.plan.scope, language, about);
    let items: Vec<FeedItem> =
        entries.into_iter().filter_map(|(entry, date)| feed_item(cx, entry, date)).collect();
    let newest = || {
        let entries = plan::feed(cx.catalog, &cx.plan.scope, language, None);
        entries.first().map(|(_, date)| time(*date))
    };
    let rule = about.and_then(|key| cx.catalog.schema.get(&key.type_id)?.feed.as_ref());
    let updated = match items.first() {
        Some(item) => item.time.clone(),
        None => newest().filter(|_| rule.is_some_and(|rule| rule.always))?,
    };
    let (title, subtitle, home) = match about {
        Some(key) => (feed_title(cx, key, language)?, Some(site), routes.entry(key, language)?),
        None => {
            let tagline = cx.config.tagline.as_ref().map(|tagline| tagline.get(language));
            (site.to_owned(), tagline, routes.home(language).unwrap_or_default())
        }
    };
    let publisher = cx.config.publisher.name.as_ref().unwrap_or(&cx.config.title);
    Some(FeedView {
        title,
        subtitle: subtitle.map(str::to_owned),
        home: format!("{base}{home}"),
        author: publisher.get(language).to_owned(),
        updated,
        items,
    })
}

/// An entry as feeds and newsletters show it; `None` without the address of the site or of the entry.
pub(crate) fn feed_item(
    cx: &ViewContext<'_>,
    entry: &Entry,
    date: PartialDate,
) -> Option<FeedItem> {
    let base = cx.config.base_url.as_deref()?;
    let href = cx.plan.routes.entry(&entry.key, &entry.language)?;
    let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
    let summary =
        content_type.summary.as_deref().and_then(|field| standalone_text(cx, entry, field));
    Some(FeedItem {
        title: contacts::marked(cx, entry.title(), entry),
        address: format!("{base}{href}"),
        time: time(date),
        category: (content_type.id.to_string(), content_type.label.get(&entry.language).to_owned()),
        summary: summary.as_ref().and_then(TextView::html).map(str::to_owned),
    })
}

/// A day as a time (RFC 3339).
fn time(date: PartialDate) -> String {
    format!("{}T00:00:00Z", date.first_day())
}

/// Formatted text on no page in particular: with whole addresses.
fn standalone_text(cx: &ViewContext<'_>, entry: &Entry, field: &str) -> Option<TextView> {
    let root = cx.config.base_url.as_deref()?;
    let document = entry.get_for(field, cx.channel)?.as_text()?;
    let scope = Scope::page(&entry.language, root);
    let frame = TextFrame { heading_shift: 0, anchor_prefix: "", language: &entry.language };
    Some(links::text(cx, document, &entry.file, &frame, &scope))
}
