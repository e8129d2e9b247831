//! `percent`: a number of a hundred.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::bands::Bands;
use super::numbers::{self, NumberBounds};
use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words,
};
use crate::i18n::Collation;
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration =
    Registration { name: "percent", keys: &["bands", "max", "min"], declare };

#[derive(Debug)]
struct Percent {
    bounds: NumberBounds,
    bands: Bands,
}

/// Where bands end when a type does not say it.
const ROUND: [f64; 4] = [10.0, 25.0, 50.0, 75.0];

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let NumberBounds { min, max } = numbers::bounds(d);
    let bounds = NumberBounds { min: min.or(Some(0.0)), max: max.or(Some(100.0)) };
    Some(FieldKind::new(Percent { bounds, bands: Bands::declared(d, &ROUND) }))
}

/// A number, whether or not the sign stands behind it.
fn without_sign(text: &str) -> &str {
    text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '%'])
}

impl Kind for Percent {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Number
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let mut notation = numbers::notation(&self.bounds);
        notation["pattern"] = format!("^\\s*{}[ \u{a0}\u{202f}%]*$", numbers::PATTERN).into();
        notation
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Range, Short, Sort};
        matches!(what, Sort | Range | Short) || self.bands.can(what)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let number = reader.parsed(field, without_sign(text), node)?;
        reader.bounds(field, &self.bounds, number, node);
        Some(Value::Percent(number))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        numbers::number_of(without_sign(text)).map(Value::Percent)
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        numbers::compare(a, b)
    }

    fn is_within(&self, value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
        numbers::is_within(value, min, max)
    }

    fn group(&self, value: &Value) -> Option<(usize, String)> {
        numbers::group(value, &self.bands)
    }

    fn group_head(&self, value: &Value, _name: &str, words: &dyn Words) -> GroupHead {
        let number = numbers::magnitude(value).unwrap_or_default();
        self.bands.head(number, words, |limit| words.format().percent(limit))
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let Value::Percent(number) = value else { return None };
        Some(Shown::Number { text: words.format().percent(*number), number: *number })
    }

    fn data(&self, value: &Value) -> Json {
        numbers::data(value)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("number", None)
    }

    fn constraints(&self) -> Vec<(&'static str, Json)> {
        numbers::limits(&self.bounds)
    }
}
