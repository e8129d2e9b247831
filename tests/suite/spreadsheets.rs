//! Tables that become entries.

use std::io::{Cursor, Write};

use broschur::diagnostic::{Code, Language, Severity};
use broschur::import::{ImportRequest, Imported, RowDone, import};
use broschur::session::SiteName;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{TestSite, rendered};

pub(crate) const TYPE: &str = "\
type: firm
label: {de: Betrieb, en: Firm}
plural: {de: Betriebe, en: Firms}
folder: firms
title: name
body: optional
fields:
  name: {kind: string, required: true, label: {de: Name, en: Name}}
  about: {kind: text, label: {de: Worum es geht, en: About}}
  size:
    kind: object
    label: {de: Größe, en: Size}
    fields:
      employees: {kind: integer, min: 0, label: {de: Beschäftigte, en: Employees}}
      turnover: {kind: number, label: {de: Umsatz, en: Turnover}}
  kinds:
    kind: list
    label: {de: Gewerke, en: Trades}
    of: {kind: reference, to: skill, inverse: {name: firms, label: {de: Betriebe, en: Firms}}}
  colour: {kind: enum, label: {de: Farbe, en: Colour}, values: {rot: {de: Rot, en: Red}, blau: {de: Blau, en: Blue}}}
  member: {kind: boolean, label: {de: Mitglied, en: Member}}
  since: {kind: date, label: {de: Seit, en: Since}}
  post: {kind: string, label: {de: Postleitzahl, en: Postcode}}
  partner: {kind: reference, to: firm, label: {de: Partner, en: Partner}, inverse: {name: partners, label: {de: Partner von, en: Partner of}}}
";

pub(crate) const SKILL: &str = "\
type: skill
label: {de: Gewerk, en: Trade}
plural: {de: Gewerke, en: Trades}
folder: skills
body: none
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  rank: {kind: integer, label: {de: Rang, en: Rank}}
";

pub(crate) const SKILLS: &str = "\
# By title.
tischler: {title: Tischlerei, status: approved} # first
schlosser:
  title: Metallbau
  status: approved
";

fn site() -> TestSite {
    TestSite::new(&[
        ("content/types/firm.yaml", TYPE),
        ("content/types/skill.yaml", SKILL),
        ("content/skills.yaml", SKILLS),
        (
            "content/firms/alt.md",
            "---\nstatus: approved\nname: Alt  # as ever\nsize:\n  employees: 3\n---\n\nEin Text.\n",
        ),
    ])
}

fn taken(type_id: &str, bytes: &[u8], change: impl FnOnce(&mut ImportRequest<'_>)) -> Imported {
    taken_by(&site(), type_id, bytes, change)
}

pub(crate) fn taken_by(
    site: &TestSite,
    type_id: &str,
    bytes: &[u8],
    change: impl FnOnce(&mut ImportRequest<'_>),
) -> Imported {
    let mut request = ImportRequest {
        type_id,
        name: "tabelle.csv",
        bytes,
        sheet: None,
        mapped: Vec::new(),
        is_update: false,
    };
    change(&mut request);
    import(&site.snapshot(), &request, &site.asked(&SiteName::Main)).unwrap()
}

/// The text that a file gets; panics with what is found when something is wrong.
pub(crate) fn text_of(imported: &Imported, path: &str) -> String {
    let said =
        rendered(&imported.findings.clone().sorted(), imported, Language::of_tag("en").unwrap());
    assert!(!imported.findings.has_errors(), "{said}");
    let written = imported.written(path);
    written.unwrap_or_else(|| panic!("nothing becomes of {path}: {said}")).to_owned()
}

pub(crate) fn errors(imported: &Imported) -> Vec<Code> {
    let found = imported.findings.clone().sorted();
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.code).collect()
}

#[test]
fn a_row_becomes_an_entry_in_the_order_of_its_type() {
    let table = "\u{feff}Farbe;Betrieb;Name;Größe: Beschäftigte;size.turnover;Gewerke;Mitglied;Seit;Postleitzahl;Partner;Text\r\n\
        rot;x;Müller, Söhne;1.200;12,5;Tischlerei; ja;21.03.2026;01067;Zweiter;\"Ein Absatz.\r\n\r\nNoch einer.\"\r\n"
        .replace("Tischlerei; ja", "\"Tischler; Metallbau\";ja");
    let table = format!("{table}Blau;;Zweiter;;;;nein;2026-03-21;;alt;\r\n");
    let imported = taken("firm", table.as_bytes(), |request| {
        request.mapped.push(("Betrieb".to_owned(), String::new()));
    });
    assert_eq!(
        text_of(&imported, "content/firms/mueller-soehne.md"),
        "---\nstatus: draft\nname: Müller, Söhne\nsize:\n  employees: 1200\n  turnover: 12.5\n\
         kinds: [tischler, schlosser]\ncolour: rot\nmember: true\nsince: 2026-03-21\npost: \"01067\"\n\
         partner: zweiter\n---\n\nEin Absatz.\n\nNoch einer.\n"
    );
    assert_eq!(
        text_of(&imported, "content/firms/zweiter.md"),
        "---\nstatus: draft\nname: Zweiter\ncolour: blau\nmember: false\nsince: 2026-03-21\npartner: alt\n---\n"
    );
    let lines: Vec<usize> = imported.rows.iter().map(|row| imported.line(row)).collect();
    assert_eq!(lines, [2, 5], "lines of the file, not rows");
}

#[test]
fn parts_of_an_address_are_called_as_in_the_forms() {
    let address = "  seat: {kind: address, label: {de: Anschrift, en: Address}}\n";
    let site =
        |more: &str| site().with("content/types/firm.yaml", format!("{TYPE}{address}{more}"));
    let table = "Name;Anschrift: Straße und Hausnummer;Ort;Country;Beschäftigte\nHobel;Am Ring 1;Ulm;DE;12\n";
    let imported = taken_by(&site(""), "firm", table.as_bytes(), |_| {});
    assert_eq!(errors(&imported), [], "{:#?}", imported.findings);
    let text = text_of(&imported, "content/firms/hobel.md");
    assert!(text.contains("seat:\n  street: Am Ring 1\n  city: Ulm\n  country: DE\n"), "{text}");
    assert!(text.contains("size:\n  employees: 12\n"), "{text}");
    // Where two fields have such a part, the column has to say which is meant; a field of that name comes first.
    let second = address.replace("seat", "office").replace("Anschrift", "Büro");
    let imported = taken_by(&site(&second), "firm", table.as_bytes(), |_| {});
    assert_eq!(errors(&imported), [Code::UnknownColumn; 2], "{:#?}", imported.findings);
    let town = "  city: {kind: string, label: {de: Ort, en: Town}}\n";
    let imported = taken_by(&site(town), "firm", table.as_bytes(), |_| {});
    assert!(text_of(&imported, "content/firms/hobel.md").contains("\ncity: Ulm\n"));
}

#[test]
fn entries_of_a_list_come_last_in_it() {
    let table = b"id,title,rank,status\n,B\xe4ckerei,2,approved\nmaler-innung,Malerei,,\n";
    let imported = taken("skill", table, |_| {});
    assert_eq!(
        text_of(&imported, "content/skills.yaml"),
        format!(
            "{SKILLS}baeckerei:\n  status: approved\n  title: Bäckerei\n  rank: 2\n\
             maler-innung:\n  status: draft\n  title: Malerei\n"
        )
    );
}

#[test]
fn a_list_in_braces_takes_entries_as_well() {
    let site = site().with("content/skills.yaml", "{tischler: {title: Tischlerei}}\n");
    let request = ImportRequest {
        type_id: "skill",
        name: "tabelle.csv",
        bytes: b"title;rank\nMalerei;1\nMetallbau;2\n",
        sheet: None,
        mapped: Vec::new(),
        is_update: false,
    };
    let imported = import(&site.snapshot(), &request, &site.asked(&SiteName::Main)).unwrap();
    assert_eq!(
        text_of(&imported, "content/skills.yaml"),
        "{tischler: {title: Tischlerei}, malerei: {status: draft, title: Malerei, rank: 1}, \
         metallbau: {status: draft, title: Metallbau, rank: 2}}\n"
    );
}

#[test]
fn an_update_changes_what_the_row_gives_and_nothing_else() {
    let update = |request: &mut ImportRequest<'_>| request.is_update = true;
    let table =
        "id;name;Größe: Beschäftigte;size.turnover;colour;body\nalt;;4;1,5;;Ein anderer Text.\n";
    let imported = taken("firm", table.as_bytes(), update);
    assert_eq!(
        text_of(&imported, "content/firms/alt.md"),
        "---\nstatus: approved\nname: Alt  # as ever\nsize:\n  employees: 4\n  turnover: 1.5\n---\n\nEin anderer Text.\n"
    );
    assert_eq!(imported.rows[0].done, RowDone::Changed);
    let imported =
        taken("skill", b"id,title,rank\nschlosser,Schlosserei,3\ntischler,Tischlerei,\n", update);
    assert_eq!(
        text_of(&imported, "content/skills.yaml"),
        SKILLS.replace(
            "  title: Metallbau\n  status: approved\n",
            "  title: Schlosserei\n  status: approved\n  rank: 3\n"
        )
    );
    assert_eq!(imported.rows[1].done, RowDone::Same);
    assert_eq!(errors(&taken("skill", b"id,title\nschloser,X\n", update)), [Code::RowRefused]);
    // What was not there comes where `fmt` would have it.
    let table = b"id;status;about;turnover\nalt;review;Worum;2\n";
    let imported = taken("firm", table, |request| {
        request.is_update = true;
        request.mapped.push(("turnover".to_owned(), "Gr\u{f6}\u{df}e: Umsatz".to_owned()));
    });
    assert_eq!(
        text_of(&imported, "content/firms/alt.md"),
        "---\nstatus: review\nname: Alt  # as ever\nabout: Worum\nsize:\n  employees: 3\n  turnover: 2\n---\n\nEin Text.\n"
    );
}

#[test]
fn nothing_is_taken_for_granted() {
    for (table, expected) in [
        ("", vec![Code::NoTable]),
        ("name;colour\n", vec![Code::NoTable]),
        ("name;colour\n\"A;rot\n", vec![Code::NoTable]),
        ("name;colour\nA;rot;x\n", vec![Code::RowLength]),
        ("name;colour\nA\n", vec![Code::RowLength]),
        ("name;color\nA;rot\n", vec![Code::UnknownColumn]),
        ("name;\nA;rot\n", vec![Code::UnknownColumn]),
        ("name;Name\nA;B\n", vec![Code::ColumnTwice]),
        ("name;colour\nA;rot\nA;blau\n", vec![Code::RowRefused]),
        ("name;colour\nAlt;rot\n", vec![Code::RowRefused]),
        ("name;colour\n;rot\n", vec![Code::RowRefused]),
        ("id;name\nÄ;A\n", vec![Code::RowRefused]),
        ("name;colour\nA;grün\n", vec![Code::NotAllowed]),
        ("name;size.employees\nA;viele\n", vec![Code::WrongKind]),
        ("name;size.turnover\nA;1.234\n", vec![Code::CellUnreadable]),
        ("name;since\nA;31.02.2026\n", vec![Code::BadDate]),
        ("name;kinds\nA;Tischlerey\n", vec![Code::DanglingReference]),
    ] {
        let imported = taken("firm", table.as_bytes(), |_| {});
        assert_eq!(errors(&imported), expected, "{table}");
    }
    let large = vec![b'x'; 33 * 1024 * 1024];
    assert_eq!(errors(&taken("firm", &large, |_| {})), [Code::NoTable]);
}

#[test]
fn findings_stand_at_their_cells() {
    let table = "name;kinds\nA;\"tischler;\nTischlerey\"\n";
    let imported = taken("firm", table.as_bytes(), |_| {});
    let said =
        rendered(&imported.findings.clone().sorted(), &imported, Language::of_tag("de").unwrap());
    assert!(said.contains("tabelle.csv:3:1"), "{said}");
    assert!(said.contains("^^^^^^^^^^"), "{said}");
    assert!(said.contains("Spalte B"), "{said}");
}

/// A workbook with these sheets, each the XML of its rows. Style 1 is a date, style 2 a percentage.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: String| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let of = |n: usize| format!("xl/worksheets/sheet{n}.xml");
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let types: String = (1..=sheets.len())
        .map(|n| format!("<Override PartName=\"/{}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>", of(n)))
        .collect();
    add(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>"
        ),
    );
    add(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let named: String = sheets
        .iter()
        .enumerate()
        .map(|(n, (name, _))| {
            format!("<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", n + 1)
        })
        .collect();
    add(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>"
        ),
    );
    let related: String = (1..=sheets.len())
        .map(|n| format!("<Relationship Id=\"rId{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
        .collect();
    add(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"{package}/relationships\">{related}<Relationship Id=\"rId99\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/styles.xml",
        format!(
            "<styleSheet xmlns=\"{main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"9\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
        ),
    );
    for (n, (_, rows)) in sheets.iter().enumerate() {
        add(
            &of(n + 1),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    zip.finish().unwrap().into_inner()
}

/// A row of cells that are texts.
pub(crate) fn texts(line: usize, cells: &[&str]) -> String {
    let cells: String =
        cells.iter().map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")).collect();
    format!("<row r=\"{line}\">{cells}</row>")
}

#[test]
fn cells_of_a_workbook_say_what_they_are() {
    let rows = texts(2, &["name", "size.employees", "size.turnover", "member", "since", "post"])
        + "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>A &amp; B</t></is></c><c r=\"B4\"><f>2*600</f><v>1200</v></c>\
           <c r=\"C4\" s=\"2\"><v>0.125</v></c><c r=\"D4\" t=\"b\"><v>1</v></c><c r=\"E4\" s=\"1\"><v>46102</v></c>\
           <c r=\"F4\" t=\"inlineStr\"><is><t>01067</t></is></c></row>";
    let other = texts(1, &["name"]) + &texts(2, &["Anderer"]);
    let bytes = workbook(&[("Tabelle1", &rows), ("Mehr", &other)]);
    let imported = taken("firm", &bytes, |request| request.name = "tabelle.xlsx");
    assert_eq!(
        text_of(&imported, "content/firms/a-b.md"),
        "---\nstatus: draft\nname: A & B\nsize:\n  employees: 1200\n  turnover: 12.5\nmember: true\n\
         since: 2026-03-21\npost: \"01067\"\n---\n"
    );
    assert_eq!(imported.line(&imported.rows[0]), 4);
    let imported = taken("firm", &bytes, |request| request.sheet = Some("Mehr"));
    assert_eq!(imported.rows[0].key.to_string(), "firm:anderer");
    assert_eq!(
        errors(&taken("firm", &bytes, |request| request.sheet = Some("mehr"))),
        [Code::NoTable]
    );
    let fault = texts(1, &["name", "post"])
        + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\" t=\"e\"><v>#REF!</v></c></row>";
    assert_eq!(errors(&taken("firm", &workbook(&[("T", &fault)]), |_| {})), [Code::CellUnreadable]);
}

#[test]
fn a_workbook_is_bounded_whatever_it_says() {
    // Far away cells take no room.
    let far = texts(1, &["name"]) + "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>";
    assert_eq!(errors(&taken("firm", &workbook(&[("T", &far)]), |_| {})), [Code::NoTable]);
    let wide = texts(1, &["name"]) + "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>";
    assert_eq!(errors(&taken("firm", &workbook(&[("T", &wide)]), |_| {})), [Code::NoTable]);
    // 200 MB of blanks in 200 KB.
    let bomb = workbook(&[("T", &" ".repeat(200 * 1024 * 1024))]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(errors(&taken("firm", &bomb, |_| {})), [Code::NoTable]);
    // The first bytes alone are no workbook; nor is one with a password.
    assert_eq!(errors(&taken("firm", b"PK\x03\x04", |_| {})), [Code::NoTable]);
    assert_eq!(
        errors(&taken("firm", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", |_| {})),
        [Code::NoTable]
    );
}

#[test]
fn whatever_the_bytes_are_nothing_panics() {
    let rows = texts(1, &["name", "size.employees"]) + &texts(2, &["A", "3"]);
    let seeds = [
        workbook(&[("T", &rows)]),
        "name;Größe: Beschäftigte;kinds\nA;3;\"tischler;x\"\n".as_bytes().to_vec(),
        "\u{feff}name\tcolour\nA\trot\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    for round in 0..45 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..=random(8) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, random(256) as u8),
                2 => bytes.extend_from_within(at..),
                _ if !bytes.is_empty() => bytes[at] = b"\0\";\t,\n\r=A\xff\xc3 1.#"[random(15)],
                _ => {}
            }
        }
        let imported = taken("firm", &bytes, |_| {});
        let found = imported.findings.clone().sorted();
        assert!(
            !rendered(&found, &imported, Language::of_tag("de").unwrap()).is_empty()
                || found.is_empty()
        );
    }
}
