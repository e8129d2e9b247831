//! Columns of tables in other languages, and the translations that come of them.

use broschur::diagnostic::{Code, Language};
use broschur::import::{Imported, RowDone};

use crate::spreadsheets::{SKILL, SKILLS, TYPE, errors, taken_by, text_of, texts, workbook};
use crate::support::{SETTINGS, TestSite, rendered};

/// A quotation: words beside a number and a reference, a picture, and a list of groups.
const MORE: &str = "  quote:
    kind: object
    label: {de: Zitat, en: Quote}
    fields:
      text: {kind: string, required: true, label: {de: Wortlaut, en: Wording}}
      year: {kind: integer, label: {de: Jahr, en: Year}}
  picture: {kind: image, label: {de: Foto, en: Photo}}
  steps:
    kind: list
    label: {de: Schritte, en: Steps}
    of:
      kind: object
      fields:
        what: {kind: string, label: {de: Was, en: What}}
        days: {kind: integer, label: {de: Tage, en: Days}}
  sectors: {kind: list, of: {kind: string}, label: {de: Branchen, en: Sectors}}
  seat: {kind: address, label: {de: Anschrift, en: Address}}
";

fn site() -> TestSite {
    TestSite::new(&[
        ("content/site.yaml", format!("{SETTINGS}language: de\nlanguages: [de, en, fr]\n")),
        ("content/types/firm.yaml", format!("{TYPE}{MORE}")),
        ("content/types/skill.yaml", SKILL.to_owned()),
        ("content/skills.yaml", SKILLS.to_owned()),
        (
            "content/firms/alt.md",
            "---\nstatus: approved\nname: Alt\nquote:\n  text: Wir hobeln.\n  year: 2024\nsteps:\n  - {what: Messen, days: 2}\n  - {what: Sägen, days: 1}\n---\n\nEin Text.\n".to_owned(),
        ),
    ])
}

fn new(site: &TestSite, type_id: &str, table: &str) -> Imported {
    taken_by(site, type_id, table.as_bytes(), |_| {})
}

fn updated(site: &TestSite, type_id: &str, table: &str) -> Imported {
    taken_by(site, type_id, table.as_bytes(), |request| request.is_update = true)
}

/// The site with what a table leads to.
fn then(site: &TestSite, imported: &Imported) -> TestSite {
    assert_eq!(errors(imported), [], "{}", said(imported));
    imported.rows.iter().fold(site.clone(), |site, row| match imported.written(row.file.as_str()) {
        Some(text) => site.with(row.file.as_str(), text),
        None => site,
    })
}

/// That `check` accepts what has come of a table, and that the same table then changes nothing.
fn stays(site: &TestSite, imported: &Imported, type_id: &str, table: &str) {
    let site = then(site, imported);
    assert!(
        !site
            .findings()
            .iter()
            .any(|found| found.severity == broschur::diagnostic::Severity::Error),
        "{:#?}",
        site.findings()
    );
    let again = updated(&site, type_id, table);
    assert_eq!(errors(&again), [], "{}", said(&again));
    for row in &again.rows {
        assert_eq!(row.done, RowDone::Same, "{row:?}");
        assert_eq!(imported.rows.len(), again.rows.len());
        assert_eq!(again.written(row.file.as_str()), None, "{}", row.file);
    }
}

fn said(imported: &Imported) -> String {
    rendered(&imported.findings.clone().sorted(), imported, Language::of_tag("de").unwrap())
}

#[test]
fn a_row_becomes_an_entry_and_its_translations() {
    let site = site();
    let table = "Name;Name (en);Name (fr);Worum es geht;Worum es geht (en);Branchen (en);Farbe;Status;Text;Text (en)\n\
        Hobel;Plane;;Späne;Shavings;Wood; rot;approved;Ein Absatz.;A paragraph.\n\
        Säge;;;Schnitte;;;;;;\n"
        .replace("Wood; ", "\"Wood; Tools\";");
    let imported = new(&site, "firm", &table);
    assert_eq!(
        text_of(&imported, "content/firms/hobel.md"),
        "---\nstatus: approved\nname: Hobel\nabout: Späne\ncolour: rot\n---\n\nEin Absatz.\n"
    );
    assert_eq!(
        text_of(&imported, "content/firms/hobel.en.md"),
        "---\nstatus: draft\nname: Plane\nabout: Shavings\nsectors: [Wood, Tools]\n---\n\nA paragraph.\n"
    );
    // Where no cell says anything, nothing is translated.
    let files: Vec<&str> = imported.rows.iter().map(|row| row.file.as_str()).collect();
    assert_eq!(
        files,
        ["content/firms/hobel.md", "content/firms/hobel.en.md", "content/firms/saege.md"]
    );
    let languages: Vec<_> = imported.rows.iter().map(|row| row.language.as_deref()).collect();
    assert_eq!(languages, [None, Some("en"), None]);
    let lines: Vec<usize> = imported.rows.iter().map(|row| imported.line(row)).collect();
    assert_eq!(lines, [2, 2, 3]);
    stays(&site, &imported, "firm", &table);
}

#[test]
fn a_language_is_told_in_many_ways() {
    let site = site();
    for head in [
        "Name (en)",
        "Name (EN)",
        "name [en]",
        "Name(en)*",
        "Name * (en)",
        "name.en",
        "name_en",
        "Name en",
        "Name - en",
        "Name (englisch)",
        "Name (Englisch)",
        "Name (engl.)",
        "Name englisch",
        "Name (English)",
        "Name: Englisch",
    ] {
        let table = format!("Name;{head}\nHobel;Plane\n");
        let imported = new(&site, "firm", &table);
        assert_eq!(errors(&imported), [], "{head}: {}", said(&imported));
        let text = text_of(&imported, "content/firms/hobel.en.md");
        assert_eq!(text, "---\nstatus: draft\nname: Plane\n---\n", "{head}");
    }
    // The main language is the entry itself.
    for head in ["Name (de)", "Name (deutsch)", "name.de"] {
        let table = format!("{head};Name (en);Worum es geht [de]\nHobel;Plane;Späne\n");
        let imported = new(&site, "firm", &table);
        let text = text_of(&imported, "content/firms/hobel.md");
        assert_eq!(text, "---\nstatus: draft\nname: Hobel\nabout: Späne\n---\n", "{head}");
        stays(&site, &imported, "firm", &table);
    }
    // Where a site has one kind of English, that is English.
    let british = site
        .clone()
        .with("content/site.yaml", format!("{SETTINGS}language: de\nlanguages: [de, en-GB]\n"));
    for head in ["Name (en)", "Name (englisch)", "Name (en-GB)", "name.en-gb", "Name en_GB"] {
        let imported = new(&british, "firm", &format!("Name;{head}\nHobel;Plane\n"));
        assert_eq!(errors(&imported), [], "{head}: {}", said(&imported));
        assert!(imported.written("content/firms/hobel.en-GB.md").is_some(), "{head}");
    }
    // Also where somebody says what a column is about: then its own language stays, unless they say another one.
    for (head, meant) in [("Title", "name.en"), ("Title (en)", "name"), ("Title (fr)", "name (en)")]
    {
        let table = format!("Name;{head}\nHobel;Plane\n");
        let imported = taken_by(&site, "firm", table.as_bytes(), |request| {
            request.mapped.push((head.to_owned(), meant.to_owned()));
        });
        assert!(text_of(&imported, "content/firms/hobel.en.md").contains("name: Plane\n"));
    }
    // What is about no words is about the entry, when somebody says so.
    let imported = taken_by(&site, "firm", b"Name;Staff (en)\nHobel;12\n", |request| {
        request.mapped.push(("Staff (en)".to_owned(), "size.employees".to_owned()));
    });
    assert!(text_of(&imported, "content/firms/hobel.md").contains("employees: 12\n"));
}

#[test]
fn a_name_that_ends_like_a_language_is_a_name() {
    let fields = "  name_en: {kind: string, label: {de: Name (en), en: Name (en)}}\n";
    let site = site().with("content/types/firm.yaml", format!("{TYPE}{MORE}{fields}"));
    let imported = new(&site, "firm", "Name;Name (en)\nHobel;Plane\n");
    assert_eq!(
        text_of(&imported, "content/firms/hobel.md"),
        "---\nstatus: draft\nname: Hobel\nname_en: Plane\n---\n"
    );
    assert_eq!(imported.rows.len(), 1);
}

#[test]
fn a_workbook_has_languages_as_well() {
    let site = site();
    let rows = texts(1, &["Name", "Name (en)", "Zitat: Wortlaut", "Zitat: Wortlaut (en)"])
        + &texts(2, &["Hobel", "Plane", "Wir hobeln.", "We plane."]);
    let bytes = workbook(&[("Tabelle1", &rows)]);
    let imported = taken_by(&site, "firm", &bytes, |request| request.name = "tabelle.xlsx");
    assert_eq!(
        text_of(&imported, "content/firms/hobel.en.md"),
        "---\nstatus: draft\nname: Plane\nquote:\n  text: We plane.\n---\n"
    );
}

#[test]
fn translations_of_a_list_come_into_its_list_of_that_language() {
    let site = site();
    let table = "id;Titel;Titel (en);Rang\nmaler;Malerei;Painting;1\nmaurer;Maurer;;2\n\
                 dach;Dachdecker;Roofing;3\n";
    let imported = new(&site, "skill", table);
    assert_eq!(
        text_of(&imported, "content/skills.yaml"),
        format!(
            "{SKILLS}maler:\n  status: draft\n  title: Malerei\n  rank: 1\n\
             maurer:\n  status: draft\n  title: Maurer\n  rank: 2\n\
             dach:\n  status: draft\n  title: Dachdecker\n  rank: 3\n"
        )
    );
    let painting = "maler:\n  status: draft\n  title: Painting\n";
    let roofing = "dach:\n  status: draft\n  title: Roofing\n";
    assert_eq!(text_of(&imported, "content/skills.en.yaml"), format!("{painting}{roofing}"));
    stays(&site, &imported, "skill", table);
    // In a list that is there they come last; one that is empty, or has nothing but a comment, is a list.
    for there in ["", "# Nothing yet.\n", "# By title.\ntischler: {title: Joinery} # first\n"] {
        let site = site.clone().with("content/skills.en.yaml", there);
        let imported = new(&site, "skill", table);
        let text = text_of(&imported, "content/skills.en.yaml");
        assert_eq!(text, format!("{there}{painting}{roofing}"));
        stays(&site, &imported, "skill", table);
    }
    let site = site.with("content/skills.en.yaml", "{tischler: {title: Joinery}}\n");
    let imported = new(&site, "skill", table);
    assert_eq!(
        text_of(&imported, "content/skills.en.yaml"),
        "{tischler: {title: Joinery}, maler: {status: draft, title: Painting}, \
         dach: {status: draft, title: Roofing}}\n"
    );
}

#[test]
fn an_update_changes_translations_and_begins_those_that_lack() {
    let german = "---\nname: Alt # as ever\n";
    let french = "---\nstatus: approved\nname: Vieux # as ever\n---\n\nUn texte.\n";
    let site = site().with("content/firms/alt.fr.md", french);
    let table =
        "id;Name (en);Name (fr);Text (en);Text (fr);Status (en)\nalt;Old;Ancien;A text.;;review\n";
    let imported = updated(&site, "firm", table);
    assert_eq!(imported.written("content/firms/alt.md"), None, "{german}");
    assert_eq!(
        text_of(&imported, "content/firms/alt.en.md"),
        "---\nstatus: review\nname: Old\n---\n\nA text.\n"
    );
    assert_eq!(
        text_of(&imported, "content/firms/alt.fr.md"),
        "---\nstatus: approved\nname: Ancien # as ever\n---\n\nUn texte.\n"
    );
    let done: Vec<_> = imported.rows.iter().map(|row| row.done).collect();
    assert_eq!(done, [RowDone::Same, RowDone::Created, RowDone::Changed]);
    stays(&site, &imported, "firm", table);
    // In lists.
    let site = site.with("content/skills.en.yaml", "tischler:\n  title: Joinery # first\n");
    let table = "id;Titel;title.en\ntischler;;Carpentry\nschlosser;Schlosserei;Metalwork\n";
    let imported = updated(&site, "skill", table);
    assert_eq!(
        text_of(&imported, "content/skills.en.yaml"),
        "tischler:\n  title: Carpentry # first\nschlosser:\n  status: draft\n  title: Metalwork\n"
    );
    stays(&site, &imported, "skill", table);
    // Entries with a folder of their own.
    let site = site.with("content/firms/ordner/index.md", "---\nname: Ordner\n---\n");
    let imported = updated(&site, "firm", "id;Name (en)\nordner;Folder\n");
    assert_eq!(
        text_of(&imported, "content/firms/ordner/index.en.md"),
        "---\nstatus: draft\nname: Folder\n---\n"
    );
}

#[test]
fn what_is_no_words_of_a_field_comes_along() {
    let site = site();
    // A translation that has a field has all of it: without the year, the English page would have none.
    let table =
        "id;quote.text;quote.text.en;Schritte: Was (en)\nalt;Wir sägen.;We saw.;Measuring\n";
    let imported = updated(&site, "firm", table);
    assert_eq!(
        text_of(&imported, "content/firms/alt.en.md"),
        "---\nstatus: draft\nquote:\n  text: We saw.\n  year: 2024\nsteps:\n  - what: Measuring\n    days: 2\n  - what: Sägen\n    days: 1\n---\n"
    );
    stays(&site, &imported, "firm", table);
    // So it is in one that is there, but lacks the field.
    let site = site.with("content/firms/alt.en.md", "---\nname: Old\n---\n");
    let imported = updated(&site, "firm", table);
    let text = text_of(&imported, "content/firms/alt.en.md");
    assert!(text.starts_with("---\nname: Old\nquote:\n  text: We saw.\n  year: 2024\n"), "{text}");
    // And in new ones, where the row has it.
    let table =
        "Name;Zitat: Wortlaut;Zitat: Jahr;Zitat: Wortlaut (en)\nHobel;Wir hobeln.;2025;We plane.\n";
    let imported = new(&site, "firm", table);
    assert_eq!(
        text_of(&imported, "content/firms/hobel.en.md"),
        "---\nstatus: draft\nquote:\n  text: We plane.\n  year: 2025\n---\n"
    );
    let table = "id;Titel;title.en\nx;Y;Z\n";
    stays(&site, &new(&site, "skill", table), "skill", table);
}

#[test]
fn what_is_the_same_in_all_languages_stays_the_same() {
    let english = "---\nname: Old # as ever\ncolour: rot\nquote:\n  text: We plane.\n  year: 2024 # so far\nsteps: [{what: Measuring, days: 2}]\n---\n";
    let german = "---\nname: Alt\ncolour: rot\nquote:\n  text: Wir hobeln.\n  year: 2024\nsteps: [{what: Messen, days: 2}]\nsince: 2020\n---\n";
    let french = "---\nname: Vieux\nquote: {text: Nous rabotons., year: 1999}\n---\n";
    let site = site()
        .with("content/firms/alt.md", german)
        .with("content/firms/alt.en.md", english)
        .with("content/firms/alt.fr.md", french);
    let table = "id;Name;Name (en);Zitat: Jahr;Zitat: Wortlaut;Farbe;Schritte: Tage;Seit\nalt;Neu;;2025;Wir sägen.;blau;3;2021\n";
    let imported = updated(&site, "firm", table);
    // Words are for translators; a fact that has been the same still is.
    assert_eq!(
        text_of(&imported, "content/firms/alt.en.md"),
        english.replace("rot", "blau").replace("2024", "2025").replace("days: 2", "days: 3")
    );
    // What was another one before is meant.
    assert_eq!(imported.written("content/firms/alt.fr.md"), None);
    let languages: Vec<_> = imported.rows.iter().map(|row| row.language.as_deref()).collect();
    assert_eq!(languages, [None, Some("en")]);
    let site = then(&site, &imported);
    let again = updated(&site, "firm", table);
    assert!(again.rows.iter().all(|row| row.done == RowDone::Same), "{:#?}", again.rows);
}

#[test]
fn what_translations_do_not_say_is_refused() {
    let site = site();
    for (head, expected) in [
        // Numbers, references, choices, ids and parts that are no words.
        ("Größe: Beschäftigte (en)", Code::UnknownColumn),
        ("Beschäftigte (en)", Code::UnknownColumn),
        ("quote.year.en", Code::UnknownColumn),
        ("Gewerke (en)", Code::UnknownColumn),
        ("colour.en", Code::UnknownColumn),
        ("Anschrift: Ort (en)", Code::UnknownColumn),
        ("id (en)", Code::UnknownColumn),
        // Languages that the site does not have.
        ("Name (it)", Code::UnknownColumn),
        ("Name (italienisch)", Code::UnknownColumn),
        ("name.it", Code::UnknownColumn),
        ("Name it", Code::UnknownColumn),
        // What no field is called.
        ("Nahme (en)", Code::UnknownColumn),
        ("Umsatz (Mio)", Code::UnknownColumn),
        // The same twice.
        ("Name (de)", Code::ColumnTwice),
        ("About.en;Worum es geht (en)", Code::ColumnTwice),
        ("Foto.alt.en;picture.alt (en)", Code::ColumnTwice),
    ] {
        let cells = head.split(';').map(|_| ";x").collect::<String>();
        let imported = new(&site, "firm", &format!("Name;{head}\nHobel{cells}\n"));
        let found = imported.findings.clone().sorted();
        assert_eq!(errors(&imported), [expected], "{head}: {}", said(&imported));
        assert!(found[0].span.as_ref().is_some_and(|span| span.start > 0), "{head}");
        let words = said(&imported);
        let is_left_out = words.contains("--map \"") || words.contains("Meinten Sie");
        assert!(is_left_out, "{head}: {words}");
    }
}

#[test]
fn nothing_is_written_over_and_nothing_is_left_alone() {
    let site = site()
        .with("content/firms/waise.en.md", "---\nname: Orphan\n---\n")
        .with("content/firms/kaputt.en.md", "---\nname: [\n---\n")
        .with("content/skills.en.yaml", "waise: {title: Orphan}\n");
    for (type_id, table) in [
        // A translation that is there already, whatever can be read of it.
        ("firm", "id;Name;Name (en)\nwaise;Waise;Orphan\n"),
        ("firm", "id;Name;Name (en)\nkaputt;Kaputt;Broken\n"),
        ("skill", "id;Titel;Titel (en)\nwaise;Waise;Orphan\n"),
        // A translation of nothing.
        ("firm", "id;Name;Name (en)\nneu;;New\n"),
        ("firm", "Name;Name (en)\n;New\n"),
        ("skill", "id;Titel;Titel (en)\nneu;;New\n"),
    ] {
        let imported = new(&site, type_id, table);
        assert_eq!(errors(&imported), [Code::RowRefused], "{table}: {}", said(&imported));
    }
    let imported = updated(&site, "firm", "id;Name (en)\nneu;New\n");
    assert_eq!(errors(&imported), [Code::RowRefused]);
    // What cannot be read is not changed.
    let site = site.with("content/firms/kaputt.md", "---\nname: Kaputt\n---\n");
    let imported = updated(&site, "firm", "id;Name (en)\nkaputt;Broken\n");
    assert_eq!(errors(&imported), [Code::RowRefused], "{}", said(&imported));
}

#[test]
fn findings_in_translations_stand_at_their_cells() {
    let site = site();
    let table = "Name;Worum es geht;Worum es geht (en);Foto: file\n\
                 Hobel;Späne;[Shavings](entry:nobody);\n";
    let imported = new(&site, "firm", table);
    assert_ne!(errors(&imported), [], "{}", said(&imported));
    let words = said(&imported);
    assert!(words.contains("tabelle.csv:2:"), "{words}");
    assert!(words.contains("Spalte C"), "{words}");
    // An error of a formula is told, also when something else of the row is wrong.
    let rows = texts(1, &["Name", "size.employees", "Name (en)"])
        + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\" t=\"e\"><v>#REF!</v></c><c r=\"C2\" t=\"e\"><v>#N/A</v></c></row>";
    let imported = taken_by(&site, "firm", &workbook(&[("T", &rows)]), |_| {});
    assert_eq!(errors(&imported), [Code::CellUnreadable; 2], "{}", said(&imported));
    // What is wrong in the original is told once, at the cell of the original.
    let table = "Name;Zitat: Wortlaut;Zitat: Jahr;Zitat: Wortlaut (en)\nHobel;Wir hobeln.;neulich;We plane.\n";
    let imported = new(&site, "firm", table);
    assert_eq!(imported.findings.clone().sorted().len(), 1, "{}", said(&imported));
    assert!(said(&imported).contains("Spalte C"), "{}", said(&imported));
    // So is what the original lacks.
    let site =
        site.with("content/types/firm.yaml", TYPE.replace("body: optional", "body: required"));
    let with = |table: &str| new(&site, "firm", table).findings.clone().sorted().len();
    let lacks = with("id;Worum es geht\nhobel;Späne\n");
    assert!(lacks > 1);
    assert_eq!(with("id;Worum es geht;About (en)\nhobel;Späne;Shavings\n"), lacks);
}

#[test]
fn ten_thousand_translations_come_into_a_list_at_once() {
    let rows: String = (0..10_000).map(|n| format!("e{n};Titel {n};Title {n}\n")).collect();
    let imported = new(&site(), "skill", &format!("id;Titel;Titel (en)\n{rows}"));
    assert_eq!(errors(&imported), []);
    let text = text_of(&imported, "content/skills.en.yaml");
    assert_eq!(text.matches("  title: Title ").count(), 10_000);
}
