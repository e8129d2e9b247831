//! The sheet of one entry.
//!
//! Entry point: [`DocumentBuilder::sheet`]. Invariant: the type of the entry says whether there is a sheet, the theme by that name
//! which template sets it; either may say how many pages it may have.

use serde::Serialize;

use super::entry::PrintEntry;
use super::{DocumentBuilder, Frame, NO_DATE};
use crate::diagnostic::Severity;
use crate::model::EntryKey;
use crate::plan::date;
use crate::render::print::{Budget, PrintJob};
use crate::schema::PartialDate;
use crate::view;

/// A sheet about one entry.
#[derive(Serialize)]
struct SheetDocument {
    #[serde(flatten)]
    frame: Frame,
    entry: PrintEntry,
}

impl DocumentBuilder<'_> {
    /// The sheet of an entry, as its type has it. `None` when there is no such entry or it has no sheet.
    pub(crate) fn sheet(
        &self,
        key: &EntryKey,
        language: &str,
    ) -> Option<(PrintJob, serde_json::Value)> {
        let entry = self.catalog.get_in(key, language)?;
        let content_type = self.catalog.schema.get(&key.type_id)?;
        let layout = self.theme.print_layouts().sheet_of(content_type)?;
        let typesetter = self.typesetter(language);
        let mut printed = self.entry(&typesetter, key, None)?;
        let contact = printed.contact.take();
        printed.profile.extend(contact);
        let max_pages = content_type.sheet_pages.or(layout.pages);
        let severity = layout.overlong;
        let pages = max_pages.map(|pages| pages as f64);
        let budget = |pages| Budget { pages, severity, place: entry.span(), written: None };
        let description = view::card(self.views, entry, language).and_then(|card| card.summary);
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
            template: layout.template.clone(),
            ident: format!("{key}:{language}"),
            date: date(self.catalog, entry).map_or(NO_DATE, PartialDate::first_day),
            pictures: typesetter.picture_files(),
            drawings: typesetter.drawing_texts(),
            bounds: self.config.pictures,
            origin: entry.file.clone(),
            sources: vec![entry.file.clone(), entry.body_file.clone()],
            max_pages: max_pages.filter(|_| severity == Severity::Error),
            budgets: pages.map(|pages| (key.to_string(), budget(pages))).into_iter().collect(),
        };
        Some((job, view))
    }
}
