//! Colours of screens, and how well one can be read on another.
//!
//! Entry points: [`Colour::parse`], [`Colour::contrast`]. Invariant: ratios are those of WCAG 2.2, not rounded.

use std::fmt;

/// What text needs against its ground: WCAG 2.2, success criterion 1.4.3 (AA), text of normal size.
pub(crate) const TEXT: f64 = 4.5;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Colour {
    channels: [u8; 3],
}

impl Colour {
    /// White.
    pub(crate) const WHITE: Self = Self { channels: [255; 3] };
    /// Black.
    pub(crate) const BLACK: Self = Self { channels: [0; 3] };

    /// Reads `#1f5c99` or `#15c`.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let digits = written.trim().strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let long = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let number = u32::from_str_radix(&long, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self { channels: [red, green, blue] })
    }

    /// How bright it is, from 0 to 1: the relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.channels.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of WCAG 2.2: from 1 for the same colour to 21 for black on white.
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The lowest contrast to one of these grounds, with that ground.
    pub(crate) fn worst_on(self, grounds: &[Self]) -> Option<(f64, Self)> {
        let ratios = grounds.iter().map(|ground| (self.contrast(*ground), *ground));
        ratios.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The colour most like this one that can be read on all these grounds: itself, darker, or lighter. `None` when no
    /// colour can.
    pub(crate) fn readable_on(self, grounds: &[Self]) -> Option<Self> {
        let fits = |colour: &Self| grounds.iter().all(|ground| colour.contrast(*ground) >= TEXT);
        (0..=255).find_map(|share| {
            [Self::BLACK, Self::WHITE].into_iter().map(|end| self.mixed(end, share)).find(fits)
        })
    }

    /// So many 255ths of the way to another colour.
    fn mixed(self, other: Self, share: u16) -> Self {
        let mix = |from: u8, to: u8| {
            ((u16::from(from) * (255 - share) + u16::from(to) * share + 127) / 255) as u8
        };
        let [red, green, blue] = self.channels;
        let [to_red, to_green, to_blue] = other.channels;
        Self { channels: [mix(red, to_red), mix(green, to_green), mix(blue, to_blue)] }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.channels;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(written: &str) -> Colour {
        Colour::parse(written).unwrap()
    }

    #[test]
    fn ratios_are_those_of_wcag() {
        assert_eq!(Colour::BLACK.contrast(Colour::WHITE), 21.0);
        // The greys on either side of 4.5:1 on white, as every contrast checker has them.
        assert!((colour("#767676").contrast(Colour::WHITE) - 4.54).abs() < 0.005);
        assert!((colour("#777").contrast(Colour::WHITE) - 4.48).abs() < 0.005);
        assert_eq!(colour("#15c").to_string(), "#1155cc");
        for bad in ["", "red", "#12345", "#12345g", "#12345678", "#+1234", "#ä"] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_usable_colour_is_close_and_passes() {
        let grounds = [Colour::WHITE, colour("#f3f0e9")];
        let usable = colour("#f39200").readable_on(&grounds).unwrap();
        assert!(usable.worst_on(&grounds).unwrap().0 >= TEXT);
        assert_eq!(usable.to_string(), "#9e5f00");
        assert_eq!(usable.readable_on(&grounds), Some(usable));
        let dark = colour("#10171d");
        assert!(colour("#12343b").readable_on(&[dark]).unwrap().contrast(dark) >= TEXT);
        let everything = [Colour::BLACK, colour("#777"), Colour::WHITE];
        assert_eq!(Colour::BLACK.readable_on(&everything), None);
    }
}
