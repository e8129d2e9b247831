//! The files that findings point into, each read once for all findings in it.
//!
//! Entry point: [`Sources::get`]. Invariant: the work grows with the number of findings and of files, not with their product; what is held
//! takes little more than `ROOM`.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::location::{Lines, Position, SitePath};

/// How many bytes of texts are held at once.
const ROOM: usize = 64 * 1024 * 1024;

/// Where the text of a file comes from when a finding shows its line.
pub trait Excerpts {
    /// The text of a file, when it is text.
    fn text_of(&self, file: &SitePath) -> Option<Cow<'_, str>>;
}

/// A text with its lines.
pub(crate) struct SourceText {
    text: String,
    lines: Lines,
}

impl SourceText {
    /// Cuts a text into lines.
    pub(crate) fn new(text: String) -> Self {
        let lines = Lines::of(&text);
        Self { text, lines }
    }

    /// All of it.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte.
    pub(crate) fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The line of a byte, without its end.
    pub(crate) fn line_at(&self, offset: usize) -> Range<usize> {
        self.lines.line_at(&self.text, offset)
    }
}

/// Files that findings point into.
pub struct Sources<'a> {
    from: &'a dyn Excerpts,
    held: RefCell<Held>,
    unpacked: Cell<usize>,
}

#[derive(Default)]
struct Held {
    texts: BTreeMap<SitePath, (usize, Option<Rc<SourceText>>)>,
    /// The files by when they were asked for last.
    order: BTreeMap<usize, SitePath>,
    asked: usize,
    bytes: usize,
}

impl<'a> Sources<'a> {
    /// The files of a snapshot, for instance.
    pub fn of(from: &'a dyn Excerpts) -> Self {
        Self { from, held: RefCell::default(), unpacked: Cell::new(0) }
    }

    /// A file; `None` for one that is no text, or is not there.
    pub(crate) fn get(&self, file: &SitePath) -> Option<Rc<SourceText>> {
        let held = &mut *self.held.borrow_mut();
        held.asked += 1;
        if let Some((last, text)) = held.texts.get_mut(file) {
            if let Some(name) = held.order.remove(last) {
                held.order.insert(held.asked, name);
            }
            *last = held.asked;
            return text.clone();
        }
        self.unpacked.set(self.unpacked.get() + 1);
        let text = self.from.text_of(file);
        let text = text.map(|text| Rc::new(SourceText::new(text.into_owned())));
        held.bytes += text.as_ref().map_or(0, |text| text.text.len());
        held.texts.insert(file.clone(), (held.asked, text.clone()));
        held.order.insert(held.asked, file.clone());
        while held.bytes > ROOM && held.order.len() > 1 {
            let Some((_, oldest)) = held.order.pop_first() else { break };
            let left = held.texts.remove(&oldest).and_then(|(_, text)| text);
            held.bytes -= left.map_or(0, |text| text.text.len());
        }
        text
    }

    /// How many texts have been unpacked and cut into lines so far.
    pub fn unpacked(&self) -> usize {
        self.unpacked.get()
    }

    /// How many bytes have been read so far to tell lines and columns, in the texts that are held.
    pub fn scanned(&self) -> usize {
        let held = self.held.borrow();
        held.texts
            .values()
            .filter_map(|(_, text)| text.as_ref())
            .map(|text| text.lines.scanned())
            .sum()
    }
}
