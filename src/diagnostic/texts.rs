//! The words of findings and of the command line, in German and English (Fluent, one file per language).

use std::collections::BTreeMap;
use std::fmt::Display;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::{Code, Diagnostic};
use crate::escape::visible_line;

/// A language in which broschur speaks to its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Language; 2] = [Language::De, Language::En];

    /// The language of a locale name such as `de_DE.UTF-8`; `None` for a locale without a language, such as `C`.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let language: String = locale.chars().take_while(char::is_ascii_alphabetic).collect();
        match language.to_ascii_lowercase().as_str() {
            "de" => Some(Self::De),
            "" | "c" | "posix" => None,
            _ => Some(Self::En),
        }
    }

    /// The language with this two-letter code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The two-letter code.
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}

/// Values that a finding may lack or leave empty. Messages then read `none` and choose other words.
const OPTIONAL: [&str; 19] = [
    "advice",
    "attributes",
    "characters",
    "date",
    "destination",
    "detail",
    "document",
    "item",
    "known",
    "lines",
    "message",
    "other",
    "outputs",
    "reason",
    "said",
    "section",
    "suggestion",
    "template",
    "together",
];

/// Whole numbers as numbers, so that messages can tell one from many; everything else as it was written.
fn typed(value: &str) -> FluentValue<'static> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => number.into(),
        // It may have been chosen to steer a terminal, or to begin a line that a CI system takes for a command.
        _ => visible_line(value).into_owned().into(),
    }
}

/// The message catalogue of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
    language: Language,
}

impl Texts {
    /// The catalogue that ships with broschur.
    pub fn new(language: Language) -> Self {
        let (tag, sources) = match language {
            Language::De => {
                (langid!("de"), [include_str!("texts/de.ftl"), include_str!("texts/cli.de.ftl")])
            }
            Language::En => {
                (langid!("en"), [include_str!("texts/en.ftl"), include_str!("texts/cli.en.ftl")])
            }
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are invisible characters that would end up in logs and issue trackers.
        bundle.set_use_isolating(false);
        for source in sources {
            // A damaged line costs that line only; the self-test of the catalogues names it.
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, language }
    }

    /// Which language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `id` with values put in; the id itself when the catalogue lacks it.
    pub fn get(&self, id: &str, args: &[(&str, &dyn Display)]) -> String {
        let args: BTreeMap<&str, String> =
            args.iter().map(|(name, value)| (*name, value.to_string())).collect();
        self.pattern(id, None, &args).unwrap_or_else(|| id.to_owned())
    }

    /// The message `id`, when the catalogue has it and it needs no values.
    pub fn find(&self, id: &str) -> Option<String> {
        self.pattern(id, None, &BTreeMap::<&str, String>::new())
    }

    /// What the finding says.
    pub fn message(&self, finding: &Diagnostic) -> String {
        self.of(finding, None).unwrap_or_else(|| finding.code.slug().to_owned())
    }

    /// What to do about it.
    pub fn help(&self, finding: &Diagnostic) -> Option<String> {
        self.of(finding, Some("help"))
    }

    /// What stands under the marked place.
    pub fn label(&self, finding: &Diagnostic) -> Option<String> {
        self.of(finding, Some("label"))
    }

    /// What stands under a related place.
    pub fn related(&self, finding: &Diagnostic, key: &str) -> Option<String> {
        self.of(finding, Some(key))
    }

    /// Why the rule exists, with an example.
    pub fn explanation(&self, code: Code) -> Option<String> {
        self.pattern(code.slug(), Some("explain"), &BTreeMap::<&str, String>::new())
    }

    fn of(&self, finding: &Diagnostic, attribute: Option<&str>) -> Option<String> {
        self.pattern(finding.code.slug(), attribute, &finding.args).filter(|text| !text.is_empty())
    }

    fn pattern<K: AsRef<str>>(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &BTreeMap<K, String>,
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut values = FluentArgs::new();
        for name in OPTIONAL {
            values.set(name, "none");
        }
        for (name, value) in args {
            let name = match name.as_ref().split_once(':') {
                None => name.as_ref(),
                // What somebody wrote in both languages.
                Some((name, language)) if language == self.language.code() => name,
                Some(_) => continue,
            };
            if !(value.is_empty() && OPTIONAL.contains(&name)) {
                values.set(name.to_owned(), typed(value));
            }
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut errors).trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests;
