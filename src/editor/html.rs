//! Writes HTML.
//!
//! Entry point: [`Markup`]. Invariant: whatever is said, in text or in attributes, is escaped; tags and names of attributes are literals of this program.

use crate::render::html::escape;

/// Attributes with their values; one without a value is named only.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// HTML that is being written.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    /// What has been written.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Begins an element.
    pub(super) fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            if !value.is_empty() || *name == "value" || *name == "alt" {
                self.0.push_str("=\"");
                escape(value, &mut self.0);
                self.0.push('"');
            }
        }
        self.0.push('>');
    }

    /// Ends an element.
    pub(super) fn close(&mut self, tag: &'static str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// An element that holds text.
    pub(super) fn element(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// The text of a data block: JSON, which no `</script>` ends.
    pub(super) fn data(&mut self, json: &str) {
        self.0.push_str(&json.replace('<', "\\u003c"));
    }

    /// Markup of this program's own.
    pub(super) fn literal(&mut self, html: &'static str) {
        self.0.push_str(html);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_becomes_markup() {
        let mut html = Markup::default();
        html.open("p", &[("title", "\"><script>"), ("hidden", "")]);
        html.text("<b>");
        html.close("p");
        html.data("\"</script>\"");
        assert_eq!(
            html.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;\" hidden>&lt;b&gt;</p>\"\\u003c/script>\""
        );
    }
}
