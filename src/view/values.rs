//! Values of fields.
//!
//! Three fields of an object are not shown as rows but with the others: `approximate` (yes) puts *ca.* before the
//! first number, `unit` (a string) goes behind it, and `uncertain` (yes) marks the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::links;
use super::types::{ColumnView, FactView, ImageView, LinkView, RowView, ScaleStep, ValueView};
use super::{Scope, TextFrame, ViewContext};
use crate::location::SitePath;
use crate::model::{Entry, EntryKey, FieldValues, ImageValue, Value};
use crate::schema::part;
use crate::schema::{Field, FieldKind, Format, Parts, Shown, Text, Words, format};

/// Longer pieces of text get a line of their own in lists.
const SHORT: usize = 48;

/// A value as readers see it; `None` when there is nothing to see.
pub(super) fn value(
    cx: &ViewContext<'_>,
    field: &Field,
    value: &Value,
    entry: &Entry,
    scope: &Scope<'_>,
) -> Option<ValueView> {
    if field.hidden {
        return None;
    }
    let language = scope.language;
    Some(match (field.kind.parts(), value) {
        (_, Value::Text(document)) if document.is_empty() => return None,
        (_, Value::Text(document)) => {
            let frame = TextFrame {
                heading_shift: scope.value_shift,
                anchor_prefix: scope.prefix,
                language,
            };
            ValueView::Text { text: links::text(cx, document, &entry.file, &frame, scope) }
        }
        (_, Value::Image(image)) => ValueView::Image { image: self::image(cx, image)? },
        (_, Value::File(file)) => {
            let media = cx.plan.media.get(&file.file)?;
            let text = file.title.clone().unwrap_or_else(|| file.file.file_name().to_owned());
            ValueView::Link {
                link: LinkView { href: Some(media.href.clone()), text, ..LinkView::default() },
            }
        }
        (_, Value::Reference(reference)) => {
            ValueView::Link { link: links::link(cx, &reference.key, language)? }
        }
        (Parts::Items(of), Value::List(items)) => list(cx, of, items, entry, scope)?,
        (Parts::Fields(fields), Value::Object(values)) => {
            let (rows, uncertain) = self::rows(cx, fields, values, entry, scope);
            if rows.is_empty() {
                return None;
            }
            ValueView::Group { rows, uncertain }
        }
        (Parts::Pairs(keys, of), Value::Map(pairs)) => map(cx, keys, of, pairs, entry, scope)?,
        (_, value) => field.kind.show(value, &words(cx, language))?.into(),
    })
}

/// The words that kinds need.
pub(super) fn words<'w>(cx: &'w ViewContext<'_>, language: &'w str) -> impl Words + 'w {
    SiteWords { cx, language }
}

fn list(
    cx: &ViewContext<'_>,
    of: &Field,
    items: &[Value],
    entry: &Entry,
    scope: &Scope<'_>,
) -> Option<ValueView> {
    if let Parts::Fields(fields) = of.kind.parts() {
        return table(cx, fields, items, entry, scope);
    }
    let items: Vec<ValueView> =
        items.iter().filter_map(|item| value(cx, of, item, entry, scope)).collect();
    (!items.is_empty()).then(|| in_lines(items))
}

/// Values that run on, or each in a line of its own where one of them is long.
pub(super) fn in_lines(items: Vec<ValueView>) -> ValueView {
    let long = items.iter().any(|item| match item {
        ValueView::Plain { text } | ValueView::Choice { text, .. } => text.chars().count() > SHORT,
        ValueView::Link { link } => link.text.chars().count() > SHORT,
        ValueView::Text { .. }
        | ValueView::Group { .. }
        | ValueView::Table { .. }
        | ValueView::Image { .. } => true,
        _ => false,
    });
    ValueView::List { items, long }
}

/// Objects of the same shape: one row each.
fn table(
    cx: &ViewContext<'_>,
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
        let (facts, uncertain) = self::rows(cx, fields, values, entry, scope);
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
    if fields.contains_key(part::UNIT) {
        decimals.clear();
    }
    let format = cx.format(scope.language);
    for (name, cell) in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let (ValueView::Number { text, number }, Some(most)) = (cell, decimals.get(name)) {
            *text = text.replacen(&format.number(*number), &format.number_to(*number, *most), 1);
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
    cx: &ViewContext<'_>,
    fields: &IndexMap<Arc<str>, Field>,
    values: &FieldValues,
    entry: &Entry,
    scope: &Scope<'_>,
) -> (Vec<FactView>, bool) {
    let flag = |name: &str| values.get(name).and_then(Value::as_bool);
    let folds = values.values().any(|value| matches!(value, Value::Integer(_) | Value::Number(_)));
    let unit = values.get(part::UNIT).and_then(Value::as_str).filter(|_| folds);
    let approximate = flag(part::APPROXIMATE).filter(|_| {
        folds || values.values().any(|value| matches!(value, Value::Percent(_) | Value::Money(_)))
    });
    let mut pending = Some((approximate.unwrap_or(false), unit));
    let mut rows = Vec::new();
    for (name, field) in fields {
        let skip = match &**name {
            part::UNCERTAIN => flag(part::UNCERTAIN).is_some(),
            part::APPROXIMATE => approximate.is_some(),
            part::UNIT => unit.is_some(),
            _ => false,
        };
        let Some(value) = values.get(name).filter(|_| !skip) else { continue };
        let Some(mut view) = self::value(cx, field, value, entry, scope) else { continue };
        if let ValueView::Number { text, .. } = &mut view {
            let takes_unit = matches!(value, Value::Integer(_) | Value::Number(_));
            if let Some((approximate, unit)) =
                pending.take_if(|(_, unit)| takes_unit || unit.is_none())
            {
                if let Some(unit) = unit {
                    *text = cx.format(scope.language).with_unit(text, unit);
                }
                if approximate {
                    *text = cx.say_with(scope.language, "approximate", "value", text);
                }
            }
        }
        rows.push(FactView {
            name: name.to_string(),
            label: field.label.get(scope.language).to_owned(),
            value: view,
        });
    }
    (rows, flag(part::UNCERTAIN).unwrap_or(false))
}

fn map(
    cx: &ViewContext<'_>,
    keys: &Field,
    of: &Field,
    pairs: &[(Value, Option<Value>)],
    entry: &Entry,
    scope: &Scope<'_>,
) -> Option<ValueView> {
    let rows: Vec<RowView> = pairs
        .iter()
        .filter_map(|(key, value)| {
            let key = self::value(cx, keys, key, entry, scope)?;
            let mut cells = BTreeMap::from([("key".to_owned(), key)]);
            if let Some(value) = map_value(cx, of, value.as_ref(), entry, scope) {
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

/// The value of a map's key; that there is none may be something to see.
pub(super) fn map_value(
    cx: &ViewContext<'_>,
    of: &Field,
    value: Option<&Value>,
    entry: &Entry,
    scope: &Scope<'_>,
) -> Option<ValueView> {
    match value {
        Some(value) => self::value(cx, of, value, entry, scope),
        None => of.kind.show_missing(&words(cx, scope.language)).map(ValueView::from),
    }
}

pub(super) fn image(cx: &ViewContext<'_>, image: &ImageValue) -> Option<ImageView> {
    Some(ImageView {
        alt: image.alt.clone().unwrap_or_default(),
        caption: image.caption.clone(),
        credit: image.credit.clone(),
        ..picture(cx, &image.file)?
    })
}

/// A picture without words.
pub(super) fn picture(cx: &ViewContext<'_>, file: &SitePath) -> Option<ImageView> {
    let media = cx.plan.media.get(file)?;
    let (width, height) = media.size.unwrap_or_default();
    Some(ImageView {
        file: file.clone(),
        href: media.href.clone(),
        width,
        height,
        alt: String::new(),
        caption: None,
        credit: None,
    })
}

struct SiteWords<'a> {
    cx: &'a ViewContext<'a>,
    language: &'a str,
}

impl Words for SiteWords<'_> {
    fn language(&self) -> &str {
        self.language
    }

    fn format(&self) -> Format {
        self.cx.format(self.language)
    }

    fn say(&self, key: &str) -> String {
        self.cx.say(self.language, key)
    }

    fn name(&self, key: &EntryKey) -> Option<String> {
        links::link(self.cx, key, self.language).map(|link| link.text)
    }
}

impl From<Shown> for ValueView {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::Plain(text) => Self::Plain { text },
            Shown::Number { text, number } => Self::Number { text, number },
            Shown::Boolean { value, text } => Self::Boolean { value, text },
            Shown::Time { text, iso } => Self::Date { text, iso },
            Shown::Choice { value, text, description } => Self::Choice { value, text, description },
            Shown::Rating { state, value, of, text } => Self::Rating { state, value, of, text },
            Shown::Link { href, text } => {
                let href = Some(href);
                Self::Link { link: LinkView { href, text, external: true, ..LinkView::default() } }
            }
            Shown::Address { lines } => Self::Address { lines },
            Shown::Geo { text, latitude, longitude } => {
                Self::Geo { text, lat: latitude, lon: longitude }
            }
        }
    }
}

/// The steps of a rating's scale.
pub(super) fn scale(kind: &FieldKind, language: &str) -> Vec<ScaleStep> {
    let step = |(value, label): (&i64, &Text)| ScaleStep {
        value: *value,
        label: label.get(language).to_owned(),
    };
    kind.scale().map(|scale| scale.iter().map(step).collect()).unwrap_or_default()
}
