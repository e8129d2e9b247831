//! Typed, linked entries: what the files of a site say, with every reference resolved or reported.
//!
//! Entry point: [`Catalog::load`]. Invariant: whatever is read of a catalog is recorded; each relation is written on one side and derived on the other, so
//! back-links are its exact inverse; whatever an entry refers to is in the catalog.
//!
//! Files are found in `discover` and cut up in `cut`, their fields are read in `parse`, what an entry adapts is laid under it in `adapt`, what
//! it refers to is read off in `refer`; `order` and `catalog` put entries in lists and relations, and `memory` knows what need not be read again.

mod adapt;
mod adaptation;
mod catalog;
mod consent;
mod cut;
mod discover;
mod edge;
mod entry;
mod memory;
mod order;
mod parse;
mod partner;
mod reading;
mod refer;
mod written;

pub use crate::i18n::Collation;
pub(crate) use crate::schema::broken_image;
pub(crate) use crate::schema::offered::{
    FileProblem, Purpose, Refused, faults, find_file, is_publishable,
};
pub use crate::schema::{
    Address, EntryKey, FieldValues, FileValue, ImageValue, Money, Rating, Reference, Value,
};
pub use adapt::key_of;
pub use adaptation::{Adaptation, BASE, REVIEWED, TARGET, may_adapt};
pub use catalog::{Catalog, EntryUpdate};
pub use consent::{CONSENT, Channel, Consent, ConsentStatus, Personal};
pub(crate) use cut::entry_in;
pub use edge::{Edge, EdgePlace, InverseGroup};
pub use entry::{Entry, Publishing, Status};
pub use memory::Memory;
pub use order::{compare, compare_by};
pub use partner::{Backlink, Partner};
pub use reading::Reading;
