//! What can be written on the command line. One definition feeds parser, help, completions and man pages; what it says is in the catalogues (see
//! [`super::help`]).

use std::num::NonZeroU64;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::diagnostic::Language;

/// Turns typed, linked content into a website and into print.
#[derive(Debug, Parser)]
#[command(
    name = "broschur",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(crate) root: PathBuf,
    // Checked here; `language_of` has taken it before.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language())]
    pub(crate) lang: Option<Language>,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::all().map(Language::tag))
        .try_map(|tag| Language::of_tag(&tag).ok_or("one of the tags of all languages"))
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(Init),
    New(New),
    Import(Import),
    List(ListEntries),
    Rename(Rename),
    Fmt(Fmt),
    Schema(SchemaOf),
    Build(Build),
    Serve(Serve),
    Watch(Watch),
    Check(Check),
    Print(Print),
    Newsletter(Newsletter),
    #[command(subcommand)]
    Report(Report),
    Lsp,
    Explain(Explain),
    Completions(Completions),
    // For those who package broschur; editors need not see it.
    #[command(hide = true)]
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct New {
    #[arg(value_name = "TYPE")]
    pub(crate) type_id: Option<String>,
    pub(crate) id: Option<String>,
    #[arg(long)]
    pub(crate) no_input: bool,
}

/// Which table becomes entries, and how.
#[derive(Debug, Args)]
pub(super) struct Import {
    #[arg(value_name = "TYPE")]
    pub(crate) type_id: String,
    #[arg(value_name = "FILE")]
    pub(crate) table: PathBuf,
    #[arg(long, value_name = "COLUMN-FIELD")]
    pub(crate) map: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    #[arg(long)]
    pub(crate) update: bool,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Which entries are listed, and how.
#[derive(Debug, Args)]
pub(super) struct ListEntries {
    #[arg(value_name = "TYPE")]
    pub(crate) type_id: Option<String>,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportFormat,
}

/// What becomes of files whose keys are not in order.
#[derive(Debug, Args)]
pub(super) struct Fmt {
    #[arg(long)]
    pub(crate) check: bool,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Whose schema is written, and where to.
#[derive(Debug, Args)]
pub(super) struct SchemaOf {
    #[arg(value_name = "TYPE", conflicts_with = "out")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    // A word behind it is no type.
    #[arg(long, value_name = "BACKEND", require_equals = true, conflicts_with = "name")]
    pub(crate) cms: Option<CmsBackend>,
}

/// Where a CMS keeps what is written with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CmsBackend {
    Gitlab,
    Github,
}

/// Which entry gets which id.
#[derive(Debug, Args)]
pub(super) struct Rename {
    #[arg(value_name = "TYPE")]
    pub(crate) type_id: String,
    #[arg(value_name = "ID")]
    pub(crate) old: String,
    #[arg(value_name = "ID")]
    pub(crate) new: String,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// For which day and with which entries a site is read.
#[derive(Debug, Default, Args)]
pub(super) struct ReadingArguments {
    #[arg(long)]
    pub(crate) drafts: bool,
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// What is told about a run, and how.
#[derive(Debug, Args)]
pub(super) struct Telling {
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: FindingsFormat,
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "text")]
    pub(crate) timings: Option<TimingsFormat>,
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) deny: Option<Deny>,
}

/// Who wrote the content, and what making something of it may take.
#[derive(Debug, Default, Args)]
pub(super) struct Trust {
    #[arg(long)]
    pub(crate) untrusted: bool,
    #[arg(long, value_name = "SECONDS")]
    pub(crate) max_seconds: Option<NonZeroU64>,
    #[arg(long, value_name = "MEGABYTES")]
    pub(crate) max_memory: Option<NonZeroU64>,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "ID", conflicts_with = "all_editions")]
    pub(crate) edition: Option<String>,
    // An address is that of one site.
    #[arg(long, conflicts_with = "base_url")]
    pub(crate) all_editions: bool,
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[command(flatten)]
    pub(crate) trust: Trust,
    #[arg(long)]
    pub(crate) no_print: bool,
    // A manifest is that of one site.
    #[arg(long, value_name = "FILE", conflicts_with = "all_editions")]
    pub(crate) online: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Print {
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[command(flatten)]
    pub(crate) telling: Telling,
}

#[derive(Debug, Args)]
pub(super) struct Newsletter {
    #[arg(long, value_name = "DATE")]
    pub(crate) from: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) to: String,
    #[arg(long, value_name = "ID")]
    pub(crate) audience: String,
    #[arg(long, value_name = "ID")]
    pub(crate) edition: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    // Nobody sends drafts.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// How a site is kept up to date.
#[derive(Debug, Args)]
pub(super) struct Live {
    #[arg(long, value_name = "ID")]
    pub(crate) edition: Option<String>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[arg(long)]
    pub(crate) no_print: bool,
    #[arg(long)]
    pub(crate) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: String,
    #[arg(long, default_value_t = 4321)]
    pub(crate) port: u16,
    #[arg(long)]
    pub(crate) open: bool,
    #[arg(long)]
    pub(crate) follow: bool,
    #[arg(long, conflicts_with = "edit")]
    pub(crate) read_only: bool,
    #[arg(long)]
    pub(crate) edit: bool,
    #[arg(long, value_name = "DIR", conflicts_with = "read_only")]
    pub(crate) cms: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) live: Live,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) live: Live,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[arg(long)]
    pub(crate) no_print: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) online: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) trust: Trust,
    #[arg(long, conflicts_with_all = ["deny", "format", "untrusted"])]
    pub(crate) write_baseline: bool,
    // A word behind it without a sign between is another argument.
    #[arg(long, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "certain")]
    #[arg(conflicts_with_all = ["write_baseline", "untrusted"])]
    pub(crate) fix: Option<Repairs>,
    // What would change goes where documents for machines go.
    #[arg(long, requires = "fix", conflicts_with = "format")]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Report {
    Fit(FitReport),
    Spread(ContentReport),
    Completeness(ContentReport),
    Review(ContentReport),
    Consents(ContentReport),
    Contacts(ContactsReport),
    Links(LinksReport),
}

/// A report about what the content says.
#[derive(Debug, Args)]
pub(super) struct ContentReport {
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct ContactsReport {
    #[command(flatten)]
    pub(crate) report: ContentReport,
    #[arg(long, value_name = "DIR")]
    pub(crate) forms: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct LinksReport {
    #[command(flatten)]
    pub(crate) report: ContentReport,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) html: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct FitReport {
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    pub(crate) dir: PathBuf,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    Text,
    Json,
    Gitlab,
    Sarif,
    Github,
    Junit,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Text,
    Json,
    Csv,
}

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TimingsFormat {
    Text,
    Json,
}

/// Which repairs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Repairs {
    Certain,
    Ask,
}

/// Which findings fail beside errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}
