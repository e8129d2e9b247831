//! PDFs that are printed in the background, so that pages need not wait for them.
//!
//! Entry points: [`Pressroom::send`], then [`Pressroom::take`] whenever its bell has rung. Invariant: a path is printed from what was
//! sent for it last; what is out of date and not begun yet is never printed. A PDF that takes too long holds up no other one: its thread is left to
//! itself, since threads cannot be stopped, and another one goes on.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::load::Look;
use crate::cache::Inputs;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::render::Finished;
use crate::render::print::{self, Document};

/// How many seconds a PDF may take in a preview unless the site says otherwise. Only a template that does not end takes that long.
const PATIENCE: u64 = 120;
/// How often it is looked whether one takes too long.
const ROUND: Duration = Duration::from_secs(1);
/// How many threads may be left to themselves; after that, PDFs wait.
const MAX_LEFT: u64 = 4;

/// A PDF that is to be printed.
pub(super) struct Order {
    pub path: String,
    pub inputs: Inputs,
    pub document: Box<Document>,
    /// Those of smaller rank first: a sheet is done in a moment, and is what somebody waits for.
    pub rank: u8,
    /// How long it may take.
    pub patience: Duration,
}

/// How long a PDF may take in the preview of a site.
pub(super) fn patience(config: &Config) -> Duration {
    Duration::from_secs(config.limits.seconds.map_or(PATIENCE, u64::from))
}

/// A PDF that was printed.
pub(super) struct Delivery {
    pub path: String,
    pub inputs: Inputs,
    pub finished: Result<Finished, Vec<Diagnostic>>,
}

/// A thread that prints.
pub(super) struct Pressroom {
    shared: Arc<Shared>,
}

/// The PDF that is being printed.
struct UnderWay {
    path: String,
    inputs: Inputs,
    /// What is said when it takes too long.
    late: Diagnostic,
    begun: Instant,
    patience: Duration,
}

struct Shared {
    desk: Mutex<Desk>,
    /// There is something to do, or nothing more to wait for.
    news: Condvar,
}

#[derive(Default)]
struct Desk {
    orders: Vec<(Order, Arc<Look>)>,
    deliveries: Vec<Delivery>,
    under_way: Option<UnderWay>,
    /// Which thread prints; those before it have been left to themselves.
    worker: u64,
    is_closed: bool,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next order for a thread; `None` when there will never be one again.
    fn next(&self, worker: u64) -> Option<(Order, Arc<Look>)> {
        let mut desk = self.desk();
        loop {
            if desk.is_closed || desk.worker != worker {
                return None;
            }
            let urgent =
                desk.orders.iter().enumerate().min_by_key(|(i, (order, _))| (order.rank, *i));
            if let Some((at, _)) = urgent {
                let (order, look) = desk.orders.remove(at);
                desk.under_way = Some(UnderWay::new(&order, &look));
                return Some((order, look));
            }
            desk = self.news.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl UnderWay {
    fn new(order: &Order, look: &Look) -> Self {
        let job = order.document.job();
        let template = look.theme.file(&format!("print/{}.typ", job.template));
        let own = template.filter(|file| file.is_own()).map(|file| &file.path);
        let late = Diagnostic::at_file(Code::OutOfTime, own.unwrap_or(&job.origin))
            .arg("seconds", order.patience.as_secs())
            .arg("outputs", &order.path);
        Self {
            path: order.path.clone(),
            inputs: order.inputs,
            late: match own {
                Some(path) => late.arg("template", path),
                None => late,
            },
            begun: Instant::now(),
            patience: order.patience,
        }
    }
}

impl Shared {
    /// Has another thread print.
    fn hire(
        self: &Arc<Self>,
        worker: u64,
        bell: &Arc<impl Fn() + Send + Sync + 'static>,
    ) -> Option<()> {
        // Typst sets the parts of a document in parallel: in a pool of its own, or the work on pages would wait for it. One
        // thread, so that there is always room for a page.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok()?;
        let (shared, bell) = (self.clone(), bell.clone());
        let work = move || {
            while let Some((order, look)) = shared.next(worker) {
                let Order { path, inputs, document, .. } = order;
                let finished = pool.install(|| document.print(&look.print)).map(Finished::from);
                let mut desk = shared.desk();
                if desk.worker != worker {
                    // It has been given up.
                    return;
                }
                desk.under_way = None;
                desk.deliveries.push(Delivery { path, inputs, finished });
                let is_last = desk.orders.is_empty();
                drop(desk);
                if is_last {
                    // What the next edit needs is what this one needed.
                    print::forget(2);
                }
                bell();
            }
        };
        thread::Builder::new().name("press".to_owned()).spawn(work).ok().map(drop)
    }

    /// Gives up PDFs that take too long, as long as the room is open.
    fn watch(self: &Arc<Self>, bell: &Arc<impl Fn() + Send + Sync + 'static>) {
        loop {
            thread::sleep(ROUND);
            let mut desk = self.desk();
            if desk.is_closed {
                return;
            }
            let is_late = |under_way: &mut UnderWay| under_way.begun.elapsed() > under_way.patience;
            let late = desk.under_way.take_if(is_late);
            let Some(UnderWay { path, inputs, late, .. }) = late else { continue };
            desk.deliveries.push(Delivery { path, inputs, finished: Err(vec![late]) });
            desk.worker += 1;
            let worker = desk.worker;
            drop(desk);
            if worker <= MAX_LEFT {
                self.hire(worker, bell);
            }
            bell();
        }
    }
}

impl Pressroom {
    /// Opens one whose bell rings for every PDF that is printed. `None` when the system has no thread for it.
    pub(super) fn open(bell: impl Fn() + Send + Sync + 'static) -> Option<Self> {
        let shared = Arc::new(Shared { desk: Mutex::default(), news: Condvar::new() });
        let bell = Arc::new(bell);
        shared.hire(0, &bell)?;
        let watching = shared.clone();
        let watch = move || watching.watch(&bell);
        thread::Builder::new().name("press watch".to_owned()).spawn(watch).ok()?;
        Some(Self { shared })
    }

    /// Has PDFs printed.
    pub(super) fn send(&self, orders: Vec<Order>, look: &Arc<Look>) {
        let mut desk = self.shared.desk();
        desk.orders.retain(|(old, _)| !orders.iter().any(|order| order.path == old.path));
        desk.orders.extend(orders.into_iter().map(|order| (order, look.clone())));
        drop(desk);
        self.shared.news.notify_one();
    }

    /// Forgets the orders for which this does not hold any more.
    pub(super) fn keep(&self, is_wanted: impl Fn(&str, &Inputs) -> bool) {
        self.shared.desk().orders.retain(|(order, _)| is_wanted(&order.path, &order.inputs));
    }

    /// What was printed since the last time.
    pub(super) fn take(&self) -> Vec<Delivery> {
        std::mem::take(&mut self.shared.desk().deliveries)
    }
}

impl Drop for Pressroom {
    fn drop(&mut self) {
        self.shared.desk().is_closed = true;
        self.shared.news.notify_one();
    }
}
