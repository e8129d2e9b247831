//! The house itself: who may use whom, and what must be registered where.
#![allow(clippy::disallowed_methods, reason = "reads the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use broschur::check::RULES;
use broschur::diagnostic::Code;
use regex::Regex;

use crate::imports::{Imports, without_tests};
use crate::support::{named, repository_file, table};

/// The floors from the ground up, as the table in the docs of `src/lib.rs` numbers them; else what cannot be read there.
fn floors_in(text: &str) -> Result<Vec<Vec<String>>, String> {
    let docs = text.lines().map_while(|line| line.strip_prefix("//!"));
    let docs: Vec<&str> = docs.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut floors: Vec<Vec<String>> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in table(&docs.join("\n")) {
        let [number, modules, _] = row.as_slice() else {
            return Err(format!("a floor has three cells: {row:?}"));
        };
        match number.parse::<usize>() {
            Ok(number) if number == floors.len() => floors.push(Vec::new()),
            Ok(number) if number + 1 == floors.len() => {}
            _ => return Err(format!("floor {number} stands behind {} floors", floors.len())),
        }
        let modules: Vec<String> = named(modules);
        if modules.is_empty() {
            return Err(format!("floor {number} names no module"));
        }
        for module in modules {
            if !seen.insert(module.clone()) {
                return Err(format!("{module} stands on two floors"));
            }
            floors.last_mut().unwrap().push(module);
        }
    }
    let declared = declared_modules(text);
    match seen.symmetric_difference(&declared).next() {
        Some(module) if declared.contains(module) => Err(format!("{module} stands on no floor")),
        Some(module) => Err(format!("there is no module {module}")),
        None if floors.is_empty() => Err("there is no table".to_owned()),
        None => Ok(floors),
    }
}

/// The modules that a crate root declares.
fn declared_modules(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| {
            let visible = ["pub mod ", "pub(crate) mod ", "mod "];
            let rest = visible.iter().find_map(|start| line.strip_prefix(start))?;
            Some(rest.trim_end_matches(';').to_owned())
        })
        .collect()
}

/// All modules of the crate, from the ground up.
pub(crate) fn floors() -> Vec<Vec<String>> {
    floors_in(&repository_file("src/lib.rs")).unwrap()
}

/// The sources of the crate with their paths below `src/`.
pub(crate) fn sources() -> Vec<(PathBuf, String)> {
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

fn module_of(file: &Path) -> String {
    let first = file.iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn a_floor_uses_only_floors_below_it() {
    let floors = floors();
    let floor_of = |module: &str| floors.iter().position(|floor| floor.iter().any(|m| m == module));
    let mut wrong = Vec::new();
    // Unit tests may look up: they compare a floor with what stands on it.
    for (module, used) in Imports::read(&sources()).iter() {
        let room = &module[0];
        let Some(floor) = floor_of(room) else { panic!("{room} stands on no floor") };
        for other in used {
            if floor_of(&other[0]).is_some_and(|other| other > floor) {
                wrong.push(format!("{} uses {}", module.join("::"), other.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_modules_of_a_room_know_each_other() {
    let circles = Imports::read(&sources()).circles();
    let circles: Vec<String> = circles.iter().map(|circle| circle.join(" ↔ ")).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// A check of the check: a table that cannot be read, or that lacks a module, is no reason to allow everything.
#[test]
fn a_table_of_floors_that_says_too_little_is_seen() {
    let house = "//! A house.\n//!\n//! | Floor | Module | What |\n//! | --- | --- | --- |\n//! | 0 | [`a`], [`b`] | x |\n\
                 //! | 1 | [`c`] | y |\n//!\n//! More.\n\npub mod a;\nmod b;\npub(crate) mod c;\n";
    assert_eq!(
        floors_in(house),
        Ok(vec![vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned()]])
    );
    let wrong = |from: &str, to: &str| {
        assert!(house.contains(from));
        floors_in(&house.replace(from, to)).unwrap_err()
    };
    assert_eq!(wrong("//! |", "//! "), "a stands on no floor");
    assert_eq!(wrong("//! | 1 | [`c`] | y |\n", ""), "c stands on no floor");
    assert_eq!(wrong(", [`b`]", ""), "b stands on no floor");
    assert_eq!(wrong("[`c`]", "[`c`], [`a`]"), "a stands on two floors");
    assert_eq!(wrong("[`c`]", "[`c`], [`d`]"), "there is no module d");
    assert_eq!(wrong("[`c`]", "c"), "floor 1 names no module");
    assert_eq!(wrong("| 1 |", "| 2 |"), "floor 2 stands behind 1 floors");
    assert_eq!(wrong("| 1 |", "| top |"), "floor top stands behind 1 floors");
    assert_eq!(floors_in(""), Err("there is no table".to_owned()));
}

/// Types that other modules see, and the files that define them, by name: those of which there are several.
fn types_of_one_name(sources: &[(PathBuf, String)]) -> BTreeMap<String, Vec<String>> {
    let defined =
        Regex::new(r"(?m)^\s*pub(?:\([^)]*\))? (?:struct|enum|trait|type|union) (\w+)").unwrap();
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources {
        if file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for found in defined.captures_iter(&without_tests(text)) {
            types.entry(found[1].to_owned()).or_default().push(file.display().to_string());
        }
    }
    types.retain(|_, files| files.len() > 1);
    types
}

/// One word is one thing: whoever searches for a type finds it.
#[test]
fn no_two_types_share_a_name() {
    const SHARED: [(&str, &str); 1] =
        [("Handle", "one thing, made for each of two systems: only one of them is compiled")];
    let found = types_of_one_name(&sources());
    let known = SHARED.map(|(name, _)| name);
    for (name, files) in &found {
        assert!(known.contains(&name.as_str()), "{name} is defined in {}", files.join(" and "));
    }
    for name in known {
        assert!(found.contains_key(name), "there is one {name} only: it can go from the list");
    }
}

/// A check of the check.
#[test]
fn a_second_type_of_a_name_is_seen() {
    let source = |file: &str, text: &str| (PathBuf::from(file), text.to_owned());
    let sources = [
        source("a.rs", "pub(crate) struct Door;\nstruct Window;\n"),
        source("b/mod.rs", "pub(super) enum Door<T> {}\npub struct Window;\n"),
        source("b/tests.rs", "pub struct Window;\n"),
    ];
    let found = types_of_one_name(&sources);
    assert_eq!(
        found,
        BTreeMap::from([("Door".to_owned(), vec!["a.rs".into(), "b/mod.rs".into()])])
    );
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

#[test]
fn what_is_compared_compares_all_of_itself() {
    // By hand a field could be left out: `compared!` names them all.
    let by_hand: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(file, text)| !module_of(file).eq("tracking") && text.contains(" Compare for "))
        .map(|(file, _)| file)
        .collect();
    assert!(by_hand.is_empty(), "compare themselves by hand: {by_hand:?}");
}

/// A tree says where its links lead: whoever reads addresses again may read them differently.
#[test]
fn destinations_are_read_with_the_text_and_never_again() {
    const READERS: [&str; 2] = ["syntax", "fuzzing.rs"];
    let again: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(file, text)| {
            let code = without_tests(text);
            !file.ends_with("tests.rs")
                && !READERS.iter().any(|reader| file.starts_with(reader))
                && code.contains("Destination::read")
        })
        .map(|(file, _)| file)
        .collect();
    assert!(again.is_empty(), "read destinations again: {again:?}");
}

/// The names of all types and fields that come with the program, fields inside others among them.
fn standard_names() -> BTreeSet<String> {
    fn collect(node: &serde_yaml::Value, names: &mut BTreeSet<String>) {
        if let Some(fields) = node.get("fields").and_then(serde_yaml::Value::as_mapping) {
            for (name, field) in fields {
                names.extend(name.as_str().map(str::to_owned));
                collect(field, names);
            }
        }
        if let Some(of) = node.get("of") {
            collect(of, names);
        }
    }
    let mut names = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema/standard");
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let node: serde_yaml::Value =
            serde_yaml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        names.extend(node.get("type").and_then(|id| id.as_str()).map(str::to_owned));
        collect(&node, &mut names);
    }
    names
}

/// Where code asks entries, values and types for something by its name, or keeps such a name.
fn names_asked_for<'a>(code: &'a str, names: &BTreeSet<String>) -> Vec<&'a str> {
    let asked = Regex::new(
        r#"(?x) (?: \.(?:get|get_for|is|field|references|wrote|field_span|written_at|recorded|list|note|contains_key)\(
            | \b(?:flag|date|day|EntryKey::new)\( | \btype_id:\s | _?type(?:_id)?\s==\s
            | \bconst\s[A-Z_]+:\s(?:&str|\(&str,\s&str\))\s=\s\(? ) \s* "([a-z_]+)" "#,
    )
    .unwrap();
    let kept = Regex::new(r"\bconst [A-Z_]+: \[&str; \d+\] =\s*\[([^\]]*)\]").unwrap();
    let word = Regex::new(r#""([a-z_]+)""#).unwrap();
    let kept = kept.captures_iter(code).flat_map(|list| {
        let (_, [list]) = list.extract();
        word.captures_iter(list).map(|found| found.extract::<1>().1[0]).collect::<Vec<_>>()
    });
    let asked = asked.captures_iter(code).map(|found| found.extract::<1>().1[0]);
    asked.chain(kept).filter(|name| names.contains(*name)).collect()
}

/// Whoever needs the glossary or the quotation asks for a role; fields that every type has, and parts that belong together, are named once, in
/// `src/schema/`. Files that read settings and types by their keys, and the notations of others, are no business of this test.
#[test]
fn the_engine_knows_no_type_or_field_by_its_name() {
    const READERS: [&str; 29] = [
        "cache",
        "check/baseline.rs",
        "check/declaration.rs",
        "check/options.rs",
        "cli",
        "config",
        "confine",
        "diagnostic",
        "edition",
        "escape",
        "files",
        "fuzzing.rs",
        "location",
        "picture",
        "publication",
        "publish",
        "query.rs",
        "render/data",
        "render/html/highlight.rs",
        "render/print/imposition.rs",
        "session/outcome.rs",
        "report/partner_page.rs",
        "scaffold",
        "schema",
        "serve",
        "source",
        "syntax",
        "theme",
        "yaml",
    ];
    // What is left: fields of adaptations and consents, which are one thing in all types, and the type of the site's own pages.
    const KNOWN: [(&str, &str); 9] = [
        ("model/adapt.rs", "adaptable_to"),
        ("model/adaptation.rs", "extends"),
        ("model/adaptation.rs", "for"),
        ("model/adaptation.rs", "reviewed_base"),
        ("model/consent.rs", "consent"),
        // The folder.
        ("model/cut.rs", "editions"),
        ("plan/mod.rs", "page"),
        // What reports count by.
        ("report.rs", "date"),
        ("report.rs", "group"),
    ];
    let names = standard_names();
    assert!(names.len() > 200 && names.contains("term") && names.contains("quote"));
    let mut found = BTreeSet::new();
    for (file, text) in sources() {
        let path = file.display().to_string();
        if path.ends_with("tests.rs")
            || path.contains("/tests/")
            || READERS.iter().any(|reader| path.starts_with(reader))
        {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let code: Vec<&str> =
            code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for name in names_asked_for(&code.join("\n"), &names) {
            found.insert((path.clone(), name.to_owned()));
        }
    }
    let known: BTreeSet<(String, String)> =
        KNOWN.iter().map(|(file, name)| ((*file).to_owned(), (*name).to_owned())).collect();
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "give it a role (src/schema/roles.rs): {new:?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "no longer there: {gone:?}");
}

/// A check of the check.
#[test]
fn a_name_of_a_collection_is_seen() {
    let names = BTreeSet::from(["term", "quote", "sector", "column"].map(str::to_owned));
    let seen = |code| names_asked_for(code, &names);
    assert_eq!(seen("entry.get(\"quote\")"), ["quote"]);
    assert_eq!(seen("catalog\n    .list(\n        \"term\", language)"), ["term"]);
    assert_eq!(seen("const QUOTE: &str = \"quote\";"), ["quote"]);
    assert_eq!(seen("const ALL: [&str; 2] = [\n    \"sector\", \"quote\"];"), ["sector", "quote"]);
    assert_eq!(seen("Destination::Entry { type_id: \"term\", id, .. }"), ["term"]);
    assert_eq!(
        seen("Table { columns: &[\"sector\"] }; say(\"quote\"); entry.get(&field.name)"),
        [""; 0]
    );
}
