//! Text as templates get it: links decided, footnotes in place, pictures numbered.
//!
//! Entry point: [`Typesetter`]. Invariant: what comes out has no deeper nesting than templates can follow, no heading that
//! skips a level, and no word so long that it must run into the margin.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use serde::Serialize;

use crate::location::SitePath;
use crate::model::{Catalog, Edge, EntryKey};
use crate::plan::{self, BuildPlan};
use crate::schema::{FieldRole, Schema};
use crate::source::{Snapshot, SourceFile};
use crate::syntax::tree::{Align, Block, Document, Inline, Table, plain_text};
use crate::syntax::{Destination, DestinationKind, TreeNode};

/// Whether what a relation begins at is written about its target at greater length.
pub(super) fn is_about(schema: &Schema, edge: &Edge) -> bool {
    let from = schema.get(&edge.from.type_id);
    let field = from.and_then(|content_type| content_type.field(&edge.field));
    field.is_some_and(|field| field.role == Some(FieldRole::Subject))
}

/// Lists and quotations nested deeper than this are set as if they were this deep.
const MAX_BLOCK_DEPTH: usize = 5;
/// Emphasis and links nested deeper than this lose their marks.
const MAX_INLINE_DEPTH: usize = 8;
/// Words longer than this get places where they may break.
const LONG_WORD: usize = 40;
/// How many signs of a long word stay together.
const BREAK_EVERY: usize = 16;

/// A block of text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub(super) enum PrintBlock {
    Paragraph {
        content: Vec<PrintInline>,
    },
    Heading {
        level: u8,
        content: Vec<PrintInline>,
    },
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Vec<PrintBlock>>,
    },
    Definitions {
        items: Vec<PrintDefinition>,
    },
    Quote {
        blocks: Vec<PrintBlock>,
    },
    Code {
        text: String,
    },
    Table {
        align: Vec<Align>,
        head: Vec<Vec<PrintInline>>,
        rows: Vec<Vec<Vec<PrintInline>>>,
        longest: Vec<usize>,
    },
    Figure {
        image: PrintPicture,
    },
    Rule,
}

/// A term with its explanations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PrintDefinition {
    term: Vec<PrintInline>,
    explanations: Vec<Vec<PrintBlock>>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub(super) enum PrintInline {
    Text {
        text: String,
    },
    Emphasis {
        content: Vec<PrintInline>,
    },
    Strong {
        content: Vec<PrintInline>,
    },
    Strikethrough {
        content: Vec<PrintInline>,
    },
    Superscript {
        content: Vec<PrintInline>,
    },
    Subscript {
        content: Vec<PrintInline>,
    },
    Code {
        text: String,
    },
    /// A footnote. Where a text cites it more than once its name is its `label`, and all but the first mark have `again`.
    Footnote {
        label: Option<String>,
        again: bool,
        content: Vec<PrintInline>,
    },
    Image {
        image: PrintPicture,
    },
    /// A link to `key` in the same document; `number` says whether its page is named. `mention` is what an index finds.
    Page {
        key: String,
        number: bool,
        mention: Option<String>,
        content: Vec<PrintInline>,
    },
    /// A link to the web; `shown` is the address for a footnote.
    Web {
        url: String,
        shown: Option<String>,
        mention: Option<String>,
        content: Vec<PrintInline>,
    },
    /// No link, but something that an index finds.
    Mention {
        mention: String,
        content: Vec<PrintInline>,
    },
    SoftBreak,
    HardBreak,
}

/// A picture; without `alt` it is mere decoration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PrintPicture {
    pub(super) file: String,
    pub(super) alt: Option<String>,
    pub(super) caption: Option<String>,
    pub(super) credit: Option<String>,
}

/// Where a piece of text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where a footnote can hang.
    Open,
    /// In a heading or a table, where none should.
    Closed,
    /// In the footnote of this number.
    Note(usize),
    /// In a footnote that stands in another one. A third is left out, since notes may cite each other in a circle.
    InnerNote,
}

/// Prepares the text of one document.
pub(super) struct Typesetter<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a BuildPlan,
    pub(super) base_url: Option<&'a str>,
    pub(super) language: &'a str,
    /// Entries that the document has a place for.
    pub(super) printed: HashSet<EntryKey>,
    /// Types that the document has an index of.
    pub(super) indexed: BTreeSet<Arc<str>>,
    /// Whether everything is on one page, which nobody needs to be told.
    pub(super) is_one_page: bool,
    /// Types whose pages are not worth naming at every mention, such as terms.
    pub(super) unnumbered: BTreeSet<Arc<str>>,
    /// Works that the document has a list of, with their numbers in it.
    pub(super) cited: BTreeMap<EntryKey, usize>,
    /// Pictures met so far: file → number.
    pub(super) pictures: RefCell<BTreeMap<SitePath, usize>>,
    /// Drawings met so far, as SVG.
    pub(super) drawings: RefCell<Vec<String>>,
    /// Places whose page was named already in the text that is being set.
    pub(super) numbered: RefCell<HashSet<EntryKey>>,
    /// Footnotes that hang below the text that is being set.
    pub(super) notes: RefCell<Notes>,
}

/// The footnotes of a text, which is one of many in a document.
#[derive(Default)]
pub(super) struct Notes {
    /// The number of the text.
    text: usize,
    /// The numbers of those that it cites more than once.
    repeated: BTreeSet<usize>,
    /// The numbers of those met so far.
    met: BTreeSet<usize>,
}

impl Notes {
    /// Those of the text with this number.
    fn of(text: usize, document: &Document) -> Self {
        let (mut cited, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        document.visit(&mut |node| {
            if let TreeNode::Inline(Inline::Footnote { number }) = node
                && !cited.insert(*number)
            {
                repeated.insert(*number);
            }
        });
        Self { text, repeated, met: BTreeSet::new() }
    }
}

impl Typesetter<'_> {
    /// A whole text. Its pages are named anew.
    pub(super) fn document(&self, document: &Document) -> Vec<PrintBlock> {
        self.begin(document);
        self.blocks(&document.blocks, document, 0)
    }

    /// A text for a place where only a line fits: its paragraphs, one after the other.
    pub(super) fn line(&self, document: &Document) -> Vec<PrintInline> {
        self.begin(document);
        self.in_line(&document.blocks, document, Place::Open)
    }

    /// Begins another text.
    fn begin(&self, document: &Document) {
        self.numbered.borrow_mut().clear();
        let mut notes = self.notes.borrow_mut();
        *notes = Notes::of(notes.text + 1, document);
    }

    /// A footnote that hangs below the text: where it is cited again, a second mark leads to it.
    fn footnote(&self, number: usize, content: Vec<PrintInline>) -> PrintInline {
        let mut notes = self.notes.borrow_mut();
        let is_repeated = notes.repeated.contains(&number);
        let label = is_repeated.then(|| format!("note-{}-{number}", notes.text));
        let again = !notes.met.insert(number);
        PrintInline::Footnote { label, again, content }
    }

    /// Plain text as one inline.
    pub(super) fn plain(&self, text: &str) -> Vec<PrintInline> {
        vec![PrintInline::Text { text: self.typeset(text) }]
    }

    /// Plain text with spaces that hold and places for long words to break.
    pub(super) fn typeset(&self, text: &str) -> String {
        hold(&soften(&crate::syntax::typographic(text, self.language))).into_owned()
    }

    fn blocks(&self, list: &[Block], document: &Document, depth: usize) -> Vec<PrintBlock> {
        let mut out = Vec::with_capacity(list.len());
        let mut level = 1;
        for block in list {
            match block {
                Block::List { items, .. } if depth >= MAX_BLOCK_DEPTH => {
                    for item in items {
                        out.extend(self.blocks(item, document, depth));
                    }
                }
                Block::Quote { blocks } if depth >= MAX_BLOCK_DEPTH => {
                    out.extend(self.blocks(blocks, document, depth));
                }
                Block::Heading { level: written, content, .. } => {
                    // A heading must not skip a level, or the file is not accessible.
                    level = (*written).clamp(2, level + 1);
                    let content = self.inlines(content, document, Place::Closed, 0);
                    // A heading inside a list or quotation would break the order of headings.
                    out.push(if depth == 0 {
                        PrintBlock::Heading { level, content }
                    } else {
                        PrintBlock::Paragraph { content: vec![PrintInline::Strong { content }] }
                    });
                }
                block => out.push(self.block(block, document, depth)),
            }
        }
        out
    }

    fn block(&self, block: &Block, document: &Document, depth: usize) -> PrintBlock {
        let inside = |blocks: &[Block]| self.blocks(blocks, document, depth + 1);
        let line = |content: &[Inline], place| self.inlines(content, document, place, 0);
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                PrintBlock::Paragraph { content: line(content, Place::Open) }
            }
            Block::List { start, tight, items } => PrintBlock::List {
                start: *start,
                tight: *tight,
                items: items.iter().map(|item| inside(item)).collect(),
            },
            Block::Definitions { items } => PrintBlock::Definitions {
                items: items
                    .iter()
                    .map(|item| PrintDefinition {
                        term: line(&item.term, Place::Closed),
                        explanations: item.explanations.iter().map(|one| inside(one)).collect(),
                    })
                    .collect(),
            },
            Block::Quote { blocks } => PrintBlock::Quote { blocks: inside(blocks) },
            Block::Code { text, .. } => PrintBlock::Code { text: text.trim_end().to_owned() },
            Block::Table(table) => {
                let Table { align, head, rows, .. } = &**table;
                let cell = |cell: &Vec<Inline>| line(cell, Place::Closed);
                let longest = (0..head.len())
                    .map(|column| {
                        rows.iter()
                            .chain([head])
                            .filter_map(|row| row.get(column))
                            .map(|cell| plain_text(cell).chars().count())
                            .max()
                            .unwrap_or(0)
                    })
                    .collect();
                PrintBlock::Table {
                    align: align.clone(),
                    head: head.iter().map(cell).collect(),
                    rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
                    longest,
                }
            }
            Block::Figure { image } => {
                match self.picture_at(&image.file, &image.alt, image.caption.as_deref(), None) {
                    Some(image) => PrintBlock::Figure { image },
                    None => PrintBlock::Paragraph { content: self.plain(&image.alt) },
                }
            }
            Block::Rule => PrintBlock::Rule,
        }
    }

    /// The text of blocks in one line.
    fn in_line(&self, blocks: &[Block], document: &Document, place: Place) -> Vec<PrintInline> {
        let mut out = Vec::new();
        for block in blocks {
            let line = match block {
                Block::Paragraph { content } | Block::Heading { content, .. } => {
                    self.inlines(content, document, place, 0)
                }
                Block::Quote { blocks } => self.in_line(blocks, document, place),
                Block::List { items, .. } => {
                    let mut all = Vec::new();
                    for (i, item) in items.iter().enumerate() {
                        if i > 0 {
                            all.push(PrintInline::Text { text: "; ".to_owned() });
                        }
                        all.extend(self.in_line(item, document, place));
                    }
                    all
                }
                other => {
                    let whole = Document::new(vec![other.clone()], Vec::new());
                    self.plain(&whole.plain_text().replace('\n', " "))
                }
            };
            if !out.is_empty() && !line.is_empty() {
                out.push(PrintInline::SoftBreak);
            }
            out.extend(line);
        }
        out
    }

    fn inlines(
        &self,
        list: &[Inline],
        document: &Document,
        place: Place,
        depth: usize,
    ) -> Vec<PrintInline> {
        if depth >= MAX_INLINE_DEPTH {
            return self.plain(&plain_text(list));
        }
        let mut out: Vec<PrintInline> = Vec::with_capacity(list.len());
        for inline in list {
            let Some(mut inline) = self.inline(inline, document, place, depth) else { continue };
            // A name that ends with an abbreviation ends the sentence, too: "e. V." and no second full stop.
            if let PrintInline::Text { text } = &mut inline
                && text.starts_with('.')
                && !text.starts_with("..")
                && out.last().is_some_and(ends_with_stop)
            {
                text.remove(0);
            }
            out.push(inline);
        }
        out
    }

    fn inline(
        &self,
        inline: &Inline,
        document: &Document,
        place: Place,
        depth: usize,
    ) -> Option<PrintInline> {
        let content = || self.inlines(inline.children(), document, place, depth + 1);
        Some(match inline {
            Inline::Text { text } => PrintInline::Text { text: hold(&soften(text)).into_owned() },
            Inline::Emphasis { .. } => PrintInline::Emphasis { content: content() },
            Inline::Strong { .. } => PrintInline::Strong { content: content() },
            Inline::Strikethrough { .. } => PrintInline::Strikethrough { content: content() },
            Inline::Superscript { .. } => PrintInline::Superscript { content: content() },
            Inline::Subscript { .. } => PrintInline::Subscript { content: content() },
            Inline::Code { text } => PrintInline::Code { text: soften(text).into_owned() },
            Inline::Link(link) => {
                self.link(&link.destination, &plain_text(&link.content), content(), place)
            }
            Inline::Image { image } => PrintInline::Image {
                image: self.picture_at(&image.file, &image.alt, image.caption.as_deref(), None)?,
            },
            Inline::Footnote { number } => {
                let note = document.footnotes.get(number.checked_sub(1)?)?;
                let inside = match place {
                    Place::Open | Place::Closed => Place::Note(*number),
                    Place::Note(outer) if outer != *number => Place::InnerNote,
                    Place::Note(_) | Place::InnerNote => return None,
                };
                let content = self.in_line(note, document, inside);
                match place {
                    Place::Open => self.footnote(*number, content),
                    // A note that cannot hang below the text stands in it.
                    Place::Closed | Place::Note(_) | Place::InnerNote => {
                        let mut all = vec![PrintInline::Text { text: " (".to_owned() }];
                        all.extend(content);
                        all.push(PrintInline::Text { text: ")".to_owned() });
                        PrintInline::Mention { mention: String::new(), content: all }
                    }
                }
            }
            Inline::SoftBreak => PrintInline::SoftBreak,
            Inline::HardBreak => PrintInline::HardBreak,
        })
    }

    /// A link under `content`, whose plain text is `words`, to a destination of a resolved tree.
    fn link(
        &self,
        destination: &Destination,
        words: &str,
        content: Vec<PrintInline>,
        place: Place,
    ) -> PrintInline {
        match destination.kind() {
            DestinationKind::Entry { type_id, id, .. } => {
                let key = EntryKey::new(type_id, id);
                let number = place == Place::Open && self.numbered.borrow_mut().insert(key.clone());
                self.entry_link(&key, content, number)
            }
            DestinationKind::File { .. } => match self.address(destination.written()) {
                Some(url) => PrintInline::Web { url, shown: None, mention: None, content },
                None => PrintInline::Mention { mention: String::new(), content },
            },
            DestinationKind::Web(url) => {
                let shown = (place == Place::Open && bare(words) != bare(url)).then(|| shown(url));
                PrintInline::Web { url: url.to_owned(), shown, mention: None, content }
            }
            DestinationKind::Mail(rest) => {
                let url = format!("mailto:{rest}");
                PrintInline::Web { url, shown: None, mention: None, content }
            }
            DestinationKind::Phone(rest) => {
                let url = format!("tel:{rest}");
                PrintInline::Web { url, shown: None, mention: None, content }
            }
            DestinationKind::Anchor(_) | DestinationKind::Unsafe(_) => {
                PrintInline::Mention { mention: String::new(), content }
            }
        }
    }

    /// A link to an entry: to its place in the document, else to its page on the web, else none.
    pub(super) fn entry_link(
        &self,
        key: &EntryKey,
        content: Vec<PrintInline>,
        number: bool,
    ) -> PrintInline {
        let mention = self.indexed.contains(&key.type_id).then(|| key.to_string());
        if let Some(work) = self.cited.get(key) {
            // A table has room for the number only; in a sentence it follows the words.
            let mut content = if number { content } else { Vec::new() };
            if number {
                content.push(PrintInline::Text { text: "\u{a0}".to_owned() });
            }
            content.push(PrintInline::Text { text: format!("[{work}]") });
            return PrintInline::Page { key: key.to_string(), number: false, mention, content };
        }
        if let Some(place) = self.place_of(key) {
            let number = number && !self.is_one_page && !self.unnumbered.contains(&place.type_id);
            return PrintInline::Page { key: place.to_string(), number, mention, content };
        }
        match self.page_of(key) {
            Some(url) => PrintInline::Web { url, shown: None, mention, content },
            None => PrintInline::Mention { mention: mention.unwrap_or_default(), content },
        }
    }

    /// Where in the document an entry is: itself, else the profile that is written about it.
    fn place_of(&self, key: &EntryKey) -> Option<EntryKey> {
        if self.printed.contains(key) {
            return Some(key.clone());
        }
        self.catalog
            .inverse(key)
            .into_iter()
            .flat_map(|group| group.edges)
            .filter(|edge| is_about(&self.catalog.schema, edge))
            .map(|edge| &edge.from)
            .find(|from| self.printed.contains(*from))
            .cloned()
    }

    /// The page of an entry on the web.
    pub(super) fn page_of(&self, key: &EntryKey) -> Option<String> {
        match self.plan.place(self.plan.scope.replacement(key), self.language) {
            plan::Place::Here { href, .. } => self.address(href),
            plan::Place::MainSite { address } => Some(address),
            plan::Place::Nowhere => None,
        }
    }

    /// A path from the root of the site as an address on the web.
    pub(super) fn address(&self, href: &str) -> Option<String> {
        Some(format!("{}{href}", self.base_url?))
    }

    /// A picture of the content, by its path in the site.
    pub(super) fn picture_at(
        &self,
        file: &str,
        alt: &str,
        caption: Option<&str>,
        credit: Option<&str>,
    ) -> Option<PrintPicture> {
        let name = match is_drawing(file) {
            true => self.drawing(file),
            false => self.picture_name(file)?,
        };
        Some(PrintPicture {
            file: format!("/pictures/{name}"),
            alt: (!alt.trim().is_empty()).then(|| alt.to_owned()),
            caption: caption.filter(|text| !text.is_empty()).map(|text| self.typeset(text)),
            credit: credit.filter(|text| !text.is_empty()).map(|text| self.typeset(text)),
        })
    }

    /// The name of a picture in the document.
    fn picture_name(&self, file: &str) -> Option<String> {
        let path = SitePath::new(file)?;
        self.snapshot.get(&path)?;
        let mut pictures = self.pictures.borrow_mut();
        let next = pictures.len() + 1;
        Some(pictures.entry(path).or_insert(next).to_string())
    }

    /// The name of a drawing in the document.
    fn drawing(&self, svg: &str) -> String {
        let mut drawings = self.drawings.borrow_mut();
        let known = drawings.iter().position(|known| known == svg);
        let at = known.unwrap_or_else(|| {
            drawings.push(svg.to_owned());
            drawings.len() - 1
        });
        drawing_name(at)
    }

    /// The drawings of the document by name.
    pub(super) fn drawing_texts(&self) -> BTreeMap<String, String> {
        let drawings = self.drawings.borrow();
        let named = drawings.iter().enumerate();
        named.map(|(at, svg)| (drawing_name(at), svg.clone())).collect()
    }

    /// The pictures of the document by name.
    pub(super) fn picture_files(&self) -> BTreeMap<String, SourceFile> {
        self.pictures
            .borrow()
            .iter()
            .filter_map(|(path, number)| {
                Some((number.to_string(), self.snapshot.get(path)?.clone()))
            })
            .collect()
    }
}

/// Whether a picture is a drawing in place of the name of a file.
fn is_drawing(file: &str) -> bool {
    file.starts_with("<svg ")
}

fn drawing_name(at: usize) -> String {
    format!("d{}", at + 1)
}

/// Whether the words of a link end with a full stop.
fn ends_with_stop(inline: &PrintInline) -> bool {
    match inline {
        PrintInline::Page { content, number: false, .. }
        | PrintInline::Web { content, shown: None, .. }
        | PrintInline::Mention { content, .. } => match content.last() {
            Some(PrintInline::Text { text }) => text.ends_with('.'),
            _ => false,
        },
        _ => false,
    }
}

/// An address as people write it.
pub(super) fn shown(url: &str) -> String {
    soften(bare(url)).into_owned()
}

/// An address without what everybody knows.
fn bare(url: &str) -> &str {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let rest = rest.strip_prefix("mailto:").unwrap_or(rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
}

/// Gives words that are longer than a line places where they may break: addresses after their signs, everything else
/// every so many letters.
fn soften(text: &str) -> Cow<'_, str> {
    let is_long = |word: &str| word.chars().count() > LONG_WORD;
    if text.len() <= LONG_WORD || !text.split_whitespace().any(is_long) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(char::is_whitespace) {
        if !is_long(word.trim_end()) {
            out.push_str(word);
            continue;
        }
        let address = word.contains(['/', '@', '.', '_', '?', '=']);
        let mut together = 0;
        for sign in word.chars() {
            out.push(sign);
            together += 1;
            if sign.is_whitespace() || matches!(sign, '\u{ad}' | '\u{200b}' | '-') {
                together = 0;
            } else if address && matches!(sign, '/' | '.' | '_' | '?' | '&' | '=' | '@' | ':' | '%')
            {
                out.push('\u{200b}');
                together = 0;
            } else if together >= BREAK_EVERY {
                out.push(if address { '\u{200b}' } else { '\u{ad}' });
                together = 0;
            }
        }
    }
    Cow::Owned(out)
}

/// Keeps a hyphen at the beginning of a word with it, where a line might end in between: *Metallschleifer und -polierer*.
fn hold(text: &str) -> Cow<'_, str> {
    if !text.contains('-') {
        return Cow::Borrowed(text);
    }
    let mut before = None;
    let mut signs = text.chars().peekable();
    let mut out = String::with_capacity(text.len() + 8);
    while let Some(sign) = signs.next() {
        let begins = before.is_some_and(|before: char| before.is_whitespace() || before == '(');
        let is_held =
            sign == '-' && begins && signs.peek().is_some_and(|next| next.is_alphabetic());
        out.push(if is_held { '\u{2011}' } else { sign });
        before = Some(sign);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_stay_with_the_word_that_they_begin() {
        let held = "Metallschleifer und \u{2011}polierer (\u{2011}innen)";
        assert_eq!(hold("Metallschleifer und -polierer (-innen)"), held);
        for other in ["Clean-Tech - ein Netz", "5 -3", "- Punkt", "Bau-"] {
            assert_eq!(hold(other), other);
        }
    }

    #[test]
    fn long_words_may_break() {
        assert_eq!(soften("kurz und gut"), "kurz und gut");
        let word = "a".repeat(90);
        let softened = soften(&word).into_owned();
        assert_eq!(softened.replace('\u{ad}', ""), word);
        assert_eq!(softened.matches('\u{ad}').count(), 5);
        let url = "https://example.org/ein/recht/langer/weg/zu/einer/seite.html";
        let softened = soften(url).into_owned();
        assert!(
            softened.contains("recht/\u{200b}langer") && softened.replace('\u{200b}', "") == url
        );
    }

    #[test]
    fn addresses_are_shown_short() {
        assert_eq!(shown("https://www.example.org/a/"), "example.org/a");
        assert_eq!(bare("mailto:x@y.z"), "x@y.z");
    }
}
