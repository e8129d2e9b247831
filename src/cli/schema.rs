//! `schema`: what files may say, as JSON Schema for editors that are not ours.
//!
//! Entry points: `Run::schema`, [`documents_of`]. Invariant: nothing is written but into the folder that is named, and only files that schemas have.

use jiff::civil::Date;

use super::{Run, Status, args};
use crate::cms::{self, Backend};
use crate::diagnostic::nearest;
use crate::diagnostic::texts::Texts;
use crate::disk::TrustedFolder;
use crate::json_schema::{self, DescribedSite, FileSchema};
use crate::model::Catalog;
use crate::source::Snapshot;
use crate::theme::Theme;

/// The file beside written schemas that says which of them is for which files.
const ASSOCIATIONS: &str = "yaml-schemas.json";

impl Run {
    pub(super) fn schema(&self, asked: &args::SchemaOf) -> Result<Status, Status> {
        let snapshot = self.snapshot()?;
        if let Some(backend) = asked.cms {
            return self.cms(&snapshot, backend, asked.out.as_deref());
        }
        let documents = documents_of(&snapshot, &self.texts);
        if let Some(out) = &asked.out {
            return self.write_schemas(&documents, out);
        }
        let Some(name) = &asked.name else {
            let lines: Vec<[String; 3]> = documents
                .iter()
                .map(|document| {
                    let files = document.files.first().cloned().unwrap_or_default();
                    [document.name.clone(), files, document.title.clone()]
                })
                .collect();
            let mut out = String::new();
            super::tables::push_lines(&mut out, &lines);
            self.streams.data(&out);
            return Ok(Status::Fine);
        };
        let named = |document: &&FileSchema| document.name == *name;
        let of_type = |document: &&FileSchema| document.of.as_deref() == Some(name.as_str());
        let found = documents.iter().find(of_type).or_else(|| documents.iter().find(named));
        if let Some(document) = found {
            self.streams.data(&document.text());
            return Ok(Status::Fine);
        }
        let types = documents.iter().filter_map(|document| document.of.as_deref());
        let names = documents.iter().map(|document| document.name.as_str());
        match nearest(name, types.chain(names)) {
            Some(meant) => {
                self.say("cli-schema-none", &[("name", name), ("suggestion", &meant)]);
            }
            None => self.say("cli-schema-none-plain", &[("name", name)]),
        }
        Err(Status::Usage)
    }

    /// The configuration of a CMS: to standard output, or with a page for it into a folder.
    fn cms(
        &self,
        snapshot: &Snapshot,
        backend: args::CmsBackend,
        out: Option<&std::path::Path>,
    ) -> Result<Status, Status> {
        let backend = match backend {
            args::CmsBackend::Gitlab => Backend::GitLab,
            args::CmsBackend::Github => Backend::GitHub,
        };
        let configuration =
            described(snapshot, &self.texts, |site| cms::configuration(site, backend));
        let text = cms::as_file(&configuration, &self.texts);
        let Some(out) = out else {
            self.streams.data(&text);
            return Ok(Status::Fine);
        };
        let place = self.writable(TrustedFolder::named(&self.root.join(out)))?;
        let written = place.create().and_then(|folder| {
            folder.replace("config.yml", text.as_bytes())?;
            folder.replace("index.html", cms::page(&self.texts).as_bytes())
        });
        written.map_err(|error| self.unwritable(&error))?;
        if !self.quiet {
            self.say("cli-schema-cms", &[("path", &place.path().display())]);
        }
        Ok(Status::Fine)
    }

    fn write_schemas(
        &self,
        documents: &[FileSchema],
        out: &std::path::Path,
    ) -> Result<Status, Status> {
        let place = self.writable(TrustedFolder::named(&self.root.join(out)))?;
        let named = out.to_string_lossy().replace('\\', "/");
        let associations = json_schema::associations(documents, &named);
        let associations = serde_json::json!({ "yaml.schemas": associations });
        let written = place.create().and_then(|folder| {
            for document in documents {
                folder.replace(document.file_name(), document.text().as_bytes())?;
            }
            folder.replace(ASSOCIATIONS, format!("{associations:#}\n").as_bytes())
        });
        written.map_err(|error| self.unwritable(&error))?;
        if !self.quiet {
            let path = place.path();
            self.say("cli-schema-done", &[("count", &documents.len()), ("path", &path.display())]);
        }
        Ok(Status::Fine)
    }
}

/// The schemas of a site. What is wrong in its files, `check` says.
pub(super) fn documents_of(snapshot: &Snapshot, texts: &Texts) -> Vec<FileSchema> {
    described(snapshot, texts, json_schema::documents)
}

/// Does something with a site that is described.
fn described<T>(
    snapshot: &Snapshot,
    texts: &Texts,
    work: impl FnOnce(DescribedSite<'_>) -> T,
) -> T {
    let (config, catalog) = Catalog::written(snapshot, Date::MAX);
    let languages: Vec<&str> = config.languages.iter().map(String::as_str).collect();
    let (theme, _) = Theme::load(snapshot, &config.theme, config.theme_at.as_ref(), &languages);
    let (config, catalog, layouts) = (&config, &catalog, theme.print_layouts());
    work(DescribedSite { snapshot, config, catalog, layouts, texts })
}
