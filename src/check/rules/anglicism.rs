//! Where craft firms read, the glossary's English words stand in plain ones of the language of the site.
//!
//! Why: English terms keep small firms away; the interviews of the study say so (section 3.6). The glossary knows the plain words.
//!
//! Example: `Der Spillover war groß.` in a case. Better: `Viel Wissen wanderte weiter.` A text that links to the term,
//! `[Spillover](term:spillover)`, explains it and may use it.
//!
//! Parameters: `types`, whose entries are for craft firms (case); `audiences`, the audiences that are craft firms (hw), for entries that
//! name theirs; `allow`, terms that everybody has to know here, by id.

use std::collections::BTreeSet;

use regex::Regex;

use crate::check::options::{Default, Parameter};
use crate::check::{CheckContext, Context, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::i18n::{self, Locale};
use crate::location::Span;
use crate::model::{Catalog, Entry, EntryKey, Value};

use crate::syntax::{Destination, classify};

pub(in crate::check) const RULE: Rule = Rule {
    name: "anglicism",
    codes: &[Code::Anglicism],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[
            Parameter { name: "types", default: Default::Words(&["case"]) },
            Parameter { name: "audiences", default: Default::Words(&["hw"]) },
            Parameter { name: "allow", default: Default::Words(&[]) },
        ],
        run,
    },
};

/// An English term of the glossary with everything it is called.
#[derive(Debug)]
pub(in crate::check) struct Term {
    key: EntryKey,
    words: Regex,
    plain: String,
}

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    let allowed = cx.setting.words("allow");
    for entry in cx.entries().filter(|entry| is_for_craft_firms(cx, entry)) {
        let explained = explained(entry);
        let texts = texts(cx.context, entry);
        let is_known = |id: &str| explained.contains(id) || allowed.iter().any(|word| word == id);
        for term in cx.terms.iter().filter(|term| !is_known(&term.key.id)) {
            let found =
                texts.iter().find_map(|(field, text)| Some((*field, term.words.find(text)?)));
            if let Some((field, word)) = found {
                let at = place(cx.context, entry, field, &term.words);
                let finding = Diagnostic::at(Code::Anglicism, at)
                    .arg("word", word.as_str())
                    .arg("term", &term.key)
                    .arg("plain", &term.plain);
                findings.push(LintFinding::about(entry, finding));
            }
        }
    }
}

/// Whether an entry is in the language of the glossary, and its type or one of its audiences says that craft firms read it.
fn is_for_craft_firms(cx: &CheckContext<'_>, entry: &Entry) -> bool {
    let named = |name: &str, id: &str| cx.setting.words(name).iter().any(|word| word == id);
    let addressed =
        |field: &str| entry.references(field).iter().any(|key| named("audiences", &key.id));
    let primary = |language: &str| i18n::lookup(language).last().map(str::to_owned);
    primary(&entry.language) == primary(cx.context.catalog.default_language())
        && (named("types", &entry.key.type_id) || addressed("audience") || addressed("audiences"))
}

/// The English terms of the glossary that have a plain word.
pub(in crate::check) fn terms(catalog: &Catalog) -> Vec<Term> {
    let language = catalog.default_language();
    let endings = Locale::of(language).map(|locale| locale.written.endings.join("|"));
    let endings = endings.unwrap_or_default();
    catalog
        .list("term", language)
        .filter(|entry| entry.is("anglicism"))
        .filter_map(|entry| {
            let others = ["synonyms", "abbreviation"].iter().filter_map(|field| entry.get(field));
            let others = others.flat_map(Value::items).filter_map(Value::as_str);
            let names: Vec<String> =
                [entry.title()].into_iter().chain(others).map(regex::escape).collect();
            // With the endings of the language: zwei Global Players, in den Spillovern.
            let words = Regex::new(&format!(r"\b(?:{})(?:{endings})?\b", names.join("|"))).ok()?;
            let current =
                entry.get("replacement").and_then(|r| r.get("current")).and_then(Value::as_str);
            let plain = match (current, entry.get("plain").and_then(Value::as_text)) {
                (Some(current), _) => current.to_owned(),
                (None, Some(plain)) => plain.plain_text().trim_end_matches('.').replace('\n', " "),
                (None, None) => return None,
            };
            Some(Term { key: entry.key.clone(), words, plain })
        })
        .collect()
}

/// The terms that the texts of an entry link to.
fn explained(entry: &Entry) -> BTreeSet<&str> {
    let links = entry.documents().into_iter().flat_map(|(_, document)| document.links());
    let terms = links.filter_map(|link| match classify(&link.destination) {
        Destination::Entry { type_id: "term", id, .. } => Some(id),
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
