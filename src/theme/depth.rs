//! How deep the files of a theme may be nested, and how many may build on one another.
//!
//! Entry point: [`bound`]. Invariant: what is left of a theme can be read by parsers that call themselves, on the stack of any thread.
//!
//! Tera and Typst bound brackets and blocks inside of one another themselves; Fluent does not. None of them bounds what follows one another and is
//! nested only in their trees (`elif`, `1 + 1 + 1`, `a.b.c`, show rules), nor how many files lead on to the next.

use std::collections::{BTreeMap, HashMap};

use typst::syntax::{SyntaxKind, SyntaxNode};

use super::{ThemeFile, standard_file};
use crate::diagnostic::problem::ThemeLimit;
use crate::diagnostic::{Diagnostic, problem};
use crate::location::Span;

/// How deep braces may be nested in one text of a theme.
pub const MAX_NESTING: usize = 64;
/// How deep brackets may be nested in a print template, so that reading it takes no more than a moment.
const MAX_BRACKETS: usize = 256;
/// How many levels the tree of a print template may have. Typst walks some 4,000 of them on the stack of a thread (2 MB).
const MAX_LEVELS: usize = 1000;
/// How many branches of conditions a template may have, and how many rules one part of a print template: each is inside of the one before.
const MAX_BRANCHES: usize = 500;
/// The largest print template, in bytes.
const MAX_PRINT_BYTES: usize = 512 * 1024;
/// Room for the tree of the largest print template, should it be as deep as can be.
const ROOM: usize = 256 * 1024 * 1024;
/// How many files of a theme may be read one because of the other: templates that extend or include, imports of style sheets and of print
/// templates.
pub const MAX_CHAIN: usize = 32;

/// Takes the place of files that are nested too deep, with those of the standard theme where there are some, and reports them.
pub(super) fn bound(files: &mut BTreeMap<String, ThemeFile>, findings: &mut Vec<Diagnostic>) {
    let mut wrong: Vec<(String, usize, Limit)> = Vec::new();
    for (name, file) in files.iter().filter(|(_, file)| file.is_own()) {
        let Some(text) = file.text() else { continue };
        let found = if name.ends_with(".ftl") {
            too_deep(text).map(|at| (at, Limit::Nesting(MAX_NESTING)))
        } else if name.ends_with(".typ") {
            print_too_deep(text)
        } else if name.starts_with("templates/") {
            let branch = text.match_indices("elif").nth(MAX_BRANCHES);
            branch.map(|(at, _)| (at, Limit::Branches))
        } else {
            None
        };
        wrong.extend(found.map(|(at, limit)| (name.clone(), at, limit)));
    }
    for folder in ["templates/", "print/", "assets/"] {
        let chained = too_far(files, folder);
        wrong.extend(chained.into_iter().map(|name| (name, 0, Limit::Chain)));
    }
    for (name, at, limit) in wrong {
        let Some(file) = files.remove(&name) else { continue };
        let (limit, max) = match limit {
            Limit::Nesting(max) => (ThemeLimit::Nesting, max),
            Limit::Branches => (ThemeLimit::Branches, MAX_BRANCHES),
            Limit::Bytes => (ThemeLimit::Bytes, MAX_PRINT_BYTES / 1024),
            Limit::Chain => (ThemeLimit::Chain, MAX_CHAIN),
        };
        findings.push(Diagnostic::at(
            problem::ThemeTooDeep { limit, max },
            Span::new(&file.path, at..at),
        ));
        if let Some(bytes) = standard_file(&name) {
            files.insert(name, ThemeFile { path: file.path, bytes: bytes.into() });
        }
    }
}

/// What a file has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    Nesting(usize),
    Branches,
    Bytes,
    Chain,
}

/// Where a print template has too much, and of what.
fn print_too_deep(text: &str) -> Option<(usize, Limit)> {
    if text.len() > MAX_PRINT_BYTES {
        return Some((MAX_PRINT_BYTES, Limit::Bytes));
    }
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_BRACKETS {
            return Some((at, Limit::Nesting(MAX_BRACKETS)));
        }
    }
    // A level takes two characters at least.
    if text.len() < 2 * MAX_LEVELS {
        return None;
    }
    std::thread::scope(|scope| {
        let read = || tree_too_deep(&typst::syntax::parse(text));
        // Without a thread nothing can be printed anyway.
        let reader = std::thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, read).ok()?;
        reader.join().ok().flatten()
    })
}

/// The same of its tree. Does not call itself, but whoever drops the tree does.
fn tree_too_deep(root: &SyntaxNode) -> Option<(usize, Limit)> {
    let mut left = vec![(root, 1, 0)];
    while let Some((node, level, start)) = left.pop() {
        if level > MAX_LEVELS {
            return Some((start, Limit::Nesting(MAX_LEVELS)));
        }
        let (mut at, mut rules) = (start, 0);
        for child in node.children() {
            if matches!(child.kind(), SyntaxKind::ShowRule | SyntaxKind::SetRule) {
                rules += 1;
                if rules > MAX_BRANCHES {
                    return Some((at, Limit::Branches));
                }
            }
            left.push((child, level + 1, at));
            at += child.len();
        }
    }
    None
}

/// The byte at which a Fluent text is nested deeper than [`MAX_NESTING`]: in braces, and in parentheses inside of them.
///
/// A message begins at the start of a line (Fluent 1.0, `Entry`), and with it the count: what an earlier one left open is its own
/// mistake.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut begins_line = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => quoted = false,
            b'#' | b'-' | b'a'..=b'z' | b'A'..=b'Z' if begins_line => (depth, quoted) = (0, false),
            b'"' if depth > 0 => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'(' if !quoted && depth > 0 => depth += 1,
            b'}' | b')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        begins_line = byte == b'\n';
        if depth > MAX_NESTING {
            return Some(at);
        }
    }
    None
}

/// The files of a folder that more than [`MAX_CHAIN`] others build on, each because of the one before.
///
/// A file builds on another one when it names it between quotation marks or brackets. That may see too many of these links, in comments
/// for example, and never too few of those that people write.
fn too_far(files: &BTreeMap<String, ThemeFile>, folder: &str) -> Vec<String> {
    let texts: Vec<(&str, &ThemeFile)> = files
        .range(folder.to_owned()..)
        .take_while(|(name, _)| name.starts_with(folder))
        .map(|(name, file)| (name.as_str(), file))
        .collect();
    if !texts.iter().any(|(_, file)| file.is_own()) {
        return Vec::new();
    }
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, (name, _)) in texts.iter().enumerate() {
        by_name.entry(last_part(name)).or_default().push(i);
    }
    let links: Vec<Vec<usize>> = texts
        .iter()
        .map(|(_, file)| {
            let named = file.text().unwrap_or_default().split(['"', '\'', '`', '(', ')']);
            let mut links: Vec<usize> = named
                .filter_map(|named| by_name.get(last_part(named.trim())))
                .flatten()
                .copied()
                .collect();
            links.sort_unstable();
            links.dedup();
            links
        })
        .collect();
    let lengths = longest_chains(&links);
    let far = texts.iter().zip(lengths).filter(|(_, length)| *length > MAX_CHAIN);
    far.filter(|((_, file), _)| file.is_own()).map(|((name, _), _)| (*name).to_owned()).collect()
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// How many files are read one because of the other from each on, itself included. A link back into the chain that is being followed is
/// left out: circles are reported where they are read.
fn longest_chains(links: &[Vec<usize>]) -> Vec<usize> {
    let mut lengths = vec![0; links.len()];
    let mut seen = vec![false; links.len()];
    for start in 0..links.len() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        // The files on the way, each with how many of its links have been followed. No recursion: the chain may be long.
        let mut way = vec![(start, 0)];
        while let Some((at, followed)) = way.last_mut() {
            let at = *at;
            if let Some(&next) = links[at].get(*followed) {
                *followed += 1;
                if !seen[next] {
                    seen[next] = true;
                    way.push((next, 0));
                }
                continue;
            }
            way.pop();
            let longest = links[at].iter().map(|next| lengths[*next]).max().unwrap_or(0);
            lengths[at] = longest + 1;
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_counted_per_message() {
        let fits = format!("a = {}{}\n", "{ ".repeat(MAX_NESTING), "} ".repeat(MAX_NESTING));
        assert_eq!(too_deep(&fits), None);
        let open = "a = { $x\n".repeat(1000);
        assert_eq!(too_deep(&open), None, "each message begins anew");
        let deep = format!("a = {}", "{".repeat(MAX_NESTING + 1));
        assert_eq!(too_deep(&deep), Some(deep.len() - 1));
        let calls = format!("a = {{ {}", "F(".repeat(MAX_NESTING));
        assert_eq!(too_deep(&calls), Some(calls.len() - 1));
    }

    #[test]
    fn braces_in_quotes_and_parentheses_in_texts_are_words() {
        let quoted = format!("a = {{ \"{}\" }}", "{".repeat(500));
        assert_eq!(too_deep(&quoted), None);
        assert_eq!(too_deep(&format!("a = {}", ":( ".repeat(500))), None);
    }

    #[test]
    fn chains_are_counted_and_circles_are_not_followed() {
        let line: Vec<Vec<usize>> = (1..100_000).map(|next| vec![next]).chain([vec![]]).collect();
        assert_eq!(longest_chains(&line)[0], 100_000);
        assert_eq!(longest_chains(&[vec![1], vec![0], vec![2]]), [2, 1, 1]);
        assert_eq!(longest_chains(&[vec![2], vec![0], vec![], vec![0, 1]]), [2, 3, 1, 4]);
    }
}
