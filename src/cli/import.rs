//! `import`: makes entries of the rows of a table, or changes those that are there.
//!
//! Entry point: `Run::import`. Invariant: all rows are written, or none.

use std::fmt::Write;

use super::{MAX_NAMED_BYTES, Run, Status, args, style, today};
use crate::diagnostic::emit::text;
use crate::diagnostic::{Severity, Sources};
use crate::disk;
use crate::import::{self, ImportRequest, Imported, MAX_TABLE_BYTES, RowDone};
use crate::model::Publishing;
use crate::session::{Options, SiteName};

impl Run {
    pub(super) fn import(&self, asked: &args::Import) -> Result<Status, Status> {
        let mapped = self.mapped(&asked.map)?;
        let snapshot = self.snapshot()?;
        let schema = crate::schema::Schema::load(&snapshot, &mut Vec::new());
        let type_id = self.known_type(&schema, &asked.type_id)?.id.clone();
        let today = self.day(&args::ReadingArguments::default())?.unwrap_or_else(today);
        let publishing = Publishing { drafts: false, today };
        let options = Options { site: SiteName::Main, publishing, base_url: None, print: false };
        let name = asked.table.file_name().unwrap_or_default().to_string_lossy();
        // One byte more than is read says that there is too much.
        let bytes = disk::read_named(&asked.table, MAX_NAMED_BYTES.max(MAX_TABLE_BYTES + 1))
            .map_err(|error| self.unreadable(&error))?;
        let request = ImportRequest {
            type_id: &type_id,
            name: &name,
            bytes: &bytes,
            sheet: asked.sheet.as_deref(),
            mapped,
            is_update: asked.update,
        };
        let Some(imported) = import::import(&snapshot, &request, &options) else {
            return Err(Status::Usage);
        };
        let mut found = imported.findings.clone().sorted();
        found.retain(|finding| !self.quiet || finding.severity == Severity::Error);
        let sources = Sources::of(&imported);
        let report = text::report(found.iter(), &self.texts, &sources, style(), super::order());
        self.streams.message(&report);
        if asked.dry_run {
            self.streams.data(&self.rows_text(&imported));
        }
        let has_errors = imported.findings.has_errors();
        if asked.dry_run || !has_errors {
            self.save_or_show(&imported.edits, asked.dry_run)?;
        }
        if has_errors {
            self.say("cli-import-refused", &[]);
        } else if !self.quiet {
            let said = if asked.dry_run { "cli-import-would" } else { "cli-import-done" };
            self.say_counted(said, &imported, false);
            if imported.rows.iter().any(|row| row.language.is_some()) {
                self.say_counted("cli-import-translations", &imported, true);
            }
        }
        Ok(if has_errors { Status::Findings } else { Status::Fine })
    }

    /// What somebody says that columns are about.
    fn mapped(&self, written: &[String]) -> Result<Vec<(String, String)>, Status> {
        let pair = |written: &String| match written.rsplit_once('=') {
            Some((column, field)) => Ok((column.trim().to_owned(), field.trim().to_owned())),
            None => {
                self.say("cli-import-bad-map", &[("value", written)]);
                Err(Status::Usage)
            }
        };
        written.iter().map(pair).collect()
    }

    /// Says how many rows are about entries, or about translations, by what is done.
    fn say_counted(&self, id: &str, imported: &Imported, are_translations: bool) {
        let rows = || imported.rows.iter().filter(|row| row.language.is_some() == are_translations);
        let count = |done| rows().filter(|row| row.done == done).count();
        let (new, changed) = (count(RowDone::Created), count(RowDone::Changed));
        let same = count(RowDone::Same);
        self.say(id, &[("created", &new), ("changed", &changed), ("same", &same)]);
    }

    /// What becomes of each row.
    fn rows_text(&self, imported: &Imported) -> String {
        let mut text = String::new();
        for row in &imported.rows {
            let line = imported.line(row);
            let id = match row.done {
                RowDone::Created => "cli-import-row-created",
                RowDone::Changed => "cli-import-row-changed",
                RowDone::Same => "cli-import-row-same",
            };
            let entry = match &row.language {
                Some(language) => format!("{} ({language})", row.key),
                None => row.key.to_string(),
            };
            let said =
                self.texts.get(id, &[("line", &line), ("entry", &entry), ("path", &row.file)]);
            let _ = writeln!(text, "{said}");
        }
        text
    }
}
