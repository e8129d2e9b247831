//! What browsers are shown: the last good site, the mistakes that lie over it, and word of every change.
//!
//! Entry points: [`SharedState::change`], [`SharedState::state`], [`SharedState::subscribe`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::door::Door;
use crate::publish::OutputSet;

/// What browsers are shown.
#[derive(Default)]
pub(super) struct PreviewState {
    pub(crate) version: u64,
    /// The last site without errors.
    pub(crate) outputs: OutputSet,
    /// The errors that lie over it.
    pub(crate) overlay: Option<String>,
    /// The pages that they lie over, as paths in the outputs; `None` for all.
    pub(crate) covered: Option<Vec<String>>,
    /// What the last edit gives reason to look at.
    pub(crate) warnings: Option<String>,
    /// Where those who follow are led.
    pub(crate) follow: Option<String>,
    /// The PDF of what is being edited.
    pub(crate) pdf: Option<String>,
}

impl PreviewState {
    /// The state as an event, with the ways to the editor. Who has just come is not led anywhere.
    pub(super) fn event(&self, first: bool, editor: &serde_json::Value) -> String {
        let address = |path: &String| format!("/{}", path.trim_end_matches("index.html"));
        let covered =
            self.covered.as_ref().map(|paths| paths.iter().map(address).collect::<Vec<_>>());
        let mark = self.pdf.as_ref().and_then(|path| self.outputs.get(path));
        let data = serde_json::json!({
            "version": self.version,
            "overlay": self.overlay,
            "covered": covered,
            "warnings": self.warnings,
            "follow": self.follow.as_ref().filter(|_| !first).map(address),
            "pdf": self.pdf.as_ref().map(address),
            "editor": editor,
            "pdfMark": mark.and_then(|contents| Some(contents.fingerprint().ok()?.to_string())),
        });
        let mut event = String::new();
        let _ = write!(event, "event: state\ndata: {data}\n\n");
        event
    }
}

/// What all connections share.
pub(super) struct SharedState {
    state: Mutex<PreviewState>,
    changed: watch::Sender<u64>,
    /// How many browsers have a page open, by its path in the outputs.
    watched: Mutex<BTreeMap<String, usize>>,
    host: String,
    /// The way to the editor.
    pub(crate) desk: Door,
    /// What is said while there is no site.
    pub(crate) site_soon: String,
    /// What is said while there is no PDF.
    pub(crate) pdf_soon: String,
    /// The page that shows another one, and its PDF.
    pub(crate) beside: String,
}

impl SharedState {
    /// A preview of nothing yet, which `host` is a name of.
    pub(super) fn new(host: &str, desk: Door, pages: [String; 3]) -> Self {
        let [site_soon, pdf_soon, beside] = pages;
        let (changed, _) = watch::channel(0);
        let (state, watched) = (Mutex::default(), Mutex::default());
        Self { state, changed, watched, host: host.to_owned(), desk, site_soon, pdf_soon, beside }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, PreviewState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a new state of the last one, and says so to all who listen.
    pub(super) fn change(&self, change: impl FnOnce(&mut PreviewState)) {
        let mut state = self.state();
        state.version += 1;
        change(&mut state);
        let version = state.version;
        drop(state);
        self.changed.send_replace(version);
    }

    /// The pages that browsers have open, as paths in the outputs.
    pub(super) fn watched(&self) -> Vec<String> {
        self.open_pages().keys().cloned().collect()
    }

    /// Notes that a browser has opened a page, or has left it.
    pub(super) fn watch(&self, page: &str, is_open: bool) {
        let mut watched = self.open_pages();
        let count = watched.entry(page.to_owned()).or_default();
        *count = if is_open { count.saturating_add(1) } else { count.saturating_sub(1) };
        watched.retain(|_, count| *count > 0);
    }

    fn open_pages(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What says when there is another state than the one that is there now.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Whether a request is for this computer: names of other hosts come from websites that want to read along (DNS rebinding).
    ///
    /// Any IP address is: a website that a browser has found by its name is asked by that name, never by a number. Which numbers this
    /// computer has cannot be known: in a container or behind a forwarded port the browser uses one that is not ours.
    pub(super) fn is_ours(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let six = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        name.eq_ignore_ascii_case("localhost")
            || name.eq_ignore_ascii_case(&self.host)
            || name.parse::<Ipv4Addr>().is_ok()
            || six.is_some_and(|name| name.parse::<Ipv6Addr>().is_ok())
    }
}
