//! `docs/security.md`: what its table names is there.
#![allow(clippy::disallowed_methods, reason = "reads the documentation and the sources")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A row of the table: the threat, and what the last column names between backticks.
fn rows() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let table = text.split("## Threats and tests").nth(1).expect("the table has a heading");
    let table = table.split("\n## ").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let named = cells.last().unwrap().split('`').skip(1).step_by(2);
        (cells[0].trim().to_owned(), named.map(str::to_owned).collect())
    })
    .collect()
}

/// The files that may hold `module::test`: of the suite, else of the crate.
fn files_of(module: &str) -> Vec<PathBuf> {
    let path = module.trim_end_matches("::tests").replace("::", "/");
    let path = if path == "tests" { "lib".to_owned() } else { path };
    [
        format!("tests/suite/{path}.rs"),
        format!("src/{path}.rs"),
        format!("src/{path}/mod.rs"),
        format!("src/{path}/tests.rs"),
    ]
    .map(|file| root().join(file))
    .into_iter()
    .filter(|file| file.exists())
    .collect()
}

/// Whether a test is there, as a function that is marked as one.
fn is_test(name: &str) -> bool {
    let Some((module, test)) = name.rsplit_once("::") else { return false };
    files_of(module).iter().any(|file| {
        let text = fs::read_to_string(file).unwrap();
        let Some((before, _)) = text.split_once(&format!("fn {test}(")) else { return false };
        let marks = before.rsplit("\n\n").next().unwrap_or(before);
        marks.contains("#[test]")
    })
}

#[test]
fn every_threat_has_tests_and_they_are_there() {
    let rows = rows();
    assert!(rows.len() >= 20, "only {} rows: is the table read?", rows.len());
    let mut wrong = Vec::new();
    for (threat, named) in rows {
        if named.is_empty() {
            wrong.push(format!("{threat}: no test"));
        }
        for name in named {
            let is_there =
                if name.contains("::") { is_test(&name) } else { root().join(&name).exists() };
            if !is_there {
                wrong.push(format!("{threat}: there is no {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A check of the check.
#[test]
fn a_test_that_is_not_there_is_seen() {
    assert!(is_test("security::a_test_that_is_not_there_is_seen"));
    assert!(is_test("publish::tests::refuses_to_touch_foreign_files"));
    assert!(!is_test("security::is_test"), "a function that is no test");
    assert!(!is_test("security::nothing"));
    assert!(!is_test("nothing::nothing"));
}
