//! A collection with thirty planted faults, in `faults/thirty.md`: one check finds exactly these, in both languages and all formats.

use std::collections::BTreeSet;

use broschur::diagnostic::emit::{self, github, gitlab, json, junit, sarif, text};
use broschur::diagnostic::texts::Texts;
use broschur::diagnostic::{Diagnostic, Language, Sources};
use regex::Regex;

use crate::support::TestSite;

const THIRTY: &str = include_str!("faults/thirty.md");

/// Code, file and line of each fault on the list.
fn planted() -> Vec<String> {
    let row = Regex::new(r"(?m)^\| (B\d+) \| (\S+:\d+) \|").unwrap();
    row.captures_iter(THIRTY).map(|found| format!("{} {}", &found[1], &found[2])).collect()
}

fn site() -> TestSite {
    let block = Regex::new(r"(?ms)^````\w+ file=(\S+)\n(.*?)^````$").unwrap();
    let files: Vec<(&str, &str)> = block
        .captures_iter(THIRTY)
        .map(|found| found.extract())
        .map(|(_, [path, text])| (path, text))
        .collect();
    TestSite::new(&files)
}

/// What a report says, as the list writes it: the pattern finds the code, the file and the line under these names.
fn read(report: &str, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    let mut found: Vec<String> = pattern
        .captures_iter(report)
        .map(|found| format!("{} {}:{}", &found["code"], &found["file"], &found["line"]))
        .collect();
    found.sort();
    found
}

type Render = fn(&[Diagnostic], emit::EmitContext<'_>) -> String;

#[test]
fn thirty_planted_faults_are_found_and_nothing_else() {
    let mut planted = planted();
    let kinds: BTreeSet<&str> = planted.iter().map(|fault| &fault[..4]).collect();
    assert_eq!((planted.len(), kinds.len()), (30, 30), "one fault of each kind");
    planted.sort();

    let site = site();
    let (found, snapshot) = (site.findings(), site.snapshot());
    let formats: [(&str, Render, &str); 6] = [
        (
            "text",
            |found, context| {
                let plain = |finding| {
                    text::render(finding, context.texts, context.sources, text::TextStyle::Plain)
                };
                found.iter().map(plain).collect()
            },
            r"(?m)^\w+\[(?<code>B\d+)\]: .*\n +--> (?<file>\S+?):(?<line>\d+):\d+$",
        ),
        (
            "json",
            json::render,
            r#""code": "(?<code>B\d+)",(?s:.*?)"file": "(?<file>[^"]+)",\s+"line": (?<line>\d+)"#,
        ),
        (
            "gitlab",
            gitlab::render,
            r#""check_name": "(?<code>B\d+) (?s:.*?)"path": "(?<file>[^"]+)"(?s:.*?)"begin": (?<line>\d+)"#,
        ),
        (
            "github",
            github::render,
            r"(?m)^::\w+ file=(?<file>[^,]+),line=(?<line>\d+),.*?title=(?<code>B\d+)::",
        ),
        (
            "junit",
            junit::render,
            r#"<testcase classname="(?<file>[^"]+)" name="(?<code>B\d+) (?<line>\d+):\d+""#,
        ),
        ("sarif", sarif::render, "read below"),
    ];
    let mut said = BTreeSet::new();
    for language in Language::all() {
        let texts = Texts::new(language);
        for (name, render, pattern) in formats {
            let context =
                emit::EmitContext { texts: &texts, sources: &Sources::of(&snapshot), base: "" };
            let report = render(&found, context);
            let read = if name == "sarif" { read_sarif(&report) } else { read(&report, pattern) };
            assert_eq!(read, planted, "{name} {language:?}\n{report}");
            assert!(said.insert(report), "{name} {language:?} says what another report says");
        }
    }
}

/// The keys of a result are in no useful order for a pattern.
fn read_sarif(report: &str) -> Vec<String> {
    let log: serde_json::Value = serde_json::from_str(report).unwrap();
    let mut found: Vec<String> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            format!(
                "{} {}:{}",
                result["ruleId"].as_str().unwrap(),
                place["artifactLocation"]["uri"].as_str().unwrap(),
                place["region"]["startLine"]
            )
        })
        .collect();
    found.sort();
    found
}
