//! The site as its pages see it: what they share.
//!
//! Entry point: [`Views::site`]. Invariant: whoever has a [`Shared`] has noted that it was read. Pages are rendered from the one that they
//! carry, so that none can show what it did not ask for.

use std::sync::Arc;

use super::types::SiteView;
use super::{PageView, Views};
use crate::tracking::{self, CellKind, Changes, Fingerprint};

/// How much of the site a page may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Nothing about its lists: how much is on them differs with nearly every entry that comes or goes.
    WithoutCollections,
}

/// The site as a page sees it.
#[derive(Clone, Debug)]
pub struct Shared {
    view: Arc<SiteView>,
    fingerprint: Fingerprint,
}

impl Shared {
    fn new(view: SiteView) -> Self {
        Self { fingerprint: Fingerprint::of_view(&view), view: Arc::new(view) }
    }

    /// What templates see.
    pub fn view(&self) -> &SiteView {
        &self.view
    }

    /// That of the view.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

/// The site as the pages of a language see it.
pub(super) struct Sites {
    whole: Shared,
    without_collections: Shared,
}

impl Sites {
    pub(super) fn new(view: SiteView) -> Self {
        let without_collections = SiteView { collections: Vec::new(), ..view.clone() };
        Self { whole: Shared::new(view), without_collections: Shared::new(without_collections) }
    }

    /// Whether this is what pages see.
    pub(super) fn shows(&self, view: &SiteView) -> bool {
        *self.whole.view == *view
    }

    /// Notes what differs from an earlier state.
    pub(super) fn changes_since(&self, last: &Self, language: &str, changes: &mut Changes) {
        let Self { whole, without_collections } = self;
        if without_collections.fingerprint != last.without_collections.fingerprint {
            changes.add(CellKind::Site, language);
        }
        if whole.view.collections != last.whole.view.collections {
            changes.add(CellKind::Collections, language);
        }
    }
}

impl Views<'_> {
    /// The site as pages of a language see it.
    pub fn site(&self, language: &str, extent: Extent) -> Option<&Shared> {
        tracking::read(CellKind::Site, language);
        let sites = &self.of(language)?.sites;
        match extent {
            Extent::Whole => {
                tracking::read(CellKind::Collections, language);
                Some(&sites.whole)
            }
            Extent::WithoutCollections => Some(&sites.without_collections),
        }
    }

    /// The site as a page sees it whose template is one of these.
    pub(super) fn site_for(&self, page: &PageView, templates: &[String]) -> Option<Shared> {
        let names: Vec<&str> = templates.iter().map(String::as_str).collect();
        let template = self.theme.first_template(&names);
        let extent = match self.theme.may_show_collections(template) {
            true => Extent::Whole,
            false => Extent::WithoutCollections,
        };
        self.site(&page.lang, extent).cloned()
    }
}
