//! `new` asks on a terminal.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::cli::starter;

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that runs on a terminal, which `script` makes (util-linux).
pub(crate) fn terminal(command: &str) -> Child {
    Command::new("script")
        .args(["--quiet", "--return", "--command", command, "/dev/null"])
        .env("NO_COLOR", "1")
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs the command on a terminal; types the second of each pair once the first is to be read. What was said.
fn asked(arguments: &str, site: &Path, answers: &[(&str, &str)]) -> String {
    let command = format!(
        "{} new {arguments} --lang en --root {}",
        env!("CARGO_BIN_EXE_broschur"),
        site.display()
    );
    let mut script = terminal(&command);
    let (sender, receiver) = mpsc::channel();
    let mut output = script.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count) = output.read(&mut bytes) {
            if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let (mut said, mut from) = (Vec::new(), 0);
    let mut input = script.stdin.take().unwrap();
    for (question, answer) in answers {
        let began = Instant::now();
        while !String::from_utf8_lossy(&said[from..]).contains(question) {
            let shown = String::from_utf8_lossy(&said).into_owned();
            assert!(began.elapsed() < PATIENCE, "“{question}” is not asked: {shown}");
            if let Ok(more) = receiver.recv_timeout(Duration::from_millis(200)) {
                said.extend(more);
            }
        }
        from = said.len();
        input.write_all(answer.as_bytes()).unwrap();
        input.flush().unwrap();
    }
    let began = Instant::now();
    while script.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < PATIENCE, "{}", String::from_utf8_lossy(&said));
        said.extend(receiver.recv_timeout(Duration::from_millis(50)).unwrap_or_default());
    }
    drop(input);
    reader.join().unwrap();
    said.extend(receiver.try_iter().flatten());
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn a_new_entry_is_asked_for() {
    let dir = starter();
    let site = dir.path().join("site");
    let said = asked(
        "",
        &site,
        &[
            ("What kind of entry?", "(case)\r"),
            ("Title", "Neue Wege\r"),
            ("name of the file", "\r"),
            ("Summary", "Ein Satz: kurz.\r"),
            ("Firm – Name", "\r"),
            ("Description", "Schreinerei\r"),
            ("Employees", "viele\r"),
            ("Employees", "8\r"),
            ("approximate", "\r"),
            ("Trades", "schrein\t\r"),
            ("one more", "\r"),
            ("Innovation field", "enrgie\r"),
            ("Innovation field", "Energie\r"),
            ("Sectors", "Bau\r"),
            ("one more", "\r"),
            ("Region", "\r"),
            ("Chamber", "\r"),
            ("lusters", "\r"),
            ("Benefits", "\r"),
            ("result", "\r"),
        ],
    );
    let text = fs::read_to_string(site.join("content/cases/neue-wege.md")).unwrap_or_default();
    for line in [
        "status: draft",
        "title: Neue Wege",
        "summary: \"Ein Satz: kurz.\"",
        "  label: Schreinerei",
        "  employees: 8",
        "trades: [schreiner]",
        "innovation_field: energie",
        "sectors: [Bau]",
        "regions: []",
    ] {
        let has = |written: &str| written.split("  #").next().unwrap().trim_end() == line;
        assert!(text.lines().any(has), "{line}: {text}{said}");
    }
    assert!(said.contains("Created: "), "{said}");
}

#[test]
fn who_leaves_the_questions_leaves_nothing_behind() {
    let dir = starter();
    let site = dir.path().join("site");
    let said = asked("trade", &site, &[("Trade", "Malerei\r"), ("name of the file", "\u{3}")]);
    assert!(!site.join("content/trades").exists(), "{said}");
    // Whoever wants no questions gets none.
    let said = asked("trade --no-input", &site, &[]);
    assert!(said.contains("This is missing: <ID>."), "{said}");
}
