//! Files that change together: all of them, or none.
//!
//! Entry point: [`Edits::save`]. Invariant: a file is written over only when it has the bytes that it had when the change was thought of; when one
//! cannot be written, those that were are as they were before.

use std::collections::BTreeMap;
use std::path::Path;

use crate::disk::{DiskError, Folder};
use crate::location::SitePath;

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Edit {
    /// It is not there yet.
    Create(Vec<u8>),
    /// It has the first bytes and gets the second.
    Change(Vec<u8>, Vec<u8>),
    /// It has these bytes, and goes.
    Remove(Vec<u8>),
    /// It has the first bytes, gets another path, and the second.
    Move(SitePath, Vec<u8>, Vec<u8>),
}

/// What becomes of a file, as people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileEdit<'a> {
    /// Where it is; where it will be, when it is new.
    pub(crate) path: &'a SitePath,
    /// Where it will be, when that is somewhere else.
    pub(crate) to: Option<&'a SitePath>,
    /// Its bytes; `None` for a new file.
    pub(crate) was: Option<&'a [u8]>,
    /// Those that it gets; `None` when it goes.
    pub(crate) new: Option<&'a [u8]>,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unsaved {
    /// A file has become another one since the change was thought of.
    #[error("{0} has changed meanwhile")]
    Changed(SitePath),
    /// A file is there already that was to be new.
    #[error("{0} is there already")]
    Exists(SitePath),
    /// The system refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Changes to files, which are saved together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits {
    files: BTreeMap<SitePath, Edit>,
}

impl Edits {
    /// No changes yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A file that has the bytes `was` gets others.
    pub(crate) fn change(&mut self, path: &SitePath, was: &[u8], new: &[u8]) {
        if was != new {
            self.files.insert(path.clone(), Edit::Change(was.to_vec(), new.to_vec()));
        }
    }

    /// A file that is not there yet.
    pub(crate) fn create(&mut self, path: &SitePath, bytes: &[u8]) {
        self.files.insert(path.clone(), Edit::Create(bytes.to_vec()));
    }

    /// A file that has the bytes `was` goes.
    pub(crate) fn remove(&mut self, path: &SitePath, was: &[u8]) {
        self.files.insert(path.clone(), Edit::Remove(was.to_vec()));
    }

    /// A file that has the bytes `was` gets another path, where nothing is yet, and perhaps others.
    pub(crate) fn rename(&mut self, path: &SitePath, to: &SitePath, was: &[u8], new: &[u8]) {
        self.files.insert(path.clone(), Edit::Move(to.clone(), was.to_vec(), new.to_vec()));
    }

    /// Whether something becomes of a file.
    pub(crate) fn is_about(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }

    /// The files that change.
    pub(crate) fn iter(&self) -> impl Iterator<Item = FileEdit<'_>> {
        self.files.iter().map(|(path, edit)| {
            let (to, was, new) = match edit {
                Edit::Create(new) => (None, None, Some(new)),
                Edit::Change(was, new) => (None, Some(was), Some(new)),
                Edit::Remove(was) => (None, Some(was), None),
                Edit::Move(to, was, new) => (Some(to), Some(was), Some(new)),
            };
            FileEdit { path, to, was: was.map(Vec::as_slice), new: new.map(Vec::as_slice) }
        })
    }

    /// What the paths concerned have afterwards: those that are gone first, with `None`.
    pub(crate) fn outcome(&self) -> Vec<(&SitePath, Option<&[u8]>)> {
        let gone = self.iter().filter(|edit| edit.new.is_none() || edit.to.is_some());
        let gone = gone.map(|edit| (edit.path, None));
        let come = self.iter().filter(|edit| edit.new.is_some());
        gone.chain(come.map(|edit| (edit.to.unwrap_or(edit.path), edit.new))).collect()
    }

    /// Writes all of them below `root`.
    ///
    /// # Errors
    /// When a file has changed meanwhile, or the system refuses: then all are as they were.
    pub(crate) fn save(&self, root: &Path) -> Result<(), Unsaved> {
        let root = Folder::open(root)?;
        for (path, edit) in &self.files {
            match edit {
                Edit::Create(_) => is_free(&root, path)?,
                Edit::Change(was, _) | Edit::Remove(was) | Edit::Move(_, was, _) => {
                    let known = root.known(Path::new(path.as_str()), was);
                    known.map_err(|error| told(error, path))?;
                }
            }
            if let Edit::Move(to, ..) = edit {
                is_free(&root, to)?;
            }
        }
        // What is new comes first: until then nothing is gone.
        let rank = |edit: &Edit| match edit {
            Edit::Create(_) => 0,
            Edit::Move(..) => 1,
            Edit::Change(..) => 2,
            Edit::Remove(_) => 3,
        };
        let mut order: Vec<(&SitePath, &Edit)> = self.files.iter().collect();
        order.sort_by_key(|(_, edit)| rank(edit));
        for (n, (path, edit)) in order.iter().enumerate() {
            if let Err(error) = write(&root, path, edit) {
                for (path, edit) in order[..n].iter().rev() {
                    // What cannot be taken back either was changed by somebody else since, and is theirs.
                    let _ = take_back(&root, path, edit);
                }
                let path = match edit {
                    Edit::Move(to, ..) if error.exists_already() => to,
                    _ => path,
                };
                return Err(told(error, path));
            }
        }
        for (path, edit) in &self.files {
            if matches!(edit, Edit::Move(..) | Edit::Remove(_)) {
                root.remove_empty_folders(path.folder(), KEPT_FOLDERS);
            }
        }
        Ok(())
    }
}

/// How many folders of a path stay when nothing is in them: `content/cases`.
const KEPT_FOLDERS: usize = 2;

/// Nothing is at a path.
fn is_free(root: &Folder, path: &SitePath) -> Result<(), Unsaved> {
    match root.kind(Path::new(path.as_str())) {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(Unsaved::Exists(path.clone())),
        Err(error) if error.is_missing() => Ok(()),
        Err(error) => Err(told(error, path)),
    }
}

fn told(error: DiskError, path: &SitePath) -> Unsaved {
    match error {
        DiskError::Changed { .. } => Unsaved::Changed(path.clone()),
        error if error.is_missing() => Unsaved::Changed(path.clone()),
        error if error.exists_already() => Unsaved::Exists(path.clone()),
        error => error.into(),
    }
}

fn write(root: &Folder, path: &SitePath, edit: &Edit) -> Result<(), DiskError> {
    let inside = Path::new(path.as_str());
    match edit {
        Edit::Create(bytes) => {
            root.create_folder(path.folder())?;
            root.write_new(inside, bytes)
        }
        Edit::Change(was, new) => root.replace_known(inside, was, new),
        Edit::Remove(was) => root.remove_known(inside, was),
        Edit::Move(to, was, new) => {
            root.create_folder(to.folder())?;
            root.rename_known(inside, Path::new(to.as_str()), was)?;
            if was == new {
                return Ok(());
            }
            root.replace_known(to.as_str(), was, new).inspect_err(|_| {
                let _ = root.rename_known(Path::new(to.as_str()), inside, was);
            })
        }
    }
}

fn take_back(root: &Folder, path: &SitePath, edit: &Edit) -> Result<(), DiskError> {
    let inside = Path::new(path.as_str());
    match edit {
        Edit::Create(bytes) => root.remove_known(inside, bytes),
        Edit::Change(was, new) => root.replace_known(inside, new, was),
        Edit::Remove(was) => root.write_new(inside, was),
        Edit::Move(to, was, new) => {
            if was != new {
                root.replace_known(to.as_str(), new, was)?;
            }
            root.create_folder(path.folder())?;
            root.rename_known(Path::new(to.as_str()), inside, was)?;
            root.remove_empty_folders(to.folder(), KEPT_FOLDERS);
            Ok(())
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "looks at what was written")]
mod tests {
    use std::fs;

    use super::*;

    fn path(written: &str) -> SitePath {
        SitePath::new(written).unwrap()
    }

    #[test]
    fn all_are_written_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).ok();
        fs::write(dir.path().join("a"), "1").unwrap();
        fs::write(dir.path().join("b"), "2").unwrap();
        let mut edits = Edits::new();
        edits.change(&path("a"), b"1", b"one");
        edits.remove(&path("b"), b"2");
        edits.create(&path("c/d"), b"3");
        fs::write(dir.path().join("b"), "somebody else's").unwrap();
        assert!(matches!(edits.save(dir.path()), Err(Unsaved::Changed(at)) if at == path("b")));
        assert_eq!((read("a").as_deref(), read("c/d")), (Some("1"), None));
        fs::write(dir.path().join("b"), "2").unwrap();
        edits.save(dir.path()).unwrap();
        assert_eq!(read("a").as_deref(), Some("one"));
        assert_eq!(read("b"), None);
        assert_eq!(read("c/d").as_deref(), Some("3"));
        assert!(matches!(edits.save(dir.path()), Err(Unsaved::Changed(_))), "once is enough");
        let mut again = Edits::new();
        again.create(&path("c/d"), b"4");
        assert!(matches!(again.save(dir.path()), Err(Unsaved::Exists(_))));
        assert_eq!(read("c/d").as_deref(), Some("3"));
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().flatten().collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn what_was_written_is_taken_back_when_another_cannot_be() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "1").unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        let mut edits = Edits::new();
        edits.change(&path("a"), b"1", b"one");
        edits.create(&path("b"), b"2");
        // Seen only when it is written: the folder is a file.
        let edit = Edit::Create(b"3".to_vec());
        edits.files.insert(path("file/c"), edit);
        assert!(edits.save(dir.path()).is_err());
        assert_eq!(fs::read_to_string(dir.path().join("a")).unwrap(), "1");
        assert!(!dir.path().join("b").exists());
    }

    #[test]
    fn files_move_with_their_folder_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("content/cases/a")).unwrap();
        fs::write(at("content/cases/a/index.md"), "id: a").unwrap();
        fs::write(at("content/cases/a/p.png"), [0, 159, 146]).unwrap();
        fs::write(at("content/site.yaml"), "x").unwrap();
        let mut edits = Edits::new();
        let (index, picture) = (path("content/cases/a/index.md"), path("content/cases/a/p.png"));
        edits.rename(&index, &path("content/cases/b/index.md"), b"id: a", b"id: b");
        edits.rename(&picture, &path("content/cases/b/p.png"), &[0, 159, 146], &[0, 159, 146]);
        edits.change(&path("content/site.yaml"), b"x", b"y");
        // Somebody else's file is where one is to be.
        fs::create_dir_all(at("content/cases/b")).unwrap();
        fs::write(at("content/cases/b/p.png"), "theirs").unwrap();
        assert!(matches!(edits.save(dir.path()), Err(Unsaved::Exists(_))));
        assert_eq!(fs::read_to_string(at("content/cases/a/index.md")).unwrap(), "id: a");
        fs::remove_dir_all(at("content/cases/b")).unwrap();
        edits.save(dir.path()).unwrap();
        assert_eq!(fs::read_to_string(at("content/cases/b/index.md")).unwrap(), "id: b");
        assert_eq!(fs::read(at("content/cases/b/p.png")).unwrap(), [0, 159, 146]);
        assert!(!at("content/cases/a").exists(), "nothing is left in it");
        let outcome: Vec<(&str, bool)> = edits
            .outcome()
            .into_iter()
            .map(|(path, bytes)| (path.as_str(), bytes.is_some()))
            .collect();
        assert_eq!(outcome[0], ("content/cases/a/index.md", false));
        assert_eq!(outcome.len(), 5);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a");
        fs::write(&file, "1").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let mut edits = Edits::new();
        edits.change(&path("a"), b"1", b"2");
        edits.save(dir.path()).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
