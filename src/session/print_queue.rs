//! PDFs that are printed in the background, so that pages need not wait for them.
//!
//! Entry points: [`PrintQueue::send`], then [`PrintQueue::take`] whenever it has called `notify`. Invariant: a path is printed from what was
//! sent for it last; what is out of date and not begun yet is never printed. A PDF that takes too long holds up no other one: its thread is left to
//! itself, since threads cannot be stopped, and another one goes on.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::load::LoadedTheme;
use crate::cache::Inputs;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::SitePath;
use crate::render::Finished;
use crate::render::print::{self, PrintDocument};

/// How many seconds a PDF may take in a preview unless the site says otherwise. Only a template that does not end takes that long.
const DEFAULT_TIME_LIMIT: u64 = 120;
/// How often it is checked whether one takes too long.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);
/// So many PDFs at once are more than an edit concerns: most of them are printed this once only, and what Typst remembers of them takes memory.
const MANY: usize = 6;
/// How long nothing is printed until what Typst remembers for the next edit is let go.
const REST: Duration = Duration::from_secs(60);
/// How many threads may be left to themselves; after that, PDFs wait.
const MAX_ABANDONED: u64 = 4;

/// A PDF that is to be printed.
pub(super) struct QueuedPdf {
    pub(crate) path: String,
    pub(crate) inputs: Inputs,
    pub(crate) document: Box<PrintDocument>,
    /// Those of smaller rank first: a sheet is done in a moment, and is what somebody waits for.
    pub(crate) rank: u8,
    /// How long it may take.
    pub(crate) time_limit: Duration,
}

/// How long a PDF may take in the preview of a site.
pub(super) fn time_limit(config: &Config) -> Duration {
    Duration::from_secs(config.limits.seconds.map_or(DEFAULT_TIME_LIMIT, u64::from))
}

/// A PDF that was printed.
pub(super) struct PrintedPdf {
    pub(crate) path: String,
    pub(crate) inputs: Inputs,
    pub(crate) finished: Result<Finished, Vec<Diagnostic>>,
}

/// PDFs that wait, and the thread that prints them.
pub(super) struct PrintQueue {
    shared: Arc<Shared>,
}

/// The PDF that is being printed.
struct InProgress {
    path: String,
    inputs: Inputs,
    /// What is said when it takes too long.
    late: Diagnostic,
    begun: Instant,
    time_limit: Duration,
}

struct Shared {
    state: Mutex<QueueState>,
    /// There is something to do, or nothing more to wait for.
    changed: Condvar,
}

#[derive(Default)]
struct QueueState {
    queued: Vec<(QueuedPdf, Arc<LoadedTheme>)>,
    printed: Vec<PrintedPdf>,
    in_progress: Option<InProgress>,
    /// Which thread prints; those before it have been left to themselves.
    worker: u64,
    is_closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next PDF for a thread; `None` when there will never be one again.
    fn next(&self, worker: u64) -> Option<(QueuedPdf, Arc<LoadedTheme>)> {
        let mut state = self.lock();
        let mut remembers = true;
        loop {
            if state.is_closed || state.worker != worker {
                return None;
            }
            let urgent = state.queued.iter().enumerate().min_by_key(|(i, (pdf, _))| (pdf.rank, *i));
            if let Some((at, _)) = urgent {
                let (pdf, loaded_theme) = state.queued.remove(at);
                state.in_progress = Some(InProgress::new(&pdf, &loaded_theme));
                return Some((pdf, loaded_theme));
            }
            if !remembers {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let waited = self.changed.wait_timeout(state, REST);
            let (woken, rest) = waited.unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if rest.timed_out() && state.queued.is_empty() {
                drop(state);
                print::forget(0);
                remembers = false;
                state = self.lock();
            }
        }
    }
}

impl InProgress {
    fn new(pdf: &QueuedPdf, loaded_theme: &LoadedTheme) -> Self {
        let job = pdf.document.job();
        let template = loaded_theme.theme.file(&format!("print/{}.typ", job.template));
        let own = template.filter(|file| file.is_own()).map(|file| &file.path);
        let late = Diagnostic::at_file(
            problem::OutOfTime {
                seconds: Some(pdf.time_limit.as_secs()),
                outputs: Some(&pdf.path),
                template: own.map(SitePath::as_str),
            },
            own.unwrap_or(&job.origin),
        );
        Self {
            path: pdf.path.clone(),
            inputs: pdf.inputs,
            late,
            begun: Instant::now(),
            time_limit: pdf.time_limit,
        }
    }
}

impl Shared {
    /// Has another thread print.
    fn spawn_worker(
        self: &Arc<Self>,
        worker: u64,
        notify: &Arc<impl Fn() + Send + Sync + 'static>,
    ) -> Option<()> {
        // Typst sets the parts of a document in parallel: in a pool of its own, or the work on pages would wait for it. One
        // thread, so that there is always room for a page.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok()?;
        let (shared, notify) = (self.clone(), notify.clone());
        let work = move || {
            let mut in_a_row = 0;
            while let Some((pdf, loaded_theme)) = shared.next(worker) {
                let QueuedPdf { path, inputs, document, .. } = pdf;
                let finished =
                    pool.install(|| document.print(&loaded_theme.print)).map(Finished::from);
                let mut state = shared.lock();
                if state.worker != worker {
                    // It has been given up.
                    return;
                }
                state.in_progress = None;
                state.printed.push(PrintedPdf { path, inputs, finished });
                let left = state.queued.len();
                drop(state);
                in_a_row += 1;
                if left == 0 || in_a_row + left > MANY {
                    // What the next edit needs is what this one needed.
                    print::forget(2);
                }
                if left == 0 {
                    in_a_row = 0;
                }
                notify();
            }
        };
        thread::Builder::new().name("print queue".to_owned()).spawn(work).ok().map(drop)
    }

    /// Gives up PDFs that take too long, as long as the queue is open.
    fn watch(self: &Arc<Self>, notify: &Arc<impl Fn() + Send + Sync + 'static>) {
        loop {
            thread::sleep(CHECK_INTERVAL);
            let mut state = self.lock();
            if state.is_closed {
                return;
            }
            let is_late =
                |in_progress: &mut InProgress| in_progress.begun.elapsed() > in_progress.time_limit;
            let late = state.in_progress.take_if(is_late);
            let Some(InProgress { path, inputs, late, .. }) = late else { continue };
            state.printed.push(PrintedPdf { path, inputs, finished: Err(vec![late]) });
            state.worker += 1;
            let worker = state.worker;
            drop(state);
            if worker <= MAX_ABANDONED {
                self.spawn_worker(worker, notify);
            }
            notify();
        }
    }
}

impl PrintQueue {
    /// Opens one that calls `notify` for every PDF that is printed. `None` when the system has no thread for it.
    pub(super) fn open(notify: impl Fn() + Send + Sync + 'static) -> Option<Self> {
        let shared = Arc::new(Shared { state: Mutex::default(), changed: Condvar::new() });
        let notify = Arc::new(notify);
        shared.spawn_worker(0, &notify)?;
        let watching = shared.clone();
        let watch = move || watching.watch(&notify);
        thread::Builder::new().name("print queue watch".to_owned()).spawn(watch).ok()?;
        Some(Self { shared })
    }

    /// Has PDFs printed.
    pub(super) fn send(&self, queued: Vec<QueuedPdf>, loaded_theme: &Arc<LoadedTheme>) {
        let mut state = self.shared.lock();
        state.queued.retain(|(old, _)| !queued.iter().any(|pdf| pdf.path == old.path));
        state.queued.extend(queued.into_iter().map(|pdf| (pdf, loaded_theme.clone())));
        drop(state);
        self.shared.changed.notify_one();
    }

    /// Forgets the PDFs for which this does not hold any more.
    pub(super) fn keep(&self, is_wanted: impl Fn(&str, &Inputs) -> bool) {
        self.shared.lock().queued.retain(|(pdf, _)| is_wanted(&pdf.path, &pdf.inputs));
    }

    /// What was printed since the last time.
    pub(super) fn take(&self) -> Vec<PrintedPdf> {
        std::mem::take(&mut self.shared.lock().printed)
    }
}

impl Drop for PrintQueue {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.changed.notify_one();
    }
}
