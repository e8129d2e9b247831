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
/// How many lines above the one where the reader stumbles may hold what it stumbles over.
const MAX_ABOVE: usize = 12;
/// What other programs put before the points of a list.
const BULLETS: [char; 7] = ['–', '—', '•', '·', '‣', '▪', '*'];

/// Says whether this is the name of a field; `None` where names are not known.
pub(super) type IsField<'a> = Option<&'a dyn Fn(&str) -> bool>;

/// Which syntax error an error of the reader at `offset` stands for.
pub(super) fn explain(
    info: &str,
    source: &str,
    offset: usize,
    is_field: IsField<'_>,
) -> SyntaxError {
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
    if has(&[
        "mapping values are not allowed",
        "simple key expect",
        "block",
        "indent",
        "anchor or alias",
    ]) && let Some(syntax_error) = blank(source, &line).or_else(|| bullet(source, &line))
    {
        return syntax_error;
    }
    if has(&["mapping values are not allowed"]) {
        return colon(source, &line, offset, is_field);
    }
    if has(&["simple key expect"]) {
        return no_colon(source, &line, offset, is_field)
            .unwrap_or_else(|| SyntaxError::new(Mistake::Other, last_of(source, &line, one)));
    }
    if has(&["comments must be separated", "flow", "bracket", "expected node content"])
        && let Some(syntax_error) = hash(source, &line)
    {
        return syntax_error;
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
        return quotation(source, offset, one);
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

/// Where nothing stands on a line, what stands above it; else the place on it.
fn last_of(source: &str, line: &Range<usize>, place: Range<usize>) -> Range<usize> {
    let is_empty = source[line.clone()].trim().is_empty();
    let above = line_above(source, line).filter(|_| is_empty);
    above.map_or(place, |above| trimmed(source, &above))
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
fn colon(source: &str, line: &Range<usize>, offset: usize, is_field: IsField<'_>) -> SyntaxError {
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
        if !deeper && let Some(syntax_error) = no_colon(source, line, line.start, is_field) {
            return syntax_error;
        }
        // A value that goes on here: no name of a field holds a space.
        if deeper && source[line.start..offset].trim().contains(' ') {
            return SyntaxError::new(Mistake::Colon, offset..offset + 1);
        }
    }
    SyntaxError::new(Mistake::Indentation, key_of(source, line))
}

/// The line at `offset`, or the one above when nothing stands before it, when its colon is missing, or when it goes on with a text.
fn no_colon(
    source: &str,
    line: &Range<usize>,
    offset: usize,
    is_field: IsField<'_>,
) -> Option<SyntaxError> {
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
    let end = text.find(|c: char| !is_of_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let value = rest.trim_start_matches([':', ' ', '=']);
    let sign = rest.trim_start();
    let is_meant = !name.is_empty()
        && !value.is_empty()
        && rest.starts_with([':', ' ', '='])
        && !rest.starts_with("://")
        && (sign.starts_with([':', '='])
            || is_field.map_or_else(|| !value.contains(' '), |is_field| is_field(name)));
    if !is_meant && let Some(syntax_error) = unindented(source, &line) {
        return Some(syntax_error);
    }
    let fix = is_meant.then(|| (at.clone(), format!("{name}: {value}")));
    Some(SyntaxError { fix, ..SyntaxError::new(Mistake::NoColon, at) })
}

/// A line that goes on with the text of a field above it and is not indented more than that field. The lines after it that do the same
/// are mended with it.
pub(super) fn unindented(source: &str, line: &Range<usize>) -> Option<SyntaxError> {
    let above = lines_above(source, line).find(|above| is_field_line(source, above))?;
    // Whatever stands between is not indented either: then that is what is marked.
    let first = next_line(source, &above)?;
    let value = value_of(source, &above)?;
    let text = &source[value];
    let is_block = text.starts_with(['|', '>']);
    let is_text = !text.starts_with(['[', '{', '"', '\'', '&', '*', '!']) && text.contains(' ');
    let outer = indent(source, &above);
    if !(is_block || is_text) || first.start > line.start || indent(source, &first) > outer {
        return None;
    }
    let mut end = first.end;
    let mut mended = String::new();
    let mut next = Some(first.clone());
    while let Some(line) = next {
        if line.start > first.start && is_field_line(source, &line) {
            break;
        }
        let is_odd = |text: &str| text.contains(": ") || text.contains(" #") || text.ends_with(':');
        if !is_block && is_odd(&source[line.clone()]) {
            return Some(SyntaxError::new(Mistake::Unindented, trimmed(source, &first)));
        }
        // Empty lines between them stay.
        mended.push_str(&source[end.min(line.start)..line.start]);
        mended.push_str(&" ".repeat((outer + 2).saturating_sub(indent(source, &line))));
        mended.push_str(&source[line.clone()]);
        end = line.end;
        next = next_line(source, &line);
    }
    let fix = Some((first.start..end, mended));
    Some(SyntaxError { fix, ..SyntaxError::new(Mistake::Unindented, trimmed(source, &first)) })
}

/// A blank that only looks like one, in the indentation of a line or where it ends the name of a field: the reader stumbles over what
/// follows. Neighbouring lines with the same mistake are mended with it.
pub(super) fn blank(source: &str, line: &Range<usize>) -> Option<SyntaxError> {
    let (first, at) = suspects(source, line).find_map(|line| {
        let at = false_blanks(source, &line).next()?;
        Some((line, at))
    })?;
    // The first of several that follow one another.
    let (mut first, mut at) = (first, at);
    while let Some(above) = line_above(source, &first)
        && let Some(before) = false_blanks(source, &above).next()
    {
        (first, at) = (above, before);
    }
    let (start, mut end, mut mended) = (first.start, first.start, String::new());
    let mut next = Some(first);
    while let Some(line) = next {
        if false_blanks(source, &line).next().is_none() {
            break;
        }
        for blank in false_blanks(source, &line) {
            mended.push_str(&source[end..blank.start]);
            mended.push(' ');
            end = blank.end;
        }
        mended.push_str(&source[end..line.end]);
        end = line.end;
        next = next_line(source, &line);
    }
    Some(SyntaxError { fix: Some((start..end, mended)), ..SyntaxError::new(Mistake::Blank, at) })
}

/// The blanks of a line that do not count as such: in its indentation, behind the hyphen of a point, behind the colon of a name.
fn false_blanks<'s>(
    source: &'s str,
    line: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + 's {
    let text = &source[line.clone()];
    let is_false = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t');
    let start = line.start;
    let indent = text.len() - text.trim_start().len();
    let point = text[indent..]
        .strip_prefix('-')
        .map_or(indent, |point| text.len() - point.trim_start().len());
    let name = text[point..].find(|c| !is_of_name(c)).map_or(text.len(), |end| point + end);
    let colon = text[name..]
        .strip_prefix(':')
        .filter(|_| name > point)
        .map_or(point, |rest| text.len() - rest.trim_start().len());
    text[..colon]
        .char_indices()
        .filter(move |(_, c)| is_false(*c))
        .map(move |(at, c)| start + at..start + at + c.len_utf8())
}

/// A point of a list whose hyphen lacks the blank behind it, or is another sign. Neighbouring points are mended with it.
fn bullet(source: &str, line: &Range<usize>) -> Option<SyntaxError> {
    let found = suspects(source, line).find(|line| point_of(source, line).is_some())?;
    let field = lines_above(source, &found).find(|above| is_field_line(source, above));
    // What stands below a field with a value is text.
    if field.is_some_and(|field| value_of(source, &field).is_some()) {
        return None;
    }
    let mut first = found;
    while let Some(above) =
        line_above(source, &first).filter(|above| point_of(source, above).is_some())
    {
        first = above;
    }
    let (sign, mark) = point_of(source, &first)?;
    let (start, mut end, mut mended) = (first.start, first.start, String::new());
    let mut next = Some(first);
    while let Some(line) = next {
        let Some((_, mark)) = point_of(source, &line) else { break };
        mended.push_str(&source[end..mark.start]);
        mended.push_str("- ");
        mended.push_str(source[mark.end..line.end].trim_start());
        end = line.end;
        next = next_line(source, &line);
    }
    let mistake = if sign == '-' { Mistake::Hyphen } else { Mistake::Bullet { sign } };
    Some(SyntaxError { fix: Some((start..end, mended)), ..SyntaxError::new(mistake, mark) })
}

/// The sign of a line that is meant as a point of a list and is none.
fn point_of(source: &str, line: &Range<usize>) -> Option<(char, Range<usize>)> {
    let at = trimmed(source, line);
    let text = &source[at.clone()];
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let is_point = if sign == '-' {
        rest.starts_with(char::is_alphanumeric)
    } else {
        BULLETS.contains(&sign) && rest.starts_with(char::is_whitespace)
    };
    is_point.then(|| (sign, at.start..at.start + sign.len_utf8()))
}

/// What is read as a comment within brackets that are opened on its line: `{color: #005f6b}`. The reader stumbles over it, or over what
/// comes next.
fn hash(source: &str, line: &Range<usize>) -> Option<SyntaxError> {
    let lines = std::iter::once(line.clone()).chain(lines_above(source, line)).take(MAX_ABOVE);
    let (start, line) = lines.filter_map(|line| Some((hash_in(source, &line)?, line))).next()?;
    let rest = &source[start..line.end];
    let end = start + rest.find([',', ']', '}']).unwrap_or(rest.trim_end().len());
    let at = start..start + source[start..end].trim_end().len();
    let fix = Some((at.clone(), quote(&source[at.clone()])));
    Some(SyntaxError { fix, ..SyntaxError::new(Mistake::Comment, at) })
}

/// Where on a line, within brackets and outside quotation marks, a comment begins that is probably none.
fn hash_in(source: &str, line: &Range<usize>) -> Option<usize> {
    let (mut depth, mut quoted, mut last) = (0_usize, None, ' ');
    let text = &source[line.clone()];
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (Some(mark), _) => quoted = (c != mark).then_some(mark),
            (None, '"' | '\'') => quoted = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, '#')
                if depth > 0
                    && matches!(last, ' ' | '[' | '{' | ',')
                    && text[at + 1..].starts_with(char::is_alphanumeric) =>
            {
                return Some(line.start + at);
            }
            _ => {}
        }
        last = c;
    }
    None
}

/// A quotation that is not closed: where a backslash keeps it from that, or a line is not indented, that is what is wrong.
fn quotation(source: &str, offset: usize, one: Range<usize>) -> SyntaxError {
    let found = || {
        // The reader stumbles over the quotation mark, or over the line that it cannot take for more of the text.
        let line = line_of(source, offset);
        let line = if source[one.clone()].starts_with(['"', '\'']) {
            line
        } else {
            line_above(source, &line)?
        };
        let value = value_of(source, &line)?;
        let text = &source[value.clone()];
        if text.len() > 3 && text.starts_with('"') && text.ends_with("\\\"") {
            let fix = Some((value.clone(), requote(text)));
            return Some(SyntaxError { fix, ..SyntaxError::new(Mistake::Escape, value) });
        }
        let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let next = next_line(source, &line)?;
        let goes_on = indent(source, &next) <= indent(source, &line)
            && !is_field_line(source, &next)
            && source[trimmed(source, &next)].ends_with(mark);
        let inner = " ".repeat(indent(source, &line) + 2);
        goes_on.then(|| {
            let fix = Some((next.start..next.start, inner));
            SyntaxError { fix, ..SyntaxError::new(Mistake::Unindented, trimmed(source, &next)) }
        })
    };
    found().unwrap_or_else(|| SyntaxError::new(Mistake::Quote, one.clone()))
}

/// The lines in which the cause may be of what the reader notices on `line`: itself, unless it is a field like others, and those above
/// up to the next field.
fn suspects(source: &str, line: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let own = Some(line.clone());
    let mut is_done = false;
    own.into_iter().chain(lines_above(source, line)).take(MAX_ABOVE).take_while(move |above| {
        let goes_on = !is_done;
        is_done |= above.start < line.start && is_field_line(source, above);
        goes_on
    })
}

/// The lines above that are neither empty nor comments, the nearest first.
fn lines_above(source: &str, line: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    std::iter::successors(line_above(source, line), |above| line_above(source, above))
}

/// Whether a line is the name of a field, a colon and perhaps a value.
fn is_field_line(source: &str, line: &Range<usize>) -> bool {
    let text = source[line.clone()].trim();
    let text = text.strip_prefix("- ").unwrap_or(text);
    let name = text.trim_start_matches(|c| is_of_name(c) || c == '-');
    name.len() < text.len() && (name == ":" || name.starts_with(": "))
}

/// Whether this is a letter of names of fields.
fn is_of_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
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

/// The line at a byte of the source.
pub(super) fn line_of(source: &str, offset: usize) -> Range<usize> {
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
mod tests;
