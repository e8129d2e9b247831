//! The same content gives the same bytes, wherever and whenever it is built.
#![allow(clippy::disallowed_methods, reason = "real folders and processes")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The circumstances of a build.
struct Place<'a> {
    folder: &'a str,
    time_zone: &'a str,
    locale: &'a str,
    umask: &'a str,
    threads: &'a str,
    /// Whether files are created in the order of their names; else in the opposite one.
    in_order: bool,
}

/// The starter site with a booklet, and every file of its output.
fn built(root: &Path, place: &Place<'_>) -> BTreeMap<String, Vec<u8>> {
    let site = root.join(place.folder);
    let mut files = broschur::scaffold::starter_site();
    let booklet = "title: Heft\nformat: a5\nprint_shop: {booklet: true}\nsections:\n  - {title: Beispiele, select: {type: case}}\n";
    files.push(("content/publications/heft.yaml".into(), booklet.as_bytes()));
    files.sort();
    if !place.in_order {
        files.reverse();
    }
    for (path, bytes) in files {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let made = Command::new("sh")
        .args(["-c", "umask \"$0\"; exec \"$@\"", place.umask])
        .args([env!("CARGO_BIN_EXE_broschur"), "build", "--quiet"])
        .current_dir(&site)
        // 22 November 2026 in Greenwich, another day in some time zones.
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .envs([
            ("TZ", place.time_zone),
            ("LC_ALL", place.locale),
            ("RAYON_NUM_THREADS", place.threads),
        ])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let out = site.join("public");
    walkdir::WalkDir::new(&out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(&out).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn place_and_circumstances_make_no_difference() {
    let dir = tempfile::tempdir().unwrap();
    let here = Place {
        folder: "a",
        time_zone: "UTC",
        locale: "C",
        umask: "022",
        threads: "1",
        in_order: true,
    };
    let there = Place {
        folder: "ein anderer Ordner/mit Ümlaut",
        time_zone: "Pacific/Kiritimati",
        locale: "de_DE.UTF-8",
        umask: "077",
        threads: "3",
        in_order: false,
    };
    let (first, second) = (built(dir.path(), &here), built(dir.path(), &there));
    assert!(first.keys().eq(second.keys()), "{:?}\n{:?}", first.keys(), second.keys());
    assert!(first.keys().any(|path| path.ends_with(".pdf")), "{:?}", first.keys());
    for (path, bytes) in &first {
        assert!(*bytes == second[path], "{path} differs");
    }
}
