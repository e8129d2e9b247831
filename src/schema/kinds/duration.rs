//! `duration`: a length of time in weeks, days, hours, minutes and seconds, exact to the second.
//!
//! It is shown as it was written (`90 min` stays ninety minutes), and is as long as another one of so many seconds; a day has 24 hours. Months and
//! years are none: they differ in length.

use std::cmp::Ordering;
use std::fmt::Write;

use serde_json::Value as Json;

use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words, notation,
};
use crate::diagnostic::nearest;
use crate::diagnostic::problem::{Contradiction, Expected};
use crate::diagnostic::texts::Texts;
use crate::i18n::{Collation, Locale};
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration =
    Registration { name: "duration", keys: &["bands", "max", "min"], declare };

/// The units, largest first: their names in the languages, their seconds, and their letters in ISO 8601.
const UNITS: [(&str, u64, char); 5] = [
    ("week", 604_800, 'W'),
    ("day", 86_400, 'D'),
    ("hour", 3_600, 'H'),
    ("minute", 60, 'M'),
    ("second", 1, 'S'),
];
/// Units that are no exact length: nobody who writes one has misspelt another.
const WITHOUT_LENGTH: [&str; 2] = ["month", "year"];
/// More digits than this are hardly a length of time.
const DIGITS: usize = 6;

/// How many of each unit, as it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration([u64; UNITS.len()]);

impl Duration {
    /// How many seconds that is.
    pub(crate) fn seconds(self) -> u64 {
        self.0.iter().zip(UNITS).map(|(count, (_, seconds, _))| count * seconds).sum()
    }

    /// In the notation of ISO 8601 that XML Schema, HTML and schema.org share, which has no weeks beside other units.
    pub(crate) fn iso(self) -> String {
        let [weeks, days, time @ ..] = self.0;
        let mut out = "P".to_owned();
        if weeks + days > 0 {
            let _ = write!(out, "{}D", weeks * 7 + days);
        }
        if time.iter().any(|count| *count > 0) || out.len() == 1 {
            out.push('T');
            for (count, (.., letter)) in time.iter().zip(&UNITS[2..]) {
                if *count > 0 {
                    let _ = write!(out, "{count}{letter}");
                }
            }
            if out.ends_with('T') {
                out.push_str("0M");
            }
        }
        out
    }

    /// In the words of a language; `between` stands between number and unit.
    fn words(self, locale: &Locale, between: char) -> String {
        let parts = self.0.iter().zip(UNITS).filter(|(count, _)| **count > 0);
        let mut parts: Vec<String> =
            parts.map(|(count, (unit, ..))| locale.counted(*count, unit, between)).collect();
        if parts.is_empty() {
            parts.push(locale.counted(0, "minute", between));
        }
        parts.join(" ")
    }

    /// Adds a number of units; `None` when it has been there, comes behind a smaller one, or is not whole in seconds.
    fn add(&mut self, written: &str, unit: usize) -> Option<()> {
        let (whole, decimals) = written.split_once([',', '.']).unwrap_or((written, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // Three decimals may be thousands.
        if !digits(whole) || !digits(decimals) || whole.len() > DIGITS || decimals.len() > 2 {
            return None;
        }
        if self.0.get(unit..)?.iter().any(|count| *count > 0) {
            return None;
        }
        *self.0.get_mut(unit)? = whole.parse().ok()?;
        let hundredths: u64 = format!("{decimals:0<2}").parse().ok()?;
        let mut rest = hundredths * UNITS.get(unit)?.1;
        if !rest.is_multiple_of(100) {
            return None;
        }
        rest /= 100;
        for (count, (_, seconds, _)) in self.0.iter_mut().zip(UNITS).skip(unit + 1) {
            *count = rest / seconds;
            rest %= seconds;
        }
        Some(())
    }

    /// Reads `3 h`, `1 Tag 4 Stunden`, `1,5 h` or `PT90M`.
    fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        match written.strip_prefix('P') {
            Some(rest) => Self::parse_iso(rest),
            None => {
                let (duration, is_exact) = Self::understand(written, &|_| None)?;
                is_exact.then_some(duration)
            }
        }
    }

    fn parse_iso(written: &str) -> Option<Self> {
        let (date, time) = match written.split_once('T') {
            Some((date, time)) => (date, Some(time).filter(|time| !time.is_empty())?),
            None => (Some(written).filter(|date| !date.is_empty())?, ""),
        };
        let mut duration = Self::default();
        for (mut part, units) in [(date, 0..2), (time, 2..UNITS.len())] {
            while let Some(end) = part.find(|c: char| c.is_ascii_alphabetic()) {
                let (number, rest) = part.split_at(end);
                let unit = units.clone().find(|unit| rest.starts_with(UNITS[*unit].2))?;
                duration.add(number, unit)?;
                part = &rest[1..];
            }
            if !part.is_empty() {
                return None;
            }
        }
        Some(duration)
    }

    /// The numbers with units in a text, and whether it consists of nothing else. `guess` finds the unit of an unknown word.
    fn understand(written: &str, guess: &dyn Fn(&str) -> Option<usize>) -> Option<(Self, bool)> {
        let mut duration = Self::default();
        let (mut is_exact, mut found) = (true, false);
        let mut rest = written.trim_start();
        while !rest.is_empty() {
            let starts_number = rest.starts_with(|c: char| c.is_ascii_digit());
            let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
            let number = match starts_number {
                true => &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())],
                false => "",
            };
            let behind = rest[number.len()..].trim_start();
            let word = &behind[..behind.find(char::is_whitespace).unwrap_or(behind.len())];
            let word = &word[..word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len())];
            rest = behind[word.len()..].trim_start();
            if number.is_empty() {
                // Such as "ca." or "und". A sign between numbers is more than a word.
                if word.is_empty()
                    || !word.contains(char::is_alphabetic)
                    || found && rest.is_empty()
                {
                    return None;
                }
                is_exact = false;
                continue;
            }
            let unit = unit_of(word).or_else(|| {
                is_exact = false;
                guess(word)
            })?;
            duration.add(number, unit)?;
            found = true;
        }
        found.then_some((duration, is_exact))
    }
}

/// The unit that a word names in any language.
fn unit_of(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_name = |name: &str| name.to_lowercase() == word;
    UNITS
        .iter()
        .position(|(unit, ..)| Locale::all().any(|(_, locale)| locale.names_of(unit).any(is_name)))
}

/// The unit whose name is like a word, unless the name of a unit without length is more like it.
fn unit_like(word: &str) -> Option<usize> {
    let units = UNITS.map(|(unit, ..)| unit);
    let names: Vec<&str> = Locale::all()
        .flat_map(|(_, locale)| {
            units.iter().chain(&WITHOUT_LENGTH).flat_map(|unit| locale.names_of(unit))
        })
        .filter(|name| name.len() > 2)
        .collect();
    unit_of(nearest(word, names.iter().copied())?)
}

/// The length that was probably meant, in the words of a language.
fn suggestion(written: &str, language: &str) -> Option<String> {
    let upper = written.trim().to_uppercase();
    let duration = match Duration::parse(&upper).filter(|_| upper.starts_with('P')) {
        Some(_) => return Some(upper).filter(|upper| upper != written),
        None => Duration::understand(written.trim(), &unit_like)?.0,
    };
    let suggestion = duration.words(Locale::of_or(language, language), ' ');
    (suggestion != written && Duration::parse(&suggestion) == Some(duration)).then_some(suggestion)
}

#[derive(Debug)]
struct DurationKind {
    min: Option<Duration>,
    max: Option<Duration>,
    /// Where a band ends and the next begins, the shortest first; the longest are in a band of their own.
    bands: Vec<Duration>,
    /// Whether the type says where.
    has_own_bands: bool,
}

/// Where bands end when a type does not say it.
const ROUND: [&str; 4] = ["PT1H", "PT4H", "P1D", "P7D"];

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let [min, max] = ["min", "max"].map(|key| {
        let node = d.node(key)?;
        length_of(d, key, node)
    });
    if let (Some(least), Some(most), Some(node)) = (min, max, d.node("min"))
        && least.seconds() > most.seconds()
    {
        let (least, most) = (least.iso(), most.iso());
        d.contradiction(Contradiction::MinAboveMax, &least, &most, node.span.clone());
    }
    let own = d.node("bands");
    let mut bands = Vec::new();
    if let Some(node) = own {
        let items = node.as_list().unwrap_or(std::slice::from_ref(node));
        bands.extend(items.iter().filter_map(|item| length_of(d, "bands", item)));
        bands.sort_by_key(|band| band.seconds());
        bands.dedup_by_key(|band| band.seconds());
    }
    if own.is_none() {
        bands.extend(ROUND.iter().filter_map(|length| Duration::parse(length)));
    }
    Some(FieldKind::new(DurationKind { min, max, bands, has_own_bands: own.is_some() }))
}

/// The length behind a key; a finding when it is none.
fn length_of(d: &mut Declaration<'_>, key: &str, node: &Node) -> Option<Duration> {
    let length = node.as_str().and_then(Duration::parse);
    if length.is_none() {
        d.bad(key, node, Expected::Duration);
    }
    length
}

fn length(value: &Value) -> Option<Duration> {
    match value {
        Value::Duration(duration) => Some(*duration),
        _ => None,
    }
}

fn seconds(value: &Value) -> Option<u64> {
    length(value).map(Duration::seconds)
}

impl DurationKind {
    /// The band of a value, by the place of its end.
    fn band(&self, value: &Value) -> Option<usize> {
        let seconds = seconds(value)?;
        Some(self.bands.partition_point(|end| end.seconds() < seconds))
    }
}

impl Kind for DurationKind {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Number
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let names = UNITS.iter().flat_map(|(unit, ..)| {
            Locale::all().flat_map(|(_, locale)| locale.names_of(unit)).map(notation::in_any_case)
        });
        let mut names: Vec<String> = names.collect();
        // The longest first: `m` would do for `min`.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        let words =
            format!("(?:[0-9]{{1,6}}(?:[.,][0-9]{{1,2}})?\\s*(?:{})\\.?\\s*)+", names.join("|"));
        let iso = r"P(?=[0-9T])(?:[0-9.,]+W)?(?:[0-9.,]+D)?(?:T(?=[0-9])(?:[0-9.,]+H)?(?:[0-9.,]+M)?(?:[0-9.,]+S)?)?";
        notation::text_like(&format!("^\\s*(?:{iso}|{words})\\s*$"))
    }

    /// Lengths are many; bands are few.
    fn can(&self, what: Ability) -> bool {
        use Ability::{Facet, Group, Linked, Range, Register, Short, Sort};
        match what {
            Sort | Range | Short | Linked => true,
            Facet => !self.bands.is_empty(),
            Group | Register => self.has_own_bands && !self.bands.is_empty(),
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
        let Some(duration) = Duration::parse(text) else {
            reader.wrong(field, node, suggestion(text, reader.language).as_deref());
            return None;
        };
        let is_outside = self.min.is_some_and(|min| duration.seconds() < min.seconds())
            || self.max.is_some_and(|max| duration.seconds() > max.seconds());
        if is_outside {
            let locale = Locale::of_or(reader.language, reader.language);
            let [min, max] =
                [self.min, self.max].map(|limit| limit.map(|limit| limit.words(locale, ' ')));
            reader.out_of_range(field, min.as_ref(), max.as_ref(), node);
        }
        Some(Value::Duration(duration))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        Duration::parse(text).map(Value::Duration)
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        seconds(a).cmp(&seconds(b))
    }

    fn is_within(&self, value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
        seconds(value).is_some_and(|value| {
            min.and_then(seconds).is_none_or(|min| value >= min)
                && max.and_then(seconds).is_none_or(|max| value <= max)
        })
    }

    fn group(&self, value: &Value) -> Option<(usize, String)> {
        let band = self.band(value)?;
        let name = match (self.bands.get(band), self.bands.last()) {
            (Some(end), _) => format!("to-{}", end.iso()),
            (None, last) => format!("above-{}", last.copied().unwrap_or_default().iso()),
        };
        Some((band, name))
    }

    fn group_head(&self, value: &Value, name: &str, words: &dyn Words) -> GroupHead {
        let locale = words.format().locale();
        let say = |length: &Duration| length.words(locale, '\u{a0}');
        let title = self.band(value).map(|band| {
            let from = band.checked_sub(1).and_then(|before| self.bands.get(before)).map(say);
            locale.range(from.as_deref(), self.bands.get(band).map(say).as_deref())
        });
        GroupHead { title: title.unwrap_or_else(|| name.to_owned()), description: None }
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let length = length(value)?;
        let text = length.words(words.format().locale(), '\u{a0}');
        Some(Shown::Time { text, iso: length.iso() })
    }

    fn data(&self, value: &Value) -> Json {
        length(value).map(Duration::iso).into()
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("duration", None)
    }

    fn constraints(&self) -> Vec<(&'static str, Json)> {
        let [min, max] = [self.min, self.max].map(|limit| Json::from(limit.map(Duration::iso)));
        vec![("minimum", min), ("maximum", max)]
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        Some(texts.get("missing-kind", &[("kind", &KIND.name)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_exactly() {
        for (written, iso, seconds) in [
            ("3 h", "PT3H", 10_800),
            ("3h", "PT3H", 10_800),
            ("3 Std.", "PT3H", 10_800),
            ("90 min", "PT90M", 5_400),
            ("1,5 h", "PT1H30M", 5_400),
            ("1.5 hours", "PT1H30M", 5_400),
            ("1 Tag", "P1D", 86_400),
            ("1,5 Tage", "P1DT12H", 129_600),
            ("2 Wochen", "P14D", 1_209_600),
            ("1 week 3 days", "P10D", 864_000),
            ("1 Stunde 30 Minuten", "PT1H30M", 5_400),
            ("1h30min", "PT1H30M", 5_400),
            ("45\u{a0}Sekunden", "PT45S", 45),
            ("PT90M", "PT90M", 5_400),
            ("P1DT12H", "P1DT12H", 129_600),
            ("P2W", "P14D", 1_209_600),
            ("PT1,5H", "PT1H30M", 5_400),
            ("0 min", "PT0M", 0),
        ] {
            let duration = Duration::parse(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(duration.iso(), iso, "{written}");
            assert_eq!(duration.seconds(), seconds, "{written}");
        }
        for written in [
            "",
            "3",
            "h",
            "P",
            "PT",
            "P1M",
            "P1Y",
            "PT90",
            "P3H",
            "1 Monat",
            "2 Jahre",
            "1.500 min",
            "0,33 min",
            "30 min 1 h",
            "1 h 2 h",
            "-3 h",
            "3-4 h",
            "1234567 h",
            "ca. 3 h",
            "3 h am Abend",
        ] {
            assert_eq!(Duration::parse(written), None, "{written}");
        }
    }

    #[test]
    fn what_was_meant_is_suggested_where_there_is_one_reading() {
        for (written, expected) in [
            ("ca. 3 h", Some("3 Stunden")),
            ("etwa 1 Stunde und 30 Minuten", Some("1 Stunde 30 Minuten")),
            ("3 Stundn", Some("3 Stunden")),
            ("2 Wohcen", Some("2 Wochen")),
            ("pt90m", Some("PT90M")),
            ("3", None),
            ("3-4 h", None),
            ("3 bis 4 h", None),
            ("1 Monat", None),
            ("3 Monate", None),
            ("2 Jahre", None),
            ("6 months", None),
            ("3 years", None),
            ("2 Monatn", None),
            ("1.500 min", None),
            ("lange", None),
        ] {
            assert_eq!(suggestion(written, "de").as_deref(), expected, "{written}");
        }
        assert_eq!(suggestion("about 1 hour", "en").as_deref(), Some("1 hour"));
    }
}
