//! Findings: what is wrong with content, where, and what to do.
//!
//! Entry points: [`Diagnostic::at`] and [`Findings`]. Invariant: every finding has a stable [`Code`] and, where a source
//! exists, a [`Span`]; its words come from the message catalogues in `catalogues/`, never from the place that found it.

mod codes;
pub mod emit;
pub(crate) mod fingerprint;
pub(crate) mod language;
pub(crate) mod problem;
pub(crate) mod sources;
mod suggestion;
pub mod texts;
pub(crate) mod unseen;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::address::path;
use crate::location::{SitePath, Span};

pub use codes::Code;
pub use language::Language;
use problem::Problem;
pub use sources::{Excerpts, Sources};
pub use suggestion::compared;
pub(crate) use suggestion::{Names, listing, nearest};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Published, but somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place that has to do with a finding, beside the place where it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Related {
    /// Where.
    pub(crate) span: Span,
    /// Which words of the finding's message say why: the Fluent attribute `related` or `related-<key>`.
    pub(crate) key: &'static str,
}

/// How sure it is that a repair is what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    /// What was written can mean nothing else: `check --fix` makes the repair.
    Certain,
    /// Probably meant: somebody has to say yes.
    Likely,
}

/// A change to the source that would mend the finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
    /// How sure that is.
    pub(crate) certainty: Certainty,
}

impl Fix {
    /// A repair that is probably meant.
    pub(crate) fn likely(span: Span, replacement: String) -> Self {
        Self { span, replacement, certainty: Certainty::Likely }
    }

    /// A repair of what can mean nothing else.
    pub(crate) fn certain(span: Span, replacement: String) -> Self {
        Self { span, replacement, certainty: Certainty::Certain }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where; findings about the run as a whole have no place.
    pub span: Option<Span>,
    /// Values for the words of the message.
    pub(crate) args: BTreeMap<&'static str, String>,
    /// What somebody wrote to be said, in every language of messages: the value `said`.
    pub(crate) said: Vec<(Language, String)>,
    /// Other places.
    pub(crate) related: Vec<Related>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Which of two findings is told first: that which stands first in the files.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let key = |finding: &Self| (finding.severity, finding.code);
        self.span
            .cmp(&other.span)
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.args.cmp(&other.args))
            .then_with(|| (&self.said, &self.related).cmp(&(&other.said, &other.related)))
    }

    /// A finding at a place.
    pub(crate) fn at(problem: impl Problem, span: Span) -> Self {
        Self { span: Some(span), ..Self::nowhere(problem) }
    }

    /// A finding about a file as a whole.
    pub(crate) fn at_file(problem: impl Problem, file: &SitePath) -> Self {
        Self::at(problem, Span::start_of(file))
    }

    /// A finding about the run as a whole.
    #[allow(clippy::needless_pass_by_value, reason = "a problem is made where it is reported")]
    pub(crate) fn nowhere(problem: impl Problem) -> Self {
        let (code, values) = (problem.code(), problem.values());
        Self {
            code,
            severity: code.severity(),
            span: None,
            args: values.args,
            said: values.said,
            related: Vec::new(),
            fix: None,
        }
    }

    /// A finding at a place, where there is one.
    pub(crate) fn new(problem: impl Problem, place: Option<Span>) -> Self {
        Self { span: place, ..Self::nowhere(problem) }
    }

    /// A value that its words name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.args.get(name).map(String::as_str)
    }

    /// Something written that cannot be a piece of an address, or a path of them, with what it could be instead.
    pub(crate) fn unusable(
        span: Span,
        written: &str,
        fault: path::PathFault,
        used: path::Use,
    ) -> Self {
        let better = path::repaired(written, used);
        let suggestion = better.as_deref();
        Self::at(problem::UnusableAddress { piece: &written, problem: fault, suggestion }, span)
            .with_fix()
    }

    /// Says whether this is what it says, all values included.
    pub(crate) fn says(&self, problem: &impl Problem) -> bool {
        let values = problem.values();
        self.code == problem.code() && self.args == values.args && self.said == values.said
    }

    /// Adds a fix that puts the suggestion, if there is one, in place of what the finding's span holds.
    #[must_use]
    pub(crate) fn with_fix(mut self) -> Self {
        let span = self.span.clone().filter(|span| span.end > span.start);
        self.fix = span
            .zip(self.args.get("suggestion").cloned())
            .map(|(span, replacement)| Fix::likely(span, replacement));
        self
    }

    /// The same, of what can mean nothing else.
    #[must_use]
    pub(crate) fn with_certain_fix(self) -> Self {
        let mut finding = self.with_fix();
        if let Some(fix) = &mut finding.fix {
            fix.certainty = Certainty::Certain;
        }
        finding
    }

    /// Whether it points into a file, or would change it.
    pub(crate) fn is_about(&self, file: &SitePath) -> bool {
        let own = self.span.iter().chain(self.related.iter().map(|related| &related.span));
        own.chain(self.fix.iter().map(|fix| &fix.span)).any(|span| span.file == *file)
    }

    /// Adds a place that has to do with it.
    #[must_use]
    pub(crate) fn related(mut self, key: &'static str, span: Span) -> Self {
        self.related.push(Related { span, key });
        self
    }

    /// Gives it another weight than its code has.
    #[must_use]
    pub(crate) fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// All findings of one run.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// No findings yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        self.list.push(finding);
    }

    /// Adds many.
    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(findings);
    }

    /// Sorted by place, then weight, then code, each only once.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(Diagnostic::order);
        self.list.dedup();
        self.list
    }

    /// Whether one of them stops publishing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}
