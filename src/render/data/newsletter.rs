//! A newsletter as plain text, in lines that no mail program breaks again.

use crate::view::types::SiteView;
use crate::view::types::{NewsView, NewsletterView};

/// The longest line in characters (RFC 5322, section 2.1.1 recommends 78 at most, quoted once). A single word may be longer: an address
/// that is cut is no address.
const WIDTH: usize = 76;

/// The text of a newsletter.
pub(crate) fn render(letter: &NewsletterView, site: &SiteView) -> String {
    let mut out = String::new();
    heading(&letter.title, '=', &mut out);
    wrapped(&site.title, &mut out);
    wrapped(&letter.period, &mut out);
    for item in &letter.items {
        self::item(item, &mut out);
    }
    // What follows this line is a signature to mail programs (RFC 3676, section 4.3).
    out.push_str("\n\n-- \n");
    let publisher = &site.publisher;
    let about = [&publisher.name, &publisher.email, &publisher.url].into_iter().flatten();
    for line in about.chain([&letter.home]) {
        wrapped(line, &mut out);
    }
    out
}

fn item(item: &NewsView, out: &mut String) {
    out.push_str("\n\n");
    heading(&item.title, '-', out);
    wrapped(&format!("{}, {}", item.label, item.date), out);
    out.push('\n');
    for paragraph in item.summary.iter().flat_map(|summary| summary.lines()) {
        wrapped(paragraph, out);
        out.push('\n');
    }
    wrapped(&item.address, out);
}

fn heading(text: &str, sign: char, out: &mut String) {
    let start = out.len();
    wrapped(text, out);
    let lines = out.get(start..).unwrap_or_default().lines();
    let width = lines.map(|line| line.chars().count()).max().unwrap_or_default();
    out.extend(std::iter::repeat_n(sign, width));
    out.push('\n');
}

/// Adds a paragraph. Only spaces break: a protected one keeps a date together.
pub(super) fn wrapped(text: &str, out: &mut String) {
    let mut room = 0;
    let words = text.split([' ', '\t', '\n', '\r']).map(|word| word.replace(char::is_control, ""));
    for (at, word) in words.filter(|word| !word.is_empty()).enumerate() {
        let width = word.chars().count();
        if at > 0 && width < room {
            out.push(' ');
            room -= 1;
        } else {
            if at > 0 {
                out.push('\n');
            }
            room = WIDTH;
        }
        out.push_str(&word);
        room = room.saturating_sub(width);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_addresses_whole() {
        let address = format!("https://example.org/{}", "a".repeat(90));
        let text = format!("{} {address} Ende am 12.\u{a0}März\r\n2012", "Wörter ".repeat(30));
        let mut out = String::new();
        wrapped(&text, &mut out);
        let long: Vec<&str> = out.lines().filter(|line| line.chars().count() > WIDTH).collect();
        assert_eq!(long, [address]);
        assert!(out.ends_with("\nEnde am 12.\u{a0}März 2012\n"), "{out}");
        assert_eq!(out.lines().next().unwrap().chars().count(), WIDTH);
    }
}
