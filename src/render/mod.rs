//! Views become files: pure functions of a view and a theme.
//!
//! Entry point: [`Renderer::finish`]. An output is first drafted, which reads the collection (`outputs` does that), and then finished, which
//! only reads the [`Draft`] and the theme: drafts that are the same need not be finished again. One folder per format. Invariant: nothing
//! here asks the clock or the environment.

pub(crate) mod data;
pub(crate) mod html;
pub(crate) mod print;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::theme::{Theme, ThemeFile};
use crate::tracking::Fingerprint;
use crate::view::{Page, ViewContext};
use print::PrintTheme;

/// An output before it is rendered: everything that it will be made from.
pub(crate) enum Draft {
    /// A web page.
    Page(Box<Page>),
    /// A file that is text.
    Text(String),
    /// A file that is as it is.
    Bytes(Arc<[u8]>),
    /// A PDF.
    Print(Box<print::PrintDocument>),
    /// Nothing: there is no such output after all.
    Nothing,
}

impl Draft {
    /// That of a page, when there is one.
    pub(crate) fn page(page: Option<Page>) -> Self {
        page.map_or(Self::Nothing, |page| Self::Page(page.into()))
    }

    /// That of a file that is text, when there is one.
    pub(crate) fn text(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }

    /// That of a file that is as it is, when there is one.
    pub(crate) fn bytes(bytes: Option<&[u8]>) -> Self {
        bytes.map_or(Self::Nothing, |bytes| Self::Bytes(bytes.into()))
    }

    /// What the output is a function of, beside the theme and what all pages share.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Page(page) => {
                Fingerprint::of_view(&(&page.root, &page.page, &page.templates, &page.content))
            }
            Self::Text(text) => Fingerprint::of(text),
            Self::Bytes(bytes) => Fingerprint::of(bytes),
            Self::Print(document) => document.fingerprint(),
            Self::Nothing => Fingerprint::default(),
        }
    }
}

/// Makes outputs from their drafts and the theme.
pub(crate) struct Renderer<'a> {
    theme: &'a Theme,
    templates: html::pages::Templates<'a>,
    print_theme: &'a PrintTheme,
}

impl<'a> Renderer<'a> {
    /// Prepares what all outputs share.
    pub(crate) fn new(
        theme: &'a Theme,
        views: &ViewContext<'_>,
        print_theme: &'a PrintTheme,
    ) -> Self {
        Self { theme, templates: html::pages::Templates::new(theme, views), print_theme }
    }

    /// The file of the theme whose template a draft is put into; `None` where that is none.
    pub(crate) fn template_of(&self, draft: &Draft) -> Option<&ThemeFile> {
        match draft {
            Draft::Page(page) => {
                let names: Vec<&str> = page.templates.iter().map(String::as_str).collect();
                self.theme.file(&format!("templates/{}", self.theme.first_template(&names)))
            }
            Draft::Print(document) => {
                self.theme.file(&format!("print/{}.typ", document.job().template))
            }
            Draft::Text(_) | Draft::Bytes(_) | Draft::Nothing => None,
        }
    }

    /// Makes the output.
    ///
    /// # Errors
    /// The findings that kept it from being made.
    pub(crate) fn finish(&self, draft: Draft) -> Result<Finished, Vec<Diagnostic>> {
        let (body, print) = match draft {
            Draft::Page(page) => (OutputBody::Text(self.templates.render(*page)?), None),
            Draft::Text(text) => (OutputBody::Text(text), None),
            Draft::Bytes(bytes) => (OutputBody::Bytes(bytes), None),
            Draft::Print(document) => return Ok(document.print(self.print_theme)?.into()),
            Draft::Nothing => (OutputBody::Nothing, None),
        };
        Ok(Finished { body, print })
    }
}

/// What is in an output.
#[derive(Clone, Debug)]
pub(crate) enum OutputBody {
    /// Text.
    Text(String),
    /// Bytes that are no text, or somebody's own.
    Bytes(Arc<[u8]>),
    /// There is no such output after all.
    Nothing,
}

/// An output.
#[derive(Clone, Debug)]
pub(crate) struct Finished {
    /// What is in it.
    pub(crate) body: OutputBody,
    /// For PDFs: what is to be said about them.
    pub(crate) print: Option<print::Remarks>,
}

impl From<print::Pdf> for Finished {
    fn from(pdf: print::Pdf) -> Self {
        Self { body: OutputBody::Bytes(pdf.bytes.into()), print: Some(pdf.remarks) }
    }
}
