//! Names that were probably meant.
//!
//! Entry points: [`nearest`] for few names, [`Names`] for names of which there may be many. Invariant: what a question costs has a bound that
//! does not depend on how many names there are in [`Names`], nor on how long they are.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many names are all looked at.
const FEW: usize = 256;
/// How many names of those that begin or end like the one that was written are looked at, on either side of it.
const BESIDE: usize = 32;
/// Nobody misspells a name of more characters in a way that can be guessed.
const MAX_LENGTH: usize = 128;

/// How many pairs of names this process has compared.
static COMPARED: AtomicUsize = AtomicUsize::new(0);

/// How many pairs of names this process has compared so far: for tests that hold that work does not grow faster than what it is about.
pub fn compared() -> usize {
    COMPARED.load(Ordering::Relaxed)
}

/// How many names are listed.
const LISTED: usize = 40;

/// Names that a message lists; of many, the first ones.
pub(crate) fn listing<S: AsRef<str>>(names: &[S]) -> String {
    let mut list = String::new();
    for name in names.iter().take(LISTED) {
        list.push_str(if list.is_empty() { "" } else { ", " });
        list.push_str(name.as_ref());
    }
    list.push_str(if names.len() > LISTED { ", …" } else { "" });
    list
}

/// The name in `known` that was probably meant by `written`: at most a third of its letters differ.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    scored(written, known).map(|(_, name)| name)
}

/// The nearest name, and in how many letters it differs.
fn scored<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<(usize, &'a str)> {
    let mut wanted = Wanted::new(written)?;
    known.into_iter().filter_map(|name| Some((wanted.distance(name)?, name))).min()
}

/// Names of which one may be meant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names<S> {
    /// Sorted.
    names: Vec<S>,
    /// The same, sorted by their ends; empty when there are few.
    backwards: Vec<u32>,
}

impl<S: AsRef<str>> Names<S> {
    /// Sorts names.
    pub(crate) fn new(names: impl IntoIterator<Item = S>) -> Self {
        let mut names: Vec<S> = names.into_iter().collect();
        names.sort_unstable_by(|a, b| a.as_ref().cmp(b.as_ref()));
        names.dedup_by(|a, b| a.as_ref() == b.as_ref());
        let mut backwards = Vec::new();
        if names.len() > FEW {
            backwards.extend(0..u32::try_from(names.len()).unwrap_or(u32::MAX));
            let name = |i: &u32| names[*i as usize].as_ref().bytes().rev();
            backwards.sort_unstable_by(|a, b| name(a).cmp(name(b)));
        }
        Self { names, backwards }
    }

    /// Whether this is one of them.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.names.binary_search_by(|known| known.as_ref().cmp(name)).is_ok()
    }

    /// The one that was probably meant by `written`: at most a third of its letters differ. Of many, only those are considered that
    /// begin or end much like it.
    pub(crate) fn nearest(&self, written: &str) -> Option<&str> {
        self.scored(written).map(|(_, name)| name)
    }

    /// The same of several lists of names.
    pub(crate) fn nearest_of<'a>(
        written: &str,
        several: impl IntoIterator<Item = &'a Self>,
    ) -> Option<&'a str>
    where
        S: 'a,
    {
        several.into_iter().filter_map(|names| names.scored(written)).min().map(|(_, name)| name)
    }

    fn scored(&self, written: &str) -> Option<(usize, &str)> {
        if self.backwards.is_empty() {
            return scored(written, self.names.iter().map(AsRef::as_ref));
        }
        let lower = written.to_lowercase();
        let around = |at: usize| at.saturating_sub(BESIDE)..(at + BESIDE).min(self.names.len());
        let forwards = self.names.partition_point(|name| name.as_ref() < lower.as_str());
        let name = |i: &u32| self.names[*i as usize].as_ref();
        let backwards =
            self.backwards.partition_point(|i| name(i).bytes().rev().lt(lower.bytes().rev()));
        let begin = self.names[around(forwards)].iter().map(AsRef::as_ref);
        let end = self.backwards[around(backwards)].iter().map(name);
        scored(written, begin.chain(end))
    }
}

/// How often letters occur, several letters counted together: a bound for how much two words differ.
type Letters = [u8; 32];

fn letters(word: &str) -> Letters {
    let mut letters = Letters::default();
    for c in word.chars() {
        let count = &mut letters[c as usize % 32];
        *count = count.saturating_add(1);
    }
    letters
}

/// A name that is looked for.
struct Wanted {
    lower: String,
    characters: Vec<char>,
    letters: Letters,
    other: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Wanted {
    /// `None` for a name that cannot be guessed.
    fn new(written: &str) -> Option<Self> {
        if written.len() > 4 * MAX_LENGTH {
            return None;
        }
        let lower = written.to_lowercase();
        let characters: Vec<char> = lower.chars().collect();
        (characters.len() <= MAX_LENGTH).then(|| Self {
            letters: letters(&lower),
            characters,
            lower,
            other: Vec::new(),
            rows: Default::default(),
        })
    }

    /// In how many letters a name differs, when it may be meant.
    fn distance(&mut self, name: &str) -> Option<usize> {
        COMPARED.fetch_add(1, Ordering::Relaxed);
        if name.len() > 4 * MAX_LENGTH {
            return None;
        }
        let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) };
        let (wanted, length) = (self.characters.len(), lower.chars().count());
        let longest = wanted.max(length);
        if longest > MAX_LENGTH {
            return None;
        }
        // A name that merely lacks a part ("clean" for "clean-tech") is meant as well.
        let is_part = wanted >= 4 && (lower.contains(&self.lower) || self.lower.contains(&*lower));
        let limit = if is_part { longest } else { longest / 3 };
        if wanted.abs_diff(length) > limit {
            return None;
        }
        let (mut more, mut less) = (0_usize, 0_usize);
        for (a, b) in self.letters.iter().zip(letters(&lower)) {
            more += usize::from(a.saturating_sub(b));
            less += usize::from(b.saturating_sub(*a));
        }
        if more.max(less) > limit {
            return None;
        }
        self.other.clear();
        self.other.extend(lower.chars());
        differing(&self.characters, &self.other, limit, &mut self.rows)
    }
}

/// How many letters have to be put in, left out, exchanged or swapped with their neighbour (optimal string alignment), up to `limit`.
/// Only cells are worked out from which the limit can be kept.
fn differing(a: &[char], b: &[char], limit: usize, rows: &mut [Vec<usize>; 3]) -> Option<usize> {
    const FAR: usize = usize::MAX / 2;
    let [before, last, row] = rows;
    for row in [&mut *before, &mut *last, &mut *row] {
        row.clear();
        row.resize(b.len() + 1, FAR);
    }
    for (j, cell) in last.iter_mut().enumerate().take(limit + 1) {
        *cell = j;
    }
    for i in 1..=a.len() {
        let (from, to) = (i.saturating_sub(limit).max(1), (i + limit).min(b.len()));
        row.fill(FAR);
        if i <= limit {
            row[0] = i;
        }
        for j in from..=to {
            let exchanged = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = exchanged.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row[j] = least;
        }
        std::mem::swap(before, last);
        std::mem::swap(last, row);
    }
    Some(last[b.len()]).filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_the_letters_may_differ() {
        let known = ["schreiner", "maler", "clean-tech", "bäcker"];
        let suggestion = |written| nearest(written, known);
        assert_eq!(suggestion("schriener"), Some("schreiner"));
        assert_eq!(suggestion("Schreinr"), Some("schreiner"));
        assert_eq!(suggestion("mahler"), Some("maler"));
        assert_eq!(suggestion("backer"), Some("bäcker"));
        assert_eq!(suggestion("clean"), Some("clean-tech"));
        assert_eq!(suggestion("tech"), Some("clean-tech"));
        assert_eq!(suggestion("xyz"), None);
        assert_eq!(suggestion(""), None);
        assert_eq!(nearest("", [""]), Some(""));
        assert_eq!(nearest("ab", ["ba", "abcd"]), None, "one of two, two of four");
    }

    #[test]
    fn of_many_names_the_misspelt_one_is_found() {
        let names = Names::new((0..50_000).map(|i| format!("fall-{:08x}", i * 85_899)));
        assert!(names.contains("fall-00000000") && !names.contains("fall"));
        for i in (0..50_000).step_by(997) {
            let right = format!("fall-{:08x}", i * 85_899);
            for at in [0, 3, right.len() - 3, right.len() - 1] {
                let mut wrong = right.clone();
                wrong.replace_range(at..=at, "");
                let suggestion = names.nearest(&wrong).unwrap();
                let mut rows = Default::default();
                let (a, b): (Vec<_>, Vec<_>) =
                    (wrong.chars().collect(), suggestion.chars().collect());
                assert_eq!(differing(&a, &b, 3, &mut rows), Some(1), "{wrong} {suggestion}");
            }
        }
        assert_eq!(names.nearest("ganz-anders"), None);
    }

    #[test]
    fn long_names_are_not_guessed() {
        let long = "a".repeat(1_000_000);
        assert_eq!(nearest(&long, [&*format!("{long}b")]), None);
        assert_eq!(
            nearest(&"a".repeat(MAX_LENGTH), [&*"a".repeat(MAX_LENGTH - 1)]).map(str::len),
            Some(127)
        );
    }
}
