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
