//! Events of the parser → blocks.
//!
//! Entry points: [`Builder::event`] for each event, then [`Builder::finish`]. Invariant: what was begun is ended, whatever
//! the parser says; nothing is deeper than [`MAX_NESTING`].

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag};

use super::text::{clean, clean_address, fold};
use super::{MAX_NESTING, Place};
use crate::diagnostic::problem::Problem;
use crate::diagnostic::{Diagnostic, problem};
use crate::syntax::slug::UniqueAnchors;
use crate::syntax::tree::{Align, Block, Definition, Document, Inline, Table, plain_text};
use crate::syntax::{Destination, DestinationKind};

/// Findings reported for one text. Whoever pastes a whole web page learns enough from the first few hundred.
pub(super) const MAX_FINDINGS: usize = 500;

/// Something that was begun and not yet ended.
pub(super) struct Frame {
    kind: FrameKind,
    range: Range<usize>,
    blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
}

/// What was begun, with what has to be kept of it until it ends.
pub(super) enum FrameKind {
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
        destination: Destination,
        auto: bool,
    },
    Image {
        file: String,
        caption: Option<String>,
    },
    /// What the tree has no place for; its content passes through.
    Other,
}

/// The tree so far.
pub(super) struct Builder<'a> {
    pub(super) source: &'a str,
    pub(super) place: Place<'a>,
    pub(super) locale: &'a str,
    /// The root is apart so that there always is one.
    root: Frame,
    open: Vec<Frame>,
    /// How many begun elements are being left out because they are too deep.
    skipped: usize,
    too_deep: bool,
    anchors: UniqueAnchors,
    /// Where the heading with an anchor stands.
    pub(super) headings: HashMap<String, Range<usize>>,
    pub(super) notes: Vec<Vec<Block>>,
    pub(super) note_of: HashMap<String, usize>,
    /// Labels of marks, by provisional number.
    pub(super) marks: Vec<(String, Range<usize>)>,
    /// Where `[^` stands in the source.
    pub(super) mark_starts: Vec<usize>,
    /// How often each HTML tag was opened: what closes it is no mistake of its own.
    pub(super) open_tags: HashMap<String, usize>,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str, place: Place<'a>, locale: &'a str) -> Self {
        Self {
            source,
            place,
            locale,
            root: frame(FrameKind::Root, 0..source.len()),
            open: Vec::new(),
            skipped: 0,
            too_deep: false,
            anchors: UniqueAnchors::new(),
            headings: HashMap::new(),
            notes: Vec::new(),
            note_of: HashMap::new(),
            marks: Vec::new(),
            mark_starts: source.match_indices("[^").map(|(at, _)| at).collect(),
            open_tags: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// Takes in what the parser tells next.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
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
                self.report(&first_line, problem::MarkdownTooDeep { max: MAX_NESTING });
            }
            self.skipped = 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => {
                // A list is loose when one of its items has paragraphs.
                if let [
                    ..,
                    Frame { kind: FrameKind::List { tight, .. }, .. },
                    Frame { kind: FrameKind::Item, .. },
                ] = self.open.as_mut_slice()
                {
                    *tight = false;
                }
                FrameKind::Paragraph
            }
            Tag::Heading { level, .. } => FrameKind::Heading(level_number(level)),
            Tag::BlockQuote(_) => FrameKind::Quote,
            Tag::CodeBlock(kind) => FrameKind::Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => None,
                },
                text: String::new(),
            },
            Tag::HtmlBlock => {
                self.html(&range);
                FrameKind::Html
            }
            Tag::List(start) => FrameKind::List { start, tight: true, items: Vec::new() },
            Tag::Item => FrameKind::Item,
            Tag::FootnoteDefinition(label) => FrameKind::Note(fold(&label)),
            Tag::DefinitionList => FrameKind::Definitions(Vec::new()),
            Tag::DefinitionListTitle => FrameKind::Term,
            Tag::DefinitionListDefinition => FrameKind::Explanation,
            Tag::Table(align) => FrameKind::Table {
                align: align.into_iter().map(alignment).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => FrameKind::Row { head: true, cells: Vec::new() },
            Tag::TableRow => FrameKind::Row { head: false, cells: Vec::new() },
            Tag::TableCell => FrameKind::Cell,
            Tag::Emphasis => FrameKind::Emphasis,
            Tag::Strong => FrameKind::Strong,
            Tag::Strikethrough => FrameKind::Strikethrough,
            Tag::Subscript => FrameKind::Subscript,
            Tag::Link { link_type, dest_url, .. } => {
                let mut address = clean_address(&dest_url);
                if link_type == LinkType::Email {
                    address.insert_str(0, "mailto:");
                }
                let destination = Destination::read(&address);
                FrameKind::Link { destination, auto: link_type == LinkType::Autolink }
            }
            Tag::Image { dest_url, title, .. } => FrameKind::Image {
                file: file_of(&clean_address(&dest_url)),
                caption: Some(self.words(&clean(&title))).filter(|caption| !caption.is_empty()),
            },
            Tag::Superscript | Tag::MetadataBlock(_) => FrameKind::Other,
        };
        self.open.push(frame(kind, range));
    }

    fn end(&mut self) {
        let Some(mut ended) = self.open.pop() else {
            return;
        };
        match std::mem::replace(&mut ended.kind, FrameKind::Other) {
            FrameKind::Paragraph | FrameKind::Root => {
                if let Some(block) = self.paragraph(ended.inlines) {
                    self.block(block);
                }
            }
            FrameKind::Heading(level) => {
                let content = self.line(ended.inlines);
                // A heading without text would be an empty stop for a screen reader.
                if !content.is_empty() {
                    let id = self.anchors.take(&plain_text(&content));
                    self.headings.insert(id.clone(), trimmed(self.source, &ended.range));
                    self.block(Block::Heading { level, id, content });
                }
            }
            FrameKind::Quote => {
                let blocks = self.blocks_of(ended);
                if !blocks.is_empty() {
                    self.block(Block::Quote { blocks });
                }
            }
            FrameKind::List { start, tight, mut items } => {
                items.shrink_to_fit();
                self.block(Block::List { start, tight, items });
            }
            FrameKind::Item => {
                let blocks = self.blocks_of(ended);
                if let Some(FrameKind::List { items, .. }) = self.parent() {
                    items.push(blocks);
                }
            }
            FrameKind::Note(label) => {
                let blocks = self.blocks_of(ended);
                // The first of several footnotes with one label is the one that its marks mean.
                self.note_of.entry(label).or_insert(self.notes.len());
                self.notes.push(blocks);
            }
            FrameKind::Definitions(items) => self.block(Block::Definitions { items }),
            FrameKind::Term => {
                let term = self.line(ended.inlines);
                if let Some(FrameKind::Definitions(items)) = self.parent() {
                    items.push(Definition { term, explanations: Vec::new() });
                }
            }
            FrameKind::Explanation => {
                let blocks = self.blocks_of(ended);
                if let Some(FrameKind::Definitions(items)) = self.parent()
                    && let Some(last) = items.last_mut()
                {
                    last.explanations.push(blocks);
                }
            }
            FrameKind::Code { language, text } => self.block(Block::Code { language, text }),
            FrameKind::Table { align, head, mut rows } => {
                for row in &mut rows {
                    row.resize_with(head.len(), Vec::new);
                    row.shrink_to_fit();
                }
                rows.shrink_to_fit();
                let span = self.place.range(&trimmed(self.source, &ended.range));
                self.block(Block::Table(Table { align, head, rows, span }.into()));
            }
            FrameKind::Row { head: is_head, cells } => {
                if let Some(FrameKind::Table { head, rows, .. }) = self.parent() {
                    if is_head {
                        *head = cells;
                    } else {
                        rows.push(cells);
                    }
                }
            }
            FrameKind::Cell => {
                let content = self.line(ended.inlines);
                if let Some(FrameKind::Row { cells, .. }) = self.parent() {
                    cells.push(content);
                }
            }
            FrameKind::Html => {}
            FrameKind::Emphasis => self.wrap(ended.inlines, |content| Inline::Emphasis { content }),
            FrameKind::Strong => self.wrap(ended.inlines, |content| Inline::Strong { content }),
            FrameKind::Strikethrough => {
                self.wrap(ended.inlines, |content| Inline::Strikethrough { content });
            }
            FrameKind::Subscript => self.subscript(ended.inlines),
            FrameKind::Link { destination, auto } => {
                // `<case:id>` means the title of the target, too.
                let is_entry = matches!(destination.kind(), DestinationKind::Entry { .. });
                let content = if auto && is_entry { Vec::new() } else { ended.inlines };
                self.link(destination, content, &ended.range);
            }
            FrameKind::Image { file, caption } => {
                self.image(file, caption, &ended.inlines, &ended.range);
            }
            FrameKind::Other => {
                ended.inlines.into_iter().for_each(|inline| self.inline(inline));
                ended.blocks.into_iter().for_each(|block| self.block(block));
            }
        }
    }

    /// What was begun last.
    pub(super) fn parent(&mut self) -> Option<&mut FrameKind> {
        self.open.last_mut().map(|frame| &mut frame.kind)
    }

    /// Where the next piece goes.
    pub(super) fn top(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    pub(super) fn inline(&mut self, inline: Inline) {
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

    pub(super) fn wrap(&mut self, content: Vec<Inline>, with: impl FnOnce(Vec<Inline>) -> Inline) {
        if !content.is_empty() {
            self.inline(with(content));
        }
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

    /// Adds a finding, if there is room for one more.
    pub(super) fn report(&mut self, range: &Range<usize>, problem: impl Problem) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(Diagnostic::at(problem, self.place.span(range)));
        }
    }

    /// The part of a range on its first line.
    pub(super) fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let range = trimmed(self.source, range);
        let shown = self.source.get(range.clone()).unwrap_or_default();
        range.start..range.start + shown.find(['\n', '\r']).unwrap_or(shown.len())
    }

    /// Ends what is open, and gives the tree with its footnotes numbered.
    pub(super) fn finish(mut self, findings: &mut Vec<Diagnostic>) -> Document {
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
}

fn frame(kind: FrameKind, range: Range<usize>) -> Frame {
    Frame { kind, range, blocks: Vec::new(), inlines: Vec::new() }
}

/// The path of a picture with its `%20` decoded; what is no path stays as it is, and is found missing.
fn file_of(address: &str) -> String {
    match Destination::read(address).kind() {
        DestinationKind::File { path, .. } => path.into_owned(),
        _ => address.to_owned(),
    }
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

/// A range without the line ends and spaces at its end.
pub(super) fn trimmed(source: &str, range: &Range<usize>) -> Range<usize> {
    let shown = source.get(range.clone()).unwrap_or_default();
    range.start..range.start + shown.trim_end().len()
}
