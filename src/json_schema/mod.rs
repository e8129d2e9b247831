//! What the files of a site may say, as JSON Schema (draft 7): for editors that are not ours.
//!
//! Entry points: [`documents`], [`associations`]. Invariant: what `check` reads without a finding is valid, and the other way round as far as a schema can
//! say it: it knows one file, and neither its name nor its text. Draft 7 is what the YAML server of VS Code, Zed, Neovim and Helix reads in every version.

mod entries;
mod files;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::config::Config;
use crate::diagnostic::texts::Texts;
use crate::model::{Catalog, EntryKey};
use crate::schema::{Kind, TypeRole, Vocabulary};
use crate::source::Snapshot;
use crate::theme::PrintLayouts;

/// The version of JSON Schema.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// A site, and the language of those who write it.
#[derive(Clone, Copy)]
pub(crate) struct DescribedSite<'a> {
    /// The files.
    pub(crate) snapshot: &'a Snapshot,
    /// The settings.
    pub(crate) config: &'a Config,
    /// The entries and their types.
    pub(crate) catalog: &'a Catalog,
    /// What the theme can print.
    pub(crate) layouts: &'a PrintLayouts,
    /// The words of those who write.
    pub(crate) texts: &'a Texts,
}

/// The schema of some files.
#[derive(Debug)]
pub(crate) struct FileSchema {
    /// Its name, as that of a file without an ending.
    pub(crate) name: String,
    /// The type whose entries it is about, when these have files of their own in the default language.
    pub(crate) of: Option<Arc<str>>,
    /// What it is about.
    pub(crate) title: String,
    /// The files, as patterns from the folder of the site; with `!` before one, those that are none of them. None at all for what stands above texts.
    pub(crate) files: Vec<String>,
    /// The schema.
    pub(crate) schema: Json,
}

impl FileSchema {
    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.json", self.name)
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        format!("{:#}\n", self.schema)
    }
}

/// All schemas of a site: those of entries by type, then those of other files.
pub(crate) fn documents(site: DescribedSite<'_>) -> Vec<FileSchema> {
    let mut all = Vec::new();
    for content_type in site.catalog.schema.types() {
        all.extend(entries::documents(site, content_type));
    }
    all.extend(files::documents(site));
    all
}

/// Which schema is for which files, as the setting `yaml.schemas` of editors wants it; `folder` is where the schemas are.
pub(crate) fn associations(documents: &[FileSchema], folder: &str) -> Json {
    let folder = folder.trim_end_matches('/');
    let one = |document: &FileSchema| {
        (format!("./{folder}/{}", document.file_name()), json!(document.files))
    };
    let with_files = documents.iter().filter(|document| !document.files.is_empty());
    Json::Object(with_files.map(one).collect())
}

/// The folder in which `init` puts schemas, and from which VS Code reads them.
pub(crate) const WORKSPACE_FOLDER: &str = ".vscode/broschur";

/// The files that set up VS Code for a site with these schemas, by their paths.
pub(crate) fn workspace(documents: &[FileSchema]) -> Vec<(String, String)> {
    let settings = json!({
        "yaml.schemas": associations(documents, WORKSPACE_FOLDER),
        "files.exclude": { WORKSPACE_FOLDER: true },
    });
    let extensions = json!({ "recommendations": ["redhat.vscode-yaml"] });
    let schemas = documents.iter();
    let schemas = schemas
        .map(|document| (format!("{WORKSPACE_FOLDER}/{}", document.file_name()), document.text()));
    let own = [("settings", settings), ("extensions", extensions)];
    let own = own.map(|(name, json)| (format!(".vscode/{name}.json"), format!("{json:#}\n")));
    own.into_iter().chain(schemas).collect()
}

/// The words for a type's field, and the definitions that were asked for.
pub(crate) struct SiteWords<'a> {
    site: DescribedSite<'a>,
    /// The types whose ids are to be defined.
    asked: std::cell::RefCell<BTreeSet<Arc<str>>>,
}

impl<'a> SiteWords<'a> {
    /// Those of a site.
    pub(crate) fn new(site: DescribedSite<'a>) -> Self {
        Self { site, asked: Default::default() }
    }

    /// The definitions that were asked for.
    fn definitions(&self) -> Map<String, Json> {
        let asked = self.asked.borrow();
        asked.iter().map(|type_id| (ids_name(type_id), self.ids(type_id))).collect()
    }

    /// What names an entry of a type: its id, perhaps with the type before it.
    fn ids(&self, type_id: &str) -> Json {
        let DescribedSite { catalog, .. } = self.site;
        let entries = catalog.originals_of(type_id);
        let ids: Vec<&str> = entries.iter().map(|entry| &*entry.key.id).collect();
        let titles: Vec<&str> = entries.iter().map(|entry| self.title(&entry.key)).collect();
        // In a file that cannot be read there may be others.
        if catalog.has_unread(type_id) {
            return json!({ "type": ["string", "number"] });
        }
        if ids.is_empty() {
            return json!({ "not": {} });
        }
        let long = format!("^{type_id}\\s*:\\s*(?:{})$", ids.join("|"));
        let numbers = ids.iter().filter_map(|id| id.parse::<u64>().ok()).collect::<Vec<_>>();
        let mut any = vec![json!({ "enum": ids, "enumDescriptions": titles })];
        any.push(json!({ "type": "string", "pattern": long }));
        if !numbers.is_empty() {
            any.push(json!({ "enum": numbers }));
        }
        json!({ "anyOf": any })
    }

    fn title(&self, key: &EntryKey) -> &'a str {
        let DescribedSite { catalog, texts, .. } = self.site;
        let entry = catalog.localized(key, texts.language().tag());
        entry.map_or("", |entry| entry.title())
    }
}

/// The name of the definition of a type's ids.
fn ids_name(type_id: &str) -> String {
    format!("id-{type_id}")
}

impl Vocabulary for SiteWords<'_> {
    fn language(&self) -> &str {
        self.site.texts.language().tag()
    }

    fn hint(&self, kind: &dyn Kind) -> Option<String> {
        // What is to be chosen from is offered anyway.
        let is_choice = kind.choices().is_some() || kind.scale().is_some();
        (!is_choice).then(|| kind.hint(self.site.texts)).flatten()
    }

    fn entries(&self, types: &[Arc<str>]) -> Json {
        self.asked.borrow_mut().extend(types.iter().cloned());
        let of =
            |type_id: &Arc<str>| json!({ "$ref": format!("#/definitions/{}", ids_name(type_id)) });
        match types {
            [one] => of(one),
            several => json!({ "anyOf": several.iter().map(of).collect::<Vec<_>>() }),
        }
    }

    fn organisation(&self) -> Option<Arc<str>> {
        let of_role = self.site.catalog.schema.with_role(TypeRole::Organisation);
        of_role.map(|content_type| content_type.id.clone())
    }
}
