//! Directories: by what a list can be narrowed, and what is left of it.

use std::fmt::Write;

use broschur::diagnostic::Code;
use broschur::session::{Session, SiteName, Timings};

use crate::support::{Outputs, SETTINGS, TestSite, options};

const FIRM: &str = "\
type: firm
label: {de: Betrieb, en: Firm}
plural: {de: Betriebe, en: Firms}
folder: firms
route: {de: betriebe, en: firms}
defaults: {status: approved}
facets: [place, crafts, tags, size, stars, open]
facet_pairs: [[place, crafts]]
facet_titles: {place: {de: 'Betriebe in {value}', en: 'Firms in {value}'}}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  summary: {kind: string, label: {de: Worum es geht, en: About}}
  place: {kind: reference, to: place, label: {de: Ort, en: Place}}
  crafts: {kind: list, of: {kind: reference, to: craft}, label: {de: Gewerke, en: Crafts}}
  tags: {kind: list, of: {kind: string}, label: {de: Themen, en: Topics}}
  size: {kind: integer, bands: [10, 50], unit: {de: Beschäftigte, en: employees}, label: {de: Größe, en: Size}}
  stars: {kind: rating, scale: {1: wenig, 2: viel}, label: {de: Sterne, en: Stars}}
  open: {kind: boolean, label: {de: Offen, en: Open}}
";

const CRAFT: &str = "\
type: craft
label: Gewerk
plural: Gewerke
folder: crafts
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: Titel}
  below: {kind: reference, to: craft, parent: true, label: Gruppe}
";

const PLACE: &str = "\
type: place
label: Ort
plural: Orte
folder: places
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: Titel}
";

const FIRMS: &str = "\
a: {title: A, summary: S, place: ulm, crafts: [zimmerer, maler], tags: [C, 'C++'], size: 10, stars: 2, open: ja}
b: {title: B, summary: S, place: ulm, crafts: [zimmerer], tags: ['<script>'], size: 11, stars: ka}
c: {title: C, summary: S, place: aalen, crafts: [baecker], size: 400, stars: 2, open: nein}
d: {title: D, summary: S}
";

fn firms(entries: &str) -> TestSite {
    TestSite::new(&[
        ("content/types/firm.yaml", FIRM),
        ("content/types/craft.yaml", CRAFT),
        ("content/types/place.yaml", PLACE),
        ("content/firms.yaml", entries),
        ("content/places.yaml", "ulm: {title: Ulm}\naalen: {title: Aalen}\nbonn: {title: Bonn}\n"),
        (
            "content/crafts.yaml",
            "bau: {title: Bau}\nzimmerer: {title: Zimmerer, below: bau}\nmaler: {title: Maler, below: bau}\nbaecker: {title: Bäcker}\n",
        ),
    ])
}

/// Texts of a page without its tags, each piece of white space as one space.
fn words(outputs: &Outputs, path: &str) -> String {
    let html = page(outputs, path);
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(outputs: &Outputs, path: &str) -> String {
    let Some(bytes) = outputs.get(path) else {
        panic!("{path} is not among {:#?}", outputs.keys().collect::<Vec<_>>())
    };
    String::from_utf8(bytes.clone()).unwrap()
}

/// The pages below the list of firms that are no firms, without `index.html`.
fn parts(outputs: &Outputs) -> Vec<&str> {
    let below = outputs.keys().filter_map(|path| path.strip_prefix("betriebe/"));
    let folders = below.filter_map(|path| path.strip_suffix("/index.html"));
    let mut parts: Vec<&str> = folders.filter(|folder| folder.contains('/')).collect();
    parts.sort_unstable();
    parts
}

#[test]
fn a_value_has_a_page_with_its_entries_and_so_has_a_declared_pair() {
    let built = firms(FIRMS).build();
    assert_eq!(
        parts(&built),
        [
            "gewerke/baecker",
            "gewerke/keine-angabe",
            "gewerke/maler",
            "gewerke/zimmerer",
            "groesse/above-50",
            "groesse/keine-angabe",
            "groesse/to-10",
            "groesse/to-50",
            "offen/keine-angabe",
            "offen/no",
            "offen/yes",
            "ort/aalen",
            "ort/aalen/gewerke/baecker",
            "ort/keine-angabe",
            "ort/ulm",
            "ort/ulm/gewerke/maler",
            "ort/ulm/gewerke/zimmerer",
            "sterne/keine-angabe",
            "sterne/s-2",
            "themen/c",
            "themen/c-2",
            "themen/keine-angabe",
            "themen/script",
        ]
    );
    let ulm = page(&built, "betriebe/ort/ulm/index.html");
    assert!(ulm.contains("<h1>Betriebe in Ulm</h1>"), "{ulm}");
    assert!(ulm.contains("href=\"../../../betriebe/a/\"") && ulm.contains("betriebe/b/"), "{ulm}");
    assert!(!ulm.contains("betriebe/c/\"") && !ulm.contains("betriebe/d/\""), "{ulm}");
    // From there on with the other side of the pair.
    assert!(ulm.contains("betriebe/ort/ulm/gewerke/zimmerer/"), "{ulm}");
    let pair = page(&built, "betriebe/ort/ulm/gewerke/zimmerer/index.html");
    assert!(pair.contains("<h1>Betriebe in Ulm, Gewerke: Zimmerer</h1>"), "{pair}");
    assert!(pair.contains("../../../../../betriebe/ort/ulm/\">Betriebe in Ulm</a>"), "{pair}");
    let craft = page(&built, "betriebe/gewerke/zimmerer/index.html");
    assert!(craft.contains("betriebe/ort/ulm/gewerke/zimmerer/"), "{craft}");
}

#[test]
fn a_list_counts_the_values_of_its_facets() {
    let built = firms(FIRMS).build();
    let list = words(&built, "betriebe/index.html");
    for counted in [
        "Ort 3 Aalen 1 Ulm 2 keine Angabe 1",
        "Gewerke 4 Bäcker 1 Bau 2 Maler 1 Zimmerer 2 keine Angabe 1",
        "bis 10 Beschäftigte 1 über 10 Beschäftigte bis 50 Beschäftigte 1 über 50 Beschäftigte 1 keine Angabe 1",
        "Sterne 2 viel 2 keine Angabe 2",
        "Offen 3 ja 1 nein 1 keine Angabe 2",
    ] {
        assert!(list.replace('\u{a0}', " ").contains(counted), "{counted}: {list}");
    }
    let html = page(&built, "betriebe/index.html");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
}

#[test]
fn what_has_one_value_is_no_facet() {
    let built = firms("a: {title: A, open: ja}\nb: {title: B, open: ja}\n").build();
    assert_eq!(parts(&built), [""; 0]);
    assert!(!page(&built, "betriebe/index.html").contains("facet"));
}

#[test]
fn the_address_of_a_facet_gives_way_to_an_entry_and_to_pages_of_the_list() {
    let firms = firms(FIRMS).with(
        "content/firms.yaml",
        format!(
            "{FIRMS}ort: {{title: Ort, place: bonn}}\ncon: {{title: Con, tags: [con, '…', '!']}}\n"
        ),
    );
    // `con` is a name that Windows keeps for itself, also as an id.
    let firms = firms.with(
        "content/firms.yaml",
        format!("{FIRMS}ort: {{title: Ort, place: bonn, tags: [con, '…', '!']}}\n"),
    );
    let firms = firms.with(
        "content/types/firm.yaml",
        FIRM.replace("{de: Größe, en: Size}", "{de: Seite 2, en: Page 2}"),
    );
    let built = firms.build();
    assert!(built.contains_key("betriebe/ort/index.html"));
    let parts = parts(&built);
    assert!(parts.contains(&"ort-2/ulm") && !parts.contains(&"ort/ulm"), "{parts:?}");
    assert!(parts.contains(&"seite-2-2/to-10"), "{parts:?}");
    assert!(parts.contains(&"themen/x-con") && parts.contains(&"themen/x"), "{parts:?}");
    assert!(parts.contains(&"themen/x-2"), "{parts:?}");
}

#[test]
fn parts_are_cut_as_lists_are_and_lead_to_each_other() {
    let mut entries = String::new();
    for number in 0..5 {
        let _ = writeln!(entries, "f{number}: {{title: F{number}, place: ulm}}");
    }
    entries.push_str("g: {title: G, place: aalen}\n");
    let settings = format!("{SETTINGS}list_length: 2\n");
    let built = firms(&entries).with("content/site.yaml", settings).build();
    let second = page(&built, "betriebe/ort/ulm/seite-2/index.html");
    assert!(second.contains("<title>Betriebe in Ulm, Seite 2 von 3 – Probe</title>"), "{second}");
    assert!(second.contains("betriebe/ort/ulm/seite-3/") && second.contains("betriebe/f2/"));
    assert!(!second.contains("betriebe/f1/\""), "{second}");
    // The facets of the list stand on its first page.
    assert!(!page(&built, "betriebe/seite-2/index.html").contains("s_facets"));
}

#[test]
fn who_drops_a_facet_need_not_drop_what_it_is_called() {
    let fewer = "extends: case\nfacets: [regions]\n";
    let site = TestSite::new(&[("content/types/case.yaml", fewer)]);
    let findings = site.findings();
    assert!(findings.iter().all(|found| found.code != Code::NoSuchFacet), "{findings:#?}");
}

#[test]
fn titles_without_room_say_what_was_chosen_first() {
    let long =
        "plural: {de: 'Verzeichnis der Betriebe, die sich an Vorhaben beteiligen', en: Firms}";
    let of = FIRM.replace("plural: {de: Betriebe, en: Firms}", long);
    let chosen = "a: {title: A, crafts: [zimmerer]}\nb: {title: B, crafts: [maler]}\n";
    let built = firms(chosen).with("content/types/firm.yaml", of).build();
    let html = page(&built, "betriebe/gewerke/zimmerer/index.html");
    let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let title = title.map(|(title, _)| title).unwrap_or_default();
    assert!(title.starts_with("Zimmerer – Verzeichnis der Betriebe"), "{title}");
    assert!(!title.contains("craft:"), "{title}");
}

#[test]
fn a_value_leads_to_itself_in_other_languages() {
    let settings = format!("{SETTINGS}languages: [de, en]\nbase_url: https://example.org/\n");
    let site = firms(FIRMS).with("content/site.yaml", settings);
    let built = site.with("content/firms.en.yaml", "a: {title: A, summary: T}\n").build();
    // One firm in English has one place, so that there is nothing to choose.
    assert!(!built.keys().any(|path| path.starts_with("en/firms/place")));
    let settings = format!("{SETTINGS}languages: [de, en]\nbase_url: https://example.org/\n");
    let site = firms(FIRMS).with("content/site.yaml", settings);
    let built = site
        .with("content/firms.en.yaml", "a: {title: A, summary: T}\nc: {title: C, summary: T}\n")
        .build();
    let ulm = page(&built, "en/firms/place/ulm/index.html");
    assert!(ulm.contains("<h1>Firms in Ulm</h1>"), "{ulm}");
    assert!(
        ulm.contains("hreflang=\"de\" href=\"https://example.org/betriebe/ort/ulm/\""),
        "{ulm}"
    );
    let sitemap = page(&built, "sitemap.xml");
    assert!(sitemap.contains("https://example.org/betriebe/ort/ulm/"), "{sitemap}");
    assert!(!sitemap.contains("betriebe/ort/ulm/gewerke/"), "{sitemap}");
    let refuses =
        |path: &str| page(&built, path).contains("<meta name=\"robots\" content=\"noindex\">");
    assert!(!refuses("betriebe/ort/ulm/index.html"));
    assert!(refuses("betriebe/ort/ulm/gewerke/zimmerer/index.html"));
}

#[test]
fn many_values_stand_on_a_page_of_their_own() {
    let mut entries = String::new();
    for number in 0..40 {
        let _ = writeln!(
            entries,
            "f{number}: {{title: F{number}, tags: [t{number}, u{}]}}",
            number % 3
        );
    }
    let built = firms(&entries).build();
    let list = words(&built, "betriebe/index.html");
    assert!(list.contains("Themen 43") && list.contains("Alle 43 zeigen"), "{list}");
    assert!(list.contains("u0 14 u1 13 u2 13") && !list.contains("t39"), "{list}");
    let all = words(&built, "betriebe/themen/index.html");
    assert!(all.contains("Themen: alle Werte") && all.contains("t39 1"), "{all}");
}

#[test]
fn a_field_without_values_is_no_facet() {
    // No firm has a place, a size or stars: nothing can be chosen, and nothing is wrong.
    let site = firms("a: {title: A, crafts: [maler]}\nb: {title: B, crafts: [baecker]}\n");
    let findings = site.findings();
    assert!(findings.is_empty(), "{findings:#?}");
    let built = site.build();
    assert_eq!(parts(&built), ["gewerke/baecker", "gewerke/maler"]);
    assert!(!words(&built, "betriebe/index.html").contains("Größe"));
    assert!(!page(&built, "betriebe/entries.js").contains("Größe"));
}

/// What the script of a list reads.
fn data(outputs: &Outputs, path: &str) -> serde_json::Value {
    let script = page(outputs, path);
    let data = script.strip_prefix("broschurList(").and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str(data.unwrap_or_else(|| panic!("{script}"))).unwrap()
}

#[test]
fn a_script_reads_of_a_list_what_the_list_shows() {
    let entries = format!("{FIRMS}e: {{title: E, place: bonn, status: draft}}\n");
    let entries = entries.replace("b: {title: B, summary: S", "b: {title: B, sample: true");
    let firm = FIRM.replace("facets:", "card: [place]\nfacets:");
    let built = firms(&entries).with("content/types/firm.yaml", firm).build();
    let data = data(&built, "betriebe/entries.js");
    assert_eq!(data["folder"], "betriebe/");
    let facets = data["facets"].as_array().unwrap();
    let names: Vec<&str> = facets.iter().map(|facet| facet[0].as_str().unwrap()).collect();
    assert_eq!(names, ["place", "crafts", "tags", "size", "stars", "open"]);
    let of_place = serde_json::json!([
        "place",
        "Ort",
        true,
        [
            ["aalen", "Aalen", null, null, false],
            ["ulm", "Ulm", null, null, false],
            ["keine-angabe", "keine Angabe", null, null, true],
        ]
    ]);
    assert_eq!(facets[0], of_place);
    // Folded values say under what they are.
    assert_eq!(facets[1][3][1], serde_json::json!(["maler", "Maler", "Bau", null, false]));
    let entries = data["entries"].as_array().unwrap();
    let a = serde_json::json!(["A", "a/", [1, [1, 2], [1, 2], 0, 0, 0], "S", null, null]);
    assert_eq!(entries[0], a);
    let marks = serde_json::json!([["sample", "Musterfall"]]);
    assert_eq!((&entries[1][0], &entries[1][4]), (&"B".into(), &marks));
    assert_eq!(entries.len(), 4, "no drafts");
    let script = page(&built, "betriebe/entries.js");
    assert!(!script.contains("<script>") && script.contains("script"), "{script}");
}

#[test]
fn long_lists_keep_their_summaries_when_a_script_narrows_them() {
    let entries = |count: usize| -> String {
        (0..count)
            .map(|n| format!("f{n}: {{title: F {n}, summary: S, place: ulm, size: {n}}}\n"))
            .collect()
    };
    let summary = |count: usize| {
        let built = firms(&entries(count)).build();
        data(&built, "betriebe/entries.js")["entries"][0][3].clone()
    };
    assert_eq!(summary(600), "S");
    assert_eq!(summary(2001), serde_json::Value::Null, "the script would be large");
}

#[test]
fn a_value_is_renamed_where_it_is_shown() {
    let mut session = Session::default();
    let mut build =
        |site: &TestSite| session.build(&site.snapshot(), &options(), &mut Timings::default());
    let named = |name: &str| {
        firms(FIRMS)
            .with("content/places.yaml", "aalen: {title: Aalen}\n")
            .with("content/places/ulm.md", format!("---\ntitle: {name}\n---\n"))
    };
    build(&named("Ulm"));
    let edited = named("Ulm an der Donau");
    let outcome = build(&edited);
    let files: Outputs = outcome
        .outputs
        .iter()
        .map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned()))
        .collect();
    assert_eq!(files, edited.build(), "as a clean build makes it");
    let title = page(&files, "betriebe/ort/ulm/index.html");
    assert!(title.contains("Ulm an der Donau – "), "{title}");
}

#[test]
fn scripts_are_allowed_where_a_list_can_be_narrowed_and_on_no_other_page() {
    let settings = format!("{SETTINGS}search: false\n");
    let built = firms(FIRMS).with("content/site.yaml", settings).build();
    let list = page(&built, "betriebe/index.html");
    assert!(list.contains("script-src 'self'") && list.contains("/directory."), "{list}");
    assert!(list.contains("data-directory=\"../betriebe/entries.js\""), "{list}");
    for path in ["betriebe/a/index.html", "betriebe/ort/ulm/index.html", "orte/index.html"] {
        let Some(other) = built.get(path) else { continue };
        let other = String::from_utf8_lossy(other);
        assert!(!other.contains("script-src") && !other.contains("/directory."), "{path}");
    }
}

#[test]
fn there_are_two_thousand_pages_at_most_and_a_finding_says_what_has_none() {
    // Ten thousand values.
    let mut entries = String::new();
    for number in 0..1_000 {
        let tags: Vec<String> = ('a'..='j').map(|letter| format!("{letter}{number}")).collect();
        let tags = tags.join(", ");
        let _ = writeln!(entries, "f{number}: {{title: F{number}, tags: [{tags}, u]}}");
    }
    let site = firms(&entries);
    let findings = site.findings();
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    assert_eq!(finding.code, Code::TooManyFacets);
    let built = site.build();
    let parts = parts(&built);
    // One value is in five pages of 200 entries.
    assert_eq!(parts.len(), 2_000, "{:?}", &parts[..20]);
    assert!(parts.contains(&"themen/u") && parts.contains(&"themen/u/seite-5"));
    assert!(!parts.contains(&"themen/b999"));
    let all = page(&built, "betriebe/themen/index.html");
    assert!(all.contains("<span>b999</span>"));
}

#[test]
fn an_edition_counts_what_it_has() {
    let edition = "\
title: Ausgabe
base_url: https://ulm.example.org/
select: [{type: firm, where: {place: ulm}}, {entries: [place:ulm]}]
";
    let site = firms(FIRMS)
        .with("content/editions/ulm.yaml", edition)
        .options(|options| options.site = SiteName::Edition("ulm".into()));
    let findings = site.findings();
    assert!(findings.is_empty(), "{findings:#?}");
    let built = site.build();
    let list = words(&built, "betriebe/index.html");
    assert!(list.contains("Maler 1 Zimmerer 2") && !list.contains("Aalen"), "{list}");
    // All firms there are in Ulm.
    assert!(!built.keys().any(|path| path.contains("/ort/")));
}

#[test]
fn what_a_consent_keeps_back_is_no_value() {
    let firm = FIRM
        .replace("{kind: string}, label: {de: Themen", "{kind: string}, personal: true, label: {de: Themen")
        .replace("fields:\n", "consent_for: []\nfields:\n  consent: {kind: object, hidden: true, label: Einwilligung, fields: {role: {kind: string, label: Rolle}, given_on: {kind: date, label: Tag}, expires: {kind: date, label: Ende}, scope: {kind: list, of: {kind: string}, label: Wofür}}}\n");
    let consent = |scope: &str| {
        format!(
            "consent: {{role: Inhaberin, given_on: 2026-01-01, expires: 2027-01-01, scope: [{scope}]}}"
        )
    };
    let site = |scope: &str| {
        let entries = format!(
            "a: {{title: A, tags: [geheim], {}}}\nb: {{title: B, tags: [offen], {}}}\n",
            consent(scope),
            consent("website")
        );
        firms(&entries).with("content/types/firm.yaml", &firm).build()
    };
    let built = site("website");
    assert_eq!(parts(&built), ["themen/geheim", "themen/offen"]);
    let built = site("print");
    assert_eq!(parts(&built), ["themen/keine-angabe", "themen/offen"]);
    let leak = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("geheim");
    assert!(!built.values().any(leak));
}

const FIRM_WITH_WAYS: &str = "\
derived:
  peers: {label: {de: Betriebe am selben Ort, en: Firms in the same place}, through: {de: 'über {through}', en: 'by way of {through}'}, via: [place, firm_place]}
  craft_firms: {label: {de: Mit demselben Gewerk, en: Of the same craft}, via: [crafts, firm_crafts], unless: [peers]}
fields:
";

#[test]
fn what_is_reached_by_way_of_others_stands_apart_and_is_never_what_is_stated() {
    let ways = FIRM
        .replace("fields:\n", FIRM_WITH_WAYS)
        .replace("facets: [place", "facets: [peers, place")
        .replace(
            "  open:",
            "  partner: {kind: reference, to: firm, label: {de: Partner, en: Partner}}\n  open:",
        );
    let entries = "\
a: {title: Ahorn, place: ulm, crafts: [maler]}
b: {title: Birke, place: ulm}
c: {title: Chinarinde, place: ulm, partner: a}
d: {title: Distel, place: ulm, status: draft}
e: {title: Eiche, place: aalen, crafts: [maler]}
";
    let settings =
        format!("{SETTINGS}data: {{markdown: [firm]}}\nbase_url: https://example.org/\n");
    let built = firms(entries)
        .with("content/types/firm.yaml", ways)
        .with("content/site.yaml", settings)
        .build();
    let a = words(&built, "betriebe/a/index.html");
    // The partner is stated, the draft is nobody's business.
    assert!(
        a.contains(
            "Betriebe am selben Ort Abgeleitet: Der Eintrag nennt sie nicht selbst. über Ulm Birke"
        ),
        "{a}"
    );
    assert!(!a.contains("über Ulm Birke Chinarinde") && !a.contains("Distel"), "{a}");
    assert!(!a.contains("Mit demselben Gewerk"), "{a}");
    let e = words(&built, "betriebe/e/index.html");
    assert!(!e.contains("Betriebe am selben Ort") && e.contains("Mit demselben Gewerk"), "{e}");
    let markdown = page(&built, "daten/firm/a.md");
    assert!(
        markdown.contains("peers: [\"b\"]")
            || markdown.contains("peers:\n- b")
            || markdown.contains("peers: [b]"),
        "{markdown}"
    );
    assert!(
        built.contains_key("betriebe/betriebe-am-selben-ort/b/index.html"),
        "{:?}",
        parts(&built)
    );
}
