//! `schema_org` in a type file: what entries are in the vocabulary of schema.org.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Loader;
use crate::diagnostic::problem;
use crate::location::Span;
use crate::schema::{Ability, Field, SchemaOrg, Thing};
use crate::yaml::{Node, Reader};

impl Loader<'_, '_> {
    /// Reads the declaration: one for all entries, or one by each value of a field.
    pub(super) fn schema_org(
        &mut self,
        node: &Node,
        fields: &IndexMap<Arc<str>, Field>,
    ) -> Option<SchemaOrg> {
        if node.get("by").is_none() {
            return self.thing(node, fields).map(SchemaOrg::All);
        }
        let mut r = Reader::new(self.file, node, self.findings)?;
        let by = r.required("by").and_then(|n| Some((n.as_str()?.to_owned(), n.beginning())));
        let values = r.required("values");
        if let Some(node) = values
            && node.as_map().is_none()
        {
            r.bad("values", node, problem::Expected::Map);
        }
        r.finish();
        let (name, at) = by?;
        self.expect_field(fields, &name, Span::new(self.file, at.clone()));
        let field = fields.get(&*name)?;
        let Some(known) = field.kind.choices() else {
            self.contradiction(problem::Contradiction::SchemaOrgBy, &name, field.kind.name(), at);
            return None;
        };
        if field.personal || field.hidden {
            self.contradiction(problem::Contradiction::SchemaOrgHidden, &name, "", at);
            return None;
        }
        let mut things = IndexMap::new();
        for pair in values.and_then(Node::as_map).unwrap_or_default() {
            if !known.contains_key(&pair.key) {
                self.contradiction(
                    problem::Contradiction::SchemaOrgValue,
                    &pair.key,
                    &name,
                    pair.key_span.clone(),
                );
            } else if let Some(thing) = self.thing(&pair.value, fields) {
                things.insert(pair.key.clone(), thing);
            }
        }
        Some(SchemaOrg::By { field: name, things })
    }

    /// Reads what things are. That the words are in the vocabulary is not checked: it grows, and knows extensions.
    fn thing(&mut self, node: &Node, fields: &IndexMap<Arc<str>, Field>) -> Option<Thing> {
        let mut r = Reader::new(self.file, node, self.findings)?;
        let kind = r.required("type").and_then(|n| Some((n.as_str()?.to_owned(), n.beginning())));
        let written = r.node("properties");
        if let Some(node) = written
            && node.as_map().is_none()
        {
            r.bad("properties", node, problem::Expected::Map);
        }
        r.finish();
        let (kind, kind_at) = kind?;
        if !is_name(&kind, |c| c.is_ascii_uppercase()) {
            self.contradiction(problem::Contradiction::SchemaOrgType, &kind, "", kind_at);
            return None;
        }
        let mut properties = IndexMap::new();
        for pair in written.and_then(Node::as_map).unwrap_or_default() {
            if !is_name(&pair.key, |c| c.is_ascii_lowercase()) {
                self.contradiction(
                    problem::Contradiction::SchemaOrgProperty,
                    &pair.key,
                    "",
                    pair.key_span.clone(),
                );
                continue;
            }
            let at = pair.value.beginning();
            let Some(name) = pair.value.as_str() else {
                self.bad(&pair.key, &pair.value, problem::Expected::Word);
                continue;
            };
            self.expect_field(fields, name, Span::new(self.file, at.clone()));
            let Some(field) = fields.get(name) else { continue };
            if field.personal || field.hidden {
                self.contradiction(problem::Contradiction::SchemaOrgHidden, name, "", at);
            } else if !field.kind.can(Ability::Linked) {
                self.contradiction(
                    problem::Contradiction::SchemaOrgKind,
                    name,
                    field.kind.name(),
                    at,
                );
            } else {
                properties.insert(pair.key.clone(), name.to_owned());
            }
        }
        Some(Thing { kind, properties })
    }
}

fn is_name(name: &str, begins: impl Fn(char) -> bool) -> bool {
    name.starts_with(begins) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
