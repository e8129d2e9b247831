//! The places of the protocol, and those of this house: addresses of files, lines and UTF-16 units; paths inside the site, and bytes.
//!
//! Entry points: [`SiteFolder`] for files, [`offset_of`] and [`range_in`] for places in a text. Invariant: whatever an editor says, what comes of it lies in
//! the text, between characters, and in the folder of the site.

use std::ops::Range;
use std::path::{Path, PathBuf};

use lsp_types::{Position, Range as LineRange, Uri};
use url::Url;

use crate::diagnostic::sources::SourceText;
use crate::location::{SitePath, floor};

/// Where a site is on the disk.
pub(super) struct SiteFolder {
    root: PathBuf,
}

impl SiteFolder {
    /// The site in this folder, by its whole path.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The file of the site that an address names; `None` for one outside of it.
    pub(super) fn path_of(&self, uri: &Uri) -> Option<SitePath> {
        let file = Url::parse(uri.as_str()).ok()?.to_file_path().ok()?;
        // An address of an editor may have `..` in it.
        if file.components().any(|part| part == std::path::Component::ParentDir) {
            return None;
        }
        SitePath::new(file.strip_prefix(&self.root).ok()?.to_str()?)
    }

    /// The address of a file of the site.
    pub(super) fn uri_of(&self, path: &SitePath) -> Option<Uri> {
        Url::from_file_path(self.root.join(path.as_str())).ok()?.as_str().parse().ok()
    }
}

/// How many UTF-16 units a text has (Language Server Protocol 3.17, “Position”).
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The lines of a text with where each begins: they end at LF, CR LF or CR, as the protocol has it.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = text.get(start..)?;
        let (line, next) = match rest.find(['\n', '\r']) {
            None => (rest, None),
            Some(end) if rest[end..].starts_with("\r\n") => (&rest[..end], Some(start + end + 2)),
            Some(end) => (&rest[..end], Some(start + end + 1)),
        };
        at = next;
        Some((start, line))
    })
}

/// The byte at a position. One behind the end of its line is at its end, one behind the last line at the end of the text.
pub(super) fn offset_of(text: &str, position: Position) -> usize {
    let Some((start, line)) = lines(text).nth(position.line as usize) else { return text.len() };
    let mut left = position.character as usize;
    for (at, c) in line.char_indices() {
        if left < c.len_utf16() {
            return start + at;
        }
        left -= c.len_utf16();
    }
    start + line.len()
}

/// The position of a byte. One between the two signs of a line's end is at its end.
fn position_in(source: &SourceText, offset: usize) -> Position {
    let offset = floor(source.as_str(), offset);
    let line = source.line_at(offset);
    let before = source.as_str().get(line.start..offset.min(line.end)).unwrap_or_default();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Position { line: count(source.position(offset).line - 1), character: count(units(before)) }
}

/// The positions of a piece.
pub(super) fn range_in(source: &SourceText, piece: &Range<usize>) -> LineRange {
    let end = piece.end.max(piece.start);
    LineRange { start: position_in(source, piece.start), end: position_in(source, end) }
}

/// The positions of a piece of a text in which no other place is told.
pub(super) fn range_of(text: &str, piece: &Range<usize>) -> LineRange {
    range_in(&SourceText::new(text.to_owned()), piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position_of(text: &str, offset: usize) -> Position {
        range_of(text, &(offset..offset)).start
    }

    #[test]
    fn positions_count_utf_16_units() {
        let text = "ä𝄞b\r\nzwei\rdrei\n";
        for (line, character, offset) in
            [(0, 0, 0), (0, 1, 2), (0, 3, 6), (0, 4, 7), (1, 0, 9), (2, 2, 16), (3, 0, 19)]
        {
            let position = Position { line, character };
            assert_eq!(offset_of(text, position), offset, "{position:?}");
            assert_eq!(position_of(text, offset), position);
        }
        let outside = |line, character| offset_of(text, Position { line, character });
        assert_eq!((outside(0, 2), outside(0, 99), outside(99, 0)), (2, 7, text.len()));
        assert_eq!(
            position_of(text, 4),
            Position { line: 0, character: 1 },
            "inside of a character"
        );
        assert_eq!(position_of(text, 999), Position { line: 3, character: 0 });
    }

    #[cfg(unix)]
    #[test]
    fn files_outside_of_the_site_are_none() {
        let site = SiteFolder::new(Path::new("/home/ä b/site"));
        let path = SitePath::new("content/cases/größe.md").unwrap();
        let uri = site.uri_of(&path).unwrap();
        assert_eq!(uri.as_str(), "file:///home/%C3%A4%20b/site/content/cases/gr%C3%B6%C3%9Fe.md");
        assert_eq!(site.path_of(&uri), Some(path));
        for other in [
            "file:///home/content/x.md",
            "file:///home/%C3%A4%20b/site/../x.md",
            "file:///home/%C3%A4%20b/site/%2e%2e/x.md",
            "untitled:Untitled-1",
            "https://example.org/home",
        ] {
            assert_eq!(site.path_of(&other.parse().unwrap()), None, "{other}");
        }
    }
}
