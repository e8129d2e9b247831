//! No two entries of a type have one title.
//!
//! Why: in lists, search results and tabs a title is all that readers see. Two entries called *Automotive Ostwürttemberg* are found by
//! luck.
//!
//! Example: `title: Neue Kunden gewonnen` in two cases. Better: say which trade, or what was new.

use crate::check::{Look, Remark, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Map;
use crate::model::Entry;

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-title",
    codes: &[Code::DuplicateTitle],
    run: Run::Check { scope: Scope::Collection, parameters: &[], run },
};

fn run(look: &Look<'_>, remarks: &mut Vec<Remark>) {
    let schema = &look.context.catalog.schema;
    let mut alike: Map<u64, Vec<&Entry>> = Map::default();
    for entry in look.entries() {
        let others = alike.entry(entry.title_hash()).or_default();
        // Hardly any titles are the same: only then there is more to be looked at.
        let same = |other: &&&Entry| {
            other.key.type_id == entry.key.type_id
                && other.language == entry.language
                && other.is_called_like(entry)
        };
        let counts = |entry: &Entry| {
            let content_type = schema.get(&entry.key.type_id);
            content_type.is_some_and(|content_type| {
                let differs = content_type.field(&content_type.title);
                // What belongs to editions stands on other sites, and may stand in place of what has the same title here. A
                // translation without a title of its own has that of the original. Where titles must differ, that is an error already.
                !entry.is_in_editions()
                    && entry.wrote(&content_type.title)
                    && !differs.is_some_and(|field| field.unique.is_some())
            })
        };
        let first = others.iter().find(|other| same(other) && counts(other));
        if let (Some(other), true, Some(content_type)) =
            (first, counts(entry), schema.get(&entry.key.type_id))
        {
            remarks.push(Remark::about(
                entry,
                Diagnostic::at(Code::DuplicateTitle, entry.field_span(&content_type.title))
                    .arg("title", entry.title())
                    .arg("other", &other.key)
                    .related("first", other.field_span(&content_type.title)),
            ));
        } else {
            others.push(entry);
        }
    }
}
