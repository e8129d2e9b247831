//! Web pages.
//!
//! Entry points: [`pages::Templates`] for whole pages, [`blocks::document`] for Markdown text, [`highlight::highlight`] for
//! program text. Invariant: text is
//! always escaped, and an address only gets into a page when it has been judged harmless.

pub(crate) mod blocks;
mod figures;
pub(crate) mod highlight;
pub(crate) mod pages;

/// Adds `text` so that it is text in HTML, also inside a quoted attribute.
pub(crate) fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes_for_text_and_attributes() {
        let mut out = String::from("x");
        super::escape("ä<b title=\"'\">&amp;\u{202e}", &mut out);
        assert_eq!(out, "xä&lt;b title=&quot;&#39;&quot;&gt;&amp;amp;\u{202e}");
    }
}
