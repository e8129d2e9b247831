//! Anchors: the names by which headings are linked.
//!
//! Entry points: [`slug`] and [`UniqueAnchors`]. Invariant: an anchor consists of lower-case letters, digits and single
//! hyphens and begins with a letter, so it is valid wherever an id is; anchors with `_` are free for the renderer.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// The longest anchor in characters; a longer heading is cut at a word.
const MAX_CHARS: usize = 80;

/// An id for a text that is none: one that could be meant, else one as they look.
pub(crate) fn example_id(text: &str) -> String {
    match slug(text) {
        // What is written as it should be is wrong for another reason.
        slug if slug.is_empty() || slug == text => "dreherei-tuttlingen".to_owned(),
        slug => slug,
    }
}

/// The anchor of a heading: lower case, umlauts written out, accents dropped, hyphens for all else. Letters without a
/// Latin form stay. Empty when the text has no letter and no digit.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for c in text.nfc() {
        // Part of a word: apostrophes, soft hyphens, joiners.
        if matches!(c, '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200d}') {
            continue;
        }
        let written_out = letters(c);
        let before = slug.len();
        if written_out.is_empty() {
            for part in std::iter::once(c)
                .nfkd()
                .flat_map(char::to_lowercase)
                .filter(|part| part.is_alphanumeric())
            {
                if gap && before == slug.len() && !slug.is_empty() {
                    slug.push('-');
                }
                // A letter that had an accent besides, as in “Ǿ”.
                match letters(part) {
                    "" => slug.push(part),
                    letters => slug.push_str(letters),
                }
            }
        } else {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(written_out);
        }
        // Combining marks on their own neither add a letter nor end a word.
        gap = if slug.len() > before {
            false
        } else {
            gap || !unicode_normalization::char::is_combining_mark(c)
        };
        if slug.chars().count() > MAX_CHARS {
            if let Some((whole, _)) = slug.rsplit_once('-') {
                slug.truncate(whole.len());
            }
            break;
        }
    }
    if slug.starts_with(|first: char| !first.is_alphabetic()) {
        slug.insert_str(0, "s-");
    }
    slug
}

/// What stands for a letter that is no Latin one with an accent; empty for all others.
fn letters(c: char) -> &'static str {
    match c {
        'ä' | 'Ä' => "ae",
        'ö' | 'Ö' => "oe",
        'ü' | 'Ü' => "ue",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' => "d",
        _ => "",
    }
}

/// Hands out anchors that are unique in one document: `ziele`, `ziele-2`, `ziele-3`.
#[derive(Clone, Debug, Default)]
pub(crate) struct UniqueAnchors {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl UniqueAnchors {
    /// None handed out yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The next free anchor for a heading with this text.
    pub(crate) fn take(&mut self, text: &str) -> String {
        let mut base = slug(text);
        if base.is_empty() {
            "s".clone_into(&mut base);
        }
        if self.taken.insert(base.clone()) {
            return base;
        }
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let candidate = format!("{base}-{next}");
            *next += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_umlauts_out_and_drops_accents() {
        assert_eq!(slug("Größe & Äußeres: Überblick"), "groesse-aeusseres-ueberblick");
        assert_eq!(slug("Café à la carte"), "cafe-a-la-carte");
        assert_eq!(slug("Ǿre Ǽ"), "ore-ae", "found by the fuzz target addresses");
        // Decomposed as some file systems and editors write it.
        assert_eq!(slug("U\u{308}berblick"), "ueberblick");
        assert_eq!(slug("Wie geht’s weiter?"), "wie-gehts-weiter");
        assert_eq!(slug("CO₂ und m²"), "co2-und-m2");
    }

    #[test]
    fn is_a_valid_id() {
        assert_eq!(slug("7 gute Gründe"), "s-7-gute-gruende");
        assert_eq!(slug("fn_1"), "fn-1");
        assert_eq!(slug("  -- a -- b -- "), "a-b");
        assert_eq!(slug("Привет мир"), "привет-мир");
        assert_eq!(slug("مرحبا"), "مرحبا");
        assert_eq!(slug("!?\0"), "");
    }

    #[test]
    fn is_never_long() {
        let long = slug(&"Wort ".repeat(1000));
        assert!(long.len() <= 80 && long.ends_with("wort"), "{long}");
        assert!(slug(&"ab".repeat(1000)).len() <= 81);
        assert!(slug(&"ﷺ".repeat(1000)).chars().count() <= 100);
    }

    #[test]
    fn stays_unique_even_against_written_numbers() {
        let mut anchors = UniqueAnchors::new();
        let taken: Vec<String> =
            ["Ziel", "Ziel 2", "Ziel", "ziel", "", "…"].map(|text| anchors.take(text)).into();
        assert_eq!(taken, ["ziel", "ziel-2", "ziel-3", "ziel-4", "s", "s-2"]);
    }
}
