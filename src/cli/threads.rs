//! The threads that work is shared among.
//!
//! Entry point: [`start`]. Invariant: there are as many as the system grants, and with none everything is done by the thread that asks.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Starts at most `wanted` threads; returns how many the system has granted.
///
/// Rayon cannot do with fewer threads than it has been told, and panics wherever it is used without any. Hence threads are started
/// first, and Rayon gets those that have come.
pub(super) fn start(wanted: usize) -> usize {
    let (send, receive) = channel::<ThreadBuilder>();
    let receive = Arc::new(Mutex::new(receive));
    let mut granted = 0;
    for _ in 0..wanted {
        let receive = receive.clone();
        let work = move || {
            let next = receive.lock().unwrap_or_else(PoisonError::into_inner).recv();
            // Without a task the process ends before it needs the thread.
            if let Ok(task) = next {
                task.run();
            }
        };
        if thread::Builder::new().name("worker".to_owned()).spawn(work).is_err() {
            break;
        }
        granted += 1;
    }
    let built = if granted == 0 {
        ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()
    } else {
        let hand_over =
            move |task| send.send(task).map_err(|_| std::io::ErrorKind::BrokenPipe.into());
        ThreadPoolBuilder::new().num_threads(granted).spawn_handler(hand_over).build_global()
    };
    // It fails when there is a pool already, which is as good.
    drop(built);
    granted
}
