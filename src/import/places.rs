//! From findings in files that a table would lead to, to the cells that they come from.
//!
//! Entry point: [`CellPlaces::told`]. Invariant: a finding in a file that the table does not write stays where it is; one in a file that it writes is at
//! the cell of the field, at the row where no cell is about it, or at the table as a whole.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::columns::{ColumnTarget, TableColumn};
use super::entries::ImportedRow;
use super::table::ImportTable;
use crate::config::EntrySettings;
use crate::diagnostic::Diagnostic;
use crate::edit::{Source, Step};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, type_in};
use crate::source::Snapshot;
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::yaml::{self, Node, NodeValue};

/// What is needed to tell where findings come from.
pub(super) struct CellPlaces<'a> {
    /// The files as they would be.
    pub(super) after: &'a Snapshot,
    pub(super) catalog: &'a Catalog,
    pub(super) settings: EntrySettings<'a>,
    pub(super) table: &'a ImportTable,
    pub(super) columns: &'a [TableColumn<'a>],
    /// The rows that are written, by the file of their entry and its id.
    pub(super) rows: BTreeMap<(&'a SitePath, &'a str), &'a ImportedRow>,
    /// The table's path in findings.
    pub(super) file: &'a SitePath,
    /// The file that was looked at last: many findings are in one.
    pub(super) last: RefCell<Option<(SitePath, Rc<WrittenFile>)>>,
}

/// A file as it would be.
pub(super) struct WrittenFile {
    fields: Option<Node>,
    /// Where the text below the fields begins.
    body: Option<usize>,
    is_shared: bool,
}

/// What a finding is about.
enum Origin {
    /// Nothing that the table writes.
    Elsewhere,
    /// The entry of a row.
    Entry(usize),
    /// A cell of a translation.
    Translation,
    /// What a translation in a row has from its original.
    Inherited(usize),
}

/// The words under the cell at the top of a column.
pub(super) const COLUMN: &str = "column";

impl CellPlaces<'_> {
    /// Findings, where the table has led to them. What translations have from their originals is told once, of these.
    pub(super) fn told(&self, found: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
        let told: Vec<(Diagnostic, Origin)> =
            found.into_iter().map(|finding| self.told_at(finding)).collect();
        let key = |finding: &Diagnostic, row: usize| {
            (row, finding.code, finding.value("field").map(str::to_owned))
        };
        let of_originals: BTreeSet<_> = told
            .iter()
            .filter_map(|(finding, origin)| match origin {
                Origin::Entry(row) => Some(key(finding, *row)),
                _ => None,
            })
            .collect();
        told.into_iter().filter_map(move |(finding, origin)| match origin {
            Origin::Inherited(row) if of_originals.contains(&key(&finding, row)) => None,
            _ => Some(finding),
        })
    }

    /// A finding, where the table has led to it, and what it is about.
    fn told_at(&self, finding: Diagnostic) -> (Diagnostic, Origin) {
        let mut finding = finding;
        let place = finding.span.as_ref().and_then(|span| self.place(span));
        let Some((written, steps)) = place else { return (finding, Origin::Elsewhere) };
        let Some(row) = self.table.rows.get(written.row) else {
            return (finding, Origin::Elsewhere);
        };
        // What mends a file that is not there yet mends nothing.
        finding.fix = None;
        finding.related.retain(|related| self.row_in(&related.span.file).is_none());
        let language = written.language.as_deref();
        let own = steps.as_ref().and_then(|steps| self.column(steps, language));
        let origin = match (language, own) {
            (None, _) => Origin::Entry(written.row),
            (Some(_), Some(_)) => Origin::Translation,
            // What a translation does not say in a cell of its own, it has from the original.
            (Some(_), None) => Origin::Inherited(written.row),
        };
        let column = own.or_else(|| self.column(steps.as_ref()?, None));
        let cell = column.and_then(|column| Some((column, row.cells.get(column.number)?)));
        let at = match cell {
            Some((_, cell)) => self.narrowed(&cell.span, finding.value("value")),
            None => row.beginning(),
        };
        finding.span = Some(Span::new(self.file, at));
        if let Some((column, _)) = cell {
            finding = self.at_column(finding, column);
        }
        (finding, origin)
    }

    /// A finding with the top of its column.
    pub(super) fn at_column(&self, finding: Diagnostic, column: &TableColumn<'_>) -> Diagnostic {
        let mut finding = finding;
        finding.args.insert("letters", column.letters());
        finding.related(COLUMN, Span::new(self.file, column.span.clone()))
    }

    /// The row that has led to a place, and the way in its entry or translation; none in its body.
    fn place(&self, span: &Span) -> Option<(&ImportedRow, Option<Vec<Step>>)> {
        let mut row = self.row_in(&span.file)?;
        let written = self.written(&span.file)?;
        let in_body = written.body.is_some_and(|body| body <= span.start && span.end > 0);
        let mut steps = Vec::new();
        if let Some(node) = written.fields.as_ref().filter(|_| !in_body) {
            way(node, span.start, &mut steps);
        }
        let steps = if written.is_shared {
            let Some(Step::Key(id)) = steps.first().cloned() else { return None };
            row = self.rows.get(&(&span.file, &*id))?;
            (steps.len() > 1).then(|| steps.split_off(1))
        } else if in_body {
            Some(Vec::new())
        } else {
            Some(steps).filter(|steps| !steps.is_empty())
        };
        Some((row, steps))
    }

    /// A row that is written into a file.
    fn row_in(&self, file: &SitePath) -> Option<&ImportedRow> {
        let ((known, _), row) = self.rows.range((file, "")..).next()?;
        (*known == file).then_some(*row)
    }

    /// A file as it would be.
    fn written(&self, file: &SitePath) -> Option<Rc<WrittenFile>> {
        if let Some((last, written)) = &*self.last.borrow()
            && last == file
        {
            return Some(written.clone());
        }
        let text = self.after.text(file)?;
        let is_shared = type_in(file, &self.catalog.schema, self.settings)
            .is_some_and(|(_, is_shared)| is_shared);
        let body = Source::new(file.as_str(), text.as_ref()).body().map(|body| body.start);
        let range = match frontmatter::split(&text) {
            _ if body.is_none() => 0..text.len(),
            FrontMatter::Found { yaml, .. } => yaml,
            _ => 0..0,
        };
        let fields = yaml::parse(file, &text, range, &mut Vec::new());
        let written = Rc::new(WrittenFile { fields, body, is_shared });
        *self.last.borrow_mut() = Some((file.clone(), written.clone()));
        Some(written)
    }

    /// The column about a way in an entry or a translation; about its body, for no way at all.
    fn column(&self, steps: &[Step], language: Option<&str>) -> Option<&TableColumn<'_>> {
        let mut columns = self.columns.iter().filter(|column| column.language == language);
        if steps.is_empty() {
            return columns.find(|column| matches!(column.target, ColumnTarget::Body));
        }
        let ways = columns.filter_map(|column| match &column.target {
            ColumnTarget::Field(target) => Some((column, target.steps.as_slice())),
            _ => None,
        });
        let common = |a: &[Step], b: &[Step]| a.starts_with(b) || b.starts_with(a);
        let about = ways.filter(|(_, way)| common(way, steps));
        about.max_by_key(|(_, way)| way.len().min(steps.len())).map(|(column, _)| column)
    }

    /// The piece of a cell that a finding quotes, where it is written there once.
    fn narrowed(&self, cell: &Range<usize>, value: Option<&str>) -> Range<usize> {
        let written = self.table.text.get(cell.clone()).unwrap_or_default();
        let value = value.unwrap_or_default();
        match written.match_indices(value).collect::<Vec<_>>().as_slice() {
            [(at, _)] if !value.is_empty() => cell.start + at..cell.start + at + value.len(),
            _ => cell.clone(),
        }
    }
}

/// The way to what stands at a place.
fn way(node: &Node, at: usize, steps: &mut Vec<Step>) {
    match &node.value {
        NodeValue::Map(pairs) => {
            let holds = |pair: &&yaml::Pair| {
                pair.key_span.start <= at && at < pair.value.span.end.max(pair.key_span.end)
            };
            // What is missing in a map is missing after its beginning.
            if let Some(pair) = pairs.iter().find(holds) {
                steps.push(Step::from(pair.key.as_str()));
                way(&pair.value, at, steps);
            }
        }
        NodeValue::List(items) => {
            let holds = |item: &&Node| item.span.start <= at && at < item.span.end;
            if let Some((number, item)) = items.iter().enumerate().find(|(_, item)| holds(item)) {
                steps.push(Step::Item(number));
                way(item, at, steps);
            }
        }
        NodeValue::Null | NodeValue::Scalar { .. } => {}
    }
}
