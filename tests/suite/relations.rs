//! References, their inverses and hierarchies: what one side writes, the other is told.

use broschur::diagnostic::Code;
use broschur::model::{EntryKey, Value};

use crate::support::{TestSite, things};

fn key(type_id: &str, id: &str) -> EntryKey {
    EntryKey::new(type_id, id)
}

/// Who refers to an entry, as `group: a, b` per group.
fn inverse(site: &broschur::session::Site, to: &EntryKey) -> Vec<String> {
    site.catalog
        .inverse(to)
        .iter()
        .map(|group| {
            let ids: Vec<&str> = group.edges.iter().map(|edge| &*edge.from.id).collect();
            format!("{}: {}", group.name, ids.join(", "))
        })
        .collect()
}

#[test]
fn the_inverse_of_a_list_is_exact() {
    let site =
        things("a: {title: A, others: [c]}\nb: {title: B, others: [a, c]}\nc: {title: C}\n").load();
    assert_eq!(inverse(&site, &key("thing", "c")), ["used_by: a, b"]);
    assert_eq!(inverse(&site, &key("thing", "a")), ["used_by: b"]);
    assert!(inverse(&site, &key("thing", "b")).is_empty());
}

#[test]
fn drafts_and_archived_entries_are_not_listed_as_back_links() {
    let site = things(
        "a: {title: A, others: [c], status: draft}\nb: {title: B, others: [c], status: archived}\nc: {title: C}\n",
    )
    .load();
    assert!(inverse(&site, &key("thing", "c")).is_empty());
}

#[test]
fn with_drafts_everything_is_listed() {
    let site = things("a: {title: A, others: [c], status: draft}\nc: {title: C}\n")
        .options(|o| o.publishing.drafts = true);
    assert_eq!(inverse(&site.load(), &key("thing", "c")), ["used_by: a"]);
}

const PAIR_TYPE: &str = "\
type: measure
label: Maßnahme
plural: Maßnahmen
folder: measures
defaults: {status: approved}
fields:
  title: {kind: string, label: Titel}
  vice_versa:
    kind: list
    label: Wechselwirkung
    of:
      kind: object
      fields:
        measure: {kind: reference, to: measure, symmetric: true, required: true}
        strength: {kind: enum, values: [stark, schwach]}
";

fn measures(entries: &str) -> TestSite {
    TestSite::new(&[("content/types/measure.yaml", PAIR_TYPE), ("content/measures.yaml", entries)])
}

#[test]
fn a_symmetric_relation_written_on_one_side_shows_on_the_other_with_its_attributes() {
    let site =
        measures("a: {title: A, vice_versa: [{measure: b, strength: stark}]}\nb: {title: B}\n")
            .load();
    let groups = site.catalog.inverse(&key("measure", "b"));
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].label.as_ref().unwrap().get("de"), "Wechselwirkung");
    assert_eq!(groups[0].edges[0].attributes.get("strength"), Some(&Value::Enum("stark".into())));
    assert!(site.catalog.inverse(&key("measure", "a")).is_empty());
}

#[test]
fn what_stands_beside_a_list_of_references_is_said_of_the_entry_unless_it_is_one_of_several() {
    let fields = "\
type: club
label: Verein
plural: Vereine
folder: clubs
defaults: {status: approved}
fields:
  title: {kind: string, label: Titel}
  members: {kind: object, label: Mitglieder, fields: {total: {kind: integer}, large: {kind: list, of: {kind: reference, to: club}}, chair: {kind: reference, to: club}}}
  groups: {kind: list, label: Gruppen, of: {kind: object, fields: {topic: {kind: string}, leads: {kind: list, of: {kind: reference, to: club}}}}}
";
    let clubs = "\
a: {title: A, members: {total: 200, large: [b], chair: c}, groups: [{topic: Stahl, leads: [d]}]}
b: {title: B}
c: {title: C}
d: {title: D}
";
    let site =
        TestSite::new(&[("content/types/club.yaml", fields), ("content/clubs.yaml", clubs)]).load();
    let said = |id: &str| site.catalog.inverse(&key("club", id))[0].edges[0].attributes.clone();
    // B has no 200 members.
    assert_eq!(said("b").get("total"), None);
    assert_eq!(said("c").get("total"), Some(&Value::Integer(200)));
    assert_eq!(said("d").get("topic"), Some(&Value::String("Stahl".into())));
}

#[test]
fn a_symmetric_relation_written_on_both_sides_is_not_said_twice() {
    let both = "a: {title: A, vice_versa: [{measure: b, strength: stark}]}\nb: {title: B, vice_versa: [{measure: a, strength: stark}]}\n";
    let site = measures(both).load();
    assert!(site.catalog.inverse(&key("measure", "a")).is_empty());
    assert!(site.catalog.inverse(&key("measure", "b")).is_empty());
    assert_eq!(measures(&both.replacen("stark", "schwach", 1)).codes(), [Code::AsymmetricRelation]);
}

#[test]
fn links_in_running_text_are_back_links_too() {
    let site = things("a: {title: A, about: 'Wie [](thing:b) zeigt.'}\nb: {title: B}\n").load();
    assert_eq!(inverse(&site, &key("thing", "b")), ["mentions: a"]);
}

#[test]
fn a_mention_beside_a_relation_is_not_listed_again() {
    let site =
        things("a: {title: A, others: [b], about: 'Wie [](thing:b) zeigt.'}\nb: {title: B}\n")
            .load();
    assert_eq!(inverse(&site, &key("thing", "b")), ["used_by: a"]);
}

#[test]
fn a_reference_to_several_types_finds_the_one_that_is_meant() {
    let types = "\
type: note
label: Notiz
plural: Notizen
folder: notes
defaults: {status: approved}
fields:
  title: {kind: string, label: Titel}
  about: {kind: reference, to: [thing, note], label: Worum}
";
    let site = |about: &str| {
        things("x: {title: X}\ny: {title: Y}\n").with("content/types/note.yaml", types).with(
            "content/notes.yaml",
            format!("x: {{title: N}}\nn: {{title: M, about: '{about}'}}\n"),
        )
    };
    assert_eq!(
        site("y").load().catalog.get(&key("note", "n")).unwrap().references("about"),
        [&key("thing", "y")]
    );
    assert_eq!(
        site("note:x").load().catalog.get(&key("note", "n")).unwrap().references("about"),
        [&key("note", "x")]
    );
    assert_eq!(site("x").codes(), [Code::AmbiguousReference]);
    assert_eq!(site("region:stuttgart").codes(), [Code::WrongTarget]);
}

#[test]
fn hierarchies_know_what_is_above() {
    let site = TestSite::new(&[(
        "content/organisations.yaml",
        "a: {name: A, kind: innung}\nb: {name: B, kind: innung, parent: a}\nc: {name: C, kind: innung, parent: b}\n",
    )])
    .load();
    assert_eq!(
        site.catalog.ancestors(&key("organisation", "c")),
        [&key("organisation", "b"), &key("organisation", "a")]
    );
}

#[test]
fn a_circle_in_a_hierarchy_is_one_finding() {
    let site = TestSite::new(&[(
        "content/organisations.yaml",
        "a: {name: A, kind: innung, parent: c}\nb: {name: B, kind: innung, parent: a}\nc: {name: C, kind: innung, parent: b}\n",
    )]);
    assert_eq!(site.codes(), [Code::Circle]);
}

#[test]
fn a_new_type_with_two_relations_needs_no_rust() {
    let site = TestSite::new(&[
        (
            "content/types/tool.yaml",
            "\
type: tool
label: {de: Werkzeug, en: Tool}
plural: {de: Werkzeuge, en: Tools}
folder: tools
title: name
fields:
  name: {kind: string, required: true, label: Name}
  regions:
    kind: list
    label: Regionen
    of: {kind: reference, to: region, inverse: {name: tools, label: {de: Werkzeuge hier, en: Tools here}}}
  replaces: {kind: reference, to: tool, label: Ersetzt, inverse: {name: replaced_by, label: Ersetzt durch}}
",
        ),
        ("content/regions.yaml", "ulm: {name: Ulm, kind: region}\n"),
        ("content/tools/alt.md", "---\nname: Alt\nstatus: approved\n---\n"),
        ("content/tools/neu.md", "---\nname: Neu\nstatus: approved\nregions: [ulm]\nreplaces: alt\n---\nText\n"),
    ]);
    let loaded = site.load();
    assert_eq!(inverse(&loaded, &key("region", "ulm")), ["tools: neu"]);
    assert_eq!(inverse(&loaded, &key("tool", "alt")), ["replaced_by: neu"]);
    let broken = site.with("content/tools/neu.md", "---\nname: Neu\nregions: [ulmm]\n---\n");
    assert_eq!(broken.found(), ["B301 content/tools/neu.md:3:11"]);
}

#[test]
fn a_site_extends_a_standard_type() {
    let extension = "extends: region\nfields:\n  motto: {kind: string, required: true, label: Motto}\n  name: {max_length: 5}\n";
    let site = |entry: &str| {
        TestSite::new(&[("content/types/region.yaml", extension), ("content/regions.yaml", entry)])
    };
    assert!(site("ulm: {name: Ulm, kind: region, motto: Hoch hinaus}\n").findings().is_empty());
    assert_eq!(site("ulm: {name: Ulm, kind: region}\n").codes(), [Code::MissingField]);
    assert_eq!(
        site("ulm: {name: Ulm und um Ulm, kind: region, motto: Hoch}\n").codes(),
        [Code::BadLength]
    );
}

#[test]
fn a_translation_has_the_values_it_does_not_repeat() {
    let site = TestSite::new(&[
        ("content/site.yaml", "format: 1\ntitle: Probe\nlanguages: [de, en]\n"),
        (
            "content/regions/ulm.md",
            "---\nname: Region Ulm\nkind: region\nstatus: approved\n---\nText\n",
        ),
        ("content/regions/ulm.en.md", "---\nname: Ulm region\n---\nWords\n"),
    ])
    .load();
    let english = site.catalog.get_in(&key("region", "ulm"), "en").unwrap();
    assert_eq!(english.title(), "Ulm region");
    assert_eq!(english.get("kind"), Some(&Value::Enum("region".into())));
    assert_eq!(english.body().plain_text().trim(), "Words");
    assert!(english.published);
}

#[test]
fn lists_are_sorted_as_germans_expect() {
    let site = things(
        "o: {title: Ofen}\noe: {title: Öl}\nz: {title: Zange}\na: {title: OM10}\nb: {title: OM2}\n",
    )
    .load();
    let titles: Vec<&str> =
        site.catalog.list("thing", "de").map(broschur::model::Entry::title).collect();
    assert_eq!(titles, ["Ofen", "Öl", "OM2", "OM10", "Zange"]);
}

#[test]
fn references_to_what_cannot_be_read_are_not_wrong_as_well() {
    let site = things("")
        .with("content/things/a.md", "---\ntitle: A\nothers: [b]\n---\nSiehe [](thing:b).\n")
        .with("content/things/b.md", "---\ntitle: B\n\nDie zweite Linie fehlt.\n");
    assert_eq!(site.found(), ["B105 content/things/b.md:1:1"]);
    // Any thing may be in a shared file that cannot be read.
    let shared = things("b: {title: B\nc: {title: C}\n")
        .with("content/things/a.md", "---\ntitle: A\nothers: [b, c]\n---\nSiehe [](thing:c).\n");
    assert!(
        shared.codes().iter().all(|code| code.number().starts_with("B1")),
        "{:?}",
        shared.found()
    );
    // Elsewhere a slip is still a slip.
    let slip = site.with("content/things/c.md", "---\ntitle: C\nothers: [bb]\n---\nText.\n");
    assert!(
        slip.found().contains(&"B301 content/things/c.md:3:10".to_owned()),
        "{:?}",
        slip.found()
    );
}
