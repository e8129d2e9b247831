//! Newsletters: made from a collection like a site, and given to whoever sends them.

use std::sync::Arc;

use super::{Options, Session};
use crate::diagnostic::{Diagnostic, Findings, nearest};
use crate::model::{Channel, EntryKey};
use crate::render::data::newsletter;
use crate::render::html::pages::{Templates, Web};
use crate::schema::TypeRole;
use crate::source::Snapshot;
use crate::view::{self, Content, Period, ViewContext};

/// A newsletter in one language.
#[derive(Clone, Debug)]
pub struct RenderedNewsletter {
    /// The language.
    pub(crate) language: Arc<str>,
    /// As a page that mail programs can show.
    pub html: String,
    /// As text in short lines.
    pub text: String,
}

/// Why there are no newsletters.
#[derive(Debug)]
pub enum NoNewsletters {
    /// The content has errors.
    Findings(Findings),
    /// Links in mail need the address of the site, and it is not known.
    NoAddress,
    /// There is no news about what was named.
    NoAudience {
        /// What was perhaps meant.
        suggestion: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
}

/// Makes the newsletters of a period about an entry whose type has feeds, in every language with news. `audience` is the id of an audience,
/// else `type:id`.
///
/// # Errors
/// Why there are none.
pub fn newsletters(
    snapshot: &Snapshot,
    options: &Options,
    audience: &str,
    period: Period,
) -> Result<Vec<RenderedNewsletter>, NoNewsletters> {
    let (session, mut findings) =
        Session::planned(snapshot, options).map_err(NoNewsletters::Findings)?;
    session.render_newsletters(options, audience, period)?.map_err(|wrong| {
        findings.extend(wrong);
        NoNewsletters::Findings(findings)
    })
}

impl Session {
    /// The newsletters, or what is wrong in their template.
    fn render_newsletters(
        &self,
        options: &Options,
        audience: &str,
        period: Period,
    ) -> Result<Result<Vec<RenderedNewsletter>, Vec<Diagnostic>>, NoNewsletters> {
        let (Some(state), Some(loaded_theme)) = (&self.state, &self.theme) else {
            return Ok(Ok(Vec::new()));
        };
        let Some(site) = state.sites.get(&options.site) else { return Ok(Ok(Vec::new())) };
        if site.inputs.config.base_url.is_none() {
            return Err(NoNewsletters::NoAddress);
        }
        let (catalog, theme) = (&state.catalog, &loaded_theme.value.theme);
        let with_feeds = catalog.entries().iter().filter(|entry| {
            let content_type = catalog.schema.get(&entry.key.type_id);
            content_type.is_some_and(|content_type| content_type.feed.is_some())
                && site.inputs.plan.scope.may_name(entry)
        });
        let audience_type = catalog.schema.with_role(TypeRole::Audience).map(|found| &found.id);
        let name = |key: &EntryKey| match Some(&key.type_id) == audience_type {
            true => key.id.to_string(),
            false => key.to_string(),
        };
        let mut known: Vec<(String, &EntryKey)> =
            with_feeds.map(|entry| (name(&entry.key), &entry.key)).collect();
        known.sort();
        known.dedup();
        let Some((_, key)) = known.iter().find(|(name, _)| name == audience) else {
            let names = known.iter().map(|(name, _)| name.as_str());
            let suggestion = nearest(audience, names).map(str::to_owned);
            // The places and trades are many, and can be looked up.
            let audiences =
                known.into_iter().filter(|(_, key)| Some(&key.type_id) == audience_type);
            let known = audiences.map(|(name, _)| name).collect();
            return Err(NoNewsletters::NoAudience { suggestion, known });
        };
        let prepared = site.inputs.prepared.clone();
        let views = ViewContext::over(
            catalog,
            &site.inputs.config,
            theme,
            &site.inputs.plan,
            &Web,
            prepared,
        );
        // What is sent is handed on, as feeds are.
        let views = views.for_channel(Channel::Feed);
        let templates = Templates::new(theme, &views);
        let pages = views.languages().filter_map(|language| {
            Some((language, view::newsletter(&views, key, period, language)?))
        });
        let letter = |(language, page): (&str, crate::view::Page)| {
            let text = match &page.content {
                Content::Newsletter(letter) => Some(newsletter::render(letter, page.site.view())),
                _ => None,
            };
            let text = text.unwrap_or_default();
            templates.render(page).map(|html| RenderedNewsletter {
                language: language.into(),
                html,
                text,
            })
        };
        Ok(pages.map(letter).collect())
    }
}
