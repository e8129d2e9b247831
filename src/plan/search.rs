//! The search of a site: what can be found, and where the pieces of its index are.
//!
//! Entry points: [`BuildPlan::findable`], [`BuildPlan::search_pieces`]. Invariant: how many pieces there are follows from how many entries can be
//! found, so that every address is known before anything is read for the index.

use std::sync::Arc;

use super::{BuildPlan, Routes};
use crate::config::Config;
use crate::model::{Catalog, Channel, Entry};
use crate::schema::Pages;

/// So many entries share a piece with what is shown of them: few, since what is found is seldom side by side.
const ENTRIES_TOGETHER: usize = 4;
/// So many entries make one more piece of words.
const ENTRIES_PER_PIECE: usize = 8;
/// The most pieces of words.
const MOST_PIECES: usize = 2048;
/// In a collection of more entries parts of words are known of titles, summaries and what lists are filtered by, and no longer of texts: they would be
/// most of the index, and find nearly everything. Less is shown of texts, too.
const MOST_THOROUGH: usize = 2000;

/// So many entries are on a page of the list of everything. They are links alone, so these are more than on other lists.
const LIST_LENGTH: usize = 1000;

/// A piece of the index of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Piece {
    /// What is read first: where everything is, and what entries are.
    Head,
    /// Words, and the entries that have them.
    Words(usize),
    /// Some entries as they are shown.
    Entries(usize),
}

/// How the index of a language is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// How many entries there are.
    pub(crate) entries: usize,
    /// How many pieces of words: a power of two.
    pub(crate) words: usize,
    /// How many entries share a piece.
    pub(crate) together: usize,
    /// Whether words in texts are found by their parts, and much of texts is shown.
    pub(crate) is_thorough: bool,
}

impl Cut {
    fn new(entries: usize) -> Self {
        let words = entries.div_ceil(ENTRIES_PER_PIECE).next_power_of_two().min(MOST_PIECES);
        let is_thorough = entries <= MOST_THOROUGH;
        Self { entries, words, together: ENTRIES_TOGETHER, is_thorough }
    }

    /// All pieces.
    pub(crate) fn pieces(self) -> impl Iterator<Item = Piece> {
        let entries = self.entries.div_ceil(self.together);
        let words = (0..self.words).map(Piece::Words);
        [Piece::Head].into_iter().chain(words).chain((0..entries).map(Piece::Entries))
    }
}

impl BuildPlan {
    /// The entries that can be found in a language, by type and in the order of the list of their type.
    pub(crate) fn findable<'a>(
        &'a self,
        catalog: &'a Catalog,
        language: &'a str,
    ) -> impl Iterator<Item = &'a Entry> {
        let types = catalog.schema.types();
        let types = types.filter(|of_type| of_type.search && of_type.pages != Pages::None);
        types
            .flat_map(move |of_type| self.scope.list(catalog, &of_type.id, language))
            .filter(|entry| entry.is_for(Channel::Website) && !self.scope.is_home(&entry.key))
    }

    /// How the index of a language is cut; `None` when there is nothing to be found, or nothing shall be.
    pub(crate) fn search_cut(
        &self,
        catalog: &Catalog,
        config: &Config,
        language: &str,
    ) -> Option<Cut> {
        let entries = config.search.then(|| self.findable(catalog, language).count());
        entries.filter(|entries| *entries > 0).map(Cut::new)
    }

    /// The pieces of the index of a language, with where they are.
    pub(crate) fn search_pieces(
        &self,
        catalog: &Catalog,
        config: &Config,
        language: &str,
    ) -> Vec<(Piece, String)> {
        let cut = self.search_cut(catalog, config, language);
        let pieces = cut.into_iter().flat_map(Cut::pieces);
        pieces.map(|piece| (piece, self.routes.search_piece(piece, language))).collect()
    }

    /// The page on which everything is found, when there is anything.
    pub(crate) fn search_page(
        &self,
        catalog: &Catalog,
        config: &Config,
        language: &str,
    ) -> Option<String> {
        let is_there = config.search && self.findable(catalog, language).next().is_some();
        is_there.then(|| self.routes.page(self.routes.search(language)))
    }

    /// The pages of the list of everything in a language; the first is the page of the search.
    pub(crate) fn everything(
        &self,
        catalog: &Catalog,
        config: &Config,
        language: &str,
    ) -> Everything {
        let first = self.search_page(catalog, config, language);
        let count = first.as_ref().map_or(0, |_| self.findable(catalog, language).count());
        let length = config.list_length.map_or(count.max(1), |_| LIST_LENGTH);
        let others = (2..=count.div_ceil(length)).map(|number| {
            let (folder, page) = (self.routes.search(language), &self.routes.files(language).page);
            self.routes.page(format!("{folder}{page}-{number}/"))
        });
        Everything { count, length, pages: first.into_iter().chain(others).collect() }
    }
}

/// How the list of everything that can be found in a language is cut. As with the index, that follows from how much there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Everything {
    /// How many entries there are.
    pub(crate) count: usize,
    /// How many of them a page has.
    pub(crate) length: usize,
    /// The ways to the pages.
    pub(crate) pages: Vec<String>,
}

impl Routes {
    /// The folder of the search in a language.
    pub(crate) fn search(&self, language: &str) -> String {
        format!("{}{}/", self.prefix(language), self.files(language).search)
    }

    fn search_piece(&self, piece: Piece, language: &str) -> String {
        let folder = self.search(language);
        match piece {
            Piece::Head => format!("{folder}index.js"),
            Piece::Words(number) => format!("{folder}w/{number}.js"),
            Piece::Entries(number) => format!("{folder}e/{number}.js"),
        }
    }
}

/// A language and a piece of its index.
pub(crate) type PieceOf = (Arc<str>, Piece);
