//! How editors write the values of a kind in a form.
//!
//! Entry point: [`Control`], which each kind tells ([`super::Kind::control`]). What a value is made of, a form asks its kind elsewhere
//! ([`super::Parts`]).

/// What a value of one piece is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control<'k> {
    /// A line of text, of so many characters at most.
    Line(Option<usize>),
    /// Sentences, of so many characters at most.
    Prose(Option<usize>),
    /// One of these words.
    Words(&'k [String]),
    /// A number, perhaps with a unit.
    Number,
    /// A date, or a part of one.
    Date,
    /// Yes or no.
    Answer,
    /// One of the values that the type names.
    Choice,
    /// A step of a scale, or this word for none.
    Scale(&'static str),
    /// An address on the web.
    Web,
    /// An e-mail address.
    Mail,
    /// A telephone number.
    Telephone,
    /// An entry.
    Reference,
    /// A file, with these parts.
    File(&'static [ControlPart]),
    /// A picture, with these parts.
    Picture(&'static [ControlPart]),
    /// Several pieces, each with its key.
    Group(&'static [ControlPart]),
}

/// A piece of a value: its key, and what it is written with.
pub(super) type ControlPart = (&'static str, PartControl);

/// What a piece of a value is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartControl {
    /// A line of text.
    Line,
    /// Several lines.
    Lines,
    /// Yes, or nothing.
    Tick,
    /// The path of a file.
    Path,
    /// Somebody who can have a postal address.
    Organisation,
}

impl Control<'_> {
    /// Whether what is written stands without quotation marks in a file.
    pub(crate) fn is_literal(self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Answer | Self::Scale(_))
    }

    /// The pieces that a value may have, each with its key.
    pub(crate) fn parts(self) -> &'static [ControlPart] {
        match self {
            Self::File(parts) | Self::Picture(parts) | Self::Group(parts) => parts,
            _ => &[],
        }
    }

    /// The key of the piece that stands alone where a value is written as one piece.
    pub(crate) fn alone(self) -> Option<&'static str> {
        match self {
            Self::File(parts) | Self::Picture(parts) => parts.first().map(|(key, _)| *key),
            _ => None,
        }
    }
}
