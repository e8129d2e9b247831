//! Changes to YAML that leave everything else as it is: from text to text.
//!
//! Entry point: [`change`]. Invariant: what a change gives is read by the reader of this house as the old value with that change and no other one, and
//! has every comment that does not stand in what was taken away or replaced; else the change is refused, and says why. A change that
//! changes nothing gives the same bytes.
//!
//! Where things are is told by [`layout`]; how a text is written by [`scalar`]; which bytes are put in the place of which others by [`splice`].

mod layout;
mod scalar;
mod splice;
mod tree;

use std::ops::ControlFlow;

use crate::diagnostic::Code;
use crate::location::SitePath;

use layout::Layout;
use splice::Manner;
use tree::Tree;
pub use tree::{Change, NewValue, Step};

/// Why a text was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no YAML that can be read without errors.
    #[error("what is there cannot be read")]
    NotRead,
    /// It has names for values (`&name`, `*name`): who uses them would be changed as well.
    #[error("what is there has values with names")]
    Named,
    /// It has marks of kinds (`!kind`).
    #[error("what is there has marks of kinds")]
    Tagged,
    /// It has something else that a change cannot be told from: keys that are no words, maps without braces in a list.
    #[error("what is there is written in an unusual way")]
    Unclear,
    /// What is to be changed is not there.
    #[error("what is to be changed is not there")]
    Missing,
    /// What is to be added is there already.
    #[error("what is to be added is there already")]
    Exists,
    /// A comment stands in the way, which would be lost or come to stand beside something else.
    #[error("a comment is in the way")]
    Comment,
    /// What would be written is not read as what was to be written.
    #[error("it would be read as something else")]
    ReadsElse,
}

/// The YAML `source` with a change. `ending` ends lines where there are none yet.
///
/// # Errors
/// When it cannot be made without a doubt; then nothing is lost.
pub(crate) fn change(
    source: &str,
    change: &Change,
    ending: &'static str,
) -> Result<String, Refused> {
    let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mark, yaml) = source.split_at(mark);
    let old = Reading::of(yaml)?;
    let wanted = change.applied(&old.tree)?;
    if wanted == old.tree {
        return Ok(source.to_owned());
    }
    let document = Layout::of(yaml)?;
    let lost = splice::comments_in(yaml, &document, change);
    let new = [true, false].into_iter().try_fold(Refused::ReadsElse, |_, blocks| {
        let manner = Manner { ending, blocks };
        let made = splice::changed(yaml, change, manner).and_then(|new| {
            let read = Reading::of(&new).map_err(|_| Refused::ReadsElse)?;
            let is_meant = read.tree.is_same(&wanted)
                && read.findings_are_among(&old)
                && change.is_in_order(&read.tree, &wanted);
            let is_whole = has_comments(&Layout::of(&new)?, &new, (&document, yaml), &lost);
            match (is_meant, is_whole) {
                (false, _) => Err(Refused::ReadsElse),
                (true, false) => Err(Refused::Comment),
                (true, true) => Ok(new),
            }
        });
        // What was made ends the search, what was refused goes on with it.
        match made {
            Ok(new) => ControlFlow::Break(new),
            Err(refused) => ControlFlow::Continue(refused),
        }
    });
    match new {
        ControlFlow::Break(new) => Ok(format!("{mark}{new}")),
        ControlFlow::Continue(refused) => Err(refused),
    }
}

/// Whether a new source has all comments of the old one, but for those that may be lost.
fn has_comments(
    document: &layout::DocumentLayout,
    new: &str,
    (old_document, old): (&layout::DocumentLayout, &str),
    lost: &[String],
) -> bool {
    let comments = |source: &str, document: &layout::DocumentLayout| -> Vec<String> {
        let texts = document.comments.iter().map(|at| source[at.clone()].trim_end().to_owned());
        let mut texts: Vec<String> = texts.collect();
        texts.sort_unstable();
        texts
    };
    let mut left = comments(new, document).into_iter().peekable();
    comments(old, old_document).into_iter().all(|comment| {
        while left.next_if(|next| *next < comment).is_some() {}
        left.next_if(|next| *next == comment).is_some() || lost.contains(&comment)
    })
}

/// What `source` says, as the reader of this house has it; `None` at a path where nothing is.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn value(source: &str, path: &[Step]) -> Result<Option<NewValue>, Refused> {
    let reading = Reading::of(source.trim_start_matches('\u{feff}'))?;
    Ok(reading.tree.at(path).cloned().map(Tree::into_new))
}

/// A source as it is read.
struct Reading {
    tree: Tree,
    /// What is odd about it.
    codes: Vec<Code>,
}

impl Reading {
    fn of(yaml: &str) -> Result<Self, Refused> {
        let file = SitePath::new("content/site.yaml").ok_or(Refused::NotRead)?;
        let mut findings = Vec::new();
        let node = super::parse(&file, yaml, 0..yaml.len(), &mut findings);
        let is_broken = |code: Code| matches!(code, Code::YamlSyntax | Code::DuplicateKey);
        if findings.iter().any(|finding| is_broken(finding.code)) {
            return Err(Refused::NotRead);
        }
        let tree = match node {
            Some(node) => Tree::of(&node),
            None if findings
                .iter()
                .any(|finding| finding.code.severity() == crate::diagnostic::Severity::Error) =>
            {
                return Err(Refused::NotRead);
            }
            // Nothing is written yet.
            None => Tree::Map(Vec::new()),
        };
        let mut codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
        codes.sort_unstable();
        Ok(Self { tree, codes })
    }

    /// Whether nothing else is odd than before.
    fn findings_are_among(&self, old: &Self) -> bool {
        let mut known = old.codes.iter();
        self.codes
            .iter()
            .filter(|code| **code == Code::CommentInValue)
            .all(|code| known.any(|old| old == code))
    }
}

#[cfg(test)]
mod tests;
