//! Guides that adapt others: what they take over, in every language and on every site, and what pages say about it.

use broschur::model::{EntryKey, Value};
use broschur::session::SiteName;

use crate::support::{Outputs, TestSite};

const LEAFLET: &str = "\
type: leaflet
label: {de: Blatt, en: Leaflet}
plural: {de: Blätter, en: Leaflets}
folder: leaflets
route: {de: blaetter, en: leaflets}
print: {sheet: profile}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  extends: {kind: reference, to: leaflet, parent: true, label: {de: Beruht auf, en: Based on}}
  for: {kind: list, of: {kind: reference, to: place}, label: {de: Angepasst für, en: Adapted for}}
  reviewed_base: {kind: string, hidden: true, label: {de: Geprüfter Stand, en: State reviewed}}
  motto: {kind: string, required: true, label: {de: Motto, en: Motto}}
  reasons:
    kind: list
    required: true
    items: 3
    label: {de: Gründe, en: Reasons}
    of:
      kind: object
      fields:
        key: {kind: string, required: true, hidden: true, label: {de: Schlüssel, en: Key}}
        title: {kind: string, required: true, label: {de: Titel, en: Title}}
        text: {kind: string, required: true, label: {de: Text, en: Text}}
";

const PLACE: &str = "\
type: place
label: {de: Ort, en: Place}
plural: {de: Orte, en: Places}
folder: places
route: {de: orte, en: places}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
";

/// A leaflet for all, in two languages; one for Ulm that adapts it, in two languages; and one for a part of Ulm.
fn site() -> TestSite {
    let leaflet = |fields: &str| format!("---\nstatus: approved\n{fields}---\n");
    TestSite::new(&[
        (
            "content/site.yaml",
            "format: 1\ntitle: Probe\nlanguages: [de, en]\nbase_url: https://probe.example.org/\nchecks: {orphan-page: off, adaptation-due: off}\n",
        ),
        ("content/types/leaflet.yaml", LEAFLET),
        ("content/types/place.yaml", PLACE),
        ("content/places.yaml", "ulm: {title: Ulm}\nsoeflingen: {title: Söflingen}\n"),
        (
            "content/leaflets/alle.md",
            &leaflet(
                "title: Für alle\nmotto: Zusammen\nreasons:\n  - {key: a, title: A, text: Grund a.}\n  - {key: b, title: B, text: Grund b.}\n  - {key: c, title: C, text: Grund c.}\n",
            ),
        ),
        (
            "content/leaflets/alle.en.md",
            &leaflet(
                "title: For all\nmotto: Together\nreasons:\n  - {key: a, title: A, text: Reason a.}\n  - {key: b, title: B, text: Reason b.}\n  - {key: c, title: C, text: Reason c.}\n",
            ),
        ),
        (
            "content/leaflets/ulm.md",
            &leaflet(
                "title: Für Ulm\nextends: alle\nfor: [ulm]\nreasons:\n  - {key: b, text: Die Donau.}\n  - {key: c, title: Münster}\n",
            ),
        ),
        (
            "content/leaflets/ulm.en.md",
            &leaflet("title: For Ulm\nreasons:\n  - {key: b, text: The Danube.}\n"),
        ),
        (
            "content/leaflets/soeflingen.md",
            &leaflet(
                "title: Für Söflingen\nextends: ulm\nfor: [soeflingen]\nmotto: Am Kloster\nreasons:\n  - {key: a, text: Die Blau.}\n",
            ),
        ),
    ])
}

/// The motto and the reasons of a leaflet.
fn says(site: &TestSite, id: &str, language: &str) -> Vec<String> {
    let loaded = site.load();
    let entry = loaded.catalog.get_in(&EntryKey::new("leaflet", id), language).unwrap();
    let reasons = entry.get("reasons").map(Value::items).unwrap_or_default().iter();
    let words = |reason: &Value| -> String {
        ["title", "text"]
            .map(|name| reason.get(name).and_then(Value::as_str).unwrap_or("?"))
            .join(": ")
    };
    let motto = entry.get("motto").and_then(Value::as_str).unwrap_or("?").to_owned();
    std::iter::once(motto).chain(reasons.map(words)).collect()
}

fn page(outputs: &Outputs, path: &str) -> String {
    String::from_utf8(outputs[path].clone()).unwrap()
}

#[test]
fn what_an_adaptation_does_not_say_is_taken_over_through_any_number_of_bases() {
    let site = site();
    assert_eq!(
        says(&site, "ulm", "de"),
        ["Zusammen", "A: Grund a.", "B: Die Donau.", "Münster: Grund c."]
    );
    assert_eq!(
        says(&site, "soeflingen", "de"),
        ["Am Kloster", "A: Die Blau.", "B: Die Donau.", "Münster: Grund c."]
    );
}

#[test]
fn a_translation_takes_over_from_the_base_in_its_language() {
    // What only the German adaptation says goes before what the base says in any language: it is what holds for Ulm.
    assert_eq!(
        says(&site(), "ulm", "en"),
        ["Together", "A: Reason a.", "B: The Danube.", "Münster: Reason c."]
    );
}

#[test]
fn a_page_says_what_is_adapted_and_an_edition_has_it_without_the_base() {
    let site = site().with(
        "content/editions/ulm.yaml",
        "title: Ulm\nselect: [{type: leaflet, where: {for: ulm}}]\nrelations: {leaflet.extends: link, leaflet.for: include}\n",
    );
    let main = site.build();
    let notice = "Angepasst für:</strong> <a href=\"../../orte/ulm/\">Ulm</a>. Eigens dafür geschrieben: Gründe 2, 3.\nAlles Übrige stammt aus: <a href=\"../../blaetter/alle/\">Für alle</a>.";
    let shown = page(&main, "blaetter/ulm/index.html");
    assert!(shown.contains(notice), "{shown}");
    let edition = site.options(|options| options.site = SiteName::Edition("ulm".into())).build();
    assert!(!edition.contains_key("blaetter/alle/index.html"));
    let shown = page(&edition, "blaetter/ulm/index.html");
    assert!(shown.contains("Grund a.") && shown.contains("Die Donau."), "{shown}");
    assert!(shown.contains("https://probe.example.org/blaetter/alle/"), "{shown}");
}
