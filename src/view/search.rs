//! An entry as it can be found, and the page on which everything is found without a script.
//!
//! Entry points: [`found_entry`], [`search_page`], [`other_names`]. Invariant: what can be found of an entry is what the website shows of
//! it: hidden fields, and personal data without a consent for the website, are not in it.

use std::collections::BTreeMap;

use super::page::{self, Content, Page};
use super::pager::pager;
use super::types::{JumpView, LinkView, SearchFieldView, SearchLetter, SearchLink, SearchView};
use super::{ViewContext, cards, lists};
use super::{links, titles, values};
use crate::model::{Entry, EntryKey, Value};
use crate::plan::Everything;
use crate::schema::common;
use crate::schema::{ContentType, Field, FieldRole, Parts, Shown, TypeRole, part};
use crate::syntax::excerpt;

/// So many letters or digits are a word, or a year.
const WORD: usize = 3;

/// An entry as it can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FoundEntry {
    /// What it is called.
    pub(crate) title: String,
    /// The way to it from the root of the site.
    pub(crate) href: String,
    /// What it is called, too.
    pub(crate) names: Vec<String>,
    /// What its type is called: one entry, and several.
    pub(crate) label: [String; 2],
    /// By what lists and cards sort and tell it: trades, regions, fields.
    pub(crate) facets: Vec<String>,
    /// Where it is.
    pub(crate) places: Vec<String>,
    /// What sums it up.
    pub(crate) summary: String,
    /// Everything else.
    pub(crate) text: String,
    /// The same as it is shown where it was found: sentences, and values with what they are.
    pub(crate) told: String,
    /// What cards say of it, in the same way, where nothing sums it up.
    pub(crate) facts: String,
    /// Whether its type shows in navigation and on the home page.
    pub(crate) is_prominent: bool,
}

/// The entries that can be found in a language, in the order of their types.
pub(crate) fn findable<'a>(
    cx: &'a ViewContext<'_>,
    language: &'a str,
) -> impl Iterator<Item = &'a Entry> {
    cx.plan.findable(cx.catalog, language)
}

/// An entry as it can be found; `None` when it has no place on the site.
pub(crate) fn found_entry(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    language: &str,
) -> Option<FoundEntry> {
    let entry = cx.catalog.get_in(key, language)?;
    let content_type = cx.catalog.schema.get(&key.type_id)?;
    let mut found = FoundEntry {
        title: entry.title().to_owned(),
        href: cx.plan.routes.entry(key, language)?.to_owned(),
        label: [&content_type.label, &content_type.plural]
            .map(|text| text.get(language).to_owned()),
        is_prominent: content_type.index,
        ..FoundEntry::default()
    };
    let mut rest = Vec::new();
    let mut told = Vec::new();
    for field in content_type.fields.values().filter(|field| !field.hidden) {
        let Some(value) = cards::shown(cx, entry, &field.name) else { continue };
        let is_summary = content_type.summary.as_deref() == Some(&*field.name);
        if *field.name == *content_type.title {
            continue;
        }
        let mut said = Vec::new();
        collect(cx, field, &value, entry, language, &mut said);
        let mut words: Vec<String> = said.iter().map(|said| said.text.clone()).collect();
        match field.role {
            _ if is_summary => found.summary = words.join(" "),
            Some(FieldRole::OtherName | FieldRole::ShortName) => found.names.append(&mut words),
            Some(FieldRole::Place) => {
                found.places.extend(words.iter().cloned());
                found.facets.append(&mut words);
            }
            Some(FieldRole::Member | FieldRole::Topic) => found.facets.append(&mut words),
            _ if is_telling(content_type, field) => found.facets.append(&mut words),
            _ => {
                if !is_about_values(field) {
                    told.extend(in_words(field.label.get(language), &said));
                }
                rest.append(&mut words);
            }
        }
    }
    if found.summary.is_empty() {
        found.facts = facts(cx, entry, content_type, language);
    }
    if is_place(cx, content_type) {
        found.places.push(found.title.clone());
    }
    let body = links::plain(cx, entry.body(), &entry.file, language);
    for (texts, all) in [(rest, &mut found.text), (told, &mut found.told)] {
        let texts = std::iter::once(&body).chain(&texts).filter(|text| !text.trim().is_empty());
        // A sign between them says that they are several.
        *all = texts.map(String::as_str).collect::<Vec<_>>().join(" · ");
    }
    Some(found)
}

/// Values of a field as readers see them who do not see the field: sentences alone, all others behind what they are. What is no word, such as a
/// number in a register, says nothing there.
fn in_words(label: &str, said: &[Said]) -> Vec<String> {
    let is_word = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().count() >= WORD)
    };
    let of = |kind: SaidAs| said.iter().filter(move |said| said.kind == kind);
    let mut all: Vec<String> = of(SaidAs::Sentence).map(|said| said.text.clone()).collect();
    let mut values: Vec<&str> = Vec::new();
    for Said { text, .. } in of(SaidAs::Value).filter(|said| is_word(&said.text)) {
        if !values.contains(&text.as_str()) {
            values.push(text);
        }
    }
    if !values.is_empty() {
        all.push(format!("{label}: {}", values.join(", ")));
    }
    all
}

/// What cards say of an entry.
fn facts(
    cx: &ViewContext<'_>,
    entry: &Entry,
    content_type: &ContentType,
    language: &str,
) -> String {
    let shown = content_type.card.iter().filter_map(|name| {
        let field = content_type.field(name).filter(|field| !field.hidden)?;
        let mut said = Vec::new();
        collect(cx, field, &*cards::shown(cx, entry, name)?, entry, language, &mut said);
        Some(in_words(field.label.get(language), &said))
    });
    shown.flatten().collect::<Vec<_>>().join(" · ")
}

/// Whether a field is one of those by which entries of the type are told apart.
fn is_telling(content_type: &ContentType, field: &Field) -> bool {
    let names = [&content_type.facets.fields, &content_type.card];
    names.iter().any(|names| names.iter().any(|name| **name == *field.name))
}

/// Whether a field says of other values when they were right and where they are from: where one of these was found, that is of no concern.
fn is_about_values(field: &Field) -> bool {
    *field.name == *common::AS_OF
        || matches!(field.role, Some(FieldRole::ContactAsOf | FieldRole::ContactBasis))
}

/// Whether entries of the type are where others are.
fn is_place(cx: &ViewContext<'_>, content_type: &ContentType) -> bool {
    let places = cx.catalog.schema.types().flat_map(|other| other.fields_with(FieldRole::Place));
    places
        .filter_map(|field| field.kind.item().relation())
        .any(|relation| relation.to.contains(&content_type.id))
}

/// Something that a value says.
struct Said {
    text: String,
    kind: SaidAs,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SaidAs {
    /// It can be read alone.
    Sentence,
    /// It needs to be said what it is.
    Value,
    /// It says something about what stands beside it: alone it says nothing.
    Attribute,
}

/// The words of a value.
fn collect(
    cx: &ViewContext<'_>,
    field: &Field,
    value: &Value,
    entry: &Entry,
    language: &str,
    words: &mut Vec<Said>,
) {
    if field.hidden {
        return;
    }
    let sentence = |text: String| Said { text, kind: SaidAs::Sentence };
    let said = |text: String| Said { text, kind: SaidAs::Value };
    match (field.kind.parts(), value) {
        (_, Value::Text(document)) => {
            words.push(sentence(links::plain(cx, document, &entry.file, language)));
        }
        (_, Value::Image(image)) => {
            words.extend(image.alt.iter().chain(&image.caption).cloned().map(sentence));
        }
        (_, Value::File(file)) => words.extend(file.title.clone().map(said)),
        (_, Value::Reference(reference)) => {
            words.extend(links::link(cx, &reference.key, language).map(|link| said(link.text)));
        }
        (Parts::Items(of), Value::List(items)) => {
            for item in items {
                collect(cx, of, item, entry, language, words);
            }
        }
        (Parts::Fields(fields), Value::Object(values)) => {
            for (name, field) in fields {
                if let Some(value) = values.get(name) {
                    let before = words.len();
                    collect(cx, field, value, entry, language, words);
                    if field.kind.choices().is_some() {
                        words[before..].iter_mut().for_each(|said| said.kind = SaidAs::Attribute);
                    }
                }
            }
        }
        (Parts::Pairs(keys, of), Value::Map(pairs)) => {
            for (key, value) in pairs {
                collect(cx, keys, key, entry, language, words);
                if let Some(value) = value {
                    collect(cx, of, value, entry, language, words);
                }
            }
        }
        (_, value) => match field.kind.show(value, &values::words(cx, language)) {
            Some(Shown::Plain(text) | Shown::Time { text, .. } | Shown::Choice { text, .. }) => {
                words.push(said(text));
            }
            Some(Shown::Link { text, .. }) => words.push(said(text)),
            Some(Shown::Address { lines }) => words.extend(lines.into_iter().map(said)),
            // Numbers, ticks and ratings say nothing without what stands beside them.
            _ => {}
        },
    }
}

/// The words of the glossary with what else they are called: whoever looks for one may mean the other.
pub(crate) fn other_names(cx: &ViewContext<'_>, language: &str) -> Vec<(String, Vec<String>)> {
    let Some(glossary) = cx.catalog.schema.with_role(TypeRole::Glossary) else {
        return Vec::new();
    };
    let mut known = Vec::new();
    for entry in cx.listed(&glossary.id, language) {
        let mut names = Vec::new();
        for field in glossary.fields.values().filter(|field| !field.hidden) {
            let Some(value) = cards::shown(cx, entry, &field.name) else { continue };
            match field.role {
                Some(FieldRole::OtherName | FieldRole::ShortName) => {
                    let mut said = Vec::new();
                    collect(cx, field, &value, entry, language, &mut said);
                    names.extend(said.into_iter().map(|said| said.text));
                }
                Some(FieldRole::Replacement) => {
                    let current = value.get(part::CURRENT).and_then(Value::as_str);
                    names.extend(current.map(str::to_owned));
                }
                _ => {}
            }
        }
        if !names.is_empty() {
            known.push((entry.title().to_owned(), names));
        }
    }
    known
}

/// Where the search of a language leads, when there is anything to be found.
pub(super) fn field(cx: &ViewContext<'_>, language: &str) -> Option<SearchFieldView> {
    let page = cx.plan.search_page(cx.catalog, cx.config, language)?;
    Some(SearchFieldView { page, folder: cx.plan.routes.search(language) })
}

/// The page on which everything is found: from A to Z, until a script puts results in its place. Where there is much, that goes on on other pages;
/// they are counted from one.
pub(crate) fn search_page(cx: &ViewContext<'_>, language: &str, number: usize) -> Option<Page> {
    let everything = cx.plan.everything(cx.catalog, cx.config, language);
    let href = everything.pages.get(number.checked_sub(1)?)?.clone();
    let view = from_a_to_z(cx, language, &everything, number)?;
    let about = cx.say(language, "search-title");
    let title = titles::list_title(cx, &about, number, everything.pages.len(), language);
    let head_title = excerpt(&format!("{title} – {}", cx.config.title.get(language)), 70);
    let mut page = page::base_page(cx, "search", title, head_title, language, href.clone());
    page.noindex = true;
    page.breadcrumb = vec![page::home_crumb(cx, language)];
    if number > 1 {
        let href = everything.pages.first().cloned();
        page.breadcrumb.push(LinkView { href, text: about, ..LinkView::default() });
    }
    page::set_switch(cx, &mut page);
    for version in &mut page.alternates {
        if let Some(href) = cx.plan.search_page(cx.catalog, cx.config, &version.lang) {
            (version.href, version.same_page) = (href, true);
        }
    }
    page::on_site(
        cx,
        vec!["search.html".to_owned()],
        super::root_of(&href),
        page,
        Content::Search(Box::new(view)),
    )
}

/// What a page of the list of everything shows. Only the letters that are on it are put in order.
fn from_a_to_z(
    cx: &ViewContext<'_>,
    language: &str,
    everything: &Everything,
    number: usize,
) -> Option<SearchView> {
    let Everything { count, length, ref pages } = *everything;
    let collation = &cx.of(language)?.collation;
    let mut letters: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in findable(cx, language) {
        let letter = lists::letter(cx, entry.title(), language);
        letters.entry(letter).or_default().push(entry);
    }
    let mut letters: Vec<(String, Vec<&Entry>)> = letters.into_iter().collect();
    letters.sort_by(|(a, _), (b, _)| collation.compare(a, b));
    let (from, to) = ((number - 1) * length, number * length);
    let mut view = SearchView { count, jump: Vec::new(), letters: Vec::new(), pager: None };
    let mut begin = 0;
    for (nth, (letter, mut entries)) in letters.into_iter().enumerate() {
        let id = format!("s_letter_{}", nth + 1);
        let page = begin / length;
        let page = pages.get(page).filter(|_| page + 1 != number).cloned();
        view.jump.push(JumpView { title: letter.clone(), id: id.clone(), page });
        let end = begin + entries.len();
        if begin < to && from < end {
            entries.sort_by(|a, b| {
                collation.compare(a.title(), b.title()).then_with(|| a.key.cmp(&b.key))
            });
            let is_like = |a: usize, b: usize| match (entries.get(a), entries.get(b)) {
                (Some(a), Some(b)) => a.is_called_like(b),
                _ => false,
            };
            let link = |at: usize| {
                let entry = entries.get(at)?;
                let is_shared = is_like(at, at + 1) || at > 0 && is_like(at - 1, at);
                let of_type = cx.catalog.schema.get(&entry.key.type_id).filter(|_| is_shared);
                let label = of_type.map(|of_type| of_type.label.get(language).to_owned());
                Some(SearchLink { link: links::link(cx, &entry.key, language)?, label })
            };
            let links = (from.max(begin) - begin..to.min(end) - begin).filter_map(link).collect();
            view.letters.push(SearchLetter { letter, id, continued: begin < from, links });
        }
        begin = end;
    }
    view.pager = pager(number, pages.len(), |number| pages.get(number.checked_sub(1)?).cloned());
    Some(view)
}

impl FoundEntry {
    /// What stands below the title where it is found.
    pub(crate) fn lead(&self) -> &str {
        if self.summary.is_empty() { &self.facts } else { &self.summary }
    }
}
