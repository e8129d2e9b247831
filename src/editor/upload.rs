//! Files that come from a browser: pictures, and what else a site offers its readers.
//!
//! Entry point: [`received`]. Invariant: a file goes where pictures or files of an entry are, over nothing that is there, and is what its name says.

use serde_json::json;

use super::{Answered, Scene};
use crate::address::path::{self, Use};
use crate::config::Config;
use crate::edit::Edits;
use crate::files::content::mismatch;
use crate::files::{is_picture, svg};
use crate::location::SitePath;
use crate::picture;

/// Where pictures of all are.
const PICTURES: &str = "content/images";

/// Writes a file that has been sent, and says how a field names it.
///
/// # Errors
/// Why it is not taken.
pub(super) fn received(
    scene: &Scene<'_>,
    config: &Config,
    (folder, name): (&str, &str),
    bytes: &[u8],
) -> Result<(SitePath, serde_json::Value), Answered> {
    let refused = |id: &str| {
        let message = scene.texts.get(id, &[("name", &name)]);
        Answered::Refused(json!({ "error": "file", "message": message }))
    };
    let folder = folder.trim_end_matches('/');
    let path = place(scene, folder, name).ok_or_else(|| refused("editor-upload-place"))?;
    config.files.judge(name).map_err(|_| refused("editor-upload-kind"))?;
    let ending = path.extension();
    let mut size = None;
    if is_picture(&ending) {
        let facts = picture::facts(&ending, bytes).and_then(|facts| facts.within(config.pictures));
        size = facts.map_err(|_| refused("editor-upload-picture"))?.size;
    }
    let is_safe = match ending.as_str() {
        "svg" => std::str::from_utf8(bytes).is_ok_and(|text| svg::faults(text).is_empty()),
        ending => mismatch(ending, bytes).is_none(),
    };
    if !is_safe {
        return Err(refused("editor-upload-content"));
    }
    let is_there = |known: &SitePath| path::fold(known.as_str()) == path::fold(path.as_str());
    let exists = || {
        let message = scene.texts.get("editor-exists", &[("path", &path)]);
        Answered::Conflict(json!({ "error": "exists", "message": message }))
    };
    if scene.disk.files().any(|file| is_there(file.path())) {
        return Err(exists());
    }
    let mut edits = Edits::new();
    edits.create(&path, bytes);
    edits.save(scene.root).map_err(|unsaved| super::not_saved(&unsaved, scene.texts))?;
    let written = match path.as_str().strip_prefix("content") {
        Some(inside) if folder.starts_with(PICTURES) => inside.to_owned(),
        _ => name.to_owned(),
    };
    let (width, height) = size.unzip();
    let url = format!("{}file/{path}", super::BASE);
    let said = json!({ "path": written, "url": url, "width": width, "height": height });
    Ok((path, said))
}

/// The path of a new file; `None` where none may come.
fn place(scene: &Scene<'_>, folder: &str, name: &str) -> Option<SitePath> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    let is_name = name.chars().all(is_plain)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && path::piece(name, Use::Address).is_ok();
    let written = format!("{folder}/{name}");
    let path = SitePath::new(&written).filter(|path| is_name && path.as_str() == written)?;
    let of_entry = || {
        let main = SitePath::new(&format!("{folder}/index.md"));
        folder.starts_with("content/") && main.is_some_and(|main| scene.disk.get(&main).is_some())
    };
    let of_all = folder == PICTURES || folder.starts_with(&format!("{PICTURES}/"));
    (of_all || of_entry()).then_some(path)
}
