//! Outputs that cannot be beside each other in one folder.
//!
//! Entry point: [`clashes`]. Invariant: of two outputs that a file system cannot keep apart, one is named, whatever they are: a file where
//! another needs a folder, and two names that Windows and macOS take for one.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::address::path::{fold, is_cased};
use crate::diagnostic::problem::Clash;

/// Outputs that clash, each with the one that it clashes with, in the order of their paths. Paths are looked at once, and
/// looked up only when they are not in lower case, which is rare.
pub(super) fn clashes<T>(outputs: &BTreeMap<String, T>) -> Vec<(&str, &str, Clash)> {
    let mut found = Vec::new();
    // Paths that the current one begins with, each the beginning of the next.
    let mut open: Vec<&str> = Vec::new();
    // What paths and folders with capital letters fold to → the first output that has them, and how it writes them.
    let mut cased: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for path in outputs.keys() {
        while open.last().is_some_and(|last| !path.starts_with(last)) {
            open.pop();
        }
        let is_below = |file: &&&str| path.as_bytes().get(file.len()) == Some(&b'/');
        if let Some(file) = open.iter().find(is_below) {
            found.push((path.as_str(), *file, Clash::Folder));
            continue;
        }
        open.push(path);
        if !is_cased(path) {
            continue;
        }
        for written in prefixes(path).filter(|written| is_cased(written)) {
            let folded = fold(written);
            if folded == written {
                continue;
            }
            let other = match cased.get(&folded) {
                Some((known, other)) => (*known != written).then_some(*other),
                None => {
                    let other = output_at(outputs, &folded);
                    cased.insert(folded, (written, path));
                    other
                }
            };
            if let Some(other) = other {
                found.push((path, other, Clash::Case));
                break;
            }
        }
    }
    found
}

/// The output at a path, or the first one below it.
fn output_at<'o, T>(outputs: &'o BTreeMap<String, T>, path: &str) -> Option<&'o str> {
    if let Some((path, _)) = outputs.get_key_value(path) {
        return Some(path);
    }
    let folder = format!("{path}/");
    let (first, _) =
        outputs.range::<str, _>((Bound::Included(folder.as_str()), Bound::Unbounded)).next()?;
    first.starts_with(&folder).then_some(first.as_str())
}

/// The folders above a path, from the root, and the path itself.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).chain(std::iter::once(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str]) -> Vec<(String, String, Clash)> {
        let outputs: BTreeMap<String, ()> =
            paths.iter().map(|path| ((*path).to_owned(), ())).collect();
        clashes(&outputs).into_iter().map(|(a, b, c)| (a.to_owned(), b.to_owned(), c)).collect()
    }

    fn clash(a: &str, b: &str, clash: Clash) -> (String, String, Clash) {
        (a.to_owned(), b.to_owned(), clash)
    }

    #[test]
    fn a_file_where_a_folder_must_be() {
        assert_eq!(found(&["a", "a-b", "a.html", "b/a", "ab/c"]), []);
        assert_eq!(
            found(&["a", "a-b/c", "a/index.html", "a/x/y", "a/z"]),
            [
                clash("a/index.html", "a", Clash::Folder),
                clash("a/x/y", "a", Clash::Folder),
                clash("a/z", "a", Clash::Folder)
            ]
        );
        // Nothing is told twice, and what comes after it is judged anew.
        assert_eq!(
            found(&["a", "a/b", "a/c", "b/X", "b/x"]),
            [
                clash("a/b", "a", Clash::Folder),
                clash("a/c", "a", Clash::Folder),
                clash("b/X", "b/x", Clash::Case)
            ]
        );
    }

    #[test]
    fn names_that_differ_in_case_only() {
        assert_eq!(found(&["A.png", "b.png", "C/a", "C/b", "über/a"]), []);
        assert_eq!(found(&["X.png", "x.png"]), [clash("X.png", "x.png", Clash::Case)]);
        assert_eq!(found(&["XA.png", "Xa.png"]), [clash("Xa.png", "XA.png", Clash::Case)]);
        assert_eq!(found(&["ÜBER.png", "über.png"]), [clash("ÜBER.png", "über.png", Clash::Case)]);
        assert_eq!(found(&["Bilder/a", "bilder/b"]), [clash("Bilder/a", "bilder/b", Clash::Case)]);
        assert_eq!(found(&["Bilder", "bilder/b"]), [clash("Bilder", "bilder/b", Clash::Case)]);
    }
}
