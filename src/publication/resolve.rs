//! From a publication as written to one whose entries are known, and its parts.
//!
//! Entry point: [`PublicationResolver::publication`]. Invariant: a part shows exactly one thing, and has no key that its layout does not know;
//! whatever is named and is not there, in the collection or in the theme, is a finding at its place.

use std::sync::Arc;

use super::written::{
    Keyed, WrittenContent, WrittenCover, WrittenPrintShop, WrittenPublication, WrittenSection,
};
use super::{Group, PrintShop, Publication, Section, SectionContent, empty};
use crate::config::Config;
use crate::diagnostic::problem::KeyOf;
use crate::diagnostic::{Diagnostic, Severity, problem};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, FileProblem, ImageValue, Purpose, broken_image, faults, find_file};
use crate::query::{Selector, expect_field};
use crate::schema::ContentType;
use crate::source::Snapshot;
use crate::syntax::{self, Document};
use crate::theme::{DEFAULT_FORMAT, DEFAULT_LAYOUT, EntryLayout, PageFormat, PrintLayouts, Shows};
use crate::yaml::{self, Spanned, Text, WrittenNames};

/// What a file is resolved against.
pub(super) struct PublicationResolver<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) config: &'a Config,
    pub(super) catalog: &'a Catalog,
    pub(super) layouts: &'a PrintLayouts,
    pub(super) file: &'a SitePath,
    pub(super) language: &'a str,
}

/// What `select` finds.
pub(super) struct Selection<'a> {
    pub(super) content_type: &'a ContentType,
    pub(super) groups: Vec<Group>,
    /// The field that they are grouped by.
    pub(super) grouped_by: Option<Arc<str>>,
    /// Whether entries would be found if the persons that they are about had consented to that.
    pub(super) is_withheld: bool,
}

impl<'a> PublicationResolver<'a> {
    /// Finds what the file names.
    pub(super) fn find(&self) -> Selector<'a> {
        Selector { catalog: self.catalog, language: self.language }
    }

    /// The publication; `None` when nothing is left to print, which was said.
    pub(super) fn publication(
        mut self,
        written: WrittenPublication,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Publication> {
        if let Some(word) = &written.language {
            match self.config.languages.iter().find(|known| **known == word.value) {
                Some(language) => self.language = language,
                None => {
                    let known = self.config.languages.iter().map(String::as_str);
                    findings.push(no_choice("language", word, known));
                }
            }
        }
        let format = self.format(written.format.as_ref(), findings)?;
        let here = |text: Option<Text>| {
            text.map(|text| text.get(self.language).to_owned()).filter(|text| !text.is_empty())
        };
        let title = here(written.title).unwrap_or_default();
        let sections = written.sections.into_iter();
        let sections: Vec<Section> =
            sections.filter_map(|section| self.section(section, &format, findings)).collect();
        let publication = Publication {
            id: self.file.stem().to_owned(),
            file: self.file.clone(),
            language: self.language.to_owned(),
            subtitle: here(written.subtitle),
            kicker: here(written.kicker),
            running_title: here(written.running_title).unwrap_or_else(|| title.clone()),
            title,
            description: here(written.description),
            publisher: here(written.publisher).or_else(|| here(self.config.publisher.name.clone())),
            keywords: written.keywords,
            as_of: written.as_of,
            cover: written.cover.and_then(|cover| self.image(cover, findings)),
            imprint: self.markdown(written.imprint.as_ref(), findings),
            print_shop: written.print_shop.map(|shop| print_shop(shop, &format, findings)),
            format,
            sections,
        };
        (!publication.sections.is_empty()).then_some(publication)
    }

    /// The format of this name, or the usual one.
    fn format(
        &self,
        written: Option<&Spanned<String>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Arc<PageFormat>> {
        let formats = &self.layouts.formats;
        let found = written.and_then(|word| {
            let found = formats.get(&word.value);
            if found.is_none() {
                findings.push(no_choice("format", word, formats.names()));
            }
            found
        });
        found.or_else(|| formats.get(DEFAULT_FORMAT)).cloned()
    }

    /// The layout of this name.
    fn layout(
        &self,
        written: Option<&Spanned<String>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Arc<EntryLayout>> {
        let word = written?;
        let found = self.layouts.layouts.get(&word.value);
        if found.is_none() {
            findings.push(no_choice("layout", word, self.layouts.layouts.names()));
        }
        found.cloned()
    }

    /// Markdown, in the language of the publication.
    fn markdown(
        &self,
        written: Option<&Spanned<Text>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Document {
        let Some(Spanned { value, span }) = written else { return Document::default() };
        syntax::parse_fragment(value.get(self.language), span, self.language, findings)
    }

    fn image(&self, written: WrittenCover, findings: &mut Vec<Diagnostic>) -> Option<ImageValue> {
        let here = |text: Text| text.get(self.language).to_owned();
        let alt = written.alt.map(here).filter(|text| !text.is_empty());
        let Spanned { value: name, span } = written.file?;
        if alt.is_none() && !written.decorative {
            findings.push(Diagnostic::at(
                problem::MissingAlt { file: &name, where_: None },
                span.clone(),
            ));
        }
        let kinds = &self.config.files;
        match find_file(self.snapshot, kinds, self.file, &name, Purpose::Picture) {
            Ok(file) => {
                let source = self.snapshot.get(&file);
                findings.extend(source.into_iter().flat_map(|it| faults(it, Purpose::Picture)));
                let bounds = self.config.pictures;
                if let Some(finding) = broken_image(self.snapshot, bounds, &file, &span) {
                    findings.push(finding);
                    return None;
                }
                let alt = alt.filter(|_| !written.decorative);
                let credit = written.credit.map(here);
                return Some(ImageValue { file, alt, caption: None, credit });
            }
            Err(FileProblem::Refused(refused)) => {
                findings.push(refused.finding(span, problem::NamedIn::Field));
            }
            Err(FileProblem::Outside) => {
                findings
                    .push(Diagnostic::at(problem::PathOutside { path: &name, where_: None }, span));
            }
            Err(FileProblem::Missing { suggestion }) => findings.push(
                Diagnostic::at(
                    problem::MissingImage { file: &name, suggestion: suggestion.as_deref() },
                    span,
                )
                .with_fix(),
            ),
        }
        None
    }

    /// A part; `None` when it shows nothing, which was reported.
    fn section(
        &self,
        mut written: WrittenSection,
        format: &PageFormat,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Section> {
        let title = written.title.take().map(|title| title.get(self.language).to_owned());
        let intro = self.markdown(written.text.as_ref(), findings);
        let notes = self.markdown(written.notes.as_ref(), findings);
        let panel = self.panel(written.panel.take(), format, findings);
        let budget = written.budget.take().map(|budget| (budget.value, budget.span));
        let (span, as_of) = (written.place.clone(), written.as_of);
        let is_titled = title.is_some() || written.misspelt.contains(&"title");
        let content = self.content(title.as_deref(), &intro, written, findings)?;
        if !is_titled && !matches!(content, SectionContent::Pages(_)) {
            findings.push(Diagnostic::at(
                problem::MissingKey { key: &"title", where_: None },
                span.clone(),
            ));
        }
        Some(Section { title, intro, content, notes, as_of, panel, budget, span })
    }

    /// Where in its format a part stands.
    fn panel(
        &self,
        written: Option<Keyed<Spanned<String>>>,
        format: &PageFormat,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let first = format.panels.first().cloned();
        let Some(Keyed { key, value: word }) = written else { return first };
        if format.panels.is_empty() {
            findings.push(not_in_format(key, "panel", format));
        } else if format.panels.contains(&word.value) {
            return Some(word.value);
        } else {
            findings.push(no_choice("panel", &word, format.panels.iter().map(String::as_str)));
        }
        first
    }

    /// What a section shows. `None` when that is nothing, which was reported.
    fn content(
        &self,
        title: Option<&str>,
        intro: &Document,
        mut written: WrittenSection,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<SectionContent> {
        let layout = self.layout(written.layout.as_ref(), findings);
        let content = std::mem::replace(&mut written.content, WrittenContent::Text);
        let is_selected = matches!(content, WrittenContent::Select(_));
        let found = match content {
            WrittenContent::Select(selection) => {
                let selection = self.select(&selection?, findings)?;
                let is_empty = selection.groups.iter().all(|group| group.entries.is_empty());
                if !is_empty {
                    return self.shaped(selection, layout, written, findings);
                }
                // A consent that ends does not keep everything else from being published.
                let reason = selection.is_withheld.then_some(problem::EmptyReason::Consent);
                let section = Some(title.unwrap_or("select"));
                let finding = empty(written.place.clone(), section, reason);
                findings.push(match reason {
                    Some(_) => finding.with_severity(Severity::Warning),
                    None => finding,
                });
                None
            }
            WrittenContent::Entries(names) => {
                let entries = self.named(names, findings);
                match layout {
                    None if written.layout.is_some() => None,
                    None => (!entries.is_empty()).then_some(SectionContent::Pages(entries)),
                    Some(layout) if layout.is_table() => {
                        // The rows of a table are of one type.
                        findings.extend(missing(&written, "select"));
                        None
                    }
                    Some(layout) => Some(SectionContent::Entries {
                        layout,
                        groups: vec![Group { label: None, key: None, entries }],
                        grouped_by: None,
                        facts: None,
                    }),
                }
            }
            WrittenContent::Index(types) => {
                Some(SectionContent::Index { types: self.find().types(&types, findings) })
            }
            WrittenContent::Glossary(types, terms) => {
                let type_id = self.find().types(&types, findings).into_iter().next();
                type_id.map(|type_id| SectionContent::Glossary { type_id, terms })
            }
            WrittenContent::Sources(types) => {
                let type_id = self.find().types(&types, findings).into_iter().next();
                type_id.map(|type_id| SectionContent::Sources { type_id })
            }
            WrittenContent::Text if title.is_none() || intro.is_empty() => {
                findings.extend(missing(&written, "select"));
                None
            }
            WrittenContent::Text => Some(SectionContent::Text),
            WrittenContent::Several => None,
        };
        if !is_selected {
            let keys = [
                ("columns", &written.columns),
                ("row_notes", &written.row_notes),
                ("facts", &written.facts),
            ];
            for (name, keyed) in keys {
                findings.extend(keyed.iter().map(|keyed| needs_select(&keyed.key, name)));
            }
        }
        found
    }

    /// What was selected, in the layout that was asked for. `None` when it cannot have that layout, which was reported.
    fn shaped(
        &self,
        selection: Selection<'_>,
        layout: Option<Arc<EntryLayout>>,
        mut written: WrittenSection,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<SectionContent> {
        let Selection { content_type, groups, grouped_by, .. } = selection;
        let type_id = content_type.id.clone();
        let layout = match layout {
            Some(layout) => layout,
            None => self.layouts.layouts.get(DEFAULT_LAYOUT)?.clone(),
        };
        let (columns, row_notes, facts) =
            (written.columns.take(), written.row_notes.take(), written.facts.take());
        let takes = |name: &str| match layout.shows {
            Shows::Summary | Shows::Text => name == "facts",
            Shows::Columns => name != "facts",
            Shows::Everything | Shows::Ratings => false,
        };
        let mut take = |name: &'static str, keyed: Option<Keyed<WrittenNames>>| {
            let keyed = keyed?;
            if !takes(name) {
                findings.push(not_in_layout(keyed.key, name, &layout));
                return None;
            }
            Some(fields(content_type, keyed.value, findings))
        };
        let has_columns = columns.is_some();
        let (columns, row_notes, facts) =
            (take("columns", columns), take("row_notes", row_notes), take("facts", facts));
        // A name that is no field was reported.
        let row_notes = row_notes.unwrap_or_else(|| Some(Vec::new()))?;
        let facts = facts.map_or_else(|| Some(None), |names| names.map(Some))?;
        match layout.shows {
            Shows::Summary | Shows::Text | Shows::Everything => {
                Some(SectionContent::Entries { layout, groups, grouped_by, facts })
            }
            Shows::Columns => {
                if !has_columns {
                    findings.extend(missing(&written, "columns"));
                }
                Some(SectionContent::Table {
                    layout,
                    type_id,
                    groups,
                    columns: columns??,
                    row_notes,
                })
            }
            Shows::Ratings if content_type.ratings().is_some() => {
                Some(SectionContent::Matrix { layout, type_id, groups })
            }
            Shows::Ratings => {
                let word = written.layout?;
                findings.push(yaml::bad_value(
                    word.span,
                    "layout",
                    &word.value,
                    problem::Expected::RatedType,
                ));
                None
            }
        }
    }
}

fn print_shop(
    written: WrittenPrintShop,
    format: &PageFormat,
    findings: &mut Vec<Diagnostic>,
) -> PrintShop {
    let WrittenPrintShop { bleed, marks, booklet } = written;
    // What has one page or is folded otherwise is no booklet.
    let booklet = booklet.is_some_and(|Keyed { key, value }| {
        if !format.booklet {
            findings.push(not_in_format(key, "booklet", format));
        }
        value && format.booklet
    });
    PrintShop { bleed, marks, booklet }
}

/// The fields of a type that a list names; `None` when one of them is none.
fn fields(
    content_type: &ContentType,
    names: WrittenNames,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Arc<str>>> {
    let mut found = Vec::new();
    for (name, span) in names {
        match expect_field(content_type, &name, span) {
            Ok(field) => found.push(field.name.clone()),
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        }
    }
    Some(found)
}

/// A key that has to be there, unless another one was probably meant to be it.
fn missing(written: &WrittenSection, key: &'static str) -> Option<Diagnostic> {
    let is_missing = !written.misspelt.contains(&key);
    is_missing.then(|| {
        Diagnostic::at(problem::MissingKey { key: &key, where_: None }, written.place.clone())
    })
}

fn no_choice<'n>(
    key: &str,
    word: &Spanned<String>,
    known: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    yaml::no_choice(word.span.clone(), key, &word.value, &known.collect::<Vec<_>>())
}

fn not_in_format(key: Span, name: &str, format: &PageFormat) -> Diagnostic {
    unknown_key(key, name, KeyOf::PageFormat { kind: &format.name })
}

fn not_in_layout(key: Span, name: &str, layout: &EntryLayout) -> Diagnostic {
    unknown_key(key, name, KeyOf::EntryLayout { kind: &layout.name })
}

fn needs_select(key: &Span, name: &str) -> Diagnostic {
    unknown_key(key.clone(), name, KeyOf::NoSelection)
}

fn unknown_key(key: Span, name: &str, of: KeyOf<'_>) -> Diagnostic {
    let found = problem::UnknownKey { key: &name, where_: Some(of), known: None, suggestion: None };
    Diagnostic::at(found, key)
}
