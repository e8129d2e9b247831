//! Parts of pages that lead to other entries by ways that a type declares, and the doors of the home page.

use broschur::diagnostic::Code;

use crate::support::{SETTINGS, TestSite};

const TRADE: &str = "\
type: craft
label: {de: Gewerk, en: Craft}
plural: {de: Gewerke, en: Crafts}
folder: crafts
route: {de: handwerke, en: crafts}
defaults: {status: approved}
sections:
  - label: {de: Was andere erlebt haben, en: What others saw}
    cards: true
    from:
      - stories
      - {path: family.crafts.stories, how: {de: 'Aus der Familie', en: From the family}}
    otherwise: {de: Noch nichts., en: Nothing yet.}
  - label: {de: Was passt, en: What fits}
    from:
      - {path: nets, how: {de: Genannt, en: Named}}
      - {path: fields.nets, how: {de: 'Über das Feld {via}', en: 'By way of {via}'}}
  - label: {de: In der Nähe, en: Near}
    text: {de: Wählen Sie., en: Choose.}
    from: [nets]
    by: halls
    beside: {de: Auch dort, en: Also there}
  - label: {de: Nach Größe, en: By size}
    from: [nets]
    by: size
  - label: {de: Zum Mitnehmen, en: To take along}
    entries: ['story:blatt']
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  family: {kind: reference, to: family, label: {de: Familie, en: Family}, inverse: {name: crafts, label: {de: Gewerke, en: Crafts}}}
  fields: {kind: list, label: {de: Felder, en: Fields}, of: {kind: reference, to: field, inverse: {name: crafts, label: {de: Gewerke, en: Crafts}}}}
";

fn plain(id: &str, fields: &str) -> String {
    format!(
        "type: {id}\nlabel: {{de: {id}, en: {id}}}\nplural: {{de: alle {id}, en: all {id}}}\nfolder: {id}s\n\
         route: {{de: {id}s, en: {id}s-en}}\ndefaults: {{status: approved}}\nfields:\n  \
         title: {{kind: string, required: true, label: {{de: Titel, en: Title}}}}\n{fields}"
    )
}

fn list(name: &str, to: &str, inverse: &str) -> String {
    format!(
        "  {name}: {{kind: list, label: {{de: {name}, en: {name}}}, of: {{kind: reference, to: {to}, \
         inverse: {{name: {inverse}, label: {{de: {inverse}, en: {inverse}}}}}}}}}\n"
    )
}

fn net(more: &str) -> String {
    plain(
        "net",
        &format!(
            "{}{}{}{more}  size: {{kind: enum, label: {{de: Größe, en: Size}}, values: {{gross: {{de: groß, en: large}}, klein: {{de: klein, en: small}}}}}}\n",
            list("crafts", "craft", "nets"),
            list("fields", "field", "nets"),
            list("halls", "hall", "nets"),
        ),
    )
}

fn site() -> TestSite {
    let net = net("");
    let story = plain("story", &list("crafts", "craft", "stories"));
    let hall = plain("hall", "  phone: {kind: phone, label: {de: Telefon, en: Phone}}\n");
    TestSite::new(&[
        ("content/site.yaml", SETTINGS),
        ("content/types/craft.yaml", TRADE),
        ("content/types/net.yaml", &net),
        ("content/types/story.yaml", &story),
        ("content/types/hall.yaml", &hall),
        ("content/types/family.yaml", &plain("family", "")),
        ("content/types/field.yaml", &plain("field", "")),
        ("content/familys.yaml", "holz: {title: Holz}\n"),
        ("content/fields.yaml", "medizin: {title: Medizin}\n"),
        (
            "content/halls.yaml",
            "ulm: {title: Halle Ulm, phone: 0731 161-0}\nbonn: {title: Halle Bonn}\nleer: {title: Halle Leer}\n",
        ),
        (
            "content/crafts.yaml",
            "a: {title: Tischler, family: holz, fields: [medizin]}\nb: {title: Zimmerer, family: holz}\n",
        ),
        (
            "content/nets.yaml",
            "\
genannt: {title: Netz Genannt, crafts: [a], fields: [medizin], halls: [ulm], size: klein}
feld: {title: Netz Feld, fields: [medizin], halls: [ulm]}
fern: {title: Netz Fern, halls: [bonn]}
entwurf: {title: Netz Entwurf, crafts: [a], status: draft}
",
        ),
        (
            "content/storys.yaml",
            "eigen: {title: Geschichte Eigen, crafts: [a]}\nblatt: {title: Blatt}\n",
        ),
    ])
}

fn page(site: &TestSite, path: &str) -> String {
    String::from_utf8(site.build()[path].clone()).unwrap()
}

/// The part of a page under a heading.
fn part<'p>(page: &'p str, heading: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("\">{heading}</h2>")).expect(heading);
    rest.split_once("</section>").unwrap().0
}

#[test]
fn ways_lead_to_entries_once_with_how_they_were_found() {
    let page = page(&site(), "handwerke/a/index.html");
    let seen = part(&page, "Was andere erlebt haben");
    assert!(seen.contains("Geschichte Eigen") && !seen.contains("Noch nichts"), "{seen}");
    assert!(!seen.contains("Aus der Familie"), "what was found is not found again: {seen}");
    let fits = part(&page, "Was passt");
    let (named, derived) = fits.split_once("Netz Genannt").unwrap();
    assert!(named.contains("Genannt"), "{fits}");
    assert!(derived.contains("Netz Feld") && derived.contains("Über das Feld Medizin"), "{fits}");
    assert!(!derived.contains("Netz Genannt"), "once: {fits}");
    assert!(!page.contains("Entwurf"), "{page}");
    assert!(part(&page, "Zum Mitnehmen").contains(">Blatt</a>"), "{page}");
    // What the parts show is not said again below.
    assert_eq!(page.matches("Geschichte Eigen").count(), 1, "{page}");
    assert!(page.contains("<a href=\"#s_part-1\">Was andere erlebt haben</a>"), "{page}");
}

#[test]
fn those_without_anything_of_their_own_get_what_is_near_and_words_for_what_is_not_there() {
    let site = site();
    let page = page(&site, "handwerke/b/index.html");
    let seen = part(&page, "Was andere erlebt haben");
    assert!(seen.contains("Aus der Familie") && seen.contains("Geschichte Eigen"), "{seen}");
    assert!(!page.contains("Was passt"), "a part with nothing in it and no words is left out");
    let without = site.with("content/storys.yaml", "blatt: {title: Blatt}\n");
    let page = self::page(&without, "handwerke/b/index.html");
    assert!(part(&page, "Was andere erlebt haben").contains("Noch nichts."), "{page}");
}

#[test]
fn what_is_found_is_arranged_by_places_with_whom_to_ask_there() {
    let page = page(&site(), "handwerke/a/index.html");
    let near = part(&page, "In der Nähe");
    assert!(near.contains("Wählen Sie."), "{near}");
    let (bonn, ulm) = near.split_once("Halle Ulm").unwrap();
    assert!(bonn.contains("Halle Bonn") && bonn.contains("Netz Fern"), "{near}");
    let (found, beside) = ulm.split_once("Auch dort").unwrap();
    assert!(found.contains("Netz Genannt") && !found.contains("Netz Feld"), "{near}");
    assert!(beside.contains("Netz Feld") && beside.contains("tel:07311610"), "{near}");
    assert!(!near.contains("Halle Leer"), "a place without anything is left out: {near}");
    let size = part(&page, "Nach Größe");
    assert!(size.contains("Größe: klein") && !size.contains("groß"), "{size}");
}

#[test]
fn readers_choose_a_place_and_the_address_says_which() {
    let choice = TRADE.replace(
        "    by: halls\n",
        "    choose: {de: Wo sind Sie?, en: Where are you?}\n    by: [{path: halls, name: short}, areas]\n    there: [{path: nets.news, how: {de: Neues von dort, en: News from there}}]\n",
    );
    let net = net(&list("areas", "area", "nets"));
    let news = plain("news", &list("nets", "net", "news"));
    let site = site()
        .with("content/types/craft.yaml", &choice)
        .with("content/types/net.yaml", &net)
        .with("content/types/news.yaml", &news)
        .with(
            "content/types/hall.yaml",
            plain("hall", "  phone: {kind: phone, label: {de: Telefon, en: Phone}}\n  short: {kind: string, label: {de: Kurz, en: Short}}\n"),
        )
        .with(
            "content/types/area.yaml",
            plain(
                "area",
                "  extent: {kind: enum, role: extent, label: {de: Art, en: Kind}, values: {eins: {de: eins, en: one}, alle: {de: alle, en: all}}}\n  halls: {kind: list, label: {de: Hallen, en: Halls}, of: {kind: reference, to: hall}}\ncontact: {from: [halls], otherwise: hall}\n",
            ),
        )
        .with("content/halls.yaml", "ulm: {title: hall Ulm, short: Donau, phone: 0731 161-0}\nbonn: {title: hall Bonn}\n")
        .with(
            "content/areas.yaml",
            "oben: {title: area Oben, extent: eins, halls: [ulm]}\nunten: {title: area Unten}\nland: {title: Das ganze Land, extent: alle}\n",
        )
        .with(
            "content/nets.yaml",
            "genannt: {title: Netz Genannt, crafts: [a], halls: [ulm], areas: [oben, land]}\nfern: {title: Netz Fern, halls: [bonn], areas: [unten]}\n",
        )
        .with("content/newss.yaml", "neu: {title: Es gibt Neues, nets: [genannt]}\n");
    let page = page(&site, "handwerke/a/index.html");
    assert!(page.contains("<a href=\"#s_part-3-choose\">Wo sind Sie?</a>"), "{page}");
    let (_, near) = page.split_once("id=\"s_part-3-choose\"").unwrap();
    // Names are short, and in the order of these names.
    let options = "<li><a href=\"#s_part-3-hall-bonn\">Bonn</a></li>\n<li><a href=\"#s_part-3-hall-ulm\">Donau</a></li>";
    assert!(near.contains(options), "{near}");
    assert!(near.contains("<a href=\"#s_part-3-area-oben\">Oben</a>"), "{near}");
    assert!(!near.contains("ganze Land"), "that is no place: {near}");
    let place = |id: &str| {
        let (_, place) = near.split_once(&format!("id=\"s_part-3-{id}\"")).unwrap();
        place.split_once("</section>").unwrap().0.to_owned()
    };
    let ulm = place("hall-ulm");
    let (found, rest) = ulm.split_once("tel:07311610").unwrap();
    assert!(found.contains("Netz Genannt") && !found.contains("Netz Fern"), "{ulm}");
    assert!(rest.contains("Neues von dort") && rest.contains("Es gibt Neues"), "{ulm}");
    // A search of the browser finds what is not chosen, and opens it.
    assert!(ulm.contains("<div class=\"place-body\" hidden=\"until-found\">"), "{ulm}");
    let above = place("area-oben");
    assert!(above.contains("tel:07311610"), "who is in charge of it: {above}");
    let below = place("area-unten");
    assert!(below.contains("Auch dort") && below.contains("Netz Fern"), "{below}");
    assert!(below.contains("nicht bekannt") && below.contains("Alle alle hall"), "{below}");
    // On paper, where nothing can be chosen, all who could be asked are named, with how they are reached.
    let asked =
        choice.replace("sections:\n", "contact: {from: [family], otherwise: hall}\nsections:\n");
    let asked =
        self::page(&site.clone().with("content/types/craft.yaml", asked), "handwerke/a/index.html");
    let (_, paper) = asked.split_once("<div class=\"ask-on-paper\">").unwrap();
    let paper = paper.split_once("</div>").unwrap().0;
    let ulm = paper.find("hall Ulm</a> · <a href=\"tel:07311610\"");
    assert!(ulm.is_some() && paper.contains("hall Bonn</a></li>"), "{paper}");
    for (from, to) in
        [("nets.news,", "nets.nws,"), ("name: short", "name: shrt"), ("areas]", "aras]")]
    {
        let codes = site.clone().with("content/types/craft.yaml", choice.replace(from, to)).codes();
        let expected = if to.contains("shrt") { Code::NoSuchField } else { Code::NoSuchRelation };
        assert!(codes.contains(&expected), "{to}: {codes:?}");
    }
}

#[test]
fn towns_that_entries_name_lead_to_their_place() {
    let choice = TRADE.replace(
        "    by: halls\n",
        "    choose: {de: Wo sind Sie?, en: Where are you?}\n    by: [halls, areas]\n    towns: {de: Orte, en: Towns}\n",
    );
    let seat = "  seat: {kind: address, label: {de: Sitz, en: Seat}}\n";
    let secret = "  seat: {kind: address, personal: true, label: {de: Sitz, en: Seat}}\n";
    let consent = "  consent: {kind: object, label: {de: E, en: C}, fields: {role: {kind: string, label: {de: R, en: R}}, given_on: {kind: date, label: {de: D, en: D}}, scope: {kind: list, of: {kind: enum, values: {website: {de: W, en: W}, print: {de: P, en: P}}}, label: {de: S, en: S}}}}\n";
    let net = |seat: &str| net(&format!("{}{seat}{consent}", list("areas", "area", "nets")));
    let area = plain(
        "area",
        "  towns: {kind: list, role: town, of: {kind: string}, label: {de: Orte, en: Towns}}\n  halls: {kind: list, label: {de: Hallen, en: Halls}, of: {kind: reference, to: hall, inverse: {name: areas, label: {de: Gegenden, en: Areas}}}}\n",
    );
    let nets = "\
eins: {title: Netz Eins, crafts: [a], halls: [ulm], areas: [oben, unten], seat: {street: Weg 1, postal_code: '89073', city: Ulm}}
zwei: {title: Netz Zwei, crafts: [a], halls: [bonn], areas: [oben], seat: {city: ' Ulm '}}
fern: {title: Netz Fern, seat: {city: Nirgendwo}}
entwurf: {title: Netz Entwurf, halls: [ulm], seat: {city: Entworfen}, status: draft}
";
    let site = site()
        .with("content/types/craft.yaml", &choice)
        .with("content/types/net.yaml", net(seat))
        .with("content/types/hall.yaml", plain("hall", seat))
        .with("content/types/area.yaml", &area)
        .with(
            "content/halls.yaml",
            "ulm: {title: Halle Ulm, seat: {city: Ehingen}}\nbonn: {title: Halle Bonn}\n",
        )
        .with(
            "content/areas.yaml",
            "oben: {title: Oben, halls: [ulm], towns: [Aalen, Ulm]}\nunten: {title: Unten}\n",
        )
        .with("content/nets.yaml", nets);
    let towns = |site: &TestSite| {
        let page = page(site, "handwerke/a/index.html");
        let (_, towns) = page.split_once("class=\"choose-towns\">").unwrap_or_default();
        let towns = towns.split("</ul>").next().unwrap_or_default().replace("</li>", "");
        let towns = towns.split("<li>").skip(1).map(|town| {
            let mut parts = town.split('<').map(|part| part.split_once('>').map_or(part, |p| p.1));
            parts
                .by_ref()
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        });
        towns.collect::<Vec<String>>()
    };
    // The hall in Ehingen is one of the area above, which does not say that its seat is there; one of the nets is in two areas.
    let expected = ["Aalen: Oben", "Ehingen: Halle Ulm", "Ulm: Halle Ulm , Halle Bonn , Oben"];
    assert_eq!(towns(&site), expected);
    let page = page(&site, "handwerke/a/index.html");
    assert!(
        page.contains("<span>Aalen:</span> <a href=\"#s_part-3-area-oben\">Oben</a>"),
        "{page}"
    );
    assert!(page.contains("id=\"s_part-3-area-oben\""), "{page}");
    // What nobody allows to be shown is not there; nor are towns that nobody asks for.
    let allowed = |scope: &str| {
        format!("}}, consent: {{role: r, given_on: 2020-01-01, scope: [{scope}]}}}}\n")
    };
    let secret_nets: String = nets
        .lines()
        .zip([allowed("print"), allowed("website")])
        .map(|(net, consent)| net.replace("}}", &consent))
        .collect();
    let site = site
        .with("content/types/net.yaml", net(secret))
        .with("content/nets.yaml", secret_nets.replace(", areas: [oben, unten]", ""));
    assert_eq!(towns(&site), ["Aalen: Oben", "Ehingen: Halle Ulm", "Ulm: Halle Bonn , Oben"]);
    let site = site.with("content/types/craft.yaml", choice.replace("    towns:", "    # towns:"));
    assert!(towns(&site).is_empty());
    let wrong =
        area.replace("kind: list, role: town, of: {kind: string}", "kind: integer, role: town");
    let codes = site.with("content/types/area.yaml", wrong).codes();
    assert!(codes.contains(&Code::TypeContradiction), "{codes:?}");
}

#[test]
fn what_is_named_gives_way_to_what_was_made_of_it_and_says_on_cards_what_the_part_asks_for() {
    let sheet = plain(
        "sheet",
        "  extends: {kind: reference, to: sheet, parent: true, label: {de: Beruht auf, en: Based on}}\n  for: {kind: list, label: {de: Für, en: For}, of: {kind: reference, to: craft}}\n  reader: {kind: string, label: {de: Leser, en: Reader}}\n  use: {kind: string, label: {de: Nutzen, en: Use}}\n",
    )
    .replace("fields:\n", "card: [reader]\nfields:\n");
    let part = |facts: &str| {
        let named = format!("cards: true\n    entries: ['sheet:alle']\n{facts}");
        TRADE.replace("entries: ['story:blatt']\n", &named)
    };
    let site = site().with("content/types/sheet.yaml", sheet).with(
        "content/sheets.yaml",
        "alle: {title: Für alle, reader: Verbände, use: auch für Betriebe}\nfuer-a: {title: Für Tischler, extends: alle, for: [a]}\n",
    );
    let shown = |facts: &str, path: &str| {
        let page = page(&site.clone().with("content/types/craft.yaml", part(facts)), path);
        self::part(&page, "Zum Mitnehmen").to_owned()
    };
    let of_a = shown("", "handwerke/a/index.html");
    assert!(of_a.find("Für Tischler").unwrap() < of_a.find("Für alle").unwrap(), "{of_a}");
    assert!(of_a.contains("Leser") && !of_a.contains("Nutzen"), "{of_a}");
    let of_b = shown("    facts: [use]\n", "handwerke/b/index.html");
    assert!(!of_b.contains("Für Tischler") && of_b.contains("Für alle"), "{of_b}");
    assert!(of_b.contains("auch für Betriebe") && !of_b.contains("Leser"), "{of_b}");
    assert!(
        !site
            .clone()
            .with("content/types/craft.yaml", part("    facts: [use]\n"))
            .codes()
            .contains(&Code::NoSuchField)
    );
    let wrong = site.clone().with("content/types/craft.yaml", part("    facts: [usee]\n"));
    assert!(wrong.codes().contains(&Code::NoSuchField), "{:?}", wrong.codes());
}

/// A place at which there is a net and a body, with facts that are short and facts that are not.
fn place(sections: &str, text: &str) -> String {
    let place = plain(
        "spot",
        "  size: {kind: integer, label: {de: Größe, en: Size}}\n  story: {kind: text, label: {de: Geschichte, en: Story}}\n",
    );
    let contacts = "contacts: {label: {de: Wer hilft, en: Who helps}, from: [bodies, nets]}\n";
    let place = place.replace("fields:\n", &format!("{contacts}{sections}profile: []\nfields:\n"));
    let site = TestSite::new(&[
        ("content/site.yaml", SETTINGS),
        ("content/types/spot.yaml", &*place),
        ("content/types/net.yaml", &plain("net", &list("spots", "spot", "nets"))),
        ("content/types/body.yaml", &plain("body", &list("spots", "spot", "bodies"))),
        ("content/nets.yaml", "n: {title: Netz, spots: [ulm]}\n"),
        ("content/bodys.yaml", "b: {title: Amt, spots: [ulm]}\n"),
    ]);
    let entry = format!("---\ntitle: Ulm\nsize: 3\nstory: Alt.\n---\n{text}");
    page(&site.with("content/spots/ulm.md", entry), "spots/ulm/index.html")
}

fn headings(page: &str) -> Vec<&str> {
    let parts = page.split("<h2").skip(1);
    parts.map(|part| part.split_once('>').unwrap().1.split_once("</h2>").unwrap().0).collect()
}

/// The links of the table of contents.
fn contents(page: &str) -> Vec<&str> {
    let (_, rest) = page.split_once("class=\"contents\"").unwrap();
    let links = rest.split_once("</nav>").unwrap().0.split("href=\"#").skip(1);
    links.map(|link| link.split_once('"').unwrap().0).collect()
}

#[test]
fn what_a_part_shows_comes_before_whom_to_turn_to_and_that_before_the_rest() {
    let sections = "sections:\n  - {label: {de: Was es gibt, en: What there is}, from: [nets], reached: true}\n";
    let page = place(sections, "");
    assert_eq!(headings(&page), ["Was es gibt", "Steckbrief", "Wer hilft", "Weitere Angaben"]);
    assert_eq!(contents(&page), ["s_part-1", "s_contacts", "s_profile", "s_details"]);
    assert_eq!(page.matches(">Netz</a>").count(), 1, "said once: {page}");
}

#[test]
fn facts_stand_together_where_there_is_no_text_to_stand_beside() {
    let page = place("", "");
    assert_eq!(headings(&page), ["Wer hilft", "Steckbrief"]);
    assert_eq!(contents(&page), ["s_contacts", "s_profile"]);
    let (size, story) = (page.find(">Größe</dt>").unwrap(), page.find(">Geschichte</dt>").unwrap());
    assert!(page.find("id=\"s_profile\"").unwrap() < size && size < story, "{page}");
    let page = place("", "\n## Anfahrt\n\nMit dem Zug.\n");
    assert_eq!(headings(&page), ["Anfahrt", "Steckbrief", "Wer hilft", "Weitere Angaben"]);
    assert_eq!(contents(&page), ["anfahrt", "s_contacts", "s_profile", "s_details"]);
}

#[test]
fn doors_lead_from_the_home_page_to_those_who_say_what_they_are() {
    let doors = format!(
        "{SETTINGS}doors:\n  - {{type: craft, label: {{de: Ich führe einen Betrieb, en: I run a firm}}, text: {{de: Wählen Sie., en: Choose.}}}}\n  - entry: story:eigen\n"
    );
    let page = page(&site().with("content/site.yaml", &doors), "index.html");
    let (_, first) = page.split_once("class=\"doors\"").unwrap();
    let (first, second) = first.split_once("</li>").unwrap();
    assert!(first.contains("href=\"./handwerke/\">Ich führe einen Betrieb</a>"), "{first}");
    assert!(first.contains("<p>Wählen Sie.</p>"), "{first}");
    assert!(second.contains(">Geschichte Eigen</a>"), "{second}");
    // Who reads in another language says so in that, and is told that what is there is not.
    let doors = format!("{doors}languages: [de, en]\n");
    let home = "---\ntitle: Home\nstatus: approved\n---\n\nWelcome.\n";
    let both = site().with("content/pages/home.md", home).with("content/pages/home.en.md", home);
    let english = self::page(&both.with("content/site.yaml", &doors), "en/index.html");
    let door = "<a href=\"../handwerke/\" hreflang=\"de\">I run a firm</a> <span class=\"door-language\">(in German)</span>";
    assert!(english.contains(door), "{english}");
    assert!(english.contains("hreflang=\"de\" lang=\"de\">Geschichte Eigen</a></h3>"), "{english}");
    let wrong = format!("{SETTINGS}doors: [{{type: kraft}}]\n");
    assert_eq!(site().with("content/site.yaml", &wrong).codes(), [Code::UnknownType]);
    let lost = TRADE.replace("story:blatt", "story:blat");
    assert_eq!(site().with("content/types/craft.yaml", &lost).codes(), [Code::NoSuchEntry]);
}
