//! `fmt`: puts the keys of entries in the order of their types.
//!
//! Entry point: `Run::fmt`. Invariant: with `--check` nothing is written, and the status says whether something would be.

use super::{Run, Status, args};
use crate::config::Config;
use crate::refactor;
use crate::schema::Schema;

impl Run {
    pub(super) fn fmt(&self, asked: &args::Fmt) -> Result<Status, Status> {
        let snapshot = self.snapshot()?;
        let mut findings = Vec::new();
        let config = Config::load(&snapshot, &mut findings);
        let schema = Schema::load(&snapshot, &mut findings);
        let formatted = refactor::format(&snapshot, &schema, config.for_entries());
        let edits = &formatted.edits;
        let count = edits.iter().count();
        if asked.check && !asked.dry_run {
            let paths: String = edits.iter().map(|edit| format!("{}\n", edit.path)).collect();
            self.streams.data(&paths);
        } else {
            self.save_or_show(edits, asked.dry_run)?;
        }
        for said in formatted.said(&self.texts) {
            self.streams.line(&said);
        }
        let is_only_told = asked.check || asked.dry_run;
        if !self.quiet {
            let said = if is_only_told { "cli-fmt-would" } else { "cli-fmt-done" };
            self.say(said, &[("count", &count)]);
        }
        Ok(if asked.check && count > 0 { Status::Findings } else { Status::Fine })
    }
}
