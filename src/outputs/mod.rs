//! What a build makes: one module for each family of outputs.
//!
//! Entry points: [`plan`] says which outputs there are, [`OutputFamily::draft`] what one of them is made from. A family says in one place
//! which outputs it has, how findings call them, whether their addresses are promised, when they are made, whether search engines
//! are told of them, and what they are made from. Where an output is and what belongs into it is decided in [`crate::plan`], because pages
//! link to it. Invariant: nobody but the register below tells families apart.

mod assets;
mod calendars;
mod clashes;
mod contacts;
mod crawlers;
mod embeds;
mod entries;
mod facets;
mod feeds;
mod jobs;
mod lists;
mod markdown;
mod media;
mod pdfs;
mod planner;
mod redirects;
mod search;
mod site_pages;
mod tables;

use std::borrow::Cow;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::problem::OutputKind;
use crate::model::{Catalog, Channel};
use crate::plan::{BuildPlan, PdfOutput, Publications};
use crate::render::Draft;
use crate::render::print::DocumentBuilder;
use crate::schema::Schema;
use crate::search::SearchIndex;
use crate::theme::Theme;
use crate::view::ViewContext;

pub(crate) use jobs::{Job, Jobs, NoSuchPdf};
pub use planner::{PlanInputs, RESERVED, plan};

use planner::Planner;

/// Registers families: each is a type, whose values are its outputs.
macro_rules! register {
    ($($(#[$doc:meta])* $name:ident($family:ty),)*) => {
        /// An output, by its family.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) enum Output {
            $($(#[$doc])* $name($family),)*
        }

        impl Output {
            /// What its family says about it.
            pub(crate) fn family(&self) -> &dyn OutputFamily {
                match self {
                    $(Self::$name(output) => output,)*
                }
            }
        }

        $(impl From<$family> for Output {
            fn from(output: $family) -> Self {
                Self::$name(output)
            }
        })*

        /// How families plan, in the order in which they claim addresses.
        const PLANS: &[fn(&mut Planner<'_>)] = &[$(<$family as OutputFamily>::plan,)*];
    };
}

register! {
    /// The home page of a language, or the page for addresses where nothing is.
    SitePage(site_pages::SitePage),
    /// A page of the list of a type.
    List(lists::ListPage),
    /// A page about an entry.
    EntryPage(entries::EntryPage),
    /// A file for search engines.
    Crawlers(crawlers::ForCrawlers),
    /// A feed.
    Feed(feeds::Feed),
    /// A file with the entries of a type as data, or what leads to such files.
    Table(tables::DataFile),
    /// An entry as Markdown.
    Markdown(markdown::EntryMarkdown),
    /// A calendar.
    Calendar(calendars::Calendar),
    /// A file for address books.
    Contacts(contacts::ContactFile),
    /// A file of the theme.
    Asset(assets::AssetFile),
    /// A file of the content.
    Media(media::ContentFile),
    /// A PDF.
    Pdf(PdfOutput),
    /// Something that others show on their pages.
    Embed(embeds::Embed),
    /// What can be found.
    Search(search::SearchFile),
    /// A page that leads from a former address to today's.
    Redirect(redirects::Redirect),
    /// A page below a list with a part of it.
    Facet(facets::FacetPage),
}

/// A family of outputs; a value is one of them.
pub(crate) trait OutputFamily {
    /// Claims the addresses of all outputs of this family that a site has.
    fn plan(planner: &mut Planner<'_>)
    where
        Self: Sized;

    /// How findings call the output.
    fn label(&self, schema: &Schema) -> OutputLabel;

    /// What is promised to stay at its address; `None` when the address may go or change, because it follows from other settings.
    fn permalink(&self) -> Option<Permalink<'_>> {
        None
    }

    /// When the output is made.
    fn phase(&self) -> Phase {
        Phase::Pages
    }

    /// Whether pages are shown with the output: a style sheet, a script, a typeface, a picture.
    fn is_shown_on_pages(&self) -> bool {
        false
    }

    /// The versions of the output in all languages when search engines should know it, empty where it has none but itself; `None` when they
    /// should not.
    fn sitemap<'a>(&self, _site: &DraftContext<'a>) -> Option<Vec<(&'a Arc<str>, Cow<'a, str>)>> {
        None
    }

    /// Whether a preview can open the output to show what a file has become.
    fn shows_its_file(&self) -> bool {
        false
    }

    /// The names by which it can be asked for alone.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    /// Gathers what the output at `path` is made from.
    ///
    /// # Errors
    /// The findings that keep it from being made, such as a file that cannot be read.
    fn draft(&self, site: &DraftContext<'_>, path: &str) -> Result<Draft, Vec<Diagnostic>>;
}

/// How findings call an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputLabel {
    /// Which sentence part it needs.
    pub(crate) kind: LabelKind,
    /// What stands in it.
    pub(crate) name: String,
}

impl OutputLabel {
    fn new(kind: LabelKind, name: &(impl ToString + ?Sized)) -> Self {
        Self { kind, name: name.to_string() }
    }

    /// A file whose name says all.
    fn file(name: &(impl ToString + ?Sized)) -> Self {
        Self::new(LabelKind::File, name)
    }
}

/// Which sentence part a finding needs for an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// The home page of a language.
    Home,
    /// The list of a type.
    List,
    /// An entry.
    Entry,
    /// A former address of an entry.
    Alias,
    /// A file of the theme.
    Theme,
    /// A PDF.
    Pdf,
    /// Any other file.
    File,
}

impl LabelKind {
    /// As findings know it.
    fn said(self) -> OutputKind {
        match self {
            Self::Home => OutputKind::Home,
            Self::List => OutputKind::List,
            Self::Entry => OutputKind::Entry,
            Self::Alias => OutputKind::Alias,
            Self::Theme => OutputKind::Theme,
            Self::Pdf => OutputKind::Pdf,
            Self::File => OutputKind::File,
        }
    }
}

/// What is promised to stay at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permalink<'a> {
    /// Something about an entry.
    Entry(&'a crate::model::EntryKey),
    /// The way to an entry from where it was.
    Redirect(&'a crate::model::EntryKey),
    /// Something about no entry in particular.
    Other,
}

/// When an output is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// First, since readers of a preview look at it.
    Pages,
    /// Directly after them: parts of lists, of which there may be many more.
    Parts,
    /// When the pages can be seen: a file for programs, in which all entries are.
    Files,
    /// Last, because printing takes long: what has a lower rank first.
    Print {
        /// Its rank.
        rank: u8,
    },
}

/// The site as outputs are drafted from it.
#[derive(Clone, Copy)]
pub(crate) struct DraftContext<'a> {
    /// Where everything is.
    pub(crate) plan: &'a BuildPlan,
    /// All outputs.
    pub(crate) jobs: &'a Jobs,
    /// The collection.
    pub(crate) catalog: &'a Catalog,
    /// The settings.
    pub(crate) config: &'a Config,
    /// The theme.
    pub(crate) theme: &'a Theme,
    /// What web pages show.
    pub(crate) views: &'a ViewContext<'a>,
    /// What printed documents show.
    pub(crate) builder: &'a DocumentBuilder<'a>,
    /// The publications of the content.
    pub(crate) publications: &'a Publications,
    /// What can be found, for what is made when the pages are.
    pub(crate) search: Option<&'a SearchIndex>,
}

impl<'a> DraftContext<'a> {
    /// The site whose pages show `views`, and whose documents are made by `builder`.
    pub(crate) fn new(
        jobs: &'a Jobs,
        views: &'a ViewContext<'a>,
        builder: &'a DocumentBuilder<'a>,
        publications: &'a Publications,
    ) -> Self {
        let DocumentBuilder { plan, catalog, config, theme, .. } = *builder;
        Self { plan, jobs, catalog, config, theme, views, builder, publications, search: None }
    }

    /// The same with what can be found.
    pub(crate) fn with_search(self, search: &'a SearchIndex) -> Self {
        Self { search: Some(search), ..self }
    }

    /// The views of those who take entries over, and to whom personal data is handed on only with a consent to that.
    fn handed_on(&self) -> ViewContext<'_> {
        self.views.for_channel(Channel::Feed)
    }
}
