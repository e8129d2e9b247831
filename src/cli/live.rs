//! `serve` and `watch`: a site that is kept up to date while it is being written.

use std::rc::Rc;
use std::time::{Duration, Instant};

use super::args;
use super::{Run, Status};
use crate::config::are_unreadable;
use crate::diagnostic::emit::text;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::disk::Place;
use crate::publish::{OutputSet, Target, publish};
use crate::serve::{Preview, Update};
use crate::session::{Outcome, Pages, Session, SiteName, Timings, Work};
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
    /// Whether it is shown pages before what is made after them.
    fn is_hasty(&self) -> bool;

    /// Shows a state; `false` when that has to be tried again.
    fn show(&mut self, run: &Run, state: State<'_>) -> bool;
}

/// What came out, so far.
struct Site<'a> {
    findings: Findings,
    outputs: OutputSet,
    keep: &'a [String],
    work: &'a Work,
    /// Whether more is to come at once.
    is_part: bool,
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

/// What comes of one look at the files: pages, and then PDFs, one after the other.
struct Turn {
    snapshot: Rc<Snapshot>,
    changed: Vec<SitePath>,
    begun: Instant,
    is_first: bool,
    /// What was found, as it was told: in order.
    told: Vec<Diagnostic>,
    /// Whether it was told what was made of pages.
    has_told_pages: bool,
    /// How many PDFs have been printed since.
    pdfs: usize,
}

impl Turn {
    /// Tells and shows the site; `false` when showing it has to be tried again.
    fn show(
        &mut self,
        run: &Run,
        audience: &mut dyn Audience,
        site: Site<'_>,
        made_from: impl FnMut(&SitePath) -> (Option<String>, Option<String>),
    ) -> bool {
        let Site { findings, outputs, keep, work, is_part } = site;
        let findings = findings.sorted();
        let is_new = self.tell(run, &findings);
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        if errors == 0 {
            // Of a part, how many it is and how long it takes is not known yet.
            if !is_part {
                self.tell_what_was_made(run, work, outputs.len());
            }
        } else if is_new && !run.quiet {
            let milliseconds = self.begun.elapsed().as_millis();
            run.say("live-errors", &[("count", &errors), ("milliseconds", &milliseconds)]);
        }
        let mut edited = self.changed.iter().map(made_from);
        let edited = edited.find(|(page, pdf)| page.is_some() || pdf.is_some()).unwrap_or_default();
        let snapshot = &self.snapshot;
        let shown =
            audience.show(run, State { snapshot, outputs, keep, findings: &findings, edited });
        self.told = findings;
        shown
    }

    fn show_outcome(
        &mut self,
        run: &Run,
        audience: &mut dyn Audience,
        session: &Session,
        outcome: Outcome,
    ) -> bool {
        let Outcome { findings, outputs, keep, work, .. } = outcome;
        let site = Site { findings, outputs, keep: &keep, work: &work, is_part: false };
        self.show(run, audience, site, |file| session.made_from(file, &work))
    }

    /// Errors as they would be told by `build`, each of them once; returns whether there were any.
    fn tell(&self, run: &Run, findings: &[Diagnostic]) -> bool {
        let style = super::style();
        let mut is_new = false;
        let is_told =
            |finding: &Diagnostic| self.told.binary_search_by(|known| known.order(finding)).is_ok();
        for finding in findings.iter().filter(|finding| !is_told(finding)) {
            let is_error = finding.severity == Severity::Error;
            is_new |= is_error;
            if is_error || (self.is_first && !run.quiet) {
                eprintln!("{}", text::render(finding, &run.texts, &*self.snapshot, style));
            }
        }
        is_new
    }

    /// One line for the pages, and one for the PDFs that are printed behind them.
    fn tell_what_was_made(&mut self, run: &Run, work: &Work, outputs: usize) {
        if run.quiet {
            return;
        }
        let milliseconds = self.begun.elapsed().as_millis();
        if self.has_told_pages {
            if self.pdfs > 0 && work.sent.is_empty() {
                run.say("live-pdfs", &[("count", &self.pdfs), ("milliseconds", &milliseconds)]);
            }
            return;
        }
        self.has_told_pages = true;
        let names: Vec<&str> = self.changed.iter().take(NAMED).map(SitePath::as_str).collect();
        let more = self.changed.len().saturating_sub(NAMED);
        run.say(
            if self.is_first { "live-first" } else { "live-made" },
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
        let site = self.live_site(&arguments.live)?;
        let started = Preview::start(&arguments.host, arguments.port, &self.texts);
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
        let site = self.live_site(&arguments.live)?;
        let out = self.place(arguments.out.as_deref(), &site)?;
        self.say("watch-started", &[("path", &out.path().display())]);
        self.live(&arguments.live, site, &mut Folder { out })
    }

    /// The site that is meant. Only an edition has to be there from the beginning.
    fn live_site(&self, live: &args::Live) -> Result<SiteName, Status> {
        match live.edition.as_deref() {
            Some(id) => self.site(Some(id), &self.snapshot()?),
            None => Ok(SiteName::Main),
        }
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
        let mut session = if audience.is_hasty() {
            let bell = watcher.bell();
            Session::with_press(move || bell.ring())
        } else {
            Session::default()
        };
        let mut turn: Option<Turn> = None;
        let mut again = None;
        let mut look = Look::Everywhere;
        loop {
            if look == Look::Nowhere {
                if let (Some(turn), Some(outcome)) = (&mut turn, session.collect()) {
                    turn.pdfs += outcome.work.made.len();
                    turn.show_outcome(self, audience, &session, outcome);
                }
                look = watcher.wait(again);
                continue;
            }
            let begun = Instant::now();
            let last = turn.as_ref().map(|turn| &*turn.snapshot);
            let quick = match (&look, last) {
                (Look::At(files), Some(last)) => Snapshot::reread(&self.root, last, files),
                _ => None,
            };
            let snapshot = quick.or_else(|| self.read_patiently(last));
            let changed = match (&snapshot, last) {
                (Some(snapshot), Some(last)) => snapshot.differing(last),
                _ => Vec::new(),
            };
            match snapshot {
                Some(snapshot) if last.is_none() || !changed.is_empty() || again.is_some() => {
                    // A new day may publish what was held back.
                    options.publishing.today =
                        self.day(&live.reading)?.unwrap_or_else(super::clock);
                    let is_first = last.is_none();
                    let snapshot = Rc::new(snapshot);
                    let mut next = Turn {
                        snapshot: snapshot.clone(),
                        changed,
                        begun,
                        is_first,
                        told: Vec::new(),
                        has_told_pages: false,
                        pdfs: 0,
                    };
                    let timings = &mut Timings::default();
                    let outcome =
                        session.build_before(&snapshot, &options, timings, &mut |pages| {
                            if !audience.is_hasty() {
                                return;
                            }
                            let mut findings = Findings::new();
                            findings.extend(pages.findings.iter().cloned());
                            let Pages { ref outputs, work, files_follow: is_part, .. } = *pages;
                            let outputs = outputs.clone();
                            let site = Site { findings, outputs, keep: &[], work, is_part };
                            next.show(self, audience, site, |file| pages.made_from(file));
                        });
                    let shown = next.show_outcome(self, audience, &session, outcome);
                    // Whoever looks at a preview mends the settings there; nobody looks at a folder.
                    if is_first && !audience.is_hasty() && next.told.iter().any(are_unreadable) {
                        return Ok(Status::Usage);
                    }
                    self.timings(None, timings);
                    again = (!shown).then(|| Instant::now() + AGAIN);
                    turn = Some(next);
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
                    self.unreadable(&error);
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
    out: Place,
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
        // Nobody sees warnings here: what is dropped is found by the next build, which is compared with the last one.
        let on_wait = || run.waits(&self.out);
        let target = Target { place: &self.out, keep: state.keep, on_wait: &on_wait };
        match publish(&state.outputs, None, target) {
            Ok(published) => {
                run.left(&published.left);
                true
            }
            Err(error) => {
                run.publish_error(&error);
                false
            }
        }
    }
}
