//! Dates that may be known to the year, the month or the day (ISO 8601, calendar dates).

use std::fmt;

use serde::{Serialize, Serializer};

/// A date known to the year, the month or the day. Ordered by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 1 to 9999.
    pub(crate) year: i16,
    /// The month, when it is known.
    pub(crate) month: Option<i8>,
    /// The day, when it is known; never without a month.
    pub(crate) day: Option<i8>,
}

impl PartialDate {
    /// Reads `2012`, `2012-03` or `2012-03-21`; `None` when it is written otherwise or does not exist.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let mut parts = written.split('-');
        let digits = |text: &str, count: usize| {
            (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse::<i16>().ok())
                .flatten()
        };
        let year = digits(parts.next()?, 4)?;
        let month = match parts.next() {
            Some(month) => Some(i8::try_from(digits(month, 2)?).ok()?),
            None => None,
        };
        let day = match parts.next() {
            Some(day) => Some(i8::try_from(digits(day, 2)?).ok()?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
            .ok()
            .filter(|_| year > 0)?;
        Some(Self { year, month, day })
    }

    /// A date that is known to the day.
    pub(crate) fn of_day(day: jiff::civil::Date) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// The first day that it can mean.
    pub(crate) fn first_day(self) -> jiff::civil::Date {
        jiff::civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(jiff::civil::Date::ZERO)
    }

    /// The last day that it can mean.
    pub(crate) fn last_day(self) -> jiff::civil::Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
