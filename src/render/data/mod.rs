//! Files for machines. One file per format.

pub mod atom;
pub mod icalendar;
pub mod json_feed;
mod lines;
pub mod newsletter;
pub mod package;
pub mod robots;
pub mod sitemap;
pub mod table;
pub mod vcard;

use crate::escape::xml;

/// Adds an element with text in it.
pub(super) fn element(name: &str, text: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    xml(text, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

#[cfg(test)]
mod tests {
    #[test]
    fn xml_is_escaped_and_clean() {
        let mut out = String::new();
        super::element("title", "A & <b>\u{1}\"'\n", &mut out);
        assert_eq!(out, "<title>A &amp; &lt;b&gt;&quot;&apos;\n</title>\n");
    }
}
