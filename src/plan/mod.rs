//! What a site shows, and where.
//!
//! Entry point: [`plan`]. Invariant: every address that a page can lead to is known before anything is rendered. Which outputs are
//! made for these addresses is said above, in `outputs`.
//!
//! Addresses are paths from the root of the site without a leading slash. A page is a folder (`cluster/cars/`), written as
//! `cluster/cars/index.html`. The default language is at the root, every other one under its code (`en/`), and only what
//! exists in that language is there.

mod calendars;
mod data;
mod derived;
mod embeds;
mod facets;
mod feeds;
pub(crate) mod figures;
mod media;
mod menus;
mod pdfs;
mod permalinks;
mod publications;
mod relation;
mod relations;
mod routes;
mod scope;
mod search;
mod ways;

use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::config::Config;
use crate::location::{SitePath, Span};
use crate::model::{Catalog, Entry, EntryKey, Value};
use crate::schema::{ContentType, FieldRole, Pages, PartialDate, common};
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::tracking::{Changes, Given, compared};

pub(crate) use calendars::{Dates, contacts, dates, is_body, is_way, nearest};
pub(crate) use data::{TableFormat, table_name, tabled};
pub(crate) use derived::{Derived, derived};
pub(crate) use embeds::{EMBEDS, EmbedShape};
pub(crate) use facets::{
    Choice, ChoiceName, Facet, FacetInputs, FacetItem, FacetUpdate, FacetValue, Facets,
};
pub(crate) use feeds::{FeedFormat, feed, news};
pub(crate) use media::Media;
pub(crate) use menus::{Menu, led_to};
pub(crate) use pdfs::{PdfOutput, PublicationRoute};
pub(crate) use permalinks::{Permalinks, Promised, promised_path};
pub(crate) use publications::Publications;
pub(crate) use relation::{EntryRelation, LongRelation};
pub(crate) use relations::{Relations, relations, symmetric_fields};
pub(crate) use routes::Routes;
pub(crate) use scope::embeddable;
pub use scope::{MainSite, SiteScope};
pub(crate) use search::{Cut, Everything, Piece, PieceOf};
pub(crate) use ways::follow;

/// The entry that is the home page: its title, summary and text.
pub(crate) const HOME: (&str, &str) = ("page", "home");

/// What a build is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// Whether drafts are shown: such a site is a preview.
    pub drafts: bool,
    /// Whether PDFs are made.
    pub(crate) print: bool,
}

/// What a site shows, and where.
#[derive(Debug)]
pub struct BuildPlan {
    /// Where everything is.
    pub(crate) routes: Arc<Routes>,
    /// What is shown.
    pub(crate) scope: SiteScope,
    /// What entries are related to, where that is much.
    pub(crate) relations: Relations,
    /// By what lists can be narrowed.
    pub(crate) facets: Facets,
    /// Images and files that are published.
    pub(crate) media: Media,
    logo: Given<Option<SitePath>>,
    /// What was asked for.
    pub(crate) options: Given<PlanOptions>,
}

compared!(BuildPlan { routes, scope, relations, facets, media, logo, options });

impl BuildPlan {
    /// The picture at the head of every page.
    pub(crate) fn logo(&self) -> Option<&SitePath> {
        self.logo.as_ref()
    }

    /// Where an entry is, as seen from this site: in `language`, else in the default one.
    pub(crate) fn place(&self, key: &EntryKey, language: &str) -> Place<'_> {
        match self.routes.localized(key, language) {
            Some((href, language)) => Place::Here { href, language },
            None => match self.scope.on_main_site(key, language) {
                Some(address) => Place::MainSite { address },
                None => Place::Nowhere,
            },
        }
    }
}

/// Where an entry is, as seen from a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// On this site.
    Here {
        /// The way from the root of the site.
        href: &'a str,
        /// The language that it is in there.
        language: &'a Arc<str>,
    },
    /// On the main site, seen from an edition that does not have it.
    MainSite {
        /// The whole address.
        address: String,
    },
    /// It has no page, or none that anybody knows the address of.
    Nowhere,
}

/// What a site is planned from.
#[derive(Clone, Copy)]
pub(crate) struct PlanSource<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) catalog: &'a Catalog,
    pub(crate) config: &'a Config,
    pub(crate) theme: &'a Theme,
}

/// Plans a site: what it shows, and where.
pub fn plan(
    snapshot: &Snapshot,
    catalog: &Catalog,
    config: &Config,
    theme: &Theme,
    scope: SiteScope,
    publications: &[PublicationRoute],
    options: PlanOptions,
) -> BuildPlan {
    let source = PlanSource { snapshot, catalog, config, theme };
    plan_again(source, scope, publications, options, None)
}

/// The same. `last` is the plan of the same site under the same settings, types and theme, with what differs in the collection since.
pub(crate) fn plan_again(
    source: PlanSource<'_>,
    scope: SiteScope,
    publications: &[PublicationRoute],
    options: PlanOptions,
    last: Option<(&BuildPlan, &Changes)>,
) -> BuildPlan {
    let PlanSource { snapshot, catalog, config, theme } = source;
    let routes = Arc::new(Routes::new(catalog, config, &scope, publications, options));
    let last = last.map(|(last, changes)| (&last.relations, changes));
    let relations = Relations::collect((catalog, config, theme), &scope, last);
    let inputs = FacetInputs { catalog, config, theme, scope: &scope, routes: &routes };
    let facets = Facets::collect(inputs);
    let logo = theme::logo(snapshot, config).and_then(Result::ok);
    let media = Media::collect(snapshot, catalog, config, &scope, logo.as_ref());
    let logo = Given::new(logo);
    let options = Given::new(options);
    BuildPlan { routes, scope, relations, facets, media, logo, options }
}

/// What the relation to those who mention an entry in their texts is called: relations of one name are one.
const MENTIONS: &str = "mentions";
/// What the part of a list is called in which nothing is stated: its address is made of that.
const NOT_STATED: &str = "not-stated";

/// Whether two themes say the same where that decides what is on a site, and where.
pub(crate) fn is_planned_alike(config: &Config, theme: &Theme, last: &Theme) -> bool {
    let says = |theme: &Theme, language: &str| {
        [MENTIONS, NOT_STATED].map(|key| theme.texts(language).plain(key))
    };
    config.languages.iter().all(|language| says(theme, language) == says(last, language))
}

/// The file of a page, by its address.
pub(crate) fn page_file(href: &str) -> String {
    if href.ends_with(".html") { href.to_owned() } else { format!("{href}index.html") }
}

/// How many entries a page of the list of a type has; `None` when the list is one page.
pub(crate) fn list_length(content_type: &ContentType, config: &Config) -> Option<NonZeroUsize> {
    // Entries whose address is a place on the list stay where they are.
    config.list_length.filter(|_| content_type.pages == Pages::Entry)
}

/// The date that an entry carries: its own, else when it was published, else what its facts are as of.
pub(crate) fn date(catalog: &Catalog, entry: &Entry) -> Option<PartialDate> {
    let content_type = catalog.schema.get(&entry.key.type_id);
    let own = content_type.and_then(|content_type| content_type.field_with(FieldRole::Date));
    own.map(|field| &*field.name)
        .into_iter()
        .chain([common::PUBLISH_FROM, common::AS_OF])
        .find_map(|field| entry.get(field).and_then(Value::as_date))
}

fn has_sheet(content_type: &ContentType) -> bool {
    content_type.sheet.is_some() && content_type.pages == Pages::Entry
}

/// The file that a type is written in; `None` for a standard one.
pub(crate) fn content_type_span(content_type: &ContentType) -> Option<Span> {
    (!content_type.standard).then(|| content_type.span.clone())
}
