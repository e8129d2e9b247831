//! How long the steps of a run took, and who is told how far it is.
//!
//! Entry point: [`Timings::step`]. Invariant: times are shown to people, and decide about nothing.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Somebody who is told how far a run is, from several threads.
pub(crate) trait Progress: Send + Sync {
    /// A step begins.
    fn begins(&self, step: &'static str);

    /// The step has so many parts, of which none is done.
    fn has(&self, parts: usize);

    /// A part of the step begins: an output with this path.
    fn part_begins(&self, path: &str);

    /// A part of the step has ended.
    fn part_ends(&self);

    /// The step has ended.
    fn ends(&self);
}

/// How long each step took, in the order in which they first ran.
#[derive(Clone, Default)]
pub struct Timings {
    /// Name and wall time of each step.
    pub steps: Vec<(&'static str, Duration)>,
    progress: Option<Arc<dyn Progress>>,
}

impl Debug for Timings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timings").field("steps", &self.steps).finish_non_exhaustive()
    }
}

impl Timings {
    /// Those of a run of which somebody is told how far it is.
    pub(crate) fn watched(progress: Arc<dyn Progress>) -> Self {
        Self { steps: Vec::new(), progress: Some(progress) }
    }

    /// Who is told how far it is.
    pub(super) fn progress(&self) -> Option<Arc<dyn Progress>> {
        self.progress.clone()
    }

    /// Runs a step and notes how long it took.
    pub(crate) fn step<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        if let Some(progress) = &self.progress {
            progress.begins(name);
        }
        let start = Instant::now();
        let value = run();
        let took = start.elapsed();
        if let Some(progress) = &self.progress {
            progress.ends();
        }
        match self.steps.iter_mut().find(|(known, _)| *known == name) {
            Some((_, time)) => *time += took,
            None => self.steps.push((name, took)),
        }
        value
    }

    /// All steps together.
    pub(crate) fn total(&self) -> Duration {
        self.steps.iter().map(|(_, time)| *time).sum()
    }
}
