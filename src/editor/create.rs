//! New entries: where they come, and what is in their files at first.
//!
//! Entry points: [`created`], and the pages [`types`] and [`empty`] that ask for what is needed. Invariant: a new entry is a draft with a title, and nothing that is there is
//! written over.

use serde::Deserialize;
use serde_json::json;

use super::page::shell;
use super::{Answered, BASE, EntryHandle, Scene, url_of};
use crate::edit::{Change, NewValue, Source, Step};
use crate::location::SitePath;
use crate::model::{Catalog, list_file, may_be_id, own_file};
use crate::scaffold;
use crate::schema::{Body, ContentType, EntryKey};

/// What somebody wants.
#[derive(Deserialize)]
struct Wanted {
    #[serde(rename = "type")]
    type_id: String,
    title: String,
    id: String,
}

/// Writes a new entry, and says where its form is.
///
/// # Errors
/// Why there is none.
pub(super) fn created(
    scene: &Scene<'_>,
    catalog: &Catalog,
    body: &[u8],
) -> Result<(EntryHandle, String, serde_json::Value), Answered> {
    let refused =
        |message: String| Answered::Refused(json!({ "error": "request", "message": message }));
    let wanted: Wanted =
        serde_json::from_slice(body).map_err(|error| refused(error.to_string()))?;
    let (title, id) = (wanted.title.trim(), wanted.id.trim());
    let of = catalog.schema.get(&wanted.type_id).ok_or_else(|| refused("type".to_owned()))?;
    if title.is_empty() {
        return Err(refused(scene.texts.get("editor-new-title", &[])));
    }
    if !may_be_id(id) {
        return Err(refused(scene.texts.get("editor-new-id", &[("id", &id)])));
    }
    let key = EntryKey::new(wanted.type_id.as_str(), id);
    let taken = catalog.get(&key).map(|entry| entry.file.clone());
    if let Some(file) = taken.or_else(|| own_file(scene.disk, of, id)) {
        let message = scene.texts.get("editor-new-taken", &[("id", &id), ("path", &file)]);
        return Err(Answered::Conflict(json!({ "error": "exists", "message": message })));
    }
    let doubtful = || {
        let message = scene.texts.get("editor-new-doubtful", &[]);
        Answered::Conflict(json!({ "error": "changed", "message": message }))
    };
    let (file, was, new) = text_of(scene, of, id, title).ok_or_else(doubtful)?;
    super::write(scene, &file, was.as_deref(), &new)?;
    let said = json!({ "entry": url_of(&key), "value": id });
    Ok((EntryHandle::of(&file, id), new, said))
}

/// The file that an entry comes into, what is in it, and what is to be; `None` when it cannot be changed without a doubt.
fn text_of(
    scene: &Scene<'_>,
    of: &ContentType,
    id: &str,
    title: &str,
) -> Option<(SitePath, Option<String>, String)> {
    let fields = vec![
        (of.title.to_string(), NewValue::Text(title.to_owned())),
        ("status".to_owned(), NewValue::Literal("draft".to_owned())),
    ];
    // Where entries of its type are in a list, it comes last there.
    if let Some(list) = list_file(scene.disk, of)
        && let Some(was) = super::on_disk(scene, &list)
    {
        let mut source = Source::new(list.as_str(), was.as_str());
        source.change(&Change::Set(vec![Step::from(id)], NewValue::Map(fields))).ok()?;
        return Some((list, Some(was), source.text().to_owned()));
    }
    let file = SitePath::new(&scaffold::entry_path(of, id))?;
    let empty = match of.body {
        Body::None => "status: draft\n",
        _ => "---\nstatus: draft\n---\n",
    };
    let mut source = Source::new(file.as_str(), empty);
    let [(name, value), _] = <[_; 2]>::try_from(fields).ok()?;
    source.change(&Change::Insert(Vec::new(), 0, Some(name), value)).ok()?;
    Some((file, None, source.text().to_owned()))
}

/// The page that asks what a new entry is to be.
pub(super) fn types(token: &str, scene: &Scene<'_>, catalog: &Catalog) -> String {
    let own = scene.texts.language().tag();
    shell(token, scene, &scene.texts.get("editor-new", &[]), |html| {
        html.open("ul", &[("class", "types")]);
        for of in catalog.schema.types() {
            html.open("li", &[]);
            let address = format!("{BASE}new/{}", of.id);
            html.element("a", &[("href", &address)], of.label.get(own));
            if let Some(about) = &of.description {
                html.element("p", &[("class", "hint")], about.get(own));
            }
            html.close("li");
        }
        html.close("ul");
    })
}

/// The page that asks for the title of a new entry of a type.
pub(super) fn empty(token: &str, scene: &Scene<'_>, of: &ContentType) -> String {
    let (texts, own) = (scene.texts, scene.texts.language().tag());
    let say = |id: &str| texts.get(id, &[]);
    let title = texts.get("editor-new-of", &[("type", &of.label.get(own))]);
    shell(token, scene, &title, |html| {
        html.element("p", &[], &say("editor-new-help"));
        html.element("noscript", &[], &say("editor-no-script"));
        html.open("form", &[("id", "create"), ("method", "post"), ("data-type", &of.id)]);
        for (name, id) in [("title", "editor-title"), ("id", "editor-new-key")] {
            html.open("div", &[("class", "field")]);
            let control = format!("v-{name}");
            html.open("label", &[("for", &control)]);
            html.text(&say(id));
            html.close("label");
            let attributes = [
                ("id", &*control),
                ("name", name),
                ("autocomplete", "off"),
                ("aria-required", "true"),
                ("aria-describedby", "e-create"),
            ];
            html.open("input", &attributes);
            html.close("div");
        }
        html.element("div", &[("class", "findings"), ("id", "e-create"), ("role", "alert")], "");
        html.element("button", &[("type", "submit")], &say("editor-create"));
        html.close("form");
    })
}
