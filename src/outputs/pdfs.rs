//! PDFs: the sheets of entries and the publications.

use super::{
    DraftContext, LabelKind, OutputFamily, OutputLabel, Permalink, Phase, PlanInputs, Planner,
};
use crate::diagnostic::Diagnostic;
use crate::plan::PdfOutput;
use crate::render::{Draft, print};
use crate::schema::Schema;

impl OutputFamily for PdfOutput {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, publications, plan, .. } = planner.inputs;
        if !plan.options.print {
            return;
        }
        for entry in catalog.entries() {
            if let Some(href) = plan.routes.sheet(&entry.key, &entry.language) {
                let (key, language) = (entry.key.clone(), entry.language.clone());
                planner.add(href.to_owned(), Self::Sheet { key, language }, Some(entry.span()));
            }
        }
        for publication in publications {
            let (id, language) = (&publication.id, &publication.language);
            let Some(href) = plan.routes.publication(id, language) else { continue };
            let output = Self::Publication { id: id.clone(), language: language.clone() };
            planner.add(href.to_owned(), output, Some(publication.span.clone()));
            for form in &publication.print_shop {
                let (id, language) = (id.clone(), language.clone());
                let output = Self::PrintShop { id, language, form: *form };
                let path = format!("{}{}", href.trim_end_matches("pdf"), form.ending());
                planner.add(path, output, Some(publication.span.clone()));
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        match self {
            Self::Sheet { key, .. } => OutputLabel::new(LabelKind::Pdf, key),
            Self::Publication { id, .. } | Self::PrintShop { id, .. } => {
                OutputLabel::new(LabelKind::Pdf, &format!("publications/{id}"))
            }
        }
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        match self {
            Self::Sheet { key, .. } => Some(Permalink::Entry(key)),
            Self::Publication { .. } => Some(Permalink::Other),
            Self::PrintShop { .. } => None,
        }
    }

    fn phase(&self) -> Phase {
        let rank = match self {
            Self::Sheet { .. } => 0,
            Self::Publication { .. } => 1,
            Self::PrintShop { .. } => 2,
        };
        Phase::Print { rank }
    }

    fn shows_its_file(&self) -> bool {
        true
    }

    fn names(&self) -> Vec<String> {
        match self {
            Self::Sheet { key, .. } => vec![key.id.to_string(), key.to_string()],
            Self::Publication { id, .. } | Self::PrintShop { id, .. } => vec![id.to_string()],
        }
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        let document = print::document(self, site.builder, site.publications);
        Ok(document.map_or(Draft::Nothing, |document| Draft::Print(document.into())))
    }
}
