//! What nests too deep to be parsed.
//!
//! Entry point: [`line_too_deep`]. Invariant: what it costs grows with the length of the text alone, however deep it nests.

use std::ops::Range;

/// Marks of containers (`>`, `-`, `1.`) on one line beyond which the parser is not even asked: its cost grows with the
/// depth for every line that follows.
const MAX_MARKS_PER_LINE: usize = 64;
/// The column beyond which such a mark is not believed, for the same reason.
const MAX_MARK_COLUMN: usize = 256;

/// The first line that opens more containers than anybody needs, as bytes.
pub(super) fn line_too_deep(source: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if opens_too_many(line) {
            return Some(start..end);
        }
        start += line.len();
    }
    None
}

fn opens_too_many(line: &str) -> bool {
    let mut marks = 0;
    let mut column = 0;
    let mut rest = line.as_bytes();
    loop {
        let is_end = |byte: Option<&u8>| {
            byte.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        };
        let length = match rest {
            [b' ', ..] => {
                column += 1;
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            [b'\t', ..] => {
                column += 4 - column % 4;
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            [b'>', ..] => 1,
            [b'-' | b'+' | b'*' | b':', after @ ..] if is_end(after.first()) => 1,
            [b'0'..=b'9', ..] => {
                let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                match rest.get(digits) {
                    Some(b'.' | b')') if digits <= 9 && is_end(rest.get(digits + 1)) => digits + 1,
                    _ => break,
                }
            }
            _ => break,
        };
        marks += 1;
        if marks > MAX_MARKS_PER_LINE || column > MAX_MARK_COLUMN {
            // A long `- - - -` is a rule.
            return !line.bytes().all(|byte| byte.is_ascii_whitespace() || byte == b'-')
                && !line.bytes().all(|byte| byte.is_ascii_whitespace() || byte == b'*');
        }
        column += length;
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}
