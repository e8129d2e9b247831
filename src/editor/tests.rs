//! The editor over the collection of this repository, and over small entries.
#![allow(
    clippy::disallowed_methods,
    reason = "reads the collection of the repository, and what was saved"
)]

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::entry_text::{EntryHandle, EntryText};
use super::proposal::Proposal;
use super::value::FormValue;
use super::{Answered, Desk, DeskStep, Query, Scene};
use crate::diagnostic::texts::Texts;
use crate::diagnostic::{Diagnostic, Language};
use crate::location::SitePath;
use crate::model::Publishing;
use crate::schema::Schema;
use crate::session::{Options, Session, SiteName, Timings};
use crate::source::{Snapshot, SourceFile};

fn german() -> Texts {
    Texts::new(Language::of_tag("de").unwrap())
}

/// All entries of the collection: where they are, and the texts of their files.
fn collection() -> (Schema, Vec<(EntryHandle, String)>) {
    let snapshot =
        Snapshot::read_only(Path::new(env!("CARGO_MANIFEST_DIR")), &["content"]).unwrap();
    let schema = Schema::load(&snapshot, &mut Vec::new());
    let mut all = Vec::new();
    for path in snapshot.under("content/").map(SourceFile::path) {
        let folder = path.as_str().split('/').nth(1).unwrap();
        let (folder, is_list) = match folder.split_once('.') {
            Some((stem, _)) => (stem, true),
            None => (folder, false),
        };
        let is_text = matches!(path.extension().as_str(), "md" | "yaml");
        let Some(content_type) = schema.by_folder(folder).filter(|_| is_text) else { continue };
        let text = snapshot.text(path).unwrap().into_owned();
        if !is_list {
            all.push((EntryHandle { file: path.clone(), id: None }, text));
            continue;
        }
        let mut found = Vec::new();
        let node = crate::yaml::parse(path, &text, 0..text.len(), &mut found).unwrap();
        // A few of each list: what holds for one holds for those that are written alike.
        for pair in node.as_map().unwrap().iter().step_by(31) {
            all.push((
                EntryHandle { file: path.clone(), id: Some(pair.key.clone()) },
                text.clone(),
            ));
        }
        assert!(!content_type.folder.is_empty());
    }
    assert!(all.len() > 100, "{}", all.len());
    (schema, all)
}

fn type_of<'a>(schema: &'a Schema, handle: &EntryHandle) -> &'a crate::schema::ContentType {
    let folder = handle.file.as_str().split('/').nth(1).unwrap();
    schema.by_folder(folder.split('.').next().unwrap()).unwrap()
}

fn proposal(handle: &EntryHandle, fields: &Json, body: Option<Json>) -> Proposal {
    let mut said = json!({ "file": handle.written(), "fields": fields });
    if let Some(body) = body {
        said["body"] = body;
    }
    serde_json::from_value(said).unwrap()
}

#[test]
fn what_is_sent_back_as_it_was_changes_no_byte() {
    let (schema, all) = collection();
    let texts = german();
    for (handle, text) in &all {
        let content_type = type_of(&schema, handle);
        let read = EntryText::read(handle, content_type, text).unwrap();
        let mut fields = serde_json::Map::new();
        for key in read.keys() {
            let value = read.value(key);
            // As a form has it: without what is empty.
            let now = serde_json::to_value(value.normal()).unwrap();
            fields.insert(key.to_owned(), json!({ "was": value, "now": now }));
        }
        let body = read.body_of(text);
        let body = json!({ "was": body, "now": body });
        let sent = proposal(handle, &fields.into(), Some(body));
        let applied = sent.applied(&texts, handle, content_type, text).unwrap();
        assert_eq!(applied.text, *text, "{}", handle.written());
        assert!(applied.conflicts.is_empty() && applied.refused.is_empty());
    }
}

/// A value with one change.
fn changed(value: &FormValue) -> FormValue {
    match value {
        FormValue::Text(text) => FormValue::Text(format!("{} x", text.trim_end())),
        FormValue::List(items) if items.len() > 1 => {
            let mut items = items.clone();
            let last = items.pop().unwrap();
            items.insert(0, last);
            FormValue::List(items)
        }
        FormValue::List(items) => {
            let mut items = items.clone();
            items.push(FormValue::Text("neu".to_owned()));
            FormValue::List(items)
        }
        FormValue::Map(pairs) => {
            let mut pairs = pairs.clone();
            if let Some((_, first)) = pairs.first_mut() {
                *first = changed(first);
            }
            FormValue::Map(pairs)
        }
        FormValue::Nothing => FormValue::Text("x".to_owned()),
    }
}

#[test]
fn a_change_of_a_field_alters_what_is_written_of_it_alone() {
    let (schema, all) = collection();
    let texts = german();
    let (mut done, mut refused) = (0, Vec::new());
    for (handle, text) in &all {
        let content_type = type_of(&schema, handle);
        let read = EntryText::read(handle, content_type, text).unwrap();
        let pairs = read.node.as_map().unwrap();
        for (n, pair) in pairs.iter().enumerate() {
            let was = FormValue::of(&pair.value);
            let now = changed(&was);
            let fields = json!({ pair.key.as_str(): { "was": was, "now": now } });
            let sent = proposal(handle, &fields, None);
            let applied = sent.applied(&texts, handle, content_type, text).unwrap();
            if !applied.refused.is_empty() {
                refused.push(format!("{} {}", handle.written(), pair.key));
                assert_eq!(applied.text, *text);
                continue;
            }
            done += 1;
            let place = format!("{} {}", handle.written(), pair.key);
            let after = EntryText::read(handle, content_type, &applied.text).unwrap();
            for key in read.keys() {
                let wanted = if key == pair.key { now.clone() } else { read.value(key) };
                assert_eq!(after.value(key).normal(), wanted.normal(), "{place}: {key}");
            }
            // Whatever stands before the key and behind the next one is as it was.
            assert!(applied.text.starts_with(&text[..pair.key_span.start]), "{place}");
            if let Some(next) = pairs.get(n + 1) {
                assert!(applied.text.ends_with(&text[next.key_span.start..]), "{place}");
            }
        }
    }
    assert!(done > 1000 && refused.len() * 100 < done, "{done}, {refused:?}");
}

const THING: &str = "\
type: thing
label: {de: Ding, en: Thing}
plural: {de: Dinge, en: Things}
folder: things
body: optional
defaults: {status: approved}
fields:
  title: {kind: string, required: true, max_length: 40, label: {de: Titel, en: Title}}
  number: {kind: integer, label: {de: Zahl, en: Number}}
  others:
    kind: list
    label: {de: Andere, en: Others}
    of: {kind: reference, to: thing, inverse: {name: used_by, label: {de: Benutzt von, en: Used by}}}
  place:
    kind: object
    label: {de: Ort, en: Place}
    fields:
      town: {kind: string, label: {de: Stadt, en: Town}}
      country: {kind: string, label: {de: Land, en: Country}}
  parts:
    kind: list
    label: {de: Teile, en: Parts}
    of:
      kind: object
      fields:
        name: {kind: string, label: {de: Name, en: Name}}
        size: {kind: integer, label: {de: Maß, en: Size}}
  ratings:
    kind: map
    label: {de: Wertung, en: Ratings}
    keys: {kind: reference, to: thing}
    of: {kind: rating, scale: {1: {de: wenig, en: little}, 2: {de: viel, en: much}}}
  tag: {kind: enum, values: [rot, blau], label: {de: Farbe, en: Colour}}
  day: {kind: date, label: {de: Tag, en: Day}}
";

const ENTRY: &str = "\
---
# Ganz oben.
title: Erstes # der Titel
number: 7
others: [bb]
parts:
  # Vor a.
  - name: a # a
    size: 1
  # Vor b.
  - name: b # b
    size: 2
  - name: c
place: {town: Ulm}
---

Absatz eins.

Absatz zwei.
";

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

/// A site on disk, and what is known of it.
struct Site {
    dir: tempfile::TempDir,
    session: Session,
    disk: Snapshot,
    findings: Vec<Diagnostic>,
    texts: Texts,
    desk: Desk,
}

impl Site {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("content/site.yaml", "format: 1\ntitle: Probe\n"),
            ("content/types/thing.yaml", THING),
            ("content/things/aa.md", ENTRY),
            ("content/things/bb.md", "---\ntitle: Zweites\n---\n"),
        ] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (session, disk) = (Session::default(), Snapshot::default());
        let desk = Desk::new("token".to_owned());
        let mut site = Self { dir, session, disk, findings: Vec::new(), texts: german(), desk };
        site.look();
        site
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.dir.path().join(path)).unwrap()
    }

    fn write(&mut self, path: &str, text: &str) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self.look();
    }

    /// Looks at the files, with what is not saved over them.
    fn look(&mut self) {
        self.disk = Snapshot::read(self.dir.path()).unwrap();
        let shown = self.desk.laid_over(&self.disk).unwrap_or_else(|| self.disk.clone());
        let publishing = Publishing { drafts: true, today: TODAY };
        let options = Options { site: SiteName::Main, publishing, base_url: None, print: false };
        let outcome = self.session.build(&shown, &options, &mut Timings::default());
        self.findings = outcome.findings.sorted();
    }

    fn at_desk<T>(&mut self, work: impl FnOnce(&mut Desk, &Scene<'_>) -> T) -> T {
        let Self { dir, session, disk, findings, texts, desk } = self;
        let scene =
            Scene { root: dir.path(), session, disk, findings, fits: &[], today: TODAY, texts };
        work(desk, &scene)
    }

    fn ask(&mut self, query: &Query) -> Answered {
        match self.at_desk(|desk, scene| desk.begin(query, scene)) {
            DeskStep::Answered(answered) => answered,
            DeskStep::Look(_, unfinished) => {
                self.look();
                self.at_desk(|desk, scene| desk.finish(unfinished, scene))
            }
        }
    }

    fn data(&mut self, query: &Query) -> Json {
        match self.ask(query) {
            Answered::Data(json) => json,
            other => panic!("{other:?}"),
        }
    }
}

fn body(fields: &Json) -> Vec<u8> {
    json!({ "file": "content/things/aa.md", "fields": fields }).to_string().into_bytes()
}

#[test]
fn a_form_has_a_control_for_everything_that_is_written() {
    let mut site = Site::new();
    let Answered::Page(page) = site.ask(&Query::Entry("thing/aa".to_owned(), None)) else {
        panic!();
    };
    for control in [
        "name=\"title\" value=\"Erstes\"",
        "name=\"number\" value=\"7\"",
        "name=\"others/0\" value=\"bb\"",
        "name=\"others/__N__\" value=\"\"",
        "name=\"parts/1/name\" value=\"b\"",
        "name=\"parts/__N__/size\" value=\"\"",
        "name=\"place/town\" value=\"Ulm\"",
        "name=\"ratings/__N__/__key\"",
        "type=\"date\"",
        "content=\"token\"",
        ">Zweites</span>",
        "Absatz eins.\n\nAbsatz zwei.</textarea>",
    ] {
        assert!(page.contains(control), "{control}\n{page}");
    }
    let again = site.ask(&Query::Entry("thing/zz".to_owned(), None));
    assert!(matches!(again, Answered::NoPage(_)));
}

#[test]
fn a_draft_lies_over_the_file_and_a_save_writes_as_little_as_possible() {
    let mut site = Site::new();
    let fields = json!({
        "title": { "was": "Erstes", "now": "Erster Versuch" },
        "number": { "was": "7", "now": "acht" },
        "tag": { "was": null, "now": "rot" },
    });
    let told = site.data(&Query::Draft(body(&fields.clone())));
    let found = told["findings"].as_array().unwrap();
    assert!(found.iter().any(|it| it["field"] == "number" && it["severity"] == "error"), "{told}");
    assert!(told["difference"].as_str().unwrap().contains("+title: Erster Versuch # der Titel"));
    assert_eq!(site.read("content/things/aa.md"), ENTRY);
    let mut fields = fields;
    fields["number"]["now"] = json!("8");
    let told = site.data(&Query::Save(body(&fields)));
    assert_eq!(told["saved"], true, "{told}");
    let wanted = ENTRY
        .replace("title: Erstes", "title: Erster Versuch")
        .replace("number: 7", "number: 8")
        .replace("place: {town: Ulm}\n", "place: {town: Ulm}\ntag: rot\n");
    assert_eq!(site.read("content/things/aa.md"), wanted);
    let told = site.data(&Query::Undo(body(&json!({}))));
    assert_eq!(told["undone"], true);
    assert_eq!(site.read("content/things/aa.md"), ENTRY);
    let again = site.ask(&Query::Undo(body(&json!({}))));
    assert!(matches!(again, Answered::Conflict(_)));
}

#[test]
fn an_item_of_a_list_moves_with_its_comments() {
    let mut site = Site::new();
    let part = |name: &str, size: &str| json!({ "name": name, "size": size });
    let was = json!([part("a", "1"), part("b", "2"), { "name": "c" }]);
    let now = json!([part("b", "3"), part("neu", "5"), part("a", "1")]);
    let fields = json!({ "parts": { "was": was, "now": now } });
    assert_eq!(site.data(&Query::Save(body(&fields)))["saved"], true);
    let saved = site.read("content/things/aa.md");
    let wanted = "parts:\n  # Vor b.\n  - name: b # b\n    size: 3\n  - name: neu\n    size: 5\n  \
                  # Vor a.\n  - name: a # a\n    size: 1\nplace:";
    assert!(saved.contains(wanted), "{saved}");
}

#[test]
fn somebody_elses_change_is_merged_by_field_or_told() {
    let mut site = Site::new();
    site.write("content/things/aa.md", &ENTRY.replace("number: 7", "number: 9"));
    let title = json!({ "title": { "was": "Erstes", "now": "Meins" } });
    assert_eq!(site.data(&Query::Save(body(&title)))["saved"], true);
    let saved = site.read("content/things/aa.md");
    assert!(saved.contains("title: Meins # der Titel") && saved.contains("number: 9"));
    let number = json!({ "number": { "was": "7", "now": "8" } });
    let told = site.data(&Query::Draft(body(&number.clone())));
    assert_eq!(
        told["conflicts"],
        json!([{ "field": "number", "was": "7", "theirs": "9", "yours": "8" }])
    );
    assert!(matches!(site.ask(&Query::Save(body(&number))), Answered::Conflict(_)));
    assert_eq!(site.read("content/things/aa.md"), saved);
    // Whoever has seen what the other has written may write over it.
    let number = json!({ "number": { "was": "9", "now": "8" } });
    assert_eq!(site.data(&Query::Save(body(&number)))["saved"], true);
    fs::remove_file(site.dir.path().join("content/things/aa.md")).unwrap();
    site.look();
    let title = json!({ "title": { "was": "Meins", "now": "Weg" } });
    let Answered::Conflict(told) = site.ask(&Query::Draft(body(&title))) else { panic!() };
    assert_eq!(told["error"], "gone");
}

#[test]
fn a_repair_is_made_in_what_is_not_saved() {
    let mut site = Site::new();
    let fields = json!({ "tag": { "was": null, "now": "roth" } });
    let told = site.data(&Query::Draft(body(&fields.clone())));
    let found = told["findings"].as_array().unwrap();
    let finding = found.iter().find(|it| it["field"] == "tag").unwrap();
    assert_eq!(finding["repair"], 0, "{told}");
    let request = |fields: &Json, repair: usize| {
        let said = json!({ "file": "content/things/aa.md", "fields": fields, "repair": repair });
        Query::Repair(said.to_string().into_bytes())
    };
    let told = site.data(&request(&fields, 0));
    assert_eq!(told["values"], json!({ "tag": "rot" }));
    assert_eq!(told["findings"], json!([]));
    assert_eq!(site.read("content/things/aa.md"), ENTRY);
    // What the form holds is not what the repair is about.
    assert!(matches!(site.ask(&request(&json!({}), 0)), Answered::Conflict(_)));
    assert!(matches!(site.ask(&request(&fields, 9)), Answered::Conflict(_)));
}

#[test]
fn the_body_changes_where_it_differs() {
    let mut site = Site::new();
    let old = "Absatz eins.\n\nAbsatz zwei.";
    let said = json!({
        "file": "content/things/aa.md",
        "body": { "was": old, "now": "Absatz eins.\n\nNeuer Absatz.\n\nAbsatz zwei.\n" },
    });
    assert_eq!(site.data(&Query::Save(said.to_string().into_bytes()))["saved"], true);
    let wanted = ENTRY.replace("Absatz zwei.", "Neuer Absatz.\n\nAbsatz zwei.");
    assert_eq!(site.read("content/things/aa.md"), wanted);
    let said = json!({ "file": "content/things/bb.md", "body": { "was": "", "now": "Text." } });
    assert_eq!(site.data(&Query::Save(said.to_string().into_bytes()))["saved"], true);
    assert_eq!(site.read("content/things/bb.md"), "---\ntitle: Zweites\n---\n\nText.\n");
}

#[test]
fn what_is_broken_can_be_mended_as_text() {
    let mut site = Site::new();
    let broken = "---\ntitle: \"offen\nnumber: 7\n---\n";
    site.write("content/things/bb.md", broken);
    let Answered::Page(page) = site.ask(&Query::Entry("thing/bb".to_owned(), None)) else {
        panic!();
    };
    assert!(page.contains("data-raw") && page.contains("title: &quot;offen"), "{page}");
    let said = json!({
        "file": "content/things/bb.md",
        "raw": { "was": broken.trim_end(), "now": "---\ntitle: zu\n---" },
    });
    assert_eq!(site.data(&Query::Save(said.to_string().into_bytes()))["saved"], true);
    assert_eq!(site.read("content/things/bb.md"), "---\ntitle: zu\n---\n");
}

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    fn value(&mut self, depth: usize) -> Json {
        const WORDS: [&str; 12] =
            ["", "bb", "7", "rot", "a: b", "- x", "#", "\u{feff}", "ä\r\nö", "---", "&a *b", "\"'"];
        match self.below(if depth > 3 { 2 } else { 4 }) {
            0 => Json::Null,
            1 => WORDS[self.below(WORDS.len())].into(),
            2 => (0..self.below(4)).map(|_| self.value(depth + 1)).collect(),
            _ => {
                let keys = ["name", "size", "town", "aa", "", "x y"];
                let pairs = (0..self.below(4))
                    .map(|_| (keys[self.below(6)].to_owned(), self.value(depth + 1)));
                Json::Object(pairs.collect())
            }
        }
    }
}

#[test]
fn whatever_is_sent_is_answered() {
    let mut site = Site::new();
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let names = ["title", "number", "others", "place", "parts", "ratings", "tag", "nobody", "day"];
    for round in 0..150 {
        let name = names[dice.below(names.len())];
        let was = match dice.below(2) {
            0 => site.at_desk(|_, scene| {
                let file = SitePath::new("content/things/aa.md").unwrap();
                let handle = EntryHandle { file: file.clone(), id: None };
                let text = scene.disk.text(&file).unwrap().into_owned();
                let of = scene.session.catalog().unwrap().schema.get("thing").unwrap();
                let read = EntryText::read(&handle, of, &text);
                serde_json::to_value(read.map(|read| read.value(name)).unwrap_or_default()).unwrap()
            }),
            _ => dice.value(0),
        };
        let fields = json!({ name: { "was": was, "now": dice.value(0) } });
        let query = match dice.below(8) {
            0 => Query::Save(body(&fields)),
            1 => Query::Undo(body(&fields)),
            2 => Query::Repair(body(&fields)),
            3 => Query::Discard(body(&fields)),
            4 => {
                let mut bytes = body(&fields);
                let at = dice.below(bytes.len());
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
                Query::Draft(bytes)
            }
            _ => Query::Draft(body(&fields)),
        };
        let _ = Desk::needs(&query);
        let _ = site.ask(&query);
        if round % 50 == 0 {
            assert!(matches!(
                site.ask(&Query::Entry("thing/aa".to_owned(), None)),
                Answered::Page(_)
            ));
        }
    }
    for file in [
        "",
        "content/site.yaml",
        "../x",
        "content/../../x.md",
        "content/things/zz.md",
        "/etc/passwd",
        "content/things/aa.md#bb",
        "content/types/thing.yaml",
        "content\\things\\aa.md",
        "themes/x.md",
    ] {
        let said = json!({ "file": file, "raw": { "was": "", "now": "x" } });
        let answered = site.ask(&Query::Save(said.to_string().into_bytes()));
        assert!(
            matches!(answered, Answered::Refused(_) | Answered::Conflict(_)),
            "{file} {answered:?}"
        );
    }
}

#[test]
fn a_new_entry_is_a_draft_with_a_title() {
    let mut site = Site::new();
    let create = |type_id: &str, title: &str, id: &str| {
        Query::Create(json!({ "type": type_id, "title": title, "id": id }).to_string().into_bytes())
    };
    let said = site.data(&create("thing", " Ein „neues“: ja ", "neu-1"));
    assert_eq!(said["entry"], "/__broschur/edit/entry/thing/neu-1");
    let text = site.read("content/things/neu-1.md");
    assert_eq!(text, "---\ntitle: \"Ein „neues“: ja\"\nstatus: draft\n---\n");
    let page = site.ask(&Query::Entry("thing/neu-1".to_owned(), None));
    assert!(matches!(page, Answered::Page(_)), "{page:?}");
    for id in ["neu-1", "aa"] {
        let taken = site.ask(&create("thing", "Noch eins", id));
        assert!(matches!(taken, Answered::Conflict(_)), "{taken:?}");
    }
    for (type_id, title, id) in [
        ("thing", "", "neu-2"),
        ("thing", "X", ""),
        ("thing", "X", "../x"),
        ("thing", "X", "Neu"),
        ("nothing", "X", "neu-2"),
    ] {
        let refused = site.ask(&create(type_id, title, id));
        assert!(matches!(refused, Answered::Refused(_)), "{type_id} {title} {id}: {refused:?}");
    }
    // Where there is a list of them, it goes on.
    let list = "# Von Hand\nxx: {title: Eins}   # zuerst\n";
    site.write("content/things.yaml", list);
    site.data(&create("thing", "Zwei", "yy"));
    let text = site.read("content/things.yaml");
    assert!(text.starts_with(list) && text.contains("yy:"), "{text}");
    let page = site.ask(&Query::Entry("thing/yy".to_owned(), None));
    assert!(matches!(page, Answered::Page(_)), "{page:?}");
    let Answered::Page(page) = site.ask(&Query::New(String::new())) else { panic!() };
    assert!(page.contains("href=\"/__broschur/edit/new/thing\""), "{page}");
    let Answered::Page(page) = site.ask(&Query::New("thing".to_owned())) else { panic!() };
    assert!(page.contains("data-type=\"thing\""), "{page}");
    assert!(matches!(site.ask(&Query::New("nothing".to_owned())), Answered::NoPage(_)));
}

#[test]
fn a_translation_is_a_draft_with_what_there_is_to_translate() {
    let mut site = Site::new();
    site.write("content/site.yaml", "format: 1\ntitle: Probe\nlanguages: [de, en]\n");
    let translate = |id: &str, language: &str| {
        let wanted = json!({ "type": "thing", "id": id, "language": language });
        Query::Translate(wanted.to_string().into_bytes())
    };
    let Answered::Page(page) = site.ask(&Query::Entry("thing/bb".to_owned(), None)) else {
        panic!();
    };
    assert!(
        page.contains(
            "data-does=\"translate\" data-language=\"en\">Übersetzung anlegen (English)<"
        ),
        "{page}"
    );
    // In a file of its own, in a folder, and in a list.
    let folder = "---\nnumber: 7\ntitle: Drittes\nnote: >\n  Ein langer\n  Satz.\nothers: [bb]\nparts: [{name: A, size: 1}]\n---\n\n## Anfang\n\nText.\n";
    site.write("content/things/cc/index.md", folder);
    site.write("content/things.yaml", "xx: {title: Eins, number: 3}\nyy: {title: Zwei}\n");
    for (id, file, wanted) in [
        ("bb", "content/things/bb.en.md", "---\nstatus: draft\ntitle: Zweites\n---\n"),
        (
            "cc",
            "content/things/cc/index.en.md",
            "---\nstatus: draft\ntitle: Drittes\nnote: Ein langer Satz.\nparts:\n  - name: A\n    size: 1\n---\n\n## Anfang\n\nText.\n",
        ),
        ("xx", "content/things.en.yaml", "xx:\n  status: draft\n  title: Eins\n"),
        (
            "yy",
            "content/things.en.yaml",
            "xx:\n  status: draft\n  title: Eins\nyy:\n  status: draft\n  title: Zwei\n",
        ),
    ] {
        let said = site.data(&translate(id, "en"));
        assert_eq!(said["entry"], format!("/__broschur/edit/entry/thing/{id}?lang=en"));
        assert_eq!(site.read(file), wanted);
        let page = site.ask(&Query::Entry(format!("thing/{id}"), Some("en".to_owned())));
        let Answered::Page(page) = page else { panic!("{page:?}") };
        assert!(
            page.contains("data-language=\"en\"")
                && page.contains("lang=\"de\" hreflang=\"de\">Deutsch<"),
            "{page}"
        );
        // What is there is not written over.
        let again = site.ask(&translate(id, "en"));
        assert!(matches!(again, Answered::Conflict(_)), "{again:?}");
        assert_eq!(site.read(file), wanted);
    }
    assert!(
        site.findings.iter().all(|it| it.severity != crate::diagnostic::Severity::Error),
        "{:#?}",
        site.findings
    );
    for (id, language) in [("bb", "de"), ("bb", "fr"), ("bb", "../x"), ("zz", "en")] {
        let refused = site.ask(&translate(id, language));
        assert!(matches!(refused, Answered::Refused(_)), "{id} {language}: {refused:?}");
    }
}

#[test]
fn a_file_comes_where_it_belongs_and_is_what_it_says() {
    let mut site = Site::new();
    let png = include_bytes!("../../tests/editor/picture.png");
    let upload = |folder: &str, name: &str, bytes: &[u8]| {
        Query::Upload(folder.to_owned(), name.to_owned(), bytes.to_vec())
    };
    let said = site.data(&upload("content/images/", "tor-1.png", png));
    let url = "/__broschur/edit/file/content/images/tor-1.png";
    let wanted = json!({ "path": "/images/tor-1.png", "url": url, "width": 320, "height": 200 });
    assert_eq!(said, wanted);
    assert_eq!(fs::read(site.dir.path().join("content/images/tor-1.png")).unwrap(), png);
    let file = site.ask(&Query::File("content/images/tor-1.png".to_owned()));
    assert!(matches!(file, Answered::File(..)), "{file:?}");
    site.write("content/things/cc/index.md", "---\ntitle: Drittes\n---\n");
    let said = site.data(&upload("content/things/cc/", "tor.png", png));
    assert_eq!(said["path"], "tor.png");
    let exists = site.ask(&upload("content/images", "tor-1.png", png));
    assert!(matches!(&exists, Answered::Conflict(said) if said["error"] == "exists"), "{exists:?}");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script/></svg>";
    for (folder, name, bytes) in [
        ("content/images", "x.png", &b"<html></html>"[..]),
        ("content/images", "x.jpg", png),
        ("content/images", "x.svg", svg),
        ("content/images", "x.js", b"alert(1)"),
        ("content/images", "x.html", b"<html></html>"),
        ("content/images", "x.md", b"---\ntitle: X\n---\n"),
        ("content/images", ".png", png),
        ("content/images", "X.png", png),
        ("content/images", "con.png", png),
        ("content/images", "../x.png", png),
        ("content/things", "x.png", png),
        ("content", "x.png", png),
        ("content/images/../../themes", "x.png", png),
        ("themes", "x.png", png),
        ("/tmp", "x.png", png),
        ("", "x.png", png),
        ("content/images", "", png),
    ] {
        let answered = site.ask(&upload(folder, name, bytes));
        assert!(matches!(answered, Answered::Refused(_)), "{folder} {name}: {answered:?}");
    }
}

#[test]
fn what_a_repair_has_made_is_what_is_saved() {
    let mut site = Site::new();
    site.write("content/things/aa.md", &ENTRY.replace("number: 7", "nubmer: 7   # bleibt"));
    let told = site.data(&Query::Draft(body(&json!({}))));
    let findings = told["findings"].as_array().unwrap();
    let number = findings.iter().find(|finding| finding["field"] == "nubmer").unwrap();
    let mut asked: Json = serde_json::from_slice(&body(&json!({}))).unwrap();
    asked["repair"] = number["repair"].clone();
    let told = site.data(&Query::Repair(asked.to_string().into_bytes()));
    assert_eq!(told["values"], json!({ "nubmer": null, "number": "7" }), "{told}");
    let fields = json!({
        "nubmer": { "was": "7", "now": null },
        "number": { "was": null, "now": "7" },
    });
    let told = site.data(&Query::Save(body(&fields)));
    assert_eq!(told["saved"], true);
    let text = site.read("content/things/aa.md");
    assert_eq!(text, ENTRY.replace("number: 7", "number: 7   # bleibt"));
}

#[test]
fn two_who_write_in_one_list_each_see_theirs() {
    let mut site = Site::new();
    let list = "# Liste\ncc: {title: C}\ndd:\n  title: D\n  number: 4\nee:\n  title: E\n";
    site.write("content/things.yaml", list);
    let asked = |id: &str, fields: &Json| {
        let said = json!({ "file": format!("content/things.yaml#{id}"), "fields": fields });
        said.to_string().into_bytes()
    };
    let title = |site: &Site, id: &str| {
        let key = crate::schema::EntryKey::new("thing", id);
        site.session.catalog().unwrap().get(&key).unwrap().title().to_owned()
    };
    let first = json!({ "title": { "was": "C", "now": "Cäsar der Große" } });
    site.data(&Query::Draft(asked("cc", &first)));
    let second = json!({
        "title": { "was": "D", "now": "Dora" },
        "tag": { "was": null, "now": "roth" },
    });
    let told = site.data(&Query::Draft(asked("dd", &second)));
    // Both are shown, and each hears of their own.
    assert_eq!((title(&site, "cc"), title(&site, "dd")), ("Cäsar der Große".into(), "Dora".into()));
    let difference = told["difference"].as_str().unwrap();
    assert!(difference.contains("+  title: Dora") && !difference.contains("Cäsar"), "{told}");
    let found = told["findings"].as_array().unwrap();
    assert_eq!((found.len(), &found[0]["field"], &found[0]["line"]), (1, &json!("tag"), &json!(6)));
    let told = site.data(&Query::Draft(asked("cc", &first)));
    assert_eq!(told["findings"], json!([]));
    // A repair is made in theirs alone.
    let mut repair: Json = serde_json::from_slice(&asked("dd", &second)).unwrap();
    repair["repair"] = json!(0);
    let told = site.data(&Query::Repair(repair.to_string().into_bytes()));
    assert_eq!(told["values"], json!({ "tag": "rot" }), "{told}");
    assert_eq!(told["findings"], json!([]));
    let mut second = second;
    second["tag"]["now"] = json!("rot");
    assert_eq!(site.data(&Query::Save(asked("dd", &second)))["saved"], true);
    let saved = list.replace("title: D\n  number: 4\n", "title: Dora\n  number: 4\n  tag: rot\n");
    assert_eq!(site.read("content/things.yaml"), saved);
    assert_eq!((title(&site, "cc"), title(&site, "dd")), ("Cäsar der Große".into(), "Dora".into()));
    // What comes into the file by others is there at once, whoever has something unsaved in it: an edit by hand, a new entry.
    let by_hand = saved.replace("title: E", "title: Emil");
    site.write("content/things.yaml", &by_hand);
    assert_eq!((title(&site, "cc"), title(&site, "ee")), ("Cäsar der Große".into(), "Emil".into()));
    let new = json!({ "type": "thing", "title": "Friedrich", "id": "ff" });
    let made = site.data(&Query::Create(new.to_string().into_bytes()));
    assert_eq!(made["entry"], "/__broschur/edit/entry/thing/ff");
    assert_eq!(
        (title(&site, "cc"), title(&site, "ff")),
        ("Cäsar der Große".into(), "Friedrich".into())
    );
    let form = site.ask(&Query::Entry("thing/ff".to_owned(), None));
    assert!(matches!(form, Answered::Page(_)), "{form:?}");
    site.write("content/things.yaml", &saved);
    // Who has saved can undo that, and nobody else.
    assert_eq!(site.data(&Query::Draft(asked("cc", &first)))["canUndo"], false);
    assert_eq!(site.data(&Query::Discard(asked("cc", &json!({}))))["difference"], "");
    assert_eq!((title(&site, "cc"), title(&site, "dd")), ("C".into(), "Dora".into()));
    assert_eq!(site.data(&Query::Undo(asked("dd", &json!({}))))["undone"], true);
    assert_eq!(site.read("content/things.yaml"), list);
}

#[test]
fn pages_lead_to_the_forms_of_what_they_are_about() {
    let mut site = Site::new();
    for (path, form) in [
        ("things/aa/", "/__broschur/edit/entry/thing/aa"),
        ("things/", "/__broschur/edit/"),
        ("nirgends", "/__broschur/edit/"),
    ] {
        let answered = site.ask(&Query::At(path.to_owned()));
        assert!(matches!(&answered, Answered::Elsewhere(to) if to == form), "{path} {answered:?}");
    }
    // A text can point to an entry of any type.
    let found = site.data(&Query::Choices("*".to_owned(), "zweit".to_owned()));
    assert_eq!(found[0]["key"], "thing:bb", "{found}");
}
