//! Finds the entries: which file holds which entry of which type, in which language.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::found::FoundInEntries;
use super::written::{Unparsed, Written};
use super::{EntryKey, Memory, Reading};
use crate::diagnostic::{Diagnostic, Names, Severity, problem};
use crate::location::{SitePath, Span};
use crate::source::{Snapshot, SourceFile};

/// Endings that are not read, and the one that is meant by them.
const OTHER_ENDINGS: [(&str, &str); 6] = [
    (".markdown", ".md"),
    (".mdown", ".md"),
    (".mdwn", ".md"),
    (".mkd", ".md"),
    (".mdx", ".md"),
    (".yaml.txt", ".yaml"),
];
/// What systems and editors put behind an ending.
const BEHIND_ENDINGS: [&str; 5] = [".txt", ".bak", ".orig", ".old", ".save"];
/// Folders in which such files may be meant as they are.
const FREE_FOLDERS: [&str; 2] = ["images", "files"];

/// The path that a file probably was to have: of `dreherei.md.txt`, that of `dreherei.md`.
fn path_meant(path: &SitePath) -> Option<SitePath> {
    let inside = path.as_str().strip_prefix("content/")?;
    let folder = inside.split_once('/').map(|(folder, _)| folder);
    if folder.is_some_and(|folder| FREE_FOLDERS.contains(&folder)) {
        return None;
    }
    let name = path.file_name();
    let lower = name.to_ascii_lowercase();
    let cut = |ending: &str| lower.ends_with(ending).then(|| &name[..name.len() - ending.len()]);
    let is_read = |name: &str| {
        let name = name.to_ascii_lowercase();
        [".md", ".yaml", ".yml"].iter().any(|ending| name.ends_with(ending))
    };
    let behind = BEHIND_ENDINGS.iter().filter_map(|ending| cut(ending));
    let suggestion =
        behind.filter(|name| is_read(name)).map(str::to_owned).next().or_else(|| {
            let other = OTHER_ENDINGS.iter();
            other.filter_map(|(ending, right)| Some(format!("{}{right}", cut(ending)?))).next()
        })?;
    path.join(&suggestion)
}

/// Reports files that nobody reads because of their endings.
fn misnamed(snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) {
    for path in snapshot.under("content/").map(SourceFile::path) {
        let Some(suggestion) = path_meant(path) else { continue };
        let is_taken = snapshot.get(&suggestion).is_some();
        let finding = Diagnostic::at_file(
            problem::MisnamedFile {
                problem: if is_taken { problem::Misnaming::Copy } else { problem::Misnaming::Lost },
                name: &path.file_name(),
                meant: &suggestion.file_name(),
            },
            path,
        );
        findings.push(if is_taken { finding.with_severity(Severity::Warning) } else { finding });
    }
}

/// All entries of the site. Files that are none and ought to be are findings.
pub(super) fn discover(
    scope: &Reading<'_>,
    memory: &mut Memory,
    found: &mut FoundInEntries,
) -> (Vec<Arc<Written>>, Unparsed) {
    let files: Vec<&SourceFile> = scope
        .snapshot
        .under("content/")
        .filter(|file| matches!(file.path().extension().as_str(), "md" | "yaml" | "yml"))
        .collect();
    misnamed(scope.snapshot, &mut found.misnamed);
    let mut entries = Vec::new();
    let mut unparsed = Unparsed::default();
    for (file, written, broken, in_file) in memory.cut(scope, &files) {
        entries.extend(written);
        unparsed.entries.extend(broken.entries);
        unparsed.types.extend(broken.types);
        found.cut.add(file, &in_file);
    }
    let findings = &mut found.ids;
    let mut first: HashMap<(EntryKey, Option<String>), Span> = HashMap::new();
    entries.retain(|entry| {
        let span = Span::new(&entry.file, entry.place.clone());
        match first.get(&(entry.key.clone(), entry.language.clone())) {
            Some(other) => {
                findings.push(
                    Diagnostic::at(
                        problem::DuplicateId {
                            id: &entry.key.id,
                            type_: &entry.key.type_id,
                            other: &other.file,
                        },
                        span,
                    )
                    .related("first", other.clone()),
                );
                false
            }
            None => {
                first.insert((entry.key.clone(), entry.language.clone()), span);
                true
            }
        }
    });
    let originals: BTreeSet<EntryKey> =
        entries.iter().filter(|e| e.language.is_none()).map(|e| e.key.clone()).collect();
    // The ids by type, once one of them is missing.
    let mut names: HashMap<Arc<str>, Names<&str>> = HashMap::new();
    entries.retain(|entry| {
        let of = entry.language.as_ref().filter(|_| !originals.contains(&entry.key));
        if let Some(language) = of {
            let shared = !entry.file.extension().starts_with('m');
            let span = if shared {
                Span::new(&entry.file, entry.place.clone())
            } else {
                Span::start_of(&entry.file)
            };
            let names = names.entry(entry.key.type_id.clone()).or_insert_with(|| {
                let alike = originals.iter().filter(|key| key.type_id == entry.key.type_id);
                Names::new(alike.map(|key| &*key.id))
            });
            let suggestion = names.nearest(&entry.key.id);
            let finding = Diagnostic::at(
                problem::OrphanTranslation {
                    id: &entry.key.id,
                    type_: &entry.key.type_id,
                    language,
                    where_: if shared {
                        problem::TranslationPlace::SharedFile
                    } else {
                        problem::TranslationPlace::File
                    },
                    suggestion,
                },
                span,
            );
            findings.push(if shared { finding.with_fix() } else { finding });
        }
        of.is_none()
    });
    (entries, unparsed)
}
