//! Back matter: index, glossary and the works that are cited.
//!
//! Entry points: [`DocumentBuilder::index`], [`DocumentBuilder::glossary`], [`DocumentBuilder::bibliography`]. Invariant: a term that explains a term is
//! itself explained, a work that is cited by a work is itself listed.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::{DocumentBuilder, tree};
use crate::model::{Channel, Collation, Entry, EntryKey, Value};
use crate::publication::{Publication, Terms};
use crate::render::print::text::{PrintBlock, PrintInline, Typesetter};
use crate::schema::{Field, FieldRole};
use crate::syntax::tree::Document;
use crate::view::types::ValueView;
use crate::view::{self, Scope};

/// A work that is cited, with its number in the document.
#[derive(Serialize)]
pub(super) struct CitedWork {
    key: String,
    number: usize,
    authors: Option<String>,
    year: Option<String>,
    title: String,
    publication: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Letter {
    letter: String,
    items: Vec<IndexItem>,
}

#[derive(Serialize)]
struct IndexItem {
    key: String,
    name: String,
}

#[derive(Serialize)]
pub(super) struct Term {
    key: String,
    term: String,
    plain: Vec<PrintInline>,
    definition: Vec<PrintBlock>,
    see: Vec<PrintInline>,
}

impl DocumentBuilder<'_> {
    /// The terms of a glossary that are printed, in the order of their list.
    pub(super) fn glossary(&self, typesetter: &Typesetter<'_>, type_id: &str) -> Vec<Term> {
        self.catalog
            .list(type_id, typesetter.language)
            .filter(|entry| typesetter.printed.contains(&entry.key))
            .filter_map(|entry| self.term(typesetter, entry))
            .collect()
    }

    fn term(&self, typesetter: &Typesetter<'_>, entry: &Entry) -> Option<Term> {
        let view = view::entry(self.views, &entry.key, &Scope::page(typesetter.language, ""))?;
        let content_type = self.catalog.schema.get(&entry.key.type_id)?;
        let defined = content_type.field_with(FieldRole::Definition);
        let definition = match defined.and_then(|field| view.fields.get(&*field.name)) {
            Some(ValueView::Text { text }) => tree(text),
            _ => view.body.as_ref().and_then(tree),
        };
        let mut see: Vec<&EntryKey> = Vec::new();
        for edge in self.catalog.edges_from(&entry.key) {
            let related = edge.relation.is_some() && edge.to.type_id == entry.key.type_id;
            if related && typesetter.printed.contains(&edge.to) && !see.contains(&&edge.to) {
                see.push(&edge.to);
            }
        }
        Some(Term {
            key: entry.key.to_string(),
            term: typesetter.typeset(entry.title()),
            plain: view
                .summary
                .as_ref()
                .and_then(tree)
                .map(|document| typesetter.line(document))
                .unwrap_or_default(),
            definition: definition
                .map(|document| typesetter.document(document))
                .unwrap_or_default(),
            see: see
                .into_iter()
                .filter_map(|key| {
                    let title = self.catalog.localized(key, typesetter.language)?.title();
                    Some(typesetter.entry_link(key, typesetter.plain(title), false))
                })
                .collect(),
        })
    }

    /// The terms that a glossary explains.
    pub(super) fn terms(
        &self,
        publication: &Publication,
        type_id: &str,
        which: Terms,
    ) -> HashSet<EntryKey> {
        match which {
            Terms::All => {
                let all = self.catalog.list(type_id, &publication.language);
                all.map(|entry| entry.key.clone()).collect()
            }
            Terms::Used => self.referred_to(publication, type_id),
        }
    }

    /// The works that something in a publication cites, by authors and year.
    pub(super) fn works(&self, publication: &Publication, type_id: &str) -> Vec<&Entry> {
        let cited = self.referred_to(publication, type_id);
        let mut works: Vec<&Entry> = self
            .catalog
            .list(type_id, &publication.language)
            .filter(|entry| cited.contains(&entry.key))
            .collect();
        let collation = Collation::new(&publication.language);
        let content_type = self.catalog.schema.get(type_id);
        let said = |entry: &Entry, role| joined(entry, content_type?.field_with(role)?);
        let authors = |entry: &Entry| said(entry, FieldRole::Authors).unwrap_or_default();
        works.sort_by(|a, b| {
            collation
                .compare(&authors(a), &authors(b))
                .then_with(|| said(a, FieldRole::Year).cmp(&said(b, FieldRole::Year)))
                .then_with(|| a.key.cmp(&b.key))
        });
        works
    }

    /// The works that are cited, by their numbers.
    pub(super) fn bibliography(
        &self,
        typesetter: &Typesetter<'_>,
        type_id: &str,
    ) -> Vec<CitedWork> {
        let mut works: Vec<CitedWork> = self
            .catalog
            .list(type_id, typesetter.language)
            .filter_map(|entry| self.work(typesetter, entry))
            .collect();
        works.sort_by_key(|work| work.number);
        works
    }

    fn work(&self, typesetter: &Typesetter<'_>, entry: &Entry) -> Option<CitedWork> {
        let content_type = self.catalog.schema.get(&entry.key.type_id)?;
        let said = |role| {
            let text = joined(entry, content_type.field_with(role)?)?;
            Some(typesetter.typeset(&text))
        };
        Some(CitedWork {
            key: entry.key.to_string(),
            number: *typesetter.cited.get(&entry.key)?,
            authors: said(FieldRole::Authors),
            year: said(FieldRole::Year),
            title: typesetter.typeset(entry.title()),
            publication: said(FieldRole::PublishedIn),
        })
    }

    /// The entries of a type that something in a publication refers to, and those that these refer to.
    fn referred_to(&self, publication: &Publication, type_id: &str) -> HashSet<EntryKey> {
        let all = self.catalog.list(type_id, &publication.language).map(|entry| entry.key.clone());
        let listed: HashSet<EntryKey> = all.collect();
        let mut used = HashSet::new();
        let mut open: Vec<&EntryKey> = publication.entries().collect();
        let own = publication
            .sections
            .iter()
            .flat_map(|section| [&section.intro, &section.notes])
            .chain([&publication.imprint])
            .flat_map(Document::links)
            .filter_map(|link| EntryKey::linked(&link.destination))
            .filter_map(|key| listed.get(&key));
        for key in own {
            if used.insert(key.clone()) {
                open.push(key);
            }
        }
        // A term that explains a term has to be explained, too.
        while let Some(key) = open.pop() {
            for edge in self.catalog.edges_from(key) {
                if listed.contains(&edge.to) && used.insert(edge.to.clone()) {
                    open.push(&edge.to);
                }
            }
        }
        used
    }

    /// Entries in alphabetical order, under the letters that they begin with.
    pub(super) fn index(&self, types: &[Arc<str>], language: &str) -> Vec<Letter> {
        let mut items: Vec<IndexItem> = types
            .iter()
            .flat_map(|type_id| self.catalog.list(type_id, language))
            .filter(|entry| entry.is_for(Channel::Print))
            .map(|entry| {
                let content_type = self.catalog.schema.get(&entry.key.type_id);
                let short = content_type.and_then(|t| t.field_with(FieldRole::ShortName));
                let short = short.and_then(|field| entry.get(&field.name)?.as_str());
                let name = match short {
                    Some(short) if short != entry.title() => format!("{} ({short})", entry.title()),
                    _ => entry.title().to_owned(),
                };
                IndexItem { key: entry.key.to_string(), name }
            })
            .collect();
        let collation = Collation::new(language);
        items.sort_by(|a, b| collation.compare(&a.name, &b.name).then_with(|| a.key.cmp(&b.key)));
        let mut letters: Vec<Letter> = Vec::new();
        for item in items {
            let letter = initial(&item.name);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.items.push(item),
                _ => letters.push(Letter { letter, items: vec![item] }),
            }
        }
        letters
    }
}

/// What a field says, its values one after the other.
fn joined(entry: &Entry, field: &Field) -> Option<String> {
    let value = entry.get(&field.name)?;
    let parts: Vec<String> = value.items().iter().filter_map(Value::written).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The letter under which a name stands in an index.
fn initial(name: &str) -> String {
    let first = name.chars().find(|sign| sign.is_alphanumeric());
    // Ä stands under A: the letter without its marks.
    let letter =
        first.and_then(|sign| sign.to_uppercase().next()).and_then(|sign| sign.nfd().next());
    match letter {
        Some(letter) if letter.is_alphabetic() => letter.to_string(),
        _ => "0–9".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn umlauts_stand_under_their_letter() {
        for (name, letter) in [
            ("Ökologie", "O"),
            ("ecos", "E"),
            ("„Zitat“", "Z"),
            ("3D", "0–9"),
            ("ß", "S"),
            ("", "0–9"),
        ] {
            assert_eq!(super::initial(name), letter, "{name}");
        }
    }
}
