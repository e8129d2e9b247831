//! What a source says, and what a change makes of it, without a word about how it is written.
//!
//! Entry points: [`Change`], [`Tree`]. Invariant: a change that is not refused here names something that is there.

use std::ops::Range;

use super::Refused;
use crate::yaml::{Node, NodeValue};

/// A way into a value: a key of a map, or the number of an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value under a key.
    Key(String),
    /// An item, from 0.
    Item(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

/// A value that is to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum NewValue {
    /// Nothing, as behind a key without a value.
    Nothing,
    /// A text: in quotation marks wherever readers of YAML would take it for something else.
    Text(String),
    /// A number, a date or an answer, which stands without quotation marks.
    Literal(String),
    /// A list.
    List(Vec<NewValue>),
    /// A map, in this order.
    Map(Vec<(String, NewValue)>),
}

impl NewValue {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text without quotation marks, when it can stand so and is read as what it is.
    pub(crate) fn plain(text: &str) -> Self {
        match Self::is_plain(text) {
            true => Self::Literal(text.trim().to_owned()),
            false => Self::Text(text.to_owned()),
        }
    }

    /// Whether a text can stand in a file without quotation marks and is read as what it is.
    pub(crate) fn is_plain(text: &str) -> bool {
        let text = text.trim();
        let is_sign = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '.' | ',' | '-' | '+' | ' ' | '€' | '%' | '\u{a0}' | '/')
        };
        !text.is_empty()
            && text.chars().all(is_sign)
            && text.starts_with(|c: char| c.is_alphanumeric() || c == '-')
            && !text.starts_with("- ")
    }
}

/// A change to one value at a place of any depth.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Puts a value at a path. The last key of it need not be there yet: then it comes last.
    Set(Vec<Step>, NewValue),
    /// Puts an item into the list at a path, or a value under a new key into a map: before what has this number now.
    Insert(Vec<Step>, usize, Option<String>, NewValue),
    /// Takes away what is at a path, with the key.
    Remove(Vec<Step>),
    /// Puts what is at a path among its neighbours in the place with this number, counted without it.
    Move(Vec<Step>, usize),
    /// Gives what is at a path another key.
    Rename(Vec<Step>, String),
    /// Puts words in the place of those between two bytes of the text at a path, as it is read.
    Reword(Vec<Step>, Range<usize>, String),
    /// Puts what a list or a map at a path holds in the order of these numbers, each of which is there once.
    Reorder(Vec<Step>, Vec<usize>),
}

impl Change {
    /// What is at the end of the path, and the way there.
    pub(super) fn path(&self) -> &[Step] {
        match self {
            Self::Set(path, _)
            | Self::Insert(path, ..)
            | Self::Remove(path)
            | Self::Move(path, _)
            | Self::Rename(path, _)
            | Self::Reword(path, ..)
            | Self::Reorder(path, _) => path,
        }
    }

    /// Whether keys stand in the order that a change is about.
    pub(super) fn is_in_order(&self, read: &Tree, wanted: &Tree) -> bool {
        let path = match self {
            Self::Set(..) | Self::Reword(..) => return true,
            Self::Insert(path, ..) | Self::Reorder(path, _) => path,
            Self::Remove(path) | Self::Move(path, _) | Self::Rename(path, _) => {
                path.split_last().map_or(&[][..], |(_, parent)| parent)
            }
        };
        read.at(path).map(Tree::keys) == wanted.at(path).map(Tree::keys)
    }

    /// What a tree becomes by it.
    pub(super) fn applied(&self, tree: &Tree) -> Result<Tree, Refused> {
        let mut tree = tree.clone();
        match self {
            Self::Set(path, value) => match tree.at_mut(path) {
                Some(there) => *there = Tree::new(value)?,
                None => {
                    let (last, parent) = path.split_last().ok_or(Refused::Missing)?;
                    let Step::Key(key) = last else { return Err(Refused::Missing) };
                    let pairs = tree.at_mut(parent).and_then(Tree::pairs_mut);
                    pairs.ok_or(Refused::Missing)?.push((key.clone(), Tree::new(value)?));
                }
            },
            Self::Insert(path, at, key, value) => {
                let there = tree.at_mut(path).ok_or(Refused::Missing)?;
                let value = Tree::new(value)?;
                match key {
                    None => {
                        let items = there.items_mut().ok_or(Refused::Missing)?;
                        items.insert((*at).min(items.len()), value);
                    }
                    Some(key) => {
                        let pairs = there.pairs_mut().ok_or(Refused::Missing)?;
                        if pairs.iter().any(|(known, _)| known == key) {
                            return Err(Refused::Exists);
                        }
                        pairs.insert((*at).min(pairs.len()), (key.clone(), value));
                    }
                }
            }
            Self::Remove(path) => {
                let (parent, at) = tree.slot(path)?;
                match parent {
                    Tree::List(items) => drop(items.remove(at)),
                    Tree::Map(pairs) => drop(pairs.remove(at)),
                    _ => return Err(Refused::Missing),
                }
            }
            Self::Move(path, to) => {
                let (parent, at) = tree.slot(path)?;
                match parent {
                    Tree::List(items) => {
                        let item = items.remove(at);
                        items.insert((*to).min(items.len()), item);
                    }
                    Tree::Map(pairs) => {
                        let pair = pairs.remove(at);
                        pairs.insert((*to).min(pairs.len()), pair);
                    }
                    _ => return Err(Refused::Missing),
                }
            }
            Self::Rename(path, key) => {
                let (parent, at) = tree.slot(path)?;
                let Tree::Map(pairs) = parent else { return Err(Refused::Missing) };
                if pairs.iter().enumerate().any(|(n, (known, _))| n != at && known == key) {
                    return Err(Refused::Exists);
                }
                pairs.get_mut(at).ok_or(Refused::Missing)?.0.clone_from(key);
            }
            Self::Reword(path, piece, words) => {
                let Some(Tree::Text(text)) = tree.at_mut(path) else {
                    return Err(Refused::Missing);
                };
                text.get(piece.clone()).ok_or(Refused::Missing)?;
                text.replace_range(piece.clone(), words);
            }
            Self::Reorder(path, order) => match tree.at_mut(path).ok_or(Refused::Missing)? {
                Tree::List(items) => *items = in_order(items, order)?,
                Tree::Map(pairs) => *pairs = in_order(pairs, order)?,
                Tree::Nothing | Tree::Text(_) => return Err(Refused::Missing),
            },
        }
        Ok(tree)
    }
}

/// The same in another order, which names each once.
fn in_order<T: Clone>(held: &[T], order: &[usize]) -> Result<Vec<T>, Refused> {
    let mut numbers = order.to_vec();
    numbers.sort_unstable();
    if !numbers.into_iter().eq(0..held.len()) {
        return Err(Refused::Missing);
    }
    order.iter().map(|at| held.get(*at).cloned().ok_or(Refused::Missing)).collect()
}

/// What a source says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Nothing,
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            NodeValue::Null => Self::Nothing,
            NodeValue::Scalar { text, .. } => Self::Text(text.clone()),
            NodeValue::List(items) => Self::List(items.iter().map(Self::of).collect()),
            NodeValue::Map(pairs) => Self::Map(
                pairs.iter().map(|pair| (pair.key.clone(), Self::of(&pair.value))).collect(),
            ),
        }
    }

    /// The tree of a value; a map has each key once.
    pub(super) fn new(value: &NewValue) -> Result<Self, Refused> {
        Ok(match value {
            NewValue::Nothing => Self::Nothing,
            NewValue::Literal(text)
                if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") =>
            {
                Self::Nothing
            }
            NewValue::Text(text) | NewValue::Literal(text) => Self::Text(text.clone()),
            NewValue::List(items) => {
                Self::List(items.iter().map(Self::new).collect::<Result<_, _>>()?)
            }
            NewValue::Map(pairs) => {
                let mut tree: Vec<(String, Self)> = Vec::new();
                for (key, value) in pairs {
                    if tree.iter().any(|(known, _)| known == key) {
                        return Err(Refused::Exists);
                    }
                    tree.push((key.clone(), Self::new(value)?));
                }
                Self::Map(tree)
            }
        })
    }

    pub(super) fn into_new(self) -> NewValue {
        match self {
            Self::Nothing => NewValue::Nothing,
            Self::Text(text) => NewValue::Text(text),
            Self::List(items) => NewValue::List(items.into_iter().map(Self::into_new).collect()),
            Self::Map(pairs) => NewValue::Map(
                pairs.into_iter().map(|(key, value)| (key, value.into_new())).collect(),
            ),
        }
    }

    /// Whether both say the same. The line end at the end of a text is that of its block, and a map that is set keeps the order that it had.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Text(a), Self::Text(b)) => a.trim_end_matches('\n') == b.trim_end_matches('\n'),
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
            }
            (Self::Map(a), Self::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, value)| {
                        b.iter().any(|(other, there)| key == other && value.is_same(there))
                    })
            }
            _ => false,
        }
    }

    pub(super) fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |tree, step| match (tree, step) {
            (Self::Map(pairs), Step::Key(key)) => {
                pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value)
            }
            (Self::List(items), Step::Item(item)) => items.get(*item),
            _ => None,
        })
    }

    fn keys(&self) -> Vec<&str> {
        match self {
            Self::Map(pairs) => pairs.iter().map(|(key, _)| key.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    fn at_mut(&mut self, path: &[Step]) -> Option<&mut Self> {
        path.iter().try_fold(self, |tree, step| match (tree, step) {
            (Self::Map(pairs), Step::Key(key)) => {
                pairs.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
            }
            (Self::List(items), Step::Item(item)) => items.get_mut(*item),
            _ => None,
        })
    }

    /// What holds the end of a path, and its number there.
    fn slot(&mut self, path: &[Step]) -> Result<(&mut Self, usize), Refused> {
        let (last, parent) = path.split_last().ok_or(Refused::Missing)?;
        let parent = self.at_mut(parent).ok_or(Refused::Missing)?;
        let at = match (&*parent, last) {
            (Self::Map(pairs), Step::Key(key)) => pairs.iter().position(|(known, _)| known == key),
            (Self::List(items), Step::Item(item)) => (*item < items.len()).then_some(*item),
            _ => None,
        };
        at.map(|at| (parent, at)).ok_or(Refused::Missing)
    }

    /// The items of a list; where nothing is, there is an empty one.
    fn items_mut(&mut self) -> Option<&mut Vec<Self>> {
        if *self == Self::Nothing {
            *self = Self::List(Vec::new());
        }
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    fn pairs_mut(&mut self) -> Option<&mut Vec<(String, Self)>> {
        if *self == Self::Nothing {
            *self = Self::Map(Vec::new());
        }
        match self {
            Self::Map(pairs) => Some(pairs),
            _ => None,
        }
    }
}
