//! What readers type, and what they find: an index of all entries, cut into pieces that are fetched as they are needed.
//!
//! Entry points: [`SearchIndex::update`] brings the index up to date, [`SearchIndex::piece`] hands out a piece. Invariant: it knows of an entry
//! what [`crate::view::found_entry`] says, and nothing else; whatever came before, its pieces are those of a first run with the same inputs.
//!
//! A word is found by its stem, by its beginning, and by the beginning of what may be a part of it: `kette` finds `Wertschöpfungskette`,
//! because that is in the index from each place on where a part could begin. Nothing of a collection is needed for that but the word
//! itself, so that an entry says alone what it adds to the index ([`words`]). The script that asks the index (`search.js` of the theme) folds
//! words in the same way.

mod index;
mod pieces;
mod words;

pub(crate) use index::{IndexSource, SearchIndex};
