//! What templates see of parts of pages that lead to other entries.

use serde::Serialize;

use super::{CardView, FactView, HeadingView, LinkView, NearestView};

/// A part of a page that its type declares.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SectionView {
    /// Its anchor.
    pub(crate) id: String,
    /// Its heading.
    pub(crate) label: String,
    /// What has to be known about it.
    pub(crate) text: Option<String>,
    /// What was found, by how it was found, where it is not arranged otherwise.
    pub(crate) groups: Vec<SectionGroupView>,
    /// What was found, arranged by a value or by those whom a relation leads to.
    pub(crate) folds: Vec<FoldView>,
    /// The question that one of those answers, where readers choose one of them.
    pub(crate) choose: Option<String>,
    /// Those among whom they choose, by what they are.
    pub(crate) choices: Vec<ChoicesView>,
    /// Towns that entries name, with those among whom they choose in which these lie.
    pub(crate) towns: Option<TownsView>,
    /// What is said because nothing was found.
    pub(crate) otherwise: Option<String>,
}

/// Places of the same kind, of which readers choose one.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChoicesView {
    /// What all of them are.
    pub(crate) label: String,
    /// They: name and anchor.
    pub(crate) options: Vec<HeadingView>,
}

/// Towns, by which readers find their place.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TownsView {
    /// What stands above them.
    pub(crate) label: String,
    /// They, by name.
    pub(crate) towns: Vec<TownView>,
}

/// A town that an entry names.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TownView {
    /// Its name.
    pub(crate) name: String,
    /// The places in which it lies by what entries say: name and anchor.
    pub(crate) places: Vec<HeadingView>,
}

/// Entries that were found in one way.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SectionGroupView {
    /// How.
    pub(crate) how: Option<String>,
    /// How many there are.
    pub(crate) count: usize,
    /// How many of them, from the first, stand on cards.
    pub(crate) cards: usize,
    /// They.
    pub(crate) items: Vec<SectionItemView>,
}

/// An entry that was found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SectionItemView {
    /// As lists show it; only what a link needs where it is none of the cards.
    pub(crate) card: CardView,
    /// How whoever it is about is reached, where the part tells that.
    pub(crate) ways: Vec<FactView>,
    /// What of it is there to be printed.
    pub(crate) sheets: Vec<LinkView>,
}

/// What belongs to one value, or to one entry.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FoldView {
    /// Its anchor.
    pub(crate) id: String,
    /// The value, or the entry.
    pub(crate) link: LinkView,
    /// What it is a value of.
    pub(crate) label: Option<String>,
    /// How much of what was found belongs to it.
    pub(crate) count: usize,
    /// That, and what else there is.
    pub(crate) groups: Vec<SectionGroupView>,
    /// Whether it stands open.
    pub(crate) open: bool,
    /// How the entry is reached, or whoever is in charge of it.
    pub(crate) contacts: Vec<NearestView>,
    /// Where nobody is known, all who might be: their list.
    pub(crate) all: Option<LinkView>,
    /// What else there is, by the ways from it.
    pub(crate) there: Vec<SectionGroupView>,
}
