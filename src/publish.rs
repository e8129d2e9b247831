//! From a set of outputs to a folder on disk.
//!
//! Entry points: [`publish`], and [`publish_part`] for some files of a site. Invariant: the folder holds the old site or
//! the new one, whole; nothing is deleted that a build did not write itself; files that broschur does not know make it refuse; no link is
//! followed below the [`TrustedFolder`] that is published to, and no path leads out of it.
//!
//! Nothing is touched when nothing changed. Else the new site is prepared beside the old one; unchanged files are hard
//! links to the old ones. Then both folders are exchanged in one step where the system can (Linux: `renameat2` with
//! `RENAME_EXCHANGE`; macOS: `renameatx_np` with `RENAME_SWAP`), else by two renames that the next run completes. Which files are ours is written in
//! `manifest.json`, which is published with them.

mod gate;
mod kept;
mod outputs;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::disk::{DiskError, Folder, PathKind, TrustedFolder};
use crate::plan::Permalinks;
use crate::tracking::Fingerprint;

pub(crate) use gate::PathProblem;
use kept::Kept;
pub use outputs::OutputSet;
pub(crate) use outputs::{Contents, Scratch};
use places::Places;

/// The file that lists what a build wrote.
pub const MANIFEST: &str = "manifest.json";
/// The largest list of files that is read, in bytes: some million files.
const MAX_MANIFEST_BYTES: u64 = 256 * 1024 * 1024;
/// The largest published file whose digest is taken, in bytes.
const MAX_PUBLISHED_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// The list of published files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// What wrote it.
    pub(crate) generator: String,
    /// The next day on which the same content may make other files (`2027-03-21`): until then there is no need to build again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) next_change: Option<String>,
    /// Path → SHA-256 in hexadecimal digits.
    pub(crate) files: BTreeMap<String, String>,
    /// The addresses that the last build has promised.
    #[serde(default)]
    pub(crate) addresses: Permalinks,
}

/// What a folder says about what was published there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Listing {
    /// Nothing.
    Missing,
    /// There is a list, but it cannot be read.
    Damaged,
    /// What it lists.
    Of(Box<Manifest>),
}

impl Manifest {
    /// The list of `outputs`.
    ///
    /// # Errors
    /// When what was made cannot be read any more.
    pub(crate) fn of(outputs: &OutputSet) -> io::Result<Self> {
        let digest = |(path, contents): (&str, &Contents)| {
            contents.bytes().map(|bytes| (path.to_owned(), digest(&bytes)))
        };
        let digests: Vec<(String, String)> =
            outputs.par_iter().map(digest).collect::<io::Result<_>>()?;
        Ok(Self {
            generator: concat!("broschur ", env!("CARGO_PKG_VERSION")).to_owned(),
            next_change: outputs.next_change.map(|day| day.to_string()),
            files: digests.into_iter().collect(),
            addresses: Permalinks::default(),
        })
    }

    /// The list of what was published last in a folder.
    ///
    /// # Errors
    /// When something else than a file is there, a link perhaps, or it may not be read.
    pub(crate) fn in_folder(place: &TrustedFolder) -> Result<Listing, DiskError> {
        match place.open()? {
            Some(site) => Self::in_opened(&site),
            None => Ok(Listing::Missing),
        }
    }

    fn in_opened(site: &Folder) -> Result<Listing, DiskError> {
        match site.read(MANIFEST, MAX_MANIFEST_BYTES) {
            Ok(bytes) => Ok(match Self::parse(&bytes) {
                Some(manifest) => Listing::Of(Box::new(manifest)),
                None => Listing::Damaged,
            }),
            Err(error) if error.is_missing() => Ok(Listing::Missing),
            Err(error) => Err(error),
        }
    }

    /// The list that a file holds; `None` when it is none.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// How many files the site in a folder has, and the hash of its manifest, when every file is there as the manifest has it and
/// nothing is there that is neither in the manifest nor in `keep`, nor beside the folder what a killed run left behind.
pub(crate) fn intact(place: &TrustedFolder, keep: &[String]) -> Option<(usize, Fingerprint)> {
    let site = place.open().ok()??;
    if !Places::new(place).ok()?.are_clear() {
        return None;
    }
    let text = site.read(MANIFEST, MAX_MANIFEST_BYTES).ok()?;
    let manifest = Manifest::parse(&text)?;
    let is_known = |(path, kind): (&String, &PathKind)| {
        is_kept(path, keep)
            || (*kind == PathKind::File && (path == MANIFEST || manifest.files.contains_key(path)))
    };
    let all_known = Present::of(&site, keep).ok()?.files.iter().all(is_known);
    let same = |(path, sum): (&String, &String)| {
        site.open_file(path).is_ok_and(|(file, _)| digest_of(file).is_ok_and(|own| own == *sum))
    };
    (all_known && manifest.files.par_iter().all(same))
        .then(|| (manifest.files.len() + 1, Fingerprint::of(&text)))
}

/// Where something is published, and how.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// The folder of the site.
    pub(crate) place: &'a TrustedFolder,
    /// Files and folders, relative to it, that belong to somebody else and are carried over.
    pub(crate) keep: &'a [String],
    /// Is called when another build has to be waited for, once.
    pub(crate) on_wait: &'a (dyn Fn() + Sync),
}

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Published {
    /// Files of the new site, the manifest among them.
    pub(crate) files: usize,
    /// Of these: new or with other bytes than before.
    pub(crate) written: usize,
    /// Files of the old site that the new one does not have.
    pub(crate) removed: usize,
    /// That of the manifest.
    pub(crate) manifest: Fingerprint,
    /// The next day on which the same content may make other files, when there is one.
    pub(crate) next_change: Option<jiff::civil::Date>,
    /// What could not be cleared away of this run or an earlier one: the next one tries again.
    pub(crate) left: Vec<PathBuf>,
}

/// Why a site could not be published. The old one is still there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// There are files in the folder that broschur did not write.
    #[error("foreign files in {}", folder.display())]
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// The first few of them, relative to the folder.
        files: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// The list of the files that broschur wrote cannot be read, and some files differ from what would be written.
    #[error("{} is damaged", manifest.display())]
    Damaged {
        /// The list.
        manifest: PathBuf,
        /// How many files there are of which nobody knows whose they are.
        count: usize,
    },
    /// The folder cannot be exchanged: something is mounted there.
    #[error("{} is a mount point", folder.display())]
    MountPoint {
        /// The output folder.
        folder: PathBuf,
    },
    /// The folder would hold the content it is made from.
    #[error("{} holds the content", folder.display())]
    HoldsContent {
        /// The output folder.
        folder: PathBuf,
    },
    /// Something that is to be kept cannot be carried over as it is.
    #[error("{} cannot be kept unchanged: {source}", path.display())]
    Unkept {
        /// The file or folder.
        path: PathBuf,
        /// The number of the user whose it is, where the system has such numbers.
        owner: Option<u32>,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Something is to be kept at a path at which the site has something else.
    #[error("{} is to be kept, and to be written", path.display())]
    KeptAndMade {
        /// The file or folder.
        path: PathBuf,
    },
    /// The path of an output that is never written to. A mistake of broschur's own: content is judged before.
    #[error("{path:?} is no path for a file: {problem}")]
    Path {
        /// The path, relative to the folder.
        path: String,
        /// What is wrong with it.
        problem: PathProblem,
    },
    /// Something is in the way, or the system said no.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Puts `outputs` in place of what the last build left in a folder. Without `permalinks` those of the last build hold on, for the next one
/// to be compared with.
///
/// # Errors
/// When the folder holds foreign files, or the system refuses. Then the old site is untouched.
pub(crate) fn publish(
    outputs: &OutputSet,
    permalinks: Option<&Permalinks>,
    target: Target<'_>,
) -> Result<Published, PublishError> {
    exchange(outputs, permalinks, target, Extent::Whole)
}

/// Puts `outputs` among what the last build left in a folder: files that are not in `outputs` stay as they are.
///
/// # Errors
/// As [`publish`].
pub(crate) fn publish_part(
    outputs: &OutputSet,
    target: Target<'_>,
) -> Result<Published, PublishError> {
    exchange(outputs, None, target, Extent::SiteScope)
}

/// How much of a site is published.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it: what the last build wrote beside it goes.
    Whole,
    /// Some of its files: what the last build wrote beside them stays.
    SiteScope,
}

fn exchange(
    outputs: &OutputSet,
    permalinks: Option<&Permalinks>,
    target: Target<'_>,
    extent: Extent,
) -> Result<Published, PublishError> {
    pass_gate(outputs.paths())?;
    let mut places = Places::new(target.place)?;
    let _alone = places.lock(target.on_wait)?;
    places.recover()?;
    let site = places.site()?;
    let present = match &site {
        Some(site) => Present::of(site, target.keep)?,
        None => Present::default(),
    };
    let old = last_manifest(site.as_ref(), outputs, &present, extent)?;
    present.refuse_foreign(&old, &places.site_path())?;
    present.kept.refuse_taken(outputs, &old, site.as_ref())?;
    let staying: BTreeSet<&str> = match extent {
        Extent::Whole => BTreeSet::new(),
        Extent::SiteScope => {
            let stays = |path: &&str| present.has(path) && !outputs.contains(path);
            old.files.keys().map(String::as_str).filter(stays).collect()
        }
    };
    let mut manifest =
        Manifest::of(outputs).map_err(|error| DiskError::io(&places.site_path(), error))?;
    let known = old.files.iter().filter(|(path, _)| staying.contains(path.as_str()));
    manifest.files.extend(known.map(|(path, digest)| (path.clone(), digest.clone())));
    if extent == Extent::SiteScope {
        pass_gate(manifest.files.keys().map(String::as_str))?;
    }
    manifest.addresses = permalinks.cloned().unwrap_or_else(|| old.addresses.clone());
    let mut manifest_text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    manifest_text.push('\n');
    let is_gone = |path: &&String| !manifest.files.contains_key(*path) && present.has(path);
    let removed = old.files.keys().filter(is_gone).count();
    let holds = |path: &str, contents: &Contents| {
        site.as_ref().is_some_and(|site| holds(site, path, contents))
    };
    let mut changed: BTreeSet<&str> = outputs
        .par_iter()
        .filter(|(path, contents)| !holds(path, contents))
        .map(|(path, _)| path)
        .collect();
    let listing = Contents::plain(manifest_text.as_bytes().into());
    if !holds(MANIFEST, &listing) {
        changed.insert(MANIFEST);
    }
    let mut published = Published {
        files: manifest.files.len() + 1,
        written: changed.len(),
        removed,
        manifest: Fingerprint::of(manifest_text.as_bytes()),
        next_change: outputs.next_change,
        left: Vec::new(),
    };
    if published.written > 0 || removed > 0 {
        let next = Next { outputs, listing: &listing, changed: &changed, staying: &staying };
        let done = places
            .begin()
            .and_then(|folder| next.prepare(&folder, site.as_ref(), &present.kept, &manifest))
            .and_then(|()| places.exchange());
        if done.is_err() {
            // On a full disk, half a site would keep everybody else from writing.
            places.give_up();
        }
        done?;
    }
    published.left = places.left();
    Ok(published)
}

fn pass_gate<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    // The manifest stands among the outputs, where it belongs by its name.
    let mut all: Vec<&str> = paths.chain([MANIFEST]).collect();
    all.sort_unstable();
    gate::check(all.into_iter()).map_err(|(path, problem)| PublishError::Path { path, problem })
}

/// What the last build says that it wrote. When that cannot be read, but every file that is there is one that is now to be written, nobody's
/// file is lost by taking them for ours.
fn last_manifest(
    site: Option<&Folder>,
    outputs: &OutputSet,
    present: &Present,
    extent: Extent,
) -> Result<Manifest, PublishError> {
    let Some(site) = site else { return Ok(Manifest::default()) };
    match Manifest::in_opened(site)? {
        Listing::Missing => Ok(Manifest::default()),
        Listing::Of(manifest) => Ok(*manifest),
        Listing::Damaged => {
            let is_new = |path: &str| {
                extent == Extent::Whole
                    && outputs.get(path).is_some_and(|contents| holds(site, path, contents))
            };
            let others = present.others();
            let count = others.iter().filter(|path| !is_new(path)).count();
            if count > 0 {
                let manifest = site.path().join(MANIFEST);
                return Err(PublishError::Damaged { manifest, count });
            }
            let files = others.into_iter().map(|path| (path.to_owned(), String::new()));
            Ok(Manifest { files: files.collect(), ..Manifest::default() })
        }
    }
}

/// Everything that is in the folder of a site.
#[derive(Default)]
struct Present {
    /// All but folders, by path with `/` between parts.
    files: BTreeMap<String, PathKind>,
    kept: Kept,
}

impl Present {
    fn of(site: &Folder, keep: &[String]) -> Result<Self, PublishError> {
        let mut present = Self::default();
        let entries = site.walk().map_err(|error| kept::unreadable(site, keep, error))?;
        for entry in entries {
            let path = written(&entry.path);
            let is_kept = is_kept(&path, keep);
            if entry.kind != PathKind::Folder {
                present.files.insert(path.clone(), entry.kind);
            }
            if is_kept {
                present.kept.add(path, entry);
            } else if entry.kind == PathKind::Folder && holds_kept(&path, keep) {
                present.kept.add_holder(path, entry);
            }
        }
        present.kept.forget_idle_holders();
        Ok(present)
    }

    /// Whether a regular file is there.
    fn has(&self, path: &str) -> bool {
        self.files.get(path) == Some(&PathKind::File)
    }

    /// Files that are neither kept nor the manifest.
    fn others(&self) -> Vec<&str> {
        let is_other = |path: &&str| *path != MANIFEST && !self.kept.has(path);
        self.files.keys().map(String::as_str).filter(is_other).collect()
    }

    /// A manifest alone is no proof of ownership; a folder with other files and no manifest is not ours. Nor is a link, whatever its name:
    /// broschur makes none.
    fn refuse_foreign(&self, old: &Manifest, folder: &Path) -> Result<(), PublishError> {
        let is_ours = |path: &&str| self.has(path) && old.files.contains_key(*path);
        let mut foreign = self.others();
        foreign.retain(|path| !is_ours(path));
        if foreign.is_empty() {
            return Ok(());
        }
        Err(PublishError::Foreign {
            folder: folder.to_path_buf(),
            count: foreign.len(),
            files: foreign.into_iter().take(5).map(str::to_owned).collect(),
        })
    }
}

/// A path as it is written in manifests.
fn written(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(OsStr::to_string_lossy).collect();
    parts.join("/")
}

/// The next site, and what of it is there already.
struct Next<'a> {
    outputs: &'a OutputSet,
    listing: &'a Contents,
    /// Files that are new, or have other bytes than before.
    changed: &'a BTreeSet<&'a str>,
    /// Files of the last site that are carried over.
    staying: &'a BTreeSet<&'a str>,
}

impl Next<'_> {
    /// Writes it into a new folder.
    fn prepare(
        &self,
        next: &Folder,
        site: Option<&Folder>,
        kept: &Kept,
        manifest: &Manifest,
    ) -> Result<(), PublishError> {
        let mut made = BTreeSet::new();
        for path in self.outputs.paths().chain(self.staying.iter().copied()) {
            make_folders(next, path, &mut made)?;
        }
        self.outputs.par_iter().try_for_each(|(path, contents)| {
            self.put(next, site, path, contents, self.changed.contains(path))
        })?;
        self.put(next, site, MANIFEST, self.listing, self.changed.contains(MANIFEST))?;
        let Some(site) = site else { return Ok(()) };
        for path in self.staying {
            let path = Path::new(path);
            if site.link(path, next, path).is_err() {
                next.write_new(path, &site.read(path, MAX_PUBLISHED_BYTES)?)?;
            }
        }
        kept.carry(site, next, manifest)
    }

    /// Puts a file into the next site; what is unchanged becomes a link to the old one where the system can.
    fn put(
        &self,
        next: &Folder,
        site: Option<&Folder>,
        path: &str,
        contents: &Contents,
        is_changed: bool,
    ) -> Result<(), PublishError> {
        let path = Path::new(path);
        if !is_changed && site.is_some_and(|site| site.link(path, next, path).is_ok()) {
            return Ok(());
        }
        let bytes =
            contents.bytes().map_err(|error| DiskError::io(&next.path().join(path), error))?;
        Ok(next.write_new(path, &bytes)?)
    }
}

/// Makes the folders on the way to a file, but for those that have been made.
fn make_folders<'a>(
    next: &Folder,
    path: &'a str,
    made: &mut BTreeSet<&'a str>,
) -> Result<(), PublishError> {
    for (end, _) in path.match_indices('/') {
        if made.insert(&path[..end]) {
            next.make_folder(&path[..end])?;
        }
    }
    Ok(())
}

/// Whether a site holds a file with these bytes.
fn holds(site: &Folder, path: &str, contents: &Contents) -> bool {
    let Ok((file, metadata)) = site.open_file(path) else { return false };
    let len = contents.len() as u64;
    metadata.len() == len
        && crate::disk::read_opened(&file, &metadata, len, Path::new(path))
            .is_ok_and(|old| contents.bytes().is_ok_and(|new| *new == *old))
}

fn is_kept(path: &str, keep: &[String]) -> bool {
    keep.iter().any(|kept| {
        path == kept || path.strip_prefix(kept.as_str()).is_some_and(|rest| rest.starts_with('/'))
    })
}

/// Whether a folder may hold something that is kept.
fn holds_kept(folder: &str, keep: &[String]) -> bool {
    keep.iter().any(|kept| kept.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// The same of a file, in pieces: nobody knows how large somebody has made it.
fn digest_of(file: impl Read) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    let mut file = file.take(MAX_PUBLISHED_BYTES);
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(format!("{:x}", sum.finalize())),
            Ok(read) => sum.update(piece.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests;
