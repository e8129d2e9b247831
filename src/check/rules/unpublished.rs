//! Published entries refer to published entries only: a reader would follow the link to nothing.

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Entry;

pub(in crate::check) const RULE: Rule =
    Rule { name: "unpublished", codes: &[Code::ReferenceToUnpublished], run };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for entry in catalog.entries().iter().filter(|entry| entry.published) {
        if entry.language != *catalog.default_language() {
            continue; // relations are written in the default language
        }
        for edge in catalog.edges_from(&entry.key) {
            let Some(target) = catalog.get(&edge.to).filter(|target| !target.published) else {
                continue;
            };
            findings.push(unpublished(&edge.span, &edge.field, target));
        }
    }
}

fn unpublished(span: &crate::source::Span, field: &str, target: &Entry) -> Diagnostic {
    // Approved, and yet not published: its day has not come.
    let status = match target.status.as_str() {
        "approved" | "archived" => "scheduled",
        status => status,
    };
    Diagnostic::at(Code::ReferenceToUnpublished, span.clone())
        .arg("field", field)
        .arg("target", &target.key)
        .arg("title", target.title())
        .arg("status", status)
        .arg("file", &target.file)
}
