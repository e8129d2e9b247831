//! `enum`: one of several values that the type file names.

use std::cmp::Ordering;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words, notation,
};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, listing, nearest, problem};
use crate::i18n::Collation;
use crate::schema::Field;
use crate::yaml::{self, Node, Pair, Text};

pub(super) const KIND: Registration = Registration { name: "enum", keys: &["values"], declare };

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// What readers see.
    pub(crate) label: Text,
    /// What it means.
    pub(crate) description: Option<Text>,
}

#[derive(Debug)]
struct Choice(IndexMap<String, EnumValue>);

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let plain = |label: &str| EnumValue { label: Text::same(label), description: None };
    let mut values = IndexMap::new();
    match d.node("values").map(|node| (node, &node.value)) {
        // Values without labels are their own labels.
        Some((_, yaml::NodeValue::List(items))) => {
            let words = items.iter().filter_map(Node::as_str);
            values.extend(words.map(|word| (word.to_owned(), plain(word))));
        }
        Some((node, yaml::NodeValue::Map(pairs))) => {
            for pair in pairs {
                let value = match pair.value.is_null() {
                    true => Some(plain(&pair.key)),
                    false => value(d, node, pair),
                };
                values.extend(value.map(|value| (pair.key.clone(), value)));
            }
        }
        _ => {}
    }
    if values.is_empty() {
        d.missing("values");
        return None;
    }
    Some(FieldKind::new(Choice(values)))
}

/// A value with its label, or with more that is said about it.
fn value(d: &mut Declaration<'_>, values: &Node, pair: &Pair) -> Option<EnumValue> {
    let findings = d.inner.findings();
    if pair.value.get("label").is_some() {
        let mut r = yaml::Reader::new(d.file, &pair.value, findings)?;
        let label = r.text("label").unwrap_or_else(|| Text::same(pair.key.clone()));
        let description = r.text("description");
        r.finish();
        return Some(EnumValue { label, description });
    }
    let mut r = yaml::Reader::new(d.file, values, findings)?;
    let label = r.text_of(&pair.key, &pair.value).unwrap_or_default();
    Some(EnumValue { label, description: None })
}

impl Choice {
    fn of(&self, value: &Value) -> Option<(usize, &String, &EnumValue)> {
        self.0.get_full(value.as_str()?)
    }
}

impl Kind for Choice {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Choice
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        let language = known.language();
        notation::words(
            self.0.iter().map(|(value, said)| (value.clone(), said.label.get(language))),
        )
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Facet, Group, Key, Linked, Register, Select, Short, Sort};
        matches!(what, Sort | Group | Facet | Register | Select | Short | Key | Linked)
    }

    fn choices(&self) -> Option<&IndexMap<String, EnumValue>> {
        Some(&self.0)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let values = &self.0;
        if values.contains_key(text) {
            return Some(Value::Enum(text.to_owned()));
        }
        // Editors write what they see on the page: the label.
        let by_label = values
            .iter()
            .find(|(_, value)| {
                value.label.iter().any(|(_, label)| label.eq_ignore_ascii_case(text))
            })
            .map(|(key, _)| key.as_str());
        let suggestion = by_label.or_else(|| nearest(text, values.keys().map(String::as_str)));
        let known: Vec<&str> = values.keys().map(String::as_str).collect();
        reader.findings.push(
            Diagnostic::at(
                problem::NotAllowed {
                    field: &field.name,
                    value: &super::reader::shorten(text),
                    known: &listing(&known),
                    suggestion,
                },
                reader.at(&node.span),
            )
            .with_fix(),
        );
        None
    }

    /// In the order of the type file.
    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        let place = |value| self.of(value).map(|(place, ..)| place);
        place(a).cmp(&place(b))
    }

    fn group(&self, value: &Value) -> Option<(usize, String)> {
        let name = value.as_str()?;
        Some((self.of(value).map_or(self.0.len(), |(place, ..)| place), name.to_owned()))
    }

    fn group_head(&self, value: &Value, name: &str, words: &dyn Words) -> GroupHead {
        let known = self.of(value).map(|(.., known)| known);
        let description = known.and_then(|known| known.description.as_ref());
        let title = known.map_or(name, |known| known.label.get(words.language()));
        let description = description.map(|text| text.get(words.language()).to_owned());
        GroupHead { title: title.to_owned(), description }
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        let key = value.as_str()?.to_owned();
        let GroupHead { title, description } = self.group_head(value, &key, words);
        Some(Shown::Choice { value: key, text: title, description })
    }

    fn data(&self, value: &Value) -> Json {
        value.as_str().map_or(Json::Null, super::show::words)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", None)
    }

    fn constraints(&self) -> Vec<(&'static str, Json)> {
        vec![("enum", self.0.keys().cloned().collect())]
    }

    fn linked(&self, value: &Value, language: &str) -> Json {
        self.of(value).map(|(.., known)| known.label.get(language)).into()
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        let value = |(key, value): (&String, &EnumValue)| {
            let label = value.label.get(texts.language().tag());
            if label == key { key.clone() } else { format!("{key} ({label})") }
        };
        let list: Vec<String> = self.0.iter().map(value).collect();
        Some(texts.get("new-one-of", &[("values", &list.join(", "))]))
    }
}
