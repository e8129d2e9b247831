//! The jobs of a site: which have to be drafted again, which made again, and what they have made.
//!
//! Entry points: `Session::mark_due`, then `Session::make`, which may be broken off when somebody waits for something else: what it has
//! not come to stays due. Invariant: a job whose reads and draft do not differ keeps what it has made; whatever it
//! has read is noted, and what could not be made is a finding until it can.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rayon::prelude::*;

use super::load::LoadedTheme;
use super::outcome::{NextOutputs, leave_out_shown};
use super::print_queue::{self, PrintedPdf, QueuedPdf};
use super::request::{RunRequest, Wanted};
use super::side_by_side::side_by_side;
use super::state::{SiteInputs, SiteState, State};
use super::{JobObserver, Making, PagesReady, Progress, Session, SiteName, Work};
use crate::cache::{Cache, Inputs, KeptPdf, Why};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Map;
use crate::outputs::{DraftContext, Job, Jobs, NoSuchPdf, Output, Phase};
use crate::publish::{Contents, OutputSet, Scratch};
use crate::render::html::pages::Web;
use crate::render::print::{self, DocumentBuilder, Paper, PrintJob, Remarks};
use crate::render::{Draft, Finished, OutputBody, Renderer};
use crate::search::{IndexSource, SearchIndex};
use crate::tracking::{self, Changes, Fingerprint, ReadSet};
use crate::view::ViewContext;

/// After so many PDFs, what Typst remembers of them is forgotten before the next ones are begun: it can be ten megabytes for each.
const BATCH: usize = 200;

/// So many jobs are done before others are put off, so that everything is done in the end however often somebody waits.
const LEAST_DONE: usize = 32;

/// A site whose jobs are to be done.
#[derive(Clone, Copy)]
struct SiteTask<'a> {
    state: &'a State,
    name: &'a SiteName,
    site: &'a SiteState,
    loaded_theme: &'a Arc<LoadedTheme>,
    shared_pdfs: Option<&'a SharedPdfs>,
    /// What was found before anything was made.
    found: &'a [Diagnostic],
}

/// PDFs that this run has made for one site and needs for another.
type SharedPdfs = Mutex<HashMap<Inputs, Finished>>;

/// What became of a job.
pub(super) struct JobResult {
    output: Output,
    /// What it has read; `None` when it is no part of the outcome, and has to be drafted again in any case.
    reads: Option<ReadSet>,
    /// Whether something of that differs since.
    is_due: bool,
    inputs: Inputs,
    /// What is in it, `None` when there is no such output after all; or the findings that kept it from being made.
    pub(super) made: Result<Option<Contents>, Vec<Diagnostic>>,
    /// For PDFs: what it is printed from.
    pub(super) printed: Option<PrintJob>,
    /// For PDFs that this session has made: what is to be said about them.
    pub(super) findings: Option<Remarks>,
    /// Whether it is printed in the background; what is `made` is then the last one.
    pub(super) pending: bool,
}

/// What the jobs of a site have made.
#[derive(Default)]
pub(super) struct SiteOutputs {
    pub(super) results: Map<String, JobResult>,
    /// The pages and files that could not be made.
    failed: BTreeSet<String>,
    /// What is published of them.
    pub(super) published: OutputSet,
    /// What can be found.
    search: SearchIndex,
    /// What differs from what that was made of; `None` when everything may.
    unsearched: Option<Changes>,
    /// What was done since the last outcome: what was dropped, and what was made until it was broken off.
    unfinished: Work,
    /// Whether everything was made once.
    is_whole: bool,
}

impl SiteOutputs {
    /// Brings the outputs of these jobs up to date with what was done.
    fn refresh(&mut self, touched: &[String]) {
        if touched.len() >= self.published.len() {
            #[allow(clippy::iter_over_hash_type, reason = "fills a map that is sorted")]
            let all = self
                .results
                .iter()
                .filter_map(|(path, result)| Some((path.as_str(), result.contents()?)));
            self.published = all.collect();
            return;
        }
        for path in touched {
            self.published.set(path, self.results.get(path).and_then(JobResult::contents));
        }
    }

    /// Notes what has to be done when this differs; everything may when it is `None`.
    fn mark_due(&mut self, changes: Option<&Changes>) {
        self.mark_jobs_due(changes);
        match (&mut self.unsearched, changes) {
            (Some(unsearched), Some(changes)) => unsearched.extend([changes]),
            (unsearched, _) => *unsearched = None,
        }
    }

    fn mark_jobs_due(&mut self, changes: Option<&Changes>) {
        // Mostly nearly all are kept, and looking at each once is what takes time then.
        self.results.par_iter_mut().for_each(|(_, result)| {
            let reads_it = |changes| result.reads.as_ref().is_none_or(|reads| reads.any(changes));
            result.is_due = result.is_due || changes.is_none_or(reads_it);
        });
    }

    /// What kept pages and files from being made, as far as that is known to be so still.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let failed = self.failed.iter().filter_map(|path| self.results.get(path));
        let failed = failed.filter(|result| !result.is_due && result.reads.is_some());
        let failed = failed.filter_map(|result| result.made.as_ref().err());
        let mut problems: Vec<Diagnostic> = failed.flatten().cloned().collect();
        // A template that fails on one page fails on many, in the same place.
        problems.sort_by(|a, b| (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args)));
        problems.dedup();
        problems
    }

    /// Shows what is made so far to whoever waits for pages.
    fn show(
        &self,
        request: &mut RunRequest<'_>,
        task: &SiteTask<'_>,
        work: &Work,
        next: NextOutputs,
    ) {
        let Some(on_pages_ready) = &mut request.on_pages_ready else { return };
        let mut findings = self.problems();
        leave_out_shown(&mut findings, task.found);
        findings.extend_from_slice(task.found);
        let outputs = self.published.clone().until(task.state.catalog.next_change());
        let jobs = &task.site.inputs.jobs;
        on_pages_ready(&PagesReady { findings: &findings, outputs, work, next, jobs });
    }

    /// Drops the outputs that are planned no more.
    fn remove_unplanned(&mut self, jobs: &Jobs) {
        let mut removed = Vec::new();
        self.results.retain(|path, _| {
            let planned = jobs.get(path).is_some();
            if !planned {
                removed.push(path.clone());
            }
            planned
        });
        self.refresh(&removed);
        self.unfinished.removed.extend(removed);
    }

    /// Leaves jobs, and what can be found, out of this outcome, and has them made again in the next run.
    fn leave_out(&mut self, jobs: &[&Job]) {
        let mut without: Vec<String> = Vec::new();
        for job in jobs {
            if let Some(result) = self.results.get_mut(&job.path) {
                result.reads = None;
                without.push(job.path.clone());
            }
        }
        self.refresh(&without);
        (self.search, self.unsearched) = (SearchIndex::default(), None);
    }

    /// Whether a PDF that is printed in the background, from these inputs, is still waited for.
    fn awaits(&self, path: &str, inputs: &Inputs) -> bool {
        self.results.get(path).is_some_and(|result| result.pending && result.inputs == *inputs)
    }

    /// Takes PDFs that were printed in the background, and returns the paths of those that are still waited for.
    pub(super) fn take_printed(&mut self, printed: Vec<PrintedPdf>) -> Vec<String> {
        let mut taken = Vec::new();
        for PrintedPdf { path, inputs, finished } in printed {
            if self.awaits(&path, &inputs)
                && let Some(result) = self.results.get_mut(&path)
            {
                result.pending = false;
                result.set_finished(finished, None);
                taken.push(path);
            }
        }
        self.refresh(&taken);
        taken
    }

    /// The path of a PDF, and what became of it; `None` when that is out of date.
    pub(super) fn printed<'o>(&'o self, job: &'o Job) -> Option<(&'o str, &'o JobResult)> {
        let result = self.results.get(&job.path)?;
        (!result.pending && !result.is_due).then_some((job.path.as_str(), result))
    }

    /// The inputs of what was made, by path.
    pub(super) fn inputs(&self) -> impl Iterator<Item = (String, Inputs)> {
        self.results.iter().map(|(path, result)| (path.clone(), result.inputs))
    }

    /// The paths of the PDFs that are printed in the background.
    pub(super) fn pending(&self) -> Vec<String> {
        #[allow(clippy::iter_over_hash_type, reason = "they are sorted")]
        let pending = self.results.iter().filter(|(_, result)| result.pending);
        let mut pending: Vec<String> = pending.map(|(path, _)| path.clone()).collect();
        pending.sort();
        pending
    }
}

impl Session {
    /// Notes which outputs of the sites read what differs, and drops what is planned no more.
    pub(super) fn mark_due(&mut self) {
        for (name, site) in self.state.iter().flat_map(|state| &state.sites) {
            let outputs = self.site_outputs.entry(name.clone()).or_default();
            let changes = site.changes.as_ref();
            // Without changes in the plan, every job is still in it.
            if changes.is_none_or(|changes| site.inputs.jobs.are_in(changes)) {
                outputs.remove_unplanned(&site.inputs.jobs);
            }
            outputs.mark_due(changes);
        }
    }

    /// Does the jobs of all sites that are due: drafts what may differ, and finishes what does.
    ///
    /// # Errors
    /// A name among those wanted that stands for no PDF.
    pub(super) fn make(
        &mut self,
        request: &mut RunRequest<'_>,
    ) -> Result<Vec<(SiteName, Work)>, NoSuchPdf> {
        let (state, found) = (self.state.take(), std::mem::take(&mut self.found));
        let made = match (&state, self.theme.as_ref().map(|theme| theme.value.clone())) {
            (Some(state), Some(theme)) => self.make_sites(request, (state, &theme), &found),
            _ => Ok(Vec::new()),
        };
        (self.state, self.found) = (state, found);
        made
    }

    fn make_sites(
        &mut self,
        request: &mut RunRequest<'_>,
        (state, loaded_theme): (&State, &Arc<LoadedTheme>),
        found: &[Diagnostic],
    ) -> Result<Vec<(SiteName, Work)>, NoSuchPdf> {
        let shared_pdfs = SharedPdfs::default();
        let mut sites = Vec::new();
        for (name, site) in &state.sites {
            let task = SiteTask {
                state,
                name,
                site,
                loaded_theme,
                // A single site has no two PDFs that are the same.
                shared_pdfs: (state.sites.len() > 1).then_some(&shared_pdfs),
                found,
            };
            let mut outputs = self.site_outputs.remove(name).unwrap_or_default();
            let work = self.make_site(request, &task, &mut outputs);
            self.site_outputs.insert(name.clone(), outputs);
            sites.push((name.clone(), work?));
            if request.options.print && self.print_queue.is_none() {
                // What the next site or run needs is what this one needed.
                print::forget(2);
            }
        }
        if let Some((_, work)) = sites.first_mut() {
            work.read = self.read;
        }
        Ok(sites)
    }

    /// Does the jobs of one site: pages, then files for programs, then PDFs.
    fn make_site(
        &self,
        request: &mut RunRequest<'_>,
        task: &SiteTask<'_>,
        outputs: &mut SiteOutputs,
    ) -> Result<Work, NoSuchPdf> {
        let SiteTask { state, name, site, loaded_theme, shared_pdfs, found } = *task;
        let RunRequest { snapshot, wanted, .. } = *request;
        let SiteInputs { config, plan, jobs, prepared, publications } = &site.inputs;
        let (catalog, theme) = (&state.catalog, &loaded_theme.theme);
        let pdfs: Vec<&Job> = match wanted {
            Wanted::Everything => jobs.printed().collect(),
            Wanted::Nothing | Wanted::Findings => Vec::new(),
            Wanted::Pdfs(names) => jobs.printed_named(names)?,
        };
        let mut work = std::mem::take(&mut outputs.unfinished);
        let before = work.made.len();
        let views = ViewContext::over(catalog, config, theme, plan, &Web, prepared.clone());
        let paper = views.for_medium(&Paper);
        let builder = DocumentBuilder { snapshot, catalog, config, theme, plan, views: &paper };
        let renderer = Renderer::new(theme, &views, &loaded_theme.print);
        let progress = request.timings.progress();
        let interruption = request.is_waited_for.map(Interruption::by);
        let runner = JobRunner {
            drafts: DraftContext::new(jobs, &views, &builder, publications),
            renderer: &renderer,
            theme: loaded_theme.fingerprint,
            cache: self.caches.get(name),
            prints_in_background: self.print_queue.is_some(),
            shared_pdfs,
            is_single: self.is_single,
            scratch: self.scratch.as_ref(),
            observer: self.observer.as_deref(),
            progress: progress.as_deref(),
            time_limit: print_queue::time_limit(&state.config),
            interruption: None,
        };
        let of_phase = |phase: Phase| -> Vec<&Job> {
            let all = jobs.all().iter().filter(|_| matches!(wanted, Wanted::Everything));
            all.filter(|job| job.output.family().phase() == phase).collect()
        };
        let (pages, parts) = (of_phase(Phase::Pages), of_phase(Phase::Parts));
        let files = of_phase(Phase::Files);
        // Templates that cannot be read are reported already; their pages would only say so again.
        let keeps_from_filling =
            |finding: &Diagnostic| matches!(finding.code, Code::TemplateError | Code::ThemeTooDeep);
        let interruption = interruption.as_ref();
        let others = JobRunner { interruption, ..runner };
        if found.iter().any(keeps_from_filling) {
            outputs.leave_out(&[pages, parts, files].concat());
        } else {
            let is_part = |job: &&Job| job.output.family().phase() == Phase::Parts;
            // What somebody is looking at comes before what nobody sees yet; what lists know of their entries is read when it is asked for.
            let is_watched = |job: &&Job| {
                let on_pages =
                    !request.watched.is_empty() && job.output.family().is_shown_on_pages();
                on_pages || request.watched.contains(&job.path)
            };
            let (first, rest): (Vec<&Job>, Vec<&Job>) =
                pages.into_iter().chain(parts).partition(is_watched);
            let (parts, pages): (Vec<&Job>, Vec<&Job>) = rest.into_iter().partition(is_part);
            request.timings.step("pages", || runner.make(&first, outputs, &mut work));
            // Where nothing is shown yet, there is no page that could stay as it is in the meantime.
            if outputs.is_whole && (work.made.len() > before || !request.watched.is_empty()) {
                outputs.show(request, task, &work, NextOutputs::Pages);
            }
            for (step, jobs) in [("pages", pages), ("facets", parts)] {
                request.timings.step(step, || others.make(&jobs, outputs, &mut work));
            }
            if others.is_broken_off() {
                return Ok(outputs.break_off(work));
            }
            let source = IndexSource { views: &views, plan, catalog, config };
            let is_stale = |job: &&Job| runner.is_stale(job, outputs.results.get(&job.path));
            if files.iter().any(is_stale)
                || outputs.search.is_stale(source, outputs.unsearched.as_ref())
            {
                outputs.show(request, task, &work, NextOutputs::Files);
            }
            if matches!(wanted, Wanted::Everything) {
                request.timings.step("search", || outputs.update_search(source));
            }
            let search = std::mem::take(&mut outputs.search);
            let others = JobRunner { drafts: runner.drafts.with_search(&search), ..others };
            request.timings.step("files", || others.make(&files, outputs, &mut work));
            outputs.search = search;
        }
        if others.is_broken_off() {
            return Ok(outputs.break_off(work));
        }
        if plan.options.print {
            outputs.show(request, task, &work, NextOutputs::Pdfs);
            let before = work.drafted.len();
            request.timings.step("print", || {
                let queued = runner.run_pdfs(&pdfs, &mut outputs.results, &mut work);
                if let Some(queue) = &self.print_queue {
                    queue.keep(|path, inputs| outputs.awaits(path, inputs));
                    queue.send(queued, loaded_theme);
                }
            });
            outputs.refresh(&work.drafted[before..]);
        }
        if before > 0 {
            work.unite();
        }
        work.removed.sort();
        work.sent = outputs.pending();
        outputs.is_whole = true;
        Ok(work)
    }
}

impl SiteOutputs {
    /// Remembers what was done so far; only that more is due is told.
    fn break_off(&mut self, work: Work) -> Work {
        self.unfinished = work;
        Work { is_unfinished: true, ..Work::default() }
    }

    /// Brings what can be found up to date, and notes which files are made of that.
    fn update_search(&mut self, source: IndexSource<'_>) {
        let mut differing = Changes::default();
        self.search.update(source, self.unsearched.as_ref(), &mut differing);
        self.unsearched = Some(Changes::default());
        if !differing.is_empty() {
            self.mark_jobs_due(Some(&differing));
        }
    }
}

/// Somebody who may wait for something else while jobs are done.
struct Interruption<'a> {
    is_waited_for: &'a (dyn Fn() -> bool + Sync),
    /// How many jobs were done before anybody was asked.
    done: AtomicUsize,
    has_come: AtomicBool,
}

impl<'a> Interruption<'a> {
    fn by(is_waited_for: &'a (dyn Fn() -> bool + Sync)) -> Self {
        let (done, has_come) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self { is_waited_for, done, has_come }
    }

    /// Whether the next job is put off.
    fn puts_off(&self) -> bool {
        if self.has_come() {
            return true;
        }
        let has_come =
            self.done.fetch_add(1, Ordering::Relaxed) >= LEAST_DONE && (self.is_waited_for)();
        self.has_come.fetch_or(has_come, Ordering::Relaxed);
        has_come
    }

    /// Whether jobs were put off.
    fn has_come(&self) -> bool {
        self.has_come.load(Ordering::Relaxed)
    }
}

/// Does jobs: drafts them where something differs that they have read, and finishes them where there is a reason.
#[derive(Clone, Copy)]
struct JobRunner<'a> {
    drafts: DraftContext<'a>,
    renderer: &'a Renderer<'a>,
    theme: Fingerprint,
    cache: Option<&'a Cache>,
    /// Whether PDFs are queued instead of printed.
    prints_in_background: bool,
    shared_pdfs: Option<&'a SharedPdfs>,
    /// Whether nobody asks later what was read.
    is_single: bool,
    scratch: Option<&'a Scratch>,
    observer: Option<&'a dyn JobObserver>,
    /// Who is told how far it is.
    progress: Option<&'a dyn Progress>,
    /// How long a PDF may take that is printed in the background.
    time_limit: Duration,
    /// Who may break it off.
    interruption: Option<&'a Interruption<'a>>,
}

/// What a run did with a job.
enum Step {
    /// It was drafted; made as well where there is a reason.
    Drafted(Box<JobResult>, Option<Why>),
    /// It was drafted, and is printed in the background.
    Queued(Box<JobResult>, QueuedPdf),
}

impl JobRunner<'_> {
    /// Makes outputs that are no PDFs, until it is broken off.
    fn make(&self, jobs: &[&Job], outputs: &mut SiteOutputs, work: &mut Work) {
        let before = work.drafted.len();
        if let Some(progress) = self.progress {
            progress.has(jobs.len());
        }
        let results = &outputs.results;
        let steps = jobs.par_iter().filter_map(|job| self.step(job, results)).collect();
        Self::take(steps, &mut outputs.results, work);
        let drafted = &work.drafted[before..];
        outputs.refresh(drafted);
        for path in drafted {
            match outputs.results.get(path).is_some_and(|result| result.made.is_err()) {
                true => outputs.failed.insert(path.clone()),
                false => outputs.failed.remove(path),
            };
        }
    }

    /// Whether a job has to be done.
    fn is_stale(&self, job: &Job, last: Option<&JobResult>) -> bool {
        let last = last.filter(|last| last.output == job.output && last.reads.is_some());
        last.is_none_or(|last| last.is_due)
    }

    /// Whether jobs were put off.
    fn is_broken_off(&self) -> bool {
        self.interruption.is_some_and(Interruption::has_come)
    }

    /// Makes PDFs, or returns those that are to be printed in the background.
    fn run_pdfs(
        &self,
        jobs: &[&Job],
        results: &mut Map<String, JobResult>,
        work: &mut Work,
    ) -> Vec<QueuedPdf> {
        if let Some(progress) = self.progress {
            progress.has(jobs.len());
        }
        let mut steps = Vec::new();
        for (number, batch) in jobs.chunks(BATCH).enumerate() {
            if number > 0 && !self.prints_in_background {
                print::forget(0);
            }
            steps.extend(side_by_side(batch, |job| self.step(job, results)).into_iter().flatten());
        }
        Self::take(steps, results, work)
    }

    /// What is done with a job: nothing when it is kept, or put off.
    fn step<'j>(&self, job: &'j Job, results: &Map<String, JobResult>) -> Option<(&'j Job, Step)> {
        if let Some(progress) = self.progress {
            progress.part_begins(&job.path);
        }
        let last = results.get(&job.path);
        let is_done =
            self.is_stale(job, last) && !self.interruption.is_some_and(Interruption::puts_off);
        let step = is_done.then(|| (job, self.run_job(job, last)));
        if let Some(progress) = self.progress {
            progress.part_ends();
        }
        step
    }

    /// Takes what came of jobs, and returns what is to be printed in the background.
    fn take(
        steps: Vec<(&Job, Step)>,
        results: &mut Map<String, JobResult>,
        work: &mut Work,
    ) -> Vec<QueuedPdf> {
        let mut queued = Vec::new();
        for (job, step) in steps {
            work.drafted.push(job.path.clone());
            let next = match step {
                Step::Drafted(next, why) => {
                    work.made.extend(why.map(|why| (job.path.clone(), why)));
                    next
                }
                Step::Queued(next, pdf) => {
                    queued.push(pdf);
                    next
                }
            };
            results.insert(job.path.clone(), *next);
        }
        queued
    }

    /// Does a job, and tells so.
    fn run_job(&self, job: &Job, last: Option<&JobResult>) -> Step {
        let Some(observer) = self.observer else { return self.draft_and_finish(job, last) };
        let origin = job.origin.as_ref().map(|span| &span.file);
        observer.begins(&Making { path: &job.path, template: None, origin });
        let step = self.draft_and_finish(job, last);
        observer.ends(&job.path);
        step
    }

    /// Drafts a job, and makes it where there is a reason.
    fn draft_and_finish(&self, job: &Job, last: Option<&JobResult>) -> Step {
        let last = last.filter(|last| last.output == job.output);
        let draft = || job.output.family().draft(&self.drafts, &job.path);
        let (draft, reads) =
            if self.is_single { (draft(), ReadSet::default()) } else { tracking::record(draft) };
        let mut result = JobResult {
            output: job.output.clone(),
            reads: Some(reads),
            is_due: false,
            inputs: Inputs { draft: Fingerprint::of("unreadable"), ..self.inputs(&Draft::Nothing) },
            made: Ok(None),
            printed: None,
            findings: None,
            pending: false,
        };
        let draft = match draft {
            Ok(draft) => draft,
            Err(found) => {
                return Step::Drafted(JobResult { made: Err(found), ..result }.into(), None);
            }
        };
        if let (Some(observer), Some(file)) = (self.observer, self.renderer.template_of(&draft)) {
            let template = file.is_own().then_some(&file.path);
            let origin = job.origin.as_ref().map(|span| &span.file);
            observer.begins(&Making { path: &job.path, template, origin });
        }
        result.inputs = self.inputs(&draft);
        if let Draft::Print(document) = &draft {
            result.printed = Some(document.job().clone());
        }
        let why = match (last, self.cache) {
            (Some(last), _) => result.inputs.why(&last.inputs),
            (None, Some(cache)) => cache.why(&job.path, &result.inputs),
            (None, None) => Some(Why::New),
        };
        match (last, draft) {
            (Some(last), _) if why.is_none() => {
                (result.made, result.findings) = (last.made.clone(), last.findings.clone());
                result.pending = last.pending;
            }
            (last, Draft::Print(document)) if self.prints_in_background => {
                let rank = match job.output.family().phase() {
                    Phase::Print { rank } => rank,
                    Phase::Pages | Phase::Parts | Phase::Files => 0,
                };
                let (path, inputs) = (job.path.clone(), result.inputs);
                result.made = Ok(last.and_then(|last| last.made.clone().ok()).flatten());
                result.pending = true;
                return Step::Queued(
                    result.into(),
                    QueuedPdf { path, inputs, document, rank, time_limit: self.time_limit },
                );
            }
            (_, draft) => {
                let finished = self.finish(draft, &result.inputs);
                result.set_finished(finished, self.scratch);
            }
        }
        Step::Drafted(result.into(), why)
    }

    fn finish(&self, draft: Draft, inputs: &Inputs) -> Result<Finished, Vec<Diagnostic>> {
        let Draft::Print(document) = &draft else { return self.renderer.finish(draft) };
        let shared = self.shared_pdfs.and_then(|pdfs| pdfs.lock().ok()?.get(inputs).cloned());
        let known = || {
            let KeptPdf { remarks, bytes } = self.cache?.pdf(inputs)?;
            let print = Some(Remarks::kept(&remarks)?);
            Some(Finished { body: OutputBody::Bytes(bytes.into()), print })
        };
        if shared.is_none()
            && let Some(finished) = known()
        {
            return Ok(finished);
        }
        let job = document.job().clone();
        let finished = match shared {
            Some(finished) => finished,
            None => self.renderer.finish(draft)?,
        };
        if let Some(mut pdfs) = self.shared_pdfs.and_then(|pdfs| pdfs.lock().ok()) {
            pdfs.insert(*inputs, finished.clone());
        }
        // What somebody should look at has to be found each time.
        if let (Some(cache), OutputBody::Bytes(bytes), Some(findings)) =
            (self.cache, &finished.body, &finished.print)
            && findings.is_silent(&job)
        {
            let remarks = findings.to_keep();
            cache.keep_pdf(inputs, &KeptPdf { remarks, bytes: bytes.to_vec() });
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

impl JobResult {
    /// Takes what was made of it.
    fn set_finished(
        &mut self,
        finished: Result<Finished, Vec<Diagnostic>>,
        scratch: Option<&Scratch>,
    ) {
        match finished {
            Ok(Finished { body, print }) => {
                (self.made, self.findings) = (Ok(contents_of(body, scratch)), print);
            }
            Err(found) => (self.made, self.findings) = (Err(found), None),
        }
    }

    /// What is published of it. What could not be looked at in this run is no part of its outcome.
    fn contents(&self) -> Option<Contents> {
        self.made.as_ref().ok().filter(|_| self.reads.is_some())?.clone()
    }
}

fn contents_of(body: OutputBody, scratch: Option<&Scratch>) -> Option<Contents> {
    match (body, scratch) {
        (OutputBody::Nothing, _) => None,
        (OutputBody::Text(text), Some(scratch)) => Some(Contents::laid(&text, scratch)),
        (OutputBody::Text(text), None) => Some(Contents::text(&text)),
        (OutputBody::Bytes(bytes), _) => Some(Contents::plain(bytes)),
    }
}
