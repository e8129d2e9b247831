//! Changes to a collection that concern several files: an entry gets another id, is copied, or goes.
//!
//! Entry points: [`rename()`], [`duplicate`], [`delete`]; [`format()`] for the order of keys in all files. Invariant: each gives the [`Edits`] that do all of it, or says why nothing is done
//! ([`Obstacle`]); nothing is written here. What names an entry, in whatever file and notation, is found in `mentions.rs`, and looked up as
//! the readers of these files do it.
//!
//! Whether what comes of it is sound is for those who have a session to look at: what is found in the collection afterwards is what was found before.

mod copy;
mod format;
mod mentions;
mod rename;
mod sources;

use crate::config::Config;
use crate::diagnostic::texts::Texts;
use crate::edit::{Edits, Refused};
use crate::location::{SitePath, Span};
use crate::model::{Catalog, EntryKey, Publishing};
use crate::schema::{ContentType, common};
use crate::source::Snapshot;
use crate::syntax::slug::example_id;

pub(crate) use copy::{delete, duplicate};
pub(crate) use format::format;
pub(crate) use rename::rename;

/// A collection as it was read, drafts included.
#[derive(Clone, Copy)]
pub(crate) struct Collection<'a> {
    /// Its files.
    pub(crate) snapshot: &'a Snapshot,
    /// Its settings.
    pub(crate) config: &'a Config,
    /// Its entries.
    pub(crate) catalog: &'a Catalog,
    /// For which day they were read.
    pub(crate) publishing: Publishing,
}

/// What is to change, and where.
#[derive(Debug, Default)]
pub(crate) struct Refactoring {
    /// What becomes of files.
    pub(crate) edits: Edits,
    /// Where the entry, or one of its files, is named; in the files as they are.
    pub(crate) mentions: Vec<Span>,
}

/// Why nothing changes.
#[derive(Debug, PartialEq)]
pub(crate) enum Obstacle {
    /// There is no such entry; perhaps another id was meant.
    Missing { id: String, suggestion: Option<String> },
    /// This cannot be an id.
    BadId(String),
    /// It is the id already.
    Same(String),
    /// An entry or a file is there already.
    Exists(SitePath),
    /// A file cannot be read: the entry may be named in it.
    Unread(SitePath),
    /// A file cannot be changed without a doubt; where, when that is known.
    InTheWay(Span, Refused),
    /// A file of the entry cannot be read from the disk.
    Gone(SitePath),
}

impl Obstacle {
    /// What is said about it.
    pub(crate) fn said(&self, collection: Collection<'_>, texts: &Texts) -> String {
        match self {
            Self::Missing { id, suggestion: Some(suggestion) } => {
                texts.get("cli-no-entry", &[("id", id), ("suggestion", suggestion)])
            }
            Self::Missing { id, suggestion: None } => {
                texts.get("cli-no-entry-plain", &[("id", id)])
            }
            Self::BadId(id) => {
                texts.get("cli-new-bad-id", &[("id", id), ("example", &example_id(id))])
            }
            Self::Same(id) => texts.get("cli-rename-same", &[("id", id)]),
            Self::Exists(path) => texts.get("cli-new-exists", &[("path", path)]),
            Self::Unread(path) => texts.get("cli-rename-unread", &[("path", path)]),
            Self::Gone(path) => texts.get("cli-changed-meanwhile", &[("path", path)]),
            Self::InTheWay(span, refused) => {
                let text = collection.snapshot.text(&span.file).unwrap_or_default();
                let line = crate::location::position(&text, span.start).line;
                let place = format!("{}:{line}", span.file);
                let why = texts.get(reason(*refused), &[]);
                texts.get("cli-rename-in-the-way", &[("place", &place), ("why", &why)])
            }
        }
    }
}

/// The text that says why something is not changed.
fn reason(refused: Refused) -> &'static str {
    match refused {
        Refused::NotRead => "cli-refused-not-read",
        Refused::Named => "cli-refused-named",
        Refused::Tagged => "cli-refused-tagged",
        Refused::Comment => "cli-refused-comment",
        Refused::Unclear | Refused::Missing | Refused::Exists | Refused::ReadsElse => {
            "cli-refused-unclear"
        }
    }
}

impl<'a> Collection<'a> {
    /// The type of an entry that is there.
    fn type_of(self, key: &EntryKey) -> Result<&'a ContentType, Obstacle> {
        let content_type = self.catalog.schema.get(&key.type_id);
        match content_type.filter(|_| self.catalog.get(key).is_some()) {
            Some(content_type) => Ok(content_type),
            None => {
                let suggestion = self.catalog.suggestion(&key.type_id, &key.id);
                let suggestion = suggestion.map(|entry| entry.key.id.to_string());
                Err(Obstacle::Missing { id: key.to_string(), suggestion })
            }
        }
    }

    /// That another entry of a type can have this id.
    fn check_free(self, key: &EntryKey) -> Result<(), Obstacle> {
        if !crate::model::may_be_id(&key.id) {
            return Err(Obstacle::BadId(key.id.to_string()));
        }
        match self.catalog.get(key) {
            Some(entry) => Err(Obstacle::Exists(entry.file.clone())),
            None => Ok(()),
        }
    }

    /// That all files could be read: else an entry may be named where nobody looks.
    fn check_whole(self) -> Result<(), Obstacle> {
        match self.catalog.is_whole() {
            true => Ok(()),
            false => Err(Obstacle::Unread(self.unread_file())),
        }
    }

    /// The first file of entries that cannot be read.
    fn unread_file(self) -> SitePath {
        let files = self.snapshot.under("content/").map(crate::source::SourceFile::path);
        let mut files = files.filter(|path| {
            let holds =
                crate::model::type_in(path, &self.catalog.schema, self.config.for_entries());
            holds.is_some() && !self.catalog.entries().iter().any(|entry| entry.file == **path)
        });
        files.next().cloned().unwrap_or_else(|| SitePath::prefix("content"))
    }

    /// The fields of a type that former addresses are in, when its entries have addresses.
    fn has_addresses(content_type: &ContentType) -> bool {
        content_type.pages == crate::schema::Pages::Entry
            && content_type.field(common::ALIASES).is_some()
    }
}

/// Where a key stands among those that are there, after the order of its type: behind the last that comes before it.
fn place_among<'k>(
    content_type: &ContentType,
    there: impl Iterator<Item = &'k str>,
    key: &str,
) -> usize {
    let rank = |key: &str| content_type.fields.get_index_of(key);
    let own = rank(key);
    there.enumerate().filter(|(_, key)| rank(key) < own).map(|(at, _)| at + 1).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
