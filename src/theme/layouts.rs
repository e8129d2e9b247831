//! How a theme prints, by name: formats of publications, layouts of entries in them, and sheets.
//!
//! Entry point: [`PrintLayouts::load`]. Each is a file of its own, `print/formats/<name>.yaml`, `print/layouts/<name>.yaml` or
//! `print/sheets/<name>.yaml`, which names a template and says what holds for it: how many pages, which panels. Invariant: whatever
//! is loaded has a template that the theme has; what a file says and cannot hold is a finding in the theme. The files are described
//! in `themes/standard/print/README.md`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ThemeFile;
use crate::diagnostic::{Diagnostic, Severity, problem};
use crate::schema::{ContentType, NO_SHEET, Schema};
use crate::yaml::{self, Node, Reader};

/// Where the templates are, and what declares them.
const PRINT: &str = "print/";
/// The ending of a template.
const TEMPLATE: &str = ".typ";

/// The format that a publication has when it names none.
pub(crate) const DEFAULT_FORMAT: &str = "a4";
/// The layout that entries have when nothing is said, and that of chapters.
pub(crate) const DEFAULT_LAYOUT: &str = "full";

/// Everything that a theme declares to print with.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrintLayouts {
    /// Formats of publications.
    pub(crate) formats: ByName<PageFormat>,
    /// Layouts of entries in publications.
    pub(crate) layouts: ByName<EntryLayout>,
    /// Sheets about single entries.
    pub(crate) sheets: ByName<SheetLayout>,
}

/// What is declared under names.
#[derive(Clone, Debug)]
pub(crate) struct ByName<T>(BTreeMap<String, Arc<T>>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> ByName<T> {
    /// What has this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Arc<T>> {
        self.0.get(name)
    }

    /// All names, in alphabetical order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// What kind of thing a publication is: a booklet, a leaflet, one page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PageFormat {
    /// Its name, by which templates know the size of its pages.
    pub(crate) name: String,
    /// The template of a publication, a file of `print/` without its ending.
    pub(crate) template: String,
    /// How many pages a publication has at most.
    pub(crate) max_pages: Option<usize>,
    /// Whether its pages can be put on sheets that are folded into a booklet.
    pub(crate) booklet: bool,
    /// Where a section can stand; the first holds where nothing is said. Empty when sections have no places of their own.
    pub(crate) panels: Vec<String>,
    /// Whether it belongs to the pages of the entries that are its chapters, in place of the downloads of the site.
    pub(crate) on_entry_pages: bool,
}

/// How entries are shown in a publication.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntryLayout {
    /// Its name.
    pub(crate) name: String,
    /// The template, a file of `print/` without its ending.
    pub(crate) template: String,
    /// What a template gets of each entry.
    pub(crate) shows: Shows,
    /// Of several sections with one entry, links lead to the one whose layout has the greatest.
    pub(crate) prominence: usize,
}

/// What a template gets of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Title, summary and a line of facts.
    Summary,
    /// These, and its text.
    Text,
    /// Everything.
    Everything,
    /// A row of a table, with fields that the publication names.
    Columns,
    /// A row of its ratings.
    Ratings,
}

const SHOWS: [(&str, Shows); 5] = [
    ("summary", Shows::Summary),
    ("text", Shows::Text),
    ("everything", Shows::Everything),
    ("columns", Shows::Columns),
    ("ratings", Shows::Ratings),
];

/// How a sheet about an entry is set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SheetLayout {
    /// The template, a file of `print/` without its ending.
    pub(crate) template: String,
    /// How many pages it has when the type does not say it.
    pub(crate) pages: Option<usize>,
    /// How much it weighs to need more pages.
    pub(crate) overlong: Severity,
}

impl EntryLayout {
    /// Whether entries are rows.
    pub(crate) fn is_table(&self) -> bool {
        matches!(self.shows, Shows::Columns | Shows::Ratings)
    }
}

impl PrintLayouts {
    /// What the files of a theme declare.
    pub(super) fn load(
        files: &BTreeMap<String, ThemeFile>,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut declarations = Declarations { files, findings };
        Self {
            formats: declarations.load("formats", |r, name, template| PageFormat {
                name: name.to_owned(),
                template,
                max_pages: r.positive("max_pages"),
                booklet: r.reader.boolean("booklet").unwrap_or(false),
                panels: r.words("panels"),
                on_entry_pages: r.reader.boolean("on_entry_pages").unwrap_or(false),
            }),
            layouts: declarations.load("layouts", |r, name, template| EntryLayout {
                name: name.to_owned(),
                template,
                shows: r.required_choice("shows", &SHOWS).unwrap_or(Shows::Summary),
                prominence: r.reader.count("prominence").unwrap_or_default(),
            }),
            sheets: declarations.load("sheets", |r, _, template| {
                let weights = [("warning", Severity::Warning), ("error", Severity::Error)];
                SheetLayout {
                    template,
                    pages: r.positive("pages"),
                    overlong: r.reader.choice("overlong", &weights).unwrap_or(Severity::Warning),
                }
            }),
        }
    }

    /// The sheet of a type's entries; `None` when they have none.
    pub(crate) fn sheet_of(&self, content_type: &ContentType) -> Option<&Arc<SheetLayout>> {
        self.sheets.get(&content_type.sheet.as_ref()?.value)
    }

    /// Findings about types that ask for a sheet which the theme does not have.
    pub(crate) fn check_types(&self, schema: &Schema, findings: &mut Vec<Diagnostic>) {
        for sheet in schema.types().filter_map(|content_type| content_type.sheet.as_ref()) {
            if self.sheets.get(&sheet.value).is_none() {
                let known: Vec<&str> = [NO_SHEET].into_iter().chain(self.sheets.names()).collect();
                findings.push(yaml::no_choice(sheet.span.clone(), "sheet", &sheet.value, &known));
            }
        }
    }
}

/// Reads what is declared.
struct Declarations<'a, 'f> {
    files: &'a BTreeMap<String, ThemeFile>,
    findings: &'f mut Vec<Diagnostic>,
}

/// One file, while it is read.
struct Declaration<'a, 'f> {
    reader: Reader<'a, 'f>,
}

impl Declarations<'_, '_> {
    /// Everything that is declared in a folder of `print/`.
    fn load<T>(
        &mut self,
        folder: &str,
        read: impl Fn(&mut Declaration<'_, '_>, &str, String) -> T,
    ) -> ByName<T> {
        let prefix = format!("{PRINT}{folder}/");
        let mut all = BTreeMap::new();
        for (inside, file) in self.files.range(prefix.clone()..) {
            let Some(inside) = inside.strip_prefix(&prefix) else { break };
            let Some(name) = inside.strip_suffix(".yaml") else { continue };
            let Some(node) = parse(file, self.findings) else { continue };
            let Some(reader) = Reader::new(&file.path, &node, self.findings) else { continue };
            let mut declaration = Declaration { reader };
            let template = declaration.template(self.files, &format!("{folder}/{name}"));
            let value = template.map(|template| read(&mut declaration, name, template));
            if value.is_some() {
                declaration.reader.finish();
            }
            all.extend(value.map(|value| (name.to_owned(), Arc::new(value))));
        }
        ByName(all)
    }
}

impl Declaration<'_, '_> {
    /// The template that is named, else the one beside the file. `None` when the theme does not have it, which was reported.
    fn template(&mut self, files: &BTreeMap<String, ThemeFile>, beside: &str) -> Option<String> {
        let is_there = |name: &str| files.contains_key(&format!("{PRINT}{name}{TEMPLATE}"));
        let r = &mut self.reader;
        if is_there(beside) && r.node("template").is_none() {
            return Some(beside.to_owned());
        }
        let node = r.required("template")?;
        let written = node.quoted();
        if is_there(written) {
            return Some(written.to_owned());
        }
        let known = files.keys().filter_map(|file| {
            file.strip_prefix(PRINT).and_then(|name| name.strip_suffix(TEMPLATE))
        });
        r.no_choice("template", node, written, &known.collect::<Vec<_>>());
        None
    }

    /// A number of pages.
    fn positive(&mut self, key: &'static str) -> Option<usize> {
        let count = self.reader.count(key);
        if count == Some(0)
            && let Some(node) = self.reader.node(key)
        {
            self.reader.bad(key, node, problem::Expected::Count);
        }
        count.filter(|count| *count > 0)
    }

    fn words(&mut self, key: &'static str) -> Vec<String> {
        self.reader.strings(key).unwrap_or_default().into_iter().map(|(word, _)| word).collect()
    }

    fn required_choice<T: Copy>(&mut self, key: &'static str, all: &[(&str, T)]) -> Option<T> {
        self.reader.required(key)?;
        self.reader.choice(key, all)
    }
}

fn parse(file: &ThemeFile, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let text = file.text()?;
    let before = findings.len();
    let node = yaml::parse(&file.path, text, 0..text.len(), findings);
    if node.is_none() && findings.len() == before {
        findings.push(Diagnostic::at_file(
            problem::EmptyFile { what: problem::ExpectedFile::PrintLayout },
            &file.path,
        ));
    }
    node
}
