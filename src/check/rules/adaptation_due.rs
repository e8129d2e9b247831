//! Whoever adapts an entry has seen what that says now.
//!
//! Why: an adaptation takes over what it does not replace. When the base gets other words, they stand on the adapted page the same day,
//! beside sentences that were written for the old ones.
//!
//! Example: a guide with `extends: clustermanager` and no `reviewed_base`, or one that names an earlier state. Then: compare both pages, change what
//! has to be changed, and write the state that the finding names into `reviewed_base`.

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic};
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
        let title = catalog.get(&adaptation.base).map_or("", |base| base.title());
        let reviewed = entry.written_at(REVIEWED);
        let problem = if reviewed.is_some() { "changed" } else { "unrecorded" };
        let at = reviewed.unwrap_or_else(|| entry.field_span(BASE));
        let finding = Diagnostic::at(Code::AdaptationDue, at)
            .arg("problem", problem)
            .arg("base", &adaptation.base.id)
            .arg("title", title)
            .arg("state", &adaptation.base_state);
        findings.push(LintFinding::about(entry, finding));
    }
}
