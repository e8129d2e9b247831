//! The types of findings and the catalogues of their words say the same.
#![allow(clippy::disallowed_methods, reason = "reads the catalogues")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast;

use super::*;
use crate::schema::FieldKind;

/// The catalogues of findings: those of the languages that are released, which lack nothing, and that which shows how a language is added.
fn catalogues() -> Vec<(String, String, bool)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |folder: &str, whole: bool| {
        let files = fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap());
        let read = |file: fs::DirEntry| {
            let name = file.file_name().into_string().unwrap();
            let text = fs::read_to_string(file.path()).unwrap();
            (name.matches('.').count() == 1).then_some((name, text, whole))
        };
        files.filter_map(read).collect::<Vec<_>>()
    };
    let released = of("src/diagnostic/catalogues", true);
    let added = of("tests/third_language/src/diagnostic/catalogues", false);
    assert!(released.len() > 1 && !added.is_empty());
    released.into_iter().chain(added).collect()
}

/// A value at a place of a message.
#[derive(Clone)]
struct Known {
    range: Range,
    /// The words that it can still be here, when it is one of several.
    words: BTreeSet<&'static str>,
    /// Whether it may be absent, in every case that has it.
    optional: bool,
    /// The case that it belongs to.
    of: Option<Case>,
    /// Those with the same number are there together.
    together: Option<usize>,
    /// Whether it is absent here, where the message has asked.
    absent: Option<bool>,
}

/// A value that is there only under some words of another one.
#[derive(Clone)]
struct Case {
    name: &'static str,
    /// The words, and whether it may be absent under them.
    words: BTreeMap<&'static str, bool>,
}

/// What is known at a place of a message of a code.
#[derive(Clone, Default)]
struct Place {
    known: BTreeMap<&'static str, Known>,
    groups: usize,
}

impl Place {
    fn of(code: Code) -> Self {
        let mut place = Self::default();
        place.add(code.parameters(), None, false);
        place
    }

    /// `of` is the value and the word that the parameters belong to.
    fn add(
        &mut self,
        parameters: &'static [Parameter],
        of: Option<(&'static str, &'static str)>,
        optional_group: bool,
    ) {
        if optional_group {
            self.groups += 1;
        }
        for parameter in parameters {
            let name = parameter.name();
            if parameter.range == Range::Group {
                for inner in parameter.beside {
                    self.add(inner, of, parameter.optional);
                }
                continue;
            }
            let optional = parameter.optional || optional_group;
            let words = match parameter.range {
                Range::Words(words) => words.iter().copied().collect(),
                Range::FieldKind => FieldKind::NAMES.iter().copied().collect(),
                _ => BTreeSet::new(),
            };
            let known = self.known.entry(name).or_insert_with(|| Known {
                range: parameter.range,
                words,
                optional,
                of: of.map(|(name, _)| Case { name, words: BTreeMap::new() }),
                together: optional_group.then_some(self.groups),
                absent: None,
            });
            assert_eq!(known.of.as_ref().map(|of| of.name), of.map(|(name, _)| name), "{name}");
            if let (Some(case), Some((_, word))) = (&mut known.of, of) {
                case.words.insert(word, optional);
            }
            if let Range::Words(words) = parameter.range {
                for (word, beside) in words.iter().copied().zip(parameter.beside) {
                    self.add(beside, Some((name, word)), false);
                }
            }
        }
    }

    /// Whether a value may be absent here; else why it cannot be asked for.
    fn may_be_absent(&self, name: &str) -> Result<bool, String> {
        let Some(known) = self.known.get(name) else {
            return Err(format!("${name} is no value of the code"));
        };
        if let Some(absent) = known.absent {
            return Ok(absent);
        }
        let Some(case) = &known.of else { return Ok(known.optional) };
        let of = &self.known[case.name];
        // Whatever may be absent in one case reads `none` in the others.
        let reads_none = case.words.values().any(|optional| *optional);
        let lacking: Vec<_> = of.words.iter().filter(|w| !case.words.contains_key(*w)).collect();
        let lacks = !lacking.is_empty() || self.may_be_absent(case.name)?;
        if lacks && !reads_none {
            return Err(format!("${name} is not there when ${} is {lacking:?}", case.name));
        }
        Ok(lacks || of.words.iter().any(|word| case.words.get(word) == Some(&true)))
    }

    /// What is known when a message has asked whether a value is there.
    fn asked(&self, name: &str, absent: bool) -> Self {
        let mut place = self.clone();
        let together = place.known[name].together;
        for (other, known) in &mut place.known {
            if *other == name || together.is_some() && known.together == together {
                known.absent = Some(absent);
            }
        }
        place
    }
}

/// Parameters without groups.
fn flat(parameters: &'static [Parameter]) -> Vec<&'static Parameter> {
    parameters
        .iter()
        .flat_map(|parameter| match parameter.range {
            Range::Group => parameter.beside.iter().flat_map(|inner| flat(inner)).collect(),
            _ => vec![parameter],
        })
        .collect()
}

/// All values of a code, and whether no text names them.
fn all_values(parameters: &'static [Parameter], into: &mut BTreeMap<&'static str, bool>) {
    for parameter in flat(parameters) {
        *into.entry(parameter.name()).or_insert(true) &= parameter.data;
        parameter.beside.iter().for_each(|inner| all_values(inner, into));
    }
}

/// All words that values of a code can be, where they are of a closed set of our own.
fn all_words(parameters: &'static [Parameter]) -> BTreeSet<(&'static str, &'static str)> {
    let mut all = BTreeSet::new();
    for parameter in flat(parameters) {
        if let Range::Words(words) = parameter.range {
            all.extend(words.iter().map(|word| (parameter.name(), *word)));
        }
        all.extend(parameter.beside.iter().flat_map(|inner| all_words(inner)));
    }
    all
}

/// Reads the messages of one catalogue for one code.
struct Walk<'a> {
    messages: &'a BTreeMap<&'static str, &'a ast::Message<&'static str>>,
    /// The values that it names.
    used: BTreeSet<String>,
    /// The words of values that it has texts for.
    said: BTreeSet<(&'static str, &'static str)>,
    wrong: Vec<String>,
}

impl<'a> Walk<'a> {
    fn pattern(&mut self, pattern: &'a ast::Pattern<&'static str>, place: &Place) {
        for element in &pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                self.expression(expression, place);
            }
        }
    }

    fn expression(&mut self, expression: &'a ast::Expression<&'static str>, place: &Place) {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline, place),
            ast::Expression::Select { selector, variants } => match selector {
                ast::InlineExpression::VariableReference { id } => {
                    self.select(id.name, variants, place);
                }
                other => self.wrong.push(format!("chooses by {other:?}")),
            },
        }
    }

    fn inline(&mut self, inline: &'a ast::InlineExpression<&'static str>, place: &Place) {
        match inline {
            ast::InlineExpression::VariableReference { id } => {
                self.used.insert(id.name.to_owned());
                let known = match place.may_be_absent(id.name) {
                    Err(wrong) => return self.wrong.push(wrong),
                    Ok(absent) if absent => {
                        self.wrong.push(format!("${} may be absent where it is named", id.name));
                        return;
                    }
                    Ok(_) => &place.known[id.name],
                };
                if matches!(known.range, Range::Words(_) | Range::FieldKind) {
                    self.wrong.push(format!("${} is a word of ours, not of readers", id.name));
                }
            }
            ast::InlineExpression::MessageReference { id, .. } => {
                match self.messages.get(id.name).and_then(|message| message.value.as_ref()) {
                    Some(pattern) => self.pattern(pattern, place),
                    None => self.wrong.push(format!("there is no message {}", id.name)),
                }
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression, place),
            ast::InlineExpression::StringLiteral { .. }
            | ast::InlineExpression::NumberLiteral { .. } => {}
            other => self.wrong.push(format!("{other:?} is not understood")),
        }
    }

    fn select(
        &mut self,
        name: &'static str,
        variants: &'a [ast::Variant<&'static str>],
        place: &Place,
    ) {
        self.used.insert(name.to_owned());
        let mut absent = match place.may_be_absent(name) {
            Err(wrong) => return self.wrong.push(wrong),
            Ok(absent) => absent,
        };
        let known = &place.known[name];
        let is_closed = matches!(known.range, Range::Words(_) | Range::FieldKind);
        let mut left = known.words.clone();
        for variant in variants.iter().filter(|variant| !variant.default) {
            let is_none =
                absent && matches!(variant.key, ast::VariantKey::Identifier { name: "none" });
            let mut here = place.asked(name, is_none);
            match &variant.key {
                _ if is_none => absent = false,
                ast::VariantKey::Identifier { name: word } => {
                    if is_closed && !left.remove(word) {
                        self.wrong.push(format!("${name} is never {word} here"));
                    } else if !is_closed && *word == "none" {
                        self.wrong.push(format!("${name} is always there"));
                    }
                    here.known.get_mut(name).unwrap().words.retain(|known| known == word);
                    self.said.insert((name, *word));
                }
                ast::VariantKey::NumberLiteral { .. } if is_closed => {
                    self.wrong.push(format!("${name} is no number"));
                }
                ast::VariantKey::NumberLiteral { .. } => {}
            }
            self.pattern(&variant.value, &here);
        }
        let default = variants.iter().find(|variant| variant.default).unwrap();
        let ast::VariantKey::Identifier { name: word } = &default.key else {
            return self.wrong.push(format!("a number of ${name} stands for all others"));
        };
        self.said.insert((name, *word));
        let mut here = if absent { place.clone() } else { place.asked(name, false) };
        here.known.get_mut(name).unwrap().words.clone_from(&left);
        // Where a value says `other` itself, `else` stands for the rest.
        let rest = if known.words.contains("other") { "else" } else { "other" };
        if is_closed && *word == rest && left.is_empty() && !absent {
            self.wrong.push(format!("${name} is nothing else here: {word}"));
        }
        let stands_for_itself = left.iter().copied().eq([*word]) && !absent;
        if *word != rest && !stands_for_itself {
            self.wrong.push(format!("*[{word}] of ${name} stands for {left:?}, absent: {absent}"));
        }
        self.pattern(&default.value, &here);
    }
}

/// Words that share a text with others, or with the value being absent, in every place: the general one of the message. Whoever adds a word to a
/// value gives it a text, or says here that it needs none.
const SHARED: [(Code, &str, &[&str]); 11] = [
    (Code::EmptyFile, "what", &["entry"]),
    (Code::UnusableName, "problem", &["backslash", "empty", "sign", "up"]),
    (Code::BadDate, "problem", &["form"]),
    (Code::DuplicateAddress, "first_kind", &["entry", "file"]),
    (Code::DuplicateAddress, "second_kind", &["entry", "file"]),
    (Code::BadLink, "problem", &["host", "mailbox", "number", "scheme", "sign"]),
    (Code::OutputClash, "first_kind", &["entry", "file", "home", "list"]),
    (Code::OutputClash, "second_kind", &["entry", "file", "home", "list"]),
    (Code::MissingAlt, "where", &["field"]),
    (Code::NoSuchEntry, "problem", &["missing"]),
    (Code::NoSuchEdition, "problem", &["entry", "extends"]),
];

/// What a catalogue says otherwise than the types. A language that is being translated may lack messages; `whole` says whether one may not.
fn differences(source: &str, whole: bool) -> Vec<String> {
    let source: &'static str = source.to_owned().leak();
    let resource = fluent_syntax::parser::parse(source).unwrap();
    let messages: BTreeMap<&'static str, &ast::Message<&'static str>> = resource
        .body
        .iter()
        .filter_map(|entry| match entry {
            ast::Entry::Message(message) => Some((message.id.name, message)),
            _ => None,
        })
        .collect();
    let mut all = Vec::new();
    for code in Code::ALL {
        let Some(message) = messages.get(code.slug()) else {
            all.extend(whole.then(|| format!("{}: is missing", code.slug())));
            continue;
        };
        let mut walk = Walk {
            messages: &messages,
            used: BTreeSet::new(),
            said: BTreeSet::new(),
            wrong: Vec::new(),
        };
        let attributes = message.attributes.iter().map(|attribute| &attribute.value);
        for pattern in message.value.iter().chain(attributes) {
            walk.pattern(pattern, &Place::of(*code));
        }
        let mut values = BTreeMap::new();
        all_values(code.parameters(), &mut values);
        for (name, is_data) in values {
            match (walk.used.contains(name), is_data) {
                (true, true) => walk.wrong.push(format!("${name} is more than data")),
                (false, false) if whole => walk.wrong.push(format!("${name} is named by no text")),
                _ => {}
            }
        }
        if whole {
            let shared = |name: &str, word: &str| {
                let listed = |(of, value, words): &(Code, &str, &[&str])| {
                    of == code && *value == name && words.contains(&word)
                };
                SHARED.iter().any(listed)
            };
            for (name, word) in all_words(code.parameters()) {
                match (walk.said.contains(&(name, word)), shared(name, word)) {
                    (false, false) if walk.used.contains(name) => {
                        walk.wrong.push(format!("no text is for ${name} = {word}"));
                    }
                    (true, true) => walk.wrong.push(format!("a text is for ${name} = {word}")),
                    _ => {}
                }
            }
        }
        walk.wrong.dedup();
        all.extend(walk.wrong.iter().map(|what| format!("{}: {what}", code.slug())));
    }
    all
}

#[test]
fn types_and_catalogues_say_the_same() {
    for (name, source, whole) in catalogues() {
        let differences = differences(&source, whole);
        assert!(differences.is_empty(), "{name}:\n{}", differences.join("\n"));
    }
}

#[test]
fn every_kind_of_difference_is_found() {
    let (_, source, _) = catalogues().into_iter().find(|(name, ..)| name == "en.ftl").unwrap();
    let wrong = |changes: &[(&str, &str)], difference: &str| {
        let mut source = source.clone();
        for (old, new) in changes {
            assert!(source.contains(old), "{old}");
            source = source.replacen(old, new, 1);
        }
        let found = differences(&source, true);
        assert!(found.iter().any(|found| found == difference), "{difference}: {found:?}");
    };
    wrong(&[("yaml-too-deep = ", "yaml-too-low = ")], "yaml-too-deep: is missing");
    wrong(
        &[("duplicate-key = The field “{ $key }”", "duplicate-key = The field “{ $field }”")],
        "duplicate-key: $field is no value of the code",
    );
    wrong(
        &[("here: more than { $max } levels", "here: more levels")],
        "yaml-too-deep: $max is named by no text",
    );
    wrong(
        &[("        [copy] “{ $name }” is not", "        [copied] “{ $name }” is not")],
        "misnamed-file: $problem is never copied here",
    );
    wrong(
        &[
            ("        [copy] “{ $name }” is not read: probably a copy of “{ $meant }”.\n", ""),
            ("       *[lost] “{ $name }” is not read", "       *[other] “{ $name }” is not read"),
            ("        [copy] Delete the file if", "        [lost] Delete the file if"),
            ("       *[lost] Call it", "       *[other] Call it"),
        ],
        "misnamed-file: no text is for $problem = copy",
    );
    wrong(
        &[(
            "        [copy] Delete the file if “{ $meant }” is",
            "        [none] Delete it if it is",
        )],
        "misnamed-file: $problem is never none here",
    );
    wrong(
        &[(
            "        [copy] Delete the file if “{ $meant }” is the right one, or move it out of “content”.\n",
            "",
        )],
        "misnamed-file: *[lost] of $problem stands for {\"copy\", \"lost\"}, absent: false",
    );
    wrong(
        &[("Then start broschur again.", "It says: { $message }")],
        "unreadable: $message may be absent where it is named",
    );
    wrong(
        &[("[none] The name “{ $name }” cannot", "[none] The name “{ $suggestion }” cannot")],
        "file-name: $suggestion may be absent where it is named",
    );
}
