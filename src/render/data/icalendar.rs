//! Calendars in iCalendar (RFC 5545), named as RFC 7986 has it.

use super::lines::{line, text};
use crate::view::DateEvent;

/// A calendar of whole days. Without events there is none (section 3.6).
pub(crate) fn render(title: &str, events: &[DateEvent], language: &str) -> Option<String> {
    if events.is_empty() {
        return None;
    }
    let mut out = String::new();
    line("BEGIN", "VCALENDAR", &mut out);
    line("VERSION", "2.0", &mut out);
    line("PRODID", "-//broschur//broschur//EN", &mut out);
    line("CALSCALE", "GREGORIAN", &mut out);
    line("METHOD", "PUBLISH", &mut out);
    line(&format!("NAME;LANGUAGE={language}"), &text(title), &mut out);
    // What programs understand that do not know RFC 7986.
    line("X-WR-CALNAME", &text(title), &mut out);
    for event in events {
        self::event(event, language, &mut out);
    }
    line("END", "VCALENDAR", &mut out);
    Some(out)
}

fn event(event: &DateEvent, language: &str, out: &mut String) {
    let day = |date: jiff::civil::Date| date.strftime("%Y%m%d").to_string();
    let words = |name: &str| format!("{name};LANGUAGE={language}");
    line("BEGIN", "VEVENT", out);
    line("UID", &text(&event.uid), out);
    line("DTSTAMP", &format!("{}T000000Z", day(event.stamp)), out);
    line("DTSTART;VALUE=DATE", &day(event.from), out);
    // The end is the first day after it (section 3.6.1); on the last day of all there is none.
    if let Ok(after) = event.to.tomorrow() {
        line("DTEND;VALUE=DATE", &day(after), out);
    }
    line(&words("SUMMARY"), &text(&event.title), out);
    if let Some(place) = &event.place {
        line(&words("LOCATION"), &text(place), out);
    }
    line(&words("DESCRIPTION"), &text(&event.about), out);
    if let Some(address) = &event.address {
        line("URL", address, out);
    }
    line("TRANSP", "TRANSPARENT", out);
    line("END", "VEVENT", out);
}
