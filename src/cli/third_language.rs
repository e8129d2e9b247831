//! A third language is files alone: those in `tests/third_language/`, which unit tests find beside the others. What is said here is what a
//! reader of Esperanto gets from the command line, from findings and on pages, without a line of code for it.

use std::ffi::OsString;

use clap::CommandFactory;

use super::args::Arguments;
use super::{help, language_of};
use crate::diagnostic::emit::text::{self, Order, TextStyle};
use crate::diagnostic::problem::{Broken, Problem, RuleBroken, Spoken};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Code, Language, Sources};
use crate::model::Publishing;
use crate::session::{self, Options, Outcome, SiteName, Timings};
use crate::source::Snapshot;

fn esperanto() -> Texts {
    let language = language_of(["broschur", "--lang=eo"].map(OsString::from).into_iter());
    assert_eq!(language.tag(), "eo");
    Texts::new(language)
}

#[test]
fn the_command_line_speaks_it() {
    let texts = esperanto();
    let command = help::describe(Arguments::command(), &texts);
    let about = command.get_about().unwrap().to_string();
    assert_eq!(about, "Faras retejon kaj presaĵojn el enhavo.");
    let lang = command.get_arguments().find(|argument| argument.get_id() == "lang").unwrap();
    assert_eq!(lang.get_help().unwrap().to_string(), "Lingvo de mesaĝoj: de, en, eo");
    let error = command.try_get_matches_from(["broschur", "bild"]).unwrap_err();
    // What its catalogue lacks is said in the language that stands in.
    assert_eq!(
        help::complaint(&error, &texts).unwrap(),
        "Komando „bild“ ne ekzistas. Perhaps this is meant: build. “broschur --help” shows what is possible."
    );
    // The others are asked for in the same way, and a language that nobody has is not accepted.
    let parse =
        |tag| Arguments::command().try_get_matches_from(["broschur", "--lang", tag, "check"]);
    assert!(Language::all().all(|language| parse(language.tag()).is_ok()));
    assert!(parse("tlh").is_err());
}

/// A site in German and Esperanto.
fn site(body: &str) -> (Snapshot, Outcome) {
    let snapshot = Snapshot::from_files([
        ("content/site.yaml", "format: 1\ntitle: Probe\nlanguages: [de, eo]\n"),
        ("content/notices/a.md", body),
        (
            "content/notices/a.eo.md",
            "---\ntitle: Vespero por metiistoj\nsummary: \"Oni diris \\\"jes\\\".\"\n---\nTeksto.\n",
        ),
    ]);
    let options = Options {
        site: SiteName::Main,
        publishing: Publishing { drafts: false, today: jiff::civil::date(2026, 11, 22) },
        base_url: None,
        print: false,
    };
    let outcome = session::build(&snapshot, &options, &mut Timings::default());
    (snapshot, outcome)
}

#[test]
fn findings_are_told_in_it() {
    let (snapshot, outcome) = site("---\ntitle: Abend\ndate: 2012-03-21\nstatus: approved\n---\n");
    let findings = outcome.findings.sorted();
    let sources = Sources::of(&snapshot);
    let told =
        text::report(findings.iter(), &esperanto(), &sources, TextStyle::Plain, Order::Mended);
    assert!(told.contains("eraro[B202]: Mankas la kampo „summary“."), "{told}");
    // The words of the site are chosen in it, too.
    let said = Spoken(&|language| language.tag().to_owned());
    let problem = Broken::FewEntries { found: 0, wanted: 1 };
    let said = RuleBroken { said: Some(said), rule: &"a", type_: &"case", problem }.values();
    assert!(said.said.iter().any(|(language, said)| language.tag() == "eo" && said == "eo"));
}

#[test]
fn pages_are_in_it() {
    let (_, outcome) = site(
        "---\ntitle: Abend\ndate: 2012-03-21\nsummary: Kurz.\nlink: https://example.org/\nstatus: approved\n---\nText.\n",
    );
    assert!(!outcome.findings.has_errors(), "{:?}", outcome.findings);
    // That a language has no texts of its own is a finding for languages without a catalogue.
    assert!(outcome.findings.iter().all(|found| found.code != Code::LanguageWithoutTexts));
    let page = |path: &str| {
        let found = outcome.outputs.iter().find(|(name, _)| *name == path);
        let paths: Vec<&str> = outcome.outputs.iter().map(|(name, _)| name).collect();
        let (_, contents) = found.unwrap_or_else(|| panic!("no {path} in {paths:#?}"));
        String::from_utf8(contents.bytes().unwrap().into_owned()).unwrap()
    };
    let here = page("eo/sciigoj/a/index.html");
    for said in [
        "<html lang=\"eo\">",
        // A word of the theme, a label of a standard type, a date and quotation marks.
        "Saltu al la enhavo",
        "Sciigo",
        "Pli",
        "21-a de marto 2012",
        "„jes“",
        "content=\"eo\"",
        // What the catalogue of the theme lacks.
        "Sie sind hier",
    ] {
        assert!(here.contains(said), "{said} is not in {here}");
    }
    let german = page("mitteilungen/a/index.html");
    assert!(german.contains(">Esperanto</a>") && german.contains("21.\u{a0}März 2012"), "{german}");
}
