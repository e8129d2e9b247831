//! The folders of a publication: the site, the next one beside it, the last one while it makes way.
//!
//! Entry point: [`Places::new`]. Invariant: beside the site only these names are made, renamed or removed, and they are folders: a link or a file under one of them
//! is an error. What cannot be cleared away is left, and does not keep the next site from being made.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;

use super::PublishError;
use crate::disk::{DiskError, Folder, Lock, PathKind, TrustedFolder};

/// So many folders that could not be cleared away may stand beside a site.
const NAMES: usize = 9;

/// Where a site is, and what stands beside it.
pub(super) struct Places {
    parent: Folder,
    site: OsString,
    /// Names for the next site; the first that is free is taken.
    names: Vec<OsString>,
    next: OsString,
    last: OsString,
    left: Vec<OsString>,
}

impl Places {
    /// The places of a site. The folder that holds it is made when it is not there.
    pub(super) fn new(place: &TrustedFolder) -> Result<Self, PublishError> {
        let (parent, site) = place.parent().map_err(|error| match error {
            DiskError::Outside { path } => PublishError::HoldsContent { folder: path },
            error => error.into(),
        })?;
        let beside = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(&site);
            hidden.push(ending);
            hidden
        };
        let next = beside(".broschur-next");
        let others = (2..=NAMES).map(|n| beside(&format!(".broschur-next-{n}")));
        let names: Vec<OsString> = std::iter::once(next.clone()).chain(others).collect();
        let last = beside(".broschur-last");
        let places = Self { parent, site, names, next, last, left: Vec::new() };
        let content = std::path::Path::new(&places.site).join("content").join("site.yaml");
        match places.parent.kind(content) {
            Ok(Some(_)) => Err(PublishError::HoldsContent { folder: places.site_path() }),
            _ => Ok(places),
        }
    }

    pub(super) fn site_path(&self) -> PathBuf {
        self.parent.path().join(&self.site)
    }

    /// The folder of the site, when it is there.
    pub(super) fn site(&self) -> Result<Option<Folder>, PublishError> {
        if self.is_there(&self.site)? {
            Ok(Some(self.parent.folder(&self.site)?))
        } else {
            Ok(None)
        }
    }

    /// Has this process be the only one that publishes here, as long as what is returned lives: two builds must not mix. `on_wait` is called
    /// when there is another one.
    pub(super) fn lock(&self, on_wait: &dyn Fn()) -> Result<Lock, PublishError> {
        let mut name = OsString::from(".");
        name.push(&self.site);
        name.push(".broschur-lock");
        Ok(self.parent.lock(&name, on_wait)?)
    }

    /// Whether a folder is there.
    fn is_there(&self, name: &OsStr) -> Result<bool, DiskError> {
        match self.parent.kind(name)? {
            None => Ok(false),
            Some(PathKind::Folder) => Ok(true),
            Some(found) => Err(DiskError::Found {
                path: self.parent.path().join(name),
                found,
                wanted: PathKind::Folder,
            }),
        }
    }

    /// Whether nothing stands beside the site that a run has left behind.
    pub(super) fn are_clear(&self) -> bool {
        let is_free = |name: &OsString| matches!(self.parent.kind(name), Ok(None));
        is_free(&self.last) && self.names.iter().all(is_free)
    }

    /// Completes or undoes what a killed run left behind. What is in the way is said before anything is touched.
    pub(super) fn recover(&mut self) -> Result<(), PublishError> {
        let is_there = |name: &OsString| Ok((name.clone(), self.is_there(name)?));
        let names: Vec<(OsString, bool)> =
            self.names.iter().map(is_there).collect::<Result<_, DiskError>>()?;
        let (has_last, has_site) = (self.is_there(&self.last)?, self.is_there(&self.site)?);
        let mut refused = None;
        let mut free = None;
        for (name, is_there) in names {
            if is_there && let Err(error) = self.parent.remove_tree(&name) {
                refused = Some(error);
                self.left.push(name);
            } else {
                free = free.or(Some(name));
            }
        }
        let Some(free) = free else {
            let none = || DiskError::io(self.parent.path(), io::ErrorKind::AlreadyExists.into());
            return Err(refused.unwrap_or_else(none).into());
        };
        self.next = free;
        if has_last && has_site {
            self.clear_last()?;
        } else if has_last {
            self.parent.rename(&self.last, &self.site)?;
        }
        Ok(())
    }

    /// Removes the last site. Its name is the journal of an exchange: when it cannot be removed, it gets another one.
    fn clear_last(&mut self) -> Result<(), DiskError> {
        if self.parent.remove_tree(&self.last).is_err() {
            let free = |name: &&OsString| {
                **name != self.next && matches!(self.parent.kind(name), Ok(None))
            };
            let aside = self.names.iter().find(free).unwrap_or(&self.next).clone();
            self.parent.rename(&self.last, &aside)?;
            self.left.push(aside);
        }
        Ok(())
    }

    /// A new folder for the next site.
    pub(super) fn begin(&self) -> Result<Folder, PublishError> {
        self.parent.make_folder(&self.next)?;
        Ok(self.parent.folder(&self.next)?)
    }

    /// Removes what was made of the next site.
    pub(super) fn give_up(&self) {
        let _ = self.parent.remove_tree(&self.next);
    }

    /// Puts the next site in place of the present one. What is in the way afterwards is no reason to fail.
    pub(super) fn exchange(&mut self) -> Result<(), PublishError> {
        if !self.is_there(&self.site)? {
            return Ok(self.parent.rename(&self.next, &self.site)?);
        }
        if self.parent.exchange(&self.next, &self.site) {
            if self.parent.remove_tree(&self.next).is_err() {
                self.left.push(self.next.clone());
            }
            return Ok(());
        }
        self.parent.rename(&self.site, &self.last).map_err(|error| match error {
            DiskError::Io { source, .. }
                if cfg!(unix)
                    && matches!(
                        source.kind(),
                        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices
                    ) =>
            {
                PublishError::MountPoint { folder: self.site_path() }
            }
            error => error.into(),
        })?;
        if let Err(error) = self.parent.rename(&self.next, &self.site) {
            let _ = self.parent.rename(&self.last, &self.site);
            return Err(error.into());
        }
        if self.clear_last().is_err() {
            self.left.push(self.last.clone());
        }
        Ok(())
    }

    /// What could not be cleared away.
    pub(super) fn left(&self) -> Vec<PathBuf> {
        self.left.iter().map(|name| self.parent.path().join(name)).collect()
    }
}
