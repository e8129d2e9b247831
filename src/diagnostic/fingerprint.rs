//! Names of findings that stay the same when lines move: for reports that compare two runs, and for the baseline of a site.
//!
//! Entry point: [`fingerprints`].

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Diagnostic;
use super::sources::Sources;
use crate::location::{SitePath, Span};

/// Values of messages that change while the finding is the same: advice, and what a site has set.
const ADVICE: [&str; 5] = ["days", "known", "plain", "suggestion", "years"];

/// A name for each finding: 40 hexadecimal digits, made of rule, file, the words of the line and the values of the message, and of how
/// many like it came before.
pub(crate) fn fingerprints(findings: &[Diagnostic], sources: &Sources<'_>) -> Vec<String> {
    let mut seen: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut lines = Lines { sources, last: None };
    findings
        .iter()
        .map(|finding| {
            let mut parts = vec![finding.code.number().to_owned()];
            if let Some(span) = &finding.span {
                parts.push(span.file.to_string());
                parts.extend(lines.of(span));
            }
            // What somebody wrote as the words of a rule is no part of what is wrong.
            let lasting = finding.args.iter().filter(|(name, _)| !ADVICE.contains(name));
            parts.extend(lasting.map(|(name, value)| format!("{name}={value}")));
            let mut digest = Sha256::new();
            for part in parts {
                digest.update(part.as_bytes());
                digest.update([0]);
            }
            let like_it = digest.finalize().to_vec();
            let before = seen.entry(like_it.clone()).or_default();
            let name = Sha256::new().chain_update(&like_it).chain_update(before.to_le_bytes());
            *before += 1;
            format!("{:.40x}", name.finalize())
        })
        .collect()
}

/// A longer line, in bytes, is told by its digest, so that it is read once for all findings in it.
const LONG: usize = 1024;

/// The lines that findings are in.
struct Lines<'a> {
    sources: &'a Sources<'a>,
    /// The last long line, by its file and first byte.
    last: Option<(SitePath, usize, String)>,
}

impl Lines<'_> {
    /// What tells the line a span begins in: its words without the blanks around them.
    fn of(&mut self, span: &Span) -> Option<String> {
        let text = self.sources.get(&span.file)?;
        let range = text.line_at(span.start);
        let start = range.start;
        let line = &text.as_str()[range];
        if line.len() <= LONG {
            return Some(line.trim().to_owned());
        }
        if let Some((file, at, digest)) = &self.last
            && (file, *at) == (&span.file, start)
        {
            return Some(digest.clone());
        }
        let digest = format!("{:x}", Sha256::digest(line.trim()));
        self.last = Some((span.file.clone(), start, digest.clone()));
        Some(digest)
    }
}
