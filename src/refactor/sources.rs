//! The texts of files that change together.
//!
//! Entry point: [`SourceTexts`]. Invariant: what cannot be changed without a doubt is an obstacle, and then nothing is given out.

use std::collections::BTreeMap;

use super::{Collection, Obstacle};
use crate::edit::{Change, Edits, NewValue, Source, Step};
use crate::location::{SitePath, Span};

/// Files that are moved, and where to.
pub(super) type Moved = BTreeMap<SitePath, SitePath>;

/// The texts of files that change, by their paths before.
pub(super) struct SourceTexts<'a> {
    collection: Collection<'a>,
    changed: BTreeMap<SitePath, Source>,
}

impl<'a> SourceTexts<'a> {
    pub(super) fn new(collection: Collection<'a>) -> Self {
        Self { collection, changed: BTreeMap::new() }
    }

    /// The text of a file as it is now.
    pub(super) fn source(&mut self, path: &SitePath) -> Result<&mut Source, Obstacle> {
        if !self.changed.contains_key(path) {
            let text = self.collection.snapshot.text(path);
            let text = text.ok_or_else(|| Obstacle::Unread(path.clone()))?;
            self.changed.insert(path.clone(), Source::new(path.as_str(), text));
        }
        self.changed.get_mut(path).ok_or_else(|| Obstacle::Unread(path.clone()))
    }

    /// Changes a value.
    pub(super) fn change(&mut self, at: &Span, change: &Change) -> Result<(), Obstacle> {
        let changed = self.source(&at.file)?.change(change);
        changed.map_err(|refused| Obstacle::InTheWay(at.clone(), refused))
    }

    /// Puts words in the place of those at a place in the body.
    pub(super) fn replace_in_body(&mut self, at: &Span, words: &str) -> Result<(), Obstacle> {
        let changed = self.source(&at.file)?.replace_in_body(&(at.start..at.end), words);
        changed.map_err(|refused| Obstacle::InTheWay(at.clone(), refused))
    }

    /// What stands at a path.
    pub(super) fn value(
        &mut self,
        path: &SitePath,
        steps: &[Step],
    ) -> Result<Option<NewValue>, Obstacle> {
        let value = self.source(path)?.value(steps);
        value.map_err(|refused| Obstacle::InTheWay(Span::start_of(path), refused))
    }

    /// What becomes of all files, of those that are moved, too.
    pub(super) fn edits(&self, moved: &Moved) -> Result<Edits, Obstacle> {
        let mut edits = Edits::new();
        for (path, source) in &self.changed {
            let was = bytes_of(self.collection, path)?;
            match moved.get(path) {
                Some(to) => edits.rename(path, to, &was, source.text().as_bytes()),
                None => edits.change(path, &was, source.text().as_bytes()),
            }
        }
        for (path, to) in moved.iter().filter(|(path, _)| !self.changed.contains_key(*path)) {
            let was = bytes_of(self.collection, path)?;
            edits.rename(path, to, &was, &was);
        }
        Ok(edits)
    }
}

/// The bytes of a file.
pub(super) fn bytes_of(
    collection: Collection<'_>,
    path: &SitePath,
) -> Result<std::sync::Arc<[u8]>, Obstacle> {
    let bytes = collection.snapshot.get(path).and_then(|file| file.bytes().ok());
    bytes.ok_or_else(|| Obstacle::Gone(path.clone()))
}
