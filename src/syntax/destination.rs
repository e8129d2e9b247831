//! What the destination of a link points to.
//!
//! Entry point: [`classify`]. Invariant: whatever a browser could run or load from elsewhere is
//! [`Destination::Unsafe`]; only `http`, `https`, `mailto`, `tel`, anchors, entries and files of the site pass.

use std::borrow::Cow;

use crate::address::link;
use crate::address::path::is_hidden;

/// Where a link leads, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination<'a> {
    /// `#anchor` on the same page.
    Anchor(&'a str),
    /// An address on the web.
    Web(&'a str),
    /// `mailto:` with the address and what follows it.
    Mail(&'a str),
    /// `tel:` with the number.
    Phone(&'a str),
    /// `type:id` or `type:id#anchor`.
    Entry {
        /// The type as written.
        type_id: &'a str,
        /// The id as written.
        id: &'a str,
        /// The anchor on its page.
        fragment: Option<&'a str>,
    },
    /// A path, relative to the entry's file or from `content/` when it begins with `/`.
    File {
        /// The path with its `%20` decoded.
        path: Cow<'a, str>,
        /// The anchor in it.
        fragment: Option<&'a str>,
    },
    /// Anything else: not allowed in a link.
    Unsafe(&'a str),
}

/// Schemes that are known and not allowed; every other word before a colon is the name of a type, and a type that does
/// not exist is a finding of its own: nothing is ever put into a page as it was written.
const REFUSED: [&str; 16] = [
    "about",
    "blob",
    "data",
    "facetime",
    "file",
    "filesystem",
    "ftp",
    "ftps",
    "javascript",
    "sftp",
    "sms",
    "ssh",
    "urn",
    "vbscript",
    "ws",
    "wss",
];

/// Says what `destination` points to.
pub(crate) fn classify(destination: &str) -> Destination<'_> {
    let written = destination.trim();
    // Browsers drop tabs and line ends inside an address, so `java\tscript:` would come back to life.
    if written.is_empty() || written.chars().any(is_hidden) {
        return Destination::Unsafe(destination);
    }
    if let Some(anchor) = written.strip_prefix('#') {
        return Destination::Anchor(anchor);
    }
    // `//host`, which browsers also read out of `/\host` and `\\host`, takes the scheme of the page.
    let mut start = written.bytes();
    if matches!((start.next(), start.next()), (Some(b'/' | b'\\'), Some(b'/' | b'\\'))) {
        return Destination::Unsafe(destination);
    }
    if let Some((word, rest)) = scheme(written) {
        return with_scheme(destination, written, word, rest);
    }
    let (path, fragment) = split_fragment(written);
    let path = decode(path);
    if path.chars().any(char::is_control) {
        return Destination::Unsafe(destination);
    }
    Destination::File { path, fragment }
}

fn with_scheme<'a>(
    destination: &'a str,
    written: &'a str,
    word: &'a str,
    rest: &'a str,
) -> Destination<'a> {
    match word.to_ascii_lowercase().as_str() {
        "http" | "https" if link::web(written).is_ok() => Destination::Web(written),
        "mailto" if link::mail(rest).is_ok() => Destination::Mail(rest),
        "tel" if link::phone(rest).is_ok() => Destination::Phone(rest),
        "http" | "https" | "mailto" | "tel" => Destination::Unsafe(destination),
        lower if REFUSED.contains(&lower) || rest.starts_with(['/', '\\']) || rest.is_empty() => {
            Destination::Unsafe(destination)
        }
        _ if word.contains(['+', '.']) => Destination::Unsafe(destination),
        _ => {
            let (id, fragment) = split_fragment(rest);
            Destination::Entry { type_id: word, id: id.trim(), fragment }
        }
    }
}

/// The word before the first colon when it looks like a scheme, and what follows the colon.
fn scheme(written: &str) -> Option<(&str, &str)> {
    let (word, rest) = written.split_once(':')?;
    let mut letters = word.chars();
    (letters.next()?.is_ascii_alphabetic()
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')))
    .then_some((word, rest))
}

fn split_fragment(written: &str) -> (&str, Option<&str>) {
    match written.split_once('#') {
        Some((before, fragment)) => {
            (before, Some(fragment).filter(|fragment| !fragment.is_empty()))
        }
        None => (written, None),
    }
}

/// Why `destination` is [`Destination::Unsafe`].
pub(crate) fn why_unsafe(destination: &str) -> link::Fault {
    link::external(destination.trim()).err().unwrap_or(link::Fault::Scheme)
}

/// `%20` and the like as the characters that they stand for; as written when that is no text.
fn decode(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = match after {
            [high, low, ..] if first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = pair {
            bytes.push(high * 16 + low);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(path), Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Destination<'_> {
        Destination::File { path: Cow::Borrowed(path), fragment: None }
    }

    #[test]
    fn knows_what_is_allowed() {
        assert_eq!(classify("#ziele"), Destination::Anchor("ziele"));
        assert_eq!(
            classify(" https://example.org/a:b "),
            Destination::Web("https://example.org/a:b")
        );
        assert_eq!(classify("HTTP://example.org"), Destination::Web("HTTP://example.org"));
        assert_eq!(classify("mailto:info@example.org"), Destination::Mail("info@example.org"));
        assert_eq!(classify("tel:+49711123"), Destination::Phone("+49711123"));
        assert_eq!(
            classify("case:dreherei-tuttlingen#zahlen"),
            Destination::Entry {
                type_id: "case",
                id: "dreherei-tuttlingen",
                fragment: Some("zahlen")
            }
        );
        assert_eq!(
            classify("my_type:1"),
            Destination::Entry { type_id: "my_type", id: "1", fragment: None }
        );
        assert_eq!(classify("plan.pdf"), file("plan.pdf"));
        assert_eq!(classify("/images/a.png"), file("/images/a.png"));
        assert_eq!(classify("../a/b.md"), file("../a/b.md"));
        assert_eq!(
            classify("gro%C3%9Fer%20plan.pdf#page=2"),
            Destination::File {
                path: Cow::Owned("großer plan.pdf".into()),
                fragment: Some("page=2")
            }
        );
        // A colon after a slash is no scheme.
        assert_eq!(classify("./a:b"), file("./a:b"));
        assert_eq!(classify("100%"), file("100%"));
        assert_eq!(classify("a%ffb"), file("a%ffb"));
    }

    #[test]
    fn refuses_what_could_run_or_lead_astray() {
        for destination in [
            "",
            "  ",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:x",
            "\u{1}javascript:x",
            "java\u{200b}script:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://example.org",
            "//example.org/x",
            "/\\example.org",
            "\\\\example.org",
            "http:example.org",
            "https://",
            "https:///x",
            "https://\\x",
            "foo://bar",
            "foo:",
            "view-source+x:y",
            "mailto:",
            "tel:abc",
            "a%00b",
            "blob:https://x",
            "http://a b",
            "https://user:pw@example.org",
            "https://example.org/\u{202e}x",
            "https://example.org\\x",
            "mailto:a@example.org?cc=b@example.org",
            "mailto:a@example.org,b@example.org",
            "tel:*#06#",
            "C:\\Daten\\plan.pdf",
        ] {
            assert_eq!(classify(destination), Destination::Unsafe(destination), "{destination:?}");
        }
    }
}
