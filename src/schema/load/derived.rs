//! Reads relations that are derived: what entries reach by way of others.
//!
//! Entry point: [`Loader::derived`]. Invariant: a name that is kept is no field of the type. Whether the steps lead anywhere is known when all types
//! are: `load/consistency.rs` says it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Loader, is_type_id};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;
use crate::schema::{DerivedRule, Field};
use crate::yaml::{Node, Reader};

impl Loader<'_, '_> {
    /// The derived relations of a type with these fields.
    pub(super) fn derived(
        &mut self,
        node: Option<&Node>,
        fields: &IndexMap<Arc<str>, Field>,
    ) -> Vec<DerivedRule> {
        let mut rules = Vec::new();
        let Some(node) = node else { return rules };
        let Some(pairs) = node.as_map() else {
            self.findings.push(Diagnostic::at(
                problem::NotAMap { where_: None },
                Span::new(self.file, node.span.clone()),
            ));
            return rules;
        };
        for pair in pairs {
            let (name, at) = (&pair.key, pair.key_span.clone());
            let Some(mut r) = Reader::new(self.file, &pair.value, self.findings) else { continue };
            let label = r.required("label").and_then(|n| r.text_of("label", n));
            let through = r.text("through");
            let through_node = r.node("through");
            let via = r.required("via").and_then(|n| r.strings_of("via", n));
            let unless = r.strings("unless").unwrap_or_default();
            r.finish();
            let lacks = through.as_ref().is_some_and(|through| {
                through.iter().any(|(_, text)| !text.contains(DerivedRule::THROUGH))
            });
            if let Some(node) = through_node.filter(|_| lacks) {
                self.contradiction(
                    problem::Contradiction::DerivedThrough,
                    name,
                    "",
                    node.span.clone(),
                );
            }
            if !is_type_id(name) {
                self.contradiction(problem::Contradiction::FieldName, name, "", at);
                continue;
            }
            if fields.contains_key(&**name) {
                self.contradiction(problem::Contradiction::DerivedIsField, name, "", at);
                continue;
            }
            let (Some(label), Some(via)) = (label, via) else { continue };
            let span = Span::new(self.file, at);
            let name = Arc::from(name.as_str());
            rules.push(DerivedRule { name, label, through, via, unless, span });
        }
        rules
    }
}
