//! Takes in the type files of the site: types of its own, and changes laid over standard types.
//!
//! Entry point: [`add_site_type`]. Invariant: places in a standard file never reach a finding; the place that extends it stands for them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{TypeSource, is_type_id};
use crate::diagnostic::{Diagnostic, nearest, problem};
use crate::location::{SitePath, Span};
use crate::yaml::{Node, NodeValue, Pair};

/// Adds what a type file says; `false` when nothing can be made of it, which is then a finding.
pub(super) fn add_site_type(
    path: &SitePath,
    node: Node,
    standard: &BTreeMap<String, TypeSource>,
    own: &mut BTreeMap<String, TypeSource>,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    if node.as_map().is_none() {
        findings.push(Diagnostic::at(
            problem::NotAMap { where_: None },
            Span::new(path, node.beginning()),
        ));
        return false;
    }
    let named =
        |key: &str| node.get(key).and_then(|n| Some((n.as_str()?.to_owned(), n.span.clone())));
    let contradiction = |what: problem::Contradiction, name: &str, span: Range<usize>| {
        Diagnostic::at(
            problem::TypeContradiction { what, name: &name, other: &"" },
            Span::new(path, span),
        )
    };
    match (named("type"), named("extends")) {
        (Some(_), Some((_, span))) => {
            findings.push(contradiction(problem::Contradiction::TypeAndExtends, "extends", span));
            false
        }
        (None, Some((id, span))) => {
            let Some(base) = standard.get(&id) else {
                let known: Vec<String> = standard.keys().cloned().collect();
                findings.push(
                    Diagnostic::at(
                        problem::UnknownType {
                            type_: &id,
                            suggestion: nearest(&id, known.iter().map(String::as_str)),
                        },
                        Span::new(path, span),
                    )
                    .with_fix(),
                );
                return false;
            };
            if own.contains_key(&id) {
                findings.push(contradiction(problem::Contradiction::ExtendedTwice, &id, span));
                return true;
            }
            let pairs = node.as_map().unwrap_or_default();
            let overlay: Vec<Pair> =
                pairs.iter().filter(|pair| pair.key != "extends").cloned().collect();
            let mut base = base.node.clone();
            // Places in the standard file mean nothing in this one.
            relocate(&mut base, &span);
            let merged = overlay_type(base, &overlay, node.span.clone());
            own.insert(
                id,
                TypeSource {
                    file: path.clone(),
                    node: merged,
                    standard: false,
                    name_span: Some(span),
                },
            );
            true
        }
        (Some((id, span)), None) => {
            if id != path.stem() {
                findings.push(contradiction(problem::Contradiction::FileName, &id, span.clone()));
            }
            if standard.contains_key(&id) || own.contains_key(&id) {
                findings.push(contradiction(problem::Contradiction::TypeExists, &id, span));
                return false;
            }
            if !is_type_id(&id) {
                findings.push(contradiction(problem::Contradiction::TypeId, &id, span));
                return false;
            }
            own.insert(
                id,
                TypeSource { file: path.clone(), node, standard: false, name_span: Some(span) },
            );
            true
        }
        (None, None) => {
            findings.push(Diagnostic::at(
                problem::MissingKey { key: &"type", where_: None },
                Span::new(path, node.beginning()),
            ));
            false
        }
    }
}

fn relocate(node: &mut Node, span: &Range<usize>) {
    node.span = span.clone();
    match &mut node.value {
        NodeValue::List(items) => items.iter_mut().for_each(|item| relocate(item, span)),
        NodeValue::Map(pairs) => {
            for pair in pairs {
                pair.key_span = span.clone();
                relocate(&mut pair.value, span);
            }
        }
        NodeValue::Null | NodeValue::Scalar { .. } => {}
    }
}

/// Lays the keys of `overlay` over those of a standard type: fields key by key, rules by name, everything else whole.
fn overlay_type(base: Node, overlay: &[Pair], span: Range<usize>) -> Node {
    let NodeValue::Map(mut pairs) = base.value else {
        return Node { value: base.value, span };
    };
    for over in overlay {
        match pairs.iter_mut().find(|pair| pair.key == over.key) {
            Some(pair) if pair.key == "fields" || pair.key == "defaults" => {
                overlay_fields(&mut pair.value, &over.value);
                pair.key_span = over.key_span.clone();
            }
            Some(pair) if pair.key == "rules" => overlay_rules(&mut pair.value, &over.value),
            Some(pair) => *pair = over.clone(),
            None => pairs.push(over.clone()),
        }
    }
    let is_own = |key: &str| overlay.iter().any(|pair| pair.key == key);
    if let Some(facets) = overlay.iter().find(|pair| pair.key == "facets") {
        let kept = facets.value.as_list().unwrap_or_default();
        let is_kept = |name: &str| kept.iter().any(|facet| facet.as_str() == Some(name));
        for pair in pairs.iter_mut().filter(|pair| !is_own(&pair.key)) {
            drop_facets(pair, is_kept);
        }
    }
    Node { value: NodeValue::Map(pairs), span }
}

/// Takes what is inherited for facets that a type does not have any more.
fn drop_facets(pair: &mut Pair, is_kept: impl Fn(&str) -> bool) {
    match (&*pair.key, &mut pair.value.value) {
        ("facet_titles", NodeValue::Map(titles)) => titles.retain(|title| is_kept(&title.key)),
        ("facet_pairs", NodeValue::List(pairs)) => pairs.retain(|pair| {
            let names = pair.as_list().unwrap_or_default();
            names.iter().filter_map(Node::as_str).all(&is_kept)
        }),
        _ => {}
    }
}

/// Adds rules; one with a name that is there already takes its place.
fn overlay_rules(base: &mut Node, overlay: &Node) {
    let (NodeValue::List(rules), Some(more)) = (&mut base.value, overlay.as_list()) else {
        *base = overlay.clone();
        return;
    };
    let name = |rule: &Node| rule.get("name").and_then(|name| name.as_str().map(str::to_owned));
    rules.retain(|rule| !more.iter().any(|new| name(new).is_some() && name(new) == name(rule)));
    rules.extend_from_slice(more);
    base.span = overlay.span.clone();
}

fn overlay_fields(base: &mut Node, overlay: &Node) {
    let (NodeValue::Map(fields), Some(changes)) = (&mut base.value, overlay.as_map()) else {
        *base = overlay.clone();
        return;
    };
    for change in changes {
        match fields.iter_mut().find(|field| field.key == change.key) {
            Some(field) => {
                field.key_span = change.key_span.clone();
                match (&mut field.value.value, change.value.as_map()) {
                    (NodeValue::Map(keys), Some(new))
                        if !new.iter().any(|pair| pair.key == "kind") =>
                    {
                        for pair in new {
                            match keys.iter_mut().find(|key| key.key == pair.key) {
                                Some(key) => *key = pair.clone(),
                                None => keys.push(pair.clone()),
                            }
                        }
                        field.value.span = change.value.span.clone();
                    }
                    _ => field.value = change.value.clone(),
                }
            }
            None => fields.push(change.clone()),
        }
    }
}
