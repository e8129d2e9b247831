//! The edits that matter most: one file of an entry differs and nothing else, or templates do. Whoever is writing has mostly made a mistake at the moment,
//! and others may have left some: what was found elsewhere stands, and what is found in that file takes the place of what was.
//!
//! Entry points: `Session::update_file`, `Session::update_templates`. Invariant: the state is the one that loading everything would give; where that
//! is not certain, everything is loaded.

use std::sync::Arc;

use super::outcome::RunFindings;
use super::prepare::PreparedRun;
use super::request::RunRequest;
use super::state::{SiteInputs, SiteState, State};
use super::{Session, has_errors};
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
    /// The last state with one file in it updated, when that is all that differs and everything stays where it is, whatever had been found and
    /// is found now.
    pub(super) fn update_file(&mut self, request: &mut RunRequest<'_>) -> Option<PreparedRun> {
        let RunRequest { snapshot, options, .. } = *request;
        let timings = &mut *request.timings;
        let loaded_theme = self.theme.as_ref()?.value.clone();
        let theme = &loaded_theme.theme;
        let mut state = self.state.take()?;
        let update = timings.step("entry", || {
            let files = snapshot.differing(self.memory.snapshot());
            let [file] = files.as_slice() else { return None };
            if self.last_options.as_ref() != Some(options) || !state.standing.stays(file, true) {
                return None;
            }
            let schema = self.schema.as_ref()?.value.clone();
            let publishing = options.publishing;
            let settings = state.config.for_entries();
            let scope = Reading { snapshot, schema: &schema, settings, publishing };
            state.catalog.update_file(&scope, &mut self.memory, file).zip(Some(file.clone()))
        });
        let Some((update, file)) = update else {
            self.state = Some(state);
            return None;
        };
        let changes = self.memory.changes().clone();
        let mut found = timings.step("rules", || {
            let read = self.memory.found();
            recheck(&mut state, (snapshot, options.publishing), read, &changes)
        });
        let State { config, catalog, sites, standing, .. } = &mut state;
        found.problems.extend_from_slice(&standing.theme);
        let publications = publication::load(snapshot, config, catalog, theme, &mut found.problems);
        found.problems.extend_from_slice(&standing.plan);
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
                match update.entry() {
                    Some(update) => plan.facets.updated(inputs, update, &changes),
                    None => Some(FacetUpdate::default()),
                }
            })
            .collect();
        let all_stay = standing.stays(&file, update.is_text()) && sites.values().all(stays);
        let Some(facets) = facets.filter(|_| all_stay) else {
            // The entry is in the state already: what has read it has to be looked at in any case.
            self.pending = Some((changes, self.memory.read));
            self.state = Some(state);
            return None;
        };
        for (site, facets) in sites.values_mut().zip(facets) {
            let mut changes = changes.clone();
            site.inputs.plan.facets.apply(facets, &mut changes);
            if let Some(update) = update.entry().filter(|update| !update.is_text()) {
                let inputs = &mut site.inputs;
                timings.step("views", || inputs.update_entry(catalog, theme, update, &mut changes));
            }
            site.changes = Some(changes);
        }
        Some(PreparedRun { state, found })
    }

    /// The last state under other templates for pages, when these are all that differs, and the theme was and is as it is meant: what
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
        let last = self.state.as_ref().filter(|state| state.standing.theme.is_empty())?;
        let config = last.config.clone();
        let last_theme = self.theme.as_ref()?.value.clone();
        let mut problems = Vec::new();
        let loaded_theme =
            timings.step("theme", || self.load_theme(snapshot, &config, &mut problems));
        if !problems.is_empty() || !loaded_theme.theme.differs_by_templates(&last_theme.theme) {
            return None;
        }
        let mut state = self.state.take()?;
        self.memory.note(snapshot);
        let mut found = timings.step("rules", || {
            let read = self.memory.found();
            recheck(&mut state, (snapshot, options.publishing), read, self.memory.changes())
        });
        let State { config, catalog, standing, .. } = &state;
        let theme = &loaded_theme.theme;
        publication::load(snapshot, config, catalog, theme, &mut found.problems);
        found.problems.extend_from_slice(&standing.plan);
        for site in state.sites.values_mut() {
            site.changes = None;
        }
        state.theme = loaded_theme.fingerprint;
        Some(PreparedRun { state, found })
    }
}

/// Applies the rules anew to what differs: what is found in files, settings, types and entries, of which `read` says what reading them has found,
/// and then by rules.
fn recheck<'a>(
    state: &mut State,
    (snapshot, publishing): (&Snapshot, Publishing),
    read: impl Iterator<Item = &'a Diagnostic>,
    changes: &Changes,
) -> RunFindings {
    let State { config, catalog, checked, standing, .. } = state;
    let mut problems = snapshot.problems().to_vec();
    problems.extend_from_slice(&standing.settings);
    problems.extend(read.cloned());
    let entries = catalog.entries();
    let context =
        check::Context { snapshot, config, catalog, entries, publishing, read: &problems };
    *checked = std::mem::take(checked).recheck(&context, changes, true);
    let context = check::Context { snapshot, config, catalog, entries, publishing, read: &[] };
    problems.extend(checked.wrong().cloned());
    let mut findings = checked.findings(&context, !has_errors(&problems));
    findings.extend_from_slice(&standing.dropped);
    RunFindings { problems, findings, standing: standing.clone() }
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
