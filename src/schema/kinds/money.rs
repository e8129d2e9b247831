//! `money`: an amount, in the currency of the field or the one behind it.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::bands::Bands;
use super::numbers::{self, NumberBounds};
use super::show::{number, object};
use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words,
};
use crate::i18n::Collation;
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration =
    Registration { name: "money", keys: &["bands", "currency", "max", "min"], declare };

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// How much.
    pub(crate) amount: f64,
    /// Of what, as ISO 4217 code.
    pub(crate) currency: String,
}

#[derive(Debug)]
struct MoneyKind {
    bounds: NumberBounds,
    bands: Bands,
    /// ISO 4217 code when none is written.
    currency: String,
}

/// Where bands end when a type does not say it.
const ROUND: [f64; 5] = [1e3, 1e4, 1e5, 1e6, 1e7];

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let bounds = numbers::bounds(d);
    let currency = d.string("currency").unwrap_or_else(|| "EUR".to_owned());
    let bands = Bands::declared(d, &ROUND);
    Some(FieldKind::new(MoneyKind { bounds, bands, currency }))
}

impl MoneyKind {
    /// The amount as written, and the currency.
    fn split<'t>(&self, text: &'t str) -> (&'t str, String) {
        match text.trim().rsplit_once(' ') {
            Some((amount, code))
                if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                (amount.trim(), code.to_owned())
            }
            Some((amount, "€")) => (amount.trim(), "EUR".to_owned()),
            _ => (text.trim(), self.currency.clone()),
        }
    }
}

/// The number of an amount. `300.000` would be three hundred: no amount has three decimals.
fn amount_of(amount: &str) -> Option<f64> {
    let in_thousands = amount.rsplit_once('.').is_some_and(|(_, end)| end.len() == 3);
    numbers::number_of(amount).filter(|_| !in_thousands)
}

impl Kind for MoneyKind {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Number
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let mut notation = numbers::notation(&self.bounds);
        notation["pattern"] =
            format!("^\\s*{}(?:\\s+(?:[A-Z]{{3}}|€))?\\s*$", numbers::PATTERN).into();
        notation
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Range, Short, Sort};
        matches!(what, Sort | Range | Short) || self.bands.can(what)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let (amount, currency) = self.split(text);
        let Some(number) = amount_of(amount) else {
            let suggestion = numbers::suggestion(amount, true).map(|suggestion| match amount {
                _ if text.ends_with(&*currency) => format!("{suggestion} {currency}"),
                _ => suggestion,
            });
            reader.wrong(field, node, suggestion.as_deref());
            return None;
        };
        reader.bounds(field, &self.bounds, number, node);
        Some(Value::Money(Money { amount: number, currency }))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        let (amount, currency) = self.split(text);
        amount_of(amount).map(|amount| Value::Money(Money { amount, currency }))
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        numbers::compare(a, b)
    }

    /// What is in another currency cannot be compared.
    fn is_within(&self, value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
        let currency = |value: &Value| match value {
            Value::Money(money) => Some(money.currency.clone()),
            _ => None,
        };
        let comparable =
            [min, max].into_iter().flatten().all(|limit| currency(limit) == currency(value));
        comparable && numbers::is_within(value, min, max)
    }

    /// Amounts in another currency than that of the field have bands of their own.
    fn group(&self, value: &Value) -> Option<(usize, String)> {
        let Value::Money(Money { amount, currency }) = value else { return None };
        let (place, name) = self.bands.group(*amount);
        Some(match *currency == self.currency {
            true => (place, name),
            false => (place, format!("{currency}-{name}")),
        })
    }

    fn group_head(&self, value: &Value, _name: &str, words: &dyn Words) -> GroupHead {
        let Value::Money(Money { amount, currency }) = value else {
            return GroupHead { title: String::new(), description: None };
        };
        self.bands.head(*amount, words, |limit| words.format().money(limit, currency))
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let Value::Money(money) = value else { return None };
        let text = words.format().money(money.amount, &money.currency);
        Some(Shown::Number { text, number: money.amount })
    }

    fn data(&self, value: &Value) -> Json {
        let Value::Money(money) = value else { return Json::Null };
        object([("amount", number(money.amount)), ("currency", money.currency.as_str().into())])
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("object", None)
    }
}
