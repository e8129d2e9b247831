//! One run over a site: from a snapshot to findings and outputs.
//!
//! Entry points: [`Site::load`] for what the content says, [`build`] for everything that is published from it. Invariant: a function of its
//! inputs; the clock, the environment and the disk stay outside.

use std::time::{Duration, Instant};

use crate::check;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, Publishing};
use crate::schema::Schema;
use crate::source::Snapshot;

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
        publishing: Publishing,
        findings: &mut Vec<Diagnostic>,
        timings: &mut Timings,
    ) -> Self {
        findings.extend_from_slice(snapshot.problems());
        let config = Config::load(snapshot, findings);
        let schema = timings.step("types", || Schema::load(snapshot, findings));
        let catalog = timings.step("entries", || Catalog::load(snapshot, schema, &config, publishing, findings));
        timings.step("rules", || {
            let context = check::Context { snapshot, config: &config, catalog: &catalog, publishing };
            findings.extend(check::check(&context));
        });
        Self { config, catalog }
    }
}
