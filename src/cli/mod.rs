//! The command line: arguments, exit codes, all printing.
//!
//! Entry point: [`main`]. Invariant: the only user of standard output, standard error, the environment and the clock. Data goes to standard
//! output, messages to standard error. Exit status: 0 nothing wrong, 1 findings, 2 usage or settings, 3 the environment.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods, reason = "the only printer")]

mod args;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::diagnostic::emit::{json, text};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Findings, Language, Severity};
use crate::model::Publishing;
use crate::session::{Site, Timings};
use crate::source::Snapshot;

use args::{Arguments, Command, FindingsFormat};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Fine,
    Findings,
    Usage,
    Environment,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::Findings => 1,
            Status::Usage => 2,
            Status::Environment => 3,
        })
    }
}

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let help = !error.use_stderr();
            let _ = error.print();
            return if help { Status::Fine } else { Status::Usage }.into();
        }
    };
    let run = Run::new(&arguments);
    match &arguments.command {
        Command::Check(check) => run.check(check),
    }
    .into()
}

/// What every command needs.
struct Run {
    root: PathBuf,
    texts: Texts,
    quiet: bool,
}

impl Run {
    fn new(arguments: &Arguments) -> Self {
        let language = arguments.lang.unwrap_or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty())
                .or_else(sys_locale::get_locale)
                .and_then(|locale| Language::of_locale(&locale))
                .unwrap_or(Language::En)
        });
        Self { root: arguments.root.clone(), texts: Texts::new(language), quiet: arguments.quiet }
    }

    fn check(&self, arguments: &args::Check) -> Status {
        let snapshot = match Snapshot::read(&self.root) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                eprintln!("{error}");
                return Status::Environment;
            }
        };
        let mut findings = Vec::new();
        let publishing = Publishing { drafts: false, today: jiff::civil::date(2026, 11, 22) };
        let mut timings = Timings::default();
        Site::load(&snapshot, publishing, &mut findings, &mut timings);
        for (name, time) in &timings.steps {
            eprintln!("{name} {time:?}");
        }
        self.report(findings, arguments.format, &snapshot)
    }

    fn report(&self, findings: Vec<Diagnostic>, format: FindingsFormat, snapshot: &Snapshot) -> Status {
        let mut all = Findings::new();
        all.extend(findings);
        let failed = all.has_errors();
        let sorted = all.sorted();
        match format {
            FindingsFormat::Json => print(&json::render(&sorted, &self.texts, snapshot)),
            FindingsFormat::Text => {
                let style = if std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
                    text::Style::Coloured
                } else {
                    text::Style::Plain
                };
                for finding in &sorted {
                    if self.quiet && finding.severity != Severity::Error {
                        continue;
                    }
                    eprintln!("{}", text::render(finding, &self.texts, snapshot, style));
                }
            }
        }
        if failed { Status::Findings } else { Status::Fine }
    }
}

/// Writes data to standard output. A reader that has gone away (`| head`) is no error.
fn print(data: &str) {
    let _ = std::io::stdout().lock().write_all(data.as_bytes());
}
