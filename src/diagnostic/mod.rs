//! Findings: what is wrong with content, where, and what to do.
//!
//! Entry points: [`Diagnostic::at`] and [`Findings`]. Invariant: every finding has a stable [`Code`] and, where a source
//! exists, a [`Span`]; its words come from the message catalogues in `catalogues/`, never from the place that found it.

mod codes;
pub mod emit;
pub(crate) mod fingerprint;
pub(crate) mod language;
pub(crate) mod sources;
mod suggestion;
pub mod texts;
pub(crate) mod unseen;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Display;

use crate::address::path;
use crate::location::{SitePath, Span};

pub use codes::Code;
pub use language::Language;
pub use sources::Sources;
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

/// A change to the source that would mend the finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
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
    pub(crate) fn at(code: Code, span: Span) -> Self {
        Self {
            code,
            severity: code.severity(),
            span: Some(span),
            args: BTreeMap::new(),
            said: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// A finding about a file as a whole.
    pub(crate) fn at_file(code: Code, file: &SitePath) -> Self {
        Self::at(code, Span::start_of(file))
    }

    /// A finding about the run as a whole.
    pub(crate) fn nowhere(code: Code) -> Self {
        Self {
            code,
            severity: code.severity(),
            span: None,
            args: BTreeMap::new(),
            said: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// Something written that cannot be a piece of an address, or a path of them, with what it could be instead.
    pub(crate) fn unusable(span: Span, written: &str, fault: path::Fault, used: path::Use) -> Self {
        Self::at(Code::UnusableAddress, span)
            .arg("piece", written)
            .arg("problem", fault.name())
            .suggest(path::repaired(written, used).as_deref())
    }

    /// Adds a value for the message.
    #[must_use]
    pub(crate) fn arg(mut self, name: &'static str, value: impl Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// Adds what somebody wrote, in the language in which the message is given: the value `said`.
    #[must_use]
    pub(crate) fn said(mut self, text: impl Fn(Language) -> String) -> Self {
        self.said = Language::all().map(|language| (language, text(language))).collect();
        self
    }

    /// Adds the nearest known name, when there is one: the value `suggestion`, and a fix that puts it in place of the
    /// finding's span.
    #[must_use]
    pub(crate) fn suggest(mut self, suggestion: Option<&str>) -> Self {
        if let Some(suggestion) = suggestion {
            self.args.insert("suggestion", suggestion.to_owned());
            self.fix = self
                .span
                .clone()
                .filter(|span| span.end > span.start)
                .map(|span| Fix { span, replacement: suggestion.to_owned() });
        }
        self
    }

    /// Adds the nearest known name without a fix: where the span holds more than the name.
    #[must_use]
    pub(crate) fn hint(mut self, suggestion: Option<&str>) -> Self {
        if let Some(suggestion) = suggestion {
            self.args.insert("suggestion", suggestion.to_owned());
        }
        self
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
