//! The addresses that a site promises: others may have noted, linked or printed them.
//!
//! Entry point: [`Promised`]. Invariant: what follows from other settings, such as the second page of a list, feeds, pictures
//! and style sheets, is promised to nobody.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::page_file;
use crate::model::EntryKey;

/// Addresses, as paths of their files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permalinks(
    /// Path → the entry that is there, as `type:id`; empty where it is none in particular.
    BTreeMap<String, String>,
);

impl Permalinks {
    /// Whether an address is one of them.
    pub fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// All of them by path, with the entry that is there.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(path, entry)| {
            (path.as_str(), Some(entry.as_str()).filter(|entry| !entry.is_empty()))
        })
    }

    /// Whether there are none.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What stands at the addresses that a site promises.
#[derive(Clone, Debug, Default)]
pub(crate) struct Promised {
    /// The addresses.
    pub(crate) permalinks: Permalinks,
    /// Those that only lead to where something is now.
    redirects: BTreeSet<String>,
}

impl Promised {
    /// Adds an address, with the entry that something there is about.
    pub(crate) fn add(&mut self, path: &str, about: Option<&EntryKey>) {
        let entry = about.map(EntryKey::to_string).unwrap_or_default();
        self.permalinks.0.insert(path.to_owned(), entry);
    }

    /// Adds an address that leads to an entry.
    pub(crate) fn add_redirect(&mut self, path: &str, to: &EntryKey) {
        self.add(path, Some(to));
        self.redirects.insert(path.to_owned());
    }

    /// Whether something is at an address itself.
    pub(crate) fn is_at_home(&self, path: &str) -> bool {
        self.permalinks.contains(path) && !self.redirects.contains(path)
    }
}

/// The path of the file of an address as somebody writes it: with or without a slash before it, a folder or its page.
pub(crate) fn promised_path(written: &str) -> String {
    let path = written.trim_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match path {
        "" => page_file(""),
        path if is_file => path.to_owned(),
        folder => page_file(&format!("{folder}/")),
    }
}
