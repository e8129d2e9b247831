//! Sorted maps of which a session keeps one state while it makes the next.
//!
//! Entry point: [`Shelves`]. Invariant: a copy shares everything with what it was copied from, and a change copies little.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

/// So many pairs are copied at most when one of them changes while somebody else holds the last state.
const SHELF: usize = 256;

/// Values by keys, sorted by these.
#[derive(Clone, Debug)]
pub struct Shelves<K, V> {
    /// Sorted, within each and among each other; none is empty.
    shelves: Vec<Arc<Vec<(K, V)>>>,
}

impl<K, V> Default for Shelves<K, V> {
    fn default() -> Self {
        Self { shelves: Vec::new() }
    }
}

impl<K: Ord + Clone, V: Clone> Shelves<K, V> {
    /// The number of the shelf that has a key, if there is one, and its place there; else where it would be.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (usize, Result<usize, usize>)
    where
        K: Borrow<Q>,
    {
        let begins_before = |shelf: &Arc<Vec<(K, V)>>| {
            shelf.first().is_some_and(|(first, _)| first.borrow() <= key)
        };
        let number = self.shelves.partition_point(begins_before).saturating_sub(1);
        let place = self
            .shelves
            .get(number)
            .map_or(Err(0), |shelf| shelf.binary_search_by(|(known, _)| known.borrow().cmp(key)));
        (number, place)
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (number, place) = self.find(key);
        self.shelves.get(number)?.get(place.ok()?).map(|(_, value)| value)
    }

    /// Whether a key has a value.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).1.is_ok()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shelves.is_empty()
    }

    /// Keys and values, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.shelves.iter().flat_map(|shelf| shelf.iter()).map(|(key, value)| (key, value))
    }

    /// Those from a key on.
    pub fn starting_at<'s, Q: Ord + ?Sized>(
        &'s self,
        key: &Q,
    ) -> impl Iterator<Item = (&'s K, &'s V)> + use<'s, K, V, Q>
    where
        K: Borrow<Q>,
    {
        let (number, Ok(place) | Err(place)) = self.find(key);
        let rest = self.shelves.iter().skip(number).flat_map(|shelf| shelf.iter()).skip(place);
        rest.map(|(key, value)| (key, value))
    }

    /// Gives a key a value, in place of what it had.
    pub fn insert(&mut self, key: K, value: V) {
        let (number, place) = self.find(&key);
        let Some(shelf) = self.shelves.get_mut(number) else {
            self.shelves.push(Arc::new(vec![(key, value)]));
            return;
        };
        let shelf = Arc::make_mut(shelf);
        match place {
            Ok(at) => shelf[at].1 = value,
            Err(at) => {
                shelf.insert(at, (key, value));
                if shelf.len() > SHELF {
                    // Who fills the map in order leaves full shelves behind.
                    let rest =
                        shelf.split_off(if at + 1 == shelf.len() { SHELF } else { SHELF / 2 });
                    self.shelves.insert(number + 1, Arc::new(rest));
                }
            }
        }
    }

    /// Takes the value of a key away.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (number, place) = self.find(key);
        let at = place.ok()?;
        let shelf = Arc::make_mut(&mut self.shelves[number]);
        let (_, value) = shelf.remove(at);
        if shelf.is_empty() {
            self.shelves.remove(number);
        }
        Some(value)
    }
}

impl<K: Ord + Clone + Send + Sync, V: Clone + Send + Sync> Shelves<K, V> {
    /// Keys and values; sorted by key again when they are collected.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = (&K, &V)> {
        let pairs = self.shelves.par_iter().flat_map_iter(|shelf| shelf.iter());
        pairs.map(|(key, value)| (key, value))
    }
}

impl<K: Ord + Clone, V: Clone + PartialEq> PartialEq for Shelves<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for Shelves<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut pairs = pairs.into_iter().collect::<BTreeMap<_, _>>().into_iter().peekable();
        let mut shelves = Vec::new();
        while pairs.peek().is_some() {
            shelves.push(Arc::new(pairs.by_ref().take(SHELF / 2).collect()));
        }
        Self { shelves }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_in_its_order() {
        let key = |number: usize| number * 7 % 2000;
        let mut shelves: Shelves<usize, &str> =
            (0..1000).map(|number| (key(number), "1")).collect();
        let mut known: BTreeMap<usize, &str> = (0..1000).map(|number| (key(number), "1")).collect();
        let mut grown = Shelves::default();
        for number in 500..2000 {
            let text = ["2", "3"][number % 2];
            shelves.insert(key(number), text);
            known.insert(key(number), text);
        }
        for number in (0..2000).filter(|number| number % 3 > 0 || *number < 900) {
            assert_eq!(shelves.remove(&key(number)), known.remove(&key(number)));
        }
        for (key, value) in &known {
            grown.insert(*key, *value);
        }
        assert!(shelves.iter().eq(known.iter()), "{shelves:?}");
        assert!(
            shelves.starting_at(&333).eq(known.range(333..))
                && shelves.starting_at(&0).eq(known.iter())
        );
        assert!(shelves.starting_at(&2000).next().is_none());
        assert!(shelves == known.clone().into_iter().collect() && shelves == grown);
        assert_eq!(shelves.len(), known.len());
        for number in 0..2001 {
            assert_eq!(shelves.get(&number), known.get(&number));
        }
        for key in known.keys() {
            shelves.remove(key);
        }
        assert!(
            shelves.is_empty()
                && shelves.get(&0).is_none()
                && shelves.starting_at(&0).next().is_none()
        );
        shelves.insert(0, "1");
        assert_eq!(shelves.len(), 1);
    }

    #[test]
    fn copies_do_not_see_what_is_put_in_later() {
        let mut shelves: Shelves<&str, usize> = [("a", 1)].into_iter().collect();
        let copy = shelves.clone();
        shelves.insert("a", 2);
        shelves.insert("b", 3);
        assert!(shelves.iter().map(|(key, _)| *key).eq(["a", "b"]));
        shelves.remove("b");
        assert!(!shelves.contains_key("b"));
        assert_eq!(copy.get("a"), Some(&1));
    }
}
