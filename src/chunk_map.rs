//! Sorted maps of which a session keeps one state while it makes the next.
//!
//! Entry point: [`ChunkMap`]. Invariant: a copy shares everything with what it was copied from, and a change copies little.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

/// So many pairs are copied at most when one of them changes while somebody else holds the last state.
const SHELF: usize = 256;

/// Values by keys, sorted by these.
#[derive(Clone, Debug)]
pub(crate) struct ChunkMap<K, V> {
    /// Sorted, within each and among each other; none is empty.
    chunks: Vec<Arc<Vec<(K, V)>>>,
}

impl<K, V> Default for ChunkMap<K, V> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

impl<K: Ord + Clone, V: Clone> ChunkMap<K, V> {
    /// The number of the chunk that has a key, if there is one, and its place there; else where it would be.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (usize, Result<usize, usize>)
    where
        K: Borrow<Q>,
    {
        let begins_before = |chunk: &Arc<Vec<(K, V)>>| {
            chunk.first().is_some_and(|(first, _)| first.borrow() <= key)
        };
        let number = self.chunks.partition_point(begins_before).saturating_sub(1);
        let place = self
            .chunks
            .get(number)
            .map_or(Err(0), |chunk| chunk.binary_search_by(|(known, _)| known.borrow().cmp(key)));
        (number, place)
    }

    /// The value of a key.
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (number, place) = self.find(key);
        self.chunks.get(number)?.get(place.ok()?).map(|(_, value)| value)
    }

    /// Whether a key has a value.
    pub(crate) fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).1.is_ok()
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Keys and values, sorted by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).map(|(key, value)| (key, value))
    }

    /// Those from a key on.
    pub(crate) fn starting_at<'s, Q: Ord + ?Sized>(
        &'s self,
        key: &Q,
    ) -> impl Iterator<Item = (&'s K, &'s V)> + use<'s, K, V, Q>
    where
        K: Borrow<Q>,
    {
        let (number, Ok(place) | Err(place)) = self.find(key);
        let rest = self.chunks.iter().skip(number).flat_map(|chunk| chunk.iter()).skip(place);
        rest.map(|(key, value)| (key, value))
    }

    /// Gives a key a value, in place of what it had.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        let place = self.find(&key);
        self.put(place, key, value);
    }

    /// Gives a key a value unless it has one; whether it had none.
    pub(crate) fn insert_new(&mut self, key: K, value: V) -> bool {
        let place = self.find(&key);
        let is_new = place.1.is_err();
        if is_new {
            self.put(place, key, value);
        }
        is_new
    }

    fn put(&mut self, (number, place): (usize, Result<usize, usize>), key: K, value: V) {
        let Some(chunk) = self.chunks.get_mut(number) else {
            self.chunks.push(Arc::new(vec![(key, value)]));
            return;
        };
        let chunk = Arc::make_mut(chunk);
        match place {
            Ok(at) => chunk[at].1 = value,
            Err(at) => {
                chunk.insert(at, (key, value));
                if chunk.len() > SHELF {
                    // Who fills the map in order leaves full chunks behind.
                    let rest =
                        chunk.split_off(if at + 1 == chunk.len() { SHELF } else { SHELF / 2 });
                    self.chunks.insert(number + 1, Arc::new(rest));
                }
            }
        }
    }

    /// Takes the value of a key away.
    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (number, place) = self.find(key);
        let at = place.ok()?;
        let chunk = Arc::make_mut(&mut self.chunks[number]);
        let (_, value) = chunk.remove(at);
        if chunk.is_empty() {
            self.chunks.remove(number);
        }
        Some(value)
    }
}

impl<K: Ord + Clone + Send + Sync, V: Clone + Send + Sync> ChunkMap<K, V> {
    /// Keys and values; sorted by key again when they are collected.
    pub(crate) fn par_iter(&self) -> impl ParallelIterator<Item = (&K, &V)> {
        let pairs = self.chunks.par_iter().flat_map_iter(|chunk| chunk.iter());
        pairs.map(|(key, value)| (key, value))
    }
}

impl<K: Ord + Clone, V: Clone + PartialEq> PartialEq for ChunkMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for ChunkMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut pairs = pairs.into_iter().collect::<BTreeMap<_, _>>().into_iter().peekable();
        let mut chunks = Vec::new();
        while pairs.peek().is_some() {
            chunks.push(Arc::new(pairs.by_ref().take(SHELF / 2).collect()));
        }
        Self { chunks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_in_its_order() {
        let key = |number: usize| number * 7 % 2000;
        let mut chunks: ChunkMap<usize, &str> =
            (0..1000).map(|number| (key(number), "1")).collect();
        let mut known: BTreeMap<usize, &str> = (0..1000).map(|number| (key(number), "1")).collect();
        let mut grown = ChunkMap::default();
        for number in 500..2000 {
            let text = ["2", "3"][number % 2];
            chunks.insert(key(number), text);
            known.insert(key(number), text);
        }
        for number in (0..2000).filter(|number| number % 3 > 0 || *number < 900) {
            assert_eq!(chunks.remove(&key(number)), known.remove(&key(number)));
        }
        for (key, value) in &known {
            grown.insert(*key, *value);
        }
        assert!(chunks.iter().eq(known.iter()), "{chunks:?}");
        assert!(
            chunks.starting_at(&333).eq(known.range(333..))
                && chunks.starting_at(&0).eq(known.iter())
        );
        assert!(chunks.starting_at(&2000).next().is_none());
        assert!(chunks == known.clone().into_iter().collect() && chunks == grown);
        assert_eq!(chunks.len(), known.len());
        for number in 0..2001 {
            assert_eq!(chunks.get(&number), known.get(&number));
        }
        for key in known.keys() {
            chunks.remove(key);
        }
        assert!(
            chunks.is_empty()
                && chunks.get(&0).is_none()
                && chunks.starting_at(&0).next().is_none()
        );
        assert!(chunks.insert_new(0, "1") && !chunks.insert_new(0, "2"));
        assert_eq!((chunks.len(), chunks.get(&0)), (1, Some(&"1")));
    }

    #[test]
    fn copies_do_not_see_what_is_put_in_later() {
        let mut chunks: ChunkMap<&str, usize> = [("a", 1)].into_iter().collect();
        let copy = chunks.clone();
        chunks.insert("a", 2);
        chunks.insert("b", 3);
        assert!(chunks.iter().map(|(key, _)| *key).eq(["a", "b"]));
        chunks.remove("b");
        assert!(!chunks.contains_key("b"));
        assert_eq!(copy.get("a"), Some(&1));
    }
}
