//! Links in running text lead somewhere: to an entry, a heading, a file of the site, or the web.

use std::cell::OnceCell;

use crate::address::link;
use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, nearest, problem};
use crate::files::Refusal;
use crate::location::{SitePath, Span};
use crate::model::{Entry, EntryKey, FileProblem, Purpose, RefusedFile, entry_in, find_file};
use crate::schema::Pages;
use crate::syntax::{DestinationKind, Link};

pub(in crate::check) const RULE: Rule = Rule {
    name: "links",
    codes: &[
        Code::LinkToNothing,
        Code::LinkToMissingFile,
        Code::LinkToMissingAnchor,
        Code::BadLink,
        Code::PathOutside,
        Code::LinkToSource,
        Code::FileKind,
        Code::UnknownType,
    ],
    run: Run::Always(run),
};

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for entry in context.entries {
        check_entry(context, entry, findings);
    }
}

fn check_entry(context: &Context<'_>, entry: &Entry, findings: &mut Vec<Diagnostic>) {
    // Unpacked once, however many links there are to mend.
    let text = OnceCell::new();
    for (_, document) in entry.own_documents() {
        let file = &entry.file;
        for written_link in document.links() {
            let span = Span::new(file, written_link.span.clone());
            match written_link.destination.kind() {
                DestinationKind::Web(_) | DestinationKind::Mail(_) | DestinationKind::Phone(_) => {}
                DestinationKind::Anchor(anchor) => check_anchor(entry, anchor, span, findings),
                DestinationKind::Entry { type_id, id, fragment } => {
                    check_reference(context, (type_id, id, fragment), span, findings);
                }
                DestinationKind::File { path, fragment } => match find(context, file, &path) {
                    Ok(_) => {}
                    Err(FileProblem::Refused(refused)) => {
                        let text = text.get_or_init(|| context.snapshot.text(file));
                        let suggestion = source_meant(context, &refused, fragment);
                        let suggestion = suggestion.as_deref();
                        let place = problem::NamedIn::Link;
                        let mut finding = refused.finding_with(span, place, suggestion);
                        finding.fix = suggestion
                            .and_then(|better| mend(text.as_deref()?, written_link, file, better));
                        findings.push(finding);
                    }
                    Err(FileProblem::Outside) => {
                        findings.push(Diagnostic::at(
                            problem::PathOutside { path: &path, where_: None },
                            span,
                        ));
                    }
                    Err(FileProblem::Missing { suggestion }) => {
                        let meant = is_mail(&path).then_some(problem::InPlaceOfFile::Mail);
                        let suggestion = entry_meant(context, &path)
                            .or_else(|| meant.as_ref().map(|_| format!("mailto:{path}")))
                            .or(suggestion)
                            .or_else(|| {
                                path.starts_with("www.").then(|| format!("https://{path}"))
                            });
                        let suggestion = suggestion.as_deref();
                        let mut finding = Diagnostic::at(
                            problem::LinkToMissingFile { file: &path, meant, suggestion },
                            span,
                        );
                        let text = text.get_or_init(|| context.snapshot.text(file));
                        finding.fix = suggestion
                            .filter(|_| fragment.is_none())
                            .and_then(|better| mend(text.as_deref()?, written_link, file, better));
                        findings.push(finding);
                    }
                },
                DestinationKind::Unsafe(fault) => {
                    let written = written_link.destination.written();
                    let bare = written.split_once('?').map(|(bare, _)| bare).filter(|bare| {
                        fault == link::LinkFault::Headers && link::external(bare).is_ok()
                    });
                    let destination = Some(written).filter(|written| !written.is_empty());
                    let found = problem::BadLink { destination, problem: fault, suggestion: bare };
                    let mut finding = Diagnostic::at(found, span);
                    finding.fix = bare.and_then(|bare| {
                        let text = text.get_or_init(|| context.snapshot.text(file));
                        mend(text.as_deref()?, written_link, file, bare)
                    });
                    findings.push(finding);
                }
            }
        }
    }
}

/// Whether a path is an address for mail, to judge by its look.
fn is_mail(path: &str) -> bool {
    link::external(&format!("mailto:{path}")).is_ok()
        && !path.contains('/')
        && path.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}

fn find(context: &Context<'_>, from: &SitePath, path: &str) -> Result<SitePath, FileProblem> {
    find_file(context.snapshot, &context.config.files, from, path, Purpose::Download)
}

/// The link to the entry whose source was linked.
fn source_meant(
    context: &Context<'_>,
    refused: &RefusedFile,
    fragment: Option<&str>,
) -> Option<String> {
    if refused.refusal != Refusal::Source {
        return None;
    }
    let key = entry_in(&refused.path, &context.catalog.schema, context.config.for_entries())?;
    // Also an entry that cannot be read is the one that was meant.
    Some(fragment.map_or_else(|| key.to_string(), |fragment| format!("{key}#{fragment}")))
}

/// Puts `suggestion` in place of the destination of a link, where that stands in it as it is.
fn mend(text: &str, link: &Link, file: &SitePath, suggestion: &str) -> Option<Fix> {
    let whole = text.get(link.span.clone())?;
    let written = link.destination.written();
    let at = whole.rfind(&format!("]({written}"))? + "](".len();
    let start = link.span.start + at;
    let span = Span::new(file, start..start + written.len());
    Some(Fix::likely(span, suggestion.to_owned()))
}

/// The entry that a path stands for: a bare id, the name of its file, or its address on the web.
fn entry_meant(context: &Context<'_>, path: &str) -> Option<String> {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let id = match last.split_once('.') {
        None => last,
        Some((id, "md" | "html" | "htm")) => id,
        Some(_) => return None,
    };
    let catalog = context.catalog;
    catalog
        .schema
        .types()
        .find_map(|content_type| catalog.get(&EntryKey::new(content_type.id.clone(), id)))
        .map(|entry| entry.key.to_string())
}

fn check_reference(
    context: &Context<'_>,
    (type_id, id, fragment): (&str, &str, Option<&str>),
    span: Span,
    findings: &mut Vec<Diagnostic>,
) {
    let catalog = context.catalog;
    let Some(content_type) = catalog.schema.get(type_id) else {
        let known = catalog.schema.types().map(|content_type| &*content_type.id);
        if !catalog.schema.is_unread(type_id) {
            findings.push(Diagnostic::at(
                problem::UnknownType { type_: &type_id, suggestion: nearest(type_id, known) },
                span,
            ));
        }
        return;
    };
    let key = EntryKey::new(type_id, id);
    let Some(target) = catalog.get(&key) else {
        if catalog.is_unread(&key) {
            return;
        }
        let suggestion = catalog.suggestion(type_id, id).map(|entry| entry.key.to_string());
        findings.push(Diagnostic::at(
            problem::LinkToNothing { type_: &type_id, id: &id, suggestion: suggestion.as_deref() },
            span,
        ));
        return;
    };
    if let Some(anchor) = fragment {
        // Entries on a list have no headings of their own there.
        if content_type.pages == Pages::Entry {
            check_anchor(target, anchor, span, findings);
        } else {
            findings.push(missing_anchor(target, anchor, span, None));
        }
    }
}

fn check_anchor(target: &Entry, anchor: &str, span: Span, findings: &mut Vec<Diagnostic>) {
    let anchors = target.body().anchors();
    if !anchors.contains(anchor) {
        let suggestion = anchors.nearest(anchor);
        findings.push(missing_anchor(target, anchor, span, suggestion));
    }
}

fn missing_anchor(
    target: &Entry,
    anchor: &str,
    span: Span,
    suggestion: Option<&str>,
) -> Diagnostic {
    Diagnostic::at(
        problem::LinkToMissingAnchor { anchor: &anchor, target: &target.key, suggestion },
        span,
    )
}
