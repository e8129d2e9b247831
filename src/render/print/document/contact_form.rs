//! The form by which an organisation puts right how it is reached.
//!
//! Entry point: [`DocumentBuilder::contact_form`]. Invariant: it says what the mail beside it says.

use serde::Serialize;

use super::{DocumentBuilder, Frame, NO_DATE};
use crate::model::EntryKey;
use crate::plan::date;
use crate::render::print::PrintJob;
use crate::schema::PartialDate;
use crate::view::types::ContactFormView;

/// The template, a file of the theme's print folder.
const TEMPLATE: &str = "contact-form";

/// A form about one entry.
#[derive(Serialize)]
struct FormDocument<'a> {
    #[serde(flatten)]
    frame: Frame,
    form: &'a ContactFormView,
}

impl DocumentBuilder<'_> {
    /// A form on paper. `None` when there is no such entry.
    pub(crate) fn contact_form(
        &self,
        key: &EntryKey,
        language: &str,
        form: &ContactFormView,
    ) -> Option<(PrintJob, serde_json::Value)> {
        let entry = self.catalog.get_in(key, language)?;
        let frame =
            self.frame(language, &form.subject, None, Vec::new(), "sheet", form.address.clone());
        let view = serde_json::to_value(FormDocument { frame, form }).ok()?;
        let job = PrintJob {
            template: TEMPLATE.to_owned(),
            ident: format!("contact-form:{key}:{language}"),
            date: date(self.catalog, entry).map_or(NO_DATE, PartialDate::first_day),
            pictures: Default::default(),
            drawings: Default::default(),
            bounds: self.config.pictures,
            origin: entry.file.clone(),
            sources: vec![entry.file.clone()],
            max_pages: None,
            budgets: Default::default(),
        };
        Some((job, view))
    }
}
