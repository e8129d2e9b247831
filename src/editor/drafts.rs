//! What is written and not saved: a text for each entry that somebody has open, and what of them lies over a file together.
//!
//! Entry points: [`Drafts::lay`], [`Drafts::texts`]. Invariant: a draft changes its own entry and leaves the others of its file as they are, so that several people can
//! write in one list; where two change the same place, what was written last is shown.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::entry_text::EntryHandle;
use crate::edit::differing;
use crate::location::SitePath;

/// The drafts of all files.
#[derive(Default)]
pub(super) struct Drafts(BTreeMap<SitePath, OfFile>);

/// The drafts of a file.
struct OfFile {
    /// What they are drafts of: the text on disk.
    disk: String,
    /// By entry, each with all of the file as it would be if that one was saved; what was written last comes last.
    own: Vec<(String, String)>,
    /// All of them together.
    text: String,
}

/// What a draft puts in the place of what.
struct Piece<'a> {
    entry: &'a str,
    at: Range<usize>,
    text: &'a str,
}

impl OfFile {
    /// Drafts of a text; `None` when there are none.
    fn new(disk: &str, own: Vec<(String, String)>) -> Option<Self> {
        let text = (!own.is_empty()).then(|| merged(disk, &own))?;
        Some(Self { disk: disk.to_owned(), own, text })
    }

    /// The drafts as those of another text, as far as they are.
    fn own_of(self, disk: &str) -> impl Iterator<Item = (String, String)> {
        let Self { disk: old, own, .. } = self;
        own.into_iter().filter_map(move |(entry, own)| Some((entry, moved(&old, disk, &own)?)))
    }
}

impl Drafts {
    /// The texts that lie over files.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&SitePath, &str)> {
        self.0.iter().map(|(path, file)| (path, file.text.as_str()))
    }

    /// Makes them drafts of what is on disk by now, whoever has written that: of a file that is gone there are none.
    pub(super) fn follow<'t>(&mut self, disk: impl Fn(&SitePath) -> Option<Cow<'t, str>>) {
        for (path, file) in std::mem::take(&mut self.0) {
            let Some(text) = disk(&path) else { continue };
            let file = match file.disk == text {
                true => Some(file),
                false => OfFile::new(&text, file.own_of(&text).collect()),
            };
            self.0.extend(file.map(|file| (path, file)));
        }
    }

    /// The text that lies over a file, where there is one.
    pub(super) fn text(&self, file: &SitePath) -> Option<&str> {
        Some(&self.0.get(file)?.text)
    }

    /// Lays the draft of an entry over its file: all of the file as it would be if that alone was saved, and as it is on disk.
    pub(super) fn lay(&mut self, handle: &EntryHandle, disk: &str, own: &str) {
        self.change(handle, disk, (own != disk).then_some(own));
    }

    /// Takes the draft of an entry away, whose file now has this text.
    pub(super) fn settle(&mut self, handle: &EntryHandle, disk: &str) {
        self.change(handle, disk, None);
    }

    /// Takes the draft of an entry away; whether there was one.
    pub(super) fn forget(&mut self, handle: &EntryHandle) -> bool {
        let Some(file) = self.0.get(&handle.file) else { return false };
        let written = handle.written();
        let is_there = file.own.iter().any(|(known, _)| *known == written);
        let disk = file.disk.clone();
        self.change(handle, &disk, None);
        is_there
    }

    /// Takes everything away.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Where a place of the text that lies over a file is in the text with the draft of this entry alone.
    pub(super) fn in_own(&self, handle: &EntryHandle, at: usize) -> usize {
        let Some(file) = self.0.get(&handle.file) else { return at };
        let written = handle.written();
        let (mut before, mut others) = (0isize, 0isize);
        for Piece { entry, at: replaced, text } in pieces(&file.disk, &file.own) {
            let longer = text.len() as isize - replaced.len() as isize;
            let end = replaced.end as isize + before + longer;
            if entry != written && end <= at as isize {
                others += longer;
            }
            before += longer;
        }
        at.saturating_add_signed(-others)
    }

    fn change(&mut self, handle: &EntryHandle, disk: &str, own: Option<&str>) {
        let written = handle.written();
        let others = self.0.remove(&handle.file).into_iter().flat_map(|last| last.own_of(disk));
        let mut drafts: Vec<_> = others.filter(|(known, _)| *known != written).collect();
        drafts.extend(own.map(|own| (written, own.to_owned())));
        self.0.extend(OfFile::new(disk, drafts).map(|file| (handle.file.clone(), file)));
    }
}

/// A draft of a text as one of another text, which somebody else has made of that; `None` where both have changed the same place: it comes back with the
/// next letter.
fn moved(old: &str, new: &str, own: &str) -> Option<String> {
    if old == new {
        return Some(own.to_owned());
    }
    let (theirs, _) = differing(old, new);
    let (at, text) = differing(old, own);
    if overlap(&theirs, &at) {
        return None;
    }
    let at = match at.start >= theirs.end {
        true => at.start + new.len() - old.len()..at.end + new.len() - old.len(),
        false => at,
    };
    let moved = format!("{}{text}{}", new.get(..at.start)?, new.get(at.end..)?);
    (moved != new).then_some(moved)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What drafts put in the place of what, in the order of the text.
fn pieces<'a>(disk: &str, drafts: &'a [(String, String)]) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (entry, own) in drafts.iter().rev() {
        let (at, text) = differing(disk, own);
        if !pieces.iter().any(|known| overlap(&known.at, &at)) {
            pieces.push(Piece { entry, at, text });
        }
    }
    pieces.sort_by_key(|piece| (piece.at.start, piece.at.end));
    pieces
}

fn merged(disk: &str, drafts: &[(String, String)]) -> String {
    let (mut text, mut copied) = (String::with_capacity(disk.len()), 0);
    for Piece { at, text: new, .. } in pieces(disk, drafts) {
        text.push_str(disk.get(copied..at.start).unwrap_or_default());
        text.push_str(new);
        copied = at.end;
    }
    text.push_str(disk.get(copied..).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISK: &str = "a:\n  title: A\nb:\n  title: B\nc:\n  title: C\n";

    fn handle(id: &str) -> EntryHandle {
        EntryHandle::of(&SitePath::new("content/things.yaml").unwrap(), id)
    }

    #[test]
    fn drafts_of_several_entries_lie_over_one_file_together() {
        let mut drafts = Drafts::default();
        let file = handle("a").file;
        drafts.lay(&handle("c"), DISK, &DISK.replace("title: C", "title: Cäsar"));
        drafts.lay(&handle("a"), DISK, &DISK.replace("title: A\n", "title: Anton\n  x: 1\n"));
        let both = "a:\n  title: Anton\n  x: 1\nb:\n  title: B\nc:\n  title: Cäsar\n";
        assert_eq!(drafts.text(&file), Some(both));
        // A place in the last entry is that much further on.
        let place = both.find("Cäsar").unwrap();
        assert_eq!(drafts.in_own(&handle("c"), place), DISK.find("C\n").unwrap());
        assert_eq!(drafts.in_own(&handle("a"), both.find("Anton").unwrap()), 12);
        // The first one is saved, and the other one stays.
        let saved = DISK.replace("title: A\n", "title: Anton\n  x: 1\n");
        drafts.settle(&handle("a"), &saved);
        assert_eq!(drafts.text(&file), Some(both));
        assert!(!drafts.forget(&handle("a")) && drafts.forget(&handle("c")));
        assert_eq!(drafts.texts().count(), 0);
    }

    #[test]
    fn drafts_follow_what_is_written_into_their_file() {
        let mut drafts = Drafts::default();
        let file = handle("a").file;
        drafts.lay(&handle("a"), DISK, &DISK.replace("title: A", "title: Anton"));
        drafts.lay(&handle("c"), DISK, &DISK.replace("title: C", "title: Cäsar"));
        let mut write = |disk: Option<&str>| {
            drafts.follow(|_| Some(disk?.to_owned().into()));
            drafts.text(&file).map(str::to_owned)
        };
        let more = format!("{DISK}d:\n  title: D\n");
        let both = more.replace("title: A", "title: Anton").replace("title: C", "title: Cäsar");
        assert_eq!(write(Some(&more)), Some(both));
        // What somebody else has made of the same place is shown, until its draft comes again.
        let theirs = more.replace("title: A", "title: Anna");
        assert_eq!(write(Some(&theirs)), Some(theirs.replace("title: C", "title: Cäsar")));
        assert_eq!(write(None), None);
        assert_eq!(write(Some(&theirs)), None);
    }

    #[test]
    fn of_two_that_change_one_place_the_last_is_shown() {
        let mut drafts = Drafts::default();
        drafts.lay(&handle("a"), DISK, &DISK.replace("title: A", "title: X"));
        drafts.lay(&handle("b"), DISK, "b: {}\n");
        assert_eq!(drafts.text(&handle("a").file), Some("b: {}\n"));
        drafts.lay(&handle("b"), DISK, DISK);
        assert_eq!(drafts.text(&handle("a").file), Some(&*DISK.replace("title: A", "title: X")));
        // Somebody else has changed the same place.
        drafts.settle(&handle("b"), &DISK.replace("title: A", "title: Y"));
        assert_eq!(drafts.text(&handle("a").file), None);
    }
}
