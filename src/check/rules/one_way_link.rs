//! Partners whose website is linked are known to link back.
//!
//! Why: firms come across an initiative on the website of their chamber, and across the chamber on that of the initiative, but only when
//! each links to the other.
//!
//! Example: an organisation with `website` and without `backlinks`. Then: ask for a link, and note the page that it should be on and how
//! things stand: `backlinks: {"https://www.example.org/partner": asked}`. It is no finding any more once that is `confirmed` or
//! `declined`; `broschur report links --html` looks at saved pages.

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::Partner;

pub(in crate::check) const RULE: Rule = Rule {
    name: "one-way-link",
    codes: &[Code::OneWayLink],
    run: Run::Check { scope: Scope::Entry, parameters: &[], run },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let schema = &cx.context.catalog.schema;
    for entry in cx.originals() {
        let Some(partner) = Partner::of(schema, entry) else { continue };
        let Some(website) = partner.website else { continue };
        let settled = partner.pages.iter().any(|(_, state)| state.is_settled());
        if settled || cx.context.is_unclear(entry, &partner.pages_at) {
            continue;
        }
        let problem = (!partner.pages.is_empty()).then_some(problem::LinkBack::Open);
        let finding = Diagnostic::at(
            problem::OneWayLink { title: &entry.title(), address: &website, problem },
            entry.field_span(&partner.website_at),
        );
        findings.push(LintFinding::about(entry, finding));
    }
}
