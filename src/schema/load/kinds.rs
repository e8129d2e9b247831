//! Reads what fields of one kind say beyond what all fields do: limits, values, scales, targets, items.
//!
//! Entry points: [`RawField::read`] for the keys of a kind, then [`Loader::kind`]. Invariant: a key of another kind is refused, never ignored.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::Loader;
use super::fields::Origin;
use crate::address::path;
use crate::diagnostic::Diagnostic;
use crate::location::Span;
use crate::schema::{
    Bounds, Count, DateBounds, EnumValue, FieldKind, Inverse, PartialDate, Relation, StringRule,
    Text,
};
use crate::yaml::{Node, Reader, Value};

/// Keys that only fields of some kinds have.
pub(super) const KIND_KEYS: [&str; 19] = [
    "currency",
    "fields",
    "inverse",
    "items",
    "keys",
    "max",
    "max_items",
    "max_length",
    "min",
    "min_items",
    "min_length",
    "of",
    "parent",
    "pattern",
    "scale",
    "symmetric",
    "to",
    "unit",
    "values",
];

impl Loader<'_, '_> {
    pub(super) fn kind(
        &mut self,
        kind: &str,
        raw: RawField<'_>,
        at: &Range<usize>,
        node: &Node,
    ) -> Option<FieldKind> {
        for (count, key) in [(raw.length, "min_length"), (raw.items, "min_items")] {
            if let (Some(min), Some(max)) = (count.min, count.max)
                && min > max
            {
                let at = node.get(key).map_or(at.clone(), |node| node.span.clone());
                self.contradiction("min-above-max", &min.to_string(), &max.to_string(), at);
            }
        }
        if matches!(kind, "integer" | "number" | "percent" | "money") {
            for (key, node) in [("min", raw.min), ("max", raw.max)] {
                let is_number =
                    |node: &Node| node.as_str().is_some_and(|text| text.parse::<f64>().is_ok());
                if let Some(node) = node.filter(|node| !is_number(node)) {
                    self.bad(key, node, "number");
                }
            }
        }
        let bounds = self.bounds(&raw);
        Some(match kind {
            "string" => FieldKind::String(StringRule {
                pattern: raw.pattern.and_then(|(written, span)| {
                    match regex::Regex::new(&format!("^(?:{written})$")) {
                        Ok(pattern) => Some(pattern),
                        Err(_) => {
                            self.contradiction("pattern", &written, "", span);
                            None
                        }
                    }
                }),
                values: raw.values.map(|node| self.value_list(node)).unwrap_or_default(),
                length: raw.length,
            }),
            "text" => FieldKind::Text(raw.length),
            "integer" => {
                let values = raw.values.map(|node| self.value_list(node)).unwrap_or_default();
                let values = values.iter().filter_map(|value| value.parse().ok()).collect();
                FieldKind::Integer { bounds, values, unit: raw.unit }
            }
            "number" => FieldKind::Number { bounds, unit: raw.unit },
            "percent" => FieldKind::Percent(Bounds {
                min: bounds.min.or(Some(0.0)),
                max: bounds.max.or(Some(100.0)),
            }),
            "money" => FieldKind::Money {
                bounds,
                currency: raw.currency.unwrap_or_else(|| "EUR".to_owned()),
            },
            "boolean" => FieldKind::Boolean,
            "date" => FieldKind::Date(self.date_bounds(&raw)),
            "month" => FieldKind::Month(self.date_bounds(&raw)),
            "year" => FieldKind::Year(self.date_bounds(&raw)),
            "partial_date" => FieldKind::PartialDate(self.date_bounds(&raw)),
            "enum" => FieldKind::Enum(self.enum_values(raw.values, at)?),
            "rating" => FieldKind::Rating(self.scale(raw.scale, at)?),
            "url" => FieldKind::Url,
            "email" => FieldKind::Email,
            "phone" => FieldKind::Phone,
            "address" => FieldKind::Address,
            "geo" => FieldKind::Geo,
            "image" => FieldKind::Image,
            "file" => FieldKind::File,
            "reference" => {
                if raw.to.is_empty() {
                    self.missing("to", at);
                    return None;
                }
                let (to, mut to_spans): (Vec<_>, Vec<_>) = raw.to.into_iter().unzip();
                let mut inverse = raw.inverse;
                if self.own.is_none() {
                    to_spans.clear();
                    inverse = inverse.map(|inverse| Inverse { span: None, ..inverse });
                }
                FieldKind::Reference(Arc::new(Relation {
                    to: to.into_iter().map(Into::into).collect(),
                    to_spans,
                    inverse,
                    symmetric: raw.symmetric,
                    parent: raw.parent,
                }))
            }
            "list" => {
                let of = self.inner(raw.of, "of", "item", at)?;
                FieldKind::List { of, count: raw.items }
            }
            "object" => {
                let Some(fields) = raw.fields else {
                    self.missing("fields", at);
                    return None;
                };
                FieldKind::Object(self.fields(fields, Origin::Inner))
            }
            "map" => {
                let keys = self.inner(raw.keys, "keys", "key", at)?;
                let of = self.inner(raw.of, "of", "item", at)?;
                if !matches!(
                    keys.kind,
                    FieldKind::String(_)
                        | FieldKind::Enum(_)
                        | FieldKind::Url
                        | FieldKind::Reference(_)
                ) {
                    let written = raw.keys.and_then(|keys| keys.get("kind"));
                    let at = written.map_or(at.clone(), |node| node.span.clone());
                    self.contradiction("key-kind", keys.kind.name(), "", at);
                    return None;
                }
                FieldKind::Map { keys, of, count: raw.items }
            }
            _ => return None,
        })
    }

    fn bounds(&mut self, raw: &RawField<'_>) -> Bounds {
        let number = |node: Option<&Node>| {
            node.and_then(Node::as_str).and_then(|text| text.parse::<f64>().ok())
        };
        let bounds = Bounds { min: number(raw.min), max: number(raw.max) };
        if let (Some(min), Some(max), Some(node)) = (bounds.min, bounds.max, raw.min)
            && min > max
        {
            let at = node.span.clone();
            self.contradiction("min-above-max", &min.to_string(), &max.to_string(), at);
        }
        bounds
    }

    fn date_bounds(&mut self, raw: &RawField<'_>) -> DateBounds {
        let mut date = |node: Option<&Node>| {
            let written = node?.as_str()?;
            let date = PartialDate::parse(written);
            if date.is_none() {
                self.contradiction("bound-is-no-date", written, "", node?.span.clone());
            }
            date
        };
        let bounds = DateBounds { min: date(raw.min), max: date(raw.max) };
        if let (Some(min), Some(max), Some(node)) = (bounds.min, bounds.max, raw.min)
            && min.first_day() > max.last_day()
        {
            let at = node.span.clone();
            self.contradiction("min-above-max", &min.to_string(), &max.to_string(), at);
        }
        bounds
    }

    fn value_list(&mut self, node: &Node) -> Vec<String> {
        match &node.value {
            Value::List(items) => {
                items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
            }
            Value::Map(pairs) => pairs.iter().map(|pair| pair.key.clone()).collect(),
            _ => {
                self.bad("values", node, "list");
                Vec::new()
            }
        }
    }

    fn enum_values(
        &mut self,
        node: Option<&Node>,
        at: &Range<usize>,
    ) -> Option<IndexMap<String, EnumValue>> {
        let Some(node) = node else {
            self.missing("values", at);
            return None;
        };
        let mut values = IndexMap::new();
        match &node.value {
            // Values without labels are their own labels.
            Value::List(items) => {
                for item in items.iter().filter_map(Node::as_str) {
                    values.insert(
                        item.to_owned(),
                        EnumValue { label: Text::same(item), description: None },
                    );
                }
            }
            Value::Map(pairs) => {
                for pair in pairs {
                    let detailed = pair.value.get("label").is_some();
                    let value = if detailed {
                        let Some(mut r) = Reader::new(self.file, &pair.value, self.findings) else {
                            continue;
                        };
                        let label = r.text("label").unwrap_or_else(|| Text::same(pair.key.clone()));
                        let description = r.text("description");
                        r.finish();
                        EnumValue { label, description }
                    } else if pair.value.is_null() {
                        EnumValue { label: Text::same(pair.key.clone()), description: None }
                    } else {
                        let Some(mut r) = Reader::new(self.file, node, self.findings) else {
                            continue;
                        };
                        let label = r.text_of(&pair.key, &pair.value).unwrap_or_default();
                        EnumValue { label, description: None }
                    };
                    values.insert(pair.key.clone(), value);
                }
            }
            _ => {
                self.missing("values", at);
                return None;
            }
        }
        if values.is_empty() {
            self.missing("values", at);
            return None;
        }
        Some(values)
    }

    fn scale(&mut self, node: Option<&Node>, at: &Range<usize>) -> Option<BTreeMap<i64, Text>> {
        let Some(pairs) = node.and_then(Node::as_map).filter(|pairs| !pairs.is_empty()) else {
            self.missing("scale", at);
            return None;
        };
        let mut scale = BTreeMap::new();
        for pair in pairs {
            match pair.key.parse::<i64>() {
                Ok(number) => {
                    let Some(mut r) = Reader::new(self.file, node?, self.findings) else {
                        continue;
                    };
                    let label = r
                        .text_of(&pair.key, &pair.value)
                        .unwrap_or_else(|| Text::same(pair.key.clone()));
                    scale.insert(number, label);
                }
                Err(_) => self.contradiction("scale-key", &pair.key, "", pair.key_span.clone()),
            }
        }
        Some(scale)
    }
}

/// The keys of a field as written; which of them may stand depends on the kind.
#[derive(Default)]
pub(super) struct RawField<'a> {
    length: Count,
    items: Count,
    min: Option<&'a Node>,
    max: Option<&'a Node>,
    values: Option<&'a Node>,
    scale: Option<&'a Node>,
    of: Option<&'a Node>,
    keys: Option<&'a Node>,
    fields: Option<&'a Node>,
    pattern: Option<(String, Range<usize>)>,
    unit: Option<Text>,
    currency: Option<String>,
    to: Vec<(String, Span)>,
    inverse: Option<Inverse>,
    symmetric: bool,
    parent: bool,
}

impl<'a> RawField<'a> {
    /// Asks only for the keys that the kind has, so that the others are reported as unknown.
    pub(super) fn read(kind: &str, r: &mut Reader<'a, '_>) -> Self {
        let mut raw = Self::default();
        if matches!(kind, "string" | "text") {
            raw.length = Count { min: r.count("min_length"), max: r.count("max_length") };
        }
        if kind == "string" {
            raw.pattern =
                r.node("pattern").and_then(|n| Some((n.as_str()?.to_owned(), n.span.clone())));
        }
        if matches!(
            kind,
            "integer" | "number" | "percent" | "money" | "date" | "month" | "year" | "partial_date"
        ) {
            raw.min = r.node("min");
            raw.max = r.node("max");
        }
        if matches!(kind, "enum" | "string" | "integer") {
            raw.values = r.node("values");
        }
        if matches!(kind, "integer" | "number") {
            raw.unit = r.text("unit");
        }
        match kind {
            "money" => raw.currency = r.string("currency"),
            "rating" => raw.scale = r.node("scale"),
            "object" => raw.fields = r.node("fields"),
            "reference" => {
                raw.to = r.strings("to").unwrap_or_default();
                raw.symmetric = r.boolean("symmetric").unwrap_or(false);
                raw.parent = r.boolean("parent").unwrap_or(false);
                if let Some(node) = r.node("inverse")
                    && let Some(mut inner) = Reader::new(r.file(), node, r.findings)
                {
                    let name_node = inner.required("name");
                    let span = name_node.map(|node| inner.at(node.span.clone()));
                    let name = name_node.and_then(|n| n.as_str().map(str::to_owned));
                    let label = inner.required("label").and_then(|n| inner.text_of("label", n));
                    inner.finish();
                    // Where its label has no letters, it is a part of addresses.
                    if let (Some(name), Some(span)) = (&name, &span)
                        && let Err(fault) = path::piece(name, path::Use::Address)
                    {
                        let used = path::Use::Address;
                        r.findings.push(Diagnostic::unusable(span.clone(), name, fault, used));
                    }
                    if let (Some(name), Some(label)) = (name, label) {
                        raw.inverse = Some(Inverse { name, label, span });
                    }
                }
            }
            "list" | "map" => {
                raw.of = r.node("of");
                if kind == "map" {
                    raw.keys = r.node("keys");
                }
                raw.items = match r.count("items") {
                    Some(exactly) => Count { min: Some(exactly), max: Some(exactly) },
                    None => Count { min: r.count("min_items"), max: r.count("max_items") },
                };
                r.raw("min_items");
                r.raw("max_items");
            }
            _ => {}
        }
        raw
    }
}
