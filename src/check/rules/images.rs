//! Images are there and are images.

use std::collections::BTreeMap;

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic, nearest, problem};
use crate::location::{SitePath, Span};
use crate::model::{EntryKey, FileProblem, Purpose, Value, broken_image, find_file};
use crate::picture::ENDINGS;
use crate::syntax::{DestinationKind, figure_name};

pub(in crate::check) const RULE: Rule = Rule {
    name: "images",
    codes: &[
        Code::NoSuchFigure,
        Code::MissingImage,
        Code::BrokenImage,
        Code::PathOutside,
        Code::LinkToSource,
    ],
    run: Run::Always(run),
};

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut used: BTreeMap<SitePath, Vec<Span>> = BTreeMap::new();
    for entry in context.entries {
        for (name, value) in entry.own_values() {
            value.walk(&mut |value| {
                let file = match value {
                    Value::Image(image) => &image.file,
                    Value::File(file) if is_picture(file.file.as_str()) => &file.file,
                    _ => return,
                };
                used.entry(file.clone()).or_default().push(entry.field_span(name));
            });
        }
        let kinds = &context.config.files;
        for (_, document) in entry.own_documents() {
            let file = &entry.file;
            for image in document.images() {
                let span = Span::new(file, image.image.span.clone());
                let written = &image.image.file;
                if let Some(name) = figure_name(written) {
                    findings.extend(no_such_figure(context, name, &span));
                    continue;
                }
                match find_file(context.snapshot, kinds, file, written, Purpose::Picture) {
                    Ok(path) => used.entry(path).or_default().push(span),
                    Err(FileProblem::Outside) => {
                        findings.push(Diagnostic::at(
                            problem::PathOutside { path: &image.image.file, where_: None },
                            span,
                        ));
                    }
                    Err(FileProblem::Missing { suggestion }) => {
                        findings.push(Diagnostic::at(
                            problem::MissingImage {
                                file: &image.image.file,
                                suggestion: suggestion.as_deref(),
                            },
                            span,
                        ));
                    }
                    Err(FileProblem::Refused(refused)) => {
                        findings.push(refused.finding(span, problem::NamedIn::Picture));
                    }
                }
            }
            // A picture that is linked to is published as one that is shown; that it is there is the rule of links.
            for link in document.links() {
                if let DestinationKind::File { path, .. } = link.destination.kind()
                    && is_picture(&path)
                    && let Ok(path) =
                        find_file(context.snapshot, kinds, file, &path, Purpose::Download)
                {
                    used.entry(path).or_default().push(Span::new(file, link.span.clone()));
                }
            }
        }
    }
    for (path, spans) in used {
        findings.extend(spans.iter().filter_map(|span| {
            broken_image(context.snapshot, context.config.pictures, &path, span)
        }));
    }
}

/// What is wrong with the name of a figure, and that of the entry that it is to be about.
fn no_such_figure(
    context: &Context<'_>,
    (id, of): (&str, Option<&str>),
    span: &Span,
) -> Option<Diagnostic> {
    let schema = &context.catalog.schema;
    let finding = |problem, suggestion| {
        Diagnostic::at(problem::NoSuchFigure { figure: &id, problem, suggestion }, span.clone())
    };
    let Some(rule) = schema.figure(id) else {
        let known = schema.figures().map(|rule| &*rule.id);
        return Some(finding(problem::FigureProblem::Missing, nearest(id, known)));
    };
    match (&rule.of, of) {
        (None, None) => None,
        (None, Some(_)) => Some(finding(problem::FigureProblem::OfAll, None)),
        (Some(type_id), None) => {
            Some(finding(problem::FigureProblem::OfEach { type_: type_id }, None))
        }
        (Some(type_id), Some(of)) => {
            let key = EntryKey::new(type_id.clone(), of);
            let is_there = context.catalog.get(&key).is_some() || context.catalog.is_unread(&key);
            (!is_there).then(|| {
                let problem = problem::FigureProblem::Entry { type_: type_id, id: &of };
                finding(problem, context.catalog.id_meant(type_id, of))
            })
        }
    }
}

/// Whether a file calls itself a picture.
fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}
