//! What the navigation, the doors of the home page and parts of pages lead to is there.

use crate::check::{Context, Rule, Run};
use crate::config::NavTarget;
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::location::Span;
use crate::model::{Catalog, EntryKey};
use crate::schema::Pages;

pub(in crate::check) const RULE: Rule = Rule {
    name: "settings",
    codes: &[Code::UnknownType, Code::NoSuchEntry, Code::BadValue, Code::LongNavigation],
    run: Run::Whole(run),
};

/// So many items of the navigation are taken in at a glance, and fit beside each other in most languages.
const NAVIGATION: usize = 7;

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
    named_in_sections(catalog, findings);
    let navigation = &context.config.navigation;
    if let Some(first) = navigation.get(NAVIGATION) {
        let problem = problem::LongNavigation { count: navigation.len(), limit: NAVIGATION };
        findings.push(Diagnostic::at(problem, first.span.clone()));
    }
    for item in context.config.menus() {
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
            findings.extend(no_such_entry(catalog, id, entry_id, &item.span));
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

/// Entries that parts of pages name are there.
fn named_in_sections(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let own = catalog.schema.types().filter(|content_type| !content_type.standard);
    let sections = own.flat_map(|content_type| &content_type.sections);
    for (name, span) in sections.flat_map(|section| &section.entries) {
        let Some((type_id, id)) = name.split_once(':') else { continue };
        if !catalog.schema.is_unread(type_id) {
            findings.extend(no_such_entry(catalog, type_id, id, span));
        }
    }
}

/// What is wrong with the name of an entry that readers are led to.
fn no_such_entry(catalog: &Catalog, type_id: &str, id: &str, span: &Span) -> Option<Diagnostic> {
    let entry = catalog.get(&EntryKey::new(type_id, id));
    if entry.is_some_and(|entry| entry.published) {
        return None;
    }
    let suggestion = match entry {
        Some(_) => None,
        None => catalog.suggestion(type_id, id),
    };
    let problem = match entry {
        Some(entry) => problem::EntryProblem::Unpublished { file: &entry.file },
        None => problem::EntryProblem::Missing { file: None },
    };
    let no_such_entry = problem::NoSuchEntry {
        type_: &type_id,
        id: &id,
        problem: Some(problem),
        suggestion: suggestion.map(|suggestion| &*suggestion.key.id),
    };
    Some(Diagnostic::at(no_such_entry, span.clone()))
}
