//! Reads the file of a publication.
//!
//! Entry point: [`load()`]. Invariant: what is wrong with a key is a finding at its place, and the rest of the file is read
//! all the same; a publication without a part that has something to print is none.

use super::{PageFormat, PrintShop, Publication};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, FileProblem, ImageValue, Purpose, broken_image, faults, find_file};
use crate::query::{Selector, bad_choice, check_file_id};
use crate::schema::PartialDate;
use crate::source::Snapshot;
use crate::syntax::{self, Document};
use crate::yaml::{self, Node, Reader, Text};

/// Where publications are.
const FOLDER: &str = "content/publications/";
/// How far colours reach beyond the page unless somebody says otherwise, in millimetres: what most print shops ask for.
const BLEED: f64 = 3.0;
/// The most that makes sense.
const MAX_BLEED: f64 = 10.0;

/// Reads all publications, by file name.
pub fn load(
    snapshot: &Snapshot,
    config: &Config,
    catalog: &Catalog,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Publication> {
    let mut publications = Vec::new();
    for file in snapshot.under(FOLDER) {
        let path = file.path();
        if !matches!(path.extension().as_str(), "yaml" | "yml") {
            continue;
        }
        let Some(text) = file.text() else { continue };
        let before = findings.len();
        let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else {
            if findings.len() == before {
                findings.push(Diagnostic::at_file(Code::EmptyFile, path));
            }
            continue;
        };
        check_file_id(path, findings);
        let loader = Loader { snapshot, config, catalog, file: path, language: &config.language };
        publications.extend(loader.publication(&node, findings));
    }
    publications
}

/// One file, and what it is read against.
pub(super) struct Loader<'a> {
    snapshot: &'a Snapshot,
    config: &'a Config,
    pub(super) catalog: &'a Catalog,
    pub(super) file: &'a SitePath,
    pub(super) language: &'a str,
}

impl<'a> Loader<'a> {
    /// Finds what the file names.
    pub(super) fn find(&self) -> Selector<'a> {
        Selector { catalog: self.catalog, language: self.language }
    }

    fn publication(mut self, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Publication> {
        let mut r = Reader::new(self.file, node, findings)?;
        if let Some(node) = r.node("language") {
            let written = node.as_str().unwrap_or_default();
            match self.config.languages.iter().find(|known| *known == written) {
                Some(language) => self.language = language,
                None => bad_choice(
                    &mut r,
                    "language",
                    node,
                    self.config.languages.iter().map(String::as_str),
                ),
            }
        }
        let language = self.language;
        let here = |text: Option<Text>| {
            text.map(|text| text.get(language).to_owned()).filter(|text| !text.is_empty())
        };
        let title = r.required("title").and_then(|node| r.text_of("title", node));
        let title = here(title).unwrap_or_default();
        let subtitle = here(r.text("subtitle"));
        let kicker = here(r.text("kicker"));
        let running_title = here(r.text("running_title")).unwrap_or_else(|| title.clone());
        let description = here(r.text("description"));
        let publisher =
            here(r.text("publisher")).or_else(|| here(self.config.publisher.name.clone()));
        let keywords =
            r.strings("keywords").unwrap_or_default().into_iter().map(|(word, _)| word).collect();
        let formats = [PageFormat::A4, PageFormat::A5, PageFormat::Sheet, PageFormat::Leaflet]
            .map(|format| (format.name(), format));
        let format = r.choice("format", &formats).unwrap_or(PageFormat::A4);
        let as_of = as_of(&mut r);
        let cover = r.node("cover").and_then(|node| self.image(node, r.findings));
        let imprint = r
            .node("imprint")
            .map(|node| self.markdown("imprint", node, &mut r))
            .unwrap_or_default();
        let print_shop =
            r.node("print_shop").and_then(|node| self.print_shop(node, format, r.findings));
        let mut sections = Vec::new();
        if let Some(node) = r.required("sections") {
            match node.as_list() {
                Some(items) => {
                    let section = |item| self.section(item, format, r.findings);
                    sections.extend(items.iter().filter_map(section));
                    if items.is_empty() {
                        let span = r.at(node.span.clone());
                        r.findings.push(self.empty(span, "none"));
                    }
                }
                None => r.bad("sections", node, "list"),
            }
        }
        r.finish();
        // Nothing is left to print, and that was said.
        if sections.is_empty() {
            return None;
        }
        Some(Publication {
            id: self.file.stem().to_owned(),
            file: self.file.clone(),
            language: self.language.to_owned(),
            format,
            title,
            subtitle,
            kicker,
            running_title,
            description,
            publisher,
            keywords,
            as_of,
            cover,
            imprint,
            print_shop,
            sections,
        })
    }

    fn print_shop(
        &self,
        node: &Node,
        format: PageFormat,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PrintShop> {
        let mut r = Reader::new(self.file, node, findings)?;
        let mut bleed = r.number("bleed").unwrap_or(BLEED);
        if !(0.0..=MAX_BLEED).contains(&bleed)
            && let Some(pair) = r.raw("bleed")
        {
            r.bad("bleed", &pair.value, "bleed");
            bleed = BLEED;
        }
        let marks = r.boolean("marks").unwrap_or(true);
        // What has one page or is folded otherwise is no booklet: there the key is reported as unknown.
        let booklet = matches!(format, PageFormat::A4 | PageFormat::A5)
            && r.boolean("booklet").unwrap_or(false);
        r.finish();
        Some(PrintShop { bleed, marks, booklet })
    }

    /// Says that nothing is printed there.
    pub(super) fn empty(&self, span: Span, section: &str) -> Diagnostic {
        Diagnostic::at(Code::EmptySelection, span)
            .arg("publication", self.file.stem())
            .arg("section", section)
    }

    /// The Markdown under a key, in the language of the publication.
    pub(super) fn markdown(&self, key: &str, node: &Node, r: &mut Reader<'_, '_>) -> Document {
        let Some(text) = r.text_of(key, node) else {
            return Document::default();
        };
        let origin = r.at(node.span.clone());
        syntax::parse_fragment(text.get(self.language), &origin, self.language, r.findings)
    }

    /// The entries that a list names as `type:id`.
    fn image(&self, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<ImageValue> {
        let mut r = Reader::new(self.file, node, findings)?;
        let node = r.required("file");
        let alt = r
            .text("alt")
            .map(|text| text.get(self.language).to_owned())
            .filter(|text| !text.is_empty());
        let decorative = r.boolean("decorative").unwrap_or(false);
        let credit = r.text("credit").map(|text| text.get(self.language).to_owned());
        let image = node.and_then(|node| {
            let written = node.as_str().unwrap_or_default();
            let span = r.at(node.span.clone());
            if alt.is_none() && !decorative {
                r.findings
                    .push(Diagnostic::at(Code::MissingAlt, span.clone()).arg("file", written));
            }
            let kinds = &self.config.files;
            match find_file(self.snapshot, kinds, self.file, written, Purpose::Picture) {
                Ok(file) => {
                    let source = self.snapshot.get(&file);
                    let found = source.into_iter().flat_map(|it| faults(it, Purpose::Picture));
                    r.findings.extend(found);
                    let bounds = self.config.pictures;
                    if let Some(finding) = broken_image(self.snapshot, bounds, &file, &span) {
                        r.findings.push(finding);
                        return None;
                    }
                    let alt = alt.clone().filter(|_| !decorative);
                    Some(ImageValue { file, alt, caption: None, credit })
                }
                Err(FileProblem::Refused(refused)) => {
                    r.findings.push(refused.finding(span, "field"));
                    None
                }
                Err(FileProblem::Outside) => {
                    r.findings.push(Diagnostic::at(Code::PathOutside, span).arg("path", written));
                    None
                }
                Err(FileProblem::Missing { suggestion }) => {
                    r.findings.push(
                        Diagnostic::at(Code::MissingImage, span)
                            .arg("file", written)
                            .suggest(suggestion.as_deref()),
                    );
                    None
                }
            }
        });
        r.finish();
        image
    }
}

/// The date under `as_of`.
pub(super) fn as_of(r: &mut Reader<'_, '_>) -> Option<PartialDate> {
    let node = r.node("as_of")?;
    let date = node.as_str().and_then(PartialDate::parse);
    if date.is_none() {
        r.bad("as_of", node, "partial-date");
    }
    date
}
