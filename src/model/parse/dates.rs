//! Reads dates: `date`, `month`, `year` and `partial_date`.
//!
//! Entry point: [`ValueReader::date`]. Invariant: a date is in the ISO form, as precise as its kind, and in the calendar.

use std::sync::LazyLock;

use super::ValueReader;
use super::problems::shorten;
use crate::diagnostic::{Code, Diagnostic};
use crate::i18n::Locale;
use crate::model::Value;
use crate::schema::{DateBounds, Field, PartialDate};
use crate::yaml::Node;

impl ValueReader<'_> {
    pub(super) fn date(
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
}

/// Whether a date has the right form, whether or not there is such a day.
fn is_iso(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2])
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// How the months begin in each language, in lower case: that much of a name is enough.
static MONTHS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let beginning = |month: &String| month.to_lowercase().chars().take(3).collect();
    Locale::all().map(|(_, locale)| locale.dates.months.iter().map(beginning).collect()).collect()
});

/// The ISO form of a date written as people write it: `21.3.2012`, `März 2012`. `precision` is 1 for a year, 2 for a
/// month, 3 for a day, 0 for any.
fn date_meant(text: &str, precision: usize) -> Option<String> {
    let cleaned = text.trim();
    let numbers: Vec<&str> =
        cleaned.split(['.', '/', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let mut years =
        numbers.iter().filter(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
    let year = years.next()?;
    if years.next().is_some() {
        return None;
    }
    let month_name = numbers.iter().find_map(|part| {
        let lower = part.to_lowercase();
        let named = |months: &[String]| months.iter().position(|month| lower.starts_with(month));
        Some(MONTHS.iter().find_map(|months| named(months))? + 1)
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
    let suggestion = match (precision, month, day) {
        (1, _, _) => (*year).to_owned(),
        (2, Some(month), _) => format!("{year}-{month:02}"),
        (0 | 3, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (0, Some(month), None) => format!("{year}-{month:02}"),
        _ => return None,
    };
    (suggestion != cleaned && PartialDate::parse(&suggestion).is_some()).then_some(suggestion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (written, precision, suggestion) in [
            ("21.3.2012", 3, Some("2012-03-21")),
            ("21. März 2012", 3, Some("2012-03-21")),
            ("March 21, 2012", 3, Some("2012-03-21")),
            ("2012-3-1", 3, Some("2012-03-01")),
            ("03/2012", 2, Some("2012-03")),
            ("ca. 2012", 1, Some("2012")),
            ("2012-03-21", 1, Some("2012")),
            ("Januar 2012", 0, Some("2012-01")),
            ("2011/2012", 0, None),
            ("31.11.2012", 3, None),
            ("2012-13-05", 3, None),
            ("21.3.12", 3, None),
            ("Herbst", 0, None),
        ] {
            assert_eq!(date_meant(written, precision).as_deref(), suggestion, "{written}");
        }
        assert!(is_iso("2012") && is_iso("2012-13") && is_iso("2012-02-30"));
        assert!(!is_iso("2012-3-1") && !is_iso("21.3.2012") && !is_iso(""));
    }
}
