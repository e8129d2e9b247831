//! What may be written at the cursor: fields, values, entries, files and anchors.
//!
//! Entry point: [`answer`]. Invariant: whatever is proposed would be read without a finding about what it names.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, CompletionTextEdit,
    Documentation, MarkupContent, MarkupKind, TextEdit,
};

use super::cursor::Cursor;
use super::places::{offset_of, range_of};
use super::workspace::Workspace;
use crate::diagnostic::texts::Texts;
use crate::files::is_picture;
use crate::location::SitePath;
use crate::model::{Catalog, Entry, EntryKey, Purpose, Value, find_file};
use crate::schema::{ContentType, Control, EnumValue, Field, PartControl, Parts, Text};
use crate::source::SourceFile;

/// More entries than this are not proposed at once: whoever goes on writing gets others.
const MOST: usize = 200;

/// A proposal: what is to be written, and what is said about it.
struct Proposal {
    written: String,
    kind: CompletionItemKind,
    /// What it is, in a few words.
    detail: Option<String>,
    /// More about it.
    about: Option<String>,
    /// What typing is compared with, beside what is written.
    names: String,
}

/// What may be written.
pub(super) fn answer(
    workspace: &Workspace,
    texts: &Texts,
    asked: &CompletionParams,
) -> Option<CompletionResponse> {
    let place = &asked.text_document_position;
    let (path, text) = workspace.file(&place.text_document.uri)?;
    let catalog = workspace.catalog()?;
    let offset = offset_of(&text, place.position);
    let language = texts.language().tag();
    let (mut proposals, word) = match Cursor::at(path.as_str(), &text, offset) {
        Cursor::Key { below, word, .. } => {
            let has_colon = text[word.end..].starts_with(':');
            let (content_type, keys) = type_of(catalog, &path, &below)?;
            let fields = fields_below(content_type, keys)?;
            (keys_of(fields, language, has_colon), word)
        }
        Cursor::FieldValue { of, word, .. } => {
            let (content_type, keys) = type_of(catalog, &path, &of)?;
            let found = match file_named(content_type, keys) {
                Some(purpose) => files_for(workspace, &path, purpose),
                None => values_of(catalog, field_at(content_type, keys)?, language),
            };
            (found, word)
        }
        Cursor::LinkTarget { written, word } => {
            let target = &text[written];
            (targets(workspace, catalog, &path, target, language), word)
        }
        Cursor::Elsewhere => return None,
    };
    let is_whole = proposals.len() <= MOST;
    let typed = text.get(word.start..offset).unwrap_or_default().to_lowercase();
    if !is_whole {
        proposals.retain(|proposal| proposal.names.to_lowercase().contains(&typed));
        proposals.truncate(MOST);
    }
    let range = range_of(&text, &word);
    let items = proposals.into_iter().map(|proposal| CompletionItem {
        label: proposal.written.clone(),
        kind: Some(proposal.kind),
        detail: proposal.detail,
        documentation: proposal.about.map(|value| {
            Documentation::MarkupContent(MarkupContent { kind: MarkupKind::PlainText, value })
        }),
        filter_text: Some(proposal.names),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, proposal.written))),
        ..CompletionItem::default()
    });
    let items = items.collect();
    let list = lsp_types::CompletionList { is_incomplete: !is_whole, items };
    Some(CompletionResponse::List(list))
}

/// The type of the entries in a file, and the keys below the entry: in a file of several, the first is the id of one.
pub(super) fn type_of<'a, 'k>(
    catalog: &'a Catalog,
    path: &SitePath,
    keys: &'k [String],
) -> Option<(&'a ContentType, &'k [String])> {
    let inside = path.as_str().strip_prefix("content/")?;
    match inside.split_once('/') {
        Some((folder, _)) => Some((catalog.schema.by_folder(folder)?, keys)),
        None => {
            let folder = inside.split('.').next()?;
            let content_type = catalog.schema.by_folder(folder)?;
            let (_, below) = keys.split_first()?;
            Some((content_type, below))
        }
    }
}

/// The field at the end of these keys.
pub(super) fn field_at<'a>(content_type: &'a ContentType, keys: &[String]) -> Option<&'a Field> {
    let (first, rest) = keys.split_first()?;
    rest.iter().try_fold(content_type.field(first)?, |field, key| {
        let of = |field: &'a Field| match field.kind.parts() {
            Parts::Fields(fields) => fields.get(key.as_str()),
            Parts::Pairs(_, of) => Some(of),
            Parts::None | Parts::Items(_) => None,
        };
        match field.kind.parts() {
            Parts::Items(items) => of(items),
            _ => of(field),
        }
    })
}

/// As what a file is named below these keys; `None` where none is: the field itself, written as one piece, or the part of it that is a path.
pub(super) fn file_named(content_type: &ContentType, keys: &[String]) -> Option<Purpose> {
    let purpose = |field: &Field| match field.kind.item().control() {
        Control::Picture(_) => Some(Purpose::Picture),
        Control::File(_) => Some(Purpose::Download),
        _ => None,
    };
    if let Some(field) = field_at(content_type, keys) {
        return purpose(field);
    }
    let (part, above) = keys.split_last()?;
    let field = field_at(content_type, above)?;
    let parts = field.kind.item().control().parts();
    let is_path = parts.iter().any(|(key, of)| key == part && *of == PartControl::Path);
    purpose(field).filter(|_| is_path)
}

/// The fields that may stand below these keys, with those that are keys of a map.
fn fields_below<'a>(content_type: &'a ContentType, keys: &[String]) -> Option<Vec<&'a Field>> {
    if keys.is_empty() {
        return Some(content_type.fields.values().collect());
    }
    let field = field_at(content_type, keys)?;
    let item = match field.kind.parts() {
        Parts::Items(of) => of,
        _ => field,
    };
    match item.kind.parts() {
        Parts::Fields(fields) => Some(fields.values().collect()),
        Parts::None | Parts::Items(_) | Parts::Pairs(..) => None,
    }
}

fn keys_of(fields: Vec<&Field>, language: &str, has_colon: bool) -> Vec<Proposal> {
    let end = if has_colon { "" } else { ": " };
    let proposal = |field: &Field| {
        let label = field.label.get(language).to_owned();
        Proposal {
            written: format!("{}{end}", field.name),
            kind: CompletionItemKind::FIELD,
            names: format!("{} {label}", field.name),
            detail: Some(label),
            about: field.help.as_ref().map(|help| help.get(language).to_owned()),
        }
    };
    fields.into_iter().map(proposal).collect()
}

/// What a field may hold.
fn values_of(catalog: &Catalog, field: &Field, language: &str) -> Vec<Proposal> {
    let kind = field.kind.item();
    let plain = |written: &str, detail: Option<String>, about: Option<String>| Proposal {
        written: written.to_owned(),
        kind: CompletionItemKind::ENUM_MEMBER,
        names: format!("{written} {}", detail.as_deref().unwrap_or_default()),
        detail,
        about,
    };
    if let Some(relation) = kind.relation() {
        let is_one = relation.to.len() == 1;
        let all = relation.to.iter().flat_map(|type_id| catalog.originals_of(type_id));
        let written = |key: &EntryKey| if is_one { key.id.to_string() } else { key.to_string() };
        return all.map(|entry| of_entry(catalog, entry, written(&entry.key), language)).collect();
    }
    if let Some(choices) = kind.choices() {
        let choice = |(name, value): (&String, &EnumValue)| {
            let about = value.description.as_ref().map(|text| text.get(language).to_owned());
            plain(name, Some(value.label.get(language).to_owned()), about)
        };
        return choices.iter().map(choice).collect();
    }
    if let Some(scale) = kind.scale() {
        let step = |(step, label): (&i64, &Text)| {
            plain(&step.to_string(), Some(label.get(language).to_owned()), None)
        };
        return scale.iter().map(step).collect();
    }
    if kind.is_box() {
        return ["true", "false"].map(|word| plain(word, None, None)).into();
    }
    Vec::new()
}

/// An entry, as something that may be written.
fn of_entry(catalog: &Catalog, entry: &Entry, written: String, language: &str) -> Proposal {
    let about = summary(catalog, entry);
    let type_label = catalog.schema.get(&entry.key.type_id).map(|t| t.label.get(language));
    Proposal {
        names: format!("{written} {}", entry.title()),
        written,
        kind: CompletionItemKind::REFERENCE,
        detail: Some(match type_label {
            Some(label) => format!("{} ({label})", entry.title()),
            None => entry.title().to_owned(),
        }),
        about,
    }
}

/// What sums an entry up, without marks.
pub(super) fn summary(catalog: &Catalog, entry: &Entry) -> Option<String> {
    let content_type = catalog.schema.get(&entry.key.type_id)?;
    match entry.get(content_type.summary.as_deref()?)? {
        Value::String(text) => Some(text.clone()),
        Value::Text(document) => Some(document.plain_text()),
        _ => None,
    }
}

/// Where a link may lead: entries and their anchors, headings of the same text, files.
fn targets(
    workspace: &Workspace,
    catalog: &Catalog,
    from: &SitePath,
    written: &str,
    language: &str,
) -> Vec<Proposal> {
    let anchors = |entry: &Entry, before: &str| -> Vec<Proposal> {
        let headings = entry.body().headings().into_iter().map(|heading| Proposal {
            written: format!("{before}#{}", heading.id),
            kind: CompletionItemKind::REFERENCE,
            detail: Some(crate::syntax::plain_text(heading.content)),
            about: None,
            names: format!("{before}#{}", heading.id),
        });
        headings.collect()
    };
    if let Some((before, _)) = written.split_once('#') {
        let here = || workspace.entries_in(from).into_iter().next();
        let entry = match before.split_once(':') {
            Some((type_id, id)) => catalog.get(&EntryKey::new(type_id, id)),
            None if before.is_empty() => here(),
            None => None,
        };
        return entry.map(|entry| anchors(entry, before)).unwrap_or_default();
    }
    let mut all: Vec<Proposal> = catalog
        .entries()
        .iter()
        .filter(|entry| entry.language == *catalog.default_language())
        .map(|entry| of_entry(catalog, entry, entry.key.to_string(), language))
        .collect();
    if !written.contains(':') {
        all.splice(0..0, files(workspace, from));
    }
    all
}

/// Files that a field may name, as it names them: pictures where it holds one, else whatever readers may get.
fn files_for(workspace: &Workspace, from: &SitePath, purpose: Purpose) -> Vec<Proposal> {
    let Some(kinds) = workspace.kinds() else { return Vec::new() };
    let fits = |path: &SitePath| match purpose {
        Purpose::Picture => is_picture(&path.extension()),
        Purpose::Download => true,
    };
    let all = workspace.snapshot().under("content/").map(SourceFile::path);
    let named = all.filter(|path| fits(path)).filter_map(|path| {
        let beside = path.as_str().strip_prefix(from.folder()).and_then(|it| it.strip_prefix('/'));
        let written = beside.or_else(|| path.as_str().strip_prefix("content"))?;
        find_file(workspace.snapshot(), kinds, from, written, purpose).ok()?;
        Some(of_file(written.to_owned()))
    });
    named.collect()
}

/// Files of the site that readers may get, as links name them from a file.
fn files(workspace: &Workspace, from: &SitePath) -> Vec<Proposal> {
    const SOURCES: [&str; 5] = ["md", "markdown", "yaml", "yml", "html"];
    let folder = from.folder();
    let all = workspace.snapshot().under("content/");
    let named = all.filter_map(|file| {
        let path = file.path();
        if SOURCES.contains(&path.extension().as_str()) {
            return None;
        }
        let beside = path.as_str().strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        let root = || path.as_str().strip_prefix("content");
        Some(of_file(beside.or_else(root)?.replace(' ', "%20")))
    });
    named.collect()
}

/// A file, as it is named.
fn of_file(written: String) -> Proposal {
    let (names, kind) = (written.clone(), CompletionItemKind::FILE);
    Proposal { written, kind, detail: None, about: None, names }
}
