//! What was read before and need not be read again.
//!
//! Entry point: [`Memory`], handed to [`super::Catalog::reload`]. Invariant: a file or an entry is read again when anything that
//! reading it has looked at differs: its own bytes, settings and types, files that it names, ids that it refers to.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::cut::entries_of;
use super::parse::{EntryReader, Index};
use super::written::{Unparsed, Written};
use super::{Entry, EntryKey, Reading};
use crate::diagnostic::Diagnostic;
use crate::location::SitePath;
use crate::source::{Snapshot, SourceFile};
use crate::tracking::{self, Changes, ReadSet};

/// Files and entries as they were last read, under one set of settings and types.
#[derive(Default)]
pub(crate) struct Memory {
    snapshot: Snapshot,
    index: Index,
    files: HashMap<SitePath, FileMemory>,
    entries: HashMap<Name, EntryMemory>,
    /// Entries of this run; what is left in `entries` when it ends is gone from the site.
    next: HashMap<Name, EntryMemory>,
    changes: Changes,
    /// How many entries were read in the last run.
    pub(crate) read: usize,
}

/// Type and id, and the language of a translation.
type Name = (EntryKey, Option<String>);

struct FileMemory {
    file: SourceFile,
    reads: ReadSet,
    written: Vec<Arc<Written>>,
    unparsed: Unparsed,
    findings: Vec<Diagnostic>,
}

struct EntryMemory {
    written: Arc<Written>,
    /// For a translation, the entry that it translates.
    base: Option<Arc<Entry>>,
    reads: ReadSet,
    entry: Arc<Entry>,
    findings: Vec<Diagnostic>,
}

/// A file and its entry, read anew.
pub(super) struct Reread {
    file: FileMemory,
    entry: EntryMemory,
}

impl Reread {
    pub(super) fn entry(&self) -> &Arc<Entry> {
        &self.entry.entry
    }
}

impl EntryMemory {
    fn holds(&self, written: &Arc<Written>, base: Option<&Arc<Entry>>, changes: &Changes) -> bool {
        let same_base = match (&self.base, base) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.written, written) && same_base && !self.reads.any(changes)
    }
}

impl Memory {
    pub(super) fn begin(&mut self, scope: &Reading<'_>) {
        self.note(scope.snapshot);
    }

    /// Takes a new state of the files, in which those that entries are read from are as they were.
    pub(crate) fn note(&mut self, snapshot: &Snapshot) {
        self.changes = snapshot.changes_since(&self.snapshot);
        self.snapshot = snapshot.clone();
        self.read = 0;
    }

    /// The entries of each of `files`, what in it cannot be read, and what was found while cutting the file up.
    pub(super) fn cut(
        &mut self,
        scope: &Reading<'_>,
        files: &[&SourceFile],
    ) -> Vec<(Vec<Arc<Written>>, Unparsed, Vec<Diagnostic>)> {
        let known = &self.files;
        let changes = &self.changes;
        let fresh: Vec<Option<FileMemory>> = files
            .par_iter()
            .map(|file| {
                let held = known
                    .get(file.path())
                    .is_some_and(|memory| memory.file == **file && !memory.reads.any(changes));
                if held {
                    return None;
                }
                let (mut unparsed, mut findings) = (Unparsed::default(), Vec::new());
                let (written, reads) =
                    tracking::record(|| entries_of(file, scope, &mut unparsed, &mut findings));
                let written = written.into_iter().map(Arc::new).collect();
                Some(FileMemory { file: (*file).clone(), reads, written, unparsed, findings })
            })
            .collect();
        let mut next = HashMap::with_capacity(files.len());
        let mut all = Vec::with_capacity(files.len());
        for (file, fresh) in files.iter().zip(fresh) {
            let memory = fresh.or_else(|| self.files.remove(file.path()));
            let Some(memory) = memory else { continue };
            all.push((memory.written.clone(), memory.unparsed.clone(), memory.findings.clone()));
            next.insert(file.path().clone(), memory);
        }
        self.files = next;
        all
    }

    /// Takes the ids and titles of this run.
    pub(super) fn look_up_in(&mut self, index: Index) {
        tracking::update(&mut self.index, index, &mut self.changes);
    }

    /// Reads entries in their order; `base` finds the entry that a translation translates.
    pub(super) fn read_entries(
        &mut self,
        scope: &Reading<'_>,
        written: &[Arc<Written>],
        base: impl Fn(&EntryKey) -> Option<Arc<Entry>> + Sync,
    ) -> Vec<(Arc<Entry>, Vec<Diagnostic>)> {
        let fresh: Vec<Option<EntryMemory>> = written
            .par_iter()
            .map(|written| {
                let name = (written.key.clone(), written.language.clone());
                let base = base(&written.key);
                let known = self.entries.get(&name);
                if known.is_some_and(|known| known.holds(written, base.as_ref(), &self.changes)) {
                    return None;
                }
                self.read_entry(scope, written, base)
            })
            .collect();
        let mut all = Vec::with_capacity(written.len());
        for (written, fresh) in written.iter().zip(fresh) {
            self.read += usize::from(fresh.is_some());
            let name = (written.key.clone(), written.language.clone());
            let Some(memory) = fresh.or_else(|| self.entries.remove(&name)) else { continue };
            all.push((memory.entry.clone(), memory.findings.clone()));
            self.next.insert(name, memory);
        }
        all
    }

    /// What cannot be read in this run.
    pub(super) fn unparsed(&self) -> Arc<Unparsed> {
        self.index.unparsed().clone()
    }

    /// The entry in a file, read anew, when the file is a known one that still holds this single entry of the default
    /// language, and when nothing was or is found in it. Remembers nothing.
    pub(super) fn read_anew(&self, scope: &Reading<'_>, path: &SitePath) -> Option<Reread> {
        let known = self.files.get(path)?;
        let file = scope.snapshot.get(path)?;
        let (mut unparsed, mut findings) = (Unparsed::default(), Vec::new());
        let (written, reads) =
            tracking::record(|| entries_of(file, scope, &mut unparsed, &mut findings));
        let ([old], [new]) = (known.written.as_slice(), written.as_slice()) else { return None };
        let last = self.entries.get(&(new.key.clone(), None))?;
        let same = new.language.is_none()
            && (&old.key, &old.language) == (&new.key, &new.language)
            && known.findings.is_empty()
            && last.findings.is_empty();
        if !same {
            return None;
        }
        let written: Vec<Arc<Written>> = written.into_iter().map(Arc::new).collect();
        let entry = self.read_entry(scope, written.first()?, None)?;
        // Titles are only looked up for findings; those of the last whole run may be out of date.
        let has_read_titles = self.index.were_names_read(&entry.reads);
        if !findings.is_empty() || !entry.findings.is_empty() || has_read_titles {
            return None;
        }
        let file = FileMemory { file: file.clone(), reads, written, unparsed, findings };
        Some(Reread { file, entry })
    }

    /// Remembers what [`Memory::read_anew`] has read, and what differs by that.
    pub(super) fn keep(&mut self, scope: &Reading<'_>, read: Reread, changes: &Changes) {
        self.begin(scope);
        self.read = 1;
        let Reread { file, entry } = read;
        self.changes.extend([changes]);
        self.files.insert(file.file.path().clone(), file);
        self.entries.insert((entry.written.key.clone(), None), entry);
    }

    fn read_entry(
        &self,
        scope: &Reading<'_>,
        written: &Arc<Written>,
        base: Option<Arc<Entry>>,
    ) -> Option<EntryMemory> {
        let content_type = scope.schema.get(&written.key.type_id)?;
        let fields = written.take_fields().or_else(|| {
            let file = scope.snapshot.get(&written.file)?;
            let mut again = entries_of(file, scope, &mut Unparsed::default(), &mut Vec::new());
            again.pop()?.take_fields()
        })?;
        let mut findings = Vec::new();
        let (entry, reads) = tracking::record(|| {
            EntryReader {
                snapshot: scope.snapshot,
                content_type,
                index: &self.index,
                settings: scope.settings,
                publishing: scope.publishing,
                findings: &mut findings,
            }
            .read(written, &fields, base.as_deref())
        });
        let (written, entry) = (written.clone(), Arc::new(entry));
        Some(EntryMemory { written, base, reads, entry, findings })
    }

    pub(super) fn end(&mut self) {
        // What nobody asked for is gone, or was read under a name that is taken now.
        self.entries = std::mem::take(&mut self.next);
    }

    /// The files of the last run.
    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What differs between the files of the last run and those of the one before, ids and titles included.
    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }
}
