//! Which outputs a site has.
//!
//! Entry point: [`plan`]. Invariant: no two outputs share an address, and all of them can be beside each other in one folder.

use std::collections::BTreeMap;

use super::{Job, Jobs, Output, OutputLabel, PLANS, clashes};
use crate::address::path::{self, Use};
use crate::config::Config;
use crate::diagnostic::problem::Clash;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;
use crate::model::Catalog;
use crate::plan::{BuildPlan, PublicationRoute};
use crate::source::Snapshot;
use crate::theme::Theme;

/// Files that publishing adds, which no output may be.
pub const RESERVED: [&str; 1] = ["manifest.json"];

/// A site, as far as its outputs depend on it.
#[derive(Clone, Copy)]
pub struct PlanInputs<'a> {
    /// The inputs.
    pub snapshot: &'a Snapshot,
    /// The collection.
    pub catalog: &'a Catalog,
    /// The settings.
    pub config: &'a Config,
    /// The theme.
    pub theme: &'a Theme,
    /// The publications that the site has.
    pub publications: &'a [PublicationRoute],
    /// Where everything is.
    pub plan: &'a BuildPlan,
}

/// Plans the outputs of a site. An address that cannot be used, or is used already, is a finding, and nothing is made for it.
pub fn plan(inputs: PlanInputs<'_>, findings: &mut Vec<Diagnostic>) -> Jobs {
    let mut planner = Planner { inputs, outputs: BTreeMap::new(), findings };
    for plan in PLANS {
        plan(&mut planner);
    }
    planner.remove_clashes();
    let job = |(path, (output, origin))| Job { path, output, origin };
    Jobs::new(planner.outputs.into_iter().map(job).collect(), inputs.plan.options.drafts)
}

/// Collects the outputs of a site.
pub(crate) struct Planner<'a> {
    /// The site.
    pub(super) inputs: PlanInputs<'a>,
    /// By path, with the place that each was made from.
    outputs: BTreeMap<String, (Output, Option<Span>)>,
    findings: &'a mut Vec<Diagnostic>,
}

impl Planner<'_> {
    /// Claims an address for an output.
    pub(super) fn add(&mut self, path: String, output: impl Into<Output>, origin: Option<Span>) {
        let output = output.into();
        // The last look before publishing: pieces have been judged where they were read.
        if let Err(fault) = path::path(&path, Use::Name) {
            let place = origin.as_ref().map(|origin| Span::start_of(&origin.file));
            self.findings.push(match place {
                Some(place) => Diagnostic::unusable(place, &path, fault, Use::Name),
                None => Diagnostic::nowhere(problem::UnusableAddress {
                    piece: &path,
                    problem: fault,
                    suggestion: None,
                }),
            });
            return;
        }
        if let Some(reserved) = RESERVED.iter().find(|reserved| is_at_or_below(&path, reserved)) {
            let finding =
                self.clash(Clash::Taken, (path.as_str(), &output, &origin), (*reserved, None));
            self.findings.push(finding);
            return;
        }
        let Some((first, place)) = self.outputs.get(&path) else {
            self.outputs.insert(path, (output, origin));
            return;
        };
        let (first, second) = (self.label(first), self.label(&output));
        let found = problem::DuplicateAddress {
            address: &format!("/{}", path.trim_end_matches("index.html")),
            first: &first.name,
            first_kind: first.kind.said(),
            second: &second.name,
            second_kind: second.kind.said(),
        };
        let mut finding = Diagnostic::new(found, origin.clone().or_else(|| place.clone()));
        if let (Some(other), Some(_)) = (place, origin) {
            finding = finding.related("other", other.clone());
        }
        self.findings.push(finding);
    }

    /// Says what cannot be planned.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Takes out outputs that cannot be beside others in a folder, and says so.
    fn remove_clashes(&mut self) {
        let found: Vec<(String, String, Clash)> = clashes::clashes(&self.outputs)
            .into_iter()
            .map(|(path, other, clash)| (path.to_owned(), other.to_owned(), clash))
            .collect();
        for (path, other, problem) in found {
            let (Some((output, origin)), Some((first, place))) =
                (self.outputs.get(&path), self.outputs.get(&other))
            else {
                continue;
            };
            // Where somebody can change something: an entry gives way to what comes with the theme.
            let finding = match (origin, place) {
                (None, Some(_)) => self.clash(
                    problem,
                    (other.as_str(), first, place),
                    (path.as_str(), Some((output, origin))),
                ),
                _ => self.clash(
                    problem,
                    (path.as_str(), output, origin),
                    (other.as_str(), Some((first, place))),
                ),
            };
            self.findings.push(finding);
            self.outputs.remove(&path);
        }
    }

    fn clash(
        &self,
        problem: Clash,
        (path, output, origin): (&str, &Output, &Option<Span>),
        (other, first): (&str, Option<(&Output, &Option<Span>)>),
    ) -> Diagnostic {
        let second = self.label(output);
        let label = first.map(|(first, _)| self.label(first));
        let found = problem::OutputClash {
            path: &path,
            problem,
            second: &second.name,
            second_kind: second.kind.said(),
            other: &other,
            first: label
                .as_ref()
                .map(|label| problem::First { first: &label.name, first_kind: label.kind.said() }),
        };
        let finding = Diagnostic::new(found, origin.clone());
        let Some((_, place)) = first else { return finding };
        match (origin, place) {
            (Some(_), Some(place)) => finding.related("other", place.clone()),
            _ => finding,
        }
    }

    fn label(&self, output: &Output) -> OutputLabel {
        output.family().label(&self.inputs.catalog.schema)
    }
}

fn is_at_or_below(path: &str, file: &str) -> bool {
    path.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
