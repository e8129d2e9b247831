//! What differs between two texts: as people read it, and as one piece.
//!
//! Entry points: [`difference`], [`differing`]. Invariant: whoever takes the lines with `-` out of the old text and puts those with `+` in has the new one; so
//! has who puts the one piece in the place of the other.

use std::ops::Range;

/// How many lines are shown around what differs.
const AROUND: usize = 2;
/// How far lines are looked for that both texts have.
const REACH: usize = 400;

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Same,
    Gone,
    Come,
}

/// The lines that differ, with their neighbours and where they are.
pub(crate) fn difference(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let (mut i, mut j) = (0, 0);
    let mut lines: Vec<(Sign, usize, &str)> = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && old.get(i) == new.get(j) {
            lines.push((Sign::Same, i, old[i]));
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (gone, come) = next_same(&old[i..], &new[j..]);
        lines.extend(
            old[i..i + gone].iter().enumerate().map(|(n, line)| (Sign::Gone, i + n, *line)),
        );
        lines.extend(new[j..j + come].iter().map(|line| (Sign::Come, i + gone, *line)));
        (i, j) = (i + gone, j + come);
    }
    let differs = |n: &usize| lines[*n].0 != Sign::Same;
    let is_shown = |n: usize| {
        (n.saturating_sub(AROUND)..(n + AROUND + 1).min(lines.len())).any(|near| differs(&near))
    };
    let mut text = String::new();
    let mut last = None;
    for n in (0..lines.len()).filter(|n| is_shown(*n)) {
        let (sign, line, written) = lines[n];
        if last != Some(n) {
            text.push_str(&format!("@@ {} @@\n", line + 1));
        }
        last = Some(n + 1);
        text.push(match sign {
            Sign::Same => ' ',
            Sign::Gone => '-',
            Sign::Come => '+',
        });
        text.push_str(written.trim_end_matches(['\n', '\r']));
        text.push('\n');
    }
    text
}

/// How many lines go and come before both texts have the same one again.
fn next_same(old: &[&str], new: &[&str]) -> (usize, usize) {
    for away in 1..REACH {
        for gone in 0..=away.min(old.len()) {
            let come = away - gone;
            if let (Some(a), Some(b)) = (old.get(gone), new.get(come))
                && a == b
                && !a.trim().is_empty()
            {
                return (gone, come);
            }
        }
    }
    (old.len(), new.len())
}

/// The one piece in which a text differs from another, and what stands there instead. Between CR and LF nothing begins and nothing ends.
pub(crate) fn differing<'n>(old: &str, new: &'n str) -> (Range<usize>, &'n str) {
    let same = |(a, b): &(char, char)| a == b;
    let front = old.chars().zip(new.chars()).take_while(same);
    let mut front: usize = front.map(|(sign, _)| sign.len_utf8()).sum();
    if old[..front].ends_with('\r') {
        front -= 1;
    }
    let (old_rest, new_rest) = (&old[front..], &new[front..]);
    let back = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same);
    let mut back: usize = back.map(|(sign, _)| sign.len_utf8()).sum();
    if old_rest[old_rest.len() - back..].starts_with('\n') {
        back -= 1;
    }
    (front..old.len() - back, &new_rest[..new_rest.len() - back])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_shown_with_their_neighbours() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let new = "a\nb\nc\nD\ne\nf\ng\nh\ni\n";
        assert_eq!(difference(old, new), "@@ 2 @@\n b\n c\n-d\n+D\n e\n f\n g\n h\n+i\n");
        assert_eq!(difference(old, old), "");
        assert_eq!(difference("", "x"), "@@ 1 @@\n+x\n");
        assert_eq!(difference("a\r\nb\r\n", "b\r\n"), "@@ 1 @@\n-a\n b\n");
    }
}
