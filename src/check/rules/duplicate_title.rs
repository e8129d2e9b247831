//! No two entries of a type have one title.
//!
//! Why: in lists, search results and tabs a title is all that readers see. Two entries called *Automotive Ostwürttemberg* are found by
//! luck.
//!
//! Example: `title: Neue Kunden gewonnen` in two cases. Better: say which trade, or what was new.

use std::collections::hash_map;
use std::hash::{Hash, Hasher};

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
    let mut first: Map<Name<'_>, &Entry> = Map::default();
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
        match first.entry(Name(entry)) {
            hash_map::Entry::Occupied(other) => remarks.push(Remark::about(
                entry,
                Diagnostic::at(Code::DuplicateTitle, entry.field_span(&content_type.title))
                    .arg("title", entry.title())
                    .arg("other", &other.get().key)
                    .related("first", other.get().field_span(&content_type.title)),
            )),
            hash_map::Entry::Vacant(place) => {
                place.insert(entry);
            }
        }
    }
}

/// The title of an entry among those of its type and language, whatever its spaces and its capital letters.
struct Name<'a>(&'a Entry);

impl Name<'_> {
    fn letters(&self) -> impl Iterator<Item = char> {
        let words = self.0.title().split_whitespace();
        words.flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
    }
}

impl Hash for Name<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.0.key.type_id, &self.0.language).hash(state);
        self.letters().for_each(|letter| letter.hash(state));
    }
}

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        let about = |name: &Self| (name.0.key.type_id.clone(), name.0.language.clone());
        about(self) == about(other) && self.letters().eq(other.letters())
    }
}

impl Eq for Name<'_> {}
