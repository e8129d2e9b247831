//! What the navigation leads to is there.

use crate::check::{Context, Rule, Run};
use crate::config::NavTarget;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::EntryKey;
use crate::schema::Pages;

pub(in crate::check) const RULE: Rule = Rule {
    name: "settings",
    codes: &[Code::UnknownType, Code::NoSuchEntry, Code::BadValue],
    run: Run::Whole(run),
};

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    for (key, (id, span)) in context.config.types_with_pages() {
        match catalog.schema.get(id) {
            Some(content_type) if content_type.pages == Pages::Entry => {}
            Some(_) => findings.push(
                Diagnostic::at(Code::BadValue, span.clone())
                    .arg("key", key)
                    .arg("value", id)
                    .arg("expected", "type-with-pages")
                    .arg("known", ""),
            ),
            None => {
                let known = catalog.schema.types().map(|content_type| &*content_type.id);
                findings.push(
                    Diagnostic::at(Code::UnknownType, span.clone())
                        .arg("type", id)
                        .suggest(nearest(id, known)),
                );
            }
        }
    }
    for item in context.config.navigation.iter().chain(&context.config.footer) {
        let (NavTarget::Type(id) | NavTarget::Entry(id, _)) = &item.target else {
            continue;
        };
        let Some(content_type) = catalog.schema.get(id) else {
            let known = catalog.schema.types().map(|content_type| &*content_type.id);
            if !catalog.schema.is_unread(id) {
                findings.push(
                    Diagnostic::at(Code::UnknownType, item.span.clone())
                        .arg("type", id)
                        .hint(nearest(id, known)),
                );
            }
            continue;
        };
        if let NavTarget::Entry(_, entry_id) = &item.target {
            let entry = catalog.get(&EntryKey::new(id.as_str(), entry_id.as_str()));
            if !entry.is_some_and(|entry| entry.published) {
                let suggestion = match entry {
                    Some(_) => None,
                    None => catalog.suggestion(id, entry_id),
                };
                findings.push(
                    Diagnostic::at(Code::NoSuchEntry, item.span.clone())
                        .arg("type", id)
                        .arg("id", entry_id)
                        .arg("problem", if entry.is_some() { "unpublished" } else { "missing" })
                        .arg("file", entry.map_or("", |entry| entry.file.as_str()))
                        .hint(suggestion.map(|suggestion| &*suggestion.key.id)),
                );
            }
        } else if content_type.pages == Pages::None {
            findings.push(
                Diagnostic::at(Code::BadValue, item.span.clone())
                    .arg("key", "type")
                    .arg("value", id)
                    .arg("expected", "type-with-pages")
                    .arg("known", ""),
            );
        }
    }
}
