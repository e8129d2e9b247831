//! Publications: brochures, leaflets and single pages.
//!
//! Entry point: [`DocumentBuilder::publication`]. Invariant: a link to an entry leads to one place of the document, where most of the
//! entry is shown; the date is that of the content, never today.

use std::collections::BTreeMap;

use serde::Serialize;

use super::section::PrintSection;
use super::{DocumentBuilder, Frame, NO_DATE};
use crate::diagnostic::Severity;
use crate::location::SitePath;
use crate::model::EntryKey;
use crate::plan::date;
use crate::publication::{Publication, SectionContent};
use crate::render::print::text::{PrintBlock, PrintPicture, Typesetter};
use crate::render::print::{Budget, PrintJob};
use crate::schema::{Format, PartialDate};
use crate::theme::{DEFAULT_LAYOUT, PrintLayouts};

/// A publication.
#[derive(Serialize)]
struct PublicationDocument {
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

impl DocumentBuilder<'_> {
    /// A publication whose colours and pictures reach `bleed` millimetres beyond the page.
    pub(crate) fn publication(
        &self,
        publication: &Publication,
        bleed: f64,
    ) -> Option<(PrintJob, serde_json::Value)> {
        let language = publication.language.as_str();
        let typesetter = self.typesetter_of(publication);
        let places = places(publication, self.theme.print_layouts());
        let sections: Vec<PrintSection> = publication
            .sections
            .iter()
            .enumerate()
            .flat_map(|(i, section)| self.section(&typesetter, section, i, &places))
            .collect();
        let mut frame = self.frame(
            language,
            &publication.title,
            publication.description.clone(),
            publication.keywords.clone(),
            &publication.format.name,
            self.plan.routes.home(language).and_then(|home| typesetter.address(home)),
        );
        frame.publisher = publication.publisher.clone().unwrap_or_default();
        let image = publication.cover.as_ref().and_then(|image| {
            let alt = image.alt.as_deref().unwrap_or_default();
            typesetter.picture_at(image.file.as_str(), alt, None, image.credit.as_deref())
        });
        let document = PublicationDocument {
            frame,
            bleed,
            subtitle: publication.subtitle.as_deref().map(|text| typesetter.typeset(text)),
            running_title: typesetter.typeset(&publication.running_title),
            as_of: publication
                .as_of
                .map(|date| Format::new(language, &self.config.language).date(date)),
            cover: Cover {
                // That of the frame is for the properties of the file.
                title: typesetter.typeset(&publication.title),
                kicker: publication.kicker.as_deref().map(|text| typesetter.typeset(text)),
                image,
            },
            imprint: typesetter.document(&self.resolved(
                &publication.imprint,
                &publication.file,
                language,
            )),
            sections,
        };
        let job = PrintJob {
            template: publication.format.template.clone(),
            ident: format!("publication:{}:{language}", publication.id),
            date: self.latest(publication),
            pictures: typesetter.picture_files(),
            drawings: typesetter.drawing_texts(),
            bounds: self.config.pictures,
            origin: publication.file.clone(),
            sources: self.sources(publication),
            max_pages: publication.format.max_pages,
            budgets: self.budgets(publication),
        };
        Some((job, serde_json::to_value(document).ok()?))
    }

    /// The typesetter of a publication, which knows what is printed where.
    fn typesetter_of<'a>(&'a self, publication: &'a Publication) -> Typesetter<'a> {
        let mut typesetter = self.typesetter(&publication.language);
        typesetter.printed = publication.entries().cloned().collect();
        typesetter.is_one_page = publication.format.max_pages == Some(1);
        for section in &publication.sections {
            match &section.content {
                SectionContent::Index { types } => typesetter.indexed.extend(types.iter().cloned()),
                SectionContent::Glossary { type_id, terms } => {
                    typesetter.unnumbered.insert(type_id.clone());
                    typesetter.printed.extend(self.terms(publication, type_id, *terms));
                }
                SectionContent::Sources { type_id } => {
                    let works = self.works(publication, type_id);
                    typesetter.printed.extend(works.iter().map(|entry| entry.key.clone()));
                    let numbered = works.iter().enumerate();
                    typesetter.cited.extend(numbered.map(|(i, entry)| (entry.key.clone(), i + 1)));
                }
                SectionContent::Text
                | SectionContent::Pages(_)
                | SectionContent::Entries { .. }
                | SectionContent::Table { .. }
                | SectionContent::Matrix { .. } => {}
            }
        }
        typesetter
    }

    /// The latest date of what is printed.
    fn latest(&self, publication: &Publication) -> jiff::civil::Date {
        publication
            .entries()
            .filter_map(|key| self.catalog.localized(key, &publication.language))
            .filter_map(|entry| date(self.catalog, entry))
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
}

/// Where links to an entry lead: the section whose layout is the most prominent, of several the first. A chapter is shown as in the
/// layout that nobody has to name.
fn places<'p>(
    publication: &'p Publication,
    layouts: &PrintLayouts,
) -> BTreeMap<&'p EntryKey, usize> {
    let chapter = layouts.layouts.get(DEFAULT_LAYOUT).map_or(0, |layout| layout.prominence);
    let mut places: BTreeMap<&EntryKey, (usize, usize)> = BTreeMap::new();
    for (number, section) in publication.sections.iter().enumerate() {
        let (prominence, keys): (_, Vec<&EntryKey>) = match &section.content {
            SectionContent::Pages(keys) => (chapter, keys.iter().collect()),
            SectionContent::Entries { layout, groups, .. }
            | SectionContent::Table { layout, groups, .. }
            | SectionContent::Matrix { layout, groups, .. } => {
                (layout.prominence, groups.iter().flat_map(|group| &group.entries).collect())
            }
            SectionContent::Text
            | SectionContent::Index { .. }
            | SectionContent::Glossary { .. }
            | SectionContent::Sources { .. } => continue,
        };
        for key in keys {
            let place = places.entry(key).or_insert((prominence, number));
            if place.0 < prominence {
                *place = (prominence, number);
            }
        }
    }
    places.into_iter().map(|(key, (_, number))| (key, number)).collect()
}
