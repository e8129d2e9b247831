//! Figures have something in them, and places are those of entries that are there.

use std::collections::BTreeSet;

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::model::EntryKey;
use crate::plan::{SiteScope, figures};
use crate::schema::{Axis, FigureRule};

pub(in crate::check) const RULE: Rule = Rule {
    name: "figures",
    codes: &[Code::FigureWithoutData, Code::NoSuchEntry],
    run: Run::Whole(run),
};

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for rule in context.catalog.schema.figures() {
        if !has_rows(context, rule) {
            let title = rule.title.get(&context.config.language);
            let found = problem::FigureWithoutData { title: &title };
            findings.push(Diagnostic::at(found, rule.span.clone()));
        }
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
