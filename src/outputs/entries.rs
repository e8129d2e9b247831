//! The pages of entries.

use std::borrow::Cow;
use std::sync::Arc;

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, Permalink, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, EntryKey};
use crate::plan::page_file;
use crate::render::Draft;
use crate::schema::{Pages, Schema};
use crate::view;

/// A page about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntryPage {
    /// Its page.
    Entry {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// A page on which a relation of it goes on.
    Relation {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
        /// The name of the relation.
        name: String,
        /// The number of the page, from two.
        number: usize,
    },
}

impl OutputFamily for EntryPage {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, plan, .. } = planner.inputs;
        for entry in catalog.entries().iter().filter(|entry| plan.scope.has(entry)) {
            let content_type = catalog.schema.get(&entry.key.type_id);
            let has_page =
                content_type.is_some_and(|content_type| content_type.pages == Pages::Entry);
            if !has_page || plan.scope.is_home(&entry.key) {
                continue;
            }
            if let Some(href) = plan.routes.entry(&entry.key, &entry.language) {
                let (key, language) = (entry.key.clone(), entry.language.clone());
                planner.add(page_file(href), Self::Entry { key, language }, Some(entry.span()));
            }
        }
        for (key, language, relation, number) in plan.relations.pages() {
            let href = plan.routes.relation_page(key, language, relation, number);
            let entry = catalog.get_in(key, language);
            if let (Some(href), Some(entry)) = (href, entry) {
                let (key, language, name) = (key.clone(), language.clone(), relation.name.clone());
                let output = Self::Relation { key, language, name, number };
                planner.add(page_file(&href), output, Some(entry.span()));
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        let (Self::Entry { key, .. } | Self::Relation { key, .. }) = self;
        OutputLabel::new(LabelKind::Entry, key)
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        match self {
            Self::Entry { key, .. } => Some(Permalink::Entry(key)),
            Self::Relation { .. } => None,
        }
    }

    fn sitemap<'a>(&self, site: &DraftContext<'a>) -> Option<Vec<(&'a Arc<str>, Cow<'a, str>)>> {
        let (Self::Entry { key, language } | Self::Relation { key, language, .. }) = self;
        let entry = site.catalog.get_in(key, language);
        // What the main site has as well is found there, when the edition says so.
        let is_elsewhere = site.plan.scope.original(key, language).is_some();
        if is_elsewhere || !entry.is_some_and(Entry::listed) {
            return None;
        }
        Some(match self {
            Self::Entry { .. } => {
                let versions = site.plan.routes.versions(key);
                versions.map(|(language, href)| (language, href.into())).collect()
            }
            Self::Relation { .. } => Vec::new(),
        })
    }

    fn shows_its_file(&self) -> bool {
        matches!(self, Self::Entry { .. })
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        Ok(Draft::page(match self {
            Self::Entry { key, language } => view::entry_page(site.views, key, language),
            Self::Relation { key, language, name, number } => {
                view::relation_page(site.views, key, language, name, *number)
            }
        }))
    }
}
