//! The command line: arguments, exit codes, all printing.
//!
//! Entry point: [`main`]. Invariant: the only user of standard output, standard error, the environment and the clock. Data goes to standard
//! output, messages to standard error. Exit status: 0 nothing wrong, 1 findings, 2 usage or settings, 3 the environment.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "the only printer"
)]

mod args;
mod create;
mod live;

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::cache::{self, Cache, Why};
use crate::config::{self, Config};
use crate::diagnostic::emit::{json, text};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Code, Findings, Language, Severity, nearest};
use crate::model::Publishing;
use crate::publish::{PublishError, Published, intact, publish};
use crate::session::{self, Outcome, Session, Timings};
use crate::source::{ReadError, Snapshot};
use crate::trace::Fingerprint;

use args::{Arguments, Command, Deny, FindingsFormat, Reading, TimingsFormat};

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
    let ended = match &arguments.command {
        Command::Init(init) => run.init(init),
        Command::New(new) => run.new_entry(new),
        Command::Build(build) => run.build(build),
        Command::Serve(serve) => run.serve(serve),
        Command::Watch(watch) => run.watch(watch),
        Command::Check(check) => run.check(check),
        Command::Explain(explain) => run.explain(explain),
    };
    ended.unwrap_or_else(|status| status).into()
}

/// What every command needs.
struct Run {
    root: PathBuf,
    texts: Texts,
    quiet: bool,
    verbose: bool,
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
        Self {
            root: arguments.root.clone(),
            texts: Texts::new(language),
            quiet: arguments.quiet,
            verbose: arguments.verbose,
        }
    }

    /// A message for people. The weight of an error is said in front.
    fn say(&self, id: &str, args: &[(&str, &dyn Display)]) {
        eprintln!("{}", self.texts.get(id, args));
    }

    fn snapshot(&self) -> Result<Snapshot, Status> {
        if !self.root.join("content").is_dir() {
            self.say("cli-no-site", &[("path", &self.root.display())]);
            return Err(Status::Usage);
        }
        Snapshot::read(&self.root).map_err(|error| self.read_error(&error))
    }

    fn read_error(&self, error: &ReadError) -> Status {
        self.say("cli-read-error", &[("path", &error.path.display()), ("reason", &error.source)]);
        Status::Environment
    }

    fn options(&self, reading: &Reading) -> Result<session::Options, Status> {
        let base_url = match &reading.base_url {
            None => None,
            Some(written) => match config::base_url(written) {
                Some(url) => Some(url),
                None => {
                    self.say("cli-bad-base-url", &[("value", written)]);
                    return Err(Status::Usage);
                }
            },
        };
        let publishing = Publishing { drafts: reading.drafts, today: self.today(reading)? };
        Ok(session::Options { publishing, base_url, print: !reading.no_print })
    }

    /// The day of the build: `--as-of`, else `SOURCE_DATE_EPOCH`, else the clock, which is then said.
    fn today(&self, reading: &Reading) -> Result<jiff::civil::Date, Status> {
        if let Some(day) = self.day(reading)? {
            return Ok(day);
        }
        let today = clock();
        if !self.quiet {
            self.say("cli-today", &[("date", &today)]);
        }
        Ok(today)
    }

    /// The day that was asked for: `--as-of`, else `SOURCE_DATE_EPOCH`.
    fn day(&self, reading: &Reading) -> Result<Option<jiff::civil::Date>, Status> {
        if let Some(written) = &reading.as_of {
            return written.parse().map(Some).map_err(|_| {
                self.say("cli-bad-date", &[("value", written)]);
                Status::Usage
            });
        }
        if let Ok(written) = std::env::var("SOURCE_DATE_EPOCH") {
            let second =
                written.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
            return second
                .map(|second| Some(second.to_zoned(jiff::tz::TimeZone::UTC).date()))
                .ok_or_else(|| {
                    self.say("cli-bad-epoch", &[("value", &written)]);
                    Status::Usage
                });
        }
        Ok(None)
    }

    fn build(&self, arguments: &args::Build) -> Result<Status, Status> {
        let reading = &arguments.reading;
        let started = std::time::Instant::now();
        let mut timings = Timings::default();
        let options = self.options(reading)?;
        let snapshot = timings.step("read", || self.snapshot())?;
        let out = if arguments.out.is_absolute() {
            arguments.out.clone()
        } else {
            self.root.join(&arguments.out)
        };
        let cache = Cache::open(&self.root.join(cache::FOLDER));
        let inputs = timings.step("cache", || self.inputs(&snapshot, &options))?;
        let unchanged = timings.step("verify", || unchanged(&cache, inputs, &out, &snapshot));
        let mut made = Vec::new();
        let published = if let Some(files) = unchanged {
            // Findings have places of their own to be written to, and there are none.
            self.report(Findings::new(), reading.format, &snapshot, None);
            Published { files, ..Published::default() }
        } else {
            let mut session = Session::with_cache(cache);
            let outcome = session.build(&snapshot, &options, &mut timings);
            let Outcome { findings, outputs, keep, work, .. } = outcome;
            let failed = findings.has_errors();
            let silent = findings.iter().next().is_none();
            self.report(findings, reading.format, &snapshot, None);
            if failed {
                self.say("cli-nothing-written", &[]);
                self.timings(reading.timings, &timings);
                return Ok(Status::Findings);
            }
            let published = timings
                .step("publish", || publish(&outputs, &out, &keep))
                .map_err(|error| self.publish_error(&error))?;
            session.save(silent.then_some((inputs, published.manifest)));
            made = work.made;
            published
        };
        if arguments.explain {
            self.explain_work(&made);
        }
        if !self.quiet {
            self.say(
                "cli-built",
                &[
                    ("path", &out.display()),
                    ("files", &published.files),
                    ("written", &published.written),
                    ("removed", &published.removed),
                    ("seconds", &format!("{:.2}", started.elapsed().as_secs_f64())),
                ],
            );
        }
        self.timings(reading.timings, &timings);
        Ok(Status::Fine)
    }

    /// That of everything a build depends on.
    fn inputs(
        &self,
        snapshot: &Snapshot,
        options: &session::Options,
    ) -> Result<Fingerprint, Status> {
        let files = snapshot.fingerprint().map_err(|error| self.read_error(&error))?;
        let today = options.publishing.today.to_string();
        Ok(Fingerprint::of((
            (files, options.publishing.drafts, today),
            (&options.base_url, options.print),
        )))
    }

    /// Says why each output was made.
    fn explain_work(&self, made: &[(String, Why)]) {
        for (path, why) in made {
            let id = match why {
                Why::New => "cli-why-new",
                Why::Program => "cli-why-program",
                Why::Content => "cli-why-content",
                Why::Shared => "cli-why-shared",
                Why::Theme => "cli-why-theme",
            };
            self.say(id, &[("path", path)]);
        }
        if made.is_empty() {
            self.say("cli-why-nothing", &[]);
        }
    }

    fn publish_error(&self, error: &PublishError) -> Status {
        match error {
            PublishError::Foreign { folder, files, count } => {
                self.say(
                    "cli-foreign-files",
                    &[
                        ("folder", &folder.display()),
                        ("count", count),
                        ("files", &files.join(", ")),
                    ],
                );
                Status::Usage
            }
            PublishError::HoldsContent { folder } => {
                self.say("cli-holds-content", &[("folder", &folder.display())]);
                Status::Usage
            }
            PublishError::Io { path, source } => {
                self.say("cli-write-error", &[("path", &path.display()), ("reason", source)]);
                Status::Environment
            }
        }
    }

    fn check(&self, arguments: &args::Check) -> Result<Status, Status> {
        let reading = &arguments.reading;
        let mut timings = Timings::default();
        let options = self.options(reading)?;
        let snapshot = timings.step("read", || self.snapshot())?;
        let outcome = session::build(&snapshot, &options, &mut timings);
        let status = self.report(outcome.findings, reading.format, &snapshot, arguments.deny);
        if !self.quiet && reading.format == FindingsFormat::Text {
            let (errors, warnings) = status.1;
            self.say(
                "cli-checked",
                &[("entries", &outcome.entries), ("errors", &errors), ("warnings", &warnings)],
            );
        }
        self.timings(reading.timings, &timings);
        Ok(status.0)
    }

    fn explain(&self, arguments: &args::Explain) -> Result<Status, Status> {
        let Some(written) = &arguments.code else {
            for code in Code::ALL {
                print(&format!("{}  {}\n", code.number(), code.slug()));
            }
            return Ok(Status::Fine);
        };
        let Some(code) = Code::parse(written) else {
            let known = Code::ALL.iter().flat_map(|code| [code.number(), code.slug()]);
            match nearest(written, known) {
                Some(meant) => {
                    self.say("cli-no-code", &[("code", written), ("suggestion", &meant)]);
                }
                None => self.say("cli-no-code-plain", &[("code", written)]),
            }
            return Err(Status::Usage);
        };
        print(&format!(
            "{}  {}\n\n{}\n",
            code.number(),
            code.slug(),
            self.texts.explanation(code).unwrap_or_default()
        ));
        Ok(Status::Fine)
    }

    /// Writes findings; the status, and how many errors and warnings there were.
    fn report(
        &self,
        findings: Findings,
        format: FindingsFormat,
        snapshot: &Snapshot,
        deny: Option<Deny>,
    ) -> (Status, (usize, usize)) {
        let sorted = findings.sorted();
        let count = |severity| sorted.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        match format {
            FindingsFormat::Json => print(&json::render(&sorted, &self.texts, snapshot)),
            FindingsFormat::Text => {
                let coloured = std::io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
                let style = if coloured { text::Style::Coloured } else { text::Style::Plain };
                let mut all = String::new();
                for finding in &sorted {
                    if self.quiet && finding.severity != Severity::Error {
                        continue;
                    }
                    all.push_str(&text::render(finding, &self.texts, snapshot, style));
                    all.push('\n');
                }
                let _ = std::io::stderr().lock().write_all(all.as_bytes());
            }
        }
        let failed = errors > 0 || (deny == Some(Deny::Warnings) && warnings > 0);
        (if failed { Status::Findings } else { Status::Fine }, (errors, warnings))
    }

    fn timings(&self, format: Option<TimingsFormat>, timings: &Timings) {
        let milliseconds = |time: &std::time::Duration| time.as_secs_f64() * 1000.0;
        match format {
            None if !self.verbose => {}
            None | Some(TimingsFormat::Text) => {
                for (name, time) in &timings.steps {
                    eprintln!("{name:>10}  {:8.1} ms", milliseconds(time));
                }
                eprintln!(
                    "{:>10}  {:8.1} ms",
                    self.texts.get("cli-timings-total", &[]),
                    milliseconds(&timings.total())
                );
            }
            Some(TimingsFormat::Json) => {
                let steps: serde_json::Map<String, serde_json::Value> = timings
                    .steps
                    .iter()
                    .map(|(name, time)| ((*name).to_owned(), milliseconds(time).into()))
                    .collect();
                let report = serde_json::json!({ "unit": "ms", "steps": steps, "total": milliseconds(&timings.total()) });
                eprintln!("{report}");
            }
        }
    }
}

/// The current day, where this computer is.
fn clock() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::system()).date()
}

/// How many files the site in `out` has, when it is there as a run without findings made it from the same inputs.
fn unchanged(cache: &Cache, inputs: Fingerprint, out: &Path, snapshot: &Snapshot) -> Option<usize> {
    let known = cache.whole(inputs)?;
    let keep = Config::load(snapshot, &mut Vec::new()).keep;
    intact(out, &keep).filter(|(_, manifest)| *manifest == known).map(|(files, _)| files)
}

/// Writes data to standard output. A reader that has gone away (`| head`) is no error.
fn print(data: &str) {
    let _ = std::io::stdout().lock().write_all(data.as_bytes());
}

/// Whether a path is a folder with something in it, or no folder at all.
fn is_taken(path: &Path) -> bool {
    match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => path.exists(),
    }
}
