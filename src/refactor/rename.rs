//! Gives an entry another id.
//!
//! Entry point: [`rename()`]. Invariant: what led to the entry leads to it then; its old address leads on; and there and back changes nothing
//! but the list of former addresses.

use std::ops::Range;

use super::mentions::{Finder, Rewrite};
use super::sources::{Moved, SourceTexts};
use super::{Collection, Obstacle, Refactoring, place_among};
use crate::edit::{Change, Edits, NewValue, Step};
use crate::location::{SitePath, Span};
use crate::model::{
    Catalog, EntryKey, REVIEWED, Value, entry_in, holds_one_entry, own_file, type_in,
};
use crate::schema::{ContentType, Schema, common};
use crate::source::SourceFile;
use crate::yaml::{self, Node, Pair};

/// The changes by which the entry `key` has the id `new`.
///
/// # Errors
/// When the entry is not there, cannot have this id, or a file cannot be changed: then nothing changes.
pub(crate) fn rename(
    collection: Collection<'_>,
    key: &EntryKey,
    new: &str,
) -> Result<Refactoring, Obstacle> {
    let content_type = collection.type_of(key)?;
    if *key.id == *new {
        return Err(Obstacle::Same(new.to_owned()));
    }
    let then = EntryKey::new(key.type_id.clone(), new);
    collection.check_free(&then)?;
    collection.check_whole()?;
    let moved = moves(collection, content_type, key, &then)?;
    let mut sources = SourceTexts::new(collection);
    let found =
        Finder { collection, old: key, new: &then, moved: &moved, is_renamed: true }.all()?;
    let mut mentions: Vec<Span> = found.iter().map(|rewrite| rewrite.span.clone()).collect();
    apply(&mut sources, found)?;
    for HeldEntry { at, among } in held(collection, content_type, key) {
        if among.is_some() {
            let path = vec![Step::from(&*key.id)];
            sources.change(&at, &Change::Rename(path, new.to_owned()))?;
            mentions.push(at.clone());
        }
        if Collection::has_addresses(content_type) {
            let above = among.iter().map(|_| Step::from(new)).collect();
            leave_alias(&mut sources, content_type, (&at, above), (&key.id, new))?;
        }
    }
    let edits = sources.edits(&moved)?;
    let reviewed = review(collection, (key, &then), &edits);
    for (at, change) in &reviewed {
        sources.change(at, change)?;
    }
    let edits = if reviewed.is_empty() { edits } else { sources.edits(&moved)? };
    mentions.sort();
    mentions.dedup();
    Ok(Refactoring { edits, mentions })
}

/// Makes what was found so. Keys come last, since paths go through them, and the later of a text before the earlier.
pub(super) fn apply(
    sources: &mut SourceTexts<'_>,
    mut found: Vec<Rewrite>,
) -> Result<(), Obstacle> {
    found.sort_by_key(Rewrite::order);
    for rewrite in &found {
        match rewrite.change() {
            Some(change) => sources.change(&rewrite.span, &change)?,
            None => sources.replace_in_body(&rewrite.span, rewrite.becomes())?,
        }
    }
    Ok(())
}

/// An entry in one language, in its file.
pub(super) struct HeldEntry {
    /// Where it is called by its id; else the beginning of its file.
    pub(super) at: Span,
    /// What is its own, in a file that holds others as well.
    pub(super) among: Option<Range<usize>>,
}

/// An entry in all languages.
pub(super) fn held(
    collection: Collection<'_>,
    content_type: &ContentType,
    key: &EntryKey,
) -> Vec<HeldEntry> {
    let (schema, config) = (&collection.catalog.schema, collection.config.for_entries());
    let mut found = Vec::new();
    for path in collection.snapshot.under("content/").map(SourceFile::path) {
        if entry_in(path, schema, config).as_ref() == Some(key) {
            found.push(HeldEntry { at: Span::start_of(path), among: None });
        } else if type_in(path, schema, config)
            .is_some_and(|(of, is_shared)| is_shared && of.id == content_type.id)
        {
            let text = collection.snapshot.text(path).unwrap_or_default();
            let node = yaml::parse(path, &text, 0..text.len(), &mut Vec::new());
            let pairs = node.as_ref().and_then(Node::as_map).unwrap_or_default();
            let pair = pairs.iter().find(|pair| pair.key == *key.id);
            found.extend(pair.map(|Pair { key_span, value, .. }| HeldEntry {
                at: Span::new(path, key_span.clone()),
                among: Some(key_span.start..value.span.end.max(key_span.end)),
            }));
        }
    }
    found
}

/// Where the files of an entry are then: those that hold nothing else, all in its folder, and beside a file of its own those that are called as it is.
pub(super) fn moves(
    collection: Collection<'_>,
    content_type: &ContentType,
    key: &EntryKey,
    then: &EntryKey,
) -> Result<Moved, Obstacle> {
    let folder = format!("content/{}/", content_type.folder);
    let (own, own_then) = (format!("{folder}{}/", key.id), format!("{folder}{}/", then.id));
    let (schema, config) = (&collection.catalog.schema, collection.config.for_entries());
    let has_file = own_file(collection.snapshot, content_type, &key.id).is_some();
    let is_called_so = |path: &SitePath| {
        let rest = path.as_str().strip_prefix(&*folder).and_then(|it| it.strip_prefix(&*key.id));
        has_file && rest.is_some_and(|rest| rest.starts_with('.') && !rest.contains('/'))
    };
    let mut moved = Moved::new();
    for path in collection.snapshot.under(&folder).map(SourceFile::path) {
        let to = match path.as_str().strip_prefix(&own) {
            Some(rest) => format!("{own_then}{rest}"),
            None if entry_in(path, schema, config).as_ref() == Some(key) || is_called_so(path) => {
                let rest = path.file_name().strip_prefix(&*key.id).unwrap_or_default();
                format!("{folder}{}{rest}", then.id)
            }
            None => continue,
        };
        let Some(to) = SitePath::new(&to) else { continue };
        if collection.snapshot.get(&to).is_some() {
            return Err(Obstacle::Exists(to));
        }
        moved.insert(path.clone(), to);
    }
    Ok(moved)
}

/// Has the old id lead on, and the new one no longer be a former one.
fn leave_alias(
    sources: &mut SourceTexts<'_>,
    content_type: &ContentType,
    (at, above): (&Span, Vec<Step>),
    (old, new): (&str, &str),
) -> Result<(), Obstacle> {
    let path = [above.clone(), vec![Step::from(common::ALIASES)]].concat();
    let there = sources.value(&at.file, &path)?;
    let known = match &there {
        Some(NewValue::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let text = |value: &NewValue| match value {
        NewValue::Text(text) | NewValue::Literal(text) => text.clone(),
        _ => String::new(),
    };
    if let Some(place) = known.iter().position(|alias| text(alias) == new) {
        let mut item = path.clone();
        item.push(Step::Item(place));
        // In its place, so that a list of several keeps its order.
        let change = match known.iter().any(|alias| text(alias) == old) {
            true => Change::Remove(item),
            false => Change::Set(item, NewValue::text(old)),
        };
        return sources.change(at, &change);
    }
    if known.iter().any(|alias| text(alias) == old) {
        return Ok(());
    }
    let change = match there {
        None => {
            let keys = match sources.value(&at.file, &above)? {
                Some(NewValue::Map(pairs)) => pairs.into_iter().map(|(key, _)| key).collect(),
                _ => Vec::new(),
            };
            let keys = keys.iter().map(String::as_str);
            let place = place_among(content_type, keys, common::ALIASES);
            let value = NewValue::List(vec![NewValue::text(old)]);
            Change::Insert(above, place, Some(common::ALIASES.to_owned()), value)
        }
        Some(NewValue::List(items)) if !items.is_empty() => {
            Change::Insert(path, items.len(), None, NewValue::text(old))
        }
        Some(_) => Change::Set(path, NewValue::List(vec![NewValue::text(old)])),
    };
    sources.change(at, &change)
}

/// What entries say that somebody has compared with the ones that they adapt: these say the same as before, with another id, and have not been
/// edited.
fn review(
    collection: Collection<'_>,
    (old, new): (&EntryKey, &EntryKey),
    edits: &Edits,
) -> Vec<(Span, Change)> {
    let heads = collection.catalog.entries();
    if !heads.iter().any(|entry| entry.adaptation().is_some() && entry.wrote(REVIEWED)) {
        return Vec::new();
    }
    let snapshot = collection.snapshot.with_files(edits.outcome());
    let schema = Schema::load(&snapshot, &mut Vec::new());
    let (config, publishing) = (collection.config, collection.publishing);
    let after = Catalog::load(&snapshot, schema, config, publishing, &mut Vec::new());
    let mut reviewed = Vec::new();
    for entry in heads.iter().filter(|entry| entry.wrote(REVIEWED)) {
        let Some(adaptation) = entry.adaptation() else { continue };
        let key = if entry.key == *old { new } else { &entry.key };
        let then = after.get_in(key, &entry.language).and_then(|then| then.adaptation());
        let Some(then) = then.filter(|then| then.base_state != adaptation.base_state) else {
            continue;
        };
        let state = adaptation.base_state.as_str();
        if entry.get(REVIEWED).and_then(Value::as_str) != Some(state) {
            continue;
        }
        let above = (!holds_one_entry(&entry.file)).then(|| Step::from(&*key.id));
        let path = above.into_iter().chain([Step::from(REVIEWED)]).collect();
        let at = Span::start_of(&entry.file);
        // As it was written, with quotation marks or without.
        reviewed.push((at, Change::Reword(path, 0..state.len(), then.base_state.clone())));
    }
    reviewed
}
