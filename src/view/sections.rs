//! Parts of pages that lead to other entries, by ways that types declare.
//!
//! Entry point: [`sections`]. Invariant: what several ways lead to is shown once, by the first of them, with how it was found; nothing is
//! derived beyond these ways.

use std::collections::BTreeSet;

use super::types::{
    CardView, ChoicesView, FoldView, HeadingView, LinkView, SectionGroupView, SectionItemView,
    SectionView,
};
use super::{Scope, ViewContext, cards, contacts, links, places};
use crate::location::Span;
use crate::model::{Collation, Entry, EntryKey, TARGET};
use crate::plan::follow;
use crate::schema::{Arrangement, ContentType, FieldRole, PageSection, PartialDate, Way};

/// How many entries stand on cards; more are links.
const CARDS: usize = 4;

/// Entries that were found in one way.
struct Found<'a> {
    how: Option<String>,
    entries: Vec<&'a Entry>,
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
    let mut folds = Vec::new();
    let mut choice = Choice::default();
    let mut choose = None;
    for arrangement in &section.by {
        let part = Part { section, arrangement, found: &found, id: &id };
        let some = self::folds(cx, content_type, &part, &mut choice, scope);
        folds.extend(some);
    }
    if !choice.kinds.is_empty() {
        choose = section.choose.as_ref().map(say);
    }
    let is_empty = found.iter().all(|found| found.entries.is_empty());
    let otherwise = section.otherwise.as_ref().filter(|_| is_empty).map(say);
    if is_empty && otherwise.is_none() && folds.is_empty() {
        return None;
    }
    let groups = match folds.is_empty() {
        true => {
            let line = Line {
                cards: section.cards,
                reached: section.reached,
                facts: section.facts.as_deref(),
            };
            found.into_iter().map(|found| group(cx, found, line, scope)).collect()
        }
        false => Vec::new(),
    };
    Some(SectionView {
        id,
        label: say(&section.label),
        text: section.text.as_ref().map(say),
        groups,
        folds,
        choose,
        choices: choice.kinds,
        towns: section
            .towns
            .as_ref()
            .and_then(|label| places::towns_view(label, choice.towns, language)),
        otherwise,
    })
}

/// What the ways of a section lead to, way by way, and what it names.
fn found<'a>(
    cx: &'a ViewContext<'_>,
    entry: &'a Entry,
    section: &PageSection,
    language: &str,
) -> Vec<Found<'a>> {
    let mut all = follow_all(cx, entry, &section.from, language);
    let named = section.entries.iter().filter_map(|(name, _)| {
        let (type_id, id) = name.split_once(':')?;
        Some(EntryKey::new(type_id, id))
    });
    let named = named.flat_map(|key| {
        let mut keys = adapted_for(cx, entry, &key);
        keys.push(key);
        keys
    });
    let named: Vec<&Entry> = named
        .filter_map(|key| cx.catalog.localized(&key, language))
        .filter(|other| other.listed() && other.is_for(cx.channel) && other.key != entry.key)
        .filter(|other| cx.plan.scope.may_name(other))
        .collect();
    if !named.is_empty() {
        all.push(Found { how: None, entries: named });
    }
    all
}

/// What was made of an entry for the one whose page this is: it says more there.
fn adapted_for(cx: &ViewContext<'_>, entry: &Entry, base: &EntryKey) -> Vec<EntryKey> {
    let targets = cx.catalog.edges_to(&entry.key).filter(|edge| *edge.field == *TARGET);
    let is_of = |other: &&Entry| other.adaptation().is_some_and(|made| made.base == *base);
    let others = targets.filter_map(|edge| cx.catalog.get(&edge.from)).filter(is_of);
    others.map(|other| other.key.clone()).collect()
}

/// What some ways from an entry lead to, way by way; each entry once.
fn follow_all<'a>(
    cx: &'a ViewContext<'_>,
    entry: &'a Entry,
    ways: &[Way],
    language: &str,
) -> Vec<Found<'a>> {
    let mut seen: BTreeSet<&EntryKey> = BTreeSet::from([&entry.key]);
    let mut all: Vec<Found<'_>> = Vec::new();
    for way in ways {
        let before = all.len();
        for (other, via) in follow(cx.catalog, &cx.plan.scope, entry, way, cx.channel) {
            if !seen.insert(&other.key) {
                continue;
            }
            let how = way.how.as_ref().map(|how| how.get(language).replace(Way::VIA, via.title()));
            match all[before..].iter_mut().find(|found| found.how == how) {
                Some(found) => found.entries.push(other),
                None => all.push(Found { how, entries: vec![other] }),
            }
        }
        for found in &mut all[before..] {
            newest_first(cx, &mut found.entries);
        }
    }
    all
}

/// What has a day is news.
fn newest_first(cx: &ViewContext<'_>, entries: &mut [&Entry]) {
    let day = |entry: &Entry| {
        let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
        let field = content_type.field_with(FieldRole::Date)?;
        entry.get_for(&field.name, cx.channel)?.as_date().map(PartialDate::first_day)
    };
    entries.sort_by_key(|entry| std::cmp::Reverse(day(entry)));
}

/// How an entry is shown that was found.
#[derive(Clone, Copy, Default)]
struct Line<'s> {
    cards: bool,
    reached: bool,
    /// The fields on cards; those of the type's where it is none.
    facts: Option<&'s [(String, Span)]>,
}

/// Entries under what they were found by.
fn group(
    cx: &ViewContext<'_>,
    found: Found<'_>,
    line: Line<'_>,
    scope: &Scope<'_>,
) -> SectionGroupView {
    let items: Vec<SectionItemView> =
        found.entries.into_iter().filter_map(|entry| item(cx, entry, line, scope)).collect();
    let cards = if line.cards { items.len().min(CARDS) } else { 0 };
    SectionGroupView { how: found.how, count: items.len(), cards, items }
}

fn item(
    cx: &ViewContext<'_>,
    entry: &Entry,
    line: Line<'_>,
    scope: &Scope<'_>,
) -> Option<SectionItemView> {
    let language = scope.language;
    let card = match line.facts {
        None => cards::card(cx, entry, language)?,
        Some(facts) => {
            cards::card_with(cx, entry, facts.iter().map(|(name, _)| &**name), language)?
        }
    };
    // A part of a page is read for what it leads to; a link needs no more than that.
    let card = match line.cards {
        true => CardView { image: None, ..card },
        false => CardView { summary: None, facts: Vec::new(), image: None, ..card },
    };
    let sheets = cx.plan.routes.sheet(&entry.key, &entry.language).into_iter();
    let sheets = sheets.filter(|_| line.cards).map(|sheet| LinkView {
        href: Some(sheet.to_owned()),
        text: cx.say(language, "sheet"),
        ..LinkView::default()
    });
    let ways = if line.reached { contacts::short_ways(cx, entry, scope) } else { Vec::new() };
    Some(SectionItemView { card, ways, sheets: sheets.collect() })
}

/// What is arranged: by what, what was found, and the anchor of the part.
struct Part<'p> {
    section: &'p PageSection,
    arrangement: &'p Arrangement,
    found: &'p [Found<'p>],
    id: &'p str,
}

/// Among what readers choose: places by what they are, and towns with the places in which they lie.
#[derive(Default)]
struct Choice {
    kinds: Vec<ChoicesView>,
    towns: Vec<(String, HeadingView)>,
}

/// What was found, arranged by a field with fixed values or by those whom a relation leads to.
fn folds(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    part: &Part<'_>,
    choice: &mut Choice,
    scope: &Scope<'_>,
) -> Vec<FoldView> {
    let (by, _) = &part.arrangement.by;
    let schema = &cx.catalog.schema;
    let mut types: Vec<&ContentType> = Vec::new();
    for way in &part.section.from {
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
        true => by_values(cx, &types, part, scope),
        false => by_relation(cx, &types, part, choice, scope),
    }
}

/// Arranged by the values of a field, in the order of its type.
fn by_values(
    cx: &ViewContext<'_>,
    types: &[&ContentType],
    part: &Part<'_>,
    scope: &Scope<'_>,
) -> Vec<FoldView> {
    let Part { section, arrangement, found, id } = part;
    let ((by, _), language) = (&arrangement.by, scope.language);
    let line = Line { reached: section.reached, ..Line::default() };
    let mut folds: Vec<FoldView> = Vec::new();
    for of in types {
        let Some(field) = of.field(by) else { continue };
        for (value, choice) in field.kind.choices().into_iter().flatten() {
            let is_here = |entry: &Entry| {
                entry.key.type_id == of.id
                    && entry.get_for(by, cx.channel).and_then(|value| value.as_str())
                        == Some(value.as_str())
            };
            let groups = some_of(cx, found, is_here, line, scope);
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
                    contacts: Vec::new(),
                    all: None,
                    there: Vec::new(),
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
    line: Line<'_>,
    scope: &Scope<'_>,
) -> Vec<SectionGroupView> {
    let groups = found.iter().map(|found| {
        let entries = found.entries.iter().filter(|entry| holds(entry)).copied().collect();
        group(cx, Found { how: found.how.clone(), entries }, line, scope)
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// Arranged by those whom a relation leads to: all of them, with whom to ask there and what else there is.
fn by_relation(
    cx: &ViewContext<'_>,
    types: &[&ContentType],
    part: &Part<'_>,
    choice: &mut Choice,
    scope: &Scope<'_>,
) -> Vec<FoldView> {
    let Part { section, arrangement, found, id } = part;
    let ((by, _), language) = (&arrangement.by, scope.language);
    let line = Line { reached: section.reached, ..Line::default() };
    let all: BTreeSet<&EntryKey> =
        found.iter().flat_map(|found| &found.entries).map(|entry| &entry.key).collect();
    let found_types = types.iter().map(|of| of.id.clone()).collect();
    let led_to = |by: &str| cx.catalog.schema.reached(&found_types, by);
    let targets = led_to(by);
    let mut folds = Vec::new();
    for target in targets.iter().filter_map(|id| cx.catalog.schema.get(id)) {
        let mut options = Vec::new();
        let mut all_places = Vec::new();
        for place in cx.listed(&target.id, language) {
            if section.choose.is_some() && !places::is_place(cx, place, target) {
                continue;
            }
            all_places.push((place, None));
            let Some(link) = links::link(cx, &place.key, language) else { continue };
            let here = places::those_at(cx, types, place, by, language);
            let keys: BTreeSet<&EntryKey> = here.iter().map(|entry| &entry.key).collect();
            let mut groups = some_of(cx, found, |entry| keys.contains(&entry.key), line, scope);
            let count = groups.iter().map(|group| group.count).sum();
            if let Some(beside) = &section.beside {
                let others = here.iter().filter(|other| !all.contains(&other.key));
                let others = others.copied().collect();
                let how = Some(beside.get(language).to_owned());
                let others = group(cx, Found { how, entries: others }, line, scope);
                groups.extend((!others.items.is_empty()).then_some(others));
            }
            let there = follow_all(cx, place, &section.there, language).into_iter();
            let there: Vec<_> =
                there.map(|found| group(cx, found, Line::default(), scope)).collect();
            let contacts = contacts::contacts_of(cx, place, target, scope);
            if groups.is_empty() && contacts.is_empty() && there.is_empty() {
                continue;
            }
            let id = match section.choose {
                // An id is one of its type only, and this one is part of an address that people pass on.
                Some(_) => format!("{id}-{}-{}", target.id, place.key.id),
                None => format!("{id}-{}", place.key.id),
            };
            let name = arrangement.name.as_ref().map(|(name, _)| &**name);
            let text = short_name(cx, place, target, name, language);
            options.push(HeadingView { id: id.clone(), text });
            let anchor = HeadingView { id: id.clone(), text: link.text.clone() };
            if let Some((_, known)) = all_places.last_mut() {
                *known = Some(anchor);
            }
            let (label, open) = (None, false);
            let all = contacts::all(cx, target, language).filter(|_| contacts.is_empty());
            folds.push(FoldView { id, link, label, count, groups, open, contacts, all, there });
        }
        let collation = Collation::new(language);
        options.sort_by(|a, b| collation.compare(&a.text, &b.text));
        if section.choose.is_some() && !options.is_empty() {
            if section.towns.is_some() {
                let kinds = section.by.iter().flat_map(|of| led_to(&of.by.0)).collect();
                choice.towns.extend(places::towns(cx, &all_places, by, &kinds, language));
            }
            choice
                .kinds
                .push(ChoicesView { label: target.plural.get(language).to_owned(), options });
        }
    }
    folds
}

/// What an entry is called among others of its type: by a field that says so, else without what all of them are.
fn short_name(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    field: Option<&str>,
    language: &str,
) -> String {
    let said = field.and_then(|field| cards::shown(cx, entry, field));
    if let Some(said) = said.as_deref().and_then(|said| said.as_str()) {
        return said.to_owned();
    }
    let title = entry.title();
    let kind = content_type.label.get(language);
    let rest = title.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' '));
    rest.map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(title).to_owned()
}
