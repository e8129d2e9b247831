//! `file`: a file to download.

use serde_json::{Value as Json, json};

use super::{
    Ability, Control, ControlPart, Declaration, FieldKind, FileValue, Kind, PartControl,
    Registration, Value, ValueReader, Vocabulary, notation,
};
use crate::schema::Field;
use crate::schema::offered::Purpose;
use crate::yaml::Node;

pub(super) const KIND: Registration = Registration { name: "file", keys: &[], declare };

/// What a file may say of itself.
const PARTS: [ControlPart; 2] = [("file", PartControl::Path), ("title", PartControl::Line)];

#[derive(Debug)]
pub(super) struct File;

fn declare(_: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(File))
}

impl Kind for File {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::File(&PARTS)
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        json!({ "anyOf": [{ "type": "string" }, notation::file_with(&PARTS)] })
    }

    fn can(&self, _what: Ability) -> bool {
        false
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        if let Some(file) = node.as_str() {
            let file = reader.existing(file, &node.span, Purpose::Download)?;
            return Some(Value::File(FileValue { file, title: None }));
        }
        let (pairs, misspelt) = reader.fixed(field, node, &PARTS.map(|(key, _)| key), None)?;
        let title = reader.part(field, pairs, "title").map(|(text, _)| text);
        let (file, span) = reader.file_part(field, node, pairs, &misspelt)?;
        let file = reader.existing(&file, &span, Purpose::Download)?;
        Some(Value::File(FileValue { file, title }))
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("object", None)
    }
}
