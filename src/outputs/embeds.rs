//! What others show on their pages: cards, profiles, lists, badges, and the page that says how it is done.

use std::sync::Arc;

use super::{DraftContext, LabelKind, OutputFamily, OutputLabel, Permalink, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::location::Span;
use crate::model::{Channel, EntryKey};
use crate::plan::{EMBEDS, EmbedShape, embeddable, page_file};
use crate::render::Draft;
use crate::schema::Schema;
use crate::view;

/// What others show on their pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Embed {
    /// An entry.
    Entry {
        /// How.
        shape: EmbedShape,
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// All entries of a type, as cards.
    List {
        /// The type.
        type_id: Arc<str>,
        /// The language.
        language: Arc<str>,
    },
    /// The page that shows how it is done.
    Page {
        /// The language.
        language: Arc<str>,
    },
    /// A file of the theme: the style sheet, the script.
    File,
}

impl OutputFamily for Embed {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { config, theme, .. } = planner.inputs;
        if config.embeds.types.is_empty() && config.embeds.badges.is_empty() {
            return;
        }
        for (name, _) in theme.folder(EMBEDS) {
            planner.add(format!("{EMBEDS}{name}"), Self::File, None);
        }
        for language in &config.languages {
            plan_language(planner, &language.as_str().into());
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        match self {
            Self::Entry { key, .. } => OutputLabel::file(key),
            Self::List { .. } | Self::Page { .. } => OutputLabel::file(""),
            Self::File => OutputLabel::new(LabelKind::Theme, ""),
        }
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        match self {
            Self::Entry { key, .. } => Some(Permalink::Entry(key)),
            Self::List { .. } | Self::Page { .. } => Some(Permalink::Other),
            Self::File => None,
        }
    }

    fn draft(&self, site: &DraftContext<'_>, path: &str) -> Result<Draft, Vec<Diagnostic>> {
        let views = site.views.for_channel(Channel::Embed);
        Ok(match self {
            Self::Entry { shape: EmbedShape::Data, key, language } => {
                let data = view::embed_data(&views, key, language);
                let text = data.and_then(|data| serde_json::to_string_pretty(&data).ok());
                Draft::text(text.map(|text| text + "\n"))
            }
            Self::Entry { shape, key, language } => {
                Draft::page(view::embedded(&views, *shape, key, language))
            }
            Self::List { type_id, language } => {
                Draft::page(view::embedded_list(&views, type_id, language))
            }
            Self::Page { language } => Draft::page(view::embeds_page(&views, language)),
            Self::File => Draft::bytes(site.theme.file(path).map(|file| &*file.bytes)),
        })
    }
}

fn plan_language(planner: &mut Planner<'_>, language: &Arc<str>) {
    let PlanInputs { catalog, config, plan, .. } = planner.inputs;
    let folder = plan.routes.embeds(language);
    let mut any = false;
    for content_type in catalog.schema.types() {
        let is_in = |types: &[(String, Span)]| types.iter().any(|(id, _)| **id == *content_type.id);
        let mut shapes = Vec::new();
        if is_in(&config.embeds.types) {
            shapes.extend([EmbedShape::Card, EmbedShape::Profile, EmbedShape::Data]);
        }
        if is_in(&config.embeds.badges) {
            shapes.push(EmbedShape::Badge);
        }
        let mut is_empty = true;
        for entry in embeddable(catalog, &plan.scope, &content_type.id, language) {
            is_empty = false;
            for shape in &shapes {
                let path = plan.routes.embed(&entry.key, *shape, language);
                let (key, language) = (entry.key.clone(), language.clone());
                let output = Embed::Entry { shape: *shape, key, language };
                planner.add(path, output, Some(entry.span()));
                any = true;
            }
        }
        if shapes.contains(&EmbedShape::Card) && !is_empty {
            let type_id = content_type.id.clone();
            let path = format!("{folder}{type_id}/list.fragment");
            planner.add(path, Embed::List { type_id, language: language.clone() }, None);
        }
    }
    if any {
        planner.add(page_file(&folder), Embed::Page { language: language.clone() }, None);
    }
}
