//! How a text is written, so that it is read as that text and as nothing else.
//!
//! Entry point: [`write()`]. Invariant: what it gives has been read again, in a place like the one that it is for, and is what was to be
//! written; without marks stands only what no reader of YAML takes for a number, a date or an answer.

use saphyr_parser::{Event, Parser};

use super::layout::{Shape, Style};

/// How a value is written that another one takes after.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) style: Style,
    /// The head of a block, without a comment: `>-`.
    pub(super) head: String,
    /// The lines of its text, as they are cut.
    pub(super) lines: Vec<String>,
    /// How far its further lines are indented; `None` when it has none.
    pub(super) indent: Option<usize>,
    /// Whether what it says without marks would be something else to other readers.
    pub(super) is_ambiguous: bool,
}

impl Pattern {
    /// The pattern that a scalar at `span` of `source` is.
    pub(super) fn of(source: &str, span: &std::ops::Range<usize>, shape: &Shape) -> Option<Self> {
        let Shape::Scalar { style, text } = shape else { return None };
        let written = source.get(span.clone())?;
        let mut lines = written.split(['\n', '\r']);
        let first = lines.next().unwrap_or_default();
        let rest: Vec<&str> = lines.collect();
        let is_block = matches!(style, Style::Literal | Style::Folded);
        let indent = rest
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.len() - line.trim_start_matches(' ').len())
            .min();
        let cut = |line: &&str| line.get(indent.unwrap_or(0)..).unwrap_or_default().to_owned();
        let mut lines: Vec<String> = rest.iter().map(cut).collect();
        let mut head = String::new();
        if is_block {
            head = first.split('#').next().unwrap_or_default().trim_end().to_owned();
        } else {
            lines.insert(0, first.trim_start_matches(['"', '\'']).to_owned());
        }
        Some(Self {
            style: *style,
            head,
            lines,
            indent,
            is_ambiguous: *style == Style::Plain && is_ambiguous(text) && !is_nothing(text),
        })
    }
}

/// Where a scalar is to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScalarContext {
    /// In brackets.
    pub(super) flow: bool,
    /// Whether a text may stand in a block.
    pub(super) blocks: bool,
    /// The column of the key or the dash that it stands behind.
    pub(super) column: usize,
    /// How much further its lines are indented.
    pub(super) step: usize,
    pub(super) ending: &'static str,
    /// The quotation marks that are usual in the file.
    pub(super) marks: Style,
}

/// The longest line of a text that is folded anew.
const WIDTH: usize = 80;

/// A text as it is written at a place; `None` when there is no way to write it. `pattern` is what stood there, or what its neighbours are; `kept`
/// says that the head of its block stays. `literal` says that it is a number, a date or an answer, which stands without marks.
pub(super) fn write(
    text: &str,
    literal: bool,
    pattern: Option<&Pattern>,
    kept: bool,
    context: ScalarContext,
) -> Option<String> {
    let style = pattern.map_or(Style::Plain, |pattern| pattern.style);
    let mut styles = vec![style];
    if text.contains('\n') {
        styles = if matches!(style, Style::Literal | Style::Folded) {
            vec![style, Style::Literal]
        } else if style == Style::Double && kept {
            vec![style]
        } else {
            vec![Style::Literal]
        };
    }
    styles.push(Style::Plain);
    // Marks that need no escapes.
    if text.contains(['"', '\\']) && !text.contains('\'') {
        styles.push(Style::Single);
    }
    styles.extend([context.marks, Style::Single, Style::Double]);
    for style in styles {
        let like = pattern.filter(|pattern| pattern.style == style);
        let written = match style {
            Style::Plain => {
                let may = literal || (kept && like.is_some_and(|like| like.is_ambiguous));
                if may || !is_ambiguous(text) { plain(text, context) } else { None }
            }
            Style::Single => single(text),
            Style::Double => Some(double(text)),
            Style::Literal | Style::Folded if context.flow || !context.blocks => None,
            Style::Literal | Style::Folded => block(text, style, like, kept, context),
        };
        let is_block = matches!(style, Style::Literal | Style::Folded);
        let Some(written) = written else { continue };
        if !is_block
            && kept
            && let Some(wrapped) = rewrapped(&written, like, context)
            && reads(&wrapped, text, false, context)
        {
            return Some(wrapped);
        }
        if reads(&written, text, is_block, context) {
            return Some(written);
        }
    }
    None
}

/// Whether what is written is read as the text, where it is to stand. The line end at the end of a block is that of the notation.
fn reads(written: &str, text: &str, is_block: bool, context: ScalarContext) -> bool {
    let indent = " ".repeat(context.column);
    let value = if context.flow { format!("{{k: {written}}}") } else { written.to_owned() };
    let source = format!("{indent}k: {value}\n{indent}l: m\n");
    let mut scalars = Vec::new();
    for event in Parser::new_from_str(&source) {
        match event {
            Ok((Event::Scalar(text, _, 0, None), _)) => scalars.push(text.into_owned()),
            Ok((Event::Scalar(..) | Event::Alias(_) | Event::SequenceStart(..), _)) | Err(_) => {
                return false;
            }
            Ok(_) => {}
        }
    }
    let keys = if context.flow { 2 } else { 1 };
    let Some((keys, [found, l, m])) = scalars.split_at_checked(keys) else { return false };
    if keys.iter().any(|key| key != "k") {
        return false;
    }
    let same = if is_block {
        found.trim_end_matches('\n') == text.trim_end_matches('\n')
    } else {
        found == text
    };
    same && l == "l" && m == "m"
}

/// Whether a reader of YAML may take a text without marks for something else: nothing, an answer, a number, a date.
pub(super) fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 13] =
        ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"];
    let lower = text.to_ascii_lowercase();
    if WORDS.contains(&lower.as_str()) {
        return true;
    }
    let unsigned = lower.strip_prefix(['+', '-']).unwrap_or(&lower);
    if [".inf", ".nan"].contains(&unsigned) {
        return true;
    }
    let mut signs = unsigned.bytes();
    let begins = match signs.next() {
        Some(b'.') => signs.next().is_some_and(|byte| byte.is_ascii_digit()),
        first => first.is_some_and(|byte| byte.is_ascii_digit()),
    };
    if !begins {
        return false;
    }
    let number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b',' | b':');
    let digits = unsigned.split_once('e').map_or(unsigned, |(digits, exponent)| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if exponent.bytes().all(|byte| byte.is_ascii_digit()) { digits } else { unsigned }
    });
    let is_other_base = ["0x", "0o", "0b"].iter().any(|base| {
        let rest = unsigned.strip_prefix(base);
        rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_'))
    });
    digits.bytes().all(number) || is_other_base || is_date(unsigned)
}

/// Whether a text without marks stands for nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether a text begins like a date: `2012-11-30`.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut digits = |max: usize| {
        parts.next().is_some_and(|part| {
            (1..=max).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    digits(4)
        && digits(2)
        && parts.next().is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
}

fn plain(text: &str, context: ScalarContext) -> Option<String> {
    let is_marked = text.starts_with([
        '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '#', ',', '[', ']', '{', '}',
    ]);
    let is_fence = text.starts_with("---") || text.starts_with("...");
    // Blanks of any kind at the ends would not be seen.
    let is_odd = is_nothing(text)
        || text.trim() != text
        || text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    let is_flow = context.flow && text.contains([',', '[', ']', '{', '}']);
    (!is_marked && !is_fence && !is_odd && !is_flow).then(|| text.to_owned())
}

fn single(text: &str) -> Option<String> {
    let is_odd = text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    (!is_odd).then(|| format!("'{}'", text.replace('\'', "''")))
}

fn double(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            c if (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')) => {
                written.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// What is written without line ends, cut into lines as it was.
fn rewrapped(written: &str, like: Option<&Pattern>, context: ScalarContext) -> Option<String> {
    let like = like.filter(|like| like.lines.len() > 1 && !written.contains('\n'))?;
    let mark = match like.style {
        Style::Single => "'",
        Style::Double => "\"",
        _ => "",
    };
    let inner = written.strip_prefix(mark)?.strip_suffix(mark)?;
    let lines = wrapped(inner, &like.lines);
    let between = format!("{}{}", context.ending, " ".repeat(like.indent?));
    Some(format!("{mark}{}{mark}", lines.join(&between)))
}

/// A text in a block.
fn block(
    text: &str,
    style: Style,
    like: Option<&Pattern>,
    kept: bool,
    context: ScalarContext,
) -> Option<String> {
    let body = text.trim_end_matches('\n');
    let is_odd = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    let lines: Vec<&str> = body.split('\n').collect();
    let blank = |line: &&str| !line.is_empty() && line.trim_matches([' ', '\t']).is_empty();
    if body.is_empty()
        || body.contains(is_odd)
        || lines.iter().any(blank)
        || body.starts_with([' ', '\t', '\n'])
    {
        return None;
    }
    let head = match like {
        // A number in the head says how far its own text is indented.
        Some(like) if kept || !like.head.contains(|c: char| c.is_ascii_digit()) => {
            like.head.clone()
        }
        _ => {
            let sign = if style == Style::Literal { "|" } else { ">" };
            let end = if text.ends_with('\n') { "" } else { "-" };
            format!("{sign}{end}")
        }
    };
    let indent = like.filter(|_| kept).and_then(|like| like.indent);
    let indent = " ".repeat(indent.unwrap_or(context.column + context.step));
    let written: Vec<String> = if style == Style::Literal {
        lines.iter().map(|line| (*line).to_owned()).collect()
    } else {
        if lines.iter().any(|line| line.starts_with([' ', '\t'])) {
            return None;
        }
        let none = Vec::new();
        let old = like.filter(|_| kept).map_or(&none, |like| &like.lines);
        let width = like.map_or(&none, |like| &like.lines);
        let mut written = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                written.push(String::new());
            }
            if !line.is_empty() {
                written.extend(if old.is_empty() {
                    cut(line, width_of(width))
                } else {
                    wrapped(line, old)
                });
            }
        }
        written
    };
    let mut block = head;
    for line in written {
        block.push_str(context.ending);
        if !line.is_empty() {
            block.push_str(&indent);
            block.push_str(&line);
        }
    }
    Some(block)
}

/// How long lines are.
fn width_of(lines: &[String]) -> usize {
    let longest = lines.iter().map(|line| line.chars().count()).max();
    longest.unwrap_or(0).max(WIDTH)
}

/// A text cut into lines, of which those that begin and end it stay as they were.
fn wrapped(text: &str, old: &[String]) -> Vec<String> {
    let follows = |rest: &str| rest.starts_with(' ') && !rest.starts_with("  ");
    let precedes = |rest: &str| rest.ends_with(' ') && !rest.ends_with("  ");
    let (mut first, mut last, mut rest) = (Vec::new(), Vec::new(), text);
    let begins = old.iter().position(|line| {
        !line.is_empty()
            && text.strip_prefix(line.as_str()).is_some_and(|r| r.is_empty() || follows(r))
    });
    for line in begins.map_or(&[][..], |begins| &old[begins..]) {
        match rest.strip_prefix(line.as_str()) {
            Some(after) if !line.is_empty() && (after.is_empty() || follows(after)) => {
                first.push(line.clone());
                rest = after.strip_prefix(' ').unwrap_or(after);
            }
            _ => break,
        }
    }
    let ends = old.iter().rposition(|line| {
        !line.is_empty() && rest.strip_suffix(line.as_str()).is_some_and(precedes)
    });
    for line in ends.map_or(&[][..], |ends| &old[..=ends]).iter().rev() {
        match rest.strip_suffix(line.as_str()) {
            Some(before) if !line.is_empty() && precedes(before) => {
                last.push(line.clone());
                rest = before.strip_suffix(' ').unwrap_or(before);
            }
            _ => break,
        }
    }
    if !rest.is_empty() {
        first.extend(cut(rest, width_of(old)));
    }
    first.extend(last.into_iter().rev());
    first
}

/// A text in lines of a width, cut at single blanks.
fn cut(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut count = 0;
    let words = text.split(' ');
    let mut is_after_blank = true;
    for word in words {
        let length = word.chars().count();
        let line = lines.last_mut();
        let may_cut = !word.is_empty() && !is_after_blank;
        match line {
            Some(line) if count == 0 && line.is_empty() => line.push_str(word),
            Some(line) if !may_cut || count + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                count += 1;
            }
            _ => {
                lines.push(word.to_owned());
                count = 0;
            }
        }
        count += length;
        is_after_blank = word.is_empty();
    }
    lines
}
