//! What others show on their pages: cards, profiles, lists, badges, and the page that says how it is done.

use super::page::{Content, Page, base_page, home_crumb, on_site, root_of};
use super::types::{
    CardView, EmbedTypeView, EmbedView, EmbedsView, ListGroup, ListStyle, ListView, PartnerView,
};
use super::{Scope, ViewContext};
use super::{cards, contacts, entries};
use crate::model::{Channel, Entry, EntryKey, Partner};
use crate::plan::{EmbedShape, embeddable};
use crate::syntax::excerpt;

/// The way from a file `embed/<type>/…` to the root of the site.
const WAY_UP: &str = "../../";

/// Whether others can show anything.
pub(super) fn has_embeds(cx: &ViewContext<'_>, language: &str) -> bool {
    let embeds = &cx.config.embeds;
    embeds.types.iter().chain(&embeds.badges).any(|(type_id, _)| {
        embeddable(cx.catalog, &cx.plan.scope, type_id, language).next().is_some()
    })
}

/// The way from a fragment to the root of the site: its address, which holds wherever the fragment is shown, else a relative
/// one, which holds for those who load it from its place.
fn fragment_root(cx: &ViewContext<'_>, language: &str) -> String {
    cx.config.base_url.clone().unwrap_or_else(|| {
        let deeper = cx.plan.routes.prefix(language).matches('/').count();
        format!("{WAY_UP}{}", "../".repeat(deeper))
    })
}

fn fragment(
    cx: &ViewContext<'_>,
    template: &str,
    title: &str,
    language: &str,
    content: Content,
) -> Option<Page> {
    on_site(
        cx,
        vec![template.to_owned()],
        fragment_root(cx, language),
        base_page(cx, "embed", title.to_owned(), title.to_owned(), language, String::new()),
        content,
    )
}

/// A card that stands alone: with whom to ask.
fn card(cx: &ViewContext<'_>, entry: &Entry, language: &str) -> Option<CardView> {
    let content_type = cx.catalog.schema.get(&entry.key.type_id)?;
    let root = fragment_root(cx, language);
    let scope = Scope::page(language, &root);
    let contact = contacts::contact_box(cx, entry, content_type, &scope);
    Some(CardView { contact, ..cards::card(cx, entry, language)? })
}

/// An entry as a fragment of the pages of others; `None` when there is no such entry, and for its data, which are no page.
pub(crate) fn embedded(
    cx: &ViewContext<'_>,
    shape: EmbedShape,
    key: &EntryKey,
    language: &str,
) -> Option<Page> {
    let entry = cx.catalog.get_in(key, language)?;
    let title = entry.title();
    let card = || Some(Content::Card(Box::new(self::card(cx, entry, language)?)));
    let (template, content) = match shape {
        EmbedShape::Card => ("embed/card.html", card()?),
        EmbedShape::Badge => ("embed/badge.html", card()?),
        EmbedShape::Profile => {
            let root = fragment_root(cx, language);
            let view = entries::entry(cx, key, &Scope::page(language, &root))?;
            ("embed/profile.html", Content::Entry(Box::new(view)))
        }
        EmbedShape::Data => return None,
    };
    let mut page = self::fragment(cx, template, title, language, content)?;
    cx.plan.routes.entry(key, language)?.clone_into(&mut page.page.href);
    Some(page)
}

/// An entry as data: its card, with its address. `None` when there is no such entry.
pub(crate) fn embed_data(
    cx: &ViewContext<'_>,
    key: &EntryKey,
    language: &str,
) -> Option<serde_json::Value> {
    let entry = cx.catalog.get_in(key, language)?;
    let card = self::card(&cx.for_channel(Channel::Embed), entry, language)?;
    let address = card.href.as_ref().map(|href| format!("{}{href}", fragment_root(cx, language)));
    let mut data = serde_json::to_value(&card).ok()?;
    let fields = data.as_object_mut()?;
    fields.insert("address".to_owned(), address.into());
    fields.insert("language".to_owned(), language.into());
    Some(data)
}

/// All entries of a type as cards, for the pages of others.
pub(crate) fn embedded_list(cx: &ViewContext<'_>, type_id: &str, language: &str) -> Option<Page> {
    let content_type = cx.catalog.schema.get(type_id)?;
    let cards: Vec<_> = embeddable(cx.catalog, &cx.plan.scope, type_id, language)
        .filter_map(|entry| self::card(cx, entry, language))
        .collect();
    let title = content_type.plural.get(language);
    let list = ListView {
        type_id: type_id.to_owned(),
        label: content_type.label.get(language).to_owned(),
        count: cards.len(),
        style: ListStyle::Cards,
        groups: vec![ListGroup { cards, ..ListGroup::default() }],
        ..ListView::default()
    };
    fragment(cx, "embed/list.html", title, language, Content::List(Box::new(list)))
}

/// Those with a website and a page here, type by type.
fn partners(cx: &ViewContext<'_>, language: &str) -> Vec<PartnerView> {
    let (catalog, plan) = (cx.catalog, cx.plan);
    let partner = |entry| {
        let partner = Partner::of(&catalog.schema, entry)?;
        Some(PartnerView {
            title: partner.entry.title().to_owned(),
            website: partner.website?.to_owned(),
            href: plan.routes.entry(&partner.entry.key, language)?.to_owned(),
        })
    };
    let types = catalog.schema.types();
    types
        .flat_map(|it| embeddable(catalog, &plan.scope, &it.id, language))
        .filter_map(partner)
        .collect()
}

/// The page that says how others show entries.
pub(crate) fn embeds_page(cx: &ViewContext<'_>, language: &str) -> Option<Page> {
    let routes = &cx.plan.routes;
    let folder = routes.embeds(language);
    let embeds = &cx.config.embeds;
    let mut types = Vec::new();
    for content_type in cx.catalog.schema.types() {
        let is_in = |types: &[(String, crate::location::Span)]| {
            types.iter().any(|(id, _)| **id == *content_type.id)
        };
        let (shown, badges) = (is_in(&embeds.types), is_in(&embeds.badges));
        if !shown && !badges {
            continue;
        }
        let type_id = &content_type.id;
        let mut example = None;
        let mut entries = Vec::new();
        for entry in embeddable(cx.catalog, &cx.plan.scope, type_id, language) {
            let card = cards::card(cx, entry, language)?;
            let file =
                |shape, is_there: bool| is_there.then(|| routes.embed(&entry.key, shape, language));
            entries.push(EmbedView {
                title: card.title.clone(),
                href: card.href.clone(),
                card: file(EmbedShape::Card, shown),
                profile: file(EmbedShape::Profile, shown),
                data: file(EmbedShape::Data, shown),
                badge: file(EmbedShape::Badge, badges),
            });
            example.get_or_insert(card);
        }
        let Some(example) = example else { continue };
        types.push(EmbedTypeView {
            type_id: type_id.to_string(),
            plural: content_type.plural.get(language).to_owned(),
            list: shown.then(|| format!("{folder}{type_id}/list.fragment")),
            example,
            entries,
        });
    }
    let title = cx.say(language, "embeds");
    let head_title = excerpt(&format!("{title} – {}", cx.config.title.get(language)), 70);
    let href = routes.embeds_page(language);
    let mut page = base_page(cx, "embeds", title, head_title, language, href.clone());
    page.noindex = true;
    page.breadcrumb = vec![home_crumb(cx, language)];
    let partners = self::partners(cx, language);
    let view = EmbedsView { base: cx.config.base_url.clone(), types, partners };
    on_site(
        cx,
        vec!["embeds.html".to_owned()],
        root_of(&href),
        page,
        Content::Embeds(Box::new(view)),
    )
}
