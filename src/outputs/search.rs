//! What can be found: the pieces of the index, and the page with everything from A to Z.

use std::sync::Arc;

use super::{DraftContext, OutputFamily, OutputLabel, Permalink, Phase, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::plan::{Piece, page_file};
use crate::render::Draft;
use crate::schema::Schema;
use crate::view;

/// What can be found in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SearchFile {
    /// The page with everything, and with results.
    Page {
        /// The language.
        language: Arc<str>,
    },
    /// A piece of the index.
    Piece {
        /// The language.
        language: Arc<str>,
        /// Which one.
        piece: Piece,
    },
}

impl OutputFamily for SearchFile {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        for language in &config.languages {
            let Some(page) = plan.search_page(catalog, config, language) else { continue };
            let language: Arc<str> = language.as_str().into();
            planner.add(page_file(&page), Self::Page { language: language.clone() }, None);
            for (piece, path) in plan.search_pieces(catalog, config, &language) {
                planner.add(path, Self::Piece { language: language.clone(), piece }, None);
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        let (Self::Page { language } | Self::Piece { language, .. }) = self;
        OutputLabel::file(&format!("search ({language})"))
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        // How the index is cut follows from how much there is.
        matches!(self, Self::Page { .. }).then_some(Permalink::Other)
    }

    fn phase(&self) -> Phase {
        Phase::Files
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(match self {
            Self::Page { language } => Draft::page(view::search_page(site.views, language)),
            Self::Piece { language, piece } => {
                let of = (language.clone(), *piece);
                Draft::text(site.search.and_then(|index| index.piece(&of)).map(str::to_owned))
            }
        })
    }
}
