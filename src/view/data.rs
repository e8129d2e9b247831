//! The page for those who work with the data.

use super::ViewContext;
use super::page::{Content, Page, base_page, home_crumb, on_site, root_of};
use super::types::{DataView, LinkView, TableView};
use crate::plan::{TableFormat, tabled};
use crate::syntax::excerpt;

/// Whether there are entries as data.
pub(super) fn has_data(cx: &ViewContext<'_>, language: &str) -> bool {
    cx.plan.tables(cx.catalog, language).next().is_some()
}

/// The page that leads to the entries as data.
pub(crate) fn data_page(cx: &ViewContext<'_>, language: &str) -> Option<Page> {
    let routes = &cx.plan.routes;
    let mut tables = Vec::new();
    for content_type in cx.plan.tables(cx.catalog, language) {
        let file = |format: TableFormat| LinkView {
            href: Some(routes.table(content_type, format, language)),
            text: format.ending().to_uppercase(),
            ..LinkView::default()
        };
        tables.push(TableView {
            plural: content_type.plural.get(language).to_owned(),
            description: content_type
                .description
                .as_ref()
                .map(|text| text.get(language).to_owned()),
            count: tabled(cx.catalog, &cx.plan.scope, &content_type.id, language).count(),
            files: TableFormat::ALL.map(file).into(),
        });
    }
    let collation = crate::model::Collation::new(language);
    tables.sort_by(|a, b| collation.compare(&a.plural, &b.plural));
    let title = cx.say(language, "data");
    let head_title = excerpt(&format!("{title} – {}", cx.config.title.get(language)), 70);
    let href = routes.data_page(language);
    let mut page = base_page(cx, "data", title, head_title, language, href.clone());
    page.noindex = true;
    page.breadcrumb = vec![home_crumb(cx, language)];
    let mut dated = cx.plan.dated(cx.catalog, language);
    let view = DataView {
        package: routes.data_package(language),
        calendar: dated.next().map(|_| routes.calendar(language)),
        tables,
    };
    on_site(cx, vec!["data.html".to_owned()], root_of(&href), page, Content::Data(Box::new(view)))
}
