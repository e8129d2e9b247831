//! Printed publications: `content/publications/<id>.yaml` as written becomes a [`Publication`] whose entries are
//! selected.
//!
//! Entry point: [`load`]. Invariant: every entry that a [`Publication`] names is published, exists in its language, and
//! stands where its section says; whatever the file names that is not there is a finding. The language of the file is
//! described in `docs/publications.md`.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::selection::{Selector, bad_choice, expect_field};
use super::{PrintForm, PublicationRoute};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{
    Catalog, Channel, Collation, Entry, EntryKey, FileProblem, ImageValue, Purpose, Value,
    broken_image, compare, compare_by, faults, find_file,
};
use crate::schema::{ContentType, Field, FieldKind, PartialDate, SortKey};
use crate::source::{SitePath, Snapshot, Span};
use crate::syntax::{self, Document};
use crate::yaml::{self, Node, Reader, Text};

/// Where publications are.
const FOLDER: &str = "content/publications/";
/// How far colours reach beyond the page unless somebody says otherwise, in millimetres: what most print shops ask for.
const BLEED: f64 = 3.0;
/// The most that makes sense.
const MAX_BLEED: f64 = 10.0;
/// How many pages one entry may be given.
const MAX_BUDGET: f64 = 100.0;

/// The size of a page, and with it what kind of thing the publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFormat {
    /// A booklet of 210 × 297 mm.
    A4,
    /// A booklet of 148 × 210 mm.
    A5,
    /// One page of 210 × 297 mm.
    Sheet,
    /// Six panels of DIN lang (about 99 × 210 mm) on both sides of an A4 page, folded in.
    Leaflet,
}

impl PageFormat {
    /// The name in YAML and in the theme.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Sheet => "sheet",
            Self::Leaflet => "leaflet",
        }
    }

    /// How many pages it has at most.
    pub fn max_pages(self) -> Option<usize> {
        match self {
            Self::A4 | Self::A5 => None,
            Self::Sheet => Some(1),
            Self::Leaflet => Some(2),
        }
    }
}

/// A printed publication.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The name of its file.
    pub id: String,
    /// Where findings about it as a whole point.
    pub file: SitePath,
    /// The language that it is in.
    pub language: String,
    /// The size of its pages.
    pub format: PageFormat,
    /// Its title.
    pub title: String,
    /// What stands under the title.
    pub subtitle: Option<String>,
    /// What stands above the title.
    pub kicker: Option<String>,
    /// The title at the head of every page.
    pub running_title: String,
    /// What it is about, in a sentence or two.
    pub description: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// What it is found by.
    pub keywords: Vec<String>,
    /// When its facts were true.
    pub as_of: Option<PartialDate>,
    /// The picture of the cover.
    pub cover: Option<ImageValue>,
    /// What the law and good manners want to be said.
    pub imprint: Document,
    /// What the print shop gets, when it gets anything.
    pub print_shop: Option<PrintShop>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// How a publication goes to the print shop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintShop {
    /// How far colours and pictures reach beyond the edge of the page, in millimetres.
    pub bleed: f64,
    /// Whether marks show where the paper is cut and folded.
    pub marks: bool,
    /// Whether there is a booklet to be folded, beside the single pages.
    pub booklet: bool,
}

impl PrintShop {
    /// The files that it wants.
    pub fn forms(&self) -> Vec<PrintForm> {
        if self.booklet {
            vec![PrintForm::Pages, PrintForm::Booklet]
        } else {
            vec![PrintForm::Pages]
        }
    }
}

impl Publication {
    /// Everything that is printed in it, in order.
    pub fn entries(&self) -> impl Iterator<Item = &EntryKey> {
        self.sections.iter().flat_map(Section::entries)
    }

    /// The entries that are chapters.
    fn chapters(&self) -> impl Iterator<Item = &EntryKey> {
        self.sections.iter().flat_map(|section| match &section.content {
            Content::Pages(keys) => keys.as_slice(),
            _ => &[],
        })
    }

    /// What the plan needs to know of it.
    pub fn route(&self) -> PublicationRoute {
        PublicationRoute {
            id: self.id.as_str().into(),
            language: self.language.as_str().into(),
            title: self.title.clone(),
            print_shop: self.print_shop.as_ref().map(PrintShop::forms).unwrap_or_default(),
            leaflet_of: match self.format {
                PageFormat::Leaflet => self.chapters().cloned().collect(),
                _ => Vec::new(),
            },
            span: Span::start_of(&self.file),
        }
    }
}

/// A part of a publication.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its title; the title of its only entry when it has none of its own.
    pub title: Option<String>,
    /// What stands under the title.
    pub intro: Document,
    /// What is in it.
    pub content: Content,
    /// What stands under it in small print.
    pub notes: Document,
    /// When its facts were true.
    pub as_of: Option<PartialDate>,
    /// Where on a leaflet it stands.
    pub panel: Panel,
    /// How many pages each of its entries may take, and where that is written.
    pub budget: Option<(f64, Span)>,
    /// Where it was written.
    pub span: Span,
}

impl Section {
    /// The entries that are printed in it, in order.
    pub fn entries(&self) -> Vec<&EntryKey> {
        match &self.content {
            Content::Pages(keys) => keys.iter().collect(),
            Content::Entries { groups, .. }
            | Content::Table { groups, .. }
            | Content::Matrix { groups, .. } => {
                groups.iter().flat_map(|group| &group.entries).collect()
            }
            Content::Text
            | Content::Index { .. }
            | Content::Glossary { .. }
            | Content::Sources { .. } => Vec::new(),
        }
    }
}

/// A place on a leaflet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The three panels inside.
    #[default]
    Inside,
    /// The panel that is folded in, which readers see first when they open it.
    Flap,
    /// The back.
    Back,
}

impl Panel {
    /// The name in YAML and for templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Flap => "flap",
            Self::Back => "back",
        }
    }
}

/// What a part of a publication shows.
#[derive(Clone, Debug)]
pub enum Content {
    /// Only its own text.
    Text,
    /// Entries as chapters: their titles are those of the chapters.
    Pages(Vec<EntryKey>),
    /// Entries under the title of the part.
    Entries {
        /// How much is shown of each.
        layout: Layout,
        /// The entries by group; one group without a name when they are not grouped.
        groups: Vec<Group>,
        /// The field that they are grouped by: the groups say it already.
        grouped_by: Option<Arc<str>>,
        /// The fields in their line of facts; those of the type's card when nothing else was asked for.
        facts: Option<Vec<Arc<str>>>,
    },
    /// Entries as rows of tables.
    Table {
        /// Their type.
        type_id: Arc<str>,
        /// The entries by group: a table for each.
        groups: Vec<Group>,
        /// The fields that are columns; the title always is the first.
        columns: Vec<Arc<str>>,
        /// The fields that are notes under the table.
        row_notes: Vec<Arc<str>>,
    },
    /// Entries with ratings as rows, what they rate as columns.
    Matrix {
        /// Their type.
        type_id: Arc<str>,
        /// The entries by group: a table for each.
        groups: Vec<Group>,
    },
    /// The works that something in the publication cites.
    Sources {
        /// Their type.
        type_id: Arc<str>,
    },
    /// Where entries of these types are mentioned.
    Index {
        /// The types.
        types: Vec<Arc<str>>,
    },
    /// Terms and what they mean.
    Glossary {
        /// The type of the terms.
        type_id: Arc<str>,
        /// Which of them.
        terms: Terms,
    },
}

/// Which terms a glossary explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// All of them.
    All,
    /// Those that something in the publication links to, and those that these refer to.
    Used,
}

/// How much is shown of an entry, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// Title, summary and a line of facts.
    Compact,
    /// The same in a box, two of them side by side.
    Card,
    /// Its text, one entry after the other on the same page.
    Running,
    /// Everything, on pages of its own.
    Full,
}

impl Layout {
    /// The name in YAML and for templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Card => "card",
            Self::Running => "running",
            Self::Full => "full",
        }
    }
}

/// Entries that share a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they share: the label of a value, or the title of the entry they refer to.
    pub label: Option<String>,
    /// The entry they refer to.
    pub key: Option<EntryKey>,
    /// The entries.
    pub entries: Vec<EntryKey>,
}

/// Reads all publications, by file name.
pub fn load(
    snapshot: &Snapshot,
    config: &Config,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Publication> {
    let mut publications = Vec::new();
    for file in snapshot.under(FOLDER) {
        let path = file.path();
        if !matches!(path.extension().as_str(), "yaml" | "yml") {
            continue;
        }
        let Some(text) = file.text() else { continue };
        let before = findings.len();
        let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else {
            if findings.len() == before {
                findings.push(Diagnostic::at_file(Code::EmptyFile, path));
            }
            continue;
        };
        super::check_file_id(path, findings);
        let loader = Loader { snapshot, config, catalog, file: path, language: &config.language };
        publications.extend(loader.publication(&node, findings));
    }
    publications
}

/// What `layout` says: a layout of entries, or a table of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Entries(Layout),
    Table,
    Matrix,
}

const LAYOUTS: [(&str, Shape); 6] = [
    ("full", Shape::Entries(Layout::Full)),
    ("running", Shape::Entries(Layout::Running)),
    ("compact", Shape::Entries(Layout::Compact)),
    ("card", Shape::Entries(Layout::Card)),
    ("table", Shape::Table),
    ("matrix", Shape::Matrix),
];

/// What `select` finds.
struct Selection<'a> {
    content_type: &'a ContentType,
    groups: Vec<Group>,
    /// The field that they are grouped by.
    grouped_by: Option<Arc<str>>,
    /// Whether entries would be found if the persons that they are about had consented to that.
    is_withheld: bool,
}

struct Loader<'a> {
    snapshot: &'a Snapshot,
    config: &'a Config,
    catalog: &'a Catalog,
    file: &'a SitePath,
    language: &'a str,
}

impl<'a> Loader<'a> {
    fn find(&self) -> Selector<'a> {
        Selector { catalog: self.catalog, language: self.language }
    }

    fn publication(mut self, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Publication> {
        let mut r = Reader::new(self.file, node, findings)?;
        if let Some(node) = r.node("language") {
            let written = node.as_str().unwrap_or_default();
            match self.config.languages.iter().find(|known| *known == written) {
                Some(language) => self.language = language,
                None => bad_choice(
                    &mut r,
                    "language",
                    node,
                    self.config.languages.iter().map(String::as_str),
                ),
            }
        }
        let language = self.language;
        let here = |text: Option<Text>| {
            text.map(|text| text.get(language).to_owned()).filter(|text| !text.is_empty())
        };
        let title = r.required("title").and_then(|node| r.text_of("title", node));
        let title = here(title).unwrap_or_default();
        let subtitle = here(r.text("subtitle"));
        let kicker = here(r.text("kicker"));
        let running_title = here(r.text("running_title")).unwrap_or_else(|| title.clone());
        let description = here(r.text("description"));
        let publisher =
            here(r.text("publisher")).or_else(|| here(self.config.publisher.name.clone()));
        let keywords =
            r.strings("keywords").unwrap_or_default().into_iter().map(|(word, _)| word).collect();
        let formats = [PageFormat::A4, PageFormat::A5, PageFormat::Sheet, PageFormat::Leaflet]
            .map(|format| (format.name(), format));
        let format = r.choice("format", &formats).unwrap_or(PageFormat::A4);
        let as_of = as_of(&mut r);
        let cover = r.node("cover").and_then(|node| self.image(node, r.findings));
        let imprint = r
            .node("imprint")
            .map(|node| self.markdown("imprint", node, &mut r))
            .unwrap_or_default();
        let print_shop =
            r.node("print_shop").and_then(|node| self.print_shop(node, format, r.findings));
        let mut sections = Vec::new();
        if let Some(node) = r.required("sections") {
            match node.as_list() {
                Some(items) => {
                    let section = |item| self.section(item, format, r.findings);
                    sections.extend(items.iter().filter_map(section));
                    if items.is_empty() {
                        let span = r.at(node.span.clone());
                        r.findings.push(self.empty(span, "none"));
                    }
                }
                None => r.bad("sections", node, "list"),
            }
        }
        r.finish();
        // Nothing is left to print, and that was said.
        if sections.is_empty() {
            return None;
        }
        Some(Publication {
            id: self.file.stem().to_owned(),
            file: self.file.clone(),
            language: self.language.to_owned(),
            format,
            title,
            subtitle,
            kicker,
            running_title,
            description,
            publisher,
            keywords,
            as_of,
            cover,
            imprint,
            print_shop,
            sections,
        })
    }

    fn print_shop(
        &self,
        node: &Node,
        format: PageFormat,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PrintShop> {
        let mut r = Reader::new(self.file, node, findings)?;
        let mut bleed = r.number("bleed").unwrap_or(BLEED);
        if !(0.0..=MAX_BLEED).contains(&bleed)
            && let Some(pair) = r.raw("bleed")
        {
            r.bad("bleed", &pair.value, "bleed");
            bleed = BLEED;
        }
        let marks = r.boolean("marks").unwrap_or(true);
        // What has one page or is folded otherwise is no booklet: there the key is reported as unknown.
        let booklet = matches!(format, PageFormat::A4 | PageFormat::A5)
            && r.boolean("booklet").unwrap_or(false);
        r.finish();
        Some(PrintShop { bleed, marks, booklet })
    }

    fn section(
        &self,
        node: &Node,
        format: PageFormat,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Section> {
        let mut r = Reader::new(self.file, node, findings)?;
        let span = r.place();
        let title = r.text("title").map(|text| text.get(self.language).to_owned());
        let intro =
            r.node("text").map(|node| self.markdown("text", node, &mut r)).unwrap_or_default();
        let notes =
            r.node("notes").map(|node| self.markdown("notes", node, &mut r)).unwrap_or_default();
        let as_of = as_of(&mut r);
        let panel = match format {
            PageFormat::Leaflet => r
                .choice(
                    "panel",
                    &[Panel::Inside, Panel::Flap, Panel::Back].map(|it| (it.name(), it)),
                )
                .unwrap_or_default(),
            _ => Panel::default(),
        };
        let budget = r.node("budget").and_then(|node| {
            let pages = node.as_str().and_then(|written| written.parse().ok());
            let fits = pages.filter(|pages| *pages > 0.0 && *pages <= MAX_BUDGET);
            if fits.is_none() {
                r.bad("budget", node, "pages");
            }
            fits.map(|pages: f64| (pages, r.at(node.span.clone())))
        });
        let content = self.content(title.as_deref(), &intro, &mut r);
        r.finish();
        let content = content?;
        if title.is_none() && !matches!(content, Content::Pages(_)) {
            findings.push(Diagnostic::at(Code::MissingKey, span.clone()).arg("key", "title"));
        }
        Some(Section { title, intro, content, notes, as_of, panel, budget, span })
    }

    /// What a section shows. `None` when that is nothing, which was reported.
    fn content(
        &self,
        title: Option<&str>,
        intro: &Document,
        r: &mut Reader<'_, '_>,
    ) -> Option<Content> {
        let layout = r.choice("layout", &LAYOUTS);
        let terms = r.choice("terms", &[("all", Terms::All), ("used", Terms::Used)]);
        let named = r.node("entries").map(|node| self.named(node, r));
        let selected = r.node("select").map(|node| self.select(node, r.findings));
        let index = r.node("index").map(|node| self.find().types("index", node, r));
        let glossary = r.node("glossary").map(|node| self.find().types("glossary", node, r));
        let sources = r.node("sources").map(|node| self.find().types("sources", node, r));
        match (named, selected, index, glossary, sources) {
            (Some(keys), None, None, None, None) if layout.is_none() => {
                (!keys.is_empty()).then_some(Content::Pages(keys))
            }
            (Some(entries), None, None, None, None) => match layout {
                Some(Shape::Entries(layout)) => Some(Content::Entries {
                    layout,
                    groups: vec![Group { label: None, key: None, entries }],
                    grouped_by: None,
                    facts: None,
                }),
                _ => {
                    // The rows of a table are of one type.
                    let span = r.place();
                    r.findings.push(Diagnostic::at(Code::MissingKey, span).arg("key", "select"));
                    None
                }
            },
            (None, Some(selection), None, None, None) => {
                let found = selection.as_ref().is_some_and(|selection| {
                    selection.groups.iter().any(|group| !group.entries.is_empty())
                });
                if found {
                    return self.shaped(selection?, layout, r);
                }
                if let Some(selection) = selection {
                    let finding = self.empty(r.place(), title.unwrap_or("select"));
                    // A consent that ends does not keep everything else from being published.
                    r.findings.push(match selection.is_withheld {
                        true => finding.arg("reason", "consent").with_severity(Severity::Warning),
                        false => finding,
                    });
                }
                // How nothing is shown does not matter: these keys are not wrong as well.
                for key in ["columns", "row_notes", "facts"] {
                    r.node(key);
                }
                None
            }
            (None, None, Some(types), None, None) => Some(Content::Index { types }),
            (None, None, None, Some(types), None) => Some(Content::Glossary {
                type_id: types.into_iter().next()?,
                terms: terms.unwrap_or(Terms::Used),
            }),
            (None, None, None, None, Some(types)) => {
                Some(Content::Sources { type_id: types.into_iter().next()? })
            }
            (None, None, None, None, None) => {
                if title.is_none() || intro.is_empty() {
                    let span = r.place();
                    r.findings.push(Diagnostic::at(Code::MissingKey, span).arg("key", "select"));
                    return None;
                }
                Some(Content::Text)
            }
            _ => {
                let span = r.place();
                r.findings.push(
                    Diagnostic::at(Code::BadValue, span)
                        .arg("key", "sections")
                        .arg("value", "…")
                        .arg("expected", "one-content")
                        .arg("known", "entries, select, index, glossary, sources"),
                );
                None
            }
        }
    }

    /// What was selected, in the layout that was asked for. `None` when it cannot have that layout, which was reported.
    fn shaped(
        &self,
        selection: Selection<'_>,
        layout: Option<Shape>,
        r: &mut Reader<'_, '_>,
    ) -> Option<Content> {
        let Selection { content_type, groups, grouped_by, .. } = selection;
        let type_id = content_type.id.clone();
        match layout.unwrap_or(Shape::Entries(Layout::Full)) {
            Shape::Entries(layout) => {
                // Full entries show all their fields: there the key is reported as unknown.
                let facts = (layout != Layout::Full).then(|| r.node("facts")).flatten();
                let facts = match facts {
                    Some(node) => Some(self.fields(content_type, "facts", node, r)?),
                    None => None,
                };
                Some(Content::Entries { layout, groups, grouped_by, facts })
            }
            Shape::Table => {
                let columns = r.required("columns")?;
                let columns = self.fields(content_type, "columns", columns, r);
                let row_notes = match r.node("row_notes") {
                    Some(node) => self.fields(content_type, "row_notes", node, r)?,
                    None => Vec::new(),
                };
                Some(Content::Table { type_id, groups, columns: columns?, row_notes })
            }
            Shape::Matrix if content_type.ratings().is_some() => {
                Some(Content::Matrix { type_id, groups })
            }
            Shape::Matrix => {
                if let Some(node) = r.node("layout") {
                    r.bad("layout", node, "rated-type");
                }
                None
            }
        }
    }

    /// The fields of a type that a list names.
    fn fields(
        &self,
        content_type: &ContentType,
        key: &'static str,
        node: &Node,
        r: &mut Reader<'_, '_>,
    ) -> Option<Vec<Arc<str>>> {
        let mut names = Vec::new();
        for (name, span) in r.strings_of(key, node)? {
            match expect_field(content_type, &name, span) {
                Ok(field) => names.push(field.name.clone()),
                Err(finding) => {
                    r.findings.push(*finding);
                    return None;
                }
            }
        }
        Some(names)
    }

    fn empty(&self, span: Span, section: &str) -> Diagnostic {
        Diagnostic::at(Code::EmptySelection, span)
            .arg("publication", self.file.stem())
            .arg("section", section)
    }

    fn markdown(&self, key: &str, node: &Node, r: &mut Reader<'_, '_>) -> Document {
        let Some(text) = r.text_of(key, node) else {
            return Document::default();
        };
        let origin = r.at(node.span.clone());
        syntax::parse_fragment(text.get(self.language), &origin, self.language, r.findings)
    }

    /// The entries that a list names as `type:id`.
    fn named(&self, node: &Node, r: &mut Reader<'_, '_>) -> Vec<EntryKey> {
        let written = r.strings_of("entries", node).unwrap_or_default();
        let mut keys = Vec::new();
        if written.is_empty() {
            let span = r.at(node.span.clone());
            r.findings.push(self.empty(span, "entries"));
        }
        for (name, span) in written {
            match self.find().entry(&name, &span) {
                Ok(key) if keys.contains(&key) => {
                    r.findings.push(
                        Diagnostic::at(Code::ItemTwice, span)
                            .arg("field", "entries")
                            .arg("item", name),
                    );
                }
                // Whoever has not agreed to print is not printed.
                Ok(key) if !self.catalog.get(&key).is_some_and(|e| e.is_for(Channel::Print)) => {}
                Ok(key) => keys.push(key),
                Err(finding) => r.findings.push(*finding),
            }
        }
        keys
    }

    /// `select: {type, where, sort, group, limit}`. `None` when something in it is wrong, which was reported.
    fn select(&self, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Selection<'a>> {
        let mut r = Reader::new(self.file, node, findings)?;
        let before = r.findings.len();
        let type_node = r.required("type");
        let filter = r.node("where");
        let sort = r.strings("sort").unwrap_or_default();
        let group = r.node("group");
        let limit = r.count("limit");
        let type_node = type_node?;
        let name = type_node.as_str().unwrap_or_default();
        let content_type = match self.find().content_type(name, r.at(type_node.span.clone())) {
            Ok(content_type) => content_type,
            Err(finding) => {
                r.findings.push(*finding);
                r.finish();
                return None;
            }
        };
        let conditions = filter
            .map(|node| self.find().conditions(content_type, node, &mut r))
            .unwrap_or_default();
        let mut keys = Vec::new();
        for (written, span) in sort {
            let key = SortKey::parse(&written);
            match expect_field(content_type, &key.field, span.clone()) {
                Ok(field) if field.kind.is_sortable() => keys.push(key),
                Ok(_) => r.findings.push(
                    Diagnostic::at(Code::BadValue, span)
                        .arg("key", "sort")
                        .arg("value", &written)
                        .arg("expected", "sort-field")
                        .arg("known", ""),
                ),
                Err(finding) => r.findings.push(*finding),
            }
        }
        let group = group.and_then(|node| {
            let span = r.at(node.span.clone());
            match expect_field(content_type, node.as_str().unwrap_or_default(), span) {
                Ok(field) if matches!(field.kind, FieldKind::Enum(_) | FieldKind::Reference(_)) => {
                    Some(field)
                }
                Ok(_) => {
                    r.bad("group", node, "group-field");
                    None
                }
                Err(finding) => {
                    r.findings.push(*finding);
                    None
                }
            }
        });
        let wrong = r.findings.len() > before;
        r.finish();
        if wrong {
            return None;
        }
        let holds = |entry: &&Entry| conditions.iter().all(|condition| condition.holds(entry));
        let (mut entries, withheld): (Vec<&Entry>, Vec<&Entry>) = self
            .catalog
            .list(&content_type.id, self.language)
            .filter(holds)
            .partition(|entry| entry.is_for(Channel::Print));
        let mut withdrawn = self.catalog.entries().iter().map(|entry| &**entry).filter(|entry| {
            entry.withdrawn
                && entry.key.type_id == content_type.id
                && *entry.language == *self.language
        });
        let is_withheld = !withheld.is_empty() || withdrawn.any(|entry| holds(&entry));
        if !keys.is_empty() {
            let collation = Collation::new(self.language);
            entries.sort_by(|a, b| {
                keys.iter()
                    .map(|key| compare_by(content_type, &collation, key, a, b))
                    .find(|order| *order != Ordering::Equal)
                    .unwrap_or_else(|| compare(content_type, &collation, a, b))
            });
        }
        entries.truncate(limit.unwrap_or(usize::MAX));
        Some(Selection {
            groups: self.grouped(group, &entries),
            grouped_by: group.map(|field| field.name.clone()),
            content_type,
            is_withheld,
        })
    }

    fn grouped(&self, field: Option<&Field>, entries: &[&Entry]) -> Vec<Group> {
        let Some(field) = field else {
            let entries = entries.iter().map(|entry| entry.key.clone()).collect();
            return vec![Group { label: None, key: None, entries }];
        };
        // Groups in the order of the allowed values or of the list of the type referred to; what has no value comes last.
        let mut groups: BTreeMap<(usize, String), Group> = BTreeMap::new();
        for entry in entries {
            let (order, group) = match (entry.get(&field.name), &field.kind) {
                (Some(Value::Enum(value)), FieldKind::Enum(values)) => {
                    let label =
                        values.get(value).map(|value| value.label.get(self.language).to_owned());
                    let order = values.get_index_of(value).unwrap_or(usize::MAX - 1);
                    ((order, value.clone()), Group { label, key: None, entries: Vec::new() })
                }
                (Some(Value::Reference(reference)), _) => {
                    let target = self.catalog.localized(&reference.key, self.language);
                    let label = target.map(|target| target.title().to_owned());
                    let order = self.catalog.rank(&reference.key).min(usize::MAX - 1);
                    let key = Some(reference.key.clone());
                    ((order, reference.key.to_string()), Group { label, key, entries: Vec::new() })
                }
                _ => (
                    (usize::MAX, String::new()),
                    Group { label: None, key: None, entries: Vec::new() },
                ),
            };
            groups.entry(order).or_insert(group).entries.push(entry.key.clone());
        }
        groups.into_values().collect()
    }

    fn image(&self, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<ImageValue> {
        let mut r = Reader::new(self.file, node, findings)?;
        let node = r.required("file");
        let alt = r
            .text("alt")
            .map(|text| text.get(self.language).to_owned())
            .filter(|text| !text.is_empty());
        let decorative = r.boolean("decorative").unwrap_or(false);
        let credit = r.text("credit").map(|text| text.get(self.language).to_owned());
        let image = node.and_then(|node| {
            let written = node.as_str().unwrap_or_default();
            let span = r.at(node.span.clone());
            if alt.is_none() && !decorative {
                r.findings
                    .push(Diagnostic::at(Code::MissingAlt, span.clone()).arg("file", written));
            }
            let kinds = &self.config.files;
            match find_file(self.snapshot, kinds, self.file, written, Purpose::Picture) {
                Ok(file) => {
                    let source = self.snapshot.get(&file);
                    let found = source.into_iter().flat_map(|it| faults(it, Purpose::Picture));
                    r.findings.extend(found);
                    let bounds = self.config.pictures;
                    if let Some(finding) = broken_image(self.snapshot, bounds, &file, &span) {
                        r.findings.push(finding);
                        return None;
                    }
                    let alt = alt.clone().filter(|_| !decorative);
                    Some(ImageValue { file, alt, caption: None, credit })
                }
                Err(FileProblem::Refused(refused)) => {
                    r.findings.push(refused.finding(span, "field"));
                    None
                }
                Err(FileProblem::Outside) => {
                    r.findings.push(Diagnostic::at(Code::PathOutside, span).arg("path", written));
                    None
                }
                Err(FileProblem::Missing { meant }) => {
                    r.findings.push(
                        Diagnostic::at(Code::MissingImage, span)
                            .arg("file", written)
                            .suggest(meant.as_deref()),
                    );
                    None
                }
            }
        });
        r.finish();
        image
    }
}

/// The date under `as_of`.
fn as_of(r: &mut Reader<'_, '_>) -> Option<PartialDate> {
    let node = r.node("as_of")?;
    let date = node.as_str().and_then(PartialDate::parse);
    if date.is_none() {
        r.bad("as_of", node, "partial-date");
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Publishing;
    use crate::schema::Schema;

    const CASE: &str = "summary: Kurz.\nsample: true\nfirm: {label: Betrieb}\ntrades: [baecker]\nregions: [ulm]\nchamber: ulm\n\
        clusters: [cars]\nsectors: [Bau]\nbenefits: [ruf]\nresult: Gut.\n";

    /// The publications of a small site, and what was found in their files: code and the text at its place.
    fn load_yaml(yaml: &str) -> (Vec<Publication>, Vec<(Code, String)>) {
        let case = |title: &str, field: &str, status: &str| {
            format!(
                "---\ntitle: {title}\nstatus: {status}\ninnovation_field: {field}\n{CASE}---\nText.\n"
            )
        };
        let mut files = vec![
            ("content/site.yaml".to_owned(), "format: 1\ntitle: T\n".to_owned()),
            ("content/cases/a.md".to_owned(), case("Zwei", "energie", "approved")),
            ("content/cases/b.md".to_owned(), case("Eins", "energie", "approved")),
            ("content/cases/c.md".to_owned(), case("Drei", "auto", "approved")),
            ("content/cases/d.md".to_owned(), case("Entwurf", "auto", "draft")),
            ("content/publications/p.yaml".to_owned(), yaml.to_owned()),
        ];
        let fields =
            "auto:\n  name: Automotive\n  order: 1\nenergie:\n  name: Energie\n  order: 2\n";
        files.push(("content/innovation_fields.yaml".to_owned(), fields.to_owned()));
        let snapshot = Snapshot::from_files(files);
        let mut elsewhere = Vec::new();
        let config = Config::load(&snapshot, &mut elsewhere);
        let schema = Schema::load(&snapshot, &mut elsewhere);
        let publishing = Publishing { drafts: false, today: jiff::civil::date(2026, 11, 1) };
        let catalog = Catalog::load(&snapshot, schema, &config, publishing, &mut elsewhere);
        let mut findings = Vec::new();
        let publications = load(&snapshot, &config, &catalog, &mut findings);
        let found = findings
            .iter()
            .map(|finding| {
                let span = finding.span.as_ref().unwrap();
                assert_eq!(span.file.as_str(), "content/publications/p.yaml");
                (finding.code, yaml[span.start..span.end].to_owned())
            })
            .collect();
        (publications, found)
    }

    fn section(yaml: &str) -> (Vec<Publication>, Vec<(Code, String)>) {
        load_yaml(&format!("title: P\nsections:\n  - title: T\n{yaml}"))
    }

    fn ids(publication: &Publication) -> Vec<&str> {
        publication.entries().map(|key| &*key.id).collect()
    }

    #[test]
    fn entries_are_selected_sorted_and_grouped() {
        let (publications, findings) = section("    select: {type: case}\n");
        assert_eq!(findings, []);
        assert_eq!(ids(&publications[0]), ["c", "b", "a"]);
        let (publications, _) = section("    select: {type: case, sort: -title, limit: 2}\n");
        assert_eq!(ids(&publications[0]), ["a", "b"]);
        let (publications, findings) =
            section("    select: {type: case, group: innovation_field, where: {sample: ja}}\n");
        assert_eq!(findings, []);
        let Content::Entries { groups, grouped_by, .. } = &publications[0].sections[0].content
        else {
            panic!("entries")
        };
        let labels: Vec<_> = groups.iter().map(|group| group.label.as_deref().unwrap()).collect();
        assert_eq!(labels, ["Automotive", "Energie"]);
        assert_eq!(grouped_by.as_deref(), Some("innovation_field"));
        let (publications, _) =
            section("    select: {type: case, where: {innovation_field: energie}}\n");
        assert_eq!(ids(&publications[0]), ["b", "a"]);
    }

    #[test]
    fn what_is_not_there_is_found_at_its_place() {
        for (yaml, code, place) in [
            ("    select: {type: cse}\n", Code::UnknownType, "cse"),
            ("    select: {type: case, wher: {}}\n", Code::UnknownKey, "wher"),
            ("    select: {type: case, where: {titel: x}}\n", Code::NoSuchField, "titel"),
            (
                "    select: {type: case, where: {sample: vielleicht}}\n",
                Code::BadValue,
                "vielleicht",
            ),
            ("    select: {type: case, where: {role: zuliefer}}\n", Code::BadValue, "zuliefer"),
            (
                "    select: {type: case, where: {innovation_field: enrgie}}\n",
                Code::NoSuchEntry,
                "enrgie",
            ),
            ("    select: {type: case, where: {result: x}}\n", Code::BadValue, "x"),
            ("    select: {type: case, sort: [ordr]}\n", Code::NoSuchField, "ordr"),
            ("    select: {type: case, sort: [trades]}\n", Code::BadValue, "trades"),
            ("    select: {type: case, sort: [-result]}\n", Code::BadValue, "-result"),
            ("    select: {type: case, sort: firm}\n", Code::BadValue, "firm"),
            ("    select: {type: case, group: title}\n", Code::BadValue, "title"),
            (
                "    select: {type: case, where: {member_since: 1990}}\n",
                Code::EmptySelection,
                "title",
            ),
            ("    entries: [case:x]\n", Code::NoSuchEntry, "case:x"),
            ("    entries: [case:d]\n", Code::ReferenceToUnpublished, "case:d"),
            ("    entries: [case:a, case:a]\n", Code::ItemTwice, "case:a"),
            ("    entries: []\n", Code::EmptySelection, "[]"),
            ("    index: organization\n", Code::UnknownType, "organization"),
            ("    index: case\n    glossary: term\n", Code::BadValue, "title"),
            ("    budget: viel\n    select: {type: case}\n", Code::BadValue, "viel"),
            ("    budget: 0\n    select: {type: case}\n", Code::BadValue, "0"),
            ("    layout: ful\n    select: {type: case}\n", Code::BadValue, "ful"),
            ("    select: {type: case}\n    layout: table\n", Code::MissingKey, "title"),
            (
                "    select: {type: case}\n    layout: table\n    columns: [sectorz]\n",
                Code::NoSuchField,
                "sectorz",
            ),
            ("    select: {type: case}\n    columns: [sectors]\n", Code::UnknownKey, "columns"),
            ("    select: {type: case}\n    layout: matrix\n", Code::BadValue, "matrix"),
            (
                "    select: {type: case}\n    layout: card\n    facts: [sectorz]\n",
                Code::NoSuchField,
                "sectorz",
            ),
            ("    entries: [case:a]\n    layout: table\n", Code::MissingKey, "title"),
            ("    sources: sauce\n", Code::UnknownType, "sauce"),
            ("    text: Text\n    as_of: bald\n", Code::BadValue, "bald"),
            ("    text: Text\n    panel: flap\n", Code::UnknownKey, "panel"),
            ("", Code::MissingKey, "title"),
        ] {
            let (_, findings) = section(yaml);
            assert_eq!(findings, [(code, place.to_owned())], "{yaml}");
        }
        for (yaml, code, place) in [
            ("sections:\n  - {title: A, text: B}\n", Code::MissingKey, "sections"),
            ("title: P\n", Code::MissingKey, "title"),
            (
                "title: P\nformat: leaflet\nsections:\n  - {title: A, text: B, panel: front}\n",
                Code::BadValue,
                "front",
            ),
            ("title: P\nsections: []\n", Code::EmptySelection, "[]"),
            (
                "title: P\nprint_shop: {bleed: 30}\nsections:\n  - {title: A, text: B}\n",
                Code::BadValue,
                "30",
            ),
            ("title: P\nformat: a3\nsections:\n  - {title: A, text: B}\n", Code::BadValue, "a3"),
            (
                "title: P\nas_of: heute\nsections:\n  - {title: A, text: B}\n",
                Code::BadValue,
                "heute",
            ),
            (
                "title: P\ncover: {file: x.png, alt: X}\nsections:\n  - {title: A, text: B}\n",
                Code::MissingImage,
                "x.png",
            ),
            ("", Code::EmptyFile, ""),
        ] {
            let (_, findings) = load_yaml(yaml);
            assert_eq!(findings, [(code, place.to_owned())], "{yaml}");
        }
    }
}
