//! A collection that is kept up to date: from a snapshot to findings and outputs, again and again.
//!
//! Entry points: [`Session::build`]; [`build`] for a single run; [`Site::load`] for what the content says. Invariant: whatever came
//! before, the outcome is that of a first run with the same inputs, byte for byte; the clock, the environment and the disk stay
//! outside.
//!
//! Nothing is invalidated by rules that somebody wrote down. An output is a job: it is *drafted* from the collection, and
//! every accessor of the collection notes what is read ([`crate::tracking`]); the draft is a value, and the output is *made* from
//! the draft and the theme alone. When inputs change, the linked state is made anew and compared with the last one, by value.
//! A job is drafted again when something differs that it has read, and made again when its draft differs.
//!
//! A run has two parts: what is found is known before anything is made ([`Session::update`]), and what is due is made after that
//! ([`Session::make_due`]), as far as nobody waits for something else.
//!
//! Where to read on: `Session::look` tells the first part in order. The steps of a run are in `load` (load, check), `prepare` (plan, prepare), `jobs`
//! (make: draft and finish) and `outcome` (collect); `update` is the short way for one entry, `state` what is compared,
//! `request` what the steps share, `print_queue` printing in the background, `newsletter` what is sent by mail.

mod contact_forms;
mod edited;
mod jobs;
mod load;
mod newsletter;
mod observer;
mod options;
mod outcome;
mod prepare;
mod print_queue;
mod request;
mod side_by_side;
mod state;
mod timings;
mod update;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::jobs::SiteOutputs;
use self::load::{Loaded, LoadedTheme};
use self::outcome::{RunFindings, made_from};
use self::prepare::PreparedRun;
use self::print_queue::PrintQueue;
use self::request::{RunRequest, Sites, Wanted};
use self::state::{SiteState, State};
use crate::cache::{Cache, Why};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::location::SitePath;
use crate::model::{Catalog, Memory};
use crate::outputs::{Jobs, NoSuchPdf};
use crate::plan::{BuildPlan, Permalinks};
use crate::publish::Scratch;
use crate::schema::Schema;
use crate::source::Snapshot;
use crate::tracking::{Changes, Fingerprint};

pub(crate) use self::contact_forms::contact_forms;
pub(crate) use self::edited::{Consequences, consequences};
pub use self::load::{Site, baseline};
pub use self::newsletter::newsletters;
pub(crate) use self::newsletter::{NoNewsletters, RenderedNewsletter};
pub(crate) use self::observer::{JobObserver, Making};
pub use self::options::{Distrust, Options, SiteName};
pub use self::outcome::Outcome;
pub(crate) use self::outcome::{Built, HeldBack, NextOutputs, PagesReady, Work};
pub(crate) use self::timings::Progress;
pub use self::timings::Timings;

/// A collection that is kept up to date.
#[derive(Default)]
pub struct Session {
    /// Of settings, types and options: everything is done again when it differs.
    context: Fingerprint,
    /// Of what entries are read under: they are read again when it differs.
    reading: Fingerprint,
    memory: Memory,
    schema: Option<Loaded<Schema>>,
    theme: Option<Loaded<LoadedTheme>>,
    state: Option<State>,
    site_outputs: BTreeMap<SiteName, SiteOutputs>,
    caches: BTreeMap<SiteName, Cache>,
    /// The addresses of sites that are online.
    online: BTreeMap<SiteName, Permalinks>,
    /// What the last state was asked for.
    last_options: Option<Options>,
    /// What differs in the last state from what its outputs were made of, and how many entries were read for it.
    pending: Option<(Changes, usize)>,
    /// What was found in the last state, before anything was made of it.
    found: Vec<Diagnostic>,
    /// How many entries were read for it.
    read: usize,
    print_queue: Option<PrintQueue>,
    /// Whether it ends with its first run: then nobody asks later what was read.
    is_single: bool,
    /// Where outputs are stored instead of in memory.
    scratch: Option<Scratch>,
    /// Who is told what is being made.
    observer: Option<Arc<dyn JobObserver>>,
    /// How strangers' content is bounded, when it is theirs.
    distrust: Option<Distrust>,
}

/// Reads, checks and renders a site once.
pub fn build(snapshot: &Snapshot, options: &Options, timings: &mut Timings) -> Outcome {
    Session::single().build(snapshot, options, timings)
}

/// Reads and checks a site, and makes only its PDFs: those that `names` stand for (see [`Jobs::printed_named`]), or
/// all of them when there is no name.
///
/// # Errors
/// A name that stands for none.
pub fn print(
    snapshot: &Snapshot,
    options: &Options,
    names: &[String],
    timings: &mut Timings,
) -> Result<Outcome, NoSuchPdf> {
    Session::single().print(snapshot, options, names, timings)
}

impl Session {
    /// A session for a single run: it remembers less, and a second run does everything anew.
    pub fn single() -> Self {
        Self { is_single: true, ..Self::default() }
    }

    /// As [`print()`].
    pub(crate) fn print(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        names: &[String],
        timings: &mut Timings,
    ) -> Result<Outcome, NoSuchPdf> {
        let request = RunRequest::everything(snapshot, options, timings);
        Ok(self.run(RunRequest { wanted: Wanted::Pdfs(names), ..request })?.alone())
    }

    /// A session that has planned a site and made nothing of it, with what was found; only that when it is errors.
    fn planned(snapshot: &Snapshot, options: &Options) -> Result<(Self, Findings), Findings> {
        let mut session = Self::single();
        let timings = &mut Timings::default();
        let request = RunRequest::everything(snapshot, options, timings);
        let built = session.run(RunRequest { wanted: Wanted::Nothing, ..request });
        let findings = built.unwrap_or_default().findings;
        if has_errors(findings.iter()) { Err(findings) } else { Ok((session, findings)) }
    }

    /// Stores outputs in `scratch` instead of in memory.
    pub(crate) fn set_scratch(&mut self, scratch: Option<Scratch>) {
        self.scratch = scratch;
    }

    /// Tells `observer` what is being made, as long as that is not printed in the background.
    pub(crate) fn set_witness(&mut self, observer: Option<Arc<dyn JobObserver>>) {
        self.observer = observer;
    }

    /// Treats the content as that of strangers, within these bounds.
    pub fn set_distrust(&mut self, how: Option<Distrust>) {
        self.distrust = how;
    }

    /// Lets a site begin where earlier runs ended: with what `cache` remembers.
    pub(crate) fn set_cache(&mut self, site: SiteName, cache: Cache) {
        self.caches.insert(site, cache);
    }

    /// Has a site compared with what is online of it: addresses that it drops are found.
    pub fn compare_with(&mut self, site: SiteName, online: Permalinks) {
        self.online.insert(site, online);
    }

    /// The addresses that a site promises since the last run; `None` for a preview.
    pub fn permalinks(&self, site: &SiteName) -> Option<Permalinks> {
        self.state.as_ref()?.sites.get(site)?.inputs.jobs.permalinks()
    }

    /// The collection as it was in the last run.
    pub(crate) fn catalog(&self) -> Option<&Catalog> {
        self.state.as_ref().map(|state| &state.catalog)
    }

    /// The settings of the last run.
    pub(crate) fn config(&self) -> Option<&Config> {
        self.state.as_ref().map(|state| &state.config)
    }

    /// The sites of the last run, the main one first: where they stand, what they show, and what is on them.
    pub(crate) fn sites(&self) -> impl Iterator<Item = (Option<&str>, &BuildPlan, &Jobs)> {
        let sites = self.state.iter().flat_map(|state| state.sites.values());
        sites.map(|SiteState { inputs, .. }| {
            (inputs.config.base_url.as_deref(), &inputs.plan, &inputs.jobs)
        })
    }

    /// A session whose PDFs are printed in the background, for those who want to see pages at once. `notify` is called when
    /// it is time to [`collect`](Self::collect) one.
    pub fn with_print_queue(notify: impl Fn() + Send + Sync + 'static) -> Self {
        Self { print_queue: PrintQueue::open(notify), ..Self::default() }
    }

    /// The site with what has been printed in the background since the last run; `None` when that is nothing new.
    pub fn collect(&mut self) -> Option<Outcome> {
        let taken = self.collect_printed();
        if taken.is_empty() {
            return None;
        }
        let made = taken.into_iter().map(|path| (path, Why::Content)).collect();
        let snapshot = self.memory.snapshot().clone();
        let name = self.state.as_ref()?.sites.keys().next()?.clone();
        let sent = self.site_outputs.get(&name).map(SiteOutputs::pending).unwrap_or_default();
        let work = Work { made, sent, ..Work::default() };
        Some(self.collect_outcome(&snapshot, vec![(name, work)]).alone())
    }

    /// The paths of the PDFs that have been printed in the background and are still waited for.
    fn collect_printed(&mut self) -> Vec<String> {
        let printed = self.print_queue.as_ref().map(PrintQueue::take).unwrap_or_default();
        // Only a single site is printed in the background.
        let outputs = self.site_outputs.values_mut().next();
        outputs.map(|outputs| outputs.take_printed(printed)).unwrap_or_default()
    }

    /// Has the cache of a site remember the last run. `whole` is as for [`Cache::save`].
    pub(crate) fn save(&self, site: &SiteName, whole: Option<(Fingerprint, Fingerprint)>) {
        if let Some(cache) = self.caches.get(site) {
            let outputs = self.site_outputs.get(site);
            cache.save(outputs.into_iter().flat_map(SiteOutputs::inputs).collect(), whole);
        }
    }

    /// Has the caches keep what the last run printed, without remembering it as the last build.
    pub(crate) fn tidy(&self) {
        for cache in self.caches.values() {
            cache.tidy();
        }
    }

    /// The page and the PDF that are made from a file, as paths in the output: of several, one of those just made.
    pub(crate) fn made_from(
        &self,
        file: &SitePath,
        work: &Work,
    ) -> (Option<String>, Option<String>) {
        let site = self.state.as_ref().and_then(|state| state.sites.values().next());
        site.map_or((None, None), |site| made_from(&site.inputs.jobs, file, work))
    }

    /// Brings the site up to date with a snapshot.
    pub fn build(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Outcome {
        self.run_unnamed(RunRequest::everything(snapshot, options, timings)).alone()
    }

    /// The same, unless `is_waited_for` says that somebody waits for something else: `None` then, and what is left is made by the next run.
    pub fn build_unless(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        is_waited_for: &(dyn Fn() -> bool + Sync),
    ) -> Option<Outcome> {
        let timings = &mut Timings::default();
        self.update(snapshot, options, timings);
        let made = self.make_due((snapshot, options), timings, &[], &mut |_| {}, is_waited_for);
        (!made.work.is_unfinished).then_some(made)
    }

    /// Brings the site up to date with a snapshot without making anything: says what is found, and notes what is due.
    pub(crate) fn update(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Findings {
        self.look(&mut RunRequest::everything(snapshot, options, timings));
        self.all_found(snapshot, std::iter::once(&options.site))
    }

    /// Makes what is due since the last [`update`](Self::update), which had the same snapshot and options. Pages that are `watched` come first. `on_pages_ready` is called with them, then with all
    /// pages before files for programs, and again before PDFs are looked at. When `is_waited_for` says that somebody waits for something else,
    /// what is no page that is watched is left for the next time, and [`Work::is_unfinished`] says so.
    pub(crate) fn make_due(
        &mut self,
        (snapshot, options): (&Snapshot, &Options),
        timings: &mut Timings,
        watched: &[String],
        on_pages_ready: &mut dyn FnMut(&PagesReady<'_>),
        is_waited_for: &(dyn Fn() -> bool + Sync),
    ) -> Outcome {
        self.collect_printed();
        let request = &mut RunRequest::everything(snapshot, options, timings);
        request.watched = watched;
        request.on_pages_ready = Some(on_pages_ready);
        request.is_waited_for = Some(is_waited_for);
        let work = self.make(request).unwrap_or_default();
        self.collect_outcome(snapshot, work).alone()
    }

    /// Brings all editions up to date with a snapshot: what they share is done once.
    pub fn build_editions(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Built {
        let request = RunRequest::everything(snapshot, options, timings);
        self.run_unnamed(RunRequest { sites: Sites::Editions, ..request })
    }

    /// Brings the main site and all editions up to date, the main one first.
    pub(crate) fn build_all(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Built {
        let request = RunRequest::everything(snapshot, options, timings);
        self.run_unnamed(RunRequest { sites: Sites::All, ..request })
    }

    /// Plans the main site and all editions, and makes nothing.
    pub(crate) fn plan_all(&mut self, snapshot: &Snapshot, options: &Options) -> Findings {
        let timings = &mut Timings::default();
        let request = RunRequest::everything(snapshot, options, timings);
        let (sites, wanted) = (Sites::All, Wanted::Nothing);
        self.run_unnamed(RunRequest { sites, wanted, ..request }).findings
    }

    /// Brings the main site up to date with a snapshot without making anything of it, and says what was found. A session that does so does nothing else.
    pub(crate) fn look_over(&mut self, snapshot: &Snapshot, options: &Options) -> Findings {
        let timings = &mut Timings::default();
        let request = RunRequest::everything(snapshot, options, timings);
        self.run_unnamed(RunRequest { wanted: Wanted::Findings, ..request }).findings
    }

    /// A run that asks for no PDF by name, and so cannot name a wrong one.
    fn run_unnamed(&mut self, request: RunRequest<'_>) -> Built {
        self.run(request).unwrap_or_default()
    }

    /// One run.
    ///
    /// # Errors
    /// A name among the PDFs that are wanted that stands for none.
    fn run(&mut self, mut request: RunRequest<'_>) -> Result<Built, NoSuchPdf> {
        let request = &mut request;
        if let Some(reason) = self.distrust.and_then(|distrust| distrust.exceeded(request.snapshot))
        {
            return Ok(Built::refused(reason));
        }
        self.look(request);
        // Outputs that have read something that differs are drafted, and finished where their drafts differ.
        let work = self.make(request)?;
        // The sites, with all that was found.
        Ok(self.collect_outcome(request.snapshot, work))
    }

    /// The part of a run that finds, told in order.
    fn look(&mut self, request: &mut RunRequest<'_>) {
        self.begin();
        // Mostly one entry differs and nothing else, or templates or words of the settings do: then the last state is brought up to date, and nothing is loaded
        // anew.
        let differing = request.snapshot.differing(self.memory.snapshot());
        let updated = self
            .update_file(request, &differing)
            .or_else(|| self.update_looks(request, &differing));
        let run = match updated {
            Some(run) => run,
            None => {
                let mut found = RunFindings::default();
                // Settings, types and entries, compared with those of the last run.
                let content = self.load(request, &mut found);
                // The rules that need no theme.
                let content = self.check(request, content, &mut found);
                // The theme, publications and editions; the last two name entries.
                let presentation = self.load_presentation(request, &content.site, &mut found);
                // Which outputs each site has, and where; and what its pages share.
                let planned = self.plan(request, &content, &presentation, &mut found);
                // What differs from the last run, of all that an output can read.
                self.prepare(request, content, presentation, planned, found)
            }
        };
        // The state, to be compared with the next one.
        self.keep(request, run);
        request.timings.step("compare", || self.mark_due());
    }

    /// Begins a run: takes what has been printed, and forgets what a single run has no use for.
    fn begin(&mut self) {
        if self.is_single {
            (self.state, self.site_outputs) = (None, BTreeMap::new());
        }
        self.collect_printed();
    }

    /// Keeps the state of a run, and what was found in it.
    fn keep(&mut self, request: &RunRequest<'_>, run: PreparedRun) {
        let PreparedRun { state, found } = run;
        self.last_options = Some(request.options.clone());
        let before = self.pending.take().map_or(0, |(_, read)| read);
        self.read = self.memory.read.max(before);
        self.state = Some(state);
        self.found = found.all();
    }
}

fn has_errors<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> bool {
    findings.into_iter().any(|finding| finding.severity == Severity::Error)
}
