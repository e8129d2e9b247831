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

mod jobs;
mod load;
mod newsletter;
mod options;
mod outcome;
mod prepare;
mod print_queue;
mod state;
mod timings;
mod update;
mod witness;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::jobs::{SharedPdfs, SiteOutputs, SiteTask};
use self::load::{Loaded, LoadedTheme};
use self::options::{Sites, Wanted};
use self::outcome::made_from;
use self::prepare::PreparedRun;
use self::print_queue::{PrintQueue, PrintedPdf};
use self::state::State;
use self::update::EntryUpdate;
use crate::cache::{Cache, Why};
use crate::check;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{Catalog, Memory};
use crate::plan::{BuildPlan, NoSuchPdf, Promises, edition, publication};
use crate::publish::Scratch;
use crate::render::print;
use crate::schema::Schema;
use crate::source::{SitePath, Snapshot};
use crate::trace::{Changes, Fingerprint};

pub use self::load::{Site, baseline};
pub use self::newsletter::{NoNewsletters, RenderedNewsletter, newsletters};
pub use self::options::{Distrust, Options, SiteName};
pub use self::outcome::{Built, Outcome, Pages, Work};
pub use self::timings::Timings;
pub use self::witness::{Making, Witness};

/// A collection that is kept up to date.
#[derive(Default)]
pub struct Session {
    context: Fingerprint,
    memory: Memory,
    schema: Option<Loaded<Schema>>,
    theme: Option<Loaded<LoadedTheme>>,
    state: Option<State>,
    site_outputs: BTreeMap<SiteName, SiteOutputs>,
    caches: BTreeMap<SiteName, Cache>,
    /// The addresses of sites that are online.
    online: BTreeMap<SiteName, Promises>,
    /// What the last state was asked for.
    last_options: Option<Options>,
    /// What was put into the last state without its jobs having been looked at.
    pending_changes: Option<Changes>,
    /// What was found in the last state, PDFs apart.
    found: Vec<Diagnostic>,
    print_queue: Option<PrintQueue>,
    /// Whether it ends with its first run: then nobody asks later what was read.
    is_single: bool,
    /// Where outputs are laid, when they need not be at hand.
    scratch: Option<Scratch>,
    /// Who is told what is being made.
    witness: Option<Arc<dyn Witness>>,
    /// How strangers' content is bounded, when it is theirs.
    distrust: Option<Distrust>,
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

impl Session {
    /// A session for a single run: it remembers less, and a second run does everything anew.
    pub fn single() -> Self {
        Self { is_single: true, ..Self::default() }
    }

    /// Stores outputs in `scratch` instead of in memory.
    pub fn set_scratch(&mut self, scratch: Option<Scratch>) {
        self.scratch = scratch;
    }

    /// Tells `witness` what is being made, as long as that is not printed in the background.
    pub fn set_witness(&mut self, witness: Option<Arc<dyn Witness>>) {
        self.witness = witness;
    }

    /// Treats the content as that of strangers, within these bounds.
    pub fn set_distrust(&mut self, how: Option<Distrust>) {
        self.distrust = how;
    }

    /// Lets a site begin where earlier runs ended: with what `cache` remembers.
    pub fn set_cache(&mut self, site: SiteName, cache: Cache) {
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

    /// The paths of the PDFs that have been printed in the background and are still wanted.
    fn collect_printed(&mut self) -> Vec<String> {
        let printed = self.print_queue.as_ref().map(PrintQueue::take).unwrap_or_default();
        let mut taken = Vec::new();
        // Only a single site is printed in the background.
        let Some(outputs) = self.site_outputs.values_mut().next() else { return taken };
        for PrintedPdf { path, inputs, finished } in printed {
            let result = outputs
                .results
                .get_mut(&path)
                .filter(|result| result.pending && result.inputs == inputs);
            if let Some(result) = result {
                result.pending = false;
                result.set_finished(finished, None);
                taken.push(path);
            }
        }
        outputs.refresh(&taken);
        taken
    }

    /// Has the cache of a site remember the last run. `whole` is as for [`Cache::save`].
    pub fn save(&self, site: &SiteName, whole: Option<(Fingerprint, Fingerprint)>) {
        if let Some(cache) = self.caches.get(site) {
            let result =
                self.site_outputs.get(site).into_iter().flat_map(|outputs| &outputs.results);
            cache.save(result.map(|(path, result)| (path.clone(), result.inputs)).collect(), whole);
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

    /// The same, and shows the pages before files for programs and PDFs are looked at.
    pub fn build_before(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        timings: &mut Timings,
        on_pages_ready: &mut dyn FnMut(&Pages<'_>),
    ) -> Outcome {
        let sites = Sites::One(options.site.clone());
        // Only a name can be wrong, and there is none.
        let built =
            self.run(snapshot, options, &sites, Wanted::Everything, timings, on_pages_ready);
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
        on_pages_ready: &mut dyn FnMut(&Pages<'_>),
    ) -> Result<Built, NoSuchPdf> {
        let mut found = Vec::new();
        if let Some(too_much) = self.distrust.and_then(|distrust| distrust.exceeded(snapshot)) {
            let mut findings = Findings::new();
            findings.extend([too_much]);
            return Ok(Built { findings, sites: Vec::new() });
        }
        if self.is_single {
            (self.state, self.site_outputs) = (None, BTreeMap::new());
        }
        self.collect_printed();
        let loaded_theme = self.theme.as_ref().map(|loaded_theme| loaded_theme.value.clone());
        if let Some(loaded_theme) = loaded_theme
            && let Some(EntryUpdate { state, remarks, publications }) =
                self.update_entry(snapshot, options, &loaded_theme.theme, timings)
        {
            let prepared_run = PreparedRun {
                state,
                publications,
                editions: Vec::new(),
                loaded_theme,
                found,
                remarks,
            };
            return self.render(snapshot, options, wanted, prepared_run, timings, on_pages_ready);
        }
        let (site, checked, changes) = self.load(snapshot, options, &mut found, timings);
        let context = site.checking(snapshot, options.publishing);
        let remarks = checked.remarks(&context, !has_errors(&found));
        let Site { config, catalog } = site;
        let loaded_theme = timings.step("theme", || self.load_theme(snapshot, &config, &mut found));
        let publications = publication::load(snapshot, &config, &catalog, &mut found);
        let mut editions = timings.step("editions", || {
            edition::check_brand(snapshot, &loaded_theme.theme, &config, &mut found);
            let editions =
                edition::load(snapshot, &config, &catalog, &loaded_theme.theme, &mut found);
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
        let (settings, theme) = (self.context, loaded_theme.fingerprint);
        let sites = BTreeMap::new();
        let state = State { settings, theme, config, catalog, sites, checked, is_clean: false };
        let mut prepared_run =
            PreparedRun { state, publications, editions, loaded_theme, found, remarks };
        self.plan(snapshot, options, asked, &mut prepared_run, changes.as_ref(), timings);
        let planned: usize =
            prepared_run.state.sites.values().map(|site| site.plan.jobs().len()).sum();
        if let Some(Distrust { outputs: max, .. }) = self.distrust
            && planned > max
        {
            prepared_run.found.push(
                Diagnostic::nowhere(Code::TooMuchOutput)
                    .arg("of", "files")
                    .arg("count", planned)
                    .arg("max", max),
            );
            return self.render(
                snapshot,
                options,
                Wanted::Nothing,
                prepared_run,
                timings,
                on_pages_ready,
            );
        }
        self.render(snapshot, options, wanted, prepared_run, timings, on_pages_ready)
    }

    /// Does the jobs of a state, and keeps it.
    fn render(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        wanted: Wanted<'_>,
        prepared_run: PreparedRun,
        timings: &mut Timings,
        on_pages_ready: &mut dyn FnMut(&Pages<'_>),
    ) -> Result<Built, NoSuchPdf> {
        let PreparedRun { state, publications, loaded_theme, mut found, remarks, .. } =
            prepared_run;
        let shared_pdfs = SharedPdfs::default();
        let mut sites = Vec::new();
        for (name, site) in &state.sites {
            let task = SiteTask {
                snapshot,
                state: &state,
                name,
                site,
                loaded_theme: &loaded_theme,
                publications: &publications,
                wanted,
                remarks: &remarks,
                // A single site has no two PDFs that are the same.
                shared_pdfs: (state.sites.len() > 1).then_some(&shared_pdfs),
            };
            let work = self.render_site(&task, &mut found, timings, on_pages_ready)?;
            sites.push((name.clone(), work));
            if options.print && self.print_queue.is_none() {
                // What the next site or run needs is what this one needed.
                print::forget(2);
            }
        }
        if let Some((_, work)) = sites.first_mut() {
            work.read = self.memory.read;
        }
        self.last_options = Some(options.clone());
        self.pending_changes = None;
        self.state = Some(State { is_clean: found.is_empty(), ..state });
        found.extend(remarks);
        self.found = found;
        Ok(self.collect_outcome(snapshot, sites))
    }
}

fn has_errors<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> bool {
    findings.into_iter().any(|finding| finding.severity == Severity::Error)
}
