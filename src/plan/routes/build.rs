//! Where everything of a site is: works out its addresses.
//!
//! Entry points: `Routes::new`, [`Routes::of_main_site`]. Invariant: what has no place on the site has no address.

use std::sync::Arc;

use super::{Routes, folder_of};
use crate::config::Config;
use crate::model::{Catalog, Channel, Entry};
use crate::plan::{PlanOptions, PublicationRoute, SiteScope, feed, has_sheet, list_length};
use crate::schema::Pages;
use crate::tracking::Given;

impl Routes {
    pub(in crate::plan) fn new(
        catalog: &Catalog,
        config: &Config,
        scope: &SiteScope,
        publications: &[PublicationRoute],
        options: PlanOptions,
    ) -> Self {
        let mut routes = Self {
            default_language: Given::new(config.language.as_str().into()),
            addresses: Given::new(config.addresses),
            ..Self::default()
        };
        for language in &config.languages {
            routes.add_lists(catalog, config, scope, language);
        }
        for entry in catalog.entries().iter().filter(|entry| scope.has(entry)) {
            routes.add_entry(catalog, scope, entry, options);
        }
        for language in &config.languages {
            let language: Arc<str> = language.as_str().into();
            let used = routes.common.get().lists.keys().any(|(_, used)| *used == language);
            let written =
                catalog.get_in(&scope.home(), &language).is_some_and(|entry| scope.has(entry));
            if language == *routes.default_language || used || written {
                let home = routes.page(routes.prefix(&language));
                routes.common.complete().homes.insert(language.clone(), home);
            }
            if config.base_url.is_some()
                && !options.drafts
                && !feed(catalog, scope, &language, None).is_empty()
            {
                let address = format!("{}feed.xml", routes.prefix(&language));
                routes.common.complete().feeds.insert(language, address);
            }
        }
        if config.base_url.is_some() && !options.drafts {
            routes.add_topic_feeds(catalog, scope);
        }
        if options.print {
            for publication in publications {
                routes.add_publication(publication);
            }
        }
        routes
    }

    /// The addresses of the pages of the main site, for those who only link to them.
    pub(crate) fn of_main_site(catalog: &Catalog, config: &Config, options: PlanOptions) -> Self {
        Self::new(catalog, config, &SiteScope::default(), &[], options)
    }

    fn add_lists(&mut self, catalog: &Catalog, config: &Config, scope: &SiteScope, language: &str) {
        for content_type in catalog.schema.types() {
            if content_type.pages == Pages::None {
                continue;
            }
            let key = (content_type.id.clone(), Arc::<str>::from(language));
            let route = content_type.route.get(language).trim_matches('/');
            let mut folder = self.prefix(language);
            if !route.is_empty() {
                folder.push_str(route);
                folder.push('/');
            }
            self.folders.complete().insert(key.clone(), folder.clone());
            let entries = scope.list(catalog, &content_type.id, language).count();
            // Pages at the root have no list of their own.
            if route.is_empty() || entries == 0 {
                continue;
            }
            let length = list_length(content_type, config);
            let pages = length.map_or(1, |length| entries.div_ceil(length.get()));
            let first = self.page(folder);
            self.common.complete().lists.insert(key.clone(), first);
            self.list_pages.insert(key, pages);
        }
    }

    fn add_entry(
        &mut self,
        catalog: &Catalog,
        scope: &SiteScope,
        entry: &Entry,
        options: PlanOptions,
    ) {
        let id = &scope.replaced(&entry.key).id;
        let Some(content_type) = catalog.schema.get(&entry.key.type_id) else { return };
        let key = (entry.key.type_id.clone(), entry.language.clone());
        let href = if scope.is_home(&entry.key) {
            self.page(self.prefix(&entry.language))
        } else {
            match content_type.pages {
                Pages::None => return,
                Pages::Entry => match self.folders.get(&key) {
                    Some(folder) => self.page(format!("{folder}{id}/")),
                    None => return,
                },
                Pages::List => match self.common.get().lists.get(&key) {
                    Some(list) if entry.listed() => format!("{list}#{id}"),
                    _ => return,
                },
            }
        };
        if options.print
            && has_sheet(content_type)
            && !scope.is_home(&entry.key)
            && entry.listed()
            && entry.is_for(Channel::Print)
        {
            let sheet = format!("{}{id}.pdf", folder_of(&href));
            self.sheets.complete(entry.key.clone()).push((entry.language.clone(), sheet));
        }
        self.entries.complete(entry.key.clone()).push((entry.language.clone(), href));
    }

    fn add_topic_feeds(&mut self, catalog: &Catalog, scope: &SiteScope) {
        for content_type in catalog.schema.types() {
            let Some(rule) = content_type.feed.as_ref() else { continue };
            if content_type.pages != Pages::Entry {
                continue;
            }
            for language in self.common.get().homes.keys().cloned().collect::<Vec<_>>() {
                // Without any news nobody could say when the feed was brought up to date.
                let always = rule.always && !feed(catalog, scope, &language, None).is_empty();
                for entry in scope.list(catalog, &content_type.id, &language) {
                    if let Some(page) = self.entry(&entry.key, &language)
                        && (always || !feed(catalog, scope, &language, Some(&entry.key)).is_empty())
                    {
                        let atom = (language.clone(), format!("{}feed.xml", folder_of(page)));
                        self.topic_feeds.complete(entry.key.clone()).push(atom);
                    }
                }
            }
        }
    }

    fn add_publication(&mut self, publication: &PublicationRoute) {
        let language = &publication.language;
        let href = format!("{}{}.pdf", self.prefix(language), publication.id);
        // A leaflet belongs to the page of what it is about.
        if publication.leaflet_of.is_empty() {
            let download = (language.clone(), publication.title.clone(), href.clone());
            self.common.complete().downloads.push(download);
        }
        let title = publication.known_by_title.then(|| publication.title.clone());
        for key in &publication.leaflet_of {
            let leaflet = (language.clone(), title.clone(), href.clone());
            self.leaflets.complete(key.clone()).push(leaflet);
        }
        let name = (publication.id.clone(), language.clone());
        self.common.complete().publications.insert(name, href);
    }
}
