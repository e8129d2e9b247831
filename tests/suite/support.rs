//! Sites from a literal list of files, built in memory; and what documents of this repository name, looked up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use broschur::diagnostic::emit::text::{TextStyle, render};
use broschur::diagnostic::texts::Texts;
use broschur::diagnostic::{Code, Diagnostic, Excerpts, Language, Severity, Sources};
use broschur::location::position;
use broschur::model::Publishing;
use broschur::session::{self, Options, Site, SiteName, Timings};
use broschur::source::Snapshot;

/// The day for which all test sites are built.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

/// What is published is built for the day of the tests, without PDFs.
pub(crate) fn options() -> Options {
    Options {
        site: SiteName::Main,
        publishing: Publishing { drafts: false, today: today() },
        base_url: None,
        print: false,
    }
}

/// Settings that are enough for a site. Quality is judged by the tests about quality, which have settings of their own.
pub(crate) const SETTINGS: &str = "\
format: 1
title: Probe
checks:
  anglicism: off
  duplicate-title: off
  link-text: off
  missing-credit: off
  old-facts: off
  one-way-link: off
  orphan-page: off
  review-due: off
  table-header: off
";

/// The files of a built site.
pub(crate) type Outputs = BTreeMap<String, Vec<u8>>;

/// A small site; settings are added when it has none.
#[derive(Clone)]
pub(crate) struct TestSite {
    files: Vec<(String, Vec<u8>)>,
    options: Options,
}

impl TestSite {
    /// A site of these files.
    pub(crate) fn new<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Self {
        let mut site = Self {
            files: files
                .iter()
                .map(|(path, bytes)| ((*path).to_owned(), bytes.as_ref().to_vec()))
                .collect(),
            options: options(),
        };
        if !files.iter().any(|(path, _)| *path == "content/site.yaml") {
            site.files.push(("content/site.yaml".to_owned(), SETTINGS.into()));
        }
        site
    }

    /// The same site with one file more, or another one in its place.
    pub(crate) fn with(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.retain(|(old, _)| old != path);
        self.files.push((path.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// The same site, read as `change` says.
    pub(crate) fn options(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::from_files(self.files.iter().map(|(path, bytes)| (path.as_str(), bytes)))
    }

    /// What it is asked for, as one of its sites.
    pub(crate) fn asked(&self, site: &SiteName) -> Options {
        Options { site: site.clone(), ..self.options.clone() }
    }

    /// The content without anything rendered; panics when it has errors.
    pub(crate) fn load(&self) -> Site {
        let mut findings = Vec::new();
        let site =
            Site::load(&self.snapshot(), &self.options, &mut findings, &mut Timings::default());
        let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
        assert!(!wrong, "the site has errors: {findings:#?}");
        site
    }

    /// Everything that is found.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        session::build(&self.snapshot(), &self.options, &mut Timings::default()).findings.sorted()
    }

    /// The files of the built site; panics when it has errors.
    pub(crate) fn build(&self) -> Outputs {
        let built = session::build(&self.snapshot(), &self.options, &mut Timings::default());
        assert!(
            !built.findings.has_errors(),
            "the site has errors: {:#?}",
            built.findings.sorted()
        );
        let files = built.outputs.iter();
        files
            .map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned()))
            .collect()
    }

    /// Codes with their places, as `B201 content/cases/a.md:3:1`.
    pub(crate) fn found(&self) -> Vec<String> {
        let snapshot = self.snapshot();
        self.findings()
            .iter()
            .map(|finding| {
                let place = finding.span.as_ref().map_or(String::new(), |span| {
                    let at = snapshot.text(&span.file).map(|text| position(&text, span.start));
                    match at {
                        Some(at) => format!(" {}:{}:{}", span.file, at.line, at.column),
                        None => format!(" {}", span.file),
                    }
                });
                format!("{}{place}", finding.code.number())
            })
            .collect()
    }

    /// The codes that are found, in the order of the findings.
    pub(crate) fn codes(&self) -> Vec<Code> {
        self.findings().iter().map(|finding| finding.code).collect()
    }

    /// The findings as people read them.
    pub(crate) fn rendered(&self, language: Language) -> String {
        self.render(&self.findings(), language)
    }

    /// These findings as people read them.
    pub(crate) fn render(&self, findings: &[Diagnostic], language: Language) -> String {
        rendered(findings, &self.snapshot(), language)
    }
}

/// Findings as people read them, with the lines that they point at.
pub(crate) fn rendered(
    findings: &[Diagnostic],
    files: &dyn Excerpts,
    language: Language,
) -> String {
    let texts = Texts::new(language);
    let sources = Sources::of(files);
    let told = findings.iter().map(|finding| render(finding, &texts, &sources, TextStyle::Plain));
    told.collect::<Vec<_>>().join("\n")
}

/// Type files for tests that want few fields: `thing` with a title, other things, a tag and a text.
pub(crate) const THING_TYPE: &str = "\
type: thing
label: {de: Ding, en: Thing}
plural: {de: Dinge, en: Things}
folder: things
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  others:
    kind: list
    label: {de: Andere, en: Others}
    of: {kind: reference, to: thing, inverse: {name: used_by, label: {de: Benutzt von, en: Used by}}}
  tag: {kind: enum, values: [rot, blau], label: {de: Farbe, en: Colour}}
  about: {kind: text, label: {de: Worum es geht, en: About}}
";

/// A site with the type `thing` and these entries in `content/things.yaml`, when there are any.
pub(crate) fn things(entries: &str) -> TestSite {
    let site = TestSite::new(&[("content/types/thing.yaml", THING_TYPE)]);
    if entries.is_empty() { site } else { site.with("content/things.yaml", entries) }
}

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository, by its path in it; panics when it cannot be read.
#[allow(clippy::disallowed_methods, reason = "reads the documentation and the sources")]
pub(crate) fn repository_file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands under a heading of a Markdown text, up to the next one of its level; panics without the heading.
pub(crate) fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let mark = heading.split(' ').next().unwrap();
    let Some((_, rest)) = text.split_once(&format!("\n{heading}\n")) else {
        panic!("there is no heading “{heading}”")
    };
    rest.split(&format!("\n{mark} ")).next().unwrap()
}

/// The rows of the first table in a Markdown text, cell by cell, without its head.
pub(crate) fn table(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().skip_while(|line| !line.starts_with('|'));
    rows.take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|row| {
            let row = row.trim().trim_matches('|');
            row.split(" | ").map(|cell| cell.trim().to_owned()).collect()
        })
        .collect()
}

/// What a Markdown text names between backticks.
pub(crate) fn named(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The files that may hold `module::test`: of the suite, else of the crate.
#[allow(clippy::disallowed_methods, reason = "reads the sources")]
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

/// Whether a test `module::test` is there, as a function that is marked as one.
#[allow(clippy::disallowed_methods, reason = "reads the sources")]
pub(crate) fn is_test(name: &str) -> bool {
    let Some((module, test)) = name.rsplit_once("::") else { return false };
    files_of(module).iter().any(|file| {
        let text = fs::read_to_string(file).unwrap();
        let Some((before, _)) = text.split_once(&format!("fn {test}(")) else { return false };
        let marks = before.rsplit("\n\n").next().unwrap_or(before);
        marks.contains("#[test]")
    })
}

/// Whether what a document names is there: a test (`module::test`), else a file or folder of the repository.
#[allow(clippy::disallowed_methods, reason = "looks for files of the repository")]
pub(crate) fn is_there(name: &str) -> bool {
    if name.contains("::") { is_test(name) } else { root().join(name).exists() }
}
