//! `integer`: a whole number, perhaps with a unit.

use std::cmp::Ordering;

use serde_json::{Value as Json, json};

use super::bands::Bands;
use super::numbers::{self, NumberBounds};
use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words, notation,
};
use crate::i18n::Collation;
use crate::schema::Field;
use crate::yaml::{Node, Text};

pub(super) const KIND: Registration =
    Registration { name: "integer", keys: &["bands", "max", "min", "unit", "values"], declare };

#[derive(Debug)]
struct Integer {
    bounds: NumberBounds,
    bands: Bands,
    /// The only values, when any are given.
    values: Vec<i64>,
    /// What stands behind it.
    unit: Option<Text>,
}

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let bounds = numbers::bounds(d);
    let bands = Bands::declared(d, &numbers::ROUND);
    let values = d.values().iter().filter_map(|value| value.parse().ok()).collect();
    Some(FieldKind::new(Integer { bounds, bands, values, unit: d.text("unit") }))
}

impl Kind for Integer {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Number
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        if !self.values.is_empty() {
            return notation::words(self.values.iter().map(|number| (number.to_string(), "")));
        }
        let mut notation = numbers::notation(&self.bounds);
        notation["type"] = json!(["integer", "string"]);
        notation["pattern"] = r"^\s*[-+]?[0-9]+\s*$".into();
        notation
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Linked, Range, Select, Short, Sort};
        matches!(what, Sort | Select | Range | Short | Linked) || self.bands.can(what)
    }

    fn unit(&self) -> Option<&Text> {
        self.unit.as_ref()
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let Ok(number) = text.trim().parse::<i64>() else {
            reader.wrong_as(
                field,
                node,
                numbers::suggestion(text, false).as_deref(),
                numbers::certainty(text),
            );
            return None;
        };
        reader.bounds(field, &self.bounds, number as f64, node);
        if !self.values.is_empty() && !self.values.contains(&number) {
            let known: Vec<String> = self.values.iter().map(ToString::to_string).collect();
            reader.not_allowed(field, text, &known, node);
            return None;
        }
        Some(Value::Integer(number))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        text.trim().parse().ok().map(Value::Integer)
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
        numbers::group_head(value, &self.bands, self.unit.as_ref(), words)
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let Value::Integer(number) = value else { return None };
        let text = words.format().integer(*number);
        Some(numbers::show(text, *number as f64, self.unit.as_ref(), words))
    }

    fn data(&self, value: &Value) -> Json {
        numbers::data(value)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("integer", None)
    }

    fn constraints(&self) -> Vec<(&'static str, Json)> {
        match self.values.is_empty() {
            true => numbers::limits(&self.bounds),
            false => vec![("enum", self.values.iter().copied().collect())],
        }
    }
}
