//! Which partners should link to which of our pages, and whether they do.
//!
//! Entry point: [`links`].

use url::Url;

use super::{ReportCell, ReportContext, ReportTable, SavedPage};
use crate::model::{Backlink, Partner};
use crate::outputs::Jobs;
use crate::plan::{BuildPlan, Place, promised_path};

/// One of our sites.
pub(crate) struct OwnSite<'a> {
    /// Where it stands.
    pub(crate) base: Option<Url>,
    /// What it shows.
    pub(crate) plan: &'a BuildPlan,
    /// What is there.
    pub(crate) jobs: &'a Jobs,
}

/// What was found on the saved page of a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    /// No link to us.
    Nothing,
    /// Only a link to an address of ours where nothing is.
    Dead,
    /// Only a link that search engines are told not to follow.
    Nofollow,
    /// A link.
    Link,
    /// Nobody has saved the page.
    Unsaved,
}

impl Found {
    /// All of them, those to be mended first.
    pub(crate) const ALL: [Self; 5] =
        [Self::Nothing, Self::Dead, Self::Nofollow, Self::Link, Self::Unsaved];

    /// The word for it in data.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Nothing => "no",
            Self::Dead => "dead",
            Self::Nofollow => "nofollow",
            Self::Link => "yes",
            Self::Unsaved => "unsaved",
        }
    }

    /// Whether visitors of the partner do not come across us.
    pub(crate) fn is_missing(self) -> bool {
        matches!(self, Self::Nothing | Self::Dead)
    }
}

/// The pages of partners that should link back, what is known of them, and the address they should link to. `saved` are pages that somebody
/// has saved, with the names of their files; with them, `found` says what is on them. A page that is nobody's is part of the second value.
pub(crate) fn links<'s>(
    reader: &ReportContext<'_>,
    sites: &[OwnSite<'_>],
    saved: &'s [(String, SavedPage)],
) -> (ReportTable, Vec<&'s str>) {
    let partners: Vec<Partner<'_>> =
        reader.entries().filter_map(|entry| Partner::of(&reader.catalog.schema, entry)).collect();
    let mut used = vec![false; saved.len()];
    let mut rows = Vec::new();
    for partner in &partners {
        let mut own: Vec<(&str, Option<Backlink>)> =
            partner.pages.iter().map(|(page, state)| (*page, Some(*state))).collect();
        own.sort();
        // Somebody has looked at another page of theirs.
        for (_, page) in saved {
            let Some(url) = &page.url else { continue };
            let listed = own.iter().any(|(known, _)| is_page(known, url));
            if !listed && partner.website.is_some_and(|website| is_host(website, url)) {
                own.push((url.as_str(), None));
            }
        }
        if own.is_empty() {
            own.push(("", None));
        }
        let link = address(reader, sites, partner);
        for (page, state) in own {
            let at = saved
                .iter()
                .position(|(_, saved)| saved.url.as_ref().is_some_and(|url| is_page(page, url)));
            let looked_at = at.and_then(|at| {
                used[at] = true;
                saved.get(at)
            });
            let (found, to) = match looked_at {
                Some((_, page)) => look(page, sites),
                None => (Found::Unsaved, None),
            };
            rows.push(vec![
                partner.entry.key.to_string().into(),
                partner.entry.title().into(),
                optional(partner.website),
                optional(Some(page)),
                state.map_or("unknown", Backlink::word).into(),
                optional(link.as_deref()),
                if saved.is_empty() { ReportCell::Empty } else { found.word().into() },
                optional(to.map(Url::as_str)),
                optional(looked_at.map(|(file, _)| file.as_str())),
            ]);
        }
    }
    let strangers = saved.iter().zip(used).filter(|(_, used)| !used);
    let columns = &["partner", "title", "website", "page", "state", "link", "found", "at", "file"];
    (ReportTable { columns, rows }, strangers.map(|((file, _), _)| file.as_str()).collect())
}

fn optional(text: Option<&str>) -> ReportCell {
    text.filter(|text| !text.is_empty()).map_or(ReportCell::Empty, ReportCell::from)
}

/// Where a partner should link to: their own page here, else the home page.
fn address(
    reader: &ReportContext<'_>,
    sites: &[OwnSite<'_>],
    partner: &Partner<'_>,
) -> Option<String> {
    let main = sites.first()?;
    let base = main.base.as_ref().map_or("/", Url::as_str);
    let language = reader.catalog.default_language();
    match main.plan.place(&partner.entry.key, language) {
        Place::Here { href, .. } => Some(format!("{base}{href}")),
        Place::MainSite { address } => Some(address),
        Place::Nowhere => Some(base.to_owned()),
    }
}

/// The best of what a page has for us.
fn look<'p>(page: &'p SavedPage, sites: &[OwnSite<'_>]) -> (Found, Option<&'p Url>) {
    let own_site = page.links.iter().filter_map(|link| {
        let is_there = sites.iter().filter_map(|site| site.has(&link.url)).max()?;
        let found = match (is_there, link.nofollow) {
            (false, _) => Found::Dead,
            (true, true) => Found::Nofollow,
            (true, false) => Found::Link,
        };
        Some((found, &link.url))
    });
    // Of several equal ones the first.
    let best = own_site.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or((Found::Nothing, None), |(found, url)| (found, Some(url)))
}

impl OwnSite<'_> {
    /// Whether something is at an address of this site; `None` for addresses of others.
    fn has(&self, url: &Url) -> Option<bool> {
        let base = self.base.as_ref().filter(|base| is_same_host(base, url))?;
        let within = |path: &str| path.strip_prefix(base.path()).map(str::to_owned);
        let path = within(url.path()).or_else(|| within(&format!("{}/", url.path())))?;
        Some(self.jobs.get(&promised_path(&path)).is_some())
    }
}

/// Whether two addresses are on one host: with or without `www.`, by http or https.
fn is_same_host(a: &Url, b: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str()?;
        Some((host.strip_prefix("www.").unwrap_or(host).to_lowercase(), url.port()))
    };
    host(a).is_some() && host(a) == host(b)
}

fn is_host(written: &str, url: &Url) -> bool {
    Url::parse(written).is_ok_and(|written| is_same_host(&written, url))
}

/// Whether a page is written in some other way, but the same.
fn is_page(written: &str, url: &Url) -> bool {
    let path = |url: &Url| {
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        (path.to_owned(), url.query().map(str::to_owned))
    };
    Url::parse(written)
        .is_ok_and(|written| is_same_host(&written, url) && path(&written) == path(url))
}
