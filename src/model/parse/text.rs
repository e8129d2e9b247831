//! Reads words: `string` and `text`.
//!
//! Entry points: [`ValueReader::string`], [`ValueReader::text`]. Invariant: a string is trimmed and in normal form C, so that equal words are equal.

use unicode_normalization::UnicodeNormalization;

use super::ValueReader;
use super::problems::shorten;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Value;
use crate::schema::{Count, Field, StringRule};
use crate::syntax;
use crate::yaml::Node;

impl ValueReader<'_> {
    pub(super) fn string(
        &mut self,
        field: &Field,
        rule: &StringRule,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        let text: String = text.trim().nfc().collect();
        self.length(field, rule.length, &text, node);
        if !rule.values.is_empty() && !rule.values.contains(&text) {
            self.not_allowed(field, &text, &rule.values, node);
            return None;
        }
        if let Some(pattern) = &rule.pattern
            && !pattern.is_match(&text)
        {
            let written =
                pattern.as_str().trim_start_matches("^(?:").trim_end_matches(")$").to_owned();
            self.findings.push(
                Diagnostic::at(Code::BadPattern, self.at(&node.span))
                    .arg("field", &field.name)
                    .arg("value", shorten(&text))
                    .arg("pattern", written)
                    .arg("advice", field.help.as_ref().map_or("", |help| help.get(self.language))),
            );
        }
        Some(Value::String(text))
    }

    pub(super) fn text(
        &mut self,
        field: &Field,
        length: Count,
        text: &str,
        node: &Node,
    ) -> Option<Value> {
        self.length(field, length, text, node);
        let document =
            syntax::parse_fragment(text, &self.at(&node.span), self.language, self.findings);
        Some(Value::Text(document))
    }

    fn length(&mut self, field: &Field, count: Count, text: &str, node: &Node) {
        let length = text.trim().chars().count();
        let (problem, limit) = match count {
            Count { max: Some(max), .. } if length > max => ("long", max),
            Count { min: Some(min), .. } if length < min => ("short", min),
            _ => return,
        };
        self.findings.push(
            Diagnostic::at(Code::BadLength, self.at(&node.span))
                .arg("field", &field.name)
                .arg("problem", problem)
                .arg("limit", limit)
                .arg("length", length)
                .arg("difference", length.abs_diff(limit)),
        );
    }
}
