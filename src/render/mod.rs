//! Views become files: pure functions of a view and a theme.
//!
//! Entry point: [`Website`]. An output is first drafted, which reads the collection, and then finished, which only reads the draft
//! and the theme: drafts that are the same need not be finished again. One folder per format. Invariant: nothing here asks the clock or the environment.

pub mod data;
pub mod html;
pub mod print;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Catalog, Channel};
use crate::picture;
use crate::plan::{BuildPlan, DataFile, Embed, FeedFormat, Job, Output, Shape};
use crate::publication::Publication;
use crate::theme::{Theme, ThemeFile};
use crate::tracking::Fingerprint;
use crate::view::{Content, Page, Views};
use print::{DocumentBuilder, PrintTheme};

/// An output before it is rendered: everything that it will be made from.
pub enum Draft {
    /// A web page.
    Page(Box<Page>),
    /// A file that is text.
    Text(String),
    /// A file that is as it is.
    Bytes(Arc<[u8]>),
    /// A PDF.
    Print(Box<print::Document>),
    /// Nothing: there is no such output after all.
    Nothing,
}

impl Draft {
    /// What the output is a function of, beside the theme and what all pages share.
    pub fn fingerprint(&self) -> Fingerprint {
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

/// A collection that is being rendered.
pub struct Website<'a> {
    plan: &'a BuildPlan,
    catalog: &'a Catalog,
    config: &'a Config,
    theme: &'a Theme,
    views: &'a Views<'a>,
    builder: &'a DocumentBuilder<'a>,
    publications: &'a [Publication],
    templates: html::pages::Templates<'a>,
    print_theme: &'a PrintTheme,
}

impl<'a> Website<'a> {
    /// Prepares what all outputs share.
    pub fn new(
        builder: &'a DocumentBuilder<'a>,
        views: &'a Views<'a>,
        publications: &'a [Publication],
        print_theme: &'a PrintTheme,
    ) -> Self {
        let DocumentBuilder { plan, catalog, config, theme, .. } = *builder;
        let templates = html::pages::Templates::new(theme, views);
        Self { plan, catalog, config, theme, views, builder, publications, templates, print_theme }
    }

    /// Gathers what an output is made from.
    ///
    /// # Errors
    /// The finding that a file cannot be read.
    pub fn draft(&self, job: &Job) -> Result<Draft, Vec<Diagnostic>> {
        let handed_on = self.views.for_channel(Channel::Feed);
        let text = match &job.output {
            Output::Home { .. }
            | Output::List { .. }
            | Output::Entry { .. }
            | Output::Relation { .. }
            | Output::NotFound
            | Output::Redirect { .. } => {
                return Ok(self.page(job).map_or(Draft::Nothing, |page| Draft::Page(page.into())));
            }
            Output::Embed(Embed::File) => {
                let file = self.theme.file(&job.path);
                return Ok(file.map_or(Draft::Nothing, |file| Draft::Bytes((&*file.bytes).into())));
            }
            Output::Embed(Embed::Entry { shape: Shape::Data, key, language }) => self
                .views
                .embed_data(key, language)
                .and_then(|data| serde_json::to_string_pretty(&data).ok())
                .map(|text| text + "\n"),
            Output::Embed(_) | Output::Data { file: DataFile::Page, .. } => {
                return Ok(self.page(job).map_or(Draft::Nothing, |page| Draft::Page(page.into())));
            }
            Output::Data { file: DataFile::Table { type_id, format }, language } => {
                let content_type = self.catalog.schema.get(type_id);
                content_type.map(|content_type| {
                    data::table::render(&handed_on.data_table(content_type, language), *format)
                })
            }
            Output::Data { file: DataFile::Package, language } => Some(data::package::render(
                self.plan,
                self.catalog,
                self.config,
                &handed_on,
                language,
            )),
            Output::Sitemap => Some(data::sitemap::render(self.plan, self.catalog, self.config)),
            Output::Robots => Some(data::robots::render(self.plan, self.config)),
            Output::Feed { about, language, format } => {
                let write = match format {
                    FeedFormat::Atom => data::atom::render,
                    FeedFormat::Json => data::json_feed::render,
                };
                let feed = handed_on.feed(about.as_ref(), language);
                let address =
                    self.config.base_url.as_ref().map(|base| format!("{base}{}", job.path));
                feed.zip(address).map(|(feed, address)| write(&feed, &address, language))
            }
            Output::Calendar { about, language } => {
                let title = handed_on.calendar_title(about.as_ref(), language);
                let events = handed_on.calendar(about.as_ref(), language);
                data::icalendar::render(&title, &events, language)
            }
            Output::Contact { key, language } => {
                let contact = handed_on.contact(key, language);
                contact.map(|contact| data::vcard::render(&contact, language))
            }
            Output::Contacts { key, language } => {
                let contacts = handed_on.contacts(key, language);
                let cards = contacts.iter().map(|contact| data::vcard::render(contact, language));
                Some(cards.collect()).filter(|cards: &String| !cards.is_empty())
            }
            Output::Asset => {
                let asset = self.theme.assets().find(|asset| asset.path == job.path);
                return Ok(
                    asset.map_or(Draft::Nothing, |asset| Draft::Bytes((&*asset.bytes).into()))
                );
            }
            Output::BrandStyle => self.theme.brand_style(&self.config.brand).map(|style| style.css),
            Output::Media { file } => {
                let Some(media) = self.plan.media.get(file) else { return Ok(Draft::Nothing) };
                let bytes = media.source.bytes().map_err(|error| {
                    vec![
                        Diagnostic::at_file(Code::Unreadable, file)
                            .arg("path", file)
                            .arg("message", error),
                    ]
                })?;
                let published = picture::published(&file.extension(), bytes, self.config.pictures);
                return published.map(Draft::Bytes).map_err(|problem| {
                    vec![
                        Diagnostic::at_file(Code::BrokenImage, file)
                            .arg("file", file)
                            .arg("problem", problem.name()),
                    ]
                });
            }
            Output::Pdf(pdf) => {
                let document = print::document(pdf, self.builder, self.publications);
                return Ok(
                    document.map_or(Draft::Nothing, |document| Draft::Print(document.into()))
                );
            }
        };
        Ok(text.map_or(Draft::Nothing, Draft::Text))
    }

    fn page(&self, job: &Job) -> Option<Page> {
        let mut page = self.views.page(&job.output)?;
        if matches!(page.content, Content::Redirect(_)) {
            page.root = crate::view::root_of(&job.path);
        }
        Some(page)
    }

    /// The file of the theme whose template a draft is put into; `None` where that is none.
    pub fn template_of(&self, draft: &Draft) -> Option<&ThemeFile> {
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
    pub fn finish(&self, draft: Draft) -> Result<Finished, Vec<Diagnostic>> {
        let (body, print) = match draft {
            Draft::Page(page) => (Body::Text(self.templates.render(*page)?), None),
            Draft::Text(text) => (Body::Text(text), None),
            Draft::Bytes(bytes) => (Body::Bytes(bytes), None),
            Draft::Print(document) => return Ok(document.print(self.print_theme)?.into()),
            Draft::Nothing => (Body::Nothing, None),
        };
        Ok(Finished { body, print })
    }
}

/// What is in an output.
#[derive(Clone, Debug)]
pub enum Body {
    /// Text.
    Text(String),
    /// Bytes that are no text, or somebody's own.
    Bytes(Arc<[u8]>),
    /// There is no such output after all.
    Nothing,
}

/// An output.
#[derive(Clone, Debug)]
pub struct Finished {
    /// What is in it.
    pub body: Body,
    /// For PDFs: what is to be said about them.
    pub print: Option<print::Remarks>,
}

impl From<print::Pdf> for Finished {
    fn from(pdf: print::Pdf) -> Self {
        Self { body: Body::Bytes(pdf.bytes.into()), print: Some(pdf.remarks) }
    }
}
