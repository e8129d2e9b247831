//! `check --fix` as its user runs it.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::cli::starter;

fn check(root: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(["check", "--as-of", "2026-11-22", "--no-print", "--lang", "en", "--root"])
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

#[test]
fn repairs_that_are_certain_are_made_and_no_others() {
    let dir = starter();
    let site = dir.path().join("site");
    let case = site.join("content/cases/schreinerei-musterstadt.md");
    let good = fs::read_to_string(&case).unwrap();
    let status = good.lines().find(|line| line.starts_with("status:")).unwrap().to_owned();
    let shouted = status.replace("approved", "Approved  # von der Kammer");
    assert_ne!(status, shouted);
    let bad = good
        .replace(&status, &shouted)
        .replace("trades: [schreiner]", "trades: [schriener]")
        .replacen("---\n", "---\nreview_due: 30.6.2027 # Frist\n", 1);
    let good = bad.replace("Approved", "approved").replace("30.6.2027", "2027-06-30");
    fs::write(&case, &bad).unwrap();

    let dry = check(&site, &["--fix", "--dry-run"]);
    assert_eq!(fs::read_to_string(&case).unwrap(), bad, "nothing is written");
    let difference = shown(&dry);
    assert!(
        difference.contains("-review_due: 30.6.2027 # Frist\n+review_due: 2027-06-30 # Frist\n"),
        "{difference}"
    );
    assert!(said(&dry).contains("2 repairs in 1 file are certain"), "{}", said(&dry));

    let fixed = check(&site, &["--fix"]);
    assert_eq!(fs::read_to_string(&case).unwrap(), good, "{}", said(&fixed));
    assert!(said(&fixed).contains("2 repairs made in 1 file."), "{}", said(&fixed));
    // A misspelt word is only likely: it is left, and somebody is told how to go on.
    assert_eq!(fixed.status.code(), Some(1));
    assert!(said(&fixed).contains("“broschur check --fix=ask” asks"), "{}", said(&fixed));

    let again = check(&site, &["--fix"]);
    assert!(said(&again).contains("Nothing was certain"), "{}", said(&again));
    assert_eq!(fs::read_to_string(&case).unwrap(), good);
}

#[test]
fn questions_take_a_terminal() {
    let dir = starter();
    let asked = check(&dir.path().join("site"), &["--fix=ask"]);
    assert_eq!(asked.status.code(), Some(2), "{}", said(&asked));
    for wrong in [&["--fix=all"][..], &["--dry-run"], &["--fix", "--write-baseline"]] {
        assert_eq!(check(&dir.path().join("site"), wrong).status.code(), Some(2), "{wrong:?}");
    }
}
