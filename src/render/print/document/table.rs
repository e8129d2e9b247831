//! Tables of entries and of their ratings.
//!
//! Entry points: [`DocumentBuilder::table`], [`DocumentBuilder::matrix`]. Invariant: every row has a cell for every column; the same note under a
//! table is set once.

use std::sync::Arc;

use serde::Serialize;

use super::{DocumentBuilder, tree};
use crate::model::{Entry, EntryKey};
use crate::publication::Group;
use crate::render::print::text::{PrintInline, Typesetter};
use crate::render::print::values::{PrintValue, inline_length, length};
use crate::view::types::ValueView;
use crate::view::{self, Scope};

/// A table of entries, or of their ratings.
#[derive(Serialize)]
pub(super) struct TableGroup {
    label: Option<String>,
    head: Vec<Vec<PrintInline>>,
    numeric: Vec<bool>,
    longest: Vec<usize>,
    rows: Vec<EntryRow>,
    notes: Vec<Vec<PrintInline>>,
}

/// An entry as the row of a table. `notes` are the numbers of its notes; `heading` opens a part of the table.
#[derive(Serialize)]
struct EntryRow {
    key: String,
    anchored: bool,
    heading: Option<String>,
    title: Vec<PrintInline>,
    cells: Vec<Option<PrintValue>>,
    uncertain: bool,
    notes: Vec<usize>,
}

/// A step of a scale of ratings.
#[derive(Serialize)]
pub(super) struct PrintScaleStep {
    value: i64,
    label: String,
}

impl DocumentBuilder<'_> {
    /// Entries as the rows of a table.
    pub(super) fn table(
        &self,
        typesetter: &Typesetter<'_>,
        type_id: &str,
        group: &Group,
        columns: &[Arc<str>],
        row_notes: &[Arc<str>],
        here: &dyn Fn(&EntryKey) -> bool,
    ) -> TableGroup {
        let language = typesetter.language;
        let content_type = self.catalog.schema.get(type_id);
        let label = |name: &str| {
            content_type
                .and_then(|content_type| content_type.field(name))
                .map_or_else(String::new, |field| field.label.get(language).to_owned())
        };
        let mut notes = Vec::new();
        let mut numeric = vec![true; columns.len()];
        let mut rows = Vec::new();
        for key in &group.entries {
            let Some(view) = view::entry(self.views, key, &Scope::page(language, "")) else {
                continue;
            };
            let summary = content_type.and_then(|it| it.summary.as_deref());
            let of = |name: &str| match view.fields.get(name) {
                Some(value) => Some(value.clone()),
                // The summary of a type stands apart from its other fields.
                None if summary == Some(name) => {
                    view.summary.clone().map(|text| ValueView::Text { text })
                }
                None => None,
            };
            let cells = columns.iter().map(|name| of(name)).collect::<Vec<_>>();
            for (numeric, cell) in numeric.iter_mut().zip(&cells) {
                *numeric &= matches!(cell, None | Some(ValueView::Number { .. }));
            }
            let said = row_notes.iter().filter_map(|name| Some((label(name), of(name)?)));
            let numbers = add_notes(typesetter, said, &mut notes);
            rows.push(EntryRow {
                key: key.to_string(),
                anchored: here(key),
                heading: None,
                title: self.row_title(typesetter, key, &view.title, here(key)),
                cells: cells.iter().map(|cell| Some(typesetter.value(cell.as_ref()?))).collect(),
                uncertain: view.flags.uncertain,
                notes: numbers,
            });
        }
        let head: Vec<String> = columns.iter().map(|name| label(name)).collect();
        TableGroup {
            label: group.label.as_deref().map(|label| typesetter.typeset(label)),
            longest: longest(&head, &rows),
            head: head.iter().map(|label| typesetter.plain(label)).collect(),
            numeric,
            rows,
            notes,
        }
    }

    /// Ratings: what is rated as columns. The scale is the same for all entries of a type.
    pub(super) fn matrix(
        &self,
        typesetter: &Typesetter<'_>,
        type_id: &str,
        group: &Group,
        here: &dyn Fn(&EntryKey) -> bool,
        scale: &mut Vec<PrintScaleStep>,
    ) -> Option<TableGroup> {
        let language = typesetter.language;
        let content_type = self.catalog.schema.get(type_id)?;
        let entries: Vec<&Entry> =
            group.entries.iter().filter_map(|key| self.catalog.localized(key, language)).collect();
        let view = view::matrix(self.views, content_type, &entries, &Scope::page(language, ""))?;
        *scale = view
            .scale
            .iter()
            .map(|step| PrintScaleStep {
                value: step.value,
                label: typesetter.typeset(&step.label),
            })
            .collect();
        let mut notes = Vec::new();
        let rows: Vec<EntryRow> = view
            .rows
            .into_iter()
            .zip(&entries)
            .map(|(row, entry)| {
                let said = row.notes.into_iter().map(|note| (note.label, note.value));
                let numbers = add_notes(typesetter, said, &mut notes);
                EntryRow {
                    key: entry.key.to_string(),
                    anchored: here(&entry.key),
                    heading: row.heading.map(|heading| typesetter.typeset(&heading)),
                    title: self.row_title(typesetter, &entry.key, &row.title, here(&entry.key)),
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| Some(typesetter.value(cell.as_ref()?)))
                        .collect(),
                    uncertain: row.flags.uncertain,
                    notes: numbers,
                }
            })
            .collect();
        let head: Vec<String> = view.columns.iter().map(|link| link.text.clone()).collect();
        Some(TableGroup {
            label: group.label.as_deref().map(|label| typesetter.typeset(label)),
            longest: longest(&head, &rows),
            head: view.columns.iter().map(|link| vec![typesetter.link_view(link)]).collect(),
            numeric: vec![false; head.len()],
            rows,
            notes,
        })
    }

    /// What a row is called: with its page, when the entry is set at greater length elsewhere in the document.
    fn row_title(
        &self,
        typesetter: &Typesetter<'_>,
        key: &EntryKey,
        title: &str,
        here: bool,
    ) -> Vec<PrintInline> {
        if here {
            typesetter.plain(title)
        } else {
            vec![typesetter.entry_link(key, typesetter.plain(title), true)]
        }
    }
}

/// Adds what has to be said about a row to the notes of its table; the numbers of these notes. The same words are one note.
fn add_notes(
    typesetter: &Typesetter<'_>,
    said: impl Iterator<Item = (String, ValueView)>,
    notes: &mut Vec<Vec<PrintInline>>,
) -> Vec<usize> {
    said.map(|(label, value)| {
        let mut note = typesetter.plain(&format!("{label}: "));
        match &value {
            ValueView::Text { text } => {
                note.extend(
                    tree(text).map(|document| typesetter.line(document)).unwrap_or_default(),
                );
            }
            value => note.extend(typesetter.run_in(&typesetter.value(value))),
        }
        match notes.iter().position(|known| *known == note) {
            Some(known) => known + 1,
            None => {
                notes.push(note);
                notes.len()
            }
        }
    })
    .collect()
}

/// How many characters the longest cell of each column has, the titles first.
fn longest(head: &[String], rows: &[EntryRow]) -> Vec<usize> {
    let titles = rows.iter().map(|row| inline_length(&row.title)).max().unwrap_or(0);
    let columns = head.iter().enumerate().map(|(i, label)| {
        rows.iter()
            .filter_map(|row| Some(length(row.cells.get(i)?.as_ref()?)))
            .chain([label.chars().count()])
            .max()
            .unwrap_or(0)
    });
    [titles].into_iter().chain(columns).collect()
}
