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
        /// Its number, from one.
        number: usize,
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
            let everything = plan.everything(catalog, config, language);
            let language: Arc<str> = language.as_str().into();
            for (number, page) in (1..).zip(everything.pages) {
                let output = Self::Page { language: language.clone(), number };
                planner.add(page_file(&page), output, None);
            }
            for (piece, path) in plan.search_pieces(catalog, config, &language) {
                planner.add(path, Self::Piece { language: language.clone(), piece }, None);
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        let (Self::Page { language, .. } | Self::Piece { language, .. }) = self;
        OutputLabel::file(&format!("search ({language})"))
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        // How index and list are cut follows from how much there is.
        matches!(self, Self::Page { number: 1, .. }).then_some(Permalink::Other)
    }

    fn phase(&self) -> Phase {
        Phase::Files
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(match self {
            Self::Page { language, number } => {
                Draft::page(view::search_page(site.views, language, *number))
            }
            Self::Piece { language, piece } => {
                let of = (language.clone(), *piece);
                Draft::text(site.search.and_then(|index| index.piece(&of)).map(str::to_owned))
            }
        })
    }
}
