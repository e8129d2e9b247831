//! Values of fields.
//!
//! Three fields of an object are not shown as rows but with the others: `approximate` (yes) puts *ca.* before the
//! first number, `unit` (a string) goes behind it, and `uncertain` (yes) marks the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::format;
use super::types::{ColumnView, FactView, ImageView, LinkView, RowView, ScaleStep, ValueView};
use super::{Scope, TextFrame, Views, web_link};
use crate::location::SitePath;
use crate::model::{Address, Entry, FieldValues, ImageValue, Rating, Value};
use crate::schema::{EnumValue, Field, FieldKind};

/// Longer pieces of text get a line of their own in lists.
const SHORT: usize = 48;

impl Views<'_> {
    /// A value as readers see it; `None` when there is nothing to see.
    pub(super) fn value(
        &self,
        field: &Field,
        value: &Value,
        entry: &Entry,
        scope: &Scope<'_>,
    ) -> Option<ValueView> {
        if field.hidden {
            return None;
        }
        let language = scope.language;
        let format = self.format(language);
        Some(match (&field.kind, value) {
            (_, Value::String(text)) if text.is_empty() => return None,
            (_, Value::Text(document)) if document.is_empty() => return None,
            (_, Value::String(text)) => ValueView::Plain { text: text.clone() },
            (_, Value::Text(document)) => {
                let frame = TextFrame {
                    heading_shift: scope.value_shift,
                    anchor_prefix: scope.prefix,
                    language,
                };
                ValueView::Text { text: self.text(document, &entry.file, &frame, scope) }
            }
            (FieldKind::Integer { unit, .. }, Value::Integer(number)) => {
                let text = format.integer(*number);
                number_view(
                    unit.as_ref()
                        .map_or(text.clone(), |unit| format.with_unit(&text, unit.get(language))),
                    *number as f64,
                )
            }
            (FieldKind::Number { unit, .. }, Value::Number(number)) => {
                let text = format.number(*number);
                number_view(
                    unit.as_ref()
                        .map_or(text.clone(), |unit| format.with_unit(&text, unit.get(language))),
                    *number,
                )
            }
            (_, Value::Integer(number)) => number_view(format.integer(*number), *number as f64),
            (_, Value::Number(number)) => number_view(format.number(*number), *number),
            (_, Value::Percent(number)) => number_view(format.percent(*number), *number),
            (_, Value::Money(money)) => {
                number_view(format.money(money.amount, &money.currency), money.amount)
            }
            (_, Value::Boolean(value)) => ValueView::Boolean {
                value: *value,
                text: self.say(language, if *value { "yes" } else { "no" }),
            },
            (_, Value::Date(date)) => {
                let date = format.date(*date);
                ValueView::Date { text: date.text, iso: date.iso }
            }
            (FieldKind::Enum(values), Value::Enum(key)) => choice(values, key, language),
            (_, Value::Enum(key)) => ValueView::Plain { text: key.clone() },
            (FieldKind::Rating(scale), Value::Rating(rating)) => {
                self.rating(scale, Some(*rating), language)
            }
            (_, Value::Rating(_)) => return None,
            (_, Value::Url(address)) => ValueView::Link { link: web_link(address) },
            (_, Value::Email(address)) => {
                ValueView::Link { link: absolute(format!("mailto:{address}"), address) }
            }
            (_, Value::Phone(number)) => {
                let digits: String =
                    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                ValueView::Link { link: absolute(format!("tel:{digits}"), number) }
            }
            (_, Value::Address(address)) => self.address(address, language)?,
            (_, Value::Geo { latitude, longitude }) => ValueView::Geo {
                text: format.geo(*latitude, *longitude),
                lat: *latitude,
                lon: *longitude,
            },
            (_, Value::Image(image)) => ValueView::Image { image: self.image(image)? },
            (_, Value::File(file)) => {
                let media = self.plan.media.get(&file.file)?;
                let text = file.title.clone().unwrap_or_else(|| file.file.file_name().to_owned());
                ValueView::Link {
                    link: LinkView { href: Some(media.href.clone()), text, ..LinkView::default() },
                }
            }
            (_, Value::Reference(reference)) => {
                ValueView::Link { link: self.link(&reference.key, language)? }
            }
            (FieldKind::List { of, .. }, Value::List(items)) => {
                self.list(of, items, entry, scope)?
            }
            (FieldKind::Object(fields), Value::Object(values)) => {
                let (rows, uncertain) = self.rows(fields, values, entry, scope);
                if rows.is_empty() {
                    return None;
                }
                ValueView::Group { rows, uncertain }
            }
            (FieldKind::Map { keys, of, .. }, Value::Map(pairs)) => {
                self.map(keys, of, pairs, entry, scope)?
            }
            (_, Value::List(_) | Value::Object(_) | Value::Map(_)) => return None,
        })
    }

    fn list(
        &self,
        of: &Field,
        items: &[Value],
        entry: &Entry,
        scope: &Scope<'_>,
    ) -> Option<ValueView> {
        if let FieldKind::Object(fields) = &of.kind {
            return self.table(fields, items, entry, scope);
        }
        let items: Vec<ValueView> =
            items.iter().filter_map(|item| self.value(of, item, entry, scope)).collect();
        if items.is_empty() {
            return None;
        }
        let long = items.iter().any(|item| match item {
            ValueView::Plain { text } | ValueView::Choice { text, .. } => {
                text.chars().count() > SHORT
            }
            ValueView::Link { link } => link.text.chars().count() > SHORT,
            ValueView::Text { .. }
            | ValueView::Group { .. }
            | ValueView::Table { .. }
            | ValueView::Image { .. } => true,
            _ => false,
        });
        Some(ValueView::List { items, long })
    }

    /// Objects of the same shape: one row each.
    fn table(
        &self,
        fields: &IndexMap<Arc<str>, Field>,
        items: &[Value],
        entry: &Entry,
        scope: &Scope<'_>,
    ) -> Option<ValueView> {
        let mut rows = Vec::new();
        let mut numeric: BTreeMap<String, bool> = BTreeMap::new();
        let mut decimals: BTreeMap<String, usize> = BTreeMap::new();
        for item in items {
            let Value::Object(values) = item else { continue };
            let (facts, uncertain) = self.rows(fields, values, entry, scope);
            let mut cells = BTreeMap::new();
            for fact in facts {
                if let ValueView::Number { number, .. } = fact.value {
                    let most = decimals.entry(fact.name.clone()).or_default();
                    *most = (*most).max(format::decimals(number));
                }
                let number = matches!(fact.value, ValueView::Number { .. });
                numeric.entry(fact.name.clone()).and_modify(|all| *all &= number).or_insert(number);
                cells.insert(fact.name, fact.value);
            }
            if !cells.is_empty() {
                rows.push(RowView { cells, uncertain, adapted: false });
            }
        }
        // Digits of a column stand below each other: 240,0 over 227,8. Rows with units of their own measure different things.
        if fields.contains_key("unit") {
            decimals.clear();
        }
        let format = self.format(scope.language);
        for (name, cell) in rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let (ValueView::Number { text, number }, Some(most)) = (cell, decimals.get(name)) {
                *text =
                    text.replacen(&format.number(*number), &format.number_to(*number, *most), 1);
            }
        }
        let columns: Vec<ColumnView> = fields
            .values()
            .filter_map(|field| {
                let numeric = *numeric.get(&*field.name)?;
                Some(ColumnView {
                    name: field.name.to_string(),
                    label: field.label.get(scope.language).to_owned(),
                    numeric,
                })
            })
            .collect();
        (!rows.is_empty()).then_some(ValueView::Table { columns, rows })
    }

    /// The visible fields of an object, and whether it is marked as uncertain.
    fn rows(
        &self,
        fields: &IndexMap<Arc<str>, Field>,
        values: &FieldValues,
        entry: &Entry,
        scope: &Scope<'_>,
    ) -> (Vec<FactView>, bool) {
        let flag = |name: &str| values.get(name).and_then(Value::as_bool);
        let folds =
            values.values().any(|value| matches!(value, Value::Integer(_) | Value::Number(_)));
        let unit = values.get("unit").and_then(Value::as_str).filter(|_| folds);
        let approximate = flag("approximate").filter(|_| {
            folds
                || values.values().any(|value| matches!(value, Value::Percent(_) | Value::Money(_)))
        });
        let mut pending = Some((approximate.unwrap_or(false), unit));
        let mut rows = Vec::new();
        for (name, field) in fields {
            let skip = match &**name {
                "uncertain" => flag("uncertain").is_some(),
                "approximate" => approximate.is_some(),
                "unit" => unit.is_some(),
                _ => false,
            };
            let Some(value) = values.get(name).filter(|_| !skip) else { continue };
            let Some(mut view) = self.value(field, value, entry, scope) else { continue };
            if let ValueView::Number { text, .. } = &mut view {
                let takes_unit = matches!(value, Value::Integer(_) | Value::Number(_));
                if let Some((approximate, unit)) =
                    pending.take_if(|(_, unit)| takes_unit || unit.is_none())
                {
                    if let Some(unit) = unit {
                        *text = self.format(scope.language).with_unit(text, unit);
                    }
                    if approximate {
                        *text = self.say_with(scope.language, "approximate", "value", text);
                    }
                }
            }
            rows.push(FactView {
                name: name.to_string(),
                label: field.label.get(scope.language).to_owned(),
                value: view,
            });
        }
        (rows, flag("uncertain").unwrap_or(false))
    }

    fn map(
        &self,
        keys: &Field,
        of: &Field,
        pairs: &[(Value, Option<Value>)],
        entry: &Entry,
        scope: &Scope<'_>,
    ) -> Option<ValueView> {
        let rows: Vec<RowView> = pairs
            .iter()
            .filter_map(|(key, value)| {
                let key = self.value(keys, key, entry, scope)?;
                let mut cells = BTreeMap::from([("key".to_owned(), key)]);
                if let Some(value) = self.map_value(of, value.as_ref(), entry, scope) {
                    cells.insert("value".to_owned(), value);
                }
                Some(RowView { cells, uncertain: false, adapted: false })
            })
            .collect();
        let columns = [("key", keys), ("value", of)]
            .map(|(name, field)| ColumnView {
                name: name.to_owned(),
                label: field.label.get(scope.language).to_owned(),
                numeric: false,
            })
            .to_vec();
        (!rows.is_empty()).then_some(ValueView::Table { columns, rows })
    }

    /// The value of a map's key; a missing rating is something to see.
    pub(super) fn map_value(
        &self,
        of: &Field,
        value: Option<&Value>,
        entry: &Entry,
        scope: &Scope<'_>,
    ) -> Option<ValueView> {
        match (&of.kind, value) {
            (FieldKind::Rating(scale), None) => Some(self.rating(scale, None, scope.language)),
            (_, Some(value)) => self.value(of, value, entry, scope),
            (_, None) => None,
        }
    }

    fn rating(
        &self,
        scale: &BTreeMap<i64, crate::schema::Text>,
        rating: Option<Rating>,
        language: &str,
    ) -> ValueView {
        let of = scale.keys().max().copied().unwrap_or_default();
        match rating {
            Some(Rating::Value(value)) => ValueView::Rating {
                state: "rated",
                value: Some(value),
                of,
                text: scale
                    .get(&value)
                    .map_or(String::new(), |label| label.get(language).to_owned()),
            },
            Some(Rating::NotStated) => ValueView::Rating {
                state: "not_stated",
                value: None,
                of,
                text: self.say(language, "not-stated"),
            },
            None => ValueView::Rating {
                state: "missing",
                value: None,
                of,
                text: self.say(language, "lost"),
            },
        }
    }

    fn address(&self, address: &Address, language: &str) -> Option<ValueView> {
        let mut lines = Vec::new();
        if let Some(organisation) = &address.organisation {
            lines.extend(self.link(&organisation.key, language).map(|link| link.text));
        }
        lines.extend(address.lines.iter().cloned());
        lines.extend(address.street.clone());
        let city = [address.postal_code.as_deref(), address.city.as_deref()];
        let city: Vec<&str> = city.into_iter().flatten().collect();
        if !city.is_empty() {
            lines.push(city.join(" "));
        }
        lines.extend(address.country.clone());
        (!lines.is_empty()).then_some(ValueView::Address { lines })
    }

    pub(super) fn image(&self, image: &ImageValue) -> Option<ImageView> {
        Some(ImageView {
            alt: image.alt.clone().unwrap_or_default(),
            caption: image.caption.clone(),
            credit: image.credit.clone(),
            ..self.picture(&image.file)?
        })
    }

    /// A picture without words.
    pub(super) fn picture(&self, file: &SitePath) -> Option<ImageView> {
        let media = self.plan.media.get(file)?;
        let (width, height) = media.size.unwrap_or_default();
        Some(ImageView {
            href: media.href.clone(),
            width,
            height,
            alt: String::new(),
            caption: None,
            credit: None,
        })
    }
}

fn number_view(text: String, number: f64) -> ValueView {
    ValueView::Number { text, number }
}

fn choice(values: &IndexMap<String, EnumValue>, key: &str, language: &str) -> ValueView {
    let known = values.get(key);
    ValueView::Choice {
        value: key.to_owned(),
        text: known.map_or(key, |known| known.label.get(language)).to_owned(),
        description: known
            .and_then(|known| known.description.as_ref())
            .map(|description| description.get(language).to_owned()),
    }
}

fn absolute(href: String, text: &str) -> LinkView {
    LinkView { href: Some(href), text: text.to_owned(), external: true, ..LinkView::default() }
}

/// The steps of a rating's scale.
pub(super) fn scale(kind: &FieldKind, language: &str) -> Vec<ScaleStep> {
    match kind {
        FieldKind::Rating(scale) => scale
            .iter()
            .map(|(value, label)| ScaleStep {
                value: *value,
                label: label.get(language).to_owned(),
            })
            .collect(),
        _ => Vec::new(),
    }
}
