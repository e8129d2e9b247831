//! Images are there and are images.

use std::collections::BTreeMap;
use std::io::Cursor;

use crate::check::{Context, Rule, Run};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{FileProblem, Value, find_file};
use crate::source::{SitePath, Span};
use image::ImageReader;

pub(in crate::check) const RULE: Rule = Rule {
    name: "images",
    codes: &[Code::MissingImage, Code::BrokenImage, Code::PathOutside],
    run: Run::Always(run),
};

/// The largest image that is worth opening: beyond it a browser or a printer gives up as well.
const MAX_PIXELS: u64 = 100_000_000;

fn run(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut used: BTreeMap<SitePath, Vec<Span>> = BTreeMap::new();
    for entry in context.entries {
        for (name, value) in entry.own_values() {
            value.walk(&mut |value| {
                if let Value::Image(image) = value {
                    used.entry(image.file.clone()).or_default().push(entry.field_span(name));
                }
            });
        }
        for (_, document) in entry.own_documents() {
            let file = &entry.file;
            for image in document.images() {
                let span = Span::new(file, image.image.span.clone());
                match find_file(context.snapshot, file, &image.image.file) {
                    Ok(path) => used.entry(path).or_default().push(span),
                    Err(FileProblem::Outside) => {
                        findings.push(
                            Diagnostic::at(Code::PathOutside, span).arg("path", &image.image.file),
                        );
                    }
                    Err(FileProblem::Missing { meant }) => {
                        findings.push(
                            Diagnostic::at(Code::MissingImage, span)
                                .arg("file", &image.image.file)
                                .hint(meant.as_deref()),
                        );
                    }
                }
            }
        }
    }
    for (path, spans) in used {
        let Some(problem) = problem(context, &path) else { continue };
        findings.extend(spans.into_iter().map(|span| {
            Diagnostic::at(Code::BrokenImage, span).arg("file", &path).arg("problem", problem)
        }));
    }
}

/// What is wrong with an image file, as the messages know it.
fn problem(context: &Context<'_>, path: &SitePath) -> Option<&'static str> {
    let file = context.snapshot.get(path)?;
    let extension = path.extension();
    if !matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg") {
        return Some("format");
    }
    if extension == "svg" {
        return (!file.text().is_some_and(|text| text.contains("<svg"))).then_some("broken");
    }
    let Ok(bytes) = file.bytes() else {
        return Some("unreadable");
    };
    let Ok(reader) = ImageReader::new(Cursor::new(&*bytes)).with_guessed_format() else {
        return Some("broken");
    };
    match reader.into_dimensions() {
        Ok((width, height)) if u64::from(width) * u64::from(height) > MAX_PIXELS => Some("huge"),
        Ok((0, _) | (_, 0)) | Err(_) => Some("broken"),
        Ok(_) => None,
    }
}
