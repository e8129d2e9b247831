//! Files for the print shop: pages with bleed and crop marks, one by one or on the sheets of a booklet.
//!
//! Entry point: [`Imposition`]. The document is set with bleed, without tags, and its pages are put on sheets by another
//! template, `imposition.typ`, as pictures that keep their lines and letters. Such a file is for printing alone: it says
//! nothing to a screen reader, and claims no standard.

use std::collections::BTreeMap;

use serde::Serialize;
use typst::foundations::Bytes;

use super::world::picture_path;
use super::{Pdf, PrintJob, PrintTheme, Purpose, Remarks, pictures, set};
use crate::diagnostic::{Diagnostic, problem};
use crate::publication::{PrintForm, Publication};

/// The template that puts pages on sheets.
const TEMPLATE: &str = "imposition";
/// The name of the picture that it takes them from.
const PAGES: &str = "pages.pdf";
/// Pages on both sides of a folded sheet.
const PAGES_PER_SHEET: usize = 4;

/// How the pages of a publication are put on sheets.
#[derive(Clone, Debug)]
pub(super) struct Imposition {
    form: PrintForm,
    /// In millimetres.
    pub(super) bleed: f64,
    marks: bool,
}

/// What the template gets.
#[derive(Serialize)]
struct Sheets<'a> {
    title: &'a serde_json::Value,
    format: &'a serde_json::Value,
    bleed: f64,
    marks: bool,
    pages: String,
    /// For each side of a sheet the pages on it from left to right; none where it stays blank.
    sides: Vec<Vec<Option<usize>>>,
}

impl Imposition {
    /// `None` for a publication that does not go to a print shop.
    pub(super) fn new(publication: &Publication, form: PrintForm) -> Option<Self> {
        let shop = publication.print_shop?;
        Some(Self { form, bleed: shop.bleed, marks: shop.marks })
    }

    /// Sets the document and puts its pages on sheets.
    pub(super) fn print(
        &self,
        job: &PrintJob,
        view: &serde_json::Value,
        theme: &PrintTheme,
    ) -> Result<Pdf, Vec<Diagnostic>> {
        let pictures = pictures::prepare(job)?;
        let pages = set(job, view, pictures, theme, Purpose::Printing)?;
        let problem = |message: String| {
            vec![Diagnostic::at_file(
                problem::PrintError { document: None, message: &message },
                &job.origin,
            )]
        };
        let path = picture_path(PAGES).ok_or_else(|| problem(PAGES.to_owned()))?;
        let sheets = Sheets {
            title: &view["title"],
            format: &view["format"],
            bleed: self.bleed,
            marks: self.marks,
            pages: path.clone(),
            sides: match self.form {
                PrintForm::Pages => {
                    (1..=pages.remarks.pages).map(|page| vec![Some(page)]).collect()
                }
                PrintForm::Booklet => booklet(pages.remarks.pages),
            },
        };
        let view = serde_json::to_value(sheets).map_err(|error| problem(error.to_string()))?;
        let job = PrintJob { template: TEMPLATE.to_owned(), ..job.clone() };
        let pictures = BTreeMap::from([(path, Bytes::new(pages.bytes))]);
        let sheets = set(&job, &view, pictures, theme, Purpose::Printing)?;
        Ok(Pdf { remarks: Remarks::default(), ..sheets })
    }
}

/// The sides of the sheets of a saddle-stitched booklet, the outermost sheet first, its front before its back. Blank
/// pages at the end make up full sheets.
fn booklet(pages: usize) -> Vec<Vec<Option<usize>>> {
    let all = pages.next_multiple_of(PAGES_PER_SHEET);
    let page = |number: usize| (number <= pages).then_some(number);
    (0..all / PAGES_PER_SHEET)
        .flat_map(|sheet| {
            let (first, last) = (2 * sheet + 1, all - 2 * sheet);
            [vec![page(last), page(first)], vec![page(first + 1), page(last - 1)]]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::booklet;

    #[test]
    fn folded_sheets_have_their_pages_in_order() {
        let sides = booklet(6);
        let blank = None;
        assert_eq!(
            sides,
            [
                vec![blank, Some(1)],
                vec![Some(2), blank],
                vec![Some(6), Some(3)],
                vec![Some(4), Some(5)]
            ]
        );
        for pages in 1..40 {
            let sides = booklet(pages);
            // Leafing through: right halves of fronts and left halves of backs inwards, then the other halves outwards.
            let inwards = sides.chunks(2).flat_map(|sheet| [sheet[0][1], sheet[1][0]]);
            let outwards = sides.chunks(2).rev().flat_map(|sheet| [sheet[1][1], sheet[0][0]]);
            let read: Vec<_> = inwards.chain(outwards).collect();
            assert_eq!(read.len() % 4, 0);
            let numbers: Vec<_> = read.iter().flatten().copied().collect();
            assert_eq!(numbers, (1..=pages).collect::<Vec<_>>());
            assert!(read[..pages].iter().all(Option::is_some), "blank pages are at the end");
        }
    }
}
