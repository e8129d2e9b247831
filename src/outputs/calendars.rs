//! Calendars: the dates of an entry, and of the whole site.

use std::sync::Arc;

use super::{DraftContext, OutputFamily, OutputLabel, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::model::EntryKey;
use crate::render::Draft;
use crate::render::data::icalendar;
use crate::schema::Schema;
use crate::view;

/// The dates of an entry, or of the whole site, as a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// The entry.
    about: Option<EntryKey>,
    /// The language.
    language: Arc<str>,
}

impl OutputFamily for Calendar {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        for language in &config.languages {
            if plan.dated(catalog, language).next().is_some() {
                let output = Self { about: None, language: language.as_str().into() };
                planner.add(plan.routes.calendar(language), output, None);
            }
        }
        for entry in catalog.entries().iter().filter(|entry| plan.scope.has(entry)) {
            let Some(content_type) = catalog.schema.get(&entry.key.type_id) else { continue };
            if let Some(path) = plan.entry_calendar(entry, content_type) {
                let (about, language) = (Some(entry.key.clone()), entry.language.clone());
                planner.add(path, Self { about, language }, Some(entry.span()));
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        match &self.about {
            Some(key) => OutputLabel::file(key),
            None => OutputLabel::file(&format!("calendar ({})", self.language)),
        }
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        let Self { about, language } = self;
        let views = site.handed_on();
        let title = view::calendar_title(&views, about.as_ref(), language);
        let events = view::calendar(&views, about.as_ref(), language);
        Ok(Draft::text(icalendar::render(&title, &events, language)))
    }
}
