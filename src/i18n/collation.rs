//! Sorting as readers expect it: *Ä* beside *A*, `OM2` before `OM10`.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

/// Compares texts by the rules of a language (Unicode Collation Algorithm with CLDR tailoring, numbers by value).
pub struct Collation {
    language: String,
    collator: Option<CollatorBorrowed<'static>>,
}

impl PartialEq for Collation {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Collation {
    /// The rules of `language`.
    pub(crate) fn new(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = Collator::try_new(preferences, CollatorOptions::default()).ok();
        Self { language: language.to_owned(), collator }
    }

    /// Which text comes first; texts that only differ in invisible ways are ordered by their bytes.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.collator {
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.cmp(b),
        }
    }
}
