//! What a reference can point to.
//!
//! Entry points: [`found`] for what somebody types, [`named`] for what is written. Invariant: what is offered is written as the field takes it: with its type where several
//! are possible.

use serde_json::{Value as Json, json};

use crate::model::{Catalog, Entry, Value};
use crate::schema::EntryKey;

/// How many are offered.
const MOST: usize = 20;
/// Stands for all types: a text can point to any entry.
const ALL: &str = "*";
/// How long a summary may be.
const SUMMARY: usize = 160;

/// The entry that a value of a reference names.
pub(super) fn named<'c>(
    catalog: &'c Catalog,
    types: &[String],
    written: &str,
) -> Option<&'c Entry> {
    let written = written.trim();
    if let Some((type_id, id)) = written.split_once(':') {
        return catalog.get(&EntryKey::new(type_id.trim(), id.trim()));
    }
    let mut found =
        types.iter().filter_map(|type_id| catalog.get(&EntryKey::new(type_id.as_str(), written)));
    found.next().filter(|_| found.next().is_none())
}

/// The entries of these types that a text may mean, the best first.
pub(super) fn found(catalog: &Catalog, types: &[String], query: &str) -> Vec<Json> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut ranked: Vec<(usize, &str, &Entry)> = Vec::new();
    let all = types.iter().any(|type_id| type_id == ALL).then(|| catalog.schema.types());
    let all: Vec<String> = all.into_iter().flatten().map(|of| of.id.to_string()).collect();
    let types = if all.is_empty() { types } else { &all };
    for type_id in types {
        for entry in catalog.originals_of(type_id) {
            if let Some(rank) = rank(entry, &words, &query.trim().to_lowercase()) {
                ranked.push((rank, entry.title(), entry));
            }
        }
    }
    ranked.sort_by(|a, b| (a.0, a.1, &a.2.key).cmp(&(b.0, b.1, &b.2.key)));
    ranked.truncate(MOST);
    let are_several = types.len() > 1;
    ranked.into_iter().map(|(_, _, entry)| told(catalog, entry, are_several)).collect()
}

/// How well an entry fits, the best 0; `None` when it does not.
fn rank(entry: &Entry, words: &[String], whole: &str) -> Option<usize> {
    let (id, title) = (&*entry.key.id, entry.title().to_lowercase());
    if words.is_empty() {
        return Some(0);
    }
    if !words.iter().all(|word| id.contains(&**word) || title.contains(&**word)) {
        return None;
    }
    let begins =
        |text: &str, word: &str| text.split([' ', '-', '/']).any(|part| part.starts_with(word));
    Some(match () {
        () if id == whole || title == whole => 0,
        () if title.starts_with(whole) || id.starts_with(whole) => 1,
        () if words.iter().all(|word| begins(&title, word) || begins(id, word)) => 2,
        () => 3,
    })
}

fn told(catalog: &Catalog, entry: &Entry, are_several: bool) -> Json {
    let key = &entry.key;
    let of_type = catalog.schema.get(&key.type_id);
    let summary = of_type.and_then(|of_type| entry.get(of_type.summary.as_deref()?));
    let summary = match summary {
        Some(Value::Text(document)) => document.plain_text(),
        Some(value) => value.as_str().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    json!({
        "key": key.to_string(),
        "id": &*key.id,
        "value": if are_several { key.to_string() } else { key.id.to_string() },
        "type": &*key.type_id,
        "title": entry.title(),
        "summary": summary.chars().take(SUMMARY).collect::<String>(),
        "status": entry.status.as_str(),
        "url": super::url_of(key),
    })
}
