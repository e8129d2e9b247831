//! Where a command writes, whether it may, and what is said when it cannot.

use std::path::{Path, PathBuf};

use super::{Run, Status};
use crate::cache;
use crate::disk::{self, DiskError, PathKind, TrustedFolder};
use crate::publish::PublishError;
use crate::source::INPUT_FOLDERS;

impl Run {
    /// The folder for outputs that is named on the command line, else one of the site; an absolute path stays what it is.
    ///
    /// # Errors
    /// As [`Run::writable`].
    pub(super) fn out(&self, named: Option<&Path>, usual: &str) -> Result<TrustedFolder, Status> {
        self.writable(match named {
            Some(out) => TrustedFolder::named(&self.root.join(out)),
            None => TrustedFolder::below(&self.root, usual),
        })
    }

    /// A folder that outputs may go to.
    ///
    /// # Errors
    /// When it is a file, holds the site, or lies among its sources, also by way of links: that is no folder for outputs.
    pub(super) fn writable(&self, place: TrustedFolder) -> Result<TrustedFolder, Status> {
        let path = place.path();
        if disk::is_within(&self.root, &path) {
            self.say("cli-holds-content", &[("folder", &path.display())]);
            return Err(Status::Usage);
        }
        let sources = INPUT_FOLDERS.iter().chain([&cache::FOLDER]).map(|room| self.root.join(room));
        let within = |room: &PathBuf| disk::is_within(&path, room);
        if let Some(room) = { sources }.find(within) {
            self.say(
                "cli-out-inside",
                &[("folder", &path.display()), ("sources", &room.display())],
            );
            return Err(Status::Usage);
        }
        if disk::kind_named(&path) == Some(PathKind::File) {
            self.say("cli-out-is-file", &[("path", &path.display())]);
            return Err(Status::Usage);
        }
        Ok(place)
    }

    /// What is in the way of reading something.
    pub(super) fn unreadable(&self, error: &DiskError) -> Status {
        self.disk_error("cli-read-error", error)
    }

    /// What is in the way of writing something.
    pub(super) fn unwritable(&self, error: &DiskError) -> Status {
        self.disk_error("cli-write-error", error)
    }

    fn disk_error(&self, refused: &str, error: &DiskError) -> Status {
        let path = error.path().display();
        match error {
            DiskError::Found { found, .. } => {
                let id = match found {
                    PathKind::Link => "cli-disk-link",
                    PathKind::Special => "cli-disk-special",
                    PathKind::Folder => "cli-disk-folder",
                    PathKind::File => "cli-disk-file",
                };
                self.say(id, &[("path", &path)]);
            }
            DiskError::TooLarge { max, .. } => {
                self.say("cli-disk-large", &[("path", &path), ("max", &(max / 1024 / 1024))]);
            }
            DiskError::Changed { .. } => self.say("cli-disk-changed", &[("path", &path)]),
            DiskError::Outside { .. } => self.say("cli-disk-outside", &[("path", &path)]),
            DiskError::Io { source, .. } => {
                self.say(refused, &[("path", &path), ("reason", source)]);
            }
        }
        Status::Environment
    }

    /// Why nothing was published.
    pub(super) fn publish_error(&self, error: &PublishError) -> Status {
        match error {
            PublishError::Foreign { folder, files, count } => {
                self.say(
                    "cli-foreign-files",
                    &[
                        ("folder", &folder.display()),
                        ("count", count),
                        ("files", &files.join(", ")),
                    ],
                );
                Status::Usage
            }
            PublishError::Damaged { manifest, count } => {
                let folder = manifest.parent().unwrap_or(manifest);
                self.say(
                    "cli-damaged-manifest",
                    &[
                        ("path", &manifest.display()),
                        ("count", count),
                        ("folder", &folder.display()),
                    ],
                );
                Status::Environment
            }
            PublishError::MountPoint { folder } => {
                self.say("cli-mount-point", &[("folder", &folder.display())]);
                Status::Environment
            }
            PublishError::HoldsContent { folder } => {
                self.say("cli-holds-content", &[("folder", &folder.display())]);
                Status::Usage
            }
            PublishError::Unkept { path, owner, source } => {
                let owner = owner.map_or_else(|| "?".to_owned(), |owner| owner.to_string());
                self.say(
                    "cli-unkept",
                    &[("path", &path.display()), ("owner", &owner), ("reason", source)],
                );
                Status::Environment
            }
            PublishError::KeptAndMade { path } => {
                self.say("cli-kept-and-made", &[("path", &path.display())]);
                Status::Usage
            }
            PublishError::Path { path, problem } => {
                self.say(
                    "cli-path-refused",
                    &[("path", &path.escape_debug()), ("problem", problem)],
                );
                Status::Environment
            }
            PublishError::Disk(error) => self.unwritable(error),
        }
    }

    /// Says what a build has left behind because the system did not let it be cleared away.
    pub(super) fn left(&self, left: &[PathBuf]) {
        for path in left {
            self.say("cli-left", &[("path", &path.display())]);
        }
    }

    /// Says that another build has to be waited for.
    pub(super) fn waits(&self, place: &TrustedFolder) {
        if !self.quiet {
            self.say("cli-waits", &[("path", &place.path().display())]);
        }
    }
}
