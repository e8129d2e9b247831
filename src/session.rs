//! A collection that is kept up to date: from a snapshot to findings and outputs, again and again.
//!
//! Entry points: [`Session::build`]; [`build`] for a single run; [`Site::load`] for what the content says. Invariant: whatever came
//! before, the outcome is that of a first run with the same inputs, byte for byte; the clock, the environment and the disk stay
//! outside.
//!
//! Nothing is invalidated by rules that somebody wrote down. An output is a job: it is *drafted* from the collection, and
//! every accessor of the collection notes what is read ([`crate::trace`]); the draft is a value, and the output is *made* from
//! the draft and the theme alone. When inputs change, the linked state is made anew and compared with the last one, by value.
//! A job is drafted again when something differs that it has read, and made again when its draft differs.

mod letters;
mod press;
mod witness;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::cache::{Cache, Inputs, Why};
use crate::check::{self, Checked};
use crate::config::{Config, SETTINGS_FILE};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::hash::Map;
use crate::model::{Catalog, Memory, Publishing, Reading, Renewed};
use crate::picture::PixelBounds;
use crate::plan::edition::{self, Edition};
use crate::plan::publication::{self, Publication};
use crate::plan::{
    self, BuildPlan, Job, MainSite, NoSuchPdf, Output, Part, Pdf, PlanOptions, Promises, Routes,
};
use crate::publish::{Contents, OutputSet, Scratch};
use crate::render::html::pages::Web;
use crate::render::print::{self, Fit, Paper, Press, PrintJob, PrintTheme, Remarks};
use crate::render::{Body, Draft, Finished, Website};
use crate::schema::Schema;
use crate::source::{SitePath, Snapshot, SourceFile};
use crate::theme::{self, Theme};
use crate::trace::{self, Changes, Fingerprint, Kind, Reads};
use crate::view::{Prepared, Views};

pub use letters::{Letter, NoLetters, newsletters};
use press::{Delivery, Order, Pressroom};
pub use witness::{Making, Witness};

/// A site that is made from a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteName {
    /// The main one.
    #[default]
    Main,
    /// The edition of this id.
    Edition(Arc<str>),
}

impl SiteName {
    /// The edition of this id, which need not be there; the main site without one.
    pub fn named(edition: Option<&str>) -> Self {
        edition.map_or(Self::Main, |id| Self::Edition(id.into()))
    }
}

/// What a run is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which site is made.
    pub site: SiteName,
    /// Which entries count as published, and for which day.
    pub publishing: Publishing,
    /// Where that site will stand, in place of what its settings say.
    pub base_url: Option<String>,
    /// Whether PDFs are made.
    pub print: bool,
}

/// What a run found and made.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that was found.
    pub findings: Findings,
    /// The whole site; incomplete when there are errors.
    pub outputs: OutputSet,
    /// Paths in the output folder that belong to somebody else.
    pub keep: Vec<String>,
    /// Which site this is.
    pub site: SiteName,
    /// Where it will stand on the web, when that is known.
    pub base_url: Option<String>,
    /// How many entries were read, in all languages.
    pub entries: usize,
    /// How much room entries take on paper, by the path of the PDF. A PDF that an earlier run made tells nothing.
    pub fits: Vec<(String, Fit)>,
    /// What had to be done.
    pub work: Work,
}

/// What a run found, and the sites that it made.
#[derive(Debug, Default)]
pub struct Built {
    /// Everything that was found.
    pub findings: Findings,
    /// The sites, without findings of their own.
    pub sites: Vec<Outcome>,
}

impl Built {
    /// The only site, with everything that was found; none when an edition was asked for that cannot be read.
    fn alone(self) -> Outcome {
        let site = self.sites.into_iter().next().unwrap_or_default();
        Outcome { findings: self.findings, ..site }
    }
}

/// What a run had to do. A first run has to do everything.
#[derive(Debug, Default)]
pub struct Work {
    /// How many entries were read from their files.
    pub read: usize,
    /// Outputs that were drafted, as paths.
    pub drafted: Vec<String>,
    /// Outputs that were made, and why.
    pub made: Vec<(String, Why)>,
    /// Outputs that are no more.
    pub removed: Vec<String>,
    /// PDFs that are printed in the background: until they are, the last ones are part of the outcome.
    pub sent: Vec<String>,
}

/// The pages of a site whose other outputs are still to be looked at.
pub struct Pages<'a> {
    /// Everything that was found so far.
    pub findings: &'a [Diagnostic],
    /// The pages, with the last state of what follows; incomplete when there are errors.
    pub outputs: OutputSet,
    /// What had to be done so far.
    pub work: &'a Work,
    /// Whether files follow that are no PDFs: those of [`Output::is_last`].
    pub files_follow: bool,
    plan: &'a BuildPlan,
}

impl Pages<'_> {
    /// As [`Session::made_from`].
    pub fn made_from(&self, file: &SitePath) -> (Option<String>, Option<String>) {
        made_from(self.plan, file, self.work)
    }
}

/// A job that was done.
struct Done {
    output: Output,
    /// What it has read; `None` when it has to be drafted again in any case.
    reads: Option<Reads>,
    inputs: Inputs,
    /// What is in it, `None` when there is no such output after all; or the findings that kept it from being made.
    made: Result<Option<Contents>, Vec<Diagnostic>>,
    /// For PDFs: what it is printed from.
    printed: Option<PrintJob>,
    /// For PDFs that this session has made: what is to be said about them.
    remarks: Option<Remarks>,
    /// Whether it is printed in the background; what is `made` is then the last one.
    pending: bool,
}

/// The jobs of a site that were done, and what they have made.
#[derive(Default)]
struct Made {
    done: Map<String, Done>,
    outputs: OutputSet,
}

impl Made {
    /// Brings the outputs of these jobs up to date with what was done.
    fn refresh(&mut self, touched: &[String]) {
        if touched.len() >= self.outputs.len() {
            #[allow(clippy::iter_over_hash_type, reason = "fills a map that is sorted")]
            let all =
                self.done.iter().filter_map(|(path, done)| Some((path.as_str(), done.contents()?)));
            self.outputs = all.collect();
            return;
        }
        for path in touched {
            self.outputs.set(path, self.done.get(path).and_then(Done::contents));
        }
    }

    /// Has somebody see what is made so far.
    fn show(
        &self,
        task: &Task<'_>,
        found: &[Diagnostic],
        work: &Work,
        files_follow: bool,
        see: &mut dyn FnMut(&Pages<'_>),
    ) {
        let findings: Vec<_> = found.iter().chain(task.remarks).cloned().collect();
        let outputs = self.outputs.clone().until(task.state.catalog.next_change());
        let plan = &task.site.plan;
        see(&Pages { findings: &findings, outputs, work, files_follow, plan });
    }

    /// The paths of the PDFs that are printed in the background.
    fn pending(&self) -> Vec<String> {
        #[allow(clippy::iter_over_hash_type, reason = "they are sorted")]
        let pending = self.done.iter().filter(|(_, done)| done.pending);
        let mut pending: Vec<String> = pending.map(|(path, _)| path.clone()).collect();
        pending.sort();
        pending
    }
}

/// The linked state of a collection, to be compared with the next one.
struct State {
    /// Those of settings, types and options, and of the theme.
    settings: Fingerprint,
    theme: Fingerprint,
    config: Config,
    catalog: Catalog,
    /// The sites that were asked for.
    sites: BTreeMap<SiteName, SiteState>,
    /// What the rules found in it.
    checked: Checked,
    /// Whether nothing was found in it but by checks of quality.
    silent: bool,
}

/// What a site makes of a collection.
struct SiteState {
    config: Config,
    plan: BuildPlan,
    prepared: Arc<Prepared>,
    publications: HashMap<(Arc<str>, Arc<str>), Fingerprint>,
    /// What differs from the state before; `None` when everything may.
    changes: Option<Changes>,
}

impl SiteState {
    /// Whether everything that may differ between this state and another one is compared piece by piece.
    fn is_comparable(&self, other: &Self) -> bool {
        self.plan.part.same_rules(&other.plan.part) && self.config == other.config
    }

    /// Brings what is prepared up to date with an entry that was renewed, and notes what differs by that.
    fn renew(
        &mut self,
        catalog: &Catalog,
        theme: &Theme,
        renewed: &Renewed,
        changes: &mut Changes,
    ) {
        let Self { config, plan, prepared, .. } = self;
        plan.relations.renew(catalog, &plan.part, theme, &renewed.new.key, changes);
        let views = Views::over(catalog, config, theme, plan, &Web, Arc::default());
        let is_done =
            Arc::get_mut(prepared).is_some_and(|prepared| views.renew(prepared, renewed, changes));
        if !is_done {
            let all = Views::new(catalog, config, theme, plan, &Web).prepared().clone();
            all.changes_since(prepared, changes);
            *prepared = all;
        }
    }

    /// `changes` of the collection, and what differs between this state and an earlier one.
    fn changes_since(&self, last: &Self, mut changes: Changes) -> Changes {
        self.plan.changes_since(&last.plan, &mut changes);
        self.prepared.changes_since(&last.prepared, &mut changes);
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for name in self.publications.keys().chain(last.publications.keys()) {
            if self.publications.get(name) != last.publications.get(name) {
                changes.add(Kind::Publication, name);
            }
        }
        changes
    }
}

/// A state in which one entry was renewed.
struct Renewal {
    state: State,
    /// What checks of quality have to say.
    remarks: Vec<Diagnostic>,
    publications: Vec<Publication>,
}

/// Which sites a run makes.
#[derive(PartialEq, Eq)]
enum Sites {
    One(SiteName),
    /// All editions.
    Editions,
    /// The main one and all editions.
    All,
}

/// A site whose jobs are to be done.
#[derive(Clone, Copy)]
struct Task<'a> {
    snapshot: &'a Snapshot,
    state: &'a State,
    name: &'a SiteName,
    site: &'a SiteState,
    look: &'a Arc<Look>,
    publications: &'a [Publication],
    wanted: Wanted<'a>,
    /// What checks have to say.
    remarks: &'a [Diagnostic],
    pressed: Option<&'a Pressed>,
}

/// PDFs that this run has made for one site and needs for another.
type Pressed = Mutex<HashMap<Inputs, Finished>>;

/// A run whose jobs are still to be done.
struct Begun {
    state: State,
    publications: Vec<Publication>,
    editions: Vec<Edition>,
    look: Arc<Look>,
    found: Vec<Diagnostic>,
    /// What checks of quality have to say.
    remarks: Vec<Diagnostic>,
}

/// Something that was loaded from some files, and what was found in them.
struct Loaded<T> {
    files: Vec<SourceFile>,
    value: Arc<T>,
    findings: Vec<Diagnostic>,
}

impl<T> Loaded<T> {
    /// The value from before when the files are the same, else a new one.
    fn refresh(
        last: &mut Option<Self>,
        files: Vec<SourceFile>,
        findings: &mut Vec<Diagnostic>,
        load: impl FnOnce(&mut Vec<Diagnostic>) -> T,
    ) -> Arc<T> {
        let loaded = match last.take().filter(|last| last.files == files) {
            Some(last) => last,
            None => {
                let mut found = Vec::new();
                let value = Arc::new(load(&mut found));
                Self { files, value, findings: found }
            }
        };
        findings.extend_from_slice(&loaded.findings);
        last.insert(loaded).value.clone()
    }
}

/// A theme for both kinds of output.
struct Look {
    asked: (String, Vec<String>),
    theme: Theme,
    print: PrintTheme,
    fingerprint: Fingerprint,
}

/// A collection that is kept up to date.
#[derive(Default)]
pub struct Session {
    context: Fingerprint,
    memory: Memory,
    schema: Option<Loaded<Schema>>,
    look: Option<Loaded<Look>>,
    state: Option<State>,
    made: BTreeMap<SiteName, Made>,
    caches: BTreeMap<SiteName, Cache>,
    /// The addresses of sites that are online.
    online: BTreeMap<SiteName, Promises>,
    /// What the last state was asked for.
    asked: Option<Options>,
    /// What was put into the last state without its jobs having been looked at.
    stale: Option<Changes>,
    /// What was found in the last state, PDFs apart.
    found: Vec<Diagnostic>,
    press: Option<Pressroom>,
    /// Whether it ends with its first run: then nobody asks later what was read.
    is_single: bool,
    /// Where outputs are laid, when they need not be at hand.
    scratch: Option<Scratch>,
    /// Who is told what is being made.
    witness: Option<Arc<dyn Witness>>,
    /// How strangers' content is bounded, when it is theirs.
    distrust: Option<Distrust>,
}

/// How much a site may make that strangers wrote. It gets the standard theme in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distrust {
    /// How many outputs it may have, all its editions together.
    pub outputs: usize,
    /// How many files it may have.
    pub files: usize,
    /// How many bytes there may be in its files.
    pub bytes: u64,
    /// How large its pictures may be.
    pub pictures: PixelBounds,
}

impl Distrust {
    /// The finding that a site has more than is read.
    fn too_much(&self, snapshot: &Snapshot) -> Option<Diagnostic> {
        let megabyte = 1024 * 1024;
        let (mut files, mut bytes) = (0, 0);
        for file in snapshot.files() {
            (files, bytes) = (files + 1, bytes + file.len());
        }
        let found = Diagnostic::nowhere(Code::TooMuchInput);
        if files > self.files {
            Some(found.arg("of", "files").arg("count", files).arg("max", self.files))
        } else if bytes > self.bytes {
            let (count, max) = (bytes.div_ceil(megabyte), self.bytes / megabyte);
            Some(found.arg("of", "bytes").arg("count", count).arg("max", max))
        } else {
            None
        }
    }
}

/// Reads, checks and renders a site once.
pub fn build(snapshot: &Snapshot, options: &Options, timings: &mut Timings) -> Outcome {
    Session::single().build(snapshot, options, timings)
}

/// Reads and checks a site, and makes only its PDFs: those that `names` stand for (see [`BuildPlan::pdfs_named`]), or
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
    let sites = Sites::One(options.site.clone());
    let (wanted, nobody) = (Wanted::Pdfs(names), &mut |_: &Pages<'_>| {});
    let built = Session::single().run(snapshot, options, &sites, wanted, timings, nobody)?;
    Ok(built.alone())
}

/// Which outputs a run makes.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    /// All of the plan.
    Everything,
    /// None: whoever asks wants to know what there is, and where.
    Nothing,
    /// The PDFs of these names; all of them when there is none.
    Pdfs(&'a [String]),
}

impl Session {
    /// A session for a single run: it remembers less, and a second run does everything anew.
    pub fn single() -> Self {
        Self { is_single: true, ..Self::default() }
    }

    /// Has outputs laid there, instead of holding them in memory.
    pub fn lay_in(&mut self, scratch: Option<Scratch>) {
        self.scratch = scratch;
    }

    /// Has somebody told what is being made, as long as that is not printed in the background.
    pub fn tell(&mut self, witness: Option<Arc<dyn Witness>>) {
        self.witness = witness;
    }

    /// Has the content treated as that of strangers.
    pub fn distrust(&mut self, how: Option<Distrust>) {
        self.distrust = how;
    }

    /// Has a site begin where earlier runs ended.
    pub fn begin_with(&mut self, site: SiteName, cache: Cache) {
        self.caches.insert(site, cache);
    }

    /// Has a site compared with what is online of it: addresses that it drops are found.
    pub fn compare_with(&mut self, site: SiteName, online: Promises) {
        self.online.insert(site, online);
    }

    /// The addresses that a site promises since the last run; `None` for a preview.
    pub fn promises(&self, site: &SiteName) -> Option<Promises> {
        self.state.as_ref()?.sites.get(site)?.plan.promises()
    }

    /// The collection as it was in the last run.
    pub fn catalog(&self) -> Option<&Catalog> {
        self.state.as_ref().map(|state| &state.catalog)
    }

    /// The sites of the last run, the main one first: where they stand, and what is on them.
    pub fn sites(&self) -> impl Iterator<Item = (Option<&str>, &BuildPlan)> {
        let sites = self.state.iter().flat_map(|state| state.sites.values());
        sites.map(|site| (site.config.base_url.as_deref(), &site.plan))
    }

    /// A session whose PDFs are printed in the background, for those who want to see pages at once. `bell` rings when it is
    /// time to [`collect`](Self::collect) one.
    pub fn with_press(bell: impl Fn() + Send + Sync + 'static) -> Self {
        Self { press: Pressroom::open(bell), ..Self::default() }
    }

    /// The site with what has been printed in the background since the last run; `None` when that is nothing new.
    pub fn collect(&mut self) -> Option<Outcome> {
        let taken = self.take_delivery();
        if taken.is_empty() {
            return None;
        }
        let made = taken.into_iter().map(|path| (path, Why::Content)).collect();
        let snapshot = self.memory.snapshot().clone();
        let name = self.state.as_ref()?.sites.keys().next()?.clone();
        let sent = self.made.get(&name).map(Made::pending).unwrap_or_default();
        let work = Work { made, sent, ..Work::default() };
        Some(self.built(&snapshot, vec![(name, work)]).alone())
    }

    /// The paths of the PDFs that have been printed in the background and are still wanted.
    fn take_delivery(&mut self) -> Vec<String> {
        let deliveries = self.press.as_ref().map(Pressroom::take).unwrap_or_default();
        let mut taken = Vec::new();
        // Only a single site is printed in the background.
        let Some(made) = self.made.values_mut().next() else { return taken };
        for Delivery { path, inputs, finished } in deliveries {
            let done =
                made.done.get_mut(&path).filter(|done| done.pending && done.inputs == inputs);
            if let Some(done) = done {
                done.pending = false;
                done.take(finished, None);
                taken.push(path);
            }
        }
        made.refresh(&taken);
        taken
    }

    /// The last state as it is, with what had to be done for each of its sites.
    fn built(&self, snapshot: &Snapshot, work: Vec<(SiteName, Work)>) -> Built {
        let Some(state) = &self.state else { return Built::default() };
        let next_change = state.catalog.next_change();
        let (mut problems, mut sites) = (Vec::new(), Vec::new());
        for (name, work) in work {
            let (Some(site), Some(made)) = (state.sites.get(&name), self.made.get(&name)) else {
                continue;
            };
            let mut fits = Vec::new();
            for (job, _) in site.plan.pdfs() {
                // What is to be said about the last one is out of date.
                let Some(done) = made.done.get(&job.path).filter(|done| !done.pending) else {
                    continue;
                };
                if let Err(found) = &done.made {
                    problems.extend_from_slice(found);
                }
                if let (Some(remarks), Some(printed)) = (&done.remarks, &done.printed) {
                    problems.extend(remarks.findings(printed, snapshot));
                    fits.extend(remarks.fits.iter().map(|fit| (job.path.clone(), fit.clone())));
                }
            }
            sites.push(Outcome {
                findings: Findings::new(),
                outputs: made.outputs.clone().until(next_change),
                keep: site.config.keep.clone(),
                site: name,
                base_url: site.config.base_url.clone(),
                entries: state.catalog.entries().len(),
                fits,
                work,
            });
        }
        print::once(&mut problems);
        leave_out_shown(&mut problems, &self.found);
        let mut findings = Findings::new();
        findings.extend(self.found.iter().cloned());
        findings.extend(problems);
        Built { findings, sites }
    }

    /// Has the cache of a site remember the last run. `whole` is as for [`Cache::save`].
    pub fn save(&self, site: &SiteName, whole: Option<(Fingerprint, Fingerprint)>) {
        if let Some(cache) = self.caches.get(site) {
            let done = self.made.get(site).into_iter().flat_map(|made| &made.done);
            cache.save(done.map(|(path, done)| (path.clone(), done.inputs)).collect(), whole);
        }
    }

    /// Has the caches keep what the last run printed, without remembering it as the last build.
    pub fn tidy(&self) {
        for cache in self.caches.values() {
            cache.tidy();
        }
    }

    /// The page and the PDF that are made from a file, as paths in the output: of several, one of those just made.
    pub fn made_from(&self, file: &SitePath, work: &Work) -> (Option<String>, Option<String>) {
        let site = self.state.as_ref().and_then(|state| state.sites.values().next());
        site.map_or((None, None), |site| made_from(&site.plan, file, work))
    }

    /// Brings the site up to date with a snapshot.
    pub fn build(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Outcome {
        self.build_before(snapshot, options, timings, &mut |_| {})
    }

    /// The same, and has somebody see the pages before files for programs and PDFs are looked at.
    pub fn build_before(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
        see: &mut dyn FnMut(&Pages<'_>),
    ) -> Outcome {
        let sites = Sites::One(options.site.clone());
        // Only a name can be wrong, and there is none.
        let built = self.run(snapshot, options, &sites, Wanted::Everything, timings, see);
        built.unwrap_or_default().alone()
    }

    /// Brings all editions up to date with a snapshot: what they share is done once.
    pub fn build_editions(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Built {
        let (wanted, nobody) = (Wanted::Everything, &mut |_: &Pages<'_>| {});
        let built = self.run(snapshot, options, &Sites::Editions, wanted, timings, nobody);
        built.unwrap_or_default()
    }

    /// Plans the main site and all editions, and makes nothing.
    pub fn plan_all(&mut self, snapshot: &Snapshot, options: &Options) -> Findings {
        let (timings, nobody) = (&mut Timings::default(), &mut |_: &Pages<'_>| {});
        let built = self.run(snapshot, options, &Sites::All, Wanted::Nothing, timings, nobody);
        built.unwrap_or_default().findings
    }

    /// Brings the main site and all editions up to date, the main one first.
    pub fn build_all(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
    ) -> Built {
        let (wanted, nobody) = (Wanted::Everything, &mut |_: &Pages<'_>| {});
        let built = self.run(snapshot, options, &Sites::All, wanted, timings, nobody);
        built.unwrap_or_default()
    }

    fn run(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        asked: &Sites,
        wanted: Wanted<'_>,
        timings: &mut Timings,
        see: &mut dyn FnMut(&Pages<'_>),
    ) -> Result<Built, NoSuchPdf> {
        let mut found = Vec::new();
        if let Some(too_much) = self.distrust.and_then(|distrust| distrust.too_much(snapshot)) {
            let mut findings = Findings::new();
            findings.extend([too_much]);
            return Ok(Built { findings, sites: Vec::new() });
        }
        if self.is_single {
            (self.state, self.made) = (None, BTreeMap::new());
        }
        self.take_delivery();
        let look = self.look.as_ref().map(|look| look.value.clone());
        if let Some(look) = look
            && let Some(Renewal { state, remarks, publications }) =
                self.renew(snapshot, options, &look.theme, timings)
        {
            let begun = Begun { state, publications, editions: Vec::new(), look, found, remarks };
            return self.render(snapshot, options, wanted, begun, timings, see);
        }
        let (site, checked, changes) = self.load(snapshot, options, &mut found, timings);
        let context = site.checking(snapshot, options.publishing);
        let remarks = checked.remarks(&context, !has_errors(&found));
        let Site { config, catalog } = site;
        let look = timings.step("theme", || self.look(snapshot, &config, &mut found));
        let publications = publication::load(snapshot, &config, &catalog, &mut found);
        let mut editions = timings.step("editions", || {
            edition::check_brand(snapshot, &look.theme, &config, &mut found);
            let editions = edition::load(snapshot, &config, &catalog, &look.theme, &mut found);
            for edition in &editions {
                let context = check::Context::without_entries(
                    snapshot,
                    &edition.config,
                    &catalog,
                    options.publishing,
                );
                // What they take over from others is wrong once.
                for finding in check::check_settings(&context) {
                    if !found.contains(&finding) {
                        found.push(finding);
                    }
                }
            }
            editions
        });
        if let (SiteName::Edition(id), Some(url)) = (&options.site, &options.base_url) {
            for edition in editions.iter_mut().filter(|edition| edition.id == *id) {
                edition.config.base_url = Some(url.clone());
            }
        }
        let (settings, theme) = (self.context, look.fingerprint);
        let sites = BTreeMap::new();
        let state = State { settings, theme, config, catalog, sites, checked, silent: false };
        let mut begun = Begun { state, publications, editions, look, found, remarks };
        self.plan(snapshot, options, asked, &mut begun, changes.as_ref(), timings);
        let planned: usize = begun.state.sites.values().map(|site| site.plan.jobs().len()).sum();
        if let Some(Distrust { outputs: max, .. }) = self.distrust
            && planned > max
        {
            begun.found.push(
                Diagnostic::nowhere(Code::TooMuchOutput)
                    .arg("of", "files")
                    .arg("count", planned)
                    .arg("max", max),
            );
            return self.render(snapshot, options, Wanted::Nothing, begun, timings, see);
        }
        self.render(snapshot, options, wanted, begun, timings, see)
    }

    /// Plans the sites that are asked for, and compares them with what they were.
    fn plan(
        &self,
        snapshot: &Snapshot,
        options: &Options,
        sites: &Sites,
        begun: &mut Begun,
        changes: Option<&Changes>,
        timings: &mut Timings,
    ) {
        let Begun { state, publications, editions, look, found, remarks } = begun;
        let (catalog, theme) = (&state.catalog, &look.theme);
        let asked = PlanOptions { drafts: options.publishing.drafts, print: options.print };
        let mut wanted: Vec<(SiteName, Config, Part)> = Vec::new();
        if matches!(sites, Sites::One(SiteName::Main) | Sites::All) {
            wanted.push((SiteName::Main, state.config.clone(), Part::default()));
        }
        if *sites != Sites::One(SiteName::Main) {
            // An edition only wants to know where things are.
            let main = MainSite {
                routes: Arc::new(Routes::of_main_site(catalog, &state.config, asked)),
                base: state.config.base_url.clone(),
                title: state.config.title.clone(),
            };
            wanted.extend(editions.iter().filter_map(|edition| {
                let name = SiteName::Edition(edition.id.clone());
                let all = matches!(sites, Sites::Editions | Sites::All);
                let is_wanted = all || *sites == Sites::One(name.clone());
                is_wanted.then(|| (name, edition.config.clone(), edition.part(main.clone())))
            }));
        }
        let same = self.state.as_ref().filter(|last| last.theme == state.theme);
        for (name, config, part) in wanted {
            let routes: Vec<_> = publications
                .iter()
                .filter(|publication| part.takes_along(&publication.id))
                .map(Publication::route)
                .collect();
            let plan = timings.step("plan", || {
                let (plan, problems) =
                    plan::plan(snapshot, catalog, &config, theme, part, &routes, asked);
                found.extend(problems);
                plan
            });
            // Half a site has dropped nothing.
            if let Some(online) = self.online.get(&name).filter(|_| !has_errors(&*found)) {
                let context =
                    check::Context::without_entries(snapshot, &config, catalog, options.publishing);
                remarks.extend(state.checked.dropped(&context, &plan, online));
            }
            let prepared = timings.step("views", || {
                Views::new(catalog, &config, theme, &plan, &Web).prepared().clone()
            });
            let publications = fingerprints(publications, &plan);
            let mut site = SiteState { config, plan, prepared, publications, changes: None };
            let last = same.and_then(|last| last.sites.get(&name));
            if let (Some(last), Some(changes)) = (last, changes)
                && site.is_comparable(last)
            {
                timings.step("compare", || {
                    site.changes = Some(site.changes_since(last, changes.clone()));
                });
            }
            state.sites.insert(name, site);
        }
    }

    /// The last state with one entry in it renewed, when that is all that differs, nothing had been found, nothing is found now, and
    /// everything stays where it is.
    fn renew(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        theme: &Theme,
        timings: &mut Timings,
    ) -> Option<Renewal> {
        let mut state = self.state.take_if(|state| state.silent)?;
        let renewed = timings.step("entry", || {
            let files = snapshot.differing(self.memory.snapshot());
            let [file] = files.as_slice() else { return None };
            if !snapshot.problems().is_empty() || self.asked.as_ref() != Some(options) {
                return None;
            }
            let schema = self.schema.as_ref()?.value.clone();
            let publishing = options.publishing;
            let scope = Reading { snapshot, schema: &schema, config: &state.config, publishing };
            state.catalog.renew(&scope, &mut self.memory, file)
        });
        let Some(renewed) = renewed else {
            self.state = Some(state);
            return None;
        };
        let changes = self.memory.changes().clone();
        let State { config, catalog, sites, checked, .. } = &mut state;
        let remarks = timings.step("rules", || {
            let context = check::Context {
                snapshot,
                config,
                catalog,
                entries: catalog.entries(),
                publishing: options.publishing,
                read: &[],
            };
            *checked = std::mem::take(checked).again(&context, &changes, true);
            let is_silent = checked.wrong().next().is_none();
            is_silent.then(|| checked.remarks(&context, true))
        });
        let mut problems = Vec::new();
        let publications = publication::load(snapshot, config, catalog, &mut problems);
        let stays = |site: &SiteState| {
            renewed.is_text()
                || (site.plan.part.main_site().is_none()
                    && fingerprints(&publications, &site.plan) == site.publications)
        };
        let Some(remarks) = remarks.filter(|_| problems.is_empty() && sites.values().all(stays))
        else {
            // The entry is in the state already: what has read it has to be looked at in any case.
            self.stale = Some(changes);
            self.state = Some(state);
            return None;
        };
        for site in sites.values_mut() {
            let mut changes = changes.clone();
            let seen = fingerprints(&publications, &site.plan);
            if !renewed.is_text() {
                timings.step("views", || site.renew(catalog, theme, &renewed, &mut changes));
            }
            site.changes = (seen == site.publications).then_some(changes);
            site.publications = seen;
        }
        Some(Renewal { state, remarks, publications })
    }

    /// Does the jobs of a state, and keeps it.
    fn render(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        wanted: Wanted<'_>,
        begun: Begun,
        timings: &mut Timings,
        see: &mut dyn FnMut(&Pages<'_>),
    ) -> Result<Built, NoSuchPdf> {
        let Begun { state, publications, look, mut found, remarks, .. } = begun;
        let pressed = Pressed::default();
        let mut sites = Vec::new();
        for (name, site) in &state.sites {
            let task = Task {
                snapshot,
                state: &state,
                name,
                site,
                look: &look,
                publications: &publications,
                wanted,
                remarks: &remarks,
                // A single site has no two PDFs that are the same.
                pressed: (state.sites.len() > 1).then_some(&pressed),
            };
            let work = self.render_site(&task, &mut found, timings, see)?;
            sites.push((name.clone(), work));
            if options.print && self.press.is_none() {
                // What the next site or run needs is what this one needed.
                print::forget(2);
            }
        }
        if let Some((_, work)) = sites.first_mut() {
            work.read = self.memory.read;
        }
        self.asked = Some(options.clone());
        self.stale = None;
        self.state = Some(State { silent: found.is_empty(), ..state });
        found.extend(remarks);
        self.found = found;
        Ok(self.built(snapshot, sites))
    }

    /// Does the jobs of one site.
    fn render_site(
        &mut self,
        task: &Task<'_>,
        found: &mut Vec<Diagnostic>,
        timings: &mut Timings,
        see: &mut dyn FnMut(&Pages<'_>),
    ) -> Result<Work, NoSuchPdf> {
        let Task { snapshot, state, name, site, look, publications, wanted, pressed, .. } = *task;
        let SiteState { config, plan, prepared, changes, .. } = site;
        let (catalog, theme) = (&state.catalog, &look.theme);
        let mut work = Work::default();
        let pdfs: Vec<&Job> = match wanted {
            Wanted::Everything => plan.pdfs().map(|(job, _)| job).collect(),
            Wanted::Nothing => Vec::new(),
            Wanted::Pdfs(names) => plan.pdfs_named(names)?,
        };
        let mut made = self.made.remove(name).unwrap_or_default();
        let views = Views::over(catalog, config, theme, plan, &Web, prepared.clone());
        let paper = views.for_medium(&Paper);
        let press = Press { snapshot, catalog, config, theme, plan, views: &paper };
        let website = Website::new(&press, &views, publications, &look.print);
        let run = Run {
            website: &website,
            changes,
            theme: look.fingerprint,
            cache: self.caches.get(name),
            prints_behind: self.press.is_some(),
            pressed,
            is_single: self.is_single,
            scratch: self.scratch.as_ref(),
            witness: self.witness.as_deref(),
            patience: press::patience(&state.config),
        };
        // Without changes in the plan, every job is still in it.
        if changes.as_ref().is_none_or(|changes| changes.has(Kind::Jobs, ())) {
            made.done.retain(|path, _| {
                let planned = plan.job(path).is_some();
                if !planned {
                    work.removed.push(path.clone());
                }
                planned
            });
            work.removed.sort();
            made.refresh(&work.removed);
        }
        let web = plan.jobs().iter().filter(|job| {
            matches!(wanted, Wanted::Everything) && !matches!(job.output, Output::Pdf(_))
        });
        // Templates that cannot be read are reported already; their pages would only say so again.
        let keeps_from_filling =
            |finding: &Diagnostic| matches!(finding.code, Code::TemplateError | Code::ThemeTooDeep);
        if found.iter().any(keeps_from_filling) {
            let mut without: Vec<String> = Vec::new();
            for job in web {
                if let Some(done) = made.done.get_mut(&job.path) {
                    done.reads = None;
                    without.push(job.path.clone());
                }
            }
            made.refresh(&without);
        } else {
            let (files, pages): (Vec<&Job>, Vec<&Job>) = web.partition(|job| job.output.is_last());
            timings.step("pages", || run.make(&pages, &mut made, &mut work, found));
            if files.iter().any(|job| run.is_stale(job, made.done.get(&job.path))) {
                made.show(task, found, &work, true, see);
            }
            timings.step("files", || run.make(&files, &mut made, &mut work, found));
        }
        if plan.options.print {
            made.show(task, found, &work, false, see);
            let pages = work.drafted.len();
            timings.step("print", || {
                let orders = run.run(&pdfs, &mut made.done, &mut work).orders;
                if let Some(press) = &self.press {
                    let is_wanted =
                        |done: &Done, inputs: &Inputs| done.pending && done.inputs == *inputs;
                    press.keep(|path, inputs| {
                        made.done.get(path).is_some_and(|done| is_wanted(done, inputs))
                    });
                    press.send(orders, look);
                }
            });
            made.refresh(&work.drafted[pages..]);
        }
        work.sent = made.pending();
        self.made.insert(name.clone(), made);
        Ok(work)
    }

    /// Settings, types and entries, with what they have wrong; and what differs from the last state, when that had the same
    /// settings and types.
    fn load(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        findings: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> (Site, Checked, Option<Changes>) {
        findings.extend_from_slice(snapshot.problems());
        let mut config = Config::load(snapshot, findings);
        if let Some(distrust) = self.distrust {
            (config.theme, config.theme_at) = (theme::STANDARD.to_owned(), None);
            config.pictures = distrust.pictures;
        }
        if options.base_url.is_some() && options.site == SiteName::Main {
            config.base_url.clone_from(&options.base_url);
        }
        let types: Vec<SourceFile> = snapshot.under("content/types/").cloned().collect();
        let settings = snapshot.get_str(SETTINGS_FILE).and_then(|file| file.bytes().ok());
        let of_types = types.iter().map(|file| (file.path().clone(), file.bytes().ok()));
        let context = Fingerprint::of((
            settings,
            of_types.collect::<Vec<_>>(),
            (options.publishing.drafts, options.publishing.today.to_string()),
            (&options.base_url, options.print),
        ));
        if context != self.context {
            self.context = context;
            self.memory = Memory::default();
        }
        let schema = timings.step("types", || {
            Loaded::refresh(&mut self.schema, types, findings, |found| {
                Schema::load(snapshot, found)
            })
        });
        let publishing = options.publishing;
        let scope = Reading { snapshot, schema: &schema, config: &config, publishing };
        let catalog =
            timings.step("entries", || Catalog::reload(&scope, &mut self.memory, findings));
        let site = Site { config, catalog };
        let last = self.state.as_mut().filter(|last| last.settings == self.context);
        let changes = last.as_ref().map(|last| {
            timings.step("compare", || {
                let mut changes = self.memory.changes().clone();
                changes.extend(self.stale.iter());
                site.catalog.changes_since(&last.catalog, &mut changes);
                changes
            })
        });
        let context = check::Context { read: findings, ..site.checking(snapshot, publishing) };
        let keep = !self.is_single;
        let checked = timings.step("rules", || match (last, &changes) {
            (Some(last), Some(changes)) => {
                std::mem::take(&mut last.checked).again(&context, changes, keep)
            }
            _ => check::check(&context, keep),
        });
        findings.extend(checked.wrong().cloned());
        (site, checked, changes)
    }

    fn look(
        &mut self,
        snapshot: &Snapshot,
        config: &Config,
        findings: &mut Vec<Diagnostic>,
    ) -> Arc<Look> {
        let asked = (config.theme.clone(), config.languages.clone());
        if self.look.as_ref().is_some_and(|look| look.value.asked != asked) {
            self.look = None;
        }
        let files = snapshot.under("themes/").cloned().collect();
        let look = Loaded::refresh(&mut self.look, files, findings, |found| {
            let languages: Vec<&str> = config.languages.iter().map(String::as_str).collect();
            let (theme, problems) =
                Theme::load(snapshot, &config.theme, config.theme_at.as_ref(), &languages);
            found.extend(problems);
            let print = PrintTheme::new(&theme);
            let fingerprint = Fingerprint::of((theme.fingerprint(), &languages));
            Look { asked, theme, print, fingerprint }
        });
        findings.extend(look.theme.languages_without_texts(config));
        look
    }
}

/// The page and the PDF that are made from a file: see [`Session::made_from`].
fn made_from(plan: &BuildPlan, file: &SitePath, work: &Work) -> (Option<String>, Option<String>) {
    let find = |pdf: bool| {
        let ours = |job: &&Job| {
            job.origin.as_ref().is_some_and(|span| span.file == *file)
                && match job.output {
                    Output::Pdf(_) => pdf,
                    Output::Home { .. } | Output::List { .. } | Output::Entry { .. } => !pdf,
                    _ => false,
                }
        };
        let jobs: Vec<&Job> = plan.jobs().iter().filter(ours).collect();
        let made = jobs.iter().find(|job| work.made.iter().any(|(path, _)| *path == job.path));
        made.or(jobs.first()).map(|job| job.path.clone())
    };
    (find(false), find(true))
}

/// Those of the publications that a site has.
fn fingerprints(
    publications: &[Publication],
    plan: &BuildPlan,
) -> HashMap<(Arc<str>, Arc<str>), Fingerprint> {
    publications
        .iter()
        .filter(|publication| plan.part.takes_along(&publication.id))
        .map(|publication| {
            let name = (publication.id.as_str().into(), publication.language.as_str().into());
            (name, Fingerprint::of(format!("{publication:?}")))
        })
        .collect()
}

/// One run over jobs.
struct Run<'a> {
    website: &'a Website<'a>,
    /// What differs from the last run; `None` when everything may.
    changes: &'a Option<Changes>,
    theme: Fingerprint,
    cache: Option<&'a Cache>,
    /// Whether PDFs are ordered instead of printed.
    prints_behind: bool,
    pressed: Option<&'a Pressed>,
    /// Whether nobody asks later what was read.
    is_single: bool,
    scratch: Option<&'a Scratch>,
    witness: Option<&'a dyn Witness>,
    /// How long a PDF may take that is printed in the background.
    patience: Duration,
}

/// What became of jobs.
struct Results {
    /// What kept them from being made.
    findings: Vec<Diagnostic>,
    /// What is to be printed in the background.
    orders: Vec<Order>,
}

/// What became of a job.
enum Step {
    /// Nothing that it has read differs.
    Kept,
    /// It was drafted; made as well where there is a reason.
    Drafted(Box<Done>, Option<Why>),
    /// It was drafted, and is printed in the background.
    Ordered(Box<Done>, Order),
}

impl Run<'_> {
    /// Makes outputs that are no PDFs.
    fn make(&self, jobs: &[&Job], made: &mut Made, work: &mut Work, found: &mut Vec<Diagnostic>) {
        let before = work.drafted.len();
        let mut problems = self.run(jobs, &mut made.done, work).findings;
        made.refresh(&work.drafted[before..]);
        // A template that fails on one page fails on many, in the same place.
        problems.sort_by(|a, b| (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args)));
        problems.dedup();
        leave_out_shown(&mut problems, found);
        found.extend(problems);
    }

    /// Whether something differs that a job has read.
    fn is_stale(&self, job: &Job, last: Option<&Done>) -> bool {
        let last = last.filter(|last| last.output == job.output);
        !last.zip(self.changes.as_ref()).is_some_and(|(last, changes)| {
            last.reads.as_ref().is_some_and(|reads| !reads.any(changes))
        })
    }

    /// Does what has to be done of `jobs`; what could not be made is returned as findings.
    fn run(&self, jobs: &[&Job], done: &mut Map<String, Done>, work: &mut Work) -> Results {
        // Mostly nearly all are kept, and looking at each once is what takes time then.
        let steps: Vec<(&Job, Step)> = jobs
            .par_iter()
            .filter_map(|job| {
                let last = done.get(&job.path);
                let step = self.job(job, last);
                let fails = || last.is_some_and(|last| last.made.is_err());
                (!matches!(step, Step::Kept) || fails()).then_some((*job, step))
            })
            .collect();
        let looked_at: Vec<&Job> = steps.iter().map(|(job, _)| *job).collect();
        let mut orders = Vec::new();
        for (job, step) in steps {
            match step {
                Step::Kept => {}
                Step::Drafted(next, why) => {
                    work.drafted.push(job.path.clone());
                    work.made.extend(why.map(|why| (job.path.clone(), why)));
                    done.insert(job.path.clone(), *next);
                }
                Step::Ordered(next, order) => {
                    work.drafted.push(job.path.clone());
                    orders.push(order);
                    done.insert(job.path.clone(), *next);
                }
            }
        }
        let failed = looked_at.iter().filter_map(|job| done.get(&job.path)?.made.as_ref().err());
        Results { findings: failed.flatten().cloned().collect(), orders }
    }

    /// Drafts a job where something differs that it has read, and makes it where there is a reason.
    fn job(&self, job: &Job, last: Option<&Done>) -> Step {
        if !self.is_stale(job, last) {
            return Step::Kept;
        }
        let Some(witness) = self.witness else { return self.do_job(job, last) };
        let origin = job.origin.as_ref().map(|span| &span.file);
        witness.begins(&Making { path: &job.path, template: None, origin });
        let step = self.do_job(job, last);
        witness.ends(&job.path);
        step
    }

    /// Drafts a job, and makes it where there is a reason.
    fn do_job(&self, job: &Job, last: Option<&Done>) -> Step {
        let last = last.filter(|last| last.output == job.output);
        let (draft, reads) = if self.is_single {
            (self.website.draft(job), Reads::default())
        } else {
            trace::record(|| self.website.draft(job))
        };
        let mut done = Done {
            output: job.output.clone(),
            reads: Some(reads),
            inputs: Inputs { draft: Fingerprint::of("unreadable"), ..self.inputs(&Draft::Nothing) },
            made: Ok(None),
            printed: None,
            remarks: None,
            pending: false,
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(found) => {
                return Step::Drafted(Done { made: Err(found), ..done }.into(), None);
            }
        };
        if let (Some(witness), Some(file)) = (self.witness, self.website.template_of(&draft)) {
            let template = file.is_own().then_some(&file.path);
            let origin = job.origin.as_ref().map(|span| &span.file);
            witness.begins(&Making { path: &job.path, template, origin });
        }
        done.inputs = self.inputs(&draft);
        if let Draft::Print(document) = &draft {
            done.printed = Some(document.job().clone());
        }
        let why = match (last, self.cache) {
            (Some(last), _) => done.inputs.why(&last.inputs),
            (None, Some(cache)) => cache.why(&job.path, &done.inputs),
            (None, None) => Some(Why::New),
        };
        match (last, draft) {
            (Some(last), _) if why.is_none() => {
                (done.made, done.remarks) = (last.made.clone(), last.remarks.clone());
                done.pending = last.pending;
            }
            (last, Draft::Print(document)) if self.prints_behind => {
                let rank = match job.output {
                    Output::Pdf(Pdf::Sheet { .. }) => 0,
                    Output::Pdf(Pdf::PrintShop { .. }) => 2,
                    _ => 1,
                };
                let (path, inputs) = (job.path.clone(), done.inputs);
                done.made = Ok(last.and_then(|last| last.made.clone().ok()).flatten());
                done.pending = true;
                return Step::Ordered(
                    done.into(),
                    Order { path, inputs, document, rank, patience: self.patience },
                );
            }
            (_, draft) => {
                let finished = self.finish(draft, &done.inputs);
                done.take(finished, self.scratch);
            }
        }
        Step::Drafted(done.into(), why)
    }

    fn finish(&self, draft: Draft, inputs: &Inputs) -> Result<Finished, Vec<Diagnostic>> {
        let Draft::Print(document) = &draft else { return self.website.finish(draft) };
        let pressed = self.pressed.and_then(|pressed| pressed.lock().ok()?.get(inputs).cloned());
        let known = || {
            let bytes = self.cache?.pdf(inputs)?;
            Some(Finished { body: Body::Bytes(bytes.into()), print: None })
        };
        if pressed.is_none()
            && let Some(finished) = known()
        {
            return Ok(finished);
        }
        let job = document.job().clone();
        let finished = match pressed {
            Some(finished) => finished,
            None => self.website.finish(draft)?,
        };
        if let Some(mut pressed) = self.pressed.and_then(|pressed| pressed.lock().ok()) {
            pressed.insert(*inputs, finished.clone());
        }
        // What somebody should look at has to be found each time.
        if let (Some(cache), Body::Bytes(bytes), Some(remarks)) =
            (self.cache, &finished.body, &finished.print)
            && remarks.is_silent(&job)
        {
            cache.keep_pdf(inputs, bytes);
        }
        Ok(finished)
    }

    fn inputs(&self, draft: &Draft) -> Inputs {
        let none = Fingerprint::default();
        let (shared, theme) = match draft {
            Draft::Page(page) => (page.site.fingerprint(), self.theme),
            Draft::Print(_) => (none, self.theme),
            Draft::Text(_) | Draft::Bytes(_) | Draft::Nothing => (none, none),
        };
        Inputs { draft: draft.fingerprint(), shared, theme }
    }
}

impl Done {
    /// Takes what was made of it.
    fn take(&mut self, finished: Result<Finished, Vec<Diagnostic>>, scratch: Option<&Scratch>) {
        match finished {
            Ok(Finished { body, print }) => {
                (self.made, self.remarks) = (Ok(held(body, scratch)), print);
            }
            Err(found) => (self.made, self.remarks) = (Err(found), None),
        }
    }

    /// What is published of it. What could not be looked at in this run is no part of its outcome.
    fn contents(&self) -> Option<Contents> {
        self.made.as_ref().ok().filter(|_| self.reads.is_some())?.clone()
    }
}

fn held(body: Body, scratch: Option<&Scratch>) -> Option<Contents> {
    match (body, scratch) {
        (Body::Nothing, _) => None,
        (Body::Text(text), Some(scratch)) => Some(Contents::laid(&text, scratch)),
        (Body::Text(text), None) => Some(Contents::text(&text)),
        (Body::Bytes(bytes), _) => Some(Contents::plain(bytes)),
    }
}

/// Leaves out what is said of a picture as a file where it was found in the place that shows it.
fn leave_out_shown(problems: &mut Vec<Diagnostic>, found: &[Diagnostic]) {
    let is_picture = |finding: &&Diagnostic| finding.code == Code::BrokenImage;
    if !problems.iter().any(|problem| is_picture(&problem)) {
        return;
    }
    let file = |finding: &Diagnostic| finding.args.get("file").cloned();
    let shown: HashSet<_> = found.iter().filter(is_picture).filter_map(file).collect();
    problems.retain(|problem| {
        !is_picture(&problem) || !file(problem).is_some_and(|file| shown.contains(&file))
    });
}

/// How long each step took, in the order in which they first ran.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    /// Name and wall time of each step.
    pub steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Runs a step and notes how long it took.
    pub fn step<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        match self.steps.iter_mut().find(|(known, _)| *known == name) {
            Some((_, time)) => *time += start.elapsed(),
            None => self.steps.push((name, start.elapsed())),
        }
        value
    }

    /// All steps together.
    pub fn total(&self) -> Duration {
        self.steps.iter().map(|(_, time)| *time).sum()
    }
}

/// The content of a site, read and checked.
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The entries.
    pub catalog: Catalog,
}

impl Site {
    /// Reads settings, types and entries, and applies all rules that need no theme.
    pub fn load(
        snapshot: &Snapshot,
        options: &Options,
        findings: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> Self {
        let (site, checked, _) = Session::single().load(snapshot, options, findings, timings);
        let context = site.checking(snapshot, options.publishing);
        findings.extend(checked.remarks(&context, !has_errors(&*findings)));
        site
    }

    /// What rules look at.
    fn checking<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        publishing: Publishing,
    ) -> check::Context<'a> {
        let Self { config, catalog } = self;
        let entries = catalog.entries();
        check::Context { snapshot, config, catalog, entries, publishing, read: &[] }
    }
}

/// The baseline of a site as its checks are now, as the text of a file, and how many findings it waives.
///
/// # Errors
/// What keeps the site from being read as it is meant: a baseline of half a site would be none.
pub fn baseline(snapshot: &Snapshot, options: &Options) -> Result<(String, usize), Findings> {
    let mut found = Vec::new();
    let timings = &mut Timings::default();
    let (site, checked, _) = Session::single().load(snapshot, options, &mut found, timings);
    if has_errors(&found) {
        let mut findings = Findings::new();
        findings.extend(found);
        return Err(findings);
    }
    Ok(checked.baseline(&site.checking(snapshot, options.publishing)))
}

fn has_errors<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> bool {
    findings.into_iter().any(|finding| finding.severity == Severity::Error)
}
