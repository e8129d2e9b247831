use std::collections::BTreeMap;

use serde_json::json;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::*;
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::location::position;
use crate::model::{Catalog, EntryKey, Publishing};
use crate::picture::PixelBounds;
use crate::plan::{PlanOptions, PublicationRoute, SiteScope, plan};
use crate::publication;
use crate::schema::Schema;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::view::ViewContext;

mod literal;

/// The standard theme with one more template, `test`.
fn theme_with(template: &str) -> PrintTheme {
    let snapshot = Snapshot::from_files([("themes/haus/print/test.typ", template)]);
    let (theme, findings) = Theme::load(&snapshot, "haus", None, &["de"]);
    assert_eq!(findings, []);
    PrintTheme::new(&theme)
}

fn job(template: &str) -> PrintJob {
    PrintJob {
        template: template.to_owned(),
        ident: "test".to_owned(),
        date: jiff::civil::date(2012, 1, 31),
        pictures: BTreeMap::new(),
        drawings: BTreeMap::new(),
        bounds: PixelBounds::default(),
        origin: SitePath::new("content/x.yaml").unwrap(),
        sources: Vec::new(),
        max_pages: None,
        budgets: BTreeMap::new(),
    }
}

/// What stands on the pages, in the order in which it is painted.
fn text_of(job: &PrintJob, view: &serde_json::Value, theme: &PrintTheme) -> String {
    fn collect(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let document = document(job, view, theme);
    let mut out = String::new();
    for page in document.pages() {
        collect(&page.frame, &mut out);
    }
    out
}

fn document(job: &PrintJob, view: &serde_json::Value, theme: &PrintTheme) -> PagedDocument {
    let fonts = theme.fonts().unwrap();
    let (data, _) = glyphs::replace_missing(view, &fonts.coverage);
    let pictures = pictures::prepare(job).unwrap();
    let world = world::PrintWorld::new(job, theme, fonts, &data, pictures).unwrap();
    typst::compile::<PagedDocument>(&world).output.unwrap()
}

const HEAD: &str =
    "#set document(title: \"T\")\n#set text(lang: \"de\", font: \"Source Serif 4\")\n";

/// A guide with seven reasons: its title, the heading of each reason, and its text.
fn guide(title: &str, heading: &str, text: &str) -> serde_json::Value {
    let inlines = |text: &str| json!([{"inline": "text", "text": text}]);
    let reasons: Vec<_> = (1..=7)
        .map(|number| {
            json!({
                "number": number, "title": inlines(heading), "supports": inlines(heading),
                "text": [{"block": "paragraph", "content": inlines(text)}],
            })
        })
        .collect();
    json!({
        "title": title, "language": "de", "format": "sheet", "publisher": title, "description": title,
        "keywords": [], "site_title": title, "web": null,
        "texts": {"as_of": "Stand:", "source": "Fundstelle:"},
        "entry": {
            "key": "guide:x", "title": title, "type_label": title, "summary": inlines(text), "reasons": reasons, "closing": null,
            "labels": [{"kind": "sample", "name": "Musterfall", "note": title}],
            "as_of": title, "source": title, "web": "https://example.org/", "web_shown": title
        }
    })
}

#[test]
fn hostile_text_stands_there_literally() {
    let hostile = "#read(\"/etc/passwd\") $x$ @label *a* _b_ \\u{41} `c` <tag> [x] = h // no /* no */ ~ #{1+1}";
    let (view, theme) = (guide(hostile, hostile, hostile), theme_with(""));
    let text = text_of(&job("guide"), &view, &theme);
    // Line ends cost the space before them.
    let squeeze = |text: &str| text.replace([' ', '\u{ad}', '-'], "");
    assert!(squeeze(&text).matches(&squeeze(hostile)).count() >= 28, "{text}");
    render(&job("guide"), &view, &theme, Purpose::Reading).unwrap();
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let view =
        guide("Sieben Gründe", "Wertschöpfungskette schließen", "Ohne sie bleibt eine Lücke.");
    let first = render(&job("guide"), &view, &theme_with(""), Purpose::Reading).unwrap();
    forget(0);
    let second = render(&job("guide"), &view, &theme_with(""), Purpose::Reading).unwrap();
    assert!(first.bytes == second.bytes);
    let head = String::from_utf8_lossy(&first.bytes);
    assert!(
        head.contains("2012-01-31")
            && head.contains("pdfuaid:part")
            && head.contains("pdfaid:part"),
        "metadata"
    );
}

#[test]
fn seven_reasons_fill_one_page() {
    // As long as the standard type allows: title 100, heading 50, text 240 characters.
    let long = |length: usize| {
        let words =
            "Wer weiß, wer in der Region was anbietet, findet neue Kunden und Partner. ".repeat(4);
        words.chars().take(length).collect::<String>()
    };
    for (title, heading, text) in [("Kurz", "Kurz", "Kurz."), (&long(100), &long(50), &long(240))] {
        let job = one_page("guide:x");
        let mut view = guide("Argumentationshilfe", heading, text);
        view["entry"]["title"] = json!(title);
        let pdf = render(&job, &view, &theme_with(""), Purpose::Reading).unwrap();
        assert_eq!(pdf.remarks.pages, 1);
        assert_eq!(pdf.remarks.warnings, []);
        assert_eq!(fit::overruns(&job, &pdf.remarks), []);
        assert!(matches!(pdf.remarks.fits[0].rest, Rest::Room { lines, .. } if lines < 20));
    }
}

/// A guide that may take one page.
fn one_page(entry: &str) -> PrintJob {
    let job = job("guide");
    let budget = Budget {
        pages: 1.0,
        severity: Severity::Error,
        place: Span::start_of(&job.origin),
        written: None,
    };
    let budgets = BTreeMap::from([(entry.to_owned(), budget)]);
    PrintJob { max_pages: Some(1), budgets, ..job }
}

#[test]
fn more_than_fits_is_reported_with_how_much_to_cut() {
    let job = one_page("guide:x");
    let sentence = "Zu lang für ein Blatt. ";
    let overrun = |sentences: usize| {
        let view = guide("Titel", "Grund", &sentence.repeat(sentences));
        let pdf = render(&job, &view, &theme_with(""), Purpose::Reading).unwrap();
        fit::overruns(&job, &pdf.remarks).pop()
    };
    let found = overrun(60).unwrap();
    assert_eq!((found.code, found.severity), (Code::Overrun, Severity::Error));
    assert_eq!(found.args["max"], "1");
    let number = |name: &str| found.args[name].parse::<usize>().unwrap();
    // What it says is true: with as much cut from its seven texts and its summary, it fits to a line or two. A
    // few sentences less, and there is room.
    let cut = number("characters").div_ceil(8 * sentence.chars().count());
    let left = overrun(60 - cut).map_or(0, |left| left.args["lines"].parse().unwrap());
    assert!(left <= 2, "{found:?}: {left} lines");
    assert_eq!(overrun(60 - cut - 4), None);
    assert!(number("lines") > 10 && number("percent") < 90, "{found:?}");
}

#[test]
fn a_template_without_marks_is_judged_by_its_pages() {
    let theme = theme_with(&format!("{HEAD}a #pagebreak() b"));
    let job = PrintJob { template: "test".to_owned(), ..one_page("guide:x") };
    let pdf = render(&job, &json!({}), &theme, Purpose::Reading).unwrap();
    assert_eq!(fit::overruns(&job, &pdf.remarks).len(), 1);
}

#[test]
fn errors_point_into_the_theme() {
    for (template, line, column, words) in [
        ("#let a = 1\n#nothere(a)", 2, 2, "unknown variable"),
        ("Text\n\n#(1 + )", 3, 6, "expected expression"),
        ("#let d = json(\"/data.json\")\n#d.nothere", 2, 4, "does not contain key"),
    ] {
        let theme = theme_with(template);
        let findings = render(&job("test"), &json!({}), &theme, Purpose::Reading).unwrap_err();
        let finding = &findings[0];
        let span = finding.span.as_ref().unwrap();
        let at = position(template, span.start);
        assert_eq!(finding.code, Code::PrintError);
        assert_eq!(span.file.as_str(), "themes/haus/print/test.typ");
        assert!(finding.args["message"].contains(words), "{finding:?}");
        assert_eq!((at.line, at.column), (line, column), "{finding:?}");
    }
}

#[test]
fn a_template_that_is_not_there_is_a_finding() {
    let findings =
        render(&job("nothere"), &json!({}), &theme_with(""), Purpose::Reading).unwrap_err();
    assert_eq!(findings[0].span.as_ref().unwrap().file.as_str(), "content/x.yaml");
}

#[test]
fn warnings_come_with_the_file() {
    let template = format!("{HEAD}#text(font: \"Gibt es nicht\")[Text]");
    let pdf = render(&job("test"), &json!({}), &theme_with(&template), Purpose::Reading).unwrap();
    assert_eq!(pdf.remarks.warnings[0].code, Code::PrintWarning);
    assert_eq!(
        pdf.remarks.warnings[0].span.as_ref().unwrap().file.as_str(),
        "themes/haus/print/test.typ"
    );
}

#[test]
fn templates_read_nothing_but_their_own() {
    for path in [
        "/etc/passwd",
        "../../../etc/passwd",
        "/content/site.yaml",
        "../fonts/README.md",
        "/pictures/0",
    ] {
        let template = format!("{HEAD}#read(\"{path}\")");
        let findings =
            render(&job("test"), &json!({}), &theme_with(&template), Purpose::Reading).unwrap_err();
        assert_eq!(findings[0].code, Code::PrintError, "{path}");
    }
    for package in ["@preview/cetz:0.3.0", "@local/x:1.0.0"] {
        let template = format!("{HEAD}#import \"{package}\": x");
        let findings =
            render(&job("test"), &json!({}), &theme_with(&template), Purpose::Reading).unwrap_err();
        assert_eq!(findings[0].code, Code::PrintError, "{package}");
    }
}

#[test]
fn characters_without_a_shape_become_boxes() {
    let template = format!("{HEAD}#json(\"/data.json\").text");
    let theme = theme_with(&template);
    let view =
        json!({"text": "Bäcker 👩‍🍳🥨 مرحبا 日本 a\u{202e}b\u{0}c\u{feff}d \u{e000} ẞ₂→\u{202f}x"});
    let pdf = render(&job("test"), &view, &theme, Purpose::Reading).unwrap();
    assert!(
        pdf.remarks.missing.contains(&'🥨')
            && pdf.remarks.missing.contains(&'م')
            && !pdf.remarks.missing.contains(&'ẞ')
    );
    let text = text_of(&job("test"), &view, &theme);
    assert_eq!(text.trim(), "Bäcker □ □ □ abcd □ ẞ₂→\u{202f}x");
}

#[test]
fn broken_pictures_are_findings() {
    let template = format!("{HEAD}#image(\"/pictures/1\", alt: \"x\")");
    let theme = theme_with(&template);
    let picture = |bytes: &[u8]| {
        let snapshot = Snapshot::from_files([("content/bild.png", bytes)]);
        let file = snapshot.get_str("content/bild.png").unwrap().clone();
        PrintJob { pictures: BTreeMap::from([("1".to_owned(), file)]), ..job("test") }
    };
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgba8(5000, 30).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    render(&picture(&png), &json!({}), &theme, Purpose::Reading).unwrap();
    for bytes in [&b""[..], b"no picture at all", &png[..png.len() / 2], &png[..30]] {
        let findings = render(&picture(bytes), &json!({}), &theme, Purpose::Reading).unwrap_err();
        assert_eq!(findings[0].code, Code::BrokenImage);
        assert_eq!(findings[0].span.as_ref().unwrap().file.as_str(), "content/bild.png");
    }
}

/// What `ask` makes of a builder for these files, which have no findings.
fn with_builder<T>(
    snapshot: &Snapshot,
    ask: impl FnOnce(DocumentBuilder<'_>, &Publications) -> T,
) -> T {
    let mut found = Vec::new();
    let config = Config::load(snapshot, &mut found);
    let schema = Schema::load(snapshot, &mut found);
    let publishing = Publishing { drafts: false, today: jiff::civil::date(2026, 11, 1) };
    let catalog = Catalog::load(snapshot, schema, &config, publishing, &mut found);
    let (theme, problems) = Theme::load(snapshot, &config.theme, None, &["de"]);
    found.extend(problems);
    theme.print_layouts().check_types(&catalog.schema, &mut found);
    let publications = publication::load(snapshot, &config, &catalog, &theme, &mut found);
    assert_eq!(found, []);
    let routes: Vec<_> = publications.iter().map(PublicationRoute::of).collect();
    let asked = PlanOptions { drafts: false, print: true };
    let plan = plan(snapshot, &catalog, &config, &theme, SiteScope::default(), &routes, asked);
    let views = ViewContext::new(&catalog, &config, &theme, &plan, &Paper);
    let builder = DocumentBuilder {
        snapshot,
        catalog: &catalog,
        config: &config,
        theme: &theme,
        plan: &plan,
        views: &views,
    };
    ask(builder, &Publications::of(&plan.scope, &publications))
}

/// The publication `p` of a small site, and what stands on its pages.
fn published(yaml: &str, others: &[(&str, &str)]) -> (Pdf, String) {
    let mut files = vec![
        ("content/site.yaml", "format: 1\ntitle: T\nbase_url: https://example.org/\n"),
        ("content/types/thing.yaml", THING),
        ("content/publications/p.yaml", yaml),
    ];
    files.extend(others);
    let (job, view) = with_builder(&Snapshot::from_files(files), |builder, publications| {
        let publication = publications.get(&"p".into(), &"de".into()).unwrap();
        builder.publication(publication, 0.0).unwrap()
    });
    let theme = theme_with("");
    let pdf = render(&job, &view, &theme, Purpose::Reading).unwrap();
    assert_eq!(pdf.remarks.warnings, []);
    (pdf, text_of(&job, &view, &theme))
}

const THING: &str = "\
type: thing
label: Ding
plural: Dinge
folder: things
title: title
summary: summary
fields:
  title: {kind: string, required: true, label: Titel}
  summary: {kind: text, label: Kurzfassung}
  number: {kind: integer, label: Zahl}
  remark: {kind: text, label: Anmerkung}
  works: {kind: list, label: Quellen, of: {kind: reference, to: source}}
  ratings:
    kind: map
    label: Bewertung
    keys: {kind: reference, to: thing}
    of: {kind: rating, label: Bewertung, scale: {1: nie, 2: oft}}
card: [number]
defaults: {status: approved}
";

/// What a theme adds to print with: a format, a layout of entries, and a sheet.
const ADDED: [(&str, &str); 6] = [
    ("themes/haus/print/formats/aushang.yaml", "max_pages: 1\npanels: [oben, unten]\n"),
    (
        "themes/haus/print/formats/aushang.typ",
        "#import \"../look.typ\": set-text\n#let data = json(\"/data.json\")\n#show: set-text.with(data)\n\
         #title(data.title)\n#for section in data.sections [#section.panel: #{\n\
         import \"../\" + section.template + \".typ\": entries\n\
         for group in section.groups { entries(group.entries, data.texts, 2, none) }\n}]\n",
    ),
    ("themes/haus/print/layouts/zeile.yaml", "shows: summary\nprominence: 5\n"),
    (
        "themes/haus/print/layouts/zeile.typ",
        "#let entries(entries, texts, level, format) = entries.map(it => [*#it.title*!]).join()\n",
    ),
    ("themes/haus/print/sheets/karte.yaml", "template: kartei\npages: 1\n"),
    (
        "themes/haus/print/kartei.typ",
        "#import \"look.typ\": set-text\n#let data = json(\"/data.json\")\n#show: set-text.with(data)\n\
         Karte: #data.entry.title\n",
    ),
];

const HAUS: (&str, &str) =
    ("content/site.yaml", "format: 1\ntitle: T\nbase_url: https://example.org/\ntheme: haus\n");

#[test]
fn a_theme_adds_formats_layouts_and_sheets_by_files_alone() {
    let kind = THING.replace("card:", "print: {sheet: karte}\ncard:");
    let yaml = "title: Heute\nformat: aushang\nsections:\n  - {title: A, panel: unten, layout: zeile, select: {type: thing}}\n";
    let mut files = ADDED.to_vec();
    files.extend([HAUS, ("content/types/thing.yaml", &kind), ("content/things.yaml", THINGS)]);
    files.extend([("content/sources.yaml", SOURCES), ("content/publications/p.yaml", yaml)]);
    let snapshot = Snapshot::from_files(files);
    let documents = with_builder(&snapshot, |builder, publications| {
        let publication = publications.get(&"p".into(), &"de".into()).unwrap();
        assert_eq!(publication.format.max_pages, Some(1));
        let sheet = builder.sheet(&EntryKey::new("thing", "a"), "de").unwrap();
        [builder.publication(publication, 0.0).unwrap(), sheet]
    });
    let theme = PrintTheme::new(&Theme::load(&snapshot, "haus", None, &["de"]).0);
    let texts = documents.map(|(job, view)| {
        assert_eq!(
            job.max_pages.or(job.budgets.values().next().map(|it| it.pages as usize)),
            Some(1)
        );
        text_of(&job, &view, &theme).replace(' ', "")
    });
    assert_eq!(texts, ["Heuteunten:Amboss!Bohrer!", "Karte:Amboss"]);
}

#[test]
fn what_a_theme_declares_and_cannot_hold_is_found_in_the_theme() {
    for (file, text, code, place, suggestion) in [
        ("formats/aushang", "template: brochur\n", Code::BadValue, "brochur", Some("brochure")),
        ("formats/aushang", "booklet: true\n", Code::MissingKey, "booklet", None),
        (
            "formats/a4",
            "template: brochure\nmax_page: 3\n",
            Code::UnknownKey,
            "max_page",
            Some("max_pages"),
        ),
        ("formats/a4", "template: brochure\nmax_pages: 0\n", Code::BadValue, "0", None),
        ("layouts/zeile", "template: layouts/card\n", Code::MissingKey, "template", None),
        ("layouts/card", "shows: sumary\n", Code::BadValue, "sumary", Some("summary")),
        (
            "sheets/profile",
            "template: sheet\noverlong: eror\n",
            Code::BadValue,
            "eror",
            Some("error"),
        ),
        ("sheets/profile", "", Code::EmptyFile, "", None),
    ] {
        let path = format!("themes/haus/print/{file}.yaml");
        let snapshot = Snapshot::from_files([(path.as_str(), text)]);
        let (_, findings) = Theme::load(&snapshot, "haus", None, &["de"]);
        let [finding] = findings.as_slice() else { panic!("{text}: {findings:?}") };
        let span = finding.span.as_ref().unwrap();
        assert_eq!((span.file.as_str(), finding.code), (path.as_str(), code), "{text}");
        assert_eq!(&text[span.start..span.end], place, "{text}");
        assert_eq!(finding.args.get("suggestion").map(String::as_str), suggestion, "{text}");
    }
}

#[test]
fn a_sheet_sets_the_groups_of_its_facts_apart_while_there_is_room() {
    let groups = "profile: [{label: Maße, fields: [number]}, {label: Herkunft, fields: [works]}]\nprint: {sheet: profile}\n";
    let sheet = |text: &str| {
        let body = text.repeat(400);
        let entry = format!("---\ntitle: Amboss\nnumber: 3\nworks: [spaet]\n---\n\n{body}\n");
        let kind = THING.replace("card:", &format!("{groups}card:"));
        let files = [
            ("content/site.yaml", "format: 1\ntitle: T\nbase_url: https://example.org/\n"),
            ("content/types/thing.yaml", &kind),
            ("content/things/a.md", &entry),
            ("content/sources.yaml", SOURCES),
        ];
        let (job, view) = with_builder(&Snapshot::from_files(files), |builder, _| {
            builder.sheet(&EntryKey::new("thing", "a"), "de").unwrap()
        });
        text_of(&job, &view, &theme_with(""))
    };
    let text = sheet("Kurz. ");
    let order = ["Auf einen Blick", "Maße", "Zahl", "Herkunft", "Quellen"];
    assert!(order.is_sorted_by_key(|word| text.find(word).unwrap()), "{text}");
    let full = sheet("Ein Satz, der Platz verlangt und niemandem etwas sagt. ");
    assert!(full.contains("Zahl") && !full.contains("Maße"), "{full}");
}

const THINGS: &str = "\
a: {title: Amboss, summary: Schwer., number: 3, remark: Geschätzt., works: [spaet, frueh], ratings: {a: 2, b: ka}}
b: {title: Bohrer, summary: Spitz., remark: Geschätzt., ratings: {a: null}}
";

const SOURCES: &str = "\
spaet: {title: Später, authors: ['Zuse, K.'], year: 2001, complete: true, has_profile: false, status: approved, group: nur_zitiert}
frueh: {title: Früher, authors: ['Adam, A.'], year: 1999, complete: true, has_profile: false, status: approved, group: nur_zitiert}
nie: {title: Nie genannt, authors: ['Berta, B.'], year: 2000, complete: true, has_profile: false, status: approved, group: nur_zitiert}
";

#[test]
fn a_table_names_pages_notes_and_works() {
    let yaml = "\
title: Heft
sections:
  - title: Tabelle
    layout: table
    columns: [number, works]
    row_notes: [remark]
    select: {type: thing}
    notes: \"Quelle: Zählung.\"
    as_of: 2012-01
  - title: Alle
    layout: running
    select: {type: thing}
  - title: Literatur
    sources: source
";
    let files = [("content/things.yaml", THINGS), ("content/sources.yaml", SOURCES)];
    let (pdf, text) = published(yaml, &files);
    assert_eq!(pdf.remarks.pages, 6, "cover, imprint, contents, three sections");
    // The table is on page 4, the entries are set in full on page 5.
    assert!(text.contains("Amboss (Seite\u{a0}5)1"), "{text}");
    assert!(text.contains("[2], [1]"), "numbers by author, in the order of the entry: {text}");
    assert!(
        text.contains("1\u{a0}Anmerkung: Geschätzt.Quelle: Zählung.Stand: Januar 2012"),
        "{text}"
    );
    assert!(text.contains("[1]Adam, A. (1999): Früher."), "{text}");
    assert!(text.contains("[2]Zuse, K. (2001): Später."), "{text}");
    assert!(!text.contains("Nie genannt"), "{text}");
}

#[test]
fn one_page_names_no_page_of_its_own() {
    let yaml = "\
title: Blatt
format: sheet
sections:
  - {title: Text, text: 'Nehmen Sie den [Amboss](thing:a).'}
  - {title: Alle, layout: running, select: {type: thing}}
";
    let files = [("content/things.yaml", THINGS), ("content/sources.yaml", SOURCES)];
    let (_, text) = published(yaml, &files);
    assert!(text.contains("Nehmen Sie den Amboss."), "{text}");
    let (_, text) = published(&yaml.replace("sheet", "a5"), &files);
    assert!(text.contains("Nehmen Sie den Amboss (siehe Seite"), "{text}");
}

#[test]
fn a_matrix_tells_no_statement_from_a_lost_one() {
    let yaml = "\
title: Heft
sections:
  - title: Matrix
    layout: matrix
    select: {type: thing}
";
    let (_, text) =
        published(yaml, &[("content/things.yaml", &THINGS.replace("works: [spaet, frueh], ", ""))]);
    assert!(text.contains("1: nie") && text.contains("2: oft"), "{text}");
    assert!(text.contains("k. A.keine Angabe–Angabe in der Vorlage verloren"), "{text}");
    let rows = &text[text.rfind("Titel").unwrap()..];
    // Behind the title the numbers of its notes; the dots of a rating are drawn, not written.
    assert!(rows.contains("Amboss1, 2 2k. A.Bohrer2––"), "{rows}");
}

#[test]
fn a_leaflet_has_two_pages_and_begins_with_its_cover() {
    let yaml = "\
title: Gute Gründe
subtitle: Zum Mitnehmen
format: leaflet
imprint: Impressum hier.
sections:
  - {title: Innen, text: Drinnen steht das.}
  - {title: Klappe, text: Zuerst gesehen., panel: flap}
  - {title: Hinten, text: Zuletzt gesehen., panel: back}
";
    let (pdf, text) = published(yaml, &[]);
    assert_eq!(pdf.remarks.pages, 2);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    let order = ["Gute Gründe", "Klappe", "Hinten", "Impressum hier.", "Drinnen"].map(at);
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn a_sheet_is_one_page_and_shows_cards() {
    let yaml = "\
title: Blatt
format: sheet
imprint: Am Fuß.
sections:
  - {title: Karten, layout: card, select: {type: thing}}
";
    let (pdf, text) =
        published(yaml, &[("content/things.yaml", &THINGS.replace("works: [spaet, frueh], ", ""))]);
    assert_eq!(pdf.remarks.pages, 1);
    for words in ["Amboss", "Schwer.", "Zahl: 3", "Bohrer", "Am Fuß."] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn another_look_is_one_file() {
    let look = include_str!("../../../themes/standard/print/look.typ");
    let wide = look.replace("sheet: (width: 210mm", "sheet: (width: 200mm");
    assert_ne!(look, wide);
    let snapshot = Snapshot::from_files([("themes/haus/print/look.typ", wide.as_str())]);
    let (theme, findings) = Theme::load(&snapshot, "haus", None, &["de"]);
    assert_eq!(findings, []);
    let view = guide("Titel", "Grund", "Text.");
    let document = document(&job("guide"), &view, &PrintTheme::new(&theme));
    assert_eq!(document.pages()[0].frame.width().to_mm().round(), 200.0);
}

/// The texts of a Markdown text on paper, one after the other.
fn set(text: &str) -> String {
    let file = SitePath::new("content/things/a.md").unwrap();
    let document = crate::syntax::parse(&file, text, 0..text.len(), "de", &mut Vec::new());
    let snapshot = Snapshot::from_files([
        ("content/site.yaml", "format: 1\ntitle: T\n"),
        ("content/types/thing.yaml", THING),
    ]);
    let set = with_builder(&snapshot, |builder, _| builder.text(&document, "de").unwrap());
    set.to_string()
}

#[test]
fn notes_that_cite_themselves_or_each_other_come_to_an_end() {
    // Found by the fuzz target markdown: the stack overflowed.
    let own = set("Text[^a]\n\n[^a]: Eins[^a].\n");
    assert_eq!(own.matches("Eins").count(), 1, "{own}");
    let circle = set("Text[^a]\n\n[^a]: Eins[^b].\n\n[^b]: Zwei[^a].\n");
    assert_eq!(
        (circle.matches("Eins").count(), circle.matches("Zwei").count()),
        (1, 1),
        "{circle}"
    );
    // Each cites the next one twice: 2 to the power of 40 without a bound.
    let mut chain = "Text[^n0]\n".to_owned();
    for n in 0..40 {
        chain.push_str(&format!("\n[^n{n}]: Note[^n{}] und[^n{}].\n", n + 1, n + 1));
    }
    assert!(set(&chain).len() < 10_000);
}

#[test]
fn a_note_that_is_cited_twice_is_printed_once() {
    let yaml = "title: P\nformat: a5\nsections: [{title: S, select: {type: thing}}]\n";
    let entry = "---\ntitle: A\n---\n\nEins[^n], zwei[^n], drei[^m].\n\nUnd vier[^n].\n\n[^n]: Notenwort.\n[^m]: Nebenwort.\n";
    let (_, text) = published(yaml, &[("content/things/a.md", entry)]);
    assert_eq!(text.matches("Notenwort").count(), 1, "{text}");
    assert_eq!(text.matches("Nebenwort").count(), 1, "{text}");
    // Three marks and the number of the note itself.
    let ones = text.split(|c: char| !c.is_ascii_digit()).filter(|number| *number == "1").count();
    assert_eq!(ones, 4, "{text}");
}
