//! From a set of outputs to a folder on disk.
//!
//! Entry points: [`publish`], and [`publish_part`] for some files of a site. Invariant: the folder holds the old site or
//! the new one, whole; nothing is deleted that a build did not write itself; files that broschur does not know make it refuse.
//!
//! Nothing is touched when nothing changed. Else the new site is prepared beside the old one; unchanged files are hard
//! links to the old ones. Then both folders are exchanged in one step where the system can (Linux: `renameat2` with
//! `RENAME_EXCHANGE`; macOS: `renameatx_np` with `RENAME_SWAP`), else by two renames that the next run completes. Which files are ours is written in
//! `manifest.json`, which is published with them.
#![allow(clippy::disallowed_methods, reason = "the only writer of outputs")]

mod outputs;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::plan::Promises;
use crate::trace::Fingerprint;

pub use outputs::{Contents, OutputSet, Scratch};

/// The file that lists what a build wrote.
pub const MANIFEST: &str = "manifest.json";

/// The list of published files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What wrote it.
    pub generator: String,
    /// The next day on which the same content may make other files (`2027-03-21`): until then there is no need to build again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<String>,
    /// Path → SHA-256 in hexadecimal digits.
    pub files: BTreeMap<String, String>,
    /// The addresses that the last build has promised.
    #[serde(default)]
    pub addresses: Promises,
}

impl Manifest {
    /// The list of `outputs`.
    ///
    /// # Errors
    /// When what was made cannot be read any more.
    pub fn of(outputs: &OutputSet) -> io::Result<Self> {
        let digest = |(path, contents): (&str, &Contents)| {
            contents.bytes().map(|bytes| (path.to_owned(), digest(&bytes)))
        };
        let digests: Vec<(String, String)> =
            outputs.par_iter().map(digest).collect::<io::Result<_>>()?;
        Ok(Self {
            generator: concat!("broschur ", env!("CARGO_PKG_VERSION")).to_owned(),
            next_change: outputs.next_change.map(|day| day.to_string()),
            files: digests.into_iter().collect(),
            addresses: Promises::default(),
        })
    }

    /// The list of what was published last in `folder`; an empty one where nothing was.
    pub fn in_folder(folder: &Path) -> Self {
        let bytes = fs::read(folder.join(MANIFEST)).ok();
        bytes.and_then(|bytes| Self::parse(&bytes)).unwrap_or_default()
    }

    /// The list that a file holds; `None` when it is none.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// How many files the site in `folder` has, and the hash of its manifest, when every file is there as the manifest has it and
/// nothing is there that is neither in the manifest nor in `keep`, nor beside the folder what a killed run left behind.
pub fn intact(folder: &Path, keep: &[String]) -> Option<(usize, Fingerprint)> {
    let places = Places::new(folder).ok()?;
    if places.next.exists() || places.last.exists() {
        return None;
    }
    let text = fs::read_to_string(folder.join(MANIFEST)).ok()?;
    let manifest = Manifest::parse(text.as_bytes())?;
    let known = |path: &String| {
        path == MANIFEST || manifest.files.contains_key(path) || is_kept(path, keep)
    };
    let all_known = files_in(folder).ok()?.iter().all(known);
    let same = |(path, sum): (&String, &String)| {
        fs::read(folder.join(path)).is_ok_and(|bytes| digest(&bytes) == *sum)
    };
    (all_known && manifest.files.par_iter().all(same))
        .then(|| (manifest.files.len() + 1, Fingerprint::of(text.as_bytes())))
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of the new site, the manifest among them.
    pub files: usize,
    /// Of these: new or with other bytes than before.
    pub written: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
    /// That of the manifest.
    pub manifest: Fingerprint,
    /// The next day on which the same content may make other files, when there is one.
    pub next_change: Option<jiff::civil::Date>,
}

/// Why a site could not be published. The old one is still there.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
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

fn at(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    move |source| PublishError::Io { path: path.to_path_buf(), source }
}

/// Puts `outputs` in place of what the last build left in `folder`. Paths in `keep` (files or folders, relative to
/// `folder`) belong to somebody else and are carried over. Without `promises` those of the last build hold on, for the next one to be
/// compared with.
///
/// # Errors
/// When the folder holds foreign files, or the system refuses. Then the old site is untouched.
pub fn publish(
    outputs: &OutputSet,
    promises: Option<&Promises>,
    folder: &Path,
    keep: &[String],
) -> Result<Published, PublishError> {
    exchange(outputs, promises, folder, keep, Extent::Whole)
}

/// Puts `outputs` among what the last build left in `folder`: files that are not in `outputs` stay as they are.
///
/// # Errors
/// As [`publish`].
pub fn publish_part(
    outputs: &OutputSet,
    folder: &Path,
    keep: &[String],
) -> Result<Published, PublishError> {
    exchange(outputs, None, folder, keep, Extent::Part)
}

/// How much of a site is published.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it: what the last build wrote beside it goes.
    Whole,
    /// Some of its files: what the last build wrote beside them stays.
    Part,
}

fn exchange(
    outputs: &OutputSet,
    promises: Option<&Promises>,
    folder: &Path,
    keep: &[String],
    extent: Extent,
) -> Result<Published, PublishError> {
    let places = Places::new(folder)?;
    let _alone = places.lock()?;
    places.recover()?;
    let old = Manifest::in_folder(&places.site);
    let present = files_in(&places.site)?;
    let kept: BTreeSet<&String> = present.iter().filter(|path| is_kept(path, keep)).collect();
    let foreign: Vec<&String> = present
        .iter()
        .filter(|path| !old.files.contains_key(*path) && *path != MANIFEST && !kept.contains(path))
        .collect();
    let staying: BTreeMap<&String, &String> = match extent {
        Extent::Whole => BTreeMap::new(),
        Extent::Part => old
            .files
            .iter()
            .filter(|(path, _)| present.contains(*path) && !outputs.contains(path))
            .collect(),
    };
    // A manifest alone is no proof of ownership; a folder with other files and no manifest is not ours.
    if !foreign.is_empty() {
        return Err(PublishError::Foreign {
            folder: places.site.clone(),
            count: foreign.len(),
            files: foreign.into_iter().take(5).cloned().collect(),
        });
    }
    let mut manifest = Manifest::of(outputs).map_err(at(&places.site))?;
    manifest
        .files
        .extend(staying.iter().map(|(path, digest)| ((*path).clone(), (*digest).clone())));
    manifest.addresses = promises.cloned().unwrap_or_else(|| old.addresses.clone());
    let mut manifest_text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    manifest_text.push('\n');
    let removed = old
        .files
        .keys()
        .filter(|path| !manifest.files.contains_key(*path) && present.contains(*path))
        .count();
    let mut changed: BTreeSet<&str> = outputs
        .par_iter()
        .filter(|(path, contents)| !places.holds(path, contents))
        .map(|(path, _)| path)
        .collect();
    let listing = Contents::plain(manifest_text.as_bytes().into());
    if !places.holds(MANIFEST, &listing) {
        changed.insert(MANIFEST);
    }
    let written = changed.len();
    let published = Published {
        files: manifest.files.len() + 1,
        written,
        removed,
        manifest: Fingerprint::of(manifest_text.as_bytes()),
        next_change: outputs.next_change,
    };
    if written == 0 && removed == 0 {
        return Ok(published);
    }

    let done = places
        .prepare(outputs, &listing, &changed, &kept, &staying)
        .and_then(|()| places.exchange());
    if done.is_err() {
        // On a full disk, half a site would keep everybody else from writing.
        let _ = fs::remove_dir_all(&places.next);
    }
    done?;
    Ok(published)
}

/// The folders of a publication: the site, the next one beside it, the last one while it makes way.
struct Places {
    site: PathBuf,
    next: PathBuf,
    last: PathBuf,
}

impl Places {
    fn new(folder: &Path) -> Result<Self, PublishError> {
        let absolute = std::path::absolute(folder).map_err(at(folder))?;
        // A link to the folder stays a link; what it points to is exchanged.
        let site = fs::canonicalize(&absolute).unwrap_or(absolute);
        let holds_content = site.join("content").join("site.yaml").exists();
        let (Some(parent), Some(name), false) = (site.parent(), site.file_name(), holds_content)
        else {
            return Err(PublishError::HoldsContent { folder: site });
        };
        let beside = |ending: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            parent.join(hidden)
        };
        let (next, last) = (beside(".broschur-next"), beside(".broschur-last"));
        Ok(Self { site, next, last })
    }

    /// Has this process be the only one that publishes here, as long as what is returned lives: two builds must not mix.
    fn lock(&self) -> Result<fs::File, PublishError> {
        // The lock of a folder leaves nothing behind; where folders have none, an empty file beside the site does.
        let parent = self.site.parent().unwrap_or(&self.site);
        fs::create_dir_all(parent).map_err(at(parent))?;
        let file = if cfg!(unix) {
            fs::File::open(parent).map_err(at(parent))?
        } else {
            let path = self.next.with_extension("broschur-lock");
            fs::File::create(&path).map_err(at(&path))?
        };
        match file.lock() {
            // Some network drives have no locks.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => {
                Err(PublishError::Io { path: parent.to_path_buf(), source: error })
            }
            _ => Ok(file),
        }
    }

    /// Writes the next site beside the present one.
    fn prepare(
        &self,
        outputs: &OutputSet,
        manifest: &Contents,
        changed: &BTreeSet<&str>,
        kept: &BTreeSet<&String>,
        staying: &BTreeMap<&String, &String>,
    ) -> Result<(), PublishError> {
        fs::create_dir_all(&self.next).map_err(at(&self.next))?;
        let folders: BTreeSet<PathBuf> = outputs
            .paths()
            .chain(kept.iter().chain(staying.keys()).map(|path| path.as_str()))
            .filter_map(|path| self.next.join(path).parent().map(Path::to_path_buf))
            .collect();
        for folder in &folders {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        outputs
            .par_iter()
            .try_for_each(|(path, contents)| self.put(path, contents, !changed.contains(path)))?;
        self.put(MANIFEST, manifest, !changed.contains(MANIFEST))?;
        for path in kept.iter().chain(staying.keys()) {
            let (from, to) = (self.site.join(path), self.next.join(path));
            if outputs.contains(path) || to.exists() {
                continue;
            }
            if fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).map_err(at(&to))?;
            }
        }
        Ok(())
    }

    /// Whether the site on disk holds a file with these bytes.
    fn holds(&self, path: &str, contents: &Contents) -> bool {
        let file = self.site.join(path);
        let is_as_long = fs::symlink_metadata(&file)
            .is_ok_and(|metadata| metadata.is_file() && metadata.len() == contents.len() as u64);
        is_as_long
            && fs::read(&file).is_ok_and(|old| contents.bytes().is_ok_and(|new| *new == *old))
    }

    /// Puts a file into the next site; what is unchanged becomes a link to the old one where the system can.
    fn put(&self, path: &str, contents: &Contents, unchanged: bool) -> Result<(), PublishError> {
        let to = self.next.join(path);
        if unchanged && fs::hard_link(self.site.join(path), &to).is_ok() {
            return Ok(());
        }
        contents.bytes().and_then(|bytes| fs::write(&to, bytes)).map_err(at(&to))
    }

    /// Completes or undoes what a killed run left behind. Both names are broschur's own.
    fn recover(&self) -> Result<(), PublishError> {
        if self.last.exists() {
            if self.site.exists() {
                fs::remove_dir_all(&self.last).map_err(at(&self.last))?;
            } else {
                fs::rename(&self.last, &self.site).map_err(at(&self.site))?;
            }
        }
        if self.next.exists() {
            fs::remove_dir_all(&self.next).map_err(at(&self.next))?;
        }
        Ok(())
    }

    fn exchange(&self) -> Result<(), PublishError> {
        if !self.site.exists() {
            return fs::rename(&self.next, &self.site).map_err(at(&self.site));
        }
        if exchange_folders(&self.next, &self.site) {
            return fs::remove_dir_all(&self.next).map_err(at(&self.next));
        }
        fs::rename(&self.site, &self.last).map_err(|source| match source.kind() {
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices if cfg!(unix) => {
                PublishError::MountPoint { folder: self.site.clone() }
            }
            _ => PublishError::Io { path: self.site.clone(), source },
        })?;
        if let Err(error) = fs::rename(&self.next, &self.site) {
            let _ = fs::rename(&self.last, &self.site);
            return Err(PublishError::Io { path: self.site.clone(), source: error });
        }
        fs::remove_dir_all(&self.last).map_err(at(&self.last))
    }
}

/// Exchanges two folders in one step; `false` where the system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange_folders(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step; `false` where the system cannot.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange_folders(_: &Path, _: &Path) -> bool {
    false
}

/// All files and links under a folder, relative to it; none when it is not there.
fn files_in(folder: &Path) -> Result<BTreeSet<String>, PublishError> {
    let mut files = BTreeSet::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| PublishError::Io {
            path: error.path().unwrap_or(folder).to_path_buf(),
            source: error.into(),
        })?;
        if !entry.file_type().is_dir() {
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            files.insert(relative.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(files)
}

fn is_kept(path: &str, keep: &[String]) -> bool {
    keep.iter().any(|kept| {
        path == kept || path.strip_prefix(kept.as_str()).is_some_and(|rest| rest.starts_with('/'))
    })
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(files: &[(&str, &str)]) -> OutputSet {
        files.iter().map(|(path, text)| (*path, Contents::text(text))).collect()
    }

    #[test]
    fn replaces_what_it_wrote_and_removes_what_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        publish(&outputs(&[("index.html", "a"), ("old/index.html", "b")]), None, &site, &[])
            .unwrap();
        let done =
            publish(&outputs(&[("index.html", "a"), ("new.html", "c")]), None, &site, &[]).unwrap();
        assert_eq!((done.files, done.written, done.removed), (3, 2, 1));
        assert!(!site.join("old").exists());
        assert_eq!(fs::read_to_string(site.join("new.html")).unwrap(), "c");
        let beside: Vec<_> =
            fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(beside, ["public"]);
    }

    #[test]
    fn an_unchanged_site_is_not_written_again() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        publish(&outputs(&[("index.html", "a")]), None, &site, &[]).unwrap();
        let done = publish(&outputs(&[("index.html", "a")]), None, &site, &[]).unwrap();
        assert_eq!(done.written, 0);
    }

    #[test]
    fn a_part_leaves_the_rest_of_the_site_alone() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        publish(&outputs(&[("index.html", "a"), ("a/b.pdf", "b")]), None, &site, &[]).unwrap();
        let done = publish_part(&outputs(&[("a/b.pdf", "c"), ("d.pdf", "d")]), &site, &[]).unwrap();
        assert_eq!((done.files, done.written, done.removed), (4, 3, 0));
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "a");
        assert_eq!(fs::read_to_string(site.join("a/b.pdf")).unwrap(), "c");
        // The next whole site knows that all of this was broschur's.
        let done = publish(&outputs(&[("index.html", "a")]), None, &site, &[]).unwrap();
        assert_eq!(done.removed, 2);
    }

    #[test]
    fn refuses_to_touch_foreign_files() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        publish(&outputs(&[("index.html", "a")]), None, &site, &[]).unwrap();
        fs::write(site.join("notes.txt"), "mine").unwrap();
        let refused = publish(&outputs(&[("index.html", "b")]), None, &site, &[]);
        assert!(
            matches!(refused, Err(PublishError::Foreign { ref files, .. }) if files == &["notes.txt"])
        );
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "a");
        assert_eq!(fs::read_to_string(site.join("notes.txt")).unwrap(), "mine");
    }

    #[test]
    fn carries_over_what_is_to_be_kept() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        let keep = ["cms".to_owned(), "CNAME".to_owned()];
        publish(&outputs(&[("index.html", "a")]), None, &site, &keep).unwrap();
        fs::create_dir(site.join("cms")).unwrap();
        fs::write(site.join("cms/x.php"), "theirs").unwrap();
        fs::write(site.join("CNAME"), "example.org").unwrap();
        publish(&outputs(&[("index.html", "b")]), None, &site, &keep).unwrap();
        assert_eq!(fs::read_to_string(site.join("cms/x.php")).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(site.join("CNAME")).unwrap(), "example.org");
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "b");
    }

    #[test]
    fn refuses_the_folder_of_the_content_itself() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        fs::write(dir.path().join("content/site.yaml"), "format: 1").unwrap();
        let refused = publish(&outputs(&[("index.html", "b")]), None, dir.path(), &[]);
        assert!(matches!(refused, Err(PublishError::HoldsContent { .. })));
    }

    #[test]
    fn what_was_promised_stays_known_until_a_build_promises_anew() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        let promises: Promises = serde_json::from_str(r#"{"a.html": "thing:a"}"#).unwrap();
        publish(&outputs(&[("a.html", "a")]), Some(&promises), &site, &[]).unwrap();
        publish(&outputs(&[("b.html", "b")]), None, &site, &[]).unwrap();
        publish_part(&outputs(&[("c.html", "c")]), &site, &[]).unwrap();
        assert_eq!(Manifest::in_folder(&site).addresses, promises);
        publish(&outputs(&[("b.html", "b")]), Some(&Promises::default()), &site, &[]).unwrap();
        assert!(Manifest::in_folder(&site).addresses.is_empty());
    }

    #[test]
    fn completes_what_a_killed_run_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("public");
        publish(&outputs(&[("index.html", "a")]), None, &site, &[]).unwrap();
        // Killed between the two renames: the old site stands aside, the next one is ready.
        fs::rename(&site, dir.path().join(".public.broschur-last")).unwrap();
        fs::create_dir(dir.path().join(".public.broschur-next")).unwrap();
        let done = publish(&outputs(&[("index.html", "a")]), None, &site, &[]).unwrap();
        assert_eq!(done.written, 0, "the old site was found again");
    }
}
