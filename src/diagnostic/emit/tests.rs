use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::diagnostic::{Language, fingerprint, problem};
use crate::location::SitePath;
use crate::source::Snapshot;

const FILE: &str = "content/cases/böse & gut.md";

fn snapshot(text: &str) -> Snapshot {
    Snapshot::from_files([(FILE, text)])
}

fn at(text: &str, word: &str, nth: usize) -> Span {
    let start = text.match_indices(word).nth(nth).unwrap().0;
    Span::new(&SitePath::new(FILE).unwrap(), start..start + word.len())
}

/// An error with a fix, a warning, and one without a place.
fn findings(text: &str) -> Vec<Diagnostic> {
    vec![
        Diagnostic::at(
            problem::DanglingReference {
                field: &"trades",
                value: &"schriener",
                to: &"trade",
                suggestion: Some("schreiner"),
            },
            at(text, "schriener", 0),
        )
        .with_fix(),
        Diagnostic::at(
            problem::DuplicateKey { key: &"<tags>: a,b 100%\nneu\u{1}" },
            at(text, "tags", 1),
        )
        .related("first", at(text, "tags", 0)),
        Diagnostic::nowhere(problem::NoSite { path: &"content/site.yaml" }),
    ]
}

const TEXT: &str = "---\ntitle: Süß\ntrades: [schriener]\ntags: a\ntags: b\n---\n";

fn rendered(text: &str, render: fn(&[Diagnostic], EmitContext<'_>) -> String) -> String {
    let texts = Texts::new(Language::of_tag("de").unwrap());
    let snapshot = snapshot(text);
    render(
        &findings(text),
        EmitContext { texts: &texts, sources: &Sources::of(&snapshot), base: "sites/a/" },
    )
}

fn fingerprints(text: &str) -> Vec<String> {
    let issues: Vec<Value> = serde_json::from_str(&rendered(text, gitlab::render)).unwrap();
    issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn gitlab_gets_every_field_of_its_report() {
    let issues: Vec<Value> = serde_json::from_str(&rendered(TEXT, gitlab::render)).unwrap();
    assert_eq!(issues.len(), 3);
    assert_eq!(issues[0]["location"]["path"], "sites/a/content/cases/böse & gut.md");
    assert_eq!(issues[0]["location"]["lines"]["begin"], 3);
    assert_eq!(issues[0]["severity"], "major");
    assert_eq!(issues[0]["check_name"], "B301 dangling-reference");
    let description = issues[0]["description"].as_str().unwrap();
    assert!(description.ends_with("Meinten Sie „schreiner“?"), "{description}");
    assert_eq!(issues[2]["location"]["path"], "sites/a/content/site.yaml");
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_findings_apart() {
    let before = fingerprints(TEXT);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 3);
    let moved = TEXT.replace("title: Süß\n", "title: Süß\nsummary: Neu\n\n");
    assert_eq!(fingerprints(&moved), before);
    let other = TEXT.replace("[schriener]", "[schriener, maler]");
    assert_ne!(fingerprints(&other)[0], before[0]);
    // Two alike in one file.
    let texts = Texts::new(Language::of_tag("de").unwrap());
    let snapshot = snapshot(TEXT);
    let context = EmitContext { texts: &texts, sources: &Sources::of(&snapshot), base: "" };
    let twice = [findings(TEXT).remove(0), findings(TEXT).remove(0)];
    let [first, second] = &fingerprint::fingerprints(&twice, context.sources)[..] else { panic!() };
    assert_ne!(first, second);
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let log: Value = serde_json::from_str(&rendered(TEXT, sarif::render)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 3);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "sites/a/content/cases/b%C3%B6se%20%26%20gut.md");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 19})
    );
    let replaced = &run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replaced["insertedContent"]["text"], "schreiner");
    assert_eq!(run["results"][1]["relatedLocations"].as_array().unwrap().len(), 1);
    assert!(run["results"][2].get("locations").is_none());
}

#[test]
fn github_gets_a_line_per_finding_and_nothing_breaks_out_of_it() {
    let out = rendered(TEXT, github::render);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[0].starts_with(
            "::error file=sites/a/content/cases/böse & gut.md,line=3,endLine=3,col=10,endColumn=19,title=B301::Das Feld"
        ),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains("100%25<U+000A>neu"), "{}", lines[1]);
    assert!(lines[2].starts_with("::error title=B507::"), "{}", lines[2]);
}

#[test]
fn junit_counts_failures_and_stays_xml() {
    let out = rendered(TEXT, junit::render);
    assert!(
        out.contains("<testsuites name=\"broschur\" tests=\"3\" failures=\"3\" errors=\"0\">"),
        "{out}"
    );
    assert!(out.contains(
        "<testsuite name=\"sites/a/content/cases/böse &amp; gut.md\" tests=\"2\" failures=\"2\""
    ));
    assert!(out.contains("name=\"B301 3:10\""));
    assert!(out.contains("&lt;tags&gt;") && !out.contains('\u{1}'));
    assert_eq!(out.matches("<failure ").count(), 3);
    let texts = Texts::new(Language::of_tag("en").unwrap());
    let none = junit::render(
        &[],
        EmitContext { texts: &texts, sources: &Sources::of(&snapshot("")), base: "" },
    );
    assert!(none.contains("tests=\"1\" failures=\"0\""));
}

#[test]
fn nothing_in_a_report_steers_a_terminal_or_a_ci_system() {
    const NAME: &str = "content/cases/a\u{1b}]0;x\u{7}\n::error::b\u{202e}.md";
    const BODY: &str = "---\ntitle: \u{1b}[2J\u{202e}x\u{9b}31m\n---\n";
    let snapshot = Snapshot::from_files([(NAME, BODY)]);
    let file = snapshot.files().next().unwrap().path().clone();
    let span = Span::new(&file, 11..BODY.len() - 5);
    let found = problem::DanglingReference {
        field: &"trades\u{1b}[1m",
        value: &"x\r\u{2066}::set-output name=a::b\n::stop-commands::c",
        to: &"trade",
        suggestion: Some("\u{1b}[8mweg\u{85}"),
    };
    let finding = Diagnostic::at(found, span.clone()).with_fix().related("first", span);
    let findings = [finding];
    let texts = Texts::new(Language::of_tag("en").unwrap());
    let sources = Sources::of(&snapshot);
    let context = EmitContext { texts: &texts, sources: &sources, base: "" };
    let renderers: [fn(&[Diagnostic], EmitContext<'_>) -> String; 5] =
        [json::render, gitlab::render, sarif::render, github::render, junit::render];
    let mut all: Vec<String> = renderers.map(|render| render(&findings, context)).into();
    assert_eq!(all[3].lines().count(), 1, "{}", all[3]);
    let report: Value = serde_json::from_str(&all[0]).unwrap();
    assert_eq!(report["findings"][0]["file"], NAME, "the name itself, for those who open it");
    // Colours are ours.
    let colour = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    for style in [text::TextStyle::Plain, text::TextStyle::Coloured] {
        let shown = text::report(&findings, &texts, &sources, style, text::Order::Mended);
        all.push(colour.replace_all(&shown, "").into());
        assert!(!shown.lines().any(|line| line.starts_with("::")), "{shown}");
    }
    for report in all {
        let seen = report.chars().find(|c| crate::escape::is_unseen(*c) || *c == '\r');
        assert_eq!(seen, None, "{report:?}");
    }
}

/// A text that stands in so many files, with a finding in each, and one in a file that cannot be read.
fn in_many_files(count: usize) -> (Snapshot, Vec<Diagnostic>) {
    let file = |i: usize| format!("content/cases/fall-{i:02}.md");
    let mut files: Vec<(String, &str)> = (0..count).map(|i| (file(i), TEXT)).collect();
    files.push(("content/trades.yaml".to_owned(), "a: b: c\n"));
    let snapshot = Snapshot::from_files(files.iter().map(|(path, text)| (&**path, *text)));
    let start = TEXT.find("schriener").unwrap();
    let mut findings: Vec<Diagnostic> = (0..count)
        .map(|i| {
            let span = Span::new(&SitePath::new(&file(i)).unwrap(), start..start + 9);
            let (value, to) = (&"schriener", &"trade");
            let found =
                problem::DanglingReference { field: &"trades", value, to, suggestion: None };
            Diagnostic::at(found, span)
        })
        .collect();
    let trades = SitePath::new("content/trades.yaml").unwrap();
    findings.push(Diagnostic::at(problem::DuplicateKey { key: &"a" }, Span::new(&trades, 3..4)));
    let old = problem::OrphanPage { title: &"Seite" };
    findings.push(Diagnostic::at(old, Span::new(&trades, 0..1)));
    (snapshot, findings)
}

fn told(count: usize, order: text::Order) -> String {
    let texts = Texts::new(Language::of_tag("de").unwrap());
    let (snapshot, findings) = in_many_files(count);
    text::report(&findings, &texts, &Sources::of(&snapshot), text::TextStyle::Plain, order)
}

#[test]
fn the_same_finding_in_many_files_is_told_once_with_its_places() {
    let told = told(25, text::Order::Mended);
    assert_eq!(told.matches("Fehler[B301]").count(), 1, "{told}");
    assert!(told.contains("Ebenso an 24 weiteren Stellen:\n  --> content/cases/fall-01.md:3:10\n"));
    assert!(told.contains("fall-20.md") && !told.contains("fall-21.md"), "{told}");
    assert!(told.contains("und 4 weitere"), "{told}");
    // Two are told as they are: nothing would be gained.
    assert_eq!(self::told(2, text::Order::Mended).matches("Fehler[B301]").count(), 2);
}

#[test]
fn causes_come_before_what_follows_from_them_and_errors_last_on_a_terminal() {
    let codes = |told: &str| -> Vec<String> {
        let heads = told.lines().filter(|line| line.contains("[B"));
        heads.map(|line| line.split_once(']').unwrap().0.to_owned()).collect()
    };
    let mended = codes(&told(2, text::Order::Mended));
    assert_eq!(mended, ["Fehler[B102", "Fehler[B301", "Fehler[B301", "Warnung[B901"]);
    let terminal = codes(&told(2, text::Order::ErrorsLast));
    assert_eq!(terminal, ["Warnung[B901", "Fehler[B102", "Fehler[B301", "Fehler[B301"]);
}
