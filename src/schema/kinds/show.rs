//! What kinds say to readers and to programs, before a theme or a file format gets it.
//!
//! Entry points: [`Shown`] for readers, [`number`] and [`object`] for JSON. Invariant: what is shown is resolved, formatted and in a language.

use serde_json::{Map, Number, Value as Json};

use super::{EntryKey, Format};

/// The words that kinds need beside their values.
pub trait Words {
    /// The language of the readers.
    fn language(&self) -> &str;

    /// How numbers and dates are written in it.
    fn format(&self) -> Format;

    /// A text of the theme.
    fn say(&self, key: &str) -> String;

    /// What an entry is called; `None` when readers cannot see it.
    fn name(&self, key: &EntryKey) -> Option<String>;
}

/// A value as readers see it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Words.
    Plain(String),
    /// A number.
    Number {
        /// With its unit.
        text: String,
        /// Alone.
        number: f64,
    },
    /// Yes or no.
    Boolean {
        /// Which of them.
        value: bool,
        /// In words.
        text: String,
    },
    /// A date or a length of time.
    Time {
        /// In words.
        text: String,
        /// In ISO 8601.
        iso: String,
    },
    /// One of several values.
    Choice {
        /// Its key.
        value: String,
        /// What it is called.
        text: String,
        /// What it means.
        description: Option<String>,
    },
    /// A place on a scale.
    Rating {
        /// `rated`, `not_stated` or `missing`.
        state: &'static str,
        /// The number.
        value: Option<i64>,
        /// The largest of the scale.
        of: i64,
        /// In words.
        text: String,
    },
    /// An address on the web, of a mailbox or of a telephone.
    Link {
        /// Where it leads.
        href: String,
        /// What readers see of it.
        text: String,
    },
    /// A postal address.
    Address {
        /// Its lines.
        lines: Vec<String>,
    },
    /// A point on the earth.
    Geo {
        /// In words.
        text: String,
        /// North of the equator.
        latitude: f64,
        /// East of Greenwich.
        longitude: f64,
    },
}

/// What readers see above a group of entries.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupHead {
    /// What they have in common.
    pub(crate) title: String,
    /// What that means.
    pub(crate) description: Option<String>,
}

/// A number as it was written: whole ones without a point.
pub(crate) fn number(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return (value as i64).into();
    }
    Number::from_f64(value).map_or(Json::Null, Json::Number)
}

/// An object of what is there.
pub(crate) fn object<const N: usize>(pairs: [(&str, Json); N]) -> Json {
    let there = |value: &Json| !value.is_null() && value.as_array().is_none_or(|a| !a.is_empty());
    let pairs = pairs.into_iter().filter(|(_, value)| there(value));
    Json::Object(pairs.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// Text; nothing in place of no text.
pub(crate) fn words(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { text.into() }
}
