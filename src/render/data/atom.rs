//! Feeds in Atom (RFC 4287).

use super::element;
use crate::escape::xml;
use crate::view::{FeedItem, FeedView};

/// The feed that stands at `address`. It was updated when the newest of its entries was: never now.
pub(crate) fn render(feed: &FeedView, address: &str, language: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml(language, &mut out);
    out.push_str("\">\n");
    element("title", &feed.title, &mut out);
    if let Some(subtitle) = &feed.subtitle {
        element("subtitle", subtitle, &mut out);
    }
    element("id", address, &mut out);
    link("self", Some("application/atom+xml"), address, &mut out);
    link("alternate", Some("text/html"), &feed.home, &mut out);
    element("updated", &feed.updated, &mut out);
    out.push_str("<author>\n");
    element("name", &feed.author, &mut out);
    out.push_str("</author>\n");
    element("generator", "broschur", &mut out);
    for item in &feed.items {
        entry(item, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(item: &FeedItem, out: &mut String) {
    out.push_str("<entry>\n");
    element("title", &item.title, out);
    element("id", &item.address, out);
    link("alternate", Some("text/html"), &item.address, out);
    element("published", &item.time, out);
    element("updated", &item.time, out);
    out.push_str("<category term=\"");
    xml(&item.category.0, out);
    out.push_str("\" label=\"");
    xml(&item.category.1, out);
    out.push_str("\"/>\n");
    if let Some(html) = &item.summary {
        out.push_str("<summary type=\"html\">");
        xml(html, out);
        out.push_str("</summary>\n");
    }
    out.push_str("</entry>\n");
}

fn link(rel: &str, kind: Option<&str>, href: &str, out: &mut String) {
    out.push_str("<link rel=\"");
    xml(rel, out);
    if let Some(kind) = kind {
        out.push_str("\" type=\"");
        xml(kind, out);
    }
    out.push_str("\" href=\"");
    xml(href, out);
    out.push_str("\"/>\n");
}
