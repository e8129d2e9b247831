//! Kinds of fields, one file each: how a kind is declared in type files, how its values are read, sorted, selected, shown and handed on.
//!
//! Entry points: [`FieldKind`], and the trait [`Kind`] that each of them implements. Invariant: nobody outside asks which kind a field has, but
//! what it can do ([`Ability`]) and what it is made of ([`Parts`]). Hence a new kind is a file here, its line in [`KINDS`], and a variant
//! of [`Value`] when none that is there holds what it reads.

mod address;
mod bands;
mod boolean;
mod choice;
mod control;
mod dates;
mod declaration;
mod duration;
mod email;
mod file;
mod files;
pub(crate) mod format;
mod geo;
mod image;
mod integer;
mod list;
mod map;
mod money;
pub(crate) mod notation;
mod number;
mod numbers;
mod object;
mod percent;
mod phone;
mod rating;
mod reader;
mod reference;
mod show;
mod string;
mod text;
mod url;
mod value;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{Field, PartialDate};
use crate::diagnostic::texts::Texts;
use crate::i18n::Collation;
use crate::syntax::Document;
use crate::yaml::{Node, Text};

pub(crate) use address::{Address, ORGANISATION};
pub(crate) use choice::EnumValue;
use control::ControlPart;
pub(crate) use control::{Control, PartControl};
pub(super) use declaration::{Declaration, Fields};
pub(crate) use files::broken_image;
pub(crate) use format::Format;
pub(crate) use money::Money;
pub(crate) use notation::Vocabulary;
pub(crate) use rating::Rating;
pub(crate) use reader::{Entries, ValueReader, is_empty};
pub(crate) use reference::Relation;
pub(crate) use show::{GroupHead, Shown, Words};
pub(crate) use show::{object, words};
pub(crate) use url::short_address;
pub use value::EntryKey;
pub(crate) use value::{FieldValues, FileValue, ImageValue, Reference};

/// All kinds, in the order of the documentation.
const KINDS: [Registration; 25] = [
    string::KIND,
    text::KIND,
    integer::KIND,
    number::KIND,
    percent::KIND,
    money::KIND,
    boolean::KIND,
    dates::DATE,
    dates::MONTH,
    dates::YEAR,
    dates::PARTIAL,
    duration::KIND,
    choice::KIND,
    rating::KIND,
    url::KIND,
    email::KIND,
    phone::KIND,
    address::KIND,
    geo::KIND,
    image::KIND,
    file::KIND,
    reference::KIND,
    list::KIND,
    object::KIND,
    map::KIND,
];

/// How a kind is found and declared.
pub(super) struct Registration {
    /// What type files write after `kind:`.
    pub(super) name: &'static str,
    /// The keys that fields of the kind have beside those of all fields.
    pub(super) keys: &'static [&'static str],
    /// Reads these keys; `None` when the field cannot be used, which is then a finding.
    pub(super) declare: fn(&mut Declaration<'_>) -> Option<FieldKind>,
}

/// Keys that only fields of some kinds have, sorted.
pub(super) static KIND_KEYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut keys: Vec<&'static str> = KINDS.iter().flat_map(|kind| kind.keys).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
});

/// The kind of this name.
pub(super) fn registered(name: &str) -> Option<&'static Registration> {
    static ALL: &[Registration] = &KINDS;
    ALL.iter().find(|kind| kind.name == name)
}

/// What values a field takes: one of the kinds, with what the type file says about it.
#[derive(Clone, Debug)]
pub struct FieldKind(Arc<dyn Kind>);

impl FieldKind {
    /// Names of all kinds.
    pub const NAMES: [&'static str; KINDS.len()] = {
        let mut names = [""; KINDS.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = KINDS[at].name;
            at += 1;
        }
        names
    };

    /// A kind as it was declared.
    pub(super) fn new(kind: impl Kind + 'static) -> Self {
        Self(Arc::new(kind))
    }

    /// A line of text without limits: what a part of another kind is.
    pub(super) fn line() -> Self {
        Self::new(string::StringKind::default())
    }

    /// What a value of the field is: an item of a list, else the value itself.
    pub(crate) fn item(&self) -> &Self {
        match self.parts() {
            Parts::Items(of) => &of.kind,
            _ => self,
        }
    }

    /// The fields of each item of a list of objects.
    pub(crate) fn item_fields(&self) -> Option<&IndexMap<Arc<str>, Field>> {
        let Parts::Items(of) = self.parts() else { return None };
        match of.kind.parts() {
            Parts::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    /// Calls `visit` for every relation in the kind.
    pub(crate) fn relations<'a>(&'a self, visit: &mut dyn FnMut(&'a Arc<Relation>)) {
        if let Some(relation) = self.relation() {
            visit(relation);
        }
        match self.parts() {
            Parts::None => {}
            Parts::Items(of) => of.kind.relations(visit),
            Parts::Fields(fields) => {
                fields.values().for_each(|field| field.kind.relations(visit));
            }
            Parts::Pairs(keys, of) => {
                keys.kind.relations(visit);
                of.kind.relations(visit);
            }
        }
    }
}

impl Deref for FieldKind {
    type Target = dyn Kind;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

/// What the values of a kind can serve for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Entries can be sorted by it: its values have an order that readers know.
    Sort,
    /// A list can be grouped by it: its values are few, and an entry has one at most.
    Group,
    /// A list can be filtered by it.
    Facet,
    /// Entries can be looked up by its values.
    Register,
    /// Entries can be selected by what is written for it.
    Select,
    /// Entries can be selected by a smallest and a largest value.
    Range,
    /// It fits into a column beside a link.
    Short,
    /// It is a line of free words: it can be what an entry is called, and stands in registers in the order of the alphabet.
    Line,
    /// It is a text of sentences, with links.
    Prose,
    /// It can be a key of a map.
    Key,
    /// schema.org has a notation for it.
    Linked,
    /// It says on which day something was or will be.
    Day,
    /// It can be the date of an event.
    Calendar,
    /// It is a place on the web.
    Web,
    /// It is a way to reach somebody.
    Reach,
}

/// What the values of a kind are made of.
#[derive(Clone, Copy, Debug)]
pub enum Parts<'a> {
    /// Of one piece.
    None,
    /// Of items, each of which is such a field.
    Items(&'a Field),
    /// Of fields.
    Fields(&'a IndexMap<Arc<str>, Field>),
    /// Of keys and values.
    Pairs(&'a Field, &'a Field),
}

/// What a kind of fields knows and does.
///
/// Values that lead elsewhere (texts with links, pictures, files, references) and those that hold others are shown and handed on by `view`, which
/// knows the site; the others by their kinds.
pub trait Kind: Debug + Send + Sync {
    /// Its name in type files.
    fn name(&self) -> &'static str;

    /// Whether its values can serve for something.
    fn can(&self, what: Ability) -> bool;

    /// What its values are made of.
    fn parts(&self) -> Parts<'_> {
        Parts::None
    }

    /// How many parts a value may have.
    fn count(&self) -> Option<Count> {
        None
    }

    /// The relation that its values are.
    fn relation(&self) -> Option<&Arc<Relation>> {
        None
    }

    /// The values among which editors choose, with their words.
    fn choices(&self) -> Option<&IndexMap<String, EnumValue>> {
        None
    }

    /// The steps of the scale on which its values are.
    fn scale(&self) -> Option<&BTreeMap<i64, Text>> {
        None
    }

    /// What stands behind its numbers.
    fn unit(&self) -> Option<&Text> {
        None
    }

    /// Whether a value is a box that somebody ticks: no value is a no.
    fn is_box(&self) -> bool {
        false
    }

    /// Reads what was written, and that is not nothing; `None` when it is wrong, which is then a finding.
    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let text = reader.one_text(field, node)?;
        self.read_text(reader, field, text, node)
    }

    /// Reads a kind that is written as one piece of text.
    fn read_text(
        &self,
        _reader: &mut ValueReader<'_>,
        _field: &Field,
        _text: &str,
        _node: &Node,
    ) -> Option<Value> {
        None
    }

    /// The value that a piece of text is outside of entries, such as a limit in a filter; `None` when it is none, and for kinds without
    /// [`Ability::Range`].
    fn plain(&self, _text: &str) -> Option<Value> {
        None
    }

    /// Whether a value has a place in the order of values.
    fn is_placed(&self, _value: &Value) -> bool {
        true
    }

    /// The order of two values.
    fn compare(&self, a: &Value, b: &Value, collation: &Collation) -> Ordering {
        collation.compare(a.as_str().unwrap_or_default(), b.as_str().unwrap_or_default())
    }

    /// Whether a value is neither below the one nor above the other; never for kinds without [`Ability::Range`].
    fn is_within(&self, _value: &Value, _min: Option<&Value>, _max: Option<&Value>) -> bool {
        false
    }

    /// The place of the group of a value among the others, and the name that tells it from them.
    fn group(&self, value: &Value) -> Option<(usize, String)> {
        value.as_str().map(|text| (0, text.to_owned()))
    }

    /// What readers see above the group of a value that has this name.
    fn group_head(&self, _value: &Value, name: &str, _words: &dyn Words) -> GroupHead {
        GroupHead { title: name.to_owned(), description: None }
    }

    /// A value as readers see it.
    fn show(&self, _value: &Value, _words: &dyn Words) -> Option<Shown> {
        None
    }

    /// What readers see where a value is missing and that says something.
    fn show_missing(&self, _words: &dyn Words) -> Option<Shown> {
        None
    }

    /// A value in tables, JSON and CSV alike.
    fn data(&self, _value: &Value) -> Json {
        Json::Null
    }

    /// The type of a column of tables, and its format where it has one (<https://datapackage.org/standard/table-schema/>).
    fn column(&self) -> (&'static str, Option<&'static str>);

    /// What every value keeps, in the words of Table Schema. Patterns are left out: their notation is not that of XML Schema.
    fn constraints(&self) -> Vec<(&'static str, Json)> {
        Vec::new()
    }

    /// A value in the notation of schema.org; `null` for nothing to tell.
    fn linked(&self, value: &Value, _language: &str) -> Json {
        self.data(value)
    }

    /// What may be written, in the words of JSON Schema: nothing is refused there that is read here.
    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        notation::text()
    }

    /// What a value of one piece is written with in a form.
    fn control(&self) -> Control<'_> {
        Control::Line(None)
    }

    /// What may be written, in one sentence for new entries; `None` where the label says it all.
    fn hint(&self, _texts: &Texts) -> Option<String> {
        None
    }

    /// The keys that stand under the field in new entries.
    fn keys(&self) -> &'static [&'static str] {
        &[]
    }
}

/// What a field of an entry holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One line of text.
    String(String),
    /// Markdown.
    Text(Document),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Of a hundred.
    Percent(f64),
    /// An amount of money.
    Money(Money),
    /// Yes or no.
    Boolean(bool),
    /// A day, a month or a year.
    Date(PartialDate),
    /// A length of time.
    Duration(duration::Duration),
    /// A key of the field's allowed values.
    Enum(String),
    /// A rating.
    Rating(Rating),
    /// An address on the web.
    Url(String),
    /// An e-mail address.
    Email(String),
    /// A telephone number.
    Phone(String),
    /// A postal address.
    Address(Box<Address>),
    /// Latitude and longitude in degrees (WGS 84).
    Geo {
        /// North of the equator.
        latitude: f64,
        /// East of Greenwich.
        longitude: f64,
    },
    /// An image.
    Image(Box<ImageValue>),
    /// A file to download.
    File(FileValue),
    /// An entry.
    Reference(Reference),
    /// Several values.
    List(Vec<Value>),
    /// Several fields together; fields without a value are not there.
    Object(FieldValues),
    /// Values by key, in written order; `None` for a key whose value is missing or lost.
    Map(Vec<(Value, Option<Value>)>),
}

/// Limits of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Fewest.
    pub(crate) min: Option<usize>,
    /// Most.
    pub(crate) max: Option<usize>,
}
