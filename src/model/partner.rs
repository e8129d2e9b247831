//! Partners: whoever has a website that is linked here, and should link back.
//!
//! Entry point: [`Partner::of`]. Invariant: who can be a partner is said by the type, with the roles [`FieldRole::Website`] and [`FieldRole::Backlinks`] of its fields.

use std::sync::Arc;

use super::{Entry, Value};
use crate::schema::{FieldRole, Schema};

/// A partner.
#[derive(Clone, Debug)]
pub(crate) struct Partner<'a> {
    /// Who it is.
    pub(crate) entry: &'a Entry,
    /// Their website.
    pub(crate) website: Option<&'a str>,
    /// The field that says so.
    pub(crate) website_at: Arc<str>,
    /// The pages of theirs that should link back.
    pub(crate) pages: Vec<(&'a str, Backlink)>,
    /// The field that says so.
    pub(crate) pages_at: Arc<str>,
}

/// How things stand with a page that should link back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Backlink {
    /// It would be good to have.
    Wanted,
    /// Somebody has asked for it.
    Asked,
    /// Somebody has seen it.
    Confirmed,
    /// The partner will not.
    Declined,
}

impl Backlink {
    /// The word for it in entries and in data.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::Asked => "asked",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
        }
    }

    /// Whether nothing is left to be done about it.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Confirmed | Self::Declined)
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Wanted, Self::Asked, Self::Confirmed, Self::Declined]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

impl<'a> Partner<'a> {
    /// The partner that an entry is; `None` for what has no website.
    pub(crate) fn of(schema: &Schema, entry: &'a Entry) -> Option<Self> {
        let content_type = schema.get(&entry.key.type_id)?;
        let backlinks = content_type.field_with(FieldRole::Backlinks)?;
        let at = content_type.field_with(FieldRole::Website);
        let website = match at.and_then(|field| entry.get(&field.name)) {
            Some(Value::Url(address)) => Some(address.as_str()),
            _ => None,
        };
        let page = |(page, state): &'a (Value, Option<Value>)| {
            let state = state.as_ref().and_then(Value::as_str).and_then(Backlink::parse);
            Some((page.as_str()?, state.unwrap_or(Backlink::Wanted)))
        };
        let written = entry.get(&backlinks.name).map(Value::pairs).unwrap_or_default();
        let pages: Vec<_> = written.iter().filter_map(page).collect();
        (website.is_some() || !pages.is_empty()).then(|| Self {
            entry,
            website,
            website_at: at.map_or_else(Default::default, |field| field.name.clone()),
            pages,
            pages_at: backlinks.name.clone(),
        })
    }
}
