//! What takes place does not end before it begins.
//!
//! Why: such a date is in no calendar, and nobody would notice that it is missing. A date that is only known to the month is no mistake.

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::Value;
use crate::schema::part;

pub(in crate::check) const RULE: Rule =
    Rule { name: "calendar-dates", codes: &[Code::EndBeforeStart], run: Run::Always(run) };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for entry in context.entries {
        let content_type = context.catalog.schema.get(&entry.key.type_id);
        let Some(field) = content_type.and_then(|of| of.calendar.as_deref()) else { continue };
        if !entry.wrote(field) {
            continue;
        }
        let items = entry.recorded(field).map(Value::items).unwrap_or_default();
        for (number, item) in (1..).zip(items) {
            let date = |name| item.get(name).and_then(Value::as_date);
            let (Some(from), Some(to)) = (date(part::DATE), date(part::DATE_TO)) else { continue };
            if to.last_day() < from.first_day() {
                findings.push(Diagnostic::at(
                    problem::EndBeforeStart { field: &field, number, from: &from, to: &to },
                    entry.field_span(field),
                ));
            }
        }
    }
}
