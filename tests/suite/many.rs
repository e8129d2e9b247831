//! Many findings: ten times as many cost ten times as much. Work is counted, not timed.

use std::fmt::Write;

use broschur::diagnostic::emit::{self, github, gitlab, json, junit, sarif, text};
use broschur::diagnostic::texts::Texts;
use broschur::diagnostic::{Code, Diagnostic, Language, Sources, compared};
use broschur::packed::unpacked;

use crate::support::{SETTINGS, TestSite};

const HEAD: &str = "---\ntitle: Probe\nstatus: approved\nsummary: Eine Probe\n---\n\n";

/// One line for each of so many.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, i| {
        let _ = write!(text, "{}", line(i));
        text
    })
}

/// A page with this text.
fn page(text: &str) -> Vec<(String, String)> {
    vec![("content/pages/a.md".to_owned(), format!("{HEAD}{text}\n"))]
}

fn terms(entries: String) -> Vec<(String, String)> {
    vec![("content/terms.yaml".to_owned(), entries)]
}

type Files = Vec<(String, String)>;

/// A name, what is found, and files in which it is found so many times.
type Case = (&'static str, Code, fn(usize) -> Files);

/// What is found, and files in which it is found so many times.
const KINDS: &[Case] = &[
    ("broken links", Code::LinkToNothing, |n| {
        page(&lines(n, |i| format!("[Link](case:nichts-{i})\n\n")))
    }),
    ("broken links in one line", Code::LinkToNothing, |n| {
        page(&lines(n, |i| format!("[Link](case:n{i}) ")))
    }),
    ("links to files", Code::LinkToMissingFile, |n| {
        page(&lines(n, |i| format!("[Link](nichts-{i}.pdf)\n\n")))
    }),
    ("anchors", Code::LinkToMissingAnchor, |n| {
        let heads = lines(n, |i| format!("## Kopf {i}\n\nText\n\n"));
        page(&(heads + &lines(n, |i| format!("[Link](#kopf-{i}x)\n\n"))))
    }),
    ("references", Code::DanglingReference, |n| {
        let names = lines(n, |i| format!("nichts-{i}, "));
        let case = format!("---\ntitle: Fall\nstatus: draft\ntrades: [{names}]\n---\n");
        vec![("content/cases/a.md".to_owned(), case)]
    }),
    ("references beside as many entries", Code::DanglingReference, |n| {
        let trades = lines(n, |i| format!("gewerk-{i:05}:\n  title: Gewerk {i}\n"));
        let names = lines(n, |i| format!("gewerk-{i:05}x, "));
        let case = format!("---\ntitle: Fall\nstatus: draft\ntrades: [{names}]\n---\n");
        vec![("content/trades.yaml".to_owned(), trades), ("content/cases/a.md".to_owned(), case)]
    }),
    ("unknown fields", Code::UnknownField, |n| {
        terms(lines(n, |i| format!("begriff-{i}:\n  titel: Begriff {i}\n")))
    }),
    ("values", Code::NotAllowed, |n| {
        terms(lines(n, |i| format!("begriff-{i}:\n  title: Begriff {i}\n  status: gut\n")))
    }),
    ("ids twice", Code::DuplicateId, |n| {
        terms(lines(n, |i| format!("begriff:\n  title: Begriff {i}\n")))
    }),
    ("translations of nothing", Code::OrphanTranslation, |n| {
        let entries = |name: &str| lines(n, |i| format!("{name}-{i:05}:\n  title: Begriff\n"));
        vec![
            ("content/terms.yaml".to_owned(), entries("begriff")),
            ("content/terms.en.yaml".to_owned(), entries("begrif")),
        ]
    }),
    ("editions in a chain", Code::NoSuchEdition, |n| {
        let edition = |i: usize| {
            let extends =
                if i == 0 { String::new() } else { format!("extends: e{}\n", i.wrapping_sub(1)) };
            (format!("content/editions/e{i}.yaml"), format!("{extends}title: Ausgabe\n"))
        };
        (0..n + 16).map(edition).collect()
    }),
];

/// The findings in so many, and how many texts were unpacked and names compared for them and their reports.
fn cost(code: Code, files: Files) -> (usize, usize, usize, usize) {
    let settings = format!("{SETTINGS}languages: [de, en]\n");
    let mut files = files;
    files.push(("content/site.yaml".to_owned(), settings));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (before, names_before) = (unpacked(), compared());
    let site = TestSite::new(&files);
    let findings = site.findings();
    let scanned = report(&site, &findings);
    let found = findings.iter().filter(|finding| finding.code == code).count();
    (found, unpacked() - before, compared() - names_before, scanned)
}

/// Reports the findings in all formats; returns how many bytes were read to tell lines and columns.
fn report(site: &TestSite, findings: &[Diagnostic]) -> usize {
    let texts = Texts::new(Language::of_tag("de").unwrap());
    let snapshot = site.snapshot();
    let sources = Sources::of(&snapshot);
    let context = emit::EmitContext { texts: &texts, sources: &sources, base: "" };
    for render in [json::render, gitlab::render, sarif::render, github::render, junit::render] {
        assert!(!render(findings, context).is_empty());
    }
    let shown =
        text::report(findings, &texts, &sources, text::TextStyle::Plain, text::Order::Mended);
    assert!(shown.matches("\n --> ").count() <= 2 * text::SHOWN);
    sources.scanned()
}

#[test]
fn ten_times_as_many_findings_cost_ten_times_as_much() {
    for (name, code, files) in KINDS {
        // Each edition is a site of its own, which takes a while.
        let size = if *code == Code::NoSuchEdition { 15 } else { 300 };
        let (few, unpacked_few, compared_few, scanned_few) = cost(*code, files(size));
        let (many, unpacked_many, compared_many, scanned_many) = cost(*code, files(size * 10));
        // An id stands there once rightly; Markdown stops at 500.
        assert!(few + 1 >= size && many >= few * 9, "{name}: {few} and {many} findings");
        let files_more = if *code == Code::NoSuchEdition { 12 } else { 1 };
        assert!(
            unpacked_many <= unpacked_few * files_more + 8,
            "{name}: {unpacked_few} and {unpacked_many} texts unpacked"
        );
        // Of so few editions all names are compared, which are at most as many for each finding.
        let all_names = if *code == Code::NoSuchEdition { many * 256 } else { 0 };
        assert!(
            compared_many <= (compared_few * 12 + 1_000).max(all_names),
            "{name}: {compared_few} and {compared_many} names compared"
        );
        assert!(
            scanned_many <= scanned_few * 12 + 10_000,
            "{name}: {scanned_few} and {scanned_many} bytes scanned"
        );
    }
}

#[test]
fn of_many_findings_the_gravest_are_shown_and_all_are_counted() {
    let mut links = lines(600, |i| format!("[Link](case:nichts-{i})\n\n"));
    links.push_str(&lines(900, |i| format!("![Bild](bild-{i}.png)\n\n")));
    let files = page(&links);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let site = TestSite::new(&files);
    let findings = site.findings();
    assert!(findings.len() > text::SHOWN, "{}", findings.len());
    for (language, total, more) in [
        (
            Language::of_tag("de").unwrap(),
            "600  Fehler[B309] link-to-nothing",
            "Gezeigt sind 1000 von",
        ),
        (Language::of_tag("en").unwrap(), "600  error[B309] link-to-nothing", "Shown are 1000 of"),
    ] {
        let texts = Texts::new(language);
        let snapshot = site.snapshot();
        let sources = Sources::of(&snapshot);
        let shown =
            text::report(&findings, &texts, &sources, text::TextStyle::Plain, text::Order::Mended);
        assert!(shown.contains(more) && shown.contains(total), "{shown}");
        assert_eq!(
            shown.matches("\n --> ").count()
                + shown.matches("\n  --> ").count()
                + shown.matches("\n   --> ").count()
                + shown.matches("\n    --> ").count(),
            text::SHOWN
        );
        let few = text::report(
            &findings[..3],
            &texts,
            &sources,
            text::TextStyle::Plain,
            text::Order::Mended,
        );
        assert!(!few.contains(more), "{few}");
    }
}
