//! `broschur report contacts`: who can be reached, and forms for those who know it.

use std::fmt::Write;

use super::args::{ContactsReport, FindingsFormat};
use super::tables::{push_lines, words};
use super::{Run, Status};
use crate::model::EntryKey;
use crate::report::{self, Known, ReportTable};
use crate::session;
use crate::source::Snapshot;

impl Run {
    /// Lists who can be reached; with a folder, writes a form about each of them into it.
    pub(super) fn report_contacts(&self, asked: &ContactsReport) -> Result<Status, Status> {
        let snapshot = self.snapshot()?;
        if let Some(folder) = &asked.forms {
            self.contact_forms(&snapshot, asked, folder)?;
        }
        self.report_on(&snapshot, &asked.report, report::contacts, Run::contacts_text)
    }

    /// Writes the forms. Where there is a file already, somebody may have filled it in: then nothing is written.
    fn contact_forms(
        &self,
        snapshot: &Snapshot,
        asked: &ContactsReport,
        folder: &std::path::Path,
    ) -> Result<(), Status> {
        let options = self.options(&asked.report.reading, false)?;
        let place = self.out(Some(folder), "")?;
        let refused = |findings| {
            let (status, _) = self.report(findings, FindingsFormat::Text, snapshot, None);
            self.say("cli-nothing-written", &[]);
            status
        };
        let forms = session::contact_forms(snapshot, &options).map_err(refused)?;
        let names = |key: &EntryKey| {
            let name = key.to_string().replace(':', "-");
            ["pdf", "txt"].map(|ending| format!("{name}.{ending}"))
        };
        // Before the work is done.
        if let Some(folder) = place.open().map_err(|error| self.unwritable(&error))? {
            for name in forms.keys().iter().flat_map(names) {
                if folder.kind(&name).map_err(|error| self.unwritable(&error))?.is_some() {
                    self.say("cli-new-exists", &[("path", &place.path().join(&name).display())]);
                    return Err(Status::Usage);
                }
            }
        }
        let forms = forms.render(snapshot).map_err(refused)?;
        let files: Vec<(String, Vec<u8>)> = forms
            .into_iter()
            .flat_map(|form| {
                let [pdf, mail] = names(&form.key);
                [(pdf, form.pdf), (mail, form.mail.into_bytes())]
            })
            .collect();
        let folder = place.create().map_err(|error| self.unwritable(&error))?;
        for (name, bytes) in &files {
            folder.write_new(name, bytes).map_err(|error| self.unwritable(&error))?;
        }
        if !self.quiet {
            let path = place.path();
            self.say("cli-forms-done", &[("count", &(files.len() / 2)), ("path", &path.display())]);
        }
        Ok(())
    }

    /// Organisations by how much is known of how they are reached.
    fn contacts_text(&self, table: &ReportTable) -> String {
        let mut out = String::new();
        for known in Known::ALL {
            let of_state =
                |row: &&Vec<report::ReportCell>| row.get(3).map(words) == Some(known.word());
            let lines: Vec<[String; 4]> = table
                .rows
                .iter()
                .filter(of_state)
                .filter_map(|row| {
                    let [entry, label, title, _, _, missing, ..] = row.as_slice() else {
                        return None;
                    };
                    let missing = match (known, words(missing)) {
                        (Known::Some, missing) => {
                            self.texts.get("report-contacts-missing", &[("fields", &missing)])
                        }
                        _ => String::new(),
                    };
                    let text = |cell| words(cell).to_owned();
                    Some([text(entry), text(label), text(title), missing])
                })
                .collect();
            if lines.is_empty() {
                continue;
            }
            let gap = if out.is_empty() { "" } else { "\n" };
            let (group, count) = (known.word(), lines.len());
            let heading =
                self.texts.get("report-contacts-state", &[("group", &group), ("count", &count)]);
            let _ = writeln!(out, "{gap}{heading}");
            push_lines(&mut out, &lines);
        }
        self.or_nothing(out)
    }
}
