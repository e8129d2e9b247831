//! The tree of a Markdown text → HTML.
//!
//! Entry point: [`document`]. Invariant: valid HTML whatever the tree holds; all text is escaped; no element that can be
//! focused is inside another one; an address appears only when [`LinkResolver`] gives it out.

use std::collections::HashMap;
use std::fmt::Write;

use super::{escape, highlight};
use crate::i18n::{self, FormatWords, Locale};
use crate::syntax::destination::is_harmless;
use crate::syntax::tree::{Align, Block, Definition, Document, Inline, Picture, plain_text};
use crate::syntax::{Destination, DestinationKind, TreeNode};

/// Where a link leads once it has been resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LinkTo {
    /// The address; without one the link becomes plain text.
    pub(crate) href: Option<String>,
    /// The title of the target, shown when the link has no text of its own.
    pub(crate) text: Option<String>,
    /// Whether it leads to somebody else's site.
    pub(crate) external: bool,
    /// A class that says what it leads to, such as the type of an entry.
    pub(crate) class: Option<String>,
    /// The language of the target, where it differs.
    pub(crate) lang: Option<String>,
}

impl LinkTo {
    /// A link that stays text.
    pub(crate) fn nowhere() -> Self {
        Self::default()
    }
}

/// The file behind an image once it has been found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ImageTo {
    /// The address.
    pub(crate) src: String,
    /// Width in pixels.
    pub(crate) width: Option<u32>,
    /// Height in pixels.
    pub(crate) height: Option<u32>,
    /// The same image in other widths, as HTML writes it.
    pub(crate) srcset: Option<String>,
    /// How wide it is shown, when there is a `srcset`; the width of the window unless said otherwise.
    pub(crate) sizes: Option<String>,
    /// Who made it.
    pub(crate) credit: Option<String>,
}

/// Resolves what a text points to.
pub(crate) trait LinkResolver {
    /// Where a link with this destination leads. Never asked for anchors of the text itself, nor for destinations that
    /// are not allowed.
    fn resolve_link(&self, destination: &Destination) -> LinkTo;

    /// The image at this path as written; `None` leaves the alternative text in its place.
    fn resolve_image(&self, file: &str) -> Option<ImageTo>;

    /// The HTML of the figure that an image names in place of a file; `prefix` stands before its ids.
    fn resolve_figure(&self, _written: &str, _says: &str, _prefix: &str) -> Option<String> {
        None
    }
}

/// How a document is set into a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HtmlOptions<'a> {
    /// Added to the level of every heading: 1 where the text stands under a heading of level 2.
    pub(crate) heading_shift: u8,
    /// Put before every id, so that several texts can share a page. Empty, or a letter followed by letters, digits and
    /// hyphens. The renderer's own ids hold a `_`, which anchors of headings never do.
    pub(crate) id_prefix: &'a str,
    /// The words of the page's language.
    pub(crate) words: &'a FormatWords,
}

impl Default for HtmlOptions<'static> {
    fn default() -> Self {
        Self {
            heading_shift: 0,
            id_prefix: "",
            words: &Locale::of_or(i18n::DEFAULT, i18n::DEFAULT).words,
        }
    }
}

/// Adds the HTML of `document` to `out`, the footnotes as a list at its end.
pub(crate) fn document(
    document: &Document,
    options: &HtmlOptions<'_>,
    links: &dyn LinkResolver,
    out: &mut String,
) {
    let mut anchors = HashMap::new();
    let mut marks = vec![0; document.footnotes.len()];
    document.visit(&mut |node| match node {
        TreeNode::Block(Block::Heading { id, content, .. }) => {
            anchors.insert(id.as_str(), content.as_slice());
        }
        TreeNode::Inline(Inline::Footnote { number }) => {
            if let Some(count) = number.checked_sub(1).and_then(|index| marks.get_mut(index)) {
                *count += 1;
            }
        }
        _ => {}
    });
    let mut writer = Writer {
        options,
        links,
        out,
        anchors,
        met: vec![0; marks.len()],
        marks,
        tables: 0,
        figures: 0,
        inside: Inside::Text,
    };
    writer.blocks(&document.blocks);
    writer.footnotes(&document.footnotes);
}

/// Adds the HTML of inlines, such as the cells of a table or a title, without any element around them. Marks of
/// footnotes are left out, since there is no list that they could point to.
#[cfg(test)]
pub(crate) fn inlines(
    content: &[Inline],
    options: &HtmlOptions<'_>,
    links: &dyn LinkResolver,
    out: &mut String,
) {
    let mut writer = Writer {
        options,
        links,
        out,
        anchors: HashMap::new(),
        marks: Vec::new(),
        met: Vec::new(),
        tables: 0,
        figures: 0,
        inside: Inside::Text,
    };
    writer.inlines(content);
}

/// What surrounds an inline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    /// A link cannot hold another one.
    Link,
    /// A telephone number must not break.
    Phone,
}

struct Writer<'a> {
    options: &'a HtmlOptions<'a>,
    links: &'a dyn LinkResolver,
    out: &'a mut String,
    /// Headings by their anchor.
    anchors: HashMap<&'a str, &'a [Inline]>,
    /// How many marks each footnote has, by number less one.
    marks: Vec<usize>,
    /// How many of them have been written.
    met: Vec<usize>,
    tables: usize,
    figures: usize,
    inside: Inside,
}

impl<'a> Writer<'a> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn escaped(&mut self, text: &str) {
        escape(text, self.out);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.escaped(value);
        self.raw("\"");
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.attribute(name, value);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph { content } => {
                self.raw("<p>");
                self.inlines(content);
                self.raw("</p>\n");
            }
            Block::Heading { level, id, content } => {
                let level = level.saturating_add(self.options.heading_shift).clamp(1, 6);
                let _ = write!(self.out, "<h{level}");
                self.attribute("id", &format!("{}{id}", self.options.id_prefix));
                self.raw(">");
                self.inlines(content);
                let _ = writeln!(self.out, "</h{level}>");
            }
            Block::List { start, tight, items } => self.list(*start, *tight, items),
            Block::Definitions { items } => self.definitions(items),
            Block::Quote { blocks } => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>\n");
            }
            Block::Code { language, text } => {
                // Wide lines scroll, so the keyboard must be able to get there.
                self.raw("<pre class=\"code\" tabindex=\"0\"><code");
                if let Some(language) = language {
                    self.attribute("class", &format!("language-{}", language.to_lowercase()));
                }
                self.raw(">");
                highlight::highlight(language.as_deref(), text, self.out);
                self.raw("</code></pre>\n");
            }
            Block::Table(table) => self.table(&table.align, &table.head, &table.rows),
            Block::Figure { image } => self.figure(image),
            Block::Rule => self.raw("<hr>\n"),
        }
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &'a [Vec<Block>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let _ = write!(self.out, "<{name}");
        if let Some(start) = start.filter(|start| *start != 1) {
            self.attribute("start", &start.to_string());
        }
        self.raw(">\n");
        for item in items {
            self.raw("<li>");
            self.compact(item, tight);
            self.raw("</li>\n");
        }
        let _ = writeln!(self.out, "</{name}>");
    }

    fn definitions(&mut self, items: &'a [Definition]) {
        self.raw("<dl>\n");
        for item in items {
            self.raw("<dt>");
            self.inlines(&item.term);
            self.raw("</dt>\n");
            for explanation in &item.explanations {
                self.raw("<dd>");
                self.compact(explanation, explanation.len() == 1);
                self.raw("</dd>\n");
            }
            if item.explanations.is_empty() {
                self.raw("<dd></dd>\n");
            }
        }
        self.raw("</dl>\n");
    }

    /// The inside of an item: paragraphs of a tight list stand there without an element of their own.
    fn compact(&mut self, blocks: &'a [Block], tight: bool) {
        for (i, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph { content } if tight => {
                    self.inlines(content);
                    if i + 1 < blocks.len() {
                        self.raw("\n");
                    }
                }
                block => {
                    if i == 0 {
                        self.raw("\n");
                    }
                    self.block(block);
                }
            }
        }
    }

    fn table(&mut self, align: &[Align], head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        self.tables += 1;
        let label = numbered(&self.options.words.table, &self.tables.to_string());
        self.raw("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\"");
        self.attribute("aria-label", &label);
        self.raw(">\n<table>\n<thead>\n<tr>");
        // An empty corner says that the first column names the rows.
        let rows_have_names = head.len() > 1 && head.first().is_some_and(|cell| is_blank(cell));
        for (i, cell) in head.iter().enumerate() {
            let column = align.get(i).copied().unwrap_or_default();
            if is_blank(cell) {
                self.cell("td", None, column, cell);
            } else {
                self.cell("th", Some("col"), column, cell);
            }
        }
        self.raw("</tr>\n</thead>\n");
        if !rows.is_empty() {
            self.raw("<tbody>\n");
            for row in rows {
                self.raw("<tr>");
                for (i, cell) in row.iter().enumerate() {
                    let column = align.get(i).copied().unwrap_or_default();
                    if i == 0 && rows_have_names && !is_blank(cell) {
                        self.cell("th", Some("row"), column, cell);
                    } else {
                        self.cell("td", None, column, cell);
                    }
                }
                self.raw("</tr>\n");
            }
            self.raw("</tbody>\n");
        }
        self.raw("</table>\n</div>\n");
    }

    fn cell(&mut self, name: &str, scope: Option<&str>, align: Align, content: &'a [Inline]) {
        let _ = write!(self.out, "<{name}");
        self.optional("scope", scope);
        self.optional(
            "class",
            match align {
                Align::Default => None,
                Align::Left => Some("align-left"),
                Align::Center => Some("align-center"),
                Align::Right => Some("align-right"),
            },
        );
        self.raw(">");
        self.inlines(content);
        let _ = write!(self.out, "</{name}>");
    }

    fn figure(&mut self, image: &Picture) {
        self.figures += 1;
        let prefix = format!("{}f{}-", self.options.id_prefix, self.figures);
        if let Some(figure) = self.links.resolve_figure(&image.file, &image.alt, &prefix) {
            return self.raw(&figure);
        }
        let Some(to) = self.links.resolve_image(&image.file) else {
            // The finding about the missing file stops publishing; a preview shows the words.
            self.raw("<p class=\"missing-image\">");
            self.escaped(image.caption.as_deref().unwrap_or(&image.alt));
            self.raw("</p>\n");
            return;
        };
        self.raw("<figure>\n");
        self.image(image, &to);
        self.raw("\n");
        if image.caption.is_some() || to.credit.is_some() {
            self.raw("<figcaption>");
            if let Some(caption) = &image.caption {
                self.escaped(caption);
            }
            if let Some(credit) = &to.credit {
                if image.caption.is_some() {
                    self.raw(" ");
                }
                self.credit(credit);
            }
            self.raw("</figcaption>\n");
        }
        self.raw("</figure>\n");
    }

    fn credit(&mut self, credit: &str) {
        self.raw("<span class=\"credit\">");
        self.escaped(&self.options.words.credit);
        self.escaped(credit);
        self.raw("</span>");
    }

    fn image(&mut self, image: &Picture, to: &ImageTo) {
        self.raw("<img");
        self.attribute("src", &to.src);
        if let Some(srcset) = &to.srcset {
            self.attribute("srcset", srcset);
            self.attribute("sizes", to.sizes.as_deref().unwrap_or("100vw"));
        }
        self.attribute("alt", &image.alt);
        self.optional("width", to.width.map(|width| width.to_string()).as_deref());
        self.optional("height", to.height.map(|height| height.to_string()).as_deref());
        self.raw(" loading=\"lazy\" decoding=\"async\">");
    }

    fn footnotes(&mut self, footnotes: &'a [Vec<Block>]) {
        if footnotes.is_empty() {
            return;
        }
        self.raw("<section class=\"footnotes\" role=\"doc-endnotes\"");
        self.attribute("aria-label", &self.options.words.footnotes);
        self.raw(">\n<ol>\n");
        for (index, blocks) in footnotes.iter().enumerate() {
            let number = index + 1;
            self.raw("<li");
            self.attribute("id", &format!("{}fn_{number}", self.options.id_prefix));
            self.raw(">");
            let marks = self.marks.get(index).copied().unwrap_or_default();
            // The ways back stand at the end of the last paragraph.
            match blocks.split_last() {
                Some((Block::Paragraph { content }, [])) => {
                    self.inlines(content);
                    self.ways_back(number, marks);
                }
                Some((Block::Paragraph { content }, before)) => {
                    self.raw("\n");
                    self.blocks(before);
                    self.raw("<p>");
                    self.inlines(content);
                    self.ways_back(number, marks);
                    self.raw("</p>\n");
                }
                _ => {
                    self.raw("\n");
                    self.blocks(blocks);
                    if marks > 0 {
                        self.raw("<p>");
                        self.ways_back(number, marks);
                        self.raw("</p>\n");
                    }
                }
            }
            self.raw("</li>\n");
        }
        self.raw("</ol>\n</section>\n");
    }

    fn ways_back(&mut self, number: usize, marks: usize) {
        for mark in 1..=marks {
            let which = if mark == 1 { number.to_string() } else { format!("{number} ({mark})") };
            self.raw(" <a class=\"footnote-back\"");
            self.attribute("href", &format!("#{}", self.mark_id(number, mark)));
            self.raw(" role=\"doc-backlink\"");
            self.attribute("aria-label", &numbered(&self.options.words.back, &which));
            // The variation selector keeps phones from showing an emoji. The arrow stands alone: a number beside it
            // would have to be part of the name.
            self.raw(">↩\u{fe0e}");
            self.raw("</a>");
        }
    }

    fn mark_id(&self, number: usize, mark: usize) -> String {
        let prefix = self.options.id_prefix;
        if mark == 1 {
            format!("{prefix}fnref_{number}")
        } else {
            format!("{prefix}fnref_{number}_{mark}")
        }
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text { text } if self.inside == Inside::Phone => {
                self.escaped(&text.replace(' ', "\u{a0}").replace('-', "\u{2011}"));
            }
            Inline::Text { text } => self.escaped(text),
            Inline::Emphasis { content } => self.wrapped("em", content),
            Inline::Strong { content } => self.wrapped("strong", content),
            Inline::Strikethrough { content } => self.wrapped("s", content),
            Inline::Superscript { content } => self.wrapped("sup", content),
            Inline::Subscript { content } => self.wrapped("sub", content),
            Inline::Code { text } => {
                self.raw("<code>");
                self.escaped(text);
                self.raw("</code>");
            }
            Inline::Link(link) => self.link(&link.destination, &link.content),
            Inline::Image { image } => match self.links.resolve_image(&image.file) {
                Some(to) => {
                    self.image(image, &to);
                    if let Some(credit) = &to.credit {
                        self.raw(" ");
                        self.credit(credit);
                    }
                }
                None => self.escaped(&image.alt),
            },
            Inline::Footnote { number } => self.mark(*number),
            Inline::SoftBreak => self.raw("\n"),
            Inline::HardBreak => self.raw("<br>\n"),
        }
    }

    fn wrapped(&mut self, name: &str, content: &'a [Inline]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(content);
        let _ = write!(self.out, "</{name}>");
    }

    fn link(&mut self, destination: &Destination, content: &'a [Inline]) {
        if self.inside != Inside::Text {
            return self.inlines(content);
        }
        let kind = destination.kind();
        let mut title = None;
        let to = match &kind {
            DestinationKind::Unsafe(_) => LinkTo::nowhere(),
            DestinationKind::Anchor(anchor) if self.anchors.contains_key(anchor) => {
                title = self.anchors.get(anchor).copied();
                let href = Some(format!("#{}{anchor}", self.options.id_prefix));
                LinkTo { href, ..LinkTo::default() }
            }
            _ => self.links.resolve_link(destination),
        };
        let href = to.href.as_deref().filter(|href| is_harmless(href));
        if let Some(href) = href {
            self.raw("<a");
            self.attribute("href", href);
            self.optional("class", to.class.as_deref().filter(|class| !class.is_empty()));
            if to.external {
                self.raw(" rel=\"external\"");
            }
            self.optional("hreflang", to.lang.as_deref());
            self.raw(">");
            self.inside = if matches!(kind, DestinationKind::Phone(_)) {
                Inside::Phone
            } else {
                Inside::Link
            };
        }
        if !content.is_empty() {
            self.inlines(content);
        } else if let Some(text) = to.text.as_deref().filter(|text| !text.trim().is_empty()) {
            self.escaped(text);
        } else if let Some(title) = title {
            // Plain, since a heading can hold a link of its own.
            self.escaped(&plain_text(title));
        } else {
            self.escaped(match &kind {
                DestinationKind::Mail(rest) | DestinationKind::Phone(rest) => rest,
                DestinationKind::Entry { id, .. } => id,
                _ => destination.written(),
            });
        }
        if href.is_some() {
            self.raw("</a>");
            self.inside = Inside::Text;
        }
    }

    fn mark(&mut self, number: usize) {
        let Some(met) = number.checked_sub(1).and_then(|index| self.met.get_mut(index)) else {
            return;
        };
        *met += 1;
        let mark = *met;
        self.raw("<sup class=\"footnote-ref\">");
        if self.inside == Inside::Text {
            self.raw("<a");
            self.attribute("href", &format!("#{}fn_{number}", self.options.id_prefix));
            self.attribute("id", &self.mark_id(number, mark));
            self.raw(" role=\"doc-noteref\"");
            self.attribute(
                "aria-label",
                &numbered(&self.options.words.footnote, &number.to_string()),
            );
            let _ = write!(self.out, ">{number}</a>");
        } else {
            self.raw("<span");
            self.attribute("id", &self.mark_id(number, mark));
            let _ = write!(self.out, ">{number}</span>");
        }
        self.raw("</sup>");
    }
}

fn numbered(label: &str, number: &str) -> String {
    label.replace("{n}", number)
}

fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text { text } => text.trim().is_empty(),
        Inline::SoftBreak | Inline::HardBreak => true,
        Inline::Code { .. } | Inline::Image { .. } | Inline::Footnote { .. } => false,
        // An empty link still shows the title of its target.
        Inline::Link(_) => false,
        other => is_blank(other.children()),
    })
}

#[cfg(test)]
mod tests;
