//! `map`: values by key.

use serde_json::{Value as Json, json};

use super::{
    Ability, Count, Declaration, FieldKind, Kind, Parts, Registration, Value, ValueReader,
    Vocabulary, notation,
};
use crate::diagnostic::problem;
use crate::schema::Field;
use crate::yaml::{self, Node};

pub(super) const KIND: Registration =
    Registration { name: "map", keys: &["items", "keys", "max_items", "min_items", "of"], declare };

#[derive(Debug)]
struct Map {
    keys: Box<Field>,
    of: Box<Field>,
    count: Count,
}

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let count = d.items();
    let keys = d.field("keys", "key")?;
    let of = d.field("of", "item")?;
    if !keys.kind.can(Ability::Key) {
        let written = d.node("keys").and_then(|keys| keys.get("kind"));
        let at = written.map_or(d.at.clone(), |node| node.span.clone());
        d.contradiction(problem::Contradiction::KeyKind, keys.kind.name(), "", at);
        return None;
    }
    Some(FieldKind::new(Map { keys, of, count }))
}

impl Kind for Map {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        let mut notation = json!({
            "type": "object",
            "propertyNames": self.keys.kind.notation(known),
            "additionalProperties": notation::of_field(&self.of, known),
        });
        notation::put(&mut notation, "minProperties", self.count.min.map(Json::from));
        notation::put(&mut notation, "maxProperties", self.count.max.map(Json::from));
        notation
    }

    fn can(&self, _what: Ability) -> bool {
        false
    }

    fn parts(&self) -> Parts<'_> {
        Parts::Pairs(&self.keys, &self.of)
    }

    fn count(&self) -> Option<Count> {
        Some(self.count)
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let Some(pairs) = node.as_map() else {
            reader.wrong(field, node, None);
            return None;
        };
        reader.count(field, self.count, pairs.len(), node);
        let keys = Field { name: field.name.clone(), ..(*self.keys).clone() };
        let of = Field { name: field.name.clone(), ..(*self.of).clone() };
        let mut values = Vec::new();
        for pair in pairs {
            let written = Node {
                value: yaml::NodeValue::Scalar { text: pair.key.clone(), quoted: true },
                span: pair.key_span.clone(),
            };
            let Some(key) = reader.value(&keys, &written) else {
                continue;
            };
            let value = reader.value(&of, &pair.value);
            values.push((key, value));
        }
        Some(Value::Map(values))
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("object", None)
    }
}
