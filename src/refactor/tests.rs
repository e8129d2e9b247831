use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::schema::Schema;
use crate::source::SourceFile;

/// A site as it was read.
struct Site {
    snapshot: Snapshot,
    config: Config,
    catalog: Catalog,
}

const PUBLISHING: Publishing = Publishing { drafts: true, today: jiff::civil::date(2026, 11, 30) };

impl Site {
    fn of(snapshot: Snapshot) -> Self {
        let mut findings = Vec::new();
        let config = Config::load(&snapshot, &mut findings);
        let schema = Schema::load(&snapshot, &mut findings);
        let catalog = Catalog::load(&snapshot, schema, &config, PUBLISHING, &mut findings);
        Self { snapshot, config, catalog }
    }

    fn new(files: &[(&str, &str)]) -> Self {
        let settings = ("content/site.yaml", "format: 1\ntitle: Probe\nlanguages: [de, en]\n");
        let has_settings = files.iter().any(|(path, _)| *path == settings.0);
        let more = (!has_settings).then_some(settings);
        Self::of(Snapshot::from_files(files.iter().copied().chain(more)))
    }

    fn collection(&self) -> Collection<'_> {
        let Self { snapshot, config, catalog } = self;
        Collection { snapshot, config, catalog, publishing: PUBLISHING }
    }

    fn key(written: &str) -> EntryKey {
        let (type_id, id) = written.split_once(':').unwrap();
        EntryKey::new(type_id, id)
    }

    fn renamed(&self, key: &str, new: &str) -> Self {
        let done = rename(self.collection(), &Self::key(key), new).unwrap();
        self.after(&done.edits)
    }

    fn after(&self, edits: &Edits) -> Self {
        Self::of(self.snapshot.with_files(edits.outcome()))
    }

    fn obstacle(&self, key: &str, new: &str) -> Obstacle {
        rename(self.collection(), &Self::key(key), new).unwrap_err()
    }

    fn text(&self, path: &str) -> String {
        let path = SitePath::new(path).unwrap();
        self.snapshot.text(&path).unwrap_or_else(|| panic!("{path} is not there")).into_owned()
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let bytes = |file: &SourceFile| file.bytes().unwrap().to_vec();
        self.snapshot.files().map(|file| (file.path().to_string(), bytes(file))).collect()
    }

    /// What refers to what, whoever writes it.
    fn edges(&self) -> Vec<(EntryKey, String, EntryKey)> {
        let mut edges = Vec::new();
        for entry in self.catalog.entries() {
            for edge in self.catalog.edges_from(&entry.key) {
                edges.push((edge.from.clone(), edge.field.to_string(), edge.to.clone()));
            }
        }
        edges.sort();
        edges
    }
}

const CASE: &str = "---\ntitle: Ein Fall\nstatus: approved\ntrades:\n  - schreiner # der erste\n  - \"maurer\"\n\
    clusters: [holz]\nresult: >\n  Siehe [hier](trade:schreiner), nicht schreiner\n  und `trade:schreiner`.\n\
    ---\n\nDer schreiner: [so](trade:schreiner#teil), [](<trade:schreiner>), [dort][1], `[x](trade:schreiner)`.\n\n\
    [1]: trade:schreiner\n";
const TRADES: &str = "# Gewerke\nschreiner: # Holz\n  name: Schreiner\n  note: \"Mehr: [](case:fall)\"\nmaurer:\n  name: Maurer\n";
const CLUSTER: &str = "---\nname: Holz\nstatus: approved\ntrades: [maurer, schreiner]\n---\n";

fn small() -> Site {
    Site::new(&[
        ("content/cases/fall.md", CASE),
        ("content/cases/fall.en.md", "---\ntitle: A case\n---\n\nSee [](case:fall).\n"),
        ("content/trades.yaml", TRADES),
        ("content/trades.en.yaml", "schreiner:\n  name: Joiner\n"),
        ("content/clusters/holz.md", CLUSTER),
        (
            "content/publications/heft.yaml",
            "title: Heft\nsections:\n  - title: A\n    entries: [case:fall, \"trade:schreiner\"]\n  - title: B\n    \
             select: {type: case, where: {trades: [maurer, schreiner]}}\n    text: >\n      Zu [](trade:schreiner).\n",
        ),
        (
            "content/editions/ort.yaml",
            "about: trade:schreiner\nselect:\n  - {type: case, where: {trades: schreiner}}\nreplace:\n  case:fall: case:fall\n",
        ),
    ])
}

#[test]
fn whatever_names_an_entry_names_it_by_its_new_id() {
    let before = small();
    let after = before.renamed("trade:schreiner", "tischler");
    let case = after.text("content/cases/fall.md");
    assert!(case.contains("  - tischler # der erste\n  - \"maurer\"\n"), "{case}");
    assert!(
        case.contains("Siehe [hier](trade:tischler), nicht schreiner\n  und `trade:schreiner`."),
        "{case}"
    );
    assert!(
        case.ends_with(
            "Der schreiner: [so](trade:tischler#teil), [](<trade:tischler>), [dort][1], `[x](trade:schreiner)`.\n\n[1]: trade:tischler\n"
        ),
        "{case}"
    );
    let old = "schreiner: # Holz\n  name: Schreiner\n";
    let new = "tischler: # Holz\n  name: Schreiner\n  aliases: [schreiner]\n";
    assert_eq!(after.text("content/trades.yaml"), TRADES.replace(old, new));
    assert!(after.text("content/trades.en.yaml").starts_with("tischler:\n  name: Joiner\n"));
    let publication = after.text("content/publications/heft.yaml");
    assert!(publication.contains("entries: [case:fall, \"trade:tischler\"]"), "{publication}");
    assert!(publication.contains("{trades: [maurer, tischler]}"), "{publication}");
    assert!(publication.contains("Zu [](trade:tischler)."), "{publication}");
    let edition = after.text("content/editions/ort.yaml");
    assert!(edition.contains("about: trade:tischler\n"), "{edition}");
    assert!(edition.contains("{trades: tischler}"), "{edition}");

    let after = before.renamed("case:fall", "ein-fall");
    assert!(after.text("content/cases/ein-fall.en.md").contains("See [](case:ein-fall)."));
    assert!(after.text("content/cases/ein-fall.en.md").contains("\naliases: [fall]\n"));
    assert!(after.text("content/cases/ein-fall.md").contains("\naliases: [fall]\n"));
    assert!(after.text("content/trades.yaml").contains("\"Mehr: [](case:ein-fall)\""));
    assert!(after.text("content/editions/ort.yaml").contains("  case:ein-fall: case:ein-fall\n"));
    assert!(!after.files().contains_key("content/cases/fall.md"));
}

#[test]
fn a_folder_of_pictures_goes_with_its_entry() {
    let before = Site::new(&[
        (
            "content/cases/fall/index.md",
            "---\ntitle: F\nimage: {file: bild.png, alt: Bild}\n---\n\n![B](bild.png) ![B](../fall/bild.png) ![B](/cases/fall/teile/x.png) [S](../../images/fall.png)\n",
        ),
        ("content/cases/fall/bild.png", "1"),
        ("content/cases/fall/teile/x.png", "2"),
        ("content/images/fall.png", "3"),
        (
            "content/cases/b.md",
            "---\ntitle: B\nimage:\n  file: fall/bild.png\n  alt: fall\n---\n![B](fall/bild.png \"fall\")\n",
        ),
        (
            "content/publications/heft.yaml",
            "title: H\ncover: {file: ../cases/fall/bild.png, alt: B}\nsections: []\n",
        ),
    ]);
    let after = before.renamed("case:fall", "neu");
    assert_eq!(
        after.text("content/cases/neu/index.md"),
        "---\ntitle: F\naliases: [fall]\nimage: {file: bild.png, alt: Bild}\n---\n\n![B](bild.png) ![B](../neu/bild.png) ![B](/cases/neu/teile/x.png) [S](../../images/fall.png)\n"
    );
    assert_eq!(
        after.text("content/cases/b.md"),
        "---\ntitle: B\nimage:\n  file: neu/bild.png\n  alt: fall\n---\n![B](neu/bild.png \"fall\")\n"
    );
    assert!(after.text("content/publications/heft.yaml").contains("file: ../cases/neu/bild.png"));
    let files = after.files();
    assert_eq!(files["content/cases/neu/teile/x.png"], b"2");
    assert!(files.keys().all(|path| !path.starts_with("content/cases/fall/")));
}

#[test]
fn pictures_that_are_called_like_a_lone_file_go_with_it() {
    let before = Site::new(&[
        (
            "content/cases/fall.md",
            "---\ntitle: F\nimage: {file: fall.png, alt: Bild}\n---\n\n![B](fall.png) ![B](fall-zwei.png)\n",
        ),
        ("content/cases/fall.png", "1"),
        // Of another entry, perhaps: nothing says that it is one of this.
        ("content/cases/fall-zwei.png", "2"),
        ("content/cases/b.md", "---\ntitle: B\n---\n\n![B](/cases/fall.png)\n"),
        // Of an entry in a list nothing lies beside it.
        ("content/trades.yaml", "maurer: {name: Maurer}\n"),
        ("content/trades/maurer.png", "3"),
    ]);
    let after = before.renamed("case:fall", "neu");
    assert_eq!(
        after.text("content/cases/neu.md"),
        "---\ntitle: F\naliases: [fall]\nimage: {file: neu.png, alt: Bild}\n---\n\n![B](neu.png) ![B](fall-zwei.png)\n"
    );
    assert!(after.text("content/cases/b.md").contains("![B](/cases/neu.png)"));
    let files = after.files();
    assert_eq!(files["content/cases/neu.png"], b"1");
    assert!(files.contains_key("content/cases/fall-zwei.png"));
    assert!(!files.contains_key("content/cases/fall.png"));
    let after = before.renamed("trade:maurer", "maurerin");
    assert!(after.files().contains_key("content/trades/maurer.png"));
}

#[test]
fn an_id_that_two_types_have_is_told_apart() {
    let types = "type: pair\nlabel: P\nplural: P\nfolder: pairs\ntitle: name\nfields:\n  name: {kind: string, label: N}\n  \
        one: {kind: reference, to: [chamber, region], label: O}\n  by: {kind: map, label: B, keys: {kind: reference, to: [chamber, region]}, of: {kind: string}}\n";
    let before = Site::new(&[
        ("content/types/pair.yaml", types),
        ("content/pairs/x.yaml", "name: X\none: ulm\nby: {ulm: eins, stuttgart: zwei}\n"),
        ("content/regions/stuttgart.md", "---\nname: S\nkind: region\n---\n"),
        ("content/chambers/ulm.md", "---\nname: U\n---\n"),
    ]);
    let after = before.renamed("chamber:ulm", "stuttgart");
    assert_eq!(
        after.text("content/pairs/x.yaml"),
        "name: X\none: chamber:stuttgart\nby: {chamber:stuttgart: eins, region:stuttgart: zwei}\n"
    );
    assert_eq!(after.edges().len(), before.edges().len());
}

#[test]
fn what_stands_in_the_way_changes_nothing_and_is_named() {
    let site = small();
    assert_eq!(site.obstacle("trade:schreiner", "Ä"), Obstacle::BadId("Ä".to_owned()));
    assert_eq!(site.obstacle("trade:schreiner", "con"), Obstacle::BadId("con".to_owned()));
    assert_eq!(
        site.obstacle("trade:schreiner", "schreiner"),
        Obstacle::Same("schreiner".to_owned())
    );
    let trades = SitePath::new("content/trades.yaml").unwrap();
    assert_eq!(site.obstacle("trade:schreiner", "maurer"), Obstacle::Exists(trades));
    let missing =
        Obstacle::Missing { id: "trade:schriner".into(), suggestion: Some("schreiner".into()) };
    assert_eq!(site.obstacle("trade:schriner", "x"), missing);
    let named = Site::new(&[
        ("content/trades.yaml", TRADES),
        ("content/clusters/holz.md", "---\nname: &n Holz\ntrades: [schreiner]\nshort: *n\n---\n"),
    ]);
    match named.obstacle("trade:schreiner", "x") {
        Obstacle::InTheWay(span, Refused::Named) => {
            assert_eq!(span.file.as_str(), "content/clusters/holz.md");
        }
        other => panic!("{other:?}"),
    }
    let broken = Site::new(&[
        ("content/trades.yaml", TRADES),
        ("content/clusters/holz.md", "---\nname: [\n---\n"),
    ]);
    let holz = SitePath::new("content/clusters/holz.md").unwrap();
    assert_eq!(broken.obstacle("trade:schreiner", "x"), Obstacle::Unread(holz));
    let broken = Site::new(&[
        ("content/trades.yaml", TRADES),
        ("content/publications/heft.yaml", "title: [schreiner\n"),
    ]);
    let heft = SitePath::new("content/publications/heft.yaml").unwrap();
    assert_eq!(broken.obstacle("trade:schreiner", "x"), Obstacle::Unread(heft));
}

#[test]
fn a_copy_is_a_draft_with_pictures_of_its_own() {
    let before = Site::new(&[
        (
            "content/cases/fall/index.md",
            "---\ntitle: F # Titel\nstatus: approved\naliases: [alt]\n---\n\n![B](/cases/fall/b.png) [](case:fall)\n",
        ),
        ("content/cases/fall/b.png", "1"),
        ("content/trades.yaml", TRADES),
    ]);
    let copied = duplicate(before.collection(), &Site::key("case:fall"), "neu").unwrap();
    let after = before.after(&copied);
    assert_eq!(
        after.text("content/cases/neu/index.md"),
        "---\ntitle: F # Titel\nstatus: draft\n---\n\n![B](/cases/neu/b.png) [](case:fall)\n"
    );
    assert_eq!(
        after.text("content/cases/fall/index.md"),
        before.text("content/cases/fall/index.md")
    );
    assert_eq!(after.files()["content/cases/neu/b.png"], b"1");
    let copied = duplicate(before.collection(), &Site::key("trade:schreiner"), "tischler").unwrap();
    let trades = before.after(&copied).text("content/trades.yaml");
    assert!(trades.starts_with("# Gewerke\nschreiner: # Holz\n  name: Schreiner\n"), "{trades}");
    assert!(trades.contains("tischler:\n  name: Schreiner\n"), "{trades}");
    assert!(trades.contains("status: draft\n"), "{trades}");
    assert!(trades.ends_with("maurer:\n  name: Maurer\n"), "{trades}");
}

#[test]
fn who_refers_to_what_goes_is_named() {
    let before = small();
    let gone = delete(before.collection(), &Site::key("trade:schreiner")).unwrap();
    let files: Vec<String> = gone.mentions.iter().map(|span| span.file.to_string()).collect();
    for file in ["content/cases/fall.md", "content/clusters/holz.md", "content/editions/ort.yaml"] {
        assert!(files.iter().any(|named| named == file), "{files:?}");
    }
    assert!(files.iter().all(|file| !file.starts_with("content/trades")), "{files:?}");
    let after = before.after(&gone.edits);
    assert_eq!(after.text("content/trades.yaml"), "# Gewerke\nmaurer:\n  name: Maurer\n");
    assert_eq!(after.text("content/cases/fall.md"), CASE);
    let gone = delete(before.collection(), &Site::key("case:fall")).unwrap();
    let files = before.after(&gone.edits).files();
    assert!(files.keys().all(|path| !path.starts_with("content/cases/")), "{files:?}");
}

/// The text without the former addresses.
fn without_aliases(path: &str, text: &str) -> String {
    let mut source = crate::edit::Source::new(path, text);
    let mut paths = vec![vec![crate::edit::Step::from(common::ALIASES)]];
    if let Ok(Some(crate::edit::NewValue::Map(pairs))) = source.value(&[]) {
        let below = pairs.iter().map(|(key, _)| {
            vec![crate::edit::Step::from(key.as_str()), crate::edit::Step::from(common::ALIASES)]
        });
        paths.extend(below);
    }
    for path in paths {
        if source.value(&path).is_ok_and(|there| there.is_some()) {
            source.change(&crate::edit::Change::Remove(path)).unwrap();
        }
    }
    source.text().to_owned()
}

#[test]
fn there_and_back_changes_nothing_in_content_but_aliases() {
    there_and_back(1);
}

/// Takes minutes.
#[test]
#[ignore = "the long run"]
fn long_run() {
    there_and_back(7);
}

/// Renames so many entries of each type and takes that back.
fn there_and_back(of_type: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let before = Site::of(Snapshot::read(root).unwrap());
    let (files, all_edges) = (before.files(), before.edges());
    let mut tried = 0;
    for content_type in before.catalog.schema.types() {
        let entries = before.catalog.originals_of(&content_type.id);
        let step = (entries.len() / of_type).max(1);
        for entry in entries.iter().skip(step / 2).step_by(step) {
            let key = entry.key.to_string();
            let new = format!("{}-neu", entry.key.id);
            let there = before.renamed(&key, &new);
            let then = EntryKey::new(content_type.id.clone(), new.as_str());
            let mut edges = all_edges.clone();
            for (from, _, to) in &mut edges {
                for side in [from, to] {
                    if *side == entry.key {
                        *side = then.clone();
                    }
                }
            }
            edges.sort();
            assert_eq!(there.edges(), edges, "{key}");
            let back = there.renamed(&then.to_string(), &entry.key.id).files();
            for (path, was) in &files {
                let is = back.get(path).unwrap_or_else(|| panic!("{key}: {path}"));
                if is != was {
                    let is = without_aliases(path, std::str::from_utf8(is).unwrap());
                    let was = without_aliases(path, std::str::from_utf8(was).unwrap());
                    assert_eq!(is, was, "{key}: {path}");
                }
            }
            assert_eq!(back.len(), files.len(), "{key}");
            tried += 1;
        }
    }
    assert!(tried > 30 * of_type / 2, "{tried}");
}
