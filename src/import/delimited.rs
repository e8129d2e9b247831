//! Files of texts with a sign between cells: commas, semicolons or tabs, in whatever encoding spreadsheets save them.
//!
//! Entry point: [`read`]. Invariant: any bytes are a table or a fault.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::table::{
    CellValue, ImportTable, MAX_COLUMNS, MAX_ROWS, TableCell, TableFault, TableRow,
};

/// The signs between cells; of two that tell as many columns apart, the first.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// A line in which spreadsheets say which sign is between cells.
const SEPARATOR_LINE: &str = "sep=";

/// Reads a table.
///
/// # Errors
/// Why it is none.
pub(super) fn read(bytes: &[u8]) -> Result<ImportTable, TableFault> {
    let text = decoded(bytes)?;
    if text.trim().is_empty() {
        return Err(TableFault::Empty);
    }
    let (named, start) = separator_line(&text);
    let delimiter = named.unwrap_or_else(|| most_columns(&text[start..]));
    let rows = cut(&text, start, delimiter, MAX_ROWS + 1)?;
    Ok(ImportTable { rows, text, has_free_ends: false })
}

/// The text of a file: as its byte-order mark says, else UTF-8, else what Windows has always written here.
fn decoded(bytes: &[u8]) -> Result<String, TableFault> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(marked) => marked,
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (WINDOWS_1252, 0),
    };
    let (text, is_wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
    // What no text has says that it is none.
    let is_binary = |c: char| c == '\0' || (c.is_control() && !c.is_whitespace());
    if is_wrong || text.chars().take(64 * 1024).any(is_binary) {
        return Err(TableFault::NoTable);
    }
    Ok(text.into_owned())
}

/// The sign that the first line names, and where the table begins behind it.
fn separator_line(text: &str) -> (Option<u8>, usize) {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let sign = line.strip_prefix(SEPARATOR_LINE).filter(|sign| sign.len() == 1);
    match sign.and_then(|sign| sign.bytes().next()) {
        Some(sign) => (Some(sign), line.len()),
        None => (None, 0),
    }
}

/// The sign that tells the most columns apart in the first line. A table of one column has none.
fn most_columns(text: &str) -> u8 {
    let columns = |delimiter: u8| match cut(text, 0, delimiter, 1) {
        Ok(head) => head.first().map_or(0, |row| row.cells.len()),
        Err(TableFault::Columns) => MAX_COLUMNS + 1,
        Err(_) => 0,
    };
    let (mut best, mut most) = (b'\t', 1);
    for delimiter in DELIMITERS {
        let count = columns(delimiter);
        if count > most {
            (best, most) = (delimiter, count);
        }
    }
    best
}

/// The rows of a text from `start` on, without those in which nothing is, and so many at most. The head is none of the [`MAX_ROWS`] that are read.
fn cut(text: &str, start: usize, delimiter: u8, most: usize) -> Result<Vec<TableRow>, TableFault> {
    let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).build();
    let bytes = text.as_bytes();
    let mut buffer = vec![0_u8; 4096];
    let (mut at, mut filled) = (start, 0);
    let (mut rows, mut row) = (Vec::new(), TableRow::default());
    let mut began = start;
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut buffer[filled..]);
        (at, filled) = (at + read, filled + written);
        match result {
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull => buffer.resize(buffer.len() * 2, 0),
            ReadFieldResult::Field { record_end } => {
                let cell = cell(text, (began, at), &buffer[..filled], delimiter)?;
                row.cells.push(cell);
                (began, filled) = (at, 0);
                if row.cells.len() > MAX_COLUMNS {
                    return Err(TableFault::Columns);
                }
                if record_end {
                    let done = std::mem::take(&mut row);
                    if !done.is_empty() {
                        rows.push(done);
                    }
                    if rows.len() >= most && most <= MAX_ROWS {
                        return Ok(rows);
                    }
                    if rows.len() > MAX_ROWS + 1 {
                        return Err(TableFault::Rows);
                    }
                }
            }
            ReadFieldResult::End => return Ok(rows),
        }
    }
}

/// A cell of these bytes of the text.
fn cell(
    text: &str,
    (start, end): (usize, usize),
    value: &[u8],
    delimiter: u8,
) -> Result<TableCell, TableFault> {
    let written = text.get(start..end).unwrap_or_default();
    // The ends of lines before it, where lines are empty, and what ends it.
    let inside = written.trim_start_matches(['\n', '\r']);
    let from = end - inside.len();
    let inside = inside.trim_end_matches(['\n', '\r']);
    let inside = inside.strip_suffix(char::from(delimiter)).unwrap_or(inside);
    let is_open = inside.starts_with('"') && (inside.len() == 1 || !inside.ends_with('"'));
    if is_open && end == text.len() {
        let first = inside.find(['\n', '\r']).unwrap_or(inside.len());
        return Err(TableFault::Quote(text.to_owned(), from..from + first));
    }
    let trimmed = inside.trim();
    let before = inside.len() - inside.trim_start().len();
    let span = from + before..from + before + trimmed.len();
    Ok(TableCell { value: CellValue::Text(String::from_utf8_lossy(value).into_owned()), span })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes).unwrap();
        let row = |row: &TableRow| {
            row.cells.iter().map(|cell| cell.value.text().to_owned()).collect::<Vec<_>>()
        };
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn spreadsheets_write_tables_in_many_ways() {
        let expected = [["Titel", "Größe"], ["Müller, Söhne", "12,5"]];
        for bytes in [
            "Titel;Größe\r\nMüller, Söhne;12,5\r\n".as_bytes().to_vec(),
            "\u{feff}Titel,Größe\n\n\"Müller, Söhne\",\"12,5\"".as_bytes().to_vec(),
            "Titel\tGröße\rMüller, Söhne\t12,5\r".as_bytes().to_vec(),
            "sep=;\r\nTitel;Größe\r\nMüller, Söhne;12,5".as_bytes().to_vec(),
            WINDOWS_1252.encode("Titel;Größe\nMüller, Söhne;12,5\n").0.into_owned(),
            "\u{feff}Titel\tGröße\nMüller, Söhne\t12,5\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            "\u{feff}Titel\tGröße\nMüller, Söhne\t12,5\n"
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect(),
        ] {
            assert_eq!(texts(&bytes), expected, "{}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(texts(b"Titel\nA, B\nC"), [["Titel"], ["A, B"], ["C"]]);
        assert_eq!(texts(b"a;b\n\"x\ny\";\"q \"\"r\"\"\""), [["a", "b"], ["x\ny", "q \"r\""]]);
    }

    #[test]
    fn cells_know_where_they_are_written() {
        let table = read("a;b\r\n\r\n  ä ;\"x\r\ny\"\r\nz".as_bytes()).unwrap();
        let written: Vec<&str> = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| &table.text[cell.span.clone()])
            .collect();
        assert_eq!(written, ["a", "b", "ä", "\"x\r\ny\"", "z"]);
    }

    #[test]
    fn what_is_no_table_is_a_fault() {
        for (bytes, fault) in [
            (&b""[..], TableFault::Empty),
            (b" \r\n", TableFault::Empty),
            (b"%PDF-1.7\n\x00\x01", TableFault::NoTable),
            (b"\xff\xfea", TableFault::NoTable),
            ("a;".repeat(MAX_COLUMNS + 1).as_bytes(), TableFault::Columns),
            ("a\n".repeat(MAX_ROWS + 2).as_bytes(), TableFault::Rows),
        ] {
            assert_eq!(read(bytes).map(|table| table.rows.len()), Err(fault));
        }
        let longest = read("a\n".repeat(MAX_ROWS + 1).as_bytes());
        assert_eq!(longest.map(|table| table.rows.len()), Ok(MAX_ROWS + 1), "a head, and all rows");
        let open = read(b"a;b\n1;\"x\n2;y\n");
        assert!(matches!(open, Err(TableFault::Quote(_, place)) if place == (6..8)));
    }
}
