//! What a run is asked for: which site, for which day, within which bounds, and which outputs of it.
//!
//! Entry point: [`Options`]. Invariant: everything that decides about an outcome beside the snapshot is in here.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, problem};
use crate::model::Publishing;
use crate::picture::PixelBounds;
use crate::source::Snapshot;

/// A site that is made from a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteName {
    /// The main one.
    #[default]
    Main,
    /// The edition of this id.
    Edition(Arc<str>),
}

impl SiteName {
    /// The edition of this id, which need not be there; the main site without one.
    pub(crate) fn named(edition: Option<&str>) -> Self {
        edition.map_or(Self::Main, |id| Self::Edition(id.into()))
    }
}

/// What a run is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which site is made.
    pub site: SiteName,
    /// Which entries count as published, and for which day.
    pub publishing: Publishing,
    /// Where that site will stand, in place of what its settings say.
    pub base_url: Option<String>,
    /// Whether PDFs are made.
    pub print: bool,
}

/// How much a site may make that strangers wrote. It gets the standard theme in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distrust {
    /// How many outputs it may have, all its editions together.
    pub outputs: usize,
    /// How many files it may have.
    pub files: usize,
    /// How many bytes there may be in its files.
    pub bytes: u64,
    /// How large its pictures may be.
    pub pictures: PixelBounds,
}

impl Distrust {
    /// The finding that a site has more than is read.
    pub(super) fn exceeded(&self, snapshot: &Snapshot) -> Option<Diagnostic> {
        let megabyte = 1024 * 1024;
        let (mut files, mut bytes) = (0, 0);
        for file in snapshot.files() {
            (files, bytes) = (files + 1, bytes + file.len());
        }
        let (of, count, max) = if files > self.files {
            (problem::InputMeasure::Files, files as u64, self.files as u64)
        } else if bytes > self.bytes {
            (problem::InputMeasure::Bytes, bytes.div_ceil(megabyte), self.bytes / megabyte)
        } else {
            return None;
        };
        Some(Diagnostic::nowhere(problem::TooMuchInput { of, count, max }))
    }
}
