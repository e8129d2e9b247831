//! `boolean`: yes or no.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words, notation,
};
use crate::diagnostic::texts::Texts;
use crate::i18n::{self, Collation};
use crate::schema::Field;
use crate::yaml::{self, Node};

pub(super) const KIND: Registration = Registration { name: "boolean", keys: &[], declare };

#[derive(Debug)]
struct Boolean;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(Boolean))
}

/// The text of a theme for a value.
fn word(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

impl Kind for Boolean {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Answer
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let words: Vec<String> = i18n::answers().map(notation::in_any_case).collect();
        serde_json::json!({ "type": ["boolean", "string"], "pattern": format!("^(?:{})$", words.join("|")) })
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Facet, Group, Linked, Register, Select, Short, Sort};
        matches!(what, Sort | Group | Facet | Register | Select | Short | Linked)
    }

    fn is_box(&self) -> bool {
        true
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let value = yaml::parse_boolean(text);
        if value.is_none() {
            reader.wrong(field, node, None);
        }
        value.map(Value::Boolean)
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        a.as_bool().cmp(&b.as_bool())
    }

    fn group(&self, value: &Value) -> Option<(usize, String)> {
        value.as_bool().map(|value| (usize::from(!value), word(value).to_owned()))
    }

    fn group_head(&self, _value: &Value, name: &str, words: &dyn Words) -> GroupHead {
        GroupHead { title: words.say(name), description: None }
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let value = value.as_bool()?;
        Some(Shown::Boolean { value, text: words.say(word(value)) })
    }

    fn data(&self, value: &Value) -> Json {
        value.as_bool().into()
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("boolean", None)
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        Some(texts.get("new-boolean", &[]))
    }
}
