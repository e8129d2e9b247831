//! Printed publications: `content/publications/<id>.yaml` as written becomes a [`Publication`] whose entries are
//! selected.
//!
//! Entry point: [`load()`]. Invariant: every entry that a [`Publication`] names is published, exists in its language, and
//! stands where its section says; whatever the file names that is not there is a finding. The language of the file is
//! described in `docs/publications.md`.
//!
//! Here is what a publication is once everything in it is known. `written.rs` reads the file as it is, `resolve.rs` finds what it names,
//! `entries.rs` the entries that a part names or selects.

mod entries;
mod load;
mod resolve;
mod written;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, problem};
use crate::location::{SitePath, Span};
use crate::model::{EntryKey, ImageValue};
use crate::schema::PartialDate;
use crate::syntax::Document;
use crate::theme::{EntryLayout, PageFormat};

pub(crate) use load::load;

/// A printed publication.
#[derive(Clone, Debug)]
pub(crate) struct Publication {
    /// The name of its file.
    pub(crate) id: String,
    /// Where findings about it as a whole point.
    pub(crate) file: SitePath,
    /// The language that it is in.
    pub(crate) language: String,
    /// What kind of thing it is.
    pub(crate) format: Arc<PageFormat>,
    /// Its title.
    pub(crate) title: String,
    /// What stands under the title.
    pub(crate) subtitle: Option<String>,
    /// What stands above the title.
    pub(crate) kicker: Option<String>,
    /// The title at the head of every page.
    pub(crate) running_title: String,
    /// What it is about, in a sentence or two.
    pub(crate) description: Option<String>,
    /// Who publishes it.
    pub(crate) publisher: Option<String>,
    /// What it is found by.
    pub(crate) keywords: Vec<String>,
    /// When its facts were true.
    pub(crate) as_of: Option<PartialDate>,
    /// The picture of the cover.
    pub(crate) cover: Option<ImageValue>,
    /// What the law and good manners want to be said.
    pub(crate) imprint: Document,
    /// What the print shop gets, when it gets anything.
    pub(crate) print_shop: Option<PrintShop>,
    /// Its parts.
    pub(crate) sections: Vec<Section>,
}

/// How a publication goes to the print shop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PrintShop {
    /// How far colours and pictures reach beyond the edge of the page, in millimetres.
    pub(crate) bleed: f64,
    /// Whether marks show where the paper is cut and folded.
    pub(crate) marks: bool,
    /// Whether there is a booklet to be folded, beside the single pages.
    pub(crate) booklet: bool,
}

impl PrintShop {
    /// The files that it wants.
    pub(crate) fn forms(&self) -> Vec<PrintForm> {
        if self.booklet {
            vec![PrintForm::Pages, PrintForm::Booklet]
        } else {
            vec![PrintForm::Pages]
        }
    }
}

/// How the pages of a publication are put on sheets of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrintForm {
    /// One by one, with bleed and crop marks.
    Pages,
    /// Two on each side of a sheet, so that the sheets, laid into each other and folded, are a booklet.
    Booklet,
}

impl PrintForm {
    /// How the file is named beside that of the publication.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Pages => "einzelseiten.pdf",
            Self::Booklet => "druckbogen.pdf",
        }
    }
}

impl Publication {
    /// Everything that is printed in it, in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &EntryKey> {
        self.sections.iter().flat_map(Section::entries)
    }

    /// The entries that are chapters.
    pub(crate) fn chapters(&self) -> impl Iterator<Item = &EntryKey> {
        self.sections.iter().flat_map(|section| match &section.content {
            SectionContent::Pages(keys) => keys.as_slice(),
            _ => &[],
        })
    }
}

/// A part of a publication.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Its title; the title of its only entry when it has none of its own.
    pub(crate) title: Option<String>,
    /// What stands under the title.
    pub(crate) intro: Document,
    /// What is in it.
    pub(crate) content: SectionContent,
    /// What stands under it in small print.
    pub(crate) notes: Document,
    /// When its facts were true.
    pub(crate) as_of: Option<PartialDate>,
    /// Where it stands, in formats whose sections have places of their own.
    pub(crate) panel: Option<String>,
    /// How many pages each of its entries may take, and where that is written.
    pub(crate) budget: Option<(f64, Span)>,
    /// Where it was written.
    pub(crate) span: Span,
}

impl Section {
    /// The entries that are printed in it, in order.
    pub(crate) fn entries(&self) -> Vec<&EntryKey> {
        match &self.content {
            SectionContent::Pages(keys) => keys.iter().collect(),
            SectionContent::Entries { groups, .. }
            | SectionContent::Table { groups, .. }
            | SectionContent::Matrix { groups, .. } => {
                groups.iter().flat_map(|group| &group.entries).collect()
            }
            SectionContent::Text
            | SectionContent::Index { .. }
            | SectionContent::Glossary { .. }
            | SectionContent::Sources { .. } => Vec::new(),
        }
    }
}

/// What a part of a publication shows.
#[derive(Clone, Debug)]
pub(crate) enum SectionContent {
    /// Only its own text.
    Text,
    /// Entries as chapters: their titles are those of the chapters.
    Pages(Vec<EntryKey>),
    /// Entries under the title of the part.
    Entries {
        /// How they are shown.
        layout: Arc<EntryLayout>,
        /// The entries by group; one group without a name when they are not grouped.
        groups: Vec<Group>,
        /// The field that they are grouped by: the groups say it already.
        grouped_by: Option<Arc<str>>,
        /// The fields in their line of facts; those of the type's card when nothing else was asked for.
        facts: Option<Vec<Arc<str>>>,
    },
    /// Entries as rows of tables.
    Table {
        /// How they are shown.
        layout: Arc<EntryLayout>,
        /// Their type.
        type_id: Arc<str>,
        /// The entries by group: a table for each.
        groups: Vec<Group>,
        /// The fields that are columns; the title always is the first.
        columns: Vec<Arc<str>>,
        /// The fields that are notes under the table.
        row_notes: Vec<Arc<str>>,
    },
    /// Entries with ratings as rows, what they rate as columns.
    Matrix {
        /// How they are shown.
        layout: Arc<EntryLayout>,
        /// Their type.
        type_id: Arc<str>,
        /// The entries by group: a table for each.
        groups: Vec<Group>,
    },
    /// The works that something in the publication cites.
    Sources {
        /// Their type.
        type_id: Arc<str>,
    },
    /// Where entries of these types are mentioned.
    Index {
        /// The types.
        types: Vec<Arc<str>>,
    },
    /// Terms and what they mean.
    Glossary {
        /// The type of the terms.
        type_id: Arc<str>,
        /// Which of them.
        terms: Terms,
    },
}

/// Which terms a glossary explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    /// All of them.
    All,
    /// Those that something in the publication links to, and those that these refer to.
    Used,
}

/// Entries that share a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// What they share: the label of a value, or the title of the entry they refer to.
    pub(crate) label: Option<String>,
    /// The entry they refer to.
    pub(crate) key: Option<EntryKey>,
    /// The entries.
    pub(crate) entries: Vec<EntryKey>,
}

/// Says that nothing is printed there.
fn empty(span: Span, section: Option<&str>, reason: Option<problem::EmptyReason>) -> Diagnostic {
    let publication = span.file.stem().to_owned();
    Diagnostic::at(problem::EmptySelection { publication: &publication, section, reason }, span)
}

#[cfg(test)]
mod tests;
