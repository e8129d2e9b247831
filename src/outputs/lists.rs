//! The lists of types.

use std::borrow::Cow;
use std::sync::Arc;

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, Permalink, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::plan::{content_type_span, page_file};
use crate::render::Draft;
use crate::schema::Schema;
use crate::view;

/// A page of the list of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListPage {
    /// The type.
    type_id: Arc<str>,
    /// The language.
    language: Arc<str>,
    /// Its number, from one.
    number: usize,
}

impl OutputFamily for ListPage {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        for language in &config.languages {
            for content_type in catalog.schema.types() {
                for (number, href) in plan.routes.list_pages(&content_type.id, language) {
                    let (type_id, language) = (content_type.id.clone(), language.as_str().into());
                    let output = Self { type_id, language, number };
                    planner.add(page_file(&href), output, content_type_span(content_type));
                }
            }
        }
    }

    fn label(&self, schema: &Schema) -> OutputLabel {
        let content_type = schema.get(&self.type_id);
        let plural = content_type.map(|content_type| content_type.plural.get(&self.language));
        OutputLabel::new(LabelKind::List, plural.unwrap_or(&self.type_id))
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        // How many pages there are follows from other settings.
        (self.number == 1).then_some(Permalink::Other)
    }

    fn sitemap<'a>(&self, site: &DraftContext<'a>) -> Option<Vec<(&'a Arc<str>, Cow<'a, str>)>> {
        let routes = &site.plan.routes;
        let versions = routes.homes().filter_map(|(language, _)| {
            let href = routes.list_page(&self.type_id, language, self.number)?;
            Some((language, href.into()))
        });
        Some(versions.collect())
    }

    fn shows_its_file(&self) -> bool {
        true
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(Draft::page(view::list_page(site.views, &self.type_id, &self.language, self.number)))
    }
}
