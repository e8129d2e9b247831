//! The corpora of the fuzz targets, replayed: every promise in `src/fuzzing.rs` holds for every input that was kept.
#![allow(clippy::disallowed_methods, reason = "reads the corpora")]

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use broschur::fuzzing::{FuzzTarget, TARGETS};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// The inputs in a corpus, by file name.
fn corpus(target: &FuzzTarget) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder("corpus").join(target.name));
    let mut inputs: Vec<_> = entries
        .into_iter()
        .flatten()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap())
        })
        .collect();
    inputs.sort();
    inputs
}

#[test]
fn every_target_keeps_its_promises_for_its_corpus() {
    let mut broken = Vec::new();
    for target in TARGETS {
        let inputs = corpus(&target);
        assert!(!inputs.is_empty(), "fuzz/corpus/{} is empty", target.name);
        for (name, bytes) in inputs {
            if catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes))).is_err() {
                broken.push(format!("fuzz/corpus/{}/{name}", target.name));
            }
        }
    }
    assert!(broken.is_empty(), "promises are broken (messages above): {}", broken.join(" "));
}

/// Inputs of one notation given to the readers of all others.
#[test]
fn every_target_keeps_its_promises_for_what_is_meant_for_others() {
    let mut broken = Vec::new();
    for from in TARGETS {
        for (name, bytes) in corpus(&from).into_iter().step_by(5) {
            for target in TARGETS {
                if catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes))).is_err() {
                    broken.push(format!("{} with fuzz/corpus/{}/{name}", target.name, from.name));
                }
            }
        }
    }
    assert!(broken.is_empty(), "promises are broken (messages above): {}", broken.join(" "));
}

#[test]
fn targets_binaries_and_corpora_are_the_same() {
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(names.len(), TARGETS.len());
    let inside = |name: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(folder(name)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.map(|name| name.trim_end_matches(".rs").to_owned()).collect()
    };
    assert_eq!(inside("corpus"), names);
    assert_eq!(inside("fuzz_targets"), names);
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for name in &names {
        let source = fs::read_to_string(folder("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(source.contains(&format!("\"{name}\"")), "{name}.rs runs another target");
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{name} is no binary");
    }
}

/// A check of the check: a broken promise is seen.
#[test]
fn a_target_that_is_not_there_is_refused() {
    assert!(catch_unwind(|| broschur::fuzzing::run("nothing", b"")).is_err());
}
