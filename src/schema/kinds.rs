//! Kinds of fields: what values each of them takes, within which limits, and what its values can serve for.
//!
//! Entry point: [`FieldKind`]. Invariant: the name of a kind is what type files write; what its values can serve for (sorting, grouping,
//! filtering, registers) is said here alone. How a kind is declared is read in `load/kinds.rs`, its values in `model/parse`.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Field, PartialDate};
use crate::location::Span;
use crate::yaml::Text;

/// What values a field takes.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// One line of text.
    String(StringRule),
    /// Markdown.
    Text(Count),
    /// A whole number.
    Integer {
        /// Limits.
        bounds: Bounds,
        /// The only values, when any are given.
        values: Vec<i64>,
        /// What stands behind it.
        unit: Option<Text>,
    },
    /// A number.
    Number {
        /// Limits.
        bounds: Bounds,
        /// What stands behind it.
        unit: Option<Text>,
    },
    /// Of a hundred.
    Percent(Bounds),
    /// An amount of money.
    Money {
        /// Limits.
        bounds: Bounds,
        /// ISO 4217 code when none is written.
        currency: String,
    },
    /// Yes or no.
    Boolean,
    /// A day.
    Date(DateBounds),
    /// A month of a year.
    Month(DateBounds),
    /// A year.
    Year(DateBounds),
    /// A day, a month or a year.
    PartialDate(DateBounds),
    /// One of several values.
    Enum(IndexMap<String, EnumValue>),
    /// A number of a scale, or *k. A.*
    Rating(BTreeMap<i64, Text>),
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address.
    Address,
    /// A point on the earth.
    Geo,
    /// An image.
    Image,
    /// A file to download.
    File,
    /// One or several entries.
    Reference(Arc<Relation>),
    /// Several values.
    List {
        /// What each is.
        of: Box<Field>,
        /// How many.
        count: Count,
    },
    /// Several fields together.
    Object(IndexMap<Arc<str>, Field>),
    /// Values by key.
    Map {
        /// What each key is.
        keys: Box<Field>,
        /// What each value is.
        of: Box<Field>,
        /// How many.
        count: Count,
    },
}

impl FieldKind {
    /// Whether entries can be sorted by a field of this kind: its values have an order that readers know.
    pub fn is_sortable(&self) -> bool {
        match self {
            Self::String(_)
            | Self::Integer { .. }
            | Self::Number { .. }
            | Self::Percent(_)
            | Self::Money { .. }
            | Self::Boolean
            | Self::Date(_)
            | Self::Month(_)
            | Self::Year(_)
            | Self::PartialDate(_)
            | Self::Enum(_)
            | Self::Rating(_)
            | Self::Url
            | Self::Email
            | Self::Phone
            | Self::Reference(_) => true,
            Self::Text(_)
            | Self::Address
            | Self::Geo
            | Self::Image
            | Self::File
            | Self::List { .. }
            | Self::Object(_)
            | Self::Map { .. } => false,
        }
    }

    /// Whether a list can be grouped by a field of this kind: its values are few, and an entry has one at most.
    pub fn is_groupable(&self) -> bool {
        matches!(self, Self::Enum(_) | Self::Reference(_) | Self::Boolean | Self::Year(_))
    }

    /// Whether a list can be filtered by a field of this kind.
    pub fn is_facetable(&self) -> bool {
        match self {
            // Words of one's own, such as topics, may be chosen from what the others have written.
            Self::List { of, .. } if matches!(of.kind, Self::String(_)) => true,
            Self::List { of, .. } => of.kind.is_facetable(),
            kind => kind.is_groupable() || matches!(kind, Self::Rating(_)),
        }
    }

    /// Whether entries can be looked up by the values of a field of this kind.
    pub fn has_register(&self) -> bool {
        match self {
            Self::List { of, .. } => of.kind.has_register(),
            kind => kind.is_groupable() || matches!(kind, Self::String(_)),
        }
    }

    /// Calls `visit` for every relation in the kind.
    pub fn relations<'a>(&'a self, visit: &mut dyn FnMut(&'a Relation)) {
        match self {
            Self::Reference(relation) => visit(relation),
            Self::List { of, .. } => of.kind.relations(visit),
            Self::Object(fields) => {
                fields.values().for_each(|field| field.kind.relations(visit));
            }
            Self::Map { keys, of, .. } => {
                keys.kind.relations(visit);
                of.kind.relations(visit);
            }
            _ => {}
        }
    }

    /// The name of the kind in type files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::String(_) => "string",
            Self::Text(_) => "text",
            Self::Integer { .. } => "integer",
            Self::Number { .. } => "number",
            Self::Percent(_) => "percent",
            Self::Money { .. } => "money",
            Self::Boolean => "boolean",
            Self::Date(_) => "date",
            Self::Month(_) => "month",
            Self::Year(_) => "year",
            Self::PartialDate(_) => "partial_date",
            Self::Enum(_) => "enum",
            Self::Rating(_) => "rating",
            Self::Url => "url",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Geo => "geo",
            Self::Image => "image",
            Self::File => "file",
            Self::Reference(_) => "reference",
            Self::List { .. } => "list",
            Self::Object(_) => "object",
            Self::Map { .. } => "map",
        }
    }

    /// Names of all kinds.
    pub const NAMES: [&'static str; 24] = [
        "string",
        "text",
        "integer",
        "number",
        "percent",
        "money",
        "boolean",
        "date",
        "month",
        "year",
        "partial_date",
        "enum",
        "rating",
        "url",
        "email",
        "phone",
        "address",
        "geo",
        "image",
        "file",
        "reference",
        "list",
        "object",
        "map",
    ];
}

/// A reference field: a relation to entries of one or several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Types of the target.
    pub to: Vec<Arc<str>>,
    /// Where each of them is written; empty in the standard types.
    pub to_spans: Vec<Span>,
    /// The other side.
    pub inverse: Option<Inverse>,
    /// Whether it holds in both directions.
    pub symmetric: bool,
    /// Whether the entry is below the target in a hierarchy.
    pub parent: bool,
}

/// The derived other side of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse {
    /// Its name.
    pub name: String,
    /// What readers see on the target's page.
    pub label: Text,
    /// Where the name is written; `None` in the standard types.
    pub span: Option<Span>,
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// What readers see.
    pub label: Text,
    /// What it means.
    pub description: Option<Text>,
}

/// Limits of a piece of text.
#[derive(Clone, Debug, Default)]
pub struct StringRule {
    /// How many characters.
    pub length: Count,
    /// What the whole value matches.
    pub pattern: Option<regex::Regex>,
    /// The only values, when any are given.
    pub values: Vec<String>,
}

/// Limits of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
}

/// Limits of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateBounds {
    /// Earliest.
    pub min: Option<PartialDate>,
    /// Latest.
    pub max: Option<PartialDate>,
}

/// Limits of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Fewest.
    pub min: Option<usize>,
    /// Most.
    pub max: Option<usize>,
}
