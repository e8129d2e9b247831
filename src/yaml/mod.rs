//! YAML with positions; the only user of the YAML reader.
//!
//! Entry point: [`parse`]. Invariant: a scalar stays the text that was written (`NO`, `on`, `01067`): what it means is decided by the kind of
//! the field, not by its look. Every key and value knows its bytes in the file. Never fails: what cannot be read is a
//! finding.

pub(crate) mod edit;
mod explain;
mod reader;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::diagnostic::problem::Mistake;
use crate::diagnostic::{Diagnostic, Fix, problem, unseen};
use crate::escape;
use crate::location::{SitePath, Span};

use explain::{Comment, IsField, SyntaxError};
pub(crate) use reader::{
    Reader, Spanned, Text, WrittenNames, bad_value, is_language, no_choice, parse_boolean,
};

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 32;
/// How many values aliases may stand for in one file: enough for shared addresses, too few for a bomb.
const MAX_ALIASED: usize = 10_000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What was written.
    pub(crate) value: NodeValue,
    /// Bytes in the file.
    pub(crate) span: Range<usize>,
}

/// What a YAML value is, before anybody knows what it means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NodeValue {
    /// Nothing, `~` or `null`.
    Null,
    /// Text, with or without quotes.
    Scalar {
        /// Without quotes and folding.
        text: String,
        /// Whether quotes or a block mark it as text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map in written order, each key once.
    Map(Vec<Pair>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    /// The key.
    pub(crate) key: String,
    /// Bytes of the key in the file.
    pub(crate) key_span: Range<usize>,
    /// The value.
    pub(crate) value: Node,
}

impl Node {
    /// The text of a scalar.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// How findings quote it: the text of a scalar, and a sign that stands for anything else.
    pub(crate) fn quoted(&self) -> &str {
        self.as_str().unwrap_or("…")
    }

    /// The pairs of a map.
    pub(crate) fn as_map(&self) -> Option<&[Pair]> {
        match &self.value {
            NodeValue::Map(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            NodeValue::List(items) => Some(items),
            _ => None,
        }
    }

    /// Where it begins: a list by its first item, a map by its first key.
    pub(crate) fn beginning(&self) -> Range<usize> {
        let end = match &self.value {
            NodeValue::List(items) => items.first().map(|item| item.beginning().end),
            NodeValue::Map(pairs) => pairs.first().map(|pair| pair.key_span.end),
            NodeValue::Null | NodeValue::Scalar { .. } => None,
        };
        self.span.start..end.unwrap_or(self.span.end).max(self.span.start)
    }

    /// Whether nothing was written.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, NodeValue::Null)
    }

    /// The value under `key` of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.iter().find(|pair| pair.key == key).map(|pair| &pair.value)
    }

    fn count(&self) -> usize {
        match &self.value {
            NodeValue::Null | NodeValue::Scalar { .. } => 1,
            NodeValue::List(items) => 1 + items.iter().map(Node::count).sum::<usize>(),
            NodeValue::Map(pairs) => 1 + pairs.iter().map(|pair| pair.value.count()).sum::<usize>(),
        }
    }
}

/// Reads the YAML in bytes `range` of a file's `text`. `None` when there is no value that could be used; then a finding
/// says why, unless the text is empty or holds comments only.
pub(crate) fn parse(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    read(file, text, range, None, findings)
}

/// As [`parse`], where the names of fields are known: that tells a field whose colon is missing from a line of a text.
pub(crate) fn parse_fields(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    is_field: &dyn Fn(&str) -> bool,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    read(file, text, range, Some(is_field), findings)
}

fn read(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    is_field: IsField<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let mut base = range.start;
    let mut source = text.get(range)?;
    if let Some(rest) = source.strip_prefix('\u{feff}') {
        source = rest;
        base += '\u{feff}'.len_utf8();
    }
    findings.extend(unseen::findings(file, source, base));
    let mut builder = Builder {
        file,
        source,
        base,
        offsets: Offsets::new(source, base),
        findings,
        anchors: HashMap::new(),
        named: HashMap::new(),
        aliased: 0,
        stack: Vec::new(),
        root: None,
    };
    let mut documents = 0;
    for event in Parser::new_from_str(source) {
        match event {
            Ok((Event::DocumentStart(_), mark)) => {
                documents += 1;
                if documents > 1 {
                    let at = builder.offsets.bytes(mark.start.index(), mark.end.index());
                    builder.syntax(at, Mistake::SecondDocument);
                    break;
                }
            }
            Ok((event, mark)) => {
                let at = builder.offsets.bytes(mark.start.index(), mark.end.index());
                if !builder.event(event, at) {
                    return None;
                }
            }
            Err(error) => {
                let at = builder.offsets.byte(error.marker().index());
                let syntax_error = explain::explain(error.info(), source, at - base, is_field);
                // What cannot be seen has been reported, each sign of it.
                if !matches!(syntax_error.mistake, Mistake::Invisible)
                    || !source.contains(escape::is_unseen)
                {
                    builder.syntax_error(syntax_error, error.info());
                }
                return None;
            }
        }
    }
    // `&Söhne` is a name for a value that nobody asks for: what an editor wrote would be lost.
    let unused: BTreeSet<usize> = builder.named.values().copied().collect();
    for at in unused {
        builder.syntax_error(explain::special(source, at - base), "");
    }
    builder.root
}

enum Open {
    List {
        start: usize,
        items: Vec<Node>,
        anchor: usize,
    },
    Map {
        start: usize,
        pairs: Vec<Pair>,
        /// The keys of a map with many, and where they stand.
        keys: HashMap<String, Range<usize>>,
        key: Option<(String, Range<usize>, bool)>,
        anchor: usize,
    },
}

/// A map of more pairs has its keys looked up.
const MANY_PAIRS: usize = 32;

/// Where a key stands already.
fn first_of(
    key: &str,
    pairs: &[Pair],
    keys: &mut HashMap<String, Range<usize>>,
) -> Option<Range<usize>> {
    if pairs.len() <= MANY_PAIRS {
        let first = pairs.iter().find(|pair| pair.key == key);
        return first.map(|pair| pair.key_span.clone());
    }
    for pair in &pairs[keys.len()..] {
        keys.insert(pair.key.clone(), pair.key_span.clone());
    }
    keys.get(key).cloned()
}

struct Builder<'a> {
    file: &'a SitePath,
    source: &'a str,
    /// Where the source begins in the file.
    base: usize,
    offsets: Offsets,
    findings: &'a mut Vec<Diagnostic>,
    anchors: HashMap<usize, (Node, usize)>,
    /// Where scalars stand that have a name which was not used so far.
    named: HashMap<usize, usize>,
    aliased: usize,
    stack: Vec<Open>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn syntax(&mut self, at: Range<usize>, reason: Mistake) {
        let found = problem::YamlSyntax { reason, explained: None, detail: None, suggestion: None };
        self.findings.push(Diagnostic::at(found, Span::new(self.file, at)));
    }

    fn syntax_error(&mut self, syntax_error: SyntaxError, detail: &str) {
        let place =
            |at: Range<usize>| Span::new(self.file, at.start + self.base..at.end + self.base);
        let suggestion = syntax_error.fix.as_ref().map(|(_, replacement)| replacement.as_str());
        let found = problem::YamlSyntax {
            reason: syntax_error.mistake,
            explained: Some(problem::Explained),
            detail: Some(detail),
            suggestion,
        };
        let mut finding = Diagnostic::at(found, place(syntax_error.at));
        finding.fix = syntax_error.fix.map(|(at, replacement)| Fix::likely(place(at), replacement));
        self.findings.push(finding);
    }

    /// Reports a value that ends, or is missing, because of what is read as a comment.
    fn comment(&mut self, comment: Option<Comment>) {
        let Some(comment) = comment else { return };
        let place =
            |at: Range<usize>| Span::new(self.file, at.start + self.base..at.end + self.base);
        let lost = self.source.get(comment.at.clone()).unwrap_or_default();
        let suggestion = comment.fix.as_ref().map(|(_, replacement)| shortened(replacement));
        let mut finding = Diagnostic::at(
            problem::CommentInValue { value: &shortened(lost), suggestion: suggestion.as_deref() },
            place(comment.at),
        );
        finding.fix = comment.fix.map(|(at, replacement)| Fix::likely(place(at), replacement));
        self.findings.push(finding);
    }

    /// Reports signs that nobody sees and that are written as `"\u0007"`; those that stand there as they are have been reported.
    fn unseen(&mut self, text: &str, at: &Range<usize>) {
        let is_escaped = |text: &str| text.contains(escape::is_unseen);
        if is_escaped(text)
            && let Some(written) = self.source.get(at.start - self.base..at.end - self.base)
            && !is_escaped(written)
            && let Some(sign) = text.chars().find(|c| escape::is_unseen(*c))
        {
            self.findings.push(unseen::finding(Span::new(self.file, at.clone()), sign));
        }
    }

    /// Where a further item of a list was indented too far and so became a part of this one.
    fn swallowed_item(&self, at: &Range<usize>) -> Option<usize> {
        let start = at.start - self.base;
        let text = self.source.get(start..at.end - self.base)?;
        let (line, rest) = text.match_indices('\n').find_map(|(end, _)| {
            let rest = text.get(end + 1..)?;
            rest.trim_start_matches(' ').starts_with("- ").then_some((end + 1, rest))
        })?;
        Some(at.start + line + rest.len() - rest.trim_start_matches(' ').len())
    }

    /// Takes one event; `false` when reading cannot go on.
    fn event(&mut self, event: Event<'_>, at: Range<usize>) -> bool {
        match event {
            // `!Wichtig` is a tag: what an editor wrote would be lost.
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                self.syntax_error(explain::special(self.source, at.start - self.base), "");
                return false;
            }
            Event::Scalar(text, style, anchor, None) => {
                let quoted = style != ScalarStyle::Plain;
                if !quoted
                    && matches!(self.stack.last(), Some(Open::List { .. }))
                    && let Some(item) = self.swallowed_item(&at)
                {
                    self.syntax(item..item + 1, Mistake::Indentation);
                    return false;
                }
                if anchor > 0 {
                    self.named.insert(anchor, at.start);
                }
                let null = !quoted && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                // A block ends where its text ends, not where the next field begins.
                let written = at.start - self.base..at.end - self.base;
                let at = at.start..scalar_end(self.source, &written) + self.base;
                if !quoted && !text.is_empty() {
                    let (start, end) = (at.start - self.base, at.end - self.base);
                    self.comment(explain::comment(self.source, Some(start), end));
                } else if quoted {
                    self.unseen(&text, &at);
                }
                let value = if null {
                    NodeValue::Null
                } else {
                    NodeValue::Scalar { text: text.into_owned(), quoted }
                };
                self.add(Node { value, span: at }, anchor);
            }
            Event::Alias(anchor) => {
                self.named.remove(&anchor);
                if let Some((node, count)) = self.anchors.get(&anchor) {
                    self.aliased += count;
                    if self.aliased > MAX_ALIASED {
                        let found = problem::YamlTooLarge { max: MAX_ALIASED };
                        self.findings.push(Diagnostic::at(found, Span::new(self.file, at)));
                        return false;
                    }
                    let node = Node { value: node.value.clone(), span: at };
                    self.add(node, 0);
                } else {
                    self.syntax_error(explain::special(self.source, at.start - self.base), "");
                    return false;
                }
            }
            Event::SequenceStart(anchor, None) => {
                self.stack.push(Open::List { start: at.start, items: Vec::new(), anchor });
                return self.depth_is_fine(at);
            }
            Event::MappingStart(anchor, None) => {
                self.stack.push(Open::Map {
                    start: at.start,
                    pairs: Vec::new(),
                    keys: HashMap::new(),
                    key: None,
                    anchor,
                });
                return self.depth_is_fine(at);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.stack.pop() {
                Some(Open::List { start, items, anchor }) => {
                    let last = items.last().map(|item| item.span.end);
                    let end = self.end(start, last, &at);
                    self.add(Node { value: NodeValue::List(items), span: start..end }, anchor);
                }
                Some(Open::Map { start, pairs, anchor, .. }) => {
                    let last = pairs.last().map(|pair| pair.value.span.end.max(pair.key_span.end));
                    let end = self.end(start, last, &at);
                    self.add(Node { value: NodeValue::Map(pairs), span: start..end }, anchor);
                }
                None => return false,
            },
            _ => {}
        }
        true
    }

    /// Where a list or a map ends whose last part ends at `last`: behind its bracket, if it has one. `at` is where the reader noticed.
    fn end(&self, start: usize, last: Option<usize>, at: &Range<usize>) -> usize {
        let has = |at: usize, brackets: [char; 2]| {
            self.source.get(at - self.base..).is_some_and(|text| text.starts_with(brackets))
        };
        // The mark of a bracket may go on to the end of its line, over a comment.
        let is_in_brackets = has(start, ['[', '{']) && has(at.start, [']', '}']);
        let end = match last {
            _ if is_in_brackets => at.start + 1,
            Some(last) => last,
            None => at.end,
        };
        end.max(start)
    }

    /// Reports what became a key because of how its line begins: a sentence of the text above it that is not indented, or a field
    /// that is indented with other signs than blanks. Says whether it is that.
    fn is_no_key(&mut self, key: &Node) -> bool {
        let Some(Open::Map { pairs, key: None, .. }) = self.stack.last() else { return false };
        let Some(name) = key.as_str() else { return false };
        let line = explain::line_of(self.source, key.span.start - self.base);
        let found = if name.starts_with(char::is_whitespace) {
            explain::blank(self.source, &line)
        } else {
            let is_empty = |pair: &&Pair| pair.value.as_str() == Some("");
            let above = pairs.last().filter(is_empty).filter(|_| name.contains(' '));
            let written = above.and_then(|pair| self.source.get(pair.key_span.end - self.base..));
            let is_block = written
                .is_some_and(|rest| rest.trim_start_matches([':', ' ']).starts_with(['|', '>']));
            is_block.then(|| explain::unindented(self.source, &line)).flatten()
        };
        let Some(syntax_error) = found else { return false };
        self.syntax_error(syntax_error, "");
        true
    }

    fn depth_is_fine(&mut self, at: Range<usize>) -> bool {
        if self.stack.len() <= MAX_DEPTH {
            return true;
        }
        let found = problem::YamlTooDeep { max: MAX_DEPTH };
        self.findings.push(Diagnostic::at(found, Span::new(self.file, at)));
        false
    }

    fn add(&mut self, node: Node, anchor: usize) {
        if anchor > 0 {
            let count = node.count();
            self.anchors.insert(anchor, (node.clone(), count));
        }
        let is_no_key = self.is_no_key(&node);
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { start, items, .. }) => {
                let before = items.last().map_or(*start, |item| item.span.end) - self.base;
                let is_null = node.is_null();
                let end = node.span.start.max(node.span.end) - self.base;
                items.push(node);
                if is_null {
                    let between = self.source.get(before..end).unwrap_or_default();
                    let dash = between.find("- ").map(|dash| before + dash + 1);
                    let syntax_error =
                        dash.and_then(|dash| explain::comment(self.source, None, dash));
                    self.comment(syntax_error);
                }
            }
            Some(Open::Map { pairs, keys, key, .. }) => match key.take() {
                None => match node.value {
                    NodeValue::Scalar { text, .. } => {
                        let first = first_of(&text, pairs, keys);
                        let twice = first.is_some() || is_no_key;
                        if let Some(first) = first {
                            self.findings.push(
                                Diagnostic::at(
                                    problem::DuplicateKey { key: &text },
                                    Span::new(self.file, node.span.clone()),
                                )
                                .related("first", Span::new(self.file, first)),
                            );
                        }
                        *key = Some((text, node.span, twice));
                    }
                    // `NULL: x` and `[a]: x` are nothing an editor means.
                    _ => {
                        let text = if matches!(node.value, NodeValue::Null) { "null" } else { "?" };
                        if text == "?" {
                            self.findings.push(Diagnostic::at(
                                problem::YamlSyntax {
                                    reason: Mistake::Key,
                                    explained: None,
                                    detail: None,
                                    suggestion: None,
                                },
                                Span::new(self.file, node.span.clone()),
                            ));
                        }
                        *key = Some((text.to_owned(), node.span, text == "?"));
                    }
                },
                // The first of two equal keys is kept, so that what follows is judged by one value only.
                Some((_, _, true)) => {}
                Some((key, key_span, false)) => {
                    // An empty value stands right behind its key.
                    let span = if node.is_null()
                        && node.span.start > key_span.end + 1
                        && node.span.is_empty()
                    {
                        key_span.end..key_span.end
                    } else {
                        node.span.clone()
                    };
                    let end = key_span.end - self.base;
                    let is_null = node.is_null();
                    pairs.push(Pair { key, key_span, value: Node { span, ..node } });
                    if is_null {
                        self.comment(explain::comment(self.source, None, end));
                    }
                }
            },
        }
    }
}

/// Where a scalar ends that the library has `at` these bytes: without blanks, and without a comment that stands behind its quotation mark.
fn scalar_end(source: &str, at: &Range<usize>) -> usize {
    let Some(written) = source.get(at.clone()) else { return at.end };
    let mark = written.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let mut signs = written.char_indices().skip(1).peekable();
    while let (Some(mark), Some((n, sign))) = (mark, signs.next()) {
        let is_twice = |next: Option<&(usize, char)>| next.is_some_and(|(_, next)| *next == mark);
        if sign == '\\' && mark == '"' || sign == mark && mark == '\'' && is_twice(signs.peek()) {
            signs.next();
        } else if sign == mark {
            return at.start + n + 1;
        }
    }
    at.start + written.trim_end().len()
}

/// The beginning of a text, for messages.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// From the reader's character counts to bytes in the file.
struct Offsets {
    base: usize,
    len: usize,
    bytes: Option<Vec<u32>>,
}

impl Offsets {
    fn new(source: &str, base: usize) -> Self {
        let bytes = (!source.is_ascii()).then(|| {
            source.char_indices().map(|(i, _)| u32::try_from(i).unwrap_or(u32::MAX)).collect()
        });
        Self { base, len: source.len(), bytes }
    }

    fn byte(&self, index: usize) -> usize {
        let offset = match &self.bytes {
            None => index,
            Some(bytes) => bytes.get(index).map_or(self.len, |offset| *offset as usize),
        };
        self.base + offset.min(self.len)
    }

    fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        let start = self.byte(start);
        start..self.byte(end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_no_part_of_the_value_before_it() {
        let file = SitePath::new("content/a.yaml").unwrap();
        for (source, value) in [
            ("a: \"b\" # c\nd: e\n", "\"b\""),
            ("a: 'it''s' # 'c'\n", "'it''s'"),
            ("a: \"\\\"b\\\\\" # \"c\"\n", "\"\\\"b\\\\\""),
            ("a: 'b'   \n", "'b'"),
            ("a: \"ü\n  b\" # c", "\"ü\n  b\""),
            ("a: [b] # c\n", "[b]"),
            ("a: {b: c}  # d\ne: f\n", "{b: c}"),
            ("a: [] # c\n", "[]"),
        ] {
            let node = parse(&file, source, 0..source.len(), &mut Vec::new()).unwrap();
            assert_eq!(&source[node.get("a").unwrap().span.clone()], value);
        }
    }
}
