//! The other side of a CMS in the browser: what it asks for, and what becomes of what it sends (the protocol of Decap's local proxy).
//!
//! Entry point: [`answer`]. Invariant: a CMS writes whole files anew; of these only what differs from what it was given is put into the text that is there, field by field,
//! as a form of the editor does it. What somebody else has changed meanwhile is refused. Nothing is reached but entries and pictures of the content.
//!
//! Entries are handed out under the path that they would have alone in a file (`content/cases/x.md`), wherever they are, and their fields in a notation in which nothing looks
//! like something else: what is a text here would be a number there.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value as Json, json};

use super::changes::FieldShape;
use super::entry_text::{EntryHandle, EntryText};
use super::proposal::Proposal;
use super::value::FormValue;
use super::whole::{self, Deed};
use super::{Answered, Desk, DeskStep, Scene, looked, on_disk, upload};
use crate::cms::{self, Backend};
use crate::config::Config;
use crate::files::is_picture;
use crate::json_schema::DescribedSite;
use crate::location::SitePath;
use crate::model::{Catalog, may_be_id, own_file};
use crate::scaffold;
use crate::schema::{Body, ContentType, EntryKey};
use crate::source::SourceFile;
use crate::theme::PrintLayouts;
use crate::tracking::Fingerprint;
use crate::yaml::parse_boolean;

/// Where what is sent goes.
const API: &str = "/__broschur/cms/api/v1";
/// Where pictures are.
const PICTURES: &str = "content/images/";

/// So many pages of a CMS are known at once; the one that asked first is forgotten then.
const PAGES: usize = 16;
/// What pages call themselves is not longer, in bytes.
const LONGEST_NAME: usize = 64;

/// The texts of files that pages of a CMS were given last: what one of them sends back is held against what it has seen itself.
#[derive(Default)]
pub(super) struct HandedOut(Vec<(String, BTreeMap<SitePath, String>)>);

impl HandedOut {
    /// What a page was given.
    fn of(&mut self, page: &str) -> &mut BTreeMap<SitePath, String> {
        let name = if page.len() <= LONGEST_NAME { page } else { "" };
        let Self(pages) = self;
        let at = pages.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            if pages.len() == PAGES {
                pages.remove(0);
            }
            pages.push((name.to_owned(), BTreeMap::new()));
            pages.len() - 1
        });
        &mut pages[at].1
    }
}

/// What is to be done with the files.
type Step = Result<DeskStep, Answered>;

/// The configuration of the CMS.
pub(super) fn configuration(scene: &Scene<'_>, (catalog, config): (&Catalog, &Config)) -> Json {
    let layouts = PrintLayouts::default();
    cms::configuration(described(scene, (catalog, config), &layouts), Backend::Preview(API))
}

fn described<'a>(
    scene: &Scene<'a>,
    (catalog, config): (&'a Catalog, &'a Config),
    layouts: &'a PrintLayouts,
) -> DescribedSite<'a> {
    DescribedSite { snapshot: scene.disk, config, catalog, layouts, texts: scene.texts }
}

/// Answers what a CMS asks.
pub(super) fn answer(
    desk: &mut Desk,
    scene: &Scene<'_>,
    (catalog, config): (&Catalog, &Config),
    (page, body): (&str, &[u8]),
) -> DeskStep {
    let Ok(asked) = serde_json::from_slice::<Json>(body) else {
        return DeskStep::Answered(refused("request"));
    };
    let params = &asked["params"];
    let text = |key: &str| params[key].as_str().unwrap_or_default();
    let all = Site { scene, catalog, config, page };
    let data = |json: Json| Ok(DeskStep::Answered(Answered::Data(json)));
    let step: Step = match asked["action"].as_str().unwrap_or_default() {
        "info" => {
            data(json!({ "repo": "broschur", "publish_modes": ["simple"], "type": "local_fs" }))
        }
        "entriesByFolder" => data(all.folder(text("folder"))),
        "entriesByFiles" => {
            let files = params["files"].as_array().into_iter().flatten();
            let paths = files.filter_map(|file| file["path"].as_str());
            data(paths.map(|path| all.entry(path).0).collect())
        }
        "getEntry" => {
            let (entry, given) = all.entry(text("path"));
            // What a form is given is what it is held against when it comes back. Lists are looked at in the midst of that, and change nothing of it.
            desk.handed_out.of(page).extend(given);
            data(entry)
        }
        "persistEntry" => all.persist(desk, params),
        "getMedia" => data(all.pictures().map(media).collect()),
        "getMediaFile" => match all.pictures().find(|file| file.path().as_str() == text("path")) {
            Some(file) => data(media(file)),
            None => Err(refused("file")),
        },
        "persistMedia" => all.picture(&params["asset"]),
        "deleteFile" => all.delete(desk, &[text("path")]),
        "deleteFiles" => {
            let paths = params["paths"].as_array().into_iter().flatten();
            all.delete(desk, &paths.filter_map(Json::as_str).collect::<Vec<_>>())
        }
        "unpublishedEntries" => data(json!([])),
        "getNotes" => data(json!({ "notes": [] })),
        "getDeployPreview" => data(Json::Null),
        other => Err(refused(other)),
    };
    step.unwrap_or_else(DeskStep::Answered)
}

fn refused(what: &str) -> Answered {
    Answered::Refused(json!({ "error": what }))
}

/// The same in the words of the CMS, which shows `error`.
fn in_its_words(answered: Answered) -> Answered {
    let said = |mut json: Json| {
        if let Some(message) = json.get("message").cloned() {
            json["error"] = message;
        }
        json
    };
    match answered {
        Answered::Conflict(json) => Answered::Conflict(said(json)),
        Answered::Refused(json) => Answered::Refused(said(json)),
        Answered::Failed(json) => Answered::Failed(said(json)),
        other => other,
    }
}

/// What is looked at.
struct Site<'a, 's> {
    scene: &'a Scene<'s>,
    catalog: &'a Catalog,
    config: &'a Config,
    /// What asks.
    page: &'a str,
}

/// An entry in a file of its own, or one that is to be.
struct Meant<'a> {
    of: &'a ContentType,
    id: String,
    /// Where it is; `None` where there is none yet.
    handle: Option<EntryHandle>,
}

impl<'a> Site<'a, '_> {
    /// The entry that is meant by a path.
    fn meant(&self, path: &str) -> Option<Meant<'a>> {
        let (folder, name) = path.strip_prefix("content/")?.split_once('/')?;
        let (id, ending) = name.rsplit_once('.')?;
        let of = self.catalog.schema.by_folder(folder)?;
        let is_plain = may_be_id(id) && ending == scaffold::ending(of);
        let there = self.catalog.get(&EntryKey::new(of.id.clone(), id));
        let file = there.map(|entry| entry.file.clone());
        let file = file.or_else(|| own_file(self.scene.disk, of, id));
        let handle = file.map(|file| EntryHandle::of(&file, id));
        // Those of a list are choices.
        let is_list = handle.as_ref().is_some_and(|handle| handle.id.is_some());
        (is_plain && !is_list).then(|| Meant { of, id: id.to_owned(), handle })
    }

    /// All entries of a folder.
    fn folder(&self, folder: &str) -> Json {
        let of = folder.strip_prefix("content/").and_then(|it| self.catalog.schema.by_folder(it));
        let Some(of) = of else { return json!([]) };
        let ids: Vec<_> =
            self.catalog.originals_of(&of.id).iter().map(|it| it.key.id.clone()).collect();
        let paths =
            ids.iter().map(|id| format!("content/{}/{id}.{}", of.folder, scaffold::ending(of)));
        let entries = paths.map(|path| self.entry(&path).0);
        entries.filter(|entry| !entry["data"].is_null()).collect()
    }

    /// An entry under a path, and the text of its file; nothing where there is none.
    fn entry(&self, path: &str) -> (Json, Option<(SitePath, String)>) {
        let meant = self.meant(path).and_then(|meant| Some((meant.of, meant.handle?)));
        let found = meant.and_then(|(of, handle)| {
            let text = on_disk(self.scene, &handle.file)?;
            Some((shown(&handle, of, &text)?, (handle.file, text)))
        });
        let (shown, given) = found.unzip();
        let id = shown.as_ref().map(|text| Fingerprint::of(text.as_str()).to_string());
        (json!({ "data": shown, "file": { "path": path, "id": id } }), given)
    }

    /// Writes what has changed of an entry, or a new one.
    fn persist(&self, desk: &mut Desk, params: &Json) -> Step {
        let files = params["dataFiles"].as_array().cloned();
        let files = files.unwrap_or_else(|| vec![params["entry"].clone()]);
        let [file] = files.as_slice() else { return Err(refused("dataFiles")) };
        let (path, raw) = (file["path"].as_str(), file["raw"].as_str());
        let (Some(path), Some(raw)) = (path, raw) else { return Err(refused("path")) };
        // Another id has consequences elsewhere: the editor and `rename` know them.
        if file["newPath"].as_str().is_some_and(|new| new != path) {
            return Err(refused("newPath"));
        }
        let bad_id = || {
            let name = path.rsplit('/').next().unwrap_or_default();
            let id = name.rsplit_once('.').map_or(name, |(id, _)| id);
            refused(&self.scene.texts.get("editor-new-id", &[("id", &id)]))
        };
        let meant = self.meant(path).ok_or_else(bad_id)?;
        for asset in params["assets"].as_array().into_iter().flatten() {
            self.received(asset)?;
        }
        let (handle, before, is_new) = match &meant.handle {
            Some(handle) => {
                let text = on_disk(self.scene, &handle.file).ok_or_else(|| refused("gone"))?;
                (handle.clone(), text, false)
            }
            None => {
                let place = SitePath::new(&scaffold::entry_path(meant.of, &meant.id));
                let file = place.ok_or_else(bad_id)?;
                let empty = scaffold::empty_file(meant.of).to_owned();
                (EntryHandle::of(&file, &meant.id), empty, true)
            }
        };
        let given = match desk.handed_out.of(self.page).get(&handle.file) {
            _ if is_new => before.clone(),
            Some(given) => given.clone(),
            // Whoever was given nothing, or so long ago that it is forgotten, cannot say what has changed.
            None => {
                let said = self.scene.texts.get("editor-changed", &[("path", &handle.file)]);
                return Err(Answered::Conflict(json!({ "error": said })));
            }
        };
        let proposal = self.proposal(&handle, meant.of, (&given, raw))?;
        let applied = proposal
            .applied(self.scene.texts, &handle, meant.of, &before)
            .map_err(|()| refused("gone"))?;
        let named = |list: &[Json], key: &str| {
            let all: Vec<&str> = list.iter().filter_map(|it| it[key].as_str()).collect();
            all.join(", ")
        };
        if !applied.conflicts.is_empty() {
            let fields = named(&applied.conflicts, "field");
            let said = self.scene.texts.get("cms-conflict", &[("fields", &fields)]);
            return Err(Answered::Conflict(json!({ "error": said })));
        }
        if !applied.refused.is_empty() {
            return Err(Answered::Conflict(json!({ "error": named(&applied.refused, "message") })));
        }
        let was = (!is_new).then_some(&*before);
        super::write(self.scene, &handle.file, was, &applied.text).map_err(in_its_words)?;
        desk.drafts.settle(&handle, &applied.text);
        desk.handed_out.of(self.page).insert(handle.file.clone(), applied.text.clone());
        Ok(looked(handle, applied.text, json!({ "message": "entry persisted" })))
    }

    /// What differs between what was given and what has come back.
    fn proposal(
        &self,
        handle: &EntryHandle,
        of: &ContentType,
        (given, raw): (&str, &str),
    ) -> Result<Proposal, Answered> {
        let unread = || refused(&self.scene.texts.get("cms-unread", &[]));
        let read = |text: &str| EntryText::read(handle, of, text);
        let was = read(given).map_err(|_| unread())?;
        // It comes back in the notation of the collection.
        let back = SitePath::new(&scaffold::entry_path(of, "x")).ok_or_else(unread)?;
        let now = EntryText::read(&EntryHandle::of(&back, "x"), of, raw).map_err(|_| unread())?;
        let layouts = PrintLayouts::default();
        let site = described(self.scene, (self.catalog, self.config), &layouts);
        let mut fields = Vec::new();
        for (name, field) in &of.fields {
            let shape = FieldShape::Of(field);
            let before = was.value(name);
            let after = settled(shape, &before, &now.value(name));
            // What its form does not show, it may have dropped.
            let is_dropped = after.normal() == FormValue::Nothing && !cms::shows(site, field);
            if !shape.is_same(&before, &after) && !is_dropped {
                fields.push((name.to_string(), before, after));
            }
        }
        let body = (of.body != Body::None).then(|| (was.body_of(given), now.body_of(raw)));
        let body = body.filter(|(was, now)| was.trim_end() != now.trim_end());
        Ok(Proposal::of(handle, fields, body))
    }

    fn pictures(&self) -> impl Iterator<Item = &'a SourceFile> + use<'a> {
        let files = self.scene.disk.under(PICTURES);
        files.filter(|file| is_picture(&file.path().extension()))
    }

    /// Writes a picture that has been sent; one that is there already stays. Its path.
    fn received(&self, asset: &Json) -> Result<(SitePath, Vec<u8>), Answered> {
        let path = asset["path"].as_str().unwrap_or_default();
        let content = asset["content"].as_str().unwrap_or_default();
        let bytes = BASE64.decode(content).map_err(|_| refused("content"))?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let same = SitePath::new(path).filter(|it| it.as_str() == path);
        let is_there = |file: &&SourceFile| file.bytes().is_ok_and(|known| *known == *bytes);
        if let Some(same) = same
            && self.scene.disk.get(&same).filter(is_there).is_some()
        {
            return Ok((same, bytes));
        }
        let is_picture = name.rsplit_once('.').is_some_and(|(_, ending)| is_picture(ending));
        if !is_picture {
            return Err(refused(&self.scene.texts.get("editor-upload-kind", &[("name", &name)])));
        }
        let place = (folder, name);
        let written =
            upload::received(self.scene, self.config, place, &bytes).map_err(in_its_words)?;
        Ok((written.0, bytes))
    }

    fn picture(&self, asset: &Json) -> Step {
        let (path, bytes) = self.received(asset)?;
        let said = media_of(&path, &bytes);
        Ok(looked(EntryHandle::of(&path, ""), String::new(), said))
    }

    /// Deletes an entry that nothing refers to.
    fn delete(&self, desk: &mut Desk, paths: &[&str]) -> Step {
        let [path] = paths else { return Err(refused("paths")) };
        let meant = self.meant(path).filter(|meant| meant.handle.is_some());
        let meant = meant.ok_or_else(|| refused(&self.scene.texts.get("cms-delete-other", &[])))?;
        let wanted = |dry: bool| {
            let wanted = json!({ "type": &*meant.of.id, "id": meant.id, "dry": dry });
            whole::done(self.scene, Deed::Delete, wanted.to_string().as_bytes())
                .map_err(in_its_words)
        };
        let (_, said) = wanted(true)?;
        let refers = said["refers"].as_array().map_or(0, Vec::len);
        if refers > 0 {
            let said = self.scene.texts.get("cms-delete-named", &[("count", &refers)]);
            return Err(Answered::Conflict(json!({ "error": said })));
        }
        let (file, _) = wanted(false)?;
        desk.drafts.clear();
        let file = file.ok_or_else(|| refused("gone"))?;
        Ok(looked(EntryHandle::of(&file, ""), String::new(), json!({ "message": "deleted" })))
    }
}

/// A picture, as the CMS has it.
fn media(file: &SourceFile) -> Json {
    file.bytes().map_or(Json::Null, |bytes| media_of(file.path(), &bytes))
}

fn media_of(path: &SitePath, bytes: &[u8]) -> Json {
    let id = Fingerprint::of(bytes).to_string();
    let content = BASE64.encode(bytes);
    json!({ "id": id, "content": content, "encoding": "base64", "path": path, "name": path.file_name() })
}

/// An entry in the notation of the CMS; `None` where it cannot be read.
fn shown(handle: &EntryHandle, of: &ContentType, text: &str) -> Option<String> {
    let read = EntryText::read(handle, of, text).ok()?;
    let mut fields = Map::new();
    for key in read.keys() {
        let shape = of.fields.get(key).map_or(FieldShape::Unknown, FieldShape::Of);
        fields.insert(key.to_owned(), told(shape, &read.value(key)));
    }
    let fields = Json::Object(fields);
    Some(match of.body {
        Body::None => format!("{fields:#}\n"),
        _ => format!("---\n{fields:#}\n---\n\n{}", read.body_of(text)),
    })
}

/// A value in the notation of the CMS: texts, and yes or no where a box is for it.
fn told(shape: FieldShape<'_>, value: &FormValue) -> Json {
    let lifted = shape.lifted(value);
    match lifted.as_ref().unwrap_or(value) {
        FormValue::Nothing => Json::Null,
        FormValue::Text(text) => match parse_boolean(text).filter(|_| shape.is_box()) {
            Some(answer) => answer.into(),
            None => text.as_str().into(),
        },
        FormValue::List(items) => items.iter().map(|item| told(shape.item(), item)).collect(),
        FormValue::Map(pairs) => Json::Object(
            pairs
                .iter()
                .map(|(key, value)| {
                    (key.clone(), told(shape.under(key).unwrap_or(FieldShape::Unknown), value))
                })
                .collect(),
        ),
    }
}

/// What has come back, as it is to be written: a box that nobody ticked says nothing where nothing was said, and an answer that is the same stays in its words.
fn settled(shape: FieldShape<'_>, was: &FormValue, now: &FormValue) -> FormValue {
    match now {
        FormValue::Text(text) if shape.is_box() => match (was, parse_boolean(text)) {
            (FormValue::Nothing, Some(false)) => FormValue::Nothing,
            (FormValue::Text(before), Some(answer)) if parse_boolean(before) == Some(answer) => {
                was.clone()
            }
            _ => now.clone(),
        },
        FormValue::List(items) => {
            let before = |n: usize| was.items().get(n).cloned().unwrap_or_default();
            let items = items.iter().enumerate();
            FormValue::List(
                items.map(|(n, item)| settled(shape.item(), &before(n), item)).collect(),
            )
        }
        FormValue::Map(pairs) => {
            let full = shape.lifted(was);
            let was = full.as_ref().unwrap_or(was);
            let of = |(key, value): &(String, FormValue)| {
                let inner = shape.under(key).unwrap_or(FieldShape::Unknown);
                let before = was.get(key).cloned().unwrap_or_default();
                (key.clone(), settled(inner, &before, value))
            };
            FormValue::Map(pairs.iter().map(of).collect())
        }
        _ => now.clone(),
    }
}
