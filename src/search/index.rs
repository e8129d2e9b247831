//! The index of a site, kept up to date.
//!
//! Entry point: [`SearchIndex::update`]. Invariant: what is kept of an entry is kept with what it was made from, and a piece is made anew
//! when something in it differs, so that the pieces are always those that a first run would make.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::pieces::{self, Beginning, Heads, How, IndexHead, Posting, ShownEntry};
use super::words::{Analyser, Analysis, EntryWords, InEntry, parts_of, weight};
use crate::config::Config;
use crate::hash::Map;
use crate::model::{Catalog, EntryKey};
use crate::plan::{BuildPlan, Cut, Piece, PieceOf};
use crate::tracking::{self, CellKind, Changes, Fingerprint, ReadSet, Tracked};
use crate::view::{self, ViewContext};

/// The index of a site, in all its languages.
pub(crate) struct SearchIndex {
    languages: BTreeMap<Arc<str>, LanguageIndex>,
    pieces: Tracked<PieceOf, Arc<str>>,
}

impl Default for SearchIndex {
    fn default() -> Self {
        Self { languages: BTreeMap::new(), pieces: Tracked::new(CellKind::SearchPiece) }
    }
}

/// A site, as the index is made from it.
#[derive(Clone, Copy)]
pub(crate) struct IndexSource<'a> {
    /// What pages show.
    pub(crate) views: &'a ViewContext<'a>,
    /// Where everything is.
    pub(crate) plan: &'a BuildPlan,
    /// The collection.
    pub(crate) catalog: &'a Catalog,
    /// The settings.
    pub(crate) config: &'a Config,
}

impl SearchIndex {
    /// A piece of the index.
    pub(crate) fn piece(&self, of: &PieceOf) -> Option<&str> {
        self.pieces.get(of).map(|text| &**text)
    }

    /// Whether something differs that the index was made from.
    pub(crate) fn is_stale(&self, source: IndexSource<'_>, changes: Option<&Changes>) -> bool {
        let Some(changes) = changes else { return true };
        !self.languages.keys().map(|language| &**language).eq(languages(source))
            || self.languages.values().any(|language| language.is_stale(changes))
    }

    /// Brings the index up to date, and notes which of its pieces differ. `changes` is what differs in the collection; `None` when everything may.
    pub(crate) fn update(
        &mut self,
        source: IndexSource<'_>,
        changes: Option<&Changes>,
        differing: &mut Changes,
    ) {
        if !self.is_stale(source, changes) {
            return;
        }
        if changes.is_none() {
            self.languages.clear();
        }
        let known: Vec<&str> = languages(source).collect();
        self.languages.retain(|language, _| known.contains(&&**language));
        let mut all_pieces = BTreeMap::new();
        for language in known {
            let Some(cut) = source.plan.search_cut(source.catalog, source.config, language) else {
                continue;
            };
            let index = self.languages.entry(language.into()).or_default();
            index.update(source, language, cut, changes);
            let of = |piece: &Piece| (Arc::from(language), *piece);
            all_pieces.extend(index.texts.iter().map(|(piece, text)| (of(piece), text.clone())));
        }
        let pieces = Tracked::new(CellKind::SearchPiece).with(all_pieces);
        tracking::update(&mut self.pieces, pieces, differing);
    }
}

/// The languages in which something can be found.
fn languages(source: IndexSource<'_>) -> impl Iterator<Item = &str> {
    let IndexSource { plan, catalog, config, .. } = source;
    let mut known: Vec<&str> = config.languages.iter().map(String::as_str).collect();
    known.sort_unstable();
    known.into_iter().filter(|language| plan.search_page(catalog, config, language).is_some())
}

/// The index of a language.
#[derive(Default)]
struct LanguageIndex {
    cut: Option<Cut>,
    entries: Vec<Indexed>,
    /// What was read to know which entries there are.
    reads: ReadSet,
    vocabulary: Vocabulary,
    texts: BTreeMap<Piece, Arc<str>>,
    fingerprints: BTreeMap<Piece, Fingerprint>,
}

/// An entry in the index.
struct Indexed {
    key: EntryKey,
    /// What it was made from.
    reads: ReadSet,
    /// What it is found by.
    terms: Box<[Weighted]>,
    places: Vec<Arc<str>>,
}

/// A term with what it weighs in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weighted {
    term: u32,
    weight: u8,
    how: How,
}

/// All terms of a language, and what each word is found by, worked out once. Nothing in the index depends on words that it remembers and
/// that are nowhere any more.
#[derive(Default)]
struct Vocabulary {
    words: Map<Box<str>, Arc<[(u32, How)]>>,
    terms: Map<Box<str>, u32>,
    names: Vec<IndexTerm>,
}

/// A term, with the number of the piece that it is in, and of the one that is asked when a mistake is among its first letters.
struct IndexTerm {
    name: Box<str>,
    piece: usize,
    behind: Option<usize>,
}

impl Vocabulary {
    fn term(&mut self, name: &str, pieces: usize) -> u32 {
        if let Some(term) = self.terms.get(name) {
            return *term;
        }
        // A collection that has more words than that could not be read, either.
        let term = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let behind = Beginning::of(name);
        self.names.push(IndexTerm {
            name: name.into(),
            piece: pieces::piece_of(name, pieces),
            behind: behind.map(|term| pieces::piece_of(&pieces::behind(term.behind), pieces)),
        });
        self.terms.insert(name.into(), term);
        term
    }

    /// The terms that a word is found by.
    fn of_word(&mut self, analyser: &Analyser, word: &str, pieces: usize) -> Arc<[(u32, How)]> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let Analysis { stem, form } = analyser.analyse(word);
        let mut terms = vec![(self.term(&stem, pieces), How::Stem)];
        terms.extend(parts_of(&form).map(|part| (self.term(part, pieces), How::Part)));
        if form != stem {
            terms.push((self.term(&pieces::form(&form, &stem), pieces), How::Form));
        }
        let terms: Arc<[(u32, How)]> = terms.into();
        self.words.insert(word.into(), terms.clone());
        terms
    }

    /// The terms that an entry is found by, each with what it counts.
    fn counts(&mut self, analyser: &Analyser, words: &EntryWords, cut: Cut) -> Vec<Counted> {
        let pieces = cut.words;
        let mut counts: Vec<Counted> = Vec::new();
        for name in &words.names {
            counts.push((self.term(&pieces::name(name), pieces), How::Name, 1.0));
        }
        for InEntry { word, count, is_told } in &words.counts {
            let terms = self.of_word(analyser, word, pieces);
            let has_parts = *is_told || cut.is_thorough;
            let terms = terms.iter().filter(|(_, how)| has_parts || *how != How::Part);
            counts.extend(terms.map(|(term, how)| (*term, *how, *count)));
        }
        counts
    }
}

/// What is in a piece of words: terms with the entries that have them, and first letters of terms by what follows them.
#[derive(Default)]
struct OfPiece<'a> {
    terms: BTreeMap<&'a str, Vec<Posting>>,
    behind: BTreeMap<&'a str, Heads<'a>>,
}

/// A term with how it stands in an entry, and what that counts.
type Counted = (u32, How, f32);

/// The terms of an entry with what each weighs.
fn weigh(mut counts: Vec<Counted>) -> Box<[Weighted]> {
    // The sort is stable: what counts together is added in the order of the words.
    counts.sort_by_key(|(term, how, _)| (*term, *how));
    let same = |a: &Counted, b: &Counted| (a.0, a.1) == (b.0, b.1);
    let each = counts.chunk_by(same).map(|counts| {
        let (term, how, _) = counts[0];
        let count = counts.iter().map(|(_, _, count)| count).sum();
        Weighted { term, weight: weight(count), how }
    });
    each.collect()
}

/// An entry that was read anew.
struct Fresh {
    reads: ReadSet,
    words: EntryWords,
    places: Vec<Arc<str>>,
    shown: ShownEntry,
}

fn read(source: IndexSource<'_>, key: &EntryKey, (language, cut): (&str, Cut)) -> Fresh {
    let (found, reads) = tracking::record(|| view::found_entry(source.views, key, language));
    let found = found.unwrap_or_default();
    let places: BTreeSet<&str> = found.places.iter().map(String::as_str).collect();
    Fresh {
        reads,
        words: EntryWords::of(&found),
        places: places.into_iter().map(Arc::from).collect(),
        shown: ShownEntry::of(&found, cut),
    }
}

impl LanguageIndex {
    fn is_stale(&self, changes: &Changes) -> bool {
        self.reads.any(changes) || self.entries.iter().any(|entry| entry.reads.any(changes))
    }

    fn update(
        &mut self,
        source: IndexSource<'_>,
        language: &str,
        cut: Cut,
        changes: Option<&Changes>,
    ) {
        let ((keys, names), reads) = tracking::record(|| {
            let found = view::findable(source.views, language);
            let mut keys: Vec<EntryKey> = found.map(|entry| entry.key.clone()).collect();
            keys.sort_unstable();
            (keys, view::other_names(source.views, language))
        });
        if self.cut != Some(cut) {
            *self = Self::default();
        }
        // Terms name entries by their numbers.
        let is_numbered_alike = self.entries.iter().map(|entry| &entry.key).eq(keys.iter());
        let mut known: Map<EntryKey, Indexed> = Map::default();
        for entry in self.entries.drain(..) {
            known.insert(entry.key.clone(), entry);
        }
        let stays = |entry: &Indexed| changes.is_some_and(|changes| !entry.reads.any(changes));
        let fresh: Vec<Option<Fresh>> = keys
            .par_iter()
            .map(|key| {
                let is_kept = known.get(key).is_some_and(stays);
                (!is_kept).then(|| read(source, key, (language, cut)))
            })
            .collect();
        let analyser = Analyser::new(language);
        let mut touched: BTreeSet<Piece> =
            if is_numbered_alike { BTreeSet::new() } else { cut.pieces().collect() };
        let mut shown: BTreeMap<usize, ShownEntry> = BTreeMap::new();
        // What words are found by is known to all entries; what that weighs in each is a matter of its own.
        let fresh: Vec<_> = fresh
            .into_iter()
            .map(|fresh| {
                let Fresh { reads, words, places, shown } = fresh?;
                let counts = self.vocabulary.counts(&analyser, &words, cut);
                Some((counts, reads, places, shown))
            })
            .collect();
        let fresh: Vec<_> = fresh
            .into_par_iter()
            .map(|fresh| {
                fresh.map(|(counts, reads, places, shown)| (weigh(counts), reads, places, shown))
            })
            .collect();
        for (at, (key, fresh)) in keys.iter().zip(fresh).enumerate() {
            let last = known.remove(key);
            let Some((terms, reads, places, now)) = fresh else {
                self.entries.extend(last);
                continue;
            };
            if is_numbered_alike {
                touched.insert(Piece::Entries(at / cut.together));
                let before = last.as_ref().map_or(&[][..], |last| &*last.terms);
                let mut touch = |differing: &[Weighted], others: &[Weighted]| {
                    for Weighted { term, how, .. } in
                        differing.iter().filter(|term| !others.contains(term))
                    {
                        let of_term = &self.vocabulary.names[*term as usize];
                        touched.insert(Piece::Words(of_term.piece));
                        if !others.iter().any(|other| (other.term, other.how) == (*term, *how)) {
                            touched.extend(of_term.behind.map(Piece::Words));
                        }
                    }
                };
                touch(&terms, before);
                touch(before, &terms);
            }
            shown.insert(at, now);
            self.entries.push(Indexed { key: key.clone(), reads, terms, places });
        }
        (self.cut, self.reads) = (Some(cut), reads);
        let numbering = Fingerprint::of(&keys).to_string();
        let stamp = &numbering[..8];
        self.write_words(&touched, (language, stamp));
        for piece in &touched {
            let Piece::Entries(number) = *piece else { continue };
            let first = number * cut.together;
            let of_piece = (first..cut.entries.min(first + cut.together)).map(|at| {
                let again = || read(source, &keys[at], (language, cut)).shown;
                shown.remove(&at).unwrap_or_else(again)
            });
            let of_piece: Vec<ShownEntry> = of_piece.collect();
            let rows = pieces::entries(&of_piece);
            self.put(*piece, pieces::script(language, *piece, stamp, &rows));
        }
        let version = Fingerprint::of(self.fingerprints.values().collect::<Vec<_>>());
        let types = keys.chunk_by(|a, b| a.type_id == b.type_id).filter_map(|of_type| {
            let content_type = source.catalog.schema.get(&of_type.first()?.type_id)?;
            let names = [&content_type.plural, &content_type.label];
            let [plural, label] = names.map(|name| name.get(language));
            Some((plural, label, of_type.len()))
        });
        let places: Vec<&[Arc<str>]> = self.entries.iter().map(|entry| &*entry.places).collect();
        let head = IndexHead {
            version: &version.to_string()[..8],
            cut,
            types: types.collect(),
            places: &places,
            names: &names,
            views: source.views,
            language,
        };
        let text = pieces::script(language, Piece::Head, stamp, &head.write());
        self.put(Piece::Head, text);
    }

    /// Writes these pieces of words.
    fn write_words(&mut self, touched: &BTreeSet<Piece>, (language, stamp): (&str, &str)) {
        let is_touched = |number: usize| touched.contains(&Piece::Words(number));
        let names = &self.vocabulary.names;
        let wanted: Vec<bool> = names.iter().map(|term| is_touched(term.piece)).collect();
        let mut is_there = vec![false; names.len()];
        let mut lists: Vec<Vec<Posting>> = vec![Vec::new(); names.len()];
        for (entry, Indexed { terms, .. }) in (0_u32..).zip(&self.entries) {
            for Weighted { term, weight, how } in terms {
                is_there[*term as usize] = true;
                if wanted[*term as usize] {
                    lists[*term as usize].push(Posting { entry, weight: *weight, how: *how });
                }
            }
        }
        let mut of_pieces: BTreeMap<usize, OfPiece<'_>> = BTreeMap::new();
        for ((term, postings), is_there) in names.iter().zip(lists).zip(is_there) {
            if !postings.is_empty() {
                let of_piece = of_pieces.entry(term.piece).or_default();
                of_piece.terms.insert(&term.name, postings);
            }
            if let Some(piece) = term.behind.filter(|piece| is_there && is_touched(*piece))
                && let Some(Beginning { head, behind, more }) = Beginning::of(&term.name)
            {
                let of_piece = of_pieces.entry(piece).or_default();
                of_piece.behind.entry(behind).or_default().entry(more).or_default().insert(head);
            }
        }
        let none = OfPiece::default();
        let written: Vec<(Piece, String)> = touched
            .par_iter()
            .filter_map(|piece| {
                let Piece::Words(number) = piece else { return None };
                let OfPiece { terms, behind } = of_pieces.get(number).unwrap_or(&none);
                let rows = pieces::words(terms, behind);
                Some((*piece, pieces::script(language, *piece, stamp, &rows)))
            })
            .collect();
        for (piece, text) in written {
            self.put(piece, text);
        }
    }

    fn put(&mut self, piece: Piece, text: String) {
        if piece != Piece::Head {
            self.fingerprints.insert(piece, Fingerprint::of(&text));
        }
        self.texts.insert(piece, text.into());
    }
}
