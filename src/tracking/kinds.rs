//! What a cell can stand for.
//!
//! Entry point: [`CellKind`]. Invariant: each kind says what its keys are, and is that of one container or of those that are compared together.

/// What kind of thing a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CellKind {
    /// A file of the site: whether it is there, and what is in it. Key: its path.
    File,
    /// Which files there are, and everything in them.
    Files,
    /// Whether there is an entry. Key: type and id.
    Id,
    /// All ids and titles, and what cannot be read, before entries are.
    Index,
    /// What of a type cannot be read. Key: the type.
    Unread,
    /// Whether there is anything that cannot be read.
    AnyUnread,
    /// An entry without its text. Key: type, id and language.
    Entry,
    /// All entries without their texts.
    Entries,
    /// Whether an entry belongs to an edition. Key: type and id.
    Member,
    /// The text of an entry. Key: type, id and language.
    Body,
    /// Which entries the list of a type has, and in which order. Key: type and language.
    List,
    /// The place of an entry in the list of its type, seen from the others there. Key: type and id.
    Rank,
    /// How many pages the list of a type has. Key: type and language.
    ListPages,
    /// What all pages of a list show. Key: language and type.
    ListHead,
    /// What a page of a list has on it, as far as it is not said by the entries. Key: language, type and number.
    ListPage,
    /// The registers of a list. Key: language and type.
    Registers,
    /// By what a list can be narrowed. Key: type and language.
    Facets,
    /// Which entries of a list have which values. Key: type and language.
    Directory,
    /// What a list is narrowed to by some values. Key: type, language, fields and values.
    FacetChoice,
    /// The titles in tabs of the pages of a choice. Key: the language; type, language, fields and values.
    FacetTitle,
    /// What an entry refers to. Key: type and id.
    From,
    /// What refers to an entry. Key: type and id.
    To,
    /// Addresses of an entry and of its sheet. Key: type and id.
    Route,
    /// Addresses of lists, home pages, feeds and publications.
    Routes,
    /// All outputs.
    Jobs,
    /// An image or a file that is published. Key: its path.
    Media,
    /// The next day on which the same entries say something else.
    NextChange,
    /// What all pages of a language share, the lists of the site apart. Key: the language.
    Site,
    /// What all pages of a language share, with how much is on each list. Key: the language.
    Collections,
    /// The titles in tabs of pages that are no entries. Key: the language.
    Titles,
    /// The title in the tab of an entry. Key: language, type and id.
    Title,
    /// What stands before and after an entry in its list. Key: language, type and id.
    Neighbours,
    /// The entries that have something in common by referring to an entry. Key: type and id.
    Shared,
    /// The names and lengths of an entry's relations, where they go on on pages of their own. Key: type and id, and the language.
    Relations,
    /// What stands on a page of a relation. Key: type and id, the language, the relation, the number.
    RelationPage,
    /// A piece of the index of the search. Key: language and piece.
    SearchPiece,
    /// A publication. Key: id and language.
    Publication,
}
