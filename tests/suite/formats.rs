//! `fmt` as its user runs it, and over all of `content/`.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use broschur::edit::{Change, NewValue, Source, Step};

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
    // What `init` and `new` write is in order.
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
fn content_and_a_fresh_site_are_in_order() {
    let dir = starter();
    for root in [Path::new(env!("CARGO_MANIFEST_DIR")), &dir.path().join("site")] {
        let checked = fmt(root, &["--check"]);
        assert_eq!(checked.status.code(), Some(0), "{}{}", shown(&checked), said(&checked));
    }
}

/// What a text says, whatever the order of its keys.
fn sorted(value: NewValue) -> NewValue {
    match value {
        NewValue::Map(pairs) => {
            let mut pairs: Vec<_> =
                pairs.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
            NewValue::Map(pairs)
        }
        NewValue::List(items) => NewValue::List(items.into_iter().map(sorted).collect()),
        value => value,
    }
}

/// The keys of a map.
fn keys(source: &Source, path: &[Step]) -> Vec<String> {
    match source.value(path) {
        Ok(Some(NewValue::Map(pairs))) => pairs.into_iter().map(|(key, _)| key).collect(),
        _ => Vec::new(),
    }
}

/// A text with the keys of its entries in any order, and a comment about some of them.
fn mixed(path: &str, text: &str, random: &mut impl FnMut(usize) -> usize) -> String {
    let mut source = Source::new(path, text);
    let is_list = !path.contains('/');
    let entries: Vec<Vec<Step>> = match is_list {
        // Some of a long list are enough.
        true => keys(&source, &[]).iter().take(5).map(|id| vec![Step::from(id.as_str())]).collect(),
        false => vec![Vec::new()],
    };
    for entry in entries {
        let count = keys(&source, &entry).len();
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, random(at + 1));
        }
        // What cannot be moved without a doubt stays.
        let _ = source.change(&Change::Reorder(entry, order));
    }
    let indent = if is_list { "  " } else { "" };
    let (mut out, mut is_front) = (String::new(), false);
    for (number, line) in source.text().split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            is_front = number == 0;
        }
        let key = line.strip_prefix(indent).and_then(|line| line.split_once(':'));
        let is_word =
            |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if let Some((key, _)) = key.filter(|(key, _)| is_word(key) && (is_front || is_list))
            && random(3) == 0
        {
            out.push_str(&format!("{indent}# about {key}\n"));
        }
        out.push_str(line);
    }
    out
}

#[test]
fn keys_in_any_order_come_back_with_their_comments() {
    let dir = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let site = dir.path().join("content");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let originals = files(&root);
    let is_other = |path: &str| {
        ["types/", "editions/", "publications/", "figures/", "site.yaml", "baseline.yaml"]
            .iter()
            .any(|other| path.starts_with(other))
    };
    for (path, text) in &originals {
        let path_then = site.join(path);
        fs::create_dir_all(path_then.parent().unwrap()).unwrap();
        let text = if is_other(path) { text.clone() } else { mixed(path, text, &mut random) };
        fs::write(path_then, text).unwrap();
    }
    let before = files(&site);
    let done = fmt(dir.path(), &[]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let after = files(&site);
    let again = fmt(dir.path(), &["--check"]);
    assert_eq!(again.status.code(), Some(0), "twice is once: {}", shown(&again));
    let mut moved = 0;
    for (path, text) in originals.iter().filter(|(path, _)| !is_other(path)) {
        let (was, is) = (&before[path], &after[path]);
        moved += usize::from(was != is);
        let value = |text: &str| Source::new(path, text).value(&[]).unwrap().map(sorted);
        assert_eq!(value(is), value(text), "{path}");
        let comments = |text: &str| text.lines().filter(|line| line.contains("# about ")).count();
        assert_eq!(comments(is), comments(was), "{path}");
        let lines: Vec<&str> = is.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(key) = line.trim_start().strip_prefix("# about ") else { continue };
            let next = lines[at + 1].trim_start();
            assert!(next.starts_with(&format!("{key}:")), "{path}: {line} stands above {next}");
        }
    }
    assert!(moved > 100, "{moved}");
}
