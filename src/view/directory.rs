//! A list as the script reads it that narrows it: its facets, and its entries with their values.
//!
//! Entry point: [`directory`]. Invariant: what it says of an entry is what the list and its parts say of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::types::ListStyle;
use super::{ViewContext, cards, facets, links, lists};
use crate::escape::json_in_html;
use crate::model::EntryKey;
use crate::plan::{Facet, FacetValue};
use crate::schema::ContentType;

/// Summaries are known of the entries of lists that are no longer than that: of more, the script would be large.
const SUMMARIES: usize = 2000;

/// What the script says, by keys of the theme; what it fills in stands in braces.
const TEXTS: [&str; 11] = [
    "directory-one",
    "directory-many",
    "directory-chosen",
    "directory-selected",
    "directory-none",
    "directory-loosen",
    "directory-loosen-all",
    "directory-without",
    "directory-entry",
    "directory-more",
    "directory-all",
];

/// What the script reads.
#[derive(Serialize)]
struct Data<'a> {
    texts: BTreeMap<&'static str, String>,
    /// What the ways to all entries begin with.
    folder: &'a str,
    facets: Vec<FacetData>,
    entries: Vec<EntryData>,
}

/// Name, label, whether cards show it, and values.
#[derive(Serialize)]
struct FacetData(String, String, bool, Vec<ValueData>);

/// Part of the address, text, what it stands under, language, whether nothing is known.
#[derive(Serialize)]
struct ValueData(String, String, Option<String>, Option<String>, bool);

/// Title, way, places of values by facet; summary, marks and language.
#[derive(Serialize)]
struct EntryData(
    String,
    Option<String>,
    Vec<Places>,
    Option<String>,
    Option<Vec<(&'static str, String)>>,
    Option<String>,
);

/// Which values of a facet an entry has; most have one.
#[derive(Serialize)]
#[serde(untagged)]
enum Places {
    One(usize),
    Several(Vec<usize>),
}

/// A script with what is needed to narrow the list of a type; `None` where it cannot be narrowed.
pub(crate) fn directory(
    cx: &ViewContext<'_>,
    type_id: &Arc<str>,
    language: &str,
) -> Option<String> {
    let content_type = cx.catalog.schema.get(type_id)?;
    let list = cx.plan.facets.of_list(type_id, language)?;
    let directory = cx.plan.facets.directory(type_id, language)?;
    let path = cx.plan.routes.directory(type_id, language)?;
    let (folder, _) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
    let hrefs = directory.entries.iter().map(|key| cx.plan.routes.entry(key, language));
    let is_below = |href: Option<&str>| href.is_none_or(|href| href.starts_with(folder));
    let folder = if hrefs.clone().all(is_below) { folder } else { "" };
    let mut values: Vec<Vec<Vec<usize>>> =
        vec![vec![Vec::new(); directory.places.len()]; directory.entries.len()];
    for (facet, of_facet) in directory.places.iter().enumerate() {
        for (value, places) in of_facet.iter().enumerate() {
            for place in places {
                values[*place][facet].push(value);
            }
        }
    }
    let is_told = lists::part_style(cx, content_type, language, SUMMARIES) == ListStyle::Cards;
    let entries = directory.entries.iter().zip(values).filter_map(|(key, values)| {
        let mut data = entry(cx, content_type, (key, values), is_told, language)?;
        data.1 = data.1.map(|href| href.strip_prefix(folder).unwrap_or(&href).to_owned());
        Some(data)
    });
    let names = ["count", "values", "filter", "entries"];
    let data = Data {
        texts: TEXTS.iter().map(|key| (*key, cx.text_with(language, key, &names))).collect(),
        folder,
        facets: list.facets.iter().map(|of| facet(cx, content_type, of, language)).collect(),
        entries: entries.collect(),
    };
    let data = serde_json::to_string(&data).ok()?;
    Some(format!("broschurList({});\n", json_in_html(&data)))
}

/// A facet; one without values where the list does not show it.
fn facet(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    facet: &Facet,
    language: &str,
) -> FacetData {
    let Some(view) = facets::facet(cx, content_type, facet, language) else {
        return FacetData(facet.field.to_string(), String::new(), false, Vec::new());
    };
    let groups = view.groups.into_iter().flat_map(|group| {
        let above = group.title;
        group.values.into_iter().map(move |value| (above.clone(), value))
    });
    let values = groups.zip(&facet.values).map(|((above, value), FacetValue { slug, .. })| {
        ValueData(slug.clone(), value.text, above, value.lang, value.not_stated)
    });
    let is_on_card = content_type.card.contains(&view.name);
    FacetData(view.name, view.label, is_on_card, values.collect())
}

/// An entry; its summary and marks where the list shows cards and is not too long.
fn entry(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    (key, values): (&EntryKey, Vec<Vec<usize>>),
    is_told: bool,
    language: &str,
) -> Option<EntryData> {
    let link = links::link(cx, key, language)?;
    let places = values.into_iter().map(|values| match values[..] {
        [one] => Places::One(one),
        _ => Places::Several(values),
    });
    let shown = cx.catalog.get_in(key, language).filter(|_| is_told);
    let marks = shown.map(|entry| {
        let flags = cards::flags(entry);
        let marks = [
            (flags.draft, "draft"),
            (flags.archived, "archived"),
            (flags.sample, "sample"),
            (flags.uncertain, "uncertain"),
        ];
        let marks = marks.into_iter().filter(|(is_so, _)| *is_so);
        marks.map(|(_, name)| (name, cx.say(language, name))).collect::<Vec<_>>()
    });
    Some(EntryData(
        link.text,
        link.href,
        places.collect(),
        shown.and_then(|entry| cards::summary_plain(cx, entry, content_type)),
        marks.filter(|marks| !marks.is_empty()),
        link.lang,
    ))
}
