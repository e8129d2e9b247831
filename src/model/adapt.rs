//! Entries that adapt others: what they do not say themselves they take over from the one that they extend.
//!
//! Entry point: [`complete`], once all entries have been read. Invariant: what is taken over is what the base says now; what stands in
//! the entry's own file stays apart ([`Adaptation`], in `adaptation.rs`), so that findings point to where something was written.
//!
//! A type takes part by having a field [`BASE`] that refers upwards (`parent: true`) to the type itself. Fields of every type
//! (status, source …) are not taken over, nor is the text under the front matter. Lists of objects with a field `key` are taken over
//! object by object: one with the key of an object of the base lays its fields over it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::sync::Arc;

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use super::adaptation::{base_field, is_keyed};
use super::{Adaptation, BASE, Entry, EntryKey, FieldValues, REVIEWED, TARGET, Value};
use crate::diagnostic::{Diagnostic, Names, listing, problem};
use crate::hash::Map;
use crate::location::Span;
use crate::schema::part;
use crate::schema::{ContentType, Field, Schema};

/// The field that says for which types of entries somebody may adapt an entry; for all where it is not there.
const ADAPTABLE: &str = "adaptable_to";
impl Adaptation {
    /// Whether somebody should compare the entry with its base, because that is not what it was when this was last done.
    pub(crate) fn is_due(&self, entry: &Entry) -> bool {
        let reviewed = entry.get(REVIEWED).and_then(Value::as_str);
        !self.base_state.is_empty() && reviewed != Some(self.base_state.as_str())
    }
}

/// The fields that entries take over from what they adapt.
fn inherited(content_type: &ContentType) -> impl Iterator<Item = &Field> {
    let own = [BASE, TARGET, REVIEWED];
    content_type.fields.values().filter(move |field| !field.common && !own.contains(&&*field.name))
}

/// Completes those of `entries` that adapt others; `by_key` finds the entries of the default language. Translations stand behind them.
pub(super) fn complete(
    schema: &Schema,
    entries: &mut [Arc<Entry>],
    by_key: &Map<EntryKey, usize>,
    findings: &mut Vec<Diagnostic>,
) {
    let types: Vec<&ContentType> =
        schema.types().filter(|content_type| base_field(content_type).is_some()).collect();
    if types.is_empty() {
        return;
    }
    let of_type = |entry: &Entry| types.iter().find(|t| t.id == entry.key.type_id).copied();
    let open: Vec<usize> = (0..entries.len())
        .filter(|at| entries[*at].adaptation.is_some() && of_type(&entries[*at]).is_some())
        .collect();
    // A base may itself adapt another: the one that adapts none is at the end of the chain.
    let depth = |at: &usize| {
        let mut seen = vec![&entries[*at].key];
        while let Some(adaptation) = seen
            .last()
            .and_then(|key| by_key.get(*key))
            .and_then(|at| entries[*at].adaptation.as_ref())
        {
            if seen.contains(&&adaptation.base) {
                // That it runs in a circle is reported with the hierarchy.
                return None;
            }
            seen.push(&adaptation.base);
        }
        Some(seen.len())
    };
    let mut order: Vec<(usize, bool, usize)> = open
        .iter()
        .filter_map(|at| Some((depth(at)?, by_key.get(&entries[*at].key) != Some(at), *at)))
        .collect();
    order.sort_unstable();
    let translations: HashMap<(EntryKey, Arc<str>), usize> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| of_type(entry).is_some())
        .map(|(at, entry)| ((entry.key.clone(), entry.language.clone()), at))
        .collect();
    for (_, is_translation, at) in order {
        let entry = entries[at].clone();
        let (Some(content_type), Some(adaptation)) = (of_type(&entry), &entry.adaptation) else {
            continue;
        };
        let Some(original_base) = by_key.get(&adaptation.base) else { continue };
        let base = translations
            .get(&(adaptation.base.clone(), entry.language.clone()))
            .unwrap_or(original_base);
        let original =
            is_translation.then(|| by_key.get(&entry.key).map(|at| entries[*at].clone())).flatten();
        let mut adapter = Adapter { content_type, findings };
        let adapted = adapter.adapt(&entry, original.as_deref(), &entries[*base].clone());
        entries[at] = Arc::new(adapted);
    }
}

struct Adapter<'a, 'f> {
    content_type: &'a ContentType,
    findings: &'f mut Vec<Diagnostic>,
}

impl Adapter<'_, '_> {
    /// The entry with what it takes over; `original` is the one that it translates.
    fn adapt(&mut self, entry: &Entry, original: Option<&Entry>, base: &Entry) -> Entry {
        let mut adapted = entry.clone();
        let mut values = FieldValues::default();
        let mut replaced: IndexMap<Arc<str>, Vec<String>> = IndexMap::new();
        // What is said nearer to the reader goes before.
        let layers: Vec<&Entry> = [Some(entry), original].into_iter().flatten().collect();
        let taken: Vec<&Arc<str>> = inherited(self.content_type).map(|field| &field.name).collect();
        for (name, field) in &self.content_type.fields {
            if !taken.contains(&name) {
                if let Some(value) = entry.values.get(name) {
                    values.insert(name.clone(), value.clone());
                }
                continue;
            }
            let value = if is_keyed(field) {
                let mut items: Vec<Value> =
                    base.get(name).map(Value::items).unwrap_or_default().to_vec();
                for layer in layers.iter().rev() {
                    let own = layer.own(name).map(Value::items).unwrap_or_default();
                    let known = lay_over(&mut items, own);
                    replaced.entry(name.clone()).or_default().extend(known);
                }
                (!items.is_empty()).then_some(Value::List(items))
            } else {
                let written = layers.iter().find(|layer| layer.wrote(name));
                written.copied().unwrap_or(base).get(name).cloned()
            };
            if let Some(value) = value {
                values.insert(name.clone(), value);
            }
        }
        if let Some(title) = values.get(&self.content_type.title).and_then(Value::as_str) {
            title.clone_into(&mut adapted.title);
        }
        adapted.values = values;
        if let Some(adaptation) = &mut adapted.adaptation {
            self.unknown(entry, adaptation, base);
            adaptation.replaced = replaced;
            adaptation.base_state = state(base, self.content_type);
        }
        if original.is_none() {
            self.not_allowed(entry, base);
            adapted.edges = super::refer::edges(&adapted, self.content_type).into();
        }
        adapted
    }

    /// Reports whom the base is not to be adapted for.
    fn not_allowed(&mut self, entry: &Entry, base: &Entry) {
        let Some(allowed) = base.get(ADAPTABLE) else { return };
        let allowed: Vec<&str> = allowed.items().iter().filter_map(Value::as_str).collect();
        for target in entry.get(TARGET).map(Value::items).unwrap_or_default() {
            let Value::Reference(target) = target else { continue };
            if allowed.contains(&&*target.key.type_id) {
                continue;
            }
            let finding = Diagnostic::at(
                problem::NotAdaptable {
                    target: &target.key,
                    type_: &target.key.type_id,
                    base: &base.key.id,
                    known: &allowed.join(", "),
                },
                target.span.clone(),
            );
            // A base that adapts another one may have it from there.
            let place = base.written_at(ADAPTABLE);
            self.findings.push(match place {
                Some(place) => finding.related("related", place),
                None => finding,
            });
        }
    }

    /// Reports what would replace something that the base does not have, or that was replaced already.
    fn unknown(&mut self, entry: &Entry, adaptation: &Adaptation, base: &Entry) {
        let mut seen = HashSet::new();
        let mut names: HashMap<&str, (Names<&str>, String)> = HashMap::new();
        for (field, key, at) in &adaptation.keys {
            let (known, listed) = names.entry(field).or_insert_with(|| {
                let items = base.get(field).map(Value::items).unwrap_or_default();
                let known: Vec<&str> = items.iter().filter_map(key_of).collect();
                let listed = listing(&known);
                (Names::new(known), listed)
            });
            let is_known = known.contains(key);
            let is_twice = !seen.insert((field, key));
            let problem = match is_known {
                true if is_twice => problem::Replacing::Twice,
                true => continue,
                false => problem::Replacing::Unknown {
                    base: &adaptation.base.id,
                    known: listed,
                    suggestion: known.nearest(key),
                },
            };
            let at = Span::new(&entry.file, at.clone());
            let finding = Diagnostic::at(problem::NothingToReplace { field, key, problem }, at);
            self.findings.push(finding.with_fix());
        }
    }
}

/// Lays objects over those with the same key. Returns the keys of those that were there.
fn lay_over(items: &mut [Value], own: &[Value]) -> Vec<String> {
    let mut known = Vec::new();
    for new in own {
        let Some(key) = key_of(new) else { continue };
        let Some(Value::Object(fields)) = items.iter_mut().find(|item| key_of(item) == Some(key))
        else {
            continue;
        };
        if let Value::Object(changes) = new {
            for (name, value) in changes {
                fields.insert(name.clone(), value.clone());
            }
        }
        known.push(key.to_owned());
    }
    known
}

/// The key of an object in a list.
pub(crate) fn key_of(item: &Value) -> Option<&str> {
    item.get(part::KEY)?.as_str()
}

/// A short name of what an entry hands on, the same wherever it is written: eight digits that editors can copy.
fn state(entry: &Entry, content_type: &ContentType) -> String {
    let mut text = String::new();
    for field in inherited(content_type) {
        if let Some(value) = entry.get(&field.name) {
            let _ = write!(text, "{}=", field.name);
            value.spell(&mut text);
        }
    }
    let digest = Sha256::digest(text);
    digest.iter().take(4).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}
