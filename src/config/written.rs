//! Settings as they are written: every key is read, and nothing is laid over anything.
//!
//! Entry points: [`WrittenSettings::read`] for what a site and its editions can say, `WrittenSite::read` for `content/site.yaml`. Invariant:
//! what is wrong with a value is a finding at its place, and the value counts as not written.

use super::{
    Addresses, Brand, DataSettings, Embeds, FORMAT, Limits, NavItem, NavTarget, Publisher, base_url,
};
use crate::address::{link, path};
use crate::colour::Colour;
use crate::diagnostic::{Diagnostic, problem};
use crate::files::{FileKinds, Refusal};
use crate::location::{SitePath, Span};
use crate::yaml::{Node, Reader, Spanned, Text, is_language};

/// What a site can say, and an edition of it otherwise.
#[derive(Default)]
pub(crate) struct WrittenSettings {
    pub(super) title: Option<Text>,
    pub(super) tagline: Option<Text>,
    pub(super) main_source: Option<Text>,
    pub(super) description: Option<Text>,
    pub(super) publisher: Option<Publisher>,
    /// An address that is none takes away the one that would hold otherwise.
    pub(super) base_url: Option<Option<String>>,
    pub(super) navigation: Option<Vec<NavItem>>,
    pub(super) footer: Option<Vec<NavItem>>,
    pub(super) doors: Option<Vec<NavItem>>,
    pub(super) list_length: Option<usize>,
    pub(super) keep: Vec<String>,
    pub(super) gone: Vec<(String, Span)>,
    pub(super) brand: Option<Brand>,
    pub(super) embeds: Option<Embeds>,
    pub(super) data: Option<DataSettings>,
    pub(super) search: Option<bool>,
    pub(super) addresses: Option<Addresses>,
}

/// `content/site.yaml`.
pub(super) struct WrittenSite {
    pub(super) language: Option<(String, Span)>,
    pub(super) languages: Vec<(String, Span)>,
    pub(super) theme: Option<Spanned<String>>,
    pub(super) files: FileKinds,
    pub(super) settings: WrittenSettings,
    pub(super) checks: Option<Node>,
    pub(super) rules: Option<Node>,
    pub(super) limits: Limits,
}

impl WrittenSite {
    /// Reads the file; `None` when it is no map, which was reported.
    pub(super) fn read(
        file: &SitePath,
        node: &Node,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut r = Reader::new(file, node, findings)?;
        format(&mut r);
        r.required("title");
        let written = Self {
            language: language(&mut r),
            languages: languages(&mut r),
            theme: r.word("theme"),
            files: files(&mut r),
            settings: WrittenSettings::read(&mut r),
            checks: r.node("checks").cloned(),
            rules: r.node("rules").cloned(),
            limits: r.node("limits").map(|node| limits(&mut r, node)).unwrap_or_default(),
        };
        r.finish();
        Some(written)
    }
}

impl WrittenSettings {
    /// Reads what is written for a site or for an edition of it.
    pub(crate) fn read(r: &mut Reader<'_, '_>) -> Self {
        Self {
            title: r.text("title"),
            tagline: r.text("tagline"),
            main_source: r.text("main_source"),
            description: r.text("description"),
            publisher: r.node("publisher").map(|node| publisher(r, node)),
            base_url: r.node("base_url").map(|node| {
                let address = node.as_str().and_then(base_url);
                if address.is_none() {
                    r.bad("base_url", node, problem::Expected::Url);
                }
                address
            }),
            navigation: r.node("navigation").map(|node| navigation(r, "navigation", node)),
            footer: r.node("footer").map(|node| navigation(r, "footer", node)),
            doors: r.node("doors").map(|node| navigation(r, DOORS, node)),
            list_length: r.count("list_length"),
            keep: keep(r),
            gone: r.node("gone").map(|node| gone(r, node)).unwrap_or_default(),
            brand: r.node("brand").map(|node| brand(r, node)),
            embeds: r.node("embeds").and_then(|node| embeds(r, node)),
            data: r.node("data").and_then(|node| data(r, node)),
            search: r.boolean("search"),
            addresses: r.choice(
                "addresses",
                &[("folders", Addresses::Folders), ("files", Addresses::Files)],
            ),
        }
    }
}

/// The format of the content is one that this release reads.
fn format(r: &mut Reader<'_, '_>) {
    let Some(format) = r.required("format") else { return };
    let written = format.as_str().unwrap_or_default();
    if written.parse() != Ok(FORMAT) {
        let span = r.at(format.span.clone());
        r.findings
            .push(Diagnostic::at(problem::ContentFormat { format: &written, known: FORMAT }, span));
    }
}

fn language(r: &mut Reader<'_, '_>) -> Option<(String, Span)> {
    let node = r.node("language")?;
    let written = node.as_str().filter(|language| is_language(language));
    if written.is_none() {
        r.bad("language", node, problem::Expected::Language);
    }
    Some((written?.to_owned(), r.at(node.span.clone())))
}

fn languages(r: &mut Reader<'_, '_>) -> Vec<(String, Span)> {
    let mut languages = Vec::new();
    for (language, span) in r.strings("languages").unwrap_or_default() {
        if is_language(&language) {
            languages.push((language, span));
        } else {
            r.findings.push(Diagnostic::at(
                problem::BadValue {
                    key: &"languages",
                    value: &language,
                    expected: problem::Expected::Language,
                },
                span,
            ));
        }
    }
    languages
}

/// The usual kinds of files, and those that are offered beside them.
fn files(r: &mut Reader<'_, '_>) -> FileKinds {
    let mut kinds = FileKinds::default();
    for (ending, span) in r.strings("files").unwrap_or_default() {
        if let Err(refusal) = kinds.offer(&ending) {
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
    kinds
}

fn keep(r: &mut Reader<'_, '_>) -> Vec<String> {
    let mut paths = Vec::new();
    for (path, span) in r.strings("keep").unwrap_or_default() {
        let bare = path.trim_matches('/');
        match (SitePath::new(&path), path::path(bare, path::Use::Name)) {
            (Some(path), Ok(())) => paths.push(path.to_string()),
            (Some(_), Err(fault)) => {
                r.findings.push(Diagnostic::unusable(span, bare, fault, path::Use::Name));
            }
            (None, _) => r.findings.push(Diagnostic::at(
                problem::PathOutside { path: &path, where_: Some(problem::PathIn::Keep) },
                span,
            )),
        }
    }
    paths
}

fn embeds(r: &mut Reader<'_, '_>, node: &Node) -> Option<Embeds> {
    let mut inner = Reader::new(r.file(), node, r.findings)?;
    let embeds = Embeds {
        types: inner.strings("types").unwrap_or_default(),
        badges: inner.strings("badges").unwrap_or_default(),
    };
    inner.finish();
    Some(embeds)
}

fn data(r: &mut Reader<'_, '_>, node: &Node) -> Option<DataSettings> {
    let mut inner = Reader::new(r.file(), node, r.findings)?;
    let data = DataSettings { markdown: inner.strings("markdown").unwrap_or_default() };
    inner.finish();
    Some(data)
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
            inner.bad("logo", node, problem::Expected::Word);
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

/// The key of items that lead to a page, which is named by its id alone.
pub(crate) const PAGE: &str = "page";

/// The entry that an item of a navigation leads to by what is written under a key of it: type and id.
pub(crate) fn entry_under(key: &str, written: &str) -> Option<(String, String)> {
    match key {
        PAGE => Some((PAGE.to_owned(), written.to_owned())),
        "entry" => {
            let (type_id, id) = written.split_once(':')?;
            Some((type_id.trim().to_owned(), id.trim().to_owned()))
        }
        _ => None,
    }
}

/// The key of items with a text of their own.
const DOORS: &str = "doors";

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
        } else if let Some(id) = inner.string(PAGE) {
            entry_under(PAGE, &id).map(|(type_id, id)| NavTarget::Entry(type_id, id))
        } else if let Some(written) = inner.string("entry") {
            let split =
                entry_under("entry", &written).map(|(type_id, id)| NavTarget::Entry(type_id, id));
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
        for key in ["type", PAGE, "entry", "url"] {
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
        let text = if key == DOORS { inner.text("text") } else { None };
        let span = inner.at(written.map_or(item.span.clone(), |pair| pair.value.span.clone()));
        inner.finish();
        if let Some(target) = target {
            list.push(NavItem { target, label, text, span });
        }
    }
    list
}
