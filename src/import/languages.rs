//! The language that stands at the end of a column's name: `Titel (en)`, `title.en`, „Titel englisch“.
//!
//! Entry point: [`marked`]. Invariant: what is before the mark is not looked at; whether the mark is one is for whoever knows what that is called.

use crate::i18n;
use crate::yaml::is_language;

/// Signs between a name and a language, besides spaces.
const BETWEEN: [char; 10] = ['.', ':', '/', '>', '›', '_', '-', '–', ',', '|'];

/// A name with a language behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkedName<'a, 'l> {
    /// What is before the language.
    pub(super) rest: &'a str,
    /// The language.
    pub(super) language: MarkedLanguage<'a, 'l>,
    /// Whether it stands in brackets: then it is hardly anything else.
    pub(super) is_bracketed: bool,
}

/// A language that somebody names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkedLanguage<'a, 'l> {
    /// One of those of the site.
    Known(&'l str),
    /// Another one, as it is written.
    Unknown(&'a str),
}

/// A name with the language at its end, where there seems to be one. `languages` are those of the site.
pub(super) fn marked<'a, 'l>(
    written: &'a str,
    languages: &'l [String],
) -> Option<MarkedName<'a, 'l>> {
    let written = written.trim().trim_end_matches(['*', ':', ' ']);
    let bracketed = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (rest, inside) = written.strip_suffix(close)?.rsplit_once(open)?;
        Some((rest, inside.trim()))
    });
    if let Some((rest, inside)) = bracketed {
        let language = language(inside, languages).or_else(|| {
            let is_one =
                is_language(&tag(inside)) || i18n::language_called(&small(inside)).is_some();
            is_one.then_some(MarkedLanguage::Unknown(inside))
        });
        return name(rest, language?, true);
    }
    let is_between = |sign: char| BETWEEN.contains(&sign) || sign.is_whitespace();
    let ends = || {
        let signs = written.char_indices().filter(|(_, sign)| is_between(*sign));
        signs.map(|(at, sign)| (&written[..at], &written[at + sign.len_utf8()..]))
    };
    // A tag may have a hyphen in it.
    let known = ends().find_map(|(rest, end)| Some((rest, language(end, languages)?)));
    let unknown = || {
        let (rest, end) = ends().next_back()?;
        let is_one = is_language(end) || i18n::language_called(&small(end)).is_some();
        is_one.then_some((rest, MarkedLanguage::Unknown(end)))
    };
    let (rest, language) = known.or_else(unknown)?;
    name(rest.trim_end_matches(is_between), language, false)
}

fn name<'a, 'l>(
    rest: &'a str,
    language: MarkedLanguage<'a, 'l>,
    is_bracketed: bool,
) -> Option<MarkedName<'a, 'l>> {
    let rest = rest.trim();
    (!rest.is_empty()).then_some(MarkedName { rest, language, is_bracketed })
}

/// The language of the site that is meant: by its tag, by the beginning of it where that leaves no doubt, or by what it is called.
fn language<'a, 'l>(written: &str, languages: &'l [String]) -> Option<MarkedLanguage<'a, 'l>> {
    let tagged = |wanted: &str| {
        let exact = languages.iter().find(|known| known.eq_ignore_ascii_case(wanted));
        exact.or_else(|| {
            let begins = |known: &&String| {
                known.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case(wanted))
            };
            let mut beginning = languages.iter().filter(begins);
            beginning.next().filter(|_| beginning.next().is_none())
        })
    };
    let found = tagged(&tag(written)).or_else(|| tagged(i18n::language_called(&small(written))?));
    found.map(|language| MarkedLanguage::Known(language))
}

/// A tag as settings write it.
fn tag(written: &str) -> String {
    small(written).replace('_', "-")
}

fn small(written: &str) -> String {
    written.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_at_the_end_and_something_is_before_it() {
        let languages = ["de".to_owned(), "en-GB".to_owned()];
        let of = |written| {
            marked(written, &languages).map(|name| match name.language {
                MarkedLanguage::Known(language) => (name.rest.to_owned(), language.to_owned()),
                MarkedLanguage::Unknown(language) => (name.rest.to_owned(), format!("?{language}")),
            })
        };
        let is = |rest: &str, language: &str| Some((rest.to_owned(), language.to_owned()));
        for (written, expected) in [
            ("Titel (en)", is("Titel", "en-GB")),
            ("Titel *[ EN-gb ] *", is("Titel *", "en-GB")),
            ("quote.text.en_GB", is("quote.text", "en-GB")),
            ("Titel – Deutsch", is("Titel", "de")),
            ("Titel (dt.)", is("Titel", "de")),
            ("Größe, englisch", is("Größe", "en-GB")),
            ("Titel (fr)", is("Titel", "?fr")),
            ("Titel (Esperanto)", is("Titel", "?Esperanto")),
            ("Titel (Mio)", None),
            ("Titel neu", None),
            ("Titel IT", None),
            ("(en)", None),
            ("en", None),
            (".en", None),
            ("Titel)", None),
            ("", None),
        ] {
            assert_eq!(of(written), expected, "{written}");
        }
    }
}
