//! The site as its pages see it: what they share.
//!
//! Entry point: [`site`]. Invariant: whoever has a [`Shared`] has noted that it was read. Pages are rendered from the one that they
//! carry, so that none can show what it did not ask for.

use std::sync::Arc;

use super::ViewContext;
use super::types::{PageView, SiteView};
use crate::tracking::{CellKind, Changes, Fingerprint, TrackedValue, compared};

/// How much of the site a page may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// Nothing about its lists: how much is on them differs with nearly every entry that comes or goes.
    WithoutCollections,
}

/// The site as a page sees it.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    view: Arc<SiteView>,
    fingerprint: Fingerprint,
}

impl Shared {
    fn new(view: SiteView) -> Self {
        Self { fingerprint: Fingerprint::of_view(&view), view: Arc::new(view) }
    }

    /// What templates see.
    pub(crate) fn view(&self) -> &SiteView {
        &self.view
    }

    /// That of the view.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

/// The site as the pages of a language see it.
pub(super) struct SharedSite {
    whole: TrackedValue<Shared>,
    without_collections: TrackedValue<Shared>,
}

compared!(SharedSite { whole, without_collections });

impl SharedSite {
    pub(super) fn new(view: SiteView) -> Self {
        let language = view.lang.clone();
        let (whole, without) = parts(view);
        Self {
            whole: TrackedValue::within(CellKind::Collections, &language, whole),
            without_collections: TrackedValue::within(CellKind::Site, &language, without),
        }
    }

    /// Puts another view in the place of the one that pages saw, and notes what differs.
    pub(super) fn replace(&mut self, view: SiteView, changes: &mut Changes) {
        if *self.whole.get().view != view {
            let (whole, without) = parts(view);
            self.whole.replace(whole, changes);
            self.without_collections.replace(without, changes);
        }
    }
}

/// The whole site, and what of it is not about its lists.
fn parts(view: SiteView) -> (Shared, Shared) {
    let without_collections = SiteView { collections: Vec::new(), ..view.clone() };
    (Shared::new(view), Shared::new(without_collections))
}

/// The site as pages of a language see it.
pub(crate) fn site<'v>(
    cx: &'v ViewContext<'_>,
    language: &str,
    extent: Extent,
) -> Option<&'v Shared> {
    let sites = &cx.of(language)?.sites;
    Some(match extent {
        Extent::Whole => sites.whole.get(),
        Extent::WithoutCollections => sites.without_collections.get(),
    })
}

/// The site as a page sees it whose template is one of these.
pub(super) fn site_for(
    cx: &ViewContext<'_>,
    page: &PageView,
    templates: &[String],
) -> Option<Shared> {
    let names: Vec<&str> = templates.iter().map(String::as_str).collect();
    let template = cx.theme.first_template(&names);
    let extent = match cx.theme.may_show_collections(template) {
        true => Extent::Whole,
        false => Extent::WithoutCollections,
    };
    self::site(cx, &page.lang, extent).cloned()
}
