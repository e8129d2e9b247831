//! Names of findings that stay the same when lines move: for reports that compare two runs, and for the baseline of a site.
//!
//! Entry point: [`fingerprints`].

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Diagnostic;
use super::emit::text::Excerpts;
use crate::source::Span;

/// Values of messages that change while the finding is the same: advice, and what a site has set.
const ADVICE: [&str; 5] = ["days", "known", "plain", "suggestion", "years"];

/// A name for each finding: 40 hexadecimal digits, made of rule, file, the words of the line and the values of the message, and of how
/// many like it came before.
pub fn fingerprints(findings: &[Diagnostic], sources: &dyn Excerpts) -> Vec<String> {
    let mut seen: HashMap<Vec<u8>, usize> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let mut parts = vec![finding.code.number().to_owned()];
            if let Some(span) = &finding.span {
                parts.push(span.file.to_string());
                parts.extend(line(span, sources));
            }
            let lasting = finding.args.iter().filter(|(name, _)| {
                // What somebody wrote as the words of a rule is no part of what is wrong.
                !ADVICE.contains(name) && !name.contains(':')
            });
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

/// The line a span begins in, without the blanks around it.
fn line(span: &Span, sources: &dyn Excerpts) -> Option<String> {
    let text = sources.text_of(&span.file)?;
    let line = text.get(..span.start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    text[line..].lines().next().map(|line| line.trim().to_owned())
}
