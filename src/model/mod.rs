//! Typed, linked entries: what the files of a site say, with every reference resolved or reported.
//!
//! Entry point: [`Catalog::load`]. Invariant: whatever is read of a catalog is recorded; each relation is written on one side and derived on the other, so
//! back-links are its exact inverse; whatever an entry refers to is in the catalog.
//!
//! Files are found in `discover` and cut up in `cut`, their fields are read in `parse`, what an entry adapts is laid under it in `adapt`, what
//! it refers to is read off in `refer`; `order` and `catalog` put entries in lists and relations, `memory` knows what need not be read again,
//! `found` what was found, and `translation` where a new translation comes and what it begins with.

mod adapt;
mod adaptation;
mod catalog;
mod consent;
mod cut;
mod discover;
mod edge;
mod entry;
mod found;
mod memory;
mod order;
mod parse;
mod partner;
mod reading;
mod refer;
mod translation;
mod written;

pub(crate) use crate::i18n::Collation;
pub(crate) use crate::schema::broken_image;
pub(crate) use crate::schema::offered::{
    FileProblem, Purpose, RefusedFile, faults, find_file, is_publishable, named_path,
};
pub(crate) use crate::schema::{Address, FieldValues, ImageValue};
pub use crate::schema::{EntryKey, Value};
pub(crate) use adapt::key_of;
pub(crate) use adaptation::{Adaptation, BASE, REVIEWED, TARGET, is_keyed, may_adapt};
pub(crate) use catalog::{Catalog, EntryUpdate};
pub(crate) use consent::{CONSENT, Channel, ConsentStatus, Personal};
pub(crate) use cut::{entry_in, holds_one_entry, list_file, may_be_id, own_file, type_in};
pub(crate) use edge::{Edge, EdgePlace, InverseGroup};
pub(crate) use entry::Status;
pub use entry::{Entry, Publishing};
pub(crate) use memory::Memory;
pub(crate) use order::{compare, compare_by};
pub(crate) use partner::{Backlink, Partner};
pub(crate) use reading::Reading;
pub(crate) use translation::{begun, translation_of};
