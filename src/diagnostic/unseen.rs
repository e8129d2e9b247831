//! Signs in content that nobody sees: control characters, and those that turn the direction of what follows.
//!
//! Entry point: [`findings`]. Invariant: what is reported is what [`escape::is_unseen`] says, each run of such signs once.

use super::{Diagnostic, Fix, problem};
use crate::escape;
use crate::location::{SitePath, Span};

/// Nobody looks at more of them in one text.
const MAX_FINDINGS: usize = 500;

/// Those in a text that begins at byte `base` of a file, each with a repair that takes it away.
pub(crate) fn findings(file: &SitePath, text: &str, base: usize) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut last = None;
    // Every character of a collection comes by here, so no pattern is made of it.
    for (at, sign) in text.char_indices().filter(|(_, sign)| escape::is_unseen(*sign)) {
        let range = base + at..base + at + sign.len_utf8();
        let end = range.end;
        if last == Some(range.start)
            && let Some(Diagnostic { span: Some(span), fix: Some(fix), .. }) = found.last_mut()
        {
            (span.end, fix.span.end) = (end, end);
        } else if found.len() == MAX_FINDINGS {
            break;
        } else {
            let span = Span::new(file, range);
            let mut finding = finding(span.clone(), sign);
            finding.fix = Some(Fix::certain(span, String::new()));
            found.push(finding);
        }
        last = Some(end);
    }
    found
}

/// The finding about one of them, however it is written.
pub(crate) fn finding(span: Span, sign: char) -> Diagnostic {
    Diagnostic::at(
        problem::UnseenCharacter {
            sign: &format!("U+{:04X}", u32::from(sign)),
            kind: if sign.is_control() {
                problem::UnseenKind::Control
            } else {
                problem::UnseenKind::Direction
            },
        },
        span,
    )
}
