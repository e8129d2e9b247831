//! Folders as file descriptors.
//!
//! Entry point: [`Handle`]. Invariant: paths are relative to a descriptor; the last part of a path is never followed, and where [`Handle::open`]
//! resolves one, no other part is either.

use std::ffi::{OsStr, OsString};
use std::fs::{File, FileTimes, Metadata};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::{self, AtFlags, Dir, FileType, FlockOperation, Mode, OFlags};
use rustix::io::Errno;

use super::PathKind;

/// A folder that is open.
#[derive(Debug)]
pub(super) struct Handle(OwnedFd);

impl From<FileType> for PathKind {
    fn from(file_type: FileType) -> Self {
        match file_type {
            FileType::RegularFile => Self::File,
            FileType::Directory => Self::Folder,
            FileType::Symlink => Self::Link,
            _ => Self::Special,
        }
    }
}

fn folder_flags() -> OFlags {
    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC
}

impl Handle {
    /// Follows links.
    pub(super) fn named(path: &Path) -> io::Result<Self> {
        Ok(Self(fs::open(path, folder_flags(), Mode::empty())?))
    }

    /// Opens what is at a path without following any link.
    fn open(&self, path: &Path, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        #[cfg(target_os = "linux")]
        {
            use fs::ResolveFlags as Resolve;
            let resolve = Resolve::BENEATH | Resolve::NO_SYMLINKS | Resolve::NO_MAGICLINKS;
            match fs::openat2(&self.0, path, flags, mode, resolve) {
                // Old kernels do not have it, containers may forbid it, and renaming nearby may disturb it.
                Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => {}
                opened => return Ok(opened?),
            }
        }
        self.open_step_by_step(path, flags, mode)
    }

    /// The same, from folder to folder.
    pub(super) fn open_step_by_step(
        &self,
        path: &Path,
        flags: OFlags,
        mode: Mode,
    ) -> io::Result<OwnedFd> {
        let Some(name) = path.file_name() else {
            return Ok(fs::openat(&self.0, path, flags, mode)?);
        };
        let mut folder: Option<OwnedFd> = None;
        for part in path.parent().into_iter().flat_map(Path::components) {
            let flags = folder_flags() | OFlags::NOFOLLOW;
            let from = folder.as_ref().unwrap_or(&self.0);
            folder = Some(fs::openat(from, part.as_os_str(), flags, Mode::empty())?);
        }
        Ok(fs::openat(folder.as_ref().unwrap_or(&self.0), name, flags, mode)?)
    }

    pub(super) fn folder(&self, path: &Path) -> io::Result<Self> {
        self.open(path, folder_flags(), Mode::empty()).map(Self)
    }

    /// Opens for reading, without waiting for whoever writes to a pipe.
    pub(super) fn read(&self, path: &Path) -> io::Result<File> {
        self.open(path, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY, Mode::empty())
            .map(File::from)
    }

    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        self.open(path, flags, Mode::from_raw_mode(0o666)).map(File::from)
    }

    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        Ok(fs::mkdirat(&self.0, path, Mode::from_raw_mode(0o777))?)
    }

    pub(super) fn kind(&self, path: &Path) -> io::Result<PathKind> {
        let stat = fs::statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(FileType::from_raw_mode(stat.st_mode).into())
    }

    pub(super) fn into_entries(self) -> io::Result<Vec<(OsString, PathKind)>> {
        let mut entries = Vec::new();
        let mut dir = Dir::new(self.0)?;
        while let Some(entry) = dir.next() {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name == b"." || name == b".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not tell.
                FileType::Unknown => {
                    let fd = dir.fd()?;
                    match fs::statat(fd, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
                        Ok(stat) => FileType::from_raw_mode(stat.st_mode).into(),
                        Err(Errno::NOENT) => continue,
                        Err(error) => return Err(error.into()),
                    }
                }
                known => known.into(),
            };
            entries.push((OsStr::from_bytes(name).to_owned(), kind));
        }
        Ok(entries)
    }

    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        Ok(fs::unlinkat(&self.0, path, AtFlags::empty())?)
    }

    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        Ok(fs::unlinkat(&self.0, path, AtFlags::REMOVEDIR)?)
    }

    pub(super) fn make_writable(&self, path: &Path) -> io::Result<bool> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let mode = fs::statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW)?.st_mode;
        if FileType::from_raw_mode(mode) != FileType::Directory || mode & 0o700 == 0o700 {
            return Ok(false);
        }
        // Refused unless the folder is ours.
        fs::chmodat(&self.0, path, Mode::from_raw_mode((mode & 0o7777) | 0o700), AtFlags::empty())?;
        Ok(true)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Ok(fs::renameat(&self.0, from, &self.0, to)?)
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub(super) fn exchange(&self, a: &Path, b: &Path) -> bool {
        fs::renameat_with(&self.0, a, &self.0, b, fs::RenameFlags::EXCHANGE).is_ok()
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    pub(super) fn exchange(&self, _: &Path, _: &Path) -> bool {
        false
    }

    pub(super) fn link(&self, from: &Path, to: &Self, name: &Path) -> io::Result<()> {
        Ok(fs::linkat(&self.0, from, &to.0, name, AtFlags::empty())?)
    }

    pub(super) fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        let target = fs::readlinkat(&self.0, path, Vec::new())?;
        Ok(PathBuf::from(OsStr::from_bytes(target.to_bytes())))
    }

    pub(super) fn make_link(&self, path: &Path, target: &Path) -> io::Result<()> {
        Ok(fs::symlinkat(target, &self.0, path)?)
    }

    /// Gives a link the owner and the times of another one; links have no mode.
    pub(super) fn resemble_link(&self, path: &Path, other: &Metadata) -> io::Result<()> {
        let stat = fs::statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW)?;
        if (stat.st_uid, stat.st_gid) != (other.uid(), other.gid()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let time = |tv_sec, tv_nsec: i64| fs::Timespec { tv_sec, tv_nsec: tv_nsec as _ };
        let times = fs::Timestamps {
            last_access: time(other.atime(), other.atime_nsec()),
            last_modification: time(other.mtime(), other.mtime_nsec()),
        };
        Ok(fs::utimensat(&self.0, path, &times, AtFlags::SYMLINK_NOFOLLOW)?)
    }

    fn as_file(&self) -> io::Result<File> {
        Ok(File::from(self.0.try_clone()?))
    }

    pub(super) fn metadata(&self) -> io::Result<Metadata> {
        self.as_file()?.metadata()
    }

    pub(super) fn resemble(&self, other: &Metadata) -> io::Result<()> {
        let folder = self.as_file()?;
        resemble(&folder, other)
    }

    /// Folders have locks of their own.
    pub(super) fn lock_file(&self, _: &Path) -> io::Result<Option<File>> {
        Ok(None)
    }

    /// Whether the folder could be locked at once.
    pub(super) fn try_lock(&self, _: Option<&File>) -> io::Result<bool> {
        match fs::flock(&self.0, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn lock(&self, _: Option<&File>) -> io::Result<()> {
        loop {
            match fs::flock(&self.0, FlockOperation::LockExclusive) {
                Err(Errno::INTR) => {}
                locked => return Ok(locked?),
            }
        }
    }
}

/// Gives a file that is open the owner, the mode and the times of another one: in this order, since each clears something of the next.
pub(super) fn resemble(file: &File, other: &Metadata) -> io::Result<()> {
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (other.uid(), other.gid()) {
        fchown(file, Some(other.uid()), Some(other.gid()))?;
    }
    file.set_permissions(std::fs::Permissions::from_mode(other.mode() & 0o7777))?;
    let times = FileTimes::new().set_modified(other.modified()?);
    let times = other.accessed().map_or(times, |accessed| times.set_accessed(accessed));
    file.set_times(times)
}
