//! `text`: Markdown.

use serde_json::Value as Json;

use super::reader::ValueReader;
use super::{
    Ability, Control, Count, Declaration, FieldKind, Kind, Registration, Value, Vocabulary,
    notation,
};
use crate::diagnostic::problem::LengthProblem;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, problem};
use crate::schema::Field;
use crate::syntax;
use crate::yaml::Node;

pub(super) const KIND: Registration =
    Registration { name: "text", keys: &["max_length", "min_length"], declare };

/// Markdown of so many characters.
#[derive(Debug)]
struct TextKind(Count);

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    Some(FieldKind::new(TextKind(d.count(["min_length", "max_length"]))))
}

impl Kind for TextKind {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn control(&self) -> Control<'_> {
        Control::Prose(self.0.max)
    }

    fn notation(&self, _known: &dyn Vocabulary) -> Json {
        notation::text_of(self.0)
    }

    fn can(&self, what: Ability) -> bool {
        matches!(what, Ability::Prose | Ability::Linked)
    }

    fn read_text(
        &self,
        reader: &mut ValueReader<'_>,
        field: &Field,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        reader.length(field, self.0, text, node);
        let at = reader.at(&node.span);
        Some(Value::Text(syntax::parse_fragment(text, &at, reader.language, reader.findings)))
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("string", None)
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        Some(match self.0.max {
            Some(max) => texts.get("new-text-max", &[("max", &max)]),
            None => texts.get("new-text", &[]),
        })
    }
}

impl ValueReader<'_> {
    /// Reports a text that is too short or too long.
    pub(super) fn length(&mut self, field: &Field, count: Count, text: &str, node: &Node) {
        let length = text.trim().chars().count();
        let (problem, limit) = match count {
            Count { max: Some(max), .. } if length > max => (LengthProblem::Long, max),
            Count { min: Some(min), .. } if length < min => (LengthProblem::Short, min),
            _ => return,
        };
        self.findings.push(Diagnostic::at(
            problem::BadLength {
                field: &field.name,
                problem,
                limit,
                length,
                difference: length.abs_diff(limit),
            },
            self.at(&node.span),
        ));
    }
}
