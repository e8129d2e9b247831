//! Templates and texts that never end: a finding, in bounded time and memory.

#![allow(clippy::disallowed_methods, reason = "starts the command, and prepares sites on a disk")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use broschur::confine::{self, Access, AccessError};
use broschur::diagnostic::Code;
use broschur::picture::PixelBounds;
use broschur::session::{Distrust, Session, Timings};
use broschur::theme::{MAX_CHAIN, MAX_NESTING};

use crate::support::{SETTINGS, TestSite, things};

fn site_with_theme() -> TestSite {
    things("a: {title: A}\n").with("content/site.yaml", format!("{SETTINGS}theme: haus\n"))
}

#[test]
fn texts_nested_without_end_are_a_finding() {
    for open in ["{", "{ F(", "{ -a(b: {", "{ $a -> [x] {"] {
        let text = format!("home = Anfang\nsearch = {}\n", open.repeat(50_000));
        let site = site_with_theme().with("themes/haus/texts/de.ftl", text);
        let found = site.found();
        assert_eq!(found.len(), 1, "{open}: {found:?}");
        assert!(found[0].starts_with("B604 themes/haus/texts/de.ftl:2:"), "{open}: {found:?}");
    }
    let deep = format!("home = {}A{}\n", "{ ".repeat(MAX_NESTING), " }".repeat(MAX_NESTING));
    let found = site_with_theme().with("themes/haus/texts/de.ftl", deep).codes();
    assert!(!found.contains(&Code::ThemeTooDeep), "{found:?}");
}

/// What a template of `haus` is made of here leads to findings in it, and to no crash.
fn template_fails(text: &str) {
    let own = "themes/haus/templates/404.html";
    let found = site_with_theme().with(own, text).found();
    let start: String = text.chars().take(40).collect();
    assert!(!found.is_empty(), "{start}");
    for finding in found {
        assert!(finding.starts_with(&format!("B602 {own}:")), "{start}: {finding}");
    }
}

#[test]
fn templates_nested_without_end_are_a_finding() {
    for (before, open) in [
        ("", "{{ "),
        ("", "{% if true %}"),
        ("", "{% for x in [1] %}"),
        ("{{ ", "("),
        ("{{ ", "["),
        ("{{ ", "{a: "),
        ("{{ ", "not "),
        ("{{ ", "-"),
        ("{{ a", "[a"),
        ("{{ ", "t(key="),
        ("{{ a | ", "default(value=a | "),
        ("{{ ", "1 if true else "),
        ("{{ ", "1 + ("),
        ("{{ ", "2 ** "),
    ] {
        template_fails(&format!("{before}{}", open.repeat(50_000)));
    }
}

#[test]
fn long_expressions_are_a_finding() {
    let own = "themes/haus/templates/404.html";
    for (open, link, close) in [
        ("{{ 1", " + 1", " }}"),
        ("{{ \"a\"", " ~ \"a\"", " }}"),
        ("{{ \"a\"", " | upper", " }}"),
        ("{{ site", ".title", " }}"),
        ("{{ true", " and true", " }}"),
        ("{% if true %}", "{% elif true %}", "{% endif %}"),
    ] {
        let text = format!("{open}{}{close}", link.repeat(100_000));
        let found = site_with_theme().with(own, text).found();
        assert!(!found.is_empty(), "{link}");
        for finding in found {
            let code = if link.contains("elif") { "B604" } else { "B602" };
            assert!(finding.starts_with(&format!("{code} {own}:")), "{link}: {finding}");
        }
    }
}

#[test]
fn files_that_build_on_one_another_without_end_are_a_finding() {
    type Text = fn(usize) -> String;
    let folders: [(&str, &str, Text); 5] = [
        ("templates", "html", |next| format!("{{% include \"x{next}.html\" %}}")),
        ("templates", "html", |next| format!("{{% extends 'x{next}.html' %}}")),
        ("templates", "html", |next| format!("{{{{ `a` }}}}{{% include `x{next}.html` %}}")),
        ("print", "typ", |next| format!("#import \"x{next}.typ\": *")),
        ("assets", "css", |next| format!("@import url(x{next}.css);")),
    ];
    for (folder, ending, next) in folders {
        let with_chain = |length: usize| {
            let mut files: Vec<(String, String)> = (0..length)
                .map(|i| {
                    let text = if i + 1 < length { next(i + 1) } else { String::new() };
                    (format!("themes/haus/{folder}/x{i}.{ending}"), text)
                })
                .collect();
            files.push(("content/site.yaml".to_owned(), format!("{SETTINGS}theme: haus\n")));
            let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text)).collect();
            TestSite::new(&files)
        };
        let found = with_chain(20_000).found();
        let deep = |finding: &&String| finding.starts_with("B604 ");
        assert_eq!(found.iter().filter(deep).count(), 20_000 - MAX_CHAIN, "{folder}");
        let codes = with_chain(MAX_CHAIN).codes();
        assert!(!codes.contains(&Code::ThemeTooDeep), "{folder}: {codes:?}");
    }
}

#[test]
fn print_templates_nested_without_end_are_a_finding() {
    let own = "themes/haus/print/sheet.typ";
    for (before, link) in [
        ("#", "("),
        ("#", "["),
        ("#", "{"),
        ("$ ", "sqrt("),
        ("#(1", "+1"),
        ("#a", ".b"),
        ("#f", "()"),
        ("#if a {}", " else if b {}"),
        ("$a", "/b"),
        ("$a", "!"),
        ("", "#show: x => [#x]\n"),
        ("", "#set text(2pt)\n"),
        ("", "text without end "),
    ] {
        let site = site_with_theme().with(own, format!("{before}{}", link.repeat(50_000)));
        let found = site.found();
        assert_eq!(found.len(), 1, "{link}: {found:?}");
        assert!(found[0].starts_with(&format!("B604 {own}:")), "{link}: {found:?}");
    }
}

#[test]
fn a_page_that_never_ends_is_a_finding_everywhere() {
    let own = "themes/haus/templates/404.html";
    let line = "Noch eine Zeile, und noch eine, und noch eine, und noch eine. ".repeat(20);
    let text = format!(
        "{{% for a in range(end=90000) %}}{{% for b in range(end=90000) %}}{line}\
         {{% endfor %}}{{% endfor %}}"
    );
    let site = site_with_theme().with(own, text);
    let found = site.found();
    assert_eq!(found.len(), 1, "once, not per page: {found:?}");
    assert!(found[0].starts_with(&format!("B707 {own}")), "{found:?}");
}

/// A site on a disk with the theme `haus`.
fn on_disk() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    assert_eq!(run(&dir, &["init", root.to_str().unwrap()]).status.code(), Some(0));
    let settings = root.join("content/site.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text.replace("theme: standard", "theme: haus")).unwrap();
    write(&root, "themes/haus/texts/de.ftl", "search = Suchen\n");
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn append(root: &Path, path: &str, text: &str) {
    let before = fs::read_to_string(root.join(path)).unwrap();
    write(root, path, &(before + text));
}

/// What the command says and does, for the site in `site`.
fn run(dir: &tempfile::TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(["--lang", "en", "--root"])
        .arg(dir.path().join("site"))
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1796000000")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// The findings as data: a code with its file.
fn findings(output: &Output) -> Vec<(String, String)> {
    let data: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", said(output)));
    let findings = data["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            (text("code"), text("file"))
        })
        .collect()
}

#[test]
fn templates_that_never_end_are_stopped() {
    let loops = "#for a in range(100000) { for b in range(100000) { let c = a } }";
    let pages = "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% set c = b %}\
        {% endfor %}{% endfor %}";
    for (template, text) in [("print/sheet.typ", loops), ("templates/home.html", pages)] {
        let dir = on_disk();
        let root = dir.path().join("site");
        let template = format!("themes/haus/{template}");
        append(&root, "content/site.yaml", "limits: {seconds: 2}\n");
        write(&root, &template, text);
        for command in ["build", "check"] {
            let output = run(&dir, &[command, "--format", "json"]);
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert_eq!(findings(&output), [("B605".to_owned(), template.clone())]);
        }
        assert!(!root.join("public").exists());
        if cfg!(unix) {
            let output = run(&dir, &["build"]);
            let said = said(&output);
            assert!(said.contains("after 2 seconds. This was being made: “"), "{said}");
            assert!(said.contains("Nothing was published."), "{said}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn templates_that_want_all_memory_are_stopped() {
    let pages = "{% set_global s = 'ab' %}{% for a in range(end=60) %}{% set_global s = s ~ s %}{% endfor %}";
    for (template, text) in [
        ("print/sheet.typ", "#let all = range(1000000000)"),
        ("print/sheet.typ", "#(\"a\" * 100000000000)"),
        ("templates/home.html", pages),
    ] {
        let dir = on_disk();
        let root = dir.path().join("site");
        let template = format!("themes/haus/{template}");
        append(&root, "content/site.yaml", "limits: {seconds: 100, memory: 500}\n");
        write(&root, &template, text);
        let output = run(&dir, &["build", "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert_eq!(findings(&output), [("B606".to_owned(), template)]);
        assert!(!root.join("public").exists());
    }
}

#[test]
fn within_its_limits_a_site_is_what_it_is_without() {
    let dir = on_disk();
    let root = dir.path().join("site");
    let free = run(&dir, &["build", "--format", "json", "--out", "free"]);
    append(&root, "content/site.yaml", "limits: {seconds: 500, memory: 4000}\n");
    let bounded = run(&dir, &["build", "--format", "json", "--out", "bounded"]);
    assert_eq!(free.status.code(), Some(0), "{}", said(&free));
    assert_eq!(bounded.status.code(), Some(0), "{}", said(&bounded));
    assert_eq!(free.stdout, bounded.stdout);
    let manifest = |folder: &str| fs::read(root.join(folder).join("manifest.json")).unwrap();
    assert_eq!(manifest("free"), manifest("bounded"));

    append(&root, "content/site.yaml", "colour: red\n");
    let wrong = run(&dir, &["check", "--format", "json"]);
    assert_eq!(wrong.status.code(), Some(1), "{}", said(&wrong));
    assert_eq!(findings(&wrong), [("B501".to_owned(), "content/site.yaml".to_owned())]);
    for limits in ["{seconds: 0}", "{memory: much}", "{minutes: 1}", "5"] {
        let site = things("a: {title: A}\n")
            .with("content/site.yaml", format!("{SETTINGS}limits: {limits}\n"));
        assert_eq!(site.codes().len(), 1, "{limits}");
    }
}

/// Whether the system can keep a process to its files: then it does, and this tells how.
#[test]
fn a_confined_thread_reaches_no_other_file() {
    let inside = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let (own, foreign) = (inside.path().join("own"), outside.path().join("foreign"));
    fs::write(&own, "own").unwrap();
    fs::write(&foreign, "foreign").unwrap();
    let reach = Access { reads: vec![inside.path().to_path_buf()], writes: Vec::new() };
    // Only the thread that asks is confined, and what it starts.
    let confined = thread::spawn(move || {
        confine::confine(&reach)?;
        let kind = |result: std::io::Result<_>| result.map_err(|error| error.kind());
        let listens = std::net::TcpListener::bind("127.0.0.1:0").map(|_| "listens".to_owned());
        Ok([
            kind(fs::read_to_string(&own)),
            kind(fs::read_to_string(&foreign)),
            kind(fs::write(&own, "new").map(|()| "written".to_owned())),
            kind(fs::write(&foreign, "new").map(|()| "written".to_owned())),
            kind(listens),
        ])
    });
    let denied = Err(std::io::ErrorKind::PermissionDenied);
    match confined.join().unwrap() {
        Ok([own, foreign, write_own, write_foreign, listens]) => {
            assert_eq!(own, Ok("own".to_owned()));
            assert_eq!(
                [foreign, write_own, write_foreign],
                [denied.clone(), denied.clone(), denied.clone()]
            );
            // Linux before 6.7 leaves the network open.
            assert!(listens == denied || listens == Ok("listens".to_owned()), "{listens:?}");
        }
        Err(error) => {
            assert!(matches!(error, AccessError::Unsupported), "{error}");
            let dir = on_disk();
            for command in ["build", "check"] {
                let output = run(&dir, &[command, "--untrusted"]);
                assert_eq!(output.status.code(), Some(3), "{}", said(&output));
                assert!(said(&output).contains("Landlock"), "{}", said(&output));
            }
            assert!(!dir.path().join("site/public").exists());
        }
    }
}

/// Whether content of strangers is built on this machine.
fn confines() -> bool {
    thread::spawn(|| confine::confine(&Access::default()).is_ok()).join().unwrap()
}

/// What becomes of content of strangers: on a machine that cannot confine them nothing, and that is said.
fn untrusted(dir: &tempfile::TempDir, arguments: &[&str]) -> Option<Output> {
    let output = run(dir, arguments);
    if confines() {
        return Some(output);
    }
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    None
}

#[test]
fn strangers_bring_neither_theme_nor_cache() {
    let dir = on_disk();
    let root = dir.path().join("site");
    write(&root, "themes/haus/templates/home.html", "<p>von Fremden</p>{% broken %}");
    write(&root, "themes/standard/templates/404.html", "<p>von Fremden</p>");
    append(&root, "content/site.yaml", "limits: {seconds: 100000, memory: 1}\n");
    let Some(checked) = untrusted(&dir, &["check", "--untrusted", "--format", "json"]) else {
        return;
    };
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert_eq!(findings(&checked), []);
    assert!(said(&checked).contains("standard theme"), "{}", said(&checked));
    let built = run(&dir, &["build", "--untrusted"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for page in ["index.html", "404.html"] {
        let text = fs::read_to_string(root.join("public").join(page)).unwrap();
        assert!(text.contains("<html") && !text.contains("von Fremden"), "{page}");
    }
    assert!(!root.join(".broschur-cache").exists());

    let small = run(&dir, &["check", "--untrusted", "--max-memory", "20", "--format", "json"]);
    assert_eq!(small.status.code(), Some(1), "{}", said(&small));
    assert!(!findings(&small).is_empty());
}

#[cfg(unix)]
#[test]
fn links_of_strangers_lead_nowhere() {
    let elsewhere = tempfile::tempdir().unwrap();
    let dir = on_disk();
    let root = dir.path().join("site");
    fs::create_dir(elsewhere.path().join("public")).unwrap();
    for (link, arguments) in [
        ("public", &["build", "--untrusted"][..]),
        ("public", &["build", "--untrusted", "--out", "public/site"]),
        ("public", &["build", "--untrusted", "--all-editions", "--out", "public"]),
    ] {
        std::os::unix::fs::symlink(elsewhere.path().join("public"), root.join(link)).unwrap();
        if let Some(output) = untrusted(&dir, arguments) {
            let refused = output.status.code() == Some(3);
            assert!(refused || arguments.contains(&"--all-editions"), "{}", said(&output));
        }
        assert_eq!(fs::read_dir(elsewhere.path().join("public")).unwrap().count(), 0);
        fs::remove_file(root.join(link)).unwrap();
    }
    fs::rename(root.join("content"), elsewhere.path().join("content")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("content"), root.join("content")).unwrap();
    if let Some(output) = untrusted(&dir, &["build", "--untrusted"]) {
        assert_ne!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert!(!root.join("public").exists());
}

#[test]
fn strangers_are_bounded_in_what_they_bring_and_make() {
    let site = things("a: {title: A}\n")
        .with("content/things/b/index.md", "---\ntitle: B\n---\n\n![Bild](bild.png)\n")
        .with("content/things/b/bild.png", crate::robust::pixel());
    let found = |distrust: Distrust| {
        let mut session = Session::single();
        session.set_distrust(Some(distrust));
        let built = session.build(
            &site.snapshot(),
            &site.asked(&Default::default()),
            &mut Timings::default(),
        );
        let codes: Vec<Code> = built.findings.iter().map(|finding| finding.code).collect();
        (codes, built.outputs.len())
    };
    let pictures = PixelBounds { pixels: 1, animation: 1 };
    let all = Distrust { outputs: 1000, files: 5, bytes: 1_000_000, pictures };
    let (codes, outputs) = found(all);
    assert_eq!(codes, []);
    assert!(outputs > 10);
    assert_eq!(found(Distrust { outputs: outputs - 1, ..all }), (vec![Code::TooMuchOutput], 0));
    assert_eq!(found(Distrust { files: 2, ..all }), (vec![Code::TooMuchInput], 0));
    assert_eq!(found(Distrust { bytes: 100, ..all }), (vec![Code::TooMuchInput], 0));
    let none = PixelBounds { pixels: 0, animation: 0 };
    assert_eq!(found(Distrust { pictures: none, ..all }).0, [Code::BrokenImage]);
}
