//! Languages as data: how each writes numbers, dates and signs, and the words that the engine itself sets.
//!
//! Entry point: [`Locale::of`]. Invariant: everything that differs between languages is in `languages/<tag>.yaml` (tags: BCP 47), so that
//! a language is a set of files and not a branch in the code. The words of a theme are in its `texts/<tag>.ftl`, those of findings and of the
//! command line in `diagnostic/catalogues/`, the labels of the standard types in other languages than the two of their files in
//! `schema/standard/labels/`. `tests/third_language/` has all of them for a language that is there in unit tests alone.

mod collation;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::Deserialize;
use unic_langid::LanguageIdentifier;

pub(crate) use collation::Collation;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/i18n/languages");

static LOCALES: LazyLock<BTreeMap<&'static str, Locale>> = LazyLock::new(|| {
    let read = |(name, text): (&'static str, &'static str)| {
        let tag = name.strip_suffix(".yaml")?;
        let locale: Locale = serde_yaml::from_str(text).ok()?;
        Some((tag, Locale { tag, ..locale }))
    };
    catalogues(&FILES, "src/i18n/languages").filter_map(read).collect()
});

static NONE: LazyLock<Locale> = LazyLock::new(Locale::default);

/// The language of a site that names none, and of standard types where they have no word in the language that is asked for.
pub(crate) const DEFAULT: &str = "de";

/// The language of messages for those whose own has no catalogue, and of what a catalogue lacks.
pub(crate) const INTERNATIONAL: &str = "en";

/// The files of a folder of catalogues with their names. `path` is where the folder is in the repository: unit tests find those of a third
/// language there, too.
pub(crate) fn catalogues(
    folder: &'static Dir<'static>,
    path: &str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let more = third_language(path).into_iter().flat_map(Dir::files);
    folder.files().chain(more).filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        Some((name, file.contents_utf8()?))
    })
}

/// What a folder of the repository has of the language that is there in unit tests alone.
#[cfg(not(test))]
pub(crate) fn third_language(_: &str) -> Option<&'static Dir<'static>> {
    None
}

/// What a folder of the repository has of the language that is there in unit tests alone.
#[cfg(test)]
pub(crate) fn third_language(path: &str) -> Option<&'static Dir<'static>> {
    static THIRD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/third_language");
    THIRD.get_dir(path)
}

/// The tags under which what is meant for a language may be found, the most exact first (RFC 4647, section 3.4): `de-AT`, `de`.
pub(crate) fn lookup(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once(['-', '_'])?.0))
}

/// The ways of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Locale {
    /// Its tag, the name of its file.
    #[serde(skip)]
    tag: &'static str,
    /// The country (ISO 3166-1) whose way of writing it is the one of these files; empty where no country is meant.
    pub(crate) territory: String,
    /// Numbers.
    pub(crate) numbers: Numbers,
    /// Dates.
    pub(crate) dates: DateForms,
    /// North, east, south and west, as letters behind degrees.
    pub(crate) compass: [String; 4],
    /// Units behind numbers that are counted: by their name, their forms by the categories of CLDR, such as `one` and `other`.
    units: BTreeMap<String, BTreeMap<String, String>>,
    /// What lies between two values.
    ranges: Ranges,
    /// Signs in running text.
    pub(crate) typography: Typography,
    /// Parts of addresses.
    pub(crate) files: Files,
    /// Words that are set into formatted text.
    pub(crate) words: FormatWords,
    /// Words that people write.
    pub(crate) written: WrittenWords,
}

/// How numbers are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    /// Between whole number and decimals.
    pub(crate) decimal: String,
    /// Between groups of three digits.
    pub(crate) group: String,
    /// A `{number}` of a hundred.
    pub(crate) percent: String,
    /// A `{number}` with a `{currency}` that is a code of letters, such as CHF.
    pub(crate) money: String,
    /// A `{number}` with a `{currency}` that is a single sign, such as €.
    pub(crate) money_symbol: String,
}

/// How dates are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateForms {
    /// The months, from January.
    pub(crate) months: [String; 12],
    /// `{day}`, `{month}` and `{year}`.
    pub(crate) day: String,
    /// `{month}` and `{year}`.
    pub(crate) month: String,
}

/// What lies between two values, `{from}` not among it and `{to}` among it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranges {
    /// Without a lower end.
    up_to: String,
    /// With both ends.
    between: String,
    /// Without an upper end.
    above: String,
}

/// Signs in running text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Typography {
    /// Opening and closing double, opening and closing single quotation marks; `None` leaves them as they are typed.
    pub(crate) quotes: Option<[char; 4]>,
    /// Words before a number that it must not be parted from.
    pub(crate) before_numbers: Vec<String>,
    /// Words behind a number that stay with it, beside the signs that all languages have.
    pub(crate) units: Vec<String>,
    /// Words for currencies, beside the signs and codes that all languages have.
    pub(crate) currencies: Vec<String>,
    /// Numbers written out that stay with their currency.
    pub(crate) magnitudes: Vec<String>,
    /// Whether abbreviations of single letters (`z. B.`) are held together.
    pub(crate) letters: bool,
    /// What is held to a single letter before it although it is longer (`n. Chr.`).
    pub(crate) after_letters: Vec<String>,
}

/// Parts of addresses: a folder, and names of files without their endings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Files {
    /// The folder of data files.
    pub(crate) data: String,
    /// Before the number of a further page of a list.
    pub(crate) page: String,
    /// Dates of an entry or of the site.
    pub(crate) calendar: String,
    /// The contact of an entry.
    pub(crate) contact: String,
    /// All contacts of an entry.
    pub(crate) contacts: String,
    /// The folder of the search.
    pub(crate) search: String,
}

/// Words that are set into formatted text; `{n}` stands for a number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormatWords {
    /// Name of the list of footnotes.
    pub(crate) footnotes: String,
    /// Name of a footnote's mark.
    pub(crate) footnote: String,
    /// Name of the way back from a footnote.
    pub(crate) back: String,
    /// Name of a table's scroll area.
    pub(crate) table: String,
    /// What comes before an image's credit.
    pub(crate) credit: String,
    /// What an attachment is called where it has no label.
    pub(crate) file: String,
}

/// Words that people write, by which readers of values and rules understand them. All in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenWords {
    /// For *true*.
    pub(crate) affirmative: Vec<String>,
    /// For *false*.
    pub(crate) negative: Vec<String>,
    /// Numbers and multiples in words; `*` stands for any ending.
    pub(crate) numbers: Vec<String>,
    /// Texts of links that say nothing about where they lead, without punctuation.
    pub(crate) empty_links: Vec<String>,
    /// What comes before the name of whoever made a picture, without a colon.
    pub(crate) credits: Vec<String>,
    /// What may stand between the two.
    pub(crate) credit_by: Vec<String>,
    /// What mailboxes of desks are called by, as opposed to those of persons.
    pub(crate) desks: Vec<String>,
    /// What stands before the name of somebody.
    pub(crate) addressed: Vec<String>,
    /// What stands in an address for whoever should get the letter.
    pub(crate) attention: Vec<String>,
    /// Endings that nouns take.
    pub(crate) endings: Vec<String>,
    /// Words that say so little by themselves that nobody looks for them.
    pub(crate) common: Vec<String>,
    /// What else people write for units, by their names; for months and years, which are no exact lengths, all that they write.
    pub(crate) units: BTreeMap<String, Vec<String>>,
    /// What languages are called, by their tags, in small letters.
    pub(crate) languages: BTreeMap<String, Vec<String>>,
}

impl WrittenWords {
    /// A pattern for any of the words, in every language: `*` at the end of a word stands for any ending.
    pub(crate) fn pattern(words: impl Fn(&'static Self) -> &'static [String]) -> String {
        let all = Locale::all().flat_map(|(_, locale)| words(&locale.written));
        let pattern = |word: &String| match word.strip_suffix('*') {
            Some(stem) => format!(r"{}\w*", regex::escape(stem)),
            None => regex::escape(word),
        };
        all.map(pattern).collect::<Vec<_>>().join("|")
    }
}

/// Yes or no in a word of any language, in lower case or with a capital: `NO` is an abbreviation.
pub(crate) fn affirms(written: &str) -> Option<bool> {
    let mut signs = written.chars();
    let small: String = signs.next()?.to_lowercase().chain(signs).collect();
    let has = |words: &[String]| words.contains(&small);
    LOCALES.values().find_map(|locale| match &locale.written {
        words if has(&words.affirmative) => Some(true),
        words if has(&words.negative) => Some(false),
        _ => None,
    })
}

/// The tag of the language that is called so in any language, in small letters.
pub(crate) fn language_called(written: &str) -> Option<&'static str> {
    let mut languages = LOCALES.values().flat_map(|locale| &locale.written.languages);
    let found = languages.find(|(_, names)| names.iter().any(|name| name == written));
    found.map(|(tag, _)| tag.as_str())
}

/// All words for yes and no, in small letters.
pub(crate) fn answers() -> impl Iterator<Item = &'static str> {
    let words = LOCALES.values().map(|locale| &locale.written);
    words.flat_map(|words| words.affirmative.iter().chain(&words.negative)).map(String::as_str)
}

/// The name of a language as previews of links on other sites want it: `de_DE`, `de_AT` for `de-AT`.
pub(crate) fn territorial(language: &str) -> String {
    let mut parts = language.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let is_territory =
        |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let territory = parts.find(is_territory).map(str::to_ascii_uppercase);
    let usual = || Locale::of(primary).map(|locale| locale.territory.clone()).unwrap_or_default();
    match territory.unwrap_or_else(usual).as_str() {
        "" => primary.to_owned(),
        territory => format!("{primary}_{territory}"),
    }
}

impl Locale {
    /// That of a language (BCP 47), of `de` for `de-AT`; `None` for a language that has no file.
    pub(crate) fn of(language: &str) -> Option<&'static Self> {
        let any_case = |tag: &str| LOCALES.get(tag.to_ascii_lowercase().as_str());
        lookup(language).find_map(|tag| LOCALES.get(tag).or_else(|| any_case(tag)))
    }

    /// That of a language, else of `other`, else of [`DEFAULT`].
    pub(crate) fn of_or(language: &str, other: &str) -> &'static Self {
        Self::of(language)
            .or_else(|| Self::of(other))
            .or_else(|| Self::of(DEFAULT))
            .unwrap_or(&NONE)
    }

    /// So many of a unit, in its form for that number: `1 Stunde`, `2 Stunden`. A unit that the language has no word for is said in
    /// [`INTERNATIONAL`].
    pub(crate) fn counted(&self, number: u64, unit: &str, between: char) -> String {
        let forms = |locale: &'static Self| Some((locale.tag, locale.units.get(unit)?));
        let own = self.units.get(unit).map(|forms| (self.tag, forms));
        let word = own
            .or_else(|| Self::of(INTERNATIONAL).and_then(forms))
            .and_then(|(tag, forms)| forms.get(plural(tag, number)).or_else(|| forms.get("other")));
        format!("{number}{between}{}", word.map_or(unit, String::as_str))
    }

    /// All that people write for a unit.
    pub(crate) fn names_of(&self, unit: &str) -> impl Iterator<Item = &str> {
        let forms = self.units.get(unit).into_iter().flat_map(BTreeMap::values);
        let more = self.written.units.get(unit).into_iter().flatten();
        forms.chain(more).map(String::as_str)
    }

    /// What lies between two values, the larger of which is among it.
    pub(crate) fn range(&self, from: Option<&str>, to: Option<&str>) -> String {
        let ranges = match self.ranges.between.is_empty() {
            false => &self.ranges,
            true => Self::of(INTERNATIONAL).map_or(&self.ranges, |locale| &locale.ranges),
        };
        let pattern = match (from, to) {
            (None, _) => &ranges.up_to,
            (Some(_), Some(_)) => &ranges.between,
            (Some(_), None) => &ranges.above,
        };
        fill(pattern, &[("from", from.unwrap_or_default()), ("to", to.unwrap_or_default())])
    }

    /// The languages that have a file, with it, sorted by their tags.
    pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static Self)> {
        LOCALES.iter().map(|(tag, locale)| (*tag, locale))
    }
}

/// The category of a number in a language, which decides on the form of what is counted (CLDR).
fn plural(tag: &str, number: u64) -> &'static str {
    let rules = tag
        .parse::<LanguageIdentifier>()
        .ok()
        .and_then(|tag| PluralRules::create(tag, PluralRuleType::CARDINAL).ok());
    match rules.and_then(|rules| rules.select(number).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        Some(PluralCategory::OTHER) | None => "other",
    }
}

/// `pattern` with each `{name}` replaced by its value.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let value = behind.split_once('}').and_then(|(name, behind)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, behind))
        });
        match value {
            Some((value, behind)) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        let mut count = 0;
        for (file, text) in catalogues(&FILES, "src/i18n/languages") {
            count += 1;
            let locale: Locale =
                serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            let numbers = &locale.numbers;
            for pattern in [&numbers.percent, &numbers.money, &numbers.money_symbol] {
                assert!(pattern.contains("{number}"), "{file}: {pattern}");
            }
            let files = &locale.files;
            let Files { data, page, calendar, contact, contacts, search } = files;
            for name in [data, page, calendar, contact, contacts, search] {
                let fits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
                assert!(fits, "{file}: {name} is part of an address");
            }
            let WrittenWords {
                affirmative,
                negative,
                numbers,
                empty_links,
                credits,
                credit_by,
                desks,
                addressed,
                attention,
                endings,
                units,
                common,
                languages,
            } = &locale.written;
            let lists = [affirmative, negative, numbers, empty_links, credits, credit_by, common];
            for word in lists
                .into_iter()
                .chain([desks, addressed, attention, endings])
                .chain(units.values())
                .chain(languages.values())
                .flatten()
            {
                assert_eq!(*word, word.to_lowercase(), "{file}");
            }
        }
        assert_eq!(Locale::all().count(), count);
    }

    #[test]
    fn what_is_counted_has_the_form_for_its_number() {
        let (de, en) = (Locale::of("de").unwrap(), Locale::of("en").unwrap());
        assert_eq!(de.counted(1, "hour", ' '), "1 Stunde");
        assert_eq!(de.counted(0, "minute", ' '), "0 Minuten");
        assert_eq!(en.counted(2, "week", '\u{a0}'), "2\u{a0}weeks");
        assert_eq!(NONE.counted(2, "week", ' '), "2 weeks");
        assert_eq!((plural("de", 1), plural("pl", 3), plural("x", 1)), ("one", "few", "other"));
        assert_eq!(en.range(Some("a"), None), "over a");
        assert_eq!(NONE.range(None, Some("b")), "up to b");
    }

    /// Whether a language is whole: findings, command line, pages and numbers; labels of standard types are beside these or in their files.
    #[test]
    #[allow(clippy::disallowed_methods, reason = "reads the folders of the catalogues")]
    fn every_language_has_every_catalogue() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for root in [root.to_owned(), root.join("tests/third_language")] {
            let locales = root.join("src/i18n/languages");
            let names = locales.read_dir().unwrap().map(|file| file.unwrap().file_name());
            let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
            assert!(!names.is_empty());
            for tag in names.iter().filter_map(|name| name.strip_suffix(".yaml")) {
                for catalogue in [
                    format!("src/diagnostic/catalogues/{tag}.ftl"),
                    format!("src/diagnostic/catalogues/cli.{tag}.ftl"),
                    format!("themes/standard/texts/{tag}.ftl"),
                ] {
                    assert!(root.join(&catalogue).is_file(), "{tag}: there is no {catalogue}");
                }
            }
        }
    }

    #[test]
    fn words_that_people_write_are_understood() {
        let yes = ["ja", "Ja", "yes", "Yes", "jes"];
        assert!(yes.iter().all(|word| affirms(word) == Some(true)));
        assert!(["nein", "Nein", "no", "No", "ne"].iter().all(|word| affirms(word) == Some(false)));
        assert!(["NO", "YES", "on", "", "ja."].iter().all(|word| affirms(word).is_none()));
        for (written, tag) in [("englisch", "en"), ("german", "de"), ("angla", "en")] {
            assert_eq!(language_called(written), Some(tag));
        }
        assert_eq!(language_called("en"), None);
    }

    #[test]
    fn previews_name_a_country() {
        let named = ["de", "de-AT", "de-1996", "en", "en-GB", "eo", "tlh"].map(territorial);
        assert_eq!(named, ["de_DE", "de_AT", "de_DE", "en_GB", "en_GB", "eo", "tlh"]);
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        let german = Locale::of("de").unwrap();
        assert!(std::ptr::eq(Locale::of("de-AT").unwrap(), german));
        assert!(Locale::of("fr").is_none());
        assert!(std::ptr::eq(Locale::of_or("fr", "en"), Locale::of("en").unwrap()));
        assert!(std::ptr::eq(Locale::of_or("fr", "it"), german));
    }

    #[test]
    fn patterns_are_filled_once() {
        assert_eq!(fill("{a}-{b}-{c}", &[("a", "{b}"), ("b", "2")]), "{b}-2-{c}");
        assert_eq!(fill("{", &[]), "{");
    }
}
