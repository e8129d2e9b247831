//! Footnotes: marks and texts that belong together, and their numbers.
//!
//! Entry point: [`Builder::number_footnotes`]. Invariant: numbers follow the order of reading, no footnote is lost, and no mark
//! without a footnote stays in the tree.

use std::ops::Range;

use super::Place;
use super::builder::Builder;
use super::text::clean;
use crate::diagnostic::{Code, Diagnostic, Names, problem};
use crate::syntax::tree::{Block, Document, Inline, Table};

/// Which footnote has which number.
struct Numbering {
    /// By the order in which the footnotes are written.
    numbers: Vec<Option<usize>>,
    /// By their numbers.
    order: Vec<usize>,
}

impl Numbering {
    /// The number of a footnote, the next one when it has none yet; `None` when there is no such footnote.
    fn number(&mut self, note: usize) -> Option<usize> {
        let slot = self.numbers.get_mut(note)?;
        Some(*slot.get_or_insert_with(|| {
            self.order.push(note);
            self.order.len()
        }))
    }
}

impl Builder<'_> {
    /// Marks without a footnote, which the parser leaves as text.
    pub(super) fn missing_notes(&mut self, range: &Range<usize>) {
        let first = self.mark_starts.partition_point(|start| *start < range.start);
        let starts: Vec<usize> = self
            .mark_starts
            .iter()
            .skip(first)
            .copied()
            .take_while(|start| *start < range.end)
            .collect();
        for start in starts {
            let escaped = self.source.get(..start).is_some_and(|before| {
                before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
            });
            let rest = self.source.get(start + 2..).unwrap_or_default();
            let Some(stop) = rest.find([']', '[', '\n', '\r']) else {
                continue;
            };
            let label = rest.get(..stop).unwrap_or_default();
            if !escaped && rest.as_bytes().get(stop) == Some(&b']') && !label.trim().is_empty() {
                let range = start..start + 2 + stop + 1;
                let found = problem::MissingFootnote { label: &clean(label), suggestion: None };
                self.report(&range, found);
            }
        }
    }

    /// Numbers footnotes in the order in which their marks are read. Those without a mark come last: nothing is lost.
    pub(super) fn number_footnotes(&mut self, mut blocks: Vec<Block>) -> Document {
        let mut notes: Vec<Option<Vec<Block>>> =
            std::mem::take(&mut self.notes).into_iter().map(Some).collect();
        let mut numbering = Numbering { numbers: vec![None; notes.len()], order: Vec::new() };
        let mut missing = Vec::new();
        let (note_of, marks) = (&self.note_of, &self.marks);
        let mut number_of = |mark: usize, numbering: &mut Numbering| {
            let note = marks.get(mark).and_then(|(label, _)| note_of.get(label)).copied();
            if note.is_none() {
                missing.push(mark);
            }
            numbering.number(note?)
        };
        renumber(&mut blocks, &mut |mark| number_of(mark, &mut numbering));
        let mut footnotes = Vec::new();
        let mut unread = 0;
        loop {
            while numbering.numbers.get(unread).is_some_and(Option::is_some) {
                unread += 1;
            }
            if footnotes.len() >= numbering.order.len() && numbering.number(unread).is_none() {
                break;
            }
            let next = numbering.order.get(footnotes.len()).copied().unwrap_or_default();
            let Some(mut blocks) = notes.get_mut(next).and_then(Option::take) else {
                break;
            };
            renumber(&mut blocks, &mut |mark| number_of(mark, &mut numbering));
            footnotes.push(blocks);
        }
        for mark in missing {
            if let Some((label, range)) = self.marks.get(mark).cloned() {
                self.report(&range, problem::MissingFootnote { label: &label, suggestion: None });
            }
        }
        Document::new(blocks, footnotes)
    }

    /// Names a footnote that was perhaps meant by a mark without one.
    pub(super) fn suggest_footnotes(&mut self) {
        let is_text = matches!(self.place, Place::Value(_));
        if !self.findings.iter().any(|finding| finding.code == Code::MissingFootnote) {
            return;
        }
        let known = Names::new(self.note_of.keys());
        for finding in &mut self.findings {
            if finding.code != Code::MissingFootnote {
                continue;
            }
            let (Some(label), Some(span)) = (finding.value("label"), finding.span.clone()) else {
                continue;
            };
            let suggestion = known.nearest(label);
            let suggestion = suggestion.map(|suggestion| format!("[^{suggestion}]"));
            let suggestion = suggestion.as_deref();
            let found =
                Diagnostic::at(problem::MissingFootnote { label: &label, suggestion }, span);
            *finding = if is_text { found } else { found.with_fix() };
        }
    }
}

/// Replaces the provisional number of every mark; a mark without a footnote is taken out.
fn renumber(blocks: &mut [Block], number_of: &mut dyn FnMut(usize) -> Option<usize>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                renumber_inlines(content, number_of);
            }
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| renumber(item, number_of));
            }
            Block::Definitions { items } => {
                for item in items {
                    renumber_inlines(&mut item.term, number_of);
                    item.explanations.iter_mut().for_each(|blocks| renumber(blocks, number_of));
                }
            }
            Block::Quote { blocks } => renumber(blocks, number_of),
            Block::Table(table) => {
                let Table { head, rows, .. } = &mut **table;
                head.iter_mut().for_each(|cell| renumber_inlines(cell, number_of));
                rows.iter_mut().flatten().for_each(|cell| renumber_inlines(cell, number_of));
            }
            Block::Code { .. } | Block::Figure { .. } | Block::Rule => {}
        }
    }
}

fn renumber_inlines(content: &mut Vec<Inline>, number_of: &mut dyn FnMut(usize) -> Option<usize>) {
    content.retain_mut(|inline| {
        if let Inline::Footnote { number } = inline {
            let new = number_of(*number);
            *number = new.unwrap_or_default();
            return new.is_some();
        }
        if let Some(children) = inline.children_mut() {
            renumber_inlines(children, number_of);
        }
        true
    });
}
