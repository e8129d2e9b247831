//! `docs/security.md`: what its table names is there.

use crate::support::{is_test, is_there, named, repository_file, section, table};

/// A row of the table: the threat, and what the last column names between backticks.
fn rows() -> Vec<(String, Vec<String>)> {
    let text = repository_file("docs/security.md");
    let rows = table(section(&text, "## Threats and tests"));
    rows.into_iter().map(|cells| (cells[0].clone(), named(cells.last().unwrap()))).collect()
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
            if !is_there(&name) {
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
    assert!(!is_test("security::rows"), "a function that is no test");
    assert!(!is_test("security::nothing"));
    assert!(!is_test("nothing::nothing"));
}
