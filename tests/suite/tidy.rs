//! The house itself: who may use whom, and what must be registered where.
#![allow(clippy::disallowed_methods, reason = "reads the sources")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use broschur::check::RULES;
use broschur::diagnostic::Code;

/// The floors from the ground up. `source` and `diagnostic` share one: a snapshot reports, a finding points.
const FLOORS: &[&[&str]] = &[
    &["hash", "shelves", "packed"],
    &["trace", "escape", "colour", "picture", "i18n", "disk", "address", "files"],
    &["source", "diagnostic"],
    &["yaml"],
    &["config"],
    &["syntax"],
    &["schema"],
    &["model"],
    &["theme"],
    &["plan"],
    &["check"],
    &["view"],
    &["render"],
    &["publish", "cache", "scaffold", "report"],
    &["session"],
    &["watch", "serve", "confine"],
    &["cli", "fuzzing"],
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            (
                entry.path().strip_prefix(&root).unwrap().to_path_buf(),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn module_of(file: &Path) -> String {
    let first = file.iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a source uses by `crate::…`, without its tests.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    let mut used = BTreeSet::new();
    for part in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
    {
        if let Some(group) = part.strip_prefix('{') {
            used.extend(
                group
                    .split([',', '}'])
                    .map(|name| name.trim().split(':').next().unwrap_or("").to_owned()),
            );
        } else {
            used.insert(
                part.split(|c: char| !c.is_ascii_lowercase() && c != '_')
                    .next()
                    .unwrap_or("")
                    .to_owned(),
            );
        }
    }
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn a_floor_uses_only_floors_below_it() {
    let mut wrong = Vec::new();
    // Unit tests may look up: they compare a floor with what stands on it.
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        let module = module_of(&file);
        let Some(floor) = floor_of(&module) else {
            assert!(
                matches!(module.as_str(), "lib" | "main" | "build"),
                "{module} stands on no floor"
            );
            continue;
        };
        for used in used_modules(&text) {
            match floor_of(&used) {
                Some(other) if other > floor => {
                    wrong.push(format!("{}: {module} uses {used}", file.display()));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        assert!(text.starts_with("//! "), "{} does not begin with its purpose", file.display());
    }
}

#[test]
fn every_rule_file_is_registered_under_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "mod")
        .collect();
    files.sort();
    let names: Vec<String> = RULES.iter().map(|rule| rule.name.replace('-', "_")).collect();
    assert_eq!(files, names);
    for check in RULES.iter().filter(|rule| rule.is_check()) {
        let codes: Vec<&str> = check.codes.iter().map(|code| code.slug()).collect();
        assert_eq!(codes, [check.name], "a check is called what its finding is called");
    }
}

#[test]
fn codes_are_unique_and_in_order() {
    let numbers: Vec<&str> = Code::ALL.iter().map(|code| code.number()).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(numbers, sorted);
    let slugs: BTreeSet<&str> = Code::ALL.iter().map(|code| code.slug()).collect();
    assert_eq!(slugs.len(), Code::ALL.len());
}

#[test]
fn every_code_is_used() {
    let all: String = sources()
        .into_iter()
        .filter(|(file, _)| !file.ends_with("diagnostic/codes.rs"))
        .map(|(_, text)| text)
        .collect();
    let unused: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{code:?}"))
        .filter(|name| !all.contains(&format!("Code::{name}")))
        .collect();
    assert!(unused.is_empty(), "nothing can find these: {unused:?}");
}
