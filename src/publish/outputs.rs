//! What is to be published, held in little room.
//!
//! Entry points: [`OutputSet`], [`Contents`], [`Scratch`]. Invariant: what comes out of them are the bytes that went in, or an error.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

/// What is in a file of the site.
#[derive(Clone, Debug)]
pub struct Contents {
    len: usize,
    held: Held,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Held {
    Plain(Arc<[u8]>),
    /// Compressed: a block of LZ4.
    Packed(Arc<[u8]>),
    /// On disk, from this byte on.
    Laid(Scratch, u64),
}

impl Contents {
    /// Holds bytes as they are: images, fonts and PDFs are compressed already.
    pub fn plain(bytes: Arc<[u8]>) -> Self {
        Self { len: bytes.len(), held: Held::Plain(bytes) }
    }

    /// Holds text compressed: pages are some thirteen times their text, and a session holds all of them all the time.
    pub fn text(text: &str) -> Self {
        let packed = lz4_flex::block::compress(text.as_bytes());
        if packed.len() >= text.len() {
            return Self::plain(text.as_bytes().into());
        }
        Self { len: text.len(), held: Held::Packed(packed.into()) }
    }

    /// Holds text on disk, where there is room; else as [`Contents::text`].
    pub fn laid(text: &str, scratch: &Scratch) -> Self {
        match scratch.lay(text.as_bytes()) {
            Ok(at) => Self { len: text.len(), held: Held::Laid(scratch.clone(), at) },
            Err(_) => Self::text(text),
        }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes.
    ///
    /// # Errors
    /// When the disk does not give back what it was given.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.held {
            Held::Plain(bytes) => Ok(Cow::Borrowed(bytes)),
            Held::Packed(block) => lz4_flex::block::decompress(block, self.len)
                .map(Cow::Owned)
                .map_err(io::Error::other),
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
pub struct Scratch(Arc<Mutex<File>>);

impl Scratch {
    /// A new one, in the system's folder for such files; `None` where there cannot be one.
    pub fn new() -> Option<Self> {
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

/// A file at its path.
type Placed = (Arc<str>, Contents);

/// So many files are copied at most when one of them changes while somebody else holds the last state.
const SHELF: usize = 256;

/// All files of a site by path: relative, `/` between parts. Copies share what they hold, and what differs between them takes little room.
#[derive(Clone, Debug, Default)]
pub struct OutputSet {
    /// Sorted, within each and among each other; none is empty.
    shelves: Vec<Arc<Vec<Placed>>>,
    /// The next day on which the same content may make other files, when there is one.
    pub next_change: Option<jiff::civil::Date>,
}

impl PartialEq for OutputSet {
    fn eq(&self, other: &Self) -> bool {
        self.next_change == other.next_change && self.iter().eq(other.iter())
    }
}

impl OutputSet {
    /// The same files, which may be others from this day on.
    pub fn until(self, next_change: Option<jiff::civil::Date>) -> Self {
        Self { next_change, ..self }
    }

    /// The number of the shelf that has the file at `path`, if there is one.
    fn shelf_of(&self, path: &str) -> usize {
        let begins_before =
            |shelf: &Arc<Vec<Placed>>| shelf.first().is_some_and(|(first, _)| **first <= *path);
        self.shelves.partition_point(begins_before).saturating_sub(1)
    }

    /// What is in the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Contents> {
        let shelf = self.shelves.get(self.shelf_of(path))?;
        shelf.get(place_in(shelf, path).ok()?).map(|(_, contents)| contents)
    }

    /// Whether there is a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shelves.is_empty()
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(path, _)| path)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Contents)> {
        let files = self.shelves.iter().flat_map(|shelf| shelf.iter());
        files.map(|(path, contents)| (&**path, contents))
    }

    /// All files, in no order.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = (&str, &Contents)> {
        let files = self.shelves.par_iter().flat_map_iter(|shelf| shelf.iter());
        files.map(|(path, contents)| (&**path, contents))
    }

    /// Puts a file in place of what was at its path; `None` takes it away.
    pub fn set(&mut self, path: &str, contents: Option<Contents>) {
        let number = self.shelf_of(path);
        let Some(shelf) = self.shelves.get_mut(number) else {
            let placed = contents.map(|contents| Arc::new(vec![(path.into(), contents)]));
            self.shelves.extend(placed);
            return;
        };
        match (place_in(shelf, path), contents) {
            (Ok(at), Some(contents)) => Arc::make_mut(shelf)[at].1 = contents,
            (Err(at), Some(contents)) => {
                let shelf = Arc::make_mut(shelf);
                shelf.insert(at, (path.into(), contents));
                if shelf.len() > SHELF {
                    let rest = shelf.split_off(SHELF / 2);
                    self.shelves.insert(number + 1, Arc::new(rest));
                }
            }
            (Ok(at), None) => {
                Arc::make_mut(shelf).remove(at);
                if shelf.is_empty() {
                    self.shelves.remove(number);
                }
            }
            (Err(_), None) => {}
        }
    }
}

/// Where the file at `path` is in a shelf, or would be.
fn place_in(shelf: &[Placed], path: &str) -> Result<usize, usize> {
    shelf.binary_search_by(|(known, _)| (**known).cmp(path))
}

impl<P: Into<Arc<str>>> FromIterator<(P, Contents)> for OutputSet {
    fn from_iter<I: IntoIterator<Item = (P, Contents)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, contents)| (path.into(), contents));
        let mut files = files.collect::<BTreeMap<_, _>>().into_iter().peekable();
        let mut shelves = Vec::new();
        while files.peek().is_some() {
            shelves.push(Arc::new(files.by_ref().take(SHELF / 2).collect()));
        }
        Self { shelves, next_change: None }
    }
}

#[cfg(test)]
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
        let Held::Packed(block) = Contents::text(&long).held else { panic!("not packed") };
        assert!(block.len() < 200, "{} bytes", block.len());
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
        assert!(contents.bytes().is_err());
    }

    #[test]
    fn copies_do_not_see_what_is_set_later() {
        let mut files: OutputSet = [("a", Contents::text("1"))].into_iter().collect();
        let copy = files.clone();
        files.set("a", Some(Contents::text("2")));
        files.set("b", Some(Contents::text("3")));
        assert_eq!(files.paths().collect::<Vec<_>>(), ["a", "b"]);
        files.set("b", None);
        assert!(!files.contains("b"));
        assert_eq!(*copy.get("a").unwrap().bytes().unwrap(), *b"1");
    }

    #[test]
    fn many_files_are_found_in_their_order() {
        let name = |number: usize| format!("{:04}", number * 7 % 2000);
        let mut files: OutputSet =
            (0..1000).map(|number| (name(number), Contents::text("1"))).collect();
        let mut known: BTreeMap<String, &str> =
            (0..1000).map(|number| (name(number), "1")).collect();
        for number in 500..2000 {
            let text = ["2", "3"][number % 2];
            files.set(&name(number), Some(Contents::text(text)));
            known.insert(name(number), text);
        }
        for number in (0..2000).filter(|number| number % 3 > 0 || *number < 900) {
            files.set(&name(number), None);
            known.remove(&name(number));
        }
        let expected: OutputSet =
            known.iter().map(|(path, text)| (path.as_str(), Contents::text(text))).collect();
        assert!(files.paths().eq(known.keys().map(String::as_str)), "{files:?}");
        assert!(files == expected && files.len() == known.len());
        assert!(files.get(&name(0)).is_none() && files.get("none").is_none());
        for path in known.keys() {
            files.set(path, None);
        }
        assert!(files.is_empty() && files.get("0000").is_none());
        files.set("0000", Some(Contents::text("1")));
        assert_eq!(files.len(), 1);
    }
}
