//! `list`: several values of a kind.

use serde_json::{Value as Json, json};

use super::{
    Ability, Count, Declaration, FieldKind, Kind, Parts, Registration, Value, ValueReader,
    Vocabulary, notation,
};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, problem};
use crate::schema::Field;
use crate::yaml::Node;

pub(super) const KIND: Registration =
    Registration { name: "list", keys: &["items", "max_items", "min_items", "of"], declare };

#[derive(Debug)]
struct List {
    of: Box<Field>,
    count: Count,
}

fn declare(d: &mut Declaration<'_>) -> Option<FieldKind> {
    let count = d.items();
    let of = d.field("of", "item")?;
    Some(FieldKind::new(List { of, count }))
}

/// The points of a list whose hyphens lack their blanks or are other signs, and which therefore became one text: between commas.
fn points(text: &str) -> Option<String> {
    let is_sign = |c: char| matches!(c, '-' | '–' | '—' | '•' | '·' | '‣' | '▪' | '*');
    if !text.starts_with(is_sign) || text.contains(',') {
        return None;
    }
    let mut items: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_start_matches(is_sign);
        if bare.len() < word.len() {
            items.push(bare.to_owned());
        } else {
            let item = items.last_mut()?;
            item.push_str(if item.is_empty() { "" } else { " " });
            item.push_str(word);
        }
    }
    items.iter().all(|item| !item.is_empty() && !item.contains(':')).then(|| items.join(", "))
}

/// So many values of a field.
pub(super) fn of(of: Field, count: Count) -> FieldKind {
    FieldKind::new(List { of: Box::new(of), count })
}

impl Kind for List {
    fn name(&self) -> &'static str {
        KIND.name
    }

    fn notation(&self, known: &dyn Vocabulary) -> Json {
        let mut notation = json!({ "type": "array", "items": notation::of_item(&self.of, known) });
        notation::put(&mut notation, "minItems", self.count.min.map(Json::from));
        notation::put(&mut notation, "maxItems", self.count.max.map(Json::from));
        // An entry is named once.
        let is_set = self.of.kind.relation().is_some();
        notation::put(&mut notation, "uniqueItems", is_set.then(|| true.into()));
        notation
    }

    fn can(&self, what: Ability) -> bool {
        let of = &self.of;
        match what {
            // Words of one's own, such as topics, may be chosen from what the others have written.
            Ability::Facet => of.kind.can(Ability::Line) || of.kind.can(what),
            Ability::Register | Ability::Select => of.kind.can(what),
            Ability::Linked => !of.personal && !of.hidden && of.kind.can(what),
            _ => false,
        }
    }

    fn parts(&self) -> Parts<'_> {
        Parts::Items(&self.of)
    }

    fn count(&self) -> Option<Count> {
        Some(self.count)
    }

    fn read(&self, reader: &mut ValueReader<'_>, field: &Field, node: &Node) -> Option<Value> {
        let of = &*self.of;
        let Some(items) = node.as_list() else {
            // A comma may belong to a text, never to an id.
            let ids = of.kind.relation().is_some() || of.kind.choices().is_some();
            let suggestion = node
                .as_str()
                .filter(|text| {
                    !text.contains(['\n', '[', '{', '#']) && (ids || !text.contains(','))
                })
                .map(|text| format!("[{}]", points(text).unwrap_or_else(|| text.to_owned())));
            reader.wrong(field, node, suggestion.as_deref());
            return None;
        };
        // A required list without items is missing, which is said once and elsewhere.
        if !(items.is_empty() && field.required) {
            reader.count(field, self.count, items.len(), node);
        }
        // Items take the name of the list in findings: "item" would tell an editor nothing.
        let of = Field { name: field.name.clone(), ..of.clone() };
        let mut values: Vec<Value> = Vec::with_capacity(items.len());
        for item in items {
            if item.is_null() {
                reader.wrong(&of, item, None);
                continue;
            }
            let Some(value) = reader.value(&of, item) else {
                continue;
            };
            if let Value::Reference(new) = &value
                && values
                    .iter()
                    .any(|old| matches!(old, Value::Reference(old) if old.key == new.key))
            {
                reader.findings.push(Diagnostic::at(
                    problem::ItemTwice { field: &field.name, value: &new.key.id },
                    reader.at(&item.span),
                ));
                continue;
            }
            values.push(value);
        }
        Some(Value::List(values))
    }

    fn column(&self) -> (&'static str, Option<&'static str>) {
        ("array", None)
    }

    fn hint(&self, texts: &Texts) -> Option<String> {
        let inner = self.of.kind.hint(texts);
        let how_many = match self.count {
            Count { min: Some(min), max: Some(max) } if min == max => {
                Some(texts.get("new-exactly", &[("count", &min)]))
            }
            Count { min: Some(min), .. } => Some(texts.get("new-at-least", &[("count", &min)])),
            Count { max: Some(max), .. } => Some(texts.get("new-at-most", &[("count", &max)])),
            _ => None,
        };
        match (how_many, inner) {
            (Some(count), Some(inner)) => Some(format!("{count} {inner}")),
            (one, other) => one.or(other),
        }
    }
}
