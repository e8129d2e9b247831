//! What a run found and made.
//!
//! Entry points: [`Outcome`] for a site, [`Built`] for several. Invariant: findings and outputs are those of a first run; only
//! [`Work`] tells what had to be done for them.

use std::collections::HashSet;

use super::{Session, SiteName, has_errors};
use crate::cache::Why;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::location::SitePath;
use crate::model::{Catalog, Status};
use crate::outputs::{Job, Jobs, Phase};
use crate::publish::OutputSet;
use crate::render::print::{self, Fit};
use crate::source::Snapshot;

/// What a run found and made.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that was found.
    pub findings: Findings,
    /// The whole site; incomplete when there are errors.
    pub outputs: OutputSet,
    /// Paths in the output folder that belong to somebody else.
    pub(crate) keep: Vec<String>,
    /// Which site this is.
    pub site: SiteName,
    /// Where it will stand on the web, when that is known.
    pub(crate) base_url: Option<String>,
    /// How many entries were read, in all languages.
    pub(crate) entries: usize,
    /// How many entries, in the default language, readers do not get.
    pub(crate) held_back: HeldBack,
    /// How much room entries take on paper, by the path of the PDF. A PDF that an earlier run made tells nothing.
    pub(crate) fits: Vec<(String, Fit)>,
    /// What had to be done.
    pub work: Work,
}

/// Entries that are not published, by what keeps them from it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HeldBack {
    pub(crate) drafts: usize,
    pub(crate) reviews: usize,
    /// Their day has not come.
    pub(crate) later: usize,
    pub(crate) consents: usize,
}

impl HeldBack {
    fn of(catalog: &Catalog) -> Self {
        let mut held_back = Self::default();
        let all = catalog.entries().iter().filter(|entry| !entry.published);
        for entry in all.filter(|entry| entry.language == *catalog.default_language()) {
            let count = match entry.status {
                _ if entry.withdrawn => &mut held_back.consents,
                Status::Draft => &mut held_back.drafts,
                Status::Review => &mut held_back.reviews,
                Status::Approved | Status::Archived => &mut held_back.later,
            };
            *count += 1;
        }
        held_back
    }
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
    /// Nothing but what keeps a run from being done.
    pub(super) fn refused(reason: Diagnostic) -> Self {
        let mut findings = Findings::new();
        findings.extend([reason]);
        Self { findings, sites: Vec::new() }
    }

    /// The only site, with everything that was found; none when an edition was asked for that cannot be read.
    pub(super) fn alone(self) -> Outcome {
        let site = self.sites.into_iter().next().unwrap_or_default();
        Outcome { findings: self.findings, ..site }
    }
}

/// What a run has found so far.
#[derive(Default)]
pub(super) struct RunFindings {
    /// What is wrong.
    pub(super) problems: Vec<Diagnostic>,
    /// What checks of quality have to say.
    pub(super) findings: Vec<Diagnostic>,
    /// What a run finds that only looks at one file is put between these.
    pub(super) standing: Standing,
}

/// What was found before anything was made, as far as an edit of one entry leaves it as it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    /// In settings and types.
    pub(super) settings: Vec<Diagnostic>,
    /// In the theme.
    pub(super) theme: Vec<Diagnostic>,
    /// In editions and in the plans of sites.
    pub(super) plan: Vec<Diagnostic>,
    /// In what is online and not planned any more.
    pub(super) dropped: Vec<Diagnostic>,
}

impl Standing {
    /// Whether it stays when this file is another one; when not only its text differs, plans may find something else in it.
    pub(super) fn stays(&self, file: &SitePath, is_text: bool) -> bool {
        let Self { settings, theme, plan, dropped: _ } = self;
        let mut all = settings.iter().chain(theme).chain(plan);
        (is_text || plan.is_empty()) && !all.any(|finding| finding.is_about(file))
    }
}

impl RunFindings {
    /// Whether something keeps the sites from being what they are meant to be.
    pub(super) fn has_errors(&self) -> bool {
        has_errors(&self.problems)
    }

    /// All of them, what is wrong first.
    pub(super) fn all(&self) -> Vec<Diagnostic> {
        self.problems.iter().chain(&self.findings).cloned().collect()
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
    pub(crate) removed: Vec<String>,
    /// PDFs that are printed in the background: until they are, the last ones are part of the outcome.
    pub sent: Vec<String>,
    /// Whether it was broken off, and more is due.
    pub(crate) is_unfinished: bool,
}

impl Work {
    /// Names once what was made several times, because it was broken off in between.
    pub(super) fn unite(&mut self) {
        let mut known = HashSet::new();
        self.drafted.retain(|path| known.insert(path.clone()));
        known.clear();
        self.made.retain(|(path, _)| known.insert(path.clone()));
    }
}

/// The pages of a site whose other outputs are still to be looked at.
pub(crate) struct PagesReady<'a> {
    /// Everything that was found so far.
    pub(crate) findings: &'a [Diagnostic],
    /// The pages, with the last state of what follows; incomplete when there are errors.
    pub(crate) outputs: OutputSet,
    /// What had to be done so far.
    pub(crate) work: &'a Work,
    /// What is still to be made.
    pub(crate) next: NextOutputs,
    pub(super) jobs: &'a Jobs,
}

/// What is made after what somebody is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NextOutputs {
    /// All pages that nobody is looking at, and what comes after them.
    Pages,
    /// Files that are no PDFs: those of [`Phase::Files`].
    Files,
    /// PDFs.
    Pdfs,
}

impl PagesReady<'_> {
    /// As [`Session::made_from`].
    pub(crate) fn made_from(&self, file: &SitePath) -> (Option<String>, Option<String>) {
        made_from(self.jobs, file, self.work)
    }
}

impl Session {
    /// Collects the outcome: the last state as it is, with what had to be done for each of its sites.
    pub(super) fn collect_outcome(
        &self,
        snapshot: &Snapshot,
        work: Vec<(SiteName, Work)>,
    ) -> Built {
        let Some(state) = &self.state else { return Built::default() };
        let findings = self.all_found(snapshot, work.iter().map(|(name, _)| name));
        let next_change = state.catalog.next_change();
        let mut sites = Vec::new();
        for (name, work) in work {
            let (Some(site), Some(outputs)) =
                (state.sites.get(&name), self.site_outputs.get(&name))
            else {
                continue;
            };
            let printed = site.inputs.jobs.printed().filter_map(|job| outputs.printed(job));
            let fits = printed.flat_map(|(path, result)| {
                let remarks = result.findings.iter().filter(|_| result.printed.is_some());
                remarks.flat_map(move |it| it.fits.iter().map(|fit| (path.to_owned(), fit.clone())))
            });
            sites.push(Outcome {
                findings: Findings::new(),
                outputs: outputs.published.clone().until(next_change),
                keep: site.inputs.config.keep.clone(),
                base_url: site.inputs.config.base_url.clone(),
                entries: state.catalog.entries().len(),
                held_back: HeldBack::of(&state.catalog),
                fits: fits.collect(),
                site: name,
                work,
            });
        }
        Built { findings, sites }
    }

    /// All that was found in the collection, and in what has been made of it for these sites and is not due.
    pub(super) fn all_found<'n>(
        &self,
        snapshot: &Snapshot,
        names: impl Iterator<Item = &'n SiteName>,
    ) -> Findings {
        let (mut in_pages, mut in_print) = (Vec::new(), Vec::new());
        for name in names {
            let site = self.state.as_ref().and_then(|state| state.sites.get(name));
            let Some((site, outputs)) = site.zip(self.site_outputs.get(name)) else { continue };
            for problem in outputs.problems() {
                // What two sites share fails in both.
                if !in_pages.contains(&problem) {
                    in_pages.push(problem);
                }
            }
            for (_, result) in site.inputs.jobs.printed().filter_map(|job| outputs.printed(job)) {
                if let Err(found) = &result.made {
                    in_print.extend_from_slice(found);
                }
                if let Some((remarks, printed)) =
                    result.findings.as_ref().zip(result.printed.as_ref())
                {
                    in_print.extend(remarks.findings(printed, snapshot));
                }
            }
        }
        print::once(&mut in_print);
        leave_out_shown(&mut in_pages, &self.found);
        leave_out_shown(&mut in_print, &self.found);
        leave_out_shown(&mut in_print, &in_pages);
        let mut findings = Findings::new();
        findings.extend(self.found.iter().cloned());
        findings.extend(in_pages);
        findings.extend(in_print);
        findings
    }
}

/// The page and the PDF that are made from a file: see [`Session::made_from`].
pub(super) fn made_from(
    jobs: &Jobs,
    file: &SitePath,
    work: &Work,
) -> (Option<String>, Option<String>) {
    let find = |pdf: bool| {
        let shows_it = |job: &&Job| {
            let output = job.output.family();
            job.origin.as_ref().is_some_and(|span| span.file == *file)
                && output.shows_its_file()
                && pdf == matches!(output.phase(), Phase::Print { .. })
        };
        let jobs: Vec<&Job> = jobs.all().iter().filter(shows_it).collect();
        let made = jobs.iter().find(|job| work.made.iter().any(|(path, _)| *path == job.path));
        made.or(jobs.first()).map(|job| job.path.clone())
    };
    (find(false), find(true))
}

/// Leaves out what is said of a picture as a file where it was found in the place that shows it.
pub(super) fn leave_out_shown(problems: &mut Vec<Diagnostic>, found: &[Diagnostic]) {
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
