//! Languages as data: how each writes numbers, dates and signs, and the words that the engine itself sets.
//!
//! Entry point: [`Locale::of`]. Invariant: everything that differs between languages is in `languages/<tag>.yaml` (tags: BCP 47), so that
//! a language is a file and not a branch in the code. The words of a theme are in its `texts/<tag>.ftl`, those of findings
//! in `diagnostic/texts/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/i18n/languages");

static LOCALES: LazyLock<BTreeMap<&'static str, Locale>> = LazyLock::new(|| {
    let read = |file: &'static include_dir::File<'static>| {
        let locale = serde_yaml::from_str(file.contents_utf8()?).ok()?;
        Some((file.path().file_stem()?.to_str()?, locale))
    };
    FILES.files().filter_map(read).collect()
});

static NONE: LazyLock<Locale> = LazyLock::new(Locale::default);

/// The language of a site that names none, and of standard types where they have no word in the language that is asked for.
pub const DEFAULT: &str = "de";

/// The ways of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locale {
    /// Numbers.
    pub numbers: Numbers,
    /// Dates.
    pub dates: Dates,
    /// North, east, south and west, as letters behind degrees.
    pub compass: [String; 4],
    /// Signs in running text.
    pub typography: Typography,
    /// Parts of addresses.
    pub files: Files,
    /// Words that are set into formatted text.
    pub words: Words,
}

/// How numbers are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Between whole number and decimals.
    pub decimal: String,
    /// Between groups of three digits.
    pub group: String,
    /// A `{number}` of a hundred.
    pub percent: String,
    /// A `{number}` with a `{currency}` that is a code of letters, such as CHF.
    pub money: String,
    /// A `{number}` with a `{currency}` that is a single sign, such as €.
    pub money_symbol: String,
}

/// How dates are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The months, from January.
    pub months: [String; 12],
    /// `{day}`, `{month}` and `{year}`.
    pub day: String,
    /// `{month}` and `{year}`.
    pub month: String,
}

/// Signs in running text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typography {
    /// Opening and closing double, opening and closing single quotation marks; `None` leaves them as they are typed.
    pub quotes: Option<[char; 4]>,
    /// Words before a number that it must not be parted from.
    pub before_numbers: Vec<String>,
    /// Words behind a number that stay with it, beside the signs that all languages have.
    pub units: Vec<String>,
    /// Words for currencies, beside the signs and codes that all languages have.
    pub currencies: Vec<String>,
    /// Numbers written out that stay with their currency.
    pub magnitudes: Vec<String>,
    /// Whether abbreviations of single letters (`z. B.`) are held together.
    pub letters: bool,
    /// What is held to a single letter before it although it is longer (`n. Chr.`).
    pub after_letters: Vec<String>,
}

/// Parts of addresses: a folder, and names of files without their endings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// The folder of data files.
    pub data: String,
    /// Before the number of a further page of a list.
    pub page: String,
    /// Dates of an entry or of the site.
    pub calendar: String,
    /// The contact of an entry.
    pub contact: String,
    /// All contacts of an entry.
    pub contacts: String,
}

/// Words that are set into formatted text; `{n}` stands for a number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Name of the list of footnotes.
    pub footnotes: String,
    /// Name of a footnote's mark.
    pub footnote: String,
    /// Name of the way back from a footnote.
    pub back: String,
    /// Name of a table's scroll area.
    pub table: String,
    /// What comes before an image's credit.
    pub credit: String,
    /// What an attachment is called where it has no label.
    pub file: String,
}

impl Locale {
    /// That of a language (BCP 47), of `de` for `de-AT`; `None` for a language that has no file.
    pub fn of(language: &str) -> Option<&'static Self> {
        let primary = || language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        LOCALES.get(language).or_else(|| LOCALES.get(primary().as_str()))
    }

    /// That of a language, else of `other`, else of [`DEFAULT`].
    pub fn of_or(language: &str, other: &str) -> &'static Self {
        Self::of(language)
            .or_else(|| Self::of(other))
            .or_else(|| Self::of(DEFAULT))
            .unwrap_or(&NONE)
    }

    /// The languages that have a file, with it, sorted by their tags.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static Self)> {
        LOCALES.iter().map(|(tag, locale)| (*tag, locale))
    }
}

/// `pattern` with each `{name}` replaced by its value.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
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
        for file in FILES.files() {
            let text = file.contents_utf8().unwrap();
            let locale: Locale = serde_yaml::from_str(text)
                .unwrap_or_else(|error| panic!("{}: {error}", file.path().display()));
            let numbers = &locale.numbers;
            for pattern in [&numbers.percent, &numbers.money, &numbers.money_symbol] {
                assert!(pattern.contains("{number}"), "{}: {pattern}", file.path().display());
            }
            let files = &locale.files;
            for name in [&files.data, &files.page, &files.calendar, &files.contact, &files.contacts]
            {
                let fits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
                assert!(fits, "{}: {name} is part of an address", file.path().display());
            }
        }
        assert_eq!(Locale::all().count(), FILES.files().count());
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
