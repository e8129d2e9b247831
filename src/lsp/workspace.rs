//! The site as an editor has it: the files of the disk, under what is open and not yet saved; and what is found in it.
//!
//! Entry points: [`Workspace::open`], [`Workspace::change`], [`Workspace::refresh`]. Invariant: what is found belongs to the texts as they are now, once
//! [`Workspace::refresh`] has been called.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::places::{SiteFolder, offset_of};
use crate::diagnostic::Diagnostic;
use crate::disk::DiskError;
use crate::files::FileKinds;
use crate::location::SitePath;
use crate::model::{Catalog, Entry};
use crate::session::{Options, Session};
use crate::source::{MAX_TEXT_BYTES, Snapshot};

/// A site that is being written in an editor.
pub(super) struct Workspace {
    pub(super) site: SiteFolder,
    root: PathBuf,
    /// What is on the disk.
    saved: Snapshot,
    /// The same with what is open.
    snapshot: Snapshot,
    open: BTreeMap<SitePath, String>,
    session: Session,
    is_stale: bool,
    /// What was found, sorted.
    findings: Vec<Diagnostic>,
}

impl Workspace {
    /// The site in a folder.
    ///
    /// # Errors
    /// What the system says when it cannot be read.
    pub(super) fn at(root: &Path) -> Result<Self, DiskError> {
        let saved = Snapshot::read(root)?;
        Ok(Self {
            site: SiteFolder::new(root),
            root: root.to_owned(),
            snapshot: saved.clone(),
            saved,
            open: BTreeMap::new(),
            session: Session::default(),
            is_stale: true,
            findings: Vec::new(),
        })
    }

    /// The files, with what is open.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The collection as it was when it was looked at last.
    pub(super) fn catalog(&self) -> Option<&Catalog> {
        self.session.catalog()
    }

    /// The files that readers may get, as the settings say.
    pub(super) fn kinds(&self) -> Option<&FileKinds> {
        self.session.config().map(|config| &config.files)
    }

    /// What was found when it was looked at last.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The text of a file as it is now.
    pub(super) fn text(&self, path: &SitePath) -> Option<Cow<'_, str>> {
        match self.open.get(path) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.saved.text(path),
        }
    }

    /// The file that an address names, with its text as it is now.
    pub(super) fn file(&self, uri: &Uri) -> Option<(SitePath, Cow<'_, str>)> {
        let path = self.site.path_of(uri)?;
        let text = self.text(&path)?;
        Some((path, text))
    }

    /// The entries that a file holds, in the order of the file.
    pub(super) fn entries_in(&self, path: &SitePath) -> Vec<&Entry> {
        let all = self.catalog().into_iter().flat_map(Catalog::entries);
        let mut found: Vec<&Entry> =
            all.map(|entry| &**entry).filter(|entry| entry.file == *path).collect();
        found.sort_by_key(|entry| entry.place.start);
        found
    }

    /// A file is opened, or is another one altogether.
    pub(super) fn open(&mut self, path: SitePath, text: String) {
        if text.len() as u64 <= MAX_TEXT_BYTES {
            self.open.insert(path, text);
            self.is_stale = true;
        }
    }

    /// An open file is edited.
    pub(super) fn change(&mut self, path: &SitePath, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(text) = self.open.get_mut(path) else { return };
        for change in changes {
            match change.range {
                None => *text = change.text,
                Some(range) => {
                    let (start, end) = (offset_of(text, range.start), offset_of(text, range.end));
                    text.replace_range(start.min(end)..end.max(start), &change.text);
                }
            }
        }
        self.is_stale = true;
    }

    /// A file is closed: what is on the disk counts again.
    pub(super) fn close(&mut self, path: &SitePath) {
        self.open.remove(path);
        self.is_stale = true;
    }

    /// Files on the disk may have changed.
    ///
    /// # Errors
    /// What the system says when they cannot be read; then they are as they were.
    pub(super) fn reread(&mut self) -> Result<(), DiskError> {
        self.saved = Snapshot::read_again(&self.root, &self.saved)?;
        self.is_stale = true;
        Ok(())
    }

    /// Looks at everything that has changed since the last time; `false` when nothing has.
    pub(super) fn refresh(&mut self, options: &Options) -> bool {
        if !std::mem::take(&mut self.is_stale) {
            return false;
        }
        let open = self.open.iter().map(|(path, text)| (path, text.as_str()));
        self.snapshot = self.saved.with_texts(open);
        self.findings = self.session.look_over(&self.snapshot, options).sorted();
        true
    }
}
