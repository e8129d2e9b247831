//! What the navigation leads to is there.

use crate::check::{Context, Rule, Run};
use crate::config::NavTarget;
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::model::EntryKey;
use crate::schema::Pages;

pub(in crate::check) const RULE: Rule = Rule {
    name: "settings",
    codes: &[Code::UnknownType, Code::NoSuchEntry, Code::BadValue],
    run: Run::Whole(run),
};

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for (key, (id, span)) in context.config.types_with_pages() {
        match catalog.schema.get(id) {
            Some(content_type) if content_type.pages == Pages::Entry => {}
            Some(_) => findings.push(Diagnostic::at(
                problem::BadValue {
                    key: &key,
                    value: &id,
                    expected: problem::Expected::TypeWithEntryPages,
                },
                span.clone(),
            )),
            None => {
                let known = catalog.schema.types().map(|content_type| &*content_type.id);
                findings.push(
                    Diagnostic::at(
                        problem::UnknownType { type_: &id, suggestion: nearest(id, known) },
                        span.clone(),
                    )
                    .with_fix(),
                );
            }
        }
    }
    for item in context.config.navigation.iter().chain(&context.config.footer) {
        let (NavTarget::Type(id) | NavTarget::Entry(id, _)) = &item.target else {
            continue;
        };
        let Some(content_type) = catalog.schema.get(id) else {
            let known = catalog.schema.types().map(|content_type| &*content_type.id);
            if !catalog.schema.is_unread(id) {
                findings.push(Diagnostic::at(
                    problem::UnknownType { type_: &id, suggestion: nearest(id, known) },
                    item.span.clone(),
                ));
            }
            continue;
        };
        if let NavTarget::Entry(_, entry_id) = &item.target {
            let entry = catalog.get(&EntryKey::new(id.as_str(), entry_id.as_str()));
            if !entry.is_some_and(|entry| entry.published) {
                let suggestion = match entry {
                    Some(_) => None,
                    None => catalog.suggestion(id, entry_id),
                };
                let problem = match entry {
                    Some(entry) => problem::EntryProblem::Unpublished { file: &entry.file },
                    None => problem::EntryProblem::Missing { file: None },
                };
                findings.push(Diagnostic::at(
                    problem::NoSuchEntry {
                        type_: id,
                        id: entry_id,
                        problem: Some(problem),
                        suggestion: suggestion.map(|suggestion| &*suggestion.key.id),
                    },
                    item.span.clone(),
                ));
            }
        } else if content_type.pages == Pages::None {
            findings.push(Diagnostic::at(
                problem::BadValue {
                    key: &"type",
                    value: &id,
                    expected: problem::Expected::TypeWithPages,
                },
                item.span.clone(),
            ));
        }
    }
}
