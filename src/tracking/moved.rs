//! What has moved between two orders of the same things.
//!
//! Entry point: [`moved`]. Invariant: things that have not moved stand to each other as they did.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// What has moved, come or gone: everything outside a longest common subsequence. Each thing is in an order once.
pub(super) fn moved<'a, T: Eq + Hash>(before: &[&'a T], after: &[&'a T]) -> Vec<&'a T> {
    let same = |(a, b): &(&&'a T, &&'a T)| a == b;
    let start = before.iter().zip(after).take_while(same).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(same).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);

    let was: HashMap<&T, usize> = before.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    // Longest increasing subsequence of the former places: `ends[n]` is the place in `after` at which a sequence of n + 1 things ends
    // that leaves most room for more.
    let places: Vec<Option<usize>> = after.iter().map(|key| was.get(key).copied()).collect();
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; after.len()];
    for (at, place) in places.iter().enumerate() {
        if place.is_none() {
            continue;
        }
        let length = ends.partition_point(|end| places[*end] < *place);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stays = vec![false; after.len()];
    let mut at = ends.last().copied();
    while let Some(here) = at {
        stays[here] = true;
        at = previous[here];
    }
    let now: HashSet<&T> = after.iter().copied().collect();
    let gone = before.iter().copied().filter(|key| !now.contains(key));
    let came = after.iter().zip(stays).filter(|(_, stays)| !stays).map(|(key, _)| *key);
    came.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(before: &'static str, after: &'static str) -> String {
        fn each(text: &'static str) -> Vec<&'static u8> {
            text.as_bytes().iter().collect()
        }
        moved(&each(before), &each(after)).into_iter().map(|byte| char::from(*byte)).collect()
    }

    #[test]
    fn only_what_jumps_has_moved() {
        assert_eq!(letters("abcdef", "abcdef"), "");
        assert_eq!(letters("abcdef", "aebcdf"), "e");
        assert_eq!(letters("abcdef", "bcdefa"), "a");
        assert_eq!(letters("abcdef", "abxcdef"), "x");
        assert_eq!(letters("abcdef", "abdef"), "c");
        assert_eq!(letters("abcdef", "fxbcde"), "fxa");
        assert_eq!(letters("", "ab"), "ab");
    }
}
