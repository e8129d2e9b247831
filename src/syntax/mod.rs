//! Markdown becomes a format-neutral tree; no HTML yet, no print yet.
//!
//! Entry points: [`frontmatter::split`] cuts an entry file in two, [`markdown::parse`] turns the body into a
//! [`tree::Document`], [`markdown::parse_fragment`] does the same for a Markdown text inside YAML,
//! [`destination::classify`] says what a link points to. Invariant: it never fails, whatever the text is; what is
//! wrong becomes a finding, the tree is never deeper than [`markdown::MAX_NESTING`], and nobody outside knows which
//! parser is behind it.

pub mod destination;
pub mod frontmatter;
pub mod markdown;
pub mod slug;
pub mod tree;
pub mod typography;
mod walk;

pub use destination::{Destination, classify, why_unsafe};
pub use markdown::{parse, parse_fragment};
pub use tree::{Block, Document, Inline, Link, Picture, Table};
pub use typography::typographic;
pub use walk::{HeadingRef, ImageRef, Node, excerpt};
