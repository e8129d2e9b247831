//! How YAML is laid out: which bytes are a key, a dash, a value, a comment, and in which style a value is written.
//!
//! Entry point: [`Layout::of`]. Invariant: what a change could not be told from (names for values, marks of kinds, keys that are no words) has
//! no layout, and every place of a layout lies inside its source and between characters.

use std::ops::Range;
use std::vec::IntoIter;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::Refused;
use crate::yaml::{Offsets, scalar_end};

/// In which style a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Without marks.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A value, and how it is written.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Its bytes, brackets, quotation marks and the head of a block included; empty where nothing is written.
    pub(super) span: Range<usize>,
    pub(super) shape: Shape,
}

#[derive(Clone, Debug)]
pub(super) enum Shape {
    Null,
    Scalar { style: Style, text: String },
    List { flow: bool, slots: Vec<Slot> },
    Map { flow: bool, slots: Vec<Slot> },
}

/// An item of a list, or a key of a map with its value.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Where it begins: at the dash, the key, or the value.
    pub(super) start: usize,
    /// The key and its bytes.
    pub(super) key: Option<(String, Range<usize>)>,
    /// Where a value would begin that is not there yet: behind the dash or the colon. `None` for a key in braces without a colon.
    pub(super) value_at: Option<usize>,
    pub(super) value: Layout,
}

impl Slot {
    /// Where it ends, without a comment.
    pub(super) fn end(&self) -> usize {
        let key = self.key.as_ref().map_or(self.start, |(_, span)| span.end);
        self.value.span.end.max(self.value_at.unwrap_or(key)).max(key)
    }
}

/// The layout of a document, and where its comments are.
#[derive(Clone, Debug)]
pub(super) struct DocumentLayout {
    /// `None` when there is no value.
    pub(super) root: Option<Layout>,
    pub(super) comments: Vec<Range<usize>>,
}

impl Layout {
    /// Reads the layout of a source that the reader of values has accepted.
    ///
    /// # Errors
    /// When it has something that changes are not told from.
    pub(super) fn of(source: &str) -> Result<DocumentLayout, Refused> {
        let offsets = Offsets::new(source, 0);
        let mut events = Vec::new();
        for event in Parser::new_from_str(source) {
            let (event, mark) = event.map_err(|_| Refused::NotRead)?;
            let at = offsets.bytes(mark.start.index(), mark.end.index());
            match event {
                Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentEnd
                | Event::Nothing
                | Event::DocumentStart(false) => {}
                // Behind the line that opens it.
                Event::DocumentStart(true) => events.push((Event::Nothing, at)),
                event => events.push((event, at)),
            }
        }
        let mut builder = Builder {
            source,
            events: events.into_iter(),
            cursor: 0,
            comments: Vec::new(),
            flow: 0,
        };
        let root = builder.root()?;
        // The line that ends a document is no comment, nor is what follows it.
        builder.skip_trivia();
        Ok(DocumentLayout { root, comments: builder.comments })
    }

    /// The slots of a list or a map.
    pub(super) fn slots(&self) -> &[Slot] {
        match &self.shape {
            Shape::List { slots, .. } | Shape::Map { slots, .. } => slots,
            Shape::Null | Shape::Scalar { .. } => &[],
        }
    }

    /// Whether it is a list or a map in brackets.
    pub(super) fn is_flow(&self) -> bool {
        matches!(self.shape, Shape::List { flow: true, .. } | Shape::Map { flow: true, .. })
    }

    /// Calls `look` for this value and all within it, with the key that each stands under.
    pub(super) fn visit<'a>(
        &'a self,
        key: Option<&'a str>,
        look: &mut impl FnMut(Option<&'a str>, &'a Self),
    ) {
        look(key, self);
        for slot in self.slots() {
            // Items of a list stand under the key of the list.
            slot.value.visit(slot.key.as_ref().map_or(key, |(key, _)| Some(key)), look);
        }
    }
}

struct Builder<'a> {
    source: &'a str,
    events: IntoIter<(Event<'a>, Range<usize>)>,
    /// What has been read so far.
    cursor: usize,
    comments: Vec<Range<usize>>,
    /// In how many brackets.
    flow: usize,
}

impl<'a> Builder<'a> {
    fn root(&mut self) -> Result<Option<Layout>, Refused> {
        match self.events.as_slice().first() {
            None => return Ok(None),
            Some((Event::Nothing, at)) => {
                self.cursor = at.end;
                self.events.next();
            }
            Some(_) => {}
        }
        match self.events.as_slice().first() {
            None => Ok(None),
            Some(_) => self.node().map(Some),
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.byte(self.cursor), Some(b' ' | b'\t')) {
            self.cursor += 1;
        }
    }

    /// Goes on to the next sign that means something, and notes the comments on the way.
    fn skip_trivia(&mut self) {
        loop {
            match self.byte(self.cursor) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.cursor += 1,
                Some(b',') if self.flow > 0 => self.cursor += 1,
                Some(b'#') => {
                    let end = line_end(self.source, self.cursor);
                    self.comments.push(self.cursor..end);
                    self.cursor = end;
                }
                _ => return,
            }
        }
    }

    /// Whether the next event ends what is open.
    fn ends(&mut self) -> Result<bool, Refused> {
        match self.events.as_slice().first() {
            None => Err(Refused::NotRead),
            Some((event, _)) => Ok(matches!(event, Event::SequenceEnd | Event::MappingEnd)),
        }
    }

    fn node(&mut self) -> Result<Layout, Refused> {
        let (event, at) = self.events.next().ok_or(Refused::NotRead)?;
        match event {
            Event::Scalar(_, _, 1.., _)
            | Event::SequenceStart(1.., _)
            | Event::MappingStart(1.., _)
            | Event::Alias(_) => Err(Refused::Named),
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(Refused::Tagged),
            Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() => {
                Ok(Layout { span: self.cursor..self.cursor, shape: Shape::Null })
            }
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, &at),
            Event::SequenceStart(..) => self.list(&at),
            Event::MappingStart(..) => self.map(&at),
            _ => Err(Refused::NotRead),
        }
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        at: &Range<usize>,
    ) -> Result<Layout, Refused> {
        self.skip_trivia();
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let start = self.cursor;
        let end = if matches!(style, Style::Literal | Style::Folded) {
            if !matches!(self.byte(start), Some(b'|' | b'>')) {
                return Err(Refused::Unclear);
            }
            let head = line_end(self.source, start);
            let header = self.source.get(start..head).unwrap_or_default();
            if let Some(comment) = header.find(" #") {
                self.comments.push(start + comment + 1..head);
            }
            let written = self.source.get(at.start..at.end).unwrap_or_default().trim_end();
            // Blanks at the end of its last line are its own.
            if written.is_empty() { head } else { line_end(self.source, at.start + written.len()) }
        } else {
            if start != at.start {
                return Err(Refused::Unclear);
            }
            scalar_end(self.source, at)
        };
        self.cursor = end;
        Ok(Layout { span: start..end, shape: Shape::Scalar { style, text } })
    }

    /// Opens a list or a map; whether it has brackets.
    fn open(&mut self, at: &Range<usize>, bracket: u8) -> bool {
        self.skip_trivia();
        // What has no brackets begins with its first sign, and its mark is empty.
        let flow = !at.is_empty() && self.byte(at.start) == Some(bracket);
        if flow {
            self.flow += 1;
            self.cursor = at.end;
        }
        flow
    }

    /// Closes it; where it ends.
    fn close(&mut self, flow: bool, slots: &[Slot]) -> Result<usize, Refused> {
        let (_, at) = self.events.next().ok_or(Refused::NotRead)?;
        if flow {
            self.skip_trivia();
            self.flow -= 1;
            if self.cursor != at.start || at.is_empty() {
                return Err(Refused::Unclear);
            }
            // The mark of a bracket may go on to the end of its line.
            self.cursor = at.start + 1;
        }
        Ok(if flow { at.start + 1 } else { slots.last().map_or(self.cursor, Slot::end) })
    }

    fn list(&mut self, at: &Range<usize>) -> Result<Layout, Refused> {
        let flow = self.open(at, b'[');
        let start = if flow { at.start } else { self.cursor };
        let mut slots = Vec::new();
        while !self.ends()? {
            self.skip_trivia();
            let start = self.cursor;
            if !flow {
                if self.byte(start) != Some(b'-') {
                    return Err(Refused::Unclear);
                }
                self.cursor += 1;
            }
            let value_at = Some(self.cursor);
            if flow
                && matches!(self.events.as_slice().first(), Some((Event::MappingStart(..), at)) if at.is_empty())
            {
                // `[a: b]`: a map without braces of its own.
                return Err(Refused::Unclear);
            }
            let value = self.node()?;
            slots.push(Slot { start, key: None, value_at, value });
        }
        let end = self.close(flow, &slots)?;
        Ok(Layout { span: start..end, shape: Shape::List { flow, slots } })
    }

    fn map(&mut self, at: &Range<usize>) -> Result<Layout, Refused> {
        let flow = self.open(at, b'{');
        let start = if flow { at.start } else { self.cursor };
        let mut slots: Vec<Slot> = Vec::new();
        while !self.ends()? {
            self.skip_trivia();
            let start = self.cursor;
            let key = self.node()?;
            let Shape::Scalar { text, style: Style::Plain | Style::Single | Style::Double } =
                key.shape
            else {
                return Err(Refused::Unclear);
            };
            self.skip_blanks();
            let value_at = (self.byte(self.cursor) == Some(b':')).then_some(self.cursor + 1);
            match value_at {
                Some(behind) => self.cursor = behind,
                None if flow => self.cursor = key.span.end,
                None => return Err(Refused::Unclear),
            }
            let value = self.node()?;
            slots.push(Slot { start, key: Some((text, key.span)), value_at, value });
        }
        let end = self.close(flow, &slots)?;
        Ok(Layout { span: start..end, shape: Shape::Map { flow, slots } })
    }
}

/// Where the line of a place begins.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line of a place ends, before its line end.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    rest.find(['\n', '\r']).map_or(source.len(), |end| at + end)
}

/// Where the next line begins; the end of the source when there is none.
pub(super) fn next_line(source: &str, at: usize) -> usize {
    let end = line_end(source, at);
    let rest = source.get(end..).unwrap_or_default();
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// How many characters stand before a place on its line.
pub(super) fn column(source: &str, at: usize) -> usize {
    source.get(line_start(source, at)..at).unwrap_or_default().chars().count()
}

/// Whether only blanks stand before a place on its line.
pub(super) fn begins_line(source: &str, at: usize) -> bool {
    source.get(line_start(source, at)..at).unwrap_or_default().trim_matches([' ', '\t']).is_empty()
}

/// How lines end near a place.
pub(super) fn line_ending(source: &str, at: usize) -> &'static str {
    let after = source.get(line_end(source, at)..).filter(|rest| !rest.is_empty());
    let end = after.or_else(|| source.find(['\n', '\r']).and_then(|end| source.get(end..)));
    match end {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
