//! `broschur report`: tables for people, spreadsheets and programs.

use std::fmt::Write;

use super::args::{FindingsFormat, FitReport, ReportFormat};
use super::{Run, Status};
use crate::diagnostic::{Code, Findings, Severity};
use crate::escape::visible;
use crate::i18n::{self, Locale};
use crate::render::print::{Fit, Rest};
use crate::session::{Session, SiteName};

impl Run {
    /// How much room each entry takes in print. Entries of documents that could not be printed are missing; then the
    /// errors say so.
    pub(super) fn report_fit(&self, arguments: &FitReport) -> Result<Status, Status> {
        let options = self.options(&arguments.reading, true)?;
        let snapshot = self.snapshot()?;
        let mut session = Session::single();
        // What a build or a check has printed from the same need not be printed for that.
        session.set_cache(SiteName::Main, self.cache(&SiteName::Main)?);
        let outcome = session
            .print(&snapshot, &options, &arguments.names, &mut self.stopwatch())
            .map_err(|missing| self.no_such_pdf(&missing))?;
        session.tidy();
        let mut errors = Findings::new();
        // What is too long is in the report itself.
        errors.extend(outcome.findings.sorted().into_iter().filter(|finding| {
            finding.severity == Severity::Error && finding.code != Code::Overrun
        }));
        let (status, _) = self.report(errors, FindingsFormat::Text, &snapshot, None);
        self.streams.data(&match arguments.format {
            ReportFormat::Text => visible(&self.fit_text(&outcome.fits)).into_owned(),
            ReportFormat::Json => fit_json(&outcome.fits),
            ReportFormat::Csv => fit_csv(&outcome.fits),
        });
        Ok(status)
    }

    fn fit_text(&self, fits: &[(String, Fit)]) -> String {
        let locale = Locale::of_or(self.texts.language().tag(), i18n::DEFAULT);
        let pages = |pages: f64| format!("{pages:.1}").replace('.', &locale.numbers.decimal);
        let rows: Vec<[String; 4]> = fits
            .iter()
            .map(|(_, fit)| {
                let budget =
                    fit.budget.map_or(String::new(), |budget| format!(" / {}", pages(budget)));
                let rest = match fit.rest {
                    Rest::Room { lines, characters } => self
                        .texts
                        .get("report-fit-room", &[("lines", &lines), ("characters", &characters)]),
                    Rest::Over { lines, characters, percent } => self.texts.get(
                        "report-fit-over",
                        &[("lines", &lines), ("characters", &characters), ("percent", &percent)],
                    ),
                };
                [
                    fit.entry.clone(),
                    self.texts.get("report-fit-page", &[("page", &fit.page)]),
                    self.texts.get("report-fit-pages", &[("pages", &(pages(fit.pages) + &budget))]),
                    rest,
                ]
            })
            .collect();
        let width =
            |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (first, second, third) = (width(0), width(1), width(2));
        let mut out = String::new();
        let mut document = None;
        for ((path, _), [entry, page, pages, rest]) in fits.iter().zip(&rows) {
            if document != Some(path) {
                let gap = if document.is_some() { "\n" } else { "" };
                let _ = writeln!(out, "{gap}{path}");
                document = Some(path);
            }
            let _ = writeln!(out, "  {entry:first$}  {page:>second$}  {pages:>third$}  {rest}");
        }
        out
    }
}

fn fit_json(fits: &[(String, Fit)]) -> String {
    let entries: Vec<serde_json::Value> = fits
        .iter()
        .map(|(path, fit)| {
            let (room, over) = match fit.rest {
                Rest::Room { lines, characters } => {
                    (Some(serde_json::json!({ "lines": lines, "characters": characters })), None)
                }
                Rest::Over { lines, characters, percent } => (
                    None,
                    Some(serde_json::json!({
                        "lines": lines, "characters": characters, "percent": percent
                    })),
                ),
            };
            serde_json::json!({
                "document": path,
                "entry": fit.entry,
                "page": fit.page,
                "pages": rounded(fit.pages),
                "budget": fit.budget,
                "characters": fit.characters,
                "room": room,
                "over": over,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::json!({ "entries": entries }))
}

fn fit_csv(fits: &[(String, Fit)]) -> String {
    // Paths and keys are made of letters that need no quotes: ids, and the routes of types.
    let mut out = String::from(
        "document,entry,page,pages,budget,characters,room_lines,room_characters,over_lines,over_characters,over_percent\n",
    );
    for (path, fit) in fits {
        let budget = fit.budget.map_or(String::new(), |budget| budget.to_string());
        let rest = match fit.rest {
            Rest::Room { lines, characters } => format!("{lines},{characters},,,"),
            Rest::Over { lines, characters, percent } => {
                format!(",,{lines},{characters},{percent}")
            }
        };
        let _ = writeln!(
            out,
            "{path},{},{},{},{budget},{},{rest}",
            fit.entry,
            fit.page,
            rounded(fit.pages),
            fit.characters
        );
    }
    out
}

/// A number of pages to two places.
fn rounded(pages: f64) -> f64 {
    (pages * 100.0).round() / 100.0
}
