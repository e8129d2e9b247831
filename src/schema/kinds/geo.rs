//! `geo`: a point on the earth (WGS 84).

use serde_json::{Value as Json, json};

use super::numbers::{self, NumberBounds, number_of};
use super::show::{number, object};
use super::{
    Ability, Declaration, FieldKind, Kind, Registration, Shown, Value, ValueReader, Vocabulary,
    Words, notation,
};
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration { name: "geo", keys: &[], declare };

#[derive(Debug)]
struct Geo;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(Geo))
}

impl Kind for Geo {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let number = |limit: f64| {
            let mut notation =
                numbers::notation(&NumberBounds { min: Some(-limit), max: Some(limit) });
            notation["pattern"] = numbers::PATTERN.into();
            notation
        };
        let mut parts = notation::object([("lat", number(90.0)), ("lon", number(180.0))]);
        parts["required"] = json!(["lat", "lon"]);
        let pair = format!("^\\s*{0}\\s*,\\s*{0}\\s*$", numbers::PATTERN);
        json!({ "anyOf": [notation::text_like(&pair), parts] })
    }

    fn can(&self, what: Ability) -> bool {
        matches!(what, Ability::Linked)
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let numbers: Option<(f64, f64)> = match node.as_str() {
            Some(text) => text
                .split_once(',')
                .and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?))),
            None => {
                let (_, misspelt) = reader.fixed(field, node, &["lat", "lon"], None)?;
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
                reader.wrong(field, node, node.as_str().and_then(suggestion).as_deref());
                None
            }
        }
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let Value::Geo { latitude, longitude } = *value else { return None };
        let text = words.format().geo(latitude, longitude);
        Some(Shown::Geo { text, latitude, longitude })
    }

    fn data(&self, value: &Value) -> Json {
        let Value::Geo { latitude, longitude } = *value else { return Json::Null };
        object([("lon", number(longitude)), ("lat", number(latitude))])
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("geopoint", Some("object"))
    }

    fn linked(&self, value: &Value, _language: &str) -> Json {
        let Value::Geo { latitude, longitude } = *value else { return Json::Null };
        object([
            ("@type", "GeoCoordinates".into()),
            ("latitude", number(latitude)),
            ("longitude", number(longitude)),
        ])
    }
}

/// A point with decimal commas.
fn suggestion(text: &str) -> Option<String> {
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
        assert_eq!(suggestion("48,40, 9,99").as_deref(), Some("48.40, 9.99"));
        assert_eq!(suggestion("Ulm, Donau"), None);
    }
}
