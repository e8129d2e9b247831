//! `rating`: a number of a scale, or *k. A.*

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value as Json;

use super::{
    Ability, Control, Declaration, FieldKind, GroupHead, Kind, Registration, Shown, Value,
    ValueReader, Vocabulary, Words, notation,
};
use crate::diagnostic::problem;
use crate::diagnostic::texts::Texts;
use crate::i18n::Collation;
use crate::schema::Field;
use crate::yaml::{Node, Reader, Text};

pub(super) const KIND: Registration = Registration { name: "rating", keys: &["scale"], declare };

/// What is written where a source says nothing.
const NOT_STATED: &str = "ka";

/// The same, as readers see it.
const SPELT_OUT: &str = "k. A.";

/// A rating on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    /// *k. A.*: the source says that there is no statement.
    NotStated,
    /// A number of the scale.
    Value(i64),
}

/// As it is written.
impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStated => f.write_str("ka"),
            Self::Value(number) => number.fmt(f),
        }
    }
}

#[derive(Debug)]
struct Scale(BTreeMap<i64, Text>);

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let node = d.node("scale");
    let Some(pairs) = node.and_then(Node::as_map).filter(|pairs| !pairs.is_empty()) else {
        d.missing("scale");
        return None;
    };
    let mut scale = BTreeMap::new();
    for pair in pairs {
        match pair.key.parse::<i64>() {
            Ok(number) => {
                let Some(mut r) = Reader::new(d.file, node?, d.inner.findings()) else { continue };
                let label = r.text_of(&pair.key, &pair.value);
                scale.insert(number, label.unwrap_or_else(|| Text::same(pair.key.clone())));
            }
            Err(_) => d.contradiction(
                problem::Contradiction::ScaleKey,
                &pair.key,
                "",
                pair.key_span.clone(),
            ),
        }
    }
    Some(FieldKind::new(Scale(scale)))
}

/// The number of a rating that states one.
fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Rating(Rating::Value(number)) => Some(*number),
        _ => None,
    }
}

impl Scale {
    fn shown(&self, state: &'static str, value: Option<i64>, text: String) -> Option<Shown> {
        let of = self.0.keys().max().copied().unwrap_or_default();
        Some(Shown::Rating { state, value, of, text })
    }
}

impl Kind for Scale {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Scale(NOT_STATED)
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        let language = known.language();
        let steps = self.0.iter().map(|(step, label)| (step.to_string(), label.get(language)));
        let words = [NOT_STATED, SPELT_OUT].map(|word| (word.to_owned(), ""));
        notation::words(steps.chain(words))
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Facet, Range, Short, Sort};
        matches!(what, Sort | Facet | Range | Short)
    }

    fn scale(&self) -> Option<&BTreeMap<i64, Text>> {
        Some(&self.0)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        if text == NOT_STATED || text == SPELT_OUT {
            return Some(Value::Rating(Rating::NotStated));
        }
        let number = text.parse::<i64>().ok().filter(|number| self.0.contains_key(number));
        if number.is_none() {
            let mut known: Vec<String> = self.0.keys().map(ToString::to_string).collect();
            known.push(NOT_STATED.to_owned());
            reader.not_allowed(field, text, &known, node);
        }
        number.map(|number| Value::Rating(Rating::Value(number)))
    }

    fn plain(&self, text: &str) -> Option<Value> {
        text.trim().parse().ok().map(|number| Value::Rating(Rating::Value(number)))
    }

    /// *k. A.* is no place on a scale.
    fn is_placed(&self, value: &Value) -> bool {
        number(value).is_some()
    }

    fn compare(&self, a: &Value, b: &Value, _collation: &Collation) -> Ordering {
        number(a).cmp(&number(b))
    }

    fn is_within(&self, value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
        number(value).is_some_and(|value| {
            min.and_then(number).is_none_or(|min| value >= min)
                && max.and_then(number).is_none_or(|max| value <= max)
        })
    }

    fn group(&self, value: &Value) -> Option<(usize, String)> {
        let number = number(value)?;
        Some((self.0.range(..number).count(), number.to_string()))
    }

    fn group_head(&self, value: &Value, name: &str, words: &dyn Words) -> GroupHead {
        let label = number(value).and_then(|number| self.0.get(&number));
        let title = label.map_or(name, |label| label.get(words.language())).to_owned();
        GroupHead { title, description: None }
    }

    fn show(&self, value: &Value, words: &dyn Words) -> Option<Shown> {
        match value {
            Value::Rating(Rating::Value(value)) => {
                let label = self.0.get(value).map(|label| label.get(words.language()));
                self.shown("rated", Some(*value), label.unwrap_or_default().to_owned())
            }
            Value::Rating(Rating::NotStated) => {
                self.shown("not_stated", None, words.say("not-stated"))
            }
            _ => None,
        }
    }

    /// A rating that got lost is something to see.
    fn show_missing(&self, words: &dyn Words) -> Option<Shown> {
        self.shown("missing", None, words.say("lost"))
    }

    fn data(&self, value: &Value) -> Json {
        match value {
            Value::Rating(Rating::Value(value)) => (*value).into(),
            Value::Rating(Rating::NotStated) => NOT_STATED.into(),
            _ => Json::Null,
        }
    }

    /// A number, or `ka`.
    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("any", None)
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        let language = texts.language().tag();
        let step = |(key, label): (&i64, &Text)| format!("{key} ({})", label.get(language));
        let mut list: Vec<String> = self.0.iter().map(step).collect();
        list.push(NOT_STATED.to_owned());
        Some(texts.get("new-one-of", &[("values", &list.join(", "))]))
    }
}
