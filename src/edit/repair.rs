//! Repairs that findings carry, made in a text.
//!
//! Entry points: [`certainty`], [`repaired`]. Invariant: of repairs that overlap the first one is made, and the others are left for another look at what
//! came of it; a repair that does not lie in the text, or would put back what stands there, is none.

use crate::diagnostic::{Certainty, Fix};

/// How sure it is that a repair is what was meant: also one that only differs in case, or in the sign between words, is.
pub(crate) fn certainty(fix: &Fix, text: &str) -> Certainty {
    let written = text.get(fix.span.start..fix.span.end).unwrap_or_default();
    let word = |text: &str| -> String {
        let signs = text.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '\u{a0}'));
        signs.flat_map(char::to_lowercase).collect()
    };
    if !word(written).is_empty() && word(written) == word(&fix.replacement) {
        Certainty::Certain
    } else {
        fix.certainty
    }
}

/// The text with repairs, and which of them were made.
pub(crate) fn repaired(text: &str, fixes: &[&Fix]) -> (String, Vec<usize>) {
    let mut order: Vec<usize> = (0..fixes.len()).collect();
    order.sort_by_key(|n| (fixes[*n].span.start, fixes[*n].span.end));
    let (mut new, mut made, mut done) = (String::with_capacity(text.len()), Vec::new(), None);
    let mut copied = 0;
    for n in order {
        let fix = fixes[n];
        let (start, end) = (fix.span.start, fix.span.end);
        let Some(written) = text.get(start..end) else { continue };
        // Two repairs of the same place are two opinions.
        if written == fix.replacement || done.is_some_and(|done| start <= done) {
            continue;
        }
        new.push_str(text.get(copied..start).unwrap_or_default());
        new.push_str(&fix.replacement);
        copied = end;
        done = Some(end);
        made.push(n);
    }
    new.push_str(text.get(copied..).unwrap_or_default());
    (new, made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{SitePath, Span};

    fn fix(start: usize, end: usize, replacement: &str) -> Fix {
        let file = SitePath::new("content/a.md").unwrap();
        Fix::likely(Span::new(&file, start..end), replacement.to_owned())
    }

    #[test]
    fn repairs_that_overlap_wait() {
        let fixes =
            [fix(2, 4, "X"), fix(3, 5, "Y"), fix(0, 1, ""), fix(5, 99, "Z"), fix(5, 6, "f")];
        let (new, made) = repaired("abcdef", &fixes.iter().collect::<Vec<_>>());
        assert_eq!((new.as_str(), made), ("bXef", vec![2, 0]));
        let (same, made) = repaired("ä", &[&fix(1, 2, "x")]);
        assert_eq!((same.as_str(), made.len()), ("ä", 0), "between the bytes of a character");
    }

    #[test]
    fn the_same_word_in_another_case_is_certain() {
        assert_eq!(certainty(&fix(0, 8, "clean-tech"), "Clean_Te"), Certainty::Likely);
        assert_eq!(certainty(&fix(0, 10, "clean-tech"), "Clean_Tech"), Certainty::Certain);
        assert_eq!(certainty(&fix(0, 0, "x"), "abc"), Certainty::Likely);
    }
}
