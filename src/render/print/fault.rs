//! Typst's errors and warnings become findings that point into the theme.

use typst::WorldExt;
use typst::diag::{Severity as TypstSeverity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Span as TypstSpan};

use super::PrintJob;
use super::theme::{PrintTheme, template_path};
use super::world::PrintWorld;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::{SitePath, Span};

/// One finding for each.
pub(super) fn findings(
    all: &[SourceDiagnostic],
    world: &PrintWorld<'_>,
    theme: &PrintTheme,
    job: &PrintJob,
) -> Vec<Diagnostic> {
    all.iter().map(|one| finding(one, world, theme, job)).collect()
}

fn finding(
    one: &SourceDiagnostic,
    world: &PrintWorld<'_>,
    theme: &PrintTheme,
    job: &PrintJob,
) -> Diagnostic {
    // An error in the view or a picture is shown where the template reads it: the first place of the call trace that
    // is in the theme; failing that, at the template as a whole.
    let place = place(one.span, world, theme)
        .or_else(|| one.trace.iter().find_map(|point| place_of_call(point.span, world, theme)))
        .unwrap_or_else(|| {
            let main = theme.site_path(&template_path(&job.template)).unwrap_or(&job.origin);
            Span::start_of(main)
        });
    let mut message = one.message.to_string();
    for hint in &one.hints {
        message.push_str("; ");
        message.push_str(&hint.v);
    }
    let (document, message) = (Some(job.ident.as_str()), &message);
    match one.severity {
        TypstSeverity::Error => Diagnostic::at(problem::PrintError { document, message }, place),
        TypstSeverity::Warning => {
            Diagnostic::at(problem::PrintWarning { document, message }, place)
        }
    }
}

fn place(span: DiagSpan, world: &PrintWorld<'_>, theme: &PrintTheme) -> Option<Span> {
    let path = site_path(span, theme)?;
    Some(Span::new(path, world.range(span)?))
}

fn place_of_call(span: TypstSpan, world: &PrintWorld<'_>, theme: &PrintTheme) -> Option<Span> {
    place(span.into(), world, theme)
}

fn site_path(span: DiagSpan, theme: &PrintTheme) -> Option<&SitePath> {
    theme.site_path(span.id()?.vpath().get_with_slash())
}
