//! What browsers are shown: the last good site, the mistakes that lie over it, and word of every change.
//!
//! Entry points: [`SharedState::change`], [`SharedState::state`], [`SharedState::subscribe`]. Invariant: a page that is asked for is not older than what is known of the files
//! ([`SharedState::made`]), unless that takes too long.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::door::{Bell, Door};
use super::voices::Said;
use crate::diagnostic::Language;
use crate::publish::OutputSet;

/// How long a page is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What browsers are shown.
#[derive(Default)]
pub(super) struct PreviewState {
    pub(crate) version: u64,
    /// The last site without errors.
    pub(crate) outputs: OutputSet,
    /// What lies over it.
    pub(crate) laid: Said<Laid>,
    /// The pages that errors lie over, as paths in the outputs; `None` for all.
    pub(crate) covered: Option<Vec<String>>,
    /// Where those who follow are led.
    pub(crate) follow: Option<String>,
    /// The PDF of what is being edited.
    pub(crate) pdf: Option<String>,
}

/// What is laid over pages.
#[derive(Default)]
pub(super) struct Laid {
    /// The errors.
    pub(super) overlay: Option<String>,
    /// What the last edit gives reason to look at.
    pub(super) warnings: Option<String>,
}

impl PreviewState {
    /// The state as an event, with the ways to the editor, for somebody who has chosen a language, or none. Who has just come is not led anywhere.
    pub(super) fn event(&self, first: bool, desk: &Door, chosen: Option<Language>) -> String {
        let Laid { overlay, warnings } = self.laid.to(chosen);
        let (language, editor) = desk.links.to(chosen);
        let address = |path: &String| format!("/{}", path.trim_end_matches("index.html"));
        let covered =
            self.covered.as_ref().map(|paths| paths.iter().map(address).collect::<Vec<_>>());
        let mark = self.pdf.as_ref().and_then(|path| self.outputs.get(path));
        let data = serde_json::json!({
            "version": self.version,
            "language": language,
            "overlay": overlay,
            "covered": covered,
            "warnings": warnings,
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

/// Which pages are older than what is known of the files.
#[derive(Default)]
struct Lag {
    /// Whether any may be.
    is_behind: bool,
    /// The pages that are as new as can be all the same, as paths in the outputs.
    made: Vec<String>,
}

impl Lag {
    fn is_made(&self, page: &str) -> bool {
        !self.is_behind || self.made.iter().any(|made| made == page)
    }
}

/// What all connections share.
pub(super) struct SharedState {
    state: Mutex<PreviewState>,
    changed: watch::Sender<u64>,
    lag: watch::Sender<Lag>,
    bell: OnceLock<Bell>,
    /// How many browsers have a page open, by its path in the outputs.
    watched: Mutex<BTreeMap<String, usize>>,
    host: String,
    /// The way to the editor.
    pub(crate) desk: Door,
    /// What is said while there is no site.
    pub(crate) site_soon: String,
    /// What is said while there is no PDF.
    pub(super) pdf_soon: Said<String>,
    /// The page that shows another one, and its PDF.
    pub(super) beside: Said<String>,
}

/// A page counts as open for as long as this is there.
pub(super) struct OpenPage {
    pub(super) shared: Arc<SharedState>,
    /// Its path in the outputs.
    page: String,
}

impl OpenPage {
    pub(super) fn new(shared: &Arc<SharedState>, page: String) -> Self {
        shared.watch(&page, true);
        Self { shared: Arc::clone(shared), page }
    }
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        self.shared.watch(&self.page, false);
    }
}

impl SharedState {
    /// A preview of nothing yet, which `host` is a name of.
    pub(super) fn new(host: &str, desk: Door, site_soon: String, pages: [Said<String>; 2]) -> Self {
        let [pdf_soon, beside] = pages;
        let ((changed, _), (lag, _)) = (watch::channel(0), watch::channel(Lag::default()));
        let (state, watched, host) = (Mutex::default(), Mutex::default(), host.to_owned());
        let bell = OnceLock::new();
        Self { state, changed, lag, bell, watched, host, desk, site_soon, pdf_soon, beside }
    }

    /// Who is told that a page is asked for that may be older than the files.
    pub(super) fn set_bell(&self, bell: Bell) {
        let _ = self.bell.set(bell);
    }

    /// Notes that pages may be older from now on than what is known of the files.
    pub(super) fn falls_behind(&self) {
        self.lag.send_replace(Lag { is_behind: true, made: Vec::new() });
    }

    /// Notes that these pages are not, or none when it is `None`.
    pub(super) fn catches_up(&self, pages: Option<&[String]>) {
        self.lag.send_modify(|lag| match pages {
            Some(pages) => lag.made = pages.to_vec(),
            None => lag.is_behind = false,
        });
    }

    /// Waits until a page is as new as what is known of the files: it is made before others. What is there is shown when that takes too long, and
    /// where there has never been a site, nothing is waited for.
    pub(super) async fn made(self: &Arc<Self>, page: String) {
        if self.lag.borrow().is_made(&page) || self.state().outputs.is_empty() {
            return;
        }
        let Some(bell) = self.bell.get() else { return };
        let _open = OpenPage::new(self, page.clone());
        bell();
        let mut lag = self.lag.subscribe();
        let _ = timeout(PATIENCE, lag.wait_for(|lag| lag.is_made(&page))).await;
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
