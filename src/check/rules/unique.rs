//! Values that must differ between the entries of a type: numbers per annex, codes per audience.

use std::collections::HashMap;

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::model::{Entry, Value};

pub(in crate::check) const RULE: Rule =
    Rule { name: "unique", codes: &[Code::NotUnique], run: Run::Whole(run) };

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for content_type in catalog.schema.types() {
        for (name, field) in &content_type.fields {
            let Some(together) = &field.unique else {
                continue;
            };
            let mut first: HashMap<Vec<String>, &Entry> = HashMap::new();
            for entry in catalog.originals_of(&content_type.id) {
                let Some(value) = entry.recorded(name) else { continue };
                let mut key = vec![value.identity()];
                key.extend(
                    together.iter().map(|other| {
                        entry.recorded(other).map(Value::identity).unwrap_or_default()
                    }),
                );
                match first.get(&key) {
                    Some(other) => findings.push(
                        Diagnostic::at(
                            problem::NotUnique {
                                field: &name,
                                value: &value.in_short(),
                                other: &other.key.id,
                                together: Some(&together.join(", ")),
                            },
                            entry.field_span(name),
                        )
                        .related("first", other.field_span(name)),
                    ),
                    None => {
                        first.insert(key, entry);
                    }
                }
            }
        }
    }
}
