//! Links, pipes and the like below a folder.
#![allow(clippy::disallowed_methods, reason = "makes and looks at real files")]
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::*;

/// A folder with a file, beside one that nobody may touch.
fn two_folders() -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("ours/a")).unwrap();
    fs::create_dir(dir.path().join("theirs")).unwrap();
    fs::write(dir.path().join("ours/a/b.txt"), "ours").unwrap();
    fs::write(dir.path().join("theirs/b.txt"), "theirs").unwrap();
    let folder = Folder::open(&dir.path().join("ours")).unwrap();
    (dir, folder)
}

fn found(error: DiskError) -> (PathBuf, PathKind) {
    match error {
        DiskError::Found { path, found, .. } => (path, found),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_link_is_followed_wherever_it_stands() {
    let (dir, folder) = two_folders();
    let at = |path: &str| dir.path().join("ours").join(path);
    symlink("../theirs", at("folder")).unwrap();
    symlink("../theirs/b.txt", at("file")).unwrap();
    symlink("../theirs/new", at("dangling")).unwrap();
    symlink("a", at("inside")).unwrap();
    for path in ["folder/b.txt", "file", "dangling", "inside/b.txt"] {
        let link = (at(path.split('/').next().unwrap()), PathKind::Link);
        assert_eq!(found(folder.read(path, 100).unwrap_err()), link);
        assert_eq!(found(folder.replace(path, b"x").unwrap_err()), link);
        assert_eq!(found(folder.write_new(path, b"x").unwrap_err()), link);
        assert_eq!(found(folder.remove_file(path).unwrap_err()), link);
        assert_eq!(found(folder.create_folder(path).unwrap_err()), link);
    }
    assert_eq!(found(folder.folder("folder").unwrap_err()).1, PathKind::Link);
    assert_eq!(fs::read_to_string(dir.path().join("theirs/b.txt")).unwrap(), "theirs");
    assert_eq!(fs::read_dir(dir.path().join("theirs")).unwrap().count(), 1);
    let listed: Vec<_> = folder.walk().unwrap().into_iter().map(|it| (it.path, it.kind)).collect();
    let expected = [
        ("a", PathKind::Folder),
        ("dangling", PathKind::Link),
        ("file", PathKind::Link),
        ("folder", PathKind::Link),
        ("inside", PathKind::Link),
        ("a/b.txt", PathKind::File),
    ];
    assert_eq!(listed, expected.map(|(path, kind)| (PathBuf::from(path), kind)));
}

#[test]
fn kernels_without_openat2_follow_no_link_either() {
    use rustix::fs::{Mode, OFlags};
    let (dir, folder) = two_folders();
    symlink("../theirs", dir.path().join("ours/folder")).unwrap();
    symlink("b.txt", dir.path().join("ours/a/file")).unwrap();
    let open = |path: &str| {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW;
        folder.handle.open_step_by_step(Path::new(path), flags, Mode::empty())
    };
    assert!(open("a/b.txt").is_ok());
    assert!(open("folder/b.txt").is_err() && open("a/file").is_err());
}

#[test]
fn systems_without_descriptors_follow_no_link_either() {
    let (dir, _) = two_folders();
    symlink("../theirs", dir.path().join("ours/folder")).unwrap();
    symlink("b.txt", dir.path().join("ours/a/file")).unwrap();
    let handle = portable::Handle::named(&dir.path().join("ours")).unwrap();
    assert!(handle.read(Path::new("a/b.txt")).is_ok());
    for path in ["folder/b.txt", "a/file"] {
        assert!(handle.read(Path::new(path)).is_err(), "{path}");
        assert!(handle.create(Path::new(path)).is_err(), "{path}");
    }
    assert!(handle.folder(Path::new("folder")).is_err());
    assert!(handle.create(Path::new("a/c")).is_ok() && handle.create(Path::new("a/c")).is_err());
    assert!(handle.make_folder(Path::new("folder/new")).is_err());
}

#[test]
fn no_path_leads_out() {
    let (_dir, folder) = two_folders();
    for path in ["../theirs/b.txt", "/etc/passwd", "a/../../theirs/b.txt", "a/.."] {
        assert!(matches!(folder.read(path, 100), Err(DiskError::Outside { .. })), "{path}");
        assert!(matches!(folder.replace(path, b""), Err(DiskError::Outside { .. })), "{path}");
        assert!(matches!(folder.folder(path), Err(DiskError::Outside { .. })), "{path}");
    }
}

#[test]
fn only_regular_files_of_bounded_size_are_read() {
    let (dir, folder) = two_folders();
    let pipe = dir.path().join("ours/pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    assert_eq!(found(folder.read("pipe", 100).unwrap_err()), (pipe, PathKind::Special));
    assert_eq!(found(folder.read("a", 100).unwrap_err()).1, PathKind::Folder);
    assert_eq!(folder.read("a/b.txt", 4).unwrap(), b"ours");
    assert!(matches!(folder.read("a/b.txt", 3), Err(DiskError::TooLarge { max: 3, .. })));
    assert!(folder.read("a/c.txt", 3).unwrap_err().is_missing());
    // A user may name a file by a link, not a device.
    symlink("ours/a/b.txt", dir.path().join("named")).unwrap();
    assert_eq!(read_named(&dir.path().join("named"), 4).unwrap(), b"ours");
    assert_eq!(found(read_named(Path::new("/dev/zero"), 4).unwrap_err()).1, PathKind::Special);
}

#[test]
fn a_file_is_replaced_in_one_step_and_never_written_to() {
    let (dir, folder) = two_folders();
    let same = dir.path().join("same");
    fs::hard_link(dir.path().join("ours/a/b.txt"), &same).unwrap();
    folder.replace("a/b.txt", b"new").unwrap();
    assert_eq!(folder.read("a/b.txt", 9).unwrap(), b"new");
    assert_eq!(fs::read_to_string(same).unwrap(), "ours");
    assert!(folder.write_new("a/b.txt", b"").unwrap_err().exists_already());
    // The name of the file in between may be taken by a link.
    let process = std::process::id();
    symlink("../../theirs/b.txt", dir.path().join(format!("ours/a/{SCRATCH}{process}-0"))).unwrap();
    folder.replace("a/b.txt", b"newer").unwrap();
    assert_eq!(folder.read("a/b.txt", 9).unwrap(), b"newer");
    assert_eq!(fs::read_to_string(dir.path().join("theirs/b.txt")).unwrap(), "theirs");
}

#[test]
fn a_tree_is_removed_but_not_what_its_links_lead_to() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, folder) = two_folders();
    let tree = dir.path().join("ours/a");
    symlink("../../theirs", tree.join("folder")).unwrap();
    fs::create_dir_all(tree.join("c/d")).unwrap();
    fs::write(tree.join("c/d/e"), "").unwrap();
    for folder in ["c/d", "c"] {
        fs::set_permissions(tree.join(folder), fs::Permissions::from_mode(0o500)).unwrap();
    }
    folder.remove_tree("a").unwrap();
    assert!(!tree.exists());
    assert_eq!(fs::read_to_string(dir.path().join("theirs/b.txt")).unwrap(), "theirs");
    symlink("../theirs", dir.path().join("ours/x")).unwrap();
    assert_eq!(found(folder.remove_tree("x").unwrap_err()).1, PathKind::Link);
}

#[test]
fn a_place_may_be_named_by_links_but_has_none_below() {
    let (dir, _) = two_folders();
    symlink("ours", dir.path().join("named")).unwrap();
    symlink("../theirs", dir.path().join("ours/link")).unwrap();
    let named = dir.path().join("named");
    assert!(TrustedFolder::named(&named).open().unwrap().is_some());
    assert!(TrustedFolder::below(&named, "a").open().unwrap().is_some());
    assert!(TrustedFolder::below(&named, "b/c").open().unwrap().is_none());
    assert_eq!(found(TrustedFolder::below(&named, "link").open().unwrap_err()).1, PathKind::Link);
    assert_eq!(
        found(TrustedFolder::below(&named, "link/x").create().unwrap_err()).1,
        PathKind::Link
    );
    assert_eq!(
        found(TrustedFolder::below(&named, "link/x/y").parent().unwrap_err()).1,
        PathKind::Link
    );
    // Somebody names it, and it is exchanged where it really is.
    let (parent, name) = TrustedFolder::named(&named).parent().unwrap();
    assert_eq!(parent.path().join(name), dir.path().canonicalize().unwrap().join("ours"));
}

#[test]
fn it_is_told_what_lies_within_what() {
    let (dir, _) = two_folders();
    let at = |path: &str| dir.path().join(path);
    symlink("ours/a", at("link")).unwrap();
    for (path, folder) in [
        ("ours", "ours"),
        ("ours/a/x/y", "ours"),
        ("link/new", "ours"),
        ("theirs/../ours/a", "ours"),
        ("new/../ours/a", "ours"),
        ("ours/a", "link"),
    ] {
        assert!(is_within(&at(path), &at(folder)), "{path} in {folder}");
    }
    for (path, folder) in [("ours", "ours/a"), ("oursa", "ours"), ("theirs", "ours"), ("x", "y")] {
        assert!(!is_within(&at(path), &at(folder)), "{path} in {folder}");
    }
}
