//! `serve` and `watch`: a site that is kept up to date while it is being written.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::args;
use super::{Run, Status};
use crate::diagnostic::emit::text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::publish::publish;
use crate::serve::{Preview, Update};
use crate::session::{Outcome, Session, Timings};
use crate::source::{SitePath, Snapshot};
use crate::watch::{Look, Mode, Watcher};

/// When to try again what the system refused: a full disk, a folder that is being replaced.
const AGAIN: Duration = Duration::from_secs(2);
/// How often to try to read files that vanish while they are being read.
const TRIES: u32 = 20;
/// How many files the status line names.
const NAMED: usize = 3;

/// Something that is done with every new state of the site.
trait Audience {
    /// Prepares a session for it.
    fn join(&self, session: &mut Session);

    /// Shows a state; `false` when that has to be tried again.
    fn show(&mut self, run: &Run, session: &Session, state: State<'_>) -> bool;
}

/// A state of the site.
struct State<'a> {
    snapshot: &'a Snapshot,
    outcome: Outcome,
    findings: &'a [Diagnostic],
    changed: &'a [SitePath],
}

impl Run {
    pub(super) fn serve(&self, arguments: &args::Serve) -> Result<Status, Status> {
        let started = Preview::start(&arguments.host, arguments.port);
        let preview = started.map_err(|error| {
            let address = format!("{}:{}", arguments.host, arguments.port);
            self.say("serve-cannot-listen", &[("address", &address), ("reason", &error)]);
            Status::Environment
        })?;
        let address = format!("http://{}/", preview.address());
        self.say("serve-started", &[("address", &address)]);
        // The page that is shown until the first site is there follows by itself.
        if arguments.open
            && let Err(error) = open::that_detached(&address)
        {
            self.say("serve-cannot-open", &[("address", &address), ("reason", &error)]);
        }
        let mut browsers = Browsers { preview, follow: arguments.follow };
        self.live(&arguments.live, &mut browsers)
    }

    pub(super) fn watch(&self, arguments: &args::Watch) -> Result<Status, Status> {
        let out = self.root.join(&arguments.out);
        self.say("watch-started", &[("path", &out.display())]);
        self.live(&arguments.live, &mut Folder { out })
    }

    /// Keeps the site up to date until the process is ended.
    fn live(&self, live: &args::Live, audience: &mut dyn Audience) -> Result<Status, Status> {
        let mode = if live.poll { Mode::Poll } else { Mode::Events };
        let mut watcher = Watcher::new(&self.root, mode).map_err(|error| {
            let root = self.root.display();
            self.say("watch-cannot", &[("path", &root), ("reason", &error)]);
            Status::Environment
        })?;
        // Bad options are reported once, before anything else.
        let mut options = self.options(&live.reading, !live.no_print)?;
        let mut session = Session::default();
        audience.join(&mut session);
        let mut last: Option<Snapshot> = None;
        let mut again = None;
        let mut look = Look::Everywhere;
        loop {
            let begun = Instant::now();
            let quick = match (&look, &last) {
                (Look::At(files), Some(last)) => Snapshot::reread(&self.root, last, files),
                _ => None,
            };
            let snapshot = quick.or_else(|| self.read_patiently(last.as_ref()));
            let changed = match (&snapshot, &last) {
                (Some(snapshot), Some(last)) => snapshot.differing(last),
                _ => Vec::new(),
            };
            match snapshot {
                Some(snapshot) if last.is_none() || !changed.is_empty() || again.is_some() => {
                    // A new day may publish what was held back.
                    options.publishing.today =
                        self.day(&live.reading)?.unwrap_or_else(super::clock);
                    let mut outcome = session.build(&snapshot, &options, &mut Timings::default());
                    let findings = std::mem::take(&mut outcome.findings).sorted();
                    let first = last.is_none();
                    self.status_line(&outcome, &findings, &changed, first, begun, &snapshot);
                    let state = State {
                        snapshot: &snapshot,
                        outcome,
                        findings: &findings,
                        changed: &changed,
                    };
                    let shown = audience.show(self, &session, state);
                    again = (!shown).then(|| Instant::now() + AGAIN);
                    last = Some(snapshot);
                }
                Some(_) => {}
                None => again = Some(Instant::now() + AGAIN),
            }
            look = watcher.wait(again);
        }
    }

    /// The files of the site. Files that vanish while they are being read are about to be replaced.
    fn read_patiently(&self, last: Option<&Snapshot>) -> Option<Snapshot> {
        let none = Snapshot::default();
        for tried in 0..TRIES {
            match Snapshot::read_again(&self.root, last.unwrap_or(&none)) {
                Ok(snapshot) => return Some(snapshot),
                Err(error) if tried + 1 == TRIES => {
                    self.read_error(&error);
                }
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
        None
    }

    /// What happened, in one line; errors as they would be told by `build`.
    fn status_line(
        &self,
        outcome: &Outcome,
        findings: &[Diagnostic],
        changed: &[SitePath],
        first: bool,
        begun: Instant,
        snapshot: &Snapshot,
    ) {
        let style = super::style();
        for finding in findings {
            if finding.severity == Severity::Error || (first && !self.quiet) {
                eprintln!("{}", text::render(finding, &self.texts, snapshot, style));
            }
        }
        if self.quiet {
            return;
        }
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let made = outcome.work.made.len();
        let milliseconds = begun.elapsed().as_millis();
        if errors > 0 {
            self.say("live-errors", &[("count", &errors), ("milliseconds", &milliseconds)]);
            return;
        }
        let names: Vec<&str> = changed.iter().take(NAMED).map(SitePath::as_str).collect();
        let more = changed.len().saturating_sub(NAMED);
        self.say(
            if first { "live-first" } else { "live-made" },
            &[
                ("made", &made),
                ("outputs", &outcome.outputs.len()),
                ("removed", &outcome.work.removed.len()),
                ("milliseconds", &milliseconds),
                ("files", &names.join(", ")),
                ("more", &more),
            ],
        );
    }
}

/// Browsers that look at a preview.
struct Browsers {
    preview: Preview,
    follow: bool,
}

impl Audience for Browsers {
    fn join(&self, session: &mut Session) {
        let preview = self.preview.clone();
        session.on_pages(move |outputs| preview.show_pages(outputs));
    }

    fn show(&mut self, run: &Run, session: &Session, state: State<'_>) -> bool {
        let work = &state.outcome.work;
        let mut made = state.changed.iter().map(|file| session.made_from(file, work));
        let (page, pdf) =
            made.find(|(page, pdf)| page.is_some() || pdf.is_some()).unwrap_or_default();
        self.preview.show(Update {
            outputs: state.outcome.outputs,
            follow: page.filter(|_| self.follow),
            pdf,
            findings: state.findings,
            snapshot: state.snapshot,
            texts: &run.texts,
        });
        true
    }
}

/// A folder on disk, for those who have a server.
struct Folder {
    out: PathBuf,
}

impl Audience for Folder {
    fn join(&self, _: &mut Session) {
        // Only a whole site is published.
    }

    fn show(&mut self, run: &Run, _: &Session, state: State<'_>) -> bool {
        if state.findings.iter().any(|finding| finding.severity == Severity::Error) {
            run.say("cli-nothing-written", &[]);
            return true;
        }
        let out: &Path = &self.out;
        match publish(&state.outcome.outputs, out, &state.outcome.keep) {
            Ok(_) => true,
            Err(error) => {
                run.publish_error(&error);
                false
            }
        }
    }
}
