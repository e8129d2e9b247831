//! Names of files that every system takes, and keeps apart.
//!
//! Entry point: [`problems`]. Content is worked on under Windows, macOS and Linux: what one of them cannot check out or overwrites without
//! a word is found on all of them.

use std::collections::BTreeMap;

use crate::address::path::{self, Use, fold, is_cased};
use crate::diagnostic::{Diagnostic, problem};
use crate::location::{SitePath, Span};

/// What is wrong with the names of files, which come in the order of their paths.
pub(super) fn problems<'p>(paths: impl Iterator<Item = &'p SitePath>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // What paths and folders with capital letters fold to → the first file that has them, and how it writes them.
    let mut cased: BTreeMap<String, (&str, &SitePath)> = BTreeMap::new();
    let mut all: Vec<&SitePath> = Vec::new();
    let mut last = "";
    for file in paths {
        all.push(file);
        let folder = file.folder();
        if folder != last {
            last = folder;
            let bad = folder
                .split('/')
                .find_map(|name| Some((name, path::piece(name, Use::Name).err()?)));
            if let Some((name, fault)) = bad {
                found.push(unusable(file, name, fault));
            }
        }
        if let Err(fault) = path::piece(file.file_name(), Use::Name) {
            found.push(unusable(file, file.file_name(), fault));
        }
        let prefixes = file.as_str().match_indices('/').map(|(at, _)| &file.as_str()[..at]);
        for written in prefixes.chain([file.as_str()]).filter(|written| is_cased(written)) {
            let folded = fold(written);
            if folded == written {
                continue;
            }
            let (known, first) = *cased.entry(folded).or_insert((written, file));
            if known != written {
                found.push(in_case(file, first));
                break;
            }
        }
    }
    // Names in lower case are many, and are only looked up.
    let first_from = |start: &str| all.get(all.partition_point(|other| other.as_str() < start));
    for (folded, (_, file)) in &cased {
        let folder = format!("{folded}/");
        let same = first_from(folded).filter(|other| other.as_str() == folded);
        let below = || first_from(&folder).filter(|other| other.as_str().starts_with(&folder));
        found.extend(same.or_else(below).map(|other| in_case(file, other)));
    }
    found
}

fn unusable(file: &SitePath, name: &str, fault: path::PathFault) -> Diagnostic {
    Diagnostic::at_file(
        problem::UnusableName {
            name: &name,
            problem: fault,
            suggestion: path::repaired(name, Use::Name).as_deref(),
        },
        file,
    )
}

fn in_case(file: &SitePath, other: &SitePath) -> Diagnostic {
    Diagnostic::at_file(problem::NamesInCase { path: &file.as_str(), other: &other.as_str() }, file)
        .related("other", Span::start_of(other))
}
