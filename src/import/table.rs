//! A table as it was read, whatever it was written in.
//!
//! Entry point: [`ImportTable`]. Invariant: every cell has a place in the text that is shown for the table: of a file of texts, where it is written; of a
//! workbook, on the line that has the number of its row.

use std::ops::Range;

/// The largest file that is read, in bytes.
pub(super) const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most rows that are read below the head.
pub(super) const MAX_ROWS: usize = 10_000;
/// The most columns that are read.
pub(super) const MAX_COLUMNS: usize = 200;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellValue {
    /// What somebody has written, in their own way.
    Text(String),
    /// What a workbook knows as a number, a date or an answer, as files of the collection write it.
    Known(String),
    /// What a workbook could not work out, such as `#REF!`.
    Fault(String),
}

impl CellValue {
    /// What it says.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Known(text) | Self::Fault(text) => text.trim(),
        }
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct TableCell {
    /// What it holds.
    pub(super) value: CellValue,
    /// Where it is shown.
    pub(super) span: Range<usize>,
}

/// A row with something in it.
#[derive(Clone, Debug, Default)]
pub(super) struct TableRow {
    /// Its cells, also those in which nothing is.
    pub(super) cells: Vec<TableCell>,
}

impl TableRow {
    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.value.text().is_empty())
    }

    /// Where it begins: at the first cell that holds something.
    pub(super) fn beginning(&self) -> Range<usize> {
        let mut filled = self.cells.iter().filter(|cell| !cell.value.text().is_empty());
        filled.next().map_or(0..0, |cell| cell.span.clone())
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportTable {
    /// Its rows with something in them, the names of the columns first.
    pub(super) rows: Vec<TableRow>,
    /// What findings show of it.
    pub(super) text: String,
    /// Whether cells that are empty at the end of a row may be left out.
    pub(super) has_free_ends: bool,
}

/// Why there is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TableFault {
    /// Nothing is in it.
    Empty,
    /// It is neither text nor a workbook.
    NoTable,
    /// It is a workbook of a kind that is not read.
    OldWorkbook,
    /// A workbook that cannot be read, with what its reader says.
    Broken(String),
    /// It is larger than is read, in megabytes.
    Large(usize),
    /// It has more rows than are read.
    Rows,
    /// It has more columns than are read.
    Columns,
    /// It has no sheet of this name, but others.
    Sheet(String, Vec<String>),
    /// A quotation mark that is not closed, with the text and the place of the cell.
    Quote(String, Range<usize>),
}
