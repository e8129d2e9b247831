//! Word of every new state, for as long as a browser listens (WHATWG HTML, server-sent events).
//!
//! Entry point: [`Events::of`]. Invariant: nobody misses the last state; states in between may be left out.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::state::{OpenPage, SharedState};
use crate::diagnostic::Language;

/// How often an idle stream of events says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How soon browsers come back when they lose the preview.
const RETRY: &str = "retry: 500\n\n";

/// A stream of events. It has no end.
pub(super) struct Events {
    open: Box<OpenPage>,
    next: Pin<Box<dyn Future<Output = Told> + Send>>,
}

/// What is sent next, and where to go on from.
struct Told {
    text: String,
    place: Place,
}

/// How far a browser has been told.
struct Place {
    versions: watch::Receiver<u64>,
    seen: Option<u64>,
    /// The language that was chosen in it.
    chosen: Option<Language>,
}

impl Events {
    /// From the present state on, for a page at a path in the outputs: it counts as open for as long as it listens. It is told in the language that its browser has chosen.
    pub(super) fn of(shared: &Arc<SharedState>, page: String, chosen: Option<Language>) -> Self {
        let place = Place { versions: shared.subscribe(), seen: None, chosen };
        let next = Box::pin(next(Arc::clone(shared), place));
        Self { open: Box::new(OpenPage::new(shared, page)), next }
    }

    /// The next piece of the stream.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<String> {
        self.next.as_mut().poll(context).map(|Told { text, place }| {
            self.next = Box::pin(next(Arc::clone(&self.open.shared), place));
            text
        })
    }
}

async fn next(shared: Arc<SharedState>, mut place: Place) -> Told {
    loop {
        let event = {
            let state = shared.state();
            let is_new = place.seen != Some(state.version);
            let event = || state.event(place.seen.is_none(), &shared.desk, place.chosen);
            is_new.then(|| (state.version, event()))
        };
        if let Some((version, event)) = event {
            let begin = if place.seen.is_none() { RETRY } else { "" };
            place.seen = Some(version);
            return Told { text: format!("{begin}{event}"), place };
        }
        if timeout(HEARTBEAT, place.versions.changed()).await.is_err() {
            return Told { text: ": still here\n\n".to_owned(), place };
        }
    }
}
