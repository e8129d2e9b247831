//! Tells the crate what it is made from.
//!
//! Has it built anew when a file is added to a folder that is part of the binary: `include_dir!` sees changes of files it
//! knows, not new ones. And names the sources, for the cache: what another program made is not to be taken for this one's.
#![allow(clippy::disallowed_methods, reason = "runs before the program exists, on its own source")]

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut files = BTreeMap::new();
    for part in ["src", "themes/standard", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        collect(Path::new(part), &mut files);
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    println!("cargo::rustc-env=BROSCHUR_SOURCES={:016x}", hasher.finish());
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().filter_map(Result::ok) {
            collect(&entry.path(), files);
        }
    } else if let Ok(bytes) = fs::read(path) {
        files.insert(path.to_path_buf(), bytes);
    }
}
