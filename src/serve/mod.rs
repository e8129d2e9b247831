//! The preview: a site in memory, shown to browsers on this computer.
//!
//! Entry points: [`Preview::start`], then [`Preview::show`] for every new state. Invariant: what is handed out is looked up in the
//! outputs of a build by its path, so that no file of the disk can be reached; nothing but what `routes` lists is answered; a
//! request for another host than this one is refused, and so is one that a page of another origin makes, so that no website can read,
//! show or probe the preview through its visitor's browser.
//!
//! The library `hyper` speaks HTTP/1.1. From the ground up: `request`, `policy`, `voices` and `overlay` know nothing of each other; `state` is what
//! is shown, `events` tells of it, `response` is what is answered, `desk` what goes to the editor, by way of `door`; `routes` decides what, and `server` minds the connections.

mod desk;
mod door;
mod events;
pub(crate) mod offline;
mod overlay;
mod policy;
mod request;
mod response;
mod routes;
mod server;
mod state;
#[cfg(test)]
mod tests;
mod voices;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::publish::OutputSet;
use crate::source::Snapshot;

pub(crate) use door::Question;
use door::{Bell, Door};
use overlay::Below;
use server::ConnectionLimits;
use state::{Laid, PreviewState, SharedState};
use voices::Voices;

/// A running preview. It ends with the process.
#[derive(Clone)]
pub(crate) struct Preview {
    shared: Arc<SharedState>,
    voices: Arc<Voices>,
    address: SocketAddr,
}

/// A new state of the site.
pub(crate) struct Update<'a> {
    /// Its outputs.
    pub(crate) outputs: OutputSet,
    /// The page that followers are led to, as a path in the outputs.
    pub(crate) follow: Option<String>,
    /// The PDF of what was edited, as a path in the outputs.
    pub(crate) pdf: Option<String>,
    /// What was found, sorted.
    pub(crate) findings: &'a [Diagnostic],
    /// What the edit gives reason to look at, of that.
    pub(crate) warnings: &'a [&'a Diagnostic],
    /// The pages of the entries with errors, as paths in the outputs, when nothing else has any; `None` when that may have spoilt any page.
    pub(crate) spoilt: Option<Vec<String>>,
    /// The files that the findings point into.
    pub(crate) snapshot: &'a Snapshot,
    /// The language of the findings.
    pub(crate) texts: &'a Texts,
}

impl Preview {
    /// Begins to listen; `texts` are for what is said until there is something to show. `may_edit` says whether there is an editor,
    /// `program` where that of a CMS is.
    ///
    /// # Errors
    /// What the system says when the address cannot be had, or nothing that waits for connections, or no token that nobody can guess.
    pub(crate) fn start(
        (host, port): (&str, u16),
        texts: &Texts,
        may_edit: bool,
        program: Option<PathBuf>,
    ) -> io::Result<Self> {
        let voices = Voices::beside(texts);
        let desk = Door::new(texts, &voices, may_edit)?.with_program(program);
        Self::within(ConnectionLimits::PREVIEW, (host, port), (texts, voices), desk)
    }

    fn within(
        limits: ConnectionLimits,
        (host, port): (&str, u16),
        (texts, voices): (&Texts, Voices),
        desk: Door,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((host, port))?;
        let address = listener.local_addr()?;
        let site_soon = overlay::page(texts, "serve-site-soon");
        let pdf_soon = voices.each(texts, |texts| overlay::page(texts, "serve-pdf-soon"));
        let beside = voices.each(texts, overlay::beside);
        let shared = Arc::new(SharedState::new(host, desk, site_soon, [pdf_soon, beside]));
        server::start(listener, Arc::clone(&shared), limits)?;
        Ok(Self { shared, voices: Arc::new(voices), address })
    }

    /// Where it is.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What is asked of the editor, from now on, and what its pages are known by; `None` when there is no editor. `ring` is called with each question, and
    /// when a page is asked for that is not made yet.
    pub(crate) fn questions(
        &self,
        ring: impl Fn() + Send + Sync + 'static,
    ) -> Option<(String, Receiver<Question>)> {
        let bell: Bell = Arc::new(ring);
        self.shared.set_bell(bell.clone());
        self.shared.desk.open(bell)
    }

    /// Notes that pages may be older from now on than what is known of the files.
    pub(crate) fn falls_behind(&self) {
        self.shared.falls_behind();
    }

    /// Notes that these pages, as paths in the outputs, are as new as what is known of the files; all are when it is `None`.
    pub(crate) fn catches_up(&self, pages: Option<&[String]>) {
        self.shared.catches_up(pages);
    }

    /// The pages that browsers have open, as paths in the outputs.
    pub(crate) fn watched(&self) -> Vec<String> {
        self.shared.watched()
    }

    /// Shows a new state. Errors are laid over the last good pages: over those of the entries that have them, where that can be told, and
    /// else over all.
    pub(crate) fn show(&self, update: Update<'_>) {
        let Update { findings, texts, snapshot, .. } = update;
        let errors = || findings.iter().filter(|finding| finding.severity == Severity::Error);
        let is_whole = errors().next().is_none();
        self.shared.change(|state| {
            match &update.spoilt {
                _ if is_whole => state.outputs = update.outputs,
                Some(spoilt) => state.outputs = beside(&state.outputs, update.outputs, spoilt),
                None => {}
            }
            let below = if state.outputs.is_empty() { Below::Nothing } else { Below::LastGood };
            state.laid = self.voices.each(texts, |texts| Laid {
                overlay: overlay::render(findings, texts, snapshot, below),
                warnings: overlay::warnings(update.warnings, texts, snapshot),
            });
            state.covered = update.spoilt.filter(|_| !is_whole);
            let there = |path: Option<String>, state: &PreviewState| {
                path.filter(|path| state.outputs.contains(path))
            };
            state.follow = there(update.follow, state);
            let before = state.pdf.take();
            state.pdf = there(update.pdf, state).or_else(|| there(before, state));
        });
    }
}

/// A site in which some entries have errors, beside the last one: pages that are made anew, and the last ones of those that are spoilt or
/// cannot be made.
fn beside(last: &OutputSet, mut outputs: OutputSet, spoilt: &[String]) -> OutputSet {
    for (path, contents) in last.iter() {
        if !outputs.contains(path) || spoilt.iter().any(|spoilt| spoilt == path) {
            outputs.set(path, Some(contents.clone()));
        }
    }
    outputs
}
