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
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum Unsaved {
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
pub struct Edits {
    files: BTreeMap<SitePath, Edit>,
}

impl Edits {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file that has the bytes `was` gets others.
    pub fn change(&mut self, path: &SitePath, was: &[u8], new: &[u8]) {
        if was != new {
            self.files.insert(path.clone(), Edit::Change(was.to_vec(), new.to_vec()));
        }
    }

    /// A file that is not there yet.
    pub fn create(&mut self, path: &SitePath, bytes: &[u8]) {
        self.files.insert(path.clone(), Edit::Create(bytes.to_vec()));
    }

    /// A file that has the bytes `was` goes.
    pub fn remove(&mut self, path: &SitePath, was: &[u8]) {
        self.files.insert(path.clone(), Edit::Remove(was.to_vec()));
    }

    /// Whether there is nothing to save.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that change, with their bytes before and after; `None` where there is no file.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, Option<&[u8]>, Option<&[u8]>)> {
        self.files.iter().map(|(path, edit)| match edit {
            Edit::Create(new) => (path, None, Some(new.as_slice())),
            Edit::Change(was, new) => (path, Some(was.as_slice()), Some(new.as_slice())),
            Edit::Remove(was) => (path, Some(was.as_slice()), None),
        })
    }

    /// Writes all of them below `root`.
    ///
    /// # Errors
    /// When a file has changed meanwhile, or the system refuses: then all are as they were.
    pub fn save(&self, root: &Path) -> Result<(), Unsaved> {
        let root = Folder::open(root)?;
        for (path, edit) in &self.files {
            let inside = Path::new(path.as_str());
            let known = match edit {
                Edit::Create(_) => match root.kind(inside) {
                    Ok(None) => Ok(()),
                    Ok(Some(_)) => return Err(Unsaved::Exists(path.clone())),
                    Err(error) if error.is_missing() => Ok(()),
                    Err(error) => Err(error),
                },
                Edit::Change(was, _) | Edit::Remove(was) => root.known(inside, was).map(drop),
            };
            known.map_err(|error| told(error, path))?;
        }
        // What is new comes first: until then nothing is gone.
        let rank = |edit: &Edit| match edit {
            Edit::Create(_) => 0,
            Edit::Change(..) => 1,
            Edit::Remove(_) => 2,
        };
        let mut order: Vec<(&SitePath, &Edit)> = self.files.iter().collect();
        order.sort_by_key(|(_, edit)| rank(edit));
        for (n, (path, edit)) in order.iter().enumerate() {
            if let Err(error) = write(&root, path, edit) {
                for (path, edit) in order[..n].iter().rev() {
                    // What cannot be taken back either was changed by somebody else since, and is theirs.
                    let _ = take_back(&root, path, edit);
                }
                return Err(told(error, path));
            }
        }
        Ok(())
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
    }
}

fn take_back(root: &Folder, path: &SitePath, edit: &Edit) -> Result<(), DiskError> {
    let inside = Path::new(path.as_str());
    match edit {
        Edit::Create(bytes) => root.remove_known(inside, bytes),
        Edit::Change(was, new) => root.replace_known(inside, new, was),
        Edit::Remove(was) => root.write_new(inside, was),
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
