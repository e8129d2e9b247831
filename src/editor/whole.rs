//! What is done to an entry as a whole: it gets another id, is copied, or goes.
//!
//! Entry point: [`done`]. Invariant: nothing is written as long as somebody only looks, nor when it would be the worse for the site, or a file has changed meanwhile.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::{Answered, BASE, EntryHandle, Scene, url_of};
use crate::diagnostic::Severity;
use crate::edit::Edits;
use crate::location::SitePath;
use crate::model::{Catalog, Entry, Publishing};
use crate::refactor::{self, Collection, Obstacle};
use crate::schema::EntryKey;
use crate::session::{self, Options, SiteName};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// It gets another id, and whatever names it the new one.
    Rename,
    /// There is another one like it, a draft.
    Duplicate,
    /// It goes.
    Delete,
}

/// What somebody wants.
#[derive(Deserialize)]
struct Wanted {
    #[serde(rename = "type")]
    type_id: String,
    id: String,
    #[serde(default)]
    new: String,
    /// Whether it is only to be told what would become of it.
    #[serde(default)]
    dry: bool,
}

/// Does it, or says what would become of it. What is to be looked at then comes along.
///
/// # Errors
/// Why nothing is done.
pub(super) fn done(
    scene: &Scene<'_>,
    deed: Deed,
    body: &[u8],
) -> Result<(Option<SitePath>, Json), Answered> {
    let refused =
        |message: String| Answered::Refused(json!({ "error": "request", "message": message }));
    let wanted: Wanted =
        serde_json::from_slice(body).map_err(|error| refused(error.to_string()))?;
    // Drafts count as well, whatever the preview shows; what is not saved does not.
    let (config, catalog) = Catalog::written(scene.disk, scene.today);
    let publishing = Publishing { drafts: true, today: scene.today };
    let collection =
        Collection { snapshot: scene.disk, config: &config, catalog: &catalog, publishing };
    let key = EntryKey::new(wanted.type_id.as_str(), wanted.id.as_str());
    let new = wanted.new.trim();
    let obstacle = |obstacle: Obstacle| refused(obstacle.said(collection, scene.texts));
    let (edits, mentions) = match deed {
        Deed::Rename => {
            let done = refactor::rename(collection, &key, new).map_err(obstacle)?;
            (done.edits, done.mentions)
        }
        Deed::Duplicate => {
            (refactor::duplicate(collection, &key, new).map_err(obstacle)?, Vec::new())
        }
        Deed::Delete => {
            let done = refactor::delete(collection, &key).map_err(obstacle)?;
            (done.edits, done.mentions)
        }
    };
    // Who names it, by file.
    let mut files: BTreeMap<&SitePath, usize> = BTreeMap::new();
    for span in &mentions {
        *files.entry(&span.file).or_default() += 1;
    }
    let refers: Vec<Json> =
        files.iter().map(|(file, count)| referring(&catalog, &key, file, *count)).collect();
    let changes: Vec<String> = edits
        .iter()
        .map(|edit| match edit.to {
            Some(to) => format!("{} → {to}", edit.path),
            None => edit.path.to_string(),
        })
        .collect();
    if wanted.dry {
        return Ok((None, json!({ "changes": changes, "refers": refers })));
    }
    let edits = match deed {
        Deed::Rename => sound(scene, publishing, edits)?,
        // What refers to it has been shown.
        Deed::Duplicate | Deed::Delete => edits,
    };
    edits.save(scene.root).map_err(|unsaved| super::not_saved(&unsaved, scene.texts))?;
    let entry = match deed {
        Deed::Delete => BASE.to_owned(),
        Deed::Rename | Deed::Duplicate => url_of(&EntryKey::new(wanted.type_id.as_str(), new)),
    };
    let look = edits.iter().map(|edit| edit.to.unwrap_or(edit.path)).next().cloned();
    Ok((look, json!({ "entry": entry, "changes": changes, "refers": refers })))
}

/// Edits by which nothing is found that was not before.
fn sound(scene: &Scene<'_>, publishing: Publishing, edits: Edits) -> Result<Edits, Answered> {
    let publishing = Publishing { drafts: false, ..publishing };
    let options = Options { site: SiteName::Main, publishing, base_url: None, print: false };
    let then = session::consequences(scene.disk, edits, &options);
    let worse = then.found.iter().find(|finding| finding.severity != Severity::Note);
    match worse {
        None => Ok(then.edits),
        Some(finding) => {
            let message = scene.texts.message(finding);
            Err(Answered::Conflict(json!({ "error": "worse", "message": message })))
        }
    }
}

/// Something that names an entry, as it is shown.
fn referring(catalog: &Catalog, key: &EntryKey, file: &SitePath, count: usize) -> Json {
    let is_other = |entry: &&Entry| entry.file == *file && entry.key != *key;
    let heads = catalog.entries().iter().map(|entry| &**entry);
    let mut those = heads.filter(is_other);
    // Of a list, it cannot be told which of its entries it is.
    match (those.next(), those.next()) {
        (Some(entry), None) => {
            json!({ "title": entry.title(), "url": url_of(&entry.key), "field": Json::Null })
        }
        _ => json!({ "title": file.as_str(), "url": BASE, "field": count.to_string() }),
    }
}

/// The handle of what is looked at afterwards.
pub(super) fn looked_at(file: &SitePath) -> EntryHandle {
    EntryHandle::of(file, "")
}
