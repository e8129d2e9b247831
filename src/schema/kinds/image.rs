//! `image`: a picture, with what it shows and who made it.

use serde_json::{Value as Json, json};

use super::{
    Ability, Control, ControlPart, Declaration, FieldKind, ImageValue, Kind, PartControl,
    Registration, Value, ValueReader, Vocabulary, notation,
};
use crate::diagnostic::{Diagnostic, problem};
use crate::schema::Field;
use crate::schema::offered::Purpose;
use crate::yaml::{self, Node};

pub(super) const KIND: Registration = Registration { name: "image", keys: &[], declare };

/// What a picture may say of itself.
const PARTS: [ControlPart; 5] = [
    ("file", PartControl::Path),
    ("alt", PartControl::Line),
    ("decorative", PartControl::Tick),
    ("caption", PartControl::Line),
    ("credit", PartControl::Line),
];

#[derive(Debug)]
struct Image;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(Image))
}

impl Kind for Image {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Picture(&PARTS)
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        let mut notation = notation::file_with(&PARTS);
        // Whoever cannot see it is told what it shows, or that it shows nothing.
        notation["anyOf"] = json!([
            { "required": ["alt"], "properties": { "alt": { "minLength": 1, "not": { "type": "null" } } } },
            { "required": ["decorative"] },
        ]);
        notation
    }

    fn can(&self, _what: Ability) -> bool {
        false
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let keys = PARTS.map(|(key, _)| key);
        let bare = node.as_str().map(|file| format!("{{file: {file}}}"));
        let (pairs, misspelt) = reader.fixed(field, node, &keys, bare.as_deref())?;
        let alt =
            reader.part(field, pairs, "alt").map(|(text, _)| text).filter(|text| !text.is_empty());
        let decorative = node
            .get("decorative")
            .and_then(Node::as_str)
            .and_then(yaml::parse_boolean)
            .unwrap_or(false);
        let caption = reader.part(field, pairs, "caption").map(|(text, _)| text);
        let credit = reader.part(field, pairs, "credit").map(|(text, _)| text);
        let (file, span) = reader.file_part(field, node, pairs, &misspelt)?;
        if alt.is_none() && !decorative && !misspelt.contains(&"alt") {
            reader.findings.push(Diagnostic::at(
                problem::MissingAlt { file: &file, where_: Some(problem::ShownIn::Field) },
                reader.at(&span),
            ));
        }
        let file = reader.existing(&file, &span, Purpose::Picture)?;
        let alt = alt.filter(|_| !decorative);
        Some(Value::Image(ImageValue { file, alt, caption, credit }.into()))
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("object", None)
    }

    fn keys(&self) -> &'static [&'static str] {
        &["file", "alt", "caption", "credit"]
    }
}
