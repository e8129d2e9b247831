//! Markdown becomes a format-neutral tree.
pub mod tree;
