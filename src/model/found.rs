//! What was found while entries were read, by the step that found it.
//!
//! Entry point: [`FoundInEntries`]. Invariant: all of it, in order, is what reading everything anew would find; so that an edit of one file puts what is
//! found in it in the place of what was, and leaves the rest.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::location::SitePath;

/// What was found while entries were read.
#[derive(Debug, Default)]
pub(super) struct FoundInEntries {
    /// Files that nobody reads because of their names.
    pub(super) misnamed: Vec<Diagnostic>,
    /// What keeps files from being cut up into entries.
    pub(super) cut: ByFile,
    /// Ids that are taken, and translations of nothing.
    pub(super) ids: Vec<Diagnostic>,
    /// What is wrong in entries of the default language.
    pub(super) read: ByFile,
    /// What is wrong in translations.
    pub(super) translated: Vec<Diagnostic>,
    /// What is wrong in what entries make of others.
    pub(super) adapted: Vec<Diagnostic>,
    /// What is wrong between entries that refer to each other.
    pub(super) linked: Vec<Diagnostic>,
}

impl FoundInEntries {
    /// All of it, in the order in which it is found.
    pub(super) fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        let Self { misnamed, cut, ids, read, translated, adapted, linked } = self;
        let before = misnamed.iter().chain(cut.all()).chain(ids).chain(read.all());
        before.chain(translated).chain(adapted).chain(linked)
    }

    /// Whether something in a file has to do with others, so that reading that file alone does not say what becomes of it.
    pub(super) fn binds(&self, file: &SitePath) -> bool {
        let Self { misnamed, cut: _, ids, read: _, translated, adapted, linked: _ } = self;
        let bound = misnamed.iter().chain(ids).chain(translated).chain(adapted);
        bound.into_iter().any(|finding| finding.is_about(file))
    }
}

/// Findings by the file that they are in, as far as there are any.
#[derive(Debug, Default)]
pub(super) struct ByFile(BTreeMap<SitePath, Vec<Diagnostic>>);

impl ByFile {
    /// Adds some to those of a file.
    pub(super) fn add(&mut self, file: &SitePath, found: &[Diagnostic]) {
        if !found.is_empty() {
            self.0.entry(file.clone()).or_default().extend_from_slice(found);
        }
    }

    /// Puts others in the place of those of a file.
    pub(super) fn replace(&mut self, file: &SitePath, found: &[Diagnostic]) {
        self.0.remove(file);
        self.add(file, found);
    }

    fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.values().flatten()
    }
}
