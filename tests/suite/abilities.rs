//! What the kinds of fields can serve for: what is allowed works, and the advice for what is refused names all that is allowed.

use broschur::diagnostic::{Code, Language};
use broschur::schema::FieldKind;

use crate::support::TestSite;

/// What a field of each kind says beside its kind and label, and how a value of it is written, in two ways where there are several.
const FIELDS: [(&str, &str, [&str; 2]); 25] = [
    ("string", "", ["a", "a"]),
    ("text", "", ["Ein *Satz*.", "Ein *Satz*."]),
    ("integer", "bands: [1, 2]", ["3", "3"]),
    ("number", "bands: [1, 2]", ["2.5", "2.50"]),
    ("percent", "bands: [1, 2]", ["37.5", "37.50"]),
    ("money", "bands: [1, 2]", ["1200", "1200 EUR"]),
    ("boolean", "", ["true", "ja"]),
    ("date", "", ["2012-03-21", "2012-03-21"]),
    ("month", "", ["2012-03", "2012-03"]),
    ("year", "", ["2012", "2012"]),
    ("partial_date", "", ["2012-03", "2012-03"]),
    ("duration", "bands: [2 h, 1 Tag]", ["90 min", "'1,5 h'"]),
    ("enum", "values: [rot, blau]", ["rot", "rot"]),
    ("rating", "scale: {1: {de: a, en: a}, 2: {de: b, en: b}}", ["2", "2"]),
    ("url", "", ["https://example.org/a", "https://example.org/a"]),
    ("email", "", ["a@example.org", "a@example.org"]),
    ("phone", "", ["+49 711 1", "+49 711 1"]),
    ("address", "", ["{city: Ulm}", "{city: Ulm}"]),
    ("geo", "", ["'48.4, 9.99'", "{lat: 48.4, lon: 9.99}"]),
    ("image", "", ["{file: a.svg, decorative: true}", "{file: a.svg, decorative: true}"]),
    ("file", "", ["plan.txt", "{file: plan.txt}"]),
    ("reference", "to: thing, inverse: {name: users, label: {de: B, en: B}}", ["c", "thing:c"]),
    ("list", "of: {kind: string}", ["[a, b]", "[a, b]"]),
    ("object", "fields: {x: {kind: integer, label: {de: X, en: X}}}", ["{x: 1}", "{x: 1}"]),
    ("map", "keys: {kind: string}, of: {kind: integer}", ["{x: 1}", "{x: 1}"]),
];

/// A site with a field `f` of a kind, and more in its type file.
fn site(kind: &str, more: &str, keys: &str, entries: &str) -> TestSite {
    let more = if more.is_empty() { String::new() } else { format!(", {more}") };
    TestSite::new(&[
        (
            "content/types/thing.yaml",
            format!(
                "type: thing\nlabel: {{de: Ding, en: Thing}}\nplural: {{de: Dinge, en: Things}}\nfolder: things\n\
                 defaults: {{status: approved}}\n{keys}fields:\n  \
                 title: {{kind: string, required: true, label: {{de: Titel, en: Title}}}}\n  \
                 f: {{kind: {kind}, label: {{de: F, en: F}}{more}}}\n"
            ),
        ),
        ("content/things.yaml", entries.to_owned()),
        (
            "content/a.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>".to_owned(),
        ),
        ("content/plan.txt", "Plan".to_owned()),
    ])
}

#[test]
fn values_of_every_kind_can_be_unique() {
    let kinds: Vec<&str> = FIELDS.iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(kinds, FieldKind::NAMES);
    for (kind, more, [first, second]) in FIELDS {
        let more = format!("{more}{}unique: true", if more.is_empty() { "" } else { ", " });
        let entries =
            format!("a: {{title: A, f: {first}}}\nb: {{title: B, f: {second}}}\nc: {{title: C}}\n");
        let found = site(kind, &more, "", &entries).codes();
        assert_eq!(found, [Code::NotUnique], "{kind}: {first} and {second}");
        let alone = format!("a: {{title: A, f: {first}}}\nc: {{title: C}}\n");
        assert_eq!(site(kind, &more, "", &alone).found(), [""; 0], "{kind}");
    }
}

#[test]
fn advice_names_all_kinds_that_are_allowed() {
    for (key, problem) in
        [("facets: [f]", "facets"), ("group: f", "group"), ("registers: [f]", "registers")]
    {
        let refused = |kind: &str, more: &str| {
            let site = site(kind, more, &format!("{key}\n"), "c: {title: C}\n");
            let is_refused = site.codes().contains(&Code::TypeContradiction);
            is_refused.then(|| {
                Language::all().map(|language| site.rendered(language)).collect::<Vec<_>>()
            })
        };
        let advice = refused("geo", "").unwrap();
        for (kind, more, _) in FIELDS.iter().filter(|(kind, ..)| *kind != "list") {
            let is_named = |text: &String| {
                let (_, help) = text.rsplit_once(" = ").unwrap();
                help.contains(&format!("„{kind}“")) || help.contains(&format!("“{kind}”"))
            };
            let named: Vec<bool> = advice.iter().map(is_named).collect();
            assert_eq!(named, [refused(kind, more).is_none(); 2], "{problem}: {kind}");
        }
    }
}

#[test]
fn advice_is_about_the_file_and_the_setting_that_it_stands_at() {
    let german = Language::all().next().unwrap();
    for (file, text, advice) in [
        ("content/publications/p.yaml", "", "docs/publications.md"),
        ("content/editions/e.yaml", "", "docs/editions.md"),
        (
            "content/site.yaml",
            "format: 1\ntitle: T\nembeds: {types: [thing]}\n",
            "Nennen Sie hier nur Typen, deren Einträge Seiten haben.",
        ),
        (
            "content/publications/p.yaml",
            "title: P\nsections: [{title: S, select: {type: thing, where: {xxxxxxxx: 1}}}]\n",
            "Nennen Sie ein Feld dieses Typs oder eines, das alle Typen haben.",
        ),
    ] {
        let said = site("string", "", "pages: list\n", "c: {title: C}\n")
            .with(file, text)
            .rendered(german);
        assert!(said.contains(advice), "{said}");
    }
}
