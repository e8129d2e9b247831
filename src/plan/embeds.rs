//! What others show on their pages: how, and where. Of which entries, the scope of a site says.

/// The folder of what others show on their pages, in the theme and in the site.
pub(crate) const EMBEDS: &str = "embed/";

/// How an entry is shown by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmbedShape {
    /// As a card.
    Card,
    /// With its profile table.
    Profile,
    /// As a picture that says who is a member.
    Badge,
    /// As data.
    Data,
}

impl EmbedShape {
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
