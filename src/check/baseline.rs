//! Findings that a site has accepted for now, so that checks can be adopted on a collection that is already there:
//! `content/baseline.yaml`, written by `broschur check --write-baseline`.
//!
//! Entry point: `Baseline::refresh`. Invariant: only what checks find can be waived, never what would break pages; a line that stands for
//! nothing any more is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::config::BASELINE_FILE;
use crate::diagnostic::fingerprint::fingerprints;
use crate::diagnostic::{Diagnostic, Sources, problem};
use crate::location::{SitePath, Span};
use crate::source::{Snapshot, SourceFile};
use crate::yaml::{self, Node, Reader};

/// The form of the file that this release reads and writes.
const FORMAT: usize = 1;

/// What is waived.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    /// What it was read from.
    file: Option<SourceFile>,
    /// Names of findings, and where they are written.
    waived: BTreeMap<String, Span>,
    /// What is wrong with the file.
    pub(super) found: Vec<Diagnostic>,
}

impl Baseline {
    /// The baseline of a site; that of a site without the file waives nothing. The one from before stays when the file does.
    pub(super) fn refresh(self, snapshot: &Snapshot) -> Self {
        let file = snapshot.get_str(BASELINE_FILE);
        if self.file.as_ref() == file {
            return self;
        }
        let mut found = Vec::new();
        let baseline = file.map(|file| Self::read(file, &mut found)).unwrap_or_default();
        Self { file: file.cloned(), found, ..baseline }
    }

    fn read(file: &SourceFile, findings: &mut Vec<Diagnostic>) -> Self {
        let mut baseline = Self::default();
        let (path, Some(text)) = (file.path(), file.text()) else { return baseline };
        let Some(node) = yaml::parse(path, &text, 0..text.len(), findings) else { return baseline };
        let Some(mut r) = Reader::new(path, &node, findings) else { return baseline };
        if let Some(format) = r.required("baseline")
            && format.as_str().and_then(|written| written.parse().ok()) != Some(FORMAT)
        {
            let finding = Diagnostic::at(
                problem::BaselineFormat { format: &format.quoted(), known: FORMAT },
                r.at(format.beginning()),
            );
            findings.push(finding);
            return baseline;
        }
        if let Some(files) = r.node("findings") {
            baseline.take(&mut r, files);
        }
        r.finish();
        baseline
    }

    /// Files, in them checks, in them names of findings.
    fn take(&mut self, r: &mut Reader<'_, '_>, files: &Node) {
        let Some(files) = files.as_map() else {
            return r.bad("findings", files, problem::Expected::Map);
        };
        for file in files {
            let Some(checks) = file.value.as_map() else {
                r.bad(&file.key, &file.value, problem::Expected::Map);
                continue;
            };
            for check in checks {
                let names = r.strings_of(&check.key, &check.value).unwrap_or_default();
                self.waived.extend(names);
            }
        }
    }

    /// The findings that are not waived, and when `whole`, one that says which lines are superfluous.
    pub(super) fn waive(
        &self,
        findings: Vec<Diagnostic>,
        snapshot: &Snapshot,
        whole: bool,
    ) -> Vec<Diagnostic> {
        if self.waived.is_empty() {
            return findings;
        }
        let names = fingerprints(&findings, &Sources::of(snapshot));
        let unused: Vec<&Span> = {
            let seen: BTreeSet<&str> = names.iter().map(String::as_str).collect();
            let unused = self.waived.iter().filter(|(name, _)| !seen.contains(name.as_str()));
            unused.map(|(_, span)| span).collect()
        };
        let outdated = unused.iter().min().filter(|_| whole).map(|first| {
            Diagnostic::at(problem::BaselineOutdated { count: unused.len() }, (*first).clone())
        });
        let left = findings.into_iter().zip(&names);
        let left = left.filter(|(_, name)| !self.waived.contains_key(*name));
        left.map(|(finding, _)| finding).chain(outdated).collect()
    }
}

/// The file that waives these findings.
pub(super) fn write(findings: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut files: BTreeMap<&SitePath, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for (finding, name) in findings.iter().zip(fingerprints(findings, &Sources::of(snapshot))) {
        if let Some(span) = &finding.span {
            let checks = files.entry(&span.file).or_default();
            checks.entry(finding.code.slug()).or_default().push(name);
        }
    }
    let mut text = format!(
        "# What was there already: these findings are not reported. Written by “broschur check --write-baseline”;\n\
         # whoever mends one deletes its line. See docs/checks.md.\nbaseline: {FORMAT}\nfindings:\n"
    );
    for (file, checks) in files {
        // JSON strings are YAML strings, whatever is in the name of a file.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
        let key = match file.as_str() {
            name if name.chars().all(plain) => name.to_owned(),
            name => serde_json::Value::from(name).to_string(),
        };
        let _ = writeln!(text, "  {key}:");
        for (check, names) in checks {
            let _ = writeln!(text, "    {check}:");
            for name in names {
                let _ = writeln!(text, "      - {name}");
            }
        }
    }
    text
}
