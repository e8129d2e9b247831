//! Files on disk, below folders that somebody trusts.
//!
//! Entry points: [`TrustedFolder`], [`Folder`], [`read_named`]. Invariant: a path that a user has named may contain symbolic links; below it, none is
//! ever followed, neither in the middle of a path nor at its end. What is read is a regular file of bounded size, opened once; what is
//! new is created exclusively, so that nothing that is there already is written to.
//!
//! On Linux one system call resolves a path (`openat2`, with `RESOLVE_BENEATH` and `RESOLVE_NO_SYMLINKS`); other Unixes, and kernels
//! without it, go from folder to folder with `O_NOFOLLOW`. Elsewhere (Windows) every part of a path is looked at before it is used: that holds against
//! links that lie there, not against somebody who puts one there in that very moment.
#![allow(clippy::disallowed_methods, reason = "the only way to files below trusted folders")]

#[cfg(any(test, not(unix)))]
#[cfg_attr(unix, allow(dead_code, reason = "only tried there"))]
mod portable;
#[cfg(unix)]
mod unix;

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

#[cfg(not(unix))]
use portable as system;
use system::Handle;
#[cfg(unix)]
use unix as system;

/// What can be at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a device or a socket.
    Special,
}

impl From<std::fs::FileType> for PathKind {
    fn from(file_type: std::fs::FileType) -> Self {
        if file_type.is_symlink() {
            Self::Link
        } else if file_type.is_dir() {
            Self::Folder
        } else if file_type.is_file() {
            Self::File
        } else {
            Self::Special
        }
    }
}

/// Why a file was not touched.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// Something else is there.
    #[error("{}: {found:?} where a {wanted:?} is expected", path.display())]
    Found {
        /// Where: the first part of the path that is something else.
        path: PathBuf,
        /// What is there.
        found: PathKind,
        /// What is expected.
        wanted: PathKind,
    },
    /// The file is larger than is read.
    #[error("{} is larger than {max} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// So many bytes are read at most.
        max: u64,
    },
    /// The file is not the one any more that was looked at before.
    #[error("{} has become another file since it was looked at", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A path that does not lie below the folder: it is absolute, or has `..`.
    #[error("{} leads out of its folder", path.display())]
    Outside {
        /// The path.
        path: PathBuf,
    },
    /// The system said no.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        #[source]
        source: io::Error,
    },
}

impl DiskError {
    /// What the system said about `path`.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_path_buf(), source }
    }

    /// The path that this is about.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Found { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Changed { path }
            | Self::Outside { path }
            | Self::Io { path, .. } => path,
        }
    }

    /// What the system said, when it said something.
    fn kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io { source, .. } => Some(source.kind()),
            _ => None,
        }
    }

    /// Whether nothing is there.
    pub(crate) fn is_missing(&self) -> bool {
        self.kind() == Some(io::ErrorKind::NotFound)
    }

    /// Whether something is there already.
    pub(crate) fn exists_already(&self) -> bool {
        self.kind() == Some(io::ErrorKind::AlreadyExists)
    }
}

type Result<T> = std::result::Result<T, DiskError>;

/// `None` for what is not there.
fn if_there<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a file that a user has named: the path may contain links, and ends at a regular file.
///
/// # Errors
/// When it is something else, larger than `max` bytes, or cannot be read.
pub(crate) fn read_named(path: &Path, max: u64) -> Result<Vec<u8>> {
    let real = std::fs::canonicalize(path).map_err(|error| DiskError::io(path, error))?;
    let Some((parent, name)) = real.parent().zip(real.file_name()) else {
        return Err(DiskError::Found {
            path: path.to_path_buf(),
            found: PathKind::Folder,
            wanted: PathKind::File,
        });
    };
    Folder::open(parent)?.read(name, max)
}

/// What is at a path that a user has named, at the end of all links; `None` when nothing is.
pub(crate) fn kind_named(path: &Path) -> Option<PathKind> {
    std::fs::metadata(path).ok().map(|metadata| metadata.file_type().into())
}

/// Whether a path that a user has named is a folder or lies below it, at the end of all links. Nothing needs to be there.
pub(crate) fn is_within(path: &Path, folder: &Path) -> bool {
    let (Some(real), Ok(folder)) = (real_path(path), std::fs::canonicalize(folder)) else {
        return false;
    };
    // Folders may have several paths, where something is mounted twice or cases are not told.
    real.ancestors().any(|above| above == folder || is_same_folder(above, &folder))
}

#[cfg(unix)]
fn is_same_folder(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity =
        |path| std::fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()));
    let found = identity(a);
    found.is_some() && found == identity(b)
}

#[cfg(not(unix))]
fn is_same_folder(a: &Path, b: &Path) -> bool {
    std::fs::canonicalize(a).is_ok_and(|a| a == b)
}

/// A path at the end of all links; of what is not there, where it would be.
fn real_path(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
        real = std::fs::canonicalize(&real).unwrap_or(real);
    }
    Some(real)
}

/// What the system says about something in a folder, for messages; of a link it is about the link.
pub(crate) fn metadata_of(folder: &Folder, path: &Path) -> Option<Metadata> {
    let inside = path.strip_prefix(&folder.path).ok()?;
    folder.check(inside).ok()?;
    std::fs::symlink_metadata(path).ok()
}

/// A folder that need not be there: a path that somebody trusts, and the way from there, which must not contain links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrustedFolder {
    base: PathBuf,
    inside: PathBuf,
}

impl TrustedFolder {
    /// A folder that a user has named: its path may contain links.
    pub(crate) fn named(path: &Path) -> Self {
        Self { base: path.to_path_buf(), inside: PathBuf::new() }
    }

    /// A folder below one that is trusted.
    pub(crate) fn below(base: &Path, inside: impl AsRef<Path>) -> Self {
        Self { base: base.to_path_buf(), inside: inside.as_ref().to_path_buf() }
    }

    /// Where it is, for messages.
    pub(crate) fn path(&self) -> PathBuf {
        if self.inside.as_os_str().is_empty() {
            self.base.clone()
        } else {
            self.base.join(&self.inside)
        }
    }

    /// The way from the folder that is trusted; empty for a folder that a user has named.
    pub(crate) fn inside(&self) -> &Path {
        &self.inside
    }

    /// The folder, opened; `None` when it is not there.
    ///
    /// # Errors
    /// When something else is there, a link on the way to it perhaps.
    pub(crate) fn open(&self) -> Result<Option<Folder>> {
        let Some(base) = if_there(Folder::open(&self.base))? else { return Ok(None) };
        if_there(base.folder(&self.inside))
    }

    /// The folder, opened, and made when it is not there.
    ///
    /// # Errors
    /// When something else is there, or the system refuses.
    pub(crate) fn create(&self) -> Result<Folder> {
        Folder::create(&self.base)?.create_folder(&self.inside)
    }

    /// The folder that holds it, made when it is not there, and its name in there. At the end of all links in a path that a user has named.
    ///
    /// # Errors
    /// When something else is there, the path has no name at its end (`/`), or the system refuses.
    pub(crate) fn parent(&self) -> Result<(Folder, OsString)> {
        if let Some(name) = self.inside.file_name() {
            let parent = self.inside.parent().unwrap_or(Path::new(""));
            let base = Folder::create(&self.base)?;
            return Ok((base.create_folder(parent)?, name.to_owned()));
        }
        if !self.inside.as_os_str().is_empty() {
            return Err(DiskError::Outside { path: self.path() });
        }
        let fail = |error| DiskError::io(&self.base, error);
        let absolute = std::path::absolute(&self.base).map_err(fail)?;
        let real = match std::fs::canonicalize(&absolute) {
            Ok(real) => real,
            Err(_) if absolute.is_symlink() => {
                return Err(DiskError::Found {
                    path: absolute,
                    found: PathKind::Link,
                    wanted: PathKind::Folder,
                });
            }
            Err(_) => absolute,
        };
        match real.parent().zip(real.file_name()) {
            Some((parent, name)) => Ok((Folder::create(parent)?, name.to_owned())),
            None => Err(DiskError::Outside { path: real }),
        }
    }
}

/// Something in a folder, or below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FolderEntry {
    /// Relative to the folder.
    pub(crate) path: PathBuf,
    /// What it is.
    pub(crate) kind: PathKind,
}

/// A folder that is held open: paths given to it are relative, and are not resolved through links.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    handle: Arc<Handle>,
}

/// Holds a lock as long as it lives.
#[derive(Debug)]
pub(crate) struct Lock {
    _held: (Folder, Option<File>),
}

impl Folder {
    /// Opens a folder that a user has named, or that is trusted otherwise. Links in its path are followed.
    ///
    /// # Errors
    /// When it is not there, or no folder.
    pub(crate) fn open(named: &Path) -> Result<Self> {
        // An empty path is the current folder.
        let path = if named.as_os_str().is_empty() { Path::new(".") } else { named };
        match Handle::named(path) {
            Ok(handle) => Ok(Self { path: named.to_path_buf(), handle: Arc::new(handle) }),
            Err(error) => match kind_named(path) {
                Some(found) if found != PathKind::Folder => Err(DiskError::Found {
                    path: named.to_path_buf(),
                    found,
                    wanted: PathKind::Folder,
                }),
                _ => Err(DiskError::io(named, error)),
            },
        }
    }

    /// The same, made when it is not there.
    ///
    /// # Errors
    /// When something else is there, or the system refuses.
    pub(crate) fn create(named: &Path) -> Result<Self> {
        match Self::open(named) {
            Err(error) if error.is_missing() => {
                std::fs::create_dir_all(named).map_err(|error| DiskError::io(named, error))?;
                Self::open(named)
            }
            opened => opened,
        }
    }

    /// Where it is, for messages.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What the error is, with what is in the way.
    fn failed(&self, inside: &Path, wanted: PathKind, error: io::Error) -> DiskError {
        // A link in the way would have been found before.
        if error.kind() == io::ErrorKind::NotFound {
            return DiskError::io(&self.path.join(inside), error);
        }
        let mut passed = PathBuf::new();
        let last = inside.components().count();
        for (n, part) in inside.components().enumerate() {
            passed.push(part);
            // Only what was passed is resolved: all of it are folders.
            let Ok(found) = self.handle.kind(&passed) else { break };
            let wanted = if n + 1 == last { wanted } else { PathKind::Folder };
            if found != wanted {
                return DiskError::Found { path: self.path.join(&passed), found, wanted };
            }
        }
        DiskError::io(&self.path.join(inside), error)
    }

    fn check(&self, inside: &Path) -> Result<()> {
        let is_inside = inside.components().all(|part| matches!(part, Component::Normal(_)));
        // A part may be a drive or a stream on Windows.
        let is_plain = cfg!(unix) || !inside.to_string_lossy().contains(':');
        if is_inside && is_plain {
            Ok(())
        } else {
            Err(DiskError::Outside { path: self.path.join(inside) })
        }
    }

    /// The folder that holds something, and its name in there.
    ///
    /// # Errors
    /// When the folder is not there, or something else is.
    pub(crate) fn parent<'a>(&self, inside: &'a Path) -> Result<(Self, &'a OsStr)> {
        let name = inside
            .file_name()
            .ok_or_else(|| DiskError::Outside { path: self.path.join(inside) })?;
        Ok((self.folder(inside.parent().unwrap_or(Path::new("")))?, name))
    }

    /// A folder in it; itself for an empty path.
    ///
    /// # Errors
    /// When it is not there, or something else is.
    pub(crate) fn folder(&self, inside: impl AsRef<Path>) -> Result<Self> {
        let inside = inside.as_ref();
        self.check(inside)?;
        if inside.as_os_str().is_empty() {
            return Ok(self.clone());
        }
        match self.handle.folder(inside) {
            Ok(handle) => Ok(Self { path: self.path.join(inside), handle: Arc::new(handle) }),
            Err(error) => Err(self.failed(inside, PathKind::Folder, error)),
        }
    }

    /// The same, made when it is not there, with the folders on the way to it.
    ///
    /// # Errors
    /// When something else is there, or the system refuses.
    pub(crate) fn create_folder(&self, inside: impl AsRef<Path>) -> Result<Self> {
        let inside = inside.as_ref();
        match self.folder(inside) {
            Err(error) if error.is_missing() => {}
            found => return found,
        }
        let mut folder = self.clone();
        for part in inside.components() {
            let name = Path::new(part.as_os_str());
            folder
                .make_folder(name)
                .or_else(|error| if error.exists_already() { Ok(()) } else { Err(error) })?;
            folder = folder.folder(name)?;
        }
        Ok(folder)
    }

    /// Makes a folder. What holds it is there, and belongs to whoever calls.
    ///
    /// # Errors
    /// When something is there already, or the system refuses.
    pub(crate) fn make_folder(&self, inside: impl AsRef<Path>) -> Result<()> {
        let inside = inside.as_ref();
        self.check(inside)?;
        self.handle
            .make_folder(inside)
            .map_err(|error| self.failed(inside, PathKind::Folder, error))
    }

    /// What is at a path; `None` when nothing is.
    ///
    /// # Errors
    /// When a part of the path is no folder, or the system refuses.
    pub(crate) fn kind(&self, inside: impl AsRef<Path>) -> Result<Option<PathKind>> {
        let inside = inside.as_ref();
        self.check(inside)?;
        if_there(self.parent(inside).and_then(|(parent, name)| {
            let name = Path::new(name);
            parent.handle.kind(name).map_err(|error| DiskError::io(&parent.path.join(name), error))
        }))
    }

    /// Opens a regular file for reading, once; what the system says about it is about what was opened.
    ///
    /// # Errors
    /// When it is not there, or something else is.
    pub(crate) fn open_file(&self, inside: impl AsRef<Path>) -> Result<(File, Metadata)> {
        let inside = inside.as_ref();
        self.check(inside)?;
        let fail = |error| self.failed(inside, PathKind::File, error);
        let file = self.handle.read(inside).map_err(fail)?;
        let metadata = file.metadata().map_err(fail)?;
        let found = PathKind::from(metadata.file_type());
        if found == PathKind::File {
            Ok((file, metadata))
        } else {
            Err(DiskError::Found { path: self.path.join(inside), found, wanted: PathKind::File })
        }
    }

    /// What is in a regular file.
    ///
    /// # Errors
    /// As [`Folder::open_file`], and when there are more than `max` bytes, also when they come while it is read.
    pub(crate) fn read(&self, inside: impl AsRef<Path>, max: u64) -> Result<Vec<u8>> {
        let inside = inside.as_ref();
        let (file, metadata) = self.open_file(inside)?;
        read_opened(&file, &metadata, max, &self.path.join(inside))
    }

    /// Writes a file that must not be there yet.
    ///
    /// # Errors
    /// When something is there already, or the system refuses: then nothing is.
    pub(crate) fn write_new(&self, inside: impl AsRef<Path>, bytes: &[u8]) -> Result<()> {
        let inside = inside.as_ref();
        self.check(inside)?;
        let fail = |error| self.failed(inside, PathKind::File, error);
        let mut file = self.handle.create(inside).map_err(fail)?;
        file.write_all(bytes).map_err(|error| {
            let _ = self.handle.remove_file(inside);
            DiskError::io(&self.path.join(inside), error)
        })
    }

    /// Writes a file, in one step in place of a regular file that is there.
    ///
    /// # Errors
    /// When something else is there, or the system refuses: then it is as it was.
    pub(crate) fn replace(&self, inside: impl AsRef<Path>, bytes: &[u8]) -> Result<()> {
        let inside = inside.as_ref();
        self.is_free_for_file(inside)?;
        let (parent, name) = self.parent(inside)?;
        let scratch = parent.write_scratch(bytes)?;
        parent.rename(&scratch, name).inspect_err(|_| {
            let _ = parent.handle.remove_file(Path::new(&scratch));
        })
    }

    /// Writes a file, in one step in place of one that has these bytes, with its permissions.
    ///
    /// # Errors
    /// When the file has other bytes, is not there, or the system refuses: then it is as it was.
    pub(crate) fn replace_known(
        &self,
        inside: impl AsRef<Path>,
        known: &[u8],
        bytes: &[u8],
    ) -> Result<()> {
        let inside = inside.as_ref();
        let (parent, name) = self.parent(inside)?;
        let (name, path) = (Path::new(name), self.path.join(inside));
        let metadata = parent.known(name, known)?;
        let scratch = parent.write_scratch(bytes)?;
        let forget = || {
            let _ = parent.handle.remove_file(Path::new(&scratch));
        };
        let prepared = parent.handle.read(Path::new(&scratch)).and_then(|file| {
            file.set_permissions(metadata.permissions())?;
            // What takes the place of the only copy is on the disk before.
            file.sync_all()
        });
        if let Err(error) = prepared {
            forget();
            return Err(DiskError::io(&path, error));
        }
        if parent.exchange(&scratch, name) {
            // What somebody has written in the meantime is what was taken out.
            let known = parent.known(Path::new(&scratch), known);
            if known.is_err() && parent.exchange(&scratch, name) {
                forget();
                return Err(DiskError::Changed { path });
            }
            known.map(|_| forget())
        } else {
            parent.rename(&scratch, name).inspect_err(|_| forget())
        }
    }

    /// Removes a file that has these bytes.
    ///
    /// # Errors
    /// As for [`Folder::replace_known`].
    pub(crate) fn remove_known(&self, inside: impl AsRef<Path>, known: &[u8]) -> Result<()> {
        self.known(inside.as_ref(), known)?;
        self.remove_file(inside)
    }

    /// What the system says about a file, when it has these bytes.
    ///
    /// # Errors
    /// When it has others, or cannot be read.
    pub(crate) fn known(&self, inside: &Path, known: &[u8]) -> Result<Metadata> {
        let (file, metadata) = self.open_file(inside)?;
        let path = self.path.join(inside);
        match read_opened(&file, &metadata, known.len() as u64, &path) {
            Ok(bytes) if bytes == known => Ok(metadata),
            Ok(_) | Err(DiskError::TooLarge { .. }) => Err(DiskError::Changed { path }),
            Err(error) => Err(error),
        }
    }

    /// Gives a file that has these bytes another path, at which nothing is. What holds it there is there already.
    ///
    /// # Errors
    /// When it has other bytes, something is at the other path, or the system refuses: then it is where it was.
    pub(crate) fn rename_known(&self, from: &Path, to: &Path, known: &[u8]) -> Result<()> {
        self.known(from, known)?;
        if self.kind(to)?.is_some() {
            let exists = io::ErrorKind::AlreadyExists.into();
            return Err(DiskError::io(&self.path.join(to), exists));
        }
        self.rename(from, to)
    }

    /// Removes a folder in which nothing is left, and those above it; the first `kept` of its path stay, and so does what the system refuses to
    /// remove.
    pub(crate) fn remove_empty_folders(&self, inside: impl AsRef<Path>, kept: usize) {
        let mut folder = inside.as_ref();
        while folder.components().count() > kept
            && self.check(folder).is_ok()
            && self.handle.remove_folder(folder).is_ok()
        {
            folder = folder.parent().unwrap_or(Path::new(""));
        }
    }

    /// Whether a file can be written at a path: nothing is there, or a regular file.
    ///
    /// # Errors
    /// When something else is, also on the way to it.
    pub(crate) fn is_free_for_file(&self, inside: impl AsRef<Path>) -> Result<()> {
        let inside = inside.as_ref();
        match self.kind(inside)? {
            None | Some(PathKind::File) => Ok(()),
            Some(found) => Err(DiskError::Found {
                path: self.path.join(inside),
                found,
                wanted: PathKind::File,
            }),
        }
    }

    /// A new file under a name that nothing has.
    fn write_scratch(&self, bytes: &[u8]) -> Result<String> {
        let process = std::process::id();
        for n in 0_u32.. {
            let name = format!("{SCRATCH}{process}-{n}");
            match self.write_new(&name, bytes) {
                Ok(()) => return Ok(name),
                Err(error) if error.exists_already() => {}
                // Somebody else's, under the name of ours: another one will do.
                Err(DiskError::Found { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Err(DiskError::io(&self.path, io::ErrorKind::AlreadyExists.into()))
    }

    /// Removes a regular file; what is not there is as good as removed.
    ///
    /// # Errors
    /// When something else is there, or the system refuses.
    pub(crate) fn remove_file(&self, inside: impl AsRef<Path>) -> Result<()> {
        let inside = inside.as_ref();
        self.is_free_for_file(inside)?;
        let (parent, name) = self.parent(inside)?;
        let removed = parent.handle.remove_file(Path::new(name));
        if_there(removed.map_err(|error| DiskError::io(&self.path.join(inside), error))).map(drop)
    }

    /// What is in the folder, by name, without what is in its folders.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn list(&self) -> Result<Vec<(OsString, PathKind)>> {
        self.entries(Path::new(""))
    }

    fn entries(&self, inside: &Path) -> Result<Vec<(OsString, PathKind)>> {
        let here = if inside.as_os_str().is_empty() { Path::new(".") } else { inside };
        let mut entries = self
            .handle
            .folder(here)
            .and_then(Handle::into_entries)
            .map_err(|error| self.failed(inside, PathKind::Folder, error))?;
        entries.sort_unstable();
        Ok(entries)
    }

    /// Everything below the folder: a folder before what is in it. Links are listed, not followed.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn walk(&self) -> Result<Vec<FolderEntry>> {
        let mut all = Vec::new();
        let mut waiting = vec![PathBuf::new()];
        while let Some(folder) = waiting.pop() {
            for (name, kind) in self.entries(&folder)? {
                let path = folder.join(name);
                if kind == PathKind::Folder {
                    waiting.push(path.clone());
                }
                all.push(FolderEntry { path, kind });
            }
        }
        Ok(all)
    }

    /// Removes a folder with everything in it; links in it are removed, not followed. What cannot be removed is no reason to leave the rest.
    ///
    /// # Errors
    /// The first thing that could not be removed.
    pub(crate) fn remove_tree(&self, name: impl AsRef<Path>) -> Result<()> {
        let name = name.as_ref();
        self.check(name)?;
        let top = self.folder(name)?;
        let mut first = None;
        let mut folders = vec![PathBuf::new()];
        let mut at = 0;
        while let Some(folder) = folders.get(at).cloned() {
            at += 1;
            let entries = top.entries(&folder).or_else(|error| {
                // Somebody made the folder unreadable: as its owner we may look all the same.
                if top.make_writable(&folder) { top.entries(&folder) } else { Err(error) }
            });
            let entries = entries.unwrap_or_else(|error| {
                first.get_or_insert(error);
                Vec::new()
            });
            for (name, kind) in entries {
                let path = folder.join(name);
                if kind == PathKind::Folder {
                    folders.push(path);
                } else if let Err(error) = top.remove_or_make_writable(&folder, &path) {
                    first.get_or_insert(error);
                }
            }
        }
        for folder in folders.iter().skip(1).rev() {
            let removed = top.handle.remove_folder(folder).or_else(|error| {
                let parent = folder.parent().unwrap_or(Path::new(""));
                if top.make_writable(parent) {
                    top.handle.remove_folder(folder)
                } else {
                    Err(error)
                }
            });
            if let Err(error) = removed {
                first.get_or_insert(DiskError::io(&top.path.join(folder), error));
            }
        }
        match first {
            Some(error) => Err(error),
            None => self
                .handle
                .remove_folder(name)
                .map_err(|error| DiskError::io(&self.path.join(name), error)),
        }
    }

    fn remove_or_make_writable(&self, folder: &Path, path: &Path) -> Result<()> {
        let removed = self.handle.remove_file(path).or_else(|error| {
            if self.make_writable(folder) { self.handle.remove_file(path) } else { Err(error) }
        });
        removed.map_err(|error| DiskError::io(&self.path.join(path), error))
    }

    /// Gives the owner of a folder all rights to it, when that is us and they were missing.
    fn make_writable(&self, inside: &Path) -> bool {
        self.handle.make_writable(inside).unwrap_or(false)
    }

    /// Renames something in it. What has had the new name is replaced, as by `rename(2)`.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<()> {
        let (from, to) = (from.as_ref(), to.as_ref());
        self.check(from)?;
        self.check(to)?;
        self.handle.rename(from, to).map_err(|error| DiskError::io(&self.path.join(to), error))
    }

    /// Exchanges two folders in one step; `false` where the system cannot.
    pub(crate) fn exchange(&self, a: impl AsRef<Path>, b: impl AsRef<Path>) -> bool {
        self.handle.exchange(a.as_ref(), b.as_ref())
    }

    /// Gives a file one more name in another folder. Of a link it is the link that gets it. What holds both is known to be no link.
    ///
    /// # Errors
    /// What the system says, when it has no hard links there perhaps.
    pub(crate) fn link(&self, from: &Path, to: &Self, name: &Path) -> io::Result<()> {
        self.handle.link(from, &to.handle, name)
    }

    /// Copies a regular file to another folder, with its owner, mode and times.
    ///
    /// # Errors
    /// What the system says, when it does not let us.
    pub(crate) fn copy_file(&self, name: &Path, to: &Self) -> io::Result<()> {
        let mut from = self.handle.read(name)?;
        let metadata = from.metadata()?;
        let mut copy = to.handle.create(name)?;
        io::copy(&mut from, &mut copy)?;
        system::resemble(&copy, &metadata)
    }

    /// Makes the link `name`, which the system describes so, in another folder as well.
    ///
    /// # Errors
    /// What the system says, when it does not let us.
    pub(crate) fn copy_link(&self, name: &Path, to: &Self, metadata: &Metadata) -> io::Result<()> {
        to.handle.make_link(name, &self.handle.read_link(name)?)?;
        to.handle.resemble_link(name, metadata)
    }

    /// What the system says about the folder itself.
    ///
    /// # Errors
    /// When it says nothing.
    pub(crate) fn metadata(&self) -> Result<Metadata> {
        self.handle.metadata().map_err(|error| DiskError::io(&self.path, error))
    }

    /// Gives the folder the owner, the mode and the times of another one.
    ///
    /// # Errors
    /// What the system says, when it does not let us.
    pub(crate) fn resemble(&self, other: &Metadata) -> io::Result<()> {
        self.handle.resemble(other)
    }

    /// Has this process be the only one that works in the folder, as long as what is returned lives. `wait` is called when another one
    /// has to be waited for. A lock of the folder itself leaves nothing behind; where folders have none, an empty file of this name does.
    ///
    /// # Errors
    /// When the system refuses. Network drives without locks lock nothing.
    pub(crate) fn lock(&self, name: &OsStr, wait: impl FnOnce()) -> Result<Lock> {
        let own = self.clone();
        let fail = |error| DiskError::io(&self.path, error);
        let file = own.handle.lock_file(Path::new(name)).map_err(fail)?;
        match own.handle.try_lock(file.as_ref()) {
            Ok(true) => {}
            Ok(false) => {
                wait();
                own.handle.lock(file.as_ref()).map_err(fail)?;
            }
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(error) => return Err(fail(error)),
        }
        Ok(Lock { _held: (own, file) })
    }
}

/// What the names of files begin with that are about to take another one's place.
pub(crate) const SCRATCH: &str = ".broschur-tmp-";

/// What is in a file that was opened with [`Folder::open_file`]. `path` is for messages.
///
/// # Errors
/// When there are more than `max` bytes, or it cannot be read.
pub(crate) fn read_opened(
    file: &File,
    metadata: &Metadata,
    max: u64,
    path: &Path,
) -> Result<Vec<u8>> {
    let too_large = || DiskError::TooLarge { path: path.to_path_buf(), max };
    if metadata.len() > max {
        return Err(too_large());
    }
    // One byte more than there should be, so that the end is found without growing.
    let room = usize::try_from(metadata.len()).unwrap_or(usize::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(room).map_err(|_| too_large())?;
    file.take(max.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| DiskError::io(path, error))?;
    if bytes.len() as u64 > max { Err(too_large()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests;
