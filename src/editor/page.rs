//! The pages of the editor: what is around the forms, and all entries.
//!
//! Entry points: [`entry`], [`entries`], [`none`]. Invariant: a page says what it has to say without its script, which only makes it do something.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use url::form_urlencoded;

use super::entry_text::{EntryHandle, EntryText};
use super::form::{Form, id_of, upload_folder};
use super::html::{Attributes, Markup};
use super::places::BODY;
use super::proposal::RAW;
use super::value::{FormValue, lines};
use super::{BASE, Scene, base_of, form_of, url_of};
use crate::config::Config;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Language, Severity};
use crate::location::SitePath;
use crate::model::{Catalog, Entry};
use crate::schema::{Body, ContentType, EntryKey, common};

/// More entries than this are not listed at once.
const LISTED: usize = 200;

/// What the script says, by key, and the values that it puts in.
const SCRIPT_WORDS: &[(&str, &[&str])] = &[
    ("nothing", &[]),
    ("severity-error", &[]),
    ("severity-warning", &[]),
    ("severity-note", &[]),
    ("count-error-one", &[]),
    ("count-error-many", &["count"]),
    ("count-warning-one", &[]),
    ("count-warning-many", &["count"]),
    ("count-note-one", &[]),
    ("count-note-many", &["count"]),
    ("no-findings", &[]),
    ("repair", &[]),
    ("repaired", &[]),
    ("not-repaired", &[]),
    ("state-unchanged", &[]),
    ("state-unsaved", &[]),
    ("state-saving", &[]),
    ("state-saved", &["time"]),
    ("state-away", &[]),
    ("state-back", &[]),
    ("state-gone", &[]),
    ("state-refused", &["status"]),
    ("state-not-kept", &[]),
    ("nothing-to-save", &[]),
    ("not-saved", &[]),
    ("save-conflicts-one", &[]),
    ("save-conflicts-many", &["count"]),
    ("conflicts-title", &[]),
    ("conflicts-help", &[]),
    ("conflict-theirs", &[]),
    ("conflict-yours", &[]),
    ("take-theirs", &[]),
    ("keep-yours", &[]),
    ("others-taken", &["fields"]),
    ("undone", &[]),
    ("redone", &[]),
    ("discarded", &[]),
    ("reverted", &[]),
    ("recovery", &["when"]),
    ("recovery-take", &[]),
    ("recovery-drop", &[]),
    ("recovered", &[]),
    ("recovery-dropped", &[]),
    ("left-one", &[]),
    ("left-many", &["count"]),
    ("too-many-one", &[]),
    ("too-many-many", &["count"]),
    ("show-beside", &[]),
    ("hide-beside", &[]),
    ("difference", &[]),
    ("no-difference", &[]),
    ("line-added", &[]),
    ("line-removed", &[]),
    ("item-up", &["label", "number"]),
    ("item-down", &["label", "number"]),
    ("item-remove", &["label", "number"]),
    ("item-moved", &["label", "number", "count"]),
    ("item-removed", &["label", "number"]),
    ("item-added", &["label", "number"]),
    ("bring-back", &[]),
    ("entries", &[]),
    ("chosen", &["title"]),
    ("no-such-entry", &[]),
    ("no-match", &[]),
    ("matches-one", &[]),
    ("matches-many", &["count"]),
    ("create-named", &["title"]),
    ("create-title", &[]),
    ("create-help", &[]),
    ("create-name", &[]),
    ("create-id", &[]),
    ("create-type", &[]),
    ("create", &[]),
    ("created", &["title"]),
    ("not-created", &[]),
    ("cancel", &[]),
    ("pick-title", &[]),
    ("pick-entry", &[]),
    ("linked", &["title"]),
    ("toolbar", &[]),
    ("tool-bold", &[]),
    ("tool-italic", &[]),
    ("tool-heading-2", &[]),
    ("tool-heading-3", &[]),
    ("tool-list", &[]),
    ("tool-numbers", &[]),
    ("tool-quote", &[]),
    ("tool-link", &[]),
    ("tool-link-short", &[]),
    ("tool-entry", &[]),
    ("tool-entry-short", &[]),
    ("tool-footnote", &[]),
    ("tool-picture", &[]),
    ("tool-picture-short", &[]),
    ("link-words", &[]),
    ("footnote-words", &[]),
    ("alt-words", &[]),
    ("picture-name", &[]),
    ("picture-kind", &["name"]),
    ("picture-large", &["size", "most"]),
    ("picture-sending", &["name"]),
    ("picture-sent", &["name"]),
    ("paste-pictures", &["count"]),
    ("paste-links", &["count"]),
    ("paste-merged", &["count"]),
    ("paste-rules", &["count"]),
    ("back", &[]),
    ("forth", &[]),
    ("tab-page", &[]),
    ("tab-pdf", &[]),
    ("tab-difference", &[]),
    ("picture-choose", &[]),
    ("picture-drop", &[]),
    ("file-choose", &[]),
    ("file-drop", &[]),
    ("rename", &[]),
    ("rename-title", &[]),
    ("rename-help", &[]),
    ("rename-changes-one", &[]),
    ("rename-changes-many", &["count"]),
    ("rename-same", &[]),
    ("duplicate", &[]),
    ("duplicate-title", &[]),
    ("duplicate-help", &[]),
    ("delete", &[]),
    ("delete-title", &[]),
    ("delete-refers-one", &[]),
    ("delete-refers-many", &["count"]),
    ("delete-none", &[]),
    ("deleted", &[]),
    ("locked", &["value"]),
    ("save-first", &[]),
];

/// The entry that a form is for.
#[derive(Clone, Copy)]
pub(super) struct FormEntry<'a> {
    pub(super) key: &'a EntryKey,
    pub(super) content_type: &'a ContentType,
    pub(super) handle: &'a EntryHandle,
    /// The text of its file.
    pub(super) text: &'a str,
}

/// A page around something.
pub(super) fn shell(
    token: &str,
    scene: &Scene<'_>,
    title: &str,
    main: impl FnOnce(&mut Markup),
) -> String {
    shell_at(token, scene, (title, ""), main)
}

/// The same where another language of the editor keeps `asked`, what the address asks for.
fn shell_at(
    token: &str,
    scene: &Scene<'_>,
    (title, asked): (&str, &str),
    main: impl FnOnce(&mut Markup),
) -> String {
    let texts = scene.texts;
    let say = |id: &str| texts.get(id, &[]);
    let mut html = Markup::default();
    html.literal("<!DOCTYPE html>");
    html.open("html", &[("lang", texts.language().tag()), ("data-editor", "")]);
    html.literal("<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">");
    html.open("meta", &[("name", "broschur-token"), ("content", token)]);
    html.element("title", &[], &format!("{title} – {}", say("editor-name")));
    let style = format!("{BASE}assets/editor.css");
    html.open("link", &[("rel", "stylesheet"), ("href", &style)]);
    let script = format!("{BASE}assets/editor.js");
    html.open("script", &[("type", "module"), ("src", &script)]);
    html.literal("</script></head><body>");
    html.element("a", &[("class", "skip"), ("href", "#main")], &say("editor-skip"));
    html.literal("<header>");
    html.open("nav", &[("aria-label", &say("editor-name"))]);
    for (href, id) in [
        (BASE.to_owned(), "editor-all"),
        (format!("{BASE}new"), "editor-new"),
        ("/".to_owned(), "editor-site"),
    ] {
        html.element("a", &[("href", &href)], &say(id));
        html.literal(" ");
    }
    html.literal("</nav>");
    html.open("nav", &[("class", "ui"), ("aria-label", &say("editor-ui"))]);
    for other in Language::all().filter(|other| *other != texts.language()) {
        let (address, tag) = (format!("?{asked}ui={}", other.tag()), other.tag());
        html.element(
            "a",
            &[("href", &address), ("lang", tag), ("hreflang", tag)],
            &language_name(tag),
        );
        html.literal(" ");
    }
    html.literal("</nav></header>");
    html.open("main", &[("id", "main")]);
    html.element("h1", &[], title);
    main(&mut html);
    html.literal("</main>");
    html.open("script", &[("type", "application/json"), ("id", "texts")]);
    let words: BTreeMap<&str, String> = SCRIPT_WORDS
        .iter()
        .map(|(key, values)| {
            let marks: Vec<String> = values.iter().map(|value| format!("{{{value}}}")).collect();
            let values: Vec<(&str, &dyn std::fmt::Display)> =
                values.iter().zip(&marks).map(|(name, mark)| (*name, mark as _)).collect();
            (*key, texts.get(&format!("editor-js-{key}"), &values))
        })
        .collect();
    html.data(&serde_json::to_string(&words).unwrap_or_default());
    html.literal("</script></body></html>");
    html.finish()
}

/// That there is no such page.
pub(super) fn none(token: &str, scene: &Scene<'_>) -> String {
    let title = scene.texts.get("editor-none", &[]);
    shell(token, scene, &title, |html| {
        html.open("p", &[]);
        html.element("a", &[("href", BASE)], &scene.texts.get("editor-all", &[]));
        html.close("p");
    })
}

/// The page of an entry and its PDF, as addresses in the preview.
pub(super) fn made_of(
    scene: &Scene<'_>,
    key: &EntryKey,
    handle: &EntryHandle,
) -> (Option<String>, Option<String>) {
    let Some((_, plan, _)) = scene.session.sites().next() else { return (None, None) };
    let Some(catalog) = scene.session.catalog() else { return (None, None) };
    let of_file =
        catalog.entries().iter().find(|entry| entry.key == *key && entry.file == handle.file);
    let language = of_file.map_or(catalog.default_language(), |entry| &entry.language);
    let page = plan.routes.entry(key, language).map(|href| format!("/{href}"));
    let pdf = plan.routes.sheet(key, language).map(|href| format!("/{href}"));
    (page, pdf)
}

/// What a page of the site is about, by its path without the slash in front.
pub(super) fn entry_at(scene: &Scene<'_>, catalog: &Catalog, path: &str) -> Option<EntryKey> {
    let (_, plan, _) = scene.session.sites().next()?;
    let mut all = catalog.entries().iter();
    let found = all.find(|entry| {
        plan.routes.entry(&entry.key, &entry.language).is_some_and(|href| href == path)
    });
    found.map(|entry| entry.key.clone())
}

/// The form of an entry. `answer` is what is told about it.
pub(super) fn entry(
    token: &str,
    scene: &Scene<'_>,
    (catalog, config): (&Catalog, &Config),
    about: FormEntry<'_>,
    answer: &Json,
) -> String {
    let FormEntry { key, content_type, handle, text } = about;
    let texts = scene.texts;
    let own = texts.language().tag();
    let known =
        catalog.entries().iter().find(|entry| entry.key == *key && entry.file == handle.file);
    let language = known.map_or(catalog.default_language(), |entry| &entry.language);
    let title = known.map_or(&*key.id, |entry| entry.title()).to_owned();
    let read = EntryText::read(handle, content_type, text);
    let is_partial = *language != *catalog.default_language();
    let heading = format!("{}: {title}", content_type.label.get(own));
    let asked = if is_partial { format!("lang={language}&") } else { String::new() };
    shell_at(token, scene, (&heading, &asked), |html| {
        html.open("p", &[("class", "where")]);
        html.element("code", &[], &handle.written());
        html.close("p");
        if known.is_some() {
            versions(html, scene, (catalog, config), key, language);
        }
        if known.is_some() && !is_partial {
            let label = texts.get("editor-whole", &[]);
            html.open("div", &[("class", "whole"), ("role", "group"), ("aria-label", &label)]);
            for does in ["rename", "duplicate", "delete"] {
                let word = texts.get(&format!("editor-js-{does}"), &[]);
                html.element("button", &[("type", "button"), ("data-does", does)], &word);
                html.literal(" ");
            }
            html.close("div");
        }
        html.open("div", &[("class", "columns")]);
        let (page, pdf) = (answer["page"].as_str(), answer["pdf"].as_str());
        let (file, base) = (handle.written(), base_of(text));
        let mut attributes = vec![
            ("id", "entry"),
            ("method", "post"),
            ("data-file", &*file),
            ("data-base", &*base),
            ("data-type", &*key.type_id),
            ("data-id", &*key.id),
            ("data-language", language),
        ];
        attributes.extend(page.map(|page| ("data-page", page)));
        attributes.extend(pdf.map(|pdf| ("data-pdf", pdf)));
        html.open("form", &attributes);
        bar(html, scene, answer);
        let alert = [("id", "conflicts"), ("role", "alert"), ("hidden", "")];
        html.element("div", &alert, "");
        summary(html, scene, answer);
        html.element("noscript", &[], &texts.get("editor-no-script", &[]));
        let mut form = Form {
            html: std::mem::take(html),
            texts,
            catalog,
            config,
            snapshot: scene.disk,
            file: &handle.file,
            language,
            is_partial,
        };
        match &read {
            Ok(read) => {
                controls(&mut form, content_type, read);
                body(&mut form, content_type, read, text);
            }
            Err(_) => whole(&mut form, text),
        }
        *html = form.html;
        html.close("form");
        if let Some(entry) = known {
            derived(html, scene, catalog, entry);
        }
        beside(html, scene, page);
        html.close("div");
        html.open("script", &[("type", "application/json"), ("id", "answer")]);
        html.data(&answer.to_string());
        html.literal("</script>");
    })
}

/// The entry in other languages: the forms of those that there are, and how to begin those that there are not.
fn versions(
    html: &mut Markup,
    scene: &Scene<'_>,
    (catalog, config): (&Catalog, &Config),
    key: &EntryKey,
    language: &str,
) {
    let others: Vec<&String> = config.languages.iter().filter(|it| **it != *language).collect();
    if others.is_empty() {
        return;
    }
    let label = scene.texts.get("editor-languages", &[]);
    html.open("div", &[("class", "versions"), ("role", "group"), ("aria-label", &label)]);
    for other in others {
        let name = language_name(other);
        if catalog.get_in(key, other).is_some() {
            let asked = (**other != **catalog.default_language()).then_some(&**other);
            let address = form_of(key, asked);
            html.element("a", &[("href", &address), ("lang", other), ("hreflang", other)], &name);
        } else {
            let word = scene.texts.get("editor-translate", &[("language", &name)]);
            let attributes =
                [("type", "button"), ("data-does", "translate"), ("data-language", other)];
            html.element("button", &attributes, &word);
        }
        html.literal(" ");
    }
    html.close("div");
}

/// What a language calls itself, as far as broschur speaks it; else its code.
fn language_name(tag: &str) -> String {
    let spoken =
        Language::of_tag(tag).map(|language| Texts::new(language).get("editor-language", &[]));
    spoken.unwrap_or_else(|| tag.to_owned())
}

fn bar(html: &mut Markup, scene: &Scene<'_>, answer: &Json) {
    let say = |id: &str| scene.texts.get(id, &[]);
    let label = say("editor-actions");
    html.open("div", &[("class", "bar"), ("role", "group"), ("aria-label", &label)]);
    html.element("button", &[("type", "submit"), ("data-does", "save")], &say("editor-save"));
    let can_undo = answer["canUndo"].as_bool() == Some(true);
    for (does, id, is_off) in
        [("undo", "editor-undo", !can_undo), ("discard", "editor-discard", true)]
    {
        html.literal(" ");
        let mut attributes = vec![("type", "button"), ("data-does", does)];
        if is_off {
            attributes.push(("disabled", ""));
        }
        html.element("button", &attributes, &say(id));
    }
    html.literal(" ");
    html.element("span", &[("id", "state"), ("role", "status")], "");
    html.close("div");
}

/// The findings, each with a link to its field.
fn summary(html: &mut Markup, scene: &Scene<'_>, answer: &Json) {
    let findings = answer["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    html.open("section", &[("class", "summary"), ("id", "summary"), ("aria-live", "polite")]);
    let count = findings.len();
    html.element("h2", &[], &scene.texts.get("editor-findings", &[("count", &count)]));
    html.open("ul", &[]);
    for finding in findings {
        let said = |key: &str| finding[key].as_str().unwrap_or_default();
        html.open("li", &[("data-severity", said("severity"))]);
        match finding["field"].as_str() {
            Some(field) => {
                let href = format!("#{}", id_of(field));
                html.element("a", &[("href", &href)], said("message"));
            }
            None => html.text(said("message")),
        }
        if !said("help").is_empty() {
            html.literal(" ");
            html.element("span", &[("class", "help")], said("help"));
        }
        html.close("li");
    }
    html.close("ul");
    html.close("section");
}

/// The controls of all fields: what is written, asked for or required, then the rest.
fn controls(form: &mut Form<'_>, content_type: &ContentType, read: &EntryText) {
    let is_shown = |name: &str| {
        let field = content_type.field(name);
        read.value(name) != FormValue::Nothing
            || field.is_some_and(|field| {
                (field.required && !form.is_partial) || (field.offered && !field.common)
            })
            || [common::STATUS, common::REVIEW_DUE].contains(&name)
    };
    let (first, more): (Vec<_>, Vec<_>) =
        content_type.fields.values().partition(|field| is_shown(&field.name));
    for field in first {
        form.field(field, &read.value(&field.name));
    }
    // What no field takes is shown all the same.
    for key in read.keys().filter(|key| !content_type.fields.contains_key(*key)) {
        form.unknown(key, &read.value(key));
    }
    if more.is_empty() {
        return;
    }
    form.html.open("details", &[("class", "more")]);
    let word = form.texts.get("editor-more", &[]);
    form.html.element("summary", &[], &word);
    for field in more {
        form.field(field, &FormValue::Nothing);
    }
    form.html.close("details");
}

fn body(form: &mut Form<'_>, content_type: &ContentType, read: &EntryText, text: &str) {
    if read.body.is_none() || (content_type.body == Body::None && read.body_of(text).is_empty()) {
        return;
    }
    let (label, id) = (form.texts.get("editor-body", &[]), id_of(BODY));
    let folder = upload_folder(form.file);
    let mut attributes = vec![
        ("class", "field"),
        ("data-field", BODY),
        ("data-body", ""),
        ("data-folder", &*folder),
    ];
    if content_type.body == Body::Required && !form.is_partial {
        attributes.push(("data-required", ""));
    }
    form.html.open("div", &attributes);
    form.html.element("label", &[("for", &id)], &label);
    let tools = form.texts.get("editor-toolbar", &[]);
    form.html.element(
        "div",
        &[("class", "toolbar"), ("role", "toolbar"), ("aria-label", &tools), ("hidden", "")],
        "",
    );
    area(form, (BODY, &id), &[("data-markdown", "")], &read.body_of(text));
    form.html.close("div");
}

/// The whole text of a file whose fields cannot be told.
fn whole(form: &mut Form<'_>, text: &str) {
    let (label, id) = (form.texts.get("editor-raw", &[]), id_of(RAW));
    form.html.open("div", &[("class", "field"), ("data-field", RAW), ("data-raw", "")]);
    form.html.element("label", &[("for", &id)], &label);
    area(form, (RAW, &id), &[], &lines(text));
    form.html.close("div");
}

fn area(form: &mut Form<'_>, (name, id): (&str, &str), more: Attributes<'_>, text: &str) {
    let findings = format!("e-{}", &id[2..]);
    let mut attributes = vec![
        ("id", id),
        ("name", name),
        ("rows", "24"),
        ("spellcheck", "true"),
        ("lang", form.language),
        ("aria-describedby", &findings),
    ];
    attributes.extend(more);
    form.html.open("textarea", &attributes);
    // The first line break behind the tag is none.
    form.html.literal("\n");
    form.html.text(text);
    form.html.close("textarea");
    form.html.element("div", &[("class", "findings"), ("id", &findings)], "");
}

/// Who refers to an entry, by relation.
fn derived(html: &mut Markup, scene: &Scene<'_>, catalog: &Catalog, entry: &Entry) {
    let own = scene.texts.language().tag();
    let mut groups: BTreeMap<String, Vec<&EntryKey>> = BTreeMap::new();
    for edge in catalog.edges_to(&entry.key) {
        let label = edge.relation.as_ref().map(|relation| {
            let label = relation.inverse.as_ref().map(|inverse| inverse.label.get(own).to_owned());
            label.unwrap_or_else(|| {
                relation.inverse_name(&edge.from.type_id, &edge.field).into_owned()
            })
        });
        let label = label.unwrap_or_else(|| scene.texts.get("editor-mentions", &[]));
        groups.entry(label).or_default().push(&edge.from);
    }
    if groups.is_empty() {
        return;
    }
    html.open("section", &[("class", "derived"), ("aria-labelledby", "derived")]);
    html.element("h2", &[("id", "derived")], &scene.texts.get("editor-derived", &[]));
    for (label, mut keys) in groups {
        keys.sort();
        keys.dedup();
        html.open("details", &[]);
        html.element("summary", &[], &format!("{label} ({})", keys.len()));
        html.open("ul", &[]);
        for key in keys {
            let title = catalog.get(key).map_or(&*key.id, Entry::title);
            html.open("li", &[]);
            html.element("a", &[("href", &url_of(key))], title);
            html.close("li");
        }
        html.close("ul");
        html.close("details");
    }
    html.close("section");
}

/// The page of the entry, beside its form.
fn beside(html: &mut Markup, scene: &Scene<'_>, page: Option<&str>) {
    let title = scene.texts.get("editor-preview", &[]);
    html.open("aside", &[("class", "beside"), ("aria-label", &title)]);
    match page {
        Some(page) => html.element("iframe", &[("title", &title), ("src", page)], ""),
        None => html.element("p", &[], &scene.texts.get("editor-no-page", &[])),
    }
    html.close("aside");
}

/// All entries, narrowed by what somebody has asked for.
pub(super) fn entries(
    token: &str,
    scene: &Scene<'_>,
    catalog: &Catalog,
    narrowed: &[(String, String)],
) -> String {
    let texts = scene.texts;
    let own = texts.language().tag();
    let asked = |name: &str| {
        let value = narrowed.iter().find(|(known, _)| known == name);
        value.map(|(_, value)| value.trim()).unwrap_or_default()
    };
    let (type_id, status, finding, words) =
        (asked("type"), asked("status"), asked("finding"), asked("q").to_lowercase());
    let mut found: BTreeMap<&SitePath, (usize, usize)> = BTreeMap::new();
    for one in scene.findings {
        let Some(span) = &one.span else { continue };
        let (errors, others) = found.entry(&span.file).or_default();
        *(if one.severity == Severity::Error { errors } else { others }) += 1;
    }
    let counts = |entry: &Entry| {
        let is_own = EntryHandle::of(&entry.file, &entry.key.id).id.is_none();
        found.get(&entry.file).filter(|_| is_own).copied().unwrap_or_default()
    };
    let fits = |entry: &&Entry| {
        let (errors, others) = counts(entry);
        (type_id.is_empty() || *entry.key.type_id == *type_id)
            && (status.is_empty() || entry.status.as_str() == status)
            && match finding {
                "error" => errors > 0,
                "any" => errors + others > 0,
                _ => true,
            }
            && words.split_whitespace().all(|word| {
                entry.key.id.contains(word) || entry.title().to_lowercase().contains(word)
            })
    };
    let types: Vec<&ContentType> = catalog.schema.types().collect();
    let originals = types.iter().flat_map(|of| catalog.originals_of(&of.id)).map(|e| &**e);
    let mut all: Vec<&Entry> = originals.filter(fits).collect();
    all.sort_by_key(|entry| (&entry.key.type_id, entry.title().to_lowercase()));
    let kept = narrowed.iter().filter(|(name, _)| name != "ui");
    let mut kept = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    if !kept.is_empty() {
        kept.push('&');
    }
    shell_at(token, scene, (&texts.get("editor-all", &[]), &kept), |html| {
        html.open("form", &[("class", "narrow"), ("method", "get"), ("action", BASE)]);
        let mut labels: Vec<(&str, &str)> =
            types.iter().map(|of| (&*of.id, of.plural.get(own))).collect();
        labels.sort_by_key(|(_, label)| label.to_lowercase());
        choice(html, ("type", &texts.get("editor-type", &[])), type_id, &labels);
        let states = types.first().and_then(|of| of.field(common::STATUS)?.kind.choices());
        let states: Vec<(&str, &str)> = states
            .into_iter()
            .flatten()
            .map(|(key, state)| (key.as_str(), state.label.get(own)))
            .collect();
        choice(html, ("status", &texts.get("editor-status", &[])), status, &states);
        let kinds = [texts.get("editor-any-finding", &[]), texts.get("editor-errors", &[])];
        let kinds = [("any", &*kinds[0]), ("error", &*kinds[1])];
        choice(html, ("finding", &texts.get("editor-finding", &[])), finding, &kinds);
        html.open("label", &[]);
        html.text(&texts.get("editor-search", &[]));
        html.literal(" ");
        html.open("input", &[("type", "search"), ("name", "q"), ("value", asked("q"))]);
        html.close("label");
        html.literal(" ");
        html.element("button", &[("type", "submit")], &texts.get("editor-narrow", &[]));
        html.close("form");
        let (count, shown) = (all.len(), all.len().min(LISTED));
        let said = if shown < count { "editor-count-some" } else { "editor-count" };
        html.element(
            "p",
            &[("class", "count"), ("role", "status")],
            &texts.get(said, &[("count", &count), ("shown", &shown)]),
        );
        html.open("table", &[("class", "entries")]);
        html.literal("<thead><tr>");
        for id in ["editor-title", "editor-type", "editor-status", "editor-finding"] {
            html.element("th", &[("scope", "col")], &texts.get(id, &[]));
        }
        html.literal("</tr></thead><tbody>");
        for entry in all.iter().take(LISTED) {
            html.literal("<tr>");
            html.open("th", &[("scope", "row")]);
            html.element("a", &[("href", &url_of(&entry.key))], entry.title());
            html.literal(" ");
            html.element("code", &[], &entry.key.id);
            html.close("th");
            let of = catalog.schema.get(&entry.key.type_id);
            html.element("td", &[], of.map_or("", |of| of.label.get(own)));
            let status = entry.status.as_str();
            let label = states.iter().find(|(key, _)| *key == status).map_or(status, |(_, l)| *l);
            html.element("td", &[("data-status", status)], label);
            let (errors, others) = counts(entry);
            let said = match errors + others {
                0 => String::new(),
                sum => texts.get("editor-findings", &[("count", &sum)]),
            };
            let severity = if errors > 0 { "error" } else { "warning" };
            html.element("td", &[("data-severity", severity)], &said);
            html.literal("</tr>");
        }
        html.literal("</tbody></table>");
    })
}

fn choice(html: &mut Markup, (name, label): (&str, &str), chosen: &str, choices: &[(&str, &str)]) {
    html.open("label", &[]);
    html.text(label);
    html.literal(" ");
    html.open("select", &[("name", name)]);
    for (key, label) in [("", "–")].iter().chain(choices) {
        let mut attributes = vec![("value", *key)];
        if *key == chosen {
            attributes.push(("selected", ""));
        }
        html.element("option", &attributes, label);
    }
    html.close("select");
    html.close("label");
    html.literal(" ");
}
