//! Which outputs exist, and where: one [`Job`] per output path.
//!
//! Entry point: [`plan`]. Invariant: every address is known before anything is rendered, and no two jobs share one.
//!
//! Addresses are paths from the root of the site without a leading slash. A page is a folder (`cluster/cars/`), written as
//! `cluster/cars/index.html`. The default language is at the root, every other one under its code (`en/`), and only what
//! exists in that language is there.

mod calendars;
mod clashes;
mod data;
mod feeds;
mod media;
mod permalinks;
mod relations;
mod routes;
mod scope;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::address::path::{self, Use};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, Channel, Entry, EntryKey, Status, Value};
use crate::publication::{PageFormat, PrintForm, PrintShop, Publication};
use crate::schema::{ContentType, Pages, PartialDate, Sheet};
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::tracking::{self, CellKind, Changes};

pub use calendars::{Dates, contacts, dates};
pub use data::{DataFile, TableFormat, table_name, tabled};
pub use feeds::{FeedFormat, feed, news};
pub use media::{Media, MediaFile};
pub use permalinks::{Permalinks, promised_path};
pub use relations::{LongRelations, Relation, Relations, relations, symmetric_fields};
pub use routes::Routes;
pub use scope::{MainSite, Share, SiteScope};

/// The entry that is the home page: its title, summary and text.
pub const HOME: (&str, &str) = ("page", "home");
/// The folder of what others show on their pages, in the theme and in the site.
pub const EMBEDS: &str = "embed/";

/// Files that publishing adds, which no output may be.
pub const TAKEN: [&str; 1] = ["manifest.json"];

/// What a build is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanOptions {
    /// Whether drafts are shown: such a site is a preview.
    pub drafts: bool,
    /// Whether PDFs are made.
    pub print: bool,
}

/// Everything that a build makes.
#[derive(Debug)]
pub struct BuildPlan {
    jobs: Vec<Job>,
    /// Where everything is.
    pub routes: Arc<Routes>,
    /// What is shown.
    pub part: SiteScope,
    /// What entries are related to, where that is much.
    pub relations: Relations,
    /// Images and files that are published.
    pub media: Media,
    /// The picture at the head of every page.
    pub logo: Option<SitePath>,
    /// What was asked for.
    pub options: PlanOptions,
}

impl BuildPlan {
    /// One per output path, sorted by it.
    pub fn jobs(&self) -> &[Job] {
        tracking::read(CellKind::Jobs, ());
        &self.jobs
    }

    /// The job of a path.
    pub fn job(&self, path: &str) -> Option<&Job> {
        let at = self.jobs.binary_search_by(|job| job.path.as_str().cmp(path)).ok()?;
        self.jobs.get(at)
    }

    /// What differs from an earlier plan that was asked for the same.
    pub fn changes_since(&self, last: &Self, changes: &mut Changes) {
        // Names them all, so that the compiler asks about a new one. Only what all pages share shows the logo, and that is
        // compared itself; who asks for something else gets everything anew.
        let Self { jobs, routes, part, relations, media, logo: _, options: _ } = self;
        fn outputs(jobs: &[Job]) -> impl Iterator<Item = (&String, &Output)> {
            jobs.iter().map(|job| (&job.path, &job.output))
        }
        if !outputs(jobs).eq(outputs(&last.jobs)) {
            changes.add(CellKind::Jobs, ());
        }
        routes.changes_since(&last.routes, changes);
        part.changes_since(&last.part, changes);
        relations.changes_since(&last.relations, changes);
        media.changes_since(&last.media, changes);
    }

    /// Where an entry is, as seen from this site: in `language`, else in the default one.
    pub fn place(&self, key: &EntryKey, language: &str) -> Place<'_> {
        match self.routes.localized(key, language) {
            Some((href, language)) => Place::Here { href, language },
            None => match self.part.on_main_site(key, language) {
                Some(address) => Place::MainSite { address },
                None => Place::Nowhere,
            },
        }
    }

    /// All PDFs, in the order of their paths.
    pub fn pdfs(&self) -> impl Iterator<Item = (&Job, &Pdf)> {
        self.jobs().iter().filter_map(|job| match &job.output {
            Output::Pdf(pdf) => Some((job, pdf)),
            _ => None,
        })
    }

    /// The PDFs that `names` stand for, in all languages: a publication or an entry by its id, an entry also as
    /// `type:id`. All PDFs when there is no name.
    ///
    /// # Errors
    /// The first name that stands for none.
    pub fn pdfs_named(&self, names: &[String]) -> Result<Vec<&Job>, NoSuchPdf> {
        for name in names {
            if !self.pdfs().any(|(_, pdf)| pdf.is_called(name)) {
                let known: Vec<String> = self.pdfs().flat_map(|(_, pdf)| pdf.names()).collect();
                let suggestion = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
                return Err(NoSuchPdf { name: name.clone(), suggestion });
            }
        }
        let wanted = |pdf: &Pdf| names.is_empty() || names.iter().any(|name| pdf.is_called(name));
        Ok(self.pdfs().filter(|(_, pdf)| wanted(pdf)).map(|(job, _)| job).collect())
    }
}

/// Where an entry is, as seen from a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<'a> {
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

/// A name that stands for no PDF of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchPdf {
    /// The name.
    pub name: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// One output.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file, from the root of the site.
    pub path: String,
    /// What it is.
    pub output: Output,
    /// What it was made from, where that is one place.
    pub origin: Option<Span>,
}

/// What an output is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The home page of a language.
    Home {
        /// The language.
        language: Arc<str>,
    },
    /// A page of the list of a type.
    List {
        /// The type.
        type_id: Arc<str>,
        /// The language.
        language: Arc<str>,
        /// Its number, from one.
        number: usize,
    },
    /// The page of an entry.
    Entry {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// A page on which a relation of an entry goes on.
    Relation {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
        /// The name of the relation.
        name: String,
        /// The number of the page, from two.
        number: usize,
    },
    /// The page for addresses where nothing is.
    NotFound,
    /// A page that leads from a former address to today's.
    Redirect {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// The style sheet with the colours of the publisher.
    BrandStyle,
    /// A feed.
    Feed {
        /// The entry that it is about; `None` for that of the whole site.
        about: Option<EntryKey>,
        /// The language.
        language: Arc<str>,
        /// How it is written.
        format: FeedFormat,
    },
    /// The dates of an entry, or of the whole site, as a calendar.
    Calendar {
        /// The entry.
        about: Option<EntryKey>,
        /// The language.
        language: Arc<str>,
    },
    /// How what an entry is about can be reached, for address books.
    Contact {
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// The contacts of those whom readers can turn to about an entry.
    Contacts {
        /// The entry.
        key: EntryKey,
        /// Its language.
        language: Arc<str>,
    },
    /// A file with data, or the page that leads to such files.
    Data {
        /// Which.
        file: DataFile,
        /// The language.
        language: Arc<str>,
    },
    /// A file of the theme; its path is the published one.
    Asset,
    /// Something that others show on their pages.
    Embed(Embed),
    /// A file of the content.
    Media {
        /// Where it is in the site.
        file: SitePath,
    },
    /// A PDF.
    Pdf(Pdf),
}

/// What others show on their pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Embed {
    /// An entry.
    Entry {
        /// How.
        shape: Shape,
        /// The entry.
        key: EntryKey,
        /// The language.
        language: Arc<str>,
    },
    /// All entries of a type, as cards.
    List {
        /// The type.
        type_id: Arc<str>,
        /// The language.
        language: Arc<str>,
    },
    /// The page that shows how it is done.
    Page {
        /// The language.
        language: Arc<str>,
    },
    /// A file of the theme: the style sheet, the script.
    File,
}

/// How an entry is shown by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As a card.
    Card,
    /// With its profile table.
    Profile,
    /// As a picture that says who is a member.
    Badge,
    /// As data.
    Data,
}

impl Output {
    /// Whether it is made after all others that are no PDFs: a file for programs, in which all entries are.
    pub fn is_last(&self) -> bool {
        matches!(
            self,
            Self::Sitemap | Self::Data { file: DataFile::Table { .. } | DataFile::Package, .. }
        )
    }
}

impl Shape {
    /// How the file is named behind the id.
    fn ending(self) -> &'static str {
        match self {
            Self::Card => "card.fragment",
            Self::Profile => "profile.fragment",
            Self::Badge => "badge.svg",
            Self::Data => "json",
        }
    }
}

/// Which PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pdf {
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

impl Pdf {
    /// What it can be asked for by: its id, and for a sheet also `type:id`.
    fn names(&self) -> Vec<String> {
        match self {
            Self::Sheet { key, .. } => vec![key.id.to_string(), key.to_string()],
            Self::Publication { id, .. } | Self::PrintShop { id, .. } => vec![id.to_string()],
        }
    }

    fn is_called(&self, name: &str) -> bool {
        self.names().iter().any(|known| known == name)
    }
}

/// A publication, as far as its address is concerned.
#[derive(Clone, Debug)]
pub struct PublicationRoute {
    /// Its id.
    pub id: Arc<str>,
    /// Its language.
    pub language: Arc<str>,
    /// What readers call it.
    pub title: String,
    /// The files for the print shop.
    pub print_shop: Vec<PrintForm>,
    /// The entries that it is a leaflet about.
    pub leaflet_of: Vec<EntryKey>,
    /// Its file.
    pub span: Span,
}

impl PublicationRoute {
    /// That of a publication.
    pub fn of(publication: &Publication) -> Self {
        Self {
            id: publication.id.as_str().into(),
            language: publication.language.as_str().into(),
            title: publication.title.clone(),
            print_shop: publication.print_shop.as_ref().map(PrintShop::forms).unwrap_or_default(),
            leaflet_of: match publication.format {
                PageFormat::Leaflet => publication.chapters().cloned().collect(),
                _ => Vec::new(),
            },
            span: Span::start_of(&publication.file),
        }
    }
}

/// Plans a build.
pub fn plan(
    snapshot: &Snapshot,
    catalog: &Catalog,
    config: &Config,
    theme: &Theme,
    part: SiteScope,
    publications: &[PublicationRoute],
    options: PlanOptions,
) -> (BuildPlan, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let routes = Arc::new(Routes::new(catalog, config, &part, publications, options));
    let relations = Relations::collect(catalog, config, &part, theme);
    let logo = theme::logo(snapshot, config).and_then(Result::ok);
    let media = Media::collect(snapshot, catalog, config, &part, logo.as_ref());
    let mut planner = Planner {
        catalog,
        config,
        part: &part,
        routes: &routes,
        relations: &relations,
        jobs: BTreeMap::new(),
        findings: &mut findings,
    };
    planner.pages();
    planner.data(options);
    planner.tables(options);
    planner.calendars(options);
    for asset in theme.assets() {
        let file = theme.file(&format!("static/{}", asset.path)).map(|file| &file.path);
        let own = file.filter(|path| snapshot.get(path).is_some());
        planner.add(asset.path.clone(), Output::Asset, own.map(Span::start_of));
    }
    if let Some(style) = theme.brand_style(&config.brand) {
        planner.add(style.path, Output::BrandStyle, None);
    }
    for (file, media) in media.iter() {
        planner.add(
            media.path.clone(),
            Output::Media { file: file.clone() },
            Some(Span::start_of(file)),
        );
    }
    if options.print {
        planner.pdfs(publications);
    }
    planner.embeds(theme);
    planner.redirects();
    planner.part_clashes();
    let jobs = planner
        .jobs
        .into_iter()
        .map(|(path, (output, origin))| Job { path, output, origin })
        .collect();
    (BuildPlan { jobs, routes, part, relations, media, logo, options }, findings)
}

struct Planner<'a> {
    catalog: &'a Catalog,
    config: &'a Config,
    part: &'a SiteScope,
    routes: &'a Routes,
    relations: &'a Relations,
    jobs: BTreeMap<String, (Output, Option<Span>)>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Planner<'_> {
    fn add(&mut self, path: String, output: Output, origin: Option<Span>) {
        // The last look before publishing: pieces have been judged where they were read.
        if let Err(fault) = path::path(&path, Use::Name) {
            let place = origin.as_ref().map(|origin| Span::start_of(&origin.file));
            self.findings.push(match place {
                Some(place) => Diagnostic::unusable(place, &path, fault, Use::Name),
                None => Diagnostic::nowhere(Code::UnusableAddress)
                    .arg("piece", &path)
                    .arg("problem", fault.name()),
            });
            return;
        }
        if let Some(taken) = TAKEN.iter().find(|taken| is_at_or_below(&path, taken)) {
            let finding = self.clash("taken", (path.as_str(), &output, &origin), (*taken, None));
            self.findings.push(finding);
            return;
        }
        let Some((first, place)) = self.jobs.get(&path) else {
            self.jobs.insert(path, (output, origin));
            return;
        };
        let mut finding = match origin.clone().or_else(|| place.clone()) {
            Some(span) => Diagnostic::at(Code::DuplicateAddress, span),
            None => Diagnostic::nowhere(Code::DuplicateAddress),
        };
        finding = finding
            .arg("address", format!("/{}", path.trim_end_matches("index.html")))
            .arg("first", self.name(first))
            .arg("first_kind", kind(first))
            .arg("second", self.name(&output))
            .arg("second_kind", kind(&output));
        if let (Some(other), Some(_)) = (place, origin) {
            finding = finding.related("other", other.clone());
        }
        self.findings.push(finding);
    }

    /// Takes out outputs that cannot be beside others in a folder, and says so.
    fn part_clashes(&mut self) {
        let found: Vec<(String, String, &'static str)> = clashes::clashes(&self.jobs)
            .into_iter()
            .map(|(path, other, clash)| (path.to_owned(), other.to_owned(), clash.name()))
            .collect();
        for (path, other, problem) in found {
            let (Some((output, origin)), Some((first, place))) =
                (self.jobs.get(&path), self.jobs.get(&other))
            else {
                continue;
            };
            // Where somebody can change something: an entry gives way to what comes with the theme.
            let finding = match (origin, place) {
                (None, Some(_)) => self.clash(
                    problem,
                    (other.as_str(), first, place),
                    (path.as_str(), Some((output, origin))),
                ),
                _ => self.clash(
                    problem,
                    (path.as_str(), output, origin),
                    (other.as_str(), Some((first, place))),
                ),
            };
            self.findings.push(finding);
            self.jobs.remove(&path);
        }
    }

    fn clash(
        &self,
        problem: &str,
        (path, output, origin): (&str, &Output, &Option<Span>),
        (other, first): (&str, Option<(&Output, &Option<Span>)>),
    ) -> Diagnostic {
        let mut finding = match origin {
            Some(span) => Diagnostic::at(Code::OutputClash, span.clone()),
            None => Diagnostic::nowhere(Code::OutputClash),
        };
        finding = finding
            .arg("path", path)
            .arg("second", self.name(output))
            .arg("second_kind", kind(output))
            .arg("other", other)
            .arg("problem", problem);
        let Some((first, place)) = first else { return finding };
        finding = finding.arg("first", self.name(first)).arg("first_kind", kind(first));
        match (origin, place) {
            (Some(_), Some(place)) => finding.related("other", place.clone()),
            _ => finding,
        }
    }

    /// What an output is called in a finding, without its kind.
    fn name(&self, output: &Output) -> String {
        match output {
            Output::Home { language } => language.to_string(),
            Output::Feed { about: None, language, .. } => format!("feed ({language})"),
            Output::Calendar { about: None, language } => format!("calendar ({language})"),
            Output::Feed { about: Some(key), .. }
            | Output::Calendar { about: Some(key), .. }
            | Output::Contact { key, .. }
            | Output::Contacts { key, .. } => key.to_string(),
            Output::List { type_id, language, .. } => self
                .catalog
                .schema
                .get(type_id)
                .map_or(&**type_id, |content_type| content_type.plural.get(language))
                .to_owned(),
            Output::Entry { key, .. }
            | Output::Relation { key, .. }
            | Output::Redirect { key, .. }
            | Output::Pdf(Pdf::Sheet { key, .. }) => key.to_string(),
            Output::Pdf(Pdf::Publication { id, .. } | Pdf::PrintShop { id, .. }) => {
                format!("publications/{id}")
            }
            Output::NotFound => "404.html".to_owned(),
            Output::Sitemap => "sitemap.xml".to_owned(),
            Output::Robots => "robots.txt".to_owned(),
            Output::Embed(Embed::Entry { key, .. }) => key.to_string(),
            Output::Data { file: DataFile::Table { type_id, format }, language } => {
                let name = self.catalog.schema.get(type_id);
                let name = name.map(|content_type| table_name(content_type, language));
                format!("{}.{}", name.unwrap_or_default(), format.ending())
            }
            Output::Data { .. } => "datapackage.json".to_owned(),
            Output::Asset | Output::BrandStyle | Output::Embed(_) => String::new(),
            Output::Media { file } => file.to_string(),
        }
    }

    fn pages(&mut self) {
        for language in &self.config.languages {
            let language: Arc<str> = language.as_str().into();
            if let Some(home) = self.routes.home(&language) {
                let origin = self.catalog.get_in(&self.part.home(), &language).map(Entry::span);
                self.add(page_file(home), Output::Home { language: language.clone() }, origin);
            }
            for content_type in self.catalog.schema.types() {
                for (number, href) in self.routes.list_pages(&content_type.id, &language) {
                    let output = Output::List {
                        type_id: content_type.id.clone(),
                        language: language.clone(),
                        number,
                    };
                    self.add(page_file(&href), output, content_type_span(content_type));
                }
            }
        }
        for entry in self.catalog.entries().iter().filter(|entry| self.part.has(entry)) {
            let content_type = self.catalog.schema.get(&entry.key.type_id);
            let has_page =
                content_type.is_some_and(|content_type| content_type.pages == Pages::Entry);
            if !has_page || self.part.is_home(&entry.key) {
                continue;
            }
            if let Some(href) = self.routes.entry(&entry.key, &entry.language) {
                let output =
                    Output::Entry { key: entry.key.clone(), language: entry.language.clone() };
                self.add(page_file(href), output, Some(entry.span()));
            }
        }
        for (key, language, name, number) in self.relations.pages() {
            let Some(relation) = self.relations.get(key, language, name) else { continue };
            let href = self.routes.relation_page(key, language, relation, number);
            let entry = self.catalog.get_in(key, language);
            if let (Some(href), Some(entry)) = (href, entry) {
                let (key, language, name) = (key.clone(), language.clone(), name.to_owned());
                let output = Output::Relation { key, language, name, number };
                self.add(page_file(&href), output, Some(entry.span()));
            }
        }
        self.add("404.html".to_owned(), Output::NotFound, None);
    }

    fn data(&mut self, options: PlanOptions) {
        self.add("robots.txt".to_owned(), Output::Robots, None);
        // Both need whole addresses, and nobody should subscribe to a preview.
        if self.config.base_url.is_none() || options.drafts {
            return;
        }
        self.add("sitemap.xml".to_owned(), Output::Sitemap, None);
        self.feeds();
    }

    fn pdfs(&mut self, publications: &[PublicationRoute]) {
        for entry in self.catalog.entries() {
            if let Some(href) = self.routes.sheet(&entry.key, &entry.language) {
                let output = Output::Pdf(Pdf::Sheet {
                    key: entry.key.clone(),
                    language: entry.language.clone(),
                });
                self.add(href.to_owned(), output, Some(entry.span()));
            }
        }
        for publication in publications {
            if let Some(href) = self.routes.publication(&publication.id, &publication.language) {
                let output = Output::Pdf(Pdf::Publication {
                    id: publication.id.clone(),
                    language: publication.language.clone(),
                });
                self.add(href.to_owned(), output, Some(publication.span.clone()));
                for form in &publication.print_shop {
                    let output = Output::Pdf(Pdf::PrintShop {
                        id: publication.id.clone(),
                        language: publication.language.clone(),
                        form: *form,
                    });
                    let path = format!("{}{}", href.trim_end_matches("pdf"), form.ending());
                    self.add(path, output, Some(publication.span.clone()));
                }
            }
        }
    }

    fn embeds(&mut self, theme: &Theme) {
        let (config, part) = (self.config, self.part);
        if config.embeds.types.is_empty() && config.embeds.badges.is_empty() {
            return;
        }
        for (name, _) in theme.folder(EMBEDS) {
            self.add(format!("{EMBEDS}{name}"), Output::Embed(Embed::File), None);
        }
        for language in &config.languages {
            let language: Arc<str> = language.as_str().into();
            let folder = self.routes.embeds(&language);
            let mut any = false;
            for content_type in self.catalog.schema.types() {
                let names =
                    |types: &[(String, Span)]| types.iter().any(|(id, _)| **id == *content_type.id);
                let mut shapes = Vec::new();
                if names(&config.embeds.types) {
                    shapes.extend([Shape::Card, Shape::Profile, Shape::Data]);
                }
                if names(&config.embeds.badges) {
                    shapes.push(Shape::Badge);
                }
                let mut keys = Vec::new();
                for entry in embeddable(self.catalog, part, &content_type.id, &language) {
                    keys.push((entry.key.clone(), entry.span()));
                }
                for (key, span) in &keys {
                    for shape in &shapes {
                        let path = self.routes.embed(key, *shape, &language);
                        let output = Embed::Entry {
                            shape: *shape,
                            key: key.clone(),
                            language: language.clone(),
                        };
                        self.add(path, Output::Embed(output), Some(span.clone()));
                        any = true;
                    }
                }
                if shapes.contains(&Shape::Card) && !keys.is_empty() {
                    let type_id = content_type.id.clone();
                    let path = format!("{folder}{type_id}/list.fragment");
                    let output = Embed::List { type_id, language: language.clone() };
                    self.add(path, Output::Embed(output), None);
                }
            }
            if any {
                let page = page_file(&folder);
                self.add(page, Output::Embed(Embed::Page { language }), None);
            }
        }
    }

    fn redirects(&mut self) {
        for entry in self.catalog.entries().iter().filter(|entry| self.part.has(entry)) {
            // A translation has the aliases of the original as values, but not as addresses of its own.
            let (Some(aliases), Some(span)) = (entry.get("aliases"), entry.written_at("aliases"))
            else {
                continue;
            };
            for alias in aliases.items().iter().filter_map(Value::as_str) {
                // What cannot be an address has been found where it was read.
                if let Some(path) = self.routes.alias(entry, alias) {
                    let output = Output::Redirect {
                        key: entry.key.clone(),
                        language: entry.language.clone(),
                    };
                    self.add(path, output, Some(span.clone()));
                }
            }
        }
    }
}

/// The entries of a type that others may show: never a draft, not even in a preview, and no person who has not consented to it.
pub fn embeddable<'a>(
    catalog: &'a Catalog,
    part: &'a SiteScope,
    type_id: &str,
    language: &str,
) -> impl Iterator<Item = &'a Entry> {
    part.list(catalog, type_id, language)
        .filter(|entry| entry.status == Status::Approved && entry.is_for(Channel::Embed))
        .filter(|entry| !part.is_home(&entry.key))
}

fn is_at_or_below(path: &str, file: &str) -> bool {
    path.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The file of a page, by its address.
pub fn page_file(href: &str) -> String {
    if href.ends_with(".html") { href.to_owned() } else { format!("{href}index.html") }
}

/// How many entries a page of the list of a type has; `None` when the list is one page.
pub fn list_length(content_type: &ContentType, config: &Config) -> Option<NonZeroUsize> {
    // Entries whose address is a place on the list stay where they are.
    config.list_length.filter(|_| content_type.pages == Pages::Entry)
}

/// The date that an entry carries: its own, else when it was published, else what its facts are as of.
pub fn date(entry: &Entry) -> Option<PartialDate> {
    ["date", "publish_from", "as_of"]
        .iter()
        .find_map(|field| entry.get(field).and_then(Value::as_date))
}

fn has_sheet(content_type: &ContentType) -> bool {
    content_type.sheet != Sheet::None && content_type.pages == Pages::Entry
}

fn content_type_span(content_type: &ContentType) -> Option<Span> {
    (!content_type.standard).then(|| content_type.span.clone())
}

/// Which sentence part a finding needs for an output.
fn kind(output: &Output) -> &'static str {
    match output {
        Output::Home { .. } => "home",
        Output::List { .. } => "list",
        Output::Redirect { .. } => "alias",
        Output::Asset | Output::BrandStyle | Output::Embed(Embed::File) => "theme",
        Output::Entry { .. } | Output::Relation { .. } => "entry",
        Output::Pdf(_) => "pdf",
        _ => "file",
    }
}
