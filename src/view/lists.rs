//! Lists of a type: groups, letters, ratings.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use unicode_normalization::UnicodeNormalization;

use super::entries::flags;
use super::types::{
    CardView, JumpView, LetterGroup, LetterView, LinkView, ListGroup, ListStyle, ListView,
    MatrixRow, MatrixView, PagerItem, PagerView, RegisterValue, RegisterView, ValueView,
};
use super::{Scope, Views};
use crate::model::{Entry, EntryKey, EntryUpdate, Value};
use crate::plan::list_length;
use crate::schema::{Ability, ContentType, Field, FieldKind, Pages};
use crate::syntax::slug::slug;
use crate::tracking::{self, CellKind, Changes};

/// Longer lists that are grouped by something else get a register from A to Z.
const LONG_LIST: usize = 40;
/// Lists of this length that are in the order of their titles are grouped by letters.
const LETTERS_FROM: usize = 30;

/// More entries with the same value are not all named beside it.
const NAMED: usize = 8;
/// The other pages that a page of a list leads to: so many before and after it, beside the first and the last.
const PAGES_AROUND: usize = 2;

/// The list of a type, as all its pages share it.
#[derive(Debug, PartialEq)]
pub(super) struct List {
    /// The entries in the order in which they are shown.
    pub(super) entries: Vec<EntryKey>,
    groups: Vec<Group>,
    style: ListStyle,
    /// How many entries a page has.
    length: usize,
    /// For the first page.
    registers: Arc<[Register]>,
}

/// The entries of a list by the values of a field.
#[derive(Debug, PartialEq)]
struct Register {
    field: Arc<str>,
    values: Vec<(GroupHead, Vec<EntryKey>)>,
}

/// Entries of a list that belong together.
#[derive(Debug, PartialEq)]
struct Group {
    head: GroupHead,
    /// Where they are in the list.
    entries: Range<usize>,
}

/// What is said about a group.
#[derive(Debug, Default, PartialEq)]
struct GroupHead {
    title: Option<String>,
    description: Option<String>,
    id: String,
    key: Option<EntryKey>,
}

/// What a page shows of a group.
#[derive(PartialEq)]
struct Part<'a> {
    head: &'a GroupHead,
    /// Whether the group began on an earlier page.
    continued: bool,
    /// The place of the first of the entries in the list.
    start: usize,
    entries: &'a [EntryKey],
}

type Grouped<'a> = Vec<(GroupHead, Vec<&'a Entry>)>;
/// Groups in their order, by the names that tell them apart.
type Gathered<'a> = BTreeMap<(usize, String), (GroupHead, Vec<&'a Entry>)>;

impl List {
    fn pages(&self) -> usize {
        self.entries.len().div_ceil(self.length)
    }

    /// The number of the page that an entry is on, from one.
    fn page_of(&self, position: usize) -> usize {
        position / self.length + 1
    }

    /// The entries of a page.
    fn on_page(&self, number: usize) -> Range<usize> {
        let end = number.saturating_mul(self.length).min(self.entries.len());
        end.min(number.saturating_sub(1).saturating_mul(self.length))..end
    }

    /// The groups of a page, with their entries on it.
    fn groups_on(&self, number: usize) -> impl Iterator<Item = Part<'_>> {
        let page = self.on_page(number);
        self.groups.iter().filter_map(move |group| {
            let start = group.entries.start.max(page.start);
            let entries = self.entries.get(start..group.entries.end.min(page.end))?;
            let part =
                Part { head: &group.head, continued: start > group.entries.start, start, entries };
            Some(part).filter(|part| !part.entries.is_empty())
        })
    }

    /// The pages that differ from those of an earlier state of the list.
    pub(super) fn changed_pages<'a>(&'a self, last: &'a Self) -> impl Iterator<Item = usize> + 'a {
        let all_say = |list: &'a Self| {
            let begins = move |group: &'a Group| (&group.head, list.page_of(group.entries.start));
            (list.style, list.length, list.entries.len(), list.groups.iter().map(begins))
        };
        let (old, new) = (all_say(last), all_say(self));
        let same = (old.0, old.1, old.2) == (new.0, new.1, new.2) && old.3.eq(new.3);
        let pages = 1..=self.pages().max(last.pages());
        pages.filter(move |number| {
            !same
                || (*number == 1 && self.registers != last.registers)
                || !self.groups_on(*number).eq(last.groups_on(*number))
        })
    }
}

impl Views<'_> {
    /// The list of a type.
    pub(super) fn list_of(&self, content_type: &ContentType, language: &str) -> List {
        let registers = self.registers(content_type, language);
        List { registers, ..self.whole_list(content_type, language) }
    }

    /// The list of a type in which an entry was updated, or another one that it mentions.
    pub(super) fn list_renewed(
        &self,
        content_type: &ContentType,
        language: &str,
        (last, update): (&List, &EntryUpdate),
        changes: &Changes,
    ) -> List {
        let list = self.whole_list(content_type, language);
        let EntryUpdate { old, new, .. } = update;
        let values = |entry: &Entry, field| -> Vec<Value> {
            let value = entry.get_for(field, self.channel);
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
        // What is renewed may be a value of others of its type.
        let same = new.key.type_id == content_type.id
            && !self.is_grouped_by(content_type, &new.key.type_id)
            && !changes.has(CellKind::List, (&content_type.id, language))
            && content_type.registers.iter().all(|field| stays(field));
        let registers =
            if same { last.registers.clone() } else { self.registers(content_type, language) };
        List { registers, ..list }
    }

    /// The listed entries of a type in the order in which its list shows them; without registers.
    fn whole_list(&self, content_type: &ContentType, language: &str) -> List {
        let groups = self.grouped(content_type, language);
        let style = style(content_type, groups.iter().flat_map(|(_, entries)| entries));
        let mut list = List {
            entries: Vec::new(),
            groups: Vec::new(),
            style,
            length: 1,
            registers: Arc::default(),
        };
        for (head, entries) in groups {
            let start = list.entries.len();
            list.entries.extend(entries.into_iter().map(|entry| entry.key.clone()));
            list.groups.push(Group { head, entries: start..list.entries.len() });
        }
        let whole = list.entries.len().max(1);
        list.length = list_length(content_type, self.config).map_or(whole, NonZeroUsize::get);
        list
    }

    fn grouped(&self, content_type: &ContentType, language: &str) -> Grouped<'_> {
        let entries: Vec<&Entry> = self.listed(&content_type.id, language).collect();
        match content_type.group.as_deref().and_then(|name| content_type.field(name)) {
            Some(field) => self.by_field(field, entries, language),
            None if by_title(content_type)
                && (entries.len() >= LETTERS_FROM || content_type.pages == Pages::List) =>
            {
                self.by_letter(entries, language)
            }
            None => vec![(GroupHead::default(), entries)],
        }
    }

    fn by_field<'a>(
        &'a self,
        field: &Field,
        entries: Vec<&'a Entry>,
        language: &str,
    ) -> Grouped<'a> {
        let kind = field.kind.item();
        let mut groups = Gathered::new();
        for entry in entries {
            let value = entry.get(&field.name).map(Value::items).and_then(|items| items.first());
            self.group(&mut groups, (kind, value), language).push(entry);
        }
        groups.into_values().collect()
    }

    /// The entries that have this value.
    fn group<'g, 'a>(
        &self,
        groups: &'g mut Gathered<'a>,
        (kind, value): (&FieldKind, Option<&Value>),
        language: &str,
    ) -> &'g mut Vec<&'a Entry> {
        let order = match value {
            Some(Value::Reference(reference)) => {
                (self.catalog.rank(&reference.key), reference.key.id.to_string())
            }
            value => {
                value.and_then(|value| kind.group(value)).unwrap_or((usize::MAX, String::new()))
            }
        };
        let head = |(_, name): &(usize, String)| {
            let id = format!("g_{}", slug(name));
            let (title, description, key) = match value {
                Some(Value::Reference(reference)) => {
                    let key = &reference.key;
                    let title = self.link(key, language).map_or(name.clone(), |link| link.text);
                    (title, None, Some(key.clone()))
                }
                Some(value) if !name.is_empty() => {
                    let head = kind.group_head(value, name, &self.words(language));
                    (head.title, head.description, None)
                }
                _ => (self.say(language, "no-group"), None, None),
            };
            (GroupHead { title: Some(title), description, id, key }, Vec::new())
        };
        &mut groups.entry(order).or_insert_with_key(head).1
    }

    /// The entries of a list by the values of the fields that the type names, as websites may show them.
    fn registers(&self, content_type: &ContentType, language: &str) -> Arc<[Register]> {
        let fields = content_type.registers.iter().filter_map(|name| content_type.field(name));
        let register = |field: &Field| {
            // What an entry refers to is the value of many others: its place and its title are looked up once.
            let mut referring: IndexMap<&EntryKey, (&Value, Vec<&Entry>)> = IndexMap::new();
            let mut groups = Gathered::new();
            let kind = field.kind.item();
            let entries: Vec<(&Entry, Cow<'_, Value>)> = self
                .listed(&content_type.id, language)
                .filter_map(|entry| Some((entry, self.shown(entry, &field.name)?)))
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
                        _ => self.group(&mut groups, (kind, Some(item)), language).push(entry),
                    }
                }
            }
            for (value, entries) in referring.into_values() {
                self.group(&mut groups, (kind, Some(value)), language).extend(entries);
            }
            let keys = |entries: Vec<&Entry>| entries.iter().map(|e| e.key.clone()).collect();
            let values = groups.into_values().map(|(head, entries)| (head, keys(entries)));
            Register { field: field.name.clone(), values: values.collect() }
        };
        fields.map(register).collect()
    }

    /// What a page shows of registers. What there is only one of helps nobody to choose.
    fn register_views(
        &self,
        content_type: &ContentType,
        registers: &[Register],
        language: &str,
    ) -> Vec<RegisterView> {
        let several = registers.iter().filter(|register| register.values.len() > 1);
        let views = several.filter_map(|register| {
            let field = content_type.field(&register.field)?;
            let values = register.values.iter();
            let mut values: Vec<RegisterValue> = values
                .map(|(head, entries)| self.register_value(head, entries, language))
                .collect();
            if field.kind.item().can(Ability::Line)
                && let Some(prepared) = self.of(language)
            {
                values.sort_by(|a, b| prepared.collation.compare(&a.link.text, &b.link.text));
            }
            let label = field.label.get(language).to_owned();
            Some(RegisterView { label, id: format!("s_by_{}", field.name), values })
        });
        views.collect()
    }

    fn register_value(
        &self,
        head: &GroupHead,
        entries: &[EntryKey],
        language: &str,
    ) -> RegisterValue {
        let text = head.title.clone().unwrap_or_default();
        let link = head.key.as_ref().and_then(|key| self.link(key, language));
        let link = link.unwrap_or_else(|| LinkView { text, ..LinkView::default() });
        let long = entries.len() > NAMED;
        // The page of the value names whatever refers to it; one elsewhere may name others.
        let elsewhere = long && link.href.is_some() && !link.external;
        let named = if elsewhere { &[] } else { entries };
        RegisterValue {
            link,
            count: entries.len(),
            entries: named.iter().filter_map(|key| self.link(key, language)).collect(),
            long,
        }
    }

    fn by_letter<'a>(&self, entries: Vec<&'a Entry>, language: &str) -> Grouped<'a> {
        let mut groups: Grouped<'a> = Vec::new();
        for entry in entries {
            let letter = self.letter(entry.title(), language);
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

    fn letter(&self, title: &str, language: &str) -> String {
        let first = title.chars().find(|c| c.is_alphanumeric());
        match first.and_then(|first| first.nfd().next()) {
            Some(letter) if letter.is_alphabetic() => match letter {
                'ß' | 'ẞ' => "S".to_owned(),
                letter => letter.to_uppercase().collect(),
            },
            _ => self.say(language, "other-letters"),
        }
    }

    /// A page of the list of a type; `None` when it has no such page.
    pub(super) fn list_view(
        &self,
        content_type: &ContentType,
        number: usize,
        scope: &Scope<'_>,
    ) -> Option<ListView> {
        let language = scope.language;
        tracking::read(CellKind::ListPage, (language, &content_type.id, number));
        let list = self.of(language)?.lists.get(&content_type.id)?;
        let href = |page| self.plan.routes.list_page(&content_type.id, language, page);
        // Where a group begins, as seen from this page.
        let begins = |group: &Group| {
            Some(list.page_of(group.entries.start)).filter(|page| *page != number).and_then(href)
        };
        let lettered =
            content_type.group.is_none() && list.groups.iter().any(|g| g.head.title.is_some());
        let letters = if lettered { letters(&list.groups, begins) } else { Vec::new() };
        let jump = if lettered || list.groups.len() < 2 {
            Vec::new()
        } else {
            let titled = list.groups.iter().filter_map(|group| {
                let (title, id) = (group.head.title.clone()?, group.head.id.clone());
                Some(JumpView { title, id, page: begins(group) })
            });
            titled.collect()
        };
        let long = list.entries.len() >= LONG_LIST && list.pages() == 1;
        let register = if !lettered && long && content_type.pages == Pages::Entry {
            self.register(&list.entries, language)
        } else {
            Vec::new()
        };
        let registers = match number {
            1 => self.register_views(content_type, &list.registers, language),
            _ => Vec::new(),
        };
        let groups = list
            .groups_on(number)
            .map(|part| self.group_view(content_type, list.style, &part, scope))
            .collect();
        Some(ListView {
            type_id: content_type.id.to_string(),
            label: content_type.label.get(language).to_owned(),
            description: content_type
                .description
                .as_ref()
                .map(|text| text.get(language).to_owned()),
            count: list.entries.len(),
            style: list.style,
            groups,
            jump,
            letters,
            register,
            registers,
            pager: pager(number, list.pages(), href),
        })
    }

    fn group_view(
        &self,
        content_type: &ContentType,
        style: ListStyle,
        part: &Part<'_>,
        scope: &Scope<'_>,
    ) -> ListGroup {
        let language = scope.language;
        let head = part.head;
        let link = head.key.as_ref().and_then(|key| self.link(key, language));
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
            part.entries.iter().filter_map(|key| self.catalog.get_in(key, language)).collect();
        let grouping = content_type.group.as_deref();
        match style {
            ListStyle::Cards | ListStyle::Lines => {
                view.cards =
                    entries.iter().filter_map(|entry| self.card(entry, language)).collect();
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
                    view.entries.extend(self.entry(&entry.key, &scope).map(|mut entry| {
                        entry.fields.retain(|name, _| grouping != Some(&**name));
                        for group in &mut entry.profile {
                            group.rows.retain(|row| grouping != Some(&*row.name));
                        }
                        entry.profile.retain(|group| !group.rows.is_empty());
                        entry
                    }));
                }
            }
            ListStyle::Matrix => view.matrix = self.matrix(content_type, &entries, scope),
        }
        view
    }

    /// The entries from A to Z.
    fn register(&self, keys: &[EntryKey], language: &str) -> Vec<LetterGroup> {
        let Some(prepared) = self.of(language) else { return Vec::new() };
        let mut entries: Vec<&Entry> =
            keys.iter().filter_map(|key| self.catalog.get_in(key, language)).collect();
        entries.sort_by(|a, b| {
            prepared.collation.compare(a.title(), b.title()).then_with(|| a.key.cmp(&b.key))
        });
        let mut letters: Vec<LetterGroup> = Vec::new();
        for entry in entries {
            let letter = self.letter(entry.title(), language);
            let Some(link) = self.link(&entry.key, language) else { continue };
            match letters.last_mut().filter(|group| group.letter == letter) {
                Some(group) => group.links.push(link),
                None => letters.push(LetterGroup { letter, links: vec![link] }),
            }
        }
        letters
    }

    /// Ratings of the entries as one table; `None` for a type that rates nothing.
    pub fn matrix(
        &self,
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
        columns.sort_by_key(|key| (self.catalog.rank(key), key.clone()));
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
                .and_then(|field| self.value(field, entry.get(&field.name)?, entry, scope))
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
                    self.map_value(of, value.as_ref(), entry, scope)
                })
                .collect();
            let full =
                self.entry(&entry.key, &Scope { prefix: &format!("{}-", entry.key.id), ..*scope });
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
                        Some(super::types::FactView {
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
                    self.link(key, language).unwrap_or_else(|| LinkView {
                        text: key.id.to_string(),
                        ..LinkView::default()
                    })
                })
                .collect(),
            rows,
            scale: super::values::scale(&of.kind, language),
        })
    }

    /// Cards of a type's list, at most `limit`.
    pub(super) fn cards(&self, type_id: &str, language: &str, limit: usize) -> Vec<CardView> {
        self.listed(type_id, language)
            .take(limit)
            .filter_map(|entry| self.card(entry, language))
            .collect()
    }
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
        told += usize::from(summary.is_some() || entry.get("image").is_some());
    }
    if told * 2 >= all { ListStyle::Cards } else { ListStyle::Lines }
}

/// The pages of a list as seen from one of them; `None` when it is the only one.
pub(super) fn pager(
    number: usize,
    count: usize,
    href: impl Fn(usize) -> Option<String>,
) -> Option<PagerView> {
    if count < 2 {
        return None;
    }
    let mut pages: Vec<PagerItem> = Vec::new();
    for page in 1..=count {
        if page == 1 || page == count || page.abs_diff(number) <= PAGES_AROUND {
            let gap = pages.last().is_some_and(|last| last.number + 1 < page);
            let current = page == number;
            pages.extend(href(page).map(|href| PagerItem { number: page, href, current, gap }));
        }
    }
    let (previous, next) = (href(number - 1), href(number + 1));
    Some(PagerView { number, count, previous, next, pages })
}

/// The alphabet with what is there, and whatever else the titles begin with. `begins` is the way to the page that a group begins on.
fn letters(groups: &[Group], begins: impl Fn(&Group) -> Option<String>) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = ('A'..='Z')
        .map(|letter| LetterView { letter: letter.to_string(), id: None, page: None })
        .collect();
    for group in groups {
        let Some(title) = &group.head.title else { continue };
        let (id, page) = (Some(group.head.id.clone()), begins(group));
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
