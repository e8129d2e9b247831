//! Parts of lists: what is left of a list when it is narrowed by values of its facets.

use std::borrow::Cow;
use std::sync::Arc;

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, Phase, PlanInputs, Planner};
use crate::diagnostic::{Diagnostic, problem};
use crate::plan::{ChoiceName, content_type_span, page_file};
use crate::render::Draft;
use crate::schema::Schema;
use crate::view;

/// A page below the list of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FacetPage {
    /// The values of a facet.
    Values {
        /// The type.
        type_id: Arc<str>,
        /// The language.
        language: Arc<str>,
        /// The field.
        field: Arc<str>,
    },
    /// All entries with their values, for a script.
    Entries {
        /// The type.
        type_id: Arc<str>,
        /// The language.
        language: Arc<str>,
    },
    /// What is left of the list.
    Choice {
        /// Type, language and values.
        name: ChoiceName,
        /// Its number, from one.
        number: usize,
    },
}

impl OutputFamily for FacetPage {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, plan, .. } = planner.inputs;
        let origin = |type_id: &str| catalog.schema.get(type_id).and_then(content_type_span);
        for ((type_id, language), list) in plan.facets.lists() {
            if let Some(path) = plan.routes.directory(type_id, language) {
                let (type_id, language) = (type_id.clone(), language.clone());
                let place = origin(&type_id);
                planner.add(path, Self::Entries { type_id, language }, place);
            }
            for facet in list.facets.iter().filter(|facet| view::has_values_page(facet)) {
                let (type_id, language) = (type_id.clone(), language.clone());
                let place = origin(&type_id);
                let page = Self::Values { type_id, language, field: facet.field.clone() };
                planner.add(page_file(&facet.href), page, place);
            }
            if let Some((count, first)) = &list.left_out {
                let fields = first.values.iter().map(|(field, _)| &**field);
                let values = first.values.iter().map(|(_, value)| match value.as_str() {
                    "" => "–",
                    value => value,
                });
                let too_many = problem::TooManyFacets {
                    type_: type_id,
                    language,
                    count: *count,
                    fields: &fields.collect::<Vec<_>>().join(", "),
                    values: &values.collect::<Vec<_>>().join(", "),
                };
                planner.report(match origin(type_id) {
                    Some(place) => Diagnostic::at(too_many, place),
                    None => Diagnostic::nowhere(too_many),
                });
            }
        }
        for (name, choice) in plan.facets.choices() {
            for number in 1..=choice.pages.len() {
                if let Some(href) = choice.page(&plan.routes, &name.language, number) {
                    let page = Self::Choice { name: name.clone(), number };
                    planner.add(page_file(&href), page, origin(&name.type_id));
                }
            }
        }
    }

    fn label(&self, schema: &Schema) -> OutputLabel {
        let (Self::Values { type_id, language, .. }
        | Self::Entries { type_id, language }
        | Self::Choice { name: ChoiceName { type_id, language, .. }, .. }) = self;
        let content_type = schema.get(type_id);
        let plural = content_type.map(|content_type| content_type.plural.get(language));
        OutputLabel::new(LabelKind::List, plural.unwrap_or(type_id))
    }

    fn phase(&self) -> Phase {
        Phase::Parts
    }

    /// What one value leaves of a list is looked for; pairs and later pages are found from there.
    fn sitemap<'a>(&self, site: &DraftContext<'a>) -> Option<Vec<(&'a Arc<str>, Cow<'a, str>)>> {
        let Self::Choice { name, number: 1 } = self else { return None };
        let [_] = name.values.as_slice() else { return None };
        let versions = site.plan.routes.homes().filter_map(|(language, _)| {
            let name = ChoiceName { language: language.clone(), ..name.clone() };
            let choice = site.plan.facets.choice(&name)?;
            Some((language, choice.href.as_str().into()))
        });
        Some(versions.collect())
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(match self {
            Self::Values { type_id, language, field } => {
                Draft::page(view::facet_values_page(site.views, type_id, language, field))
            }
            Self::Entries { type_id, language } => {
                Draft::text(view::directory(site.views, type_id, language))
            }
            Self::Choice { name, number } => {
                Draft::page(view::choice_page(site.views, name, *number))
            }
        })
    }
}
