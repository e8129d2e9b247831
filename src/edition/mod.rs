//! Editions: `content/editions/<id>.yaml` as written becomes an [`Edition`] whose entries are gathered.
//!
//! Entry point: [`load()`]. Invariant: every entry of an [`Edition`] is published, and is there because the file selects it, because it
//! was written for the edition, or because a relation brings it along; whatever the file names that is not there is a finding. The
//! language of the file is described in `docs/editions.md`.
//!
//! Here is what an edition is once everything in it is known. `written.rs` reads each file once, as it is; `resolve.rs` lays a file over those
//! that it extends and finds what they name; `members.rs` gathers the entries.

mod load;
mod members;
mod resolve;
mod written;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::config::Config;
use crate::location::Span;
use crate::model::EntryKey;

pub(crate) use load::ids;
pub use load::load;

/// The part of a collection that somebody else hosts.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The name of its file.
    pub(crate) id: Arc<str>,
    /// Where its address is written, else where its file begins.
    span: Span,
    /// Its settings: those of the site, and what the file says otherwise.
    pub config: Config,
    /// What search engines are told about pages that the main site has as well.
    pub(crate) canonical: Canonical,
    /// The publications that it takes along.
    pub(crate) publications: BTreeSet<Arc<str>>,
    /// Its entries.
    pub(crate) members: HashSet<EntryKey>,
    /// Entries of the main site → its own in their place.
    pub(crate) replaced: BTreeMap<EntryKey, EntryKey>,
    /// The relations, by type and name, of which only what is in it is shown.
    pub(crate) left_out: BTreeSet<RelationName>,
}

/// Which of two equal pages search engines should show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Canonical {
    /// That of the edition.
    #[default]
    Own,
    /// That of the main site.
    Main,
}

/// A type, and the name of one of its relations.
type RelationName = (Arc<str>, Arc<str>);

/// What becomes of entries that others in an edition refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// They come along.
    Include,
    /// They are named, and linked to where the main site has them.
    Link,
    /// They are not named.
    LeaveOut,
}

/// What becomes of entries by relation, and where that is written; under `None` what holds where nothing else is said.
type Rules = BTreeMap<Option<RelationName>, (Rule, Span)>;

/// What links in running text are called among relations.
const MENTIONS: &str = "mentions";
