//! `lsp`: an editor is answered over the standard streams.

use std::path::Path;

use lsp_server::Connection;

use super::{Run, Status, today};
use crate::lsp::{ServerError, Setup, serve};
use crate::model::Publishing;
use crate::session::{Options, SiteName};

impl Run {
    /// Answers until the editor says that it is done. `is_language_asked` is whether somebody has named a language: else it is that of the editor.
    pub(super) fn lsp(&self, is_language_asked: bool) -> Result<Status, Status> {
        self.start_threads();
        let here = std::path::absolute(&self.root).map_err(|error| {
            let path = self.root.display();
            self.say("cli-no-folder", &[("path", &path), ("reason", &error)]);
            Status::Environment
        })?;
        let fixed = self.day(&Default::default())?;
        // What editors write is a draft for most of the time: they want to see all of it, and what is said about it.
        let options = move || {
            let publishing = Publishing { drafts: true, today: fixed.unwrap_or_else(today) };
            Options { site: SiteName::Main, publishing, base_url: None, print: true }
        };
        let setup = Setup {
            root: (self.root != Path::new(".")).then(|| here.clone()),
            here,
            texts: is_language_asked.then(|| self.texts.clone()),
            options: &options,
        };
        let (connection, threads) = Connection::stdio();
        let ended = serve(&connection, setup);
        // The writer ends when nobody can send any more.
        drop(connection);
        match ended {
            Ok(()) => {
                let _ = threads.join();
                Ok(Status::Fine)
            }
            Err(ServerError::Disk(error)) => Err(self.unreadable(&error)),
            Err(error @ ServerError::Protocol(_)) => {
                self.say("lsp-ended", &[("reason", &error)]);
                Err(Status::Environment)
            }
        }
    }
}
