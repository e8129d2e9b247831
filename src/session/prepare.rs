//! Plans the sites of a run, and prepares what their pages share.
//!
//! Entry point: `Session::plan`. Invariant: each site is compared with what it was where that can be told piece by piece.

use std::sync::Arc;

use super::load::LoadedTheme;
use super::options::Sites;
use super::state::{SiteState, State, fingerprints};
use super::{Options, Session, SiteName, Timings, has_errors};
use crate::check;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::plan::edition::Edition;
use crate::plan::publication::Publication;
use crate::plan::{self, MainSite, Part, PlanOptions, Routes};
use crate::render::html::pages::Web;
use crate::source::Snapshot;
use crate::trace::Changes;
use crate::view::Views;

/// A run that is planned, whose jobs are still to be done.
pub(super) struct PreparedRun {
    pub(super) state: State,
    pub(super) publications: Vec<Publication>,
    pub(super) editions: Vec<Edition>,
    pub(super) loaded_theme: Arc<LoadedTheme>,
    pub(super) found: Vec<Diagnostic>,
    /// What checks of quality have to say.
    pub(super) remarks: Vec<Diagnostic>,
}

impl Session {
    /// Plans the sites that are asked for, and compares them with what they were.
    pub(super) fn plan(
        &self,
        snapshot: &Snapshot,
        options: &Options,
        sites: &Sites,
        prepared_run: &mut PreparedRun,
        changes: Option<&Changes>,
        timings: &mut Timings,
    ) {
        let PreparedRun { state, publications, editions, loaded_theme, found, remarks } =
            prepared_run;
        let (catalog, theme) = (&state.catalog, &loaded_theme.theme);
        let asked = PlanOptions { drafts: options.publishing.drafts, print: options.print };
        let mut wanted: Vec<(SiteName, Config, Part)> = Vec::new();
        if matches!(sites, Sites::One(SiteName::Main) | Sites::All) {
            wanted.push((SiteName::Main, state.config.clone(), Part::default()));
        }
        if *sites != Sites::One(SiteName::Main) {
            // An edition only wants to know where things are.
            let main = MainSite {
                routes: Arc::new(Routes::of_main_site(catalog, &state.config, asked)),
                base: state.config.base_url.clone(),
                title: state.config.title.clone(),
            };
            wanted.extend(editions.iter().filter_map(|edition| {
                let name = SiteName::Edition(edition.id.clone());
                let all = matches!(sites, Sites::Editions | Sites::All);
                let is_wanted = all || *sites == Sites::One(name.clone());
                is_wanted.then(|| (name, edition.config.clone(), edition.part(main.clone())))
            }));
        }
        let same = self.state.as_ref().filter(|last| last.theme == state.theme);
        for (name, config, part) in wanted {
            let routes: Vec<_> = publications
                .iter()
                .filter(|publication| part.takes_along(&publication.id))
                .map(Publication::route)
                .collect();
            let plan = timings.step("plan", || {
                let (plan, problems) =
                    plan::plan(snapshot, catalog, &config, theme, part, &routes, asked);
                found.extend(problems);
                plan
            });
            // Half a site has dropped nothing.
            if let Some(online) = self.online.get(&name).filter(|_| !has_errors(&*found)) {
                let context =
                    check::Context::without_entries(snapshot, &config, catalog, options.publishing);
                remarks.extend(state.checked.dropped(&context, &plan, online));
            }
            let prepared = timings.step("views", || {
                Views::new(catalog, &config, theme, &plan, &Web).prepared().clone()
            });
            let publications = fingerprints(publications, &plan);
            let mut site = SiteState { config, plan, prepared, publications, changes: None };
            let last = same.and_then(|last| last.sites.get(&name));
            if let (Some(last), Some(changes)) = (last, changes)
                && site.is_comparable(last)
            {
                timings.step("compare", || {
                    site.changes = Some(site.changes_since(last, changes.clone()));
                });
            }
            state.sites.insert(name, site);
        }
    }
}
