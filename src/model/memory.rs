//! What was read before and need not be read again.
//!
//! Entry point: [`Memory`], handed to [`super::Catalog::reload`]. Invariant: a file or an entry is read again when anything that
//! reading it has looked at differs: its own bytes, settings and types, files that it names, ids that it refers to.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::cut::entries_of;
use super::found::FoundInEntries;
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
    /// What was found in entries.
    pub(super) found: FoundInEntries,
    /// The entries whose findings say what others are called, or may be in what cannot be read.
    guessing: BTreeSet<Name>,
    /// Whether titles differ from those that the ids were taken with.
    has_new_titles: bool,
    /// How many entries were read in the last run.
    pub(crate) read: usize,
}

/// Type and id, and the language of a translation.
type Name = (EntryKey, Option<String>);

/// A file with its entries, what in it cannot be read, and what was found while cutting it up.
pub(super) type CutFile<'f> = (&'f SitePath, Vec<Arc<Written>>, Unparsed, Vec<Diagnostic>);

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

/// Of a file with more entries than this, not all of them are read anew for each letter.
const MOST_IN_FILE: usize = 200;

/// A file and its entries, read anew; without any when it can still not be read.
pub(super) struct Reread {
    file: FileMemory,
    entries: Vec<EntryMemory>,
    has_new_title: bool,
}

impl Reread {
    pub(super) fn entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().map(|memory| &memory.entry)
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

    /// Cuts files up.
    pub(super) fn cut<'f>(
        &mut self,
        scope: &Reading<'_>,
        files: &[&'f SourceFile],
    ) -> Vec<CutFile<'f>> {
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
            let FileMemory { written, unparsed, findings, .. } = &memory;
            all.push((file.path(), written.clone(), unparsed.clone(), findings.clone()));
            next.insert(file.path().clone(), memory);
        }
        self.files = next;
        all
    }

    /// Takes the ids and titles of this run.
    pub(super) fn look_up_in(&mut self, index: Index) {
        tracking::update(&mut self.index, index, &mut self.changes);
        self.has_new_titles = false;
    }

    /// What was found in all entries, in order.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.all()
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

    /// The entries in a file, read anew, when the file is a known one that still holds these entries of the default
    /// language, and no other ones that can be read; and when nothing that was found has to do with other files, too. Remembers nothing.
    pub(super) fn read_anew(&self, scope: &Reading<'_>, path: &SitePath) -> Option<Reread> {
        let known = self.files.get(path)?;
        let file = scope.snapshot.get(path)?;
        let (mut unparsed, mut findings) = (Unparsed::default(), Vec::new());
        let (written, reads) =
            tracking::record(|| entries_of(file, scope, &mut unparsed, &mut findings));
        if unparsed != known.unparsed || self.found.binds(path) {
            return None;
        }
        let written: Vec<Arc<Written>> = written.into_iter().map(Arc::new).collect();
        let is_one = !written.is_empty() || !unparsed.is_empty();
        if !is_one || written.len() != known.written.len() || written.len() > MOST_IN_FILE {
            return None;
        }
        let (mut entries, mut has_new_title) = (Vec::with_capacity(written.len()), false);
        for (old, new) in known.written.iter().zip(&written) {
            let last = self.entries.get(&(new.key.clone(), None))?;
            let same = new.language.is_none()
                && (&old.key, &old.language) == (&new.key, &new.language)
                && Arc::ptr_eq(&last.written, old);
            if !same {
                return None;
            }
            has_new_title |= old.title != new.title;
            entries.push(self.read_entry(scope, new, None)?);
        }
        // What others are called is only looked up for findings, and may be out of date.
        let guesses = !self.guessing.is_empty()
            || entries.iter().any(|entry| self.index.were_names_read(&entry.reads));
        if guesses && (has_new_title || self.has_new_titles) {
            return None;
        }
        let file = FileMemory { file: file.clone(), reads, written, unparsed, findings };
        Some(Reread { file, entries, has_new_title })
    }

    /// Remembers what [`Memory::read_anew`] has read, and what differs by that.
    pub(super) fn keep(&mut self, scope: &Reading<'_>, read: Reread, changes: &Changes) {
        self.begin(scope);
        let Reread { file, entries, has_new_title } = read;
        self.has_new_titles |= has_new_title;
        self.changes.extend([changes]);
        let path = file.file.path().clone();
        self.found.cut.replace(&path, &file.findings);
        self.found.read.replace(&path, &[]);
        self.read = entries.len();
        for entry in entries {
            self.found.read.add(&path, &entry.findings);
            let name = (entry.written.key.clone(), None);
            match self.index.were_names_read(&entry.reads) {
                true => self.guessing.insert(name.clone()),
                false => self.guessing.remove(&name),
            };
            self.entries.insert(name, entry);
        }
        self.files.insert(path, file);
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
        let guesses = |memory: &EntryMemory| self.index.were_names_read(&memory.reads);
        let guessing = self.entries.iter().filter(|(_, memory)| guesses(memory));
        self.guessing = guessing.map(|(name, _)| name.clone()).collect();
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
