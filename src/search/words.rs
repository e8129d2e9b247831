//! Texts become words, and words what they are found by.
//!
//! Entry points: [`EntryWords::of`] for an entry, [`Analyser`] for a word. Invariant: both are functions of their input alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::hash::Map;
use crate::i18n;
use crate::view::FoundEntry;

/// Longer runs of letters are no words.
const LONGEST: usize = 48;
/// A part has at least so many letters, and leaves at least [`BEFORE_PART`] before it.
const PART: usize = 4;
const BEFORE_PART: usize = 3;
/// How fast more of the same word stops to matter.
const SATURATION: f32 = 6.0;
/// The best weight of a word in an entry; the least is 1.
pub(super) const BEST: u8 = 26;

/// What the script of the search takes off a word that the index does not have, to find other forms of it.
pub(super) const ENDINGS: [&str; 30] = [
    "e", "en", "n", "s", "es", "er", "ern", "em", "in", "innen", "st", "ed", "ing", "ers", "ly",
    "ung", "ungen", "ig", "ige", "igen", "ik", "isch", "ische", "ischen", "lich", "liche",
    "lichen", "end", "heit", "keit",
];

/// A field of an entry, and what a word in it counts.
#[derive(Clone, Copy)]
struct Field {
    weight: f32,
    /// How many words it usually has.
    usual: f32,
    /// How far more words than that make each of them count less.
    length: f32,
    /// Whether it sums the entry up.
    is_told: bool,
}

const TITLE: Field = Field { weight: 10.0, usual: 4.0, length: 0.6, is_told: true };
const NAMES: Field = Field { weight: 8.0, usual: 4.0, length: 0.3, is_told: true };
const FACETS: Field = Field { weight: 4.0, usual: 12.0, length: 0.4, is_told: true };
const LABEL: Field = Field { weight: 3.0, usual: 2.0, length: 0.0, is_told: true };
const SUMMARY: Field = Field { weight: 3.0, usual: 20.0, length: 0.5, is_told: true };
const TEXT: Field = Field { weight: 1.0, usual: 150.0, length: 0.6, is_told: false };
/// What a word counts that is only made of two that stand there (`Boots- und Schiffbauer`).
const MADE: f32 = 0.6;

/// The words of an entry.
#[derive(Debug, Default, PartialEq)]
pub(super) struct EntryWords {
    /// Each once, in their order.
    pub(super) counts: Vec<InEntry>,
    /// What it is called as a whole: the folded letters of its title and of its other names.
    pub(super) names: Vec<Box<str>>,
}

/// A word of an entry.
#[derive(Debug, PartialEq)]
pub(super) struct InEntry {
    /// In lower case.
    pub(super) word: Box<str>,
    /// What it counts.
    pub(super) count: f32,
    /// Whether it is in what sums the entry up, and not in its text alone.
    pub(super) is_told: bool,
}

impl EntryWords {
    /// Those of an entry.
    pub(super) fn of(found: &FoundEntry) -> Self {
        let mut counts: BTreeMap<Box<str>, (f32, bool)> = BTreeMap::new();
        let mut add = |field: Field, texts: &mut dyn Iterator<Item = &String>, names: bool| {
            let (mut in_field, mut number) = (Map::<Box<str>, f32>::default(), 0.0);
            for text in texts {
                tokens(text, names, &mut |word, count| {
                    number += 1.0;
                    match in_field.get_mut(word) {
                        Some(known) => *known += count,
                        None => drop(in_field.insert(word.into(), count)),
                    }
                });
            }
            let length = number / field.usual;
            let each = field.weight / (1.0 - field.length + field.length * length);
            #[allow(clippy::iter_over_hash_type, reason = "each word is added once")]
            for (word, count) in in_field {
                let (all, is_told) = counts.entry(word).or_default();
                *all += each * count;
                *is_told |= field.is_told;
            }
        };
        add(TITLE, &mut [&found.title].into_iter(), true);
        add(NAMES, &mut found.names.iter(), true);
        add(FACETS, &mut found.facets.iter(), false);
        add(LABEL, &mut found.label.iter(), false);
        add(SUMMARY, &mut [&found.summary].into_iter(), false);
        add(TEXT, &mut [&found.text].into_iter(), false);
        let letters = |name: &String| {
            fold(&name.to_lowercase()).chars().filter(|c| c.is_alphanumeric()).collect::<String>()
        };
        let names: BTreeSet<String> =
            [&found.title].into_iter().chain(&found.names).map(letters).collect();
        Self {
            counts: counts
                .into_iter()
                .map(|(word, (count, is_told))| InEntry { word, count, is_told })
                .collect(),
            names: names.into_iter().filter(|name| !name.is_empty()).map(String::into).collect(),
        }
    }
}

/// What so much in an entry weighs, from 1 to [`BEST`].
pub(super) fn weight(count: f32) -> u8 {
    let share = count / (count + SATURATION);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is below 26")]
    let steps = (share * f32::from(BEST)) as u8;
    steps.clamp(1, BEST)
}

/// The words of a text: runs of letters and digits, and what such runs make together where a single sign stands between them
/// (`Cluster-Atlas`). `names` also asks for what a hyphen leaves out (`Boots- und Schiffbauer`).
fn tokens(text: &str, names: bool, found: &mut dyn FnMut(&str, f32)) {
    let text = if is_nfc(text) {
        text.to_lowercase()
    } else {
        text.nfc().collect::<String>().to_lowercase()
    };
    let is_short = |word: &str| word.len() <= LONGEST || word.chars().nth(LONGEST).is_none();
    // Before the hyphen of a word that another one completes.
    let mut open: Vec<String> = Vec::new();
    let mut last: Option<&str> = None;
    for written in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')')) {
        let is_apart = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
        let bare = written.trim_matches(is_apart);
        let mut parts = bare.split(is_apart).filter(|part| !part.is_empty());
        let (Some(first), second) = (parts.next(), parts.next()) else { continue };
        let whole = match second {
            None => Cow::Borrowed(first),
            Some(second) => {
                Cow::Owned([first, second].into_iter().chain(parts).collect::<String>())
            }
        };
        if names {
            let tail = bare.rsplit(is_apart).next().unwrap_or(bare);
            let is_long = whole.chars().nth(BEFORE_PART + PART - 1).is_some();
            if written.trim_end_matches([',', ';', '.', ':']).ends_with('-') {
                open.push(whole.clone().into_owned());
            } else if is_long {
                for first in open.drain(..) {
                    for rest in parts_of(&fold(tail)) {
                        found(&format!("{first}{rest}"), MADE);
                    }
                }
            }
            if let Some(last) = last.filter(|_| written.starts_with('-')) {
                let folded = fold(last);
                for rest in parts_of(&folded) {
                    let first = &folded[..folded.len() - rest.len()];
                    found(&format!("{first}{tail}"), MADE);
                }
            }
            if is_long {
                last = Some(tail);
            }
        }
        if second.is_none() {
            if is_short(first) {
                found(first, 1.0);
            }
            continue;
        }
        for part in bare.split(is_apart) {
            // A letter between signs is no word: `O-PAEDIX`.
            if part.chars().nth(1).is_some() && is_short(part) {
                found(part, 1.0);
            }
        }
        if is_short(&whole) {
            found(&whole, 1.0);
        }
    }
}

/// A word as it is compared: without the marks of its letters, and with one letter for `ä`, `ae` and `a`.
pub(super) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    // Whether the last letter may still stand for two.
    let mut may_pair = false;
    for c in word.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        if c == 'e' && may_pair {
            may_pair = false;
            continue;
        }
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push('a'),
            'œ' | 'ø' => out.push('o'),
            'ł' => out.push('l'),
            c => out.push(c),
        }
        may_pair = matches!(c, 'a' | 'o' | 'u');
    }
    out
}

/// What a word is found by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Analysis {
    /// The word itself, folded.
    pub(super) form: String,
    /// Its stem, folded.
    pub(super) stem: String,
}

/// Finds out what words of a language are found by.
pub(super) struct Analyser {
    stemmer: Option<Stemmer>,
}

impl Analyser {
    /// That of a language; one without a stemmer is found by its words as they are.
    pub(super) fn new(language: &str) -> Self {
        let algorithm = i18n::lookup(language).find_map(algorithm);
        Self { stemmer: algorithm.map(Stemmer::create) }
    }

    /// What a word in lower case is found by.
    pub(super) fn analyse(&self, word: &str) -> Analysis {
        let form = fold(word);
        let is_word = word.chars().all(char::is_alphabetic);
        let stem =
            self.stemmer.as_ref().filter(|_| is_word).map(|stemmer| fold(&stemmer.stem(word)));
        let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| form.clone());
        Analysis { form, stem }
    }
}

fn algorithm(tag: &str) -> Option<Algorithm> {
    Some(match tag {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// The ends of a folded word, each of which may be a part of it: they begin where a syllable may.
pub(super) fn parts_of(word: &str) -> impl Iterator<Item = &str> {
    let bytes = word.as_bytes();
    let is_plain = word.is_ascii() && bytes.len() >= BEFORE_PART + PART;
    let places = if is_plain { BEFORE_PART..bytes.len() + 1 - PART } else { 0..0 };
    places.filter(|at| may_begin(bytes, *at)).map(|at| &word[at..])
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether a part may begin at a place of a word: behind a vowel of another part, with what German and English words begin with.
fn may_begin(word: &[u8], at: usize) -> bool {
    let (before, part) = word.split_at(at);
    let Some(last) = before.last().copied().filter(|_| before.iter().copied().any(is_vowel)) else {
        return false;
    };
    let consonants = part.iter().take_while(|byte| !is_vowel(**byte)).count();
    if consonants == part.len() || !part.iter().all(u8::is_ascii_lowercase) {
        return false;
    }
    let pair = [last, part[0]];
    match &part[..consonants] {
        [] => !matches!(&pair, b"au" | b"ei" | b"eu" | b"ie" | b"ai" | b"qu"),
        [_] => !matches!(&pair, b"ch" | b"ck" | b"ph" | b"th"),
        start => BEGINNINGS.contains(&start) && pair != *b"sc",
    }
}

/// What several consonants a part may begin with.
const BEGINNINGS: [&[u8]; 38] = [
    b"bl", b"br", b"ch", b"chr", b"dr", b"dw", b"fl", b"fr", b"gl", b"gn", b"gr", b"kl", b"kn",
    b"kr", b"pf", b"pfl", b"ph", b"pl", b"pr", b"ps", b"sch", b"schl", b"schm", b"schn", b"schr",
    b"schw", b"sk", b"sl", b"sm", b"sp", b"spr", b"st", b"str", b"th", b"tr", b"tw", b"wr", b"zw",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_compared_without_their_marks() {
        for (word, folded) in [
            ("bäcker", "backer"),
            ("baecker", "backer"),
            ("straße", "strasse"),
            ("strasse", "strasse"),
            ("hörgeräte", "horgerate"),
            ("hoergeraete", "horgerate"),
            ("neue", "neu"),
            ("aeee", "aee"),
            ("größe", "grosse"),
            ("e", "e"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }

    #[test]
    fn a_word_is_found_by_its_stem_and_by_its_parts() {
        let german = Analyser::new("de-AT");
        let stem = |word: &str| german.analyse(word).stem;
        assert_eq!(stem("wertschöpfungsketten"), stem("wertschöpfungskette"));
        assert_eq!(stem("häuser"), stem("haus"));
        let parts: Vec<&str> = parts_of("wertschopfungskette").collect();
        assert!(parts.contains(&"kette"), "{parts:?}");
        assert!(!parts.iter().any(|part| part.starts_with("hopf")), "{parts:?}");
        let has = |word: &str, part: &str| parts_of(word).any(|known| known == part);
        assert!(has("handwerkskammer", "kammer"));
        assert!(has("schallschutzisolierer", "isolierer"));
        assert!(has("horgerateakustiker", "akustiker"));
        assert!(!has("kammer", "ammer"));
        assert_eq!(Analyser::new("xx").analyse("häuser").stem, "hauser");
        let batteries = Analysis { form: "batteries".to_owned(), stem: "batteri".to_owned() };
        assert_eq!(Analyser::new("en").analyse("batteries"), batteries);
    }

    #[test]
    fn what_a_hyphen_leaves_out_is_found() {
        let words = |text: &str, names| {
            let mut words = Vec::new();
            tokens(text, names, &mut |word, _| words.push(word.to_owned()));
            words
        };
        let made = words("Boots- und Schiffbauer", true);
        assert!(made.contains(&"bootsbaur".to_owned()), "{made:?}");
        let made = words("Metallschleifer und -polierer", true);
        assert!(made.contains(&"metallpolierer".to_owned()), "{made:?}");
        assert_eq!(words("Boots- und Schiffbauer", false), ["boots", "und", "schiffbauer"]);
        assert_eq!(words("Cluster-Atlas 2.0", false), ["cluster", "atlas", "clusteratlas", "20"]);
        assert_eq!(words("O-PAEDIX e. V.", false), ["paedix", "opaedix", "e", "v"]);
        assert!(words("…!? – ", true).is_empty());
    }
}
