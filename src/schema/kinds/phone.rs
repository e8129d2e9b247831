//! `phone`: a telephone number.

use serde_json::Value as Json;

use super::show::words;
use super::{
    Ability, Control, Declaration, FieldKind, Kind, Registration, Shown, Value, ValueReader,
    Vocabulary, Words, notation,
};
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration { name: "phone", keys: &[], declare };

#[derive(Debug)]
struct Phone;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(Phone))
}

impl Kind for Phone {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Telephone
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        notation::number_or("^[-0-9 +–/()]{5,}$")
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
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let fits = (5..=20).contains(&digits)
            && text.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '–' | '/' | '(' | ')')
            });
        if !fits {
            reader.wrong(field, node, None);
            return None;
        }
        Some(Value::Phone(text.to_owned()))
    }

    fn show(&self, value: &Value, _words: &dyn Words) -> Option<Shown> {
        let number = value.as_str()?;
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Some(Shown::Link { href: format!("tel:{digits}"), text: number.to_owned() })
    }

    fn data(&self, value: &Value) -> Json {
        value.as_str().map_or(Json::Null, words)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", None)
    }
}
