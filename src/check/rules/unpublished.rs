//! Published entries refer to published entries only: a reader would follow the link to nothing.

use crate::check::{Context, Rule, Run};
use crate::diagnostic::problem::Unpublished;
use crate::diagnostic::{Code, Diagnostic, Severity, problem};
use crate::location::Span;
use crate::model::{Entry, EntryKey};

pub(in crate::check) const RULE: Rule =
    Rule { name: "unpublished", codes: &[Code::ReferenceToUnpublished], run: Run::Always(run) };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for entry in context.entries.iter().filter(|entry| entry.published) {
        // What belongs to an edition may refer to what does.
        let everywhere = entry.editions().next().is_none();
        let hidden = |target: &&Entry| {
            !target.published || (everywhere && target.editions().next().is_some())
        };
        let unpublished = |key: &EntryKey| catalog.get(key).filter(hidden);
        // Relations are written in the default language.
        if entry.language == *catalog.default_language() {
            for edge in catalog.edges_from(&entry.key).filter(|edge| edge.relation.is_some()) {
                if let Some(target) = unpublished(&edge.to) {
                    findings.push(finding(edge.span.clone(), &edge.field, target));
                }
            }
        }
        for (name, document) in entry.own_documents() {
            for link in document.links() {
                let key = EntryKey::linked(&link.destination);
                if let Some(target) = key.as_ref().and_then(unpublished) {
                    findings.push(finding(Span::new(&entry.file, link.span.clone()), name, target));
                }
            }
        }
    }
}

fn finding(span: Span, field: &str, target: &Entry) -> Diagnostic {
    let status = match target.status.as_str() {
        _ if target.published => Unpublished::Edition,
        _ if target.withdrawn => Unpublished::Consent,
        // Approved, and yet not published: its day has not come.
        "approved" | "archived" => Unpublished::Scheduled,
        "review" => Unpublished::Review,
        _ => Unpublished::Draft,
    };
    let finding = Diagnostic::at(
        problem::ReferenceToUnpublished {
            field: &field,
            target: &target.key,
            title: &target.title(),
            status,
            file: &target.file,
        },
        span,
    );
    match status {
        // The reference is plain text from the day on which the consent ends; the site is published nevertheless.
        Unpublished::Consent => finding.with_severity(Severity::Warning),
        _ => finding,
    }
}
