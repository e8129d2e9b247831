//! The home pages, and the page for addresses where nothing is.

use std::borrow::Cow;
use std::sync::Arc;

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, Permalink, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::model::Entry;
use crate::plan::page_file;
use crate::render::Draft;
use crate::schema::Schema;
use crate::view;

/// The file that servers show where nothing is.
const NOT_FOUND: &str = "404.html";

/// A page that a site has, whatever is in its collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SitePage {
    /// The home page of a language.
    Home {
        /// The language.
        language: Arc<str>,
    },
    /// The page for addresses where nothing is.
    NotFound,
}

impl OutputFamily for SitePage {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        for language in &config.languages {
            if let Some(home) = plan.routes.home(language) {
                let origin = catalog.get_in(&plan.scope.home(), language).map(Entry::span);
                let output = Self::Home { language: language.as_str().into() };
                planner.add(page_file(home), output, origin);
            }
        }
        planner.add(NOT_FOUND.to_owned(), Self::NotFound, None);
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        match self {
            Self::Home { language } => OutputLabel::new(LabelKind::Home, language),
            Self::NotFound => OutputLabel::file(NOT_FOUND),
        }
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        matches!(self, Self::Home { .. }).then_some(Permalink::Other)
    }

    fn sitemap<'a>(&self, site: &DraftContext<'a>) -> Option<Vec<(&'a Arc<str>, Cow<'a, str>)>> {
        match self {
            Self::Home { .. } => {
                let homes = site.plan.routes.homes();
                Some(homes.map(|(language, href)| (language, href.into())).collect())
            }
            Self::NotFound => None,
        }
    }

    fn shows_its_file(&self) -> bool {
        matches!(self, Self::Home { .. })
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(Draft::page(match self {
            Self::Home { language } => view::home_page(site.views, language),
            Self::NotFound => view::not_found_page(site.views),
        }))
    }
}
