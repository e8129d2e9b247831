//! The parts of a publication.
//!
//! Entry point: [`DocumentBuilder::section`]. Invariant: a part whose entries are chapters becomes one part a chapter, every other one
//! part.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::back_matter::{CitedWork, Letter, Term};
use super::entry::PrintEntry;
use super::table::{PrintScaleStep, TableGroup};
use super::{DocumentBuilder, tree};
use crate::model::EntryKey;
use crate::publication::{Group, Section, SectionContent};
use crate::render::print::text::{PrintBlock, Typesetter};
use crate::schema::Format;
use crate::theme::{EntryLayout, Shows};
use crate::view::{self, Scope};

/// A part of a brochure.
#[derive(Serialize)]
pub(super) struct PrintSection {
    key: String,
    title: String,
    intro: Vec<PrintBlock>,
    notes: Vec<PrintBlock>,
    as_of: Option<String>,
    panel: Option<String>,
    #[serde(flatten)]
    content: PrintContent,
}

/// What a part of a brochure shows beside its title and its text.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PrintContent {
    Text,
    Chapter {
        entry: Box<PrintEntry>,
    },
    Entries {
        layout: String,
        template: String,
        groups: Vec<EntryGroup>,
    },
    Table {
        layout: String,
        template: String,
        first: String,
        groups: Vec<TableGroup>,
        scale: Vec<PrintScaleStep>,
    },
    Index {
        letters: Vec<Letter>,
    },
    Glossary {
        terms: Vec<Term>,
    },
    Sources {
        works: Vec<CitedWork>,
    },
}

#[derive(Serialize)]
struct EntryGroup {
    label: Option<String>,
    intro: Vec<PrintBlock>,
    entries: Vec<PrintEntry>,
}

impl DocumentBuilder<'_> {
    /// A part of a publication, the one of that number; a chapter of several entries is several parts.
    pub(super) fn section(
        &self,
        typesetter: &Typesetter<'_>,
        section: &Section,
        number: usize,
        places: &BTreeMap<&EntryKey, usize>,
    ) -> Vec<PrintSection> {
        let text = |document| {
            typesetter.document(&self.resolved(document, &section.span.file, typesetter.language))
        };
        let of = |content| PrintSection {
            key: format!("section:{}", number + 1),
            title: section
                .title
                .as_deref()
                .map(|title| typesetter.typeset(title))
                .unwrap_or_default(),
            intro: text(&section.intro),
            notes: text(&section.notes),
            as_of: section
                .as_of
                .map(|date| Format::new(typesetter.language, &self.config.language).date(date)),
            panel: section.panel.clone(),
            content,
        };
        let here = |key: &EntryKey| places.get(key) == Some(&number);
        let content = match &section.content {
            SectionContent::Text => PrintContent::Text,
            SectionContent::Pages(keys) => {
                return keys
                    .iter()
                    .filter_map(|key| {
                        let mut entry = self.entry(typesetter, key, None)?;
                        entry.anchored = here(key);
                        // A chapter of one entry may have a title of its own.
                        if let Some(title) = section.title.as_deref().filter(|_| keys.len() == 1) {
                            entry.title = typesetter.typeset(title);
                        }
                        Some(of(PrintContent::Chapter { entry: Box::new(entry) }))
                    })
                    .collect();
            }
            SectionContent::Entries { layout, groups, grouped_by, facts } => {
                let facts = facts.as_deref();
                let grouped_by = grouped_by.as_deref();
                let mut groups: Vec<EntryGroup> = groups
                    .iter()
                    .map(|group| self.group(typesetter, group, layout, grouped_by, facts, &here))
                    .collect();
                groups.retain(|group| !group.entries.is_empty());
                let (layout, template) = (layout.name.clone(), layout.template.clone());
                PrintContent::Entries { layout, template, groups }
            }
            SectionContent::Table { layout, type_id, groups, columns, row_notes } => {
                let groups = groups
                    .iter()
                    .map(|group| self.table(typesetter, type_id, group, columns, row_notes, &here))
                    .collect();
                let first = self.type_label(type_id, typesetter.language);
                let (layout, template) = (layout.name.clone(), layout.template.clone());
                PrintContent::Table { layout, template, first, groups, scale: Vec::new() }
            }
            SectionContent::Matrix { layout, type_id, groups } => {
                let mut scale = Vec::new();
                let groups = groups
                    .iter()
                    .filter_map(|group| self.matrix(typesetter, type_id, group, &here, &mut scale))
                    .collect();
                PrintContent::Table {
                    layout: layout.name.clone(),
                    template: layout.template.clone(),
                    first: self.title_label(type_id, typesetter.language),
                    groups,
                    scale,
                }
            }
            SectionContent::Index { types } => {
                PrintContent::Index { letters: self.index(types, typesetter.language) }
            }
            SectionContent::Glossary { type_id, .. } => {
                PrintContent::Glossary { terms: self.glossary(typesetter, type_id) }
            }
            SectionContent::Sources { type_id } => {
                PrintContent::Sources { works: self.bibliography(typesetter, type_id) }
            }
        };
        vec![of(content)]
    }

    pub(super) fn type_label(&self, type_id: &str, language: &str) -> String {
        let content_type = self.catalog.schema.get(type_id);
        content_type.map_or_else(String::new, |it| it.label.get(language).to_owned())
    }

    fn title_label(&self, type_id: &str, language: &str) -> String {
        let content_type = self.catalog.schema.get(type_id);
        content_type
            .and_then(|content_type| content_type.field(&content_type.title))
            .map_or_else(String::new, |field| field.label.get(language).to_owned())
    }

    fn group(
        &self,
        typesetter: &Typesetter<'_>,
        group: &Group,
        layout: &EntryLayout,
        grouped_by: Option<&str>,
        facts: Option<&[Arc<str>]>,
        here: &dyn Fn(&EntryKey) -> bool,
    ) -> EntryGroup {
        let about = group.key.as_ref().filter(|_| layout.shows != Shows::Everything);
        let intro = about
            .and_then(|key| view::entry(self.views, key, &Scope::page(typesetter.language, "")))
            .and_then(|about| tree(about.summary.as_ref()?).cloned())
            .map(|summary| typesetter.document(&summary))
            .unwrap_or_default();
        let entries = group.entries.iter().filter_map(|key| {
            let mut entry = match layout.shows {
                Shows::Everything => self.entry(typesetter, key, grouped_by)?,
                Shows::Text => self.running(typesetter, key, grouped_by, facts)?,
                Shows::Summary | Shows::Columns | Shows::Ratings => {
                    self.compact(typesetter, key, facts)?
                }
            };
            entry.anchored = here(key);
            Some(entry)
        });
        EntryGroup {
            label: group.label.as_deref().map(|label| typesetter.typeset(label)),
            intro,
            entries: entries.collect(),
        }
    }
}
