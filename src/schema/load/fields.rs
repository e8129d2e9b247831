//! Reads fields: what every field says about itself, whatever its kind.
//!
//! Entry point: [`Loader::read_fields`]. Invariant: a field that cannot be read is remembered as unparsed, so that what entries write
//! into it is not judged.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Loader, is_type_id};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;
use crate::schema::kinds::{Declaration, Fields, KIND_KEYS, registered};
use crate::schema::{Field, FieldKind, FieldRole, Text};
use crate::yaml::{self, Node, NodeValue, Reader};

/// Where a field stands, which decides what it must say about itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// In a type.
    Type,
    /// In `common.yaml`.
    Common,
    /// Inside a list, a map or an object.
    Inner,
}

impl Loader<'_, '_> {
    /// The fields that `node` declares, and the names of those that cannot be read.
    pub(super) fn read_fields(
        &mut self,
        node: &Node,
        origin: Origin,
    ) -> (IndexMap<Arc<str>, Field>, Vec<String>) {
        let (mut fields, mut unparsed) = (IndexMap::new(), Vec::new());
        let Some(pairs) = node.as_map() else {
            self.findings.push(Diagnostic::at(
                problem::NotAMap { where_: None },
                Span::new(self.file, node.span.clone()),
            ));
            return (fields, unparsed);
        };
        for pair in pairs {
            if !is_type_id(&pair.key)
                || matches!(pair.key.as_str(), "id" | "type" | "body" | "language")
            {
                self.contradiction(
                    problem::Contradiction::FieldName,
                    &pair.key,
                    "",
                    pair.key_span.clone(),
                );
                unparsed.push(pair.key.clone());
                continue;
            }
            match self.read_field(&pair.key, &pair.value, pair.key_span.clone(), origin) {
                Some(field) => {
                    fields.insert(field.name.clone(), field);
                }
                None => unparsed.push(pair.key.clone()),
            }
        }
        (fields, unparsed)
    }

    fn read_field(
        &mut self,
        name: &str,
        node: &Node,
        at: Range<usize>,
        origin: Origin,
    ) -> Option<Field> {
        let mut r = Reader::new(self.file, node, self.findings)?;
        let kind_node = r.required("kind")?;
        let kind_name = kind_node.quoted().to_owned();
        let label = r.text("label");
        if label.is_none() && origin == Origin::Type && r.raw("label").is_none() {
            let span = r.at(at.clone());
            r.findings
                .push(Diagnostic::at(problem::MissingKey { key: &"label", where_: None }, span));
        }
        let help = r.text("help");
        let required = r.boolean("required").unwrap_or(false);
        let hidden = r.boolean("hidden").unwrap_or(false);
        let offered = r.boolean("offered").unwrap_or(true);
        let personal = r.boolean("personal").unwrap_or(false);
        let unique = r.raw("unique").and_then(|pair| match &pair.value.value {
            NodeValue::List(_) => r
                .strings_of("unique", &pair.value)
                .map(|list| list.into_iter().map(|(s, _)| s).collect()),
            NodeValue::Scalar { text, .. } => match yaml::parse_boolean(text) {
                Some(true) => Some(Vec::new()),
                Some(false) => None,
                None => {
                    r.bad("unique", &pair.value, problem::Expected::Boolean);
                    None
                }
            },
            _ => None,
        });
        let role = r.choice("role", &FieldRole::ALL);
        let role = role.zip(r.raw("role").map(|pair| pair.value.beginning()));
        let Some(kind) = registered(&kind_name) else {
            let mut known = FieldKind::NAMES;
            known.sort_unstable();
            r.no_choice("kind", kind_node, &kind_name, &known);
            return None;
        };
        for key in kind.keys {
            r.raw(key);
        }
        r.refuse(&KIND_KEYS, &kind_name);
        r.finish();
        let kind = (kind.declare)(&mut Declaration {
            file: self.file,
            is_standard: self.own.is_none(),
            node,
            at: &at,
            inner: self,
        })?;
        let role = role.and_then(|(role, at)| {
            let fits = origin == Origin::Type && role.fits(&kind);
            if !fits {
                self.contradiction(problem::Contradiction::RoleKind, name, role.name(), at);
            }
            fits.then_some(role)
        });
        Some(Field {
            name: name.into(),
            kind,
            role,
            label: label.unwrap_or_else(|| Text::same(name)),
            help,
            required,
            hidden,
            offered,
            personal,
            unique,
            common: origin == Origin::Common,
            span: self.own.map(|file| Span::new(file, at)),
        })
    }
}

impl Fields for Loader<'_, '_> {
    fn findings(&mut self) -> &mut Vec<Diagnostic> {
        self.findings
    }

    fn field(&mut self, name: &str, node: &Node) -> Option<Field> {
        self.read_field(name, node, node.span.clone(), Origin::Inner)
    }

    fn fields(&mut self, node: &Node) -> (IndexMap<Arc<str>, Field>, Vec<String>) {
        self.read_fields(node, Origin::Inner)
    }
}
