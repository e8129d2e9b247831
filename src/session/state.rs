//! The linked state of a collection, and what differs between it and the next one.
//!
//! Entry points: [`State`], [`SiteInputs`]. Invariant: whatever a job can read of a site is compared with what it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SiteName;
use super::outcome::Standing;
use crate::check::Checked;
use crate::config::Config;
use crate::model::Catalog;
use crate::outputs::Jobs;
use crate::plan::{BuildPlan, Publications};
use crate::tracking::{Changes, Fingerprint, Given, compared};
use crate::view::Prepared;

/// The linked state of a collection, to be compared with the next one.
pub(super) struct State {
    /// Those of settings, types and options, and of the theme.
    pub(super) context: Fingerprint,
    pub(super) theme: Fingerprint,
    pub(super) config: Config,
    pub(super) catalog: Catalog,
    /// The sites that were asked for.
    pub(super) sites: BTreeMap<SiteName, SiteState>,
    /// What the rules found in it.
    pub(super) checked: Checked,
    /// What was found in it that an edit of one entry leaves as it is.
    pub(super) standing: Standing,
}

/// What a site makes of a collection.
pub(super) struct SiteState {
    pub(super) inputs: SiteInputs,
    /// What differs from the state before; `None` when everything may.
    pub(super) changes: Option<Changes>,
}

/// What the jobs of a site can read of it, beside entries, files and the theme.
pub(super) struct SiteInputs {
    pub(super) config: Given<Config>,
    pub(super) plan: BuildPlan,
    pub(super) jobs: Jobs,
    pub(super) prepared: Arc<Prepared>,
    pub(super) publications: Publications,
}

compared!(SiteInputs { config, plan, jobs, prepared, publications });
