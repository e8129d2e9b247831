//! Reads numbers: `integer`, `number`, `percent` and `money`.
//!
//! Entry points: the methods of these names. Invariant: a number has a decimal point and nothing between thousands; what people write
//! otherwise is suggested in this form, when there is but one reading of it.

use super::ValueReader;
use crate::model::{Money, Value};
use crate::schema::{Bounds, Field};
use crate::yaml::Node;

impl ValueReader<'_> {
    pub(super) fn integer(
        &mut self,
        field: &Field,
        bounds: &Bounds,
        values: &[i64],
        text: &str,
        node: &Node,
    ) -> Option<Value> {
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

    pub(super) fn number(
        &mut self,
        field: &Field,
        bounds: &Bounds,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let number = self.parsed(field, text, node)?;
        self.bounds(field, bounds, number, node);
        Some(Value::Number(number))
    }

    pub(super) fn percent(
        &mut self,
        field: &Field,
        bounds: &Bounds,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let number =
            self.parsed(field, text.trim_end_matches([' ', '\u{a0}', '\u{202f}', '%']), node)?;
        self.bounds(field, bounds, number, node);
        Some(Value::Percent(number))
    }

    pub(super) fn money(
        &mut self,
        field: &Field,
        bounds: &Bounds,
        currency: &str,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let (amount, currency) = match text.trim().rsplit_once(' ') {
            Some((amount, code))
                if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                (amount.trim(), code.to_owned())
            }
            Some((amount, "€")) => (amount.trim(), "EUR".to_owned()),
            _ => (text.trim(), currency.to_owned()),
        };
        // `300.000` would be three hundred: no amount has three decimals.
        let in_thousands = amount.rsplit_once('.').is_some_and(|(_, end)| end.len() == 3);
        let Some(number) = number_of(amount).filter(|_| !in_thousands) else {
            let suggestion = number_meant(amount, true).map(|suggestion| match amount {
                _ if text.ends_with(&*currency) => format!("{suggestion} {currency}"),
                _ => suggestion,
            });
            self.wrong(field, node, suggestion.as_deref());
            return None;
        };
        self.bounds(field, bounds, number, node);
        Some(Value::Money(Money { amount: number, currency }))
    }

    fn parsed(&mut self, field: &Field, text: &str, node: &Node) -> Option<f64> {
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
}

/// A number as it must be written.
pub(super) fn number_of(text: &str) -> Option<f64> {
    let written = text.trim();
    let plain = written.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    written.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// The number that an editor probably meant: decimal comma, points between thousands, a unit or "ca." around it.
/// Nothing when there are several, such as in "10-15".
fn number_meant(text: &str, decimals: bool) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (written, decimals, suggestion) in [
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
            assert_eq!(number_meant(written, decimals).as_deref(), suggestion, "{written}");
        }
    }
}
