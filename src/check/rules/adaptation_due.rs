//! Whoever adapts an entry has seen what that says now.
//!
//! Why: an adaptation takes over what it does not replace. When the base gets other words, they stand on the adapted page the same day,
//! beside sentences that were written for the old ones.
//!
//! Example: a guide with `extends: clustermanager` and no `reviewed_base`, or one that names an earlier state. Then: compare both pages, change what
//! has to be changed, and write the state that the finding names into `reviewed_base`.

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::{BASE, REVIEWED, may_adapt};

pub(in crate::check) const RULE: Rule = Rule {
    name: "adaptation-due",
    codes: &[Code::AdaptationDue],
    run: Run::Check { scope: Scope::Collection, parameters: &[], run },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let catalog = cx.context.catalog;
    // A translation is due together with the original, and says so there.
    let adapting = catalog.schema.types().filter(|content_type| may_adapt(content_type));
    let entries = adapting.flat_map(|content_type| catalog.originals_of(&content_type.id));
    for entry in entries.filter(|entry| entry.listed()) {
        let Some(adaptation) = entry.adaptation().filter(|adaptation| adaptation.is_due(entry))
        else {
            continue;
        };
        // Without its base, nothing is due.
        let Some(base) = catalog.get(&adaptation.base) else { continue };
        let reviewed = entry.written_at(REVIEWED);
        let problem = match reviewed {
            Some(_) => problem::AdaptationProblem::Changed,
            None => problem::AdaptationProblem::Unrecorded,
        };
        let at = reviewed.unwrap_or_else(|| entry.field_span(BASE));
        let finding = Diagnostic::at(
            problem::AdaptationDue {
                problem,
                base: &adaptation.base.id,
                title: &base.title(),
                state: &adaptation.base_state,
            },
            at,
        );
        findings.push(LintFinding::about(entry, finding));
    }
}
