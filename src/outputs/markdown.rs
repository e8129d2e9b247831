//! Entries as Markdown, one file each, of the types that the settings name.

mod writer;

use std::sync::Arc;

use serde_json::Value;

use super::{DraftContext, OutputFamily, OutputLabel, Permalink, PlanInputs, Planner};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, EntryKey};
use crate::render::Draft;
use crate::schema::Schema;
use crate::syntax::tree::plain_text;
use crate::syntax::{Destination, DestinationKind};
use crate::view::{self, Resolver, root_of};
use writer::MarkdownLinks;

/// An entry as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryMarkdown {
    /// The entry.
    key: EntryKey,
    /// The language.
    language: Arc<str>,
}

impl OutputFamily for EntryMarkdown {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { catalog, config, plan, .. } = planner.inputs;
        for entry in catalog.entries() {
            if let Some(path) = plan.entry_markdown(config, entry) {
                let (key, language) = (entry.key.clone(), entry.language.clone());
                planner.add(path, Self { key, language }, Some(entry.span()));
            }
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        OutputLabel::file(&self.key)
    }

    fn permalink(&self) -> Option<Permalink<'_>> {
        Some(Permalink::Entry(&self.key))
    }

    fn draft(&self, site: &DraftContext<'_>, path: &str) -> Result<Draft, Vec<Diagnostic>> {
        let Self { key, language } = self;
        let found = site.catalog.get_in(key, language);
        let Some((entry, content_type)) = found.zip(site.catalog.schema.get(&key.type_id)) else {
            return Ok(Draft::Nothing);
        };
        let views = site.handed_on();
        let table = view::data_table(&views, content_type, language);
        let columns = table.columns().into_iter();
        let mut values: Vec<(&str, Value)> =
            columns.map(|column| (column.name(), table.cell(column, entry))).collect();
        for (name, value) in [("language", &**language), ("type", &*key.type_id)] {
            // What a type calls so itself stands there already.
            if content_type.field(name).is_none() {
                values.insert(1, (name, value.into()));
            }
        }
        let root = site.config.base_url.clone().unwrap_or_else(|| root_of(path));
        let page = site.plan.routes.entry(key, language).map(|href| format!("{root}{href}"));
        let resolver = view::resolver(&views, &entry.body_file, language);
        let links = PublicLinks { resolver, entry, root, page };
        let (head, body) = (writer::front_matter(values), writer::body(entry.body(), &links));
        Ok(Draft::Text(if body.is_empty() { head } else { format!("{head}\n{body}") }))
    }
}

/// Leads to where readers find what an entry points to: to whole addresses, where that of the site is known.
struct PublicLinks<'a> {
    resolver: Resolver<'a>,
    entry: &'a Entry,
    /// Put before every address of the site.
    root: String,
    /// The page of the entry.
    page: Option<String>,
}

impl MarkdownLinks for PublicLinks<'_> {
    fn link(&self, destination: &Destination) -> (Option<String>, String) {
        if let DestinationKind::Anchor(anchor) = destination.kind() {
            let headings = self.entry.body().headings();
            let heading = headings.iter().find(|heading| heading.id == anchor);
            let name = heading.map(|heading| plain_text(heading.content));
            let href = format!("{}#{anchor}", self.page.as_deref().unwrap_or_default());
            return (Some(href), name.unwrap_or_default());
        }
        let Some(link) = self.resolver.link(destination) else { return (None, String::new()) };
        let here = |href| if link.external { href } else { format!("{}{href}", self.root) };
        (link.href.map(here), link.text)
    }

    fn image(&self, file: &str) -> Option<String> {
        Some(format!("{}{}", self.root, self.resolver.image(file)?.href))
    }
}
