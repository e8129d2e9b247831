//! `object`: several fields together.

use std::sync::Arc;

use indexmap::IndexMap;

use serde_json::Value as Json;

use super::reader::is_empty;
use super::{
    Ability, Declaration, FieldKind, FieldValues, Kind, Parts, Registration, Value, ValueReader,
    Vocabulary, notation,
};
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration { name: "object", keys: &["fields"], declare };

#[derive(Debug)]
struct Object {
    fields: IndexMap<Arc<str>, Field>,
    /// Fields that are there but cannot be read: what entries write into them cannot be judged.
    unparsed: Vec<String>,
}

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let Some(node) = d.node("fields") else {
        d.missing("fields");
        return None;
    };
    let (fields, unparsed) = d.inner.fields(node);
    Some(FieldKind::new(Object { fields, unparsed }))
}

impl Kind for Object {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        let fields = self.fields.values();
        let mut notation = notation::object(
            fields.clone().map(|field| (&*field.name, notation::of_field(field, known))),
        );
        // What cannot be read is not judged.
        notation["additionalProperties"] = (!self.unparsed.is_empty()).into();
        let required = fields.filter(|field| field.required).map(|field| &*field.name);
        notation["required"] = required.collect::<Vec<_>>().into();
        notation
    }

    fn can(&self, _what: Ability) -> bool {
        false
    }

    fn parts(&self) -> Parts<'_> {
        Parts::Fields(&self.fields)
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let fields = &self.fields;
        let Some(pairs) = node.as_map() else {
            reader.wrong(field, node, None);
            return None;
        };
        let mut values = FieldValues::default();
        let unparsed = self.unparsed.iter().map(String::as_str);
        let known: Vec<&str> = fields.keys().map(|key| &**key).chain(unparsed).collect();
        let misspelt = reader.unknown_fields(pairs, &known, Some(fields), &field.name);
        for (name, inner) in fields {
            let pair = pairs.iter().find(|pair| pair.key == **name);
            let value = pair.and_then(|pair| reader.value(inner, &pair.value));
            if inner.required && is_empty(value.as_ref(), pair) && !misspelt.contains(&&**name) {
                let at = pair.map_or_else(|| node.beginning(), |pair| pair.key_span.clone());
                reader.missing(inner, &at, &format!("{}.{name}", field.name));
            }
            if let Some(value) = value {
                values.insert(name.clone(), value);
            }
        }
        values.shrink_to_fit();
        Some(Value::Object(values))
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("object", None)
    }
}
