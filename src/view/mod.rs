//! What a theme sees: plain values with everything resolved, formatted and translated.
//!
//! Entry points: [`Prepared::new`] for what many pages share, then [`ViewContext::over`], and with that a function for each kind of view: [`entry_page`]
//! and its like for web pages, [`entry`] for single entries, also on paper. Invariant: a view is a value; templates decide what it
//! looks like and nothing else. The types in [`types`] are the contract with theme authors.
//!
//! Two kinds of output see the same views; how formatted text looks in them is the business of a [`Medium`].

mod adapted;
mod contacts;
mod context;
mod data;
mod embeds;
mod entries;
mod feeds;
mod linked_data;
mod links;
mod lists;
mod newsletter;
mod pages;
mod prepared;
mod shared;
mod tables;
mod titles;
pub(crate) mod types;
mod values;

use crate::model::Channel;
use crate::schema::{Body, ContentType, Pages};
use crate::syntax::tree::Document;

use types::{PageView, TextView};

pub(crate) use contacts::{
    ContactView, DateEvent, Reach, calendar, calendar_title, contact, contacts,
};
pub(crate) use context::ViewContext;
pub(crate) use data::data_page;
pub(crate) use embeds::{embed_data, embedded, embedded_list, embeds_page};
use entries::flags;
pub(crate) use entries::{Scope, card, entry};
pub(crate) use feeds::{FeedItem, FeedView, feed};
pub(crate) use links::{Resolver, resolver};
pub(crate) use lists::matrix;
pub use newsletter::Period;
pub(crate) use newsletter::{NewsView, NewsletterView, newsletter};
pub(crate) use pages::root_of;
pub(crate) use pages::{
    Content, Page, entry_page, home_page, list_page, not_found_page, redirect_page, relation_page,
};
pub(crate) use prepared::Prepared;
pub(crate) use shared::{Extent, Shared, site};
pub(crate) use tables::{Column, Table, data_table};

/// How formatted text looks in an output.
pub(crate) trait Medium: Sync {
    /// By what way readers get to see the output.
    fn channel(&self) -> Channel;

    /// Makes a text out of its tree.
    fn text(&self, document: &Document, frame: &TextFrame<'_>, resolver: &Resolver<'_>)
    -> TextView;
}

/// Where in a page a text stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextFrame<'a> {
    /// Added to the level of every heading.
    pub(crate) heading_shift: u8,
    /// Put before every anchor, so that several texts can share a page.
    pub(crate) anchor_prefix: &'a str,
    /// Language of the text.
    pub(crate) language: &'a str,
}

/// Types whose entries are articles show related ones: by what they refer to together.
fn has_related(content_type: &ContentType) -> bool {
    content_type.index && content_type.pages == Pages::Entry && content_type.body == Body::Required
}
