//! Typed, linked entries: what the files of a site say, with every reference resolved or reported.
//!
//! Entry point: [`Catalog::load`]. Invariant: whatever is read of a catalog is recorded; each relation is written on one side and derived on the other, so
//! back-links are its exact inverse; whatever an entry refers to is in the catalog.
//!
//! A file is cut up in `discover`, its fields are read in `parse`, what it adapts is laid under it in `adapt`; `order` and `link` put the
//! entries in lists and relations, and `memory` knows what need not be read again.

mod adapt;
mod catalog;
mod consent;
mod discover;
mod entry;
mod link;
mod memory;
mod order;
mod parse;
mod partner;

pub use crate::i18n::Collation;
pub(crate) use crate::schema::broken_image;
pub(crate) use crate::schema::offered::{
    FileProblem, Purpose, Refused, faults, find_file, is_publishable,
};
pub use crate::schema::{
    Address, EntryKey, FieldValues, FileValue, ImageValue, Money, Rating, Reference, Value,
};
pub use adapt::{Adaptation, BASE, REVIEWED, TARGET, key_of, may_adapt};
pub use catalog::{Catalog, EntryUpdate, Reading};
pub use consent::{CONSENT, Channel, Consent, ConsentStatus, Personal};
pub(crate) use discover::entry_in;
pub use entry::{Entry, Publishing, Status};
pub use link::{Edge, EdgePlace, InverseGroup};
pub use memory::Memory;
pub use order::{compare, compare_by};
pub use partner::{BACKLINKS, Backlink, Partner};
