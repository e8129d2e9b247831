//! What is to be published, held in little room.
//!
//! Entry points: [`OutputSet`], [`Contents`], [`Scratch`]. Invariant: what comes out of them are the bytes that went in, or an error.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::chunk_map::ChunkMap;
use crate::packed::Packed;
use crate::tracking::Fingerprint;

/// What is in a file of the site.
#[derive(Clone, Debug)]
pub struct Contents {
    len: usize,
    held: Held,
    /// Once somebody has asked for it. It follows from the bytes.
    fingerprint: OnceLock<Fingerprint>,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Held {
    Plain(Arc<[u8]>),
    Packed(Packed),
    /// On disk, from this byte on.
    Laid(Scratch, u64),
}

impl Contents {
    /// Holds bytes as they are: images, fonts and PDFs are compressed already.
    pub(crate) fn plain(bytes: Arc<[u8]>) -> Self {
        Self::of(bytes.len(), Held::Plain(bytes))
    }

    /// Holds text compressed: pages are some thirteen times their text, and a session holds all of them all the time.
    pub(crate) fn text(text: &str) -> Self {
        match Packed::new(text) {
            Some(packed) => Self::of(text.len(), Held::Packed(packed)),
            None => Self::plain(text.as_bytes().into()),
        }
    }

    /// Holds text on disk, where there is room; else as [`Contents::text`].
    pub(crate) fn laid(text: &str, scratch: &Scratch) -> Self {
        match scratch.lay(text.as_bytes()) {
            Ok(at) => Self::of(text.len(), Held::Laid(scratch.clone(), at)),
            Err(_) => Self::text(text),
        }
    }

    fn of(len: usize, held: Held) -> Self {
        Self { len, held, fingerprint: OnceLock::new() }
    }

    /// That of the bytes, worked out once however often it is asked for.
    ///
    /// # Errors
    /// When the disk does not give back what it was given.
    pub(crate) fn fingerprint(&self) -> io::Result<Fingerprint> {
        if let Some(known) = self.fingerprint.get() {
            return Ok(*known);
        }
        let fingerprint = Fingerprint::of(&*self.bytes()?);
        Ok(*self.fingerprint.get_or_init(|| fingerprint))
    }

    /// How many bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The bytes.
    ///
    /// # Errors
    /// When the disk does not give back what it was given.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.held {
            Held::Plain(bytes) => Ok(Cow::Borrowed(bytes)),
            Held::Packed(packed) => Ok(Cow::Owned(packed.bytes())),
            Held::Laid(scratch, at) => scratch.fetch(*at, self.len).map(Cow::Owned),
        }
    }
}

impl PartialEq for Contents {
    /// Whether the bytes are the same; what cannot be had is like nothing.
    fn eq(&self, other: &Self) -> bool {
        let same = || Some(self.bytes().ok()? == other.bytes().ok()?);
        self.len == other.len && same().unwrap_or(false)
    }
}

/// A file without a name, for a run that makes everything once and publishes it at its end: what is made need not be held in memory. It is gone
/// with the last of its [`Contents`], also when the run is killed.
#[derive(Clone, Debug)]
pub(crate) struct Scratch(Arc<Mutex<File>>);

impl Scratch {
    /// A new one, in the system's folder for such files; `None` where there cannot be one.
    pub(crate) fn new() -> Option<Self> {
        Some(Self(Arc::new(Mutex::new(tempfile::tempfile().ok()?))))
    }

    fn lay(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(at)
    }

    fn fetch(&self, at: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; len];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// All files of a site by path: relative, `/` between parts. Copies share what they hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutputSet {
    files: ChunkMap<Arc<str>, Contents>,
    /// The next day on which the same content may make other files, when there is one.
    pub next_change: Option<jiff::civil::Date>,
}

impl OutputSet {
    /// The same files, which may be others from this day on.
    pub(crate) fn until(self, next_change: Option<jiff::civil::Date>) -> Self {
        Self { next_change, ..self }
    }

    /// What is in the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Contents> {
        self.files.get(path)
    }

    /// Whether there is a file at `path`.
    pub(crate) fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether there are files in this folder.
    pub(crate) fn has_below(&self, folder: &str) -> bool {
        let below: Arc<str> = format!("{folder}/").into();
        self.files.starting_at(&below).next().is_some_and(|(path, _)| path.starts_with(&*below))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(path, _)| path)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Contents)> {
        self.files.iter().map(|(path, contents)| (&**path, contents))
    }

    /// All files, in no order.
    pub(crate) fn par_iter(&self) -> impl ParallelIterator<Item = (&str, &Contents)> {
        self.files.par_iter().map(|(path, contents)| (&**path, contents))
    }

    /// Puts a file in place of what was at its path; `None` takes it away.
    pub(crate) fn set(&mut self, path: &str, contents: Option<Contents>) {
        match contents {
            Some(contents) => self.files.insert(path.into(), contents),
            None => drop(self.files.remove(path)),
        }
    }
}

impl<P: Into<Arc<str>>> FromIterator<(P, Contents)> for OutputSet {
    fn from_iter<I: IntoIterator<Item = (P, Contents)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, contents)| (path.into(), contents));
        Self { files: files.collect(), next_change: None }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "opens a file for reading only")]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let scratch = Scratch::new().unwrap();
        let long = "ein Absatz ".repeat(1000);
        let texts = ["", "a", &long, "noch einer"];
        let laid = texts.map(|text| Contents::laid(text, &scratch));
        for (text, laid) in texts.iter().zip(&laid) {
            assert_eq!(*Contents::text(text).bytes().unwrap(), *text.as_bytes());
            assert_eq!(*laid.bytes().unwrap(), *text.as_bytes());
            assert!(matches!(laid.held, Held::Laid(..)), "{laid:?}");
        }
        assert_eq!(*Contents::plain((*b"\x00\xff").into()).bytes().unwrap(), *b"\x00\xff");
        assert!(matches!(Contents::text(&long).held, Held::Packed(_)));
    }

    #[test]
    fn what_the_disk_has_no_room_for_is_held_in_memory() {
        // Nothing can be written to a file that was opened for reading.
        let file = tempfile::NamedTempFile::new().unwrap();
        let scratch = Scratch(Arc::new(Mutex::new(File::open(file.path()).unwrap())));
        let contents = Contents::laid("ein Absatz", &scratch);
        assert!(!matches!(contents.held, Held::Laid(..)), "{contents:?}");
        assert_eq!(*contents.bytes().unwrap(), *b"ein Absatz");
    }

    #[test]
    fn what_the_disk_has_lost_is_not_taken_for_empty() {
        let scratch = Scratch::new().unwrap();
        let contents = Contents::laid("ein Absatz", &scratch);
        scratch.0.lock().unwrap().set_len(3).unwrap();
        assert!(contents.bytes().is_err() && contents.fingerprint().is_err());
    }

    #[test]
    fn a_fingerprint_is_taken_once() {
        let scratch = Scratch::new().unwrap();
        let contents = Contents::laid("ein Absatz", &scratch);
        let files: OutputSet = [("a", contents)].into_iter().collect();
        let first = files.clone().get("a").unwrap().fingerprint().unwrap();
        assert_eq!(first, Contents::text("ein Absatz").fingerprint().unwrap());
        // Whoever reads the bytes again fails.
        scratch.0.lock().unwrap().set_len(3).unwrap();
        assert_eq!(files.get("a").unwrap().fingerprint().unwrap(), first);
    }
}
