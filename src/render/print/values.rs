//! Values of fields as templates get them: eight kinds are enough for paper.

use serde::Serialize;

use super::text::{PrintBlock, PrintInline, PrintPicture, Typesetter, shown};
use crate::model::EntryKey;
use crate::schema::part;
use crate::syntax::tree::Block;
use crate::theme::UiTexts;
use crate::view::types::{
    ColumnView, ContactBoxView, EntryView, FactView, ImageView, LinkView, ProfileGroup, RowView,
    TextView, ValueView,
};

/// A table with more columns than this is set row by row.
const MAX_COLUMNS: usize = 5;

/// Fields that name what the others are about.
const NAMES: [&str; 3] = [part::NAME, part::LABEL, part::TITLE];
/// A column that has values in less than one of so many rows is no column: they stand under the last one.
const SPARSE: usize = 3;

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum PrintValue {
    Inline { content: Vec<PrintInline> },
    Blocks { blocks: Vec<PrintBlock> },
    List { short: bool, items: Vec<PrintValue> },
    Group { rows: Vec<PrintRow> },
    Table { head: Vec<String>, numeric: Vec<bool>, rows: Vec<PrintTableRow>, longest: Vec<usize> },
    Rating { value: Option<i64>, top: i64, text: String },
    Image { image: PrintPicture },
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PrintTableRow {
    cells: Vec<Option<PrintValue>>,
    uncertain: bool,
}

/// A field with its value. `length` is how many characters it has, for templates that arrange fields by size.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PrintRow {
    pub(super) label: Option<String>,
    pub(super) value: PrintValue,
    pub(super) length: usize,
    pub(super) uncertain: bool,
}

/// Fields under a heading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PrintGroup {
    label: Option<String>,
    rows: Vec<PrintRow>,
}

impl Typesetter<'_> {
    /// The profile table of an entry, with those whom readers can turn to, without the fields named in `apart`.
    pub(super) fn profile(&self, entry: &EntryView, apart: &[&str]) -> Vec<PrintGroup> {
        let groups = entry.profile.iter().chain(&entry.contacts);
        groups.filter_map(|group| self.group(group, entry, apart)).collect()
    }

    fn group(&self, group: &ProfileGroup, entry: &EntryView, apart: &[&str]) -> Option<PrintGroup> {
        let rows: Vec<PrintRow> = group
            .rows
            .iter()
            .filter(|row| !apart.contains(&row.name.as_str()))
            .filter_map(|row| Some(self.row(Some(&row.label), entry.fields.get(&row.name)?)))
            .collect();
        let label = group.label.as_deref().map(|label| self.typeset(label));
        (!rows.is_empty()).then_some(PrintGroup { label, rows })
    }

    /// Whom readers can turn to, as a group of facts under `title`.
    pub(super) fn contact(&self, contact: &ContactBoxView, words: &UiTexts) -> PrintGroup {
        let mut rows = Vec::new();
        for near in &contact.nearest {
            let mut who = vec![ValueView::Link { link: near.link.clone() }];
            who.extend(near.how.clone().map(|text| ValueView::Plain { text }));
            rows.push(self.row(Some(&near.label), &ValueView::List { items: who, long: true }));
            rows.extend(near.ways.iter().map(|way| self.row(Some(&way.label), &way.value)));
            let basis = match &near.basis {
                Some(ValueView::Choice { text, .. }) => Some(text.clone()),
                _ => None,
            };
            let stated = near.as_of.as_ref().map(|date| date.text.clone());
            let said: Vec<String> = basis.into_iter().chain(stated).collect();
            if !said.is_empty() {
                let said = ValueView::Plain { text: said.join(", ") };
                rows.push(self.row(Some(&words.plain("ask-basis")), &said));
            }
        }
        if rows.is_empty() {
            let unknown = ValueView::Plain { text: words.plain("ask-unknown") };
            rows.push(self.row(None, &unknown));
        }
        PrintGroup { label: Some(self.typeset(&words.plain("ask"))), rows }
    }

    /// A field with its value.
    pub(super) fn row(&self, label: Option<&str>, value: &ValueView) -> PrintRow {
        let uncertain = matches!(value, ValueView::Group { uncertain: true, .. });
        let value = self.value(value);
        let length = length(&value);
        PrintRow { label: label.map(|label| self.typeset(label)), value, length, uncertain }
    }

    pub(super) fn value(&self, value: &ValueView) -> PrintValue {
        match value {
            ValueView::Text { text } => self.text(text),
            ValueView::Plain { text }
            | ValueView::Number { text, .. }
            | ValueView::Date { text, .. }
            | ValueView::Boolean { text, .. }
            | ValueView::Choice { text, .. }
            | ValueView::Geo { text, .. } => PrintValue::Inline { content: self.plain(text) },
            ValueView::Rating { value, of, text, .. } => {
                PrintValue::Rating { value: *value, top: *of, text: text.clone() }
            }
            ValueView::Link { link } => PrintValue::Inline { content: vec![self.link_view(link)] },
            ValueView::List { items, long } => PrintValue::List {
                short: !long,
                items: items.iter().map(|item| self.value(item)).collect(),
            },
            ValueView::Table { columns, rows }
                if columns.len() <= MAX_COLUMNS && rows.len() > 1 =>
            {
                self.table(columns, rows)
            }
            ValueView::Table { columns, rows } => {
                let mut items: Vec<PrintValue> =
                    rows.iter().map(|row| self.table_row_as_group(columns, row)).collect();
                match items.pop() {
                    Some(only) if items.is_empty() => only,
                    last => {
                        items.extend(last);
                        PrintValue::List { short: false, items }
                    }
                }
            }
            ValueView::Group { rows, .. } => PrintValue::Group { rows: self.facts(rows) },
            ValueView::Address { lines } => {
                let mut content = Vec::new();
                for (i, line) in lines.iter().enumerate() {
                    if i > 0 {
                        content.push(PrintInline::HardBreak);
                    }
                    content.extend(self.plain(line));
                }
                PrintValue::Inline { content }
            }
            ValueView::Image { image } => match self.image(image) {
                Some(image) => PrintValue::Image { image },
                None => PrintValue::Inline { content: self.plain(&image.alt) },
            },
        }
    }

    /// Formatted text; a single paragraph needs no block of its own.
    fn text(&self, text: &TextView) -> PrintValue {
        match text {
            TextView::Tree(document) => match document.blocks.as_slice() {
                [Block::Paragraph { .. }] => PrintValue::Inline { content: self.line(document) },
                _ => PrintValue::Blocks { blocks: self.document(document) },
            },
            // Only the web has HTML.
            TextView::Html(_) => PrintValue::Inline { content: Vec::new() },
        }
    }

    /// A value in a line, for notes.
    pub(super) fn run_in(&self, value: &PrintValue) -> Vec<PrintInline> {
        let separate = |parts: Vec<Vec<PrintInline>>, by: &str| {
            let mut out = Vec::new();
            for part in parts {
                if !out.is_empty() {
                    out.push(PrintInline::Text { text: by.to_owned() });
                }
                out.extend(part);
            }
            out
        };
        match value {
            PrintValue::Inline { content } => content.clone(),
            PrintValue::List { items, .. } => {
                separate(items.iter().map(|item| self.run_in(item)).collect(), ", ")
            }
            PrintValue::Group { rows } => {
                let row = |row: &PrintRow| {
                    let mut out = match &row.label {
                        Some(label) => vec![PrintInline::Text { text: format!("{label}: ") }],
                        None => Vec::new(),
                    };
                    out.extend(self.run_in(&row.value));
                    out
                };
                separate(rows.iter().map(row).collect(), "; ")
            }
            PrintValue::Rating { text, .. } => self.plain(text),
            PrintValue::Table { rows, .. } => {
                let row = |row: &PrintTableRow| {
                    let cells = row.cells.iter().flatten();
                    separate(cells.map(|cell| self.run_in(cell)).collect(), ", ")
                };
                separate(rows.iter().map(row).collect(), "; ")
            }
            // Neither is a value that fits into a line.
            PrintValue::Blocks { .. } | PrintValue::Image { .. } => Vec::new(),
        }
    }

    /// The fields of an object.
    pub(super) fn facts(&self, facts: &[FactView]) -> Vec<PrintRow> {
        facts
            .iter()
            .enumerate()
            .map(|(i, fact)| {
                // What a thing is called needs no label.
                let label = (i > 0 || !NAMES.contains(&fact.name.as_str())).then_some(&*fact.label);
                self.row(label, &fact.value)
            })
            .collect()
    }

    fn table(&self, columns: &[ColumnView], rows: &[RowView]) -> PrintValue {
        let filled = |column: &ColumnView| {
            rows.iter().filter(|row| row.cells.contains_key(&column.name)).count()
        };
        let (columns, sparse): (Vec<&ColumnView>, Vec<&ColumnView>) =
            columns.iter().partition(|column| filled(column) * SPARSE > rows.len());
        let rows: Vec<PrintTableRow> =
            rows.iter().map(|row| self.table_row(&columns, &sparse, row)).collect();
        let longest = columns
            .iter()
            .enumerate()
            .map(|(i, column)| {
                rows.iter()
                    .filter_map(|row| row.cells.get(i)?.as_ref().map(length))
                    .chain([column.label.chars().count()])
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        PrintValue::Table {
            head: columns.iter().map(|column| self.typeset(&column.label)).collect(),
            numeric: columns.iter().map(|column| column.numeric).collect(),
            rows,
            longest,
        }
    }

    fn table_row(
        &self,
        columns: &[&ColumnView],
        sparse: &[&ColumnView],
        row: &RowView,
    ) -> PrintTableRow {
        let mut cells: Vec<Option<PrintValue>> = columns
            .iter()
            .map(|column| row.cells.get(&column.name).map(|cell| self.value(cell)))
            .collect();
        let mut more: Vec<PrintRow> = sparse
            .iter()
            .filter_map(|column| Some(self.row(Some(&column.label), row.cells.get(&column.name)?)))
            .collect();
        if let Some(last) = cells.last_mut()
            && !more.is_empty()
        {
            if let Some(value) = last.take() {
                let length = length(&value);
                more.insert(0, PrintRow { label: None, value, length, uncertain: false });
            }
            *last = Some(PrintValue::Group { rows: more });
        }
        PrintTableRow { cells, uncertain: row.uncertain }
    }

    fn table_row_as_group(&self, columns: &[ColumnView], row: &RowView) -> PrintValue {
        let rows = columns
            .iter()
            .filter_map(|column| Some(self.row(Some(&column.label), row.cells.get(&column.name)?)))
            .map(|fact| PrintRow { uncertain: fact.uncertain || row.uncertain, ..fact })
            .collect();
        PrintValue::Group { rows }
    }

    /// A link of a value.
    pub(super) fn link_view(&self, link: &LinkView) -> PrintInline {
        let content = self.plain(&link.text);
        if let Some((type_id, id)) =
            link.target.as_deref().and_then(|target| target.split_once(':'))
        {
            return self.entry_link(&EntryKey::new(type_id, id), content, false);
        }
        let url = match &link.href {
            Some(href) if link.external => Some(href.clone()),
            Some(href) => self.address(href),
            None => None,
        };
        match url {
            // In a table the address itself is what readers want to see.
            Some(url) if link.external && url.starts_with("http") => PrintInline::Web {
                content: vec![PrintInline::Text { text: shown(&url) }],
                url,
                shown: None,
                mention: None,
            },
            Some(url) => PrintInline::Web { url, shown: None, mention: None, content },
            None => PrintInline::Mention { mention: String::new(), content },
        }
    }

    /// A picture of a field.
    pub(super) fn image(&self, image: &ImageView) -> Option<PrintPicture> {
        let file = self.plan.media.get(&image.file)?;
        self.picture_at(
            file.source.path().as_str(),
            &image.alt,
            image.caption.as_deref(),
            image.credit.as_deref(),
        )
    }
}

/// How many characters a value has, or would have in a line.
pub(super) fn length(value: &PrintValue) -> usize {
    match value {
        PrintValue::Inline { content } => inline_length(content),
        PrintValue::List { short: true, items } => items.iter().map(|item| length(item) + 2).sum(),
        PrintValue::List { short: false, items } => items.iter().map(length).max().unwrap_or(0),
        PrintValue::Group { rows } => rows
            .iter()
            .map(|row| row.length + row.label.as_ref().map_or(0, |label| label.chars().count() + 2))
            .max()
            .unwrap_or(0),
        PrintValue::Rating { text, .. } => text.chars().count() + 6,
        PrintValue::Blocks { .. } | PrintValue::Table { .. } | PrintValue::Image { .. } => 1000,
    }
}

/// The longest line of a run of inlines.
pub(super) fn inline_length(content: &[PrintInline]) -> usize {
    let mut longest = 0;
    let mut line = 0;
    for inline in content {
        line += match inline {
            PrintInline::Text { text } | PrintInline::Code { text } => text.chars().count(),
            PrintInline::Emphasis { content }
            | PrintInline::Strong { content }
            | PrintInline::Strikethrough { content }
            | PrintInline::Superscript { content }
            | PrintInline::Subscript { content }
            | PrintInline::Page { content, .. }
            | PrintInline::Web { content, .. }
            | PrintInline::Mention { content, .. } => inline_length(content),
            PrintInline::Footnote { .. } => 2,
            PrintInline::Image { .. } => 4,
            PrintInline::SoftBreak => 1,
            PrintInline::HardBreak => {
                longest = longest.max(line);
                line = 0;
                0
            }
        };
    }
    longest.max(line)
}
