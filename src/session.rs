//! One run over a site: from a snapshot to findings and outputs.
//!
//! Entry points: [`Site::load`] for what the content says, [`build`] for everything that is published from it,
//! [`print`] for its PDFs alone. Invariant: a function of its inputs; the clock, the environment and the disk stay outside.

use std::time::{Duration, Instant};

use crate::check;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{Catalog, Publishing};
use crate::plan::publication::{self, Publication};
use crate::plan::{self, BuildPlan, Job, NoSuchPdf, PlanOptions};
use crate::publish::OutputSet;
use crate::render::print::{self as press, Fit, Paper, Press, PrintTheme};
use crate::render::{self, Artifact};
use crate::schema::Schema;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::view::Views;

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which entries count as published, and for which day.
    pub publishing: Publishing,
    /// Where the site will stand, in place of what its settings say.
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
    /// How many entries were read, in all languages.
    pub entries: usize,
    /// How much room entries take on paper, by the path of the PDF.
    pub fits: Vec<(String, Fit)>,
}

/// Reads, checks and renders a site.
pub fn build(snapshot: &Snapshot, options: &Options, timings: &mut Timings) -> Outcome {
    let mut run = Run::prepare(snapshot, options, timings);
    let mut artifacts = timings.step("pages", || run.pages());
    if options.print {
        let jobs = run.plan.pdfs().map(|(job, _)| job.clone()).collect::<Vec<_>>();
        artifacts.extend(timings.step("print", || run.print(&jobs)));
    }
    run.end(artifacts)
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
    let mut run = Run::prepare(snapshot, options, timings);
    let jobs = run.plan.pdfs_named(names)?.into_iter().cloned().collect::<Vec<_>>();
    let artifacts = timings.step("print", || run.print(&jobs));
    Ok(run.end(artifacts))
}

/// A site that is read, checked and planned, and what was found on the way.
struct Run<'a> {
    snapshot: &'a Snapshot,
    site: Site,
    theme: Theme,
    publications: Vec<Publication>,
    plan: BuildPlan,
    found: Vec<Diagnostic>,
    fits: Vec<(String, Fit)>,
}

impl<'a> Run<'a> {
    fn prepare(snapshot: &'a Snapshot, options: &Options, timings: &mut Timings) -> Self {
        let mut found = Vec::new();
        let site = Site::load(snapshot, options, &mut found, timings);
        let config = &site.config;
        let languages: Vec<&str> = config.languages.iter().map(String::as_str).collect();
        let theme = timings.step("theme", || {
            let (theme, problems) =
                Theme::load(snapshot, &config.theme, config.theme_at.as_ref(), &languages);
            found.extend(problems);
            theme
        });
        let publications = publication::load(snapshot, config, &site.catalog, &mut found);
        let plan = timings.step("plan", || {
            let asked = PlanOptions { drafts: options.publishing.drafts, print: options.print };
            let routes: Vec<_> = publications.iter().map(Publication::route).collect();
            let (plan, problems) =
                plan::plan(snapshot, &site.catalog, config, &theme, &routes, asked);
            found.extend(problems);
            plan
        });
        Self { snapshot, site, theme, publications, plan, found, fits: Vec::new() }
    }

    /// Everything but PDFs.
    fn pages(&mut self) -> Vec<Artifact> {
        // Templates that cannot be read are reported already; their pages would only say so again.
        if self.found.iter().any(|finding| finding.code == Code::TemplateError) {
            return Vec::new();
        }
        let Site { catalog, config } = &self.site;
        let (artifacts, problems) = render::render(&self.plan, catalog, config, &self.theme);
        self.found.extend(problems);
        artifacts
    }

    fn print(&mut self, jobs: &[Job]) -> Vec<Artifact> {
        let Site { catalog, config } = &self.site;
        let views = Views::new(catalog, config, &self.theme, &self.plan, &Paper);
        let press = Press {
            snapshot: self.snapshot,
            catalog,
            config,
            theme: &self.theme,
            plan: &self.plan,
            views: &views,
        };
        let printed =
            press::render_all(&press, jobs, &self.publications, &PrintTheme::new(&self.theme));
        self.found.extend(printed.findings);
        self.fits = printed.fits;
        printed.artifacts
    }

    fn end(self, artifacts: Vec<Artifact>) -> Outcome {
        let mut findings = Findings::new();
        findings.extend(self.found);
        Outcome {
            findings,
            outputs: artifacts.into_iter().map(|file| (file.path, file.bytes)).collect(),
            keep: self.site.config.keep,
            entries: self.site.catalog.entries().len(),
            fits: self.fits,
        }
    }
}

/// How long each step took, in the order in which they ran.
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
        self.steps.push((name, start.elapsed()));
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
        let publishing = options.publishing;
        findings.extend_from_slice(snapshot.problems());
        let mut config = Config::load(snapshot, findings);
        if options.base_url.is_some() {
            config.base_url.clone_from(&options.base_url);
        }
        let schema = timings.step("types", || Schema::load(snapshot, findings));
        let catalog = timings
            .step("entries", || Catalog::load(snapshot, schema, &config, publishing, findings));
        timings.step("rules", || {
            let context =
                check::Context { snapshot, config: &config, catalog: &catalog, publishing };
            findings.extend(check::check(&context));
        });
        Self { config, catalog }
    }
}
