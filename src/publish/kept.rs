//! What belongs to somebody else in the folder of a site, and goes with every new one.
//!
//! Entry points: [`Kept::carry`], [`Kept::refuse_taken`]. Invariant: it arrives with the owner, mode and times that it had, or the publication is refused before the sites are
//! exchanged. Links are carried over as links.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use super::{Manifest, OutputSet, PublishError, holds, is_kept, written};
use crate::disk::{DiskError, Folder, FolderEntry, PathKind};

/// Files and folders that are kept, by path with `/` between parts.
#[derive(Default)]
pub(super) struct Kept {
    entries: BTreeMap<String, FolderEntry>,
    /// Folders on the way to them, which may be ours.
    holders: BTreeMap<String, FolderEntry>,
}

impl Kept {
    /// Something that is to be kept.
    pub(super) fn add(&mut self, path: String, entry: FolderEntry) {
        self.entries.insert(path, entry);
    }

    /// A folder that may hold something that is to be kept.
    pub(super) fn add_holder(&mut self, path: String, entry: FolderEntry) {
        self.holders.insert(path, entry);
    }

    /// Forgets folders in which nothing is kept.
    pub(super) fn forget_idle_holders(&mut self) {
        let Self { entries, holders } = self;
        holders.retain(|path, _| has_below(entries, path));
    }

    /// Whether something at a path is to be kept.
    pub(super) fn has(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// Refuses to write what would take the place of something that is kept. A file that the last build wrote there is ours.
    pub(super) fn refuse_taken(
        &self,
        outputs: &OutputSet,
        old: &Manifest,
        site: Option<&Folder>,
    ) -> Result<(), PublishError> {
        let Some(site) = site else { return Ok(()) };
        for (path, entry) in &self.entries {
            let is_ours = entry.kind == PathKind::File && old.files.contains_key(path);
            let is_same = |contents| entry.kind == PathKind::File && holds(site, path, contents);
            let is_taken = match outputs.get(path) {
                Some(contents) => !is_ours && !is_same(contents),
                None => entry.kind != PathKind::Folder && !is_ours && outputs.has_below(path),
            };
            if is_taken {
                return Err(PublishError::KeptAndMade { path: site.path().join(&entry.path) });
            }
        }
        Ok(())
    }

    /// Carries everything over into the next site.
    pub(super) fn carry(
        &self,
        site: &Folder,
        next: &Folder,
        manifest: &Manifest,
    ) -> Result<(), PublishError> {
        let device = Device::of(&site.metadata()?);
        // A folder comes before what is in it.
        let all: BTreeMap<&String, &FolderEntry> =
            self.entries.iter().chain(self.holders.iter()).collect();
        let mut folders = Vec::new();
        for (path, entry) in all {
            if entry.kind != PathKind::Folder {
                if !manifest.files.contains_key(path) {
                    carry_file(site, next, entry)?;
                }
                continue;
            }
            match next.make_folder(&entry.path) {
                Err(error) if !error.exists_already() => return Err(error.into()),
                _ => {}
            }
            // A folder on the way in which the site has files is ours.
            if self.entries.contains_key(path) || !has_below(&manifest.files, path) {
                folders.push(entry);
            }
        }
        // The deepest first, and after everything is in them: what is put into a folder changes its times, and it may not be writable.
        for entry in folders.into_iter().rev() {
            let old = site.folder(&entry.path)?.metadata()?;
            let unkept = |source| unkept(&site.path().join(&entry.path), Some(&old), source);
            if Device::of(&old) != device {
                return Err(unkept(io::ErrorKind::CrossesDevices.into()));
            }
            next.folder(&entry.path)?.resemble(&old).map_err(unkept)?;
        }
        Ok(())
    }
}

/// Whether something lies below a folder.
fn has_below<T>(paths: &BTreeMap<String, T>, folder: &str) -> bool {
    let below = format!("{folder}/");
    paths.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below))
}

/// What a file system is called, where the system tells.
#[derive(PartialEq, Eq)]
struct Device(u64);

impl Device {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        Self(std::os::unix::fs::MetadataExt::dev(metadata))
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self(0)
    }
}

#[cfg(unix)]
fn owner_of(metadata: &Metadata) -> Option<u32> {
    Some(std::os::unix::fs::MetadataExt::uid(metadata))
}

#[cfg(not(unix))]
fn owner_of(_: &Metadata) -> Option<u32> {
    None
}

fn unkept(path: &Path, metadata: Option<&Metadata>, source: io::Error) -> PublishError {
    let owner = metadata.and_then(owner_of);
    PublishError::Unkept { path: path.to_path_buf(), owner, source }
}

/// What it means that a folder of the site cannot be looked into.
pub(super) fn unreadable(site: &Folder, keep: &[String], error: DiskError) -> PublishError {
    match error {
        DiskError::Io { path, source }
            if path.strip_prefix(site.path()).is_ok_and(|it| is_kept(&written(it), keep)) =>
        {
            let metadata = crate::disk::metadata_of(site, &path);
            unkept(&path, metadata.as_ref(), source)
        }
        error => error.into(),
    }
}

/// One more name for the same file where the system can, else a copy that is the same.
fn carry_file(site: &Folder, next: &Folder, entry: &FolderEntry) -> Result<(), PublishError> {
    let (from, name) = site.parent(&entry.path)?;
    let (to, _) = next.parent(&entry.path)?;
    let name = Path::new(name);
    let Err(refused) = from.link(name, &to, name) else { return Ok(()) };
    let path: PathBuf = site.path().join(&entry.path);
    // A file that is mounted cannot be taken away afterwards.
    let is_mounted = refused.kind() == io::ErrorKind::CrossesDevices;
    let metadata = crate::disk::metadata_of(site, &path);
    let copied = match (entry.kind, &metadata) {
        (PathKind::File, _) if !is_mounted => from.copy_file(name, &to),
        (PathKind::Link, Some(metadata)) if !is_mounted => from.copy_link(name, &to, metadata),
        _ => Err(refused),
    };
    copied.map_err(|error| unkept(&path, metadata.as_ref(), error))
}
