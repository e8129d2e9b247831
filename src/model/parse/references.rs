//! Reads references to other entries.
//!
//! Entry point: [`ValueReader::reference`]. Invariant: the entry of a reference is there, and of a type that the field refers to.

use unicode_normalization::UnicodeNormalization;

use super::ValueReader;
use super::problems::shorten;
use crate::diagnostic::{Code, Diagnostic, listing, nearest};
use crate::location::Span;
use crate::model::{EntryKey, Reference};
use crate::schema::{Field, Relation};
use crate::yaml::Node;

impl ValueReader<'_> {
    pub(super) fn reference(
        &mut self,
        field: &Field,
        relation: &Relation,
        text: &str,
        node: &Node,
    ) -> Option<Reference> {
        let written: String = text.trim().nfc().collect();
        let span = self.at(&node.span);
        let to = relation.to.join(", ");
        let typed = written.split_once(':').map(|(type_id, id)| (type_id.trim(), id.trim()));
        let names_type = |(word, _): &(&str, &str)| {
            word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if let Some((type_id, id)) = typed.filter(names_type) {
            if !relation.to.iter().any(|target| **target == *type_id) {
                self.findings.push(
                    Diagnostic::at(Code::WrongTarget, span)
                        .arg("field", &field.name)
                        .arg("value", &written)
                        .arg("type", type_id)
                        .arg("to", to)
                        .suggest(
                            nearest(type_id, relation.to.iter().map(|t| &**t))
                                .map(|t| format!("{t}:{id}"))
                                .as_deref(),
                        ),
                );
                return None;
            }
            if let Some(key) = self.index.get(type_id, id) {
                return Some(Reference { key: key.clone(), span });
            }
            if !self.index.is_unread(type_id, id) {
                let suggestion = self.index.suggestion(&[type_id.into()], id);
                let suggestion = suggestion.map(|id| format!("{type_id}:{id}"));
                self.dangling(field, &written, &to, span, suggestion.as_deref());
            }
            return None;
        }
        let matches: Vec<&EntryKey> =
            relation.to.iter().filter_map(|target| self.index.get(target, &written)).collect();
        match matches.as_slice() {
            [key] => Some(Reference { key: (*key).clone(), span }),
            [] => {
                if !relation.to.iter().any(|target| self.index.is_unread(target, &written)) {
                    let suggestion = self.index.suggestion(&relation.to, &written);
                    self.dangling(field, &written, &to, span, suggestion);
                }
                None
            }
            several => {
                let known: Vec<String> = several.iter().map(ToString::to_string).collect();
                self.findings.push(
                    Diagnostic::at(Code::AmbiguousReference, span)
                        .arg("field", &field.name)
                        .arg("value", &written)
                        .arg("known", listing(&known)),
                );
                None
            }
        }
    }

    fn dangling(
        &mut self,
        field: &Field,
        written: &str,
        to: &str,
        span: Span,
        suggestion: Option<&str>,
    ) {
        self.findings.push(
            Diagnostic::at(Code::DanglingReference, span)
                .arg("field", &field.name)
                .arg("value", shorten(written))
                .arg("to", to)
                .suggest(suggestion),
        );
    }
}
