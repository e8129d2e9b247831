//! Personal data is published only with a consent that was given and has not ended.
//!
//! Where a consent was never recorded, somebody made a mistake: an error. Where it has ended, the data has left every output by itself
//! ([`crate::model::Personal`]); editors are told, and the site is published without it.

use crate::check::{Context, Rule, Run};
use crate::diagnostic::problem::{ConsentProblem, Quoted};
use crate::diagnostic::{Code, Diagnostic, Severity, problem};
use crate::model::{CONSENT, ConsentStatus, Entry, Personal};
use crate::schema::part;
use crate::schema::{ContentType, PartialDate, Parts};

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
    let date = end(personal);
    let absent = date.as_ref().map(|date| date as Quoted<'_>);
    let problem = match personal.status() {
        ConsentStatus::Valid => return None,
        ConsentStatus::Missing if lacks_consent_already(context, content_type, entry) => {
            return None;
        }
        ConsentStatus::Missing => ConsentProblem::Missing { date: absent },
        ConsentStatus::Future => ConsentProblem::Future { date: absent },
        ConsentStatus::Ended => ConsentProblem::Ended { date: date.as_ref()? },
    };
    Some(finding(entry, field, problem))
}

/// The day on which a consent ends.
fn end(personal: &Personal) -> Option<PartialDate> {
    personal.consent().expires
}

/// What keeps an entry about a person from being published.
fn about_entry(
    context: &Context<'_>,
    content_type: &ContentType,
    entry: &Entry,
    personal: &Personal,
) -> Option<Diagnostic> {
    let lacking = personal.lacking();
    let scope = &lacking.join(", ");
    let date = end(personal);
    let absent = date.as_ref().map(|date| date as Quoted<'_>);
    let problem = match personal.status() {
        _ if lacking.is_empty() => return None,
        ConsentStatus::Missing if lacks_consent_already(context, content_type, entry) => {
            return None;
        }
        ConsentStatus::Missing => ConsentProblem::MissingEntry { date: absent, scope },
        ConsentStatus::Future => ConsentProblem::FutureEntry { date: absent, scope },
        ConsentStatus::Ended => ConsentProblem::EndedEntry { date: date.as_ref()?, scope },
        // What cannot be read there was reported.
        ConsentStatus::Valid if context.is_unclear(entry, CONSENT) => return None,
        ConsentStatus::Valid => ConsentProblem::ScopeEntry { date: absent, scope },
    };
    Some(finding(entry, CONSENT, problem))
}

fn finding(entry: &Entry, field: &str, problem: ConsentProblem<'_>) -> Diagnostic {
    let found = problem::ConsentMissing { field: &field, title: &entry.title(), problem };
    let finding = Diagnostic::at(found, entry.field_span(field));
    match problem {
        // The calendar must not keep a site from being published.
        ConsentProblem::Ended { .. }
        | ConsentProblem::EndedEntry { .. }
        | ConsentProblem::ScopeEntry { .. } => finding.with_severity(Severity::Warning),
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
