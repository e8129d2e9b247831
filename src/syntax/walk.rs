//! Walking through a document: every block and inline, however deep, in the order in which it is read.

use super::destination::Destination;
use super::tree::{Block, Document, Inline, Link, Picture, plain_text_with};
use crate::diagnostic::Names;

/// Something met on the way through a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TreeNode<'a> {
    /// A block; its children follow.
    Block(&'a Block),
    /// An inline; its children follow.
    Inline(&'a Inline),
}

/// An image in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ImageRef<'a> {
    /// The image.
    pub(crate) image: &'a Picture,
    /// Whether it stands alone, with its caption, rather than in a line of text.
    pub(crate) figure: bool,
}

/// A heading in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HeadingRef<'a> {
    /// Its level as written.
    pub(crate) level: u8,
    /// Its anchor.
    pub(crate) id: &'a str,
    /// Its text.
    pub(crate) content: &'a [Inline],
}

impl Document {
    /// Calls `visit` for everything in the document: the blocks, then the footnotes in their order.
    pub(crate) fn visit<'a>(&'a self, visit: &mut dyn FnMut(TreeNode<'a>)) {
        visit_blocks(&self.blocks, visit);
        for footnote in &self.footnotes {
            visit_blocks(footnote, visit);
        }
    }

    /// What stands in its paragraphs and headings.
    pub(crate) fn lines(&self) -> Vec<&[Inline]> {
        let mut lines = Vec::new();
        self.visit(&mut |node| {
            if let TreeNode::Block(Block::Paragraph { content } | Block::Heading { content, .. }) =
                node
            {
                lines.push(content.as_slice());
            }
        });
        lines
    }

    /// All links.
    pub(crate) fn links(&self) -> Vec<&Link> {
        let mut links = Vec::new();
        self.visit(&mut |node| {
            if let TreeNode::Inline(Inline::Link(link)) = node {
                links.push(&**link);
            }
        });
        links
    }

    /// All images, alone or in a line.
    pub(crate) fn images(&self) -> Vec<ImageRef<'_>> {
        let mut images = Vec::new();
        self.visit(&mut |node| match node {
            TreeNode::Block(Block::Figure { image }) => {
                images.push(ImageRef { image, figure: true });
            }
            TreeNode::Inline(Inline::Image { image }) => {
                images.push(ImageRef { image, figure: false });
            }
            _ => {}
        });
        images
    }

    /// All headings.
    pub(crate) fn headings(&self) -> Vec<HeadingRef<'_>> {
        let mut headings = Vec::new();
        self.visit(&mut |node| {
            if let TreeNode::Block(Block::Heading { level, id, content }) = node {
                headings.push(HeadingRef { level: *level, id, content });
            }
        });
        headings
    }

    /// The anchors that links can point to.
    pub(crate) fn anchors(&self) -> &Names<String> {
        let ids = || self.headings().into_iter().map(|heading| heading.id.to_owned());
        self.anchors.0.get_or_init(|| Names::new(ids()))
    }

    /// The whole text without marks, one block a line, for searching and counting.
    pub fn plain_text(&self) -> String {
        self.plain_text_with(&|_| None)
    }

    /// The same with words for links that have none of their own: `name` knows what a destination is called.
    pub(crate) fn plain_text_with(&self, name: &dyn Fn(&Destination) -> Option<String>) -> String {
        let mut text = String::new();
        self.visit(&mut |node| {
            let TreeNode::Block(block) = node else { return };
            let mut line =
                |content: &[Inline]| push_line(&mut text, &plain_text_with(content, name));
            match block {
                Block::Paragraph { content } | Block::Heading { content, .. } => line(content),
                Block::Definitions { items } => items.iter().for_each(|item| line(&item.term)),
                Block::Table(table) => {
                    table.head.iter().for_each(|cell| line(cell));
                    table.rows.iter().flatten().for_each(|cell| line(cell));
                }
                Block::Figure { image } => {
                    push_line(&mut text, image.caption.as_deref().unwrap_or_default());
                }
                Block::Code { text: code, .. } => push_line(&mut text, code),
                Block::List { .. } | Block::Quote { .. } | Block::Rule => {}
            }
        });
        text
    }

    /// The beginning of the running text (paragraphs, lists and quotations, without headings, tables and code), at most
    /// `max` characters; see [`excerpt`]. `name` knows what a destination is called, for links without words of their own.
    pub(crate) fn excerpt(
        &self,
        max: usize,
        name: &dyn Fn(&Destination) -> Option<String>,
    ) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            // Four bytes are enough for any character.
            if text.len() > max.saturating_mul(4) {
                break;
            }
            if matches!(block, Block::Paragraph { .. } | Block::List { .. } | Block::Quote { .. }) {
                visit_blocks(std::slice::from_ref(block), &mut |node| {
                    if let TreeNode::Block(Block::Paragraph { content }) = node {
                        push_line(&mut text, &plain_text_with(content, name));
                    }
                });
            }
        }
        excerpt(&text, max)
    }

    /// How many words the text has; numbers count, lone signs do not.
    pub(crate) fn word_count(&self) -> usize {
        self.plain_text()
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    }
}

fn push_line(text: &mut String, line: &str) {
    let line = line.trim();
    if !line.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
}

/// The beginning of `text` in at most `max` characters, cut between words and marked with an ellipsis; the whole text
/// when it fits. Line ends and runs of spaces become one space.
pub(crate) fn excerpt(text: &str, max: usize) -> String {
    const ELLIPSIS: &str = "\u{a0}…";
    let mut shown = String::new();
    let mut count = 0;
    let mut words = text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let gap = usize::from(!shown.is_empty());
        let length = word.chars().count();
        let reserved = if words.peek().is_some() { ELLIPSIS.chars().count() } else { 0 };
        if count + gap + length + reserved > max {
            if shown.is_empty() {
                // One word that is too long on its own.
                shown.extend(word.chars().take(max.saturating_sub(1)));
                if max > 0 {
                    shown.push('…');
                }
                return shown;
            }
            let kept = shown.trim_end_matches([',', ';', ':', '–', '—', '-', '(', ' ']).len();
            shown.truncate(kept);
            shown.push_str(ELLIPSIS);
            return shown;
        }
        if gap == 1 {
            shown.push(' ');
        }
        shown.push_str(word);
        count += gap + length;
    }
    shown
}

/// The tree is at most [`super::markdown::MAX_NESTING`] deep, so recursion is bounded.
fn visit_blocks<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(TreeNode<'a>)) {
    for block in blocks {
        visit(TreeNode::Block(block));
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                visit_inlines(content, visit);
            }
            Block::List { items, .. } => items.iter().for_each(|item| visit_blocks(item, visit)),
            Block::Definitions { items } => {
                for item in items {
                    visit_inlines(&item.term, visit);
                    item.explanations.iter().for_each(|blocks| visit_blocks(blocks, visit));
                }
            }
            Block::Quote { blocks } => visit_blocks(blocks, visit),
            Block::Table(table) => {
                table.head.iter().for_each(|cell| visit_inlines(cell, visit));
                table.rows.iter().flatten().for_each(|cell| visit_inlines(cell, visit));
            }
            Block::Code { .. } | Block::Figure { .. } | Block::Rule => {}
        }
    }
}

fn visit_inlines<'a>(content: &'a [Inline], visit: &mut dyn FnMut(TreeNode<'a>)) {
    for inline in content {
        visit(TreeNode::Inline(inline));
        visit_inlines(inline.children(), visit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_end_between_words() {
        assert_eq!(excerpt("Ein kurzer Text.", 40), "Ein kurzer Text.");
        assert_eq!(excerpt("Ein kurzer\n Text.", 16), "Ein kurzer Text.");
        assert_eq!(excerpt("Ein kurzer Text.", 15), "Ein kurzer\u{a0}…");
        assert_eq!(excerpt("Erst dies, dann das.", 14), "Erst dies\u{a0}…");
        assert_eq!(excerpt("Donaudampfschifffahrt", 6), "Donau…");
        assert_eq!(excerpt("", 6), "");
        assert_eq!(excerpt("Text", 0), "");
        // No-break spaces hold together.
        assert_eq!(excerpt("rund 37,5\u{202f}% mehr", 10), "rund\u{a0}…");
        for max in 0..40 {
            assert!(
                excerpt("Über kürzere Wege, größere Häuser: süß", max).chars().count() <= max,
                "{max}"
            );
        }
    }

    #[test]
    fn excerpts_cost_what_they_show() {
        let text = "ä".repeat(1_000_000);
        assert_eq!(excerpt(&text, 5), "ääää…");
    }
}
