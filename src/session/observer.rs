//! Who is told what is being made.
//!
//! Entry point: [`JobObserver`]. Invariant: of every output that is drafted or made it is told when that begins and when it has ended.

use crate::location::SitePath;

/// An output that is being made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Making<'a> {
    /// Its path.
    pub(crate) path: &'a str,
    /// The template that is being filled, where the site has brought it.
    pub(crate) template: Option<&'a SitePath>,
    /// The file that it is made from.
    pub(crate) origin: Option<&'a SitePath>,
}

/// Somebody who is told what is being made, from several threads.
pub(crate) trait JobObserver: Send + Sync {
    /// An output begins, or more is known about it.
    fn begins(&self, making: &Making<'_>);

    /// The output with this path has ended.
    fn ends(&self, path: &str);
}
