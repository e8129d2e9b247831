//! Feeds: which there are, where, and what is in them.
//!
//! Entry point: [`feed`]. A site has one per language, and one about each entry whose type wants it (`feed` in the type file), as soon as
//! there is something in it. Each is written as Atom and as JSON Feed.

use std::collections::BTreeSet;

use super::{SiteScope, date};
use crate::model::{Catalog, Channel, Entry, EntryKey};
use crate::schema::FieldRole;
use crate::schema::{Ability, Body, ContentType, Pages, PartialDate};

/// How many entries a feed shows.
const FEED_LENGTH: usize = 50;

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed, version 1.1.
    Json,
}

impl FeedFormat {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The address of a feed in this format, by that of the Atom feed.
    pub(crate) fn of_atom(self, atom: &str) -> String {
        match self {
            Self::Atom => atom.to_owned(),
            Self::Json => format!("{}.json", atom.trim_end_matches(".xml")),
        }
    }
}

/// The newest entries that a feed shows, newest first, with their dates. `about` is the entry that they have to refer to in a
/// field; `None` is the feed of the whole site.
pub(crate) fn feed<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    language: &str,
    about: Option<&EntryKey>,
) -> Vec<(&'a Entry, PartialDate)> {
    let mut entries = news(catalog, scope, language, about);
    entries.truncate(FEED_LENGTH);
    entries
}

/// All news, and the articles of the site, newest first, with their dates.
pub(crate) fn news<'a>(
    catalog: &'a Catalog,
    scope: &'a SiteScope,
    language: &str,
    about: Option<&EntryKey>,
) -> Vec<(&'a Entry, PartialDate)> {
    let types = || catalog.schema.types().filter(|content_type| is_news(content_type));
    let found: Vec<&Entry> = match about {
        None => types()
            .flat_map(|content_type| scope.list(catalog, &content_type.id, language))
            .collect(),
        Some(about) => {
            let groups = catalog.inverse(about);
            let edges = groups.iter().flat_map(|group| &group.edges);
            let related = edges.filter(|edge| edge.relation.is_some() && edge.from != *about);
            // An entry may refer to another one in several fields.
            let keys: BTreeSet<&EntryKey> = related.map(|edge| &edge.from).collect();
            keys.into_iter()
                .filter(|key| types().any(|content_type| content_type.id == key.type_id))
                .filter_map(|key| catalog.get_in(key, language))
                .filter(|entry| entry.listed() && scope.has(entry))
                .collect()
        }
    };
    let found = found.into_iter().filter(|entry| entry.is_for(Channel::Feed));
    let mut entries: Vec<(&Entry, PartialDate)> =
        found.filter_map(|entry| Some((entry, date(catalog, entry)?))).collect();
    entries.sort_by(|(a, x), (b, y)| (y.first_day(), &a.key).cmp(&(x.first_day(), &b.key)));
    entries
}

/// Types with a date of their own are news; types that live by their text are articles.
fn is_news(content_type: &ContentType) -> bool {
    let dated =
        content_type.field_with(FieldRole::Date).is_some_and(|field| field.kind.can(Ability::Day));
    let article = content_type.index && content_type.body == Body::Required;
    content_type.pages == Pages::Entry && (dated || article)
}
