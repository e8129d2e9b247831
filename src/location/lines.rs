//! Where the lines of a text are.
//!
//! Entry points: [`Lines`] for texts in which many places are looked up, [`position`] for one place. Invariant: both count alike.

use std::cell::Cell;
use std::ops::Range;

/// A position as people count it: both from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The position of byte `offset` in `text`. Lines end at LF, CR LF or a lone CR.
pub fn position(text: &str, offset: usize) -> Position {
    Lines::of(text).position(text, offset)
}

/// The largest character boundary up to byte `offset`.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Characters are counted from the last multiple of this many bytes.
const STEP: usize = 256;
const MARK: char = '\u{feff}';

/// The lines of a text. Looking up a place takes the same time wherever it is, in however long a line.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The first byte of each line, and the first behind byte-order marks, which are no columns.
    starts: Vec<(usize, usize)>,
    /// How many characters begin before each multiple of [`STEP`].
    characters: Vec<usize>,
    /// How many bytes have been read to answer.
    scanned: Cell<usize>,
}

impl Lines {
    /// Reads a text once.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::new();
        let mut start = 0;
        loop {
            let rest = text.get(start..).unwrap_or_default();
            starts.push((start, start + rest.len() - rest.trim_start_matches(MARK).len()));
            let Some(end) = rest.find(['\n', '\r']) else { break };
            let end = start + end;
            let is_pair = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
            start = end + if is_pair { 2 } else { 1 };
        }
        let mut before = 0;
        let counted = bytes.chunks(STEP).map(|chunk| {
            let here = before;
            before += characters(chunk);
            here
        });
        let mut counted: Vec<usize> = counted.collect();
        counted.push(before);
        Self { starts, characters: counted, scanned: Cell::new(0) }
    }

    /// The position of byte `offset` in the text they were read from.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.index(offset);
        let visible = self.starts[line].1.min(offset);
        let column = self.before(text, offset) - self.before(text, visible) + 1;
        Position { line: line + 1, column }
    }

    /// The line of byte `offset`: without its end.
    pub(crate) fn line_at(&self, text: &str, offset: usize) -> Range<usize> {
        let line = self.index(floor(text, offset));
        let start = self.starts[line].0;
        let Some((next, _)) = self.starts.get(line + 1) else { return start..text.len() };
        let bytes = text.as_bytes();
        let mut end = next - 1;
        if end > start && bytes[end] == b'\n' && bytes[end - 1] == b'\r' {
            end -= 1;
        }
        start..end
    }

    /// How many bytes have been read to answer so far.
    pub(crate) fn scanned(&self) -> usize {
        self.scanned.get()
    }

    /// The number of a line, from 0. A place between CR and LF is in the line they end.
    fn index(&self, offset: usize) -> usize {
        self.starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1)
    }

    fn before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let rest = &text.as_bytes()[step * STEP..offset];
        self.scanned.set(self.scanned.get() + rest.len());
        self.characters[step] + characters(rest)
    }
}

/// How many characters begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts from the beginning.
    fn counted(text: &str, offset: usize) -> Position {
        let before = &text[..floor(text, offset)];
        let (mut line, mut start) = (1, 0);
        for (i, byte) in before.bytes().enumerate() {
            if byte == b'\n' || (byte == b'\r' && text.as_bytes().get(i + 1) != Some(&b'\n')) {
                (line, start) = (line + 1, i + 1);
            }
        }
        let visible = before[start..].trim_start_matches(MARK);
        Position { line, column: visible.chars().count() + 1 }
    }

    #[test]
    fn every_place_is_where_counting_finds_it() {
        let long = format!("{}\r\n{}\n", "äöü€".repeat(300), "x".repeat(700));
        for text in
            ["", "a", "\n", "\u{feff}ä\r\nb\rc\n\n\u{feff}\u{feff}d", "a\r\n", "\r\r\n", &long]
        {
            let lines = Lines::of(text);
            for offset in 0..text.len() + 3 {
                assert_eq!(
                    lines.position(text, offset),
                    counted(text, offset),
                    "{text:?} {offset}"
                );
            }
        }
    }

    #[test]
    fn lines_are_without_their_ends() {
        let text = "a\r\nbb\rc\n";
        let lines = Lines::of(text);
        let line = |offset| &text[lines.line_at(text, offset)];
        assert_eq!([line(0), line(3), line(6), line(8), line(99)], ["a", "bb", "c", "", ""]);
    }

    #[test]
    fn a_place_costs_the_same_in_a_long_line() {
        let text = "ä".repeat(1_000_000);
        let lines = Lines::of(&text);
        for offset in (0..text.len()).step_by(2_000) {
            lines.position(&text, offset);
        }
        assert!(lines.scanned() <= 1_000 * 2 * STEP, "{}", lines.scanned());
    }
}
