//! The edits that matter most: one file of an entry differs and nothing else, or templates and words of the settings do. Whoever is writing has mostly made a mistake at the moment,
//! and others may have left some: what was found elsewhere stands, and what is found in that file takes the place of what was.
//!
//! Entry points: `Session::update_file`, `Session::update_looks`. Invariant: the state is the one that loading everything would give; where that
//! is not certain, everything is loaded.

use std::sync::Arc;

use super::load::{load_editions, type_files};
use super::outcome::RunFindings;
use super::prepare::PreparedRun;
use super::request::{RunRequest, Wanted};
use super::state::{SiteInputs, SiteState, State};
use super::{Options, Session, SiteName, has_errors};
use crate::check;
use crate::config::{Config, SETTINGS_FILE};
use crate::diagnostic::Diagnostic;
use crate::location::SitePath;
use crate::model::{Catalog, EntryUpdate, Publishing, Reading};
use crate::plan::{self, BuildPlan, FacetInputs, FacetUpdate, Publications};
use crate::publication;
use crate::render::html::pages::Web;
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::tracking::{self, Changes, Compare, Given};
use crate::view::{Prepared, ViewContext};

impl Session {
    /// The last state with one file in it updated, when that is all that differs and everything stays where it is, whatever had been found and
    /// is found now.
    pub(super) fn update_file(
        &mut self,
        request: &mut RunRequest<'_>,
        differing: &[SitePath],
    ) -> Option<PreparedRun> {
        let RunRequest { snapshot, options, .. } = *request;
        let timings = &mut *request.timings;
        let loaded_theme = self.theme.as_ref()?.value.clone();
        let theme = &loaded_theme.theme;
        let mut state = self.state.take()?;
        let update = timings.step("entry", || {
            let [file] = differing else { return None };
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

    /// The last state under other templates for pages, other texts of the theme and other words of the settings, when these are all that differs, and all of it was and is as it
    /// is meant: what is on a site, and where, does not depend on them.
    pub(super) fn update_looks(
        &mut self,
        request: &mut RunRequest<'_>,
        differing: &[SitePath],
    ) -> Option<PreparedRun> {
        let RunRequest { snapshot, options, .. } = *request;
        let is_settings = |path: &SitePath| path.as_str() == SETTINGS_FILE;
        if differing.is_empty()
            || !differing.iter().all(|path| theme::is_of_looks(path) || is_settings(path))
            || !snapshot.problems().is_empty()
            || self.last_options.as_ref() != Some(options)
        {
            return None;
        }
        let last = self.state.as_ref().filter(|last| last.standing.theme.is_empty())?;
        let (mut problems, has_words) = (Vec::new(), differing.iter().any(is_settings));
        let config = match has_words {
            true => self.reworded(last, (snapshot, options))?,
            false => last.config.clone(),
        };
        let last_theme = self.theme.as_ref()?.value.clone();
        let loaded_theme =
            request.timings.step("theme", || self.load_theme(snapshot, &config, &mut problems));
        let theme = &loaded_theme.theme;
        if !problems.is_empty()
            || !theme.differs_in_looks(&last_theme.theme)
            || !plan::is_planned_alike(&config, theme, &last_theme.theme)
        {
            return None;
        }
        let says_the_same = !has_words && theme.says_the_same(&last_theme.theme);
        let catalog = &self.state.as_ref()?.catalog;
        if has_words {
            load_editions(request, (&config, catalog), theme, &mut problems);
        }
        let mut of_publications = Vec::new();
        let publications =
            publication::load(snapshot, &config, catalog, theme, &mut of_publications);
        let stays = |SiteState { inputs, .. }: &SiteState| {
            let mut changes = Changes::default();
            let publications = Publications::of(&inputs.plan.scope, &publications);
            publications.changes_since(&inputs.publications, &mut changes);
            changes.is_empty()
        };
        // Publications may say who publishes them.
        if !problems.is_empty() || !self.state.as_ref()?.sites.values().all(stays) {
            return None;
        }
        let mut state = self.state.take()?;
        if has_words {
            self.forget_unless_same((snapshot, options), &config, &type_files(snapshot));
            (state.context, state.config) = (self.context, config);
            state.checked.doubt_silence();
        }
        self.memory.note(snapshot);
        let timings = &mut *request.timings;
        let mut found = timings.step("rules", || {
            let read = self.memory.found();
            recheck(&mut state, (snapshot, options.publishing), read, self.memory.changes())
        });
        found.problems.extend(of_publications);
        let State { config, catalog, sites, standing, .. } = &mut state;
        found.problems.extend_from_slice(&standing.plan);
        for SiteState { inputs, changes } in sites.values_mut() {
            *changes = None;
            if says_the_same {
                continue;
            }
            if has_words {
                inputs.config = Given::new(config.clone());
            }
            // Nobody sees what pages share where there are never any.
            if !matches!(request.wanted, Wanted::Findings) {
                let SiteInputs { config, plan, .. } = &*inputs;
                let prepare = || Prepared::new(catalog, config, theme, plan, &Web);
                inputs.prepared = timings.step("views", prepare).into();
            }
        }
        state.theme = loaded_theme.fingerprint;
        Some(PreparedRun { state, found })
    }

    /// The settings, when they differ from those of the last state in words alone, nothing is and was found in them, and its only site is the main one.
    fn reworded(&self, last: &State, (snapshot, options): (&Snapshot, &Options)) -> Option<Config> {
        let State { config, sites, standing, .. } = last;
        let mut problems = Vec::new();
        let new = self.load_config(snapshot, options, &mut problems);
        let is_main = sites.keys().all(|name| *name == SiteName::Main) && self.online.is_empty();
        let is_sound = problems.is_empty()
            && standing.plan.is_empty()
            && standing.stays(&SitePath::new(SETTINGS_FILE)?, true);
        (is_main && is_sound && new.differs_in_words(config)).then_some(new)
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
