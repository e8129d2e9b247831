//! Pieces of addresses and of the files behind them.
//!
//! An address becomes a file in a folder that somebody else puts on a web server, and content is worked on under Windows, macOS and Linux.
//! A piece is what all of them take for a name, and the same one. Names that Windows keeps for itself: Microsoft, "Naming Files, Paths,
//! and Namespaces". Lengths: `NAME_MAX` of ext4, APFS and NTFS.

use unicode_normalization::UnicodeNormalization;

/// The longest piece, in bytes.
pub(crate) const LONGEST_PIECE: usize = 255;
/// The longest path, in bytes: folders that a site is put into, and browsers, have limits of their own.
pub(crate) const LONGEST_PATH: usize = 1000;

/// Why something cannot be a piece of an address. Its name is that by which messages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathFault {
    /// Two slashes, or nothing.
    Empty,
    /// `.` or `..`: what is above is none of its business.
    Up,
    /// A backslash: a separator for some.
    Backslash,
    /// A character that nobody sees, or that changes the order of others.
    Hidden,
    /// A name that Windows keeps for itself.
    Reserved,
    /// A dot or space at its end, which Windows drops, or a space at its beginning.
    Edge,
    /// A sign that means something else in addresses or file names.
    Sign,
    /// Longer than a file system takes.
    Long,
}

/// What a piece is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The name of a file or folder; in addresses it is written with `%20` and the like.
    Name,
    /// A part of an address as it is: spaces, `#` and `%` would end it or mean something else.
    Address,
}

/// Whether `written` can be one piece of an address.
///
/// # Errors
/// Why not.
pub(crate) fn piece(written: &str, used: Use) -> Result<(), PathFault> {
    if written.is_empty() {
        return Err(PathFault::Empty);
    }
    if matches!(written, "." | "..") {
        return Err(PathFault::Up);
    }
    let is_plain =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.');
    if written.len() <= LONGEST_PIECE && !written.ends_with('.') && written.bytes().all(is_plain) {
        return if is_reserved(written) { Err(PathFault::Reserved) } else { Ok(()) };
    }
    if written.contains('\\') {
        return Err(PathFault::Backslash);
    }
    if written.contains('/') {
        return Err(PathFault::Sign);
    }
    if written.chars().any(is_hidden) {
        return Err(PathFault::Hidden);
    }
    if written.len() > LONGEST_PIECE {
        return Err(PathFault::Long);
    }
    if written.ends_with(['.', ' ']) || written.starts_with(' ') {
        return Err(PathFault::Edge);
    }
    let in_address =
        |c: char| used == Use::Address && (c.is_whitespace() || matches!(c, '#' | '%' | '&'));
    if written
        .chars()
        .any(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') || in_address(c))
    {
        return Err(PathFault::Sign);
    }
    if is_reserved(written) { Err(PathFault::Reserved) } else { Ok(()) }
}

/// Whether `written` can be a path from the root of a site: pieces with slashes between them, none at its ends.
///
/// # Errors
/// Why not.
pub(crate) fn path(written: &str, used: Use) -> Result<(), PathFault> {
    written.split('/').try_for_each(|written| piece(written, used))?;
    if written.len() > LONGEST_PATH { Err(PathFault::Long) } else { Ok(()) }
}

/// A path like `written` that can be one; `None` when nothing is left of it, or it is one already.
pub(crate) fn repaired(written: &str, used: Use) -> Option<String> {
    let pieces: Vec<String> = written
        .split(['/', '\\'])
        .filter(|piece| !matches!(*piece, "" | "." | ".."))
        .map(|written| {
            let bad = |c: char| {
                matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
                    || (used == Use::Address && (c.is_whitespace() || matches!(c, '#' | '%' | '&')))
            };
            let mut good: String = written
                .chars()
                .filter(|c| !is_hidden(*c))
                .map(|c| if bad(c) { '-' } else { c })
                .collect();
            while good.contains("--") {
                good = good.replace("--", "-");
            }
            let good = good.trim().trim_end_matches(['.', ' ']).trim_matches('-');
            match good.split_once('.') {
                _ if !is_reserved(good) => good.to_owned(),
                Some((stem, ending)) => format!("{}-1.{ending}", stem.trim_end()),
                None => format!("{good}-1"),
            }
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    let repaired = pieces.join("/");
    (path(&repaired, used).is_ok() && repaired != written).then_some(repaired)
}

/// What Windows or macOS take a path for: those that fold to the same are one and the same file there.
pub(crate) fn fold(written: &str) -> String {
    written.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether a path may become another one when it is [folded](fold).
pub(crate) fn is_cased(written: &str) -> bool {
    written.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii())
}

/// Whether nobody sees a character, or it changes how others are read.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether Windows keeps the name for a device, whatever ending follows
/// ([learn.microsoft.com](https://learn.microsoft.com/windows/win32/fileio/naming-a-file)).
pub(crate) fn is_reserved(piece: &str) -> bool {
    // With any ending, and with spaces before it.
    let stem = piece.split('.').next().unwrap_or_default().trim_end();
    if !(3..=7).contains(&stem.len()) {
        return false;
    }
    let lower = stem.to_ascii_lowercase();
    if matches!(lower.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" | "clock$") {
        return true;
    }
    let port = lower.strip_prefix("com").or_else(|| lower.strip_prefix("lpt"));
    let mut number = port.unwrap_or_default().chars();
    matches!((number.next(), number.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_system_takes() {
        for name in [
            "a",
            "über-uns",
            "a b.pdf",
            "A.PNG",
            "console",
            "com10",
            "nul-wert",
            "a.b.c",
            "..a",
            "100%",
            "b#c",
            "a&b",
        ] {
            assert_eq!(piece(name, Use::Name), Ok(()), "{name}");
        }
        for (name, fault) in [
            ("", PathFault::Empty),
            (".", PathFault::Up),
            ("..", PathFault::Up),
            ("a\\b", PathFault::Backslash),
            ("a/b", PathFault::Sign),
            ("a\u{1b}[31m", PathFault::Hidden),
            ("a\0", PathFault::Hidden),
            ("gpj\u{202e}exe", PathFault::Hidden),
            ("con", PathFault::Reserved),
            ("Nul.tar.gz", PathFault::Reserved),
            ("com1", PathFault::Reserved),
            ("LPT³.txt", PathFault::Reserved),
            ("aux .md", PathFault::Reserved),
            ("a.", PathFault::Edge),
            ("a ", PathFault::Edge),
            (" a", PathFault::Edge),
            ("a:b", PathFault::Sign),
            ("a?", PathFault::Sign),
        ] {
            assert_eq!(piece(name, Use::Name), Err(fault), "{name:?}");
        }
        assert_eq!(piece(&"ä".repeat(127), Use::Name), Ok(()));
        assert_eq!(piece(&"ä".repeat(128), Use::Name), Err(PathFault::Long));
        for name in ["a b", "b#c", "100%25", "a&b", "a\u{a0}b"] {
            assert_eq!(piece(name, Use::Address), Err(PathFault::Sign), "{name}");
        }
    }

    #[test]
    fn paths_stay_below_the_root() {
        assert_eq!(path("cluster/cars", Use::Address), Ok(()));
        for (written, fault, better) in [
            ("../../outside", PathFault::Up, Some("outside")),
            ("/etc/passwd", PathFault::Empty, Some("etc/passwd")),
            ("a//b", PathFault::Empty, Some("a/b")),
            ("a/./b", PathFault::Up, Some("a/b")),
            ("a\\..\\b", PathFault::Backslash, Some("a/b")),
            ("C:/x", PathFault::Sign, Some("C/x")),
            ("con/x", PathFault::Reserved, Some("con-1/x")),
            ("A b#c", PathFault::Sign, Some("A-b-c")),
            ("..", PathFault::Up, None),
        ] {
            assert_eq!(path(written, Use::Address), Err(fault), "{written}");
            assert_eq!(repaired(written, Use::Address).as_deref(), better, "{written}");
        }
        assert_eq!(path(&"a/".repeat(600), Use::Name), Err(PathFault::Empty));
        assert_eq!(path(&format!("{}a", "ab/".repeat(400)), Use::Name), Err(PathFault::Long));
        assert_eq!(repaired("a/b", Use::Name), None);
    }

    #[test]
    fn one_file_for_systems_that_ignore_case() {
        assert_eq!(fold("Bilder/ÜBER.PNG"), "bilder/über.png");
        assert_eq!(fold("u\u{308}ber"), "über");
        assert!(is_cased("A") && is_cased("ü") && !is_cased("a-1/b.png"));
    }
}
