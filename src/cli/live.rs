//! `serve` and `watch`: a site that is kept up to date while it is being written.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::args;
use super::{Run, Status};
use crate::diagnostic::emit::text;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::publish::{OutputSet, publish};
use crate::serve::{Preview, Update};
use crate::session::{Onlooker, Outcome, Pages, Session, SiteName, Timings, Work};
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
    /// Whether it is shown pages before their PDFs, and rather newer pages than the PDFs of old ones.
    fn is_hasty(&self) -> bool;

    /// Shows a state; `false` when that has to be tried again.
    fn show(&mut self, run: &Run, state: State<'_>) -> bool;
}

/// A state of the site.
struct State<'a> {
    snapshot: &'a Snapshot,
    outputs: OutputSet,
    keep: &'a [String],
    findings: &'a [Diagnostic],
    /// The page and the PDF that were made from what was edited.
    edited: (Option<String>, Option<String>),
}

/// What is done after one look at the files.
struct Turn<'a> {
    run: &'a Run,
    audience: &'a mut dyn Audience,
    snapshot: &'a Snapshot,
    changed: &'a [SitePath],
    begun: Instant,
    is_first: bool,
    /// Set when there is something newer to look at.
    late: &'a AtomicBool,
    /// What was said when the pages were made.
    told: Option<Vec<Diagnostic>>,
}

impl Onlooker for Turn<'_> {
    fn pages(&mut self, pages: &Pages<'_>) {
        if !self.audience.is_hasty() {
            return;
        }
        let mut findings = Findings::new();
        findings.extend(pages.findings.iter().cloned());
        let findings = findings.sorted();
        self.tell(&findings, pages.work, pages.outputs.len());
        let edited = self.edited(|file| pages.made_from(file));
        let (snapshot, outputs) = (self.snapshot, pages.outputs.clone());
        let state = State { snapshot, outputs, keep: &[], findings: &findings, edited };
        self.audience.show(self.run, state);
        self.told = Some(findings);
    }

    fn late(&self) -> &AtomicBool {
        self.late
    }
}

impl Turn<'_> {
    /// Shows what has come of it; `false` when that has to be tried again.
    fn end(self, session: &Session, outcome: Outcome) -> bool {
        let Outcome { findings, outputs, keep, work, .. } = outcome;
        let findings = findings.sorted();
        if work.left.is_empty() {
            self.tell(&findings, &work, outputs.len());
        }
        let edited = self.edited(|file| session.made_from(file, &work));
        let snapshot = self.snapshot;
        self.audience
            .show(self.run, State { snapshot, outputs, keep: &keep, findings: &findings, edited })
    }

    fn edited(
        &self,
        made_from: impl FnMut(&SitePath) -> (Option<String>, Option<String>),
    ) -> (Option<String>, Option<String>) {
        let mut made = self.changed.iter().map(made_from);
        made.find(|(page, pdf)| page.is_some() || pdf.is_some()).unwrap_or_default()
    }

    /// What happened, in one line; errors as they would be told by `build`. Nothing is told twice.
    fn tell(&self, findings: &[Diagnostic], work: &Work, outputs: usize) {
        let Self { run, snapshot, changed, is_first, .. } = *self;
        let told = self.told.as_deref().unwrap_or_default();
        let style = super::style();
        let mut fresh = 0;
        for finding in findings.iter().filter(|finding| !told.contains(finding)) {
            let is_error = finding.severity == Severity::Error;
            fresh += usize::from(is_error);
            if is_error || (is_first && !run.quiet) {
                eprintln!("{}", text::render(finding, &run.texts, snapshot, style));
            }
        }
        if run.quiet {
            return;
        }
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let milliseconds = self.begun.elapsed().as_millis();
        if errors > 0 {
            if fresh > 0 {
                run.say("live-errors", &[("count", &errors), ("milliseconds", &milliseconds)]);
            }
            return;
        }
        if self.told.is_some() {
            let pdfs = work.made.iter().filter(|(path, _)| path.ends_with(".pdf")).count();
            if pdfs > 0 {
                run.say("live-pdfs", &[("count", &pdfs), ("milliseconds", &milliseconds)]);
            }
            return;
        }
        let names: Vec<&str> = changed.iter().take(NAMED).map(SitePath::as_str).collect();
        let more = changed.len().saturating_sub(NAMED);
        run.say(
            if is_first { "live-first" } else { "live-made" },
            &[
                ("made", &work.made.len()),
                ("outputs", &outputs),
                ("removed", &work.removed.len()),
                ("milliseconds", &milliseconds),
                ("files", &names.join(", ")),
                ("more", &more),
            ],
        );
    }
}

impl Run {
    pub(super) fn serve(&self, arguments: &args::Serve) -> Result<Status, Status> {
        let edition = arguments.live.edition.as_deref();
        let site = match edition {
            Some(_) => self.site(edition, &self.snapshot()?)?,
            None => SiteName::Main,
        };
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
        self.live(&arguments.live, site, &mut browsers)
    }

    pub(super) fn watch(&self, arguments: &args::Watch) -> Result<Status, Status> {
        let site = self.site(arguments.live.edition.as_deref(), &self.snapshot()?)?;
        let out = self.folder(arguments.out.as_deref(), &site);
        self.say("watch-started", &[("path", &out.display())]);
        self.live(&arguments.live, site, &mut Folder { out })
    }

    /// Keeps the site up to date until the process is ended.
    fn live(
        &self,
        live: &args::Live,
        site: SiteName,
        audience: &mut dyn Audience,
    ) -> Result<Status, Status> {
        let mode = if live.poll { Mode::Poll } else { Mode::Events };
        let mut watcher = Watcher::new(&self.root, mode).map_err(|error| {
            let root = self.root.display();
            self.say("watch-cannot", &[("path", &root), ("reason", &error)]);
            Status::Environment
        })?;
        // Bad options are reported once, before anything else.
        let mut options = self.options(&live.reading, !live.no_print)?;
        options.site = site;
        let mut session = Session::default();
        let (stirred, never) = (watcher.stirred(), AtomicBool::new(false));
        let mut last: Option<Snapshot> = None;
        let mut again = None;
        let mut has_left = false;
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
                Some(snapshot)
                    if last.is_none() || !changed.is_empty() || again.is_some() || has_left =>
                {
                    // A new day may publish what was held back.
                    options.publishing.today =
                        self.day(&live.reading)?.unwrap_or_else(super::clock);
                    let mut turn = Turn {
                        run: self,
                        late: if audience.is_hasty() { &stirred } else { &never },
                        audience,
                        snapshot: &snapshot,
                        changed: &changed,
                        begun,
                        is_first: last.is_none(),
                        told: None,
                    };
                    let timings = &mut Timings::default();
                    let outcome = session.build_before(&snapshot, &options, timings, &mut turn);
                    has_left = !outcome.work.left.is_empty();
                    let shown = turn.end(&session, outcome);
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
}

/// Browsers that look at a preview.
struct Browsers {
    preview: Preview,
    follow: bool,
}

impl Audience for Browsers {
    fn is_hasty(&self) -> bool {
        true
    }

    fn show(&mut self, run: &Run, state: State<'_>) -> bool {
        let (page, pdf) = state.edited;
        self.preview.show(Update {
            outputs: state.outputs,
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
    /// Only a whole site is published.
    fn is_hasty(&self) -> bool {
        false
    }

    fn show(&mut self, run: &Run, state: State<'_>) -> bool {
        if state.findings.iter().any(|finding| finding.severity == Severity::Error) {
            run.say("cli-nothing-written", &[]);
            return true;
        }
        let out: &Path = &self.out;
        match publish(&state.outputs, out, state.keep) {
            Ok(_) => true,
            Err(error) => {
                run.publish_error(&error);
                false
            }
        }
    }
}
