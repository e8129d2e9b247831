//! Which field a finding is about.
//!
//! Entry point: [`field_of`]. Invariant: a name that is given is that of a control, or of a group of controls, which the form of the entry has.

use super::entry_text::EntryText;
use crate::diagnostic::Diagnostic;
use crate::schema::ContentType;
use crate::yaml::{Node, NodeValue};

/// The name of the control for the body.
pub(super) const BODY: &str = "__body";

/// The field that a finding in the file of an entry is about, as its control is named; `None` for the entry as a whole.
pub(super) fn field_of(
    finding: &Diagnostic,
    entry: &EntryText,
    content_type: &ContentType,
) -> Option<String> {
    let at = finding.span.as_ref().map(|span| span.start);
    if let (Some(at), Some(body)) = (at, &entry.body)
        && at >= body.start
        && !body.is_empty()
    {
        return Some(BODY.to_owned());
    }
    let named = finding.value("field").filter(|name| {
        let first = name.split('.').next().unwrap_or_default();
        content_type.fields.contains_key(first)
    });
    let placed = at.and_then(|at| path_at(&entry.node, at));
    match (placed, named) {
        // What is missing in an object is said where the object begins.
        (Some(placed), Some(named)) if !named.contains('.') || placed.contains('/') => {
            let first = named.split('.').next().unwrap_or_default();
            let is_inside = placed.split('/').next() == Some(first);
            Some(if is_inside { placed } else { named.replace('.', "/") })
        }
        (_, Some(named)) => Some(named.replace('.', "/")),
        (placed, None) => placed,
    }
}

/// The path to the value, or the key, at a byte.
fn path_at(node: &Node, at: usize) -> Option<String> {
    let (name, inner) = match &node.value {
        NodeValue::Map(pairs) => {
            let pair = pairs.iter().find(|pair| {
                (pair.key_span.start..=pair.value.span.end.max(pair.key_span.end)).contains(&at)
            })?;
            (pair.key.clone(), &pair.value)
        }
        NodeValue::List(items) => {
            let number =
                items.iter().position(|item| (item.span.start..=item.span.end).contains(&at))?;
            (number.to_string(), &items[number])
        }
        NodeValue::Null | NodeValue::Scalar { .. } => return None,
    };
    Some(match path_at(inner, at) {
        Some(rest) => format!("{name}/{rest}"),
        None => name,
    })
}
