//! `broschur list` and `broschur report spread|completeness|review|consents`: tables for people, spreadsheets and programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::args::{ContentReport, FindingsFormat, ListEntries, ReadingArguments, ReportFormat};
use super::{Run, Status};
use crate::diagnostic::{Findings, Severity};
use crate::escape::{self, visible};
use crate::report::{self, BY_BASE, BY_GROUP, BY_PLACE, ReportCell, ReportContext, ReportTable};
use crate::schema::Schema;
use crate::session::{Site, Timings};
use crate::source::Snapshot;

impl Run {
    /// Makes a report and writes it. What is wrong with the content is said; the report is then about what could be read.
    pub(super) fn report_content(
        &self,
        asked: &ContentReport,
        make: impl FnOnce(&ReportContext<'_>) -> ReportTable,
        text: impl FnOnce(&Self, &ReportTable) -> String,
    ) -> Result<Status, Status> {
        self.report_on(&self.snapshot()?, asked, make, text)
    }

    /// The same, of files that have been read.
    pub(super) fn report_on(
        &self,
        snapshot: &Snapshot,
        asked: &ContentReport,
        make: impl FnOnce(&ReportContext<'_>) -> ReportTable,
        text: impl FnOnce(&Self, &ReportTable) -> String,
    ) -> Result<Status, Status> {
        let options = self.options(&asked.reading, false)?;
        let mut found = Vec::new();
        let site = Site::load(snapshot, &options, &mut found, &mut Timings::default());
        let mut errors = Findings::new();
        errors.extend(found.into_iter().filter(|finding| finding.severity == Severity::Error));
        let (status, _) = self.report(errors, FindingsFormat::Text, snapshot, None);
        let table = make(&ReportContext {
            catalog: &site.catalog,
            language: self.texts.language().tag(),
            today: options.publishing.today,
        });
        self.print_table(&table, asked.format, text);
        Ok(status)
    }

    /// Lists entries, whatever their status: all of them, or those of a type.
    pub(super) fn list(&self, asked: &ListEntries) -> Result<Status, Status> {
        let (type_id, snapshot) = (asked.type_id.as_deref(), self.snapshot()?);
        if let Some(type_id) = type_id {
            let schema = Schema::load(&snapshot, &mut Vec::new());
            self.known_type(&schema, type_id)?;
        }
        let reading = ReadingArguments { drafts: true, ..ReadingArguments::default() };
        let report = ContentReport { reading, format: asked.format };
        self.report_on(&snapshot, &report, |reader| report::list(reader, type_id), Run::list_text)
    }

    /// Entries, each with its type, title and status.
    fn list_text(&self, table: &ReportTable) -> String {
        let lines: Vec<[String; 3]> = table
            .rows
            .iter()
            .filter_map(|row| {
                let [type_id, id, title, status, _] = row.as_slice() else { return None };
                let key = format!("{}:{}", words(type_id), words(id));
                Some([key, words(status).to_owned(), words(title).to_owned()])
            })
            .collect();
        let mut out = String::new();
        push_lines(&mut out, &lines);
        self.or_nothing(out)
    }

    /// Writes a table as it is asked for.
    pub(super) fn print_table(
        &self,
        table: &ReportTable,
        format: ReportFormat,
        text: impl FnOnce(&Self, &ReportTable) -> String,
    ) {
        self.streams.data(&match format {
            ReportFormat::Text => visible(&text(self, table)).into_owned(),
            ReportFormat::Json => json(table),
            ReportFormat::Csv => csv(table),
        });
    }

    /// Regions with their sectors, trade groups, and what has no case.
    pub(super) fn spread_text(&self, table: &ReportTable) -> String {
        let mut regions: Vec<(&str, Vec<String>)> = Vec::new();
        let mut groups = Vec::new();
        let mut sectors: BTreeMap<&str, i64> = BTreeMap::new();
        for row in &table.rows {
            let [by, _, title, sector, cases] = row.as_slice() else { continue };
            let (title, cases) = (words(title), count(cases));
            if words(by) == BY_GROUP {
                groups.push((title, cases));
            } else if words(by) == BY_PLACE {
                if regions.last().is_none_or(|(last, _)| *last != title) {
                    regions.push((title, Vec::new()));
                }
                if let (Some((_, found)), true) = (regions.last_mut(), cases > 0) {
                    found.push(format!("{} {cases}", words(sector)));
                }
                *sectors.entry(words(sector)).or_default() += i64::from(cases > 0);
            }
        }
        let heading = |id: &str| format!("{}\n", self.texts.get(id, &[]));
        let mut out = heading("report-spread-regions");
        let lines: Vec<[String; 2]> = regions
            .iter()
            .map(|(title, found)| {
                let found = if found.is_empty() { "–".to_owned() } else { found.join(", ") };
                [(*title).to_owned(), found]
            })
            .collect();
        push_lines(&mut out, &lines);
        out.push_str(&format!("\n{}", heading("report-spread-groups")));
        let lines: Vec<[String; 2]> =
            groups.iter().map(|(title, cases)| [(*title).to_owned(), cases.to_string()]).collect();
        push_lines(&mut out, &lines);
        let none = |empty: Vec<&str>| match empty.join(", ") {
            names if names.is_empty() => self.texts.get("report-none", &[]),
            names => names,
        };
        let without_region = none(
            regions.iter().filter(|(_, found)| found.is_empty()).map(|(title, _)| *title).collect(),
        );
        let without_group =
            none(groups.iter().filter(|(_, cases)| *cases == 0).map(|(title, _)| *title).collect());
        let lonely = none(
            sectors.iter().filter(|(_, regions)| **regions == 1).map(|(name, _)| *name).collect(),
        );
        out.push_str(&format!("\n{}", heading("report-spread-gaps")));
        let lines = [
            [self.texts.get("report-spread-no-region", &[]), without_region],
            [self.texts.get("report-spread-no-group", &[]), without_group],
            [self.texts.get("report-spread-one-region", &[]), lonely],
        ];
        push_lines(&mut out, &lines);
        out
    }

    /// What is not filled in everywhere, type by type.
    pub(super) fn completeness_text(&self, table: &ReportTable) -> String {
        let mut out = String::new();
        let mut types: Vec<(&str, Vec<&Vec<ReportCell>>)> = Vec::new();
        for row in &table.rows {
            let type_id = row.first().map_or("", words);
            if types.last().is_none_or(|(last, _)| *last != type_id) {
                types.push((type_id, Vec::new()));
            }
            if let Some((_, rows)) = types.last_mut() {
                rows.push(row);
            }
        }
        for (type_id, rows) in types {
            let number = |row: &Vec<ReportCell>, at: usize| row.get(at).map_or(0, count);
            let entries = rows.first().map_or(0, |row| number(row, 4));
            let filled: i64 = rows.iter().map(|row| number(row, 3)).sum();
            let percent = filled * 100 / (entries * rows.len() as i64).max(1);
            let heading = self.texts.get(
                "report-completeness-type",
                &[("type", &type_id), ("entries", &entries), ("percent", &percent)],
            );
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{heading}");
            let lines: Vec<[String; 3]> = rows
                .iter()
                .filter(|row| number(row, 3) < entries)
                .map(|row| {
                    let label = format!(
                        "{} ({})",
                        row.get(2).map_or("", words),
                        row.get(1).map_or("", words)
                    );
                    let missing = entries - number(row, 3);
                    let missing =
                        self.texts.get("report-completeness-missing", &[("count", &missing)]);
                    [label, format!("{} %", number(row, 5)), missing]
                })
                .collect();
            push_lines(&mut out, &lines);
        }
        self.or_nothing(out)
    }

    /// Days and what is due on them.
    pub(super) fn review_text(&self, table: &ReportTable) -> String {
        let lines: Vec<[String; 4]> = table
            .rows
            .iter()
            .filter_map(|row| {
                let [due, days, entry, title, _, why] = row.as_slice() else { return None };
                let when = if *why == BY_BASE.into() {
                    self.texts.get("report-review-base", &[])
                } else {
                    let days = count(days);
                    let id = if days < 0 { "report-review-past" } else { "report-review-left" };
                    self.texts.get(id, &[("days", &days.abs())])
                };
                Some([
                    words(due).to_owned(),
                    when,
                    words(entry).to_owned(),
                    words(title).to_owned(),
                ])
            })
            .collect();
        let mut out = String::new();
        push_lines(&mut out, &lines);
        self.or_nothing(out)
    }

    /// Entries and what is known about their consents.
    pub(super) fn consents_text(&self, table: &ReportTable) -> String {
        let lines: Vec<[String; 5]> = table
            .rows
            .iter()
            .filter_map(|row| {
                let [entry, state, role, _, expires, _, scope, _] = row.as_slice() else {
                    return None;
                };
                let until = match expires {
                    ReportCell::Empty => String::new(),
                    date => self.texts.get("report-consents-until", &[("date", &words(date))]),
                };
                Some([
                    words(entry).to_owned(),
                    self.texts.get("report-consents-state", &[("state", &words(state))]),
                    until,
                    words(role).to_owned(),
                    words(scope).to_owned(),
                ])
            })
            .collect();
        let mut out = String::new();
        push_lines(&mut out, &lines);
        self.or_nothing(out)
    }

    pub(super) fn or_nothing(&self, text: String) -> String {
        if text.is_empty() { format!("{}\n", self.texts.get("report-nothing", &[])) } else { text }
    }
}

pub(super) fn words(cell: &ReportCell) -> &str {
    match cell {
        ReportCell::Text(text) => text,
        ReportCell::Number(_) | ReportCell::Empty => "",
    }
}

fn count(cell: &ReportCell) -> i64 {
    match cell {
        ReportCell::Number(number) => *number,
        ReportCell::Text(_) | ReportCell::Empty => 0,
    }
}

/// Lines with their columns below each other.
pub(super) fn push_lines<const N: usize>(out: &mut String, lines: &[[String; N]]) {
    let mut widths = [0; N];
    for line in lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for line in lines {
        let cells: Vec<String> =
            line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(out, "  {}", cells.join("  ").trim_end());
    }
}

/// One object with the rows, each with its cells by the names of their columns.
fn json(table: &ReportTable) -> String {
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = table
        .rows
        .iter()
        .map(|row| {
            let cells = table.columns.iter().zip(row).map(|(name, cell)| {
                let value = match cell {
                    ReportCell::Text(text) => text.as_str().into(),
                    ReportCell::Number(number) => (*number).into(),
                    ReportCell::Empty => serde_json::Value::Null,
                };
                ((*name).to_owned(), value)
            });
            cells.collect()
        })
        .collect();
    format!("{:#}\n", serde_json::json!({ "rows": rows }))
}

/// The table with the names of its columns first.
fn csv(table: &ReportTable) -> String {
    let mut out = format!("{}\n", table.columns.join(","));
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                ReportCell::Text(text) => escape::csv(text),
                ReportCell::Number(number) => number.to_string(),
                ReportCell::Empty => String::new(),
            })
            .collect();
        let _ = writeln!(out, "{}", cells.join(","));
    }
    out
}
