//! The settings of a site: `content/site.yaml` as written becomes [`Config`] as used.
//!
//! Entry point: [`Config::load`]. Invariant: defaults are decided here only.
//!
//! Here is what the settings are once they are laid over the defaults, and those of an edition over those of its site. `written.rs` reads them
//! as they are.

mod written;

use std::num::{NonZeroU64, NonZeroUsize};

use serde::Serialize;

use crate::address::link;
use crate::colour::Colour;
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::files::FileKinds;
use crate::i18n;
use crate::location::Span;
use crate::picture::PixelBounds;
use crate::source::Snapshot;
use crate::yaml::{self, Node, Spanned, Text};

use written::WrittenSite;
pub(crate) use written::{PAGE, WrittenSettings, entry_under};

/// Where the settings are.
pub(crate) const SETTINGS_FILE: &str = "content/site.yaml";
/// Where the findings are that a site has accepted.
pub const BASELINE_FILE: &str = "content/baseline.yaml";
/// The content format that this release reads.
pub(crate) const FORMAT: i64 = 1;
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
    /// Where the home page leads those who say what they are.
    pub(crate) doors: Vec<NavItem>,
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
    /// What is said about it, where it is a door.
    pub(crate) text: Option<Text>,
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
            doors: Vec::new(),
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

/// What entries are read under, of all that settings say: nothing else of them can change what an entry says.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct EntrySettings<'a> {
    /// The language of files that name none.
    pub(crate) language: &'a str,
    /// All languages, that one first.
    pub(crate) languages: &'a [String],
    /// The kinds of files that readers are offered.
    pub(crate) files: &'a FileKinds,
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
        WrittenSite::read(file.path(), &node, findings).map(Self::of).unwrap_or_default()
    }

    /// The settings of a site: what is written, and what holds where nothing is.
    fn of(written: WrittenSite) -> Self {
        let mut config = Self::default();
        if let Some((language, _)) = &written.language {
            config.language.clone_from(language);
            config.languages = vec![language.clone()];
        }
        for (language, span) in written.language.into_iter().chain(written.languages) {
            if !config.languages.contains(&language) {
                config.languages.push(language.clone());
            }
            if config.languages_at.iter().all(|(known, _)| *known != language) {
                config.languages_at.push((language, span));
            }
        }
        if let Some(Spanned { value, span }) = written.theme {
            (config.theme, config.theme_at) = (value, Some(span));
        }
        config.files = written.files;
        config.checks = written.checks;
        config.rules = written.rules;
        config.limits = written.limits;
        config.lay(&written.settings);
        config
    }

    /// Whether it says what an earlier one says, but for words that pages show, and where they lead: what is on a site, and where, does not
    /// depend on these, and nothing that is found in entries does.
    pub(crate) fn differs_in_words(&self, last: &Self) -> bool {
        // What is not named here is no such word.
        let without = |config: &Self| Self {
            title: Text::default(),
            tagline: None,
            main_source: None,
            description: None,
            publisher: Publisher::default(),
            navigation: Vec::new(),
            doors: Vec::new(),
            footer: Vec::new(),
            ..config.clone()
        };
        without(self) == without(last)
    }

    /// What entries are read under.
    pub(crate) fn for_entries(&self) -> EntrySettings<'_> {
        let Self { language, languages, files, .. } = self;
        EntrySettings { language, languages, files }
    }

    /// Everything that leads from the home page or from all pages into the site.
    pub(crate) fn menus(&self) -> impl Iterator<Item = &NavItem> {
        self.navigation.iter().chain(&self.footer).chain(&self.doors)
    }

    /// Takes over what is written for a site or for an edition of it; what is not written stays as it is.
    pub(crate) fn lay(&mut self, written: &WrittenSettings) {
        fn set<T: Clone>(setting: &mut T, written: Option<&T>) {
            if let Some(written) = written {
                setting.clone_from(written);
            }
        }
        set(&mut self.title, written.title.as_ref());
        self.tagline = written.tagline.clone().or(self.tagline.take());
        self.main_source = written.main_source.clone().or(self.main_source.take());
        self.description = written.description.clone().or(self.description.take());
        set(&mut self.publisher, written.publisher.as_ref());
        set(&mut self.base_url, written.base_url.as_ref());
        set(&mut self.navigation, written.navigation.as_ref());
        set(&mut self.footer, written.footer.as_ref());
        set(&mut self.doors, written.doors.as_ref());
        set(&mut self.list_length, written.list_length.map(NonZeroUsize::new).as_ref());
        self.keep.extend(written.keep.iter().cloned());
        self.gone.extend(written.gone.iter().cloned());
        set(&mut self.brand, written.brand.as_ref());
        set(&mut self.embeds, written.embeds.as_ref());
        set(&mut self.data, written.data.as_ref());
        set(&mut self.search, written.search.as_ref());
        set(&mut self.addresses, written.addresses.as_ref());
    }
}

/// An address with a `/` at its end; `None` when it is not http(s) or carries a query or fragment.
pub(crate) fn base_url(written: &str) -> Option<String> {
    link::web(written).ok()?;
    let url = url::Url::parse(written).ok()?;
    let plain = url.query().is_none() && url.fragment().is_none();
    plain.then(|| format!("{}/", url.as_str().trim_end_matches('/')))
}
