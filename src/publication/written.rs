//! A publication as its file says it: every key is read, and nothing is looked up.
//!
//! Entry point: [`WrittenPublication::read`]. Invariant: what is wrong with the notation, whatever there is in the collection and in the
//! theme, is a finding at its place; the rest of the file is read all the same.

use super::{Terms, empty};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::{SitePath, Span};
use crate::schema::PartialDate;
use crate::yaml::{Node, Reader, Spanned, Text, WrittenNames};

/// How far colours reach beyond the page unless somebody says otherwise, in millimetres: what most print shops ask for.
const BLEED: f64 = 3.0;
/// The most that makes sense.
const MAX_BLEED: f64 = 10.0;
/// How many pages one entry may be given.
const MAX_BUDGET: f64 = 100.0;

/// A file in `content/publications/`.
pub(super) struct WrittenPublication {
    pub(super) language: Option<Spanned<String>>,
    pub(super) title: Option<Text>,
    pub(super) subtitle: Option<Text>,
    pub(super) kicker: Option<Text>,
    pub(super) running_title: Option<Text>,
    pub(super) description: Option<Text>,
    pub(super) publisher: Option<Text>,
    pub(super) keywords: Vec<String>,
    pub(super) format: Option<Spanned<String>>,
    pub(super) as_of: Option<PartialDate>,
    pub(super) cover: Option<WrittenCover>,
    pub(super) imprint: Option<Spanned<Text>>,
    pub(super) print_shop: Option<WrittenPrintShop>,
    pub(super) sections: Vec<WrittenSection>,
}

/// The picture on the cover.
pub(super) struct WrittenCover {
    pub(super) file: Option<Spanned<String>>,
    pub(super) alt: Option<Text>,
    pub(super) decorative: bool,
    pub(super) credit: Option<Text>,
}

/// What the print shop is to get.
pub(super) struct WrittenPrintShop {
    pub(super) bleed: f64,
    pub(super) marks: bool,
    pub(super) booklet: Option<Keyed<bool>>,
}

/// A value that only some formats or layouts have, and where its key is written.
pub(super) struct Keyed<T> {
    pub(super) key: Span,
    pub(super) value: T,
}

/// A part of a publication.
pub(super) struct WrittenSection {
    /// Where findings about it as a whole point.
    pub(super) place: Span,
    pub(super) title: Option<Text>,
    pub(super) text: Option<Spanned<Text>>,
    pub(super) notes: Option<Spanned<Text>>,
    pub(super) as_of: Option<PartialDate>,
    pub(super) panel: Option<Keyed<Spanned<String>>>,
    pub(super) budget: Option<Spanned<f64>>,
    pub(super) layout: Option<Spanned<String>>,
    pub(super) columns: Option<Keyed<WrittenNames>>,
    pub(super) row_notes: Option<Keyed<WrittenNames>>,
    pub(super) facts: Option<Keyed<WrittenNames>>,
    pub(super) content: WrittenContent,
    /// The keys that were meant by others: they are not missing as well.
    pub(super) misspelt: Vec<&'static str>,
}

/// What a part is to show.
pub(super) enum WrittenContent {
    /// Nothing but its text.
    Text,
    Entries(Spanned<WrittenNames>),
    Select(Option<WrittenSelection>),
    Index(WrittenNames),
    Glossary(WrittenNames, Terms),
    Sources(WrittenNames),
    /// Several things at once, which was reported.
    Several,
}

/// `select: {type, where, sort, group, limit}`.
pub(super) struct WrittenSelection {
    pub(super) content_type: Option<Spanned<String>>,
    pub(super) filter: Option<Node>,
    pub(super) sort: WrittenNames,
    pub(super) group: Option<Spanned<String>>,
    pub(super) limit: Option<usize>,
    /// Whether something in it cannot be read, which was reported.
    pub(super) is_wrong: bool,
}

impl WrittenPublication {
    /// Reads the file; `None` when it is no map, which was reported.
    pub(super) fn read(
        file: &SitePath,
        node: &Node,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        let mut sections = Vec::new();
        if let Some(node) = r.required("sections") {
            match node.as_list() {
                Some(items) => {
                    let section = |item| WrittenSection::read(file, item, r.findings);
                    sections.extend(items.iter().filter_map(section));
                    if items.is_empty() {
                        let span = r.at(node.span.clone());
                        r.findings.push(empty(span, None, None));
                    }
                }
                None => r.bad("sections", node, problem::Expected::List),
            }
        }
        let written = Self {
            language: r.word("language"),
            title: r.required("title").and_then(|node| r.text_of("title", node)),
            subtitle: r.text("subtitle"),
            kicker: r.text("kicker"),
            running_title: r.text("running_title"),
            description: r.text("description"),
            publisher: r.text("publisher"),
            keywords: words(r.strings("keywords")),
            format: r.word("format"),
            as_of: as_of(&mut r),
            cover: r.node("cover").and_then(|node| WrittenCover::read(file, node, r.findings)),
            imprint: r.spanned_text("imprint"),
            print_shop: r
                .node("print_shop")
                .and_then(|node| WrittenPrintShop::read(file, node, r.findings)),
            sections,
        };
        r.finish();
        Some(written)
    }
}

impl WrittenCover {
    fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        r.required("file");
        let written = Self {
            file: r.word("file"),
            alt: r.text("alt"),
            decorative: r.boolean("decorative").unwrap_or(false),
            credit: r.text("credit"),
        };
        r.finish();
        Some(written)
    }
}

impl WrittenPrintShop {
    fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        let mut bleed = r.number("bleed").unwrap_or(BLEED);
        if !(0.0..=MAX_BLEED).contains(&bleed)
            && let Some(pair) = r.raw("bleed")
        {
            r.bad("bleed", &pair.value, problem::Expected::Bleed);
            bleed = BLEED;
        }
        let marks = r.boolean("marks").unwrap_or(true);
        let booklet = keyed(&mut r, "booklet", Reader::boolean);
        r.finish();
        Some(Self { bleed, marks, booklet })
    }
}

impl WrittenSection {
    fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        let budget = r.node("budget").and_then(|node| {
            let pages = node.as_str().and_then(|written| written.parse().ok());
            let fits = pages.filter(|pages| *pages > 0.0 && *pages <= MAX_BUDGET);
            if fits.is_none() {
                r.bad("budget", node, problem::Expected::Pages);
            }
            fits.map(|value| Spanned { value, span: r.at(node.span.clone()) })
        });
        let written = Self {
            place: r.place(),
            title: r.text("title"),
            text: r.spanned_text("text"),
            notes: r.spanned_text("notes"),
            as_of: as_of(&mut r),
            panel: keyed(&mut r, "panel", Reader::word),
            budget,
            layout: r.word("layout"),
            columns: keyed(&mut r, "columns", Reader::strings),
            row_notes: keyed(&mut r, "row_notes", Reader::strings),
            facts: keyed(&mut r, "facts", Reader::strings),
            content: WrittenContent::read(&mut r),
            misspelt: Vec::new(),
        };
        let misspelt = r.finish();
        Some(Self { misspelt, ..written })
    }
}

impl WrittenContent {
    fn read(r: &mut Reader<'_, '_>) -> Self {
        let terms = r.choice("terms", &[("all", Terms::All), ("used", Terms::Used)]);
        let mut all = Vec::new();
        if let Some(node) = r.node("entries") {
            let value = r.strings_of("entries", node).unwrap_or_default();
            all.push(Self::Entries(Spanned { value, span: r.at(node.span.clone()) }));
        }
        if let Some(node) = r.node("select") {
            all.push(Self::Select(WrittenSelection::read(r.file(), node, r.findings)));
        }
        all.extend(r.strings("index").map(Self::Index));
        let glossary = r.strings("glossary");
        all.extend(glossary.map(|types| Self::Glossary(types, terms.unwrap_or(Terms::Used))));
        all.extend(r.strings("sources").map(Self::Sources));
        let first = all.pop();
        if !all.is_empty() {
            let span = r.place();
            r.findings.push(Diagnostic::at(
                problem::BadValue {
                    key: &"sections",
                    value: &"…",
                    expected: problem::Expected::OneContent {
                        known: &"entries, select, index, glossary, sources",
                    },
                },
                span,
            ));
            return Self::Several;
        }
        first.unwrap_or(Self::Text)
    }
}

impl WrittenSelection {
    fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        let before = r.findings.len();
        r.required("type");
        let written = Self {
            content_type: r.word("type"),
            filter: r.node("where").cloned(),
            sort: r.strings("sort").unwrap_or_default(),
            group: r.word("group"),
            limit: r.count("limit"),
            is_wrong: r.findings.len() > before,
        };
        r.finish();
        Some(written)
    }
}

fn keyed<'a, 'f, T>(
    r: &mut Reader<'a, 'f>,
    name: &'static str,
    read: impl Fn(&mut Reader<'a, 'f>, &'static str) -> Option<T>,
) -> Option<Keyed<T>> {
    let key = r.raw(name).map(|pair| pair.key_span.clone())?;
    let key = r.at(key);
    Some(Keyed { key, value: read(r, name)? })
}

fn words(list: Option<WrittenNames>) -> Vec<String> {
    list.unwrap_or_default().into_iter().map(|(word, _)| word).collect()
}

/// The date under `as_of`.
fn as_of(r: &mut Reader<'_, '_>) -> Option<PartialDate> {
    let node = r.node("as_of")?;
    let date = node.as_str().and_then(PartialDate::parse);
    if date.is_none() {
        r.bad("as_of", node, problem::Expected::PartialDate);
    }
    date
}
