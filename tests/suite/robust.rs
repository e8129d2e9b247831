//! Hostile and broken input: a finding or a correct result, never a crash.
#![allow(clippy::disallowed_methods, reason = "some inputs only exist on a disk")]

use std::fs;
use std::path::Path;

use broschur::diagnostic::emit::text::{TextStyle, render};
use broschur::diagnostic::texts::Texts;
use broschur::diagnostic::{Code, Diagnostic, Language, Sources};
use broschur::source::Snapshot;

use crate::support::{SETTINGS, THING_TYPE, TestSite, things};

/// The codes found in a site on disk, with settings and the type `thing`.
fn codes_on_disk(prepare: impl FnOnce(&Path)) -> Vec<Code> {
    on_disk(prepare).problems().iter().map(|finding| finding.code).collect()
}

/// A site on disk, with settings and the type `thing`.
fn on_disk(prepare: impl FnOnce(&Path)) -> Snapshot {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("content/types")).unwrap();
    fs::create_dir_all(dir.path().join("content/things")).unwrap();
    fs::write(dir.path().join("content/site.yaml"), SETTINGS).unwrap();
    fs::write(dir.path().join("content/types/thing.yaml"), THING_TYPE).unwrap();
    prepare(dir.path());
    Snapshot::read(dir.path()).unwrap()
}

#[test]
fn an_empty_file() {
    for text in ["", "\n\n", "\u{feff}", "\u{feff}\r\n"] {
        assert_eq!(
            things("a: {title: A}\n").with("content/things/b.md", text).codes(),
            [Code::EmptyFile],
            "{text:?}"
        );
    }
}

#[test]
fn bytes_that_are_not_utf_8() {
    let site =
        things("a: {title: A}\n").with("content/things/b.md", b"---\ntitle: Gr\xfc\xdfe\n---\n");
    assert_eq!(site.codes(), [Code::NotUtf8]);
}

#[test]
fn a_file_that_is_too_large() {
    let large = vec![b'a'; 100 * 1024 * 1024];
    assert_eq!(
        things("a: {title: A}\n").with("content/things/b.md", &large).codes(),
        [Code::FileTooLarge]
    );
    let on_disk =
        codes_on_disk(|root| fs::write(root.join("content/things/b.md"), &large).unwrap());
    assert_eq!(on_disk, [Code::FileTooLarge]);
}

#[test]
fn ten_thousand_levels() {
    let lists = format!("---\ntitle: A\nothers: {}\n---\n", "[".repeat(10_000));
    assert!(!things("").with("content/things/b.md", &lists).codes().is_empty());
    let closed = format!("a:\n  title: A\n  others: {}{}\n", "[".repeat(200), "]".repeat(200));
    assert_eq!(things(&closed).codes(), [Code::YamlTooDeep]);
    let maps: String = (0..2_000).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    assert_eq!(things(&maps).codes(), [Code::YamlTooDeep]);
    let quotes = format!("---\ntitle: A\n---\n{} Text\n", ">".repeat(10_000));
    assert_eq!(things("").with("content/things/b.md", &quotes).codes(), [Code::MarkdownTooDeep]);
    for mark in ["[", "*", "_", "![", "<", "`", "- ", "1. ", "|", "\\", "&#"] {
        let text = format!("---\ntitle: A\n---\n{}\n", mark.repeat(10_000));
        let _ = things("").with("content/things/b.md", &text).codes();
    }
}

#[test]
fn a_yaml_bomb() {
    let mut bomb = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..12 {
        let inner = vec![format!("*a{}", i - 1); 10].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{inner}]\n"));
    }
    assert!(things(&bomb).codes().contains(&Code::YamlTooLarge));
}

#[test]
fn an_alias_of_reasonable_size_is_read() {
    let site = things("a: {title: &t Gemeinsam}\nb: {title: *t}\n").load();
    let titles: Vec<&str> =
        site.catalog.list("thing", "de").map(broschur::model::Entry::title).collect();
    assert_eq!(titles, ["Gemeinsam", "Gemeinsam"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let codes = codes_on_disk(|root| {
        symlink("..", root.join("content/things/loop")).unwrap();
        symlink("/etc/passwd", root.join("content/things/passwd.md")).unwrap();
        symlink("nowhere", root.join("content/things/gone.md")).unwrap();
    });
    assert_eq!(codes, [Code::Link; 3]);
}

#[test]
fn folders_that_are_too_deep() {
    let codes = codes_on_disk(|root| {
        let deep = root.join("content/images").join(["a"; 40].join("/"));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("x.md"), "x").unwrap();
    });
    assert_eq!(codes, [Code::FolderTooDeep]);
}

#[test]
fn paths_that_leave_the_site() {
    for path in
        ["../../../etc/passwd", "/../../etc/passwd", "..\\..\\secret.png", "a/../../../../x.png"]
    {
        let image = things("a: {title: A}\n").with(
            "content/things/b.md",
            format!("---\ntitle: B\nimage: {{file: '{path}', alt: Bild}}\n---\n![Bild]({path})\n"),
        );
        let codes = image.codes();
        assert!(
            !codes.is_empty()
                && codes.iter().all(|code| matches!(code, Code::PathOutside | Code::MissingImage)),
            "{path}: {codes:?}"
        );
    }
    assert_eq!(things("a: {title: A, others: ['../b']}\n").codes(), [Code::DanglingReference]);
}

#[test]
fn an_image_that_is_none() {
    let site = things("a: {title: A}\n")
        .with("content/things/b.md", "---\ntitle: B\n---\n![Ein Bild](bild.png)\n")
        .with("content/things/bild.png", "kein Bild");
    assert_eq!(site.found(), ["B404 content/things/b.md:4:1"]);
}

#[test]
fn mixed_line_endings_and_a_byte_order_mark_do_not_move_places() {
    let text = "\u{feff}---\r\ntitle: B\nfarbe: rot\r\n---\rText\n";
    assert_eq!(
        things("").with("content/things/b.md", text).found(),
        ["B201 content/things/b.md:3:1"]
    );
}

#[test]
fn columns_count_characters() {
    let text = "---\ntitle: {Ü: 1}\nothers: [ä, a]\n---\n";
    let found = things("a: {title: A}\n").with("content/things/b.md", text).found();
    assert_eq!(found, ["B203 content/things/b.md:2:8", "B301 content/things/b.md:3:10"]);
}

#[test]
fn names_that_differ_in_their_accents_only() {
    // „ä“ as one character and as „a“ with a mark above: two files for some systems, one for others.
    let site = things("a: {title: A}\n")
        .with("content/images/b\u{e4}r.png", b"x")
        .with("content/images/ba\u{308}r.png", b"y");
    assert_eq!(site.codes(), [Code::FileNameTwice]);
}

#[test]
fn a_decomposed_name_is_found_by_its_composed_spelling() {
    let pixel = pixel();
    let site = things("a: {title: A}\n")
        .with("content/things/b.md", "---\ntitle: B\n---\n![Ein Bär](b\u{e4}r.png)\n")
        .with("content/things/ba\u{308}r.png", &pixel);
    assert!(site.codes().is_empty());
}

/// A PNG of one pixel.
pub(crate) fn pixel() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::new(1, 1);
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// What literate cases cannot write: bytes, sizes, links and folders. The messages, read and approved.
#[cfg(unix)]
#[test]
fn what_a_disk_may_hold_is_said_in_both_languages() {
    let snapshot = on_disk(|root| {
        let things = root.join("content/things");
        fs::write(things.join("a.md"), b"---\ntitle: Gr\xfc\xdfe\n---\n").unwrap();
        fs::write(things.join("b.md"), vec![b'a'; 5 * 1024 * 1024]).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", things.join("c.md")).unwrap();
        fs::create_dir_all(root.join("content/images").join(["d"; 24].join("/"))).unwrap();
        fs::write(root.join("content/images/b\u{e4}r.png"), pixel()).unwrap();
        fs::write(root.join("content/images/ba\u{308}r.png"), pixel()).unwrap();
    });
    let nothing = Snapshot::from_files([("content/regions.yaml", "ulm: {name: Ulm}\n")]);
    let mut findings = Vec::new();
    broschur::config::Config::load(&nothing, &mut findings);
    for (language, expected) in [
        (Language::of_tag("de").unwrap(), include_str!("cases/disk.de.txt")),
        (Language::of_tag("en").unwrap(), include_str!("cases/disk.en.txt")),
    ] {
        let disk = said(&snapshot, snapshot.problems(), language);
        assert_eq!(format!("{disk}\n{}", said(&nothing, &findings, language)), expected);
    }
}

/// Findings as people read them.
fn said(snapshot: &Snapshot, findings: &[Diagnostic], language: Language) -> String {
    let texts = Texts::new(language);
    let sources = Sources::of(snapshot);
    let said = findings.iter().map(|finding| render(finding, &texts, &sources, TextStyle::Plain));
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_site_without_settings() {
    let snapshot =
        Snapshot::from_files([("content/regions.yaml", "ulm: {name: Ulm, kind: region}\n")]);
    let mut findings = Vec::new();
    broschur::config::Config::load(&snapshot, &mut findings);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::NoSite]);
}

#[test]
fn norway_stays_norway() {
    let site = things(
        "a: {title: NO}\nb: {title: on}\nc: {title: '01067'}\nd: {title: 01067}\ne: {title: 1e3}\n",
    )
    .load();
    let titles: Vec<&str> =
        site.catalog.list("thing", "de").map(broschur::model::Entry::title).collect();
    assert_eq!(titles, ["1e3", "01067", "01067", "NO", "on"]);
}

#[test]
fn odd_bytes_in_every_place_of_a_file_are_survived() {
    let entry = "---\ntitle: Ä\nothers: [a]\ntag: rot\nabout: >\n  Text mit [Verweis](thing:a).\n---\n## Kopf\n\nText[^1].\n\n[^1]: Fuß\n";
    for odd in [
        "\0",
        "\u{feff}",
        "\u{202e}",
        "\t",
        "\r",
        "---\n",
        "&a ",
        "*a",
        "!!x",
        "%",
        "`",
        "\"",
        "'",
        "{",
        "]",
        "|",
        "\u{1F469}\u{200D}\u{1F52C}",
    ] {
        for at in (0..entry.len()).filter(|at| entry.is_char_boundary(*at)) {
            let text = format!("{}{odd}{}", &entry[..at], &entry[at..]);
            let site = things("a: {title: A}\n").with("content/things/b.md", &text);
            let _ = site.rendered(broschur::diagnostic::Language::of_tag("de").unwrap());
        }
    }
}

#[test]
fn a_file_cut_at_any_byte_is_survived() {
    let entry = "---\ntitle: \"Ä\"\nothers: [a]\nsource: {section: '1.2', line: 3}\n---\n| a | b |\n|---|---|\n| `x` | [y](thing:a) |\n";
    for at in (0..entry.len()).step_by(3) {
        let site = things("a: {title: A}\n").with("content/things/b.md", &entry.as_bytes()[..at]);
        let _ = site.codes();
    }
    for at in (0..THING_TYPE.len()).step_by(3) {
        let site = TestSite::new(&[("content/types/thing.yaml", &THING_TYPE.as_bytes()[..at])]);
        let _ = site.codes();
    }
}

#[test]
fn a_file_that_vanishes_while_building() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("content/things")).unwrap();
    fs::create_dir_all(dir.path().join("content/types")).unwrap();
    fs::write(dir.path().join("content/site.yaml"), SETTINGS).unwrap();
    fs::write(dir.path().join("content/types/thing.yaml"), THING_TYPE).unwrap();
    let picture = dir.path().join("content/things/bild.png");
    fs::write(&picture, pixel()).unwrap();
    fs::write(
        dir.path().join("content/things/a.md"),
        "---\ntitle: A\n---\n![Ein Bild](bild.png)\n",
    )
    .unwrap();
    let snapshot = Snapshot::read(dir.path()).unwrap();
    fs::remove_file(&picture).unwrap();
    let options = broschur::session::Options {
        site: broschur::session::SiteName::Main,
        publishing: broschur::model::Publishing { drafts: false, today: crate::support::today() },
        base_url: None,
        print: false,
    };
    let outcome = broschur::session::build(&snapshot, &options, &mut Default::default());
    assert!(outcome.findings.has_errors(), "half a site is not published");
    assert!(outcome.findings.iter().any(|finding| finding.code == Code::Unreadable));
}
