//! Where laymen read, the words of the glossary that texts should avoid stand in plain ones.
//!
//! Why: English terms keep small firms away; the interviews of the study say so (section 3.6). The glossary knows the plain words.
//!
//! Example: `Der Spillover war groß.` in a case. Better: `Viel Wissen wanderte weiter.` A text that links to the term,
//! `[Spillover](term:spillover)`, explains it and may use it.
//!
//! Parameters: `types`, whose entries are for laymen; `audiences`, the audiences that are, for entries that name theirs; `allow`, terms that
//! everybody has to know here, by id. What a glossary and an audience are is said by roles of types, what is avoided by roles of fields.

use std::collections::BTreeSet;

use regex::Regex;

use crate::check::options::{CheckParameter, Default};
use crate::check::{CheckContext, Context, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::i18n::{self, Locale};
use crate::location::Span;
use crate::model::{Catalog, Entry, EntryKey, Value};
use crate::schema::{Field, FieldRole, TypeRole, part};
use crate::syntax::DestinationKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "anglicism",
    codes: &[Code::Anglicism],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[
            CheckParameter { name: "types", default: Default::Words(&[]) },
            CheckParameter { name: "audiences", default: Default::Words(&[]) },
            CheckParameter { name: "allow", default: Default::Words(&[]) },
        ],
        run,
    },
};

/// A term of the glossary that texts should avoid, with everything it is called.
#[derive(Debug)]
pub(in crate::check) struct AvoidedTerm {
    key: EntryKey,
    words: Regex,
    plain: String,
}

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let allowed = cx.setting.words("allow");
    for entry in cx.entries().filter(|entry| is_for_laymen(cx, entry)) {
        let explained = explained(cx, entry);
        let texts = texts(cx.context, entry);
        let is_known = |id: &str| explained.contains(id) || allowed.iter().any(|word| word == id);
        for term in cx.terms.iter().filter(|term| !is_known(&term.key.id)) {
            let found =
                texts.iter().find_map(|(field, text)| Some((*field, term.words.find(text)?)));
            if let Some((field, word)) = found {
                let at = place(cx.context, entry, field, &term.words);
                let finding = Diagnostic::at(
                    problem::Anglicism {
                        word: &word.as_str(),
                        term: &term.key,
                        plain: &term.plain,
                    },
                    at,
                );
                findings.push(LintFinding::about(entry, finding));
            }
        }
    }
}

/// Whether an entry is in the language of the glossary, and its type or one of its audiences is among those that are set.
fn is_for_laymen(cx: &CheckContext<'_>, entry: &Entry) -> bool {
    let named = |name: &str, id: &str| cx.setting.words(name).iter().any(|word| word == id);
    let schema = &cx.context.catalog.schema;
    let addressed = || {
        let audience = schema.with_role(TypeRole::Audience)?;
        let content_type = schema.get(&entry.key.type_id)?;
        let leads_there = |field: &&Field| {
            let mut leads_there = false;
            field.kind.relations(&mut |relation| leads_there |= relation.to.contains(&audience.id));
            leads_there
        };
        let fields = content_type.fields.values().filter(leads_there);
        let mut keys = fields.flat_map(|field| entry.references(&field.name));
        Some(keys.any(|key| key.type_id == audience.id && named("audiences", &key.id)))
    };
    let primary = |language: &str| i18n::lookup(language).last().map(str::to_owned);
    primary(&entry.language) == primary(cx.context.catalog.default_language())
        && (named("types", &entry.key.type_id) || addressed() == Some(true))
}

/// The terms of the glossary that texts should avoid and that have a plain word.
pub(in crate::check) fn terms(catalog: &Catalog) -> Vec<AvoidedTerm> {
    let Some(glossary) = catalog.schema.with_role(TypeRole::Glossary) else { return Vec::new() };
    let Some(avoided) = glossary.field_with(FieldRole::Avoided) else { return Vec::new() };
    let language = catalog.default_language();
    let endings = Locale::of(language).map(|locale| locale.written.endings.join("|"));
    let endings = endings.unwrap_or_default();
    catalog
        .list(&glossary.id, language)
        .filter(|entry| entry.is(&avoided.name))
        .filter_map(|entry| {
            let others = glossary.fields_with(FieldRole::OtherName);
            let others = others.filter_map(|field| entry.get(&field.name));
            let others = others.flat_map(Value::items).filter_map(Value::as_str);
            let names: Vec<String> =
                [entry.title()].into_iter().chain(others).map(regex::escape).collect();
            // With the endings of the language: zwei Global Players, in den Spillovern.
            let words = Regex::new(&format!(r"\b(?:{})(?:{endings})?\b", names.join("|"))).ok()?;
            let replacement = glossary.field_with(FieldRole::Replacement);
            let current =
                replacement.and_then(|field| entry.get(&field.name)?.get(part::CURRENT)?.as_str());
            let summary = glossary.summary.as_deref().and_then(|name| entry.get(name)?.as_text());
            let plain = match (current, summary) {
                (Some(current), _) => current.to_owned(),
                (None, Some(plain)) => plain.plain_text().trim_end_matches('.').replace('\n', " "),
                (None, None) => return None,
            };
            Some(AvoidedTerm { key: entry.key.clone(), words, plain })
        })
        .collect()
}

/// The terms that the texts of an entry link to.
fn explained<'e>(cx: &CheckContext<'_>, entry: &'e Entry) -> BTreeSet<&'e str> {
    let glossary = cx.context.catalog.schema.with_role(TypeRole::Glossary);
    let links = entry.documents().into_iter().flat_map(|(_, document)| document.links());
    let terms = links.filter_map(|link| match link.destination.kind() {
        DestinationKind::Entry { type_id, id, .. } => {
            glossary.is_some_and(|glossary| *glossary.id == *type_id).then_some(id)
        }
        _ => None,
    });
    terms.collect()
}

/// What readers see of an entry, by field: its own words, in the order of its type.
fn texts<'a>(context: &Context<'_>, entry: &'a Entry) -> Vec<(&'a str, String)> {
    let content_type = context.catalog.schema.get(&entry.key.type_id);
    let mut texts = Vec::new();
    for (name, value) in entry.own_values() {
        let field = content_type.and_then(|content_type| content_type.field(name));
        // Values of enums have labels in the type; what is hidden nobody reads.
        if field.is_none_or(|field| field.hidden || field.kind.choices().is_some()) {
            continue;
        }
        value.walk(&mut |value| match value {
            Value::String(text) => texts.push((name, text.clone())),
            Value::Text(document) => texts.push((name, document.plain_text())),
            _ => {}
        });
    }
    if entry.wrote("body") {
        texts.push(("body", entry.body().plain_text()));
    }
    texts
}

/// Where the words stand in the file; a word that a line break or a mark divides is reported at its field.
fn place(context: &Context<'_>, entry: &Entry, field: &str, words: &Regex) -> Span {
    let area = entry.area(field).unwrap_or_default();
    // The name of the field is no word of the text.
    let key = if field == "body" { 0 } else { entry.field_span(field).end - area.start };
    let start = area.start + key;
    let found = context.snapshot.look_at_text(&entry.file, |text| {
        let found = words.find(text.get(start..area.end.min(text.len()))?)?;
        Some(start + found.start()..start + found.end())
    });
    match found.flatten() {
        Some(range) => Span::new(&entry.file, range),
        None => entry.field_span(field),
    }
}
