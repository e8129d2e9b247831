//! What stands in `<title>`: unique in the site, and short enough that search engines and tabs show it whole.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::facets::ChoiceTitle;
use super::types::LinkView;
use super::{ViewContext, facets, links};
use crate::model::{Entry, EntryKey};
use crate::plan::{ChoiceName, FacetItem};
use crate::schema::ContentType;
use crate::syntax::excerpt;
use crate::theme::TextValue;
use crate::tracking::{CellKind, Changes, Tracked, TrackedValue, compared};

/// Longer titles are cut by search engines.
pub(super) const LONGEST: usize = 70;

/// The titles of the pages of one language.
pub(super) struct Titles {
    pub(super) pages: TrackedValue<PageTitles>,
    pub(super) entries: Tracked<EntryKey, String>,
    /// One per page of a choice.
    choices: Tracked<ChoiceName, Vec<String>>,
}

compared!(Titles { pages, entries, choices });

/// The titles of pages that are no entries.
#[derive(Default, PartialEq)]
pub(super) struct PageTitles {
    pub(super) home: String,
    pub(super) not_found: String,
    /// One per page of a list.
    pub(super) lists: BTreeMap<Arc<str>, Vec<String>>,
}

/// Which titles are taken, while they are given out.
#[derive(Default)]
pub(super) struct Taken {
    titles: HashSet<String>,
    pub(super) claims: Claims,
}

/// How many pages would have liked a title or have it. Titles are hashed: should two share a hash, then titles are given out anew
/// once more than needed.
#[derive(Default)]
pub(super) struct Claims(HashMap<u64, u32>);

impl Claims {
    fn cell(title: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        title.hash(&mut hasher);
        hasher.finish()
    }

    fn add(&mut self, title: &str) {
        *self.0.entry(Self::cell(title)).or_default() += 1;
    }

    fn of(&self, title: &str) -> u32 {
        self.0.get(&Self::cell(title)).copied().unwrap_or_default()
    }

    /// The title of a page that had `had` and now wants others, where no other page has anything to do with it; `None` when
    /// all titles have to be given out anew.
    fn change(&mut self, was: &[String], had: &str, wanted: Vec<String>) -> Option<String> {
        let claimed = was.iter().filter(|title| fits(title));
        let at = claimed.clone().position(|title| title == had)?;
        let mut claimed = claimed.take(at + 1);
        if claimed.clone().any(|title| self.of(title) != 1) {
            return None;
        }
        let title =
            wanted.into_iter().find(|title| fits(title)).filter(|title| self.of(title) == 0)?;
        for title in claimed.by_ref() {
            self.0.remove(&Self::cell(title));
        }
        self.add(&title);
        Some(title)
    }
}

impl Titles {
    /// Gives an entry the title that it now wants, where that concerns no other page; returns whether it has.
    pub(super) fn change(
        &mut self,
        claims: &mut Claims,
        (old, new): (&Entry, &Entry),
        content_type: &ContentType,
        site: &str,
        changes: &mut Changes,
    ) -> bool {
        let site = short_name(site);
        let Some(title) = self.entries.get(&new.key) else { return true };
        let was = wanted(old, content_type, site);
        match claims.change(&was, title, wanted(new, content_type, site)) {
            Some(now) => {
                self.entries.replace(new.key.clone(), now, changes);
                true
            }
            None => false,
        }
    }

    /// Gives the parts of lists whose value has another name now the titles that they want, where that concerns no other page; returns whether
    /// they have.
    pub(super) fn change_choices(
        &mut self,
        cx: &ViewContext<'_>,
        claims: &mut Claims,
        (old, new): (&Entry, &Entry),
        language: &str,
        changes: &mut Changes,
    ) -> bool {
        let target = new.key.to_string();
        let is_named = |link: &LinkView| {
            let its_own = link.lang.as_deref().unwrap_or(language);
            link.target.as_ref() == Some(&target) && *its_own == *new.language
        };
        for (name, choice) in cx.plan.facets.choices() {
            let named: Vec<_> = choice.items.iter().filter_map(|(_, item)| named(item)).collect();
            if *name.language != *language || named.is_empty() {
                continue;
            }
            if !named.iter().filter_map(|key| links::link(cx, key, language)).any(|l| is_named(&l))
            {
                continue;
            }
            let (Some(content_type), Some(had)) =
                (cx.catalog.schema.get(&name.type_id), self.choices.get(name))
            else {
                return false;
            };
            let of = (choice, &*name.values);
            let before =
                facets::title_by(cx, content_type, of, language, |link| match is_named(&link) {
                    true => old.title().to_owned(),
                    false => link.text,
                });
            let now = facets::title_by(cx, content_type, of, language, |link| link.text);
            let wanted = |title: &ChoiceTitle, at: usize| {
                wanted_of_choice(cx, title, (at + 1, choice.pages.len()), language)
            };
            let titles: Option<Vec<String>> = had
                .iter()
                .enumerate()
                .map(|(at, had)| claims.change(&wanted(&before, at), had, wanted(&now, at)))
                .collect();
            let Some(titles) = titles.filter(|titles| titles.len() == choice.pages.len()) else {
                return false;
            };
            self.choices.replace(name.clone(), titles, changes);
        }
        true
    }
}

/// The entry that a value of a choice is.
fn named(item: &FacetItem) -> Option<&EntryKey> {
    match item {
        FacetItem::Entry(key) => Some(key),
        FacetItem::Value(_) | FacetItem::NotStated => None,
    }
}

pub(super) fn titles(cx: &ViewContext<'_>, language: &str, taken: &mut Taken) -> Titles {
    let site = cx.config.title.get(language);
    let short = short_name(site);
    let mut titles = PageTitles::default();
    let mut entries = Tracked::within(CellKind::Title, language);
    let home = cx.plan.routes.home(language).unwrap_or_default();
    titles.home = take(vec![site.to_owned(), short.to_owned()], home, taken);
    let not_found = cx.say(language, "not-found");
    titles.not_found = take(vec![format!("{not_found} – {short}"), not_found], language, taken);
    for content_type in cx.catalog.schema.types() {
        let plural = content_type.plural.get(language);
        let pages = cx.plan.routes.list_pages(&content_type.id, language).count();
        let of_list = (1..=pages).map(|number| {
            let title = list_title(cx, plural, number, pages, language);
            take(vec![format!("{title} – {short}"), title], &content_type.id, taken)
        });
        titles.lists.insert(content_type.id.clone(), of_list.collect());
    }
    for entry in cx.catalog.entries() {
        let part = &cx.plan.scope;
        let shown = *entry.language == *language && part.has(entry);
        if !shown || part.is_home(&entry.key) {
            continue;
        }
        if let Some(content_type) = cx.catalog.schema.get(&entry.key.type_id) {
            let title = take(wanted(entry, content_type, short), &entry.key.id, taken);
            entries.insert(entry.key.clone(), title);
        }
    }
    let mut choices = Tracked::within(CellKind::FacetTitle, language);
    for (name, choice) in cx.plan.facets.choices() {
        let Some(content_type) = cx.catalog.schema.get(&name.type_id) else { continue };
        if *name.language != *language {
            continue;
        }
        let of = (choice, &*name.values);
        let about = facets::title_by(cx, content_type, of, language, |link| link.text);
        // Of a key, the part that stands in the address.
        let ids = name.values.iter().map(|(_, value)| value.rsplit(':').next().unwrap_or(value));
        let id = ids.collect::<Vec<_>>().join(", ");
        let pages = choice.pages.len();
        let of_choice = (1..=pages).map(|number| {
            take(wanted_of_choice(cx, &about, (number, pages), language), &id, taken)
        });
        choices.insert(name.clone(), of_choice.collect());
    }
    Titles { pages: TrackedValue::within(CellKind::Titles, language, titles), entries, choices }
}

/// What stands in the `<title>` of a page of a choice, counted from one.
pub(super) fn choice_title<'v>(
    cx: &'v ViewContext<'_>,
    name: &ChoiceName,
    number: usize,
) -> Option<&'v str> {
    let titles = cx.of(&name.language)?.titles.choices.get(name)?;
    titles.get(number.checked_sub(1)?).map(String::as_str)
}

/// What stands in the `<title>` of the page with all values of a facet.
pub(super) fn values_title(
    cx: &ViewContext<'_>,
    facet: &str,
    plural: &str,
    language: &str,
) -> String {
    let site = short_name(cx.config.title.get(language));
    excerpt(&format!("{plural}: {facet} – {site}"), LONGEST)
}

/// What stands in the `<title>` of pages that are no entries.
pub(super) fn page_titles<'v>(cx: &'v ViewContext<'_>, language: &str) -> Option<&'v PageTitles> {
    Some(cx.of(language)?.titles.pages.get())
}

/// What stands in the `<title>` of an entry.
pub(super) fn entry_title<'v>(
    cx: &'v ViewContext<'_>,
    key: &EntryKey,
    language: &str,
) -> Option<&'v str> {
    cx.of(language)?.titles.entries.get(key).map(String::as_str)
}

/// What a page of a list is called.
pub(super) fn list_title(
    cx: &ViewContext<'_>,
    plural: &str,
    number: usize,
    pages: usize,
    language: &str,
) -> String {
    if number == 1 {
        return plural.to_owned();
    }
    let values = [
        ("list", TextValue::Text(plural.to_owned())),
        ("page", TextValue::Text(number.to_string())),
        ("pages", TextValue::Text(pages.to_string())),
    ];
    cx.texts(language).get("list-page", values).unwrap_or_else(|| plural.to_owned())
}

/// What a page might be called, best first: with its type and the site, as far as there is room.
fn wanted(entry: &Entry, content_type: &ContentType, site: &str) -> Vec<String> {
    let title = entry.title();
    let label = content_type.label.get(&entry.language);
    let mut wanted = Vec::new();
    // A page of the site itself is no example of anything.
    if !content_type.route.get(&entry.language).is_empty() {
        wanted.push(format!("{title} – {label} – {site}"));
        wanted.push(format!("{title} – {label}"));
    }
    wanted.push(format!("{title} – {site}"));
    wanted.push(title.to_owned());
    wanted
}

/// What a page of a choice might be called, best first; where there is little room, its values come first.
fn wanted_of_choice(
    cx: &ViewContext<'_>,
    title: &ChoiceTitle,
    (number, pages): (usize, usize),
    language: &str,
) -> Vec<String> {
    let site = short_name(cx.config.title.get(language));
    let full = list_title(cx, &title.full, number, pages, language);
    let brief = list_title(cx, &title.brief, number, pages, language);
    vec![format!("{full} – {site}"), full, brief]
}

fn fits(title: &str) -> bool {
    title.chars().count() <= LONGEST
}

/// The first title that fits and is not taken; else a cut one, made unique by what the address has anyway.
fn take(wanted: Vec<String>, id: &str, taken: &mut Taken) -> String {
    let mut try_to = |title: &String| {
        taken.claims.add(title);
        taken.titles.insert(title.clone())
    };
    let mut last = String::new();
    for title in wanted {
        if fits(&title) && try_to(&title) {
            return title;
        }
        last = title;
    }
    let cut = excerpt(&last, LONGEST);
    if try_to(&cut) {
        return cut;
    }
    let room = LONGEST.saturating_sub(id.chars().count() + 3).max(20);
    let cut = excerpt(&last, room);
    let mut title = format!("{cut} – {id}");
    let mut number = 2;
    while !try_to(&title) {
        title = format!("{cut} – {id} {number}");
        number += 1;
    }
    title
}

/// A long name up to its first colon or dash: `Cluster und Handwerk: Gute Beispiele …` → `Cluster und Handwerk`.
fn short_name(name: &str) -> &str {
    let end = [": ", " – ", " — ", " | "].iter().filter_map(|sign| name.find(sign)).min();
    end.map_or(name, |end| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_short_and_unique() {
        let mut taken = Taken::default();
        let long = "x".repeat(60);
        let wanted = || vec![format!("{long} – Fallbeispiel"), long.clone()];
        assert_eq!(take(wanted(), "a", &mut taken), long);
        assert_eq!(take(wanted(), "a", &mut taken), format!("{long} – a"));
        assert_eq!(take(wanted(), "a", &mut taken), format!("{long} – a 2"));
        assert_eq!(short_name("Cluster und Handwerk: Beispiele"), "Cluster und Handwerk");
    }

    #[test]
    fn a_title_changes_alone_where_nobody_else_wants_either() {
        let give = |titles: &[&str]| {
            let mut taken = Taken::default();
            for title in titles {
                take(vec![format!("{title} – Seite"), (*title).to_owned()], "id", &mut taken);
            }
            taken.claims
        };
        let wants = |title: &str| vec![format!("{title} – Seite"), title.to_owned()];
        let change = |titles: &[&str], had: &str, now: &str| {
            give(titles).change(&wants(titles[0]), had, wants(now))
        };
        let free = change(&["a", "b"], "a – Seite", "c");
        assert_eq!(free.as_deref(), Some("c – Seite"));
        assert_eq!(change(&["a", "b"], "a – Seite", "b"), None);
        // The second one would get the better title.
        assert_eq!(change(&["a", "a"], "a – Seite", "c"), None);
        assert_eq!(change(&["b", "a", "a – Seite"], "b – Seite", "a"), None);
    }
}
