//! Translations: where they come, and what is in their files at first.
//!
//! Entry point: [`made`]. Invariant: a new translation is a draft that holds what there is to be translated, in the words of the original; what it does not say
//! stays what the original says, and nothing that is there is written over.

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::{Answered, EntryHandle, EntryText, Scene, form_of};
use crate::config::Config;
use crate::edit::{Change, NewValue, Source, Step};
use crate::location::SitePath;
use crate::model::{Catalog, begun, translation_of};
use crate::schema::{ContentType, EntryKey, common};

/// What somebody wants.
#[derive(Deserialize)]
struct Wanted {
    #[serde(rename = "type")]
    type_id: String,
    id: String,
    language: String,
}

/// Writes a translation, and says where its form is.
///
/// # Errors
/// Why there is none.
pub(super) fn made(
    scene: &Scene<'_>,
    (catalog, config): (&Catalog, &Config),
    body: &[u8],
) -> Result<(EntryHandle, String, Json), Answered> {
    let refused =
        |message: String| Answered::Refused(json!({ "error": "request", "message": message }));
    let wanted: Wanted =
        serde_json::from_slice(body).map_err(|error| refused(error.to_string()))?;
    let Wanted { type_id, id, language } = &wanted;
    let key = EntryKey::new(type_id.as_str(), id.as_str());
    let of = catalog.schema.get(type_id).ok_or_else(|| refused("type".to_owned()))?;
    let original = catalog.get(&key).ok_or_else(|| refused("id".to_owned()))?;
    if !config.languages.contains(language) || **language == **catalog.default_language() {
        return Err(refused("language".to_owned()));
    }
    let from = EntryHandle::of(&original.file, id);
    let file =
        translation_of(&from.file, language).ok_or_else(|| refused("language".to_owned()))?;
    let there = catalog.get_in(&key, language).map(|entry| entry.file.clone());
    let is_taken = from.id.is_none() && scene.disk.get(&file).is_some();
    if let Some(path) = there.or_else(|| is_taken.then(|| file.clone())) {
        let message = scene.texts.get("editor-translated", &[("path", &path)]);
        return Err(Answered::Conflict(json!({ "error": "exists", "message": message })));
    }
    let was = super::on_disk(scene, &file);
    let new = super::on_disk(scene, &from.file)
        .and_then(|text| text_of(&from, of, &text, (&file, was.as_deref())));
    let new = new.ok_or_else(|| {
        let message = scene.texts.get("editor-new-doubtful", &[]);
        Answered::Conflict(json!({ "error": "changed", "message": message }))
    })?;
    super::write(scene, &file, was.as_deref(), &new)?;
    let said = json!({ "entry": form_of(&key, Some(language)) });
    Ok((EntryHandle::of(&file, id), new, said))
}

/// What is in the file of a translation, where perhaps other entries are already; `None` when that cannot be told without a doubt.
fn text_of(
    from: &EntryHandle,
    of: &ContentType,
    original: &str,
    (file, was): (&SitePath, Option<&str>),
) -> Option<String> {
    let read = EntryText::read(from, of, original).ok()?;
    let source = Source::new(from.file.as_str(), original);
    let mut fields = vec![(common::STATUS.to_owned(), NewValue::Literal("draft".to_owned()))];
    for name in read.keys() {
        if let Some(field) = of.field(name).filter(|field| of.is_translated(field)) {
            let path = [read.base.clone(), vec![Step::from(name)]].concat();
            fields.push((name.to_owned(), begun(source.value(&path).ok()??, field)));
        }
    }
    if let Some(id) = &from.id {
        let id = Step::from(id.as_str());
        let mut list = Source::new(file.as_str(), was.unwrap_or_default());
        list.change(&Change::Set(vec![id], NewValue::Map(fields))).ok()?;
        return Some(list.text().to_owned());
    }
    let has_body = read.body.is_some();
    let empty = if has_body { "---\nstatus: draft\n---\n" } else { "status: draft\n" };
    let mut new = Source::new(file.as_str(), empty);
    for (place, (name, value)) in fields.into_iter().enumerate().skip(1) {
        new.change(&Change::Insert(Vec::new(), place, Some(name), value)).ok()?;
    }
    let body = read.body_of(original);
    let below = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
    Some(format!("{}{below}", new.text()))
}
