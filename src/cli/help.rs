//! What `--help` and wrong arguments say, in the language of the messages.
//!
//! The catalogue has a text `cli-command-<command>` per command and `cli-arg-<argument>` per argument, or
//! `cli-arg-<command>-<argument>` where an argument means something of its own in one command.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::diagnostic::Language;
use crate::diagnostic::texts::Texts;

/// The command with its commands and arguments described in the language of `texts`.
pub(super) fn describe(command: Command, texts: &Texts) -> Command {
    described(command.disable_version_flag(true), "", texts).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(texts.get("cli-arg-version", &[]))
            .help_heading(texts.get("cli-help-options", &[])),
    )
}

fn described(command: Command, above: &str, texts: &Texts) -> Command {
    let name = command.get_name().to_owned();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(texts.get("cli-arg-help", &[]))
        .help_heading(texts.get("cli-help-options", &[]));
    let command = command
        .about(texts.get(&format!("cli-command-{name}"), &[]))
        .help_template(format!(
            "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
            texts.get("cli-help-usage", &[])
        ))
        .subcommand_help_heading(texts.get("cli-help-commands", &[]))
        .subcommand_value_name(texts.get("cli-help-command", &[]))
        .disable_help_flag(true)
        .mut_args(|arg| {
            let heading =
                if arg.is_positional() { "cli-help-arguments" } else { "cli-help-options" };
            let id = arg.get_id().to_string();
            let languages: Vec<&str> = Language::all().map(Language::tag).collect();
            let text = texts.find(&format!("cli-arg-{name}-{id}")).unwrap_or_else(|| {
                texts.get(&format!("cli-arg-{id}"), &[("languages", &languages.join(", "))])
            });
            let values = arg.get_value_names().unwrap_or_default().iter();
            let values: Vec<String> = values.map(|name| value_name(name, texts)).collect();
            let arg = if arg.get_action().takes_values() { arg.value_names(values) } else { arg };
            // Defaults and possible values are part of the text.
            arg.help(text)
                .help_heading(texts.get(heading, &[]))
                .hide_default_value(true)
                .hide_possible_values(true)
        })
        .arg(help);
    let usage = command.clone().render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage:")
        .trim_start()
        .trim_start_matches(&name)
        .replace("[OPTIONS]", &format!("[{}]", texts.get("cli-help-option", &[])));
    let path = format!("{above}{name}");
    command
        .override_usage(format!("{path}{usage}"))
        .mut_subcommands(|command| described(command, &format!("{path} "), texts))
}

/// What stands for a value in the usage.
fn value_name(name: &str, texts: &Texts) -> String {
    texts.get(&format!("cli-value-{}", name.to_lowercase()), &[])
}

/// What is wrong with the arguments; `None` for what the catalogue has no words for.
pub(super) fn complaint(error: &clap::Error, texts: &Texts) -> Option<String> {
    let context = |kind| error.get(kind).map(words);
    let value = context(ContextKind::InvalidValue);
    let id = match error.kind() {
        ErrorKind::InvalidSubcommand => "cli-wrong-command",
        ErrorKind::MissingSubcommand => "cli-wrong-no-command",
        ErrorKind::UnknownArgument => "cli-wrong-argument",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match &value {
            Some(value) if !value.is_empty() => "cli-wrong-value",
            _ => "cli-wrong-no-value",
        },
        ErrorKind::MissingRequiredArgument => "cli-wrong-missing",
        ErrorKind::ArgumentConflict => "cli-wrong-together",
        _ => return None,
    };
    let argument = context(ContextKind::InvalidSubcommand)
        .or_else(|| context(ContextKind::InvalidArg))
        .unwrap_or_default();
    let suggestion = context(ContextKind::SuggestedSubcommand)
        .or_else(|| context(ContextKind::SuggestedArg))
        .or_else(|| context(ContextKind::SuggestedValue));
    let allowed =
        context(ContextKind::ValidValue).or_else(|| context(ContextKind::ValidSubcommand));
    let mut said = texts.get(
        id,
        &[
            ("argument", &argument),
            ("value", &value.unwrap_or_default()),
            ("other", &context(ContextKind::PriorArg).unwrap_or_default()),
        ],
    );
    let mut add = |id: &str, values: &str| {
        said.push(' ');
        said.push_str(&texts.get(id, &[("values", &values)]));
    };
    if let Some(suggestion) = suggestion.filter(|suggestion| !suggestion.is_empty()) {
        add("cli-wrong-meant", &suggestion);
    } else if let Some(allowed) = allowed.filter(|allowed| !allowed.is_empty()) {
        add("cli-wrong-allowed", &allowed);
    }
    add("cli-wrong-help", "");
    Some(said)
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;

    #[test]
    fn every_command_and_argument_is_described_in_all_languages() {
        for language in Language::all() {
            let texts = Texts::new(language);
            let mut missing = Vec::new();
            lacking(&describe(Arguments::command(), &texts), &mut missing);
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
        }
    }

    /// The ids that stand where a text should.
    fn lacking(command: &Command, missing: &mut Vec<String>) {
        let abouts = command.get_about().into_iter();
        let helps = command.get_arguments().filter_map(Arg::get_help);
        let said = abouts.chain(helps).map(ToString::to_string);
        missing.extend(said.filter(|text| text.starts_with("cli-")));
        let takes_values = |arg: &&Arg| arg.get_action().takes_values();
        let values = command.get_arguments().filter(takes_values);
        let values = values.filter_map(Arg::get_value_names).flatten();
        missing.extend(values.map(ToString::to_string).filter(|name| name.starts_with("cli-")));
        for inner in command.get_subcommands() {
            lacking(inner, missing);
        }
    }

    #[test]
    fn wrong_arguments_are_explained() {
        let says = |arguments: &[&str], language| {
            let texts = Texts::new(language);
            let error = describe(Arguments::command(), &texts)
                .try_get_matches_from([&["broschur"], arguments].concat())
                .unwrap_err();
            complaint(&error, &texts).unwrap()
        };
        let german = |arguments: &[&str]| says(arguments, Language::of_tag("de").unwrap());
        assert_eq!(
            german(&["bild"]),
            "Den Befehl „bild“ gibt es nicht. Gemeint ist vielleicht: build. „broschur --help“ zeigt, was möglich ist."
        );
        assert!(german(&["build", "--darfts"]).contains("Gemeint ist vielleicht: --drafts"));
        assert!(german(&["build", "--format", "xml"]).contains("Erlaubt sind: text, json"));
        assert!(german(&["build", "--format", "xml"]).starts_with("„xml“ passt nicht zu"));
        assert!(
            german(&["build", "--as-of"]).starts_with("Nach „--as-of <DATUM>“ fehlt ein Wert.")
        );
        assert!(german(&["rename", "case", "a"]).contains("Es fehlt: <KENNUNG>"));
        assert!(german(&["-q"]).starts_with("Es fehlt ein Befehl. Erlaubt sind: init, new,"));
        assert!(german(&["-q", "-v", "build"]).contains("nicht zusammen"));
        assert!(
            says(&["bild"], Language::of_tag("en").unwrap())
                .starts_with("There is no command “bild”.")
        );
    }
}
