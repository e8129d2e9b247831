//! Which files of the content readers may get: judged by their names, and by what is in them.
//!
//! Entry points: [`FileKinds::judge`] for names, [`content::mismatch`], [`svg::faults`] and [`metadata::find`] for bytes. Invariant: what
//! a browser or a web server would run, and what a site is made from, never passes, whatever a site sets.

pub(crate) mod content;
mod kinds;
pub(crate) mod metadata;
pub(crate) mod svg;

pub(crate) use kinds::{FileKinds, Refusal, is_picture};
