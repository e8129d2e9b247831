//! Another id for an entry, wherever it is named.
//!
//! Entry points: [`prepare`], [`rename`]. Invariant: the changes are those of `broschur rename`; the editor makes them.

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    PrepareRenameResponse, RenameFile, RenameParams, ResourceOp, TextDocumentEdit,
    TextDocumentPositionParams, TextEdit, WorkspaceEdit,
};

use super::navigation::{around, named_at};
use super::places::{offset_of, range_of};
use super::workspace::Workspace;
use crate::config::Config;
use crate::diagnostic::texts::Texts;
use crate::edit::{FileEdit, differing};
use crate::refactor::{self, Collection};
use crate::session::Options;

/// What would be renamed at a place: where its id stands, and what it is.
pub(super) fn prepare(
    workspace: &Workspace,
    asked: &TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let (path, text) = workspace.file(&asked.text_document.uri)?;
    let offset = offset_of(&text, asked.position);
    let (key, span) = match named_at(workspace, &path, offset) {
        Some((key, span)) => (key, span.start..span.end),
        None => {
            let entry = around(workspace, &path, offset)?;
            (entry.key.clone(), entry.place.clone())
        }
    };
    workspace.catalog()?.get(&key)?;
    let (range, placeholder) = (range_of(&text, &span), key.id.to_string());
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// The changes that give an entry another id; `None` where no entry is.
///
/// # Errors
/// Why it cannot have that one, in words.
pub(super) fn rename(
    workspace: &Workspace,
    (options, texts): (&Options, &Texts),
    asked: &RenameParams,
) -> Result<Option<WorkspaceEdit>, String> {
    let place = &asked.text_document_position;
    let key = workspace.file(&place.text_document.uri).and_then(|(path, text)| {
        let offset = offset_of(&text, place.position);
        let named = named_at(workspace, &path, offset).map(|(key, _)| key);
        named.or_else(|| Some(around(workspace, &path, offset)?.key.clone()))
    });
    let Some((key, catalog)) = key.zip(workspace.catalog()) else { return Ok(None) };
    let snapshot = workspace.snapshot();
    let config = &Config::load(snapshot, &mut Vec::new());
    let publishing = options.publishing;
    let collection = Collection { snapshot, config, catalog, publishing };
    let prefix = format!("{}:", key.type_id);
    let new = asked.new_name.strip_prefix(&prefix).unwrap_or(&asked.new_name);
    let refactoring = refactor::rename(collection, &key, new)
        .map_err(|obstacle| obstacle.said(collection, texts))?;
    Ok(workspace_edit(workspace, refactoring.edits.iter()))
}

/// The changes as the editor makes them: texts first, then files go where they are to be.
fn workspace_edit<'a>(
    workspace: &Workspace,
    edits: impl Iterator<Item = FileEdit<'a>>,
) -> Option<WorkspaceEdit> {
    let (mut changes, mut moves) = (Vec::new(), Vec::new());
    for edit in edits {
        let uri = workspace.site.uri_of(edit.path)?;
        let texts =
            edit.was.zip(edit.new).filter(|(was, new)| was != new).and_then(|(was, new)| {
                std::str::from_utf8(was).ok().zip(std::str::from_utf8(new).ok())
            });
        if let Some((was, new)) = texts {
            let edits = vec![OneOf::Left(difference(was, new))];
            let text_document =
                OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: None };
            changes.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
        }
        if let Some(to) = edit.to {
            moves.push(DocumentChangeOperation::Op(ResourceOp::Rename(RenameFile {
                old_uri: uri,
                new_uri: workspace.site.uri_of(to)?,
                options: None,
                annotation_id: None,
            })));
        }
    }
    changes.append(&mut moves);
    let document_changes = Some(DocumentChanges::Operations(changes));
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

/// The one piece in which a text differs from another.
fn difference(was: &str, new: &str) -> TextEdit {
    let (piece, text) = differing(was, new);
    TextEdit::new(range_of(was, &piece), text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_one_piece() {
        for (was, new, line, from, to, text) in [
            ("a\nb c\nd", "a\nb xyz c\nd", 1, 2, 2, "xyz "),
            ("aä", "aö", 0, 1, 2, "ö"),
            ("aaa", "aa", 0, 2, 3, ""),
            ("same", "same", 0, 4, 4, ""),
        ] {
            let edit = difference(was, new);
            let places =
                (edit.range.start.line, edit.range.start.character, edit.range.end.character);
            assert_eq!(
                (places, edit.new_text.as_str()),
                ((line, from, to), text),
                "{was:?} {new:?}"
            );
        }
    }
}
