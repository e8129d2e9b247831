//! Puts the keys of entries in the order of their types.
//!
//! Entry point: [`format()`]. Invariant: keys change places with the comments that are theirs, and nothing else changes; what is in order stays as it
//! is, and what was put in order is. A file that cannot be changed without a doubt is named and left as it is, all of it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::reason;
use crate::config::EntrySettings;
use crate::diagnostic::texts::Texts;
use crate::edit::{Change, Edits, Refused, Source, Step};
use crate::location::SitePath;
use crate::model::type_in;
use crate::scaffold;
use crate::schema::{Field, Parts, Schema};
use crate::source::{Snapshot, SourceFile};
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::yaml::{self, Node, NodeValue};

/// What becomes of files.
#[derive(Debug, Default)]
pub(crate) struct Formatted {
    /// Those in which keys change places.
    pub(crate) edits: Edits,
    /// Those that are left as they are, although keys are not in order, and why.
    left: Vec<(SitePath, Refused)>,
}

impl Formatted {
    /// What is said about files that are left as they are.
    pub(crate) fn said<'a>(&'a self, texts: &'a Texts) -> impl Iterator<Item = String> + 'a {
        self.left.iter().map(|(path, refused)| {
            let why = texts.get(reason(*refused), &[]);
            texts.get("cli-fmt-left", &[("path", path), ("why", &why)])
        })
    }
}

/// The changes by which the keys of all entries are in order.
pub(crate) fn format(
    snapshot: &Snapshot,
    schema: &Schema,
    settings: EntrySettings<'_>,
) -> Formatted {
    let mut formatted = Formatted::default();
    for file in snapshot.under("content/") {
        let path = file.path();
        let Some((content_type, is_shared)) = type_in(path, schema, settings) else { continue };
        let fields: Vec<&Field> = scaffold::order(content_type).collect();
        let order = Order::of(fields);
        let Some(changes) = changes(file, &order, is_shared) else { continue };
        let text = file.text().unwrap_or_default();
        let mut source = Source::new(path.as_str(), text.as_ref());
        let made = changes.iter().try_for_each(|change| source.change(change));
        match made {
            Ok(()) => formatted.edits.change(path, text.as_bytes(), source.text().as_bytes()),
            Err(refused) => formatted.left.push((path.clone(), refused)),
        }
    }
    formatted
}

/// The changes of one file; `None` when it cannot be read, which is found elsewhere.
fn changes(file: &SourceFile, order: &Order<'_>, is_shared: bool) -> Option<Vec<Change>> {
    let text = file.text()?;
    let range = match frontmatter::split(&text) {
        _ if !file.path().extension().starts_with('m') => 0..text.len(),
        FrontMatter::Found { yaml, .. } => yaml,
        FrontMatter::Missing { .. } | FrontMatter::Open { .. } => return None,
    };
    let node = yaml::parse(file.path(), &text, range, &mut Vec::new())?;
    let mut changes = Vec::new();
    if is_shared {
        for pair in node.as_map()? {
            order.entry(&pair.value, &mut vec![Step::from(pair.key.as_str())], &mut changes);
        }
    } else {
        order.entry(&node, &mut Vec::new(), &mut changes);
    }
    Some(changes)
}

/// Fields in the order in which their keys stand.
struct Order<'a>(IndexMap<&'a str, &'a Field>);

impl<'a> Order<'a> {
    fn of(fields: impl IntoIterator<Item = &'a Field>) -> Self {
        Self(fields.into_iter().map(|field| (&*field.name, field)).collect())
    }

    fn inside(fields: &'a IndexMap<Arc<str>, Field>) -> Self {
        Self(fields.iter().map(|(name, field)| (&**name, field)).collect())
    }

    /// Changes of a map with these fields, and of what it holds.
    fn entry(&self, node: &Node, path: &mut Vec<Step>, changes: &mut Vec<Change>) {
        let Some(pairs) = node.as_map() else { return };
        // What nobody knows stays behind what it stands behind.
        let mut last = 0;
        let ranks = pairs.iter().map(|pair| {
            last = self.0.get_index_of(pair.key.as_str()).map_or(last, |rank| rank + 1);
            last
        });
        let ranks: Vec<usize> = ranks.collect();
        if !ranks.is_sorted() {
            let mut order: Vec<usize> = (0..ranks.len()).collect();
            order.sort_by_key(|at| ranks[*at]);
            changes.push(Change::Reorder(path.clone(), order));
        }
        for pair in pairs {
            let Some(field) = self.0.get(pair.key.as_str()) else { continue };
            path.push(Step::from(pair.key.as_str()));
            value(field, &pair.value, path, changes);
            path.pop();
        }
    }
}

fn value(field: &Field, node: &Node, path: &mut Vec<Step>, changes: &mut Vec<Change>) {
    match (field.kind.parts(), &node.value) {
        (Parts::Items(of), NodeValue::List(items)) => {
            for (at, item) in items.iter().enumerate() {
                path.push(Step::Item(at));
                value(of, item, path, changes);
                path.pop();
            }
        }
        (Parts::Fields(fields), _) => Order::inside(fields).entry(node, path, changes),
        // Whoever wrote a map has chosen the order of its keys.
        (Parts::Pairs(_, of), NodeValue::Map(pairs)) => {
            for pair in pairs {
                path.push(Step::from(pair.key.as_str()));
                value(of, &pair.value, path, changes);
                path.pop();
            }
        }
        _ => {}
    }
}
