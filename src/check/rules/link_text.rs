//! The words of a link say where it leads.
//!
//! Why: screen readers can list the links of a page, and on paper nobody can click: *hier* says nothing there (WCAG 2.2, success criterion
//! 2.4.4).
//!
//! Example: `Mehr dazu [hier](case:dreherei-tuttlingen).` Better: `Mehr dazu in [](case:dreherei-tuttlingen).`, which shows the title.
//!
//! Parameter `words`: further link texts that say nothing.

use crate::check::options::{Default, Parameter};
use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::location::Span;
use crate::syntax::tree::plain_text;
use crate::syntax::{Destination, classify};

pub(in crate::check) const RULE: Rule = Rule {
    name: "link-text",
    codes: &[Code::LinkText],
    run: Run::Check {
        scope: Scope::Entry,
        parameters: &[Parameter { name: "words", default: Default::Words(&[]) }],
        run,
    },
};

/// Link texts that say nothing, in lower case and without punctuation.
const EMPTY_WORDS: [&str; 34] = [
    "click",
    "click here",
    "da",
    "details",
    "diese seite",
    "dieser link",
    "dort",
    "download",
    "hier",
    "hier klicken",
    "hierher",
    "here",
    "klick",
    "klick hier",
    "klicken",
    "klicken sie hier",
    "learn more",
    "link",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr infos",
    "mehr lesen",
    "more",
    "more info",
    "page",
    "read more",
    "seite",
    "siehe hier",
    "this link",
    "this page",
    "weiter",
    "weiterlesen",
    "website",
];

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    for entry in cx.entries() {
        for (_, document) in entry.own_documents() {
            for link in document.links() {
                let shown = plain_text(&link.content);
                let words = normal(&shown);
                let more = cx.setting.words("words");
                let says_nothing = EMPTY_WORDS.contains(&words.as_str())
                    || more.iter().any(|word| normal(word) == words);
                if words.is_empty() || !says_nothing {
                    continue;
                }
                let inside = matches!(classify(&link.destination), Destination::Entry { .. });
                findings.push(LintFinding::about(
                    entry,
                    Diagnostic::at(Code::LinkText, Span::new(&entry.file, link.span.clone()))
                        .arg("text", shown)
                        .arg("to", if inside { "entry" } else { "elsewhere" })
                        .arg("destination", &link.destination),
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
        assert!(EMPTY_WORDS.iter().all(|words| normal(words) == *words));
    }
}
