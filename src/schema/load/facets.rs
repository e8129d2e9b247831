//! Reads by what the list of a type can be narrowed.
//!
//! Entry point: [`Loader::facets`]. Invariant: a facet that is kept is a derived relation, or a field that everybody may see and whose kind can be one; a
//! pair consists of two facets that are kept.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Loader;
use crate::diagnostic::{Diagnostic, nearest, problem};
use crate::location::Span;
use crate::schema::{Ability, DerivedRule, FacetRules, Field, Text};
use crate::yaml::{Node, Reader};

/// What a type file says about facets.
pub(super) struct WrittenFacets<'n> {
    facets: Vec<(String, Span)>,
    pairs: Option<&'n Node>,
    titles: Option<&'n Node>,
}

impl<'n> WrittenFacets<'n> {
    pub(super) fn read(r: &mut Reader<'n, '_>) -> Self {
        Self {
            facets: r.strings("facets").unwrap_or_default(),
            pairs: r.node("facet_pairs"),
            titles: r.node("facet_titles"),
        }
    }
}

impl Loader<'_, '_> {
    /// The facets of a type with these fields.
    pub(super) fn facets(
        &mut self,
        written: WrittenFacets<'_>,
        fields: &IndexMap<Arc<str>, Field>,
        derived: &[DerivedRule],
    ) -> FacetRules {
        let mut rules = FacetRules::default();
        for (name, at) in written.facets {
            if derived.iter().any(|rule| *rule.name == *name) {
                if !rules.fields.contains(&name) {
                    rules.fields.push(name);
                }
                continue;
            }
            self.expect_field(fields, &name, at.clone());
            let Some(field) = fields.get(&*name) else { continue };
            if field.hidden {
                self.contradiction(
                    problem::Contradiction::FacetHidden,
                    &name,
                    "",
                    at.start..at.end,
                );
            } else if !field.kind.can(Ability::Facet) {
                self.contradiction(
                    problem::Contradiction::FacetKind,
                    &name,
                    field.kind.name(),
                    at.start..at.end,
                );
            } else if !rules.fields.contains(&name) {
                rules.fields.push(name);
            }
        }
        if let Some(node) = written.pairs {
            self.pairs(node, &mut rules);
        }
        if let Some(node) = written.titles {
            self.titles(node, &mut rules);
        }
        rules
    }

    fn pairs(&mut self, node: &Node, rules: &mut FacetRules) {
        let Some(items) = node.as_list() else {
            self.bad("facet_pairs", node, problem::Expected::List);
            return;
        };
        for item in items {
            let names: Option<Vec<(&Node, &str)>> = item
                .as_list()
                .and_then(|names| names.iter().map(|name| Some((name, name.as_str()?))).collect());
            match names.as_deref() {
                Some([(first, a), (second, b)]) if a != b => {
                    let pair = [(first, a), (second, b)];
                    let known =
                        pair.map(|(at, name)| self.is_facet("facet_pairs", name, at, rules));
                    if known == [true, true] {
                        rules.pairs.push([(*a).to_owned(), (*b).to_owned()]);
                    }
                }
                _ => {
                    self.contradiction(
                        problem::Contradiction::FacetPair,
                        "",
                        "",
                        item.span.clone(),
                    );
                }
            }
        }
    }

    fn titles(&mut self, node: &Node, rules: &mut FacetRules) {
        let Some(pairs) = node.as_map() else {
            self.findings.push(Diagnostic::at(
                problem::NotAMap { where_: None },
                Span::new(self.file, node.span.clone()),
            ));
            return;
        };
        for pair in pairs {
            let Some(mut r) = Reader::new(self.file, node, self.findings) else { continue };
            let Some(title) = r.text_of(&pair.key, &pair.value) else { continue };
            let lacks = title.iter().any(|(_, text)| !text.contains(FacetRules::VALUE));
            let at = Node { span: pair.key_span.clone(), ..pair.value.clone() };
            if lacks {
                self.contradiction(
                    problem::Contradiction::FacetTitle,
                    &pair.key,
                    "",
                    pair.value.span.clone(),
                );
            } else if self.is_facet("facet_titles", &pair.key, &at, rules) {
                rules.titles.insert(pair.key.clone(), title);
            }
        }
    }

    /// Whether a name is that of a facet; a finding when it is not.
    fn is_facet(&mut self, key: &str, name: &str, at: &Node, rules: &FacetRules) -> bool {
        let is_known = rules.fields.iter().any(|known| known == name);
        if !is_known {
            let suggestion = nearest(name, rules.fields.iter().map(String::as_str));
            self.findings.push(
                Diagnostic::at(
                    problem::NoSuchFacet { key: &key, name: &name, suggestion },
                    Span::new(self.file, at.span.clone()),
                )
                .with_fix(),
            );
        }
        is_known
    }
}

impl FacetRules {
    /// What stands for the value in the title of a page.
    pub(crate) const VALUE: &str = "{value}";

    /// What the page of a value is called, where the type says it.
    pub(crate) fn title(&self, field: &str, value: &str, language: &str) -> Option<String> {
        let title: &Text = self.titles.get(field)?;
        Some(title.get(language).replace(Self::VALUE, value))
    }
}
