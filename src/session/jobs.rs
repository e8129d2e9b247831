//! The jobs of a site: which have to be drafted again, which made again, and what they have made.
//!
//! Entry point: [`Session::render_site`]. Invariant: a job whose reads and draft do not differ keeps what it has made; whatever it
//! has read is noted, and what could not be made is a finding in every run until it can.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rayon::prelude::*;

use super::load::Look;
use super::options::Wanted;
use super::outcome::leave_out_shown;
use super::press::{self, Order};
use super::state::{SiteState, State};
use super::{Making, Pages, Session, SiteName, Timings, Witness, Work};
use crate::cache::{Cache, Inputs, Why};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Map;
use crate::plan::publication::Publication;
use crate::plan::{Job, NoSuchPdf, Output, Pdf};
use crate::publish::{Contents, OutputSet, Scratch};
use crate::render::html::pages::Web;
use crate::render::print::{Paper, Press, PrintJob, Remarks};
use crate::render::{Body, Draft, Finished, Website};
use crate::source::Snapshot;
use crate::trace::{self, Changes, Fingerprint, Kind, Reads};
use crate::view::Views;

/// A site whose jobs are to be done.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) state: &'a State,
    pub(super) name: &'a SiteName,
    pub(super) site: &'a SiteState,
    pub(super) look: &'a Arc<Look>,
    pub(super) publications: &'a [Publication],
    pub(super) wanted: Wanted<'a>,
    /// What checks have to say.
    pub(super) remarks: &'a [Diagnostic],
    pub(super) pressed: Option<&'a Pressed>,
}

/// PDFs that this run has made for one site and needs for another.
pub(super) type Pressed = Mutex<HashMap<Inputs, Finished>>;

/// A job that was done.
pub(super) struct Done {
    output: Output,
    /// What it has read; `None` when it has to be drafted again in any case.
    reads: Option<Reads>,
    pub(super) inputs: Inputs,
    /// What is in it, `None` when there is no such output after all; or the findings that kept it from being made.
    pub(super) made: Result<Option<Contents>, Vec<Diagnostic>>,
    /// For PDFs: what it is printed from.
    pub(super) printed: Option<PrintJob>,
    /// For PDFs that this session has made: what is to be said about them.
    pub(super) remarks: Option<Remarks>,
    /// Whether it is printed in the background; what is `made` is then the last one.
    pub(super) pending: bool,
}

/// The jobs of a site that were done, and what they have made.
#[derive(Default)]
pub(super) struct Made {
    pub(super) done: Map<String, Done>,
    pub(super) outputs: OutputSet,
}

impl Made {
    /// Brings the outputs of these jobs up to date with what was done.
    pub(super) fn refresh(&mut self, touched: &[String]) {
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
    pub(super) fn pending(&self) -> Vec<String> {
        #[allow(clippy::iter_over_hash_type, reason = "they are sorted")]
        let pending = self.done.iter().filter(|(_, done)| done.pending);
        let mut pending: Vec<String> = pending.map(|(path, _)| path.clone()).collect();
        pending.sort();
        pending
    }
}

impl Session {
    /// Does the jobs of one site.
    pub(super) fn render_site(
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
    pub(super) fn take(
        &mut self,
        finished: Result<Finished, Vec<Diagnostic>>,
        scratch: Option<&Scratch>,
    ) {
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
