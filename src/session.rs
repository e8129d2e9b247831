//! One run over a site: from a snapshot to findings and outputs.
//!
//! Entry points: [`Site::load`] for what the content says, [`build`] for everything that is published from it. Invariant: a function of its
//! inputs; the clock, the environment and the disk stay outside.

use std::time::{Duration, Instant};

use crate::check;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{Catalog, Publishing};
use crate::plan::publication::{self, Publication};
use crate::plan::{self, PlanOptions};
use crate::publish::OutputSet;
use crate::render;
use crate::render::print::{self, Paper, Press, PrintTheme};
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
}

/// Reads, checks and renders a site.
pub fn build(snapshot: &Snapshot, options: &Options, timings: &mut Timings) -> Outcome {
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
        let (plan, problems) = plan::plan(snapshot, &site.catalog, config, &theme, &routes, asked);
        found.extend(problems);
        plan
    });
    let artifacts = timings.step("pages", || {
        // Templates that cannot be read are reported already; their pages would only say so again.
        if found.iter().any(|finding| finding.code == Code::TemplateError) {
            return Vec::new();
        }
        let (artifacts, problems) = render::render(&plan, &site.catalog, config, &theme);
        found.extend(problems);
        artifacts
    });
    let mut artifacts = artifacts;
    if options.print {
        timings.step("print", || {
            let views = Views::new(&site.catalog, config, &theme, &plan, &Paper);
            let press = Press {
                snapshot,
                catalog: &site.catalog,
                config,
                theme: &theme,
                plan: &plan,
                views: &views,
            };
            let (pdfs, problems) =
                print::render_all(&press, &publications, &PrintTheme::new(&theme));
            found.extend(problems);
            artifacts.extend(pdfs);
        });
    }
    let mut findings = Findings::new();
    findings.extend(found);
    let outputs = artifacts.into_iter().map(|artifact| (artifact.path, artifact.bytes)).collect();
    Outcome { findings, outputs, keep: config.keep.clone(), entries: site.catalog.entries().len() }
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
