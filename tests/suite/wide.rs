//! Edits of everything that a site is made of, in memory and on disk before the eyes of a real watcher: afterwards each output is that of a
//! clean build.
//!
//! Where `rebuild` edits entries, this edits what lies around them: settings, navigation, logos, footer pages and their translations,
//! publications of every format, editions, types, templates, texts, consents, the day, and whole folders that are replaced. The ordinary suite
//! takes a minute for it; the long run, with a new seed for every site, as many steps as it is told:
//!
//!     BROSCHUR_STEPS=2000 cargo nextest run --release --run-ignored only -E 'test(wide::long_run)' --no-capture
//!
//! `BROSCHUR_SEED=n` starts with the site of that seed.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use broschur::model::Publishing;
use broschur::session::{Options, Outcome, Session, SiteName, Timings};

use crate::rebuild::{self, ARTICLE, Dice, FIRM, Files, NOTE, PLACE, differs, snapshot};
use crate::support::{options, today};

const PATIENCE: Duration = Duration::from_secs(60);
/// Where the day of a site stands among its files: no file of its own.
const DAY: &str = "day";

/// What an edit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An entry: what `rebuild` does to it.
    Entry,
    Settings,
    Page,
    Translation,
    Logo,
    Publication,
    Edition,
    Type,
    /// What is drawn of the entries.
    Figure,
    Template,
    Words,
    Consent,
    Day,
    /// A folder is removed and written again.
    Folder,
}

const KINDS: [Kind; 16] = [
    Kind::Entry,
    Kind::Entry,
    Kind::Entry,
    Kind::Settings,
    Kind::Page,
    Kind::Page,
    Kind::Translation,
    Kind::Logo,
    Kind::Publication,
    Kind::Figure,
    Kind::Edition,
    Kind::Type,
    Kind::Template,
    Kind::Words,
    Kind::Consent,
    Kind::Day,
];

#[derive(Clone, Copy, Debug)]
struct Edit {
    kind: Kind,
    a: u32,
    b: u32,
}

const PAGES: [&str; 3] = ["impressum", "hilfe", "kontakt"];
const PUBLICATIONS: [&str; 3] = ["heft", "falt", "blatt"];
const FORMATS: [&str; 4] = ["a4", "a5", "sheet", "leaflet"];
const TEMPLATES: [(&str, &str); 4] = [
    ("404.html", "<h1>Weg</h1>{% for item in site.navigation %}<p>{{ item.text }}</p>{% endfor %}"),
    (
        "entry/page.html",
        "<h1>{{ page.title }}</h1>{% for list in site.collections %}<p>{{ list.plural }} {{ list.count }}</p>{% endfor %}",
    ),
    (
        "entry/place.html",
        "<h1>{{ page.title }}</h1>{% for file in entry.downloads %}<p>{{ file.text }}</p>{% endfor %}",
    ),
    ("list/place.html", "<h1>{{ page.title }} {{ site.collections | length }}</h1>"),
];

impl Edit {
    fn roll(dice: &mut Dice) -> Self {
        let kind = KINDS[dice.below(KINDS.len() as u32) as usize];
        Self { kind, a: dice.roll(), b: dice.roll() }
    }

    fn apply(self, files: &mut Files) {
        let Self { kind, a, b } = self;
        let mut write = |path: String, text: String| files.insert(path, text.into_bytes());
        match kind {
            Kind::Entry => rebuild::edit_entry(files, a, b),
            Kind::Settings => drop(write("content/site.yaml".to_owned(), settings(a, b))),
            Kind::Page => {
                let path = format!("content/pages/{}.md", PAGES[a as usize % 3]);
                match b % 6 {
                    0 => drop(files.remove(&path)),
                    n => {
                        let text = page(&format!("Seite {n}"), b / 6 % 5 == 0);
                        let menu = ["header", "footer", "none"][b as usize / 30 % 3];
                        drop(write(
                            path,
                            text.replacen("status", &format!("navigation: {menu}\nstatus"), 1),
                        ));
                    }
                }
            }
            Kind::Translation => {
                let path = format!("content/pages/{}.en.md", PAGES[a as usize % 3]);
                match b % 4 {
                    0 => drop(files.remove(&path)),
                    n => drop(write(path, page(&format!("Page {n}"), false))),
                }
            }
            Kind::Logo => drop(write("content/images/logo.svg".to_owned(), logo(20 + b % 4))),
            Kind::Publication => {
                let id = PUBLICATIONS[a as usize % 3];
                let path = format!("content/publications/{id}.yaml");
                match b % 7 {
                    0 => drop(files.remove(&path)),
                    _ => drop(write(path, publication(id, a / 3, b))),
                }
            }
            Kind::Edition => {
                let text = ["", "relations: {article.place: include}\n"][a as usize % 2];
                let title = ["Auszug", "Anderes"][b as usize % 2];
                let type_id = ["place", "article"][b as usize / 2 % 2];
                let text = format!("title: {title}\nselect: [{{type: {type_id}}}]\n{text}");
                write("content/editions/auszug.yaml".to_owned(), text);
            }
            Kind::Type => {
                let (id, text) = [("article", ARTICLE), ("place", PLACE)][a as usize % 2];
                let text = match b % 4 {
                    0 => text.replace("plural: {de: Ort", "plural: {de: Flecken und Ort"),
                    1 => text.replace("plural: {de: Artikel", "plural: {de: Beiträge"),
                    2 => text.replace("de: Titel", "de: Name"),
                    _ => text.to_owned(),
                };
                write(format!("content/types/{id}.yaml"), text);
            }
            Kind::Figure => {
                let path = "content/figures/orte.yaml".to_owned();
                match b % 4 {
                    0 => drop(files.remove(&path)),
                    _ => drop(write(path, figure(a, b / 4))),
                }
            }
            Kind::Template => {
                let (name, text) = TEMPLATES[a as usize % 4];
                let path = format!("themes/haus/templates/{name}");
                let text = format!(
                    "{{% extends \"base.html\" %}}{{% block main %}}{text}{{% endblock %}}"
                );
                match b % 3 {
                    0 => drop(files.remove(&path)),
                    _ => drop(write(path, text)),
                }
            }
            Kind::Words => {
                let text = format!("home = Anfang {}\n", b % 3);
                write("themes/haus/texts/de.ftl".to_owned(), text);
            }
            Kind::Consent => drop(write(format!("content/firms/f{}.md", a % 2), firm(a, b))),
            Kind::Day => drop(write(DAY.to_owned(), format!("2026-11-{}", 20 + b % 8))),
            Kind::Folder => {}
        }
        mend(files);
    }
}

fn page(title: &str, archived: bool) -> String {
    let status = if archived { "archived" } else { "approved" };
    format!("---\ntitle: {title}\nstatus: {status}\n---\n\nWas hier steht.\n")
}

fn logo(width: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"/>")
}

fn figure(a: u32, b: u32) -> String {
    let title = a % 3;
    let what = match b % 4 {
        0 => "kind: bars\nof: place\nrows: {by: [articles]}\ncells: {related: others}\n",
        1 => {
            "kind: chain\nof: article\nrows: {by: [used_by]}\ncolumns: {by: [place, articles]}\ncells: {count: article, by: [others, others]}\n"
        }
        2 => {
            "kind: table\nof: place\nunless: [articles]\nrows: {by: [inside]}\nbeside: [summary, above]\ncells: {related: articles}\nnote: Mehr bei [](article:a1).\n"
        }
        _ => {
            "kind: tiles\nof: place\nrows: {by: [articles, place]}\nplaces: {}\ncells: {related: articles}\n"
        }
    };
    format!("title: Bild {title}\ndescription: Was es zeigt.\n{what}")
}

fn publication(id: &str, a: u32, b: u32) -> String {
    let (format, title) = (FORMATS[b as usize % 4], b / 4 % 3);
    let about = ["place", "article"][b as usize / 12 % 2];
    let id_of = if about == "place" { format!("p{}", a % 5) } else { format!("a{}", a % 14) };
    format!(
        "title: {id} {title}\nformat: {format}\nsections:\n  - entries: ['{about}:{id_of}']\n  - {{title: Mehr, text: 'Und mehr.'}}\n"
    )
}

/// Somebody whose consent begins and ends about the days that the site is built for.
fn firm(a: u32, b: u32) -> String {
    let scope = ["website", "feed", "print", "website, feed"][a as usize / 2 % 4];
    let (given, ends) = (16 + b % 5, 21 + b / 5 % 7);
    format!(
        "---\ntitle: Betrieb {}\nowner: Erika {}\nconsent: {{given_on: 2026-11-{given}, expires: 2026-11-{ends}, scope: [{scope}]}}\n---\n\nText.\n",
        b % 3,
        b % 4
    )
}

fn settings(a: u32, b: u32) -> String {
    let mut text =
        format!("format: 1\ntitle: Probe {}\npublisher: {{name: Amt {}}}\n", b % 3, a % 2);
    let _ = writeln!(text, "languages: {}", ["[de, en]", "[de, en]", "[de]"][a as usize / 2 % 3]);
    let _ = writeln!(text, "theme: {}", ["haus", "haus", "standard"][b as usize / 3 % 3]);
    if !(b / 9).is_multiple_of(4) {
        text.push_str("base_url: https://example.org/x/\n");
    }
    if !(a / 6).is_multiple_of(4) {
        text.push_str("brand: {logo: /images/logo.svg}\n");
    }
    let _ = writeln!(text, "list_length: {}", 2 + a / 24 % 3);
    if (b / 36).is_multiple_of(2) {
        let types = ["[article]", "[place, article]"][a as usize / 72 % 2];
        let _ = writeln!(text, "data: {{markdown: {types}}}");
    }
    let _ = writeln!(text, "navigation:\n  - {{type: article}}\n  - {{entry: 'place:p{}'}}", b % 5);
    match b / 144 % 4 {
        0 => {}
        1 => text.push_str("doors:\n  - {type: place, label: Hinein}\n"),
        n => {
            let about = ["Für alle.", "Für manche."][n as usize - 2];
            let _ = writeln!(
                text,
                "doors:\n  - {{entry: 'article:a{}', text: {{de: {about}, en: For all.}}}}\n  - {{type: article}}",
                a % 14
            );
        }
    }
    text.push_str("footer:\n  - {type: place}\n");
    for page in &PAGES[..b as usize / 36 % 4] {
        let _ = writeln!(text, "  - {{page: {page}}}");
    }
    text
}

/// Takes out what would keep the site from being published: what leads to something that is not there.
fn mend(files: &mut Files) {
    rebuild::mend(files);
    // Some type has to be there for `haus`.
    files.entry("themes/haus/assets/site.css".to_owned()).or_insert("body{margin:1px}".into());
    files.entry("content/images/logo.svg".to_owned()).or_insert(logo(20).into());
    for page in PAGES {
        if !files.contains_key(&format!("content/pages/{page}.md")) {
            files.remove(&format!("content/pages/{page}.en.md"));
        }
    }
    let is_there = |type_id: &str, id: &str| {
        let folder = format!("content/{type_id}s/{id}.md");
        let text = files.get(&folder).map(|bytes| String::from_utf8_lossy(bytes));
        text.is_some_and(|text| !text.contains("status: draft"))
    };
    let leads_on = |line: &str| {
        let entry = line.split('\'').nth(1).and_then(|name| name.split_once(':'));
        let page = line.split_once("{page: ").map(|(_, id)| ("page", id.trim_end_matches('}')));
        entry.or(page).is_none_or(|(type_id, id)| id.contains(' ') || is_there(type_id, id))
    };
    let mut lines: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in &*files {
        if path == "content/site.yaml" || path.starts_with("content/publications/") {
            let text = String::from_utf8_lossy(bytes);
            let kept = text.lines().filter(|line| leads_on(line));
            lines.insert(
                path.clone(),
                kept.flat_map(|line| [line, "\n"]).collect::<String>().into(),
            );
        }
    }
    files.extend(lines);
}

fn script(seed: u64, steps: usize) -> (Files, Vec<Edit>) {
    let mut dice = Dice::new(seed);
    let mut files = rebuild::sound_site(seed);
    files.insert("content/types/firm.yaml".to_owned(), FIRM.into());
    files.insert("content/types/note.yaml".to_owned(), NOTE.into());
    for kind in [Kind::Settings, Kind::Edition, Kind::Words, Kind::Consent] {
        Edit { kind, a: dice.roll(), b: dice.roll() }.apply(&mut files);
    }
    for n in 0..3 {
        let b = 1 + dice.below(5);
        Edit { kind: Kind::Page, a: n, b }.apply(&mut files);
        Edit { kind: Kind::Publication, a: n, b: dice.roll() }.apply(&mut files);
    }
    (files, (0..steps).map(|_| Edit::roll(&mut dice)).collect())
}

fn day_of(files: &Files) -> jiff::civil::Date {
    let written = files.get(DAY).map(|day| String::from_utf8_lossy(day).into_owned());
    written.map_or(today(), |day| day.parse().unwrap())
}

fn look(session: &mut Session, files: &Files, asked: &Options) -> Outcome {
    let publishing = Publishing { today: day_of(files), ..asked.publishing };
    let asked = Options { publishing, ..asked.clone() };
    let files = files.iter().filter(|(path, _)| *path != DAY);
    let files: Files = files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    session.build(&snapshot(&files), &asked, &mut Timings::default())
}

fn clean(files: &Files, asked: &Options) -> Outcome {
    look(&mut Session::single(), files, asked)
}

#[derive(Default)]
struct Tally {
    steps: usize,
    sound: usize,
}

/// The first thing that is wrong with a script, in memory.
fn wrong(files: &Files, steps: &[Edit], asked: &Options, tally: &mut Tally) -> Option<String> {
    let (ring, bell) = mpsc::channel();
    let mut session = match asked.print {
        true => Session::with_print_queue(move || ring.send(()).unwrap_or_default()),
        false => Session::default(),
    };
    let mut files = files.clone();
    look(&mut session, &files, asked);
    for (number, edit) in steps.iter().enumerate() {
        edit.apply(&mut files);
        let mut built = look(&mut session, &files, asked);
        while !built.work.sent.is_empty() {
            bell.recv_timeout(PATIENCE).expect("the print queue notifies");
            built = session.collect().unwrap_or(built);
        }
        if let Some(problem) = differs(&clean(&files, asked), &built) {
            return Some(format!("step {number}, {edit:?}: {problem}"));
        }
        tally.steps += 1;
        tally.sound += usize::from(!built.findings.has_errors());
    }
    None
}

fn run(seed: u64, steps: usize, asked: &Options, tally: &mut Tally) {
    let (files, mut steps) = script(seed, steps);
    let Some(mut problem) = wrong(&files, &steps, asked, tally) else { return };
    // What the failure does not need is taken out.
    let mut at = 0;
    while at < steps.len() {
        let mut fewer = steps.clone();
        fewer.remove(at);
        match wrong(&files, &fewer, asked, &mut Tally::default()) {
            Some(found) => (steps, problem) = (fewer, found),
            None => at += 1,
        }
    }
    panic!("seed {seed}: {problem}\n{steps:#?}");
}

#[test]
fn edits_of_everything_lead_to_what_a_clean_build_makes() {
    let mut tally = Tally::default();
    for seed in 1..=5 {
        run(seed, 30, &options(), &mut tally);
    }
    let site = SiteName::Edition("auszug".into());
    run(6, 30, &Options { site, ..options() }, &mut tally);
    assert!(tally.sound * 3 > tally.steps * 2, "{} of {} are sound", tally.sound, tally.steps);
}

#[test]
fn so_they_do_on_paper() {
    let mut tally = Tally::default();
    for seed in [11, 12] {
        run(seed, 12, &Options { print: true, ..options() }, &mut tally);
    }
    assert!(tally.sound * 2 > tally.steps, "{} of {} are sound", tally.sound, tally.steps);
}

/// A site on disk, and `watch` that keeps a folder up to date with it.
struct Watched {
    dir: tempfile::TempDir,
    process: Child,
    /// What is on disk.
    there: Files,
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Watched {
    fn start(files: &Files) -> Self {
        let dir = tempfile::tempdir().unwrap();
        write_all(dir.path(), files);
        let process = Command::new(env!("CARGO_BIN_EXE_broschur"))
            .args(["watch", "--no-print", "--quiet", "--as-of", &today().to_string(), "--root"])
            .arg(dir.path())
            .arg("--out")
            .arg(dir.path().join("out"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { dir, process, there: files.clone() }
    }

    /// Does to the disk what was done to the files.
    fn write(&mut self, files: &Files, edit: Edit) {
        let root = self.dir.path();
        if edit.kind == Kind::Folder {
            let folder =
                ["content", "themes", "content/places", "content/pages"][edit.a as usize % 4];
            let _ = match edit.b % 2 {
                0 => fs::remove_dir_all(root.join(folder)),
                _ => fs::rename(root.join(folder), root.join(format!("aside{}", edit.b))),
            };
            let inside = files.iter().filter(|(path, _)| path.starts_with(folder));
            write_all(root, &inside.map(|(path, bytes)| (path.clone(), bytes.clone())).collect());
        }
        let paths: BTreeSet<&String> = self.there.keys().chain(files.keys()).collect();
        for path in paths {
            match (self.there.get(path), files.get(path)) {
                (Some(old), Some(new)) if old == new => {}
                (_, Some(new)) => write_all(root, &Files::from([(path.clone(), new.clone())])),
                // It may have gone with its folder.
                (_, None) => drop(fs::remove_file(root.join(path))),
            }
        }
        self.there = files.clone();
    }

    fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let out = self.dir.path().join("out");
        let files = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok);
        let files = files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
            let path = entry.path().strip_prefix(&out).ok()?.to_str()?.to_owned();
            Some((path, fs::read(entry.path()).ok()?))
        });
        files.filter(|(path, _)| path != "manifest.json").collect()
    }
}

fn write_all(root: &Path, files: &Files) {
    for (path, bytes) in files.iter().filter(|(path, _)| *path != DAY) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn made(outcome: &Outcome) -> BTreeMap<String, Vec<u8>> {
    let all = outcome.outputs.iter();
    all.map(|(path, contents)| (path.to_owned(), contents.bytes().unwrap().into_owned())).collect()
}

/// Edits a site on disk, and waits after each edit for the folder to hold what a clean build makes.
fn watch(seed: u64, steps: usize, tally: &mut Tally) {
    let (mut files, mut steps) = script(seed, steps);
    let mut dice = Dice::new(seed + 1);
    // Every fourth edit, a folder is replaced as well.
    let folders =
        (0..steps.len() / 4).map(|_| Edit { kind: Kind::Folder, ..Edit::roll(&mut dice) });
    for (n, folder) in folders.collect::<Vec<_>>().into_iter().enumerate() {
        steps.insert(n * 5 + 4, folder);
    }
    // The day of the process is fixed.
    steps.retain(|edit| edit.kind != Kind::Day);
    let mut watched = Watched::start(&files);
    let mut done = Vec::new();
    for edit in steps {
        edit.apply(&mut files);
        watched.write(&files, edit);
        done.push(edit);
        tally.steps += 1;
        let expected = clean(&files, &options());
        if expected.findings.has_errors() {
            // What is published then depends on how much of an edit was seen at once.
            continue;
        }
        tally.sound += 1;
        let expected = made(&expected);
        let begun = Instant::now();
        while watched.published() != expected {
            if begun.elapsed() > PATIENCE {
                let published = watched.published();
                let paths: BTreeSet<&String> = expected.keys().chain(published.keys()).collect();
                let stale =
                    paths.into_iter().filter(|path| expected.get(*path) != published.get(*path));
                let stale: Vec<&String> = stale.collect();
                panic!("seed {seed}: stale: {stale:?}\nafter {done:#?}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn a_real_watcher_sees_all_of_it() {
    let mut tally = Tally::default();
    watch(21, 30, &mut tally);
    assert!(tally.sound * 2 > tally.steps, "{} of {} are sound", tally.sound, tally.steps);
}

#[test]
#[ignore = "runs for as long as it is told"]
fn long_run() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let steps = number("BROSCHUR_STEPS").unwrap_or(2000);
    let mut seed = number("BROSCHUR_SEED").unwrap_or(1000);
    let mut tally = Tally::default();
    while (tally.steps as u64) < steps {
        let site = match seed % 3 {
            0 => SiteName::Edition("auszug".into()),
            _ => SiteName::Main,
        };
        run(seed, 40, &Options { print: seed % 8 == 0, site, ..options() }, &mut tally);
        watch(seed, 40, &mut tally);
        seed += 1;
    }
    println!("{} steps, {} of them sound", tally.steps, tally.sound);
}
