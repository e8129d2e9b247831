//! `email`: an e-mail address, as a mail program takes it.

use serde_json::Value as Json;

use super::show::words;
use super::{
    Ability, Control, Declaration, FieldKind, Kind, Registration, Shown, Value, ValueReader,
    Vocabulary, Words, notation,
};
use crate::address::link;
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration { name: "email", keys: &[], declare };

#[derive(Debug)]
struct Email;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(Email))
}

impl Kind for Email {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Mail
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        notation::text_like(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
    }

    fn can(&self, what: Ability) -> bool {
        matches!(what, Ability::Sort | Ability::Linked | Ability::Reach)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        if !link::is_mailbox(text) {
            reader.wrong(field, node, suggestion(text).as_deref());
            return None;
        }
        Some(Value::Email(text.to_owned()))
    }

    fn show(&self, value: &Value, _words: &dyn Words) -> Option<Shown> {
        let address = value.as_str()?;
        Some(Shown::Link { href: format!("mailto:{address}"), text: address.to_owned() })
    }

    fn data(&self, value: &Value) -> Json {
        value.as_str().map_or(Json::Null, words)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", Some("email"))
    }
}

/// The one address in a text with a name or with `(at)`.
fn suggestion(text: &str) -> Option<String> {
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
        assert_eq!(suggestion("Beispiel <a@example.org>").as_deref(), Some("a@example.org"));
        assert_eq!(suggestion("a(at)example.org").as_deref(), Some("a@example.org"));
        assert_eq!(suggestion("a@example.org, b@example.org"), None);
    }
}
