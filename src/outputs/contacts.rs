//! Files for address books: how what an entry is about can be reached, and whom one can turn to about it.

use std::sync::Arc;

use super::{DraftContext, OutputFamily, OutputLabel, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::model::EntryKey;
use crate::render::Draft;
use crate::render::data::vcard;
use crate::schema::Schema;
use crate::view;

/// A file for address books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContactFile {
    /// How what an entry is about can be reached.
    Own {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// The contacts of those whom readers can turn to about an entry.
    Others {
        /// The entry.
        key: EntryKey,
        /// Its language.
        language: Arc<str>,
    },
}

impl OutputFamily for ContactFile {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, plan, .. } = planner.inputs;
        for entry in catalog.entries().iter().filter(|entry| plan.scope.has(entry)) {
            let Some(content_type) = catalog.schema.get(&entry.key.type_id) else { continue };
            let (key, language) = (&entry.key, &entry.language);
            if let Some(path) = plan.entry_contact(entry, content_type) {
                let output = Self::Own { key: key.clone(), language: language.clone() };
                planner.add(path, output, Some(entry.span()));
            }
            if let Some(path) = plan.entry_contacts(catalog, entry, content_type) {
                let output = Self::Others { key: key.clone(), language: language.clone() };
                planner.add(path, output, Some(entry.span()));
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        let (Self::Own { key, .. } | Self::Others { key, .. }) = self;
        OutputLabel::file(key)
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        let views = site.handed_on();
        Ok(Draft::text(match self {
            Self::Own { key, language } => view::contact(&views, key, language)
                .map(|contact| vcard::render(&contact, language)),
            Self::Others { key, language } => {
                let contacts = view::contacts(&views, key, language);
                let cards = contacts.iter().map(|contact| vcard::render(contact, language));
                Some(cards.collect()).filter(|cards: &String| !cards.is_empty())
            }
        }))
    }
}
