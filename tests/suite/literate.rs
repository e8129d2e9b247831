//! Small sites in Markdown files, with what must be found in them.
//!
//! A case is a section (`## name`) of a file in `cases/`. A code block whose info string ends in `file=PATH` is a file of the site; a block
//! `findings de` or `findings en` is what must be said. A block whose info string ends in `import=TYPE NAME` is a table that is imported: the
//! findings are then about it. `BROSCHUR_UPDATE=1` writes what is said now into the files: read
//! the difference before you commit it.
#![allow(clippy::disallowed_methods, reason = "reads and updates its own case files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use broschur::diagnostic::{Code, Diagnostic, Language};
use broschur::import::{ImportRequest, Imported, import};
use broschur::session::SiteName;

use crate::support::{THING_TYPE, TestSite, is_test, rendered};

struct Block {
    info: String,
    text: String,
}

/// A file cut into lines outside blocks and blocks, so that it can be put together again.
enum Piece {
    Line(String),
    Block(Block),
}

fn pieces(source: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Option<Block> = None;
    for line in source.lines() {
        match &mut open {
            None => match line.strip_prefix("````") {
                Some(info) => {
                    open = Some(Block { info: info.trim().to_owned(), text: String::new() });
                }
                None => pieces.push(Piece::Line(line.to_owned())),
            },
            Some(block) if line == "````" => {
                pieces.push(Piece::Block(Block {
                    info: block.info.clone(),
                    text: block.text.clone(),
                }));
                open = None;
            }
            Some(block) => {
                let _ = writeln!(block.text, "{line}");
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    pieces
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/cases");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    files
}

/// Runs the cases of one file; returns its text with the findings as they are now, and the codes that occurred.
fn run(source: &str, name: &str, problems: &mut Vec<String>, seen: &mut BTreeSet<Code>) -> String {
    let mut out = String::new();
    let mut case = String::new();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    // Both languages speak of one run.
    let mut found: Option<Vec<Diagnostic>> = None;
    // A table that is imported in place of looking at the site.
    let mut table: Option<ImportedTable> = None;
    for piece in pieces(source) {
        match piece {
            Piece::Line(line) => {
                if let Some(title) = line.strip_prefix("## ") {
                    case = title.to_owned();
                    files.clear();
                    found = None;
                    table = None;
                }
                let _ = writeln!(out, "{line}");
            }
            Piece::Block(block) => {
                let mut text = block.text.clone();
                if let Some((_, asked)) = block.info.split_once("import=") {
                    table = Some(ImportedTable::new(asked, &block.text));
                } else if let Some((_, path)) = block.info.split_once("file=") {
                    files.insert(path.to_owned(), block.text.clone());
                } else if let Some(language) = block.info.strip_prefix("findings ") {
                    let language = if language == "de" {
                        Language::of_tag("de").unwrap()
                    } else {
                        Language::of_tag("en").unwrap()
                    };
                    let site = site(&files);
                    let imported = table.as_ref().map(|table| table.import(&site));
                    let found = found.get_or_insert_with(|| match &imported {
                        Some(imported) => imported.findings.clone().sorted(),
                        None => site.findings(),
                    });
                    seen.extend(found.iter().map(|finding| finding.code));
                    text = match &imported {
                        Some(imported) => rendered(found, imported, language),
                        None => site.render(found, language),
                    };
                    if text != block.text {
                        problems.push(format!(
                            "{name}: {case}\n--- expected\n{}--- found\n{text}",
                            block.text
                        ));
                    }
                }
                let _ = write!(out, "````{}\n{text}````\n", block.info);
            }
        }
    }
    out
}

/// A table and what it is to become: the type of its entries, the name of its file, and perhaps `--update` or `--map=COLUMN=FIELD`.
struct ImportedTable {
    words: Vec<String>,
    text: String,
}

impl ImportedTable {
    fn new(asked: &str, text: &str) -> Self {
        Self { words: asked.split(' ').map(str::to_owned).collect(), text: text.to_owned() }
    }

    fn import(&self, site: &TestSite) -> Imported {
        let maps = self.words.iter().filter_map(|word| word.strip_prefix("--map="));
        let mapped = maps.map(|map| map.split_once('=').unwrap());
        let request = ImportRequest {
            type_id: &self.words[0],
            name: &self.words[1],
            bytes: self.text.as_bytes(),
            sheet: None,
            mapped: mapped.map(|(column, to)| (column.to_owned(), to.to_owned())).collect(),
            is_update: self.words.iter().any(|word| word == "--update"),
        };
        import(&site.snapshot(), &request, &site.asked(&SiteName::Main)).unwrap()
    }
}

fn site(files: &BTreeMap<String, String>) -> TestSite {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    // Printing takes a while: only sites about print are printed.
    let prints =
        files.iter().any(|(path, _)| path.contains("/publications/") || path.contains("/print/"));
    let site = TestSite::new(&files).options(|options| options.print = prints);
    if files.iter().any(|(path, _)| path.starts_with("content/things"))
        && !files.iter().any(|(path, _)| *path == "content/types/thing.yaml")
    {
        return site.with("content/types/thing.yaml", THING_TYPE);
    }
    site
}

/// Findings that no small site in memory can give: each has its test elsewhere, named here.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::NotUtf8, "robust::bytes_that_are_not_utf_8"),
    (Code::FileTooLarge, "robust::a_file_that_is_too_large"),
    (Code::Link, "robust::links_are_not_followed"),
    (Code::FileNameTwice, "robust::names_that_differ_in_their_accents_only"),
    (Code::FolderTooDeep, "robust::folders_that_are_too_deep"),
    (Code::EmptyFile, "robust::an_empty_file"),
    (Code::YamlTooDeep, "robust::ten_thousand_levels"),
    (Code::MarkdownTooDeep, "robust::ten_thousand_levels"),
    (Code::BrokenImage, "robust::an_image_that_is_none"),
    (Code::NoSite, "robust::a_site_without_settings"),
    (Code::Overrun, "render::print::tests::more_than_fits_is_reported_with_how_much_to_cut"),
    (Code::DroppedAddress, "addresses::a_page_that_is_no_more"),
    (
        Code::TooManyFacets,
        "directories::there_are_two_thousand_pages_at_most_and_a_finding_says_what_has_none",
    ),
    (Code::Unreadable, "robust::a_file_that_vanishes_while_building"),
    (Code::TooMuchInput, "bounds::strangers_are_bounded_in_what_they_bring_and_make"),
    (Code::ThemeTooDeep, "bounds::texts_nested_without_end_are_a_finding"),
    (Code::OutOfTime, "bounds::templates_that_never_end_are_stopped"),
    (Code::OutOfMemory, "bounds::templates_that_want_all_memory_are_stopped"),
    (Code::TooMuchOutput, "bounds::a_page_that_never_ends_is_a_finding_everywhere"),
];

#[test]
fn tests_of_other_findings_are_there() {
    let gone: Vec<&str> =
        ELSEWHERE.iter().map(|(_, test)| *test).filter(|test| !is_test(test)).collect();
    assert!(gone.is_empty(), "there are no tests of these names: {gone:?}");
}

#[test]
fn cases_say_what_they_say() {
    let update = std::env::var_os("BROSCHUR_UPDATE").is_some();
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for file in case_files() {
        let source = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let now = run(&source, &name, &mut problems, &mut seen);
        if update && now != source {
            fs::write(&file, now).unwrap();
        }
    }
    assert!(update || problems.is_empty(), "{}", problems.join("\n\n"));
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !seen.contains(code) && !ELSEWHERE.iter().any(|(other, _)| other == *code))
        .map(|code| code.slug())
        .collect();
    assert!(missing.is_empty(), "no case gives these findings: {missing:?}");
}
