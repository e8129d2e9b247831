//! Entries from tables: files with a sign between cells, and workbooks.
//!
//! Entry point: [`import`]. Invariant: nothing is written here; what a table leads to is read as any other content is, and what is wrong with it is
//! told at the cell that it comes from. When something is wrong, nothing of the table is to be written.

mod cells;
mod columns;
mod delimited;
mod entries;
mod languages;
mod places;
mod table;
mod workbook;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use crate::config::Config;
use crate::diagnostic::problem::TableProblem;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Excerpts, Findings, Language, listing, problem};
use crate::edit::{Edits, NewValue};
use crate::location::{SitePath, Span, position};
use crate::model::{Catalog, list_file};
use crate::schema::{Body, Field};
use crate::session::{Consequences, Options, consequences};
use crate::source::Snapshot;

use cells::CellReader;
pub(crate) use cells::Misread;
use columns::ColumnReader;
use entries::EntryWriter;
pub use entries::{ImportedRow, RowDone};
use places::CellPlaces;
use table::{ImportTable, TableFault};

/// The largest table that is read, in bytes.
pub(crate) const MAX_TABLE_BYTES: u64 = table::MAX_BYTES as u64;

/// What is to become entries.
#[derive(Clone, Debug)]
pub struct ImportRequest<'a> {
    /// The type of the entries.
    pub type_id: &'a str,
    /// What findings call the table: the name of its file.
    pub name: &'a str,
    /// Its file.
    pub bytes: &'a [u8],
    /// The sheet of a workbook; else the first.
    pub sheet: Option<&'a str>,
    /// What columns are about, by their names; nothing for those that are left out.
    pub mapped: Vec<(String, String)>,
    /// Whether entries that are there are changed; else they are made.
    pub is_update: bool,
}

/// What a table leads to.
#[derive(Debug)]
pub struct Imported {
    /// What becomes of files.
    pub(crate) edits: Edits,
    /// What becomes of the rows that can be written.
    pub rows: Vec<ImportedRow>,
    /// What is found, in the table and where it leads to.
    pub findings: Findings,
    after: Snapshot,
    file: SitePath,
    table: ImportTable,
}

impl Imported {
    /// The text that a file gets.
    pub fn written(&self, path: &str) -> Option<&str> {
        let edit = self.edits.iter().find(|edit| edit.path.as_str() == path)?;
        std::str::from_utf8(edit.new?).ok()
    }

    /// The line on which a row stands.
    pub fn line(&self, row: &ImportedRow) -> usize {
        let row = self.table.rows.get(row.row);
        row.map_or(0, |row| position(&self.table.text, row.beginning().start).line)
    }
}

impl Excerpts for Imported {
    fn text_of(&self, file: &SitePath) -> Option<Cow<'_, str>> {
        match *file == self.file {
            true => Some(Cow::Borrowed(&self.table.text)),
            false => self.after.text_of(file),
        }
    }
}

/// What a table leads to; `None` when there is no such type.
pub fn import(
    snapshot: &Snapshot,
    request: &ImportRequest<'_>,
    options: &Options,
) -> Option<Imported> {
    let (config, catalog) = Catalog::written(snapshot, options.publishing.today);
    let content_type = catalog.schema.get(request.type_id)?;
    let file = path_of(request.name);
    let mut findings = Vec::new();
    let table = match read(request) {
        Ok(table) => table,
        Err(fault) => {
            let (finding, table) = finding_of(&fault, &file);
            findings.push(finding);
            table
        }
    };
    let list = list_file(snapshot, content_type);
    let has_body = content_type.body != Body::None && (list.is_none() || request.is_update);
    let words = Language::all().map(Texts::new).collect();
    let reader = ColumnReader {
        content_type,
        catalog: &catalog,
        file: &file,
        has_body,
        words,
        languages: &config.languages,
    };
    let columns = columns::columns(&reader, &table, &request.mapped, &mut findings);
    let new = if request.is_update {
        Default::default()
    } else {
        entries::new_ids(content_type, &table, &columns)
    };
    let cells = CellReader {
        catalog: &catalog,
        snapshot,
        kinds: &config.files,
        file: &file,
        new: (content_type.id.clone(), new),
        titles: OnceCell::new(),
    };
    let writer = EntryWriter {
        snapshot,
        catalog: &catalog,
        settings: config.for_entries(),
        content_type,
        list,
        cells,
        file: &file,
        is_update: request.is_update,
    };
    let (edits, rows) = writer.write((&table, &columns), &mut findings);
    let Consequences { edits, after, found } = consequences(snapshot, edits, options);
    let places = CellPlaces {
        after: &after,
        catalog: &catalog,
        settings: config.for_entries(),
        table: &table,
        columns: &columns,
        rows: rows.iter().map(|row| ((&row.file, &*row.key.id), row)).collect(),
        file: &file,
        last: RefCell::new(None),
    };
    let mut told = Findings::new();
    told.extend(findings);
    told.extend(places.told(found));
    drop(places);
    Some(Imported { edits, rows, findings: told, after, file, table })
}

/// Reads what somebody answers as a cell of a table is read.
pub(crate) struct Answers<'a> {
    /// All files.
    pub(crate) snapshot: &'a Snapshot,
    /// The settings.
    pub(crate) config: &'a Config,
    /// All entries.
    pub(crate) catalog: &'a Catalog,
}

impl Answers<'_> {
    /// The value that an answer is, for a field of one piece.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn read(&self, answer: &str, field: &Field) -> Result<NewValue, Misread> {
        let file = path_of("");
        let cells = CellReader {
            catalog: self.catalog,
            snapshot: self.snapshot,
            kinds: &self.config.files,
            file: &file,
            new: Default::default(),
            titles: OnceCell::new(),
        };
        cells.judged(answer, field)
    }
}

/// What findings call a table.
fn path_of(name: &str) -> SitePath {
    let is_name = |path: &SitePath| path.folder().is_empty();
    SitePath::new(name).filter(is_name).unwrap_or_else(|| SitePath::prefix("?"))
}

/// The table in a file.
fn read(request: &ImportRequest<'_>) -> Result<ImportTable, TableFault> {
    if request.bytes.len() > table::MAX_BYTES {
        return Err(TableFault::Large(table::MAX_BYTES / (1024 * 1024)));
    }
    let table = match workbook::is_workbook(request.bytes) {
        true => workbook::read(request.bytes, request.sheet)?,
        false => delimited::read(request.bytes)?,
    };
    if table.rows.len() < 2 { Err(TableFault::Empty) } else { Ok(table) }
}

/// What is said of a file without a table, and what can be shown of it.
fn finding_of(fault: &TableFault, file: &SitePath) -> (Diagnostic, ImportTable) {
    let known;
    let problem = match fault {
        TableFault::Empty => TableProblem::Empty,
        TableFault::NoTable => TableProblem::NoTable,
        TableFault::OldWorkbook => TableProblem::OldWorkbook,
        TableFault::Broken(message) => TableProblem::Broken { message },
        TableFault::Large(max) => TableProblem::Large { max: *max },
        TableFault::Rows => TableProblem::Rows { max: table::MAX_ROWS },
        TableFault::Columns => TableProblem::Columns { max: table::MAX_COLUMNS },
        TableFault::Sheet(sheet, sheets) => {
            known = listing(sheets);
            TableProblem::Sheet { sheet, known: &known }
        }
        TableFault::Quote(..) => TableProblem::Quote,
    };
    let found = problem::NoTable { problem };
    match fault {
        TableFault::Quote(text, place) => {
            let table = ImportTable { text: text.clone(), ..ImportTable::default() };
            (Diagnostic::at(found, Span::new(file, place.clone())), table)
        }
        _ => (Diagnostic::at_file(found, file), ImportTable::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Changes some bytes.
    fn mix(bytes: &mut Vec<u8>, random: &mut impl FnMut(usize) -> usize) {
        const SIGNS: &[u8] = b"\0<>/\"=&;0123456789.-#\xff\xc3 AZaz";
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            match random(5) {
                0 if random(4) == 0 => bytes.truncate(at),
                1 => bytes.insert(at, random(256) as u8),
                2 if bytes.len() < 20_000 => bytes.extend_from_within(at..),
                _ if !bytes.is_empty() => bytes[at] = SIGNS[random(SIGNS.len())],
                _ => {}
            }
        }
    }

    #[test]
    fn any_bytes_are_a_table_or_a_fault() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below.max(1) as u64) as usize
        };
        let seeds = [
            b"name;size\nA;3\n\"B\nC\";\"\"\"x\"\n".to_vec(),
            "\u{feff}name\tcolour\nA\trot\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ];
        let mut tables = 0;
        for round in 0..6_000 {
            let bytes = match round % 3 {
                // Wrong bytes inside a workbook, as somebody would put them there on purpose, and around it.
                0 => {
                    let mut parts = workbook::tests::PARTS.map(|(name, text)| (name, text.into()));
                    let at = random(parts.len());
                    mix(&mut parts[at].1, &mut random);
                    workbook::tests::packed(&parts)
                }
                _ if random(9) == 0 => {
                    let mut bytes = workbook::tests::packed(
                        &workbook::tests::PARTS.map(|(n, t)| (n, t.into())),
                    );
                    mix(&mut bytes, &mut random);
                    bytes
                }
                seed => {
                    let mut bytes = seeds[seed - 1].clone();
                    mix(&mut bytes, &mut random);
                    bytes
                }
            };
            let request = ImportRequest {
                type_id: "thing",
                name: "tabelle",
                bytes: &bytes,
                sheet: None,
                mapped: Vec::new(),
                is_update: false,
            };
            let Ok(table) = read(&request) else { continue };
            tables += 1;
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                assert!(table.text.get(cell.span.clone()).is_some(), "{:?}", cell.span);
            }
        }
        assert!(tables > 1_000, "{tables}");
    }
}
