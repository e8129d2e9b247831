//! What the destination of a link points to.
//!
//! Entry point: [`Destination::read`], which only the reader of Markdown calls: whoever meets a link asks its [`Destination::kind`]. Invariant:
//! whatever a browser could run or load from elsewhere is [`DestinationKind::Unsafe`]; only `http`, `https`, `mailto`, `tel`, anchors,
//! entries and files of the site pass.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::address::link::{self, LinkFault};
use crate::address::path::is_hidden;

/// The destination of a link: as it is written, and what that points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    written: Box<str>,
    kind: Kind,
}

/// Where a link leads, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DestinationKind<'a> {
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
    Unsafe(LinkFault),
}

/// The same as places in what is written, so that a tree holds every destination once.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Anchor(Part),
    Web(Part),
    Mail(Part),
    Phone(Part),
    Entry { type_id: Part, id: Part, fragment: Option<Part> },
    File { path: Part, decoded: Option<Box<str>>, fragment: Option<Part> },
    Unsafe(LinkFault),
}

/// Bytes of a destination as written.
type Part = Range<u32>;

impl Destination {
    /// Reads what a text gives as the destination of a link.
    pub(crate) fn read(written: &str) -> Self {
        let part = |piece: &str| part(written, piece);
        let kind = match classify(written) {
            DestinationKind::Anchor(anchor) => Kind::Anchor(part(anchor)),
            DestinationKind::Web(address) => Kind::Web(part(address)),
            DestinationKind::Mail(rest) => Kind::Mail(part(rest)),
            DestinationKind::Phone(rest) => Kind::Phone(part(rest)),
            DestinationKind::Entry { type_id, id, fragment } => {
                Kind::Entry { type_id: part(type_id), id: part(id), fragment: fragment.map(part) }
            }
            DestinationKind::File { path: Cow::Borrowed(path), fragment } => {
                Kind::File { path: part(path), decoded: None, fragment: fragment.map(part) }
            }
            DestinationKind::File { path: Cow::Owned(path), fragment } => {
                Kind::File { path: 0..0, decoded: Some(path.into()), fragment: fragment.map(part) }
            }
            DestinationKind::Unsafe(fault) => Kind::Unsafe(fault),
        };
        Self { written: written.into(), kind }
    }

    /// The destination that is an entry, `type:id`.
    pub(crate) fn of_entry(key: &str) -> Self {
        let written: Box<str> = key.into();
        let (type_id, id) = written.split_once(':').unwrap_or(("", &written));
        let [type_id, id] = [type_id, id].map(|piece| part(&written, piece));
        Self { written, kind: Kind::Entry { type_id, id, fragment: None } }
    }

    /// The destination that is a file of the website, by its address from the root.
    pub(crate) fn of_file(href: &str) -> Self {
        Self {
            written: href.into(),
            kind: Kind::File { path: part(href, href), decoded: None, fragment: None },
        }
    }

    /// As it is written.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    /// What it points to.
    pub(crate) fn kind(&self) -> DestinationKind<'_> {
        let text = |part: &Part| {
            let part = part.start as usize..part.end as usize;
            self.written.get(part).unwrap_or_default()
        };
        match &self.kind {
            Kind::Anchor(anchor) => DestinationKind::Anchor(text(anchor)),
            Kind::Web(address) => DestinationKind::Web(text(address)),
            Kind::Mail(rest) => DestinationKind::Mail(text(rest)),
            Kind::Phone(rest) => DestinationKind::Phone(text(rest)),
            Kind::Entry { type_id, id, fragment } => DestinationKind::Entry {
                type_id: text(type_id),
                id: text(id),
                fragment: fragment.as_ref().map(text),
            },
            Kind::File { path, decoded, fragment } => DestinationKind::File {
                path: Cow::Borrowed(decoded.as_deref().unwrap_or_else(|| text(path))),
                fragment: fragment.as_ref().map(text),
            },
            Kind::Unsafe(fault) => DestinationKind::Unsafe(*fault),
        }
    }
}

/// A tree is written out with its destinations as they are written.
impl Serialize for Destination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

/// Where a piece that was cut out of a text stands in it.
fn part(whole: &str, piece: &str) -> Part {
    let start = piece.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    place(start)..place(start + piece.len())
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

/// Whether nothing runs and nobody is led astray when a browser follows an address that a page gives out: the second lock, whatever was
/// read before.
pub(crate) fn is_harmless(href: &str) -> bool {
    match classify(href) {
        DestinationKind::Unsafe(_) => false,
        // A scheme that is none of ours.
        DestinationKind::Entry { .. } => false,
        DestinationKind::Anchor(_)
        | DestinationKind::Web(_)
        | DestinationKind::Mail(_)
        | DestinationKind::Phone(_)
        | DestinationKind::File { .. } => true,
    }
}

/// Says what `destination` points to.
fn classify(destination: &str) -> DestinationKind<'_> {
    let written = destination.trim();
    // Browsers drop tabs and line ends inside an address, so `java\tscript:` would come back to life.
    if written.is_empty() || written.chars().any(is_hidden) {
        return refused(destination);
    }
    if let Some(anchor) = written.strip_prefix('#') {
        return DestinationKind::Anchor(anchor);
    }
    // `//host`, which browsers also read out of `/\host` and `\\host`, takes the scheme of the page.
    let mut start = written.bytes();
    if matches!((start.next(), start.next()), (Some(b'/' | b'\\'), Some(b'/' | b'\\'))) {
        return refused(destination);
    }
    if let Some((word, rest)) = scheme(written) {
        return with_scheme(destination, written, word, rest);
    }
    let (path, fragment) = split_fragment(written);
    let path = decode(path);
    if path.chars().any(char::is_control) {
        return refused(destination);
    }
    DestinationKind::File { path, fragment }
}

fn with_scheme<'a>(
    destination: &'a str,
    written: &'a str,
    word: &'a str,
    rest: &'a str,
) -> DestinationKind<'a> {
    match word.to_ascii_lowercase().as_str() {
        "http" | "https" if link::web(written).is_ok() => DestinationKind::Web(written),
        "mailto" if link::mail(rest).is_ok() => DestinationKind::Mail(rest),
        "tel" if link::phone(rest).is_ok() => DestinationKind::Phone(rest),
        "http" | "https" | "mailto" | "tel" => refused(destination),
        lower if REFUSED.contains(&lower) || rest.starts_with(['/', '\\']) || rest.is_empty() => {
            refused(destination)
        }
        _ if word.contains(['+', '.']) => refused(destination),
        _ => {
            let (id, fragment) = split_fragment(rest);
            DestinationKind::Entry { type_id: word, id: id.trim(), fragment }
        }
    }
}

/// The figure that an image names in place of a file: its id, and that of the entry that it is about, as in `figure:chain/automotive`.
pub(crate) fn figure_name(destination: &str) -> Option<(&str, Option<&str>)> {
    match classify(destination) {
        DestinationKind::Entry { type_id: "figure", id, fragment: None } => {
            match id.split_once('/') {
                Some((id, of)) => Some((id, Some(of))),
                None => Some((id, None)),
            }
        }
        _ => None,
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

/// What a destination is that is not allowed, with the reason.
fn refused(destination: &str) -> DestinationKind<'static> {
    let fault = link::external(destination.trim()).err();
    DestinationKind::Unsafe(fault.unwrap_or(LinkFault::Scheme))
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

    fn file(path: &str) -> DestinationKind<'_> {
        DestinationKind::File { path: Cow::Borrowed(path), fragment: None }
    }

    #[test]
    fn knows_what_is_allowed() {
        assert_eq!(classify("#ziele"), DestinationKind::Anchor("ziele"));
        assert_eq!(
            classify(" https://example.org/a:b "),
            DestinationKind::Web("https://example.org/a:b")
        );
        assert_eq!(classify("HTTP://example.org"), DestinationKind::Web("HTTP://example.org"));
        assert_eq!(classify("mailto:info@example.org"), DestinationKind::Mail("info@example.org"));
        assert_eq!(classify("tel:+49711123"), DestinationKind::Phone("+49711123"));
        assert_eq!(
            classify("case:dreherei-tuttlingen#zahlen"),
            DestinationKind::Entry {
                type_id: "case",
                id: "dreherei-tuttlingen",
                fragment: Some("zahlen")
            }
        );
        assert_eq!(
            classify("my_type:1"),
            DestinationKind::Entry { type_id: "my_type", id: "1", fragment: None }
        );
        assert_eq!(classify("plan.pdf"), file("plan.pdf"));
        assert_eq!(classify("/images/a.png"), file("/images/a.png"));
        assert_eq!(classify("../a/b.md"), file("../a/b.md"));
        assert_eq!(
            classify("gro%C3%9Fer%20plan.pdf#page=2"),
            DestinationKind::File {
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
            assert!(matches!(classify(destination), DestinationKind::Unsafe(_)), "{destination:?}");
        }
    }

    #[test]
    fn what_was_read_is_what_is_held() {
        for destination in [
            "#ziele",
            " https://example.org/a:b ",
            "mailto:info@example.org",
            "TEL:+49711123",
            "case:dreherei-tuttlingen#zahlen",
            "case: x",
            "gro%C3%9Fer%20plan.pdf#page=2",
            "/images/ä.png",
            "100%",
            "",
            "javascript:alert(1)",
            "mailto:a@example.org?cc=b@example.org",
        ] {
            let held = Destination::read(destination);
            assert_eq!(held.kind(), classify(destination), "{destination:?}");
            assert_eq!(held.written(), destination);
        }
        assert_eq!(Destination::of_entry("case:x"), Destination::read("case:x"));
        assert_eq!(Destination::of_file("media/a.pdf"), Destination::read("media/a.pdf"));
        let headers = Destination::read("mailto:a@example.org?cc=b@example.org");
        assert_eq!(headers.kind(), DestinationKind::Unsafe(LinkFault::Headers));
    }
}
