//! Which files of the content readers may get: judged by their names, and by what is in them.
//!
//! Entry points: [`FileKinds::judge`] for names, [`content::mismatch`], [`svg::faults`] and [`metadata::find`] for bytes. Invariant: what
//! a browser or a web server would run, and what a site is made from, never passes, whatever a site sets.

pub mod content;
mod kinds;
pub mod metadata;
pub mod svg;

pub use kinds::{FileKinds, OFFERED, Refusal, is_picture};
