//! `address`: a postal address of an organisation.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::show::object;
use super::{
    Ability, Control, ControlPart, Count, Declaration, FieldKind, Kind, PartControl, Reference,
    Registration, Relation, Shown, Value, ValueReader, Vocabulary, Words, list, notation,
};
use crate::schema::Field;
use crate::yaml::{self, Node};

pub(super) const KIND: Registration = Registration { name: "address", keys: &[], declare };

/// The part that names the organisation, when that is an entry.
pub(crate) const ORGANISATION: &str = "organisation";

/// A postal address of an organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// The organisation it belongs to, when it is an entry.
    pub(crate) organisation: Option<Reference>,
    /// Lines as printed on a letter; empty when the parts below are given.
    pub(crate) lines: Vec<String>,
    /// Street and number.
    pub(crate) street: Option<String>,
    /// Postal code.
    pub(crate) postal_code: Option<String>,
    /// Town.
    pub(crate) city: Option<String>,
    /// Country.
    pub(crate) country: Option<String>,
}

/// What an address is made of.
const PARTS: [ControlPart; 6] = [
    (ORGANISATION, PartControl::Organisation),
    ("lines", PartControl::Lines),
    ("street", PartControl::Line),
    ("postal_code", PartControl::Line),
    ("city", PartControl::Line),
    ("country", PartControl::Line),
];

#[derive(Debug)]
struct AddressKind;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(AddressKind))
}

impl Kind for AddressKind {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Group(&PARTS)
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        let organisation: Vec<Arc<str>> = known.organisation().into_iter().collect();
        let line = || json!({ "type": ["string", "number", "null"] });
        notation::object(PARTS.iter().map(|(key, part)| {
            let notation = match part {
                PartControl::Organisation => {
                    json!({ "anyOf": [known.entries(&organisation), { "type": "null" }] })
                }
                PartControl::Lines => {
                    json!({ "type": ["array", "null"], "items": notation::text() })
                }
                _ => line(),
            };
            (*key, notation)
        }))
    }

    fn can(&self, what: Ability) -> bool {
        matches!(what, Ability::Linked | Ability::Reach)
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let (pairs, _) = reader.fixed(field, node, &PARTS.map(|(key, _)| key), None)?;
        let organisation = reader.part(field, pairs, ORGANISATION).and_then(|(text, span)| {
            let relation = Relation {
                to: reader.entries.organisation().into_iter().cloned().collect(),
                ..Relation::default()
            };
            let node =
                Node { value: yaml::NodeValue::Scalar { text: text.clone(), quoted: true }, span };
            reader.reference(field, &relation, &text, &node)
        });
        let lines = node.get("lines").filter(|lines| !lines.is_null()).and_then(|lines| {
            let line = Field { kind: FieldKind::line(), ..field.clone() };
            let name: Arc<str> = format!("{}.lines", field.name).into();
            let kind = list::of(line, Count::default());
            reader.value(&Field { name, kind, ..field.clone() }, lines)
        });
        let lines = lines.iter().flat_map(Value::items).filter_map(Value::as_str);
        let lines = lines.map(str::to_owned).collect();
        let mut part = |key| reader.part(field, pairs, key).map(|(text, _)| text);
        let address = Address {
            organisation,
            lines,
            street: part("street"),
            postal_code: part("postal_code"),
            city: part("city"),
            country: part("country"),
        };
        Some(Value::Address(address.into()))
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let Value::Address(address) = value else { return None };
        let mut lines = Vec::new();
        if let Some(organisation) = &address.organisation {
            lines.extend(words.name(&organisation.key));
        }
        lines.extend(address.lines.iter().cloned());
        lines.extend(address.street.clone());
        let city = [address.postal_code.as_deref(), address.city.as_deref()];
        let city: Vec<&str> = city.into_iter().flatten().collect();
        if !city.is_empty() {
            lines.push(city.join(" "));
        }
        lines.extend(address.country.clone());
        (!lines.is_empty()).then_some(Shown::Address { lines })
    }

    fn data(&self, value: &Value) -> Json {
        let Value::Address(address) = value else { return Json::Null };
        object([
            ("organisation", address.organisation.as_ref().map(|o| &*o.key.id).into()),
            ("lines", address.lines.clone().into()),
            ("street", address.street.as_deref().into()),
            ("postal_code", address.postal_code.as_deref().into()),
            ("city", address.city.as_deref().into()),
            ("country", address.country.as_deref().into()),
        ])
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("object", None)
    }

    /// Lines that are written as they stand on a letter are the street where none is named.
    fn linked(&self, value: &Value, _language: &str) -> Json {
        let Value::Address(address) = value else { return Json::Null };
        let lines = (!address.lines.is_empty()).then(|| address.lines.join(", "));
        object([
            ("@type", "PostalAddress".into()),
            ("streetAddress", address.street.clone().or(lines).into()),
            ("postalCode", address.postal_code.as_deref().into()),
            ("addressLocality", address.city.as_deref().into()),
            ("addressCountry", address.country.as_deref().into()),
        ])
    }

    fn keys(&self) -> &'static [&'static str] {
        &["street", "postal_code", "city"]
    }
}
