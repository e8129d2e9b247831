//! Typst as a library: a view becomes a tagged, archivable PDF.
//!
//! Entry point: [`document()`]. Invariants: content reaches a template as data, read with `json()`, never as markup; the same
//! view and theme give the same bytes; a template reads the theme's own print files, the pictures of its job and the
//! fonts, and nothing else; whatever fails becomes a finding, in the theme where a template is to blame.
//!
//! A file of the theme is `/print/<name>` to a template, the view is [`DATA`], the pictures of the job are
//! `/pictures/<name>`. These paths are the same for every job, because Typst keeps each path it has ever seen.

mod document;
mod fault;
mod fit;
mod glyphs;
mod imposition;
mod paper;
mod pictures;
mod qr;
mod text;
mod theme;
mod values;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::{Code, Diagnostic, problem};
use crate::location::{SitePath, Span};
use crate::model::EntryKey;
use crate::picture::PixelBounds;
use crate::plan::{PdfOutput, Publications};
use crate::source::{Snapshot, SourceFile};
use crate::tracking::Fingerprint;
use crate::view::types::ContactFormView;

pub(crate) use document::DocumentBuilder;
use imposition::Imposition;

pub(crate) use fit::{Budget, Fit, Rest};
pub(crate) use paper::Paper;
pub(crate) use theme::PrintTheme;

/// Where a template finds the view.
pub(crate) const DATA: &str = "/data.json";

/// What is to be printed, beside the view.
#[derive(Clone, Debug)]
pub(crate) struct PrintJob {
    /// The template: a file of the theme's print folder, without its ending.
    pub(crate) template: String,
    /// What the document is, the same in every build, such as `publication:broschuere:de`.
    pub(crate) ident: String,
    /// The date that the file carries: that of its content, never today.
    pub(crate) date: jiff::civil::Date,
    /// The pictures that the view names: `/pictures/<name>` → file.
    pub(crate) pictures: BTreeMap<String, SourceFile>,
    /// What is drawn for it, as SVG, by the same names.
    pub(crate) drawings: BTreeMap<String, String>,
    /// How large they may be.
    pub(crate) bounds: PixelBounds,
    /// The file that findings about the document as a whole point to.
    pub(crate) origin: SitePath,
    /// The files that its text is from, in the order in which they are printed.
    pub(crate) sources: Vec<SitePath>,
    /// How many pages it may have.
    pub(crate) max_pages: Option<usize>,
    /// How many pages its entries may take, by `type:id`.
    pub(crate) budgets: BTreeMap<String, Budget>,
}

/// A printed document.
#[derive(Clone, Debug)]
pub(crate) struct Pdf {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// What is to be said about it.
    pub(crate) remarks: Remarks,
}

/// What is to be said about a printed document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    /// How many pages it has.
    pub(crate) pages: usize,
    /// What somebody should look at although there is a file.
    pub(crate) warnings: Vec<Diagnostic>,
    /// Characters that no font of the theme has; a box stands in their place.
    pub(crate) missing: Vec<char>,
    /// How much room its entries take.
    pub(crate) fits: Vec<Fit>,
}

/// PDF/UA-1 and PDF/A-2a in one file. The combination is one that Typst offers, so this never fails.
static STANDARDS: LazyLock<PdfStandards> = LazyLock::new(|| {
    PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).unwrap_or_default()
});

/// A PDF before it is printed: everything that it will be made from, beside the theme.
#[derive(Clone, Debug)]
pub(crate) struct PrintDocument {
    job: PrintJob,
    view: serde_json::Value,
    /// How it goes to the print shop; `None` for what is read.
    shop: Option<Imposition>,
}

/// The document of a PDF; `None` when there is nothing to print.
pub(crate) fn document(
    pdf: &PdfOutput,
    builder: &DocumentBuilder<'_>,
    publications: &Publications,
) -> Option<PrintDocument> {
    let ((job, view), shop) = match pdf {
        PdfOutput::Sheet { key, language } => (builder.sheet(key, language)?, None),
        PdfOutput::Publication { id, language } => {
            (builder.publication(publications.get(id, language)?, 0.0)?, None)
        }
        PdfOutput::PrintShop { id, language, form } => {
            let publication = publications.get(id, language)?;
            let imposition = Imposition::new(publication, *form)?;
            (builder.publication(publication, imposition.bleed)?, Some(imposition))
        }
    };
    Some(PrintDocument { job, view, shop })
}

/// Prints the form by which somebody puts right how they are reached; `None` when there is no such entry.
pub(crate) fn contact_form_pdf(
    builder: &DocumentBuilder<'_>,
    key: &EntryKey,
    language: &str,
    form: &ContactFormView,
    theme: &PrintTheme,
) -> Option<Result<Pdf, Vec<Diagnostic>>> {
    let (job, view) = builder.contact_form(key, language, form)?;
    Some(PrintDocument { job, view, shop: None }.print(theme))
}

impl PrintDocument {
    /// What is to be printed, beside its text.
    pub(crate) fn job(&self) -> &PrintJob {
        &self.job
    }

    /// That of everything in it, pictures included.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let job = &self.job;
        let pictures: Vec<(&String, Fingerprint)> = job
            .pictures
            .iter()
            .map(|(name, file)| (name, Fingerprint::of(file.bytes().ok())))
            .collect();
        Fingerprint::of((
            Fingerprint::of_view(&self.view),
            (&job.template, &job.ident, job.date.to_string(), pictures, &job.drawings),
            (&job.origin, &job.sources, job.max_pages),
            format!("{:?} {:?}", job.budgets, self.shop),
        ))
    }

    /// Prints it. A file for the print shop has the text of another one, for which everything is said; of it nothing is.
    ///
    /// # Errors
    /// The findings that kept it from being printed: a template that fails, a picture that is broken.
    pub(crate) fn print(&self, theme: &PrintTheme) -> Result<Pdf, Vec<Diagnostic>> {
        match &self.shop {
            None => render(&self.job, &self.view, theme, Purpose::Reading),
            Some(imposition) => imposition.print(&self.job, &self.view, theme),
        }
    }
}

impl Remarks {
    /// What somebody should look at. Places are looked up anew: a text may have moved without being changed.
    pub(crate) fn findings(&self, job: &PrintJob, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let mut all = self.warnings.clone();
        all.extend(fit::overruns(job, self));
        all.extend(missing_characters(snapshot, job, &self.missing));
        all
    }

    /// What is kept with the PDF, in one line, where there is nothing to look at.
    pub(crate) fn to_keep(&self) -> String {
        serde_json::to_string(&(self.pages, &self.fits)).unwrap_or_default()
    }

    /// What was kept.
    pub(crate) fn kept(written: &str) -> Option<Self> {
        let (pages, fits) = serde_json::from_str(written).ok()?;
        Some(Self { pages, fits, ..Self::default() })
    }

    /// Whether there is nothing to look at.
    pub(crate) fn is_silent(&self, job: &PrintJob) -> bool {
        self.warnings.is_empty() && self.missing.is_empty() && fit::overruns(job, self).is_empty()
    }
}

/// Leaves out what is said about one place of a template once for every document.
pub(crate) fn once(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (&a.span, a.code).cmp(&(&b.span, b.code)).then(a.args.cmp(&b.args)));
    findings.dedup_by(|a, b| {
        a.span == b.span
            && a.code == b.code
            && ["message", "character", "entry"]
                .iter()
                .all(|key| a.args.get(key) == b.args.get(key))
            && a.code != Code::Overrun
    });
}

/// One finding for each character that no font has, where it first stands in what the document was made from.
fn missing_characters(snapshot: &Snapshot, job: &PrintJob, missing: &[char]) -> Vec<Diagnostic> {
    missing
        .iter()
        .map(|character| {
            let place = job.sources.iter().find_map(|path| {
                let at = snapshot.text(path)?.find(*character)?;
                Some(Span::new(path, at..at + character.len_utf8()))
            });
            Diagnostic::at(
                problem::MissingGlyph {
                    character: &character,
                    number: &format!("U+{:04X}", u32::from(*character)),
                    document: &job.ident,
                },
                place.unwrap_or_else(|| Span::start_of(&job.origin)),
            )
        })
        .collect()
}

/// What a PDF is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// People read it, some with their ears, and archives keep it: PDF/UA-1 and PDF/A-2a.
    Reading,
    /// It is printed, and nothing else.
    Printing,
}

/// Prints one document.
fn render(
    job: &PrintJob,
    view: &serde_json::Value,
    theme: &PrintTheme,
    purpose: Purpose,
) -> Result<Pdf, Vec<Diagnostic>> {
    // Typst is a large program; should it panic on some input, that input must not take the whole build with it.
    catch_unwind(AssertUnwindSafe(|| set(job, view, pictures::prepare(job)?, theme, purpose)))
        .unwrap_or_else(|_| {
            Err(vec![Diagnostic::at_file(
                problem::PrintError { document: None, message: &"Typst panicked" },
                &job.origin,
            )])
        })
}

/// Sets a document with these pictures, by their paths.
fn set(
    job: &PrintJob,
    view: &serde_json::Value,
    pictures: BTreeMap<String, Bytes>,
    theme: &PrintTheme,
    purpose: Purpose,
) -> Result<Pdf, Vec<Diagnostic>> {
    let fonts = theme.fonts()?;
    let (data, missing) = glyphs::replace_missing(view, &fonts.coverage);
    let world = world::PrintWorld::new(job, theme, fonts, &data, pictures)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = fault::findings(&compiled.warnings, &world, theme, job);
    let exported = compiled.output.and_then(|document| {
        let bytes = typst_pdf::pdf(&document, &options(job, purpose))?;
        Ok((bytes, document.pages().len(), fit::measure(&document, &job.budgets)))
    });
    let (bytes, pages, fits) = exported.map_err(|errors| {
        let mut all = fault::findings(&errors, &world, theme, job);
        all.extend(warnings.iter().cloned());
        all
    })?;
    Ok(Pdf { bytes, remarks: Remarks { pages, warnings, missing, fits } })
}

/// Forgets what Typst remembers of compilations more than `age` calls of this function ago. For processes that run on,
/// after each batch of jobs: what the batch used stays, so that a small edit is fast.
pub(crate) fn forget(age: usize) {
    typst::comemo::evict(age);
}

fn options(job: &PrintJob, purpose: Purpose) -> PdfOptions {
    let date = job.date;
    let datetime = Datetime::from_ymd_hms(
        i32::from(date.year()),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
        0,
        0,
        0,
    );
    PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some(concat!("broschur ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: datetime.map(Timestamp::new_utc),
        page_ranges: None,
        standards: match purpose {
            Purpose::Reading => STANDARDS.clone(),
            Purpose::Printing => PdfStandards::default(),
        },
        tagged: purpose == Purpose::Reading,
        pretty: false,
    }
}

#[cfg(test)]
mod tests;
