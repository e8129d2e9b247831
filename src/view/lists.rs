//! Lists of a type: groups, letters, ratings.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::entries::flags;
use super::types::{
    CardView, LetterGroup, LetterView, LinkView, ListGroup, ListStyle, ListView, MatrixRow,
    MatrixView, ValueView,
};
use super::{Scope, Views};
use crate::model::{Entry, EntryKey, Value};
use crate::schema::{ContentType, Field, FieldKind, Pages};
use crate::syntax::slug::slug;

/// Longer lists that are grouped by something else get a register from A to Z.
const LONG_LIST: usize = 40;
/// Lists of this length that are in the order of their titles are grouped by letters.
const LETTERS_FROM: usize = 30;

/// Entries of a list that belong together.
pub(super) struct Group<'a> {
    title: Option<String>,
    description: Option<String>,
    id: String,
    key: Option<EntryKey>,
    pub(super) entries: Vec<&'a Entry>,
}

impl Views<'_> {
    /// The listed entries of a type in the order in which its list shows them.
    pub(super) fn grouped(&self, content_type: &ContentType, language: &str) -> Vec<Group<'_>> {
        let entries: Vec<&Entry> = self.catalog.list(&content_type.id, language).collect();
        match content_type.group.as_deref().and_then(|name| content_type.field(name)) {
            Some(field) => self.by_field(field, entries, language),
            None if by_title(content_type)
                && (entries.len() >= LETTERS_FROM || content_type.pages == Pages::List) =>
            {
                self.by_letter(entries, language)
            }
            None => vec![Group {
                title: None,
                description: None,
                id: String::new(),
                key: None,
                entries,
            }],
        }
    }

    fn by_field<'a>(
        &'a self,
        field: &Field,
        entries: Vec<&'a Entry>,
        language: &str,
    ) -> Vec<Group<'a>> {
        let mut groups: BTreeMap<(usize, String), Group<'a>> = BTreeMap::new();
        for entry in entries {
            let value = entry.get(&field.name).map(Value::items).and_then(|items| items.first());
            let (order, name, title, description, key) = match (item_kind(&field.kind), value) {
                (FieldKind::Enum(values), Some(Value::Enum(name))) => {
                    let known = values.get_index_of(name).unwrap_or(values.len());
                    let label =
                        values.get(name).map_or(name.as_str(), |value| value.label.get(language));
                    let description = values.get(name).and_then(|value| value.description.as_ref());
                    let description = description.map(|text| text.get(language).to_owned());
                    (known, name.clone(), label.to_owned(), description, None)
                }
                (_, Some(Value::Reference(reference))) => {
                    let key = &reference.key;
                    let title =
                        self.link(key, language).map_or(key.id.to_string(), |link| link.text);
                    (self.catalog.rank(key), key.id.to_string(), title, None, Some(key.clone()))
                }
                (_, Some(Value::Boolean(value))) => {
                    let name = if *value { "yes" } else { "no" };
                    (usize::from(!value), name.to_owned(), self.say(language, name), None, None)
                }
                (_, Some(Value::Date(date))) => {
                    let year = date.year;
                    let order = usize::try_from(i32::from(i16::MAX) - i32::from(year))
                        .unwrap_or(usize::MAX);
                    (order, year.to_string(), year.to_string(), None, None)
                }
                (_, Some(value)) if value.as_str().is_some() => {
                    let text = value.as_str().unwrap_or_default().to_owned();
                    (0, text.clone(), text, None, None)
                }
                _ => (usize::MAX, String::new(), self.say(language, "no-group"), None, None),
            };
            groups
                .entry((order, name.clone()))
                .or_insert_with(|| Group {
                    title: Some(title),
                    description,
                    id: format!("g_{}", slug(&name)),
                    key,
                    entries: Vec::new(),
                })
                .entries
                .push(entry);
        }
        groups.into_values().collect()
    }

    fn by_letter<'a>(&self, entries: Vec<&'a Entry>, language: &str) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for entry in entries {
            let letter = self.letter(entry.title(), language);
            match groups.iter_mut().find(|group| group.title.as_ref() == Some(&letter)) {
                Some(group) => group.entries.push(entry),
                None => groups.push(Group {
                    id: letter_id(&letter),
                    title: Some(letter),
                    description: None,
                    key: None,
                    entries: vec![entry],
                }),
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

    /// The list of a type.
    pub(super) fn list_view(&self, content_type: &ContentType, scope: &Scope<'_>) -> ListView {
        let language = scope.language;
        let groups = self.grouped(content_type, language);
        let count = groups.iter().map(|group| group.entries.len()).sum();
        let style = style(content_type, &groups);
        let lettered =
            content_type.group.is_none() && groups.iter().any(|group| group.title.is_some());
        let letters = if lettered { letters(&groups) } else { Vec::new() };
        let register = if !lettered && count >= LONG_LIST && content_type.pages == Pages::Entry {
            self.register(&groups, language)
        } else {
            Vec::new()
        };
        let mut position = 0;
        let groups = groups
            .into_iter()
            .map(|group| {
                let link = group.key.as_ref().and_then(|key| self.link(key, language));
                let mut view = ListGroup {
                    title: group.title,
                    description: group.description,
                    id: group.id,
                    href: link.and_then(|link| link.href),
                    cards: Vec::new(),
                    entries: Vec::new(),
                    matrix: None,
                };
                let headed = u8::from(view.title.is_some());
                match style {
                    ListStyle::Cards | ListStyle::Lines => {
                        view.cards = group
                            .entries
                            .iter()
                            .filter_map(|entry| self.card(entry, language))
                            .collect();
                        // What a heading says once, the cards need not repeat.
                        if let Some(name) = &content_type.group {
                            for card in &mut view.cards {
                                card.facts.retain(|fact| fact.name != *name);
                            }
                        }
                    }
                    ListStyle::Full => {
                        for entry in &group.entries {
                            position += 1;
                            let prefix = format!("e{position}-");
                            let scope = Scope {
                                prefix: &prefix,
                                body_shift: 1 + headed,
                                value_shift: 2 + headed,
                                ..*scope
                            };
                            view.entries.extend(self.entry(&entry.key, &scope).map(|mut entry| {
                                entry
                                    .fields
                                    .retain(|name, _| content_type.group.as_ref() != Some(name));
                                for group in &mut entry.profile {
                                    group.rows.retain(|row| {
                                        content_type.group.as_ref() != Some(&row.name)
                                    });
                                }
                                entry.profile.retain(|group| !group.rows.is_empty());
                                entry
                            }));
                        }
                    }
                    ListStyle::Matrix => {
                        view.matrix = self.matrix(content_type, &group.entries, scope);
                    }
                }
                view
            })
            .collect();
        ListView {
            type_id: content_type.id.to_string(),
            label: content_type.label.get(language).to_owned(),
            description: content_type
                .description
                .as_ref()
                .map(|text| text.get(language).to_owned()),
            count,
            style,
            groups,
            letters,
            register,
        }
    }

    /// All entries from A to Z.
    fn register(&self, groups: &[Group<'_>], language: &str) -> Vec<LetterGroup> {
        let Some(prepared) = self.of(language) else { return Vec::new() };
        let mut entries: Vec<&Entry> =
            groups.iter().flat_map(|group| group.entries.iter().copied()).collect();
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
            matches!(field.kind, FieldKind::Enum(_))
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
        self.catalog
            .list(type_id, language)
            .take(limit)
            .filter_map(|entry| self.card(entry, language))
            .collect()
    }
}

fn by_title(content_type: &ContentType) -> bool {
    content_type.sort.first().is_none_or(|key| key.field == content_type.title && !key.descending)
}

fn item_kind(kind: &FieldKind) -> &FieldKind {
    match kind {
        FieldKind::List { of, .. } => &of.kind,
        kind => kind,
    }
}

fn style(content_type: &ContentType, groups: &[Group<'_>]) -> ListStyle {
    if content_type.pages == Pages::List {
        return if content_type.ratings().is_some() { ListStyle::Matrix } else { ListStyle::Full };
    }
    let entries = || groups.iter().flat_map(|group| &group.entries);
    let told = entries()
        .filter(|entry| {
            let summary = content_type.summary.as_deref().and_then(|name| entry.get(name));
            summary.is_some() || entry.get("image").is_some()
        })
        .count();
    if told * 2 >= entries().count() { ListStyle::Cards } else { ListStyle::Lines }
}

/// The alphabet with what is there, and whatever else the titles begin with.
fn letters(groups: &[Group<'_>]) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> =
        ('A'..='Z').map(|letter| LetterView { letter: letter.to_string(), id: None }).collect();
    for group in groups {
        let Some(title) = &group.title else { continue };
        match letters.iter_mut().find(|letter| letter.letter == *title) {
            Some(letter) => letter.id = Some(group.id.clone()),
            None => letters.push(LetterView { letter: title.clone(), id: Some(group.id.clone()) }),
        }
    }
    letters
}

fn letter_id(letter: &str) -> String {
    let slug = slug(letter);
    format!("g_{}", if slug.is_empty() { "other" } else { &slug })
}
