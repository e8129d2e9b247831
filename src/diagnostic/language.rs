//! The languages in which broschur speaks to its users: those that have catalogues.
//!
//! Entry point: [`Language::all`]. Invariant: a language is a set of files in `catalogues/`, found by their names; nothing in the code names one.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::i18n;

/// Where the catalogues are, below the root of the repository.
const FOLDER: &str = "src/diagnostic/catalogues";

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/diagnostic/catalogues");

/// By tag, what the catalogues of a language say: `<tag>.ftl` about findings, `cli.<tag>.ftl` on the command line,
/// `editor.<tag>.ftl` in the editor.
static CATALOGUES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut catalogues: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in i18n::catalogues(&FILES, FOLDER) {
        let Some(name) = name.strip_suffix(".ftl") else { continue };
        let tag = name.rsplit_once('.').map_or(name, |(_, tag)| tag);
        catalogues.entry(tag).or_default().push(text);
    }
    catalogues
});

/// A language in which broschur speaks to its users.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Default for Language {
    /// The language for those whose own has no catalogue.
    fn default() -> Self {
        Self(i18n::INTERNATIONAL)
    }
}

impl Language {
    /// All of them, by their tags.
    pub fn all() -> impl Iterator<Item = Self> {
        CATALOGUES.keys().map(|tag| Self(tag))
    }

    /// The language with this tag (BCP 47); `None` when it has no catalogue.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::all().find(|language| language.0.eq_ignore_ascii_case(tag))
    }

    /// The language of a locale name such as `de_DE.UTF-8`, the default one when that has no catalogue; `None` for a locale without a
    /// language, such as `C`.
    pub(crate) fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        let is_none = ["", "c", "posix"].iter().any(|none| name.eq_ignore_ascii_case(none));
        (!is_none).then(|| i18n::lookup(&name).find_map(Self::of_tag).unwrap_or_default())
    }

    /// Its tag (BCP 47).
    pub(crate) fn tag(self) -> &'static str {
        self.0
    }

    /// What its catalogues say.
    pub(super) fn catalogues(self) -> &'static [&'static str] {
        CATALOGUES.get(self.0).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_chosen_by_tag_and_locale() {
        let of = |locale| Language::of_locale(locale).map(Language::tag);
        assert_eq!(of("de_DE.UTF-8"), Some("de"));
        assert_eq!(of("DE_at@euro"), Some("de"));
        assert_eq!(of("en"), Some("en"));
        assert_eq!(of("eo.UTF-8"), Some("eo"));
        assert_eq!(of("tlh_KX"), Some(i18n::INTERNATIONAL));
        assert_eq!([of("C.UTF-8"), of("POSIX"), of("")], [None; 3]);
        assert_eq!(Language::of_tag("de"), Language::of_locale("de"));
        assert_eq!(Language::of_tag("de-DE"), None);
    }
}
