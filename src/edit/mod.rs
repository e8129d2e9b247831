//! The one writer of files that somebody else has written: changes them, and leaves everything else as it is.
//!
//! Entry points: [`Source`] for one file, [`Edits`] for the files that change together, [`repaired`] for the repairs of findings. Invariant: a change alters the bytes of the value, or the piece of
//! a text, that it is about, and no others; what is read back is what was to be written; whatever is in doubt is refused, and then nothing has
//! changed. A file that is not what it was when the change was thought of is not touched.
//!
//! How YAML is changed is told in [`crate::yaml::edit`].

mod difference;
mod files;
mod repair;
mod source;

pub use crate::yaml::edit::{Change, NewValue, Refused, Step};
pub(crate) use difference::{difference, differing};
pub(crate) use files::{Edits, FileEdit, Unsaved};
pub(crate) use repair::{certainty, repaired};
pub use source::Source;
