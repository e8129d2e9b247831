//! How far a run is, on a terminal.
//!
//! Entry point: [`Bar::new`]. Invariant: nothing is drawn on anything but a terminal that people look at, and when a step has ended nothing of
//! it is left there.

use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::texts::Texts;
use crate::escape::visible;
use crate::session::Progress;

/// How often a step that has no parts shows that it goes on.
const TICK: Duration = Duration::from_millis(120);
/// A step without parts: what is being done, and for how long.
const STEP: &str = "{prefix:>16}  {spinner} {elapsed}";
/// One with parts: how many of them are done as well, and which one is being made.
const PARTS: &str = "{prefix:>16}  {bar:24} {pos}/{len}  {wide_msg}";

/// A line that says what is being done and how far it is.
pub(super) struct Bar {
    bar: ProgressBar,
    texts: Arc<Texts>,
}

impl Bar {
    /// One that nothing is shown on yet.
    pub(super) fn new(texts: Arc<Texts>) -> Self {
        let bar = ProgressBar::hidden();
        bar.finish_and_clear();
        bar.set_draw_target(ProgressDrawTarget::stderr());
        Self { bar, texts }
    }

    /// The line itself: who writes to the terminal has it step aside.
    pub(super) fn line(&self) -> ProgressBar {
        self.bar.clone()
    }

    fn look(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸─").tick_chars("·•● "));
        }
    }
}

impl Progress for Bar {
    fn begins(&self, step: &'static str) {
        let words = self.texts.find(&format!("step-{step}"));
        self.look(STEP);
        self.bar.set_message("");
        self.bar.set_prefix(words.unwrap_or_else(|| step.to_owned()));
        self.bar.unset_length();
        self.bar.reset();
        self.bar.enable_steady_tick(TICK);
    }

    fn has(&self, parts: usize) {
        if parts > 0 {
            self.bar.set_position(0);
            self.bar.set_length(parts as u64);
            self.look(PARTS);
        }
    }

    fn part_begins(&self, path: &str) {
        self.bar.set_message(visible(path).into_owned());
    }

    fn part_ends(&self) {
        self.bar.inc(1);
    }

    fn ends(&self) {
        self.bar.disable_steady_tick();
        self.bar.finish_and_clear();
    }
}
