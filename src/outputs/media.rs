//! Pictures and other files of the content.

use super::{DraftContext, OutputFamily, OutputLabel, PlanInputs, Planner};
use crate::diagnostic::{Diagnostic, problem};
use crate::files::is_picture;
use crate::location::{SitePath, Span};
use crate::picture;
use crate::render::Draft;
use crate::schema::Schema;

/// A file of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContentFile {
    /// Where it is in the site.
    file: SitePath,
}

impl OutputFamily for ContentFile {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { plan, .. } = planner.inputs;
        for (file, media) in plan.media.iter() {
            let output = Self { file: file.clone() };
            planner.add(media.path.clone(), output, Some(Span::start_of(file)));
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        OutputLabel::file(&self.file)
    }

    fn is_shown_on_pages(&self) -> bool {
        is_picture(&self.file.extension())
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        let file = &self.file;
        let Some(media) = site.plan.media.get(file) else { return Ok(Draft::Nothing) };
        let bytes = media.source.bytes().map_err(|error| {
            let found = problem::Unreadable { path: file, message: Some(&error) };
            vec![Diagnostic::at_file(found, file)]
        })?;
        let published = picture::published(&file.extension(), bytes, site.config.pictures);
        published.map(Draft::Bytes).map_err(|problem| {
            vec![Diagnostic::at_file(problem::BrokenImage { file, problem }, file)]
        })
    }
}
