//! `date`, `month`, `year` and `partial_date`: dates in the ISO form, as precise as their kind, and in the calendar.

use std::cmp::Ordering;
use std::sync::LazyLock;

use serde_json::Value as Json;

use super::{
    Ability, Control, Declaration, FieldKind, Kind, Registration, Shown, Value, ValueReader,
    Vocabulary, Words, notation,
};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, problem};
use crate::i18n::{Collation, Locale};
use crate::schema::{Field, PartialDate};
use crate::yaml::Node;

pub(super) const DATE: Registration = registration("date", |d| declare(d, Precision::Day));
pub(super) const MONTH: Registration = registration("month", |d| declare(d, Precision::Month));
pub(super) const YEAR: Registration = registration("year", |d| declare(d, Precision::Year));
pub(super) const PARTIAL: Registration =
    registration("partial_date", |d| declare(d, Precision::Any));

/// A year, a month or a day.
const PARTIAL_DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

const fn registration(
    name: &'static str,
    declare: fn(&mut Declaration<'_>) -> Option<FieldKind>,
) -> Registration {
    Registration { name, keys: &["max", "min"], declare }
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
    /// Any of them.
    Any,
}

#[derive(Debug)]
struct Dates {
    precision: Precision,
    /// Earliest.
    min: Option<PartialDate>,
    /// Latest.
    max: Option<PartialDate>,
}

fn declare(d: &mut Declaration<'_>, precision: Precision) -> Option<FieldKind> {
    let mut limit = |key| {
        let node = d.node(key)?;
        let written = node.as_str()?;
        let date = PartialDate::parse(written);
        if date.is_none() {
            d.contradiction(problem::Contradiction::BoundIsNoDate, written, "", node.span.clone());
        }
        date
    };
    let (min, max) = (limit("min"), limit("max"));
    if let (Some(min), Some(max), Some(node)) = (min, max, d.node("min"))
        && min.first_day() > max.last_day()
    {
        let at = node.span.clone();
        d.contradiction(
            problem::Contradiction::MinAboveMax,
            &min.to_string(),
            &max.to_string(),
            at,
        );
    }
    Some(FieldKind::new(Dates { precision, min, max }))
}

/// Whether a date can be between two others, as far as they are known.
fn is_between(date: PartialDate, min: Option<PartialDate>, max: Option<PartialDate>) -> bool {
    min.is_none_or(|min| date.last_day() >= min.first_day())
        && max.is_none_or(|max| date.first_day() <= max.last_day())
}

impl Kind for Dates {
    fn name(&self) -> &'static str {
        match self.precision {
            Precision::Day => DATE.name,
            Precision::Month => MONTH.name,
            Precision::Year => YEAR.name,
            Precision::Any => PARTIAL.name,
        }
    }

    fn control(&self) -> Control<'_> {
        Control::Date
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let pattern = match self.precision {
            Precision::Day => "[0-9]{4}-[0-9]{2}-[0-9]{2}",
            Precision::Month => "[0-9]{4}-[0-9]{2}",
            Precision::Year => "[0-9]{4}",
            Precision::Any => PARTIAL_DATE,
        };
        let pattern = format!("^\\s*{pattern}\\s*$");
        let mut notation = match self.precision {
            Precision::Year | Precision::Any => notation::number_or(&pattern),
            Precision::Day | Precision::Month => notation::text_like(&pattern),
        };
        // Only a year is a number to others.
        if self.precision == Precision::Year {
            for (limit, year) in self.constraints() {
                notation::put(&mut notation, limit, Some(year).filter(|year| !year.is_null()));
            }
        }
        notation
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Calendar, Day, Facet, Group, Linked, Range, Register, Select, Short, Sort};
        match what {
            Sort | Select | Range | Short | Linked => true,
            Group | Facet | Register => self.precision == Precision::Year,
            Day => self.precision == Precision::Day,
            Calendar => matches!(self.precision, Precision::Day | Precision::Any),
            _ => false,
        }
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let date = PartialDate::parse(text.trim());
        let fits = date.is_some_and(|date| match self.precision {
            Precision::Year => date.month.is_none(),
            Precision::Month => date.month.is_some() && date.day.is_none(),
            Precision::Day => date.day.is_some(),
            Precision::Any => true,
        });
        let Some(date) = date.filter(|_| fits) else {
            let problem = match date {
                Some(_) => problem::DateProblem::Precision,
                None if is_iso(text.trim()) => problem::DateProblem::Calendar,
                None => problem::DateProblem::Form,
            };
            let suggestion = suggestion(text, self.precision);
            let finding = Diagnostic::at(
                problem::BadDate {
                    field: &field.name,
                    problem,
                    value: &super::reader::shorten(text),
                    expected: problem::KindName(self.name()),
                    suggestion: suggestion.as_deref(),
                },
                reader.at(&node.span),
            );
            let is_clear = suggestion.is_some_and(|date| is_turned(text.trim(), &date));
            reader.findings.push(if is_clear {
                finding.with_certain_fix()
            } else {
                finding.with_fix()
            });
            return None;
        };
        if !is_between(date, self.min, self.max) {
            reader.out_of_range(field, self.min.as_ref(), self.max.as_ref(), node);
        }
        Some(Value::Date(date))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        PartialDate::parse(text.trim()).map(Value::Date)
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        a.as_date().cmp(&b.as_date())
    }

    fn is_within(&self, value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
        let limits = [min, max].map(|limit| limit.and_then(Value::as_date));
        value.as_date().is_some_and(|date| is_between(date, limits[0], limits[1]))
    }

    /// Years, the latest first.
    fn group(&self, value: &Value) -> Option<(usize, String)> {
        let year = value.as_date()?.year;
        let latest_first = i32::from(i16::MAX) - i32::from(year);
        Some((usize::try_from(latest_first).unwrap_or(usize::MAX), year.to_string()))
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let date = value.as_date()?;
        Some(Shown::Time { text: words.format().date(date), iso: date.to_string() })
    }

    fn data(&self, value: &Value) -> Json {
        value.as_date().map(|date| date.to_string()).into()
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        let kind = match self.precision {
            Precision::Day => "date",
            Precision::Month => "yearmonth",
            Precision::Year => "year",
            Precision::Any => "string",
        };
        (kind, None)
    }

    fn constraints(&self) -> Vec<(&'static str, Json)> {
        let Self { precision, min, max } = self;
        match precision {
            Precision::Any => vec![("pattern", PARTIAL_DATE.into())],
            Precision::Day => vec![
                ("minimum", min.map(|date| date.first_day().to_string()).into()),
                ("maximum", max.map(|date| date.last_day().to_string()).into()),
            ],
            Precision::Year => vec![
                ("minimum", min.map(|date| date.year).into()),
                ("maximum", max.map(|date| date.year).into()),
            ],
            Precision::Month => Vec::new(),
        }
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        let id = match self.precision {
            Precision::Day => "new-date",
            Precision::Month => "new-month",
            Precision::Any => "new-partial-date",
            Precision::Year => return None,
        };
        Some(texts.get(id, &[]))
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

/// Whether a date says what another one says from its day on, with dots: `21.3.2012` for `2012-03-21`. Slashes are read in two ways.
fn is_turned(written: &str, date: &str) -> bool {
    let is_dotted = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let parts = |text: &str, sign: char| -> Vec<Option<u32>> {
        text.split(sign).map(|part| part.parse().ok()).collect()
    };
    let mut turned = parts(written, '.');
    turned.reverse();
    is_dotted && turned.len() > 1 && turned == parts(date, '-')
}

/// The ISO form of a date written as people write it: `21.3.2012`, `März 2012`.
fn suggestion(text: &str, precision: Precision) -> Option<String> {
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
        // With slashes, some write the month first: only what can be read in one way is a suggestion.
        (None, [first, second]) if cleaned.contains('/') => match (*first <= 12, *second <= 12) {
            (true, true) if first != second => return None,
            (true, false) => (Some(*first), Some(*second)),
            _ => (Some(*second), Some(*first)),
        },
        (None, [day, month]) => (Some(*month), Some(*day)),
        _ => return None,
    };
    let suggestion = match (precision, month, day) {
        (Precision::Year, _, _) => (*year).to_owned(),
        (Precision::Month, Some(month), _) => format!("{year}-{month:02}"),
        (Precision::Any | Precision::Day, Some(month), Some(day)) => {
            format!("{year}-{month:02}-{day:02}")
        }
        (Precision::Any, Some(month), None) => format!("{year}-{month:02}"),
        _ => return None,
    };
    (suggestion != cleaned && PartialDate::parse(&suggestion).is_some()).then_some(suggestion)
}

#[cfg(test)]
mod tests {
    use super::Precision::{Any, Day, Month, Year};
    use super::*;

    #[test]
    fn dates() {
        for (written, precision, expected) in [
            ("21.3.2012", Day, Some("2012-03-21")),
            ("21. März 2012", Day, Some("2012-03-21")),
            ("March 21, 2012", Day, Some("2012-03-21")),
            ("2012-3-1", Day, Some("2012-03-01")),
            ("03/2012", Month, Some("2012-03")),
            ("ca. 2012", Year, Some("2012")),
            ("2012-03-21", Year, Some("2012")),
            ("Januar 2012", Any, Some("2012-01")),
            ("2011/2012", Any, None),
            ("31.11.2012", Day, None),
            ("2012-13-05", Day, None),
            ("21.3.12", Day, None),
            ("Herbst", Any, None),
        ] {
            assert_eq!(suggestion(written, precision).as_deref(), expected, "{written}");
        }
        assert!(is_iso("2012") && is_iso("2012-13") && is_iso("2012-02-30"));
        assert!(!is_iso("2012-3-1") && !is_iso("21.3.2012") && !is_iso(""));
    }
}
