//! Files for machines. One file per format.

pub mod atom;
pub mod robots;
pub mod sitemap;

/// Adds `text` so that it is text in XML, also inside a quoted attribute. Characters that XML cannot hold are left out.
pub(super) fn escape_xml(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

/// Adds an element with text in it.
pub(super) fn element(name: &str, text: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    escape_xml(text, out);
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
