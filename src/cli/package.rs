//! What a package of broschur brings along beside the program: completions for shells and man pages, both made from what the parser takes.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold};

use super::args::{self, Arguments};
use super::{Run, Status, help};
use crate::diagnostic::texts::Texts;
use crate::disk::{DiskError, TrustedFolder};

impl Run {
    pub(super) fn completions(&self, arguments: &args::Completions) -> Status {
        let mut command = help::describe(Arguments::command(), &self.texts);
        let name = command.get_name().to_owned();
        let mut script = Vec::new();
        clap_complete::generate(arguments.shell, &mut command, name, &mut script);
        self.streams.data(&String::from_utf8_lossy(&script));
        Status::Fine
    }

    pub(super) fn man(&self, arguments: &args::Man) -> Result<Status, Status> {
        let dir = &arguments.dir;
        let fail = |error: DiskError| self.unwritable(&error);
        let place = self.writable(TrustedFolder::named(dir))?;
        let pages = pages(&self.texts).map_err(|error| fail(DiskError::io(dir, error)))?;
        let folder = place.create().map_err(fail)?;
        for (name, _) in &pages {
            folder.is_free_for_file(name).map_err(fail)?;
        }
        for (name, page) in &pages {
            folder.replace(name, page).map_err(fail)?;
        }
        Ok(Status::Fine)
    }
}

/// A page for the command and for each of its commands, by file name: `broschur.1`, `broschur-report-fit.1`.
fn pages(texts: &Texts) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut command = help::describe(Arguments::command(), texts);
    command.build();
    let source = format!("{} {}", command.get_name(), command.get_version().unwrap_or_default());
    let mut pages = Vec::new();
    let mut waiting = vec![command];
    while let Some(command) = waiting.pop() {
        waiting.extend(command.get_subcommands().filter(|inner| !inner.is_hide_set()).cloned());
        let commands = texts.get("cli-help-commands", &[]).to_uppercase();
        let man = Man::new(command.clone().subcommand_help_heading(commands)).source(&source);
        pages.push((man.get_filename(), page(&man, &command, texts)?));
    }
    Ok(pages)
}

/// Name, synopsis, arguments and commands. The headings are those of the help, in its language, apart from NAME, by which `apropos` finds a page.
fn page(man: &Man, command: &Command, texts: &Texts) -> io::Result<Vec<u8>> {
    let mut synopsis = Roff::new();
    synopsis.control("SH", [&*texts.get("cli-help-usage", &[]).to_uppercase()]);
    let usage = command.get_overridden_usage().map(ToString::to_string).unwrap_or_default();
    synopsis.text([bold(usage)]);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    synopsis.to_writer(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    Ok(page)
}
