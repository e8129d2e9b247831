//! Content lines, as iCalendar (RFC 5545, section 3.1) and vCard (RFC 6350, section 3.2) share them.
//!
//! Invariant: whatever a value holds, it stays on its line: line ends are escaped, other control characters left out.

/// The longest line in octets, without its end.
const LONGEST: usize = 75;

/// A value of the kind TEXT (RFC 5545, section 3.3.11; RFC 6350, section 3.4).
pub(super) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line. `value` is written as it stands, apart from characters that would end the line.
pub(super) fn line(name: &str, value: &str, out: &mut String) {
    let whole = format!("{name}:{value}");
    let mut room = LONGEST;
    for c in whole.chars().filter(|c| !c.is_control()) {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            // The space counts.
            room = LONGEST - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        line("SUMMARY", &"ä".repeat(80), &mut out);
        for part in out.split_terminator("\r\n") {
            assert!(part.len() <= LONGEST, "{part}");
        }
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "ä".repeat(80)));
    }

    #[test]
    fn nothing_gets_out_of_its_line() {
        assert_eq!(text("a;b,c\\d\r\nEND:VEVENT\u{7}"), "a\\;b\\,c\\\\d\\nEND:VEVENT");
        let mut out = String::new();
        line("URL", "https://example.org/\r\nATTENDEE:x", &mut out);
        assert_eq!(out, "URL:https://example.org/ATTENDEE:x\r\n");
    }
}
