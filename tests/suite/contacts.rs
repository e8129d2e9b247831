//! Whom readers can turn to: found by the way that a type declares, shown with how it was found and of when it is, wherever entries are.

use crate::support::{SETTINGS, TestSite};

const SHOP: &str = "\
type: shop
label: {de: Betrieb, en: Shop}
plural: {de: Betriebe, en: Shops}
folder: shops
route: {de: betriebe, en: shops}
print: {sheet: profile}
defaults: {status: approved}
contact:
  from:
    - self
    - {path: guilds, how: {de: 'Vertritt {via}', en: 'Speaks for {via}'}}
    - {path: town.halls, how: {de: 'Zuständig für {via}', en: 'In charge of {via}'}}
  otherwise: hall
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  phone: {kind: phone, label: {de: Telefon, en: Phone}}
  owner: {kind: email, personal: true, label: {de: Inhaberin, en: Owner}}
  town: {kind: reference, to: town, label: {de: Stadt, en: Town}}
  consent:
    kind: object
    hidden: true
    label: {de: Einwilligung, en: Consent}
    fields:
      given_on: {kind: date, label: {de: Am, en: On}}
      scope: {kind: list, of: {kind: string}, label: {de: Gilt für, en: Covers}}
";
const TOWN: &str = "\
type: town
label: {de: Stadt, en: Town}
plural: {de: Städte, en: Towns}
folder: towns
route: {de: staedte, en: towns}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
";
/// Halls and guilds say of when and where from the ways to reach them are.
fn body(id: &str, relation: &str) -> String {
    format!(
        "\
type: {id}
label: {{de: Stelle {id}, en: Body {id}}}
plural: {{de: Stellen {id}, en: Bodies {id}}}
folder: {id}s
route: {{de: {id}s, en: {id}s-en}}
vcard: org
defaults: {{status: approved}}
contact: {{from: [self]}}
fields:
  title: {{kind: string, required: true, label: {{de: Titel, en: Title}}}}
  website: {{kind: url, label: {{de: Website, en: Website}}}}
  phone: {{kind: phone, label: {{de: Telefon, en: Phone}}}}
  mail: {{kind: email, label: {{de: E-Mail, en: Email}}}}
  address: {{kind: address, label: {{de: Anschrift, en: Address}}}}
  desk: {{kind: string, role: contact_desk, label: {{de: Wer sich meldet, en: Who answers}}}}
  stand: {{kind: partial_date, role: contact_as_of, label: {{de: Vom, en: Of}}}}
  basis:
    kind: enum
    role: contact_basis
    label: {{de: Herkunft, en: Origin}}
    values:
      studie: {{label: {{de: Aus der Studie, en: From the study}}, description: {{de: bitte prüfen, en: please check}}}}
  hint: {{kind: text, role: contact_note, label: {{de: Hinweis, en: Hint}}}}
  {relation}
"
    )
}

fn site(entries: &[(&str, &str)]) -> TestSite {
    let settings =
        format!("{SETTINGS}base_url: https://example.org/\nembeds: {{types: [shop, hall]}}\n");
    let hall = body(
        "hall",
        "towns: {kind: list, label: {de: Städte, en: Towns}, of: {kind: reference, to: town, inverse: {name: halls, label: {de: Rathäuser, en: Halls}}}}",
    );
    let guild = body(
        "guild",
        "shops: {kind: list, label: {de: Betriebe, en: Shops}, of: {kind: reference, to: shop, inverse: {name: guilds, label: {de: Innungen, en: Guilds}}}}",
    );
    let files = [
        ("content/site.yaml", settings.as_str()),
        ("content/types/shop.yaml", SHOP),
        ("content/types/town.yaml", TOWN),
        ("content/types/hall.yaml", &hall),
        ("content/types/guild.yaml", &guild),
        ("content/towns.yaml", "ulm: {title: Ulm}\n"),
        (
            "content/halls.yaml",
            "\
rathaus:
  title: Rathaus
  phone: 0731 161-0
  mail: info@rathaus.example
  website: https://rathaus.example/
  address: {street: Marktplatz 1, postal_code: '89073', city: Ulm}
  desk: Zentrale
  stand: 2012-01
  basis: studie
  hint: Nur *vormittags*.
  towns: [ulm]
",
        ),
        ("content/guilds.yaml", "stumm: {title: Innung Stumm, shops: [a]}\n"),
        ("content/shops.yaml", "a: {title: Laden A, town: ulm}\nb: {title: Laden B}\n"),
    ];
    let site = TestSite::new(&files);
    entries.iter().fold(site, |site, (path, text)| site.with(path, text))
}

/// The contact box of a page.
fn contact_box(site: &TestSite, path: &str) -> String {
    let outputs = site.build();
    let page = String::from_utf8(outputs[path].clone()).unwrap();
    let (_, rest) = page.split_once("<section class=\"contact\"").expect("a contact box");
    rest.split_once("</section>").unwrap().0.to_owned()
}

const PAGE: &str = "betriebe/a/index.html";

#[test]
fn the_nearest_who_can_be_reached_is_shown_with_how_it_was_found_and_of_when_it_is() {
    let found = contact_box(&site(&[]), PAGE);
    // The guild is nearer, but nobody knows how to reach it.
    assert!(!found.contains("Innung Stumm"), "{found}");
    for words in [
        ">Rathaus</a>",
        "Zuständig für Ulm",
        "<a href=\"tel:07311610\">0731\u{a0}161\u{2011}0</a>",
        "href=\"mailto:info@rathaus.example\"",
        "href=\"https://rathaus.example/\"",
        "Marktplatz 1<br>89073 Ulm",
        "Zentrale",
        "Aus der Studie · Stand: <time datetime=\"2012-01\">Januar 2012</time> (bitte prüfen)",
        "<em>vormittags</em>",
        "href=\"../../halls/\">Alle Stellen hall</a>",
    ] {
        assert!(found.contains(words), "no {words} in {found}");
    }
    assert!(!found.contains("nicht bekannt"), "{found}");
}

#[test]
fn who_is_nearer_comes_first_and_the_next_one_beside() {
    let guild = "laut: {title: Innung Laut, phone: 0731 99887, shops: [a]}\n";
    let found = contact_box(&site(&[("content/guilds.yaml", guild)]), PAGE);
    assert!(found.contains("Vertritt Laden A") && found.contains("tel:073199887"), "{found}");
    assert!(!found.contains("tel:07311610"), "{found}");
    let (_, also) = found.split_once("Außerdem:").expect("the next one");
    assert!(also.contains(">Rathaus</a>"), "{also}");
    // The entry itself is the nearest of all; its page says so once.
    let own =
        site(&[("content/shops.yaml", "a: {title: Laden A, phone: 0731 555555, town: ulm}\n")]);
    let page = String::from_utf8(own.build()[PAGE].clone()).unwrap();
    assert_eq!(page.matches("tel:0731555555").count(), 1, "{page}");
    assert!(!contact_box(&own, PAGE).contains("<a href=\"\""), "no link to the page itself");
    // Where others come before it, it is no further one: who reads that is on its page already.
    let last = SHOP.replace("    - self\n", "").replace("  otherwise", "    - self\n  otherwise");
    let found = contact_box(&own.with("content/types/shop.yaml", last), PAGE);
    assert!(found.contains(">Rathaus</a>") && !found.contains("Laden A</a>"), "{found}");
}

#[test]
fn where_nobody_is_known_the_page_says_so_and_names_all_who_can_be_asked() {
    let found = contact_box(&site(&[]), "betriebe/b/index.html");
    assert!(found.contains("Ansprechstelle nicht bekannt."), "{found}");
    assert!(found.contains(">Rathaus</a>") && found.contains("Alle Stellen hall"), "{found}");
    let empty = contact_box(&site(&[("content/halls.yaml", "{}\n")]), "betriebe/b/index.html");
    assert!(empty.contains("nicht bekannt"), "{empty}");
    // A draft is nobody to turn to.
    let draft = "rathaus: {title: Rathaus, phone: 0731 161-0, towns: [ulm], status: draft}\n";
    let found = contact_box(&site(&[("content/halls.yaml", draft)]), PAGE);
    assert!(found.contains("nicht bekannt") && !found.contains("Rathaus"), "{found}");
}

#[test]
fn what_a_person_has_not_agreed_to_is_no_contact() {
    let of = |consent: &str| {
        let shop = format!("a: {{title: Laden A, owner: erika@a.example, {consent}}}\n");
        contact_box(&site(&[("content/shops.yaml", &shop)]), PAGE)
    };
    let agreed = of("consent: {given_on: 2020-01-01, scope: [website]}");
    assert!(agreed.contains("mailto:erika@a.example"), "{agreed}");
    let print = of("consent: {given_on: 2020-01-01, scope: [print]}");
    assert!(print.contains("nicht bekannt") && !print.contains("erika"), "{print}");
}

#[test]
fn others_get_it_too() {
    let outputs = site(&[]).build();
    let text = |path: &str| String::from_utf8(outputs[path].clone()).unwrap();
    for path in
        ["embed/shop/a.card.fragment", "embed/shop/a.profile.fragment", "embed/shop/list.fragment"]
    {
        let fragment = text(path);
        assert!(
            fragment.contains("Rathaus") && fragment.contains("tel:07311610"),
            "{path}: {fragment}"
        );
        assert!(fragment.contains("Aus der Studie, Stand: Januar 2012"), "{path}: {fragment}");
    }
    let card = text("halls/rathaus/kontakt.vcf");
    for line in [
        "ROLE:Zentrale\r\n",
        "NOTE:Aus der Studie\\, Stand: Januar 2012\r\n",
        "REV:20120101T000000Z\r\n",
    ] {
        assert!(card.contains(line), "no {line} in {card}");
    }
}
