//! What is printed, from the outside: which files there are, and what they promise.

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
