//! Feeds: one per language, and one about each entry whose type wants it.

use std::sync::Arc;

use super::{DraftContext, OutputFamily, OutputLabel, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::location::Span;
use crate::model::EntryKey;
use crate::plan::FeedFormat;
use crate::render::Draft;
use crate::render::data::{atom, json_feed};
use crate::schema::Schema;
use crate::view;

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    /// The entry that it is about; `None` for that of the whole site.
    about: Option<EntryKey>,
    /// The language.
    language: Arc<str>,
    /// How it is written.
    format: FeedFormat,
}

impl OutputFamily for Feed {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        // Feeds need whole addresses, and nobody should subscribe to a preview.
        if config.base_url.is_none() || plan.options.drafts {
            return;
        }
        let mut add =
            |about: Option<&EntryKey>, language: &str, atom: &str, origin: Option<Span>| {
                for format in FeedFormat::ALL {
                    let output = Self { about: about.cloned(), language: language.into(), format };
                    planner.add(format.of_atom(atom), output, origin.clone());
                }
            };
        for language in &config.languages {
            if let Some(atom) = plan.routes.feed(language) {
                add(None, language, atom, None);
            }
        }
        for entry in catalog.entries() {
            if let Some(atom) = plan.routes.topic_feed(&entry.key, &entry.language) {
                add(Some(&entry.key), &entry.language, atom, Some(entry.span()));
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        match &self.about {
            Some(key) => OutputLabel::file(key),
            None => OutputLabel::file(&format!("feed ({})", self.language)),
        }
    }

    fn draft(&self, site: &DraftContext<'_>, path: &str) -> Result<Draft, Vec<Diagnostic>> {
        let write = match self.format {
            FeedFormat::Atom => atom::render,
            FeedFormat::Json => json_feed::render,
        };
        let feed = view::feed(&site.handed_on(), self.about.as_ref(), &self.language);
        let address = site.config.base_url.as_ref().map(|base| format!("{base}{path}"));
        let text = feed.zip(address).map(|(feed, address)| write(&feed, &address, &self.language));
        Ok(Draft::text(text))
    }
}
