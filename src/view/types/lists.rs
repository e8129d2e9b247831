//! What templates see of lists: their groups and pages, and by what they can be narrowed.

use serde::Serialize;

use super::{CardView, EntryView, LinkView, MatrixView};

/// A list: `list`.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ListView {
    /// Id of the type.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// Name of one entry.
    pub(crate) label: String,
    /// What belongs here.
    pub(crate) description: Option<String>,
    /// How many entries, on all pages.
    pub(crate) count: usize,
    /// How they are shown.
    pub(crate) style: ListStyle,
    /// The entries of this page by group; one group without a title when they are not grouped.
    pub(crate) groups: Vec<ListGroup>,
    /// Where the groups of all pages begin, when the list has several of them and they are not letters.
    pub(crate) jump: Vec<JumpView>,
    /// The alphabet, when the list has letters as groups.
    pub(crate) letters: Vec<LetterView>,
    /// All entries from A to Z, for long lists on one page that are grouped otherwise.
    pub(crate) register: Vec<LetterGroup>,
    /// All entries by the values of the fields that the type names, on the first page.
    pub(crate) registers: Vec<RegisterView>,
    /// Where the other pages are, when there are any.
    pub(crate) pager: Option<PagerView>,
    /// By what it can be narrowed, on the first page.
    pub(crate) facets: Vec<FacetView>,
}

/// A part of a list: what is left when it is narrowed by values of its facets, or the values of a facet: `part`.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct PartView {
    /// Id of the type.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// Name of one entry.
    pub(crate) label: String,
    /// How many entries, on all pages.
    pub(crate) count: usize,
    /// How they are shown: as cards or lines.
    pub(crate) style: ListStyle,
    /// The whole list.
    pub(crate) list: LinkView,
    /// The entries of this page as cards.
    pub(crate) cards: Vec<CardView>,
    /// The entries of this page as lines.
    pub(crate) links: Vec<LinkView>,
    /// By what it can be narrowed further, on the first page; or the facet that the page has the values of.
    pub(crate) facets: Vec<FacetView>,
    /// Where the other pages are, when there are any.
    pub(crate) pager: Option<PagerView>,
}

/// A field by whose values a list can be narrowed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FacetView {
    /// Name of the field.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: String,
    /// Its anchor.
    pub(crate) id: String,
    /// How many values there are.
    pub(crate) count: usize,
    /// The values by what they belong to; the most frequent ones in one group without a title where they are many.
    pub(crate) groups: Vec<FacetGroup>,
    /// Way to the page with all of them, when they are not all here.
    pub(crate) all: Option<String>,
}

/// Values of a facet that belong together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FacetGroup {
    /// What they belong to.
    pub(crate) title: Option<String>,
    /// The values.
    pub(crate) values: Vec<FacetValueView>,
}

/// A value that entries of a list have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FacetValueView {
    /// What it says.
    pub(crate) text: String,
    /// Its language when it is not the page's own.
    pub(crate) lang: Option<String>,
    /// Way to the entries that have it, when they have a page.
    pub(crate) href: Option<String>,
    /// How many have it.
    pub(crate) count: usize,
    /// Whether it stands for entries of which nothing is known.
    pub(crate) not_stated: bool,
}

/// Where a group of a list begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct JumpView {
    /// Its heading.
    pub(crate) title: String,
    /// Its anchor.
    pub(crate) id: String,
    /// Way to the page that it begins on, when that is another one.
    pub(crate) page: Option<String>,
}

/// The pages of a list, as seen from one of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PagerView {
    /// Number of this page, from one.
    pub(crate) number: usize,
    /// How many pages there are.
    pub(crate) count: usize,
    /// Way to the page before.
    pub(crate) previous: Option<String>,
    /// Way to the page after.
    pub(crate) next: Option<String>,
    /// The first, the last and those around this one.
    pub(crate) pages: Vec<PagerItem>,
}

/// A page of a list, as seen from another one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct PagerItem {
    /// Its number.
    pub(crate) number: usize,
    /// Way to it.
    pub(crate) href: String,
    /// Whether it is this one.
    pub(crate) current: bool,
    /// Whether numbers are left out before it.
    pub(crate) gap: bool,
}

/// How a list shows its entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ListStyle {
    /// As cards.
    #[default]
    Cards,
    /// As lines: for entries that have no summary.
    Lines,
    /// In full, as anchors: for types without pages of their own.
    Full,
    /// As a table of ratings.
    Matrix,
}

/// A part of a list.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ListGroup {
    /// Its heading.
    pub(crate) title: Option<String>,
    /// Whether it began on an earlier page.
    pub(crate) continued: bool,
    /// What it means.
    pub(crate) description: Option<String>,
    /// Its anchor.
    pub(crate) id: String,
    /// Way to the entry by which the list is grouped.
    pub(crate) href: Option<String>,
    /// Whether that is elsewhere on the web.
    pub(crate) external: bool,
    /// The entries as cards.
    pub(crate) cards: Vec<CardView>,
    /// The entries in full, for types without pages of their own.
    pub(crate) entries: Vec<EntryView>,
    /// Ratings by entry and rated thing.
    pub(crate) matrix: Option<MatrixView>,
}

/// A letter of the alphabet.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LetterView {
    /// The letter; `0–9` for everything that does not begin with one.
    pub(crate) letter: String,
    /// Anchor of its group; `None` when nothing begins with it.
    pub(crate) id: Option<String>,
    /// Way to the page that the group begins on, when that is another one.
    pub(crate) page: Option<String>,
}

/// What begins with a letter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LetterGroup {
    /// The letter.
    pub(crate) letter: String,
    /// The entries.
    pub(crate) links: Vec<LinkView>,
}

/// The entries of a list by the values of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RegisterView {
    /// Label of the field.
    pub(crate) label: String,
    /// Its anchor.
    pub(crate) id: String,
    /// The values; two at least.
    pub(crate) values: Vec<RegisterValue>,
}

/// The entries that have a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct RegisterValue {
    /// The value; a link where it is an entry with a page.
    pub(crate) link: LinkView,
    /// How many entries have it.
    pub(crate) count: usize,
    /// These entries; none where they are many and the page that the value leads to has them.
    pub(crate) entries: Vec<LinkView>,
    /// Whether they are so many that they are better looked at on demand.
    pub(crate) long: bool,
}
