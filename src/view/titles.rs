//! What stands in `<title>`: unique in the site, and short enough that search engines and tabs show it whole.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::Views;
use crate::model::{Entry, EntryKey};
use crate::schema::ContentType;
use crate::syntax::excerpt;
use crate::theme::TextValue;

/// Longer titles are cut by search engines.
const LONGEST: usize = 70;

/// The titles of the pages of one language.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pub(super) home: String,
    pub(super) not_found: String,
    /// One per page of a list.
    pub(super) lists: BTreeMap<Arc<str>, Vec<String>>,
    pub(super) entries: HashMap<EntryKey, String>,
}

impl Views<'_> {
    pub(super) fn titles(&self, language: &str, taken: &mut HashSet<String>) -> Titles {
        let site = self.config.title.get(language);
        let short = short_name(site);
        let mut titles = Titles::default();
        let home = self.plan.routes.home(language).unwrap_or_default();
        titles.home = take(vec![site.to_owned(), short.to_owned()], home, taken);
        let not_found = self.say(language, "not-found");
        titles.not_found = take(vec![format!("{not_found} – {short}"), not_found], language, taken);
        for content_type in self.catalog.schema.types() {
            let plural = content_type.plural.get(language);
            let pages = self.plan.routes.list_pages(&content_type.id, language).count();
            let of_list = (1..=pages).map(|number| {
                let title = self.list_title(plural, number, pages, language);
                take(vec![format!("{title} – {short}"), title], &content_type.id, taken)
            });
            titles.lists.insert(content_type.id.clone(), of_list.collect());
        }
        for entry in self.catalog.entries() {
            let part = &self.plan.part;
            let shown = *entry.language == *language && part.has(entry);
            if !shown || part.is_home(&entry.key) {
                continue;
            }
            if let Some(content_type) = self.catalog.schema.get(&entry.key.type_id) {
                let title = take(wanted(entry, content_type, short), &entry.key.id, taken);
                titles.entries.insert(entry.key.clone(), title);
            }
        }
        titles
    }

    /// What a page of a list is called.
    pub(super) fn list_title(
        &self,
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
        self.texts(language).get("list-page", values).unwrap_or_else(|| plural.to_owned())
    }
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

/// The first title that fits and is not taken; else a cut one, made unique by what the address has anyway.
fn take(wanted: Vec<String>, id: &str, taken: &mut HashSet<String>) -> String {
    let fits = |title: &String| title.chars().count() <= LONGEST;
    let mut last = String::new();
    for title in wanted {
        if fits(&title) && !taken.contains(&title) {
            taken.insert(title.clone());
            return title;
        }
        last = title;
    }
    let cut = excerpt(&last, LONGEST);
    if taken.insert(cut.clone()) {
        return cut;
    }
    let room = LONGEST.saturating_sub(id.chars().count() + 3).max(20);
    let cut = excerpt(&last, room);
    let mut title = format!("{cut} – {id}");
    let mut number = 2;
    while !taken.insert(title.clone()) {
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
        let mut taken = HashSet::new();
        let long = "x".repeat(60);
        let wanted = || vec![format!("{long} – Fallbeispiel"), long.clone()];
        assert_eq!(take(wanted(), "a", &mut taken), long);
        assert_eq!(take(wanted(), "a", &mut taken), format!("{long} – a"));
        assert_eq!(take(wanted(), "a", &mut taken), format!("{long} – a 2"));
        assert_eq!(short_name("Cluster und Handwerk: Beispiele"), "Cluster und Handwerk");
    }
}
