//! The entries of each type as a table, what is in all tables, and the page that leads to them.

use std::sync::Arc;

use super::{DraftContext, OutputFamily, OutputLabel, Phase, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::plan::{TableFormat, content_type_span, page_file, table_name};
use crate::render::Draft;
use crate::render::data::{package, table};
use crate::schema::Schema;
use crate::view;

/// A file with data, or the page that leads to such files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DataFile {
    /// All listed entries of a type.
    Table {
        /// The type.
        type_id: Arc<str>,
        /// How they are written.
        format: TableFormat,
        /// The language.
        language: Arc<str>,
    },
    /// What is in all tables: `datapackage.json`.
    Package {
        /// The language.
        language: Arc<str>,
    },
    /// The page for people.
    Page {
        /// The language.
        language: Arc<str>,
    },
}

impl OutputFamily for DataFile {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        for language in &config.languages {
            let language: Arc<str> = language.as_str().into();
            let mut any = false;
            for content_type in plan.tables(catalog, &language) {
                for format in TableFormat::ALL {
                    let path = plan.routes.table(content_type, format, &language);
                    let (type_id, language) = (content_type.id.clone(), language.clone());
                    let output = Self::Table { type_id, format, language };
                    planner.add(path, output, content_type_span(content_type));
                }
                any = true;
            }
            if any {
                let package = Self::Package { language: language.clone() };
                planner.add(plan.routes.data_package(&language), package, None);
                let page = page_file(&plan.routes.data_page(&language));
                planner.add(page, Self::Page { language }, None);
            }
        }
    }

    fn label(&self, schema: &Schema) -> OutputLabel {
        match self {
            Self::Table { type_id, format, language } => {
                let content_type = schema.get(type_id);
                let name = content_type.map(|content_type| table_name(content_type, language));
                OutputLabel::file(&format!("{}.{}", name.unwrap_or_default(), format.ending()))
            }
            Self::Package { .. } | Self::Page { .. } => OutputLabel::file("datapackage.json"),
        }
    }

    fn phase(&self) -> Phase {
        match self {
            Self::Table { .. } | Self::Package { .. } => Phase::Files,
            Self::Page { .. } => Phase::Pages,
        }
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        let views = site.handed_on();
        Ok(match self {
            Self::Table { type_id, format, language } => {
                let content_type = site.catalog.schema.get(type_id);
                let write = |content_type| {
                    table::render(&view::data_table(&views, content_type, language), *format)
                };
                Draft::text(content_type.map(write))
            }
            Self::Package { language } => {
                let DraftContext { plan, catalog, config, .. } = *site;
                Draft::Text(package::render(plan, catalog, config, &views, language))
            }
            Self::Page { language } => Draft::page(view::data_page(site.views, language)),
        })
    }
}
