//! How long the steps of a run took.
//!
//! Entry point: [`Timings::step`]. Invariant: times are shown to people, and decide about nothing.

use std::time::{Duration, Instant};

/// How long each step took, in the order in which they first ran.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    /// Name and wall time of each step.
    pub steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Runs a step and notes how long it took.
    pub(crate) fn step<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        match self.steps.iter_mut().find(|(known, _)| *known == name) {
            Some((_, time)) => *time += start.elapsed(),
            None => self.steps.push((name, start.elapsed())),
        }
        value
    }

    /// All steps together.
    pub(crate) fn total(&self) -> Duration {
        self.steps.iter().map(|(_, time)| *time).sum()
    }
}
