//! What readers can find: what is in the index, what is not, and how it follows edits.
//!
//! How well it finds is measured elsewhere, by judged queries over `content/` (`tests/search/run`).

use std::collections::BTreeMap;

use broschur::session::{Session, SiteName, Timings};
use serde_json::Value;

use crate::freshness::whole_site;
use crate::support::{Outputs, SETTINGS, THING_TYPE, TestSite, options, things};

/// The data of a piece, as a browser gets it: the language, the name of the piece, the numbering, the data.
fn piece(outputs: &Outputs, path: &str) -> [Value; 4] {
    let text = String::from_utf8(outputs[path].clone()).unwrap();
    let arguments = text.strip_prefix("broschurSearch(").and_then(|text| text.strip_suffix(");\n"));
    let arguments = arguments.unwrap_or_else(|| panic!("{path} calls nothing: {text}"));
    let values: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).unwrap();
    values.try_into().unwrap()
}

/// The pieces of the index in a folder, by path.
fn pieces<'o>(outputs: &'o Outputs, folder: &str) -> BTreeMap<&'o str, [Value; 4]> {
    let paths = outputs.keys().filter(|path| path.starts_with(folder) && path.ends_with(".js"));
    paths.map(|path| (path.as_str(), piece(outputs, path))).collect()
}

/// The rows of all pieces of words, by what they are about.
fn rows(outputs: &Outputs, folder: &str) -> BTreeMap<String, Value> {
    let of_words = pieces(outputs, &format!("{folder}w/"));
    let rows = of_words.values().flat_map(|[_, _, _, rows]| rows.as_array().unwrap());
    rows.map(|row| (row[0].as_str().unwrap().to_owned(), row.clone())).collect()
}

/// The titles that can be found.
fn titles(outputs: &Outputs, folder: &str) -> Vec<String> {
    let shown = pieces(outputs, &format!("{folder}e/"));
    let shown = shown.values().flat_map(|[_, _, _, entries]| entries.as_array().unwrap());
    let mut titles: Vec<String> =
        shown.map(|entry| entry[0].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

#[test]
fn words_are_found_by_stem_form_part_and_name() {
    let site = things(
        "aa: {title: Wertschöpfungsketten, about: Straßenbauer arbeiten}\nbb: {title: Boots- und Schiffbauer}\n",
    );
    let rows = rows(&site.build(), "suche/");
    // The form leads to its stem, and is there by itself.
    let row = &rows["wertschopfungsketten"];
    assert_eq!(
        (row[1].as_str(), row[2].as_str().map(str::is_empty)),
        (Some("wertschopfungskett"), Some(false))
    );
    assert_eq!(rows["wertschopfungskett"][1], 0);
    // The end of a word, as such and not as a word.
    assert_eq!(rows["ketten"][2], "");
    assert_ne!(rows["ketten"][3], "");
    assert!(rows.contains_key("strassenbaur"), "ß, and one letter for `ue` and `u`");
    // What a hyphen leaves out.
    assert!(rows.contains_key("bootsbaur") && rows.contains_key("schiffbaur"), "{:?}", rows.keys());
    assert!(rows.contains_key("wertschopfungsketten="), "all of the name");
    let [language, name, stamp, head] = &piece(&site.build(), "suche/index.js");
    assert_eq!((language.as_str(), name.as_str()), (Some("de"), Some("index")));
    assert_eq!(
        (head["entries"].as_u64(), &head["types"]),
        (Some(2), &serde_json::json!([["Dinge", "Ding", 2]]))
    );
    let built = site.build();
    for (path, [_, _, other, _]) in pieces(&built, "suche/") {
        assert_eq!(&other, stamp, "{path} numbers entries as the others do");
    }
}

#[test]
fn a_word_with_a_mistake_in_its_first_letters_is_found_by_those_behind() {
    let site = things("aa: {title: Galvanik}\nbb: {title: Silvaner, about: Rost}\n");
    let known = rows(&site.build(), "suche/");
    assert_eq!(known["~van="], serde_json::json!(["~van=", 0, ".galsil er.sil ik.gal"]));
    assert_eq!(known["~t="], serde_json::json!(["~t=", 0, ".ros"]), "as many as there are");
    // Whoever goes takes the letters along.
    let mut session = Session::default();
    let mut build = |site: &TestSite| {
        files(&session.build(&site.snapshot(), &options(), &mut Timings::default()))
    };
    build(&site);
    let edited = things("aa: {title: Galvanik}\nbb: {title: Traminer, about: Rost}\n");
    let after = build(&edited);
    assert_eq!(after, edited.build(), "as a clean build makes it");
    assert_eq!(rows(&after, "suche/")["~van="][2], ".gal ik.gal");
}

#[test]
fn large_collections_know_parts_of_words_by_what_sums_entries_up() {
    let many = |count: usize| {
        let others = (2..count).map(|n| format!("ding-{n}: {{title: Ding {n}}}\n"));
        let told = "aa: {title: Handwerkskammer}\nbb: {title: Hilfe, about: Wertschöpfungskette}\n";
        rows(&things(&others.fold(told.to_owned(), |all, one| all + &one)).build(), "suche/")
    };
    let [small, large] = [many(2000), many(2001)];
    for known in [&small, &large] {
        assert!(known.contains_key("wertschopfungskette"), "the word itself");
        assert!(known.contains_key("kammer"), "a part of a title");
    }
    assert!(small.contains_key("kette"));
    assert!(!large.contains_key("kette"), "a part of a text");
}

#[test]
fn only_what_readers_see_can_be_found() {
    let type_file = format!(
        "{THING_TYPE}  intern: {{kind: string, hidden: true, label: {{de: Intern, en: Internal}}}}\n"
    );
    let site = TestSite::new(&[
        ("content/types/thing.yaml", type_file.as_str()),
        (
            "content/things.yaml",
            "aa: {title: Offen, intern: Geheimwort}\nbb: {title: Entwurfsding, status: draft}\ncc: {title: Altding, status: archived}\n",
        ),
    ]);
    let built = site.build();
    assert_eq!(titles(&built, "suche/"), ["Offen"]);
    let rows = rows(&built, "suche/");
    for hidden in ["geheimwort", "entwurfsding", "altding"] {
        assert!(!rows.keys().any(|word| word.contains(hidden)), "{hidden}");
    }
    let preview = site.options(|options| options.publishing.drafts = true).build();
    assert_eq!(titles(&preview, "suche/"), ["Entwurfsding", "Offen"]);
}

#[test]
fn a_site_and_a_type_can_stay_out() {
    let entries = "aa: {title: Eins}\n";
    let silent = things(entries).with("content/site.yaml", format!("{SETTINGS}search: false\n"));
    let built = silent.build();
    assert!(!built.keys().any(|path| path.starts_with("suche/")));
    let home = String::from_utf8(built["index.html"].clone()).unwrap();
    assert!(!home.contains("<form") && !home.contains("search."), "{home}");
    assert!(home.contains("form-action 'none'") && !home.contains("script-src"));

    let out = things(entries)
        .with("content/types/thing.yaml", format!("{THING_TYPE}search: false\n"))
        .with("content/pages/hilfe.md", "---\ntitle: Hilfe\nstatus: approved\n---\n\nText.\n");
    assert_eq!(titles(&out.build(), "suche/"), ["Hilfe"]);

    let wrong =
        things(entries).with("content/site.yaml", format!("{SETTINGS}search: vielleicht\n"));
    assert_eq!(wrong.found(), ["B503 content/site.yaml:13:9"]);
}

#[test]
fn without_a_script_the_field_leads_to_everything() {
    let site = things("aa: {title: Ärzte}\nbb: {title: Zug}\n")
        .with("content/site.yaml", format!("{SETTINGS}languages: [de, en]\n"))
        .with("content/things/cc.en.md", "---\ntitle: Help\nstatus: approved\n---\n\nText.\n")
        .with("content/things/cc.md", "---\ntitle: Hilfe\nstatus: approved\n---\n\nText.\n");
    let built = site.build();
    let text = |path: &str| String::from_utf8(built[path].clone()).unwrap();
    let page = text("things/index.html");
    assert!(page.contains("action=\"../suche/\"") && page.contains("name=\"q\""), "{page}");
    assert!(page.contains("form-action 'self'") && page.contains("script-src 'self'"));
    let all = text("suche/index.html");
    let places: Vec<_> =
        ["Ärzte", "Hilfe", "Zug"].iter().map(|title| all.find(&format!(">{title}<"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    assert!(all.contains("href=\"../en/search/\""), "the same in the other language");
    assert_eq!(titles(&built, "en/search/"), ["Help"]);
    assert!(text("things/cc/index.html").contains("data-lang=\"de\""));
}

#[test]
fn what_is_called_the_same_is_told_apart_by_its_type() {
    let other = THING_TYPE
        .replace("type: thing", "type: stuff")
        .replace("folder: things", "folder: stuff")
        .replace("route: {de: things", "route: {de: stuff")
        .replace("to: thing", "to: stuff")
        .replace("label: {de: Ding", "label: {de: Sache");
    let site = things("aa: {title: Gleich}\nbb: {title: Anders}\n")
        .with("content/types/stuff.yaml", &other)
        .with("content/stuff.yaml", "cc: {title: Gleich}\n");
    let list = |site: &TestSite| {
        let page = String::from_utf8(site.build()["suche/index.html"].clone()).unwrap();
        page.split_once("id=\"s_everything\"").unwrap().1.to_owned()
    };
    let all = list(&site);
    assert_eq!(all.matches("links-type").count(), 2, "{all}");
    for label in ["Ding", "Sache"] {
        let said = format!(">Gleich</a> <span class=\"links-type\">{label}</span>");
        assert!(all.contains(&said), "{all}");
    }
    let alone = list(&site.with("content/stuff.yaml", "cc: {title: Ungleich}\n"));
    assert!(!alone.contains("links-type"), "{alone}");
}

#[test]
fn a_long_list_of_everything_goes_on_on_other_pages() {
    let site = |count: usize, settings: &str| {
        let things =
            |n: usize| format!("ding-{n}: {{title: {}ding {n}}}\n", ["A", "M", "Z"][n % 3]);
        self::things(&(0..count).map(things).collect::<String>())
            .with(
                "content/site.yaml",
                format!(
                    "{SETTINGS}languages: [de, en]\nbase_url: https://example.org/\n{settings}"
                ),
            )
            .with("content/things/cc.md", "---\ntitle: Hilfe\nstatus: approved\n---\n\nText.\n")
            .with("content/things/cc.en.md", "---\ntitle: Help\nstatus: approved\n---\n\nText.\n")
            .build()
    };
    let text = |built: &Outputs, path: &str| String::from_utf8(built[path].clone()).unwrap();
    let short = site(999, "");
    assert!(!short.contains_key("suche/seite-2/index.html"));
    let long = site(2500, "");
    let (first, third) = (text(&long, "suche/index.html"), text(&long, "suche/seite-3/index.html"));
    let links = |page: &str| page.matches("things/ding-").count();
    assert!(links(&first) <= 1000 && links(&third) > 400, "{} {}", links(&first), links(&third));
    assert!(!long.contains_key("suche/seite-4/index.html"));
    // By letter, wherever it begins; by page; and back.
    assert!(first.contains("href=\"../suche/seite-2/#s_letter_4\">Z<"), "{first}");
    assert!(first.contains("href=\"#s_letter_1\">A<"), "{first}");
    assert!(third.contains("<dt>Z (Fortsetzung)</dt>"), "{third}");
    assert!(third.contains("href=\"../../suche/\"") && third.contains("rel=\"prev\""), "{third}");
    // Each entry is on one of them.
    let all: usize = (1..=3)
        .map(|number| match number {
            1 => links(&first),
            number => links(&text(&long, &format!("suche/seite-{number}/index.html"))),
        })
        .sum();
    assert_eq!(all, 2500);
    // Search engines are led to what it leads to; the other language has its own.
    let sitemap = text(&long, "sitemap.xml");
    assert!(third.contains("name=\"robots\"") && !sitemap.contains("suche/"), "{third}");
    assert!(third.contains("href=\"../../en/search/\""), "{third}");
    assert!(!long.contains_key("en/search/page-2/index.html"));
    // Whoever keeps lists whole keeps this one whole.
    let whole = site(2500, "list_length: 0\n");
    assert!(!whole.contains_key("suche/seite-2/index.html"));
}

#[test]
fn hostile_words_stay_data() {
    let title = "</script><script>alert(1)</script> \u{2028} __proto__";
    let written = title.replace('\u{2028}', "\\L");
    let site = things(&format!(
        "aa: {{title: \"{written}\", about: \"constructor {}\"}}\n",
        "ß̈".repeat(300)
    ));
    let built = site.build();
    for path in pieces(&built, "suche/").keys() {
        let text = String::from_utf8(built[*path].clone()).unwrap();
        assert!(
            !text.contains(['<', '>', '\u{2028}']) && text.lines().count() == 1,
            "{path}: {text}"
        );
    }
    let shown = piece(&built, "suche/e/0.js");
    assert_eq!(shown[3][0][0], title);
    assert!(rows(&built, "suche/").contains_key("proto"));
}

#[test]
fn what_is_shown_of_what_was_found_are_sentences_and_values_with_what_they_are() {
    let craft = "\
type: craft
label: {de: Gewerk, en: Craft}
plural: {de: Gewerke, en: Crafts}
folder: crafts
route: {de: handwerke, en: crafts}
defaults: {status: approved}
summary: summary
card: [group]
fields:
  title: {kind: string, required: true, label: {de: Titel, en: Title}}
  summary: {kind: text, label: {de: Kurzfassung, en: Summary}}
  number: {kind: string, label: {de: Nummer, en: Number}}
  group: {kind: enum, values: {bau: {de: Baugewerbe, en: Building}}, label: {de: Gruppe, en: Group}}
  fields:
    kind: list
    label: {de: Felder, en: Fields}
    of:
      kind: object
      fields:
        field: {kind: string, label: {de: Feld, en: Field}}
        basis: {kind: enum, values: {text: {de: aus dem Text, en: from the text}}, label: {de: Beleg, en: Evidence}}
  note: {kind: text, label: {de: Anmerkung, en: Note}}
";
    let entry = "number: B1, group: bau, fields: [{field: Energie, basis: text}, {field: Wasser, basis: text}], note: Ein Satz.";
    let built = things("")
        .with("content/types/craft.yaml", craft)
        .with(
            "content/crafts.yaml",
            format!(
                "aa: {{title: Aa, {entry}}}\nbb: {{title: Bb, summary: Kurz gesagt., {entry}}}\n"
            ),
        )
        .build();
    let shown = piece(&built, "suche/e/0.js");
    let told = "Felder: Energie, Wasser · Ein Satz.";
    let lead_and_text = |at: usize| (shown[3][at][2].clone(), shown[3][at][3].clone());
    assert_eq!(lead_and_text(0), ("Gruppe: Baugewerbe".into(), told.into()));
    assert_eq!(lead_and_text(1), ("Kurz gesagt.".into(), told.into()), "nothing is there twice");
    // What is not shown is found nevertheless.
    assert!(rows(&built, "suche/").contains_key("b1"));
}

#[test]
fn an_edition_finds_what_it_has() {
    let site = things("aa: {title: Eins, tag: rot}\nbb: {title: Zwei, tag: blau}\n").with(
        "content/editions/auszug.yaml",
        "title: Auszug\nselect: [{type: thing, where: {tag: rot}}]\nbase_url: https://auszug.example.org/\n",
    );
    let edition = site.options(|options| options.site = SiteName::Edition("auszug".into())).build();
    assert_eq!(titles(&edition, "suche/"), ["Eins"]);
    assert!(!rows(&edition, "suche/").contains_key("zwei"));
}

/// The files of an outcome.
fn files(outcome: &broschur::session::Outcome) -> Outputs {
    let all = outcome.outputs.iter();
    all.map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned())).collect()
}

#[test]
fn an_edited_text_is_found_and_changes_only_pieces_that_it_concerns() {
    let entries: String = (0..300)
        .map(|n| format!("ding-{n}: {{title: Ding {n}, about: Etwas Gemeinsames.}}\n"))
        .collect();
    let text = |words: &str| format!("---\ntitle: Hilfe\nstatus: approved\n---\n\n{words}\n");
    let site = things(&entries).with("content/pages/hilfe.md", text("Ein Anfang."));
    let mut session = Session::default();
    let mut build = |site: &TestSite| {
        let outcome = session.build(&site.snapshot(), &options(), &mut Timings::default());
        files(&outcome)
    };
    let before = build(&site);
    let edited = site.with("content/pages/hilfe.md", text("Ein Anfang mit Quarzuhren."));
    let after = build(&edited);
    assert_eq!(after, edited.build(), "as a clean build makes it");
    assert!(rows(&after, "suche/").contains_key("quarzuhren"));
    let differing: Vec<&String> = before
        .keys()
        .filter(|path| path.starts_with("suche/") && before.get(*path) != after.get(*path))
        .collect();
    // Its own piece, the head, and the pieces of the words that came: the word, its stem, and what may be its parts; and those of the letters that
    // follow the first three of each.
    assert!(differing.contains(&&"suche/index.js".to_owned()));
    let of_entries = differing.iter().filter(|path| path.starts_with("suche/e/")).count();
    let of_words = differing.iter().filter(|path| path.starts_with("suche/w/")).count();
    assert!(of_entries == 1 && (1..=8).contains(&of_words), "{differing:?}");
    // Entries that come and go number the others anew.
    let fewer = edited.with("content/things.yaml", entries.split_once('\n').unwrap().1);
    assert_eq!(build(&fewer), fewer.build());
}

#[test]
fn every_piece_of_a_whole_site_can_be_read() {
    let site = whole_site();
    let files: Vec<(&str, &Vec<u8>)> =
        site.iter().map(|(path, bytes)| (path.as_str(), bytes)).collect();
    let built = TestSite::new(&files).build();
    for (folder, language) in [("suche/", "de"), ("en/search/", "en")] {
        let all = pieces(&built, folder);
        let head = &all[format!("{folder}index.js").as_str()][3];
        assert!(all.values().all(|[of, ..]| of == language));
        let words = head["words"].as_u64().unwrap();
        assert!(words.is_power_of_two());
        let entries =
            head["entries"].as_u64().unwrap().div_ceil(head["together"].as_u64().unwrap());
        assert_eq!(all.len() as u64, 1 + words + entries);
    }
}
