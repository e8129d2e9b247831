//! `broschur newsletter`: the news of a period for an audience, as files for whatever sends mail.

use super::args::{FindingsFormat, Newsletter, ReadingArguments};
use super::{Run, Status};
use crate::disk::{DiskError, TrustedFolder};
use crate::session::{self, NoNewsletters, RenderedNewsletter};
use crate::view::Period;

/// Where newsletters go unless somebody says otherwise.
const FOLDER: &str = "newsletter";

impl Run {
    /// Writes a newsletter in every language that has news, as HTML and as text.
    pub(super) fn newsletter(&self, asked: &Newsletter) -> Result<Status, Status> {
        let period = Period { from: self.date(&asked.from)?, to: self.date(&asked.to)? };
        if period.from > period.to {
            self.say("cli-newsletter-backwards", &[("from", &asked.from), ("to", &asked.to)]);
            return Err(Status::Usage);
        }
        let (as_of, base_url) = (asked.as_of.clone(), asked.base_url.clone());
        let reading = ReadingArguments { drafts: false, as_of, base_url };
        let mut options = self.options(&reading, false)?;
        let snapshot = self.snapshot()?;
        options.site = self.site(asked.edition.as_deref(), &snapshot)?;
        let place = self.out(asked.out.as_deref(), FOLDER)?;
        let made = session::newsletters(&snapshot, &options, &asked.audience, period);
        let letters = match made {
            Ok(letters) => letters,
            Err(NoNewsletters::Findings(findings)) => {
                let (status, _) = self.report(findings, FindingsFormat::Text, &snapshot, None);
                self.say("cli-nothing-written", &[]);
                return Ok(status);
            }
            Err(NoNewsletters::NoAddress) => {
                self.say("cli-newsletter-no-address", &[]);
                return Err(Status::Usage);
            }
            Err(NoNewsletters::NoAudience { suggestion, known }) => {
                let id = &asked.audience;
                match suggestion {
                    Some(suggestion) => {
                        self.say("cli-no-audience", &[("id", id), ("suggestion", &suggestion)]);
                    }
                    None => {
                        self.say(
                            "cli-no-audience-plain",
                            &[("id", id), ("known", &known.join(", "))],
                        );
                    }
                }
                return Err(Status::Usage);
            }
        };
        if letters.is_empty() {
            self.say("cli-newsletter-empty", &[("from", &period.from), ("to", &period.to)]);
        }
        let name = format!("{}-{}-{}", asked.audience.replace(':', "-"), period.from, period.to);
        let files = letters.into_iter().flat_map(|RenderedNewsletter { language, html, text }| {
            let file = |ending: &str| format!("{name}.{language}.{ending}");
            [(file("html"), html), (file("txt"), text)]
        });
        self.write_all(&place, &files.collect::<Vec<_>>())?;
        Ok(Status::Fine)
    }

    /// Writes files, in place of earlier ones, and says so. What is in the way of one of them is said before any is written.
    fn write_all(&self, place: &TrustedFolder, files: &[(String, String)]) -> Result<(), Status> {
        if files.is_empty() {
            return Ok(());
        }
        let fail = |error: DiskError| self.unwritable(&error);
        let folder = place.create().map_err(fail)?;
        for (name, _) in files {
            folder.is_free_for_file(name).map_err(fail)?;
        }
        for (name, text) in files {
            folder.replace(name, text.as_bytes()).map_err(fail)?;
            if !self.quiet {
                self.say("cli-newsletter-done", &[("path", &place.path().join(name).display())]);
            }
        }
        Ok(())
    }
}
