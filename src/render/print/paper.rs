//! Formatted text on paper: the tree stays a tree, with every link and image resolved.
//!
//! Entry point: [`Paper`]. Invariant: in a resolved tree every link has words; its destination is `type:id` of a
//! published entry, a path from the root of the site, or a whole address; every image names a file of the site, or is a drawing.

use crate::figure::Head;
use crate::model::Channel;
use crate::syntax::tree::{Align, Block, Definition, Document, Inline, Link, Picture, Table};
use crate::syntax::{Destination, DestinationKind};
use crate::view::types::TextView;
use crate::view::{Medium, Resolver, TextFrame, named_figure};

/// Text for print.
pub(crate) struct Paper;

impl Medium for Paper {
    fn channel(&self) -> Channel {
        Channel::Print
    }

    fn text(
        &self,
        document: &Document,
        _frame: &TextFrame<'_>,
        resolver: &Resolver<'_>,
    ) -> TextView {
        TextView::Tree(Self::resolve(document, resolver))
    }
}

impl Paper {
    /// A text with every link and image resolved.
    pub(super) fn resolve(document: &Document, resolver: &Resolver<'_>) -> Document {
        Document::new(
            blocks(&document.blocks, resolver),
            document.footnotes.iter().map(|note| blocks(note, resolver)).collect(),
        )
    }
}

fn blocks(list: &[Block], resolver: &Resolver<'_>) -> Vec<Block> {
    let mut out = Vec::with_capacity(list.len());
    for block in list {
        let table = match block {
            Block::Figure { image } => table(image, resolver),
            _ => None,
        };
        match table {
            Some(table) => out.extend(table),
            None => out.push(self::block(block, resolver)),
        }
    }
    out
}

fn block(block: &Block, resolver: &Resolver<'_>) -> Block {
    match block {
        Block::Paragraph { content } => Block::Paragraph { content: inlines(content, resolver) },
        Block::Heading { level, id, content } => {
            Block::Heading { level: *level, id: id.clone(), content: inlines(content, resolver) }
        }
        Block::List { start, tight, items } => Block::List {
            start: *start,
            tight: *tight,
            items: items.iter().map(|item| blocks(item, resolver)).collect(),
        },
        Block::Definitions { items } => Block::Definitions {
            items: items
                .iter()
                .map(|item| Definition {
                    term: inlines(&item.term, resolver),
                    explanations: item
                        .explanations
                        .iter()
                        .map(|one| blocks(one, resolver))
                        .collect(),
                })
                .collect(),
        },
        Block::Quote { blocks: quoted } => Block::Quote { blocks: blocks(quoted, resolver) },
        Block::Code { language, text } => {
            Block::Code { language: language.clone(), text: text.clone() }
        }
        Block::Table(table) => {
            let row =
                |row: &Vec<_>| row.iter().map(|cell: &Vec<_>| inlines(cell, resolver)).collect();
            let Table { align, head, rows, span } = &**table;
            Block::Table(Box::new(Table {
                span: span.clone(),
                align: align.clone(),
                head: row(head),
                rows: rows.iter().map(row).collect(),
            }))
        }
        Block::Figure { image } => match drawing(image, resolver)
            .or_else(|| picture(image, resolver))
        {
            Some(image) => Block::Figure { image: image.into() },
            // A picture that is not there was reported; its words are better than nothing.
            None => Block::Paragraph { content: vec![Inline::Text { text: image.alt.clone() }] },
        },
        Block::Rule => Block::Rule,
    }
}

fn inlines(list: &[Inline], resolver: &Resolver<'_>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(list.len());
    for inline in list {
        let inner = || inlines(inline.children(), resolver);
        out.push(match inline {
            Inline::Emphasis { .. } => Inline::Emphasis { content: inner() },
            Inline::Strong { .. } => Inline::Strong { content: inner() },
            Inline::Strikethrough { .. } => Inline::Strikethrough { content: inner() },
            Inline::Superscript { .. } => Inline::Superscript { content: inner() },
            Inline::Subscript { .. } => Inline::Subscript { content: inner() },
            Inline::Link(written) => {
                let content = inner();
                let Some(link) = resolver.link(&written.destination) else {
                    out.extend(content);
                    continue;
                };
                let content = if content.is_empty() {
                    vec![Inline::Text { text: link.text }]
                } else {
                    content
                };
                let destination = match written.destination.kind() {
                    DestinationKind::Entry { .. } => {
                        link.target.as_deref().map(Destination::of_entry)
                    }
                    DestinationKind::File { .. } => link.href.as_deref().map(Destination::of_file),
                    _ => Some(written.destination.clone()),
                };
                let Some(destination) = destination else {
                    out.extend(content);
                    continue;
                };
                Inline::Link(Link { destination, content, span: written.span.clone() }.into())
            }
            Inline::Image { image } => match picture(image, resolver) {
                Some(image) => Inline::Image { image: image.into() },
                None => Inline::Text { text: image.alt.clone() },
            },
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::Footnote { .. }
            | Inline::SoftBreak
            | Inline::HardBreak => inline.clone(),
        });
    }
    out
}

/// A figure that is a table and no more: what it is called, the table, what stands under it.
fn table(image: &Picture, resolver: &Resolver<'_>) -> Option<[Block; 3]> {
    let view = named_figure(resolver, &image.file, &image.alt, "")?;
    if view.kind.is_drawn() {
        return None;
    }
    let text = |text: &str| vec![Inline::Text { text: text.to_owned() }];
    let mut head = vec![text(&view.corner)];
    match view.columns.as_slice() {
        [] => head.push(text(&view.column)),
        columns => head.extend(columns.iter().map(|column| text(&column.text))),
    }
    head.extend(view.beside.iter().map(|label| text(label)));
    let rows = view.rows.iter().map(|row| {
        let mut cells = vec![text(&row.head.text)];
        cells.extend(row.cells.iter().map(|cell| text(&cell.words())));
        cells.extend(row.beside.iter().map(|heads| text(&Head::list(heads))));
        cells
    });
    let table = Table {
        align: vec![Align::default(); head.len()],
        rows: rows.collect(),
        head,
        span: image.span.clone(),
    };
    let title = Inline::Strong { content: text(&view.title) };
    let note: String = view.note.iter().map(|piece| piece.text.as_str()).collect();
    Some([
        Block::Paragraph { content: vec![title] },
        Block::Table(Box::new(table)),
        Block::Paragraph { content: vec![Inline::Emphasis { content: text(&note) }] },
    ])
}

/// The drawing of a figure, in place of the name of a file.
fn drawing(image: &Picture, resolver: &Resolver<'_>) -> Option<Picture> {
    let figure = named_figure(resolver, &image.file, &image.alt, "")?;
    let file = figure.kind.draw(&figure.drawing, None)?;
    let note: String = figure.note.into_iter().map(|piece| piece.text).collect();
    let caption = match note.is_empty() {
        false => format!("{}. {note}", figure.title),
        true => figure.title,
    };
    Some(Picture { file, caption: Some(caption), ..image.clone() })
}

fn picture(image: &Picture, resolver: &Resolver<'_>) -> Option<Picture> {
    let file = resolver.image_file(&image.file)?.as_str().to_owned();
    Some(Picture { file, ..image.clone() })
}
