use super::*;
use crate::config::Config;
use crate::diagnostic::Code;
use crate::model::{Catalog, Publishing};
use crate::schema::Schema;
use crate::source::Snapshot;
use crate::theme::Theme;

const CASE: &str = "summary: Kurz.\nsample: true\nfirm: {label: Betrieb}\ntrades: [baecker]\nregions: [ulm]\nchamber: ulm\n\
    clusters: [cars]\nsectors: [Bau]\nbenefits: [ruf]\nresult: Gut.\n";

/// The publications of a small site, and what was found in their files: code and the text at its place.
fn load_yaml(yaml: &str) -> (Vec<Publication>, Vec<(Code, String)>) {
    let case = |title: &str, field: &str, status: &str| {
        format!(
            "---\ntitle: {title}\nstatus: {status}\ninnovation_field: {field}\n{CASE}---\nText.\n"
        )
    };
    let mut files = vec![
        ("content/site.yaml".to_owned(), "format: 1\ntitle: T\n".to_owned()),
        ("content/cases/a.md".to_owned(), case("Zwei", "energie", "approved")),
        ("content/cases/b.md".to_owned(), case("Eins", "energie", "approved")),
        ("content/cases/c.md".to_owned(), case("Drei", "auto", "approved")),
        ("content/cases/d.md".to_owned(), case("Entwurf", "auto", "draft")),
        ("content/publications/p.yaml".to_owned(), yaml.to_owned()),
    ];
    let fields = "auto:\n  name: Automotive\n  order: 1\nenergie:\n  name: Energie\n  order: 2\n";
    files.push(("content/innovation_fields.yaml".to_owned(), fields.to_owned()));
    let snapshot = Snapshot::from_files(files);
    let mut elsewhere = Vec::new();
    let config = Config::load(&snapshot, &mut elsewhere);
    let schema = Schema::load(&snapshot, &mut elsewhere);
    let publishing = Publishing { drafts: false, today: jiff::civil::date(2026, 11, 1) };
    let catalog = Catalog::load(&snapshot, schema, &config, publishing, &mut elsewhere);
    let (theme, _) = Theme::load(&snapshot, "standard", None, &["de"]);
    let mut findings = Vec::new();
    let publications = load(&snapshot, &config, &catalog, &theme, &mut findings);
    let found = findings
        .iter()
        .map(|finding| {
            let span = finding.span.as_ref().unwrap();
            assert_eq!(span.file.as_str(), "content/publications/p.yaml");
            (finding.code, yaml[span.start..span.end].to_owned())
        })
        .collect();
    (publications, found)
}

fn section(yaml: &str) -> (Vec<Publication>, Vec<(Code, String)>) {
    load_yaml(&format!("title: P\nsections:\n  - title: T\n{yaml}"))
}

fn ids(publication: &Publication) -> Vec<&str> {
    publication.entries().map(|key| &*key.id).collect()
}

#[test]
fn entries_are_selected_sorted_and_grouped() {
    let (publications, findings) = section("    select: {type: case}\n");
    assert_eq!(findings, []);
    assert_eq!(ids(&publications[0]), ["c", "b", "a"]);
    let (publications, _) = section("    select: {type: case, sort: -title, limit: 2}\n");
    assert_eq!(ids(&publications[0]), ["a", "b"]);
    let (publications, findings) =
        section("    select: {type: case, group: innovation_field, where: {sample: ja}}\n");
    assert_eq!(findings, []);
    let SectionContent::Entries { groups, grouped_by, .. } = &publications[0].sections[0].content
    else {
        panic!("entries")
    };
    let labels: Vec<_> = groups.iter().map(|group| group.label.as_deref().unwrap()).collect();
    assert_eq!(labels, ["Automotive", "Energie"]);
    assert_eq!(grouped_by.as_deref(), Some("innovation_field"));
    let (publications, _) =
        section("    select: {type: case, where: {innovation_field: energie}}\n");
    assert_eq!(ids(&publications[0]), ["b", "a"]);
}

#[test]
fn what_is_not_there_is_found_at_its_place() {
    for (yaml, code, place) in [
        ("    select: {type: cse}\n", Code::UnknownType, "cse"),
        ("    select: {type: case, wher: {}}\n", Code::UnknownKey, "wher"),
        ("    select: {type: case, where: {titel: x}}\n", Code::NoSuchField, "titel"),
        ("    select: {type: case, where: {sample: vielleicht}}\n", Code::BadValue, "vielleicht"),
        ("    select: {type: case, where: {role: zuliefer}}\n", Code::BadValue, "zuliefer"),
        (
            "    select: {type: case, where: {innovation_field: enrgie}}\n",
            Code::NoSuchEntry,
            "enrgie",
        ),
        ("    select: {type: case, where: {result: x}}\n", Code::BadValue, "x"),
        ("    select: {type: case, sort: [ordr]}\n", Code::NoSuchField, "ordr"),
        ("    select: {type: case, sort: [trades]}\n", Code::BadValue, "trades"),
        ("    select: {type: case, sort: [-result]}\n", Code::BadValue, "-result"),
        ("    select: {type: case, sort: firm}\n", Code::BadValue, "firm"),
        ("    select: {type: case, group: title}\n", Code::BadValue, "title"),
        ("    select: {type: case, where: {member_since: 1990}}\n", Code::EmptySelection, "title"),
        ("    entries: [case:x]\n", Code::NoSuchEntry, "case:x"),
        ("    entries: [case:d]\n", Code::ReferenceToUnpublished, "case:d"),
        ("    entries: [case:a, case:a]\n", Code::ItemTwice, "case:a"),
        ("    entries: []\n", Code::EmptySelection, "[]"),
        ("    index: organization\n", Code::UnknownType, "organization"),
        ("    index: case\n    glossary: term\n", Code::BadValue, "title"),
        ("    budget: viel\n    select: {type: case}\n", Code::BadValue, "viel"),
        ("    budget: 0\n    select: {type: case}\n", Code::BadValue, "0"),
        ("    layout: ful\n    select: {type: case}\n", Code::BadValue, "ful"),
        ("    select: {type: case}\n    layout: table\n", Code::MissingKey, "title"),
        (
            "    select: {type: case}\n    layout: table\n    columns: [sectorz]\n",
            Code::NoSuchField,
            "sectorz",
        ),
        ("    select: {type: case}\n    columns: [sectors]\n", Code::UnknownKey, "columns"),
        ("    select: {type: case}\n    layout: matrix\n", Code::BadValue, "matrix"),
        (
            "    select: {type: case}\n    layout: card\n    facts: [sectorz]\n",
            Code::NoSuchField,
            "sectorz",
        ),
        ("    entries: [case:a]\n    layout: table\n", Code::MissingKey, "title"),
        ("    sources: sauce\n", Code::UnknownType, "sauce"),
        ("    text: Text\n    as_of: bald\n", Code::BadValue, "bald"),
        ("    text: Text\n    panel: flap\n", Code::UnknownKey, "panel"),
        ("", Code::MissingKey, "title"),
    ] {
        let (_, findings) = section(yaml);
        assert_eq!(findings, [(code, place.to_owned())], "{yaml}");
    }
    for (yaml, code, place) in [
        ("sections:\n  - {title: A, text: B}\n", Code::MissingKey, "sections"),
        ("title: P\n", Code::MissingKey, "title"),
        (
            "title: P\nformat: leaflet\nsections:\n  - {title: A, text: B, panel: front}\n",
            Code::BadValue,
            "front",
        ),
        ("title: P\nsections: []\n", Code::EmptySelection, "[]"),
        (
            "title: P\nprint_shop: {bleed: 30}\nsections:\n  - {title: A, text: B}\n",
            Code::BadValue,
            "30",
        ),
        ("title: P\nformat: a3\nsections:\n  - {title: A, text: B}\n", Code::BadValue, "a3"),
        ("title: P\nas_of: heute\nsections:\n  - {title: A, text: B}\n", Code::BadValue, "heute"),
        (
            "title: P\ncover: {file: x.png, alt: X}\nsections:\n  - {title: A, text: B}\n",
            Code::MissingImage,
            "x.png",
        ),
        ("", Code::EmptyFile, ""),
    ] {
        let (_, findings) = load_yaml(yaml);
        assert_eq!(findings, [(code, place.to_owned())], "{yaml}");
    }
}
