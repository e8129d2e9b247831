//! Reads where people can be reached: `url`, `email` and `phone`.
//!
//! Entry points: the methods of these names. Invariant: a browser or a mail program takes an address as it is written.

use super::ValueReader;
use crate::address::link;
use crate::model::Value;
use crate::schema::Field;
use crate::yaml::Node;

impl ValueReader<'_> {
    pub(super) fn url(&mut self, field: &Field, text: &str, node: &Node) -> Option<Value> {
        if link::web(text).is_err() {
            self.wrong(field, node, web_address_meant(text).as_deref());
            return None;
        }
        Some(Value::Url(text.to_owned()))
    }

    pub(super) fn email(&mut self, field: &Field, text: &str, node: &Node) -> Option<Value> {
        if !link::is_mailbox(text) {
            self.wrong(field, node, email_meant(text).as_deref());
            return None;
        }
        Some(Value::Email(text.to_owned()))
    }

    pub(super) fn phone(&mut self, field: &Field, text: &str, node: &Node) -> Option<Value> {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let fits = (5..=20).contains(&digits)
            && text.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '–' | '/' | '(' | ')')
            });
        if !fits {
            self.wrong(field, node, None);
            return None;
        }
        Some(Value::Phone(text.to_owned()))
    }
}

/// The address with `https://` when that is all that is missing.
fn web_address_meant(text: &str) -> Option<String> {
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
    let suggestion = format!("https://{rest}");
    (looks_like_one && link::web(&suggestion).is_ok()).then_some(suggestion)
}

/// The one address in a text with a name or with `(at)`.
fn email_meant(text: &str) -> Option<String> {
    let text = text.replace("(at)", "@").replace("[at]", "@").replace("mailto:", "");
    let mut found =
        text.split([' ', '<', '>', '(', ')', ',', ';']).filter(|part| link::is_mailbox(part));
    let first = found.next()?.to_owned();
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (written, suggestion) in [
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
            assert_eq!(web_address_meant(written).as_deref(), suggestion, "{written}");
            assert!(link::web(written).is_err(), "{written}");
        }
        assert!(
            link::web("https://example.org/ä").is_ok() && link::web("HTTP://example.org").is_ok()
        );
        assert_eq!(email_meant("Beispiel <a@example.org>").as_deref(), Some("a@example.org"));
        assert_eq!(email_meant("a(at)example.org").as_deref(), Some("a@example.org"));
        assert_eq!(email_meant("a@example.org, b@example.org"), None);
    }
}
