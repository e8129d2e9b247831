//! The linked state of a collection, and what differs between it and the next one.
//!
//! Entry points: [`State`], [`SiteState::changes_since`]. Invariant: whatever a job can read of a state is compared, unless
//! [`SiteState::is_comparable`] says that everything may differ.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::SiteName;
use crate::check::Checked;
use crate::config::Config;
use crate::model::Catalog;
use crate::outputs::Jobs;
use crate::plan::BuildPlan;
use crate::publication::Publication;
use crate::tracking::{CellKind, Changes, Fingerprint};
use crate::view::Prepared;

/// The linked state of a collection, to be compared with the next one.
pub(super) struct State {
    /// Those of settings, types and options, and of the theme.
    pub(super) settings: Fingerprint,
    pub(super) theme: Fingerprint,
    pub(super) config: Config,
    pub(super) catalog: Catalog,
    /// The sites that were asked for.
    pub(super) sites: BTreeMap<SiteName, SiteState>,
    /// What the rules found in it.
    pub(super) checked: Checked,
    /// Whether nothing was found in it but by checks of quality.
    pub(super) is_clean: bool,
}

/// What a site makes of a collection.
pub(super) struct SiteState {
    pub(super) config: Config,
    pub(super) plan: BuildPlan,
    pub(super) jobs: Jobs,
    pub(super) prepared: Arc<Prepared>,
    pub(super) publications: HashMap<(Arc<str>, Arc<str>), Fingerprint>,
    /// What differs from the state before; `None` when everything may.
    pub(super) changes: Option<Changes>,
}

impl SiteState {
    /// Whether everything that may differ between this state and another one is compared piece by piece.
    pub(super) fn is_comparable(&self, other: &Self) -> bool {
        self.plan.part.same_rules(&other.plan.part) && self.config == other.config
    }

    /// `changes` of the collection, and what differs between this state and an earlier one.
    pub(super) fn changes_since(&self, last: &Self, mut changes: Changes) -> Changes {
        self.plan.changes_since(&last.plan, &mut changes);
        self.jobs.changes_since(&last.jobs, &mut changes);
        self.prepared.changes_since(&last.prepared, &mut changes);
        #[allow(clippy::iter_over_hash_type, reason = "fills a set")]
        for name in self.publications.keys().chain(last.publications.keys()) {
            if self.publications.get(name) != last.publications.get(name) {
                changes.add(CellKind::Publication, name);
            }
        }
        changes
    }
}

/// Those of the publications that a site has.
pub(super) fn fingerprints(
    publications: &[Publication],
    plan: &BuildPlan,
) -> HashMap<(Arc<str>, Arc<str>), Fingerprint> {
    publications
        .iter()
        .filter(|publication| plan.part.takes_along(&publication.id))
        .map(|publication| {
            let name = (publication.id.as_str().into(), publication.language.as_str().into());
            (name, Fingerprint::of(format!("{publication:?}")))
        })
        .collect()
}
