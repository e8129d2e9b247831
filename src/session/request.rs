//! What one run is to do: everything that its steps share.
//!
//! Entry point: [`RunRequest::everything`]. Invariant: no step changes what was asked for, save that a site beyond its bounds is planned
//! and not made.

use super::{Options, PagesReady, SiteName, Timings};
use crate::source::Snapshot;

/// What a run is to do, and who is told about it.
pub(super) struct RunRequest<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) options: &'a Options,
    pub(super) sites: Sites,
    pub(super) wanted: Wanted<'a>,
    pub(super) timings: &'a mut Timings,
    /// The pages that somebody is looking at, as paths in the output: they are made before all others.
    pub(super) watched: &'a [String],
    /// Called with the pages that are watched, then with all pages of a site before files for programs, and again before PDFs are looked at.
    pub(super) on_pages_ready: Option<&'a mut dyn FnMut(&PagesReady<'_>)>,
    /// Whether somebody waits for something else: then the other pages are left for later.
    pub(super) is_waited_for: Option<&'a (dyn Fn() -> bool + Sync)>,
}

impl<'a> RunRequest<'a> {
    /// Everything of the site that `options` name.
    pub(super) fn everything(
        snapshot: &'a Snapshot,
        options: &'a Options,
        timings: &'a mut Timings,
    ) -> Self {
        let (sites, wanted) = (Sites::One(options.site.clone()), Wanted::Everything);
        Self {
            snapshot,
            options,
            sites,
            wanted,
            timings,
            watched: &[],
            on_pages_ready: None,
            is_waited_for: None,
        }
    }
}

/// Which sites a run makes.
#[derive(PartialEq, Eq)]
pub(super) enum Sites {
    One(SiteName),
    /// All editions.
    Editions,
    /// The main one and all editions.
    All,
}

/// Which outputs a run makes.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// All of the plan.
    Everything,
    /// None: whoever asks wants to know what there is, and where.
    Nothing,
    /// None: whoever asks wants to know what is wrong, and will never ask for more.
    Findings,
    /// The PDFs of these names; all of them when there is none.
    Pdfs(&'a [String]),
}
