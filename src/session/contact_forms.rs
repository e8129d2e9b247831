//! Forms by which organisations put right how they are reached: made from a collection like a site, and given to whoever sends them.

use rayon::prelude::*;

use super::{Options, Session};
use crate::diagnostic::{Diagnostic, Findings};
use crate::model::EntryKey;
use crate::render::data::contact_form;
use crate::render::html::pages::Web;
use crate::render::print::{DocumentBuilder, Paper, contact_form_pdf};
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

/// Makes the forms about all who can be reached as organisations are, in the language of the site.
///
/// # Errors
/// What is wrong with the content, or with the template.
pub(crate) fn contact_forms(
    snapshot: &Snapshot,
    options: &Options,
) -> Result<Vec<RenderedForm>, Findings> {
    let (session, mut findings) = Session::planned(snapshot, options)?;
    session.render_contact_forms(snapshot, options).map_err(|wrong| {
        findings.extend(wrong);
        findings
    })
}

impl Session {
    fn render_contact_forms(
        &self,
        snapshot: &Snapshot,
        options: &Options,
    ) -> Result<Vec<RenderedForm>, Vec<Diagnostic>> {
        let (Some(state), Some(loaded_theme)) = (&self.state, &self.theme) else {
            return Ok(Vec::new());
        };
        let Some(site) = state.sites.get(&options.site) else { return Ok(Vec::new()) };
        let (catalog, theme) = (&state.catalog, &loaded_theme.value.theme);
        let (config, plan) = (&site.inputs.config, &site.inputs.plan);
        let prepared = site.inputs.prepared.clone();
        let views = ViewContext::over(catalog, config, theme, plan, &Web, prepared);
        let paper = views.for_medium(&Paper);
        let builder = DocumentBuilder { snapshot, catalog, config, theme, plan, views: &paper };
        let language = catalog.default_language();
        let listed = catalog
            .entries()
            .iter()
            .filter(|entry| entry.listed() && entry.language == *language && plan.scope.has(entry));
        let keys: Vec<&EntryKey> = listed.map(|entry| &entry.key).collect();
        let forms: Vec<Option<RenderedForm>> = keys
            .par_iter()
            .map(|key| {
                let Some(form) = view::contact_form(&paper, key, language) else { return Ok(None) };
                let print = &loaded_theme.value.print;
                let Some(pdf) = contact_form_pdf(&builder, key, language, &form, print) else {
                    return Ok(None);
                };
                let mail = contact_form::render(&form);
                Ok(Some(RenderedForm { key: (*key).clone(), pdf: pdf?.bytes, mail }))
            })
            .collect::<Result<_, Vec<Diagnostic>>>()?;
        Ok(forms.into_iter().flatten().collect())
    }
}
