//! What is printed, from the outside: which files there are, and what they promise.

use broschur::diagnostic::Code;

use crate::support::{TestSite, things};

/// A site with a booklet of three things: cover, imprint, contents, opening page, and a page for each.
fn booklet(print_shop: &str) -> TestSite {
    let things_yaml = "a: {title: Eins}\nb: {title: Zwei}\nc: {title: Drei}\n";
    let publication = format!(
        "title: Heft\nformat: a5\n{print_shop}sections:\n  - {{title: Alle, select: {{type: thing}}}}\n"
    );
    things(things_yaml)
        .with("content/publications/heft.yaml", publication)
        .options(|options| options.print = true)
}

/// How often a PDF says something outside of its compressed streams.
fn count(pdf: &[u8], words: &str) -> usize {
    pdf.windows(words.len()).filter(|window| *window == words.as_bytes()).count()
}

/// The finished pages of a PDF, as widths and heights in millimetres, and how much is around them.
fn pages(pdf: &[u8]) -> Vec<(i64, i64, i64)> {
    let text = String::from_utf8_lossy(pdf);
    text.split("/TrimBox")
        .skip(1)
        .map(|rest| {
            let numbers = rest.trim_start_matches([' ', '[']).split(']').next().unwrap();
            let numbers: Vec<f64> =
                numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
            let [left, bottom, right, top] = numbers[..] else { panic!("{numbers:?}") };
            let millimetres = |points: f64| (points / 72.0 * 25.4).round() as i64;
            (millimetres(right - left), millimetres(top - bottom), millimetres(left))
        })
        .collect()
}

#[test]
fn the_print_shop_gets_pages_with_marks_and_folded_sheets() {
    let outputs = booklet("print_shop: {bleed: 3, booklet: true}\n").build();
    let reading = &outputs["heft.pdf"];
    assert!(count(reading, "/StructTreeRoot") > 0 && count(reading, "/TrimBox") == 0);
    let single = pages(&outputs["heft.einzelseiten.pdf"]);
    assert_eq!(single[0], (148, 210, 9), "3 mm of bleed, 5 mm of marks, 1 mm of air");
    let sheets = pages(&outputs["heft.druckbogen.pdf"]);
    assert_eq!(sheets, vec![(296, 210, 9); single.len().next_multiple_of(4) / 2]);
    for file in ["heft.einzelseiten.pdf", "heft.druckbogen.pdf"] {
        assert_eq!(count(&outputs[file], "/StructTreeRoot"), 0, "{file} is not for reading");
        assert_eq!(count(&outputs[file], "pdfuaid"), 0, "{file} claims no standard");
    }
}

#[test]
fn office_printers_get_sheets_without_anything_around() {
    let outputs = booklet("print_shop: {bleed: 0, marks: false, booklet: true}\n").build();
    let sheets = pages(&outputs["heft.druckbogen.pdf"]);
    assert!(sheets.iter().all(|sheet| *sheet == (296, 210, 0)), "two A5 pages: {sheets:?}");
}

#[test]
fn without_a_print_shop_there_is_one_file() {
    let outputs = booklet("").build();
    let pdfs: Vec<_> = outputs.keys().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(pdfs, ["heft.pdf"]);
}

/// A booklet with one entry in full: its title and its Markdown.
fn entry(title: &str, body: &str) -> TestSite {
    let title = serde_json::to_string(title).unwrap();
    things("")
        .with("content/things/a.md", format!("---\ntitle: {title}\n---\n\n{body}\n"))
        .with(
            "content/publications/heft.yaml",
            "title: Heft\nformat: a5\nsections:\n  - {title: Alle, select: {type: thing}}\n",
        )
        .options(|options| options.print = true)
}

/// A PNG that says that it is so large, and has nothing to show.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    // Its checksum, CRC-32 as in ISO 3309.
    let crc = !header.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    });
    [&b"\x89PNG\r\n\x1a\n"[..], &13_u32.to_be_bytes(), &header, &crc.to_be_bytes()].concat()
}

#[test]
fn pictures_that_cannot_be_printed_are_findings() {
    let whole = include_bytes!("cmyk.jpg").as_slice();
    for (what, picture) in [
        ("huge", png_header(20_000, 20_000)),
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("nothing", Vec::new()),
    ] {
        let site = entry("A", "![Bild](bild.png)").with("content/things/bild.png", picture);
        let codes = site.codes();
        assert!(codes.contains(&Code::BrokenImage), "{what}: {codes:?}");
    }
    let codes = entry("A", "![Bild](bild.png)").codes();
    assert_eq!(codes, [Code::MissingImage]);
}

#[test]
fn pictures_in_printing_colours_become_rgb() {
    let cmyk = include_bytes!("cmyk.jpg");
    let site = entry("A", "![Bild](bild.jpg)").with("content/things/bild.jpg", cmyk);
    let outputs = site.build();
    assert_eq!(count(&outputs["heft.pdf"], "DeviceCMYK"), 0);
    assert!(
        count(&outputs["heft.pdf"], "/Subtype/Image")
            + count(&outputs["heft.pdf"], "/Subtype /Image")
            > 0
    );
}

#[test]
fn long_and_hostile_text_is_printed() {
    let cell = "Wort und noch ein Wort ".repeat(60);
    let word = "Donaudampfschifffahrts".repeat(4) + "ge";
    let hostile = r#"#read("/etc/passwd") $x$ \ @label *stern* #{1+1} <marke>"#;
    for (title, body) in [
        ("Tabelle", format!("| A | B |\n| --- | --- |\n| kurz | {cell} |\n")),
        (
            word.as_str(),
            format!("{word}\n\n- {word}\n\n| {word} | {word} |\n| --- | --- |\n| {word} | b |\n"),
        ),
        (hostile, "Text mit `#read(\"/etc/passwd\")` und $x$ und @label.\n".to_owned()),
    ] {
        let found = entry(title, &body).found();
        assert!(found.is_empty(), "{title}: {found:?}");
    }
    // What no font can show is said, and a box stands in its place.
    let site = entry("Bäckerei 🥨 مخبز", "Text.");
    assert!(site.codes().iter().all(|code| *code == Code::MissingGlyph), "{:?}", site.found());
    assert!(site.build().contains_key("heft.pdf"));
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let site = booklet("print_shop: {booklet: true}\n");
    let (first, second) = (site.build(), site.build());
    for (path, bytes) in &first {
        assert!(*bytes == second[path], "{path} differs");
    }
}
