//! Forms by which organisations put right how they are reached: made from a collection like a site, and given to whoever sends them.

use super::side_by_side::side_by_side;
use super::{Options, Session, SiteName};
use crate::diagnostic::{Diagnostic, Findings};
use crate::model::EntryKey;
use crate::render::data::contact_form;
use crate::render::html::pages::Web;
use crate::render::print::{DocumentBuilder, Paper, PrintTheme, contact_form_pdf};
use crate::source::Snapshot;
use crate::view::{self, ViewContext};

/// The form about one organisation.
#[derive(Clone, Debug)]
pub(crate) struct RenderedForm {
    /// What it is about.
    pub(crate) key: EntryKey,
    /// To be printed.
    pub(crate) pdf: Vec<u8>,
    /// To be sent.
    pub(crate) mail: String,
}

/// The forms that can be made, before any of them is.
pub(crate) struct PlannedForms {
    session: Session,
    site: SiteName,
    /// What they are about.
    keys: Vec<EntryKey>,
    /// What had been found in the content.
    findings: Findings,
}

/// Plans the forms about all who can be reached as organisations are, in the language of the site.
///
/// # Errors
/// What is wrong with the content.
pub(crate) fn contact_forms(
    snapshot: &Snapshot,
    options: &Options,
) -> Result<PlannedForms, Findings> {
    let (session, findings) = Session::planned(snapshot, options)?;
    let site = options.site.clone();
    let mut forms = PlannedForms { session, site, keys: Vec::new(), findings };
    let keys = forms.with_views(snapshot, |views, builder, _| {
        let (catalog, language) = (builder.catalog, builder.catalog.default_language());
        let scope = &builder.plan.scope;
        let listed =
            catalog.entries().iter().filter(|entry| entry.listed() && entry.language == *language);
        listed
            .filter(|entry| scope.has(entry))
            .filter(|entry| view::contact_form(views, &entry.key, language).is_some())
            .map(|entry| entry.key.clone())
            .collect()
    });
    forms.keys = keys.unwrap_or_default();
    Ok(forms)
}

impl PlannedForms {
    /// What they are about.
    pub(crate) fn keys(&self) -> &[EntryKey] {
        &self.keys
    }

    /// Makes them.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub(crate) fn render(mut self, snapshot: &Snapshot) -> Result<Vec<RenderedForm>, Findings> {
        let rendered = self.with_views(snapshot, |views, builder, print| {
            let language = builder.catalog.default_language();
            let form = |key: &EntryKey| {
                let Some(form) = view::contact_form(views, key, language) else { return Ok(None) };
                let Some(pdf) = contact_form_pdf(builder, key, language, &form, print) else {
                    return Ok(None);
                };
                let mail = contact_form::render(&form);
                Ok(Some(RenderedForm { key: key.clone(), pdf: pdf?.bytes, mail }))
            };
            let made = side_by_side(&self.keys, form);
            made.into_iter().collect::<Result<Vec<_>, Vec<Diagnostic>>>()
        });
        match rendered.unwrap_or_else(|| Ok(Vec::new())) {
            Ok(forms) => Ok(forms.into_iter().flatten().collect()),
            Err(wrong) => {
                self.findings.extend(wrong);
                Err(self.findings)
            }
        }
    }

    /// Does something with what forms are made from, when the site is there.
    fn with_views<T>(
        &self,
        snapshot: &Snapshot,
        work: impl FnOnce(&ViewContext<'_>, &DocumentBuilder<'_>, &PrintTheme) -> T,
    ) -> Option<T> {
        let state = self.session.state.as_ref()?;
        let loaded_theme = self.session.theme.as_ref()?;
        let (catalog, theme) = (&state.catalog, &loaded_theme.value.theme);
        let site = state.sites.get(&self.site)?;
        let (config, plan) = (&site.inputs.config, &site.inputs.plan);
        let prepared = site.inputs.prepared.clone();
        let views = ViewContext::over(catalog, config, theme, plan, &Web, prepared);
        let paper = views.for_medium(&Paper);
        let builder = DocumentBuilder { snapshot, catalog, config, theme, plan, views: &paper };
        Some(work(&paper, &builder, &loaded_theme.value.print))
    }
}
