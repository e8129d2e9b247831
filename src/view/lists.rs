//! Lists of a type: groups, letters, ratings.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use indexmap::IndexMap;

use unicode_normalization::UnicodeNormalization;

use super::cards::{flags, shown};
use super::pager::pager;
use super::types::{
    CardView, EntryView, FactView, JumpView, LetterGroup, LetterView, LinkView, ListGroup,
    ListStyle, ListView, MatrixRow, MatrixView, RegisterValue, RegisterView, ValueView,
};
use super::{Scope, ViewContext};
use super::{cards, entries, facets, links, values};
use crate::model::{Entry, EntryKey, EntryUpdate, Value};
use crate::plan::list_length;
use crate::schema::common;
use crate::schema::{Ability, ContentType, Field, FieldKind, Pages};
use crate::syntax::slug::slug;
use crate::tracking::{CellKind, Changes, Tracked, TrackedOrder, TrackedValue, compared};

/// Longer lists that are grouped by something else get a register from A to Z.
const LONG_LIST: usize = 40;
/// Lists of this length that are in the order of their titles are grouped by letters.
const LETTERS_FROM: usize = 30;

/// More entries with the same value are not all named beside it.
const NAMED: usize = 8;

/// The list of a type, as all its pages share it.
pub(super) struct List {
    head: TrackedValue<ListHead>,
    /// By number, from one.
    pages: Tracked<usize, Vec<GroupPart>>,
    /// For the first page.
    registers: TrackedValue<Arc<[Register]>>,
    /// The entries in the order in which they are shown.
    order: TrackedOrder<EntryKey>,
}

compared!(List { head, pages, registers, order });

/// What all pages of a list show.
#[derive(Debug, PartialEq)]
struct ListHead {
    style: ListStyle,
    /// How many entries there are.
    count: usize,
    pages: usize,
    /// The groups, with the page that each begins on.
    groups: Vec<(GroupHead, usize)>,
}

/// The entries of a group that are on one page.
#[derive(Debug, PartialEq)]
struct GroupPart {
    /// The place of the group among all.
    group: usize,
    /// Whether the group began on an earlier page.
    continued: bool,
    /// The place of the first of the entries in the list.
    start: usize,
    entries: Vec<EntryKey>,
}

/// The entries of a list by the values of a field.
#[derive(Debug, PartialEq)]
struct Register {
    field: Arc<str>,
    values: Vec<(GroupHead, Vec<EntryKey>)>,
}

/// What is said about a group.
#[derive(Debug, Default, PartialEq)]
struct GroupHead {
    title: Option<String>,
    description: Option<String>,
    id: String,
    key: Option<EntryKey>,
}

type Grouped<'a> = Vec<(GroupHead, Vec<&'a Entry>)>;
/// Groups in their order, by the names that tell them apart.
type Gathered<'a> = BTreeMap<(usize, String), (GroupHead, Vec<&'a Entry>)>;

/// The list of a type.
pub(super) fn list_of(cx: &ViewContext<'_>, content_type: &ContentType, language: &str) -> List {
    list_with(cx, content_type, language, registers(cx, content_type, language))
}

/// The list of a type in which an entry was updated, or another one that it mentions.
pub(super) fn list_updated(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    language: &str,
    (last, update): (&List, &EntryUpdate),
    changes: &Changes,
) -> List {
    let EntryUpdate { old, new, .. } = update;
    let values = |entry: &Entry, field| -> Vec<Value> {
        let value = entry.get_for(field, cx.channel);
        value.map(Value::items).unwrap_or_default().to_vec()
    };
    // Where something is written is of no concern here.
    let means = |(a, b): (&Value, &Value)| match (a, b) {
        (Value::Reference(a), Value::Reference(b)) => a.key == b.key,
        _ => a == b,
    };
    let stays = |field| {
        let (old, new) = (values(old, field), values(new, field));
        old.len() == new.len() && old.iter().zip(&new).all(means)
    };
    // What was updated may be a value of others of its type.
    let same = new.key.type_id == content_type.id
        && !is_grouped_by(content_type, &new.key.type_id)
        && !cx.catalog.is_list_in(changes, &content_type.id, language)
        && content_type.registers.iter().all(|field| stays(field));
    let registers = match same {
        true => last.registers.get().clone(),
        false => self::registers(cx, content_type, language),
    };
    list_with(cx, content_type, language, registers)
}

/// The listed entries of a type in the order in which its list shows them, with these registers.
fn list_with(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    language: &str,
    registers: Arc<[Register]>,
) -> List {
    let groups = grouped(cx, content_type, language);
    let count = groups.iter().map(|(_, entries)| entries.len()).sum::<usize>();
    let length = list_length(content_type, cx.config).map_or(count.max(1), NonZeroUsize::get);
    let mut head = ListHead {
        style: style(content_type, groups.iter().flat_map(|(_, entries)| entries)),
        count,
        pages: count.div_ceil(length),
        groups: Vec::new(),
    };
    let mut order: Vec<EntryKey> = Vec::with_capacity(count);
    let mut pages: BTreeMap<usize, Vec<GroupPart>> = BTreeMap::new();
    for (group, (of_group, entries)) in groups.into_iter().enumerate() {
        head.groups.push((of_group, order.len() / length + 1));
        let mut rest = entries.as_slice();
        let mut continued = false;
        while !rest.is_empty() {
            let start = order.len();
            let room = length - start % length;
            let (here, others) = rest.split_at(room.min(rest.len()));
            let entries: Vec<EntryKey> = here.iter().map(|entry| entry.key.clone()).collect();
            order.extend_from_slice(&entries);
            let part = GroupPart { group, continued, start, entries };
            pages.entry(start / length + 1).or_default().push(part);
            (rest, continued) = (others, true);
        }
    }
    let scope = (language, &content_type.id);
    List {
        head: TrackedValue::within(CellKind::ListHead, scope, head),
        pages: Tracked::within(CellKind::ListPage, scope).with(pages),
        registers: TrackedValue::within(CellKind::Registers, scope, registers),
        order: TrackedOrder::within(CellKind::Neighbours, language, order),
    }
}

/// Says in the view of an entry what stands directly before and after it in the list of its type, when both have pages.
pub(super) fn set_neighbours(cx: &ViewContext<'_>, view: &mut EntryView, language: &str) {
    let key = EntryKey::new(view.type_id.as_str(), view.id.as_str());
    let of_type = cx.catalog.schema.get(&key.type_id);
    let is_listed = cx.plan.routes.list(&key.type_id, language).is_some();
    let list = cx.of(language).and_then(|views| views.lists.get(&key.type_id));
    if let Some(List { order, .. }) = list
        && is_listed
        && of_type.is_some_and(|of_type| of_type.pages == Pages::Entry)
    {
        let link = |key: Option<&EntryKey>| links::link(cx, key?, language);
        view.previous = link(order.before(&key));
        view.next = link(order.after(&key));
    }
}

fn grouped<'v>(cx: &'v ViewContext<'_>, content_type: &ContentType, language: &str) -> Grouped<'v> {
    let entries: Vec<&Entry> = cx.listed(&content_type.id, language).collect();
    match content_type.group.as_deref().and_then(|name| content_type.field(name)) {
        Some(field) => by_field(cx, field, entries, language),
        None if by_title(content_type)
            && (entries.len() >= LETTERS_FROM || content_type.pages == Pages::List) =>
        {
            by_letter(cx, entries, language)
        }
        None => vec![(GroupHead::default(), entries)],
    }
}

fn by_field<'a>(
    cx: &'a ViewContext<'_>,
    field: &Field,
    entries: Vec<&'a Entry>,
    language: &str,
) -> Grouped<'a> {
    let kind = field.kind.item();
    let mut groups = Gathered::new();
    for entry in entries {
        let value = entry.get(&field.name).map(Value::items).and_then(|items| items.first());
        group(cx, &mut groups, (kind, value), language).push(entry);
    }
    groups.into_values().collect()
}

/// The entries that have this value.
fn group<'g, 'a>(
    cx: &ViewContext<'_>,
    groups: &'g mut Gathered<'a>,
    (kind, value): (&FieldKind, Option<&Value>),
    language: &str,
) -> &'g mut Vec<&'a Entry> {
    let order = match value {
        Some(Value::Reference(reference)) => {
            (cx.catalog.rank(&reference.key), reference.key.id.to_string())
        }
        value => value.and_then(|value| kind.group(value)).unwrap_or((usize::MAX, String::new())),
    };
    let head = |(_, name): &(usize, String)| {
        let id = format!("g_{}", slug(name));
        let (title, description, key) = match value {
            Some(Value::Reference(reference)) => {
                let key = &reference.key;
                let title = links::link(cx, key, language).map_or(name.clone(), |link| link.text);
                (title, None, Some(key.clone()))
            }
            Some(value) if !name.is_empty() => {
                let head = kind.group_head(value, name, &values::words(cx, language));
                (head.title, head.description, None)
            }
            _ => (cx.say(language, "no-group"), None, None),
        };
        (GroupHead { title: Some(title), description, id, key }, Vec::new())
    };
    &mut groups.entry(order).or_insert_with_key(head).1
}

/// The entries of a list by the values of the fields that the type names, as websites may show them.
fn registers(cx: &ViewContext<'_>, content_type: &ContentType, language: &str) -> Arc<[Register]> {
    let fields = content_type.registers.iter().filter_map(|name| content_type.field(name));
    let register = |field: &Field| {
        // What an entry refers to is the value of many others: its place and its title are looked up once.
        let mut referring: IndexMap<&EntryKey, (&Value, Vec<&Entry>)> = IndexMap::new();
        let mut groups = Gathered::new();
        let kind = field.kind.item();
        let entries: Vec<(&Entry, Cow<'_, Value>)> = cx
            .listed(&content_type.id, language)
            .filter_map(|entry| Some((entry, shown(cx, entry, &field.name)?)))
            .collect();
        for (entry, value) in &entries {
            for (at, item) in value.items().iter().enumerate() {
                if item.as_str() == Some("") || value.items()[..at].contains(item) {
                    continue;
                }
                match item {
                    Value::Reference(to) => {
                        let group = referring.entry(&to.key);
                        group.or_insert_with(|| (item, Vec::new())).1.push(entry);
                    }
                    _ => self::group(cx, &mut groups, (kind, Some(item)), language).push(entry),
                }
            }
        }
        for (value, entries) in referring.into_values() {
            self::group(cx, &mut groups, (kind, Some(value)), language).extend(entries);
        }
        let keys = |entries: Vec<&Entry>| entries.iter().map(|e| e.key.clone()).collect();
        let values = groups.into_values().map(|(head, entries)| (head, keys(entries)));
        Register { field: field.name.clone(), values: values.collect() }
    };
    fields.map(register).collect()
}

/// What a page shows of registers. What there is only one of helps nobody to choose.
fn register_views(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    registers: &[Register],
    language: &str,
) -> Vec<RegisterView> {
    let several = registers.iter().filter(|register| register.values.len() > 1);
    let views = several.filter_map(|register| {
        let field = content_type.field(&register.field)?;
        let values = register.values.iter();
        let mut values: Vec<RegisterValue> =
            values.map(|(head, entries)| register_value(cx, head, entries, language)).collect();
        if field.kind.item().can(Ability::Line)
            && let Some(prepared) = cx.of(language)
        {
            values.sort_by(|a, b| prepared.collation.compare(&a.link.text, &b.link.text));
        }
        let label = field.label.get(language).to_owned();
        Some(RegisterView { label, id: format!("s_by_{}", field.name), values })
    });
    views.collect()
}

fn register_value(
    cx: &ViewContext<'_>,
    head: &GroupHead,
    entries: &[EntryKey],
    language: &str,
) -> RegisterValue {
    let text = head.title.clone().unwrap_or_default();
    let link = head.key.as_ref().and_then(|key| links::link(cx, key, language));
    let link = link.unwrap_or_else(|| LinkView { text, ..LinkView::default() });
    let long = entries.len() > NAMED;
    // The page of the value names whatever refers to it; one elsewhere may name others.
    let elsewhere = long && link.href.is_some() && !link.external;
    let named = if elsewhere { &[] } else { entries };
    RegisterValue {
        link,
        count: entries.len(),
        entries: named.iter().filter_map(|key| links::link(cx, key, language)).collect(),
        long,
    }
}

fn by_letter<'a>(cx: &ViewContext<'_>, entries: Vec<&'a Entry>, language: &str) -> Grouped<'a> {
    let mut groups: Grouped<'a> = Vec::new();
    for entry in entries {
        let letter = self::letter(cx, entry.title(), language);
        match groups.iter_mut().find(|(head, _)| head.title.as_ref() == Some(&letter)) {
            Some((_, entries)) => entries.push(entry),
            None => {
                let id = letter_id(&letter);
                let head = GroupHead { title: Some(letter), id, ..GroupHead::default() };
                groups.push((head, vec![entry]));
            }
        }
    }
    groups
}

pub(super) fn letter(cx: &ViewContext<'_>, title: &str, language: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    match first.and_then(|first| first.nfd().next()) {
        Some(letter) if letter.is_alphabetic() => match letter {
            'ß' | 'ẞ' => "S".to_owned(),
            letter => letter.to_uppercase().collect(),
        },
        _ => cx.say(language, "other-letters"),
    }
}

/// A page of the list of a type; `None` when it has no such page.
pub(super) fn list_view(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    number: usize,
    scope: &Scope<'_>,
) -> Option<ListView> {
    let language = scope.language;
    let list = cx.of(language)?.lists.get(&content_type.id)?;
    let head = list.head.get();
    let parts = list.pages.get(&number).map_or(&[][..], Vec::as_slice);
    let href = |page| cx.plan.routes.list_page(&content_type.id, language, page);
    // Where a group begins, as seen from this page.
    let begins = |page: usize| Some(page).filter(|page| *page != number).and_then(href);
    let lettered =
        content_type.group.is_none() && head.groups.iter().any(|(g, _)| g.title.is_some());
    let letters = if lettered { letters(&head.groups, begins) } else { Vec::new() };
    let jump = if lettered || head.groups.len() < 2 {
        Vec::new()
    } else {
        let titled = head.groups.iter().filter_map(|(group, page)| {
            let (title, id) = (group.title.clone()?, group.id.clone());
            Some(JumpView { title, id, page: begins(*page) })
        });
        titled.collect()
    };
    let long = head.count >= LONG_LIST && head.pages == 1;
    let register = if !lettered && long && content_type.pages == Pages::Entry {
        self::register(cx, parts.iter().flat_map(|part| &part.entries), language)
    } else {
        Vec::new()
    };
    let registers = match number {
        1 => register_views(cx, content_type, list.registers.get(), language),
        _ => Vec::new(),
    };
    let groups = parts
        .iter()
        .filter_map(|part| {
            let (group, _) = head.groups.get(part.group)?;
            Some(group_view(cx, content_type, head.style, (group, part), scope))
        })
        .collect();
    Some(ListView {
        type_id: content_type.id.to_string(),
        label: content_type.label.get(language).to_owned(),
        description: content_type.description.as_ref().map(|text| text.get(language).to_owned()),
        count: head.count,
        style: head.style,
        groups,
        jump,
        letters,
        register,
        registers,
        pager: pager(number, head.pages, href),
        facets: match (number, cx.plan.facets.of_list(&content_type.id, language)) {
            (1, Some(list)) => facets::facets(cx, content_type, &list.facets, language),
            _ => Vec::new(),
        },
    })
}

fn group_view(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    style: ListStyle,
    (head, part): (&GroupHead, &GroupPart),
    scope: &Scope<'_>,
) -> ListGroup {
    let language = scope.language;
    let link = head.key.as_ref().and_then(|key| links::link(cx, key, language));
    let mut view = ListGroup {
        title: head.title.clone(),
        continued: part.continued,
        description: head.description.clone(),
        id: head.id.clone(),
        external: link.as_ref().is_some_and(|link| link.external),
        href: link.and_then(|link| link.href),
        cards: Vec::new(),
        entries: Vec::new(),
        matrix: None,
    };
    let entries: Vec<&Entry> =
        part.entries.iter().filter_map(|key| cx.catalog.get_in(key, language)).collect();
    let grouping = content_type.group.as_deref();
    match style {
        ListStyle::Cards | ListStyle::Lines => {
            view.cards =
                entries.iter().filter_map(|entry| cards::card(cx, entry, language)).collect();
            // What a heading says once, the cards need not repeat.
            for card in &mut view.cards {
                card.facts.retain(|fact| grouping != Some(&*fact.name));
            }
        }
        ListStyle::Full => {
            let headed = u8::from(view.title.is_some());
            for (position, entry) in (part.start + 1..).zip(entries) {
                let prefix = format!("e{position}-");
                let scope = Scope {
                    prefix: &prefix,
                    body_shift: 1 + headed,
                    value_shift: 2 + headed,
                    ..*scope
                };
                view.entries.extend(entries::entry(cx, &entry.key, &scope).map(|mut entry| {
                    entry.fields.retain(|name, _| grouping != Some(&**name));
                    for group in &mut entry.profile {
                        group.rows.retain(|row| grouping != Some(&*row.name));
                    }
                    entry.profile.retain(|group| !group.rows.is_empty());
                    entry
                }));
            }
        }
        ListStyle::Matrix => view.matrix = matrix(cx, content_type, &entries, scope),
    }
    view
}

/// Whether the list of a type has groups or registers of entries of another one.
pub(super) fn is_grouped_by(content_type: &ContentType, other: &Arc<str>) -> bool {
    let names = content_type.group.iter().chain(&content_type.registers);
    names.filter_map(|name| content_type.field(name)).any(|field| {
        let relation = field.kind.item().relation();
        relation.is_some_and(|relation| relation.to.contains(other))
    })
}

/// The entries from A to Z.
pub(super) fn register<'k>(
    cx: &ViewContext<'_>,
    keys: impl Iterator<Item = &'k EntryKey>,
    language: &str,
) -> Vec<LetterGroup> {
    let Some(prepared) = cx.of(language) else { return Vec::new() };
    let mut entries: Vec<&Entry> =
        keys.filter_map(|key| cx.catalog.get_in(key, language)).collect();
    entries.sort_by(|a, b| {
        prepared.collation.compare(a.title(), b.title()).then_with(|| a.key.cmp(&b.key))
    });
    let mut letters: Vec<LetterGroup> = Vec::new();
    for entry in entries {
        let letter = self::letter(cx, entry.title(), language);
        let Some(link) = links::link(cx, &entry.key, language) else { continue };
        // A title in quotation marks stands before all others, and under its letter.
        match letters.iter_mut().find(|group| group.letter == letter) {
            Some(group) => group.links.push(link),
            None => letters.push(LetterGroup { letter, links: vec![link] }),
        }
    }
    letters.sort_by(|a, b| prepared.collation.compare(&a.letter, &b.letter));
    letters
}

/// Ratings of the entries as one table; `None` for a type that rates nothing.
pub(crate) fn matrix(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    entries: &[&Entry],
    scope: &Scope<'_>,
) -> Option<MatrixView> {
    let (name, of) = content_type.ratings()?;
    let language = scope.language;
    let mut columns: Vec<EntryKey> = Vec::new();
    for entry in entries {
        if let Some(Value::Map(pairs)) = entry.get(name) {
            for (key, _) in pairs {
                if let Value::Reference(reference) = key
                    && !columns.contains(&reference.key)
                {
                    columns.push(reference.key.clone());
                }
            }
        }
    }
    columns.sort_by_key(|key| (cx.catalog.rank(key), key.clone()));
    let subgroup = content_type.fields.values().find(|field| {
        field.kind.choices().is_some()
            && !field.hidden
            && !field.common
            && content_type.group.as_deref() != Some(&*field.name)
    });
    let mut heading: Option<String> = None;
    let mut rows = Vec::new();
    for entry in entries {
        let here = subgroup
            .and_then(|field| values::value(cx, field, entry.get(&field.name)?, entry, scope))
            .and_then(|value| match value {
                ValueView::Choice { text, .. } => Some(text),
                _ => None,
            });
        let new_heading = (here != heading).then(|| here.clone()).flatten();
        heading = here;
        let pairs = match entry.get(name) {
            Some(Value::Map(pairs)) => pairs.as_slice(),
            _ => &[],
        };
        let cells = columns
            .iter()
            .map(|column| {
                let (_, value) = pairs.iter().find(|(key, _)| {
                    matches!(key, Value::Reference(reference) if reference.key == *column)
                })?;
                values::map_value(cx, of, value.as_ref(), entry, scope)
            })
            .collect();
        let full = entries::entry(
            cx,
            &entry.key,
            &Scope { prefix: &format!("{}-", entry.key.id), ..*scope },
        );
        let (notes, relations) = full.map_or((Vec::new(), Vec::new()), |mut full| {
            let notes = content_type
                .fields
                .values()
                .filter(|field| {
                    *field.name != *name
                        && subgroup.is_none_or(|subgroup| subgroup.name != field.name)
                })
                .filter(|field| content_type.group.as_deref() != Some(&*field.name))
                .filter_map(|field| {
                    Some(FactView {
                        name: field.name.to_string(),
                        label: field.label.get(language).to_owned(),
                        value: full.fields.remove(&*field.name)?,
                    })
                })
                .collect();
            (notes, full.relations)
        });
        rows.push(MatrixRow {
            id: entry.key.id.to_string(),
            title: entry.title().to_owned(),
            heading: new_heading,
            cells,
            notes,
            flags: flags(entry),
            relations,
        });
    }
    Some(MatrixView {
        columns: columns
            .iter()
            .map(|key| {
                links::link(cx, key, language)
                    .unwrap_or_else(|| LinkView { text: key.id.to_string(), ..LinkView::default() })
            })
            .collect(),
        rows,
        scale: values::scale(&of.kind, language),
    })
}

/// Cards of a type's list, at most `limit`.
pub(super) fn cards(
    cx: &ViewContext<'_>,
    type_id: &str,
    language: &str,
    limit: usize,
) -> Vec<CardView> {
    cx.listed(type_id, language)
        .take(limit)
        .filter_map(|entry| cards::card(cx, entry, language))
        .collect()
}

fn by_title(content_type: &ContentType) -> bool {
    content_type.sort.first().is_none_or(|key| key.field == content_type.title && !key.descending)
}

fn style<'a>(
    content_type: &ContentType,
    entries: impl Iterator<Item = &'a &'a Entry>,
) -> ListStyle {
    if content_type.pages == Pages::List {
        return if content_type.ratings().is_some() { ListStyle::Matrix } else { ListStyle::Full };
    }
    let (mut all, mut told) = (0, 0);
    for entry in entries {
        let summary = content_type.summary.as_deref().and_then(|name| entry.get(name));
        all += 1;
        told += usize::from(summary.is_some() || entry.get(common::IMAGE).is_some());
    }
    if told * 2 >= all { ListStyle::Cards } else { ListStyle::Lines }
}

/// How parts of the list of a type are shown, which is not in full: as cards where the list is no longer than that.
pub(super) fn part_style(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    language: &str,
    longest: usize,
) -> ListStyle {
    let list = cx.of(language).and_then(|views| views.lists.get(&content_type.id));
    let Some(head) = list.map(|list| list.head.get()) else { return ListStyle::Lines };
    match head.style {
        ListStyle::Lines | ListStyle::Matrix => ListStyle::Lines,
        ListStyle::Cards | ListStyle::Full if head.count > longest => ListStyle::Lines,
        ListStyle::Cards | ListStyle::Full => ListStyle::Cards,
    }
}

/// The alphabet with what is there, and whatever else the titles begin with. `begins` is the way to a page that a group begins on.
fn letters(
    groups: &[(GroupHead, usize)],
    begins: impl Fn(usize) -> Option<String>,
) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = ('A'..='Z')
        .map(|letter| LetterView { letter: letter.to_string(), id: None, page: None })
        .collect();
    for (head, page) in groups {
        let Some(title) = &head.title else { continue };
        let (id, page) = (Some(head.id.clone()), begins(*page));
        match letters.iter_mut().find(|letter| letter.letter == *title) {
            Some(letter) => (letter.id, letter.page) = (id, page),
            None => letters.push(LetterView { letter: title.clone(), id, page }),
        }
    }
    letters
}

fn letter_id(letter: &str) -> String {
    let slug = slug(letter);
    format!("g_{}", if slug.is_empty() { "other" } else { &slug })
}
