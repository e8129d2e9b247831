//! Text in the notations of others.

use std::borrow::Cow;
use std::fmt::Write;

/// A path as it stands in an address: everything but the unreserved characters of RFC 3986, section 2.3, and `/` becomes `%XX`.
pub(crate) fn uri_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether a character is not seen and changes what is: a control character but tab and line ends, or one that overrides, embeds or
/// isolates the direction of text (Unicode Standard Annex #9, section 2).
pub(crate) fn is_unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

/// Text with marks such as `<U+001B>` in place of characters that are not seen, and of lone carriage returns: nothing in it steers a
/// terminal, nor what a reader of a log takes for a line.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let is_harmful = |c| is_unseen(c) || c == '\r';
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.replace("\r\n", "\n").chars() {
        if is_harmful(c) {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same for what stands in one line, such as the name of a file.
pub(crate) fn visible_line(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if !text.contains(['\n', '\t']) {
        return text;
    }
    Cow::Owned(text.replace('\n', "<U+000A>").replace('\t', "<U+0009>"))
}

/// JSON text in which every character that is not seen is written as `\uXXXX`: it means the same.
pub(crate) fn visible_json(json: &str) -> Cow<'_, str> {
    // Other control characters JSON has no room for.
    let is_harmful = |c: char| is_unseen(c) && c >= ' ';
    if !json.contains(is_harmful) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_harmful(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Adds `text` so that it is text in XML 1.0, also inside a quoted attribute. Characters that XML cannot hold are left out.
pub(crate) fn xml(text: &str, out: &mut String) {
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

/// JSON text that can stand in HTML, also within `<script>`: no sign in it is one of markup (JSON-LD 1.1, section 7.2), nor a line end
/// that only JavaScript knows. It means the same.
pub(crate) fn json_in_html(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut signs = after.chars();
        for sign in signs.by_ref().take(1) {
            let _ = write!(out, "\\u{:04x}", u32::from(sign));
        }
        rest = signs.as_str();
    }
    out.push_str(rest);
    out
}

/// A cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula, or for a cell that was made text in this way,
/// is made text by an apostrophe in front: a reader gets the text back by taking away the first of the apostrophes before
/// one of `= + - @`, a tab or a line end.
pub(crate) fn csv(text: &str) -> String {
    let begins = text.trim_start_matches('\'');
    let formula = begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_text() {
        assert_eq!(csv("=1+1"), "'=1+1");
        assert_eq!(csv("'=1+1"), "''=1+1", "told from the one before");
        assert_eq!(csv("'tis"), "'tis");
        assert_eq!(csv("Dreher, \"Müller\"\n"), "\"Dreher, \"\"Müller\"\"\n\"");
        assert_eq!(csv("Bodensee"), "Bodensee");
    }

    #[test]
    fn what_is_not_seen_is_shown() {
        assert_eq!(visible("Größe\n\tgut"), "Größe\n\tgut");
        assert_eq!(visible("a\u{1b}[2J\u{202e}b\r\nc\rd"), "a<U+001B>[2J<U+202E>b\nc<U+000D>d");
        assert_eq!(visible_line("a\n::error::b"), "a<U+000A>::error::b");
        let json = serde_json::json!({"a": "\u{1b}\u{202e}\u{85}"}).to_string();
        let shown = visible_json(&json);
        assert_eq!(shown, r#"{"a":"\u001b\u202e\u0085"}"#);
        let (read, written): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&shown).unwrap(), serde_json::from_str(&json).unwrap());
        assert_eq!(read, written);
    }

    #[test]
    fn json_holds_no_markup() {
        let json = json_in_html("{\"a\":\"</script><!-- & \u{2028}\"}");
        assert_eq!(json, r#"{"a":"\u003c/script\u003e\u003c!-- \u0026 \u2028"}"#);
    }

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri_path("media/x/Grüße 1.png"), "media/x/Gr%C3%BC%C3%9Fe%201.png");
    }
}
