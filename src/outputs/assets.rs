//! Files of the theme, and the style sheet with the colours of the publisher.

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::location::Span;
use crate::render::Draft;
use crate::schema::Schema;

/// A file that makes pages look as they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AssetFile {
    /// A file of the theme; its path is the published one.
    File,
    /// The style sheet with the colours of the publisher.
    BrandStyle,
}

impl OutputFamily for AssetFile {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { snapshot, config, theme, .. } = planner.inputs;
        for asset in theme.assets() {
            let file = theme.file(&format!("static/{}", asset.path)).map(|file| &file.path);
            let own = file.filter(|path| snapshot.get(path).is_some());
            planner.add(asset.path.clone(), Self::File, own.map(Span::start_of));
        }
        if let Some(style) = theme.brand_style(&config.brand) {
            planner.add(style.path, Self::BrandStyle, None);
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        OutputLabel::new(LabelKind::Theme, "")
    }

    fn is_shown_on_pages(&self) -> bool {
        true
    }

    fn draft(&self, site: &DraftContext<'_>, path: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(match self {
            Self::File => {
                let asset = site.theme.assets().find(|asset| asset.path == path);
                Draft::bytes(asset.map(|asset| &*asset.bytes))
            }
            Self::BrandStyle => {
                Draft::text(site.theme.brand_style(&site.config.brand).map(|style| style.css))
            }
        })
    }
}
