//! `init` and `new`: files that did not exist before. Nothing of an editor's is ever overwritten, only a baseline, which is broschur's own.

use std::path::Path;

use jiff::civil::Date;

use super::ask::WantedEntry;
use super::schema::documents_of;
use super::{Run, Status, args, is_taken};
use crate::config::BASELINE_FILE;
use crate::diagnostic::nearest;
use crate::disk::{Folder, TrustedFolder};
use crate::json_schema;
use crate::model::{Catalog, EntryKey, may_be_id};
use crate::scaffold;
use crate::schema::{ContentType, Schema};
use crate::session;
use crate::source::Snapshot;
use crate::syntax::slug::example_id;

impl Run {
    pub(super) fn init(&self, arguments: &args::Init) -> Result<Status, Status> {
        let dir = &arguments.dir;
        if is_taken(dir) {
            self.say("cli-init-not-empty", &[("path", &dir.display())]);
            return Err(Status::Usage);
        }
        let files = scaffold::starter_site();
        for (path, bytes) in &files {
            self.create(dir, path, bytes)?;
        }
        let documents = documents_of(&Snapshot::from_files(files), &self.texts);
        for (path, text) in json_schema::workspace(&documents) {
            self.create(dir, &path, text.as_bytes())?;
        }
        if !self.quiet {
            self.say("cli-init-done", &[("path", &dir.display())]);
        }
        Ok(Status::Fine)
    }

    pub(super) fn new_entry(&self, arguments: &args::New) -> Result<Status, Status> {
        let snapshot = self.snapshot()?;
        // The id may be taken by an entry in another kind of file.
        let (config, catalog) = Catalog::written(&snapshot, Date::MAX);
        let wanted = match (&arguments.type_id, &arguments.id) {
            (Some(type_id), Some(id)) => {
                WantedEntry { type_id: type_id.clone(), id: id.clone(), values: Vec::new() }
            }
            _ if self.may_ask(arguments) => {
                self.ask_new(arguments, (&snapshot, &config, &catalog))?
            }
            (type_id, _) => {
                let names = [("cli-value-type", type_id.is_none()), ("cli-value-id", true)];
                let missing = names.into_iter().filter(|(_, is_missing)| *is_missing);
                let missing: Vec<String> =
                    missing.map(|(id, _)| format!("<{}>", self.texts.get(id, &[]))).collect();
                self.say("cli-new-missing", &[("arguments", &missing.join(", "))]);
                return Err(Status::Usage);
            }
        };
        let (type_id, id) = (&wanted.type_id, &wanted.id);
        let content_type = self.known_type(&catalog.schema, type_id)?;
        if !may_be_id(id) {
            self.say("cli-new-bad-id", &[("id", id), ("example", &example_id(id))]);
            return Err(Status::Usage);
        }
        let inside = scaffold::entry_path(content_type, id);
        let text = wanted.text(&inside, scaffold::entry_file(content_type, &self.texts));
        if let Some(entry) = catalog.get(&EntryKey::new(type_id.as_str(), id.as_str())) {
            self.say("cli-new-exists", &[("path", &entry.file)]);
            return Err(Status::Usage);
        }
        self.create(&self.root, &inside, text.as_bytes())?;
        if !self.quiet {
            let path = self.root.join(&inside);
            self.say("cli-new-done", &[("path", &path.display())]);
        }
        Ok(Status::Fine)
    }

    /// The type that somebody has named; says which there are when it is none of them.
    pub(super) fn known_type<'a>(
        &self,
        schema: &'a Schema,
        type_id: &str,
    ) -> Result<&'a ContentType, Status> {
        if let Some(content_type) = schema.get(type_id) {
            return Ok(content_type);
        }
        let mut known: Vec<&str> = schema.types().map(|content_type| &*content_type.id).collect();
        if let Some(suggestion) = nearest(type_id, known.iter().copied()) {
            known.retain(|id| *id != suggestion);
            known.insert(0, suggestion);
        }
        self.say("cli-new-unknown-type", &[("type", &type_id), ("known", &known.join(", "))]);
        Err(Status::Usage)
    }

    /// Writes down what the checks find now, in place of an earlier list.
    pub(super) fn write_baseline(
        &self,
        reading: &args::ReadingArguments,
    ) -> Result<Status, Status> {
        let options = self.options(reading, false)?;
        let snapshot = self.snapshot()?;
        let (text, count) = match session::baseline(&snapshot, &options) {
            Ok(written) => written,
            Err(errors) => {
                let (status, _) = self.report(errors, args::FindingsFormat::Text, &snapshot, None);
                self.say("cli-no-baseline", &[]);
                return Ok(status);
            }
        };
        let written = Folder::open(&self.root).and_then(|root| match count {
            // A list of nothing is none.
            0 => root.remove_file(BASELINE_FILE),
            _ => root.replace(BASELINE_FILE, text.as_bytes()),
        });
        written.map_err(|error| self.unwritable(&error))?;
        if !self.quiet {
            let path = self.root.join(BASELINE_FILE);
            self.say("cli-baseline", &[("path", &path.display()), ("count", &count)]);
        }
        Ok(Status::Fine)
    }

    /// Writes a file that must not exist yet, below a folder that the user has named.
    fn create(&self, named: &Path, inside: &str, bytes: &[u8]) -> Result<(), Status> {
        let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
        let written = TrustedFolder::below(named, folder)
            .create()
            .and_then(|folder| folder.write_new(name, bytes));
        written.map_err(|error| {
            if error.exists_already() {
                self.say("cli-new-exists", &[("path", &named.join(inside).display())]);
                Status::Usage
            } else {
                self.unwritable(&error)
            }
        })
    }
}
