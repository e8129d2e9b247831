//! Findings as an editor shows them, and their repairs.
//!
//! Entry points: [`by_file`], [`actions`]. Invariant: the words and the repairs are those of `check`.

use std::collections::{BTreeMap, HashMap};

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
    TextEdit, Uri, WorkspaceEdit,
};

use super::places::{range_in, range_of};
use super::workspace::Workspace;
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Certainty, Diagnostic, Fix, Severity, Sources};
use crate::edit;
use crate::location::{SitePath, Span};

/// What all certain repairs of a file are called together.
pub(super) fn fix_all() -> CodeActionKind {
    CodeActionKind::new("source.fixAll.broschur")
}

/// What was found in each file. What has no place stands in the settings.
pub(super) fn by_file(
    workspace: &Workspace,
    texts: &Texts,
) -> BTreeMap<SitePath, Vec<lsp_types::Diagnostic>> {
    let mut files: BTreeMap<SitePath, Vec<lsp_types::Diagnostic>> = BTreeMap::new();
    let sources = Sources::of(workspace.snapshot());
    for finding in workspace.findings() {
        let path = finding.span.as_ref().map(|span| span.file.clone());
        if let Some(path) = path.or_else(|| SitePath::new(crate::config::SETTINGS_FILE)) {
            files.entry(path).or_default().push(shown(workspace, (&sources, texts), finding));
        }
    }
    files
}

fn range(sources: &Sources<'_>, span: Option<&Span>) -> Range {
    let text = span.and_then(|span| Some((span, sources.get(&span.file)?)));
    text.map(|(span, text)| range_in(&text, &(span.start..span.end))).unwrap_or_default()
}

fn shown(
    workspace: &Workspace,
    (sources, texts): (&Sources<'_>, &Texts),
    finding: &Diagnostic,
) -> lsp_types::Diagnostic {
    let mut message = texts.message(finding);
    if let Some(help) = texts.help(finding) {
        message.push('\n');
        message.push_str(&help);
    }
    let related = finding.related.iter().filter_map(|related| {
        let uri = workspace.site.uri_of(&related.span.file)?;
        let location = Location::new(uri, range(sources, Some(&related.span)));
        let message = texts.related(finding, related.key)?;
        Some(DiagnosticRelatedInformation { location, message })
    });
    let related: Vec<_> = related.collect();
    lsp_types::Diagnostic {
        range: range(sources, finding.span.as_ref()),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.code.number().to_owned())),
        source: Some("broschur".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..lsp_types::Diagnostic::default()
    }
}

/// The repairs of what was found at a place, and all that are certain in its file.
pub(super) fn actions(
    workspace: &Workspace,
    texts: &Texts,
    asked: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let uri = &asked.text_document.uri;
    let Some((path, text)) = workspace.file(uri) else { return Vec::new() };
    let here = |finding: &&Diagnostic| finding.span.as_ref().is_some_and(|s| s.file == path);
    let found: Vec<&Diagnostic> = workspace.findings().iter().filter(here).collect();
    let in_file = |fix: &&Fix| fix.span.file == path;
    let sources = Sources::of(workspace.snapshot());
    let mut actions = Vec::new();
    let wants = |kind: &CodeActionKind| {
        let asked = asked.context.only.as_ref();
        asked.is_none_or(|only| only.iter().any(|only| kind.as_str().starts_with(only.as_str())))
    };
    if wants(&CodeActionKind::QUICKFIX) {
        for finding in &found {
            let Some(fix) = finding.fix.as_ref().filter(in_file) else { continue };
            let range = range(&sources, finding.span.as_ref());
            if !overlap(&range, &asked.range) {
                continue;
            }
            let is_certain = edit::certainty(fix, &text) == Certainty::Certain;
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title: title(texts, fix, &text),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![shown(workspace, (&sources, texts), finding)]),
                edit: Some(edit_of(uri, vec![text_edit(fix, &text)])),
                is_preferred: Some(is_certain),
                ..CodeAction::default()
            }));
        }
    }
    if wants(&fix_all()) {
        let certain: Vec<&Fix> = found
            .iter()
            .filter_map(|finding| finding.fix.as_ref().filter(in_file))
            .filter(|fix| edit::certainty(fix, &text) == Certainty::Certain)
            .collect();
        let (_, made) = edit::repaired(&text, &certain);
        if !made.is_empty() {
            let edits = made.iter().map(|n| text_edit(certain[*n], &text)).collect();
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title: texts.get("lsp-fix-all", &[("count", &made.len())]),
                kind: Some(fix_all()),
                edit: Some(edit_of(uri, edits)),
                ..CodeAction::default()
            }));
        }
    }
    actions
}

/// What a repair does, in words.
fn title(texts: &Texts, fix: &Fix, text: &str) -> String {
    let written = text.get(fix.span.start..fix.span.end).unwrap_or_default();
    let short = |text: &str| {
        let line: String = text.trim().chars().take(60).collect();
        line.replace(['\n', '\r'], " ")
    };
    let (from, to) = (short(written), short(&fix.replacement));
    match (from.is_empty(), to.is_empty()) {
        (true, _) => texts.get("lsp-fix-insert", &[("to", &to)]),
        (_, true) => texts.get("lsp-fix-remove", &[("from", &from)]),
        _ => texts.get("lsp-fix-replace", &[("from", &from), ("to", &to)]),
    }
}

fn text_edit(fix: &Fix, text: &str) -> TextEdit {
    TextEdit::new(range_of(text, &(fix.span.start..fix.span.end)), fix.replacement.clone())
}

#[allow(clippy::mutable_key_type, reason = "the protocol has a map by address")]
fn edit_of(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new(HashMap::from([(uri.clone(), edits)]))
}

fn overlap(a: &Range, b: &Range) -> bool {
    let key = |position: Position| (position.line, position.character);
    key(a.start) <= key(b.end) && key(b.start) <= key(a.end)
}
