//! Which bytes a change puts in the place of which others.
//!
//! Entry point: [`changed`]. Invariant: bytes outside the value that is changed stay, but for the comma, the dash or the line that it takes with
//! it. Whether the outcome says what it should is looked at by who calls.

use std::ops::Range;

use super::layout::{
    DocumentLayout, Layout, Shape, Slot, Style, begins_line, column, line_end, line_ending,
    line_start, next_line,
};
use super::scalar::{self, Pattern, ScalarContext};
use super::tree::{Change, NewValue, Step, Tree};
use super::{Reading, Refused};

/// The longest list or map that is written in brackets where nothing else is usual.
const SHORT: usize = 80;

/// What is left to who writes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// How lines end where there are none yet.
    pub(super) ending: &'static str,
    /// Whether a text may stand in a block, which takes what follows it into itself when that is indented further.
    pub(super) blocks: bool,
}

/// The source with a change.
pub(super) fn changed(yaml: &str, change: &Change, manner: Manner) -> Result<String, Refused> {
    let document = Layout::of(yaml)?;
    let writer = Writer::new(yaml, &document, manner);
    match change {
        Change::Set(path, value) => match writer.find(path) {
            Ok(found) => writer.set(&found, path, value),
            Err(_) => {
                let (last, parent) = path.split_last().ok_or(Refused::Missing)?;
                let Step::Key(key) = last else { return Err(Refused::Missing) };
                writer.insert(parent, usize::MAX, Some(key), value)
            }
        },
        Change::Insert(path, at, key, value) => writer.insert(path, *at, key.as_deref(), value),
        Change::Remove(path) => writer.remove(path),
        Change::Move(path, to) => writer.shift(path, *to),
        Change::Rename(path, key) => writer.rename(path, key),
        Change::Reword(path, piece, words) => writer.reword(path, piece, words),
        Change::Reorder(path, order) => {
            let found = writer.find(path)?;
            writer.reorder(found.node, order)
        }
    }
}

/// The comments that may be gone after a change: those in what is taken away or replaced.
pub(super) fn comments_in(yaml: &str, document: &DocumentLayout, change: &Change) -> Vec<String> {
    let writer = Writer::new(yaml, document, Manner { ending: "\n", blocks: true });
    let Ok(found) = writer.find(change.path()) else { return Vec::new() };
    let within = match (change, found.slot()) {
        (Change::Remove(_), Some(slot)) => slot.start..line_end(yaml, slot.end()),
        (Change::Set(..), _) => found.node.span.clone(),
        _ => return Vec::new(),
    };
    let comments = document.comments.iter().filter(|at| within.contains(&at.start));
    comments.map(|at| yaml[at.clone()].trim_end().to_owned()).collect()
}

/// A source that is about to change.
struct Writer<'a> {
    yaml: &'a str,
    document: &'a DocumentLayout,
    manner: Manner,
    /// How lines end.
    ending: &'static str,
    /// The quotation marks of most values.
    marks: Style,
    /// How much further a map stands than the key above it.
    step: usize,
    /// How much further a list does.
    list_step: usize,
}

/// A value in its place.
struct Found<'a> {
    node: &'a Layout,
    /// What holds it, and its number there.
    parent: Option<(&'a Layout, usize)>,
    /// Whether it stands in brackets.
    flow: bool,
    /// The key that it stands under, of all lists that hold it.
    key: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn slot(&self) -> Option<&'a Slot> {
        self.parent.and_then(|(parent, at)| parent.slots().get(at))
    }
}

impl<'a> Writer<'a> {
    fn new(yaml: &'a str, document: &'a DocumentLayout, manner: Manner) -> Self {
        let (mut single, mut double) = (0, 0);
        let (mut step, mut list_step) = (None, None);
        if let Some(root) = &document.root {
            root.visit(None, &mut |_, layout| match &layout.shape {
                Shape::Scalar { style: Style::Single, .. } => single += 1,
                Shape::Scalar { style: Style::Double, .. } => double += 1,
                Shape::Map { flow: false, slots } => {
                    for slot in slots {
                        let Some(below) = slot.value.slots().first() else { continue };
                        if slot.value.is_flow() {
                            continue;
                        }
                        let further =
                            column(yaml, below.start).checked_sub(column(yaml, slot.start));
                        let seen = match slot.value.shape {
                            Shape::List { .. } => &mut list_step,
                            _ => &mut step,
                        };
                        *seen = seen.or(further);
                    }
                }
                _ => {}
            });
        }
        let step = step.filter(|step| *step > 0).unwrap_or(2);
        Self {
            yaml,
            document,
            ending: if yaml.contains(['\n', '\r']) { line_ending(yaml, 0) } else { manner.ending },
            manner,
            marks: if single > double { Style::Single } else { Style::Double },
            step,
            list_step: list_step.unwrap_or(step),
        }
    }

    fn find(&self, path: &[Step]) -> Result<Found<'a>, Refused> {
        let node = self.document.root.as_ref().ok_or(Refused::Missing)?;
        let mut found = Found { node, parent: None, flow: false, key: None };
        for step in path {
            let parent = found.node;
            let slots = parent.slots();
            let at = match step {
                Step::Key(key) => slots
                    .iter()
                    .position(|slot| slot.key.as_ref().is_some_and(|(known, _)| known == key)),
                Step::Item(item) => Some(*item),
            };
            let at = at.ok_or(Refused::Missing)?;
            let slot = slots.get(at).ok_or(Refused::Missing)?;
            if slot.key.is_none() != matches!(step, Step::Item(_)) {
                return Err(Refused::Missing);
            }
            found = Found {
                node: &slot.value,
                parent: Some((parent, at)),
                flow: found.flow || parent.is_flow(),
                key: slot.key.as_ref().map_or(found.key, |(key, _)| Some(key)),
            };
        }
        Ok(found)
    }

    /// The source with other bytes at some places, which do not overlap.
    fn spliced(&self, mut patches: Vec<(Range<usize>, String)>) -> Result<String, Refused> {
        patches.sort_by_key(|(at, _)| (at.start, at.end));
        let mut new = String::with_capacity(self.yaml.len());
        let mut done = 0;
        for (at, text) in patches {
            new.push_str(self.yaml.get(done..at.start).ok_or(Refused::Unclear)?);
            new.push_str(&text);
            done = at.end;
        }
        new.push_str(self.yaml.get(done..).ok_or(Refused::Unclear)?);
        Ok(new)
    }

    fn context(&self, flow: bool, column: usize) -> ScalarContext {
        ScalarContext {
            flow,
            blocks: self.manner.blocks,
            column,
            step: self.step,
            ending: self.ending,
            marks: self.marks,
        }
    }

    // ---- Writing what was not there

    /// How most values under a key are written, the last of them for example.
    fn pattern(&self, key: Option<&str>) -> Option<Pattern> {
        let (key, root) = (key?, self.document.root.as_ref()?);
        let mut seen: Vec<(Style, &Layout)> = Vec::new();
        root.visit(None, &mut |under, layout| {
            if under == Some(key)
                && let Shape::Scalar { style, .. } = layout.shape
            {
                seen.push((style, layout));
            }
        });
        let count = |style: Style| seen.iter().filter(|(other, _)| *other == style).count();
        let (_, like) =
            seen.iter().enumerate().max_by_key(|(n, (style, _))| (count(*style), *n))?.1;
        Pattern::of(self.yaml, &like.span, &like.shape)
    }

    /// Whether a list or a map is written in brackets.
    fn in_brackets(&self, value: &NewValue, key: Option<&str>, flow: bool, column: usize) -> bool {
        let is_list = matches!(value, NewValue::List(_));
        if flow {
            return true;
        }
        if spans_lines(value) {
            return false;
        }
        let (mut like, mut brackets, mut blocks) = (None, 0, 0);
        if let Some(root) = &self.document.root {
            root.visit(None, &mut |under, layout| {
                let alike = matches!(layout.shape, Shape::List { .. }) == is_list;
                if layout.slots().is_empty() || !alike {
                    return;
                }
                if key.is_some() && under == key {
                    like = Some(layout.is_flow());
                }
                let is_flat = layout.slots().iter().all(|slot| slot.value.slots().is_empty());
                if is_list && is_flat && layout.is_flow() {
                    brackets += 1;
                } else if is_list && is_flat {
                    blocks += 1;
                }
            });
        }
        let items = match value {
            NewValue::List(items) => items,
            _ => return like.unwrap_or(false),
        };
        let is_flat =
            items.iter().all(|item| !matches!(item, NewValue::List(_) | NewValue::Map(_)));
        like.unwrap_or_else(|| {
            let short = || {
                self.flow_text(value, key).is_ok_and(|text| text.chars().count() + column <= SHORT)
            };
            is_flat && (brackets > blocks || (brackets == blocks && short()))
        })
    }

    fn scalar(
        &self,
        value: &NewValue,
        key: Option<&str>,
        flow: bool,
        column: usize,
    ) -> Result<String, Refused> {
        let (text, literal) = match value {
            NewValue::Text(text) => (text, false),
            NewValue::Literal(text) => (text, true),
            _ => return Err(Refused::Unclear),
        };
        let pattern = self.pattern(key);
        let context = self.context(flow, column);
        scalar::write(text, literal, pattern.as_ref(), false, context).ok_or(Refused::ReadsElse)
    }

    fn key(&self, key: &str, flow: bool) -> Result<String, Refused> {
        let marks = Style::Double;
        let context = ScalarContext { marks, ..self.context(flow, 0) };
        if key.contains(['\n', '\r']) {
            return Err(Refused::ReadsElse);
        }
        scalar::write(key, false, None, false, context).ok_or(Refused::ReadsElse)
    }

    fn flow_text(&self, value: &NewValue, key: Option<&str>) -> Result<String, Refused> {
        Ok(match value {
            NewValue::Nothing => "~".to_owned(),
            NewValue::Text(_) | NewValue::Literal(_) => self.scalar(value, key, true, 0)?,
            NewValue::List(items) => {
                let texts: Result<Vec<String>, Refused> =
                    items.iter().map(|item| self.flow_text(item, key)).collect();
                format!("[{}]", texts?.join(", "))
            }
            NewValue::Map(pairs) => {
                let texts: Result<Vec<String>, Refused> =
                    pairs.iter().map(|(key, value)| self.flow_pair(key, value)).collect();
                format!("{{{}}}", texts?.join(", "))
            }
        })
    }

    fn flow_pair(&self, key: &str, value: &NewValue) -> Result<String, Refused> {
        Ok(format!("{}: {}", self.key(key, true)?, self.flow_text(value, Some(key))?))
    }

    /// What stands behind a key or a dash in `column`, with the blank or the line end before it.
    fn behind(
        &self,
        value: &NewValue,
        key: Option<&str>,
        is_item: bool,
        flow: bool,
        column: usize,
    ) -> Result<String, Refused> {
        let is_empty = match value {
            NewValue::List(items) => items.is_empty(),
            NewValue::Map(pairs) => pairs.is_empty(),
            NewValue::Nothing if !flow => return Ok(String::new()),
            NewValue::Nothing => true,
            NewValue::Text(_) | NewValue::Literal(_) => {
                return Ok(format!(" {}", self.scalar(value, key, flow, column)?));
            }
        };
        if is_empty || self.in_brackets(value, key, flow, column) {
            return Ok(format!(" {}", self.flow_text(value, key)?));
        }
        if is_item {
            return Ok(format!(" {}", self.lines(value, key, column + 2)?));
        }
        let further = if matches!(value, NewValue::List(_)) { self.list_step } else { self.step };
        let column = column + further;
        Ok(format!("{}{}{}", self.ending, " ".repeat(column), self.lines(value, key, column)?))
    }

    /// A list or a map in lines, the first of them without its indent.
    fn lines(&self, value: &NewValue, key: Option<&str>, column: usize) -> Result<String, Refused> {
        let entries: Result<Vec<String>, Refused> = match value {
            NewValue::List(items) => {
                items.iter().map(|item| self.entry(None, item, key, column)).collect()
            }
            NewValue::Map(pairs) => pairs
                .iter()
                .map(|(key, value)| self.entry(Some(key), value, None, column))
                .collect(),
            _ => return Err(Refused::Unclear),
        };
        Ok(entries?.join(&format!("{}{}", self.ending, " ".repeat(column))))
    }

    /// An item with its dash, or a key with its value.
    fn entry(
        &self,
        key: Option<&str>,
        value: &NewValue,
        under: Option<&str>,
        column: usize,
    ) -> Result<String, Refused> {
        Ok(match key {
            Some(key) => {
                let value = self.behind(value, Some(key), false, false, column)?;
                format!("{}:{value}", self.key(key, false)?)
            }
            None => format!("-{}", self.behind(value, under, true, false, column)?),
        })
    }

    // ---- Setting

    fn set(&self, found: &Found<'a>, path: &[Step], value: &NewValue) -> Result<String, Refused> {
        let node = found.node;
        match (&node.shape, value) {
            (Shape::List { slots, .. }, NewValue::List(items))
                if !slots.is_empty() && !items.is_empty() =>
            {
                self.set_list(path, items)
            }
            (Shape::Map { slots, .. }, NewValue::Map(pairs))
                if !slots.is_empty() && !pairs.is_empty() =>
            {
                self.set_map(path, pairs)
            }
            (Shape::Scalar { .. }, NewValue::Text(text) | NewValue::Literal(text)) => {
                let pattern = Pattern::of(self.yaml, &node.span, &node.shape);
                let context = self.context(found.flow, self.column_of(found));
                let literal = matches!(value, NewValue::Literal(_));
                let text = scalar::write(text, literal, pattern.as_ref(), true, context)
                    .ok_or(Refused::ReadsElse)?;
                let (at, text) = self.scalar_patch(node, pattern.as_ref(), text);
                self.spliced(self.around_comment(at, text))
            }
            _ => self.replace(found, value),
        }
    }

    /// Puts a scalar in the place of another one. The head of a block stays when both have it, with the comment behind it.
    fn scalar_patch(
        &self,
        node: &Layout,
        pattern: Option<&Pattern>,
        text: String,
    ) -> (Range<usize>, String) {
        let head = pattern.filter(|pattern| !pattern.head.is_empty()).and_then(|pattern| {
            let rest = text.strip_prefix(pattern.head.as_str())?;
            rest.starts_with(['\n', '\r']).then(|| rest.to_owned())
        });
        match head {
            Some(rest) => (
                line_end(self.yaml, node.span.start)
                    ..node.span.end.max(line_end(self.yaml, node.span.start)),
                rest,
            ),
            None => (node.span.clone(), text),
        }
    }

    /// What is put in a place of which the line goes on with a comment: of several lines, the first comes before it and the others behind.
    fn around_comment(&self, at: Range<usize>, text: String) -> Vec<(Range<usize>, String)> {
        let end = line_end(self.yaml, at.end);
        let is_last = self.yaml[at.end..end].trim().is_empty();
        match text.find(['\n', '\r']) {
            Some(first) if !is_last => {
                let (first, rest) = text.split_at(first);
                vec![(at, first.to_owned()), (end..end, rest.to_owned())]
            }
            _ => vec![(at, text)],
        }
    }

    fn column_of(&self, found: &Found<'_>) -> usize {
        found.slot().map_or(0, |slot| column(self.yaml, slot.start))
    }

    /// Puts a value in the place of one of another kind.
    fn replace(&self, found: &Found<'a>, value: &NewValue) -> Result<String, Refused> {
        let (yaml, node) = (self.yaml, found.node);
        let Some(slot) = found.slot() else {
            let text = match value {
                NewValue::List(items) if items.is_empty() => "[]".to_owned(),
                NewValue::Map(pairs) if pairs.is_empty() => String::new(),
                NewValue::List(_) | NewValue::Map(_) => self.lines(value, None, 0)?,
                value => self.behind(value, None, false, false, 0)?.trim_start().to_owned(),
            };
            return self.spliced(vec![(node.span.clone(), text)]);
        };
        let is_item = slot.key.is_none();
        let text = self.behind(value, found.key, is_item, found.flow, column(yaml, slot.start))?;
        let Some(behind) = slot.value_at else {
            return self.spliced(vec![(slot.end()..slot.end(), format!(":{text}"))]);
        };
        let is_block = text.starts_with(['\n', '\r']);
        let end = node.span.end.max(behind);
        if node.span.is_empty() {
            let blanks = yaml.len() - behind - yaml[behind..].trim_start_matches([' ', '\t']).len();
            let at = if is_block {
                line_end(yaml, behind)
            } else {
                // An item in brackets has no dash before it.
                behind
            };
            let is_end = line_end(yaml, behind) == behind + blanks;
            let at = if is_end && !found.flow { behind..behind + blanks } else { at..at };
            return self.spliced(self.around_comment(at, text));
        }
        let start = node.span.start;
        let is_beside = line_start(yaml, start) == line_start(yaml, behind);
        if is_block {
            let rest = line_end(yaml, end);
            if !is_beside {
                // What stands between the key and the value stays.
                let lines = text.trim_start_matches(['\n', '\r']).to_owned();
                return self.spliced(vec![(line_start(yaml, start)..end, lines)]);
            }
            return self.spliced(vec![(behind..end, String::new()), (rest..rest, text)]);
        }
        if is_beside {
            let written =
                if is_item || !text.is_empty() { text.trim_start().to_owned() } else { text };
            let at = if written.is_empty() { behind..end } else { start..end };
            return self.spliced(self.around_comment(at, written));
        }
        if yaml[behind..start].contains('#') {
            if text.contains(['\n', '\r']) {
                // The comments would be lines of the text.
                return Err(Refused::Comment);
            }
            let lines = line_start(yaml, start)..next_line(yaml, end);
            let mut patches = self.around_comment(behind..behind, text);
            patches.push((lines, String::new()));
            return self.spliced(patches);
        }
        self.spliced(self.around_comment(behind..end, text))
    }

    /// Changes of which each is told from the source that the last one gave.
    fn in_turn(&self, changes: &[Change]) -> Result<String, Refused> {
        changes
            .iter()
            .try_fold(self.yaml.to_owned(), |yaml, step| changed(&yaml, step, self.manner))
    }

    fn set_list(&self, path: &[Step], items: &[NewValue]) -> Result<String, Refused> {
        let there = Reading::of(self.yaml)?.tree;
        let Some(Tree::List(old)) = there.at(path) else { return Err(Refused::Missing) };
        let new: Vec<Tree> = items.iter().map(Tree::new).collect::<Result<_, _>>()?;
        let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - first;
        let last = old.iter().rev().zip(new.iter().rev()).take(rest);
        let last = last.take_while(|(old, new)| old == new).count();
        let (gone, come) = (old.len() - first - last, new.len() - first - last);
        let item = |at: usize| [path, &[Step::Item(at)]].concat();
        let mut changes = Vec::new();
        for (n, new) in items.iter().skip(first).take(come).enumerate() {
            let at = first + n;
            changes.push(if n < gone {
                Change::Set(item(at), new.clone())
            } else {
                Change::Insert(path.to_vec(), at, None, new.clone())
            });
        }
        for _ in come..gone {
            changes.push(Change::Remove(item(first + come)));
        }
        self.in_turn(&changes)
    }

    fn set_map(&self, path: &[Step], pairs: &[(String, NewValue)]) -> Result<String, Refused> {
        let there = Reading::of(self.yaml)?.tree;
        let Some(Tree::Map(old)) = there.at(path) else { return Err(Refused::Missing) };
        let entry = |key: &str| [path, &[Step::from(key)]].concat();
        let mut changes = Vec::new();
        // What comes first, so that there is something to stand beside.
        for (at, (key, value)) in pairs.iter().enumerate() {
            match old.iter().find(|(known, _)| known == key) {
                Some((_, there)) if *there == Tree::new(value)? => {}
                Some(_) => changes.push(Change::Set(entry(key), value.clone())),
                None => changes.push(Change::Insert(
                    path.to_vec(),
                    at,
                    Some(key.clone()),
                    value.clone(),
                )),
            }
        }
        for (key, _) in old.iter().filter(|(key, _)| !pairs.iter().any(|(new, _)| new == key)) {
            changes.push(Change::Remove(entry(key)));
        }
        self.in_turn(&changes)
    }

    // ---- Inserting

    fn insert(
        &self,
        path: &[Step],
        at: usize,
        key: Option<&str>,
        value: &NewValue,
    ) -> Result<String, Refused> {
        let whole = || match key {
            Some(key) => NewValue::Map(vec![(key.to_owned(), value.clone())]),
            None => NewValue::List(vec![value.clone()]),
        };
        if self.document.root.is_none() && path.is_empty() {
            let is_open = !self.yaml.is_empty() && !self.yaml.ends_with(['\n', '\r']);
            let before = if is_open { self.ending } else { "" };
            let lines = self.lines(&whole(), None, 0)?;
            return Ok(format!("{}{before}{lines}{}", self.yaml, self.ending));
        }
        let found = self.find(path)?;
        let slots = found.node.slots();
        if slots.is_empty() {
            return self.replace(&found, &whole());
        }
        let at = at.min(slots.len());
        if found.node.is_flow() {
            let text = match key {
                Some(key) => self.flow_pair(key, value)?,
                None => self.flow_text(value, found.key)?,
            };
            return self.insert_in_brackets(slots, at, &text);
        }
        let column = column(self.yaml, slots[0].start);
        let text = self.entry(key, value, found.key, column)?;
        self.insert_line(slots, at, &text, column)
    }

    fn insert_in_brackets(&self, slots: &[Slot], at: usize, text: &str) -> Result<String, Refused> {
        let yaml = self.yaml;
        let own_lines = slots.iter().all(|slot| begins_line(yaml, slot.start));
        let indent = " ".repeat(column(yaml, slots[0].start));
        let ending = self.ending;
        let Some(next) = slots.get(at) else {
            let end = slots.last().map_or(0, Slot::end);
            if !own_lines {
                return self.spliced(vec![(end..end, format!(", {text}"))]);
            }
            let comma = comma(yaml, end);
            let line = line_end(yaml, comma.unwrap_or(end));
            let (before, after) = if comma.is_some() { ("", ",") } else { (",", "") };
            return self.spliced(vec![
                (end..end, before.to_owned()),
                (line..line, format!("{ending}{indent}{text}{after}")),
            ]);
        };
        if !own_lines {
            return self.spliced(vec![(next.start..next.start, format!("{text}, "))]);
        }
        let before = at.checked_sub(1).and_then(|last| slots.get(last));
        let line = match before {
            Some(before) => next_line(yaml, comma(yaml, before.end()).ok_or(Refused::Unclear)?),
            None => line_start(yaml, next.start),
        };
        self.spliced(vec![(line..line, format!("{indent}{text},{ending}"))])
    }

    fn insert_line(
        &self,
        slots: &[Slot],
        at: usize,
        text: &str,
        column: usize,
    ) -> Result<String, Refused> {
        let (yaml, ending) = (self.yaml, self.ending);
        let indent = " ".repeat(column);
        let is_apart = |pair: &[Slot]| has_blank_line(&yaml[pair[0].end()..pair[1].start]);
        let pairs = slots.windows(2);
        // Between two, as these are to each other; at either end, as most are.
        let blank = match at.checked_sub(1).and_then(|last| slots.get(last..=at)) {
            Some(around) => is_apart(around),
            None => pairs.clone().filter(|pair| is_apart(pair)).count() * 2 > pairs.count(),
        };
        let blank = if blank { ending } else { "" };
        let Some(before) = at.checked_sub(1).and_then(|last| slots.get(last)) else {
            let first = slots[0].start;
            if begins_line(yaml, first) {
                let lead = line_start(yaml, self.lead(first, 0));
                // What stands at the top of a file may be about all of it.
                let line = if lead == 0 { line_start(yaml, first) } else { lead };
                return self.spliced(vec![(line..line, format!("{indent}{text}{ending}{blank}"))]);
            }
            return self.spliced(vec![(first..first, format!("{text}{ending}{blank}{indent}"))]);
        };
        let end = self.tail(before, column);
        self.spliced(vec![(end..end, format!("{ending}{blank}{indent}{text}"))])
    }

    /// Where the lines of an entry end: behind a comment beside it, and those below it that are indented further.
    fn tail(&self, slot: &Slot, column: usize) -> usize {
        let yaml = self.yaml;
        let mut end = line_end(yaml, slot.end());
        loop {
            let next = next_line(yaml, end);
            let line = &yaml[next..line_end(yaml, next)];
            let comment = line.trim_start_matches([' ', '\t']);
            if next == end || !comment.starts_with('#') || line.len() - comment.len() <= column {
                return end;
            }
            end = line_end(yaml, next);
        }
    }

    /// Where the comments begin that stand right above an entry, as far as they are indented like it.
    fn lead(&self, start: usize, from: usize) -> usize {
        let yaml = self.yaml;
        if !begins_line(yaml, start) {
            return start;
        }
        let indent = start - line_start(yaml, start);
        let mut lead = start;
        loop {
            let line = line_start(yaml, lead);
            if line <= from {
                return lead;
            }
            let end = yaml[..line].strip_suffix('\n').unwrap_or(&yaml[..line]);
            let end = end.strip_suffix('\r').unwrap_or(end).len();
            let above = line_start(yaml, end);
            let text = &yaml[above..end];
            let comment = text.trim_start_matches(' ');
            if above < from || !comment.starts_with('#') || text.len() - comment.len() != indent {
                return lead;
            }
            lead = above + indent;
        }
    }

    // ---- Taking away

    fn remove(&self, path: &[Step]) -> Result<String, Refused> {
        let yaml = self.yaml;
        let found = self.find(path)?;
        let (parent, at) = found.parent.ok_or(Refused::Missing)?;
        let slots = parent.slots();
        let slot = slots.get(at).ok_or(Refused::Missing)?;
        if parent.is_flow() {
            return self.remove_in_brackets(parent, at);
        }
        let own_line = begins_line(yaml, slot.start);
        let lines = line_start(yaml, slot.start)..next_line(yaml, slot.end());
        if slots.len() == 1 {
            let Some((_, above)) = path.split_last() else { return Err(Refused::Missing) };
            let empty = if matches!(parent.shape, Shape::List { .. }) { "[]" } else { "{}" };
            let Some(above) = self.find(above)?.slot() else {
                let text = if empty == "[]" { "[]" } else { "" };
                let at = if empty == "[]" { slot.start..slot.end() } else { lines };
                return self.spliced(vec![(at, text.to_owned())]);
            };
            let behind = above.value_at.ok_or(Refused::Unclear)?;
            if own_line && line_start(yaml, behind) != line_start(yaml, slot.start) {
                let blanks =
                    yaml[behind..].len() - yaml[behind..].trim_start_matches([' ', '\t']).len();
                let is_end = line_end(yaml, behind) == behind + blanks;
                let at = if is_end { behind..behind + blanks } else { behind..behind };
                let lines = self.without_line_end(lines);
                return self.spliced(vec![(at, format!(" {empty}")), (lines, String::new())]);
            }
            return self.spliced(vec![(slot.start..slot.end(), empty.to_owned())]);
        }
        if own_line {
            return self.spliced(vec![(self.with_blank_lines(lines, at == 0), String::new())]);
        }
        let next = slots.get(at + 1).ok_or(Refused::Unclear)?;
        let at = if yaml[slot.end()..next.start].contains('#') {
            slot.start..slot.end()
        } else {
            slot.start..next.start
        };
        self.spliced(vec![(at, String::new())])
    }

    /// Lines at the end of a file without a line end leave none behind.
    fn without_line_end(&self, lines: Range<usize>) -> Range<usize> {
        let yaml = self.yaml;
        if lines.end < yaml.len() || yaml.ends_with(['\n', '\r']) || lines.start == 0 {
            return lines;
        }
        let before = &yaml[..lines.start];
        let before = before.strip_suffix('\n').unwrap_or(before);
        before.strip_suffix('\r').unwrap_or(before).len()..lines.end
    }

    /// Lines that are taken away, with the blank lines that set them apart.
    fn with_blank_lines(&self, mut lines: Range<usize>, is_first: bool) -> Range<usize> {
        let yaml = self.yaml;
        let is_blank = |start: usize| yaml[start..line_end(yaml, start)].trim().is_empty();
        let line_above = |start: usize| {
            let before = &yaml[..start];
            let before = before.strip_suffix('\n').unwrap_or(before);
            line_start(yaml, before.strip_suffix('\r').unwrap_or(before).len())
        };
        let above = (lines.start > 0).then(|| line_above(lines.start));
        if is_first || above.is_none_or(is_blank) {
            if lines.end == yaml.len() {
                while lines.start > 0 && is_blank(line_above(lines.start)) {
                    lines.start = line_above(lines.start);
                }
            } else {
                while lines.end < yaml.len() && is_blank(lines.end) {
                    lines.end = next_line(yaml, lines.end);
                }
            }
        }
        self.without_line_end(lines)
    }

    fn remove_in_brackets(&self, parent: &Layout, at: usize) -> Result<String, Refused> {
        let (yaml, slots) = (self.yaml, parent.slots());
        let slot = slots.get(at).ok_or(Refused::Missing)?;
        if slots.len() == 1 {
            let empty = if matches!(parent.shape, Shape::List { .. }) { "[]" } else { "{}" };
            return self.spliced(vec![(parent.span.clone(), empty.to_owned())]);
        }
        let comma = comma(yaml, slot.end());
        let end = comma.map_or(slot.end(), |comma| comma + 1);
        let rest = yaml[end..line_end(yaml, end)].trim();
        if begins_line(yaml, slot.start) && (rest.is_empty() || rest.starts_with('#')) {
            let lines = line_start(yaml, slot.start)..next_line(yaml, end);
            return self.spliced(vec![(lines, String::new())]);
        }
        let range = match (slots.get(at + 1), at.checked_sub(1).and_then(|last| slots.get(last))) {
            (Some(next), _) => {
                let rest = &yaml[end..next.start];
                let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                slot.start..end + blanks
            }
            (None, Some(last)) if !yaml[last.end()..slot.start].contains(['#', '\n', '\r']) => {
                last.end()..slot.end()
            }
            _ => slot.start..slot.end(),
        };
        self.spliced(vec![(range, String::new())])
    }

    // ---- Rewording

    /// A text with other words in one place: where they stand as they are read, they alone change.
    fn reword(&self, path: &[Step], piece: &Range<usize>, words: &str) -> Result<String, Refused> {
        let found = self.find(path)?;
        let Shape::Scalar { text, .. } = &found.node.shape else { return Err(Refused::Missing) };
        let was = text.get(piece.clone()).ok_or(Refused::Missing)?;
        let before = text.get(..piece.start).unwrap_or_default().matches(was).count();
        let span = &found.node.span;
        let written = self.yaml.get(span.clone()).unwrap_or_default();
        let is_alike = !was.is_empty() && written.matches(was).count() == text.matches(was).count();
        match written.match_indices(was).nth(before) {
            // What this gives is looked at, and when it is something else, written anew.
            Some((at, _)) if is_alike && self.manner.blocks => {
                let at = span.start + at;
                self.spliced(vec![(at..at + was.len(), words.to_owned())])
            }
            _ => {
                let mut text = text.clone();
                text.replace_range(piece.clone(), words);
                self.set(&found, path, &NewValue::Text(text))
            }
        }
    }

    // ---- Moving and renaming

    fn shift(&self, path: &[Step], to: usize) -> Result<String, Refused> {
        let found = self.find(path)?;
        let (parent, from) = found.parent.ok_or(Refused::Missing)?;
        let mut order: Vec<usize> = (0..parent.slots().len()).collect();
        let moved = order.remove(from);
        order.insert(to.min(order.len()), moved);
        self.reorder(parent, &order)
    }

    fn reorder(&self, parent: &Layout, order: &[usize]) -> Result<String, Refused> {
        let slots = parent.slots();
        let is_within = |at: &Range<usize>| parent.span.contains(&at.start);
        if parent.is_flow() && self.document.comments.iter().any(is_within) {
            return Err(Refused::Comment);
        }
        let mut last = parent.span.start;
        let mut chunks: Vec<Range<usize>> = Vec::new();
        for (n, slot) in slots.iter().enumerate() {
            chunks.push(if parent.is_flow() {
                slot.start..slot.end()
            } else {
                let from = if n == 0 { 0 } else { last };
                let start = self.lead(slot.start, from);
                start..self.tail(slot, column(self.yaml, slot.start))
            });
            last = chunks.last().map_or(last, |chunk| chunk.end);
        }
        let patches = chunks.iter().zip(order).filter_map(|(at, from)| {
            let from = chunks.get(*from)?;
            (from != at).then(|| (at.clone(), self.yaml[from.clone()].to_owned()))
        });
        self.spliced(patches.collect())
    }

    fn rename(&self, path: &[Step], key: &str) -> Result<String, Refused> {
        let found = self.find(path)?;
        let slot = found.slot().ok_or(Refused::Missing)?;
        let (_, span) = slot.key.as_ref().ok_or(Refused::Missing)?;
        if key.contains(['\n', '\r']) {
            return Err(Refused::ReadsElse);
        }
        let style = match self.yaml.as_bytes().get(span.start) {
            Some(b'"') => Style::Double,
            Some(b'\'') => Style::Single,
            _ => Style::Plain,
        };
        let text = match style {
            Style::Plain => self.key(key, found.flow)?,
            marks => {
                let context = ScalarContext { marks, ..self.context(found.flow, 0) };
                let shape = Shape::Scalar { style: marks, text: String::new() };
                let pattern = Pattern::of(self.yaml, span, &shape);
                scalar::write(key, false, pattern.as_ref(), false, context)
                    .ok_or(Refused::ReadsElse)?
            }
        };
        self.spliced(vec![(span.clone(), text)])
    }
}

/// The comma behind an item in brackets.
fn comma(yaml: &str, end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        match yaml.as_bytes().get(at)? {
            b',' => return Some(at),
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' => at = line_end(yaml, at),
            _ => return None,
        }
    }
}

fn has_blank_line(between: &str) -> bool {
    let lines: Vec<&str> = between.split('\n').collect();
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|line| line.trim().is_empty())
}

/// Whether a value has a text of several lines.
fn spans_lines(value: &NewValue) -> bool {
    match value {
        NewValue::Text(text) | NewValue::Literal(text) => text.contains('\n'),
        NewValue::List(items) => items.iter().any(spans_lines),
        NewValue::Map(pairs) => pairs.iter().any(|(_, value)| spans_lines(value)),
        NewValue::Nothing => false,
    }
}
