//! What lies around the content, put there by somebody else: links, pipes, damaged lists, foreign files and owners. Nothing is read,
//! written or deleted through it, and nobody is left without a word.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

/// A folder with a site, and beside it one that is none of its business.
struct Yard {
    dir: tempfile::TempDir,
}

/// A name such as the cache gives to PDFs.
const PDF: &str = "0123456789abcdef0123456789abcdef.pdf";

impl Yard {
    fn new() -> Self {
        let yard = Self { dir: tempfile::tempdir().unwrap() };
        let write = |path: &str, text: &str| {
            let path = yard.dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("site/content/site.yaml", "format: 1\ntitle: Ort\nkeep: [cms]\n");
        let with_sheets = "print: {sheet: profile}\ndefaults:";
        let thing = crate::support::THING_TYPE.replace("defaults:", with_sheets);
        write("site/content/types/thing.yaml", &thing);
        write("site/content/things.yaml", "a: {title: A}\nb: {title: B}\n");
        write("site/content/editions/nord.yaml", "title: Nord\nselect:\n  - {type: thing}\n");
        write("site/content/audiences.yaml", "hw: {name: Betriebe, rubric: Für Betriebe}\n");
        write(
            "site/content/notices.yaml",
            "n: {title: N, date: 2026-03-01, summary: Kurz., audiences: [hw], status: approved}\n",
        );
        write("docs/notes.txt", "mine");
        write(&format!("docs/{PDF}"), "mine");
        yard
    }

    fn site(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.site().join(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_broschur"));
        command
            .args(arguments)
            .args(["--lang", "de", "--root"])
            .arg(self.site())
            .env("SOURCE_DATE_EPOCH", "1780000000")
            .current_dir(self.dir.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        told(&self.command(arguments).output().unwrap())
    }

    fn build(&self) -> (Option<i32>, String) {
        self.run(&["build", "--no-print"])
    }

    /// Everything there is, links as links. Without what a run may leave in its own cache.
    fn state(&self) -> BTreeMap<PathBuf, String> {
        let mut all = BTreeMap::new();
        for entry in walkdir::WalkDir::new(self.dir.path()) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(self.dir.path()).unwrap().to_path_buf();
            let is = entry.file_type();
            let what = if is.is_file() {
                String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned()
            } else if is.is_symlink() {
                format!("link to {}", fs::read_link(entry.path()).unwrap().display())
            } else {
                format!("{is:?}")
            };
            all.insert(path, what);
        }
        all
    }
}

fn told(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

const BUILD: &[&str] = &["build", "--no-print"];
const LETTER: &[&str] = &[
    "newsletter",
    "--from",
    "2026-03-01",
    "--to",
    "2026-03-31",
    "--audience",
    "hw",
    "--base-url",
    "https://example.org/",
];

#[test]
fn links_in_folders_of_our_own_stop_every_command_before_it_touches_anything() {
    let print: &[&str] = &["print"];
    let check: &[&str] = &["check"];
    let editions: &[&str] = &["build", "--no-print", "--all-editions"];
    for (link, target, commands) in [
        (".broschur-cache", "../docs", &[BUILD, check][..]),
        (".broschur-cache/outputs.json", "/dev/zero", &[BUILD, check]),
        (".broschur-cache/outputs.json.next", "../../docs/notes.txt", &[BUILD, check]),
        (".broschur-cache/.gitignore", "../../docs/notes.txt", &[BUILD, check]),
        (".broschur-cache/editions", "../../docs", &[BUILD, check, editions]),
        ("public", "../docs", &[BUILD, check, print]),
        ("public/manifest.json", "/dev/zero", &[BUILD, check, print]),
        ("public/manifest.json", "../../docs/notes.txt", &[BUILD, check, print]),
        (".public.broschur-next", "../docs", &[BUILD, print]),
        (".public.broschur-last", "../docs", &[BUILD, print]),
        ("public-editions", "../docs", &[editions, check, &["build", "--edition", "nord"]]),
        ("public-editions/nord", "../../docs", &[editions, check]),
        ("newsletter", "../docs", &[LETTER]),
        ("newsletter/hw-2026-03-01-2026-03-31.de.txt", "../../docs/notes.txt", &[LETTER]),
        ("content/things", "../../docs", &[&["new", "thing", "c"]]),
    ] {
        let yard = Yard::new();
        let path = yard.at(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, &path).unwrap();
        let before = yard.state();
        for command in commands {
            let (status, said) = yard.run(command);
            assert_eq!(status, Some(3), "{command:?} with {link}: {said}");
            assert!(said.contains(&format!("{} ist ein Link", path.display())), "{link}: {said}");
            assert!(before == yard.state(), "{command:?} has touched something with {link}");
        }
    }
}

#[test]
fn a_baseline_that_is_a_link_is_a_finding_and_not_written_through() {
    let yard = Yard::new();
    symlink("../../docs/notes.txt", yard.at("content/baseline.yaml")).unwrap();
    let before = yard.state();
    let (status, said) = yard.run(&["check", "--write-baseline"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("B003") && before == yard.state(), "{said}");
}

#[test]
fn pages_of_the_manual_are_not_written_through_links() {
    let yard = Yard::new();
    fs::create_dir(yard.at("man")).unwrap();
    symlink("../../docs/notes.txt", yard.at("man/broschur-new.1")).unwrap();
    let before = yard.state();
    let (status, said) = yard.run(&["man", yard.at("man").to_str().unwrap()]);
    assert_eq!(status, Some(3), "{said}");
    assert!(before == yard.state());
}

#[test]
fn a_pipe_is_not_waited_for() {
    for (path, arguments, status) in [
        (".broschur-cache/outputs.json", BUILD, 3),
        ("public/manifest.json", BUILD, 3),
        ("public/manifest.json", &["check"], 3),
        ("public/notes", BUILD, 2),
        ("public/index.html", BUILD, 2),
        ("content/baseline.yaml", &["check", "--write-baseline"], 3),
        ("online.json", &["build", "--no-print", "--online", "site/online.json"], 3),
        ("page.html", &["report", "links", "--html", "site/page.html"], 3),
    ] {
        let yard = Yard::new();
        assert_eq!(yard.build().0, Some(0));
        let path = yard.at(path);
        let _ = fs::remove_file(&path);
        pipe(&path);
        let (ended, said) = yard.run(arguments);
        assert_eq!(ended, Some(status), "{}: {said}", path.display());
        assert!(said.contains(path.file_name().unwrap().to_str().unwrap()), "{said}");
    }
}

#[test]
fn links_among_published_files_are_foreign() {
    for name in ["index.html", "notes", "things/a/index.html"] {
        let yard = Yard::new();
        assert_eq!(yard.build().0, Some(0));
        let path = yard.at("public").join(name);
        let _ = fs::remove_file(&path);
        symlink(yard.dir.path().join("docs/notes.txt"), &path).unwrap();
        fs::write(yard.at("content/things.yaml"), "a: {title: Neu}\n").unwrap();
        let before = yard.state();
        let (status, said) = yard.build();
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(name), "{said}");
        let only_cache = |(path, _): &(PathBuf, String)| !path.starts_with("site/.broschur-cache");
        let left = |state: BTreeMap<_, _>| state.into_iter().filter(only_cache).collect::<Vec<_>>();
        assert!(left(before) == left(yard.state()));
    }
}

#[test]
fn a_manifest_that_lists_files_elsewhere_opens_none_of_them() {
    let yard = Yard::new();
    assert_eq!(yard.build().0, Some(0));
    let manifest = yard.at("public/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"404.html\"", "\"../../docs/notes.txt\"", 1)).unwrap();
    let (status, said) = yard.build();
    assert_eq!(status, Some(2), "404.html is nobody's now: {said}");
    assert_eq!(fs::read_to_string(yard.dir.path().join("docs/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_path_that_is_named_may_lead_through_links() {
    let yard = Yard::new();
    let real = yard.dir.path().join("real");
    fs::create_dir(&real).unwrap();
    symlink("../real", yard.at("named")).unwrap();
    let (status, said) = yard.run(&["build", "--no-print", "--out", "named/www"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(real.join("www/index.html").exists());
    symlink("../real/www", yard.at("public")).unwrap();
    let (status, said) = yard.run(&["build", "--no-print", "--out", "public"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(yard.at("public").is_symlink());
}

#[test]
fn files_among_sources_and_the_site_itself_are_no_folders_for_outputs() {
    let out = |command: &[&'static str], out: &'static str| [command, &["--out", out]].concat();
    for folder in [
        "file",
        "content/public",
        "content",
        "themes/x/y",
        ".broschur-cache/x",
        "new/../content/x",
        "link",
        "link/deeper",
        ".",
        "..",
    ] {
        let yard = Yard::new();
        fs::write(yard.at("file"), "mine").unwrap();
        fs::create_dir(yard.at("themes")).unwrap();
        fs::create_dir(yard.at(".broschur-cache")).unwrap();
        symlink("content", yard.at("link")).unwrap();
        let before = yard.state();
        for command in [BUILD, &["print"], &["watch", "--no-print"], LETTER] {
            let (status, said) = yard.run(&out(command, folder));
            assert_eq!(status, Some(2), "{command:?} into {folder}: {said}");
            assert!(said.contains("kann nicht der Ausgabeordner sein"), "{said}");
            assert!(before == yard.state(), "{command:?} into {folder} has touched something");
        }
        let (status, said) = yard.run(&["man", yard.at(folder).to_str().unwrap()]);
        assert_eq!(status, Some(2), "man into {folder}: {said}");
        if !matches!(folder, "file" | "." | "..") {
            let editions = &["build", "--no-print", "--all-editions"];
            assert_eq!(yard.run(&out(editions, folder)).0, Some(2), "editions into {folder}");
        }
        assert!(before == yard.state());
    }
    // Nobody has named it: the same.
    let yard = Yard::new();
    fs::write(yard.at("public"), "mine").unwrap();
    let (status, said) = yard.build();
    assert_eq!(status, Some(2), "{said}");
    assert_eq!(fs::read_to_string(yard.at("public")).unwrap(), "mine");
}

#[test]
fn kept_paths_keep_everything_they_have() {
    let yard = Yard::new();
    assert_eq!(yard.build().0, Some(0));
    let cms = yard.at("public/cms");
    fs::create_dir_all(cms.join("empty")).unwrap();
    fs::write(cms.join("index.php"), "theirs").unwrap();
    symlink("/etc/hostname", cms.join("link")).unwrap();
    pipe(&cms.join("pipe"));
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (path, mode) in [("index.php", 0o640), ("empty", 0o700), ("", 0o2550)] {
        let path = cms.join(path);
        fs::File::open(&path).unwrap().set_modified(then).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let state = |path: &str| {
        let it = fs::symlink_metadata(cms.join(path)).unwrap();
        (it.mode(), it.uid(), it.gid(), it.mtime(), it.mtime_nsec())
    };
    let paths = ["", "index.php", "empty", "link", "pipe"];
    let before = paths.map(state);
    let number = fs::metadata(cms.join("index.php")).unwrap().ino();
    for title in ["Neu", "Neuer"] {
        fs::write(yard.at("content/things.yaml"), format!("a: {{title: {title}}}\n")).unwrap();
        let (status, said) = yard.build();
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(paths.map(state), before);
        assert_eq!(fs::metadata(cms.join("index.php")).unwrap().ino(), number, "the same file");
        assert_eq!(fs::read_link(cms.join("link")).unwrap(), Path::new("/etc/hostname"));
        assert!(!yard.at(".public.broschur-next").exists(), "{said}");
    }
}

#[test]
fn what_is_kept_is_not_overwritten_by_what_the_site_makes() {
    let yard = Yard::new();
    let settings = "format: 1\ntitle: Ort\nkeep: [404.html]\n";
    fs::write(yard.at("content/site.yaml"), settings).unwrap();
    fs::create_dir(yard.at("public")).unwrap();
    fs::write(yard.at("public/404.html"), "theirs").unwrap();
    let (status, said) = yard.build();
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("404.html steht unter „keep“"), "{said}");
    assert_eq!(fs::read_to_string(yard.at("public/404.html")).unwrap(), "theirs");
    assert!(!yard.at("public/index.html").exists());
}

/// Whether we are root, who may give files away. Others cannot try what happens with files of others.
#[allow(clippy::print_stderr, reason = "says what is not tried, and why")]
fn is_root(yard: &Yard) -> bool {
    let is_root = fs::metadata(yard.dir.path()).unwrap().uid() == 0;
    if !is_root {
        eprintln!("not tried: only root can give files away");
    }
    is_root
}

fn give(path: &Path, owner: u32) {
    std::os::unix::fs::chown(path, Some(owner), Some(owner)).unwrap();
}

/// The same command as a user without rights.
fn as_nobody(command: &Command) -> Command {
    let mut other = Command::new("setpriv");
    other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    other.arg(command.get_program()).args(command.get_args());
    other.env("SOURCE_DATE_EPOCH", "1780000000").env("TMPDIR", "/tmp");
    other
}

#[test]
fn files_of_another_owner_stay_theirs_or_nothing_is_published() {
    let yard = Yard::new();
    if !is_root(&yard) {
        return;
    }
    assert_eq!(yard.build().0, Some(0));
    let cms = yard.at("public/cms");
    fs::create_dir_all(cms.join("a")).unwrap();
    fs::write(cms.join("a/x.php"), "theirs").unwrap();
    for path in ["", "a", "a/x.php"] {
        give(&cms.join(path), 33);
    }
    let edit = |title: &str| {
        fs::write(yard.at("content/things.yaml"), format!("a: {{title: {title}}}\n")).unwrap();
    };
    edit("Neu");
    let (status, said) = yard.build();
    assert_eq!(status, Some(0), "{said}");
    let owners = || ["", "a", "a/x.php"].map(|path| fs::metadata(cms.join(path)).unwrap().uid());
    assert_eq!(owners(), [33, 33, 33]);
    // Now as somebody who may not give files away.
    for entry in walkdir::WalkDir::new(yard.dir.path()) {
        let path = entry.unwrap().into_path();
        if !path.starts_with(&cms) {
            give(&path, 65534);
        }
    }
    edit("Neuer");
    let page = yard.at("public/things/a/index.html");
    let before = fs::read_to_string(&page).unwrap();
    for _ in 0..2 {
        let (status, said) = told(&as_nobody(&yard.command(BUILD)).output().unwrap());
        assert_eq!(status, Some(3), "{said}");
        assert!(said.contains("public/cms"), "{said}");
        assert!(said.contains("(Eigentümer: 33)") && said.contains("als root"), "{said}");
        assert_eq!(fs::read_to_string(&page).unwrap(), before);
        assert_eq!(owners(), [33, 33, 33]);
        assert!(!yard.at(".public.broschur-next").exists());
    }
    give(&cms.join("a"), 65534);
    give(&cms, 65534);
    // The file in there is still another one's: where links to such files are forbidden, it cannot be kept as it is.
    let (status, said) = told(&as_nobody(&yard.command(BUILD)).output().unwrap());
    match status {
        Some(0) => assert_eq!(owners(), [65534, 65534, 33]),
        _ => assert!(status == Some(3) && said.contains("cms/a/x.php"), "{said}"),
    }
    give(&cms.join("a/x.php"), 65534);
    let (status, said) = told(&as_nobody(&yard.command(BUILD)).output().unwrap());
    assert_eq!(status, Some(0), "{said}");
    assert!(fs::read_to_string(&page).unwrap().contains("Neuer"));
}

#[test]
fn what_cannot_be_cleared_away_is_said_and_keeps_nobody_from_publishing() {
    let yard = Yard::new();
    if !is_root(&yard) {
        return;
    }
    assert_eq!(yard.build().0, Some(0));
    let stuck = yard.at(".public.broschur-next");
    fs::create_dir_all(stuck.join("theirs")).unwrap();
    fs::write(stuck.join("theirs/x"), "").unwrap();
    for entry in walkdir::WalkDir::new(yard.dir.path()) {
        let path = entry.unwrap().into_path();
        if !path.starts_with(stuck.join("theirs")) {
            give(&path, 65534);
        }
    }
    for title in ["Neu", "Neuer"] {
        fs::write(yard.at("content/things.yaml"), format!("a: {{title: {title}}}\n")).unwrap();
        let (status, said) = told(&as_nobody(&yard.command(BUILD)).output().unwrap());
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(said.matches("ließ sich nicht entfernen").count(), 1, "{said}");
        let page = fs::read_to_string(yard.at("public/things/a/index.html")).unwrap();
        assert!(page.contains(title));
    }
    give(&stuck.join("theirs"), 65534);
    let (status, said) = told(&as_nobody(&yard.command(BUILD)).output().unwrap());
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("entfernen") && !stuck.exists(), "{said}");
}

#[test]
fn a_damaged_manifest_is_said_and_mended_when_nothing_can_be_lost() {
    let yard = Yard::new();
    assert_eq!(yard.build().0, Some(0));
    let manifest = yard.at("public/manifest.json");
    let whole = fs::read(&manifest).unwrap();
    let page = yard.at("public/things/a/index.html");
    for damaged in [&b""[..], &whole[..whole.len() / 2], b"\0\0\0\0", b"[]"] {
        fs::write(&manifest, damaged).unwrap();
        fs::write(yard.at("content/things.yaml"), "a: {title: Neu}\nb: {title: B}\n").unwrap();
        let before = fs::read(&page).unwrap();
        let (status, said) = yard.build();
        assert_eq!(status, Some(3), "{said}");
        assert!(said.contains("public/manifest.json ist beschädigt"), "{said}");
        assert!(said.contains("Löschen Sie dann den Ordner"), "{said}");
        assert_eq!(fs::read(&page).unwrap(), before);
        // With the content that has been published every file is one that would be written.
        fs::write(yard.at("content/things.yaml"), "a: {title: A}\nb: {title: B}\n").unwrap();
        let (status, said) = yard.build();
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(fs::read(&manifest).unwrap(), whole);
    }
    fs::write(&manifest, "").unwrap();
    fs::write(yard.at("public/notes.txt"), "mine").unwrap();
    assert_eq!(yard.build().0, Some(3), "a foreign file is not taken for ours");
    assert_eq!(fs::read_to_string(yard.at("public/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_build_that_waits_for_another_one_says_so() {
    let yard = Yard::new();
    let folder = fs::File::open(yard.site()).unwrap();
    folder.lock().unwrap();
    let mut waiting = yard.command(BUILD).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(waiting.stderr.take().unwrap()).lines();
    let said = lines.by_ref().map(Result::unwrap).find(|line| line.contains("gewartet"));
    assert!(said.is_some_and(|line| line.contains("public")));
    folder.unlock().unwrap();
    assert!(waiting.wait().unwrap().success());
    let (_, said) = yard.build();
    assert!(!said.contains("gewartet"), "{said}");
}

#[test]
fn settings_that_cannot_be_read_are_a_mistake_in_use() {
    for settings in
        ["format: 1\ntitle: \"Ort\n", "format: 9\ntitle: Ort\n", "title: Ort\n", "- 1\n", ""]
    {
        let yard = Yard::new();
        fs::write(yard.at("content/site.yaml"), settings).unwrap();
        let editions = &["build", "--no-print", "--all-editions"];
        for command in [BUILD, &["check"], &["print"], &["watch", "--no-print"], editions] {
            let (status, said) = yard.run(command);
            assert_eq!(status, Some(2), "{command:?} with {settings:?}: {said}");
            assert!(said.contains("content/site.yaml"), "{said}");
        }
        let told = yard.command(&["check", "--format", "json"]).output().unwrap();
        assert_eq!(told.status.code(), Some(2));
        let found: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
        assert!(!found["findings"].as_array().unwrap().is_empty(), "{found}");
        assert!(!yard.at("public").exists());
    }
    // What can be read and is wrong is a finding like any other.
    let yard = Yard::new();
    fs::write(yard.at("content/site.yaml"), "format: 1\ntitle: Ort\ntitel: Ort\n").unwrap();
    assert_eq!(yard.build().0, Some(1));
}

#[test]
fn cached_pdfs_are_taken_by_their_own_names_only() {
    let yard = Yard::new();
    assert_eq!(yard.run(&["build"]).0, Some(0));
    let cache = yard.at(".broschur-cache");
    let pdfs = || {
        let names = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path());
        let mut pdfs: Vec<_> =
            names.filter(|path| path.extension() == Some(OsStr::new("pdf"))).collect();
        pdfs.sort();
        pdfs
    };
    let sheets = || -> Vec<_> {
        let is_sheet = |(path, _): &(PathBuf, String)| {
            path.starts_with("site/public") && path.extension() == Some(OsStr::new("pdf"))
        };
        yard.state().into_iter().filter(is_sheet).collect()
    };
    let (made, published) = (pdfs(), sheets());
    assert!(made.len() == 2 && published.len() == 2, "{made:?}");
    // Exchanged for each other.
    let held: Vec<_> = made.iter().map(|path| fs::read(path).unwrap()).collect();
    for (path, bytes) in made.iter().zip(held.iter().rev()) {
        fs::write(path, bytes).unwrap();
    }
    fs::remove_dir_all(yard.at("public")).unwrap();
    assert_eq!(yard.run(&["build"]).0, Some(0));
    assert!(sheets() == published);
    // What is not named as ours are stays.
    fs::write(cache.join("letter.pdf"), "mine").unwrap();
    fs::write(yard.at("content/things.yaml"), "a: {title: Neu}\nb: {title: B}\n").unwrap();
    assert_eq!(yard.run(&["build"]).0, Some(0));
    assert!(cache.join("letter.pdf").exists());
}
