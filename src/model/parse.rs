//! From what was written to typed values: every kind of field has its place here.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::value::{Address, EntryKey, FileValue, ImageValue, Money, Rating, Reference, Value};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::schema::{
    Bounds, Count, DateBounds, EnumValue, Field, FieldKind, PartialDate, Relation, StringRule,
};
use crate::source::{SitePath, Snapshot, Span};
use crate::syntax;
use crate::yaml::{self, Node, Pair};

/// All ids, by type, before any entry is read.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_type: HashMap<Arc<str>, BTreeMap<Arc<str>, EntryKey>>,
}

impl Index {
    pub(super) fn add(&mut self, key: &EntryKey) {
        self.by_type.entry(key.type_id.clone()).or_default().insert(key.id.clone(), key.clone());
    }

    pub(super) fn get(&self, type_id: &str, id: &str) -> Option<&EntryKey> {
        self.by_type.get(type_id)?.get(id)
    }

    pub(super) fn ids(&self, type_id: &str) -> impl Iterator<Item = &str> + use<'_> {
        self.by_type.get(type_id).into_iter().flat_map(|ids| ids.keys().map(|id| &**id))
    }
}

/// Reads the values of one entry.
pub(super) struct ValueReader<'a> {
    pub index: &'a Index,
    pub snapshot: &'a Snapshot,
    pub file: &'a SitePath,
    pub language: &'a str,
    pub findings: &'a mut Vec<Diagnostic>,
}

impl ValueReader<'_> {
    fn at(&self, span: &Range<usize>) -> Span {
        Span::new(self.file, span.clone())
    }

    fn wrong(&mut self, field: &Field, node: &Node, suggestion: Option<&str>) {
        let shown = match &node.value {
            yaml::Value::Scalar { text, .. } => text.clone(),
            yaml::Value::Null => "null".to_owned(),
            yaml::Value::List(_) => "[…]".to_owned(),
            yaml::Value::Map(_) => "{…}".to_owned(),
        };
        let found = match &node.value {
            yaml::Value::Scalar { .. } => "scalar",
            yaml::Value::Null => "nothing",
            yaml::Value::List(_) => "list",
            yaml::Value::Map(_) => "map",
        };
        let finding = Diagnostic::at(Code::WrongKind, self.at(&node.span))
            .arg("field", &field.name)
            .arg("expected", field.kind.name())
            .arg("found", found)
            .arg("value", shorten(&shown));
        self.findings.push(finding.suggest(suggestion));
    }

    /// The value of `node` in `field`; `None` when nothing was written or it is wrong, which is then a finding.
    pub(super) fn value(&mut self, field: &Field, node: &Node) -> Option<Value> {
        if node.is_null() {
            return None;
        }
        match &field.kind {
            FieldKind::List { of, count } => self.list(field, of, *count, node),
            FieldKind::Object(fields) => self.object(field, fields, node),
            FieldKind::Map { keys, of, count } => self.map(field, keys, of, *count, node),
            FieldKind::Address => self.address(field, node).map(Value::Address),
            FieldKind::Image => self.image(field, node).map(Value::Image),
            FieldKind::File => self.file_value(field, node).map(Value::File),
            FieldKind::Geo => self.geo(field, node),
            _ => match node.as_str() {
                Some(text) => self.scalar(field, text, node),
                None => {
                    self.wrong(field, node, None);
                    None
                }
            },
        }
    }

    fn scalar(&mut self, field: &Field, text: &str, node: &Node) -> Option<Value> {
        match &field.kind {
            FieldKind::String(rule) => self.string(field, rule, text, node),
            FieldKind::Text(length) => {
                self.length(field, *length, text, node);
                let document = syntax::parse_fragment(
                    text,
                    &self.at(&node.span),
                    self.language,
                    self.findings,
                );
                Some(Value::Text(document))
            }
            FieldKind::Integer { bounds, values, .. } => {
                let Ok(number) = text.trim().parse::<i64>() else {
                    self.wrong(field, node, number_meant(text, 0).as_deref());
                    return None;
                };
                self.bounds(field, bounds, number as f64, node);
                if !values.is_empty() && !values.contains(&number) {
                    let known: Vec<String> = values.iter().map(ToString::to_string).collect();
                    self.not_allowed(field, text, &known, node);
                    return None;
                }
                Some(Value::Integer(number))
            }
            FieldKind::Number { bounds, .. } => {
                let number = self.number(field, text, node)?;
                self.bounds(field, bounds, number, node);
                Some(Value::Number(number))
            }
            FieldKind::Percent(bounds) => {
                let number = self.number(
                    field,
                    text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '%']),
                    node,
                )?;
                self.bounds(field, bounds, number, node);
                Some(Value::Percent(number))
            }
            FieldKind::Money { bounds, currency } => {
                let (amount, currency) = match text.trim().rsplit_once(' ') {
                    Some((amount, code))
                        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) =>
                    {
                        (amount.trim(), code.to_owned())
                    }
                    Some((amount, "€")) => (amount.trim(), "EUR".to_owned()),
                    _ => (text.trim(), currency.clone()),
                };
                let number = self.number(field, amount, node)?;
                self.bounds(field, bounds, number, node);
                Some(Value::Money(Money { amount: number, currency }))
            }
            FieldKind::Boolean => match yaml::parse_boolean(text) {
                Some(value) => Some(Value::Boolean(value)),
                None => {
                    self.wrong(field, node, None);
                    None
                }
            },
            FieldKind::Date(bounds) => self.date(field, bounds, text, node, 3),
            FieldKind::Month(bounds) => self.date(field, bounds, text, node, 2),
            FieldKind::Year(bounds) => self.date(field, bounds, text, node, 1),
            FieldKind::PartialDate(bounds) => self.date(field, bounds, text, node, 0),
            FieldKind::Enum(values) => self.enumerated(field, values, text, node),
            FieldKind::Rating(scale) => {
                if text == "ka" || text == "k. A." {
                    return Some(Value::Rating(Rating::NotStated));
                }
                match text.parse::<i64>().ok().filter(|number| scale.contains_key(number)) {
                    Some(number) => Some(Value::Rating(Rating::Value(number))),
                    None => {
                        let mut known: Vec<String> =
                            scale.keys().map(ToString::to_string).collect();
                        known.push("ka".to_owned());
                        self.not_allowed(field, text, &known, node);
                        None
                    }
                }
            }
            FieldKind::Url => {
                let fits = url::Url::parse(text).is_ok_and(|url| {
                    matches!(url.scheme(), "http" | "https") && url.host_str().is_some()
                });
                if !fits {
                    let meant = text.starts_with("www.").then(|| format!("https://{text}"));
                    self.wrong(field, node, meant.as_deref());
                    return None;
                }
                Some(Value::Url(text.to_owned()))
            }
            FieldKind::Email => {
                if !is_email(text) {
                    self.wrong(field, node, None);
                    return None;
                }
                Some(Value::Email(text.to_owned()))
            }
            FieldKind::Phone => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                let fits = (5..=20).contains(&digits)
                    && text.chars().all(|c| {
                        c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '–' | '/' | '(' | ')')
                    });
                if !fits {
                    self.wrong(field, node, None);
                    return None;
                }
                Some(Value::Phone(text.to_owned()))
            }
            FieldKind::Reference(relation) => {
                self.reference(field, relation, text, node).map(Value::Reference)
            }
            // These read the node as a whole.
            FieldKind::Address
            | FieldKind::Geo
            | FieldKind::Image
            | FieldKind::File
            | FieldKind::List { .. }
            | FieldKind::Object(_)
            | FieldKind::Map { .. } => None,
        }
    }

    fn string(
        &mut self,
        field: &Field,
        rule: &StringRule,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let text: String = text.trim().nfc().collect();
        self.length(field, rule.length, &text, node);
        if !rule.values.is_empty() && !rule.values.contains(&text) {
            self.not_allowed(field, &text, &rule.values, node);
            return None;
        }
        if let Some(pattern) = &rule.pattern
            && !pattern.is_match(&text)
        {
            let written =
                pattern.as_str().trim_start_matches("^(?:").trim_end_matches(")$").to_owned();
            self.findings.push(
                Diagnostic::at(Code::BadPattern, self.at(&node.span))
                    .arg("field", &field.name)
                    .arg("value", shorten(&text))
                    .arg("pattern", written),
            );
        }
        Some(Value::String(text))
    }

    fn length(&mut self, field: &Field, count: Count, text: &str, node: &Node) {
        let length = text.trim().chars().count();
        let (problem, limit) = match count {
            Count { max: Some(max), .. } if length > max => ("long", max),
            Count { min: Some(min), .. } if length < min => ("short", min),
            _ => return,
        };
        self.findings.push(
            Diagnostic::at(Code::BadLength, self.at(&node.span))
                .arg("field", &field.name)
                .arg("problem", problem)
                .arg("limit", limit)
                .arg("length", length)
                .arg("difference", length.abs_diff(limit)),
        );
    }

    fn number(&mut self, field: &Field, text: &str, node: &Node) -> Option<f64> {
        let written = text.trim();
        let plain = written.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
        match written.parse::<f64>().ok().filter(|number| plain && number.is_finite()) {
            Some(number) => Some(number),
            None => {
                self.wrong(field, node, number_meant(written, 2).as_deref());
                None
            }
        }
    }

    fn bounds(&mut self, field: &Field, bounds: &Bounds, number: f64, node: &Node) {
        let outside = bounds.min.is_some_and(|min| number < min)
            || bounds.max.is_some_and(|max| number > max);
        if outside {
            self.out_of_range(field, bounds.min, bounds.max, node);
        }
    }

    fn out_of_range<T: ToString>(
        &mut self,
        field: &Field,
        min: Option<T>,
        max: Option<T>,
        node: &Node,
    ) {
        let limits = match (&min, &max) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "min",
            _ => "max",
        };
        self.findings.push(
            Diagnostic::at(Code::OutOfRange, self.at(&node.span))
                .arg("field", &field.name)
                .arg("value", node.as_str().unwrap_or_default())
                .arg("limits", limits)
                .arg("min", min.map_or(String::new(), |min| min.to_string()))
                .arg("max", max.map_or(String::new(), |max| max.to_string())),
        );
    }

    fn not_allowed(&mut self, field: &Field, text: &str, known: &[String], node: &Node) {
        self.findings.push(
            Diagnostic::at(Code::NotAllowed, self.at(&node.span))
                .arg("field", &field.name)
                .arg("value", shorten(text))
                .arg("known", known.join(", "))
                .suggest(nearest(text, known.iter().map(String::as_str))),
        );
    }

    fn enumerated(
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
                .arg("known", known.join(", "))
                .suggest(suggestion),
        );
        None
    }

    fn date(
        &mut self,
        field: &Field,
        bounds: &DateBounds,
        text: &str,
        node: &Node,
        precision: usize,
    ) -> Option<Value> {
        let date = PartialDate::parse(text.trim());
        let fits = date.is_some_and(|date| match precision {
            1 => date.month.is_none(),
            2 => date.month.is_some() && date.day.is_none(),
            3 => date.day.is_some(),
            _ => true,
        });
        let Some(date) = date.filter(|_| fits) else {
            let finding = Diagnostic::at(Code::BadDate, self.at(&node.span))
                .arg("field", &field.name)
                .arg("value", shorten(text))
                .arg("expected", field.kind.name());
            self.findings.push(finding.suggest(date_meant(text, precision).as_deref()));
            return None;
        };
        if bounds.min.is_some_and(|min| date.last_day() < min.first_day())
            || bounds.max.is_some_and(|max| date.first_day() > max.last_day())
        {
            self.out_of_range(field, bounds.min, bounds.max, node);
        }
        Some(Value::Date(date))
    }

    fn reference(
        &mut self,
        field: &Field,
        relation: &Relation,
        text: &str,
        node: &Node,
    ) -> Option<Reference> {
        let written: String = text.trim().nfc().collect();
        let span = self.at(&node.span);
        let to = relation.to.join(", ");
        if let Some((type_id, id)) = written.split_once(':') {
            let (type_id, id) = (type_id.trim(), id.trim());
            if !relation.to.iter().any(|target| **target == *type_id) {
                self.findings.push(
                    Diagnostic::at(Code::WrongTarget, span)
                        .arg("field", &field.name)
                        .arg("value", &written)
                        .arg("type", type_id)
                        .arg("to", to)
                        .suggest(
                            nearest(type_id, relation.to.iter().map(|t| &**t))
                                .map(|t| format!("{t}:{id}"))
                                .as_deref(),
                        ),
                );
                return None;
            }
            if let Some(key) = self.index.get(type_id, id) {
                return Some(Reference { key: key.clone(), span });
            }
            let meant = nearest(id, self.index.ids(type_id)).map(|id| format!("{type_id}:{id}"));
            self.dangling(field, &written, &to, span, meant.as_deref());
            return None;
        }
        let matches: Vec<&EntryKey> =
            relation.to.iter().filter_map(|target| self.index.get(target, &written)).collect();
        match matches.as_slice() {
            [key] => Some(Reference { key: (*key).clone(), span }),
            [] => {
                let known = relation.to.iter().flat_map(|target| self.index.ids(target));
                let meant = nearest(&written, known).map(str::to_owned);
                self.dangling(field, &written, &to, span, meant.as_deref());
                None
            }
            several => {
                let known: Vec<String> = several.iter().map(ToString::to_string).collect();
                self.findings.push(
                    Diagnostic::at(Code::AmbiguousReference, span)
                        .arg("field", &field.name)
                        .arg("value", &written)
                        .arg("known", known.join(", ")),
                );
                None
            }
        }
    }

    fn dangling(
        &mut self,
        field: &Field,
        written: &str,
        to: &str,
        span: Span,
        meant: Option<&str>,
    ) {
        self.findings.push(
            Diagnostic::at(Code::DanglingReference, span)
                .arg("field", &field.name)
                .arg("value", shorten(written))
                .arg("to", to)
                .suggest(meant),
        );
    }

    fn list(&mut self, field: &Field, of: &Field, count: Count, node: &Node) -> Option<Value> {
        let Some(items) = node.as_list() else {
            let meant = node
                .as_str()
                .filter(|text| !text.contains(['\n', '[', '{', '#', ',']))
                .map(|text| format!("[{text}]"));
            self.wrong(field, node, meant.as_deref());
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

    fn count(&mut self, field: &Field, count: Count, found: usize, node: &Node) {
        let (problem, limit) = match count {
            Count { min: Some(min), max: Some(max) } if min == max && found != min => {
                ("exactly", min)
            }
            Count { min: Some(min), .. } if found < min => ("few", min),
            Count { max: Some(max), .. } if found > max => ("many", max),
            _ => return,
        };
        // The first line of the list is enough to find it.
        let start = node.span.start;
        let first =
            node.as_list().and_then(<[Node]>::first).map_or(node.span.end, |item| item.span.end);
        self.findings.push(
            Diagnostic::at(Code::BadCount, self.at(&(start..first.max(start))))
                .arg("field", &field.name)
                .arg("problem", problem)
                .arg("limit", limit)
                .arg("found", found),
        );
    }

    fn object(
        &mut self,
        field: &Field,
        fields: &IndexMap<Arc<str>, Field>,
        node: &Node,
    ) -> Option<Value> {
        let Some(pairs) = node.as_map() else {
            self.wrong(field, node, None);
            return None;
        };
        let mut values = IndexMap::new();
        let known: Vec<&str> = fields.keys().map(|key| &**key).collect();
        self.unknown_fields(pairs, &known, &field.name);
        for (name, inner) in fields {
            let pair = pairs.iter().find(|pair| pair.key == **name);
            let value = pair.and_then(|pair| self.value(inner, &pair.value));
            match value {
                Some(value) => {
                    values.insert(name.clone(), value);
                }
                None if inner.required && pair.is_none_or(|pair| pair.value.is_null()) => {
                    let start = node.span.start;
                    let end =
                        pairs.first().map_or(node.span.end, |pair| pair.key_span.end).max(start);
                    let at = pair.map_or(start..end, |pair| pair.key_span.clone());
                    self.missing(inner, &at, &format!("{}.{name}", field.name));
                }
                None => {}
            }
        }
        Some(Value::Object(values))
    }

    pub(super) fn missing(&mut self, field: &Field, at: &Range<usize>, path: &str) {
        self.findings.push(
            Diagnostic::at(Code::MissingField, self.at(at))
                .arg("field", path)
                .arg("label", field.label.get(self.language))
                .arg("kind", field.kind.name()),
        );
    }

    /// Reports keys that are no fields.
    pub(super) fn unknown_fields(
        &mut self,
        pairs: &[Pair],
        known: &[&str],
        of: &str,
    ) {
        for pair in pairs {
            if !known.contains(&pair.key.as_str()) {
                self.findings.push(
                    Diagnostic::at(Code::UnknownField, self.at(&pair.key_span))
                        .arg("field", shorten(&pair.key))
                        .arg("of", of)
                        .suggest(nearest(&pair.key, known.iter().copied())),
                );
            }
        }
    }

    fn map(
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

    /// The pairs of a kind that is an object with fixed keys; unknown ones are findings.
    fn fixed<'n>(
        &mut self,
        field: &Field,
        node: &'n Node,
        known: &[&'static str],
    ) -> Option<&'n [Pair]> {
        let Some(pairs) = node.as_map() else {
            let meant = match (&field.kind, node.as_str()) {
                (FieldKind::Image | FieldKind::File, Some(file)) => {
                    Some(format!("{{file: {file}}}"))
                }
                _ => None,
            };
            self.wrong(field, node, meant.as_deref());
            return None;
        };
        self.unknown_fields(pairs, known, &field.name);
        Some(pairs)
    }

    fn part(&mut self, field: &Field, pairs: &[Pair], key: &str) -> Option<(String, Range<usize>)> {
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

    fn address(&mut self, field: &Field, node: &Node) -> Option<Address> {
        const KEYS: [&str; 6] =
            ["organisation", "lines", "street", "postal_code", "city", "country"];
        let pairs = self.fixed(field, node, &KEYS)?;
        let organisation = self.part(field, pairs, "organisation").and_then(|(text, span)| {
            let relation = Relation {
                to: vec!["organisation".into()],
                inverse: None,
                symmetric: false,
                parent: false,
            };
            let node =
                Node { value: yaml::Value::Scalar { text: text.clone(), quoted: true }, span };
            self.reference(field, &relation, &text, &node)
        });
        let mut lines = Vec::new();
        if let Some(node) = node.get("lines") {
            match node.as_list() {
                Some(items) => {
                    lines.extend(items.iter().filter_map(|item| item.as_str().map(str::to_owned)));
                }
                None => self.wrong(field, node, None),
            }
        }
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

    fn image(&mut self, field: &Field, node: &Node) -> Option<ImageValue> {
        let pairs = self.fixed(field, node, &["file", "alt", "decorative", "caption", "credit"])?;
        let alt =
            self.part(field, pairs, "alt").map(|(text, _)| text).filter(|text| !text.is_empty());
        let decorative = node
            .get("decorative")
            .and_then(Node::as_str)
            .and_then(yaml::parse_boolean)
            .unwrap_or(false);
        let caption = self.part(field, pairs, "caption").map(|(text, _)| text);
        let credit = self.part(field, pairs, "credit").map(|(text, _)| text);
        let Some((file, span)) = self.part(field, pairs, "file") else {
            let at = pairs.first().map_or(node.span.clone(), |pair| pair.key_span.clone());
            let part = Field { label: crate::schema::Text::same("file"), ..field.clone() };
            self.missing(&part, &at, &format!("{}.file", field.name));
            return None;
        };
        if alt.is_none() && !decorative {
            self.findings.push(Diagnostic::at(Code::MissingAlt, self.at(&span)).arg("file", &file));
        }
        let file = self.existing(&file, &span, Code::MissingImage)?;
        Some(ImageValue { file, alt: alt.filter(|_| !decorative), caption, credit })
    }

    fn file_value(&mut self, field: &Field, node: &Node) -> Option<FileValue> {
        if let Some(file) = node.as_str() {
            return Some(FileValue {
                file: self.existing(file, &node.span, Code::LinkToMissingFile)?,
                title: None,
            });
        }
        let pairs = self.fixed(field, node, &["file", "title"])?;
        let title = self.part(field, pairs, "title").map(|(text, _)| text);
        let (file, span) = self.part(field, pairs, "file")?;
        Some(FileValue { file: self.existing(&file, &span, Code::LinkToMissingFile)?, title })
    }

    /// The path of a file of the site; a finding with `code` when it is not there.
    fn existing(&mut self, written: &str, span: &Range<usize>, code: Code) -> Option<SitePath> {
        let span = self.at(span);
        match find_file(self.snapshot, self.file, written) {
            Ok(path) => Some(path),
            Err(FileProblem::Outside) => {
                self.findings.push(Diagnostic::at(Code::PathOutside, span).arg("path", written));
                None
            }
            Err(FileProblem::Missing { meant }) => {
                self.findings.push(
                    Diagnostic::at(code, span).arg("file", written).suggest(meant.as_deref()),
                );
                None
            }
        }
    }

    fn geo(&mut self, field: &Field, node: &Node) -> Option<Value> {
        let numbers: Option<(f64, f64)> = match node.as_str() {
            Some(text) => text
                .split_once(',')
                .and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?))),
            None => {
                self.fixed(field, node, &["lat", "lon"])?;
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
                self.wrong(field, node, None);
                None
            }
        }
    }
}

/// Why a file that was named is not there.
pub(crate) enum FileProblem {
    /// The path leaves the site.
    Outside,
    /// No such file; perhaps another was meant.
    Missing {
        /// A path to a file that is there, written like the one that was not.
        meant: Option<String>,
    },
}

/// The file that `written` names in an entry's file: beside it, or from `content/` when it begins with `/`.
pub(crate) fn find_file(
    snapshot: &Snapshot,
    from: &SitePath,
    written: &str,
) -> Result<SitePath, FileProblem> {
    let absolute = std::path::Path::new(written).is_absolute() && !written.starts_with('/');
    let Some(path) =
        from.join(written).filter(|path| path.as_str().starts_with("content/") && !absolute)
    else {
        return Err(FileProblem::Outside);
    };
    if snapshot.get(&path).is_some() {
        return Ok(path);
    }
    let folder = format!("{}/", path.folder());
    let beside: Vec<&str> = snapshot
        .under(&folder)
        .map(super::super::source::SourceFile::path)
        .filter(|file| {
            file.folder() == path.folder() && !matches!(file.extension().as_str(), "md" | "yaml")
        })
        .map(SitePath::file_name)
        .collect();
    let meant = nearest(path.file_name(), beside).map(|name| match written.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    });
    Err(FileProblem::Missing { meant })
}

fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { format!("{short}…") } else { short }
}

/// The number that a German editor probably meant: decimal comma, points between thousands, a unit or "ca." around it.
fn number_meant(text: &str, decimals: usize) -> Option<String> {
    let digits: String =
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    let digits = digits.trim_matches([',', '.']);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain = match digits.rsplit_once(',') {
        Some((whole, fraction)) if decimals > 0 && !fraction.is_empty() => {
            format!("{}.{fraction}", whole.replace('.', ""))
        }
        Some(_) => return None,
        None if digits.split('.').skip(1).all(|group| group.len() == 3) => digits.replace('.', ""),
        None => digits.to_owned(),
    };
    (plain != text && plain.parse::<f64>().is_ok()).then_some(plain)
}

/// The ISO form of a date written as Germans write it: `21.3.2012`, `März 2012`.
fn date_meant(text: &str, precision: usize) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
    let cleaned = text.trim();
    let numbers: Vec<&str> =
        cleaned.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let year =
        numbers.iter().find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()))?;
    let month_name = numbers.iter().find_map(|part| {
        let lower = part.to_lowercase();
        MONTHS.iter().position(|month| lower.starts_with(month)).map(|index| index + 1)
    });
    let small: Vec<usize> = numbers
        .iter()
        .filter(|part| part.len() <= 2)
        .filter_map(|part| part.parse().ok())
        .collect();
    let year_first = numbers.first() == Some(year);
    let (month, day) = match (month_name, small.as_slice()) {
        (Some(month), []) => (Some(month), None),
        (Some(month), [day]) => (Some(month), Some(*day)),
        (None, []) => (None, None),
        (None, [month]) => (Some(*month), None),
        (None, [month, day]) if year_first => (Some(*month), Some(*day)),
        (None, [day, month]) => (Some(*month), Some(*day)),
        _ => return None,
    };
    let meant = match (precision, month, day) {
        (1, _, _) => (*year).to_owned(),
        (2, Some(month), _) => format!("{year}-{month:02}"),
        (0 | 3, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (0, Some(month), None) => format!("{year}-{month:02}"),
        _ => return None,
    };
    (meant != cleaned && PartialDate::parse(&meant).is_some()).then_some(meant)
}

/// One `@` between parts without spaces, a dot in the domain. Whether anybody reads it, only a letter can tell.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\"\\@".contains(c))
    };
    plain(local)
        && plain(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}
