//! `string`: one line of text. Trimmed and in normal form C, so that equal words are equal.

use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization;

use super::show::words;
use super::{
    Ability, Control, Count, Declaration, FieldKind, Kind, Registration, Shown, Value, ValueReader,
    Vocabulary, Words, notation,
};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, problem};
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration {
    name: "string",
    keys: &["max_length", "min_length", "pattern", "values"],
    declare,
};

/// Limits of a line.
#[derive(Debug, Default)]
pub(super) struct StringKind {
    /// How many characters.
    length: Count,
    /// What the whole value matches.
    pattern: Option<regex::Regex>,
    /// The only values, when any are given.
    values: Vec<String>,
}

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let length = d.count(["min_length", "max_length"]);
    let pattern = d.node("pattern").and_then(|node| Some((node.as_str()?, node.span.clone())));
    let pattern = pattern.and_then(|(written, span)| {
        let pattern = regex::Regex::new(&format!("^(?:{written})$"));
        if pattern.is_err() {
            d.contradiction(problem::Contradiction::Pattern, written, "", span);
        }
        pattern.ok()
    });
    Some(FieldKind::new(StringKind { length, pattern, values: d.values() }))
}

impl Kind for StringKind {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        match self.values.as_slice() {
            [] => Control::Line(self.length.max),
            words => Control::Words(words),
        }
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        if !self.values.is_empty() {
            return notation::words(self.values.iter().map(|word| (word.clone(), "")));
        }
        let mut notation = notation::text_of(self.length);
        let pattern = self.pattern.as_ref().map(regex::Regex::as_str);
        let pattern = pattern.and_then(notation::portable).map(Json::from);
        notation::put(&mut notation, "pattern", pattern);
        notation
    }

    fn can(&self, what: Ability) -> bool {
        use Ability::{Key, Line, Linked, Register, Select, Short, Sort};
        matches!(what, Sort | Register | Select | Short | Line | Key | Linked)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let text: String = text.trim().nfc().collect();
        reader.length(field, self.length, &text, node);
        if !self.values.is_empty() && !self.values.contains(&text) {
            reader.not_allowed(field, &text, &self.values, node);
            return None;
        }
        if let Some(pattern) = &self.pattern
            && !pattern.is_match(&text)
        {
            let written =
                pattern.as_str().trim_start_matches("^(?:").trim_end_matches(")$").to_owned();
            let advice = field.help.as_ref().map(|help| help.get(reader.language));
            reader.findings.push(Diagnostic::at(
                problem::BadPattern {
                    field: &field.name,
                    value: &super::reader::shorten(&text),
                    pattern: &written,
                    advice,
                },
                reader.at(&node.span),
            ));
        }
        Some(Value::String(text))
    }

    fn show(&self, value: &Value, _words: &dyn Words) -> Option<Shown> {
        value.as_str().filter(|text| !text.is_empty()).map(|text| Shown::Plain(text.to_owned()))
    }

    fn data(&self, value: &Value) -> Json {
        value.as_str().map_or(Json::Null, words)
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", None)
    }

    fn constraints(&self) -> Vec<(&'static str, Json)> {
        match self.values.is_empty() {
            true => Vec::new(),
            false => vec![("enum", self.values.iter().cloned().collect())],
        }
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        match self.length.max {
            Some(max) => Some(texts.get("new-string-max", &[("max", &max)])),
            None if !self.values.is_empty() => {
                Some(texts.get("new-one-of", &[("values", &self.values.join(", "))]))
            }
            None => None,
        }
    }
}
