//! `url`: an address on the web, as a browser takes it.

use serde_json::Value as Json;

use super::show::words;
use super::{
    Ability, Control, Declaration, FieldKind, Kind, Registration, Shown, Value, ValueReader,
    Vocabulary, Words, notation,
};
use crate::address::link;
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration { name: "url", keys: &[], declare };

#[derive(Debug)]
struct Url;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(Url))
}

impl Kind for Url {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Web
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        notation::text_like(r"^[hH][tT][tT][pP][sS]?://[^\s\\]+$")
    }

    fn can(&self, what: Ability) -> bool {
        matches!(
            what,
            Ability::Sort | Ability::Key | Ability::Linked | Ability::Web | Ability::Reach
        )
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        if link::web(text).is_err() {
            reader.wrong(field, node, suggestion(text).as_deref());
            return None;
        }
        Some(Value::Url(text.to_owned()))
    }

    fn show(&self, value: &Value, _words: &dyn Words) -> Option<Shown> {
        let address = value.as_str()?;
        let text = short_address(address).to_owned();
        Some(Shown::Link { href: address.to_owned(), text })
    }

    fn data(&self, value: &Value) -> Json {
        value.as_str().map_or(Json::Null, words)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", Some("uri"))
    }
}

/// An address without what everybody knows.
pub(crate) fn short_address(address: &str) -> &str {
    let text = address.trim_start_matches("https://").trim_start_matches("http://");
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/')
}

/// The address with `https://` when that is all that is missing.
fn suggestion(text: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (written, expected) in [
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
            assert_eq!(suggestion(written).as_deref(), expected, "{written}");
            assert!(link::web(written).is_err(), "{written}");
        }
        assert!(
            link::web("https://example.org/ä").is_ok() && link::web("HTTP://example.org").is_ok()
        );
    }
}
