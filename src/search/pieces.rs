//! The index as files: scripts that call one function with a piece of data.
//!
//! Entry points: [`script`], and a function for what is in each kind of piece. Invariant: a piece is a classic script, since nothing else can be
//! read by a page that was opened from a disk; it is data, and says of what language and of which numbering of the entries it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use super::words::{ENDINGS, fold};
use crate::escape::json_in_html;
use crate::i18n::Locale;
use crate::plan::{Cut, Piece};
use crate::syntax::excerpt;
use crate::view::{FoundEntry, ViewContext};

/// So many letters at the beginning of a term say in which piece it is.
const HEAD: usize = 3;
/// Letters with which so many words of German begin that one letter more says in which piece they are.
const COMMON_HEAD: &str = "sch";
/// By so many letters behind these a term is found when a mistake is among the first.
const BEHIND_HEAD: usize = 3;
/// So many letters more tell such terms apart.
const MORE: usize = 3;
/// So much of what an entry says is there to be shown and to be looked through for phrases.
const TEXT: usize = 3000;
/// The same where there are so many entries that texts are not known as thoroughly.
const SHORT_TEXT: usize = 1500;
/// Between a form of a word and the stem that it leads to.
const LEADS_TO: char = '>';
/// Behind what is all of a name.
const NAME: char = '=';
/// Before letters that follow the first ones of terms. By this sign they are in other pieces than the words that begin with them: many do where many
/// words go on with them, and whoever asks for the one needs nothing of the other.
const BEHIND: char = '~';
/// So many other names are known at most: they are in the piece that is always read.
const NAMES: usize = 600;

/// How a term stands in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum How {
    /// As the stem of a word.
    Stem,
    /// As the end of one.
    Part,
    /// As a word that is not its own stem.
    Form,
    /// As all of its name.
    Name,
}

/// An entry that has a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub(super) entry: u32,
    pub(super) weight: u8,
    pub(super) how: How,
}

/// An entry as it is shown where it is found. The text goes on where the lead ends: nothing is there twice.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownEntry {
    title: String,
    href: String,
    lead: String,
    text: String,
}

impl ShownEntry {
    pub(super) fn of(found: &FoundEntry, cut: Cut) -> Self {
        let names = found.names.join(", ");
        let most = if cut.is_thorough { TEXT } else { SHORT_TEXT };
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lead = excerpt(&spaced(found.lead()), most);
        let room = most.saturating_sub(lead.chars().count());
        let text = spaced(&[names.as_str(), &found.told].join(" "));
        let text = if room > 0 { excerpt(&text, room) } else { String::new() };
        Self { title: found.title.clone(), href: found.href.clone(), lead, text }
    }
}

/// The term of a form of a word.
pub(super) fn form(form: &str, stem: &str) -> String {
    format!("{form}{LEADS_TO}{stem}")
}

/// The term of a whole name.
pub(super) fn name(name: &str) -> String {
    format!("{name}{NAME}")
}

/// The number of the piece that a term is in. The script of the search counts in the same way.
pub(super) fn piece_of(term: &str, pieces: usize) -> usize {
    let name = word_of(term);
    let mut hash: u32 = 0x811c_9dc5;
    for c in name.chars().filter(|c| *c != NAME).take(head_of(name)) {
        hash = (hash ^ u32::from(c)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize & (pieces - 1)
}

/// How many signs at the beginning of a term say in which piece it is.
fn head_of(term: &str) -> usize {
    if term.starts_with(COMMON_HEAD) || term.starts_with(BEHIND) { HEAD + 1 } else { HEAD }
}

/// The word of a term.
fn word_of(term: &str) -> &str {
    term.split(LEADS_TO).next().unwrap_or(term)
}

/// The term of letters that follow the first ones of terms.
pub(super) fn behind(letters: &str) -> String {
    format!("{BEHIND}{letters}{NAME}")
}

/// The beginning of a term, in three.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Beginning<'a> {
    /// The letters by which its piece is found.
    pub(super) head: &'a str,
    /// The letters that follow. Whoever mistypes one of the first finds the term by these.
    pub(super) behind: &'a str,
    /// Some more, by which such terms are told apart.
    pub(super) more: &'a str,
}

impl<'a> Beginning<'a> {
    /// That of a term; `None` for names, and for those that are too short.
    pub(super) fn of(term: &'a str) -> Option<Self> {
        let word = word_of(term);
        let at = |nth: usize| word.char_indices().nth(nth).map_or(word.len(), |(at, _)| at);
        let head = head_of(word);
        let [head, behind, more] = [head, head + BEHIND_HEAD, head + BEHIND_HEAD + MORE].map(at);
        (!word.ends_with(NAME) && head < word.len()).then(|| Self {
            head: &word[..head],
            behind: &word[head..behind],
            more: &word[behind..more],
        })
    }
}

/// A piece as a script.
pub(super) fn script(language: &str, piece: Piece, stamp: &str, data: &impl Serialize) -> String {
    let name = match piece {
        Piece::Head => "index".to_owned(),
        Piece::Words(number) => format!("w/{number}"),
        Piece::Entries(number) => format!("e/{number}"),
    };
    let arguments = serde_json::to_string(&(language, name, stamp, data)).unwrap_or_default();
    let arguments = arguments.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    format!("broschurSearch({});\n", json_in_html(arguments.unwrap_or_default()))
}

/// What is said about a term.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Row<'a> {
    Form(&'a str, &'a str, String),
    Alone(&'a str, u8, String),
    AndPart(&'a str, u8, String, String),
    Behind(String, u8, String),
}

/// First letters of terms, by those that follow at some distance.
pub(super) type Heads<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Words with the entries that have them: `[stem, 0, as a stem, as a part]`; `[form, its stem, as a word]`; `[name=, 0, as a name]`. Then letters that
/// follow the first ones of words, with three more and the first ones: `[~van=, 0, er.sil ike.gal]`. The first ones are three, and four behind *sch*.
pub(super) fn words<'a>(
    terms: &BTreeMap<&'a str, Vec<Posting>>,
    behind: &BTreeMap<&str, Heads<'_>>,
) -> Vec<Row<'a>> {
    let row = |(name, postings): (&&'a str, &Vec<Posting>)| {
        if let Some((form, stem)) = name.split_once(LEADS_TO) {
            return Row::Form(form, stem, list(postings, How::Form));
        }
        if name.ends_with(NAME) {
            return Row::Alone(name, 0, list(postings, How::Name));
        }
        let (stem, part) = (list(postings, How::Stem), list(postings, How::Part));
        if part.is_empty() { Row::Alone(name, 0, stem) } else { Row::AndPart(name, 0, stem, part) }
    };
    let heads = |(letters, heads): (&&str, &Heads<'_>)| {
        let each = heads.iter().map(|(more, heads)| {
            let heads: String = heads.iter().copied().collect();
            format!("{more}.{heads}")
        });
        Row::Behind(self::behind(letters), 0, each.collect::<Vec<_>>().join(" "))
    };
    terms.iter().map(row).chain(behind.iter().map(heads)).collect()
}

/// Entries as letters for what a term weighs in them, each followed by the distance from the one before.
fn list(postings: &[Posting], how: How) -> String {
    let mut out = String::new();
    let mut last = 0;
    for posting in postings.iter().filter(|posting| posting.how == how) {
        out.push(char::from(b'A' + (posting.weight - 1)));
        if posting.entry != last {
            number(posting.entry - last, &mut out);
        }
        last = posting.entry;
    }
    out
}

/// A number in the digits and small letters.
fn number(mut number: u32, out: &mut String) {
    let mut digits = Vec::new();
    while number > 0 {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize]);
        number /= 36;
    }
    out.extend(digits.into_iter().rev().map(char::from));
}

/// Entries as they are shown.
pub(super) fn entries(shown: &[ShownEntry]) -> Vec<[&str; 4]> {
    shown.iter().map(|shown| [&*shown.title, &*shown.href, &*shown.lead, &*shown.text]).collect()
}

/// What is read first.
pub(super) struct IndexHead<'a> {
    /// Another one as soon as any piece is another one.
    pub(super) version: &'a str,
    pub(super) cut: Cut,
    /// Plural, singular and number of entries of each type, in the order of the entries.
    pub(super) types: Vec<(&'a str, &'a str, usize)>,
    /// Where each entry is.
    pub(super) places: &'a [&'a [Arc<str>]],
    /// What words are called, too.
    pub(super) names: &'a [(String, Vec<String>)],
    pub(super) views: &'a ViewContext<'a>,
    pub(super) language: &'a str,
}

/// Texts of the theme that the script shows.
const TEXTS: [&str; 16] = [
    "search-none",
    "search-none-help",
    "search-one",
    "search-many",
    "search-missing",
    "search-partly",
    "search-begun",
    "search-all",
    "search-more",
    "search-typo",
    "search-narrow",
    "search-types",
    "search-places",
    "search-loosen",
    "search-too-short",
    "search-too-long",
];

/// What is read first, as it is written.
#[derive(Serialize)]
struct HeadData<'a> {
    version: String,
    entries: usize,
    words: usize,
    together: usize,
    types: Vec<(&'a str, &'a str, usize)>,
    places: Vec<&'a str>,
    at: String,
    names: Vec<&'a (String, Vec<String>)>,
    common: BTreeSet<String>,
    endings: Vec<&'static str>,
    texts: BTreeMap<&'static str, String>,
}

impl IndexHead<'_> {
    pub(super) fn write(&self) -> impl Serialize {
        let Self { version, cut, types, places, names, views, language } = self;
        let known: BTreeSet<&str> =
            places.iter().flat_map(|places| places.iter().map(|place| &**place)).collect();
        let known: Vec<&str> = known.into_iter().collect();
        let mut at = String::new();
        for (entry, places) in places.iter().enumerate() {
            if entry > 0 {
                at.push(',');
            }
            for (nth, place) in places.iter().enumerate() {
                if let Ok(place) = known.binary_search(&&**place) {
                    let gap = if nth > 0 { "." } else { "" };
                    let _ = write!(at, "{gap}{place}");
                }
            }
        }
        let common: BTreeSet<String> = Locale::of(language)
            .into_iter()
            .flat_map(|locale| &locale.written.common)
            .map(|word| fold(word))
            .collect();
        let texts: BTreeMap<&'static str, String> = TEXTS
            .iter()
            .map(|key| (*key, views.text_with(language, key, &["count", "words"])))
            .collect();
        HeadData {
            version: (*version).to_owned(),
            entries: cut.entries,
            words: cut.words,
            together: cut.together,
            types: types.clone(),
            places: known,
            at,
            names: names.iter().take(NAMES).collect(),
            common,
            endings: ENDINGS.to_vec(),
            texts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_the_most_common_letters_are_cut_once_more() {
        let at = |term: &str| piece_of(term, 2048);
        assert_eq!(at("schreiner"), at("schr"));
        assert_eq!(at("schreinerei>schreinerei"), at("schreiner="));
        let pieces: BTreeSet<usize> =
            ["schreiner", "schule", "schwarz", "sch"].into_iter().map(at).collect();
        assert_eq!(pieces.len(), 4);
        assert_eq!(at("kette"), at("kettenrad"));
    }

    #[test]
    fn a_mistake_in_the_letters_by_which_words_are_cut_leaves_those_behind_them() {
        let of = |term| Beginning::of(term).map(|of| (of.head, of.behind, of.more));
        assert_eq!(of("galvanik"), Some(("gal", "van", "ik")));
        assert_eq!(of("schreinerei>schreinerei"), Some(("schr", "ein", "ere")));
        assert_eq!(of("scha"), None);
        // Whoever asks by them does not fetch the words that begin with them.
        assert_ne!(piece_of(&behind("ein"), 2048), piece_of("einbau", 2048));
        assert_eq!(piece_of(&behind("ein"), 2048), piece_of("~ein", 2048));
    }
}
