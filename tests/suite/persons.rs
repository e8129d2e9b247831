//! Personal data: by every way to readers only what its consent covers, and nothing from the day on which that ends.

use broschur::diagnostic::{Code, Severity};
use broschur::session::{Session, SiteName, Timings, newsletters};
use broschur::view::Period;
use jiff::civil::{Date, date};

use crate::support::{Outputs, TestSite};

/// The day on which consents end here.
const END: Date = date(2026, 11, 30);

const SETTINGS: &str = "\
format: 1
title: Probe
base_url: https://probe.example.org/
checks: {orphan-page: off, missing-credit: off}
data: {markdown: [firm]}
";

/// A type whose entries are seen by every way: pages, cards, sheets, feeds, and what others show.
const FIRM: &str = "\
type: firm
label: {de: Betrieb, en: Firm}
plural: {de: Betriebe, en: Firms}
folder: firms
route: {de: betriebe, en: firms}
summary: summary
defaults: {status: approved}
card: [contact, names]
calendar: talks
vcard: org
print: {sheet: profile}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  summary: {kind: text, personal: true, label: {de: Kurz, en: Summary}}
  date: {kind: date, role: date, label: {de: Datum, en: Date}}
  contact:
    kind: object
    label: {de: Kontakt, en: Contact}
    fields:
      office: {kind: string, label: {de: Stelle, en: Office}}
      person: {kind: string, personal: true, label: {de: Person, en: Person}}
  names: {kind: list, personal: true, of: {kind: string}, label: {de: Namen, en: Names}}
  mail: {kind: email, personal: true, label: {de: E-Mail, en: Email}}
  talks:
    kind: list
    personal: true
    label: {de: Vorträge, en: Talks}
    of: {kind: object, fields: {date: {kind: date, label: {de: Tag, en: Day}}, title: {kind: string, label: {de: Titel, en: Title}}}}
  portrait: {kind: image, personal: true, label: {de: Bild, en: Portrait}}
  consent:
    kind: object
    hidden: true
    label: {de: Einwilligung, en: Consent}
    fields:
      role: {kind: string, label: {de: Rolle, en: Role}}
      given_on: {kind: date, label: {de: Erteilt am, en: Given on}}
      expires: {kind: date, label: {de: Endet am, en: Ends on}}
      scope: {kind: list, of: {kind: string}, label: {de: Gilt für, en: Covers}}
";

const EDITION: &str = "\
title: Auszug
select: [{type: firm}]
base_url: https://auszug.example.org/
embeds: {types: [firm]}
";

const HEFT: &str = "\
title: Heft
format: a5
sections:
  - title: Betriebe
    select: {type: firm}
";

const PERSONAL: &str = "\
summary: Geführt von Erika Beispiel.
names: [Erika Beispiel]
mail: erika@example.org
talks: [{date: 2026-12-04, title: Erika Beispiel erzählt}]
portrait: {file: erika.svg, alt: Erika Beispiel}
";

fn firm(personal: &str, person: &str, consent: &str) -> String {
    format!(
        "---\ntitle: Dreherei\ndate: 2026-05-01\ncontact: {{office: Büro{person}}}\nimage: {{file: haus.svg, alt: Haus}}\n{personal}{consent}---\n\nText.\n"
    )
}

/// A site with one firm, and one without a word about anybody.
fn site(scope: &str) -> TestSite {
    let consent = format!(
        "consent: {{role: Inhaberin, given_on: 2026-01-01, expires: {END}, scope: [{scope}]}}\n"
    );
    with_firm(&firm(PERSONAL, ", person: Erika Beispiel", &consent))
}

fn with_firm(firm: &str) -> TestSite {
    TestSite::new(&[
        ("content/site.yaml", SETTINGS),
        ("content/types/firm.yaml", FIRM),
        ("content/firms/dreherei/index.md", firm),
        ("content/firms/dreherei/haus.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        ("content/firms/dreherei/erika.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>Erika Beispiel</title></svg>"),
        ("content/pages/ueber.md", "---\ntitle: Über\nstatus: approved\n---\n\nDie [](firm:dreherei).\n"),
        ("content/editions/auszug.yaml", EDITION),
        ("content/publications/heft.yaml", HEFT),
    ])
    .options(|options| options.print = true)
}

fn on(site: &TestSite, day: Date) -> TestSite {
    site.clone().options(|options| options.publishing.today = day)
}

fn edition(site: TestSite) -> Outputs {
    site.options(|options| options.site = SiteName::Edition("auszug".into())).build()
}

/// The files that name the person or show the portrait; PDFs are compressed, see `printed`.
fn naming(outputs: &Outputs) -> Vec<&str> {
    let names = |(path, bytes): &(&String, &Vec<u8>)| {
        let named = ["Erika", "erika"].iter().any(|name| path.contains(name) || holds(bytes, name));
        named && !path.ends_with(".pdf")
    };
    outputs.iter().filter(names).map(|(path, _)| path.as_str()).collect()
}

fn holds(bytes: &[u8], name: &str) -> bool {
    bytes.windows(name.len()).any(|window| window == name.as_bytes())
}

/// The PDFs that differ from those of a site in which nobody is named.
fn printed<'a>(outputs: &'a Outputs, nobody: &Outputs) -> Vec<&'a str> {
    let differs = |path: &&String| path.ends_with(".pdf") && outputs[*path] != nobody[*path];
    outputs.keys().filter(differs).map(String::as_str).collect()
}

#[test]
fn a_translation_names_nobody_without_a_consent() {
    let translated = |site: TestSite, consent: &str| {
        let personal =
            "summary: Run by Erika Beispiel.\nnames: [Erika Beispiel]\nmail: erika@example.org\n";
        let text = format!(
            "---\ntitle: Turnery\ncontact: {{office: Office, person: Erika Beispiel}}\n{personal}{consent}---\n\nText.\n"
        );
        let settings = format!("{SETTINGS}languages: [de, en]\n");
        site.with("content/site.yaml", settings).with("content/firms/dreherei/index.en.md", text)
    };
    let ended = on(&translated(site("website, print, feed, embed"), ""), END);
    let (main, shared) = (ended.build(), edition(ended));
    assert!(main.contains_key("en/firms/dreherei/index.html"), "{:?}", main.keys());
    assert_eq!((naming(&main), naming(&shared)), (vec![], vec![]));
    // While it lasts, the consent of the original holds for its translations, and covers in them what it covers there.
    let on_paper = on(&translated(site("print"), ""), END.yesterday().unwrap()).build();
    assert_eq!(naming(&on_paper), [""; 0]);
    let english = ["en/firms/dreherei/index.html", "en/firms/index.html"];
    let on_web = on(&translated(site("website"), ""), END.yesterday().unwrap()).build();
    assert!(english.iter().all(|path| naming(&on_web).contains(path)), "{:?}", naming(&on_web));
}

#[test]
fn on_the_day_a_consent_ends_every_file_is_as_if_nobody_had_been_named() {
    let named = site("website, print, feed, embed");
    let nobody = with_firm(&firm("", "", ""));
    let (before, after) = (END.yesterday().unwrap(), END);
    let main = on(&named, before).build();
    assert_eq!(
        naming(&main),
        [
            "betriebe/dreherei/index.html",
            "betriebe/dreherei/kontakt.vcf",
            "betriebe/dreherei/termine.ics",
            "betriebe/index.html",
            "daten/betriebe.csv",
            "daten/betriebe.json",
            "daten/firm/dreherei.md",
            "feed.json",
            "feed.xml",
            "media/firms/dreherei/erika.svg",
            "suche/e/0.js",
            "suche/w/0.js",
            "termine.ics"
        ]
    );
    assert_eq!(printed(&main, &nobody.build()), ["betriebe/dreherei/dreherei.pdf", "heft.pdf"]);
    let shared = edition(on(&named, before));
    let embeds: Vec<_> =
        naming(&shared).into_iter().filter(|path| path.starts_with("embed")).collect();
    assert_eq!(
        embeds,
        [
            "embed/firm/dreherei.card.fragment",
            "embed/firm/dreherei.json",
            "embed/firm/dreherei.profile.fragment",
            "embed/firm/list.fragment",
            "embed/index.html"
        ]
    );
    assert!(holds(&main["betriebe/dreherei/index.html"], "Büro"), "what is not personal stays");

    // Not a trace, PDFs included: the bytes are those of a site in which the data never was.
    assert_eq!(on(&named, after).build(), nobody.build());
    assert_eq!(edition(on(&named, after)), edition(nobody));
    let severities: Vec<_> =
        on(&named, after).findings().iter().map(|finding| finding.severity).collect();
    assert_eq!(severities, [Severity::Warning], "editors are told, and the site is published");
}

#[test]
fn a_consent_opens_the_ways_that_it_names_and_no_other() {
    let nobody = with_firm(&firm("", "", ""));
    let day = END.yesterday().unwrap();
    for (scope, files) in [
        (
            "website",
            &[
                "betriebe/dreherei/index.html",
                "betriebe/index.html",
                "media/firms/dreherei/erika.svg",
                "suche/e/0.js",
                "suche/w/0.js",
            ][..],
        ),
        (
            "feed",
            &[
                "betriebe/dreherei/kontakt.vcf",
                "betriebe/dreherei/termine.ics",
                "daten/betriebe.csv",
                "daten/betriebe.json",
                "daten/firm/dreherei.md",
                "feed.json",
                "feed.xml",
                "termine.ics",
            ],
        ),
        ("print", &[]),
        ("embed", &[]),
        ("talks", &[]),
    ] {
        let main = on(&site(scope), day).build();
        assert_eq!(naming(&main), files, "{scope}");
        let pdfs = printed(&main, &nobody.build()).len();
        assert_eq!(pdfs, if scope == "print" { 2 } else { 0 }, "{scope}");
        let shared = edition(on(&site(scope), day));
        let embeds = naming(&shared).iter().filter(|path| path.starts_with("embed")).count();
        assert_eq!(embeds, if scope == "embed" { 5 } else { 0 }, "{scope}");
    }
}

#[test]
fn a_session_that_lives_past_the_day_makes_what_a_clean_build_makes() {
    let named = site("website, print, feed, embed");
    let mut session = Session::default();
    for day in [END.yesterday().unwrap(), END, END.yesterday().unwrap()] {
        let site = on(&named, day);
        let built =
            session.build(&site.snapshot(), &site.asked(&SiteName::Main), &mut Timings::default());
        let files: Outputs = built
            .outputs
            .iter()
            .map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned()))
            .collect();
        assert_eq!(files, site.build(), "{day}");
    }
}

#[test]
fn the_next_day_on_which_something_changes_is_known() {
    let named = site("website");
    let next = |site: &TestSite| {
        Session::default()
            .build(&site.snapshot(), &site.asked(&SiteName::Main), &mut Timings::default())
            .outputs
            .next_change
    };
    assert_eq!(next(&named), Some(END));
    assert_eq!(next(&on(&named, END)), None);
    let news = "---\ntitle: Neu\nstatus: approved\npublish_from: 2026-11-25\n---\n";
    let with_news = named.with("content/pages/neu.md", news);
    assert_eq!(next(&with_news), Some(date(2026, 11, 25)));
    assert_eq!(next(&on(&with_news, date(2026, 11, 25))), Some(END));
    let draft = "---\ntitle: Neu\nstatus: draft\npublish_from: 2026-11-25\n---\n";
    assert_eq!(next(&with_news.with("content/pages/neu.md", draft)), Some(END));
}

/// A speaker to whom a page, a case and a list refer.
fn speaker(scope: &str) -> TestSite {
    let speaker = format!(
        "---\nrole: Inhaberin einer Dreherei\nstatus: approved\ntopics: [Netzwerk]\nname: Erika Beispiel\n\
         consent: {{role: Inhaberin, given_on: 2026-01-01, expires: {END}, scope: [{scope}]}}\n---\n\nErika Beispiel erzählt.\n"
    );
    let heft = "title: Heft\nformat: a5\nsections:\n  - title: Wer spricht\n    entries: [page:ueber, expert:dreherin]\n";
    TestSite::new(&[
        ("content/experts/dreherin.md", &*speaker),
        ("content/pages/ueber.md", "---\ntitle: Über\nstatus: approved\n---\n\nEs spricht die [](expert:dreherin), fragen Sie [sie](expert:dreherin).\n"),
        ("content/publications/heft.yaml", heft),
    ])
    .options(|options| options.print = true)
}

#[test]
fn an_entry_about_a_person_goes_with_the_consent_and_references_become_text() {
    let named = speaker("website, talks");
    let before = on(&named, END.yesterday().unwrap()).build();
    let page = |outputs: &Outputs| String::from_utf8(outputs["ueber/index.html"].clone()).unwrap();
    assert!(
        page(&before).contains("<a href=\"../vortraege/dreherin/\">Inhaberin einer Dreherei</a>")
    );
    assert!(holds(&before["vortraege/dreherin/index.html"], "Erika"));
    assert!(before.contains_key("vortraege/index.html"));

    let ended = on(&named, END);
    let after = ended.build();
    assert!(naming(&after).is_empty() && !after.keys().any(|path| path.starts_with("vortraege")));
    assert!(
        page(&after).contains("Es spricht die Inhaberin einer Dreherei, fragen Sie sie."),
        "{}",
        page(&after)
    );
    let found: Vec<_> = ended.findings().iter().map(|f| (f.code.number(), f.severity)).collect();
    let warning = Severity::Warning;
    assert_eq!(found, [("B801", warning), ("B302", warning), ("B302", warning), ("B302", warning)]);
}

#[test]
fn a_consent_that_ends_keeps_nothing_else_from_being_published() {
    // A booklet of speakers alone, and one that has something else as well.
    let section = "  - {title: Vorträge, select: {type: expert}}\n";
    let alone = format!("title: Pool\nformat: a5\nsections:\n{section}");
    let with_page = format!("{alone}  - {{title: Seite, entries: [page:ueber]}}\n");
    let site = speaker("website, talks, print")
        .with("content/publications/pool.yaml", alone)
        .with("content/publications/pool-und-seite.yaml", with_page);
    let (before, ended) = (on(&site, END.yesterday().unwrap()), on(&site, END));
    let mut session = Session::default();
    let built =
        session.build(&site.snapshot(), &before.asked(&SiteName::Main), &mut Timings::default());
    assert!(built.outputs.get("pool.pdf").is_some());
    let online = session.permalinks(&SiteName::Main).unwrap();
    assert!(online.contains("vortraege/index.html"));
    let mut session = Session::default();
    session.compare_with(SiteName::Main, online);
    let built =
        session.build(&site.snapshot(), &ended.asked(&SiteName::Main), &mut Timings::default());
    assert!(built.outputs.get("pool.pdf").is_none());
    assert!(built.outputs.get("pool-und-seite.pdf").is_some());
    assert!(!built.findings.has_errors());
    let findings = built.findings.sorted();
    let said = |number: &str| findings.iter().filter(|f| f.code.number() == number).count();
    assert_eq!(said("B703"), 2, "both say that a section is missing");
    // Of the addresses that are gone, only the booklet was not withdrawn by the speaker.
    let dropped = ended.render(&findings, broschur::diagnostic::Language::of_tag("de").unwrap());
    assert_eq!(said("B911"), 1, "{dropped}");
    assert!(dropped.contains("Die Adresse /pool.pdf gibt es nicht mehr."), "{dropped}");
}

#[test]
fn a_speaker_who_has_not_agreed_to_be_asked_is_not_published() {
    let day = END.yesterday().unwrap();
    for scope in ["website, print, feed, embed", "talks, print"] {
        let outputs = on(&speaker(scope), day).build();
        assert!(naming(&outputs).is_empty(), "{scope}");
        assert!(!outputs.contains_key("vortraege/dreherin/index.html"), "{scope}");
    }
    // Agreed, but not to print: on the website, and not in the booklet.
    let web = on(&speaker("website, talks"), day).build();
    let both = on(&speaker("website, talks, print"), day).build();
    assert_eq!(web["ueber/index.html"], both["ueber/index.html"]);
    assert_ne!(web["heft.pdf"], both["heft.pdf"]);
}

#[test]
fn an_edition_loses_its_last_speaker_and_is_published_without() {
    let (path, text) = speaker_until("a", END);
    let site = TestSite::new(&[
        (path.as_str(), text.as_str()),
        ("content/editions/pool.yaml", "title: Wer spricht\nselect: [{type: expert}]\n"),
    ])
    .options(|options| options.site = SiteName::Edition("pool".into()));
    let before = on(&site, END.yesterday().unwrap()).build();
    assert!(before.contains_key("vortraege/a/index.html"));
    let ended = on(&site, END);
    assert!(ended.codes().contains(&Code::EmptyEdition));
    let after = ended.build();
    assert!(after.contains_key("index.html"), "there is a site in place of the old one");
    for (path, bytes) in &after {
        assert!(!String::from_utf8_lossy(bytes).contains("Rolle a"), "{path}");
    }
}

/// Somebody who speaks about fairs, and about a topic of their own.
fn speaker_until(id: &str, until: Date) -> (String, String) {
    let text = format!(
        "---\nrole: Rolle {id}\nstatus: approved\ntopics: [Messen, Thema {id}]\nconsent: {{role: Inhaberin, given_on: 2026-01-01, expires: {until}, scope: [website, talks]}}\n---\n"
    );
    (format!("content/experts/{id}.md"), text)
}

#[test]
fn a_speaker_leaves_the_registers_with_the_consent() {
    let later = END.tomorrow().unwrap();
    let files = [speaker_until("a", END), speaker_until("b", later), speaker_until("c", later)];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let list = |day| {
        let outputs = on(&TestSite::new(&files), day).build();
        String::from_utf8(outputs["vortraege/index.html"].clone()).unwrap()
    };
    let (before, after) = (list(END.yesterday().unwrap()), list(END));
    assert!(before.contains("<dt>Thema a</dt>") && before.contains("Übersicht: Themen"));
    assert!(after.contains("<dt>Thema b</dt>") && !after.contains("Thema a"));
    assert!(!after.contains("Rolle a"), "{after}");
}

#[test]
fn a_title_is_never_personal() {
    let site = with_firm(&firm("", "", "")).with(
        "content/types/firm.yaml",
        FIRM.replace("title: {kind: string,", "title: {kind: string, personal: true,"),
    );
    assert!(
        site.found().contains(&"B506 content/types/firm.yaml:1:7".to_owned()),
        "{:?}",
        site.found()
    );
}

#[test]
fn what_is_handed_on_has_only_those_who_agreed_to_that() {
    let tables = |outputs: &Outputs| -> Vec<String> {
        let tables = outputs.keys().filter(|path| path.starts_with("daten/vortraege"));
        tables.cloned().collect()
    };
    let website = on(&speaker("website, talks"), END.yesterday().unwrap()).build();
    assert!(website.contains_key("vortraege/dreherin/index.html") && tables(&website).is_empty());
    let handed_on = speaker("website, talks, feed");
    let before = on(&handed_on, END.yesterday().unwrap()).build();
    assert_eq!(tables(&before), ["daten/vortraege.csv", "daten/vortraege.json"]);
    assert!(holds(&before["daten/vortraege.csv"], "Erika Beispiel"));
    assert!(tables(&on(&handed_on, END).build()).is_empty());
}

#[test]
fn a_newsletter_is_sent_around_as_feeds_are() {
    let type_file = FIRM
        .replace("vcard: org\n", "vcard: org\nfeed: {label: {de: Neues, en: News}}\n")
        .replace("fields:\n  title", "fields:\n  partner: {kind: reference, to: firm, label: {de: Partner, en: Partner}}\n  title");
    let day = END.yesterday().unwrap();
    let period = Period { from: date(2026, 4, 1), to: date(2026, 6, 30) };
    for (scope, is_named) in [("website", false), ("feed", true)] {
        let consent =
            format!("consent: {{given_on: 2026-01-01, expires: {END}, scope: [{scope}]}}\n");
        let personal = format!("{PERSONAL}partner: verband\n");
        let site = with_firm(&firm(&personal, "", &consent))
            .with("content/types/firm.yaml", &type_file)
            .with("content/firms/verband.md", "---\ntitle: Verband\n---\n\nText.\n");
        let site = on(&site, day);
        let letters =
            newsletters(&site.snapshot(), &site.asked(&SiteName::Main), "firm:verband", period)
                .unwrap();
        let [letter] = letters.as_slice() else { panic!("{} letters", letters.len()) };
        assert!(letter.text.contains("Dreherei"), "{}", letter.text);
        assert_eq!(letter.text.contains("Erika"), is_named, "{scope}: {}", letter.text);
        assert_eq!(letter.html.contains("Erika"), is_named, "{scope}: {}", letter.html);
    }
}
