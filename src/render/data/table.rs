//! The entries of a type as JSON (RFC 8259) and as CSV (RFC 4180).
//!
//! Both have the same columns: `datapackage.json` describes them, see [`super::package`]. A row stands on a line of its own,
//! so that versions of a file can be compared.

use serde_json::Value;

use crate::escape;
use crate::plan::TableFormat;
use crate::view::{Column, DataTable};

/// The table in a format.
pub(crate) fn render(table: &DataTable<'_>, format: TableFormat) -> String {
    match format {
        TableFormat::Json => json(table),
        TableFormat::Csv => csv(table),
    }
}

/// A list of objects. Every object has all columns in their order; what an entry does not say is `null`.
fn json(table: &DataTable<'_>) -> String {
    let columns = table.columns();
    let names: Vec<Value> = columns.iter().map(|column| column.name().into()).collect();
    let mut out = String::from("[");
    for (at, entry) in table.entries().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        for (at, (name, column)) in names.iter().zip(&columns).enumerate() {
            let cell = table.cell(*column, entry);
            out.push_str(&format!("{}{name}:{cell}", if at == 0 { '{' } else { ',' }));
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out
}

/// A header and a line for each entry. Lists and objects are JSON in a cell; see [`escape::csv`] for text that looks like a
/// formula.
fn csv(table: &DataTable<'_>) -> String {
    let columns = table.columns();
    let mut out = String::new();
    let header: Vec<&str> = columns.iter().map(Column::name).collect();
    line(header.into_iter().map(escape::csv), &mut out);
    for entry in table.entries() {
        let cells = columns.iter().map(|column| match table.cell(*column, entry) {
            Value::Null => String::new(),
            Value::String(text) => escape::csv(&text),
            // Neither a minus nor a quotation mark in there is the beginning of a formula.
            Value::Number(number) => number.to_string(),
            other => escape::csv(&other.to_string()),
        });
        line(cells, &mut out);
    }
    out
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}
