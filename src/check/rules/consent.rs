//! Personal data is published only with a consent that was given and has not run out.

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Value;
use crate::schema::{ContentType, FieldKind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "consent", codes: &[Code::ConsentMissing], run: Run::Always(run) };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for entry in context.entries.iter().filter(|entry| entry.published) {
        let Some(content_type) = catalog.schema.get(&entry.key.type_id) else {
            continue;
        };
        let is_original = entry.language == *catalog.default_language();
        let personal = content_type.fields.iter().find(|(name, field)| {
            (is_original || entry.wrote(name))
                && entry.get(name).is_some_and(|value| value.is_personal(field))
        });
        let Some((name, _)) = personal else { continue };
        let consent = entry.get("consent");
        let date = |key| consent.and_then(|consent| consent.get(key)).and_then(Value::as_date);
        let problem = match (date("given_on"), date("expires")) {
            (None, _) if lacks_consent_already(context, content_type, consent) => continue,
            (None, _) => "missing",
            (Some(given), _) if given.first_day() > context.publishing.today => "future",
            (_, Some(expires)) if expires.last_day() < context.publishing.today => "expired",
            _ => continue,
        };
        findings.push(
            Diagnostic::at(Code::ConsentMissing, entry.field_span(name))
                .arg("field", name)
                .arg("problem", problem)
                .arg("date", date("expires").map_or(String::new(), |date| date.to_string())),
        );
    }
}

/// Whether the consent is missing as a field, or its day is: then that was found while reading, as an error.
fn lacks_consent_already(
    context: &Context<'_>,
    content_type: &ContentType,
    consent: Option<&Value>,
) -> bool {
    let Some(field) = content_type.field("consent") else { return false };
    let needs_day = match &field.kind {
        FieldKind::Object(fields) => fields.get("given_on").is_some_and(|day| day.required),
        _ => false,
    };
    // In a draft it is a warning only.
    !context.publishing.drafts && if consent.is_some() { needs_day } else { field.required }
}
