//! Characters that the theme's fonts lack.
//!
//! An archivable PDF must not contain a character without a shape. A box stands in its place, and the character is
//! reported, so that nothing vanishes and nobody's emoji stops a brochure.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::text::Font;

/// What stands for a character that no font has, in order of preference.
const BOXES: [char; 4] = ['□', '▯', '■', '?'];

/// The characters that at least one font has.
#[derive(Debug)]
pub(super) struct Coverage {
    // One bit per character up to the end of the supplementary multilingual plane, where emoji end.
    bits: Vec<u64>,
    stand_in: char,
}

impl Coverage {
    pub(super) fn of(faces: &[Font]) -> Self {
        let mut bits = vec![0_u64; 0x2_0000 / 64];
        for face in faces {
            for character in face.info().coverage.iter() {
                if let Some(word) = bits.get_mut(character as usize / 64) {
                    *word |= 1 << (character % 64);
                }
            }
        }
        let mut coverage = Self { bits, stand_in: '?' };
        coverage.stand_in = BOXES.into_iter().find(|shape| coverage.has(*shape)).unwrap_or('?');
        coverage
    }

    fn has(&self, character: char) -> bool {
        let number = character as usize;
        self.bits.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

/// The view with a box for each character that cannot be shown, and those characters in order.
pub(super) fn replace_missing(view: &Value, coverage: &Coverage) -> (Value, Vec<char>) {
    let mut missing = BTreeSet::new();
    let value = replace(view, coverage, &mut missing);
    (value, missing.into_iter().collect())
}

fn replace(value: &Value, coverage: &Coverage, missing: &mut BTreeSet<char>) -> Value {
    match value {
        Value::String(text) => Value::String(replace_in(text, coverage, missing)),
        Value::Array(items) => items.iter().map(|item| replace(item, coverage, missing)).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, item)| (key.clone(), replace(item, coverage, missing)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn replace_in(text: &str, coverage: &Coverage, missing: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last_was_stand_in = false;
    for character in text.chars() {
        match treatment(character, coverage) {
            Treatment::Keep => {
                out.push(character);
                last_was_stand_in = false;
            }
            Treatment::Drop => {}
            Treatment::Space => out.push(' '),
            Treatment::StandIn => {
                missing.insert(character);
                // One box for a run: a flag or a family is one picture made of several characters.
                if !last_was_stand_in {
                    out.push(coverage.stand_in);
                }
                last_was_stand_in = true;
            }
        }
    }
    out
}

enum Treatment {
    Keep,
    Drop,
    Space,
    StandIn,
}

fn treatment(character: char, coverage: &Coverage) -> Treatment {
    match character {
        '\n' => Treatment::Keep,
        '\t' | '\r' => Treatment::Space,
        // What the typesetter acts on although it has no shape.
        ' ' | '\u{a0}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{202f}' | '\u{2009}' => {
            Treatment::Keep
        }
        // Joiners and variants belong to characters that are replaced anyway; marks that turn the direction of text
        // could make it read as something else; the rest must not be in an archivable file.
        '\u{200c}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}' => Treatment::Drop,
        character if character.is_control() => Treatment::Drop,
        '\u{e000}'..='\u{f8ff}' => Treatment::StandIn,
        character if coverage.has(character) => Treatment::Keep,
        _ => Treatment::StandIn,
    }
}
