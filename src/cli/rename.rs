//! `rename`: gives an entry another id, and everything that names it the new one.
//!
//! Entry point: `Run::rename`. Invariant: nothing is written when anything is found then that was not before.

use std::collections::BTreeSet;

use super::{Run, Status, args, style, today};
use crate::diagnostic::emit::text;
use crate::diagnostic::{Severity, Sources};
use crate::model::{Catalog, EntryKey, Publishing};
use crate::refactor::{self, Collection, Refactoring};
use crate::session::{self, Consequences, SiteName};

impl Run {
    pub(super) fn rename(&self, asked: &args::Rename) -> Result<Status, Status> {
        let snapshot = self.snapshot()?;
        let today = self.day(&args::ReadingArguments::default())?.unwrap_or_else(today);
        let (config, catalog) = Catalog::written(&snapshot, today);
        let type_id = self.known_type(&catalog.schema, &asked.type_id)?.id.clone();
        let publishing = Publishing { drafts: true, today };
        let collection =
            Collection { snapshot: &snapshot, config: &config, catalog: &catalog, publishing };
        // Both may be written as references are.
        let prefix = format!("{type_id}:");
        let bare = |id: &str| id.strip_prefix(&prefix).unwrap_or(id).to_owned();
        let (old, new) = (bare(&asked.old), bare(&asked.new));
        let key = EntryKey::new(type_id.clone(), old.as_str());
        let Refactoring { edits, mentions } =
            refactor::rename(collection, &key, &new).map_err(|obstacle| {
                self.streams.line(&obstacle.said(collection, &self.texts));
                Status::Usage
            })?;
        let publishing = Publishing { drafts: false, today };
        let options =
            session::Options { site: SiteName::Main, publishing, base_url: None, print: false };
        let Consequences { edits, after, found } =
            session::consequences(&snapshot, edits, &options);
        let is_worse = found.iter().any(|finding| finding.severity != Severity::Note);
        if is_worse {
            let (texts, sources) = (&self.texts, Sources::of(&after));
            let report = text::report(found.iter(), texts, &sources, style(), super::order());
            self.streams.message(&report);
            self.say("cli-rename-worse", &[("old", &key), ("new", &new)]);
            return Err(Status::Findings);
        }
        self.save_or_show(&edits, asked.dry_run)?;
        if !self.quiet {
            let files: BTreeSet<_> = mentions.iter().map(|span| &span.file).collect();
            let moved = edits.iter().filter(|edit| edit.to.is_some()).count();
            let said = if asked.dry_run { "cli-rename-would" } else { "cli-rename-done" };
            let new = EntryKey::new(type_id, new);
            let (places, files) = (mentions.len(), files.len());
            self.say(
                said,
                &[
                    ("old", &key),
                    ("new", &new),
                    ("places", &places),
                    ("files", &files),
                    ("moved", &moved),
                ],
            );
        }
        Ok(Status::Fine)
    }
}
