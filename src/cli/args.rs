//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Language;

/// Turns typed, linked content into a website and into print.
#[derive(Debug, Parser)]
#[command(name = "broschur", version, about, disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// The folder that holds `content/`
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Language of messages
    #[arg(long, global = true, value_name = "de|en", value_parser = language)]
    pub lang: Option<Language>,
    /// Only errors and results
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

fn language(written: &str) -> Result<Language, String> {
    match written {
        "de" => Ok(Language::De),
        "en" => Ok(Language::En),
        _ => Err("de, en".to_owned()),
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Apply all rules, write nothing
    Check(Check),
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    /// For people, on standard error
    Text,
    /// One object with `findings`, on standard output
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FindingsFormat,
}
