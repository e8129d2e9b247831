//! What templates see of what others show on their pages, and of the data.

use serde::Serialize;

use super::{CardView, TableView};

/// The page for those who show something on theirs: `embeds`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EmbedsView {
    /// What stands before addresses of this site in what is pasted: its address, else nothing.
    pub(crate) base: Option<String>,
    /// By type.
    pub(crate) types: Vec<EmbedTypeView>,
    /// Those who are linked here and should link back.
    pub(crate) partners: Vec<PartnerView>,
}

/// Somebody whose website is linked here, and who should link back.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PartnerView {
    /// Their name.
    pub(crate) title: String,
    /// Their website.
    pub(crate) website: String,
    /// Way to their page here.
    pub(crate) href: String,
}

/// What others can show of a type.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EmbedTypeView {
    /// Id of the type.
    #[serde(rename = "type")]
    pub(crate) type_id: String,
    /// Name of several entries.
    pub(crate) plural: String,
    /// Way to all entries as cards, when they can be shown.
    pub(crate) list: Option<String>,
    /// The first entry, as an example.
    pub(crate) example: CardView,
    /// All entries.
    pub(crate) entries: Vec<EmbedView>,
}

/// What others can show of an entry: ways to files.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EmbedView {
    /// Its title.
    pub(crate) title: String,
    /// Its page.
    pub(crate) href: Option<String>,
    /// As a card.
    pub(crate) card: Option<String>,
    /// With its profile table.
    pub(crate) profile: Option<String>,
    /// As data.
    pub(crate) data: Option<String>,
    /// As a picture that says who is a member.
    pub(crate) badge: Option<String>,
}

/// The page for those who work with the data: `data`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DataView {
    /// Way to the description of all tables.
    pub(crate) package: String,
    /// Way to the calendar of the site, when there are dates.
    pub(crate) calendar: Option<String>,
    /// The tables.
    pub(crate) tables: Vec<TableView>,
}
