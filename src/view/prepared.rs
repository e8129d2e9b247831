//! What many pages share, worked out once: lists, titles, the site as all its pages see it.
//!
//! Entry points: [`Prepared::new`], [`Prepared::update_entry`]. Invariant: it lies in containers that record who reads and compare themselves;
//! an update gives what would be worked out anew, and notes what differs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lists::{self, List, is_grouped_by};
use super::shared::SharedSite;
use super::titles::{self, Claims, Taken, Titles};
use super::{Medium, ViewContext, has_related, pages};
use crate::config::Config;
use crate::model::{Catalog, Collation, EntryKey, EntryUpdate};
use crate::plan::{BuildPlan, SiteScope};
use crate::schema::{ContentType, Format, Pages};
use crate::theme::Theme;
use crate::tracking::{self, CellKind, Changes, Given, Tracked, Workings, compared};

/// More entries than this refer to things so common that sharing them says nothing.
const TOO_COMMON: usize = 40;

/// What many pages share, worked out once.
pub(crate) struct Prepared {
    pub(super) languages: BTreeMap<Arc<str>, LanguageViews>,
    /// For types with related entries: the entries of the type by what they refer to, in no order that says anything.
    pub(super) shared: Tracked<EntryKey, Vec<EntryKey>>,
    claims: Workings<Claims>,
}

compared!(Prepared { languages, shared, claims });

/// What all pages of a language share.
pub(super) struct LanguageViews {
    pub(super) format: Given<Format>,
    pub(super) collation: Given<Collation>,
    pub(super) sites: SharedSite,
    /// By type.
    pub(super) lists: BTreeMap<Arc<str>, List>,
    /// What stands in the `<title>` of each page.
    pub(super) titles: Titles,
}

compared!(LanguageViews { format, collation, sites, lists, titles });

impl Default for Prepared {
    /// Nothing: what is shown while it is worked out does not need it.
    fn default() -> Self {
        Self {
            languages: BTreeMap::new(),
            shared: Tracked::new(CellKind::Shared),
            claims: Workings::default(),
        }
    }
}

impl Prepared {
    /// Works out what the pages of a site share.
    pub(crate) fn new(
        catalog: &Catalog,
        config: &Config,
        theme: &Theme,
        plan: &BuildPlan,
        medium: &dyn Medium,
    ) -> Self {
        let cx = &ViewContext::over(catalog, config, theme, plan, medium, Arc::default());
        let mut taken = Taken::default();
        let languages = config
            .languages
            .iter()
            .map(|language| (language.as_str().into(), of_language(cx, language, &mut taken)))
            .collect();
        let shared = shared_targets(catalog, &plan.scope);
        Self { languages, shared, claims: Workings::new(taken.claims) }
    }

    /// Brings it up to date with an entry that was updated, and notes what differs by that; `false` when everything has to be worked out anew.
    /// `cx` is of the collection with the entry in it.
    #[must_use]
    pub(crate) fn update_entry(
        &mut self,
        cx: &ViewContext<'_>,
        update: &EntryUpdate,
        changes: &mut Changes,
    ) -> bool {
        let EntryUpdate { old, new, .. } = update;
        let Some(own_type) = cx.catalog.schema.get(&new.key.type_id) else { return false };
        let claims = self.claims.unrecorded();
        for (language, of_language) in &mut self.languages {
            let is_own = *language == new.language;
            if old.title() != new.title() {
                let names = (&**old, &**new);
                if !of_language.titles.change_choices(cx, claims, names, language, changes) {
                    return false;
                }
            }
            if is_own && old.title() != new.title() {
                let site = cx.config.title.get(language);
                let names = (&**old, &**new);
                if !of_language.titles.change(claims, names, own_type, site, changes) {
                    return false;
                }
            }
            of_language.sites.replace(pages::site_view(cx, language), changes);
            for content_type in cx.catalog.schema.types() {
                let has_new = is_own && content_type.id == own_type.id;
                if !has_new && !is_grouped_by(content_type, &own_type.id) {
                    continue;
                }
                let Some(last) = of_language.lists.get_mut(&content_type.id) else { continue };
                let list = lists::list_updated(cx, content_type, language, (last, update), changes);
                tracking::update(last, list, changes);
            }
        }
        true
    }
}

fn of_language(cx: &ViewContext<'_>, language: &str, taken: &mut Taken) -> LanguageViews {
    let types = cx.catalog.schema.types();
    let listed = types.filter(|content_type| content_type.pages != Pages::None);
    let list = |content_type: &ContentType| {
        (content_type.id.clone(), lists::list_of(cx, content_type, language))
    };
    LanguageViews {
        format: Given::new(Format::new(language, &cx.config.language)),
        collation: Given::new(Collation::new(language)),
        sites: SharedSite::new(pages::site_view(cx, language)),
        lists: listed.map(list).collect(),
        titles: titles::titles(cx, language, taken),
    }
}

fn shared_targets(catalog: &Catalog, part: &SiteScope) -> Tracked<EntryKey, Vec<EntryKey>> {
    let mut shared: BTreeMap<EntryKey, Vec<EntryKey>> = BTreeMap::new();
    for content_type in catalog.schema.types().filter(|content_type| has_related(content_type)) {
        for entry in part.list(catalog, &content_type.id, catalog.default_language()) {
            for edge in catalog.edges_from(&entry.key).filter(|edge| edge.relation.is_some()) {
                shared.entry(edge.to.clone()).or_default().push(entry.key.clone());
            }
        }
    }
    shared.retain(|_, entries| {
        // Where they stand in lists is of no concern here, and must not be compared.
        entries.sort_unstable();
        entries.len() <= TOO_COMMON
    });
    Tracked::new(CellKind::Shared).with(shared)
}
