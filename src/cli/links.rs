//! `broschur report links`: who should link back, and who does.

use std::fmt::Write;
use std::path::Path;

use url::Url;

use super::args::{FindingsFormat, LinksReport};
use super::tables::{push_lines, words};
use super::{MAX_NAMED_BYTES, Run, Status};
use crate::diagnostic::{Findings, Severity};
use crate::disk;
use crate::model::Backlink;
use crate::report::{self, Found, OwnSite, ReportCell, ReportContext, ReportTable, SavedPage};
use crate::session::Session;

impl Run {
    /// Lists the pages of partners that should link back. With saved pages, those without a link are findings.
    pub(super) fn report_links(&self, asked: &LinksReport) -> Result<Status, Status> {
        let options = self.options(&asked.report.reading, true)?;
        let saved = self.saved_pages(&asked.html)?;
        let snapshot = self.snapshot()?;
        let mut session = Session::single();
        let mut errors = Findings::new();
        let found = session.plan_all(&snapshot, &options).sorted();
        errors.extend(found.into_iter().filter(|finding| finding.severity == Severity::Error));
        let (status, _) = self.report(errors, FindingsFormat::Text, &snapshot, None);
        let sites: Vec<OwnSite<'_>> = session
            .sites()
            .map(|(base, plan, jobs)| {
                let base = base.and_then(|base| Url::parse(base).ok());
                OwnSite { base, plan, jobs }
            })
            .collect();
        if !saved.is_empty() && sites.iter().all(|site| site.base.is_none()) {
            self.say("cli-links-no-address", &[]);
            return Err(Status::Usage);
        }
        let Some(catalog) = session.catalog() else { return Ok(status) };
        let today = options.publishing.today;
        let reader = ReportContext { catalog, language: self.texts.language().tag(), today };
        let (table, strangers) = report::links(&reader, &sites, &saved);
        self.print_table(&table, asked.report.format, |run, table| {
            if saved.is_empty() { run.wanted_text(table) } else { run.found_text(table) }
        });
        for file in strangers {
            self.say("cli-links-stranger", &[("file", &file)]);
        }
        let missing = table.rows.iter().any(|row| {
            let [_, _, _, _, state, _, found, ..] = row.as_slice() else { return false };
            words(state) != Backlink::Declined.word()
                && Found::ALL.iter().any(|it| it.is_missing() && it.word() == words(found))
        });
        Ok(if missing { Status::Findings } else { status })
    }

    /// The files that are named, as `FILE` or `URL=FILE`. What cannot be used is said, all of it.
    fn saved_pages(&self, named: &[String]) -> Result<Vec<(String, SavedPage)>, Status> {
        let mut saved = Vec::new();
        let mut failed = None;
        for written in named {
            let (url, file) = match written.rsplit_once('=') {
                Some((url, file)) if is_web(url) => (Url::parse(url).ok(), file),
                _ => (None, written.as_str()),
            };
            match disk::read_named(Path::new(file), MAX_NAMED_BYTES) {
                Ok(bytes) => {
                    let page = SavedPage::read(&bytes, url);
                    if page.url.is_none() {
                        self.say("cli-links-nowhere", &[("file", &file)]);
                        failed = failed.or(Some(Status::Usage));
                    }
                    saved.push((file.to_owned(), page));
                }
                Err(error) => failed = Some(self.unreadable(&error)),
            }
        }
        failed.map_or(Ok(saved), Err)
    }

    /// Partners by how things stand.
    fn wanted_text(&self, table: &ReportTable) -> String {
        let states = ["unknown", "wanted", "asked", "confirmed", "declined"];
        self.links_text(table, &states, 4, "report-links-state")
    }

    /// Partners by what was found on their pages.
    fn found_text(&self, table: &ReportTable) -> String {
        self.links_text(table, &Found::ALL.map(Found::word), 6, "report-links-found")
    }

    /// A heading for each of the `groups` that the cell `at` can be of, with the lines below.
    fn links_text(&self, table: &ReportTable, groups: &[&str], at: usize, heading: &str) -> String {
        let line = |row: &Vec<ReportCell>| {
            let [_, title, website, page, _, link, found, at, _] = row.as_slice() else {
                return None;
            };
            let page = if *page == ReportCell::Empty { website } else { page };
            // What they should link to, where they do not; else what they do link to.
            let link = if words(found) == Found::Link.word() { at } else { link };
            Some([title, page, link].map(|cell| words(cell).to_owned()))
        };
        let mut out = String::new();
        for group in groups {
            let of_group =
                |row: &&Vec<ReportCell>| row.get(at).is_some_and(|cell| words(cell) == *group);
            let lines: Vec<[String; 3]> =
                table.rows.iter().filter(of_group).filter_map(line).collect();
            if lines.is_empty() {
                continue;
            }
            let gap = if out.is_empty() { "" } else { "\n" };
            let count = lines.len();
            let _ = writeln!(
                out,
                "{gap}{}",
                self.texts.get(heading, &[("group", group), ("count", &count)])
            );
            push_lines(&mut out, &lines);
        }
        self.or_nothing(out)
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
