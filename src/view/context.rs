//! What all views are made from.
//!
//! Entry point: [`ViewContext`]. Invariant: it holds references and nothing of its own; what many views ask for it looks up, and what a view is
//! made of is said by the functions beside it, one file for each kind of view.

use std::sync::Arc;

use super::Medium;
use super::prepared::{LanguageViews, Prepared};
use crate::config::Config;
use crate::model::{Catalog, Channel, Entry, EntryKey};
use crate::plan::BuildPlan;
use crate::schema::Format;
use crate::theme::{TextValue, Theme, UiTexts};

/// What views are made from: a collection, what a site shows of it and where, and for whom.
pub(crate) struct ViewContext<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) config: &'a Config,
    pub(super) theme: &'a Theme,
    pub(super) plan: &'a BuildPlan,
    pub(super) medium: &'a dyn Medium,
    /// Whose readers see the views: decides which personal data they hold.
    pub(super) channel: Channel,
    pub(super) prepared: Arc<Prepared>,
}

impl<'a> ViewContext<'a> {
    /// Prepares what pages share.
    pub(crate) fn new(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
    ) -> Self {
        let prepared = Prepared::new(catalog, config, theme, plan, medium);
        Self::over(catalog, config, theme, plan, medium, Arc::new(prepared))
    }

    /// That of a collection for which everything is prepared.
    pub(crate) fn over(
        catalog: &'a Catalog,
        config: &'a Config,
        theme: &'a Theme,
        plan: &'a BuildPlan,
        medium: &'a dyn Medium,
        prepared: Arc<Prepared>,
    ) -> Self {
        Self { catalog, config, theme, plan, medium, channel: medium.channel(), prepared }
    }

    /// The same for another kind of output.
    pub(crate) fn for_medium<'b>(&'b self, medium: &'b dyn Medium) -> ViewContext<'b> {
        ViewContext { medium, channel: medium.channel(), prepared: self.prepared.clone(), ..*self }
    }

    /// The same for readers who get to see the views by another way.
    pub(crate) fn for_channel(&self, channel: Channel) -> ViewContext<'_> {
        ViewContext { channel, prepared: self.prepared.clone(), ..*self }
    }

    /// The languages that have pages.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &str> {
        self.prepared.languages.keys().map(|language| &**language)
    }

    pub(super) fn of(&self, language: &str) -> Option<&LanguageViews> {
        self.prepared.languages.get(language)
    }

    /// The entries that refer to `target`, where it has something to say.
    pub(super) fn sharing(&self, target: &EntryKey) -> &[EntryKey] {
        self.prepared.shared.get(target).map_or(&[], Vec::as_slice)
    }

    pub(super) fn format(&self, language: &str) -> Format {
        self.of(language).map_or_else(
            || Format::new(language, &self.config.language),
            |prepared| *prepared.format,
        )
    }

    pub(super) fn texts(&self, language: &str) -> &UiTexts {
        self.theme.texts(language)
    }

    pub(super) fn say(&self, language: &str, key: &str) -> String {
        self.texts(language).plain(key)
    }

    /// What a language is called in itself; its tag where there are no words in it.
    pub(super) fn language_name(&self, language: &str) -> String {
        match self.texts(language).foreign() {
            Some(_) => language.to_owned(),
            None => self.say(language, "language-name"),
        }
    }

    pub(super) fn say_with(&self, language: &str, key: &str, name: &str, value: &str) -> String {
        let values = [(name, TextValue::Text(value.to_owned()))];
        self.texts(language).get(key, values).unwrap_or_else(|| value.to_owned())
    }

    /// The listed entries of a type that the site shows, in the order of the type's list.
    pub(super) fn listed(&self, type_id: &str, language: &str) -> impl Iterator<Item = &Entry> {
        self.plan.part.list(self.catalog, type_id, language)
    }

    /// What stands at `href` on this site: its address where that of the site is known, else the way from its root.
    pub(super) fn whole_address(&self, href: &str) -> String {
        format!("{}{href}", self.config.base_url.as_deref().unwrap_or_default())
    }
}
