//! The last look at paths before anything is written to them.
//!
//! Entry point: [`check`]. Invariant: it trusts nobody. What content can cause is a finding long before; a path that is refused here is a mistake
//! of broschur's own, and stops the publication as a whole.

use std::collections::HashMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::address::path;

/// What is wrong with the path of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathProblem {
    /// It has an empty part: it is empty, begins or ends with `/`, or has `//`.
    EmptyPart,
    /// It has the part `.` or `..`.
    Dots,
    /// It holds a character that some system takes for something else: control characters, `\`, `:` and other ones that Windows reserves.
    Character(char),
    /// A part of it ends with a dot or a space, which Windows leaves out.
    Ending,
    /// A part of it is the name of a device on Windows, such as `con` or `nul.html`.
    Device,
    /// A part of it is longer than the 255 bytes that file systems take.
    TooLong,
    /// It is also written in this way, which is the same file or folder where the system does not tell upper from lower case.
    Case(String),
    /// A file, and a folder for this other output.
    FileAndFolder(String),
}

impl fmt::Display for PathProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyPart => f.write_str("an empty part"),
            Self::Dots => f.write_str("the part “.” or “..”"),
            Self::Character(character) => write!(f, "the character {character:?}"),
            Self::Ending => f.write_str("a dot or space at the end of a part"),
            Self::Device => f.write_str("the name of a device"),
            Self::TooLong => f.write_str("a part of more than 255 bytes"),
            Self::Case(other) => write!(f, "differs in case only from {other}"),
            Self::FileAndFolder(other) => write!(f, "a file, and a folder of {other}"),
        }
    }
}

/// Looks at the paths of all files of a site, which are sorted.
///
/// # Errors
/// The first path that is refused, and why.
pub(super) fn check<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), (String, PathProblem)> {
    // Every file and folder, as a system knows it that does not tell upper from lower case.
    let mut known: HashMap<String, (&str, Is)> = HashMap::new();
    let mut last = "";
    for path in paths {
        let wrong = |problem| Err((path.to_owned(), problem));
        if let Some(problem) = path.split('/').find_map(of_part) {
            return wrong(problem);
        }
        // Folders that the path shares with the one before it are known.
        let shared = shared_folders(last, path);
        let folders = path.match_indices('/').map(|(at, _)| at).filter(|at| *at >= shared);
        for end in folders.chain([path.len()]) {
            let (spelt, is) = (&path[..end], if end < path.len() { Is::Folder } else { Is::File });
            if let Some((other, other_is)) = known.insert(folded(spelt), (spelt, is)) {
                if other != spelt {
                    return wrong(PathProblem::Case(other.to_owned()));
                }
                if (other_is, is) != (Is::Folder, Is::Folder) {
                    return wrong(PathProblem::FileAndFolder(other.to_owned()));
                }
            }
        }
        last = path;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    File,
    Folder,
}

/// How many bytes at the beginning of both paths are the same folders.
fn shared_folders(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    b.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1)
}

/// A path as macOS and Windows compare it: they tell neither cases nor ways to write an accent.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfd().collect::<String>().to_lowercase().nfc().collect()
    }
}

fn of_part(part: &str) -> Option<PathProblem> {
    let is_reserved =
        |c: char| c.is_control() || matches!(c, '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*');
    if part.is_empty() {
        Some(PathProblem::EmptyPart)
    } else if matches!(part, "." | "..") {
        Some(PathProblem::Dots)
    } else if let Some(character) = part.chars().find(|c| is_reserved(*c)) {
        Some(PathProblem::Character(character))
    } else if part.ends_with(['.', ' ']) {
        Some(PathProblem::Ending)
    } else if path::is_reserved(part) {
        Some(PathProblem::Device)
    } else {
        (part.len() > 255).then_some(PathProblem::TooLong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(paths: &[&str]) -> Option<PathProblem> {
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        check(paths.into_iter()).err().map(|(_, problem)| problem)
    }

    #[test]
    fn lets_through_what_sites_have() {
        let fine = [
            "404.html",
            "index.html",
            "beispiele/a/index.html",
            "beispiele/index.html",
            "a b/Ä-ü.pdf",
            ".nojekyll",
            "console/com/com10.html",
            "assets/style.0a1b.css",
        ];
        assert_eq!(refused(&fine), None);
    }

    #[test]
    fn refuses_what_leaves_the_folder_or_means_something_else_somewhere() {
        use PathProblem::{Character, Device, Dots, EmptyPart, Ending, TooLong};
        let long = "x".repeat(256);
        for (path, problem) in [
            ("", EmptyPart),
            ("/etc/passwd", EmptyPart),
            ("a//b", EmptyPart),
            ("a/", EmptyPart),
            ("../outside", Dots),
            ("a/../../b", Dots),
            ("./a", Dots),
            ("a\\b", Character('\\')),
            ("c:/a", Character(':')),
            ("a\0b", Character('\0')),
            ("a\u{1b}[2J", Character('\u{1b}')),
            ("a\u{85}b", Character('\u{85}')),
            ("a?b", Character('?')),
            ("a./b", Ending),
            ("a /b", Ending),
            ("con", Device),
            ("a/NUL.html", Device),
            ("com¹.txt/a", Device),
            ("lpt9", Device),
            (&long, TooLong),
        ] {
            assert_eq!(refused(&["index.html", path]), Some(problem), "{path}");
        }
    }

    #[test]
    fn refuses_two_spellings_of_one_file_or_folder() {
        for paths in [
            ["X.png", "x.png"],
            ["A/b.html", "a/c.html"],
            ["Ä.html", "ä.html"],
            ["a\u{308}.html", "\u{e4}.html"],
            ["a/b/C/d", "a/b/c/e"],
        ] {
            assert!(matches!(refused(&paths), Some(PathProblem::Case(_))), "{paths:?}");
        }
    }

    #[test]
    fn refuses_a_file_where_a_folder_must_be() {
        for paths in [["a", "a/b"], ["manifest.json", "manifest.json/index.html"], ["b", "b"]] {
            assert!(matches!(refused(&paths), Some(PathProblem::FileAndFolder(_))), "{paths:?}");
        }
        // Something may stand between the two in their order.
        assert!(matches!(refused(&["a", "a-b", "a/b"]), Some(PathProblem::FileAndFolder(_))));
        assert!(matches!(refused(&["a", "a-b", "A/b"]), Some(PathProblem::Case(_))));
    }
}
