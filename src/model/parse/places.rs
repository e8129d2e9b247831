//! Reads places: `address` and `geo`.
//!
//! Entry points: [`ValueReader::address`], [`ValueReader::geo`]. Invariant: a point is on the earth; the organisation of an address is an entry.

use std::sync::Arc;

use super::ValueReader;
use super::numbers::number_of;
use crate::model::{Address, Value};
use crate::schema::{Count, Field, FieldKind, Relation, StringRule};
use crate::yaml::{self, Node};

impl ValueReader<'_> {
    pub(super) fn address(&mut self, field: &Field, node: &Node) -> Option<Address> {
        const KEYS: [&str; 6] =
            ["organisation", "lines", "street", "postal_code", "city", "country"];
        let (pairs, _) = self.fixed(field, node, &KEYS)?;
        let organisation = self.part(field, pairs, "organisation").and_then(|(text, span)| {
            let relation = Relation {
                to: vec!["organisation".into()],
                to_spans: Vec::new(),
                inverse: None,
                symmetric: false,
                parent: false,
            };
            let node =
                Node { value: yaml::Value::Scalar { text: text.clone(), quoted: true }, span };
            self.reference(field, &relation, &text, &node)
        });
        let lines = node.get("lines").filter(|lines| !lines.is_null()).and_then(|lines| {
            let line = Field { kind: FieldKind::String(StringRule::default()), ..field.clone() };
            let name: Arc<str> = format!("{}.lines", field.name).into();
            let kind = FieldKind::List { of: Box::new(line), count: Count::default() };
            self.value(&Field { name, kind, ..field.clone() }, lines)
        });
        let lines = lines.iter().flat_map(Value::items).filter_map(Value::as_str);
        let lines = lines.map(str::to_owned).collect();
        let mut part = |key| self.part(field, pairs, key).map(|(text, _)| text);
        let address = Address {
            organisation,
            lines,
            street: part("street"),
            postal_code: part("postal_code"),
            city: part("city"),
            country: part("country"),
        };
        Some(address)
    }

    pub(super) fn geo(&mut self, field: &Field, node: &Node) -> Option<Value> {
        let numbers: Option<(f64, f64)> = match node.as_str() {
            Some(text) => text
                .split_once(',')
                .and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?))),
            None => {
                let (_, misspelt) = self.fixed(field, node, &["lat", "lon"])?;
                if !misspelt.is_empty() {
                    return None;
                }
                let number = |key| {
                    node.get(key).and_then(Node::as_str).and_then(|text| text.trim().parse().ok())
                };
                number("lat").zip(number("lon"))
            }
        };
        match numbers
            .filter(|(lat, lon)| (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon))
        {
            Some((latitude, longitude)) => Some(Value::Geo { latitude, longitude }),
            None => {
                self.wrong(field, node, node.as_str().and_then(place_meant).as_deref());
                None
            }
        }
    }
}

/// A point with decimal commas.
fn place_meant(text: &str) -> Option<String> {
    let (latitude, longitude) = text.split_once(", ").or_else(|| text.split_once("; "))?;
    let [latitude, longitude] = [latitude, longitude].map(|part| part.trim().replace(',', "."));
    let valid = number_of(&latitude).is_some() && number_of(&longitude).is_some();
    let suggestion = format!("{latitude}, {longitude}");
    (valid && suggestion != text).then_some(suggestion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        assert_eq!(place_meant("48,40, 9,99").as_deref(), Some("48.40, 9.99"));
        assert_eq!(place_meant("Ulm, Donau"), None);
    }
}
