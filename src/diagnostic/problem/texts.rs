//! What findings say about texts and pictures (`B4…`).

use super::Quoted;
use crate::files::{metadata, svg};
use crate::picture;

problem!(RawHtml<'a> { html: Quoted<'a>, what: HtmlKind });

choice! {
    /// What HTML was probably written for.
    HtmlKind {
        Comment = "comment",
        Emphasis = "emphasis",
        Break = "break",
        Image = "image",
        Link = "link",
        Script = "script",
        Other = "other",
        Unknown = "unknown",
    }
}

problem!(MissingImage<'a> { file: Quoted<'a>, suggestion: Option<&'a str> });

choice! {
    /// Where a picture is shown.
    ShownIn { Text = "text", Field = "field" }
}

problem!(MissingAlt<'a> { file: Quoted<'a>, where_: Option<ShownIn> });

problem!(BrokenImage<'a> { file: Quoted<'a>, problem: picture::PictureProblem });

choice!(for picture::PictureProblem {
    Format = "format",
    Unreadable = "unreadable",
    Broken = "broken",
    Huge = "huge",
    Turned = "turned",
});

problem!(PathOutside<'a> { path: Quoted<'a>, where_: Option<PathIn> });

choice! {
    /// Where a path is written, unless it is that of a file of an entry.
    PathIn { Keep = "keep" }
}

problem!(HeadingOrder<'a> { level: u8, expected: u8, title: Quoted<'a> });

problem!(MissingFootnote<'a> { label: Quoted<'a>, suggestion: Option<&'a str> });

problem!(MarkdownTooDeep { max: usize });

problem!(ActiveSvg<'a> { file: Quoted<'a>, problem: svg::SvgProblem, name: Quoted<'a> });

choice!(for svg::SvgProblem {
    Xml = "xml",
    Declaration = "declaration",
    Instruction = "instruction",
    Element = "element",
    Attribute = "attribute",
    Reference = "reference",
    Animation = "animation",
    Style = "style",
});

problem!(DocumentMetadata<'a> { file: Quoted<'a>, found: metadata::Trace });

choice!(for metadata::Trace {
    Author = "author",
    Comments = "comments",
    Changes = "changes",
    Place = "place",
});

problem!(NoSuchFigure<'a> {
    figure: Quoted<'a>,
    problem: FigureProblem<'a>,
    suggestion: Option<&'a str>,
});

cases! {
    /// Why a figure that a text names cannot be drawn.
    FigureProblem<'a> {
        Missing = "missing",
        OfAll = "of-all",
        OfEach = "of-each" { type_: Quoted<'a> },
        Entry = "entry" { type_: Quoted<'a>, id: Quoted<'a> },
    }
}

problem!(FigureWithoutData<'a> { title: Quoted<'a> });
