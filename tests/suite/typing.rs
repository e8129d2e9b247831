//! Typing while mistakes stand: letter by letter in one entry, with mistakes planted and mended there and in others, and after each letter what a
//! first run finds and makes.
//!
//! Whoever is writing has mostly made a mistake at the moment. That such letters take the short way through a session is asserted by the steps that a run has
//! taken: one that loads all entries anew has the step `entries`.

use broschur::session::{self, Options, Outcome, Session, SiteName, Timings};

use crate::rebuild::{Dice, Files, differs, snapshot, sound_site};
use crate::support::options;

/// What stands in a line that was planted: whoever mends takes these lines out.
const MARK: &str = "gepflanzt";

/// Mistakes in the front matter of an article, each a line of its own.
const IN_FIELDS: [&str; 12] = [
    "unbekannt: 1 # gepflanzt",
    "tag: gruen # gepflanzt",
    "place: p99 # gepflanzt",
    "place: artikel 3 # gepflanzt",
    "others: [a1, gepflanzt]",
    "date: gepflanzt",
    "image: gepflanzt.jpg",
    "status: gepflanzt",
    "suppress: {gepflanzt: warum}",
    // Nothing of the entry can be read then.
    "place: [ # gepflanzt",
    "x: \"gepflanzt",
    "title: Zweimal # gepflanzt",
];

/// Mistakes in its text.
const IN_TEXT: [&str; 5] = [
    "Siehe [dort](article:gepflanzt).",
    "Siehe [dort](place:p1#gepflanzt).",
    "![](gepflanzt.jpg)",
    "| gepflanzt | |\n|---|---|\n| 1 | 2 |",
    "Siehe [hier](https://gepflanzt example.org).",
];

fn text(files: &Files, path: &str) -> String {
    String::from_utf8_lossy(files.get(path).map_or(&b""[..], Vec::as_slice)).into_owned()
}

fn set(files: &mut Files, path: &str, text: String) {
    if files.contains_key(path) {
        files.insert(path.to_owned(), text.into());
    }
}

/// Puts a line behind the first fence.
fn in_fields(files: &mut Files, path: &str, line: &str) {
    let new = text(files, path).replacen("---\n", &format!("---\n{line}\n"), 1);
    set(files, path, new);
}

fn in_text(files: &mut Files, path: &str, line: &str) {
    let new = format!("{}\n{line}\n", text(files, path));
    set(files, path, new);
}

/// Takes out what was planted.
fn mended(files: &mut Files, path: &str) {
    let was = text(files, path);
    // What a table has below its head has no mark.
    let is_fine = |line: &&str| !line.contains(MARK) && !line.starts_with("|");
    let new: String =
        was.lines().filter(is_fine).fold(String::new(), |all, line| all + line + "\n");
    set(files, path, new);
}

fn retitled(files: &mut Files, path: &str, title: &str) {
    let was = text(files, path);
    let line = |line: &str| match line.starts_with("title: ") {
        true => format!("title: {title}\n"),
        false => format!("{line}\n"),
    };
    set(files, path, was.lines().map(line).collect());
}

/// One letter, or what somebody else does meanwhile.
fn edit(files: &mut Files, dice: &mut Dice, desk: &str) {
    let n = dice.roll();
    let other = format!("content/articles/a{}.md", dice.below(14));
    let path = if dice.below(4) > 0 { desk } else { other.as_str() };
    match dice.below(16) {
        0..=4 => in_text(files, path, &format!("Wort {}.", n % 50)),
        5 | 6 => retitled(files, path, &format!("Artikel {}", n % 20)),
        7..=9 => in_fields(files, path, IN_FIELDS[n as usize % IN_FIELDS.len()]),
        10 | 11 => in_text(files, path, IN_TEXT[n as usize % IN_TEXT.len()]),
        12 | 13 => mended(files, path),
        14 => match dice.below(4) {
            // An id goes, comes back, or is there twice.
            0 => drop(files.remove(&other)),
            1 => drop(files.insert(other, b"---\ntitle: Wieder da\n---\n\nText.\n".to_vec())),
            2 => {
                let twin = other.replace(".md", ".yaml");
                if files.remove(&twin).is_none() {
                    files.insert(twin, b"title: Doppelt\n".to_vec());
                }
            }
            _ => match files.remove(&other) {
                Some(bytes) => drop(files.insert(other.replace("/a", "/b"), bytes)),
                None => {
                    if let Some(bytes) = files.remove(&other.replace("/a", "/b")) {
                        files.insert(other, bytes);
                    }
                }
            },
        },
        _ => match dice.below(4) {
            // Places, which all articles refer to, are mistaken or mended.
            0 => in_fields(files, "content/places/p1.md", "x: \"gepflanzt"),
            1 => in_fields(files, "content/places/p0.md", "above: p0 # gepflanzt"),
            2 => in_fields(
                files,
                "content/places/p2.md",
                "twins: [{place: p1, since: 1990}] # gepflanzt",
            ),
            _ => {
                for n in 0..5 {
                    mended(files, &format!("content/places/p{n}.md"));
                }
                if dice.below(2) == 0 {
                    let line = "twins: [{place: p2, since: 1991}] # gepflanzt";
                    in_fields(files, "content/places/p1.md", line);
                }
            }
        },
    }
}

/// What a session makes of the files, and whether it has taken the short way.
fn step(session: &mut Session, files: &Files, options: &Options) -> (Outcome, bool) {
    let mut timings = Timings::default();
    let built = session.build(&snapshot(files), options, &mut timings);
    (built, !timings.steps.iter().any(|(step, _)| *step == "entries"))
}

fn clean(files: &Files, options: &Options) -> Outcome {
    session::build(&snapshot(files), options, &mut Timings::default())
}

/// As in memory of others: the order, too, in which something is found.
fn in_order(outcome: &Outcome) -> Vec<String> {
    outcome.findings.iter().map(|finding| format!("{finding:?}")).collect()
}

/// A letter in the list of places, or a mistake there.
fn edit_list(files: &mut Files, dice: &mut Dice) {
    let (path, n) = ("content/places.yaml", dice.below(20));
    let was = text(files, path);
    let new = match dice.below(8) {
        0..=2 => was.replace("summary: Kurz", &format!("summary: Kurz {n}")),
        3 => was.replace("title: Liste", &format!("title: Orte {n}")),
        4 => was.replace("\n  summary:", "\n  unbekannt: 1 # gepflanzt\n  summary:"),
        5 => format!("{was}q{}: 5 # gepflanzt\n", 1 + n % 4),
        6 => format!("{was}\"gepflanzt\n"),
        _ => return mended(files, path),
    };
    set(files, path, new);
}

fn with_list(seed: u64) -> Files {
    let mut files = sound_site(seed);
    let list = "q1: {title: Liste 1, above: p0}\nq2:\n  summary: Kurz.\n  title: Liste 2\n  above: p0\nq3: {title: Liste 3}\n";
    files.insert("content/places.yaml".to_owned(), list.into());
    in_text(&mut files, "content/articles/a2.md", "Siehe [](place:q2).");
    files
}

fn type_along(seed: u64, letters: usize, options: &Options) -> (usize, usize) {
    let mut dice = Dice::new(seed);
    let mut files = with_list(seed);
    let mut session = Session::default();
    step(&mut session, &files, options);
    let (mut short, mut broken) = (0, 0);
    for letter in 0..letters {
        let desk = format!("content/articles/a{}.md", letter / 20);
        match dice.below(4) {
            0 => edit_list(&mut files, &mut dice),
            _ => edit(&mut files, &mut dice, &desk),
        }
        let (built, is_short) = step(&mut session, &files, options);
        let expected = clean(&files, options);
        assert_eq!(differs(&expected, &built), None, "seed {seed}, letter {letter}");
        assert_eq!(in_order(&expected), in_order(&built), "seed {seed}, letter {letter}");
        if expected.findings.has_errors() {
            broken += 1;
            short += usize::from(is_short);
        }
    }
    (short, broken)
}

#[test]
fn each_letter_gives_what_a_first_run_gives_whatever_is_wrong() {
    let (mut short, mut broken) = (0, 0);
    for seed in 1..=3 {
        let (s, b) = type_along(seed, 40, &options());
        (short, broken) = (short + s, broken + b);
    }
    assert!(broken > 70, "{broken} letters with mistakes");
    assert!(short * 3 > broken, "{short} of {broken} took the short way");
}

#[test]
fn so_it_does_in_a_preview_and_in_an_edition() {
    let drafts = options();
    let publishing = broschur::model::Publishing { drafts: true, ..drafts.publishing };
    type_along(11, 20, &Options { publishing, ..drafts });
    let mut files = sound_site(12);
    files.insert("content/editions/auszug.yaml".into(), crate::rebuild::EDITION.into());
    let options = Options { site: SiteName::Edition("auszug".into()), ..options() };
    let mut session = Session::default();
    step(&mut session, &files, &options);
    // A title may decide about an edition, so that everything is looked at; it is one entry all the same that was read.
    retitled(&mut files, "content/articles/a3.md", "Ein anderer");
    let (built, is_short) = step(&mut session, &files, &options);
    assert_eq!((built.work.read, is_short), (1, false));
    assert_eq!(differs(&clean(&files, &options), &built), None);
}

/// A site with something that stands, and then letters in the text of an entry.
fn goes_on(stands: impl FnOnce(&mut Files), path: &str) {
    let mut files = with_list(7);
    let mut session = Session::default();
    step(&mut session, &files, &options());
    stands(&mut files);
    let (built, _) = step(&mut session, &files, &options());
    let found = built.findings.sorted();
    assert!(!found.is_empty());
    for n in 0..2 {
        match path.ends_with(".md") {
            true => in_text(&mut files, path, &format!("Wort {n}.")),
            false => {
                let new =
                    text(&files, path).replace("summary: Kurz", &format!("summary: Kurz {n}"));
                set(&mut files, path, new);
            }
        }
        let (built, is_short) = step(&mut session, &files, &options());
        assert_eq!(differs(&clean(&files, &options()), &built), None);
        assert!(is_short, "letter {n} beside {found:#?}");
    }
}

#[test]
fn typing_goes_on_by_the_short_way_while_a_mistake_stands() {
    let (own, other) = ("content/articles/a3.md", "content/articles/a5.md");
    for (mistake, place) in IN_FIELDS.into_iter().zip([own, other].into_iter().cycle()) {
        goes_on(|files| in_fields(files, place, mistake), own);
    }
    for (mistake, place) in IN_TEXT.into_iter().zip([own, other].into_iter().cycle()) {
        goes_on(|files| in_text(files, place, mistake), own);
    }
    goes_on(|files| in_fields(files, own, "place: [ # gepflanzt"), other);
    // In a list, too, and beside a mistake in another entry of it.
    let list = "content/places.yaml";
    goes_on(|files| in_fields(files, own, IN_FIELDS[0]), list);
    let planted = |line: &'static str| {
        move |files: &mut Files| {
            let new = format!("{}{line}\n", text(files, list));
            set(files, list, new);
        }
    };
    goes_on(planted("q4: {unbekannt: 1}"), list);
    goes_on(planted("q4: 5"), list);
    goes_on(planted("\"gepflanzt"), list);
    let twin = |files: &mut Files, path: &str| {
        files.insert(path.to_owned(), b"title: Doppelt\n".to_vec());
    };
    goes_on(|files| twin(files, "content/articles/a5.yaml"), own);
    goes_on(|files| twin(files, "content/dinge/x.md"), own);
    goes_on(|files| twin(files, "content/notes/n9.mdown"), own);
    goes_on(|files| twin(files, "content/publications/heft.yaml"), own);
    goes_on(|files| in_fields(files, "content/places/p0.md", "above: p0"), own);
    goes_on(|files| drop(files.remove("content/places/p4.md")), own);
}
