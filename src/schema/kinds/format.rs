//! Numbers, dates and amounts as people write them in a language.

use crate::i18n::{self, Locale};
use crate::schema::PartialDate;

const NO_BREAK: char = '\u{a0}';

/// The ways of a language.
#[derive(Clone, Copy, Debug)]
pub struct Format(&'static Locale);

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Format {
    /// Those of `language`, else those of `default`, the language of the site.
    pub(crate) fn new(language: &str, default: &str) -> Self {
        Self(Locale::of_or(language, default))
    }

    /// The language, for kinds that have words of their own.
    pub(super) fn locale(self) -> &'static Locale {
        self.0
    }

    /// `1.234` or `1,234`.
    pub(crate) fn integer(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut out = String::new();
        if number < 0 {
            out.push('\u{2212}');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(&self.0.numbers.group);
            }
            out.push(digit);
        }
        out
    }

    /// `1.234,5`: as many decimals as were written.
    pub(crate) fn number(self, number: f64) -> String {
        self.number_to(number, decimals(number))
    }

    /// `240,0`: the number with so many decimals, for columns whose digits stand below each other.
    pub(crate) fn number_to(self, number: f64, decimals: usize) -> String {
        if decimals == 0 && number.fract() == 0.0 && number.abs() < 1e15 {
            return self.integer(number as i64);
        }
        let text = format!("{:.decimals$}", number.abs());
        let Some((whole, decimals)) = text.split_once('.') else { return text };
        let sign = if number < 0.0 { "\u{2212}" } else { "" };
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| self.integer(whole));
        format!("{sign}{whole}{}{decimals}", self.0.numbers.decimal)
    }

    /// `37,5 %` or `37.5%`.
    pub(crate) fn percent(self, number: f64) -> String {
        i18n::fill(&self.0.numbers.percent, &[("number", &self.number(number))])
    }

    /// `300.000 €` or `€300,000`.
    pub(crate) fn money(self, amount: f64, currency: &str) -> String {
        let sign = match currency {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            other => other,
        };
        let cents = (amount * 100.0).round();
        let number = if cents % 100.0 == 0.0 {
            self.integer((cents / 100.0) as i64)
        } else {
            let whole = self.integer((cents / 100.0).trunc() as i64);
            format!("{whole}{}{:02}", self.0.numbers.decimal, (cents.abs() % 100.0) as i64)
        };
        let numbers = &self.0.numbers;
        let pattern = if sign.chars().count() > 1 { &numbers.money } else { &numbers.money_symbol };
        i18n::fill(pattern, &[("number", &number), ("currency", sign)])
    }

    /// A number with its unit behind it.
    pub(crate) fn with_unit(self, number: &str, unit: &str) -> String {
        format!("{number}{NO_BREAK}{unit}")
    }

    /// `12. März 2012`, `Januar 2012` or `2012`.
    pub(crate) fn date(self, date: PartialDate) -> String {
        let dates = &self.0.dates;
        let name = |month: i8| dates.months.get(usize::try_from(month).ok()?.checked_sub(1)?);
        let year = date.year.to_string();
        match (date.month.and_then(name), date.day) {
            (Some(month), Some(day)) => {
                let day = day.to_string();
                i18n::fill(&dates.day, &[("day", &day), ("month", month), ("year", &year)])
            }
            (Some(month), None) => i18n::fill(&dates.month, &[("month", month), ("year", &year)]),
            (None, _) => year,
        }
    }

    /// `48,40° N, 9,99° O`.
    pub(crate) fn geo(self, latitude: f64, longitude: f64) -> String {
        let degrees = |number: f64, positive: &str, negative: &str| {
            let text = format!("{:.2}", number.abs()).replace('.', &self.0.numbers.decimal);
            format!("{text}°{NO_BREAK}{}", if number < 0.0 { negative } else { positive })
        };
        let [north, east, south, west] = &self.0.compass;
        format!("{}, {}", degrees(latitude, north, south), degrees(longitude, east, west))
    }
}

/// How many decimals a number was written with.
pub(crate) fn decimals(number: f64) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let (de, en) = (Format::new("de", "de"), Format::new("en", "de"));
        assert_eq!(de.number(1234.5), "1.234,5");
        assert_eq!(en.number(1234.5), "1,234.5");
        assert_eq!(de.number(-0.25), "−0,25");
        assert_eq!(de.number_to(1240.0, 1), "1.240,0");
        assert_eq!(de.number(1e21), "1000000000000000000000");
        assert_eq!(de.integer(1_000_000), "1.000.000");
        assert_eq!(de.integer(999), "999");
        assert_eq!(de.percent(37.5), "37,5\u{a0}%");
        assert_eq!(en.percent(37.5), "37.5%");
        assert_eq!(de.money(300_000.0, "EUR"), "300.000\u{a0}€");
        assert_eq!(en.money(12.5, "EUR"), "€12.50");
        assert_eq!(de.money(1200.0, "CHF"), "1.200\u{a0}CHF");
        assert_eq!(de.geo(48.4, -9.99), "48,40°\u{a0}N, 9,99°\u{a0}W");
    }

    #[test]
    fn dates() {
        let de = Format::new("de", "de");
        let show = |written: &str| de.date(PartialDate::parse(written).unwrap());
        assert_eq!(show("2012-03-12"), "12.\u{a0}März 2012");
        assert_eq!(show("2012-01"), "Januar 2012");
        assert_eq!(show("2012"), "2012");
    }
}
