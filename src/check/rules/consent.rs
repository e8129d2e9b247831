//! Personal data is published only with a consent that was given and has not ended.
//!
//! Where a consent was never recorded, somebody made a mistake: an error. Where it has ended, the data has left every output by itself
//! ([`crate::model::Personal`]); editors are told, and the site is published without it.

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{CONSENT, ConsentStatus, Entry, Personal};
use crate::schema::part;
use crate::schema::{ContentType, Parts};

pub(in crate::check) const RULE: Rule =
    Rule { name: "consent", codes: &[Code::ConsentMissing], run: Run::Always(run) };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for entry in context.entries.iter().filter(|entry| entry.published || entry.withdrawn) {
        let (Some(content_type), Some(personal)) =
            (catalog.schema.get(&entry.key.type_id), entry.personal())
        else {
            continue;
        };
        let is_original = entry.language == *catalog.default_language();
        let finding = if personal.is_whole() {
            is_original.then(|| about_entry(context, content_type, entry, personal)).flatten()
        } else {
            let field = personal.fields().find(|name| is_original || entry.wrote(name));
            field.and_then(|field| about_field(context, content_type, entry, personal, field))
        };
        findings.extend(finding);
    }
}

/// What keeps personal data in `field` from being shown.
fn about_field(
    context: &Context<'_>,
    content_type: &ContentType,
    entry: &Entry,
    personal: &Personal,
    field: &str,
) -> Option<Diagnostic> {
    let problem = match personal.status() {
        ConsentStatus::Valid => return None,
        ConsentStatus::Missing if lacks_consent_already(context, content_type, entry) => {
            return None;
        }
        status => status.as_str(),
    };
    Some(finding(entry, personal, entry.field_span(field), problem).arg("field", field))
}

/// What keeps an entry about a person from being published.
fn about_entry(
    context: &Context<'_>,
    content_type: &ContentType,
    entry: &Entry,
    personal: &Personal,
) -> Option<Diagnostic> {
    let lacking = personal.lacking();
    let problem = match personal.status() {
        _ if lacking.is_empty() => return None,
        ConsentStatus::Missing if lacks_consent_already(context, content_type, entry) => {
            return None;
        }
        ConsentStatus::Missing => "missing-entry",
        ConsentStatus::Future => "future-entry",
        ConsentStatus::Ended => "ended-entry",
        // What cannot be read there was reported.
        ConsentStatus::Valid if context.is_unclear(entry, CONSENT) => return None,
        ConsentStatus::Valid => "scope-entry",
    };
    let finding = finding(entry, personal, entry.field_span(CONSENT), problem);
    Some(finding.arg("field", CONSENT).arg("scope", lacking.join(", ")))
}

fn finding(
    entry: &Entry,
    personal: &Personal,
    at: crate::location::Span,
    problem: &str,
) -> Diagnostic {
    let date = personal.consent().expires.map_or(String::new(), |date| date.to_string());
    let finding = Diagnostic::at(Code::ConsentMissing, at)
        .arg("problem", problem)
        .arg("title", entry.title())
        .arg("date", date);
    match problem {
        // The calendar must not keep a site from being published.
        "ended" | "ended-entry" | "scope-entry" => finding.with_severity(Severity::Warning),
        _ => finding,
    }
}

/// Whether the consent is missing as a field, or its day is: then that was found while reading, as an error.
fn lacks_consent_already(context: &Context<'_>, content_type: &ContentType, entry: &Entry) -> bool {
    let Some(field) = content_type.field(CONSENT) else { return false };
    let needs_day = match field.kind.parts() {
        Parts::Fields(fields) => fields.get(part::GIVEN_ON).is_some_and(|day| day.required),
        _ => false,
    };
    // In a draft it is a warning only.
    !context.publishing.drafts
        && if entry.recorded(CONSENT).is_some() { needs_day } else { field.required }
}
