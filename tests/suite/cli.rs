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
pub(crate) fn starter() -> tempfile::TempDir {
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
    // What is offered has an effect.
    broschur(&site, &["new", "page", "anfahrt"]);
    let page = fs::read_to_string(site.join("content/pages/anfahrt.md")).unwrap();
    assert!(page.contains("# navigation:\n"), "{page}");
    let unknown = broschur(&site, &["new", "cases", "x"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("Bekannt sind: case,"), "{}", said(&unknown));
    let bad = broschur(&site, &["new", "case", "Bäckerei Ulm"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(said(&bad).contains("zum Beispiel baeckerei-ulm"), "{}", said(&bad));
    let device = broschur(&site, &["new", "case", "con"]);
    assert_eq!(device.status.code(), Some(2), "{}", said(&device));
    assert!(said(&device).contains("Windows") && !said(&device).contains("zum Beispiel con"));
    assert!(!site.join("content/cases/con.md").exists());
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
    assert_eq!(finding["line"], 8);
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
fn errors_leave_the_site_that_is_online_as_it_is() {
    let dir = starter();
    let site = dir.path().join("site");
    let out = dir.path().join("public");
    let build = ["build", "--no-print", "--as-of", "2026-11-22", "--out", out.to_str().unwrap()];
    let built = broschur(&site, &build);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let online = contents(&out);
    assert!(online.contains_key("index.html"));

    fs::write(site.join("content/pages/kaputt.md"), "---\ntitel: X\n---\nText\n").unwrap();
    let refused = broschur(&site, &build);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("content/pages/kaputt.md:2:1"), "{}", said(&refused));
    assert!(said(&refused).contains("Es wurde nichts veröffentlicht"), "{}", said(&refused));
    assert_eq!(contents(&out), online);

    fs::remove_file(site.join("content/pages/kaputt.md")).unwrap();
    fs::write(out.join("notiz.txt"), "von Hand").unwrap();
    let foreign = broschur(&site, &build);
    assert_eq!(foreign.status.code(), Some(2));
    assert!(said(&foreign).contains("notiz.txt"), "{}", said(&foreign));
    assert!(out.join("notiz.txt").exists());
}

/// Every file under a folder, with its text.
fn contents(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
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

#[test]
fn completions_know_every_command_argument_and_value() {
    let dir = tempfile::tempdir().unwrap();
    let script = |shell: &str| {
        let made = broschur(dir.path(), &["completions", shell]);
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        String::from_utf8(made.stdout).unwrap()
    };
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = script(shell);
        for word in ["check", "consents", "write-baseline"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert!(script("zsh").contains("Prüft die Website und alle Ausgaben"));
    let bash = dir.path().join("broschur.bash");
    fs::write(&bash, script("bash")).unwrap();
    let completed = Command::new("bash")
        .args(["--norc", "-c"])
        .arg(
            "source \"$1\"; COMP_WORDS=(broschur check --format g) COMP_CWORD=3
            _broschur broschur g --format; echo \"${COMPREPLY[*]}\"",
        )
        .arg("bash")
        .arg(&bash)
        .output()
        .unwrap();
    let completed = String::from_utf8(completed.stdout).unwrap();
    assert_eq!(completed.trim_end(), "gitlab github", "bash completes formats");

    let unknown = broschur(dir.path(), &["completions", "cmd.exe"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("Erlaubt sind: bash, elvish"), "{}", said(&unknown));
}

#[test]
fn man_pages_say_what_the_help_says() {
    let dir = tempfile::tempdir().unwrap();
    let pages = dir.path().join("man1");
    let made = broschur(dir.path(), &["man", pages.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let pages = contents(&pages);
    let page = |name: &str| String::from_utf8(pages[name].clone()).unwrap();
    assert!(page("broschur.1").contains("broschur\\-report(1)"), "{}", page("broschur.1"));
    let fit = page("broschur-report-fit.1");
    assert!(fit.contains(".SH AUFRUF\n\\fBbroschur report fit [OPTIONEN] [NAME]..."), "{fit}");
    let help = broschur(dir.path(), &["check", "--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    let check = page("broschur-check.1").replace("\\-", "-");
    // A value that can be left out stands behind its argument, in brackets.
    let words = help.split_whitespace().filter_map(|word| word.split('[').next());
    for word in words.filter(|word| word.starts_with("--")) {
        assert!(check.contains(word), "{word}: {check}");
    }
    assert!(!help.contains("Handbuch"), "a command for packagers is in nobody's way");
}

#[test]
fn print_makes_the_pdfs_that_are_named_and_leaves_the_rest() {
    let dir = starter();
    let site = dir.path().join("site");
    fs::create_dir_all(site.join("content/publications")).unwrap();
    let booklet = "title: Heft\nsections:\n  - {title: Beispiele, select: {type: case}}\n";
    fs::write(site.join("content/publications/heft.yaml"), booklet).unwrap();
    let day = ["--as-of", "2026-11-22"];
    let run = |arguments: &[&str]| broschur(&site, &[arguments, &day].concat());
    let pdfs = |folder: &str| {
        let mut all: Vec<String> = walkdir::WalkDir::new(site.join(folder))
            .into_iter()
            .map(|file| file.unwrap().path().strip_prefix(&site).unwrap().display().to_string())
            .filter(|path| path.ends_with(".pdf"))
            .collect();
        all.sort();
        all
    };
    assert_eq!(run(&["build", "--no-print"]).status.code(), Some(0));
    let pages = fs::read(site.join("public/index.html")).unwrap();
    let all = run(&["print"]);
    assert_eq!(all.status.code(), Some(0), "{}", said(&all));
    assert_eq!(fs::read(site.join("public/index.html")).unwrap(), pages, "the website stays");
    assert_eq!(
        pdfs("public"),
        [
            "public/beispiele/schreinerei-musterstadt/schreinerei-musterstadt.pdf",
            "public/heft.pdf",
            "public/kammern/musterkammer/musterkammer.pdf",
            "public/regionen/musterregion/musterregion.pdf"
        ]
    );

    let named = run(&["print", "heft", "--out", "druck"]);
    assert_eq!(named.status.code(), Some(0), "{}", said(&named));
    assert_eq!(pdfs("druck"), ["druck/heft.pdf"]);
    let (alone, whole) = (site.join("druck/heft.pdf"), site.join("public/heft.pdf"));
    assert_eq!(fs::read(alone).unwrap(), fs::read(whole).unwrap(), "the bytes of the whole run");

    let unknown = run(&["print", "hefd"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("Gemeint ist vielleicht heft."), "{}", said(&unknown));
}

#[test]
fn report_fit_says_how_much_room_entries_have() {
    let dir = starter();
    let site = dir.path().join("site");
    fs::create_dir_all(site.join("content/publications")).unwrap();
    let booklet =
        "title: Heft\nsections:\n  - {title: Beispiele, budget: 0.1, select: {type: case}}\n";
    fs::write(site.join("content/publications/heft.yaml"), booklet).unwrap();
    let run = |more: &[&str]| {
        broschur(&site, &[&["report", "fit", "--as-of", "2026-11-22"], more].concat())
    };
    let text = run(&[]);
    assert_eq!(text.status.code(), Some(0), "{}", said(&text));
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("heft.pdf\n  case:schreinerei-musterstadt  S. "), "{text}");
    assert!(text.contains(" / 0,1 Seiten  ") && text.contains(" Zeilen zu viel, "), "{text}");
    assert!(text.contains("  noch "), "the sheet has room: {text}");

    let json = run(&["--format", "json", "heft"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let [entry] = json["entries"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!((&entry["document"], &entry["budget"]), (&"heft.pdf".into(), &0.1.into()));
    assert!(entry["over"]["characters"].as_u64().unwrap() > 0 && entry["room"].is_null());

    let csv = String::from_utf8(run(&["--format", "csv"]).stdout).unwrap();
    let columns: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
    assert_eq!(columns, [11; 5], "{csv}");

    // What has been printed from the same is not printed again: the leaflet stays as it is in the cache, and what is said of it too.
    let kept = || {
        let files = fs::read_dir(site.join(".broschur-cache")).unwrap();
        let pdfs = files.map(|file| file.unwrap().path());
        let pdfs = pdfs.filter(|path| path.extension().is_some_and(|end| end == "pdf"));
        let times = pdfs.map(|path| (path.metadata().unwrap().modified().unwrap(), path));
        times.collect::<std::collections::BTreeSet<_>>()
    };
    let before = kept();
    assert!(!before.is_empty());
    assert_eq!(String::from_utf8(run(&[]).stdout).unwrap(), text);
    assert_eq!(kept(), before);

    // The same is a warning of check, at the entry, and keeps nobody from publishing.
    let checked = broschur(&site, &["check", "--as-of", "2026-11-22"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert!(said(&checked).contains("Warnung[B704]"), "{}", said(&checked));
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
    let first = contents(&site.join("public"));
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
    assert!(contents(&site.join("public")) == first);

    // Somebody meddled with the output, then with the cache.
    fs::write(site.join("public/index.html"), "alt").unwrap();
    build();
    assert!(contents(&site.join("public")) == first);
    let cache = site.join(broschur::cache::FOLDER);
    for (path, mut bytes) in contents(&cache) {
        let middle = bytes.len() / 2;
        bytes[middle] = bytes[middle].wrapping_add(1);
        fs::write(cache.join(path), bytes).unwrap();
    }
    fs::remove_dir_all(site.join("public")).unwrap();
    build();
    assert!(contents(&site.join("public")) == first);
    fs::remove_dir_all(&cache).unwrap();
    fs::write(&cache, "no folder").unwrap();
    build();
    assert!(contents(&site.join("public")) == first);
}

#[test]
fn check_sees_what_only_an_edition_shows_and_keeps_only_what_it_printed() {
    let dir = starter();
    let site = dir.path().join("site");
    fs::create_dir_all(site.join("content/editions")).unwrap();
    let selection = "select: [{type: case}, {type: page}]\nlanguages: [de]\n";
    fs::write(site.join("content/editions/teil.yaml"), selection).unwrap();
    let check = || broschur(&site, &["check", "--as-of", "2026-11-22"]);
    let fine = check();
    assert_eq!(fine.status.code(), Some(0), "{}", said(&fine));
    assert!(!site.join("public").exists());
    // The next build need not print again what was looked at.
    let kept = contents(&site.join(broschur::cache::FOLDER));
    assert!(kept.keys().any(|path| path.ends_with(".pdf")), "{:?}", kept.keys());

    // Two pages at one address, on a site that only others host.
    let own = "---\ntitle: Eigenes\nstatus: approved\neditions: [teil]\naliases: [eigenes]\n---\n\nText.\n";
    fs::write(site.join("content/pages/eigenes.md"), own).unwrap();
    let wrong = check();
    assert_eq!(wrong.status.code(), Some(1), "{}", said(&wrong));
    assert_eq!(said(&wrong).matches("Fehler[B308]").count(), 1, "{}", said(&wrong));
    let main = broschur(&site, &["build", "--no-print", "--as-of", "2026-11-22"]);
    assert_eq!(main.status.code(), Some(0), "{}", said(&main));
}

#[test]
fn what_was_there_before_may_wait_and_what_is_new_may_not() {
    let dir = starter();
    let site = dir.path().join("site");
    let check = |more: &[&str]| {
        broschur(&site, &[&["check", "--as-of", "2026-11-22", "--no-print"], more].concat())
    };
    let case = site.join("content/cases/schreinerei-musterstadt.md");
    let text = fs::read_to_string(&case).unwrap();
    let old = format!("---\nreview_due: 2026-06-30\n{}", text.trim_start_matches("---\n"));
    fs::write(&case, &old).unwrap();
    assert_eq!(check(&[]).status.code(), Some(0));
    assert_eq!(check(&["--deny", "warnings"]).status.code(), Some(1));
    let denied = broschur(&site, &["build", "--as-of", "2026-11-22", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1), "{}", said(&denied));
    assert!(!site.join("public").exists());

    // Errors cannot wait.
    fs::write(&case, old.replace("trades: [schreiner]", "trades: [schriener]")).unwrap();
    assert_eq!(check(&["--write-baseline"]).status.code(), Some(1));
    assert!(!site.join("content/baseline.yaml").exists());

    // Lines above move nothing.
    fs::write(&case, &old).unwrap();
    assert_eq!(check(&["--write-baseline"]).status.code(), Some(0));
    fs::write(&case, old.replacen("---\n", "---\n# Notiz\n\n", 1)).unwrap();
    let checked = check(&["--deny", "warnings"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));

    let home = site.join("content/pages/home.md");
    let with_link = fs::read_to_string(&home).unwrap() + "\n[hier](https://www.example.org)\n";
    fs::write(&home, with_link).unwrap();
    let checked = check(&["--deny", "warnings", "--lang", "en"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(said(&checked).contains("warning[B903]"), "{}", said(&checked));
    assert!(!said(&checked).contains("B906"), "{}", said(&checked));
}

#[test]
fn reports_say_what_an_editor_in_chief_asks() {
    let dir = starter();
    let site = dir.path().join("site");
    let expert = "---\nrole: \"=Inhaberin, Dreherei\"\nstatus: approved\ntopics: [Netzwerk]\nname: Erika Beispiel\n\
        consent: {role: Inhaberin, given_on: 2026-03-21, expires: 2026-12-01, scope: [website, talks]}\n\
        review_due: 2026-11-20\n---\n\nText.\n";
    fs::create_dir_all(site.join("content/experts")).unwrap();
    fs::write(site.join("content/experts/dreherin.md"), expert).unwrap();
    let groups =
        "bau: {name: Bau, number: I, order: 1}\nmetall: {name: Metall, number: II, order: 2}\n";
    fs::write(site.join("content/trade_groups.yaml"), groups).unwrap();
    let run = |report: &str, more: &[&str]| {
        let made = broschur(&site, &[&["report", report, "--as-of", "2026-11-22"], more].concat());
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        String::from_utf8(made.stdout).unwrap()
    };
    let rows = |report: &str| {
        let json: serde_json::Value =
            serde_json::from_str(&run(report, &["--format", "json"])).unwrap();
        json["rows"].as_array().unwrap().clone()
    };

    let spread = run("spread", &[]);
    assert!(spread.contains("Gewerbegruppen ohne Fallbeispiel:  Bau, Metall"), "{spread}");
    let bau = rows("spread").into_iter().find(|row| row["topic"] == "Bau").unwrap();
    assert_eq!((&bau["by"], &bau["entries"]), (&"place_topic".into(), &1.into()));

    let quotes = rows("completeness")
        .into_iter()
        .find(|row| row["type"] == "case" && row["field"] == "quote")
        .unwrap();
    assert_eq!((&quotes["filled"], &quotes["percent"]), (&0.into(), &0.into()));

    let review = run("review", &["--lang", "en"]);
    assert!(review.contains("2026-11-20  due for 2 days  expert:dreherin"), "{review}");
    assert!(run("review", &["--format", "csv"]).contains(",\"'=Inhaberin, Dreherei\","));

    let [consent] = rows("consents").try_into().unwrap();
    assert_eq!((&consent["state"], &consent["days"]), (&"valid".into(), &9.into()));
    assert_eq!((&consent["scope"], &consent["fields"]), (&"website talks".into(), &"name".into()));
    assert!(!run("consents", &[]).contains("Erika"), "a report names roles, not persons");
}

#[test]
fn entries_are_listed_whatever_their_status() {
    let dir = starter();
    let site = dir.path().join("site");
    let draft = "---\ntitle: '=Noch nicht fertig'\nstatus: draft\n---\n";
    fs::write(site.join("content/cases/aaa.md"), draft).unwrap();
    let list = |more: &[&str]| {
        let made = broschur(&site, &[&["list", "--lang", "en"], more].concat());
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        String::from_utf8(made.stdout).unwrap()
    };
    let cases = list(&["case"]);
    let first = cases.lines().next().unwrap();
    assert_eq!(
        first.split_whitespace().take(3).collect::<Vec<_>>(),
        ["case:aaa", "draft", "=Noch"]
    );
    assert!(cases.contains("case:schreinerei-musterstadt"), "{cases}");
    assert!(cases.lines().all(|line| line.trim_start().starts_with("case:")), "{cases}");
    let all = list(&[]);
    assert!(all.contains("trade:schreiner") && all.contains("case:aaa"), "{all}");
    let json: serde_json::Value =
        serde_json::from_str(&list(&["case", "--format", "json"])).unwrap();
    let row = &json["rows"][0];
    assert_eq!((&row["id"], &row["status"]), (&"aaa".into(), &"draft".into()));
    assert_eq!(row["file"], "content/cases/aaa.md");
    let csv = list(&["case", "--format", "csv"]);
    assert!(csv.contains("case,aaa,'=Noch nicht fertig,draft,content/cases/aaa.md"), "{csv}");

    let unknown = broschur(&site, &["list", "cases", "--lang", "en"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("“cases”. Known are: case, "), "{}", said(&unknown));
}

#[test]
fn a_table_becomes_entries_and_translations_all_at_once() {
    let dir = starter();
    let site = dir.path().join("site");
    let settings = site.join("content/site.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text.replace("\nlanguages: [de]", "\nlanguages: [de, en]")).unwrap();
    let table = dir.path().join("gewerke.csv");
    let import = |text: &str, more: &[&str]| {
        fs::write(&table, text).unwrap();
        let asked = ["import", "trade", table.to_str().unwrap()];
        let done = broschur(&site, &[&asked[..], more].concat());
        (done.status.code(), String::from_utf8(done.stdout.clone()).unwrap(), said(&done))
    };
    let before = contents(&site);
    let rows = "id;Name;Name (en)\nzimmerer;Zimmerer;Carpenters\nmaler;Maler;\n";
    let (code, shown, words) = import(rows, &["--dry-run"]);
    assert_eq!(code, Some(0), "{words}");
    for line in [
        "Zeile 2: trade:zimmerer – neu in content/trades.yaml",
        "Zeile 2: trade:zimmerer (en) – neu in content/trades.en.yaml",
        "Zeile 3: trade:maler – neu in content/trades.yaml",
        "+  name: Carpenters",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    assert!(words.contains("2 neue Einträge"), "{words}");
    assert!(words.contains("Übersetzungen: 1 neu, 0 geändert, 0 unverändert."), "{words}");
    assert_eq!(contents(&site), before);
    // One wrong cell, and nothing is written.
    let (code, _, words) = import(&rows.replace("maler;Maler", "Maler!;Maler"), &[]);
    assert_eq!((code, words.contains("B026")), (Some(1), true), "{words}");
    assert_eq!(contents(&site), before);
    let (code, _, words) = import(rows, &[]);
    assert_eq!(code, Some(0), "{words}");
    let list = fs::read_to_string(site.join("content/trades.en.yaml")).unwrap();
    assert_eq!(list, "zimmerer:\n  status: draft\n  name: Carpenters\n");
    assert_eq!(broschur(&site, &["check", "--as-of", "2026-11-22"]).status.code(), Some(0));
    let written = contents(&site);
    let (code, _, words) = import(rows, &["--update"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("Übersetzungen: 0 neu, 0 geändert, 1 unverändert."), "{words}");
    assert_eq!(contents(&site), written);
    // Tables without other languages say nothing of them.
    let (_, _, words) = import("id;Name\nzimmerer;Zimmerer\n", &["--update"]);
    assert!(!words.contains("Übersetzungen"), "{words}");
}

#[test]
fn who_cannot_be_reached_is_listed_and_asked() {
    let dir = starter();
    let site = dir.path().join("site");
    let organisations = "\
stumm: {name: Innung Stumm, kind: innung}
amt: {name: Amt, kind: behoerde}
laut: {name: Innung Laut, kind: innung, phone: 0731 99887, contact_basis: studie, contact_as_of: 2012-01}
";
    fs::write(site.join("content/organisations.yaml"), organisations).unwrap();
    let guilds = "extends: organisation\ncontact: {from: [self], bodies: {kind: innung}}\n";
    fs::create_dir_all(site.join("content/types")).unwrap();
    fs::write(site.join("content/types/organisation.yaml"), guilds).unwrap();
    let run = |more: &[&str]| {
        broschur(&site, &[&["report", "contacts", "--as-of", "2026-11-22"], more].concat())
    };
    let json: serde_json::Value =
        serde_json::from_slice(&run(&["--format", "json"]).stdout).unwrap();
    let rows = json["rows"].as_array().unwrap();
    let of = |entry: &str| rows.iter().find(|row| row["entry"] == entry);
    let (stumm, laut) = (of("organisation:stumm").unwrap(), of("organisation:laut").unwrap());
    assert_eq!((&stumm["state"], &stumm["basis"]), (&"none".into(), &serde_json::Value::Null));
    assert_eq!(stumm["missing"], "website phone email address");
    assert_eq!((&laut["state"], &laut["as_of"]), (&"partial".into(), &"2012-01".into()));
    assert_eq!(laut["missing"], "website email address");
    assert!(of("organisation:amt").is_none(), "{json}");
    let text = String::from_utf8(run(&["--lang", "en"]).stdout).unwrap();
    let (none, partial) = text.split_once("Incomplete").unwrap();
    assert!(none.contains("No contact details") && none.contains("Innung Stumm"), "{text}");
    assert!(partial.contains("missing: Website, Email, Address"), "{text}");

    let made = run(&["--forms", "forms"]);
    assert!(site.join("forms").is_dir(), "{}", said(&made));
    let mail =
        |id: &str| fs::read_to_string(site.join(format!("forms/organisation-{id}.txt"))).unwrap();
    assert!(mail("laut").starts_with("Bitte prüfen: Kontaktangaben von „Innung Laut“\n"));
    for words in
        ["Telefon\n- Bekannt: 0731 99887\n- Richtig ist:\n", "E-Mail\n- Bekannt: nicht bekannt\n"]
    {
        assert!(mail("laut").contains(words), "no {words} in {}", mail("laut"));
    }
    assert!(!mail("stumm").contains("0731"), "{}", mail("stumm"));
    let pdf = fs::read(site.join("forms/organisation-laut.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    fs::remove_file(site.join("forms/organisation-stumm.txt")).unwrap();
    fs::write(site.join("forms/organisation-laut.txt"), "filled in").unwrap();
    let again = run(&["--forms", "forms"]);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    assert!(said(&again).contains("gibt es schon"), "{}", said(&again));
    assert_eq!(mail("laut"), "filled in");
    assert!(!site.join("forms/organisation-stumm.txt").exists(), "all or nothing");
}

#[test]
fn saved_pages_say_who_links_back() {
    let dir = starter();
    let site = dir.path().join("site");
    let partners = "\
ohne: {name: Ohne Seite, kind: newsletter, website: \"https://ohne.example.org/\"}
ja: {name: Verlinkt, kind: newsletter, website: \"https://www.ja.example.org/\", backlinks: {\"https://www.ja.example.org/links\": asked}}
nein: {name: Verlinkt nicht, kind: newsletter, backlinks: {\"https://nein.example.org/\": confirmed}}
tot: {name: Verlinkt ins Leere, kind: newsletter, backlinks: {\"https://tot.example.org/\": wanted}}
will: {name: Will nicht, kind: newsletter, backlinks: {\"https://will.example.org/\": declined}}
";
    fs::write(site.join("content/channels.yaml"), partners).unwrap();
    let url = "https://www.beispiel.org/cluster/";
    let report = |more: &[&str]| {
        let asked = ["report", "links", "--as-of", "2026-11-22", "--base-url", url];
        broschur(&site, &[&asked, more].concat())
    };
    let plain = report(&[]);
    assert_eq!(plain.status.code(), Some(0), "{}", said(&plain));
    let text = String::from_utf8(plain.stdout).unwrap();
    for line in [
        "Ohne verabredete Seite (1)",
        "Angefragt (1)",
        "https://www.beispiel.org/cluster/kanaele/ja/",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }

    let page = |name: &str, html: &str| {
        let file = dir.path().join(name);
        fs::write(&file, html).unwrap();
        file.to_str().unwrap().to_owned()
    };
    // Saved by a browser; by http, without www., by a former way of writing.
    let ja = page(
        "ja.html",
        "<!-- saved from url=(0032)http://ja.example.org/links/ --><a href='/x'>x</a>\
         <a href='http://beispiel.org/cluster/kanaele/ja/index.html#a'>wir</a>",
    );
    let nein = page(
        "nein.html",
        "<link rel=canonical href='https://nein.example.org/'><!-- <a href='https://www.beispiel.org/cluster/'> -->\
         <a href='https://www.beispiel.org/'>nebenan</a>",
    );
    let tot =
        page("tot.html", "<a href='https://www.beispiel.org/cluster/kanaele/gibtsnicht/'>wir</a>");
    let tot = format!("https://tot.example.org/={tot}");
    let rows = |more: &[&str]| {
        let made = report(&[&["--format", "json"], more].concat());
        let json: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
        let rows = json["rows"].as_array().unwrap().clone();
        let found = rows.iter().map(|row| {
            let word = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            (word("partner").replace("channel:", ""), word("found"))
        });
        (found.collect::<std::collections::BTreeMap<_, _>>(), made.status.code())
    };
    let (found, code) = rows(&["--html", &ja]);
    assert_eq!((found["ja"].as_str(), found["nein"].as_str(), code), ("yes", "unsaved", Some(0)));
    let (found, code) = rows(&["--html", &ja, &nein, &tot]);
    let expected =
        [("ja", "yes"), ("nein", "no"), ("ohne", "unsaved"), ("tot", "dead"), ("will", "unsaved")];
    let expected = expected.map(|(who, word)| (who.to_owned(), word.to_owned()));
    assert_eq!((found, code), (expected.into(), Some(1)));
    let told = report(&["--html", &ja, &nein, &tot]);
    let text = String::from_utf8(told.stdout).unwrap();
    assert!(
        text.contains("Link fehlt (1)") && text.contains("Keine gespeicherte Seite (2)"),
        "{text}"
    );

    // Who will not is no finding; nor is a link that only people follow.
    let will = page("will.html", "<base href='https://will.example.org/'>");
    assert_eq!(rows(&["--html", &will]).1, Some(0));
    let only = page(
        "ohne.html",
        &format!("<base href='https://ohne.example.org/x'><a rel=nofollow href='{url}'>wir</a>"),
    );
    let (found, code) = rows(&["--html", &only]);
    assert_eq!((found["ohne"].as_str(), code), ("nofollow", Some(0)));

    let nowhere = page("nirgends.html", "<p>Text");
    let wrong = report(&["--html", &nowhere, "/gibt/es/nicht.html"]);
    assert_eq!(wrong.status.code(), Some(3), "{}", said(&wrong));
    assert!(said(&wrong).contains("steht nicht, unter welcher Adresse"), "{}", said(&wrong));
    let stranger = report(&["--html", &format!("https://fremd.example.org/={nowhere}")]);
    assert!(said(&stranger).contains("gehört zu keinem Partner"), "{}", said(&stranger));
    let adrift = broschur(&site, &["report", "links", "--html", &ja]);
    assert_eq!(adrift.status.code(), Some(2), "{}", said(&adrift));
    assert!(said(&adrift).contains("Ohne eigene Adresse"), "{}", said(&adrift));
}

/// News for firms: two in the period, one outside, one that is made up, one for somebody else.
const NEWS: &str = "\
eins: {title: 'Eins & <mehr>', date: 2026-03-01, summary: 'Ein [](audience:hw) und noch ein Wort, damit die Zeile lang genug wird, um gebrochen zu werden.', audiences: [hw], status: approved}
zwei: {title: Zwei, date: 2026-03-31, summary: Kurz., audiences: [hw], status: approved, sample: true}
frueher: {title: Früher, date: 2026-02-28, summary: Kurz., audiences: [hw], status: approved}
andere: {title: Andere, date: 2026-03-05, summary: Kurz., audiences: [cm], status: approved}
entwurf: {title: Entwurf, date: 2026-03-05, summary: Kurz., audiences: [hw], status: draft}
";

#[test]
fn a_newsletter_has_the_news_of_a_period_for_an_audience() {
    let dir = starter();
    let site = dir.path().join("site");
    let content = site.join("content");
    let audiences = "hw: {name: Betriebe, rubric: Für Betriebe}\ncm: {name: Management}\n";
    fs::write(content.join("audiences.yaml"), audiences).unwrap();
    fs::write(content.join("notices.yaml"), NEWS).unwrap();
    let ask = |more: &[&str]| {
        let period = ["newsletter", "--from", "2026-03-01", "--to", "2026-03-31"];
        let when = ["--as-of", "2026-04-01", "--out", "post"];
        broschur(&site, &[&period[..], &when, more].concat())
    };
    let base = ["--audience", "hw", "--base-url", "https://example.org/sub/"];
    let made = ask(&base);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let read = |name: &str| fs::read_to_string(site.join("post").join(name)).unwrap();
    let html = read("hw-2026-03-01-2026-03-31.de.html");
    for expected in [
        "Für Betriebe</h1>",
        ">1.\u{a0}März 2026 bis 31.\u{a0}März 2026<",
        "Eins &amp; &lt;mehr&gt;</a>",
        "Zwei (Musterfall)",
        "Ein Betriebe und noch ein Wort",
        "https://example.org/sub/",
    ] {
        assert!(html.contains(expected), "no {expected} in {html}");
    }
    let whole = |href: &str| href.starts_with("https://") || href.starts_with("mailto:");
    assert!(html.split(" href=\"").skip(1).all(whole), "only whole addresses: {html}");
    assert!(html.find("Zwei").unwrap() < html.find("Eins").unwrap(), "newest first");
    for absent in ["Früher", "Andere", "Entwurf", "<img", "<link", "<script", "url("] {
        assert!(!html.contains(absent), "{absent} in {html}");
    }
    let text = read("hw-2026-03-01-2026-03-31.de.txt");
    assert!(text.starts_with("Für Betriebe\n============\n"), "{text}");
    assert!(
        text.contains("\nEins & <mehr>\n-------------\nMitteilung, 1.\u{a0}März 2026\n"),
        "{text}"
    );
    assert!(text.lines().all(|line| line.chars().count() <= 76), "{text}");

    let again = ask(&base);
    assert_eq!(again.status.code(), Some(0), "an earlier one is replaced: {}", said(&again));
    for (arguments, status, expected) in [
        (&["--audience", "hw"][..], 2, "brauchen die Adresse der Website"),
        (&["--audience", "hv", "--base-url", "https://example.org/"], 2, "Zielgruppen: cm, hw"),
        (&["--audience", "hw", "--edition", "nord"], 2, "Eine Ausgabe „nord“ gibt es nicht"),
        (&["--audience", "hw", "--drafts"], 2, "--drafts"),
    ] {
        let ended = ask(arguments);
        assert_eq!(ended.status.code(), Some(status), "{}", said(&ended));
        assert!(said(&ended).contains(expected), "{}", said(&ended));
    }
    let period = ["newsletter", "--to", "2026-01-01", "--audience", "hw"];
    let address = ["--base-url", "https://example.org/", "--as-of", "2026-04-01", "--out", "leer"];
    let ask = |from: &str| broschur(&site, &[&period[..], &address, &["--from", from]].concat());
    assert!(said(&ask("2026-02-01")).contains("bevor er beginnt"));
    assert!(said(&ask("2025-01-01")).contains("Es wurde nichts geschrieben"));
    assert!(said(&ask("gestern")).contains("kein Datum"));
    assert!(!site.join("leer").exists());
}
