//! No two entries of a type have one title.
//!
//! Why: in lists, search results and tabs a title is all that readers see. Two entries called *Automotive Ostwürttemberg* are found by
//! luck.
//!
//! Example: `title: Neue Kunden gewonnen` in two cases. Better: say which trade, or what was new.

use std::collections::HashMap;

use crate::check::{Look, Remark, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Entry;

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-title",
    codes: &[Code::DuplicateTitle],
    run: Run::Check { scope: Scope::Collection, parameters: &[], run },
};

fn run(look: &Look<'_>, remarks: &mut Vec<Remark>) {
    let schema = &look.context.catalog.schema;
    let mut first: HashMap<(&str, &str, String), &Entry> = HashMap::new();
    // What belongs to editions stands on other sites, and may stand in place of what has the same title here.
    for entry in look.entries().filter(|entry| entry.editions().next().is_none()) {
        let Some(content_type) = schema.get(&entry.key.type_id) else { continue };
        // Where titles must differ, that is an error already.
        if content_type.field(&content_type.title).is_some_and(|field| field.unique.is_some()) {
            continue;
        }
        // A translation without a title of its own has that of the original.
        if !entry.wrote(&content_type.title) {
            continue;
        }
        let title = entry.title().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        match first.get(&(&*content_type.id, &*entry.language, title.clone())) {
            Some(other) => remarks.push(Remark::about(
                entry,
                Diagnostic::at(Code::DuplicateTitle, entry.field_span(&content_type.title))
                    .arg("title", entry.title())
                    .arg("other", &other.key)
                    .related("first", other.field_span(&content_type.title)),
            )),
            None => {
                first.insert((&*content_type.id, &*entry.language, title), entry);
            }
        }
    }
}
