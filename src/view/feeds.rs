//! Feeds: what they are called and what is in them, with whole addresses.

use super::Views;
use super::types::TextView;
use crate::model::{Entry, EntryKey};
use crate::plan::feed;
use crate::schema::PartialDate;

/// A feed, whatever it is written in.
#[derive(Clone, Debug)]
pub struct FeedView {
    /// What it is called.
    pub title: String,
    /// One line under that.
    pub subtitle: Option<String>,
    /// The page that it belongs to.
    pub home: String,
    /// Who publishes it.
    pub author: String,
    /// What is in it, newest first; never nothing.
    pub items: Vec<FeedItem>,
}

/// An entry in a feed.
#[derive(Clone, Debug)]
pub struct FeedItem {
    /// Its title; an illustrative entry says so.
    pub title: String,
    /// Its page, which is also its identity.
    pub address: String,
    /// The day that it carries, as a time (RFC 3339).
    pub time: String,
    /// Its type, as id and name.
    pub category: (String, String),
    /// What it is about, as HTML.
    pub summary: Option<String>,
}

impl Views<'_> {
    /// What the feed about an entry is called; `None` when its type has no feeds.
    pub fn feed_title(&self, about: &EntryKey, language: &str) -> Option<String> {
        let entry = self.catalog.localized(about, language)?;
        let rule = self.catalog.schema.get(&about.type_id)?.feed.as_ref()?;
        let own = rule.title.as_deref().and_then(|field| entry.get(field)?.as_str());
        let made = || format!("{}: {}", rule.label.get(language), entry.title());
        Some(own.map_or_else(made, str::to_owned))
    }

    /// The feed of the site, or about an entry; `None` without the address of the site or without anything in it.
    pub fn feed(&self, about: Option<&EntryKey>, language: &str) -> Option<FeedView> {
        let base = self.config.base_url.as_deref()?;
        let routes = &self.plan.routes;
        let site = self.config.title.get(language);
        let entries = feed(self.catalog, &self.plan.part, language, about);
        let items: Vec<FeedItem> =
            entries.into_iter().filter_map(|(entry, date)| self.feed_item(entry, date)).collect();
        let (title, subtitle, home) = match about {
            Some(key) => {
                (self.feed_title(key, language)?, Some(site), routes.entry(key, language)?)
            }
            None => {
                let tagline = self.config.tagline.as_ref().map(|tagline| tagline.get(language));
                (site.to_owned(), tagline, routes.home(language).unwrap_or_default())
            }
        };
        let publisher = self.config.publisher.name.as_ref().unwrap_or(&self.config.title);
        (!items.is_empty()).then(|| FeedView {
            title,
            subtitle: subtitle.map(str::to_owned),
            home: format!("{base}{home}"),
            author: publisher.get(language).to_owned(),
            items,
        })
    }

    /// An entry as feeds and newsletters show it; `None` without the address of the site or of the entry.
    pub fn feed_item(&self, entry: &Entry, date: PartialDate) -> Option<FeedItem> {
        let base = self.config.base_url.as_deref()?;
        let href = self.plan.routes.entry(&entry.key, &entry.language)?;
        let content_type = self.catalog.schema.get(&entry.key.type_id)?;
        let summary =
            content_type.summary.as_deref().and_then(|field| self.standalone_text(entry, field));
        Some(FeedItem {
            title: self.marked(entry.title(), entry),
            address: format!("{base}{href}"),
            time: format!("{}T00:00:00Z", date.first_day()),
            category: (
                content_type.id.to_string(),
                content_type.label.get(&entry.language).to_owned(),
            ),
            summary: summary.as_ref().and_then(TextView::html).map(str::to_owned),
        })
    }
}
