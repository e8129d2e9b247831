//! The words of findings and of the command line (Fluent; two files per language, see [`super::language`]).

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Code, Diagnostic, Language, problem};
use crate::escape::visible_line;
use crate::i18n::{self, Locale};

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
    /// The catalogue for what this one lacks, once something was asked that it does.
    other: OnceLock<Option<Box<Texts>>>,
}

impl Texts {
    /// The catalogue that ships with broschur.
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are invisible characters that would end up in logs and issue trackers.
        bundle.set_use_isolating(false);
        for source in language.catalogues() {
            // A damaged line costs that line only; the self-test of the catalogues names it.
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, language, other: OnceLock::new() }
    }

    /// The catalogue for what this one lacks.
    fn other(&self) -> Option<&Self> {
        let other = Language::default();
        let make = || (self.language != other).then(|| Box::new(Self::new(other)));
        self.other.get_or_init(make).as_deref()
    }

    /// Which language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The message `id` with values put in; the id itself when the catalogue lacks it.
    pub(crate) fn get(&self, id: &str, args: &[(&str, &dyn Display)]) -> String {
        let args: BTreeMap<&str, String> =
            args.iter().map(|(name, value)| (*name, value.to_string())).collect();
        self.pattern(id, None, &args, &[]).unwrap_or_else(|| id.to_owned())
    }

    /// A number with so many decimals.
    pub(crate) fn decimal(&self, number: f64, decimals: usize) -> String {
        format!("{number:.decimals$}").replace('.', &self.locale().numbers.decimal)
    }

    fn locale(&self) -> &'static Locale {
        Locale::of_or(self.language.tag(), i18n::DEFAULT)
    }

    /// A value as people write it, where its name says what it is: a day, a time in seconds, or why the system refuses something. Whatever
    /// quotes a file has another name.
    fn in_words(&self, name: &str, value: &str) -> Option<String> {
        match name {
            "date" | "from" | "to" => self.date(value),
            "seconds" => Some(value.replacen('.', &self.locale().numbers.decimal, 1)),
            "reason" => self.system_error(value),
            _ => None,
        }
    }

    /// A day or a month that is written as ISO 8601 has it.
    fn date(&self, iso: &str) -> Option<String> {
        let mut parts = iso.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?;
        let month: usize = parts.next()?.parse().ok()?;
        let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let dates = &self.locale().dates;
        let month = dates.months.get(month.checked_sub(1)?)?;
        let words = match day {
            _ if parts.next().is_some() || !year.bytes().all(|b| b.is_ascii_digit()) => {
                return None;
            }
            Some(day) => {
                let day = day.to_string();
                i18n::fill(&dates.day, &[("day", &day), ("month", month), ("year", year)])
            }
            None => i18n::fill(&dates.month, &[("month", month), ("year", year)]),
        };
        Some(words.replace('\u{a0}', " "))
    }

    /// What the system says, in this language. Only Linux has these numbers.
    fn system_error(&self, said: &str) -> Option<String> {
        let (before, number) = said.strip_suffix(')')?.rsplit_once(" (os error ")?;
        let words = cfg!(target_os = "linux").then(|| self.find(&format!("system-{number}")))??;
        // Somebody may have said before what was tried.
        let tried = before.rsplit_once(": ").map(|(tried, _)| format!("{tried}: "));
        Some(format!("{}{words} ({number})", tried.unwrap_or_default()))
    }

    /// The message `id`, when the catalogue has it and it needs no values.
    pub(crate) fn find(&self, id: &str) -> Option<String> {
        self.pattern(id, None, &BTreeMap::<&str, &str>::new(), &[])
    }

    /// What the finding says.
    pub(crate) fn message(&self, finding: &Diagnostic) -> String {
        self.of(finding, None).unwrap_or_else(|| finding.code.slug().to_owned())
    }

    /// What to do about it.
    pub(crate) fn help(&self, finding: &Diagnostic) -> Option<String> {
        self.of(finding, Some("help"))
    }

    /// What stands under the marked place.
    pub(crate) fn label(&self, finding: &Diagnostic) -> Option<String> {
        self.of(finding, Some("label"))
    }

    /// What stands under a related place.
    pub(crate) fn related(&self, finding: &Diagnostic, key: &str) -> Option<String> {
        // Every finding in a table can say in which column it is.
        let of_table = || self.pattern(&format!("finding-{key}"), None, &finding.args, &[]);
        self.of(finding, Some(key)).or_else(of_table)
    }

    /// Why the rule exists, with an example.
    pub(crate) fn explanation(&self, code: Code) -> Option<String> {
        self.pattern(code.slug(), Some("explain"), &BTreeMap::<&str, &str>::new(), &[])
    }

    fn of(&self, finding: &Diagnostic, attribute: Option<&str>) -> Option<String> {
        let said = finding.said.iter().find(|(language, _)| *language == self.language);
        let args = finding.args.iter().map(|(name, value)| (*name, value));
        let args: BTreeMap<&str, &String> =
            args.chain(said.map(|(_, said)| ("said", said))).collect();
        let mut optional = Vec::new();
        problem::optional(finding.code.parameters(), &mut optional);
        self.pattern(finding.code.slug(), attribute, &args, &optional)
            .filter(|text| !text.is_empty())
    }

    /// Messages read `none` for `optional` values that are absent or empty, and choose other words.
    fn pattern<V: AsRef<str>>(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &BTreeMap<&str, V>,
        optional: &[&str],
    ) -> Option<String> {
        let message = self.bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            None => message.value(),
            Some(name) => Some(message.get_attribute(name)?.value()),
        });
        let Some(pattern) = pattern else {
            return self.other()?.pattern(id, attribute, args, optional);
        };
        let mut values = FluentArgs::new();
        for name in optional {
            values.set((*name).to_owned(), "none");
        }
        for (name, value) in args {
            let words = self.in_words(name, value.as_ref());
            let value = words.as_deref().unwrap_or(value.as_ref());
            if !(value.is_empty() && optional.contains(name)) {
                values.set((*name).to_owned(), typed(value));
            }
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut errors).trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests;
