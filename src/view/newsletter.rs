//! Newsletters: the news of a period for somebody, to be sent by whatever sends mail.

use jiff::civil::Date;

use super::feeds::FeedItem;
use super::page::{Content, Page, base_page, on_site};
use super::types::{NewsView, NewsletterView};
use super::{ViewContext, cards, feeds, links};
use crate::model::{Channel, Entry, EntryKey};
use crate::plan::news;
use crate::schema::PartialDate;
use crate::syntax::excerpt;

/// From which day to which, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The newsletter about an entry; `None` when nothing happened in the period, or without the address of the site. An entry belongs to
/// the period that the first day of its date is in.
pub(crate) fn newsletter(
    cx: &ViewContext<'_>,
    about: &EntryKey,
    period: Period,
    language: &str,
) -> Option<Page> {
    let base = cx.config.base_url.clone()?;
    // It is sent around, as feeds are.
    let handed_on = cx.for_channel(Channel::Feed);
    let title = feeds::feed_title(cx, about, language)?;
    let entries = news(cx.catalog, &cx.plan.scope, language, Some(about)).into_iter();
    let is_new = |date: PartialDate| (period.from..=period.to).contains(&date.first_day());
    let entries = entries.filter(|(_, date)| is_new(*date));
    let items: Vec<NewsView> =
        entries.filter_map(|(entry, date)| news_item(&handed_on, entry, date)).collect();
    if items.is_empty() {
        return None;
    }
    let routes = &cx.plan.routes;
    let href = routes.entry(about, language).or_else(|| routes.home(language));
    let home = format!("{base}{}", href.unwrap_or_default());
    let site = cx.config.title.get(language);
    let head_title = excerpt(&format!("{title} – {site}"), 70);
    let period = self::period(cx, period, language);
    let page = base_page(cx, "newsletter", title.clone(), head_title, language, String::new());
    let view = NewsletterView { title, period, home, items };
    on_site(
        cx,
        vec!["newsletter.html".to_owned()],
        // It is read far from the site.
        base,
        page,
        Content::Newsletter(Box::new(view)),
    )
}

fn news_item(cx: &ViewContext<'_>, entry: &Entry, date: PartialDate) -> Option<NewsView> {
    let FeedItem { title, address, category: (_, label), .. } = feeds::feed_item(cx, entry, date)?;
    let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
    let summary = content_type.summary.as_deref().and_then(|name| cards::shown(cx, entry, name));
    let summary = summary.as_ref().and_then(|value| {
        let text = match value.as_text() {
            Some(document) => links::plain(cx, document, &entry.file, &entry.language),
            None => value.as_str()?.to_owned(),
        };
        (!text.is_empty()).then_some(text)
    });
    let date = cx.format(&entry.language).date(date);
    Some(NewsView { title, address, label, date, summary })
}

fn period(cx: &ViewContext<'_>, period: Period, language: &str) -> String {
    let day = |date: Date| cx.format(language).date(PartialDate::of_day(date));
    let values = [("from", period.from), ("to", period.to)];
    let values = values.map(|(name, date)| (name, crate::theme::TextValue::Text(day(date))));
    cx.texts(language).get("newsletter-period", values).unwrap_or_default()
}
