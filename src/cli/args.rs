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
    /// Show a preview that follows every change
    Serve(Serve),
    /// Build into `public/` after every change
    Watch(Watch),
    /// Apply all rules, write nothing
    Check(Check),
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
    /// Leave out PDFs
    #[arg(long)]
    pub no_print: bool,
    /// Where the site will stand, in place of `base_url` in `site.yaml`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
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
    /// Say for each output why it was made again
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// How a site is kept up to date.
#[derive(Debug, Args)]
pub(super) struct Live {
    /// Drafts and entries in review count as published
    #[arg(long)]
    pub drafts: bool,
    /// The day for which the site is built [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Leave out PDFs
    #[arg(long)]
    pub no_print: bool,
    /// Where the site will stand, in place of `base_url` in `site.yaml`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Look for changes again and again: for network drives and containers, where the system does not report them
    #[arg(long)]
    pub poll: bool,
}

impl Live {
    /// The same as options of a single run.
    pub(super) fn reading(&self) -> Reading {
        Reading {
            drafts: self.drafts,
            as_of: self.as_of.clone(),
            no_print: self.no_print,
            base_url: self.base_url.clone(),
            format: FindingsFormat::Text,
            timings: None,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The address to listen at; others than this computer can see the preview only when it is changed
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// The port; 0 takes any that is free
    #[arg(long, default_value_t = 4321)]
    pub port: u16,
    /// Lead open pages to the entry that was just edited
    #[arg(long)]
    pub follow: bool,
    #[command(flatten)]
    pub live: Live,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    /// The output folder
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,
    #[command(flatten)]
    pub live: Live,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub reading: Reading,
    /// Findings of this weight fail as errors do
    #[arg(long, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
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
