//! Pages at the former addresses of entries, which lead to today's.

use std::sync::Arc;

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, Permalink, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::model::{EntryKey, Value};
use crate::render::Draft;
use crate::schema::Schema;
use crate::schema::common;
use crate::view;

/// A page that leads from a former address to today's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// The entry.
    key: EntryKey,
    /// The language.
    language: Arc<str>,
}

impl OutputFamily for Redirect {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, plan, .. } = planner.inputs;
        for entry in catalog.entries().iter().filter(|entry| plan.scope.has(entry)) {
            // A translation has the aliases of the original as values, but not as addresses of its own.
            let (Some(aliases), Some(span)) =
                (entry.get(common::ALIASES), entry.written_at(common::ALIASES))
            else {
                continue;
            };
            for alias in aliases.items().iter().filter_map(Value::as_str) {
                // What cannot be an address has been found where it was read.
                if let Some(path) = plan.routes.alias(entry, alias) {
                    let (key, language) = (entry.key.clone(), entry.language.clone());
                    planner.add(path, Self { key, language }, Some(span.clone()));
                }
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        OutputLabel::new(LabelKind::Alias, &self.key)
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        Some(Permalink::Redirect(&self.key))
    }

    fn draft(&self, site: &DraftContext<'_>, path: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(Draft::page(view::redirect_page(site.views, &self.key, &self.language, path)))
    }
}
