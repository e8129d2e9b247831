//! What an entry makes of another one, as its own file says it, and which types can do that.
//!
//! Entry point: [`Adaptation`]; entries are completed in `adapt.rs`.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{EntryKey, FieldValues, Value};
use crate::schema::part;
use crate::schema::{Ability, ContentType, Field};
use crate::yaml::Node;

/// The field that names what an entry adapts.
pub(crate) const BASE: &str = "extends";
/// The field that says for whom.
pub(crate) const TARGET: &str = "for";
/// The field in which editors record the state of the base that they have seen.
pub(crate) const REVIEWED: &str = "reviewed_base";

/// What an entry makes of another one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Adaptation {
    /// What it adapts.
    pub(crate) base: EntryKey,
    /// Short name of what the base says now: it is another one as soon as the base says something else. Empty while the base is unknown.
    pub(crate) base_state: String,
    /// By field, the keys of the objects that the entry replaces at least in part.
    pub(super) replaced: IndexMap<Arc<str>, Vec<String>>,
    /// The lists that are partly taken over, as they stand in the entry's own file.
    pub(super) own: FieldValues,
    /// Where keys are written, with their field.
    pub(super) keys: Vec<(Arc<str>, String, Range<usize>)>,
}

impl Adaptation {
    /// What is known of it while the entry is read; `None` for an entry that adapts none.
    pub(super) fn begin(content_type: &ContentType, values: &FieldValues) -> Option<Box<Self>> {
        let field = base_field(content_type)?;
        let Some(Value::Reference(base)) = values.get(&field.name) else { return None };
        Some(Box::new(Self {
            base: base.key.clone(),
            base_state: String::new(),
            replaced: IndexMap::new(),
            own: FieldValues::default(),
            keys: Vec::new(),
        }))
    }

    /// Notes what the entry's own file says in a list that is taken over object by object.
    pub(super) fn note(&mut self, field: &Field, node: &Node, value: Option<&Value>) {
        if !is_keyed(field) {
            return;
        }
        if let Some(value) = value {
            self.own.insert(field.name.clone(), value.clone());
        }
        for key in node.as_list().into_iter().flatten().filter_map(|item| item.get(part::KEY)) {
            if let Some(name) = key.as_str() {
                self.keys.push((field.name.clone(), name.to_owned(), key.span.clone()));
            }
        }
    }

    /// Whether an object in a list of the entry says something of its own.
    pub(crate) fn replaces(&self, field: &str, key: &str) -> bool {
        self.replaced.get(field).is_some_and(|keys| keys.iter().any(|known| known == key))
    }

    /// A list as it stands in the entry's own file, when it is partly taken over.
    pub(super) fn own(&self, field: &str) -> Option<&Value> {
        self.own.get(field)
    }
}

/// Whether entries of a type can adapt each other.
pub(crate) fn may_adapt(content_type: &ContentType) -> bool {
    base_field(content_type).is_some()
}

/// The field by which entries of a type adapt each other.
pub(super) fn base_field(content_type: &ContentType) -> Option<&Field> {
    let field = content_type.field(BASE)?;
    let relation = field.kind.relation()?;
    (relation.parent && *relation.to == [content_type.id.clone()]).then_some(field)
}

/// Whether the value of a field is taken over object by object.
pub(crate) fn is_keyed(field: &Field) -> bool {
    let fields = field.kind.item_fields();
    let key = fields.and_then(|fields| fields.get(part::KEY));
    key.is_some_and(|key| key.required && key.kind.can(Ability::Line))
}
