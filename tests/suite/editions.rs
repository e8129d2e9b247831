//! Editions: what is in them, where their links lead, and that they stay what a clean build makes of them.

#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::collections::BTreeMap;
use std::fs;

use broschur::publish::OutputSet;
use broschur::session::{Session, SiteName, Timings};

use crate::support::{Outputs, TestSite, options};

const PLACE: &str = "\
type: place
label: {de: Ort, en: Place}
plural: {de: Orte, en: Places}
folder: places
route: {de: orte, en: places}
summary: summary
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  summary: {kind: text, label: {de: Kurz, en: Summary}}
  date: {kind: date, role: date, label: {de: Datum, en: Date}}
  district: {kind: reference, to: district, label: {de: Bezirk, en: District}, inverse: {name: places, label: {de: Orte, en: Places}}}
  twins: {kind: list, label: {de: Partner, en: Twins}, of: {kind: reference, to: place, inverse: {name: twin_of, label: {de: Partner von, en: Twin of}}}}
  rivals: {kind: list, label: {de: Rivalen, en: Rivals}, of: {kind: reference, to: place}}
";

const DISTRICT: &str = "\
type: district
label: {de: Bezirk, en: District}
plural: {de: Bezirke, en: Districts}
folder: districts
route: {de: bezirke, en: districts}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
";

const WORD: &str = "\
type: word
label: {de: Wort, en: Word}
plural: {de: Wörter, en: Words}
folder: words
pages: list
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
";

const NORTH: &str = "\
about: district:nord
title: Der Norden
tagline: Ein Auszug
select:
  - {type: place, where: {district: $about}}
relations:
  place.rivals: leave_out
replace:
  page:home: page:nord-start
  page:impressum: page:nord-impressum
";

/// Two districts; the north has two places, one of which refers to the south in every way there is.
fn country(settings: &str) -> TestSite {
    let page = |title: &str, more: &str| {
        format!("---\ntitle: {title}\nstatus: approved\n{more}---\n\nText zu [](page:impressum).\n")
    };
    TestSite::new(&[
        ("content/site.yaml", settings),
        ("content/types/place.yaml", PLACE),
        ("content/types/district.yaml", DISTRICT),
        ("content/types/word.yaml", WORD),
        ("content/districts.yaml", "nord: {title: Nord}\nsued: {title: Süd}\n"),
        ("content/words.yaml", "deich: {title: Deich}\nalm: {title: Alm}\n"),
        (
            "content/places/kiel.md",
            "---\ntitle: Kiel\nsummary: Am [](word:deich).\ndate: 2024-05-01\ndistrict: nord\ntwins: [bremen, ulm]\nrivals: [bremen, bonn]\n---\n\nVon [hier](place:kiel) nach [Ulm](place:ulm).\n",
        ),
        ("content/places/bremen.md", "---\ntitle: Bremen\ndistrict: nord\n---\n"),
        ("content/places/ulm.md", "---\ntitle: Ulm\ndistrict: sued\ntwins: [kiel]\n---\n"),
        ("content/places/bonn.md", "---\ntitle: Bonn\ndistrict: sued\n---\n"),
        ("content/pages/home.md", &page("Das ganze Land", "")),
        ("content/pages/impressum.md", &page("Impressum des Landes", "")),
        ("content/pages/nord-start.md", &page("Willkommen im Norden", "editions: [nord]\n")),
        ("content/pages/nord-impressum.md", &page("Impressum des Nordens", "editions: [nord]\n")),
        ("content/editions/nord.yaml", NORTH),
    ])
}

const MAIN: &str = "format: 1\ntitle: Das Land\nbase_url: https://land.example.org/\nfooter:\n  - page: impressum\n";

fn north() -> SiteName {
    SiteName::Edition("nord".into())
}

fn edition(site: &TestSite) -> Outputs {
    site.clone().options(|options| options.site = north()).build()
}

/// What is in the files of a site.
fn files(outputs: &OutputSet) -> Outputs {
    let files = outputs.iter();
    files
        .map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned()))
        .collect()
}

fn text<'a>(site: &'a Outputs, path: &str) -> &'a str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("{path}: {:?}", site.keys())))
        .unwrap()
}

fn pages(site: &Outputs) -> Vec<&str> {
    site.keys().map(String::as_str).filter(|path| path.ends_with(".html")).collect()
}

#[test]
fn pages_that_say_so_are_in_the_footer_of_the_sites_that_have_them() {
    let page = |title: &str, more: &str| {
        format!("---\ntitle: {title}\nstatus: approved\nnavigation: footer\n{more}---\n\nText.\n")
    };
    let north = NORTH.replace("select:\n", "select:\n  - {entries: ['page:hier']}\n");
    let own = page("Impressum des Nordens", "editions: [nord]\n");
    let site = country(MAIN)
        .with("content/pages/presse.md", page("Presse im Land", ""))
        .with("content/pages/hier.md", page("Nur im Norden", "editions: [nord]\n"))
        .with("content/pages/nord-impressum.md", own)
        .with("content/editions/nord.yaml", north);
    let footer = |site: &Outputs| {
        let page = text(site, "orte/kiel/index.html");
        page[page.find("<footer").unwrap()..].to_owned()
    };
    let main = footer(&site.build());
    assert!(main.contains("Presse im Land") && !main.contains("Nord"), "{main}");
    let north = footer(&edition(&site));
    assert!(north.contains("Nur im Norden") && !north.contains("Presse"), "{north}");
    // The settings of the main site name the page that this one replaces.
    assert_eq!(north.matches("Impressum").count(), 1, "{north}");
}

#[test]
fn an_edition_has_what_it_selects_and_what_comes_along() {
    let site = edition(&country(MAIN));
    assert_eq!(
        pages(&site),
        [
            "404.html",
            "bezirke/index.html",
            "bezirke/nord/index.html",
            "daten/index.html",
            "impressum/index.html",
            "index.html",
            "orte/bremen/index.html",
            "orte/index.html",
            "orte/kiel/index.html",
            "suche/index.html",
            "words/index.html",
        ]
    );
    // What has no page of its own comes along where it is mentioned, and nothing else.
    let words = text(&site, "words/index.html");
    assert!(words.contains("Deich") && !words.contains("Alm"));
    assert!(!text(&site, "orte/index.html").contains("Ulm"));
}

#[test]
fn the_rest_of_the_collection_is_on_the_main_site() {
    let site = edition(&country(MAIN));
    let kiel = text(&site, "orte/kiel/index.html");
    // In text, in fields and as back-link.
    let there = "href=\"https://land.example.org/orte/ulm/\"";
    assert_eq!(kiel.matches(there).count(), 3, "{kiel}");
    assert!(kiel.contains("<a href=\"../../orte/bremen/\">Bremen</a>"), "{kiel}");
    assert!(!kiel.contains("Bonn"), "rivals elsewhere are left out: {kiel}");
    assert!(kiel.contains("Rivalen"), "and those here are not");
    assert!(kiel.contains("href=\"https://land.example.org/\""), "the whole of which it is a part");
}

#[test]
fn without_an_address_of_the_main_site_its_entries_are_plain_text() {
    let site = edition(&country("format: 1\ntitle: Das Land\n"));
    let kiel = text(&site, "orte/kiel/index.html");
    assert!(kiel.contains("Ulm") && !kiel.contains("ulm/"), "{kiel}");
    assert!(!kiel.contains("href=\"https://"), "{kiel}");
}

#[test]
fn own_pages_stand_where_those_of_the_main_site_do() {
    let country = country(MAIN);
    let site = edition(&country);
    assert!(text(&site, "index.html").contains("Willkommen im Norden"));
    assert!(text(&site, "impressum/index.html").contains("Impressum des Nordens"));
    assert!(
        text(&site, "orte/kiel/index.html")
            .contains("href=\"../../impressum/\">Impressum des Nordens")
    );
    let main = country.build();
    assert!(text(&main, "index.html").contains("Das ganze Land"));
    assert!(!pages(&main).iter().any(|path| path.contains("nord-")), "{:?}", pages(&main));
}

#[test]
fn an_edition_works_in_any_folder() {
    let site = edition(&country(MAIN));
    for path in pages(&site) {
        let page = text(&site, path);
        for attribute in ["href=\"", "src=\""] {
            for found in page.split(attribute).skip(1) {
                let address = found.split('"').next().unwrap();
                assert!(!address.starts_with('/'), "{path}: {address}");
            }
        }
    }
    // Nobody knows where the error page will be shown.
    let lost = text(&site, "404.html");
    assert!(!lost.contains("href=") && !lost.contains("src="), "{lost}");
    for needs_address in ["sitemap.xml", "feed.xml"] {
        assert!(!site.contains_key(needs_address), "{needs_address}");
    }
    assert!(!text(&site, "orte/kiel/index.html").contains("canonical"));
}

#[test]
fn with_an_address_nothing_is_left_out() {
    let site = country(MAIN).options(|options| {
        options.site = north();
        options.base_url = Some("https://nord.example.org/land/".to_owned());
    });
    let site = site.build();
    assert!(
        text(&site, "sitemap.xml").contains("<loc>https://nord.example.org/land/orte/kiel/</loc>")
    );
    assert!(text(&site, "feed.xml").contains("https://nord.example.org/land/orte/kiel/"));
    assert!(text(&site, "404.html").contains("href=\"/land/assets/"));
    let kiel = text(&site, "orte/kiel/index.html");
    assert!(kiel.contains("rel=\"canonical\" href=\"https://nord.example.org/land/orte/kiel/\""));
}

#[test]
fn search_engines_may_be_told_of_the_original() {
    let country = country(MAIN).with(
        "content/editions/nord.yaml",
        format!("{NORTH}canonical: main\nbase_url: https://nord.example.org/\n"),
    );
    let site = edition(&country);
    let canonical = |path: &str| {
        let page = text(&site, path);
        let (_, rest) = page.split_once("rel=\"canonical\" href=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(canonical("orte/kiel/index.html"), "https://land.example.org/orte/kiel/");
    // Other pages than those of the main site: lists, the home page, what it has in place of the original.
    assert_eq!(canonical("orte/index.html"), "https://nord.example.org/orte/");
    assert_eq!(canonical("index.html"), "https://nord.example.org/");
    assert_eq!(canonical("impressum/index.html"), "https://nord.example.org/impressum/");
    let sitemap = text(&site, "sitemap.xml");
    assert!(!sitemap.contains("/orte/kiel/") && sitemap.contains("/impressum/"), "{sitemap}");
}

#[test]
fn pages_can_be_opened_from_a_disk() {
    let country =
        country(MAIN).with("content/editions/nord.yaml", format!("{NORTH}addresses: files\n"));
    let site = edition(&country);
    for path in pages(&site).into_iter().filter(|path| *path != "404.html") {
        for found in text(&site, path).split("<a ").skip(1) {
            let (_, rest) = found.split_once("href=\"").unwrap();
            let address = rest.split(['"', '#']).next().unwrap();
            let whole = address.is_empty() || address.starts_with("https://");
            // A file opens as it is, a folder does not.
            assert!(
                whole || address.contains("index.html") || !address.ends_with('/'),
                "{path}: {address}"
            );
        }
    }
    assert!(text(&site, "words/index.html").contains("id=\"deich\""));
    assert!(text(&site, "orte/kiel/index.html").contains("../../words/index.html#deich"));
}

#[test]
fn a_publisher_has_a_logo_and_colours() {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"></svg>";
    let country = country(MAIN).with("content/images/nord.svg", logo).with(
        "content/editions/nord.yaml",
        format!("{NORTH}brand: {{logo: /images/nord.svg, color: '#0b5'}}\n"),
    );
    let found = country.found();
    assert!(found.contains(&"B963 content/editions/nord.yaml:11:40".to_owned()), "{found:?}");
    let country = country.with(
        "content/editions/nord.yaml",
        format!("{NORTH}brand: {{logo: /images/nord.svg, color: '#064'}}\n"),
    );
    let site = edition(&country);
    let style = site.keys().find(|path| path.starts_with("assets/brand.")).unwrap();
    assert!(text(&site, style).contains("--brand: #006644"));
    let kiel = text(&site, "orte/kiel/index.html");
    assert!(kiel.contains(&format!("href=\"../../{style}\"")));
    assert!(
        kiel.contains("src=\"../../media/images/nord.svg\" alt=\"\" width=\"40\" height=\"20\"")
    );
    assert!(!country.build().keys().any(|path| path.contains("brand.")), "the main site has none");
}

#[test]
fn others_can_show_what_is_published() {
    let country = country(MAIN)
        .with(
            "content/editions/nord.yaml",
            format!("{NORTH}embeds: {{types: [place], badges: [district]}}\n"),
        )
        .with("content/places/husum.md", "---\ntitle: Husum\ndistrict: nord\nstatus: draft\n---\n");
    let embeds = |site: &Outputs| -> Vec<String> {
        site.keys().filter(|path| path.starts_with("embed/")).cloned().collect()
    };
    let site = edition(&country);
    assert_eq!(
        embeds(&site),
        [
            "embed/district/nord.badge.svg",
            "embed/embed.css",
            "embed/embed.js",
            "embed/index.html",
            "embed/place/bremen.card.fragment",
            "embed/place/bremen.json",
            "embed/place/bremen.profile.fragment",
            "embed/place/kiel.card.fragment",
            "embed/place/kiel.json",
            "embed/place/kiel.profile.fragment",
            "embed/place/list.fragment",
        ]
    );
    // From its place, since nobody knows the address; with one, from everywhere.
    assert!(text(&site, "embed/place/kiel.card.fragment").contains("href=\"../../orte/kiel/\""));
    let data: serde_json::Value =
        serde_json::from_str(text(&site, "embed/place/kiel.json")).unwrap();
    assert_eq!((&data["title"], &data["address"]), (&"Kiel".into(), &"../../orte/kiel/".into()));
    assert!(text(&site, "embed/district/nord.badge.svg").contains("Mitglied bei Nord"));
    let addressed = country.clone().options(|options| {
        options.site = north();
        options.base_url = Some("https://nord.example.org/land/".to_owned());
    });
    let addressed = addressed.build();
    let card = text(&addressed, "embed/place/kiel.card.fragment");
    assert!(card.contains("href=\"https://nord.example.org/land/orte/kiel/\""), "{card}");
    let profile = text(&addressed, "embed/place/kiel.profile.fragment");
    assert!(profile.contains("href=\"https://nord.example.org/land/words/#deich\""), "{profile}");
    // A draft is nothing for others, not even where it can be seen.
    let preview = country.clone().options(|options| {
        options.site = north();
        options.publishing.drafts = true;
    });
    let preview = preview.build();
    assert!(preview.contains_key("orte/husum/index.html"));
    assert_eq!(embeds(&preview), embeds(&site));
    assert!(!text(&preview, "embed/place/list.fragment").contains("Husum"));
    assert!(embeds(&country.build()).is_empty(), "the main site was not asked");
}

#[test]
fn hostile_titles_stay_text_in_what_others_show() {
    let hostile = "<script>alert(1)</script>\"'&{{ 7*7 }}";
    let country = country(MAIN)
        .with(
            "content/districts.yaml",
            format!("nord: {{title: '{}'}}\nsued: {{title: Süd}}\n", hostile.replace('\'', "''")),
        )
        .with(
            "content/editions/nord.yaml",
            format!("{NORTH}embeds: {{types: [district], badges: [district]}}\n"),
        );
    let site = edition(&country);
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("embed/district/")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.contains("49"), "{path}: {text}");
        if path.ends_with(".json") {
            let data: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(data["title"], hostile);
        } else {
            assert!(!text.contains("<script") && text.contains("&lt;script&gt;"), "{path}: {text}");
        }
    }
}

#[test]
fn editions_share_what_they_say() {
    let base = "abstract: true\nselect:\n  - {type: place, where: {district: $about}}\nrelations: {place.twins: include}\n";
    let country = country(MAIN).with("content/editions/bezirk.yaml", base).with(
        "content/editions/sued.yaml",
        "extends: bezirk\nabout: district:sued\ntitle: Der Süden\n",
    );
    let site =
        country.clone().options(|options| options.site = SiteName::Edition("sued".into())).build();
    let found: Vec<&str> =
        pages(&site).into_iter().filter(|path| path.starts_with("orte/")).collect();
    // Along the relation and on from there.
    let all = ["bonn", "bremen", "kiel", "ulm"].map(|id| format!("orte/{id}/index.html"));
    assert_eq!(found.len(), all.len() + 1, "{found:?}");
    assert!(all.iter().all(|path| found.contains(&path.as_str())));
    let mut session = Session::default();
    let built = session.build_editions(&country.snapshot(), &options(), &mut Timings::default());
    let built: BTreeMap<SiteName, Outputs> =
        built.sites.into_iter().map(|site| (site.site, files(&site.outputs))).collect();
    assert_eq!(built.len(), 2, "the base is no edition of its own");
    assert_eq!(built[&SiteName::Edition("sued".into())], site);
    assert_eq!(built[&north()], edition(&country));
}

#[test]
fn editions_with_the_same_sheet_get_the_same_file() {
    // The same name and publisher: nothing on the sheet tells the editions apart.
    let country = country(MAIN);
    let place = format!("{PLACE}print: {{sheet: profile}}\n");
    let country = country
        .with("content/types/place.yaml", place)
        .with("content/editions/nord.yaml", "select: [{entries: place:bonn}]\n")
        .with(
            "content/editions/sued.yaml",
            "select: [{entries: place:bonn}, {entries: place:ulm}]\n",
        )
        .with("content/pages/nord-start.md", "---\ntitle: Weg\n---\nText.\n")
        .with("content/pages/nord-impressum.md", "---\ntitle: Weg\n---\nText.\n")
        .options(|options| options.print = true);
    let mut session = Session::default();
    let asked = broschur::session::Options { print: true, ..options() };
    let built = session.build_editions(&country.snapshot(), &asked, &mut Timings::default());
    assert!(!built.findings.has_errors(), "{:#?}", built.findings);
    let sheet = |index: usize| files(&built.sites[index].outputs)["orte/bonn/bonn.pdf"].clone();
    assert!(sheet(0) == sheet(1), "one and the same file");
    let alone = country.options(|options| options.site = SiteName::Edition("sued".into())).build();
    assert!(alone["orte/bonn/bonn.pdf"] == sheet(1), "also when it is printed for itself");
}

#[test]
fn the_command_builds_one_or_all_and_nothing_twice() {
    let dir = tempfile::tempdir().unwrap();
    for file in country(MAIN).snapshot().files() {
        let path = dir.path().join(file.path().as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes().unwrap()).unwrap();
    }
    fs::write(dir.path().join("content/editions/land.yaml"), "select: [{type: place}]\n").unwrap();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_broschur"))
            .args(["build", "--lang", "de", "--no-print", "--as-of", "2026-11-22", "--root"])
            .arg(dir.path())
            .args(arguments)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = run(&["--edition", "nord"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Ohne Adresse gebaut: nord."), "{said}");
    assert!(dir.path().join("public-editions/nord/orte/kiel/index.html").is_file());
    assert!(!dir.path().join("public").exists());
    let (code, said) = run(&["--all-editions", "--out", "heraus"]);
    assert_eq!(code, Some(0), "{said}");
    for id in ["nord", "land"] {
        assert!(dir.path().join("heraus").join(id).join("orte/kiel/index.html").is_file(), "{id}");
    }
    let (_, said) = run(&["--all-editions", "--out", "heraus"]);
    assert_eq!(said.matches("davon 0 neu oder geändert").count(), 2, "{said}");
    let (code, said) = run(&["--edition", "nrd"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("nord"), "{said}");
    let (code, _) = run(&["--all-editions", "--base-url", "https://example.org/"]);
    assert_eq!(code, Some(2), "an address is that of one site");
}

#[test]
fn an_edition_follows_the_collection() {
    let mut country = country(MAIN);
    let mut session = Session::default();
    let asked = broschur::session::Options { site: north(), ..options() };
    let steps: [(&str, &str); 8] = [
        ("content/places/ulm.md", "---\ntitle: Neu-Ulm\ndistrict: sued\ntwins: [kiel]\n---\n"),
        ("content/places/ulm.md", "---\ntitle: Neu-Ulm\ndistrict: nord\ntwins: [kiel]\n---\n"),
        ("content/places/bremen.md", "---\ntitle: Bremen\ndistrict: sued\n---\n"),
        ("content/words.yaml", "deich: {title: Der Deich}\n"),
        ("content/site.yaml", "format: 1\ntitle: Unser Land\nbase_url: https://neu.example.org/\n"),
        (
            "content/editions/nord.yaml",
            "about: district:nord\ntitle: Nord\nselect: [{type: place}]\n",
        ),
        (
            "content/pages/nord-start.md",
            "---\ntitle: Anders\nstatus: approved\neditions: [nord]\n---\nNeu.\n",
        ),
        ("content/places/bonn.md", "---\ntitle: Bad Bonn\nstatus: archived\n---\n"),
    ];
    session.build(&country.snapshot(), &asked, &mut Timings::default());
    for (path, bytes) in steps {
        country = country.with(path, bytes);
        let built = session.build(&country.snapshot(), &asked, &mut Timings::default());
        assert!(!built.findings.has_errors(), "{path}: {:#?}", built.findings);
        assert_eq!(files(&built.outputs), edition(&country), "{path}");
    }
    // What stands outside and is not named does not concern it.
    country = country.with("content/words.yaml", "deich: {title: Der Deich}\nalm: {title: Alp}\n");
    let built = session.build(&country.snapshot(), &asked, &mut Timings::default());
    assert_eq!(built.work.made, [], "{:?}", built.work);
}
