//! Files for machines. One file per format.

pub(crate) mod atom;
pub(crate) mod contact_form;
pub(crate) mod icalendar;
pub(crate) mod json_feed;
mod lines;
pub(crate) mod newsletter;
pub(crate) mod package;
pub(crate) mod robots;
pub(crate) mod sitemap;
pub(crate) mod table;
pub(crate) mod vcard;

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
