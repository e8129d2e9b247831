//! The command line: arguments, exit codes, all printing.
//!
//! Entry point: [`main`]. Invariant: the only user of standard output, standard error, the environment and the clock. Data goes to standard
//! output, messages to standard error. Exit status: 0 nothing wrong, 1 findings, 2 usage or settings, 3 the environment; no other.
#![allow(clippy::disallowed_methods, reason = "asks the environment and the clock")]

mod args;
mod ask;
mod bounded;
mod contacts;
mod create;
mod edition;
mod fit;
mod fix;
mod fmt;
mod help;
mod import;
mod links;
mod live;
mod lsp;
mod newsletter;
mod package;
mod places;
mod progress;
mod rebuild;
mod rename;
mod schema;
mod streams;
mod tables;
#[cfg(test)]
mod third_language;
mod threads;

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use clap::{CommandFactory, FromArgMatches};

use crate::cache::{Cache, Why};
use crate::config::{self, Config};
use crate::confine::{self, Worker};
use crate::diagnostic::emit::{self, github, gitlab, json, junit, sarif, text};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Code, Findings, Language, Severity, Sources, nearest};
use crate::disk::{self, TrustedFolder};
use crate::model::Publishing;
use crate::outputs::NoSuchPdf;
use crate::plan::Permalinks;
use crate::publish::{
    Listing, Manifest, OutputSet, PublishError, Published, Target, intact, publish, publish_part,
};
use crate::report;
use crate::session::{self, HeldBack, Outcome, SiteName, Timings};
use crate::source::Snapshot;
use crate::tracking::Fingerprint;

use bounded::Asked;

use args::{
    Arguments, Command, Deny, FindingsFormat, ReadingArguments, Report, Telling, TimingsFormat,
};
use progress::Bar;
use streams::Streams;

/// The largest file that is read when it is named on the command line, in bytes.
const MAX_NAMED_BYTES: u64 = 256 * 1024 * 1024;

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
    let language = language_of(std::env::args_os());
    std::panic::set_hook(Box::new(move |panic| tell_panic(panic, language)));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        let texts = Arc::new(Texts::new(language));
        let streams = Arc::new(Streams::open());
        let status = run(&texts, &streams);
        streams.status(status, &texts)
    }));
    ended.unwrap_or(Status::Environment).into()
}

/// Says where the program has failed. Whoever goes on in spite of it says why.
fn tell_panic(panic: &PanicHookInfo<'_>, language: Language) {
    let payload = panic.payload();
    let what = payload.downcast_ref::<String>().map(String::as_str);
    let what = what.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let texts = Texts::new(language);
    let streams = Streams::open();
    streams.line(&texts.get("cli-panic", &[("what", &what), ("place", &place)]));
    let trace = std::backtrace::Backtrace::capture();
    if trace.status() == std::backtrace::BacktraceStatus::Captured {
        streams.line(&trace.to_string());
    }
}

/// How many threads shall share the work: `RAYON_NUM_THREADS`, else one for each processor.
fn wanted_threads() -> usize {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|written| written.parse().ok());
    asked
        .filter(|count| *count > 0)
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// Runs the command of the process.
fn run(texts: &Arc<Texts>, streams: &Arc<Streams>) -> Status {
    let command = help::describe(Arguments::command(), texts);
    let parsed = command
        .try_get_matches()
        .and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return answer(&error, texts, streams),
    };
    let worker = match std::env::var(confine::MARK).map(|mark| Worker::enter(&mark)) {
        Ok(Err(error)) => {
            streams.line(&texts.get("cli-no-worker", &[("reason", &error)]));
            return Status::Environment;
        }
        Ok(Ok(worker)) => worker,
        Err(_) => None,
    };
    let run = Run::new(&arguments, (texts.clone(), streams.clone()), worker);
    let ended = match &arguments.command {
        Command::Init(init) => run.init(init),
        Command::New(new) => run.new_entry(new),
        Command::Import(asked) => run.import(asked),
        Command::List(list) => run.list(list),
        Command::Rename(asked) => run.rename(asked),
        Command::Fmt(asked) => run.fmt(asked),
        Command::Schema(asked) => run.schema(asked),
        Command::Build(build) => run.build(build),
        Command::Serve(serve) => run.serve(serve),
        Command::Watch(watch) => run.watch(watch),
        Command::Check(check) => run.check(check),
        Command::Print(print) => run.print(print),
        Command::Newsletter(asked) => run.newsletter(asked),
        Command::Report(Report::Fit(fit)) => run.report_fit(fit),
        Command::Report(Report::Spread(asked)) => {
            run.report_content(asked, report::spread, Run::spread_text)
        }
        Command::Report(Report::Completeness(asked)) => {
            run.report_content(asked, report::completeness, Run::completeness_text)
        }
        Command::Report(Report::Review(asked)) => {
            run.report_content(asked, report::review, Run::review_text)
        }
        Command::Report(Report::Consents(asked)) => {
            run.report_content(asked, report::consents, Run::consents_text)
        }
        Command::Report(Report::Contacts(asked)) => run.report_contacts(asked),
        Command::Report(Report::Links(asked)) => run.report_links(asked),
        Command::Lsp => run.lsp(arguments.lang.is_some()),
        Command::Explain(explain) => run.explain(explain),
        Command::Completions(completions) => Ok(run.completions(completions)),
        Command::Man(man) => run.man(man),
    };
    ended.unwrap_or_else(|status| status)
}

/// What is said in place of running a command: help, or what is wrong with the arguments.
fn answer(error: &clap::Error, texts: &Texts, streams: &Streams) -> Status {
    let (is_wrong, said) = (error.use_stderr(), error.render());
    if !is_wrong {
        let is_coloured = is_colour_wanted(streams::is_output_a_terminal());
        streams.data(&if is_coloured { said.ansi().to_string() } else { said.to_string() });
        return Status::Fine;
    }
    match help::complaint(error, texts) {
        Some(said) => streams.line(&said),
        None if style() == text::TextStyle::Coloured => streams.message(&said.ansi().to_string()),
        None => streams.message(&said.to_string()),
    }
    Status::Usage
}

/// The language of messages: `--lang`, else the locale. Needed before arguments are understood, for what is said about them.
fn language_of(arguments: impl Iterator<Item = std::ffi::OsString>) -> Language {
    let arguments: Vec<String> =
        arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let written = arguments.iter().enumerate().find_map(|(i, argument)| match argument.as_str() {
        "--lang" => arguments.get(i + 1).map(String::as_str),
        _ => argument.strip_prefix("--lang="),
    });
    written
        .and_then(Language::of_tag)
        .or_else(|| {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty())
                .or_else(sys_locale::get_locale)
                .and_then(|locale| Language::of_locale(&locale))
        })
        .unwrap_or_default()
}

/// Whether colours are wanted: by people, unless `NO_COLOR` is set (no-color.org).
fn is_colour_wanted(is_terminal: bool) -> bool {
    is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// How findings look on standard error.
fn style() -> text::TextStyle {
    if is_colour_wanted(streams::are_messages_on_a_terminal()) {
        text::TextStyle::Coloured
    } else {
        text::TextStyle::Plain
    }
}

/// In which order findings are told on standard error.
fn order() -> text::Order {
    if streams::are_messages_on_a_terminal() {
        text::Order::ErrorsLast
    } else {
        text::Order::Mended
    }
}

/// Where outputs go, and how.
struct Output<'a> {
    place: TrustedFolder,
    telling: &'a Telling,
    started: std::time::Instant,
}

/// What every command needs.
struct Run {
    root: PathBuf,
    texts: Arc<Texts>,
    streams: Arc<Streams>,
    quiet: bool,
    verbose: bool,
    /// What this process was told, when another one has started it to do the work.
    worker: Option<Worker>,
    /// How many threads share the work, once they have been started.
    threads: OnceLock<usize>,
}

impl Run {
    fn new(
        arguments: &Arguments,
        (texts, streams): (Arc<Texts>, Arc<Streams>),
        worker: Option<Worker>,
    ) -> Self {
        Self {
            root: arguments.root.clone(),
            texts,
            streams,
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            worker,
            threads: OnceLock::new(),
        }
    }

    /// Has work shared among threads from now on. They reach what this process reaches when they are started: strangers are confined before.
    fn start_threads(&self) {
        self.threads.get_or_init(|| threads::start(wanted_threads()));
    }

    /// Times the steps of a run. On a terminal it is shown meanwhile how far it is.
    fn stopwatch(&self) -> Timings {
        let is_plain = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
        if self.quiet || self.worker.is_some() || is_plain || !streams::are_messages_on_a_terminal()
        {
            return Timings::default();
        }
        let bar = Bar::new(self.texts.clone());
        self.streams.set_bar(bar.line());
        Timings::watched(Arc::new(bar))
    }

    /// A message for people. The weight of an error is said in front.
    fn say(&self, id: &str, args: &[(&str, &dyn Display)]) {
        self.streams.line(&self.texts.get(id, args));
    }

    fn find_site(&self) -> Result<(), Status> {
        self.start_threads();
        if !self.root.join("content").is_dir() {
            self.say("cli-no-site", &[("path", &self.root.display())]);
            return Err(Status::Usage);
        }
        Ok(())
    }

    fn snapshot(&self) -> Result<Snapshot, Status> {
        self.find_site()?;
        Snapshot::read(&self.root).map_err(|error| self.unreadable(&error))
    }

    fn options(&self, reading: &ReadingArguments, print: bool) -> Result<session::Options, Status> {
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
        Ok(session::Options { site: SiteName::Main, publishing, base_url, print })
    }

    /// The day of the build: `--as-of`, else `SOURCE_DATE_EPOCH`, else the clock, which is then said.
    fn today(&self, reading: &ReadingArguments) -> Result<jiff::civil::Date, Status> {
        if let Some(day) = self.day(reading)? {
            return Ok(day);
        }
        let today = self.clock()?;
        if !self.quiet {
            self.say("cli-today", &[("date", &today)]);
        }
        Ok(today)
    }

    /// The day that was asked for: `--as-of`, else `SOURCE_DATE_EPOCH`.
    fn day(&self, reading: &ReadingArguments) -> Result<Option<jiff::civil::Date>, Status> {
        if let Some(worker) = &self.worker {
            return self.date(&worker.mark.today).map(Some);
        }
        if let Some(written) = &reading.as_of {
            return self.date(written).map(Some);
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

    /// The current day, where this computer is.
    fn clock(&self) -> Result<jiff::civil::Date, Status> {
        day_of(SystemTime::now()).ok_or_else(|| {
            self.say("cli-bad-clock", &[]);
            Status::Environment
        })
    }

    fn date(&self, written: &str) -> Result<jiff::civil::Date, Status> {
        written.parse().map_err(|_| {
            self.say("cli-bad-date", &[("value", &written)]);
            Status::Usage
        })
    }

    fn build(&self, arguments: &args::Build) -> Result<Status, Status> {
        let trust = &arguments.trust;
        let (reading, telling) = (&arguments.reading, &arguments.telling);
        let unfinished = Some("cli-nothing-written");
        let asked = Asked { trust, reading, telling, unfinished };
        if trust.untrusted
            && let Some(ended) = self.within_bounds(&asked, None)?
        {
            return Ok(ended);
        }
        if arguments.all_editions {
            return self.build_editions(arguments);
        }
        let started = std::time::Instant::now();
        let mut timings = self.stopwatch();
        let mut options = self.options(&arguments.reading, !arguments.no_print)?;
        let mut session = self.single(trust);
        let named = arguments.edition.as_deref();
        let place = self.place(arguments.out.as_deref(), &SiteName::named(named))?;
        self.enter_confines(trust, Some(&place.path()), arguments.online.as_deref())?;
        let snapshot = timings.step("read", || self.snapshot_of(trust))?;
        if let Some(ended) = self.within_bounds(&asked, Some(&snapshot))? {
            return Ok(ended);
        }
        options.site = self.site(named, &snapshot)?;
        let output = Output { place, telling: &arguments.telling, started };
        let cache = self.cache(&options.site)?;
        let inputs = timings.step("cache", || self.inputs(&snapshot, &options))?;
        let online = self.online(arguments.online.as_deref(), &output.place)?;
        // A site that is unchanged has dropped nothing, unless it is compared with another one.
        let unchanged = timings.step("verify", || match arguments.online {
            None if !trust.untrusted => unchanged(&cache, inputs, &output.place, &snapshot),
            _ => None,
        });
        let (mut made, mut held_back) = (Vec::new(), HeldBack::default());
        let published = if let Some(files) = unchanged {
            // Findings have places of their own to be written to, and there are none.
            self.report(Findings::new(), arguments.telling.format, &snapshot, None);
            Published { files, ..Published::default() }
        } else {
            if !trust.untrusted {
                session.set_cache(options.site.clone(), cache);
            }
            session.compare_with(options.site.clone(), online);
            let mut outcome = session.build(&snapshot, &options, &mut timings);
            let silent = outcome.findings.iter().next().is_none();
            held_back = outcome.held_back;
            made = std::mem::take(&mut outcome.work.made);
            let without_address = outcome.base_url.is_none();
            let permalinks = session.permalinks(&options.site);
            let publish =
                |outputs: &_, target: Target<'_>| publish(outputs, permalinks.as_ref(), target);
            let published = self.put_out(outcome, &snapshot, &output, publish, &mut timings)?;
            session.save(&options.site, silent.then_some((inputs, published.manifest)));
            if let (SiteName::Edition(id), true) = (&options.site, without_address) {
                self.without_address(&[id]);
            }
            published
        };
        if arguments.explain {
            self.explain_work(&made);
        }
        self.built(&published, &output);
        self.held_back(held_back);
        self.timings(output.telling.timings, &timings);
        Ok(Status::Fine)
    }

    fn print(&self, arguments: &args::Print) -> Result<Status, Status> {
        let started = std::time::Instant::now();
        let mut timings = self.stopwatch();
        let options = self.options(&arguments.reading, true)?;
        let snapshot = timings.step("read", || self.snapshot())?;
        let place = self.place(arguments.out.as_deref(), &SiteName::Main)?;
        let output = Output { place, telling: &arguments.telling, started };
        let (reading, telling) = (&arguments.reading, &arguments.telling);
        let unfinished = Some("cli-nothing-written");
        let asked = Asked { trust: &args::Trust::default(), reading, telling, unfinished };
        if let Some(ended) = self.within_bounds(&asked, Some(&snapshot))? {
            return Ok(ended);
        }
        let outcome = session::print(&snapshot, &options, &arguments.names, &mut timings)
            .map_err(|missing| self.no_such_pdf(&missing))?;
        let published = self.put_out(outcome, &snapshot, &output, publish_part, &mut timings)?;
        self.built(&published, &output);
        self.timings(output.telling.timings, &timings);
        Ok(Status::Fine)
    }

    fn no_such_pdf(&self, missing: &NoSuchPdf) -> Status {
        match &missing.suggestion {
            Some(suggestion) => {
                self.say("cli-no-pdf", &[("name", &missing.name), ("suggestion", suggestion)]);
            }
            None => self.say("cli-no-pdf-plain", &[("name", &missing.name)]),
        }
        Status::Usage
    }

    /// Reports what was found, and publishes unless that are errors: then the status says which.
    fn put_out(
        &self,
        outcome: Outcome,
        snapshot: &Snapshot,
        output: &Output<'_>,
        publish: impl FnOnce(&OutputSet, Target<'_>) -> Result<Published, PublishError>,
        timings: &mut Timings,
    ) -> Result<Published, Status> {
        let Outcome { findings, outputs, keep, .. } = outcome;
        let telling = output.telling;
        let (status, _) = self.report(findings, telling.format, snapshot, telling.deny);
        if status != Status::Fine {
            self.say("cli-nothing-written", &[]);
            self.timings(telling.timings, timings);
            return Err(status);
        }
        let on_wait = || self.waits(&output.place);
        let target = Target { place: &output.place, keep: &keep, on_wait: &on_wait };
        timings
            .step("publish", || publish(&outputs, target))
            .map_err(|error| self.publish_error(&error))
    }

    /// The addresses that are online: those of the site whose manifest is in `asked`, else of the one at `place`.
    fn online(&self, asked: Option<&Path>, place: &TrustedFolder) -> Result<Permalinks, Status> {
        let Some(file) = asked else {
            let listing = Manifest::in_folder(place).map_err(|error| self.unreadable(&error))?;
            return Ok(match listing {
                Listing::Of(manifest) => manifest.addresses,
                // Publishing says what is damaged.
                Listing::Missing | Listing::Damaged => Permalinks::default(),
            });
        };
        let bytes =
            disk::read_named(file, MAX_NAMED_BYTES).map_err(|error| self.unreadable(&error))?;
        match Manifest::parse(&bytes) {
            Some(manifest) => Ok(manifest.addresses),
            None => {
                self.say("cli-no-manifest", &[("path", &file.display())]);
                Err(Status::Usage)
            }
        }
    }

    /// Says what was published.
    fn built(&self, published: &Published, output: &Output<'_>) {
        self.left(&published.left);
        if !self.quiet {
            self.say(
                "cli-built",
                &[
                    ("path", &output.place.path().display()),
                    ("files", &published.files),
                    ("written", &published.written),
                    ("removed", &published.removed),
                    ("seconds", &format!("{:.2}", output.started.elapsed().as_secs_f64())),
                ],
            );
        }
        if let Some(day) = published.next_change.filter(|_| self.verbose) {
            self.say("cli-next-change", &[("date", &day)]);
        }
    }

    /// Says what was not published.
    fn held_back(&self, held_back: HeldBack) {
        let HeldBack { drafts, reviews, later, consents } = held_back;
        let counts = [
            ("cli-held-drafts", drafts),
            ("cli-held-reviews", reviews),
            ("cli-held-later", later),
            ("cli-held-consents", consents),
        ];
        let words = counts.iter().filter(|(_, count)| *count > 0);
        let words: Vec<String> =
            words.map(|(id, count)| self.texts.get(id, &[("count", count)])).collect();
        if !words.is_empty() && !self.quiet {
            self.say("cli-held-back", &[("entries", &words.join(", "))]);
        }
    }

    /// That of everything a build depends on.
    fn inputs(
        &self,
        snapshot: &Snapshot,
        options: &session::Options,
    ) -> Result<Fingerprint, Status> {
        let files = snapshot.fingerprint().map_err(|error| self.unreadable(&error))?;
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

    fn check(&self, arguments: &args::Check) -> Result<Status, Status> {
        let (reading, telling) = (&arguments.reading, &arguments.telling);
        if arguments.write_baseline {
            return self.write_baseline(reading);
        }
        let trust = &arguments.trust;
        let asked = Asked { trust, reading, telling, unfinished: None };
        if trust.untrusted
            && let Some(ended) = self.within_bounds(&asked, None)?
        {
            return Ok(ended);
        }
        let mut timings = self.stopwatch();
        let options = self.options(reading, !arguments.no_print)?;
        let mut session = self.single(trust);
        self.enter_confines(trust, None, arguments.online.as_deref())?;
        let snapshot = timings.step("read", || self.snapshot_of(trust))?;
        if let Some(ended) = self.within_bounds(&asked, Some(&snapshot))? {
            return Ok(ended);
        }
        for site in std::iter::once(SiteName::Main).chain(edition::all(&snapshot)) {
            let asked = arguments.online.as_deref().filter(|_| site == SiteName::Main);
            session.compare_with(site.clone(), self.online(asked, &self.usual_place(&site))?);
            if !trust.untrusted {
                session.set_cache(site.clone(), self.cache(&site)?);
            }
        }
        let mut built = session.build_all(&snapshot, &options, &mut timings);
        let mut snapshot = snapshot;
        if arguments.fix.is_some() {
            let steps = (&options, &mut timings);
            (snapshot, built) = self.fix(arguments, &mut session, (snapshot, built), steps)?;
        }
        if !arguments.no_print {
            session.tidy();
        }
        let entries = built.sites.first().map_or(0, |site| site.entries);
        let status = self.report(built.findings, telling.format, &snapshot, telling.deny);
        if !self.quiet && telling.format == FindingsFormat::Text {
            let (errors, warnings) = status.1;
            self.say(
                "cli-checked",
                &[("entries", &entries), ("errors", &errors), ("warnings", &warnings)],
            );
        }
        self.timings(telling.timings, &timings);
        Ok(status.0)
    }

    fn explain(&self, arguments: &args::Explain) -> Result<Status, Status> {
        let Some(written) = &arguments.code else {
            let line = |code: &Code| format!("{}  {}\n", code.number(), code.slug());
            self.streams.data(&Code::ALL.iter().map(line).collect::<String>());
            return Ok(Status::Fine);
        };
        let Some(code) = Code::parse(written) else {
            let known = Code::ALL.iter().flat_map(|code| [code.number(), code.slug()]);
            match nearest(written, known) {
                Some(suggestion) => {
                    self.say("cli-no-code", &[("code", written), ("suggestion", &suggestion)]);
                }
                None => self.say("cli-no-code-plain", &[("code", written)]),
            }
            return Err(Status::Usage);
        };
        self.streams.data(&format!(
            "{}  {}\n\n{}\n",
            code.number(),
            code.slug(),
            self.texts.explanation(code).unwrap_or_default()
        ));
        Ok(Status::Fine)
    }

    /// The way from the folder of the run to the site, for reports that name files from there; empty, or with a `/` at its end.
    fn base(&self) -> String {
        let inside = self.root.components().filter(|part| *part != Component::CurDir);
        let mut base = String::new();
        for part in inside {
            base.push_str(&part.as_os_str().to_string_lossy());
            base.push('/');
        }
        // An address of its own, such as `/srv/site`, begins with the root itself.
        if self.root.is_absolute() { base.replacen("//", "/", 1) } else { base }
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
        let base = self.base();
        let sources = Sources::of(snapshot);
        let context = emit::EmitContext { texts: &self.texts, sources: &sources, base: &base };
        match format {
            FindingsFormat::Json => {
                self.streams
                    .data(&json::render(&sorted, emit::EmitContext { base: "", ..context }));
            }
            FindingsFormat::Gitlab => self.streams.data(&gitlab::render(&sorted, context)),
            FindingsFormat::Sarif => self.streams.data(&sarif::render(&sorted, context)),
            FindingsFormat::Github => self.streams.data(&github::render(&sorted, context)),
            FindingsFormat::Junit => self.streams.data(&junit::render(&sorted, context)),
            FindingsFormat::Text => {
                let told = sorted
                    .iter()
                    .filter(|finding| !self.quiet || finding.severity == Severity::Error);
                let (texts, order) = (&self.texts, order());
                self.streams.message(&text::report(told, texts, &sources, style(), order));
            }
        }
        let failed = errors > 0 || (deny == Some(Deny::Warnings) && warnings > 0);
        let status = if sorted.iter().any(config::are_unreadable) {
            Status::Usage
        } else if failed {
            Status::Findings
        } else {
            Status::Fine
        };
        (status, (errors, warnings))
    }

    fn timings(&self, format: Option<TimingsFormat>, timings: &Timings) {
        let milliseconds = |time: &std::time::Duration| time.as_secs_f64() * 1000.0;
        match format {
            None if !self.verbose => {}
            None | Some(TimingsFormat::Text) => {
                let line = |name: &str, time| {
                    format!("{name:>16}  {:>8} ms", self.texts.decimal(milliseconds(time), 1))
                };
                for (name, time) in &timings.steps {
                    let words = self.texts.find(&format!("step-{name}"));
                    self.streams.line(&line(words.as_deref().unwrap_or(name), time));
                }
                let total = self.texts.get("cli-timings-total", &[]);
                self.streams.line(&line(&total, &timings.total()));
            }
            Some(TimingsFormat::Json) => {
                let steps: serde_json::Map<String, serde_json::Value> = timings
                    .steps
                    .iter()
                    .map(|(name, time)| ((*name).to_owned(), milliseconds(time).into()))
                    .collect();
                let report = serde_json::json!({ "unit": "ms", "steps": steps, "total": milliseconds(&timings.total()) });
                self.streams.line(&report.to_string());
            }
        }
    }
}

/// The day of a moment, where this computer is; `None` for one beyond the years that have dates (-9999 to 9999).
fn day_of(moment: SystemTime) -> Option<jiff::civil::Date> {
    let moment = jiff::Timestamp::try_from(moment).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::system()).date())
}

/// The current day, where this computer is; the last one of all when there is none.
fn today() -> jiff::civil::Date {
    day_of(SystemTime::now()).unwrap_or(jiff::civil::Date::MAX)
}

/// How many files the site in `out` has, when it is there as a run without findings made it from the same inputs.
fn unchanged(
    cache: &Cache,
    inputs: Fingerprint,
    out: &TrustedFolder,
    snapshot: &Snapshot,
) -> Option<usize> {
    let known = cache.whole(inputs)?;
    let keep = Config::load(snapshot, &mut Vec::new()).keep;
    intact(out, &keep).filter(|(_, manifest)| *manifest == known).map(|(files, _)| files)
}

/// Whether a path is a folder with something in it, or no folder at all.
fn is_taken(path: &Path) -> bool {
    match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => path.exists(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_beyond_all_dates_has_no_day() {
        let after = |seconds| day_of(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(after(1_800_000_000).map(jiff::civil::Date::year), Some(2027));
        assert_eq!(after(253_402_207_200 - 86_400).map(jiff::civil::Date::year), Some(9999));
        assert_eq!(after(253_402_400_000), None);
        assert_eq!(after(1 << 50), None);
    }
}
