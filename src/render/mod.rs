//! Views become files: pure functions of a view and a theme.
//!
//! Entry point: [`render`]. One folder per format. Invariant: nothing here asks the clock or the environment.

pub mod data;
pub mod html;
pub mod print;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Catalog;
use crate::plan::{BuildPlan, Job, Output};
use crate::theme::Theme;
use crate::view::{Content, Views};

/// A file of the site.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Where it is, from the root of the site.
    pub path: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

/// Renders everything but PDFs, in the order of the plan.
pub fn render(
    plan: &BuildPlan,
    catalog: &Catalog,
    config: &Config,
    theme: &Theme,
) -> (Vec<Artifact>, Vec<Diagnostic>) {
    let views = Views::new(catalog, config, theme, plan, &html::pages::Web);
    let templates = html::pages::Templates::new(theme, &views);
    let site = Website { plan, catalog, config, theme, views: &views, templates: &templates };
    let rendered: Vec<_> = plan.jobs.par_iter().map(|job| site.render(job)).collect();
    let mut artifacts = Vec::with_capacity(rendered.len());
    let mut findings = Vec::new();
    for result in rendered {
        match result {
            Ok(artifact) => artifacts.extend(artifact),
            Err(found) => findings.extend(found),
        }
    }
    // A template that fails on one page fails on many, in the same place.
    findings.sort_by(|a, b| (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args)));
    findings.dedup();
    (artifacts, findings)
}

struct Website<'a> {
    plan: &'a BuildPlan,
    catalog: &'a Catalog,
    config: &'a Config,
    theme: &'a Theme,
    views: &'a Views<'a>,
    templates: &'a html::pages::Templates<'a>,
}

impl Website<'_> {
    fn render(&self, job: &Job) -> Result<Option<Artifact>, Vec<Diagnostic>> {
        let text = match &job.output {
            Output::Home { .. }
            | Output::List { .. }
            | Output::Entry { .. }
            | Output::NotFound
            | Output::Redirect { .. } => self.page(job)?,
            Output::Sitemap => Some(data::sitemap::render(self.plan, self.catalog, self.config)),
            Output::Robots => Some(data::robots::render(self.plan, self.config)),
            Output::Feed { language } => {
                data::atom::render(self.plan, self.catalog, self.config, self.views, language)
            }
            Output::Asset => {
                let asset = self.theme.assets().find(|asset| asset.path == job.path);
                return Ok(asset.map(|asset| artifact(job, &asset.bytes)));
            }
            Output::Media { file } => {
                let Some(media) = self.plan.media.get(file) else { return Ok(None) };
                return match media.source.bytes() {
                    Ok(bytes) => Ok(Some(Artifact { path: job.path.clone(), bytes })),
                    Err(error) => Err(vec![
                        Diagnostic::at_file(Code::Unreadable, file)
                            .arg("path", file)
                            .arg("message", error),
                    ]),
                };
            }
            Output::Pdf(_) => None,
        };
        Ok(text.map(|text| artifact(job, text.as_bytes())))
    }

    fn page(&self, job: &Job) -> Result<Option<String>, Vec<Diagnostic>> {
        let Some(mut page) = self.views.page(&job.output) else { return Ok(None) };
        if matches!(page.content, Content::Redirect(_)) {
            page.root = crate::view::root_of(&job.path);
        }
        self.templates.render(page).map(Some)
    }
}

fn artifact(job: &Job, bytes: &[u8]) -> Artifact {
    Artifact { path: job.path.clone(), bytes: bytes.into() }
}
