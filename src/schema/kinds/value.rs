//! What values are made of, and what can be asked of all of them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::{Parts, Value};
use crate::hash::hash;
use crate::location::{SitePath, Span};
use crate::schema::{Field, PartialDate};
use crate::syntax::{Destination, DestinationKind, Document};

/// Type and id: what a reference names. Copies share what they name.
///
/// Keys are asked for in maps all the time, and most of them are copies of that of the entry itself: so the hash is worked out once, and
/// texts are compared only where it is not the same copy.
#[derive(Clone)]
pub struct EntryKey(Arc<Named>);

/// What an [`EntryKey`] names.
pub struct Named {
    /// The type's id.
    pub(crate) type_id: Arc<str>,
    /// The entry's id.
    pub id: Arc<str>,
    hash: u64,
}

impl EntryKey {
    /// The key of `id` in `type_id`.
    pub fn new(type_id: impl Into<Arc<str>>, id: impl Into<Arc<str>>) -> Self {
        let (type_id, id) = (type_id.into(), id.into());
        let hash = hash((&type_id, &id));
        Self(Arc::new(Named { type_id, id, hash }))
    }

    /// What a link to an entry names; whether there is such an entry is another question.
    pub(crate) fn linked(destination: &Destination) -> Option<Self> {
        match destination.kind() {
            DestinationKind::Entry { type_id, id, .. } => Some(Self::new(type_id, id)),
            _ => None,
        }
    }
}

impl Deref for EntryKey {
    type Target = Named;

    fn deref(&self) -> &Named {
        &self.0
    }
}

impl PartialEq for EntryKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.hash == other.hash && self.id == other.id && self.type_id == other.type_id)
    }
}

impl Eq for EntryKey {}

impl PartialOrd for EntryKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntryKey {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.type_id, &self.id).cmp(&(&other.type_id, &other.id))
    }
}

impl Hash for EntryKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl fmt::Debug for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryKey").field("type_id", &self.type_id).field("id", &self.id).finish()
    }
}

impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.type_id, self.id)
    }
}

/// A reference to an entry that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The target.
    pub(crate) key: EntryKey,
    /// Where it was written.
    pub(crate) span: Span,
}

/// An image with what has to be known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageValue {
    /// The file.
    pub(crate) file: SitePath,
    /// What it shows; `None` for a decorative image.
    pub(crate) alt: Option<String>,
    /// What stands under it.
    pub(crate) caption: Option<String>,
    /// Who made it.
    pub(crate) credit: Option<String>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq)]
pub struct FileValue {
    /// The file.
    pub(crate) file: SitePath,
    /// What it is called.
    pub(crate) title: Option<String>,
}

/// Values by the names of their fields, in the order in which they were put in.
///
/// There are a few dozen at most, so that looking through them is as fast as a map, which would take twice the room: a collection has
/// hundreds of thousands of values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldValues {
    /// Beside each other, so that looking through them is fast.
    names: Vec<Arc<str>>,
    /// In the same order.
    values: Vec<Value>,
}

impl FieldValues {
    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| **known == *name)
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.place(name).map(|at| &self.values[at])
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.place(name).map(|at| &mut self.values[at])
    }

    /// Whether a field has a value.
    pub(crate) fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// Gives a field a value; a field that has one keeps its place.
    pub(crate) fn insert(&mut self, name: Arc<str>, value: Value) {
        match self.get_mut(&name) {
            Some(there) => *there = value,
            None => {
                self.names.push(name);
                self.values.push(value);
            }
        }
    }

    /// Takes the value of a field out.
    pub(crate) fn remove(&mut self, name: &str) -> Option<Value> {
        let at = self.place(name)?;
        self.names.remove(at);
        Some(self.values.remove(at))
    }

    /// Whether no field has a value.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Names and values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Value)> {
        self.into_iter()
    }

    /// The names.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names.iter()
    }

    /// The values.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.values.iter()
    }

    /// Gives back the room that growing has left.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.names.shrink_to_fit();
        self.values.shrink_to_fit();
    }
}

impl<'a> IntoIterator for &'a FieldValues {
    type Item = (&'a Arc<str>, &'a Value);
    type IntoIter = std::iter::Zip<std::slice::Iter<'a, Arc<str>>, std::slice::Iter<'a, Value>>;

    fn into_iter(self) -> Self::IntoIter {
        self.names.iter().zip(&self.values)
    }
}

impl FromIterator<(Arc<str>, Value)> for FieldValues {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Value)>>(fields: I) -> Self {
        let (names, values) = fields.into_iter().unzip();
        Self { names, values }
    }
}

impl Value {
    /// The text of a value that is one piece of text as written.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text)
            | Self::Enum(text)
            | Self::Url(text)
            | Self::Email(text)
            | Self::Phone(text) => Some(text),
            _ => None,
        }
    }

    /// A value as it is written in YAML, when that is one piece of text; nothing for kinds that can be written in several ways.
    pub(crate) fn written(&self) -> Option<String> {
        match self {
            Self::Integer(number) => Some(number.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Date(date) => Some(date.to_string()),
            value => value.as_str().map(str::to_owned),
        }
    }

    /// Writes a value without the places where its parts stand.
    pub(crate) fn spell(&self, text: &mut String) {
        text.push('(');
        match self {
            Self::Text(document) => {
                text.push_str(&document.plain_text());
                for link in document.links() {
                    let _ = write!(text, "[{}]", link.destination.written());
                }
            }
            Self::Reference(reference) => {
                let _ = write!(text, "{}", reference.key);
            }
            Self::Address(address) => {
                let organisation =
                    address.organisation.as_ref().map(|organisation| &organisation.key);
                let parts =
                    [&address.street, &address.postal_code, &address.city, &address.country];
                let _ = write!(text, "{organisation:?}{:?}{parts:?}", address.lines);
            }
            Self::List(items) => items.iter().for_each(|item| item.spell(text)),
            Self::Object(fields) => {
                // In whatever order they were laid over each other.
                let mut fields: Vec<_> = fields.iter().collect();
                fields.sort_by_key(|(name, _)| (*name).clone());
                for (name, value) in fields {
                    let _ = write!(text, "{name}=");
                    value.spell(text);
                }
            }
            Self::Map(pairs) => {
                for (key, value) in pairs {
                    key.spell(text);
                    if let Some(value) = value {
                        value.spell(text);
                    }
                }
            }
            other => {
                let _ = write!(text, "{other:?}");
            }
        }
        text.push(')');
    }

    /// What two values have in common that are the same, wherever and however they are written.
    pub(crate) fn identity(&self) -> String {
        match self {
            Self::Reference(reference) => reference.key.to_string(),
            // `90 min` is as long as `1,5 h`.
            Self::Duration(duration) => duration.seconds().to_string(),
            value => value.written().unwrap_or_else(|| {
                let mut text = String::new();
                value.spell(&mut text);
                text
            }),
        }
    }

    /// A value as a finding quotes it.
    pub(crate) fn in_short(&self) -> String {
        match self {
            Self::Reference(reference) => reference.key.to_string(),
            Self::Duration(duration) => duration.iso(),
            Self::Percent(number) => number.to_string(),
            Self::Money(money) => format!("{} {}", money.amount, money.currency),
            Self::Boolean(value) => value.to_string(),
            Self::Rating(rating) => rating.to_string(),
            Self::File(file) => file.file.file_name().to_owned(),
            Self::Image(image) => image.file.file_name().to_owned(),
            value => value.written().unwrap_or_else(|| "…".to_owned()),
        }
    }

    /// A date.
    pub(crate) fn as_date(&self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Yes or no.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// Markdown.
    pub(crate) fn as_text(&self) -> Option<&Document> {
        match self {
            Self::Text(document) => Some(document),
            _ => None,
        }
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            single => std::slice::from_ref(single),
        }
    }

    /// The keys of a map with their values; nothing for what is no map.
    pub(crate) fn pairs(&self) -> &[(Self, Option<Self>)] {
        match self {
            Self::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// Whether it, or something inside it, holds personal data when it is the value of `field`.
    pub(crate) fn is_personal(&self, field: &Field) -> bool {
        if field.personal {
            return true;
        }
        match (field.kind.parts(), self) {
            (Parts::Items(of), Self::List(items)) => items.iter().any(|item| item.is_personal(of)),
            (Parts::Fields(fields), Self::Object(values)) => values.iter().any(|(name, value)| {
                fields.get(name).is_some_and(|field| value.is_personal(field))
            }),
            (Parts::Pairs(keys, of), Self::Map(pairs)) => pairs.iter().any(|(key, value)| {
                key.is_personal(keys) || value.as_ref().is_some_and(|value| value.is_personal(of))
            }),
            _ => false,
        }
    }

    /// Whether it is words and numbers for readers, which name no other entry, no file and no day.
    pub(crate) fn is_prose(&self) -> bool {
        match self {
            Self::String(_)
            | Self::Text(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Percent(_)
            | Self::Money(_)
            | Self::Rating(_) => true,
            Self::List(items) => items.iter().all(Self::is_prose),
            Self::Object(fields) => fields.values().all(Self::is_prose),
            _ => false,
        }
    }

    /// Whether the two differ in [prose](Self::is_prose) only, wherever they stand in their files.
    pub(crate) fn same_but_prose(&self, other: &Self) -> bool {
        match (self, other) {
            (a, b) if a.is_prose() && b.is_prose() => true,
            (Self::Reference(a), Self::Reference(b)) => a.key == b.key,
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_but_prose(b))
            }
            (Self::Object(a), Self::Object(b)) => {
                a.keys().eq(b.keys())
                    && a.values().zip(b.values()).all(|(a, b)| a.same_but_prose(b))
            }
            (Self::Map(a), Self::Map(b)) => {
                let same = |a: &Option<Self>, b: &Option<Self>| match (a, b) {
                    (Some(a), Some(b)) => a.same_but_prose(b),
                    (a, b) => a.is_none() && b.is_none(),
                };
                let mut pairs = a.iter().zip(b);
                a.len() == b.len()
                    && pairs.all(|((a, x), (b, y))| a.same_but_prose(b) && same(x, y))
            }
            (a, b) => a == b,
        }
    }

    /// A field of an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Object(fields) => fields.get(name),
            _ => None,
        }
    }

    /// The value with only the references that `keep` wants; `None` when nothing of it is left. An object that says something
    /// about an entry goes with it.
    pub(crate) fn with_references(
        &self,
        keep: &dyn Fn(&EntryKey) -> bool,
    ) -> Option<Cow<'_, Self>> {
        let mut keeps_all = match self {
            Self::List(items) => !items.is_empty(),
            Self::Map(pairs) => !pairs.is_empty(),
            _ => true,
        };
        self.walk(&mut |value| {
            if let Self::Reference(reference) = value {
                keeps_all &= keep(&reference.key);
            }
        });
        if keeps_all { Some(Cow::Borrowed(self)) } else { self.without(keep).map(Cow::Owned) }
    }

    fn without(&self, keep: &dyn Fn(&EntryKey) -> bool) -> Option<Self> {
        match self {
            Self::Reference(reference) => keep(&reference.key).then(|| self.clone()),
            Self::List(items) => {
                let items: Vec<Self> = items.iter().filter_map(|item| item.without(keep)).collect();
                (!items.is_empty()).then_some(Self::List(items))
            }
            Self::Object(fields) => {
                let about = |value: &Self| match value {
                    Self::Reference(reference) => keep(&reference.key),
                    _ => true,
                };
                fields.values().all(about).then(|| {
                    let kept = fields
                        .iter()
                        .filter_map(|(name, value)| Some((name.clone(), value.without(keep)?)));
                    Self::Object(kept.collect())
                })
            }
            Self::Map(pairs) => {
                let kept = pairs
                    .iter()
                    .filter_map(|(key, value)| Some((key.without(keep)?, value.clone())));
                let pairs: Vec<_> = kept.collect();
                (!pairs.is_empty()).then_some(Self::Map(pairs))
            }
            other => Some(other.clone()),
        }
    }

    /// Calls `visit` for this value and every value inside it.
    pub(crate) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Value)) {
        visit(self);
        match self {
            Self::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Self::Object(fields) => fields.values().for_each(|value| value.walk(visit)),
            Self::Map(pairs) => {
                for (key, value) in pairs {
                    key.walk(visit);
                    if let Some(value) = value {
                        value.walk(visit);
                    }
                }
            }
            _ => {}
        }
    }
}
