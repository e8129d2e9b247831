//! What was to be looked at again by now has been looked at.
//!
//! Why: a case of two years ago may tell of a firm that has closed; `review_due` is the editor's own promise.
//!
//! Example: `review_due: 2026-06-30` in a build for November 2026. Then: ask the firm, change what has changed, and set a new day; or
//! set `status: archived`.
//!
//! Parameter `days`: so many days before the day comes.

use crate::check::options::{CheckParameter, Default};
use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::Value;
use crate::schema::common;

pub(in crate::check) const RULE: Rule = Rule {
    name: "review-due",
    codes: &[Code::ReviewDue],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[CheckParameter { name: "days", default: Default::Count(0) }],
        run,
    },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let days = i64::try_from(cx.setting.count("days")).unwrap_or(i64::MAX);
    let today = cx.context.publishing.today;
    let by = today.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default());
    for entry in cx.entries().filter(|entry| entry.wrote(common::REVIEW_DUE)) {
        let due = entry.get(common::REVIEW_DUE).and_then(Value::as_date);
        if let Some(due) = due.filter(|due| due.first_day() <= by) {
            let finding = Diagnostic::at(
                problem::ReviewDue {
                    date: &due,
                    past: if due.last_day() < today {
                        problem::Due::Past
                    } else {
                        problem::Due::Soon
                    },
                },
                entry.field_span(common::REVIEW_DUE),
            );
            findings.push(LintFinding::about(entry, finding));
        }
    }
}
