//! `serve` and `watch`: a site that is kept up to date while it is being written.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::args;
use super::rebuild::{Edit, LiveTarget, Rebuild, SiteNow};
use super::{Run, Status};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Language, Severity};
use crate::disk::TrustedFolder;
use crate::editor::{Desk, DeskStep, Scene};
use crate::location::SitePath;
use crate::publish::{Target, publish};
use crate::render::print::Fit;
use crate::serve::{Preview, Question, Update};
use crate::session::{NextOutputs, Options, Session, SiteName, Timings, Work};
use crate::source::Snapshot;
use crate::watch::{Mode, Notifier, WatchedPlace, Watcher};

/// When to try again what the system refused: a full disk, a folder that is being replaced.
const AGAIN: Duration = Duration::from_secs(2);
/// How often to ask which day it is.
const ASK_FOR_DAY: Duration = Duration::from_secs(60);
/// How often to try to read files that vanish while they are being read.
const TRIES: u32 = 20;
/// Which day it is.
enum Day<'a> {
    /// The one that somebody has asked for.
    Fixed,
    /// That of a clock.
    Asked(&'a dyn Fn() -> jiff::civil::Date),
}

/// Keeps a site up to date: what `serve` and `watch` do each time they look.
struct Keeper<'a> {
    run: &'a Run,
    options: Options,
    day: Day<'a>,
    session: Session,
    target: &'a mut dyn LiveTarget,
    rebuild: Option<Rebuild>,
    /// The files as they are on disk: without what is not saved yet.
    disk: Option<Rc<Snapshot>>,
    /// The editor, and what is asked of it.
    editing: Option<Editing>,
    /// How much room entries take on paper, as far as it is known.
    fits: Vec<(String, Fit)>,
    /// The pages of files that have been edited, as they were last: an entry that cannot be read has none.
    pages: BTreeMap<SitePath, String>,
    /// When to try again what did not work.
    again: Option<Instant>,
    /// How long it took to look at the files.
    took: Duration,
}

impl<'a> Keeper<'a> {
    fn new(
        run: &'a Run,
        options: Options,
        day: Day<'a>,
        session: Session,
        target: &'a mut dyn LiveTarget,
    ) -> Self {
        let (rebuild, again, took) = (None, None, Duration::ZERO);
        let (pages, disk, fits) = (BTreeMap::new(), None, Vec::new());
        let editing = None;
        Self {
            run,
            options,
            day,
            session,
            target,
            rebuild,
            disk,
            editing,
            fits,
            pages,
            again,
            took,
        }
    }

    /// Answers what has been asked of the editor.
    fn answer(&mut self) {
        while let Some(question) = self.editing.as_ref().and_then(|it| it.questions.try_recv().ok())
        {
            // What somebody else has done to the file has to be known first.
            if let Some(file) = Desk::needs(&question.query) {
                self.look_at(&file);
            }
            let step =
                self.at_desk(question.language, |desk, scene| desk.begin(&question.query, scene));
            let answered = match step {
                Some(DeskStep::Answered(answered)) => Some(answered),
                Some(DeskStep::Look(file, unfinished)) => {
                    self.look_at(&file);
                    self.at_desk(question.language, |desk, scene| desk.finish(unfinished, scene))
                }
                None => None,
            };
            if let Some(answered) = answered {
                question.answer(answered);
            }
        }
    }

    /// Looks at a file, and at what is not saved.
    fn look_at(&mut self, file: &SitePath) {
        let path = self.run.root.join(file.as_str());
        self.look(&WatchedPlace::At(vec![path]));
    }

    /// Has the editor do something with the site as it is now, in this language, or in that of the messages.
    fn at_desk<T>(
        &mut self,
        language: Option<Language>,
        work: impl FnOnce(&mut Desk, &Scene<'_>) -> T,
    ) -> Option<T> {
        let Self { run, options, session, rebuild, disk, editing, fits, .. } = self;
        let Editing { desk, texts, .. } = editing.as_mut()?;
        let texts: &Texts = match language.filter(|language| *language != run.texts.language()) {
            Some(language) => texts.entry(language).or_insert_with(|| Texts::new(language)),
            None => &run.texts,
        };
        let scene = Scene {
            today: options.publishing.today,
            root: &run.root,
            session,
            disk: disk.as_ref()?,
            findings: &rebuild.as_ref()?.found,
            fits,
            texts,
        };
        Some(work(desk, &scene))
    }

    /// When to go on at the latest. The day is asked again and again, since timers stand still while a computer sleeps.
    fn until(&self) -> Option<Instant> {
        if self.rebuild.as_ref().is_some_and(|rebuild| !rebuild.is_made) {
            return Some(Instant::now());
        }
        let day = match self.day {
            Day::Fixed => None,
            Day::Asked(_) => Some(Instant::now() + ASK_FOR_DAY),
        };
        self.again.into_iter().chain(day).min()
    }

    /// Whether nothing can come of it: whoever looks at a preview mends the settings there; nobody looks at a folder.
    fn cannot_begin(&self) -> bool {
        !self.target.accepts_partial() && self.rebuild.as_ref().is_some_and(Rebuild::cannot_begin)
    }

    /// Looks at files and day, and brings what is known of the site up to date with them: what is found can be told, and [`make`](Self::make) makes what is due.
    /// Returns whether files have changed.
    fn look(&mut self, look: &WatchedPlace) -> bool {
        if *look == WatchedPlace::Nowhere {
            self.collect();
            let is_due = self.again.is_some_and(|again| again <= Instant::now());
            if !is_due && self.today() == self.options.publishing.today {
                return false;
            }
        }
        let begun = Instant::now();
        let last = self.disk.as_deref();
        let quick = match (look, last) {
            (WatchedPlace::At(files), Some(last)) => Snapshot::reread(&self.run.root, last, files),
            _ => None,
        };
        let Some(disk) = quick.or_else(|| self.run.read_patiently(last)) else {
            self.again = Some(Instant::now() + AGAIN);
            return false;
        };
        let on_disk = last.is_none_or(|last| !disk.differing(last).is_empty());
        let disk = Rc::new(disk);
        let snapshot = self.with_unsaved(&disk);
        self.disk = Some(disk);
        let last = self.rebuild.as_ref().map(Rebuild::snapshot);
        let changed = last.map(|last| snapshot.differing(last)).unwrap_or_default();
        let has_changed = last.is_some() && !changed.is_empty();
        self.took = begun.elapsed();
        let day = self.today();
        // A new day may publish what was held back, and ends what was allowed until then.
        let is_new_day = day != self.options.publishing.today;
        self.options.publishing.today = day;
        if last.is_none() || has_changed || is_new_day || self.again.is_some() {
            if is_new_day && !self.run.quiet {
                self.run.say("cli-today", &[("date", &day)]);
            }
            // What is not saved is told where it is written.
            let is_draft = !on_disk && !is_new_day;
            self.update(&snapshot, (changed, is_draft), begun);
        }
        has_changed
    }

    /// The files with what is not saved yet laid over them.
    fn with_unsaved(&mut self, disk: &Rc<Snapshot>) -> Rc<Snapshot> {
        let laid_over = self.editing.as_mut().and_then(|editing| editing.desk.laid_over(disk));
        laid_over.map_or_else(|| disk.clone(), Rc::new)
    }

    fn today(&self) -> jiff::civil::Date {
        match self.day {
            Day::Fixed => self.options.publishing.today,
            Day::Asked(clock) => clock(),
        }
    }

    /// Shows what was printed in the meantime.
    fn collect(&mut self) {
        let Some(rebuild) = self.rebuild.as_mut().filter(|rebuild| rebuild.is_made) else { return };
        if let Some(outcome) = self.session.collect() {
            self.fits.clone_from(&outcome.fits);
            rebuild.pdfs += outcome.work.made.len();
            rebuild.show_outcome(self.run, self.target, &self.session, outcome);
        }
    }

    fn update(
        &mut self,
        snapshot: &Rc<Snapshot>,
        (changed, is_draft): (Vec<SitePath>, bool),
        begun: Instant,
    ) {
        let Self { options, session, pages, .. } = self;
        // From now on, whoever asks for a page waits for the new one.
        self.target.falls_behind();
        for file in &changed {
            if let (Some(page), _) = session.made_from(file, &Work::default()) {
                pages.insert(file.clone(), page);
            }
        }
        let mut timings = Timings::default();
        let found = session.update(snapshot, options, &mut timings).sorted();
        let edit = Edit { snapshot: snapshot.clone(), changed, begun, is_draft };
        let last = self.rebuild.take();
        self.rebuild = Some(Rebuild::of(edit, (found, timings), pages.clone(), last));
    }

    /// Makes what is due and shows it, unless somebody waits for something else: what is left then is made the next time.
    fn make(&mut self, is_waited_for: &(dyn Fn() -> bool + Sync)) {
        let Self { run, options, session, target, .. } = self;
        let Some(mut rebuild) = self.rebuild.take() else { return };
        if rebuild.is_made {
            self.rebuild = Some(rebuild);
            return;
        }
        let watched = target.watched();
        // Only a whole site is published.
        let is_shown_parts = target.accepts_partial();
        let (snapshot, mut timings) =
            (rebuild.snapshot().clone(), std::mem::take(&mut rebuild.timings));
        let outcome = session.make_due(
            (&snapshot, options),
            &mut timings,
            &watched,
            &mut |pages| {
                if is_shown_parts {
                    rebuild.show_pages(run, *target, pages);
                    let are_all_made = pages.next != NextOutputs::Pages;
                    target.catches_up((!are_all_made).then_some(&watched));
                }
            },
            &|| is_shown_parts && is_waited_for(),
        );
        rebuild.timings = timings;
        if !outcome.work.is_unfinished {
            rebuild.is_made = true;
            self.fits.clone_from(&outcome.fits);
            let shown = rebuild.show_outcome(run, *target, session, outcome);
            target.catches_up(None);
            run.timings(None, &rebuild.timings);
            self.again = (!shown).then(|| Instant::now() + AGAIN);
        }
        self.rebuild = Some(rebuild);
    }
}

/// The editor, and what is asked of it.
struct Editing {
    desk: Desk,
    questions: Receiver<Question>,
    /// The words of other languages than that of the messages, as far as somebody has asked for them.
    texts: BTreeMap<Language, Texts>,
}

/// Whether only this computer reaches a host.
fn is_own(host: &str) -> bool {
    let is_loopback = host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    is_loopback || host.eq_ignore_ascii_case("localhost")
}

impl Run {
    pub(super) fn serve(&self, arguments: &args::Serve) -> Result<Status, Status> {
        let site = self.live_site(&arguments.live)?;
        let may_edit = !arguments.read_only && (arguments.edit || is_own(&arguments.host));
        let started = Preview::start(
            (&arguments.host, arguments.port),
            &self.texts,
            may_edit,
            arguments.cms.clone(),
        );
        let preview = started.map_err(|error| {
            let address = format!("{}:{}", arguments.host, arguments.port);
            self.say("serve-cannot-listen", &[("address", &address), ("reason", &error)]);
            Status::Environment
        })?;
        let address = format!("http://{}/", preview.address());
        self.say("serve-started", &[("address", &address)]);
        if may_edit && !is_own(&arguments.host) {
            self.say("serve-edit-open", &[("host", &arguments.host)]);
        }
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
        target: &mut dyn LiveTarget,
    ) -> Result<Status, Status> {
        self.start_threads();
        let mode = if live.poll { Mode::Poll } else { Mode::Events };
        let mut watcher = Watcher::new(&self.root, mode).map_err(|error| {
            let root = self.root.display();
            self.say("watch-cannot", &[("path", &root), ("reason", &error)]);
            Status::Environment
        })?;
        // Bad options are reported once, before anything else.
        let mut options = self.options(&live.reading, !live.no_print)?;
        options.site = site;
        let day = match self.day(&live.reading)? {
            Some(_) => Day::Fixed,
            None => {
                self.clock()?;
                Day::Asked(&super::today)
            }
        };
        let session = if target.accepts_partial() {
            let notifier = watcher.notifier();
            Session::with_print_queue(move || notifier.ring())
        } else {
            Session::default()
        };
        let questions = target.questions(watcher.notifier());
        let mut keeper = Keeper::new(self, options, day, session, target);
        keeper.editing = questions.map(|(token, questions)| Editing {
            desk: Desk::new(token),
            questions,
            texts: BTreeMap::new(),
        });
        let notifier = watcher.notifier();
        let mut look = WatchedPlace::Everywhere;
        loop {
            let has_changed = keeper.look(&look);
            if look == WatchedPlace::Everywhere {
                watcher.looked(keeper.took, has_changed);
            }
            // What is found is answered before anything is made of it, and who asks for something need not wait for all pages.
            keeper.answer();
            keeper.make(&|| notifier.is_waited_for());
            if keeper.cannot_begin() {
                return Ok(Status::Usage);
            }
            look = watcher.wait(keeper.until());
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

impl LiveTarget for Browsers {
    fn accepts_partial(&self) -> bool {
        true
    }

    fn watched(&self) -> Vec<String> {
        self.preview.watched()
    }

    fn falls_behind(&self) {
        self.preview.falls_behind();
    }

    fn catches_up(&self, pages: Option<&[String]>) {
        self.preview.catches_up(pages);
    }

    fn questions(&self, notifier: Notifier) -> Option<(String, Receiver<Question>)> {
        self.preview.questions(move || notifier.ring())
    }

    fn show(&mut self, run: &Run, state: SiteNow<'_>) -> bool {
        let (page, pdf) = state.edited;
        self.preview.show(Update {
            outputs: state.outputs,
            follow: page.filter(|_| self.follow),
            pdf,
            findings: state.findings,
            warnings: state.warnings,
            spoilt: state.spoilt,
            snapshot: state.snapshot,
            texts: &run.texts,
        });
        true
    }
}

/// A folder on disk, for those who have a server.
struct Folder {
    out: TrustedFolder,
}

impl LiveTarget for Folder {
    /// Only a whole site is published.
    fn accepts_partial(&self) -> bool {
        false
    }

    fn show(&mut self, run: &Run, state: SiteNow<'_>) -> bool {
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

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::{Arc, OnceLock};

    use jiff::civil::{Date, date};

    use super::*;
    use crate::cli::streams::Streams;
    use crate::diagnostic::texts::Texts;
    use crate::diagnostic::{Code, Language};
    use crate::model::Publishing;

    const PERSON: &str = "\
type: person
label: {de: Person, en: Person}
plural: {de: Personen, en: People}
folder: people
route: {de: personen, en: people}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  name: {kind: string, personal: true, label: {de: Name, en: Name}}
  publish_from: {kind: date, label: {de: Ab, en: From}}
  review_due: {kind: date, label: {de: Zu prüfen, en: Review}}
  consent:
    kind: object
    hidden: true
    label: {de: Einwilligung, en: Consent}
    fields:
      given_on: {kind: date, label: {de: Erteilt am, en: Given on}}
      expires: {kind: date, label: {de: Endet am, en: Ends on}}
      scope: {kind: list, of: {kind: string}, label: {de: Gilt für, en: Covers}}
";

    /// What was shown last.
    #[derive(Default)]
    struct Seen {
        pages: RefCell<Vec<(String, String)>>,
        codes: RefCell<Vec<Code>>,
        times: Cell<u32>,
    }

    impl LiveTarget for &Seen {
        fn accepts_partial(&self) -> bool {
            false
        }

        fn show(&mut self, _: &Run, state: SiteNow<'_>) -> bool {
            let pages = state.outputs.iter().map(|(path, contents)| {
                let bytes = contents.bytes().unwrap();
                (path.to_owned(), String::from_utf8_lossy(&bytes).into_owned())
            });
            self.pages.replace(pages.collect());
            self.codes.replace(state.findings.iter().map(|finding| finding.code).collect());
            self.times.set(self.times.get() + 1);
            true
        }
    }

    impl Seen {
        fn shows(&self, words: &str) -> bool {
            self.pages.borrow().iter().any(|(_, page)| page.contains(words))
        }
    }

    fn site() -> (tempfile::TempDir, Run) {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("content/site.yaml", "format: 1\ntitle: Probe\n");
        write("content/types/person.yaml", PERSON);
        write(
            "content/people/a.md",
            "---\ntitle: Meisterin\nname: Erika Beispiel\nconsent: {given_on: 2020-01-01, expires: 2026-11-22, scope: [website]}\n---\n",
        );
        write("content/people/b.md", "---\ntitle: Späteres\npublish_from: 2026-11-24\n---\n");
        write("content/people/c.md", "---\ntitle: Zu prüfendes\nreview_due: 2026-11-22\n---\n");
        let root = dir.path().to_path_buf();
        let texts = Texts::new(Language::of_tag("en").unwrap());
        let streams = Arc::new(Streams::open());
        let threads = OnceLock::new();
        let texts = Arc::new(texts);
        (dir, Run { root, texts, streams, quiet: true, verbose: false, worker: None, threads })
    }

    fn options(today: Date) -> Options {
        let publishing = Publishing { drafts: false, today };
        Options { site: SiteName::Main, publishing, base_url: None, print: false }
    }

    /// Looks, and makes what is due.
    fn bring(keeper: &mut Keeper<'_>, look: &WatchedPlace) -> bool {
        let has_changed = keeper.look(look);
        keeper.make(&|| false);
        has_changed
    }

    #[test]
    fn what_a_day_ends_and_begins_follows_without_an_edit() {
        let (_dir, run) = site();
        let seen = Seen::default();
        let today = Cell::new(date(2026, 11, 21));
        let (clock, mut target) = (|| today.get(), &seen);
        let mut keeper = Keeper::new(
            &run,
            options(today.get()),
            Day::Asked(&clock),
            Session::default(),
            &mut target,
        );
        bring(&mut keeper, &WatchedPlace::Everywhere);
        assert!(seen.shows("Erika Beispiel") && !seen.shows("Späteres"));
        let is_due = || seen.codes.borrow().contains(&Code::ReviewDue);
        assert!(!is_due(), "{:?}", seen.codes);
        // The day is asked for although nothing happens, in slices: timers stand still while a computer sleeps.
        let until = keeper.until().unwrap();
        assert!(until <= Instant::now() + Duration::from_secs(60));
        assert!(!bring(&mut keeper, &WatchedPlace::Nowhere));
        assert!(!bring(&mut keeper, &WatchedPlace::Everywhere));
        assert_eq!(seen.times.get(), 1, "nothing is built for the same day");
        // A night, and a weekend in which the computer sleeps.
        today.set(date(2026, 11, 23));
        bring(&mut keeper, &WatchedPlace::Nowhere);
        assert!(!seen.shows("Erika Beispiel") && !seen.shows("Späteres"));
        assert!(is_due(), "{:?}", seen.codes);
        today.set(date(2026, 11, 30));
        bring(&mut keeper, &WatchedPlace::Nowhere);
        assert!(seen.shows("Späteres"));
        assert_eq!(seen.times.get(), 3);
        // The clock is put right.
        today.set(date(2026, 11, 21));
        bring(&mut keeper, &WatchedPlace::Nowhere);
        assert!(seen.shows("Erika Beispiel") && !seen.shows("Späteres"));
    }

    /// Somebody who looks at one page, and the titles that pages had in each state that was shown.
    struct Looking {
        page: &'static str,
        states: RefCell<Vec<Vec<(String, bool)>>>,
    }

    impl LiveTarget for &Looking {
        fn accepts_partial(&self) -> bool {
            true
        }

        fn watched(&self) -> Vec<String> {
            vec![self.page.to_owned()]
        }

        fn show(&mut self, _: &Run, state: SiteNow<'_>) -> bool {
            let pages = state.outputs.iter().filter(|(path, _)| path.ends_with("index.html"));
            let pages = pages.map(|(path, contents)| {
                let bytes = contents.bytes().unwrap();
                (path.to_owned(), String::from_utf8_lossy(&bytes).contains("Anders"))
            });
            self.states.borrow_mut().push(pages.collect());
            true
        }
    }

    #[test]
    fn the_page_that_is_looked_at_comes_first_whatever_changes() {
        let (dir, run) = site();
        let looking = Looking { page: "personen/a/index.html", states: RefCell::default() };
        let mut target = &looking;
        let options = options(date(2026, 11, 21));
        let mut keeper = Keeper::new(&run, options, Day::Fixed, Session::default(), &mut target);
        bring(&mut keeper, &WatchedPlace::Everywhere);
        looking.states.borrow_mut().clear();
        // The title of the site is on all pages.
        let settings = dir.path().join("content/site.yaml");
        std::fs::write(settings, "format: 1\ntitle: Anders\n").unwrap();
        bring(&mut keeper, &WatchedPlace::Everywhere);
        let states = looking.states.borrow();
        let is_new = |state: &[(String, bool)]| -> Vec<String> {
            state.iter().filter(|(_, new)| *new).map(|(path, _)| path.clone()).collect()
        };
        assert_eq!(is_new(&states[0]), [looking.page]);
        let last = states.last().unwrap();
        assert!(last.len() > 1 && is_new(last).len() == last.len(), "{last:?}");
    }

    #[test]
    fn a_day_that_was_asked_for_stays() {
        let (_dir, run) = site();
        let seen = Seen::default();
        let (mut target, options) = (&seen, options(date(2026, 11, 21)));
        let mut keeper = Keeper::new(&run, options, Day::Fixed, Session::default(), &mut target);
        bring(&mut keeper, &WatchedPlace::Everywhere);
        bring(&mut keeper, &WatchedPlace::Nowhere);
        bring(&mut keeper, &WatchedPlace::Everywhere);
        assert_eq!((seen.times.get(), keeper.until()), (1, None));
    }
}
