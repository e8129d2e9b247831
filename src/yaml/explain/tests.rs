use saphyr_parser::Parser;

use super::*;
use crate::diagnostic::problem::{Argument, Values};

/// How catalogues call a mistake.
fn word(mistake: Mistake) -> String {
    let mut values = Values::default();
    mistake.put("reason", &mut values);
    values.args.remove("reason").unwrap()
}

/// The syntax error in a source, with the marked text and the source after the fix.
fn syntax_error(source: &str) -> (String, &str, Option<String>) {
    let error = Parser::new_from_str(source).find_map(Result::err).unwrap();
    let offset = source.char_indices().nth(error.marker().index()).map_or(source.len(), |c| c.0);
    let syntax_error = explain(error.info(), source, offset, None);
    let fixed = syntax_error
        .fix
        .map(|(at, new)| format!("{}{new}{}", &source[..at.start], &source[at.end..]));
    (word(syntax_error.mistake), &source[syntax_error.at], fixed)
}

fn fixed(
    reason: &str,
    marked: &'static str,
    after: &str,
) -> (String, &'static str, Option<String>) {
    (reason.to_owned(), marked, Some(after.to_owned()))
}

/// Every message of the library that is explained, an input that provokes it, and how catalogues call what is said instead.
const MESSAGES: [(&str, &str, &str); 34] = [
    ("tabs disallowed within this context (block indentation)", "a: {\n\tb: c}\n", "tab"),
    ("tab cannot be used as indentation", "a: \"b\n\tc\"\n", "tab"),
    ("while scanning a plain scalar, found a tab", "a: [b\n\tc]\n", "tab"),
    ("mapping values are not allowed in this context", "a: b: c\n", "colon"),
    ("simple key expect ':'", "a: x\ndate 2026\n", "no-colon"),
    ("invalid trailing content after double-quoted scalar", "a: 'b' c\n", "after-quote"),
    ("while parsing a quoted scalar, found unknown escape character", "a: \"\\D\"\n", "escape"),
    (
        "while parsing a quoted scalar, did not find expected hexadecimal number",
        "a: \"\\xZZ\"\n",
        "escape",
    ),
    (
        "while parsing a quoted scalar, found invalid Unicode character escape code",
        "a: \"\\uD800\"\n",
        "escape",
    ),
    ("while scanning a quoted scalar, found unexpected end of stream", "a: 'b\n", "quote"),
    (
        "while scanning a quoted scalar, found unexpected document indicator",
        "a: 'b\n...\n",
        "quote",
    ),
    ("invalid indentation in quoted scalar", "a: \"b\nc\"\n", "unindented"),
    ("block sequence entries are not allowed in this context", "a: - b\n", "dash"),
    ("found unprintable character", "a: \0b\n", "invisible"),
    ("while parsing node, found unknown anchor", "a: *b\n", "special"),
    ("unexpected character: `%'", "a: %x\n", "special"),
    ("unexpected character: `@'", "a: @k\n", "special"),
    ("unexpected character: ``'", "a: `k\n", "special"),
    (
        "while scanning an anchor or alias, did not find expected alphabetic or numeric character",
        "a: & b\n",
        "special",
    ),
    (
        "while scanning a block scalar, did not find expected comment or line break",
        "a: | x\n",
        "special",
    ),
    (
        "while scanning a block scalar, found an indentation indicator equal to 0",
        "a: |0\n",
        "special",
    ),
    ("a block scalar content cannot start with a tab", "a: |\n\tb\n", "special"),
    ("mapping keys are not allowed in this context", "a: ? b\n", "special"),
    ("while parsing a node, did not find expected node content", "a: ,b\n", "special"),
    ("misplaced bracket", "a: [b] ]\n", "special"),
    ("misplaced bracket", "a: [a, b]]\n", "bracket-close"),
    ("comments must be separated from other tokens by whitespace", "a: [#b]\n", "comment"),
    ("illegal placement of ':' indicator", "a: [b\nd: e\n", "bracket"),
    ("while parsing a flow mapping, did not find expected ',' or '}'", "a: {b\n", "bracket"),
    ("while parsing a flow sequence, expected ',' or ']'", "a: [b, c\n", "bracket"),
    ("invalid indentation in flow construct", "- {a: b,\nc: d\n e}\n", "bracket"),
    ("while parsing a block mapping, did not find expected key", "a: [E] S\n", "after-bracket"),
    (
        "while parsing a block collection, did not find expected '-' indicator",
        "- a\nb: c\n",
        "indentation",
    ),
    ("did not find expected <document start>", "  a: b\n c: d\n", "indentation"),
];

/// Another release of the library may say it otherwise: then what is looked for in its messages changes with it.
#[test]
fn the_library_says_what_is_explained() {
    for (message, source, mistake) in MESSAGES {
        let error = Parser::new_from_str(source).find_map(Result::err).unwrap();
        assert_eq!(error.info(), message, "{source:?}");
        assert_eq!(syntax_error(source).0, mistake, "{source:?}");
    }
}

#[test]
fn nothing_is_looked_for_that_the_library_does_not_say() {
    let code = include_str!("../explain.rs");
    let lists = regex::Regex::new(r"has\(&\[([^\]]*)\]\)").unwrap();
    let words = regex::Regex::new("\"([^\"]+)\"").unwrap();
    let lists: Vec<&str> =
        lists.captures_iter(code).map(|list| list.get(1).unwrap().as_str()).collect();
    let all: Vec<&str> = lists
        .iter()
        .flat_map(|list| words.captures_iter(list))
        .map(|word| word.get(1).unwrap().as_str())
        .collect();
    assert!(all.len() > 15, "{all:?}");
    for word in all {
        assert!(MESSAGES.iter().any(|(message, ..)| message.contains(word)), "{word}");
    }
}

#[test]
fn knows_the_common_slips() {
    assert_eq!(syntax_error("b:\n  name: B\n\tkind: r\n"), ("tab".to_owned(), "\t", None));
    assert_eq!(syntax_error("b:\n\t- c\n"), ("tab".to_owned(), "\t", None));
    assert_eq!(syntax_error("t: Ü: b\n"), fixed("colon", ":", "t: \"Ü: b\"\n"));
    assert_eq!(syntax_error("t: Ziel:\n"), fixed("colon", ":", "t: \"Ziel:\"\n"));
    assert_eq!(syntax_error("t: a\n  und b: c\n"), ("colon".to_owned(), ":", None));
    assert_eq!(
        syntax_error("b:\n  name: B\n   kind: r\n"),
        ("indentation".to_owned(), "kind", None)
    );
    assert_eq!(
        syntax_error("b:\n    name: B\n  kind: r\n"),
        ("indentation".to_owned(), "kind", None)
    );
    assert_eq!(
        syntax_error("a: x\ndate 2026\nb: c\n"),
        fixed("no-colon", "date 2026", "a: x\ndate: 2026\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: x\ndate:2026\nb: c\n"),
        fixed("no-colon", "date:2026", "a: x\ndate: 2026\nb: c\n")
    );
    assert_eq!(
        syntax_error("date 2026\nb: c\n"),
        fixed("no-colon", "date 2026", "date: 2026\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: x\ndate 2026\n"),
        fixed("no-colon", "date 2026", "a: x\ndate: 2026\n")
    );
    assert_eq!(syntax_error("a: x\ndate 2026"), fixed("no-colon", "date 2026", "a: x\ndate: 2026"));
    assert_eq!(syntax_error("a: x\nEin Satz.\n"), ("no-colon".to_owned(), "Ein Satz.", None));
    assert_eq!(syntax_error("a: \"x\nb: c\n"), ("quote".to_owned(), "\"", None));
    assert_eq!(syntax_error("a: - x\n"), ("dash".to_owned(), "-", None));
    assert_eq!(syntax_error("a: \0b\n"), ("invisible".to_owned(), "\0", None));
}

#[test]
fn puts_quotation_marks_where_they_belong() {
    assert_eq!(
        syntax_error("a: \"D \"g\" S\"\n"),
        fixed("after-quote", "g\" S\"", "a: 'D \"g\" S'\n")
    );
    assert_eq!(syntax_error("a: \"G w\": S\n"), fixed("after-quote", ": S", "a: '\"G w\": S'\n"));
    assert_eq!(
        syntax_error("a: \"C:\\Daten\"\n"),
        fixed("escape", "\"C:\\Daten\"", "a: 'C:\\Daten'\n")
    );
    assert_eq!(syntax_error("a: [E] S\n"), fixed("after-bracket", "S", "a: \"[E] S\"\n"));
    assert_eq!(syntax_error("a: *V a* # c\n"), fixed("special", "*", "a: \"*V a*\" # c\n"));
    assert_eq!(syntax_error("a: @k's\n"), fixed("special", "@", "a: \"@k's\"\n"));
    assert_eq!(syntax_error("a: %x\n"), fixed("special", "%", "a: \"%x\"\n"));
    assert_eq!(syntax_error("a: | x\n"), fixed("special", "|", "a: \"| x\"\n"));
    assert_eq!(syntax_error("a: ] x\n"), fixed("special", "]", "a: \"] x\"\n"));
    assert_eq!(syntax_error("a: [b, @c]\n"), ("special".to_owned(), "@", None));
}

#[test]
fn tells_a_text_from_a_field_without_a_colon() {
    let unindented = |marked, after| fixed("unindented", marked, after);
    assert_eq!(
        syntax_error("a: >\nEin Satz.\nNoch einer.\nb: c\n"),
        unindented("Ein Satz.", "a: >\n  Ein Satz.\n  Noch einer.\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: |\nZiel war mehr\n\nUnd: es ging.\nb: c\n"),
        unindented("Ziel war mehr", "a: |\n  Ziel war mehr\n\n  Und: es ging.\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: Die Werft findet\nüber den See den Weg.\nb: c\n"),
        unindented("über den See den Weg.", "a: Die Werft findet\n  über den See den Weg.\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: Die Werft\nfindet über den See\nb: c\n"),
        unindented("findet über den See", "a: Die Werft\n  findet über den See\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: \"Die Werft\nfindet den Weg\"\nb: c\n"),
        unindented("findet den Weg\"", "a: \"Die Werft\n  findet den Weg\"\nb: c\n")
    );
    assert_eq!(syntax_error("a: \"Die Werft\nb: c\n").0, "quote");
    // No repair where the text could not stand as it is.
    assert_eq!(syntax_error("a: Die Werft\nfindet den Weg,\nkurz: über den See\n").0, "unindented");
    // Where names are known, they decide.
    let source = "title: Die Werft\nsummary Boote fahren mit Strom\n";
    let error = Parser::new_from_str(source).find_map(Result::err).unwrap();
    let is_field = |name: &str| name == "summary";
    let found = explain(error.info(), source, source.len(), Some(&is_field));
    assert_eq!(found.fix.unwrap().1, "summary: Boote fahren mit Strom");
}

#[test]
fn an_equals_sign_is_no_part_of_a_value() {
    assert_eq!(syntax_error("a: x\nb = [c]\n"), fixed("no-colon", "b = [c]", "a: x\nb: [c]\n"));
    assert_eq!(syntax_error("a: x\nb=c\n"), fixed("no-colon", "b=c", "a: x\nb: c\n"));
}

#[test]
fn knows_points_of_lists_that_are_none() {
    let hyphen = |after| fixed("hyphen", "-", after);
    assert_eq!(syntax_error("a:\n  - b\n  -c\nd: e\n"), hyphen("a:\n  - b\n  - c\nd: e\n"));
    assert_eq!(syntax_error("a:\n-b\n-c\nd: e\n"), hyphen("a:\n- b\n- c\nd: e\n"));
    assert_eq!(syntax_error("a:\n– b\n– c\nd: e\n"), fixed("bullet", "–", "a:\n- b\n- c\nd: e\n"));
    assert_eq!(
        syntax_error("a:\n  - b\n  •\tc\nd: e\n"),
        fixed("bullet", "•", "a:\n  - b\n  - c\nd: e\n")
    );
    // A text may hold such lines.
    assert_eq!(syntax_error("a: |\n  – b\n  -c\nEin Satz\n").0, "no-colon");
}

#[test]
fn knows_blanks_that_are_none() {
    let blank = |after| fixed("blank", "\u{a0}", after);
    assert_eq!(syntax_error("a: x\nb:\u{a0}c\nd: e\n"), blank("a: x\nb: c\nd: e\n"));
    assert_eq!(
        syntax_error("a:\n\u{a0}\u{a0}- b\n\u{a0}\u{a0}- c\nd: e\n"),
        blank("a:\n  - b\n  - c\nd: e\n")
    );
}

#[test]
fn knows_what_is_read_as_a_comment() {
    assert_eq!(
        syntax_error("a: {b: #005f6b}\nc: d\n"),
        fixed("comment", "#005f6b", "a: {b: \"#005f6b\"}\nc: d\n")
    );
    assert_eq!(syntax_error("a: [#b, c]\n"), fixed("comment", "#b", "a: [\"#b\", c]\n"));
    assert_eq!(syntax_error("a: [b, # ein Wort\nd: e\n").0, "bracket");
}

#[test]
fn a_backslash_may_keep_a_quotation_open() {
    assert_eq!(
        syntax_error("a: \"C:\\Users\\\"\nb: c\n"),
        fixed("escape", "\"C:\\Users\\\"", "a: 'C:\\Users\\'\nb: c\n")
    );
    assert_eq!(
        syntax_error("a: \"C:\\Users\"\nb: c\n"),
        fixed("escape", "\"C:\\Users\"", "a: 'C:\\Users'\nb: c\n")
    );
}

#[test]
fn finds_the_bracket_that_is_open() {
    assert_eq!(syntax_error("a: [b, c\nd: e\n"), fixed("bracket", "[", "a: [b, c]\nd: e\n"));
    assert_eq!(syntax_error("a: [b, c\n"), fixed("bracket", "[", "a: [b, c]\n"));
    assert_eq!(
        syntax_error("a: {b: c\nd: {e: f}\n"),
        fixed("bracket", "{", "a: {b: c}\nd: {e: f}\n")
    );
    assert_eq!(syntax_error("a: [\n  b\nd: e\n"), fixed("bracket", "[", "a: [\n  b]\nd: e\n"));
    assert_eq!(syntax_error("a: [b, c]]\n"), ("bracket-close".to_owned(), "]", None));
}

#[test]
fn survives_any_offset() {
    let source = "ä: \"ö\r\n\tü: [é\n- ß: {\n";
    for info in [
        "mapping values are not allowed",
        "simple key expect ':'",
        "quoted",
        "flow",
        "trailing content",
        "block",
        "misplaced bracket",
        "unknown escape",
        "unexpected character",
        "found a tab",
        "?",
    ] {
        for offset in 0..source.len() + 3 {
            let syntax_error = explain(info, source, offset, None);
            assert!(source.get(syntax_error.at).is_some());
        }
    }
}
