//! Publishing into real folders.
#![allow(clippy::disallowed_methods, reason = "looks at what is on disk")]

use std::fs;

use super::*;

fn target<'a>(place: &'a TrustedFolder, keep: &'a [String]) -> Target<'a> {
    Target { place, keep, on_wait: &|| {} }
}

/// A whole site into a folder that somebody has named.
fn whole(outputs: &OutputSet, site: &Path, keep: &[String]) -> Result<Published, PublishError> {
    publish(outputs, None, target(&TrustedFolder::named(site), keep))
}

fn part(outputs: &OutputSet, site: &Path) -> Result<Published, PublishError> {
    publish_part(outputs, target(&TrustedFolder::named(site), &[]))
}

fn promises_in(site: &Path) -> Permalinks {
    match Manifest::in_folder(&TrustedFolder::named(site)).unwrap() {
        Listing::Of(manifest) => manifest.addresses,
        other => panic!("{other:?}"),
    }
}

fn outputs(files: &[(&str, &str)]) -> OutputSet {
    files.iter().map(|(path, text)| (*path, Contents::text(text))).collect()
}

#[test]
fn replaces_what_it_wrote_and_removes_what_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    whole(&outputs(&[("index.html", "a"), ("old/index.html", "b")]), &site, &[]).unwrap();
    let done = whole(&outputs(&[("index.html", "a"), ("new.html", "c")]), &site, &[]).unwrap();
    assert_eq!((done.files, done.written, done.removed), (3, 2, 1));
    assert!(!site.join("old").exists());
    assert_eq!(fs::read_to_string(site.join("new.html")).unwrap(), "c");
    let beside: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside, ["public"]);
}

#[test]
fn an_unchanged_site_is_not_written_again() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    let done = whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    assert_eq!(done.written, 0);
}

#[test]
fn a_part_leaves_the_rest_of_the_site_alone() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    whole(&outputs(&[("index.html", "a"), ("a/b.pdf", "b")]), &site, &[]).unwrap();
    let done = part(&outputs(&[("a/b.pdf", "c"), ("d.pdf", "d")]), &site).unwrap();
    assert_eq!((done.files, done.written, done.removed), (4, 3, 0));
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "a");
    assert_eq!(fs::read_to_string(site.join("a/b.pdf")).unwrap(), "c");
    // The next whole site knows that all of this was broschur's.
    let done = whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    assert_eq!(done.removed, 2);
}

#[test]
fn refuses_to_touch_foreign_files() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    fs::write(site.join("notes.txt"), "mine").unwrap();
    let refused = whole(&outputs(&[("index.html", "b")]), &site, &[]);
    assert!(
        matches!(refused, Err(PublishError::Foreign { ref files, .. }) if files == &["notes.txt"])
    );
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "a");
    assert_eq!(fs::read_to_string(site.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn carries_over_what_is_to_be_kept() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    let keep = ["cms".to_owned(), "CNAME".to_owned()];
    whole(&outputs(&[("index.html", "a")]), &site, &keep).unwrap();
    fs::create_dir(site.join("cms")).unwrap();
    fs::write(site.join("cms/x.php"), "theirs").unwrap();
    fs::write(site.join("CNAME"), "example.org").unwrap();
    whole(&outputs(&[("index.html", "b")]), &site, &keep).unwrap();
    assert_eq!(fs::read_to_string(site.join("cms/x.php")).unwrap(), "theirs");
    assert_eq!(fs::read_to_string(site.join("CNAME")).unwrap(), "example.org");
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "b");
}

#[test]
fn refuses_the_folder_of_the_content_itself() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("content")).unwrap();
    fs::write(dir.path().join("content/site.yaml"), "format: 1").unwrap();
    let refused = whole(&outputs(&[("index.html", "b")]), dir.path(), &[]);
    assert!(matches!(refused, Err(PublishError::HoldsContent { .. })));
}

#[test]
fn what_was_promised_stays_known_until_a_build_promises_anew() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    let permalinks: Permalinks = serde_json::from_str(r#"{"a.html": "thing:a"}"#).unwrap();
    publish(
        &outputs(&[("a.html", "a")]),
        Some(&permalinks),
        target(&TrustedFolder::named(&site), &[]),
    )
    .unwrap();
    whole(&outputs(&[("b.html", "b")]), &site, &[]).unwrap();
    part(&outputs(&[("c.html", "c")]), &site).unwrap();
    assert_eq!(promises_in(&site), permalinks);
    publish(
        &outputs(&[("b.html", "b")]),
        Some(&Permalinks::default()),
        target(&TrustedFolder::named(&site), &[]),
    )
    .unwrap();
    assert!(promises_in(&site).is_empty());
}

#[test]
fn completes_what_a_killed_run_left_behind() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    // Killed between the two renames: the old site stands aside, the next one is ready.
    fs::rename(&site, dir.path().join(".public.broschur-last")).unwrap();
    fs::create_dir(dir.path().join(".public.broschur-next")).unwrap();
    let done = whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    assert_eq!(done.written, 0, "the old site was found again");
}

#[test]
fn a_path_that_leads_out_is_refused_before_anything_is_touched() {
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("public");
    whole(&outputs(&[("index.html", "a")]), &site, &[]).unwrap();
    for path in
        ["../outside", "/outside", "a/../../outside", "manifest.json/a", "INDEX.html", "c\\d"]
    {
        let refused = whole(&outputs(&[("index.html", "b"), (path, "x")]), &site, &[]);
        assert!(matches!(refused, Err(PublishError::Path { .. })), "{path}: {refused:?}");
        let refused = part(&outputs(&[(path, "x")]), &site);
        assert!(matches!(refused, Err(PublishError::Path { .. })), "{path}: {refused:?}");
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "a");
        let names = |folder: &Path| fs::read_dir(folder).unwrap().count();
        assert_eq!((names(dir.path()), names(&site)), (1, 2), "{path}");
    }
}
