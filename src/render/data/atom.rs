//! The Atom feed (RFC 4287): news and articles, newest first.

use super::element;
use crate::config::Config;
use crate::escape::xml;
use crate::model::{Catalog, Channel, Entry};
use crate::plan::{BuildPlan, feed};
use crate::schema::PartialDate;
use crate::view::Views;
use crate::view::types::TextView;

/// The feed of a language; `None` without the address of the site or without entries. It was updated when the newest of
/// its entries was: never now.
pub fn render(
    plan: &BuildPlan,
    catalog: &Catalog,
    config: &Config,
    views: &Views<'_>,
    language: &str,
) -> Option<String> {
    let base = config.base_url.as_deref()?;
    let views = &views.for_channel(Channel::Feed);
    let address = plan.routes.feed(language)?;
    let entries = feed(catalog, &plan.part, language);
    let updated = entries.iter().map(|(_, date)| date.first_day()).max()?;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml(language, &mut out);
    out.push_str("\">\n");
    element("title", config.title.get(language), &mut out);
    if let Some(tagline) = &config.tagline {
        element("subtitle", tagline.get(language), &mut out);
    }
    element("id", &format!("{base}{address}"), &mut out);
    link("self", Some("application/atom+xml"), &format!("{base}{address}"), &mut out);
    let home = plan.routes.home(language).unwrap_or_default();
    link("alternate", Some("text/html"), &format!("{base}{home}"), &mut out);
    element("updated", &format!("{updated}T00:00:00Z"), &mut out);
    out.push_str("<author>\n");
    let name = config.publisher.name.as_ref().unwrap_or(&config.title);
    element("name", name.get(language), &mut out);
    out.push_str("</author>\n");
    element("generator", "broschur", &mut out);
    for (entry, date) in entries {
        self::entry(plan, catalog, views, base, entry, date, &mut out);
    }
    out.push_str("</feed>\n");
    Some(out)
}

fn entry(
    plan: &BuildPlan,
    catalog: &Catalog,
    views: &Views<'_>,
    base: &str,
    entry: &Entry,
    date: PartialDate,
    out: &mut String,
) {
    let Some(href) = plan.routes.entry(&entry.key, &entry.language) else { return };
    let Some(content_type) = catalog.schema.get(&entry.key.type_id) else { return };
    let address = format!("{base}{href}");
    let date = format!("{}T00:00:00Z", date.first_day());
    out.push_str("<entry>\n");
    let mut title = entry.title().to_owned();
    if entry.is("sample") {
        title = format!("{} ({})", title, views.sample_label(&entry.language));
    }
    element("title", &title, out);
    element("id", &address, out);
    link("alternate", Some("text/html"), &address, out);
    element("published", &date, out);
    element("updated", &date, out);
    out.push_str("<category term=\"");
    xml(&entry.key.type_id, out);
    out.push_str("\" label=\"");
    xml(content_type.label.get(&entry.language), out);
    out.push_str("\"/>\n");
    let summary =
        content_type.summary.as_deref().and_then(|field| views.standalone_text(entry, field));
    if let Some(TextView::Html(html)) = summary {
        out.push_str("<summary type=\"html\">");
        xml(&html, out);
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
