//! `new` on a terminal: asks what a new entry needs, one thing after the other.
//!
//! Entry point: `Run::ask_new`. Invariant: nothing is written while there are questions: whoever leaves them leaves nothing behind. What is
//! answered is read as a cell of a table is; what is not answered stays for the file.

use std::io::IsTerminal;

use inquire::autocompletion::Replacement;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{Autocomplete, CustomUserError, InquireError, Select, Text};

use super::{Run, Status, args, streams, style};
use crate::config::Config;
use crate::diagnostic::emit::text::TextStyle;
use crate::edit::{Change, NewValue, Source, Step};
use crate::import::{Answers, Misread};
use crate::model::{Catalog, EntryKey, may_be_id};
use crate::scaffold;
use crate::schema::{ContentType, Control, Field, Parts, common};
use crate::source::Snapshot;
use crate::syntax::excerpt;
use crate::syntax::slug::{example_id, slug};

/// How many entries are offered while somebody types.
const OFFERED: usize = 8;

/// So many characters of what is offered fit on a line of a usual terminal.
const LINE: usize = 76;

/// What somebody wants to be made.
pub(super) struct WantedEntry {
    pub(super) type_id: String,
    pub(super) id: String,
    /// What is filled in already, with the way to it.
    pub(super) values: Vec<(Vec<Step>, NewValue)>,
}

impl WantedEntry {
    /// The text of a new file with what is filled in.
    pub(super) fn text(&self, path: &str, empty: String) -> String {
        let mut source = Source::new(path, empty);
        for (steps, value) in &self.values {
            // What cannot be put into the file is left for whoever opens it.
            let _ = source.change(&Change::Set(steps.clone(), value.clone()));
        }
        source.text().to_owned()
    }
}

/// Something to choose, with what it is called.
struct Offer {
    value: String,
    words: String,
}

impl std::fmt::Display for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl Run {
    /// Whether somebody can be asked.
    pub(super) fn may_ask(&self, asked: &args::New) -> bool {
        !asked.no_input
            && !self.quiet
            && std::io::stdin().is_terminal()
            && streams::are_messages_on_a_terminal()
    }

    /// What somebody wants to be made, by what they answer.
    pub(super) fn ask_new(
        &self,
        asked: &args::New,
        (snapshot, config, catalog): (&Snapshot, &Config, &Catalog),
    ) -> Result<WantedEntry, Status> {
        let answers = Answers { snapshot, config, catalog };
        let questions = Questions { run: self, answers };
        let content_type = match &asked.type_id {
            Some(type_id) => self.known_type(&catalog.schema, type_id)?,
            None => questions.content_type()?,
        };
        let title = questions.title(content_type)?;
        let id = match &asked.id {
            Some(id) => id.clone(),
            None => questions.id(content_type, &title)?,
        };
        let mut values =
            vec![(vec![Step::from(content_type.title.as_str())], NewValue::Text(title))];
        for field in scaffold::order(content_type).filter(|field| field.required) {
            let is_known = *field.name == *content_type.title || *field.name == *common::STATUS;
            if !is_known {
                questions.field(field, (&[], ""), &mut values)?;
            }
        }
        Ok(WantedEntry { type_id: content_type.id.to_string(), id, values })
    }
}

/// A label before its answer.
fn question(label: &str) -> String {
    format!("{label}:")
}

struct Questions<'a> {
    run: &'a Run,
    answers: Answers<'a>,
}

impl<'a> Questions<'a> {
    fn say(&self, id: &str) -> String {
        self.run.texts.get(id, &[])
    }

    fn language(&self) -> &'static str {
        self.run.texts.language().tag()
    }

    /// Nobody wants to go on.
    fn left(&self, error: &InquireError) -> Status {
        match error {
            InquireError::OperationCanceled | InquireError::OperationInterrupted => {
                self.run.say("cli-ask-left", &[]);
                Status::Usage
            }
            error => {
                self.run.say("cli-ask-failed", &[("reason", error)]);
                Status::Environment
            }
        }
    }

    fn look(&self) -> RenderConfig<'static> {
        match style() {
            TextStyle::Coloured => RenderConfig::default_colored(),
            TextStyle::Plain => RenderConfig::empty(),
        }
    }

    fn choose(
        &self,
        question: &str,
        offers: Vec<Offer>,
        help: &str,
    ) -> Result<Option<String>, Status> {
        let keys = format!("{help}{}", self.say("cli-ask-keys-choose"));
        let chosen = Select::new(question, offers)
            .with_help_message(&keys)
            .with_render_config(self.look())
            .prompt_skippable();
        match chosen {
            Ok(chosen) => Ok(chosen.map(|offer| offer.value)),
            Err(error) => Err(self.left(&error)),
        }
    }

    fn content_type(&self) -> Result<&'a ContentType, Status> {
        let schema = &self.answers.catalog.schema;
        let offers = schema.types().map(|of| {
            let label = of.label.get(self.language());
            let about = of.description.as_ref().map(|about| about.get(self.language()));
            let words = match about {
                Some(about) => format!("{label} ({}) – {about}", of.id),
                None => format!("{label} ({})", of.id),
            };
            Offer { value: of.id.to_string(), words: excerpt(&words, LINE) }
        });
        let chosen = self.choose(&self.say("cli-ask-type"), offers.collect(), "")?;
        let chosen = chosen.and_then(|id| schema.get(&id));
        chosen.ok_or_else(|| self.left(&InquireError::OperationCanceled))
    }

    fn title(&self, content_type: &ContentType) -> Result<String, Status> {
        let field = content_type.field(&content_type.title);
        let label =
            field.map_or(content_type.title.as_str(), |field| field.label.get(self.language()));
        let help =
            field.and_then(|field| field.help.as_ref()).map(|help| help.get(self.language()));
        let missing = self.say("cli-ask-title-missing");
        let filled = move |text: &str| -> Result<Validation, CustomUserError> {
            Ok(match text.trim().is_empty() {
                true => Validation::Invalid(missing.as_str().into()),
                false => Validation::Valid,
            })
        };
        let label = question(label);
        let mut question = Text::new(&label).with_validator(filled).with_render_config(self.look());
        question.help_message = help;
        let title = question.prompt().map_err(|error| self.left(&error))?;
        Ok(title.trim().to_owned())
    }

    fn id(&self, content_type: &ContentType, title: &str) -> Result<String, Status> {
        let (catalog, type_id) = (self.answers.catalog, content_type.id.clone());
        let texts = self.run.texts.clone();
        let usable = {
            let taken: std::collections::BTreeMap<String, String> = catalog
                .originals_of(&type_id)
                .iter()
                .map(|entry| (entry.key.id.to_string(), entry.file.to_string()))
                .collect();
            move |id: &str| -> Result<Validation, CustomUserError> {
                let wrong = |said: String| Ok(Validation::Invalid(said.into()));
                match taken.get(id) {
                    _ if !may_be_id(id) => {
                        let example = example_id(id);
                        wrong(texts.get("cli-new-bad-id", &[("id", &id), ("example", &example)]))
                    }
                    Some(path) => wrong(texts.get("cli-new-exists", &[("path", path)])),
                    None => Ok(Validation::Valid),
                }
            }
        };
        let (proposed, help, question) =
            (slug(title), self.say("cli-ask-id-help"), question(&self.say("cli-ask-id")));
        let question = Text::new(&question)
            .with_initial_value(&proposed)
            .with_help_message(&help)
            .with_validator(usable)
            .with_render_config(self.look());
        question.prompt().map_err(|error| self.left(&error))
    }

    /// Asks for a field; of one that is made of others, for each of these. What has no value of one piece is left for the file.
    fn field(
        &self,
        field: &Field,
        (above, within): (&[Step], &str),
        values: &mut Vec<(Vec<Step>, NewValue)>,
    ) -> Result<(), Status> {
        let steps = [above, &[Step::from(&*field.name)]].concat();
        // A part says what it is a part of: the name of a firm is not that of the entry.
        let label = format!("{within}{}", field.label.get(self.language()));
        match field.kind.parts() {
            Parts::Fields(fields) => {
                for inner in fields.values().filter(|inner| !inner.hidden) {
                    self.field(inner, (&steps, &format!("{label} – ")), values)?;
                }
            }
            Parts::Items(of) if matches!(of.kind.parts(), Parts::None) => {
                let mut items = Vec::new();
                while let Some(item) = self.one((field, &label), of, items.len())? {
                    items.push(item);
                }
                if !items.is_empty() {
                    values.push((steps, NewValue::List(items)));
                }
            }
            Parts::None if field.kind.control().parts().is_empty() => {
                values.extend(self.one((field, &label), field, 0)?.map(|value| (steps, value)));
            }
            Parts::Items(_) | Parts::Pairs(..) | Parts::None => {}
        }
        Ok(())
    }

    /// Asks for a value of one piece: that of a field, or an item of it after `before` others.
    fn one(
        &self,
        (field, label): (&Field, &str),
        of: &Field,
        before: usize,
    ) -> Result<Option<NewValue>, Status> {
        let mut label = label.to_owned();
        if before > 0 {
            label = self.run.texts.get("cli-ask-one-more", &[("field", &label)]);
        }
        let label = question(&label);
        let mut help = String::new();
        let about = field.help.as_ref().map(|help| help.get(self.language()).to_owned());
        for said in about.into_iter().chain(self.hint(of)) {
            help.push_str(&said);
            help.push(' ');
        }
        if let Some(offers) = self.offers(of) {
            let chosen = self.choose(&label, offers, &help)?.filter(|chosen| !chosen.is_empty());
            return Ok(chosen.and_then(|chosen| self.answers.read(&chosen, of).ok()));
        }
        help.push_str(&self.say("cli-ask-keys-skip"));
        let known = match of.kind.control() {
            Control::Reference => self.known(of),
            _ => Vec::new(),
        };
        loop {
            let mut question =
                Text::new(&label).with_help_message(&help).with_render_config(self.look());
            if !known.is_empty() {
                question = question.with_autocomplete(Completion { known: known.clone() });
            }
            let answer = question.prompt_skippable().map_err(|error| self.left(&error))?;
            // What is offered says more than the id.
            let answer = answer.unwrap_or_default();
            let answer = answer.split(BEHIND_ID).next().unwrap_or_default().trim();
            if answer.is_empty() {
                return Ok(None);
            }
            match self.answers.read(answer, of) {
                Ok(value) => return Ok(Some(value)),
                Err(Misread::Found(finding)) => {
                    let said = self.run.texts.message(&finding);
                    let help = self.run.texts.help(&finding).unwrap_or_default();
                    self.run.streams.line(format!("{said} {help}").trim_end());
                }
                Err(Misread::NoEntry(suggestion)) => match suggestion {
                    Some(suggestion) => {
                        self.run
                            .say("cli-no-entry", &[("id", &answer), ("suggestion", &suggestion)]);
                    }
                    None => self.run.say("cli-no-entry-plain", &[("id", &answer)]),
                },
                Err(Misread::Readings(other)) => {
                    self.run.say("cli-ask-readings", &[("value", &answer), ("other", &other)]);
                }
            }
        }
    }

    /// How an answer is written, without what files alone need, and what is to be chosen from anyway.
    fn hint(&self, of: &Field) -> Option<String> {
        match of.kind.control() {
            Control::Prose(most) => {
                most.map(|most| self.run.texts.get("cli-ask-length", &[("count", &most)]))
            }
            Control::Reference => Some(self.say("cli-ask-reference")),
            Control::Choice | Control::Answer => None,
            _ => of.kind.hint(&self.run.texts),
        }
    }

    /// The values among which somebody chooses; the first is none.
    fn offers(&self, of: &Field) -> Option<Vec<Offer>> {
        let none = Offer { value: String::new(), words: self.say("cli-ask-none") };
        let offers: Vec<Offer> = match (of.kind.choices(), of.kind.control()) {
            (Some(choices), _) => choices
                .iter()
                .map(|(key, value)| {
                    let label = value.label.get(self.language());
                    let words = if label == key { key.clone() } else { format!("{label} ({key})") };
                    Offer { value: key.clone(), words }
                })
                .collect(),
            (None, Control::Answer) => [("true", "cli-ask-yes"), ("false", "cli-ask-no")]
                .map(|(value, id)| Offer { value: value.to_owned(), words: self.say(id) })
                .into(),
            _ => return None,
        };
        Some(std::iter::once(none).chain(offers).collect())
    }

    /// The entries to which a field can refer, each with its title.
    fn known(&self, of: &Field) -> Vec<String> {
        let Some(relation) = of.kind.relation() else { return Vec::new() };
        let several = relation.to.len() > 1;
        let named = |key: &EntryKey| if several { key.to_string() } else { key.id.to_string() };
        let entries = relation.to.iter().flat_map(|to| self.answers.catalog.originals_of(to));
        entries.map(|entry| format!("{}{BEHIND_ID}{}", named(&entry.key), entry.title())).collect()
    }
}

/// What stands between an id and its title where both are offered.
const BEHIND_ID: &str = "  ";

/// Completes ids by what somebody has typed of them, or of their titles.
#[derive(Clone)]
struct Completion {
    known: Vec<String>,
}

impl Autocomplete for Completion {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        let written = input.trim().to_lowercase();
        let begins = |known: &&String| known.to_lowercase().starts_with(&written);
        let holds = |known: &&String| known.to_lowercase().contains(&written);
        let (first, others): (Vec<&String>, Vec<&String>) =
            self.known.iter().filter(holds).partition(begins);
        Ok(first.into_iter().chain(others).take(OFFERED).cloned().collect())
    }

    fn get_completion(
        &mut self,
        input: &str,
        highlighted: Option<String>,
    ) -> Result<Replacement, CustomUserError> {
        let only = || match self.get_suggestions(input).unwrap_or_default().as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let meant = highlighted.or_else(only);
        Ok(meant.and_then(|meant| meant.split(BEHIND_ID).next().map(str::to_owned)))
    }
}
