//! Says when to look at the files of a site again.
//!
//! Entry point: [`Watcher::wait`]. Invariant: an event means "look again" and nothing else; what has changed is found by comparing
//! snapshots. Every change is looked at in the end, also one whose event got lost: there is a last look after things have
//! become quiet, and one now and then while nothing happens.
//!
//! Watched are folders, never files: a file that is saved under another name and then renamed is another file. They are the
//! input folders of a site, and its root for when one of them comes or goes. What is written into a new folder before the system watches it
//! raises no event; the last look sees it.
//!
//! The system watches a folder, not a path. A folder that takes the place of a watched one cannot be told from it afterwards: it may even
//! have the same number. So everything is watched anew, by a new watcher beside the old one, when an event says that a folder came or
//! went, when events were lost, when a room has another device or number than before (which is all that can be seen of a volume that is
//! mounted over it), and when a look at rest found what no event had told.
#![allow(clippy::disallowed_methods, reason = "looks whether the folders are still the same")]

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{
    AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RemoveKind, RenameMode,
};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::INPUT_FOLDERS;

/// A burst is over when nothing has happened for so long …
const QUIET: Duration = Duration::from_millis(8);
/// … but it is not waited for longer than this.
const PATIENCE: Duration = Duration::from_millis(150);
/// When to look again after the last event: for lost events, and for files whose times are too coarse to be trusted.
const LAST_LOOKS: [Duration; 2] = [Duration::from_millis(300), Duration::from_millis(2500)];
/// How often to look where the system raises no events.
const POLL: Duration = Duration::from_millis(700);
/// How often to look whether the input folders are still the same folders: four system calls.
const PULSE: Duration = Duration::from_secs(5);
/// How often to look everywhere while nothing happens, at most …
const REST: Duration = Duration::from_secs(60);
/// … and so much more rarely than it takes time, so that a large site costs no more at rest than a small one.
const REST_TO_LOOK: u32 = 1000;

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The system says when something happens.
    Events,
    /// By looking, again and again: for network drives and containers.
    Poll,
}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WatchedPlace {
    /// At all files.
    Everywhere,
    /// At these first, to be quick: everything else will be looked at a little later.
    At(Vec<PathBuf>),
    /// At nothing: somebody has rung, or it is as late as was asked for.
    Nowhere,
}

/// Somebody who rings when something else than files is to be looked at.
#[derive(Clone)]
pub(crate) struct Notifier {
    events: Sender<Event>,
    /// How many events wait.
    waiting: Arc<AtomicUsize>,
}

impl Notifier {
    /// Has [`Watcher::wait`] return.
    pub(crate) fn ring(&self) {
        self.send(Event::Notifier);
    }

    /// Whether [`Watcher::wait`] would return at once because something has happened.
    pub(crate) fn is_waited_for(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    fn send(&self, event: Event) {
        // Counted before it can be taken.
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if self.events.send(event).is_err() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

enum Event {
    At(notify::Event),
    /// Events were lost, or the system cannot watch everything.
    Somewhere,
    Notifier,
}

/// Watches the folder of a site.
pub(crate) struct Watcher {
    root: PathBuf,
    mode: Mode,
    events: Receiver<Event>,
    notifier: Notifier,
    /// None when there was nothing to be watched, or in [`Mode::Poll`].
    system: Option<RecommendedWatcher>,
    /// The root and the input folders as they were when the system was asked to watch them.
    watched: Vec<Option<Identity>>,
    looks: VecDeque<Instant>,
    /// When to look whether the input folders are the same.
    pulse: Instant,
    /// When to look everywhere although nothing has happened, and how long to wait for that.
    rest: Instant,
    pause: Duration,
    /// Whether the last look had no other reason.
    is_resting: bool,
}

/// Device and number of a folder, where the system has them; else that it is there.
type Identity = (u64, u64);

impl Watcher {
    /// Begins to watch `root`.
    ///
    /// # Errors
    /// What the system says when it cannot watch, for lack of handles perhaps; [`Mode::Poll`] always works.
    pub(crate) fn new(root: &Path, mode: Mode) -> Result<Self, notify::Error> {
        let (send, events) = channel();
        let now = Instant::now();
        let mut watcher = Self {
            root: root.to_path_buf(),
            mode,
            events,
            notifier: Notifier { events: send, waiting: Arc::default() },
            system: None,
            watched: Vec::new(),
            looks: VecDeque::new(),
            pulse: now + PULSE,
            rest: now + REST,
            pause: REST,
            is_resting: false,
        };
        watcher.watch_anew()?;
        Ok(watcher)
    }

    /// For somebody who rings.
    pub(crate) fn notifier(&self) -> Notifier {
        self.notifier.clone()
    }

    /// Returns when it is time to look, at the latest at `until`.
    pub(crate) fn wait(&mut self, until: Option<Instant>) -> WatchedPlace {
        loop {
            let next = match self.mode {
                Mode::Poll => Instant::now() + POLL,
                Mode::Events => {
                    let looks = self.looks.front().copied();
                    looks.into_iter().chain([self.pulse, self.rest]).min().unwrap_or(self.pulse)
                }
            };
            let next = until.into_iter().chain([next]).min().unwrap_or(next);
            let look = match self.receive(next.saturating_duration_since(Instant::now())) {
                Err(RecvTimeoutError::Timeout) => self.due(until),
                // Cannot be: the bell is here.
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(POLL);
                    Some(WatchedPlace::Everywhere)
                }
                Ok(Event::Notifier) => return WatchedPlace::Nowhere,
                Ok(first) => {
                    self.is_resting = false;
                    Some(self.fold(first))
                }
            };
            if let Some(look) = look {
                if look != WatchedPlace::Nowhere {
                    self.rest = Instant::now() + self.pause;
                }
                return look;
            }
        }
    }

    /// The next event, when one comes within this time.
    fn receive(&self, time: Duration) -> Result<Event, RecvTimeoutError> {
        let event = self.events.recv_timeout(time)?;
        self.notifier.waiting.fetch_sub(1, Ordering::Relaxed);
        Ok(event)
    }

    /// Where to look when nothing has happened until now.
    fn due(&mut self, until: Option<Instant>) -> Option<WatchedPlace> {
        let now = Instant::now();
        let asked = self.mode == Mode::Poll || self.looks.front().is_some_and(|look| *look <= now);
        let mut replaced = false;
        if self.pulse <= now {
            self.pulse = now + PULSE;
            replaced = self.mode == Mode::Events && self.identities() != self.watched;
        }
        if replaced {
            self.watch_anew().unwrap_or_default();
            self.look_later();
        }
        self.looks.retain(|look| *look > now);
        self.is_resting = !asked && !replaced;
        if asked || replaced || self.rest <= now {
            return Some(WatchedPlace::Everywhere);
        }
        until.is_some_and(|until| until <= now).then_some(WatchedPlace::Nowhere)
    }

    /// To be told what came of a look everywhere: how long it took, and whether anything has changed.
    pub(crate) fn looked(&mut self, took: Duration, has_changed: bool) {
        self.pause = REST.max(took.saturating_mul(REST_TO_LOOK));
        if self.is_resting && has_changed && self.mode == Mode::Events {
            // Something happened without an event: who watches is deaf.
            self.watch_anew().unwrap_or_default();
            self.look_later();
        }
        self.rest = Instant::now() + self.pause;
    }

    fn look_later(&mut self) {
        let now = Instant::now();
        self.looks = LAST_LOOKS.iter().map(|wait| now + *wait).collect();
    }

    /// Waits for the end of a burst. A bell in it is heard after it: what happened to the files may be nothing.
    fn fold(&mut self, first: Event) -> WatchedPlace {
        let mut all = Some(Vec::new());
        let (mut has_rung, mut has_moved) = (false, false);
        let mut event = first;
        let begun = Instant::now();
        loop {
            match event {
                Event::At(event) => {
                    has_moved |= self.moves_folders(&event);
                    all = all.map(|all| [all, event.paths].concat());
                }
                Event::Somewhere => (all, has_moved) = (None, true),
                Event::Notifier => has_rung = true,
            }
            if begun.elapsed() >= PATIENCE {
                break;
            }
            let Ok(next) = self.receive(QUIET) else { break };
            event = next;
        }
        if has_rung {
            self.notifier.ring();
        }
        // Where it cannot be watched now, the pulse is the next chance.
        if self.mode == Mode::Events && (has_moved || self.identities() != self.watched) {
            self.watch_anew().unwrap_or_default();
        }
        self.look_later();
        match all {
            Some(mut paths) => {
                paths.sort();
                paths.dedup();
                WatchedPlace::At(paths)
            }
            None => WatchedPlace::Everywhere,
        }
    }

    /// Whether folders may be others now than those that are watched.
    fn moves_folders(&self, event: &notify::Event) -> bool {
        let is_room = |path: &PathBuf| {
            *path == self.root || INPUT_FOLDERS.iter().any(|room| *path == self.root.join(room))
        };
        let names_room = || event.paths.iter().any(is_room);
        match event.kind {
            EventKind::Create(CreateKind::Folder)
            | EventKind::Remove(RemoveKind::Folder | RemoveKind::Other | RemoveKind::Any) => true,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any => names_room(),
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) => names_room(),
            EventKind::Modify(ModifyKind::Name(_)) => {
                names_room() || event.paths.iter().any(|path| path.is_dir())
            }
            EventKind::Other => event.need_rescan(),
            EventKind::Access(_) | EventKind::Modify(_) => false,
        }
    }

    /// The root and the input folders as they are.
    fn identities(&self) -> Vec<Option<Identity>> {
        let input_folders = INPUT_FOLDERS.iter().map(|room| identity(&self.root.join(room)));
        std::iter::once(identity(&self.root)).chain(input_folders).collect()
    }

    /// Watches the root and the input folders that are there now. The old watches end when the new ones stand, so that nothing is missed between
    /// them.
    fn watch_anew(&mut self) -> Result<(), notify::Error> {
        if self.mode == Mode::Poll {
            return Ok(());
        }
        // The library goes on without the thread that it needs, and would be deaf.
        let probe = std::thread::Builder::new().spawn(|| {}).map_err(notify::Error::io)?;
        drop(probe.join());
        let notifier = self.notifier.clone();
        let mut system =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                let event = match event {
                    Ok(event) if event.need_rescan() => Event::Somewhere,
                    Ok(event) if !is_change(&event) => return,
                    Ok(event) => Event::At(event),
                    // After an error events may be lost: then, too, it is time to look again.
                    Err(_) => Event::Somewhere,
                };
                notifier.send(event);
            })?;
        // Until it is known better: then the pulse tries again.
        self.watched.clear();
        let mut watched = self.identities();
        system.watch(&self.root, RecursiveMode::NonRecursive)?;
        for (room, watched) in INPUT_FOLDERS.iter().zip(watched.iter_mut().skip(1)) {
            let folder = self.root.join(room);
            if watched.is_some() && system.watch(&folder, RecursiveMode::Recursive).is_err() {
                *watched = None;
            }
        }
        (self.watched, self.system) = (watched, Some(system));
        Ok(())
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

    fn file_event(path: &Path) -> Event {
        Event::At(notify::Event::new(EventKind::Any).add_path(path.to_path_buf()))
    }

    #[test]
    fn a_bell_is_heard_although_files_stir_at_the_same_time() {
        let dir = tempfile::tempdir().unwrap();
        let mut watcher = Watcher::new(dir.path(), Mode::Poll).unwrap();
        let file = dir.path().join("a.md");
        watcher.notifier.send(file_event(&file));
        watcher.notifier().ring();
        assert_eq!(watcher.wait(None), WatchedPlace::At(vec![file]));
        assert_eq!(watcher.wait(None), WatchedPlace::Nowhere);
    }

    fn write(path: &Path) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }

    /// A site, watched.
    fn watched() -> (tempfile::TempDir, Watcher) {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("site/content/things/aa.md"));
        write(&dir.path().join("backup/things/aa.md"));
        let watcher = Watcher::new(&dir.path().join("site"), Mode::Events).unwrap();
        (dir, watcher)
    }

    /// Waits until everything that follows from what happened is over.
    fn settle(watcher: &mut Watcher) {
        let until = Instant::now() + Duration::from_secs(4);
        while Instant::now() < until {
            watcher.wait(Some(until));
        }
    }

    /// Whether an event tells of a file that is written. A look at rest does not count.
    fn hears(watcher: &mut Watcher, file: &Path) -> bool {
        write(file);
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if matches!(watcher.wait(Some(until)), WatchedPlace::At(paths) if paths.iter().any(|path| path == file))
            {
                return true;
            }
        }
        false
    }

    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to.join("things")).unwrap();
        std::fs::copy(from.join("things/aa.md"), to.join("things/aa.md")).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_the_place_of_another_is_watched() {
        use std::fs::{remove_dir_all, rename};
        type Replace = fn(&Path);
        let ways: [(&str, Replace); 7] = [
            // The file system gives the new folder the number of the old one, mostly.
            ("removed and copied", |dir| {
                remove_dir_all(dir.join("site/content")).unwrap();
                copy(&dir.join("backup"), &dir.join("site/content"));
            }),
            ("renamed over", |dir| {
                copy(&dir.join("backup"), &dir.join("site/new"));
                rename(dir.join("site/content"), dir.join("site/old")).unwrap();
                rename(dir.join("site/new"), dir.join("site/content")).unwrap();
            }),
            ("a folder in it removed and copied", |dir| {
                remove_dir_all(dir.join("site/content/things")).unwrap();
                copy(&dir.join("backup"), &dir.join("site/content"));
            }),
            ("a folder in it removed while somebody holds it open", |dir| {
                let held = std::fs::File::open(dir.join("site/content/things")).unwrap();
                remove_dir_all(dir.join("site/content/things")).unwrap();
                copy(&dir.join("backup"), &dir.join("site/content"));
                std::thread::sleep(Duration::from_millis(300));
                drop(held);
            }),
            ("a folder in it renamed over", |dir| {
                copy(&dir.join("backup"), &dir.join("site/content/new"));
                rename(dir.join("site/content/things"), dir.join("old")).unwrap();
                rename(dir.join("site/content/new/things"), dir.join("site/content/things"))
                    .unwrap();
            }),
            ("the whole site removed and copied", |dir| {
                remove_dir_all(dir.join("site")).unwrap();
                copy(&dir.join("backup"), &dir.join("site/content"));
            }),
            ("the whole site renamed over", |dir| {
                copy(&dir.join("backup"), &dir.join("new/content"));
                rename(dir.join("site"), dir.join("old")).unwrap();
                rename(dir.join("new"), dir.join("site")).unwrap();
            }),
        ];
        std::thread::scope(|scope| {
            for (way, replace) in ways {
                scope.spawn(move || {
                    for times in 1..=3 {
                        let (dir, mut watcher) = watched();
                        replace(dir.path());
                        settle(&mut watcher);
                        let file = dir.path().join("site/content/things/bb.md");
                        assert!(hears(&mut watcher, &file), "{way}, {times}");
                    }
                });
            }
        });
    }

    #[test]
    fn who_finds_at_rest_what_no_event_told_watches_anew() {
        let (dir, mut watcher) = watched();
        // Deaf, as after a volume was taken away and put back.
        watcher.system = Some(notify::recommended_watcher(|_| {}).unwrap());
        let file = dir.path().join("site/content/things/bb.md");
        write(&file);
        watcher.rest = Instant::now();
        assert_eq!(watcher.wait(None), WatchedPlace::Everywhere);
        watcher.looked(Duration::from_millis(1), true);
        settle(&mut watcher);
        assert!(hears(&mut watcher, &file));
    }

    #[test]
    fn a_large_site_is_looked_at_more_rarely() {
        let (_dir, mut watcher) = watched();
        watcher.looked(Duration::from_millis(1), false);
        assert_eq!(watcher.pause, REST);
        watcher.looked(Duration::from_millis(600), false);
        assert_eq!(watcher.pause, Duration::from_secs(600));
    }
}
