//! What the navigation, the doors of the home page and parts of pages lead to is there.

use crate::check::{Context, Rule, Run};
use crate::config::NavTarget;
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::location::Span;
use crate::model::{Catalog, Entry, EntryKey};
use crate::plan::{self, Menu, SiteScope};
use crate::schema::{FieldRole, Pages};

pub(in crate::check) const RULE: Rule = Rule {
    name: "settings",
    codes: &[Code::UnknownType, Code::NoSuchEntry, Code::BadValue, Code::LongNavigation],
    run: Run::Whole(run),
};

/// So many items of the navigation are taken in at a glance, and fit beside each other in most languages.
const NAVIGATION: usize = 7;

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Context { catalog, config, .. } = *context;
    let scope = SiteScope::default();
    let led_to = |language| plan::led_to(catalog, &scope, config, Menu::Header, language);
    let in_languages = config.languages.iter().map(|language| led_to(language));
    let pages = in_languages.max_by_key(Vec::len).unwrap_or_default();
    findings.extend(long_navigation(context, &pages));
    named(context, findings);
}

/// What is wrong with the settings of an edition. Which pages ask for a place in its navigation is not counted: that differs with every entry that it shows.
pub(in crate::check) fn of_edition(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = long_navigation(context, &[]).into_iter().collect();
    named(context, &mut findings);
    findings
}

/// That the navigation has too many items, at the first one too many: those of the settings come first, then the pages that ask for a place there themselves.
fn long_navigation(
    Context { config, catalog, .. }: &Context<'_>,
    pages: &[&Entry],
) -> Option<Diagnostic> {
    let items = &config.navigation;
    let span = match items.get(NAVIGATION) {
        Some(item) => item.span.clone(),
        None => {
            let first = pages.get(NAVIGATION - items.len())?;
            let field = catalog.schema.get(&first.key.type_id)?.field_with(FieldRole::Menu)?;
            first.field_span(&field.name)
        }
    };
    let count = items.len() + pages.len();
    Some(Diagnostic::at(problem::LongNavigation { count, limit: NAVIGATION }, span))
}

fn named(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
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
