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
    for line in ["-review_due: 30.6.2027 # Frist\n", "+review_due: 2027-06-30 # Frist\n"] {
        assert!(difference.contains(line), "{difference}");
    }
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

/// What a command shows on a terminal on which these answers are typed.
#[cfg(target_os = "linux")]
fn on_terminal(command: &str, answers: &str) -> String {
    use std::io::Write;

    let mut script = crate::asks::terminal(command);
    script.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    shown(&script.wait_with_output().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_how_far_a_run_is_and_nothing_else_does() {
    let dir = starter();
    let site = dir.path().join("site");
    let command = |more: &str| {
        format!(
            "{} build --as-of 2026-11-22 --no-print --lang en --root {} {more}",
            env!("CARGO_BIN_EXE_broschur"),
            site.display()
        )
    };
    let said = on_terminal(&command(""), "");
    assert!(said.contains("reading  ") && !said.contains("0/0"), "{said:?}");
    // Nothing of it stays behind what is said at the end.
    let (_, end) = said.rsplit_once("\u{1b}[2K").unwrap();
    assert!(end.contains("/public: "), "{said:?}");
    for quiet in ["--quiet", "2>/dev/null"] {
        assert!(!on_terminal(&command(quiet), "").contains("reading  "), "{quiet}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_each_repair_is_asked_about() {
    let dir = starter();
    let site = dir.path().join("site");
    let case = site.join("content/cases/schreinerei-musterstadt.md");
    let good = fs::read_to_string(&case).unwrap();
    let bad = good
        .replace("trades: [schreiner]", "trades: [schriener]")
        .replace("chamber: musterkammer", "chamber: mustrkammer");
    fs::write(&case, &bad).unwrap();
    let command = format!(
        "{} check --fix=ask --as-of 2026-11-22 --no-print --lang en --root {}",
        env!("CARGO_BIN_EXE_broschur"),
        site.display()
    );
    let answered = |answers: &str| on_terminal(&command, answers);
    // The end of the questions is no yes.
    let said = answered("q\n");
    assert!(said.contains("Change it? [y/N, q = quit]"), "{said}");
    assert_eq!(fs::read_to_string(&case).unwrap(), bad, "{said}");
    let said = answered("y\nn\n");
    assert_eq!(said.matches("Change it?").count(), 2, "{said}");
    assert!(said.contains("1 repair made in 1 file."), "{said}");
    let half = good.replace("chamber: musterkammer", "chamber: mustrkammer");
    assert_eq!(fs::read_to_string(&case).unwrap(), half, "{said}");
    answered("yes\n");
    assert_eq!(fs::read_to_string(&case).unwrap(), good);
}
