//! Pages, addresses, feeds: what readers and machines get.

use broschur::diagnostic::Code;
use broschur::session::SiteName;

use crate::support::{Outputs, TestSite, things};

/// A type with pages, one of everything, and a relation that holds in both directions.
const PLACE_TYPE: &str = "\
type: place
label: {de: Ort, en: Place}
plural: {de: Orte, en: Places}
folder: places
route: {de: orte, en: places}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  summary: {kind: text, label: {de: Kurzfassung, en: Summary}}
  date: {kind: date, role: date, label: {de: Datum, en: Date}}
  above:
    kind: reference
    to: place
    parent: true
    label: {de: Liegt in, en: Lies in}
    inverse: {name: inside, label: {de: Darin liegen, en: Inside}}
  twins:
    kind: list
    label: {de: Partnerorte, en: Twin towns}
    of:
      kind: object
      fields:
        place: {kind: reference, to: place, symmetric: true, required: true, label: {de: Ort, en: Place}}
        since: {kind: year, label: {de: Seit, en: Since}}
  size:
    kind: object
    label: {de: Größe, en: Size}
    fields:
      total: {kind: integer, label: {de: Gesamt, en: Total}}
      unit: {kind: string, label: {de: Einheit, en: Unit}}
      approximate: {kind: boolean, label: {de: ungefähr, en: approximate}}
  share: {kind: percent, label: {de: Anteil, en: Share}}
  secret: {kind: string, hidden: true, label: {de: Intern, en: Internal}}
";

fn places(entries: &str) -> TestSite {
    TestSite::new(&[
        ("content/types/place.yaml", PLACE_TYPE),
        ("content/places.yaml", entries),
        (
            "content/site.yaml",
            "format: 1\ntitle: Probe\nlanguages: [de, en]\nbase_url: https://example.org/sub/\n",
        ),
    ])
}

fn text(outputs: &Outputs, path: &str) -> String {
    let bytes = outputs
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not among {:?}", outputs.keys().collect::<Vec<_>>()));
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn an_entry_has_a_page_and_stands_on_the_list() {
    let site = places("ulm: {title: Ulm, secret: geheim, share: 37.5}\n").build();
    let page = text(&site, "orte/ulm/index.html");
    assert!(page.contains("<html lang=\"de\">"));
    assert!(page.contains("<title>Ulm – Ort – Probe</title>"), "{page}");
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.contains("37,5\u{a0}%"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/sub/orte/ulm/\">"));
    assert!(page.contains("href=\"../../orte/\""), "links are relative");
    assert!(!page.contains("geheim"));
    assert!(text(&site, "orte/index.html").contains("href=\"../orte/ulm/\""));
    assert!(text(&site, "index.html").contains("href=\"./orte/\""));
}

/// The links in the navigation at the head of a page, and those in its footer: where they lead and what they say.
fn menus(page: &str) -> [Vec<String>; 2] {
    ["class=\"main-nav\"", "<footer"].map(|from| {
        let Some((_, rest)) = page.split_once(from) else { return Vec::new() };
        let list = rest.split_once("</ul>").map_or("", |(list, _)| list);
        let links = list.split("<a href=\"").skip(1).map(|link| {
            let (href, rest) = link.split_once('"').unwrap();
            let text = rest.split_once('>').unwrap().1.split_once("</a>").unwrap().0;
            format!("{href} {text}")
        });
        links.filter(|link| !link.contains("daten/") && !link.contains("data/")).collect()
    })
}

#[test]
fn a_page_says_from_where_all_pages_lead_to_it() {
    let page = |title: &str, more: &str| {
        format!("---\ntitle: {title}\nstatus: approved\n{more}---\n\nText.\n")
    };
    let settings = "format: 1\ntitle: Probe\nlanguages: [de, en]\nnavigation: [{page: wir}]\nfooter: [{page: impressum}]\n";
    let site = TestSite::new(&[
        ("content/site.yaml", settings),
        // What the settings say comes first, also when a page says something else, and nothing stands there twice.
        ("content/pages/wir.md", &page("Über uns", "navigation: footer\n")),
        ("content/pages/impressum.md", &page("Impressum", "navigation: footer\n")),
        ("content/pages/anfahrt.md", &page("Anfahrt", "navigation: footer\norder: 2\n")),
        ("content/pages/kontakt.md", &page("Kontakt", "navigation: footer\norder: 1\n")),
        ("content/pages/kontakt.en.md", &page("Contact", "")),
        ("content/pages/presse.md", &page("Presse", "navigation: header\n")),
        ("content/pages/nichts.md", &page("Nichts", "navigation: none\n")),
        (
            "content/pages/alt.md",
            &page("Alt", "navigation: footer\n").replace("approved", "archived"),
        ),
        ("content/pages/neu.md", &page("Neu", "navigation: header\n").replace("approved", "draft")),
    ]);
    let site = site.build();
    let [header, footer] = menus(&text(&site, "kontakt/index.html"));
    assert_eq!(header, ["../wir/ Über uns", "../presse/ Presse"]);
    assert_eq!(footer, ["../impressum/ Impressum", "../kontakt/ Kontakt", "../anfahrt/ Anfahrt"]);
    // In another language it leads to the page in that language, else to the one that there is.
    let [header, footer] = menus(&text(&site, "en/kontakt/index.html"));
    assert_eq!(header, ["../../wir/ Über uns", "../../presse/ Presse"]);
    assert_eq!(
        footer,
        ["../../impressum/ Impressum", "../../en/kontakt/ Contact", "../../anfahrt/ Anfahrt"]
    );
}

#[test]
fn lists_are_sorted_by_ratings_and_what_has_no_value_comes_last() {
    let order = |sort: &str| {
        let types = format!(
            "type: method\nlabel: {{de: Weg, en: Way}}\nplural: {{de: Wege, en: Ways}}\nfolder: methods\n\
             sort: [{sort}]\ndefaults: {{status: approved}}\nfields:\n\
             \x20 title: {{kind: string, required: true, label: {{de: Titel, en: Title}}}}\n\
             \x20 effort: {{kind: rating, scale: {{1: {{de: klein, en: small}}, 2: {{de: mittel, en: middling}}, 3: {{de: groß, en: great}}}}, label: {{de: Aufwand, en: Effort}}}}\n"
        );
        let entries = "a: {title: A, effort: 3}\nb: {title: B, effort: k. A.}\nc: {title: C, effort: 1}\nd: {title: D}\ne: {title: E, effort: 2}\n";
        let site = TestSite::new(&[
            ("content/types/method.yaml", types.as_str()),
            ("content/methods.yaml", entries),
        ]);
        let list = text(&site.build(), "methods/index.html");
        let mut places: Vec<(usize, char)> =
            ('a'..='e').map(|id| (list.find(&format!("methods/{id}/\"")).unwrap(), id)).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, id)| id).collect::<String>()
    };
    assert_eq!(order("effort"), "ceabd");
    assert_eq!(order("-effort"), "aecbd");
}

#[test]
fn hierarchies_show_upwards_and_downwards() {
    let site = places("land: {title: Das Land}\nulm: {title: Ulm, above: land}\n").build();
    let page = text(&site, "orte/ulm/index.html");
    let crumbs = &page[page.find("class=\"breadcrumb").unwrap()..page.find("<h1").unwrap()];
    assert!(crumbs.contains("Orte</a>") && crumbs.contains("../../orte/land/"), "{crumbs}");
    let above = text(&site, "orte/land/index.html");
    assert!(above.contains("Darin liegen") && above.contains("../../orte/ulm/"));
}

#[test]
fn symmetric_relations_show_on_both_sides_with_their_attributes() {
    let site =
        places("aa: {title: Aa, twins: [{place: bb, since: 1987}]}\nbb: {title: Bb}\n").build();
    for (page, other) in [("aa", "bb"), ("bb", "aa")] {
        let page = text(&site, &format!("orte/{page}/index.html"));
        let relation = &page[page.find("id=\"rel_twins\"").unwrap()..];
        assert!(relation.contains(&format!("../../orte/{other}/")) && relation.contains("1987"));
        assert_eq!(page.matches(">1987<").count(), 1, "said once");
    }
}

#[test]
fn numbers_take_their_unit_and_caution_with_them() {
    let site =
        places("ulm: {title: Ulm, size: {total: 1250, unit: Betriebe, approximate: ja}}\n").build();
    let page = text(&site, "orte/ulm/index.html");
    assert!(page.contains("ca.\u{a0}1.250\u{a0}Betriebe"), "{page}");
    assert!(!page.contains("Einheit") && !page.contains("ungefähr"));
}

#[test]
fn links_without_words_are_called_by_name_where_marks_are_left_out() {
    let site = places("ulm: {title: Ulm, summary: \"Siehe [](place:bonn).\"}\nbonn: {title: Bonn am Rhein, summary: Hier.}\n")
        .with(
            "content/places/aalen.md",
            "---\ntitle: Aalen\n---\n\nSiehe [](place:bonn).\n\n## Nach [](place:bonn)\n\nText.\n\n## Zurück\n\nText.\n",
        )
        .build();
    let meta = "<meta name=\"description\" content=\"Siehe Bonn am Rhein.";
    assert!(text(&site, "orte/ulm/index.html").contains(meta));
    assert!(text(&site, "orte/index.html").contains("card-summary\">Siehe Bonn am Rhein.<"));
    let page = text(&site, "orte/aalen/index.html");
    assert!(page.contains(meta), "{page}");
    assert!(page.contains(">Nach Bonn am Rhein</a>"), "{page}");
}

#[test]
fn decimals_are_aligned_where_a_column_measures_one_thing() {
    let of = |fields: &str| {
        format!(
            "  rows: {{kind: list, label: {{de: Zahlen, en: Figures}}, of: {{kind: object, fields: {{n: {{kind: number, label: {{de: Wert, en: Value}}}}{fields}}}}}}}\n"
        )
    };
    let page = |fields: &str, rows: &str| {
        let site = places(&format!("ulm:\n  title: Ulm\n  rows: {rows}\n"))
            .with("content/types/place.yaml", PLACE_TYPE.to_owned() + &of(fields))
            .build();
        text(&site, "orte/ulm/index.html")
    };
    let one_thing = page("", "[{n: 240}, {n: 227.8}]");
    assert!(one_thing.contains(">240,0<") && one_thing.contains(">227,8<"), "{one_thing}");
    let unit = ", unit: {kind: string, label: {de: Einheit, en: Unit}}";
    let several = page(unit, "[{n: 132629, unit: Personen}, {n: 8.5, unit: Personen}]");
    assert!(several.contains(">132.629\u{a0}Personen<"), "{several}");
    assert!(several.contains(">8,5\u{a0}Personen<"), "{several}");
}

#[test]
fn a_long_list_has_several_pages() {
    let entries: String =
        (0..7).map(|n| format!("ort-{n}:\n  title: Ort {n}\n  large: {}\n", n < 5)).collect();
    let grouped = PLACE_TYPE.replace("defaults:", "group: large\ndefaults:")
        + "  large: {kind: boolean, label: {de: Groß, en: Large}}\n";
    let settings = "format: 1\ntitle: Probe\nlanguages: [de, en]\nlist_length: 3\nbase_url: https://example.org/\n";
    let site = places(&entries)
        .with("content/types/place.yaml", grouped)
        .with("content/site.yaml", settings)
        .with("content/places/ort-0.en.md", "---\ntitle: Town\n---\n")
        .build();
    let pages = ["orte/index.html", "orte/seite-2/index.html", "orte/seite-3/index.html"];

    assert!(!site.contains_key("orte/seite-4/index.html"));
    let second = text(&site, pages[1]);
    for part in [
        "<title>Orte, Seite 2 von 3 – Probe</title>",
        "<link rel=\"canonical\" href=\"https://example.org/orte/seite-2/\">",
        "<link rel=\"prev\" href=\"../../orte/\">",
        "<link rel=\"next\" href=\"../../orte/seite-3/\">",
        "ja (Fortsetzung)</h2>",
        // Groups that begin on other pages can be reached from here.
        "<a href=\"../../orte/#g_yes\">",
        "<a href=\"#g_no\">",
        "7 Einträge",
    ] {
        assert!(second.contains(part), "no {part} in {second}");
    }
    assert!(text(&site, "sitemap.xml").contains("/orte/seite-3/"));
    // English has one entry, and so one page.
    assert!(
        site.contains_key("en/places/index.html")
            && !site.contains_key("en/places/page-2/index.html")
    );
    assert!(!second.contains("hreflang=\"en\" href=\"https"));
    let shown = pages.map(|page| text(&site, page).matches("orte/ort-").count());
    assert_eq!(shown, [3, 3, 1]);
}

#[test]
fn a_list_is_gone_through_by_the_fields_that_its_type_names() {
    let fields = "  topics: {kind: list, label: {de: Themen, en: Topics}, of: {kind: string}}\n";
    let by =
        PLACE_TYPE.replace("defaults:", "registers: [topics, above, date]\ndefaults:") + fields;
    let by = by.replace("date: {kind: date, role: date,", "date: {kind: year,");
    let entries: String = (0..9)
        .map(|n| format!("ort-{n}: {{title: Ort {n}, above: land, topics: [Älter, Zoll, Zoll]}}\n"))
        .chain([
            "land: {title: Das Land, above: welt, topics: [Bier], date: 2012}\n".to_owned(),
            "welt: {title: Die Welt}\n".to_owned(),
            "entwurf: {title: Entwurf, status: draft, topics: [Geheimes]}\n".to_owned(),
        ])
        .collect();
    let edition = "title: Teil\nselect: [{type: place, where: {title: [Ort 0, Das Land]}}]\n";
    let sites = places(&entries)
        .with("content/types/place.yaml", by)
        .with("content/editions/teil.yaml", edition)
        .with("content/site.yaml", "format: 1\ntitle: Probe\nlist_length: 8\n");
    let site = sites.build();
    let page = text(&site, "orte/index.html");
    let topics = &page[page.find("<h2 id=\"s_by_topics\">Übersicht: Themen").unwrap()..];
    let (topics, above) = topics.split_at(topics.find("<h2 id=\"s_by_above\">").unwrap());
    // As in a dictionary, and everybody once.
    let at = |word: &str| topics.find(&format!("<dt>{word}</dt>")).unwrap();
    assert!(at("Älter") < at("Bier") && at("Bier") < at("Zoll"), "{topics}");
    assert!(topics.contains("<summary>9 Einträge</summary>"), "{topics}");
    assert_eq!(topics[at("Zoll")..].matches("href=\"../orte/ort-").count(), 9);
    assert!(topics[at("Bier")..at("Zoll")].contains("<a href=\"../orte/land/\">Das Land</a>"));
    assert!(!topics.contains("Geheimes"));
    // A page of its own names the many.
    let land = "<dt><a href=\"../orte/land/\">Das Land</a></dt><dd>9 Einträge</dd>";
    assert!(above.contains(land) && !above.contains("ort-3"), "{above}");
    assert!(above.contains("<dt><a href=\"../orte/welt/\">Die Welt</a></dt>"));
    assert!(page.contains("<a href=\"#s_by_topics\">"));
    assert!(!page.contains("s_by_date"), "there is nothing to choose from one year");
    assert!(!text(&site, "orte/seite-2/index.html").contains("s_by_"));
    // An edition has registers of what it shows.
    let part = sites.options(|options| options.site = SiteName::Edition("teil".into())).build();
    let page = text(&part, "orte/index.html");
    let topics = &page[page.find("<h2 id=\"s_by_topics\">").unwrap()..];
    assert!(topics.contains("<dt>Zoll</dt>") && topics.contains("\"../orte/ort-0/\""), "{topics}");
    assert!(!topics.contains("Ort 1") && !topics.contains("<details>"), "{topics}");
}

#[test]
fn what_much_refers_to_has_several_pages() {
    let entries: String = (0..8)
        .map(|n| format!("ort-{n}: {{title: Ort {n}, above: land}}\n"))
        .chain(["land: {title: Land}\n".to_owned()])
        .collect();
    let settings = "format: 1\ntitle: Probe\nlist_length: 3\nbase_url: https://example.org/\n";
    let site = places(&entries).with("content/site.yaml", settings).build();

    let first = text(&site, "orte/land/index.html");
    let relation = &first[first.find("id=\"rel_inside\"").unwrap()..];
    assert!(relation.contains("<span class=\"count\">8</span>"), "{relation}");
    assert!(relation.contains("href=\"../../orte/land/darin-liegen-2/\" rel=\"next\""));
    let last = text(&site, "orte/land/darin-liegen-3/index.html");
    for part in [
        "<title>Darin liegen, Seite 3 von 3 – Land – Ort – Probe</title>",
        "<h1>Land: Darin liegen, Seite 3 von 3</h1>",
        "<link rel=\"prev\" href=\"../../../orte/land/darin-liegen-2/\">",
        "<link rel=\"canonical\" href=\"https://example.org/orte/land/darin-liegen-3/\">",
        // The first page is that of the entry.
        "<a href=\"../../../orte/land/\"><span class=\"visually-hidden\">Seite </span>1</a>",
    ] {
        assert!(last.contains(part), "no {part} in {last}");
    }
    let pages = ["", "darin-liegen-2/", "darin-liegen-3/"];
    let shown = pages.map(|page| {
        let page = text(&site, &format!("orte/land/{page}index.html"));
        let main = &page[page.find("id=\"rel_inside\"").unwrap()..];
        main[..main.find("<nav").unwrap()].matches("orte/ort-").count()
    });
    assert_eq!(shown, [3, 3, 2]);
    assert!(!site.contains_key("orte/land/darin-liegen-4/index.html"));
    assert!(text(&site, "sitemap.xml").contains("/orte/land/darin-liegen-3/"));
}

#[test]
fn archived_entries_keep_their_address_and_leave_lists() {
    let site = places(
        "alt: {title: Alt, status: archived, date: 2020-01-01}\nneu: {title: Neu, date: 2021-01-01}\n",
    )
    .build();
    assert!(text(&site, "orte/alt/index.html").contains("Archiviert"));
    for path in ["orte/index.html", "index.html", "sitemap.xml", "feed.xml"] {
        assert!(!text(&site, path).contains("orte/alt/"), "{path}");
    }
}

#[test]
fn drafts_are_for_previews_only() {
    let site = places("neu: {title: Neu, status: draft, date: 2021-01-01}\nulm: {title: Ulm}\n");
    let published = site.build();
    assert!(!published.contains_key("orte/neu/index.html"));
    assert!(!text(&published, "orte/ulm/index.html").contains("noindex"));
    let preview = site.options(|options| options.publishing.drafts = true).build();
    let page = text(&preview, "orte/neu/index.html");
    assert!(page.contains("badge-draft") && page.contains("preview-bar"));
    assert!(
        text(&preview, "orte/ulm/index.html")
            .contains("<meta name=\"robots\" content=\"noindex\">")
    );
    assert!(text(&preview, "robots.txt").contains("Disallow: /\n"));
    assert!(!preview.contains_key("sitemap.xml") && !preview.contains_key("feed.xml"));
}

#[test]
fn english_pages_are_under_en_and_know_their_german_version() {
    let site = places("ulm: {title: Ulm}\n")
        .with("content/places/bonn.md", "---\ntitle: Bonn\nabove: ulm\n---\n")
        .with("content/places/bonn.en.md", "---\ntitle: Bonn, Germany\n---\n")
        .build();
    let english = text(&site, "en/places/bonn/index.html");
    assert!(english.contains("<html lang=\"en\">") && english.contains("Bonn, Germany"));
    assert!(english.contains("hreflang=\"de\" href=\"https://example.org/sub/orte/bonn/\""));
    // The parent has no English version: the link says so.
    assert!(
        english.contains("href=\"../../../orte/ulm/\" hreflang=\"de\" lang=\"de\""),
        "{english}"
    );
    let german = text(&site, "orte/bonn/index.html");
    assert!(german.contains("hreflang=\"en\" href=\"https://example.org/sub/en/places/bonn/\""));
    assert!(!site.contains_key("en/places/ulm/index.html"));
    assert!(!text(&site, "orte/ulm/index.html").contains("<link rel=\"alternate\" hreflang"));
    assert!(text(&site, "en/places/index.html").contains("One entry"));
}

#[test]
fn a_language_without_texts_is_said_and_gets_those_of_the_site_marked_as_such() {
    let settings = "format: 1\ntitle: Probe\nlanguages: [de, fr]\nchecks: {orphan-page: off}\n";
    let site = TestSite::new(&[
        ("content/types/place.yaml", PLACE_TYPE),
        ("content/places/bonn.md", "---\ntitle: Bonn\ndate: 2026-03-01\n---\n"),
        ("content/places/bonn.fr.md", "---\ntitle: Bonn-sur-Rhin\ndate: 2026-03-01\n---\n"),
        ("content/site.yaml", settings),
    ]);
    assert_eq!(site.found(), ["B511 content/site.yaml:3:17"]);
    let built = site.build();
    let french = text(&built, "fr/orte/bonn/index.html");
    assert!(french.contains("<html lang=\"fr\">") && french.contains("Bonn-sur-Rhin"));
    let skip = "href=\"#s_main\"><span lang=\"de\">Zum Inhalt springen</span></a>";
    assert!(french.contains(skip), "{french}");
    assert!(french.contains("1.\u{a0}März 2026"), "dates are those of the site's language");
    assert!(
        !french.contains("English") && french.contains("<span aria-current=\"true\">fr</span>")
    );
    let german = text(&built, "orte/bonn/index.html");
    assert!(german.contains("href=\"#s_main\">Zum Inhalt springen</a>"));
    assert!(german.contains(">fr</a>") && !german.contains("<span lang"), "{german}");
    // A file is all that a language of the pages takes.
    let with_texts = site.with("content/site.yaml", format!("{settings}theme: haus\n")).with(
        "themes/haus/texts/fr.ftl",
        "skip-to-content = Aller au contenu\nlanguage-name = Français\n",
    );
    assert_eq!(with_texts.found(), Vec::<String>::new());
    let french = text(&with_texts.build(), "fr/orte/bonn/index.html");
    assert!(french.contains("href=\"#s_main\">Aller au contenu</a>"));
    assert!(french.contains("<span aria-current=\"true\">Français</span>"));
}

#[test]
fn former_addresses_lead_to_todays() {
    let site = places("ulm: {title: Ulm, aliases: [ulm-donau, /alte/seite.html]}\n").build();
    let page = text(&site, "orte/ulm-donau/index.html");
    assert!(
        page.contains("content=\"0; url=../../orte/ulm/\"")
            && page.contains("href=\"../../orte/ulm/\"")
    );
    assert!(page.contains("noindex"));
    assert!(text(&site, "alte/seite.html").contains("url=../orte/ulm/"));
}

#[test]
fn two_pages_on_one_address_are_a_finding() {
    let alias = places("ulm: {title: Ulm, aliases: [bonn]}\nbonn: {title: Bonn}\n");
    assert_eq!(alias.codes(), [Code::DuplicateAddress]);
    let outside = places("ulm: {title: Ulm, aliases: [../../etc/passwd]}\n");
    assert_eq!(outside.codes(), [Code::UnusableAddress]);
    let route =
        PLACE_TYPE.replace("type: place", "type: spot").replace("folder: places", "folder: spots");
    let routes = places("ulm: {title: Ulm}\n")
        .with("content/types/spot.yaml", route.replace("to: place", "to: spot"))
        .with("content/spots.yaml", "ulm: {title: Ulm}\n");
    assert!(routes.codes().contains(&Code::DuplicateAddress), "{:?}", routes.codes());
}

#[test]
fn without_an_address_there_is_nothing_that_needs_one() {
    let site = things("a: {title: A}\n").build();
    assert!(!site.contains_key("sitemap.xml") && !site.contains_key("feed.xml"));
    let page = text(&site, "things/a/index.html");
    assert!(!page.contains("canonical") && !page.contains("og:url"));
    assert!(
        text(&site, "404.html").contains("href=\"/things/\"")
            || text(&site, "404.html").contains("href=\"/\"")
    );
}

#[test]
fn the_error_page_knows_the_folder_of_the_site() {
    let site = places("ulm: {title: Ulm}\n").build();
    assert!(text(&site, "404.html").contains("href=\"/sub/assets/"));
}

#[test]
fn the_feed_is_as_new_as_its_entries() {
    let site = places(
        "aa: {title: Aa & Co, date: 2021-03-01, summary: Kurz.}\nbb: {title: Bb, date: 2022-05-06}\n",
    )
    .build();
    let feed = text(&site, "feed.xml");
    assert!(feed.contains("<updated>2022-05-06T00:00:00Z</updated>"));
    assert!(feed.contains("<title>Aa &amp; Co</title>"));
    assert!(feed.find("Bb").unwrap() < feed.find("Aa").unwrap(), "newest first");
    assert!(feed.contains("https://example.org/sub/orte/aa/"));
}

#[test]
fn hostile_titles_stay_text_everywhere() {
    let hostile = "<script>alert(1)</script>{{ 7*7 }}\"'&";
    let site = places(&format!(
        "aa: {{title: '{}', date: 2021-03-01, summary: 'x {{{{ site }}}} x'}}\nbb: {{title: Bb, above: aa}}\n",
        hostile.replace('\'', "''")
    ))
    .build();
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        // Tables are no markup.
        let is_table = path.starts_with("daten/") && !path.ends_with(".html");
        assert!(is_table || !text.contains("<script>alert"), "{path}");
        assert!(!text.contains("49\""), "{path}");
    }
    assert!(text(&site, "orte/aa/index.html").contains("{{ site }}"));
    assert!(
        text(&site, "orte/bb/index.html")
            .contains("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}")
    );
}

#[test]
fn a_site_may_replace_templates_and_texts() {
    let site = places("ulm: {title: Ulm}\n")
        .with(
            "themes/haus/templates/entry/place.html",
            "{% extends \"entry.html\" %}{% block special %}<p>Eigenes</p>{% endblock %}",
        )
        .with("themes/haus/texts/de.ftl", "home = Anfang\n")
        .with("content/site.yaml", "format: 1\ntitle: Probe\ntheme: haus\n")
        .build();
    let page = text(&site, "orte/ulm/index.html");
    assert!(page.contains("<p>Eigenes</p>") && page.contains(">Anfang</a>"));
}

#[test]
fn errors_of_templates_point_into_the_theme() {
    let site = places("ulm: {title: Ulm}\nbonn: {title: Bonn}\n")
        .with("content/site.yaml", "format: 1\ntitle: Probe\ntheme: haus\n");
    let own = "themes/haus/templates/entry/place.html";
    let syntax = site.clone().with(own, "<p>\n  {{ entry. }}</p>\n");
    assert_eq!(syntax.found(), ["B602 themes/haus/templates/entry/place.html:2:13"]);
    let missing = site.clone().with(own, "<p>\n  {{ entry.nosuch }}</p>\n");
    let found = missing.found();
    assert_eq!(found, ["B602 themes/haus/templates/entry/place.html:2:12"], "once, not per page");
    let text = site.clone().with(own, "{{ t(key=\"nosuch\") }}");
    assert_eq!(text.codes(), [Code::TemplateError]);
    // `entry/guide.html` of the standard theme fills blocks: a parent without them is at fault, not the child.
    let blocks = site.clone().with("themes/haus/templates/entry.html", "{{ entry.link.title }}\n");
    let found = blocks.found();
    assert!(!found.is_empty(), "blocks are missing");
    assert!(found.iter().all(|at| at == "B602 themes/haus/templates/entry.html:1:1"), "{found:?}");
    let fluent = site.with("themes/haus/texts/de.ftl", "home = Anfang\n= kaputt\n");
    assert_eq!(fluent.codes(), [Code::ThemeText]);
}

/// The policy of a page (CSP Level 3), directive by directive.
fn policy(page: &str) -> Vec<(&str, &str)> {
    let mut found = page.split("<meta http-equiv=\"Content-Security-Policy\" content=\"").skip(1);
    let policy = found.next().unwrap_or_else(|| panic!("no policy: {page}"));
    assert_eq!(found.next(), None, "one policy");
    let before = &page[..page.find("http-equiv=\"Content").unwrap()];
    assert!(!before.contains("<link") && !before.contains("<script"), "the policy comes first");
    policy[..policy.find('"').unwrap()]
        .split("; ")
        .map(|directive| directive.split_once(' ').unwrap())
        .collect()
}

#[test]
fn every_page_forbids_what_it_does_not_need() {
    let settings = "format: 1\ntitle: Probe\nlanguages: [de, en]\nembeds:\n  types: [place]\n";
    let entries = "ulm: {title: Ulm, aliases: [alt/ulm], summary: \"Ein *Ort*\"}\nbonn: {title: Bonn, twins: [{place: ulm}]}\n";
    for settings in [settings, &format!("{settings}base_url: https://example.org/sub/\n")] {
        let site = places(entries).with("content/site.yaml", settings).build();
        let pages: Vec<&String> = site.keys().filter(|path| path.ends_with(".html")).collect();
        for one in [
            "index.html",
            "404.html",
            "embed/index.html",
            "alt/ulm/index.html",
            "orte/ulm/index.html",
        ] {
            assert!(pages.iter().any(|path| *path == one), "{one} is not among {pages:?}");
        }
        for path in pages {
            let page = text(&site, path);
            let policy = policy(&page);
            let sources = |name: &str| {
                policy.iter().find(|directive| directive.0 == name).map(|directive| directive.1)
            };
            assert_eq!(sources("default-src"), Some("'none'"), "{path}");
            assert_eq!(sources("base-uri"), Some("'none'"), "{path}: falls back on nothing");
            let forms = if page.contains("<form") { "'self'" } else { "'none'" };
            assert_eq!(sources("form-action"), Some(forms), "{path}: falls back on nothing");
            for (name, source) in &policy {
                assert!(matches!(*source, "'none'" | "'self'"), "{path}: {name} {source}");
            }
            // What is not there is not allowed.
            let executed = page.replace("<script type=\"application/ld+json\"", "");
            let scripts = executed.contains("<script");
            assert_eq!(sources("script-src").is_some(), scripts, "{path}");
            let fetches = page.contains("embed.js");
            assert_eq!(sources("connect-src").is_some(), fetches, "{path}");
            for inline in [" style=\"", "<style", " onclick", " onload", "javascript:"] {
                assert!(!page.contains(inline), "{path}: {inline}");
            }
        }
    }
}

#[test]
fn a_theme_says_in_one_block_what_its_pages_may_load() {
    let site = places("ulm: {title: Ulm}\n")
        .with("content/site.yaml", "format: 1\ntitle: Probe\ntheme: haus\n")
        .with(
            "themes/haus/templates/entry/place.html",
            "{% extends \"entry.html\" %}\n{% block policy %}default-src 'self'{% endblock %}\n",
        )
        .build();
    assert_eq!(policy(&text(&site, "orte/ulm/index.html")), [("default-src", "'self'")]);
    assert_eq!(policy(&text(&site, "orte/index.html"))[0], ("default-src", "'none'"));
}

#[test]
fn an_unknown_theme_is_a_finding() {
    let site = places("ulm: {title: Ulm}\n")
        .with("content/site.yaml", "format: 1\ntitle: Probe\ntheme: standart\n");
    assert_eq!(site.codes(), [Code::NoTheme]);
}

#[test]
fn ratings_tell_lost_from_not_stated() {
    let rated = "\
type: rated
label: {de: Urteil, en: Judgement}
plural: {de: Urteile, en: Judgements}
folder: rateds
pages: list
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  marks:
    kind: map
    label: {de: Noten, en: Marks}
    keys: {kind: reference, to: place}
    of:
      kind: rating
      label: {de: Note, en: Mark}
      scale: {1: {de: schlecht, en: bad}, 2: {de: gut, en: good}}
";
    let site = places("aa: {title: Aa}\nbb: {title: Bb}\ncc: {title: Cc}\n")
        .with("content/types/rated.yaml", rated)
        .with("content/rateds.yaml", "x: {title: Lage, marks: {aa: 2, bb: ka, cc: null}}\n")
        .build();
    let page = text(&site, "rateds/index.html");
    let row = &page[page.find("id=\"x\"").unwrap()..];
    let good = row.find("rating-2").unwrap();
    let not_stated = row.find("k. A.").unwrap();
    let lost = row.find("rating-lost").unwrap();
    assert!(good < not_stated && not_stated < lost, "{row}");
    // The rating stands on the page of what is rated, too.
    assert!(text(&site, "orte/aa/index.html").contains("rating-2"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let site = places("aa: {title: Aa, date: 2021-03-01, twins: [{place: bb}]}\nbb: {title: Bb}\n");
    assert_eq!(site.build(), site.build());
}

#[test]
fn what_is_printed_about_an_entry_is_on_its_page_and_not_among_the_downloads_of_all() {
    let about = |title: &str, format: &str| {
        format!("title: {title}\nformat: {format}\nsections:\n  - entries: [thing:a]\n")
    };
    let built = things("a: {title: A}\nb: {title: B}\n")
        .with("content/publications/falt.yaml", about("Falt", "leaflet"))
        .with("content/publications/blatt.yaml", about("A in Kürze", "sheet"))
        .with("content/publications/heft.yaml", about("Heft", "a5"))
        .options(|options| options.print = true)
        .build();
    let page = |path: &str| String::from_utf8(built[path].clone()).unwrap();
    let of_entry = page("things/a/index.html");
    for (file, text) in
        [("falt", "Als Faltblatt herunterladen (PDF)"), ("blatt", "A in Kürze (PDF)")]
    {
        let link = format!("<a href=\"../../{file}.pdf\">{text}</a>");
        assert!(of_entry.contains(&link), "{link}: {of_entry}");
        assert!(!page("index.html").contains(&format!("{file}.pdf")));
        assert!(!page("things/b/index.html").contains(&format!("{file}.pdf")));
    }
    assert!(!of_entry.contains("heft.pdf") && page("index.html").contains("heft.pdf"));
}
