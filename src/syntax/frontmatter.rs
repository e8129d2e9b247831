//! Cuts an entry file into its front matter and its body.
//!
//! Entry point: [`split`]. Invariant: the ranges lie inside the text, on character boundaries, and never overlap.

use std::ops::Range;

/// The parts of an entry file, as bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FrontMatter {
    /// The file does not begin with a `---` line: everything is body.
    Missing {
        /// The text without its byte-order mark.
        body: Range<usize>,
    },
    /// It begins with a `---` line, but no other one follows.
    Open {
        /// The line that opens the front matter, without its line end.
        opening: Range<usize>,
        /// Everything after it.
        yaml: Range<usize>,
    },
    /// YAML between two `---` lines, then the body.
    Found {
        /// Between the lines, with its last line end.
        yaml: Range<usize>,
        /// After the closing line.
        body: Range<usize>,
    },
}

/// Cuts `text` in two. Lines end at LF, CR LF or a lone CR, mixed as they come; a byte-order mark and empty lines
/// before the first `---` are skipped; spaces and tabs after `---` do not matter; only `---` closes.
pub(crate) fn split(text: &str) -> FrontMatter {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: mark };
    let opening = loop {
        match lines.next() {
            Some(line) if is_blank(text, &line.content) => {}
            Some(line) if is_fence(text, &line.content) => break line,
            _ => {
                return FrontMatter::Missing { body: mark..text.len() };
            }
        }
    };
    for line in lines {
        if is_fence(text, &line.content) {
            return FrontMatter::Found {
                yaml: opening.end..line.content.start,
                body: line.end..text.len(),
            };
        }
    }
    FrontMatter::Open { opening: opening.content, yaml: opening.end..text.len() }
}

/// A line: its bytes without the line end, and where the next one starts.
struct Line {
    content: Range<usize>,
    end: usize,
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let stop = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = match rest.as_bytes().get(stop..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        self.at = start + stop + ending;
        Some(Line { content: start..start + stop, end: self.at })
    }
}

fn is_blank(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).is_some_and(|line| line.trim_matches([' ', '\t']).is_empty())
}

fn is_fence(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).is_some_and(|line| line.trim_end_matches([' ', '\t']) == "---")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, &str) {
        match split(text) {
            FrontMatter::Found { yaml, body } => (&text[yaml], &text[body]),
            other => panic!("{text:?} gave {other:?}"),
        }
    }

    #[test]
    fn splits_at_the_two_fences() {
        assert_eq!(parts("---\na: 1\n---\nText\n"), ("a: 1\n", "Text\n"));
        assert_eq!(parts("---\n---\n"), ("", ""));
        assert_eq!(parts("---\na: 1\n---"), ("a: 1\n", ""));
    }

    #[test]
    fn accepts_every_line_ending_and_a_byte_order_mark() {
        assert_eq!(parts("---\r\na: 1\r\n---\r\nText\r\n"), ("a: 1\r\n", "Text\r\n"));
        assert_eq!(parts("---\ra: 1\r---\rText"), ("a: 1\r", "Text"));
        assert_eq!(parts("---\r\na: 1\n---\rText"), ("a: 1\n", "Text"));
        assert_eq!(parts("\u{feff}---\na: 1\n---\nText"), ("a: 1\n", "Text"));
    }

    #[test]
    fn accepts_spaces_after_a_fence_and_empty_lines_before() {
        assert_eq!(parts("--- \t\na: 1\n---  \nText"), ("a: 1\n", "Text"));
        assert_eq!(parts("\n \n---\na: 1\n---\nText"), ("a: 1\n", "Text"));
    }

    #[test]
    fn only_three_hyphens_at_the_line_start_close() {
        assert_eq!(
            parts("---\na: |\n  ---\n...\n----\n---\nText"),
            ("a: |\n  ---\n...\n----\n", "Text")
        );
        // A later `---` line belongs to the body.
        assert_eq!(parts("---\na: 1\n---\nText\n\n---\n\nMore"), ("a: 1\n", "Text\n\n---\n\nMore"));
    }

    #[test]
    fn says_when_front_matter_is_missing_or_open() {
        assert_eq!(split(""), FrontMatter::Missing { body: 0..0 });
        assert_eq!(split("Text\n---\n"), FrontMatter::Missing { body: 0..9 });
        assert_eq!(split("\u{feff}Text"), FrontMatter::Missing { body: 3..7 });
        assert_eq!(split(" ---\na: 1\n---\n"), FrontMatter::Missing { body: 0..14 });
        assert_eq!(split("\n---\na: 1\n"), FrontMatter::Open { opening: 1..4, yaml: 5..10 });
        assert_eq!(split("---"), FrontMatter::Open { opening: 0..3, yaml: 3..3 });
    }

    #[test]
    fn survives_odd_bytes() {
        for text in [
            "\u{feff}",
            "\0",
            "---\0\n---",
            "\r",
            "\r\n\r\n",
            "---\u{a0}\n---\n",
            "—\n---",
            "\u{feff}\u{feff}---\n---",
        ] {
            let _ = split(text);
        }
    }
}
