//! From what a form wants to the smallest changes of a file.
//!
//! Entry point: [`changes`]. Invariant: what is the same to whoever fills in the form is not touched; an item of a list that stays, moves with all that is
//! written about it; what the form does not know of is left where it is.

use std::sync::Arc;

use indexmap::IndexMap;

use super::value::FormValue;
use crate::edit::{Change, NewValue, Step};
use crate::schema::{Field, PartControl, Parts};

/// Lists of more items than this are written anew.
const MOST: usize = 500;

/// What is known of a value.
#[derive(Clone, Copy)]
pub(super) enum FieldShape<'a> {
    /// It is that of a field.
    Of(&'a Field),
    /// It is a piece of a value.
    Part(PartControl),
    /// Nothing.
    Unknown,
}

impl<'a> FieldShape<'a> {
    /// What is known of an item of a list.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Of(field) => match field.kind.parts() {
                Parts::Items(of) => Self::Of(of),
                _ => Self::Unknown,
            },
            Self::Part(_) | Self::Unknown => Self::Unknown,
        }
    }

    /// What is under a key of a map; `None` when no form shows such a key.
    pub(super) fn under(self, key: &str) -> Option<Self> {
        let Self::Of(field) = self else { return None };
        match field.kind.parts() {
            Parts::Fields(fields) => fields.get(key).map(Self::Of),
            Parts::Pairs(_, of) => Some(Self::Of(of)),
            Parts::Items(_) => None,
            Parts::None => {
                let mut parts = field.kind.control().parts().iter();
                parts.find(|(known, _)| *known == key).map(|(_, part)| Self::Part(*part))
            }
        }
    }

    /// The place of a key among all that there may be; `None` for one that has none.
    fn rank(self, key: &str) -> Option<usize> {
        let Self::Of(field) = self else { return None };
        match field.kind.parts() {
            Parts::Fields(fields) => fields.get_index_of(key),
            Parts::None => field.kind.control().parts().iter().position(|(known, _)| *known == key),
            Parts::Items(_) | Parts::Pairs(..) => None,
        }
    }

    /// Whether a value is a box that somebody ticks.
    pub(super) fn is_box(self) -> bool {
        match self {
            Self::Of(field) => field.kind.is_box(),
            Self::Part(part) => part == PartControl::Tick,
            Self::Unknown => false,
        }
    }

    fn is_literal(self) -> bool {
        match self {
            Self::Of(field) => field.kind.control().is_literal(),
            Self::Part(part) => part == PartControl::Tick,
            Self::Unknown => false,
        }
    }

    /// The value where it is written as one piece: of a picture, its file.
    pub(super) fn lifted(self, value: &FormValue) -> Option<FormValue> {
        let (Self::Of(field), FormValue::Text(_)) = (self, value) else { return None };
        let key = field.kind.control().alone()?;
        Some(FormValue::Map(vec![(key.to_owned(), value.clone())]))
    }

    /// Whether two values are the same to whoever fills in the form.
    pub(super) fn is_same(self, a: &FormValue, b: &FormValue) -> bool {
        let full = |value: &FormValue| self.lifted(value).unwrap_or_else(|| value.clone());
        full(a).is_same(&full(b))
    }

    /// The value as it is to be written.
    fn new_value(self, value: &FormValue) -> NewValue {
        match value {
            FormValue::Nothing => NewValue::Nothing,
            FormValue::Text(text) if self.is_literal() && NewValue::is_plain(text) => {
                NewValue::plain(text)
            }
            FormValue::Text(text) => NewValue::Text(super::value::lines(text)),
            FormValue::List(items) => {
                let items = items.iter().filter(|item| !is_nothing(item));
                NewValue::List(items.map(|item| self.item().new_value(item)).collect())
            }
            FormValue::Map(pairs) => {
                let mut pairs: Vec<_> =
                    pairs.iter().filter(|(_, value)| !is_nothing(value)).collect();
                pairs.sort_by_key(|(key, _)| self.rank(key).unwrap_or(usize::MAX));
                let of = |key: &str| self.under(key).unwrap_or(Self::Unknown);
                NewValue::Map(
                    pairs
                        .into_iter()
                        .map(|(key, value)| (key.clone(), of(key).new_value(value)))
                        .collect(),
                )
            }
        }
    }
}

fn is_nothing(value: &FormValue) -> bool {
    value.normal() == FormValue::Nothing
}

/// What makes the fields of an entry at `base` have another value in one of them. `keys` are those that are written, in order.
pub(super) fn changes(
    fields: &IndexMap<Arc<str>, Field>,
    base: &[Step],
    keys: &[&str],
    (name, written, new): (&str, &FormValue, &FormValue),
) -> Vec<Change> {
    let shape = fields.get(name).map_or(FieldShape::Unknown, FieldShape::Of);
    let path = [base, &[Step::from(name)]].concat();
    let mut out = Vec::new();
    if keys.contains(&name) {
        shape.change(&path, written, new, &mut out);
    } else if !is_nothing(new) {
        let rank = |key: &str| fields.get_index_of(key);
        let at = place(keys, rank(name), rank);
        out.push(Change::Insert(base.to_vec(), at, Some(name.to_owned()), shape.new_value(new)));
    }
    out
}

/// The same in one piece, for where the smallest changes cannot be made.
pub(super) fn whole(
    fields: &IndexMap<Arc<str>, Field>,
    base: &[Step],
    (name, new): (&str, &FormValue),
) -> Change {
    let shape = fields.get(name).map_or(FieldShape::Unknown, FieldShape::Of);
    let path = [base, &[Step::from(name)]].concat();
    if is_nothing(new) { Change::Remove(path) } else { Change::Set(path, shape.new_value(new)) }
}

/// Before which of the keys that there are one with this rank belongs.
fn place(keys: &[&str], rank: Option<usize>, of: impl Fn(&str) -> Option<usize>) -> usize {
    let Some(rank) = rank else { return keys.len() };
    let before = |key: &&str| of(key).is_some_and(|other| other < rank);
    match keys.iter().rposition(before) {
        Some(last) => last + 1,
        // Nothing stands before it: in front of those that come after it, and behind what nobody knows.
        None => keys.iter().position(|key| of(key).is_some()).unwrap_or(keys.len()),
    }
}

impl FieldShape<'_> {
    /// What makes a value that is there another one.
    fn change(self, path: &[Step], old: &FormValue, new: &FormValue, out: &mut Vec<Change>) {
        if self.is_same(old, new) {
            return;
        }
        if is_nothing(new) {
            out.push(Change::Remove(path.to_vec()));
            return;
        }
        if let Some(full) = self.lifted(old) {
            // What stands alone goes on doing so.
            let alone = full.pairs().first().map(|(key, _)| key.clone()).unwrap_or_default();
            let value = match new.normal() {
                FormValue::Map(pairs) if pairs.len() == 1 && pairs[0].0 == alone => {
                    pairs[0].1.clone()
                }
                _ => new.clone(),
            };
            out.push(Change::Set(path.to_vec(), self.new_value(&value)));
            return;
        }
        match (old, new) {
            (FormValue::Map(old), FormValue::Map(new)) => self.maps(path, old, new, out),
            (FormValue::List(old), FormValue::List(new))
                if !old.is_empty() && old.len() <= MOST && new.len() <= MOST =>
            {
                let new: Vec<&FormValue> = new.iter().filter(|item| !is_nothing(item)).collect();
                self.lists(path, old, &new, out);
            }
            _ => out.push(Change::Set(path.to_vec(), self.new_value(new))),
        }
    }

    fn maps(
        self,
        path: &[Step],
        old: &[(String, FormValue)],
        new: &[(String, FormValue)],
        out: &mut Vec<Change>,
    ) {
        let at = |key: &str| [path, &[Step::from(key)]].concat();
        let wanted = |key: &str| new.iter().find(|(known, _)| known == key).map(|(_, v)| v);
        let mut keys: Vec<&str> = Vec::new();
        for (key, value) in old {
            match (wanted(key), self.under(key)) {
                // A form cannot tell it from nothing.
                (None, _) if is_nothing(value) => keys.push(key),
                (None, _) => out.push(Change::Remove(at(key))),
                (Some(new), shape) => {
                    let shape = shape.unwrap_or(Self::Unknown);
                    shape.change(&at(key), value, new, out);
                    if !is_nothing(new) || is_nothing(value) {
                        keys.push(key);
                    }
                }
            }
        }
        for (key, value) in new {
            if is_nothing(value) || old.iter().any(|(known, _)| known == key) {
                continue;
            }
            let place = place(&keys, self.rank(key), |key| self.rank(key));
            let shape = self.under(key).unwrap_or(Self::Unknown);
            let value = shape.new_value(value);
            out.push(Change::Insert(path.to_vec(), place, Some(key.clone()), value));
            keys.insert(place, key);
        }
    }

    fn lists(self, path: &[Step], old: &[FormValue], new: &[&FormValue], out: &mut Vec<Change>) {
        let shape = self.item();
        let at = |place: usize| [path, &[Step::from(place)]].concat();
        let stays = common(old, new, |a, b| shape.is_same(a, b));
        let from = origins(shape, old, new, &stays);
        // What goes, from the end on; then what stays and has another place; then what comes.
        let mut now: Vec<Option<usize>> = (0..old.len()).map(Some).collect();
        for place in (0..old.len()).rev() {
            if !from.contains(&Some(place)) {
                out.push(Change::Remove(at(place)));
                now.remove(place);
            }
        }
        // Each that does not stay where it is comes to stand behind the one that is to be before it.
        let mut before: usize = 0;
        for (number, origin) in from.iter().enumerate() {
            let place = origin.and_then(|origin| now.iter().position(|at| *at == Some(origin)));
            before = match place {
                Some(place) if stays.contains(&(place_of(*origin), number)) => place,
                Some(place) => {
                    let to = if place < before { before - 1 } else { before };
                    if to != place {
                        out.push(Change::Move(at(place), to));
                        let item = now.remove(place);
                        now.insert(to, item);
                    }
                    to
                }
                None => {
                    let value = shape.new_value(new[number]);
                    out.push(Change::Insert(path.to_vec(), before, None, value));
                    now.insert(before, None);
                    before
                }
            } + 1;
        }
        for (number, origin) in from.iter().enumerate() {
            if let Some(origin) = origin {
                shape.change(&at(number), &old[*origin], new[number], out);
            }
        }
    }
}

fn place_of(origin: Option<usize>) -> usize {
    origin.unwrap_or(usize::MAX)
}

/// Pairs of places of a longest common part of two lists, in order.
fn common(
    old: &[FormValue],
    new: &[&FormValue],
    same: impl Fn(&FormValue, &FormValue) -> bool,
) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let is_same: Vec<bool> =
        old.iter().flat_map(|a| new.iter().map(|b| same(a, b)).collect::<Vec<_>>()).collect();
    let mut longest = vec![0_usize; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = match is_same[i * new.len() + j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if is_same[i * new.len() + j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// By new item, the old one that it comes from: those that stay, those that have moved, and those that were changed where they are.
fn origins(
    shape: FieldShape<'_>,
    old: &[FormValue],
    new: &[&FormValue],
    stays: &[(usize, usize)],
) -> Vec<Option<usize>> {
    let mut from: Vec<Option<usize>> = vec![None; new.len()];
    let mut left: Vec<usize> = (0..old.len()).collect();
    for (origin, number) in stays {
        from[*number] = Some(*origin);
        left.retain(|at| at != origin);
    }
    for (number, item) in new.iter().enumerate() {
        if from[number].is_none()
            && let Some(at) = left.iter().position(|origin| shape.is_same(&old[*origin], item))
        {
            from[number] = Some(left.remove(at));
        }
    }
    // What was changed is known by what it still says, also where it has moved.
    for (number, item) in new.iter().enumerate().filter(|(_, item)| !item.pairs().is_empty()) {
        if from[number].is_some() {
            continue;
        }
        // Of several that are alike, the first.
        let mut best: Option<(usize, usize)> = None;
        for (at, origin) in left.iter().enumerate() {
            let likeness = alike(&old[*origin], item);
            if likeness > best.map_or(0, |(_, known)| known) {
                best = Some((at, likeness));
            }
        }
        from[number] = best.map(|(at, _)| left.remove(at));
    }
    // What is left between two that stay is the same in other words, in order.
    let mut borders = vec![(None, None)];
    borders.extend(stays.iter().map(|(origin, number)| (Some(*origin), Some(*number))));
    for (n, (first_old, first_new)) in borders.iter().enumerate() {
        let next = borders.get(n + 1);
        let end_old = next.and_then(|(origin, _)| *origin).unwrap_or(old.len());
        let end_new = next.and_then(|(_, number)| *number).unwrap_or(new.len());
        let inside = |place: usize, first: &Option<usize>, end: usize| {
            first.is_none_or(|first| place > first) && place < end
        };
        for number in (0..new.len()).filter(|number| inside(*number, first_new, end_new)) {
            let here = left.iter().position(|origin| inside(*origin, first_old, end_old));
            if let (None, Some(at)) = (from[number], here) {
                from[number] = Some(left.remove(at));
            }
        }
    }
    from
}

/// How many pairs two maps have in common.
fn alike(a: &FormValue, b: &FormValue) -> usize {
    a.pairs().iter().filter(|(key, value)| b.get(key).is_some_and(|v| v.is_same(value))).count()
}
