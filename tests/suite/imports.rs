//! What the modules of the crate import from each other, read from their sources.
//!
//! Entry point: [`Imports::read`]. Comments, texts and what is compiled for tests only are left out; what a module re-exports counts as
//! the module that defines it, so that a short path hides nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

/// The parts of the path of a module: `["check", "rules", "links"]`.
pub(crate) type Module = Vec<String>;

/// Which module uses which.
pub(crate) struct Imports(BTreeMap<Module, BTreeSet<Module>>);

impl Imports {
    /// What these sources import, which come with their paths below `src/`.
    pub(crate) fn read(sources: &[(PathBuf, String)]) -> Self {
        let modules: BTreeMap<Module, String> = sources
            .iter()
            .filter_map(|(file, text)| Some((module(file)?, plain(&without_tests(text)))))
            .collect();
        let exports: BTreeMap<&Module, BTreeMap<String, Vec<String>>> = modules
            .iter()
            .map(|(module, code)| (module, exports(&modules, module, code)))
            .collect();
        let used = |module: &Module, code: &str| -> BTreeSet<Module> {
            let private = remove(code, &statements(code, true));
            paths(&modules, module, &private)
                .filter_map(|path| owner(&modules, &exports, path))
                .filter(|used| used != module)
                .collect()
        };
        Self(modules.iter().map(|(module, code)| (module.clone(), used(module, code))).collect())
    }

    /// All modules, each with those that it uses.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Module, &BTreeSet<Module>)> {
        self.0.iter()
    }

    /// The circles among modules of one room, and among rooms. A module may use what one of its own ancestors defines: a folder is the
    /// frame of what is in it.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let mut between: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (module, used) in &self.0 {
            for other in used.iter().filter(|other| !module.starts_with(other)) {
                // Rooms that know each other are a circle, whichever of their modules do.
                let is_here = module.first() == other.first();
                let [from, to] = [module, other].map(|it| if is_here { &it[..] } else { &it[..1] });
                between.entry(from.to_vec()).or_default().insert(to.to_vec());
            }
        }
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            between.keys().map(|from| (from, reached(&between, from))).collect();
        let mut circles = BTreeSet::new();
        for (module, all) in &reached {
            if all.contains(module) {
                let back =
                    |other: &&&Module| reached.get(**other).is_some_and(|it| it.contains(module));
                let circle: Vec<String> = all.iter().filter(back).map(|it| it.join("::")).collect();
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }
}

/// Everything that can be come to from a module.
fn reached<'a>(
    between: &'a BTreeMap<Module, BTreeSet<Module>>,
    from: &Module,
) -> BTreeSet<&'a Module> {
    let mut all = BTreeSet::new();
    let mut next: Vec<&Module> = between.get(from).into_iter().flatten().collect();
    while let Some(module) = next.pop() {
        if all.insert(module) {
            next.extend(between.get(module).into_iter().flatten());
        }
    }
    all
}

/// The module of a file; `None` for those that are no part of the library, and for tests.
fn module(file: &std::path::Path) -> Option<Module> {
    let parts: Vec<String> =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let last = parts.last()?;
    if parts.iter().any(|part| part == "tests")
        || (parts.len() == 1 && ["lib", "main", "build"].contains(&last.as_str()))
    {
        return None;
    }
    let is_folder = last == "mod";
    Some(parts[..parts.len() - usize::from(is_folder)].to_vec())
}

/// Code with spaces in the place of comments, texts and characters: what is left stands where it stood.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            text_length(rest)
        } else if let Some(length) = raw_length(rest).filter(|_| !is_word) {
            length
        } else if let Some(length) = character_length(rest) {
            length
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.extend(std::iter::repeat_n(' ', length));
        rest = &rest[length..];
    }
    out
}

/// The bytes of a text between quotation marks.
fn text_length(rest: &str) -> usize {
    let mut is_escaped = true;
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The bytes of `r#"…"#`.
fn raw_length(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let inside = after[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let before = rest.len() - inside.len();
    Some(inside.find(&end).map_or(rest.len(), |at| before + at + end.len()))
}

/// The bytes of a character between apostrophes; `None` for a lifetime.
fn character_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let from = if first == '\\' { 2 } else { first.len_utf8() };
    let end = inside.get(from..)?.find('\'')?;
    (end == 0 || first == '\\').then_some(1 + from + end + 1)
}

/// Code without the items that are compiled for tests only, wherever they stand.
pub(crate) fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let plain = plain(code);
    let mut items = Vec::new();
    let mut from = 0;
    while let Some(at) = plain[from..].find(MARK).map(|at| from + at) {
        let end = item_end(&plain, at + MARK.len());
        items.push(at..end);
        from = end;
    }
    remove(code, &items)
}

/// Where the item ends that begins at `from`: at its semicolon, comma or closing brace.
fn item_end(code: &str, from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in code[from..].char_indices() {
        match sign {
            '{' | '(' | '[' => depth += 1,
            // A group of names in a `use` ends with a semicolon behind its brace.
            '}' if depth == 1 => {
                let end = from + at + 1;
                return end + usize::from(code[end..].starts_with(';'));
            }
            '}' | ')' | ']' if depth > 0 => depth -= 1,
            // The end of what the item stands in.
            '}' | ')' | ']' => return from + at,
            ';' | ',' if depth == 0 => return from + at + 1,
            _ => {}
        }
    }
    code.len()
}

fn remove(code: &str, parts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(code.len());
    let mut from = 0;
    for part in parts {
        out.push_str(&code[from..part.start]);
        from = part.end;
    }
    out.push_str(&code[from..]);
    out
}

/// Where the `use` statements stand that make something visible to others (or to nobody else).
fn statements(code: &str, is_visible: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim_start();
        let shown = words.strip_prefix("pub").map(|rest| match rest.strip_prefix('(') {
            Some(rest) => rest.split_once(')').map_or("", |(_, rest)| rest),
            None => rest,
        });
        let is_use = shown.unwrap_or(words).trim_start().starts_with("use ");
        if is_use && shown.is_some() == is_visible {
            let end = code[start..].find(';').map_or(code.len(), |at| start + at + 1);
            found.push(start + indent..end);
        }
        start += line.len();
    }
    found
}

/// What a module gives on under its own name: the name, and the path to it.
fn exports(
    modules: &BTreeMap<Module, String>,
    module: &Module,
    code: &str,
) -> BTreeMap<String, Vec<String>> {
    let all = statements(code, true).into_iter();
    all.flat_map(|one| named_paths(modules, module, &code[one])).collect()
}

/// All paths in some code of a module that lead to something of the crate, from its root.
fn paths(
    modules: &BTreeMap<Module, String>,
    module: &Module,
    code: &str,
) -> impl Iterator<Item = Vec<String>> {
    named_paths(modules, module, code).into_iter().map(|(_, path)| path)
}

/// The same with the name that each has where it stands.
fn named_paths(
    modules: &BTreeMap<Module, String>,
    module: &Module,
    code: &str,
) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, sign) in code.char_indices() {
        let begins = sign.is_ascii_alphabetic() && !before.is_alphanumeric();
        if begins && !"_:.".contains(before) {
            let word = name(&code[at..]);
            if code[at + word.len()..].starts_with("::") {
                tree(&code[at..], &[], &mut found);
            }
        }
        before = sign;
    }
    let from_root = |(name, path): (String, Vec<String>)| {
        let (first, rest) = path.split_first()?;
        let mut whole = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.clone(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            child => {
                let below = [&module[..], &[child.to_owned()]].concat();
                modules.contains_key(&below).then_some(below)?
            }
        };
        for part in rest {
            if part == "super" {
                whole.pop()?;
            } else {
                whole.push(part.clone());
            }
        }
        Some((name, whole))
    };
    found.into_iter().filter_map(from_root).collect()
}

fn name(code: &str) -> &str {
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
    &code[..end]
}

/// Reads the path at the beginning of some code, or the tree of paths of a `use`, and says how long it is.
fn tree(code: &str, before: &[String], found: &mut Vec<(String, Vec<String>)>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        let rest = &code[at..];
        if rest.starts_with('{') {
            at += 1;
            loop {
                at += code[at..].len() - code[at..].trim_start_matches([' ', '\n', ',']).len();
                if at >= code.len() || code[at..].starts_with('}') {
                    return at + 1;
                }
                at += tree(&code[at..], &path, found).max(1);
            }
        }
        let word = name(rest);
        if !word.is_empty() && word != "self" || (word == "self" && path.is_empty()) {
            path.push(word.to_owned());
        }
        at += word.len();
        if word.is_empty() || !code[at..].starts_with("::") {
            break;
        }
        at += 2;
    }
    let alias = code[at..].strip_prefix(" as ").map(name);
    found.extend(path.last().map(|last| (alias.unwrap_or(last).to_owned(), path.clone())));
    at + alias.map_or(0, |alias| " as ".len() + alias.len())
}

/// The module that defines what a path leads to.
fn owner(
    modules: &BTreeMap<Module, String>,
    exports: &BTreeMap<&Module, BTreeMap<String, Vec<String>>>,
    mut path: Vec<String>,
) -> Option<Module> {
    // Nothing is handed on more often than folders are deep.
    for _ in 0..8 {
        let length = (1..=path.len()).rev().find(|end| modules.contains_key(&path[..*end]))?;
        let module: Module = path[..length].to_vec();
        let next = path.get(length).and_then(|item| exports.get(&module)?.get(item));
        match next {
            Some(next) if *next != path => path = [&next[..], &path[length + 1..]].concat(),
            _ => return Some(module),
        }
    }
    None
}

#[test]
fn what_is_no_code_is_left_out() {
    let code = "a /* b */ \"c \\\" d\" 'e' '\\'' &'f str r#\"g\"#; // h\n#[cfg(test)]\nmod i { fn j() {} }\nk";
    let left: Vec<String> =
        plain(&without_tests(code)).split_whitespace().map(str::to_owned).collect();
    assert_eq!(left, ["a", "&'f", "str", ";", "k"]);
    let code =
        "fn a() {\n    #[cfg(test)]\n    b();\n    c(); }\n#[cfg(test)]\nuse d::{e, f};\nuse g;";
    let left: Vec<String> =
        plain(&without_tests(code)).split_whitespace().map(str::to_owned).collect();
    assert_eq!(left, ["fn", "a()", "{", "c();", "}", "use", "g;"]);
}

/// Reads sources that are written out, `src/` left away.
fn imports(sources: &[(&str, &str)]) -> Imports {
    let sources: Vec<_> =
        sources.iter().map(|(file, text)| (PathBuf::from(file), (*text).to_owned())).collect();
    Imports::read(&sources)
}

#[test]
fn circles_are_seen_whatever_they_are_written_like() {
    let none: [Vec<String>; 0] = [];
    let house = [
        (
            "a/mod.rs",
            "mod b;\nmod c;\npub use b::B;\npub(crate) use c::{C as D, E};\nfn f() { b::g() }",
        ),
        ("a/b.rs", "use super::{F, D};\nfn g(it: crate::z::Z) {}"),
        ("a/c.rs", "struct E;\n#[cfg(test)]\nmod tests { use super::super::B; }\n// use super::B;"),
        ("z.rs", "struct Z;"),
    ];
    assert_eq!(imports(&house).circles(), none);
    let circle = [["a::b", "a::c"].map(str::to_owned).to_vec()];
    for line in [
        "use super::B;",
        "use super::b::h;",
        "use crate::a::{F, b::{self, h}};",
        "#[cfg(test)]\nuse x::y;\nuse super::{\n    F,\n    B,\n};",
        "fn f() -> super::B { todo!() }",
        "fn f() { if x { crate::a::b::g() } }",
    ] {
        let mut changed = house;
        changed[2].1 = line;
        assert_eq!(imports(&changed).circles(), circle, "{line}");
    }
    let mut rooms = house;
    rooms[3].1 = "use crate::a;\nfn f() { a::f() }";
    assert_eq!(imports(&rooms).circles(), [["a", "z"].map(str::to_owned).to_vec()]);
}
