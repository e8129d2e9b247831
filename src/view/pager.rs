//! The ways between the pages of what goes on: lists, and relations of entries.
//!
//! Entry point: [`pager`]. Invariant: the first and the last page are always among them.

use super::types::{PagerItem, PagerView};

/// The other pages that a page of a list leads to: so many before and after it, beside the first and the last.
const PAGES_AROUND: usize = 2;

/// The pages of a list as seen from one of them; `None` when it is the only one.
pub(super) fn pager(
    number: usize,
    count: usize,
    href: impl Fn(usize) -> Option<String>,
) -> Option<PagerView> {
    if count < 2 {
        return None;
    }
    let mut pages: Vec<PagerItem> = Vec::new();
    for page in 1..=count {
        if page == 1 || page == count || page.abs_diff(number) <= PAGES_AROUND {
            let gap = pages.last().is_some_and(|last| last.number + 1 < page);
            let current = page == number;
            pages.extend(href(page).map(|href| PagerItem { number: page, href, current, gap }));
        }
    }
    let (previous, next) = (href(number - 1), href(number + 1));
    Some(PagerView { number, count, previous, next, pages })
}
