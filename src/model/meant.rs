//! What an editor probably meant by a value that is written otherwise than it must be, as a suggestion.
//!
//! Invariant: a suggestion is a valid value, and differs from what was written; when two readings are possible there is
//! none.

use crate::address::link;
use crate::schema::PartialDate;

/// A number as it must be written.
pub(super) fn number_of(text: &str) -> Option<f64> {
    let written = text.trim();
    let plain = written.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    written.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// The number that a German editor probably meant: decimal comma, points between thousands, a unit or "ca." around it.
/// Nothing when there are several, such as in "10-15".
pub(super) fn number_meant(text: &str, decimals: bool) -> Option<String> {
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
    let meant = format!("{sign}{plain}");
    let valid = if decimals { number_of(&meant).is_some() } else { meant.parse::<i64>().is_ok() };
    (valid && meant != text).then_some(meant)
}

/// Whether a date has the right form, whether or not there is such a day.
pub(super) fn is_iso(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2])
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// The ISO form of a date written as people write it: `21.3.2012`, `März 2012`. `precision` is 1 for a year, 2 for a
/// month, 3 for a day, 0 for any.
pub(super) fn date_meant(text: &str, precision: usize) -> Option<String> {
    const GERMAN: [&str; 12] =
        ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
    const ENGLISH: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
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
        let names = GERMAN.iter().zip(ENGLISH);
        names
            .enumerate()
            .find(|(_, (german, english))| {
                lower.starts_with(**german) || lower.starts_with(english)
            })
            .map(|(index, _)| index + 1)
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
    let meant = match (precision, month, day) {
        (1, _, _) => (*year).to_owned(),
        (2, Some(month), _) => format!("{year}-{month:02}"),
        (0 | 3, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (0, Some(month), None) => format!("{year}-{month:02}"),
        _ => return None,
    };
    (meant != cleaned && PartialDate::parse(&meant).is_some()).then_some(meant)
}

/// The address with `https://` when that is all that is missing.
pub(super) fn web_address_meant(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = match text.split_once(':') {
        Some(("http" | "https", rest)) => rest,
        _ => text,
    };
    let rest = rest.trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_one = host
        .split('.')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && host.rsplit('.').next().is_some_and(|end| end.chars().all(char::is_alphabetic))
        && host.contains('.')
        && !rest.contains(' ');
    let meant = format!("https://{rest}");
    (looks_like_one && link::web(&meant).is_ok()).then_some(meant)
}

/// The one address in a text with a name or with `(at)`.
pub(super) fn email_meant(text: &str) -> Option<String> {
    let text = text.replace("(at)", "@").replace("[at]", "@").replace("mailto:", "");
    let mut found =
        text.split([' ', '<', '>', '(', ')', ',', ';']).filter(|part| link::is_mailbox(part));
    let first = found.next()?.to_owned();
    found.next().is_none().then_some(first)
}

/// A point with decimal commas.
pub(super) fn place_meant(text: &str) -> Option<String> {
    let (latitude, longitude) = text.split_once(", ").or_else(|| text.split_once("; "))?;
    let [latitude, longitude] = [latitude, longitude].map(|part| part.trim().replace(',', "."));
    let valid = number_of(&latitude).is_some() && number_of(&longitude).is_some();
    let meant = format!("{latitude}, {longitude}");
    (valid && meant != text).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (written, decimals, meant) in [
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
            assert_eq!(number_meant(written, decimals).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn dates() {
        for (written, precision, meant) in [
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
            assert_eq!(date_meant(written, precision).as_deref(), meant, "{written}");
        }
        assert!(is_iso("2012") && is_iso("2012-13") && is_iso("2012-02-30"));
        assert!(!is_iso("2012-3-1") && !is_iso("21.3.2012") && !is_iso(""));
    }

    #[test]
    fn addresses() {
        for (written, meant) in [
            ("www.example.org/a?b#c", Some("https://www.example.org/a?b#c")),
            ("example.org", Some("https://example.org")),
            ("http:/example.org", Some("https://example.org")),
            ("https:example.org/x", Some("https://example.org/x")),
            ("ftp://example.org", None),
            ("3.1.6", None),
            ("siehe example.org", None),
            ("info@example.org", None),
            ("Beispiel", None),
        ] {
            assert_eq!(web_address_meant(written).as_deref(), meant, "{written}");
            assert!(link::web(written).is_err(), "{written}");
        }
        assert!(
            link::web("https://example.org/ä").is_ok() && link::web("HTTP://example.org").is_ok()
        );
        assert_eq!(email_meant("Beispiel <a@example.org>").as_deref(), Some("a@example.org"));
        assert_eq!(email_meant("a(at)example.org").as_deref(), Some("a@example.org"));
        assert_eq!(email_meant("a@example.org, b@example.org"), None);
        assert_eq!(place_meant("48,40, 9,99").as_deref(), Some("48.40, 9.99"));
        assert_eq!(place_meant("Ulm, Donau"), None);
    }
}
