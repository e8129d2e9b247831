//! Translations: where they come, and what they begin with.
//!
//! Entry points: [`translation_of`], [`begun`]. Invariant: what a translation begins with is read as what the original says.

use crate::edit::NewValue;
use crate::location::SitePath;
use crate::schema::{Field, Parts};

/// The file beside this one that has the same in another language.
pub(crate) fn translation_of(file: &SitePath, language: &str) -> Option<SitePath> {
    let (stem, ending) = file.as_str().rsplit_once('.')?;
    SitePath::new(&format!("{stem}.{language}.{ending}"))
}

/// A value of the original as a translation begins with it: numbers, dates and answers without quotation marks, texts without the ends of lines at the
/// ends of folded ones, which are none of their words.
pub(crate) fn begun(value: NewValue, field: &Field) -> NewValue {
    match (value, field.kind.parts()) {
        (NewValue::Text(text), _) if field.kind.control().is_literal() => NewValue::plain(&text),
        (NewValue::Text(text), _) => NewValue::Text(text.trim_end().to_owned()),
        (NewValue::List(items), Parts::Items(of)) => {
            NewValue::List(items.into_iter().map(|item| begun(item, of)).collect())
        }
        (NewValue::Map(pairs), parts) => {
            let of = |key: &str| match parts {
                Parts::Fields(fields) => fields.get(key),
                Parts::Pairs(_, of) => Some(of),
                Parts::None | Parts::Items(_) => None,
            };
            let pairs = pairs.into_iter().map(|(key, value)| match of(&key) {
                Some(field) => (key, begun(value, field)),
                None => (key, value),
            });
            NewValue::Map(pairs.collect())
        }
        (value, _) => value,
    }
}
