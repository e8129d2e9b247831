//! The lossless writer, over all of `content/` and over sources that were rolled: what is not changed stays as it is, byte for byte.
#![allow(clippy::disallowed_methods, reason = "reads the content")]

use std::fs;
use std::path::Path;

use broschur::edit::{Change, NewValue, Refused, Source, Step};

use crate::rebuild::Dice;

/// All files of the collection that can be changed, with their names.
fn content() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, String)> = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            entry.path().extension().is_some_and(|ending| ending == "md" || ending == "yaml")
        })
        .map(|entry| {
            let name = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The paths of all values below one.
fn paths(value: &NewValue, path: &[Step], found: &mut Vec<(Vec<Step>, NewValue)>) {
    found.push((path.to_vec(), value.clone()));
    match value {
        NewValue::List(items) => {
            for (n, item) in items.iter().enumerate() {
                paths(item, &[path, &[Step::Item(n)]].concat(), found);
            }
        }
        NewValue::Map(pairs) => {
            for (key, value) in pairs {
                paths(value, &[path, &[Step::from(key.as_str())]].concat(), found);
            }
        }
        NewValue::Nothing | NewValue::Text(_) | NewValue::Literal(_) => {}
    }
}

fn values(source: &Source) -> Vec<(Vec<Step>, NewValue)> {
    let mut found = Vec::new();
    if let Ok(Some(root)) = source.value(&[]) {
        paths(&root, &[], &mut found);
    }
    found
}

/// The bytes in which two texts differ: those of the first between what both begin and end with.
fn differing<'a>(old: &'a str, new: &str) -> &'a str {
    let first = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - first;
    let last = old.bytes().rev().zip(new.bytes().rev()).take(rest);
    let last = last.take_while(|(a, b)| a == b).count();
    let between = &old.as_bytes()[first..old.len() - last];
    std::str::from_utf8(between).unwrap_or("part of a character")
}

/// What a text is as words: how a text is folded is no matter.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Which of many are tried: all of a small file, some of a large one.
fn sample<T>(all: Vec<T>, most: usize, dice: &mut Dice) -> Vec<T> {
    let many = u32::try_from(all.len()).unwrap();
    let few = u32::try_from(most).unwrap();
    all.into_iter().filter(|_| many <= few || dice.below(many) < few).collect()
}

#[test]
fn saving_content_without_a_change_gives_the_same_bytes() {
    let mut dice = Dice::new(1);
    let mut tried = 0;
    for (name, text) in content() {
        let source = Source::new(&name, text.as_str());
        let all = values(&source);
        assert!(all.len() > 1, "{name} says nothing");
        for (path, value) in sample(all, 8, &mut dice) {
            let mut same = source.clone();
            same.change(&Change::Set(path, value)).unwrap();
            assert_eq!(same.text(), text, "{name}");
            tried += 1;
        }
        if let Some(body) = source.body() {
            let mut same = source.clone();
            same.replace_in_body(&body.clone(), &text[body]).unwrap();
            assert_eq!(same.text(), text, "{name}");
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn a_text_of_content_changes_alone_and_back_again() {
    let mut dice = Dice::new(2);
    let mut tried = 0;
    for (name, text) in content() {
        let source = Source::new(&name, text.as_str());
        for (path, value) in sample(values(&source), 12, &mut dice) {
            let NewValue::Text(was) = &value else { continue };
            let now = format!("{}x", was.trim_end_matches('\n'));
            let mut changed = source.clone();
            changed.change(&Change::Set(path.clone(), NewValue::text(&*now))).unwrap();
            let read = changed.value(&path).unwrap();
            assert!(
                matches!(&read, Some(NewValue::Text(read)) if read.trim_end() == now),
                "{name} {path:?}: {read:?}"
            );
            // One word, and quotation marks around its text; how that is folded may follow.
            let (old, new) = (words(&text), words(changed.text()));
            let differ = old.iter().zip(&new).filter(|(old, new)| old != new).count();
            let told = differing(&text, changed.text());
            assert!(old.len() == new.len() && differ <= 2, "{name} {path:?}: {told:?}");
            // Back again: a number that stood without quotation marks is one.
            let mut back = changed.clone();
            back.change(&Change::Set(path.clone(), value.clone())).unwrap();
            if words(back.text()) != words(&text) {
                back = changed;
                back.change(&Change::Set(path.clone(), NewValue::Literal(was.clone()))).unwrap();
            }
            let differs = differing(&text, back.text());
            assert_eq!(words(back.text()), words(&text), "{name} {path:?}: {differs}");
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn items_of_content_come_and_go_alone() {
    let mut dice = Dice::new(3);
    let mut tried = 0;
    for (name, text) in content() {
        let source = Source::new(&name, text.as_str());
        for (path, value) in sample(values(&source), 8, &mut dice) {
            let (many, key) = match &value {
                NewValue::List(items) => (items.len(), None),
                NewValue::Map(pairs) => (pairs.len(), Some("neu_hier".to_owned())),
                _ => continue,
            };
            let at = dice.below(u32::try_from(many).unwrap() + 1) as usize;
            let mut changed = source.clone();
            let new = NewValue::text("Neu: „hier“ # und dort");
            let insert = Change::Insert(path.clone(), at, key.clone(), new.clone());
            changed.change(&insert).unwrap_or_else(|refused| panic!("{name} {path:?}: {refused}"));
            assert!(changed.text().len() > text.len());
            let step = key.map_or(Step::Item(at), Step::Key);
            let there = [&path[..], &[step]].concat();
            assert_eq!(changed.value(&there), Ok(Some(new)), "{name}");
            changed.change(&Change::Remove(there)).unwrap();
            let emptied = many == 0;
            assert!(
                emptied || changed.text() == text,
                "{name} {path:?} at {at}: {:?}",
                differing(&text, changed.text())
            );
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn entries_of_list_files_are_renamed_and_moved_and_back_again() {
    let mut dice = Dice::new(4);
    for (name, text) in content() {
        let source = Source::new(&name, text.as_str());
        let Ok(Some(NewValue::Map(pairs))) = source.value(&[]) else { continue };
        for (n, (key, _)) in sample(pairs.iter().enumerate().collect(), 2, &mut dice) {
            let mut changed = source.clone();
            let path = |key: &str| vec![Step::from(key)];
            changed.change(&Change::Rename(path(key), "ganz-anders".into())).unwrap();
            assert_eq!(
                differing(&text, changed.text()).trim_matches(|c: char| key.contains(c)),
                ""
            );
            changed.change(&Change::Rename(path("ganz-anders"), key.clone())).unwrap();
            assert_eq!(changed.text(), text, "{name} {key}");
            let to = dice.below(u32::try_from(pairs.len()).unwrap()) as usize;
            changed.change(&Change::Move(path(key), to)).unwrap();
            let mut lines: Vec<&str> = text.lines().collect();
            let mut moved: Vec<&str> = changed.text().lines().collect();
            lines.sort_unstable();
            moved.sort_unstable();
            assert_eq!(moved, lines, "{name} {key}");
            changed.change(&Change::Move(path(key), n)).unwrap();
            assert_eq!(changed.text(), text, "{name} {key}");
        }
    }
}

// ---- Sources that were rolled

/// Words that are easily read as something else.
const WORDS: [&str; 34] = [
    "Wort",
    "zwei Wörter",
    "01067",
    "yes",
    "No",
    "- x",
    "a: b",
    "a #b",
    "#b",
    "2012-11-30",
    "12:30",
    "",
    " x",
    "x ",
    "\u{a0}x",
    "ein\u{a0}Wort",
    "'x'",
    "\"x\"",
    "C:\\Daten",
    "[x",
    "x]",
    "{x}",
    "a, b",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "~",
    "null",
    "---",
    "„Zitat“: so",
    "1e3",
    "x:",
];

fn text(dice: &mut Dice) -> String {
    let word = |dice: &mut Dice| WORDS[dice.below(34) as usize];
    match dice.below(8) {
        0 => format!("{}\n{}", word(dice), word(dice)),
        1 => format!("Absatz eins.\n\n{} und mehr", word(dice)),
        2 => (0..30).map(|_| "Wort").collect::<Vec<_>>().join(" "),
        _ => word(dice).to_owned(),
    }
}

fn value(dice: &mut Dice, depth: u32) -> NewValue {
    match dice.below(if depth == 0 { 4 } else { 7 }) {
        0 => NewValue::Nothing,
        1 => NewValue::Literal("2027".to_owned()),
        4 => NewValue::List((0..dice.below(4)).map(|_| value(dice, depth - 1)).collect()),
        5 | 6 => map(dice, depth - 1),
        _ => NewValue::Text(text(dice)),
    }
}

fn map(dice: &mut Dice, depth: u32) -> NewValue {
    let keys = ["a", "b", "c-d", "e_f", "no", "x y", "2012"];
    let mut pairs = Vec::new();
    for key in keys {
        if dice.below(3) == 0 {
            pairs.push((key.to_owned(), value(dice, depth)));
        }
    }
    NewValue::Map(pairs)
}

/// A source in a style that was rolled: as people write, with comments everywhere.
struct Scribe<'a> {
    dice: &'a mut Dice,
    comments: u32,
}

impl Scribe<'_> {
    fn scalar(&mut self, text: &str) -> String {
        let is_plain = text.starts_with(|c: char| c.is_alphabetic())
            && !text.contains([':', '#', ',', '\n', '[', ']', '{', '}'])
            && text.trim() == text;
        match self.dice.below(3) {
            0 | 1 if is_plain => text.to_owned(),
            0 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            _ => {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
                format!("\"{escaped}\"")
            }
        }
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# Kommentar {}", self.comments)
    }

    fn end(&mut self) -> String {
        match self.dice.below(5) {
            0 => format!("  {}\n", self.comment()),
            _ => "\n".to_owned(),
        }
    }

    /// Comment lines and blank ones before an entry.
    fn before(&mut self, indent: usize) -> String {
        match self.dice.below(8) {
            0 => format!("{}{}\n", " ".repeat(indent), self.comment()),
            1 => format!("\n{}{}\n", " ".repeat(indent), self.comment()),
            2 => "\n".to_owned(),
            _ => String::new(),
        }
    }

    fn flow(&mut self, value: &NewValue) -> String {
        match value {
            NewValue::Nothing => "~".to_owned(),
            NewValue::Literal(text) => text.clone(),
            NewValue::Text(text) => self.scalar(text),
            NewValue::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow(item)).collect();
                let (open, close) = if self.dice.below(2) == 0 { ("[ ", " ]") } else { ("[", "]") };
                format!(
                    "{open}{}{close}",
                    items.join([", ", " , ", ","][self.dice.below(3) as usize])
                )
            }
            NewValue::Map(pairs) => {
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", self.flow(value)))
                    .collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    /// A value behind a key or a dash, with its line end.
    fn behind(&mut self, value: &NewValue, indent: usize, is_item: bool) -> String {
        let is_empty = match value {
            NewValue::Nothing if self.dice.below(2) == 0 => return self.end(),
            NewValue::List(items) => items.is_empty(),
            NewValue::Map(pairs) => pairs.is_empty(),
            NewValue::Text(text)
                if self.dice.below(2) == 0
                    && !text.is_empty()
                    && text.lines().all(|line| line.trim() == line && !line.starts_with('#')) =>
            {
                let indent = " ".repeat(indent + 1 + self.dice.below(3) as usize);
                let head = if text.contains('\n') {
                    "|-"
                } else {
                    [">", ">-", "|"][self.dice.below(3) as usize]
                };
                let lines: Vec<String> =
                    text.split('\n')
                        .map(|line| {
                            if line.is_empty() { String::new() } else { format!("{indent}{line}") }
                        })
                        .collect();
                return format!(" {head}\n{}\n", lines.join("\n"));
            }
            _ => true,
        };
        if is_empty || self.dice.below(4) == 0 {
            return format!(" {}{}", self.flow(value), self.end());
        }
        if is_item && self.dice.below(3) > 0 {
            let lines = self.lines(value, indent + 2);
            return format!(" {}", lines.trim_start());
        }
        let further = match value {
            NewValue::List(_) if !is_item => self.dice.below(3) as usize,
            _ => 1 + self.dice.below(3) as usize,
        };
        let end = self.end();
        format!("{end}{}", self.lines(value, indent + further))
    }

    fn lines(&mut self, value: &NewValue, indent: usize) -> String {
        let mut lines = String::new();
        let blanks = " ".repeat(indent);
        match value {
            NewValue::List(items) => {
                for (n, item) in items.iter().enumerate() {
                    lines += &if n == 0 { String::new() } else { self.before(indent) };
                    lines += &format!("{blanks}-{}", self.behind(item, indent, true));
                }
            }
            NewValue::Map(pairs) => {
                for (n, (key, value)) in pairs.iter().enumerate() {
                    lines += &if n == 0 { String::new() } else { self.before(indent) };
                    lines += &format!("{blanks}{key}:{}", self.behind(value, indent, false));
                }
            }
            _ => {}
        }
        lines
    }
}

/// A file that was rolled: Markdown or YAML, with any line ends, with and without a mark or a line end at its end.
fn rolled(dice: &mut Dice) -> (&'static str, String) {
    let value = map(dice, 3);
    let mut scribe = Scribe { dice, comments: 0 };
    let mut yaml = if matches!(&value, NewValue::Map(pairs) if pairs.is_empty()) {
        String::new()
    } else {
        scribe.lines(&value, 0)
    };
    if scribe.dice.below(4) == 0 {
        yaml = format!("{}\n\n{yaml}", scribe.comment());
    }
    let is_markdown = dice.below(2) == 0;
    if is_markdown {
        yaml = format!("---\n{yaml}---\n\nText.\n");
    } else if dice.below(3) == 0 {
        yaml.truncate(yaml.trim_end().len());
    }
    let ending = ["\n", "\n", "\r\n", "\r"][dice.below(4) as usize];
    let mark = if dice.below(4) == 0 { "\u{feff}" } else { "" };
    (if is_markdown { "a.md" } else { "a.yaml" }, format!("{mark}{}", yaml.replace('\n', ending)))
}

fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("# Kommentar ")
        .skip(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .collect();
    found.sort();
    found
}

fn change(dice: &mut Dice, all: &[(Vec<Step>, NewValue)]) -> Change {
    let (path, value_there) = all[dice.below(u32::try_from(all.len()).unwrap()) as usize].clone();
    let place = |dice: &mut Dice| dice.below(5) as usize;
    match (dice.below(7), &value_there) {
        (0, _) if !path.is_empty() => Change::Remove(path),
        (1, _) if !path.is_empty() => Change::Move(path, place(dice)),
        (2, _) if matches!(path.last(), Some(Step::Key(_))) => {
            Change::Rename(path, "neu: 1".into())
        }
        (3 | 4, NewValue::List(_)) => Change::Insert(path, place(dice), None, value(dice, 2)),
        (3 | 4, NewValue::Map(_)) => {
            Change::Insert(path, place(dice), Some(format!("k{}", dice.below(9))), value(dice, 2))
        }
        _ if path.is_empty() => Change::Set(vec![Step::from("oben")], value(dice, 2)),
        (5, _) => Change::Set(path, NewValue::Text(text(dice))),
        _ => Change::Set(path, value(dice, 2)),
    }
}

/// What other readers of YAML see of a source, as texts.
fn seen_by_others(yaml: &str) -> Option<serde_yaml::Value> {
    serde_yaml::from_str(yaml.trim_start_matches('\u{feff}')).ok()
}

fn roll(seed: u64) -> usize {
    let mut dice = Dice::new(seed);
    let (name, start) = rolled(&mut dice);
    let mut source = Source::new(name, start.as_str());
    let mut made = 0;
    assert!(source.value(&[]).is_ok(), "seed {seed}: {start:?}");
    for _ in 0..6 {
        let all = values(&source);
        if all.is_empty() {
            break;
        }
        let same = all[dice.below(u32::try_from(all.len()).unwrap()) as usize].clone();
        let mut unchanged = source.clone();
        if unchanged.change(&Change::Set(same.0, same.1)).is_ok() {
            assert_eq!(unchanged.text(), source.text(), "seed {seed}");
        }
        let change = change(&mut dice, &all);
        let before = source.clone();
        let told = |what: &str, now: &Source| {
            panic!(
                "seed {seed}: {what}\n{change:?}\n{:?}\n{:?}\n{}",
                before.text(),
                now.text(),
                before.text()
            )
        };
        match source.change(&change) {
            Ok(()) => made += 1,
            Err(Refused::Comment | Refused::Exists) => {
                assert_eq!(source, before);
                continue;
            }
            // A comment that was out of a text in a block would get into it.
            Err(Refused::ReadsElse) if matches!(change, Change::Remove(_) | Change::Move(..)) => {
                assert_eq!(source, before);
                continue;
            }
            Err(refused) => told(&refused.to_string(), &source),
        }
        // What is read back is what was written.
        if let Change::Set(path, new) = &change
            && !same_value(&source.value(path).unwrap(), new)
        {
            told("is read as something else", &source);
        }
        // A text is a text for others as well.
        if let (Change::Set(path, NewValue::Text(text)), "a.yaml", Some(seen)) =
            (&change, name, seen_by_others(source.text()))
        {
            let at = path.iter().try_fold(&seen, |value, step| match step {
                Step::Key(key) => value
                    .get(key.as_str())
                    .or_else(|| value.get(&serde_yaml::from_str::<serde_yaml::Value>(key).ok()?)),
                Step::Item(item) => value.get(*item),
            });
            let is_text = at
                .and_then(serde_yaml::Value::as_str)
                .is_some_and(|seen| seen.trim_end() == text.trim_end());
            let was_like_it = matches!(before.value(path), Ok(Some(NewValue::Text(_))));
            if !is_text && !was_like_it {
                told(&format!("others see {at:?}"), &source);
            }
        }
        // Comments survive, but for those in what was replaced or taken away.
        let (old, new) = (comments(before.text()), comments(source.text()));
        let adds = matches!(change, Change::Insert(..) | Change::Move(..) | Change::Rename(..));
        if adds && old != new {
            told("loses a comment", &source);
        }
        // What is above and below stays: every line that a change does not touch.
        if matches!(change, Change::Insert(..)) {
            let kept = before
                .text()
                .lines()
                .filter(|line| {
                    source.text().contains(line.trim_end_matches(['\r', ' ', ',', ']', '}']))
                })
                .count();
            let all = before.text().lines().count();
            if kept + 1 < all {
                told("alters more than a line", &source);
            }
        }
        // Line ends and the mark stay.
        if before.text().starts_with('\u{feff}') != source.text().starts_with('\u{feff}') {
            told("mark", &source);
        }
        if !before.text().contains('\n')
            && before.text().contains('\r')
            && source.text().contains('\n')
        {
            told("line ends", &source);
        }
        if before.text().contains("\r\n")
            && source.text().replace("\r\n", "").contains(['\r', '\n'])
        {
            told("line ends", &source);
        }
    }
    made
}

/// Whether a value was read as it was written: the line end at the end of a block is no matter, nor is what is written without quotation marks.
fn same_value(read: &Option<NewValue>, written: &NewValue) -> bool {
    match (read, written) {
        (Some(NewValue::Text(a)), NewValue::Text(b) | NewValue::Literal(b)) => {
            a.trim_end_matches('\n') == b.trim_end_matches('\n')
        }
        (Some(NewValue::Nothing), NewValue::Nothing) => true,
        (Some(NewValue::List(a)), NewValue::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(&Some(a.clone()), b))
        }
        (Some(NewValue::Map(a)), NewValue::Map(b)) => {
            a.len() == b.len()
                && b.iter().all(|(key, b)| {
                    a.iter().any(|(known, a)| known == key && same_value(&Some(a.clone()), b))
                })
        }
        _ => false,
    }
}

#[test]
fn changes_of_any_source_alter_what_they_are_about() {
    let made: usize = (1..400).map(roll).sum();
    assert!(made > 1500, "{made}");
}

/// `BROSCHUR_STEPS=100000 cargo nextest run --release --run-ignored only -E 'test(edits::long_run)' --no-capture`
#[test]
#[ignore = "long"]
fn long_run() {
    let steps =
        std::env::var("BROSCHUR_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(20_000);
    let first =
        std::env::var("BROSCHUR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_000);
    for seed in first..first + steps {
        roll(seed);
    }
}
