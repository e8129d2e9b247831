//! Which part of a collection a site shows, and how it speaks of the rest.
//!
//! Entry point: [`SiteScope`]. Invariant: whether an entry has a place on a site is decided here, for pages, lists, feeds and PDFs alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{HOME, Routes};
use crate::edition::{Canonical, Edition};
use crate::model::{Catalog, Channel, Entry, EntryKey, Status};
use crate::tracking::{CellKind, Given, Tracked, compared};
use crate::yaml::Text;

/// The part of a collection that a site shows: everything that belongs to no edition, unless it is that of an edition.
#[derive(Clone, Debug, Default)]
pub struct SiteScope {
    /// What an edition shows; `None` for the main site.
    share: Option<Share>,
}

compared!(SiteScope { share });

/// What an edition shows.
#[derive(Clone, Debug)]
struct Share {
    /// Its entries.
    members: Tracked<EntryKey, ()>,
    rules: Given<Rules>,
    /// The main site, as far as it may be linked to.
    main: MainSite,
}

compared!(Share { members, rules, main });

/// How an edition speaks of what it shows and of the rest.
#[derive(Clone, Debug, Default, PartialEq)]
struct Rules {
    /// Entries of the main site → the edition's own in their place.
    replaced: BTreeMap<EntryKey, EntryKey>,
    /// Relations, by type and name, of which only what is in the edition is shown.
    left_out: BTreeSet<(Arc<str>, Arc<str>)>,
    /// The publications that it takes along.
    publications: BTreeSet<Arc<str>>,
    /// Which of two equal pages search engines should show.
    canonical: Canonical,
}

/// Where the rest of the collection is.
#[derive(Clone, Debug, Default)]
pub struct MainSite {
    /// Its addresses.
    pub(crate) routes: Arc<Routes>,
    /// Where it stands on the web; without that nothing is linked to.
    pub(crate) base: Given<Option<String>>,
    /// Its name.
    pub(crate) title: Given<Text>,
}

compared!(MainSite { routes, base, title });

impl SiteScope {
    /// That of an edition, seen from the main site.
    pub fn of_edition(edition: &Edition, main: MainSite) -> Self {
        let rules = Rules {
            replaced: edition.replaced.clone(),
            left_out: edition.left_out.clone(),
            publications: edition.publications.clone(),
            canonical: edition.canonical,
        };
        let members = edition.members.iter().map(|key| (key.clone(), ()));
        let members = Tracked::new(CellKind::Member).with(members);
        Self { share: Some(Share { members, rules: Given::new(rules), main }) }
    }

    /// Whether the site has a publication.
    pub(crate) fn takes_along(&self, publication: &str) -> bool {
        self.share.as_ref().is_none_or(|share| share.rules.publications.contains(publication))
    }

    /// The site that this one is a part of; `None` for the main site.
    pub(crate) fn main_site(&self) -> Option<&MainSite> {
        self.share.as_ref().map(|share| &share.main)
    }

    /// Whether an entry is shown in its own right: with a page, in lists, in feeds.
    pub(crate) fn has(&self, entry: &Entry) -> bool {
        match &self.share {
            None => entry.published && !entry.is_in_editions(),
            Some(share) => entry.published && share.members.contains(&entry.key),
        }
    }

    /// Whether pages may name an entry, be it without a link.
    pub(crate) fn may_name(&self, entry: &Entry) -> bool {
        self.has(entry) || (self.share.is_some() && entry.published && !entry.is_in_editions())
    }

    /// Whether entries that are not in the edition are left out of a relation, in place of being named.
    pub(crate) fn leaves_out(&self, type_id: &Arc<str>, relation: &str) -> bool {
        self.share.as_ref().is_some_and(|share| {
            !share.rules.left_out.is_empty()
                && share.rules.left_out.contains(&(type_id.clone(), Arc::from(relation)))
        })
    }

    /// The listed entries of a type that exist in `language`, in the order of the type's list.
    pub(crate) fn list<'a>(
        &'a self,
        catalog: &'a Catalog,
        type_id: &str,
        language: &str,
    ) -> impl Iterator<Item = &'a Entry> {
        catalog.list(type_id, language).filter(|entry| self.has(entry))
    }

    /// The entry that stands for this one: itself, unless the edition has its own.
    pub(crate) fn replacement<'a>(&'a self, key: &'a EntryKey) -> &'a EntryKey {
        self.share.as_ref().and_then(|share| share.rules.replaced.get(key)).unwrap_or(key)
    }

    /// The entry in whose place this one stands, by which it has its address: itself, unless it replaces another.
    pub(crate) fn replaced<'a>(&'a self, key: &'a EntryKey) -> &'a EntryKey {
        let mut replaced = self.share.iter().flat_map(|share| &share.rules.replaced);
        replaced.find(|(_, own)| *own == key).map_or(key, |(role, _)| role)
    }

    /// The entry that is the home page.
    pub(crate) fn home(&self) -> EntryKey {
        self.replacement(&EntryKey::new(HOME.0, HOME.1)).clone()
    }

    /// Whether an entry is the home page.
    pub(crate) fn is_home(&self, key: &EntryKey) -> bool {
        let role = self.replaced(key);
        (&*role.type_id, &*role.id) == HOME
    }

    /// The address of an entry on the main site, for one that is shown there and not here.
    pub(super) fn on_main_site(&self, key: &EntryKey, language: &str) -> Option<String> {
        let main = &self.share.as_ref()?.main;
        let (href, _) = main.routes.localized(key, language)?;
        Some(format!("{}{href}", main.base.as_ref()?))
    }

    /// The address of a page on the main site that search engines should show in place of this one.
    pub(crate) fn original(&self, key: &EntryKey, language: &str) -> Option<String> {
        let share = self.share.as_ref().filter(|share| share.rules.canonical == Canonical::Main)?;
        // What the edition has in place of the original is another page.
        if self.replaced(key) != key {
            return None;
        }
        let href = share.main.routes.entry(key, language)?;
        Some(format!("{}{href}", share.main.base.as_ref()?))
    }
}

/// The entries of a type that others may show: never a draft, not even in a preview, and no person who has not consented to it.
pub(crate) fn embeddable<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    type_id: &str,
    language: &str,
) -> impl Iterator<Item = &'a Entry> {
    scope
        .list(catalog, type_id, language)
        .filter(|entry| entry.status == Status::Approved && entry.is_for(Channel::Embed))
        .filter(|entry| !scope.is_home(&entry.key))
}
