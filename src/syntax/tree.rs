//! The format-neutral tree that Markdown becomes. The web page and the printed page are both made from it.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use super::destination::Destination;
use crate::diagnostic::Names;

/// A Markdown text: its blocks, and the footnotes that they refer to in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Document {
    /// Top-level blocks.
    pub(crate) blocks: Vec<Block>,
    /// Footnotes, numbered from 1 in the order of their first reference.
    pub(crate) footnotes: Vec<Vec<Block>>,
    #[serde(skip)]
    pub(super) anchors: Anchors,
}

/// The anchors of a document, sorted, once somebody has asked for one. They follow from its blocks.
#[derive(Default)]
pub(crate) struct Anchors(pub(super) OnceLock<Names<String>>);

impl Clone for Anchors {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Anchors {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Anchors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Anchors")
    }
}

impl Document {
    /// The document of these blocks and footnotes.
    pub(crate) fn new(blocks: Vec<Block>, footnotes: Vec<Vec<Block>>) -> Self {
        Self { blocks, footnotes, anchors: Anchors::default() }
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// How the cells of a table column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Align {
    /// As the text runs.
    #[default]
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Something that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading; `level` as written (2 is the highest in a body, since the page's title is level 1).
    Heading {
        /// 1 to 6.
        level: u8,
        /// The anchor: unique in the document, made from the text.
        id: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list; numbered when `start` is given.
    List {
        /// First number of a numbered list.
        start: Option<u64>,
        /// Whether the items are set without space between them.
        tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Terms and what they mean.
    Definitions {
        /// Each term with its explanations.
        items: Vec<Definition>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// Program text or data, shown as it stands.
    Code {
        /// The language named after the fence.
        language: Option<String>,
        /// The text, with its line ends.
        text: String,
    },
    /// A table with a header row.
    Table(Box<Table>),
    /// An image that stands alone, with its title as caption.
    Figure {
        /// The image.
        image: Box<Picture>,
    },
    /// A break between subjects.
    Rule,
}

/// A table with a header row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Table {
    /// One per column.
    pub(crate) align: Vec<Align>,
    /// Cells of the header row.
    pub(crate) head: Vec<Vec<Inline>>,
    /// The other rows; each has as many cells as the header.
    pub(crate) rows: Vec<Vec<Vec<Inline>>>,
    /// Bytes of the whole table in the file.
    #[serde(skip)]
    pub(crate) span: Range<usize>,
}

/// A term with its explanations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Definition {
    /// The term.
    pub(crate) term: Vec<Inline>,
    /// One or more explanations.
    pub(crate) explanations: Vec<Vec<Block>>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Link {
    /// Where it leads: `case:id#anchor`, a path, `#anchor`, or an address on the web.
    pub(crate) destination: Destination,
    /// What is shown; nothing means the title of the target.
    pub(crate) content: Vec<Inline>,
    /// Bytes of the whole link in the file.
    #[serde(skip)]
    pub(crate) span: Range<usize>,
}

/// Something that stands in a line of text. What is rare and large is in a box: most of a collection is made of these.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub(crate) enum Inline {
    /// Text.
    Text {
        /// As it is shown.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Text that no longer holds.
    Strikethrough {
        /// What is struck out.
        content: Vec<Inline>,
    },
    /// Raised text.
    Superscript {
        /// What is raised.
        content: Vec<Inline>,
    },
    /// Lowered text.
    Subscript {
        /// What is lowered.
        content: Vec<Inline>,
    },
    /// Program text in a line.
    Code {
        /// As it stands.
        text: String,
    },
    /// A link.
    Link(Box<Link>),
    /// An image in a line.
    Image {
        /// The image.
        image: Box<Picture>,
    },
    /// The mark of a footnote.
    Footnote {
        /// Its number, from 1.
        number: usize,
    },
    /// A line end in the source, shown as a space.
    SoftBreak,
    /// A forced new line.
    HardBreak,
}

impl Inline {
    /// The inlines inside this one; none for what has no inside.
    pub(crate) fn children(&self) -> &[Inline] {
        match self {
            Self::Emphasis { content }
            | Self::Strong { content }
            | Self::Strikethrough { content }
            | Self::Superscript { content }
            | Self::Subscript { content } => content,
            Self::Link(link) => &link.content,
            Self::Text { .. }
            | Self::Code { .. }
            | Self::Image { .. }
            | Self::Footnote { .. }
            | Self::SoftBreak
            | Self::HardBreak => &[],
        }
    }

    /// The same for changing them.
    pub(super) fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emphasis { content }
            | Self::Strong { content }
            | Self::Strikethrough { content }
            | Self::Superscript { content }
            | Self::Subscript { content } => Some(content),
            Self::Link(link) => Some(&mut link.content),
            Self::Text { .. }
            | Self::Code { .. }
            | Self::Image { .. }
            | Self::Footnote { .. }
            | Self::SoftBreak
            | Self::HardBreak => None,
        }
    }
}

/// An image in Markdown: `![alt](file "caption")`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Picture {
    /// The path of the file, with its `%20` decoded.
    pub(crate) file: String,
    /// The alternative text; empty when none was given.
    pub(crate) alt: String,
    /// The caption.
    pub(crate) caption: Option<String>,
    /// Bytes of the whole image in the file.
    #[serde(skip)]
    pub(crate) span: Range<usize>,
}

/// The text of inline content without any marks, for titles, descriptions and anchors.
pub(crate) fn plain_text(content: &[Inline]) -> String {
    plain_text_with(content, &|_| None)
}

/// The same with words for links that have none of their own: `name` knows what a destination is called.
pub(crate) fn plain_text_with(
    content: &[Inline],
    name: &dyn Fn(&Destination) -> Option<String>,
) -> String {
    let mut text = String::new();
    push_plain(content, name, &mut text);
    text
}

fn push_plain(content: &[Inline], name: &dyn Fn(&Destination) -> Option<String>, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Image { image } => out.push_str(&image.alt),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Link(link) if link.content.is_empty() => {
                out.push_str(&name(&link.destination).unwrap_or_default());
            }
            _ => push_plain(inline.children(), name, out),
        }
    }
}
