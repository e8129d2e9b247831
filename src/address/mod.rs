//! Addresses: what a piece of one may be, and which of them lead somewhere that readers may be sent.
//!
//! Entry points: [`path::piece`] and [`path::path`] for pieces of addresses, and of files that come from them; [`link::external`] for
//! addresses that somebody has written as a link. Invariant: both are judged here and nowhere else, for settings, fields, texts and
//! templates alike.

pub(crate) mod link;
pub(crate) mod path;
