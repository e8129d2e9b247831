//! What can be written on the command line. One definition feeds parser, help and man page.

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
    /// Language of messages: de or en [default: the locale]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
    /// Only errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

fn language(written: &str) -> Result<Language, String> {
    Language::ALL
        .into_iter()
        .find(|language| language.code() == written)
        .ok_or_else(|| "de, en".to_owned())
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// A small working site in a new folder
    Init(Init),
    /// A commented entry file with every field of its type
    New(New),
    /// Build the website and the PDFs into `public/`
    Build(Build),
    /// Apply all rules, write nothing
    Check(Check),
    /// Make PDFs only: all of them, or those named
    Print(Print),
    /// What an editor-in-chief asks
    #[command(subcommand)]
    Report(Report),
    /// What a finding means, why, and an example
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder, new or empty
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The content type, such as `case`
    #[arg(value_name = "TYPE")]
    pub type_id: String,
    /// The entry's id: small letters, digits and `-`
    pub id: String,
}

/// For which day and with which entries a site is read.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Drafts and entries in review count as published
    #[arg(long)]
    pub drafts: bool,
    /// The day for which the site is built [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Where the site will stand, in place of `base_url` in `site.yaml`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// What is told about a run, and how.
#[derive(Debug, Args)]
pub(super) struct Telling {
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FindingsFormat,
    /// How long each step took, on standard error
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "text")]
    pub timings: Option<TimingsFormat>,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// The output folder
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub telling: Telling,
    /// Leave out PDFs
    #[arg(long)]
    pub no_print: bool,
}

#[derive(Debug, Args)]
pub(super) struct Print {
    /// Publications and entries by their ids, entries also as TYPE:ID; all PDFs when left out
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// The output folder; other files of the site stay in it
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub telling: Telling,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub telling: Telling,
    /// Leave out PDFs
    #[arg(long)]
    pub no_print: bool,
    /// Findings of this weight fail as errors do
    #[arg(long, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Report {
    /// How much room each entry takes in print, and how much is left
    Fit(FitReport),
}

#[derive(Debug, Args)]
pub(super) struct FitReport {
    /// Publications and entries, as for `print`; all PDFs when left out
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    #[command(flatten)]
    pub reading: Reading,
    /// How the report is written, on standard output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Number or name, such as `B201` or `unknown-field`; all codes when left out
    pub code: Option<String>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    /// For people, on standard error
    Text,
    /// One object with `findings`, on standard output
    Json,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    Text,
    /// One object
    Json,
    /// A table with a header line, numbers with a point
    Csv,
}

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TimingsFormat {
    /// A line per step
    Text,
    /// One object
    Json,
}

/// Which findings fail beside errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings
    Warnings,
}
