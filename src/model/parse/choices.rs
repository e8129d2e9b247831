//! Reads choices: `boolean`, `enum` and `rating`.
//!
//! Entry points: [`ValueReader::boolean`], [`ValueReader::enumerated`], [`ValueReader::rating`]. Invariant: a value is one of those
//! that the kind, or the field in its type file, knows.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::ValueReader;
use super::problems::shorten;
use crate::diagnostic::{Code, Diagnostic, listing, nearest};
use crate::model::{Rating, Value};
use crate::schema::{EnumValue, Field, Text};
use crate::yaml::{self, Node};

impl ValueReader<'_> {
    pub(super) fn boolean(&mut self, field: &Field, text: &str, node: &Node) -> Option<Value> {
        match yaml::parse_boolean(text) {
            Some(value) => Some(Value::Boolean(value)),
            None => {
                self.wrong(field, node, None);
                None
            }
        }
    }

    pub(super) fn enumerated(
        &mut self,
        field: &Field,
        values: &IndexMap<String, EnumValue>,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        if values.contains_key(text) {
            return Some(Value::Enum(text.to_owned()));
        }
        // Editors write what they see on the page: the label.
        let by_label = values
            .iter()
            .find(|(_, value)| {
                value.label.iter().any(|(_, label)| label.eq_ignore_ascii_case(text))
            })
            .map(|(key, _)| key.as_str());
        let suggestion = by_label.or_else(|| nearest(text, values.keys().map(String::as_str)));
        let known: Vec<&str> = values.keys().map(String::as_str).collect();
        self.findings.push(
            Diagnostic::at(Code::NotAllowed, self.at(&node.span))
                .arg("field", &field.name)
                .arg("value", shorten(text))
                .arg("known", listing(&known))
                .suggest(suggestion),
        );
        None
    }

    pub(super) fn rating(
        &mut self,
        field: &Field,
        scale: &BTreeMap<i64, Text>,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        if text == "ka" || text == "k. A." {
            return Some(Value::Rating(Rating::NotStated));
        }
        match text.parse::<i64>().ok().filter(|number| scale.contains_key(number)) {
            Some(number) => Some(Value::Rating(Rating::Value(number))),
            None => {
                let mut known: Vec<String> = scale.keys().map(ToString::to_string).collect();
                known.push("ka".to_owned());
                self.not_allowed(field, text, &known, node);
                None
            }
        }
    }
}
