//! Feeds in JSON Feed, version 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use crate::escape::json_in_html;
use crate::view::{FeedItem, FeedView};

/// The feed that stands at `address`.
pub(crate) fn render(feed: &FeedView, address: &str, language: &str) -> String {
    let items: Vec<Value> = feed.items.iter().map(item).collect();
    let mut value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        "language": language,
        "authors": [{"name": feed.author}],
        "items": items,
    });
    if let Some(subtitle) = &feed.subtitle {
        value["description"] = subtitle.as_str().into();
    }
    // What is text here stays text for those who take the file for a page.
    json_in_html(&format!("{value:#}\n"))
}

fn item(item: &FeedItem) -> Value {
    let mut value = json!({
        "id": item.address,
        "url": item.address,
        "title": item.title,
        "date_published": item.time,
        "tags": [item.category.1],
    });
    // An item needs content (section “Items”): that without a summary says its title again.
    match &item.summary {
        Some(html) => value["content_html"] = html.as_str().into(),
        None => value["content_text"] = item.title.as_str().into(),
    }
    value
}
