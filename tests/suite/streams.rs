//! What becomes of a run whose output cannot be written, or that gets no threads.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::starter;

/// Commands, and the exit status of each. `{n}` is another number in each run, `{dir}` a folder beside the site.
const COMMANDS: &[(&str, i32)] = &[
    ("", 2),
    ("--help", 0),
    ("--version", 0),
    ("build --help", 0),
    ("bild", 2),
    ("build --format xml", 2),
    ("init {dir}/init-{n}", 0),
    ("init {site}", 2),
    ("new case probe-{n}", 0),
    ("new cases probe", 2),
    ("build --no-print --as-of 2026-11-22 --out {dir}/out-{n}", 1),
    ("build --no-print --as-of 2026-11-22 --edition keine", 2),
    ("build --no-print --as-of gestern", 2),
    ("check --no-print --as-of 2026-11-22", 1),
    ("check --no-print --as-of 9999-12-31 --timings json", 1),
    ("check --no-print", 1),
    ("check --no-print --as-of 2026-11-22 --format json", 1),
    ("check --no-print --as-of 2026-11-22 --format gitlab", 1),
    ("check --no-print --as-of 2026-11-22 --format sarif", 1),
    ("check --no-print --as-of 2026-11-22 --format github", 1),
    ("check --no-print --as-of 2026-11-22 --format junit", 1),
    ("print --as-of 2026-11-22 nichts", 2),
    ("newsletter --audience guild --from 2026-12-01 --to 2026-11-01", 2),
    ("report spread --as-of 2026-11-22", 1),
    ("report completeness --as-of 2026-11-22 --format csv", 1),
    ("report review --as-of 2026-11-22 --format json", 1),
    ("report consents --as-of 2026-11-22", 1),
    ("report links --as-of 2026-11-22", 1),
    ("serve --host nirgends.invalid", 3),
    ("watch --edition keine", 2),
    ("explain", 0),
    ("explain B201", 0),
    ("explain B000", 2),
    ("completions bash", 0),
    ("man {dir}/man-{n}", 0),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Closed by whoever runs the command.
    Closed,
    /// A pipe that nobody reads any more.
    Unread,
    /// A full disk.
    Full,
    /// Open for reading only.
    ReadOnly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Output,
    Messages,
}

struct Ended {
    status: Option<i32>,
    output: String,
    messages: String,
}

/// Runs a command. A stream with a fate is lost, the other one captured.
fn run(dir: &Path, command: &str, number: usize, lost: Option<(Stream, Fate)>) -> Ended {
    let site = dir.join("site");
    let written = command
        .replace("{n}", &number.to_string())
        .replace("{dir}", dir.to_str().unwrap())
        .replace("{site}", site.to_str().unwrap());
    let mut arguments: Vec<&str> = written.split_whitespace().collect();
    if !arguments.is_empty() {
        arguments.extend(["--root", site.to_str().unwrap()]);
    }
    let program = env!("CARGO_BIN_EXE_broschur");
    let mut command = match lost {
        Some((stream, Fate::Closed)) => {
            let close = if stream == Stream::Output { ">&-" } else { "2>&-" };
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("exec \"$0\" \"$@\" {close}"), program]);
            shell
        }
        _ => Command::new(program),
    };
    command
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("LC_ALL", "de_DE.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let stream = lost.and_then(|(stream, fate)| {
        let stdio: Stdio = match fate {
            Fate::Closed => return None,
            Fate::Unread => std::io::pipe().unwrap().1.into(),
            Fate::Full => File::options().write(true).open("/dev/full").unwrap().into(),
            Fate::ReadOnly => File::open("/dev/null").unwrap().into(),
        };
        Some((stream, stdio))
    });
    match stream {
        Some((Stream::Output, stdio)) => command.stdout(stdio),
        Some((Stream::Messages, stdio)) => command.stderr(stdio),
        None => &mut command,
    };
    let ended = command.spawn().unwrap().wait_with_output().unwrap();
    Ended {
        status: ended.status.code(),
        output: String::from_utf8(ended.stdout).unwrap(),
        messages: String::from_utf8(ended.stderr).unwrap(),
    }
}

/// The site that `init` makes, with one error in it.
fn faulty_site() -> tempfile::TempDir {
    let dir = starter();
    let case = dir.path().join("site/content/cases/schreinerei-musterstadt.md");
    let text = fs::read_to_string(&case).unwrap().replace("[schreiner]", "[schriener]");
    fs::write(&case, text).unwrap();
    dir
}

#[test]
fn output_that_cannot_be_written_is_said_and_fails() {
    let dir = faulty_site();
    let mut number = 0;
    for &(command, status) in COMMANDS {
        let mut next = |lost| {
            number += 1;
            run(dir.path(), command, number, lost)
        };
        let normal = next(None);
        assert_eq!(normal.status, Some(status), "{command}: {}", normal.messages);
        for stream in [Stream::Output, Stream::Messages] {
            let is_used = match stream {
                Stream::Output => !normal.output.is_empty(),
                Stream::Messages => !normal.messages.is_empty(),
            };
            for fate in [Fate::Closed, Fate::Unread, Fate::Full, Fate::ReadOnly] {
                let is_lost = is_used && matches!(fate, Fate::Full | Fate::ReadOnly);
                let ended = next(Some((stream, fate)));
                let case = format!("{command} with {stream:?} {fate:?}: {}", ended.messages);
                assert_eq!(ended.status, Some(if is_lost { 3 } else { status }), "{case}");
                let is_said = match stream {
                    Stream::Output => ended.messages.contains("Die Ausgabe ist unvollständig"),
                    Stream::Messages => ended.output.contains("Meldungen sind verloren"),
                };
                // A report is not spoilt by it.
                let can_say = stream == Stream::Output || normal.output.is_empty();
                assert_eq!(is_said, is_lost && can_say, "{case}");
                assert!(!ended.messages.contains("broschur, nicht in Ihrer"), "{case}");
            }
        }
    }
}

#[test]
fn both_streams_lost_is_still_a_status() {
    let dir = faulty_site();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(["check", "--no-print", "--as-of", "2026-11-22", "--format", "json", "--timings"])
        .arg("--root")
        .arg(dir.path().join("site"))
        .stdout(full())
        .stderr(full())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(3));
}

#[test]
fn without_threads_work_is_done_by_one_or_refused_with_words() {
    let dir = starter();
    let site = dir.path().join("site");
    // No thread has so large a stack.
    let run = |arguments: &[&str], stack: &str| {
        Command::new(env!("CARGO_BIN_EXE_broschur"))
            .args(arguments)
            .arg("--root")
            .arg(&site)
            .env("LC_ALL", "de_DE.UTF-8")
            .env("RUST_MIN_STACK", stack)
            .output()
            .unwrap()
    };
    let (none, some) = ("1152921504606846976", "2097152");
    let mut manifests = Vec::new();
    for stack in [none, some] {
        let out = dir.path().join(stack);
        let built = run(&["build", "--as-of", "2026-11-22", "--out", out.to_str().unwrap()], stack);
        assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
        manifests.push(fs::read_to_string(out.join("manifest.json")).unwrap());
    }
    assert_eq!(manifests[0], manifests[1]);
    for command in [&["serve", "--port", "0"][..], &["watch"]] {
        let refused = run(command, none);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(3), "{said}");
        assert!(said.contains("os error 11"), "{command:?}: {said}");
        assert!(!said.contains("broschur, nicht in Ihrer"), "{said}");
    }
}
