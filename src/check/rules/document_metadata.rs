//! Documents for readers do not say who wrote them.
//!
//! Why: word processors write down who has written a document, who has changed it and what readers have remarked; telephones write down
//! where a film was made. Whoever puts such a file on the web publishes personal data that nobody sees and nobody has agreed to.
//!
//! Example: `[Checkliste](checkliste.docx)`, saved with the name of its author. Better: the same as PDF, without a name.

use crate::check::rules::files::named;
use crate::check::{CheckContext, LintFinding, Rule, Run, Scope};
use crate::diagnostic::{Code, Diagnostic, problem};
use crate::files::metadata;
use crate::location::Span;
use crate::model::Purpose;

pub(in crate::check) const RULE: Rule = Rule {
    name: "document-metadata",
    codes: &[Code::DocumentMetadata],
    run: Run::Check { scope: Scope::Entry, parameters: &[], run },
};

fn run(cx: &CheckContext<'_>, findings: &mut Vec<LintFinding>) {
    for entry in cx.entries() {
        for (path, purpose) in named(cx.context, entry) {
            if purpose == Purpose::Picture {
                continue;
            }
            let file = cx.context.snapshot.get(&path);
            let Some(bytes) = file.and_then(|file| file.bytes().ok()) else { continue };
            let found = metadata::find(&path.extension(), &bytes);
            findings.extend(found.into_iter().map(|trace| {
                let finding = Diagnostic::at(
                    problem::DocumentMetadata { file: &path.file_name(), found: trace },
                    Span::start_of(&path),
                );
                LintFinding::about(entry, finding)
            }));
        }
    }
}
