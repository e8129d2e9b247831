//! The edits that matter most: one entry differs and nothing else, or templates do.
//!
//! Entry points: `Session::update_entry`, `Session::update_templates`. Invariant: the state is the one that loading everything would give; where that
//! is not certain, everything is loaded.

use std::sync::Arc;

use super::Session;
use super::outcome::RunFindings;
use super::prepare::PreparedRun;
use super::request::RunRequest;
use super::state::{SiteInputs, SiteState, State};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryUpdate, Publishing, Reading};
use crate::plan::{BuildPlan, FacetInputs, FacetUpdate, Publications};
use crate::publication;
use crate::render::html::pages::Web;
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::tracking::{self, Changes, Compare};
use crate::view::{Prepared, ViewContext};

impl Session {
    /// The last state with one entry in it updated, when that is all that differs, nothing had been found, nothing is found now, and
    /// everything stays where it is.
    pub(super) fn update_entry(&mut self, request: &mut RunRequest<'_>) -> Option<PreparedRun> {
        let RunRequest { snapshot, options, .. } = *request;
        let timings = &mut *request.timings;
        let loaded_theme = self.theme.as_ref()?.value.clone();
        let theme = &loaded_theme.theme;
        let mut state = self.state.take_if(|state| state.is_clean)?;
        let update = timings.step("entry", || {
            let files = snapshot.differing(self.memory.snapshot());
            let [file] = files.as_slice() else { return None };
            if !snapshot.problems().is_empty() || self.last_options.as_ref() != Some(options) {
                return None;
            }
            let schema = self.schema.as_ref()?.value.clone();
            let publishing = options.publishing;
            let settings = state.config.for_entries();
            let scope = Reading { snapshot, schema: &schema, settings, publishing };
            state.catalog.update_entry(&scope, &mut self.memory, file)
        });
        let Some(update) = update else {
            self.state = Some(state);
            return None;
        };
        let changes = self.memory.changes().clone();
        let findings =
            timings.step("rules", || recheck(&mut state, (snapshot, options.publishing), &changes));
        let State { config, catalog, sites, .. } = &mut state;
        let mut problems = Vec::new();
        let publications = publication::load(snapshot, config, catalog, theme, &mut problems);
        let stays = |site: &SiteState| {
            let SiteInputs { plan, publications: last, .. } = &site.inputs;
            let mut changes = Changes::default();
            Publications::of(&plan.scope, &publications).changes_since(last, &mut changes);
            update.is_text() || (plan.scope.main_site().is_none() && changes.is_empty())
        };
        let facets: Option<Vec<FacetUpdate>> = sites
            .values()
            .map(|site| {
                let SiteInputs { config, plan, .. } = &site.inputs;
                let BuildPlan { scope, routes, .. } = plan;
                let inputs = FacetInputs { catalog, config, theme, scope, routes };
                plan.facets.updated(inputs, &update, &changes)
            })
            .collect();
        let found = findings.filter(|_| problems.is_empty() && sites.values().all(stays));
        let Some((findings, facets)) = found.zip(facets) else {
            // The entry is in the state already: what has read it has to be looked at in any case.
            self.pending_changes = Some(changes);
            self.state = Some(state);
            return None;
        };
        for (site, facets) in sites.values_mut().zip(facets) {
            let mut changes = changes.clone();
            site.inputs.plan.facets.apply(facets, &mut changes);
            if !update.is_text() {
                let inputs = &mut site.inputs;
                timings
                    .step("views", || inputs.update_entry(catalog, theme, &update, &mut changes));
            }
            site.changes = Some(changes);
        }
        let found = RunFindings { problems: Vec::new(), findings };
        Some(PreparedRun { state, loaded_theme, found })
    }

    /// The last state under other templates for pages, when these are all that differs, and nothing had been found and nothing is found now: what
    /// is on a site, and where, does not depend on them.
    pub(super) fn update_templates(&mut self, request: &mut RunRequest<'_>) -> Option<PreparedRun> {
        let RunRequest { snapshot, options, .. } = *request;
        let timings = &mut *request.timings;
        let differing = snapshot.differing(self.memory.snapshot());
        if differing.is_empty()
            || !differing.iter().all(theme::is_template)
            || !snapshot.problems().is_empty()
            || self.last_options.as_ref() != Some(options)
        {
            return None;
        }
        let config = self.state.as_ref().filter(|state| state.is_clean)?.config.clone();
        let last_theme = self.theme.as_ref()?.value.clone();
        let mut problems = Vec::new();
        let loaded_theme =
            timings.step("theme", || self.load_theme(snapshot, &config, &mut problems));
        if !problems.is_empty() || !loaded_theme.theme.differs_by_templates(&last_theme.theme) {
            return None;
        }
        let mut state = self.state.take()?;
        self.memory.note(snapshot);
        let changes = self.memory.changes();
        let findings =
            timings.step("rules", || recheck(&mut state, (snapshot, options.publishing), changes));
        let Some(findings) = findings else {
            // The files count as known already: what has read them has to be looked at in any case.
            self.pending_changes = Some(changes.clone());
            self.state = Some(state);
            return None;
        };
        for site in state.sites.values_mut() {
            site.changes = None;
        }
        state.theme = loaded_theme.fingerprint;
        let found = RunFindings { problems: Vec::new(), findings };
        Some(PreparedRun { state, loaded_theme, found })
    }
}

/// Applies the rules anew to what differs, and tells what checks of quality find then; `None` when something is wrong.
fn recheck(
    state: &mut State,
    (snapshot, publishing): (&Snapshot, Publishing),
    changes: &Changes,
) -> Option<Vec<Diagnostic>> {
    let State { config, catalog, checked, .. } = state;
    let entries = catalog.entries();
    let context = check::Context { snapshot, config, catalog, entries, publishing, read: &[] };
    *checked = std::mem::take(checked).recheck(&context, changes, true);
    let is_silent = checked.wrong().next().is_none();
    is_silent.then(|| checked.findings(&context, true))
}

impl SiteInputs {
    /// Brings what is prepared up to date with an entry that was updated, and notes what differs by that.
    fn update_entry(
        &mut self,
        catalog: &Catalog,
        theme: &Theme,
        update: &EntryUpdate,
        changes: &mut Changes,
    ) {
        let Self { config, plan, prepared, .. } = self;
        let moved = &update.new.key;
        plan.relations.update_entry(catalog, config, &plan.scope, theme, moved, changes);
        let views = ViewContext::over(catalog, config, theme, plan, &Web, Arc::default());
        let is_done = Arc::get_mut(prepared)
            .is_some_and(|prepared| prepared.update_entry(&views, update, changes));
        if !is_done {
            let all = Prepared::new(catalog, config, theme, plan, &Web);
            tracking::update(prepared, all.into(), changes);
        }
    }
}
