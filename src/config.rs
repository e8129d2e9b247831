//! The settings of a site: `content/site.yaml` as written becomes [`Config`] as used.
//!
//! Entry point: [`Config::load`]. Invariant: defaults are decided here only.

use std::num::{NonZeroU64, NonZeroUsize};

use serde::Serialize;

use crate::address::{link, path};
use crate::colour::Colour;
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::files::{FileKinds, Refusal};
use crate::i18n;
use crate::location::{SitePath, Span};
use crate::picture::PixelBounds;
use crate::source::Snapshot;
use crate::yaml::{self, Node, Reader, Text, is_language};

/// Where the settings are.
pub(crate) const SETTINGS_FILE: &str = "content/site.yaml";
/// Where the findings are that a site has accepted.
pub const BASELINE_FILE: &str = "content/baseline.yaml";
/// The content format that this release reads.
pub const FORMAT: i64 = 1;
/// So many entries can be looked through on one page, with the browser's own search; what is much longer takes long to load.
const LIST_LENGTH: usize = 200;

/// The settings of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Name of the site.
    pub title: Text,
    /// One line under the name.
    pub(crate) tagline: Option<Text>,
    /// The work that facts are from where their source names none.
    pub(crate) main_source: Option<Text>,
    /// What the site is about, for search engines and feeds.
    pub(crate) description: Option<Text>,
    /// Who publishes it.
    pub(crate) publisher: Publisher,
    /// Where it will stand on the web, with a `/` at its end; `None` leaves out what needs an absolute address.
    pub(crate) base_url: Option<String>,
    /// The language of entries whose file name names none.
    pub(crate) language: String,
    /// All languages, the default one first.
    pub languages: Vec<String>,
    /// Where each of them is written in the settings.
    pub(crate) languages_at: Vec<(String, Span)>,
    /// The theme's name.
    pub theme: String,
    /// Where the theme is named, when it is.
    pub(crate) theme_at: Option<Span>,
    /// What the header leads to.
    pub(crate) navigation: Vec<NavItem>,
    /// What the footer leads to.
    pub(crate) footer: Vec<NavItem>,
    /// How many entries a page of a list has; `None` for lists that are never cut.
    pub(crate) list_length: Option<NonZeroUsize>,
    /// Paths in the output folder that belong to somebody else and are kept.
    pub(crate) keep: Vec<String>,
    /// Addresses that are dropped on purpose: a page, a file, or with `*` at the end everything in a folder.
    pub(crate) gone: Vec<(String, Span)>,
    /// Logo and colours.
    pub(crate) brand: Brand,
    /// How large pictures may be.
    pub(crate) pictures: PixelBounds,
    /// Which files readers may get.
    pub(crate) files: FileKinds,
    /// What addresses of pages look like in links.
    pub(crate) addresses: Addresses,
    /// What others may show on their pages.
    pub(crate) embeds: Embeds,
    /// Which entries are given out as data beside the tables.
    pub(crate) data: DataSettings,
    /// Whether readers can search it.
    pub(crate) search: bool,
    /// What it says about single checks, as written: [`crate::check`] knows them.
    pub(crate) checks: Option<Node>,
    /// Its rules over entries, as written: they can be read when types and entries are known.
    pub(crate) rules: Option<Node>,
    /// How much building it may take.
    pub(crate) limits: Limits,
}

/// How much building a site may take; what is not set is not bounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Limits {
    /// Seconds on the clock.
    pub(crate) seconds: Option<NonZeroU64>,
    /// Mebibytes of memory.
    pub(crate) memory: Option<NonZeroU64>,
}

/// What others may show on their pages, by type, and where that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Embeds {
    /// Types whose entries can be shown.
    pub(crate) types: Vec<(String, Span)>,
    /// Types whose entries give badges to their members.
    pub(crate) badges: Vec<(String, Span)>,
}

/// Which entries are given out as data beside the tables, by type, and where that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct DataSettings {
    /// Types whose entries are there as Markdown, one by one.
    pub(crate) markdown: Vec<(String, Span)>,
}

/// What addresses of pages look like in links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Addresses {
    /// Folders, `cluster/cars/`: for web servers.
    #[default]
    Folders,
    /// Files, `cluster/cars/index.html`: also for pages that are opened from a disk.
    Files,
}

/// How the publisher of a site is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Brand {
    /// A picture at the head of every page, as a path in the site.
    pub(crate) logo: Option<(String, Span)>,
    /// The colour of headings, links and the head of the home page.
    pub(crate) colour: Option<(Colour, Span)>,
    /// The same for screens in the dark.
    pub(crate) dark_colour: Option<(Colour, Span)>,
}

/// Who publishes a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Publisher {
    /// Name of the organisation.
    pub(crate) name: Option<Text>,
    /// Address for questions.
    pub(crate) email: Option<String>,
    /// Its own website.
    pub(crate) url: Option<String>,
}

/// An item of a navigation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NavItem {
    /// Where it leads.
    pub(crate) target: NavTarget,
    /// What it says; else the target's own name.
    pub(crate) label: Option<Text>,
    /// Where it was written.
    pub(crate) span: Span,
}

/// Where an item of a navigation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NavTarget {
    /// The list of a type.
    Type(String),
    /// An entry, as type and id.
    Entry(String, String),
    /// An address on the web.
    Url(String),
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: Text::same("broschur"),
            tagline: None,
            main_source: None,
            description: None,
            publisher: Publisher::default(),
            base_url: None,
            language: i18n::DEFAULT.to_owned(),
            languages: vec![i18n::DEFAULT.to_owned()],
            languages_at: Vec::new(),
            theme: "standard".to_owned(),
            theme_at: None,
            navigation: Vec::new(),
            footer: Vec::new(),
            list_length: NonZeroUsize::new(LIST_LENGTH),
            keep: Vec::new(),
            gone: Vec::new(),
            brand: Brand::default(),
            pictures: PixelBounds::default(),
            files: FileKinds::default(),
            addresses: Addresses::default(),
            embeds: Embeds::default(),
            data: DataSettings::default(),
            search: true,
            checks: None,
            rules: None,
            limits: Limits::default(),
        }
    }
}

/// Whether a finding says that the settings cannot be read at all: that is a mistake in the use of broschur before it is one in the content.
pub(crate) fn are_unreadable(finding: &Diagnostic) -> bool {
    let is_of_settings =
        finding.span.as_ref().is_some_and(|span| span.file.as_str() == SETTINGS_FILE);
    match finding.code {
        Code::NoSite => true,
        Code::NotUtf8
        | Code::FileTooLarge
        | Code::Link
        | Code::Unreadable
        | Code::EmptyFile
        | Code::YamlSyntax
        | Code::YamlTooDeep
        | Code::YamlTooLarge
        | Code::NotAMap
        | Code::ContentFormat => is_of_settings,
        Code::MissingKey => {
            is_of_settings && finding.args.get("key").is_some_and(|key| key == "format")
        }
        _ => false,
    }
}

impl Config {
    /// The types that settings name because of the pages of their entries, and under which key.
    pub(crate) fn types_with_pages(&self) -> impl Iterator<Item = (&'static str, &(String, Span))> {
        let Embeds { types, badges } = &self.embeds;
        let embeds = types.iter().chain(badges).map(|named| ("embeds", named));
        embeds.chain(self.data.markdown.iter().map(|named| ("data", named)))
    }

    /// Reads the settings. A site without them has a finding, and defaults.
    pub fn load(snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) -> Self {
        let Some(file) = snapshot.get_str(SETTINGS_FILE) else {
            findings.push(Diagnostic::nowhere(problem::NoSite { path: &SETTINGS_FILE }));
            return Self::default();
        };
        let Some(text) = file.text() else {
            return Self::default();
        };
        let before = findings.len();
        let Some(node) = yaml::parse(file.path(), &text, 0..text.len(), findings) else {
            if findings.len() == before {
                findings.push(Diagnostic::at_file(
                    problem::EmptyFile { what: problem::ExpectedFile::Settings },
                    file.path(),
                ));
            }
            return Self::default();
        };
        Self::read(file.path(), &node, findings).unwrap_or_default()
    }

    fn read(file: &SitePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut config = Self::default();
        let mut r = Reader::new(file, node, findings)?;
        if let Some(format) = r.required("format") {
            let written = format.as_str().unwrap_or_default();
            if written.parse() != Ok(FORMAT) {
                let span = r.at(format.span.clone());
                r.findings.push(Diagnostic::at(
                    problem::ContentFormat { format: &written, known: FORMAT },
                    span,
                ));
            }
        }
        r.required("title");
        if let Some(node) = r.node("language") {
            match node.as_str().filter(|language| is_language(language)) {
                Some(language) => {
                    config.language = language.to_owned();
                    config.languages_at.push((language.to_owned(), r.at(node.span.clone())));
                }
                None => r.bad("language", node, problem::Expected::Language),
            }
        }
        config.languages = vec![config.language.clone()];
        for (language, span) in r.strings("languages").unwrap_or_default() {
            if !is_language(&language) {
                r.findings.push(Diagnostic::at(
                    problem::BadValue {
                        key: &"languages",
                        value: &language,
                        expected: problem::Expected::Language,
                    },
                    span,
                ));
            } else {
                if !config.languages.contains(&language) {
                    config.languages.push(language.clone());
                }
                if config.languages_at.iter().all(|(known, _)| *known != language) {
                    config.languages_at.push((language, span));
                }
            }
        }
        if let Some(theme) = r.string("theme") {
            config.theme_at = r.raw("theme").map(|pair| r.at(pair.value.span.clone()));
            config.theme = theme;
        }
        for (ending, span) in r.strings("files").unwrap_or_default() {
            if let Err(refusal) = config.files.offer(&ending) {
                let expected = match refusal {
                    Refusal::Source => problem::Expected::FileSource,
                    Refusal::Active => problem::Expected::FileActive,
                    Refusal::Unknown => problem::Expected::FileEnding,
                };
                r.findings.push(Diagnostic::at(
                    problem::BadValue { key: &"files", value: &ending, expected },
                    span,
                ));
            }
        }
        config.take(&mut r);
        config.checks = r.node("checks").cloned();
        config.rules = r.node("rules").cloned();
        if let Some(node) = r.node("limits") {
            config.limits = limits(&mut r, node);
        }
        r.finish();
        Some(config)
    }

    /// Takes over what is written for a site or for an edition of it; what is not written stays as it is.
    pub(crate) fn take(&mut self, r: &mut Reader<'_, '_>) {
        if let Some(title) = r.text("title") {
            self.title = title;
        }
        self.tagline = r.text("tagline").or(self.tagline.take());
        self.main_source = r.text("main_source").or(self.main_source.take());
        self.description = r.text("description").or(self.description.take());
        if let Some(node) = r.node("publisher") {
            self.publisher = publisher(r, node);
        }
        if let Some(node) = r.node("base_url") {
            self.base_url = node.as_str().and_then(base_url);
            if self.base_url.is_none() {
                r.bad("base_url", node, problem::Expected::Url);
            }
        }
        if let Some(node) = r.node("navigation") {
            self.navigation = navigation(r, "navigation", node);
        }
        if let Some(node) = r.node("footer") {
            self.footer = navigation(r, "footer", node);
        }
        if let Some(length) = r.count("list_length") {
            self.list_length = NonZeroUsize::new(length);
        }
        for (path, span) in r.strings("keep").unwrap_or_default() {
            let bare = path.trim_matches('/');
            match (SitePath::new(&path), path::path(bare, path::Use::Name)) {
                (Some(path), Ok(())) => self.keep.push(path.to_string()),
                (Some(_), Err(fault)) => {
                    r.findings.push(Diagnostic::unusable(span, bare, fault, path::Use::Name));
                }
                (None, _) => r.findings.push(Diagnostic::at(
                    problem::PathOutside { path: &path, where_: Some(problem::PathIn::Keep) },
                    span,
                )),
            }
        }
        if let Some(node) = r.node("gone") {
            self.gone.extend(gone(r, node));
        }
        if let Some(node) = r.node("brand") {
            self.brand = brand(r, node);
        }
        if let Some(node) = r.node("embeds")
            && let Some(mut inner) = Reader::new(r.file(), node, r.findings)
        {
            self.embeds = Embeds {
                types: inner.strings("types").unwrap_or_default(),
                badges: inner.strings("badges").unwrap_or_default(),
            };
            inner.finish();
        }
        if let Some(node) = r.node("data")
            && let Some(mut inner) = Reader::new(r.file(), node, r.findings)
        {
            self.data = DataSettings { markdown: inner.strings("markdown").unwrap_or_default() };
            inner.finish();
        }
        self.search = r.boolean("search").unwrap_or(self.search);
        let forms = [("folders", Addresses::Folders), ("files", Addresses::Files)];
        self.addresses = r.choice("addresses", &forms).unwrap_or(self.addresses);
    }
}

/// An address with a `/` at its end; `None` when it is not http(s) or carries a query or fragment.
pub(crate) fn base_url(written: &str) -> Option<String> {
    link::web(written).ok()?;
    let url = url::Url::parse(written).ok()?;
    let plain = url.query().is_none() && url.fragment().is_none();
    plain.then(|| format!("{}/", url.as_str().trim_end_matches('/')))
}

fn publisher(r: &mut Reader<'_, '_>, node: &Node) -> Publisher {
    if node.as_str().is_some() {
        return Publisher { name: r.text_of("publisher", node), ..Publisher::default() };
    }
    let Some(mut inner) = Reader::new(r.file(), node, r.findings) else {
        return Publisher::default();
    };
    let publisher = Publisher {
        name: inner.text("name"),
        email: address(&mut inner, "email", problem::Expected::Email, link::is_mailbox),
        url: address(&mut inner, "url", problem::Expected::Url, |written| {
            link::web(written).is_ok()
        }),
    };
    inner.finish();
    publisher
}

/// An address that pages show as a link.
fn address(
    r: &mut Reader<'_, '_>,
    key: &'static str,
    expected: problem::Expected<'_>,
    is_link: impl Fn(&str) -> bool,
) -> Option<String> {
    let node = r.node(key)?;
    let written = node.as_str().filter(|written| is_link(written));
    if written.is_none() {
        r.bad(key, node, expected);
    }
    written.map(str::to_owned)
}

/// Addresses with the reason why they are gone: without one, nobody can judge a year later what is missing.
fn gone(r: &mut Reader<'_, '_>, node: &Node) -> Vec<(String, Span)> {
    let Some(pairs) = node.as_map() else {
        r.bad("gone", node, problem::Expected::Map);
        return Vec::new();
    };
    let mut list = Vec::new();
    for pair in pairs {
        let bare = pair.key.strip_suffix('*').unwrap_or(&pair.key).trim_matches('/');
        let fault = path::path(bare, path::Use::Name).err().filter(|_| !bare.is_empty());
        if let Some(fault) = fault {
            let span = r.at(pair.key_span.clone());
            r.findings.push(Diagnostic::unusable(span, bare, fault, path::Use::Name));
        } else if pair.value.as_str().is_some_and(|reason| !reason.trim().is_empty()) {
            list.push((pair.key.clone(), r.at(pair.key_span.clone())));
        } else {
            r.bad(&pair.key, &pair.value, problem::Expected::Reason);
        }
    }
    list
}

fn limits(r: &mut Reader<'_, '_>, node: &Node) -> Limits {
    let Some(mut inner) = Reader::new(r.file(), node, r.findings) else {
        return Limits::default();
    };
    let [seconds, memory] = ["seconds", "memory"].map(|key| {
        let node = &inner.raw(key)?.value;
        let number = node.as_str().and_then(|written| written.parse().ok());
        if number.is_none() {
            inner.bad(key, node, problem::Expected::Count);
        }
        number
    });
    inner.finish();
    Limits { seconds, memory }
}

fn brand(r: &mut Reader<'_, '_>, node: &Node) -> Brand {
    let Some(mut inner) = Reader::new(r.file(), node, r.findings) else {
        return Brand::default();
    };
    let logo = inner.node("logo").and_then(|node| {
        let path = node.as_str().map(|path| (path.to_owned(), inner.at(node.span.clone())));
        if path.is_none() {
            inner.bad("logo", node, problem::Expected::Text);
        }
        path
    });
    let [colour, dark_colour] = ["color", "dark_color"].map(|key| {
        // Without quotation marks, `#` begins a comment, and nothing seems to be written.
        let node = &inner.raw(key)?.value;
        let colour = node.as_str().and_then(Colour::parse);
        if colour.is_none() {
            inner.bad(key, node, problem::Expected::Color);
        }
        Some((colour?, inner.at(node.span.clone())))
    });
    inner.finish();
    Brand { logo, colour, dark_colour }
}

fn navigation(r: &mut Reader<'_, '_>, key: &str, node: &Node) -> Vec<NavItem> {
    let Some(items) = node.as_list() else {
        r.bad(key, node, problem::Expected::List);
        return Vec::new();
    };
    let mut list = Vec::new();
    for item in items {
        let Some(mut inner) = Reader::new(r.file(), item, r.findings) else {
            continue;
        };
        let target = if let Some(id) = inner.string("type") {
            Some(NavTarget::Type(id))
        } else if let Some(id) = inner.string("page") {
            Some(NavTarget::Entry("page".to_owned(), id))
        } else if let Some(written) = inner.string("entry") {
            let split = written
                .split_once(':')
                .map(|(kind, id)| NavTarget::Entry(kind.trim().to_owned(), id.trim().to_owned()));
            if split.is_none()
                && let Some(node) = inner.node("entry")
            {
                inner.bad("entry", node, problem::Expected::Entry);
            }
            split
        } else if let Some(url) = inner.node("url") {
            let fits = url.as_str().filter(|written| link::external(written).is_ok());
            if fits.is_none() {
                inner.bad("url", url, problem::Expected::Url);
            }
            fits.map(|url| NavTarget::Url(url.to_owned()))
        } else {
            None
        };
        let mut written = None;
        for key in ["type", "page", "entry", "url"] {
            written = written.or(inner.raw(key));
        }
        if written.is_none() {
            let place = inner.place();
            inner.findings.push(Diagnostic::at(
                problem::MissingKey { key: &"type", where_: Some(problem::KeyIn::Navigation) },
                place,
            ));
        }
        let label = inner.text("label");
        let span = inner.at(written.map_or(item.span.clone(), |pair| pair.value.span.clone()));
        inner.finish();
        if let Some(target) = target {
            list.push(NavItem { target, label, span });
        }
    }
    list
}
