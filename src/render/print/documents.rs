//! Whole documents as templates get them: brochures and sheets.
//!
//! Entry point: [`Press`]. What is in them is described for theme authors in `themes/standard/print/README.md`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::text::{PrintBlock, PrintInline, PrintPicture, Setter, shown};
use super::values::{PrintGroup, PrintRow, PrintValue, inline_length, length};
use super::{Budget, Paper, PrintJob};
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::model::{Catalog, Channel, Collation, Entry, EntryKey, Value};
use crate::plan::publication::{Content, Group, Layout, PageFormat, Publication, Section, Terms};
use crate::plan::{BuildPlan, date};
use crate::schema::{PartialDate, Sheet};
use crate::source::{SitePath, Snapshot};
use crate::syntax::tree::Document;
use crate::syntax::{Destination, classify};
use crate::theme::{TextValue, Theme};
use crate::view::format::Format;
use crate::view::types::{EntryView, FactView, RowView, TextView, ValueView};
use crate::view::{Scope, Views};

/// Documents without any date carry this one.
const NO_DATE: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
/// The field that is set as a pull quote: an object with `text` and `role`.
const QUOTE: &str = "quote";
/// The field that holds the reasons of a guide, and the one that says what else it is good for.
const REASONS: &str = "reasons";
const CLOSING: &str = "secondary_use";
/// Fields of a work that is cited.
const AUTHORS: &str = "authors";
const YEAR: &str = "year";
const PUBLICATION: &str = "publication";
/// The relation from an entry to what is written about it at greater length.
pub(super) const PROFILE: &str = "profile";
/// A first card field of at most this many characters stands before the title, such as `OM2`.
const TAG_LENGTH: usize = 6;

/// Everything that documents are made from.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// The inputs, for pictures.
    pub snapshot: &'a Snapshot,
    /// The entries.
    pub catalog: &'a Catalog,
    /// The settings.
    pub config: &'a Config,
    /// Its UI texts are used.
    pub theme: &'a Theme,
    /// Where everything is.
    pub plan: &'a BuildPlan,
    /// Entries as values, with text as trees: see [`Paper`].
    pub views: &'a Views<'a>,
}

/// What stands on every document.
#[derive(Serialize)]
struct Frame {
    title: String,
    description: Option<String>,
    publisher: String,
    keywords: Vec<String>,
    language: String,
    format: &'static str,
    site_title: String,
    web: Option<Address>,
    texts: BTreeMap<&'static str, String>,
}

/// Where something is on the web.
#[derive(Serialize)]
struct Address {
    url: String,
    /// As people read it.
    shown: String,
    /// A drawing (SVG).
    qr: Option<String>,
}

impl Address {
    fn new(url: String) -> Self {
        Self { shown: shown(&url), qr: super::qr::svg(&url), url }
    }
}

/// A sheet about one entry.
#[derive(Serialize)]
struct SheetDocument {
    #[serde(flatten)]
    frame: Frame,
    entry: PrintEntry,
}

/// A brochure.
#[derive(Serialize)]
struct Brochure {
    #[serde(flatten)]
    frame: Frame,
    /// In millimetres.
    bleed: f64,
    subtitle: Option<String>,
    running_title: String,
    as_of: Option<String>,
    cover: Cover,
    imprint: Vec<PrintBlock>,
    sections: Vec<PrintSection>,
}

#[derive(Serialize)]
struct Cover {
    title: String,
    kicker: Option<String>,
    image: Option<PrintPicture>,
}

/// A part of a brochure.
#[derive(Serialize)]
struct PrintSection {
    key: String,
    title: String,
    intro: Vec<PrintBlock>,
    notes: Vec<PrintBlock>,
    as_of: Option<String>,
    panel: &'static str,
    #[serde(flatten)]
    content: PrintContent,
}

/// What a part of a brochure shows beside its title and its text.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PrintContent {
    Text,
    Chapter { entry: Box<PrintEntry> },
    Entries { layout: &'static str, groups: Vec<EntryGroup> },
    Table { first: String, groups: Vec<TableGroup>, scale: Vec<Step> },
    Index { letters: Vec<Letter> },
    Glossary { terms: Vec<Term> },
    Sources { works: Vec<Work> },
}

/// A table of entries, or of their ratings.
#[derive(Serialize)]
struct TableGroup {
    label: Option<String>,
    head: Vec<Vec<PrintInline>>,
    numeric: Vec<bool>,
    longest: Vec<usize>,
    rows: Vec<EntryRow>,
    notes: Vec<Vec<PrintInline>>,
}

/// An entry as the row of a table. `notes` are the numbers of its notes; `heading` opens a part of the table.
#[derive(Serialize)]
struct EntryRow {
    key: String,
    anchored: bool,
    heading: Option<String>,
    title: Vec<PrintInline>,
    cells: Vec<Option<PrintValue>>,
    uncertain: bool,
    notes: Vec<usize>,
}

/// A step of a scale of ratings.
#[derive(Serialize)]
struct Step {
    value: i64,
    label: String,
}

/// A work that is cited, with its number in the document.
#[derive(Serialize)]
struct Work {
    key: String,
    number: usize,
    authors: Option<String>,
    year: Option<String>,
    title: String,
    publication: Option<String>,
}

#[derive(Serialize)]
struct EntryGroup {
    label: Option<String>,
    intro: Vec<PrintBlock>,
    entries: Vec<PrintEntry>,
}

#[derive(Serialize)]
struct Letter {
    letter: String,
    items: Vec<IndexItem>,
}

#[derive(Serialize)]
struct IndexItem {
    key: String,
    name: String,
}

#[derive(Serialize)]
struct Term {
    key: String,
    term: String,
    plain: Vec<PrintInline>,
    definition: Vec<PrintBlock>,
    see: Vec<PrintInline>,
}

/// An entry.
#[derive(Default, Serialize)]
struct PrintEntry {
    key: String,
    /// Whether this is the place that links to it lead to.
    anchored: bool,
    #[serde(rename = "type")]
    type_id: String,
    type_label: String,
    title: String,
    tag: Option<String>,
    summary: Option<Vec<PrintInline>>,
    labels: Vec<Label>,
    uncertain: bool,
    uncertain_note: Option<Vec<PrintInline>>,
    note: Option<Vec<PrintInline>>,
    as_of: Option<String>,
    source: Option<String>,
    web: Option<String>,
    web_shown: Option<String>,
    image: Option<PrintPicture>,
    quote: Option<Quote>,
    profile: Vec<PrintGroup>,
    facts: Vec<PrintRow>,
    see: Vec<PrintInline>,
    body: Vec<PrintBlock>,
    reasons: Vec<Reason>,
    closing: Option<PrintRow>,
}

/// Something that has to be said about an entry before anything else.
#[derive(Serialize)]
struct Label {
    kind: &'static str,
    name: String,
    note: String,
}

#[derive(Serialize)]
struct Quote {
    text: Vec<PrintInline>,
    role: Option<String>,
}

#[derive(Serialize)]
struct Reason {
    number: usize,
    title: Vec<PrintInline>,
    text: Vec<PrintBlock>,
    supports: Vec<PrintInline>,
    adapted: bool,
}

impl Press<'_> {
    /// A text as templates get it.
    pub(crate) fn text(&self, document: &Document, language: &str) -> Option<serde_json::Value> {
        serde_json::to_value(self.setter(language).document(document)).ok()
    }

    /// The sheet of an entry, as its type has it. `None` when there is no such entry or it has no sheet.
    pub fn sheet(&self, key: &EntryKey, language: &str) -> Option<(PrintJob, serde_json::Value)> {
        let entry = self.catalog.get_in(key, language)?;
        let content_type = self.catalog.schema.get(&key.type_id)?;
        let setter = self.setter(language);
        let printed = self.entry(&setter, key, None)?;
        // A guide is one page by definition; of other sheets the type says how long they should be.
        let (template, severity) = match content_type.sheet {
            Sheet::None => return None,
            Sheet::Profile => ("sheet", Severity::Warning),
            Sheet::Reasons => ("guide", Severity::Error),
        };
        let pages = content_type.sheet_pages.map(|pages| pages as f64);
        let budget = |pages| Budget { pages, severity, place: entry.span(), written: None };
        let description = self.views.card(entry, language).and_then(|card| card.summary);
        let frame = self.frame(
            language,
            entry.title(),
            description,
            vec![printed.type_label.clone()],
            "sheet",
            printed.web.clone(),
        );
        let view = serde_json::to_value(SheetDocument { frame, entry: printed }).ok()?;
        let job = PrintJob {
            template: template.to_owned(),
            ident: format!("{key}:{language}"),
            date: date(entry).map_or(NO_DATE, PartialDate::first_day),
            pictures: setter.picture_files(),
            bounds: self.config.pictures,
            origin: entry.file.clone(),
            sources: vec![entry.file.clone(), entry.body_file.clone()],
            max_pages: content_type.sheet_pages.filter(|_| severity == Severity::Error),
            budgets: pages.map(|pages| (key.to_string(), budget(pages))).into_iter().collect(),
        };
        Some((job, view))
    }

    /// A publication whose colours and pictures reach `bleed` millimetres beyond the page.
    pub fn publication(
        &self,
        publication: &Publication,
        bleed: f64,
    ) -> Option<(PrintJob, serde_json::Value)> {
        let language = publication.language.as_str();
        let mut setter = self.setter(language);
        setter.printed = publication.entries().cloned().collect();
        for section in &publication.sections {
            match &section.content {
                Content::Index { types } => setter.indexed.extend(types.iter().cloned()),
                Content::Glossary { type_id, terms } => {
                    setter.unnumbered.insert(type_id.clone());
                    setter.printed.extend(self.terms(publication, type_id, *terms));
                }
                Content::Sources { type_id } => {
                    let works = self.works(publication, type_id);
                    setter.printed.extend(works.iter().map(|entry| entry.key.clone()));
                    let numbered = works.iter().enumerate();
                    setter.cited.extend(numbered.map(|(i, entry)| (entry.key.clone(), i + 1)));
                }
                Content::Text
                | Content::Pages(_)
                | Content::Entries { .. }
                | Content::Table { .. }
                | Content::Matrix { .. } => {}
            }
        }
        let places = places(publication);
        let sections: Vec<PrintSection> = publication
            .sections
            .iter()
            .enumerate()
            .flat_map(|(i, section)| self.section(&setter, section, i, &places))
            .collect();
        let mut frame = self.frame(
            language,
            &publication.title,
            publication.description.clone(),
            publication.keywords.clone(),
            publication.format.name(),
            self.plan.routes.home(language).and_then(|home| setter.address(home)),
        );
        frame.publisher = publication.publisher.clone().unwrap_or_default();
        let image = publication.cover.as_ref().and_then(|image| {
            let alt = image.alt.as_deref().unwrap_or_default();
            setter.picture_at(image.file.as_str(), alt, None, image.credit.as_deref())
        });
        let brochure = Brochure {
            frame,
            bleed,
            subtitle: publication.subtitle.as_deref().map(|text| setter.typeset(text)),
            running_title: setter.typeset(&publication.running_title),
            as_of: publication
                .as_of
                .map(|date| Format::new(language, &self.config.language).date(date).text),
            cover: Cover {
                // That of the frame is for the properties of the file.
                title: setter.typeset(&publication.title),
                kicker: publication.kicker.as_deref().map(|text| setter.typeset(text)),
                image,
            },
            imprint: setter.document(&self.resolve(&publication.imprint, publication)),
            sections,
        };
        let template = match publication.format {
            PageFormat::A4 | PageFormat::A5 => "brochure",
            PageFormat::Sheet => "onepage",
            PageFormat::Leaflet => "leaflet",
        };
        let job = PrintJob {
            template: template.to_owned(),
            ident: format!("publication:{}:{language}", publication.id),
            date: self.latest(publication),
            pictures: setter.picture_files(),
            bounds: self.config.pictures,
            origin: publication.file.clone(),
            sources: self.sources(publication),
            max_pages: publication.format.max_pages(),
            budgets: self.budgets(publication),
        };
        Some((job, serde_json::to_value(brochure).ok()?))
    }

    /// For a document that has no place for entries yet.
    fn setter<'a>(&'a self, language: &'a str) -> Setter<'a> {
        Setter {
            snapshot: self.snapshot,
            catalog: self.catalog,
            plan: self.plan,
            base_url: self.config.base_url.as_deref(),
            language,
            printed: HashSet::new(),
            indexed: BTreeSet::new(),
            unnumbered: BTreeSet::new(),
            cited: BTreeMap::new(),
            pictures: RefCell::new(BTreeMap::new()),
            numbered: RefCell::new(HashSet::new()),
        }
    }

    fn frame(
        &self,
        language: &str,
        title: &str,
        description: Option<String>,
        keywords: Vec<String>,
        format: &'static str,
        web: Option<String>,
    ) -> Frame {
        let words = self.theme.texts(language);
        let texts = [
            ("page", "print-page"),
            ("see_page", "print-see-page"),
            ("qr", "print-qr"),
            ("contents", "print-contents"),
            ("imprint", "print-imprint"),
            ("at_a_glance", "print-at-a-glance"),
            ("see_also", "print-see-also"),
            ("cover_picture", "print-cover-picture"),
            ("scale", "print-scale"),
            ("not_stated_short", "print-not-stated"),
            ("not_stated", "not-stated"),
            ("lost", "lost"),
            ("adapted", "adapted"),
            ("as_of", "as-of"),
            ("source", "source"),
            ("note", "note"),
            ("uncertain", "uncertain"),
            ("uncertain_note", "uncertain-explained"),
        ];
        Frame {
            title: title.to_owned(),
            description: description.filter(|text| !text.is_empty()),
            publisher: self
                .config
                .publisher
                .name
                .as_ref()
                .map(|name| name.get(language).to_owned())
                .unwrap_or_default(),
            keywords,
            language: language.to_owned(),
            format,
            site_title: self.config.title.get(language).to_owned(),
            web: web.map(Address::new),
            texts: texts.into_iter().map(|(name, key)| (name, words.plain(key))).collect(),
        }
    }

    fn section(
        &self,
        setter: &Setter<'_>,
        section: &Section,
        number: usize,
        places: &BTreeMap<&EntryKey, usize>,
    ) -> Vec<PrintSection> {
        let text = |document| setter.document(&self.resolve_in(document, section, setter.language));
        let of = |content| PrintSection {
            key: format!("section:{}", number + 1),
            title: section.title.as_deref().map(|title| setter.typeset(title)).unwrap_or_default(),
            intro: text(&section.intro),
            notes: text(&section.notes),
            as_of: section
                .as_of
                .map(|date| Format::new(setter.language, &self.config.language).date(date).text),
            panel: section.panel.name(),
            content,
        };
        let here = |key: &EntryKey| places.get(key) == Some(&number);
        let content = match &section.content {
            Content::Text => PrintContent::Text,
            Content::Pages(keys) => {
                return keys
                    .iter()
                    .filter_map(|key| {
                        let mut entry = self.entry(setter, key, None)?;
                        entry.anchored = here(key);
                        // A chapter of one entry may have a title of its own.
                        if let Some(title) = section.title.as_deref().filter(|_| keys.len() == 1) {
                            entry.title = setter.typeset(title);
                        }
                        Some(of(PrintContent::Chapter { entry: Box::new(entry) }))
                    })
                    .collect();
            }
            Content::Entries { layout, groups, grouped_by, facts } => {
                let facts = facts.as_deref();
                let grouped_by = grouped_by.as_deref();
                let mut groups: Vec<EntryGroup> = groups
                    .iter()
                    .map(|group| self.group(setter, group, *layout, grouped_by, facts, &here))
                    .collect();
                groups.retain(|group| !group.entries.is_empty());
                PrintContent::Entries { layout: layout.name(), groups }
            }
            Content::Table { type_id, groups, columns, row_notes } => {
                let groups = groups
                    .iter()
                    .map(|group| self.table(setter, type_id, group, columns, row_notes, &here))
                    .collect();
                let first = self.type_label(type_id, setter.language);
                PrintContent::Table { first, groups, scale: Vec::new() }
            }
            Content::Matrix { type_id, groups } => {
                let mut scale = Vec::new();
                let groups = groups
                    .iter()
                    .filter_map(|group| self.matrix(setter, type_id, group, &here, &mut scale))
                    .collect();
                PrintContent::Table {
                    first: self.title_label(type_id, setter.language),
                    groups,
                    scale,
                }
            }
            Content::Index { types } => {
                PrintContent::Index { letters: self.index(types, setter.language) }
            }
            Content::Glossary { type_id, .. } => {
                let terms = self
                    .catalog
                    .list(type_id, setter.language)
                    .filter(|entry| setter.printed.contains(&entry.key))
                    .filter_map(|entry| self.term(setter, entry))
                    .collect();
                PrintContent::Glossary { terms }
            }
            Content::Sources { type_id } => {
                let mut works: Vec<Work> = self
                    .catalog
                    .list(type_id, setter.language)
                    .filter_map(|entry| self.work(setter, entry))
                    .collect();
                works.sort_by_key(|work| work.number);
                PrintContent::Sources { works }
            }
        };
        vec![of(content)]
    }

    fn type_label(&self, type_id: &str, language: &str) -> String {
        let content_type = self.catalog.schema.get(type_id);
        content_type.map_or_else(String::new, |it| it.label.get(language).to_owned())
    }

    fn title_label(&self, type_id: &str, language: &str) -> String {
        let content_type = self.catalog.schema.get(type_id);
        content_type
            .and_then(|content_type| content_type.field(&content_type.title))
            .map_or_else(String::new, |field| field.label.get(language).to_owned())
    }

    fn group(
        &self,
        setter: &Setter<'_>,
        group: &Group,
        layout: Layout,
        grouped_by: Option<&str>,
        facts: Option<&[Arc<str>]>,
        here: &dyn Fn(&EntryKey) -> bool,
    ) -> EntryGroup {
        let about = group.key.as_ref().filter(|_| layout != Layout::Full);
        let intro = about
            .and_then(|key| self.views.entry(key, &Scope::page(setter.language, "")))
            .and_then(|about| tree(about.summary.as_ref()?).cloned())
            .map(|summary| setter.document(&summary))
            .unwrap_or_default();
        let entries = group.entries.iter().filter_map(|key| {
            let mut entry = match layout {
                Layout::Full => self.entry(setter, key, grouped_by)?,
                Layout::Running => {
                    let short = self.compact(setter, key, facts)?;
                    let full = self.entry(setter, key, grouped_by)?;
                    PrintEntry { tag: short.tag, facts: short.facts, profile: Vec::new(), ..full }
                }
                Layout::Compact | Layout::Card => self.compact(setter, key, facts)?,
            };
            entry.anchored = here(key);
            Some(entry)
        });
        EntryGroup {
            label: group.label.as_deref().map(|label| setter.typeset(label)),
            intro,
            entries: entries.collect(),
        }
    }

    /// Entries as the rows of a table.
    fn table(
        &self,
        setter: &Setter<'_>,
        type_id: &str,
        group: &Group,
        columns: &[Arc<str>],
        row_notes: &[Arc<str>],
        here: &dyn Fn(&EntryKey) -> bool,
    ) -> TableGroup {
        let language = setter.language;
        let content_type = self.catalog.schema.get(type_id);
        let label = |name: &str| {
            content_type
                .and_then(|content_type| content_type.field(name))
                .map_or_else(String::new, |field| field.label.get(language).to_owned())
        };
        let mut notes = Vec::new();
        let mut numeric = vec![true; columns.len()];
        let mut rows = Vec::new();
        for key in &group.entries {
            let Some(view) = self.views.entry(key, &Scope::page(language, "")) else { continue };
            let summary = content_type.and_then(|it| it.summary.as_deref());
            let of = |name: &str| match view.fields.get(name) {
                Some(value) => Some(value.clone()),
                // The summary of a type stands apart from its other fields.
                None if summary == Some(name) => {
                    view.summary.clone().map(|text| ValueView::Text { text })
                }
                None => None,
            };
            let cells = columns.iter().map(|name| of(name)).collect::<Vec<_>>();
            for (numeric, cell) in numeric.iter_mut().zip(&cells) {
                *numeric &= matches!(cell, None | Some(ValueView::Number { .. }));
            }
            let said = row_notes.iter().filter_map(|name| Some((label(name), of(name)?)));
            let numbers = add_notes(setter, said, &mut notes);
            rows.push(EntryRow {
                key: key.to_string(),
                anchored: here(key),
                heading: None,
                title: self.row_title(setter, key, &view.title, here(key)),
                cells: cells.iter().map(|cell| Some(setter.value(cell.as_ref()?))).collect(),
                uncertain: view.flags.uncertain,
                notes: numbers,
            });
        }
        let head: Vec<String> = columns.iter().map(|name| label(name)).collect();
        TableGroup {
            label: group.label.as_deref().map(|label| setter.typeset(label)),
            longest: longest(&head, &rows),
            head: head.iter().map(|label| setter.plain(label)).collect(),
            numeric,
            rows,
            notes,
        }
    }

    /// Ratings: what is rated as columns. The scale is the same for all entries of a type.
    fn matrix(
        &self,
        setter: &Setter<'_>,
        type_id: &str,
        group: &Group,
        here: &dyn Fn(&EntryKey) -> bool,
        scale: &mut Vec<Step>,
    ) -> Option<TableGroup> {
        let language = setter.language;
        let content_type = self.catalog.schema.get(type_id)?;
        let entries: Vec<&Entry> =
            group.entries.iter().filter_map(|key| self.catalog.localized(key, language)).collect();
        let view = self.views.matrix(content_type, &entries, &Scope::page(language, ""))?;
        *scale = view
            .scale
            .iter()
            .map(|step| Step { value: step.value, label: setter.typeset(&step.label) })
            .collect();
        let mut notes = Vec::new();
        let rows: Vec<EntryRow> = view
            .rows
            .into_iter()
            .zip(&entries)
            .map(|(row, entry)| {
                let said = row.notes.into_iter().map(|note| (note.label, note.value));
                let numbers = add_notes(setter, said, &mut notes);
                EntryRow {
                    key: entry.key.to_string(),
                    anchored: here(&entry.key),
                    heading: row.heading.map(|heading| setter.typeset(&heading)),
                    title: self.row_title(setter, &entry.key, &row.title, here(&entry.key)),
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| Some(setter.value(cell.as_ref()?)))
                        .collect(),
                    uncertain: row.flags.uncertain,
                    notes: numbers,
                }
            })
            .collect();
        let head: Vec<String> = view.columns.iter().map(|link| link.text.clone()).collect();
        Some(TableGroup {
            label: group.label.as_deref().map(|label| setter.typeset(label)),
            longest: longest(&head, &rows),
            head: view.columns.iter().map(|link| vec![setter.link_view(link)]).collect(),
            numeric: vec![false; head.len()],
            rows,
            notes,
        })
    }

    /// What a row is called: with its page, when the entry is set at greater length elsewhere in the document.
    fn row_title(
        &self,
        setter: &Setter<'_>,
        key: &EntryKey,
        title: &str,
        here: bool,
    ) -> Vec<PrintInline> {
        if here {
            setter.plain(title)
        } else {
            vec![setter.entry_link(key, setter.plain(title), true)]
        }
    }

    /// An entry in full, without the field that the place where it stands says already.
    fn entry(&self, setter: &Setter<'_>, key: &EntryKey, said: Option<&str>) -> Option<PrintEntry> {
        let view = self.views.entry(key, &Scope::page(setter.language, ""))?;
        let mut printed = self.head(setter, key, &view);
        printed.image = view.image.as_ref().and_then(|image| setter.image(image));
        printed.quote = view.fields.get(QUOTE).and_then(|value| quote(setter, value));
        let mut apart: Vec<&str> = said.into_iter().chain([REASONS]).collect();
        if printed.quote.is_some() {
            apart.push(QUOTE);
        }
        printed.profile = setter.profile(&view, &apart);
        printed.body = view
            .body
            .as_ref()
            .and_then(tree)
            .map(|document| setter.document(document))
            .unwrap_or_default();
        printed.reasons =
            view.fields.get(REASONS).map(|value| reasons(setter, value)).unwrap_or_default();
        printed.closing = view.fields.get(CLOSING).and_then(|value| {
            let content_type = self.catalog.schema.get(&key.type_id)?;
            let label = content_type.field(CLOSING)?.label.get(setter.language);
            Some(setter.row(Some(label), value))
        });
        Some(printed)
    }

    /// An entry in a few lines.
    fn compact(
        &self,
        setter: &Setter<'_>,
        key: &EntryKey,
        facts: Option<&[Arc<str>]>,
    ) -> Option<PrintEntry> {
        let language = setter.language;
        let view = self.views.entry(key, &Scope::page(language, ""))?;
        let card = self.views.card(self.catalog.localized(key, language)?, language)?;
        let mut printed = self.head(setter, key, &view);
        let mut shown = card.facts;
        if let Some(first) = shown.first()
            && let ValueView::Plain { text } = &first.value
            && text.chars().count() <= TAG_LENGTH
        {
            printed.tag = Some(text.clone());
            shown.remove(0);
        }
        if let Some(names) = facts {
            shown = self.named_facts(key, names, &view, language);
        }
        printed.facts = setter.facts(&shown);
        // What is written about it at greater length.
        printed.see = self
            .catalog
            .inverse(key)
            .into_iter()
            .filter(|group| group.name == PROFILE)
            .flat_map(|group| group.edges)
            .filter(|edge| setter.printed.contains(&edge.from))
            .map(|edge| {
                let label = self.type_label(&edge.from.type_id, language);
                setter.entry_link(&edge.from, setter.plain(&label), true)
            })
            .collect();
        Some(printed)
    }

    /// Fields of an entry by name.
    fn named_facts(
        &self,
        key: &EntryKey,
        names: &[Arc<str>],
        view: &EntryView,
        language: &str,
    ) -> Vec<FactView> {
        let Some(content_type) = self.catalog.schema.get(&key.type_id) else { return Vec::new() };
        names
            .iter()
            .filter_map(|name| {
                let label = content_type.field(name)?.label.get(language).to_owned();
                let value = view.fields.get(&**name)?.clone();
                Some(FactView { name: name.to_string(), label, value })
            })
            .collect()
    }

    /// What every layout shows of an entry.
    fn head(&self, setter: &Setter<'_>, key: &EntryKey, view: &EntryView) -> PrintEntry {
        let line = |text: &Option<TextView>| {
            text.as_ref().and_then(tree).map(|document| setter.line(document))
        };
        let web = setter.page_of(key);
        PrintEntry {
            key: key.to_string(),
            anchored: true,
            type_id: view.type_id.clone(),
            type_label: view.label.clone(),
            title: setter.typeset(&view.title),
            summary: line(&view.summary),
            labels: self.labels(view, setter.language),
            uncertain: view.flags.uncertain,
            uncertain_note: line(&view.uncertain_note),
            note: line(&view.note),
            as_of: view.as_of.as_ref().map(|date| date.text.clone()),
            source: view.source.as_ref().map(|link| setter.typeset(&link.text)),
            web_shown: web.as_deref().map(shown),
            web,
            ..PrintEntry::default()
        }
    }

    fn labels(&self, view: &EntryView, language: &str) -> Vec<Label> {
        let flags = &view.flags;
        let adapted = view.adaptation.as_ref().map(|adaptation| {
            let texts = self.theme.texts(language);
            let targets: Vec<&str> =
                adaptation.targets.iter().map(|target| target.text.as_str()).collect();
            let parts = [("parts", TextValue::Text(adaptation.parts.clone()))];
            let parts = texts.get("adapted-parts", parts).filter(|_| !adaptation.parts.is_empty());
            let rest = format!("{} {}", texts.plain("adapted-rest"), adaptation.base.text);
            let said = [Some(format!("{}.", targets.join(", "))), parts, Some(rest)];
            let note = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Label { kind: "adapted", name: texts.plain("adapted-for"), note }
        });
        let flagged = [
            ("sample", flags.sample, "print-sample"),
            ("draft", flags.draft, "draft-explained"),
            ("archived", flags.archived, "archived-explained"),
        ]
        .into_iter()
        .filter(|(_, holds, _)| *holds)
        .map(|(kind, _, explained)| Label {
            kind,
            name: self.theme.texts(language).plain(kind),
            note: self.theme.texts(language).plain(explained),
        });
        flagged.chain(adapted).collect()
    }

    fn term(&self, setter: &Setter<'_>, entry: &Entry) -> Option<Term> {
        let view = self.views.entry(&entry.key, &Scope::page(setter.language, ""))?;
        let definition = match view.fields.get("definition") {
            Some(ValueView::Text { text }) => tree(text),
            _ => view.body.as_ref().and_then(tree),
        };
        let mut see: Vec<&EntryKey> = Vec::new();
        for edge in self.catalog.edges_from(&entry.key) {
            let related = edge.relation.is_some() && edge.to.type_id == entry.key.type_id;
            if related && setter.printed.contains(&edge.to) && !see.contains(&&edge.to) {
                see.push(&edge.to);
            }
        }
        Some(Term {
            key: entry.key.to_string(),
            term: setter.typeset(entry.title()),
            plain: view
                .summary
                .as_ref()
                .and_then(tree)
                .map(|document| setter.line(document))
                .unwrap_or_default(),
            definition: definition.map(|document| setter.document(document)).unwrap_or_default(),
            see: see
                .into_iter()
                .filter_map(|key| {
                    let title = self.catalog.localized(key, setter.language)?.title();
                    Some(setter.entry_link(key, setter.plain(title), false))
                })
                .collect(),
        })
    }

    /// The terms that a glossary explains.
    fn terms(&self, publication: &Publication, type_id: &str, which: Terms) -> HashSet<EntryKey> {
        match which {
            Terms::All => {
                let all = self.catalog.list(type_id, &publication.language);
                all.map(|entry| entry.key.clone()).collect()
            }
            Terms::Used => self.referred_to(publication, type_id),
        }
    }

    /// The works that something in a publication cites, by authors and year.
    fn works(&self, publication: &Publication, type_id: &str) -> Vec<&Entry> {
        let cited = self.referred_to(publication, type_id);
        let mut works: Vec<&Entry> = self
            .catalog
            .list(type_id, &publication.language)
            .filter(|entry| cited.contains(&entry.key))
            .collect();
        let collation = Collation::new(&publication.language);
        works.sort_by(|a, b| {
            collation
                .compare(
                    &joined(a, AUTHORS).unwrap_or_default(),
                    &joined(b, AUTHORS).unwrap_or_default(),
                )
                .then_with(|| joined(a, YEAR).cmp(&joined(b, YEAR)))
                .then_with(|| a.key.cmp(&b.key))
        });
        works
    }

    fn work(&self, setter: &Setter<'_>, entry: &Entry) -> Option<Work> {
        let field = |name: &str| joined(entry, name).map(|text| setter.typeset(&text));
        Some(Work {
            key: entry.key.to_string(),
            number: *setter.cited.get(&entry.key)?,
            authors: field(AUTHORS),
            year: field(YEAR),
            title: setter.typeset(entry.title()),
            publication: field(PUBLICATION),
        })
    }

    /// The entries of a type that something in a publication refers to, and those that these refer to.
    fn referred_to(&self, publication: &Publication, type_id: &str) -> HashSet<EntryKey> {
        let all = self.catalog.list(type_id, &publication.language).map(|entry| entry.key.clone());
        let listed: HashSet<EntryKey> = all.collect();
        let mut used = HashSet::new();
        let mut open: Vec<&EntryKey> = publication.entries().collect();
        let own = publication
            .sections
            .iter()
            .flat_map(|section| [&section.intro, &section.notes])
            .chain([&publication.imprint])
            .flat_map(Document::links)
            .filter_map(|link| match classify(&link.destination) {
                Destination::Entry { type_id, id, .. } => Some(EntryKey::new(type_id, id)),
                _ => None,
            })
            .filter_map(|key| listed.get(&key));
        for key in own {
            if used.insert(key.clone()) {
                open.push(key);
            }
        }
        // A term that explains a term has to be explained, too.
        while let Some(key) = open.pop() {
            for edge in self.catalog.edges_from(key) {
                if listed.contains(&edge.to) && used.insert(edge.to.clone()) {
                    open.push(&edge.to);
                }
            }
        }
        used
    }

    /// Entries in alphabetical order, under the letters that they begin with.
    fn index(&self, types: &[Arc<str>], language: &str) -> Vec<Letter> {
        let mut items: Vec<IndexItem> = types
            .iter()
            .flat_map(|type_id| self.catalog.list(type_id, language))
            .filter(|entry| entry.is_for(Channel::Print))
            .map(|entry| {
                let short = entry.get("short").and_then(|value| value.as_str());
                let name = match short {
                    Some(short) if short != entry.title() => format!("{} ({short})", entry.title()),
                    _ => entry.title().to_owned(),
                };
                IndexItem { key: entry.key.to_string(), name }
            })
            .collect();
        let collation = Collation::new(language);
        items.sort_by(|a, b| collation.compare(&a.name, &b.name).then_with(|| a.key.cmp(&b.key)));
        let mut letters: Vec<Letter> = Vec::new();
        for item in items {
            let letter = initial(&item.name);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.items.push(item),
                _ => letters.push(Letter { letter, items: vec![item] }),
            }
        }
        letters
    }

    /// The latest date of what is printed.
    fn latest(&self, publication: &Publication) -> jiff::civil::Date {
        publication
            .entries()
            .filter_map(|key| self.catalog.localized(key, &publication.language))
            .filter_map(date)
            .chain(publication.as_of)
            .map(PartialDate::first_day)
            .max()
            .unwrap_or(NO_DATE)
    }

    /// How many pages the entries of a publication may take.
    fn budgets(&self, publication: &Publication) -> BTreeMap<String, Budget> {
        let mut budgets = BTreeMap::new();
        for section in &publication.sections {
            let Some((pages, written)) = &section.budget else { continue };
            for key in section.entries() {
                let Some(entry) = self.catalog.localized(key, &publication.language) else {
                    continue;
                };
                let budget = Budget {
                    pages: *pages,
                    severity: Severity::Warning,
                    place: entry.span(),
                    written: Some(written.clone()),
                };
                budgets.insert(key.to_string(), budget);
            }
        }
        budgets
    }

    /// The files that a publication is made from: its own, then those of its entries.
    fn sources(&self, publication: &Publication) -> Vec<SitePath> {
        let entries = publication
            .entries()
            .filter_map(|key| self.catalog.localized(key, &publication.language))
            .flat_map(|entry| [entry.file.clone(), entry.body_file.clone()]);
        let mut sources: Vec<SitePath> =
            [publication.file.clone()].into_iter().chain(entries).collect();
        sources.dedup();
        sources
    }

    fn resolve(&self, document: &Document, publication: &Publication) -> Document {
        self.resolved(document, &publication.file, &publication.language)
    }

    fn resolve_in(&self, document: &Document, section: &Section, language: &str) -> Document {
        self.resolved(document, &section.span.file, language)
    }

    fn resolved(&self, document: &Document, file: &SitePath, language: &str) -> Document {
        Paper::resolve(document, &self.views.resolver(file, language))
    }
}

/// Where links to an entry lead: the section that shows most of it, of several the first.
fn places(publication: &Publication) -> BTreeMap<&EntryKey, usize> {
    let mut places: BTreeMap<&EntryKey, (Option<Layout>, usize)> = BTreeMap::new();
    for (number, section) in publication.sections.iter().enumerate() {
        let (layout, keys): (_, Vec<&EntryKey>) = match &section.content {
            Content::Pages(keys) => (Some(Layout::Full), keys.iter().collect()),
            Content::Entries { layout, groups, .. } => {
                (Some(*layout), groups.iter().flat_map(|group| &group.entries).collect())
            }
            Content::Table { groups, .. } | Content::Matrix { groups, .. } => {
                (None, groups.iter().flat_map(|group| &group.entries).collect())
            }
            Content::Text
            | Content::Index { .. }
            | Content::Glossary { .. }
            | Content::Sources { .. } => continue,
        };
        for key in keys {
            let place = places.entry(key).or_insert((layout, number));
            if place.0 < layout {
                *place = (layout, number);
            }
        }
    }
    places.into_iter().map(|(key, (_, number))| (key, number)).collect()
}

/// Adds what has to be said about a row to the notes of its table; the numbers of these notes. The same words are one note.
fn add_notes(
    setter: &Setter<'_>,
    said: impl Iterator<Item = (String, ValueView)>,
    notes: &mut Vec<Vec<PrintInline>>,
) -> Vec<usize> {
    said.map(|(label, value)| {
        let mut note = setter.plain(&format!("{label}: "));
        match &value {
            ValueView::Text { text } => {
                note.extend(tree(text).map(|document| setter.line(document)).unwrap_or_default());
            }
            value => note.extend(setter.run_in(&setter.value(value))),
        }
        match notes.iter().position(|known| *known == note) {
            Some(known) => known + 1,
            None => {
                notes.push(note);
                notes.len()
            }
        }
    })
    .collect()
}

/// How many characters the longest cell of each column has, the titles first.
fn longest(head: &[String], rows: &[EntryRow]) -> Vec<usize> {
    let titles = rows.iter().map(|row| inline_length(&row.title)).max().unwrap_or(0);
    let columns = head.iter().enumerate().map(|(i, label)| {
        rows.iter()
            .filter_map(|row| Some(length(row.cells.get(i)?.as_ref()?)))
            .chain([label.chars().count()])
            .max()
            .unwrap_or(0)
    });
    [titles].into_iter().chain(columns).collect()
}

/// What a field says, its values one after the other.
fn joined(entry: &Entry, field: &str) -> Option<String> {
    let text = |value: &Value| match value {
        Value::Integer(number) => Some(number.to_string()),
        Value::Date(date) => Some(date.to_string()),
        value => value.as_str().map(str::to_owned),
    };
    let value = entry.get(field)?;
    let parts: Vec<String> = value.items().iter().filter_map(text).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The tree of a text for paper.
fn tree(text: &TextView) -> Option<&Document> {
    match text {
        TextView::Tree(document) => Some(document),
        TextView::Html(_) => None,
    }
}

/// The letter under which a name stands in an index.
fn initial(name: &str) -> String {
    let first = name.chars().find(|sign| sign.is_alphanumeric());
    // Ä stands under A: the letter without its marks.
    let letter =
        first.and_then(|sign| sign.to_uppercase().next()).and_then(|sign| sign.nfd().next());
    match letter {
        Some(letter) if letter.is_alphabetic() => letter.to_string(),
        _ => "0–9".to_owned(),
    }
}

fn quote(setter: &Setter<'_>, value: &ValueView) -> Option<Quote> {
    let ValueView::Group { rows, .. } = value else { return None };
    let part = |name: &str| rows.iter().find(|row| row.name == name).map(|row| &row.value);
    let text = match part("text")? {
        ValueView::Text { text } => setter.line(tree(text)?),
        ValueView::Plain { text } => setter.plain(text),
        _ => return None,
    };
    let role = part("role").and_then(|value| match value {
        ValueView::Plain { text } => Some(setter.typeset(text)),
        _ => None,
    });
    Some(Quote { text, role })
}

fn reasons(setter: &Setter<'_>, value: &ValueView) -> Vec<Reason> {
    let ValueView::Table { rows, .. } = value else { return Vec::new() };
    rows.iter().enumerate().map(|(i, row)| reason(setter, i + 1, row)).collect()
}

fn reason(setter: &Setter<'_>, number: usize, row: &RowView) -> Reason {
    let inlines = |value: &ValueView| match setter.value(value) {
        PrintValue::Inline { content } => content,
        _ => Vec::new(),
    };
    let text = match row.cells.get("text") {
        Some(ValueView::Text { text }) => {
            tree(text).map(|tree| setter.document(tree)).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    let supports = row
        .cells
        .values()
        .flat_map(|value| match value {
            ValueView::List { items, .. } => items.iter().collect(),
            link @ ValueView::Link { .. } => vec![link],
            _ => Vec::new(),
        })
        .filter_map(|value| match value {
            ValueView::Link { link } => Some(setter.link_view(link)),
            _ => None,
        })
        .collect();
    Reason {
        number,
        title: row.cells.get("title").map(inlines).unwrap_or_default(),
        text,
        supports,
        adapted: row.adapted,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn umlauts_stand_under_their_letter() {
        for (name, letter) in [
            ("Ökologie", "O"),
            ("ecos", "E"),
            ("„Zitat“", "Z"),
            ("3D", "0–9"),
            ("ß", "S"),
            ("", "0–9"),
        ] {
            assert_eq!(super::initial(name), letter, "{name}");
        }
    }
}
