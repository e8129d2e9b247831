//! What templates see of those whom readers can turn to.

use serde::Serialize;

use super::{DateView, FactView, LinkView, TextView, ValueView};

/// Whom readers can turn to about an entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ContactBoxView {
    /// The nearest of those who can be reached; none where nobody knows how.
    pub(crate) nearest: Vec<NearestView>,
    /// Who else can be reached.
    pub(crate) also: Vec<LinkView>,
    /// Who can be asked when nobody is near.
    pub(crate) others: Vec<LinkView>,
    /// The list of these.
    pub(crate) all: Option<LinkView>,
}

/// Somebody who can be reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct NearestView {
    /// Who it is; no link where that is the entry itself.
    pub(crate) link: LinkView,
    /// Whether that is the entry itself.
    pub(crate) itself: bool,
    /// What it is: the name of its type.
    pub(crate) label: String,
    /// How it was found.
    pub(crate) how: Option<String>,
    /// The ways to reach it, and the desk that answers.
    pub(crate) ways: Vec<FactView>,
    /// When these were right.
    pub(crate) as_of: Option<DateView>,
    /// Where they are from.
    pub(crate) basis: Option<ValueView>,
    /// What has to be known about them.
    pub(crate) note: Option<TextView>,
}

/// A form by which an organisation puts right what is known of how it is reached: on paper and in a mail.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ContactFormView {
    /// What the mail is about.
    pub(crate) subject: String,
    /// What the form is called.
    pub(crate) title: String,
    /// Whom it is about; an illustrative entry says so.
    pub(crate) name: String,
    /// Name of the site.
    pub(crate) site: String,
    /// The page that the details are on, when the address of the site is known.
    pub(crate) address: Option<String>,
    /// The first line of the mail.
    pub(crate) salutation: String,
    /// What it is all about.
    pub(crate) intro: String,
    /// The words above what is known.
    pub(crate) known: String,
    /// The words above the place for what is right.
    pub(crate) right: String,
    /// The words for what is not known.
    pub(crate) unknown: String,
    /// What is asked.
    pub(crate) rows: Vec<FormRowView>,
    /// Where what is known is from, and of when.
    pub(crate) stand: Option<String>,
    /// That desks are asked for, not persons.
    pub(crate) desks: String,
    /// What somebody agrees to who sends it back.
    pub(crate) release: String,
    /// The words before the place for who filled it in, and when.
    pub(crate) filled_in: String,
    /// Where it goes to, when that is known.
    pub(crate) reply: Option<String>,
    /// Who asks.
    pub(crate) sender: Option<String>,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FormRowView {
    /// What.
    pub(crate) label: String,
    /// What is known of it.
    pub(crate) lines: Vec<String>,
}
