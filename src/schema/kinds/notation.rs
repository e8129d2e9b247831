//! What may be written for a field, in the words of JSON Schema (draft 7), for editors that are not ours.
//!
//! Entry points: [`of_field`], and what each kind says of itself ([`super::Kind::notation`]). Invariant: nothing is refused here that the kind reads. An
//! editor takes what is not in quotation marks for what it looks like, we for the text that it is: hence numbers fit wherever texts do, and of
//! these alone patterns are asked. A text may be longer by the line end that `>` leaves behind it. Only a text that is `true` or `false` without
//! quotation marks is refused: where it is allowed, editors offer it for every text.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{ControlPart, Count, Kind, PartControl, Parts};
use crate::schema::{Field, Text};

/// What a collection knows that kinds do not.
pub trait Vocabulary {
    /// The language of those who write.
    fn language(&self) -> &str;

    /// What is said about a kind beside its label and help.
    fn hint(&self, kind: &dyn Kind) -> Option<String>;

    /// What names an entry of one of these types.
    fn entries(&self, types: &[Arc<str>]) -> Json;

    /// The type of those who can have a postal address.
    fn organisation(&self) -> Option<Arc<str>>;
}

/// One piece of text, whatever it looks like to others.
pub(super) fn text() -> Json {
    json!({ "type": ["string", "number"] })
}

/// One piece of text of so many characters.
pub(super) fn text_of(length: Count) -> Json {
    let mut notation = text();
    put(&mut notation, "minLength", length.min.map(Json::from));
    put(&mut notation, "maxLength", length.max.map(|max| (max + 1).into()));
    notation
}

/// What is a number to others, or a text like this.
pub(super) fn number_or(pattern: &str) -> Json {
    json!({ "type": ["number", "string"], "pattern": pattern })
}

/// A text like this, and no number.
pub(super) fn text_like(pattern: &str) -> Json {
    json!({ "type": "string", "pattern": pattern })
}

/// One of these words, with what each means.
pub(super) fn words<'a>(all: impl IntoIterator<Item = (String, &'a str)>) -> Json {
    let (mut values, mut meanings) = (Vec::new(), Vec::new());
    for (word, meaning) in all {
        // `1` and `true` are no texts to others.
        let looks_like = serde_json::from_str::<Json>(&word).ok();
        let other = looks_like.filter(|value| value.is_number() || value.is_boolean());
        meanings.extend(other.iter().map(|_| meaning));
        values.extend(other);
        values.push(word.into());
        meanings.push(meaning);
    }
    json!({ "enum": values, "enumDescriptions": meanings })
}

/// An object that has these keys and no others.
pub(super) fn object<'a>(keys: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let properties: serde_json::Map<String, Json> =
        keys.into_iter().map(|(key, notation)| (key.to_owned(), notation)).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// What may be written for a file with these parts.
pub(super) fn file_with(parts: &[ControlPart]) -> Json {
    let mut notation = object(parts.iter().map(|(key, part)| {
        let types = match part {
            PartControl::Path => json!("string"),
            PartControl::Tick => json!(["boolean", "string", "null"]),
            _ => json!(["string", "number", "null"]),
        };
        (*key, json!({ "type": types }))
    }));
    notation["required"] = json!(["file"]);
    notation
}

/// A pattern that whole texts match, unless it says something that other engines read in another way.
pub(super) fn portable(pattern: &str) -> Option<&str> {
    let groups = pattern.matches("(?").count();
    let plain = pattern.matches("(?:").count();
    let is_strange = ["[[", "&&", "--", "~~", r"\A", r"\z", r"\x{", r"\Q", r"\pL", r"\u{"];
    (groups == plain && !is_strange.iter().any(|sign| pattern.contains(sign))).then_some(pattern)
}

/// A pattern for a word in small letters or in capitals.
pub(super) fn in_any_case(word: &str) -> String {
    let mut pattern = String::new();
    for sign in word.chars() {
        let (small, large) = (sign.to_lowercase().to_string(), sign.to_uppercase().to_string());
        match small.chars().count() == 1 && large.chars().count() == 1 && small != large {
            true => pattern.push_str(&format!("[{small}{large}]")),
            false => pattern.push_str(&regex::escape(&sign.to_string())),
        }
    }
    pattern
}

/// What may be written for a field.
pub(crate) fn of_field(field: &Field, known: &dyn Vocabulary) -> Json {
    let mut notation = field.kind.notation(known);
    if field.required {
        match field.kind.parts() {
            Parts::Items(_) if notation.get("minItems").is_none() => {
                put(&mut notation, "minItems", Some(1.into()));
            }
            Parts::None if notation.get("minLength").is_none() => {
                let types = notation.get("type").and_then(Json::as_array);
                let is_text = types.is_some_and(|types| types.contains(&"string".into()));
                put(&mut notation, "minLength", is_text.then(|| 1.into()));
            }
            _ => {}
        }
        if notation.get("$ref").is_some() {
            notation = json!({ "allOf": [notation] });
        }
    } else {
        notation = or_nothing(notation);
    }
    let language = known.language();
    let said = |text: &Text| text.get(language).to_owned();
    let about = [field.help.as_ref().map(said), known.hint(&*field.kind)];
    let about: Vec<String> = about.into_iter().flatten().collect();
    // What stands in lists and maps is mostly called nothing but that.
    let title = Some(said(&field.label)).filter(|title| **title != *field.name);
    put(&mut notation, "title", title.map(Json::from));
    put(&mut notation, "description", (!about.is_empty()).then(|| about.join("\n\n").into()));
    notation
}

/// What may be written for an item of a list: never nothing.
pub(super) fn of_item(field: &Field, known: &dyn Vocabulary) -> Json {
    of_field(&Field { required: true, ..field.clone() }, known)
}

/// The same, or nothing at all.
fn or_nothing(mut notation: Json) -> Json {
    let nothing = || Json::from("null");
    match notation.get_mut("type") {
        Some(Json::Array(types)) => types.push(nothing()),
        Some(one) => *one = Json::Array(vec![one.take(), nothing()]),
        None => return json!({ "anyOf": [notation, { "type": "null" }] }),
    }
    notation
}

/// Puts a value under a key, when there is one.
pub(super) fn put(notation: &mut Json, key: &str, value: Option<Json>) {
    if let (Some(map), Some(value)) = (notation.as_object_mut(), value) {
        map.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_number_is_written_in_two_ways() {
        let notation = words([("1".to_owned(), "one"), ("ka".to_owned(), "none")]);
        assert_eq!(notation["enum"], json!([1, "1", "ka"]));
        assert_eq!(notation["enumDescriptions"], json!(["one", "one", "none"]));
    }

    #[test]
    fn patterns_of_our_own_engine_stay_here() {
        assert_eq!(portable("[A-Z]{2}(?:-[0-9]+)?"), Some("[A-Z]{2}(?:-[0-9]+)?"));
        assert_eq!(portable("(?i)ab"), None);
        assert_eq!(portable("[[:alpha:]]"), None);
        assert_eq!(in_any_case("Std."), r"[sS][tT][dD]\.");
    }
}
