//! The files of the content that readers get.
//!
//! Entry points: [`find_file`] for a file that somebody has named, [`faults`] for what is in it. Invariant: what a site is made from is
//! never found, whoever names it.

use crate::diagnostic::{Diagnostic, problem};
use crate::files::{FileKinds, Refusal, content, is_picture, svg};
use crate::location::{SitePath, Span};
use crate::source::{Snapshot, SourceFile};

/// Why a file that was named is not there.
pub(crate) enum FileProblem {
    /// The path leaves the site.
    Outside,
    /// No such file; perhaps another was meant.
    Missing {
        /// A path to a file that is there, written like the one that was not.
        suggestion: Option<String>,
    },
    /// It is there, and it is not for readers.
    Refused(RefusedFile),
}

/// What readers get a file as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// As a picture on a page. Whether it is one is judged where pictures are read.
    Picture,
    /// As a file of its own.
    Download,
}

/// A file that is not for readers.
pub(crate) struct RefusedFile {
    /// The file.
    pub(crate) path: SitePath,
    /// Why.
    pub(crate) refusal: Refusal,
    ending: String,
}

impl RefusedFile {
    /// What is said about it where it is named; `place` is how.
    pub(crate) fn finding(&self, span: Span, place: problem::NamedIn) -> Diagnostic {
        self.finding_with(span, place, None)
    }

    /// The same, with what could be named instead of a source.
    pub(crate) fn finding_with(
        &self,
        span: Span,
        place: problem::NamedIn,
        suggestion: Option<&str>,
    ) -> Diagnostic {
        let (file, ending) = (&self.path.file_name(), &self.ending.to_lowercase());
        let problem = match self.refusal {
            Refusal::Source => {
                let found = problem::LinkToSource {
                    file,
                    ending,
                    problem: problem::Source::Source,
                    where_: place,
                    suggestion,
                };
                return Diagnostic::at(found, span);
            }
            Refusal::Active => problem::FileKindProblem::Active,
            Refusal::Unknown if self.ending.is_empty() => problem::FileKindProblem::NoEnding,
            Refusal::Unknown => problem::FileKindProblem::Unknown,
        };
        Diagnostic::at(problem::FileKind { file, ending, problem, where_: place }, span)
    }
}

/// The file that `written` names in an entry's file: beside it, or from `content/` when it begins with `/`.
pub(crate) fn find_file(
    snapshot: &Snapshot,
    kinds: &FileKinds,
    from: &SitePath,
    written: &str,
    purpose: Purpose,
) -> Result<SitePath, FileProblem> {
    let Some(path) = named_path(from, written) else {
        return Err(FileProblem::Outside);
    };
    if snapshot.get(&path).is_some() {
        return match kinds.judge(path.file_name()) {
            Err((refusal, ending))
                if refusal == Refusal::Source || purpose == Purpose::Download =>
            {
                let ending = ending.to_owned();
                Err(FileProblem::Refused(RefusedFile { path, refusal, ending }))
            }
            _ => Ok(path),
        };
    }
    // Written as seen from `content/`, or from the folder above it.
    let absolute = format!("/{}", written.strip_prefix("content/").unwrap_or(written));
    let there = from.join(&absolute).is_some_and(|path| snapshot.get(&path).is_some());
    let near = || {
        let suggestion = snapshot.name_meant(path.folder(), path.file_name());
        suggestion.map(|name| match written.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        })
    };
    let suggestion = if there { Some(absolute) } else { near() };
    Err(FileProblem::Missing { suggestion })
}

/// Where the file is that `written` names in an entry's file, be it there or not; `None` outside of the content.
pub(crate) fn named_path(from: &SitePath, written: &str) -> Option<SitePath> {
    let path = from.join(written).filter(|_| !is_elsewhere(written))?;
    path.as_str().starts_with("content/").then_some(path)
}

/// Whether a path begins at a drive, at another computer or on the web.
fn is_elsewhere(written: &str) -> bool {
    let drive = |path: &str| {
        let mut signs = path.chars();
        signs.next().is_some_and(|c| c.is_ascii_alphabetic()) && signs.next() == Some(':')
    };
    drive(written) || written.starts_with("\\") || written.contains("://")
}

/// What is wrong with a file for readers, at its place; files that are no pictures and nobody may get are left to [`find_file`].
/// Nothing when it can be published.
pub(crate) fn faults(file: &SourceFile, purpose: Purpose) -> Vec<Diagnostic> {
    let path = file.path();
    let ending = path.extension();
    if ending == "svg" {
        return drawing_faults(file);
    }
    let is_judged = purpose == Purpose::Download || is_picture(&ending);
    let Some(bytes) = is_judged.then(|| file.bytes().ok()).flatten() else { return Vec::new() };
    let Some(looks) = content::mismatch(&ending, &bytes) else { return Vec::new() };
    // Whoever opens a picture says better what is wrong with one that is none.
    if is_picture(&ending) && !looks.ending().is_some_and(is_picture) {
        return Vec::new();
    }
    vec![Diagnostic::at_file(
        problem::FileContent {
            file: &path.file_name(),
            ending: &ending,
            looks,
            suggestion: looks.ending().map(|ending| format!("{}.{ending}", path.stem())).as_deref(),
        },
        path,
    )]
}

fn drawing_faults(file: &SourceFile) -> Vec<Diagnostic> {
    // Not UTF-8: the snapshot has said so.
    let Some(text) = file.text() else { return Vec::new() };
    let fault = |fault: svg::SvgFault| {
        Diagnostic::at(
            problem::ActiveSvg {
                file: &file.path().file_name(),
                problem: fault.problem,
                name: &fault.name,
            },
            Span::new(file.path(), fault.span),
        )
    };
    svg::faults(&text).into_iter().map(fault).collect()
}

/// Whether a file may be published: an SVG that is more than a drawing never is, not even where findings are only shown.
pub(crate) fn is_publishable(file: &SourceFile, kinds: &FileKinds) -> bool {
    let is_offered = kinds.judge(file.path().file_name()).is_ok();
    let is_drawing = || file.text().is_some_and(|text| svg::faults(&text).is_empty());
    is_offered && (file.path().extension() != "svg" || is_drawing())
}
