//! Files for search engines: what they may read, and which pages there are.

use super::{DraftContext, OutputFamily, OutputLabel, Phase, PlanInputs, Planner};
use crate::config::Addresses;
use crate::diagnostic::Diagnostic;
use crate::render::Draft;
use crate::render::data::{robots, sitemap};
use crate::schema::Schema;

const ROBOTS: &str = "robots.txt";
const SITEMAP: &str = "sitemap.xml";

/// A file for search engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForCrawlers {
    /// `robots.txt`.
    Robots,
    /// `sitemap.xml`.
    Sitemap,
}

impl ForCrawlers {
    fn file(self) -> &'static str {
        match self {
            Self::Robots => ROBOTS,
            Self::Sitemap => SITEMAP,
        }
    }
}

impl OutputFamily for ForCrawlers {
    fn plan(planner: &mut Planner<'_>) {
        let PlanInputs { config, plan, .. } = planner.inputs;
        planner.add(ROBOTS.to_owned(), Self::Robots, None);
        // It needs whole addresses, and nobody should look for a preview.
        if config.base_url.is_some() && !plan.options.drafts {
            planner.add(SITEMAP.to_owned(), Self::Sitemap, None);
        }
    }

    fn label(&self, _: &Schema) -> OutputLabel {
        OutputLabel::file(self.file())
    }

    fn phase(&self) -> Phase {
        match self {
            Self::Robots => Phase::Pages,
            Self::Sitemap => Phase::Files,
        }
    }

    fn draft(&self, site: &DraftContext<'_>, _: &str) -> Result<Draft, Vec<Diagnostic>> {
        let base = site.config.base_url.as_deref();
        Ok(Draft::Text(match self {
            Self::Robots => {
                let sitemap = site.jobs.all().iter().find(|job| job.output == Self::Sitemap.into());
                let sitemap = base.zip(sitemap).map(|(base, job)| format!("{base}{}", job.path));
                robots::render(site.plan.options.drafts, sitemap.as_deref())
            }
            Self::Sitemap => {
                let pages = site.jobs.all().iter().filter_map(|job| {
                    let versions = job.output.family().sitemap(site)?;
                    let href = match site.config.addresses {
                        Addresses::Folders => job.path.trim_end_matches("index.html"),
                        Addresses::Files => &job.path,
                    };
                    Some(sitemap::SitemapPage { href, versions })
                });
                sitemap::render(base, pages)
            }
        }))
    }
}
