//! From what was written to typed values: every kind of field has its place here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::discover::Unread;
use super::meant::{
    date_meant, email_meant, is_iso, number_meant, number_of, place_meant, web_address_meant,
};
use super::offered::{FileProblem, Purpose, find_file};
use super::value::{
    Address, EntryKey, FieldValues, FileValue, ImageValue, Money, Rating, Reference, Value,
};
use crate::address::{link, path};
use crate::diagnostic::{Code, Diagnostic, Names, listing, nearest};
use crate::files::FileKinds;
use crate::i18n::Locale;
use crate::picture::PixelBounds;
use crate::schema::{
    Bounds, Count, DateBounds, EnumValue, Field, FieldKind, PartialDate, Relation, StringRule,
};
use crate::source::{SitePath, Snapshot, Span};
use crate::syntax;
use crate::trace::{self, Changes, Kind};
use crate::yaml::{self, Node, Pair, Text};

/// All ids, by type, before any entry is read.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_type: HashMap<Arc<str>, BTreeMap<Arc<str>, EntryKey>>,
    /// Ids by type and title in lower case.
    by_title: HashMap<(Arc<str>, String), Arc<str>>,
    /// The ids by type, once one of them is misspelt.
    names: OnceLock<HashMap<Arc<str>, Names<Arc<str>>>>,
    pub(super) unread: Arc<Unread>,
}

impl Index {
    pub(super) fn new(unread: Unread) -> Self {
        Self { unread: Arc::new(unread), ..Self::default() }
    }

    /// Whether this entry is, or may be, in a file that cannot be read.
    fn is_unread(&self, type_id: &str, id: &str) -> bool {
        trace::read(Kind::Index, ());
        self.unread.holds(type_id, id)
    }

    pub(super) fn add(&mut self, key: &EntryKey, title: Option<&str>) {
        self.by_type.entry(key.type_id.clone()).or_default().insert(key.id.clone(), key.clone());
        if let Some(title) = title {
            self.by_title.insert((key.type_id.clone(), title.to_lowercase()), key.id.clone());
        }
    }

    /// What differs from the ids and titles of an earlier run.
    pub(super) fn changes_since(&self, last: &Self, changes: &mut Changes) {
        let keys = |index: &Self| -> BTreeSet<EntryKey> {
            index.by_type.values().flat_map(BTreeMap::values).cloned().collect()
        };
        if self.by_type != last.by_type {
            for key in keys(self).symmetric_difference(&keys(last)) {
                changes.add(Kind::Id, (&key.type_id, &key.id));
            }
        }
        if self.by_type != last.by_type
            || self.by_title != last.by_title
            || self.unread != last.unread
        {
            changes.add(Kind::Index, ());
        }
    }

    /// The id of an entry of these types that was probably meant: its title was written, or something like its id.
    fn meant(&self, types: &[Arc<str>], written: &str) -> Option<&str> {
        trace::read(Kind::Index, ());
        let title = written.to_lowercase();
        let titled =
            types.iter().find_map(|target| self.by_title.get(&(target.clone(), title.clone())));
        titled.map(|id| &**id).or_else(|| {
            let names = self.names.get_or_init(|| {
                let names = |ids: &BTreeMap<Arc<str>, _>| Names::new(ids.keys().cloned());
                self.by_type.iter().map(|(target, ids)| (target.clone(), names(ids))).collect()
            });
            Names::nearest_of(written, types.iter().filter_map(|target| names.get(target)))
        })
    }

    pub(super) fn get(&self, type_id: &str, id: &str) -> Option<&EntryKey> {
        trace::read(Kind::Id, (type_id, id));
        self.by_type.get(type_id)?.get(id)
    }
}

/// Reads the values of one entry.
pub(super) struct ValueReader<'a> {
    pub index: &'a Index,
    pub snapshot: &'a Snapshot,
    pub file: &'a SitePath,
    pub language: &'a str,
    /// Which files readers may get.
    pub kinds: &'a FileKinds,
    pub findings: &'a mut Vec<Diagnostic>,
}

impl ValueReader<'_> {
    /// Former addresses can be addresses.
    pub(super) fn check_aliases(&mut self, node: &Node) {
        for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
            let Some(written) = item.as_str() else { continue };
            let bare = written.trim_matches('/');
            if let Err(fault) = path::path(bare, path::Use::Address) {
                let span = self.at(&item.span);
                self.findings.push(Diagnostic::unusable(span, bare, fault, path::Use::Address));
            }
        }
    }

    fn at(&self, span: &Range<usize>) -> Span {
        Span::new(self.file, span.clone())
    }

    /// The place of a value; of a list or a map, the beginning is enough to find it.
    fn beginning(&self, node: &Node) -> Span {
        Span::new(self.file, node.beginning())
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
        // A patch needs the whole value.
        let span = if suggestion.is_some() { self.at(&node.span) } else { self.beginning(node) };
        let finding = Diagnostic::at(Code::WrongKind, span)
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
            FieldKind::Address => {
                self.address(field, node).map(|address| Value::Address(address.into()))
            }
            FieldKind::Image => self.image(field, node).map(|image| Value::Image(image.into())),
            FieldKind::File => self.file_value(field, node).map(Value::File),
            FieldKind::Geo => self.geo(field, node),
            _ => match node.as_str() {
                Some(text) => self.scalar(field, text, node),
                None => {
                    // The one value of a list: brackets or a hyphen too many.
                    let only = match node.as_list() {
                        Some([item]) => item.as_str(),
                        _ => None,
                    };
                    self.wrong(field, node, only.filter(|text| !text.contains([':', '#', '\n'])));
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
                    self.wrong(field, node, number_meant(text, false).as_deref());
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
                // `300.000` would be three hundred: no amount has three decimals.
                let in_thousands = amount.rsplit_once('.').is_some_and(|(_, end)| end.len() == 3);
                let Some(number) = number_of(amount).filter(|_| !in_thousands) else {
                    let meant = number_meant(amount, true).map(|meant| match amount {
                        _ if text.ends_with(&*currency) => format!("{meant} {currency}"),
                        _ => meant,
                    });
                    self.wrong(field, node, meant.as_deref());
                    return None;
                };
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
                if link::web(text).is_err() {
                    self.wrong(field, node, web_address_meant(text).as_deref());
                    return None;
                }
                Some(Value::Url(text.to_owned()))
            }
            FieldKind::Email => {
                if !link::is_mailbox(text) {
                    self.wrong(field, node, email_meant(text).as_deref());
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
                    .arg("pattern", written)
                    .arg("advice", field.help.as_ref().map_or("", |help| help.get(self.language))),
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
        let number = number_of(text);
        if number.is_none() {
            self.wrong(field, node, number_meant(text, true).as_deref());
        }
        number
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
                .arg("known", listing(known))
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
                .arg("known", listing(&known))
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
            let problem = match date {
                Some(_) => "precision",
                None if is_iso(text.trim()) => "calendar",
                None => "form",
            };
            let finding = Diagnostic::at(Code::BadDate, self.at(&node.span))
                .arg("field", &field.name)
                .arg("problem", problem)
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
        let typed = written.split_once(':').map(|(type_id, id)| (type_id.trim(), id.trim()));
        let names_type = |(word, _): &(&str, &str)| {
            word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if let Some((type_id, id)) = typed.filter(names_type) {
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
            if !self.index.is_unread(type_id, id) {
                let meant = self.index.meant(&[type_id.into()], id);
                let meant = meant.map(|id| format!("{type_id}:{id}"));
                self.dangling(field, &written, &to, span, meant.as_deref());
            }
            return None;
        }
        let matches: Vec<&EntryKey> =
            relation.to.iter().filter_map(|target| self.index.get(target, &written)).collect();
        match matches.as_slice() {
            [key] => Some(Reference { key: (*key).clone(), span }),
            [] => {
                if !relation.to.iter().any(|target| self.index.is_unread(target, &written)) {
                    let meant = self.index.meant(&relation.to, &written);
                    self.dangling(field, &written, &to, span, meant);
                }
                None
            }
            several => {
                let known: Vec<String> = several.iter().map(ToString::to_string).collect();
                self.findings.push(
                    Diagnostic::at(Code::AmbiguousReference, span)
                        .arg("field", &field.name)
                        .arg("value", &written)
                        .arg("known", listing(&known)),
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
            // A comma may belong to a text, never to an id.
            let ids = matches!(of.kind, FieldKind::Reference(_) | FieldKind::Enum(_));
            let meant = node
                .as_str()
                .filter(|text| {
                    !text.contains(['\n', '[', '{', '#']) && (ids || !text.contains(','))
                })
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
        self.findings.push(
            Diagnostic::at(Code::BadCount, self.beginning(node))
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

    pub(super) fn missing(&mut self, field: &Field, at: &Range<usize>, path: &str) {
        self.findings.push(
            Diagnostic::at(Code::MissingField, self.at(at))
                .arg("field", path)
                .arg("label", field.label.get(self.language))
                .arg("kind", field.kind.name()),
        );
    }

    /// Reports keys that are no fields. Returns the fields that were probably meant, by their names or by the labels that `fields` have:
    /// a misspelt field is one mistake and not also a missing one.
    pub(super) fn unknown_fields<'k>(
        &mut self,
        pairs: &[Pair],
        known: &[&'k str],
        fields: Option<&'k IndexMap<Arc<str>, Field>>,
        of: &str,
    ) -> Vec<&'k str> {
        // A field that is there already is hardly meant.
        let free: Vec<&str> =
            known.iter().copied().filter(|name| !pairs.iter().any(|p| p.key == *name)).collect();
        let mut misspelt = Vec::new();
        for pair in pairs.iter().filter(|pair| !known.contains(&pair.key.as_str())) {
            let by_label = || called(&pair.key, fields?).filter(|name| free.contains(name));
            let meant = nearest(&pair.key, free.iter().copied()).or_else(by_label);
            // The fields of a group fit on a line.
            let choice = if known.len() <= 12 { free.join(", ") } else { String::new() };
            self.findings.push(
                Diagnostic::at(Code::UnknownField, self.at(&pair.key_span))
                    .arg("field", shorten(&pair.key))
                    .arg("of", of)
                    .arg("known", choice)
                    .suggest(meant),
            );
            misspelt.extend(meant);
        }
        misspelt
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

    /// The pairs of a kind that is an object with fixed keys; unknown ones are findings. Then the keys that were probably
    /// meant by those.
    fn fixed<'n>(
        &mut self,
        field: &Field,
        node: &'n Node,
        known: &[&'static str],
    ) -> Option<(&'n [Pair], Vec<&'static str>)> {
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
        let misspelt = self.unknown_fields(pairs, known, None, &field.name);
        Some((pairs, misspelt))
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

    fn image(&mut self, field: &Field, node: &Node) -> Option<ImageValue> {
        let keys = ["file", "alt", "decorative", "caption", "credit"];
        let (pairs, misspelt) = self.fixed(field, node, &keys)?;
        let alt =
            self.part(field, pairs, "alt").map(|(text, _)| text).filter(|text| !text.is_empty());
        let decorative = node
            .get("decorative")
            .and_then(Node::as_str)
            .and_then(yaml::parse_boolean)
            .unwrap_or(false);
        let caption = self.part(field, pairs, "caption").map(|(text, _)| text);
        let credit = self.part(field, pairs, "credit").map(|(text, _)| text);
        let (file, span) = self.file_part(field, node, pairs, &misspelt)?;
        if alt.is_none() && !decorative && !misspelt.contains(&"alt") {
            self.findings.push(
                Diagnostic::at(Code::MissingAlt, self.at(&span))
                    .arg("file", &file)
                    .arg("where", "field"),
            );
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
        let (pairs, misspelt) = self.fixed(field, node, &["file", "title"])?;
        let title = self.part(field, pairs, "title").map(|(text, _)| text);
        let (file, span) = self.file_part(field, node, pairs, &misspelt)?;
        Some(FileValue { file: self.existing(&file, &span, Code::LinkToMissingFile)?, title })
    }

    /// The name of the file in an image or a file with a title, which must be there.
    fn file_part(
        &mut self,
        field: &Field,
        node: &Node,
        pairs: &[Pair],
        misspelt: &[&str],
    ) -> Option<(String, Range<usize>)> {
        let pair = pairs.iter().find(|pair| pair.key == "file");
        if pair.is_none_or(|pair| pair.value.is_null()) && !misspelt.contains(&"file") {
            let at = pair.map_or_else(|| node.beginning(), |pair| pair.key_span.clone());
            let label =
                Text::of(Locale::all().map(|(tag, locale)| (tag, locale.words.file.as_str())));
            let part = Field { label, kind: FieldKind::File, ..field.clone() };
            self.missing(&part, &at, &format!("{}.file", field.name));
        }
        self.part(field, pairs, "file")
    }

    /// The path of a file of the site; a finding with `code` when it is not there.
    fn existing(&mut self, written: &str, span: &Range<usize>, code: Code) -> Option<SitePath> {
        let span = self.at(span);
        let purpose = if code == Code::MissingImage { Purpose::Picture } else { Purpose::Download };
        match find_file(self.snapshot, self.kinds, self.file, written, purpose) {
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
            Err(FileProblem::Refused(refused)) => {
                self.findings.push(refused.finding(span, "field"));
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

/// Whether nothing was written that counts: no value, an empty list, an empty text.
pub(super) fn is_empty(value: Option<&Value>, pair: Option<&Pair>) -> bool {
    match value {
        None => pair.is_none_or(|pair| pair.value.is_null()),
        Some(Value::List(items)) => {
            items.is_empty()
                && pair.is_none_or(|p| p.value.as_list().is_none_or(<[Node]>::is_empty))
        }
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Text(document)) => document.is_empty(),
        Some(Value::Object(fields)) => fields.is_empty(),
        Some(_) => false,
    }
}

/// What is wrong with a picture that is named in `span`; `None` when it can be shown and printed.
pub(crate) fn broken_image(
    snapshot: &Snapshot,
    bounds: PixelBounds,
    file: &SitePath,
    span: &Span,
) -> Option<Diagnostic> {
    let problem = snapshot.get(file)?.picture(bounds).err()?;
    let finding = Diagnostic::at(Code::BrokenImage, span.clone());
    Some(finding.arg("file", file).arg("problem", problem.name()))
}

/// The field whose label, in whatever language, is what somebody wrote as its name.
fn called<'k>(written: &str, fields: &'k IndexMap<Arc<str>, Field>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let is_label = |field: &Field| field.label.iter().any(|(_, it)| it.to_lowercase() == written);
    fields.iter().find(|(_, field)| is_label(field)).map(|(name, _)| &**name)
}

fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { format!("{short}…") } else { short }
}
