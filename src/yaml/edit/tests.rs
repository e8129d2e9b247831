use super::*;

fn path(steps: &[&str]) -> Vec<Step> {
    let step = |step: &&str| step.parse().map_or_else(|_| Step::from(*step), Step::Item);
    steps.iter().map(step).collect()
}

fn changed(source: &str, to: &Change) -> String {
    match change(source, to, "\n") {
        Ok(new) => new,
        Err(refused) => panic!("{source:?}: {to:?} was refused: {refused}"),
    }
}

fn set(source: &str, at: &[&str], value: &str) -> String {
    changed(source, &Change::Set(path(at), NewValue::text(value)))
}

fn insert(source: &str, at: &[&str], n: usize, value: NewValue) -> String {
    changed(source, &Change::Insert(path(at), n, None, value))
}

fn remove(source: &str, at: &[&str]) -> String {
    changed(source, &Change::Remove(path(at)))
}

#[test]
fn a_text_keeps_the_style_of_the_one_it_replaces() {
    assert_eq!(set("a: x  # c\nb: y\n", &["a"], "z"), "a: z  # c\nb: y\n");
    assert_eq!(set("a: 'x'\n", &["a"], "it's"), "a: 'it''s'\n");
    assert_eq!(set("a: \"x\"\n", &["a"], "say \"y\""), "a: \"say \\\"y\\\"\"\n");
    assert_eq!(set("a: 'x'  # 'c'\n", &["a"], "z"), "a: 'z'  # 'c'\n");
    assert_eq!(set("a: [x, 'y' ]\n", &["a", "1"], "z"), "a: [x, 'z' ]\n");
    assert_eq!(set("a: {b: x, c: y}\n", &["a", "c"], "z"), "a: {b: x, c: z}\n");
    assert_eq!(set("a: >- # c\n   x\n   y\nb: z\n", &["a"], "u v"), "a: >- # c\n   u v\nb: z\n");
    assert_eq!(set("a: |\n  x\n\n  y\nb: z\n", &["a"], "u\n  v"), "a: |\n  u\n    v\nb: z\n");
    assert_eq!(set("a:\nb: y\n", &["a"], "x"), "a: x\nb: y\n");
    assert_eq!(set("a: # c\nb: y\n", &["a"], "x"), "a: x # c\nb: y\n");
    assert_eq!(set("- x\n-\n", &["1"], "u"), "- x\n- u\n");
    assert_eq!(set("plz: 01067\n", &["plz"], "70173"), "plz: 70173\n", "as its neighbour is");
}

#[test]
fn lines_of_a_folded_text_stay_that_say_the_same() {
    let source = "a: >\n  one two\n  three four\n  five six\n  seven\nb: x\n";
    assert_eq!(
        set(source, &["a"], "one two three 4 five six seven"),
        "a: >\n  one two\n  three 4\n  five six\n  seven\nb: x\n"
    );
    assert_eq!(set("a: one\n  two\n  three\n", &["a"], "one two drei"), "a: one\n  two\n  drei\n");
    assert_eq!(set("a: >\n  x\n", &["a"], "x\ny"), "a: >\n  x\n\n  y\n");
}

#[test]
fn quotation_marks_stand_only_where_they_are_needed() {
    let written = |text: &str| {
        let new = set("a: x\n", &["a"], text);
        new.trim_start_matches("a: ").trim_end_matches('\n').to_owned()
    };
    for plain in [
        "y z",
        "10 Betriebe",
        "a:b",
        "a#b",
        "-x",
        "Übersicht A 1",
        "2012-11",
        "1. Mai",
        "http://a.b/c",
        "ein\u{a0}Wort",
        "x, y",
        "v1.2",
        "e3",
        "0815-4711 x",
    ] {
        assert_eq!(written(plain), plain);
    }
    for quoted in [
        "01067",
        "yes",
        "No",
        "on",
        "y",
        "~",
        "null",
        "- x",
        "a: b",
        "a #b",
        "a:",
        "1.5",
        "1e3",
        "0x1F",
        "2012-11-30",
        "12:30",
        "",
        " x",
        "x ",
        "\u{a0}x",
        "# x",
        "& x",
        "*x",
        "@x",
        "`x",
        "%x",
        "!x",
        "[x",
        "{x",
        "|",
        ">",
        "---",
        "1_000",
        "1,5",
        "=",
        "? x",
        ".5",
        "-3",
        "+49",
        "'x'",
    ] {
        assert_eq!(written(quoted), format!("\"{quoted}\""));
    }
    assert_eq!(written("\"x\""), "'\"x\"'");
    assert_eq!(set("a: [x]\n", &["a", "0"], "b, c"), "a: [\"b, c\"]\n");
    assert_eq!(set("a: x\n", &["a"], "b\nc"), "a: |-\n  b\n  c\n");
    assert_eq!(set("a: [x]\n", &["a", "0"], "b\nc"), "a: [\"b\\nc\"]\n");
    let date = Change::Set(path(&["a"]), NewValue::Literal("2012-11-30".into()));
    assert_eq!(changed("a: x\n", &date), "a: 2012-11-30\n");
    assert_eq!(set("a: 'x'\nb: 'y'\nc: z\n", &["c"], "yes"), "a: 'x'\nb: 'y'\nc: 'yes'\n");
}

#[test]
fn what_is_new_is_written_like_its_neighbours() {
    let key = |source: &str, key: &str, value: NewValue| {
        changed(source, &Change::Set(path(&[key]), value))
    };
    let list = || NewValue::List(vec![NewValue::text("x"), NewValue::text("u")]);
    assert_eq!(key("a: b\n", "c", list()), "a: b\nc: [x, u]\n");
    assert_eq!(key("a:\n- b\n", "c", list()), "a:\n- b\nc:\n- x\n- u\n");
    assert_eq!(key("a:\n    - b\n", "c", list()), "a:\n    - b\nc:\n    - x\n    - u\n");
    assert_eq!(
        key("a: b", "c", NewValue::text("d")),
        "a: b\nc: d",
        "without a line end at the end"
    );
    assert_eq!(key("a: b\r\n", "c", list()), "a: b\r\nc: [x, u]\r\n");
    assert_eq!(key("", "c", list()), "c: [x, u]\n");
    assert_eq!(key("# about\n", "c", NewValue::text("d")), "# about\nc: d\n");
    assert_eq!(key("\u{feff}a: b\n", "c", NewValue::text("d")), "\u{feff}a: b\nc: d\n");
    let map =
        NewValue::Map(vec![("de".into(), NewValue::text("x")), ("no".into(), NewValue::text("u"))]);
    assert_eq!(key("a: b\n", "c", map), "a: b\nc:\n  de: x\n  \"no\": u\n");
    assert_eq!(
        insert(
            "a:\n  - b: 1\n    c: >\n      x\n",
            &["a"],
            1,
            NewValue::Map(vec![("c".into(), NewValue::text("u"))])
        ),
        "a:\n  - b: 1\n    c: >\n      x\n  - c: >\n      u\n"
    );
    assert_eq!(
        changed(
            "x:\n  num: '01'\n\ny:\n  num: '02'\n\n# z\nz:\n  num: '03'\n",
            &Change::Insert(
                vec![],
                2,
                Some("new".into()),
                NewValue::Map(vec![("num".into(), NewValue::text("04"))])
            )
        ),
        "x:\n  num: '01'\n\ny:\n  num: '02'\n\nnew:\n  num: '04'\n\n# z\nz:\n  num: '03'\n"
    );
}

#[test]
fn items_come_and_go_at_any_place() {
    for (source, first, middle, last) in [
        ("a: [x, y]\n", "a: [m, x, y]\n", "a: [x, m, y]\n", "a: [x, y, m]\n"),
        ("a: [ x, y, ]\n", "a: [ m, x, y, ]\n", "a: [ x, m, y, ]\n", "a: [ x, y, m, ]\n"),
        ("a:\n- x\n- y\n", "a:\n- m\n- x\n- y\n", "a:\n- x\n- m\n- y\n", "a:\n- x\n- y\n- m\n"),
        (
            "a:\n  - x # 1\n  # 2\n  - y # 3\n",
            "a:\n  - m\n  - x # 1\n  # 2\n  - y # 3\n",
            "a:\n  - x # 1\n  - m\n  # 2\n  - y # 3\n",
            "a:\n  - x # 1\n  # 2\n  - y # 3\n  - m\n",
        ),
        (
            "a: [\n  x, # 1\n  y # 2\n]\n",
            "a: [\n  m,\n  x, # 1\n  y # 2\n]\n",
            "a: [\n  x, # 1\n  m,\n  y # 2\n]\n",
            "a: [\n  x, # 1\n  y, # 2\n  m\n]\n",
        ),
    ] {
        for (at, wanted) in [first, middle, last].into_iter().enumerate() {
            let new = insert(source, &["a"], at, NewValue::text("m"));
            assert_eq!(new, wanted, "{source:?} at {at}");
            let back = remove(&new, &["a", &at.to_string()]);
            // A comma behind the last item is none that anybody minds.
            assert_eq!(back.replace("y, # 2", "y # 2"), source, "{new:?} without {at}");
        }
    }
    assert_eq!(insert("a: []\n", &["a"], 0, NewValue::text("m")), "a: [m]\n");
    assert_eq!(insert("a:\n", &["a"], 0, NewValue::text("m")), "a: [m]\n");
    assert_eq!(insert("- - x\n  - y\n", &["0"], 0, NewValue::text("m")), "- - m\n  - x\n  - y\n");
}

#[test]
fn what_is_left_alone_is_empty() {
    assert_eq!(remove("a: [x]\n", &["a", "0"]), "a: []\n");
    assert_eq!(remove("a:\n  # c\n  - x\nb: y\n", &["a", "0"]), "a: []\n  # c\nb: y\n");
    assert_eq!(remove("a: # c\n  b: x\n", &["a", "b"]), "a: {} # c\n");
    assert_eq!(remove("- a: x\n- y\n", &["0", "a"]), "- {}\n- y\n");
    assert_eq!(remove("- a: x\n  b: y\n", &["0", "a"]), "- b: y\n");
    assert_eq!(remove("- a: x # 1\n  # 2\n  b: y\n", &["0", "a"]), "-  # 1\n  # 2\n  b: y\n");
    assert_eq!(remove("a: x\n", &["a"]), "");
    assert_eq!(remove("a: x\nb: y", &["b"]), "a: x");
    assert_eq!(remove("a: x\n\nb: y\n\nc: z\n", &["b"]), "a: x\n\nc: z\n");
    assert_eq!(remove("a: x\n\nb: y\n\nc: z\n", &["c"]), "a: x\n\nb: y\n");
    assert_eq!(remove("a: |\n  x\n\n  y\nb: z\n", &["a"]), "b: z\n");
}

#[test]
fn comments_go_with_what_they_are_about() {
    let moved = |source: &str, at: &[&str], to| changed(source, &Change::Move(path(at), to));
    assert_eq!(
        moved("# a\na: 1 # A\n\n# b\nb:\n  - x\n# c\nc: 3", &["c"], 0),
        "# c\nc: 3\n\n# a\na: 1 # A\n# b\nb:\n  - x"
    );
    assert_eq!(moved("- a: 1\n  b: 2\n", &["0", "b"], 0), "- b: 2\n  a: 1\n");
    assert_eq!(moved("a: [x, y, z]\n", &["a", "2"], 0), "a: [z, x, y]\n");
    let found = change("a: [\n x, # x\n y]\n", &Change::Move(path(&["a", "1"]), 0), "\n");
    assert_eq!(found, Err(Refused::Comment));
}

#[test]
fn keys_are_renamed_in_their_style() {
    let renamed = |source: &str, at: &[&str], to: &str| {
        changed(source, &Change::Rename(path(at), to.to_owned()))
    };
    assert_eq!(renamed("a: 1 # c\nb: 2\n", &["a"], "neu"), "neu: 1 # c\nb: 2\n");
    assert_eq!(renamed("\"a\": 1\n", &["a"], "x y"), "\"x y\": 1\n");
    assert_eq!(renamed("a: 1\n", &["a"], "no"), "\"no\": 1\n");
    assert_eq!(
        change("a: 1\nb: 2\n", &Change::Rename(path(&["a"]), "b".into()), "\n"),
        Err(Refused::Exists)
    );
}

#[test]
fn values_of_other_kinds_take_each_others_place() {
    let list = NewValue::List(vec![
        NewValue::text("x"),
        NewValue::Map(vec![("k".into(), NewValue::text("v"))]),
    ]);
    let whole =
        |source: &str, at: &[&str], value: NewValue| changed(source, &Change::Set(path(at), value));
    assert_eq!(whole("a: b # c\nd: e\n", &["a"], list), "a: # c\n  - x\n  - k: v\nd: e\n");
    assert_eq!(whole("a:\n  - x\n  - y\nb: z\n", &["a"], NewValue::text("x")), "a: x\nb: z\n");
    assert_eq!(whole("a: [x, y]\n", &["a"], NewValue::Nothing), "a:\n");
    assert_eq!(whole("a: [x, y]\n", &["a"], NewValue::List(vec![])), "a: []\n");
    let items =
        |items: &[&str]| NewValue::List(items.iter().map(|item| NewValue::text(*item)).collect());
    assert_eq!(
        whole("a:\n  - x # 1\n  - y # 2\n  - z # 3\n", &["a"], items(&["x", "u", "v", "z"])),
        "a:\n  - x # 1\n  - u # 2\n  - v\n  - z # 3\n"
    );
    let map =
        NewValue::Map(vec![("c".into(), NewValue::text("3")), ("m".into(), NewValue::text("x"))]);
    assert_eq!(whole("a:\n  b: x\n  c: '4' # c\n", &["a"], map), "a:\n  m: x\n  c: '3' # c\n");
}

#[test]
fn what_is_in_doubt_is_refused() {
    let to = Change::Set(path(&["a"]), NewValue::text("x"));
    for (source, refused) in [
        ("a: &n b\nc: *n\n", Refused::Named),
        ("a: b: c\n", Refused::NotRead),
        ("a: b\na: c\n", Refused::NotRead),
        ("a: b\n---\nc: d\n", Refused::NotRead),
        ("? a\n: b\n", Refused::Unclear),
        ("a: b\nc: [d: e]\n", Refused::Unclear),
        ("[a, b]\n", Refused::Missing),
        ("nothing but words\n", Refused::Missing),
    ] {
        assert_eq!(change(source, &to, "\n"), Err(refused), "{source:?}");
    }
    let away = Change::Remove(path(&["c"]));
    assert_eq!(change("a: b\n", &away, "\n"), Err(Refused::Missing));
    let again = Change::Insert(vec![], 0, Some("a".into()), NewValue::text("x"));
    assert_eq!(change("a: b\n", &again, "\n"), Err(Refused::Exists));
}

#[test]
fn the_same_again_is_the_same_bytes() {
    let source = "\u{feff}a: \"x\" # c\r\nb: [1,2,  3]\r\nc: >\r\n   y\r\n\r\n";
    assert_eq!(set(source, &["a"], "x"), source);
    assert_eq!(set(source, &["b", "1"], "2"), source);
    assert_eq!(set(source, &["c"], "y"), source);
    assert_eq!(set(source, &["c"], "z"), source.replace("   y", "   z"));
}
