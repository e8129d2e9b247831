//! No two entries of a type have one title.
//!
//! Why: in lists, search results and tabs a title is all that readers see. Two entries called *Automotive Ostwürttemberg* are found by
//! luck.
//!
//! Example: `title: Neue Kunden gewonnen` in two cases. Better: say which trade, or what was new.

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::hash::{Map, Set};
use crate::model::Entry;

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-title",
    codes: &[Code::DuplicateTitle],
    run: Run::Check { scope: Scope::Collection, parameters: &[], run },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let schema = &cx.context.catalog.schema;
    // Hardly any titles are the same, and only of those there is more to be looked at.
    let (mut once, mut again) = (Set::default(), Set::default());
    again.extend(cx.entries().map(Entry::title_hash).filter(|hash| !once.insert(*hash)));
    let mut seen: Map<u64, Vec<&Entry>> = Map::default();
    for entry in cx.entries().filter(|entry| again.contains(&entry.title_hash())) {
        let Some(content_type) = schema.get(&entry.key.type_id) else { continue };
        // Where titles must differ, that is an error already.
        let must_differ =
            content_type.field(&content_type.title).is_some_and(|field| field.unique.is_some());
        // What belongs to editions stands on other sites, and may stand in place of what has the same title here. A translation
        // without a title of its own has that of the original.
        if must_differ || entry.is_in_editions() || !entry.wrote(&content_type.title) {
            continue;
        }
        let same = |other: &&&Entry| {
            other.key.type_id == entry.key.type_id
                && other.language == entry.language
                && other.is_called_like(entry)
        };
        let seen = seen.entry(entry.title_hash()).or_default();
        match seen.iter().find(same) {
            Some(other) => findings.push(LintFinding::about(
                entry,
                Diagnostic::at(
                    problem::DuplicateTitle { title: &entry.title(), other: &other.key },
                    entry.field_span(&content_type.title),
                )
                .related("first", other.field_span(&content_type.title)),
            )),
            None => seen.push(entry),
        }
    }
}
