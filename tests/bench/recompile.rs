//! How long a brochure takes in a process that has just printed it, after a one-word edit of one case: `recompile ROOT`.
//! `tests/bench/print` runs it.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement: reads the clock and says what it says"
)]

use std::path::Path;
use std::time::Instant;

use broschur::model::Publishing;
use broschur::session::{self, Options, SiteName, Timings};
use broschur::source::Snapshot;

fn main() {
    let root = std::env::args().nth(1).unwrap();
    let files: Vec<(String, Vec<u8>)> = Snapshot::read(Path::new(&root))
        .unwrap()
        .files()
        .map(|file| (file.path().to_string(), file.bytes().unwrap().to_vec()))
        .collect();
    let publishing = Publishing { drafts: false, today: jiff::civil::date(2026, 11, 22) };
    let options = Options { site: SiteName::Main, publishing, base_url: None, print: true };
    let mut edited = 0;
    // The first run is the cold one; then one edit after the other.
    for run in 0..3 {
        let files = files.iter().map(|(path, bytes)| {
            let is_case = path.ends_with("karosseriebau-ulm.md") && run > 0;
            let text = String::from_utf8_lossy(bytes);
            let changed = text.replacen(" und ", &format!(" und auch{run} "), 1).into_bytes();
            edited += usize::from(is_case);
            (path.as_str(), if is_case { changed } else { bytes.clone() })
        });
        let snapshot = Snapshot::from_files(files.collect::<Vec<_>>());
        let mut timings = Timings::default();
        let start = Instant::now();
        session::print(&snapshot, &options, &["bench".to_owned()], &mut timings).unwrap();
        let print = timings.steps.iter().find(|(name, _)| *name == "print").unwrap().1;
        println!(
            "       {:22}{:15.2} of it the PDF {:.2}",
            if run == 0 { "in one process: first" } else { "after an edit" },
            start.elapsed().as_secs_f64(),
            print.as_secs_f64(),
        );
    }
    assert_eq!(edited, 2, "one case is edited each time");
}
