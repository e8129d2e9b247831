//! Says when to look at the files of a site again.
//!
//! Entry point: [`Watcher::wait`]. Invariant: an event means "look again" and nothing else; what has changed is found by comparing
//! snapshots. Every change is looked at in the end, also one whose event got lost: there is a last look after things have
//! become quiet.
//!
//! Watched are folders, never files: a file that is saved under another name and then renamed is another file. They are the
//! rooms of a site, and its root for when one of them comes or goes. A folder that is replaced is watched anew. What is written
//! into a new folder before the system watches it raises no event; the last look sees it.
#![allow(clippy::disallowed_methods, reason = "looks whether the folders are still the same")]

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::ROOMS;

/// A burst is over when nothing has happened for so long …
const QUIET: Duration = Duration::from_millis(8);
/// … but it is not waited for longer than this.
const PATIENCE: Duration = Duration::from_millis(150);
/// When to look again after the last event: for lost events, and for files whose times are too coarse to be trusted.
const LAST_LOOKS: [Duration; 2] = [Duration::from_millis(300), Duration::from_millis(2500)];
/// How often to look where the system raises no events.
const POLL: Duration = Duration::from_millis(700);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The system says when something happens.
    Events,
    /// By looking, again and again: for network drives and containers.
    Poll,
}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// At all files.
    Everywhere,
    /// At these first, to be quick: everything else will be looked at a little later.
    At(Vec<PathBuf>),
    /// At nothing: somebody has rung.
    Nowhere,
}

/// Somebody who rings when something else than files is to be looked at.
#[derive(Clone)]
pub struct Bell(Sender<Event>);

impl Bell {
    /// Has [`Watcher::wait`] return.
    pub fn ring(&self) {
        let _ = self.0.send(Event::Bell);
    }
}

enum Event {
    At(Vec<PathBuf>),
    /// The system does not know where.
    Somewhere,
    Bell,
}

/// Watches the folder of a site.
pub struct Watcher {
    root: PathBuf,
    events: Receiver<Event>,
    bell: Bell,
    system: Option<RecommendedWatcher>,
    /// The rooms as they were when the system was asked to watch them.
    watched: Vec<Option<Identity>>,
    looks: VecDeque<Instant>,
}

/// Device and number of a folder, where the system has them; else that it is there.
type Identity = (u64, u64);

impl Watcher {
    /// Begins to watch `root`.
    ///
    /// # Errors
    /// What the system says when it cannot watch, for lack of handles perhaps; [`Mode::Poll`] always works.
    pub fn new(root: &Path, mode: Mode) -> Result<Self, notify::Error> {
        let (send, events) = channel();
        let bell = Bell(send.clone());
        let system = match mode {
            Mode::Poll => None,
            Mode::Events => {
                let mut system =
                    notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                        // After an error events may be lost: then, too, it is time to look again.
                        match event {
                            Ok(event) if !is_change(&event) => {}
                            Ok(event) => {
                                let _ = send.send(Event::At(event.paths));
                            }
                            Err(_) => {
                                let _ = send.send(Event::Somewhere);
                            }
                        }
                    })?;
                system.watch(root, RecursiveMode::NonRecursive)?;
                Some(system)
            }
        };
        let watched = vec![None; ROOMS.len()];
        let mut watcher = Self {
            root: root.to_path_buf(),
            events,
            bell,
            system,
            watched,
            looks: VecDeque::new(),
        };
        watcher.watch_rooms();
        Ok(watcher)
    }

    /// For somebody who rings.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Returns when it is time to look, at the latest at `until`.
    pub fn wait(&mut self, until: Option<Instant>) -> Look {
        let now = Instant::now();
        let own = match &self.system {
            Some(_) => self.looks.front().copied(),
            None => Some(now + POLL),
        };
        let event = match own.into_iter().chain(until).min() {
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(next) => self.events.recv_timeout(next.saturating_duration_since(now)),
        };
        let look = match event {
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                self.looks.retain(|look| *look > now);
                Look::Everywhere
            }
            // Cannot be: the bell is here.
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(POLL);
                Look::Everywhere
            }
            Ok(Event::Bell) => return Look::Nowhere,
            Ok(first) => self.fold(first),
        };
        self.watch_rooms();
        look
    }

    /// Waits for the end of a burst. A bell in it is heard after it: what happened to the files may be nothing.
    fn fold(&mut self, first: Event) -> Look {
        let mut all = Some(Vec::new());
        let mut has_rung = false;
        let mut event = first;
        let begun = Instant::now();
        loop {
            match event {
                Event::At(paths) => all = all.map(|all| [all, paths].concat()),
                Event::Somewhere => all = None,
                Event::Bell => has_rung = true,
            }
            if begun.elapsed() >= PATIENCE {
                break;
            }
            let Ok(next) = self.events.recv_timeout(QUIET) else { break };
            event = next;
        }
        if has_rung {
            self.bell.ring();
        }
        let now = Instant::now();
        self.looks = LAST_LOOKS.iter().map(|wait| now + *wait).collect();
        match all {
            Some(mut paths) => {
                paths.sort();
                paths.dedup();
                Look::At(paths)
            }
            None => Look::Everywhere,
        }
    }

    /// Watches rooms that are new or have been replaced.
    fn watch_rooms(&mut self) {
        let Some(system) = &mut self.system else { return };
        for (room, watched) in ROOMS.iter().zip(&mut self.watched) {
            let folder = self.root.join(room);
            let now = identity(&folder);
            if now == *watched {
                continue;
            }
            let _ = system.unwatch(&folder);
            // When it cannot be watched now, the next event of the root is the next chance.
            let works = now.is_some() && system.watch(&folder, RecursiveMode::Recursive).is_ok();
            *watched = now.filter(|_| works);
        }
    }
}

/// Reading raises events as well; looking at what was merely read would never end.
fn is_change(event: &notify::Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = folder.metadata().ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    folder.is_dir().then_some((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bell_is_heard_although_files_stir_at_the_same_time() {
        let dir = tempfile::tempdir().unwrap();
        let mut watcher = Watcher::new(dir.path(), Mode::Poll).unwrap();
        let file = dir.path().join("a.md");
        watcher.bell.0.send(Event::At(vec![file.clone()])).unwrap();
        watcher.bell().ring();
        assert_eq!(watcher.wait(None), Look::At(vec![file]));
        assert_eq!(watcher.wait(None), Look::Nowhere);
    }
}
