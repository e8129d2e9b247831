//! What the kinds that are numbers have in common: limits, order, and how people write numbers.
//!
//! Invariant: a number has a decimal point and nothing between thousands; what people write otherwise is suggested in this form, when there
//! is but one reading of it.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::bands::Bands;
use super::show::number;
use super::{Declaration, GroupHead, Shown, Value, ValueReader, Words, notation};
use crate::diagnostic::{Certainty, problem};
use crate::schema::Field;
use crate::yaml::{Node, Text};

/// Limits of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NumberBounds {
    /// Smallest value.
    pub(super) min: Option<f64>,
    /// Largest value.
    pub(super) max: Option<f64>,
}

/// The limits that a field declares.
pub(super) fn bounds(d: &mut Declaration<'_>) -> NumberBounds {
    let mut limit = |key| {
        let node = d.node(key)?;
        let number = node.as_str().and_then(|text| text.parse::<f64>().ok());
        if number.is_none() {
            d.bad(key, node, problem::Expected::Number);
        }
        number
    };
    let bounds = NumberBounds { min: limit("min"), max: limit("max") };
    if let NumberBounds { min: Some(min), max: Some(max) } = bounds
        && min > max
    {
        let at = d.node("min").map_or(d.at.clone(), |node| node.span.clone());
        d.contradiction(
            problem::Contradiction::MinAboveMax,
            &min.to_string(),
            &max.to_string(),
            at,
        );
    }
    bounds
}

/// What is declared about the limits in the words of Table Schema.
pub(super) fn limits(bounds: &NumberBounds) -> Vec<(&'static str, Json)> {
    vec![("minimum", bounds.min.map(number).into()), ("maximum", bounds.max.map(number).into())]
}

/// A number in a text.
pub(super) const PATTERN: &str = "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)";

/// What may be written for a number within these limits.
pub(super) fn notation(bounds: &NumberBounds) -> Json {
    let mut notation = notation::number_or(&format!("^\\s*{PATTERN}\\s*$"));
    for (limit, value) in limits(bounds) {
        notation::put(&mut notation, limit, Some(value).filter(|value| !value.is_null()));
    }
    notation
}

/// Where bands end when a type does not say it.
pub(super) const ROUND: [f64; 6] = [1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

fn with_unit(number: String, unit: Option<&Text>, words: &dyn Words) -> String {
    match unit {
        Some(unit) => words.format().with_unit(&number, unit.get(words.language())),
        None => number,
    }
}

/// The band of a number; as [`super::Kind::group`].
pub(super) fn group(value: &Value, bands: &Bands) -> Option<(usize, String)> {
    magnitude(value).map(|number| bands.group(number))
}

/// The head of the band of a number, its limits with their unit.
pub(super) fn group_head(
    value: &Value,
    bands: &Bands,
    unit: Option<&Text>,
    words: &dyn Words,
) -> GroupHead {
    let number = magnitude(value).unwrap_or_default();
    bands.head(number, words, |limit| with_unit(words.format().number(limit), unit, words))
}

/// The number of a value.
pub(super) fn magnitude(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) | Value::Percent(number) => Some(*number),
        Value::Money(money) => Some(money.amount),
        Value::Integer(integer) => Some(*integer as f64),
        _ => None,
    }
}

/// The order of two numbers.
pub(super) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        // Large whole numbers differ where their nearest fractions do not.
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        _ => {
            let [a, b] = [a, b].map(|value| magnitude(value).unwrap_or_default());
            a.total_cmp(&b)
        }
    }
}

/// Whether a number is within limits.
pub(super) fn is_within(value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
    min.is_none_or(|min| compare(value, min).is_ge())
        && max.is_none_or(|max| compare(value, max).is_le())
}

/// A number with its unit.
pub(super) fn show(text: String, number: f64, unit: Option<&Text>, words: &dyn Words) -> Shown {
    Shown::Number { text: with_unit(text, unit, words), number }
}

/// A number in tables.
pub(super) fn data(value: &Value) -> Json {
    match value {
        Value::Integer(integer) => (*integer).into(),
        value => magnitude(value).map_or(Json::Null, number),
    }
}

impl ValueReader<'_> {
    pub(super) fn parsed(&mut self, field: &Field, text: &str, node: &Node) -> Option<f64> {
        let number = number_of(text);
        if number.is_none() {
            self.wrong_as(field, node, suggestion(text, true).as_deref(), certainty(text));
        }
        number
    }

    pub(super) fn bounds(
        &mut self,
        field: &Field,
        bounds: &NumberBounds,
        number: f64,
        node: &Node,
    ) {
        let outside = bounds.min.is_some_and(|min| number < min)
            || bounds.max.is_some_and(|max| number > max);
        if outside {
            self.out_of_range(field, bounds.min.as_ref(), bounds.max.as_ref(), node);
        }
    }
}

/// A number as it must be written.
pub(super) fn number_of(text: &str) -> Option<f64> {
    let written = text.trim();
    let plain = written.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    written.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// The number that an editor probably meant: decimal comma, points between thousands, a unit or "ca." around it.
/// Nothing when there are several, such as in "10-15".
pub(super) fn suggestion(text: &str, decimals: bool) -> Option<String> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.') || is_space(c);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let (number, after) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
    if after.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let whole_of = |group: &str| group.find([',', '.']).unwrap_or(group.len());
    if number.split(is_space).skip(1).any(|group| whole_of(group) != 3) {
        return None;
    }
    let number: String = number.chars().filter(|c| !is_space(*c)).collect();
    let sign = if before.ends_with(['-', '−']) { "-" } else { "" };
    let plain = match number.rsplit_once(',') {
        Some((whole, fraction)) if decimals => format!("{}.{fraction}", whole.replace('.', "")),
        Some((whole, thousands)) if thousands.len() == 3 => format!("{whole}{thousands}"),
        Some(_) => return None,
        None if number.split('.').skip(1).all(|group| group.len() == 3) => number.replace('.', ""),
        None if decimals => number,
        None => return None,
    };
    let suggestion = format!("{sign}{plain}");
    let valid =
        if decimals { number_of(&suggestion).is_some() } else { suggestion.parse::<i64>().is_ok() };
    (valid && suggestion != text).then_some(suggestion)
}

/// How sure the number is that stands for a text: words around it say more than the number ("ca. 200"), and a comma before three digits
/// is read in two ways.
pub(super) fn certainty(text: &str) -> Certainty {
    let text = text.trim().trim_start_matches(['-', '−', '+']);
    let is_number =
        text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'));
    let thousands = text.rsplit_once(',').is_some_and(|(_, digits)| digits.len() == 3);
    if is_number && !thousands { Certainty::Certain } else { Certainty::Likely }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_alone_are_certain() {
        for text in ["3.500", "1\u{202f}200", "12,5", "1.200,50", "−3,5"] {
            assert_eq!(certainty(text), Certainty::Certain, "{text}");
        }
        for text in ["ca. 200", "> 30", "1,200", "12 Betriebe", "12 %"] {
            assert_eq!(certainty(text), Certainty::Likely, "{text}");
        }
    }

    #[test]
    fn numbers() {
        for (written, decimals, expected) in [
            ("ca. 200", false, Some("200")),
            ("ca. 3.500", false, Some("3500")),
            ("140 000", false, Some("140000")),
            ("1\u{202f}200 Betriebe", false, Some("1200")),
            ("1,200", false, Some("1200")),
            ("12,5", false, None),
            ("12.5", false, None),
            ("10-15", false, None),
            ("5 bis 7", false, None),
            ("12 2012", false, None),
            ("viele", false, None),
            ("37,5", true, Some("37.5")),
            ("-4,5", true, Some("-4.5")),
            ("−4,5 °C", true, Some("-4.5")),
            ("1.204,5", true, Some("1204.5")),
            ("12,5 %", true, Some("12.5")),
            ("300.000", true, Some("300000")),
            ("1.200,50 €", true, Some("1200.50")),
            ("1.2.3", true, None),
            ("1,2,3", true, None),
        ] {
            assert_eq!(suggestion(written, decimals).as_deref(), expected, "{written}");
        }
    }
}
