//! `rename` as its user runs it. Which places name an entry is tried in the module itself.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::cli::starter;

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_broschur"))
        .args(["--lang", "en", "--root"])
        .arg(root)
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All files below a folder.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            (path.replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The site as `build` makes it, without what is made of the bytes of all others.
fn built(site: &Path, out: &str) -> BTreeMap<String, String> {
    let out = site.parent().unwrap().join(out);
    let built = run(site, &["build", "--no-print", "--quiet", "--out", out.to_str().unwrap()]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    files(&out)
        .into_iter()
        .filter(|(path, _)| path != "manifest.json" && !path.contains("suche/"))
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

#[test]
fn a_trade_that_forty_entries_name_gets_another_id() {
    let dir = starter();
    let site = dir.path().join("site");
    let case = fs::read_to_string(site.join("content/cases/schreinerei-musterstadt.md")).unwrap();
    for n in 0..40 {
        let title = format!("title: Fall {n}\nsuppress: {{old-facts: Probe}}\n");
        let text = case.replacen("title: Dichte Fenster, volle Auftragsbücher\n", &title, 1);
        let text = text.replace("sample: true\n", if n % 2 == 0 { "" } else { "sample: true\n" });
        fs::write(site.join(format!("content/cases/fall-{n}.md")), text).unwrap();
    }
    let before = files(&site.join("content"));
    let findings = |site: &Path| shown(&run(site, &["check", "--no-print", "--format", "json"]));
    let (found, pages) = (findings(&site), built(&site, "before"));

    let dry = run(&site, &["rename", "trade", "schreiner", "tischler", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(0), "{}", said(&dry));
    assert_eq!(files(&site.join("content")), before, "nothing is written");
    assert!(shown(&dry).contains("-trades: [schreiner]\n+trades: [tischler]\n"), "{}", shown(&dry));
    assert!(said(&dry).contains("trade:schreiner would be trade:tischler; nothing was written"));

    let renamed = run(&site, &["rename", "trade", "schreiner", "tischler"]);
    assert_eq!(renamed.status.code(), Some(0), "{}", said(&renamed));
    assert!(
        said(&renamed).contains("trade:schreiner is now trade:tischler."),
        "{}",
        said(&renamed)
    );
    assert!(said(&renamed).contains("43 places that name it, in 43 files"), "{}", said(&renamed));
    assert_eq!(findings(&site), found);
    // The pages are what they were, but for the address; the old one leads on.
    let mut now = built(&site, "after");
    let old_page = now.keys().find(|path| path.ends_with("/schreiner/index.html")).cloned();
    let redirect = now.remove(&old_page.unwrap()).unwrap();
    assert!(redirect.contains("tischler"), "{redirect}");
    let back = |text: &str| text.replace("tischler", "schreiner");
    let now: BTreeMap<String, String> =
        now.iter().map(|(path, text)| (back(path), back(text))).collect();
    let differing = |path: &&String| now.get(*path) != pages.get(*path);
    let differing: Vec<&String> = now.keys().chain(pages.keys()).filter(differing).collect();
    assert!(differing.is_empty(), "{differing:?}");

    let again = run(&site, &["rename", "trade", "tischler", "schreiner"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    for (path, was) in before {
        let is = fs::read(site.join("content").join(&path)).unwrap();
        let is = String::from_utf8_lossy(&is).replace("  aliases: [tischler]\n", "");
        assert_eq!(is, String::from_utf8_lossy(&was), "{path}");
    }
}

#[test]
fn an_accepted_finding_stays_accepted() {
    let dir = starter();
    let site = dir.path().join("site");
    let case = site.join("content/cases/schreinerei-musterstadt.md");
    let text = fs::read_to_string(&case).unwrap();
    fs::write(&case, text.replace("[Neue Aufträge]", "[hier]")).unwrap();
    let found = run(&site, &["check", "--no-print", "--quiet", "--deny", "warnings"]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    let accepted = run(&site, &["check", "--no-print", "--write-baseline"]);
    assert_eq!(accepted.status.code(), Some(0), "{}", said(&accepted));
    let renamed = run(&site, &["rename", "case", "schreinerei-musterstadt", "tischlerei"]);
    assert_eq!(renamed.status.code(), Some(0), "{}", said(&renamed));
    let baseline = fs::read_to_string(site.join("content/baseline.yaml")).unwrap();
    assert!(baseline.contains("  content/cases/tischlerei.md:\n"), "{baseline}");
    let found = run(&site, &["check", "--no-print", "--deny", "warnings"]);
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
}

#[test]
fn what_cannot_be_renamed_is_said_and_left() {
    let dir = starter();
    let site = dir.path().join("site");
    let cluster = site.join("content/clusters/energie-musterregion.md");
    let before = files(&site.join("content"));
    for (arguments, words) in [
        (["trad", "schreiner", "x"], "There is no content type “trad”. Known are: trade,"),
        (["trade", "schriener", "x"], "no entry “trade:schriener”. Perhaps schreiner is meant."),
        (["trade", "schreiner", "schreiner"], "called “schreiner” already"),
        (["trade", "schreiner", "Schreiner!"], "“Schreiner!” is no id"),
        (["case", "schreinerei-musterstadt", ".."], "“..” is no id"),
    ] {
        let refused = run(&site, &[&["rename"], &arguments[..]].concat());
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {}", said(&refused));
        assert!(said(&refused).contains(words), "{arguments:?}: {}", said(&refused));
    }
    assert_eq!(files(&site.join("content")), before);
    let text = fs::read_to_string(&cluster).unwrap();
    fs::write(&cluster, text.replace("trades: [", "trades: &t [")).unwrap();
    let before = files(&site.join("content"));
    let refused = run(&site, &["rename", "trade", "schreiner", "x"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    let words =
        "content/clusters/energie-musterregion.md:11 is in the way: values in it have names";
    assert!(said(&refused).contains(words), "{}", said(&refused));
    assert_eq!(files(&site.join("content")), before);
}
