//! Cuts a file up into the entries that it holds.
//!
//! Entry point: [`entries_of`]. Invariant: what a file holds depends on that file, the types and the settings alone; a file that holds none
//! and ought to is a finding.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::written::{Unparsed, Written};
use super::{EntryKey, Reading};
use crate::address::path;
use crate::config::{BASELINE_FILE, EntrySettings, SETTINGS_FILE};
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::location::{SitePath, Span};
use crate::schema::{ContentType, Schema};
use crate::source::{Snapshot, SourceFile};
use crate::syntax::frontmatter::{self, FrontMatter};
use crate::syntax::slug;
use crate::yaml::{self, Node, NodeValue};

/// Folders of `content/` that hold other things than entries.
const OTHER_FOLDERS: [&str; 6] =
    ["types", "figures", "publications", "editions", "images", "files"];

/// The entries that a file holds.
pub(super) fn entries_of(
    file: &SourceFile,
    scope: &Reading<'_>,
    unparsed: &mut Unparsed,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Written> {
    let Reading { snapshot, schema, settings, .. } = *scope;
    let path = file.path();
    let inside = path.as_str().strip_prefix("content/").unwrap_or_default();
    let parts: Vec<&str> = inside.split('/').collect();
    let stray = |suggestion: Option<String>, findings: &mut Vec<Diagnostic>| {
        let free = suggestion.filter(|suggestion| snapshot.get_str(suggestion).is_none());
        // It may well belong to a type whose file cannot be read.
        if free.is_some() || schema.is_complete() {
            findings.push(Diagnostic::at_file(
                problem::StrayFile { path: &path, suggestion: free.as_deref() },
                path,
            ));
        }
    };
    // Where the file would be right if its folder, or its own name, were spelt like that of a type.
    let in_nearest_folder = || {
        let first = inside.split(['/', '.']).next().unwrap_or_default();
        let folder = nearest(first, schema.types().map(|t| t.folder.as_str()))?;
        Some(format!("content/{folder}{}", inside.strip_prefix(first)?))
    };
    match parts.as_slice() {
        _ if [SETTINGS_FILE, BASELINE_FILE].contains(&path.as_str()) => Vec::new(),
        [folder, _, ..] if OTHER_FOLDERS.contains(folder) => Vec::new(),
        [name] if name.eq_ignore_ascii_case("readme.md") => Vec::new(),
        [name] if !path.extension().starts_with('m') => {
            let folder = name.rsplit_once('.').map_or(*name, |(stem, _)| stem);
            let (folder, language) = split_language(folder, settings);
            match schema.by_folder(folder) {
                Some(content_type) => {
                    shared_file(file, content_type, language.as_deref(), unparsed, findings)
                }
                None => {
                    if let Some((stem, language)) = other_language(folder)
                        && schema.by_folder(stem).is_some()
                    {
                        findings.push(no_language(path, folder, language));
                    } else {
                        stray(in_nearest_folder(), findings);
                    }
                    Vec::new()
                }
            }
        }
        [folder, rest @ ..] if !rest.is_empty() => {
            let Some(content_type) = schema.by_folder(folder) else {
                stray(in_nearest_folder(), findings);
                return Vec::new();
            };
            let (id, language) = match rest {
                [name] => {
                    split_language(name.rsplit_once('.').map_or(*name, |(stem, _)| stem), settings)
                }
                [id, name] => {
                    let (stem, language) = split_language(
                        name.rsplit_once('.').map_or(*name, |(stem, _)| stem),
                        settings,
                    );
                    if stem != "index" {
                        let ending = name.strip_prefix(stem).unwrap_or_default();
                        stray(Some(format!("content/{folder}/{id}/index{ending}")), findings);
                        return Vec::new();
                    }
                    (*id, language)
                }
                [.., above, name] => {
                    let name = match name.split_once('.') {
                        Some(("index", _)) => format!("{above}/{name}"),
                        _ => (*name).to_owned(),
                    };
                    stray(Some(format!("content/{folder}/{name}")), findings);
                    return Vec::new();
                }
                [] => {
                    stray(None, findings);
                    return Vec::new();
                }
            };
            if let Some((_, language)) = other_language(id) {
                findings.push(no_language(path, id, language));
                return Vec::new();
            }
            if !check_id(id, Span::start_of(path), findings) {
                return Vec::new();
            }
            let key = EntryKey::new(content_type.id.clone(), id);
            let before = findings.len();
            let mut entry = single_file(file, content_type, key.clone(), language, findings);
            // What is wrong in it would be wrong because of where it is.
            if let Some(other) = entry.as_ref().and_then(|it| type_meant(schema, content_type, it))
            {
                findings.truncate(before);
                let better = format!("content/{}/{}", other.folder, rest.join("/"));
                let (type_, other) = (&content_type.id, &other.id);
                findings.push(Diagnostic::at_file(
                    problem::WrongFolder { type_, other, path: &better },
                    path,
                ));
                entry = None;
            }
            if entry.is_none() {
                unparsed.entries.insert(key);
            }
            entry.into_iter().collect()
        }
        _ => {
            stray(None, findings);
            Vec::new()
        }
    }
}

/// The entry that a file of its own holds, told by its path alone.
pub(crate) fn entry_in(
    path: &SitePath,
    schema: &Schema,
    settings: EntrySettings<'_>,
) -> Option<EntryKey> {
    let inside = path.as_str().strip_prefix("content/")?;
    let parts: Vec<&str> = inside.split('/').collect();
    let (stem, _) = split_language(path.stem(), settings);
    let (folder, id) = match parts.as_slice() {
        [folder, _] => (folder, stem),
        [folder, id, _] if stem == "index" => (folder, *id),
        _ => return None,
    };
    let is_text = matches!(path.extension().as_str(), "md" | "yaml" | "yml" | "markdown");
    let content_type = schema.by_folder(folder).filter(|_| is_text)?;
    Some(EntryKey::new(content_type.id.clone(), id))
}

/// The type whose entries a file holds, told by its path alone, and whether it holds several by their ids.
pub(crate) fn type_in<'a>(
    path: &SitePath,
    schema: &'a Schema,
    settings: EntrySettings<'_>,
) -> Option<(&'a ContentType, bool)> {
    if let Some(key) = entry_in(path, schema, settings) {
        return schema.get(&key.type_id).map(|content_type| (content_type, false));
    }
    let name = path.as_str().strip_prefix("content/").filter(|name| !name.contains('/'))?;
    let is_yaml = matches!(path.extension().as_str(), "yaml" | "yml");
    let is_settings = [SETTINGS_FILE, BASELINE_FILE].contains(&path.as_str());
    let (stem, _) = split_language(name.rsplit_once('.')?.0, settings);
    let content_type = schema.by_folder(stem).filter(|_| is_yaml && !is_settings)?;
    Some((content_type, true))
}

/// The file with many entries of a type, by their ids, where there is one.
pub(crate) fn list_file(snapshot: &Snapshot, content_type: &ContentType) -> Option<SitePath> {
    first_there(snapshot, &[format!("content/{}", content_type.folder)], &["yaml", "yml"])
}

/// The file that an entry of this id has for itself, where there is one, whatever can be read of it.
pub(crate) fn own_file(
    snapshot: &Snapshot,
    content_type: &ContentType,
    id: &str,
) -> Option<SitePath> {
    let stem = format!("content/{}/{id}", content_type.folder);
    let stems = [stem.clone(), format!("{stem}/index")];
    first_there(snapshot, &stems, &["md", "yaml", "yml"])
}

fn first_there(snapshot: &Snapshot, stems: &[String], endings: &[&str]) -> Option<SitePath> {
    let named =
        endings.iter().flat_map(|ending| stems.iter().map(move |stem| format!("{stem}.{ending}")));
    let mut paths =
        named.filter_map(|name| SitePath::new(&name).filter(|path| path.as_str() == name));
    paths.find(|path| snapshot.get(path).is_some())
}

/// Whether what is wrong in a file is wrong in one entry alone: the file holds no other, and is none of the settings.
pub(crate) fn holds_one_entry(path: &SitePath) -> bool {
    let inside = path.as_str().strip_prefix("content/").and_then(|inside| inside.split_once('/'));
    inside.is_some_and(|(folder, _)| !OTHER_FOLDERS.contains(&folder))
}

/// `dreherei.en` is the English version of `dreherei`.
fn split_language<'a>(stem: &'a str, settings: EntrySettings<'_>) -> (&'a str, Option<String>) {
    match stem.rsplit_once('.') {
        Some((id, language)) if settings.languages.iter().any(|known| known == language) => {
            (id, (language != settings.language).then(|| language.to_owned()))
        }
        _ => (stem, None),
    }
}

/// The stem and the language of a name that names one which the site does not have: `dreherei.en`.
fn other_language(stem: &str) -> Option<(&str, &str)> {
    let (id, language) = stem.rsplit_once('.')?;
    (is_id(id) && yaml::is_language(language)).then_some((id, language))
}

fn no_language(path: &SitePath, name: &str, language: &str) -> Diagnostic {
    let found = problem::FileName { name: &name, language: Some(language), suggestion: None };
    Diagnostic::at_file(found, path)
}

/// How many fields of another type make an entry one of that type.
const FIELDS_OF_ANOTHER: usize = 3;

/// The type of which an entry is, to judge by its fields: they are all fields of that one, and several are none of its folder's.
fn type_meant<'a>(
    schema: &'a Schema,
    content_type: &ContentType,
    entry: &Written,
) -> Option<&'a ContentType> {
    let fields = entry.fields.lock().unwrap_or_else(PoisonError::into_inner);
    let written = fields.as_ref()?.as_map()?;
    let strange = |content_type: &ContentType| {
        let is_strange = |pair: &&yaml::Pair| !content_type.fields.contains_key(&*pair.key);
        written.iter().filter(is_strange).count()
    };
    if strange(content_type) < FIELDS_OF_ANOTHER {
        return None;
    }
    let mut fitting = schema.types().filter(|other| strange(other) == 0);
    // Where several would fit, nobody knows.
    fitting.next().filter(|_| fitting.next().is_none())
}

/// An id is part of an address: lower case letters without accents, digits, `-` and `_`.
fn check_id(id: &str, span: Span, findings: &mut Vec<Diagnostic>) -> bool {
    let fits = is_id(id);
    if !fits {
        let better = slug::slug(id);
        let better = (!better.is_empty() && better != id).then_some(better);
        let found = problem::FileName { name: &id, language: None, suggestion: better.as_deref() };
        findings.push(Diagnostic::at(found, span.clone()));
    }
    // Of files, the snapshot says whether every system takes their names.
    let is_file = span.start == span.end;
    if let (true, Err(fault)) = (fits, path::piece(id, path::Use::Address)) {
        if !is_file {
            findings.push(Diagnostic::unusable(span, id, fault, path::Use::Address));
        }
        return false;
    }
    fits
}

/// Whether an entry can have this id.
pub(crate) fn may_be_id(id: &str) -> bool {
    is_id(id) && path::piece(id, path::Use::Address).is_ok()
}

fn is_id(id: &str) -> bool {
    id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn single_file(
    file: &SourceFile,
    content_type: &ContentType,
    key: EntryKey,
    language: Option<String>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Written> {
    let path = file.path();
    let text = file.text()?; // not UTF-8: the snapshot has said so
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        findings.push(Diagnostic::at_file(
            problem::EmptyFile { what: problem::ExpectedFile::Entry },
            path,
        ));
        return None;
    }
    let (yaml_range, body, place) = if path.extension().starts_with('m') {
        match frontmatter::split(&text) {
            FrontMatter::Found { yaml, body } => {
                let fence = text[..yaml.start].rfind("---").unwrap_or(0);
                (yaml, body, fence..fence + 3)
            }
            FrontMatter::Open { opening, .. } => {
                findings
                    .push(Diagnostic::at(problem::FrontMatterOpen {}, Span::new(path, opening)));
                return None;
            }
            FrontMatter::Missing { body } => {
                let written = text[body.clone()].trim_start();
                let start = body.end - written.len();
                let line = written.find(['\n', '\r']).unwrap_or(written.len());
                let first = Span::new(path, start..start + line);
                findings.push(Diagnostic::at(problem::FrontMatterMissing {}, first));
                return None;
            }
        }
    } else {
        (0..text.len(), text.len()..text.len(), 0..0)
    };
    let start = yaml_range.start;
    let before = findings.len();
    let is_field = |name: &str| content_type.fields.contains_key(name);
    let node = match yaml::parse_fields(path, &text, yaml_range, &is_field, findings) {
        Some(node) if node.as_map().is_some() => node,
        Some(node) if node.is_null() => empty_map(start),
        Some(node) => {
            findings.push(Diagnostic::at(
                problem::NotAMap { where_: None },
                Span::new(path, node.beginning()),
            ));
            return None;
        }
        // Comments only, or nothing between the fences.
        None if findings.len() == before => empty_map(start),
        None => return None,
    };
    let place = if place.is_empty() {
        node.as_map().and_then(<[_]>::first).map_or(0..0, |pair| pair.key_span.clone())
    } else {
        place
    };
    let title = title(content_type, &node);
    let fields = Mutex::new(Some(node));
    Some(Written { key, language, file: path.clone(), title, fields, shared: false, place, body })
}

fn title(content_type: &ContentType, fields: &Node) -> Option<String> {
    fields.get(&content_type.title)?.as_str().map(str::to_owned)
}

fn empty_map(at: usize) -> Node {
    Node { value: NodeValue::Map(Vec::new()), span: at..at }
}

fn shared_file(
    file: &SourceFile,
    content_type: &ContentType,
    language: Option<&str>,
    unparsed: &mut Unparsed,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Written> {
    let path = file.path();
    let Some(text) = file.text() else {
        unparsed.types.insert(content_type.id.clone());
        return Vec::new();
    };
    let before = findings.len();
    let is_field = |name: &str| content_type.fields.contains_key(name);
    let Some(node) = yaml::parse_fields(path, &text, 0..text.len(), &is_field, findings) else {
        if findings.len() == before && text.trim_start_matches('\u{feff}').trim().is_empty() {
            findings.push(Diagnostic::at_file(
                problem::EmptyFile { what: problem::ExpectedFile::Entry },
                path,
            ));
        }
        unparsed.types.insert(content_type.id.clone());
        return Vec::new();
    };
    let beginning = Span::new(path, node.beginning());
    let NodeValue::Map(pairs) = node.value else {
        if !node.is_null() {
            findings.push(Diagnostic::at(
                problem::NotAMap { where_: Some(problem::MapOf::SharedFile) },
                beginning,
            ));
        }
        unparsed.types.insert(content_type.id.clone());
        return Vec::new();
    };
    // A key twice on the first level is an id twice.
    let by_start: HashMap<usize, &yaml::Pair> = if findings.len() > before {
        pairs.iter().map(|pair| (pair.key_span.start, pair)).collect()
    } else {
        HashMap::new()
    };
    for finding in &mut findings[before..] {
        let Some(first) = finding.related.first().filter(|_| finding.code == Code::DuplicateKey)
        else {
            continue;
        };
        let pair =
            by_start.get(&first.span.start).filter(|pair| pair.key_span.end == first.span.end);
        if let (Some(pair), Some(span)) = (pair, &finding.span) {
            *finding = Diagnostic::at(
                problem::DuplicateId { id: &pair.key, type_: &content_type.id, other: &path },
                span.clone(),
            )
            .related("first", first.span.clone());
        }
    }
    let mut entries = Vec::new();
    for pair in pairs {
        if !check_id(&pair.key, Span::new(path, pair.key_span.clone()), findings) {
            continue;
        }
        let key = EntryKey::new(content_type.id.clone(), pair.key.as_str());
        let fields = match pair.value.value {
            NodeValue::Map(_) => pair.value,
            NodeValue::Null => empty_map(pair.key_span.end),
            _ => {
                let beginning = Span::new(path, pair.value.beginning());
                findings.push(Diagnostic::at(
                    problem::NotAMap { where_: Some(problem::MapOf::Entry { id: &pair.key }) },
                    beginning,
                ));
                unparsed.entries.insert(key);
                continue;
            }
        };
        entries.push(Written {
            key,
            language: language.map(str::to_owned),
            file: path.clone(),
            title: title(content_type, &fields),
            fields: Mutex::new(Some(fields)),
            shared: true,
            place: pair.key_span,
            body: text.len()..text.len(),
        });
    }
    entries
}
