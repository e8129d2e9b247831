//! UI texts: the words of a theme that are not content.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{TEXTS, ThemeFile};
use crate::diagnostic::{Diagnostic, problem};
use crate::i18n;
use crate::location::Span;
use crate::source::Snapshot;

/// A value put into a text.
#[derive(Clone, Debug)]
pub(crate) enum TextValue {
    /// A number: texts can choose their words by it.
    Number(f64),
    /// Anything else.
    Text(String),
}

/// The UI texts for the pages of one language.
#[derive(Clone)]
pub(crate) struct UiTexts {
    language: String,
    /// The language of the words.
    spoken: String,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl fmt::Debug for UiTexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UiTexts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl UiTexts {
    /// The standard theme's texts, with the messages of the site's theme in their place. For a language that neither has, those of
    /// `default`, the language of the site.
    pub(super) fn load(
        language: &str,
        default: &str,
        files: &BTreeMap<String, ThemeFile>,
        snapshot: &Snapshot,
        theme: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let spoken = [language, default].into_iter().find(|language| has(files, language));
        let spoken = spoken.unwrap_or(i18n::DEFAULT);
        let name = file_name(spoken);
        let mut bundle = new_bundle(spoken);
        // A language may leave words to the language of the site.
        let mut standard = Vec::new();
        for language in [i18n::DEFAULT, default, spoken] {
            standard.extend(super::standard_text(&file_name(language)));
        }
        standard.dedup();
        for text in standard {
            bundle.add_resource_overriding(resource(text).0);
        }
        // The file of the site; `files` alone would not tell it from the embedded one.
        let own =
            snapshot.get_str(&format!("themes/{theme}/{name}")).and_then(|_| files.get(&name));
        if let Some(file) = own
            && let Some(text) = file.text()
        {
            let (resource, errors) = resource(text);
            for (place, message) in errors {
                findings.push(Diagnostic::at(
                    problem::ThemeText { message: &message },
                    Span::new(&file.path, place),
                ));
            }
            bundle.add_resource_overriding(resource);
        }
        let (language, spoken) = (language.to_owned(), spoken.to_owned());
        Self { language, spoken, bundle: Arc::new(bundle) }
    }

    /// No texts at all.
    pub(super) fn none() -> &'static Self {
        static NONE: LazyLock<UiTexts> = LazyLock::new(|| UiTexts {
            language: String::new(),
            spoken: String::new(),
            bundle: Arc::new(new_bundle(i18n::DEFAULT)),
        });
        &NONE
    }

    /// The language of the pages that they are for.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// The language that they are in, where it is another one.
    pub(crate) fn foreign(&self) -> Option<&str> {
        (self.spoken != self.language).then_some(self.spoken.as_str())
    }

    /// The text `key` with values put in; `None` when the theme lacks it. An attribute is written `key.attribute`.
    pub(crate) fn get<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, TextValue)>,
    ) -> Option<String> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            let value = match value {
                TextValue::Number(number) => FluentValue::from(number),
                TextValue::Text(text) => FluentValue::from(text),
            };
            args.set(name.to_owned(), value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        // A value that a template forgot must not be published as `{$count}`.
        errors.is_empty().then(|| text.into_owned())
    }

    /// The text `key` without values; the key itself when the theme lacks it.
    pub(crate) fn plain(&self, key: &str) -> String {
        self.get(key, []).unwrap_or_else(|| key.to_owned())
    }
}

fn file_name(language: &str) -> String {
    format!("{TEXTS}{language}.ftl")
}

/// Whether the files of a theme, those of the standard theme among them, have texts in a language.
pub(super) fn has(files: &BTreeMap<String, ThemeFile>, language: &str) -> bool {
    files.contains_key(&file_name(language))
}

/// The languages in which the files of a theme have texts.
pub(super) fn languages(files: &BTreeMap<String, ThemeFile>) -> impl Iterator<Item = &str> {
    files.keys().filter_map(|name| name.strip_prefix(TEXTS)?.strip_suffix(".ftl"))
}

fn new_bundle(language: &str) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are invisible characters that would end up in pages and titles.
    bundle.set_use_isolating(false);
    bundle
}

/// A damaged line costs that line only.
fn resource(text: &str) -> (FluentResource, Vec<(Range<usize>, String)>) {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (
            resource,
            errors
                .into_iter()
                .map(|error| (inside(text, error.pos.clone()), error.to_string()))
                .collect(),
        ),
    }
}

/// The part of a place that lies in the text, on character boundaries: the reader counts bytes, and names the one after the
/// last where something is missing at the end.
fn inside(text: &str, place: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(place.start);
    start..text.floor_char_boundary(place.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_in_the_text() {
        for text in
            ["a =", "a = {", "a = { $b", "ä", "a = { \"ä", "a\n", "-", "a = b\n    .ü", "a = { ü }"]
        {
            for (place, message) in resource(text).1 {
                assert!(text.get(place.clone()).is_some(), "{text:?}: {message} at {place:?}");
            }
        }
        // Found by the fuzz target theme_texts: the reader itself names a byte that is not there.
        let errors = FluentResource::try_new("a = {".to_owned()).err().unwrap().1;
        assert!(errors.iter().any(|error| error.pos.end > "a = {".len()), "{errors:?}");
    }
}
