//! Plans the sites of a run, and works out what their pages share.
//!
//! Entry points: `Session::plan`, then `Session::prepare`. Invariant: each site is compared with what it was where that can be told
//! piece by piece.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::load::{CheckedContent, Presentation, Site};
use super::outcome::RunFindings;
use super::request::{RunRequest, Sites, Wanted};
use super::state::{SiteInputs, SiteState, State};
use super::{Distrust, Session, SiteName};
use crate::check;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, problem};
use crate::edition::Edition;
use crate::outputs::{self, Jobs, PlanInputs};
use crate::plan::{
    self, BuildPlan, MainSite, PlanOptions, PlanSource, PublicationRoute, Publications, Routes,
    SiteScope,
};
use crate::render::html::pages::Web;
use crate::tracking::{Compare, Fingerprint, Given};
use crate::view::Prepared;

/// A run that is planned, whose jobs are still to be done.
pub(super) struct PreparedRun {
    pub(super) state: State,
    pub(super) found: RunFindings,
}

/// A site of which it is known what is on it, and where.
pub(super) struct PlannedSite {
    name: SiteName,
    config: Config,
    plan: BuildPlan,
    jobs: Jobs,
    prepared: Arc<Prepared>,
}

impl Session {
    /// Plans the sites that are asked for: which outputs there are, and where, and what pages share.
    pub(super) fn plan(
        &self,
        request: &mut RunRequest<'_>,
        content: &CheckedContent,
        presentation: &Presentation,
        found: &mut RunFindings,
    ) -> Vec<PlannedSite> {
        let RunRequest { snapshot, options, .. } = *request;
        let Presentation { loaded_theme, publications, editions } = presentation;
        let (catalog, theme) = (&content.site.catalog, &loaded_theme.theme);
        let asked = PlanOptions { drafts: options.publishing.drafts, print: options.print };
        // Nobody sees what pages share where there are never any.
        let is_seen = !matches!(request.wanted, Wanted::Findings);
        let mut planned = Vec::new();
        let (problems, findings) = (found.problems.len(), found.findings.len());
        for (name, config, part) in parts(&request.sites, &content.site, editions, asked) {
            let routes: Vec<_> = publications
                .iter()
                .filter(|publication| part.takes_along(&publication.id))
                .map(PublicationRoute::of)
                .collect();
            let last = self.last_plan(&name, loaded_theme.fingerprint);
            let (plan, jobs, prepared) = request.timings.step("plan", || {
                let config = &config;
                let source = PlanSource { snapshot, catalog, config, theme };
                let last = last.zip(content.changes.as_ref());
                let plan = plan::plan_again(source, part, &routes, asked, last);
                let publications = &routes;
                let inputs =
                    PlanInputs { snapshot, catalog, config, theme, publications, plan: &plan };
                // Which outputs there are, and what pages share, have nothing to do with each other.
                let (jobs, prepared) = rayon::join(
                    || outputs::plan(inputs, &mut found.problems),
                    || match is_seen {
                        true => Prepared::new(catalog, config, theme, &plan, &Web).into(),
                        false => Arc::default(),
                    },
                );
                (plan, jobs, prepared)
            });
            // Half a site has dropped nothing, and a preview is shown to nobody who could have noted anything.
            let online = self.online.get(&name).filter(|_| !found.has_errors());
            if let Some((online, promised)) = online.zip(jobs.promised()) {
                let context =
                    check::Context::without_entries(snapshot, &config, catalog, options.publishing);
                found.findings.extend(content.checked.dropped(&context, &plan, &promised, online));
            }
            planned.push(PlannedSite { name, config, plan, jobs, prepared });
        }
        self.limit_outputs(request, &planned, found);
        found.standing.plan.extend_from_slice(&found.problems[problems..]);
        found.standing.dropped.extend_from_slice(&found.findings[findings..]);
        planned
    }

    /// The plan of the main site that the last state had under the same settings, types and theme.
    fn last_plan(&self, name: &SiteName, theme: Fingerprint) -> Option<&BuildPlan> {
        let is_same = |last: &&State| last.context == self.context && last.theme == theme;
        let last = self.state.as_ref().filter(is_same).filter(|_| *name == SiteName::Main)?;
        last.sites.get(name).map(|site| &site.inputs.plan)
    }

    /// Makes nothing of what strangers wrote when that would be too much.
    fn limit_outputs(
        &self,
        request: &mut RunRequest<'_>,
        planned: &[PlannedSite],
        found: &mut RunFindings,
    ) {
        let planned: usize = planned.iter().map(|site| site.jobs.all().len()).sum();
        if let Some(Distrust { outputs: max, .. }) = self.distrust
            && planned > max
        {
            found.problems.push(Diagnostic::nowhere(problem::TooMuchOutput {
                of: problem::OutputMeasure::Files { count: planned, max },
            }));
            request.wanted = Wanted::Nothing;
        }
    }

    /// Compares the sites with what they were.
    pub(super) fn prepare(
        &self,
        request: &mut RunRequest<'_>,
        content: CheckedContent,
        presentation: Presentation,
        planned: Vec<PlannedSite>,
        found: RunFindings,
    ) -> PreparedRun {
        let CheckedContent { site: Site { config, catalog }, changes, checked } = content;
        let Presentation { loaded_theme, publications, .. } = presentation;
        let fingerprint = loaded_theme.fingerprint;
        let is_seen = !matches!(request.wanted, Wanted::Findings);
        let same_theme = self.state.as_ref().filter(|last| is_seen && last.theme == fingerprint);
        let mut sites = BTreeMap::new();
        for PlannedSite { name, config, plan, jobs, prepared } in planned {
            let publications = Publications::of(&plan.scope, &publications);
            let config = Given::new(config);
            let inputs = SiteInputs { config, plan, jobs, prepared, publications };
            let mut changes_of_site = None;
            let last = same_theme.and_then(|last| last.sites.get(&name));
            if let (Some(last), Some(changes)) = (last, &changes) {
                request.timings.step("compare", || {
                    let mut changes = changes.clone();
                    inputs.changes_since(&last.inputs, &mut changes);
                    changes_of_site = Some(changes);
                });
            }
            sites.insert(name, SiteState { inputs, changes: changes_of_site });
        }
        let (context, theme) = (self.context, fingerprint);
        let standing = found.standing.clone();
        let state = State { context, theme, config, catalog, sites, checked, standing };
        PreparedRun { state, found }
    }
}

/// The sites that are asked for: their settings, and which part of the collection each of them shows.
fn parts(
    asked: &Sites,
    site: &Site,
    editions: &[Edition],
    options: PlanOptions,
) -> Vec<(SiteName, Config, SiteScope)> {
    let Site { config, catalog } = site;
    let mut parts = Vec::new();
    if matches!(asked, Sites::One(SiteName::Main) | Sites::All) {
        parts.push((SiteName::Main, config.clone(), SiteScope::default()));
    }
    if *asked == Sites::One(SiteName::Main) {
        return parts;
    }
    // An edition only wants to know where things are.
    let main = MainSite {
        routes: Arc::new(Routes::of_main_site(catalog, config, options)),
        base: Given::new(config.base_url.clone()),
        title: Given::new(config.title.clone()),
    };
    parts.extend(editions.iter().filter_map(|edition| {
        let name = SiteName::Edition(edition.id.clone());
        let all = matches!(asked, Sites::Editions | Sites::All);
        let is_wanted = all || *asked == Sites::One(name.clone());
        is_wanted
            .then(|| (name, edition.config.clone(), SiteScope::of_edition(edition, main.clone())))
    }));
    parts
}
