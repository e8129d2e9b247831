//! From files to a catalog: the entries are read, completed by what they adapt, put in order and linked.
//!
//! Entry points: [`Catalog::load`], [`Catalog::reload`]. Invariant: a reload gives what a first load gives, findings included.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::links::Links;
use super::{Catalog, Unread};
use crate::config::{Config, EntrySettings};
use crate::diagnostic::Diagnostic;
use crate::hash::Map;
use crate::model::found::FoundInEntries;
use crate::model::order::compare;
use crate::model::parse::Index;
use crate::model::{Collation, Entry, EntryKey, Memory, Publishing, Reading, adapt, discover};
use crate::schema::Schema;
use crate::source::Snapshot;
use crate::tracking::{CellKind, Given, Lists, Memo, TrackedTable, TrackedValue};

impl Catalog {
    /// Reads all entries.
    pub fn load(
        snapshot: &Snapshot,
        schema: Schema,
        config: &Config,
        publishing: Publishing,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let (schema, settings) = (&Arc::new(schema), config.for_entries());
        let scope = Reading { snapshot, schema, settings, publishing };
        Self::reload(&scope, &mut Memory::default(), findings)
    }

    /// What files say, for those who change them: drafts too, and whatever is wrong, which `check` says.
    pub(crate) fn written(snapshot: &Snapshot, today: Date) -> (Config, Self) {
        let findings = &mut Vec::new();
        let config = Config::load(snapshot, findings);
        let schema = Schema::load(snapshot, findings);
        let publishing = Publishing { drafts: true, today };
        let catalog = Self::load(snapshot, schema, &config, publishing, findings);
        (config, catalog)
    }

    /// Reads what has changed since `memory` was last used, and links all entries anew.
    pub(crate) fn reload(
        scope: &Reading<'_>,
        memory: &mut Memory,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let Reading { snapshot: _, schema, settings, publishing } = *scope;
        memory.begin(scope);
        let mut found = FoundInEntries::default();
        let (written, unparsed) = discover::discover(scope, memory, &mut found);
        let mut index = Index::new(schema, unparsed);
        for entry in written.iter().filter(|entry| entry.language.is_none()) {
            index.add(&entry.key, entry.title.as_deref());
        }
        memory.look_up_in(index);
        let (originals, translations): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|entry| entry.language.is_none());
        let mut entries = Vec::with_capacity(originals.len() + translations.len());
        let none = |_: &EntryKey| None;
        for (entry, in_entry) in memory.read_entries(scope, &originals, none) {
            found.read.add(&entry.file, &in_entry);
            entries.push(entry);
        }
        entries.sort_by(|a: &Arc<Entry>, b| a.key.cmp(&b.key));
        let by_key: Map<EntryKey, usize> =
            entries.iter().enumerate().map(|(i, entry)| (entry.key.clone(), i)).collect();
        let base = |key: &EntryKey| by_key.get(key).map(|i| entries[*i].clone());
        let translated = memory.read_entries(scope, &translations, base);
        memory.end();
        for (entry, in_entry) in translated {
            found.translated.extend(in_entry);
            entries.push(entry);
        }
        adapt::complete(schema, &mut entries, &by_key, &mut found.adapted);
        let next_change = entries.iter().flat_map(|entry| entry.changes_after(publishing)).min();
        let default_language: Arc<str> = settings.language.into();
        let lists = sorted_lists(&entries, schema, settings);
        let entries = TrackedTable::new(default_language.clone(), entries, lists);
        let links = Links::new(&entries, &default_language);
        found.linked = links.findings(&entries, &default_language);
        findings.extend(found.all().cloned());
        memory.found = found;
        Self {
            schema: Given::new(schema.clone().into()),
            default_language: Given::new(default_language),
            entries,
            links,
            unread: Unread::new(&memory.unparsed()),
            next_change: TrackedValue::new(CellKind::NextChange, next_change),
            names: Memo::default(),
        }
    }
}

/// The listed entries of each type and language, in the order of the type's list.
fn sorted_lists(entries: &[Arc<Entry>], schema: &Schema, settings: EntrySettings<'_>) -> Lists {
    let mut lists = Lists::new();
    for language in settings.languages {
        let collation = Collation::new(language);
        let mut by_type: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if *entry.language == **language && entry.listed() {
                by_type.entry(entry.key.type_id.clone()).or_default().push(at);
            }
        }
        for (type_id, mut order) in by_type {
            if let Some(content_type) = schema.get(&type_id) {
                let compare = |a: &usize, b: &usize| {
                    compare(content_type, &collation, &entries[*a], &entries[*b])
                };
                order.par_sort_by(compare);
            }
            lists.entry(type_id).or_default().insert(language.as_str().into(), order);
        }
    }
    lists
}
