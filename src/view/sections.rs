//! Parts of pages that lead to other entries, by ways that types declare.
//!
//! Entry point: [`sections`]. Invariant: what several ways lead to is shown once, by the first of them, with how it was found; nothing is
//! derived beyond these ways.

use std::collections::BTreeSet;

use super::types::{CardView, FoldView, LinkView, SectionGroupView, SectionItemView, SectionView};
use super::{Scope, ViewContext, cards, contacts, links};
use crate::model::{Entry, EntryKey};
use crate::plan::follow;
use crate::schema::{ContentType, FieldRole, PageSection, PartialDate, Way};

/// How many entries stand on cards; more are links.
const CARDS: usize = 6;

/// Entries that one way has led to.
struct Found<'a> {
    how: Option<String>,
    /// With how each was found, where that differs.
    entries: Vec<(&'a Entry, Option<String>)>,
}

/// The parts that the type of an entry declares, as far as there is something in them.
pub(super) fn sections(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    scope: &Scope<'_>,
) -> Vec<SectionView> {
    let mut all = Vec::new();
    for (number, section) in content_type.sections.iter().enumerate() {
        all.extend(self::section(cx, entry, content_type, (number, section), scope));
    }
    all
}

fn section(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    (number, section): (usize, &PageSection),
    scope: &Scope<'_>,
) -> Option<SectionView> {
    let language = scope.language;
    let say = |text: &crate::schema::Text| text.get(language).to_owned();
    let id = format!("{}s_part-{}", scope.prefix, number + 1);
    let found = found(cx, entry, section, language);
    let folds = match &section.by {
        Some((by, _)) => folds(cx, content_type, section, by, &found, &id, scope),
        None => Vec::new(),
    };
    let is_empty = found.iter().all(|found| found.entries.is_empty());
    let otherwise = section.otherwise.as_ref().filter(|_| is_empty).map(say);
    if is_empty && otherwise.is_none() && folds.is_empty() {
        return None;
    }
    let groups = match folds.is_empty() {
        true => found.into_iter().map(|found| group(cx, found, section.cards, language)).collect(),
        false => Vec::new(),
    };
    Some(SectionView {
        id,
        label: say(&section.label),
        text: section.text.as_ref().map(say),
        groups,
        folds,
        otherwise,
    })
}

/// What the ways of a section lead to, way by way.
fn found<'a>(
    cx: &'a ViewContext<'_>,
    entry: &'a Entry,
    section: &PageSection,
    language: &str,
) -> Vec<Found<'a>> {
    let mut seen: BTreeSet<&EntryKey> = BTreeSet::from([&entry.key]);
    let mut all = Vec::new();
    for way in &section.from {
        let how = way.how.as_ref().map(|how| how.get(language));
        let differs = how.is_some_and(|how| how.contains(Way::VIA));
        let mut entries = Vec::new();
        for (other, via) in follow(cx.catalog, &cx.plan.scope, entry, way, cx.channel) {
            if seen.insert(&other.key) {
                let note = how.filter(|_| differs).map(|how| how.replace(Way::VIA, via.title()));
                entries.push((other, note));
            }
        }
        newest_first(cx, &mut entries);
        if !entries.is_empty() {
            let how = how.filter(|_| !differs).map(str::to_owned);
            all.push(Found { how, entries });
        }
    }
    let named = section.entries.iter().filter_map(|(name, _)| {
        let (type_id, id) = name.split_once(':')?;
        let other = cx.catalog.localized(&EntryKey::new(type_id, id), language)?;
        let shown = other.listed() && other.is_for(cx.channel) && cx.plan.scope.may_name(other);
        (shown && other.key != entry.key).then_some((other, None))
    });
    let named: Vec<_> = named.collect();
    if !named.is_empty() {
        all.push(Found { how: None, entries: named });
    }
    all
}

/// What has a day is news.
fn newest_first(cx: &ViewContext<'_>, entries: &mut [(&Entry, Option<String>)]) {
    let day = |entry: &Entry| {
        let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
        let field = content_type.field_with(FieldRole::Date)?;
        entry.get_for(&field.name, cx.channel)?.as_date().map(PartialDate::first_day)
    };
    entries.sort_by_key(|(entry, _)| std::cmp::Reverse(day(entry)));
}

/// Entries under what they were found by.
fn group(
    cx: &ViewContext<'_>,
    found: Found<'_>,
    as_cards: bool,
    language: &str,
) -> SectionGroupView {
    let items: Vec<SectionItemView> = found
        .entries
        .into_iter()
        .filter_map(|(entry, note)| item(cx, entry, note, as_cards, language))
        .collect();
    let cards = if as_cards { items.len().min(CARDS) } else { 0 };
    SectionGroupView { how: found.how, count: items.len(), cards, items }
}

fn item(
    cx: &ViewContext<'_>,
    entry: &Entry,
    note: Option<String>,
    as_card: bool,
    language: &str,
) -> Option<SectionItemView> {
    let card = cards::card(cx, entry, language)?;
    // A link needs no more of it.
    let card = match as_card {
        true => card,
        false => CardView { summary: None, facts: Vec::new(), image: None, ..card },
    };
    let sheets = cx.plan.routes.sheet(&entry.key, &entry.language).into_iter();
    let sheets = sheets.filter(|_| as_card).map(|sheet| LinkView {
        href: Some(sheet.to_owned()),
        text: cx.say(language, "sheet"),
        ..LinkView::default()
    });
    Some(SectionItemView { card, note, sheets: sheets.collect() })
}

/// What was found, arranged by a field with fixed values or by those whom a relation leads to.
fn folds(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    section: &PageSection,
    by: &str,
    found: &[Found<'_>],
    id: &str,
    scope: &Scope<'_>,
) -> Vec<FoldView> {
    let schema = &cx.catalog.schema;
    let mut types: Vec<&ContentType> = Vec::new();
    for way in &section.from {
        let mut at = BTreeSet::from([content_type.id.clone()]);
        for (step, _) in &way.steps {
            at = schema.reached(&at, step);
        }
        for of in at.iter().filter_map(|id| schema.get(id)) {
            if !types.iter().any(|known| known.id == of.id) {
                types.push(of);
            }
        }
    }
    let by_value =
        types.iter().any(|of| of.field(by).is_some_and(|field| field.kind.choices().is_some()));
    match by_value {
        true => by_values(cx, &types, by, found, id, scope.language),
        false => by_relation(cx, &types, (section, by), found, id, scope),
    }
}

/// Arranged by the values of a field, in the order of its type.
fn by_values(
    cx: &ViewContext<'_>,
    types: &[&ContentType],
    by: &str,
    found: &[Found<'_>],
    id: &str,
    language: &str,
) -> Vec<FoldView> {
    let mut folds: Vec<FoldView> = Vec::new();
    for of in types {
        let Some(field) = of.field(by) else { continue };
        for (value, choice) in field.kind.choices().into_iter().flatten() {
            let is_here = |entry: &Entry| {
                entry.key.type_id == of.id
                    && entry.get_for(by, cx.channel).and_then(|value| value.as_str())
                        == Some(value.as_str())
            };
            let groups = some_of(cx, found, is_here, language);
            if !groups.is_empty() {
                folds.push(FoldView {
                    id: format!("{id}-{}", folds.len() + 1),
                    link: LinkView {
                        text: choice.label.get(language).to_owned(),
                        ..LinkView::default()
                    },
                    label: Some(field.label.get(language).to_owned()),
                    count: groups.iter().map(|group| group.count).sum(),
                    groups,
                    open: true,
                    contact: None,
                });
            }
        }
    }
    folds
}

/// Those of what was found for which something holds.
fn some_of(
    cx: &ViewContext<'_>,
    found: &[Found<'_>],
    holds: impl Fn(&Entry) -> bool,
    language: &str,
) -> Vec<SectionGroupView> {
    let groups = found.iter().map(|found| {
        let entries = found.entries.iter().filter(|(entry, _)| holds(entry)).cloned().collect();
        group(cx, Found { how: found.how.clone(), entries }, false, language)
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// Arranged by those whom a relation leads to: all of them, with whom to ask there and what else there is.
fn by_relation(
    cx: &ViewContext<'_>,
    types: &[&ContentType],
    (section, by): (&PageSection, &str),
    found: &[Found<'_>],
    id: &str,
    scope: &Scope<'_>,
) -> Vec<FoldView> {
    let language = scope.language;
    let all: BTreeSet<&EntryKey> =
        found.iter().flat_map(|found| &found.entries).map(|(entry, _)| &entry.key).collect();
    let targets = cx.catalog.schema.reached(&types.iter().map(|of| of.id.clone()).collect(), by);
    let mut folds = Vec::new();
    for target in targets.iter().filter_map(|id| cx.catalog.schema.get(id)) {
        for place in cx.listed(&target.id, language) {
            let Some(link) = links::link(cx, &place.key, language) else { continue };
            let here = those_at(cx, types, place, by, language);
            let keys: BTreeSet<&EntryKey> = here.iter().map(|entry| &entry.key).collect();
            let mut groups = some_of(cx, found, |entry| keys.contains(&entry.key), language);
            let count = groups.iter().map(|group| group.count).sum();
            if let Some(beside) = &section.beside {
                let others = here.iter().filter(|other| !all.contains(&other.key));
                let others = others.map(|other| (*other, None)).collect();
                let how = Some(beside.get(language).to_owned());
                let others = group(cx, Found { how, entries: others }, false, language);
                groups.extend((!others.items.is_empty()).then_some(others));
            }
            let contact = contacts::contact_of(cx, place, scope);
            if groups.is_empty() && contact.is_none() {
                continue;
            }
            let id = format!("{id}-{}", place.key.id);
            folds.push(FoldView { id, link, label: None, count, groups, open: false, contact });
        }
    }
    folds
}

/// The listed entries of some types that a relation leads from to a place, in the order of their lists.
fn those_at<'a>(
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
