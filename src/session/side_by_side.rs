//! Work side by side that itself shares what it does among Rayon's threads, such as printing.
//!
//! Entry point: [`side_by_side`]. Invariant: none of the work is begun in the midst of other work of it on the same thread.
//!
//! A thread of Rayon that waits for a part of its work does other work meanwhile, whatever there is. With `par_iter` that would be the next
//! document, begun on the stack of the one that waits, and so on: as deep as there are documents, all of them held until the last one is done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does some work with each of these, in as many threads as Rayon has; in their order, what came of it.
pub(super) fn side_by_side<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    // A thread of Rayon must not wait for threads that need it.
    if rayon::current_thread_index().is_some() {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let take_part = || {
        while let Some((at, item)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).map(|item| (at, item))
        } {
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(items.len()) {
            let another = thread::Builder::new().name("printer".to_owned());
            // What the system does not grant, this thread does by itself.
            if another.spawn_scoped(scope, take_part).is_err() {
                break;
            }
        }
        take_part();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;
    use std::thread::ThreadId;

    use super::*;
    use crate::model::Publishing;
    use crate::session::{JobObserver, Making, Options, Session, SiteName, Timings};
    use crate::source::Snapshot;

    /// How many outputs have begun on each thread and not ended, and the most that there were.
    #[derive(Default)]
    struct Nesting(Mutex<(HashMap<ThreadId, Vec<String>>, usize)>);

    impl JobObserver for Nesting {
        fn begins(&self, making: &Making<'_>) {
            let (begun, most) = &mut *self.0.lock().unwrap();
            let here = begun.entry(thread::current().id()).or_default();
            // More may become known of one that has begun.
            if !here.iter().any(|path| path == making.path) {
                here.push(making.path.to_owned());
            }
            *most = (*most).max(here.len());
        }

        fn ends(&self, path: &str) {
            let (begun, _) = &mut *self.0.lock().unwrap();
            begun.entry(thread::current().id()).or_default().retain(|known| known != path);
        }
    }

    #[test]
    fn no_pdf_is_begun_in_the_midst_of_another() {
        let mut files = vec![
            ("content/site.yaml".to_owned(), "format: 1\ntitle: Probe\n".to_owned()),
            (
                "content/types/thing.yaml".to_owned(),
                "type: thing\nlabel: {de: Ding, en: Thing}\nplural: {de: Dinge, en: Things}\nfolder: things\nroute: {de: dinge, en: things}\nprint: {sheet: profile}\ndefaults: {status: approved}\nfields:\n  title: {kind: string, required: true, label: {de: Titel, en: Title}}\n"
                    .to_owned(),
            ),
        ];
        for n in 0..40 {
            let text = format!("---\ntitle: Ding {n}\n---\n\n{}\n", "Ein Satz. ".repeat(n + 1));
            files.push((format!("content/things/t{n}.md"), text));
        }
        let snapshot =
            Snapshot::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
        let publishing = Publishing { drafts: false, today: jiff::civil::date(2026, 11, 30) };
        let options = Options { site: SiteName::Main, publishing, base_url: None, print: true };
        let nesting = Arc::new(Nesting::default());
        let mut session = Session::default();
        session.set_witness(Some(nesting.clone()));
        let built = session.build(&snapshot, &options, &mut Timings::default());
        assert!(!built.findings.has_errors(), "{:#?}", built.findings);
        assert_eq!(built.outputs.paths().filter(|path| path.ends_with(".pdf")).count(), 40);
        assert_eq!(nesting.0.lock().unwrap().1, 1);
    }

    #[test]
    fn everything_is_done_once_and_stays_in_its_order() {
        let items: Vec<usize> = (0..200).collect();
        let twice: Vec<usize> = items.iter().map(|n| n * 2).collect();
        assert_eq!(side_by_side(&items, |n| n * 2), twice);
        assert_eq!(rayon::join(|| side_by_side(&items, |n| n * 2), || ()).0, twice);
        assert_eq!(side_by_side(&[], |n: &usize| *n), [0; 0]);
    }
}
