//! The publications that a site takes along, recorded as they are read.
//!
//! Entry point: [`Publications`]. Invariant: two publications are the same when nothing of what they say differs.

use std::sync::Arc;

use super::SiteScope;
use crate::publication::Publication;
use crate::tracking::{CellKind, Fingerprint, Tracked, compared};

/// The publications of a site, by id and language.
pub(crate) struct Publications {
    known: Tracked<(Arc<str>, Arc<str>), Known>,
}

compared!(Publications { known });

struct Known {
    publication: Publication,
    fingerprint: Fingerprint,
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Publications {
    /// Those of all publications that a site takes along.
    pub(crate) fn of(scope: &SiteScope, all: &[Publication]) -> Self {
        let taken = all.iter().filter(|publication| scope.takes_along(&publication.id));
        let known = taken.map(|publication| {
            let name = (publication.id.as_str().into(), publication.language.as_str().into());
            let fingerprint = Fingerprint::of(format!("{publication:?}"));
            (name, Known { publication: publication.clone(), fingerprint })
        });
        Self { known: Tracked::new(CellKind::Publication).with(known) }
    }

    /// All of them, by id and language.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Publication> {
        self.known.sorted().into_iter().map(|(_, known)| &known.publication)
    }

    /// A publication in a language.
    pub(crate) fn get(&self, id: &Arc<str>, language: &Arc<str>) -> Option<&Publication> {
        Some(&self.known.get(&(id.clone(), language.clone()))?.publication)
    }
}
