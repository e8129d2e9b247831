//! Places: paths inside a site, ranges of bytes in its files, and the lines and columns that people count.
//!
//! Entry points: [`SitePath`], [`Span`], [`Lines`]. Invariant: a path is normalised (`/`, Unicode NFC), relative to the root, and never
//! leads out of it.

mod lines;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

pub(crate) use lines::floor;
pub use lines::position;
pub(crate) use lines::{Lines, Position};

/// A path inside the site: relative to the root, `/` between parts, Unicode NFC, never `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Normalises a written path; `None` when it would leave the root or is empty.
    pub(crate) fn new(written: &str) -> Option<Self> {
        let mut parts: Vec<&str> = Vec::new();
        let slashed = written.replace('\\', "/");
        for part in slashed.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        if parts.is_empty() || slashed.contains('\0') {
            return None;
        }
        let joined = parts.join("/");
        // Most names are ASCII, which is normalised as it is.
        Some(Self(if joined.is_ascii() {
            joined.into()
        } else {
            joined.nfc().collect::<String>().into()
        }))
    }

    /// What all paths in a folder begin with, to be looked up in sorted maps.
    pub(crate) fn prefix(folder: &str) -> Self {
        Self(folder.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub(crate) fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds the file; empty at the root.
    pub(crate) fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file name without its last ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The ending of the file name in lower case, without the dot; empty when there is none.
    pub(crate) fn extension(&self) -> String {
        self.file_name()
            .rsplit_once('.')
            .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
    }

    /// The path of `written` as seen from the folder of this file; a leading `/` starts at `content/`.
    /// `None` when it leaves the root.
    pub(crate) fn join(&self, written: &str) -> Option<Self> {
        match written.strip_prefix('/') {
            Some(absolute) => {
                let inside = Self::new(absolute)?;
                // Normalised on its own first, so that `..` cannot climb out of `content/`.
                Self::new(&format!("content/{inside}"))
            }
            None => Self::new(&format!("{}/{written}", self.folder())),
        }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl serde::Serialize for SitePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A place in a file: a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: SitePath,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range of bytes in `file`.
    pub(crate) fn new(file: &SitePath, range: Range<usize>) -> Self {
        Self { file: file.clone(), start: range.start, end: range.end.max(range.start) }
    }

    /// The beginning of `file`, for findings about a file as a whole.
    pub(crate) fn start_of(file: &SitePath) -> Self {
        Self::new(file, 0..0)
    }
}
