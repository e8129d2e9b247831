//! What stands at the cursor, told from the text alone: it is mostly being written, and cannot be read then.
//!
//! Entry point: [`Cursor::at`]. Invariant: never fails; what is unclear is [`Cursor::Elsewhere`].

use std::ops::Range;

use crate::syntax::frontmatter::{self, FrontMatter};

/// What stands at the cursor, up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cursor {
    /// The key of a field.
    Key {
        /// The keys that it stands below, the outermost first.
        below: Vec<String>,
        /// What of it stands before the cursor, in bytes.
        written: Range<usize>,
        /// The whole word.
        word: Range<usize>,
    },
    /// The value of a field, or an item of it.
    FieldValue {
        /// The keys that it belongs to, the outermost first.
        of: Vec<String>,
        /// What of it stands before the cursor.
        written: Range<usize>,
        /// The whole value.
        word: Range<usize>,
    },
    /// Where a link in a text leads.
    LinkTarget {
        /// What of it stands before the cursor.
        written: Range<usize>,
        /// All of it.
        word: Range<usize>,
    },
    /// Something else.
    Elsewhere,
}

impl Cursor {
    /// What stands at a byte of a file. The word begins where what is written of it does, and goes at least as far.
    pub(super) fn at(path: &str, text: &str, offset: usize) -> Self {
        let mut found = Self::told(path, text, offset);
        if let Self::Key { written, word, .. }
        | Self::FieldValue { written, word, .. }
        | Self::LinkTarget { written, word } = &mut found
        {
            *word = written.start..word.end.max(written.end);
        }
        found
    }

    fn told(path: &str, text: &str, offset: usize) -> Self {
        let offset = crate::location::floor(text, offset);
        if [".yaml", ".yml"].iter().any(|ending| path.ends_with(ending)) {
            return in_yaml(text, 0..text.len(), offset);
        }
        let (yaml, body) = match frontmatter::split(text) {
            FrontMatter::Found { yaml, body } => (yaml, body),
            FrontMatter::Open { yaml, .. } => (yaml.clone(), yaml.end..yaml.end),
            FrontMatter::Missing { body } => (body.start..body.start, body),
        };
        if yaml.start <= offset && offset <= yaml.end && offset < body.start.max(yaml.end) + 1 {
            let found = in_yaml(text, yaml, offset);
            if found != Self::Elsewhere {
                return found;
            }
        }
        in_text(text, offset)
    }
}

/// The line of a byte, without its end.
fn line_of(text: &str, within: &Range<usize>, offset: usize) -> Range<usize> {
    let before = text.get(within.start..offset).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(within.start, |at| within.start + at + 1);
    let after = text.get(offset..within.end).unwrap_or_default();
    start..offset + after.find(['\n', '\r']).unwrap_or(after.len())
}

/// How far a line is indented, also behind the dashes of items; and where its words begin.
fn indent(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let trimmed = rest.trim_start_matches(' ');
        at += rest.len() - trimmed.len();
        match trimmed.strip_prefix('-') {
            Some(item) if item.is_empty() || item.starts_with(' ') => at += 1,
            _ => return at,
        }
    }
}

/// The key that a line begins with, and where what follows its colon begins.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let at = indent(line);
    let rest = line.get(at..)?;
    let end = rest.find(':')?;
    let follows = rest[end + 1..].chars().next();
    let key = rest[..end].trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && follows.is_none_or(char::is_whitespace);
    (is_key && !rest.starts_with(['#', '[', '{', '"', '\''])).then_some((key, at + end + 1))
}

/// The keys of the lines that a line belongs to, the outermost first.
fn parents(text: &str, before: Range<usize>, mut deepest: usize) -> Vec<String> {
    let mut keys = Vec::new();
    let lines: Vec<&str> = text.get(before).unwrap_or_default().split(['\n', '\r']).collect();
    for line in lines.into_iter().rev() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let at = indent(line);
        // Items may stand as far to the left as the key that they belong to.
        if at < deepest
            && let Some((key, _)) = key_of(line)
        {
            keys.push(key.to_owned());
            deepest = at;
        }
        if deepest == 0 {
            break;
        }
    }
    keys.reverse();
    keys
}

fn in_yaml(text: &str, yaml: Range<usize>, offset: usize) -> Cursor {
    let line = line_of(text, &yaml, offset);
    let (written, whole) = (&text[line.start..offset], &text[line.clone()]);
    if written.trim_start().starts_with('#') || written.contains(" #") {
        return Cursor::Elsewhere;
    }
    let at = indent(whole).min(written.len());
    let is_item = whole.get(..indent(whole)).is_some_and(|marks| marks.contains('-'));
    let mut keys = parents(text, yaml.start..line.start, indent(whole) + usize::from(is_item));
    let Some((key, value)) = key_of(written) else {
        let start = line.start + at;
        let word = start..line.start + whole.trim_end().len().max(at);
        // What has no colon behind it is an item where there are items, else a key that is being written.
        return if is_item && key_of(whole).is_none() {
            Cursor::FieldValue { of: keys, written: start..offset.max(start), word }
        } else if whole[at..].starts_with(['[', '{']) {
            Cursor::Elsewhere
        } else {
            let end = whole[at..].find(':').map_or(word.end, |colon| start + colon);
            Cursor::Key {
                below: keys,
                written: start..offset.max(start),
                word: start..end.max(start),
            }
        };
    };
    keys.push(key.to_owned());
    in_value(text, line.start + value..offset, line.end, keys)
}

/// What stands in the value of a key, which may be a list or a map on one line.
fn in_value(text: &str, before: Range<usize>, end: usize, mut of: Vec<String>) -> Cursor {
    let written = &text[before.clone()];
    let mut start = before.start;
    let mut open: Vec<char> = Vec::new();
    // The last key of each map that is open.
    let mut at = before.start;
    for c in written.chars() {
        let next = at + c.len_utf8();
        match c {
            '[' | '{' => {
                if c == '{'
                    && let Some(key) = flow_key(&text[start..at])
                {
                    of.push(key);
                }
                open.push(c);
                start = next;
            }
            ']' | '}' => {
                open.pop();
                start = next;
            }
            ',' if !open.is_empty() => start = next,
            _ => {}
        }
        at = next;
    }
    let piece = &text[start..before.end];
    let skipped = piece.len() - piece.trim_start().len();
    start += skipped;
    let is_in_map = open.last() == Some(&'{');
    if is_in_map {
        match text[start..before.end].split_once(':') {
            Some((key, value)) => {
                of.push(key.trim().to_owned());
                start = before.end - value.trim_start().len();
            }
            None => {
                let rest = &text[before.end..end];
                let more = rest.find([':', ',', '}', ' ']).unwrap_or(rest.len());
                let word = start..before.end + more;
                return Cursor::Key { below: of, written: start..before.end, word };
            }
        }
    }
    let rest = &text[before.end..end];
    let stop: &[char] = if open.is_empty() { &['#'] } else { &[',', ']', '}'] };
    let more = rest[..rest.find(stop).unwrap_or(rest.len())].trim_end().len();
    let start = start.min(before.end);
    Cursor::FieldValue { of, written: start..before.end, word: start..before.end + more }
}

/// The key before a brace: `{from: {type: …`.
fn flow_key(piece: &str) -> Option<String> {
    let key = piece.trim().strip_suffix(':')?;
    Some(key.trim().to_owned()).filter(|key| !key.is_empty())
}

/// What stands in running text: the target of a link or of a picture, as far as it is on one line.
fn in_text(text: &str, offset: usize) -> Cursor {
    let line = line_of(text, &(0..text.len()), offset);
    let before = &text[line.start..offset];
    let opened = before.rfind("](").map(|at| (at + 2, ')')).or_else(|| {
        let at = before.rfind('<')? + 1;
        before[at..].contains(':').then_some((at, '>'))
    });
    let Some((at, close)) = opened else { return Cursor::Elsewhere };
    let start = line.start + at;
    let written = &text[start..offset];
    if written.contains([close, ' ', '"']) {
        return Cursor::Elsewhere;
    }
    let rest = &text[offset..line.end];
    let end = offset + rest.find([close, ' ', '"']).unwrap_or(0);
    Cursor::LinkTarget { written: start..offset, word: start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands at the mark `|`, in short.
    fn at(path: &str, marked: &str) -> String {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        match Cursor::at(path, &text, offset) {
            Cursor::Key { below, written, word } => {
                format!("key {} {:?} {:?}", below.join("/"), &text[written], &text[word])
            }
            Cursor::FieldValue { of, written, word } => {
                format!("value {} {:?} {:?}", of.join("/"), &text[written], &text[word])
            }
            Cursor::LinkTarget { written, word } => {
                format!("link {:?} {:?}", &text[written], &text[word])
            }
            Cursor::Elsewhere => "-".to_owned(),
        }
    }

    #[test]
    fn what_stands_at_the_cursor_is_told_from_unfinished_text() {
        for (text, wanted) in [
            ("---\nti|\n---\n", r#"key  "ti" "ti""#),
            ("---\n|\n---\n", r#"key  "" """#),
            ("---\nti|tle: X\n---\n", r#"key  "ti" "title""#),
            ("---\ntitle: X|y # c\n---\n", r#"value title "X" "Xy""#),
            ("---\ntitle: X # |\n---\n", "-"),
            ("---\ntrades: [elektro, di|]\n---\n", r#"value trades "di" "di""#),
            ("---\ntrades: [|\n---\n", r#"value trades "" """#),
            ("---\ntrades:\n  - elek|tro\n---\n", r#"value trades "elek" "elektro""#),
            ("---\ntrades:\n- |\n---\n", r#"value trades "" """#),
            ("---\nfigures:\n  - label: X\n    va|\n---\n", r#"key figures "va" "va""#),
            ("---\nfigures:\n  - la|bel: X\n---\n", r#"key figures "la" "label""#),
            ("---\nfigures:\n  - value: 3|\n---\n", r#"value figures/value "3" "3""#),
            ("---\nroles: [{who: elek|, as: x}]\n---\n", r#"value roles/who "elek" "elek""#),
            ("---\nroles: [{who: a, a|}]\n---\n", r#"key roles "a" "a""#),
            ("---\na:\n  b:\n    # c\n    d: |\n---\n", r#"value a/b/d "" """#),
            ("---\na: 1\n---\n[x](case:u|lm) y\n", r#"link "case:u" "case:ulm""#),
            ("---\na: 1\n---\n[x](case:u| y\n", r#"link "case:u" "case:u""#),
            ("---\na: 1\n---\n<case:ä|>\n", r#"link "case:ä" "case:ä""#),
            ("---\na: 1\n---\nText|\n", "-"),
            ("---\ntitle: X\nti|", r#"key  "ti" "ti""#),
        ] {
            assert_eq!(at("content/cases/a.md", text), wanted, "{text}");
        }
        assert_eq!(at("content/trades.yaml", "elektro:\n  ti|"), r#"key elektro "ti" "ti""#);
    }

    #[test]
    fn no_text_and_no_place_fails() {
        let signs =
            ["---\n", "a:", " ", "- ", "[", "]", "{", "}", ",", "ä", "#", "\r", "](", "<", ":"];
        let mut dice: usize = 7;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                text.push_str(signs[(dice >> 33) % signs.len()]);
            }
            for path in ["a.md", "a.yaml"] {
                for offset in 0..=text.len() + 1 {
                    match Cursor::at(path, &text, offset) {
                        Cursor::Key { written, word, .. }
                        | Cursor::FieldValue { written, word, .. }
                        | Cursor::LinkTarget { written, word } => {
                            assert!(text.get(written.clone()).is_some(), "{text:?} {offset}");
                            assert!(text.get(word.clone()).is_some(), "{text:?} {offset}");
                            assert!(word.start == written.start && word.end >= written.end);
                        }
                        Cursor::Elsewhere => {}
                    }
                }
            }
        }
    }
}
