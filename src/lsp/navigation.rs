//! Where things are: what stands at the cursor, where it leads, what leads to it, and what is in a file.
//!
//! Entry points: [`hover`], [`definition`], [`references`], [`outline`], [`links`], [`entries`]. Invariant: places are those of the texts as the
//! workspace has looked at them.

use std::ops::Range;

use lsp_types::{
    DocumentLink, DocumentLinkParams, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents, HoverParams, Location,
    MarkupContent, MarkupKind, OneOf, ReferenceParams, SymbolKind, TextDocumentPositionParams,
    WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::completion::{field_at, file_named, summary, type_of};
use super::cursor::Cursor;
use super::places::{offset_of, range_in, range_of};
use super::workspace::Workspace;
use crate::diagnostic::sources::SourceText;
use crate::diagnostic::texts::Texts;
use crate::location::{SitePath, Span};
use crate::model::{Catalog, Entry, EntryKey, find_file};
use crate::schema::{ContentType, common};
use crate::syntax::{DestinationKind, plain_text};

/// More entries than this are not listed.
const MOST: usize = 500;

/// What a place names: the entry, and where it is named.
pub(super) fn named_at(
    workspace: &Workspace,
    path: &SitePath,
    offset: usize,
) -> Option<(EntryKey, Span)> {
    let catalog = workspace.catalog()?;
    let holds = |span: &Range<usize>| span.start <= offset && offset <= span.end;
    for entry in workspace.entries_in(path) {
        let mut edges = catalog.edges_from(&entry.key).filter(|edge| edge.relation.is_some());
        let edge =
            edges.find(|edge| edge.span.file == *path && holds(&(edge.span.start..edge.span.end)));
        if let Some(edge) = edge {
            return Some((edge.to.clone(), edge.span.clone()));
        }
        for (_, document) in entry.own_documents() {
            for link in document.links().into_iter().filter(|link| holds(&link.span)) {
                if let Some(key) = EntryKey::linked(&link.destination) {
                    return Some((key, Span::new(path, link.span.clone())));
                }
            }
        }
    }
    None
}

/// The entry that a place is a part of, where it names no other.
pub(super) fn around<'a>(
    workspace: &'a Workspace,
    path: &SitePath,
    offset: usize,
) -> Option<&'a Entry> {
    let entries = workspace.entries_in(path);
    let begun = entries.iter().rev().find(|entry| entry.place.start <= offset);
    begun.or(entries.first()).copied()
}

fn place(
    workspace: &Workspace,
    asked: &TextDocumentPositionParams,
) -> Option<(SitePath, String, usize)> {
    let (path, text) = workspace.file(&asked.text_document.uri)?;
    let offset = offset_of(&text, asked.position);
    Some((path, text.into_owned(), offset))
}

fn location(workspace: &Workspace, span: &Span) -> Option<Location> {
    let text = workspace.text(&span.file)?;
    let range = range_of(&text, &(span.start..span.end));
    Some(Location::new(workspace.site.uri_of(&span.file)?, range))
}

fn of_entry(workspace: &Workspace, entry: &Entry) -> Option<Location> {
    location(workspace, &Span::new(&entry.file, entry.place.clone()))
}

/// The card of what is named here, or what a field is for.
pub(super) fn hover(workspace: &Workspace, texts: &Texts, asked: &HoverParams) -> Option<Hover> {
    let (path, text, offset) = place(workspace, &asked.text_document_position_params)?;
    let catalog = workspace.catalog()?;
    let language = texts.language().tag();
    let (value, span) = match named_at(workspace, &path, offset) {
        Some((key, span)) => (card(catalog, catalog.get(&key)?, texts), span.start..span.end),
        None => match Cursor::at(path.as_str(), &text, offset) {
            Cursor::Key { below, word, .. } => {
                let mut keys = below;
                keys.push(text.get(word.clone())?.trim().to_owned());
                let (content_type, keys) = type_of(catalog, &path, &keys)?;
                (about_field(content_type, keys, texts)?, word)
            }
            Cursor::FieldValue { of, word, .. } => {
                let (content_type, keys) = type_of(catalog, &path, &of)?;
                let kind = field_at(content_type, keys)?.kind.item();
                let choice = kind.choices()?.get(text.get(word.clone())?.trim())?;
                let mut words = format!("**{}**", choice.label.get(language));
                if let Some(about) = &choice.description {
                    words.push_str("\n\n");
                    words.push_str(about.get(language));
                }
                (words, word)
            }
            Cursor::LinkTarget { .. } | Cursor::Elsewhere => return None,
        },
    };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(range_of(&text, &span)) })
}

/// What an entry is, in short.
fn card(catalog: &Catalog, entry: &Entry, texts: &Texts) -> String {
    let language = texts.language().tag();
    let label = catalog.schema.get(&entry.key.type_id).map_or("", |t| t.label.get(language));
    let mut card = format!("**{}**\n\n{label} `{}`", plain(entry.title()), entry.key);
    if let Some(summary) = summary(catalog, entry) {
        card.push_str("\n\n");
        card.push_str(&plain(&summary));
    }
    let content_type = catalog.schema.get(&entry.key.type_id);
    if let Some(field) = content_type.and_then(|t| t.field(common::STATUS)) {
        let written = entry.status.as_str();
        let choice = field.kind.choices().and_then(|choices| choices.get(written));
        let status = choice.map_or(written, |choice| choice.label.get(language));
        card.push_str(&format!("\n\n{}: {}", field.label.get(language), status));
    }
    card
}

/// A text whose signs mean nothing in Markdown.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn about_field(content_type: &ContentType, keys: &[String], texts: &Texts) -> Option<String> {
    let language = texts.language().tag();
    let field = field_at(content_type, keys)?;
    let mut about = format!("**{}** `{}`", plain(field.label.get(language)), field.name);
    let more = field.help.as_ref().map(|help| help.get(language).to_owned());
    for words in more.into_iter().chain(field.kind.item().hint(texts)) {
        about.push_str("\n\n");
        about.push_str(&plain(&words));
    }
    Some(about)
}

/// Where the entry or the file is that is named here.
pub(super) fn definition(
    workspace: &Workspace,
    asked: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let (path, text, offset) = place(workspace, &asked.text_document_position_params)?;
    if let Some((key, _)) = named_at(workspace, &path, offset) {
        let entry = workspace.catalog()?.get(&key)?;
        return Some(GotoDefinitionResponse::Scalar(of_entry(workspace, entry)?));
    }
    let mut linked = file_links(workspace, &path).into_iter();
    let linked = linked.find(|(span, _)| span.start <= offset && offset <= span.end);
    let target = linked.map(|(_, target)| target);
    let target = target.or_else(|| file_at(workspace, &path, &text, offset))?;
    Some(GotoDefinitionResponse::Scalar(Location::new(
        workspace.site.uri_of(&target)?,
        lsp_types::Range::default(),
    )))
}

/// All places that name the entry that is named here; where none is, the entry that this is a part of.
pub(super) fn references(workspace: &Workspace, asked: &ReferenceParams) -> Option<Vec<Location>> {
    let (path, _, offset) = place(workspace, &asked.text_document_position)?;
    let catalog = workspace.catalog()?;
    let named = named_at(workspace, &path, offset).map(|(key, _)| key);
    let key = named.or_else(|| Some(around(workspace, &path, offset)?.key.clone()))?;
    let mut spans: Vec<Span> = catalog
        .edges_to(&key)
        .filter(|edge| edge.to == key && edge.relation.is_some())
        .map(|edge| edge.span.clone())
        .collect();
    for entry in catalog.entries() {
        for (name, document) in entry.own_documents() {
            let file = if name == "body" { &entry.body_file } else { &entry.file };
            let links = document.links().into_iter();
            let links =
                links.filter(|link| EntryKey::linked(&link.destination) == Some(key.clone()));
            spans.extend(links.map(|link| Span::new(file, link.span.clone())));
        }
    }
    if asked.context.include_declaration
        && let Some(entry) = catalog.get(&key)
    {
        spans.push(Span::new(&entry.file, entry.place.clone()));
    }
    spans.sort();
    spans.dedup();
    Some(spans.iter().filter_map(|span| location(workspace, span)).collect())
}

/// What is in a file: the entries of a list, the fields and headings of a single entry.
pub(super) fn outline(
    workspace: &Workspace,
    asked: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let (path, text) = workspace.file(&asked.text_document.uri)?;
    let entries = workspace.entries_in(&path);
    let source = SourceText::new(text.clone().into_owned());
    let end_of = |next: Option<&&Entry>| next.map_or(text.len(), |next| next.place.start);
    let mut symbols = Vec::new();
    for (n, entry) in entries.iter().enumerate() {
        let whole = entry.place.start..end_of(entries.get(n + 1)).max(entry.place.end);
        let (name, detail) = (entry.title().to_owned(), Some(entry.key.to_string()));
        let mut shown = symbol(&source, (name, detail), SymbolKind::CLASS, (&whole, &entry.place));
        if entries.len() == 1 {
            shown.range = range_in(&source, &(0..text.len()));
            shown.children = Some(parts_of(&source, entry));
        }
        symbols.push(shown);
    }
    Some(DocumentSymbolResponse::Nested(symbols))
}

/// The fields that an entry's file writes, and the headings of its text.
fn parts_of(source: &SourceText, entry: &Entry) -> Vec<DocumentSymbol> {
    let (text, fields) = (source.as_str(), entry.written_keys());
    let mut parts: Vec<DocumentSymbol> = fields
        .map(|(name, span)| {
            symbol(source, (name.to_owned(), None), SymbolKind::FIELD, (span, span))
        })
        .collect();
    let mut from = 0;
    for heading in entry.body().headings() {
        let words = plain_text(heading.content);
        // A heading is found where its line begins with marks and has its words.
        let lines = text[from..].split_inclusive('\n');
        let mut at = from;
        let line = lines.map(|line| {
            let start = at;
            at += line.len();
            (start, line)
        });
        let mut wanted = line.filter(|(_, line)| line.trim_start().starts_with('#'));
        if let Some((start, line)) = wanted.next() {
            let span = start..start + line.trim_end().len();
            from = start + line.len();
            parts.push(symbol(source, (words, None), SymbolKind::STRING, (&span, &span)));
        }
    }
    parts
}

fn symbol(
    source: &SourceText,
    (name, detail): (String, Option<String>),
    kind: SymbolKind,
    (whole, name_at): (&Range<usize>, &Range<usize>),
) -> DocumentSymbol {
    let name = if name.trim().is_empty() { "–".to_owned() } else { name };
    #[allow(deprecated, reason = "a field of the structure of the protocol")]
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: range_in(source, whole),
        selection_range: range_in(source, name_at),
        children: None,
    }
}

/// The file that a field names here.
fn file_at(workspace: &Workspace, path: &SitePath, text: &str, offset: usize) -> Option<SitePath> {
    let Cursor::FieldValue { of, word, .. } = Cursor::at(path.as_str(), text, offset) else {
        return None;
    };
    let (content_type, keys) = type_of(workspace.catalog()?, path, &of)?;
    let purpose = file_named(content_type, keys)?;
    let written = text.get(word)?.trim().trim_matches(['"', '\'']);
    find_file(workspace.snapshot(), workspace.kinds()?, path, written, purpose).ok()
}

/// The files that texts of a file link to.
fn file_links(workspace: &Workspace, path: &SitePath) -> Vec<(Range<usize>, SitePath)> {
    let mut links = Vec::new();
    for entry in workspace.entries_in(path) {
        for (_, document) in entry.own_documents() {
            for link in document.links() {
                let DestinationKind::File { path: written, .. } = link.destination.kind() else {
                    continue;
                };
                let there =
                    path.join(&written).filter(|target| workspace.snapshot().get(target).is_some());
                links.extend(there.map(|target| (link.span.clone(), target)));
            }
        }
    }
    links
}

/// The links of a file, to entries and to files.
pub(super) fn links(
    workspace: &Workspace,
    asked: &DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    let (path, text) = workspace.file(&asked.text_document.uri)?;
    let catalog = workspace.catalog()?;
    let mut found: Vec<(Range<usize>, SitePath, String)> = Vec::new();
    for entry in workspace.entries_in(&path) {
        for edge in catalog.edges_from(&entry.key) {
            if let Some(to) = catalog.get(&edge.to).filter(|_| edge.span.file == path) {
                let span = edge.span.start..edge.span.end;
                found.push((span, to.file.clone(), to.title().to_owned()));
            }
        }
    }
    found.extend(file_links(workspace, &path).into_iter().map(|(span, file)| {
        let name = file.file_name().to_owned();
        (span, file, name)
    }));
    let source = SourceText::new(text.into_owned());
    found.sort_by(|a, b| (a.0.start, &a.1).cmp(&(b.0.start, &b.1)));
    let links = found.into_iter().filter_map(|(span, file, title)| {
        let target = Some(workspace.site.uri_of(&file)?);
        let range = range_in(&source, &span);
        Some(DocumentLink { range, target, tooltip: Some(title), data: None })
    });
    Some(links.collect())
}

/// The entries whose titles or ids have what was written in them.
pub(super) fn entries(
    workspace: &Workspace,
    asked: &WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let catalog = workspace.catalog()?;
    let wanted = asked.query.to_lowercase();
    let has = |entry: &&Entry| {
        entry.title().to_lowercase().contains(&wanted)
            || entry.key.to_string().to_lowercase().contains(&wanted)
    };
    let all = catalog.entries().iter().map(|entry| &**entry);
    let all = all.filter(|entry| entry.language == *catalog.default_language()).filter(has);
    let found = all.take(MOST).filter_map(|entry| {
        let location = of_entry(workspace, entry)?;
        Some(WorkspaceSymbol {
            name: entry.title().to_owned(),
            kind: SymbolKind::CLASS,
            tags: None,
            container_name: Some(entry.key.to_string()),
            location: OneOf::Left(location),
            data: None,
        })
    });
    Some(WorkspaceSymbolResponse::Nested(found.collect()))
}
