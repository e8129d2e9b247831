//! By what lists can be narrowed, as readers see it.
//!
//! Entry points: [`facet`] for a field, [`title`] for what a choice is called. Invariant: what is shown as a value is shown on a page of the
//! site, too; how many entries have it is counted in `plan`.

use std::sync::Arc;

use super::types::{FacetGroup, FacetValueView, FacetView, LinkView};
use super::{ViewContext, links, values};
use crate::plan::{Choice, Facet, FacetItem, FacetValue};
use crate::schema::ContentType;
use crate::theme::TextValue;

/// So many values stand beside a list; of more the most frequent, and all on a page of their own.
const FEW: usize = 16;
/// So many are the most frequent.
const SHOWN: usize = 12;
/// So many are shown where they are folded under what they belong to.
const FOLDED: usize = 150;

/// Whether the values of a facet are too many to be shown beside a list.
pub(crate) fn has_values_page(facet: &Facet) -> bool {
    let most = if is_folded(facet) { FOLDED } else { FEW };
    facet.values.len() > most
}

fn is_folded(facet: &Facet) -> bool {
    facet.values.iter().any(|value| value.above.is_some())
}

/// The facets of a list: with the most frequent values where these are many.
pub(super) fn facets(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    facets: &[Facet],
    language: &str,
) -> Vec<FacetView> {
    let facets = facets.iter().filter_map(|facet| {
        if !has_values_page(facet) {
            return self::facet(cx, content_type, facet, language);
        }
        let mut most: Vec<usize> = (0..facet.values.len()).collect();
        most.sort_by_key(|at| std::cmp::Reverse(facet.values[*at].count));
        most.truncate(SHOWN);
        most.sort_unstable();
        let values = most.into_iter().map(|at| facet.values[at].clone());
        let values = values.map(|value| FacetValue { above: None, ..value }).collect();
        let shown = Facet { values, ..facet.clone() };
        let view = self::facet(cx, content_type, &shown, language)?;
        Some(FacetView { count: facet.values.len(), all: Some(facet.href.clone()), ..view })
    });
    facets.collect()
}

/// A facet with all its values.
pub(super) fn facet(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    facet: &Facet,
    language: &str,
) -> Option<FacetView> {
    let mut groups: Vec<FacetGroup> = Vec::new();
    let mut above = None;
    for value in &facet.values {
        if groups.is_empty() || value.above.as_ref() != above {
            above = value.above.as_ref();
            let title = above.and_then(|key| links::link(cx, key, language));
            let title = title.map(|link| link.text);
            groups.push(FacetGroup { title, values: Vec::new() });
        }
        let (text, lang) =
            item(cx, content_type, (&facet.field, &value.item, &value.name), language)?;
        if let Some(group) = groups.last_mut() {
            group.values.push(FacetValueView {
                text,
                lang,
                href: value.href.clone(),
                count: value.count,
                not_stated: value.item == FacetItem::NotStated,
            });
        }
    }
    Some(FacetView {
        name: facet.field.to_string(),
        label: content_type.facet_label(&facet.field)?.get(language).to_owned(),
        id: format!("s_facet_{}", facet.field),
        count: facet.values.len(),
        groups,
        all: None,
    })
}

/// A value in words, with their language when it is another one.
fn item(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    (field, item, name): (&Arc<str>, &FacetItem, &str),
    language: &str,
) -> Option<(String, Option<String>)> {
    Some(match item {
        FacetItem::Entry(key) => {
            let link = links::link(cx, key, language)?;
            (link.text, link.lang)
        }
        FacetItem::Value(value) => {
            let kind = content_type.field(field)?.kind.item();
            (kind.group_head(value, name, &values::words(cx, language)).title, None)
        }
        FacetItem::NotStated => (cx.say(language, "not-stated"), None),
    })
}

/// What that part of a list is called which has the values of a choice.
pub(super) fn title(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    of: (&Choice, &[(Arc<str>, String)]),
    language: &str,
) -> String {
    title_by(cx, content_type, of, language, |link| link.text).full
}

/// What the page of a choice is called, in full and in brief: its values and what they choose from.
pub(super) struct ChoiceTitle {
    pub(super) full: String,
    /// `Metallbauer – Stufen der Wertschöpfungsketten`, for where there is little room.
    pub(super) brief: String,
}

/// Both of them, with the names of entries as `named` has them.
pub(super) fn title_by(
    cx: &ViewContext<'_>,
    content_type: &ContentType,
    (choice, names): (&Choice, &[(Arc<str>, String)]),
    language: &str,
    named: impl Fn(LinkView) -> String,
) -> ChoiceTitle {
    let mut full = String::new();
    let mut chosen = Vec::new();
    let plural = content_type.plural.get(language);
    for ((field, item), (_, name)) in choice.items.iter().zip(names) {
        let said = match item {
            FacetItem::Entry(key) => links::link(cx, key, language).map(&named),
            _ => self::item(cx, content_type, (field, item, name), language).map(|(text, _)| text),
        };
        let value = said.unwrap_or_else(|| name.clone());
        let label = content_type.facet_label(field).map_or("", |label| label.get(language));
        chosen.push(value.clone());
        if !full.is_empty() {
            full = format!("{full}, {label}: {value}");
            continue;
        }
        let own = match item {
            FacetItem::NotStated => None,
            _ => content_type.facets.title(field, &value, language),
        };
        full = own.unwrap_or_else(|| {
            let values = [
                ("list", TextValue::Text(plural.to_owned())),
                ("facet", TextValue::Text(label.to_owned())),
                ("value", TextValue::Text(value)),
            ];
            cx.texts(language).get("list-part", values).unwrap_or_else(|| plural.to_owned())
        });
    }
    ChoiceTitle { full, brief: format!("{} – {plural}", chosen.join(", ")) }
}
