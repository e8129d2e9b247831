//! What others show on their pages: cards, profiles, lists, badges, and the page that says how it is done.

use super::types::{
    EmbedTypeView, EmbedView, EmbedsView, ListGroup, ListStyle, ListView, PartnerView,
};
use super::{Content, Page, Scope, Views};
use crate::model::{Channel, EntryKey, Partner};
use crate::plan::{Shape, embeddable};
use crate::syntax::excerpt;

/// The way from a file `embed/<type>/…` to the root of the site.
const WAY_UP: &str = "../../";

impl Views<'_> {
    /// Whether others can show anything.
    pub(super) fn has_embeds(&self, language: &str) -> bool {
        let embeds = &self.config.embeds;
        embeds.types.iter().chain(&embeds.badges).any(|(type_id, _)| {
            embeddable(self.catalog, &self.plan.part, type_id, language).next().is_some()
        })
    }

    /// The way from a fragment to the root of the site: its address, which holds wherever the fragment is shown, else a relative
    /// one, which holds for those who load it from its place.
    fn fragment_root(&self, language: &str) -> String {
        self.config.base_url.clone().unwrap_or_else(|| {
            let deeper = self.plan.routes.prefix(language).matches('/').count();
            format!("{WAY_UP}{}", "../".repeat(deeper))
        })
    }

    fn fragment(
        &self,
        template: &str,
        title: &str,
        language: &str,
        content: Content,
    ) -> Option<Page> {
        self.on_site(
            vec![template.to_owned()],
            self.fragment_root(language),
            self.base_page("embed", title.to_owned(), title.to_owned(), language, String::new()),
            content,
        )
    }

    /// An entry as a fragment of the pages of others; `None` when there is no such entry, and for its data, which are no page.
    pub fn embedded(&self, shape: Shape, key: &EntryKey, language: &str) -> Option<Page> {
        let entry = self.catalog.get_in(key, language)?;
        let title = entry.title();
        let card = || Some(Content::Card(Box::new(self.card(entry, language)?)));
        let (template, content) = match shape {
            Shape::Card => ("embed/card.html", card()?),
            Shape::Badge => ("embed/badge.html", card()?),
            Shape::Profile => {
                let root = self.fragment_root(language);
                let view = self.entry(key, &Scope::page(language, &root))?;
                ("embed/profile.html", Content::Entry(Box::new(view)))
            }
            Shape::Data => return None,
        };
        let mut page = self.fragment(template, title, language, content)?;
        self.plan.routes.entry(key, language)?.clone_into(&mut page.page.href);
        Some(page)
    }

    /// An entry as data: its card, with its address. `None` when there is no such entry.
    pub fn embed_data(&self, key: &EntryKey, language: &str) -> Option<serde_json::Value> {
        let entry = self.catalog.get_in(key, language)?;
        let card = self.for_channel(Channel::Embed).card(entry, language)?;
        let address =
            card.href.as_ref().map(|href| format!("{}{href}", self.fragment_root(language)));
        let mut data = serde_json::to_value(&card).ok()?;
        let fields = data.as_object_mut()?;
        fields.insert("address".to_owned(), address.into());
        fields.insert("language".to_owned(), language.into());
        Some(data)
    }

    /// All entries of a type as cards, for the pages of others.
    pub fn embedded_list(&self, type_id: &str, language: &str) -> Option<Page> {
        let content_type = self.catalog.schema.get(type_id)?;
        let cards: Vec<_> = embeddable(self.catalog, &self.plan.part, type_id, language)
            .filter_map(|entry| self.card(entry, language))
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
        self.fragment("embed/list.html", title, language, Content::List(Box::new(list)))
    }

    /// Those with a website and a page here, type by type.
    fn partners(&self, language: &str) -> Vec<PartnerView> {
        let (catalog, plan) = (self.catalog, self.plan);
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
            .flat_map(|it| embeddable(catalog, &plan.part, &it.id, language))
            .filter_map(partner)
            .collect()
    }

    /// The page that says how others show entries.
    pub fn embeds_page(&self, language: &str) -> Option<Page> {
        let routes = &self.plan.routes;
        let folder = routes.embeds(language);
        let embeds = &self.config.embeds;
        let mut types = Vec::new();
        for content_type in self.catalog.schema.types() {
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
            for entry in embeddable(self.catalog, &self.plan.part, type_id, language) {
                let card = self.card(entry, language)?;
                let file = |shape, is_there: bool| {
                    is_there.then(|| routes.embed(&entry.key, shape, language))
                };
                entries.push(EmbedView {
                    title: card.title.clone(),
                    href: card.href.clone(),
                    card: file(Shape::Card, shown),
                    profile: file(Shape::Profile, shown),
                    data: file(Shape::Data, shown),
                    badge: file(Shape::Badge, badges),
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
        let title = self.say(language, "embeds");
        let head_title = excerpt(&format!("{title} – {}", self.config.title.get(language)), 70);
        let href = routes.embeds_page(language);
        let mut page = self.base_page("embeds", title, head_title, language, href.clone());
        page.noindex = true;
        page.breadcrumb = vec![self.home_crumb(language)];
        let partners = self.partners(language);
        let view = EmbedsView { base: self.config.base_url.clone(), types, partners };
        self.on_site(
            vec!["embeds.html".to_owned()],
            super::root_of(&href),
            page,
            Content::Embeds(Box::new(view)),
        )
    }
}
