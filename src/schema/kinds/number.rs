//! `number`: a number, perhaps with a unit.

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
use crate::yaml::{Node, Text};

pub(super) const KIND: Registration =
    Registration { name: "number", keys: &["bands", "max", "min", "unit"], declare };

#[derive(Debug)]
struct Number {
    bounds: NumberBounds,
    bands: Bands,
    /// What stands behind it.
    unit: Option<Text>,
}

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let (bounds, bands) = (numbers::bounds(d), Bands::declared(d, &numbers::ROUND));
    Some(FieldKind::new(Number { bounds, bands, unit: d.text("unit") }))
}

impl Kind for Number {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Number
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        numbers::notation(&self.bounds)
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Linked, Range, Short, Sort};
        matches!(what, Sort | Range | Short | Linked) || self.bands.can(what)
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
        let number = reader.parsed(field, text, node)?;
        reader.bounds(field, &self.bounds, number, node);
        Some(Value::Number(number))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        numbers::number_of(text).map(Value::Number)
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
        let Value::Number(number) = value else { return None };
        Some(numbers::show(words.format().number(*number), *number, self.unit.as_ref(), words))
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
