//! What machines get beside the pages: tables, feeds, calendars, contacts, linked data.

use serde_json::{Value, json};

use crate::support::{Outputs, TestSite};

const SETTINGS: &str = "\
format: 1
title: Probe
languages: [de, en]
base_url: https://example.org/sub/
";

/// A type with a field of every kind that tables tell apart.
const SHOP: &str = "\
type: shop
label: {de: Laden, en: Shop}
plural: {de: Läden, en: Shops}
folder: shops
route: {de: laeden, en: shops}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  summary: {kind: text, label: {de: Kurz, en: Summary}, help: {de: In einem Satz., en: In a sentence.}}
  size: {kind: integer, min: -5, max: 500, unit: {de: Leute, en: people}, label: {de: Größe, en: Size}}
  founded: {kind: partial_date, label: {de: Gegründet, en: Founded}}
  colour: {kind: enum, values: {rot: {de: Rot, en: Red}, blau: {de: Blau, en: Blue}}, label: {de: Farbe, en: Colour}}
  above: {kind: reference, to: shop, parent: true, label: {de: Gehört zu, en: SiteScope of}}
  near: {kind: list, of: {kind: reference, to: shop}, label: {de: In der Nähe, en: Near}}
  hours:
    kind: list
    label: {de: Öffnungszeiten, en: Hours}
    of:
      kind: object
      fields:
        day: {kind: string, label: {de: Tag, en: Day}}
        from: {kind: number, label: {de: ab, en: from}}
  secret: {kind: string, hidden: true, label: {de: Intern, en: Internal}}
";

fn shops(entries: &str) -> TestSite {
    TestSite::new(&[
        ("content/types/shop.yaml", SHOP),
        ("content/shops.yaml", entries),
        ("content/site.yaml", SETTINGS),
    ])
}

fn text(outputs: &Outputs, path: &str) -> String {
    let bytes = outputs
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not among {:?}", outputs.keys().collect::<Vec<_>>()));
    String::from_utf8(bytes.clone()).unwrap()
}

fn parsed(outputs: &Outputs, path: &str) -> Value {
    serde_json::from_str(&text(outputs, path)).unwrap()
}

const TWO: &str = "\
aa:
  title: Aa & Söhne
  summary: 'Siehe [](shop:bb) und [dort](shop:bb), *gut*.'
  size: -3
  founded: 2012-03
  colour: rot
  above: bb
  near: [bb]
  hours: [{day: Montag, from: 8.5}]
  secret: nicht auf Seiten
bb: {title: '=1+1', size: 4}
old: {title: Alt, status: archived}
new: {title: Neu, status: draft}
";

#[test]
fn a_type_is_a_table_in_two_notations() {
    let site = shops(TWO).build();
    let rows = parsed(&site, "daten/laeden.json");
    let ids: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, ["bb", "aa"], "what lists show, in their order");
    let aa = &rows[1];
    assert_eq!(aa["page_url"], "https://example.org/sub/laeden/aa/");
    assert_eq!(aa["summary"], "Siehe =1+1 und dort, gut.", "plain text; links are called by name");
    assert_eq!(
        (&aa["size"], &aa["founded"], &aa["colour"]),
        (&json!(-3), &json!("2012-03"), &json!("rot"))
    );
    assert_eq!((&aa["above"], &aa["near"]), (&json!("bb"), &json!(["bb"])));
    assert_eq!(aa["hours"], json!([{"day": "Montag", "from": 8.5}]));
    assert_eq!(aa["secret"], "nicht auf Seiten");
    assert_eq!(rows[0]["near"], Value::Null);
    assert!(aa.get("status").is_none() && aa.get("suppress").is_none(), "for editors only");

    let csv = text(&site, "daten/laeden.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("id,page_url,title,summary,size,founded,"), "{csv}");
    // Text that looks like a formula is marked as text; a negative number is a number.
    assert!(lines[1].starts_with("bb,https://example.org/sub/laeden/bb/,'=1+1,,4,"), "{csv}");
    assert!(
        lines[2].contains(",\"Siehe =1+1 und dort, gut.\",-3,2012-03,rot,bb,\"[\"\"bb\"\"]\","),
        "{csv}"
    );
    assert_eq!(lines.len(), 4, "{csv}");
}

#[test]
fn the_package_says_what_the_columns_are() {
    let site = shops(TWO).build();
    let package = parsed(&site, "daten/datapackage.json");
    let resources = package["resources"].as_array().unwrap();
    let names: Vec<&Value> = resources.iter().map(|resource| &resource["name"]).collect();
    assert_eq!(names, ["laeden", "laeden-json"]);
    assert_eq!(resources[0]["path"], "laeden.csv");
    let schema = &resources[0]["schema"];
    let field = |name: &str| {
        let fields = schema["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap().clone()
    };
    assert_eq!(field("title")["constraints"], json!({"required": true}));
    assert_eq!(field("summary")["description"], "In einem Satz.");
    let size = json!({"name": "size", "type": "integer", "title": "Größe", "unit": "Leute",
        "constraints": {"minimum": -5, "maximum": 500}});
    assert_eq!(field("size"), size);
    assert_eq!(field("colour")["categories"][1], json!({"value": "blau", "label": "Blau"}));
    assert_eq!(field("near")["references"], json!(["laeden"]));
    let key = json!([{"fields": ["above"], "reference": {"resource": "", "fields": ["id"]}}]);
    assert_eq!(schema["foreignKeys"], key);

    let page = text(&site, "daten/index.html");
    assert!(page.contains("href=\"../daten/laeden.csv\"") && page.contains("datapackage.json"));
    assert!(text(&site, "index.html").contains("href=\"./daten/\""), "linked from every page");
    // In English there is nothing yet.
    assert!(!site.contains_key("en/data/datapackage.json"));
}

#[test]
fn a_foreign_key_is_declared_where_it_holds() {
    let archived = TWO.replace("above: bb", "above: old");
    let site = shops(&archived).build();
    assert_eq!(parsed(&site, "daten/laeden.json")[1]["above"], "old", "archived, and still named");
    let package = parsed(&site, "daten/datapackage.json");
    assert!(package["resources"][0]["schema"].get("foreignKeys").is_none());
}

#[test]
fn a_preview_has_no_data() {
    let site = shops(TWO).options(|options| options.publishing.drafts = true).build();
    assert!(!site.keys().any(|path| path.starts_with("daten/")));
    assert!(!text(&site, "index.html").contains("daten/"));
}

/// Shops with texts, in two languages, that are there as Markdown too.
fn in_markdown(settings: &str) -> TestSite {
    let text = "\
Wie [](shop:bb) und [nebenan](shop:aa#preise); siehe [oben](#preise), [Plan](plan.pdf), [](shop:old).

## Preise

![Karte](karte.svg \"Wo *wir* sind\")

| Ware | Preis |
| --- | ---: |
| A\\|B | 1 |
";
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    TestSite::new(&[
        ("content/types/shop.yaml", SHOP),
        ("content/site.yaml", settings),
        (
            "content/shops/aa/index.md",
            &format!(
                "---\ntitle: 'Aa: & Söhne'\nsummary: 'Kurz, [](shop:bb).'\nnear: [bb]\nfounded: 2012\n---\n\n{text}"
            ),
        ),
        ("content/shops/aa/index.en.md", "---\ntitle: Aa and sons\n---\n\nSee [](shop:bb).\n"),
        ("content/shops/aa/karte.svg", drawing),
        ("content/shops/aa/plan.pdf", "%PDF-1.4\n%%EOF\n"),
        ("content/shops/bb.md", "---\ntitle: Bb\n---\n"),
        ("content/shops/old.md", "---\ntitle: Alt\nstatus: archived\n---\n\nFrüher.\n"),
        ("content/shops/new.md", "---\ntitle: Neu\nstatus: draft\n---\n"),
    ])
}

#[test]
fn an_entry_is_there_as_markdown_where_the_settings_want_it() {
    let settings = format!("{SETTINGS}data: {{markdown: [shop]}}\n");
    let site = in_markdown(&settings).build();
    let files: Vec<&String> = site.keys().filter(|path| path.ends_with(".md")).collect();
    assert_eq!(files, ["daten/shop/aa.md", "daten/shop/bb.md", "en/data/shop/aa.md"]);
    let base = "https://example.org/sub/";
    let media = site.keys().find(|path| path.ends_with("karte.svg")).unwrap();
    let plan = site.keys().find(|path| path.ends_with("plan.pdf")).unwrap();
    assert_eq!(
        text(&site, "daten/shop/aa.md"),
        format!(
            "---\nid: aa\ntype: shop\nlanguage: de\npage_url: \"{base}laeden/aa/\"\ntitle: \"Aa: & Söhne\"\n\
             summary: \"Kurz, Bb.\"\nfounded: \"2012\"\nnear:\n- bb\n---\n\n\
             Wie [Bb]({base}laeden/bb/) und [nebenan]({base}laeden/aa/#preise); siehe [oben]({base}laeden/aa/#preise), \
             [Plan]({base}{plan}), [Alt]({base}laeden/old/).\n\n## Preise\n\n\
             ![Karte]({base}{media} \"Wo *wir* sind\")\n\n\
             | Ware | Preis |\n| --- | ---: |\n| A\\|B | 1 |\n"
        )
    );
    let page = text(&site, "laeden/aa/index.html");
    let link = "<link rel=\"alternate\" type=\"text/markdown\" title=\"Als Markdown\" href=\"../../daten/shop/aa.md\">";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("<a href=\"../../daten/shop/aa.md\">Als Markdown</a>"), "{page}");
    let english = text(&site, "en/data/shop/aa.md");
    assert!(english.contains("language: en\n") && english.contains(&format!("({base}laeden/bb/)")));

    // Nobody is told of what is not there.
    let without = in_markdown(SETTINGS).build();
    assert!(!without.keys().any(|path| path.ends_with(".md")));
    assert!(!text(&without, "laeden/aa/index.html").contains("arkdown"));
    let preview = in_markdown(&settings).options(|options| options.publishing.drafts = true);
    assert!(!preview.build().keys().any(|path| path.ends_with(".md")));
}

#[test]
fn markdown_without_the_address_of_the_site_leads_there_by_relative_links() {
    let site =
        in_markdown("format: 1\ntitle: P\nlanguages: [de, en]\ndata: {markdown: [shop]}\n").build();
    assert!(text(&site, "daten/shop/aa.md").contains("[Bb](../../laeden/bb/)"));
    assert!(text(&site, "en/data/shop/aa.md").contains("[Bb](../../../laeden/bb/)"));
}

/// News about places, and a type whose entries have feeds.
fn news(notices: &str) -> TestSite {
    shops("aa: {title: Aa, rubric: Für Aa}\nbb: {title: Bb}\ncc: {title: Cc}\n")
        .with(
            "content/types/shop.yaml",
            SHOP.replace(
                "defaults:",
                "feed: {label: {de: Neues aus, en: News from}, title: rubric}\ndefaults:",
            ) + "  rubric: {kind: string, label: {de: Rubrik, en: Column}}\n",
        )
        .with(
            "content/types/note.yaml",
            "\
type: note
label: {de: Notiz, en: Note}
plural: {de: Notizen, en: Notes}
folder: notes
route: {de: notizen, en: notes}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  date: {kind: date, role: date, label: {de: Datum, en: Date}}
  summary: {kind: text, label: {de: Kurz, en: Summary}}
  shops: {kind: list, of: {kind: reference, to: shop}, label: {de: Läden, en: Shops}}
",
        )
        .with("content/notes.yaml", notices)
}

const NOTES: &str = "\
eins: {title: Eins & mehr, date: 2026-01-02, shops: [aa, bb], summary: 'Kurz, [dort](shop:bb).'}
zwei: {title: Zwei, date: 2026-02-03, shops: [aa], sample: true}
drei: {title: Drei, date: 2026-03-04}
";

#[test]
fn feeds_of_the_standard_types_are_called_as_people_say_it() {
    let common = "date: 2026-03-01\nsummary: Kurz.\nregions: [ost]\ntrades: [zimmerer]\naudiences: [hw, politik]\n";
    let notice = |title: &str, more: &str| {
        format!("---\ntitle: {title}\nstatus: approved\n{more}---\n\nText.\n")
    };
    let named = |folder: &str, id: &str, de: &str, en: &str| {
        [(".md", de), (".en.md", en)].map(|(end, name)| {
            let required = match (folder, end) {
                ("regions", ".md") => "kind: region\n",
                ("trades", ".md") => "in_a1: true\n",
                _ => "",
            };
            (format!("content/{folder}/{id}{end}"), format!("---\nname: {name}\n{required}---\n"))
        })
    };
    let files: Vec<(String, String)> = [
        named("regions", "ost", "Region Ostwürttemberg", "Region of East Württemberg"),
        named("trades", "zimmerer", "Zimmerer", "Carpenters"),
        named("audiences", "politik", "Politische Akteure", "Policy makers"),
        named(
            "audiences",
            "hw",
            "Handwerk\nrubric: Für unsere Betriebe",
            "Crafts\nrubric: For our firms",
        ),
    ]
    .concat();
    let site = files.iter().fold(
        shops("aa: {title: Aa}\n")
            .with("content/notices/n.md", notice("Neu", common))
            .with("content/notices/n.en.md", notice("New", "summary: Short.\n")),
        |site, (path, text)| site.with(path, text),
    );
    let site = site.build();
    for (path, title) in [
        ("regionen/ost", "Mitteilungen aus den Clustern: Region Ostwürttemberg"),
        ("en/regions/ost", "News from the clusters: Region of East Württemberg"),
        ("gewerke/zimmerer", "Neues für das Gewerk: Zimmerer"),
        ("en/trades/zimmerer", "News for the trade: Carpenters"),
        ("zielgruppen/politik", "Neues für die Zielgruppe: Politische Akteure"),
        ("en/audiences/politik", "News for the audience: Policy makers"),
        ("zielgruppen/hw", "Für unsere Betriebe"),
        ("en/audiences/hw", "For our firms"),
    ] {
        assert_eq!(parsed(&site, &format!("{path}/feed.json"))["title"], title);
    }
}

#[test]
fn feeds_are_about_the_site_or_about_an_entry() {
    let site = news(NOTES).build();
    let titles = |path: &str| -> Vec<String> {
        let feed = parsed(&site, path);
        let items = feed["items"].as_array().unwrap();
        items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles("feed.json"), ["Drei", "Zwei (Musterfall)", "Eins & mehr"]);
    assert_eq!(titles("laeden/aa/feed.json"), ["Zwei (Musterfall)", "Eins & mehr"]);
    assert_eq!(titles("laeden/bb/feed.json"), ["Eins & mehr"]);
    assert!(!site.contains_key("laeden/cc/feed.json"), "nothing refers to it");

    let feed = parsed(&site, "laeden/bb/feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["title"], "Neues aus: Bb");
    assert_eq!(feed["home_page_url"], "https://example.org/sub/laeden/bb/");
    assert_eq!(feed["feed_url"], "https://example.org/sub/laeden/bb/feed.json");
    let item = &feed["items"][0];
    assert_eq!(item["id"], "https://example.org/sub/notizen/eins/");
    assert_eq!(item["date_published"], "2026-01-02T00:00:00Z");
    let html = "<p>Kurz, <a href=\"https://example.org/sub/laeden/bb/\">dort</a>.</p>";
    assert_eq!(item["content_html"].as_str().map(str::trim), Some(html));
    assert_eq!(
        parsed(&site, "laeden/aa/feed.json")["items"][0]["content_text"],
        "Zwei (Musterfall)"
    );

    let atom = text(&site, "laeden/aa/feed.xml");
    assert!(atom.contains("<title>Für Aa</title>"), "its own title: {atom}");
    assert!(atom.contains("<id>https://example.org/sub/laeden/aa/feed.xml</id>"));
    assert!(atom.contains("<updated>2026-02-03T00:00:00Z</updated>"), "{atom}");
    let page = text(&site, "laeden/aa/index.html");
    assert!(page.contains(
        "type=\"application/feed+json\" title=\"Für Aa\" href=\"../../laeden/aa/feed.json\""
    ));
    assert!(!text(&site, "laeden/cc/index.html").contains("laeden/cc/feed"));
}

#[test]
fn a_feed_title_must_be_a_field() {
    let site = news(NOTES).with(
        "content/types/shop.yaml",
        SHOP.replace("defaults:", "feed: {label: Neues aus, title: nosuch}\ndefaults:"),
    );
    let site = site.with("content/shops.yaml", "aa: {title: Aa}\nbb: {title: Bb}\n");
    assert_eq!(
        site.with("content/notes.yaml", "").found()[1..],
        ["B505 content/types/shop.yaml:6:33"]
    );
}

/// A club with dates, and a way to reach it.
fn club(entry: &str) -> TestSite {
    TestSite::new(&[
        (
            "content/types/club.yaml",
            "\
type: club
label: {de: Verein, en: Club}
plural: {de: Vereine, en: Clubs}
folder: clubs
route: {de: vereine, en: clubs}
calendar: dates
vcard: org
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  website: {kind: url, label: {de: Website, en: Website}}
  address: {kind: address, label: {de: Anschrift, en: Address}}
  dates:
    kind: list
    label: {de: Termine, en: Dates}
    of:
      kind: object
      fields:
        date: {kind: partial_date, label: {de: Datum, en: Date}}
        date_to: {kind: partial_date, label: {de: bis, en: to}}
        title: {kind: string, label: {de: Was, en: What}}
",
        ),
        ("content/clubs.yaml", entry),
        ("content/site.yaml", SETTINGS),
    ])
}

#[test]
fn dates_known_to_the_day_are_in_the_calendar() {
    let site = club(
        "\
aa:
  title: Aa
  as_of: 2012-01
  dates:
    - {date: 2012-05, title: Irgendwann im Mai}
    - {date: 2012-04-17, date_to: 2012-04-18, title: \"Fest; mit Musik\\r\\nEND:VEVENT\"}
bb: {title: Bb, dates: [{date: 2012-06}]}
",
    )
    .build();
    let own = text(&site, "vereine/aa/termine.ics");
    for line in [
        "UID:club-aa-2@example.org\r\n",
        "DTSTAMP:20120101T000000Z\r\n",
        "DTSTART;VALUE=DATE:20120417\r\n",
        // The day after the last one.
        "DTEND;VALUE=DATE:20120419\r\n",
        "SUMMARY;LANGUAGE=de:Fest\\; mit Musik",
        "URL:https://example.org/sub/vereine/aa/\r\n",
    ] {
        assert!(own.contains(line), "no {line} in {own}");
    }
    assert_eq!(own.matches("BEGIN:VEVENT").count(), 1, "a month is no day: {own}");
    assert_eq!(own.matches("\r\nEND:VEVENT").count(), 1, "nothing gets out of its line: {own}");
    assert!(text(&site, "termine.ics").contains("UID:club-aa-2@example.org"));
    assert!(!site.contains_key("vereine/bb/termine.ics"));
    assert!(text(&site, "vereine/aa/index.html").contains("href=\"../../vereine/aa/termine.ics\""));
    assert!(text(&site, "daten/index.html").contains("href=\"../termine.ics\""));
}

#[test]
fn a_date_that_ends_before_it_begins_is_a_mistake_and_one_known_to_the_month_is_none() {
    let entries = "\
aa:
  title: Aa
  dates:
    - {date: 2012-05-03, date_to: 2012-05}
    - {date: 2012-05-03, date_to: 2012-04}
    - {date: 2012, date_to: 2012-05-03}
bb: {title: Bb, dates: [{date: 2012-05-03, date_to: 2012-05-02}]}
";
    let found = ["B213 content/clubs.yaml:3:3", "B213 content/clubs.yaml:7:17"];
    assert_eq!(club(entries).found(), found);
}

#[test]
fn who_can_be_reached_has_a_card() {
    let site = club(
        "\
aa: {title: 'Aa, Bb; Cc', website: 'https://aa.example/', address: {street: Weg 1, postal_code: '89073', city: Ulm}}
bb: {title: Bb}
",
    )
    .build();
    let card = text(&site, "vereine/aa/kontakt.vcf");
    let lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        "FN:Aa\\, Bb\\; Cc",
        "ORG:Aa\\, Bb\\; Cc",
        "LANG:de",
        "URL:https://aa.example/",
        "ADR:;;Weg 1;Ulm;;89073;",
        "END:VCARD",
        "",
    ];
    assert_eq!(card, lines.join("\r\n"));
    assert!(text(&site, "vereine/aa/index.html").contains("href=\"../../vereine/aa/kontakt.vcf\""));
    assert!(!site.contains_key("vereine/bb/kontakt.vcf"), "there is no way to reach it");
}

/// A place with a town hall, two guilds and a network; only the town hall says how it can be reached.
fn place(contacts: &str) -> TestSite {
    let place = format!(
        "\
type: place
label: {{de: Ort, en: Place}}
plural: {{de: Orte, en: Places}}
folder: places
route: {{de: orte, en: places}}
print: {{sheet: profile}}
defaults: {{status: approved}}
contacts:
{contacts}fields:
  title: {{kind: string, required: true, label: {{de: Titel, en: Title}}}}
  network: {{kind: reference, to: network, label: {{de: Netz, en: Net}}}}
"
    );
    let body = "\
type: body
label: {de: Stelle, en: Body}
plural: {de: Stellen, en: Bodies}
folder: bodies
route: {de: stellen, en: bodies}
vcard: org
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  kind: {kind: enum, values: {rathaus: {de: Rathaus, en: Town hall}, innung: {de: Innung, en: Guild}}, label: {de: Art, en: Kind}}
  place: {kind: reference, to: place, label: {de: Ort, en: Place}, inverse: {name: bodies, label: {de: Stellen, en: Bodies}}}
  duties: {kind: list, label: {de: Aufgaben, en: Duties}, of: {kind: string}}
  website: {kind: url, label: {de: Website, en: Website}}
";
    TestSite::new(&[
        ("content/site.yaml", SETTINGS),
        ("content/types/place.yaml", &*place),
        ("content/types/body.yaml", body),
        ("content/networks.yaml", "netz: {name: Netz, kind: netzwerk, status: approved}\n"),
        ("content/places.yaml", "ulm: {title: Ulm, network: netz}\nleer: {title: Leer}\n"),
        (
            "content/bodies.yaml",
            "\
b: {title: Innung B, kind: innung, place: ulm}
a: {title: Innung A, kind: innung, place: ulm}
rathaus: {title: Rathaus Ulm, kind: rathaus, place: ulm, website: 'https://ulm.example/', duties: [Gewerbe anmelden, \"Beraten\\r\\nEND:VCARD\"]}
entwurf: {title: Entwurf, kind: innung, place: ulm, status: draft}
",
        ),
    ])
    .options(|options| options.print = true)
}

const CONTACTS: &str = "  label: {de: Ansprechstellen, en: Contacts}
  from: [network, bodies]
  role: kind
  fields: [duties, website]
";

#[test]
fn whom_to_turn_to_stands_on_the_page_on_paper_and_in_the_address_book_by_role() {
    let site = place(CONTACTS).build();
    let page = text(&site, "orte/ulm/index.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words} in {page}"));
    let order = [
        "<a href=\"#s_contacts\">Ansprechstellen</a>",
        "<h2 id=\"s_contacts\">Ansprechstellen</h2>",
        ">Rathaus</dt>",
        ">Rathaus Ulm</a>",
        "Gewerbe anmelden",
        ">Innung</dt>",
        ">Innung A</a>",
        ">Innung B</a>",
    ];
    assert!(order.is_sorted_by_key(|words| at(words)), "{page}");
    assert_eq!(page.matches(">Innung A</a>").count(), 1, "said once: {page}");
    assert!(page.contains("href=\"../../orte/ulm/kontakte.vcf\""), "{page}");
    assert!(site.contains_key("orte/ulm/ulm.pdf"));

    let cards = text(&site, "orte/ulm/kontakte.vcf");
    assert_eq!(cards.matches("BEGIN:VCARD\r\n").count(), 4, "{cards}");
    assert_eq!(
        cards.matches("\r\nEND:VCARD\r\n").count(),
        4,
        "nothing gets out of its line: {cards}"
    );
    let hall = "FN:Rathaus Ulm\r\nORG:Rathaus Ulm\r\nROLE:Rathaus\r\nROLE:Gewerbe anmelden\r\nROLE:Beraten\\nEND:VCARD\r\nLANG:de\r\nURL:https://ulm.example/\r\n";
    assert!(cards.contains(hall), "{cards}");
    // Who has not said how is at least on this site.
    let guild = "FN:Innung A\r\nORG:Innung A\r\nROLE:Innung\r\nLANG:de\r\nURL:https://example.org/sub/stellen/a/\r\n";
    assert!(cards.contains(guild) && !cards.contains("Entwurf"), "{cards}");
    assert!(!site.contains_key("orte/leer/kontakte.vcf"), "nobody is there");
}

#[test]
fn contacts_come_from_relations() {
    let wrong = CONTACTS.replace("bodies]", "bodys]");
    assert_eq!(place(&wrong).found(), ["B966 content/types/place.yaml:10:19"]);
}

/// The linked data of a page.
fn linked(outputs: &Outputs, path: &str) -> Option<Value> {
    let page = text(outputs, path);
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    let (json, _) = rest.split_once("</script>").unwrap();
    assert!(!json.contains(['<', '>', '&']), "markup in {json}");
    Some(serde_json::from_str(json).unwrap())
}

/// Shops that say what they are.
fn declared(properties: &str, entries: &str) -> TestSite {
    let declaration =
        format!("schema_org: {{type: Store, properties: {{{properties}}}}}\ndefaults:");
    shops(entries).with("content/types/shop.yaml", SHOP.replace("defaults:", &declaration))
}

#[test]
fn a_page_says_what_it_is_about() {
    let entries = "\
aa: {title: 'A & B</script>', summary: 'Siehe [](shop:bb).', founded: 2012-03, above: bb, colour: rot, sample: true}
bb: {title: Bb}
new: {title: Neu, status: draft}
";
    let properties =
        "legalName: title, foundingDate: founded, parentOrganization: above, keywords: colour";
    let site = declared(properties, entries).build();
    let data = linked(&site, "laeden/aa/index.html").unwrap();
    let page = &data["@graph"][0];
    assert_eq!((&page["@type"], &page["inLanguage"]), (&json!("WebPage"), &json!("de")));
    assert_eq!(page["url"], "https://example.org/sub/laeden/aa/");
    let trail = page["breadcrumb"]["itemListElement"].as_array().unwrap();
    let steps: Vec<&Value> = trail.iter().map(|step| &step["item"]["@id"]).collect();
    assert_eq!(
        steps[..3],
        [
            "https://example.org/sub/",
            "https://example.org/sub/laeden/",
            "https://example.org/sub/laeden/bb/"
        ]
    );
    let shop = json!({
        "@type": "Store",
        "name": "A & B</script> (Musterfall)",
        "legalName": "A & B</script> (Musterfall)",
        "description": "Siehe Bb.",
        "url": "https://example.org/sub/laeden/aa/",
        "foundingDate": "2012-03",
        "keywords": "Rot",
        "parentOrganization": {"@type": "Store", "name": "Bb", "url": "https://example.org/sub/laeden/bb/"},
    });
    assert_eq!(page["mainEntity"], shop);
    assert_eq!(linked(&site, "index.html").unwrap()["@graph"][0]["@type"], "WebSite");
    assert!(linked(&site, "404.html").is_none());
    let preview = declared("", entries).options(|options| options.publishing.drafts = true).build();
    assert!(linked(&preview, "laeden/aa/index.html").is_none(), "nobody should find a preview");
}

#[test]
fn a_list_says_what_stands_on_it_and_a_date_what_takes_place() {
    let site = declared("", "aa: {title: Aa}\n");
    let shop = SHOP.replace("defaults:", "pages: list\nschema_org: {type: Store}\ndefaults:");
    let data = linked(&site.with("content/types/shop.yaml", shop).build(), "laeden/index.html");
    let list = &data.unwrap()["@graph"][0]["mainEntity"];
    assert_eq!((&list["@type"], &list["numberOfItems"]), (&json!("ItemList"), &json!(1)));
    let item = &list["itemListElement"][0]["item"];
    assert_eq!(item["url"], "https://example.org/sub/laeden/#aa");

    let entry = "aa: {title: Aa, dates: [{date: 2012-05}, {date: 2012-04-17, title: Fest}]}\n";
    let data = linked(&club(entry).build(), "vereine/aa/index.html").unwrap();
    let event = json!({
        "@type": "Event", "name": "Fest", "description": "Aa", "startDate": "2012-04-17",
        "endDate": "2012-04-17", "url": "https://example.org/sub/vereine/aa/",
    });
    assert_eq!(data["@graph"][1], event);
    assert!(data["@graph"][0].get("mainEntity").is_none(), "the type does not say what it is");
}

#[test]
fn what_an_entry_is_may_depend_on_a_field() {
    let cluster = |kind: &str, more: &str| {
        format!(
            "---\nname: Name {kind}\nkind: {kind}\nstatus: approved\nname_variants: [Kurz]\nfounded: 2011\nstudy_area: automotive\ninnovation_fields: [f]\nregions: [ost]\nchamber_basis: text\ncraft_relevance: hoch\ntables: [A 3]\n{more}---\n\nText.\n"
        )
    };
    let site = shops("aa: {title: Aa}\n")
        .with("content/regions.yaml", "ost: {name: Ost, kind: region}\n")
        .with("content/innovation_fields.yaml", "f: {name: Feld}\n")
        .with("content/clusters/a.md", cluster("cluster", ""))
        .with("content/clusters/b.md", cluster("clusterinitiative", "parent: a\n"))
        .build();
    let main = |path: &str| linked(&site, path).unwrap()["@graph"][0]["mainEntity"].clone();
    let grown = main("cluster/a/index.html");
    assert_eq!((&grown["@type"], &grown["alternateName"]), (&json!("Thing"), &json!(["Kurz"])));
    assert!(grown.get("foundingDate").is_none() && grown.get("areaServed").is_none(), "{grown}");
    let organised = main("cluster/b/index.html");
    assert_eq!(organised["@type"], "Organization");
    assert_eq!(organised["foundingDate"], "2011");
    assert_eq!((&organised["areaServed"][0]["@type"]), "Place");

    let found = |declaration: &str| {
        let kind = SHOP.replace("defaults:", &format!("schema_org: {declaration}\ndefaults:"));
        shops("aa: {title: Aa}\n").with("content/types/shop.yaml", kind).found()
    };
    assert_eq!(found("{by: colour, values: {rot: {type: Store}}}"), [""; 0]);
    assert_eq!(found("{by: title, values: {}}"), ["B506 content/types/shop.yaml:6:18"]);
    assert_eq!(found("{by: color, values: {}}"), ["B505 content/types/shop.yaml:6:18"]);
    assert_eq!(
        found("{by: colour, values: {rosa: {type: Store}}}"),
        ["B506 content/types/shop.yaml:6:35"]
    );
    assert_eq!(found("{by: colour}"), ["B502 content/types/shop.yaml:6:13"]);
}

#[test]
fn what_nobody_may_see_is_not_told_to_search_engines() {
    let found = |properties| declared(properties, "aa: {title: Aa}\n").found();
    assert_eq!(found("legalName: secret"), ["B506 content/types/shop.yaml:6:51"]);
    assert_eq!(found("openingHours: hours"), ["B506 content/types/shop.yaml:6:54"]);
    assert_eq!(found("Opening: size"), ["B506 content/types/shop.yaml:6:40"]);
    assert_eq!(found("size: nosuch"), ["B505 content/types/shop.yaml:6:46"]);
    let kind = SHOP.replace("defaults:", "schema_org: {type: laden}\ndefaults:");
    let site = shops("aa: {title: Aa}\n").with("content/types/shop.yaml", kind);
    assert_eq!(site.found(), ["B506 content/types/shop.yaml:6:20"]);
}

/// A course takes its time: in the order of lengths, in words, by bands, in tables and for search engines.
#[test]
fn durations_are_told_to_readers_and_machines() {
    let course = "\
type: course
label: {de: Kurs, en: Course}
plural: {de: Kurse, en: Courses}
folder: courses
route: {de: kurse, en: courses}
defaults: {status: approved}
sort: [length]
registers: [length]
schema_org: {type: Course, properties: {timeRequired: length}}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  length: {kind: duration, bands: [1 h, 1 Tag], min: 10 min, label: {de: Dauer, en: Length}}
";
    let entries = "\
aa: {title: Aa, length: 2 Wochen}
bb: {title: Bb, length: \"1,5 h\"}
cc: {title: Cc, length: 45 min}
dd: {title: Dd, length: 1 day}
";
    let site = TestSite::new(&[
        ("content/types/course.yaml", course),
        ("content/courses.yaml", entries),
        ("content/courses/aa.en.md", "---\ntitle: Aa\n---\n"),
        ("content/site.yaml", SETTINGS),
    ]);
    let built = site.build();
    let page = text(&built, "kurse/bb/index.html");
    let time = "<time datetime=\"PT1H30M\">1\u{a0}Stunde 30\u{a0}Minuten</time>";
    assert!(page.contains(time), "{page}");
    assert!(page.contains("\"timeRequired\":\"PT1H30M\""), "{page}");
    assert!(text(&built, "kurse/aa/index.html").contains(">2\u{a0}Wochen<"));
    assert!(text(&built, "en/courses/aa/index.html").contains(">2\u{a0}weeks<"));
    let list = text(&built, "kurse/index.html");
    let place = |text: &str| list.find(text).unwrap_or_else(|| panic!("{text}: {list}"));
    assert!(place("kurse/cc/") < place("kurse/bb/") && place("kurse/bb/") < place("kurse/dd/"));
    for band in ["bis 1\u{a0}Stunde", "über 1\u{a0}Stunde bis 1\u{a0}Tag", "über 1\u{a0}Tag"] {
        place(band);
    }
    let rows = parsed(&built, "daten/kurse.json");
    let lengths: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["length"]).collect();
    assert_eq!(lengths, ["PT45M", "PT1H30M", "P1D", "P14D"]);
    assert!(text(&built, "daten/kurse.csv").contains(",PT1H30M"));
    let package = parsed(&built, "daten/datapackage.json");
    let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap().clone();
    let field = fields.iter().find(|field| field["name"] == "length").unwrap();
    let constraints = json!({"minimum": "PT10M"});
    assert_eq!((&field["type"], &field["constraints"]), (&json!("duration"), &constraints));
}

/// However a length is written, a range finds it.
#[test]
fn entries_are_selected_by_ranges() {
    let course = "\
type: course
label: {de: Kurs, en: Course}
plural: {de: Kurse, en: Courses}
folder: courses
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  length: {kind: duration, label: {de: Dauer, en: Length}}
  fee: {kind: money, label: {de: Gebühr, en: Fee}}
  begun: {kind: partial_date, label: {de: Beginn, en: Begin}}
";
    let entries = "\
aa: {title: Aa, length: 45 min, fee: 100, begun: 2024}
bb: {title: Bb, length: 90 min, fee: 200 CHF, begun: 2025-03}
cc: {title: Cc, length: \"1,5 h\", fee: 300, begun: 2026-01-01}
dd: {title: Dd}
";
    let found = |filter: &str| {
        let edition = format!("title: Teil\nselect: [{{type: course, where: {{{filter}}}}}]\n");
        let site = TestSite::new(&[
            ("content/types/course.yaml", course),
            ("content/courses.yaml", entries),
            ("content/editions/teil.yaml", &edition),
            ("content/site.yaml", SETTINGS),
        ]);
        let site = site.options(|options| {
            options.site = broschur::session::SiteName::Edition("teil".into());
        });
        let built = site.build();
        let has = |id: &&str| built.contains_key(&format!("courses/{id}/index.html"));
        ["aa", "bb", "cc", "dd"].iter().filter(|id| has(id)).copied().collect::<String>()
    };
    assert_eq!(found("length: 90 min"), "bbcc", "the same length, written in two ways");
    assert_eq!(found("length: {min: 1 h}"), "bbcc");
    assert_eq!(found("length: {max: 45 min}"), "aa", "the ends are in it");
    assert_eq!(found("fee: {min: 100, max: 250}"), "aa", "francs are no euros");
    assert_eq!(found("begun: {min: 2025, max: 2025}"), "bb");
}
