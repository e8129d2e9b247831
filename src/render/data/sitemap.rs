//! `sitemap.xml`: all pages that search engines should know, with their versions in other languages.

use std::borrow::Cow;
use std::sync::Arc;

use crate::config::{Addresses, Config};
use crate::escape::xml;
use crate::model::{Catalog, Entry};
use crate::plan::{BuildPlan, Output};

/// The sitemap; empty without the address of the site.
pub fn render(plan: &BuildPlan, catalog: &Catalog, config: &Config) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let Some(base) = &config.base_url else { return out + "</urlset>\n" };
    let routes = &plan.routes;
    for job in plan.jobs() {
        let whole = |(language, href)| (language, Cow::Borrowed(href));
        let versions: Vec<(&Arc<str>, Cow<'_, str>)> = match &job.output {
            Output::Home { .. } => routes.homes().map(whole).collect(),
            Output::List { type_id, number, .. } => routes
                .homes()
                .filter_map(|(language, _)| {
                    Some((language, routes.list_page(type_id, language, *number)?.into()))
                })
                .collect(),
            Output::Entry { key, language } => {
                let entry = catalog.get_in(key, language);
                // What the main site has as well is found there, when the edition says so.
                let elsewhere = plan.part.original(key, language).is_some();
                if elsewhere || !entry.is_some_and(Entry::listed) {
                    continue;
                }
                routes.versions(key).map(whole).collect()
            }
            Output::Relation { key, language, .. } => {
                let elsewhere = plan.part.original(key, language).is_some();
                if elsewhere || !catalog.get_in(key, language).is_some_and(Entry::listed) {
                    continue;
                }
                Vec::new()
            }
            _ => continue,
        };
        let here = match config.addresses {
            Addresses::Folders => job.path.trim_end_matches("index.html"),
            Addresses::Files => &job.path,
        };
        out.push_str("<url>\n");
        address("loc", base, here, &mut out);
        if versions.len() > 1 {
            for (language, href) in versions {
                out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
                xml(language, &mut out);
                out.push_str("\" href=\"");
                xml(base, &mut out);
                xml(&href, &mut out);
                out.push_str("\"/>\n");
            }
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn address(name: &str, base: &str, href: &str, out: &mut String) {
    super::element(name, &format!("{base}{href}"), out);
}
