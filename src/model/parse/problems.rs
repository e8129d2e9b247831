//! The findings that several kinds of fields share.
//!
//! Entry points: [`ValueReader::wrong`] and its neighbours. Invariant: what was written is quoted in at most sixty characters.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::ValueReader;
use crate::diagnostic::{Code, Diagnostic, listing, nearest};
use crate::schema::Field;
use crate::yaml::{self, Node, Pair};

impl ValueReader<'_> {
    pub(super) fn wrong(&mut self, field: &Field, node: &Node, suggestion: Option<&str>) {
        let shown = match &node.value {
            yaml::Value::Scalar { text, .. } => text.clone(),
            yaml::Value::Null => "null".to_owned(),
            yaml::Value::List(_) => "[…]".to_owned(),
            yaml::Value::Map(_) => "{…}".to_owned(),
        };
        let found = match &node.value {
            yaml::Value::Scalar { .. } => "scalar",
            yaml::Value::Null => "nothing",
            yaml::Value::List(_) => "list",
            yaml::Value::Map(_) => "map",
        };
        // A patch needs the whole value.
        let span = if suggestion.is_some() { self.at(&node.span) } else { self.beginning(node) };
        let finding = Diagnostic::at(Code::WrongKind, span)
            .arg("field", &field.name)
            .arg("expected", field.kind.name())
            .arg("found", found)
            .arg("value", shorten(&shown));
        self.findings.push(finding.suggest(suggestion));
    }

    pub(super) fn out_of_range<T: ToString>(
        &mut self,
        field: &Field,
        min: Option<T>,
        max: Option<T>,
        node: &Node,
    ) {
        let limits = match (&min, &max) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "min",
            _ => "max",
        };
        self.findings.push(
            Diagnostic::at(Code::OutOfRange, self.at(&node.span))
                .arg("field", &field.name)
                .arg("value", node.as_str().unwrap_or_default())
                .arg("limits", limits)
                .arg("min", min.map_or(String::new(), |min| min.to_string()))
                .arg("max", max.map_or(String::new(), |max| max.to_string())),
        );
    }

    pub(super) fn not_allowed(&mut self, field: &Field, text: &str, known: &[String], node: &Node) {
        self.findings.push(
            Diagnostic::at(Code::NotAllowed, self.at(&node.span))
                .arg("field", &field.name)
                .arg("value", shorten(text))
                .arg("known", listing(known))
                .suggest(nearest(text, known.iter().map(String::as_str))),
        );
    }

    pub(in crate::model) fn missing(&mut self, field: &Field, at: &Range<usize>, path: &str) {
        self.findings.push(
            Diagnostic::at(Code::MissingField, self.at(at))
                .arg("field", path)
                .arg("label", field.label.get(self.language))
                .arg("kind", field.kind.name()),
        );
    }

    /// Reports keys that are no fields. Returns the fields that were probably meant, by their names or by the labels that `fields` have:
    /// a misspelt field is one mistake and not also a missing one.
    pub(in crate::model) fn unknown_fields<'k>(
        &mut self,
        pairs: &[Pair],
        known: &[&'k str],
        fields: Option<&'k IndexMap<Arc<str>, Field>>,
        of: &str,
    ) -> Vec<&'k str> {
        // A field that is there already is hardly meant.
        let free: Vec<&str> =
            known.iter().copied().filter(|name| !pairs.iter().any(|p| p.key == *name)).collect();
        let mut misspelt = Vec::new();
        for pair in pairs.iter().filter(|pair| !known.contains(&pair.key.as_str())) {
            let by_label = || called(&pair.key, fields?).filter(|name| free.contains(name));
            let suggestion = nearest(&pair.key, free.iter().copied()).or_else(by_label);
            // The fields of a group fit on a line.
            let choice = if known.len() <= 12 { free.join(", ") } else { String::new() };
            self.findings.push(
                Diagnostic::at(Code::UnknownField, self.at(&pair.key_span))
                    .arg("field", shorten(&pair.key))
                    .arg("of", of)
                    .arg("known", choice)
                    .suggest(suggestion),
            );
            misspelt.extend(suggestion);
        }
        misspelt
    }
}

/// The field whose label, in whatever language, is what somebody wrote as its name.
fn called<'k>(written: &str, fields: &'k IndexMap<Arc<str>, Field>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let is_label = |field: &Field| field.label.iter().any(|(_, it)| it.to_lowercase() == written);
    fields.iter().find(|(_, field)| is_label(field)).map(|(name, _)| &**name)
}

pub(super) fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { format!("{short}…") } else { short }
}
