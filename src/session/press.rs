//! PDFs that are printed in the background, so that pages need not wait for them.
//!
//! Entry points: [`Pressroom::send`], then [`Pressroom::take`] whenever its bell has rung. Invariant: a path is printed from what was
//! sent for it last; what is out of date and not begun yet is never printed.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::Look;
use crate::cache::Inputs;
use crate::diagnostic::Diagnostic;
use crate::render::Finished;
use crate::render::print::{self, Document};

/// A PDF that is to be printed.
pub(super) struct Order {
    pub path: String,
    pub inputs: Inputs,
    pub document: Box<Document>,
    /// Those of smaller rank first: a sheet is done in a moment, and is what somebody waits for.
    pub rank: u8,
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

struct Shared {
    desk: Mutex<Desk>,
    /// There is something to do, or nothing more to wait for.
    news: Condvar,
}

#[derive(Default)]
struct Desk {
    orders: Vec<(Order, Arc<Look>)>,
    deliveries: Vec<Delivery>,
    is_closed: bool,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next order; `None` when there will never be one again.
    fn next(&self) -> Option<(Order, Arc<Look>)> {
        let mut desk = self.desk();
        loop {
            if desk.is_closed {
                return None;
            }
            let urgent =
                desk.orders.iter().enumerate().min_by_key(|(i, (order, _))| (order.rank, *i));
            if let Some((at, _)) = urgent {
                return Some(desk.orders.remove(at));
            }
            desk = self.news.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Pressroom {
    /// Opens one whose bell rings for every PDF that is printed. `None` when the system has no thread for it.
    pub(super) fn open(bell: impl Fn() + Send + 'static) -> Option<Self> {
        let shared = Arc::new(Shared { desk: Mutex::default(), news: Condvar::new() });
        // Typst sets the parts of a document in parallel: in a pool of its own, or the work on pages would wait for it. One
        // thread, so that there is always room for a page.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok()?;
        let worker = shared.clone();
        let work = move || {
            while let Some((order, look)) = worker.next() {
                let Order { path, inputs, document, .. } = order;
                let finished = pool.install(|| document.print(&look.print)).map(Finished::from);
                let mut desk = worker.desk();
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
        thread::Builder::new().name("press".to_owned()).spawn(work).ok()?;
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
