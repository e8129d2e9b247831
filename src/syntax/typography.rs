//! Typographic signs for what people type: quotation marks, dashes, ellipses, and spaces that must not break.
//!
//! Entry points: [`typographic`] for a plain string, and the crate's Markdown parser for the text of a block. Invariant:
//! applying it twice changes nothing; code and addresses are never touched; no letter or digit is added or lost.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::tree::{Inline, Link};
use crate::i18n::{Locale, Typography};

const NARROW: char = '\u{202f}';
/// Stands for something that is no text but has width: code, an image.
const OPAQUE: char = '\u{fffc}';

/// Signs that the author escaped (`\"`) are kept as they are. Until the text of a block is complete they are stored as
/// characters that cannot occur in text.
const KEPT: [(char, char); 6] = [
    ('"', '\u{fdd0}'),
    ('\'', '\u{fdd1}'),
    ('-', '\u{fdd2}'),
    ('.', '\u{fdd3}'),
    ('^', '\u{fdd4}'),
    ('~', '\u{fdd5}'),
];

/// The stand-in for an escaped sign, when it is one that typography would change.
pub(super) fn keep(sign: char) -> Option<char> {
    KEPT.iter().find(|(plain, _)| *plain == sign).map(|(_, kept)| *kept)
}

/// Puts escaped signs back.
pub(super) fn release(text: &mut String) {
    if text.contains(|c| KEPT.iter().any(|(_, kept)| *kept == c)) {
        *text = text
            .chars()
            .map(|c| KEPT.iter().find(|(_, kept)| *kept == c).map_or(c, |(plain, _)| *plain))
            .collect();
    }
}

/// `text` with typographic signs for its language (`de`, `en`; in others only dashes, ellipses, apostrophes and units).
pub(crate) fn typographic<'a>(text: &'a str, locale: &str) -> Cow<'a, str> {
    if !may_change(text) {
        return Cow::Borrowed(text);
    }
    let cells: Vec<Cell> = text.chars().map(|sign| Cell { sign, piece: Some(0) }).collect();
    match set(&cells, 1, rules(locale)).pop() {
        Some(changed) if changed != text => Cow::Owned(changed),
        _ => Cow::Borrowed(text),
    }
}

/// The same for the inlines of one block: quotation marks pair across emphasis and links.
pub(super) fn apply(content: &mut [Inline], locale: &str) {
    let mut cells = Vec::new();
    let mut pieces = 0;
    let mut worth_it = false;
    flatten(content, &mut cells, &mut pieces, &mut worth_it);
    if worth_it {
        let mut changed = set(&cells, pieces, rules(locale)).into_iter();
        unflatten(content, &mut changed);
    }
}

/// Whether a text has a sign that a rule might change.
fn may_change(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let found = match c {
            '"' | '\'' => true,
            '-' | '.' => before == c,
            ' ' => before == '.' || before == '§' || before.is_ascii_digit(),
            _ => false,
        };
        before = c;
        found
    })
}

/// One sign and the piece of text it comes from; `None` for what is not text.
struct Cell {
    sign: char,
    piece: Option<u32>,
}

fn flatten(content: &[Inline], cells: &mut Vec<Cell>, pieces: &mut u32, worth_it: &mut bool) {
    for inline in content {
        match inline {
            Inline::Text { text } => {
                // A lone space may be the one between a number and its unit.
                *worth_it |= may_change(text) || text.starts_with(' ');
                cells.extend(text.chars().map(|sign| Cell { sign, piece: Some(*pieces) }));
                *pieces += 1;
            }
            Inline::Link(link) if shows_address(link) => {
                cells.push(Cell { sign: OPAQUE, piece: None });
            }
            Inline::SoftBreak | Inline::HardBreak => cells.push(Cell { sign: '\n', piece: None }),
            Inline::Code { .. } | Inline::Image { .. } => {
                cells.push(Cell { sign: OPAQUE, piece: None });
            }
            // The mark stands close to the word before it and hides nothing from the signs after it.
            Inline::Footnote { .. } => {}
            _ => flatten(inline.children(), cells, pieces, worth_it),
        }
    }
}

fn unflatten(content: &mut [Inline], changed: &mut impl Iterator<Item = String>) {
    for inline in content {
        match inline {
            Inline::Text { text } => {
                if let Some(new) = changed.next() {
                    *text = new;
                }
            }
            Inline::Link(link) if shows_address(link) => {}
            _ => {
                if let Some(content) = inline.children_mut() {
                    unflatten(content, changed);
                }
            }
        }
    }
}

/// Whether a link shows its own address: `<https://example.org/a--b>`.
fn shows_address(link: &Link) -> bool {
    match link.content.as_slice() {
        [Inline::Text { text }] => {
            let written = link.destination.written();
            written == *text || written.strip_prefix("mailto:") == Some(text)
        }
        _ => false,
    }
}

/// Signs of all languages before a number that they must not be parted from.
const SIGNS_BEFORE_NUMBERS: [&str; 1] = ["§"];

/// Signs of all languages that stay with the number before them.
const UNITS: [&str; 34] = [
    "%", "‰", "€", "$", "£", "°C", "EUR", "CHF", "USD", "km/h", "km²", "m²", "m³", "cm", "mm",
    "km", "µm", "m", "kg", "mg", "g", "t", "ml", "l", "ha", "kWh", "MWh", "GWh", "kW", "MW", "GB",
    "MB", "h", "min",
];

/// Currencies that stay with an abbreviated number (`3 Mio. €`).
const CURRENCIES: [&str; 3] = ["€", "EUR", "CHF"];

fn rules(locale: &str) -> &'static Typography {
    static NONE: LazyLock<Typography> = LazyLock::new(Typography::default);
    Locale::of(locale).map_or(&NONE, |locale| &locale.typography)
}

struct Typesetter<'a> {
    cells: &'a [Cell],
    rules: &'static Typography,
    pieces: Vec<String>,
    /// The sign set last, which need not be the one that was typed.
    before: Option<char>,
    double_open: bool,
    single_open: bool,
    /// The last place where a single quotation can end: an opening mark must come before it.
    last_single_end: Option<usize>,
}

fn set(cells: &[Cell], pieces: u32, rules: &'static Typography) -> Vec<String> {
    let mut setter = Typesetter {
        cells,
        rules,
        pieces: vec![String::new(); pieces as usize],
        before: None,
        double_open: false,
        single_open: false,
        last_single_end: None,
    };
    setter.last_single_end = (0..cells.len()).rev().find(|&i| {
        setter.at(i) == Some('\'')
            && i > 0
            && !is_gap(setter.at(i - 1))
            && !is_wordy(setter.at(i + 1))
    });
    let mut i = 0;
    while i < cells.len() {
        i = setter.step(i);
    }
    setter.pieces
}

impl Typesetter<'_> {
    fn at(&self, i: usize) -> Option<char> {
        self.cells.get(i).map(|cell| cell.sign)
    }

    fn piece(&self, i: usize) -> Option<u32> {
        self.cells.get(i).and_then(|cell| cell.piece)
    }

    fn put(&mut self, i: usize, sign: char) {
        if let Some(piece) = self.piece(i).and_then(|piece| self.pieces.get_mut(piece as usize)) {
            piece.push(sign);
        }
        self.before = Some(sign);
    }

    /// Sets the sign at `i` and returns the place of the next one.
    fn step(&mut self, i: usize) -> usize {
        let Some(sign) = self.at(i) else { return i + 1 };
        if self.piece(i).is_none() {
            self.before = Some(sign);
            return i + 1;
        }
        match sign {
            '"' => self.double(i),
            '\'' => self.single(i),
            '-' | '.' => return self.run(i, sign),
            ' ' if self.holds(i) => self.put(i, NARROW),
            _ => {
                self.note(sign);
                self.put(i, sign);
            }
        }
        i + 1
    }

    /// Keeps count of quotation marks that are typographic already.
    fn note(&mut self, sign: char) {
        if let Some([double_opens, double_ends, single_opens, single_ends]) = self.rules.quotes {
            if sign == double_opens {
                self.double_open = true;
            } else if sign == double_ends {
                self.double_open = false;
            } else if sign == single_opens {
                self.single_open = true;
            } else if sign == single_ends {
                self.single_open = false;
            }
        }
    }

    fn double(&mut self, i: usize) {
        let Some([opens, ends, _, _]) = self.rules.quotes else {
            return self.put(i, '"');
        };
        let after_gap = is_gap(self.before);
        let before_gap = is_gap(self.at(i + 1));
        let set = if self.double_open {
            // A quotation inside a quotation opens after a space, with text to follow.
            if after_gap && !before_gap { Some(opens) } else { Some(ends) }
        } else if !before_gap && (after_gap || is_opening(self.before)) {
            Some(opens)
        } else {
            None // inches, seconds, or a slip: nothing to pair it with
        };
        match set {
            Some(sign) => {
                self.double_open = sign == opens;
                self.put(i, sign);
            }
            None => self.put(i, '"'),
        }
    }

    fn single(&mut self, i: usize) {
        let next = self.at(i + 1);
        let Some([_, _, opens, ends]) = self.rules.quotes else {
            let apostrophe = is_wordy(self.before) && is_wordy(next);
            return self.put(i, if apostrophe { '’' } else { '\'' });
        };
        let wordy_before = is_wordy(self.before);
        let digit_before = self.before.is_some_and(|c| c.is_ascii_digit());
        let sign = if wordy_before && is_wordy(next) {
            '’'
        } else if !is_gap(next) && (is_gap(self.before) || is_opening(self.before)) {
            if self.last_single_end.is_some_and(|last| last > i) {
                self.single_open = true;
                opens
            } else {
                '’' // ’s ist, ’89
            }
        } else if self.single_open {
            self.single_open = false;
            ends
        } else if wordy_before && !digit_before {
            '’' // Hans’ Werkstatt
        } else {
            '\'' // feet, minutes, or a slip
        };
        self.put(i, sign);
    }

    /// A run of hyphens or dots.
    fn run(&mut self, i: usize, sign: char) -> usize {
        let piece = self.piece(i);
        let mut end = i + 1;
        while self.at(end) == Some(sign) && self.piece(end) == piece {
            end += 1;
        }
        // `--all` is an option of a program.
        let option = is_gap(self.before) && is_wordy(self.at(end));
        let set = match (sign, end - i) {
            ('.', 3) => Some('…'),
            ('-', 2) if !option => Some('–'),
            ('-', 3) if !option => Some('—'),
            _ => None,
        };
        match set {
            Some(new) => self.put(i, new),
            None => (i..end).for_each(|at| self.put(at, sign)),
        }
        end
    }

    /// Whether the space at `i` holds together what stands around it.
    fn holds(&self, i: usize) -> bool {
        let (Some(before), Some(next)) =
            (i.checked_sub(1).and_then(|at| self.at(at)), self.at(i + 1))
        else {
            return false;
        };
        let rules = self.rules;
        let starts = |word: &str| self.starts(i + 1, word);
        let ends = |word: &str| self.ends(i, word);
        let starts_one = |words: &[String]| words.iter().any(|word| starts(word));
        let ends_one = |words: &[String]| words.iter().any(|word| ends(word));
        if before.is_ascii_digit()
            && (UNITS.iter().any(|unit| starts(unit)) || starts_one(&rules.units))
        {
            return true;
        }
        if next.is_ascii_digit()
            && (SIGNS_BEFORE_NUMBERS.iter().any(|sign| ends(sign))
                || ends_one(&rules.before_numbers))
        {
            return true;
        }
        if before != '.' {
            return false;
        }
        if CURRENCIES.iter().any(|unit| starts(unit)) || starts_one(&rules.currencies) {
            return ends_one(&rules.magnitudes);
        }
        // Two single letters, each with its dot: z. B., i. d. R.
        rules.letters
            && i.checked_sub(2).and_then(|at| self.at(at)).is_some_and(char::is_alphabetic)
            && !i.checked_sub(3).and_then(|at| self.at(at)).is_some_and(char::is_alphanumeric)
            && ((next.is_alphabetic() && self.at(i + 2) == Some('.'))
                || starts_one(&rules.after_letters))
    }

    /// Whether `word` stands at `i`, and does not go on with a letter or digit.
    fn starts(&self, i: usize, word: &str) -> bool {
        let mut end = i;
        for letter in word.chars() {
            if self.at(end) != Some(letter) {
                return false;
            }
            end += 1;
        }
        !(word.ends_with(char::is_alphanumeric) && self.at(end).is_some_and(char::is_alphanumeric))
    }

    /// Whether `word` stands right before `i`, and no letter or digit before it.
    fn ends(&self, i: usize, word: &str) -> bool {
        let Some(start) = i.checked_sub(word.chars().count()) else {
            return false;
        };
        word.chars().enumerate().all(|(n, letter)| self.at(start + n) == Some(letter))
            && !start.checked_sub(1).and_then(|at| self.at(at)).is_some_and(char::is_alphanumeric)
    }
}

/// Nothing, or a space of any kind.
fn is_gap(sign: Option<char>) -> bool {
    sign.is_none_or(char::is_whitespace)
}

/// A letter, a digit, or what stands for a word.
fn is_wordy(sign: Option<char>) -> bool {
    sign.is_some_and(|c| c.is_alphanumeric() || c == OPAQUE)
}

/// After which a quotation can begin without a space.
fn is_opening(sign: Option<char>) -> bool {
    matches!(
        sign,
        Some(
            '(' | '['
                | '{'
                | '/'
                | '–'
                | '—'
                | '-'
                | '„'
                | '“'
                | '‚'
                | '‘'
                | '»'
                | '«'
                | '›'
                | '‹'
                | '¿'
                | '¡'
                | '='
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn de(text: &str) -> String {
        let once = typographic(text, "de").into_owned();
        assert_eq!(typographic(&once, "de"), once, "not stable: {text}");
        once
    }

    fn en(text: &str) -> String {
        let once = typographic(text, "en-GB").into_owned();
        assert_eq!(typographic(&once, "en-GB"), once, "not stable: {text}");
        once
    }

    #[test]
    fn sets_german_quotation_marks() {
        assert_eq!(de(r#"Er sagte: "Das geht.""#), "Er sagte: „Das geht.“");
        assert_eq!(de(r#""Ja", sagte sie ("Nein" auch)"#), "„Ja“, sagte sie („Nein“ auch)");
        assert_eq!(de(r#"Das "Vice-versa"-Prinzip"#), "Das „Vice-versa“-Prinzip");
        assert_eq!(de(r#""Er rief 'Halt' laut""#), "„Er rief ‚Halt‘ laut“");
        assert_eq!(de(r#""'Halt', rief er""#), "„‚Halt‘, rief er“");
        assert_eq!(de(r#"das "A"/"B"-Verfahren"#), "das „A“/„B“-Verfahren");
        // Opened with the right sign, closed with the wrong one.
        assert_eq!(de("ein „Wort\" allein"), "ein „Wort“ allein");
    }

    #[test]
    fn leaves_what_has_no_partner() {
        assert_eq!(de("ein 19\" Monitor"), "ein 19\" Monitor");
        assert_eq!(de("5' hoch"), "5' hoch");
        assert_eq!(de("\""), "\"");
        assert_eq!(de("a \" b"), "a \" b");
    }

    #[test]
    fn sets_apostrophes() {
        assert_eq!(de("Wie geht's? Hans' Werkstatt"), "Wie geht’s? Hans’ Werkstatt");
        assert_eq!(de("'s ist so"), "’s ist so");
        assert_eq!(en("It's the firms' choice"), "It’s the firms’ choice");
    }

    #[test]
    fn sets_english_quotation_marks() {
        assert_eq!(en(r#"He said "go" and 'stay'."#), "He said “go” and ‘stay’.");
        assert_eq!(en(r#""That's 'fine'""#), "“That’s ‘fine’”");
    }

    #[test]
    fn leaves_quotation_marks_of_other_languages() {
        assert_eq!(typographic("Il dit \"oui\" -- l'ami...", "fr"), "Il dit \"oui\" – l’ami…");
    }

    #[test]
    fn sets_dashes_and_ellipses() {
        assert_eq!(de("kurz -- sehr kurz"), "kurz – sehr kurz");
        assert_eq!(de("2012--2015 --- Ende"), "2012–2015 — Ende");
        assert_eq!(de("und so weiter..."), "und so weiter…");
        assert_eq!(de("der Befehl broschur build --drafts"), "der Befehl broschur build --drafts");
        assert_eq!(de("---- und ...."), "---- und ....");
        assert_eq!(de("Best-Practice"), "Best-Practice");
    }

    #[test]
    fn holds_abbreviations_together() {
        assert_eq!(
            de("z. B. hier, d. h. dort, i. d. R. so"),
            "z.\u{202f}B. hier, d.\u{202f}h. dort, i.\u{202f}d.\u{202f}R. so"
        );
        assert_eq!(de("(u. a. v. a. A)"), "(u.\u{202f}a.\u{202f}v.\u{202f}a. A)");
        assert_eq!(de("300 n. Chr."), "300 n.\u{202f}Chr.");
        assert_eq!(de("Ende. A. folgt"), "Ende. A. folgt");
        assert_eq!(en("Plan a. b. c"), "Plan a. b. c");
    }

    #[test]
    fn holds_numbers_and_units_together() {
        assert_eq!(de("37,5 % von 300 €"), "37,5\u{202f}% von 300\u{202f}€");
        assert_eq!(
            de("§ 5 Abs. 2, Nr. 3, S. 12, §§ 7"),
            "§\u{202f}5 Abs.\u{202f}2, Nr.\u{202f}3, S.\u{202f}12, §§\u{202f}7"
        );
        assert_eq!(de("10 000 km und 5 kmx"), "10 000\u{202f}km und 5 kmx");
        assert_eq!(de("1,2 Mio. Euro"), "1,2\u{202f}Mio.\u{202f}Euro");
        assert_eq!(de("3 mal, 5 %ig, 2 Handwerker"), "3 mal, 5\u{202f}%ig, 2 Handwerker");
        assert_eq!(de("GUS. 12 Leute"), "GUS. 12 Leute");
        // No-break spaces that are there already stay.
        assert_eq!(de("5\u{a0}% und 5\u{202f}%"), "5\u{a0}% und 5\u{202f}%");
    }

    #[test]
    fn borrows_what_it_leaves() {
        for text in [
            "",
            " ",
            "Nichts zu tun",
            "Satz. Noch einer.",
            "مرحبا بالعالم",
            "„Schon gut“ – z.\u{202f}B.",
        ] {
            assert!(matches!(typographic(text, "de"), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn is_stable_on_nonsense() {
        for piece in
            ["\"", "'", "-", ".", "' ", " \"", "a'", "'a ", "1 ", "5 % ", "S. 1", "„\"", "a. b. "]
        {
            let text = piece.repeat(200_000);
            let once = typographic(&text, "de").into_owned();
            assert_eq!(typographic(&once, "de"), once, "{piece}");
        }
    }
}
