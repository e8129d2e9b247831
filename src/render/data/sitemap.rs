//! `sitemap.xml`: all pages that search engines should know, with their versions in other languages.

use std::borrow::Cow;
use std::sync::Arc;

use crate::escape::xml;

/// A page that search engines should know.
pub(crate) struct SitemapPage<'a> {
    /// The way to it from the root of the site.
    pub(crate) href: &'a str,
    /// The same for its versions in all languages, itself included; they are told when there are several.
    pub(crate) versions: Vec<(&'a Arc<str>, Cow<'a, str>)>,
}

/// The sitemap; empty without the address of the site.
pub(crate) fn render<'a>(
    base: Option<&str>,
    pages: impl Iterator<Item = SitemapPage<'a>>,
) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let Some(base) = base else { return out + "</urlset>\n" };
    for SitemapPage { href, versions } in pages {
        out.push_str("<url>\n");
        super::element("loc", &format!("{base}{href}"), &mut out);
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
