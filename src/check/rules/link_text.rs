//! The words of a link say where it leads.
//!
//! Why: screen readers can list the links of a page, and on paper nobody can click: *hier* says nothing there (WCAG 2.2, success criterion
//! 2.4.4).
//!
//! Example: `Mehr dazu [hier](case:dreherei-tuttlingen).` Better: `Mehr dazu in [](case:dreherei-tuttlingen).`, which shows the title.
//!
//! Parameter `words`: further link texts that say nothing.

use crate::check::options::{CheckParameter, Default};
use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::i18n::Locale;
use crate::location::Span;
use crate::syntax::DestinationKind;
use crate::syntax::tree::plain_text;

pub(in crate::check) const RULE: Rule = Rule {
    name: "link-text",
    codes: &[Code::LinkText],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[CheckParameter { name: "words", default: Default::Words(&[]) }],
        run,
    },
};

/// Whether words, in lower case and without punctuation, say nothing in one of the languages.
fn are_empty(words: &str) -> bool {
    Locale::all().any(|(_, locale)| locale.written.empty_links.iter().any(|empty| empty == words))
}

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    for entry in cx.entries() {
        for (_, document) in entry.own_documents() {
            for link in document.links() {
                let shown = plain_text(&link.content);
                let words = normal(&shown);
                let more = cx.setting.words("words");
                let says_nothing =
                    are_empty(&words) || more.iter().any(|word| normal(word) == words);
                if words.is_empty() || !says_nothing {
                    continue;
                }
                let inside = matches!(link.destination.kind(), DestinationKind::Entry { .. });
                findings.push(LintFinding::about(
                    entry,
                    Diagnostic::at(
                        problem::LinkText {
                            text: &shown,
                            to: if inside {
                                problem::LeadsTo::Entry
                            } else {
                                problem::LeadsTo::Elsewhere
                            },
                            destination: &link.destination.written(),
                        },
                        Span::new(&entry.file, link.span.clone()),
                    ),
                ));
            }
        }
    }
}

fn normal(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_case_make_no_difference() {
        assert_eq!(normal("» Klicken\u{a0}Sie HIER …"), "klicken sie hier");
        let empty = Locale::all().flat_map(|(_, locale)| &locale.written.empty_links);
        for words in empty {
            assert!(normal(words) == *words && are_empty(words), "{words}");
        }
    }
}
