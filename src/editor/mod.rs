//! The editor: forms for entries, and what becomes of what is filled in.
//!
//! Entry points: [`Desk::begin`], and [`Desk::finish`] where the site has to be looked at in between. Invariant: what an editor has written and not saved lies over the
//! files of the preview and touches none of them; what is saved alters the bytes of the fields that were changed, and only where a file still says what the
//! editor has seen; nothing is written outside of the content.
//!
//! It knows no HTTP: `serve` hands in what is asked ([`Query`]) and hands out what is answered ([`Answered`]). From the ground up: `html` writes markup, `value` is
//! what forms hold; `entry_text` finds an entry in its file, `drafts` are what is not saved; `choices` are what references can point to, `places` tell which field a finding is about, `changes` turn what
//! is wanted into changes of the text; `form` has the controls, `proposal` what was filled in, `page` the whole pages.

mod changes;
mod choices;
mod cms;
mod create;
mod drafts;
mod entry_text;
mod form;
mod html;
mod page;
mod places;
mod proposal;
#[cfg(test)]
mod tests;
mod translate;
mod upload;
mod value;
mod whole;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde_json::{Value as Json, json};

use crate::config::Config;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Fix};
use crate::edit::{Edits, Unsaved, difference, repaired};
use crate::files::is_picture;
use crate::location::{SitePath, Span, position};
use crate::model::{Catalog, own_file};
use crate::render::print::{Fit, Rest};
use crate::schema::{ContentType, EntryKey};
use crate::session::Session;
use crate::source::Snapshot;
use crate::tracking::Fingerprint;

use drafts::Drafts;
use entry_text::{EntryHandle, EntryText};
use proposal::{Applied, Proposal};
pub(crate) use whole::Deed;

/// Where the pages of the editor are.
pub(crate) const BASE: &str = "/__broschur/edit/";

/// The scripts and the style sheet.
static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/editor/assets");

/// A script or a style sheet of the editor.
pub(crate) fn asset(name: &str) -> Option<&'static [u8]> {
    ASSETS.get_file(name).map(include_dir::File::contents)
}

/// All of them.
pub(crate) fn assets() -> impl Iterator<Item = &'static [u8]> {
    ASSETS.files().map(include_dir::File::contents)
}

/// The address of the form of an entry.
fn url_of(key: &EntryKey) -> String {
    format!("{BASE}entry/{}/{}", key.type_id, key.id)
}

/// The address of the form of an entry in a language; `None` for the one that it is written in first.
fn form_of(key: &EntryKey, language: Option<&str>) -> String {
    let asked = language.map(|language| format!("?lang={language}")).unwrap_or_default();
    format!("{}{asked}", url_of(key))
}

/// What is asked.
#[derive(Debug)]
pub(crate) enum Query {
    /// The page with all entries, narrowed by these.
    Entries(Vec<(String, String)>),
    /// The form of an entry: what its address names, and in which language.
    Entry(String, Option<String>),
    /// What a reference to these types can point to, by what somebody types.
    Choices(String, String),
    /// A picture of the content.
    File(String),
    /// What the file that a form is about is known by now.
    Base(String),
    /// Lays what was written over the files.
    Draft(Vec<u8>),
    /// Writes it into its file.
    Save(Vec<u8>),
    /// Takes it away.
    Discard(Vec<u8>),
    /// Makes the repair of a finding in it.
    Repair(Vec<u8>),
    /// Puts back what was there before the last save.
    Undo(Vec<u8>),
    /// The page that asks for a new entry, of this type where it is known.
    New(String),
    /// Writes a new entry.
    Create(Vec<u8>),
    /// Writes a translation of an entry.
    Translate(Vec<u8>),
    /// Writes a file into a folder, under a name.
    Upload(String, String, Vec<u8>),
    /// The form of what a page of the site is about.
    At(String),
    /// Does something to an entry as a whole.
    Whole(Deed, Vec<u8>),
    /// The configuration of a CMS in the browser.
    CmsConfiguration,
    /// What that CMS asks.
    Cms(String, Vec<u8>),
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Answered {
    /// A page.
    Page(String),
    /// There is no such page; this one says so.
    NoPage(String),
    /// The page is elsewhere.
    Elsewhere(String),
    /// A file of this name.
    File(String, Arc<[u8]>),
    /// Something for the script.
    Data(Json),
    /// What is asked does not fit what is there by now.
    Conflict(Json),
    /// What is asked makes no sense.
    Refused(Json),
    /// The system refuses.
    Failed(Json),
}

/// What the editor sees of the site.
pub(crate) struct Scene<'a> {
    /// The folder of the site.
    pub(crate) root: &'a Path,
    /// The collection as it was last loaded, with what is not saved yet.
    pub(crate) session: &'a Session,
    /// The files as they are on disk.
    pub(crate) disk: &'a Snapshot,
    /// What was found, with what is not saved yet.
    pub(crate) findings: &'a [Diagnostic],
    /// How much room entries take on paper.
    pub(crate) fits: &'a [(String, Fit)],
    /// For which day it is read.
    pub(crate) today: jiff::civil::Date,
    /// The language of the editor.
    pub(crate) texts: &'a Texts,
}

impl<'a> Scene<'a> {
    fn collection(&self) -> Option<(&'a Catalog, &'a Config)> {
        Some((self.session.catalog()?, self.session.config()?))
    }
}

/// What comes of a question.
pub(crate) enum DeskStep {
    /// The answer.
    Answered(Answered),
    /// The site has to be looked at first, this file of the disk among it; then the rest is to be finished.
    Look(SitePath, Unfinished),
}

/// A question whose answer depends on what is found.
pub(crate) struct Unfinished {
    handle: EntryHandle,
    /// The text of its file with what is not saved of it alone.
    text: String,
    conflicts: Vec<Json>,
    refused: Vec<Json>,
    /// The form that is asked for, in place of all that: its address and language.
    form: Option<(String, Option<String>)>,
    /// What is answered in place of all that.
    instead: Option<Json>,
    /// What else is answered.
    more: BTreeMap<&'static str, Json>,
}

/// What was told last about an entry.
struct Told {
    /// The text that it was told about.
    text: String,
    /// The repairs, by their numbers.
    fixes: Vec<Fix>,
}

/// What is being written, by whoever looks at the preview.
pub(crate) struct Desk {
    /// What goes into pages so that they may send something.
    token: String,
    /// What is not saved.
    drafts: Drafts,
    /// What the last saves have made of what, by entry.
    saved: BTreeMap<String, (String, String)>,
    told: BTreeMap<String, Told>,
    /// The texts of files that pages of a CMS were given last.
    handed_out: cms::HandedOut,
    /// What repairs have made of what is on disk, by entry.
    repaired: BTreeMap<String, (String, String)>,
}

impl Desk {
    /// A desk on which nothing lies. Pages are given `token`.
    pub(crate) fn new(token: String) -> Self {
        let (saved, told, repaired) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (drafts, handed_out) = (Drafts::default(), cms::HandedOut::default());
        Self { token, drafts, saved, told, handed_out, repaired }
    }

    /// These files of the disk with what is not saved yet laid over them; `None` when that is nothing. Of a file that is gone, nothing is left to be written on.
    pub(crate) fn laid_over(&mut self, disk: &Snapshot) -> Option<Snapshot> {
        self.drafts.follow(|path| disk.text(path));
        let mut texts = self.drafts.texts().peekable();
        texts.peek().is_some().then(|| disk.with_texts(texts))
    }

    /// The file that has to be up to date before a question is asked.
    pub(crate) fn needs(query: &Query) -> Option<SitePath> {
        let written = match query {
            Query::Base(written) => written.clone(),
            Query::Draft(body) | Query::Save(body) | Query::Repair(body) | Query::Undo(body) => {
                serde_json::from_slice::<Proposal>(body).ok()?.file
            }
            _ => return None,
        };
        Some(EntryHandle::read(&written)?.file)
    }

    /// Begins to answer.
    pub(crate) fn begin(&mut self, query: &Query, scene: &Scene<'_>) -> DeskStep {
        let Some((catalog, config)) = scene.collection() else {
            let said = json!({ "error": "soon" });
            return DeskStep::Answered(Answered::Conflict(said));
        };
        match query {
            Query::Entries(narrowed) => {
                let page = page::entries(&self.token, scene, catalog, narrowed);
                DeskStep::Answered(Answered::Page(page))
            }
            Query::Entry(address, language) => {
                self.entry(scene, (catalog, config), address, language.as_deref())
            }
            Query::Choices(types, query) => {
                let types: Vec<String> =
                    types.split(',').map(str::trim).map(str::to_owned).collect();
                let found = choices::found(catalog, &types, query);
                DeskStep::Answered(Answered::Data(Json::Array(found)))
            }
            Query::File(path) => DeskStep::Answered(file(scene, path)),
            Query::Base(written) => {
                let handle = EntryHandle::read(written);
                let text = handle.and_then(|handle| on_disk(scene, &handle.file));
                let said = json!({ "base": text.as_deref().map(base_of) });
                DeskStep::Answered(Answered::Data(said))
            }
            Query::Draft(body) => self.read(body, scene, |desk, proposal, handle, of| {
                desk.draft(scene, proposal, handle, of)
            }),
            Query::Save(body) => self.read(body, scene, |desk, proposal, handle, of| {
                desk.save(scene, proposal, handle, of)
            }),
            Query::Repair(body) => self.read(body, scene, |desk, proposal, handle, of| {
                desk.repair(scene, proposal, handle, of)
            }),
            Query::Discard(body) => self.read(body, scene, |desk, _, handle, _| {
                let text = on_disk(scene, &handle.file).unwrap_or_default();
                desk.drafts.settle(&handle, &text);
                DeskStep::Look(handle.file.clone(), Unfinished::of(handle, text))
            }),
            Query::New(type_id) => DeskStep::Answered(self.new_page(scene, catalog, type_id)),
            Query::Create(body) => match create::created(scene, catalog, body) {
                Ok((handle, text, said)) => looked(handle, text, said),
                Err(answered) => DeskStep::Answered(answered),
            },
            Query::Translate(body) => match translate::made(scene, (catalog, config), body) {
                Ok((handle, text, said)) => looked(handle, text, said),
                Err(answered) => DeskStep::Answered(answered),
            },
            Query::Upload(folder, name, bytes) => {
                match upload::received(scene, config, (folder, name), bytes) {
                    Ok((file, said)) => looked(EntryHandle::of(&file, name), String::new(), said),
                    Err(answered) => DeskStep::Answered(answered),
                }
            }
            Query::Whole(deed, body) => match whole::done(scene, *deed, body) {
                Ok((Some(file), said)) => {
                    // What others have not saved comes back with their next letter.
                    self.drafts.clear();
                    looked(whole::looked_at(&file), String::new(), said)
                }
                Ok((None, said)) => DeskStep::Answered(Answered::Data(said)),
                Err(answered) => DeskStep::Answered(answered),
            },
            Query::At(path) => {
                let found = page::entry_at(scene, catalog, path);
                let address = found.map_or_else(|| BASE.to_owned(), |key| url_of(&key));
                DeskStep::Answered(Answered::Elsewhere(address))
            }
            Query::CmsConfiguration => {
                let said = cms::configuration(scene, (catalog, config));
                DeskStep::Answered(Answered::Data(said))
            }
            Query::Cms(page, body) => cms::answer(self, scene, (catalog, config), (page, body)),
            Query::Undo(body) => {
                self.read(body, scene, |desk, _, handle, _| desk.undo(scene, handle))
            }
        }
    }

    /// What a request says, and about which entry.
    fn read(
        &mut self,
        body: &[u8],
        scene: &Scene<'_>,
        then: impl FnOnce(&mut Self, &Proposal, EntryHandle, &ContentType) -> DeskStep,
    ) -> DeskStep {
        let refused = |error: &str| {
            DeskStep::Answered(Answered::Refused(json!({ "error": "request", "message": error })))
        };
        let proposal: Proposal = match serde_json::from_slice(body) {
            Ok(proposal) => proposal,
            Err(error) => return refused(&error.to_string()),
        };
        let Some(handle) = EntryHandle::read(&proposal.file) else { return refused("file") };
        let Some((catalog, config)) = scene.collection() else { return refused("soon") };
        let Some((content_type, _)) = handle.entry(catalog, config) else { return refused("file") };
        then(self, &proposal, handle, content_type)
    }

    fn new_page(&self, scene: &Scene<'_>, catalog: &Catalog, type_id: &str) -> Answered {
        match catalog.schema.get(type_id) {
            _ if type_id.is_empty() => Answered::Page(create::types(&self.token, scene, catalog)),
            Some(of) => Answered::Page(create::empty(&self.token, scene, of)),
            None => Answered::NoPage(page::none(&self.token, scene)),
        }
    }

    fn draft(
        &mut self,
        scene: &Scene<'_>,
        proposal: &Proposal,
        handle: EntryHandle,
        content_type: &ContentType,
    ) -> DeskStep {
        let Some(text) = on_disk(scene, &handle.file) else { return self.gone(scene, &handle) };
        match self.applied(scene, proposal, &handle, content_type, &text) {
            Ok(applied) => {
                self.drafts.lay(&handle, &text, &applied.text);
                DeskStep::Look(handle.file.clone(), Unfinished::of_applied(handle, applied))
            }
            Err(()) => self.gone(scene, &handle),
        }
    }

    fn save(
        &mut self,
        scene: &Scene<'_>,
        proposal: &Proposal,
        handle: EntryHandle,
        content_type: &ContentType,
    ) -> DeskStep {
        let Some(text) = on_disk(scene, &handle.file) else { return self.gone(scene, &handle) };
        let Ok(applied) = self.applied(scene, proposal, &handle, content_type, &text) else {
            return self.gone(scene, &handle);
        };
        if !applied.conflicts.is_empty() {
            let said =
                json!({ "error": "conflict", "saved": false, "conflicts": applied.conflicts });
            return DeskStep::Answered(Answered::Conflict(said));
        }
        if let Err(refused) = write(scene, &handle.file, Some(&text), &applied.text) {
            return DeskStep::Answered(refused);
        }
        self.drafts.settle(&handle, &applied.text);
        if text != applied.text {
            self.saved.insert(handle.written(), (text, applied.text.clone()));
        }
        let mut unfinished = Unfinished::of_applied(handle, applied);
        unfinished.more.insert("saved", true.into());
        DeskStep::Look(unfinished.handle.file.clone(), unfinished)
    }

    fn repair(
        &mut self,
        scene: &Scene<'_>,
        proposal: &Proposal,
        handle: EntryHandle,
        content_type: &ContentType,
    ) -> DeskStep {
        let Some(text) = on_disk(scene, &handle.file) else { return self.gone(scene, &handle) };
        let Ok(mut applied) = self.applied(scene, proposal, &handle, content_type, &text) else {
            return self.gone(scene, &handle);
        };
        self.drafts.lay(&handle, &text, &applied.text);
        let shown = self.drafts.text(&handle.file).unwrap_or(&text);
        let told = self.told.get(&handle.written()).filter(|told| told.text == shown);
        let fix = told.zip(proposal.repair).and_then(|(told, n)| told.fixes.get(n));
        let fix = fix.map(|fix| {
            let place = |at| self.drafts.in_own(&handle, at);
            let span = Span::new(&handle.file, place(fix.span.start)..place(fix.span.end));
            Fix { span, ..fix.clone() }
        });
        let Some((new, _)) = fix.map(|fix| repaired(&applied.text, &[&fix])) else {
            // What it is about is not what lies there now.
            return DeskStep::Answered(Answered::Conflict(json!({ "error": "changed" })));
        };
        let values = proposal::differing(&handle, content_type, &applied.text, &new);
        applied.text = new;
        self.repaired.insert(handle.written(), (text.clone(), applied.text.clone()));
        self.drafts.lay(&handle, &text, &applied.text);
        let mut unfinished = Unfinished::of_applied(handle, applied);
        unfinished.more.insert("values", values);
        DeskStep::Look(unfinished.handle.file.clone(), unfinished)
    }

    fn undo(&mut self, scene: &Scene<'_>, handle: EntryHandle) -> DeskStep {
        let Some((before, after)) = self.saved.remove(&handle.written()) else {
            return DeskStep::Answered(Answered::Conflict(json!({ "error": "nothing" })));
        };
        if let Err(refused) = write(scene, &handle.file, Some(&after), &before) {
            return DeskStep::Answered(refused);
        }
        self.drafts.settle(&handle, &before);
        let mut unfinished = Unfinished::of(handle, before);
        unfinished.more.insert("undone", true.into());
        DeskStep::Look(unfinished.handle.file.clone(), unfinished)
    }

    /// What a proposal makes of the text of a file: what a repair has made of it, where that says the same.
    fn applied(
        &self,
        scene: &Scene<'_>,
        proposal: &Proposal,
        handle: &EntryHandle,
        content_type: &ContentType,
        text: &str,
    ) -> Result<Applied, ()> {
        let mut applied = proposal.applied(scene.texts, handle, content_type, text)?;
        let repaired = self.repaired.get(&handle.written()).filter(|(disk, _)| disk == text);
        if let Some((_, repaired)) = repaired
            && applied.conflicts.is_empty()
            && proposal::says_the_same(handle, content_type, &applied.text, repaired)
        {
            applied.text.clone_from(repaired);
        }
        Ok(applied)
    }

    /// The entry is where it was no more.
    fn gone(&mut self, scene: &Scene<'_>, handle: &EntryHandle) -> DeskStep {
        self.drafts.forget(handle);
        let message = scene.texts.get("editor-gone", &[("path", &handle.file)]);
        DeskStep::Answered(Answered::Conflict(json!({ "error": "gone", "message": message })))
    }

    /// The form of an entry, as it is on disk.
    fn entry(
        &mut self,
        scene: &Scene<'_>,
        (catalog, config): (&Catalog, &Config),
        address: &str,
        language: Option<&str>,
    ) -> DeskStep {
        let none = || DeskStep::Answered(Answered::NoPage(page::none(&self.token, scene)));
        let Some((type_id, id)) = address.trim_end_matches('/').split_once('/') else {
            return none();
        };
        let key = EntryKey::new(type_id, id);
        let Some(content_type) = catalog.schema.get(type_id) else { return none() };
        let entry = match language {
            Some(language) => catalog.get_in(&key, language),
            None => catalog.get(&key),
        };
        let file = entry.map(|entry| entry.file.clone());
        let file = file.or_else(|| own_file(scene.disk, content_type, id));
        let Some(file) = file else { return none() };
        let handle = EntryHandle::of(&file, id);
        let Some(text) = on_disk(scene, &file) else { return none() };
        // The form shows what is in the file; what was written elsewhere and not saved comes back with the next letter.
        if self.drafts.forget(&handle) {
            let mut unfinished = Unfinished::of(handle, text);
            unfinished.form = Some((address.to_owned(), language.map(str::to_owned)));
            return DeskStep::Look(file, unfinished);
        }
        let answer = self.told(scene, &handle, content_type, &text);
        let about = page::FormEntry { key: &key, content_type, handle: &handle, text: &text };
        let page = page::entry(&self.token, scene, (catalog, config), about, &answer);
        DeskStep::Answered(Answered::Page(page))
    }

    /// Finishes an answer, once the site has been looked at.
    pub(crate) fn finish(&mut self, unfinished: Unfinished, scene: &Scene<'_>) -> Answered {
        let Unfinished { handle, text, conflicts, refused, form, instead, more } = unfinished;
        let Some((catalog, config)) = scene.collection() else {
            return Answered::Conflict(json!({ "error": "soon" }));
        };
        if let Some(said) = instead {
            return Answered::Data(said);
        }
        if let Some((address, language)) = form {
            return match self.entry(scene, (catalog, config), &address, language.as_deref()) {
                DeskStep::Answered(answered) => answered,
                DeskStep::Look(..) => Answered::Conflict(json!({ "error": "soon" })),
            };
        }
        let Some((content_type, _)) = handle.entry(catalog, config) else {
            return Answered::Conflict(json!({ "error": "gone" }));
        };
        let mut answer = self.told(scene, &handle, content_type, &text);
        if let Json::Object(said) = &mut answer {
            said.insert("conflicts".to_owned(), conflicts.into());
            if let Some(Json::Array(findings)) = said.get_mut("findings") {
                findings.splice(0..0, refused);
            }
            said.extend(more.into_iter().map(|(key, value)| (key.to_owned(), value)));
        }
        Answered::Data(answer)
    }

    /// What there is to be told about an entry whose file has a text, with what is not saved of it.
    fn told(
        &mut self,
        scene: &Scene<'_>,
        handle: &EntryHandle,
        content_type: &ContentType,
        text: &str,
    ) -> Json {
        // Others may write in the same file.
        let shown = self.drafts.text(&handle.file).unwrap_or(text).to_owned();
        let read = EntryText::read(handle, content_type, &shown).ok();
        let (mut findings, mut fixes) = (Vec::new(), Vec::new());
        for finding in scene.findings {
            let Some(span) = finding.span.as_ref().filter(|span| span.file == handle.file) else {
                continue;
            };
            let is_ours =
                |read: &EntryText| (read.span.start..=read.span.end).contains(&span.start);
            if handle.id.is_some() && !read.as_ref().is_some_and(is_ours) {
                continue;
            }
            let field =
                read.as_ref().and_then(|read| places::field_of(finding, read, content_type));
            let fix = finding.fix.as_ref().filter(|fix| fix.span.file == handle.file);
            let repair = fix.map(|fix| {
                fixes.push(fix.clone());
                fixes.len() - 1
            });
            let label = fix.map(|fix| repair_label(fix, &shown, scene.texts));
            findings.push(json!({
                "code": finding.code.number(),
                "severity": finding.severity,
                "field": field,
                "line": position(text, self.drafts.in_own(handle, span.start)).line,
                "message": scene.texts.message(finding),
                "help": scene.texts.help(finding),
                "repair": repair,
                "repairLabel": label,
            }));
        }
        let disk = on_disk(scene, &handle.file).unwrap_or_default();
        let entry = scene.collection().and_then(|(catalog, config)| handle.entry(catalog, config));
        let key = entry.map(|(of, id)| EntryKey::new(of.id.clone(), id));
        let (page, pdf) =
            key.as_ref().map(|key| page::made_of(scene, key, handle)).unwrap_or_default();
        let fits: Vec<Json> = key.iter().flat_map(|key| fits(scene, key)).collect();
        self.told.insert(handle.written(), Told { text: shown, fixes });
        json!({
            "findings": findings,
            "fits": fits,
            "page": page,
            "pdf": pdf,
            "base": base_of(&disk),
            "difference": difference(&disk, text),
            "canUndo": self.saved.get(&handle.written()).is_some_and(|(_, after)| *after == disk),
        })
    }
}

impl Unfinished {
    fn of(handle: EntryHandle, text: String) -> Self {
        let (conflicts, refused, more) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { handle, text, conflicts, refused, form: None, instead: None, more }
    }

    fn of_applied(handle: EntryHandle, applied: Applied) -> Self {
        let Applied { text, conflicts, refused } = applied;
        Self { conflicts, refused, ..Self::of(handle, text) }
    }
}

/// What is said once the site has been looked at with a new file.
fn looked(handle: EntryHandle, text: String, said: Json) -> DeskStep {
    let mut unfinished = Unfinished::of(handle, text);
    unfinished.instead = Some(said);
    DeskStep::Look(unfinished.handle.file.clone(), unfinished)
}

/// What a text is known by.
fn base_of(text: &str) -> String {
    Fingerprint::of(text).to_string()
}

/// The text of a file as it is on disk.
fn on_disk(scene: &Scene<'_>, file: &SitePath) -> Option<String> {
    scene.disk.text(file).map(std::borrow::Cow::into_owned)
}

/// A picture of the content.
fn file(scene: &Scene<'_>, path: &str) -> Answered {
    let none = || Answered::Refused(json!({ "error": "file" }));
    let Some(path) = SitePath::new(path) else { return none() };
    let is_shown = path.as_str().starts_with("content/") && is_picture(&path.extension());
    let bytes = scene.disk.get(&path).filter(|_| is_shown).and_then(|file| file.bytes().ok());
    bytes.map_or_else(none, |bytes| Answered::File(path.file_name().to_owned(), bytes))
}

/// What a repair does, on its button.
fn repair_label(fix: &Fix, text: &str, texts: &Texts) -> String {
    let written = text.get(fix.span.start..fix.span.end).unwrap_or_default().trim();
    let (new, shown) = (fix.replacement.trim(), 60);
    let short = |text: &str| match text.chars().count() > shown {
        true => text.chars().take(shown).chain(['…']).collect::<String>(),
        false => text.to_owned(),
    };
    match (written.is_empty(), new.is_empty()) {
        (_, true) => texts.get("editor-repair-remove", &[("old", &short(written))]),
        (true, false) => texts.get("editor-repair-insert", &[("new", &short(new))]),
        (false, false) => {
            texts.get("editor-repair", &[("old", &short(written)), ("new", &short(new))])
        }
    }
}

/// How much room an entry has left on paper.
fn fits(scene: &Scene<'_>, key: &EntryKey) -> Vec<Json> {
    let name = key.to_string();
    let of_entry = scene.fits.iter().filter(|(_, fit)| fit.entry == name);
    let told = of_entry.map(|(path, fit)| {
        let (text, is_over) = match fit.rest {
            Rest::Room { lines, characters } => {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("lines", &lines), ("characters", &characters)];
                (scene.texts.get("report-fit-room", &values), false)
            }
            Rest::Over { lines, characters, percent } => {
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("lines", &lines), ("characters", &characters), ("percent", &percent)];
                (scene.texts.get("report-fit-over", &values), true)
            }
        };
        json!({ "document": path, "text": text, "over": is_over })
    });
    told.collect()
}

/// Writes a file that was so, or was not there.
///
/// # Errors
/// Why not.
fn write(scene: &Scene<'_>, file: &SitePath, was: Option<&str>, new: &str) -> Result<(), Answered> {
    let mut edits = Edits::new();
    match was {
        Some(was) => edits.change(file, was.as_bytes(), new.as_bytes()),
        None => edits.create(file, new.as_bytes()),
    }
    edits.save(scene.root).map_err(|unsaved| not_saved(&unsaved, scene.texts))
}

/// Why something was not saved.
fn not_saved(unsaved: &Unsaved, texts: &Texts) -> Answered {
    match unsaved {
        Unsaved::Changed(path) => {
            let message = texts.get("editor-changed", &[("path", path)]);
            Answered::Conflict(json!({ "error": "changed", "saved": false, "message": message }))
        }
        Unsaved::Exists(path) => {
            let message = texts.get("editor-exists", &[("path", path)]);
            Answered::Conflict(json!({ "error": "exists", "saved": false, "message": message }))
        }
        Unsaved::Disk(error) => {
            let message = texts.get("editor-disk", &[("reason", error)]);
            Answered::Failed(json!({ "error": "disk", "saved": false, "message": message }))
        }
    }
}
