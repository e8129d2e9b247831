//! What a page knows of others comes and goes with them: fixed edits of a small site in which most kinds of cells decide about some page.
//!
//! `rebuild` and `wide` look for what nobody thought of, with random edits; these are the first that `tests/mutations/run` asks, since they take seconds.

use broschur::diagnostic::Severity;
use broschur::model::Publishing;
use broschur::session::{self, Options, Outcome, Session, SiteName, Timings};

use crate::freshness::{Files, snapshot};
use crate::rebuild::{FIRM, differs, sound_site};
use crate::support::{options, today};

const SETTINGS: &str = "\
format: 1
title: Probe
languages: [de, en]
list_length: 3
base_url: https://example.org/x/
theme: haus
publisher: {name: Amt}
brand: {logo: /images/logo.svg}
data: {markdown: [article]}
navigation: [{type: article}, {entry: 'place:p1'}]
footer: [{page: hilfe}]
checks: {adaptation-due: off, orphan-page: off}
";

const EDITION: &str = "\
title: Auszug
select: [{type: article, where: {featured: nein}}, {type: page}]
relations:
  article.place: include
  place.inside: include
  article.used_by: leave_out
  place.twins: leave_out
embeds: {types: [article], badges: [place]}
";

/// Works with as many pages of a list as articles have, and called like those in German: which of them say so in a title depends on the others.
const WORK: &str = "\
type: work
label: {de: Werk, en: Work}
plural: {de: Artikel, en: Works}
folder: works
route: {de: werke, en: works}
body: required
registers: [uses]
facets: [size]
defaults: {status: approved}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  uses: {kind: list, of: {kind: reference, to: place}, label: {de: Nutzt, en: Uses}}
  size: {kind: integer, bands: [10], label: {de: Größe, en: Size}}
";

/// Reasons that are taken over one by one.
const REASONS: &str = "  reasons:
    kind: list
    label: {de: Gründe, en: Reasons}
    of:
      kind: object
      fields:
        key: {kind: string, required: true, hidden: true, label: {de: Schlüssel, en: Key}}
        text: {kind: string, label: {de: Text, en: Text}}
";

const LEAF: &str = "\
type: leaf
label: {de: Blatt, en: Leaf}
plural: {de: Blätter, en: Leaves}
folder: leaves
route: {de: blaetter, en: leaves}
facets: [upper]
derived:
  upper: {label: {de: Darüber, en: Above}, through: {de: 'über {through}', en: 'by way of {through}'}, via: [place, above]}
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  place: {kind: reference, to: place, label: {de: Ort, en: Place}}
";

fn picture(width: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"/>")
}

/// Articles at places, with more of them than fit on a page, notes about them, firms that adapt each other, and what stands around them.
fn site() -> Files {
    let mut files = sound_site(31);
    for (path, text) in [
        ("content/site.yaml", SETTINGS),
        ("content/types/firm.yaml", FIRM),
        ("content/editions/auszug.yaml", EDITION),
        ("content/pages/hilfe.md", "---\ntitle: Hilfe\nstatus: approved\n---\n\nWas hilft.\n"),
        ("content/pages/hilfe.en.md", "---\ntitle: Help\n---\n\nWhat helps.\n"),
        ("content/articles/a1.en.md", "---\ntitle: Article 1\n---\n\nWords.\n"),
        ("content/articles/a2.en.md", "---\ntitle: Article 2\n---\n\nWords.\n"),
        ("content/images/logo.svg", &picture(40)),
        ("content/images/bild.svg", &picture(20)),
        ("content/files/liste.csv", "a,b\n"),
        (
            "content/publications/heft.yaml",
            "title: Heft\nformat: a5\nsections:\n  - {title: Rot, layout: full, select: {type: article, where: {tag: rot}}}\n  - {title: Orte, index: place}\n",
        ),
        (
            "content/publications/falt.yaml",
            "title: Falt\nformat: leaflet\nsections:\n  - entries: ['place:p1']\n  - {title: Mehr, text: 'Und mehr.'}\n",
        ),
        (
            "content/firms/erste.md",
            "---\ntitle: Betrieb eins\nmotto: Fleiß\nmail: post@example.org\ntalks: [{date: 2026-12-04, title: Reden}]\n---\n\nText.\n",
        ),
        ("content/firms/zweite.md", "---\ntitle: Betrieb zwei\nextends: erste\n---\n\nText.\n"),
        (
            "content/firms/dritte.md",
            "---\ntitle: Betrieb drei\nowner: Erika Beispiel\npartner: erste\nconsent: {given_on: 2020-01-01, expires: 2026-11-25, scope: [website, feed]}\n---\n\nText.\n",
        ),
        ("themes/haus/assets/own.css", "body{margin:1px}"),
    ] {
        files.insert(path.to_owned(), text.into());
    }
    edit(&mut files, "content/articles/a1.md", &|text| {
        format!("{text}\n![Ein Bild](/images/bild.svg) und [eine Liste](/files/liste.csv).\n")
    });
    // Two pages of places by their rank: more of a higher one, which is a value to narrow the list by.
    files.insert("content/places/p5.md".to_owned(), "---\ntitle: Ort 5\n---\n\nText.\n".into());
    for (n, order) in ["60", "50", "40", "30", "20", "5"].iter().enumerate() {
        edit(&mut files, &format!("content/places/p{n}.md"), &|text| set(text, "order", order));
    }
    for n in 0..14 {
        let featured = if n % 3 == 0 { "ja" } else { "nein" };
        edit(&mut files, &format!("content/articles/a{n}.md"), &|text| {
            set(text, "featured", featured)
        });
    }
    files
}

/// The same, with works that use places, leaves of which one is archived, firms with reasons, and pages that hardly anything leads to.
fn wider_site() -> Files {
    let mut files = site();
    files.insert("content/types/work.yaml".to_owned(), WORK.into());
    files.insert("content/types/leaf.yaml".to_owned(), LEAF.into());
    files.insert(
        "content/types/firm.yaml".to_owned(),
        FIRM.replace("  motto:", &format!("{REASONS}  motto:")).into(),
    );
    for n in 0..12 {
        let size = if n < 4 { 5 } else { 15 };
        let text = format!("---\ntitle: Werk {n:02}\nuses: [p0, p1]\nsize: {size}\n---\n\nText.\n");
        files.insert(format!("content/works/w{n}.md"), text.into());
    }
    for (path, text) in [
        ("content/works/w4.en.md", "---\n---\n\nWords.\n"),
        ("content/works/w5.en.md", "---\ntitle: Werk 04\n---\n\nWords.\n"),
        (
            "content/works/far/index.md",
            "---\ntitle: Werk 12\nuses: [p0, p1]\nsize: 15\n---\n\n![Ein Bild](bild.svg)\n",
        ),
        ("content/works/far.en.md", "---\ntitle: Work 12\n---\n"),
        ("content/works/far/bild.svg", &picture(30)),
        ("content/works/bild.svg", &picture(50)),
        ("content/leaves/l1.md", "---\ntitle: Blatt 1\nstatus: archived\n---\n"),
        ("content/leaves/l2.md", "---\ntitle: Blatt 2\nplace: p2\nstatus: approved\n---\n"),
        ("content/leaves/l3.md", "---\ntitle: Blatt 3\nplace: p3\nstatus: approved\n---\n"),
        ("content/pages/rat.md", "---\ntitle: Rat\nstatus: approved\n---\n\nSiehe [](place:p0).\n"),
    ] {
        files.insert(path.to_owned(), text.into());
    }
    for (place, above) in [("p2", "p4"), ("p3", "p5")] {
        edit(&mut files, &format!("content/places/{place}.md"), &|text| set(text, "above", above));
    }
    for (firm, reasons) in [
        ("erste", "[{key: a, text: A}, {key: b, text: B}]"),
        ("zweite", "[{key: a, text: X}] # ................"),
    ] {
        edit(&mut files, &format!("content/firms/{firm}.md"), &|text| {
            set(text, "reasons", reasons)
        });
    }
    files
}

fn edit(files: &mut Files, path: &str, change: &dyn Fn(&str) -> String) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    let new = change(&text);
    assert_ne!(text, new, "{path}");
    files.insert(path.to_owned(), new.into());
}

/// Replaces or adds a field in front matter.
fn set(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key}: {value}");
    let known = text.lines().find(|old| old.starts_with(&format!("{key}:")));
    match known {
        Some(old) => text.replacen(old, &line, 1),
        None => text.replacen("---\n", &format!("---\n{line}\n"), 1),
    }
}

/// What is edited, in turn.
enum Edit {
    /// A field of an entry, by the path below `content/` without its ending.
    Field(&'static str, &'static str, &'static str),
    /// Something in a file, for something else.
    Replace(&'static str, &'static str, &'static str),
    /// More at the end of an entry.
    More(&'static str, &'static str),
    /// A whole file.
    File(&'static str, &'static str),
    Gone(&'static str),
    /// The day for which the site is built.
    Day(i8),
    /// Several at once.
    All(&'static [Self]),
}

impl Edit {
    fn apply(&self, files: &mut Files, day: &mut i8) {
        match *self {
            Self::Field(entry, key, value) => {
                edit(files, &format!("content/{entry}.md"), &|text| set(text, key, value));
            }
            Self::Replace(path, from, to) => edit(files, path, &|text| text.replace(from, to)),
            Self::More(entry, text) => {
                edit(files, &format!("content/{entry}.md"), &|old| format!("{old}\n{text}\n"));
            }
            Self::File(path, text) => drop(files.insert(path.to_owned(), text.into())),
            Self::Gone(path) => assert!(files.remove(path).is_some(), "{path}"),
            Self::Day(new) => *day = new,
            Self::All(edits) => edits.iter().for_each(|edit| edit.apply(files, day)),
        }
    }
}

use Edit::{All, Day, Field, File, Gone, More, Replace};

const SMALL: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
const ARTICLE: &str =
    "---\ntitle: Ein Artikel\ntag: rot\nplace: p0\nfeatured: nein\n---\n\nEin Text.\n";
const ARTICLE_2: &str =
    "---\ntitle: Noch ein Artikel\ntag: rot\nplace: p0\nfeatured: nein\n---\n\nEin Text.\n";
const SHEET: &str = "title: Blatt\nformat: sheet\nsections:\n  - entries: ['article:a2']\n";

/// Edits of single entries, which have a way of their own through a session: what they say, and where they stand by that.
const OF_ENTRIES: [Edit; 28] = [
    Field("places/p4", "order", "9"),
    Field("articles/a12", "title", "Artikel 99"),
    Field("articles/a12", "title", "Aal"),
    Field("articles/a12", "summary", "Anders."),
    More("articles/a12", "Ein Satz mehr."),
    Field("articles/a3", "title", "Artikel 98"),
    Field("articles/a10", "title", "Zander"),
    Field("places/p3", "order", "7"),
    Field("places/p1", "order", "9"),
    Field("places/p1", "order", "1"),
    Field("places/p3", "summary", "Ein Ort."),
    More("places/p3", "Mehr vom Ort."),
    Field("places/p0", "title", "Ort A"),
    Field("places/p4", "title", "Ort 4 neu"),
    Field("places/p2", "phone", "0731 12345"),
    Field("places/p2", "since", "2012"),
    Field("places/p2", "website", "https://example.org/ort"),
    Field("places/p2", "dates", "[{date: 2027-03-05}]"),
    Field("notes/n1", "title", "Eine Notiz"),
    Field("notes/n2", "text", "Ein Wort."),
    Field("articles/a5", "date", "2026-03-01"),
    Field("firms/erste", "motto", "Mut"),
    Field("firms/zweite", "motto", "Eile"),
    Field("firms/dritte", "owner", "Erika Anders"),
    Field("pages/hilfe", "title", "Rat"),
    More("pages/hilfe", "Und mehr."),
    Field("articles/a5", "title", "Ort A"),
    Field("places/p1", "title", "Ort 1 neu"),
];

/// Edits by which entries come, go, are related to others or are found elsewhere.
const OF_LINKS: [Edit; 37] = [
    Field("articles/a1", "tag", "gelb"),
    Field("articles/a3", "place", "p4"),
    Field("articles/a3", "place", "p0"),
    Field("articles/a6", "others", "[a7]"),
    Field("articles/a6", "others", "[a7, a8, a9, a10]"),
    Field("articles/a6", "place", "p2"),
    Field("places/p1", "above", "p0"),
    Field("places/p1", "above", "p3"),
    Field("places/p4", "twins", "[{place: p1, since: 1960}]"),
    Field("places/p4", "twins", "[{place: p1, since: 1970}, {place: p2, since: 1980}]"),
    More("places/p4", "Siehe [dort](article:a9)."),
    Field("articles/a9", "title", "Artikel 9 neu"),
    File("content/articles/neu.md", ARTICLE),
    Field("articles/neu", "featured", "ja"),
    Field("articles/neu", "title", "Artikel 5"),
    File("content/articles/neu.en.md", "---\ntitle: A new one\n---\n\nWords.\n"),
    Field("articles/neu.en", "title", "Another one"),
    More("articles/neu.en", "More words."),
    Field("articles/neu", "aliases", "[alt]"),
    Field("articles/neu", "status", "archived"),
    Field("articles/neu", "status", "draft"),
    Field("articles/neu", "status", "approved"),
    Gone("content/articles/neu.en.md"),
    Gone("content/articles/neu.md"),
    Field("notes/n1", "about", "place:p3"),
    Field("notes/n1", "about", "article:a3"),
    Gone("content/notes/n3.md"),
    Field("articles/a2.en", "title", "Aardvark"),
    Gone("content/articles/a2.en.md"),
    Field("firms/dritte", "partner", "zweite"),
    Field("firms/zweite", "extends", "dritte"),
    Field("firms/erste", "date", "2026-05-01"),
    Field("firms/zweite", "mail", "zwei@example.org"),
    Field("firms/erste", "talks", "[]"),
    Field("articles/a7", "featured", "ja"),
    Field("articles/a8", "featured", "ja"),
    Gone("content/articles/a13.md"),
];

/// Edits of what lies around entries.
const AROUND: [Edit; 36] = [
    File("content/images/bild.svg", SMALL),
    Field("articles/a3", "image", "{file: /images/bild.svg, alt: Ein Bild}"),
    File("content/images/weg.svg", SMALL),
    Field("articles/a4", "image", "{file: /images/weg.svg, alt: Noch ein Bild}"),
    File("content/images/logo.svg", SMALL),
    File("content/files/liste.csv", "a,b,c\n"),
    Replace("content/site.yaml", "/images/logo.svg", "/images/bild.svg"),
    Replace("content/site.yaml", "brand: {logo: /images/bild.svg}\n", ""),
    Replace("content/publications/falt.yaml", "p1", "p2"),
    Replace("content/publications/falt.yaml", "title: Falt", "title: Blatt"),
    Replace("content/publications/falt.yaml", "leaflet", "a5"),
    Replace("content/publications/heft.yaml", "title: Heft", "title: Buch"),
    File("content/publications/blatt.yaml", SHEET),
    Gone("content/publications/falt.yaml"),
    Field("pages/hilfe.en", "title", "Advice"),
    Gone("content/pages/hilfe.en.md"),
    File("content/pages/impressum.md", "---\ntitle: Impressum\nstatus: approved\n---\n\nWer.\n"),
    Replace("content/site.yaml", "{page: hilfe}", "{page: hilfe}, {page: impressum}"),
    Field("places/p1", "title", "Ort 1 neu"),
    Replace("content/site.yaml", "title: Probe", "title: Versuch"),
    Replace("content/site.yaml", "name: Amt", "name: Behörde"),
    Replace("content/site.yaml", "list_length: 3", "list_length: 4"),
    Replace("content/site.yaml", "[article]", "[place]"),
    Replace("content/types/article.yaml", "de: Farbe", "de: Farbton"),
    Replace("content/types/place.yaml", "de: Orte", "de: Flecken"),
    Replace("content/types/note.yaml", "registers: [title, about]", "registers: [about]"),
    Replace("content/types/article.yaml", "group: tag\n", ""),
    Replace("content/figures/farben.yaml", "Farben", "Bunt"),
    Replace("content/figures/kreuz.yaml", "Kreuz", "Quer"),
    File("themes/haus/assets/own.css", "body{margin:2px}"),
    File("themes/haus/texts/de.ftl", "home = Anfang\n"),
    Replace("content/editions/auszug.yaml", "featured: nein", "featured: ja"),
    Replace("content/editions/auszug.yaml", "article.place: include", "article.place: leave_out"),
    Day(24),
    Day(26),
    Day(22),
];

/// Edits each of which reaches some page by one way alone: it shows nothing else that differs.
const BY_ONE_WAY: [Edit; 17] = [
    // A page that no other one shows a link to any more.
    Replace("content/site.yaml", ", orphan-page: off", ""),
    Replace("content/pages/rat.md", "Siehe [](place:p0).", "Siehe dort."),
    // An alternative page where another language has as many.
    File("content/articles/a4.en.md", "---\ntitle: Article 4\n---\n\nWords.\n"),
    File("content/articles/a5.en.md", "---\ntitle: Article 5\n---\n\nWords.\n"),
    // How many entries there are of a band, on the first page.
    Field("works/w9", "size", "5"),
    // Whom another one follows among those that have as much in common, and who has.
    Field("works/w11", "title", "Ab"),
    File("content/works/w13.md", "---\ntitle: Aa\nuses: [p0, p1]\nsize: 15\n---\n\nText.\n"),
    // So many use a place that they are only counted.
    Field("works/w10", "uses", "[p0]"),
    // What has which value, as many as before.
    All(&[Field("places/p2", "above", "p5"), Field("places/p3", "above", "p4")]),
    // A title that another one wants, written where it was taken over.
    Field("works/w4.en", "title", "Werk 04"),
    // The same text with pictures that are elsewhere; it begins at the same place in both files.
    File(
        "content/works/far.en.md",
        "---\ntitle: Work 12\n# ............\n# ......\n---\n\n![Ein Bild](bild.svg)\n",
    ),
    // What is said already, said again, in as many bytes.
    Field("firms/zweite", "reasons", "[{key: a, text: X}, {key: b, text: B}]"),
    // Pages of lists with one name.
    All(&[File("content/articles/a14.md", ARTICLE), File("content/articles/a15.md", ARTICLE_2)]),
    // The last one of a list that is above an archived page.
    All(&[Gone("content/leaves/l2.md"), Gone("content/leaves/l3.md")]),
    // Pages with one name.
    File("content/pages/aal.md", "---\ntitle: Rat\nstatus: approved\n---\n\nText.\n"),
    Field("pages/aal", "title", "Aal"),
    // A page that is called like a part of a list.
    Field("pages/aal", "title", "Artikel in Ort 0"),
];

/// An edit by which an entry comes into an edition that another one of it names already.
const OF_MEMBERS: [Edit; 2] = [
    Field("places/p1", "twins", "[{place: p5, since: 1960}]"),
    Field("articles/a4", "place", "p5"),
];

/// Edits of what a publication says, and of what it selects, and in which order.
const ON_PAPER: [Edit; 3] = [
    Replace("content/publications/falt.yaml", "Und mehr.", "Und weniger."),
    Field("articles/a12", "title", "Aal"),
    Field("articles/a12", "tag", "blau"),
];

fn errors(built: &Outcome) -> Vec<String> {
    let found = built.findings.clone().sorted();
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{finding:?}")).collect()
}

/// Applies edits one after the other; after each, every page is what a clean build makes, and the site can be published: else it would say nothing.
fn follow(asked: &Options, edits: &[Edit]) {
    follow_from(site(), asked, edits);
}

/// The same, from another site on.
fn follow_from(mut files: Files, asked: &Options, edits: &[Edit]) {
    let mut session = Session::default();
    let mut day = today().day();
    let first = session.build(&snapshot(&files), asked, &mut Timings::default());
    assert_eq!(errors(&first), [""; 0], "before any edit");
    for (number, edit) in edits.iter().enumerate() {
        edit.apply(&mut files, &mut day);
        let publishing = Publishing { today: jiff::civil::date(2026, 11, day), ..asked.publishing };
        let asked = Options { publishing, ..asked.clone() };
        let built = session.build(&snapshot(&files), &asked, &mut Timings::default());
        let clean = session::build(&snapshot(&files), &asked, &mut Timings::default());
        let wrong: Vec<String> =
            errors(&built).into_iter().chain(differs(&clean, &built)).collect();
        assert!(wrong.is_empty(), "edit {number}: {}", wrong.join("\n"));
    }
}

#[test]
fn what_an_entry_says_reaches_who_shows_it() {
    follow(&options(), &OF_ENTRIES);
}

#[test]
fn what_entries_have_to_do_with_each_other_reaches_who_shows_it() {
    follow(&options(), &OF_LINKS);
}

#[test]
fn what_lies_around_entries_reaches_who_shows_it() {
    follow(&options(), &AROUND);
}

#[test]
fn what_is_seen_by_one_way_alone_reaches_who_shows_it() {
    follow_from(wider_site(), &options(), &BY_ONE_WAY);
}

#[test]
fn so_it_does_in_an_edition() {
    let edition = Options { site: SiteName::Edition("auszug".into()), ..options() };
    follow(&edition, &OF_MEMBERS);
    follow(&edition, &OF_LINKS);
    follow(&edition, &AROUND);
}

#[test]
fn so_it_does_on_paper() {
    let paper = Options { print: true, ..options() };
    follow(&paper, &OF_LINKS[..14]);
    follow(&paper, &ON_PAPER);
}
