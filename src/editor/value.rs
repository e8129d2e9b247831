//! Values as forms have them: what is written, before anybody knows what it means.
//!
//! Entry point: [`FormValue`]. Invariant: two values with the same [normal form](FormValue::normal) are the same to whoever fills in a form: a form cannot
//! tell an empty text, an empty list and nothing.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::yaml::{Node, NodeValue};

/// A value as it is written, or is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum FormValue {
    /// Nothing.
    #[default]
    Nothing,
    /// A piece of text: a number, a date or an answer as well.
    Text(String),
    /// A list.
    List(Vec<FormValue>),
    /// A map in written order.
    Map(Vec<(String, FormValue)>),
}

impl FormValue {
    /// What a node says.
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            NodeValue::Null => Self::Nothing,
            NodeValue::Scalar { text, .. } => Self::Text(text.clone()),
            NodeValue::List(items) => Self::List(items.iter().map(Self::of).collect()),
            NodeValue::Map(pairs) => Self::Map(
                pairs.iter().map(|pair| (pair.key.clone(), Self::of(&pair.value))).collect(),
            ),
        }
    }

    /// A piece of text.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The pairs of a map.
    pub(super) fn pairs(&self) -> &[(String, Self)] {
        match self {
            Self::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The value under a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.pairs().iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// What the value says as a form shows it: lines end in one way, and what is empty is not there.
    pub(super) fn normal(&self) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            Self::Text(text) => match lines(text) {
                text if text.trim().is_empty() => Self::Nothing,
                text => Self::Text(text),
            },
            Self::List(items) => {
                let items = items.iter().map(Self::normal).filter(|item| *item != Self::Nothing);
                match items.collect::<Vec<_>>() {
                    items if items.is_empty() => Self::Nothing,
                    items => Self::List(items),
                }
            }
            Self::Map(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| (key.clone(), value.normal()));
                let mut pairs: Vec<_> =
                    pairs.filter(|(_, value)| *value != Self::Nothing).collect();
                // The order of keys says nothing, and forms have their own.
                pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
                match pairs {
                    pairs if pairs.is_empty() => Self::Nothing,
                    pairs => Self::Map(pairs),
                }
            }
        }
    }

    /// Whether whoever fills in a form sees no difference.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.normal() == other.normal()
    }
}

/// A text as a text area has it: lines end with a line feed, and the last one has no end.
pub(super) fn lines(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    unified.trim_end_matches('\n').to_owned()
}

impl Serialize for FormValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(pairs) => {
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for FormValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = FormValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<FormValue, E> {
        Ok(FormValue::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<FormValue, E> {
        Ok(FormValue::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<FormValue, E> {
        Ok(FormValue::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<FormValue, E> {
        Ok(FormValue::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<FormValue, E> {
        Ok(FormValue::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<FormValue, E> {
        Ok(FormValue::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<FormValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(FormValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<FormValue, A::Error> {
        let mut pairs: Vec<(String, FormValue)> = Vec::new();
        while let Some((key, value)) = access.next_entry::<String, FormValue>()? {
            // Of a key that is there twice, the last one counts, as in every browser.
            pairs.retain(|(known, _)| *known != key);
            pairs.push((key, value));
        }
        Ok(FormValue::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_cannot_tell_is_the_same() {
        let value = |json: &str| serde_json::from_str::<FormValue>(json).unwrap();
        for (a, b) in [
            ("\"\"", "null"),
            ("[\"\", null]", "null"),
            ("{\"a\": \"\", \"b\": []}", "null"),
            ("\"a\\r\\nb\\n\"", "\"a\\nb\""),
            ("{\"a\": 1, \"b\": true}", "{\"b\": \"true\", \"a\": \"1\"}"),
        ] {
            assert!(value(a).is_same(&value(b)), "{a} {b}");
        }
        assert!(!value("[\"a\", \"b\"]").is_same(&value("[\"b\", \"a\"]")));
        // The order in which keys come is kept.
        let text = "{\"z\":\"1\",\"a\":[\"x\",null]}";
        assert_eq!(serde_json::to_string(&value(text)).unwrap(), text);
    }
}
