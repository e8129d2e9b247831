//! What is on disk when a build is killed, runs out of room, or is not alone: the old site or the new one, whole.
#![allow(clippy::disallowed_methods, reason = "runs a program on real files")]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many entries there are: enough for writing them to take a while.
const ENTRIES: usize = 120;

/// A site whose every page says `word`.
fn write_site(root: &Path, word: &str) {
    let content = root.join("content");
    fs::create_dir_all(content.join("types")).unwrap();
    fs::write(content.join("site.yaml"), format!("format: 1\ntitle: {word}\n")).unwrap();
    fs::write(content.join("types/thing.yaml"), crate::support::THING_TYPE).unwrap();
    let things: String = (0..ENTRIES).map(|n| format!("t{n}: {{title: Ding {n}}}\n")).collect();
    fs::write(content.join("things.yaml"), things).unwrap();
}

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_broschur"));
    command
        .args(["build", "--no-print", "--as-of", "2026-11-22", "--lang", "de", "--root"])
        .arg(root)
        .stderr(Stdio::piped())
        .stdout(Stdio::null());
    command
}

/// All files of a folder, with everything in them.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap();
            all.insert(path.display().to_string(), fs::read(entry.path()).unwrap());
        }
    }
    all
}

/// The sites that two words make.
fn both(root: &Path) -> [BTreeMap<String, Vec<u8>>; 2] {
    ["Alt", "Neu"].map(|word| {
        write_site(root, word);
        assert!(build(root).status().unwrap().success());
        files(&root.join("public"))
    })
}

#[test]
fn killed_at_any_moment_a_build_leaves_the_old_site_or_the_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let sites = both(root);
    assert_ne!(sites[0], sites[1]);
    let begun = Instant::now();
    write_site(root, "Alt");
    assert!(build(root).status().unwrap().success());
    let whole = begun.elapsed();
    let mut seen = [0, 0];
    for n in 0..24_u32 {
        // Towards the end of a run, where it writes, more often than at its beginning.
        write_site(root, ["Neu", "Alt"][n as usize % 2]);
        let mut process = build(root).spawn().unwrap();
        std::thread::sleep(whole * (n + 8) / 32 + Duration::from_micros(u64::from(n) * 37));
        process.kill().unwrap();
        process.wait().unwrap();
        let now = files(&root.join("public"));
        let which = sites.iter().position(|site| *site == now);
        seen[which.expect("the site is neither the old one nor the new one")] += 1;
    }
    assert!(seen[0] + seen[1] == 24);
    // The next run clears up, whatever was left.
    write_site(root, "Neu");
    assert!(build(root).status().unwrap().success());
    assert_eq!(files(&root.join("public")), sites[1]);
    let left: Vec<_> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let hidden = |name: &std::ffi::OsString| name.to_string_lossy().contains("broschur-next");
    assert!(!left.iter().any(hidden), "{left:?}");
}

#[test]
fn an_unchanged_site_is_cleared_up_as_well() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let sites = both(root);
    let left = root.join(".public.broschur-next");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("index.html"), "half a page").unwrap();
    assert!(build(root).status().unwrap().success());
    assert!(!left.exists());
    assert_eq!(files(&root.join("public")), sites[1]);
}

#[test]
fn without_room_the_old_site_stays_and_nothing_is_left_behind() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let sites = both(root);
    write_site(root, "Alt");
    // No file may be larger than a block: as on a full disk, writing fails in the middle of the site.
    let command = build(root);
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]).arg(command.get_program());
    let failed = limited.args(command.get_args()).output().unwrap();
    let said = String::from_utf8_lossy(&failed.stderr);
    assert_eq!(failed.status.code(), Some(3), "{said}");
    assert!(said.contains("lässt sich nicht schreiben"), "{said}");
    assert_eq!(files(&root.join("public")), sites[1]);
    assert!(!root.join(".public.broschur-next").exists());
    assert!(build(root).status().unwrap().success(), "there is room again");
    assert_eq!(files(&root.join("public")), sites[0]);
}

/// Builds on a disk with so many kilobytes left; for each says how many, the exit status, and which site is there then.
const ON_A_SMALL_DISK: &str = r#"
set -e
mount -t tmpfs -o size=8m tmpfs "$1/disk"
build() { cp "$1/site.yaml" "$1/things.yaml" "$1/disk/content/" && "$2" build -q --no-print --as-of 2026-11-22 --root "$1/disk"; }
sums() { (cd "$1/disk/public" && find . -type f | sort | xargs sha256sum) | sha256sum; }
mkdir -p "$1/disk/content/types"
cp "$1/thing.yaml" "$1/disk/content/types/"
echo "title: Neu" >> "$1/site.yaml"; build "$1" "$2"; new=$(sums "$1")
for left in 4 40 120 300 4000; do
    sed -i 's/^title: .*/title: Alt/' "$1/site.yaml"; build "$1" "$2"; old=$(sums "$1")
    sed -i 's/^title: .*/title: Neu/' "$1/site.yaml"
    free=$(df --output=avail -k "$1/disk" | tail -n 1)
    head -c $(( (free - left) * 1024 )) /dev/zero > "$1/disk/full"
    status=0; build "$1" "$2" 2>/dev/null || status=$?
    now=$(sums "$1"); rm "$1/disk/full"
    test "$now" = "$old" && is=old || { test "$now" = "$new" && is=new || is=mixed; }
    echo "$left $status $is $(ls -A "$1/disk" | grep -c broschur-next || true)"
done
"#;

#[cfg(target_os = "linux")]
#[test]
fn on_a_disk_that_fills_up_the_site_is_the_old_one_or_the_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write_site(root, "Alt");
    for (from, to) in [
        ("site.yaml", "site.yaml"),
        ("things.yaml", "things.yaml"),
        ("types/thing.yaml", "thing.yaml"),
    ] {
        fs::copy(root.join("content").join(from), root.join(to)).unwrap();
    }
    fs::write(root.join("site.yaml"), "format: 1\n").unwrap();
    fs::create_dir(root.join("disk")).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh"]);
    let ended = command.arg(root).arg(env!("CARGO_BIN_EXE_broschur")).output().unwrap();
    let (told, said) =
        (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    // Some machines let nobody but root mount anything; there, the limit of the test above has to do.
    if told.is_empty() && (said.contains("unshare") || said.contains("mount")) {
        eprintln!("no disk of its own: {said}");
        return;
    }
    let seen: Vec<Vec<&str>> = told.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(seen.len(), 5, "{told}{said}");
    for line in &seen {
        let expected: [&[&str]; 2] = [&["3", "old", "0"], &["0", "new", "0"]];
        assert!(expected.contains(&&line[1..]), "{told}");
    }
    assert!(seen[0][2] == "old" && seen[4][2] == "new", "{told}");
}

#[test]
fn builds_into_one_folder_do_not_mix() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let sites = both(root);
    // Two sites for one folder.
    let other = dir.path().join("andere");
    write_site(&other, "Alt");
    for _ in 0..2 {
        let mut processes: Vec<_> = [root, &other, root, &other]
            .into_iter()
            .map(|from| build(from).arg("--out").arg(root.join("public")).spawn().unwrap())
            .collect();
        for process in &mut processes {
            assert!(process.wait().unwrap().success());
        }
        assert!(sites.contains(&files(&root.join("public"))));
    }
}

#[test]
fn an_address_that_is_dropped_is_said_once() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write_site(root, "Alt");
    let said = |arguments: &[&str]| {
        let ended = build(root).args(arguments).output().unwrap();
        (String::from_utf8_lossy(&ended.stderr).into_owned(), ended.status.success())
    };
    said(&[]);
    let online = root.join("online.json");
    fs::copy(root.join("public/manifest.json"), &online).unwrap();
    let things = root.join("content/things.yaml");
    let all = fs::read_to_string(&things).unwrap();
    fs::write(&things, all.replace("t7: {", "t7neu: {")).unwrap();
    let (strict, done) = said(&["--deny", "warnings"]);
    assert!(!done && strict.contains("Unter /things/t7/ stand der Eintrag „thing:t7“"), "{strict}");
    let (first, done) = said(&[]);
    assert!(done && first.contains("Warnung[B911]"), "{first}");
    let (second, _) = said(&["--deny", "warnings"]);
    assert!(!second.contains("B911"), "{second}");
    // A pipeline begins without an output folder, and brings the list of what is online.
    let (third, _) = said(&["--online", online.to_str().unwrap()]);
    assert!(third.contains("Warnung[B911]"), "{third}");
    let (none, done) = said(&["--online", things.to_str().unwrap()]);
    assert!(!done && none.contains("ist keine Liste"), "{none}");
}
