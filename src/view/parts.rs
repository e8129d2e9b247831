//! Pages with a part of a list: what is left when it is narrowed, and all values by which it can be.
//!
//! Entry points: [`choice_page`], [`facet_values_page`]. Invariant: a page reads what its own choice is made of, not the whole list.

use std::sync::Arc;

use super::facets::{self, facet};
use super::page::{
    Content, Page, base_page, home_crumb, on_site, root_of, set_social_image, set_versions,
};
use super::pager::pager;
use super::types::{LinkView, ListStyle, PageView, PartView};
use super::{ViewContext, cards, links, lists, titles};
use super::{linked_data, linked_data::About};
use crate::model::Entry;
use crate::plan::ChoiceName;

/// Parts of longer lists name their entries in place of showing them as cards: they are shown in many parts.
const CARDS: usize = 500;

/// A page of what is left of a list, counted from one; `None` when there is no such page.
pub(crate) fn choice_page(cx: &ViewContext<'_>, name: &ChoiceName, number: usize) -> Option<Page> {
    let ChoiceName { type_id, language, values } = name;
    let content_type = cx.catalog.schema.get(type_id)?;
    let (routes, choice) = (&cx.plan.routes, cx.plan.facets.choice(name)?);
    let href = choice.page(routes, language, number)?;
    let root = root_of(&href);
    let pages = choice.pages.len();
    let about = facets::title(cx, content_type, (choice, values), language);
    let title = titles::list_title(cx, &about, number, pages, language);
    let head_title = titles::choice_title(cx, name, number)?.to_owned();
    let mut page = base_page(cx, "part", title, head_title, language, href);
    page.section = routes.list(type_id, language).map(str::to_owned);
    page.breadcrumb = vec![home_crumb(cx, language)];
    let list = LinkView {
        href: page.section.clone(),
        text: content_type.plural.get(language).to_owned(),
        ..LinkView::default()
    };
    page.breadcrumb.push(list.clone());
    // What a pair is a part of, then what this page is one of.
    let wider = (1..values.len()).filter_map(|count| {
        let values = values.get(..count)?.to_vec();
        let name = ChoiceName { values, ..name.clone() };
        let choice = cx.plan.facets.choice(&name)?;
        let text = facets::title(cx, content_type, (choice, &name.values), language);
        Some(LinkView { href: Some(choice.href.clone()), text, ..LinkView::default() })
    });
    page.breadcrumb.extend(wider);
    if number > 1 {
        let href = Some(choice.href.clone());
        page.breadcrumb.push(LinkView { href, text: about, ..LinkView::default() });
    }
    set_versions(cx, &mut page, |other| {
        let name = ChoiceName { language: other.into(), ..name.clone() };
        cx.plan.facets.choice(&name)?.page(routes, other, number)
    });
    // Search engines are led to what one value leaves of a list; the rest is found from there.
    page.noindex |= number > 1 || values.len() > 1;
    set_social_image(cx, &mut page, None);
    page.linked_data = linked_data::linked_data(cx, &page, About::default());
    let keys = choice.pages.get(number - 1)?;
    let entries = keys.iter().filter_map(|key| cx.catalog.get_in(key, language));
    let style = lists::part_style(cx, content_type, language, CARDS);
    let mut view = PartView {
        type_id: type_id.to_string(),
        label: content_type.label.get(language).to_owned(),
        count: choice.count(),
        style,
        list,
        pager: pager(number, pages, |number| choice.page(routes, language, number)),
        facets: match number {
            1 => facets::facets(cx, content_type, &choice.narrower, language),
            _ => Vec::new(),
        },
        ..PartView::default()
    };
    match style {
        ListStyle::Cards => {
            view.cards = entries.filter_map(|entry| cards::card(cx, entry, language)).collect();
        }
        _ => {
            let link = |entry: &Entry| links::link(cx, &entry.key, language);
            view.links = entries.filter_map(link).collect();
        }
    }
    part_page(cx, type_id, root, page, view)
}

/// The page with all values of a facet of a list.
pub(crate) fn facet_values_page(
    cx: &ViewContext<'_>,
    type_id: &Arc<str>,
    language: &str,
    field: &Arc<str>,
) -> Option<Page> {
    let content_type = cx.catalog.schema.get(type_id)?;
    let of = |language: &str| {
        let list = cx.plan.facets.of_list(type_id, language)?;
        list.facets.iter().find(|facet| facet.field == *field)
    };
    let all = of(language)?;
    let view = facet(cx, content_type, all, language)?;
    let plural = content_type.plural.get(language);
    let title = cx.say_with(language, "facet-values", "facet", &view.label);
    let head_title = titles::values_title(cx, &view.label, plural, language);
    let root = root_of(&all.href);
    let mut page = base_page(cx, "part", title, head_title, language, all.href.clone());
    page.section = cx.plan.routes.list(type_id, language).map(str::to_owned);
    let list =
        LinkView { href: page.section.clone(), text: plural.to_owned(), ..LinkView::default() };
    page.breadcrumb = vec![home_crumb(cx, language), list.clone()];
    set_versions(cx, &mut page, |other| {
        of(other).filter(|facet| facets::has_values_page(facet)).map(|facet| facet.href.clone())
    });
    page.noindex = true;
    set_social_image(cx, &mut page, None);
    page.linked_data = linked_data::linked_data(cx, &page, About::default());
    let view = PartView {
        type_id: type_id.to_string(),
        label: content_type.label.get(language).to_owned(),
        list,
        facets: vec![view],
        ..PartView::default()
    };
    part_page(cx, type_id, root, page, view)
}

fn part_page(
    cx: &ViewContext<'_>,
    type_id: &str,
    root: String,
    page: PageView,
    view: PartView,
) -> Option<Page> {
    let templates = vec![format!("part/{type_id}.html"), "part.html".to_owned()];
    on_site(cx, templates, root, page, Content::Part(Box::new(view)))
}
