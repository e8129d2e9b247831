//! `broschur newsletter`: the news of a period for an audience, as files for whatever sends mail.

use std::fs;
use std::path::Path;

use super::args::{FindingsFormat, Newsletter, Reading};
use super::{Run, Status};
use crate::session::{self, Letter, NoLetters};
use crate::view::Period;

impl Run {
    /// Writes a newsletter in every language that has news, as HTML and as text.
    pub(super) fn newsletter(&self, asked: &Newsletter) -> Result<Status, Status> {
        let period = Period { from: self.date(&asked.from)?, to: self.date(&asked.to)? };
        if period.from > period.to {
            self.say("cli-newsletter-backwards", &[("from", &asked.from), ("to", &asked.to)]);
            return Err(Status::Usage);
        }
        let (as_of, base_url) = (asked.as_of.clone(), asked.base_url.clone());
        let reading = Reading { drafts: false, as_of, base_url };
        let mut options = self.options(&reading, false)?;
        let snapshot = self.snapshot()?;
        options.site = self.site(asked.edition.as_deref(), &snapshot)?;
        let made = session::newsletters(&snapshot, &options, &asked.audience, period);
        let letters = match made {
            Ok(letters) => letters,
            Err(NoLetters::Findings(findings)) => {
                let (status, _) = self.report(findings, FindingsFormat::Text, &snapshot, None);
                self.say("cli-nothing-written", &[]);
                return Ok(status);
            }
            Err(NoLetters::NoAddress) => {
                self.say("cli-newsletter-no-address", &[]);
                return Err(Status::Usage);
            }
            Err(NoLetters::NoAudience { meant, known }) => {
                let id = &asked.audience;
                match meant {
                    Some(meant) => {
                        self.say("cli-no-audience", &[("id", id), ("suggestion", &meant)]);
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
        let folder = self.root.join(&asked.out);
        for Letter { language, html, text } in letters {
            self.write(&folder, &format!("{name}.{language}.html"), &html)?;
            self.write(&folder, &format!("{name}.{language}.txt"), &text)?;
        }
        Ok(Status::Fine)
    }

    /// Writes a file, in place of an earlier one, and says so.
    fn write(&self, folder: &Path, name: &str, text: &str) -> Result<(), Status> {
        let path = folder.join(name);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        written.map_err(|error| {
            self.say("cli-write-error", &[("path", &path.display()), ("reason", &error)]);
            Status::Environment
        })?;
        if !self.quiet {
            self.say("cli-newsletter-done", &[("path", &path.display())]);
        }
        Ok(())
    }
}
