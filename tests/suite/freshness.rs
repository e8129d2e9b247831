//! What pages share is up to date on all of them: after every edit of a site with everything in it, a rebuild equals a clean build.
//!
//! `rebuild` looks for what nobody thought of, with random edits; here stands what was found, each with what had gone stale.

use std::collections::BTreeMap;

use broschur::diagnostic::Language;
use broschur::session::{self, Options, Outcome, Session, SiteName, Timings};
use broschur::source::Snapshot;

use crate::support::{options, rendered};

/// The files of a site.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const SETTINGS: &str = "\
format: 1
title: Probe
base_url: https://example.org/
languages: [de, en]
publisher: {name: Amt}
theme: haus
brand: {logo: /images/logo.svg}
navigation: [{type: thing}, {entry: 'thing:aa'}]
footer: [{page: impressum}, {page: hilfe}]
checks: {orphan-page: off}
";

const THING: &str = "\
type: thing
label: {de: Ding, en: Thing}
plural: {de: Dinge, en: Things}
folder: things
body: required
print: {sheet: profile}
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
";

fn logo(width: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"/>")
}

fn publication(format: &str, about: &str) -> String {
    format!("title: Heft {about}\nformat: {format}\nsections:\n  - entries: [{about}]\n")
}

fn entry(title: &str) -> String {
    format!("---\ntitle: {title}\nstatus: approved\n---\n\nEin Text.\n")
}

/// A site with navigation, footer, logo, translations, an edition, and a publication of every format.
pub(crate) fn whole_site() -> Files {
    let mut files = Files::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text.into_bytes());
    add("content/site.yaml", SETTINGS.to_owned());
    add("content/types/thing.yaml", THING.to_owned());
    for id in ["aa", "bb", "cc", "dd"] {
        add(&format!("content/things/{id}.md"), entry(&format!("Ding {id}")));
    }
    add("content/things/aa.en.md", entry("Thing aa"));
    add("content/pages/impressum.md", entry("Impressum"));
    add("content/pages/hilfe.md", entry("Hilfe"));
    add("content/pages/hilfe.en.md", entry("Help"));
    add("content/pages/oben.md", entry("Oben").replace("status", "navigation: header\nstatus"));
    add("content/images/logo.svg", logo(40));
    for (id, format) in [("heft", "a4"), ("klein", "a5"), ("blatt", "sheet"), ("falt", "leaflet")] {
        add(&format!("content/publications/{id}.yaml"), publication(format, "thing:aa"));
    }
    add("themes/haus/static/leer.txt", String::new());
    add("content/editions/auszug.yaml", "title: Auszug\nselect: [{type: thing}]\n".to_owned());
    files
}

pub(crate) fn snapshot(files: &Files) -> Snapshot {
    Snapshot::from_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes)))
}

fn set(files: &mut Files, path: &str, text: &str) {
    files.insert(path.to_owned(), text.into());
}

fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    set(files, path, &text.replace(from, to));
}

/// The outputs in which a rebuild differs from a clean build.
fn stale(built: &Outcome, files: &Files, options: &Options) -> Vec<String> {
    let clean = session::build(&snapshot(files), options, &mut Timings::default());
    assert_eq!(built.findings.clone().sorted(), clean.findings.clone().sorted());
    let all = clean.outputs.paths().chain(built.outputs.paths());
    let stale = all.filter(|path| clean.outputs.get(path) != built.outputs.get(path));
    stale.map(str::to_owned).collect()
}

type Change = fn(&mut Files);

/// Edits of what many pages show, each with a page that shows it.
const SHARED: [(&str, Change, &str); 24] = [
    (
        "a footer page is called something else",
        |files| replace(files, "content/pages/impressum.md", "Impressum", "Kontakt"),
        "things/bb/index.html",
    ),
    (
        "an entry of the navigation is called something else",
        |files| replace(files, "content/things/aa.md", "Ding aa", "Ding neu"),
        "things/bb/index.html",
    ),
    (
        "the logo has another size",
        |files| set(files, "content/images/logo.svg", &logo(80)),
        "things/bb/index.html",
    ),
    (
        "a footer page is translated",
        |files| set(files, "content/pages/impressum.en.md", &entry("Imprint")),
        "en/things/aa/index.html",
    ),
    (
        "a translation of a footer page is gone",
        |files| drop(files.remove("content/pages/hilfe.en.md")),
        "en/things/aa/index.html",
    ),
    (
        "a translation of a footer page is called something else",
        |files| replace(files, "content/pages/hilfe.en.md", "Help", "Support"),
        "en/things/aa/index.html",
    ),
    (
        "a footer page is archived",
        |files| replace(files, "content/pages/hilfe.md", "approved", "archived"),
        "hilfe/index.html",
    ),
    (
        "a page says that the footer leads to it",
        |files| {
            let text = "---\ntitle: Mehr\nstatus: approved\nnavigation: footer\n---\n\nEin Text.\n";
            set(files, "content/pages/mehr.md", text);
        },
        "things/bb/index.html",
    ),
    (
        "a page says no longer that the navigation leads to it",
        |files| replace(files, "content/pages/oben.md", "header", "none"),
        "en/things/aa/index.html",
    ),
    (
        "a page says that another part of all pages leads to it",
        |files| replace(files, "content/pages/oben.md", "header", "footer"),
        "things/bb/index.html",
    ),
    (
        "the text of a footer page alone",
        |files| replace(files, "content/pages/hilfe.md", "Ein Text", "Mehr Text"),
        "hilfe/index.html",
    ),
    (
        "a leaflet is about something else",
        |files| set(files, "content/publications/falt.yaml", &publication("leaflet", "thing:bb")),
        "things/aa/index.html",
    ),
    (
        "a leaflet is a booklet",
        |files| set(files, "content/publications/falt.yaml", &publication("a5", "thing:aa")),
        "things/aa/index.html",
    ),
    (
        "a booklet is a leaflet",
        |files| set(files, "content/publications/klein.yaml", &publication("leaflet", "thing:cc")),
        "things/cc/index.html",
    ),
    (
        "a page about something has another title",
        |files| replace(files, "content/publications/blatt.yaml", "title: Heft", "title: Buch"),
        "things/aa/index.html",
    ),
    (
        "a leaflet is gone",
        |files| drop(files.remove("content/publications/falt.yaml")),
        "things/aa/index.html",
    ),
    (
        "a publication has another title",
        |files| replace(files, "content/publications/heft.yaml", "title: Heft", "title: Buch"),
        "index.html",
    ),
    ("an entry more", |files| set(files, "content/things/ee.md", &entry("Ding ee")), "index.html"),
    (
        "an entry in a second language more",
        |files| set(files, "content/things/bb.en.md", &entry("Thing bb")),
        "en/index.html",
    ),
    (
        "an edition of something else",
        |files| {
            let text = "title: Anders\nselect: [{type: page}]\n";
            set(files, "content/editions/auszug.yaml", text);
        },
        "",
    ),
    (
        "the theme has leaflets that belong to no page",
        |files| {
            set(
                files,
                "themes/haus/print/formats/leaflet.yaml",
                "template: leaflet\npanels: [inside]\n",
            );
        },
        "things/aa/index.html",
    ),
    (
        "the theme sets sheets otherwise",
        |files| set(files, "themes/haus/print/sheets/profile.yaml", "template: guide\n"),
        "things/aa/aa.pdf",
    ),
    (
        "the publisher is called something else",
        |files| replace(files, "content/site.yaml", "Amt", "Behörde"),
        "things/bb/index.html",
    ),
    (
        "a type is called something else",
        |files| replace(files, "content/types/thing.yaml", "de: Dinge", "de: Sachen"),
        "things/bb/index.html",
    ),
];

#[test]
fn what_pages_share_is_the_same_on_all_of_them_after_an_edit() {
    for (what, change, shown) in SHARED {
        let mut files = whole_site();
        let options = Options { print: true, ..options() };
        let mut session = Session::default();
        let mut step = |files: &Files| {
            let built = session.build(&snapshot(files), &options, &mut Timings::default());
            assert!(!built.findings.has_errors(), "{what}: {:#?}", built.findings);
            let stale = stale(&built, files, &options);
            assert!(stale.is_empty(), "{what}: {} are stale: {stale:?}", stale.len());
            built.outputs
        };
        let before = step(&files);
        change(&mut files);
        let after = step(&files);
        // An edit that nobody sees would prove nothing.
        let seen = shown.is_empty() || before.get(shown) != after.get(shown);
        assert!(seen, "{what}: {shown} does not show it");
        assert!(before == step(&whole_site()), "{what}: and back");
    }
}

#[test]
fn texts_of_the_theme_that_decide_about_addresses_and_relations_do_so_after_an_edit() {
    const WORDS: &str = "themes/haus/texts/de.ftl";
    const TYPE: &str = "content/types/thing.yaml";
    let mut files = whole_site();
    replace(&mut files, TYPE, "print: {sheet: profile}", "facets: [colour, about]");
    let more = "colour: {kind: enum, values: [rot], label: {de: Farbe, en: Colour}}\n  about: {kind: reference, to: thing, label: {de: Über, en: About}, inverse: {name: told_by, label: {de: Wird erzählt von, en: Told by}}}\n";
    replace(&mut files, TYPE, "fields:\n", &format!("fields:\n  {more}"));
    replace(&mut files, "content/things/aa.md", "status", "colour: rot\nabout: thing:bb\nstatus");
    // So many that they go on on pages of their own.
    replace(&mut files, "content/site.yaml", "format: 1", "format: 1\nlist_length: 2");
    for path in ["content/things/cc.md", "content/things/dd.md", "content/pages/oben.md"] {
        replace(&mut files, path, "Ein Text.", "Siehe [](thing:bb).");
    }
    let mut session = Session::default();
    let mut made = |words: &str| {
        set(&mut files, WORDS, words);
        let built = session.build(&snapshot(&files), &options(), &mut Timings::default());
        assert!(!built.findings.has_errors(), "{:#?}", built.findings);
        assert_eq!(stale(&built, &files, &options()), [""; 0], "{words}");
        let parts = built.outputs.paths().filter(|path| path.starts_with("things/farbe/"));
        let page = built.outputs.get("things/bb/index.html").unwrap().bytes().unwrap();
        (
            parts.map(str::to_owned).collect::<Vec<_>>(),
            String::from_utf8_lossy(&page).matches("<h3").count(),
        )
    };
    let first = made("home = Anfang\n");
    assert_eq!(first, made("home = Beginn\n"));
    let (parts, _) = made("home = Beginn\nnot-stated = offen\n");
    assert!(parts != first.0 && parts.iter().any(|part| part.contains("offen")), "{parts:?}");
    // Two relations that are called alike are one.
    let (_, relations) = made("home = Beginn\nnot-stated = offen\nmentions = Wird erzählt von\n");
    assert_eq!(relations + 1, first.1);
}

#[test]
fn so_it_is_in_an_edition() {
    for (what, change, _) in SHARED {
        let mut files = whole_site();
        let site = SiteName::Edition("auszug".into());
        let options = Options { site, ..options() };
        let mut session = Session::default();
        for step in 0..3 {
            let built = session.build(&snapshot(&files), &options, &mut Timings::default());
            let stale = stale(&built, &files, &options);
            assert!(stale.is_empty(), "{what}: {} are stale: {stale:?}", stale.len());
            match step {
                0 => change(&mut files),
                _ => files = whole_site(),
            }
        }
    }
}

#[test]
fn how_much_is_on_lists_concerns_only_pages_whose_templates_show_it() {
    let mut files = whole_site();
    let mut session = Session::default();
    let mut made = |files: &Files| {
        let built = session.build(&snapshot(files), &options(), &mut Timings::default());
        assert!(!built.findings.has_errors(), "{:#?}", built.findings);
        assert_eq!(stale(&built, files, &options()), [""; 0]);
        built.work.made.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    made(&files);
    set(&mut files, "content/things/ee.md", &entry("Ding ee"));
    let first = made(&files);
    assert!(first.contains(&"index.html".to_owned()), "{first:?}");
    assert!(!first.contains(&"impressum/index.html".to_owned()), "{first:?}");
    // A theme that shows it on every page.
    let page_template = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% for list in site.collections %}<p>{{ list.plural }}: {{ list.count }}</p>{% endfor %}{% endblock %}";
    set(&mut files, "themes/haus/templates/entry/page.html", page_template);
    made(&files);
    set(&mut files, "content/things/ff.md", &entry("Ding ff"));
    let all = made(&files);
    assert!(all.contains(&"impressum/index.html".to_owned()), "{all:?}");
}

#[test]
fn a_link_to_what_cannot_be_read_is_wrong_once_it_is_gone() {
    let mut files = whole_site();
    set(&mut files, "content/things/aa.md", "---\ntitle: Ding\n---\n\nSiehe [dort](thing:ee).\n");
    set(&mut files, "content/things/ee.md", "---\ntitle: [\n---\n\nText.\n");
    let mut session = Session::default();
    for _ in 0..2 {
        let built = session.build(&snapshot(&files), &options(), &mut Timings::default());
        assert!(built.findings.has_errors());
        stale(&built, &files, &options());
        files.remove("content/things/ee.md");
    }
}

/// What leads to a page may be in a file that cannot be read: until it can be, nobody says that nothing leads there.
#[test]
fn a_page_may_be_led_to_by_what_cannot_be_read() {
    let mut files = whole_site();
    replace(&mut files, "content/site.yaml", "checks: {orphan-page: off}\n", "");
    set(&mut files, "content/pages/allein.md", &entry("Allein"));
    let mut session = Session::default();
    for is_unread in [false, true, false] {
        match is_unread {
            true => set(&mut files, "content/things/ee.md", "---\ntitle: [\n---\n\nText.\n"),
            false => drop(files.remove("content/things/ee.md")),
        }
        let built = session.build(&snapshot(&files), &options(), &mut Timings::default());
        let is_orphan = built.findings.iter().any(|finding| finding.code.slug() == "orphan-page");
        assert_eq!(is_orphan, !is_unread, "{:#?}", built.findings);
        stale(&built, &files, &options());
    }
}

/// Pages ask for a place in the navigation themselves; an edition takes that of the settings over.
#[test]
fn how_long_the_navigation_is_follows_settings_and_pages() {
    const PAGE: &str = "content/pages/neu.md";
    const NAVIGATION: &str = "{entry: 'thing:aa'}";
    let mut files = whole_site();
    set(&mut files, PAGE, &entry("Neu"));
    let items = |last: &str| {
        let things = ["aa", "bb", "cc", "dd"].map(|id| format!("{{entry: 'thing:{id}'}}"));
        format!("{}, {{type: case}}{last}", things.join(", "))
    };
    replace(&mut files, "content/site.yaml", NAVIGATION, &items(""));
    let mut session = Session::default();
    // With the page that is there it has seven items.
    let steps: [(Change, Option<(usize, &str)>); 9] = [
        (|_| {}, None),
        (
            |files| replace(files, PAGE, "status", "navigation: header\nstatus"),
            Some((8, "content/pages/oben.md")),
        ),
        (
            |files| replace(files, PAGE, "Ein Text.", "Zwei Texte."),
            Some((8, "content/pages/oben.md")),
        ),
        (
            |files| replace(files, "content/site.yaml", "title: Probe", "title: Anders"),
            Some((8, "content/pages/oben.md")),
        ),
        (|files| replace(files, PAGE, "approved", "archived"), None),
        (
            |files| {
                let more = ", {type: cluster}, {type: trade}]\nfooter";
                replace(files, "content/site.yaml", "]\nfooter", more);
            },
            Some((9, "content/site.yaml")),
        ),
        (|files| replace(files, PAGE, "archived", "approved"), Some((10, "content/site.yaml"))),
        (|files| replace(files, PAGE, "header", "footer"), Some((9, "content/site.yaml"))),
        (
            |files| {
                let less = ", {type: cluster}, {type: trade}]";
                replace(files, "content/site.yaml", less, "]");
            },
            None,
        ),
    ];
    for (number, (change, wanted)) in steps.into_iter().enumerate() {
        change(&mut files);
        let built = session.build(&snapshot(&files), &options(), &mut Timings::default());
        let long = built.findings.iter().filter(|f| f.code.slug() == "long-navigation");
        let said = long.map(|finding| {
            let said = rendered(
                std::slice::from_ref(finding),
                &snapshot(&files),
                Language::of_tag("en").unwrap(),
            );
            let count = said.split(' ').find_map(|word| word.parse::<usize>().ok());
            (count.unwrap(), finding.span.as_ref().unwrap().file.to_string())
        });
        let wanted: Vec<_> =
            wanted.map(|(count, file)| (count, file.to_owned())).into_iter().collect();
        assert_eq!(said.collect::<Vec<_>>(), wanted, "step {number}");
        assert_eq!(stale(&built, &files, &options()), [""; 0], "step {number}");
    }
}
