//! What was filled in, and what it makes of the text of a file.
//!
//! Entry point: [`Proposal::applied`]. Invariant: a field is changed only when the file still says what whoever fills in the form has seen; what somebody else has changed
//! meanwhile is told, and stays.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::changes::{self, FieldShape};
use super::entry_text::{EntryHandle, EntryText, set_body};
use super::places::BODY;
use super::value::{FormValue, lines};
use crate::diagnostic::texts::Texts;
use crate::edit::{Refused, Source};
use crate::schema::ContentType;

/// The name of the control for the whole text of a file whose fields cannot be told.
pub(super) const RAW: &str = "__raw";

/// What was filled in.
#[derive(Debug, Deserialize)]
pub(super) struct Proposal {
    /// The entry.
    pub(super) file: String,
    /// By field, what it was and what it is to be.
    #[serde(default)]
    fields: BTreeMap<String, WasNow>,
    #[serde(default)]
    body: Option<WasNow>,
    /// The whole text, where its fields cannot be told.
    #[serde(default)]
    raw: Option<WasNow>,
    /// The number of the repair that is wanted.
    #[serde(default)]
    pub(super) repair: Option<usize>,
}

/// What a value was when it was loaded, and what it is to be.
#[derive(Debug, Default, Deserialize)]
struct WasNow {
    #[serde(default)]
    was: FormValue,
    #[serde(default)]
    now: FormValue,
}

/// What a proposal makes of a text.
pub(super) struct Applied {
    pub(super) text: String,
    /// What somebody else has changed meanwhile.
    pub(super) conflicts: Vec<Json>,
    /// What could not be written, as findings.
    pub(super) refused: Vec<Json>,
}

impl Proposal {
    /// That fields and body are to be something else: each with what it was, and what it is to be.
    pub(super) fn of(
        handle: &EntryHandle,
        fields: Vec<(String, FormValue, FormValue)>,
        body: Option<(String, String)>,
    ) -> Self {
        let fields = fields.into_iter().map(|(name, was, now)| (name, WasNow { was, now }));
        let body =
            body.map(|(was, now)| WasNow { was: FormValue::Text(was), now: FormValue::Text(now) });
        let (file, fields) = (handle.written(), fields.collect());
        Self { file, fields, body, raw: None, repair: None }
    }

    /// What it makes of a text.
    ///
    /// # Errors
    /// The entry is not in it any more.
    pub(super) fn applied(
        &self,
        texts: &Texts,
        handle: &EntryHandle,
        content_type: &ContentType,
        text: &str,
    ) -> Result<Applied, ()> {
        let (mut conflicts, mut refused) = (Vec::new(), Vec::new());
        if let Some(WasNow { was, now }) = &self.raw {
            let (was, now) = (text_of(was), text_of(now));
            let text = match (lines(text) == was, lines(text) == now) {
                (_, true) => text.to_owned(),
                (true, false) => as_before(text, &now),
                (false, false) => {
                    conflicts.push(conflict(RAW, &was.into(), &lines(text).into(), &now.into()));
                    text.to_owned()
                }
            };
            return Ok(Applied { text, conflicts, refused });
        }
        let read = match EntryText::read(handle, content_type, text) {
            Ok(read) => read,
            // It is broken, by somebody else: all that was filled in is kept by whoever filled it in.
            Err(found) if !found.is_empty() => {
                let said = |(field, change): (&String, &WasNow)| {
                    conflict(field, &said(&change.was), &Json::Null, &said(&change.now))
                };
                let conflicts = self.fields.iter().map(said).collect();
                return Ok(Applied { text: text.to_owned(), conflicts, refused });
            }
            Err(_) => return Err(()),
        };
        let mut source = Source::new(handle.file.as_str(), text);
        let mut order: Vec<(&String, &WasNow)> = self.fields.iter().collect();
        order.sort_by_key(|(name, _)| content_type.fields.get_index_of(name.as_str()));
        for (name, WasNow { was, now }) in order {
            let theirs = read.value(name);
            let field = content_type.fields.get(name.as_str());
            let shape = field.map_or(FieldShape::Unknown, FieldShape::Of);
            if shape.is_same(&theirs, now) {
                continue;
            }
            if !shape.is_same(&theirs, was) {
                conflicts.push(conflict(name, &said(was), &said(&theirs), &said(now)));
                continue;
            }
            if let Err(why) = change(&mut source, handle, content_type, (name, now)) {
                refused.push(finding(texts, name, why));
            }
        }
        if let Some(WasNow { was, now }) = &self.body {
            let (was, now) = (text_of(was), text_of(now));
            let theirs = read.body_of(text);
            let is = |other: &str| theirs.trim_end() == other.trim_end();
            if !is(&was) && !is(&now) {
                let of = |text: &str| text.to_owned().into();
                conflicts.push(conflict(BODY, &of(&was), &of(&theirs), &of(&now)));
            } else if !is(&now) {
                let body = EntryText::read(handle, content_type, source.text())
                    .ok()
                    .and_then(|read| read.body);
                let done = body
                    .ok_or(Refused::Missing)
                    .and_then(|body| set_body(&mut source, &body, &now));
                if let Err(why) = done {
                    refused.push(finding(texts, BODY, why));
                }
            }
        }
        Ok(Applied { text: source.text().to_owned(), conflicts, refused })
    }
}

/// Gives a field a value, as little as possible being written.
fn change(
    source: &mut Source,
    handle: &EntryHandle,
    content_type: &ContentType,
    (name, now): (&str, &FormValue),
) -> Result<(), Refused> {
    let read =
        EntryText::read(handle, content_type, source.text()).map_err(|_| Refused::NotRead)?;
    let keys: Vec<&str> = read.keys().collect();
    let written = read.value(name);
    let fields = &content_type.fields;
    let wanted = changes::changes(fields, &read.base, &keys, (name, &written, now));
    let mut fine = source.clone();
    match wanted.iter().try_for_each(|change| fine.change(change)) {
        Ok(()) => *source = fine,
        // All of the field at once, where that is less of a doubt.
        Err(why) if keys.contains(&name) => {
            let whole = changes::whole(fields, &read.base, (name, now));
            source.change(&whole).map_err(|_| why)?;
        }
        Err(why) => return Err(why),
    }
    Ok(())
}

/// Whether two texts of a file say the same of an entry.
pub(super) fn says_the_same(
    handle: &EntryHandle,
    content_type: &ContentType,
    one: &str,
    other: &str,
) -> bool {
    differing(handle, content_type, one, other).as_object().is_some_and(serde_json::Map::is_empty)
}

/// The fields that two texts of an entry say differently, with what the second one says.
pub(super) fn differing(
    handle: &EntryHandle,
    content_type: &ContentType,
    old: &str,
    new: &str,
) -> Json {
    let read = |text| EntryText::read(handle, content_type, text);
    let (Ok(before), Ok(after)) = (read(old), read(new)) else {
        return json!({ RAW: lines(new) });
    };
    let mut values = serde_json::Map::new();
    for name in before.keys().chain(after.keys()) {
        let (was, now) = (before.value(name), after.value(name));
        if !was.is_same(&now) {
            values.insert(name.to_owned(), said(&now));
        }
    }
    let body = after.body_of(new);
    if before.body_of(old) != body {
        values.insert(BODY.to_owned(), body.into());
    }
    values.into()
}

fn conflict(field: &str, was: &Json, theirs: &Json, yours: &Json) -> Json {
    json!({ "field": field, "was": was, "theirs": theirs, "yours": yours })
}

fn said(value: &FormValue) -> Json {
    serde_json::to_value(value).unwrap_or_default()
}

fn text_of(value: &FormValue) -> String {
    lines(value.as_str().unwrap_or_default())
}

/// A text whose lines end as those of another one do, and that has its byte-order mark.
fn as_before(old: &str, new: &str) -> String {
    let mut text = format!("{}\n", new.trim_start_matches('\u{feff}'));
    if old.contains("\r\n") {
        text = text.replace('\n', "\r\n");
    }
    if old.starts_with('\u{feff}') { format!("\u{feff}{text}") } else { text }
}

/// That a field could not be written.
fn finding(texts: &Texts, field: &str, why: Refused) -> Json {
    let id = match why {
        Refused::NotRead => "editor-refused-not-read",
        Refused::Named => "editor-refused-named",
        Refused::Tagged | Refused::Unclear => "editor-refused-unclear",
        Refused::Comment => "editor-refused-comment",
        Refused::Missing | Refused::Exists | Refused::ReadsElse => "editor-refused",
    };
    json!({
        "code": Json::Null,
        "severity": "error",
        "field": field,
        "line": Json::Null,
        "message": texts.get(id, &[]),
        "help": texts.get("editor-refused-help", &[]),
        "repair": Json::Null,
        "repairLabel": Json::Null,
    })
}
