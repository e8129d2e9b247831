//! Markdown becomes a format-neutral tree; no HTML yet, no print yet.
//!
//! Entry points: [`frontmatter::split`] cuts an entry file in two, [`markdown::parse`] turns the body into a
//! [`tree::Document`], [`markdown::parse_fragment`] does the same for a Markdown text inside YAML,
//! [`Destination::kind`] says what a link of it points to. Invariant: it never fails, whatever the text is; what is
//! wrong becomes a finding, the tree is never deeper than [`markdown::MAX_NESTING`], and nobody outside knows which
//! parser is behind it.

pub(crate) mod destination;
pub(crate) mod frontmatter;
pub(crate) mod markdown;
pub(crate) mod slug;
pub(crate) mod tree;
pub(crate) mod typography;
mod walk;

pub(crate) use destination::{Destination, DestinationKind, figure_name};
pub(crate) use markdown::{parse, parse_fragment};
pub(crate) use tree::{Block, Document, Link, Table, plain_text};
pub(crate) use typography::typographic;
pub(crate) use walk::{TreeNode, excerpt};
