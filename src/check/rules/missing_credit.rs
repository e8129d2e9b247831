//! Every picture says who made it.
//!
//! Why: whoever made a picture has a right to be named (§ 13 UrhG), and a chamber that takes over a page has to know.
//!
//! Example: `image: {file: werkstatt.jpg, alt: Eine Drehbank}`. Better: with `credit: "Foto: Dreherei Beispiel"`. In running text the
//! credit is part of the caption: `![Eine Drehbank](werkstatt.jpg "Die neue Drehbank. Foto: Dreherei Beispiel")`.
//!
//! Decorative images need none.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::i18n::WrittenWords;
use crate::location::Span;
use crate::model::{Entry, Value};
use crate::syntax::figure_name;

pub(in crate::check) const RULE: Rule = Rule {
    name: "missing-credit",
    codes: &[Code::MissingCredit],
    run: Run::Check { scope: Scope::Entry, parameters: &[], run },
};

/// What a caption has that names who made the picture, in the words of any language.
#[allow(clippy::unwrap_used, reason = "a test compiles it")]
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    let words = WrittenWords::pattern(|written| &written.credits);
    let by = WrittenWords::pattern(|written| &written.credit_by);
    Regex::new(&format!(r"(?i)©|\(c\)|\b(?:{words})s?(?: (?:{by}))?:")).unwrap()
});

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    for entry in cx.entries() {
        for (name, value) in entry.own_values() {
            value.walk(&mut |value| {
                if let Value::Image(image) = value
                    && image.alt.is_some()
                    && image.credit.is_none()
                    && !names_somebody(image.caption.as_deref())
                {
                    findings.push(finding(
                        entry,
                        entry.field_span(name),
                        image.file.file_name(),
                        problem::ShownIn::Field,
                    ));
                }
            });
        }
        for (_, document) in entry.own_documents() {
            for image in document.images() {
                let picture = image.image;
                // What is drawn of entries nobody has made.
                let is_drawn = figure_name(&picture.file).is_some();
                if !is_drawn
                    && !picture.alt.is_empty()
                    && !names_somebody(picture.caption.as_deref())
                {
                    let span = Span::new(&entry.file, picture.span.clone());
                    findings.push(finding(entry, span, &picture.file, problem::ShownIn::Text));
                }
            }
        }
    }
}

fn names_somebody(caption: Option<&str>) -> bool {
    caption.is_some_and(|caption| CREDIT.is_match(caption))
}

fn finding(entry: &Entry, span: Span, file: &str, place: problem::ShownIn) -> LintFinding {
    let finding = Diagnostic::at(problem::MissingCredit { file: &file, where_: place }, span);
    LintFinding::about(entry, finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_may_name_who_made_the_picture() {
        for caption in
            ["Die Halle. Foto: Werft", "© Werft", "Karte: eigene Darstellung", "Photo by: W"]
        {
            assert!(names_somebody(Some(caption)), "{caption}");
        }
        for caption in ["Die Halle.", "Ein Foto der Halle", "Fotos zeigen die Halle"] {
            assert!(!names_somebody(Some(caption)), "{caption}");
        }
    }
}
