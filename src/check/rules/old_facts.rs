//! Facts are not too old.
//!
//! Why: the study behind the first collection says itself that it should be looked at again after two or three years. Who reads a number
//! of members takes it for today's.
//!
//! Example: `as_of: 2012-01` in a build for 2026. Then: look up the facts and set `as_of` anew; or excuse the entry with the reason.
//!
//! Parameter `years`: how old facts may be (3). A month or a year counts from its end.

use crate::check::options::{CheckParameter, Default};
use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::Value;
use crate::schema::common;

pub(in crate::check) const RULE: Rule = Rule {
    name: "old-facts",
    codes: &[Code::OldFacts],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[CheckParameter { name: "years", default: Default::Count(3) }],
        run,
    },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let years = cx.setting.count("years");
    let age = jiff::Span::new().try_years(i64::try_from(years).unwrap_or(i64::MAX));
    let Some(oldest) = age.ok().and_then(|age| cx.context.publishing.today.checked_sub(age).ok())
    else {
        return; // nothing is as old as that
    };
    for entry in cx.entries().filter(|entry| entry.wrote(common::AS_OF)) {
        let as_of = entry.get(common::AS_OF).and_then(Value::as_date);
        if let Some(as_of) = as_of.filter(|as_of| as_of.last_day() < oldest) {
            let finding = Diagnostic::at(
                problem::OldFacts { date: &as_of, years },
                entry.field_span(common::AS_OF),
            );
            findings.push(LintFinding::about(entry, finding));
        }
    }
}
