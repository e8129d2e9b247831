//! The command as its user runs it.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn broschur(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(arguments)
        .arg("--root")
        .arg(root)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("LC_ALL", "de_DE.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with the site that `init` makes.
fn starter() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("site");
    let made = broschur(dir.path(), &["init", site.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    dir
}

#[test]
fn init_makes_a_site_without_findings_and_overwrites_nothing() {
    let dir = starter();
    let site = dir.path().join("site");
    let checked = broschur(&site, &["check", "--as-of", "2026-11-22"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert!(said(&checked).contains("0 Fehler, 0 Warnungen"), "{}", said(&checked));
    let again = broschur(dir.path(), &["init", site.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("ist nicht leer"));
}

#[test]
fn new_writes_a_file_that_only_lacks_what_is_required() {
    let dir = starter();
    let site = dir.path().join("site");
    let made = broschur(&site, &["new", "case", "baeckerei-ulm"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let text = fs::read_to_string(site.join("content/cases/baeckerei-ulm.md")).unwrap();
    assert!(text.contains("status: draft") && text.contains("# member_since:"), "{text}");
    let checked = broschur(&site, &["check", "--as-of", "2026-11-22"]);
    assert_eq!(
        checked.status.code(),
        Some(0),
        "a new draft does not keep the site from being published\n{}",
        said(&checked)
    );
    assert!(said(&checked).contains("Warnung[B202]"), "{}", said(&checked));
    let strict = broschur(&site, &["check", "--as-of", "2026-11-22", "--deny", "warnings"]);
    assert_eq!(strict.status.code(), Some(1));
    let again = broschur(&site, &["new", "case", "baeckerei-ulm"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(site.join("content/cases/baeckerei-ulm.md")).unwrap(), text);
}

#[test]
fn every_standard_type_has_a_form_that_can_be_read() {
    let dir = starter();
    let site = dir.path().join("site");
    let snapshot = broschur::source::Snapshot::read(&site).unwrap();
    let schema = broschur::schema::Schema::load(&snapshot, &mut Vec::new());
    for content_type in schema.types() {
        for language in ["de", "en"] {
            let made = broschur(
                &site,
                &["new", &content_type.id, &format!("probe-{language}"), "--lang", language],
            );
            assert_eq!(made.status.code(), Some(0), "{}: {}", content_type.id, said(&made));
        }
    }
    let checked = broschur(&site, &["check", "--as-of", "2026-11-22", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        assert_eq!(finding["code"], "B202", "{finding}");
        assert_eq!(finding["severity"], "warning", "{finding}");
    }
}

#[test]
fn new_refuses_unknown_types_and_ids_that_are_none() {
    let dir = starter();
    let site = dir.path().join("site");
    let unknown = broschur(&site, &["new", "cases", "x"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("Bekannt sind: case,"), "{}", said(&unknown));
    let bad = broschur(&site, &["new", "case", "Bäckerei Ulm"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(said(&bad).contains("zum Beispiel baeckerei-ulm"), "{}", said(&bad));
}

#[test]
fn findings_are_data_on_standard_output_and_fail() {
    let dir = starter();
    let site = dir.path().join("site");
    let case = site.join("content/cases/schreinerei-musterstadt.md");
    let text =
        fs::read_to_string(&case).unwrap().replace("trades: [schreiner]", "trades: [schriener]");
    fs::write(&case, text).unwrap();
    let checked =
        broschur(&site, &["check", "--as-of", "2026-11-22", "--format", "json", "--lang", "en"]);
    assert_eq!(checked.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(finding["code"], "B301");
    assert_eq!(finding["file"], "content/cases/schreinerei-musterstadt.md");
    assert_eq!(finding["line"], 10);
    assert_eq!(finding["column"], 10);
    assert!(finding["help"].as_str().unwrap().contains("schreiner"), "{finding}");
}

#[test]
fn the_finding_in_the_readme_is_what_is_said() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("```text\n").unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    let dir = starter();
    let site = dir.path().join("site");
    let case = site.join("content/cases/schreinerei-musterstadt.md");
    let text =
        fs::read_to_string(&case).unwrap().replace("trades: [schreiner]", "trades: [schriener]");
    fs::write(&case, text).unwrap();
    let checked = broschur(&site, &["check", "--as-of", "2026-11-22", "--quiet"]);
    assert_eq!(said(&checked).trim_end(), shown.trim_end());
}

#[test]
fn exit_codes_tell_usage_from_environment() {
    let dir = starter();
    let site = dir.path().join("site");
    assert_eq!(broschur(&site, &["check", "--no-such-flag"]).status.code(), Some(2));
    assert_eq!(broschur(&site, &["check", "--as-of", "gestern"]).status.code(), Some(2));
    assert_eq!(broschur(&site, &["check", "--base-url", "ulm"]).status.code(), Some(2));
    assert_eq!(
        broschur(dir.path(), &["check", "--as-of", "2026-11-22"]).status.code(),
        Some(2),
        "no content folder"
    );
    assert_eq!(broschur(&site, &["explain", "B999"]).status.code(), Some(2));
    assert_eq!(broschur(&site, &["--version"]).status.code(), Some(0));
}

#[test]
fn explain_explains_in_both_languages() {
    let dir = starter();
    for (language, word) in [("de", "Feld"), ("en", "field")] {
        let explained = broschur(dir.path(), &["explain", "b201", "--lang", language]);
        assert_eq!(explained.status.code(), Some(0));
        let text = String::from_utf8(explained.stdout).unwrap();
        assert!(text.starts_with("B201  unknown-field") && text.contains(word), "{text}");
    }
    assert_eq!(broschur(dir.path(), &["explain", "unknown-field"]).status.code(), Some(0));
}

/// The whole output of a site by path.
fn files_of(folder: &Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn the_cache_saves_work_and_is_never_trusted() {
    let dir = starter();
    let site = dir.path().join("site");
    let build = || {
        let built = broschur(&site, &["build", "--as-of", "2026-11-22", "--explain"]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        said(&built)
    };
    assert!(build().contains("index.html: neu"));
    let first = files_of(&site.join("public"));
    let again = build();
    assert!(again.contains("Nichts wurde neu erzeugt") && again.contains("davon 0 neu"), "{again}");

    let page = site.join("content/pages/home.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, format!("{text}\nNoch ein Satz.\n")).unwrap();
    let edited = build();
    assert!(edited.contains("index.html: der Inhalt ist anders"), "{edited}");
    assert!(!edited.contains(".pdf: "), "{edited}");
    fs::write(&page, text).unwrap();
    build();
    assert!(files_of(&site.join("public")) == first);

    // Somebody meddled with the output, then with the cache.
    fs::write(site.join("public/index.html"), "alt").unwrap();
    build();
    assert!(files_of(&site.join("public")) == first);
    let cache = site.join(broschur::cache::FOLDER);
    for (path, mut bytes) in files_of(&cache) {
        let middle = bytes.len() / 2;
        bytes[middle] = bytes[middle].wrapping_add(1);
        fs::write(path, bytes).unwrap();
    }
    fs::remove_dir_all(site.join("public")).unwrap();
    build();
    assert!(files_of(&site.join("public")) == first);
    fs::remove_dir_all(&cache).unwrap();
    fs::write(&cache, "no folder").unwrap();
    build();
    assert!(files_of(&site.join("public")) == first);
}
