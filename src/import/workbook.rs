//! Workbooks (XLSX): the first sheet, or one that is asked for, by the values that its cells had when it was saved.
//!
//! Entry point: [`read`]. Invariant: a workbook is unpacked only when everything in it together is of bounded size, whatever it says of itself;
//! cells are read one after the other, and none beyond the rows and columns that are read takes room.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::table::{
    CellValue, ImportTable, MAX_COLUMNS, MAX_ROWS, TableCell, TableFault, TableRow,
};

/// How much a workbook may hold when it is unpacked, in bytes.
const MAX_UNPACKED: u64 = 128 * 1024 * 1024;
/// How many files it may hold.
const MAX_FILES: usize = 2_000;
/// Workbooks from before XLSX begin like this, and so do those with a password.
const OLD: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// How many digits of a number spreadsheets know.
const DIGITS: usize = 15;

/// Whether bytes may be a workbook.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&OLD)
}

/// Reads a sheet.
///
/// # Errors
/// Why there is no table in it.
pub(super) fn read(bytes: &[u8], sheet: Option<&str>) -> Result<ImportTable, TableFault> {
    if bytes.starts_with(&OLD) {
        return Err(TableFault::OldWorkbook);
    }
    check_size(bytes)?;
    let broken = |error: XlsxError| TableFault::Broken(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = workbook.sheet_names();
    let name = match sheet {
        Some(asked) => sheets.iter().find(|name| *name == asked),
        None => sheets.first(),
    };
    let Some(name) = name.cloned() else {
        return Err(TableFault::Sheet(sheet.unwrap_or_default().to_owned(), sheets));
    };
    let mut rows: Vec<Vec<CellValue>> = Vec::new();
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(broken)?;
    let percents: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref())
        .map(|format| format.is_some_and(|format| format.format_code.contains('%')))
        .collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
        let is_percent = percents.get(style).is_some_and(|is_percent| *is_percent);
        let Some(value) = value_of(cell.get_value(), is_percent) else { continue };
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row > MAX_ROWS {
            return Err(TableFault::Rows);
        }
        if column >= MAX_COLUMNS {
            return Err(TableFault::Columns);
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, CellValue::Known(String::new()));
        }
        rows[row][column] = value;
    }
    let table = shown(rows);
    if table.rows.is_empty() { Err(TableFault::Empty) } else { Ok(table) }
}

/// That unpacking takes no more room than it may: what an archive says of its sizes need not be true.
fn check_size(bytes: &[u8]) -> Result<(), TableFault> {
    let broken = |error: &dyn std::fmt::Display| TableFault::Broken(error.to_string());
    let large = TableFault::Large((MAX_UNPACKED / (1024 * 1024)) as usize);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MAX_FILES {
        return Err(large);
    }
    let mut left = MAX_UNPACKED;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(|error| broken(&error))?;
        let read = io::copy(&mut file.take(left + 1), &mut io::sink());
        let read = read.map_err(|error| broken(&error))?;
        left = left.checked_sub(read).ok_or_else(|| large.clone())?;
    }
    Ok(())
}

/// What a cell holds; `None` for nothing.
fn value_of(cell: &DataRef<'_>, is_percent: bool) -> Option<CellValue> {
    Some(match cell {
        DataRef::Empty => return None,
        DataRef::Int(number) if !is_percent => CellValue::Known(number.to_string()),
        DataRef::Int(number) => CellValue::Known(number_text(*number as f64 * 100.0)),
        DataRef::Float(number) if is_percent => CellValue::Known(number_text(*number * 100.0)),
        DataRef::Float(number) => CellValue::Known(number_text(*number)),
        DataRef::String(text) => CellValue::Text(text.clone()),
        DataRef::SharedString(text) => CellValue::Text((*text).to_owned()),
        DataRef::Bool(answer) => CellValue::Known(answer.to_string()),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let time = if hour == 0 && minute == 0 {
                String::new()
            } else {
                format!(" {hour:02}:{minute:02}")
            };
            CellValue::Known(format!("{year:04}-{month:02}-{day:02}{time}"))
        }
        DataRef::DateTime(duration) => CellValue::Known(number_text(duration.as_f64())),
        DataRef::DateTimeIso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            CellValue::Known(day.to_owned())
        }
        DataRef::DurationIso(text) => CellValue::Known(text.clone()),
        DataRef::Error(fault) => CellValue::Fault(fault.to_string()),
    })
}

/// A number with as many digits as spreadsheets know of it.
fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let rounded: f64 = format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number);
    rounded.to_string()
}

/// Rows with the text that shows them: a line for each row, so that they are counted as the spreadsheet counts them.
fn shown(rows: Vec<Vec<CellValue>>) -> ImportTable {
    let mut table = ImportTable { has_free_ends: true, ..ImportTable::default() };
    for values in rows {
        let mut row = TableRow::default();
        for (number, value) in values.into_iter().enumerate() {
            if number > 0 {
                table.text.push('\t');
            }
            let start = table.text.len();
            let on_a_line = value.text().replace(|c: char| c.is_control(), " ");
            table.text.push_str(&on_a_line);
            row.cells.push(TableCell { value, span: start..table.text.len() });
        }
        table.text.push('\n');
        if !row.is_empty() {
            table.rows.push(row);
        }
    }
    table
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// What a small workbook is made of.
    pub(in crate::import) const PARTS: [(&str, &str); 6] = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"T\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"2\" uniqueCount=\"2\"><si><t>name</t></si><si><r><t>si</t></r><r><t>ze</t></r></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:B3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\"><f>1+2</f><v>3.10</v></c></row><row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row></sheetData></worksheet>",
        ),
    ];

    /// A workbook of these parts.
    pub(in crate::import) fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn rows_have_the_lines_of_the_sheet() {
        let table = read(&packed(&PARTS.map(|(name, text)| (name, text.into()))), None).unwrap();
        assert_eq!(table.text, "name\tsize\nA\t3.1\ntrue\t#N/A\n");
        let values: Vec<&CellValue> =
            table.rows.iter().skip(1).flat_map(|row| &row.cells).map(|cell| &cell.value).collect();
        let known = |text: &str| CellValue::Known(text.to_owned());
        assert_eq!(
            values,
            [
                &CellValue::Text("A".to_owned()),
                &known("3.1"),
                &known("true"),
                &CellValue::Fault("#N/A".to_owned())
            ]
        );
    }
}
