//! The only reader of inputs: a folder, or a literal list of files, becomes a [`Snapshot`].
//!
//! Entry points: [`Snapshot::read`] and [`Snapshot::from_files`]. Invariant: paths are normalised (`/`, Unicode NFC),
//! sorted, and inside the root; symbolic links are never followed; nothing else in the crate reads input files. What is read is what was looked at: a
//! picture that has become another one since is an error.
#![allow(clippy::disallowed_methods, reason = "the only reader of inputs")]

mod names;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::address::path;
use crate::diagnostic::sources::Excerpts;
use crate::diagnostic::{Diagnostic, Names, problem};
use crate::disk::{self, DiskError, Folder};
use crate::location::{SitePath, Span};
use crate::packed::Packed;
use crate::picture::{self, Facts, PictureProblem, PixelBounds};
use crate::tracking::{CellKind, Changes, Compare, Fingerprint, Memo, TrackedChunks};

/// The largest text file (Markdown, YAML, template) that is read, in bytes.
pub(crate) const MAX_TEXT_BYTES: u64 = 4 * 1024 * 1024;
/// The largest binary file (image, font, attachment) that is read, in bytes.
pub(crate) const MAX_BINARY_BYTES: u64 = 64 * 1024 * 1024;
/// The deepest folder below the root that is read.
const MAX_DEPTH: usize = 24;
/// The input folders of a site that are read; everything else beside them is nobody's business.
pub(crate) const INPUT_FOLDERS: [&str; 2] = ["content", "themes"];

#[derive(Clone, Debug)]
enum Bytes {
    /// UTF-8.
    Text(Arc<str>),
    /// UTF-8: a text is read once and then only shown when something is found in it, and there are many.
    Packed(Packed),
    Memory(Arc<[u8]>),
    Disk(Arc<OnDisk>),
}

/// A file that is read when it is asked for.
#[derive(Clone, Debug)]
struct OnDisk {
    root: Folder,
    /// As the system writes it, relative to the root.
    path: PathBuf,
    /// What the system said about it when it was looked at.
    stamp: Stamp,
    /// That of its bytes, once somebody has read them: nobody is given others. Shared by all states in which they are the same.
    contents: Arc<OnceLock<Fingerprint>>,
}

impl OnDisk {
    /// The bytes of the file that was looked at, never those of another one that has taken its place, unless they are the same.
    fn read(&self) -> Result<Arc<[u8]>, DiskError> {
        let (file, metadata) = self.root.open_file(&self.path)?;
        let path = self.root.path().join(&self.path);
        let is_same = |metadata: &Metadata| Stamp::of(metadata).is_of_same_file(&self.stamp);
        if !is_same(&metadata) && self.contents.get().is_none() {
            return Err(DiskError::Changed { path });
        }
        let bytes = disk::read_opened(&file, &metadata, MAX_BINARY_BYTES, &path)?;
        // It may have been written to while it was read.
        let after = file.metadata().map_err(|error| DiskError::io(&path, error))?;
        let found = Fingerprint::of(bytes.as_slice());
        let known = match is_same(&metadata) && is_same(&after) {
            true => Some(self.contents.get_or_init(|| found)),
            false => self.contents.get(),
        };
        match known == Some(&found) {
            true => Ok(bytes.into()),
            false => Err(DiskError::Changed { path }),
        }
    }

    /// Whether it has the bytes that it had at an earlier look. They are read where clocks cannot tell: what was copied a moment ago, or has
    /// another time, mostly says the same.
    fn has_same_bytes(&self, last: &Self) -> bool {
        if last.stamp == self.stamp {
            return true;
        }
        let is_worth_reading =
            last.stamp.is_of_same_file(&self.stamp) || last.contents.get().is_some();
        if last.stamp.len != self.stamp.len || !is_worth_reading || self.read().is_err() {
            return false;
        }
        // Whoever has not read it yet is given what is there now, or nothing.
        let found = self.contents.get();
        found.is_some_and(|found| last.contents.get_or_init(|| *found) == found)
    }
}

impl Bytes {
    fn of_text(text: String) -> Self {
        Packed::new(&text).map_or_else(|| Self::Text(text.into()), Self::Packed)
    }
}

/// What the system says about a file on disk. Files of one stamp have the same bytes.
#[derive(Clone, Copy, Debug)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    /// Device and number of the file and time of its last change of any kind, where the system has them: a clock that is set back, or a
    /// tool that keeps old times, does not deceive these.
    inode: (u64, u64, i64, i64),
    /// Whether the file was old enough when it was looked at.
    settled: bool,
}

/// One input file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: SitePath,
    bytes: Bytes,
    len: u64,
    /// For files on disk.
    stamp: Option<Stamp>,
    /// What it is as a picture, once somebody has asked; shared by all snapshots in which the file is the same.
    picture: Arc<OnceLock<Result<Facts, PictureProblem>>>,
}

impl PartialEq for SourceFile {
    /// Whether both are the same file with the same bytes.
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
            && match (&self.bytes, &other.bytes) {
                (Bytes::Text(a), Bytes::Text(b)) => Arc::ptr_eq(a, b) || a == b,
                (Bytes::Packed(a), Bytes::Packed(b)) => a == b,
                (Bytes::Memory(a), Bytes::Memory(b)) => Arc::ptr_eq(a, b) || a == b,
                (Bytes::Disk(a), Bytes::Disk(b)) => {
                    a.path == b.path
                        && (Arc::ptr_eq(&a.contents, &b.contents) || a.stamp == b.stamp)
                }
                _ => false,
            }
    }
}

impl SourceFile {
    /// Where the file is.
    pub fn path(&self) -> &SitePath {
        &self.path
    }

    /// Size in bytes.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// The bytes. Text is held in memory; images and attachments are read when they are asked for.
    ///
    /// # Errors
    /// When the file has become unreadable, or another one, since the snapshot was taken.
    pub fn bytes(&self) -> Result<Arc<[u8]>, DiskError> {
        match &self.bytes {
            Bytes::Text(text) => Ok(text.clone().into()),
            Bytes::Packed(packed) => Ok(packed.bytes().into()),
            Bytes::Memory(bytes) => Ok(bytes.clone()),
            Bytes::Disk(file) => file.read(),
        }
    }

    /// What the file is as a picture. Nothing is decoded, and the bytes are read once.
    ///
    /// # Errors
    /// What keeps it from being shown and printed.
    pub(crate) fn picture(&self, bounds: PixelBounds) -> Result<Facts, PictureProblem> {
        let facts = match self.picture.get() {
            Some(facts) => *facts,
            None => {
                let ending = self.path.extension();
                if !picture::ENDINGS.contains(&ending.as_str()) {
                    return Err(PictureProblem::Format);
                }
                // What could not be read may be there when it is asked for again.
                let bytes = self.bytes().map_err(|_| PictureProblem::Unreadable)?;
                *self.picture.get_or_init(|| picture::facts(&ending, &bytes))
            }
        };
        facts?.within(bounds)
    }

    /// The text, when the file is UTF-8 text held in memory.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match &self.bytes {
            Bytes::Text(text) => Some(Cow::Borrowed(text)),
            Bytes::Packed(packed) => Some(Cow::Owned(packed.text())),
            Bytes::Memory(_) | Bytes::Disk(_) => None,
        }
    }
}

thread_local! {
    static LAST_TEXT: Cell<Option<(Packed, String)>> = const { Cell::new(None) };
}

/// All inputs of a site at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Shared with copies.
    files: TrackedChunks<SitePath, SourceFile>,
    /// The names of files that are no texts of entries, by folder, once one of them is misspelt.
    names: Arc<Memo<BTreeMap<String, Names<String>>>>,
    problems: Vec<Diagnostic>,
    /// Text files that are not UTF-8, made legible.
    invalid_utf8: BTreeMap<SitePath, String>,
}

impl Default for Snapshot {
    fn default() -> Self {
        Self {
            files: TrackedChunks::new(CellKind::File, CellKind::Files),
            names: Arc::default(),
            problems: Vec::new(),
            invalid_utf8: BTreeMap::new(),
        }
    }
}

impl Snapshot {
    /// Reads `content/` and `themes/` under `root`.
    ///
    /// # Errors
    /// When a folder or file cannot be read. What is wrong with the files themselves (links, size, names) is a finding,
    /// see [`Snapshot::problems`].
    pub fn read(root: &Path) -> Result<Self, DiskError> {
        Self::read_again(root, &Self::default())
    }

    /// The same as [`Snapshot::read`], without opening text files that are as they were in `last`.
    ///
    /// # Errors
    /// As for [`Snapshot::read`].
    pub(crate) fn read_again(root: &Path, last: &Self) -> Result<Self, DiskError> {
        Self::read_input_folders(root, &INPUT_FOLDERS, last)
    }

    /// The same as [`Snapshot::read`], of these input folders only. What is in the others is not even looked at.
    ///
    /// # Errors
    /// As for [`Snapshot::read`].
    pub(crate) fn read_only(root: &Path, input_folders: &[&str]) -> Result<Self, DiskError> {
        Self::read_input_folders(root, input_folders, &Self::default())
    }

    fn read_input_folders(
        root: &Path,
        input_folders: &[&str],
        last: &Self,
    ) -> Result<Self, DiskError> {
        let mut snapshot = Self::default();
        let opened = Folder::open(root)?;
        for room in input_folders {
            let folder = root.join(room);
            if folder.symlink_metadata().is_err() {
                continue;
            }
            snapshot.read_folder(&opened, &folder, last)?;
        }
        snapshot.check_names();
        Ok(snapshot)
    }

    /// `last` with these files read anew; `None` when one of them is not a file that `last` has, so that only
    /// [`Snapshot::read_again`] can tell. Files in folders that are not read are left out.
    pub(crate) fn reread(root: &Path, last: &Self, files: &[PathBuf]) -> Option<Self> {
        let mut snapshot = last.clone();
        let mut paths = Vec::new();
        let opened = Folder::open(root).ok()?;
        for disk in files {
            let inside = disk.strip_prefix(root).ok()?;
            let path = SitePath::new(inside.to_str()?)?;
            let metadata = disk.symlink_metadata().ok().filter(Metadata::is_file)?;
            snapshot.names = Arc::default();
            snapshot.files.remove(&path)?;
            paths.push(path.clone());
            let problems = snapshot.problems.len();
            // An event says more of a text than clocks do.
            let none = Self::default();
            let known = if is_text(&path) { &none } else { last };
            snapshot.take(look_at(path, &opened, inside, Stamp::of(&metadata), known).ok()?);
            if snapshot.problems.len() > problems || !last.problems.is_empty() {
                return None;
            }
        }
        snapshot.files.remember(&last.files, paths);
        Some(snapshot)
    }

    /// That of all files, with everything in them.
    ///
    /// # Errors
    /// When a file has become unreadable.
    pub(crate) fn fingerprint(&self) -> Result<Fingerprint, DiskError> {
        let each = self.files.par_iter().map(|(path, file)| {
            let contents = match &file.bytes {
                // As good as what was packed.
                Bytes::Packed(packed) => Fingerprint::of(packed),
                _ => Fingerprint::of(file.bytes()?),
            };
            Ok((path.as_str(), contents))
        });
        Ok(Fingerprint::of(each.collect::<Result<Vec<_>, _>>()?))
    }

    /// The files that differ from an earlier state, also those that are gone.
    pub(crate) fn differing(&self, last: &Self) -> Vec<SitePath> {
        let mut paths = self.files.differing(&last.files);
        if paths.is_empty() && self.problems != last.problems {
            paths.extend(
                self.problems
                    .iter()
                    .chain(&last.problems)
                    .filter_map(|problem| problem.span.as_ref().map(|span| span.file.clone())),
            );
        }
        paths
    }

    /// What differs from an earlier state, what is wrong with files apart: that is found anew.
    pub(crate) fn changes_since(&self, last: &Self) -> Changes {
        let mut changes = Changes::default();
        self.files.changes_since(&last.files, &mut changes);
        changes
    }

    fn read_folder(&mut self, root: &Folder, folder: &Path, last: &Self) -> Result<(), DiskError> {
        let walk = walkdir::WalkDir::new(folder)
            .follow_links(false)
            .follow_root_links(false)
            .max_depth(MAX_DEPTH)
            .into_iter()
            .filter_entry(|entry| {
                entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy())
            });
        let mut entries = walk.collect::<Result<Vec<_>, _>>().map_err(|error| {
            let path = error.path().unwrap_or(folder).to_path_buf();
            DiskError::io(&path, error.into())
        })?;
        entries.par_sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()));
        let found = entries.par_iter().map(|entry| look_at_entry(root, entry, last));
        for found in found.collect::<Result<Vec<_>, _>>()? {
            self.take(found);
        }
        Ok(())
    }

    /// A snapshot of files given as text, for tests and previews. Paths that leave the root are left out.
    pub fn from_files<P: AsRef<str>, B: AsRef<[u8]>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        let mut snapshot = Self::default();
        for (path, bytes) in files {
            let Some(path) = SitePath::new(path.as_ref()) else {
                continue;
            };
            let bytes = bytes.as_ref();
            let len = bytes.len() as u64;
            if is_text(&path) && len > MAX_TEXT_BYTES {
                snapshot.problems.push(Diagnostic::at_file(
                    problem::FileTooLarge {
                        path: &path.as_str(),
                        size: megabytes(len),
                        max: megabytes(MAX_TEXT_BYTES),
                    },
                    &path,
                ));
                continue;
            }
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) if is_text(&path) => Bytes::of_text(text.to_owned()),
                _ => Bytes::Memory(bytes.into()),
            };
            let picture = Arc::default();
            snapshot.add(SourceFile { path, bytes, len, stamp: None, picture });
        }
        snapshot.check_names();
        snapshot
    }

    /// The same with other texts in the place of these.
    pub(crate) fn with_texts<'a>(
        &self,
        texts: impl IntoIterator<Item = (&'a SitePath, &'a str)>,
    ) -> Self {
        let mut snapshot = self.clone();
        for (path, text) in texts {
            let (bytes, len) = (Bytes::of_text(text.to_owned()), text.len() as u64);
            let file =
                SourceFile { path: path.clone(), bytes, len, stamp: None, picture: Arc::default() };
            snapshot.files.insert(path.clone(), file);
        }
        snapshot
    }

    /// The same with these files as they are said to be: `None` for one that is gone.
    pub(crate) fn with_files<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a SitePath, Option<&'a [u8]>)>,
    ) -> Self {
        let mut snapshot = self.clone();
        snapshot.names = Arc::default();
        for (path, bytes) in files {
            let of_file =
                |problem: &Diagnostic| problem.span.as_ref().is_some_and(|span| span.file == *path);
            snapshot.problems.retain(|problem| !of_file(problem));
            snapshot.files.remove(path);
            let Some(bytes) = bytes else { continue };
            let len = bytes.len() as u64;
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) if is_text(path) => Bytes::of_text(text.to_owned()),
                _ => Bytes::Memory(bytes.into()),
            };
            let picture = Arc::default();
            snapshot.add(SourceFile { path: path.clone(), bytes, len, stamp: None, picture });
        }
        snapshot
    }

    fn check_names(&mut self) {
        self.problems.extend(names::problems(self.files.iter().map(|(path, _)| path)));
    }

    fn take(&mut self, found: Found) {
        match found {
            Found::File(file) => self.add(file),
            Found::PictureProblem(problem) => self.problems.push(*problem),
            Found::Nothing => {}
        }
    }

    fn add(&mut self, file: SourceFile) {
        let path = file.path.clone();
        if is_text(&path)
            && let Bytes::Memory(bytes) = &file.bytes
            && let Err(error) = std::str::from_utf8(bytes)
        {
            let start = error.valid_up_to();
            let mark = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
            self.problems.push(Diagnostic::at(problem::NotUtf8 {}, Span::new(&path, mark)));
            self.invalid_utf8.insert(path.clone(), String::from_utf8_lossy(bytes).into_owned());
        }
        if !self.files.insert_new(path.clone(), file) {
            self.problems
                .push(Diagnostic::at_file(problem::FileNameTwice { path: &path.as_str() }, &path));
            return;
        }
        match Arc::get_mut(&mut self.names) {
            Some(names) => names.forget(),
            None => self.names = Arc::default(),
        }
    }

    /// What is wrong with the files as files, in the order they were met.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The file at `path`.
    pub(crate) fn get(&self, path: &SitePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The file at a path written as text.
    pub(crate) fn get_str(&self, path: &str) -> Option<&SourceFile> {
        self.get(&SitePath::new(path)?)
    }

    /// The text of the file at `path`, when it is UTF-8.
    pub fn text(&self, path: &SitePath) -> Option<Cow<'_, str>> {
        self.get(path)?.text()
    }

    /// What `look` sees in the text of the file at `path`, when it is UTF-8. For whoever looks at one file again and again: each thread
    /// keeps the text that it has looked at last.
    pub(crate) fn look_at_text<R>(
        &self,
        path: &SitePath,
        look: impl FnOnce(&str) -> R,
    ) -> Option<R> {
        match &self.get(path)?.bytes {
            Bytes::Text(text) => Some(look(text)),
            Bytes::Packed(packed) => {
                let last = LAST_TEXT.take().filter(|(last, _)| last.is_same(packed));
                let (packed, text) = last.unwrap_or_else(|| (packed.clone(), packed.text()));
                let seen = look(&text);
                LAST_TEXT.set(Some((packed, text)));
                Some(seen)
            }
            Bytes::Memory(_) | Bytes::Disk(_) => None,
        }
    }

    /// The text of a file as findings show it: also of one that is not UTF-8, with marks for what cannot be read. Up to the
    /// first of them the bytes are those of the file.
    pub(crate) fn shown(&self, path: &SitePath) -> Option<Cow<'_, str>> {
        self.text(path).or_else(|| self.invalid_utf8.get(path).map(Into::into))
    }

    /// All files whose path starts with `folder` (written with a `/` at its end), sorted by path.
    pub(crate) fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .starting_at(&SitePath::prefix(folder))
            .map(|(_, file)| file)
            .take_while(move |file| file.path.as_str().starts_with(folder))
    }

    /// The file beside others in `folder` that was probably meant by `written`, not counting those that hold entries.
    pub(crate) fn name_meant(&self, folder: &str, written: &str) -> Option<&str> {
        let names = self.names.get(|| {
            let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (path, _) in self.files.iter() {
                if !matches!(path.extension().as_str(), "md" | "yaml") {
                    let names = folders.entry(path.folder().to_owned()).or_default();
                    names.push(path.file_name().to_owned());
                }
            }
            folders.into_iter().map(|(folder, names)| (folder, Names::new(names))).collect()
        });
        names.get(folder)?.nearest(written)
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().map(|(_, file)| file)
    }
}

/// What there is at a place on disk.
enum Found {
    File(SourceFile),
    PictureProblem(Box<Diagnostic>),
    /// Nothing that has content.
    Nothing,
}

fn look_at_entry(
    root: &Folder,
    entry: &walkdir::DirEntry,
    last: &Snapshot,
) -> Result<Found, DiskError> {
    let problem = |problem: Diagnostic| Ok(Found::PictureProblem(problem.into()));
    let shown = entry.path().strip_prefix(root.path()).unwrap_or(entry.path());
    let Some(written) = shown.to_str() else {
        let lossy = shown.to_string_lossy().replace('\u{fffd}', "_");
        return match SitePath::new(&lossy) {
            Some(path) => problem(Diagnostic::at_file(
                problem::FileName { name: &path.file_name(), language: None, suggestion: None },
                &path,
            )),
            None => Ok(Found::Nothing),
        };
    };
    let Some(path) = SitePath::new(written) else { return Ok(Found::Nothing) };
    // Where it is no separator, a backslash is a part of the name.
    if cfg!(unix) && written.contains('\\') {
        return problem(Diagnostic::at_file(
            problem::UnusableName {
                name: &entry.file_name().to_string_lossy(),
                problem: path::PathFault::Backslash,
                suggestion: None,
            },
            &path,
        ));
    }
    if entry.path_is_symlink() {
        return Ok(link(&path));
    }
    if entry.file_type().is_dir() && entry.depth() == MAX_DEPTH {
        return problem(Diagnostic::at_file(
            problem::FolderTooDeep { path: &path.as_str(), max: MAX_DEPTH },
            &path,
        ));
    }
    if !entry.file_type().is_file() {
        return Ok(Found::Nothing); // sockets and pipes have no content
    }
    let metadata = entry.metadata().map_err(|error| DiskError::io(entry.path(), error.into()))?;
    look_at(path, root, shown, Stamp::of(&metadata), last)
}

fn link(path: &SitePath) -> Found {
    let problem = Diagnostic::at_file(problem::Link { path: &path.as_str() }, path);
    Found::PictureProblem(problem.into())
}

/// What there is at `inside` below the root, which the system describes by `stamp`.
fn look_at(
    path: SitePath,
    root: &Folder,
    inside: &Path,
    stamp: Stamp,
    last: &Snapshot,
) -> Result<Found, DiskError> {
    let mut stamp = stamp;
    let text = is_text(&path);
    let max = if text { MAX_TEXT_BYTES } else { MAX_BINARY_BYTES };
    let too_large = |len: u64| {
        let problem = Diagnostic::at_file(
            problem::FileTooLarge {
                path: &path.as_str(),
                size: megabytes(len),
                max: megabytes(max),
            },
            &path,
        );
        Ok(Found::PictureProblem(problem.into()))
    };
    if stamp.len > max {
        return too_large(stamp.len);
    }
    let last = last.files.get(&path);
    let known = last.filter(|known| text && known.stamp == Some(stamp));
    let mut picture = Arc::default();
    let bytes = match known.map(|known| &known.bytes) {
        Some(bytes @ (Bytes::Text(_) | Bytes::Packed(_) | Bytes::Memory(_))) => {
            picture = known.map(|known| known.picture.clone()).unwrap_or_default();
            bytes.clone()
        }
        _ if text => {
            // Another file may have taken its place just now: what counts is what is opened.
            let read = root.open_file(inside).and_then(|(file, metadata)| {
                stamp = Stamp::of(&metadata);
                disk::read_opened(&file, &metadata, max, &root.path().join(inside))
            });
            let read = match read {
                Ok(read) => read,
                Err(DiskError::TooLarge { .. }) => return too_large(stamp.len.max(max + 1)),
                Err(DiskError::Found { found: disk::PathKind::Link, .. }) => {
                    return Ok(link(&path));
                }
                Err(error) => return Err(error),
            };
            match String::from_utf8(read) {
                Ok(text) => Bytes::of_text(text),
                Err(error) => Bytes::Memory(error.into_bytes().into()),
            }
        }
        _ => {
            let (root, path) = (root.clone(), inside.to_path_buf());
            let mut file = OnDisk { root, path, stamp, contents: Arc::default() };
            if let Some(last) = last
                && let Bytes::Disk(known) = &last.bytes
                && file.has_same_bytes(known)
            {
                file.contents = known.contents.clone();
                picture = last.picture.clone();
            }
            Bytes::Disk(Arc::new(file))
        }
    };
    Ok(Found::File(SourceFile { path, bytes, len: stamp.len, stamp: Some(stamp), picture }))
}

impl PartialEq for Stamp {
    /// Whether the file has certainly not been written between the two: what was young when it was first looked at may have
    /// been written again in the same tick of the clock.
    fn eq(&self, other: &Self) -> bool {
        self.settled && self.is_of_same_file(other)
    }
}

impl Stamp {
    /// Whether both are of the same file in the same state, as far as clocks can tell.
    fn is_of_same_file(&self, other: &Self) -> bool {
        (self.len, self.modified, self.inode) == (other.len, other.modified, other.inode)
    }

    fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        // File systems and network mounts count in ticks of up to two seconds.
        let settled = modified
            .and_then(|modified| SystemTime::now().duration_since(modified).ok())
            .is_some_and(|age| age > Duration::from_secs(2));
        Self { len: metadata.len(), modified, inode: inode(metadata), settled }
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

/// Files that editors and systems leave behind; they are not content.
fn is_ignored(name: &str) -> bool {
    // Of an entry, not of what an editor writes while it saves one.
    let is_copy = [".md.bak", ".yaml.bak", ".yml.bak"].iter().any(|ending| name.ends_with(ending));
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || matches!(name, "Thumbs.db" | "desktop.ini")
        || [".swp", ".swx", ".tmp"].iter().any(|ending| name.ends_with(ending))
        || (name.ends_with(".bak") && !is_copy)
}

/// Whether a file is read as text: content, settings, templates.
fn is_text(path: &SitePath) -> bool {
    matches!(
        path.extension().as_str(),
        "md" | "yaml"
            | "yml"
            | "html"
            | "xml"
            | "txt"
            | "css"
            | "js"
            | "json"
            | "ftl"
            | "typ"
            | "svg"
            | "csv"
    )
}

/// Whole megabytes, rounded up.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

impl Excerpts for Snapshot {
    fn text_of(&self, file: &SitePath) -> Option<Cow<'_, str>> {
        self.shown(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    /// A site with a picture, and beside it a file that is nobody's business.
    fn with_picture() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let images = dir.path().join("site/content/images");
        std::fs::create_dir_all(&images).unwrap();
        let picture = images.join("a.png");
        std::fs::write(&picture, "a picture").unwrap();
        std::fs::write(dir.path().join("secret"), "a longer secret").unwrap();
        (dir, picture)
    }

    fn read(dir: &tempfile::TempDir) -> Snapshot {
        Snapshot::read(&dir.path().join("site")).unwrap()
    }

    #[cfg(unix)]
    #[test]
    fn a_picture_that_is_exchanged_after_it_was_looked_at_is_not_read() {
        use std::os::unix::fs::symlink;
        let (dir, picture) = with_picture();
        let secret = dir.path().join("secret");
        let exchange: [(&str, &dyn Fn()); 5] = [
            ("a link", &|| symlink(&secret, &picture).unwrap()),
            ("another file", &|| std::fs::write(&picture, "a longer secret").unwrap()),
            ("a hard link", &|| std::fs::hard_link(&secret, &picture).unwrap()),
            ("a device", &|| symlink("/dev/zero", &picture).unwrap()),
            ("nothing", &|| {}),
        ];
        for (what, exchange) in exchange {
            let _ = std::fs::remove_file(&picture);
            std::fs::write(&picture, "a picture").unwrap();
            let snapshot = read(&dir);
            let file = snapshot.get_str("content/images/a.png").unwrap();
            assert_eq!(*file.bytes().unwrap(), *b"a picture");
            std::fs::remove_file(&picture).unwrap();
            exchange();
            assert!(file.bytes().is_err(), "{what}");
            assert!(snapshot.fingerprint().is_err(), "{what}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_exchanged_for_a_link_is_not_looked_into() {
        let (dir, picture) = with_picture();
        let snapshot = read(&dir);
        let images = picture.parent().unwrap();
        // The same file, by another way.
        std::fs::rename(images, dir.path().join("moved")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("moved"), images).unwrap();
        assert!(snapshot.get_str("content/images/a.png").unwrap().bytes().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn content_that_is_a_link_is_not_read() {
        let (dir, _) = with_picture();
        std::fs::rename(dir.path().join("site/content"), dir.path().join("moved")).unwrap();
        std::os::unix::fs::symlink("../moved", dir.path().join("site/content")).unwrap();
        let snapshot = read(&dir);
        assert_eq!(snapshot.files().count(), 0);
        assert_eq!(snapshot.problems().first().map(|problem| problem.code), Some(Code::Link));
    }

    /// What a later look finds to differ.
    fn differing(dir: &tempfile::TempDir, last: &Snapshot) -> (Snapshot, usize) {
        let again = Snapshot::read_again(&dir.path().join("site"), last).unwrap();
        let differing = again.differing(last);
        (again, differing.len())
    }

    #[test]
    fn a_picture_copied_a_moment_ago_has_not_changed() {
        let (dir, picture) = with_picture();
        let mut last = read(&dir);
        for is_read in [false, true, false] {
            if is_read {
                last.get_str("content/images/a.png").unwrap().bytes().unwrap();
            }
            let (again, differing) = differing(&dir, &last);
            assert_eq!(differing, 0, "{is_read}");
            last = again;
        }
        let images = picture.parent().unwrap();
        let reread =
            Snapshot::reread(&dir.path().join("site"), &last, std::slice::from_ref(&picture))
                .unwrap();
        assert_eq!(reread.differing(&last), []);
        // Copied once more, also over itself: another time, another number, the same bytes.
        std::fs::copy(&picture, images.join("b.tmp")).unwrap();
        std::fs::rename(images.join("b.tmp"), &picture).unwrap();
        let (again, differing) = differing(&dir, &last);
        assert_eq!(differing, 0);
        // Whoever goes on with the earlier state finds it, too.
        for state in [again, last] {
            let file = state.get_str("content/images/a.png").unwrap();
            assert_eq!(*file.bytes().unwrap(), *b"a picture");
        }
    }

    #[test]
    fn a_picture_of_the_same_size_and_time_is_another_one_when_its_bytes_are() {
        let (dir, picture) = with_picture();
        for is_read in [true, false] {
            std::fs::write(&picture, "a picture").unwrap();
            let last = read(&dir);
            let file = last.get_str("content/images/a.png").unwrap();
            if is_read {
                file.bytes().unwrap();
            }
            let time = picture.metadata().unwrap().modified().unwrap();
            std::fs::write(&picture, "A PICTURE").unwrap();
            std::fs::File::options()
                .write(true)
                .open(&picture)
                .unwrap()
                .set_modified(time)
                .unwrap();
            let (again, differing) = differing(&dir, &last);
            assert_eq!(differing, 1, "{is_read}");
            let new = again.get_str("content/images/a.png").unwrap();
            assert_eq!(*new.bytes().unwrap(), *b"A PICTURE");
            assert!(file.bytes().is_err(), "{is_read}");
        }
    }

    #[test]
    fn a_file_never_has_two_contents() {
        let (dir, picture) = with_picture();
        let last = read(&dir);
        let file = last.get_str("content/images/a.png").unwrap();
        file.bytes().unwrap();
        let Bytes::Disk(seen) = &file.bytes else { panic!("{file:?}") };
        // Written in the same tick of the clock: nothing that the system says tells of it.
        std::fs::write(&picture, "A PICTURE").unwrap();
        let stamp = Stamp::of(&picture.metadata().unwrap());
        let seen = OnDisk { stamp, ..(**seen).clone() };
        assert!(matches!(seen.read(), Err(DiskError::Changed { .. })));
    }

    #[test]
    fn a_picture_that_is_written_to_afterwards_is_not_read() {
        let (dir, picture) = with_picture();
        let snapshot = read(&dir);
        std::fs::write(&picture, "another picture").unwrap();
        assert!(snapshot.get_str("content/images/a.png").unwrap().bytes().is_err());
        let again = read(&dir);
        assert_eq!(
            *again.get_str("content/images/a.png").unwrap().bytes().unwrap(),
            *b"another picture"
        );
    }
}
