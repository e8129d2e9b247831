//! Whole documents as templates get them: brochures and sheets.
//!
//! Entry point: [`Press`]. What is in them is described for theme authors in `themes/standard/print/README.md`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::text::{PrintBlock, PrintInline, PrintPicture, Setter, shown};
use super::values::{PrintGroup, PrintRow, PrintValue};
use super::{Paper, PrintJob};
use crate::config::Config;
use crate::model::{Catalog, Collation, Entry, EntryKey};
use crate::plan::publication::{Content, Group, Layout, Publication, Section, Terms};
use crate::plan::{BuildPlan, date};
use crate::schema::{PartialDate, Sheet};
use crate::source::{SitePath, Snapshot};
use crate::syntax::tree::Document;
use crate::syntax::{Destination, classify};
use crate::theme::Theme;
use crate::view::format::Format;
use crate::view::types::{EntryView, FlagsView, RowView, TextView, ValueView};
use crate::view::{Scope, Views};

/// Documents without any date carry this one.
const NO_DATE: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
/// The field that is set as a pull quote: an object with `text` and `role`.
const QUOTE: &str = "quote";
/// The field that holds the reasons of a guide, and the one that says what else it is good for.
const REASONS: &str = "reasons";
const CLOSING: &str = "secondary_use";
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
    texts: BTreeMap<&'static str, String>,
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
    subtitle: Option<String>,
    running_title: String,
    as_of: Option<String>,
    cover: Cover,
    imprint: Vec<PrintBlock>,
    sections: Vec<PrintSection>,
}

#[derive(Serialize)]
struct Cover {
    kicker: Option<String>,
    image: Option<PrintPicture>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PrintSection {
    Text {
        key: String,
        title: String,
        blocks: Vec<PrintBlock>,
    },
    Chapter {
        entry: Box<PrintEntry>,
    },
    Entries {
        key: String,
        title: String,
        intro: Vec<PrintBlock>,
        layout: &'static str,
        groups: Vec<EntryGroup>,
    },
    Index {
        key: String,
        title: String,
        intro: Vec<PrintBlock>,
        letters: Vec<Letter>,
    },
    Glossary {
        key: String,
        title: String,
        intro: Vec<PrintBlock>,
        terms: Vec<Term>,
    },
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
}

impl Press<'_> {
    /// The sheet of an entry, as its type has it. `None` when there is no such entry or it has no sheet.
    pub fn sheet(&self, key: &EntryKey, language: &str) -> Option<(PrintJob, serde_json::Value)> {
        let entry = self.catalog.get_in(key, language)?;
        let sheet = self.catalog.schema.get(&key.type_id)?.sheet;
        let setter = self.setter(language, HashSet::new(), BTreeSet::new(), BTreeSet::new());
        let printed = self.entry(&setter, key, None)?;
        let (template, max_pages) = match sheet {
            Sheet::None => return None,
            Sheet::Profile => ("sheet", None),
            Sheet::Reasons => ("guide", Some(1)),
        };
        let description = self.views.card(entry, language).and_then(|card| card.summary);
        let frame = self.frame(
            language,
            entry.title(),
            description,
            vec![printed.type_label.clone()],
            "sheet",
        );
        let view = serde_json::to_value(SheetDocument { frame, entry: printed }).ok()?;
        let job = PrintJob {
            template: template.to_owned(),
            ident: format!("{key}:{language}"),
            date: date(entry).map_or(NO_DATE, PartialDate::first_day),
            pictures: setter.picture_files(),
            origin: entry.file.clone(),
            sources: vec![entry.file.clone(), entry.body_file.clone()],
            max_pages,
        };
        Some((job, view))
    }

    /// A publication.
    pub fn publication(&self, publication: &Publication) -> Option<(PrintJob, serde_json::Value)> {
        let language = publication.language.as_str();
        let mut indexed = BTreeSet::new();
        let mut unnumbered = BTreeSet::new();
        let mut printed: HashSet<EntryKey> = publication.entries().cloned().collect();
        for section in &publication.sections {
            match &section.content {
                Content::Index { types } => indexed.extend(types.iter().cloned()),
                Content::Glossary { type_id, terms } => {
                    unnumbered.insert(type_id.clone());
                    printed.extend(self.terms(publication, type_id, *terms));
                }
                Content::Text | Content::Pages(_) | Content::Entries { .. } => {}
            }
        }
        let setter = self.setter(language, printed, indexed, unnumbered);
        let sections: Vec<PrintSection> = publication
            .sections
            .iter()
            .enumerate()
            .flat_map(|(i, section)| self.section(&setter, section, i + 1))
            .collect();
        let mut frame = self.frame(
            language,
            &publication.title,
            publication.description.clone(),
            publication.keywords.clone(),
            publication.format.name(),
        );
        frame.publisher = publication.publisher.clone().unwrap_or_default();
        let image = publication.cover.as_ref().and_then(|image| {
            let alt = image.alt.as_deref().unwrap_or_default();
            setter.picture_at(image.file.as_str(), alt, None, image.credit.as_deref())
        });
        let brochure = Brochure {
            frame,
            subtitle: publication.subtitle.clone(),
            running_title: publication.running_title.clone(),
            as_of: publication.as_of.map(|date| Format::new(language).date(date).text),
            cover: Cover { kicker: publication.kicker.clone(), image },
            imprint: setter.document(&self.resolve(&publication.imprint, publication)),
            sections,
        };
        let job = PrintJob {
            template: "brochure".to_owned(),
            ident: format!("publication:{}:{language}", publication.id),
            date: self.latest(publication),
            pictures: setter.picture_files(),
            origin: publication.file.clone(),
            sources: self.sources(publication),
            max_pages: None,
        };
        Some((job, serde_json::to_value(brochure).ok()?))
    }

    fn setter<'a>(
        &'a self,
        language: &'a str,
        printed: HashSet<EntryKey>,
        indexed: BTreeSet<Arc<str>>,
        unnumbered: BTreeSet<Arc<str>>,
    ) -> Setter<'a> {
        Setter {
            snapshot: self.snapshot,
            catalog: self.catalog,
            plan: self.plan,
            base_url: self.config.base_url.as_deref(),
            language,
            printed,
            indexed,
            unnumbered,
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
    ) -> Frame {
        let words = self.theme.texts(language);
        let texts = [
            ("page", "print-page"),
            ("contents", "print-contents"),
            ("imprint", "print-imprint"),
            ("at_a_glance", "print-at-a-glance"),
            ("see_also", "print-see-also"),
            ("not_stated", "not-stated"),
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
            texts: texts.into_iter().map(|(name, key)| (name, words.plain(key))).collect(),
        }
    }

    fn section(&self, setter: &Setter<'_>, section: &Section, number: usize) -> Vec<PrintSection> {
        let key = format!("section:{number}");
        let title = section.title.clone().unwrap_or_default();
        let intro = || setter.document(&self.resolve_in(&section.intro, section, setter.language));
        match &section.content {
            Content::Text => vec![PrintSection::Text { key, title, blocks: intro() }],
            Content::Pages(keys) => keys
                .iter()
                .filter_map(|key| self.entry(setter, key, None))
                .map(|entry| PrintSection::Chapter { entry: Box::new(entry) })
                .collect(),
            Content::Entries { layout, groups, grouped_by } => {
                let groups = groups
                    .iter()
                    .map(|group| self.group(setter, group, *layout, grouped_by.as_deref()))
                    .collect();
                vec![PrintSection::Entries {
                    key,
                    title,
                    intro: intro(),
                    layout: layout.name(),
                    groups,
                }]
            }
            Content::Index { types } => {
                let letters = self.index(types, setter.language);
                vec![PrintSection::Index { key, title, intro: intro(), letters }]
            }
            Content::Glossary { type_id, .. } => {
                let terms = self
                    .catalog
                    .list(type_id, setter.language)
                    .filter(|entry| setter.printed.contains(&entry.key))
                    .filter_map(|entry| self.term(setter, entry))
                    .collect();
                vec![PrintSection::Glossary { key, title, intro: intro(), terms }]
            }
        }
    }

    fn group(
        &self,
        setter: &Setter<'_>,
        group: &Group,
        layout: Layout,
        grouped_by: Option<&str>,
    ) -> EntryGroup {
        let about = group.key.as_ref().filter(|_| layout == Layout::Compact);
        let intro = about
            .and_then(|key| self.views.entry(key, &Scope::page(setter.language, "")))
            .and_then(|about| tree(about.summary.as_ref()?).cloned())
            .map(|summary| setter.document(&summary))
            .unwrap_or_default();
        EntryGroup {
            label: group.label.as_deref().map(|label| setter.typeset(label)),
            intro,
            entries: group
                .entries
                .iter()
                .filter_map(|key| match layout {
                    Layout::Full => self.entry(setter, key, grouped_by),
                    Layout::Compact => self.compact(setter, key),
                })
                .collect(),
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
    fn compact(&self, setter: &Setter<'_>, key: &EntryKey) -> Option<PrintEntry> {
        let language = setter.language;
        let view = self.views.entry(key, &Scope::page(language, ""))?;
        let card = self.views.card(self.catalog.localized(key, language)?, language)?;
        let mut printed = self.head(setter, key, &view);
        let mut facts = card.facts.as_slice();
        if let Some((first, rest)) = facts.split_first()
            && let ValueView::Plain { text } = &first.value
            && text.chars().count() <= TAG_LENGTH
        {
            printed.tag = Some(text.clone());
            facts = rest;
        }
        printed.facts = setter.facts(facts);
        Some(printed)
    }

    /// What every layout shows of an entry.
    fn head(&self, setter: &Setter<'_>, key: &EntryKey, view: &EntryView) -> PrintEntry {
        let line = |text: &Option<TextView>| {
            text.as_ref().and_then(tree).map(|document| setter.line(document))
        };
        let web = setter.page_of(key);
        PrintEntry {
            key: key.to_string(),
            type_id: view.type_id.clone(),
            type_label: view.label.clone(),
            title: setter.typeset(&view.title),
            summary: line(&view.summary),
            labels: self.labels(&view.flags, setter.language),
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

    fn labels(&self, flags: &FlagsView, language: &str) -> Vec<Label> {
        [
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
        })
        .collect()
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
        let all = self.catalog.list(type_id, &publication.language).map(|entry| entry.key.clone());
        if which == Terms::All {
            return all.collect();
        }
        let listed: HashSet<EntryKey> = all.collect();
        let mut used = HashSet::new();
        let mut open: Vec<&EntryKey> = publication.entries().collect();
        let own = publication
            .sections
            .iter()
            .map(|section| &section.intro)
            .chain([&publication.imprint])
            .flat_map(Document::links)
            .filter_map(|link| match classify(link.destination) {
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
