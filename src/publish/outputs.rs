//! What is to be published, held in little room.
//!
//! Entry points: [`OutputSet`], [`Contents`]. Invariant: what comes out of them are the bytes that went in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

/// What is in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    held: Arc<[u8]>,
    /// How many bytes there are, when they are held compressed (LZ4 blocks).
    packed: Option<usize>,
}

impl Contents {
    /// Holds bytes as they are: images, fonts and PDFs are compressed already.
    pub fn plain(bytes: Arc<[u8]>) -> Self {
        Self { held: bytes, packed: None }
    }

    /// Holds text compressed: pages are some thirteen times their text, and a session holds all of them all the time.
    pub fn text(text: &str) -> Self {
        let packed = lz4_flex::block::compress(text.as_bytes());
        if packed.len() >= text.len() {
            return Self::plain(text.as_bytes().into());
        }
        Self { held: packed.into(), packed: Some(text.len()) }
    }

    /// The bytes.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match self.packed {
            None => Cow::Borrowed(&*self.held),
            // What this program has packed it can unpack.
            Some(len) => {
                Cow::Owned(lz4_flex::block::decompress(&self.held, len).unwrap_or_default())
            }
        }
    }
}

/// All files of a site by path: relative, `/` between parts. Copies share what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputSet {
    files: Arc<BTreeMap<Arc<str>, Contents>>,
    /// The next day on which the same content may make other files, when there is one.
    pub next_change: Option<jiff::civil::Date>,
}

impl OutputSet {
    /// The same files, which may be others from this day on.
    pub fn until(self, next_change: Option<jiff::civil::Date>) -> Self {
        Self { next_change, ..self }
    }

    /// What is in the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Contents> {
        self.files.get(path)
    }

    /// Whether there is a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
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
        self.files.keys().map(|path| &**path)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Contents)> {
        self.files.iter().map(|(path, contents)| (&**path, contents))
    }

    /// All files, in no order.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = (&str, &Contents)> {
        self.files.par_iter().map(|(path, contents)| (&**path, contents))
    }

    /// Puts a file in place of what was at its path; `None` takes it away.
    pub fn set(&mut self, path: &str, contents: Option<Contents>) {
        let files = Arc::make_mut(&mut self.files);
        match contents {
            Some(contents) => match files.get_mut(path) {
                Some(there) => *there = contents,
                None => drop(files.insert(path.into(), contents)),
            },
            None => drop(files.remove(path)),
        }
    }
}

impl<P: Into<Arc<str>>> FromIterator<(P, Contents)> for OutputSet {
    fn from_iter<I: IntoIterator<Item = (P, Contents)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, contents)| (path.into(), contents));
        Self { files: Arc::new(files.collect()), next_change: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        for text in ["", "a", &"ein Absatz ".repeat(1000)] {
            assert_eq!(*Contents::text(text).bytes(), *text.as_bytes());
        }
        assert_eq!(*Contents::plain((*b"\x00\xff").into()).bytes(), *b"\x00\xff");
        let held = Contents::text(&"ein Absatz ".repeat(1000)).held.len();
        assert!(held < 200, "{held} bytes");
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
        assert_eq!(*copy.get("a").unwrap().bytes(), *b"1");
    }
}
