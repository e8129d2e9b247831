//! Copies an entry, and takes one away.
//!
//! Entry points: [`duplicate`], [`delete`]. Invariant: a copy is a draft that nothing refers to, with pictures of its own; what refers to an entry that
//! goes is named, and not changed.

use super::mentions::Finder;
use super::rename::{HeldEntry, apply, held, moves};
use super::sources::{Moved, SourceTexts, bytes_of};
use super::{Collection, Obstacle, Refactoring, place_among};
use crate::edit::{Change, Edits, NewValue, Step};
use crate::location::Span;
use crate::model::EntryKey;
use crate::schema::common;

/// The changes by which there is a copy of the entry `key` with the id `new`.
///
/// # Errors
/// When the entry is not there, the copy cannot have this id, or a file cannot be changed: then nothing changes.
pub(crate) fn duplicate(
    collection: Collection<'_>,
    key: &EntryKey,
    new: &str,
) -> Result<Edits, Obstacle> {
    let content_type = collection.type_of(key)?;
    let then = EntryKey::new(key.type_id.clone(), new);
    collection.check_free(&then)?;
    let places = held(collection, content_type, key);
    let mut copied = moves(collection, content_type, key, &then)?;
    if places.iter().all(|place| place.among.is_some()) {
        // In a file with others, both name the same pictures.
        copied = Moved::new();
    }
    // What of its own files the entry names is named in the copy where that is a copy.
    let finder = Finder { collection, old: key, new: &then, moved: &copied, is_renamed: false };
    let mut sources = SourceTexts::new(collection);
    for HeldEntry { at, among } in places {
        let file = &at.file;
        if let Some(file) = collection.snapshot.get(file).filter(|_| among.is_none()) {
            apply(&mut sources, finder.in_file(file)?)?;
        }
        let above = match among {
            None => Vec::new(),
            Some(_) => {
                let value = sources.value(file, &[Step::from(&*key.id)])?;
                let value = value.unwrap_or(NewValue::Nothing);
                let behind = match sources.value(file, &[])? {
                    Some(NewValue::Map(pairs)) => {
                        pairs.iter().position(|(id, _)| *id == *key.id).map_or(0, |at| at + 1)
                    }
                    _ => 0,
                };
                let change = Change::Insert(Vec::new(), behind, Some(new.to_owned()), value);
                sources.change(&at, &change)?;
                vec![Step::from(new)]
            }
        };
        let under = |name: &str| [above.clone(), vec![Step::from(name)]].concat();
        for gone in [common::ALIASES, common::PUBLISH_FROM] {
            if sources.value(file, &under(gone))?.is_some() {
                sources.change(&at, &Change::Remove(under(gone)))?;
            }
        }
        let draft = NewValue::text("draft");
        let change = match sources.value(file, &under(common::STATUS))? {
            Some(_) => Change::Set(under(common::STATUS), draft),
            None => {
                let keys = match sources.value(file, &above)? {
                    Some(NewValue::Map(pairs)) => pairs,
                    _ => Vec::new(),
                };
                let keys = keys.iter().map(|(key, _)| key.as_str());
                let place = place_among(content_type, keys, common::STATUS);
                Change::Insert(above, place, Some(common::STATUS.to_owned()), draft)
            }
        };
        sources.change(&at, &change)?;
    }
    let mut edits = Edits::new();
    for edit in sources.edits(&Moved::new())?.iter() {
        let (Some(was), Some(new)) = (edit.was, edit.new) else { continue };
        match copied.get(edit.path) {
            Some(to) => edits.create(to, new),
            None => edits.change(edit.path, was, new),
        }
    }
    for (path, to) in copied.iter().filter(|(_, to)| !edits.is_about(to)).collect::<Vec<_>>() {
        edits.create(to, &bytes_of(collection, path)?);
    }
    Ok(edits)
}

/// The changes by which the entry `key` is gone, and what refers to it: that is left as it is, and wrong then.
///
/// # Errors
/// When the entry is not there, or a file cannot be changed: then nothing changes.
pub(crate) fn delete(collection: Collection<'_>, key: &EntryKey) -> Result<Refactoring, Obstacle> {
    let content_type = collection.type_of(key)?;
    collection.check_whole()?;
    // A name that nothing has.
    let mut other = format!("{}-", key.id);
    while collection.catalog.get(&EntryKey::new(key.type_id.clone(), other.as_str())).is_some() {
        other.push('-');
    }
    let then = EntryKey::new(key.type_id.clone(), other);
    let moved = moves(collection, content_type, key, &then)?;
    let finder = Finder { collection, old: key, new: &then, moved: &moved, is_renamed: true };
    let mut mentions: Vec<Span> =
        finder.all()?.into_iter().map(|rewrite| rewrite.span.clone()).collect();
    mentions.retain(|span| !moved.contains_key(&span.file));
    let mut sources = SourceTexts::new(collection);
    for HeldEntry { at, among } in held(collection, content_type, key) {
        let Some(own) = among else { continue };
        mentions.retain(|span| span.file != at.file || !own.contains(&span.start));
        sources.change(&at, &Change::Remove(vec![Step::from(&*key.id)]))?;
    }
    let mut edits = sources.edits(&Moved::new())?;
    for path in moved.keys() {
        edits.remove(path, &bytes_of(collection, path)?);
    }
    mentions.sort();
    mentions.dedup();
    Ok(Refactoring { edits, mentions })
}
