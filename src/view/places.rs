//! What is at a place, and which towns lie there by what entries say.
//!
//! Entry points: [`those_at`], [`towns`]. Invariant: a town leads only to a place that names it, or to the one in which an entry that names it
//! says that it is; an entry that says several of a kind does not say in which of them its town lies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::types::{HeadingView, TownView, TownsView};
use super::{ViewContext, cards};
use crate::model::{Collation, Entry, EntryKey};
use crate::schema::{Ability, ContentType, Field, FieldRole, Text, Value};

/// A place that readers may choose, with its anchor when there is something to be read about it.
pub(super) type Offered<'a> = (&'a Entry, Option<HeadingView>);

/// Whether an entry is a place of its own, and none that stands for all of them.
pub(super) fn is_place(cx: &ViewContext<'_>, entry: &Entry, content_type: &ContentType) -> bool {
    let Some(extent) = content_type.field_with(FieldRole::Extent) else { return true };
    let first = extent.kind.choices().and_then(|values| values.keys().next());
    let said = entry.get_for(&extent.name, cx.channel).and_then(|value| value.as_str());
    said.is_none() || said == first.map(String::as_str)
}

/// The listed entries of some types that a relation leads from to a place, in the order of their lists.
pub(super) fn those_at<'a>(
    cx: &'a ViewContext<'_>,
    types: &[&ContentType],
    place: &Entry,
    by: &str,
    language: &str,
) -> Vec<&'a Entry> {
    let edges = cx.catalog.edges_to(&place.key).chain(cx.catalog.edges_from(&place.key));
    let keys: BTreeSet<&EntryKey> = edges
        .map(|edge| (edge, edge.other_than(&place.key)))
        .filter_map(|(edge, other)| edge.is_called(by, other).then_some(other))
        .collect();
    let of_types = keys.into_iter().filter(|key| types.iter().any(|of| of.id == key.type_id));
    let mut entries: Vec<&Entry> = of_types
        .filter_map(|key| cx.catalog.localized(key, language))
        .filter(|entry| entry.listed() && cx.plan.scope.has(entry) && entry.is_for(cx.channel))
        .collect();
    entries.sort_by_key(|entry| (cx.catalog.rank_in_list(&entry.key), &entry.key));
    entries
}

/// The towns of some places of a kind, each with the place in which it lies: those that a place names itself, and those that entries name which
/// say by a field of their own that they are there. Who is only said to be somewhere, by the other side, may have its seat elsewhere; nor do places
/// of one of the `kinds` among which readers choose say how those of another lie.
pub(super) fn towns<'a>(
    cx: &'a ViewContext<'_>,
    places: &[Offered<'a>],
    by: &str,
    kinds: &BTreeSet<Arc<str>>,
    language: &str,
) -> Vec<(String, HeadingView)> {
    let mut towns = Vec::new();
    let mut at: BTreeMap<&EntryKey, BTreeSet<usize>> = BTreeMap::new();
    for (number, (place, anchor)) in places.iter().enumerate() {
        if let Some(anchor) = anchor {
            towns.extend(named_by(cx, place).into_iter().map(|town| (town, anchor.clone())));
        }
        for edge in cx.catalog.edges_to(&place.key) {
            let from = cx.catalog.schema.get(&edge.from.type_id);
            let may_name = || from.is_some_and(|of| of.fields.values().any(is_town_field));
            let is_at = edge.relation.is_some() && *edge.field == *by;
            if is_at && !kinds.contains(&edge.from.type_id) && may_name() {
                at.entry(&edge.from).or_default().insert(number);
            }
        }
    }
    for (key, numbers) in at {
        let mut only = numbers.iter().filter_map(|number| places.get(*number));
        let (Some((_, Some(anchor))), None) = (only.next(), only.next()) else { continue };
        let Some(entry) = cx.catalog.localized(key, language) else { continue };
        if entry.listed() && cx.plan.scope.has(entry) && entry.is_for(cx.channel) {
            towns.extend(named_by(cx, entry).into_iter().map(|town| (town, anchor.clone())));
        }
    }
    towns
}

/// Towns by name, each with all places in which it lies.
pub(super) fn towns_view(
    label: &Text,
    towns: Vec<(String, HeadingView)>,
    language: &str,
) -> Option<TownsView> {
    let mut by_name: BTreeMap<String, Vec<HeadingView>> = BTreeMap::new();
    for (name, place) in towns {
        let places = by_name.entry(name).or_default();
        if places.iter().all(|known| known.id != place.id) {
            places.push(place);
        }
    }
    let mut towns: Vec<TownView> =
        by_name.into_iter().map(|(name, places)| TownView { name, places }).collect();
    let collation = Collation::new(language);
    towns.sort_by(|a, b| collation.compare(&a.name, &b.name));
    (!towns.is_empty()).then(|| TownsView { label: label.get(language).to_owned(), towns })
}

/// Whether a field may name a town.
fn is_town_field(field: &Field) -> bool {
    !field.hidden && (field.role == Some(FieldRole::Town) || field.kind.can(Ability::Reach))
}

/// The towns that an entry names, as far as the channel may show them.
fn named_by(cx: &ViewContext<'_>, entry: &Entry) -> Vec<String> {
    let of = cx.catalog.schema.get(&entry.key.type_id);
    let fields =
        of.into_iter().flat_map(|of| of.fields.values()).filter(|field| is_town_field(field));
    let mut names = Vec::new();
    for field in fields {
        let value = cards::shown(cx, entry, &field.name);
        let written =
            value.iter().flat_map(|value| value.items()).filter_map(|value| match value {
                Value::Address(address) => address.city.as_deref(),
                Value::String(name) if field.role == Some(FieldRole::Town) => Some(name),
                _ => None,
            });
        names.extend(written.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
    }
    names
}
