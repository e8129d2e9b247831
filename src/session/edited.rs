//! What comes of edits: whether the collection is as sound then as it was, and the same findings are accepted.
//!
//! Entry point: [`consequences`]. Invariant: nothing is written. Findings are compared by kind and file, wherever they stand in it; a finding that the
//! baseline waives is waived under its new name.

use std::collections::BTreeMap;

use super::load::names;
use super::{Options, Session};
use crate::config::BASELINE_FILE;
use crate::diagnostic::{Code, Diagnostic};
use crate::edit::{Change, Edits, NewValue, Source, Step};
use crate::location::SitePath;
use crate::source::Snapshot;

/// What comes of edits.
pub(crate) struct Consequences {
    /// The edits, and those of the baseline that follow from them.
    pub(crate) edits: Edits,
    /// The files then.
    pub(crate) after: Snapshot,
    /// What is found then and was not before.
    pub(crate) found: Vec<Diagnostic>,
}

/// What comes of edits by which nothing is to become worse.
pub(crate) fn consequences(before: &Snapshot, edits: Edits, options: &Options) -> Consequences {
    let mut edits = edits;
    let mut after = before.with_files(edits.outcome());
    if let Some(path) = SitePath::new(BASELINE_FILE)
        && let Some(was) = before.text(&path)
        && let Some(new) = baseline_then((before, &was), (&after, &edits), options)
    {
        edits.change(&path, was.as_bytes(), new.as_bytes());
        after = before.with_files(edits.outcome());
    }
    let found = |snapshot: &Snapshot| Session::single().plan_all(snapshot, options).sorted();
    let moved = moved(&edits);
    let mut known: BTreeMap<(Code, Option<SitePath>), usize> = BTreeMap::new();
    for finding in found(before) {
        *known.entry(kind(&finding, &moved)).or_default() += 1;
    }
    let mut new = found(&after);
    new.retain(|finding| match known.get_mut(&kind(finding, &BTreeMap::new())) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    Consequences { edits, after, found: new }
}

/// Files that are somewhere else then.
fn moved(edits: &Edits) -> BTreeMap<SitePath, SitePath> {
    edits.iter().filter_map(|edit| Some((edit.path.clone(), edit.to?.clone()))).collect()
}

/// What a finding is, and in which file, as that is called then.
fn kind(finding: &Diagnostic, moved: &BTreeMap<SitePath, SitePath>) -> (Code, Option<SitePath>) {
    let file = finding.span.as_ref().map(|span| &span.file);
    (finding.code, file.map(|file| moved.get(file).unwrap_or(file).clone()))
}

/// The baseline under the names that findings and files have then; `None` when it stays as it is, or cannot be changed without a doubt.
fn baseline_then(
    (before, text): (&Snapshot, &str),
    (after, edits): (&Snapshot, &Edits),
    options: &Options,
) -> Option<String> {
    let moved = moved(edits);
    // Of a kind in a file, the first is the first.
    let mut then: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (finding, name) in names(after, options) {
        then.entry(kind(&finding, &BTreeMap::new())).or_default().push(name);
    }
    let mut was: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (finding, name) in names(before, options) {
        was.entry(kind(&finding, &moved)).or_default().push(name);
    }
    let mut called: BTreeMap<&str, &str> = BTreeMap::new();
    for (kind, names) in &was {
        // Where there are more or fewer, nobody knows which is which.
        let new = then.get(kind).filter(|new| new.len() == names.len());
        let pairs = names.iter().zip(new.into_iter().flatten());
        called.extend(pairs.map(|(old, new)| (old.as_str(), new.as_str())));
    }
    let mut source = Source::new(BASELINE_FILE, text);
    let findings = Step::from("findings");
    let Ok(Some(NewValue::Map(files))) = source.value(std::slice::from_ref(&findings)) else {
        return None;
    };
    for (file, checks) in &files {
        let NewValue::Map(checks) = checks else { continue };
        for (check, names) in checks {
            let NewValue::List(names) = names else { continue };
            for (at, name) in names.iter().enumerate() {
                let (NewValue::Text(name) | NewValue::Literal(name)) = name else { continue };
                let Some(new) = called.get(name.as_str()).filter(|new| *new != name) else {
                    continue;
                };
                let path = [file, check].map(|key| Step::from(key.as_str()));
                let first = std::slice::from_ref(&findings);
                let path = [first, &path[..], &[Step::Item(at)]].concat();
                source.change(&Change::Set(path, NewValue::text(*new))).ok()?;
            }
        }
    }
    for (file, _) in &files {
        let path = SitePath::new(file)?;
        if let Some(to) = moved.get(&path) {
            let path = vec![findings.clone(), Step::from(file.as_str())];
            source.change(&Change::Rename(path, to.to_string())).ok()?;
        }
    }
    Some(source.text().to_owned())
}
