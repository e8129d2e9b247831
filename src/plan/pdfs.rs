//! PDFs: which there can be, and what their files are called.

use std::sync::Arc;

use crate::location::Span;
use crate::model::EntryKey;
use crate::publication::{PrintForm, PrintShop, Publication};

/// Which PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PdfOutput {
    /// The sheet of an entry, as its type has it.
    Sheet {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// A publication.
    Publication {
        /// Its id: `content/publications/<id>.yaml`.
        id: Arc<str>,
        /// The language.
        language: Arc<str>,
    },
    /// A publication as the print shop wants it.
    PrintShop {
        /// Its id.
        id: Arc<str>,
        /// The language.
        language: Arc<str>,
        /// How its pages are put on sheets.
        form: PrintForm,
    },
}

/// A publication, as far as its address is concerned.
#[derive(Clone, Debug)]
pub struct PublicationRoute {
    /// Its id.
    pub(crate) id: Arc<str>,
    /// Its language.
    pub(crate) language: Arc<str>,
    /// What readers call it.
    pub(crate) title: String,
    /// The files for the print shop.
    pub(crate) print_shop: Vec<PrintForm>,
    /// The entries that it is a leaflet, or a page, about.
    pub(crate) leaflet_of: Vec<EntryKey>,
    /// Whether these say its title: a page beside their own sheet would else be called like that.
    pub(crate) known_by_title: bool,
    /// Its file.
    pub(crate) span: Span,
}

impl PublicationRoute {
    /// That of a publication.
    pub(crate) fn of(publication: &Publication) -> Self {
        Self {
            id: publication.id.as_str().into(),
            language: publication.language.as_str().into(),
            title: publication.title.clone(),
            print_shop: publication.print_shop.as_ref().map(PrintShop::forms).unwrap_or_default(),
            leaflet_of: match publication.format.on_entry_pages {
                true => publication.chapters().cloned().collect(),
                false => Vec::new(),
            },
            known_by_title: publication.format.panels.is_empty(),
            span: Span::start_of(&publication.file),
        }
    }
}
