//! What the template of newsletters sees.

use serde::Serialize;

/// A newsletter: `newsletter`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NewsletterView {
    /// For whom it is: what the feed about the same entry is called.
    pub(crate) title: String,
    /// From when to when, in words.
    pub(crate) period: String,
    /// Where all of it can be read: the page of the audience, else the home page.
    pub(crate) home: String,
    /// What is new, newest first; never nothing.
    pub(crate) items: Vec<NewsView>,
}

/// Something new.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NewsView {
    /// Its title; an illustrative entry says so.
    pub(crate) title: String,
    /// The address of its page.
    pub(crate) address: String,
    /// Name of its type.
    pub(crate) label: String,
    /// The day that it carries, in words.
    pub(crate) date: String,
    /// What it is about, as plain text.
    pub(crate) summary: Option<String>,
}
