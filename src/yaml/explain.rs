//! From the words of the YAML reader to the mistakes that editors make. The reader speaks English and of tokens, and often
//! notices a syntax error only on the following line.
//!
//! Entry point: [`explain`]. Invariant: places lie in the source, on character boundaries.

use std::ops::Range;

use crate::diagnostic::problem::Mistake;

/// What an editor did, in bytes of the source.
pub(super) struct SyntaxError {
    /// Which mistake it is.
    pub(super) mistake: Mistake,
    /// Where.
    pub(super) at: Range<usize>,
    /// What to write where.
    pub(super) fix: Option<(Range<usize>, String)>,
}

impl SyntaxError {
    fn new(mistake: Mistake, at: Range<usize>) -> Self {
        Self { mistake, at, fix: None }
    }
}

/// A comment that is probably none, in bytes of the source.
pub(super) struct Comment {
    /// Where.
    pub(super) at: Range<usize>,
    /// What to write where.
    pub(super) fix: Option<(Range<usize>, String)>,
}

/// How far back an open bracket is looked for, in bytes.
const MAX_BRACKET: usize = 10_000;

/// Which syntax error an error of the reader at `offset` stands for.
pub(super) fn explain(info: &str, source: &str, offset: usize) -> SyntaxError {
    let offset = floor(source, offset);
    let line = line_of(source, offset);
    let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
    if let Some(tab) = tab_in_indent(source, &line) {
        return SyntaxError::new(Mistake::Tab, tab..tab + 1);
    }
    if has(&["found a tab"])
        && let Some(tab) = next_line(source, &line).and_then(|next| tab_in_indent(source, &next))
    {
        return SyntaxError::new(Mistake::Tab, tab..tab + 1);
    }
    let sign = source[offset..].chars().next();
    let one = offset..offset + sign.map_or(0, char::len_utf8);
    let begins_value = source[line.start..offset].ends_with([' ', '\t']);
    if has(&["mapping values are not allowed"]) {
        return colon(source, &line, offset);
    }
    if has(&["simple key expect"]) {
        return no_colon(source, &line, offset)
            .unwrap_or_else(|| SyntaxError::new(Mistake::Other, one));
    }
    if has(&["trailing content"]) {
        return after(source, &line, offset, Mistake::AfterQuote);
    }
    if has(&["unknown escape", "hexadecimal number", "Unicode character escape"]) {
        let value = value_of(source, &line).unwrap_or(offset..line.end);
        let fix = Some((value.clone(), requote(&source[value.clone()])));
        return SyntaxError { fix, ..SyntaxError::new(Mistake::Escape, value) };
    }
    if has(&["quoted", "unexpected end of stream"]) {
        return SyntaxError::new(Mistake::Quote, one);
    }
    if has(&["block sequence entries are not allowed"]) {
        return SyntaxError::new(Mistake::Dash, one);
    }
    if has(&["unprintable"]) {
        return SyntaxError::new(Mistake::Invisible, one);
    }
    let stray = has(&["misplaced bracket"]);
    if has(&[
        "unknown anchor",
        "unexpected character",
        "anchor or alias",
        "a block scalar",
        "mapping keys are not allowed",
        "expected node content",
    ]) || (stray && begins_value)
    {
        return special(source, offset);
    }
    if stray {
        return SyntaxError::new(Mistake::BracketClose, one);
    }
    if has(&["illegal placement of ':'", "flow", "bracket"]) {
        return open_bracket(source, offset).map_or_else(
            || SyntaxError::new(Mistake::Bracket, one),
            |open| {
                let fix = closing(source, open, &line);
                SyntaxError { fix, ..SyntaxError::new(Mistake::Bracket, open..open + 1) }
            },
        );
    }
    if has(&["block", "indent", "document start"]) {
        let closed = value_of(source, &line).is_some_and(|value| {
            source[value.clone()].starts_with(['[', '{']) && offset > value.start
        });
        if closed {
            return after(source, &line, offset, Mistake::AfterBracket);
        }
        return SyntaxError::new(Mistake::Indentation, key_of(source, &line));
    }
    SyntaxError::new(Mistake::Other, one)
}

/// A value that begins with a sign that means something else in YAML.
pub(super) fn special(source: &str, offset: usize) -> SyntaxError {
    let offset = floor(source, offset);
    let line = line_of(source, offset);
    let sign = source[offset..].chars().next();
    let begins_value = source[line.start..offset].ends_with(": ")
        || source[line.start..offset].trim_start() == "- ";
    let fix = (begins_value && open_bracket(source, offset).is_none()).then(|| {
        let value = offset..value_end(source, offset, line.end);
        (value.clone(), quote(&source[value]))
    });
    let at = offset..offset + sign.map_or(0, char::len_utf8);
    let mistake = sign.map_or(Mistake::Other, |sign| Mistake::Special { sign });
    SyntaxError { mistake, at, fix }
}

/// A second colon in a value, a line above without one, or a line that is indented too far.
fn colon(source: &str, line: &Range<usize>, offset: usize) -> SyntaxError {
    if let Some(value) = value_of(source, line) {
        let text = &source[value.clone()];
        if text.starts_with(['"', '\'']) {
            return after(source, line, offset, Mistake::AfterQuote);
        }
        let second = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1));
        if let Some(second) = second.filter(|_| !text.starts_with(['|', '>', '[', '{'])) {
            let at = value.start + second;
            let fix = Some((value, quote(text)));
            return SyntaxError { fix, ..SyntaxError::new(Mistake::Colon, at..at + 1) };
        }
    }
    if let Some(above) = line_above(source, line) {
        let deeper = indent(source, line) > indent(source, &above);
        if !deeper && let Some(syntax_error) = no_colon(source, line, line.start) {
            return syntax_error;
        }
        // A value that goes on here: no name of a field holds a space.
        if deeper && source[line.start..offset].trim().contains(' ') {
            return SyntaxError::new(Mistake::Colon, offset..offset + 1);
        }
    }
    SyntaxError::new(Mistake::Indentation, key_of(source, line))
}

/// The line at `offset`, or the one above when nothing stands before it, when its colon is missing.
fn no_colon(source: &str, line: &Range<usize>, offset: usize) -> Option<SyntaxError> {
    let line = if source[line.start..offset].trim().is_empty() {
        line_above(source, line)?
    } else {
        line.clone()
    };
    let at = trimmed(source, &line);
    let text = &source[at.clone()];
    if text.contains(": ") || text.ends_with(':') || text.starts_with(['-', '#']) {
        return None;
    }
    let name = text.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
    let fix = name.and_then(|end| {
        let value = text[end..].trim_start_matches([':', ' ']);
        let is_address = text[end..].starts_with("://");
        (end > 0 && !value.is_empty() && text[end..].starts_with([':', ' ']) && !is_address)
            .then(|| (at.clone(), format!("{}: {value}", &text[..end])))
    });
    Some(SyntaxError { fix, ..SyntaxError::new(Mistake::NoColon, at) })
}

/// Text behind the quotation mark or bracket that ends a value.
fn after(source: &str, line: &Range<usize>, offset: usize, mistake: Mistake) -> SyntaxError {
    let value = value_of(source, line).unwrap_or_else(|| trimmed(source, line));
    let fix = (value.start < offset).then(|| {
        let text = &source[value.clone()];
        (
            value.clone(),
            if matches!(mistake, Mistake::AfterQuote) { requote(text) } else { quote(text) },
        )
    });
    SyntaxError { fix, ..SyntaxError::new(mistake, offset..value.end.max(offset)) }
}

/// What closes the bracket at `open`, at the end of the last line before `line`; nothing when it was opened on `line`.
fn closing(source: &str, open: usize, line: &Range<usize>) -> Option<(Range<usize>, String)> {
    let above = line_above(source, line).filter(|above| open < above.end && open < line.start)?;
    let end = trimmed(source, &above).end;
    let sign = if source[open..].starts_with('[') { "]" } else { "}" };
    Some((end..end, sign.to_owned()))
}

/// The last bracket before `offset` that is not closed.
fn open_bracket(source: &str, offset: usize) -> Option<usize> {
    let mut closed = 0_usize;
    // There may be many of them in a file.
    for (at, byte) in source.bytes().enumerate().take(offset).rev().take(MAX_BRACKET) {
        match byte {
            b']' | b'}' => closed += 1,
            b'[' | b'{' if closed == 0 => return Some(at),
            b'[' | b'{' => closed -= 1,
            _ => {}
        }
    }
    None
}

/// A value that ends where a comment begins that is probably none: `Platz #1 der Brote`. `end` is the end of the value, or of its key
/// when there is none; `start` is the beginning of the value. A comment begins with `#` and a blank.
pub(super) fn comment(source: &str, start: Option<usize>, end: usize) -> Option<Comment> {
    let rest = source.get(end..)?;
    let rest = rest.strip_prefix(':').filter(|_| start.is_none()).unwrap_or(rest);
    let comment = rest.trim_start_matches([' ', '\t']);
    let mut signs = comment.chars();
    let is_meant = comment.len() < rest.len()
        && signs.next() == Some('#')
        && signs.next().is_some_and(|c| !c.is_whitespace() && !matches!(c, '#' | '-' | '=' | '*'));
    if !is_meant {
        return None;
    }
    let sign = source.len() - comment.len();
    let line = comment.find(['\n', '\r']).map_or(comment, |end| &comment[..end]);
    let whole = start.unwrap_or(sign)..sign + line.trim_end().len();
    // Of a value in several lines or within brackets, more is swallowed than can be told.
    let is_plain =
        !source[whole.clone()].contains(['\n', '\r']) && open_bracket(source, sign).is_none();
    let fix = is_plain.then(|| (whole.clone(), quote(&source[whole.clone()])));
    Some(Comment { at: sign..whole.end, fix })
}

/// The value as text in quotation marks.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// The same with other quotation marks than those at its ends.
fn requote(text: &str) -> String {
    let inner = ['"', '\'']
        .iter()
        .find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark))
        .filter(|inner| !inner.is_empty());
    quote(inner.unwrap_or(text))
}

/// What stands behind the name of a field, without a comment.
fn value_of(source: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let colon = source[line.clone()].find(": ")?;
    let rest = &source[line.start + colon + 1..line.end];
    let start = line.end - rest.trim_start().len();
    let end = value_end(source, start, line.end);
    (start < end).then_some(start..end)
}

fn value_end(source: &str, start: usize, end: usize) -> usize {
    let text = &source[start..end];
    let text = text.find(" #").map_or(text, |comment| &text[..comment]);
    start + text.trim_end().len()
}

/// The name of the field on a line; the whole line when it has none.
fn key_of(source: &str, line: &Range<usize>) -> Range<usize> {
    let at = trimmed(source, line);
    let text = &source[at.clone()];
    let end = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len));
    at.start..at.start + end.unwrap_or(text.len())
}

fn trimmed(source: &str, line: &Range<usize>) -> Range<usize> {
    let text = &source[line.clone()];
    let start = line.end - text.trim_start().len();
    start..start + text.trim().len()
}

fn indent(source: &str, line: &Range<usize>) -> usize {
    trimmed(source, line).start - line.start
}

fn tab_in_indent(source: &str, line: &Range<usize>) -> Option<usize> {
    let text = &source[line.clone()];
    let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
    text[..indent].find('\t').map(|tab| line.start + tab)
}

fn line_of(source: &str, offset: usize) -> Range<usize> {
    let start = source[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = source[offset..].find(['\n', '\r']).map_or(source.len(), |end| offset + end);
    start..end
}

/// The next line above that is neither empty nor a comment.
fn line_above(source: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let mut start = line.start;
    while start > 0 {
        let above = line_of(source, start - 1);
        let text = source[above.clone()].trim();
        if !text.is_empty() && !text.starts_with('#') {
            return Some(above);
        }
        start = above.start;
    }
    None
}

/// The next line below that is not empty.
fn next_line(source: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let mut end = line.end;
    while end < source.len() {
        let below = line_of(source, end + 1);
        if !source[below.clone()].trim().is_empty() {
            return Some(below);
        }
        end = below.end;
    }
    None
}

fn floor(source: &str, offset: usize) -> usize {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use saphyr_parser::Parser;

    use super::*;
    use crate::diagnostic::problem::{Argument, Values};

    /// How catalogues call a mistake.
    fn word(mistake: Mistake) -> String {
        let mut values = Values::default();
        mistake.put("reason", &mut values);
        values.args.remove("reason").unwrap()
    }

    /// The syntax error in a source, with the marked text and the source after the fix.
    fn syntax_error(source: &str) -> (String, &str, Option<String>) {
        let error = Parser::new_from_str(source).find_map(Result::err).unwrap();
        let offset =
            source.char_indices().nth(error.marker().index()).map_or(source.len(), |c| c.0);
        let syntax_error = explain(error.info(), source, offset);
        let fixed = syntax_error
            .fix
            .map(|(at, new)| format!("{}{new}{}", &source[..at.start], &source[at.end..]));
        (word(syntax_error.mistake), &source[syntax_error.at], fixed)
    }

    fn fixed(
        reason: &str,
        marked: &'static str,
        after: &str,
    ) -> (String, &'static str, Option<String>) {
        (reason.to_owned(), marked, Some(after.to_owned()))
    }

    /// Every message of the library that is explained, an input that provokes it, and how catalogues call what is said instead.
    const MESSAGES: [(&str, &str, &str); 33] = [
        ("tabs disallowed within this context (block indentation)", "a: {\n\tb: c}\n", "tab"),
        ("tab cannot be used as indentation", "a: \"b\n\tc\"\n", "tab"),
        ("while scanning a plain scalar, found a tab", "a: [b\n\tc]\n", "tab"),
        ("mapping values are not allowed in this context", "a: b: c\n", "colon"),
        ("simple key expect ':'", "a: x\ndate 2026\n", "no-colon"),
        ("invalid trailing content after double-quoted scalar", "a: 'b' c\n", "after-quote"),
        ("while parsing a quoted scalar, found unknown escape character", "a: \"\\D\"\n", "escape"),
        (
            "while parsing a quoted scalar, did not find expected hexadecimal number",
            "a: \"\\xZZ\"\n",
            "escape",
        ),
        (
            "while parsing a quoted scalar, found invalid Unicode character escape code",
            "a: \"\\uD800\"\n",
            "escape",
        ),
        ("while scanning a quoted scalar, found unexpected end of stream", "a: 'b\n", "quote"),
        (
            "while scanning a quoted scalar, found unexpected document indicator",
            "a: 'b\n...\n",
            "quote",
        ),
        ("invalid indentation in quoted scalar", "a: \"b\nc\"\n", "quote"),
        ("block sequence entries are not allowed in this context", "a: - b\n", "dash"),
        ("found unprintable character", "a: \0b\n", "invisible"),
        ("while parsing node, found unknown anchor", "a: *b\n", "special"),
        ("unexpected character: `%'", "a: %x\n", "special"),
        ("unexpected character: `@'", "a: @k\n", "special"),
        ("unexpected character: ``'", "a: `k\n", "special"),
        (
            "while scanning an anchor or alias, did not find expected alphabetic or numeric character",
            "a: & b\n",
            "special",
        ),
        (
            "while scanning a block scalar, did not find expected comment or line break",
            "a: | x\n",
            "special",
        ),
        (
            "while scanning a block scalar, found an indentation indicator equal to 0",
            "a: |0\n",
            "special",
        ),
        ("a block scalar content cannot start with a tab", "a: |\n\tb\n", "special"),
        ("mapping keys are not allowed in this context", "a: ? b\n", "special"),
        ("while parsing a node, did not find expected node content", "a: ,b\n", "special"),
        ("misplaced bracket", "a: [b] ]\n", "special"),
        ("misplaced bracket", "a: [a, b]]\n", "bracket-close"),
        ("illegal placement of ':' indicator", "a: [b\nd: e\n", "bracket"),
        ("while parsing a flow mapping, did not find expected ',' or '}'", "a: {b\n", "bracket"),
        ("while parsing a flow sequence, expected ',' or ']'", "a: [b, c\n", "bracket"),
        ("invalid indentation in flow construct", "- {a: b,\nc: d\n e}\n", "bracket"),
        ("while parsing a block mapping, did not find expected key", "a: [E] S\n", "after-bracket"),
        (
            "while parsing a block collection, did not find expected '-' indicator",
            "- a\nb: c\n",
            "indentation",
        ),
        ("did not find expected <document start>", "  a: b\n c: d\n", "indentation"),
    ];

    /// Another release of the library may say it otherwise: then what is looked for in its messages changes with it.
    #[test]
    fn the_library_says_what_is_explained() {
        for (message, source, mistake) in MESSAGES {
            let error = Parser::new_from_str(source).find_map(Result::err).unwrap();
            assert_eq!(error.info(), message, "{source:?}");
            assert_eq!(syntax_error(source).0, mistake, "{source:?}");
        }
    }

    #[test]
    fn nothing_is_looked_for_that_the_library_does_not_say() {
        let code = include_str!("explain.rs").split("#[cfg(test)]").next().unwrap();
        let lists = regex::Regex::new(r"has\(&\[([^\]]*)\]\)").unwrap();
        let words = regex::Regex::new("\"([^\"]+)\"").unwrap();
        let lists: Vec<&str> =
            lists.captures_iter(code).map(|list| list.get(1).unwrap().as_str()).collect();
        let all: Vec<&str> = lists
            .iter()
            .flat_map(|list| words.captures_iter(list))
            .map(|word| word.get(1).unwrap().as_str())
            .collect();
        assert!(all.len() > 15, "{all:?}");
        for word in all {
            assert!(MESSAGES.iter().any(|(message, ..)| message.contains(word)), "{word}");
        }
    }

    #[test]
    fn knows_the_common_slips() {
        assert_eq!(syntax_error("b:\n  name: B\n\tkind: r\n"), ("tab".to_owned(), "\t", None));
        assert_eq!(syntax_error("b:\n\t- c\n"), ("tab".to_owned(), "\t", None));
        assert_eq!(syntax_error("t: Ü: b\n"), fixed("colon", ":", "t: \"Ü: b\"\n"));
        assert_eq!(syntax_error("t: Ziel:\n"), fixed("colon", ":", "t: \"Ziel:\"\n"));
        assert_eq!(syntax_error("t: a\n  und b: c\n"), ("colon".to_owned(), ":", None));
        assert_eq!(
            syntax_error("b:\n  name: B\n   kind: r\n"),
            ("indentation".to_owned(), "kind", None)
        );
        assert_eq!(
            syntax_error("b:\n    name: B\n  kind: r\n"),
            ("indentation".to_owned(), "kind", None)
        );
        assert_eq!(
            syntax_error("a: x\ndate 2026\nb: c\n"),
            fixed("no-colon", "date 2026", "a: x\ndate: 2026\nb: c\n")
        );
        assert_eq!(
            syntax_error("a: x\ndate:2026\nb: c\n"),
            fixed("no-colon", "date:2026", "a: x\ndate: 2026\nb: c\n")
        );
        assert_eq!(
            syntax_error("date 2026\nb: c\n"),
            fixed("no-colon", "date 2026", "date: 2026\nb: c\n")
        );
        assert_eq!(
            syntax_error("a: x\ndate 2026\n"),
            fixed("no-colon", "date 2026", "a: x\ndate: 2026\n")
        );
        assert_eq!(
            syntax_error("a: x\ndate 2026"),
            fixed("no-colon", "date 2026", "a: x\ndate: 2026")
        );
        assert_eq!(syntax_error("a: x\nEin Satz.\n"), ("no-colon".to_owned(), "Ein Satz.", None));
        assert_eq!(syntax_error("a: \"x\nb: c\n"), ("quote".to_owned(), "\"", None));
        assert_eq!(syntax_error("a: - x\n"), ("dash".to_owned(), "-", None));
        assert_eq!(syntax_error("a: \0b\n"), ("invisible".to_owned(), "\0", None));
    }

    #[test]
    fn puts_quotation_marks_where_they_belong() {
        assert_eq!(
            syntax_error("a: \"D \"g\" S\"\n"),
            fixed("after-quote", "g\" S\"", "a: 'D \"g\" S'\n")
        );
        assert_eq!(
            syntax_error("a: \"G w\": S\n"),
            fixed("after-quote", ": S", "a: '\"G w\": S'\n")
        );
        assert_eq!(
            syntax_error("a: \"C:\\Daten\"\n"),
            fixed("escape", "\"C:\\Daten\"", "a: 'C:\\Daten'\n")
        );
        assert_eq!(syntax_error("a: [E] S\n"), fixed("after-bracket", "S", "a: \"[E] S\"\n"));
        assert_eq!(syntax_error("a: *V a* # c\n"), fixed("special", "*", "a: \"*V a*\" # c\n"));
        assert_eq!(syntax_error("a: @k's\n"), fixed("special", "@", "a: \"@k's\"\n"));
        assert_eq!(syntax_error("a: %x\n"), fixed("special", "%", "a: \"%x\"\n"));
        assert_eq!(syntax_error("a: | x\n"), fixed("special", "|", "a: \"| x\"\n"));
        assert_eq!(syntax_error("a: ] x\n"), fixed("special", "]", "a: \"] x\"\n"));
        assert_eq!(syntax_error("a: [b, @c]\n"), ("special".to_owned(), "@", None));
    }

    #[test]
    fn finds_the_bracket_that_is_open() {
        assert_eq!(syntax_error("a: [b, c\nd: e\n"), fixed("bracket", "[", "a: [b, c]\nd: e\n"));
        assert_eq!(syntax_error("a: [b, c\n"), fixed("bracket", "[", "a: [b, c]\n"));
        assert_eq!(
            syntax_error("a: {b: c\nd: {e: f}\n"),
            fixed("bracket", "{", "a: {b: c}\nd: {e: f}\n")
        );
        assert_eq!(syntax_error("a: [\n  b\nd: e\n"), fixed("bracket", "[", "a: [\n  b]\nd: e\n"));
        assert_eq!(syntax_error("a: [b, c]]\n"), ("bracket-close".to_owned(), "]", None));
    }

    #[test]
    fn survives_any_offset() {
        let source = "ä: \"ö\r\n\tü: [é\n- ß: {\n";
        for info in [
            "mapping values are not allowed",
            "simple key expect ':'",
            "quoted",
            "flow",
            "trailing content",
            "block",
            "misplaced bracket",
            "unknown escape",
            "unexpected character",
            "found a tab",
            "?",
        ] {
            for offset in 0..source.len() + 3 {
                let syntax_error = explain(info, source, offset);
                assert!(source.get(syntax_error.at).is_some());
            }
        }
    }
}
