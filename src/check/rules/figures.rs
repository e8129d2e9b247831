//! Figures have something in them, places are those of entries that are there, and notes lead somewhere.

use std::collections::BTreeSet;

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::location::Span;
use crate::model::{Catalog, EntryKey};
use crate::plan::{SiteScope, figures};
use crate::schema::{Axis, FigureRule, Text};
use crate::syntax::DestinationKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "figures",
    codes: &[
        Code::FigureWithoutData,
        Code::NoSuchEntry,
        Code::LinkToNothing,
        Code::LinkToMissingFile,
        Code::BadLink,
        Code::UnknownType,
    ],
    run: Run::Whole(run),
};

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for rule in context.catalog.schema.figures() {
        if !has_rows(context, rule) {
            let title = rule.title.get(&context.config.language);
            let found = problem::FigureWithoutData { title: &title };
            findings.push(Diagnostic::at(found, rule.span.clone()));
        }
        check_note(context, rule, findings);
        let Axis::All(type_id) = &rule.rows else { continue };
        for id in rule.places.keys() {
            let key = EntryKey::new(type_id.clone(), id.as_str());
            if context.catalog.get(&key).is_some() || context.catalog.is_unread(&key) {
                continue;
            }
            let known: BTreeSet<&str> =
                context.catalog.originals_of(type_id).iter().map(|entry| &*entry.key.id).collect();
            let suggestion = nearest(id, known.iter().copied());
            let found = problem::NoSuchEntry { type_: type_id, id, problem: None, suggestion };
            findings.push(Diagnostic::at(found, rule.span.clone()));
        }
    }
}

/// What is wrong with a note: nothing but entries and addresses on the web can be linked from it.
fn check_note(context: &Context<'_>, rule: &FigureRule, findings: &mut Vec<Diagnostic>) {
    let own = &context.config.language;
    let languages = rule.note.iter().flat_map(Text::iter).map(|(language, _)| match language {
        "" => own.as_str(),
        language => language,
    });
    let (catalog, at) = (context.catalog, &rule.span);
    for language in languages {
        let Some(document) = rule.note_in(language, findings) else { continue };
        for link in document.links() {
            let written = link.destination.written();
            findings.extend(match link.destination.kind() {
                DestinationKind::Web(_) | DestinationKind::Mail(_) | DestinationKind::Phone(_) => {
                    None
                }
                DestinationKind::Entry { type_id, id, .. } => {
                    no_such_target(catalog, type_id, id, at)
                }
                DestinationKind::File { .. } | DestinationKind::Anchor(_) => {
                    let found = problem::LinkToMissingFile {
                        file: &written,
                        meant: None,
                        suggestion: None,
                    };
                    Some(Diagnostic::at(found, at.clone()))
                }
                DestinationKind::Unsafe(problem) => {
                    let destination = Some(written).filter(|written| !written.is_empty());
                    let found = problem::BadLink { destination, problem, suggestion: None };
                    Some(Diagnostic::at(found, at.clone()))
                }
            });
        }
    }
}

fn no_such_target(catalog: &Catalog, type_id: &str, id: &str, at: &Span) -> Option<Diagnostic> {
    if catalog.schema.get(type_id).is_none() {
        let known = catalog.schema.types().map(|content_type| &*content_type.id);
        let found = problem::UnknownType { type_: &type_id, suggestion: nearest(type_id, known) };
        return (!catalog.schema.is_unread(type_id)).then(|| Diagnostic::at(found, at.clone()));
    }
    let key = EntryKey::new(type_id, id);
    if catalog.get(&key).is_some() || catalog.is_unread(&key) {
        return None;
    }
    let suggestion = catalog.suggestion(type_id, id).map(|entry| entry.key.to_string());
    let suggestion = suggestion.as_deref();
    let found = problem::LinkToNothing { type_: &type_id, id: &id, suggestion };
    Some(Diagnostic::at(found, at.clone()))
}

/// Whether there is anything to draw, at least for one of the entries on whose pages it is.
fn has_rows(context: &Context<'_>, rule: &FigureRule) -> bool {
    let (catalog, scope) = (context.catalog, SiteScope::default());
    let language = catalog.default_language();
    let has = |entry: Option<&EntryKey>| {
        !figures::rows(catalog, &scope, rule, entry, language).is_empty()
    };
    match &rule.of {
        None => has(None),
        Some(of) => catalog.list(of, language).any(|entry| has(Some(&entry.key))),
    }
}
