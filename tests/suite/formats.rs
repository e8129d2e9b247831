//! `fmt` as its user runs it, and over all of `content/`.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::cli::starter;

fn fmt(root: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(["fmt", "--lang", "en", "--root"])
        .arg(root)
        .args(more)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn files(root: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            entry.path().extension().is_some_and(|ending| ending == "md" || ending == "yaml")
        })
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

const MIXED: &str = "---\n# Wann zu prüfen ist.\nreview_due: 2027-01-01 # Frist\nregions: [musterregion]\n\n\
    # Der Titel,\n# in zwei Zeilen.\ntitle: Fall\nfirm: {employees: 8, label: Betrieb}\nstatus: draft\n---\n\nText.\n";
const ORDERED: &str = "---\nstatus: draft\n# Der Titel,\n# in zwei Zeilen.\ntitle: Fall\n\n\
    firm: {label: Betrieb, employees: 8}\nregions: [musterregion]\n# Wann zu prüfen ist.\nreview_due: 2027-01-01 # Frist\n---\n\nText.\n";

#[test]
fn keys_are_in_the_order_of_their_type_with_their_comments() {
    let dir = starter();
    let site = dir.path().join("site");
    // What `new` writes is in order.
    fmt(&site, &[]);
    let new = Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(["new", "case", "neu", "--root"])
        .arg(&site)
        .output()
        .unwrap();
    assert_eq!(new.status.code(), Some(0));
    let clean = fmt(&site, &["--check"]);
    assert_eq!(clean.status.code(), Some(0), "{}{}", shown(&clean), said(&clean));
    let case = site.join("content/cases/fall.md");
    fs::write(&case, MIXED).unwrap();
    let checked = fmt(&site, &["--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(shown(&checked), "content/cases/fall.md\n");
    let dry = fmt(&site, &["--dry-run"]);
    assert_eq!(dry.status.code(), Some(0));
    assert!(shown(&dry).contains("+status: draft\n"), "{}", shown(&dry));
    assert_eq!(fs::read_to_string(&case).unwrap(), MIXED, "nothing is written");
    let done = fmt(&site, &[]);
    assert!(said(&done).contains("Put in order: 1 file."), "{}", said(&done));
    assert_eq!(fs::read_to_string(&case).unwrap(), ORDERED);
    let again = fmt(&site, &["--check"]);
    assert_eq!(again.status.code(), Some(0), "{}", shown(&again));
    // Line ends of another system stay; what cannot be changed without a doubt is named and left.
    fs::write(&case, MIXED.replace('\n', "\r\n")).unwrap();
    fmt(&site, &[]);
    assert_eq!(fs::read_to_string(&case).unwrap(), ORDERED.replace('\n', "\r\n"));
    let named = MIXED.replace("regions: [", "regions: &r [");
    fs::write(&case, &named).unwrap();
    let left = fmt(&site, &[]);
    assert_eq!(fs::read_to_string(&case).unwrap(), named);
    let words = "content/cases/fall.md stays as it is: values in it have names";
    assert!(said(&left).contains(words), "{}", said(&left));
}

#[test]
fn content_in_order_says_the_same_and_stays() {
    let dir = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in files(&root.join("content")) {
        let path = dir.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let before = files(dir.path());
    let done = fmt(dir.path(), &[]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(!said(&done).contains("stays as it is"), "{}", said(&done));
    let after = files(dir.path());
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let mut changed = 0;
    for (path, was) in &before {
        let is = &after[path];
        // Whatever stands in brackets stays in its line.
        let words = |text: &str| {
            let mut words: Vec<String> = lines(text)
                .iter()
                .flat_map(|line| {
                    line.split([' ', ',', '{', '}']).map(str::to_owned).collect::<Vec<_>>()
                })
                .filter(|word| !word.is_empty())
                .collect();
            words.sort();
            words
        };
        assert_eq!(words(is), words(was), "{path}");
        assert_eq!(is.lines().count(), was.lines().count(), "{path}");
        changed += usize::from(is != was);
    }
    assert!(changed > 20, "{changed}");
    let again = fmt(dir.path(), &["--check"]);
    assert_eq!(again.status.code(), Some(0), "twice is once: {}", shown(&again));
}
