//! Folders as paths, for systems where they cannot be held open.
//!
//! Entry point: [`Handle`]. Invariant: every part of a path below the folder is looked at before it is used; a link is an error.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::PathKind;

/// A folder, by its path at the end of all links.
#[derive(Debug)]
pub(super) struct Handle(PathBuf);

impl Handle {
    /// Follows links.
    pub(super) fn named(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        if path.is_dir() { Ok(Self(path)) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// The whole path of something, when no part of it is a link. The last part need not be there.
    fn checked(&self, path: &Path) -> io::Result<PathBuf> {
        let mut whole = self.0.clone();
        let last = path.components().count();
        for (n, part) in path.components().enumerate() {
            whole.push(part);
            match fs::symlink_metadata(&whole) {
                Ok(metadata) if metadata.file_type().is_symlink() => {
                    return Err(io::Error::other("a link"));
                }
                Err(error) if n + 1 < last => return Err(error),
                _ => {}
            }
        }
        Ok(whole)
    }

    pub(super) fn folder(&self, path: &Path) -> io::Result<Self> {
        let whole = self.checked(path)?;
        if fs::symlink_metadata(&whole)?.is_dir() {
            Ok(Self(whole))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    pub(super) fn read(&self, path: &Path) -> io::Result<File> {
        let whole = self.checked(path)?;
        // Opening a pipe would wait for somebody who writes to it.
        if !fs::symlink_metadata(&whole)?.is_file() {
            return Err(io::Error::other("no regular file"));
        }
        File::open(whole)
    }

    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(self.checked(path)?)
    }

    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(self.checked(path)?)
    }

    pub(super) fn kind(&self, path: &Path) -> io::Result<PathKind> {
        Ok(fs::symlink_metadata(self.0.join(path))?.file_type().into())
    }

    pub(super) fn into_entries(self) -> io::Result<Vec<(OsString, PathKind)>> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok((entry.file_name(), entry.file_type()?.into()))
        };
        fs::read_dir(&self.0)?.map(entry).collect()
    }

    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        let whole = self.0.join(path);
        // A link to a folder is removed as a folder on Windows.
        fs::remove_file(&whole).or_else(|error| {
            let is_link = fs::symlink_metadata(&whole).is_ok_and(|it| it.file_type().is_symlink());
            if is_link { fs::remove_dir(&whole) } else { Err(error) }
        })
    }

    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(self.0.join(path))
    }

    pub(super) fn make_writable(&self, _: &Path) -> io::Result<bool> {
        Ok(false)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    pub(super) fn exchange(&self, _: &Path, _: &Path) -> bool {
        false
    }

    pub(super) fn link(&self, from: &Path, to: &Self, name: &Path) -> io::Result<()> {
        fs::hard_link(self.0.join(from), to.0.join(name))
    }

    pub(super) fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(self.0.join(path))
    }

    pub(super) fn make_link(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn resemble_link(&self, _: &Path, _: &Metadata) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn metadata(&self) -> io::Result<Metadata> {
        fs::symlink_metadata(&self.0)
    }

    /// Folders cannot be opened here to be given times; owners are inherited.
    pub(super) fn resemble(&self, other: &Metadata) -> io::Result<()> {
        fs::set_permissions(&self.0, other.permissions())
    }

    pub(super) fn lock_file(&self, name: &Path) -> io::Result<Option<File>> {
        let path = self.checked(name)?;
        OpenOptions::new().write(true).create(true).truncate(false).open(path).map(Some)
    }

    /// Whether the file could be locked at once.
    pub(super) fn try_lock(&self, file: Option<&File>) -> io::Result<bool> {
        match file.map(File::try_lock) {
            None | Some(Ok(())) => Ok(true),
            Some(Err(fs::TryLockError::WouldBlock)) => Ok(false),
            Some(Err(fs::TryLockError::Error(error))) => Err(error),
        }
    }

    pub(super) fn lock(&self, file: Option<&File>) -> io::Result<()> {
        file.map_or(Ok(()), File::lock)
    }
}

/// Gives a file that is open the mode and the times of another one.
#[cfg(not(unix))]
pub(super) fn resemble(file: &File, other: &Metadata) -> io::Result<()> {
    file.set_permissions(other.permissions())?;
    let times = fs::FileTimes::new().set_modified(other.modified()?);
    file.set_times(times)
}
