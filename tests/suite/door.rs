//! `CONTRIBUTING.md` and `docs/architecture.md`: what they name is there, and nothing that a newcomer needs is missing.

use std::collections::BTreeSet;

use crate::imports::without_tests;
use crate::support::{is_there, named, repository_file, root, section, table};
use crate::tidy::{floors, sources};

const TOUR: &str = "docs/architecture.md";

/// The first cells of the table "To add …".
const ADDED: [&str; 8] = [
    "a field kind",
    "a rule",
    "an output",
    "a print layout",
    "a command",
    "a language of the interface",
    "a fuzz target",
    "a checker",
];

/// What is wrong with the table "To add …" of a tour.
fn mistakes(tour: &str) -> Vec<String> {
    let rows = table(section(tour, "## To add something"));
    let mut wrong = Vec::new();
    let first: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    wrong.extend(
        ADDED.iter().filter(|what| !first.contains(*what)).map(|what| format!("{what}: no row")),
    );
    for row in &rows {
        let [what, files, tests] = row.as_slice() else {
            wrong.push(format!("{}: not three cells", row[0]));
            continue;
        };
        let (files, tests) = (named(files), named(tests));
        if !files.iter().any(|name| !name.contains("::")) {
            wrong.push(format!("{what}: no file"));
        }
        if !tests.iter().any(|name| name.contains("::") || name.starts_with("tests/")) {
            wrong.push(format!("{what}: no test"));
        }
        let gone = files.iter().chain(&tests).filter(|name| !is_there(name));
        wrong.extend(gone.map(|name| format!("{what}: there is no {name}")));
    }
    wrong
}

#[test]
fn what_can_be_added_has_files_and_tests_and_they_are_there() {
    let wrong = mistakes(&repository_file(TOUR));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A check of the check.
#[test]
fn a_file_or_a_test_that_is_not_there_is_seen() {
    let rows: Vec<String> = ADDED
        .iter()
        .map(|what| {
            format!("| {what} | `src/check/rules/` | `tidy::codes_are_unique_and_in_order` |")
        })
        .collect();
    let head = "# Tour\n\n## To add something\n\n| To add | Files | Tests |\n| --- | --- | --- |\n";
    let tour = format!("{head}{}\n\n## More\n", rows.join("\n"));
    assert_eq!(mistakes(&tour), [""; 0]);
    let wrong = |from: &str, to: &str| mistakes(&tour.replacen(from, to, 1));
    assert_eq!(wrong("| a rule |", "| rules |"), ["a rule: no row"]);
    assert_eq!(
        wrong("`src/check/rules/`", "`src/rules/`"),
        ["a field kind: there is no src/rules/"]
    );
    assert_eq!(wrong("`src/check/rules/`", "somewhere"), ["a field kind: no file"]);
    assert_eq!(
        wrong("tidy::codes", "tidy::many"),
        ["a field kind: there is no tidy::many_are_unique_and_in_order"]
    );
    assert_eq!(wrong("`tidy::codes_are_unique_and_in_order`", "none"), ["a field kind: no test"]);
    assert_eq!(
        wrong(" | `tidy::codes_are_unique_and_in_order`", ""),
        ["a field kind: not three cells"]
    );
}

/// The files that a row of the table names.
fn files_to_add(what: &str) -> Vec<String> {
    let rows = table(section(&repository_file(TOUR), "## To add something"));
    let row = rows.into_iter().find(|row| row[0] == what);
    row.map(|row| named(&row[1])).unwrap_or_default()
}

/// The sources with their paths, without those that only tests use.
fn sources_without_tests() -> impl Iterator<Item = (String, String)> {
    let paths = sources().into_iter().map(|(file, text)| (format!("src/{}", file.display()), text));
    paths.filter(|(path, _)| {
        !path.ends_with("tests.rs") && !path.contains("/tests/") && path != "src/fuzzing.rs"
    })
}

/// Outputs are told apart in one place: elsewhere they are asked what their family says.
#[test]
fn nobody_but_their_families_tells_outputs_apart() {
    let room = "src/outputs/";
    let named = files_to_add("an output");
    assert!(named.iter().any(|file| file == room), "{named:?}");
    let sources = named.iter().filter(|file| file.starts_with("src/"));
    assert!(sources.count() <= 6, "an output is in too many places: {named:?}");
    let (mut families, mut wrong) = (Vec::new(), Vec::new());
    for (file, text) in sources_without_tests() {
        let code = without_tests(&text);
        if file.starts_with(room) {
            families.extend(
                code.split("impl OutputFamily for ").skip(1).map(|rest| {
                    rest.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned()
                }),
            );
        } else if code.contains(" Output::") || code.contains("(Output::") {
            wrong.push(file);
        }
    }
    assert!(wrong.is_empty(), "they tell outputs apart: {wrong:?}");
    let register = repository_file("src/outputs/mod.rs");
    let register = register.split("register! {").nth(1).unwrap().split("\n}").next().unwrap();
    assert!(families.len() > 10, "only {families:?}");
    for family in families {
        let is_in = register.contains(&format!("::{family}),"))
            || register.contains(&format!("({family}),"));
        assert!(is_in, "{family} is not registered");
    }
}

/// Where a file of the source tells field kinds apart: it names one of them, or compares the name of a kind.
fn tells_kinds_apart(code: &str, kinds: &[String]) -> Vec<String> {
    let named = kinds.iter().flat_map(|kind| {
        ["==", "!="].iter().map(move |sign| format!("kind.name() {sign} \"{kind}\""))
    });
    let signs = [
        "match field.kind.name()",
        "match kind.name()",
        "contains(&kind.name())",
        "kinds::registered(",
    ];
    let mut found: Vec<String> = named.filter(|text| code.contains(text)).collect();
    found.extend(signs.iter().filter(|sign| code.contains(**sign)).map(|sign| (*sign).to_owned()));
    // Of the enum that there is not, and of what there is only the list of names.
    let parts = code.split("FieldKind::").skip(1);
    found.extend(parts.filter(|rest| !rest.starts_with("NAMES")).map(|rest| {
        format!("FieldKind::{}", rest.split(|c: char| !c.is_alphanumeric()).next().unwrap())
    }));
    found
}

/// A kind is its file and its line in the list; all others ask what it can do and what it is made of.
#[test]
fn only_its_own_file_knows_a_field_kind() {
    let kinds: Vec<String> =
        broschur::schema::FieldKind::NAMES.iter().map(|name| (*name).to_owned()).collect();
    let mut wrong = Vec::new();
    let mut registered = String::new();
    let mut files = BTreeSet::new();
    for (path, text) in sources_without_tests() {
        let code = without_tests(&text);
        if path == "src/schema/kinds/mod.rs" {
            registered.push_str(&text);
        } else if let Some(own) = path.strip_prefix("src/schema/kinds/") {
            if code.contains("impl Kind for ") {
                files.insert(own.trim_end_matches(".rs").to_owned());
            }
        } else {
            let found = tells_kinds_apart(&code, &kinds);
            wrong.extend(found.iter().map(|found| format!("{path}: {found}")));
        }
    }
    assert!(files.len() > 15, "only {} files of kinds: are they found?", files.len());
    let missing = files.iter().filter(|file| !registered.contains(&format!("    {file}::")));
    wrong.extend(missing.map(|file| format!("{file} is not in KINDS")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A check of the check.
#[test]
fn who_tells_field_kinds_apart_is_seen() {
    let kinds = ["date".to_owned()];
    let found = |code: &str| tells_kinds_apart(code, &kinds);
    assert_eq!(found("match &field.kind { FieldKind::Date(_) => {} }"), ["FieldKind::Date"]);
    assert_eq!(found("field.kind.name() == \"date\""), ["kind.name() == \"date\""]);
    assert_eq!(found("match kind.name() {"), ["match kind.name()"]);
    assert_eq!(found("FieldKind::NAMES; field.kind.can(Ability::Day)"), [""; 0]);
}

#[test]
fn the_tour_names_every_module() {
    let tour = repository_file(TOUR);
    let rows = table(section(&tour, "## The rooms"));
    let rooms: BTreeSet<String> = rows.iter().flat_map(|row| named(&row[0])).collect();
    let modules: BTreeSet<String> = floors().into_iter().flatten().collect();
    let differ: Vec<&String> = rooms.symmetric_difference(&modules).collect();
    assert!(differ.is_empty(), "only in the tour, or only in src/lib.rs: {differ:?}");
}

/// Names that the glossary gives are those of the code: types, functions and modules that are defined there.
#[test]
fn the_glossary_speaks_of_what_the_code_defines() {
    let tour = repository_file(TOUR);
    let rows = table(section(&tour, "## Words used in code"));
    assert!(rows.len() >= 20, "only {} words: is the table read?", rows.len());
    let code: String = sources().into_iter().map(|(_, text)| text).collect();
    let defined: BTreeSet<&str> = ["struct ", "enum ", "trait ", "fn ", "mod ", "const "]
        .iter()
        .flat_map(|start| code.split(start).skip(1))
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""))
        .collect();
    let mut wrong = Vec::new();
    for row in rows {
        let names = named(&row[1]);
        if names.is_empty() {
            wrong.push(format!("{}: no name in the code", row[0]));
        }
        let last = names.iter().map(|name| name.rsplit("::").next().unwrap());
        wrong.extend(
            last.filter(|name| !defined.contains(name))
                .map(|name| format!("{}: {name} is not defined", row[0])),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Markdown text without its blocks of code.
fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// The addresses of links in a Markdown text that lead to files of the repository.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter(|link| !link.is_empty() && !link.contains(':'))
        .collect()
}

#[test]
fn files_that_are_named_to_newcomers_are_there() {
    let mut wrong = Vec::new();
    for document in ["README.md", "CONTRIBUTING.md", TOUR] {
        let text = prose(&repository_file(document));
        let folder = root().join(document);
        for link in links(&text) {
            if !is_there(folder.parent().unwrap().join(link).to_str().unwrap()) {
                wrong.push(format!("{document}: there is no {link}"));
            }
        }
        // Prose names files between backticks, some with capitals or signs in place of a name.
        for name in named(&text) {
            let rooms = [
                "src/", "tests/", "fuzz/", "themes/", "docs/", "ci/", ".ci/", ".cargo/", ".config/",
            ];
            let is_plain = !name.contains(|c: char| "*<>{}…".contains(c) || c.is_whitespace());
            let is_pattern = name.split(['/', '.']).any(|part| {
                part.len() > 1 && !part.contains(char::is_lowercase) && part != "README"
            });
            if rooms.iter().any(|room| name.starts_with(room))
                && is_plain
                && !is_pattern
                && document != "README.md"
                && !is_there(&name)
            {
                wrong.push(format!("{document}: there is no {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_leads_to_the_door() {
    let readme = repository_file("README.md");
    let readme = links(section(&readme, "## Where things are"));
    for document in ["CONTRIBUTING.md", TOUR] {
        assert!(readme.contains(&document), "“Where things are” does not link {document}");
    }
}
