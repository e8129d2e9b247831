//! Markdown text → tree.
//!
//! Entry points: [`parse`] for the body of a file, [`parse_fragment`] for a text inside YAML. Invariant: they never
//! fail and never recurse deeper than [`MAX_NESTING`]; raw HTML never reaches the tree; the tree holds no control
//! characters; every link and image knows its place.
//!
//! CommonMark with tables, footnotes, ~~struck out~~ text, definition lists, and `CO~2~`, `m^2^` also inside words.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag,
};

use super::slug::Anchors;
use super::tree::{Align, Block, Definition, Document, Inline, Link, Picture, Table, plain_text};
use super::typography;
use crate::diagnostic::{Code, Diagnostic, Names, unseen};
use crate::escape;
use crate::source::{SitePath, Span};

/// How deep blocks and inlines may nest.
pub const MAX_NESTING: usize = 32;
/// Marks of containers (`>`, `-`, `1.`) on one line beyond which the parser is not even asked: its cost grows with the
/// depth for every line that follows.
const MAX_MARKS_PER_LINE: usize = 64;
/// The column beyond which such a mark is not believed, for the same reason.
const MAX_MARK_COLUMN: usize = 256;
/// Findings reported for one text. Whoever pastes a whole web page learns enough from the first few hundred.
const MAX_FINDINGS: usize = 500;

/// Reads the Markdown in the bytes `body` of `text`, which is the whole text of `file`. `locale` chooses the quotation
/// marks. What is wrong is added to `findings` at its exact place.
pub fn parse(
    file: &SitePath,
    text: &str,
    body: Range<usize>,
    locale: &str,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    let offset = body.start;
    let source = text.get(body).unwrap_or_default();
    let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let place = Place::File { file, offset: offset + mark };
    let source = source.get(mark..).unwrap_or_default();
    findings.extend(unseen::findings(file, source, offset + mark));
    read(source, place, locale, findings)
}

/// Reads Markdown that is a value in YAML. What stands where in a folded or quoted value cannot be traced back, so
/// everything, also links and images, is reported at `origin`, the place of the value.
pub fn parse_fragment(
    text: &str,
    origin: &Span,
    locale: &str,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    read(text, Place::Value(origin), locale, findings)
}

fn read(source: &str, place: Place<'_>, locale: &str, findings: &mut Vec<Diagnostic>) -> Document {
    if let Some(line) = line_too_deep(source) {
        findings
            .push(Diagnostic::at(Code::MarkdownTooDeep, place.span(&line)).arg("max", MAX_NESTING));
        return Document::default();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_DEFINITION_LIST;
    let mut builder = Builder::new(source, place, locale);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish(findings)
}

/// Where the text comes from.
#[derive(Clone, Copy)]
enum Place<'a> {
    File { file: &'a SitePath, offset: usize },
    Value(&'a Span),
}

impl Place<'_> {
    fn range(self, range: &Range<usize>) -> Range<usize> {
        match self {
            Self::File { offset, .. } => range.start + offset..range.end + offset,
            Self::Value(origin) => origin.start..origin.end,
        }
    }

    fn span(self, range: &Range<usize>) -> Span {
        match self {
            Self::File { file, .. } => Span::new(file, self.range(range)),
            Self::Value(origin) => origin.clone(),
        }
    }
}

/// Something that was begun and not yet ended.
struct Frame {
    kind: Kind,
    range: Range<usize>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

enum Kind {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Vec<Block>>,
    },
    Item,
    Note(String),
    Definitions(Vec<Definition>),
    Term,
    Explanation,
    Code {
        language: Option<String>,
        text: String,
    },
    Table {
        align: Vec<Align>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Row {
        head: bool,
        cells: Vec<Vec<Inline>>,
    },
    Cell,
    Html,
    Emphasis,
    Strong,
    Strikethrough,
    Subscript,
    Link {
        destination: String,
        auto: bool,
    },
    Image {
        file: String,
        caption: Option<String>,
    },
    /// What the tree has no place for; its content passes through.
    Other,
}

struct Builder<'a> {
    source: &'a str,
    place: Place<'a>,
    locale: &'a str,
    /// The root is apart so that there always is one.
    root: Frame,
    open: Vec<Frame>,
    /// How many begun elements are being left out because they are too deep.
    skipped: usize,
    too_deep: bool,
    anchors: Anchors,
    /// Where the heading with an anchor stands.
    headings: HashMap<String, Range<usize>>,
    notes: Vec<Vec<Block>>,
    note_of: HashMap<String, usize>,
    /// Labels of marks, by provisional number.
    marks: Vec<(String, Range<usize>)>,
    /// Where `[^` stands in the source.
    mark_starts: Vec<usize>,
    /// How often each HTML tag was opened: what closes it is no mistake of its own.
    open_tags: HashMap<String, usize>,
    findings: Vec<Diagnostic>,
}

/// Which footnote has which number.
struct Numbering {
    /// By the order in which the footnotes are written.
    numbers: Vec<Option<usize>>,
    /// By their numbers.
    order: Vec<usize>,
}

impl Numbering {
    /// The number of a footnote, the next one when it has none yet; `None` when there is no such footnote.
    fn number(&mut self, note: usize) -> Option<usize> {
        let slot = self.numbers.get_mut(note)?;
        Some(*slot.get_or_insert_with(|| {
            self.order.push(note);
            self.order.len()
        }))
    }
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, place: Place<'a>, locale: &'a str) -> Self {
        Self {
            source,
            place,
            locale,
            root: frame(Kind::Root, 0..source.len()),
            open: Vec::new(),
            skipped: 0,
            too_deep: false,
            anchors: Anchors::new(),
            headings: HashMap::new(),
            notes: Vec::new(),
            note_of: HashMap::new(),
            marks: Vec::new(),
            mark_starts: source.match_indices("[^").map(|(at, _)| at).collect(),
            open_tags: HashMap::new(),
            findings: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                let text = clean(&code);
                self.inline(Inline::Code { text });
            }
            Event::FootnoteReference(label) => {
                // Numbers are given at the end, in reading order; until then it is the number of the mark.
                let number = self.marks.len();
                self.marks.push((fold(&label), range));
                self.inline(Inline::Footnote { number });
            }
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::HardBreak),
            Event::Rule => self.block(Block::Rule),
            Event::InlineHtml(_) => self.html(&range),
            // Lines inside an HTML block, which is reported as a whole.
            Event::Html(_) => {}
            // Not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.open.len() >= MAX_NESTING {
            if !self.too_deep {
                self.too_deep = true;
                let first_line = self.first_line(&range);
                self.report(Code::MarkdownTooDeep, &first_line, |finding| {
                    finding.arg("max", MAX_NESTING)
                });
            }
            self.skipped = 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => {
                // A list is loose when one of its items has paragraphs.
                if let [
                    ..,
                    Frame { kind: Kind::List { tight, .. }, .. },
                    Frame { kind: Kind::Item, .. },
                ] = self.open.as_mut_slice()
                {
                    *tight = false;
                }
                Kind::Paragraph
            }
            Tag::Heading { level, .. } => Kind::Heading(level_number(level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(kind) => Kind::Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => None,
                },
                text: String::new(),
            },
            Tag::HtmlBlock => {
                self.html(&range);
                Kind::Html
            }
            Tag::List(start) => Kind::List { start, tight: true, items: Vec::new() },
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(label) => Kind::Note(fold(&label)),
            Tag::DefinitionList => Kind::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Kind::Term,
            Tag::DefinitionListDefinition => Kind::Explanation,
            Tag::Table(align) => Kind::Table {
                align: align.into_iter().map(alignment).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => Kind::Row { head: true, cells: Vec::new() },
            Tag::TableRow => Kind::Row { head: false, cells: Vec::new() },
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Subscript => Kind::Subscript,
            Tag::Link { link_type, dest_url, .. } => {
                let destination = clean_address(&dest_url);
                match link_type {
                    LinkType::Email => {
                        Kind::Link { destination: format!("mailto:{destination}"), auto: false }
                    }
                    LinkType::Autolink => Kind::Link { destination, auto: true },
                    _ => Kind::Link { destination, auto: false },
                }
            }
            Tag::Image { dest_url, title, .. } => Kind::Image {
                file: clean_address(&dest_url),
                caption: Some(self.words(&clean(&title))).filter(|caption| !caption.is_empty()),
            },
            Tag::Superscript | Tag::MetadataBlock(_) => Kind::Other,
        };
        self.open.push(frame(kind, range));
    }

    fn end(&mut self) {
        let Some(mut ended) = self.open.pop() else {
            return;
        };
        match std::mem::replace(&mut ended.kind, Kind::Other) {
            Kind::Paragraph | Kind::Root => {
                if let Some(block) = self.paragraph(ended.inlines) {
                    self.block(block);
                }
            }
            Kind::Heading(level) => {
                let content = self.line(ended.inlines);
                // A heading without text would be an empty stop for a screen reader.
                if !content.is_empty() {
                    let id = self.anchors.take(&plain_text(&content));
                    self.headings.insert(id.clone(), trimmed(self.source, &ended.range));
                    self.block(Block::Heading { level, id, content });
                }
            }
            Kind::Quote => {
                let blocks = self.blocks_of(ended);
                if !blocks.is_empty() {
                    self.block(Block::Quote { blocks });
                }
            }
            Kind::List { start, tight, mut items } => {
                items.shrink_to_fit();
                self.block(Block::List { start, tight, items });
            }
            Kind::Item => {
                let blocks = self.blocks_of(ended);
                if let Some(Kind::List { items, .. }) = self.parent() {
                    items.push(blocks);
                }
            }
            Kind::Note(label) => {
                let blocks = self.blocks_of(ended);
                // The first of several footnotes with one label is the one that its marks mean.
                self.note_of.entry(label).or_insert(self.notes.len());
                self.notes.push(blocks);
            }
            Kind::Definitions(items) => self.block(Block::Definitions { items }),
            Kind::Term => {
                let term = self.line(ended.inlines);
                if let Some(Kind::Definitions(items)) = self.parent() {
                    items.push(Definition { term, explanations: Vec::new() });
                }
            }
            Kind::Explanation => {
                let blocks = self.blocks_of(ended);
                if let Some(Kind::Definitions(items)) = self.parent()
                    && let Some(last) = items.last_mut()
                {
                    last.explanations.push(blocks);
                }
            }
            Kind::Code { language, text } => self.block(Block::Code { language, text }),
            Kind::Table { align, head, mut rows } => {
                for row in &mut rows {
                    row.resize_with(head.len(), Vec::new);
                    row.shrink_to_fit();
                }
                rows.shrink_to_fit();
                let span = self.place.range(&trimmed(self.source, &ended.range));
                self.block(Block::Table(Table { align, head, rows, span }.into()));
            }
            Kind::Row { head: is_head, cells } => {
                if let Some(Kind::Table { head, rows, .. }) = self.parent() {
                    if is_head {
                        *head = cells;
                    } else {
                        rows.push(cells);
                    }
                }
            }
            Kind::Cell => {
                let content = self.line(ended.inlines);
                if let Some(Kind::Row { cells, .. }) = self.parent() {
                    cells.push(content);
                }
            }
            Kind::Html => {}
            Kind::Emphasis => self.wrap(ended.inlines, |content| Inline::Emphasis { content }),
            Kind::Strong => self.wrap(ended.inlines, |content| Inline::Strong { content }),
            Kind::Strikethrough => {
                self.wrap(ended.inlines, |content| Inline::Strikethrough { content });
            }
            Kind::Subscript => {
                // "ca. ~5 und ~6" is no lowered text.
                if plain_text(&ended.inlines).contains(char::is_whitespace) {
                    self.push_text("~");
                    ended.inlines.into_iter().for_each(|inline| self.inline(inline));
                    self.push_text("~");
                } else {
                    self.wrap(ended.inlines, |content| Inline::Subscript { content });
                }
            }
            Kind::Link { destination, auto } => {
                let mut content = ended.inlines;
                // `<case:id>` and a link text of nothing but spaces mean the title of the target.
                let entry = auto
                    && matches!(super::classify(&destination), super::Destination::Entry { .. });
                if entry || (!has_image(&content) && plain_text(&content).trim().is_empty()) {
                    content.clear();
                }
                let span = self.place.range(&ended.range);
                self.inline(Inline::Link(Link { destination, content, span }.into()));
            }
            Kind::Image { file, caption } => {
                let mut alt = self.words(&plain_text(&ended.inlines));
                typography::release(&mut alt);
                if alt.is_empty() {
                    self.report(Code::MissingAlt, &ended.range, |finding| {
                        finding.arg("file", &file).arg("where", "text")
                    });
                }
                let span = self.place.range(&ended.range);
                self.inline(Inline::Image { image: Picture { file, alt, caption, span }.into() });
            }
            Kind::Other => {
                ended.inlines.into_iter().for_each(|inline| self.inline(inline));
                ended.blocks.into_iter().for_each(|block| self.block(block));
            }
        }
    }

    fn parent(&mut self) -> Option<&mut Kind> {
        self.open.last_mut().map(|frame| &mut frame.kind)
    }

    fn top(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    fn inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    /// Adds a block, after the text that stands before it in the same container without a paragraph of its own.
    fn block(&mut self, block: Block) {
        let before = std::mem::take(&mut self.top().inlines);
        let paragraph = self.paragraph(before);
        let blocks = &mut self.top().blocks;
        blocks.extend(paragraph);
        blocks.push(block);
    }

    fn blocks_of(&mut self, mut ended: Frame) -> Vec<Block> {
        let paragraph = self.paragraph(std::mem::take(&mut ended.inlines));
        ended.blocks.extend(paragraph);
        ended.blocks.shrink_to_fit();
        ended.blocks
    }

    fn wrap(&mut self, content: Vec<Inline>, with: impl FnOnce(Vec<Inline>) -> Inline) {
        if !content.is_empty() {
            self.inline(with(content));
        }
    }

    /// Reports signs that nobody sees and that are written as `&#7;`; those that stand there as they are have been reported.
    fn unseen(&mut self, text: &str, range: &Range<usize>) {
        if let Some(sign) = text.chars().find(|c| escape::is_unseen(*c))
            && self.findings.len() < MAX_FINDINGS
            && self.source.get(range.clone()).is_some_and(|text| !text.contains(escape::is_unseen))
        {
            self.findings.push(unseen::finding(self.place.span(range), sign));
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(Kind::Html) = self.parent() {
            return;
        }
        self.unseen(text, range);
        let cleaned = clean(text);
        if let Some(Kind::Code { text, .. }) = self.parent() {
            text.push_str(&cleaned);
            return;
        }
        self.missing_notes(range);
        // `\"` and `&quot;` say: exactly this sign.
        let escaped = range.start > 0
            && self.source.as_bytes().get(range.start - 1) == Some(&b'\\')
            && self
                .source
                .get(range.clone())
                .is_some_and(|written| written.starts_with(text.chars().next().unwrap_or('\\')));
        let entity =
            !text.starts_with('&') && self.source.as_bytes().get(range.start) == Some(&b'&');
        let mut signs = cleaned.chars();
        match signs.next().and_then(typography::keep).filter(|_| escaped || entity) {
            Some(kept) => {
                self.push_text(kept.encode_utf8(&mut [0; 4]));
                self.push_text(signs.as_str());
            }
            None => self.push_text(&cleaned),
        }
    }

    fn push_text(&mut self, new: &str) {
        if new.is_empty() {
            return;
        }
        let inlines = &mut self.top().inlines;
        if let Some(Inline::Text { text }) = inlines.last_mut() {
            text.push_str(new);
        } else {
            inlines.push(Inline::Text { text: new.to_owned() });
        }
    }

    /// Text of an attribute: typographic, on one line, without spaces at its ends.
    fn words(&self, text: &str) -> String {
        let words: Vec<&str> =
            text.split(['\n', '\t', ' ']).filter(|word| !word.is_empty()).collect();
        typography::typographic(&words.join(" "), self.locale).into_owned()
    }

    /// The finished text of one block.
    fn line(&self, mut content: Vec<Inline>) -> Vec<Inline> {
        trim(&mut content);
        raise_and_lower(&mut content);
        typography::apply(&mut content, self.locale);
        release(&mut content);
        fit(&mut content);
        content
    }

    /// A paragraph, a figure when it is nothing but an image, nothing when it is empty.
    fn paragraph(&self, content: Vec<Inline>) -> Option<Block> {
        if content.is_empty() {
            return None;
        }
        let mut content = self.line(content);
        if let [Inline::Image { .. }] = content.as_slice()
            && let Some(Inline::Image { image }) = content.pop()
        {
            return Some(Block::Figure { image });
        }
        (!content.is_empty()).then_some(Block::Paragraph { content })
    }

    fn report(
        &mut self,
        code: Code,
        range: &Range<usize>,
        with: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(with(Diagnostic::at(code, self.place.span(range))));
        }
    }

    fn html(&mut self, range: &Range<usize>) {
        let range = trimmed(self.source, range);
        let line = self.first_line(&range);
        let written = self.source.get(line).unwrap_or_default();
        let tag = tag_of(written);
        if written.starts_with("</") {
            if let Some(open) = self.open_tags.get_mut(&tag).filter(|open| **open > 0) {
                *open -= 1;
                return;
            }
        } else if !written.ends_with("/>") {
            *self.open_tags.entry(tag.clone()).or_default() += 1;
        }
        let shown: String = written.chars().take(60).collect();
        self.report(Code::RawHtml, &range, |finding| {
            finding.arg("html", clean(&shown).trim()).arg("what", html_kind(written, &tag))
        });
    }

    /// Marks without a footnote, which the parser leaves as text.
    fn missing_notes(&mut self, range: &Range<usize>) {
        let first = self.mark_starts.partition_point(|start| *start < range.start);
        let starts: Vec<usize> = self
            .mark_starts
            .iter()
            .skip(first)
            .copied()
            .take_while(|start| *start < range.end)
            .collect();
        for start in starts {
            let escaped = self.source.get(..start).is_some_and(|before| {
                before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
            });
            let rest = self.source.get(start + 2..).unwrap_or_default();
            let Some(stop) = rest.find([']', '[', '\n', '\r']) else {
                continue;
            };
            let label = rest.get(..stop).unwrap_or_default();
            if !escaped && rest.as_bytes().get(stop) == Some(&b']') && !label.trim().is_empty() {
                let range = start..start + 2 + stop + 1;
                self.report(Code::MissingFootnote, &range, |finding| {
                    finding.arg("label", clean(label))
                });
            }
        }
    }

    /// The part of a range on its first line.
    fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let range = trimmed(self.source, range);
        let shown = self.source.get(range.clone()).unwrap_or_default();
        range.start..range.start + shown.find(['\n', '\r']).unwrap_or(shown.len())
    }

    fn finish(mut self, findings: &mut Vec<Diagnostic>) -> Document {
        while !self.open.is_empty() {
            self.end();
        }
        let rest = std::mem::take(&mut self.root.inlines);
        let paragraph = self.paragraph(rest);
        let mut blocks = std::mem::take(&mut self.root.blocks);
        blocks.extend(paragraph);
        blocks.shrink_to_fit();
        let mut document = self.number_footnotes(blocks);
        self.check_headings(&document);
        self.suggest_footnotes();
        if self.too_deep {
            // Marks may stand in what was left out.
            document.footnotes.retain(|note| !note.is_empty());
        }
        findings.append(&mut self.findings);
        document
    }

    /// Numbers footnotes in the order in which their marks are read. Those without a mark come last: nothing is lost.
    fn number_footnotes(&mut self, mut blocks: Vec<Block>) -> Document {
        let mut notes: Vec<Option<Vec<Block>>> =
            std::mem::take(&mut self.notes).into_iter().map(Some).collect();
        let mut numbering = Numbering { numbers: vec![None; notes.len()], order: Vec::new() };
        let mut missing = Vec::new();
        let (note_of, marks) = (&self.note_of, &self.marks);
        let mut number_of = |mark: usize, numbering: &mut Numbering| {
            let note = marks.get(mark).and_then(|(label, _)| note_of.get(label)).copied();
            if note.is_none() {
                missing.push(mark);
            }
            numbering.number(note?)
        };
        renumber(&mut blocks, &mut |mark| number_of(mark, &mut numbering));
        let mut footnotes = Vec::new();
        let mut unread = 0;
        loop {
            while numbering.numbers.get(unread).is_some_and(Option::is_some) {
                unread += 1;
            }
            if footnotes.len() >= numbering.order.len() && numbering.number(unread).is_none() {
                break;
            }
            let next = numbering.order.get(footnotes.len()).copied().unwrap_or_default();
            let Some(mut blocks) = notes.get_mut(next).and_then(Option::take) else {
                break;
            };
            renumber(&mut blocks, &mut |mark| number_of(mark, &mut numbering));
            footnotes.push(blocks);
        }
        for mark in missing {
            if let Some((label, range)) = self.marks.get(mark).cloned() {
                self.report(Code::MissingFootnote, &range, |finding| finding.arg("label", label));
            }
        }
        Document::new(blocks, footnotes)
    }

    /// Names a footnote that was perhaps meant by a mark without one.
    fn suggest_footnotes(&mut self) {
        let is_text = matches!(self.place, Place::Value(_));
        if !self.findings.iter().any(|finding| finding.code == Code::MissingFootnote) {
            return;
        }
        let known = Names::new(self.note_of.keys());
        for finding in &mut self.findings {
            if finding.code != Code::MissingFootnote {
                continue;
            }
            let label = finding.args.get("label").map(String::as_str).unwrap_or_default();
            let meant = known.nearest(label);
            let meant = meant.map(|meant| format!("[^{meant}]"));
            *finding = if is_text {
                finding.clone().hint(meant.as_deref())
            } else {
                finding.clone().suggest(meant.as_deref())
            };
        }
    }

    /// Level 1 is the page's title; below it, no level is skipped on the way down.
    fn check_headings(&mut self, document: &Document) {
        let mut above = 1;
        // A wrong level and the right one: headings beside it are judged alike.
        let mut wrong: Option<(u8, u8)> = None;
        for heading in document.headings() {
            if wrong.is_some_and(|(written, _)| heading.level < written) {
                wrong = None;
            }
            let expected = match wrong {
                Some((written, right)) if written == heading.level => right,
                _ if heading.level == 1 => 2,
                _ => above + 1,
            };
            if heading.level == 1 || heading.level > expected {
                wrong = Some((heading.level, expected));
                let range = self.headings.get(heading.id).cloned().unwrap_or_default();
                let title = plain_text(heading.content);
                self.report(Code::HeadingOrder, &range, |finding| {
                    finding
                        .arg("level", heading.level)
                        .arg("expected", expected)
                        .arg("title", title)
                });
            }
            above = heading.level.min(expected).max(2);
        }
    }
}

/// The name of an HTML tag in lower case; empty for a comment.
fn tag_of(html: &str) -> String {
    html.trim_start_matches(['<', '/'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
        .collect::<String>()
        .to_ascii_lowercase()
}

/// What a piece of HTML is for, as the messages know it.
fn html_kind(html: &str, tag: &str) -> &'static str {
    match tag {
        _ if html.starts_with("<!--") => "comment",
        "b" | "strong" | "i" | "em" | "u" | "mark" | "font" | "span" => "emphasis",
        "br" => "break",
        "img" | "picture" | "figure" => "image",
        "a" | "iframe" | "video" | "audio" | "embed" | "object" => "link",
        "sub" | "sup" => "script",
        "p" | "div" | "section" | "article" | "center" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "ul" | "ol" | "li" | "table" | "thead" | "tbody" | "tr" | "td" | "th" | "hr"
        | "blockquote" | "style" | "button" | "form" | "details" | "summary" | "pre" | "code"
        | "small" | "big" | "s" | "del" | "ins" | "script" | "o:p" => "other",
        // What nobody knows was perhaps meant as text.
        _ => "unknown",
    }
}

fn frame(kind: Kind, range: Range<usize>) -> Frame {
    Frame { kind, range, blocks: Vec::new(), inlines: Vec::new() }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alignment(written: Alignment) -> Align {
    match written {
        Alignment::None => Align::Default,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// The first word after the fence, when it looks like the name of a language.
fn language(info: &CowStr<'_>) -> Option<String> {
    let word: String = info
        .trim_start_matches(['{', '.', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_'))
        .take(40)
        .collect();
    (!word.is_empty()).then_some(word)
}

/// Labels of footnotes are the same whatever their case and spaces.
fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Without control characters and code points that are no characters: neither HTML nor PDF may contain them.
fn clean(text: &str) -> String {
    let unwanted = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || c == '\u{feff}'
            || matches!(c, '\u{fdd0}'..='\u{fdef}')
            || u32::from(c) & 0xfffe == 0xfffe
    };
    if text.contains(unwanted) {
        // A lone CR and CR LF are line ends, not characters to drop.
        text.replace("\r\n", "\n").replace('\r', "\n").replace(unwanted, "")
    } else {
        text.to_owned()
    }
}

/// An address without anything that browsers drop.
fn clean_address(address: &str) -> String {
    clean(address).replace(['\n', '\t'], "").trim().to_owned()
}

fn has_image(content: &[Inline]) -> bool {
    content
        .iter()
        .any(|inline| matches!(inline, Inline::Image { .. }) || has_image(inline.children()))
}

/// Drops spaces and breaks at both ends, which raw HTML and images leave behind.
fn trim(content: &mut Vec<Inline>) {
    loop {
        let empty = match content.last_mut() {
            Some(Inline::Text { text }) => {
                text.truncate(text.trim_end_matches([' ', '\t', '\n']).len());
                text.is_empty()
            }
            Some(Inline::SoftBreak | Inline::HardBreak) => true,
            _ => false,
        };
        if !empty {
            break;
        }
        content.pop();
    }
    let mut leading = 0;
    for inline in content.iter_mut() {
        match inline {
            Inline::Text { text } => {
                let kept = text.trim_start_matches([' ', '\t', '\n']).to_owned();
                *text = kept;
                if !text.is_empty() {
                    break;
                }
            }
            Inline::SoftBreak | Inline::HardBreak => {}
            _ => break,
        }
        leading += 1;
    }
    content.drain(..leading);
}

/// Finds `m^2^` and `CO~2~`, which the parser does not see inside words.
/// Gives back the room that growing has left: collections hold many thousand texts.
fn fit(content: &mut Vec<Inline>) {
    content.shrink_to_fit();
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => text.shrink_to_fit(),
            other => other.children_mut().into_iter().for_each(fit),
        }
    }
}

fn raise_and_lower(content: &mut Vec<Inline>) {
    for inline in std::mem::take(content) {
        match inline {
            Inline::Text { text } if text.contains(['^', '~']) => {
                content.extend(split_scripts(&text));
            }
            mut other => {
                if let Some(children) = other.children_mut() {
                    raise_and_lower(children);
                }
                content.push(other);
            }
        }
    }
}

fn split_scripts(text: &str) -> Vec<Inline> {
    const MAX_CHARS: usize = 12;
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['^', '~'])).map(|at| from + at)
    {
        from = at + 1;
        let rest = text.get(from..).unwrap_or_default();
        let sign = if text.as_bytes().get(at) == Some(&b'^') { '^' } else { '~' };
        let inner: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ',' | '.' | '*'))
            .take(MAX_CHARS + 1)
            .collect();
        let after_word = text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}'));
        let length = inner.chars().count();
        let closed = rest.get(inner.len()..).is_some_and(|after| {
            let mut after = after.chars();
            after.next() == Some(sign) && after.next() != Some(sign)
        });
        if after_word && closed && (1..=MAX_CHARS).contains(&length) {
            if let Some(before) = text.get(done..at).filter(|before| !before.is_empty()) {
                pieces.push(Inline::Text { text: before.to_owned() });
            }
            from = at + 2 + inner.len();
            done = from;
            let content = vec![Inline::Text { text: inner }];
            pieces.push(if sign == '^' {
                Inline::Superscript { content }
            } else {
                Inline::Subscript { content }
            });
        }
    }
    if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
        pieces.push(Inline::Text { text: rest.to_owned() });
    }
    pieces
}

fn release(content: &mut [Inline]) {
    for inline in content {
        if let Inline::Text { text } = inline {
            typography::release(text);
        } else if let Some(children) = inline.children_mut() {
            release(children);
        }
    }
}

/// Replaces the provisional number of every mark; a mark without a footnote is taken out.
fn renumber(blocks: &mut [Block], number_of: &mut dyn FnMut(usize) -> Option<usize>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                renumber_inlines(content, number_of);
            }
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| renumber(item, number_of));
            }
            Block::Definitions { items } => {
                for item in items {
                    renumber_inlines(&mut item.term, number_of);
                    item.explanations.iter_mut().for_each(|blocks| renumber(blocks, number_of));
                }
            }
            Block::Quote { blocks } => renumber(blocks, number_of),
            Block::Table(table) => {
                let Table { head, rows, .. } = &mut **table;
                head.iter_mut().for_each(|cell| renumber_inlines(cell, number_of));
                rows.iter_mut().flatten().for_each(|cell| renumber_inlines(cell, number_of));
            }
            Block::Code { .. } | Block::Figure { .. } | Block::Rule => {}
        }
    }
}

fn renumber_inlines(content: &mut Vec<Inline>, number_of: &mut dyn FnMut(usize) -> Option<usize>) {
    content.retain_mut(|inline| {
        if let Inline::Footnote { number } = inline {
            let new = number_of(*number);
            *number = new.unwrap_or_default();
            return new.is_some();
        }
        if let Some(children) = inline.children_mut() {
            renumber_inlines(children, number_of);
        }
        true
    });
}

/// A range without the line ends and spaces at its end.
fn trimmed(source: &str, range: &Range<usize>) -> Range<usize> {
    let shown = source.get(range.clone()).unwrap_or_default();
    range.start..range.start + shown.trim_end().len()
}

/// The first line that opens more containers than anybody needs, as bytes.
fn line_too_deep(source: &str) -> Option<Range<usize>> {
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

#[cfg(test)]
mod tests;
