//! Reads what holds other values: `list`, `object`, `map`, and the objects with fixed keys that other kinds are.
//!
//! Entry points: [`ValueReader::list`], [`ValueReader::object`], [`ValueReader::map`], [`ValueReader::fixed`]. Invariant: a part that is
//! wrong is left out, and the others are read.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::{ValueReader, is_empty};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{FieldValues, Value};
use crate::schema::{Count, Field, FieldKind, StringRule};
use crate::yaml::{self, Node, Pair};

impl ValueReader<'_> {
    pub(super) fn list(
        &mut self,
        field: &Field,
        of: &Field,
        count: Count,
        node: &Node,
    ) -> Option<Value> {
        let Some(items) = node.as_list() else {
            // A comma may belong to a text, never to an id.
            let ids = matches!(of.kind, FieldKind::Reference(_) | FieldKind::Enum(_));
            let suggestion = node
                .as_str()
                .filter(|text| {
                    !text.contains(['\n', '[', '{', '#']) && (ids || !text.contains(','))
                })
                .map(|text| format!("[{text}]"));
            self.wrong(field, node, suggestion.as_deref());
            return None;
        };
        // A required list without items is missing, which is said once and elsewhere.
        if !(items.is_empty() && field.required) {
            self.count(field, count, items.len(), node);
        }
        // Items take the name of the list in findings: "item" would tell an editor nothing.
        let of = Field { name: field.name.clone(), ..of.clone() };
        let mut values: Vec<Value> = Vec::with_capacity(items.len());
        for item in items {
            if item.is_null() {
                self.wrong(&of, item, None);
                continue;
            }
            let Some(value) = self.value(&of, item) else {
                continue;
            };
            if let Value::Reference(new) = &value
                && values
                    .iter()
                    .any(|old| matches!(old, Value::Reference(old) if old.key == new.key))
            {
                self.findings.push(
                    Diagnostic::at(Code::ItemTwice, self.at(&item.span))
                        .arg("field", &field.name)
                        .arg("value", &new.key.id),
                );
                continue;
            }
            values.push(value);
        }
        Some(Value::List(values))
    }

    pub(super) fn object(
        &mut self,
        field: &Field,
        fields: &IndexMap<Arc<str>, Field>,
        node: &Node,
    ) -> Option<Value> {
        let Some(pairs) = node.as_map() else {
            self.wrong(field, node, None);
            return None;
        };
        let mut values = FieldValues::default();
        let known: Vec<&str> = fields.keys().map(|key| &**key).collect();
        let misspelt = self.unknown_fields(pairs, &known, Some(fields), &field.name);
        for (name, inner) in fields {
            let pair = pairs.iter().find(|pair| pair.key == **name);
            let value = pair.and_then(|pair| self.value(inner, &pair.value));
            if inner.required && is_empty(value.as_ref(), pair) && !misspelt.contains(&&**name) {
                let at = pair.map_or_else(|| node.beginning(), |pair| pair.key_span.clone());
                self.missing(inner, &at, &format!("{}.{name}", field.name));
            }
            if let Some(value) = value {
                values.insert(name.clone(), value);
            }
        }
        values.shrink_to_fit();
        Some(Value::Object(values))
    }

    pub(super) fn map(
        &mut self,
        field: &Field,
        keys: &Field,
        of: &Field,
        count: Count,
        node: &Node,
    ) -> Option<Value> {
        let Some(pairs) = node.as_map() else {
            self.wrong(field, node, None);
            return None;
        };
        self.count(field, count, pairs.len(), node);
        let keys = Field { name: field.name.clone(), ..keys.clone() };
        let of = Field { name: field.name.clone(), ..of.clone() };
        let mut values = Vec::new();
        for pair in pairs {
            let written = Node {
                value: yaml::Value::Scalar { text: pair.key.clone(), quoted: true },
                span: pair.key_span.clone(),
            };
            let Some(key) = self.value(&keys, &written) else {
                continue;
            };
            let value = self.value(&of, &pair.value);
            values.push((key, value));
        }
        Some(Value::Map(values))
    }

    fn count(&mut self, field: &Field, count: Count, found: usize, node: &Node) {
        let (problem, limit) = match count {
            Count { min: Some(min), max: Some(max) } if min == max && found != min => {
                ("exactly", min)
            }
            Count { min: Some(min), .. } if found < min => ("few", min),
            Count { max: Some(max), .. } if found > max => ("many", max),
            _ => return,
        };
        self.findings.push(
            Diagnostic::at(Code::BadCount, self.beginning(node))
                .arg("field", &field.name)
                .arg("problem", problem)
                .arg("limit", limit)
                .arg("found", found),
        );
    }

    /// The pairs of a kind that is an object with fixed keys; unknown ones are findings. Then the keys that were probably
    /// meant by those.
    pub(super) fn fixed<'n>(
        &mut self,
        field: &Field,
        node: &'n Node,
        known: &[&'static str],
    ) -> Option<(&'n [Pair], Vec<&'static str>)> {
        let Some(pairs) = node.as_map() else {
            let suggestion = match (&field.kind, node.as_str()) {
                (FieldKind::Image | FieldKind::File, Some(file)) => {
                    Some(format!("{{file: {file}}}"))
                }
                _ => None,
            };
            self.wrong(field, node, suggestion.as_deref());
            return None;
        };
        let misspelt = self.unknown_fields(pairs, known, None, &field.name);
        Some((pairs, misspelt))
    }

    pub(super) fn part(
        &mut self,
        field: &Field,
        pairs: &[Pair],
        key: &str,
    ) -> Option<(String, Range<usize>)> {
        let node = pairs
            .iter()
            .find(|pair| pair.key == key)
            .map(|pair| &pair.value)
            .filter(|node| !node.is_null())?;
        match node.as_str() {
            Some(text) => Some((text.trim().nfc().collect(), node.span.clone())),
            None => {
                let part = Field {
                    name: format!("{}.{key}", field.name).into(),
                    kind: FieldKind::String(StringRule::default()),
                    ..field.clone()
                };
                self.wrong(&part, node, None);
                None
            }
        }
    }
}
