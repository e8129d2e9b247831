//! What others show on their pages: of which entries, and where.
//!
//! Entry point: [`embeddable`]. Invariant: nobody shows a draft, nor a person who has not consented to it.

use super::SiteScope;
use crate::model::{Catalog, Channel, Entry, Status};

/// The folder of what others show on their pages, in the theme and in the site.
pub const EMBEDS: &str = "embed/";

/// How an entry is shown by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As a card.
    Card,
    /// With its profile table.
    Profile,
    /// As a picture that says who is a member.
    Badge,
    /// As data.
    Data,
}

impl Shape {
    /// How the file is named behind the id.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Card => "card.fragment",
            Self::Profile => "profile.fragment",
            Self::Badge => "badge.svg",
            Self::Data => "json",
        }
    }
}

/// The entries of a type that others may show: never a draft, not even in a preview, and no person who has not consented to it.
pub fn embeddable<'a>(
    catalog: &'a Catalog,
    part: &'a SiteScope,
    type_id: &str,
    language: &str,
) -> impl Iterator<Item = &'a Entry> {
    part.list(catalog, type_id, language)
        .filter(|entry| entry.status == Status::Approved && entry.is_for(Channel::Embed))
        .filter(|entry| !part.is_home(&entry.key))
}
